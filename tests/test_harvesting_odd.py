"""Harvesting from odd repositories, as real ones are: whatever is available arrives, once, and the rest is reported.

The oddities are those that users of sickle, oaipmh-scythe, metha, oai-harvest and Catmandu report of repositories.
"""

from __future__ import annotations

import email.utils
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import docmeta
from docmeta import InputError
from docmeta.harvesting import Harvest, asking
from loopback import Request
from oai_server import Item, Repository, items, serving_oai
from test_harvesting import expected, titles


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses requested, without actual waiting."""
    waited: list[float] = []
    monkeypatch.setattr(asking.Asker.__init__, "__defaults__", (False, waited.append, lambda _: None))
    return waited


#: Changes a page of records: gets the page and its number.
Change = Callable[[bytes, int], bytes | None]


def harvested(folder: Path, change: Change, repository: Repository | None = None, **headers: str) -> Harvest:
    """The harvest of twenty-five items, three pages, with every page of records changed."""
    repository = repository or Repository(items(25))

    def misbehave(request: Request, arguments: dict[str, str], page: bytes) -> bool:
        if arguments["verb"] != "ListRecords":
            return False
        token = arguments.get("resumptionToken", "|0")
        changed = change(page, int(token.split("|")[1]) // repository.size + 1)
        request.give(page if changed is None else changed, **headers)
        return True

    repository.misbehave = misbehave
    with serving_oai(repository) as server:
        return docmeta.harvest(server.at("oai"), folder, prefixes="oai_dc")


def sub(pattern: str, instead: str, pages: tuple[int, ...] = (1, 2, 3)) -> Change:
    """Change a page by a pattern, which must occur on one of them."""

    def change(page: bytes, number: int) -> bytes:
        return re.sub(pattern.encode(), instead.encode(), page, flags=re.DOTALL) if number in pages else page

    return change


WHOLE: dict[str, Change] = {
    "white space in the last token": sub(r"(<resumptionToken[^>]*>)(</resumptionToken>)", "\\1 \n\t\\2"),
    "white space around a token": sub(r"(<resumptionToken[^>]*>)([^<]+)", "\\1\n   \\2\n "),
    "no token on the last page": sub(r"<resumptionToken[^>]*></resumptionToken>", ""),
    "a wrong completeListSize": sub(r'completeListSize="\d+"', 'completeListSize="7"'),
    "an odd completeListSize": sub(r'completeListSize="\d+"', 'completeListSize="-1"'),
    "a huge completeListSize": sub(r'completeListSize="\d+"', f'completeListSize="{"9" * 5000}"'),
    "a byte order mark": lambda page, _: b"\xef\xbb\xbf" + page,
    "white space before the declaration": lambda page, _: b"\r\n  " + page,
    "a byte order mark and white space": lambda page, _: b"\xef\xbb\xbf\n" + page,
    "no declaration": sub(r"<\?xml[^>]*\?>\s*", ""),
    "UTF-16": lambda page, _: page.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"),
    "ISO-8859-1": lambda page, _: page.decode().replace('encoding="UTF-8"', 'encoding="ISO-8859-1"').encode("latin-1"),
    "a style sheet": sub(r"\?>\n", '?>\n<?xml-stylesheet type="text/xsl" href="/oai.xsl"?>\n'),
    "a comment before and behind": lambda page, _: page.replace(b"?>\n", b"?><!-- a -->\n") + b"<!-- b -->\n",
    "an odd schemaLocation": sub(
        r"<OAI-PMH ", '<OAI-PMH xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x" '
    ),
    "no namespace of the protocol": sub(r' xmlns="http://www.openarchives.org/OAI/2.0/"', ""),
    "another namespace of the protocol": sub(r"OAI/2\.0/\"", 'OAI/2.0"'),
    "no datestamp": sub(r"<datestamp>[^<]*</datestamp>", ""),
    "an empty datestamp": sub(r"<datestamp>[^<]*", "<datestamp>"),
    "a datestamp of a fraction": sub(r"<datestamp>[^<]*", "<datestamp>2024-01-01T00:00:00.123+01:00"),
    "no responseDate": sub(r"<responseDate>[^<]*</responseDate>", ""),
    "a responseDate of a fraction": sub(r"<responseDate>[^<]*", "<responseDate>2025-01-01T00:00:00.123456"),
    "sets in sets": sub(r"<setSpec>all", "<setSpec>all:a:b"),
    "an about": sub(
        r"</record>",
        "<about><x xmlns='urn:x'><record><header><identifier>no</identifier></header></record></x></about></record>",
    ),
    "white space around identifiers": sub(r"<identifier>(oai:[^<]*)", "<identifier>\n  \\1  "),
    "numbers of characters": sub(r"Title ", "Titl&#101; "),
    "a document type": sub(r"\?>\n", "?>\n<!DOCTYPE OAI-PMH>\n"),
    "an error beside the records": sub(
        r"<ListRecords>", '<error code="badArgument">ignored</error><ListRecords>', (2,)
    ),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_what_is_odd_comes_whole(kind: str, tmp_path: Path) -> None:
    done = harvested(tmp_path, WHOLE[kind])
    assert (done.whole, done.lists[0].broken, done.lists[0].failed) == (True, [], None)
    assert titles(tmp_path) == expected(Repository(items(25)))
    assert done.lists[0].done is not None


@pytest.mark.parametrize("said", ["gzip", "GZIP", "utf-8", "UTF-8", "none", "aws-chunked"])
def test_a_page_that_is_not_packed_is_read_whatever_the_server_says(said: str, tmp_path: Path) -> None:
    done = harvested(tmp_path, lambda page, _: None, Content_Encoding=said)
    assert done.whole
    assert titles(tmp_path) == expected(Repository(items(25)))


@pytest.mark.parametrize("said", ["br", "deflate", "zstd"])
def test_a_page_that_is_packed_in_a_way_that_was_not_asked_for_is_told(said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="compresses its answer in a way that docmeta does not read"):
        harvested(tmp_path, lambda page, _: None, Content_Encoding=said)


def test_a_record_that_comes_on_two_pages_is_there_once_as_it_came_last(tmp_path: Path) -> None:
    def again(page: bytes, number: int) -> bytes:
        first = b"<record><header><identifier>oai:example.org:1</identifier><datestamp>2025-01-01</datestamp></header><metadata>"
        body = page[page.index(b"<metadata>") + 10 : page.index(b"</metadata>") + 11]
        return page.replace(b"<ListRecords>", b"<ListRecords>" + first + body + b"</record>") if number == 2 else page

    done = harvested(tmp_path, again)
    assert (done.lists[0].records, done.lists[0].new, done.lists[0].changed) == (26, 25, 1)
    assert titles(tmp_path) == expected(Repository(items(25))) | {"oai:example.org:1": "Title 10 & more"}


def test_a_list_that_ends_too_early_is_told(tmp_path: Path) -> None:
    nothing = (
        b'<OAI-PMH><responseDate>2025-01-01T00:00:00Z</responseDate><error code="noRecordsMatch">none</error></OAI-PMH>'
    )
    done = harvested(tmp_path, lambda page, number: nothing if number == 2 else None)
    assert (done.lists[0].new, done.lists[0].lacking) == (10, 15)
    again = harvested(tmp_path / "b", sub(r'completeListSize="25"', 'completeListSize="30"'))
    assert (again.lists[0].new, again.lists[0].lacking, again.whole) == (25, 5, True)


@pytest.mark.parametrize("bad", ["&#0;", "&#x1F;", "\x0b", "&nbsp;", "&"], ids=ascii)
def test_a_record_that_no_xml_can_hold_is_missing_and_the_others_come(bad: str, tmp_path: Path) -> None:
    """The record is just as bad when requested by itself, and is requested again the next time."""
    repository = Repository([*items(12), Item("oai:example.org:bad", "BAD"), Item("oai:example.org:last", "Last")])

    def misbehave(request: Request, arguments: dict[str, str], page: bytes) -> bool:
        request.give(page.replace(b"BAD", bad.encode()))
        return True

    repository.misbehave = misbehave
    with serving_oai(repository) as server:
        done = docmeta.harvest(server.at("oai"), tmp_path, prefixes="oai_dc")
        assert list(done.lists[0].missing) == ["oai:example.org:bad"]
        assert (done.lists[0].new, done.whole, len(done.lists[0].broken)) == (13, False, 1)
        assert done.lists[0].lacking == 0
        repository.misbehave = None
        again = docmeta.harvest(server.at("oai"), tmp_path, prefixes="oai_dc")
    assert again.whole
    assert len(titles(tmp_path)) == 14


def test_deleted_records_come_in_every_form(tmp_path: Path) -> None:
    def deleted(page: bytes, number: int) -> bytes:
        if number != 1:
            return page
        page = page.replace(
            b"<header><identifier>oai:example.org:1<", b'<header status="deleted"><identifier>oai:example.org:1<'
        )
        page = page.replace(
            b"<header><identifier>oai:example.org:2<", b'<header status="DELETED "><identifier>oai:example.org:2<'
        )
        head, _, rest = page.partition(b"<identifier>oai:example.org:3<")
        rest = re.sub(rb"<metadata>.*?</metadata>", b"<metadata/>", rest, count=1, flags=re.DOTALL)
        return head + b"<identifier>oai:example.org:3<" + rest

    done = harvested(tmp_path, deleted)
    assert (done.lists[0].new, done.lists[0].deleted, done.lists[0].empty) == (22, 2, 1)


def test_a_token_comes_back_as_it_was_sent(tmp_path: Path) -> None:
    odd = "|a+b%20c d/e=&ü?#'\"<>;~"
    escaped = odd.replace("&", "&amp;").replace("<", "&lt;")
    repository = Repository(items(25))
    done = harvested(tmp_path, sub(r"(<resumptionToken[^>]*>[^<]+)", "\\1" + escaped.replace("\\", "")), repository)
    tokens = [one["resumptionToken"] for one in repository.asked if "resumptionToken" in one]
    assert len(tokens) == 2
    assert all(odd in token for token in tokens)
    assert done.whole


def test_a_server_that_asks_to_come_back_at_a_date_is_waited_for(tmp_path: Path, pauses: list[float]) -> None:
    repository, busy = Repository(items(5)), [2]

    def misbehave(request: Request, arguments: dict[str, str], page: bytes) -> bool:
        if arguments["verb"] != "ListRecords" or not busy[0]:
            return False
        busy[0] -= 1
        request.give(b"", 503, Retry_After=email.utils.formatdate(time.time() + 600, usegmt=True))
        return True

    repository.misbehave = misbehave
    with serving_oai(repository) as server:
        assert docmeta.harvest(server.at("oai"), tmp_path, prefixes="oai_dc").whole
    assert len(pauses) == 2
    assert all(500 < seconds <= 600 for seconds in pauses)


@pytest.mark.parametrize(
    ("granularity", "takes"),
    [("YYYY-MM-DDThh:mm:ssZ", 10), ("YYYY-MM-DD", 20), ("YYYY-MM-DDThh:mm:ss", 20), ("", 10)],
)
def test_a_server_that_takes_other_dates_than_it_says(granularity: str, takes: int, tmp_path: Path) -> None:
    repository = Repository(items(5), granularity=granularity)

    def misbehave(request: Request, arguments: dict[str, str], page: bytes) -> bool:
        if len(arguments.get("from", "x" * takes)) == takes:
            return False
        request.give(b'<OAI-PMH><error code="badArgument">bad date</error></OAI-PMH>')
        return True

    repository.misbehave = misbehave
    with serving_oai(repository) as server:
        for month in range(1, 5):
            repository.date = f"2025-0{month}-01T00:00:00Z"
            done = docmeta.harvest(server.at("oai"), tmp_path, prefixes="oai_dc")
            assert done.lists[0].failed is None
            assert (done.lists[0].done or "")[:7] == f"2025-0{month}"
        repository.misbehave = lambda request, arguments, page: (
            "from" in arguments
            and bool(request.give(b'<OAI-PMH><error code="badArgument">no dates</error></OAI-PMH>') or True)
        )
        with pytest.raises(InputError, match="no dates"):
            docmeta.harvest(server.at("oai"), tmp_path, prefixes="oai_dc")


def test_sets_in_sets_are_asked_for_as_they_are_called(tmp_path: Path) -> None:
    repository = Repository(
        [Item("oai:example.org:1", "One", sets=("a:b:c",)), Item("oai:example.org:2", "Two", sets=("a",))]
    )
    with serving_oai(repository) as server:
        done = docmeta.harvest(server.at("oai"), tmp_path, prefixes="oai_dc", sets=["a:b:c"])
        assert (done.lists[0].new, repository.asked[-1]["set"]) == (1, "a:b:c")
        assert docmeta.harvest(server.at("oai"), tmp_path, prefixes="oai_dc", sets=["a:b:c"]).lists[0].new == 0


@pytest.mark.parametrize(
    "change",
    [
        sub(r' xmlns:dc="[^"]*"', ""),
        sub(r' xmlns:oai_dc="[^"]*"', ""),
        sub(r'xmlns:dc="[^"]*"', 'xmlns:dc="http://purl.org/dc/elements/1.1"'),
        sub(r'xmlns:oai_dc="[^"]*"', 'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc"'),
    ],
    ids=["no dc", "no oai_dc", "another dc", "another oai_dc"],
)
def test_records_whose_namespaces_are_wrong_are_kept_or_named(change: Change, tmp_path: Path) -> None:
    """A record without its namespaces is not XML with namespaces: the page is kept, the records are fetched singly, or named."""
    done = harvested(tmp_path, change)
    listed = done.lists[0]
    assert listed.new + len(listed.missing) == 25
    assert done.whole or listed.missing
