"""Plain parts are written as strings; the output and the report equal those of the careful way."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from unittest import mock

import attrs
import pytest
from hypothesis import given

import docmeta.model
import strategies
from docmeta import Collection, Context, Date, Document, Node, Report
from docmeta.model import Container, Extent, Extra, Identifier, Note, Place, RightsStatement, Term
from docmeta.text import of_markup
from docmeta_ead.options import EAD3Options, EADOptions
from docmeta_ead.tables.plain import ACCESS_POINTS, PLAIN, Plain
from docmeta_ead.write import unit as units
from docmeta_ead.write.plain import FEW, of_line, plain_writer
from docmeta_ead.write.taken import Taken
from docmeta_ead.write.writer import write_ead3, write_ead2002

WRITERS = {"ead2002": (write_ead2002, EADOptions), "ead3": (write_ead3, EAD3Options)}
DIALECTS = tuple(WRITERS)


def nothing(*_: Any) -> None:
    """Treat nothing as plain."""


class Careful:
    """Treats nothing as plain."""

    did_notes = dict.fromkeys(("abstract", "location", "material_specific", "note"), nothing)
    terms: dict[str, dict[str | None, Callable[..., None]]] = {"subjects": {}, "genres": {}, "places": {}}
    terms_with = terms

    def __init__(self, dialect: str) -> None:
        self.dialect = dialect

    def __getattr__(self, name: str) -> Callable[..., None]:
        return nothing


def written(dialect: str, nodes: list[Node]) -> tuple[bytes, list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """The output, every single finding, and the summed findings."""
    write, options = WRITERS[dialect]
    every: list[tuple[Any, ...]] = []
    out, again = io.BytesIO(), io.BytesIO()
    one = Report(each=lambda finding: every.append((finding.code, finding.field, finding.target, finding.example)))
    write(iter(nodes), out, Context(options=options(), report=one))
    summed = Report()
    write(iter(nodes), again, Context(options=options(), report=summed))
    assert out.getvalue() == again.getvalue()
    return out.getvalue(), every, [(one.code, one.field, one.target, one.count) for one in summed.findings]


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("dialect", DIALECTS)
@given(data=strategies.st.data())
def test_the_quick_way_writes_and_reports_what_the_careful_one_does(dialect: str, plain: bool, data: Any) -> None:
    nodes = data.draw(strategies.streams(plain=plain))
    quick = written(dialect, nodes)
    with mock.patch.object(units, "plain_writer", Careful), mock.patch.object(units, "plain_relation", nothing):
        careful = written(dialect, nodes)
    assert quick[0] == careful[0]
    assert sorted(map(repr, quick[1])) == sorted(map(repr, careful[1]))
    assert sorted(map(repr, quick[2])) == sorted(map(repr, careful[2]))


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("line", [*PLAIN, *ACCESS_POINTS], ids=lambda line: line.element)
def test_every_line_of_the_table_is_written_by_it(dialect: str, line: Plain) -> None:
    if line.element in ("note", "didnote") and line.element != ("didnote" if dialect == "ead3" else "note"):
        pytest.skip("the other dialect's element")
    part = getattr(docmeta.model, line.part)(**{line.words: "A & B"}, **line.fixed)
    made = of_line(dialect, line)(part)
    assert made is not None
    assert made.startswith(f"<{line.element}>")
    assert "A &amp; B" in made


@pytest.mark.parametrize(
    ("part", "write"),
    [
        (Identifier(" A"), "identifier"),
        (Identifier("A", country="no code"), "identifier"),
        (Container("1", id="b1"), "container"),
    ],
)
def test_what_needs_care_is_not_plain(part: Any, write: str) -> None:
    assert getattr(plain_writer("ead3"), write)(part) is None


_EXTRAS = [
    (),
    (Extra("ead2002", "@id", "n1"),),
    (Extra("ead2002", "@encodinganalog", "500$a"), Extra("ead2002", "@id", "n2")),
    (Extra("ead3", "@altrender", 'say "x"'),),
    (Extra("ead2002", "@type", "ruler"),),
    (Extra("ead2002", "@id", "not an id"),),
    (Extra("ead2002", "@made-up", "x"),),
    (Extra("ead2002", "@normal", "1908-01-01/1908-12-31"),),
    (Extra("ead2002", "@normal", "1908"),),
    (Extra("ead2002", "head/@id", "h1"),),
    (Extra("csv", "@id", "x1"),),
]
_DATES = [
    Date("1908"),
    Date("5 June 1951", type="inclusive"),
    Date("1899-1911.", edtf="1899/1911", era="ce", calendar="gregorian"),
    Date("1859, 1953"),
    Date("circa 1840", label="Made"),
    Date("1995", edtf="1995/1995"),
    Date("the war years", edtf="1914/1918"),
    Date("May", edtf="1950-05"),
    Date("1908", edtf="1909"),
    Date("n.d."),
    Date("1908-01-01/1908-12-31"),
]


@pytest.mark.parametrize("extras", _EXTRAS)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_plain_parts_with_attributes_of_their_source_are_written_as_with_care(
    dialect: str, extras: tuple[Extra, ...]
) -> None:
    more = {"extras": extras}
    unit = Document(
        "d",
        identifiers=(Identifier("A", **more), Identifier("B", kind="old", **more)),
        containers=(Container("4", kind="Box", id="b4", **more), Container("5", id="b4", parent="b4", **more)),
        dates=tuple(attrs.evolve(part, **more) for part in _DATES),
        notes=(
            Note("custodial_history", "Kept.", heading="Owners", audience="external", **more),
            Note("note", "N.", **more),
        ),
        subjects=(Term("Mills", uri="https://a.example/1", **more), Term("Rye", source="lcsh", identifier="7", **more)),
        places=(Place("Rye", uri="urn:x", **more),),
        extras=tuple(attrs.evolve(extra, place=f"scopecontent/{extra.place}") for extra in extras),
        description="What it holds.",
    )
    nodes = [Node(0, unit)]
    quick = written(dialect, nodes)
    with mock.patch.object(units, "plain_writer", Careful):
        careful = written(dialect, nodes)
    assert quick == careful


@pytest.mark.parametrize(
    "part",
    [
        Identifier("A", extras=(Extra("ead2002", "@encodinganalog", "099"),)),
        Identifier("A", kind="ABS", extras=(Extra("ead2002", "@id", "u1"),)),
    ],
)
def test_attributes_of_the_source_leave_a_part_plain(part: Identifier) -> None:
    for dialect in DIALECTS:
        assert plain_writer(dialect).identifier_with(part, Taken()) is not None


_TITLES = [
    'Log, <unitdate era="ce" type="x">1901</unitdate>',
    "<unitdate>1901</unitdate>",
    '<unitdate normal="1901">1901</unitdate> and <unitdate>1902</unitdate> again',
    'Of <date localtype="unitdate">1901</date>, of <date normal="1902">1902</date>',
    'Of <unitdate id="x1">1901</unitdate>',
    'Of <unitdate made-up="x">1901</unitdate>',
    'Of <unitdate label="A &amp; B">1901</unitdate>',
    "Of <unitdate>1901 &amp; 1902</unitdate>",
    "Of <emph>a</emph> <unitdate>1901</unitdate>",
    "Of <unitdate><emph>1901</emph></unitdate>",
    "A &amp; B, <unitdate>1901</unitdate>",
    "Of <unitdate>1901</unitdate><lb/>again",
    '<title render="italic">Sussex</title> [41]',
    '<title render="italic" id="t1">Sussex</title>, <persname source="lcnaf" relator="aut">Roe, Ann</persname>; <geogname>Rye</geogname>',
    '<ref href="https://a.example/1" show="new" actuate="onLoad">A 1</ref> and <ref href="https://a.example/2" show="new">A 2</ref>',
    '<ref href="https://a.example/1" linktitle="https://a.example/1">A</ref>',
    '<ref href="https://a.example/1 2">A</ref> <ref href="x y">B</ref> <ref target="c1">C</ref>',
    '<emph render="bold">a</emph><emph render="red">b</emph> <abbr expan="x">c</abbr>',
    '<emph lang="fr">a</emph> <p>One.</p>',
    "<unittitle>1901</unittitle>",
    "<genreform>Maps</genreform> of <num>4</num> <extent>3 boxes</extent> <made-up>x</made-up>",
    "<emph>a \uf8ff</emph> <emph render='\uf8ff'>b</emph>",
]


@pytest.mark.parametrize("dates", [(), (Date("1901"),), (Date("1902", type="bulk"), Date("1901"))])
@pytest.mark.parametrize("title", _TITLES)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_titles_with_elements_are_written_as_with_care(dialect: str, title: str, dates: tuple[Date, ...]) -> None:
    codes = (Identifier(of_markup(title)), Identifier(of_markup(title), kind="ark"))
    nodes = [Node(0, Document("d", identifiers=codes, title=of_markup(title), dates=dates))]
    quick = written(dialect, nodes)
    with mock.patch.object(units, "plain_writer", Careful):
        careful = written(dialect, nodes)
    assert quick == careful


_PROSE = [
    *_TITLES,
    "<p>One.</p><p>The <title>Star</title> &amp; <emph render='bold'>more</emph>.</p>",
    "<p>The <persname source='lcnaf'>Roe</persname>.</p>",
    "<persname>Roe</persname>",
    "<p id='x'>One.</p><p>Two.</p>",
    "<p>One <list><item>a</item></list></p>",
    "<p>One.</p> <p>Two <abbr>x</abbr></p>",
    "<p>One.</p>Two <abbr>x</abbr><p>Three.</p>",
    "<p>One<lb/>two <ref href='https://a.example/?a=1&amp;b=2'>x</ref></p><p/>",
    "Words <date normal='1901'>1901</date> and <title href='https://a.example/'>T</title>",
    "<head>H</head><p>One <num>1</num></p>",
]


@pytest.mark.parametrize("prose", _PROSE)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_paragraphs_with_elements_are_written_as_with_care(dialect: str, prose: str) -> None:
    text = of_markup(prose)
    notes = [Note("biography", text, heading="Life"), Note("odd", text, extras=(Extra("ead2002", "@id", "n1"),))]
    notes += [Note("related_units", text), Note("index", text), Note("access", text), Note("bibliography", text)]
    unit = Document("d", description=text, notes=notes, rights=[RightsStatement(text)], source=text)
    quick = written(dialect, [Node(0, unit)])
    with mock.patch.object(units, "plain_writer", Careful):
        careful = written(dialect, [Node(0, unit)])
    assert quick == careful


@pytest.mark.parametrize("part", _DATES[:4])
def test_dates_in_words_are_plain(part: Date) -> None:
    for structured in (True, False):
        assert plain_writer("ead3").date(part, structured, Taken()) is not None


def test_a_new_plain_element_is_one_line_of_the_table() -> None:
    line = Plain("materialspec", "places", "Place", "name", {"label": "source"})
    assert (
        of_line("ead2002", line)(Place("1:500", source="Scale")) == '<materialspec label="Scale">1:500</materialspec>'
    )
    assert of_line("ead3", line)(Place("1:500", uri="https://a.example")) is None


@pytest.mark.parametrize("dialect", DIALECTS)
def test_losses_of_one_kind_are_counted(dialect: str) -> None:
    units_of = [
        Node(0, Collection("a", minted=True)),
        *(Node(1, Document(f"d{n}", subjects=(Term("x", "era"),))) for n in range(5)),
    ]
    found = {(code, target): count for code, _, target, count in written(dialect, units_of)[2]}
    assert found["changed", "subject/@localtype"] == 5


@pytest.mark.parametrize("dialect", DIALECTS)
def test_only_so_much_is_remembered_and_the_rest_is_written_the_same(dialect: str) -> None:
    def unit(number: int) -> Document:
        rights = (RightsStatement(f"Ask {number}."),)
        return Document(f"d{number}", subjects=(f"Term {number}",), extents=(Extent(f"{number} boxes"),), rights=rights)

    whole = [Node(0, Collection("a")), *(Node(1, unit(number)) for number in range(FEW + 40))]
    late = [whole[0], *whole[-20:]]
    first, again = (written(dialect, nodes)[0].partition(b'id="d540"')[2] for nodes in (whole, late))
    known = plain_writer(dialect).known
    assert first
    assert first == again
    assert any(known)
    assert max(map(len, known)) <= FEW
