"""The text of search pages: people, places, counts and documents, in any layout; nothing is dropped silently."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import docmeta
from docmeta import Collection, Context, InputError, Report
from docmeta.errors import LimitError
from docmeta.model import FIELDS
from docmeta.testing import FormatContract
from docmeta_listing.documents import take_apart
from docmeta_listing.facets import extent_of
from docmeta_listing.options import ListingOptions
from docmeta_listing.page import classify, lines_of
from docmeta_listing.reader import read
from docmeta_listing.sniff import sniff


class TestContract(FormatContract):
    format = "listing"


def page(text: str | bytes, encoding: str | None = None) -> tuple[Collection, list[docmeta.Document], Report]:
    context = Context(options=ListingOptions(encoding), source="page.txt")
    data = text.encode() if isinstance(text, str) else text
    nodes = list(read(io.BytesIO(data), context))
    assert isinstance(nodes[0].unit, Collection)
    assert all(node.depth == 1 and isinstance(node.unit, docmeta.Document) for node in nodes[1:])
    return nodes[0].unit, [node.unit for node in nodes[1:]], context.report  # type: ignore[misc]


def people(unit: Collection) -> list[tuple[str, str | None]]:
    assert all(link.role == "subject" for link in unit.agents)
    return [(link.agent.name, link.agent.dates and link.agent.dates.text) for link in unit.agents]


def places(unit: Collection) -> list[str]:
    return [place.name for place in unit.places]


def said(documents: list[docmeta.Document]) -> list[tuple[str, str, str]]:
    return [(unit.dates[0].text, unit.title, unit.description) for unit in documents]


def carried(report: Report) -> list[int | None]:
    return [finding.line for finding in report if finding.code == "carried"]


PLAIN = """1893-1976
Eastern Europe
(372) documents
-
East Asia
1912- 1994
December 20, 1965
The envoy reports on a talk of two hours. He expects that trade will grow.
September 5, 1956
The minister "regrets the tone" of the letter, and asks for a copy of it.
"""


def test_the_plain_page() -> None:
    unit, documents, report = page(PLAIN)
    assert (unit.id, unit.minted, unit.title, unit.level) == ("unit-1", True, "", "collection")
    assert [(one.text, one.quantity, one.unit) for one in unit.extents] == [("372 documents", "372", "documents")]
    assert people(unit) == [("", "1893-1976"), ("", "-"), ("", "1912- 1994")]
    assert [link.agent.dates.edtf for link in unit.agents] == ["1893/1976", "XXXX", "1912/1994"]  # type: ignore[union-attr]
    assert places(unit) == ["Eastern Europe", "East Asia"]
    assert said(documents) == [
        ("December 20, 1965", "", "The envoy reports on a talk of two hours. He expects that trade will grow."),
        ("September 5, 1956", "", 'The minister "regrets the tone" of the letter, and asks for a copy of it.'),
    ]
    assert [unit.dates[0].edtf for unit in documents] == ["1965-12-20", "1956-09-05"]
    assert [unit.id for unit in documents] == ["unit-1.1", "unit-1.2"]
    assert all(unit.minted for unit in documents)
    assert report.findings == []


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.encode("utf-16"),
        PLAIN.replace("\n", " \t\n\n").encode(),
        PLAIN.replace("\n", "\u00a0\n  ").encode(),
        PLAIN.rstrip("\n").encode(),
        PLAIN.replace("1893-1976", "1893\u20131976").encode(),
    ],
)
def test_bytes_do_not_matter(data: bytes) -> None:
    unit, documents, _ = page(data)
    expected, same, _ = page(PLAIN)
    assert [link.agent.dates.edtf for link in unit.agents if link.agent.dates] == ["1893/1976", "XXXX", "1912/1994"]
    assert (unit.extents, unit.places) == (expected.extents, expected.places)
    assert said(documents) == said(same)


def test_the_shared_sample(shared: Path) -> None:
    [path] = (shared / "samples" / "listing").glob("*.txt")
    unit, documents, report = page(path.read_bytes())
    assert [one.text for one in unit.extents] == ["372 documents"]
    assert [link.agent.dates.edtf for link in unit.agents] == [  # type: ignore[union-attr]
        "1893/1976", "XXXX", "1912/1994", "1894/1971",
    ]  # fmt: skip
    assert len(unit.places) == 2
    assert [one.dates[0].edtf for one in documents] == [
        "1965-12-20", "1956-09-05", "1956-07-20", "1956-07-24", "1956-09-01", "1951-11-19", "1951-11-20", "1952-07-16",
    ]  # fmt: skip
    lines = path.read_text("utf-8").splitlines()
    assert [one.description for one in documents] == [line for line in lines if len(line) > 60]
    assert [one.title for one in documents] == [""] * 8
    assert report.findings == []


def test_the_example(root: Path) -> None:
    unit, documents, report = page((root / "examples" / "korea.txt").read_bytes())
    assert [one.text for one in unit.extents] == ["26 documents"]
    assert len(people(unit)) == 4
    assert places(unit) == ["Northeast Asia", "Eastern Europe"]
    assert len(documents) == 9
    assert sum(1 for one in documents if one.title) == 6
    assert all(one.dates[0].edtf and one.description for one in documents)
    assert [finding.code for finding in report] == ["decided"]


# -- titles and descriptions -----------------------------------------------------------------------------------------------


def test_titles_where_there_are_some() -> None:
    _, documents, _ = page(
        """(3) documents
June 06, 1944
Telegram from the Embassy
The ambassador describes the first days. He asks for instructions.
1974
A summary of the harvest in the north, with figures and a map.
circa 1950
Is There a Way Out?
Notes of a talk about the border, undated.
"""
    )
    assert said(documents) == [
        (
            "June 06, 1944",
            "Telegram from the Embassy",
            "The ambassador describes the first days. He asks for instructions.",
        ),
        ("1974", "", "A summary of the harvest in the north, with figures and a map."),
        ("circa 1950", "Is There a Way Out?", "Notes of a talk about the border, undated."),
    ]
    assert [one.dates[0].edtf for one in documents] == ["1944-06-06", "1974", "1950~"]


def test_titles_alone() -> None:
    _, documents, _ = page("(3) items\n1951\nLetter to the Minister\n1952\nReply\n1953\nA Third Letter\n")
    assert said(documents) == [
        ("1951", "Letter to the Minister", ""),
        ("1952", "Reply", ""),
        ("1953", "A Third Letter", ""),
    ]


def test_titles_before_dates() -> None:
    _, documents, _ = page(
        "Results\nLetter to the Minister\nMay 1, 1951\nIt asks for arms.\nReply\nMay 2, 1951\nIt is evasive.\n"
    )
    assert said(documents) == [
        ("May 1, 1951", "Letter to the Minister", "It asks for arms."),
        ("May 2, 1951", "Reply", "It is evasive."),
    ]


def test_a_title_with_a_full_stop_among_titles() -> None:
    _, documents, _ = page(
        """July 1, 1950
Telegram to the Embassy.
The ministry asks about the plans of the command. It wants an answer at once.
July 2, 1950
Reply of the Embassy
The embassy answers that there are two opinions. It lists them.
July 3, 1950
Second Telegram
The ministry will wait.
"""
    )
    assert [one.title for one in documents] == ["Telegram to the Embassy.", "Reply of the Embassy", "Second Telegram"]


def test_paragraphs_are_kept() -> None:
    _, documents, _ = page(
        "May 1951\n\nReport\n\nFirst paragraph.\n\nSecond one.\nIts second line.\n\nJune 1951\nNote.\n"
    )
    assert said(documents) == [
        ("May 1951", "Report", "First paragraph.\n\nSecond one.\nIts second line."),
        ("June 1951", "", "Note."),
    ]


def test_lines_that_were_broken_at_a_width_are_joined() -> None:
    unit, documents, _ = page(
        """1893-1976
(12) documents
December 20, 1965
The document is a record of discussions between the
ambassador and the premier pertaining to the relations
of both states. They agreed to meet again no later than
September 5, 1956
as planned, and that trade will grow.
May 1945
Memorandum on the Line
A memorandum about the line along the 38th parallel,
whose author was present.
"""
    )
    assert said(documents) == [
        (
            "December 20, 1965",
            "",
            "The document is a record of discussions between the ambassador and the premier pertaining to the relations of both "
            "states. They agreed to meet again no later than September 5, 1956 as planned, and that trade will grow.",
        ),
        (
            "May 1945",
            "Memorandum on the Line",
            "A memorandum about the line along the 38th parallel, whose author was present.",
        ),
    ]
    assert people(unit) == [("", "1893-1976")]


def test_labels() -> None:
    _, documents, _ = page(
        "Date: May 1, 1951\nTitle: Talks\nDescription: The talks.\nDate: 1952\nSummary: More talks.\n"
    )
    assert said(documents) == [("May 1, 1951", "Talks", "The talks."), ("1952", "", "More talks.")]


def test_documents_without_words() -> None:
    _, documents, _ = page("May 1, 1951\nJune 2, 1951\nA talk.\nJuly 3, 1951\n")
    assert said(documents) == [("May 1, 1951", "", ""), ("June 2, 1951", "", "A talk."), ("July 3, 1951", "", "")]


def test_the_extent_of_a_document_is_its_own() -> None:
    unit, documents, _ = page(
        "(20) results found\n1949-1950\nReport\nTrade is described in detail.\n3 pages\n1952\nA map.\n"
    )
    assert [one.text for one in unit.extents] == ["20 results"]
    assert [[one.text for one in unit.extents] for unit in documents] == [["3 pages"], []]
    assert said(documents)[0] == ("1949-1950", "Report", "Trade is described in detail.")


def test_a_date_in_doubt_is_kept_and_reported() -> None:
    _, documents, report = page("5/6/1951\nA talk.\nn.d.\nAnother talk.\n")
    assert [(one.dates[0].text, one.dates[0].edtf) for one in documents] == [("5/6/1951", None), ("n.d.", "XXXX")]
    [finding] = report.findings
    assert (finding.code, finding.line, finding.example) == ("problem", 1, "5/6/1951")


# -- facets ----------------------------------------------------------------------------------------------------------------


def test_names_beside_and_before_the_dates() -> None:
    unit, _, _ = page(
        """People
Kim Il Sung (1912-1994)
Nam Il, 1913-1976
Pak Hon-yong 1900-1955 (12)
Places
Pyongyang (45)
Topics
Cold War
Documents
July 20, 1956
A talk.
"""
    )
    assert people(unit) == [("Kim Il Sung", "1912-1994"), ("Nam Il", "1913-1976"), ("Pak Hon-yong", "1900-1955")]
    assert places(unit) == ["Pyongyang"]
    assert [one.term for one in unit.subjects] == ["Cold War"]
    assert [(one.place, one.content) for one in unit.places[0].extras] == [("hits", "45")]
    unit, _, report = page("Kim Il Sung\n1912- 1994\nNorth America\nJoseph Stalin\n1878-1953\nJuly 20, 1956\nA talk.\n")
    assert people(unit) == [("Kim Il Sung", "1912- 1994"), ("Joseph Stalin", "1878-1953")]
    assert [finding.code for finding in report] == ["decided"]


def test_bullets_and_names_behind_the_dates() -> None:
    unit, documents, report = page(
        "• 1893-1976\tMao Zedong\n• Eastern Europe\n* (12) documents\n* May 1, 1951\nA talk.\n"
    )
    assert people(unit) == [("Mao Zedong", "1893-1976")]
    assert places(unit) == ["Eastern Europe"]
    assert [one.text for one in unit.extents] == ["12 documents"]
    assert said(documents) == [("May 1, 1951", "", "A talk.")]
    assert report.findings == []


def test_a_heading_of_the_page_is_no_name() -> None:
    unit, _, report = page("Digital Library\nThe Example Institute\n1893-1976\nMay 1, 1951\nA talk.\n")
    assert people(unit) == [("", "1893-1976")]
    assert carried(report) == [1, 2]


def test_years_that_are_no_life() -> None:
    unit, documents, report = page("Korean War, 1950-1953\nCold War, 1945-1991\n1912-1994\nMay 1, 1951\nA talk.\n")
    assert people(unit) == [("", "1912-1994")]
    assert carried(report) == [1, 2]
    assert len(documents) == 1


def test_facets_behind_the_documents() -> None:
    unit, documents, report = page(
        "May 1, 1951\nA talk.\nMay 2, 1951\nA reply.\n1912-1994\n-\nEast Asia\n(2) documents\n"
    )
    assert said(documents) == [("May 1, 1951", "", "A talk."), ("May 2, 1951", "", "A reply.")]
    assert (people(unit), places(unit)) == ([("", "1912-1994"), ("", "-")], ["East Asia"])
    assert [one.text for one in unit.extents] == ["2 documents"]
    assert report.findings == []


@pytest.mark.parametrize(
    "name",
    [
        "Eastern Europe", "Southeast Asia", "Central and Eastern Europe", "North America", "Middle East", "Sub-Saharan Africa", "Caribbean",
        "Korea, North", "Soviet Union", "United States of America", "Xinjiang Uyghur Autonomous Region", "Latin America", "Oceania",
        "People's Republic of China", "Indian Ocean", "Western Africa", "Vietnam",
    ],
)  # fmt: skip
def test_regions_and_countries(name: str) -> None:
    unit, _, report = page(f"{name}\nMay 1, 1951\nA talk.\n")
    assert places(unit) == [name]
    assert report.findings == []


@pytest.mark.parametrize(
    ("text", "quantity", "unit"),
    [
        ("(372) documents", "372", "documents"),
        ("372 Documents", "372", "Documents"),
        ("1,024 results found", "1024", "results"),
        ("Documents (12)", "12", "Documents"),
        ("(1) document", "1", "document"),
        ("Found 7 items.", "7", "items"),
        ("12 Treffer", "12", "Treffer"),
    ],
)
def test_counts(text: str, quantity: str, unit: str) -> None:
    extent = extent_of(text)
    assert extent is not None
    assert (extent.quantity, extent.unit) == (quantity, unit)
    assert classify(text) == "count"


@pytest.mark.parametrize(
    "line",
    [
        "Skip to content", "SKIP TO MAIN CONTENT", "1 - 10 of 108", "1–25 of 1,372 results", "Showing 1 to 10 of 108 documents",
        "Results 1-10 of about 1,234", "Sort by", "Sort by: Date", "Next", "Next »", "‹ Previous", "Page 1 of 11", "1 2 3 4 ... 11 Next",
        "« 1 2 3 »", "2", "Back to top", "© 2024 The Archive", "Privacy Policy", "Filter by", "10 per page", "Search for: trade",
    ],
)  # fmt: skip
def test_navigation_is_left_out_and_reported(line: str) -> None:
    for text in (f"{line}\nMay 1, 1951\nA talk.\n", f"May 1, 1951\nA talk.\n{line}\n"):
        unit, documents, report = page(text)
        assert said(documents) == [("May 1, 1951", "", "A talk.")]
        assert (unit.extras, unit.places, unit.agents) == ((), (), ())
        [finding] = report.findings
        assert (finding.code, finding.example) == ("decided", line)
        assert finding.line == text.splitlines().index(line) + 1


def test_what_fits_nothing_is_carried_with_its_number() -> None:
    text = """The Example Archive
1893-1976
Mysterious Facet
May 1, 1951
A talk.
May 2, 1951
A reply.
View document
1 - 2 of 2
The Example Institute
1300 Main Street
"""
    unit, documents, report = page(text)
    assert carried(report) == [1, 3, 10, 11]
    assert [(one.place, one.content) for one in unit.extras] == [
        ("line 1", "The Example Archive"),
        ("line 3", "Mysterious Facet"),
        ("line 10", "The Example Institute"),
        ("line 11", "1300 Main Street"),
    ]
    assert said(documents) == [("May 1, 1951", "", "A talk."), ("May 2, 1951", "", "A reply.")]


def test_short_lines_behind_the_last_of_many_documents() -> None:
    _, documents, report = page(
        "May 1, 1951\nA talk.\nMay 2, 1951\nA reply.\nMay 3, 1951\nA third.\nThe Institute\nMain Street\n"
    )
    assert said(documents)[-1] == ("May 3, 1951", "", "A third.")
    assert carried(report) == [7, 8]


WORDS = st.one_of(
    st.sampled_from(
        [
            *PLAIN.splitlines(),
            "Skip to content",
            "1 - 10 of 108",
            "Next",
            "Odd Words",
            "1974",
            "n.d.",
            "A Title",
            "",
            "   ",
        ]
    ),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40),
)


@given(st.lists(WORDS, max_size=20))
def test_no_line_is_dropped(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = list(lines_of(text))
    parts = take_apart(found)
    numbers = [line.number for line in parts.others]
    for entry in parts.entries:
        numbers += [entry.date.number, *(line.number for line in (*entry.body, *entry.counts))]
        numbers += [entry.title.number] if entry.title else []
    assert sorted(numbers) == [line.number for line in found]


@given(st.lists(WORDS, min_size=1, max_size=20))
def test_every_word_is_in_the_model_or_reported(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        unit, documents, report = page(text)
    except InputError:
        return
    model = repr([getattr(one, name) for one in (unit, *documents) for name in FIELDS])
    left_out = sum(finding.count for finding in report if finding.target == "navigation")
    missing = [line for line in lines_of(text) if not all(repr(word)[1:-1] in model for word in line.text.split())]
    assert len([line for line in missing if line.kind not in ("count", "range")]) <= left_out


# -- what is no listing ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b"", 1, "the input is empty"),
        (b" \n\n ", 1, "the input is empty"),
        (b"1893-1976\nEastern Europe\n(372) documents\n", 1, "no document was found"),
        (b"Dear all,\nsee you on Monday.\n", 1, "no document was found"),
        (b"1950\nA talk\x00.\n", 2, "control characters"),
        (b"\x00\x01\x02\x03" * 100, 1, "control characters"),
        (b"\x1f\x8b\x08\x00\x00", 1, "looks like gzip"),
        (b"%PDF-1.7\n", 1, "looks like PDF"),
        (b"PK\x03\x04", 1, "looks like a ZIP archive"),
        (b"\x89PNG\r\n", 1, "looks like an image"),
        (b"<!DOCTYPE html>\n<html></html>", 1, "this is HTML or XML"),
        ("1950\nEin Gespräch.\n".encode("latin-1"), 2, "byte 14 is not utf-8; save it as UTF-8, or say its encoding"),
    ],
)
def test_what_is_no_listing_is_said_in_one_line(data: bytes, line: int | None, says: str) -> None:
    with pytest.raises(InputError) as raised:
        page(data)
    assert (raised.value.source, raised.value.line) == ("page.txt", line)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


def test_the_encoding_can_be_said() -> None:
    _, documents, _ = page("1950\nEin Gespräch.\n".encode("latin-1"), "windows-1252")
    assert documents[0].description == "Ein Gespräch."
    with pytest.raises(ValueError, match="no encoding 'utf-9'"):
        ListingOptions("utf-9")


def test_a_page_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docmeta_listing.page.MAX_BYTES", 100)
    with pytest.raises(LimitError, match="not a listing"):
        page("1950\n" + "x" * 200)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        (PLAIN, 60, 80),
        ("May 1, 1951\nA talk.\nMay 2, 1951\nA reply.\n", 40, 60),
        ("1893-1976\nEastern Europe\n(372) documents\n", 1, 30),
        ("Dear all,\nsee you on Monday.\n", 0, 0),
        ("id,title,date\n1,Letter,1951\n", 0, 0),
        ('{"kind": "document"}', 0, 0),
        ("<ead>\n1951\nA talk.</ead>", 0, 0),
        ("# Notes\n\n- one\n- two\n", 0, 0),
        ("\x00\x01", 0, 0),
        ("", 0, 0),
    ],
)
def test_the_sniffer_is_cautious(text: str, least: int, most: int) -> None:
    assert least <= sniff(text.encode()) <= most
    assert sniff(b"\xff" + text.encode()) == 0


def test_the_sniffer_bears_a_cut_character() -> None:
    assert sniff((PLAIN + "é").encode()[:-1]) > 0


def test_a_long_page_is_quick() -> None:
    lines = "\n".join(f"May {number % 28 + 1}, 1951\nA talk about trade, number {number}." for number in range(2_000))
    _, documents, _ = page(lines)
    assert len(documents) == 2_000
    assert len(page("May 1, 1951\n" + "a " * 100_000)[1]) == 1
    assert len(page("May 1, 1951\n" + "\n".join(["«" * 90, "1 " * 50, "(" * 100, "-" * 100, "9" * 100] * 200))[1]) == 1


def test_years_of_work_stand_for_a_life_in_a_facet_of_people() -> None:
    from docmeta_listing.page import lived

    assert lived("fl. 1880-1895")
    assert lived("active 1880-1895")
    assert not lived("fl. 1880-1883")


@pytest.mark.parametrize(
    "text",
    [
        "1374,2083,\n5996,1425,\n5542,5543,\n",
        'page,text,group,series,unit,date\n1,"Records\n1952-1960\nof the union, as they came in.",a,b,c,d\n',
        "1951;12\n1952;30\n1953;7\n",
    ],
)
def test_a_table_is_no_listing(text: str) -> None:
    assert sniff(text.encode()) == 0
