"""Plain values of each multi-valued field: one word each, so that a missing one shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from docmeta.crosswalk import SELECTORS
from docmeta.dates import Date
from docmeta.model import (
    AgentLink,
    Container,
    CorporateBody,
    DigitalObject,
    Extent,
    Identifier,
    Language,
    Note,
    Person,
    Place,
    Relation,
    Repository,
    RightsStatement,
    Term,
)

#: Words of equal length in an arbitrary order, so that a random one shows.
WORDS: Final = ("wagtail", "dunnock", "kestrel", "avocets", "puffins", "lapwing", "bittern", "redwing")
_YEARS: Final = ("1957", "1903", "1921", "1899", "1948", "1912", "1935", "1926")
_LANGUAGES: Final = {
    "rus": "Russian", "fre": "French", "kor": "Korean", "ger": "German", "spa": "Spanish", "ara": "Arabic", "tha": "Thai", "gle": "Irish",
}  # fmt: skip
_ONE: Final[dict[str, Callable[..., Any]]] = {
    "other_titles": str,
    "identifiers": Identifier,
    "dates": Date,
    "extents": Extent,
    "agents": lambda word, **kind: AgentLink(Person(word), **kind),
    "notes": lambda word, kind="general": Note(kind, word),
    "languages": lambda word: Language(next(code for code, name in _LANGUAGES.items() if name == word), name=word),
    "subjects": Term,
    "genres": Term,
    "places": Place,
    "rights": RightsStatement,
    "containers": lambda word: Container(word, "Box"),
    "digital_objects": lambda word: DigitalObject(f"https://example.org/{word}"),
    "relations": lambda word, **kind: Relation(label=word, **kind),
}
#: The multi-valued fields.
MANY: Final = tuple(_ONE)


def word(field: str, number: int) -> str:
    """The word of a plain value."""
    return {"dates": _YEARS, "languages": tuple(_LANGUAGES.values())}.get(field, WORDS)[number]


def plain(field: str, kind: str | None, number: int) -> Any:
    """A value of a field, of one kind if it has kinds.

    >>> plain("dates", "publication", 0).text, plain("agents", "subject", 1).agent.name
    ('1957', 'dunnock')
    """
    told = {SELECTORS[field]: kind} if field in SELECTORS and kind is not None else {}
    return _ONE[field](word(field, number), **told)


def nested() -> Iterator[tuple[str, Any, Any]]:
    """A field with a value that contains several values: with the first of them, and with both.

    >>> field, one, both = next(nested())
    >>> field, one[0].facets, both[0].facets
    ('extents', ('wagtail',), ('wagtail', 'dunnock'))
    """
    for (field, one), (_, both) in zip(_nested(WORDS[:1]), _nested(WORDS[:2]), strict=True):
        yield field, one, both


def _nested(several: tuple[str, ...]) -> list[tuple[str, Any]]:
    numbers = tuple(Identifier(each, "viaf") for each in several)
    return [
        ("extents", (Extent("3 reels", facets=several),)),
        ("extents", (Extent("3 reels", dimensions=several),)),
        ("agents", (AgentLink(Person("Doe, Ann", other_names=several), "creator"),)),
        ("agents", (AgentLink(CorporateBody("Port", identifiers=numbers), "creator"),)),
        ("repository", Repository("Archive", address=several)),
        ("repository", Repository("Archive", identifiers=numbers)),
    ]
