"""The systems by name, and the modules of their importers, each imported on demand."""

from __future__ import annotations

import difflib
from importlib import import_module
from typing import Final

from docmeta.errors import OptionError
from docmeta.plugins import registry
from docmeta.receivers.verdict import Receiver
from docmeta.running.folders import extension_of

#: The modules of each system, each with a `RECEIVER`; the preferred one first.
SYSTEMS: Final[dict[str, tuple[str, ...]]] = {
    "archivesspace": ("aspace_ead", "aspace_bulk"),
    "arclight": ("arclight",),
    "atom": ("atom",),
    "aggregator": ("harvester",),
    "schema-org": ("schema_org",),
    "europeana": ("europeana",),
    "dpla": ("dpla",),
}

#: Names in the head of a file that is in a system's own format, though read as another: tables, and records of aggregators.
_MARKS: Final = {
    "csv": {"csv-aspace": b"ArchivesSpace field code", "csv-atom": b"legacyId"},
    "dc": {"edm": b"ProvidedCHO"},
    "dcterms": {"edm": b"ProvidedCHO"},
    "jsonld": {"dpla": b'"aggregatedCHO"'},
}


def receivers(system: str, *, takes: str | None = None) -> tuple[Receiver, ...]:
    """The ways into a system, those that take the format *takes*, if given; case does not matter.

    Raises `OptionError` for an unknown name.
    """
    name = system.casefold()
    if name not in SYSTEMS:
        near = difflib.get_close_matches(name, SYSTEMS, 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise OptionError(f"there is no receiving system {system!r}{hint} (there are: {', '.join(SYSTEMS)})")
    found = (import_module(f"docmeta.receivers.{module}").RECEIVER for module in SYSTEMS[name])
    return tuple(each for each in found if takes is None or takes in each.takes)


def receivers_of(system: str, format: str, head: bytes) -> tuple[Receiver, ...]:
    """The ways into a system for a file of a format, as it is; tables and records are recognised by the names in their *head*.

    >>> [each.name for each in receivers_of("archivesspace", "csv", b"ArchivesSpace field code,ead,title")]
    ['archivesspace-bulk']
    """
    marked = {name for name, mark in _MARKS.get(format, {}).items() if mark in head}
    names = marked if marked or format == "csv" else {format}
    return tuple(each for each in receivers(system) if names & set(each.takes))


def receiver_for(system: str, format: str | None = None, filename: str | None = None) -> Receiver:
    """The way into a system by a format, by the extension of a file, or the preferred one; case does not matter.

    Raises `OptionError` if it has no way in for the format, `UnknownFormatError` for an unknown format.

    >>> receiver_for("ArchivesSpace", "CSV-ASpace").name
    'archivesspace-bulk'
    """
    ways = receivers(system)
    if format is None:
        return next((each for each in ways if filename and _fits(filename, each.takes[0])), ways[0])
    format = registry.default().get(format).name
    for each in ways:
        if format in each.takes:
            return each
    taken = ", ".join(name for each in ways for name in each.takes)
    raise OptionError(f"{system} does not take {format!r} (it takes {taken})")


def _fits(filename: str, format: str) -> bool:
    """Whether a name has an extension of a format, judged by the last one."""
    extension = extension_of(registry.default().get(format)).rpartition(".")[2]
    return filename.lower().removesuffix(".gz").endswith(f".{extension}")
