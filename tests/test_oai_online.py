"""Testing a repository by its URL: ours, those of others, and one that misbehaves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

import docmeta
from conftest import Cli
from docmeta import InputError, Limits
from docmeta.checking import Problem, online
from docmeta.checking.online import ask_repository, is_repository
from docmeta.checking.repository import Interview
from docmeta.oai import index
from docmeta.remote import pace, paced
from loopback import Request, serving
from oai_folders import REPOSITORY, Repository, collection, lines, write
from oai_servers import by_oai_repo, by_oaipmh

SECRET = "hidden0word"


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    folder = tmp_path_factory.mktemp("online")
    write(folder, a=collection("fa-1", *[f"Letter {number}" for number in range(120)]), b=lines((0, {"id": "gone"})))
    index(folder, repository=REPOSITORY, admins=["oai@archive.example.org"], base_uri="https://archive.example.org/")
    (folder / "b.jsonl").unlink()
    index(folder)
    return Repository(folder)


Change = Callable[[Request, str, bytes], bool]


def asked_of(ours: Repository, change: Change = lambda *_: False, path: str = "oai", **how: Any) -> Interview:
    """The findings on our repository at a URL, with some of its answers changed."""

    def answer(request: Request) -> None:
        query, said = answered(ours, request)
        if not change(request, query, said):
            request.give(said)

    with serving(answer) as server, paced(0):
        return ask_repository(server.at(path), **how)


def answered(ours: Repository, request: Request) -> tuple[str, bytes]:
    """The query of a request, and our repository's answer; a key in the URL is not the repository's."""
    where = urlsplit(request.path)
    query = "&".join(part for part in where.query.split("&") if not part.startswith("key="))
    known = {"HTTP_HOST": request.headers["Host"], "PATH_INFO": where.path}
    return query, ours.raw(query, request.command, request.form, **known).body


def rules(found: list[Problem]) -> set[str]:
    return {one.rule for one in found}


def test_our_own_has_no_problem_and_it_is_said_after_how_many_requests(ours: Repository) -> None:
    count = [0]
    found = asked_of(ours, progress=lambda number: count.append(number))
    assert list(found) == []
    assert found.requests == count[-1] == 41


def test_our_own_is_valid_by_the_schema(ours: Repository, shared: Path) -> None:
    from docmeta.checking.validation import validator_of

    validator = validator_of("oai-pmh", shared / "schemas")
    assert list(asked_of(ours, validator=validator)) == []

    def odd(request: Request, query: str, said: bytes) -> bool:
        if "ListRecords&metadataPrefix=oai_dc" not in query:
            return False
        request.give(said.replace(b"dc:title>", b"dc:name>"))
        return True

    assert any(rule.startswith("oai-pmh.") for rule in rules(asked_of(ours, odd, validator=validator)))


def give(body: bytes, status: int = 200, **headers: str) -> Change:
    """Answer requests of some kinds differently."""

    def change(request: Request, query: str, said: bytes) -> bool:
        if "verb=junk" not in query:
            return False
        request.give(body or said, status, **headers)
        return True

    return change


def other_namespace(request: Request, query: str, said: bytes) -> bool:
    if "GetRecord" not in query or "marcxml" not in query:
        return False
    request.give(said.replace(b"http://www.loc.gov/MARC21/slim", b"urn:x"))
    return True


def other_earliest(request: Request, query: str, said: bytes) -> bool:
    request.give(re.sub(rb"<earliestDatestamp>\d{4}", b"<earliestDatestamp>2999", said))
    return True


def latin(request: Request, query: str, said: bytes) -> bool:
    request.give(said.replace(b'encoding="UTF-8"', b'encoding="ISO-8859-1"'))
    return True


def without_records(request: Request, query: str, said: bytes) -> bool:
    if not query.startswith("verb=ListRecords&metadataPrefix=oai_dc&") and query.startswith("verb=ListRecords"):
        request.give(b"<h1>Internal server error</h1>", 500, Content_Type="text/html")
        return True
    return False


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (give(b"", 400), "OAIPMH-STATUS"),
        (give(b"", Content_Type="application/xml"), "OAIPMH-TYPE"),
        (give(b"<html>no</html>"), "OAIPMH-ERROR"),
        (give(b"<html>"), "unreadable"),
        (other_namespace, "OAIPMH-NAMESPACE"),
        (other_earliest, "OAIPMH-EARLIEST"),
        (latin, "OAIPMH-UTF8"),
        (without_records, "OAIPMH-ANSWER"),
    ],
)
def test_a_fault_on_the_way_is_found_by_its_rule(ours: Repository, change: Change, rule: str) -> None:
    found = asked_of(ours, change)
    assert rule in rules(found)
    named = next(one for one in found if one.rule == rule)
    assert (named.source or "").startswith("http://127.0.0.1")
    assert named.standard
    assert "verb=" in (named.path or "")


def test_a_repository_that_takes_no_post_is_told(ours: Repository) -> None:
    with serving(lambda request: request.give(ours.raw(urlsplit(request.path).query).body)) as server, paced(0):
        found = ask_repository(server.at("oai"))
    assert [one.rule for one in found if "POST" in one.message] == ["OAIPMH-POST"]


def test_one_that_falls_silent_is_left_alone(ours: Repository) -> None:
    def silent(request: Request, query: str, said: bytes) -> bool:
        if "ListSets" in query or "List" not in query:
            return False
        request.connection.close()
        return True

    found = asked_of(ours, silent)
    assert "no answer to 3 requests one after another" in found[-1].message
    assert found.requests < 20
    with pytest.raises(OSError, match="refused"):
        ask_repository("http://127.0.0.1:1/oai")


@pytest.mark.parametrize("page", [b"<!DOCTYPE html><html><body>Welcome</body></html>", b"", b"{}", b"<rss/>"])
def test_what_is_no_repository_is_asked_once(page: bytes) -> None:
    with serving(lambda request: request.give(page, 404 if not page else 200)) as server, paced(0):
        found = ask_repository(server.at("oai"))
        assert len(server.asked) == found.requests == 1
    assert "OAIPMH-ANSWER" in rules(found)


def test_one_that_is_busy_is_waited_for(ours: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(online.time, "sleep", waited.append)
    busy = [3]

    def change(request: Request, query: str, said: bytes) -> bool:
        if "ListSets" in query and busy[0]:
            busy[0] -= 1
            request.give(b"", 503, Retry_After="7")
            return True
        return False

    told: list[str] = []
    assert list(asked_of(ours, change, tell=told.append)) == []
    assert waited == [7, 7, 7]
    assert len(told) == 3

    def tomorrow(request: Request, query: str, said: bytes) -> bool:
        request.give(b"", 503, Retry_After="90000")
        return True

    with pytest.raises(InputError, match="wait 90,000 seconds"):
        asked_of(ours, tomorrow)


def test_limits_redirects_and_credentials(ours: Repository) -> None:
    def giant(request: Request, query: str, said: bytes) -> bool:
        if "ListSets" in query:
            request.give(said + b" " * 900_000)
        return "ListSets" in query

    (one,) = asked_of(ours, giant, limits=Limits(size=200_000))
    assert (one.rule, "the limit of size" in one.message) == ("OAIPMH-ANSWER", True)

    def away(request: Request, query: str, said: bytes) -> bool:
        if "ListSets" in query:
            request.give(b"", 302, Location=f"http://elsewhere.invalid/?key={SECRET}")
        return "ListSets" in query

    found = asked_of(ours, away, path=f"oai?key={SECRET}")
    assert SECRET not in str(found)
    assert any("which docmeta does not follow" in one.message for one in found)
    with serving(lambda request: request.give(b"<a/>")) as server, paced(0):
        found = ask_repository(server.at("oai", f"ann:{SECRET}"))
        assert server.asked[0].headers["Authorization"]
    assert SECRET not in str(found)


def test_between_two_requests_lies_a_second_if_nobody_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(pace, "_sleep", waited.append)
    monkeypatch.setattr(pace, "_clock", lambda: 1000.0)
    monkeypatch.setattr(pace, "_ended", {})
    answer = b'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="badVerb"/></OAI-PMH>'
    with serving(lambda request: request.give(answer)) as server:
        found = ask_repository(server.at("oai"))
    assert waited == [float(number) for number in range(1, found.requests)]


@pytest.mark.parametrize("answer", [by_oai_repo, by_oaipmh], ids=lambda answer: answer.__name__)
def test_other_peoples_servers_are_asked_to_the_end(answer: Callable[[], Callable[[dict[str, str]], bytes]]) -> None:
    """The findings are true: each was verified by itself."""
    respond = answer()

    def given(request: Request) -> None:
        request.give(respond(dict(parse_qsl(urlsplit(request.path).query, keep_blank_values=True))))

    with serving(given) as server, paced(0):
        found = ask_repository(server.at("oai"))
    assert found.requests > 30
    expected = EXPECTED[answer.__name__]
    assert rules(found) == expected


#: The URLs are those of the tests. oai-repo gives an empty list of sets and no schemaLocation, and accepts two granularities
#: at once; oaipmh answers noRecordsMatch for sets. Both miss a second verb, and a from later than until; here both get no POST.
EXPECTED: dict[str, set[str]] = {
    "by_oai_repo": {
        "OAIPMH-BASE", "OAIPMH-DELETED", "OAIPMH-EMPTY", "OAIPMH-PLACE", "OAIPMH-PAGE", "OAIPMH-POST", "OAIPMH-ERROR", "HARVEST-ADDRESS",
    },
    "by_oaipmh": {"OAIPMH-BASE", "OAIPMH-ANSWER", "OAIPMH-PAGE", "OAIPMH-POST", "OAIPMH-ERROR", "HARVEST-ADDRESS"},
}  # fmt: skip


# -- the command -------------------------------------------------------------------------------------------------------


def test_what_is_a_repository_and_what_a_file() -> None:
    for address in (
        "https://a.org/oai",
        "http://a.org/oai.php",
        "https://a.org/",
        "https://a.org/oai?set=x",
        "https://a.org/oai.aspx",
    ):
        assert is_repository(address)
    for other in (
        "https://a.org/answer.xml", "https://a.org/oai?verb=ListRecords", "https://a.org/oai?x=1&verb=Identify", "https://a.org/a.zip",
        "https://a.org/*.xml", "s3://a/oai", "oai", b"<a/>", "https://a.org/a.jsonl.gz",
    ):  # fmt: skip
        assert not is_repository(other)


def test_the_command_asks_a_repository(ours: Repository, cli: Cli) -> None:
    def answer(request: Request) -> None:
        request.give(answered(ours, request)[1])

    with serving(answer) as server:
        address = server.at("oai")
        done = cli("check", address, "--profile", "OAI-PMH", "--pace", "0")
        assert (done.returncode, done.stdout) == (0, b"1 repository asked, 41 requests, no problem found\n")
        done = cli("check", address, "--profile", "oai-pmh", "--pace", "0", "--format", "json", "--schema", "nonsense")
        assert done.returncode == 2
        with paced(0):
            assert docmeta.check(address, profile="oai-pmh") == []
    with serving(lambda request: request.give(b"<html/>")) as server:
        done = cli("check", server.at("oai", f"ann:{SECRET}"), "--profile", "oai-pmh", "--pace", "0")
        assert done.returncode == 1
        assert SECRET.encode() not in done.stdout + done.stderr
        done = cli("check", server.at("oai"), "--profile", "oai-pmh", "--pace", "0", "--format", "json")
        assert json.loads(done.stdout)[0]["path"].startswith("verb=Identify")
    done = cli("check", "http://127.0.0.1:1/oai", "--profile", "oai-pmh")
    assert done.returncode == 2
    assert done.stderr == b"docmeta: error: http://127.0.0.1:1/oai: connection refused\n"
