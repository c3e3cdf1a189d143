"""How much of real finding aids survives a conversion: words and components are counted on both sides.

A quick run takes the smaller half of the samples; with `DOCMETA_THOROUGH` it takes all of them.
"""

from __future__ import annotations

import io
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import docmeta
from docmeta.crosswalk import Report

WORD = re.compile(r"\w+")
COMPONENT = re.compile(r"c(0[1-9]|1[0-2])?$")
SIZE = 10_000_000 if os.environ.get("DOCMETA_THOROUGH") else 60_000
#: From which dialect to which format, and the least share of words that must survive.
FIGURES = [
    ("ead2002", "ead2002", 0.9995),
    ("ead3", "ead3", 0.9995),
    ("ead2002", "ead3", 0.999),
    ("ead2002", "ead4", 0.999),
    ("ead3", "ead4", 0.999),
    ("ead2002", "json", 0.999),
    ("ead3", "json", 0.999),
]
_PARSER = etree.XMLParser(
    resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
)


def words_of(texts: Iterator[str]) -> Counter[str]:
    return Counter(word.casefold() for text in texts for word in WORD.findall(text))


def texts(root: etree._Element, *, attributes: bool) -> Iterator[str]:
    for element in root.iter():
        for text in (element.text, element.tail, *(element.attrib.values() if attributes else ())):
            if text:
                yield str(text)


def strings(value: Any) -> Iterator[str]:
    stack = [value]
    while stack:
        value = stack.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
        elif value is not None:
            yield str(value)


def components(root: etree._Element) -> int:
    return sum(1 for element in root.iter() if COMPONENT.match(str(element.tag).rpartition("}")[2]))


class _Local(etree.Resolver):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def resolve(self, url: str, public: str, context: object) -> object:
        if url.endswith("xlink.xsd"):
            return self.resolve_filename(str(self.folder / "common" / "xlink.xsd"), context)
        return None


@pytest.fixture(scope="session")
def schemas(shared: Path) -> dict[str, etree.XMLSchema]:
    folder = shared / "schemas"
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local(folder))
    paths = {"ead2002": "ead2002/ead.xsd", "ead3": "ead3/ead3.xsd", "ead4": "ead4/ead.xsd"}
    return {name: etree.XMLSchema(etree.parse(folder / path, parser)) for name, path in paths.items()}


@pytest.mark.parametrize(("dialect", "to", "least"), FIGURES)
def test_words_and_components_survive(
    dialect: str, to: str, least: float, shared: Path, schemas: dict[str, etree.XMLSchema]
) -> None:
    paths = [path for path in sorted((shared / "samples" / dialect).glob("*.xml")) if path.stat().st_size <= SIZE]
    assert len(paths) > 5
    total = kept = 0
    missing: Counter[str] = Counter()
    for path in paths:
        before_root = etree.fromstring(path.read_bytes(), _PARSER)
        out = io.BytesIO()
        docmeta.convert(path, out, from_=dialect, to=to, report=Report(), include_internal=True)
        before = words_of(texts(before_root, attributes=False))
        if to == "json":
            after = words_of(strings(json.loads(out.getvalue())))
        else:
            root = etree.fromstring(out.getvalue(), _PARSER)
            assert schemas[to].validate(root), f"{path.name}: {schemas[to].error_log[0]}"
            assert components(root) == components(before_root), path.name
            after = words_of(texts(root, attributes=True))
        gone = before - after
        missing += gone
        total += sum(before.values())
        kept += sum(before.values()) - sum(gone.values())
    assert kept / total >= least, missing.most_common(20)


@pytest.mark.parametrize("dialect", ["ead2002", "ead3"])
def test_words_and_components_survive_ead_4_and_the_way_back(dialect: str, shared: Path) -> None:
    paths = [path for path in sorted((shared / "samples" / dialect).glob("*.xml")) if path.stat().st_size <= SIZE]
    total = kept = 0
    for path in paths:
        before_root = etree.fromstring(path.read_bytes(), _PARSER)
        there, back = io.BytesIO(), io.BytesIO()
        docmeta.convert(path, there, from_=dialect, to="ead4", report=Report(), include_internal=True)
        docmeta.convert(there.getvalue(), back, from_="ead4", to=dialect, report=Report(), include_internal=True)
        root = etree.fromstring(back.getvalue(), _PARSER)
        assert components(root) == components(before_root), path.name
        before, after = words_of(texts(before_root, attributes=False)), words_of(texts(root, attributes=True))
        total += sum(before.values())
        kept += sum((before & after).values())
    assert kept / total >= 0.999


@pytest.mark.parametrize("dialect", ["ead2002", "ead3"])
def test_what_was_written_is_written_the_same_again(dialect: str, shared: Path) -> None:
    for path in sorted((shared / "samples" / dialect).glob("*.xml")):
        if path.stat().st_size <= SIZE / 2:
            once, twice = io.BytesIO(), io.BytesIO()
            docmeta.convert(path, once, from_=dialect, to=dialect, include_internal=True)
            docmeta.convert(once.getvalue(), twice, from_=dialect, to=dialect, include_internal=True)
            assert once.getvalue() == twice.getvalue(), path.name


def test_languages_without_names_beside_a_note_about_them_come_back_from_ead3() -> None:
    source = b"""<ead xmlns="http://ead3.archivists.org/schema/"><control><recordid>f1</recordid><filedesc><titlestmt><titleproper>A</titleproper>
</titlestmt></filedesc><maintenancestatus value="new"/><maintenanceagency><agencyname>B</agencyname></maintenanceagency>
<maintenancehistory><maintenanceevent>
<eventtype value="created"/><eventdatetime>2020</eventdatetime><agenttype value="human"/><agent>C</agent>
</maintenanceevent></maintenancehistory></control><archdesc level="fonds"><did><unittitle>A</unittitle><langmaterial>
<language langcode="eng"/><languageset><language langcode="srp"/><script scriptcode="Cyrl"/></languageset>
<descriptivenote><p>Mostly English.</p></descriptivenote></langmaterial></did></archdesc></ead>"""
    out = io.BytesIO()
    docmeta.convert(source, out, to="ead2002")
    written = out.getvalue().decode()
    assert 'langcode="eng"' in written
    assert 'scriptcode="Cyrl"' in written
    assert "Mostly English." in written
