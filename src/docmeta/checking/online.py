"""A repository of OAI-PMH at its address: asked politely, within limits, what registries ask.

The requests are those of `docmeta.checking.repository.interview`, some fifty; a page of records is held against what harvesters
make of it, too (`docmeta.receivers`), and against a schema where one is named.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO, Final

import attrs

from docmeta.checking.repository import Interview, Sent, interview
from docmeta.checking.rules import FileTest, Problem
from docmeta.checking.run import problem_of
from docmeta.errors import InputError, LimitError
from docmeta.harvesting import retry_after
from docmeta.plugins import Limits, registry
from docmeta.receivers import receivers_of
from docmeta.remote import is_archive, is_web, pace, paced, shown, web
from docmeta.remote.address import parts
from docmeta.remote.opening import is_pattern

#: The profile that repositories are asked by.
PROFILE: Final = "oai-pmh"
#: How many seconds lie between two requests where nobody says otherwise.
PACE: Final = 1.0
#: What holds for each answer where nobody says otherwise; more than so many bytes are never taken.
LIMITS: Final = Limits(size=64_000_000, wait=120)
_MOST: Final = 256_000_000
#: How often a server that is busy is asked again, and how many seconds it is waited for at most.
_BUSY: Final = 3
_PATIENCE: Final = 300.0
_HEADERS: Final = {"Accept": "text/xml, application/xml;q=0.9, */*;q=0.1"}


def is_repository(source: object) -> bool:
    """Whether a source is the base URL of a repository: an address of the web that is no file of a format, no archive, no pattern,
    and no request.

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
    limits: Limits | None = None,
    tell: Callable[[str], None] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Interview:
    """Ask a repository at its address what registries ask.

    Between two requests lies a second, or what `docmeta.remote.paced` says.

    Args:
        base_url: Its base URL. No other host is asked.
        validator: Validates each answer against a schema; None where none was asked for.
        limits: How many bytes and seconds an answer may take (64 MB, 120 seconds).
        tell: Is told, in words, what is waited for.
        progress: Is told how many requests were made.

    Returns:
        The problems; each says the repository as its source, and the request as its path.

    Raises `InputError` and `OSError` where the repository cannot be reached at all.
    """
    asker = _Asker(base_url.partition("#")[0].rstrip("?&"), limits or LIMITS, tell, progress)
    said = asker.base.partition("://")
    known = f"{said[0]}://{said[2].rpartition('@')[2]}".partition("?")[0]
    tests = (_harvested,) if validator is None else (_harvested, _where_it_can(validator))
    name = shown(asker.base)
    try:
        with paced(PACE if pace.in_force() is None else None):
            found = interview(asker.get, known, post=asker.post, tests=tests)
    except OSError as error:  # which names the request
        raise OSError(error.errno, error.strerror, name) from None
    found[:] = _folded(found, name)
    return found


def _folded(found: Iterable[Problem], name: str) -> Iterator[Problem]:
    """The problems of answers as those of the repository: of each rule, in each answer, the first."""
    alike: dict[tuple[str, str | None], list[Problem]] = {}
    for problem in found:
        alike.setdefault((problem.rule, problem.source), []).append(problem)
    for first, *more in alike.values():
        at = f", line {first.line}" if first.line else ""
        said = f"{first.message}, and {len(more):,} more like it" if more else first.message
        yield attrs.evolve(first, message=said, source=name, line=None, column=None, path=f"{first.source}{at}")


def _harvested(source: BinaryIO, name: str | None) -> Iterator[Problem]:
    """What harvesters make of a page of records."""
    if not _of_records(name):
        return
    head = source.read(registry.SNIFF)
    for receiver in receivers_of("aggregator", "dc", head):
        source.seek(0)
        for verdict in receiver.arriving(source):
            if verdict.outcome != "created":
                yield problem_of(verdict, name)


def _of_records(query: str | None) -> bool:
    return query == "verb=ListRecords&metadataPrefix=oai_dc"


def _where_it_can(validator: FileTest) -> FileTest:
    """A validator that says nothing of what is in no namespace of its schema: descriptions in Identify, and other formats."""

    def test(source: BinaryIO, name: str | None) -> Iterator[Problem]:
        for problem in validator(source, name):
            if _of_records(name) or not problem.rule.endswith(".cvc_elt_1"):
                yield problem

    return test


@attrs.define
class _Asker:
    """Asks one repository."""

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
