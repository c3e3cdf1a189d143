"""Which elements are records of Dublin Core, and which elements in them are Dublin Core's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docmeta.xml import localname, namespace
from docmeta_dublincore.dspace import is_dspace
from docmeta_dublincore.vocabulary import ELEMENTS, OAI_DC, OAI_DCTERMS, OAI_QDC, RDF, TERMS

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The local names of the elements.
NAMES: Final = frozenset((*ELEMENTS, *TERMS))
#: The local names of elements that contain a record.
CONTAINERS: Final = (
    "dc", "qualifieddc", "dcterms", "simpledc", "dublincore", "Description", "metadata", "record", "qdc", "thesis", "dublin_core",
    "dim",
)  # fmt: skip
#: Elements that are only used for records.
ROOTS: Final = frozenset((f"{{{OAI_DC}}}dc", f"{{{OAI_QDC}}}qualifieddc", f"{{{OAI_DCTERMS}}}dcterms"))
#: The namespaces of the elements.
RIGHT_NS: Final = frozenset(("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"))
#: Containers in a record with other content: the record of an audit has a date, too.
_TELLING: Final = frozenset(("title", "identifier", "creator", "description", "subject"))
#: Namespaces of EDM: its contextual resources are records, the rest describes who provides and shows the objects.
_BESIDE: Final = frozenset(("http://www.europeana.eu/schemas/edm/", "http://www.openarchives.org/ore/terms/"))


def is_dublin_core(uri: str, container: str) -> bool:
    """Whether a namespace is one of Dublin Core, in any form that files use."""
    return uri in RIGHT_NS or "purl.org/dc/" in uri or "purl.org/DC/" in uri or uri in ("", container)


def is_record(element: _Element) -> bool:
    """Whether an element has Dublin Core children."""
    if element.tag in ROOTS or is_dspace(element):
        return True
    name, uri = localname(element), namespace(element)
    if name in ("dc", "qualifieddc", "simpledc") and (not uri or "purl.org/dc" in uri):
        return True
    if uri in _BESIDE:
        return name == "ProvidedCHO"
    if name == "Description" and uri == RDF and len(element) == 0:
        return True
    for child in element:
        tag = child.tag
        if isinstance(tag, str):
            bare = localname(tag).rpartition(":")[2]
            if bare in NAMES and (
                _is_right(namespace(tag), tag)
                or (name in CONTAINERS and _plain(child, uri) and (not uri or bare in _TELLING))
            ):
                return True
    return False


def _is_right(uri: str, tag: str) -> bool:
    return "purl.org/dc/" in uri or tag.startswith(("dc:", "dcterms:"))


def _plain(child: _Element, uri: str) -> bool:
    """An element without a namespace of its own, with nothing but text in it."""
    return namespace(child) in ("", uri) and len(child) == 0
