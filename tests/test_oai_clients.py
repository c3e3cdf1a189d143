"""Clients by others harvest a repository completely, on loopback: sickle, oaipmh-scythe, and oaipmh, pyoai's successor."""

from __future__ import annotations

import socket
import threading
import time
import urllib.request
import warnings
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

import docmeta
from docmeta.harvesting import harvest
from docmeta.oai import index
from docmeta.testing import sample_collections
from oai_folders import REPOSITORY, Repository, collection, lines, serving, write


def by_sickle(address: str, prefix: str) -> tuple[str, dict[str, str | None]]:
    import sickle

    client = sickle.Sickle(address)
    found = client.ListRecords(metadataPrefix=prefix, ignore_deleted=False)
    return client.Identify().repositoryName, {
        one.header.identifier: None if one.deleted else one.raw for one in found
    }  # fmt: skip


def by_scythe(address: str, prefix: str) -> tuple[str, dict[str, str | None]]:
    from oaipmh_scythe import Scythe

    with Scythe(address) as client:
        found = client.list_records(metadata_prefix=prefix, ignore_deleted=False)
        records = {one.header.identifier: None if one.deleted else str(one) for one in found}  # type: ignore[union-attr]
        return client.identify().repositoryName, records  # type: ignore[attr-defined]


def by_oaipmh(address: str, prefix: str) -> tuple[str, dict[str, str | None]]:
    from lxml import etree
    from oaipmh.client import Client
    from oaipmh.metadata import MetadataRegistry

    registry = MetadataRegistry()
    registry.registerReader(prefix, lambda element: etree.tostring(element, encoding="unicode"))
    client = Client(address, registry)
    assert client.identify().granularity() == "YYYY-MM-DDThh:mm:ssZ"
    client.updateGranularity()
    found = client.listRecords(metadataPrefix=prefix, from_=datetime(2000, 1, 1))
    records = {header.identifier(): None if header.isDeleted() else str(metadata) for header, metadata, _ in found}
    return client.identify().repositoryName(), records


CLIENTS: list[Callable[[str, str], tuple[str, dict[str, str | None]]]] = [by_sickle, by_scythe, by_oaipmh]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("clients")
    for number, unit in enumerate(sample_collections()):
        docmeta.dump(unit, made / f"sample{number}.jsonl")
    write(
        made,
        many=collection("fa-1", *[f"Letter {number} <&> \u00fc" for number in range(250)]),
        gone=lines((0, {"id": "gone"})),
    )
    index(made, repository=REPOSITORY, name="City Archive")
    (made / "gone.jsonl").unlink()
    index(made)
    return made


@pytest.mark.parametrize("prefix", ["oai_dc", "oai_qdc", "ead2002", "ead3"])
@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.__name__)
def test_a_client_harvests_every_record_once(
    folder: Path, client: Callable[..., tuple[str, dict[str, str | None]]], prefix: str
) -> None:
    known = Repository(folder).harvest(prefix)
    with serving(folder) as address, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        name, found = client(address, prefix)
    assert name == "City Archive"
    assert list(found) == list(known)
    assert {id for id, text in found.items() if text is None} == {id for id, text in known.items() if text is None}
    for id, text in found.items():
        if ":fa-1/" in id:
            number = int(id.rpartition("/")[2]) - 1
            assert f"Letter {number} &lt;&amp;&gt; \u00fc<" in str(text)


def test_what_was_harvested_reads_back_as_what_is_served(tmp_path: Path) -> None:
    papers = sample_collections()[0]
    docmeta.dump(papers, tmp_path / "papers.jsonl")
    index(tmp_path, repository=REPOSITORY)
    with serving(tmp_path) as address:
        _, found = by_sickle(address, "ead3")
        page = urllib.request.urlopen(f"{address}?verb=ListRecords&metadataPrefix=oai_dc").read()
    (aid,) = found.values()
    start, end = str(aid).index("<ead "), str(aid).index("</ead>") + len("</ead>")
    again = docmeta.load(str(aid)[start:end].encode(), format="ead3")
    straight = tmp_path / "straight.xml"
    docmeta.convert(tmp_path / "papers.jsonl", straight, to="ead3")
    assert again == docmeta.load(straight)
    docmeta.convert(tmp_path / "papers.jsonl", straight, to="dc", inherit=True)
    harvested, converted = (docmeta.load(source, format="dc").members for source in (page, straight))
    assert [unit.title for unit in harvested] == [unit.title for unit in converted]
    assert [unit.subjects for unit in harvested] == [unit.subjects for unit in converted]


def test_what_docmeta_harvests_of_docmeta_is_the_same_and_stays_so(tmp_path: Path) -> None:
    aids, copies = tmp_path / "aids", tmp_path / "copies"
    write(aids, a=collection("fa-1", *[f"Letter {number}" for number in range(120)]), b=collection("fa-2", "To Bob"))
    index(aids, repository=REPOSITORY)
    with serving(aids) as address:
        first = {one.prefix: one for one in harvest(address, copies).lists}
        assert {prefix: (one.new, one.broken) for prefix, one in first.items()} == {
            "oai_dc": (123, []), "oai_qdc": (123, []), "mods": (123, []), "marcxml": (123, []), "ead2002": (2, []), "ead3": (2, []),
        }  # fmt: skip
        write(aids, a=collection("fa-1", *[f"Letter {number}" for number in range(119)], "The last"))
        (aids / "b.jsonl").unlink()
        time.sleep(1.1)  # a second harvest asks from the second of the first one on
        index(aids)
        second = {one.prefix: one for one in harvest(address, copies).lists}
    # the finding aid as a whole has changed with its last letter
    assert (second["oai_dc"].changed, second["oai_dc"].deleted) == (2, 2)
    assert (second["ead3"].changed, second["ead3"].deleted) == (1, 1)
    titles = [unit.title for path in sorted(copies.glob("oai_dc/**/*.xml")) for unit in docmeta.load(path).walk()]
    assert len([title for title in titles if title.startswith("Letter ")]) == 119
    assert "The last" in titles


@pytest.mark.slow
def test_real_descriptions_are_harvested_to_the_last_record_by_all(shared: Path, tmp_path: Path) -> None:
    done = index(shared / "samples" / "ead3", path=tmp_path / "index", repository=REPOSITORY)
    with serving(tmp_path / "index") as address, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        harvests = [client(address, "oai_dc")[1] for client in CLIENTS]
    assert all(len(found) == done.records for found in harvests)
    assert harvests[0].keys() == harvests[1].keys() == harvests[2].keys()


# -- the small server --------------------------------------------------------------------------------------------------


def spoken(address: str, *pieces: bytes) -> bytes:
    """The server's answer to raw bytes."""
    host, port = address.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as wire:
        for piece in pieces:
            wire.sendall(piece)
        wire.shutdown(socket.SHUT_WR)
        got = b""
        while block := wire.recv(65_536):
            got += block
    return got


POST = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"GET /?verb=Identify HTTP/1.1\r\nHost: a\r\n\r\n", b" 200 "),
        (b"HEAD /?verb=Identify HTTP/1.1\r\nHost: a\r\n\r\n", b" 200 "),
        (
            POST + b"Content-Length: 13\r\n\r\nverb=Identify",
            b" 200 ",
        ),
        (
            POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\n",
            b" 411 ",
        ),
        (
            POST + b"Content-Length: 9000000000\r\n\r\nverb",
            b" 413 ",
        ),
        (
            POST + b"Content-Length: 50\r\n\r\nverb=Identify",
            b" 400 ",
        ),
        (b"TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", b" 405 "),
        (b"GET /?" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", b" 414 "),
        (b"GET / HTTP/1.1\r\n" + b"".join(b"a%d: b\r\n" % number for number in range(200)) + b"\r\n", b" 431 "),
        (b"GET /?verb=Identify HTTP/9.9\r\n\r\n", b" 505 "),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b" 400 "),
    ],
    ids=lambda said: repr(said[:20]),
)
def test_the_server_answers_whatever_comes_and_goes_on(folder: Path, said: bytes, status: bytes) -> None:
    with serving(folder) as address:
        got = spoken(address, said)
        assert status in got.partition(b"\r\n")[0] or (b"400" in status and b"400" in got[:400])
        assert (b"</OAI-PMH>" in got) is (status == b" 200 " and not said.startswith(b"HEAD"))
        assert b"City Archive" in urllib.request.urlopen(f"{address}?verb=Identify").read()


def test_a_server_that_ends_waits_for_no_silent_client(folder: Path) -> None:
    with serving(folder) as address:
        host, port = address.removeprefix("http://").rstrip("/").split(":")
        silent = socket.create_connection((host, int(port)))
        silent.sendall(b"GET /?verb=Identify HTTP/1.1\r\n")
        assert b"City Archive" in urllib.request.urlopen(f"{address}?verb=Identify").read()
    waiting = [thread for thread in threading.enumerate() if "process_request_thread" in thread.name]
    assert waiting  # the server has ended, but still waits for a silent client
    silent.close()
    for thread in waiting:
        thread.join()


def test_a_client_that_goes_away_hurts_nobody(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with serving(folder) as address:
        host, port = address.removeprefix("http://").rstrip("/").split(":")
        for _ in range(20):
            wire = socket.create_connection((host, int(port)))
            wire.sendall(b"GET /?verb=ListRecords&metadataPrefix=oai_dc HTTP/1.1\r\n\r\n")
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            wire.close()
        assert b"City Archive" in urllib.request.urlopen(f"{address}?verb=Identify").read()
    assert "Traceback" not in capfd.readouterr().err
