"""Naughty strings through every format and field: they come back equal, or the report tells what happened."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

import docmeta
import docmeta.plugins.registry
from docmeta import Collection, Document, ModelError, Node, Person, Report
from docmeta.errors import OutputError

#: Reported only of agents; a test of its own covers it.
OF_AGENTS = "eac-cpf"
FORMATS = sorted(
    format.name
    for format in docmeta.plugins.registry.formats()
    if format.can_read and format.can_write and format.name != OF_AGENTS
)
FIELDS = ("id", "title", "description")
#: Formats in which white space at the ends and in runs is layout, as in every finding aid and in AtoM's own import; words are compared.
LAYOUT = {"ead2002", "ead3", "ead4", "csv-atom"}
#: Codes that count as reporting a change of the value.
SAID = {"character", "partial", "dropped", "unmapped", "supplied", "problem"}


@pytest.fixture(scope="module")
def strings(shared: Path) -> list[str]:
    cases = json.loads((shared / "suites" / "naughty-strings" / "strings.json").read_text(encoding="utf-8"))
    texts = list(dict.fromkeys(case["text"] for case in cases))
    assert len(texts) > 200
    return texts


def document(field: str, number: int, text: str) -> Document | None:
    """A document with *text* in a field; None if the model refuses it by a typed error."""
    try:
        return Document(text) if field == "id" else Document(f"d{number}", **{field: text})
    except ModelError:
        return None


def through(format: str, documents: list[Document]) -> tuple[list[Document], Report]:
    """Documents as they come back from a format, and the report on them."""
    out = io.BytesIO()
    report = docmeta.dump(Collection("c1", title="Naughty", members=tuple(documents)), out, format=format)
    again = docmeta.load(out.getvalue(), format=format, report=report)
    found = [node.unit for node in docmeta.walk(again)]
    return [unit for unit in found if isinstance(unit, Document)], report


def same(format: str, field: str, one: Document, other: Document) -> bool:
    """Whether a field came back unchanged."""
    before, after = getattr(one, field), getattr(other, field)
    if format in LAYOUT:
        return not before.split() or before.split() == str(after or "").split()
    return bool(before == after)


def said_of(report: Report, field: str, *, alike: bool) -> bool:
    """Whether the report covers a field; a change of form counts only if the words are the same."""
    told = SAID | {"changed"} if alike else SAID
    return any(finding.code in told and finding.field in (field, "text", None) for finding in report)


def alike(field: str, one: Document, other: Document | None) -> bool:
    """Whether another form is equivalent: the same words in order; an identifier may have the form that a format requires."""
    if field == "id":
        return True
    words = [re.findall(r"\w+", str(getattr(each, field))) for each in (one, other) if each is not None]
    return len(words) == 2 and words[0] == words[1]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("format", FORMATS)
def test_a_string_comes_back_or_is_reported(format: str, field: str, strings: list[str]) -> None:
    documents = [made for number, text in enumerate(strings) if (made := document(field, number, text)) is not None]
    assert len(documents) > 200
    back, _ = through(format, documents)
    if len(back) == len(documents):
        pairs = zip(documents, back, strict=True)
        suspects = [one for one, other in pairs if not same(format, field, one, other)]
    else:
        suspects = documents
    silent = []
    for one in suspects:
        alone, report = through(format, [one])
        kept = len(alone) == 1 and same(format, field, one, alone[0])
        if not kept and not said_of(report, field, alike=alike(field, one, alone[0] if alone else None)):
            silent.append((getattr(one, field), getattr(alone[0], field) if alone else None))
    assert silent == []


def test_a_name_comes_back_from_its_authority_record_or_is_reported(strings: list[str]) -> None:
    silent = []
    for text in strings:
        try:
            unit = Document("d", agents=[Person(text)])
        except ModelError:
            continue
        out, report = io.BytesIO(), Report()
        try:
            docmeta.write([Node(0, unit)], out, format=OF_AGENTS, report=report)
        except OutputError:
            assert report.findings, text
            continue
        (again,) = docmeta.read(out.getvalue(), format=OF_AGENTS, report=report)
        name = str(again.unit.agents[0].agent.name)
        if name != text and not any(finding.code in SAID for finding in report):
            silent.append((text, name))
    assert silent == []
