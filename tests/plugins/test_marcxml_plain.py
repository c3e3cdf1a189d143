"""Plain records of MARCXML are read from their text: the same units and reports as element by element."""

from __future__ import annotations

import io
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import grows_with_input

from docmeta import Context, InputError, Report
from docmeta_marcxml import plain
from docmeta_marcxml.plain import begin, fields_of
from docmeta_marcxml.reader import read

TAGS = (
    "020 040 041 045 046 100 130 200 245 246 260 264 300 351 490 500 506 520 526 541 544 561 583 600 630 650 651 653 655 700 710 720 "
    "730 773 801 830 852 856 863 880 999 1"
).split()
WORDS = (
    "Papers,", "Smith, J.", "1912-1994.", "c1984", "Moscow :", "12 boxes", "item", "cre", "http://x.org/a", "20250101", "Ships &amp; ports",
    "&lt;x&gt;", "a\n  b\n\nc", "\x88The\x89 house", " ", "", "zzz", "880-01", "245-01", "561-02", "&#13;x", "\u00a0",
    "\u4e2d", "<![CDATA[<a>]]>",
)  # fmt: skip
ODD = (
    '<subfield code="">x</subfield>', "<subfield>x</subfield>", '<subfield code="a"><b>x</b></subfield>', '<subfield code="a"/>', "stray",
    '<subfield code="ab">x</subfield>', '<subfield code="a" n="1">x</subfield>', "<other>x</other>", '<subfield code="&amp;">x</subfield>',
    "<!-- x -->", '<datafield tag="500">x</datafield>',
)  # fmt: skip
BESIDE = (
    "stray", "<x/>", '<datafield tag="500" ind1="1" ind2="0"/>', "<datafield>x</datafield>", '<controlfield tag="007">ta</controlfield>',
    '<controlfield tag="001">u1</controlfield>', '<x><datafield tag="500"><subfield code="a">x</subfield></datafield></x>',
    '<datafield xmlns="urn:x" tag="650" ind1=" " ind2="0"><subfield code="a">x</subfield></datafield>',
    '<datafield tag="650" ind1=" " ind2="0" id="x"><subfield code="a">x</subfield></datafield>',
)  # fmt: skip

SUBFIELDS = st.builds(
    '<subfield code="{}">{}</subfield>'.format,
    st.sampled_from("aabcdefgnptuxyz026"),
    st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join),
)
FIELDS = st.builds(
    "<datafield {}>{}</datafield>".format,
    st.builds(
        lambda tag, first, second, turned: (
            f'ind1="{first}" ind2="{second}" tag="{tag}"' if turned else f'tag="{tag}" ind1="{first}" ind2="{second}"'
        ),
        st.sampled_from(TAGS),
        st.sampled_from(" 0123#"),
        st.sampled_from(" 01247"),
        st.booleans(),
    ),
    st.lists(SUBFIELDS, max_size=4).flatmap(
        lambda parts: st.sampled_from(["", "\n  "]).map(lambda gap: gap + gap.join(parts) + gap)
    ),
)
ODD_FIELDS = st.builds(
    '<datafield tag="{}" ind1="{}" ind2=" ">{}</datafield>'.format,
    st.sampled_from(TAGS),
    st.sampled_from(" 0"),
    st.sampled_from(ODD),
)
HEADS = st.lists(
    st.sampled_from(
        (
            "<leader>00000nam a2200000 u 4500</leader>",
            '<controlfield tag="001"> 1  2</controlfield>',
            '<controlfield tag="005">20150301120000.5</controlfield>',
            '<controlfield tag="007">ta</controlfield>',
            '<controlfield tag="008">081112i19121994xx                  eng d</controlfield>',
            '<leader n="1">00000nam a2200000 u 4500</leader>',
        )
    ),
    max_size=4,
)
RECORDS = st.builds(
    lambda kind, head, fields: f"<record{kind}>{''.join((*head, *fields))}</record>",
    st.sampled_from(("", "", ' type="Bibliographic"', ' id="x"', ' format="UNIMARC"')),
    HEADS,
    st.lists(FIELDS | FIELDS | FIELDS | ODD_FIELDS | st.sampled_from(BESIDE), min_size=1, max_size=8),
)


def prefixed(record: str) -> str:
    for name in ("record", "leader", "controlfield", "datafield", "subfield"):
        record = record.replace(f"<{name}", f"<m:{name}").replace(f"</{name}", f"</m:{name}")
    return record


def collection(records: list[str], prefix: bool) -> bytes:
    inner = "".join(records)
    return f'<collection xmlns:m="urn:m">{prefixed(inner) if prefix else inner}</collection>'.encode()


def outcome(data: bytes) -> Any:
    report = Report()
    try:
        nodes = list(read(io.BytesIO(data), Context(report=report)))
    except InputError as error:  # words between the fields, and no field
        return str(error), report.to_json()
    return [(node.line, node.unit) for node in nodes], report.to_json()


@given(st.lists(RECORDS, min_size=1, max_size=3), st.booleans())
def test_text_and_elements_are_read_alike(records: list[str], prefix: bool) -> None:
    data = collection(records, prefix)
    with patch("docmeta_marcxml.reader.fields_of", lambda record: None):
        expected = outcome(data)
    assert outcome(data) == expected
    assert outcome(data) == expected  # with fields that were read before


PLAIN = '<datafield tag="650" ind1=" " ind2="0"><subfield code="a">Ships &amp; ports</subfield></datafield>'


@pytest.mark.parametrize("prefix", [False, True])
def test_a_plain_record_is_read_from_its_text(prefix: bool) -> None:
    from docmeta.xml import parse

    (record,) = parse(collection([f"<record><leader/>{PLAIN * 2}</record>"], prefix))
    _, (one, other) = fields_of(record) or ({}, [])
    assert one is other
    assert one.subfields == [("a", "Ships & ports")]


def test_what_is_kept_is_limited() -> None:
    def fields(tag: str, count: int) -> list[str]:
        return [PLAIN.replace("650", tag).replace("Ships", f"Ships {number}") for number in range(count)]

    records = [f"<record>{''.join(fields(f'{tag}', 600))}</record>" for tag in range(600, 620)]
    assert outcome(collection(records, prefix=False))
    assert len(plain._KNOWN) <= plain._MOST
    begin()
    assert not plain._KNOWN


def test_records_of_fields_without_end_are_read_in_time_that_grows_with_them() -> None:
    def record(count: int) -> bytes:
        return collection([f"<record><leader/>{PLAIN * count}<x/></record>"], prefix=True)

    grows_with_input(record, outcome, 2_000)
