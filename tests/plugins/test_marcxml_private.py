"""What MARC 21 marks as private is in no output: private fields, and notes in $x of the fields that have them."""

from __future__ import annotations

import io

import pytest

import docmeta
from docmeta.crosswalk import Report
from docmeta.errors import OutputError
from docmeta_marcxml.builders import NONPUBLIC, PRIVATE

SECRET = "zqsecretqz"
FORMATS = "ead2002 ead3 ead4 mods marcxml eac-cpf edm dpla archivematica dc dcterms jsonld csv csv-aspace csv-atom json jsonl html".split()
RECORD = (
    '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000npcaa2200000 a 4500</leader><datafield tag="245" ind1="0" '
    'ind2="0"><subfield code="a">Letters</subfield></datafield>{}</record>'
)


def field(tag: str, first: str, *subfields: tuple[str, str]) -> str:
    said = "".join(f'<subfield code="{code}">{value}</subfield>' for code, value in subfields)
    return f'<datafield tag="{tag}" ind1="{first}" ind2=" ">{said}</datafield>'


CASES = {
    **{f"{tag} private": field(tag, "0", ("a", SECRET)) for tag in sorted(PRIVATE)},
    **{f"{tag} private, ${code}": field(tag, "0", ("a", "x"), (code, SECRET)) for tag in sorted(PRIVATE) for code in "3568x"},
    **{f"{tag} private, no words": field(tag, "0", ("5", SECRET)) for tag in sorted(PRIVATE)},
    **{f"{tag}$x": field(tag, " ", ("a", "Open"), ("u", "http://a.example/1"), ("x", SECRET)) for tag in sorted(NONPUBLIC)},
    **{f"{tag}$x alone": field(tag, "1", ("x", SECRET)) for tag in sorted(NONPUBLIC)},
    **{f"880 of {tag}$x": field("880", "1", ("6", f"{tag}-00"), ("a", "Open"), ("x", SECRET)) for tag in sorted(NONPUBLIC)},
    "private appraisal": field("583", "0", ("a", "Appraisal"), ("z", SECRET)),
    "other script": field("541", "0", ("6", "880-01"), ("a", "x")) + field("880", "0", ("6", "541-01"), ("a", SECRET)),
    "other script alone": field("880", "0", ("6", "541-00"), ("a", SECRET)),
    "other script alone private": field("541", "1", ("6", "880-01"), ("a", "Open"))
    + field("880", "0", ("6", "541-01"), ("a", SECRET)),
    "other script of $x": field("583", "1", ("6", "880-01"), ("a", "Open"))
    + field("880", "1", ("6", "583-01"), ("a", "Open"), ("x", SECRET)),
    "what MARC does not have in a private field": f'<datafield tag="541" ind1="0" ind2=" " z="{SECRET}">{SECRET}<subfield code="a" '
    f'q="{SECRET}">{SECRET}<b c="{SECRET}">{SECRET}</b></subfield>{SECRET}<q>{SECRET}</q></datafield>',
    "what MARC does not have in $x": f'<datafield tag="583" ind1="1" ind2=" "><subfield code="a">Open</subfield>'
    f'<subfield code="x" z="{SECRET}">{SECRET}<b c="{SECRET}">{SECRET}</b></subfield></datafield>',
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_private_is_in_no_output_and_no_report(case: str) -> None:
    data = RECORD.format(CASES[case]).encode()
    for format in FORMATS:
        out, report = io.BytesIO(), Report()
        try:
            docmeta.write(docmeta.read(data, format="marcxml", report=report), out, format=format, report=report)
        except OutputError as error:  # a record without agents makes no authority record
            assert SECRET not in str(error)
        said = [f"{finding.message} {finding.example}" for finding in report.findings]
        assert SECRET not in out.getvalue().decode() + str(said), format
        assert report.count("withheld")


@pytest.mark.parametrize("case", CASES)
def test_what_is_private_is_kept_where_it_is_asked_for(case: str) -> None:
    out = io.BytesIO()
    data = RECORD.format(CASES[case]).encode()
    docmeta.write(docmeta.read(data, format="marcxml"), out, format="jsonl", include_internal=True)
    assert out.getvalue().decode().count(SECRET) == CASES[case].count(SECRET)


def test_a_private_field_hides_nothing_beside_it() -> None:
    data = RECORD.format(CASES["other script alone private"] + CASES["583$x"] + CASES["856$x"]).encode()
    (node,) = docmeta.read(data, format="marcxml")
    assert [(note.kind, str(note.text)) for note in node.unit.notes if note.audience is None] == [
        ("acquisition", "Open"), ("processing", "Open http://a.example/1")
    ]  # fmt: skip
    assert [one.uri for one in node.unit.digital_objects] == ["http://a.example/1"]


def test_a_private_note_of_an_action_is_read_again_as_it_was() -> None:
    (node,) = docmeta.read(RECORD.format(field("583", "1", ("x", SECRET))).encode(), format="marcxml")
    out = io.BytesIO()
    docmeta.write([node], out, format="marcxml", include_internal=True)
    (again,) = docmeta.read(out.getvalue(), format="marcxml")
    assert [note for note in again.unit.notes if note.audience] == [note for note in node.unit.notes if note.audience]
