"""What the public constructors accept besides a field's own type: a list, one value, a plain string where that is safe.

A converter never refuses a value: it leaves an unknown one as it is, and the check of the class names the field and the value.
Readers build with `docmeta.model.trusted` and skip all this.

>>> from docmeta.model import Date
>>> as_dates("circa 1950"), as_dates(["1951", Date("1952")])
((Date('circa 1950', edtf='1950~'),), (Date('1951', edtf='1951'), Date('1952', edtf='1952')))
>>> [(language.code, language.name) for language in as_languages(["rus", "Old Norse runes"])]
[('rus', ''), (None, 'Old Norse runes')]
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from docmeta import languages as _languages
from docmeta.dates import Date

if TYPE_CHECKING:
    from docmeta.model import parts
    from docmeta.model.units import Unit


#: Iterables that are one value.
_NOT_SEVERAL = (Mapping, bytes, bytearray, memoryview)


def _several(value: Any, of_text: Callable[[str], Any] | None = None) -> Any:
    """The values of an iterable, or a single value; *of_text* makes a part from a plain string."""
    if value.__class__ is not tuple:
        if isinstance(value, str):
            if not value or of_text is None:
                return value
            value = (value,)
        elif isinstance(value, Iterable) and not isinstance(value, _NOT_SEVERAL):
            value = tuple(value)
        elif attrs.has(type(value)):
            value = (value,)
        else:
            return value
    if of_text is None or not any(isinstance(item, str) for item in value):
        return value
    return tuple(of_text(item) if isinstance(item, str) and item else item for item in value)


def _make(cls: str, /, **fields: str) -> Any:
    # The classes import this module for its converters.
    return getattr(sys.modules["docmeta.model.parts"], cls)(**fields)


def as_texts(value: str | Iterable[str]) -> tuple[str, ...]:
    """Strings."""
    return _several(value, lambda text: text)  # type: ignore[no-any-return]


def as_date(value: str | Date | None) -> Date | None:
    """A date, or its text."""
    return Date(value) if isinstance(value, str) and value else value  # type: ignore[return-value]


def as_dates(value: str | Date | Iterable[str | Date]) -> tuple[Date, ...]:
    """Dates, or their texts."""
    return _several(value, Date)  # type: ignore[no-any-return]


def as_agents(
    value: str | parts.Agent | parts.AgentLink | Iterable[str | parts.Agent | parts.AgentLink],
) -> tuple[parts.AgentLink, ...]:
    """Agents with their roles; a bare agent or a name is a creator."""
    found = _several(value, lambda text: _make("Agent", name=text))
    agent = sys.modules["docmeta.model.parts"].Agent
    if found.__class__ is not tuple or not any(isinstance(item, agent) for item in found):
        return found  # type: ignore[no-any-return]
    return tuple(_make("AgentLink", agent=item) if isinstance(item, agent) else item for item in found)


def as_languages(value: str | parts.Language | Iterable[str | parts.Language]) -> tuple[parts.Language, ...]:
    """Languages, or their codes (ISO 639, BCP 47), or their names."""
    return _several(value, _language)  # type: ignore[no-any-return]


def _language(text: str) -> Any:
    tag = _languages.parse_tag(text)
    known = tag is not None and len(text.partition("-")[0]) <= 3 and _languages.to_bcp47(text) is not None
    return _make("Language", code=text) if known else _make("Language", name=text)


def as_rights(
    value: str | parts.RightsStatement | Iterable[str | parts.RightsStatement],
) -> tuple[parts.RightsStatement, ...]:
    """Statements of rights, or their texts, or the URI of a licence."""
    return _several(value, _rights)  # type: ignore[no-any-return]


def _rights(text: str) -> Any:
    return _make("RightsStatement", **{"uri" if text.startswith(("http://", "https://")) else "text": text})


def as_repository(value: str | parts.Repository | None) -> parts.Repository | None:
    """A repository, or its name."""
    return _make("Repository", name=value) if isinstance(value, str) and value else value  # type: ignore[return-value]


def as_identifiers(value: str | parts.Identifier | Iterable[str | parts.Identifier]) -> tuple[parts.Identifier, ...]:
    """Identifiers, or reference codes."""
    return _several(value, lambda text: _make("Identifier", value=text))  # type: ignore[no-any-return]


def as_extents(value: str | parts.Extent | Iterable[str | parts.Extent]) -> tuple[parts.Extent, ...]:
    """Extents, or their texts."""
    return _several(value, lambda text: _make("Extent", text=text))  # type: ignore[no-any-return]


def as_terms(value: str | parts.Term | Iterable[str | parts.Term]) -> tuple[parts.Term, ...]:
    """Terms, or headings."""
    return _several(value, lambda text: _make("Term", term=text))  # type: ignore[no-any-return]


def as_places(value: str | parts.Place | Iterable[str | parts.Place]) -> tuple[parts.Place, ...]:
    """Places, or their names."""
    return _several(value, lambda text: _make("Place", name=text))  # type: ignore[no-any-return]


def as_digital_objects(
    value: str | parts.DigitalObject | Iterable[str | parts.DigitalObject],
) -> tuple[parts.DigitalObject, ...]:
    """Digital objects, or their URLs."""
    return _several(value, lambda text: _make("DigitalObject", uri=text))  # type: ignore[no-any-return]


def as_notes(value: parts.Note | Iterable[parts.Note]) -> tuple[parts.Note, ...]:
    """Notes."""
    return _several(value)  # type: ignore[no-any-return]


def as_containers(value: parts.Container | Iterable[parts.Container]) -> tuple[parts.Container, ...]:
    """Containers."""
    return _several(value)  # type: ignore[no-any-return]


def as_relations(value: parts.Relation | Iterable[parts.Relation]) -> tuple[parts.Relation, ...]:
    """Relations."""
    return _several(value)  # type: ignore[no-any-return]


def as_revisions(value: parts.Revision | Iterable[parts.Revision]) -> tuple[parts.Revision, ...]:
    """Revisions."""
    return _several(value)  # type: ignore[no-any-return]


def as_name_parts(value: parts.NamePart | Iterable[parts.NamePart]) -> tuple[parts.NamePart, ...]:
    """Parts of a heading."""
    return _several(value)  # type: ignore[no-any-return]


def as_agent_parts(value: Any) -> Any:
    """Names, facts or relations of an agent."""
    return _several(value)


def as_extras(value: parts.Extra | Iterable[parts.Extra]) -> tuple[parts.Extra, ...]:
    """Extras."""
    return _several(value)  # type: ignore[no-any-return]


def as_members(value: Unit | Iterable[Unit]) -> tuple[Unit, ...]:
    """Units."""
    return _several(value)  # type: ignore[no-any-return]
