"""The command line: what each command prints, where, and its exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from docmeta import Collection, Context, Date, Document, Format, Note, dump, hookimpl, load
from docmeta.cli.losses import print_report
from docmeta.cli.main import COMMANDS, run
from docmeta.crosswalk import Report
from docmeta.model import Extent
from docmeta.plugins import registry


class Ended(NamedTuple):
    """The result of a call."""

    code: int
    out: str
    err: str


Call = Callable[..., Ended]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the command line in this process, in the test's folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def called(*args: str | Path) -> Ended:
        code = run([str(arg) for arg in args])
        out, err = capsys.readouterr()
        return Ended(code, out, err)

    return called


def papers() -> Collection:
    letters = tuple(
        Document(f"d{n}", title=f"Letter {n}", level="item", dates=(Date(f"{1950 + n}"),)) for n in range(4)
    )
    return Collection(
        "c",
        title="Korean War papers",
        level="collection",
        dates=(Date("circa 1950s"),),
        extents=(Extent("4 letters"),),
        members=(
            Collection("s", title="Letters", level="series", members=letters),
            Document("x", title="Shelf list", audience="internal", level="file"),
        ),
    )


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "papers.json"
    dump(papers(), path, include_internal=True)
    return path


# -- help and usage ----------------------------------------------------------------------------------------------------


def test_help_lists_every_command(call: Call) -> None:
    ended = call("--help")
    assert ended.code == 0
    for name, says in COMMANDS.items():
        assert f"{name} " in ended.out
        assert says in ended.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, call: Call) -> None:
    ended = call(name, "--help")
    assert ended.code == 0
    assert ended.out.startswith(f"Usage: docmeta {name}")


def test_every_command_and_option_is_documented(root: Path) -> None:
    page = (root / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"\n## docmeta {name}\n" in page
        section = page.partition(f"\n## docmeta {name}\n")[2].partition("\n## ")[0]
        command = import_module(f"docmeta.cli.{name}").command
        for each in [command, *getattr(command, "commands", {}).values()]:
            for parameter in each.params:
                for option in parameter.opts if parameter.param_type_name == "option" else ():
                    shared = option in ("-O", "--option") and name != "convert"
                    assert shared or re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", section), (name, option)


@pytest.mark.parametrize("width", [80, 120])
def test_the_loss_table_fits_the_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    report = Report()
    report.lose("description_heading", "dc:description", "Scope\n\nand " * 9)
    report.lose("notes", None, "short", code="dropped")
    out = io.StringIO()
    print_report(report, stream=out)
    lines = out.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    assert [line.split()[0] for line in lines if line[:6].strip()] == ["count", "1", "1", "0"]
    assert "Scope" in lines[1]
    assert " ".join(" ".join(line.split()) for line in lines).count("has no place") == 1
    assert "\\n" not in out.getvalue()


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, docmeta.cli.main\ntry: docmeta.cli.main.main(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted(m for m in sys.modules if m.partition('.')[0] in ('lxml', 'cattrs', 'rich', 'multiprocessing') "
        "or m.startswith(('docmeta_', 'importlib.metadata'))))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    assert out.splitlines()[-1] == "[]"


def test_the_version(call: Call) -> None:
    import docmeta

    assert call("--version") == Ended(0, f"docmeta {docmeta.__version__}\n", "")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["convrt"], "there is no command 'convrt'; did you mean 'convert'?"),
        (["zzz"], "there is no command 'zzz'; there are: convert, show"),
        (["convert"], "Missing argument 'SOURCE...'"),
        (["convert", "papers.json", "--too", "json"], "No such option '--too'"),
        (["convert", "papers.json", "--to", "jso"], "there is no format 'jso'; did you mean 'json'?"),
        (["convert", "papers.json", "--to", "jsonl", "-O", "ident=2"], "did you mean 'indent'?"),
        (["convert", "papers.json", "--to", "json", "-O", "indent"], "expected -O key=value, got 'indent'"),
        (["convert", "papers.json", "--to", "json", "-O", "indent=x"], "option 'indent' of format 'json': expected a whole number"),
        (["convert", "papers.json", "--to", "json", "-O", "strict=1"], "write option 'strict' as read.strict or write.strict"),
        (["convert", "papers.json", "--to", "json", "-O", "write.strict=1"], "format 'json' has no option 'strict'"),
        (["show", "papers.json", "-O", "format=csv"], "format 'json' has no option 'format'"),
        (["convert", "papers.json", "--from", "listin", "--to", "json"], "did you mean 'listing'?"),
        (["convert", "none.json", "--to", "jsonl"], "none.json: no such file or directory"),
        (["convert", "papers.json", "--to", "jsonl", "-o", "no/such/file"], "no/such/file: no such file or directory"),
        (["convert", "papers.json", "-o", "file.unheard"], "'.unheard' is not an extension of any format that is written"),
        (["convert", "papers.json", "-o", "file"], "the name has no extension to go by"),
        (["convert", "papers.json"], "the target's name does not tell the format; name it with --to"),
        (["convert", "papers.json", "papers.json", "--to", "jsonl"], "several sources need a target folder"),
        (["convert", "papers.json", "papers.json", "--to", "csv", "-o", "all.csv"], "'all.csv' is the name of a file; end it with"),
        (["convert", "*.none", "--to", "jsonl", "-o", "out/"], "no file matches '*.none'"),
        (["convert", "papers.json", "--to", "jsonl", "--each"], "--each needs a folder"),
        (["convert", ".", "-o", "out/"], "name the format with --to"),
        (["convert", ".", "--to", "json", "-o", "."], "is one of the sources; write to another folder"),
        (["show", "none.json"], "none.json: no such file or directory"),
        (["show", "."], "is a directory"),
        (["crosswalk", "json"], "format 'json' has no crosswalk"),
        (["crosswalk", "nothing"], "there is no format 'nothing'"),
        (["diff", "papers.json", "none.json"], "none.json: no such file or directory"),
        (["diff", "-", "-"], "only one of A and B can be standard input"),
    ],
)  # fmt: skip
def test_bad_calls_get_one_clear_line_and_leave_no_file(args: list[str], says: str, call: Call, source: Path) -> None:
    ended = call(*args)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.startswith("docmeta: error: ")
    assert says in ended.err
    assert ended.err.count("\n") == 1
    assert os.listdir(source.parent) == ["papers.json"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.json", b""),
        ("junk.json", bytes(range(256)) * 4),
        ("cut.json", b'{"kind": "document", "id": "d1", "title": "x'),
        ("page.txt", b"nothing of a listing\n"),
        ("cut.xml", b'<ead xmlns="urn:isbn:1-931666-22-9"><eadheader>'),
        ("paper.pdf", b"%PDF-1.7\n\x00\x01"),
        ("a.json.gz", b"\x1f\x8b\x08\x00broken"),
    ],
)
def test_bad_input_gets_one_clear_line_and_leaves_no_file(
    name: str, content: bytes, call: Call, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    for arguments in ((name, "--to", "jsonl", "-o", "out.jsonl"), (name, "--to", "json", "--each", "-o", "out/")):
        ended = call("convert", *arguments)
        assert ended.code == 2
        assert ended.err.startswith(f"docmeta: error: {name}")
        assert ended.err.count("\n") == 1
        assert not (tmp_path / "out.jsonl").exists()
        assert not list(tmp_path.glob("out/*"))
        assert not list(tmp_path.glob(".docmeta*"))


# -- convert -----------------------------------------------------------------------------------------------------------


def test_convert_to_standard_output(call: Call, source: Path) -> None:
    ended = call("convert", source, "--to", "jsonl", "-q")
    assert ended.code == 0
    assert [json.loads(line)["unit"]["id"] for line in ended.out.splitlines()] == ["c", "s", "d0", "d1", "d2", "d3"]
    assert ended.err == ""


def test_what_is_withheld_is_said(call: Call, source: Path) -> None:
    ended = call("convert", source, "-o", "out.jsonl")
    assert ended.err.splitlines()[-1] == "6 units, nothing lost, 1 withheld"
    assert "what is withheld" in ended.err.splitlines()[0]
    assert "unit" in ended.err.splitlines()[1]
    ended = call("convert", source, "-o", "out.jsonl", "--include-internal")
    assert (ended.code, ended.err) == (0, "")
    assert load("out.jsonl") == papers()


def lossy(path: Path, count: int = 1) -> Path:
    """Something that Dublin Core cannot hold."""
    members = tuple(Document(f"d{n}", title="T", notes=(Note("appraisal", "All is kept."),)) for n in range(count))
    dump(Collection("c", title="Papers\x1b[31m", members=members), path)
    return path


def test_losses_are_shown_as_a_table_and_as_json(call: Call, tmp_path: Path) -> None:
    source = lossy(tmp_path / "a.json", 3)
    ended = call("convert", source, "--to", "dc", "-o", "a.xml", "--report", "report.json")
    assert ended.code == 0
    lines = ended.err.splitlines()
    assert lines[0].split()[:2] == ["count", "field"]
    assert "what is lost, and why" in lines[0]
    assert any("notes" in line and line.split()[0] == "3" for line in lines[1:])
    assert "value lost" in lines[-1]
    report = json.loads((tmp_path / "report.json").read_text())
    assert set(report) == {"schema", "counts", "findings"}
    finding = next(finding for finding in report["findings"] if finding["field"] == "notes")
    assert (finding["count"], finding["class"], finding["source"]) == (3, "changed", str(source))
    assert report["counts"]["losses"] == sum(f["count"] for f in report["findings"] if f["severity"] == "loss")


def test_strict_writes_nothing_and_exits_with_1(call: Call, tmp_path: Path) -> None:
    source = lossy(tmp_path / "a.json")
    (tmp_path / "a.xml").write_bytes(b"old")
    ended = call("convert", source, "--to", "dc", "-o", "a.xml", "--strict", "--report", "report.json")
    assert ended.code == 1
    assert ended.err.splitlines()[-1].startswith(f"docmeta: error: {source}: ")
    assert "would be lost" in ended.err
    assert (tmp_path / "a.xml").read_bytes() == b"old"
    assert json.loads((tmp_path / "report.json").read_text())["counts"]["losses"] > 0
    ended = call("convert", source, "--to", "dc", "--strict", "-q")
    assert (ended.code, ended.out) == (1, "")
    assert call("convert", source, "--to", "jsonl", "--strict", "-q").code == 0


@pytest.mark.parametrize("place", [0, 1, 3, 4])
def test_strict_takes_no_source_for_its_value(call: Call, tmp_path: Path, place: int) -> None:
    source = lossy(tmp_path / "a.json")
    args = [str(source), "--to", "dc", "-q"]
    ended = call("convert", *args[:place], "--strict", *args[place:])
    assert (ended.code, "would be lost" in ended.err) == (1, True)
    assert call("convert", *args[:place], "--strict=changed", *args[place:]).code == 1
    assert "'none' is not one of" in call("convert", *args, "--strict=none").err


def test_the_table_is_short_unless_all_is_asked_for(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from docmeta.cli import losses

    monkeypatch.setattr(losses, "SHORT", 1)
    source = lossy(tmp_path / "a.json")
    short = call("convert", source, "--to", "dc", "-o", "a.xml").err
    long = call("convert", source, "--to", "dc", "-o", "a.xml", "--verbose").err
    assert "more kinds; --verbose shows all" in short
    assert "more kinds" not in long
    assert len(long.splitlines()) > len(short.splitlines()) - 1


def test_each_unit_to_a_file(call: Call, source: Path, tmp_path: Path) -> None:
    assert call("convert", source, "--to", "json", "--each", "-o", "out").code == 0
    assert sorted(os.listdir(tmp_path / "out")) == ["c.json", "d0.json", "d1.json", "d2.json", "d3.json", "s.json"]


def test_one_file_into_a_folder(call: Call, source: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert call("convert", source, "--to", "jsonl", "-o", "out").code == 0
    assert os.listdir(tmp_path / "out") == ["papers.jsonl"]


# -- many --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with good files, bad ones and others."""
    top = tmp_path / "in"
    (top / "deep" / "er").mkdir(parents=True)
    (top / ".hidden").mkdir()
    for name in ("a.json", "a.jsonl", "deep/b.json", "deep/er/c.jsonl", ".hidden/d.json", ".e.json", "~$a.json"):
        dump(papers(), top / name)
    (top / "bad.json").write_bytes(b"{")
    (top / "empty.json").write_bytes(b"")
    (top / "photo.png").write_bytes(b"\x89PNG")
    dump(papers(), top / "packed.json.gz", format="json")
    return top


TARGETS = ["a.json.jsonl", "a.jsonl.jsonl", "deep/b.jsonl", "deep/er/c.jsonl", "packed.jsonl"]


def files_below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_folder_is_converted_past_bad_files(call: Call, folder: Path, tmp_path: Path) -> None:
    ended = call("convert", folder, "--to", "jsonl", "-o", "out", "--report", "report.json")
    assert ended.code == 1
    assert files_below(tmp_path / "out") == TARGETS
    errors = [line for line in ended.err.splitlines() if line.startswith("docmeta: error: ")]
    assert [line.split(": ")[2].partition(":")[0] for line in errors] == [
        str(folder / "bad.json"),
        str(folder / "empty.json"),
    ]
    assert ended.err.splitlines()[-1] == "5 of 7 files converted to out; 2 failed; 1 of other kinds skipped"
    report = json.loads((tmp_path / "report.json").read_text())
    assert [file["source"] for file in report["files"] if file["error"]] == [
        str(folder / name) for name in ("bad.json", "empty.json")
    ]
    assert report["counts"]["units"] == 5 * 6


def test_the_table_of_many_names_the_files(call: Call, tmp_path: Path) -> None:
    lossy(tmp_path / "a.json")
    lossy(tmp_path / "b.json")
    ended = call("convert", "a.json", "b.json", "--to", "dc", "-o", "out")
    assert ended.code == 0
    line = next(line for line in ended.err.splitlines() if "notes" in line)
    assert line.split()[0] == "2"
    assert "a.json" in line


class Screen(io.StringIO):
    """A terminal that records what is written to it."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("rich", [True, False])
@pytest.mark.parametrize("total", [None, 20])
def test_progress_is_shown_on_a_terminal_and_wiped_away(
    rich: bool, total: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from docmeta.cli import progress

    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress.Progress, "PATIENCE", 0)
    monkeypatch.setattr(progress.Progress, "PACE", 0)
    if rich:
        pytest.importorskip("rich")
    else:
        monkeypatch.setattr(progress, "console", lambda stream: None)
    with progress.Progress("a\x1b[2Jb.json", total) as shown:
        for number in range(1, 21):
            if total is None:
                shown.units(number * 500)
            else:
                shown.file(f"file {number}")
        shown.say("docmeta: error: a bad file")
    out = screen.getvalue()
    assert ("20 of 20 files" if total else "10,000 units") in out
    assert "docmeta: error: a bad file\n" in out
    assert "\x1b[2Jb" not in out
    assert out.rstrip("\n").endswith("\x1b[2K") or not out.rstrip("\n").endswith("units")


def test_progress_is_not_shown_elsewhere(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from docmeta.cli import progress

    monkeypatch.setattr(progress.Progress, "PATIENCE", 0)
    with progress.Progress("a.json") as shown:
        shown.units(500)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("columns", ["40", "200"])
def test_tables_on_a_terminal_are_safe(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rich")
    from docmeta.cli.terminal import print_table

    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("TERM", "xterm")
    screen = Screen()
    print_table(
        ("a", "b"), [("[red]x[/red]", "\x1b]0;title\x07 :smile: " + "long " * 20)], stream=screen, title="\x1b[2J[b]"
    )
    out = screen.getvalue()
    assert "[red]x[/red]" in out
    assert ":smile:" in out
    assert "\x1b]0" not in out
    assert "\x1b[2J" not in out
    assert "\x07" not in out


def test_several_processes_give_the_same(call: Call, folder: Path, tmp_path: Path) -> None:
    one = call("convert", folder, "--to", "jsonl", "-o", "out1")
    two = call("convert", folder, "--to", "jsonl", "-o", "out2", "--jobs", "2")
    assert two.code == one.code == 1
    assert two.err == one.err.replace("out1", "out2")
    for name in TARGETS:
        assert (tmp_path / "out1" / name).read_bytes() == (tmp_path / "out2" / name).read_bytes()


def test_patterns_and_several_arguments(call: Call, folder: Path, tmp_path: Path) -> None:
    assert call("convert", f"{folder}/**/b.json", f"{folder}/a.json", "--to", "jsonl", "-o", "out").code == 0
    assert files_below(tmp_path / "out") == ["a.jsonl", "deep/b.jsonl"]


def test_a_dialect_has_the_extension_of_its_kind(call: Call, source: Path, tmp_path: Path) -> None:
    assert call("convert", source, "--to", "csv-atom", "-q", "-o", "out/").code == 0
    assert os.listdir(tmp_path / "out") == ["papers.csv"]


def test_the_target_folder_is_not_a_source(call: Call, folder: Path) -> None:
    (folder / "bad.json").unlink()
    (folder / "empty.json").unlink()
    out = folder / "out"
    for _ in range(2):
        assert call("convert", folder, "--to", "jsonl", "-o", out).code == 0
        assert files_below(out) == TARGETS


def test_each_unit_of_many_files_to_a_file(call: Call, folder: Path, tmp_path: Path) -> None:
    ended = call("convert", folder / "a.json", folder / "bad.json", "--to", "jsonl", "--each", "-o", "out", "-q")
    assert ended.code == 1
    assert files_below(tmp_path / "out") == [f"a/{id}.jsonl" for id in ("c", "d0", "d1", "d2", "d3", "s")]
    assert os.listdir(tmp_path / "out") == ["a"]


def test_all_well_exits_with_0(call: Call, source: Path) -> None:
    ended = call("convert", source.parent, "--to", "jsonl", "-o", "out/", "--quiet")
    assert (ended.code, ended.err) == (0, "")


# -- show --------------------------------------------------------------------------------------------------------------


def test_show_draws_the_tree(call: Call, source: Path) -> None:
    ended = call("show", source)
    assert ended.code == 0
    assert [line.rstrip() for line in ended.out.splitlines()] == [
        "Korean War papers" + " " * 73 + "collection",
        "  dates   circa 1950s",
        "  extent  4 letters",
        "│",
        "├─ Letters" + " " * 75 + "series  4",
        *(f"│  ├─ Letter {n}" + " " * 71 + f"item       {1950 + n}" for n in range(3)),
        "│  └─ Letter 3" + " " * 71 + "item       1953",
        "└─ (internal)" + " " * 72 + "file",
        "",
        "7 units · 4 items, 1 collection, 1 series, 1 file · 3 levels deep · 1 internal",
    ]


def test_show_can_be_cut(call: Call, source: Path) -> None:
    out = call("show", source, "--limit", "1").out
    assert "│  └─ … 3 more" in out
    assert "└─ … 1 more" in out
    out = call("show", source, "--depth", "1").out
    assert "Letters" in out
    assert "Letter 1" not in out


def test_show_draws_several_roots_under_the_name_of_the_file(call: Call, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"depth": 0, "unit": {"kind": "document", "id": "a", "title": "A\\u001b[31m\\u202e"}}\n'
        '{"depth": 0, "unit": {"kind": "document", "id": "b", "dates": [{"text": "1951"}]}}\n'
    )
    out = call("show", "a.jsonl").out
    assert out.splitlines()[0] == "a.jsonl"
    assert out.splitlines()[1].startswith("├─ A\\x1b[31m\\u202e")
    assert out.splitlines()[2].startswith("└─ [Document, 1951]")
    assert "\x1b" not in out


def test_show_marks_an_internal_root(call: Call, tmp_path: Path) -> None:
    text = '{"kind": "collection", "id": "a", "title": "A", "level": "fonds", "audience": "internal", "members": []}'
    (tmp_path / "a.json").write_text(text)
    assert re.match(r"\(internal\) +fonds\n", call("show", "a.json").out)
    assert re.match(r"A \(internal\) +fonds\n", call("show", "a.json", "--include-internal").out)


def test_tables_use_colour_where_it_is_wanted(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = call("crosswalk", "dc").out
    assert "\x1b" not in plain
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = call("crosswalk", "dc").out
    assert "\x1b[1mDublin Core, the fifteen elements\x1b[0m\n" in coloured
    assert [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", coloured).splitlines()] == plain.splitlines()
    monkeypatch.setenv("NO_COLOR", "1")
    assert call("crosswalk", "dc").out == plain


def test_show_uses_colour_where_it_is_wanted(call: Call, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1mKorean War papers\x1b[0m" in call("show", source).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in call("show", source).out


def test_show_draws_deep_trees_on_narrow_screens(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from docmeta import Node, write

    nodes = (Node(depth, Collection(f"c{depth}", title=f"Title {depth}")) for depth in range(300))
    write(nodes, tmp_path / "deep.jsonl")
    monkeypatch.setenv("COLUMNS", "60")
    lines = call("show", "deep.jsonl").out.splitlines()
    assert len(lines) == 302
    assert all(len(line) <= 100 for line in lines)
    assert "Title 299" in lines[-3]


def test_show_draws_a_very_deep_tree_in_bounded_memory(call: Call, tmp_path: Path) -> None:
    from docmeta import Node, write

    write((Node(depth, Collection(f"c{depth}")) for depth in range(20_000)), tmp_path / "deep.jsonl")
    out = call("show", "deep.jsonl").out
    assert len(out) < 20_000 * 120
    assert out.splitlines()[-1] == "20,000 units · 20,000 without a level · 20,000 levels deep"


# -- check, diff, formats, plugins, crosswalk --------------------------------------------------------------------------


def test_check_says_what_is_wrong_and_where(call: Call, source: Path, tmp_path: Path) -> None:
    clean = call("check", source)
    assert (clean.code, clean.out) == (0, "1 file checked, no problem found\n")
    dump(Collection("c", members=(Document("d"), Document("d"))), tmp_path / "b.json")
    found = call("check", source, "b.json", "--profile", "isadg")
    assert found.code == 1
    assert "b.json\n" in found.out
    assert "ISADG-3.1.2" in found.out
    data = json.loads(call("check", "b.json", "--profile", "isadg", "--format", "json").out)
    assert {problem["source"] for problem in data} == {"b.json"}
    sarif = json.loads(call("check", "b.json", "--profile", "isadg", "--format", "sarif").out)
    assert sarif["version"] == "2.1.0"
    assert call("check", "b.json", "--profile", "isadg", "-q") == Ended(1, "", "")


def test_check_prints_only_so_many_of_a_rule_where_that_is_asked_for(call: Call, tmp_path: Path) -> None:
    dump(Collection("c", members=tuple(Document(f"d{n}") for n in range(30))), tmp_path / "b.json")
    whole = call("check", "b.json", "--profile", "isadg").out
    short = call("check", "b.json", "--profile", "isadg", "--limit", "2").out
    assert len([line for line in whole.splitlines() if "ISADG-3.1.2" in line]) == 32
    assert len([line for line in short.splitlines() if "ISADG-3.1.2" in line]) == 4
    assert (
        "  31  error    ISADG-3.1.2  take its formal title" in whole
    )  # the table at the end: how often, and what to do
    assert "... and 29 more of ISADG-3.1.2" in short
    assert whole.splitlines()[-1] == short.splitlines()[-1]


def test_check_goes_on_past_what_is_unusable(call: Call, source: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_bytes(b'{"kind": "document"')
    ended = call("check", "none.json", "bad.json", source)
    assert ended.code == 2
    assert ended.err == "docmeta: error: none.json: no such file or directory\n"
    assert "unreadable" in ended.out
    assert ended.out.splitlines()[-1] == "3 files checked: 1 error, 2 unusable"


def test_check_puts_what_is_unusable_into_its_data_too(call: Call, source: Path, tmp_path: Path) -> None:
    """Readers of JSON or SARIF see the missing file, and the log tells that the run was not complete."""
    ended = call("check", "none.json", source, "--format", "json")
    assert (ended.code, ended.err) == (2, "docmeta: error: none.json: no such file or directory\n")
    [problem] = json.loads(ended.out)
    assert (problem["source"], problem["rule"], problem["message"]) == (
        "none.json",
        "unreadable",
        "no such file or directory",
    )
    [run] = json.loads(call("check", "none.json", source, "--format", "sarif").out)["runs"]
    assert run["invocations"] == [{"executionSuccessful": False}]


def test_check_of_a_folder_without_a_file_to_read_is_no_success(call: Call, tmp_path: Path) -> None:
    """Otherwise a nightly job with a typo in its path would pass."""
    (tmp_path / "empty").mkdir()
    ended = call("check", "empty")
    assert (ended.code, ended.out, ended.err) == (2, "", "docmeta: error: no file to check in empty\n")


def test_check_says_once_that_a_schema_is_missing(call: Call, source: Path, tmp_path: Path) -> None:
    """Not for each file, but as an error of the call, with exit code 2."""
    ended = call("check", source, source, "--schema", "ead3", "--schema-dir", tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("docmeta schemas fetch ead3") == 1


def test_check_reads_standard_input_by_its_name(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b'{"depth": 0, "unit": {"kind": "document", "id": "d1"}}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    ended = call("check", "-", "--format", "json")
    assert [problem["source"] for problem in json.loads(ended.out)] == ["<stdin>"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert call("check", "-").out.startswith("<stdin>\n")


def test_check_folds_problems_below_each_other_where_the_screen_is_narrow(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On 40 columns no line is wider; the rule is above its message."""
    dump(Collection("c", members=(Document("d", level="file"),), level="fonds"), tmp_path / "b.json")
    monkeypatch.setattr("docmeta.cli.check.is_terminal", lambda stream: True)
    monkeypatch.setattr("docmeta.cli.check.screen_width", lambda: 40)
    out = call("check", "b.json", "--profile", "dacs").out
    assert max(map(len, out.splitlines())) <= 40
    assert "DACS-2.4-FILE" in out


def test_check_lists_profiles_and_those_of_plugins_that_bring_nothing_else(
    call: Call, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plugin with only rules has no reader and no writer, is known to check, and is not a format to convert to."""
    from docmeta.checking import Present, Profile

    class Rules:
        @staticmethod
        @hookimpl
        def docmeta_formats() -> Iterator[Format]:
            rules = (Present("ROOM-1", "containers", says="a box", advice="say which box"),)
            yield Format("reading-room", "Rules", profiles=lambda: [Profile("reading-room", "Our room", rules)])

    monkeypatch.setattr(registry, "_default", registry.Registry())
    registry.default().register(Rules)
    listed = call("check", "--list-profiles")
    assert listed.code == 0
    assert [line.split()[0] for line in listed.out.splitlines()][:3] == ["profile", "basic", "isadg"]
    assert "reading-room" in listed.out
    assert "ROOM-1" in call("check", source, "--profile", "Reading-Room").out
    assert "did you mean 'reading-room'" in call("check", source, "--profile", "reading-rom").err
    assert "reading-room" not in call("formats").out


def test_check_looks_into_folders(call: Call, folder: Path) -> None:
    assert call("check", folder / "deep").out == "2 files checked, no problem found\n"


def test_diff_says_what_differs(call: Call, source: Path, tmp_path: Path) -> None:
    call("convert", source, "-o", "b.jsonl", "-q")
    assert call("diff", source, "b.jsonl").code == 1
    call("convert", source, "-o", "c.jsonl", "--include-internal")
    assert call("diff", source, "c.jsonl") == Ended(0, "no difference\n", "")
    changed = papers()
    changed.title = "Korean papers"
    dump(changed, tmp_path / "d.json", include_internal=True)
    ended = call("diff", source, "d.json")
    assert ended.out.splitlines() == [
        "  c  Korean War papers  $",
        "    title",
        "      - Korean War papers",
        "      + Korean papers",
        "",
        "1 difference: 1 changed",
        "fields: title 1",
    ]
    assert call("diff", source, "d.json", "--ignore", "title").code == 0
    assert call("diff", source, "d.json", "-q") == Ended(1, "", "")
    data = json.loads(call("diff", source, "d.json", "--format", "json").out)
    assert data["equal"] is False
    assert data["differences"][0]["field"] == "title"


def test_formats_lists_what_there_is(call: Call) -> None:
    rows = call("formats").out.splitlines()
    assert rows[0].split() == ["format", "reads", "writes", "extensions", "title", "plugin"]
    names = [row.split()[0] for row in rows[1:]]
    assert {"csv", "dc", "dcterms", "ead2002", "ead3", "json", "jsonl", "jsonld", "listing"} <= set(names)
    data = json.loads(call("formats", "--format", "json").out)
    assert [format["name"] for format in data] == names
    one = call("formats", "json").out
    assert "indent" in one
    assert "a whole number" in one


def test_plugins_lists_the_failed_ones_with_the_reason(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call("plugins").code == 0
    own = registry.Registry(discover=False)
    monkeypatch.setattr(registry, "_default", own)
    own._plugins.append(registry.Plugin("broken", "acme 1.0", error="ImportError: no module \x1b[2J"))
    ended = call("plugins")
    assert ended.code == 1
    assert "acme 1.0" in ended.out
    assert "failed: ImportError: no module \\x1b[2J" in ended.out
    assert json.loads(call("plugins", "--format", "json").out)[0]["error"].startswith("ImportError")


@pytest.mark.parametrize("name", ["dc", "ead3", "csv", "jsonld"])
def test_crosswalks_are_printed_in_every_layout(name: str, call: Call) -> None:
    table = registry.default().get(name).table()
    assert table is not None
    rows = list(table.rows())
    text = call("crosswalk", name)
    assert text.code == 0
    parts = [(part, line.target, line.why) for line in table.partial for part in line.parts]
    assert len(text.out.splitlines()) == len(rows) + 2 + (len(parts) + 3 if parts else 0)
    data = json.loads(call("crosswalk", name, "--format", "json").out)
    assert [row["field"] for row in data["rows"]] == [row.field for row in rows]
    assert [(line["part"], line["target"], line["why"]) for line in data["partial"]] == parts
    read = list(csv.DictReader(io.StringIO(call("crosswalk", name, "--format", "csv").out)))
    assert [row["target"] for row in read] == [row.target for row in rows] + [target for _, target, _ in parts]
    assert [(row["field"], row["target"], row["note"]) for row in read[len(rows) :]] == parts
    markdown = call("crosswalk", name, "--format", "markdown").out
    assert sum(line.startswith("| ") for line in markdown.splitlines()) == len(rows) + 2 + (
        len(parts) + 2 if parts else 0
    )


def test_schemas_are_listed(call: Call, tmp_path: Path) -> None:
    ended = call("schemas", "list", "--schema-dir", tmp_path)
    assert ended.code == 0
    assert "ead3" in ended.out
    assert str(tmp_path) in ended.err


# -- as a process ------------------------------------------------------------------------------------------------------


def test_standard_streams(cli: Any, source: Path) -> None:
    piped = cli("convert", "-", "--to", "jsonl", stdin=source.read_bytes())
    assert piped.returncode == 0
    assert len(piped.stdout.splitlines()) == 6
    shown = cli("show", "-", stdin=source.read_bytes())
    assert shown.stdout.decode().startswith("Korean War papers")
    bad = cli("convert", "-", "--to", "jsonl", stdin=b"junk")
    assert (bad.returncode, bad.stdout) == (2, b"")
    assert bad.stderr.startswith(b"docmeta: error: <stdin>: ")


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A description of 30 MB."""
    path = tmp_path / "large.jsonl"
    line = json.dumps(
        {"depth": 1, "unit": {"kind": "document", "id": "ID", "title": "Telegram", "description": "word " * 60}}
    )
    with path.open("w") as file:
        file.write('{"depth": 0, "unit": {"kind": "collection", "id": "c"}}\n')
        for number in range(30_000_000 // len(line)):
            file.write(line.replace("ID", f"d{number}") + "\n")
    return path


DOCMETA = str(Path(sys.executable).with_name("docmeta"))

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


@posix
@pytest.mark.parametrize("args", [["convert", "large.jsonl", "--to", "jsonl"], ["show", "large.jsonl", "--limit", "0"]])
def test_a_broken_pipe_ends_quietly(args: list[str], large: Path) -> None:
    process = subprocess.Popen([DOCMETA, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=large.parent)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 141
    process.stderr.close()


@posix
@pytest.mark.parametrize("interrupt", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_stops_at_once_and_leaves_no_file(interrupt: signal.Signals, jobs: str, large: Path) -> None:
    folder = large.parent
    source, target = ["large.jsonl"], "out.json"
    if jobs != "1":
        os.link(large, folder / "twice.jsonl")
        source, target = ["large.jsonl", "twice.jsonl"], "out/"
    process = subprocess.Popen(
        [DOCMETA, "convert", *source, "--to", "json", "-o", target, "--jobs", jobs],
        stderr=subprocess.PIPE, cwd=folder, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + 30
    while not list(folder.rglob(".docmeta*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.2)
    assert process.poll() is None, "it was done before it could be interrupted"
    sent = time.monotonic()
    os.killpg(process.pid, interrupt)
    _, err = process.communicate(timeout=30)
    # half a second where the machine has nothing else to do
    busy = os.getloadavg()[0] > (os.cpu_count() or 1) or bool(os.environ.get("CI"))
    assert time.monotonic() - sent < (0.5 if jobs == "1" else 2) * (6 if busy else 1)
    assert process.returncode == 128 + interrupt
    assert err.strip() in (b"docmeta: interrupted", b"")
    deadline = time.monotonic() + 5
    while list(folder.rglob(".docmeta*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not list(folder.rglob(".docmeta*"))
    assert not list(folder.rglob("*.json"))


@posix
def test_an_interrupt_that_falls_into_a_destructor_is_heard() -> None:
    code = """
import os, signal, time
from docmeta.cli.telling import hear_every_interrupt
hear_every_interrupt()
class Falling:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.01)
try:
    Falling()
    time.sleep(5)
    print("not heard")
except KeyboardInterrupt:
    print("heard")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("heard\n", "")


@posix
@pytest.mark.parametrize(
    ("redirected", "code"),
    [
        ("convert papers.json --to jsonl >&-", 2),
        ("convert papers.json -o a.jsonl >&- 2>&-", 0),
        ("convert - --to jsonl <&-", 2),
    ],
)
def test_closed_standard_streams_are_no_fault(redirected: str, code: int, source: Path) -> None:
    done = subprocess.run(f"{DOCMETA} {redirected}", shell=True, capture_output=True, check=False, cwd=source.parent)
    assert done.returncode == code
    closed = b"<stdin>" if "<&-" in redirected else b"<stdout>"
    assert done.stderr.startswith(b"docmeta: error: " + closed + b": it is closed" if code else b"")
    assert b"Traceback" not in done.stderr
    assert b"fault" not in done.stderr


@posix
def test_a_full_disk_is_one_clear_line(cli: Any, source: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full")
    with open("/dev/full", "wb") as full:
        process = subprocess.run(
            [DOCMETA, "convert", str(source), "--to", "jsonl", "-q"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert process.returncode == 2
    assert process.stderr == b"docmeta: error: no space left on device\n"
    assert cli("convert", source, "--to", "jsonl", "-o", "/dev/full", "-q").returncode == 2


def test_a_fault_of_docmeta_is_one_line(call: Call, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from docmeta.cli import show

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("half a unit\nand more")

    monkeypatch.setattr(show, "shape_of", broken)
    ended = call("show", source)
    assert ended.code == 3
    assert ended.err == (
        "docmeta: error: a fault of docmeta itself: ZeroDivisionError: half a unit (DOCMETA_DEBUG=1 shows where)\n"
    )


def test_a_plugin_that_failed_is_one_warning(call: Call, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import warnings

    class Loud:
        @staticmethod
        @hookimpl
        def docmeta_formats() -> Any:
            yield Format(name="loud", title="Loud", writer=write_loudly)

    def write_loudly(nodes: Any, out: Any, context: Context) -> None:
        warnings.warn("plugin acme failed\x1b[2J", RuntimeWarning, stacklevel=1)
        out.writelines(node.unit.id.encode() for node in nodes)

    own = registry.Registry(discover=False)
    own._plugins = [*registry.default().plugins()]
    own.register(Loud, "loud")
    monkeypatch.setattr(registry, "_default", own)
    warnings.simplefilter("always")
    ended = call("convert", source, "--to", "loud", "-q")
    assert (ended.code, ended.err) == (0, "docmeta: warning: plugin acme failed\\x1b[2J\n")


# -- files that would overwrite each other -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "args",
    [
        ["papers.json", "--to", "jsonl", "-o", "a.jsonl", "--report", "a.jsonl"],
        ["papers.json", "--to", "jsonl", "-o", "a.jsonl", "--report", "./papers.json"],
        ["papers.json", "--to", "jsonl", "-o", "a.jsonl", "--report", "link.json"],
        ["papers.json", "--to", "jsonl", "-o", "a.jsonl", "--findings", "a.jsonl"],
        ["papers.json", "--to", "jsonl", "-o", "a.jsonl", "--report", "b.jsonl", "--findings", "b.jsonl"],
        ["papers.json", "papers.json", "--to", "jsonl", "-o", "out/", "--report", "out/papers.jsonl"],
    ],
)
def test_no_file_beside_the_target_overwrites_another(args: list[str], call: Call, source: Path) -> None:
    if "link.json" in args:
        (source.parent / "link.json").symlink_to(source)
    before = source.read_bytes()
    ended = call("convert", *args)
    assert ended.code == 2
    assert "is also a source or a target" in ended.err
    assert source.read_bytes() == before
    assert not (source.parent / "a.jsonl").exists()


def test_a_pattern_that_leads_upwards_stays_in_the_folder(call: Call, source: Path) -> None:
    for folder in ("x", "y/q"):
        (source.parent / folder).mkdir(parents=True)
    (source.parent / "x" / "papers.json").write_bytes(source.read_bytes())
    pattern = "y/*/../../x/*.json"
    assert call("convert", pattern, "--to", "jsonl", "-o", "y/out").code == 0
    made = [path.relative_to(source.parent) for path in source.parent.rglob("*.jsonl")]
    assert [path.parts[:2] for path in made] == [("y", "out")]


@posix
def test_a_full_disk_is_told_with_the_file(cli: Any, source: Path) -> None:
    """A limit on the size of files simulates the disk."""
    code = (
        "import resource, signal, sys\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))\n"
        "from docmeta.cli.main import main\nmain(sys.argv[1:])"
    )
    done = cli("convert", source, "-o", "a.jsonl", "-q", command=(sys.executable, "-c", code))
    assert (done.returncode, done.stderr) == (2, b"docmeta: error: a.jsonl: file too large\n")
    assert not [path for path in source.parent.iterdir() if path.name.startswith((".docmeta", "a."))]


# -- plugins that do not keep to themselves ----------------------------------------------------------------------------

#: What a plugin may do on import, and in its functions, that must not affect what a command writes.
LOUD = """
import os, signal, sys, warnings
import docmeta
print("noise")
sys.stdout.buffer.write(b"noise")
sys.stdout.close()
os.chdir("/")
sys.setrecursionlimit(70)
warnings.simplefilter("error")
signal.signal(signal.SIGTERM, signal.SIG_IGN)
def sniff(head):
    print("noise")
    return 0
def read(source, context, /):
    print("noise")
    yield docmeta.Node(0, docmeta.Document("d", title="Letter"))
def write(nodes, out, context, /):
    print("noise")
    for node in nodes:
        out.write(node.unit.id.encode())
def close(nodes, out, context, /):
    list(nodes)
    out.close()
@docmeta.hookimpl
def docmeta_formats():
    print("noise")
    yield docmeta.Format("loud", "Loud", extensions=(".loud",), reader=read, writer=write, sniffer=sniff)
    yield docmeta.Format("closing", "Closing", writer=close)
"""


@pytest.fixture
def loud(tmp_path: Path) -> dict[str, str]:
    """The environment with a loud plugin installed, and one that fails after it."""
    site = tmp_path / "site"
    for name, source in (("loud_plugin", LOUD), ("poor_plugin", "1 / 0")):
        info = site / f"{name}-1.0.dist-info"
        info.mkdir(parents=True)
        (site / f"{name}.py").write_text(source, encoding="utf-8")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[docmeta]\n{name} = {name}\n", encoding="utf-8")
    return {"PYTHONPATH": str(site)}


@pytest.mark.parametrize(
    ("args", "output"),
    [
        (["convert", "papers.json", "--to", "loud"], b"c1d1d2"),
        (["convert", "a.loud", "--from", "loud", "--to", "json"], None),
        (["check", "a.loud", "--from", "loud", "--format", "json"], None),
        (["diff", "a.loud", "a.loud", "--from", "loud", "--from-b", "loud", "--format", "json"], None),
        (["formats", "--format", "json"], None),
        (["plugins", "--format", "json"], None),
    ],
)
def test_what_a_plugin_prints_or_changes_does_not_reach_the_output(
    args: list[str], output: bytes | None, cli: Any, source: Path, loud: dict[str, str]
) -> None:
    (source.parent / "a.loud").write_bytes(b"words")
    (source.parent / "papers.json").write_bytes(
        b'{"schema": "docmeta/1", "kind": "collection", "id": "c1", "members": '
        b'[{"kind": "document", "id": "d1"}, {"kind": "document", "id": "d2"}]}'
    )
    done = cli(*args, env=loud)
    assert b"Traceback" not in done.stderr
    assert b"fault of docmeta" not in done.stderr
    assert b"noise" not in done.stdout
    assert b"noise" in done.stderr
    if args[0] != "plugins":
        assert done.stderr.count(b"plugin poor_plugin (poor_plugin 1.0) failed: ZeroDivisionError") == 1
    if output is None:
        json.loads(done.stdout)
    else:
        assert done.stdout == output


def test_a_writer_that_closes_standard_output_is_one_clear_line(cli: Any, source: Path, loud: dict[str, str]) -> None:
    done = cli("convert", source, "--to", "closing", "-q", env=loud)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.endswith(b"docmeta: error: the writer closed the stream; it must leave it open\n")
    assert b"Traceback" not in done.stderr


#: A plugin with one file that kills the process reading it.
DEADLY = """
import os
import docmeta
def read(source, context, /):
    if b"deadly" in source.read():
        os._exit(9)
    yield docmeta.Node(0, docmeta.Document("d", title="Letter"))
@docmeta.hookimpl
def docmeta_formats():
    yield docmeta.Format("deadly", "Deadly", extensions=(".deadly",), reader=read)
"""


def test_a_process_that_dies_fails_one_file_alone(cli: Any, tmp_path: Path) -> None:
    info = tmp_path / "site" / "deadly_plugin-1.0.dist-info"
    info.mkdir(parents=True)
    (tmp_path / "site" / "deadly_plugin.py").write_text(DEADLY, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: deadly\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[docmeta]\ndeadly = deadly_plugin\n", encoding="utf-8")
    for number in range(8):
        (tmp_path / f"{number}.deadly").write_bytes(b"deadly" if number == 2 else b"words")
    done = cli(
        "convert", *(f"{number}.deadly" for number in range(8)), "--to", "json", "-o", "out/", "--jobs", "2",
        env={"PYTHONPATH": str(tmp_path / "site")},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "docmeta: error: 2.deadly: the process that converted it died",
        "7 of 8 files converted to out/; 1 failed",
    ]
    names = sorted(path.name for path in (tmp_path / "out").glob("*.json"))
    assert names == [f"{number}.json" for number in range(8) if number != 2]
    assert not list((tmp_path / "out").glob(".docmeta-*"))


# -- pipes and signals -------------------------------------------------------------------------------------------------


@posix
def test_a_pipe_with_a_name_can_be_shown(source: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen([DOCMETA, "show", pipe], stdout=subprocess.PIPE) as shown:
        pipe.write_bytes(source.read_bytes())
        plain = subprocess.run([DOCMETA, "show", source], capture_output=True, check=True)
        assert shown.communicate(timeout=60)[0] == plain.stdout
    assert shown.returncode == 0


@posix
@pytest.mark.parametrize("first", [signal.SIGINT, signal.SIGHUP])
def test_signals_that_come_again_do_not_break_off_the_tidying_up(first: signal.Signals, large: Path) -> None:
    folder = large.parent
    process = subprocess.Popen(
        [DOCMETA, "convert", "large.jsonl", "--to", "json", "--each", "-o", "out/"], stderr=subprocess.PIPE, cwd=folder
    )
    deadline = time.monotonic() + 60
    while len(list(folder.glob("out/.docmeta*/*"))) < 2_000 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert process.poll() is None, "it was done before it could be interrupted"
    for number in (first, signal.SIGINT, signal.SIGTERM, first):
        process.send_signal(number)
        time.sleep(0.005)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 128 + first
    assert b"Traceback" not in err
    assert not (folder / "out").exists()


@posix
def test_a_signal_that_is_ignored_stays_ignored(source: Path) -> None:
    """As with `nohup`: logging out does not end the conversion."""
    code = (
        "import os, signal, sys\nfrom docmeta.cli.telling import hear_signals\n"
        "signal.signal(signal.SIGHUP, signal.SIG_IGN)\nhear_signals()\n"
        "os.kill(os.getpid(), signal.SIGHUP)\nprint('alive')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout) == (0, "alive\n")
