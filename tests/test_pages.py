"""The loss report, a check and a comparison as pages, from the command line."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import html as parser

import docmeta
from docmeta import Collection, Container, Document, Note
from docmeta.cli.main import run


class Done(NamedTuple):
    exit_code: int
    stdout: str


def call(*arguments: str | Path) -> Done:
    """Call the command line in this process; what it writes to standard output is bytes, as for a pipe."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    with redirect_stdout(out):
        code = run([str(each) for each in arguments])
        out.flush()
    return Done(code, out.buffer.getvalue().decode())  # type: ignore[attr-defined]


def tree(text: str | Path) -> Any:
    read = text.read_text(encoding="utf-8") if isinstance(text, Path) else text
    assert read.startswith("<!doctype html>")
    assert read.endswith("</html>\n")
    return parser.fromstring(read)


def words(found: Any) -> str:
    return " ".join(found.text_content().split())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    letter = Document("d1", title="Letter <1>", dates="1950", containers=[Container("7", "box")])
    secret = Note("note", "hush", audience="internal")
    for name, title in (("a", "Harbour papers"), ("b", "Harbour records")):
        papers = Collection("c1", title=title, notes=[secret], members=[letter])
        docmeta.dump(papers, tmp_path / f"{name}.json", format="json", include_internal=True)
    return tmp_path


@pytest.mark.parametrize("name", ["report.html", "report.HTM", "report.html.gz"])
def test_the_loss_report_as_a_page(folder: Path, name: str) -> None:
    assert call("convert", "a.json", "--to", "dc", "-o", "a.xml", "--report", name, "-q").exit_code == 0
    if name.endswith(".gz"):
        import gzip

        (folder / "report").write_bytes(gzip.decompress((folder / name).read_bytes()))
        name = "report"
    page = tree(folder / name)
    assert page.findtext(".//h1") == "a.json converted to dc"
    assert "What is lost, and why" in words(page)
    assert "Box 7" in words(page) or "the box" in words(page)
    assert "hush" not in words(page)


def test_the_loss_report_of_a_refused_conversion_says_so(folder: Path) -> None:
    done = call("convert", "a.json", "--to", "dc", "-o", "a.xml", "--report", "r.html", "--strict", "-q")
    assert done.exit_code == 1
    assert not (folder / "a.xml").exists()
    assert "Nothing was written" in words(tree(folder / "r.html"))


def test_the_loss_report_of_several_files_says_how_each_fared(folder: Path) -> None:
    (folder / "broken.json").write_text("{")
    done = call("convert", "a.json", "b.json", "broken.json", "--to", "dc", "-o", "out/", "--report", "r.html", "-q")
    assert done.exit_code == 1
    page = tree(folder / "r.html")
    assert page.findtext(".//h1") == "3 files converted to dc"
    rows = [[words(cell) for cell in row] for row in page.xpath("//table[@aria-label='files']/tbody/tr")]
    assert rows[0][:3] == ["a.json", "a.dc.xml", "2"]
    assert rows[2][1].startswith("broken.json:1: ")


def test_json_stays_where_the_name_says_nothing_else(folder: Path) -> None:
    assert call("convert", "a.json", "--to", "dc", "-o", "a.xml", "--report", "r.txt", "-q").exit_code == 0
    assert (folder / "r.txt").read_text().startswith("{")


def test_a_check_as_a_page(folder: Path) -> None:
    (folder / "broken.json").write_text("{")
    docmeta.dump(Collection("c", members=[Document("d"), Document("e")]), folder / "poor.json", format="json")
    done = call("check", ".", "--profile", "dacs", "--format", "html", "--limit", "1")
    assert done.exit_code == 2
    page = tree(done.stdout)
    assert page.findtext(".//h1") == "Check of 4 files"
    assert "1 unusable" in page.findtext(".//p[@class='lead']")
    targets = page.xpath("//div[@class='problems']//a/@href")
    assert targets
    assert all(page.xpath("//*[@id=$id]", id=target[1:]) for target in targets)
    assert {words(rule) for rule in page.xpath("//div[@class='counts']//span[@id]")} >= {"DACS-2.2", "unreadable"}
    assert "more of DACS" in words(page)


def test_a_check_without_problems_as_a_page(folder: Path) -> None:
    done = call("check", "a.json", "--format", "html")
    assert done.exit_code == 0
    assert "No problem was found." in words(tree(done.stdout))
    assert call("check", "a.json", "--format", "html", "-q").stdout == ""


def test_a_comparison_as_a_page(folder: Path) -> None:
    done = call("diff", "a.json", "b.json", "--format", "html")
    assert done.exit_code == 1
    page = tree(done.stdout)
    assert page.findtext(".//h1") == "a.json and b.json compared"
    assert page.xpath("//del/text() | //ins/text()") == ["papers", "records"]
    assert "hush" not in words(page)
    assert "not shown" not in words(page)
    same = call("diff", "a.json", "a.json", "--format", "html")
    assert same.exit_code == 0
    assert "The two are the same." in words(tree(same.stdout))


def test_what_is_internal_is_compared_on_a_page_where_that_is_asked_for(folder: Path) -> None:
    docmeta.dump(Collection("c1", title="Harbour papers", members=[]), folder / "c.json", format="json")
    shown = call("diff", "a.json", "c.json", "--format", "html", "--include-internal")
    assert "hush" in words(tree(shown.stdout))
    hidden = words(tree(call("diff", "a.json", "c.json", "--format", "html").stdout))
    assert "1 in internal material, not shown" in hidden
    assert "hush" not in hidden


def test_a_long_comparison_is_cut(folder: Path) -> None:
    for name in ("m", "n"):
        members = [Document(f"d{number}", title=f"{name} {number}") for number in range(50)]
        docmeta.dump(Collection("c", title="C", members=members), folder / f"{name}.json", format="json")
    page = tree(call("diff", "m.json", "n.json", "--format", "html", "--limit", "10").stdout)
    assert len(page.xpath("//h2")) == 10
    assert "and 40 more" in words(page)
