"""A unit, or a date, at a glance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import attrs

from docmeta.crosswalk import Report
from docmeta.dates import Date
from docmeta.html import Html, card, cut, link, tag
from docmeta.model import AgentLink, Collection, Container, Extent, Node, Unit, devised_title
from docmeta.running import is_internal, public

#: The values of a fact and the members on a card, and the characters of a value and of a description.
_VALUES, _MEMBERS, _WORDS, _ABOUT = 6, 10, 160, 600


def _agents(unit: Unit, creators: bool) -> list[str]:
    return [_agent(link) for link in unit.agents if (link.role == "creator") is creators]


def _agent(link: AgentLink) -> str:
    dates = link.agent.dates.display if link.agent.dates else ""
    name = str(link.agent.name)
    return f"{name} ({dates})" if name and dates else name or dates or "?"


def _extent(extent: Extent) -> str:
    return str(extent.text) or f"{extent.quantity or ''} {extent.unit or ''}"


def _container(container: Container) -> str:
    return " ".join(word for word in ((container.kind or "").replace("_", " "), container.value) if word)


#: The facts on a unit besides its title, level and members, with their labels.
_FACTS: Final[tuple[tuple[str, Callable[[Unit], list[str]]], ...]] = (
    ("reference", lambda unit: [str(identifier.value) for identifier in unit.identifiers]),
    ("dates", lambda unit: [date.display for date in unit.dates]),
    ("extent", lambda unit: [_extent(extent) for extent in unit.extents]),
    ("creator", lambda unit: _agents(unit, creators=True)),
    ("agents", lambda unit: _agents(unit, creators=False)),
    ("places", lambda unit: [str(place.name) for place in unit.places]),
    ("languages", lambda unit: [str(language.name or language.code or "") for language in unit.languages]),
    ("held by", lambda unit: [str(unit.repository.name)] if unit.repository else []),
    ("in", lambda unit: [_container(container) for container in unit.containers]),
    ("access", lambda unit: [str(note.text) for note in unit.notes if note.kind == "access_conditions"]),
    ("subjects", lambda unit: [str(term.term) for term in (*unit.subjects, *unit.genres)]),
    ("online", lambda unit: [one.uri or str(one.title) for one in unit.digital_objects]),
    ("about", lambda unit: [str(unit.description)]),
)


def facts(unit: Unit) -> Iterator[tuple[str, list[str]]]:
    """The facts on a unit, as text, without its title, level and members.

    >>> from docmeta.model import Document, Person
    >>> list(facts(Document("d", dates="1951", agents=Person("Roe, Ann", dates="1880-1950"))))
    [('dates', ['1951']), ('creator', ['Roe, Ann (1880-1950)'])]
    """
    for label, words in _FACTS:
        said = [word for word in words(unit) if word.strip()]
        if said:
            yield label, said


@attrs.frozen
class Glance:
    """The content of a unit's card, in HTML and in a terminal alike.

    Attributes:
        line: The title, with the dates and the level.
        facts: The labelled facts.
        members: The lines of the first members.
        rest: The number of further members, and what is not shown.
    """

    line: tuple[str, str]
    facts: list[tuple[str, list[str]]]
    members: list[tuple[str, str]]
    rest: str


def glance(unit: Unit) -> Glance | None:
    """A unit at a glance, without internal material; None if all of it is internal."""
    report = Report()
    seen = _public(unit, report)
    if seen is None:
        return None
    told = "dates" if len(seen.dates) <= 2 else ""  # beside the title
    members = unit.members if isinstance(unit, Collection) else ()
    shown = [found for member in members[:_MEMBERS] if (found := _public(member, report)) is not None]
    return Glance(
        _line(seen),
        [(label, _cut(label, values)) for label, values in facts(seen) if label != told],
        [_line(member) for member in shown],
        ", ".join(_rest(len(members), report)),
    )


def unit_card(unit: Unit) -> str:
    """The card of a unit: its title, its facts and its first members."""
    seen = glance(unit)
    if seen is None:
        return card(tag("div", HIDDEN))
    rows = [(label, _joined(label, values)) for label, values in seen.facts]
    return card(
        tag("div", _marked(*seen.line, "t")),
        _plain_table(rows) if rows else "",
        tag("ul", *(tag("li", _marked(*line)) for line in seen.members)) if seen.members else "",
        tag("p", seen.rest, class_="s") if seen.rest else "",
    )


def _public(unit: Unit, report: Report) -> Unit | None:
    """The unit without its members and without internal material; None if all of it is internal."""
    alone = attrs.evolve(unit, members=()) if isinstance(unit, Collection) else unit
    return next((node.unit for node in public([Node(0, alone)], report)), None)


def _rest(members: int, report: Report) -> Iterator[str]:
    if members:
        yield f"{members:,} {'member' if members == 1 else 'members'}"
    if members > _MEMBERS:
        yield f"{members - _MEMBERS:,} more than shown"
    if withheld := report.count("withheld"):
        yield f"{withheld:,} marked internal and left out"


def _line(unit: Unit) -> tuple[str, str]:
    dates = ", ".join(cut(date.display, _WORDS) for date in unit.dates[:2])
    level = cut(unit.level or "", 40)
    aside = " · ".join(word for word in (dates, level) if word)
    return cut(str(unit.title), _WORDS) or devised_title(unit), aside


def _marked(title: str, aside: str, style: str | None = None) -> Html:
    words = tag("bdi", title, class_=style)
    return Html(f"{words} {tag('bdi', aside, class_='s')}" if aside else words)


def _cut(label: str, values: list[str]) -> list[str]:
    """The first values, cut; URLs whole, since a cut one does not work."""
    most = {"about": _ABOUT, "online": 2_000}.get(label, _WORDS)
    shown = [cut(value, most) for value in values[:_VALUES]]
    return shown if len(values) <= _VALUES else [*shown, f"… {len(values) - _VALUES:,} more"]


def _joined(label: str, values: list[str]) -> Html:
    whole = label == "online"
    return Html(" · ".join(link(value) if whole and value[-1] != "…" else tag("bdi", value) for value in values))


def _plain_table(rows: list[tuple[str, Html]]) -> Html:
    return tag(
        "table", tag("tbody", *(tag("tr", tag("th", name, scope="row"), tag("td", said)) for name, said in rows))
    )


def date_card(date: Date) -> str:
    """The card of a date: its words and what they mean."""
    if is_internal(date.audience):
        return card(tag("div", HIDDEN))
    words, rows = date_facts(date)
    return card(
        tag("div", tag("bdi", words, class_="t")), _plain_table([(name, tag("bdi", said)) for name, said in rows])
    )


def date_facts(date: Date) -> tuple[str, list[tuple[str, str]]]:
    """The words of a date, and what is known about it.

    >>> date_facts(Date("circa 1950"))
    ('circa 1950', [('EDTF', '1950~'), ('days', '1950-01-01 to 1950-12-31')])
    """
    shown = [(name, cut(str(getattr(date, name) or ""), _WORDS)) for name in _SAID]
    bounds = (
        "" if date.earliest_date is None or date.latest_date is None else f"{date.earliest_date} to {date.latest_date}"
    )
    meaning = date.edtf or ("known to be undated" if date.undated else "not understood")
    rows = [("EDTF", meaning), ("days", bounds), *shown]
    return cut(date.display, _WORDS) or "(no words)", [(name, words) for name, words in rows if words]


#: The placeholder for material marked internal.
HIDDEN: Final = "marked internal, not shown here"
_SAID: Final = ("kind", "type", "certainty", "calendar", "era", "label")
