"""What receiving systems demand of a unit and the source does not say, supplied where the options ask for it."""

from __future__ import annotations

import attrs

from docmeta.model import Agent, AgentLink, DigitalObject, Unit, devised_title, likely_kind
from docmeta_ead.tables import losses
from docmeta_ead.write.access import name_of
from docmeta_ead.write.state import Writing


def completed(writing: Writing, unit: Unit, *, top: bool) -> Unit:
    """A unit that has a title, whose agents have a kind, and whose digital objects an address and a title, as the options say."""
    options = writing.options
    changes: dict[str, str | tuple[AgentLink | DigitalObject, ...]] = {}
    if options.devised_titles and not str(unit.title).strip() and (top or not any(one.display for one in unit.dates)):
        writing.field = "title"
        changes["title"] = title = devised_title(unit)
        writing.supply(losses.TITLE_DEVISED, title)
    if options.name_kinds and any(type(link.agent) is Agent for link in unit.agents):
        writing.field = "agents"
        changes["agents"] = tuple(_of_a_kind(writing, link) for link in unit.agents)
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
