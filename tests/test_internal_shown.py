"""What is printed of a description names nothing internal: neither trees nor problems, plans and differences, in any layout."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import docmeta
from docmeta import Collection, Date, Document, Note, Person
from docmeta.checking import Profile, Rule
from docmeta.checking.rules import problems
from docmeta.cli.main import run
from docmeta.model import AgentLink, Identifier, Node, walk
from docmeta.receivers.systems import SYSTEMS

EAD = """<ead xmlns="{namespace}"><eadheader><eadid>a</eadid></eadheader>
<archdesc level="fonds"><did><unittitle>Open</unittitle><unitid>u</unitid></did>
<dsc>
<c level="file" id="open"><did><unittitle>Public</unittitle></did></c>
<c level="{word}" id="SECRET0" audience="internal">{inside}
<c level="otherlevel" id="below">
{inside}
</c>
<c level="item" id="below"><did/></c>
</c>
<c level="file" id="parts">
{marked}
</c>
</dsc></archdesc></ead>"""
INSIDE = """<did><unittitle{0}>SECRET1 <persname>SECRET2</persname></unittitle>
<unitid{0}>SECRET3</unitid>
<unitdate{0} normal="SECRET4" type="SECRET5">SECRET6</unitdate>
<unitdate{0} normal="1990/1980">SECRET7</unitdate>
<physdesc{0}><extent>SECRET8</extent></physdesc>
<container{0} type="SECRET9" id="x">SECRET10</container>
<dao{0} href=""><daodesc><p>SECRET11</p></daodesc></dao>
<origination{0}><persname role="SECRET12">SECRET13</persname></origination>
<langmaterial{0}><language langcode="SECRET14">SECRET15</language></langmaterial>
<strange{0}>SECRET16</strange><repository{0}><corpname>SECRET17</corpname></repository></did>
<scopecontent{0} id="SECRET18"><head>SECRET19</head><p>SECRET20 <unitdate>SECRET21</unitdate></p></scopecontent>
<accessrestrict{0}><p>closed until SECRET22 2090</p></accessrestrict>
<controlaccess{0}><subject source="SECRET23">SECRET24</subject><zork>SECRET25</zork></controlaccess>
<bogus{0}>SECRET26</bogus><acqinfo{0}>SECRET27<head>SECRET28</head></acqinfo>"""
TABLES = {
    "own.csv": "id,parent,title,dates,audience,level,notes[general]\na,,Open,1950,,fonds,x\n"
    "b,a,SECRET1,SECRET2,internal,SECRET3,SECRET4\nb,zzz,SECRET5,SECRET6,internal,,\nSECRET7,b,SECRET8,SECRET9,,,\n",
    "atom.csv": "legacyId,parentId,identifier,title,levelOfDescription,eventDates,eventStartDates,publicationStatus,culture\n"
    "1,,a,Open,Fonds,1950,1950,Published,en\n2,1,SECRET1,SECRET2,SECRET3,SECRET4,SECRET5,Draft,SECRET6\n"
    "3,2,SECRET7,SECRET8,otherlevel,,SECRET9,,SECRET10\n",
    "aspace.csv": "ArchivesSpace field code,ead,hierarchy,title,level,publish,begin,type_1,n_odd,p_odd,ref_id\n"
    ",e,1,Open,file,1,1950,,SECRET1,0,r1\n,e,2,SECRET2,file,0,SECRET3,SECRET4,,,SECRET 5\n"
    ",e,3,SECRET6,SECRET7,,,,,,\n,e,3,SECRET8,file,,SECRET9,SECRET10,,,\n",
    "inventory.csv": "Title,Date,Private notes,Published,Reference code\nOpen,1950,SECRET1,yes,a\n"
    "SECRET2,SECRET3,SECRET4,no,SECRET5\nSECRET6,,,no,\n",
}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """A file of each kind that can mark something internal."""
    mark = ' audience="internal"'
    said = {"word": "SECRET29", "inside": INSIDE.format(""), "marked": INSIDE.format(mark)}
    parts = {f"SECRET{number}": f"SECRET{number + 100}" for number in range(30)}
    for word, other in sorted(parts.items(), key=lambda pair: -len(pair[0])):
        said["marked"] = said["marked"].replace(word + "<", other + "<")
    texts = {
        "2002.xml": EAD.format(namespace="urn:isbn:1-931666-22-9", **said),
        "3.xml": EAD.format(namespace="http://ead3.archivists.org/schema/", **said),
        **TABLES,
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    dates, notes = (Date("SECRET2", audience="internal"),), (Note("general", "SECRET3", audience="internal"),)
    link = AgentLink(Person("SECRET4"), role="SECRET5", audience="internal")
    hidden = Collection("SECRET6", title="SECRET7", audience="internal", members=[Document("SECRET8", dates="SECRET9")])
    papers = Collection("c", title="Open", dates=dates, notes=notes, agents=[link], members=[hidden, Document("d")])
    docmeta.dump(papers, tmp_path / "own.jsonl", include_internal=True)
    return {name: tmp_path / name for name in (*texts, "own.jsonl")}


NAMES = ("2002.xml", "3.xml", *TABLES, "own.jsonl")


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    run([str(argument) for argument in arguments])
    return "".join(capsys.readouterr())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("layout", ["text", "json", "sarif", "html"])
def test_a_check_quotes_nothing_internal(
    files: dict[str, Path], name: str, layout: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("basic", "isadg", "dacs-optimum", "atom", "archivesspace", "arclight", "dpla", "europeana", "schema-org")
    profiles = [word for profile in given for word in ("--profile", profile)]
    said = printed(capsys, "check", files[name], "--format", layout, *profiles)
    assert "SECRET" not in said
    assert "(internal)" in said
    if layout == "json":
        shown = printed(capsys, "check", files[name], "--format", layout, *profiles, "--include-internal")
        assert "SECRET" in shown
        both = ([(one["rule"], one["line"]) for one in json.loads(text)] for text in (said, shown))
        assert next(both) == next(both)  # the same is found, at the same places


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("system", SYSTEMS)
def test_a_plan_names_nothing_internal(
    files: dict[str, Path], name: str, system: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "SECRET" not in printed(capsys, "plan", files[name], "--for", system)
    assert not any("SECRET" in repr(verdict) for verdict in docmeta.api.plan(files[name], system))
    as_it_is = {"2002.xml": ("archivesspace", "arclight"), "atom.csv": ("atom",), "aspace.csv": ("archivesspace",)}
    if system in as_it_is.get(name, ()):
        found = list(docmeta.api.plan(files[name], system, include_internal=True))
        assert any("SECRET" in verdict.said for verdict in found)
        assert len(found) == len(list(docmeta.api.plan(files[name], system)))


@pytest.mark.parametrize("name", NAMES)
def test_a_tree_shows_nothing_internal_but_where_it_is(
    files: dict[str, Path], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = printed(capsys, "show", files[name], "--limit", "0")
    assert "SECRET" not in said
    assert "(internal)" in said
    shown = printed(capsys, "show", files[name], "--limit", "0", "--include-internal")
    assert "SECRET" in shown
    assert len(said.splitlines()) <= len(shown.splitlines())


@pytest.mark.parametrize("layout", ["text", "json", "html"])
@pytest.mark.parametrize("name", NAMES)
def test_a_comparison_shows_nothing_internal_but_that_it_differs(
    files: dict[str, Path], name: str, layout: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other = files["2002.xml" if name != "2002.xml" else "3.xml"]
    assert "SECRET" not in printed(capsys, "diff", files[name], other, "--format", layout, "--limit", "0")


def test_what_differs_in_internal_material_alone_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, word in (("a", "one"), ("b", "other")):
        papers = Collection("c", members=[Document("d", title=f"SECRET {word}", audience="internal")])
        docmeta.dump(papers, tmp_path / f"{name}.jsonl", include_internal=True)
    both = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    assert run(["diff", *map(str, both)]) == 1
    assert capsys.readouterr().out.strip() == "1 difference: 1 in internal material (--include-internal shows them)"
    assert json.loads(printed(capsys, "diff", *both, "--format", "json")) | {"a": "", "b": ""} == {
        "equal": False, "a": "", "b": "", "differences": [], "hidden": 1,
    }  # fmt: skip
    assert "SECRET other" in printed(capsys, "diff", *both, "--include-internal")
    assert run(["diff", *map(str, both), "--quiet"]) == 1
    assert run(["diff", str(both[0]), str(both[0])]) == 0


def test_a_problem_of_a_public_part_is_quoted_beside_an_internal_one() -> None:
    dates = (Date("SECRET", audience="internal"), Date("zork"))
    found = docmeta.check(Document("d", title="Letter", dates=dates))
    assert [(one.rule, one.unit, one.value) for one in found] == [("BASIC-5", None, None), ("BASIC-5", "d", "zork")]
    assert found[0].message == "(internal) breaks this rule"


def test_a_rule_of_a_plugin_says_nothing_internal() -> None:
    def test(scope: docmeta.checking.Scope) -> Iterator[str]:
        yield f"is called {scope.unit.title} below {[unit.title for unit in scope.ancestors]}"

    profile = Profile("ours", "Ours", (Rule("OUR-1", test),))
    tree = Collection("c", title="Open", identifiers=[Identifier("SECRET", audience="internal")])
    hidden = Collection("s", title="SECRET", audience="internal")
    nodes = [Node(0, tree), Node(1, hidden), Node(2, Document("SECRET")), Node(1, Document("d", title="Letter"))]
    assert [one.message for one in problems(nodes, profile)] == [
        "c is called Open below []",
        "(internal) breaks this rule",
        "(internal) breaks this rule",
        "d is called Letter below ['Open']",
    ]
    assert "SECRET" in problems_said(walk(hidden), profile)


def problems_said(nodes: Iterator[Node], profile: Profile) -> str:
    return repr(list(problems(nodes, profile, include_internal=True)))


def test_a_schema_quotes_nothing_internal(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.xml"
    said = {"word": "SECRET29", "inside": INSIDE.format(""), "marked": INSIDE.format(' audience="internal"')}
    for name, namespace in (("ead2002", "urn:isbn:1-931666-22-9"), ("ead3", "http://ead3.archivists.org/schema/")):
        path.write_text(EAD.format(namespace=namespace, **said))
        given = ("check", path, "--schema", name, "--schema-dir", shared / "schemas", "--format", "json")
        found = printed(capsys, *given)
        assert name in found
        assert "SECRET" not in found
        assert "SECRET" in printed(capsys, *given, "--include-internal")
