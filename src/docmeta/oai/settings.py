"""The settings of a repository and its records, kept in the index, so that they are given once."""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Sequence
from typing import Any, Final

import attrs

from docmeta.crosswalk import Report
from docmeta.dates import Day
from docmeta.errors import OptionError
from docmeta.oai.forms import Maker
from docmeta.oai.names import domain
from docmeta.oai.prefixes import PREFIXES, Prefix, offered
from docmeta.oai.writing import Book
from docmeta.plugins import registry
from docmeta.plugins.usual import in_force
from docmeta.running import restricted_day

#: The default domain of a repository, under a reserved top-level domain (RFC 2606, section 2).
NOBODY: Final = "repository.invalid"
#: The form of an e-mail address in OAI-PMH.xsd, `emailType`.
_MAIL: Final = re.compile(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)+")
_WEB: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.ASCII)


@attrs.frozen
class Settings:
    """The settings of a repository and its records. None keeps the current value.

    Attributes:
        repository: Its domain, part of every identifier.
        name: Its name, for people.
        admins: The e-mail addresses of its administrators.
        base_uri: The base URI of the published records, which gives each record another identifier.
        inherit: Whether records include what they inherit from the units above.
        prefixes: The metadata prefixes to offer besides oai_dc; None for the usual ones.
        withhold_restricted: Whether to leave out units with restricted access on the day of the indexing.
    """

    repository: str | None = None
    name: str | None = None
    admins: tuple[str, ...] | None = None
    base_uri: str | None = None
    inherit: bool | None = None
    prefixes: tuple[str, ...] | None = None
    withhold_restricted: bool | None = None


@attrs.frozen
class Way:
    """How records are made.

    Attributes:
        repository: The domain in their identifiers.
        base_uri: The base URI of the published records.
        restricted_on: Leave out units whose access is restricted on this day; if None, leave out none.
        alone: The makers of the forms of single units.
        whole: The makers of the forms of finding aids.
    """

    repository: str
    base_uri: str | None = None
    restricted_on: Day | None = None
    alone: Sequence[Maker] = ()
    whole: Sequence[Maker] = ()


def arranged(book: Book, given: Settings, report: Report, reading: Any, on: Day | None = None) -> Way:
    """Apply the given settings, else the stored ones. If records would differ from before, every file is read again.

    Args:
        book: The index.
        given: The given settings.
        report: Counts losses.
        reading: How files are read; a change makes them be read again.
        on: The day to check restrictions for; None is today.

    Raises `OptionError` for invalid settings.
    """
    before = Settings(**json.loads(book.fact("settings") or "{}"))
    said = {name: value for name, value in attrs.asdict(given, recurse=False).items() if value is not None}
    now = attrs.evolve(before, **said)
    _refuse(now)
    prefixes = _chosen(now.prefixes)
    if now.base_uri is None and any(prefix.based for prefix in prefixes):
        name = next(prefix.name for prefix in prefixes if prefix.based)
        raise OptionError(
            f"records in {name} are named by their URIs: give the base URI of the published records (base_uri, --base-uri)"
        )
    makers = [Maker(prefix, report, {"inherit": now.inherit is not False}, now.base_uri) for prefix in prefixes]
    if book.fact("secret") is None:
        book.know("secret", secrets.token_bytes(32))
        book.know("created", int(time.time()))
    day = restricted_day(bool(now.withhold_restricted)) if on is None else on
    made = _made(makers, now.base_uri, (reading, day) if day is not None else reading)
    if book.fact("made") is not None and before.repository != now.repository:
        _rename(book)
    if made != book.fact("made"):
        book.run("UPDATE files SET changed = NULL")
        for name in sorted({one.name for one in PREFIXES} - {one.name for one in prefixes}):
            book.withdraw(name)
    book.know("made", made)
    book.know("settings", json.dumps(attrs.asdict(now)))
    book.know("prefixes", json.dumps([_as_data(prefix) for prefix in prefixes]))
    return Way(
        now.repository or NOBODY,
        now.base_uri,
        day,
        [maker for maker in makers if not maker.prefix.whole],
        [maker for maker in makers if maker.prefix.whole],
    )


def _chosen(names: Sequence[str] | None) -> list[Prefix]:
    """The prefixes in which records are served."""
    known = offered()
    for name in names or ():
        if name not in {prefix.name for prefix in known}:
            there = ", ".join(prefix.name for prefix in known)
            raise OptionError(f"records cannot be served as {name!r} (there are: {there})")
    if names is None:
        return [prefix for prefix in known if prefix.usual]
    return [prefix for prefix in known if prefix.required or prefix.name in names]


def _refuse(settings: Settings) -> None:
    """Raise `OptionError` for what the protocol does not allow."""
    domain(settings.repository or NOBODY)
    for mail in settings.admins or ():
        if not _MAIL.fullmatch(mail):
            raise OptionError("an administrator needs an e-mail address, such as oai@archive.example.org", value=mail)
    if settings.name is not None and not settings.name.strip():
        raise OptionError("the name of a repository must not be empty")
    if settings.base_uri is not None and not _WEB.fullmatch(settings.base_uri):
        raise OptionError("the base URI must begin with http:// or https://", value=settings.base_uri)


def _made(makers: Sequence[Maker], base_uri: str | None, reading: Any) -> str:
    """What determines the records besides the files."""
    plugins = sorted(plugin.owner for plugin in registry.default().plugins())
    ways = [(maker.prefix.name, maker.prefix.schema, repr(maker.options)) for maker in makers]
    return json.dumps([plugins, ways, base_uri, repr(reading), repr(in_force())])


def _rename(book: Book) -> None:
    """Change every identifier; the old ones become deleted records."""
    book.run("UPDATE records SET file = NULL, own = NULL")
    book.run("DELETE FROM files")


def _as_data(prefix: Prefix) -> dict[str, Any]:
    return {"name": prefix.name, "namespace": prefix.namespace, "schema": prefix.schema, "whole": prefix.whole}
