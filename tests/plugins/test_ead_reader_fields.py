"""How the elements of a unit are read: every element of `did`, notes, access points, the header, EAD3's forms."""

from __future__ import annotations

import io
from typing import Any

import pytest

import docmeta
from docmeta import Context
from docmeta.crosswalk import Finding, Report
from docmeta.model import (
    Agent,
    AgentLink,
    Container,
    CorporateBody,
    Extent,
    Extra,
    Family,
    Identifier,
    Language,
    NamePart,
    Note,
    Person,
    Place,
    Record,
    Term,
    Unit,
)
from docmeta.text import of_markup
from docmeta_ead.read.reader import read

EAD3 = "http://ead3.archivists.org/schema/"
XLINK = "http://www.w3.org/1999/xlink"


def unit(inner: str, *, ead3: bool = False, header: str = "<eadheader/>", context: Context | None = None) -> Unit:
    space = f' xmlns="{EAD3}"' if ead3 else ""
    markup = f'<ead{space} xmlns:xlink="{XLINK}">{header}<archdesc level="fonds">{inner}</archdesc></ead>'
    (node,) = read(io.BytesIO(markup.encode()), context or Context())
    return node.unit


def did(inner: str, **options: Any) -> Unit:
    return unit(f"<did>{inner}</did>", **options)


def x(place: str, content: str, format: str = "ead2002") -> Extra:
    return Extra(format, place, content)


#: Records that the words of an extent were in `physdesc` itself.
BARE = x("physdesc/text()", "bare")


# Titles and dates.


def test_a_title_keeps_its_markup_and_its_dates() -> None:
    found = did(
        '<unittitle>Letters to <persname role="rcp">Kim</persname>,\n  <unitdate normal="1950/1953">1950-1953</unitdate>'
        "<lb/>and <emph>others</emph></unittitle>"
    )
    assert found.title == of_markup(
        'Letters to <persname relator="rcp">Kim</persname>, <unitdate normal="1950/1953">1950-1953</unitdate>'
        "<lb/>and <emph>others</emph>"
    )
    assert str(found.title) == "Letters to Kim, 1950-1953\nand others"
    assert [(date.text, date.edtf) for date in found.dates] == [("1950-1953", "1950/1953")]


def test_white_space_is_a_word_break_and_never_lost() -> None:
    assert did("<unittitle>Cool\nlet's <emph>try</emph>\n<emph>it</emph></unittitle>").title.split() == [
        "Cool",
        "let's",
        "try",
        "it",
    ]
    assert did("<unittitle>A<!-- x -->B<?y z?><![CDATA[C & ]]>D</unittitle>").title == "ABC & D"


def test_every_title_and_every_identifier_is_kept() -> None:
    found = did(
        '<unittitle>One</unittitle><unittitle label="Also">Two</unittitle><unitid>MS 1</unitid>'
        '<unitid type="ark" countrycode="US" repositorycode="US-X" label="Ark" encodinganalog="024">ark:/1/2</unitid>'
    )
    assert (found.title, found.other_titles) == ("One", ("Two",))
    assert found.identifiers == (
        Identifier("MS 1"),
        Identifier("ark:/1/2", "ark", "Ark", "US", "US-X", extras=(x("@encodinganalog", "024"),)),
    )
    assert x("did/unittitle[2]/@label", "Also") in found.extras


def test_an_internal_title_is_marked_where_it_stands() -> None:
    found = did('<unittitle audience="internal">Secret</unittitle>')
    assert found.title == of_markup('<unittitle audience="internal">Secret</unittitle>')


@pytest.mark.parametrize(
    ("markup", "edtf", "fields"),
    [
        ('<unitdate normal="1945/1989" type="inclusive">1945-1989</unitdate>', "1945/1989", {"type": "inclusive"}),
        ('<unitdate normal="19500101/19501231">1950</unitdate>', "1950", {}),
        (
            '<unitdate type="bulk" datechar="publication" certainty="circa">ca. 1950</unitdate>',
            "1950~",
            {"type": "bulk"},
        ),
        (
            '<unitdate era="ce" calendar="gregorian" label="Dates">1950</unitdate>',
            "1950",
            {"era": "ce", "label": "Dates"},
        ),
        ('<unitdate normal="1950"/>', "1950", {"text": ""}),
        ("<unitdate>no such thing</unitdate>", None, {"text": "no such thing"}),
    ],
)
def test_dates(markup: str, edtf: str | None, fields: dict[str, str]) -> None:
    (date,) = did(markup).dates
    assert date.edtf == edtf
    assert {name: getattr(date, name) for name in fields} == fields


def test_a_normal_that_cannot_be_read_is_kept_and_reported() -> None:
    context = Context()
    (date,) = did('<unitdate normal="2009114">November 2009</unitdate>', context=context).dates
    assert date.edtf == "2009-11"
    assert date.extras == (x("@normal", "2009114"),)
    found = {finding.target: finding.example for finding in context.report if finding.code == "problem"}
    assert found["unitdate/@normal"] == "2009114"


@pytest.mark.parametrize("era", ["", ' era="ce" calendar="gregorian"'])
@pytest.mark.parametrize(
    ("normal", "words", "kept"),
    [
        ("1915", "after 1915", True),
        ("1915", "1915-", True),
        ("1915/1915", "circa 1915", True),
        ("1915-01-01/1916-12-31", "1915-1916", True),
        ("1915", "1915", False),
        ("1915-06", "June 1915", False),
        ("1915-06-05", "5 June 1915", False),
        ("1915-06-05", "June 5, 1915", False),
        ("1915/1919", "circa 1915-1919", False),
        ("1915", "", False),
    ],
)
def test_a_normal_that_the_words_would_not_give_again_is_kept(normal: str, words: str, kept: bool, era: str) -> None:
    (date,) = did(f'<unitdate normal="{normal}"{era}>{words}</unitdate>').dates
    assert date.extras == ((x("@normal", normal),) if kept else ())


def test_an_ambiguous_date_stays_words_and_is_reported() -> None:
    context = Context()
    (date,) = did("<unitdate>5/6/1951</unitdate>", context=context).dates
    assert date.edtf is None
    assert "ambiguous" in next(finding.message for finding in context.report if finding.field == "dates")


@pytest.mark.parametrize(
    ("inner", "text", "edtf", "kept"),
    [
        ('<datesingle standarddate="1950-05">May 1950</datesingle>', "May 1950", "1950-05", False),
        (
            '<daterange><fromdate standarddate="1950">1950</fromdate><todate standarddate="1955">1955</todate></daterange>',
            "1950-1955",
            "1950/1955",
            False,
        ),
        ("<daterange><fromdate>1917</fromdate><todate>1955 </todate></daterange>", "1917-1955", "1917/1955", True),
        (
            '<dateset><datesingle standarddate="1950">1950</datesingle><datesingle standarddate="1953">1953</datesingle></dateset>',
            "1950, 1953",
            "{1950,1953}",
            True,
        ),
        (
            '<datesingle notbefore="1950" notafter="1955">early fifties</datesingle>',
            "early fifties",
            "[1950..1955]",
            True,
        ),
    ],
)
def test_structured_dates(inner: str, text: str, edtf: str | None, kept: bool) -> None:
    (date,) = did(f'<unitdatestructured unitdatetype="inclusive">{inner}</unitdatestructured>', ead3=True).dates
    assert (str(date.text), date.edtf, date.type) == (text, edtf, "inclusive")
    assert bool(date.extras) == kept


# Extents.


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<physdesc>30 boxes</physdesc>", [Extent("30 boxes", "30", "boxes", extras=(BARE,))]),
        (
            "<physdesc>about 30 boxes</physdesc>",
            [Extent("about 30 boxes", "30", "boxes", approximate=True, extras=(BARE,))],
        ),
        (
            '<physdesc label="Extent"><extent>1.5 linear feet</extent> <extent>3 boxes</extent></physdesc>',
            [
                Extent("1.5 linear feet", "1.5", "linear feet", label="Extent"),
                Extent("3 boxes", "3", "boxes", parallel=True),
            ],
        ),
        (
            "<physdesc><extent>1 volume</extent><physfacet>vellum</physfacet><dimensions>20 cm</dimensions></physdesc>",
            [Extent("1 volume", "1", "volume", facets=("vellum",), dimensions=("20 cm",))],
        ),
        (
            '<physdesc><extent unit="boxes">7</extent></physdesc>',
            [Extent("7 boxes", "7", "boxes", extras=(x("extent/@unit", "boxes"),))],
        ),
        (
            '<physdesc altrender="whole"><extent altrender="carrier">2 reels</extent></physdesc>',
            [Extent("2 reels", "2", "reels", extras=(x("@altrender", "whole"), x("extent/@altrender", "carrier")))],
        ),
        (
            "<physdesc>In <extent>2 boxes</extent>, dusty</physdesc>",
            [Extent(of_markup("In <extent>2 boxes</extent>, dusty"), "2", "boxes")],
        ),
        (
            "<physdesc><extent>2 boxes</extent>, <extent>3 reels</extent>, dusty</physdesc>",
            [Extent(of_markup("<extent>2 boxes</extent>, <extent>3 reels</extent>, dusty"))],
        ),
        (
            "<physdesc><genreform>maps</genreform> <extent>2,5 m</extent></physdesc>",
            [Extent(of_markup("<genreform>maps</genreform> <extent>2,5 m</extent>"), "2,5", "m")],
        ),
        ("<physdesc><extent>9920 item(s)</extent></physdesc>", [Extent("9920 item(s)", "9920", "item(s)")]),
        ("<physdesc><extent>3 boxes (1 ft)</extent></physdesc>", [Extent("3 boxes (1 ft)")]),
        (
            "<physdesc><physfacet>dusty</physfacet><dimensions>3 cm</dimensions><extent>2 boxes</extent></physdesc>",
            [Extent("2 boxes", "2", "boxes", facets=("dusty",), dimensions=("3 cm",))],
        ),
        (
            '<physdesc audience="internal">9 boxes</physdesc>',
            [Extent("9 boxes", "9", "boxes", audience="internal", extras=(BARE,))],
        ),
    ],
)
def test_extents(markup: str, expected: list[Extent]) -> None:
    assert list(did(markup).extents) == expected


def test_structured_extents() -> None:
    one = (
        '<physdescstructured physdescstructuredtype="carrier" coverage="part"><quantity approximate="true">3</quantity>'
        "<unittype>boxes</unittype><dimensions>30 cm</dimensions></physdescstructured>"
    )
    found = did(f"<physdescset>{one}{one}</physdescset>{one}", ead3=True).extents
    expected = Extent("approximately 3 boxes", "3", "boxes", "carrier", "part", True, dimensions=("30 cm",))
    assert found[0] == found[2] == expected
    assert [extent.parallel for extent in found] == [False, True, False]


def test_structured_extents_that_say_only_what_ead3_demands() -> None:
    """An extent of the whole, of another type without a name: EAD3 requires these, so they mean nothing."""
    words = (
        '<physdescstructured physdescstructuredtype="otherphysdescstructuredtype" coverage="whole">'
        "<quantity>3</quantity><unittype>boxes</unittype></physdescstructured>"
    )
    assert did(words, ead3=True).extents == (Extent("3 boxes", "3", "boxes"),)


# Containers, languages, repository.


def test_containers() -> None:
    found = did(
        '<container id="b" type="Box" label="Mixed">4</container><container parent="b" type="Folder">2</container>'
        '<container id="b9"/>'
    ).containers
    assert found == (
        Container("4", "Box", "Mixed", id="b"),
        Container("2", "Folder", parent="b"),
        Container(id="b9"),
    )
    (one,) = did('<container localtype="box" containerid="3200">4</container>', ead3=True).containers
    assert one == Container("4", "box", barcode="3200")


def test_languages_and_the_prose_around_them() -> None:
    alone = did('<langmaterial><language langcode="rus" scriptcode="Cyrl">Russian</language></langmaterial>')
    assert alone.languages == (Language("rus", "Cyrl", "Russian"),)
    assert alone.notes == ()
    prose = did(
        '<langmaterial label="L">In <language langcode="eng">English</language> and '
        '<language langcode="GER">German</language>.</langmaterial>'
    )
    assert [(one.code, one.name) for one in prose.languages] == [("eng", "English"), ("GER", "German")]
    (note,) = prose.notes
    assert (note.kind, note.label, str(note.text)) == ("language", "L", "In English and German.")
    assert did("<langmaterial>In English.</langmaterial>").notes == (Note("language", "In English."),)
    assert did("<langmaterial>English.</langmaterial>").languages == (Language(name="English."),)


def test_languages_with_scripts_of_ead3() -> None:
    found = did(
        '<langmaterial><languageset><language langcode="rus">Russian</language><script scriptcode="Cyrl"/></languageset>'
        '<language langcode="eng"/></langmaterial>',
        ead3=True,
    )
    assert found.languages == (Language("rus", "Cyrl", "Russian"), Language("eng"))


def test_the_repository_and_its_address() -> None:
    found = did(
        '<repository label="Held by"><corpname>Library<subarea>Archives</subarea></corpname>'
        "<address><addressline>1 Main St</addressline><addressline>Town</addressline></address></repository>"
        "<repository>Second</repository>"
    )
    held = found.repository
    assert held is not None
    assert (held.name, held.label, held.address) == (
        of_markup("<corpname>Library<subarea>Archives</subarea></corpname>"),
        "Held by",
        ("1 Main St", "Town"),
    )
    assert x("did/repository", "<repository>Second</repository>") in found.extras
    assert str(held.name) == "Library Archives"
    bare = did("<repository>Just words</repository>").repository
    assert bare is not None
    assert bare.name == "Just words"


# Agents and terms.


def test_creators() -> None:
    context = Context()
    found = did(
        '<origination label="Creator"><persname role="cre" source="naf" rules="dacs" authfilenumber="n1">Kim</persname>'
        "<famname>Lee family</famname></origination><origination>Bare words</origination>"
        "<origination>Collected by <corpname>Office</corpname></origination>",
        context=context,
    )
    assert found.agents[0] == AgentLink(
        Person("Kim", identifiers=(Identifier("n1", "authority"),), source="naf", rules="dacs"),
        "creator",
        "cre",
        "Creator",
    )
    assert [link.agent for link in found.agents[1:]] == [
        Family("Lee family"),
        Agent("Bare words"),
        CorporateBody("Office"),
    ]
    assert [str(note.text) for note in found.notes] == ["Collected by"]
    assert "origination" in {finding.target for finding in context.report}


def test_the_parts_of_names_of_ead3() -> None:
    found = did(
        '<origination><persname identifier="u1" relator="aut"><part localtype="surname">Kim</part>'
        '<part localtype="dates">1912-1994</part></persname></origination>'
        "<origination><corpname><part>Office</part></corpname></origination>",
        ead3=True,
    )
    link = found.agents[0]
    assert link.agent.parts == (NamePart("Kim", "surname"), NamePart("1912-1994", "dates"))
    assert (link.agent.name, link.relator, link.agent.identifiers[0].value) == ("Kim, 1912-1994", "aut", "u1")
    assert found.agents[1].agent == CorporateBody("Office")


def test_access_points_of_any_depth_know_their_headings() -> None:
    found = unit(
        "<did/><controlaccess><head>Index</head><controlaccess><head>Subjects</head>"
        '<subject source="lcsh" authfilenumber="sh1">War</subject><controlaccess><genreform>Letters</genreform>'
        "</controlaccess></controlaccess><controlaccess><head>Places</head><geogname>Seoul</geogname></controlaccess>"
        '<persname role="subject">Kim</persname><function>Diplomacy</function><occupation>Spy</occupation>'
        "<title>Pravda</title></controlaccess>"
    )
    assert found.subjects == (
        Term("War", source="lcsh", identifier="sh1", headings=("Index", "Subjects")),
        Term("Diplomacy", "function", headings=("Index",)),
        Term("Spy", "occupation", headings=("Index",)),
        Term("Pravda", "title", headings=("Index",)),
    )
    assert found.genres == (Term("Letters", headings=("Index", "Subjects")),)
    assert found.places == (Place("Seoul", headings=("Index", "Places")),)
    assert [(link.role, link.relator, link.headings) for link in found.agents] == [("subject", "subject", ("Index",))]


def test_prose_among_access_points_and_empty_groups_are_notes() -> None:
    found = unit(
        "<did/><controlaccess><head>Terms</head><p>See the catalogue.</p></controlaccess>"
        "<controlaccess><head>Nothing here</head></controlaccess>"
    )
    assert [(note.kind, note.heading, note.text) for note in found.notes] == [
        ("access_points", "Terms", "See the catalogue."),
        ("access_points", "Nothing here", ""),
    ]


def test_the_coordinates_of_a_place() -> None:
    found = unit(
        "<did/><controlaccess><geogname><part>Seoul</part><geographiccoordinates coordinatesystem='WGS84'>37.5, 127"
        "</geographiccoordinates></geogname></controlaccess>",
        ead3=True,
    )
    assert (found.places[0].name, found.places[0].latitude, found.places[0].longitude) == ("Seoul", 37.5, 127.0)


# Digital objects.


@pytest.mark.parametrize("prefix", ["xlink:", ""])
def test_digital_objects(prefix: str) -> None:
    found = did(
        f'<dao {prefix}href="http://example.org/1" {prefix}title="Scan" {prefix}role="master" {prefix}show="new" id="o1">'
        "<daodesc><p>A scan.</p></daodesc></dao>"
    ).digital_objects[0]
    assert (found.uri, found.title, found.role, found.id, found.description) == (
        "http://example.org/1",
        "Scan",
        "master",
        "o1",
        "A scan.",
    )
    assert found.extras == (x("@xlink:show", "new"),)


def test_groups_of_digital_objects_anywhere() -> None:
    found = unit(
        '<did/><daogrp id="g"><daodesc><p>Two pages.</p></daodesc><daoloc href="a" role="thumb"/><daoloc href="b"/></daogrp>'
        '<dao href="c"/>'
    ).digital_objects
    assert [(one.uri, one.parallel, str(one.description)) for one in found] == [
        ("a", False, "Two pages."),
        ("b", True, ""),
        ("c", False, ""),
    ]
    assert found[0].extras == (x("daogrp/@id", "g"), x("daogrp/daodesc/text()", "group"))


# Notes.


def test_notes_with_headings_structure_and_repetition() -> None:
    found = unit(
        "<did/><scopecontent id='s1'><head>Scope</head><p>First.</p><p>Second.</p></scopecontent>"
        "<scopecontent><p>Another.</p></scopecontent>"
        "<bioghist><head>Life</head><list type='ordered'><item>Born</item></list></bioghist>"
        "<odd type='colophon'><p>x</p><odd><p>nested</p></odd></odd><note label='N'><p>y</p></note>"
    )
    assert (found.description, found.description_heading) == ("First.\n\nSecond.", "Scope")
    assert x("scopecontent/@id", "s1") in found.extras
    assert found.notes == (
        Note("scope_and_content", "Another."),
        Note("biography_or_history", of_markup('<list listtype="ordered"><item>Born</item></list>'), "Life"),
        Note("general", of_markup("<p>x</p><odd><p>nested</p></odd>"), extras=(x("@type", "colophon"),)),
        Note("general", "y", label="N", extras=(Extra("ead3", "@localtype", "note"),)),
    )


def test_an_internal_description_is_a_note_that_is_marked() -> None:
    found = unit(
        '<did/><scopecontent audience="internal"><p>Hidden.</p></scopecontent><scopecontent><p>Open.</p></scopecontent>'
    )
    assert found.description == "Open."
    assert found.notes == (Note("scope_and_content", "Hidden.", audience="internal"),)


def test_what_a_wrapper_marks_is_marked_on_all_in_it() -> None:
    found = unit(
        '<did audience="internal"><unitid>1</unitid><container>2</container><physloc>shelf</physloc></did>'
        '<descgrp audience="internal"><odd><p>x</p></odd><controlaccess><subject>y</subject></controlaccess></descgrp>'
    )
    assert found.identifiers[0].audience == found.containers[0].audience == found.subjects[0].audience == "internal"
    assert [note.audience for note in found.notes] == ["internal", "internal"]


def test_groups_of_notes_are_flattened_and_remembered() -> None:
    found = unit(
        '<did/><descgrp type="admin"><head>Administration</head><acqinfo><p>Bought.</p></acqinfo><p>Loose.</p>'
        "<descgrp><prefercite><p>Cite.</p></prefercite></descgrp></descgrp>"
    )
    outer = x("descgrp", '<descgrp type="admin"><head>Administration</head></descgrp>')
    assert found.notes == (
        Note("acquisition", "Bought.", extras=(outer,)),
        Note("general", of_markup("<p>Loose.</p>"), extras=(outer,)),
        Note("preferred_citation", "Cite.", extras=(outer, x("descgrp", "<descgrp/>"))),
    )


def test_links_keep_their_attributes_in_canonical_names() -> None:
    found = unit(
        '<did/><odd><p>See <extref xlink:type="simple" xlink:href="http://a" xlink:title="T" xlink:role="r">this</extref>'
        '<ref target="b">that</ref><extptr href="c"/></p></odd>'
    )
    assert found.notes[0].text == of_markup(
        '<p>See <ref href="http://a" linktitle="T" linkrole="r">this</ref><ref target="b">that</ref><ptr href="c"/></p>'
    )


def test_words_in_wrong_places_are_kept_and_reported() -> None:
    context = Context()
    found = unit("<did>in did<unittitle>T</unittitle></did>in archdesc<p>loose</p>", context=context)
    assert [(note.kind, str(note.text)) for note in found.notes] == [
        ("note", "in did"),
        ("general", "in archdesc"),
        ("general", "loose"),
    ]
    assert {"did", "archdesc", "p"} <= {finding.target for finding in context.report}


def test_what_is_not_understood_is_carried_along_and_reported_once() -> None:
    context = Context()
    found = unit("<did><shoe size='42'>red</shoe></did><mystery>Kept words</mystery><mystery/>", context=context)
    assert found.extras == (
        x("did/shoe", '<shoe size="42">red</shoe>'),
        x("mystery", "<mystery>Kept words</mystery>"),
        x("mystery", "<mystery/>"),
    )
    carried = [finding for finding in context.report if finding.code == "carried"]
    assert [(finding.target, finding.count, finding.line, finding.example) for finding in carried] == [
        ("did/shoe", 1, 1, "red"),
        ("mystery", 2, 1, "Kept words"),
    ]


# The header.


def record(header: str, *, ead3: bool = False, context: Context | None = None) -> Record:
    found = unit("<did/>", header=header, ead3=ead3, context=context).record
    assert found is not None
    return found


def test_the_header_of_ead_2002() -> None:
    context = Context()
    found = record(
        """<eadheader findaidstatus="draft" langencoding="iso639-2b" audience="internal">
        <eadid countrycode="US" mainagencycode="US-X" url="http://a" identifier="i-1">k-1</eadid>
        <filedesc><titlestmt><titleproper>Guide</titleproper><titleproper type="filing">Papers, guide</titleproper>
        <subtitle>Sub</subtitle><author>Ann</author><sponsor>Fund</sponsor></titlestmt>
        <editionstmt><p>Second</p></editionstmt>
        <publicationstmt><publisher>Press</publisher><address><addressline>1 St</addressline></address>
        <date normal="2001">2001</date><p>Free.</p></publicationstmt>
        <seriesstmt><p>Series</p></seriesstmt><notestmt><note><p>N</p></note></notestmt></filedesc>
        <profiledesc>stray<creation>By Ann, <date>2001</date></creation>
        <langusage>In <language langcode="eng">English</language></langusage><descrules>DACS</descrules></profiledesc>
        <revisiondesc><change><date>2002</date><item>Fixed</item></change><change>words</change></revisiondesc>
        </eadheader>""",
        context=context,
    )
    assert (found.id, found.country, found.agency_code, found.status, found.audience) == (
        "k-1",
        "US",
        "US-X",
        "draft",
        "internal",
    )
    assert [(one.kind, one.value) for one in found.identifiers] == [("url", "http://a"), ("identifier", "i-1")]
    assert (found.title, found.other_titles, found.subtitle, found.author, found.sponsor) == (
        "Guide",
        ("Papers, guide",),
        "Sub",
        "Ann",
        "Fund",
    )
    assert (found.edition, found.publisher, found.address, found.publication, found.series) == (
        "Second",
        "Press",
        ("1 St",),
        "Free.",
        "Series",
    )
    assert found.published is not None
    assert found.published.edtf == "2001"
    assert (str(found.creation), found.rules, str(found.language_note)) == ("By Ann, 2001", ("DACS",), "In English")
    assert [one.code for one in found.languages] == ["eng"]
    assert [(one.text, one.date and one.date.edtf) for one in found.revisions] == [("Fixed", "2002"), ("words", None)]
    assert {str(note.text) for note in found.notes} == {"N", "stray"}
    assert x("eadheader/@langencoding", "iso639-2b") in found.extras
    assert "profiledesc" in {finding.target for finding in context.report}


def test_what_stands_twice_in_the_control_of_ead3_is_kept() -> None:
    event = '<eventtype value="revised"/><eventtype value="w1"/><agenttype value="human"/><agenttype value="w2"/><agent>A</agent>'
    found = record(
        f"""<control><recordid>k-1</recordid><maintenanceagency countrycode="US"><agencyname>A</agencyname></maintenanceagency>
        <maintenanceagency countrycode="w3"><agencyname>w4</agencyname></maintenanceagency>
        <maintenancehistory><maintenanceevent>{event}</maintenanceevent></maintenancehistory></control>""",
        ead3=True,
    )
    (revision,) = found.revisions
    assert (revision.kind, revision.agent_kind, found.country) == ("revised", "human", "US")
    said = " ".join(extra.content for extra in (*revision.extras, *found.extras))
    assert all(word in said for word in ("w1", "w2", "w3", "w4"))


def test_the_control_of_ead3() -> None:
    found = record(
        """<control><recordid instanceurl="http://a">k-1</recordid><otherrecordid localtype="old">o-1</otherrecordid>
        <filedesc><titlestmt><titleproper>Guide</titleproper></titlestmt></filedesc><maintenancestatus value="new"/>
        <maintenanceagency countrycode="US"><agencycode>US-X</agencycode><agencyname>Agency</agencyname></maintenanceagency>
        <languagedeclaration><language langcode="eng">English</language><script scriptcode="Latn"/>
        <descriptivenote><p>In English.</p></descriptivenote></languagedeclaration>
        <conventiondeclaration><abbr>DACS</abbr><citation>Describing Archives</citation></conventiondeclaration>
        <rightsdeclaration><citation href="http://cc0"/></rightsdeclaration>
        <rightsdeclaration audience="internal"><citation>Ask the donor</citation></rightsdeclaration>
        <localcontrol localtype="findaidstatus"><term>draft</term></localcontrol>
        <maintenancehistory><maintenanceevent><eventtype value="created"/><eventdatetime standarddatetime="2001-02-03">
        3 February 2001</eventdatetime><agenttype value="human"/><agent>Ann</agent>
        <eventdescription>Made</eventdescription></maintenanceevent></maintenancehistory>
        <sources><source><sourceentry>Register</sourceentry></source></sources></control>""",
        ead3=True,
    )
    assert (found.id, found.title, found.agency, found.agency_code, found.country, found.status) == (
        "k-1",
        "Guide",
        "Agency",
        "US-X",
        "US",
        "draft",
    )
    assert [(one.kind, one.value) for one in found.identifiers] == [("url", "http://a"), ("old", "o-1")]
    assert found.languages == (Language("eng", "Latn", "English"),)
    assert found.language_note == "In English."
    assert found.rules == (of_markup("<abbr>DACS</abbr><citation>Describing Archives</citation>"),)
    assert found.rights[0].uri == "http://cc0"
    assert (found.rights[1].text, found.rights[1].audience) == ("Ask the donor", "internal")
    (event,) = found.revisions
    assert (event.kind, event.agent_kind, event.agent, event.text, event.date and event.date.edtf) == (
        "created",
        "human",
        "Ann",
        "Made",
        "2001-02-03",
    )
    assert found.sources == ("Register",)
    assert [extra.place for extra in found.extras] == ["control/maintenancestatus"]


def test_what_is_said_again_and_again_is_one_object() -> None:
    c = "<c><did><unittitle>T</unittitle><container type='box'>1</container><physdesc>3 boxes</physdesc></did></c>"
    markup = f"<ead><archdesc><did/><dsc>{c * 5}</dsc></archdesc></ead>"
    found = [node.unit for node in read(io.BytesIO(markup.encode()), Context())][1:]
    assert len({id(one.containers[0]) for one in found}) == 1
    assert len({id(one.extents[0]) for one in found}) == 1


def test_problems_are_counted_as_often_as_they_occur() -> None:
    context = Context()
    c = "<c><did><unittitle>T</unittitle><unitdate>whenever it was</unitdate></did></c>"
    markup = f"<ead><archdesc><did/><dsc>{c * 5}</dsc></archdesc></ead>"
    list(read(io.BytesIO(markup.encode()), context))
    assert [finding.count for finding in context.report if finding.field == "dates"] == [5]


def test_each_date_with_something_wrong_is_reported_though_another_said_the_same() -> None:
    """Equal dates are read once and shared; their faults are not."""
    date = '<unitdate normal="1991/1949">1949-1991</unitdate>'
    components = "".join(f"<c><did><unittitle>t{n}</unittitle>{date}</did></c>\n" for n in range(5))
    every: list[Finding] = []
    data = f'<ead><eadheader/><archdesc level="fonds"><did/><dsc>{components}</dsc></archdesc></ead>'.encode()
    nodes = list(docmeta.read(data, format="ead2002", report=Report(each=every.append)))
    assert [finding.line for finding in every if finding.target == "unitdate/@normal"] == [1, 2, 3, 4, 5]
    assert [node.unit.dates[0].edtf for node in nodes[1:]] == ["1949/1991"] * 5


@pytest.mark.parametrize(
    ("dates", "target", "value"),
    [
        ('<datesingle standarddate="2001-02-30">2001</datesingle>', "datesingle/@standarddate", "2001-02-30"),
        ('<datesingle notbefore="1951-13">1951</datesingle>', "datesingle/@notbefore", "1951-13"),
        (
            '<daterange><fromdate standarddate="1960">1950</fromdate><todate standarddate="1950">1960</todate></daterange>',
            "daterange",
            "1960/1950",
        ),
        (
            '<dateset><datesingle standarddate="1951">1951</datesingle>'
            '<datesingle standarddate="19511340">1952</datesingle></dateset>',
            "datesingle/@standarddate",
            "19511340",
        ),
        ('<datesingle standarddate="1951">1951</datesingle>', None, None),
        ('<datesingle standarddate="1951~">1951</datesingle>', None, None),
    ],
)
def test_structured_dates_that_no_calendar_has_are_reported(dates: str, target: str | None, value: str | None) -> None:
    """The words and the elements are kept, and the fault is reported with its value."""
    data = f"""<ead xmlns="http://ead3.archivists.org/schema/"><control/><archdesc level="fonds"><did>
    <unitdatestructured>{dates}</unitdatestructured></did></archdesc></ead>""".encode()
    report = Report()
    list(docmeta.read(data, format="ead3", report=report))
    found = [
        (each.target, each.example) for each in report.findings if each.field == "dates" and each.code == "problem"
    ]
    assert found == ([(target, value)] if target else [])


def test_the_status_as_a_local_control_with_words_beside_it_is_kept_whole() -> None:
    said = '<localcontrol localtype="findaidstatus">still <term>draft</term></localcontrol>'
    markup = f'<ead xmlns="{EAD3}"><control>{said}</control><archdesc level="fonds"><did/></archdesc></ead>'
    found = next(iter(read(io.BytesIO(markup.encode()), Context()))).unit.record
    assert found is not None
    assert [extra.content for extra in found.extras if extra.place == "control/localcontrol"] == [said]


@pytest.mark.parametrize(
    ("system", "said", "read"),
    [
        ("WGS84", "37.5, 127", True),
        ("wgs 84", "37.5 127", True),
        ("urn:ogc:def:crs:EPSG::4326", "37.5 127", True),
        ("mgrs", "52 30", False),
        ("OSGB36", "51.4, 0.1", False),
        ("EPSG:27700", "50, 80", False),
        ("WGS84", "127, 37.5", False),
        ("WGS84", "52S DG 1 2", False),
    ],
)
def test_only_degrees_of_one_system_are_coordinates(system: str, said: str, read: bool) -> None:
    report = Report()
    did = f"<geogname><part>Seoul</part><geographiccoordinates coordinatesystem='{system}'>{said}</geographiccoordinates></geogname>"
    data = f'<ead xmlns="{EAD3}"><archdesc><did/><controlaccess>{did}</controlaccess></archdesc></ead>'
    (node,) = docmeta.read(data.encode(), report=report)
    (place,) = node.unit.places
    assert (place.latitude, place.longitude) == ((37.5, 127) if read else (None, None))
    assert [extra.place for extra in place.extras] == ["geographiccoordinates"]
    assert any(finding.target == "geographiccoordinates" for finding in report.findings) != read


def test_of_several_coordinates_those_that_are_understood_are_read() -> None:
    inner = "".join(
        f"<geographiccoordinates coordinatesystem='{system}'>{said}</geographiccoordinates>"
        for system, said in (("mgrs", "52S DG"), ("WGS84", "37.5, 127"))
    )
    inside = f"<did/><controlaccess><geogname><part>Seoul</part>{inner}</geogname></controlaccess>"
    (node,) = docmeta.read(f'<ead xmlns="{EAD3}"><archdesc>{inside}</archdesc></ead>'.encode())
    assert [(place.latitude, place.longitude) for place in node.unit.places] == [(37.5, 127)]
