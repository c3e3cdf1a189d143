"""A repository follows the protocol: OAI-PMH 2.0 (2002-06-14, document version 2015-01-08), section by section.

It also covers what registries test of a repository, and what its implementation guidelines ask for.
"""

from __future__ import annotations

import gzip
import io
import re
import time
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import docmeta
import docmeta_schemas
from docmeta import OptionError
from docmeta.oai import application, index
from docmeta.oai.arguments import LONGEST, VERBS, parsed
from docmeta.oai.tokens import Token, read
from docmeta.plugins.usual import using
from docmeta.xml import XSI
from oai_folders import OAI, REPOSITORY, Answer, Repository, collection, lines, write
from oai_schemas import Valid

LETTERS = [f"Letter {number}" for number in range(1, 26)]
TOP = "oai:archive.example.org:fa-1"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("oai") / "descriptions"
    made.mkdir()
    write(
        made,
        a=collection("fa-1", *LETTERS),
        b=collection("fa-2", "Map <one> & 'two'"),
        c=lines((0, {"id": "lost", "title": "Lost"})),
    )
    index(
        made,
        repository=REPOSITORY,
        name="City Archive & Library",
        admins=["oai@archive.example.org", "second@archive.example.org"],
    )
    (made / "c.jsonl").unlink()
    index(made)
    return made


@pytest.fixture(scope="module")
def repository(folder: Path) -> Repository:
    return Repository(folder, base_url="https://archive.example.org/oai", page=10)


@pytest.fixture(scope="module")
def valid(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Valid:
    return Valid(shared, tmp_path_factory.mktemp("schema"))


# -- 2.4, 2.5, 2.6: identifiers, records, sets -------------------------------------------------------------------------


def test_an_identifier_is_a_uri_and_names_one_item_in_every_prefix(repository: Repository) -> None:
    found = repository.harvest()
    assert all(re.fullmatch(r"oai:archive\.example\.org:[\w./~%-]+", id) for id in found)
    assert set(repository.harvest("oai_qdc")) == set(found)
    assert set(repository.harvest("ead2002")) == {TOP, "oai:archive.example.org:fa-2"}


def test_a_record_has_a_header_and_metadata_and_a_deleted_one_no_metadata(repository: Repository) -> None:
    gone = repository.ask("GetRecord", identifier="oai:archive.example.org:lost", metadataPrefix="oai_dc").root
    header = gone.find(f".//{OAI}header")
    assert header.get("status") == "deleted"
    assert gone.find(f".//{OAI}metadata") is None
    there = repository.ask("GetRecord", identifier=TOP, metadataPrefix="oai_dc").root
    assert there.find(f".//{OAI}header").get("status") is None
    assert len(there.find(f".//{OAI}metadata")) == 1


def test_deleted_records_are_listed_in_whatever_way_one_asks(repository: Repository) -> None:
    lost = "oai:archive.example.org:lost"
    assert repository.harvest()[lost] is None
    assert repository.harvest(from_="2000-01-01")[lost] is None
    headers = [page.headers_of() for page in repository.pages("ListIdentifiers", metadataPrefix="oai_qdc")]
    assert {id: status for page in headers for id, (_, status) in page.items()}[lost] == "deleted"


def test_every_set_that_a_header_names_is_listed_and_holds_that_record(repository: Repository) -> None:
    listed = {str(spec.text) for spec in repository.ask("ListSets").root.iter(f"{OAI}setSpec")}
    assert listed == {"collection-fa-1", "collection-fa-2", "level-fonds", "level-file"}
    members: dict[str, set[str]] = {spec: set(repository.harvest(set=spec)) for spec in listed}
    for page in repository.pages("ListIdentifiers", metadataPrefix="oai_dc"):
        for header in page.root.iter(f"{OAI}header"):
            specs = {str(spec.text) for spec in header.iter(f"{OAI}setSpec")}
            id = header.findtext(f"{OAI}identifier")
            assert specs == {spec for spec, ids in members.items() if id in ids}
    assert len(members["collection-fa-1"]) == 26
    assert len(members["level-fonds"]) == 2
    assert set(repository.harvest("ead3", set="level-fonds")) == {TOP, "oai:archive.example.org:fa-2"}
    assert repository.ask("ListRecords", metadataPrefix="ead3", set="level-file").errors == ["noRecordsMatch"]


def test_a_set_that_there_is_none_of_matches_nothing(repository: Repository) -> None:
    assert repository.ask("ListRecords", metadataPrefix="oai_dc", set="level-nothing").errors == ["noRecordsMatch"]
    assert repository.ask("ListRecords", metadataPrefix="oai_dc", set="no set").errors == ["badArgument"]


# -- 2.7: selective harvesting -----------------------------------------------------------------------------------------


@pytest.fixture
def dated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Three records of the first of January 2027, one second apart."""
    now = [1_798_718_399]  # 2026-12-31T11:59:59Z
    monkeypatch.setattr(time, "time", lambda: now[0])
    for number in range(1, 4):
        write(tmp_path, **{f"f{number}": lines((0, {"id": str(number), "title": f"T{number}"}))})
        index(tmp_path, repository=REPOSITORY)
        now[0] += 1
    now[0] += 86_400
    return Repository(tmp_path)


@pytest.mark.parametrize(
    ("bounds", "found"),
    [
        ({}, "123"),
        ({"from_": "2027-01-01T11:59:59Z"}, ""),
        ({"from_": "2027-01-01T12:00:00Z"}, ""),
        ({"from_": "2026-12-31T11:59:59Z"}, "123"),
        ({"from_": "2026-12-31T12:00:00Z"}, "23"),
        ({"until": "2026-12-31T12:00:00Z"}, "12"),
        ({"from_": "2026-12-31T12:00:00Z", "until": "2026-12-31T12:00:00Z"}, "2"),
        ({"from_": "2026-12-31", "until": "2026-12-31"}, "123"),
        ({"from_": "2027-01-01"}, ""),
        ({"until": "2026-12-30"}, ""),
        ({"until": "2026-12-31"}, "123"),
        ({"until": "2100-01-01T00:00:00Z"}, "123"),
        ({"from_": "0001-01-01"}, "123"),
    ],
)
def test_from_and_until_are_inclusive_to_the_second_and_to_the_day(
    dated: Repository, bounds: dict[str, str], found: str
) -> None:
    answer = dated.ask("ListIdentifiers", metadataPrefix="oai_dc", **bounds)
    assert "".join(id[-1] for id in answer.ids) == found
    assert answer.errors == ([] if found else ["noRecordsMatch"])


def test_the_answer_says_when_it_was_made_and_nothing_in_it_is_newer(dated: Repository) -> None:
    answer = dated.ask("ListIdentifiers", metadataPrefix="oai_dc")
    said = answer.root.findtext(f"{OAI}responseDate")
    assert MOMENT.fullmatch(said)
    assert all(stamp <= said for stamp, _ in answer.headers_of().values())
    earliest = dated.ask("Identify").root.findtext(f".//{OAI}earliestDatestamp")
    assert earliest == min(stamp for stamp, _ in answer.headers_of().values())


# -- 3.1, 3.2: requests and responses ----------------------------------------------------------------------------------

WELL = [
    {"verb": "Identify"},
    {"verb": "ListMetadataFormats"},
    {"verb": "ListMetadataFormats", "identifier": TOP},
    {"verb": "ListSets"},
    {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"},
    {"verb": "ListRecords", "metadataPrefix": "oai_qdc", "from": "2000-01-01", "until": "2100-01-01", "set": "collection-fa-1"},
    {"verb": "ListRecords", "metadataPrefix": "ead2002"},
    {"verb": "ListRecords", "metadataPrefix": "ead3"},
    {"verb": "GetRecord", "identifier": TOP, "metadataPrefix": "oai_dc"},
    {"verb": "GetRecord", "identifier": TOP, "metadataPrefix": "ead3"},
]  # fmt: skip


@pytest.mark.parametrize("asked", WELL, ids=lambda asked: "-".join(asked.values()))
def test_a_request_is_answered_by_get_and_by_post_and_repeated_in_the_answer(
    repository: Repository, asked: dict[str, str], valid: Valid
) -> None:
    got = repository.raw(urlencode(asked))
    posted = repository.raw("", "POST", urlencode(asked).encode())
    assert re.sub(rb"<responseDate>.*?<", b"", got.body) == re.sub(rb"<responseDate>.*?<", b"", posted.body)
    assert (got.status, got.errors) == ("200 OK", [])
    request = got.root.find(f"{OAI}request")
    assert (dict(request.attrib), request.text) == (asked, "https://archive.example.org/oai")
    assert [child.tag for child in got.root] == [f"{OAI}responseDate", f"{OAI}request", f"{OAI}{asked['verb']}"]
    assert got.headers["Content-Type"] == "text/xml; charset=utf-8"
    valid.check(got.body)


def test_an_answer_is_utf_8_and_says_where_its_schema_is(repository: Repository) -> None:
    answer = repository.ask("Identify")
    assert answer.body.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH')
    location = answer.root.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation")
    assert location.split() == [
        "http://www.openarchives.org/OAI/2.0/",
        "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd",
    ]


def test_each_record_says_where_the_schema_of_its_metadata_is(repository: Repository) -> None:
    formats = repository.ask("ListMetadataFormats").root
    for one in formats.iter(f"{OAI}metadataFormat"):
        prefix, schema, space = (str(child.text) for child in one)
        answer = repository.ask("GetRecord", identifier=TOP, metadataPrefix=prefix)
        metadata = answer.root.find(f".//{OAI}metadata")[0]
        location = metadata.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation").split()
        assert metadata.tag.startswith(f"{{{space}}}")
        assert location[location.index(space) + 1] == schema


def test_head_is_get_without_the_body(repository: Repository) -> None:
    got, head = (repository.raw("verb=ListSets", method) for method in ("GET", "HEAD"))
    assert head.body == b""
    assert (head.status, head.headers) == (got.status, got.headers)
    assert int(got.headers["Content-Length"]) == len(got.body)


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("", False),
        ("identity", False),
        ("gzip", True),
        ("deflate, GZIP;q=0.5", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("xgzip", False),
    ],
)
def test_an_answer_is_compressed_for_whoever_accepts_that(repository: Repository, accepted: str, packed: bool) -> None:
    answer = repository.raw("verb=ListSets", HTTP_ACCEPT_ENCODING=accepted)
    assert (answer.headers.get("Content-Encoding") == "gzip") is packed
    body = gzip.decompress(answer.body) if packed else answer.body
    assert b"</OAI-PMH>" in body
    assert repository.ask("Identify").root.findtext(f".//{OAI}compression") == "gzip"


# -- 3.5: flow control -------------------------------------------------------------------------------------------------


def test_a_list_is_the_sum_of_its_pages_and_ends_with_an_empty_token(repository: Repository, valid: Valid) -> None:
    pages = list(repository.pages("ListRecords", metadataPrefix="oai_dc"))
    assert [len(page.ids) for page in pages] == [10, 10, 9]
    tokens = [page.root.find(f".//{OAI}resumptionToken") for page in pages]
    assert [bool(token.text) for token in tokens] == [True, True, False]
    assert [(token.get("cursor"), token.get("completeListSize")) for token in tokens] == [
        ("0", "29"),
        ("10", "29"),
        ("20", "29"),
    ]
    assert all(MOMENT.fullmatch(token.get("expirationDate")) for token in tokens[:2])
    assert len({id for page in pages for id in page.ids}) == 29
    for page in pages:
        valid.check(page.body)


def test_a_list_of_one_page_has_no_token(repository: Repository) -> None:
    assert repository.ask("ListIdentifiers", metadataPrefix="ead3").root.find(f".//{OAI}resumptionToken") is None


def test_a_finding_aid_has_a_page_of_its_own_since_ids_of_elements_are_unique_in_an_answer(
    repository: Repository,
) -> None:
    assert [len(page.ids) for page in repository.pages("ListRecords", metadataPrefix="ead3")] == [1, 1]


def test_the_same_token_gives_the_same_page_again(repository: Repository) -> None:
    token = repository.ask("ListIdentifiers", metadataPrefix="oai_dc").token
    assert token is not None
    first, again = (repository.ask("ListIdentifiers", resumptionToken=token) for _ in range(2))
    assert first.ids == again.ids
    assert first.token == again.token


def test_sets_come_in_pages_too(tmp_path: Path) -> None:
    write(tmp_path, a=lines(*[(0, {"id": str(number), "level": f"kind {number}"}) for number in range(1_100)]))
    index(tmp_path, repository=REPOSITORY)
    pages = list(Repository(tmp_path).pages("ListSets"))
    assert len(pages) == 3
    assert len({str(spec.text) for page in pages for spec in page.root.iter(f"{OAI}setSpec")}) == 1_100


def test_a_page_is_no_larger_than_it_need_be(tmp_path: Path) -> None:
    write(tmp_path, a=lines(*[(0, {"id": str(number), "description": "x" * 1_500_000}) for number in range(5)]))
    index(tmp_path, repository=REPOSITORY)
    repository = Repository(tmp_path)
    assert [len(page.ids) for page in repository.pages("ListRecords", metadataPrefix="oai_dc")] == [2, 2, 1]
    assert len(repository.ask("ListIdentifiers", metadataPrefix="oai_dc").ids) == 5
    write(tmp_path, a=lines((0, {"id": "0", "description": "x" * 9_500_000})))
    index(tmp_path)
    answer = repository.ask("GetRecord", identifier="oai:archive.example.org:0", metadataPrefix="oai_dc")
    assert answer.body.count(b"x" * 9_500_000) == 1  # sent from the disk


def test_a_token_of_elsewhere_or_of_another_request_is_refused(repository: Repository, tmp_path: Path) -> None:
    token = repository.ask("ListIdentifiers", metadataPrefix="oai_dc").token
    assert token is not None
    assert repository.ask("ListRecords", resumptionToken=token).errors == ["badResumptionToken"]
    assert repository.ask("ListSets", resumptionToken=token).errors == ["badResumptionToken"]
    write(tmp_path, a=collection("fa-1", *LETTERS))
    index(tmp_path, repository=REPOSITORY)
    assert Repository(tmp_path).ask("ListIdentifiers", resumptionToken=token).errors == ["badResumptionToken"]


def test_a_token_expires_when_it_says(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    token = repository.ask("ListIdentifiers", metadataPrefix="oai_dc").token
    assert token is not None
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 7 * 86_400 - 60)
    assert repository.ask("ListIdentifiers", resumptionToken=token).errors == []
    monkeypatch.setattr(time, "time", lambda: now + 7 * 86_400 + 60)
    assert repository.ask("ListIdentifiers", resumptionToken=token).errors == ["badResumptionToken"]


@given(st.data())
def test_a_token_that_was_tampered_with_is_refused(data: st.DataObject) -> None:
    token = Token("ListRecords", "oai_dc", 0, 7, 7, 3, 99, 100, 250, 1_800_000_000).text(b"secret")
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters())
    changed = token[:at] + other + token[at + 1 :]
    assert changed == token or read(changed, b"secret") is None or read(changed, b"secret") == read(token, b"secret")
    assert read(data.draw(st.text()), b"secret") is None
    assert read(token[: data.draw(st.integers(0, len(token) - 1))], b"secret") is None


def test_a_token_goes_on_where_the_list_stood_whatever_is_changed_meanwhile(tmp_path: Path) -> None:
    write(tmp_path, a=collection("fa-1", *LETTERS), b=collection("fa-2", *LETTERS))
    index(tmp_path, repository=REPOSITORY)
    repository = Repository(tmp_path, page=7)
    before = set(repository.harvest())
    for bounds in ({}, {"from_": "2000-01-01"}):
        found: list[str] = []
        for number, page in enumerate(repository.pages("ListRecords", metadataPrefix="oai_dc", **bounds)):
            found += page.ids
            write(
                tmp_path,
                a=collection("fa-1", *LETTERS[: 20 + number % 2], f"Changed {number}"),
                **{f"new{number}": collection(f"n-{number}", "X")},
            )
            index(tmp_path)
        assert len(found) == len(set(found))
        assert before <= set(found)
        assert number < 12  # it ends, whatever is added
    assert len(repository.harvest()) > len(before)


# -- 3.6: errors -------------------------------------------------------------------------------------------------------

BAD_VERB = [
    "",
    "verb=",
    "verb=Nonsense",
    "verb=identify",
    "verb=Identify&verb=Identify",
    "verb=Identify&verb=ListSets",
    "junk",
    "foo=bar",
    "VERB=Identify",
]
BAD_ARGUMENT = [
    "verb=Identify&metadataPrefix=oai_dc",
    "verb=Identify&foo=bar",
    "verb=ListMetadataFormats&set=a",
    "verb=ListMetadataFormats&identifier=",
    "verb=ListMetadataFormats&identifier=no%20uri",
    "verb=ListMetadataFormats&identifier=really_wrong_verb_and_id_%22",
    "verb=ListSets&metadataPrefix=oai_dc",
    "verb=ListSets&resumptionToken=a&resumptionToken=a",
    "verb=GetRecord",
    "verb=GetRecord&metadataPrefix=oai_dc",
    f"verb=GetRecord&identifier={TOP}",
    f"verb=GetRecord&identifier={TOP}&metadataPrefix=",
    f"verb=GetRecord&identifier={TOP}&metadataPrefix=oai_dc&metadataPrefix=oai_dc",
    f"verb=GetRecord&identifier={TOP}&metadataPrefix=really%20wrong",
    f"verb=GetRecord&identifier={TOP}&metadataPrefix=oai_dc&from=2000-01-01",
    "verb=ListRecords",
    "verb=ListIdentifiers&until=junk",
    "verb=ListIdentifiers&metadataPrefix=oai_dc&from=junk",
    "verb=ListIdentifiers&metadataPrefix=oai_dc&from=",
    "verb=ListIdentifiers&metadataPrefix=oai_dc&set=",
    "verb=ListIdentifiers&metadataPrefix=oai_dc&resumptionToken=junk",
    "verb=ListIdentifiers&resumptionToken=junk&until=2000-02-05",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2000-01-01T00:00:00Z&until=2001-01-01",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2001-01-01&until=2000-01-01",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2001-02-29",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2001-01",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2001-01-01T00:00:00",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2001-01-01T00:00:00%2B01:00",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2001-01-01T24:00:00Z",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2001-01-01T00:00:00.5Z",
    "verb=ListRecords&metadataPrefix=oai_dc&from=0000-01-01",
    "verb=ListRecords&metadataPrefix=oai_dc&from=%D9%A2001-01-01",
    "verb=ListRecords&metadataPrefix=oai_dc&from=2001-01-01&from=2001-01-01",
    "verb=Identify&%ff=1",
    "verb=Identify%zz",
    "verb=Identify&a=%00",
    "verb=Identify&a=%EF%BF%BE",
    "verb=Identify&a=%ED%A0%80",
    "verb=Identify&" + "&".join(f"a{number}=1" for number in range(100)),
    "verb=Identify&a=" + "a" * (LONGEST + 1),
    "verb=ListRecords&metadataPrefix=oai_dc;set=a",
]  # fmt: skip


@pytest.mark.parametrize("query", BAD_VERB)
def test_a_verb_that_is_none_is_a_bad_verb(repository: Repository, query: str, valid: Valid) -> None:
    refused(repository.raw(query), "badVerb", valid)


@pytest.mark.parametrize("query", BAD_ARGUMENT, ids=lambda query: query[:60])
def test_an_argument_that_is_illegal_missing_or_repeated_is_a_bad_argument(
    repository: Repository, query: str, valid: Valid
) -> None:
    refused(repository.raw(query), "badArgument", valid)


def refused(answer: Answer, code: str, valid: Valid) -> None:
    """The answer is only this error, with a message, and repeats no argument of the request (section 3.2)."""
    assert answer.status == "200 OK"
    assert set(answer.errors) == {code}
    assert all(error.text for error in answer.root.iter(f"{OAI}error"))
    assert dict(answer.root.find(f"{OAI}request").attrib) == {}
    assert len(answer.body) < 3_000
    valid.check(answer.body)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("verb=ListIdentifiers&resumptionToken=junk", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=junktoken", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=junk", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=" + "a" * 5_000, "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=%C3%BC%22%3C%26", "badResumptionToken"),
        ("verb=ListRecords&metadataPrefix=nonsense", "cannotDisseminateFormat"),
        (f"verb=GetRecord&identifier={TOP}&metadataPrefix=nonsense", "cannotDisseminateFormat"),
        (f"verb=GetRecord&identifier={TOP}/1&metadataPrefix=ead2002", "cannotDisseminateFormat"),
        ("verb=GetRecord&identifier=oai:archive.example.org:none&metadataPrefix=oai_dc", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=oai:archive.example.org:none", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=really:wrong-%22%3C", "badArgument"),
        ("verb=ListMetadataFormats&identifier=oai:archive.example.org:lost", "noMetadataFormats"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2150-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=1969-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a:b:c", "noRecordsMatch"),
    ],
)  # fmt: skip
def test_what_cannot_be_given_has_its_own_error(repository: Repository, query: str, code: str, valid: Valid) -> None:
    answer = repository.raw(query)
    assert answer.errors == [code]
    valid.check(answer.body)


def test_every_error_of_a_request_is_told(repository: Repository) -> None:
    answer = repository.raw("verb=ListRecords&from=junk&until=junk&foo=bar")
    assert answer.errors == ["badArgument"] * 4
    assert all(word in answer.body for word in (b"foo", b"metadataPrefix", b"from", b"until"))


def test_a_repository_without_records_has_no_sets_and_nothing_matches(tmp_path: Path, valid: Valid) -> None:
    index(tmp_path)
    repository = Repository(tmp_path)
    assert repository.ask("ListSets").errors == ["noSetHierarchy"]
    assert repository.ask("ListRecords", metadataPrefix="oai_dc").errors == ["noRecordsMatch"]
    for verb in ("Identify", "ListMetadataFormats"):
        valid.check(repository.ask(verb).body)


@given(
    st.sampled_from(sorted(VERBS)),
    st.dictionaries(st.sampled_from("from until set identifier metadataPrefix resumptionToken x".split()), st.text()),
)
def test_whatever_is_asked_is_understood_or_refused(verb: str, arguments: dict[str, str]) -> None:
    asked = parsed(urlencode({"verb": verb, **arguments}, errors="surrogatepass"))
    assert asked.errors or asked.echoed == {"verb": verb, **arguments}
    assert all(error.code in ("badArgument", "badVerb") for error in asked.errors)


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_answered(folder: Path, body: bytes) -> None:
    answer = Repository(folder).raw("", "POST", body)
    assert answer.status == "200 OK"
    assert answer.errors


# -- 4.2: Identify -----------------------------------------------------------------------------------------------------


def test_identify_says_all_that_a_registry_asks_for(repository: Repository, valid: Valid) -> None:
    answer = repository.ask("Identify")
    said: dict[str, list[str]] = {}
    for child in answer.root.find(f"{OAI}Identify"):
        said.setdefault(child.tag.removeprefix(OAI), []).append(str(child.text))
    description = said.pop("description")
    earliest = said.pop("earliestDatestamp")
    assert MOMENT.fullmatch(earliest[0])
    assert said == {
        "repositoryName": ["City Archive & Library"], "baseURL": ["https://archive.example.org/oai"], "protocolVersion": ["2.0"],
        "adminEmail": ["oai@archive.example.org", "second@archive.example.org"], "deletedRecord": ["persistent"],
        "granularity": ["YYYY-MM-DDThh:mm:ssZ"], "compression": ["gzip"],
    }  # fmt: skip
    assert len(description) == 1
    assert b"<repositoryIdentifier>archive.example.org<" in answer.body
    sample = re.search(rb"<sampleIdentifier>(.*?)<", answer.body)
    assert sample is not None
    assert repository.ask("GetRecord", identifier=sample[1].decode(), metadataPrefix="oai_dc").errors == []


def test_the_address_is_that_of_the_request_where_none_is_said(folder: Path) -> None:
    asked = {
        "wsgi.url_scheme": "https",
        "HTTP_HOST": "example.org:8443",
        "SCRIPT_NAME": "/oai",
        "PATH_INFO": '/\u00c3\u00bc"<',
    }
    answer = Repository(folder).raw("verb=Identify", **asked)
    assert answer.root.findtext(f".//{OAI}baseURL") == "https://example.org:8443/oai/%C3%BC%22%3C"
    assert answer.root.findtext(f"{OAI}request") == "https://example.org:8443/oai/%C3%BC%22%3C"
    for host in ('a"b', "a b", "<script>", "a/b", "", "ü.example"):
        answer = Repository(folder).raw("verb=Identify", HTTP_HOST=host, SERVER_NAME="127.0.0.1", SERVER_PORT="80")
        assert answer.root.findtext(f".//{OAI}baseURL") == "http://127.0.0.1:80/"


# -- 5, and what stands in the records ---------------------------------------------------------------------------------


def test_every_record_is_there_in_oai_dc_and_every_prefix_is_valid(repository: Repository, valid: Valid) -> None:
    offered = [str(one.text) for one in repository.ask("ListMetadataFormats").root.iter(f"{OAI}metadataPrefix")]
    assert {"oai_dc", "oai_qdc", "mods", "marcxml", "ead2002", "ead3"} <= set(offered)
    for prefix in offered:
        for page in repository.pages("ListRecords", metadataPrefix=prefix):
            valid.check(page.body)


def test_what_is_handed_out_where_it_is_asked_for_is_valid_too(folder: Path, tmp_path: Path, valid: Valid) -> None:
    profile = etree.RelaxNG(etree.parse(str(Path(docmeta_schemas.__file__).with_name("edm.rng"))))
    said = {"path": tmp_path / "index", "repository": REPOSITORY, "admins": ["oai@archive.example.org"]}
    with pytest.raises(OptionError, match="--base-uri"):
        index(folder, prefixes=["ead4", "edm"], **said)
    demanded = {
        "data_provider": "City Archive", "rights": "http://rightsstatements.org/vocab/NoC-OKLR/1.0/", "type": "TEXT", "language": "eng",
        "genre": "Letter",
    }  # fmt: skip
    with using({"edm": {"write": demanded}}):
        index(folder, prefixes=["ead4", "edm"], base_uri="https://archive.example.org/", **said)
    repository = Repository(tmp_path / "index")
    offered = [str(one.text) for one in repository.ask("ListMetadataFormats").root.iter(f"{OAI}metadataPrefix")]
    assert offered == ["oai_dc", "ead4", "edm"]
    for page in repository.pages("ListRecords", metadataPrefix="ead4"):
        valid.check(page.body)
    assert {docmeta.load(text.encode(), format="ead4").title for text in repository.harvest("ead4").values() if text} == {
        "Papers of fa-1", "Papers of fa-2",
    }  # fmt: skip
    records = repository.harvest("edm")
    assert set(records) == set(repository.harvest())
    named = [name for text in records.values() for name in re.findall('ProvidedCHO rdf:about="([^"]+)"', str(text))]
    assert len(named) == len(set(named)) == len(records)
    assert "https://archive.example.org/fa-1/3#cho" in named
    for text in records.values():
        record = etree.fromstring(str(text))
        assert record.attrib.pop(
            f"{{{XSI}}}schemaLocation"
        )  # which the protocol asks for, and the profile has no room for
        profile.assertValid(record)


def test_a_finding_aid_is_handed_out_whole(repository: Repository) -> None:
    for prefix in ("ead2002", "ead3"):
        aid = repository.harvest(prefix)[TOP]
        assert aid is not None
        assert [title for title in LETTERS if f"{title}</unittitle>" in aid] == LETTERS


def test_a_unit_by_itself_says_what_it_is_part_of(repository: Repository) -> None:
    letter = str(repository.harvest()[f"{TOP}/3"])
    assert f"<dc:relation>{TOP}</dc:relation>" in letter
    assert "<dc:relation>Papers of fa-1</dc:relation>" in letter


# -- HTTP --------------------------------------------------------------------------------------------------------------


class Endless(io.RawIOBase):
    """A body without end; counts what is read of it."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0
        self.taken += size
        return b"a" * size


@pytest.mark.parametrize(
    ("method", "environ", "status"),
    [
        ("PUT", {}, "405"),
        ("DELETE", {}, "405"),
        ("POST", {"CONTENT_TYPE": "text/xml", "CONTENT_LENGTH": "3"}, "415"),
        ("POST", {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": "3"}, "415"),
        ("POST", {"CONTENT_LENGTH": ""}, "411"),
        ("POST", {"CONTENT_LENGTH": "-1"}, "411"),
        ("POST", {"CONTENT_LENGTH": "1e3"}, "411"),
        ("POST", {"CONTENT_LENGTH": "\u0663"}, "411"),
        ("POST", {"CONTENT_LENGTH": "999999999"}, "413"),
        ("POST", {"CONTENT_LENGTH": "9" * 5_000}, "413"),
        ("POST", {"CONTENT_LENGTH": str(LONGEST + 1)}, "413"),
    ],
)
def test_what_http_has_an_answer_for_is_answered_by_http(
    repository: Repository, method: str, environ: dict[str, str], status: str
) -> None:
    body = Endless()
    asked = {"CONTENT_TYPE": "application/x-www-form-urlencoded", **environ}
    answer = repository.raw("", method, **asked, **{"wsgi.input": body})
    assert answer.status.startswith(status)
    assert body.taken == 0
    assert (status == "405") is ("Allow" in answer.headers)


def test_a_body_without_end_is_read_as_far_as_it_said(repository: Repository) -> None:
    body = Endless()
    asked = {
        "CONTENT_TYPE": "application/x-www-form-urlencoded; charset=utf-8",
        "CONTENT_LENGTH": "100",
        "wsgi.input": body,
    }
    assert repository.raw("", "POST", **asked).errors == ["badVerb"]
    assert body.taken == 100


def test_a_body_that_ends_too_soon_is_refused(repository: Repository) -> None:
    assert repository.raw("", "POST", b"verb=Identify", CONTENT_LENGTH="50").status.startswith("400")


def test_arguments_in_the_address_and_in_the_body_are_one_request(repository: Repository) -> None:
    assert repository.raw("verb=Identify", "POST", b"verb=Identify").errors == ["badVerb"]
    assert repository.raw("verb=ListRecords", "POST", b"metadataPrefix=oai_dc").errors == []


def test_markup_in_a_request_stays_text(repository: Repository) -> None:
    evil = "\"'><script>alert(1)</script>&amp;]]>"
    for query in (
        f"verb={quote(evil)}",
        f"verb=ListRecords&resumptionToken={quote(evil)}",
        f"verb=Identify&{quote(evil)}=1",
    ):
        answer = repository.raw(query)
        assert b"<script" not in answer.body
        assert answer.errors


def test_an_index_that_is_missing_or_damaged_is_unavailable(folder: Path, tmp_path: Path) -> None:
    for make in (
        lambda path: None,
        lambda path: path.write_bytes(b"x" * 5_000),
        lambda path: path.write_bytes((folder / ".docmeta-oai.sqlite").read_bytes()[:9_000]),
    ):
        path = tmp_path / "index"
        make(path)
        told = io.StringIO()
        answer = Repository(path).raw("verb=ListSets", **{"wsgi.errors": told})
        assert answer.status == "503 Service Unavailable"
        assert answer.headers["Retry-After"]
        assert told.getvalue().count("\n") == 1
        assert str(tmp_path) in told.getvalue()
        assert str(tmp_path).encode() not in answer.body


def test_settings_that_cannot_be_are_refused(folder: Path) -> None:
    for wrong in ({"base_url": "archive"}, {"base_url": "http://a b/"}, {"page": 0}):
        with pytest.raises(OptionError):
            application(folder, **wrong)  # type: ignore[arg-type]
