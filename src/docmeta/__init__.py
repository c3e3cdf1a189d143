"""docmeta reads, models, checks and converts archival descriptions; plugins add formats.

>>> import docmeta
>>> telegram = docmeta.Document(
...     "d1",
...     title="Telegram to the Soviet ambassador",
...     dates=(docmeta.Date("November 19, 1951"),),
...     agents=(docmeta.AgentLink(docmeta.Person("Gromyko, Andrei"), "creator"),),
... )
>>> papers = docmeta.Collection("c1", title="Korean War papers", level="collection", members=(telegram,))
>>> [node.unit.title for node in docmeta.walk(papers)]
['Korean War papers', 'Telegram to the Soviet ambassador']
>>> papers.members[0].dates[0].edtf
'1951-11-19'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docmeta.api import check, convert, dump, load, read, write
    from docmeta.authorities import Authorities
    from docmeta.crosswalk import Report
    from docmeta.errors import (
        DocmetaError,
        InputError,
        LossError,
        ModelError,
        OptionError,
        PluginError,
        UnknownFormatError,
    )
    from docmeta.harvesting import harvest
    from docmeta.model import (
        Agent,
        AgentLink,
        Collection,
        Container,
        CorporateBody,
        Date,
        DigitalObject,
        Document,
        Extent,
        Extra,
        Family,
        Identifier,
        Language,
        Node,
        Note,
        Person,
        Place,
        Record,
        Relation,
        Repository,
        RightsStatement,
        Term,
        inherited,
        nest,
        restricted,
        walk,
    )
    from docmeta.plugins import Context, Format, Limits, hookimpl
    from docmeta.rows import dumps, loads
    from docmeta.text import Text

__all__ = [
    "Agent",
    "AgentLink",
    "Authorities",
    "Collection",
    "Container",
    "Context",
    "CorporateBody",
    "Date",
    "DigitalObject",
    "DocmetaError",
    "Document",
    "Extent",
    "Extra",
    "Family",
    "Format",
    "Identifier",
    "InputError",
    "Language",
    "Limits",
    "LossError",
    "ModelError",
    "Node",
    "Note",
    "OptionError",
    "Person",
    "Place",
    "PluginError",
    "Record",
    "Relation",
    "Report",
    "Repository",
    "RightsStatement",
    "Term",
    "Text",
    "UnknownFormatError",
    "check",
    "convert",
    "dump",
    "dumps",
    "harvest",
    "hookimpl",
    "inherited",
    "load",
    "loads",
    "nest",
    "read",
    "restricted",
    "walk",
    "write",
]

__version__ = "0.1.0"

#: The module of each public name. It is imported on first use of the name, so that `import docmeta` is fast.
_HOMES = {
    "api": "check convert dump load read write",
    "authorities": "Authorities",
    "errors": "DocmetaError InputError LossError ModelError OptionError PluginError UnknownFormatError",
    "harvesting": "harvest",
    "plugins": "Context Format Limits hookimpl",
    "model": "Agent AgentLink Collection Container CorporateBody Date DigitalObject Document Extent Extra Family Identifier "
    "Language Note Person Place Record Relation Repository RightsStatement Term Node inherited nest restricted walk",
    "crosswalk": "Report",
    "rows": "dumps loads",
    "text": "Text",
}
_MODULES = {name: module for module, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
