"""Plain records of OAI-PMH are read from their text: exactly as from their elements, whatever stands between and within them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import docmeta
from docmeta import Report
from docmeta.errors import DocmetaError
from docmeta.xml import read as parser
from docmeta_dublincore.plain import Texts
from growth import grows_with_input

_DC = (
    'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/"'
)
_TITLE = "<dc:title>Grain &amp; ships</dc:title>"


def record(inner: str = _TITLE, number: int = 0, *, head: str = _DC, sets: str = "") -> str:
    return (
        f"<record>\n  <header><identifier>oai:x:{number}</identifier><datestamp>2026-01-02</datestamp>{sets}</header>\n"
        f"  <metadata>\n    <oai_dc:dc {head}>\n      {inner}\n    </oai_dc:dc>\n  </metadata>\n</record>"
    )


def page(*pieces: str, before: str = "", after: str = "", declaration: str = '<?xml version="1.0"?>') -> bytes:
    response = f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-12-01T00:00:00Z</responseDate>{before}'
    return f"{declaration}\n{response}<ListRecords>{''.join(pieces)}{after}</ListRecords></OAI-PMH>\n".encode()


def all_of(data: bytes, format: str = "dc") -> tuple[list[str], str, list[str]]:
    """All that is read: the units, the report with each finding, and the error."""
    every: list[str] = []
    report = Report(each=lambda finding: every.append(repr(finding)))
    found = []
    try:
        for node in docmeta.read(io.BytesIO(data), format=format, report=report):
            found.append(f"{node.depth} {node.line} {node.unit!r}")
    except DocmetaError as error:
        found.append(f"{type(error).__name__} {error}")
    return found, json.dumps(report.to_json()), every


def taken(monkeypatch: pytest.MonkeyPatch, *, none: bool = False) -> list[bytes]:
    """The texts of which records were read, or, with *none*, of which they might have been."""
    texts: list[bytes] = []
    real: Callable[..., object] = Texts.read

    def read(self: Texts, text: bytes, declared: str) -> object:
        found = None if none else real(self, text, declared)
        if none or found is not None:
            texts.append(text)
        return found

    monkeypatch.setattr(Texts, "read", read)
    monkeypatch.setattr(parser, "_BLOCK", 256)  # the parser's first block has few records
    return texts


ODD = [
    _TITLE, "<dc:title/>", "<dc:title></dc:title>", "<dc:subject>Ships</dc:subject>\n      ", "<dc:subject>Ж\u2028Ω</dc:subject>",
    "<dc:title xml:lang='fr'>Lettre</dc:title>", "<dc:title>a<dc:title>b</dc:title></dc:title>", "<dc:nothing>x</dc:nothing>",
    "<dc:creator>Roe, J., 1878-1948</dc:creator>", "<dc:date>n.d.</dc:date>", "\n<dc:date>1965-13-45</dc:date>", "<dc:date>1965</dc:date>",
    "<dc:type>Collection</dc:type>", "<dc:coverage>1947/1991</dc:coverage>", "<dc:coverage>Rye</dc:coverage>",
    "<dc:coverage>name=Cold War; start=1947; end=1991;</dc:coverage>", "<dc:language>eng; rus</dc:language>",
    "<dc:language>xx</dc:language>",
    "<dc:format>image/png</dc:format>", "<dc:format>3 boxes</dc:format>", "<dc:identifier>http://x.org/?a=1&amp;b=2</dc:identifier>",
    "<dc:description>one\n\n  two\n three</dc:description>", "<dc:source>a</dc:source><dc:source>b</dc:source>",
    "<dc:rights> \t</dc:rights>",
    "<dcterms:created>1965</dcterms:created>", "<dcterms:spatial>Rye</dcterms:spatial>", "<x:y xmlns:x='urn:x'>z</x:y>",
    "<dc:title><![CDATA[a<b]]></dc:title>", "<dc:title>&#x41;&quot;&apos;&lt;&gt;</dc:title>", "<dc:title>a<!-- </record> -->b</dc:title>",
    "stray", "<dc:title>a]]b</dc:title>", "<dc:title>&amp;lt;</dc:title>", "<dc:title>a\r\nb</dc:title>",
]  # fmt: skip
WRONG = [
    "<dc:title>a]]></dc:title>", "<dc:title>bell\x07</dc:title>", "&nothing;", "&amp",
    "<dc:title>\ufffe</dc:title>", "</dcterms:title>",
]  # fmt: skip
BETWEEN = [
    "", "\n", "\r\n", "stray", "<!-- <record> -->", "<?pi </record>?>", "<![CDATA[</record>]]>", "<record/>", "<other/>", "<!-- ",
    "<record><header status='deleted'><identifier>q</identifier><datestamp>2026-01-01</datestamp></header></record>", "<![CDATA[ ",
    "<record><header><identifier>q</identifier><datestamp>2026-01-01</datestamp></header><metadata/></record>", "\n\n\n",
    "<resumptionToken>more</resumptionToken>",
]  # fmt: skip
HEADS = [
    _DC, f"{_DC}\n  xml:lang='de'", f"{_DC} xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='a b'",
    _DC.replace("dcterms", "t"),
    f"{_DC} id='a>b'", _DC.replace("elements/1.1/", "elements/9/"), 'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"',
]  # fmt: skip
SETS = ["", "<setSpec>a:b</setSpec>", "<setSpec>a</setSpec>\n<setSpec>b</setSpec>", "<setSpec> </setSpec>", "<other/>"]
_records = st.builds(
    record,
    st.lists(st.sampled_from(ODD) | st.sampled_from([_TITLE] * 8), max_size=4).map("".join),
    st.integers(0, 99),
    head=st.sampled_from([_DC] * 8 + HEADS),
    sets=st.sampled_from(SETS),
)
_pieces = st.lists(_records | st.just(record()) | st.sampled_from(BETWEEN), min_size=4, max_size=14)


@given(
    _pieces,
    st.sampled_from(["", "<?xml-stylesheet </record>?>", "<!-- </record> -->"]),
    st.sampled_from([b""] * 6 + [wrong.encode() for wrong in WRONG] + [b"\xff", b"</metadata>", b"<", b"</record>"]),
    st.floats(0, 1),
    st.sampled_from(["dc", "dcterms"]),
    st.sampled_from(
        ['<?xml version="1.0"?>'] * 4
        + [
            '<?xml version="1.0" encoding="ISO-8859-1"?>',
            '<?xml version="1.0"?><!DOCTYPE OAI-PMH [<!ENTITY nothing "x">]>',
        ]
    ),
)
def test_from_text_as_from_elements(
    pieces: list[str], before: str, wrong: bytes, where: float, format: str, declaration: str
) -> None:
    data = page(record(), *pieces, before=before, declaration=declaration)
    at = int(where * len(data))
    data = data[:at] + wrong + data[at:]
    with pytest.MonkeyPatch.context() as patch:
        taken(patch, none=True)
        expected = all_of(data, format)
    with pytest.MonkeyPatch.context() as patch:
        taken(patch)
        assert all_of(data, format) == expected


def test_plain_records_are_read_from_their_text(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = "<dc:title>A</dc:title><dc:subject>Ships</dc:subject><dc:date>n.d.</dc:date><dcterms:created>1965</dcterms:created>"
    texts = taken(monkeypatch)
    nodes = list(docmeta.read(page(*(record(inner, number) + "\n" for number in range(20))), format="dc"))
    assert len(nodes) == 20
    assert len(texts) > 15
    assert [node.line for node in nodes] == [5 + 8 * number for number in range(20)]


def test_one_odd_record_is_read_from_its_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = record("<dc:title xml:lang='de'>Brief</dc:title>", 50)
    texts = taken(monkeypatch)
    pieces = [record(number=number) for number in range(40)]
    nodes = list(docmeta.read(page(*pieces[:20], odd, *pieces[20:]), format="dc"))
    assert [node.unit.id for node in nodes][19:22] == ["oai:x:19", "oai:x:50", "oai:x:20"]
    assert nodes[20].line == 2 + 7 * 20 + 3
    assert len(texts) > 35


def test_a_record_inside_a_comment_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = taken(monkeypatch)
    hidden = f"<record/><!-- </record>{record(number=7)} -->"
    nodes = list(docmeta.read(page(record(), record(), hidden, record(number=8)), format="dc"))
    assert [node.unit.id for node in nodes] == ["oai:x:0", "oai:x:0", "oai:x:8"]
    assert not any(b"oai:x:7" in text for text in texts)


@pytest.mark.parametrize(
    "inner", [_TITLE, "<dc:title xml:lang='de'>Brief</dc:title>", "x<!-- --><!-- -->" * 40, _TITLE * 3000]
)
def test_work_grows_with_the_page(inner: str) -> None:
    pieces = 2_000 if len(inner) < 1_000 else 20
    grows_with_input(
        lambda count: page(*(record(inner, number) for number in range(count))),
        lambda data: sum(1 for _ in docmeta.read(data, format="dc")),
        pieces,
    )
