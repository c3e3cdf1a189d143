"""What a codec keeps of a part: the test "is anything else set?", generated as straight-line code from attribute names.

>>> from docmeta.model import Term
>>> says_more(Term, "term", "source", "parts", "headings", "extras", "audience")
"v.kind != 'topic' or v.identifier is not None or v.uri is not None or v.rules is not None or v.relator is not None"
>>> others(Term, "term")(Term("Ships", source="lcsh")), others(Term, "term")(Term("Ships"))
(True, False)
>>> in_words(Term, Term("Ships", source="lcsh", identifier="sh85121662"), ("term",))
'the vocabulary, the number in the authority file'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from typing import Any, Final, cast

import attrs

from docmeta.crosswalk.extras import are_bookkeeping
from docmeta.model import Unit, parts
from docmeta.text import links_of

#: The attributes of parts, in words for reports.
WORDS: Final[dict[str, str]] = {
    "about": "the data of an authority record on the agent", "agent": "the agent",
    "agent_kind": "who did it", "approximate": "that the number is an estimate", "audience": "the audience",
    "barcode": "the barcode", "checksum": "the checksum", "code": "the code", "country": "the country",
    "coverage": "how much of the unit it covers", "dates": "the dates of existence", "description": "the description",
    "dimensions": "the dimensions", "edtf": "the machine-readable date", "extras": "what only the source's own format can hold",
    "facets": "the physical characteristics", "heading": "the heading", "headings": "the headings of its group",
    "history": "the history", "holder": "the rights holder", "id": "the identifier", "identifier": "the number in the authority file",
    "identifiers": "the numbers in authority files", "kind": "the kind", "label": "the label", "latitude": "the latitude",
    "longitude": "the longitude", "media_type": "the media type", "name": "the name", "other_names": "the other names",
    "parallel": "that it says the same as the one before", "parent": "its container", "part_of": "the place that it is part of",
    "parts": "the parts of the heading", "quantity": "the number", "relator": "the more specific role", "repository": "the repository",
    "role": "the role", "rules": "the rules that it follows", "script": "the script", "source": "the vocabulary",
    "target": "the target", "term": "the term", "text": "the words", "title": "the title", "type": "whether it is inclusive or bulk",
    "unit": "the unit of measurement", "uri": "the URI", "value": "the value", "address": "the address", "era": "the era",
    "calendar": "the calendar", "certainty": "the certainty", "revisions": "the history of the description",
    "other_titles": "the other titles", "subtitle": "the subtitle", "author": "the author", "sponsor": "the sponsor",
    "agency": "the agency", "agency_code": "the code of the agency", "publisher": "the publisher",
    "published": "the date of publication", "publication": "the publication statement", "edition": "the edition",
    "series": "the series", "notes": "the notes", "languages": "the languages", "language_note": "the note on languages",
    "creation": "the creation", "rights": "the rights", "sources": "the sources", "status": "the status",
    "Note.dates": "the period of the restriction",
}  # fmt: skip

#: The reason of a change without a changed attribute.
OTHERWISE: Final = "the same in another form"
#: What prose loses if only its text is written.
LINKS: Final = "where its links lead"


def part_class(field: str) -> type | None:
    """The class of the values of a unit's field; None for text.

    >>> part_class("agents").__name__, part_class("repository").__name__, part_class("title")
    ('AgentLink', 'Repository', None)
    """
    return _named(str(attrs.fields_dict(Unit)[field].type))


def _named(annotation: str) -> type | None:
    names = re.findall(r"[A-Z][A-Za-z]+", annotation)
    found = next((getattr(parts, name) for name in names if hasattr(parts, name)), None)
    return cast("type | None", found)


def says_more(cls: type, *kept: str, of: str = "v") -> str:
    """An expression, as source, that is true if a part has anything besides the attributes *kept*.

    "agent.name" keeps an attribute of the agent in an `AgentLink`.
    """
    return " or ".join(test for name, test in _tests(cls, of) if not _kept(name, kept, of)) or "False"


def by_class(lines: list[str], of: str = "a") -> list[str]:
    """Lines of code for a variable that holds an agent, repeated for each class of agents known to the code.

    The interpreter reads an attribute several times faster if it always meets one class.

    >>> by_class(["    name = a.name"])[:2]
    ['    if a.__class__ is Person:', '        name = a.name']
    """
    pad = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    inside = [f"    {line}" for line in lines]
    tests = (f"{word} {of}.__class__ is {cls}:" for word, cls in (("if", "Person"), ("elif", "CorporateBody")))
    return [line for test in (*tests, "else:") for line in (f"{pad}{test}", *inside)]


def _kept(name: str, kept: tuple[str, ...], of: str) -> bool:
    inner = name.removeprefix(f"{of}.")
    return inner in kept or inner.partition(".")[0] in kept


@cache
def _tests(cls: type, of: str) -> tuple[tuple[str, str], ...]:
    """Each attribute, and a test whether it is set; those of an agent stand for the agent."""
    found: list[tuple[str, str]] = []
    for field in attrs.fields(cls):
        name = f"{of}.{field.name}"
        if field.default is attrs.NOTHING and (inner := _named(str(field.type))) is not None:
            found += _tests(inner, name)
        elif field.default is attrs.NOTHING:
            found.append((name, name))
        elif field.default is None:
            found.append((name, f"{name} is not None"))
        else:
            found.append((name, name if not field.default else f"{name} != {field.default!r}"))
    return tuple(found)


@cache
def others(cls: type, *kept: str) -> Callable[[Any], bool]:
    """A function that tells whether a part has anything besides the attributes *kept*."""
    return cast("Callable[[Any], bool]", eval(f"lambda v: bool({says_more(cls, *kept)})"))  # noqa: S307  # nosec B307  # our own names


@cache
def _each(cls: type) -> tuple[tuple[str, Callable[[Any], bool]], ...]:
    return tuple((name.removeprefix("v."), cast("Callable[[Any], bool]", eval(f"lambda v: {test}"))) for name, test in _tests(cls, "v"))  # noqa: S307  # nosec B307  # fmt: skip


def attributes_of(value: Any) -> Iterator[tuple[str, Any]]:
    """The attributes of a part that are set, those of an agent by path ("agent.name"); a text is at the path "".

    >>> from docmeta.model import Term
    >>> list(attributes_of(Term("Ships", source="lcsh"))), list(attributes_of("Ships"))
    ([('term', 'Ships'), ('source', 'lcsh')], [('', 'Ships')])
    """
    if isinstance(value, str):
        yield "", value
        return
    for path, is_set in _each(value.__class__):
        if is_set(value):
            found = value
            for name in path.split("."):
                found = getattr(found, name)
            yield path, found


def in_words(cls: type, value: Any, kept: tuple[str, ...]) -> str:
    """The attributes of a part that are set, besides those *kept*, in words."""
    said = [name for name, is_set in _each(cls) if not _kept(f"v.{name}", kept, "v") and is_set(value)]
    return ", ".join(dict.fromkeys(called(cls, name) for name in said))


def called(cls: type, name: str) -> str:
    """An attribute in words; those with another meaning in a class by the class's name."""
    return WORDS.get(f"{cls.__name__}.{name}") or WORDS.get(name.rpartition(".")[2], name)


def loses_content(value: Any, kept: tuple[str, ...]) -> bool:
    """Whether a part has content besides the attributes *kept*; the attributes of its source element are bookkeeping."""
    cls = value.__class__
    if not others(cls, *kept)(value):
        return False
    more = [name for name, is_set in _each(cls) if not _kept(f"v.{name}", kept, "v") and is_set(value)]
    return any(not name.endswith("extras") or not _bookkeeping(value, name) for name in more)


def _bookkeeping(value: Any, name: str) -> bool:
    for step in name.split("."):
        value = getattr(value, step)
    return are_bookkeeping(value)


def lost_links(value: Any, encode: Callable[[Any], str | None]) -> bool:
    """Whether the prose of a value, or of its `text`, links to a URL that the written text does not contain.

    >>> from docmeta.text import of_markup
    >>> link = of_markup('See <ref href="https://example.org/map">the map</ref>.')
    >>> lost_links(link, str), lost_links(link, lambda text: text.markup), lost_links("See the map.", str)
    (True, False, False)
    """
    prose = value if isinstance(value, str) else getattr(value, "text", "")
    if prose.__class__ is str:
        return False
    found = links_of(prose) if isinstance(prose, str) else []
    addresses = [address for address in found if address[:1] != "#"]
    if not addresses:
        return False
    said = encode(value) or ""
    return any(address not in said and escape(address) not in said for address in addresses)
