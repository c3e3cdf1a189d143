"""`docmeta plan` and `--for`: what a receiving system would make of a description, before anybody imports."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest

import docmeta
from conftest import Cli
from docmeta import Collection, Container, Date, Document, Extent, Identifier, LossError, OptionError, Report
from docmeta.api import plan
from docmeta.checking.profiles import PROFILES
from docmeta.cli.main import run
from docmeta.errors import LimitError
from docmeta.model import Agent, DigitalObject
from docmeta.receivers import SYSTEMS, aspace_bulk, atom, receiver_for
from docmeta.running.files import opened


def papers(**more: object) -> Collection:
    """A collection that ArchivesSpace takes whole, with a component without a level."""
    return Collection(
        "c1", title="Papers", level="fonds", identifiers=(Identifier("MS 1"),), dates=(Date("1950"),),
        extents=(Extent("4 reels", quantity="4", unit="reels"),), members=(Document("d1", title="Telegram", **more),),
    )  # fmt: skip


def dumped(tree: Collection, path: Path) -> Path:
    docmeta.dump(tree, path, format="ead2002" if path.suffix == ".xml" else None)
    return path


def test_a_plan_says_each_object_that_would_arrive(tmp_path: Path) -> None:
    source = dumped(papers(level="item", containers=(Container("4", "box"),)), tmp_path / "papers.jsonl")
    found = [(each.outcome, each.what, each.depth) for each in plan(source, "archivesspace")]
    assert ("created", "resource", 0) in found
    assert ("created", "archival_object", 1) in found
    assert ("created", "top_container", None) in found
    assert not {outcome for outcome, _, _ in found} & {"refused", "misread"}


def test_a_file_that_the_system_takes_is_judged_as_it_is(tmp_path: Path) -> None:
    source = dumped(papers(), tmp_path / "papers.xml")
    assert "ASPACE-EAD-LEVEL" in {each.rule.id for each in plan(source, "archivesspace") if each.rule}


def test_a_conversion_for_a_system_has_the_options_that_suit_it(tmp_path: Path) -> None:
    source = dumped(papers(), tmp_path / "papers.jsonl")
    out = io.BytesIO()
    report = docmeta.convert(source, out, for_="archivesspace")
    assert b'otherlevel="unspecified"' in out.getvalue()
    assert report.classes()["supplied"]
    own = io.BytesIO()
    docmeta.convert(source, own, for_="archivesspace", missing_level="piece")
    assert b'otherlevel="piece"' in own.getvalue()


def test_names_of_no_kind_and_objects_without_a_title_arrive(tmp_path: Path) -> None:
    described = papers(agents=[Agent("Roe, Ann")], digital_objects=[DigitalObject("https://example.org/1")])
    arriving = list(plan(dumped(described, tmp_path / "papers.jsonl"), "archivesspace"))
    assert [each.said for each in arriving if each.outcome != "created"] == []
    assert {("agent_person", "Roe, Ann"), ("digital_object", "Telegram")} <= {
        (each.what, each.said) for each in arriving
    }


def test_what_the_system_would_refuse_is_in_the_report_and_nothing_is_written_under_strict(tmp_path: Path) -> None:
    source = dumped(Collection("c1", title="Papers", level="fonds"), tmp_path / "papers.jsonl")
    target = tmp_path / "papers.xml"
    report = docmeta.convert(source, target, for_="archivesspace")
    [refused] = [each for each in report.findings if each.target == "archdesc/did/physdesc/extent"]
    assert (refused.code, refused.class_, refused.field) == ("refused", "lost", "extents")
    assert target.exists()
    target.unlink()
    with pytest.raises(LossError, match="would be lost"):
        docmeta.convert(source, target, for_="archivesspace", strict=True)
    assert not target.exists()


def test_a_system_takes_one_file_in_a_format_of_its_own(tmp_path: Path) -> None:
    source = dumped(papers(), tmp_path / "papers.jsonl")
    with pytest.raises(OptionError, match="archivesspace does not take 'dc'"):
        docmeta.convert(source, io.BytesIO(), for_="archivesspace", to="dc")
    with pytest.raises(OptionError, match="takes each description as one file; do not use --each"):
        docmeta.convert(source, tmp_path / "out", for_="archivesspace", each=True)


@pytest.mark.parametrize("name", ["rows.csv", "rows.CSV.gz", "papers.xml", "papers.ead.xml", "papers", "papers.json"])
def test_the_extension_of_the_target_says_which_way_in(name: str, tmp_path: Path) -> None:
    source = dumped(papers(level="item"), tmp_path / "papers.jsonl")
    target = tmp_path / name
    docmeta.convert(source, target, for_="archivesspace")
    table = "csv" in name.lower()
    with opened(target) as file:
        assert file.stream.read(9).startswith(b"<?xml") is not table
    docmeta.convert(source, target, for_="archivesspace", to="ead2002")
    with opened(target) as file:
        assert file.stream.read(9).startswith(b"<?xml")


def test_the_command_draws_the_tree_and_sums_it_up(cli: Cli, tmp_path: Path) -> None:
    source = dumped(papers(level="item", containers=(Container("4", "box"),)), tmp_path / "papers.jsonl")
    done = cli("plan", source, "--for", "archivesspace", cwd=tmp_path)
    lines = done.stdout.decode().splitlines()
    assert (done.returncode, done.stderr) == (0, b"")
    assert lines[0].startswith("resource Papers")
    assert lines[1].startswith("  archival_object Telegram")
    assert "1 top container" in lines[1]
    assert lines[-1].startswith("ArchivesSpace, EAD import: ")
    done = cli("plan", dumped(papers(), tmp_path / "papers.xml"), "--for", "archivesspace", cwd=tmp_path)
    assert done.returncode == 1
    assert "  refused: archival_object Telegram" in done.stdout.decode()


WITH = [
    ("archivesspace", {"missing_level": "piece"}), ("archivesspace", {"write.missing_level": "item"}),
    ("archivesspace", {"to": "csv-aspace", "top": "row"}), ("arclight", {"missing_level": "file"}), ("atom", {}),
    ("aggregator", {"base_uri": "https://example.org/"}), ("aggregator", {"write.dates": "words", "inherit": False}),
    ("aggregator", {"through": lambda nodes, _: (each for each in nodes if each.depth == 0)}),
    ("schema-org", {"include_internal": True}),
]  # fmt: skip


@pytest.mark.parametrize("suffix", ["papers.jsonl", "papers.xml"])
@pytest.mark.parametrize(("system", "options"), WITH)
def test_a_plan_judges_what_the_conversion_writes(
    system: str, options: dict[str, Any], suffix: str, tmp_path: Path
) -> None:
    source = dumped(papers(audience="internal"), tmp_path / suffix)
    written = io.BytesIO()
    docmeta.convert(source, written, for_=system, **options)
    written.seek(0)
    judged = list(receiver_for(system, options.get("to")).arriving(written))
    assert list(plan(source, system, **options)) == judged


def test_a_plan_of_a_file_that_the_system_takes_uses_the_options_that_are_given(cli: Cli, tmp_path: Path) -> None:
    source = dumped(papers(), tmp_path / "papers.xml")
    assert cli("plan", source, "--for", "archivesspace").returncode == 1
    assert cli("plan", source, "--for", "archivesspace", "-O", "missing_level=piece").returncode == 0


def test_a_plan_refuses_an_option_that_is_none(cli: Cli, tmp_path: Path) -> None:
    for name in ("papers.xml", "papers.jsonl"):
        source = dumped(papers(), tmp_path / name)
        for option, said in (("missing_levl=x", b"did you mean 'missing_level'"), ("limits=3", b"write.limits")):
            done = cli("plan", source, "--for", "archivesspace", "-O", option)
            assert (done.returncode, done.stdout) == (2, b"")
            assert said in done.stderr


@pytest.mark.parametrize("name", ["papers.xml", "papers.jsonl"])
@pytest.mark.parametrize(
    ("limit", "most"), [("units", 1), ("depth", 1), ("text", 3), ("values", 1), ("size", 90), ("seconds", 1e-9)]
)
def test_a_plan_keeps_within_the_limits(limit: str, most: float, name: str, tmp_path: Path, cli: Cli) -> None:
    source = dumped(papers(containers=(Container("4"), Container("5"))), tmp_path / name)
    with pytest.raises(LimitError, match=f"the limit of {limit}"):
        list(plan(source, "archivesspace", limits=docmeta.Limits(**{limit: most})))
    done = cli("plan", source, "--for", "archivesspace", f"--max-{limit}", str(most))
    assert done.returncode == 2
    assert f"limit of {limit}".encode() in done.stderr


@pytest.mark.parametrize(
    ("to", "title"),
    [("csv-aspace", "ArchivesSpace, bulk import of archival objects: "), ("ead2002", "ArchivesSpace, EAD import: ")],
)
def test_a_plan_names_the_way_in_that_judged(to: str, title: str, cli: Cli, tmp_path: Path) -> None:
    """By the file, where the system takes it as it is, else by what is asked for."""
    source = dumped(papers(), tmp_path / "papers.jsonl")
    table = tmp_path / f"taken.{'csv' if to == 'csv-aspace' else 'xml'}"
    docmeta.convert(source, table, to=to)
    for given in ([source, "--to", to], [table], [table, "--to", to], [table, "--to", to.upper()]):
        last = cli("plan", *given, "--for", "archivesspace").stdout.decode().splitlines()[-1]
        assert last.startswith(title), given


GIVEN = [["in"], ["in/a.jsonl", "in/b.jsonl"], ["in/*.jsonl"], ["in", "--jobs", "2"], ["in/a.jsonl"]]
MANY = [("archivesspace", None, given) for given in GIVEN] + [
    *((system, None, ["in"]) for system in SYSTEMS), ("archivesspace", "csv-aspace", ["in"])
]  # fmt: skip


@pytest.mark.parametrize(("system", "to", "given"), MANY)
def test_many_are_converted_for_a_system_as_one_is(
    system: str, to: str | None, given: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    wanted = {}
    for name in "ab" if given != ["in/a.jsonl"] else "a":
        source = dumped(attrs.evolve(papers(), id=name, title=f"Papers {name}"), Path("in", f"{name}.jsonl"))
        one = io.BytesIO()
        docmeta.convert(source, one, for_=system, to=to)
        wanted[name] = timeless(one.getvalue())
    assert run(["convert", *given, "--for", system, *(["--to", to] if to else []), "-o", "out/", "-q"]) == 0
    assert {path.name.partition(".")[0]: timeless(path.read_bytes()) for path in Path("out").iterdir()} == wanted


def timeless(data: bytes) -> bytes:
    """An answer to a harvester without the moment at which it was given."""
    return re.sub(rb"<responseDate>.*?</responseDate>", b"", data)


@pytest.mark.parametrize("sources", [["a.jsonl"], ["a.jsonl", "b.jsonl"], ["."]], ids=" ".join)
def test_each_unit_to_a_file_is_nothing_for_a_system(sources: list[str], tmp_path: Path, cli: Cli) -> None:
    for name in "ab":
        dumped(papers(), tmp_path / f"{name}.jsonl")
    done = cli("convert", *sources, "--for", "archivesspace", "--each", "-o", "out/", cwd=tmp_path)
    said = (
        b"docmeta: error: ArchivesSpace, EAD import takes each description as one file; do not use --each (each=True)\n"
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", said)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("spelt", [str.upper, str.title, str.swapcase])
@pytest.mark.parametrize("system", SYSTEMS)
def test_the_case_of_a_system_does_not_matter(system: str, spelt: Callable[[str], str], tmp_path: Path) -> None:
    source = dumped(papers(level="item"), tmp_path / "papers.jsonl")
    assert list(plan(source, spelt(system))) == list(plan(source, system))
    one, other = io.BytesIO(), io.BytesIO()
    docmeta.convert(source, one, for_=system)
    docmeta.convert(source, other, for_=spelt(system), to=spelt(receiver_for(system).takes[0]))
    assert one.getvalue() == other.getvalue()
    with pytest.raises(OptionError, match=f"did you mean '{system}'"):
        docmeta.convert(source, one, for_=spelt(system[:-1]))


@pytest.mark.parametrize("spelt", [str.upper, str.title])
@pytest.mark.parametrize("profile", PROFILES)
def test_the_case_of_a_profile_does_not_matter(profile: str, spelt: Callable[[str], str], tmp_path: Path) -> None:
    source = dumped(papers(), tmp_path / "papers.xml")
    found = docmeta.check(source, profile=profile)
    assert docmeta.check(source, profile=spelt(profile)) == found
    assert docmeta.check(source, profile=[profile, spelt(profile)]) == found


def test_a_check_of_a_finding_aid_goes_by_the_importer(tmp_path: Path) -> None:
    source = dumped(papers(), tmp_path / "papers.xml")
    [problem] = [each for each in docmeta.check(source, profile="archivesspace") if each.severity == "error"]
    assert problem.rule == "ASPACE-EAD-LEVEL"
    assert "refused" in problem.message
    assert problem.line


def test_a_report_of_one_conversion_serves_the_next(tmp_path: Path) -> None:
    source = dumped(Collection("c1", title="Papers"), tmp_path / "papers.jsonl")
    report = Report()
    docmeta.convert(source, io.BytesIO(), for_="arclight", report=report)
    docmeta.convert(source, io.BytesIO(), to="jsonl", report=report, strict=True)


@pytest.mark.parametrize(("format", "module"), [("csv-aspace", aspace_bulk), ("csv-atom", atom)])
def test_a_long_cell_spoils_no_other_row(format: str, module: ModuleType) -> None:
    files = [Document(name, title=name, level="file", description=name * 140_000) for name in "ab"]
    table = io.BytesIO()
    docmeta.dump(Collection("c", title="C", level="fonds", members=files), table, format=format)
    table.seek(0)
    verdicts = list(module.arriving(table))
    assert "table" not in {verdict.what for verdict in verdicts}
    assert len({verdict.line for verdict in verdicts} - {None, 1}) >= 2
