"""What hostile inputs did once, format by format: each test is named for what the input tried."""

from __future__ import annotations

import io
import time
from typing import Final

import pytest

import docmeta
from docmeta.errors import LimitError
from docmeta.report import Report
from docmeta.xml import parse, pull

MODS: Final = '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo{}><title{}>Letters</title></titleInfo></mods>'
DC: Final = '<dc xmlns:dc="http://purl.org/dc/elements/1.1/"{}><dc:title{}>Letters</dc:title></dc>'
MARC: Final = (
    '<record xmlns="http://www.loc.gov/MARC21/slim"{}><leader>00000npcaa2200000 a 4500</leader>'
    '<datafield tag="245" ind1="0" ind2="0"{}><subfield code="a">Letters</subfield></datafield></record>'
)


@pytest.mark.parametrize(("format", "record"), [("mods", MODS), ("dc", DC), ("marcxml", MARC)])
@pytest.mark.parametrize("where", [0, 1])
def test_many_attributes_are_carried_in_time(format: str, record: str, where: int) -> None:
    many = "".join(f' a{number}="x"' for number in range(20_000))
    data = record.format(*("" if place != where else many for place in (0, 1))).encode()
    report = Report()
    clock = time.process_time()
    nodes = list(docmeta.read(data, format=format, report=report))
    assert time.process_time() - clock < 5
    assert "Letters" in str(nodes[0].unit)
    assert report.findings


class TestDeclaredAttributes:
    """libxml2 goes through all the attributes of an element for each one that a document type declares."""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    @pytest.mark.parametrize(
        "declared",
        [
            "<!ATTLIST a\n" + "".join(f"b{number} CDATA 'x>'\n" for number in range(3_000)) + ">",
            "".join(f"<!ATTLIST a b{number} (x|y) #IMPLIED>\n" for number in range(3_000)),
        ],
    )
    def test_too_many_for_one_element_are_an_error_with_its_line(self, declared: str, encoding: str) -> None:
        data = f"<!DOCTYPE a [\n{declared}]><a/>".encode(encoding)
        for read in (lambda: list(pull(io.BytesIO(data), name="in.xml")), lambda: [parse(data, name="in.xml")]):
            with pytest.raises(LimitError, match="attributes of one element") as caught:
                read()
            assert caught.value.line in (1_002, 1_003)
        assert parse(data, huge=True).tag == "a"

    def test_many_elements_may_have_some_each(self) -> None:
        declared = "".join(f"<!ATTLIST a{number} id ID #IMPLIED level (file|item) 'file'>" for number in range(5_000))
        assert parse(f"<!DOCTYPE a [{declared}<!-- {'(CDATA ' * 2_000}-->]><a/>".encode()).tag == "a"
