"""Supplies what receiving systems require of a unit and the source does not give, if the options ask for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from docmeta.model import INNER_CONTAINERS, Agent, AgentLink, Container, DigitalObject, Unit, devised_title, likely_kind
from docmeta_ead.tables import losses
from docmeta_ead.write.access import name_of
from docmeta_ead.write.state import Writing


def completed(writing: Writing, unit: Unit, *, top: bool) -> Unit:
    """A unit with title, kinds of agents, folders in boxes, and objects with URL and title, as far as the options ask."""
    options = writing.options
    changes: dict[str, str | tuple[AgentLink | Container | DigitalObject, ...]] = {}
    if options.devised_titles and not str(unit.title).strip() and (top or not any(one.display for one in unit.dates)):
        writing.field = "title"
        changes["title"] = title = devised_title(unit)
        writing.supply(losses.TITLE_DEVISED, title)
    if options.name_kinds and any(type(link.agent) is Agent for link in unit.agents):
        writing.field = "agents"
        changes["agents"] = tuple(_of_a_kind(writing, link) for link in unit.agents)
    if options.nested_containers and len(unit.containers) > 1:
        writing.field = "containers"
        changes["containers"] = tuple(_nested(writing, unit.containers))
    objects = unit.digital_objects
    writing.field = "digital_objects"
    if options.object_addresses and not all(one.uri for one in objects):
        for one in objects:
            if not one.uri:
                writing.lose(losses.OBJECT_NOWHERE, one)
        changes["digital_objects"] = objects = tuple(one for one in objects if one.uri)
    if options.object_titles and not all(one.title for one in objects):
        changes["digital_objects"] = tuple(_titled(writing, one, unit) for one in objects)
    return attrs.evolve(unit, **changes) if changes else unit  # type: ignore[arg-type]


def _nested(writing: Writing, containers: Sequence[Container]) -> Iterator[Container]:
    """Put folders with an identifier but no parent into the box before them: by its identifier, or without their own."""
    parents = {one.parent for one in containers}
    outer: Container | None = None
    for one in containers:
        inner = one.id and not one.parent and (one.kind or "").casefold() in INNER_CONTAINERS
        if outer is None or not inner:
            outer = outer if one.parent or (outer is not None and not one.id) else one
            yield one
        elif outer.id:
            writing.supply(losses.CONTAINER_NESTED, one.value)
            yield attrs.evolve(one, parent=outer.id)
        elif one.id not in parents:
            writing.supply(losses.CONTAINER_NESTED, one.value)
            yield attrs.evolve(one, id=None)
        else:
            yield one


def _of_a_kind(writing: Writing, link: AgentLink) -> AgentLink:
    agent = link.agent
    if type(agent) is not Agent or not agent.name:
        return link
    kind = likely_kind(str(agent.name))
    made = kind(**{name: getattr(agent, name) for name in attrs.fields_dict(Agent)})
    writing.supply(losses.KIND_UNSAID, f"{agent.name}: {name_of(made)}")
    return attrs.evolve(link, agent=made)


def _titled(writing: Writing, one: DigitalObject, unit: Unit) -> DigitalObject:
    if one.title:
        return one
    title = str(unit.title) or devised_title(unit)
    writing.supply(losses.OBJECT_UNTITLED, title)
    return attrs.evolve(one, title=title)
