"""Reads EAC-CPF, record by record: alone, in a wrapper, in OAI-PMH responses.

Each record is a unit of the level "authority": its subject is the agent, with all that is known of them; its title is their name,
and its `record` names the author, the rules and the sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import attrs

from docmeta.model import (
    AUTHORITY,
    About,
    Agent,
    AgentLink,
    AgentName,
    Date,
    Draft,
    Extra,
    Identifier,
    Minter,
    Node,
    Record,
    Unit,
)
from docmeta.plugins import Context
from docmeta.xml import localname, namespace
from docmeta.xml.harvest import Harvested, Kind, doubt_dates, harvest
from docmeta_eac.control import Control, read_control
from docmeta_eac.description import Known, read_description, read_relations
from docmeta_eac.identity import Identity, read_identity
from docmeta_eac.prose import together
from docmeta_eac.sniff import NAMESPACES
from docmeta_eac.taken import FORMAT, Taken, children, is_internal

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOTS: Final = ("eac-cpf", "eac")


def _is_record(element: _Element) -> bool:
    if localname(element) not in _ROOTS:
        return False
    return not namespace(element) or any(name in namespace(element) for name in NAMESPACES)


def read(source: BinaryIO, context: Context) -> Iterator[Node]:
    """Read the records of a file."""
    records = Records(context)
    for found in harvest(
        source, Kind(FORMAT, "EAC-CPF", _is_record, _ROOTS), context.report, name=context.source, huge=context.huge
    ):
        yield Node(0, records.unit(found), found.line)


class Records:
    """Makes units of records."""

    def __init__(self, context: Context) -> None:
        self.report = context.report
        self.minter = Minter()

    def unit(self, found: Harvested) -> Unit:
        """The unit of one record."""
        element, taken, draft = found.element, Taken(), Draft(FORMAT)
        control = Control()
        for child in islice(children(element, "control"), 1):
            control = read_control(child, taken)
        links = [self.link(one, taken, control, found.line) for one in _entities(element)]
        draft.fields["level"] = AUTHORITY
        if audience := taken.attribute(element, "audience"):
            draft.fields["audience"] = audience
        for link in filter(None, links):
            draft.add("agents", link)
        for number in () if any(links) else control.identifiers:
            draft.add("identifiers", number)
        named = next((link.agent.name for link in links if link is not None and link.audience != "internal"), "")
        if named:
            draft.fields["title"] = named
        self.rest(found, taken, draft, control)
        harvested = found.header.identifier if found.header else ""
        own = control.fields.get("id", "") or harvested
        if harvested and own != harvested:
            draft.add("extras", Extra("oai", "header/identifier", harvested))
        minted = self.minter.mint(0)
        return draft.document(own or minted, minted=not own)

    def link(self, element: _Element, taken: Taken, control: Control, line: int | None) -> AgentLink | None:
        """The agent of one `cpfDescription`."""
        identity, known = Identity(), Known()
        for child in islice(children(element, "identity"), 1):
            identity = read_identity(child, taken)
            known.facts += identity.facts
        for child in children(element, "description"):
            read_description(child, taken, known)
        for child in children(element, "relations"):
            read_relations(child, taken, known)
        doubt_dates(_dates(identity, known, hidden=is_internal(element)), self.report, line)
        known.histories = [together(known.histories, known.told, taken)]
        agent = _agent(identity, known, control)
        if agent is None:
            self.report.note("problem", "a record that names nobody", target="identity", line=line)
            taken.forget(element)
            return None
        internal = is_internal(element) or (bool(identity.names) and identity.names[0].audience == "internal")
        return AgentLink(
            agent, "subject", audience="internal" if internal else taken.attribute(element, "audience") or None
        )

    def rest(self, found: Harvested, taken: Taken, draft: Draft, control: Control) -> None:
        """What was not read, and the wrapper of the record."""
        header = found.header
        left = taken.left(found.element)
        around = (*found.extras, *(header.extras() if header else ()))
        for extra in (*left, *around):
            hidden = (
                "audience" in extra.place or "audience" in extra.content
            )  # a report quotes nothing that is internal
            said = None if hidden else extra.content
            self.report.note("carried", "what no field holds", target=extra.place, value=said, line=found.line)
        own = tuple(
            attrs.evolve(extra, place=extra.place.removeprefix("control/"))
            for extra in left
            if extra.place.startswith("control/")
        )
        record = control.record(own)
        revision = header.revision() if header else None
        if revision is not None:
            record = attrs.evolve(record, revisions=(*record.revisions, revision))
        if record != Record():
            draft.fields["record"] = record
        for extra in (*(extra for extra in left if not extra.place.startswith("control/")), *around):
            draft.add("extras", extra)


def _entities(element: _Element) -> Iterator[_Element]:
    """The descriptions of the record: one, or several identities of one entity (EAC-CPF `multipleIdentities`)."""
    yield from children(element, "cpfdescription", internal=True)
    for several in children(element, "multipleidentities"):
        yield from children(several, "cpfdescription", internal=True)


def _dates(identity: Identity, known: Known, *, hidden: bool) -> Iterator[Date]:
    """The dates, each with the audience of the part that it belongs to."""
    parts: list[Any] = [*identity.names, *known.facts, *known.relations]
    dates = [(part.dates, part.audience) for part in parts] + [(known.dates, None)]
    for date, audience in dates:
        if date is not None:
            seen = "internal" if hidden else audience
            yield attrs.evolve(date, audience=seen) if seen else date


def _agent(identity: Identity, known: Known, control: Control) -> Agent | None:
    main = identity.names[0] if identity.names else None
    numbers = [Identifier(control.fields["id"], "authority")] if "id" in control.fields else []
    numbers += [one for one in control.identifiers if one.value != control.fields.get("id") or one.label]
    numbers += identity.identifiers
    if main is None and known.dates is None and not numbers:
        return None
    others = identity.names[1:]
    names = [name for name in others if attrs.evolve(name, name=str(name.name)) != AgentName(str(name.name))]
    extras: tuple[Extra, ...] = ()
    if main is not None:
        extras = tuple(Extra(FORMAT, f"nameEntry/{extra.place}", extra.content) for extra in main.extras)
        if main.dates is not None or main.kind not in (None, "authorized"):
            names.insert(0, attrs.evolve(main, extras=()))
    about = None
    if names or known.facts or known.relations or known.languages:
        about = About(tuple(names), tuple(known.facts), tuple(known.relations), tuple(known.languages))
    return identity.cls(
        main.name if main is not None else "",
        main.parts if main is not None else (),
        tuple(name.name for name in others if name.audience != "internal"),
        known.dates,
        tuple(numbers),
        rules=main.rules if main is not None else None,
        history=known.histories[0],
        extras=extras,
        about=about,
    )
