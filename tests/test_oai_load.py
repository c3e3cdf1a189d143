"""A repository under load: eight harvesters at once while files change. No record is missing, duplicated, or torn."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from docmeta.oai import index
from growth import grows_with_input
from oai_folders import REPOSITORY, Repository, collection, lines, serving, write

HARVESTERS = 8
FILES = 8
LETTERS = 20


def letters(file: int, version: int) -> str:
    """A finding aid in which every title holds the version of its file, twice."""
    titles = [f"V{version} letter {number} V{version}" for number in range(LETTERS)]
    return collection(f"fa-{file}", *titles, description=f"V{version} V{version}")


def test_eight_harvesters_at_once_while_files_change(tmp_path: Path) -> None:
    for file in range(FILES):
        write(tmp_path, **{f"f{file}": letters(file, 0)})
    index(tmp_path, repository=REPOSITORY)
    before = set(Repository(tmp_path).harvest())
    assert len(before) == FILES * (LETTERS + 1)
    ended = threading.Event()
    done: list[int] = []

    def change() -> None:
        while not ended.is_set():
            version = len(done) + 1
            changed, new = version % FILES, 1_000 + version
            write(tmp_path, **{f"f{changed}": letters(changed, version), f"new{new}": letters(new, version)})
            index(tmp_path)
            done.append(version)

    def harvest(number: int) -> dict[str, str | None]:
        bounds = {"from_": "2000-01-01"} if number % 2 else {}
        return Repository(tmp_path, page=25).harvest(**bounds)

    harvests: list[dict[str, str | None]] = []
    with ThreadPoolExecutor(HARVESTERS + 1) as pool:
        changing = pool.submit(change)
        try:
            while len(done) < 2 and not changing.done():
                harvests += pool.map(harvest, range(HARVESTERS))
        finally:
            ended.set()
        changing.result()
    for found in harvests:  # that none comes twice, harvest() itself asserts
        assert before <= set(found)
        for text in found.values():
            versions = set(re.findall(r"\bV(\d+)\b", re.sub("<dc:relation>.*?</dc:relation>", "", str(text))))
            assert len(versions) == 1


def test_a_harvest_after_a_harvest_brings_the_copy_up_to_date(tmp_path: Path) -> None:
    """A harvester's copy equals the repository if it asks again from the time of its last answer."""
    for file in range(FILES):
        write(tmp_path, **{f"f{file}": letters(file, 0)})
    index(tmp_path, repository=REPOSITORY)
    repository = Repository(tmp_path, page=25)
    copy: dict[str, str | None] = {}
    since: dict[str, str] = {}
    ended = threading.Event()

    def change() -> None:
        for version in range(1, 5):
            write(tmp_path, **{f"f{version}": letters(version, version)})
            (tmp_path / f"f{version + 2}.jsonl").unlink()
            index(tmp_path)
        ended.set()

    changing = threading.Thread(target=change)
    changing.start()
    last = False
    while not last:
        last = ended.is_set()
        answered = repository.ask("Identify").root.findtext("{http://www.openarchives.org/OAI/2.0/}responseDate")
        if repository.ask("ListIdentifiers", metadataPrefix="oai_dc", **since).errors != ["noRecordsMatch"]:
            copy |= repository.harvest(**since)
        since = {"from_": answered}
    changing.join()
    assert copy == repository.harvest()


def test_eight_clients_over_the_wire_while_a_file_changes(tmp_path: Path) -> None:
    """None misses a record that was there all the time, gets one twice, or gets a torn one."""
    import sickle

    for file in range(FILES):
        write(tmp_path, **{f"f{file}": letters(file, 0)})
    index(tmp_path, repository=REPOSITORY)
    before = set(Repository(tmp_path).harvest())
    under_way = threading.Barrier(HARVESTERS + 1)

    def change() -> None:
        under_way.wait()
        for version in (1, 2):
            write(tmp_path, f3=letters(3, version), more=letters(100 + version, version))
            index(tmp_path)

    with serving(tmp_path, page=20) as address, ThreadPoolExecutor(HARVESTERS + 1) as pool:

        def harvest(_: int) -> list[tuple[str, str]]:
            records = sickle.Sickle(address).ListRecords(metadataPrefix="oai_dc")
            found = [next(records)]
            under_way.wait()
            return [(one.header.identifier, one.raw) for one in (*found, *records)]

        changing = pool.submit(change)
        harvests = list(pool.map(harvest, range(HARVESTERS)))
        changing.result()
    for found in harvests:
        ids = [id for id, _ in found]
        assert before <= set(ids)
        assert len(set(ids)) == len(ids)
        for _, text in found:
            versions = set(re.findall(r"\bV(\d+)\b", re.sub("<dc:relation>.*?</dc:relation>", "", text)))
            assert len(versions) == 1


@pytest.mark.parametrize("bounds", [{}, {"from_": "2000-01-01"}], ids=["all", "from"])
def test_a_page_costs_its_records_and_not_those_of_the_list(tmp_path: Path, bounds: dict[str, str]) -> None:
    """The first page and the last of a list take the same time for any number of records; so four times as many take no longer."""

    def make(count: int) -> tuple[Repository, str]:
        folder = tmp_path / f"{count}-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        write(folder, a=lines(*[(0, {"id": str(number), "title": "Letter"}) for number in range(count)]))
        index(folder, repository=REPOSITORY)
        repository = Repository(folder, page=20)
        token = ""
        for page in repository.pages("ListIdentifiers", metadataPrefix="oai_dc", **bounds):
            token = page.token or token
        return repository, token

    def ask(given: tuple[Repository, str]) -> None:
        repository, token = given
        for _ in range(10):
            repository.ask("ListIdentifiers", metadataPrefix="oai_dc", **bounds)
            repository.ask("ListIdentifiers", resumptionToken=token)

    grows_with_input(make, ask, 250, most=2)
