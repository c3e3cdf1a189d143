"""The configuration file of the command line: found in its place, used by every command, and shown by `docmeta config`."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import docmeta
from conftest import Cli
from docmeta import Collection, Document, Identifier
from docmeta.cli.main import run
from docmeta.plugins.usual import in_force

WHOLE = """
base_uri = "https://archive.example.org/"
profiles = ["DACS"]

[agency]
name = "Example Archive"
code = "NL-XxExA"
country = "NL"

[columns]
Kolonne = "title"
"Box, no." = "containers"

[limits]
units = 3
size = "50M"

[formats.EAD3]
missing-level = "piece"

[formats.csv]
read.delimiter = "semicolon"
write.delimiter = "tab"
"""

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the command line in a working directory below a home folder of the test."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    for name in [name for name in os.environ if name.startswith("DOCMETA_MAX_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("DOCMETA_CONFIG", raising=False)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)

    def called(*args: str | Path) -> tuple[int, str, str]:
        code = run([str(arg) for arg in args])
        assert in_force() == {}
        return code, *capsys.readouterr()

    return called


def papers(path: Path, units: int = 2) -> Path:
    members = tuple(Document(f"d{number}", title=f"Telegram {number}") for number in range(units - 1))
    docmeta.dump(Collection("c", title="Papers", identifiers=(Identifier("MS 1"),), members=members), path)
    return path


def says(call: Call) -> dict[str, tuple[Any, str]]:
    code, out, err = call("config", "--format", "json")
    assert (code, err) == (0, "")
    return {each["setting"]: (each["value"], each["why"]) for each in json.loads(out)["settings"]}


# -- what it says holds ------------------------------------------------------------------------------------------------


def test_the_agency_and_the_options_of_a_format_are_written(call: Call) -> None:
    source = papers(Path("a.json"))
    Path("docmeta.toml").write_text(WHOLE)
    code, out, _ = call("convert", source, "--to", "ead3", "-q")
    assert code == 0
    for text in ("Example Archive</agencyname>", ">NL-XxExA<", 'countrycode="NL"', 'otherlevel="piece"'):
        assert text in out
    code, out, _ = call("convert", source, "--to", "ead3", "-q", "-O", "agency-name=Mine", "-O", "missing_level=item")
    assert "Mine</agencyname>" in out
    assert ">NL-XxExA<" in out
    assert 'level="item"' in out
    assert "piece" not in out


def test_columns_are_read_and_delimiters_go_by_side(call: Call) -> None:
    Path("docmeta.toml").write_text(WHOLE)
    Path("a.csv").write_text("Kolonne;Box, no.\nTelegram;4\n")
    code, out, _ = call(
        "convert", "a.csv", "--from", "csv", "--to", "csv", "-O", "write.columns=title,containers", "-q"
    )
    assert (code, out.splitlines()[:1]) == (0, ["title\tcontainers"])
    code, out, _ = call("show", "a.csv", "--from", "csv")
    assert (code, out.splitlines()[0]) == (0, "Telegram")
    code, out, _ = call("check", "a.csv", "--from", "csv")
    assert (code, "DACS-2.1" in out) == (1, True)
    code, out, _ = call("diff", "a.csv", "a.csv", "--from", "csv", "--from-b", "csv")
    assert code == 0
    assert call("view", "a.csv", "--from", "csv", "--no-open", "-o", "a.html")[0] == 0


def test_the_base_uri_is_that_of_the_file_unless_it_is_given(call: Call) -> None:
    source = papers(Path("a.json"))
    Path("docmeta.toml").write_text(WHOLE)
    assert "https://archive.example.org/c" in call("convert", source, "--to", "jsonld", "-q")[1]
    out = call("convert", source, "--to", "jsonld", "-q", "--base-uri", "https://elsewhere.example/")[1]
    assert "https://elsewhere.example/c" in out
    assert "archive.example.org" not in out


@pytest.mark.parametrize("command", ["convert", "show", "check", "plan", "view", "diff"])
def test_limits_hold_for_every_command_that_reads(command: str, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    source = papers(Path("a.json"), units=4)
    Path("docmeta.toml").write_text(WHOLE)
    more = {
        "convert": ["--to", "jsonl"], "plan": ["--for", "arclight"], "diff": [source], "view": ["--no-open", "-o", "a.html"],
    }.get(command, [])  # fmt: skip
    code, out, err = call(command, source, *more)
    assert code == 2
    assert "limit of units" in out + err
    assert "limit of units" not in "".join(call(command, source, *more, "--max-units", "4")[1:])
    monkeypatch.setenv("DOCMETA_MAX_UNITS", "4")
    assert "limit of units" not in "".join(call(command, source, *more)[1:])


def test_profiles_are_those_of_the_file_unless_they_are_given(call: Call) -> None:
    source = papers(Path("a.json"))
    Path("docmeta.toml").write_text(WHOLE)
    assert "DACS-2.2" in call("check", source)[1]
    assert "DACS" not in call("check", source, "--profile", "isadg")[1]


def test_the_file_goes_before_what_suits_a_system(call: Call) -> None:
    source = papers(Path("a.json"))
    Path("docmeta.toml").write_text('[formats.ead2002]\nmissing_level = "piece"\n')
    assert 'otherlevel="piece"' in call("convert", source, "--for", "archivesspace", "-q")[1]
    assert 'otherlevel="page"' in call("convert", source, "--for", "archivesspace", "-q", "-O", "missing_level=page")[1]


def test_a_plan_judges_a_file_as_it_is_whatever_the_configuration_says(call: Call) -> None:
    docmeta.dump(Collection("c", title="Papers", members=(Document("d", title="T"),)), "a.xml", format="ead2002")
    Path("docmeta.toml").write_text(WHOLE)
    assert "refused: archival_object T" in call("plan", "a.xml", "--for", "archivesspace")[1]
    assert "refused: archival_object T" not in call("plan", "a.xml", "--for", "archivesspace", "--base-uri", "x:y")[1]


def test_other_processes_get_it_too(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in "ab":
        papers(tmp_path / "in" / f"{name}.json")
    (tmp_path / "docmeta.toml").write_text(WHOLE)
    done = cli("convert", "in", "--to", "ead3", "-o", "out/", "-j", "2", "-q", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    for path in (tmp_path / "out").iterdir():
        assert b"Example Archive" in path.read_bytes()


def test_python_knows_no_configuration(call: Call, tmp_path: Path) -> None:
    Path("docmeta.toml").write_text(WHOLE)
    docmeta.convert(papers(Path("a.json"), units=4), "a.xml", to="ead3")
    assert b"Example Archive" not in Path("a.xml").read_bytes()


# -- where it is found -------------------------------------------------------------------------------------------------


def test_the_nearest_file_counts_and_docmeta_toml_before_pyproject(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = Path("a/b/c")
    deep.mkdir(parents=True)
    work = Path.cwd()
    (tmp_path / "docmeta.toml").write_text('base_uri = "x:home"')
    monkeypatch.chdir(deep)
    assert says(call)["--base-uri"] == ("x:home", "docmeta.toml: base_uri")
    (work / "pyproject.toml").write_text('[tool.docmeta]\nbase_uri = "x:project"')
    assert says(call)["--base-uri"] == ("x:project", "pyproject.toml: tool.docmeta.base_uri")
    (work / "docmeta.toml").write_text('base_uri = "x:work"')
    assert says(call)["--base-uri"][0] == "x:work"
    (work / "a" / "pyproject.toml").write_text('[project]\nname = "docmeta-of-others"')
    (work / "a" / "b" / "pyproject.toml").write_text("not sound = = and not ours")
    (work / "a" / "b" / "c" / "docmeta.toml").mkdir()
    assert says(call)["--base-uri"][0] == "x:work"


def test_nothing_above_the_home_is_looked_at(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", os.getcwd())
    (tmp_path / "docmeta.toml").write_text("nonsense = 1")
    assert says(call)["--base-uri"] == (None, "built in")
    monkeypatch.chdir(tmp_path)
    assert call("config")[0] == 2


def test_the_folder_of_an_input_file_is_not_looked_at(call: Call, tmp_path: Path) -> None:
    elsewhere = Path("inbox")
    elsewhere.mkdir()
    source = papers(elsewhere / "a.json", units=4)
    (elsewhere / "docmeta.toml").write_text(WHOLE)
    for command in (
        ["convert", source, "--to", "ead3", "-q"],
        ["convert", elsewhere, "--to", "ead3", "-q", "-o", "out/"],
    ):
        code, out, err = call(*command)
        assert (code, "Example Archive" in out + err) == (0, False)
    [written] = Path("out").iterdir()
    assert b"Example Archive" not in written.read_bytes()


def test_a_working_directory_that_was_removed_has_none(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    source = papers(Path("a.json")).resolve()
    gone = Path("gone")
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone = Path.cwd()
    gone.rmdir()
    assert call("show", source)[0] == 0
    assert says(call)["--base-uri"] == (None, "built in")


def test_a_variable_names_another_file_or_none(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("docmeta.toml").write_text('base_uri = "https://near.example/"')
    Path("other.toml").write_text('base_uri = "https://other.example/"')
    Path("nested").mkdir()
    Path("nested/pyproject.toml").write_text('[tool.docmeta]\nbase_uri = "https://nested.example/"')
    assert says(call)["--base-uri"] == ("https://near.example/", "docmeta.toml: base_uri")
    monkeypatch.setenv("DOCMETA_CONFIG", "other.toml")
    assert says(call)["--base-uri"] == ("https://other.example/", "other.toml: base_uri")
    monkeypatch.setenv("DOCMETA_CONFIG", "nested/pyproject.toml")
    assert says(call)["--base-uri"] == ("https://nested.example/", "pyproject.toml: tool.docmeta.base_uri")
    monkeypatch.setenv("DOCMETA_CONFIG", "")
    assert says(call)["--base-uri"] == (None, "built in")
    assert "DOCMETA_CONFIG is empty" in call("config")[1]
    monkeypatch.setenv("DOCMETA_CONFIG", "missing.toml")
    code, _, err = call("config")
    assert (code, "missing.toml" in err, "DOCMETA_CONFIG" in err) == (2, True, True)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_cannot_be_read_is_an_error(call: Call) -> None:
    Path("docmeta.toml").write_text("")
    Path("docmeta.toml").chmod(0)
    code, _, err = call("config")
    assert (code, "docmeta.toml" in err) == (2, True)


# -- what it may not say -----------------------------------------------------------------------------------------------


WRONG = [
    ('agencie = "x"', "", "no option 'agencie'; did you mean 'agency'?"),
    ('[agency]\nnam = "x"', "agency", "no option 'nam'; did you mean 'name'?"),
    ("[limits]\nunit = 3", "limits", "no option 'unit'; did you mean 'units'?"),
    ("[limits]\nunits = -3", "limits", "the limit of units is a whole number above 0"),
    ("[limits]\nunits = 1.5", "limits", "option 'units'"),
    ("[limits]\nseconds = nan", "limits", "the limit of seconds is a number above 0"),
    ('[limits]\nsize = "much"', "limits", "'much' is not a number of bytes"),
    ("[formats.ead5]\nindent = true", "formats.ead5", "did you mean 'ead"),
    ("[formats.ead3]\nindnt = true", "formats.ead3", "no option 'indnt'; did you mean 'indent'?"),
    ("[formats.ead3.write]\nindnt = true", "formats.ead3", "no option 'indnt'; did you mean 'indent'?"),
    ('[formats.ead3]\nindent = "perhaps"', "formats.ead3", "option 'indent' of format 'ead3': expected yes or no"),
    ("[formats.csv]\nread = 5", "formats.csv", "expected a table, got 5"),
    ("[formats]\ncsv = 5", "", "option 'formats'"),
    ('profiles = ["dcas"]', "profiles", "did you mean 'dacs'?"),
    ("agency = 5", "agency", "expected a table, got 5"),
    ("base_uri = 5", "", "option 'base_uri'"),
    ("columns.a = 5", "", "option 'columns'"),
    ('include_internal = "yes"', "", "no option 'include_internal'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "said"), WRONG)
@pytest.mark.parametrize("name", ["docmeta.toml", "pyproject.toml"])
def test_what_is_wrong_is_told_with_the_file_and_the_key(name: str, text: str, key: str, said: str, call: Call) -> None:
    if name == "pyproject.toml":
        text = text.replace("[", "[tool.docmeta.") if text.startswith("[") else "[tool.docmeta]\n" + text
        key = f"tool.docmeta.{key}".rstrip(".")
    Path(name).write_text(text)
    source = papers(Path("a.json"))
    for command in (["config"], ["show", source], ["convert", source, "--to", "ead3", "-o", "b.xml"]):
        code, out, err = call(*command)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert err.startswith(f"docmeta: error: {Path.cwd() / name}: {key}{': ' if key else ''}")
        assert said in err
    assert not Path("b.xml").exists()


@pytest.mark.parametrize("data", [b"a = ", b"\xff", b"base_uri = " + b"[" * 100_000])
def test_what_is_no_toml_is_told(data: bytes, call: Call) -> None:
    Path("docmeta.toml").write_bytes(data)
    code, out, err = call("config")
    assert (code, out) == (2, "")
    assert f"{Path.cwd() / 'docmeta.toml'}: it is not valid TOML" in err


def test_commands_that_read_nothing_do_not_need_it(call: Call) -> None:
    Path("docmeta.toml").write_text("nonsense = 1")
    for command in (["formats"], ["plugins"], ["crosswalk", "dc"], ["convert", "--help"], ["--version"]):
        assert call(*command)[0] == 0


# -- docmeta config ----------------------------------------------------------------------------------------------------


def test_config_says_what_holds_and_why(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("docmeta.toml").write_text("\ufeff" + WHOLE, encoding="utf-8")
    monkeypatch.setenv("DOCMETA_MAX_DEPTH", "7")
    found = says(call)
    assert found["--base-uri"] == ("https://archive.example.org/", "docmeta.toml: base_uri")
    assert found["--profile"] == (["dacs"], "docmeta.toml: profiles")
    assert found["--max-units"] == (3, "docmeta.toml: limits.units")
    assert found["--max-size"] == (50_000_000, "docmeta.toml: limits.size")
    assert found["--max-depth"] == ("7", "environment: DOCMETA_MAX_DEPTH")
    assert found["--max-text"] == (docmeta.Limits().text, "built in")
    assert found["-O write.agency_name"] == ("Example Archive", "docmeta.toml: agency.name")
    assert found["-O missing_level"] == ("piece", "docmeta.toml: formats.EAD3.missing-level")
    assert found["-O read.columns"] == (["Kolonne=title", "Box, no.=containers"], "docmeta.toml: columns")
    code, out, _ = call("config")
    lines = out.splitlines()
    assert (code, lines[0]) == (0, f"configuration: {Path.cwd() / 'docmeta.toml'}")
    [agency] = [line for line in lines if "agency_name" in line]
    assert agency.split() == [
        "-O", "write.agency_name", "Example", "Archive", "docmeta.toml:", "agency.name", "ead2002,", "ead3,", "ead4",
    ]  # fmt: skip


def test_of_two_keys_for_one_option_the_narrower_holds(call: Call) -> None:
    Path("docmeta.toml").write_text(
        'agency.name = "A"\n[formats.ead3]\nagency_name = "B"\nwrite.agency_name = "C"\n[formats.ead2002]\nindent = false\n'
    )
    _, out, _ = call("config", "--format", "json")
    held = [each for each in json.loads(out)["settings"] if "agency_name" in each["setting"]]
    assert {(each["value"], *each["formats"]) for each in held if "read" not in each["setting"]} == {
        ("A", "ead2002", "ead4"), ("C", "ead3"),
    }  # fmt: skip
    assert "C</agencyname>" in call("convert", papers(Path("a.json")), "--to", "ead3", "-q")[1]
