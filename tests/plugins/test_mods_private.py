"""What MODS marks as not shareable is in no output and no report, and in MODS again if somebody asks for it."""

from __future__ import annotations

import io
from typing import Final

import pytest

import docmeta
from docmeta.crosswalk import Report
from docmeta.errors import OutputError

SECRET: Final = "zqsecretqz"
FORMATS: Final = (
    "ead2002 ead3 ead4 mods marcxml eac-cpf edm dpla archivematica dc dcterms jsonld csv csv-aspace csv-atom json jsonl html"
).split()
TITLE: Final = "<titleInfo><title>Letters</title></titleInfo>"
RECORD: Final = f'<mods xmlns="http://www.loc.gov/mods/v3">{TITLE}<name><namePart>Roe, Ann</namePart></name>{{}}</mods>'
CASES: Final = {
    "abstract": f'<abstract shareable="no">{SECRET}</abstract>',
    "abstract beside one for all": f'<abstract shareable="no">{SECRET}</abstract><abstract>Open</abstract>',
    "contents": f'<tableOfContents displayLabel="In it" shareable="no">{SECRET}</tableOfContents>',
    "another record": f'<relatedItem type="host">{TITLE}<abstract shareable="no">{SECRET}</abstract></relatedItem>',
    "another record that says nothing else": f'<relatedItem><abstract shareable="no">{SECRET}</abstract></relatedItem>',
    "a part": f'<relatedItem type="constituent">{TITLE}<abstract shareable="no">{SECRET}</abstract></relatedItem>',
    **{
        f"a whole {name}": f'<{name} shareable="no" ID="{SECRET}" displayLabel="{SECRET}">{said}</{name}>'
        for name, said in {
            "titleInfo": f"<title>{SECRET}</title>",
            "name": f"<namePart>{SECRET}</namePart>",
            "originInfo": f"<dateCreated>{SECRET}</dateCreated>",
            "subject": f"<topic>{SECRET}</topic>",
            "identifier": SECRET,
            "location": f"<url>{SECRET}</url>",
            "physicalDescription": f"<extent>{SECRET}</extent>",
            "accessCondition": SECRET,
            "extension": f"<x>{SECRET}</x>",
            "thing": f"<x>{SECRET}</x>",
        }.items()
    },
    "a condition": f'<accessCondition type="restriction on access" shareable="no">{SECRET}</accessCondition>',
    "a part as a whole": f'<relatedItem type="constituent" shareable="no" ID="{SECRET}">{TITLE}</relatedItem>',
    "a copy": "<location><holdingSimple><copyInformation>"
    f'<note type="internal">{SECRET}</note></copyInformation></holdingSimple></location>',
    "the record": f'<recordInfo><recordInfoNote type="staff only">{SECRET}</recordInfoNote></recordInfo>',
    "its condition": f'<physicalDescription><note type="private">{SECRET}</note></physicalDescription>',
    "a mark in capitals": f'<note shareable="NO">{SECRET}</note>',
    **{
        f"a part of {name}": f"<{name}>{said}</{name}>"
        for name, said in {
            "relatedItem": f'<titleInfo shareable="no"><title>{SECRET}</title></titleInfo>',
            "subject": f'<topic shareable="no">{SECRET}</topic><topic>Ships</topic>',
            "originInfo": f'<place><placeTerm shareable="no">{SECRET}</placeTerm></place>',
            "location": f'<shelfLocator shareable="no">{SECRET}</shelfLocator>',
            "part": f'<extent shareable="no"><start>{SECRET}</start></extent>',
            "extension": f'<note shareable="no">{SECRET}</note>',
        }.items()
    },
    **{
        f"a note, {of}": f'<note type="{of}">{SECRET}</note>'
        for of in ("internal", "Internal note", "private", "non-public", "admin", "staff notes", "confidential")
    },
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_shared_is_in_no_output_and_no_report(case: str) -> None:
    data = RECORD.format(CASES[case]).encode()
    for format in FORMATS:
        out, report = io.BytesIO(), Report()
        try:
            docmeta.write(docmeta.read(data, format="mods", report=report), out, format=format, report=report)
        except OutputError as error:  # a record without agents makes no authority record
            assert SECRET not in str(error)
        said = [f"{finding.message} {finding.example}" for finding in report.findings]
        assert SECRET not in out.getvalue().decode() + str(said), format
        assert report.count("withheld")


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_shared_is_kept_where_it_is_asked_for(case: str) -> None:
    out = io.BytesIO()
    docmeta.convert(RECORD.format(CASES[case]).encode(), out, from_="mods", to="jsonl", include_internal=True)
    assert SECRET in out.getvalue().decode()


@pytest.mark.parametrize("case", ["abstract beside one for all", "contents"])
def test_mods_says_again_what_cannot_be_shared(case: str) -> None:
    nodes = list(docmeta.read(RECORD.format(CASES[case]).encode(), format="mods"))
    out = io.BytesIO()
    docmeta.write(nodes, out, format="mods", include_internal=True)
    again = list(docmeta.read(out.getvalue(), format="mods"))
    assert again[0].unit.notes == nodes[0].unit.notes
    assert again[0].unit.description == nodes[0].unit.description


def test_a_note_of_another_type_is_for_all() -> None:
    types = ("administration history", "internal dimensions", "staffing", "action", "privately printed", "")
    data = RECORD.format("".join(f'<note type="{of}">x</note>' for of in types)).encode()
    (node,) = docmeta.read(data, format="mods")
    assert [note.audience for note in node.unit.notes] == [None] * len(types)
