"""Harvesting: what arrives, how it resumes, and what a misbehaving server can do."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import docmeta
from conftest import Cli
from docmeta import InputError, Limits, OptionError
from docmeta.errors import LimitError
from docmeta.harvesting import Harvest, asking, offered
from docmeta.harvesting import run as harvesting
from docmeta.harvesting.answers import traces
from docmeta.remote import pace
from growth import grows_with_input
from loopback import Request, serving
from oai_server import Item, Repository, items, serving_oai
from oai_servers import by_oai_repo, by_oaipmh

SECRET = "hidden0word"


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses requested, without actual waiting."""
    waited: list[float] = []
    monkeypatch.setattr(asking.Asker.__init__, "__defaults__", (False, waited.append, lambda _: None))
    return waited


def titles(folder: Path, prefix: str = "oai_dc") -> dict[str, str]:
    """The records of a folder, as docmeta reads them: their titles by identifier."""
    found: dict[str, str] = {}
    for path in sorted((folder / prefix).glob("*.xml")):
        for node in docmeta.read(path):
            assert node.unit.id not in found
            found[node.unit.id] = str(node.unit.title)
    return found


def expected(repository: Repository) -> dict[str, str]:
    return {item.identifier: item.title for item in repository.items if not item.deleted}


def visible(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def state(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / ".docmeta-harvest/state.json").read_bytes())
    return found


# -- what comes --------------------------------------------------------------------------------------------------------


def test_every_format_that_docmeta_reads_comes_whole(tmp_path: Path) -> None:
    repository = Repository(items(25), prefixes=("oai_dc", "mods", "ead", "didl"))
    seen: list[tuple[int, int | None]] = []
    with serving_oai(repository) as server:
        done = docmeta.harvest(server.at("oai"), tmp_path, progress=lambda *count: seen.append(count))
    assert [(listed.prefix, listed.new, listed.pages) for listed in done.lists] == [
        ("oai_dc", 25, 3), ("mods", 25, 3), ("ead", 25, 3),
    ]  # fmt: skip
    assert visible(tmp_path) == {"oai_dc", "mods", "ead"}
    assert titles(tmp_path) == titles(tmp_path, "mods") == expected(repository)
    ead = [str(docmeta.load(path).title) for path in (tmp_path / "ead").iterdir()]
    assert sorted(ead) == sorted(expected(repository).values())
    assert seen[:3] == [(10, 25), (20, 25), (25, 25)]
    assert (done.name, done.keeps_deleted, done.whole) == ("Städtisches Archiv", "persistent", True)


def test_only_what_has_changed_comes_again(tmp_path: Path) -> None:
    repository = Repository(items(25))
    with serving_oai(repository) as server:
        docmeta.harvest(server.at("oai"), tmp_path)
        untouched = {path: path.stat().st_mtime_ns for path in (tmp_path / "oai_dc").iterdir()}
        repository.items[3].title, repository.items[3].stamp = "Changed", "2025-06-01T00:00:00Z"
        repository.items[4].deleted, repository.items[4].stamp = True, "2025-06-02T00:00:00Z"
        repository.items.append(Item("oai:example.org:new", "New", "2025-06-03T00:00:00Z"))
        repository.date = "2025-07-01T00:00:00Z"
        listed = docmeta.harvest(server.at("oai"), tmp_path).lists[0]
        assert (listed.new, listed.changed, listed.same, listed.deleted) == (1, 1, 0, 1)
        assert repository.asked[-1]["from"] == "2025-01-01T00:00:00Z"
        assert titles(tmp_path) == expected(repository)
        gone = (tmp_path / ".docmeta-harvest/deleted/oai_dc.jsonl").read_text()
        assert json.loads(gone) == {"identifier": "oai:example.org:4", "datestamp": "2025-06-02T00:00:00Z"}
        docmeta.harvest(server.at("oai"), tmp_path)
        assert repository.asked[-1]["from"] == "2025-07-01T00:00:00Z"
        again = docmeta.harvest(server.at("oai"), tmp_path, full=True).lists[0]
        assert (again.new, again.changed, again.same, again.deleted) == (0, 0, 25, 1)
        assert "from" not in repository.asked[-3]
    left = {path: path.stat().st_mtime_ns for path in (tmp_path / "oai_dc").iterdir() if path in untouched}
    assert sum(untouched[path] != when for path, when in left.items()) == 1


@pytest.mark.parametrize(
    ("granularity", "from_", "until", "asked"),
    [
        ("YYYY-MM-DD", "2024-01-01T05:00:00Z", None, {"from": "2024-01-01"}),
        (
            "YYYY-MM-DDThh:mm:ssZ",
            "2024-01-01",
            "2024-02-01",
            {"from": "2024-01-01T00:00:00Z", "until": "2024-02-01T23:59:59Z"},
        ),
    ],
)
def test_dates_are_as_fine_as_the_server_tells_them(
    granularity: str, from_: str, until: str | None, asked: dict[str, str], tmp_path: Path
) -> None:
    with serving_oai(Repository(items(3), granularity=granularity)) as server:
        docmeta.harvest(server.at("oai"), tmp_path, from_=from_, until=until, prefixes="oai_dc")
    told = Repository([])
    with serving_oai(told) as server, pytest.raises(OptionError):
        docmeta.harvest(server.at("oai"), tmp_path / "b", from_="2024-02-30")
    repository = Repository(items(3), granularity=granularity)
    with serving_oai(repository) as server:
        done = docmeta.harvest(
            server.at("oai"), tmp_path / "c", from_=from_, until=until, prefixes="oai_dc", sets=["all"]
        )
        assert {name: said for name, said in repository.asked[-1].items() if name in ("from", "until")} == asked
        assert repository.asked[-1]["set"] == "all"
        assert done.lists[0].done == asked.get("until", "2025-01-01T00:00:00Z"[: len(asked["from"])])
        with pytest.raises(OptionError, match="later than the end date"):
            docmeta.harvest(server.at("oai"), tmp_path / "c", from_="2025-01-01", until="2024-01-01")


def test_a_folder_holds_one_repository_and_one_harvest_at_a_time(tmp_path: Path) -> None:
    repository = Repository(items(3))

    def inside(request: Request, arguments: dict[str, str], page: bytes) -> bool:
        with pytest.raises(OptionError, match="another process is harvesting"):
            docmeta.harvest("http://127.0.0.1:1/", tmp_path)
        return False

    with serving_oai(repository) as server:
        repository.misbehave = inside
        docmeta.harvest(server.at("oai", f"ann:{SECRET}"), tmp_path)
        assert SECRET not in (tmp_path / ".docmeta-harvest/state.json").read_text()
        with pytest.raises(OptionError, match="holds a harvest of"):
            docmeta.harvest(server.at("other"), tmp_path)
    (tmp_path / "file").write_bytes(b"")
    for folder, error in (("file", NotADirectoryError), ("memory://x", OptionError)):
        with pytest.raises(error):
            docmeta.harvest("http://127.0.0.1:1/", folder if "://" in folder else tmp_path / folder)
    (tmp_path / ".docmeta-harvest/state.json").write_text("{}")
    with pytest.raises(InputError, match="cannot be read"):
        docmeta.harvest("http://127.0.0.1:1/", tmp_path)


def test_identifiers_name_files_that_stay_in_the_folder(tmp_path: Path) -> None:
    odd = ["../../up", "/etc/passwd", "a/b", "A/b", "con", ".hidden", "x" * 400, "ä\u0301/%2e", "a b", "a|b"]
    repository = Repository([Item(identifier, identifier) for identifier in odd])
    with serving_oai(repository) as server:
        docmeta.harvest(server.at("oai"), tmp_path / "in", prefixes=["oai_dc"])
    assert set(titles(tmp_path / "in").values()) == set(odd)
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_what_there_is_can_be_looked_at(cli: Cli) -> None:
    with serving_oai(Repository([], prefixes=("oai_dc", "didl"))) as server:
        found = offered(server.at("oai"))
        assert [offer.prefix for offer in found.offers] == ["oai_dc", "didl"]
        assert found.sets == [("all", "All")]
        done = cli("harvest", server.at("oai"), "--list")
        assert done.returncode == 0
        assert "Städtisches Archiv".encode() in done.stdout


def test_a_full_harvest_finds_what_is_no_longer_there(tmp_path: Path) -> None:
    repository = Repository(items(25))
    with serving_oai(repository) as server:
        docmeta.harvest(server.at("oai"), tmp_path)
        (tmp_path / "oai_dc/own.xml").write_bytes(b"<mine/>")
        del repository.items[3:6]
        repository.misbehave, _ = once(lambda request, _: request.give(b"", 404, Content_Type="text/html"), page=3)
        with pytest.raises(InputError, match="status 404"):
            docmeta.harvest(server.at("oai"), tmp_path, full=True)
        listed = docmeta.harvest(server.at("oai"), tmp_path).lists[0]
        assert (listed.gone, listed.pages) == (3, 1)
        (tmp_path / "oai_dc/own.xml").unlink()
        assert titles(tmp_path) == expected(repository)
        assert (tmp_path / ".docmeta-harvest/deleted/oai_dc.jsonl").read_text().count("\n") == 3
        del repository.items[3:6]
        assert docmeta.harvest(server.at("oai"), tmp_path, full=True, sets="all").lists[0].gone == 0
        assert docmeta.harvest(server.at("oai"), tmp_path).lists[0].gone == 0
        assert len(titles(tmp_path)) == 22
        assert docmeta.harvest(server.at("oai"), tmp_path, full=True).lists[0].gone == 3


def test_a_harvest_keeps_the_pace_that_is_wished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(pace, "_sleep", waited.append)
    monkeypatch.setattr(pace, "_ended", {})
    with serving_oai(Repository(items(25))) as server:
        docmeta.harvest(server.at("oai"), tmp_path, prefixes="oai_dc", pace=300)
        requests = len(server.asked)
        assert requests == 4
        assert len(waited) == requests - 1
        assert all(290 < seconds <= 300 * requests for seconds in waited)
        offered(server.at("oai"), pace=0)
    assert len(waited) == requests - 1


# -- a server that misbehaves ------------------------------------------------------------------------------------------


def once(act: Callable[[Request, bytes], None], times: int = 1, page: int = 2) -> tuple[Any, list[int]]:
    """Misbehave so many times at one page of the list."""
    count = [0]

    def misbehave(request: Request, arguments: dict[str, str], usual: bytes) -> bool:
        token = arguments.get("resumptionToken", "|0|")
        if arguments["verb"] != "ListRecords" or token.split("|")[1] != str(10 * (page - 1)) or count[0] >= times:
            return False
        count[0] += 1
        act(request, usual)
        return True

    return misbehave, count


def half(request: Request, page: bytes) -> None:
    request.send_response(200)
    request.send_header("Content-Length", str(len(page)))
    request.end_headers()
    request.wfile.write(page[: len(page) // 2])


def half_without_length(request: Request, page: bytes) -> None:
    request.give(page[: len(page) // 2], Content_Length="")


PASSING: dict[str, Callable[[Request, bytes], None]] = {
    "busy": lambda request, _: request.give(b"", 503, Retry_After="7"),
    "too many": lambda request, _: request.give(b"slow down", 429, Retry_After="Mon, 01 Jan 2024 00:00:00 GMT"),
    "a gateway": lambda request, _: request.give(b"<html>", 502),
    "half": half,
    "half, no length": half_without_length,
    "a page of HTML": lambda request, _: request.give(b"<!DOCTYPE html><html>ups</html>", Content_Type="text/html"),
    "nothing": lambda request, _: request.give(b""),
    "hangs up": lambda request, _: request.connection.close(),
}


@pytest.mark.parametrize("kind", PASSING)
def test_what_passes_is_asked_for_again(kind: str, tmp_path: Path, pauses: list[float]) -> None:
    repository = Repository(items(25))
    repository.misbehave, count = once(PASSING[kind], times=2)
    with serving_oai(repository) as server:
        done = docmeta.harvest(server.at("oai"), tmp_path)
    assert done.whole
    assert not done.lists[0].broken
    assert titles(tmp_path) == expected(repository)
    assert count == [2]
    assert pauses == ([7, 7] if kind == "busy" else [0, 0] if kind == "too many" else [2, 4])


def twice(request: Request, page: bytes) -> None:
    records = page[page.index(b"<record>") : page.rindex(b"</record>") + 9]
    request.give(page.replace(b"<ListRecords>", b"<ListRecords>" + records))


def prefixed(request: Request, page: bytes) -> None:
    more = b"<o:OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/' xmlns:o="
    request.give(page.replace(b"<OAI-PMH xmlns=", more).replace(b"</OAI-PMH>", b"</o:OAI-PMH>"))


def packed(request: Request, page: bytes) -> None:
    request.give(gzip.compress(page), Content_Encoding="gzip")


HARMLESS: dict[str, Callable[[Request, bytes], None]] = {
    "gzip": packed,
    "wrong type": lambda request, page: request.give(page, Content_Type="text/html; charset=iso-8859-1"),
    "no length": lambda request, page: request.give(page, Content_Length=""),
    "twice": twice,
    "status of its own": lambda request, page: request.give(page, 422, Content_Type="application/xml"),
    "prefixed": prefixed,
}


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_is_odd_and_whole_is_taken(kind: str, tmp_path: Path) -> None:
    repository = Repository(items(25))
    repository.misbehave, _ = once(HARMLESS[kind])
    with serving_oai(repository) as server:
        assert docmeta.harvest(server.at("oai"), tmp_path).whole
    assert titles(tmp_path) == expected(repository)


BOMB = b'<!DOCTYPE a [<!ENTITY a "' + b"x" * 1000 + b'">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + number, b"&%c;" % (97 + number) * 20) for number in range(6)
) + b"]>"  # fmt: skip

BROKEN: dict[str, Callable[[Request, bytes], None]] = {
    "wrong encoding": lambda request, page: request.give(page.replace(b"Title 13", b"T\xeftle 13")),
    "ampersand": lambda request, page: request.give(page.replace(b"Title 13 &amp;", b"Title 13 &")),
    "control character": lambda request, page: request.give(page.replace(b"Title 13", b"Title\x00 13")),
    "entity bomb": lambda request, page: request.give(page.replace(b"?>\n", b"?>" + BOMB).replace(b"Title 13", b"&g;")),
    "outside entity": lambda request, page: request.give(
        page.replace(b"?>\n", b'?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>').replace(b"Title 13", b"&e;")
    ),
    "a record unclosed": lambda request, page: request.give(page.replace(b"</record>", b"", 1)),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_page_that_stays_broken_is_kept_and_its_records_come_one_by_one(kind: str, tmp_path: Path) -> None:
    repository = Repository(items(25))
    repository.misbehave, _ = once(BROKEN[kind], times=99)
    with serving_oai(repository) as server:
        done = docmeta.harvest(server.at("oai"), tmp_path)
    assert done.whole
    (kept,) = done.lists[0].broken
    assert Path(kept.path).parent == tmp_path / ".docmeta-harvest/broken"
    assert b"oai:example.org:13" in Path(kept.path).read_bytes()
    assert kept.missing == ()
    assert titles(tmp_path) == expected(repository)


def test_a_format_that_a_server_cannot_make_does_not_stand_in_the_way(tmp_path: Path, cli: Cli) -> None:
    repository = Repository(items(25), prefixes=("oai_dc", "mods", "ead"))

    def misbehave(request: Request, arguments: dict[str, str], page: bytes) -> bool:
        if "mods" not in arguments.get("metadataPrefix", "") + arguments.get("resumptionToken", ""):
            return False
        request.give(b"<html>", 500)
        return True

    repository.misbehave = misbehave
    with serving_oai(repository) as server:
        done = docmeta.harvest(server.at("oai"), tmp_path)
        assert [(listed.prefix, listed.new, listed.whole) for listed in done.lists] == [
            ("oai_dc", 25, True), ("mods", 0, False), ("ead", 25, True),
        ]  # fmt: skip
        assert "status 500" in str(done.lists[1].failed)
        with pytest.raises(InputError, match="status 500"):
            docmeta.harvest(server.at("oai"), tmp_path, prefixes="mods")
        repository.misbehave = None
        docmeta.harvest(server.at("oai"), tmp_path)
    assert titles(tmp_path, "mods") == expected(repository)


PIECES = (
    b"<,<header>,<header><identifier>,<resumptionToken>,<resumptionToken ,<a:header >   ,<header><identifier>a</,x.-:"
)


def test_what_a_list_leaves_when_it_ends_goes_into_no_other(tmp_path: Path) -> None:
    repository = Repository(items(25), prefixes=("oai_dc", "ead"))
    count = [0]

    def misbehave(request: Request, arguments: dict[str, str], page: bytes) -> bool:
        if not arguments.get("resumptionToken", "").startswith("oai_dc"):
            return False
        count[0] += 1
        if count[0] == 1:
            half(request, page)
        else:
            request.give(b"", 404, Content_Type="text/plain")
        return True

    repository.misbehave = misbehave
    with serving_oai(repository) as server:
        done = docmeta.harvest(server.at("oai"), tmp_path)
    assert "status 404" in str(done.lists[0].failed)
    assert all(b"<ead" in path.read_bytes() for path in (tmp_path / "ead").iterdir())
    assert len(list((tmp_path / "ead").iterdir())) == 25


@pytest.mark.parametrize("piece", PIECES.split(b","))
def test_looking_at_a_broken_page_grows_with_it(piece: bytes) -> None:
    grows_with_input(lambda count: piece * count, traces, 20_000)


def test_a_record_that_is_broken_is_missing_until_it_is_mended(tmp_path: Path, cli: Cli) -> None:
    repository = Repository(items(25))
    broken = [True]

    def misbehave(request: Request, arguments: dict[str, str], page: bytes) -> bool:
        if broken[0]:
            request.give(page.replace(b"Title 13 &amp;", b"Title 13 &"))
        return broken[0]

    repository.misbehave = misbehave
    with serving_oai(repository) as server:
        done = docmeta.harvest(server.at("oai"), tmp_path)
        assert not done.whole
        assert list(done.lists[0].missing) == ["oai:example.org:13"]
        assert len(titles(tmp_path)) == 24
        again = cli("harvest", server.at("oai"), "-o", tmp_path)
        assert again.returncode == 1
        assert b"missing: oai:example.org:13" in again.stderr
        broken[0] = False
        done = docmeta.harvest(server.at("oai"), tmp_path)
        assert done.whole
        assert done.lists[0].new == 1
        assert titles(tmp_path) == expected(repository)
        assert state(tmp_path)["wanting"] == {"oai_dc": 0}


def test_a_page_that_tells_no_way_on_ends_the_harvest_which_goes_on_there(tmp_path: Path) -> None:
    repository = Repository(items(25))
    repository.misbehave, _ = once(half, times=99)
    with serving_oai(repository) as server:
        with pytest.raises(
            InputError, match=r"page 2\): the page is broken, and does not lead to the next one"
        ) as caught:
            docmeta.harvest(server.at("oai"), tmp_path)
        assert (tmp_path / ".docmeta-harvest/broken").is_dir()
        assert "kept as" in str(caught.value)
        assert 10 < len(titles(tmp_path)) < 25
        repository.misbehave = None
        repository.asked.clear()
        docmeta.harvest(server.at("oai"), tmp_path)
        assert repository.asked[2]["resumptionToken"].startswith("oai_dc|10|")
    assert titles(tmp_path) == expected(repository)


def test_a_list_whose_token_has_expired_begins_again(tmp_path: Path) -> None:
    expired = b"<OAI-PMH><error code='badResumptionToken'>expired</error></OAI-PMH>"
    repository = Repository(items(25))
    repository.misbehave, count = once(lambda request, _: request.give(expired))
    told: list[str] = []
    with serving_oai(repository) as server:
        assert docmeta.harvest(server.at("oai"), tmp_path / "a", tell=told.append).whole
        assert titles(tmp_path / "a") == expected(repository)
        assert "the list starts again" in told[0]
        repository.misbehave, count = once(lambda request, _: request.give(expired), times=99, page=3)
        with pytest.raises(InputError, match="request less, with from and until"):
            docmeta.harvest(server.at("oai"), tmp_path / "b")
        assert count == [3]
        repository.misbehave = None
        docmeta.harvest(server.at("oai"), tmp_path / "b")
        assert titles(tmp_path / "b") == expected(repository)


@pytest.mark.parametrize("kind", ["same token", "new tokens", "a circle", "empty"])
def test_a_list_without_an_end_is_left(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harvesting, "_EMPTY", 20)
    repository = Repository(items(50))
    count = [0]

    def misbehave(request: Request, arguments: dict[str, str], page: bytes) -> bool:
        if arguments["verb"] != "ListRecords":
            return False
        count[0] += 1
        at = {"a circle": count[0] % 3 * 10, "empty": 900}.get(kind, 10)
        usual = repository.ListRecords({"verb": "ListRecords", "resumptionToken": f"oai_dc|{at}|||"}).encode()
        token = b"same" if kind == "same token" else b"token %d" % count[0]
        body = usual.partition(b"<resumptionToken")[0].removesuffix(b"</ListRecords>")
        request.give(b"<OAI-PMH>" + body + b"<resumptionToken>" + token + b"</resumptionToken></ListRecords></OAI-PMH>")
        return True

    repository.misbehave = misbehave
    with serving_oai(repository) as server, pytest.raises(InputError, match="the list never ends"):
        docmeta.harvest(server.at("oai"), tmp_path)
    assert count[0] < 30
    assert state(tmp_path)["lists"] == {"oai_dc": None}


def drip(request: Request, page: bytes) -> None:
    request.send_response(200)
    request.end_headers()
    with contextlib.suppress(OSError):
        for at in range(len(page)):
            request.wfile.write(page[at : at + 1])
            time.sleep(0.02)


@pytest.mark.parametrize(
    ("act", "limits", "match"),
    [
        (drip, Limits(wait=0.3), "the limit of wait"),
        (lambda request, page: request.give(page + b" " * 300_000), Limits(size=100_000), "the limit of size"),
        (lambda request, page: packed(request, page + b" " * 300_000), Limits(size=100_000), "the limit of size"),
        (lambda request, _: request.give(b"", 503, Retry_After="90000"), None, r"wait 90,000 seconds"),
    ],
    ids=["drip", "giant", "giant, packed", "come back tomorrow"],
)  # fmt: skip
def test_what_breaks_a_limit_ends_the_harvest_which_can_go_on(
    act: Callable[[Request, bytes], None], limits: Limits | None, match: str, tmp_path: Path
) -> None:
    repository = Repository(items(25))
    repository.misbehave, _ = once(act, times=99)
    with serving_oai(repository) as server:
        with pytest.raises(LimitError, match=match):
            docmeta.harvest(server.at("oai"), tmp_path, limits=limits)
        assert len(titles(tmp_path)) == 10
        repository.misbehave = None
        docmeta.harvest(server.at("oai"), tmp_path)
    assert titles(tmp_path) == expected(repository)


def test_no_other_host_is_asked(tmp_path: Path) -> None:
    repository = Repository(items(25))
    with serving(lambda request: request.give(b"")) as other:
        away = f"http://localhost:{other.base.rpartition(':')[2]}/x?secret={SECRET}"
        repository.misbehave, _ = once(lambda request, _: request.give(b"", 302, Location=away))
        with serving_oai(repository) as server:
            with pytest.raises(InputError, match="which docmeta does not follow") as caught:
                docmeta.harvest(server.at(f"oai?key={SECRET}", f"ann:{SECRET}"), tmp_path)
            assert SECRET not in str(caught.value)
            assert docmeta.harvest(server.at(f"oai?key={SECRET}", f"ann:{SECRET}"), tmp_path).whole
            assert all(arguments["key"] == SECRET for arguments in repository.asked)
        assert not other.asked
    assert titles(tmp_path) == expected(repository)


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"<html/>",
        b"not XML",
        b"<OAI-PMH><error code='badVerb'>no</error></OAI-PMH>",
        b"<OAI-PMH/>",
        b"\x1f\x8b",
        b"{}",
    ],
)
def test_what_is_no_repository_says_so(page: bytes, tmp_path: Path) -> None:
    with serving(lambda request: request.give(page)) as server, pytest.raises(InputError):
        docmeta.harvest(server.at("oai"), tmp_path)
    assert visible(tmp_path) == set()


def test_records_without_an_identifier_or_metadata_are_told(tmp_path: Path) -> None:
    repository = Repository(items(5))
    repository.misbehave, _ = once(
        lambda request, page: request.give(
            page.replace(b"<identifier>oai:example.org:1</identifier>", b"").replace(
                page[page.rindex(b"<metadata>") : page.rindex(b"</metadata>") + 11], b""
            )
        ),
        page=1,
    )
    with serving_oai(repository) as server:
        done = docmeta.harvest(server.at("oai"), tmp_path)
    assert (done.lists[0].nameless, done.lists[0].empty, done.lists[0].new, done.whole) == (1, 1, 3, False)


def test_a_full_disk_leaves_the_folder_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = Repository(items(25))
    real, count = os.replace, [0]

    def full(*paths: Any) -> None:
        count[0] += 1
        if count[0] == 16:
            raise OSError(28, "No space left on device")
        real(*paths)

    with serving_oai(repository) as server:
        monkeypatch.setattr(os, "replace", full)
        with pytest.raises(OSError, match="No space left"):
            docmeta.harvest(server.at("oai"), tmp_path)
        titles(tmp_path)
        docmeta.harvest(server.at("oai"), tmp_path)
    assert titles(tmp_path) == expected(repository)


def test_a_long_text_comes_where_it_is_asked_for(tmp_path: Path) -> None:
    repository = Repository([Item("oai:example.org:1", "x" * 10_500_000)])
    with serving_oai(repository) as server:
        assert list(docmeta.harvest(server.at("oai"), tmp_path).lists[0].missing) == ["oai:example.org:1"]
        done = docmeta.harvest(server.at("oai"), tmp_path, huge=True)
    assert (done.whole, done.lists[0].new) == (True, 1)


@pytest.mark.parametrize("records", [1, 20], ids=["pages", "records"])
def test_the_work_grows_with_the_list(records: int, tmp_path: Path) -> None:
    """Pages, and records on them, cost the same however many there are."""
    repository = Repository([])

    def make(count: int) -> int:
        return count

    def read(count: int) -> None:
        def page(request: Request, arguments: dict[str, str], _: bytes) -> bool:
            if arguments["verb"] != "ListRecords":
                return False
            at = int(arguments.get("resumptionToken", "0"))
            found = "".join(repository.record(Item(f"{at}/{each}", "T"), "oai_dc") for each in range(records))
            token = f"<resumptionToken>{at + 1}</resumptionToken>" if at + 1 < count // records else ""
            head = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
            request.give(f"{head}<ListRecords>{found}{token}</ListRecords></OAI-PMH>".encode())
            return True

        repository.misbehave = page
        repository.asked.clear()
        folder = tmp_path / f"{count}-{time.monotonic_ns()}"
        with serving_oai(repository) as server:
            assert (
                docmeta.harvest(server.at("oai"), folder, prefixes="oai_dc").lists[0].new == count // records * records
            )

    grows_with_input(make, read, 12 * records)


# -- a kill at any moment ----------------------------------------------------------------------------------------------

CHILD = "import sys, docmeta; docmeta.harvest(sys.argv[1], sys.argv[2], prefixes='oai_dc')"


def test_a_kill_at_any_moment_leaves_a_folder_that_goes_on(tmp_path: Path) -> None:
    repository = Repository([*items(36), *(Item(f"gone{number}", "", deleted=True) for number in range(6))], size=6)
    chance = random.Random(5)
    pages = [0]
    child: list[subprocess.Popen[bytes]] = []

    def misbehave(request: Request, arguments: dict[str, str], page: bytes) -> bool:
        pages[0] += 1
        if pages[0] % 3 == 0 and child:
            request.give(page)
            time.sleep(chance.random() * 0.012)
            child[0].send_signal(signal.SIGKILL)
            return True
        return False

    repository.misbehave = misbehave
    killed = 0
    with serving_oai(repository) as server:
        for _ in range(40):
            child[:] = [
                subprocess.Popen(
                    [sys.executable, "-c", CHILD, server.at("oai"), str(tmp_path)], stderr=subprocess.DEVNULL
                )
            ]
            code = child[0].wait()
            known = titles(tmp_path) if (tmp_path / "oai_dc").is_dir() else {}
            assert known.items() <= expected(repository).items()
            if code == 0:
                break
            killed += 1
    assert killed >= 2
    assert titles(tmp_path) == expected(repository)
    gone = [
        json.loads(line)["identifier"]
        for line in (tmp_path / ".docmeta-harvest/deleted/oai_dc.jsonl").read_text().splitlines()
    ]
    assert sorted(set(gone)) == sorted(item.identifier for item in repository.items if item.deleted)
    assert not any(path.name.endswith(".tmp") for path in tmp_path.rglob("*") if "oai_dc" in path.parts)


# -- other people's servers --------------------------------------------------------------------------------------------


def harvested(answer: Callable[[dict[str, str]], bytes], folder: Path, **how: Any) -> Harvest:
    from urllib.parse import parse_qsl, urlsplit

    with serving(lambda request: request.give(answer(dict(parse_qsl(urlsplit(request.path).query))))) as server:
        return docmeta.harvest(server.at("oai"), folder, **how)


def test_the_server_oai_repo_is_harvested_whole(tmp_path: Path) -> None:
    done = harvested(by_oai_repo(), tmp_path)
    assert [(listed.prefix, listed.new) for listed in done.lists] == [("oai_dc", 25), ("mods", 25)]
    found = {f"oai:example.org:{number}": f"Title of oai:example.org:{number}" for number in range(25)}
    assert titles(tmp_path) == titles(tmp_path, "mods") == found
    assert done.whole


def test_the_server_oaipmh_is_harvested_whole(tmp_path: Path) -> None:
    answer = by_oaipmh()
    done = harvested(answer, tmp_path)
    (listed,) = done.lists
    assert (listed.new, listed.deleted, listed.pages, done.keeps_deleted) == (24, 1, 3, "transient")
    assert len(titles(tmp_path)) == 24
    again = harvested(answer, tmp_path / "b", from_="2024-01-20")
    assert again.lists[0].new == 6


def test_a_harvest_from_a_later_date_leaves_no_gap(tmp_path: Path) -> None:
    repository = Repository(items(5))
    with serving_oai(repository) as server:
        docmeta.harvest(server.at("oai"), tmp_path)
        done = repository.date
        repository.date = "2027-01-01T00:00:00Z"
        docmeta.harvest(server.at("oai"), tmp_path, from_="2026-06-01T00:00:00Z")
        docmeta.harvest(server.at("oai"), tmp_path)
        assert repository.asked[-1]["from"] == done
