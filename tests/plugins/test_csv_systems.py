"""Tables of Omeka, DSpace and Islandora: the audience of a unit, marks of columns, URLs, typed relations."""

from __future__ import annotations

import io

import pytest

import docmeta
from docmeta.model import Unit


def units(text: str) -> list[Unit]:
    return [node.unit for node in docmeta.read(text.encode(), format="csv")]


# -- who may see it ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "cell", "audience"),
    [
        ("field_note,published", "x,0", "internal"),
        ("field_note,published", "x,1", "external"),
        ("field_note,published", "x,", None),
        ("field_note,published", "x,maybe", "internal"),
        ("o:id,o:is_public", "1,0", "internal"),
        ("o:id,is_public", "1,TRUE", "external"),
        ("Visibility", "private", "internal"),
        ("Visibility", "Public", "external"),
        ("o:is_public,Visibility", "1,private", "internal"),
        ("Visibility,o:is_public", "private,1", "internal"),
        ("Private", "yes", "internal"),
        ("Suppressed", "no", "external"),
        ("Published", "false", "internal"),
        ("Published", "1951", None),
    ],
)
def test_columns_that_say_who_may_see_a_unit(column: str, cell: str, audience: str | None) -> None:
    (unit,) = units(f"id,title,{column}\na,A,{cell}\n")
    assert unit.audience == audience
    assert ([date.edtf for date in unit.dates] == ["1951"]) == (cell == "1951")


def test_what_is_internal_is_withheld() -> None:
    table = b"id,title,dcterms:rights \xc2\xa7private,Internal notes,Visibility\na,A,Ask Ann,Shelf 7,\nb,B,,,private\n"
    out = io.BytesIO()
    report = docmeta.convert(io.BytesIO(table), out, from_="csv", to="jsonl")
    assert all(word not in out.getvalue() for word in (b"Ask Ann", b"Shelf 7", b'"b"'))
    assert sorted((f.field, f.count) for f in report.findings if f.code == "withheld") == [
        ("notes", 1),
        ("rights", 1),
        ("unit", 1),
    ]


def test_a_private_title_is_an_internal_note() -> None:
    (unit,) = units("o:id,dcterms:title,dcterms:title \u00a7private,dcterms:date\n1,A,Nickname,1900\n")
    assert (unit.title, unit.other_titles) == ("A", ())
    assert [(note.text, note.audience) for note in unit.notes] == [("Nickname", "internal")]


# -- what columns say beside their names -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "language"),
    [
        ("dcterms:title @fra", "fr"),
        ("dcterms:title@en-GB", "en-GB"),
        ("dc.title[en_US]", "en-US"),
        ("dcterms:title ^^literal @fra", "fr"),
    ],
)
def test_the_language_of_a_column(column: str, language: str) -> None:
    (unit,) = units(f"id,{column},dcterms:date\n1,Word,1900\n")
    assert (unit.title.plain, unit.title.language) == ("Word", language)


def test_what_only_looks_like_a_mark() -> None:
    header = "id,title,Dimensions [cm],Price ^^,Mail @home,dc.subject[]\n"
    (unit,) = units(header + "1,A,10,2,x@y.z,Ships\n")
    assert [extra.place for extra in unit.extras] == ["Price ^^", "Mail @home"]
    assert unit.extents[0].dimensions == ("10 cm",)
    assert [term.term for term in unit.subjects] == ["Ships"]


def test_addresses_with_labels_are_names_with_an_address() -> None:
    header = (
        "o:id,dcterms:creator ^^uri,dcterms:subject ^^valuesuggest:lc:subjects,dcterms:spatial,dcterms:rights ^^uri,"
        "dcterms:relation ^^uri-label\n"
    )
    row = (
        '1,"http://example.org/n1 Roe, Ann",http://example.org/s1 Ships | http://example.org/s2,http://example.org/p1 Rye,'
        "http://example.org/r In copyright,http://example.org/w Wiki\n"
    )
    (unit,) = units(header + row)
    assert [(link.agent.name, link.agent.identifiers[0].value) for link in unit.agents] == [
        ("Roe, Ann", "http://example.org/n1")
    ]
    assert [(term.term, term.uri) for term in unit.subjects] == [
        ("Ships", "http://example.org/s1"),
        ("", "http://example.org/s2"),
    ]
    assert [(place.name, place.uri) for place in unit.places] == [("Rye", "http://example.org/p1")]
    assert [(right.text, right.uri) for right in unit.rights] == [("In copyright", "http://example.org/r")]
    assert [(relation.target, relation.label) for relation in unit.relations] == [("http://example.org/w", "Wiki")]


def test_values_of_dspace() -> None:
    header = (
        "id,collection,dc.contributor.author[],dc.title[en],dc.date.issued,dc.subject[en],dc.description.provenance[en],"
        "dc.language.iso\n"
    )
    (unit,) = units(header + '7,1/2,"Roe, Ann::rp7::600||Doe, Jo",T,1990-05,Ships||Sea|air||,By x@y.z,en||fr\n')
    assert [(link.agent.name, [one.value for one in link.agent.identifiers]) for link in unit.agents] == [
        ("Roe, Ann", ["rp7"]),
        ("Doe, Jo", []),
    ]
    assert [term.term for term in unit.subjects] == ["Ships", "Sea|air"]
    assert [(note.text.plain, note.audience) for note in unit.notes] == [("By x@y.z", "internal")]
    assert [language.code for language in unit.languages] == ["en", "fr"]
    assert [(date.edtf, date.kind) for date in unit.dates] == [("1990-05", "publication")]


# -- Islandora Workbench -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "name", "relator", "identifier", "cls"),
    [
        ("relators:pht:person:Roe, Ann", "Roe, Ann", "pht", None, "Person"),
        ("relators:pbl:corporate_body:Quay: a firm", "Quay: a firm", "pbl", None, "CorporateBody"),
        ("relators:art:31", "", "art", "31", "Agent"),
        ("relators:aut:http://example.org/n1", "", "aut", "http://example.org/n1", "Agent"),
        ("relators:aut:Roe, Ann", "Roe, Ann", "aut", None, "Agent"),
        ("cre:family:Doe", "Doe", "cre", None, "Family"),
        ("person:Roe", "Roe", None, None, "Person"),
        ("Roe, Ann", "Roe, Ann", None, None, "Agent"),
    ],
)
def test_typed_relations_of_islandora(
    cell: str, name: str, relator: str | None, identifier: str | None, cls: str
) -> None:
    (unit,) = units(f'id,title,field_linked_agent\n1,A,"{cell}"\n')
    (link,) = unit.agents
    assert (link.agent.name, link.relator, type(link.agent).__name__) == (name, relator, cls)
    assert [one.value for one in link.agent.identifiers] == ([identifier] if identifier else [])


def test_terms_and_columns_of_islandora() -> None:
    header = "id,title,field_subject,field_geographic_subject,field_language,field_coordinates,langcode,field_weight,created\n"
    row = '1,A,Ships|topic:Boats|33|http://example.org/s,geo_location:Rye,eng|languages:fre,"50.95,0.73",en,3,2020-01-01\n'
    (unit,) = units(header + row)
    assert [(term.term, term.identifier, term.uri) for term in unit.subjects] == [
        ("Ships", None, None), ("Boats", None, None), ("", "33", None), ("", None, "http://example.org/s"),
    ]  # fmt: skip
    assert [(place.name, place.latitude, place.longitude) for place in unit.places] == [
        ("Rye", None, None),
        ("", 50.95, 0.73),
    ]
    assert [language.code for language in unit.languages] == ["eng", "fre"]
    assert unit.record.languages[0].code == "en"
    assert not unit.dates
    assert [extra.place for extra in unit.extras] == ["field_weight", "created"]
