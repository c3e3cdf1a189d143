"""The arguments of a request, checked against the protocol (OAI-PMH 2.0, sections 3.1, 3.3, 3.6 and 4).

>>> parsed("verb=Identify").verb
'Identify'
>>> [str(error) for error in parsed("verb=GetRecord&identifier=oai:a.b:1").errors]
["badArgument: GetRecord needs 'metadataPrefix'"]
"""

from __future__ import annotations

import calendar
import re
from datetime import datetime
from typing import Final
from urllib.parse import unquote_to_bytes

import attrs

from docmeta.errors import excerpt
from docmeta.xml import FORBIDDEN

#: The most bytes of the arguments of a request.
LONGEST: Final = 8_000
#: The most arguments: more than any valid request has.
_MOST: Final = 20


@attrs.frozen
class _Verb:
    """The arguments of a verb."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    resumes: bool = False


_LIST: Final = _Verb(("metadataPrefix",), ("from", "until", "set"), resumes=True)
VERBS: Final = {
    "Identify": _Verb(),
    "ListMetadataFormats": _Verb(optional=("identifier",)),
    "ListSets": _Verb(resumes=True),
    "ListIdentifiers": _LIST,
    "ListRecords": _LIST,
    "GetRecord": _Verb(("identifier", "metadataPrefix")),
}
#: The form of each argument in OAI-PMH.xsd, and its name in messages.
_FORMS: Final = {
    "metadataPrefix": (re.compile(r"[A-Za-z0-9_.!~*'()-]+"), "a metadataPrefix"),
    "set": (re.compile(r"[A-Za-z0-9_.!~*'()-]+(?::[A-Za-z0-9_.!~*'()-]+)*"), "a setSpec"),
    "identifier": (
        re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+"),
        "a URI, as identifiers are",
    ),
}
_MOMENT: Final = re.compile(r"(?!0000)\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}Z)?", re.ASCII)


@attrs.frozen
class ProtocolError:
    """A protocol error."""

    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


@attrs.frozen
class Arguments:
    """The arguments of a request, with their problems in `errors`.

    Attributes:
        verb: The verb; "" if it is invalid.
        given: The other arguments, by name.
        errors: The protocol errors; if there are any, ignore the other fields.
        begin, end: `from` and `until` in seconds since 1970; None if not given.
    """

    verb: str = ""
    given: dict[str, str] = attrs.field(factory=dict)
    errors: tuple[ProtocolError, ...] = ()
    begin: int | None = None
    end: int | None = None

    @property
    def echoed(self) -> dict[str, str]:
        """The attributes of the element `request`: none if the verb or an argument is bad (section 3.2)."""
        return {} if self.errors else {"verb": self.verb, **self.given}


def parsed(query: str) -> Arguments:
    """The arguments of a query string, or of an application/x-www-form-urlencoded body."""
    try:
        pairs = _pairs(query)
    except ValueError as error:
        return Arguments(errors=(_bad(str(error)),))
    verbs = [value for key, value in pairs if key == "verb"]
    if len(verbs) != 1 or verbs[0] not in VERBS:
        message = (
            "the verb is missing" if not verbs else "the verb is repeated" if len(verbs) > 1
            else f"there is no verb {excerpt(verbs[0], 60)}; there are {', '.join(VERBS)}"
        )  # fmt: skip
        return Arguments(errors=(ProtocolError("badVerb", message),))
    verb = verbs[0]
    given: dict[str, str] = {}
    errors: list[ProtocolError] = []
    for key, value in pairs:
        if key in given:
            errors.append(_bad(f"{excerpt(key, 60)} is repeated"))
        elif key != "verb":
            given[key] = value
    errors += _wrong(verb, given)
    begin, end = (None, None) if errors else (_seconds(given.get("from"), 0), _seconds(given.get("until"), 86_399))
    if begin is not None and end is not None and begin > end:
        errors.append(_bad("'from' is later than 'until'"))
    return Arguments(verb, given, tuple(dict.fromkeys(errors)), begin, end)


def _pairs(query: str) -> list[tuple[str, str]]:
    """The names and values. Raises `ValueError` with the reason if the query is invalid."""
    if len(query) > LONGEST:
        raise ValueError(f"the arguments are longer than {LONGEST:,} bytes")
    parts = [part for part in query.split("&") if part]
    if len(parts) > _MOST:
        raise ValueError("there are too many arguments")
    found = []
    for part in parts:
        key, _, value = part.partition("=")
        found.append((_decoded(key), _decoded(value)))
    return found


def _decoded(text: str) -> str:
    if re.search("%(?![0-9A-Fa-f]{2})", text):
        raise ValueError("a % is not followed by two hexadecimal digits")
    try:
        decoded = unquote_to_bytes(text.replace("+", " ").encode("latin-1")).decode()
    except UnicodeError:
        raise ValueError("an argument is not UTF-8") from None
    if FORBIDDEN.search(decoded):
        raise ValueError("an argument contains a character that XML does not allow")
    return decoded


def _bad(message: str) -> ProtocolError:
    return ProtocolError("badArgument", message)


def _wrong(verb: str, given: dict[str, str]) -> list[ProtocolError]:
    """The problems in the arguments of a verb."""
    takes = VERBS[verb]
    known = {*takes.required, *takes.optional, *(("resumptionToken",) if takes.resumes else ())}
    errors = [_bad(f"{verb} takes no {excerpt(key, 60)}") for key in given if key not in known]
    if takes.resumes and "resumptionToken" in given:
        if len(given) > 1:
            errors.append(_bad("'resumptionToken' allows no other argument"))
        return errors
    errors += [_bad(f"{verb} needs {key!r}") for key in takes.required if key not in given]
    for key, value in given.items():
        form = _FORMS.get(key)
        if form is not None and key in known and not form[0].fullmatch(value):
            errors.append(_bad(f"{key!r} is not {form[1]}: {excerpt(value, 60)}"))
    moments = {key: given[key] for key in ("from", "until") if key in given and key in known}
    for key, value in moments.items():
        if not _is_moment(value):
            errors.append(
                _bad(f"{key!r} is not a UTCdatetime (YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ): {excerpt(value, 60)}")
            )
    if len({len(value) for value in moments.values()}) > 1 and not errors:
        errors.append(_bad("'from' and 'until' have different granularities"))
    return errors


def _is_moment(text: str) -> bool:
    if not _MOMENT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _seconds(text: str | None, of_day: int) -> int | None:
    """A timestamp in seconds since 1970; for a day, its beginning plus *of_day* seconds."""
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    return calendar.timegm(moment.timetuple()) + (of_day if len(text) == 10 else 0)
