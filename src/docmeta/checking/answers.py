"""Checks one answer of an OAI-PMH repository against the protocol: what every harvester and registry looks at first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO, Final

import attrs

from docmeta.checking.problem import Problem
from docmeta.checking.rules import FileRule
from docmeta.xml import XSI, line_of, localname, namespace, pull, release

if TYPE_CHECKING:
    from lxml.etree import _Element

OAI: Final = "http://www.openarchives.org/OAI/2.0/"
_DC: Final = ("http://www.openarchives.org/OAI/2.0/oai_dc/", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
VERBS: Final = frozenset("Identify ListMetadataFormats ListSets ListIdentifiers ListRecords GetRecord".split())
_CODES: Final = frozenset(
    "badArgument badResumptionToken badVerb cannotDisseminateFormat idDoesNotExist noMetadataFormats noRecordsMatch noSetHierarchy".split()
)
#: The form of the elements of Identify, and whether they are repeatable.
_IDENTIFY: Final[dict[str, tuple[str, bool]]] = {
    "repositoryName": (r"(?s).*\S.*", False),
    "baseURL": (r"https?://\S+", False),
    "protocolVersion": (r"2\.0", False),
    "adminEmail": (r"[^\s@]+@[^\s@]+\.[^\s@]+", True),
    "earliestDatestamp": (r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", False),
    "deletedRecord": ("no|persistent|transient", False),
    "granularity": ("YYYY-MM-DD(Thh:mm:ssZ)?", False),
}
_SECOND: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", re.ASCII)
_URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_ENCODING: Final = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]{0,80}?\sencoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})")
_SPEC: Final = re.compile(r"[A-Za-z0-9_.!~*'()-]+(:[A-Za-z0-9_.!~*'()-]+)*")


def _rule(key: str, says: str, advice: str, section: str) -> FileRule:
    return FileRule(
        f"OAIPMH-{key}",
        says,
        "warning" if key in ("FUTURE", "PLACE", "UTF8") else "error",
        advice,
        f"OAI-PMH 2.0, section {section}",
    )


#: What one answer must fulfil.
RULES: Final = (
    _rule("DATE", "a responseDate in UTC, to the second", "write it as 2026-01-31T12:00:00Z", "3.2"),
    _rule("UTF8", "answers in UTF-8", "write them in UTF-8", "3.2"),
    _rule("REQUEST", "the request repeated, with the base URL of the repository", "repeat the base URL, and valid arguments", "3.2"),
    _rule("CODE", "one answer, or errors with codes of the protocol", "use one of its eight codes", "3.6"),
    _rule("EMPTY", "no empty list", "answer with noRecordsMatch or noSetHierarchy", "3.6"),
    _rule("URI", "identifiers that are URIs", "use the scheme oai: oai:archive.example.org:1", "2.4"),
    _rule("GRAIN", "datestamps of one granularity", "write days, or seconds, as in Identify", "3.3.2"),
    _rule("FUTURE", "datestamps no later than the answer", "correct the clock, or the datestamps", "2.7.1"),
    _rule("SPEC", "setSpecs with the characters that the protocol allows", "use other characters", "2.6"),
    _rule("METADATA", "one element of metadata in a record, and none in a deleted one", "remove the superfluous ones", "2.5"),
    _rule("PLACE", "the location of the metadata's schema, at its root", "add xsi:schemaLocation", "3.4"),
    _rule("TOKEN", "valid numbers and expirationDate of a resumptionToken", "correct its attributes", "3.5"),
    _rule("IDENTIFY", "all required elements of Identify", "add the missing ones", "4.2"),
    _rule("FORMATS", "oai_dc among the formats", "provide oai_dc too", "3.4"),
)  # fmt: skip
_BY_KEY: Final = {rule.id.removeprefix("OAIPMH-"): rule for rule in RULES}


@attrs.define
class Heard:
    """The content of an answer.

    Attributes:
        verb: The answered verb; None for an error.
        date: When it was made.
        errors: The codes of its errors.
        identify: The content of Identify, by element.
        ids: The identifiers of records, in order.
        stamps: Their datestamps.
        specs: The setSpecs of records, or of sets.
        prefixes: The metadata prefixes, each with its declared namespace.
        roots: The namespaces of the metadata of records.
        token: The resumption token; "" for an empty one, None if there is none.
        about: The attributes of the token.
    """

    verb: str | None = None
    date: str = ""
    errors: list[str] = attrs.field(factory=list)
    identify: dict[str, list[str]] = attrs.field(factory=dict)
    ids: list[str] = attrs.field(factory=list)
    stamps: list[str] = attrs.field(factory=list)
    specs: list[str] = attrs.field(factory=list)
    prefixes: dict[str, str] = attrs.field(factory=dict)
    roots: list[str] = attrs.field(factory=list)
    token: str | None = None
    about: dict[str, str] = attrs.field(factory=dict)


def judged(source: BinaryIO, name: str | None, heard: Heard, *, huge: bool = False) -> Iterator[Problem]:
    """Every problem of an answer, whose content goes into *heard*. Another kind of file has no problems and no content.

    Raises `InputError` if it is not well-formed.
    """
    declared = _ENCODING.match(source.read(200))
    source.seek(0)
    answer = _Answer(name, heard, declared[1].decode() if declared else "UTF-8")
    for event, element in pull(source, events=("start", "end"), name=name, huge=huge):
        above = element.getparent()
        if above is None and event == "start":
            if element.tag != f"{{{OAI}}}OAI-PMH":
                return
            yield from answer.begun(element)
        if event == "end" and namespace(element) == OAI:
            yield from answer.ended(element)
            if above is not None and localname(element) in ("record", "header", "set") and localname(above) != "record":
                release(element)


class _Answer:
    """An answer while it is read."""

    def __init__(self, name: str | None, heard: Heard, encoding: str) -> None:
        self.name = name
        self.encoding = encoding
        self.heard = heard
        self.requested = False
        self.items = 0
        self.looks: dict[str, Callable[[_Element], Iterator[Problem]]] = {
            "responseDate": self.date, "request": self.request, "error": self.error, "header": self.header, "metadata": self.metadata,
            "resumptionToken": self.token, "Identify": self.identify, "metadataFormat": self.format, "set": self.set,
            "OAI-PMH": self.end,
        }  # fmt: skip

    def begun(self, element: _Element) -> Iterator[Problem]:
        """The encoding of the answer."""
        if self.encoding.upper() not in ("UTF-8", "UTF8", "US-ASCII"):
            yield self.problem("UTF8", f"the answer is encoded as {self.encoding}", element, self.encoding)

    def ended(self, element: _Element) -> Iterator[Problem]:
        """The problems of a protocol element once it is read."""
        name = localname(element)
        if name in VERBS:
            self.heard.verb = name
        look = self.looks.get(name)
        if look is not None:
            yield from look(element)
        if name in VERBS and name.startswith("List") and not self.items:
            yield self.problem("EMPTY", f"the answer to {name} is empty", element)

    def problem(self, key: str, message: str, element: _Element, value: str | None = None) -> Problem:
        """A breach of a rule."""
        return _BY_KEY[key].problem(message, self.name, line_of(element), value=value, target=localname(element))

    def date(self, element: _Element) -> Iterator[Problem]:
        """The date of the answer."""
        self.heard.date = _said(element)
        if not _is_moment(self.heard.date, _SECOND):
            yield self.problem("DATE", f"the responseDate is {self.heard.date[:60]!r}", element, self.heard.date)

    def request(self, element: _Element) -> Iterator[Problem]:
        """The repeated request."""
        self.requested = True
        if not re.fullmatch(r"https?://\S+", _said(element)):
            yield self.problem("REQUEST", "the request is not the URL of the repository", element, _said(element))

    def error(self, element: _Element) -> Iterator[Problem]:
        """A protocol error."""
        code = element.get("code") or ""
        self.heard.errors.append(code)
        if code not in _CODES:
            yield self.problem("CODE", f"the protocol does not define the error {code[:60]!r}", element, code)

    def header(self, element: _Element) -> Iterator[Problem]:
        """The header of a record."""
        self.items += 1
        id, stamp = (_said(element.find(f"{{{OAI}}}{name}")) for name in ("identifier", "datestamp"))
        self.heard.ids.append(id)
        if not _URI.fullmatch(id):
            yield self.problem("URI", f"the identifier {id[:60]!r} is not a URI", element, id)
        first = self.heard.stamps[0] if self.heard.stamps else stamp
        self.heard.stamps.append(stamp)
        if not _is_moment(stamp, _MOMENT) or len(stamp) != len(first):
            yield self.problem(
                "GRAIN",
                f"the datestamp {stamp[:60]!r} is not a datestamp, or its granularity differs from {first[:60]!r}",
                element,
                stamp,
            )
        elif self.heard.date and stamp > self.heard.date:
            yield self.problem("FUTURE", f"the datestamp {stamp} is later than the answer", element, stamp)
        for spec in element.iter(f"{{{OAI}}}setSpec"):
            yield from self.spec(spec)
        above = element.getparent()
        if above is not None and localname(above) == "record" and element.get("status") == "deleted":
            above.set("status", "deleted")

    def metadata(self, element: _Element) -> Iterator[Problem]:
        """The metadata of a record, after its header."""
        record = element.getparent()
        self.heard.roots += map(namespace, element.iterchildren("{*}*"))
        if len(element) != 1 or (record is not None and record.get("status") == "deleted"):
            yield self.problem(
                "METADATA", f"a record has {len(element)} metadata elements, or is deleted and has metadata", element
            )
        elif f"{{{XSI}}}schemaLocation" not in element[0].keys():  # noqa: SIM118  # an lxml element is not a mapping
            yield self.problem("PLACE", f"{localname(element[0])} has no schemaLocation", element)

    def token(self, element: _Element) -> Iterator[Problem]:
        """The token of the next page."""
        heard = self.heard
        heard.token, heard.about = _said(element), dict(element.attrib)
        for name in ("completeListSize", "cursor"):
            number = heard.about.get(name, "0")
            if not (number.isascii() and number.isdigit()):
                yield self.problem("TOKEN", f"{name} is {number[:60]!r}", element, number)
        expires = heard.about.get("expirationDate")
        if expires is not None and not _is_moment(expires, _SECOND):
            yield self.problem("TOKEN", f"expirationDate is {expires[:60]!r}", element, expires)

    def identify(self, element: _Element) -> Iterator[Problem]:
        """The content of Identify."""
        said: dict[str, list[str]] = {}
        for child in element:
            said.setdefault(localname(child), []).append(_said(child))
        self.heard.identify = said
        for name, (form, several) in _IDENTIFY.items():
            values = said.get(name, [])
            if not values or (len(values) > 1 and not several):
                yield self.problem("IDENTIFY", f"Identify says {name} {len(values)} times", element)
            for value in values:
                if not re.fullmatch(form, value):
                    yield self.problem("IDENTIFY", f"{name} is {value[:60]!r}", element, value)
        stamps, grains = said.get("earliestDatestamp", [""]), said.get("granularity", [""])
        if len(stamps[0]) != (10 if len(grains[0]) == 10 else 20):
            yield self.problem(
                "GRAIN",
                f"earliestDatestamp {stamps[0][:60]!r} does not have the granularity {grains[0][:60]!r}",
                element,
            )

    def format(self, element: _Element) -> Iterator[Problem]:
        """A metadata format."""
        self.items += 1
        prefix, schema, space = (
            _said(element.find(f"{{{OAI}}}{name}")) for name in ("metadataPrefix", "schema", "metadataNamespace")
        )
        self.heard.prefixes[prefix] = space
        if prefix == "oai_dc" and (space, schema) != _DC:
            yield self.problem(
                "FORMATS", "the namespace or schema of oai_dc is not the one that the protocol defines", element, space
            )

    def set(self, element: _Element) -> Iterator[Problem]:
        """A set."""
        self.items += 1
        for spec in element.iter(f"{{{OAI}}}setSpec"):
            yield from self.spec(spec)

    def spec(self, element: _Element) -> Iterator[Problem]:
        """A setSpec."""
        said = _said(element)
        self.heard.specs.append(said)
        if not _SPEC.fullmatch(said):
            yield self.problem(
                "SPEC", f"the setSpec {said[:60]!r} contains characters that are not allowed", element, said
            )

    def end(self, element: _Element) -> Iterator[Problem]:
        """The problems of the answer as a whole."""
        heard = self.heard
        if not heard.date:
            yield self.problem("DATE", "the answer has no responseDate", element)
        if not self.requested:
            yield self.problem("REQUEST", "the answer does not repeat the request", element)
        if bool(heard.errors) == (heard.verb is not None):
            yield self.problem("CODE", "the answer has both a result and errors, or neither", element)
        if heard.verb == "ListMetadataFormats" and "oai_dc" not in heard.prefixes:
            yield self.problem("FORMATS", "oai_dc is not among the formats", element)


def answer_file(source: BinaryIO, name: str | None, *, huge: bool = False) -> Iterator[Problem]:
    """The problems of a file that holds an answer; unreadable files are left to the reader."""
    from docmeta.errors import InputError

    try:
        yield from judged(source, name, Heard(), huge=huge)
    except InputError:
        return


def _said(element: _Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


def _is_moment(text: str, form: re.Pattern[str]) -> bool:
    if not form.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
