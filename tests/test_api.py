"""The interface for Python: what it returns, and how it fails, with formats made up here."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal

import attrs
import pytest

import docmeta
from docmeta import (
    Collection,
    Context,
    Date,
    Document,
    InputError,
    LossError,
    ModelError,
    Node,
    Note,
    OptionError,
    PluginError,
    Report,
    Term,
    UnknownFormatError,
)
from docmeta.api import ROOTS
from docmeta.plugins import registry


@attrs.frozen
class ReadOptions:
    """Options of the made-up reader."""

    comment: str = "#"
    level: str | None = None


@attrs.frozen
class WriteOptions:
    """Options of the made-up writer.

    Attributes:
        indent: How far a level is
            indented.
        case: The letters.
    """

    indent: int = 1
    case: Literal["as-is", "upper"] = "as-is"
    comment: str = ""


def read_outline(source: BinaryIO, context: Context, /) -> Iterator[Node]:
    """Reads lines such as "..Title": a unit for each, at the depth of its points; "!" is a doubtful line."""
    kinds: dict[int, type[Any]] = {}
    for number, line in enumerate(source, 1):
        text = line.decode().rstrip("\n")
        if text.startswith(context.options.comment):
            continue
        if text.startswith("!"):
            context.report.note("problem", "a doubtful line", target="line", value=text, line=number)
            continue
        if text == "boom":
            raise ZeroDivisionError("not the user's fault")
        if text == "bad":
            raise InputError("this line is bad", line=number)
        if text == "quit":
            raise SystemExit(4)
        title = text.lstrip(".")
        depth = len(text) - len(title)
        kinds[depth] = Document if title.endswith("=") else Collection
        yield Node(depth, kinds[depth](f"u{number}", title=title.rstrip("="), level=context.options.level), number)


def write_outline(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Writes what the reader reads; loses dates, changes subjects."""
    for node in nodes:
        for term in node.unit.subjects:
            context.report.lose("subjects", "line", term, code="changed", reason="the term is inverted")
        for date in node.unit.dates:
            context.report.lose("dates", "line", date, code="dropped", reason="no dates here")
        title = node.unit.title.upper() if context.options.case == "upper" else node.unit.title
        leaf = "=" if isinstance(node.unit, Document) else ""
        out.write(b"." * node.depth * context.options.indent + f"{title}{leaf}\n".encode())
        if node.unit.title == "close":
            out.close()
        if node.unit.title == "fail":
            raise KeyError("missing")
        if node.unit.title == "full":
            raise OSError(28, "No space left on device")
        if node.unit.title == "stop":
            return
        if node.unit.title == "beside" and context.sidecar is not None:
            with context.sidecar("-more.txt") as more:
                more.write(b"more")


def swallow(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """A writer that hides errors upstream."""
    try:
        for node in nodes:
            out.write(node.unit.title.encode())
    except Exception:  # noqa: BLE001  # it hides whatever it is
        out.write(b"...")


class Outline:
    """A plugin with the two directions, as one format and separately."""

    @staticmethod
    @docmeta.hookimpl
    def docmeta_formats() -> Iterator[docmeta.Format]:
        yield docmeta.Format(
            name="outline", title="Outline", extensions=(".out",), reader=read_outline, options=ReadOptions,
            sniffer=lambda head: 50 if head.startswith(b"#outline") else 0,
        )  # fmt: skip
        yield docmeta.Format(
            name="lines", title="Lines", extensions=(".lines",), writer=write_outline, options=WriteOptions
        )
        yield docmeta.Format(name="swallow", title="Swallow", writer=swallow)


@pytest.fixture(autouse=True)
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    own = registry.Registry(discover=False)
    own.register(Outline, "made-up")
    monkeypatch.setattr(registry, "_default", own)


SOURCE = b"#outline\nPapers\n.Letters\n..One=\n..Two=\n"


def titles(nodes: Iterable[Node]) -> list[str]:
    return [node.unit.title for node in nodes]


# -- reading -----------------------------------------------------------------------------------------------------------


class Slow(io.RawIOBase):
    """A stream that cannot seek, like a pipe."""

    def __init__(self, content: bytes) -> None:
        self._rest = content

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._rest[:7]
        self._rest = self._rest[7:]
        buffer[: len(piece)] = piece
        return len(piece)


@pytest.mark.parametrize("kind", ["path", "str", "bytes", "stream", "pipe", "gzip"])
def test_every_kind_of_source_gives_the_same_nodes(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a.out"
    path.write_bytes(SOURCE)
    packed = tmp_path / "a.out.gz"
    packed.write_bytes(gzip.compress(SOURCE))
    source: Any = {
        "path": path, "str": str(path), "bytes": SOURCE, "stream": io.BytesIO(SOURCE), "pipe": Slow(SOURCE),
        "gzip": packed,
    }[kind]  # fmt: skip
    nodes = list(docmeta.read(source))
    assert [(node.depth, node.unit.title, node.line) for node in nodes] == [
        (0, "Papers", 2), (1, "Letters", 3), (2, "One", 4), (2, "Two", 5),
    ]  # fmt: skip


def test_a_stream_is_left_open_and_read_from_where_it_stands() -> None:
    stream = io.BytesIO(b"skipped\n" + SOURCE)
    stream.seek(8)
    assert titles(docmeta.read(stream)) == ["Papers", "Letters", "One", "Two"]
    assert not stream.closed


def test_reading_is_lazy_and_closes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.out"
    path.write_bytes(SOURCE + b"bad\n")
    nodes = docmeta.read(path)
    assert next(nodes).unit.title == "Papers"
    nodes.close()  # type: ignore[attr-defined]  # warnings are errors here: an open file would be one


def test_a_typo_in_an_option_is_told_at_the_call() -> None:
    with pytest.raises(OptionError, match="no option 'levle'; did you mean 'level'"):
        docmeta.read(SOURCE, format="outline", levle="item")


def test_an_option_reaches_the_reader() -> None:
    assert {node.unit.level for node in docmeta.read(SOURCE, level="item")} == {"item"}


def test_errors_name_the_source_and_the_line(tmp_path: Path) -> None:
    path = tmp_path / "a.out"
    path.write_bytes(b"#outline\nbad\n")
    with pytest.raises(InputError) as caught:
        list(docmeta.read(path))
    assert str(caught.value) == f"{path}:2: this line is bad"


@pytest.mark.parametrize(("line", "cause"), [("boom", "ZeroDivisionError"), ("quit", "SystemExit")])
def test_a_reader_that_breaks_is_named(line: str, cause: str) -> None:
    with pytest.raises(PluginError, match=rf"'outline' of plugin made-up failed while reading: {cause}") as caught:
        list(docmeta.read(line.encode() + b"\n", format="outline"))
    assert caught.value.__cause__ is not None


def test_a_reader_that_gives_something_else_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    format = attrs.evolve(registry.default().get("outline"), reader=lambda source, context: iter(["Papers"]))
    monkeypatch.setattr(registry.default()._plugins[0], "formats", [format])
    with pytest.raises(PluginError, match=r"its reader yielded str, expected docmeta\.Node"):
        list(docmeta.read(SOURCE))


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(5, "Input/output error"), MemoryError()])
def test_what_is_not_the_plugins_fault_passes(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: BinaryIO, context: Context) -> Iterator[Node]:
        raise error
        yield

    format = attrs.evolve(registry.default().get("outline"), reader=broken)
    monkeypatch.setattr(registry.default()._plugins[0], "formats", [format])
    expected = PluginError if isinstance(error, MemoryError) else type(error)
    with pytest.raises(expected):
        list(docmeta.read(SOURCE))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.7 ...", "it looks like a PDF"),
        (b"\x89PNG\r\n", "it looks like an image"),
        (b"nothing that is known", "the format was not recognised"),
    ],
)
def test_what_is_no_description_is_said_to_be_none(content: bytes, says: str) -> None:
    with pytest.raises(docmeta.DocmetaError, match=says):
        list(docmeta.read(content))


def test_a_stream_of_text_is_refused() -> None:
    with pytest.raises(InputError, match="got a text stream"):
        list(docmeta.read(io.StringIO("Papers"), format="outline"))  # type: ignore[arg-type]
    with pytest.raises(InputError, match="expected a path, bytes or a binary stream, got int"):
        list(docmeta.read(7, format="outline"))  # type: ignore[arg-type]


def test_folders_and_missing_files_are_errors_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        list(docmeta.read(tmp_path))
    with pytest.raises(FileNotFoundError):
        list(docmeta.read(tmp_path / "none"))


def test_only_what_can_be_read_is_read() -> None:
    with pytest.raises(UnknownFormatError, match="can be written, not read"):
        docmeta.read(SOURCE, format="lines")
    with pytest.raises(UnknownFormatError, match="did you mean 'outline'"):
        docmeta.read(SOURCE, format="outlin")


def test_problems_are_collected_or_raised() -> None:
    report = Report()
    list(docmeta.read(b"Papers\n!odd\n", format="outline", report=report))
    assert [(finding.code, finding.line, finding.example) for finding in report.findings] == [("problem", 2, "!odd")]
    with pytest.raises(InputError, match="2: a doubtful line"):
        list(docmeta.read(b"Papers\n!odd\n", format="outline", on_error="raise"))


def test_the_context_knows_when_the_source_was_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Context] = []

    def look(source: BinaryIO, context: Context) -> Iterator[Node]:
        seen.append(context)
        yield Node(0, Document("d"))

    format = attrs.evolve(registry.default().get("outline"), reader=look)
    monkeypatch.setattr(registry.default()._plugins[0], "formats", [format])
    path = tmp_path / "a.out"
    path.write_bytes(SOURCE)
    os.utime(path, (86400, 86400))
    list(docmeta.read(path, huge=True))
    assert seen[0].modified == datetime(1970, 1, 2, tzinfo=UTC)
    assert seen[0].huge
    assert seen[0].source == str(path)


# -- trees -------------------------------------------------------------------------------------------------------------


def test_load_gives_the_tree() -> None:
    papers = docmeta.load(SOURCE)
    assert papers.title == "Papers"
    assert isinstance(papers.members[0], Collection)
    assert titles(docmeta.walk(papers)) == ["Papers", "Letters", "One", "Two"]


@pytest.mark.parametrize("content", [b"One=\n", b"One\nTwo=\n", b"One\n.Three=\nTwo\n"])
def test_several_roots_are_held_by_a_collection_that_is_not_written(content: bytes) -> None:
    held = docmeta.load(content, format="outline")
    assert (held.id, held.minted, held.title) == (ROOTS, True, "")
    out = io.BytesIO()
    docmeta.dump(held, out, format="lines")
    assert out.getvalue() == content


def test_a_collection_that_says_something_is_written() -> None:
    out = io.BytesIO()
    docmeta.dump(
        Collection(ROOTS, minted=True, title="Mine", members=(Document("d", title="One"),)), out, format="lines"
    )
    assert out.getvalue() == b"Mine\n.One=\n"


# -- writing -----------------------------------------------------------------------------------------------------------


def test_write_goes_by_the_extension_and_takes_options(tmp_path: Path) -> None:
    path = tmp_path / "a.lines"
    report = docmeta.write(docmeta.read(SOURCE), path, indent=2, case="upper")
    assert path.read_bytes() == b"PAPERS\n..LETTERS\n....ONE=\n....TWO=\n"
    assert report.units == 4


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"indent": "many"}, "option 'indent' of format 'lines': expected a whole number, got 'many'"),
        ({"case": "lower"}, "expected one of as-is, upper, got 'lower'"),
        ({"indent": True}, "expected a whole number, got True"),
        (
            {"indnet": 2},
            r"format 'lines' has no option 'indnet'; did you mean 'indent'\? \(there are: indent, case, comment\)",
        ),
    ],
)
def test_bad_options_are_told(options: dict[str, Any], says: str) -> None:
    with pytest.raises(OptionError, match=says):
        docmeta.write([], io.BytesIO(), format="lines", **options)


def test_a_format_without_options_says_so() -> None:
    with pytest.raises(OptionError, match="format 'swallow' has no options, got 'indent'"):
        docmeta.write([], io.BytesIO(), format="swallow", indent=2)


def test_losses_are_counted_with_their_place() -> None:
    papers = Collection("c", members=(Document("a"), Document("b", dates=(Date("1951"), Date("1952")))))
    report = docmeta.dump(papers, io.BytesIO(), format="lines")
    (finding,) = report.findings
    assert (finding.count, finding.path, finding.example, finding.code) == (2, "$.members[1]", "1951", "dropped")


def test_strict_writes_nothing_where_something_is_lost(tmp_path: Path) -> None:
    lossy = Document("d", dates=(Date("1951"),))
    path = tmp_path / "a.lines"
    path.write_bytes(b"old")
    with pytest.raises(LossError, match=r"1 value would be lost \(dates\); nothing was written"):
        docmeta.dump(lossy, path, strict=True)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.lines"]
    out = io.BytesIO()
    with pytest.raises(LossError):
        docmeta.dump(lossy, out, format="lines", strict=True)
    assert out.getvalue() == b""
    docmeta.dump(Document("d", title="One"), out, format="lines", strict=True)
    assert out.getvalue() == b"One=\n"


def test_strict_judges_this_conversion_alone() -> None:
    report = Report()
    docmeta.dump(Document("d", dates=(Date("1951"),)), io.BytesIO(), format="lines", report=report)
    docmeta.dump(Document("d"), io.BytesIO(), format="lines", report=report, strict=True)
    assert report.losses == 1


@pytest.mark.parametrize(("strict", "refused"), [(False, False), (True, False), ("lost", False), ("changed", True)])
def test_strict_lets_another_form_pass_unless_told(strict: Any, refused: bool) -> None:
    inverted = Document("d", title="One", subjects=(Term("Moscow, Telegrams to"),))
    out = io.BytesIO()
    if not refused:
        assert docmeta.dump(inverted, out, format="lines", strict=strict).changes == 1
        assert out.getvalue() == b"One=\n"
        return
    with pytest.raises(LossError, match=r"1 value would be lost or changed \(subjects\)"):
        docmeta.dump(inverted, out, format="lines", strict=strict)
    assert out.getvalue() == b""


@pytest.mark.parametrize("target", ["a.lines", "stream"])
def test_nodes_out_of_order_are_refused(target: str, tmp_path: Path) -> None:
    out: Any = io.BytesIO() if target == "stream" else tmp_path / target
    with pytest.raises(ModelError, match="expected a depth from 0 to 0"):
        docmeta.write([Node(0, Document("d")), Node(1, Document("e"))], out, format="lines")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("fail", "format 'lines' of plugin made-up failed while writing: KeyError: 'missing'"),
        ("stop", "format 'lines' of plugin made-up stopped before the last unit"),
        ("close", "closed the stream; it must leave it open|failed while writing: ValueError"),
    ],
)
def test_a_writer_that_breaks_is_named_and_leaves_the_old_file(title: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "a.lines"
    path.write_bytes(b"old")
    with pytest.raises(PluginError, match=says):
        docmeta.write([Node(0, Document("d", title=title)), Node(0, Document("e"))], path)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.lines"]


def test_a_full_disk_passes_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        docmeta.write([Node(0, Document("d", title="full"))], tmp_path / "a.lines")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("format", ["lines", "swallow"])
@pytest.mark.parametrize("error", [ValueError("mine"), KeyboardInterrupt(), OSError(5, "mine"), ModelError("mine")])
def test_what_the_nodes_raise_is_not_blamed_on_the_writer(format: str, error: BaseException, tmp_path: Path) -> None:
    def nodes() -> Iterator[Node]:
        yield Node(0, Document("d", title="One"))
        raise error

    with pytest.raises(type(error)) as caught:
        docmeta.write(nodes(), tmp_path / "a.lines", format=format)
    assert caught.value is error
    assert os.listdir(tmp_path) == []


def test_internal_material_is_left_out_unless_asked_for() -> None:
    papers = Collection(
        "c", title="Papers", members=(Document("a", title="Secret", audience="internal"), Document("b", title="One"))
    )
    out = io.BytesIO()
    report = docmeta.dump(papers, out, format="lines")
    assert out.getvalue() == b"Papers\n.One=\n"
    assert report.counts()["withheld"] == 1
    assert report.units == 2
    out = io.BytesIO()
    counts = docmeta.dump(papers, out, format="lines", include_internal=True).counts()
    assert counts == {"units": 3, "losses": 1, "dropped": 1}  # that it is internal
    assert out.getvalue() == b"Papers\n.Secret=\n.One=\n"
    assert papers.members[0].title == "Secret"


def test_where_all_is_internal_there_is_nothing_to_write(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="everything in it is marked internal; use --include-internal"):
        docmeta.dump(Document("d", audience="internal"), tmp_path / "a.lines")
    assert os.listdir(tmp_path) == []


def test_sidecar_files_come_with_the_target(tmp_path: Path) -> None:
    docmeta.dump(Document("d", title="beside"), tmp_path / "a.lines")
    assert sorted(os.listdir(tmp_path)) == ["a.lines", "a.lines-more.txt"]
    with pytest.raises(LossError):
        docmeta.dump(Document("d", title="beside", dates=(Date("1951"),)), tmp_path / "b.lines", strict=True)
    assert sorted(os.listdir(tmp_path)) == ["a.lines", "a.lines-more.txt"]
    docmeta.dump(Document("d", title="beside"), io.BytesIO(), format="lines")


def test_progress_is_told() -> None:
    told: list[int] = []
    docmeta.write((Node(0, Document(f"d{n}")) for n in range(1200)), io.BytesIO(), format="lines", progress=told.append)
    assert told == [500, 1000]


def test_a_target_needs_a_format() -> None:
    with pytest.raises(UnknownFormatError, match="the target's name does not tell the format"):
        docmeta.write([], io.BytesIO())
    with pytest.raises(UnknownFormatError, match="can be read, not written"):
        docmeta.write([], io.BytesIO(), format="outline")


# -- converting --------------------------------------------------------------------------------------------------------


def test_convert_says_how_its_formats_are_named() -> None:
    with pytest.raises(OptionError, match=r"to=.*from_="):
        docmeta.convert(b"", io.BytesIO(), format="dc")


def test_convert_streams_from_one_to_the_other(tmp_path: Path) -> None:
    path = tmp_path / "a.out"
    path.write_bytes(SOURCE)
    report = docmeta.convert(path, tmp_path / "a.lines", indent=2)
    assert (tmp_path / "a.lines").read_bytes() == b"Papers\n..Letters\n....One=\n....Two=\n"
    assert (report.source, report.units) == (str(path), 4)


def test_options_go_to_the_side_that_has_them() -> None:
    out = io.BytesIO()
    docmeta.convert(b"%no\nPapers\n", out, from_="outline", to="lines", case="upper", **{"read.comment": "%"})
    assert out.getvalue() == b"PAPERS\n"
    with pytest.raises(
        OptionError, match="format 'outline' and format 'lines' have no option 'cose'; did you mean 'case'"
    ):
        docmeta.convert(SOURCE, io.BytesIO(), to="lines", cose="upper")
    with pytest.raises(OptionError, match="format 'outline' has no option 'case'"):
        docmeta.convert(SOURCE, io.BytesIO(), to="lines", **{"read.case": "upper"})


def test_an_option_that_both_have_goes_to_both(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def look(nodes: Iterable[Node], out: BinaryIO, context: Context) -> None:
        seen.append(context.options.comment)
        assert titles(nodes) == ["Papers"]

    formats = registry.default()._plugins[0].formats
    monkeypatch.setattr(registry.default()._plugins[0], "formats", [formats[0], attrs.evolve(formats[1], writer=look)])
    docmeta.convert(b"%no\nPapers\n", io.BytesIO(), from_="outline", to="lines", comment="%")
    assert seen == ["%"]


@pytest.mark.parametrize("content", [b"#outline\n", b"#outline\n!odd\n"])
def test_a_source_without_a_description_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="it contains no description"):
        docmeta.convert(content, tmp_path / "a.lines")
    assert os.listdir(tmp_path) == []


def test_an_error_halfway_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "a.lines").write_bytes(b"old")
    with pytest.raises(InputError, match="3: this line is bad"):
        docmeta.convert(b"Papers\n.One=\nbad\n", tmp_path / "a.lines", from_="outline")
    assert (tmp_path / "a.lines").read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.lines"]


def test_places_are_those_of_the_source_also_behind_what_is_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    def marked(source: BinaryIO, context: Context) -> Iterator[Node]:
        for node in read_outline(source, context):
            if node.unit.title == "Letters":
                node.unit.notes = (Note("note", "shelf", audience="internal"),)
            if node.unit.title == "One":
                node.unit.audience = "internal"
            if node.unit.title == "Two":
                context.report.note("carried", "said while it is read", target="x")
                node.unit.dates = (Date("1951"),)
            yield node

    formats = registry.default()._plugins[0].formats
    monkeypatch.setattr(
        registry.default()._plugins[0], "formats", [attrs.evolve(formats[0], reader=marked), formats[1]]
    )
    report = docmeta.convert(SOURCE, io.BytesIO(), to="lines")
    places = {(finding.code, finding.field): (finding.line, finding.path) for finding in report.findings}
    assert places == {
        ("withheld", "notes"): (3, "$.members[0]"),
        ("withheld", "unit"): (4, "$.members[0].members[0]"),
        ("carried", None): (None, None),
        ("dropped", "dates"): (5, "$.members[0].members[1]"),
    }


# -- a file for each ---------------------------------------------------------------------------------------------------


def test_each_unit_becomes_a_file(tmp_path: Path) -> None:
    report = docmeta.convert(SOURCE, tmp_path / "new" / "folder", to="lines", each=True)
    made = {path.name: path.read_bytes() for path in (tmp_path / "new" / "folder").iterdir()}
    assert made == {"u2.lines": b"Papers\n", "u3.lines": b"Letters\n", "u4.lines": b"One=\n", "u5.lines": b"Two=\n"}
    assert report.units == 4


def test_an_error_halfway_leaves_no_file_of_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        docmeta.convert(b"Papers\nbad\n", tmp_path, from_="outline", to="lines", each=True)
    assert os.listdir(tmp_path) == []


def test_folders_that_were_made_for_nothing_go_again(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    with pytest.raises(InputError):
        docmeta.convert(b"Papers\nbad\n", tmp_path / "old" / "a" / "b", from_="outline", to="lines", each=True)
    assert list(tmp_path.rglob("*")) == [tmp_path / "old"]


def test_each_needs_a_format_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match="name the format with --to"):
        docmeta.convert(SOURCE, tmp_path, each=True)
    with pytest.raises(OptionError, match="needs a folder"):
        docmeta.convert(SOURCE, io.BytesIO(), to="lines", each=True)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotADirectoryError):
        docmeta.convert(SOURCE, tmp_path / "file", to="lines", each=True)
