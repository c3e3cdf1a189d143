"""The stream of units: components of every kind, what follows them, wrappers, namespaces, bad input, memory."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from tests.growth import grows_with_input

from docmeta import Collection, Context, Document, InputError, Node
from docmeta.errors import LimitError
from docmeta.model import FIELDS
from docmeta_ead.read.reader import read

EAD2002 = "urn:isbn:1-931666-22-9"
EAD3 = "http://ead3.archivists.org/schema/"
HEADER = "<eadheader><eadid>k-1</eadid></eadheader>"


def nodes(markup: str | bytes, context: Context | None = None) -> list[Node]:
    data = markup.encode() if isinstance(markup, str) else markup
    return list(read(io.BytesIO(data), context or Context()))


def c(title: str, inner: str = "", name: str = "c", more: str = "") -> str:
    return f"<{name}{more}><did><unittitle>{title}</unittitle></did>{inner}</{name}>"


def ead(inner: str, namespace: str = EAD2002, header: str = HEADER) -> str:
    xmlns = f' xmlns="{namespace}"' if namespace else ""
    return (
        f'<ead{xmlns}>{header}<archdesc level="fonds"><did><unittitle>Whole</unittitle></did>{inner}</archdesc></ead>'
    )


def outline(found: list[Node]) -> list[tuple[int, str]]:
    return [(node.depth, str(node.unit.title)) for node in found]


def findings(context: Context, code: str) -> list[str | None]:
    return [finding.target for finding in context.report if finding.code == code]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (f"<dsc>{c('A', c('B'))}{c('C')}</dsc>", [(1, "A"), (2, "B"), (1, "C")]),
        (f"<dsc>{c('A', c('B', name='c02'), name='c01')}</dsc>", [(1, "A"), (2, "B")]),
        (f"<dsc>{c('A', c('B', c('C', name='c03')), name='c01')}</dsc>", [(1, "A"), (2, "B"), (3, "C")]),
        (f"<dsc>{c('A', name='c05')}{c('B', name='c12')}</dsc>", [(1, "A"), (1, "B")]),
        (c("A", c("B")), [(1, "A"), (2, "B")]),
        (f"<dsc>{c('A')}</dsc><dsc>{c('B')}</dsc>", [(1, "A"), (1, "B")]),
        (f"<dsc><dsc>{c('A')}</dsc>{c('B')}</dsc>", [(1, "A"), (1, "B")]),
        (f"<dsc>{c('A', f'<dsc>{c(chr(66))}</dsc>')}</dsc>", [(1, "A"), (2, "B")]),
        (f"<dsc><c/>{c('B')}</dsc>", [(1, ""), (1, "B")]),
        (f"<wrapper>{c('A')}</wrapper>", [(1, "A")]),
    ],
)
def test_components_however_they_are_nested(inner: str, expected: list[tuple[int, str]]) -> None:
    assert outline(nodes(ead(inner))) == [(0, "Whole"), *expected]


def test_a_collection_inside_a_collection() -> None:
    inner = c("Inner", c("Series", c("Item"), more=' level="series"'), more=' level="collection"')
    found = nodes(ead(f"<dsc>{inner}</dsc>"))
    assert [(node.depth, node.unit.level) for node in found] == [
        (0, "fonds"),
        (1, "collection"),
        (2, "series"),
        (3, None),
    ]
    assert [type(node.unit) for node in found] == [Collection, Collection, Collection, Document]


def test_levels() -> None:
    context = Context()
    inner = "".join(
        c("x", more=more)
        for more in (
            "",
            ' level="otherlevel" otherlevel="dossier"',
            ' level="series" otherlevel="bundle"',
            ' level="galaxy"',
            ' level="otherlevel"',
        )
    )
    found = nodes(ead(f"<dsc>{inner}</dsc>"), context)[1:]
    assert [node.unit.level for node in found] == [None, "dossier", "series", "galaxy", "otherlevel"]
    assert [extra.content for extra in found[2].unit.extras] == ["bundle"]
    assert findings(context, "problem") == ["@level"]


def test_identifiers_are_the_sources_or_minted_and_never_twice_the_same() -> None:
    context = Context()
    inner = c("A", more=' id="a"') + c("B") + c("C", more=' id="a"') + c("D", more=' xml:id="d"')
    found = nodes(ead(f"<dsc>{inner}</dsc>"), context)
    assert [(node.unit.id, node.unit.minted) for node in found] == [
        ("unit-1", True),
        ("a", False),
        ("unit-1.2", True),
        ("unit-1.3", True),
        ("d", False),
    ]
    assert findings(context, "problem") == ["@id"]
    assert found[3].unit.extras[0].content == "a"


def test_lines() -> None:
    markup = "<ead>\n<archdesc>\n<did/>\n<dsc>\n<c>\n<did/></c></dsc></archdesc></ead>"
    assert [node.line for node in nodes(markup)] == [2, 5]


# What follows the components.


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("prefix", ["", "e:"])
def test_elements_after_the_components_belong_to_their_unit(encoding: str, prefix: str) -> None:
    markup = f"""<ead xmlns="{EAD2002}"><archdesc><did><unittitle>Whole</unittitle></did>
    <scopecontent><p>Early.</p></scopecontent>
    <dsc type="combined"><head>List</head><c id="a"><did><unittitle>A</unittitle></did>
      <c id="b"><did><unittitle>B</unittitle></did></c>
      <bioghist><p>Late in A.</p></bioghist></c>
      <c id="d"><did><unittitle>D</unittitle></did></c></dsc>
    <relatedmaterial><head>Related</head><p>Late.</p></relatedmaterial>
    <dsc type="analyticover"><head>Second list</head><c id="e"><did><unittitle>E</unittitle></did></c></dsc>
    <odd><p>Last.</p></odd></archdesc></ead>"""
    if prefix:
        markup = (
            markup.replace(f'xmlns="{EAD2002}"', f'xmlns:e="{EAD2002}"').replace("<", "<e:").replace("<e:/", "</e:")
        )
    found = nodes(markup.encode(encoding))
    assert outline(found) == [(0, "Whole"), (1, "A"), (2, "B"), (1, "D"), (1, "E")]
    whole = found[0].unit
    assert whole.description == "Early."
    assert [(note.kind, note.heading, note.text) for note in whole.notes] == [
        ("related_units", "Related", "Late."),
        ("general", "", "Last."),
    ]
    assert [extra.content for extra in whole.extras if extra.place == "dsc"] == [
        '<dsc type="combined"><head>List</head></dsc>',
        '<dsc type="analyticover"><head>Second list</head></dsc>',
    ]
    assert [note.text for note in found[1].unit.notes] == ["Late in A."]


def test_words_and_elements_between_components_are_kept() -> None:
    context = Context()
    found = nodes(ead(f"<dsc>{c('A')} stray words {c('B')}<note><p>Between.</p></note>{c('D')}</dsc>tail"), context)
    assert outline(found) == [(0, "Whole"), (1, "A"), (1, "B"), (1, "D")]
    assert [note.text for note in found[0].unit.notes] == ["stray words", "Between.", "tail"]
    assert "dsc" in findings(context, "problem")


def test_many_late_elements_go_with_their_own_units() -> None:
    inner = "".join(c(f"U{i}", c(f"V{i}") + f"<odd><p>late {i}</p></odd>", more=f' id="u{i}"') for i in range(500))
    found = nodes(ead(f"<dsc>{inner}</dsc>"))
    told = {node.unit.id: [str(note.text) for note in node.unit.notes] for node in found if node.depth == 1}
    assert told == {f"u{i}": [f"late {i}"] for i in range(500)}


def test_the_look_ahead_sees_late_elements_wherever_blocks_end() -> None:
    from docmeta_ead.read.late import _BLOCK, may_have_late

    for shift in range(0, 60, 7):
        fill = "x" * (_BLOCK - 200 - shift)
        early = f"<ead><archdesc><did/><odd><p>{fill}</p></odd><dsc><c><did/></c>\n</dsc>"
        assert not may_have_late(io.BytesIO(f"{early}</archdesc></ead>\n".encode()))
        assert may_have_late(io.BytesIO(f"{early}<odd/></archdesc></ead>\n".encode()))
        assert not may_have_late(io.BytesIO(f"{early}<!-- a comment --></archdesc></ead><!-- x -->".encode()))


def test_elements_of_entities_are_read() -> None:
    markup = f"""<!DOCTYPE ead [<!ENTITY one '{c("One")}'>]>
    <ead><archdesc><did><unittitle>Whole</unittitle></did><dsc>&one;{c("Two")}&one;</dsc></archdesc></ead>"""
    assert outline(nodes(markup)) == [(0, "Whole"), (1, "One"), (1, "Two"), (1, "One")]


# Wrappers, roots, namespaces.


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<mets:mets xmlns:mets='http://www.loc.gov/METS/'><mets:xmlData>", "</mets:xmlData></mets:mets>"),
        ("<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><metadata>", "</metadata></OAI-PMH>"),
        ("<records>", "</records>"),
    ],
)
def test_a_finding_aid_in_a_wrapper(before: str, after: str) -> None:
    one = ead(f"<dsc>{c('A')}</dsc>")
    assert outline(nodes(before + one + after)) == [(0, "Whole"), (1, "A")]
    assert outline(nodes(before + one + one + after)) == [(0, "Whole"), (1, "A"), (0, "Whole"), (1, "A")]


def test_what_stands_around_a_finding_aid_is_reported() -> None:
    context = Context()
    nodes(f"<mets><dmdSec><title>Something else</title></dmdSec><xmlData>{ead('')}</xmlData></mets>", context)
    found = [finding for finding in context.report if finding.target == "mets"]
    assert [(finding.code, finding.example) for finding in found] == [("unread", "Something else")]


@pytest.mark.parametrize("name", ["c", "c01", "c02", "c12"])
def test_a_component_as_root(name: str) -> None:
    assert outline(nodes(c("A", c("B"), name=name))) == [(0, "A"), (1, "B")]
    assert outline(nodes(f"<records>{c('A', name=name)}{c('B', name=name)}</records>")) == [(0, "A"), (0, "B")]


def test_a_component_as_root_is_ead3_if_its_elements_are() -> None:
    found = nodes('<c02><did><unittitle localtype="x">A</unittitle></did></c02>')
    assert [(extra.format, extra.place) for extra in found[0].unit.extras] == [("ead3", "did/unittitle/@localtype")]


def test_a_header_without_description() -> None:
    context = Context()
    found = nodes(f"<ead>{HEADER}</ead>", context)
    assert [(type(node.unit), node.unit.record and node.unit.record.id) for node in found] == [(Collection, "k-1")]
    assert "ead" in findings(context, "problem")


@pytest.mark.parametrize(
    "namespace",
    [
        "",
        EAD2002,
        EAD3,
        "http://ead3.archivists.org/schema/undeprecated/",
        "http://www.loc.gov/ead",
        "https://standards.openpreservation.org/ead/v4",
    ],
)
def test_namespaces(namespace: str) -> None:
    context = Context()
    assert outline(nodes(ead(f"<dsc>{c('A')}</dsc>", namespace), context)) == [(0, "Whole"), (1, "A")]
    assert "xmlns" not in findings(context, "problem")


def test_an_unknown_namespace_is_reported() -> None:
    context = Context()
    assert outline(nodes(ead(f"<dsc>{c('A')}</dsc>", "urn:isbn:0"), context)) == [(0, "Whole"), (1, "A")]
    assert "xmlns" in findings(context, "problem")


def test_both_dialects_in_one_file_are_reported() -> None:
    context = Context()
    inner = f"<dsc>{c('A', more=chr(32) + f'xmlns={chr(34)}{EAD3}{chr(34)}')}</dsc>"
    assert outline(nodes(ead(inner), context)) == [(0, "Whole"), (1, "A")]
    assert "xmlns" in findings(context, "problem")


def test_foreign_elements_with_the_names_of_ead_are_not_taken_for_it() -> None:
    context = Context()
    found = nodes(ead("<x:scopecontent xmlns:x='urn:other'>Not ours.</x:scopecontent>"), context)
    assert found[0].unit.description == ""
    assert "Not ours." in found[0].unit.extras[0].content
    assert findings(context, "carried") == ["scopecontent"]


def test_the_names_of_ead_4() -> None:
    markup = """<ead xmlns="https://standards.openpreservation.org/ead/v4"><control><recordId>r</recordId></control>
    <archDesc level="recordGroup"><identificationData><unitTitle>T</unitTitle><unitId>U</unitId>
    <unitDate unitDateType="bulk"><dateRange><fromDate standardDate="1950">1950</fromDate>
    <toDate standardDate="1955">1955</toDate></dateRange></unitDate></identificationData>
    <accessConditions><p>Open.</p></accessConditions><descriptionOfComponents>
    <c01 level="file"><identificationData><unitTitle>A</unitTitle>
    <container localType="box">1</container></identificationData></c01>
    </descriptionOfComponents></archDesc></ead>"""
    found = nodes(markup)
    whole = found[0].unit
    assert (whole.level, whole.title, whole.identifiers[0].value) == ("recordgrp", "T", "U")
    assert (whole.dates[0].edtf, whole.dates[0].type) == ("1950/1955", "bulk")
    assert [(note.kind, note.text) for note in whole.notes] == [("access_conditions", "Open.")]
    assert [(one.value, one.kind) for one in found[1].unit.containers] == [("1", "box")]


# Bad input.


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<ead>\n<archdesc>\n</ead>", 3),
        ("<ead>\n<archdesc>\n<did>&nbsp;</did></archdesc></ead>", 3),
        ("<ead>\n<x:c/></ead>", 2),
        ("<html>\n<body/></html>", 1),
        ("<ead/>", 1),
        ("", 1),
        ("not XML at all", 1),
    ],
)
def test_what_cannot_be_read_is_an_error_with_a_line(markup: str, line: int) -> None:
    with pytest.raises(InputError) as caught:
        nodes(markup)
    assert caught.value.line == line


def test_units_before_an_error_are_handed_on_as_they_come() -> None:
    stream = read(io.BytesIO((ead(f"<dsc>{c('A') * 3000}") + "<").encode()), Context())
    assert str(next(stream).unit.title) == "Whole"
    with pytest.raises(InputError):
        list(stream)


def test_too_many_attributes_are_an_error_at_once() -> None:
    many = "".join(f' a{i}="x"' for i in range(5000))
    with pytest.raises(LimitError):
        nodes(f"<ead{many}><archdesc><did/></archdesc></ead>")


@pytest.mark.parametrize("deep", ["<descgrp>", "<dsc>", "<controlaccess>", "<odd>", "<did>"])
def test_deep_nesting_is_read_or_a_clear_error(deep: str) -> None:
    name = deep[1:-1]
    for depth in (200, 1500):
        markup = f"<ead><archdesc>{deep * depth}words{f'</{name}>' * depth}</archdesc></ead>"
        try:
            found = nodes(markup, Context(huge=True))
        except LimitError:
            assert depth > 200
        else:
            assert "words" in repr([getattr(found[0].unit, name) for name in FIELDS])


def test_markup_deeper_than_a_text_holds_keeps_its_words() -> None:
    context = Context()
    title = "<emph>" * 200 + "deep" + "</emph>" * 200
    found = nodes(f"<ead><archdesc><did><unittitle>{title}</unittitle></did></archdesc></ead>", context)
    assert found[0].unit.title.plain == "deep"  # type: ignore[attr-defined]
    assert findings(context, "decided") == ["emph"]


# Memory and the stream.


class _Endless(io.RawIOBase):
    """A finding aid of many components, generated while it is read."""

    def __init__(self, count: int, end: bytes) -> None:
        super().__init__()
        self.pieces = self._made(count, end)
        self.count = count
        self.end = end
        self.left = b""
        self.handed = 0

    def _made(self, count: int, end: bytes) -> Iterator[bytes]:
        yield f'<ead xmlns="{EAD2002}">{HEADER}<archdesc><did><unittitle>W</unittitle></did><dsc>'.encode()
        for i in range(count):
            yield (
                f'<c id="c{i}"><did><unittitle>Item {i}</unittitle><unitdate normal="1950">1950</unitdate></did>'
                f"<scopecontent><p>Words of {i}.</p></scopecontent></c>\n"
            ).encode()
        yield end

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.handed

    def seek(self, offset: int, whence: int = 0) -> int:
        assert (offset, whence) == (0, 0)
        self.pieces = self._made(self.count, self.end)
        self.left = b""
        self.handed = 0
        return 0

    def read(self, size: int = -1) -> bytes:
        done = [self.left]
        length = len(self.left)
        while length < size and (piece := next(self.pieces, None)) is not None:
            done.append(piece)
            length += len(piece)
        data = b"".join(done)
        data, self.left = data[:size], data[size:]
        self.handed += len(data)
        return data


@pytest.mark.parametrize("end", [b"</dsc></archdesc></ead>", b"</dsc><odd><p>Late.</p></odd></archdesc></ead>"])
def test_memory_is_that_of_one_component(end: bytes) -> None:
    def peak(count: int) -> int:
        source: Any = _Endless(count, end)
        tracemalloc.start()
        number = sum(1 for _ in read(source, Context()))
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert number == count + 1
        return found

    peak(10)
    small, large = peak(1_500), peak(6_000)
    # The size of the shared pools in Python is bounded, and neither reaches its limit.
    assert large < small + 6_000_000


def test_the_stream_is_pulled_one_unit_at_a_time_and_left_open() -> None:
    source: Any = _Endless(5_000, b"</dsc></archdesc></ead>")
    stream = read(source, Context())
    next(stream), next(stream)
    assert source.handed < 100_000
    list(stream)
    assert not source.closed


# Elements in wrong places.


def test_a_header_is_read_once_wherever_it_stands() -> None:
    late = f'<ead><archdesc level="fonds"><did/></archdesc>{HEADER}</ead>'
    nested = "<ead><eadheader><eadid>k-1</eadid><filedesc><ead>x</ead></filedesc></eadheader><archdesc><did/></archdesc></ead>"
    for markup in (late, nested):
        (node,) = nodes(markup)
        assert node.unit.record is not None
        assert node.unit.record.id == "k-1"
    context = Context()
    found = nodes(ead(f"<dsc>{c('A', '<eadheader><eadid>words</eadid></eadheader>')}</dsc>"), context)
    assert [str(note.text) for note in found[1].unit.notes] == ["words"]
    assert "eadheader" in findings(context, "problem")


def test_components_in_elements_that_should_hold_none() -> None:
    context = Context()
    inner = f"<controlaccess><persname>Kim</persname>{c('A')}<persname>Lee</persname>{c('B')}</controlaccess>"
    found = nodes(ead(inner), context)
    assert outline(found) == [(0, "Whole"), (1, "A"), (1, "B")]
    assert [link.agent.name for link in found[0].unit.agents] == ["Kim", "Lee"]
    assert findings(context, "decided") == ["controlaccess"]


def test_an_access_point_without_a_group_is_read_and_reported() -> None:
    context = Context()
    found = nodes(ead("<subject>War</subject>"), context)
    assert [term.term for term in found[0].unit.subjects] == ["War"]
    assert "subject" in findings(context, "problem")


def test_an_internal_list_marks_its_components() -> None:
    found = nodes(ead(f'<dsc audience="internal">{c("A", c("B"))}</dsc>'))
    assert [node.unit.audience for node in found] == [None, "internal", None]
    assert nodes('<ead audience="internal"><archdesc><did/></archdesc></ead>')[0].unit.audience == "internal"


@pytest.mark.parametrize(
    ("namespace", "around", "one"),
    [
        (EAD2002, "physdesc", "<extent>3 boxes</extent><extent> </extent>"),
        (
            EAD3,
            "physdescset",
            '<physdescstructured coverage="whole" physdescstructuredtype="materialtype"><quantity>3</quantity>'
            "<unittype>boxes</unittype></physdescstructured>",
        ),
    ],
)
def test_an_extent_of_very_many_parts_is_read_in_time_that_grows_as_their_number(
    namespace: str, around: str, one: str
) -> None:
    def make(count: int) -> str:
        return ead("", namespace).replace("</did>", f"<{around}>{one * count}</{around}></did>")

    assert len(nodes(make(100))[0].unit.extents) == 100
    grows_with_input(make, nodes, 2_500)
