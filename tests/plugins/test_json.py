"""docmeta's own JSON, nested and by lines: nothing of the model is lost, at any depth, and errors give their place."""

from __future__ import annotations

import io
import json
import sys
import tracemalloc
from collections import deque
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import streams

import docmeta
from docmeta import Collection, Context, Document, InputError, Node, nest, walk
from docmeta.errors import LimitError
from docmeta.json import stream
from docmeta.model import FIELDS, same_fields
from docmeta.plugins import registry
from docmeta.testing import FormatContract
from docmeta_json import lines, reader, writer
from docmeta_json.options import JsonOptions
from docmeta_json.versions import Versions

FORMATS = {"json": (writer.write, reader.read), "jsonl": (lines.write, lines.read)}


class TestNested(FormatContract):
    format = "json"


class TestIndented(FormatContract):
    format = "json"
    options = {"indent": 2}
    depth = 2_000


class TestLines(FormatContract):
    format = "jsonl"


def written(nodes: Iterable[Node], format: str = "json", options: Any = None) -> bytes:
    out = io.BytesIO()
    FORMATS[format][0](nodes, out, Context(options=options))
    return out.getvalue()


def nodes_of(data: bytes | str, format: str = "json", **given: Any) -> list[Node]:
    source = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return list(FORMATS[format][1](source, Context(source="f"), **given))


def alike(back: Iterable[Node], nodes: Iterable[Node]) -> bool:
    """Whether two streams are equal, ignoring the members that the units of a tree still hold."""
    pairs = list(zip(back, nodes, strict=True))
    return all(one.depth == two.depth and same_fields(one.unit, two.unit) for one, two in pairs)


# -- round trips -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [None, JsonOptions(3)])
@pytest.mark.parametrize("format", FORMATS)
@given(nodes=streams())
def test_what_is_written_is_read_equal(format: str, options: Any, nodes: list[Node]) -> None:
    data = written(nodes, format, options)
    if not nodes and format == "jsonl":
        assert data == b""
        return
    back = nodes_of(data, format)
    assert alike(back, nodes)
    if format == "json":
        assert written(back, format, options) == data
        json.loads(data)


@given(nodes=streams())
def test_the_standard_library_and_msgspec_read_alike(nodes: list[Node]) -> None:
    data = written([Node(0, Collection("root")), *(Node(node.depth + 1, node.unit) for node in nodes)], "jsonl")
    assert nodes_of(data, "jsonl") == list(lines.read(io.BytesIO(data), Context(), decode=lines.careful))


@given(nodes=streams(), data=st.data())
def test_keys_in_any_order(nodes: list[Node], data: st.DataObject) -> None:
    keys = [name for name in FIELDS if name != "id"]
    order = data.draw(st.permutations(["schema", "kind", "id", "members", "siblings", *keys]))
    if [key for key in order if key != "siblings"][:3] == [
        "schema",
        "kind",
        "id",
    ]:  # docmeta's own order, which is read at once
        order.remove("schema")
        order.append("schema")
    ranks = {key: number for number, key in enumerate(order)}
    nodes = [Node(0, Collection("root")), *(Node(node.depth + 1, node.unit) for node in nodes)]
    if len(nodes) == 1:
        nodes.append(Node(1, Document("d")))
    assert alike(nodes_of(json.dumps(arranged(json.loads(written(nodes)), ranks))), nodes)


def arranged(value: Any, ranks: dict[str, int]) -> Any:
    if isinstance(value, list):
        return [arranged(one, ranks) for one in value]
    if isinstance(value, dict):
        return {key: arranged(value[key], ranks) for key in sorted(value, key=lambda key: ranks.get(key, 99))}
    return value


SHAPES = {
    "nothing": (),
    "a document": (Document("a"),),
    "documents": (Document("a"), Document("b"), Document("c")),
    "a collection": (Collection("a", members=(Document("b"), Document("c"))),),
    "empty collections": (Collection("a"), Collection("b")),
    "a deep one and a document": (Collection("a", members=(Collection("b", members=(Document("c"),)),)), Document("d")),
    "three trees": tuple(Collection(f"r{i}", members=(Document(f"{i}a"), Collection(f"{i}b"))) for i in range(3)),
    "documents, then a tree": (Document("a"), Collection("b", members=(Document("c"),)), Document("d")),
}


@pytest.mark.parametrize("indent", [0, 2])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape(shape: str, indent: int) -> None:
    data = written(walk(*SHAPES[shape]), "json", JsonOptions(indent))
    assert tuple(nest(nodes_of(data))) == SHAPES[shape]
    json.loads(data)
    if SHAPES[shape]:
        assert tuple(nest(nodes_of(written(walk(*SHAPES[shape]), "jsonl"), "jsonl"))) == SHAPES[shape]


def test_the_forms_are_those_that_are_documented() -> None:
    dates = (docmeta.Date("1951"), docmeta.Date("some words"))
    tree = Collection("c", title="Papers", members=(Document("d", dates=dates),))
    assert json.loads(written(walk(tree))) == {
        "schema": "docmeta/1",
        "kind": "collection",
        "id": "c",
        "title": "Papers",
        "members": [{"kind": "document", "id": "d", "dates": [{"text": "1951", "edtf": "1951"}, "some words"]}],
    }
    nodes = [Node(0, tree, 3), Node(1, tree.members[0])]
    assert written(nodes, "jsonl").decode().splitlines() == [
        '{"depth":0,"line":3,"unit":{"schema":"docmeta/1","kind":"collection","id":"c","title":"Papers"}}',
        '{"depth":1,"unit":{"kind":"document","id":"d","dates":[{"text":"1951","edtf":"1951"},"some words"]}}',
    ]
    assert written(walk(tree), "json", JsonOptions(1)).decode() == (
        '{\n "schema": "docmeta/1",\n "kind": "collection",\n "id": "c",\n "title": "Papers",\n "members": [\n'
        '  {\n   "kind": "document",\n   "id": "d",\n   "dates": [\n'
        '    {\n     "text": "1951",\n     "edtf": "1951"\n    },\n    "some words"\n   ]\n  }\n ]\n}\n'
    )


def test_words_alone_are_read_as_older_files_have_them() -> None:
    (node,) = nodes_of('{"kind": "document", "id": "d", "dates": ["ca. 1890-1910", {"text": "1951", "type": "bulk"}]}')
    assert node.unit.dates == (docmeta.Date("ca. 1890-1910"), docmeta.Date("1951", type="bulk"))
    assert [date.edtf for date in node.unit.dates] == ["1890~/1910~", "1951"]


def test_half_a_character_is_replaced_and_reported() -> None:
    for format in FORMATS:
        out, context = io.BytesIO(), Context()
        FORMATS[format][0]([Node(0, Document("d", title="a\ud800b"))], out, context)
        assert "a\ufffdb" in out.getvalue().decode()
        assert [finding.code for finding in context.report] == ["character"]


# -- streaming, depth, memory ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", FORMATS)
def test_a_hundred_thousand_levels(format: str) -> None:
    depth = 100_000
    limit = sys.getrecursionlimit()
    data = written((Node(level, Collection(f"c{level}")) for level in range(depth)), format)
    [last] = deque(FORMATS[format][1](io.BytesIO(data), Context()), maxlen=1)
    assert (last.depth, last.unit.id) == (depth - 1, f"c{depth - 1}")
    assert sys.getrecursionlimit() == limit


@pytest.mark.parametrize("format", FORMATS)
def test_memory_is_that_of_one_unit(format: str) -> None:
    text = "Some words of a description. " * 100
    count = 3_000
    nodes = (Node(min(number, 1), Collection(f"c{number}", description=text)) for number in range(count))
    data = written(nodes, format)
    assert len(data) > 8_000_000
    source = io.BytesIO(data)
    tracemalloc.start()
    found = sum(1 for _ in FORMATS[format][1](source, Context()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == count
    assert peak < 3_000_000


def test_reading_begins_before_the_input_ends() -> None:
    data = written(walk(Collection("c", members=tuple(Document(f"d{i}", title="x" * 1000) for i in range(1000)))))
    source = io.BytesIO(data)
    nodes = reader.read(source, Context())
    assert [next(nodes).unit.id, next(nodes).unit.id] == ["c", "d0"]
    assert source.tell() < len(data) / 4


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_blocks_may_end_anywhere(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "BLOCK", size)
    text = 'Ж日\U0001f600 \\ " \n end'
    tree = Collection(
        "c",
        title=text,
        places=(docmeta.Place("p", latitude=-12.25, longitude=1e-7), docmeta.Place("q", latitude=3)),
        members=(Document("d", description=text * 3, minted=True), Collection("e", members=(Document("f"),))),
    )
    data = json.dumps(json.loads(written(walk(tree))), indent=2).encode()
    assert nest(nodes_of(data)) == [tree]


# -- errors ----------------------------------------------------------------------------------------------------------------

UNIT = '{"kind": "document", "id": "a"}'


def line_of(depth: str, unit: str = UNIT) -> str:
    return f'{{"depth": {depth}, "unit": {unit}}}'


BAD = {
    "": "f:1: the input is empty",
    " \n ": "f:1: the input is empty",
    "null": "expected a JSON object or a list of them",
    "[1]": "expected a unit, an object, got '1]'",
    "{}": "expected docmeta's JSON; its first unit is empty",
    '{"a": 1}': "its first unit has no 'kind'; its keys are 'a'",
    '{"kind": "file", "id": "a"}': "the 'kind' of its first unit is neither",
    '{"@context": "https://schema.org"}': "looks like JSON-LD; read it with --from jsonld",
    '{"type": "FeatureCollection", "features": []}': "it looks like GeoJSON",
    '{"depth": 0, "unit": {}}': "read it with --from jsonl",
    '{"schema": "docmeta-report/1", "counts": {}, "findings": []}': "it looks like a report of docmeta",
    '{"schema": "x", "counts": {}, "findings": []}': "$.schema: expected a version such as 'docmeta/1'",
    UNIT + "x": "expected the end of the input, got 'x'",
    UNIT + UNIT: "expected the end of the input",
    f"[{UNIT} {UNIT}]": "expected a comma or the end of the list",
    f"[{UNIT},]": "expected a unit, an object, got ']'",
    UNIT[:-1]: "and the text ends",
    UNIT[:-3]: "$.id: the string does not end",
    '{"kind": "document", "id": "a", "id": "b"}': "$.id: the key appears twice",
    '{"kind": "document", "id": "a", "notes": [{"kind": "n", "text": "x", "text": "y"}]}': "$.notes[0]: the key 'text' appears twice",
    '{"kind": "document", "id": "a", "places": [{"name": "p", "latitude": NaN}]}': "$.places[0].latitude: expected a value, got 'NaN",
    '{"kind": "document", "id": "a", "places": [{"name": "p", "latitude": -Infinity}]}': "$.places[0].latitude: expected a value",
    '{"kind": "document", "id": "a", "places": [{"name": "p", "latitude": 1e400}]}': "latitude: the number is too large: 1e400",
    '{"kind": "document", "id": "a", "title": "\\ud83d"}': "$.title: a string holds a lone surrogate",
    '{"kind": "document", "id": "a", "x": ' + "9" * 5000 + "}": "$.x: a number of more than 4000 digits",
    '{"kind": "document", "id": "a", "title": "a\tb"}': "$.title: invalid control character",
    '{"kind": "document", "id": "a", "title": tru}': "$.title: expected a value, got 'tru}'",
    '{"kind": "document", "id": "a", "members": []}': "$: a document has no members",
    '{"kind": "collection", "id": "a", "members": {}}': "$.members: expected a list of units",
    '{"kind": "collection", "id": "a", "members": [[]]}': "$.members: expected a unit, an object",
    '{"kind": "collection", "id": "a", "members": [{"kind": "document", "id": "b", "titel": 1}]}': (
        "$.members[0].titel: unknown key; did you mean 'title'?"
    ),
    '{"schema": "docmeta/1", "kind": "collection", "id": "a", "members": [], "title": "b"}': "$.title: it comes after 'members'",
    '{"schema": "docmeta/2", "kind": "document", "id": "a"}': "written by a newer docmeta; this one reads up to 'docmeta/1'",
    '{"schema": "docmeta/0", "kind": "document", "id": "a"}': "no version of docmeta writes this",
    '{"kind": "collection", "id": "a", "members": [{"kind": "document", "id": "b", "siblings": []}]}': "only a root has siblings",
    '{"kind": "document", "id": "a", "x": ' + "[" * 100_000: "$.x: values may nest at most 500 deep",
}


@pytest.mark.parametrize("text", BAD, ids=lambda text: text[:50] or "empty")
def test_what_cannot_be_read_is_said(text: str) -> None:
    with pytest.raises(InputError) as raised:
        nodes_of(text)
    assert BAD[text] in str(raised.value)
    assert raised.value.line == 1
    assert len(str(raised.value)) < 1_000


BYTES = {
    b"\xff\xfe{\x00": "this looks like UTF-16",
    b"\xff\xfe\x00\x00{": "this looks like UTF-32",
    b"{\x00}\x00": "UTF-16 or binary data",
    b"\x1f\x8b\x08": "this looks like gzip",
    b"PK\x03\x04": "this looks like a ZIP archive",
    b"<a/>": "this looks like XML or HTML",
    b'{"kind": "document",\n "id": "\xe9"}': "byte 29 is not UTF-8",
}


@pytest.mark.parametrize("data", BYTES)
@pytest.mark.parametrize("format", FORMATS)
def test_what_is_not_json_in_utf_8_is_said(format: str, data: bytes) -> None:
    with pytest.raises(InputError) as raised:
        nodes_of(data if format == "json" else data.replace(b"\n", b""), format)
    assert BYTES[data].replace("29", "29" if format == "json" else "28") in str(raised.value)
    assert raised.value.source == "f"


def test_a_mark_of_byte_order_is_passed_over() -> None:
    assert nodes_of(b"\xef\xbb\xbf" + UNIT.encode())[0].unit.id == "a"
    assert nodes_of(b'\xef\xbb\xbf{"depth": 0, "unit": ' + UNIT.encode() + b"}", "jsonl")[0].unit.id == "a"


def test_errors_know_line_column_and_path() -> None:
    padding = '"notes": [' + ", ".join('{"kind": "general", "text": "' + "x" * 200 + '"}' for _ in range(1000)) + "]"
    text = f'{{"kind": "collection", "id": "a",\n{padding},\n\n"members": [\n{UNIT},\n {{"kind": "document",\n   "id": tru}}]}}'
    with pytest.raises(InputError) as raised:
        nodes_of(text)
    error = raised.value
    assert (error.source, error.line, error.column, error.path) == ("f", 7, 10, "$.members[1].id")
    with pytest.raises(InputError) as raised:
        nodes_of(text.replace("tru}", '"b", "dates": [{"kind": 1}]}'))
    assert (raised.value.line, raised.value.path) == (6, "$.members[1].dates[0].kind")


def test_the_path_of_a_deep_unit_is_short() -> None:
    text = (
        '{"schema": "docmeta/1", "kind": "collection", "id": "a"'
        + ', "members": [{"kind": "collection", "id": "b"' * 5_000
    )
    with pytest.raises(InputError) as raised:
        nodes_of(text + ', "title": 7}')
    assert "levels" in str(raised.value.path)
    assert len(str(raised.value.path)) < 500


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "the input is empty"),
        ("\n\n \n", 1, "the input is empty"),
        ("[]", 1, "expected an object with depth and unit"),
        (UNIT, 1, "this is a unit alone"),
        ('{"a": 1}', 1, "its keys are 'a'"),
        ('{"depth": 0}', 1, "expected an object of depth, line and unit"),
        (line_of('"0"'), 1, "$.depth: expected a whole number"),
        (line_of("true"), 1, "$.depth: expected a whole number"),
        (line_of("-1"), 1, "$.depth: expected a whole number"),
        (line_of('0, "line": "x"'), 1, "$.line: expected a whole number"),
        (line_of("1"), 1, "$.depth: expected 0 to 0, got 1"),
        (line_of("0") + "\n\n" + line_of("1"), 3, "a document has no members"),
        (line_of("0") + "\n" + line_of("0", "7"), 2, "$.unit: expected an object"),
        (
            '{"depth": 0, "unit": {"kind": "document", "id": "a:b", "id": "c:d"}}',
            1,
            "$.unit: the key 'id' appears twice",
        ),
        ('{"depth": 0, "unit": {"kind": "document", "id": "a", "id": "\\u003a"}}', 1, "the key 'id' appears twice"),
        (
            '{"depth": 0, "unit": {"kind": "document", "id": "a", "title": 1e400}}',
            1,
            "$.unit.title: the number is too large",
        ),
        (
            '{"depth": 0, "unit": {"kind": "document", "id": "a", "title": "\\udc00"}}',
            1,
            "$.unit.title: a string holds a lone",
        ),
        ('{"depth": 0, "unit": {"kind": "document", "id": "a", "members": []}}', 1, "$.unit.members: unknown key"),
        (
            '{"depth": 0, "unit": {"schema": "docmeta/9", "kind": "document", "id": "a"}}',
            1,
            "$.unit.schema: the file was written",
        ),
        ('{"depth": 0, "unit": {"kind": "document", "id": "a"}} x', 1, "expected the end of the text"),
        ('{"depth": 0, "unit": ' + "[" * 100_000, 1, "values may nest at most 500 deep"),
    ],
    ids=lambda value: str(value)[:40],
)
@pytest.mark.parametrize("fast", [True, False])
def test_what_a_line_cannot_be(text: str, line: int, says: str, fast: bool) -> None:
    given = {} if fast else {"decode": lines.careful}
    with pytest.raises(InputError) as raised:
        nodes_of(text, "jsonl", **given)
    assert says in str(raised.value)
    assert (raised.value.source, raised.value.line) == ("f", line)


def test_blank_lines_and_line_ends_do_not_matter() -> None:
    one = line_of("0")
    nodes = nodes_of(f"\n{one}\r\n\r\n  \n{one}", "jsonl")
    assert [node.line for node in nodes] == [2, 5]


def test_a_line_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST", 100)
    with pytest.raises(LimitError, match="longer than 100 bytes"):
        nodes_of('{"depth": 0, "unit": "' + "x" * 200, "jsonl")
    monkeypatch.setattr(stream, "LONGEST", 100_000)
    monkeypatch.setattr(stream, "BLOCK", 1_000)
    with pytest.raises(LimitError, match=r"\$\.title: a value is longer"):
        nodes_of('{"kind": "document", "id": "a", "title": "' + "x" * 1_000_000 + '"}')


# -- versions --------------------------------------------------------------------------------------------------------------


def from_one(data: dict[str, Any]) -> dict[str, Any]:
    return {("label" if key == "name" else key): value for key, value in data.items()}


def from_two(data: dict[str, Any]) -> dict[str, Any]:
    return {("title" if key == "label" else key): value for key, value in data.items()}


THREE = Versions(3, {1: from_one, 2: from_two})


def test_older_versions_are_brought_up_to_date() -> None:
    text = '{"schema": "docmeta/%d", "kind": "collection", "id": "c", "%s": "T", "members": [{"kind": "document", "id": "d", "%s": "U"}]}'
    for version, key in ((1, "name"), (2, "label"), (3, "title")):
        nodes = nodes_of(text % (version, key, key), versions=THREE)
        assert [node.unit.title for node in nodes] == ["T", "U"]
        rows = line_of("0", f'{{"schema": "docmeta/{version}", "kind": "collection", "id": "c", "{key}": "T"}}') + "\n"
        rows += line_of("1", f'{{"kind": "document", "id": "d", "{key}": "U"}}')
        assert [node.unit.title for node in nodes_of(rows, "jsonl", versions=THREE)] == ["T", "U"]
    with pytest.raises(InputError, match="newer docmeta"):
        nodes_of(text % (4, "title", "title"), versions=THREE)
    with pytest.raises(InputError, match="no version of docmeta"):
        nodes_of(text % (1, "name", "name"), versions=Versions(3, {2: from_two}))


def test_a_version_that_stands_late_counts_for_the_whole_root() -> None:
    text = '{"kind": "collection", "members": [{"kind": "document", "id": "d", "name": "U"}], "id": "c", "name": "T"'
    text += ', "schema": "docmeta/1"}'
    assert [node.unit.title for node in nodes_of(text, versions=THREE)] == ["T", "U"]


# -- detection -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ('{"schema": "docmeta/1", "kind": "document", "id": "a"}', "json"),
        ('\ufeff \n[{"schema":"docmeta/1","kind":"document","id":"a"}]', "json"),
        (UNIT, "json"),
        (line_of("0"), "jsonl"),
        ('{"unit": ' + UNIT + ', "depth": 0}', "jsonl"),
        ('{"some": "thing"}', "json"),
        ("[]", "json"),
    ],
)
def test_detection(text: str, format: str) -> None:
    assert registry.default().detect(text.encode()).name == format


@pytest.mark.parametrize(
    "text", ['{"@context": "https://schema.org", "@type": "Thing"}', "[1, 2]", '"x"', "id,title\n1,a"]
)
def test_what_is_not_taken_for_docmetas_json(text: str) -> None:
    from docmeta_json.sniff import sniff_json, sniff_jsonl

    assert (sniff_json(text.encode()), sniff_jsonl(text.encode())) == (0, 0)


def test_options_are_checked() -> None:
    with pytest.raises(ValueError, match="0 to 8"):
        JsonOptions(9)
    with pytest.raises(docmeta.OptionError, match="indent"):
        docmeta.dump(Document("d"), io.BytesIO(), format="json", indnet=2)
