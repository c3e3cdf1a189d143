"""The parts of a unit: frozen values, which readers may share.

Every field of prose takes a `str` or a `docmeta.text.Text`; several-valued fields are tuples.
An empty string, None or `()` always means that the source says nothing.

`audience` is "internal", "external" or None (EAD `@audience`); the core withholds internal parts from every writer.
`extras` holds what no field can hold, such as an attribute of the part's element.
"""

from docmeta.dates import Date
from docmeta.model.parts.agents import (
    About,
    Agent,
    AgentFact,
    AgentLink,
    AgentName,
    AgentRelation,
    CorporateBody,
    Family,
    Person,
)
from docmeta.model.parts.basic import Extra, Identifier, Language, NamePart, Note
from docmeta.model.parts.physical import Container, DigitalObject, Extent
from docmeta.model.parts.records import Record, Relation, Repository, Revision, RightsStatement
from docmeta.model.parts.subjects import Place, Term

__all__ = [
    "About", "Agent", "AgentFact", "AgentLink", "AgentName", "AgentRelation", "Container",
    "CorporateBody", "Date", "DigitalObject", "Extent", "Extra", "Family", "Identifier",
    "Language", "NamePart", "Note", "Person", "Place", "Record", "Relation", "Repository", "Revision", "RightsStatement", "Term",
]  # fmt: skip

# Users, pickles and annotations know each part by this package, whatever file defines it.
for _name in set(__all__) - {"Date"}:
    globals()[_name].__module__ = __name__
del _name
