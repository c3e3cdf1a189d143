"""Checks an OAI-PMH repository with the requests of registries, by its answers.

`interview` needs a function that sends a request, over a network or directly to an application
(`docmeta.checking.online` uses the network).
The requests are those of the Open Archives' own validator (HTTP::OAIPMH::Validator 1.07) and of the protocol's list of errors;
the recommendations are those of BASE's validator and of the guidelines for repository implementers.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any, BinaryIO, Final, TypeAlias
from urllib.parse import urlencode

import attrs

from docmeta.checking.answers import Heard, judged
from docmeta.checking.problem import UNREADABLE, Problem, Problems
from docmeta.checking.rules import FileRule, FileTest
from docmeta.errors import InputError


@attrs.frozen
class Sent:
    """A response of a repository: the bytes, and its HTTP headers.

    Attributes:
        body: The bytes.
        status: The status of the answer.
        type: Its Content-Type.
    """

    body: bytes
    status: int = 200
    type: str = "text/xml"


#: Sends a request: takes the query string, returns the body of the response, or all of it.
Ask: TypeAlias = Callable[[str], "bytes | Sent"]

#: After this many successive requests without an answer, no more are made.
_SILENCE: Final = 3
#: The number of formats in which a record is requested.
_FORMS: Final = 12


def _rule(key: str, says: str, advice: str, standard: str, severity: Any = "error") -> FileRule:
    return FileRule(f"OAIPMH-{key}", says, severity, advice, standard, "the repository")


_PROTOCOL: Final = "OAI-PMH 2.0, section"
_GUIDELINES: Final = "Guidelines for repository implementers"
#: The rules for a repository, besides those for each answer.
RULES: Final = (
    _rule("ANSWER", "an answer to each request", "answer it", f"{_PROTOCOL} 4"),
    _rule("STATUS", "status 200 for every answer of the protocol, errors too", "answer with status 200", f"{_PROTOCOL} 3.1.2"),
    _rule("TYPE", "answers of the type text/xml", "send Content-Type: text/xml", f"{_PROTOCOL} 3.1.2", "warning"),
    _rule("POST", "requests by POST as by GET", "also read the arguments from the body", f"{_PROTOCOL} 3.1.1"),
    _rule("ERROR", "the error that the protocol defines for a bad request", "answer with that error", f"{_PROTOCOL} 3.6"),
    _rule("BASE", "the requested URL as baseURL in Identify", "give the URL that harvesters use", f"{_PROTOCOL} 4.2"),
    _rule("EARLIEST", "no record older than earliestDatestamp", "give the earliest datestamp", f"{_PROTOCOL} 4.2"),
    _rule("NAMESPACE", "metadata in the namespace that ListMetadataFormats gives", "correct one of the two", f"{_PROTOCOL} 3.4"),
    _rule("SAME", "the record that was asked for", "return that record", f"{_PROTOCOL} 4.1"),
    _rule("STAMP", "datestamps in the granularity that Identify gives", "write them in it", f"{_PROTOCOL} 3.3.2"),
    _rule("SELECT", "records by from and until, both inclusive", "compare with 'not before' and 'not after'", f"{_PROTOCOL} 2.7.1"),
    _rule("MEMBERS", "only records of the requested set", "leave out the others", f"{_PROTOCOL} 2.7.2"),
    _rule("TWICE", "each record once in a list", "continue where the previous page ended", f"{_PROTOCOL} 3.5"),
    _rule("AGAIN", "the same page for the same token", "encode the position in the token", f"{_PROTOCOL} 3.5.1"),
    _rule("SIZE", "as many records as completeListSize gives", "count them, or leave it out", f"{_PROTOCOL} 3.5"),
    _rule("ENDS", "lists that end", "end the list with an empty resumptionToken", f"{_PROTOCOL} 3.5"),
    _rule("DELETED", "deleted records that are tracked", "keep deleted records for good (persistent)", _GUIDELINES, "info"),
    _rule("PAGE", "pages of at least 100 records", "return more records per page", "BASE, OAI-PMH validator", "info"),
    _rule("HOLDS", "tokens that are valid for 23 hours", "make them valid for longer", "BASE, OAI-PMH validator", "info"),
)  # fmt: skip
_BY_KEY: Final = {rule.id.removeprefix("OAIPMH-"): rule for rule in RULES}

_LIST: Final = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"}
_DC: Final = {"metadataPrefix": "oai_dc"}
#: Bad requests, each with its acceptable errors.
_BAD: Final[tuple[tuple[str, str], ...]] = (
    ("", "badVerb"),
    ("junk", "badVerb"),
    ("verb=junk", "badVerb"),
    ("verb=Identify&verb=Identify", "badVerb"),
    ("verb=Identify&junk=junk", "badArgument"),
    ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
    ("verb=GetRecord&identifier=oai%3Ajunk.example%3Ajunk", "badArgument"),
    ("verb=GetRecord&identifier=invalid%22id&metadataPrefix=oai_dc", "badArgument idDoesNotExist"),
    ("verb=GetRecord&identifier=oai%3Ajunk.example%3Ajunk&metadataPrefix=oai_dc", "idDoesNotExist"),
    ("verb=ListMetadataFormats&identifier=oai%3Ajunk.example%3Ajunk", "idDoesNotExist"),
    ("verb=ListRecords", "badArgument"),
    ("verb=ListRecords&metadataPrefix=junk", "cannotDisseminateFormat"),
    ("verb=ListRecords&resumptionToken=junk", "badResumptionToken"),
    ("verb=ListIdentifiers&resumptionToken=junk&until=2000-02-05", "badArgument badResumptionToken"),
    ("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=junk", "badArgument badResumptionToken"),
    ("verb=ListIdentifiers&until=junk", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=junk", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&until=junk", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=2001-02-29", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=2002-02-05&until=2002-02-06T05:35:00Z", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=2002-02-06&until=2002-02-05", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&until=1400-01-01", "noRecordsMatch badArgument"),
)  # fmt: skip


class Interview(Problems):
    """The problems of a repository, and the number of requests.

    Attributes:
        requests: The number of requests made.
    """

    requests: int = 0


def interview(
    ask: Ask,
    base_url: str | None = None,
    *,
    pages: int = 5,
    post: Ask | None = None,
    tests: Iterable[FileTest] = (),
    huge: bool = False,
) -> Interview:
    """Send a repository the requests of registries, and find what is wrong with its answers.

    If Identify has no OAI-PMH answer, or several successive requests have none at all, no more are made.

    Args:
        ask: Sends a request: takes a query string, returns the body of the response, or all of it.
        base_url: The requested URL, which Identify must give; None if there is none.
        pages: How many pages of a list to request.
        post: Sends a POST request; None if that is not possible.
        tests: Further tests of each answer, such as a schema; they get the request as the name.
        huge: Given to the tests.

    Returns:
        The problems; none for a repository that a registry accepts. Each has the request as its source.

    Raises what the first call of *ask* raises. Later, an `InputError` or an `OSError` is a problem.

    >>> [problem.rule for problem in interview(lambda query: b"<a/>")]
    ['OAIPMH-ANSWER']
    """
    asking = _Interview(ask, base_url, pages, post, tuple(partial(test, huge=huge) for test in tests))
    found = Interview(asking.problems())
    found.requests = asking.requests
    return found


class _Silent(Exception):
    """The repository no longer answers."""


class _Interview:
    """One conversation with a repository."""

    def __init__(
        self,
        ask: Ask,
        base_url: str | None,
        pages: int,
        post: Ask | None,
        tests: tuple[Callable[[BinaryIO, str | None], Iterable[Problem]], ...],
    ) -> None:
        self.ask = ask
        self.base_url = base_url
        self.pages = pages
        self.post = post
        self.tests = tests
        self.found: list[Problem] = []
        self.requests = self.unanswered = 0

    def problems(self) -> list[Problem]:
        """All problems."""
        try:
            self.conversation()
        except _Silent:
            said = f"no answer to {_SILENCE} requests one after another; after {self.requests} no more were made"
            self.say("ANSWER", said, "verb=Identify")
        return self.found

    def conversation(self) -> None:
        """All requests."""
        answered = self.asked({"verb": "Identify"})
        if not (answered.verb or answered.errors):
            return
        identify = answered.identify
        self.identity(identify)
        formats = self.asked({"verb": "ListMetadataFormats"})
        sets = self.asked({"verb": "ListSets"}, "noSetHierarchy")
        first = self.asked(_LIST, "noRecordsMatch")
        if first.ids:
            self.asked({**_LIST, "verb": "ListRecords"})
            self.record(first, identify)
            self.forms(first, formats)
            self.selection(first)
            self.list_of_pages(first)
            self.members(sets, first)
        self.by_post()
        self.bad_requests()

    def asked(self, arguments: Mapping[str, str], *allowed: str) -> Heard:
        """Send a request and check the answer by itself: it answers the verb, or gives an allowed error."""
        query = urlencode(arguments)
        heard = self.heard(query)
        if heard.verb != arguments["verb"] and not set(heard.errors) & set(allowed):
            self.say("ANSWER", f"{arguments['verb']} is answered with {_words(heard)}", query)
        return heard

    def heard(self, query: str, ask: Ask | None = None) -> Heard:
        """The answer to a query."""
        heard = Heard()
        sent = self.sent(query, ask or self.ask)
        if sent is None:
            return heard
        body = io.BytesIO(sent.body)
        try:
            self.found += judged(body, query, heard)
        except InputError as error:
            said = (error.message, "write well-formed XML", f"{_PROTOCOL} 3.2", query, error.line)
            self.found.append(Problem(UNREADABLE, "error", *said))
            return heard
        spoke = heard.verb or heard.errors
        if spoke and sent.status != 200:
            self.say("STATUS", f"an answer has status {sent.status}", query, str(sent.status))
        if spoke and sent.type.partition(";")[0].strip().lower() != "text/xml":
            self.say("TYPE", f"an answer has the content type {sent.type[:60]!r}", query, sent.type)
        for test in self.tests if spoke else ():
            body.seek(0)
            self.found += test(body, query)
        return heard

    def sent(self, query: str, ask: Ask) -> Sent | None:
        """The response to a query; None, with a problem, if there is none."""
        self.requests += 1
        try:
            sent = ask(query)
        except (InputError, OSError) as error:
            if self.requests == 1:
                raise
            said = error.message if isinstance(error, InputError) else error.strerror or str(error)
            self.say("ANSWER", f"the request got no answer: {said}", query)
            self.unanswered += 1
            if self.unanswered == _SILENCE:
                raise _Silent from None
            return None
        self.unanswered = 0
        return sent if isinstance(sent, Sent) else Sent(sent)

    def say(self, key: str, message: str, query: str, value: str | None = None) -> None:
        """Add a problem."""
        self.found.append(_BY_KEY[key].problem(message, query, None, value=value))

    def identity(self, identify: dict[str, list[str]]) -> None:
        """Check Identify against what is known."""
        said = identify.get("baseURL", [""])[0]
        if self.base_url is not None and identify and said.rstrip("/") != self.base_url.rstrip("/"):
            self.say("BASE", f"Identify gives the base URL {said[:100]!r}", "verb=Identify", said)
        if identify.get("deletedRecord") == ["no"]:
            self.say("DELETED", "deleted records are not tracked", "verb=Identify")

    def forms(self, first: Heard, formats: Heard) -> None:
        """A record in each format is in the declared namespace, or not available in it."""
        for prefix, space in [one for one in formats.prefixes.items() if one[0] != "oai_dc"][:_FORMS]:
            arguments = {"verb": "GetRecord", "identifier": first.ids[0], "metadataPrefix": prefix}
            for root in self.asked(arguments, "cannotDisseminateFormat").roots:
                if root != space:
                    said = f"{prefix[:40]} is declared in {space[:100]!r}, but its metadata is in {root[:100]!r}"
                    self.say("NAMESPACE", said, urlencode(arguments), root)

    def by_post(self) -> None:
        """Identify answers a POST request as it does a GET request."""
        if self.post is not None:
            heard = self.heard("verb=Identify", ask=self.post)
            if heard.verb != "Identify":
                self.say("POST", f"Identify by POST is answered with {_words(heard)}", "verb=Identify")

    def record(self, first: Heard, identify: dict[str, list[str]]) -> None:
        """GetRecord returns the requested record, and each datestamp has the granularity."""
        id = first.ids[0]
        earliest = identify.get("earliestDatestamp", [""])[0]
        oldest = min(first.stamps)
        if identify and oldest[:10] < earliest[:10]:
            said = f"a record has the datestamp {oldest[:40]}, but earliestDatestamp is {earliest[:40]}"
            self.say("EARLIEST", said, "verb=Identify", earliest)
        arguments = {"verb": "GetRecord", "identifier": id, **_DC}
        got = self.asked(arguments)
        if got.verb and got.ids != [id]:
            self.say(
                "SAME", f"{id[:100]!r} was requested, but got {', '.join(got.ids)[:100]!r} came", urlencode(arguments)
            )
        self.asked({"verb": "ListMetadataFormats", "identifier": id}, "noMetadataFormats")
        length = 20 if len(identify.get("granularity", [""])[0]) != 10 else 10
        for stamp in dict.fromkeys(first.stamps + got.stamps):
            if identify and len(stamp) != length:
                self.say(
                    "STAMP",
                    f"the datestamp {stamp[:40]!r} has a different granularity from Identify",
                    urlencode(_LIST),
                    stamp,
                )

    def selection(self, first: Heard) -> None:
        """A record is listed with its own datestamp as from and until; a future one lists none."""
        id, stamp = first.ids[0], first.stamps[0]
        for arguments in ({"from": stamp, "until": stamp}, {"from": stamp[:10], "until": stamp[:10]}):
            asked = {**_LIST, **arguments}
            got = self.asked(asked)
            if got.token is None and got.verb and id not in got.ids:
                self.say(
                    "SELECT", f"{id[:100]!r} of {stamp} is not among the records with that datestamp", urlencode(asked)
                )
            wrong = [one for one in got.stamps if one[:10] != stamp[:10]]
            if wrong:
                self.say(
                    "SELECT",
                    f"a record with datestamp {wrong[0][:40]} is among those of {arguments['from']}",
                    urlencode(asked),
                    wrong[0],
                )
        later = f"{int(stamp[:4]) + 100:04}-01-01" if stamp[:4].isdigit() else "2999-01-01"
        self.expect(urlencode({**_LIST, "from": later}), "noRecordsMatch badArgument")

    def list_of_pages(self, first: Heard) -> None:
        """The pages of a list: no record twice, the same page for the same token, an end."""
        seen: set[str] = set()
        page, query, count = first, urlencode(_LIST), 0
        for number in range(self.pages):
            count += len(page.ids)
            twice = seen & set(page.ids) or {id for id in page.ids if page.ids.count(id) > 1}
            if twice:
                self.say("TWICE", f"{min(twice)[:100]!r} appears twice", query, min(twice))
            seen |= set(page.ids)
            if not page.token:
                size = page.about.get("completeListSize", "")
                if size.isdigit() and int(size) != count:
                    self.say("SIZE", f"completeListSize is {size}, and {count} records came", query, size)
                return
            if not number:
                self.first_token(page, query)
            arguments = {"verb": "ListIdentifiers", "resumptionToken": page.token}
            before, query = page, urlencode(arguments)
            page = self.asked(arguments)
            if not number and self.asked(arguments).ids != page.ids:
                self.say("AGAIN", "the same resumption token gives a different page", query)
            if page.token == before.token and page.ids == before.ids:
                self.say("ENDS", "the list never ends: pages repeat", query)
                return

    def first_token(self, page: Heard, query: str) -> None:
        """Recommendations on pages and tokens."""
        if len(page.ids) < 100:
            self.say("PAGE", f"a page has {len(page.ids)} records", query)
        expires = page.about.get("expirationDate")
        try:
            short = expires is not None and datetime.fromisoformat(expires) - datetime.fromisoformat(
                page.date
            ) < timedelta(hours=23)
        except (ValueError, TypeError):  # already reported as not a date
            return
        if short:
            self.say("HOLDS", f"a resumption token expires at {expires}", query, expires)

    def members(self, sets: Heard, first: Heard) -> None:
        """A set of a record lists only records of that set."""
        spec = next(iter(first.specs or sets.specs), None)
        if spec is None:
            return
        arguments = {**_LIST, "set": spec}
        got = self.asked(arguments, "noRecordsMatch")
        if got.verb and not any(one == spec or one.startswith(f"{spec}:") for one in got.specs):
            self.say("MEMBERS", f"records of the set {spec[:60]!r} do not name the set", urlencode(arguments), spec)

    def bad_requests(self) -> None:
        """Each bad request gets its error."""
        for query, codes in _BAD:
            self.expect(query, codes)

    def expect(self, query: str, codes: str) -> None:
        """A query that must be answered with one of some errors; other problems of such an answer do not count."""
        before = len(self.found)
        heard = self.heard(query)
        if heard.verb is not None:
            del self.found[before:]
        if not set(codes.split()) & set(heard.errors):
            said = f"is answered with {_words(heard)}, expected {codes.replace(' ', ' or ')}"
            self.say("ERROR", f"the request {query[:100]!r} {said}", query)


def _words(heard: Heard) -> str:
    return ", ".join(heard.errors) or heard.verb or "no answer of OAI-PMH"
