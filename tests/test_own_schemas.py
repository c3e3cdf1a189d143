"""Our own RELAX NG profiles: they agree with the official schemas, and what is written conforms to them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import etree

import docmeta
import docmeta.plugins.registry
import docmeta_schemas
from docmeta.xml import parse

PROFILES = [name.removesuffix(".rng") for name in docmeta_schemas.names() if name.endswith(".rng")]


def judge(name: str) -> etree.RelaxNG:
    path = docmeta_schemas.path(name)
    assert path is not None
    return etree.RelaxNG(parse(path.read_bytes()))


def test_every_xml_that_is_written_has_a_profile() -> None:
    written = {
        format.name for format in docmeta.plugins.registry.formats() if format.can_write and ".xml" in format.extensions
    }
    assert written <= set(PROFILES)


@pytest.mark.parametrize("name", PROFILES)
def test_the_example_holds_to_the_profile(name: str, root: Path) -> None:
    out = io.BytesIO()
    # An authority record is of somebody with a name, whom the listing lacks.
    example = "finding-aid.xml" if name == "eac-cpf" else "korea.txt"
    docmeta.convert(root / "examples" / example, out, to=name)
    schema = judge(name)
    assert schema.validate(parse(out.getvalue())), schema.error_log[0]


@pytest.mark.parametrize("name", PROFILES)
def test_other_xml_does_not_hold_to_the_profile(name: str) -> None:
    assert not judge(name).validate(parse(b"<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>"))


@pytest.mark.parametrize(("name", "official"), [("ead2002", "ead2002/ead.xsd"), ("ead3", "ead3/ead3.xsd")])
def test_profiles_of_ead_judge_as_the_official_schemas_do(name: str, official: str, shared: Path) -> None:
    xsd = etree.XMLSchema(etree.parse(str(shared / "schemas" / official), etree.XMLParser(no_network=True)))
    rng = judge(name)
    verdicts = {}
    for path in sorted((shared / "samples" / name).glob("*.xml")):
        try:
            tree = parse(path.read_bytes())
        except docmeta.InputError:
            continue
        verdicts[path.name] = xsd.validate(tree), rng.validate(tree)
    assert {file: both for file, both in verdicts.items() if both[0] != both[1]} == {}
    assert len(set(verdicts.values())) == 2, "the samples are to hold both valid and invalid files"
