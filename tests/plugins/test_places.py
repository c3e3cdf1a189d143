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

from conftest import shared_folder
from grammar import Grammar
from places import Path, Places

THOROUGH = bool(os.environ.get("DOCMETA_THOROUGH"))
#: How many of the paths of a schema a quick run takes.
SAMPLE = 25


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


_EAC = "eac-cpf/cpf-2010.xsd", "{urn:isbn:1-931666-33-4}eac-cpf"
_EAC2 = "eac-cpf/eac.xsd", "{https://archivists.org/ns/eac/v2}eac"
_EAC3 = "ead4/eac.xsd", "{https://standards.openpreservation.org/eac/v3}eac"
#: The format, its schema, the element that is a record, and what stands in a record beside the word.
SCHEMAS: dict[str, tuple[str, str, str, Callable[[etree._Element], bytes]]] = {
    "mods": ("mods", "mods/mods-3-8.xsd", "{http://www.loc.gov/mods/v3}mods", etree.tostring),
    "eac-cpf 2010": ("eac-cpf", *_EAC, named),
    "eac-cpf 2.0": ("eac-cpf", *_EAC2, named),
    "eac-cpf 3.0": ("eac-cpf", *_EAC3, named),
    "eac-cpf 2010, nobody": ("eac-cpf", *_EAC, etree.tostring),
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
    return Places(
        format, Grammar(*(str(folder / one) for one in (schema, "common/xlink.xsd", "common/xml.xsd"))), root, around
    )


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", SCHEMAS)
def test_no_word_is_lost_beside(name: str, way: str) -> None:
    paths = places(name).paths()
    if way.startswith("everything"):
        paths = [path for path in paths if len(path) == 2]
    chosen = paths if THOROUGH else random.Random(name).sample(paths, min(SAMPLE, len(paths)))
    assert [place for path in chosen for place in WAYS[way](places(name), path)] == []
