"""No word is lost in silence, wherever a schema allows one: it comes out, or it is reported.

A quick run takes some of the places; with `DOCMETA_THOROUGH` it takes all of them.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache, partial
from pathlib import Path as File

import pytest
from lxml import etree

sys.path.insert(0, str(File(__file__).parent.parent))

import mets_outline
from conftest import shared_folder
from docmeta.plugins import default
from docmeta.xml.mets import IGNORES
from grammar import Grammar
from places import Path, Places

THOROUGH = bool(os.environ.get("DOCMETA_THOROUGH"))
#: How many of the paths of a schema a quick run takes.
SAMPLE = 25
_COMMON = ("common/xlink.xsd", "common/xml.xsd")


def named(root: etree._Element) -> bytes:
    """An EAC-CPF record that names somebody: without a name nothing is read."""
    root = deepcopy(root)
    space = f"{{{etree.QName(root).namespace}}}"
    at = root
    for name in ("cpfDescription", "identity"):
        found = next(at.iter(f"{space}{name}"), None)
        at = etree.SubElement(at, f"{space}{name}") if found is None else found
    etree.SubElement(etree.SubElement(at, f"{space}nameEntry"), f"{space}part").text = "Roe, Ann"
    return etree.tostring(root)


def described(record: str) -> Callable[[etree._Element], bytes]:
    """METS with a description."""

    def around(root: etree._Element) -> bytes:
        root = deepcopy(root)
        data = etree.fromstring(
            f'<m:dmdSec {METS} ID="d1"><m:mdWrap><m:xmlData>{record}</m:xmlData></m:mdWrap></m:dmdSec>'
        )
        root.insert(0, data)
        return etree.tostring(root)

    return around


def labelled(root: etree._Element) -> bytes:
    """METS without a description."""
    root = deepcopy(root)
    root.set("LABEL", root.get("LABEL", "Letters"))
    return etree.tostring(root)


def harvested(inner: Callable[[etree._Element], bytes]) -> Callable[[etree._Element], bytes]:
    """A record in an answer of OAI-PMH."""
    before = (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2020-01-01T00:00:00Z</responseDate><request/><ListRecords>'
        "<record><header><identifier>oai:x:1</identifier><datestamp>2020-01-01</datestamp></header><metadata>"
    )
    return lambda root: before.encode() + inner(root) + b"</metadata></record></ListRecords></OAI-PMH>"


METS = 'xmlns:m="http://www.loc.gov/METS/"'
MODS = '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>{}</title></titleInfo></mods>'
DC = '<dc xmlns="http://purl.org/dc/elements/1.1/"><title>Letters</title></dc>'
EAD = '<ead xmlns="urn:isbn:1-931666-22-9"><archdesc level="fonds"><did><unittitle>Letters</unittitle></did></archdesc></ead>'
#: How the parts of METS refer to each other.
LINKS = {"file/@ID": "f1", "fptr/@FILEID": "f1", "area/@FILEID": "f1", "div/@DMDID": "d1"}
_MODS = "mods/mods-3-8.xsd", "{http://www.loc.gov/mods/v3}mods"
_EAC = "eac-cpf/cpf-2010.xsd", "{urn:isbn:1-931666-33-4}eac-cpf"
_EAC2 = "eac-cpf/eac.xsd", "{https://archivists.org/ns/eac/v2}eac"
_EAC3 = "ead4/eac.xsd", "{https://standards.openpreservation.org/eac/v3}eac"
_METS = "", "{http://www.loc.gov/METS/}mets"
#: The format, its schema, the element that is a record, and what stands around and beside the word.
SCHEMAS: dict[str, tuple[str, str, str, Callable[[etree._Element], bytes]]] = {
    "mods": ("mods", *_MODS, etree.tostring),
    "mods, harvested": ("mods", *_MODS, harvested(etree.tostring)),
    "eac-cpf 2010": ("eac-cpf", *_EAC, named),
    "eac-cpf 2.0": ("eac-cpf", *_EAC2, named),
    "eac-cpf 3.0": ("eac-cpf", *_EAC3, named),
    "eac-cpf 2010, nobody": ("eac-cpf", *_EAC, etree.tostring),
    "mets, mods": ("mods", *_METS, described(MODS.format("Letters"))),
    "mets, mods without a title": ("mods", *_METS, described(MODS.format(""))),
    "mets, dc": ("dc", *_METS, described(DC)),
    "mets, ead2002": ("ead2002", *_METS, described(EAD)),
    "mets, nothing": ("mods", *_METS, labelled),
    "mets, harvested": ("mods", *_METS, harvested(described(MODS.format("Letters")))),
    "mets, ead2002, harvested": ("ead2002", *_METS, harvested(described(EAD))),
}
#: What stands beside the word.
WAYS: dict[str, Callable[[Places, Path], Iterator[str]]] = {
    "nothing": Places.alone,
    "other words": Places.beside,
    "values of lists": partial(Places.beside, number=1),
    "the same again": Places.again,
    "the same again, of a list": partial(Places.again, number=1),
    "everything below": Places.together,
    "everything below, of lists": partial(Places.together, number=2),
    "other values of a list": Places.listed,
}


@cache
def places(name: str) -> Places:
    format, schema, root, around = SCHEMAS[name]
    folder = shared_folder() / "schemas"
    sources = [mets_outline.schema() if not schema else str(folder / schema), *(str(folder / one) for one in _COMMON)]
    table = default().get(format).table()
    ignores = dict(table.ignores) if table is not None else {}
    if not schema:
        return Places(format, Grammar(*sources), root, IGNORES, around, {} if "without" in name else LINKS)
    return Places(format, Grammar(*sources), root, ignores, around)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", SCHEMAS)
def test_no_word_is_lost_beside(name: str, way: str) -> None:
    paths = places(name).paths()
    if way.startswith("everything"):
        paths = [path for path in paths if len(path) == 2]
    chosen = paths if THOROUGH else random.Random(name).sample(paths, min(SAMPLE, len(paths)))
    assert [place for path in chosen for place in WAYS[way](places(name), path)] == []
