"""Joins the agents of descriptions with authority records, by their identifiers (ISAAR(CPF) 6, EAC-CPF).

An agent known only by a number gets a name; one without dates of existence gets those of the record.
Nothing in the description is overwritten, no internal material is used, and the report lists each join.

>>> from docmeta import AgentLink, Document, Identifier, Node, Person
>>> roe = Person("Roe, Ann", identifiers=(Identifier("http://viaf.org/viaf/9", "uri"),))
>>> known = Authorities.of_units([Document("a1", level="authority", agents=(AgentLink(roe, "subject"),))])
>>> bare = Document("d1", agents=(Person(identifiers=(Identifier("9", "authority"),), source="viaf"),))
>>> [node.unit.agents[0].agent.name for node in known([Node(0, bare)], Context())]
['Roe, Ann']
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal

import attrs

from docmeta.api import read
from docmeta.crosswalk import Report
from docmeta.errors import DocmetaError, InputError, UnknownFormatError
from docmeta.model import (
    AUTHORITY,
    Agent,
    AgentLink,
    Date,
    Identifier,
    Node,
    Unit,
    agents_described,
    authority_uri,
    web_address,
)
from docmeta.plugins import Context
from docmeta.running import is_internal, public
from docmeta.running.hidden import is_hidden

#: The fields taken from a record.
Fill = Literal["names", "all"]

_WEB: Final = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_YEAR: Final = re.compile(r"[0-9]{4}")
_BY: Final = "joined with an authority record by its number"
_WHERE: Final = "authorities"
#: How many joined agents are cached, so that frequent ones cost no more.
_REMEMBERED: Final = 10_000


def _several(given: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> tuple[str, ...]:
    several = (given,) if isinstance(given, (str, os.PathLike)) else given
    return tuple(os.fspath(one) for one in several)


@attrs.define(eq=False)
class Authorities:
    """Authority records, by identifier: a transform that completes the agents in descriptions.

    Pass it as *through*: `docmeta.convert("papers.xml", "papers.jsonld", through=docmeta.Authorities("eac/"))`.

    An agent matches a record if they share an identifier: the same URI, given or derived (`lcnaf` and its number, a VIAF
    or GND number), or the same number of the same authority file. A number without a known file is compared with the identifiers
    of the records themselves. If two records have the identifier, or the record describes another kind of agent, nothing is joined.

    Args:
        sources: Files and folders of records, in any format that has them: EAC-CPF, docmeta's JSON. They are read when first
            needed. Files in a folder that contain no authority records are skipped.
        fill: "names" adds the name, its parts, and the dates if the name does not include them; "all" also adds other names,
            identifiers, history and `about`.
        include_internal: Whether to use internal material of the records.

    Raises `InputError` if a file or folder does not exist, or contains no authority record.

    >>> from docmeta import AgentLink, Document, Identifier, Person, walk
    >>> known = Person("Roe, Ann", identifiers=[Identifier("http://viaf.org/viaf/9")])
    >>> records = Authorities.of_units([Document("roe", level="authority", agents=[AgentLink(known, "subject")])])
    >>> letter = Document("d1", agents=[Person(identifiers=[Identifier("http://viaf.org/viaf/9")])])
    >>> [node.unit.agents[0].agent.name for node in records(walk(letter), Context())]
    ['Roe, Ann']
    """

    sources: tuple[str, ...] = attrs.field(converter=_several)
    fill: Fill = attrs.field(default="names", validator=attrs.validators.in_(("names", "all")))
    include_internal: bool = False
    #: The files with records, once read.
    files: list[str] = attrs.field(factory=list, init=False, repr=False)
    _agents: dict[str, Agent | None] | None = attrs.field(default=None, init=False, repr=False)
    _joined: dict[Agent, Agent] = attrs.field(factory=dict, init=False, repr=False)
    _report: Report = attrs.field(factory=Report, init=False, repr=False)

    @classmethod
    def of_units(cls, units: Iterable[Unit], fill: Fill = "names") -> Authorities:
        """Authority records from units in memory."""
        made = cls((), fill)
        made._agents = {}
        for node in public((Node(0, unit) for unit in units), Report()):
            made._add(node.unit)
        return made

    def __call__(self, nodes: Iterable[Node], context: Context) -> Iterator[Node]:
        """The nodes, with the agents joined; authority records among them are unchanged."""
        self.load()
        context.report.merge(self._report)
        self._report = Report()
        for node in nodes:
            unit = node.unit
            if unit.agents and unit.level != AUTHORITY:
                links = tuple(self._link(link, node.line, context.report) for link in unit.agents)
                if links != unit.agents:
                    node = Node(node.depth, attrs.evolve(unit, agents=links), node.line)
            yield node

    # -- the records -----------------------------------------------------------------------------------------------------------

    def load(self) -> Authorities:
        """Read the records, unless they are loaded already."""
        if self._agents is None:
            self._agents = {}
            for source in self.sources:
                before = len(self.files)
                for path in _files(source):
                    self._read(path, alone=path == source)
                if len(self.files) == before:
                    raise InputError("it contains no authority record", source=source)
        return self

    def _read(self, path: str, *, alone: bool) -> None:
        """Read one file, if its first unit is an authority record."""
        try:
            nodes = read(path)
            first = next(nodes, None)
            if first is None or first.unit.level != AUTHORITY:
                return
            self.files.append(path)
            every = _chained(first, nodes)
            for node in every if self.include_internal else public(every, Report()):
                self._add(node.unit)
        except UnknownFormatError:
            if alone:
                raise
        except DocmetaError as error:
            if alone:
                raise
            self._report.note("problem", f"authority records could not be read: {error}", target=path)

    def _add(self, unit: Unit) -> None:
        assert self._agents is not None  # noqa: S101  # set by the caller
        for link in agents_described(unit):
            for key in dict.fromkeys(_keys(link.agent.identifiers, record=True)):
                known = self._agents.get(key, link.agent)
                self._agents[key] = link.agent if known == link.agent else None

    # -- the join --------------------------------------------------------------------------------------------------------------

    def _link(self, link: AgentLink, line: int | None, report: Report) -> AgentLink:
        agent = link.agent
        numbers = tuple(one for one in agent.identifiers if self.include_internal or not is_internal(one.audience))
        if not numbers:
            return link
        # A report quotes nothing of an internal agent.
        number = (
            None if is_internal(link.audience) else next((one.value for one in numbers if one.audience is None), None)
        )
        found = self._record(agent, numbers, number, line, report)
        if found is None:
            return link
        made = self._joined.get(agent)
        if made is None:
            made = self._filled(agent, found)
            if len(self._joined) < _REMEMBERED:
                self._joined[agent] = made
        said = [field.name for field in attrs.fields(Agent) if getattr(made, field.name) != getattr(agent, field.name)]
        if type(made) is not type(agent):
            said.insert(0, "kind")
        if not said:
            return link
        value = number and f"{number}: {made.name}"
        report.note("supplied", f"{_BY}: {', '.join(said)}", field="agents", target=_WHERE, value=value, line=line)
        return attrs.evolve(link, agent=made)

    def _record(
        self, agent: Agent, numbers: tuple[Identifier, ...], number: str | None, line: int | None, report: Report
    ) -> Agent | None:
        """The record of an agent; None if there is none, more than one, or one of another kind."""
        assert self._agents is not None  # noqa: S101  # set by `load()`
        keys = [key for key in _keys(numbers, agent.source) if key in self._agents]
        found: list[Agent | None] = []
        for key in keys:
            if self._agents[key] not in found:
                found.append(self._agents[key])
        if not keys:
            report.note(
                "decided",
                "no authority record has this identifier",
                field="agents",
                target=_WHERE,
                value=number,
                line=line,
            )
            return None
        record = found[0]
        if record is None or len(found) > 1:
            why = "several authority records have its numbers; none was joined"
            report.note("problem", why, field="agents", target=_WHERE, value=number, line=line)
            return None
        if type(agent) is not Agent and type(record) not in (Agent, type(agent)):
            why = f"its authority record is of another kind, {type(record).__name__}; it was not joined"
            report.note("problem", why, field="agents", target=_WHERE, value=number, line=line)
            return None
        return record

    def _filled(self, agent: Agent, record: Agent) -> Agent:
        """The agent, with its missing fields filled in."""
        fields: dict[str, Any] = {field.name: getattr(agent, field.name) for field in attrs.fields(Agent)}
        if not str(agent.name).strip():
            fields |= {"name": record.name, "parts": record.parts, "rules": agent.rules or record.rules}
        if agent.dates is None and (self.fill == "all" or not _says_life(fields["name"], record.dates)):
            fields["dates"] = record.dates
        if self.fill == "all":
            named = dict.fromkeys((record.name, *record.other_names))
            known = {fields["name"], *agent.other_names, ""}
            fields["other_names"] = (*agent.other_names, *(name for name in named if name not in known))
            numbers = {one.value for one in agent.identifiers}
            fields["identifiers"] = (
                *agent.identifiers,
                *(one for one in record.identifiers if one.value not in numbers),
            )
            fields["history"] = agent.history or record.history
            fields["about"] = agent.about or record.about
        cls = type(record) if type(agent) is Agent else type(agent)
        return cls(**fields)


def _chained(first: Node, rest: Iterator[Node]) -> Iterator[Node]:
    yield first
    yield from rest


def _files(source: str) -> Iterator[str]:
    """A file, or the files of a folder, in order, without hidden ones."""
    if not os.path.isdir(source):
        yield source
        return
    for folder, folders, names in os.walk(source):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        yield from (os.path.join(folder, name) for name in sorted(names) if not is_hidden(name))


def _says_life(name: str, dates: Date | None) -> bool:
    """Whether a heading already includes the life dates ("Roe, Ann, 1906-1975")."""
    edtf = dates.edtf if dates is not None else None
    return bool(edtf) and any(year in str(name) for year in _YEAR.findall(edtf or ""))


def _keys(numbers: Iterable[Identifier], source: str | None = None, *, record: bool = False) -> Iterator[str]:
    """The keys by which an agent is found."""
    for one in numbers:
        value = str(one.value).strip()
        file = one.label if record and one.kind == "authority" else source if one.kind == "authority" else one.kind
        address = authority_uri(file, value) or web_address(one)
        if address is not None:
            yield _WEB.sub("", address).rstrip("/")
            continue
        if file:
            yield f"{file.lower()} {value}"
        if not (record and one.label):
            yield f" {value}"
