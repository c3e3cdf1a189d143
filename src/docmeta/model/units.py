"""The two kinds of unit: `Collection`, an aggregate with members, and `Document`, a leaf.

Both have the same fields, which follow ISAD(G); their parts are in `docmeta.model.parts`.
A unit is checked when it is built and when a field is assigned; the error names the field, the value and what was expected.

>>> letter = Document("d1", title="Telegram to Moscow", dates=(Date("November 19, 1951"),))
>>> fonds = Collection("c1", title="Korean War papers", level="collection", members=(letter,))
>>> fonds.members[0].dates[0].edtf
'1951-11-19'
>>> letter.title = 7
Traceback (most recent call last):
docmeta.errors.ModelError: Document.title: expected str, got 7
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from importlib import import_module
from typing import Any, Final

import attrs
from attrs import field

from docmeta.errors import ModelError
from docmeta.model import given
from docmeta.model.checked import Checked, checked, on_assignment
from docmeta.model.parts import (
    Agent,
    AgentLink,
    Container,
    CorporateBody,
    Date,
    DigitalObject,
    Extent,
    Extra,
    Family,
    Identifier,
    Language,
    NamePart,
    Note,
    Person,
    Place,
    Record,
    Relation,
    Repository,
    Revision,
    RightsStatement,
    Term,
)

__all__ = [
    "FIELDS", "Agent", "AgentLink", "Collection", "Container", "CorporateBody", "Date", "DigitalObject", "Document",
    "Extent", "Extra", "Family", "Identifier", "Language", "NamePart", "Note", "Person", "Place", "Record", "Relation",
    "Repository", "Revision", "RightsStatement", "Term", "Unit",
]  # fmt: skip


@checked
@attrs.define(eq=False, repr=False, on_setattr=[attrs.setters.convert, on_assignment])
class Unit(Checked):
    """A unit of description: what `Collection` and `Document` share. Build one of these two.

    Attributes:
        id: The unit's own identifier, unique in its collection; never empty. It carries no meaning.
        minted: Whether docmeta made `id`, since the source has none; writers never present it as the source's.
        level: Level of description (ISAD(G) 3.1.4): a word of `Level`, or the source's own.
        title: Title (ISAD(G) 3.1.2, DACS 2.3).
        other_titles: Parallel, former and other titles (dcterms:alternative).
        identifiers: Reference codes and others, in the source's order (ISAD(G) 3.1.1).
        dates: Dates, in the source's order (ISAD(G) 3.1.3).
        extents: Extent and medium (ISAD(G) 3.1.5).
        agents: Creators and others, each with its role (ISAD(G) 3.2.1).
        description: Scope and content (ISAD(G) 3.3.1), with `description_heading`.
        notes: Notes of all other kinds, in the source's order (ISAD(G) 3.2.2 to 3.7.1).
        languages: Languages and scripts of the material (ISAD(G) 3.4.3).
        subjects: Topics, functions, occupations and titles as access points.
        genres: Genres, forms and types.
        places: Places as access points.
        rights: Rights in the material.
        repository: Who holds it (DACS 2.2).
        source: The citation of the original ("AVP RF, fond 0102, opis 12, papka 68, delo 4"; dcterms:source).
        containers: What it is in.
        digital_objects: Digital objects that show it.
        relations: Relations to other resources (dcterms:relation and its refinements).
        record: About the description itself (ISAD(G) 3.7).
        audience: "internal", "external" or None; internal covers all below it.
        extras: What the source says that no field holds, in order, unchanged.
    """

    id: str
    title: str = ""
    level: str | None = None
    identifiers: tuple[Identifier, ...] = field(default=(), converter=given.as_identifiers)
    other_titles: tuple[str, ...] = field(default=(), converter=given.as_texts)
    dates: tuple[Date, ...] = field(default=(), converter=given.as_dates)
    extents: tuple[Extent, ...] = field(default=(), converter=given.as_extents)
    agents: tuple[AgentLink, ...] = field(default=(), converter=given.as_agents)
    description: str = ""
    description_heading: str = ""
    notes: tuple[Note, ...] = field(default=(), converter=given.as_notes)
    languages: tuple[Language, ...] = field(default=(), converter=given.as_languages)
    subjects: tuple[Term, ...] = field(default=(), converter=given.as_terms)
    genres: tuple[Term, ...] = field(default=(), converter=given.as_terms)
    places: tuple[Place, ...] = field(default=(), converter=given.as_places)
    rights: tuple[RightsStatement, ...] = field(default=(), converter=given.as_rights)
    repository: Repository | None = field(default=None, converter=given.as_repository)
    source: str = ""
    containers: tuple[Container, ...] = field(default=(), converter=given.as_containers)
    digital_objects: tuple[DigitalObject, ...] = field(default=(), converter=given.as_digital_objects)
    relations: tuple[Relation, ...] = field(default=(), converter=given.as_relations)
    record: Record | None = None
    audience: str | None = None
    minted: bool = False
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)

    def _demand(self) -> None:
        if not self.id:
            raise ModelError(f"{type(self).__name__}.id: expected a non-empty identifier")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Unit):
            return NotImplemented
        stack: list[tuple[Unit, Unit]] = [(self, other)]
        while stack:
            one, two = stack.pop()
            if one is two:
                continue
            if not same_fields(one, two):
                return False
            if isinstance(one, Collection) and isinstance(two, Collection):
                if len(one.members) != len(two.members):
                    return False
                stack.extend(zip(one.members, two.members, strict=True))
        return True

    __hash__ = None  # type: ignore[assignment]

    def walk(self) -> Iterator[Unit]:
        """This unit and all below it, in document order.

        >>> papers = Collection("c1", members=[Collection("s1", members=[Document("d1")]), Document("d2")])
        >>> [unit.id for unit in papers.walk()]
        ['c1', 's1', 'd1', 'd2']
        """
        stack: list[Unit] = [self]
        while stack:
            unit = stack.pop()
            yield unit
            if isinstance(unit, Collection):
                stack.extend(reversed(unit.members))

    def find(self, id: str) -> Unit:
        """The first unit at or below this one with the identifier; `KeyError` if there is none.

        It searches one by one; for many look-ups, make a dictionary from `walk()`.

        >>> Collection("c1", members=[Document("d1", title="Telegram")]).find("d1").title
        'Telegram'
        """
        for unit in self.walk():
            if unit.id == id:
                return unit
        raise KeyError(id)

    def to_dicts(self, **options: Any) -> list[dict[str, str]]:
        """This unit and all below it as rows; see `docmeta.rows.to_dicts`.

        >>> [row["title"] for row in Collection("c1", title="Papers", members=[Document("d1", title="Telegram")]).to_dicts()]
        ['Papers', 'Telegram']
        """
        return _rows().to_dicts(self, **options)  # type: ignore[no-any-return]

    def to_dataframe(self, **options: Any) -> Any:
        """The rows as a data frame of pandas or polars; see `docmeta.rows.to_dataframe`."""
        return _rows().to_dataframe(self, **options)

    def __repr__(self) -> str:
        """One line: single values in full, and the number of values of other fields.

        >>> Document("d1", title="Telegram", dates="1951", subjects=["Korea", "War"])
        Document('d1', title='Telegram', dates=<1>, subjects=<2>)
        """
        said = [
            f"{name}={_shown(getattr(self, name))}"
            for name in FIELDS
            if name != "id" and getattr(self, name) != _DEFAULTS[name]
        ]
        if isinstance(self, Collection) and self.members:
            said.append(f"members=<{len(self.members)}>")
        return f"{type(self).__name__}({', '.join([_shown(self.id), *said])})"

    def _repr_html_(self) -> str:
        return str(import_module("docmeta.cards").unit_card(self))

    def __rich__(self) -> Any:
        return import_module("docmeta.cli.display").unit_display(self)


_SHOWN: Final = 60


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return f"<{len(value)}>"
    if isinstance(value, str):
        text = str(value)
        return repr(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…")
    return repr(value) if isinstance(value, bool) else f"<{type(value).__name__}>"


#: The names of a unit's fields, in order; `members` is not one of them.
FIELDS: Final[tuple[str, ...]] = tuple(field.name for field in attrs.fields(Unit))
_DEFAULTS: Final[dict[str, Any]] = {field.name: field.default for field in attrs.fields(Unit)}


@checked
@attrs.define(eq=False, repr=False, on_setattr=[attrs.setters.convert, on_assignment])
class Document(Unit):
    """A leaf: a file, an item, a record whose parts are not described. Its fields are those of `Unit`.

    >>> Document("d1", title="Telegram").title
    'Telegram'
    """


@checked
@attrs.define(eq=False, repr=False, on_setattr=[attrs.setters.convert, on_assignment])
class Collection(Unit):
    """An aggregate: a fonds, a collection, a series, a file with items. Its fields are those of `Unit`, and:

    Attributes:
        members: Its units, in order.

    >>> Collection("c1", members=(Document("d1"),)).members[0].id
    'd1'
    """

    members: tuple[Unit, ...] = field(default=(), converter=given.as_members)

    def __copy__(self) -> Collection:
        return _made(self)  # type: ignore[no-any-return]

    def __deepcopy__(self, memo: dict[int, Any]) -> Collection:
        # Members first: what contains them finds them in the memo, and no call nests.
        for unit in reversed(list(self.walk())):
            if id(unit) not in memo:
                memo[id(unit)] = _made(unit, **{name: deepcopy(value, memo) for name, value in _state(unit).items()})
        return memo[id(self)]  # type: ignore[no-any-return]

    def __reduce_ex__(self, protocol: Any) -> Any:
        level: list[Collection] = [self]
        for _ in range(_DEEP):
            level = [one for unit in level for one in unit.members if isinstance(one, Collection) and one.members]
            if not level:
                return super().__reduce_ex__(protocol)
        # pickle nests its calls as the units do, so a deep tree is pickled as a stream.
        nodes = import_module("docmeta.model.stream").walk(self)
        return _unpickled, ([(node.depth, _alone(node.unit)) for node in nodes],)

    @classmethod
    def from_dicts(cls, rows: Iterable[Mapping[str, Any]], **columns: Any) -> Collection:
        """Make a description from rows, such as those of a database; see `docmeta.rows.from_dicts`.

        >>> Collection.from_dicts([{"Signatur": "a1", "Titel": "Letters"}], id="Signatur", title="Titel").find("a1").title
        'Letters'
        """
        return _rows().from_dicts(rows, **columns)  # type: ignore[no-any-return]


#: Trees with more levels are pickled as a stream.
_DEEP: Final = 60


def _state(unit: Unit) -> dict[str, Any]:
    return {one.name: getattr(unit, one.name) for one in attrs.fields(type(unit))}


def _made(unit: Unit, **changes: Any) -> Any:
    """A copy without conversions and checks: what a unit holds has passed them."""
    made: Any = object.__new__(type(unit))
    made.__setstate__(_state(unit) | changes)
    return made


def _alone(unit: Unit) -> Unit:
    return _made(unit, members=()) if isinstance(unit, Collection) else unit


def _unpickled(units: list[tuple[int, Unit]]) -> Unit:
    stream = import_module("docmeta.model.stream")
    return stream.nest(stream.Node(depth, unit) for depth, unit in units)[0]  # type: ignore[no-any-return]


def _rows() -> Any:
    """The module of rows imports the model, so it is imported late."""
    return import_module("docmeta.rows")


def same_fields(one: Unit, two: Unit) -> bool:
    """Whether two units are of one kind and equal in every field except `members`."""
    if type(one) is not type(two):
        return False
    return all(getattr(one, name) == getattr(two, name) for name in FIELDS)
