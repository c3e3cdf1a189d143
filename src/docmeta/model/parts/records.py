"""Who holds a unit, its rights and relations, and the record of its description."""

from __future__ import annotations

import attrs
from attrs import field

from docmeta.dates import Date
from docmeta.errors import ModelError
from docmeta.model import given
from docmeta.model.checked import Checked, checked
from docmeta.model.parts.basic import Extra, Identifier, Language, Note


@checked
@attrs.frozen(repr=False)
class RightsStatement(Checked):
    """A statement about rights in the material: dcterms:rights, DACS 4.4.

    Prose about access and use is a `Note`.

    Attributes:
        text: The statement in words.
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
    """The institution that holds the unit: DACS 2.2, ISDIAH 5.1.

    Attributes:
        name: The name.
        address: The address, line by line.
        identifiers: ISIL and other codes.
        country: ISO 3166-1 alpha-2 code.
        uri: Its URL.
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
class Relation(Checked):
    """A relation to another resource: the dcterms relation elements, EAD3 `relation`.

    Attributes:
        kind: A value of `RelationKind`, or the source's own.
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
    """Information about the description itself, not about what it describes: ISAD(G) 3.7, DACS 8, EAD `eadheader` and `control`.

    Attributes:
        id: The identifier of the description (EAD `eadid`, EAD3 `recordid`).
        identifiers: Its other identifiers and URLs.
        title, other_titles, subtitle: The title of the finding aid (EAD `titleproper`), further ones, and its subtitle.
        author, sponsor: Who wrote it, and who paid for it.
        agency: Who is responsible for it (EAD3 `agencyname`), with `agency_code` (ISIL) and `country`.
        publisher, address, published, publication: Who published it, where and when, and further prose (EAD `publicationstmt`).
        edition, series: Edition and series statements.
        notes: Notes on the finding aid.
        languages, language_note: The languages of the description, as codes and in words.
        creation: How it was created, in words (EAD `creation`).
        revisions: Its revisions, in order.
        rules: The rules that it follows (ISAD(G) 3.7.2).
        rights: Rights in the description (DACS 8.2).
        sources: The sources used for it.
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
