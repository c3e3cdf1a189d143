"""Writes EAC-CPF 2010, which every current system reads: a record for each agent.

One record is a document; several stand in `records`, which is no EAC-CPF document: `--each` writes a file for each.
Each record is read again, and what does not come back unchanged is reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Final

from docmeta.errors import OutputError
from docmeta.model import (
    Agent,
    AgentLink,
    CorporateBody,
    Family,
    Node,
    Person,
    Record,
    Unit,
    likely_kind,
)
from docmeta.plugins import Context
from docmeta.xml import DECLARATION, FORBIDDEN, REPLACEMENT, XMLOut, escape
from docmeta_eac.agents import authority_records
from docmeta_eac.identity import ENTITY
from docmeta_eac.known import citation, described, linked, names_of, related
from docmeta_eac.markup import Kept, address, language, note, paragraphs, spoken, standard_of, tag, token
from docmeta_eac.proof import Proof

_SPACES: Final = 'xmlns="urn:isbn:1-931666-33-4" xmlns:xlink="http://www.w3.org/1999/xlink"'
_TYPES: Final[dict[type[Agent], str]] = {Person: "person", CorporateBody: "corporateBody", Family: "family"}
_STATUSES: Final = frozenset("revised deleted new deletedSplit deletedReplaced cancelled derived".split())
_EVENTS: Final = frozenset("created revised deleted cancelled derived updated".split())


def write(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Write the authority records of the nodes."""
    first, records = context.report.ahead(authority_records(nodes, context), 2)
    if not first:
        raise OutputError("it names no agent for an authority record")
    xml = XMLOut(out, chunk=1)
    several = len(first) > 1
    xml.write(DECLARATION + ("<records>\n" if several else ""))
    writer = _Writer(context)
    for node in records:
        xml.write(writer.record(node.unit))
    if several:
        xml.write("</records>\n")
    xml.close()


class _Writer:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.report = context.report
        self.proof = Proof(context.report)

    def record(self, unit: Unit) -> str:
        """One record."""
        kept = Kept()
        links = [link for link in unit.agents if link.role == "subject"]
        bodies = [self.entity(link, kept) for link in links]
        body = bodies[0] if len(bodies) == 1 else tag("multipleIdentities", "\n" + "\n".join(bodies) + "\n")
        text = f"<eac-cpf {_SPACES}>\n{self.control(unit, links)}\n{body}\n</eac-cpf>\n"
        found = FORBIDDEN.search(text)
        if found is not None:
            around = text[max(0, found.start() - 40) : found.start() + 40]
            self.report.lose("text", None, around, code="character", reason="XML cannot hold this character")
            text = FORBIDDEN.sub(REPLACEMENT, text)
        self.proof.hold(unit, text)
        return text

    def supplied(self, target: str, why: str, value: str | None = None) -> None:
        self.report.note("supplied", why, field="record", target=target, value=value)

    # -- control -------------------------------------------------------------------------------------------------------------

    def control(self, unit: Unit, links: list[AgentLink]) -> str:
        """The information on the record itself."""
        record = unit.record or Record()
        id = record.id or unit.id
        parts = [tag("recordId", token(id))]
        if not record.id:
            self.supplied("control/recordId", "the record is named by the identifier of the unit", id)
        parts += self.others(links, id)
        status = record.status or ""
        if status not in _STATUSES:
            self.supplied("control/maintenanceStatus", "EAC-CPF requires a status of its own list", status or None)
        parts.append(tag("maintenanceStatus", status if status in _STATUSES else "revised" if status else "new"))
        published = next((one.content for one in record.extras if one.place == "publicationStatus"), "")
        if published in ("inProcess", "approved"):
            parts.append(tag("publicationStatus", published))
        parts.append(self.agency(record))
        parts += self.declared(record)
        parts += [tag("conventionDeclaration", citation(rule)) for rule in record.rules]
        parts.append(self.history(record))
        if record.sources:
            parts.append(tag("sources", "".join(map(_source, record.sources))))
        return tag("control", "\n" + "\n".join(parts) + "\n")

    def others(self, links: list[AgentLink], id: str) -> list[str]:
        """The identifiers of the agents that are not their own."""
        found = [] if token(id) == id else [tag("otherRecordId", escape(id))]
        for link in links:
            for one in link.agent.identifiers:
                if one.kind == ENTITY or (one.value == id and not one.label):
                    continue
                kind = one.label or (
                    None if one.kind == "uri" else link.agent.source if one.kind == "authority" else one.kind
                )
                found.append(tag("otherRecordId", escape(str(one.value)), address("localType", kind)))
        return found

    def agency(self, record: Record) -> str:
        code = record.agency_code or ""
        said = tag("agencyCode", code) if _is_isil(code) else ""
        if not record.agency:
            self.supplied(
                "control/maintenanceAgency/agencyName", "EAC-CPF requires the name of an agency", code or None
            )
        notes = "".join(paragraphs(one.text) for one in record.notes)
        notes = tag("descriptiveNote", notes) if notes else ""
        return tag(
            "maintenanceAgency",
            said + (spoken("agencyName", record.agency) or tag("agencyName", escape(code))) + notes,
        )

    def declared(self, record: Record) -> list[str]:
        """The language of the record: EAC-CPF allows one, with a script."""
        if not record.languages:
            return []
        called = next((one.content for one in record.extras if one.place == "languageDeclaration/script"), "")
        return [tag("languageDeclaration", language(record.languages[0], called) + note(record.language_note))]

    def history(self, record: Record) -> str:
        events = []
        for event in record.revisions:
            kind = event.kind if event.kind in _EVENTS else "updated"
            maker = event.agent_kind if event.agent_kind in ("human", "machine") else "human"
            at = _moment(event.date.text, event.date.edtf) if event.date is not None else tag("eventDateTime")
            said = spoken("eventDescription", event.text)
            events.append(
                tag(
                    "maintenanceEvent",
                    tag("eventType", kind) + at + tag("agentType", maker) + tag("agent", escape(event.agent)) + said,
                )
            )
        if not events:
            self.supplied(
                "control/maintenanceHistory",
                "EAC-CPF requires an event: that the record was derived from a description",
            )
            moment = f"{self.context.timestamp():%Y-%m-%d}"
            at = tag("eventDateTime", "", f' standardDateTime="{moment}"')
            events = [
                tag(
                    "maintenanceEvent",
                    tag("eventType", "derived") + at + tag("agentType", "machine") + tag("agent", "docmeta"),
                )
            ]
        return tag("maintenanceHistory", "".join(events))

    # -- the agent -----------------------------------------------------------------------------------------------------------

    def entity(self, link: AgentLink, kept: Kept) -> str:
        """One agent."""
        agent = link.agent
        kind = _TYPES.get(type(agent))
        if kind is None:
            likely = likely_kind(str(agent.name))
            kind = _TYPES[likely]
            self.report.lose(
                "agents",
                "identity/entityType",
                agent.name,
                code="supplied",
                reason="the kind of agent, judged by its name",
            )
        identity = [
            tag("entityId", escape(str(one.value)), address("localType", one.label))
            for one in agent.identifiers
            if one.kind == ENTITY
        ]
        identity.append(tag("entityType", kind))
        identity += names_of(agent, kept)
        facts = agent.about.facts if agent.about is not None else ()
        notes = "".join(paragraphs(fact.text) for fact in facts if fact.kind == "identity")
        identity += [tag("descriptiveNote", notes)] if notes else []
        parts = [tag("identity", "".join(identity)), described(agent, kept), related(agent, kept)]
        return tag("cpfDescription", "\n" + "\n".join(filter(None, parts)) + "\n")


def _is_isil(code: str) -> bool:
    country, hyphen, unit = code.partition("-")
    if (
        not hyphen
        or not 1 <= len(unit) <= 11
        or not all(char.isascii() and (char.isalnum() or char in ":/-") for char in unit)
    ):
        return False
    return (
        country.isascii()
        and country.isalpha()
        and (len(country) in (1, 3, 4) or (len(country) == 2 and country.isupper()))
    )


def _source(text: str) -> str:
    words, link = linked(text)
    return tag("source", spoken("sourceEntry", words), link)


def _moment(text: str, edtf: str | None) -> str:
    standard = standard_of(edtf or "")
    return tag("eventDateTime", escape(str(text)), f' standardDateTime="{standard}"' if standard else "")
