"""The model: collections, documents, their parts, and the stream in which they travel.

Every field says its standard and section. From the top: `stream`, `titles` and `draft`; `units`; `parts`; `vocab` and `checked`."""

from docmeta.dates import Date
from docmeta.headings import HEADINGS, Joiner, heading
from docmeta.model import trusted
from docmeta.model.authorities import AUTHORITY, agents_described, authority_uri, web_address
from docmeta.model.checked import Checked, checked, on_assignment
from docmeta.model.draft import Draft
from docmeta.model.inheritance import From, Inherited, inherited, inheriting
from docmeta.model.likely import likely_kind
from docmeta.model.naming import Names, Seen, own_address
from docmeta.model.parts import (
    About,
    Agent,
    AgentFact,
    AgentName,
    AgentRelation,
    Container,
    DigitalObject,
    Extent,
    Extra,
    Family,
    Identifier,
    Language,
    NamePart,
    Note,
    Place,
    Record,
    Relation,
    Repository,
    Revision,
    RightsStatement,
    Term,
)
from docmeta.model.relators import RELATORS, distinct
from docmeta.model.roles import made_it
from docmeta.model.stream import Minter, Node, nest, ordered, place, walk
from docmeta.model.titles import devised_title, undated_title
from docmeta.model.units import FIELDS, AgentLink, Collection, CorporateBody, Document, Person, Unit, same_fields
from docmeta.model.vocab import (
    DateKind,
    DateType,
    DCMIType,
    FactKind,
    IdentifierKind,
    Level,
    NoteKind,
    RelationKind,
    Role,
    TermKind,
    level_rank,
)

__all__ = [
    "AUTHORITY",
    "FIELDS",
    "HEADINGS",
    "RELATORS",
    "About",
    "Agent",
    "AgentFact",
    "AgentLink",
    "AgentName",
    "AgentRelation",
    "Checked",
    "Collection",
    "Container",
    "CorporateBody",
    "DCMIType",
    "Date",
    "DateKind",
    "DateType",
    "DigitalObject",
    "Document",
    "Draft",
    "Extent",
    "Extra",
    "FactKind",
    "Family",
    "From",
    "Identifier",
    "IdentifierKind",
    "Inherited",
    "Joiner",
    "Language",
    "Level",
    "Minter",
    "NamePart",
    "Names",
    "Node",
    "Note",
    "NoteKind",
    "Person",
    "Place",
    "Record",
    "Relation",
    "RelationKind",
    "Repository",
    "Revision",
    "RightsStatement",
    "Role",
    "Seen",
    "Term",
    "TermKind",
    "Unit",
    "agents_described",
    "authority_uri",
    "checked",
    "devised_title",
    "distinct",
    "heading",
    "inherited",
    "inheriting",
    "level_rank",
    "likely_kind",
    "made_it",
    "nest",
    "on_assignment",
    "ordered",
    "own_address",
    "place",
    "same_fields",
    "trusted",
    "undated_title",
    "walk",
    "web_address",
]
