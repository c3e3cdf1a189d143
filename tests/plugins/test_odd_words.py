"""Words that a vocabulary lacks, and empty records: each is kept unchanged, and reported with its line."""

from __future__ import annotations

import pytest

from docmeta import Report, read

EAD = (
    '<ead><archdesc level="fonds"><did><unittitle>Papers</unittitle></did><dsc>\n'
    '<c level="{}" audience="{}"><did/></c></dsc></archdesc></ead>'
)


def doubts(data: str, format: str) -> list[tuple[int | None, str | None, str | None]]:
    report = Report()
    list(read(data.encode(), format=format, report=report))
    return [(one.line, one.target, one.example) for one in report.findings if one.severity == "warning"]


def test_a_level_that_the_vocabulary_lacks() -> None:
    assert (2, "@level", "galaxy") in doubts(EAD.format("galaxy", "external"), "ead2002")
    assert doubts("id,title,level\na,One,file\nb,Two,galaxy\nc,Three,galaxy\n", "csv") == [(3, "level", "galaxy")]


@pytest.mark.parametrize("word", ["Public", "intern", "internal external"])
def test_an_audience_that_the_vocabulary_lacks(word: str) -> None:
    assert (2, "@audience", word) in doubts(EAD.format("file", word), "ead2002")


@pytest.mark.parametrize("word", ["internal", "external"])
def test_an_audience_that_the_vocabulary_has(word: str) -> None:
    assert not [one for one in doubts(EAD.format("file", word), "ead2002") if one[1] == "@audience"]


@pytest.mark.parametrize(
    ("data", "format"),
    [
        ('\n<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"/>', "dc"),
        ("\n<dc/>", "dcterms"),
        ('\n<mods xmlns="http://www.loc.gov/mods/v3"/>', "mods"),
    ],
)
def test_a_record_that_says_nothing(data: str, format: str) -> None:
    assert doubts(data, format) == [(2, "record", None)]
