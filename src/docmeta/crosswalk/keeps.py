"""What a codec keeps of a part: the test "is anything else set?", made once as straight-line code from the names of attributes.

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

from docmeta.model import Unit, parts
from docmeta.text import links_of

#: The attributes of parts, in words for reports.
WORDS: Final[dict[str, str]] = {
    "about": "what an authority record says of the agent", "agent": "the agent",
    "agent_kind": "who did it", "approximate": "that the number is an estimate", "audience": "who may see it",
    "barcode": "the barcode", "checksum": "the checksum", "code": "the code", "country": "the country",
    "coverage": "how much of the unit it covers", "dates": "the dates of existence", "description": "the description",
    "dimensions": "the dimensions", "edtf": "the date that machines read", "extras": "what only the source's own format can hold",
    "facets": "the physical characteristics", "heading": "the heading", "headings": "the headings of its group",
    "history": "the history", "holder": "the rights holder", "id": "the identifier", "identifier": "the number in the authority file",
    "identifiers": "the numbers in authority files", "kind": "the kind", "label": "the label", "latitude": "the latitude",
    "longitude": "the longitude", "media_type": "the media type", "name": "the name", "other_names": "the other names",
    "parallel": "that it says the same as the one before", "parent": "what it is in", "part_of": "the place that it is part of",
    "parts": "the parts of the heading", "quantity": "the number", "relator": "the finer role", "repository": "the repository",
    "role": "the role", "rules": "the rules that it follows", "script": "the script", "source": "the vocabulary",
    "target": "the target", "term": "the term", "text": "the words", "title": "the title", "type": "whether it is inclusive or bulk",
    "unit": "the unit of measurement", "uri": "the address", "value": "the value", "address": "the address", "era": "the era",
    "calendar": "the calendar", "certainty": "the certainty", "revisions": "the history of the description",
    "other_titles": "the other titles", "subtitle": "the subtitle", "author": "the author", "sponsor": "the sponsor",
    "agency": "the agency", "agency_code": "the code of the agency", "publisher": "the publisher",
    "published": "the date of publication", "publication": "the publication statement", "edition": "the edition",
    "series": "the series", "notes": "the notes", "languages": "the languages", "language_note": "the note on languages",
    "creation": "the creation", "rights": "the rights", "sources": "the sources", "status": "the status",
    "Note.dates": "when the condition holds",
}  # fmt: skip

#: The reason of a change that no attribute tells.
OTHERWISE: Final = "the same in another form"
#: What prose loses whose words alone are written.
LINKS: Final = "where its links lead"


def part_class(field: str) -> type | None:
    """The class of the values of a unit's field; None for words.

    >>> part_class("agents").__name__, part_class("repository").__name__, part_class("title")
    ('AgentLink', 'Repository', None)
    """
    return _named(str(attrs.fields_dict(Unit)[field].type))


def _named(annotation: str) -> type | None:
    names = re.findall(r"[A-Z][A-Za-z]+", annotation)
    found = next((getattr(parts, name) for name in names if hasattr(parts, name)), None)
    return cast("type | None", found)


def says_more(cls: type, *kept: str, of: str = "v") -> str:
    """An expression, as source, that is true where a part says anything beside the attributes *kept*.

    "agent.name" keeps an attribute of the agent that a link holds.
    """
    return " or ".join(test for name, test in _tests(cls, of) if not _kept(name, kept, of)) or "False"


def by_class(lines: list[str], of: str = "a") -> list[str]:
    """Lines of code for a variable that holds an agent, once for each class of agents, of which the code knows the names.

    The interpreter reads an attribute several times faster where it always meets one class.

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
    """Each attribute, and what is true where it is set; those of an agent stand for the agent."""
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
    """A function that says whether a part says anything beside the attributes *kept*."""
    return cast("Callable[[Any], bool]", eval(f"lambda v: bool({says_more(cls, *kept)})"))  # noqa: S307  # nosec B307  # our own names


@cache
def _each(cls: type) -> tuple[tuple[str, Callable[[Any], bool]], ...]:
    return tuple((name.removeprefix("v."), cast("Callable[[Any], bool]", eval(f"lambda v: {test}"))) for name, test in _tests(cls, "v"))  # noqa: S307  # nosec B307  # fmt: skip


def attributes_of(value: Any) -> Iterator[tuple[str, Any]]:
    """What a part says, attribute by attribute, those of an agent by a path ("agent.name"); of words the words, at the path "".

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
    """What a part says beside the attributes *kept*, in words."""
    said = [name for name, is_set in _each(cls) if not _kept(f"v.{name}", kept, "v") and is_set(value)]
    return ", ".join(dict.fromkeys(called(cls, name) for name in said))


def called(cls: type, name: str) -> str:
    """An attribute in words; those that are of another meaning in a class by the class's name."""
    return WORDS.get(f"{cls.__name__}.{name}") or WORDS.get(name.rpartition(".")[2], name)


def loses_content(value: Any, kept: tuple[str, ...]) -> bool:
    """Whether a part says more than the attributes *kept* and than the attributes of its element in the source, which are bookkeeping."""
    cls = value.__class__
    if not others(cls, *kept)(value):
        return False
    more = [name for name, is_set in _each(cls) if not _kept(f"v.{name}", kept, "v") and is_set(value)]
    return any(not name.endswith("extras") or not _bookkeeping(value, name) for name in more)


def _bookkeeping(value: Any, name: str) -> bool:
    for step in name.split("."):
        value = getattr(value, step)
    return all(extra.place[:1] == "@" for extra in value)


def lost_links(value: Any, encode: Callable[[Any], str | None]) -> bool:
    """Whether the prose that a value is, or holds as its `text`, links to an address that what is written of it does not name.

    >>> from docmeta.text import of_markup
    >>> link = of_markup('See <ref href="https://example.org/map">the map</ref>.')
    >>> lost_links(link, str), lost_links(link, lambda text: text.markup), lost_links("See the map.", str)
    (True, False, False)
    """
    prose = value if isinstance(value, str) else getattr(value, "text", "")
    found = links_of(prose) if isinstance(prose, str) else []
    addresses = [address for address in found if address[:1] != "#"]
    if not addresses:
        return False
    said = encode(value) or ""
    return any(address not in said and escape(address) not in said for address in addresses)
