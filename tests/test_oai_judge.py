"""The judge of repositories: it finds no fault with a sound one, and each fault by its rule."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

import docmeta
from docmeta.checking.answers import RULES as ANSWER
from docmeta.checking.answers import Heard, judged
from docmeta.checking.repository import RULES, interview
from docmeta.oai import index
from oai_folders import REPOSITORY, Repository, collection, lines, write


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    folder = tmp_path_factory.mktemp("judge")
    write(folder, a=collection("fa-1", *[f"Letter {number}" for number in range(250)]), b=lines((0, {"id": "gone"})))
    index(folder, repository=REPOSITORY, admins=["oai@archive.example.org"])
    (folder / "b.jsonl").unlink()
    index(folder)
    return Repository(folder, base_url="https://archive.example.org/oai")


def asked(
    repository: Repository, change: Callable[[dict[str, str], bytes], bytes] = lambda asked, body: body
) -> list[str]:
    """The rules broken by a repository with changed answers."""

    def ask(query: str) -> bytes:
        return change(dict(parse_qsl(query)), repository.raw(query).body)

    return [problem.rule for problem in interview(ask, "https://archive.example.org/oai")]


def test_a_sound_repository_has_no_problem(repository: Repository) -> None:
    assert asked(repository) == []


def test_every_rule_has_a_standard_and_an_advice() -> None:
    assert all(rule.standard and rule.advice and rule.says for rule in (*ANSWER, *RULES))
    assert len({rule.id for rule in (*ANSWER, *RULES)}) == len(ANSWER) + len(RULES)


FAULTS: dict[str, tuple[str, str]] = {
    "DATE": (r"<responseDate>.*?<", "<responseDate>2026-01-31T12:00:00+01:00<"),
    "REQUEST": (r"(<request[^>]*>)[^<]*", r"\1"),
    "CODE": (r'code="badArgument"', 'code="wrong"'),
    "EMPTY": (r"(?s)<set>.*</set>", ""),
    "URI": (r"<header><identifier>oai:archive", "<header><identifier>"),
    "GRAIN": (r"(?s)(<datestamp>.*?<datestamp>\d{4}-\d\d-\d\d)T[^<]*", r"\1"),
    "FUTURE": (r"<datestamp>\d{4}", "<datestamp>2999"),
    "SPEC": (r"<setSpec>level-", "<setSpec>level "),
    "METADATA": (r"(?s)(<metadata>)(.*?)(</metadata>)", r"\1\2\2\3"),
    "PLACE": (r"(<oai_dc:dc[^>]*) xsi:schemaLocation=\"[^\"]*\"", r"\1"),
    "TOKEN": (r'cursor="0"', 'cursor="first"'),
    "IDENTIFY": (r"<adminEmail>.*?</adminEmail>", ""),
    "FORMATS": (r"<metadataPrefix>oai_dc<", "<metadataPrefix>dc<"),
    "ANSWER": (r"(?s)<ListSets>.*</ListSets>", '<error code="badVerb">no</error>'),
    "ERROR": (r"(?s)<error.*</error>", "<Identify/>"),
    "BASE": (r"<baseURL>.*?<", "<baseURL>http://localhost/<"),
    "SAME": (r"(<GetRecord>\s*<record><header><identifier>)", r"\1oai:other:"),
    "STAMP": (r"<granularity>YYYY-MM-DDThh:mm:ssZ<", "<granularity>YYYY-MM-DD<"),
    "DELETED": (r">persistent<", ">no<"),
    "HOLDS": (r'expirationDate="\d{4}', 'expirationDate="1999'),
    "SIZE": (r'completeListSize="\d+"', 'completeListSize="7"'),
    "MEMBERS": (r"<setSpec>collection-fa-1<", "<setSpec>others<"),
}  # fmt: skip


@pytest.mark.parametrize("key", FAULTS)
def test_a_fault_is_found_by_its_rule(repository: Repository, key: str) -> None:
    pattern, instead = FAULTS[key]

    def broken(asked: dict[str, str], body: bytes) -> bytes:
        if key == "MEMBERS" and "set" not in asked:
            return body
        return re.sub(pattern, instead, body.decode()).encode()

    found = asked(repository, broken)
    assert f"OAIPMH-{key}" in found


def test_faults_of_lists_are_found_by_their_rules(repository: Repository) -> None:
    first = repository.ask("ListIdentifiers", metadataPrefix="oai_dc").body
    pages: list[bytes] = []

    def always_the_first(asked: dict[str, str], body: bytes) -> bytes:
        return first if "resumptionToken" in asked and asked["resumptionToken"] != "junk" else body

    def another_each_time(asked: dict[str, str], body: bytes) -> bytes:
        if "resumptionToken" in asked and "badResumptionToken" not in body.decode():
            pages.append(body)
            return body.replace(b"<identifier>", b"<identifier>oai:n%d:" % len(pages))
        return body

    def without_the_moment(asked: dict[str, str], body: bytes) -> bytes:
        stamped = (
            re.sub(rb"(?s)<header>.*?</header>\s*", b"", body, count=1) if asked.get("from", "").endswith("Z") else body
        )
        return re.sub(rb"<resumptionToken.*?</resumptionToken>", b"", stamped) if "from" in asked else stamped

    def one_and_the_same(asked: dict[str, str], body: bytes) -> bytes:
        return re.sub(rb"<identifier>.*?<", b"<identifier>oai:a:b<", body) if "resumptionToken" in asked else body

    assert "OAIPMH-ENDS" in asked(repository, always_the_first)
    assert "OAIPMH-TWICE" in asked(repository, one_and_the_same)
    assert "OAIPMH-AGAIN" in asked(repository, another_each_time)
    assert "OAIPMH-SELECT" in asked(repository, without_the_moment)
    assert asked(Repository(Path(repository.index), page=10)) == ["OAIPMH-BASE", "OAIPMH-PAGE"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<OAI-PMH",
        b"<html><body>Not found</body></html>",
        b"{}",
        b"\xff\xfe",
        b"<a/>",
        b'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"/>',
    ],
)
def test_what_is_no_answer_is_told_for_each_request(body: bytes) -> None:
    found = interview(lambda query: body)
    assert {problem.severity for problem in found} == {"error"}
    assert "OAIPMH-ANSWER" in [problem.rule for problem in found]


def test_a_file_with_an_answer_is_judged_by_the_profile(repository: Repository, tmp_path: Path) -> None:
    body = repository.ask("ListRecords", metadataPrefix="oai_qdc").body
    (tmp_path / "good.xml").write_bytes(body)
    assert not [
        one
        for one in docmeta.check(tmp_path / "good.xml", profile="oai-pmh")
        if one.rule in {rule.id for rule in ANSWER}
    ]
    broken = re.sub(
        rb"<datestamp>\d{4}", b"<datestamp>2999", body.replace(b"<identifier>oai:archive", b"<identifier>", 1), count=1
    )
    (tmp_path / "bad.xml").write_bytes(broken)
    found = [
        one
        for one in docmeta.check(tmp_path / "bad.xml", profile="oai-pmh")
        if one.rule in {rule.id for rule in ANSWER}
    ]
    assert [(one.rule, one.line) for one in found] == [("OAIPMH-URI", 6), ("OAIPMH-FUTURE", 6)]


def test_a_file_of_another_kind_says_nothing_of_answers(tmp_path: Path) -> None:
    for text in ("<dc/>", '<ead><archdesc level="fonds"><did><unitid>1</unitid></did></archdesc></ead>'):
        heard = Heard()
        assert list(judged(io.BytesIO(text.encode()), None, heard)) == []
        assert heard == Heard()


def test_harvested_answers_of_others_are_judged_without_a_fault_of_ours(shared: Path) -> None:
    for path in sorted((shared / "samples" / "oai").glob("*.xml")):
        heard = Heard()
        found = list(judged(io.BytesIO(path.read_bytes()), path.name, heard))
        assert heard.verb or heard.errors, path.name
        assert all(problem.line for problem in found)
