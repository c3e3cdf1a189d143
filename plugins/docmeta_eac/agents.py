"""The authority records of a description: one unit for each agent, at its first mention.

>>> from docmeta import Collection, Node, Person
>>> papers = Collection("c1", title="Roe papers", agents=Person("Roe, Ann"))
>>> [node.unit.title for node in authority_records([Node(0, papers)], Context())]
['Roe, Ann']
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from docmeta.model import (
    AUTHORITY,
    FIELDS,
    About,
    Agent,
    AgentLink,
    AgentRelation,
    Document,
    Node,
    Record,
    Unit,
    agents_described,
    authority_uri,
    made_it,
    own_address,
)
from docmeta.plugins import Context
from docmeta_eac import losses

#: What a resource is to the agent (EAC-CPF `resourceRelationType`).
_RELATED: Final = {"creator": "creatorOf", "subject": "subjectOf"}


def authority_records(nodes: Iterable[Node], context: Context, /) -> Iterator[Node]:
    """The authority records among the nodes unchanged; for every other unit, those of the agents that it is the first to name."""
    seen: dict[str, int] = {}
    numbers: set[str] = set()
    maker: Record | None = None
    for node in nodes:
        unit = node.unit
        if agents_described(unit):
            yield Node(0, unit, node.line)
            continue
        if node.depth == 0:
            maker = _maker(unit)
        _material(unit, context)
        for link in unit.agents:
            agent = link.agent
            key = _key(agent)
            if key is None:
                context.report.lose("agents", None, agent, code="dropped", reason=losses.NOBODY.why)
                continue
            content = hash(attrs.evolve(agent, extras=()))
            if key in seen:
                reason = (losses.AGAIN if seen[key] != content else losses.LINKED).why
                context.report.lose("agents", "relations/resourceRelation", agent.name or key, reason=reason)
                continue
            seen[key] = content
            _bookkeeping(link, context)
            yield Node(0, _record(agent, link, unit, maker, numbers), node.line)


def _key(agent: Agent) -> str | None:
    """The key that identifies an agent: its first number in an authority file, else its name, class and dates."""
    for one in agent.identifiers:
        return (
            authority_uri(agent.source if one.kind == "authority" else one.kind, one.value)
            or f"{agent.source}:{one.value}"
        )
    if not str(agent.name).strip():
        return None
    dates = agent.dates.edtf or agent.dates.text if agent.dates is not None else ""
    return f"{type(agent).__name__} {' '.join(str(agent.name).split())} {dates}"


def _maker(unit: Unit) -> Record | None:
    """The author of the description, as maintainer of the records of its agents."""
    record = unit.record
    holder = unit.repository
    agency = (record.agency if record is not None else "") or (holder.name if holder is not None else "")
    code = record.agency_code if record is not None else None
    made = Record(agency=agency, agency_code=code, languages=record.languages[:1] if record is not None else ())
    return made if made != Record() else None


def _record(agent: Agent, link: AgentLink, unit: Unit, maker: Record | None, numbers: set[str]) -> Document:
    key = _key(agent) or ""
    number = next((str(one.value) for one in agent.identifiers if one.kind == "authority"), None)
    if number in numbers:
        number = None  # of another authority file
    elif number is not None:
        numbers.add(number)
    id = number or f"agent-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
    if (unit.title or not unit.minted) and agent.name:
        target = own_address(unit) or (
            unit.id if not unit.minted else next((str(one.value) for one in unit.identifiers), None)
        )
        kind = _RELATED.get(link.role, "other") if made_it(link) else "other"
        relation = AgentRelation("resource", kind, target, unit.title, link.relator)
        about = agent.about
        if about is None:
            agent = attrs.evolve(agent, about=About(relations=(relation,)))
        elif all((one.target, one.label) != (relation.target, relation.label) for one in about.relations):
            agent = attrs.evolve(agent, about=attrs.evolve(about, relations=(*about.relations, relation)))
    title = agent.name or next(str(one.value) for one in agent.identifiers)
    return Document(
        id,
        minted=number is None,
        level=AUTHORITY,
        title=title,
        agents=(AgentLink(agent, "subject", audience=link.audience),),
        record=maker,
    )


def _material(unit: Unit, context: Context) -> None:
    """Report what no authority record holds of a unit."""
    for name in FIELDS:
        value: Any = getattr(unit, name)
        if value and name not in ("id", "minted", "agents", "audience"):
            for one in value if isinstance(value, tuple) else (value,):
                context.report.lose(name, None, one, code="dropped", reason=losses.MATERIAL.why)


def _bookkeeping(link: AgentLink, context: Context) -> None:
    """Report what a relation does not hold of the unit's link to the agent."""
    if link.role not in _RELATED and made_it(link):
        context.report.lose("agents", losses.ROLE.target, link.role, code="changed", reason=losses.ROLE.why)
    for name in ("label", "headings", "extras"):
        if getattr(link, name):
            context.report.lose(
                "agents", "relations/resourceRelation", getattr(link, name), code="changed", reason=f"the {name}"
            )
