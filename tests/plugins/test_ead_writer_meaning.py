"""How receiving systems read what is written: dates once, extents of a kind, histories with dates, codes of the right list."""

from __future__ import annotations

import io
import itertools

import pytest
from lxml import etree

import docmeta
from docmeta import Collection, Context, Date, Document, Node, Record
from docmeta.model import AgentLink, Extent, Extra, Identifier, Language, Note, Person, Revision
from docmeta_ead.options import EAD3Options, EADOptions
from docmeta_ead.read.reader import read
from docmeta_ead.write.writer import write_ead3, write_ead2002

IN_NOTE = Extra("ead3", "@localtype", "note")
WRITERS = {"ead2002": (write_ead2002, EADOptions), "ead3": (write_ead3, EAD3Options)}


def written(nodes: list[Node], dialect: str) -> str:
    """What is written, on one line."""
    write, options = WRITERS[dialect]
    out = io.BytesIO()
    write(iter(nodes), out, Context(options=options()))
    return out.getvalue().decode()


def via(source: str, *dialects: str) -> str:
    """A finding aid of EAD 2002 converted through some dialects in turn."""
    for dialect in dialects:
        source = written(list(read(io.BytesIO(source.encode()), Context())), dialect)
    return source


def described(did: str, header: str = "", beside: str = "") -> str:
    """A finding aid whose description contains *did*."""
    return (
        f'<ead><eadheader><eadid>g1</eadid>{header}</eadheader><archdesc level="fonds"><did>{did}</did>{beside}'
        "</archdesc></ead>"
    )


TITLES = [
    '<unittitle>Letters, <unitdate normal="1888/1890" type="inclusive">1888-1890</unitdate></unittitle>',
    "<unittitle>Log of the <unitdate>1901</unitdate> voyage</unittitle>",
    '<unittitle><unitdate label="Made" normal="1712">1712</unitdate></unittitle>',
]


@pytest.mark.parametrize("title", TITLES)
def test_a_date_in_a_title_is_said_once_when_it_comes_back(title: str) -> None:
    made = via(described(title), "ead3", "ead2002")
    assert made.count("<unitdate") == 1
    assert "</unitdate>" in made.partition("<unittitle>")[2].partition("</unittitle>")[0]
    assert "unitdatestructured" in via(described(title), "ead3")


@pytest.mark.parametrize(
    "words",
    [
        "Reels 4-9",
        "12 maps",
        "<extent>Two sacks</extent>",
        '<extent unit="metres">7</extent>',
        "<extent>5 rolls</extent>",
    ],
)
@pytest.mark.parametrize("way", [("ead2002",), ("ead3", "ead2002")])
def test_an_extent_stands_as_its_source_had_it(words: str, way: tuple[str, ...]) -> None:
    made = via(described(f"<unittitle>T</unittitle><physdesc>{words}</physdesc>"), *way)
    if way != ("ead2002",):
        words = words.replace(' unit="metres">7<', ">7 metres<")
    assert f"<physdesc>{words}</physdesc>" in made


def test_the_kind_of_an_extent_is_told_by_what_archivesspace_writes() -> None:
    extents = (
        '<extent altrender="materialtype spaceoccupied">3 metres</extent><extent altrender="carrier">9 rolls</extent>'
    )
    made = via(described(f'<physdesc altrender="part">{extents}</physdesc>'), "ead3")
    for kind in ("spaceoccupied", "carrier"):
        assert f'physdescstructuredtype="{kind}" coverage="part"' in made
    told = written([Node(0, Document("d", extents=(Extent("9 rolls", "9", "rolls", "carrier", "part"),)))], "ead2002")
    assert '<physdesc altrender="part"><extent altrender="carrier">9 rolls</extent></physdesc>' in told


def test_a_mark_stays_at_the_word_before_it_where_an_element_is_dissolved() -> None:
    made = via(described("<physdesc><genreform>logs</genreform> <subject>2 v.</subject>, bound</physdesc>"), "ead3")
    assert "logs 2 v., bound" in made


@pytest.mark.parametrize("dialect", ["ead2002", "ead3"])
def test_languages_are_worded_once(dialect: str) -> None:
    yiddish = '<language langcode="yid" scriptcode="Hebr">Yiddish</language>'
    spoken = f'<langmaterial>In <language langcode="fre">French</language> and {yiddish}.</langmaterial>'
    assert spoken in via(described(spoken), dialect, "ead2002")


def test_a_part_of_a_repository_stays_a_part_of_its_name() -> None:
    held = "<repository><corpname>Town Library <subarea>Maps</subarea></corpname></repository>"
    assert held in via(described(held), "ead2002")
    assert held in via(described(held), "ead3", "ead2002")


def test_how_a_finding_aid_was_made_is_no_change_without_a_date() -> None:
    header = "<profiledesc><creation>Made by hand <date>2001-02-03</date>.</creation></profiledesc>"
    three = via(described("<unittitle>T</unittitle>", header), "ead3")
    assert '<eventdatetime standarddatetime="2001-02-03">2001-02-03</eventdatetime>' in three
    made = via(three, "ead2002")
    assert "<creation>Made by hand 2001-02-03.</creation>" in made
    assert "<change>" not in made


@pytest.mark.parametrize(
    ("date", "words"), [(None, "Ann"), (Date("undated"), "undated, Ann"), (Date("some time"), "some time, Ann")]
)
def test_a_change_without_a_date_stands_as_a_note(date: Date | None, words: str) -> None:
    record = Record("r", revisions=(Revision("Titles mended.", date, "Ann"), Revision("New boxes.", Date("May 1999"))))
    made = written([Node(0, Document("d", record=record))], "ead2002")
    assert made.count("<change>") == 1
    assert f"<p>Titles mended. ({words})</p>" in made


def test_a_group_of_notes_leaves_no_note_that_says_nothing() -> None:
    beside = "<descgrp><head>Use</head><accessrestrict><p>Open.</p></accessrestrict></descgrp>"
    made = via(described("<unittitle>T</unittitle>", beside=beside), "ead3")
    assert "<odd" not in made
    assert "<accessrestrict><p>Open.</p></accessrestrict>" in made


def test_a_path_of_a_system_identifies_no_finding_aid() -> None:
    unit = Document(
        "d", minted=True, identifiers=(Identifier("/repositories/3/resources/9", "local"), Identifier("MS 4"))
    )
    assert "<eadid>MS 4</eadid>" in written([Node(0, unit)], "ead2002")


def test_who_is_not_known_to_be_the_agency_publishes_nothing() -> None:
    assert "unknown" not in via(described("<unittitle>T</unittitle>"), "ead3", "ead2002")


@pytest.mark.parametrize(("code", "kept"), [("de", "ger"), ("ger", "ger"), ("German", None)])
def test_languages_of_ead3_have_codes_of_iso_639_2(code: str, kept: str | None) -> None:
    made = written([Node(0, Document("d", languages=(Language(code, name="German"),)))], "ead3")
    said = f' langcode="{kept}"' if kept else ""
    assert f"<language{said}>German</language>" in made


def test_an_open_end_is_left_out_of_a_range() -> None:
    made = written([Node(0, Document("d", dates=(Date("1920-present"), Date("before 1867"))))], "ead3")
    assert '<daterange><fromdate standarddate="1920">1920-present</fromdate></daterange>' in made
    assert "<unitdate>before 1867</unitdate>" in made
    assert "normal=" not in written([Node(0, Document("d", dates=(Date("1920-present"),)))], "ead2002")


def test_a_range_of_one_year_stays_a_range() -> None:
    made = via(described('<unittitle>T</unittitle><unitdate normal="1975/1975">1975</unitdate>'), "ead3", "ead2002")
    assert 'normal="1975/1975"' in made


_OBJECTS = [
    '<daoloc href="a"/><daoloc href="b"/>',
    '<daoloc href="a"><daodesc><p>First.</p></daodesc></daoloc><daoloc href="b"/>',
    '<daoloc href="a"/><daoloc href="b"><daodesc><p>Last.</p></daodesc></daoloc>',
    '<daoloc href="a"><daodesc><p>First.</p></daodesc></daoloc><daoloc href="b"><daodesc><p>Last.</p></daodesc></daoloc>',
]


@pytest.mark.parametrize("attributes", ["", ' id="q"'])
@pytest.mark.parametrize("objects", _OBJECTS)
@pytest.mark.parametrize("way", [("ead2002",), ("ead3",), ("ead3", "ead2002"), ("ead3", "ead3")])
def test_the_description_of_a_group_of_digital_objects_stays_the_groups(
    attributes: str, objects: str, way: tuple[str, ...]
) -> None:
    group = f'<daogrp title="Views"><daodesc{attributes}><p>Of the mill.</p></daodesc>{objects}</daogrp>'
    made = etree.fromstring(via(described(f"<unittitle>T</unittitle>{group}"), *way).encode())
    name, words = ("daogrp", "daodesc") if way[-1] == "ead2002" else ("daoset", "descriptivenote")
    found = made.find(f".//{{*}}{name}")
    assert found is not None
    described_by = {
        (
            one.getparent().get("{http://www.w3.org/1999/xlink}href") or one.getparent().get("href"),
            "".join(one.itertext()),
        )
        for one in found.iter(f"{{*}}{words}")
    }
    own = {(None, "Of the mill.")}
    own |= {("a", "First.")} if "First" in objects else set()
    own |= {("b", "Last.")} if "Last" in objects else set()
    assert described_by == own
    assert "Views" in found.attrib.values()


def test_the_description_of_a_group_of_one_is_that_of_its_object_in_ead3() -> None:
    group = '<daogrp><daodesc><p>Of the mill.</p></daodesc><daoloc href="a"><daodesc><p>One.</p></daodesc></daoloc></daogrp>'
    made = via(described(f"<unittitle>T</unittitle>{group}"), "ead3")
    assert "<descriptivenote><p>One.</p><p>Of the mill.</p></descriptivenote></dao>" in made


_HEADINGS = {
    "subject": (["Ships", "Sussex", "20th century"], "Ships--Sussex--20th century"),
    "geogname": (["Rye", "Sussex"], "Rye--Sussex"),
    "genreform": (["Letters", "Drafts"], "Letters--Drafts"),
    "function": (["Mining", "Law"], "Mining--Law"),
    "occupation": (["Millers", "Sussex"], "Millers--Sussex"),
    "persname": (["Roe, Ann,", "1900-1980"], "Roe, Ann, 1900-1980"),
    "famname": (["Roe", "1900-1980"], "Roe, 1900-1980"),
    "corpname": (["Rye", "Harbour Board"], "Rye. Harbour Board"),
    "name": (["Roe", "Ann"], "Roe, Ann"),
    "title": (["Annals", "Part 2"], "Annals. Part 2"),
}


@pytest.mark.parametrize("name", _HEADINGS)
@pytest.mark.parametrize("place", ["prose", "title", "item", "physdesc"])
def test_a_heading_in_parts_inside_prose_is_joined_by_its_rule(name: str, place: str) -> None:
    parts, joined = _HEADINGS[name]
    inner = "\n  ".join(f"<part>{part}</part>" for part in parts)
    prose = f"Of <{name}>\n  {inner}\n</{name}>."
    did = f"<unittitle>{prose if place == 'title' else 'T'}</unittitle>"
    did += f"<physdesc>{prose}</physdesc>" if place == "physdesc" else ""
    beside = {"prose": f"<odd><p>{prose}</p></odd>", "item": f"<odd><list><item>{prose}</item></list></odd>"}
    for way in (("ead2002",), ("ead3", "ead2002"), ("ead3", "ead3", "ead2002")):
        made = etree.fromstring(via(described(did, beside=beside.get(place, "")), *way).encode())
        assert f"Of {joined}." in " ".join("".join(made.itertext()).split())


def test_a_heading_in_parts_keeps_the_markup_in_its_parts() -> None:
    subject = "<subject><part>Ships <emph>HMS</emph></part><part>Sussex</part></subject>"
    assert "<subject>Ships <emph>HMS</emph>--Sussex</subject>" in via(
        described("<unittitle>T</unittitle>", beside=f"<odd><p>{subject}</p></odd>"), "ead2002"
    )


_RYE = (
    '<geogname><part>Rye</part><geographiccoordinates coordinatesystem="WGS84">50.9, 0.7</geographiccoordinates>'
    '<geographiccoordinates coordinatesystem="OS">TQ 92</geographiccoordinates></geogname>'
)


def test_coordinates_are_no_words_of_the_name_of_a_place() -> None:
    source = described(
        "<unittitle>T</unittitle>", beside=f"<odd><p>See {_RYE}.</p></odd><controlaccess>{_RYE}</controlaccess>"
    )
    context = Context(options=EADOptions())
    out = io.BytesIO()
    write_ead2002(iter(list(read(io.BytesIO(source.encode()), Context()))), out, context)
    made = out.getvalue().decode()
    assert made.count("<geogname>Rye</geogname>") == 2
    assert "<geogname>Rye</geogname> 50.9, 0.7 TQ 92." in made
    lost = [(one.target, one.count) for one in context.report if one.class_ == "lost" and one.field == "places"]
    assert lost == [("geogname", 2)]


_LANGUAGES = [
    ("<language/>{}", "In Russian."),
    ("<language/><language></language>{}", "In Russian."),
    ("<languageset><language/><script/></languageset>{}", "In Russian."),
    ('<language langcode="rus"/>{}', '<language langcode="rus"/>In Russian.'),
    (
        '<language langcode="rus"/><language langcode="fre"/>{}',
        '<language langcode="rus"/> <language langcode="fre"/>In Russian.',
    ),
]


@pytest.mark.parametrize(("languages", "expected"), _LANGUAGES)
def test_a_language_of_which_nothing_is_said_leaves_nothing(languages: str, expected: str) -> None:
    prose = "<descriptivenote><p>In Russian.</p></descriptivenote>"
    made = via(described(f"<unittitle>T</unittitle><langmaterial>{languages.format(prose)}</langmaterial>"), "ead2002")
    assert f"<langmaterial>{expected}</langmaterial>" in made


@pytest.mark.parametrize("words", ["In Russian.", "<language/><lb/><lb/>In Russian.", "<language/>In Russian."])
def test_prose_about_languages_comes_back_from_ead3_as_it_was(words: str) -> None:
    made = via(described(f"<unittitle>T</unittitle><langmaterial>{words}</langmaterial>"), "ead3", "ead2002")
    assert "<langmaterial>In Russian.</langmaterial>" in made


@pytest.mark.parametrize("dialect", ["ead2002", "ead3"])
@pytest.mark.parametrize(
    ("language", "left"),
    [
        ('<language langcode="eng">English</language>', False),
        ('<language langcode="eng">English of the Orkneys</language>', True),
        ("English", False),
        ('<language encodinganalog="041" langcode="eng">English</language>', True),
    ],
)
def test_a_language_that_a_note_names_too_is_left_out_if_it_says_no_more(
    dialect: str, language: str, left: bool
) -> None:
    note = '<langmaterial>Mostly in <language langcode="eng">english</language>, and English.</langmaterial>'
    made = via(described(f"<langmaterial>{language}</langmaterial>{note}"), dialect)
    assert made.count("<langmaterial") == 1 + left


def test_languages_with_words_stand_apart() -> None:
    languages = '<language langcode="rus">Russian</language><language langcode="fre">French</language>'
    note = f"<langmaterial>{languages}<descriptivenote><p>In cipher.</p></descriptivenote></langmaterial>"
    made = via(described(f"<unittitle>T</unittitle>{note}"), "ead2002")
    assert 'Russian</language> <language langcode="fre">French</language><lb/>' in made


@pytest.mark.parametrize(
    "dates",
    [
        '<unitdate normal="1888/1890">1888 to 1890</unitdate><unitdate normal="1888/1890">1888-1890</unitdate>',
        '<unitdate normal="1888/1890">1888-1890</unitdate><unitdate normal="1888/1890">circa 1888-1890</unitdate>',
        '<unitdate normal="1888">1888</unitdate><unitdate normal="1888" certainty="approximate">1888</unitdate>',
        "<unitdate>1888</unitdate><unitdate>1888</unitdate>",
        '<unitdate id="u1" normal="1888">1888</unitdate><unitdate normal="1888" certainty="approximate">late 1888</unitdate>',
    ],
)
def test_two_dates_of_the_same_days_stay_two_by_way_of_ead3(dates: str) -> None:
    source = described(f"<unittitle>T</unittitle>{dates}")
    assert via(source, "ead3", "ead2002") == via(source, "ead2002")


_UNIT = '<c01 level="series"><did><unittitle>Letters</unittitle></did></c01>'


@pytest.mark.parametrize("overview", [' type="analyticover"', ' type="analyticover" id="o"'])
@pytest.mark.parametrize(
    "list_", ["", ' type="in-depth"', ' type="combined"', ' id="l"', ' type="othertype" othertype="x"']
)
@pytest.mark.parametrize("head", ["", "<head>Series</head>"])
@pytest.mark.parametrize("dialect", ["ead2002", "ead3"])
def test_an_overview_and_the_list_that_it_is_joined_with_are_combined(
    overview: str, list_: str, head: str, dialect: str
) -> None:
    lists = f"<dsc{overview}>{head}{_UNIT}</dsc><dsc{list_}>{head}{_UNIT}</dsc>"
    made = etree.fromstring(via(described("<unittitle>T</unittitle>", beside=lists), dialect).encode())
    [found] = made.iter("{*}dsc")
    assert found.get("type" if dialect == "ead2002" else "dsctype") == "combined"
    assert len(list(found.iter("{*}c01"))) == 1


def test_an_overview_alone_stays_one() -> None:
    lists = f'<dsc type="analyticover">{_UNIT}</dsc>'
    assert '<dsc type="analyticover">' in via(described("<unittitle>T</unittitle>", beside=lists), "ead2002")


@pytest.mark.parametrize("dialect", ["ead2002", "ead3"])
@pytest.mark.parametrize("name", [":", "-", "1912", "1912-1994", "Roe"])
@pytest.mark.parametrize("dates", [None, Date("1951"), Date("", "1951"), Date("circa 1951")])
def test_a_name_that_looks_like_dates_is_written_alike_twice(dialect: str, name: str, dates: Date | None) -> None:
    def written(tree: Collection) -> bytes:
        out = io.BytesIO()
        docmeta.dump(tree, out, format=dialect)
        return out.getvalue()

    once = written(Collection("c", title="T", agents=(AgentLink(Person(name, dates=dates)),)))
    assert written(docmeta.load(once, format=dialect)) == once


@pytest.mark.parametrize("coverages", [*itertools.product((None, "part", "whole"), repeat=3)])
def test_the_coverage_of_each_extent_of_a_set_is_written_alike_twice(coverages: tuple[str | None, ...]) -> None:
    extents = [
        Extent(f"{at} boxes", str(at), "boxes", coverage=coverage, parallel=at > 1)
        for at, coverage in enumerate(coverages, 1)
    ]
    once, twice = io.BytesIO(), io.BytesIO()
    docmeta.dump(Collection("c", title="T", extents=extents), once, format="ead3")
    docmeta.dump(docmeta.load(once.getvalue(), format="ead3"), twice, format="ead3")
    assert twice.getvalue() == once.getvalue()


WAYS = [("ead2002",), ("ead3", "ead2002"), ("ead3", "ead3", "ead2002")]


@pytest.mark.parametrize("way", WAYS)
def test_a_note_stays_on_its_side_of_the_did(way: tuple[str, ...]) -> None:
    beside = '<note id="n1"><p>Torn.</p><list><item>Page 4</item></list></note><odd><p>Also.</p></odd>'
    made = via(described("<unittitle>Log</unittitle><note><p>Within.</p></note>", beside=beside), *way)
    assert f"<note><p>Within.</p></note></did>{beside}" in made


def test_a_note_beside_the_did_is_an_odd_of_ead3() -> None:
    made = via(described("<unittitle>Log</unittitle>", beside="<note><p>One.</p><p>Two.</p></note>"), "ead3")
    assert '</did><odd localtype="note"><p>One.</p><p>Two.</p></odd>' in made


def test_a_note_with_a_heading_or_a_type_of_its_own() -> None:
    headed = written(
        [Node(0, Document("d1", notes=(Note("general", "Torn.", "State", extras=(IN_NOTE,)),)))], "ead2002"
    )
    assert '<odd type="note"><head>State</head><p>Torn.</p></odd>' in headed
    typed = described("<unittitle>Log</unittitle>", beside='<note type="state"><p>Torn.</p></note>')
    assert '<note type="state"><p>Torn.</p></note>' in via(typed, "ead2002")
    assert '<odd localtype="state"><p>Torn.</p></odd>' in via(typed, "ead3")


def test_an_odd_of_the_type_note_is_none() -> None:
    odd = '<odd type="note"><p>Torn.</p></odd>'
    assert odd in via(described("<unittitle>Log</unittitle>", beside=odd), "ead2002")


@pytest.mark.parametrize("way", WAYS)
def test_extents_within_words_stay_extents(way: tuple[str, ...]) -> None:
    words = "Sheets, <extent>2 folders</extent> (<physfacet>blue</physfacet>, <dimensions>3 x 4 cm</dimensions>)"
    assert f"<physdesc>{words}</physdesc>" in via(described(f"<physdesc>{words}</physdesc>"), *way)


def test_a_level_that_nobody_names_has_no_name_when_it_comes_back() -> None:
    made = via(
        '<ead><eadheader><eadid>g1</eadid></eadheader><archdesc level="otherlevel"><did/></archdesc></ead>', "ead3"
    )
    assert '<archdesc level="otherlevel" otherlevel="otherlevel">' in made
    assert '<archdesc level="otherlevel"><did>' in via(made, "ead2002")
    named = via(made.replace('otherlevel="otherlevel"', 'otherlevel="unspecified"'), "ead2002")
    assert '<archdesc level="otherlevel" otherlevel="unspecified">' in named


@pytest.mark.parametrize("way", WAYS)
def test_what_stands_beside_an_extent_is_not_its_unit(way: tuple[str, ...]) -> None:
    words = "<extent>37</extent> <extent>Certificate</extent> of birth"
    assert f"<physdesc>{words}</physdesc>" in via(described(f"<physdesc>{words}</physdesc>"), *way)
    assert "unittype" not in via(
        described("<physdesc><extent>37</extent><genreform>Logs</genreform></physdesc>"), "ead3"
    )


def test_what_is_said_of_the_only_part_of_a_heading_comes_back() -> None:
    points = (
        '<persname><part identifier="p">Roe</part></persname><function><part identifier="f">Milling</part></function>'
        '<genreform><part identifier="g">maps</part></genreform><geogname><part identifier="s">Sussex</part></geogname>'
    )
    data = (
        '<ead xmlns="http://ead3.archivists.org/schema/"><control><recordid>r</recordid></control><archdesc level="fonds"><did>'
        f"<unittitle>T</unittitle></did><controlaccess>{points}</controlaccess></archdesc></ead>"
    )
    said = docmeta.dumps(docmeta.load(data.encode(), format="ead3"), format="ead3")
    assert [one for one in ("p", "f", "g", "s") if f'<part identifier="{one}">' not in said] == []


@pytest.mark.parametrize("to", ["ead2002", "ead3", "ead4"])
@pytest.mark.parametrize(
    "words",
    [
        "in<title> Tides</title>, 1950",
        "in <title>Tides </title>of 1950",
        "by<persname> Lee </persname>of Rye",
        "in<title>Tides</title>s",
    ],
)
def test_white_space_within_a_name_still_parts_words(words: str, to: str) -> None:
    data = f"<ead><eadheader><eadid>f</eadid></eadheader><archdesc level='fonds'><did><unittitle>{words}</unittitle></did></archdesc></ead>"
    out = io.BytesIO()
    docmeta.convert(data.encode(), out, to=to)
    before, after = (str(next(docmeta.read(one)).unit.title) for one in (data.encode(), out.getvalue()))
    assert after == before


def test_the_one_extent_of_a_measure_is_written_first_and_alike_again() -> None:
    unit = Collection(
        "c", title="T", extents=(Extent(facets=("dusty",)), Extent("2 boxes", parallel=True, facets=("torn",)))
    )
    once = io.BytesIO()
    docmeta.dump(unit, once, format="ead2002")
    assert (
        b"<physdesc><extent>2 boxes</extent><physfacet>dusty</physfacet><physfacet>torn</physfacet></physdesc>"
        in once.getvalue()
    )
    twice = io.BytesIO()
    docmeta.write(docmeta.read(once.getvalue()), twice, format="ead2002")
    assert twice.getvalue() == once.getvalue()


def test_languages_that_stood_apart_stand_apart() -> None:
    said = "<langmaterial>{}</langmaterial>".format
    dutch, latin = '<language langcode="dut">Dutch</language>', '<language langcode="lat">Latin</language>'
    assert f"{said(dutch)}{said(latin)}" in via(described(said(dutch) + said(latin)), "ead2002")
    assert f"{said(dutch)}{said(latin)}" in via(described(said(dutch) + said(latin)), "ead3", "ead2002")
    labelled = f'<langmaterial label="In">{dutch} {latin}</langmaterial>'
    assert labelled in via(described(labelled), "ead2002")


def test_a_physical_description_in_words_and_other_elements_gets_no_extent() -> None:
    said = '<physdesc>A letter, <date era="ce" calendar="gregorian">1941</date></physdesc>'
    assert said in via(described(said), "ead2002")
    assert "<physdesc>A letter, 1941</physdesc>" in via(described(said), "ead3", "ead2002")
    stressed = "<physdesc>3 <emph>boxes</emph></physdesc>"
    assert stressed in via(described(stressed), "ead3", "ead2002")


@pytest.mark.parametrize("dialect", ["ead2002", "ead3"])
def test_a_level_that_is_said_is_no_other_one(dialect: str) -> None:
    """Whatever else is said of the whole: each attribute is fitted for the field that it is from."""
    source = described("<unittitle>T</unittitle>").replace(
        "<archdesc", '<archdesc audience="external" relatedencoding="M"'
    )
    start = via(source, dialect).partition("<archdesc")[2].partition(">")[0]
    assert 'level="fonds"' in start
    assert "otherlevel" not in start


def test_a_month_without_a_hyphen_is_read_though_its_words_are_not() -> None:
    said = '<unittitle>T</unittitle><unitdate normal="158402">febrauri 1584</unitdate>'
    assert '<unitdate normal="1584-02">febrauri 1584</unitdate>' in via(described(said), "ead2002")


@pytest.mark.parametrize("link", ["archref", "bibref"])
def test_a_paragraph_with_a_link_of_another_name_is_no_part_of_the_heading(link: str) -> None:
    said = f"<relatedmaterial><head>Elsewhere</head><p>See <{link}>Box 152</{link}>.</p></relatedmaterial>"
    made = via(described("<unittitle>T</unittitle>", beside=said), "ead3")
    assert "<head>Elsewhere</head><p>See <ref>Box 152</ref>.</p>" in made
    assert "<head>Elsewhere</head><p>See <ref>Box 152</ref>.</p>" in via(made, "ead2002")


def test_the_language_of_a_finding_aid_is_named_once_when_it_comes_back() -> None:
    prose = 'Written in <language langcode="eng">English</language> and <language langcode="nor">Norse</language>; Norsemen read it.'
    header = f"<profiledesc><langusage>{prose}</langusage></profiledesc>"
    made = via(described("<unittitle>T</unittitle>", header), "ead3", "ead2002")
    assert made.count(">English<") == 1
    assert 'Written in <language langcode="eng" scriptcode="Zyyy">English</language> and <language' in made
    assert made.count(">Norse<") == 1


def test_what_leads_somewhere_in_ead2002_does_in_ead3() -> None:
    address = 'xlink:href="https://example.org/7"'
    source = described(
        "<unittitle>T</unittitle>",
        beside=f"<relatedmaterial><archref {address}>Papers</archref></relatedmaterial>"
        f"<bibliography><bibref {address}>Book</bibref></bibliography><odd><p>In <title {address}>Log</title>.</p></odd>",
    ).replace("<ead>", '<ead xmlns:xlink="http://www.w3.org/1999/xlink">')
    report = docmeta.Report()
    docmeta.dump(docmeta.load(io.BytesIO(source.encode())), out := io.BytesIO(), format="ead3", report=report)
    made = out.getvalue().decode()
    assert '<archref><ref href="https://example.org/7">Papers</ref></archref>' in made
    assert '<bibref><ref href="https://example.org/7">Book</ref></bibref>' in made
    assert '<ref href="https://example.org/7"><title><part>Log</part></title></ref>' in made
    assert not report.losses
    assert via(made, "ead2002").count(address) == 3


def test_a_date_is_wholly_said_with_its_certainty() -> None:
    said = '<unitdate certainty="approximate" normal="1975/1984">undated</unitdate>'
    for dialect in WRITERS:
        report = docmeta.Report()
        tree = docmeta.load(io.BytesIO(described(f"<unittitle>T</unittitle>{said}").encode()))
        docmeta.dump(tree, io.BytesIO(), format=dialect, report=report)
        assert not [finding for finding in report.findings if finding.field == "dates"]


def test_a_language_in_prose_with_other_elements_is_named_once_when_it_comes_back() -> None:
    said = '<langmaterial><emph>Part 2</emph> is in <language langcode="eng">English</language>, mostly.</langmaterial>'
    assert said in via(described(f"<unittitle>T</unittitle>{said}"), "ead3", "ead2002")
