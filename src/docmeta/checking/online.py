"""Checks an OAI-PMH repository at its base URL as registries do, politely and within limits.

The requests are those of `docmeta.checking.repository.interview`, some fifty; a page of records is also judged by the rules of harvesters
(`docmeta.receivers`), and validated against a schema if one is named.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO, Final

import attrs

from docmeta.checking.problem import Problem
from docmeta.checking.repository import Interview, Sent, interview
from docmeta.checking.rules import FileTest
from docmeta.checking.run import problem_of
from docmeta.errors import InputError, LimitError
from docmeta.harvesting import retry_after
from docmeta.plugins import Limits, registry
from docmeta.receivers import receivers_of
from docmeta.remote import is_archive, is_web, pace, paced, shown, web
from docmeta.remote.address import parts
from docmeta.remote.opening import is_pattern

#: The profile for repositories.
PROFILE: Final = "oai-pmh"
#: The default seconds between two requests.
PACE: Final = 1.0
#: The default limits of each answer; larger ones are never accepted.
LIMITS: Final = Limits(size=64_000_000, wait=120)
_MOST: Final = 256_000_000
#: How often a busy server is asked again, and the longest wait, in seconds.
_BUSY: Final = 3
_PATIENCE: Final = 300.0
_HEADERS: Final = {"Accept": "text/xml, application/xml;q=0.9, */*;q=0.1"}


def is_repository(source: object) -> bool:
    """Whether a source is the base URL of a repository: a web URL that is not a file of a format, an archive, a pattern
    or a request.

    >>> is_repository("https://example.org/oai"), is_repository("https://example.org/oai.php?set=a")
    (True, True)
    >>> is_repository("https://example.org/answer.xml"), is_repository("https://example.org/oai?verb=Identify")
    (False, False)
    """
    if not is_web(source) or is_archive(source) or is_pattern(source):
        return False
    _, _, path, query = parts(source)
    extensions = {".gz", *(one for format in registry.default() for one in format.extensions)} - {""}
    return not path.lower().endswith(tuple(extensions)) and re.search(r"[?&]verb=", query) is None


def ask_repository(
    base_url: str,
    *,
    validator: FileTest | None = None,
    huge: bool = False,
    limits: Limits | None = None,
    tell: Callable[[str], None] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Interview:
    """Check a repository at its base URL as registries do.

    There is a second between two requests, or what `docmeta.remote.paced` sets.

    Args:
        base_url: Its base URL. No other host is asked.
        validator: Validates each answer against a schema; None for no schema.
        huge: Whether to raise the limits of `docmeta.xml.pull`.
        limits: The most bytes and seconds of an answer (64 MB, 120 seconds).
        tell: Called with a message while waiting.
        progress: Called with the number of requests made.

    Returns:
        The problems; each has the repository as its source, and the request as its path.

    Raises `InputError` and `OSError` if the repository cannot be reached at all.
    """
    asker = _Asker(base_url.partition("#")[0].rstrip("?&"), limits or LIMITS, tell, progress)
    said = asker.base.partition("://")
    known = f"{said[0]}://{said[2].rpartition('@')[2]}".partition("?")[0]
    tests = (_harvested,) if validator is None else (_harvested, _where_it_can(validator))
    name = shown(asker.base)
    try:
        with paced(PACE if pace.in_force() is None else None):
            found = interview(asker.get, known, post=asker.post, tests=tests, huge=huge)
    except OSError as error:  # it names the request
        raise OSError(error.errno, error.strerror, name) from None
    found[:] = _folded(found, name)
    return found


def _folded(found: Iterable[Problem], name: str) -> Iterator[Problem]:
    """The problems of the answers as problems of the repository: only the first of each rule in each answer."""
    alike: dict[tuple[str, str | None], list[Problem]] = {}
    for problem in found:
        alike.setdefault((problem.rule, problem.source), []).append(problem)
    for first, *more in alike.values():
        at = f", line {first.line}" if first.line else ""
        said = f"{first.message}, and {len(more):,} more like it" if more else first.message
        yield attrs.evolve(first, message=said, source=name, line=None, column=None, path=f"{first.source}{at}")


def _harvested(source: BinaryIO, name: str | None, *, huge: bool = False) -> Iterator[Problem]:
    """How harvesters read a page of records."""
    if not _of_records(name):
        return
    head = source.read(registry.SNIFF)
    for receiver in receivers_of("aggregator", "dc", head):
        source.seek(0)
        for verdict in receiver.arriving(source, huge=huge):
            if verdict.outcome != "created":
                yield problem_of(verdict, name)


def _of_records(query: str | None) -> bool:
    return query == "verb=ListRecords&metadataPrefix=oai_dc"


def _where_it_can(validator: FileTest) -> FileTest:
    """A validator that ignores what is not in a namespace of its schema: descriptions in Identify, and other formats."""

    def test(source: BinaryIO, name: str | None, /, *, huge: bool = False) -> Iterator[Problem]:
        for problem in validator(source, name, huge=huge):
            if _of_records(name) or not problem.rule.endswith(".cvc_elt_1"):
                yield problem

    return test


@attrs.define
class _Asker:
    """Sends requests to one repository."""

    base: str
    limits: Limits
    tell: Callable[[str], None] | None
    progress: Callable[[int], None] | None
    asked: int = 0

    def get(self, query: str) -> Sent:
        """The answer to a request by GET."""
        return self._answer(f"{self.base}{'&' if '?' in self.base else '?'}{query}", None)

    def post(self, query: str) -> Sent:
        """The answer to a request by POST."""
        return self._answer(self.base, query.encode())

    def _answer(self, address: str, form: bytes | None) -> Sent:
        self.asked += 1
        if self.progress is not None:
            self.progress(self.asked)
        size = min(self.limits.size or _MOST, _MOST)
        for tried in range(1, _BUSY + 2):
            with web.asked(address, wait=self.limits.wait, size=size, headers=_HEADERS, form=form) as answer:
                if answer.status not in (429, 503) or tried > _BUSY:
                    kind = answer.headers.get("Content-Type") or ""
                    return Sent(answer.body.read(), answer.status, kind)
                seconds = retry_after(answer.headers.get("Retry-After"), datetime.now(UTC))
            seconds = 2.0**tried if seconds is None else seconds
            if seconds > _PATIENCE:
                raise LimitError(f"the server asks to wait {seconds:,.0f} seconds", source=shown(self.base))
            if self.tell is not None:
                self.tell(f"the server is busy; asking again in {seconds:g} seconds")
            time.sleep(seconds)
        raise InputError("the server is busy", source=shown(self.base))
