"""The quick way through plain elements makes the same of every finding aid as the careful one."""

from __future__ import annotations

import io
import itertools
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmeta import AgentLink, Context, Node, Report
from docmeta.crosswalk import Finding
from docmeta.errors import DocmetaError
from docmeta_ead.read import reader
from docmeta_ead.read.plain import Quick
from docmeta_ead.tables.dialect import NAMES, TERMS
from docmeta_ead.tables.plain import PLAIN

EAD3 = "http://ead3.archivists.org/schema/"
WORDS = ("", "4", " A  box ", "Ann &amp; Bo", "1901-1902", "\n", "http://example.org/1")
ATTRIBUTES = (
    "", 'type="box"', 'type=""', 'localtype="folder" type="x"', 'label="L" id="i"', 'audience="internal"', 'normal="1901/1902"',
    'normal="19010000/19020000" certainty="approximate"', 'normal="nonsense"', 'lang="fr"', 'encodinganalog="245"', 'source="lcsh"',
    'authfilenumber="http://example.org/1" role="aut"', 'unit="m"', 'langcode="eng"', 'colour="red"', 'datechar="creation" era="bce"',
)  # fmt: skip
LEAVES = (
    *dict.fromkeys(line.element for line in PLAIN),
    "unitdate",
    "unittitle",
    "physdesc",
    "langmaterial",
    "origination",
    *TERMS,
    *NAMES,
)
AROUND = (
    "{}",
    "<head>H</head>{}",
    "<p>{}</p>",
    "words {}",
    "<p>One.</p><p>Two.</p>{}",
    "<emph>{}</emph>",
    "<extent>{}</extent>",
)


def outcome(data: bytes, monkeypatch: pytest.MonkeyPatch, *, quick: bool) -> tuple[list[Node], list[Finding]]:
    with monkeypatch.context() as patch:
        if not quick:
            patch.setattr(reader, "Quick", lambda reading: None)
        every: list[Finding] = []
        report = Report(each=every.append)
        try:
            nodes = list(reader.read(io.BytesIO(data), Context(report=report)))
        except DocmetaError:
            return [], []
    return nodes, every


def same(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    found, told = outcome(data, monkeypatch, quick=True)
    expected, expected_told = outcome(data, monkeypatch, quick=False)
    assert found == expected
    assert told == expected_told


def markup(elements: list[str], where: str, space: str) -> bytes:
    inside = "".join(elements)
    body = {
        "did": f"<did>{inside}</did>",
        "beside": f"<did/>{inside}",
        "access": f"<did/><controlaccess>{inside}</controlaccess>",
    }[where]
    return f'<ead xmlns="{space}"><archdesc>{body}<dsc><c>{body}</c><c>{body}</c></dsc></archdesc></ead>'.encode()


@pytest.fixture
def patch(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    return monkeypatch


@pytest.mark.parametrize("where", ["did", "access"])
@pytest.mark.parametrize("name", LEAVES)
def test_each_plain_element_with_each_attribute(name: str, where: str, patch: pytest.MonkeyPatch) -> None:
    elements = [f"<{name} {said}>{words}</{name}>" for said, words in itertools.product(ATTRIBUTES, WORDS)]
    same(markup(elements, where, ""), patch)
    same(markup(elements, where, EAD3), patch)


@pytest.mark.parametrize(
    "name", ["scopecontent", "odd", "bioghist", "userestrict", "controlaccess", "physdesc", "langmaterial"]
)
def test_notes_and_groups_with_what_may_stand_in_them(name: str, patch: pytest.MonkeyPatch) -> None:
    inner = ["words", "<head>H</head>", "<p>One.</p>", "<p/>", "<p id='x'>Two.</p>", "<list><item>a</item></list>", "<subject>S</subject>",
             "<persname role='aut'>P</persname>", "<language langcode='eng'>English</language>", "<extent>3 boxes</extent>"]  # fmt: skip
    for one, two in itertools.product(inner, repeat=2):
        said = f"<{name}>{one} {two}</{name}>"
        same(markup([said, said], "did" if name in ("physdesc", "langmaterial") else "beside", ""), patch)


@pytest.mark.parametrize("space", ["", EAD3])
def test_titles_with_what_may_stand_in_them(space: str, patch: pytest.MonkeyPatch) -> None:
    inner = [f"<unitdate {said}>{words}</unitdate>" for said in ATTRIBUTES for words in ("1901", " 1901 ", "n.d.", "")]
    inner += ["<title>T</title>", "<persname role='aut'>P</persname>", "<emph> e </emph>", "<lb/>", "<p>One.</p>", "<date>1901</date>",
              "<emph><unitdate>1901</unitdate></emph>", "<emph audience='internal'>e</emph>"]  # fmt: skip
    titles = [
        f"<unittitle>{one}, {two}</unittitle>" for one, two in itertools.product(["Log", "(", *inner[::5]], inner)
    ]
    beside = "<unitdate>1901</unitdate>"
    for around in ("{}", beside + "{}", "<unittitle>First</unittitle>{}"):
        body = "".join(f"<c><did>{around.format(title)}</did></c>" for title in titles)
        same(f'<ead xmlns="{space}"><archdesc><did/><dsc>{body}</dsc></archdesc></ead>'.encode(), patch)


element = st.builds(
    lambda name, said, around, words: f"<{name} {said}>{around.format(words)}</{name}>",
    st.sampled_from((*LEAVES, "scopecontent", "odd", "controlaccess", "descgrp", "dao", "head")),
    st.sampled_from(ATTRIBUTES), st.sampled_from(AROUND), st.sampled_from(WORDS),
)  # fmt: skip


@given(
    elements=st.lists(element, max_size=6),
    where=st.sampled_from(("did", "beside", "access")),
    space=st.sampled_from(("", EAD3)),
)
def test_any_mixture_of_elements(elements: list[str], where: str, space: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        same(markup(elements, where, space), patch)


def test_real_finding_aids(shared: Path, patch: pytest.MonkeyPatch) -> None:
    paths = sorted((shared / "samples" / "ead2002").glob("*.xml"), key=lambda path: path.stat().st_size)[:12]
    paths += sorted((shared / "samples" / "ead3").glob("*.xml"), key=lambda path: path.stat().st_size)[:6]
    assert paths
    for path in paths:
        same(path.read_bytes(), patch)


def test_what_was_read_is_forgotten_with_the_dialect() -> None:
    made = reader._Stream(
        Context(), None
    ).reading  # the state of one file, which may hold finding aids of both dialects
    quick = made.quick
    assert isinstance(quick, Quick)
    quick.memo["key"] = ("title", "words")
    made.set_format("ead3")
    assert not quick.memo


#: What a separate file sees of an element before and after it has its line in the table of notes.
ONE_LINE = """
import io, sys
from docmeta_ead.tables import dialect
kind = dialect.NOTES.pop("phystech")
if sys.argv[1] == "with":
    dialect.NOTES["phystech"] = "handling"
import docmeta
from docmeta_ead.tables.crosswalk import EAD3
source = b'<ead><archdesc><did/><phystech label="L"><head>H</head><p>Brittle.</p></phystech></archdesc></ead>'
(node,) = docmeta.read(source, format="ead2002")
for to in ("ead2002", "ead3"):
    out = io.BytesIO()
    docmeta.write([node], out, format=to)
    print(out.getvalue().decode().count("<phystech"))
print([(note.kind, note.heading, note.text, note.label) for note in node.unit.notes])
print([rule.field for rule in EAD3.rules if rule.target == "phystech"])
report = docmeta.Report()
docmeta.write([node], io.BytesIO(), format="dc", report=report)
print(sorted({finding.field for finding in report.findings} & {"notes", "extras"}))
"""


def test_a_line_in_the_table_is_read_written_documented_and_reported() -> None:
    def said(how: str) -> list[str]:
        found = subprocess.run([sys.executable, "-c", ONE_LINE, how], capture_output=True, text=True, check=True)
        return found.stdout.splitlines()

    assert said("with") == ["1", "1", "[('handling', 'H', 'Brittle.', 'L')]", "['notes[handling]']", "['notes']"]
    assert said("without")[2:] == ["[]", "[]", "['extras']"]


def test_an_access_point_is_remembered_once() -> None:
    """Grouped or not: the quick way remembers it, and nothing else does."""
    point = "<subject source='lcsh'>Ships</subject>"
    grouped = f"<controlaccess><controlaccess>{point}</controlaccess>{point}<persname>Roe</persname></controlaccess>"
    data = f"<ead><archdesc><did/><controlaccess>{point}</controlaccess>{grouped}</archdesc></ead>"
    made: list[Quick] = []
    with mock.patch(
        "docmeta_ead.read.reader.Quick", side_effect=lambda reading: made.append(Quick(reading)) or made[-1]
    ):
        (node,) = reader.read(io.BytesIO(data.encode()), Context())
    (quick,) = made
    first, second, third = node.unit.subjects
    assert first is second is third
    assert {said[1] for said in quick.memo.values()} == {first, node.unit.agents[0]}
    assert not any(isinstance(one, type(first) | AgentLink) for one in quick.reading._pool.values())
