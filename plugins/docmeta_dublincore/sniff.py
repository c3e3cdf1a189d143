"""Tells Dublin Core from other XML, and simple from qualified, by the first bytes of a file.

>>> sniff_simple(b'<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/">')
100
>>> sniff_qualified(b'<metadata xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:title>')
90
>>> sniff_simple(b'<ead xmlns="urn:isbn:1-931666-22-9">')
0
"""

from __future__ import annotations

import re
from typing import Final

_ASIDE = re.compile(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE\s[^>\[]*(?:\[[^\]]*\]\s*)?>", re.DOTALL)
_TAG = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_ELEMENT = re.compile(
    r"<(dc|dcterms|terms|dct|qdc)?:?(title|creator|identifier|description|subject|alternative|date|created|publisher)[\s>/]"
)
_PREFIXED = re.compile(r"<(dc|dcterms):(?:title|creator|identifier|description|subject|date|created|publisher)[\s>/]")
_CONTAINER = re.compile(r"<(?:[\w.-]+:)?(dc|qualifieddc|dcterms)[\s>]")
_WRAPPERS: Final = frozenset(
    (
        "OAI-PMH",
        "Repository",
        "record",
        "records",
        "metadata",
        "RDF",
        "ListRecords",
        "GetRecord",
        "rdf",
        "collection",
        "simpledc",
        "root",
        "dcx",
        "searchRetrieveResponse",
    )
)
_BOMS: Final = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_SIMPLE_NS: Final = ("purl.org/dc/elements/1.", "OAI/2.0/oai_dc", "purl.org/dc/elements")
_QUALIFIED_NS: Final = (
    "purl.org/dc/terms",
    "purl.org/dc/qualifiers",
    "xmlschemas/qdc",
    "OAI/2.0/oai_dcterms",
    "oai_qdc",
    "purl.org/dc/dcmitype",
)
#: DSpace's own formats, and their wrappers.
_DSPACE: Final = frozenset(("dim", "metadata", "OAI-PMH", "list", "records"))
_DSPACE_NS: Final = ("dspace.org/xmlns/dspace/dim", "lyncode.com/xoai")
#: Other formats in the same wrappers.
_STRANGERS: Final = (
    "urn:isbn:1-931666-22-9", "ead3.archivists.org", "loc.gov/mods", "loc.gov/MARC21", "archivists.org/ns/ead",
    "openpreservation.org/ead", "loc.gov/METS", "mpeg21",
)  # fmt: skip


def _text(head: bytes) -> str:
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return head.decode(encoding, "replace").lstrip("\ufeff")
    return head.decode("latin-1").removeprefix("ï»¿")


def _scores(head: bytes) -> tuple[int, int]:
    """How likely the bytes are simple, and qualified, Dublin Core."""
    body = _ASIDE.sub(" ", _text(head))
    tag = _TAG.search(body[:2048])
    if tag is None or body[: tag.start()].strip():
        return 0, 0
    name = tag[1]
    simple, qualified = (any(ns in body for ns in group) for group in (_SIMPLE_NS, _QUALIFIED_NS))
    dspace = name in _DSPACE and any(ns in body for ns in _DSPACE_NS)
    if name == "dublin_core" or (dspace and not any(stranger in body for stranger in _STRANGERS)):
        return 50, 100
    if name == "dc":
        return (60, 100) if qualified and not simple else (100, 50)
    if name in ("qualifieddc", "dcterms"):
        return 50, 100
    if name not in _WRAPPERS:
        # a root of any other kind with elements that have Dublin Core prefixes
        own = _PREFIXED.search(body) if (simple or qualified) and not any(said in body for said in _STRANGERS) else None
        return (0, 0) if own is None else (25, 20) if own[1] == "dc" else (20, 25)
    container = _CONTAINER.search(body)
    if container is not None:
        return (90, 50) if container[1] == "dc" else (50, 90)
    if any(stranger in body for stranger in _STRANGERS):
        return (20, 10) if simple else (0, 0)
    if qualified:
        return 40, 90
    if simple:
        return 90, 40
    if "europeana.eu/schemas/edm" in body:  # its contextual resources have Dublin Core elements
        return 40, 90
    return _by_elements(name, body)


def _by_elements(name: str, body: str) -> tuple[int, int]:
    """A wrapper in which no namespace was seen yet, or none is declared."""
    found = _ELEMENT.search(body)
    if name == "OAI-PMH":
        return 30, 10
    if found is None:
        return 0, 0
    if found[1]:
        return (70, 30) if found[1] == "dc" else (30, 70)
    return (40, 20) if name in ("simpledc", "metadata", "record") else (0, 0)


def sniff_simple(head: bytes) -> int:
    """How likely a file that begins like this is simple Dublin Core, from 0 to 100."""
    return _scores(head)[0]


def sniff_qualified(head: bytes) -> int:
    """How likely a file that begins like this is qualified Dublin Core, from 0 to 100."""
    return _scores(head)[1]
