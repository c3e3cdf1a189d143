"""Harvesting, indexing and serving: four times as many records, deletions, sets or files take about four times as long."""

from __future__ import annotations

import io
import itertools
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from docmeta.harvesting.answers import Record, read_answer
from docmeta.harvesting.folder import Folder
from docmeta.oai import index
from growth import grows_with_input
from oai_folders import OAI, REPOSITORY, Repository, collection, lines, write

#: What one page brings, and what is left of it.
PAGES: Final[dict[str, Callable[[int, Folder], object]]] = {
    "records": lambda page, folder: [folder.stage(Record(f"oai:a:{page}-{one}", "2024", False, "<a/>")) for one in range(5)],
    "deletions": lambda page, folder: [folder.stage(Record(f"oai:a:{page}-{one}", "2024", deleted=True)) for one in range(5)],
    "what cannot be fetched": lambda page, folder: folder.want("oai_dc", {f"oai:a:{page}-{one}": "broken" for one in range(50)}),
    "what comes the second time": lambda page, folder: (
        folder.want("oai_dc", {f"oai:a:{page}-{one}": "broken" for one in range(50)}),
        folder.stage(Record(f"oai:a:{page - 1}-{page % 50}", "2024", False, "<a/>")),
    ),
    "sets": lambda page, folder: folder.known("oai_dc", f"set{page}"),
}  # fmt: skip


@pytest.mark.parametrize("kind", PAGES)
def test_pages_are_stored_in_time_that_grows_with_them(kind: str, tmp_path: Path) -> None:
    number = itertools.count()

    def harvest(pages: int) -> None:
        with Folder(str(tmp_path / str(next(number))), "http://a.example.org/", "key") as folder:
            for page in range(pages):
                PAGES[kind](page, folder)
                folder.take("oai_dc")

    grows_with_input(int, harvest, 60)


def test_what_could_not_be_fetched_is_known_again(tmp_path: Path) -> None:
    def opened() -> Folder:
        return Folder(str(tmp_path), "http://a.example.org/", "key")

    with opened() as folder:
        folder.want("oai_dc", {"a": "broken", "b\u2028\n": 'said "no"', "c": "slow"})
        folder.take("oai_dc")
        folder.want("oai_dc", {"c": "broken"})
        folder.stage(Record("a", "2024", False, "<a/>"))
        folder.take("oai_dc")
    with opened() as folder:
        assert folder.wanting("oai_dc") == {"b\u2028\n": 'said "no"', "c": "broken"}
        for name in ("b\u2028\n", "c"):
            folder.stage(Record(name, "2024", deleted=True))
        folder.want("ead", {"c": "broken"})
        folder.take("oai_dc")
    with opened() as folder:
        assert (folder.wanting("oai_dc"), folder.wanting("ead")) == ({}, {"c": "broken"})


HEADER: Final = "<record><header><identifier>oai:a:{0}</identifier><datestamp>2024</datestamp>{1}</header>{2}</record>"
METADATA: Final = "<metadata><a>{0}</a></metadata>"
#: One part of an answer, by its number: the verb, what stands around all of them, and one.
ANSWERS: Final = {
    "records": ("ListRecords", "{}", HEADER.format("{0}", "", METADATA)),
    "deletions": ("ListRecords", "{}", HEADER.format("{0}", "", "").replace("<header>", '<header status="deleted">')),
    "sets of a record": ("ListRecords", HEADER.format("1", "{}", METADATA), "<setSpec>s{0}</setSpec>"),
    "a long header": ("ListRecords", HEADER.format("1{}", "", METADATA), "x{0}"),
    "statements about a record": ("ListRecords", HEADER.format("1", "", "{}"), "<about><a>{0}</a></about>"),
    "sets": ("ListSets", "{}", "<set><setSpec>s{0}</setSpec><setName>S {0}</setName></set>"),
    "prefixes": (
        "ListMetadataFormats", "{}",
        "<metadataFormat><metadataPrefix>p{0}</metadataPrefix><metadataNamespace>n{0}</metadataNamespace></metadataFormat>",
    ),
    "errors": ("ListSets", "{}", "</ListSets><error code='e{0}'>no</error><ListSets>"),
    "other elements": ("ListRecords", "{}", "<other>{0}</other>"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_is_read_in_time_that_grows_with_it(kind: str) -> None:
    verb, around, one = ANSWERS[kind]

    def make(count: int) -> bytes:
        inner = around.replace("{}", "".join(one.format(number) for number in range(count))).replace("{0}", "x")
        return f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><{verb}>{inner}</{verb}></OAI-PMH>'.encode()

    def read(data: bytes) -> None:
        kept: list[Any] = []
        answer = read_answer(io.BytesIO(data), "page", kept.append)
        assert kept or answer.sets or answer.offers or answer.errors or kind == "other elements"

    grows_with_input(make, read, 1_500)


#: The files of a folder: their texts.
FOLDERS: Final[dict[str, Callable[[int], dict[str, str]]]] = {
    "records": lambda n: {"a": collection("fa", *["Letter"] * n)},
    "roots": lambda n: {"a": lines(*[(0, {"id": f"r{at}", "title": "Letter"}) for at in range(n)])},
    "files": lambda n: {f"f{at}": collection(f"fa{at}", "Letter") for at in range(n // 4)},
    "files of one identifier": lambda n: {f"f{at}": collection("fa", "Letter") for at in range(n // 4)},
    "sets": lambda n: {"a": lines(*[(0, {"id": f"r{at}", "title": "L", "level": f"level {at}"}) for at in range(n)])},
    "levels of nesting": lambda n: {"a": lines(*[(at, {"kind": "collection", "id": f"r{at}", "title": "L"}) for at in range(n // 4)])},
    "units of one identifier": lambda n: {"a": collection("fa", *["L"] * n).replace('"id": "1', '"id": "a')},
}  # fmt: skip


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_folder_is_indexed_and_emptied_in_time_that_grows_with_it(kind: str, tmp_path: Path) -> None:
    number = itertools.count()

    def make(count: int) -> Path:
        folder = tmp_path / str(next(number))
        folder.mkdir()
        write(folder, **FOLDERS[kind](count))
        return folder

    def run(folder: Path) -> None:
        new = index(folder, repository=REPOSITORY, prefixes=["oai_dc"]).new
        index(folder)
        for path in folder.glob("*.jsonl"):
            path.unlink()
        assert index(folder).deleted == new > 10

    grows_with_input(make, run, 60)


@pytest.mark.parametrize("kind", ["changes", "deletions", "sets"])
def test_a_repository_is_harvested_in_time_that_grows_with_it(kind: str, tmp_path: Path) -> None:
    number = itertools.count()

    def make(count: int) -> Repository:
        folder = tmp_path / str(next(number))
        folder.mkdir()
        old = [(0, {"id": f"old{at}", "title": "Letter"}) for at in range(count)]
        for version in range(3):
            new = [(0, {"id": f"new{at}", "title": f"L {version}", "level": f"level {at}"}) for at in range(count)]
            write(folder, old=lines(*old), new=lines(*new))
            index(folder, repository=REPOSITORY, prefixes=["oai_dc"])
        if kind == "deletions":
            (folder / "new.jsonl").unlink()
            index(folder)
        return Repository(folder, page=5)

    def harvest(repository: Repository) -> None:
        verb = "ListSets" if kind == "sets" else "ListIdentifiers"
        arguments = {} if kind == "sets" else {"metadataPrefix": "oai_dc"}
        assert sum(len(page.root.findall(f".//{OAI}setSpec")) for page in repository.pages(verb, **arguments)) > 50

    grows_with_input(make, harvest, 60)


def test_a_page_does_not_go_through_what_has_changed_before(tmp_path: Path) -> None:
    number = itertools.count()

    def make(count: int) -> Repository:
        folder = tmp_path / str(next(number))
        folder.mkdir()
        write(folder, a=collection("fa", "Letter"))
        with sqlite3.connect(index(folder, repository=REPOSITORY, prefixes=["oai_dc"]).path) as connection:
            numbers = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT ?) "
            connection.execute(f"{numbers} INSERT INTO superseded SELECT 0, 1, -n, 1 FROM n", (count,))
        connection.close()
        return Repository(folder)

    def ask(repository: Repository) -> None:
        for _ in range(10):
            repository.ask("ListIdentifiers", metadataPrefix="oai_dc")

    grows_with_input(make, ask, 20_000, most=2)
