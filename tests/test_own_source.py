"""A target that is its own source is refused, under any name, and the source is unchanged."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import docmeta
from docmeta import Collection, Document, OptionError
from docmeta.cli.main import run

REFUSED = "the target is the source itself"


@pytest.fixture(autouse=True)
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file in the working directory, which no test may change."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.json"
    docmeta.dump(Collection("a", title="Papers", members=(Document("b", title="Telegram"),)), path)
    before = path.read_bytes()
    there = set(os.listdir(tmp_path))
    yield path
    assert path.read_bytes() == before
    assert not [name for name in set(os.listdir(tmp_path)) - there if name.endswith(".tmp")]


def _itself(path: Path) -> str:
    return str(path)


def _relative(path: Path) -> str:
    return path.name


def _roundabout(path: Path) -> str:
    (path.parent / "sub").mkdir()
    return f"sub/.././{path.name}"


def _symlink(path: Path) -> str:
    Path("link.json").symlink_to(path.name)
    return "link.json"


def _hard_link(path: Path) -> str:
    os.link(path, "hard.json")
    return "hard.json"


NAMES = [_itself, _relative, _roundabout, _symlink, _hard_link]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "wish",
    [["--to", "json"], ["--to", "ead3"], ["--to", "csv", "--strict"], ["--for", "archivesspace"], ["--to", "html"]],
)
def test_one_source_is_not_its_own_target(
    wish: list[str], name: Callable[[Path], str], source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = name(source)
    for read, written in ((source, other), (other, source)):
        assert run(["convert", str(read), *wish, "-o", str(written)]) == 2
        assert REFUSED in capsys.readouterr().err


@pytest.mark.parametrize("name", NAMES)
def test_python_refuses_it_too(name: Callable[[Path], str], source: Path) -> None:
    for to in ("json", "dc"):
        with pytest.raises(OptionError, match=REFUSED):
            docmeta.convert(source, name(source) if to == "json" else source.name, to=to)
    with source.open("rb") as stream, pytest.raises(OptionError, match=REFUSED):
        docmeta.convert(stream, source, to="dc")


@pytest.mark.parametrize("folder", ["in", "./in/", "out/../in/", "linked", "absolute"])
@pytest.mark.parametrize("given", [["in"], ["in/a.json", "in/b.json"], ["in/*.json", "-j", "2"]], ids=" ".join)
def test_a_folder_is_not_converted_onto_itself(
    given: list[str], folder: str, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = source.read_bytes()
    Path("out").mkdir()
    Path("in").mkdir()
    Path("linked").symlink_to("in")
    for name in "ab":
        Path("in", f"{name}.json").write_bytes(data)
    target = os.path.abspath("in") if folder == "absolute" else folder
    assert run(["convert", *given, "--to", "json", "-o", target]) == 2
    assert "is one of the sources" in capsys.readouterr().err
    assert {path.read_bytes() for path in Path("in").iterdir()} == {data}


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_none_of_several_sources_is_the_target_of_another(
    link: Callable[[Path, str], None], source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The target of b.json has the name of the source a.json, too."""
    Path("b.json").write_bytes(source.read_bytes())
    Path("out").mkdir()
    link(source, "out/b.json")
    assert run(["convert", "a.json", "b.json", "--to", "json", "-o", "out/"]) == 2
    assert "'out/b.json' is one of the sources" in capsys.readouterr().err
    assert not Path("out/a.json").exists()


@pytest.mark.parametrize("name", [_itself, _symlink, _hard_link])
def test_no_unit_takes_the_place_of_the_source(
    name: Callable[[Path], str], source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`a` is the id of a unit, so `a.json` would be its file."""
    read = source.rename("kept.json") if name is not _itself else source
    if name is _symlink:
        source.symlink_to("kept.json")
    elif name is _hard_link:
        os.link(read, source)
    assert run(["convert", read.name, "--to", "json", "--each", "-o", "."]) == 2
    assert REFUSED in capsys.readouterr().err
    assert not Path("b.json").exists()


def test_no_unit_of_several_sources_takes_the_place_of_one(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a").mkdir()
    within = Path("a", "b.json")
    within.write_bytes(source.read_bytes())
    assert run(["convert", "a.json", "a/b.json", "--to", "json", "--each", "-o", "."]) == 2
    assert "'./a' contains one of the sources" in capsys.readouterr().err
    assert within.read_bytes() == source.read_bytes()


def test_a_file_beside_the_target_is_not_the_source(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    beside = source.rename("a.csv-metadata.json")
    try:
        assert run(["convert", beside.name, "--from", "json", "-o", "a.csv", "-O", "metadata=yes"]) == 2
        assert REFUSED in capsys.readouterr().err
        assert not Path("a.csv").exists()
    finally:
        beside.rename(source)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("more", [[], ["b.json"]])
def test_a_page_does_not_replace_a_source(
    more: list[str], name: Callable[[Path], str], source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for other in more:
        Path(other).write_bytes(source.read_bytes())
    assert run(["view", *more, "a.json", "-o", name(source), "--no-open"]) == 2
    assert REFUSED in capsys.readouterr().err


@pytest.mark.parametrize("name", [_itself, _symlink, _hard_link])
@pytest.mark.parametrize("option", ["--report", "--findings"])
def test_a_report_does_not_replace_a_source(
    option: str, name: Callable[[Path], str], source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read = source.rename("a.jsonl") if option == "--findings" else source
    linked = name(read)
    written = Path(linked).rename("other.jsonl").name if name is _hard_link else linked
    if name is _symlink:
        written = "other.jsonl"
        Path(written).symlink_to(read.name)
    assert run(["convert", read.name, "--from", "json", "--to", "dc", "-o", "b.xml", option, written]) == 2
    assert "is also a source or a target" in capsys.readouterr().err
    read.rename(source)


@pytest.mark.parametrize(("option", "file"), [("--report", "out/c.json"), ("--findings", "./out/c.jsonl")])
def test_a_report_is_not_among_the_files_of_each_unit(
    option: str, file: str, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["convert", source.name, "--each", "--to", "json", "-o", "out/", option, file]) == 2
    assert "is inside the folder of --each" in capsys.readouterr().err
    assert not Path("out").exists()
    assert run(["convert", source.name, "--each", "--to", "json", "-o", "out/", option, Path(file).name]) == 0


@pytest.mark.skipif(os.name != "posix", reason="redirection of a POSIX shell")
@pytest.mark.parametrize(
    "call",
    ["convert - --to dc -o a.json < a.json", "convert a.json --to dc >> a.json", "view - --no-open -o a.json < a.json"],
)
def test_a_redirected_file_is_known(call: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m docmeta {call}"], capture_output=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert REFUSED.encode() in done.stderr


def test_another_file_of_the_same_content_is_another_file(source: Path) -> None:
    Path("b.json").write_bytes(source.read_bytes())
    assert run(["convert", "a.json", "--to", "json", "-o", "b.json", "-q"]) == 0
    assert run(["convert", "a.json", "--to", "json", "--each", "-o", "out", "-q"]) == 0
    assert run(["convert", "a.json", "--to", "json", "--each", "-o", "out", "-q"]) == 0
