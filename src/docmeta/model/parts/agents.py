"""People, corporate bodies and families, what is known about them, and their relation to a unit."""

from __future__ import annotations

import attrs
from attrs import field

from docmeta.dates import Date
from docmeta.errors import ModelError
from docmeta.model import given
from docmeta.model.checked import Checked, checked
from docmeta.model.parts.basic import Extra, Identifier, Language, NamePart


@checked
@attrs.frozen(repr=False)
class AgentName(Checked):
    """One form of an agent's name, if more than its text is known: ISAAR(CPF) 5.1.2 to 5.1.5, EAC-CPF `nameEntry`.

    Attributes:
        name: The form as it is displayed.
        kind: "authorized", "alternative", "preferred", "parallel" (the same name in another language), or the source's own.
        parts: Its parts, if the source separates them.
        dates: When it was in use.
        rules: The rules that it follows, or who uses it.

    >>> AgentName("Harbour Office", "alternative", dates=Date("1890-1912")).dates.edtf
    '1890/1912'
    """

    name: str
    kind: str | None = None
    parts: tuple[NamePart, ...] = field(default=(), converter=given.as_name_parts)
    dates: Date | None = field(default=None, converter=given.as_date)
    rules: str | None = None
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)

    def _demand(self) -> None:
        if not self.name:
            raise ModelError("AgentName.name: expected a non-empty name")


@checked
@attrs.frozen(repr=False)
class AgentFact(Checked):
    """What is known of an agent, of one kind: ISAAR(CPF) 5.2.3 to 5.2.8, the `description` of EAC-CPF.

    Attributes:
        kind: A word of `FactKind`: "place", "function", "occupation", "mandate", "legal_status", "structure",
            "general_context"; or the source's own.
        term: The heading: the place, the function, the occupation ...
        role: What it is to the agent, as the source writes it: a place of birth; for a local kind its name.
        text: Prose about it.
        dates: When this applied.
        place: Where this applied.
        citations: What documents it, such as a mandate or a source; links are kept.
        source: The vocabulary of the term.
        uri: The URI of the term.

    >>> AgentFact("place", "Rye", "birth", dates="1901").role
    'birth'
    """

    kind: str
    term: str = ""
    role: str | None = None
    text: str = ""
    dates: Date | None = field(default=None, converter=given.as_date)
    place: str = ""
    citations: tuple[str, ...] = field(default=(), converter=given.as_texts)
    source: str | None = None
    uri: str | None = None
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)

    def _demand(self) -> None:
        if not (self.term or self.text or self.dates or self.place or self.citations or self.uri):
            raise ModelError("AgentFact: expected a term, a text, dates, a place, citations or a URI")


@checked
@attrs.frozen(repr=False)
class AgentRelation(Checked):
    """A relation of an agent to another one, to a resource or to a function: ISAAR(CPF) 5.3 and 6, the `relations` of EAC-CPF.

    Attributes:
        to: The type of the other end: "agent", "resource" or "function".
        kind: EAC-CPF's term: "identity", "hierarchical", "hierarchical-parent", "hierarchical-child", "temporal", "temporal-earlier",
            "temporal-later", "family", "associative"; "creatorOf", "subjectOf", "other"; "controls", "owns", "performs";
            or the source's own.
        target: The URI or identifier of the other end.
        label: Its name.
        relator: A more specific kind, as the source writes it ("sister", a URI).
        dates: When this applied.
        place: Where this applied.
        text: Prose about it.

    >>> AgentRelation("agent", "family", label="Roe, Mary").kind
    'family'
    """

    to: str = "agent"
    kind: str | None = None
    target: str | None = None
    label: str = ""
    relator: str | None = None
    dates: Date | None = field(default=None, converter=given.as_date)
    place: str = ""
    text: str = ""
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)

    def _demand(self) -> None:
        if not (self.target or self.label or self.text):
            raise ModelError("AgentRelation: expected a target, a label or a text")


@checked
@attrs.frozen(repr=False)
class About(Checked):
    """What an authority record says of an agent besides its names, dates and history: ISAAR(CPF) 5.2 and 5.3.

    Attributes:
        names: More about forms of the name. Each is also the agent's name or one of its other names.
        facts: Places, functions, occupations, mandates, legal status, structure, context, in the source's order.
        relations: Relations to other agents, to resources and to functions.
        languages: The languages that the agent writes in (EAC-CPF `languagesUsed`).

    >>> About(facts=AgentFact("occupation", "Printer")).facts[0].term
    'Printer'
    """

    names: tuple[AgentName, ...] = field(default=(), converter=given.as_agent_parts)
    facts: tuple[AgentFact, ...] = field(default=(), converter=given.as_agent_parts)
    relations: tuple[AgentRelation, ...] = field(default=(), converter=given.as_agent_parts)
    languages: tuple[Language, ...] = field(default=(), converter=given.as_languages)
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)

    def _demand(self) -> None:
        if not (self.names or self.facts or self.relations or self.languages or self.extras):
            raise ModelError("About: expected names, facts, relations or languages")


@checked
@attrs.frozen(repr=False)
class Agent(Checked):
    """A person, a corporate body, a family, or an agent of unknown kind: ISAD(G) 3.2.1, ISAAR(CPF).

    It needs a name, dates of existence or an identifier:
    real listings contain people of whom only the life dates survive.

    Attributes:
        name: The name, as displayed (ISAAR 5.1.2).
        parts: The parts of the name, if the source separates them (EAD3 `part`).
        other_names: Other forms of the name (ISAAR 5.1.5).
        dates: Dates of existence (ISAAR 5.2.1).
        identifiers: Authority numbers and URIs (ISAAR 5.4.1).
        source: The authority file of the name, such as "lcnaf" or "viaf" (EAD `@source`).
        rules: The rules that the name follows, such as "dacs" (EAD `@rules`).
        history: Biography or administrative history (ISAAR 5.2.2).
        about: What else an authority record says; usually None.

    >>> Person(dates=Date("1912- 1994")).dates.edtf
    '1912/1994'
    >>> Person()
    Traceback (most recent call last):
    docmeta.errors.ModelError: Person: expected a name, or dates of existence, or an identifier
    """

    name: str = ""
    parts: tuple[NamePart, ...] = field(default=(), converter=given.as_name_parts)
    other_names: tuple[str, ...] = field(default=(), converter=given.as_texts)
    dates: Date | None = field(default=None, converter=given.as_date)
    identifiers: tuple[Identifier, ...] = field(default=(), converter=given.as_identifiers)
    source: str | None = None
    rules: str | None = None
    history: str = ""
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)
    about: About | None = None

    def _demand(self) -> None:
        if not self.name and self.dates is None and not self.identifiers:
            raise ModelError(f"{type(self).__name__}: expected a name, or dates of existence, or an identifier")


@checked
@attrs.frozen(repr=False)
class Person(Agent):
    """A person (EAD `persname`, schema.org Person).

    >>> Person("Roe, Ann", dates="1880-1950").dates.edtf
    '1880/1950'
    """


@checked
@attrs.frozen(repr=False)
class CorporateBody(Agent):
    """A corporate body (EAD `corpname`, schema.org Organization).

    >>> CorporateBody("Harbour Board", identifiers=["123"]).identifiers[0].value
    '123'
    """


@checked
@attrs.frozen(repr=False)
class Family(Agent):
    """A family (EAD `famname`).

    >>> Family("Roe family").name
    'Roe family'
    """


@checked
@attrs.frozen(repr=False)
class AgentLink(Checked):
    """An agent and its relation to the unit.

    Attributes:
        agent: The agent.
        role: A value of `Role`: creator (EAD `origination`), subject (EAD `controlaccess`), contributor, publisher ...
        relator: A more specific role, as the source writes it: a MARC relator code or term, "Artist (art)" (EAD `@role`).
        label: How the source labels it (EAD `origination/@label`).
        headings: The headings of the groups of access points that contain it, outermost first.

    >>> AgentLink(Person("Kim Il Sung"), "subject").role
    'subject'
    """

    agent: Agent
    role: str = "creator"
    relator: str | None = None
    label: str | None = None
    headings: tuple[str, ...] = field(default=(), converter=given.as_texts)
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)
