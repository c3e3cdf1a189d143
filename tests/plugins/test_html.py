"""The page: its content, that it is one safe file, and that it works without its script."""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner
from lxml import html as parser

import docmeta
from docmeta import Collection, Container, Document, Node, Note, Person, Report
from docmeta.cli.main import commands
from docmeta.crosswalk import Codec
from docmeta.testing import FormatContract
from docmeta.testing.samples import HOSTILE
from docmeta.text import of_markup
from docmeta_html.crosswalk import PAGE
from docmeta_html.prose import html
from docmeta_html.timeline import Timeline

PAPERS = Collection(
    "c 1",
    title="Harbour papers",
    level="fonds",
    dates="1900-1950",
    notes=[Note("access_conditions", "Closed until 2040.")],
    members=[
        Document(
            "d1", title=of_markup("Log of the <title>Argo</title>"), level="file", dates="1912", containers=[Container("7", "box")],
            agents=Person("Roe, Ann", dates="1880-1950"), places="Rye", digital_objects="https://example.org/1.jpg",
        ),
        Document("d2", title="Secret", audience="internal"),
    ],
)  # fmt: skip


def page(unit: Any = PAPERS, **options: Any) -> str:
    out = io.BytesIO()
    docmeta.dump(unit, out, format="html", **options)
    return out.getvalue().decode()


def packed(text: str, name: str) -> list[Any]:
    found = re.search(f'id="{name}">(.*?)</script>', text)
    assert found
    return (
        [json.loads(line) for line in gzip.decompress(base64.b64decode(found[1])).decode().splitlines()]
        if found[1]
        else []
    )


class TestContract(FormatContract):
    format = "html"


BARE: dict[str, Any] = {
    "date": docmeta.Date("1950"), "agent": docmeta.AgentLink(Person("A")), "term": docmeta.Term("A"), "place": docmeta.Place("A"),
    "extent": docmeta.Extent("A"), "note": Note("general", "A"), "digital object": docmeta.DigitalObject("https://a.org/"),
    "repository": docmeta.Repository("A"), "container": Container("A"), "identifier": docmeta.Identifier("A"),
    "language": docmeta.Language(name="A"), "rights statement": docmeta.RightsStatement("A"), "relation": docmeta.Relation(label="A"),
}  # fmt: skip
#: The same with all possible obstacles.
EXAMPLES: dict[str, Any] = {
    **BARE,
    "date": docmeta.Date("1950", kind="creation", label="Made"),
    "note": Note("general", "A", heading="H", label="L"),
    "place": docmeta.Place("A", "city", latitude=1.5, longitude=2.5),
    "digital object": docmeta.DigitalObject("https://a.org/", title="T", role="r", description="D"),
    "container": Container("A", "box", "L", "123"),
}


def test_the_page_shows_the_tree_with_everything_that_it_says() -> None:
    tree = parser.fromstring(page())
    assert tree.findtext(".//h1") == "Harbour papers"
    (fonds, log) = tree.xpath("//li[@id]")
    assert [item.get("id") for item in (fonds, log)] == ["u-c_1", "u-d1"]
    assert log in fonds.iterdescendants()
    words = " ".join(log.text_content().split())
    for said in ("Log of the Argo", "1912", "file", "Box 7", "Roe, Ann", "1880-1950", "Rye", "example.org/1.jpg"):
        assert said in words
    assert "Closed until 2040. inherited from Harbour papers" in words
    assert log.xpath(".//p[@class='path']/a/@href") == ["#u-c_1"]
    assert "Secret" not in page()
    assert "Secret" in page(include_internal=True)


def test_nothing_is_loaded_from_elsewhere() -> None:
    tree = parser.fromstring(page())
    assert not tree.xpath("//link | //script[@src] | //img | //iframe | //object | //*[@style]")
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert "https:" not in policy


def test_thumbnails_are_shown_only_where_they_are_asked_for() -> None:
    tree = parser.fromstring(page(thumbnails=True))
    assert tree.xpath("//img/@src") == ["https://example.org/1.jpg"]
    assert "img-src https:" in tree.xpath("//meta[@http-equiv]/@content")[0]


@pytest.mark.parametrize(
    "words", [*HOSTILE, "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "javascript:alert(1)"]
)
def test_hostile_words_are_words(words: str) -> None:
    unit = Document(
        "d" + words, title=words, description=words, subjects=[docmeta.Term(words, uri=words)], digital_objects=words,
        agents=docmeta.Person(words), places=words, notes=[Note(words, words, words)],
    )  # fmt: skip
    text = page(Collection("c" + words, title=words, members=[unit]))
    tree = parser.fromstring(text)
    assert len(tree.xpath("//script")) == 4
    assert not tree.xpath("//img | //svg/script | //*[@onerror or @onload or @onclick]")
    assert all(href.startswith(("#", "http://", "https://", "mailto:")) for href in tree.xpath("//a/@href"))


def test_units_beyond_the_static_part_travel_packed() -> None:
    units = [Document(f"d{number}", title=f"Letter {number} <&>") for number in range(30)]
    text = page(Collection("c", title="Letters", members=units), static=10)
    tree = parser.fromstring(text)
    assert len(tree.xpath("//li[@id]")) == 10
    assert "The first 10 of 31 units" in tree.text_content()
    more, index = packed(text, "docmeta-more"), packed(text, "docmeta-index")
    assert (len(more), len(index)) == (21, 31)
    assert more[-1][:2] == ["u-d29", "Letter 29 &lt;&amp;&gt;"]
    assert index[1][0] == 1


def test_two_units_with_one_identifier_have_two_addresses() -> None:
    tree = parser.fromstring(page(Collection("c", members=[Document("d"), Document("d")])))
    assert tree.xpath("//li/@id") == ["u-c", "u-d", "u-d~2"]


def test_what_is_not_shown_is_reported() -> None:
    report = Report()
    unit = Document("d", title="A", record=docmeta.Record(author="Roe"), extras=[docmeta.Extra("ead3", "x", "y")])
    docmeta.dump(unit, io.BytesIO(), format="html", report=report)
    assert {finding.field for finding in report.findings} == {"record", "extras"}


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ('<list listtype="ordered"><item>a</item></list>', "<ol><li>a</li></ol>"),
        ('<emph render="bolditalic">a</emph>', "<strong>a</strong>"),
        ('<ref href="javascript:alert(1)">a</ref>', "a"),
        (
            '<ref href=" https://a.org/?a=1&amp;b=2 ">a</ref>',
            '<a href="https://a.org/?a=1&amp;b=2" rel="noreferrer noopener">a</a>',
        ),
        (
            '<ref href="https://a.org/?a=1&amp;b=2">https://a.org/?a=1&amp;b=2</ref>',
            '<a href="https://a.org/?a=1&amp;b=2" class="bare" rel="noreferrer noopener">https://a.org/?a=1&amp;b=2</a>',
        ),
        ("<p>a<lb/>b</p><p>c</p>", "<p>a<br>b</p><p>c</p>"),
        (
            "<table><tgroup><tbody><row><entry>a</entry></row></tbody></tgroup></table>",
            "<table><tbody><tr><td>a</td></tr></tbody></table>",
        ),
        ("<unheard>a</unheard>", "a"),
    ],
)
def test_prose_as_html(markup: str, shown: str) -> None:
    assert html(of_markup(markup)) == shown


def test_a_timeline_has_few_bars_whatever_the_dates() -> None:
    line = Timeline()
    for year in range(-3000, 2100, 7):
        line.add(year, year + 1)
    line.add(5, 4)
    line.add(-(10**9), 10**9)
    bars = line.bars()
    assert 2 <= len(bars) <= 61
    assert line.svg().count("<rect") == len(bars)
    assert Timeline().svg() == ""


def test_linked_data_of_the_first_unit() -> None:
    (text,) = parser.fromstring(page()).xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(text)["name"] == "Harbour papers"


def test_view_writes_a_page_of_a_file_of_several_and_of_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    for name in ("one", "two"):
        docmeta.dump(Collection(name, title=f"Papers {name}"), tmp_path / f"{name}.json", format="json")
    (tmp_path / "broken.json").write_text("{")
    run = CliRunner().invoke(commands, ["view", str(tmp_path / "one.json")])
    assert run.exit_code == 0, run.output
    written = Path(run.stdout.strip().splitlines()[-1])
    assert opened == [written.resolve().as_uri()]
    assert "Papers one" in written.read_text()
    written.unlink()
    target = tmp_path / "all.html"
    run = CliRunner().invoke(commands, ["view", str(tmp_path), "--no-open", "-o", str(target)])
    assert run.exit_code == 0, run.output
    assert len(opened) == 1
    assert all(f"Papers {name}" in target.read_text() for name in ("one", "two"))
    assert "broken.json" in run.stderr


def folder_of_three(folder: Path) -> None:
    """Three finding aids whose units have the same identifiers; two files have the same name."""
    (folder / "more").mkdir()
    for name, title in (("one", "Papers one"), ("two", "Papers two"), ("more/one", "Papers three")):
        unit = Collection(
            "c", title=title, repository="Example Library", extents="3 boxes", dates="1950",
            notes=[Note("access_conditions", f"Ask for {title}.")], members=[Document("d", title=f"Letter of {title}")],
        )  # fmt: skip
        docmeta.dump(unit, folder / f"{name}.json", format="json")


@pytest.mark.parametrize("options", [[], ["-O", "static=1"]], ids=["static", "virtual"])
def test_a_folder_becomes_an_index_whose_addresses_name_the_file(tmp_path: Path, options: list[str]) -> None:
    folder_of_three(tmp_path)
    target = tmp_path / "index.html"
    run = CliRunner().invoke(commands, ["view", str(tmp_path), "--no-open", "-o", str(target), *options])
    assert run.exit_code == 0, run.output
    text = target.read_text()
    tree = parser.fromstring(text)
    assert tree.findtext(".//h1") == f"Descriptions in {tmp_path.name}"
    assert "3 descriptions, 6 units" in tree.text_content()
    assert not tree.xpath("//main//details[@open]")
    more = packed(text, "docmeta-more")
    addresses = [*tree.xpath("//li/@id"), *(line[0] for line in more)]
    assert sorted(addresses) == ["u-one.c", "u-one.d", "u-one~2.c", "u-one~2.d", "u-two.c", "u-two.d"]
    asides = [*tree.xpath("//summary/span[@class='f']/text()"), *(line[5] for line in more if line[5])]
    assert sorted(asides) == [f"Example Library · 3 boxes · {name}.json" for name in ("one", "one", "two")]
    bodies = [parser.tostring(item, encoding="unicode") for item in tree.xpath("//li[@id]/details/div")]
    for address, body in zip(addresses, [*bodies, *(line[4] for line in more)], strict=True):
        if address.endswith(".d"):
            assert set(re.findall('href="#([^"]+)"', body)) == {f"{address[:-2]}.c"}


def test_one_description_is_no_index(tmp_path: Path) -> None:
    folder_of_three(tmp_path)
    target = tmp_path / "page.html"
    run = CliRunner().invoke(commands, ["view", str(tmp_path / "one.json"), "--no-open", "-o", str(target)])
    assert run.exit_code == 0, run.output
    assert parser.fromstring(target.read_text()).xpath("//li/@id") == ["u-c", "u-d"]


def test_a_folder_of_which_nothing_can_be_read_makes_no_page(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    (tmp_path / "b.json").write_text("{")
    target = tmp_path / "page.html"
    run = CliRunner().invoke(commands, ["view", str(tmp_path), "--no-open", "-o", str(target)])
    assert isinstance(run.exception, docmeta.InputError)
    assert not target.exists()


def test_deep_trees_and_nothing() -> None:
    deep: Any = Document("leaf", title="Leaf")
    for number in range(3_000):
        deep = Collection(f"c{number}", members=(deep,))
    assert page(deep).count("<details") == 2_001
    out = io.BytesIO()
    docmeta.write(iter([Node(0, Document("d"))]), out, format="html")
    assert out.getvalue().endswith(b"</html>\n")


@pytest.mark.parametrize(
    "call", ["docmeta.dumps(docmeta.Document('d'), format='html')", "registry.get('html').table()"]
)
def test_without_the_extra_the_error_says_what_to_install(call: str) -> None:
    code = (
        "from docmeta.errors import MissingExtraError\n"
        "import sys; sys.modules['jinja2'] = sys.modules['markupsafe'] = None\n"
        "import docmeta\nfrom docmeta.plugins import registry\nregistry = registry.default()\n"
        f"try: {call}\nexcept MissingExtraError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "pip install 'docmeta[html]'" in done.stdout, done.stderr


def test_a_page_that_fails_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "a.json").write_text("{")
    run = CliRunner().invoke(commands, ["view", str(tmp_path / "broken" / "a.json"), "--no-open"])
    assert run.exit_code != 0
    assert [path.name for path in tmp_path.iterdir()] == ["broken"]


def told(value: Any, path: str) -> Any:
    """A part with a unique word in one attribute, and the word."""
    name, _, inner = path.partition(".")
    if inner:
        return attrs.evolve(value, **{name: told(getattr(value, name), inner)})
    kind = str(attrs.fields_dict(type(value))[name].type)
    word: Any = "wordx"
    if "float" in kind:
        word = 41.5
    elif "Date" in kind:
        word = docmeta.Date("wordx")
    elif "Identifier" in kind:
        word = (docmeta.Identifier("wordx"),)
    elif "Place" in kind:
        word = docmeta.Place("wordx")
    elif kind.startswith("tuple"):
        word = ("wordx",)
    elif "bool" in kind:
        word = True
    elif name == "edtf":
        word = "1877"
    elif name == "uri":
        word = "https://example.org/wordx"
    return attrs.evolve(value, **{name: word})


@pytest.mark.parametrize(
    ("codec", "path"),
    [
        (rule.codec, path)
        for rule in PAGE.rules
        if isinstance(rule.codec.keeps, tuple)
        for path in rule.codec.keeps
        if rule.codec.name != "agent" or not rule.selector
    ],
    ids=lambda one: getattr(one, "name", one),
)
def test_what_a_codec_keeps_stands_on_the_page(codec: Codec, path: str) -> None:
    for full in (True, False):
        before = EXAMPLES[codec.name] if full else BARE[codec.name]
        after = told(before, path)
        shown = str(codec.encode(after))
        assert shown != str(codec.encode(before)) or after == before, (path, shown)
        assert any(word in shown for word in ("wordx", "41.5", "1877", "about", "Wordx")), (path, shown)


def test_what_a_unit_above_says_is_cut_and_linked() -> None:
    long = Note("access_conditions", "closed " * 5_000)
    few, many = (
        len(page(Collection("c", title="C", notes=[long], members=[Document(f"d{n}") for n in range(count)])))
        for count in (10, 110)
    )
    assert (many - few) / 100 < 1_500
    tree = parser.fromstring(page(Collection("c", title="C", notes=[long], members=[Document("d")])))
    assert tree.xpath("//li[@id='u-d']//dd[@class='prose']//a/@href") == ["#u-c"]
