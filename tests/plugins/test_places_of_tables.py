"""No word is lost in silence in formats that are tables of fields: MARC, Dublin Core, DSpace, OAI-PMH, JSON-LD, CSV.

A quick run takes some of the places; with `DOCMETA_THOROUGH` it takes all of them.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import os
import random
import re
import string
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest
from lxml import etree

sys.path.insert(0, str(Path(__file__).parent.parent))

from conftest import shared_folder
from docmeta.plugins import default
from docmeta_dublincore.vocabulary import ELEMENTS, TERMS
from places import converted, silent

THOROUGH = bool(os.environ.get("DOCMETA_THOROUGH"))
Some = TypeVar("Some")


def some(all_of: Sequence[Some], count: int) -> Sequence[Some]:
    """A few of many, the same ones in each run; all in a thorough one."""
    return all_of if THOROUGH else random.Random(len(all_of)).sample(all_of, min(count, len(all_of)))


def words() -> Iterator[str]:
    return (f"zq{number}qz" for number in itertools.count())


# -- MARC ----------------------------------------------------------------------------------------------------------------

CODES = string.ascii_lowercase + string.digits
BLANKS = [first + second for first in " 0123456789" for second in " 0123456789"]
LEADER = "00000cpc a2200000 a 4500"
CONTROL = {"001": "abc123", "003": "DLC", "005": "20200101120000.0", "006": "a" * 18, "007": "cr una---auuuu",
           "008": "650101i19501960rur           00| 0 rus d"}  # fmt: skip
TAGS = sorted(
    {tag for target in default().get("marcxml").table().by_target() for tag in re.findall(r"\b[0-9]{3}\b", target)}
)  # type: ignore[union-attr]


def marc(*fields: str, leader: str = LEADER) -> str:
    return f'<record xmlns="http://www.loc.gov/MARC21/slim"><leader>{leader}</leader>{"".join(fields)}</record>'


def field(tag: str, indicators: str, *subfields: tuple[str, str]) -> str:
    inner = "".join(f'<subfield code="{code}">{value}</subfield>' for code, value in subfields)
    return f'<datafield tag="{tag}" ind1="{indicators[0]}" ind2="{indicators[1]}">{inner}</datafield>'


TITLE = field("245", "00", ("a", "Papers"))


@pytest.mark.parametrize("tag", some([*(tag for tag in TAGS if tag > "009"), "009", "599", "999"], 40))
def test_each_subfield_with_each_indicator(tag: str) -> None:
    for indicators in some(BLANKS, 4):
        word = words()
        twice = [field(tag, indicators, *[(code, next(word)) for code in CODES]) for _ in range(2)]
        assert silent(marc(TITLE, *twice), "marcxml") == set(), indicators
    for code in CODES:
        assert not silent(marc(TITLE, field(tag, "  ", (code, "zq1qz"))), "marcxml"), code
        assert not silent(marc(TITLE, field(tag, "  ", ("a", "Word"), (code, "zq1qz"))), "marcxml"), code


def test_each_position_of_the_leader_and_of_control_fields() -> None:
    known = converted(marc(TITLE).encode(), "marcxml")
    for at in range(len(LEADER)):
        other = LEADER[:at] + "3" + LEADER[at + 1 :]
        assert other == LEADER or converted(marc(TITLE, leader=other).encode(), "marcxml") != known, at
    for tag, value in CONTROL.items():
        said = [f'<controlfield tag="{tag}">{value[:at]}x{value[at + 1 :]}</controlfield>' for at in range(len(value))]
        assert len({converted(marc(TITLE, one).encode(), "marcxml") for one in said}) == len(said), tag


# -- Dublin Core and DSpace ------------------------------------------------------------------------------------------------

NAMES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dim="http://www.dspace.org/xmlns/dspace/dim"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
)
SCHEMES = (
    "LCSH MESH DDC LCC UDC Period W3CDTF DCMIType IMT URI RFC1766 RFC3066 RFC4646 Point ISO3166 Box TGN zq9qz".split()
)
ATTRIBUTES = "xml:lang rdf:resource rdf:about rdf:datatype scheme qualifier x lang href id".split()
NAMED = [*(f"dc:{name}" for name in (*sorted(ELEMENTS), "x")), *(f"dcterms:{name}" for name in (*sorted(TERMS), "x"))]


@pytest.mark.parametrize("format", ["dc", "dcterms"])
@pytest.mark.parametrize("name", some(NAMED, 16))
def test_each_term_with_each_scheme_and_attribute(name: str, format: str) -> None:
    bodies = [
        f'<{name} {key}="zq1qz">{text}</{name}>' for key in ATTRIBUTES for text in ("", "1950", "http://x.example/1")
    ]
    for said in ("", *(f' xsi:type="dcterms:{scheme}"' for scheme in SCHEMES)):
        bodies += [
            f'<{name}{said}>zq1qz</{name}><{name}>zq2qz</{name}><{name}{said} xml:lang="zq3qz">zq4qz</{name}>zq5qz',
            f'<{name}{said} xml:lang="zq1qz"/>',
            f"<{name}{said}>zq1qz<b>zq2qz</b>zq3qz</{name}>",
        ]
    for body in some(bodies, 12):
        assert silent(f"<record {NAMES}>{body}<dc:title>Papers</dc:title></record>", format) == set(), body


DIM_ATTRIBUTES = (
    'lang="zq2qz"',
    'language="zq2qz"',
    'authority="zq2qz" confidence="600" lang="zq3qz"',
    'x="zq2qz"',
    "",
)


@pytest.mark.parametrize("element", [*sorted(ELEMENTS), "x"])
def test_each_field_of_dspace(element: str) -> None:
    for schema, qualifier, more in itertools.product(
        ("dc", "dcterms", "local", "zq6qz"), ("", "author", "issued", "uri", "provenance", "zq7qz"), DIM_ATTRIBUTES
    ):
        said = f'mdschema="{schema}" element="{element}" qualifier="{qualifier}" {more}'
        for text in ("zq1qz", "zq1qz<b>zq4qz</b>"):
            data = f"<dim:dim {NAMES}><dim:field {said}>{text}</dim:field></dim:dim>"
            assert silent(data, "dcterms") == set(), said
        silent(f"<dim:dim {NAMES}><dim:field {said}/></dim:dim>", "dcterms")  # an empty one is no error


# -- OAI-PMH -------------------------------------------------------------------------------------------------------------

RECORDS = {
    "dc": "<dc xmlns='http://purl.org/dc/elements/1.1/'><title>T</title></dc>",
    "mods": '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>T</title></titleInfo></mods>',
    "marcxml": marc(TITLE),
    "eac-cpf": '<eac-cpf xmlns="urn:isbn:1-931666-33-4"><control><recordId>r</recordId></control><cpfDescription><identity><nameEntry>'
    "<part>R</part></nameEntry></identity></cpfDescription></eac-cpf>",
    "ead2002": '<ead xmlns="urn:isbn:1-931666-22-9"><archdesc level="fonds"><did><unittitle>T</unittitle></did></archdesc></ead>',
}
ABOUT = '<about><p xmlns="urn:x" a="1">word<q b="2">word</q></p></about>'


@pytest.mark.parametrize("about", ["", ABOUT])
@pytest.mark.parametrize("format", RECORDS)
def test_each_place_around_a_harvested_record(format: str, about: str) -> None:
    whole = (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2020</responseDate><request verb="ListRecords" set="s">'
        "http://x.example</request><ListRecords><record><header><identifier>oai:x:1</identifier><datestamp>2020-01-01</datestamp>"
        f"<setSpec>a</setSpec></header><metadata>{RECORDS[format]}</metadata>{about}</record>"
        '<resumptionToken completeListSize="3" cursor="0">tok</resumptionToken></ListRecords></OAI-PMH>'
    )
    for number, here in enumerate(etree.fromstring(whole).iter()):
        if any(etree.QName(one).localname == "metadata" for one in here.iterancestors()):
            continue
        for what in ("text", *(["tail"] if number else []), "x", *map(str, here.attrib)):
            root = etree.fromstring(whole)
            element = list(root.iter())[number]
            if what in ("text", "tail"):
                setattr(element, what, f"zq1qz{getattr(element, what) or ''}")
            else:
                element.set(what, "zq1qz")
            assert not silent(etree.tostring(root), format), (element.tag, what)


# -- JSON-LD -------------------------------------------------------------------------------------------------------------

VALUES: dict[str, Any] = {
    "string": "zq1qz",
    "list": ["zq1qz", "zq2qz"],
    "@value": {"@value": "zq1qz", "@language": "zq2qz"},
    "several @value": [{"@value": "zq1qz", "@language": "en"}, {"@value": "zq2qz", "@language": "ru"}],
    "typed": {"@value": "zq1qz", "@type": "zq2qz"},
    "@id": {"@id": "http://x.example/zq1qz"},
    "@list": {"@list": ["zq1qz", "zq2qz"]},
    "@set": {"@set": ["zq1qz"]},
    "lists in a list": [["zq1qz"], "zq2qz"],
    "type": {"@type": "zq1qz"},
    "no type": {"name": "zq1qz", "value": "zq2qz"},
    "person": {"@type": "Person", "name": "zq1qz", "@id": "http://x.example/zq2qz", "birthDate": "zq3qz", "x": "zq4qz"},
    "place": {"@type": "Place", "name": "zq1qz", "geo": {"@type": "GeoCoordinates", "latitude": "zq2qz"}, "description": "zq3qz"},
    "term": {"@type": "DefinedTerm", "name": "zq1qz", "inDefinedTermSet": "zq2qz", "termCode": "zq3qz", "url": "http://x.example/zq4qz"},
    "number": {"@type": "PropertyValue", "propertyID": "zq1qz", "value": "zq2qz", "name": "zq3qz", "unitText": "zq4qz"},
    "quantity": {"@type": "QuantitativeValue", "value": "zq1qz", "unitText": "zq2qz", "unitCode": "zq3qz"},
    "media": {"@type": "MediaObject", "contentUrl": "http://x.example/zq1qz", "name": "zq2qz", "sha256": "zq3qz", "contentSize": "zq4qz"},
    "role": {"@type": "Role", "roleName": "zq1qz", "author": {"@type": "Person", "name": "zq2qz"}},
    "work": {"@type": "CreativeWork", "name": "zq1qz", "url": "http://x.example/zq2qz", "author": "zq3qz", "dateCreated": "zq4qz"},
    "organization": {"@type": "Organization", "name": "zq1qz", "address": {"@type": "PostalAddress", "addressCountry": "zq2qz"}},
    "mixed": ["zq1qz", {"@type": "Thing", "name": "zq2qz", "alternateName": "zq3qz"}],
}  # fmt: skip
#: The types that are read, and the property of a unit that has one.
TYPES = {
    "ArchiveComponent": "", "Collection": "", "Book": "", "Photograph": "", "Map": "", "Message": "", "Person": "author",
    "Organization": "author", "Place": "spatialCoverage", "ArchiveOrganization": "holdingArchive", "MediaObject": "associatedMedia",
}  # fmt: skip


def properties(type_: str) -> list[str]:
    """The properties that schema.org gives a type, and others."""
    graph = json.loads((shared_folder() / "schemas/schemaorg/schemaorg-all-https.jsonld").read_text())["@graph"]
    above = {one["@id"]: _ids(one.get("rdfs:subClassOf")) for one in graph}
    types, pending = set(), [f"schema:{type_}"]
    while pending:
        types.add(one := pending.pop())
        pending += [more for more in above.get(one, ()) if more not in types]
    found = [one["@id"][7:] for one in graph if types.intersection(_ids(one.get("schema:domainIncludes")))]
    return [*sorted(found), "@id", "@type", "unknown", "dcterms:abstract", "additionalType", "sameAs"]


def _ids(value: Any) -> list[str]:
    return [one["@id"] for one in (value if isinstance(value, list) else [value] if value else [])]


@pytest.mark.parametrize("type_", TYPES)
def test_each_property_with_each_kind_of_value(type_: str) -> None:
    pairs = [(name, kind) for name in properties(type_) for kind in VALUES if not (name[0] == "@" and kind != "string")]
    for name, kind in some(pairs, 60):
        value = [type_, "zq1qz"] if name == "@type" else VALUES[kind]
        inner = {"@type": type_, "name": "Papers", "contentUrl": "http://x.example/a", name: value}
        around = {"@type": "ArchiveComponent", "name": "Papers", TYPES[type_]: inner} if TYPES[type_] else inner
        data = json.dumps({"@context": "https://schema.org", **around})
        assert silent(data, "jsonld") == set(), (name, kind)


# -- CSV -----------------------------------------------------------------------------------------------------------------

#: The least that a row has.
ROWS = {
    "csv-atom": {"title": "T", "legacyId": "1", "levelOfDescription": "File"},
    "csv-aspace": {"title": "T", "level": "file", "hierarchy": "1"},
    "csv-islandora": {"id": "1", "title": "T"},
    "csv": {"id": "a", "title": "T"},
    "csv-dspace": {"id": "1", "dc.title": "T"},
    "csv-omeka": {"dcterms:title": "T"},
    "csv-collectionbuilder": {"objectid": "1", "title": "T"},
}
CELLS = ("zq1qz", "zq1qz|zq2qz", "zq1qz; zq2qz", "<p>zq1qz</p><b>zq2qz</b>", "zq1qz\nzq2qz")
#: Columns for numbers, or for yes and no.
NO_WORDS = {"csv-aspace": ("hierarchy", "publish")}


@pytest.mark.parametrize("format", ROWS)
def test_each_column(format: str) -> None:
    table = default().get(format).table()
    assert table is not None
    columns = dict.fromkeys(one.split("/@")[0] for rule in table.rules for one in rule.target.split(", "))
    for column in some([*columns.keys() - {*NO_WORDS.get(format, ()), ""}, "another column"], 40):
        for cell in CELLS:
            row = ROWS[format] | {column: cell}
            out = io.StringIO()
            csv.writer(out).writerows([row, row.values()])
            assert silent(out.getvalue(), format) == set(), (column, cell)
