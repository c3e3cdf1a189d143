"""What a unit inherits from the units above it, needed when it is read outside its tree (ISAD(G) 2.4, DACS 1.3 "non-repetition").

Multilevel description states everything once, at the highest level to which it applies. A record that leaves its tree
(in a harvest, in a search result, as a separate page) needs it again.

>>> from docmeta.model import Collection, Document, Repository, walk
>>> series = Collection("s", title="Letters", members=(Document("d", title="To Ann"),))
>>> papers = Collection("c", title="Doe papers", repository=Repository("City Archive"), members=(series,))
>>> *_, letter = walk(papers)
>>> found = inherited(letter)
>>> found.phrase
'Doe papers > Letters'
>>> found.repository.value.name, found.repository.unit.id
('City Archive', 'c')
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Generic, TypeVar

import attrs

from docmeta.errors import LimitError
from docmeta.model.parts import Date, Language, Note, Repository, RightsStatement
from docmeta.model.stream import Node
from docmeta.model.units import Unit

T = TypeVar("T")

#: The separator of the titles in `Inherited.phrase`.
SEPARATOR: Final = " > "
#: How many titles `Inherited.titles` holds: the outermost, and the nearest.
MOST_TITLES: Final = 20
#: The characters of a title above; a longer one is cut.
_LONGEST_TITLE: Final = 1_000
#: How many times the size of the description what is inherited may be, and the size that is never too large, in characters.
_GROWTH: Final = 50
_LITTLE: Final = 1_000_000
#: What a unit, and a value, count at least.
_UNIT: Final = 200
_VALUE: Final = 100


@attrs.frozen(eq=False)
class From(Generic[T]):
    """A value and the unit above that states it."""

    value: T
    unit: Unit


@attrs.frozen(eq=False)
class Inherited:
    """What applies to a unit because it applies to a unit above; nothing that the unit states itself.

    Attributes:
        titles: The titles above, outermost first; if there are more than 20, the outermost and the nearest 19.
            A title of more than 1,000 characters is cut.
        repository: Who holds it.
        rights: Rights in the thing described.
        access: Conditions of access, notes of the kinds "access_conditions" and "legal_status" (ISAD(G) 3.4.1).
        use: Conditions of use, notes of the kind "use_conditions" (ISAD(G) 3.4.2).
        languages: Languages of the material.
        dates: The dates of the nearest unit above that has any; they only bound the dates of the unit.
    """

    titles: tuple[From[str], ...] = ()
    repository: From[Repository] | None = None
    rights: From[tuple[RightsStatement, ...]] | None = None
    access: From[tuple[Note, ...]] | None = None
    use: From[tuple[Note, ...]] | None = None
    languages: From[tuple[Language, ...]] | None = None
    dates: From[tuple[Date, ...]] | None = None

    @property
    def phrase(self) -> str:
        """The titles above as one phrase, outermost first, or ""."""
        return SEPARATOR.join([" ".join(title.value.split()) for title in self.titles])

    def __iter__(self) -> Iterator[tuple[str, From[Any]]]:
        """The fields that are inherited, each with its value and unit, without the titles."""
        for name in OWN:
            found = getattr(self, name)
            if found is not None:
                yield name, found


def _notes(unit: Unit, *kinds: str) -> tuple[Note, ...]:
    return tuple([note for note in unit.notes if note.kind in kinds and note.text]) if unit.notes else ()


#: What a unit states itself, by the name in `Inherited`.
OWN: Final[dict[str, Callable[[Unit], Any]]] = {
    "repository": lambda unit: unit.repository,
    "rights": lambda unit: unit.rights,
    "access": lambda unit: _notes(unit, "access_conditions", "legal_status"),
    "use": lambda unit: _notes(unit, "use_conditions"),
    "languages": lambda unit: unit.languages,
    "dates": lambda unit: unit.dates,
}
_NOTHING: Final = Inherited()


def inherited(node: Node) -> Inherited:
    """What a node's unit inherits from the units above, each with the unit that states it.

    A unit with its own values of a field inherits none: a unit with dates inherits no dates. The node must come from `walk()`, `read()`
    or a writer's stream, which know the units above; any other node inherits nothing.

    >>> from docmeta.model import Collection, Document, walk
    >>> *_, last = walk(Collection("c1", title="Papers", dates="1951", members=[Document("d1")]))
    >>> inherited(last).phrase
    'Papers'
    """
    return _lacking(_passed_on(node.ancestors), node.unit)


def inheriting(nodes: Iterable[Node], *, huge: bool = False) -> Iterator[tuple[Node, Inherited]]:
    """Each node of a stream with what it inherits, at the same cost at any depth.

    Long values that many units inherit are repeated in the record of each, so kilobytes could become gigabytes: a `LimitError`,
    unless *huge* lifts the limit.

    >>> from docmeta.model import Collection, Document, walk
    >>> tree = Collection("c", title="Papers", members=(Document("d"),))
    >>> [(node.unit.id, found.phrase) for node, found in inheriting(walk(tree))]
    [('c', ''), ('d', 'Papers')]
    """
    levels: list[Inherited] = []  # what the current unit of each depth passes on
    weights: list[int | None] = []  # its size, once a unit inherits it
    room = _LITTLE
    for node in nodes:
        depth = node.depth
        del levels[depth:], weights[depth:]
        above = levels[-1] if levels else _passed_on(node.ancestors)
        yield node, _lacking(above, node.unit)
        if levels and not huge:
            weight = weights[-1]
            if weight is None:
                weight = weights[-1] = _weight(above)
                room += _GROWTH * max(0, weight - (weights[-2] or 0 if len(weights) > 1 else 0))
            room += _GROWTH * _UNIT - weight
            if room < 0:
                raise LimitError(
                    f"what units inherit, such as {str(node.ancestors[0].id)[:80]!r} passes on, is more than {_GROWTH} times the size "
                    "of the description; lift the limit with --huge (huge=True)",
                    line=node.line,
                )
        levels.append(_pass_on(above, node.unit))
        weights.append(None)


def _weight(above: Inherited) -> int:
    """The number of characters that a unit inherits, about."""
    size = sum(len(title.value) for title in above.titles)
    if above.repository is not None:
        held = above.repository.value
        size += len(held.name) + _VALUE * (len(held.address) + len(held.identifiers)) + sum(map(len, held.address))
    for said in (above.access, above.use, above.rights):
        size += sum(_VALUE + len(one.text) for one in said.value) if said is not None else 0
    size += _VALUE * len(above.languages.value) if above.languages is not None else 0
    return size + (sum(_VALUE + len(one.text) for one in above.dates.value) if above.dates is not None else 0)


def _passed_on(units: tuple[Unit, ...]) -> Inherited:
    above = _NOTHING
    for unit in units:
        above = _pass_on(above, unit)
    return above


def _pass_on(above: Inherited, unit: Unit) -> Inherited:
    """What a unit passes on to the units below it."""
    changes: dict[str, Any] = {name: From(own, unit) for name, said in OWN.items() if (own := said(unit))}
    if unit.title:
        titles = above.titles
        if len(titles) >= MOST_TITLES:
            titles = (titles[0], *titles[2:])
        changes["titles"] = (*titles, From(_cut(str(unit.title)), unit))
    return attrs.evolve(above, **changes) if changes else above


def _cut(title: str) -> str:
    """A title as the units below repeat it."""
    if len(title) <= _LONGEST_TITLE:
        return title
    return title[:_LONGEST_TITLE].rpartition(" ")[0] + " ..."


def _lacking(above: Inherited, unit: Unit) -> Inherited:
    """What is passed on, without what the unit states itself."""
    own: dict[str, Any] = {name: None for name, said in OWN.items() if getattr(above, name) is not None and said(unit)}
    return attrs.evolve(above, **own) if own else above
