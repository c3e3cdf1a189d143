"""The parts that a unit holds: frozen values, which readers may share.

Every field of prose takes a `str` or a `docmeta.text.Text`; several-valued fields are tuples.
An empty string, None or `()` always means: the source says nothing of it.

`audience` is "internal", "external" or None (EAD `@audience`); the core withholds internal parts from every writer.
`extras` holds what the source said of a part that no field holds, such as an attribute of its element.
"""

from __future__ import annotations

import attrs
from attrs import field

from docmeta.dates import Date
from docmeta.errors import ModelError
from docmeta.model import given
from docmeta.model.checked import Checked, checked

__all__ = [
    "About", "Agent", "AgentFact", "AgentLink", "AgentName", "AgentRelation", "Container",
    "CorporateBody", "Date", "DigitalObject", "Extent", "Extra", "Family", "Identifier",
    "Language", "NamePart", "Note", "Person", "Place", "Record", "Relation", "Repository", "Revision", "RightsStatement", "Term",
]  # fmt: skip


@checked
@attrs.frozen(repr=False)
class Extra(Checked):
    """What the source said that no field holds, as it was.

    Attributes:
        format: The format whose words these are, such as "ead2002".
        place: Where it stood, as a path in that format: "@encodinganalog", "did/note", "eadheader/filedesc".
        content: What stood there: the value of an attribute, or the serialised element.

    >>> Extra("ead2002", "@altrender", "whole").place
    '@altrender'
    """

    format: str
    place: str
    content: str


@checked
@attrs.frozen(repr=False)
class NamePart(Checked):
    """One part of a heading: a surname, dates, a subdivision (EAD3 `part`, MARC subfields).

    >>> NamePart("Kim", "surname").value
    'Kim'
    """

    value: str
    kind: str | None = None


@checked
@attrs.frozen(repr=False)
class Identifier(Checked):
    """A reference code or another identifier: ISAD(G) 3.1.1, DACS 2.1.

    Attributes:
        value: The identifier, as the source writes it.
        kind: What kind it is, a word of `IdentifierKind` or the source's own; "unitid" for the reference code.
        label: How the source labels it.
        country: ISO 3166-1 alpha-2 code of the country of the repository (DACS 2.1.5).
        repository: ISO 15511 (ISIL) code of the repository (DACS 2.1.4).

    >>> Identifier("MS 12").kind
    'unitid'
    """

    value: str
    kind: str = "unitid"
    label: str | None = None
    country: str | None = None
    repository: str | None = None
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)

    def _demand(self) -> None:
        if not self.value:
            raise ModelError(f"{type(self).__name__}.value: expected a value that is not empty")


@checked
@attrs.frozen(repr=False)
class Language(Checked):
    """A language, and its script: of the material (ISAD(G) 3.4.3, DACS 4.5), of a description, of an agent's own writings.

    Attributes:
        code: The code as the source gives it: ISO 639-1, 639-2, 639-3 or BCP 47; `docmeta.languages` maps between them.
        script: ISO 15924 code of the script ("Cyrl").
        name: The wording, as the source writes it ("Russian").
        label: How the source labels it.

    >>> Language("rus", "Cyrl").script
    'Cyrl'
    """

    code: str | None = None
    script: str | None = None
    name: str = ""
    label: str | None = None
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)


@checked
@attrs.frozen(repr=False)
class AgentName(Checked):
    """One form of an agent's name, where more is known of it than its words: ISAAR(CPF) 5.1.2 to 5.1.5, EAC-CPF `nameEntry`.

    Attributes:
        name: The form as it is displayed.
        kind: "authorized", "alternative", "preferred", "parallel" (the same name in another language), or the source's own.
        parts: Its parts, where the source tells them apart.
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
            raise ModelError("AgentName.name: expected a name that is not empty")


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
        dates: When it was so.
        place: Where it was so.
        citations: What says so, a mandate or a source; a link stays one.
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
        to: What it leads to: "agent", "resource" or "function".
        kind: EAC-CPF's word: "identity", "hierarchical", "hierarchical-parent", "hierarchical-child", "temporal", "temporal-earlier",
            "temporal-later", "family", "associative"; "creatorOf", "subjectOf", "other"; "controls", "owns", "performs";
            or the source's own.
        target: The URI or identifier of the other end.
        label: Its name.
        relator: The finer word, as the source writes it ("sister", a URI).
        dates: When it was so.
        place: Where it was so.
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
    """What an authority record says of an agent beside its names, its dates and its history: ISAAR(CPF) 5.2 and 5.3.

    Attributes:
        names: What more is known of forms of the name. Each of them is the agent's name or one of its other names as well.
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
    """A person, a corporate body, a family, or an agent of whom that is not said: ISAD(G) 3.2.1, ISAAR(CPF).

    It needs a name, or dates of existence, or an identifier:
    real listings hold people of whom only the life dates survive.

    Attributes:
        name: The name as it is displayed (ISAAR 5.1.2).
        parts: The parts of the name, where the source tells them apart (EAD3 `part`).
        other_names: Other forms of the name (ISAAR 5.1.5).
        dates: Dates of existence (ISAAR 5.2.1).
        identifiers: Authority numbers and URIs (ISAAR 5.4.1).
        source: The authority file that the name is from, such as "lcnaf" or "viaf" (EAD `@source`).
        rules: The rules that the name follows, such as "dacs" (EAD `@rules`).
        history: Biography or administrative history (ISAAR 5.2.2).
        about: What an authority record says beside that; None where there is none, as nearly always.

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
    """An agent and what it is to the unit.

    Attributes:
        agent: Who.
        role: A word of `Role`: creator (EAD `origination`), subject (EAD `controlaccess`), contributor, publisher ...
        relator: The finer word, as the source writes it: a MARC relator code or term, "Artist (art)" (EAD `@role`).
        label: How the source labels it (EAD `origination/@label`).
        headings: The headings of the groups of access points that it stands under, outermost first.

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


@checked
@attrs.frozen(repr=False)
class Extent(Checked):
    """How much there is, and of what: ISAD(G) 3.1.5, DACS 2.5.

    Attributes:
        text: The wording, whole: "30 boxes", "1.5 linear feet (3 boxes)".
        quantity: The number, as the source writes it ("1.5"), only where number and unit are exact.
        unit: The unit that the number counts, as the source writes it ("linear feet").
        kind: What is counted: "carrier", "materialtype", "spaceoccupied" (EAD3 `@physdescstructuredtype`).
        coverage: "part" where it is that of a part of the unit; the whole otherwise (EAD3 `@coverage`).
        approximate: Whether the number is an estimate (EAD3 `quantity/@approximate`).
        facets: Physical characteristics: material, colour, technique (EAD `physfacet`).
        dimensions: Sizes (EAD `dimensions`).
        label: How the source labels it.
        parallel: Says the same material as the extent before it in other terms (EAD3 `physdescset`).

    >>> Extent("372 documents", quantity="372", unit="documents").unit
    'documents'
    """

    text: str = ""
    quantity: str | None = None
    unit: str | None = None
    kind: str | None = None
    coverage: str | None = None
    approximate: bool = False
    facets: tuple[str, ...] = field(default=(), converter=given.as_texts)
    dimensions: tuple[str, ...] = field(default=(), converter=given.as_texts)
    label: str | None = None
    parallel: bool = False
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)

    def _demand(self) -> None:
        if not (self.text or self.quantity or self.facets or self.dimensions):
            raise ModelError("Extent: expected a wording, a quantity, facets or dimensions")


@checked
@attrs.frozen(repr=False)
class Note(Checked):
    """Prose about a unit, of one kind: ISAD(G) 3.2.2 to 3.7.1.

    Attributes:
        kind: A word of `NoteKind`, or the source's own.
        text: The prose.
        heading: Its heading (EAD `head`).
        label: How the source labels it (EAD `@label`).
        dates: When the condition holds: the time of a restriction of access or use (ISAD(G) 3.4.1, EAD 4 `dateRange`).
            An open beginning or end is said with `..`; "../2031-12-31" is closed until the end of 2031. None: nothing is said of it.

    >>> Note("access_conditions", "Open.").text
    'Open.'
    >>> Note("access_conditions", "Closed until 2032.", dates=Date(edtf="../2031-12-31")).dates.latest
    (2031, 12, 31)
    """

    kind: str
    text: str = ""
    heading: str = ""
    label: str | None = None
    dates: Date | None = field(default=None, converter=given.as_date)
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)


@checked
@attrs.frozen(repr=False)
class Term(Checked):
    """A subject, function, occupation, genre or form: DACS chapter on access points, EAD `controlaccess`.

    Attributes:
        term: The heading as it is displayed.
        kind: For a subject a word of `TermKind`: "topic", "function", "occupation", "title".
        parts: The parts of the heading, where the source tells them apart.
        source: The vocabulary, such as "lcsh" or "aat" (EAD `@source`).
        identifier: Its number in that vocabulary (EAD `@authfilenumber`, EAD3 `@identifier`).
        uri: Its URI.
        rules: The rules that it follows.
        relator: Its role, as the source writes it.
        headings: The headings of the groups that it stands under, outermost first.

    >>> Term("Korean War, 1950-1953", source="lcsh").source
    'lcsh'
    """

    term: str
    kind: str = "topic"
    parts: tuple[NamePart, ...] = field(default=(), converter=given.as_name_parts)
    source: str | None = None
    identifier: str | None = None
    uri: str | None = None
    rules: str | None = None
    relator: str | None = None
    headings: tuple[str, ...] = field(default=(), converter=given.as_texts)
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)

    def _demand(self) -> None:
        if not self.term and not self.identifier and not self.uri:
            raise ModelError("Term: expected a term, an identifier or a URI")


@checked
@attrs.frozen(repr=False)
class Place(Checked):
    """A place: EAD `geogname`, schema.org Place.

    Attributes:
        name: The name as it is displayed.
        kind: What it is, as the source says: "region", "city", "country".
        latitude: Degrees north, WGS 84.
        longitude: Degrees east, WGS 84.
        part_of: The place that it is part of.
        parts, source, identifier, uri, rules, relator, headings: As for `Term`.

    >>> Place("East Asia", "region").kind
    'region'
    """

    name: str
    kind: str | None = None
    parts: tuple[NamePart, ...] = field(default=(), converter=given.as_name_parts)
    source: str | None = None
    identifier: str | None = None
    uri: str | None = None
    rules: str | None = None
    relator: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    part_of: Place | None = None
    headings: tuple[str, ...] = field(default=(), converter=given.as_texts)
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)

    def _demand(self) -> None:
        if not self.name and not self.identifier and not self.uri and self.latitude is None:
            raise ModelError("Place: expected a name, an identifier, a URI or coordinates")
        for name, limit in (("latitude", 90), ("longitude", 180)):
            value = getattr(self, name)
            if value is not None and not -limit <= value <= limit:
                raise ModelError(f"Place.{name}: expected degrees from -{limit} to {limit}", value=value)
        depth, place = 0, self.part_of
        while place is not None:
            depth, place = depth + 1, place.part_of
            if depth > 20:
                raise ModelError("Place.part_of: expected at most 20 places, one in another")


@checked
@attrs.frozen(repr=False)
class RightsStatement(Checked):
    """A statement about rights in the thing described: dcterms:rights, DACS 4.4.

    Prose about access and use is a `Note`.

    Attributes:
        text: The wording.
        uri: The URI of a licence or of a standard statement, such as those of rightsstatements.org.
        holder: Who holds the rights (dcterms:rightsHolder).

    >>> RightsStatement(uri="http://rightsstatements.org/vocab/InC/1.0/").text
    ''
    """

    text: str = ""
    uri: str | None = None
    holder: str = ""
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)

    def _demand(self) -> None:
        if not (self.text or self.uri or self.holder):
            raise ModelError("RightsStatement: expected a wording, a URI or a holder")


@checked
@attrs.frozen(repr=False)
class Repository(Checked):
    """Who holds the unit: DACS 2.2, ISDIAH 5.1.

    Attributes:
        name: The name.
        address: The address, a line each.
        identifiers: ISIL and other codes.
        country: ISO 3166-1 alpha-2 code.
        uri: Its web address.
        label: How the source labels it.

    >>> Repository("State Archive", address=("1 Main St",)).address
    ('1 Main St',)
    """

    name: str = ""
    address: tuple[str, ...] = field(default=(), converter=given.as_texts)
    identifiers: tuple[Identifier, ...] = field(default=(), converter=given.as_identifiers)
    country: str | None = None
    uri: str | None = None
    label: str | None = None
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)

    def _demand(self) -> None:
        if not (self.name or self.address or self.identifiers or self.uri):
            raise ModelError("Repository: expected a name, an address, an identifier or a URI")


@checked
@attrs.frozen(repr=False)
class Container(Checked):
    """A box, a folder, a reel: what the unit is in (EAD `container`).

    Attributes:
        value: Its number or name ("12").
        kind: What it is, as the source writes it ("Box", "folder", "map-case").
        label: How the source labels it.
        barcode: Its barcode.
        id: Its own identifier in the source, which `parent` of others names.
        parent: The `id` of the container that it is in.

    >>> Container("12", "Box").value
    '12'
    """

    value: str = ""
    kind: str | None = None
    label: str | None = None
    barcode: str | None = None
    id: str | None = None
    parent: str | None = None
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)

    def _demand(self) -> None:
        if not (self.value or self.kind or self.label or self.barcode or self.id or self.parent):
            raise ModelError("Container: expected a value, a kind, a label or a barcode")


@checked
@attrs.frozen(repr=False)
class DigitalObject(Checked):
    """A digital object that shows the unit: EAD `dao`, schema.org MediaObject.

    Attributes:
        uri: Its address, as the source writes it.
        title: Its title (EAD `@xlink:title`).
        media_type: Its IANA media type ("image/jpeg").
        role: What it is to the unit: "thumbnail", "master", a URI (EAD `@xlink:role`).
        kind: "borndigital", "derived", "unknown" or the source's own (EAD3 `@daotype`).
        checksum: As "sha256:...".
        description: Prose about it (EAD `daodesc`).
        id: Its own identifier in the source.
        parallel: Belongs to one set with the object before it (EAD `daogrp`, EAD3 `daoset`).

    >>> DigitalObject("https://example.org/1.jpg", media_type="image/jpeg").role is None
    True
    """

    uri: str | None = None
    title: str = ""
    media_type: str | None = None
    role: str | None = None
    kind: str | None = None
    checksum: str | None = None
    description: str = ""
    id: str | None = None
    parallel: bool = False
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)


@checked
@attrs.frozen(repr=False)
class Relation(Checked):
    """A relation to another resource: the dcterms relation elements, EAD3 `relation`.

    Attributes:
        kind: A word of `RelationKind`, or the source's own.
        target: The URI or identifier of the other resource.
        label: Its title or citation.

    >>> Relation("isPartOf", "https://example.org/fonds").kind
    'isPartOf'
    """

    kind: str = "relation"
    target: str | None = None
    label: str = ""
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)

    def _demand(self) -> None:
        if not (self.target or self.label):
            raise ModelError("Relation: expected a target or a label")


@checked
@attrs.frozen(repr=False)
class Revision(Checked):
    """One event in the life of the description: ISAD(G) 3.7.3, DACS 8.1.5, EAD3 `maintenanceevent`.

    Attributes:
        text: What was done.
        date: When.
        agent: Who did it.
        kind: "created", "revised", "derived" and so on (EAD3 `eventtype/@value`).
        agent_kind: "human", "machine" or "unknown" (EAD3 `agenttype/@value`).
    """

    text: str = ""
    date: Date | None = field(default=None, converter=given.as_date)
    agent: str = ""
    kind: str | None = None
    agent_kind: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)


@checked
@attrs.frozen(repr=False)
class Record(Checked):
    """About the description itself, not about what is described: ISAD(G) 3.7, DACS 8, EAD `eadheader` and `control`.

    Attributes:
        id: The identifier of the description (EAD `eadid`, EAD3 `recordid`).
        identifiers: Its other identifiers and addresses.
        title: The title of the finding aid (EAD `titleproper`); `other_titles` the further ones; `subtitle`.
        author: Who wrote it; `sponsor` who paid for it.
        agency: Who is responsible for it (EAD3 `agencyname`), with `agency_code` (ISIL) and `country`.
        publisher, address, published: Who published it, where and when (EAD `publicationstmt`); `publication` further prose of it.
        edition, series: Statements of edition and of series.
        notes: Notes on the finding aid.
        languages: The languages that it is written in; `language_note` in words.
        creation: How it was made, in words (EAD `creation`).
        revisions: What was done to it, in order.
        rules: The rules that it follows (ISAD(G) 3.7.2).
        rights: Rights in the description (DACS 8.2).
        sources: What it draws on.
        status: Its state: "draft", "completed", "revised" (EAD `@findaidstatus`).

    >>> Record(id="MS-12", agency_code="US-DLC").agency_code
    'US-DLC'
    """

    id: str = ""
    identifiers: tuple[Identifier, ...] = field(default=(), converter=given.as_identifiers)
    title: str = ""
    other_titles: tuple[str, ...] = field(default=(), converter=given.as_texts)
    subtitle: str = ""
    author: str = ""
    sponsor: str = ""
    agency: str = ""
    agency_code: str | None = None
    country: str | None = None
    publisher: str = ""
    address: tuple[str, ...] = field(default=(), converter=given.as_texts)
    published: Date | None = field(default=None, converter=given.as_date)
    publication: str = ""
    edition: str = ""
    series: str = ""
    notes: tuple[Note, ...] = field(default=(), converter=given.as_notes)
    languages: tuple[Language, ...] = field(default=(), converter=given.as_languages)
    language_note: str = ""
    creation: str = ""
    revisions: tuple[Revision, ...] = field(default=(), converter=given.as_revisions)
    rules: tuple[str, ...] = field(default=(), converter=given.as_texts)
    rights: tuple[RightsStatement, ...] = field(default=(), converter=given.as_rights)
    sources: tuple[str, ...] = field(default=(), converter=given.as_texts)
    status: str | None = None
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)
