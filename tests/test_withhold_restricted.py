"""Units under an embargo are left out of the output on request; nothing else is lost."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import docmeta
from docmeta import Collection, Date, Document, InputError, Node, Note, OptionError, Report, restricted, walk
from docmeta.cli.main import run
from docmeta.oai import index
from docmeta.running import public, restricted_day, tracked

SECRET = "zqsecretqz"
DAY = "2026-11-30"


def note(edtf: str | None, **more: str) -> Note:
    return Note("access_conditions", "Closed.", dates=Date(edtf=edtf) if edtf else None, **more)


def papers(audience: str | None = None) -> Collection:
    """An open collection with a closed series, in which one item is marked as open, and with another that is open again."""
    item = Document("item", title=SECRET, notes=(note(None), Note("access_conditions", "Open for research.")))
    closed = Collection("closed", title=SECRET, notes=(note("2000/2040", audience=audience),), members=(item,))
    opened = Collection(
        "opened", title="Letters", notes=(note("2000/2020"),), members=(Document("letter", title="Letter"),)
    )
    return Collection("papers", title="Papers", notes=(note(None),), members=(closed, opened))


def written(unit: Collection, format: str = "jsonl", **how: object) -> tuple[str, Report]:
    out = io.BytesIO()
    report = docmeta.dump(unit, out, format=format, **how)  # type: ignore[arg-type]
    return out.getvalue().decode(), report


@pytest.mark.parametrize("format", ["jsonl", "json", "ead2002", "ead3", "ead4", "csv", "dc", "jsonld", "html", "mods"])
@pytest.mark.parametrize("include_internal", [True, False])
@pytest.mark.parametrize("audience", ["internal", None])
def test_a_closed_series_stays_out_with_all_in_it(format: str, include_internal: bool, audience: str | None) -> None:
    text, report = written(papers(audience), format, withhold_restricted=DAY, include_internal=include_internal)
    assert SECRET not in text
    assert "Letter" in text
    found = [one for one in report.findings if one.code == "withheld"]
    assert [(one.field, one.target, one.count) for one in found] == [("unit", "notes[access_conditions].dates", 2)]
    assert SECRET not in repr(found)


@pytest.mark.parametrize("how", [{}, {"withhold_restricted": False}, {"withhold_restricted": "2041-01-01"}])
def test_without_it_or_after_its_end_all_is_written(how: dict[str, object]) -> None:
    text, report = written(papers(), **how)
    assert text.count("\n") == 5
    assert not report.count("withheld")


def test_today_is_judged_where_no_day_is_said() -> None:
    assert (
        SECRET
        not in written(
            Collection("c", members=(Document("d", title=SECRET, notes=note("../9999")),)), withhold_restricted=True
        )[0]
    )


def test_what_the_reader_says_of_a_closed_unit_has_none_of_its_words() -> None:
    xml = (
        '<ead xmlns="urn:isbn:1-931666-22-9"><eadheader><eadid>e</eadid></eadheader><archdesc level="fonds"><did><unittitle>P</unittitle>'
        f'</did><dsc><c><did><unittitle>A</unittitle><unitdate normal="{SECRET}">{SECRET}</unitdate></did><accessrestrict><p>Until '
        '<date type="restriction" normal="2040">2040</date></p></accessrestrict></c></dsc></archdesc></ead>'
    ).encode()
    report = Report()
    docmeta.convert(xml, io.BytesIO(), to="jsonl", report=report, withhold_restricted=DAY)
    assert SECRET not in repr(report.findings)
    assert report.count("withheld") == 1


def test_where_all_is_closed_nothing_is_written() -> None:
    with pytest.raises(InputError, match="restricted"):
        written(Collection("c", notes=(note("../2040"),)), withhold_restricted=DAY)


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(OptionError):
        written(papers(), withhold_restricted="soon")


EDTFS = st.sampled_from(("../2020", "../2040", "2030/..", "../2020~", "XXXX", "2000/2020", None))


@given(st.lists(st.tuples(EDTFS, st.integers(0, 3)), max_size=12))
def test_what_passes_is_what_is_restricted_by_nothing_above_it(chosen: list[tuple[str | None, int]]) -> None:
    nodes = [Node(0, Collection("c"))]
    for edtf, depth in chosen:
        unit = Collection(f"u{len(nodes)}", notes=(note(edtf),))
        nodes.append(Node(min(depth, nodes[-1].depth) + 1, unit))
    report = Report()
    placed = list(tracked(nodes, Report(), include_internal=True))
    expected = [node.unit.id for node in placed if restricted(node, on=DAY) is None]
    left = [node.unit.id for node in public(nodes, report, restricted_day(DAY))]
    assert left == expected
    assert report.count("withheld") == len(nodes) - len(left)


def test_the_command_line_withholds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    docmeta.dump(papers(), str(source))
    for day, there in ((f"={DAY}", False), ("=2041-01-01", True), ("=no", True)):
        assert run(["convert", f"--withhold-restricted{day}", str(source), "-o", str(out)]) == 0
        assert (SECRET in out.read_text()) is there
    assert "2 withheld" in capsys.readouterr().err
    assert run(["convert", "--withhold-restricted", str(source), "-o", str(out)]) == 0
    assert run(["convert", "--withhold-restricted=2026", str(source), "-o", str(out)]) == 2
    assert run(["view", f"--withhold-restricted={DAY}", str(source), "-o", str(tmp_path / "a.html"), "--no-open"]) == 0
    assert SECRET not in (tmp_path / "a.html").read_text()


def test_the_configuration_withholds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCMETA_CONFIG", str(tmp_path / "docmeta.toml"))
    (tmp_path / "docmeta.toml").write_text("withhold_restricted = true\n")
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    docmeta.dump(Collection("c", members=(Document("d", title=SECRET, notes=note("../9999")),)), str(source))
    assert run(["convert", "-q", str(source), "-o", str(out)]) == 0
    assert SECRET not in out.read_text()
    assert run(["convert", "-q", "--withhold-restricted=no", str(source), "-o", str(out)]) == 0
    assert SECRET in out.read_text()


def test_an_index_withholds_until_the_day_has_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docmeta.dump(papers(), str(tmp_path / "papers.jsonl"))
    monkeypatch.setattr("docmeta.oai.folder._TOO_NEW", 0)  # else what was changed a moment ago is read again
    first = index(tmp_path, withhold_restricted=DAY)
    again = index(tmp_path, withhold_restricted=DAY)
    later = index(tmp_path, withhold_restricted="2041-01-01")
    assert [(one.records, one.read) for one in (first, again, later)] == [(3, 1), (3, 0), (5, 1)]
    back = index(tmp_path, withhold_restricted=DAY)
    assert (back.records, back.deleted) == (3, 2)
    assert index(tmp_path).records == 3  # today, since it keeps the word
    assert index(tmp_path, withhold_restricted=False).records == 5


def test_walked_nodes_know_what_is_above() -> None:
    assert [node.unit.id for node in walk(papers()) if restricted(node, on=DAY)] == ["closed", "item"]
