"""The index of a repository: stable identifiers, changed files only, deleted records, one generation at a time."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import docmeta
from docmeta import InputError, OptionError
from docmeta.oai import Indexed, index, writing
from docmeta.oai.names import identifier, local_name, set_spec
from docmeta.oai.prefixes import PREFIXES, Prefix
from docmeta.plugins import Format, Registry, registry
from growth import grows_with_input
from oai_folders import REPOSITORY, Repository, collection, lines, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "descriptions"
    made.mkdir()
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """A clock that stands still until it is advanced."""
    now = [1_800_000_000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    monkeypatch.setattr(time, "time_ns", lambda: int(now[0] * 1e9))

    def forward(seconds: int) -> None:
        now[0] += seconds

    return forward


def indexed(folder: Path, **more: Any) -> Indexed:
    return index(folder, repository=REPOSITORY, **more)


def changes(done: Indexed) -> tuple[int, int, int]:
    return done.new, done.changed, done.deleted


def test_records_are_called_by_their_finding_aid_and_their_own_id(folder: Path) -> None:
    write(folder, a=collection("fa-1", "To Ann", "To Bob"), b=lines((0, {"id": "MS 7", "title": "Diary"})))
    assert changes(indexed(folder)) == (4, 0, 0)
    assert Repository(folder).titles() == {
        "oai:archive.example.org:fa-1": "Papers of fa-1",
        "oai:archive.example.org:fa-1/1": "To Ann",
        "oai:archive.example.org:fa-1/2": "To Bob",
        "oai:archive.example.org:MS%207": "Diary",
    }


def test_what_has_not_changed_is_not_read(folder: Path, clock: Callable[[int], None]) -> None:
    write(folder, a=collection("fa-1", "To Ann"), b__c=collection("fa-2", "To Bob"))
    assert indexed(folder).read == 2
    clock(60)
    os.utime(folder / "a.jsonl", (1_800_000_000, 1_800_000_000))
    os.utime(folder / "b" / "c.jsonl", (1_800_000_000, 1_800_000_000))
    assert indexed(folder).read == 2  # their times were too recent to decide
    assert (indexed(folder).read, changes(indexed(folder))) == (0, (0, 0, 0))
    write(folder, a=collection("fa-1", "To Anne"))
    done = indexed(folder)
    assert (done.read, changes(done)) == (1, (0, 2, 0))  # the finding aid as a whole has changed, too


def test_only_what_changed_has_a_new_datestamp(folder: Path, clock: Callable[[int], None]) -> None:
    write(folder, a=collection("fa-1", "To Ann", "To Bob"))
    indexed(folder)
    clock(100)
    write(folder, a=collection("fa-1", "To Ann", "To Rob", "To Cyd"))
    assert changes(indexed(folder)) == (1, 2, 0)
    repository = Repository(folder)
    headers = repository.ask("ListIdentifiers", metadataPrefix="oai_dc").headers_of()
    assert {id.rpartition(":")[2]: stamp[-9:] for id, (stamp, _) in headers.items()} == {
        "fa-1": "08:01:40Z", "fa-1/1": "08:00:00Z", "fa-1/2": "08:01:40Z", "fa-1/3": "08:01:40Z",
    }  # fmt: skip
    assert list(repository.titles(from_="2027-01-15T08:01:40Z").values()) == ["Papers of fa-1", "To Rob", "To Cyd"]
    assert list(repository.titles(until="2027-01-15T08:01:39Z").values()) == ["To Ann"]


def test_what_is_gone_is_deleted_and_remembered(folder: Path, clock: Callable[[int], None]) -> None:
    write(folder, a=collection("fa-1", "To Ann", "To Bob"), b=collection("fa-2", "To Cyd"))
    indexed(folder)
    clock(100)
    write(folder, a=collection("fa-1", "To Ann"))
    (folder / "b.jsonl").unlink()
    assert changes(indexed(folder)) == (0, 1, 3)
    repository = Repository(folder)
    assert repository.titles()["oai:archive.example.org:fa-2/1"] is None
    assert repository.harvest("ead2002")["oai:archive.example.org:fa-2"] is None
    assert "oai:archive.example.org:fa-2/1" not in repository.harvest("ead2002")
    assert repository.ask("ListMetadataFormats", identifier="oai:archive.example.org:fa-2").errors == [
        "noMetadataFormats"
    ]
    clock(100)
    write(folder, b=collection("fa-2", "To Cyd"))
    assert changes(indexed(folder)) == (0, 2, 0)
    assert repository.titles(from_="2027-01-15T08:03:20Z") == {
        "oai:archive.example.org:fa-2": "Papers of fa-2", "oai:archive.example.org:fa-2/1": "To Cyd",
    }  # fmt: skip


def test_a_file_that_is_renamed_or_moved_changes_nothing(folder: Path) -> None:
    write(folder, a=collection("fa-1", "To Ann"))
    indexed(folder)
    (folder / "new").mkdir()
    (folder / "a.jsonl").rename(folder / "new" / "z.jsonl")
    done = indexed(folder)
    assert (done.read, done.removed, changes(done)) == (1, 1, (0, 0, 0))


def test_two_files_of_one_identifier_stay_apart_whoever_comes_and_goes(folder: Path) -> None:
    write(folder, a=collection("fa-1", "In a"), b=collection("fa-1", "In b"))
    indexed(folder)
    before = Repository(folder).titles()
    assert len(before) == 4
    assert sorted(id for id in before if id.endswith(":fa-1/1")) == ["oai:archive.example.org:fa-1/1"]
    (folder / "a.jsonl").unlink()
    indexed(folder)
    write(folder, b=collection("fa-1", "In b", "More"))
    indexed(folder)
    after = Repository(folder).titles()
    assert all(after[id] == title for id, title in before.items() if title == "In b")
    assert after["oai:archive.example.org:fa-1/1"] is None
    specs = [one for one in Repository(folder).raw("verb=ListSets").body.split() if b"collection-" in one]
    assert len(specs) == 2


def test_units_without_identifiers_are_called_by_their_places(folder: Path) -> None:
    (folder / "list.csv").write_text("title,level\nDiary,file\nLetters,file\n", encoding="utf-8")
    indexed(folder)
    assert Repository(folder).titles() == {
        "oai:archive.example.org:list-1": "Diary", "oai:archive.example.org:list-2": "Letters",
    }  # fmt: skip


def test_units_without_identifiers_have_control_numbers_of_their_own(folder: Path) -> None:
    (folder / "list.csv").write_text("title,level\nDiary,file\nLetters,file\n", encoding="utf-8")
    indexed(folder)
    records = Repository(folder).harvest("marcxml").values()
    assert [str(text).count(f'tag="001">list-{number}<') for number, text in enumerate(records, 1)] == [1, 1]


def test_a_record_that_was_harvested_keeps_its_identifier(folder: Path) -> None:
    write(
        folder,
        a=lines((0, {"id": "oai:other.example.net:9", "title": "Map"})),
        b=collection("oai:other.example.net:8", "To Ann"),
        c=collection("8"),
    )
    write(folder, d=collection("8", "To Bob"))
    (folder / "c.jsonl").unlink()
    indexed(folder)
    assert set(Repository(folder).titles()) == {
        "oai:other.example.net:9", "oai:other.example.net:8", "oai:archive.example.org:oai:other.example.net:8/1",
        "oai:archive.example.org:8", "oai:archive.example.org:8/1",
    }  # fmt: skip
    sets = {
        len(Repository(folder).titles(set=str(spec.text)))
        for spec in Repository(folder).ask("ListSets").root.iter("{*}setSpec")
    }
    assert sets == {2}


@pytest.mark.parametrize("name", ["a b", "a%20b", "ü", "x" * 300, "x" * 301, "\u3042", "a/b:c", "\ud800", ""])
def test_names_make_identifiers_and_sets_of_their_own(name: str) -> None:
    others = ["a b", "a%20b", "a+b", "x" * 302, "ü", "u"]
    for make in (local_name, lambda text: set_spec("level", text), lambda text: identifier(REPOSITORY, text)):
        assert make(name).isascii()
        assert all(make(name) != make(other) for other in others if other != name)


def test_internal_material_is_in_no_index(folder: Path) -> None:
    secret = "Donor lives at 7 Hidden Lane"
    unit = {
        "kind": "collection",
        "id": "fa-1",
        "title": "Papers",
        "notes": [{"kind": "note", "text": secret, "audience": "internal"}],
    }
    write(
        folder,
        a=lines(
            (0, unit), (1, {"id": "1", "title": secret, "audience": "internal"}), (1, {"id": "2", "title": "Open"})
        ),
    )
    done = indexed(folder)
    repository = Repository(folder)
    everything = "".join(
        str(text) for prefix in ("oai_dc", "oai_qdc", "ead2002", "ead3") for text in repository.harvest(prefix).values()
    )
    assert "Open" in everything
    assert "Hidden" not in everything
    assert list(repository.titles()) == ["oai:archive.example.org:fa-1", "oai:archive.example.org:fa-1/2"]
    assert b"Hidden" not in (folder / ".docmeta-oai.sqlite").read_bytes()
    assert done.report.count("withheld") == 2


@pytest.mark.skipif(sys.platform != "linux", reason="file systems that take any bytes")
def test_names_of_files_and_words_of_units_may_be_odd(folder: Path) -> None:
    unit = {
        "kind": "collection",
        "title": "A bell \u0007",
        "id": "u",
        "minted": True,
        "level": "a\u0000\uffff",
    }
    names = [b"a\xff.jsonl", b"new\nline.jsonl", b"-dash.jsonl", "\u202e\u00fc.jsonl".encode(), b"x" * 240 + b".jsonl"]
    for name in names:
        with open(os.path.join(os.fsencode(folder), name), "w", encoding="ascii") as file:
            file.write(lines((0, unit), (1, {"id": "v"})))
    with open(os.path.join(os.fsencode(folder), b"bad\xff\n.jsonl"), "w", encoding="ascii") as file:
        file.write('{"depth": 0, "unit": {"kind": "document", "id": "\\udcff')
    os.symlink("loop.jsonl", folder / "loop.jsonl")
    os.symlink(".", folder / "self")
    os.mkfifo(folder / "pipe.jsonl")
    (folder / "folder.jsonl").mkdir()
    done = indexed(folder)
    assert (done.records, len(done.failed)) == (10, 2)
    repository = Repository(folder)
    assert len(repository.harvest()) == 10
    assert len(repository.ask("ListSets").root.findall(".//{*}set")) == 6
    assert indexed(folder).changed == 0


def test_what_becomes_internal_is_deleted(folder: Path) -> None:
    write(folder, a=lines((0, {"id": "1", "title": "Letter"})))
    indexed(folder)
    write(folder, a=lines((0, {"id": "1", "title": "Letter", "audience": "internal"})))
    done = indexed(folder)
    assert (changes(done), done.failed) == ((0, 0, 1), ())


@pytest.mark.parametrize(
    "after",
    [
        lines((0, {"kind": "collection", "id": "fa-1", "title": "Secret", "audience": "internal"}), (1, {"id": "1", "title": "To Ann"})),
        lines((0, {"kind": "collection", "id": "fa-1"}), (1, {"id": "1", "title": "Secret", "audience": "internal"})),
        lines((0, {"kind": "collection", "id": "fa-1"}), (1, {"id": "1", "title": "To Ann"})),
        "",
    ],
)  # fmt: skip
def test_no_answer_names_what_became_internal(folder: Path, after: str) -> None:
    write(folder, a=collection("fa-1", "Secret", title="Secret papers"), b=collection("fa-2", "Open"))
    indexed(folder)
    repository = Repository(folder)
    assert b"Secret" in repository.ask("ListSets").body
    write(folder, a=after)
    if not after:
        (folder / "a.jsonl").unlink()
    indexed(folder)
    repository = Repository(folder)
    asked = [repository.ask("Identify"), repository.ask("ListSets"), repository.ask("ListMetadataFormats")]
    for prefix in ("oai_dc", "oai_qdc", "ead2002", "ead3"):
        asked += [
            page
            for verb in ("ListRecords", "ListIdentifiers")
            for page in repository.pages(verb, metadataPrefix=prefix)
        ]
        asked += [
            repository.ask("GetRecord", identifier=f"oai:archive.example.org:{id}", metadataPrefix=prefix)
            for id in ("fa-1", "fa-1/1")
        ]
    assert not [answer.body for answer in asked if b"Secret" in answer.body]
    sample = asked[0].root.findtext(".//{*}sampleIdentifier")
    assert repository.harvest()[str(sample)] is not None


def test_a_file_that_cannot_be_read_leaves_its_records_as_they_were(folder: Path) -> None:
    write(folder, a=collection("fa-1", "To Ann", "To Bob"), b=collection("fa-2", "To Cyd"))
    indexed(folder)
    before = Repository(folder).harvest()
    write(folder, a=collection("fa-1", "To Anne") + '{"depth": 1, "un', b=collection("fa-2", "To Sid"))
    done = indexed(folder)
    assert [name for name, _ in done.failed] == ["a.jsonl"]
    assert "3" in done.failed[0][1]
    after = Repository(folder).harvest()
    assert {id: text for id, text in after.items() if ":fa-1" in id} == {
        id: text for id, text in before.items() if ":fa-1" in id
    }
    assert "To Sid" in str(after["oai:archive.example.org:fa-2/1"])
    assert [name for name, _ in indexed(folder).failed] == ["a.jsonl"]  # it is reported every time
    write(folder, a=collection("fa-1", "To Anne"))
    done = indexed(folder)
    assert (done.failed, changes(done)) == ((), (0, 2, 1))


def test_hidden_files_and_the_index_itself_are_no_descriptions(folder: Path) -> None:
    write(folder, a=collection("fa-1"))
    (folder / ".b.jsonl").write_text("nothing", encoding="utf-8")
    (folder / ".git").mkdir()
    write(folder / ".git", c=collection("fa-9"))
    (folder / "readme.txt").write_text("", encoding="utf-8")
    for _ in range(2):
        done = indexed(folder)
        assert [name for name, _ in done.failed] in ([], ["readme.txt"])
        assert done.records == 1


def test_another_way_of_making_records_reads_every_file_again(folder: Path) -> None:
    write(folder, a=collection("fa-1", "To Ann", rights=[{"text": "Public domain"}]))
    indexed(folder)
    assert "Public domain" in str(Repository(folder).harvest()["oai:archive.example.org:fa-1/1"])
    done = indexed(folder, inherit=False)
    assert (done.read, changes(done)) == (1, (0, 1, 0))
    assert "Public domain" not in str(Repository(folder).harvest()["oai:archive.example.org:fa-1/1"])
    done = indexed(folder, base_uri="https://archive.example.org/")
    assert "<dc:identifier>https://archive.example.org/fa-1/1</dc:identifier>" in str(Repository(folder).harvest())
    assert done.changed == 2
    assert indexed(folder).changed == 0  # the earlier decision holds


def test_only_what_is_chosen_is_handed_out(folder: Path) -> None:
    def offered() -> list[str]:
        answer = Repository(folder).ask("ListMetadataFormats")
        return [str(one.text) for one in answer.root.iter("{*}metadataPrefix")]

    write(folder, a=collection("fa-1", "To Ann"))
    indexed(folder, prefixes=["mods", "ead3"])
    assert offered() == ["oai_dc", "mods", "ead3"]
    assert len(Repository(folder).harvest("mods")) == 2
    done = indexed(folder, prefixes=["ead2002"])
    assert offered() == ["oai_dc", "ead2002"]
    assert (done.read, done.changed) == (1, 2)
    assert Repository(folder).ask("ListRecords", metadataPrefix="mods").errors == ["cannotDisseminateFormat"]
    with pytest.raises(OptionError, match="cannot be served as 'nonsense'"):
        indexed(folder, prefixes="nonsense")
    assert indexed(folder).changed == 0


def test_another_domain_deletes_every_record_and_makes_it_anew(folder: Path) -> None:
    write(folder, a=collection("fa-1"))
    index(folder)
    assert list(Repository(folder).titles()) == ["oai:repository.invalid:fa-1"]
    assert changes(indexed(folder)) == (1, 0, 1)
    assert Repository(folder).titles() == {
        "oai:repository.invalid:fa-1": None,
        "oai:archive.example.org:fa-1": "Papers of fa-1",
    }


@pytest.mark.parametrize(
    "said",
    [
        {"repository": "no domain"},
        {"repository": "localhost"},
        {"admins": ["nobody"]},
        {"name": " "},
        {"base_uri": "ftp://x"},
        {"nonsense": 1},
    ],
)
def test_what_the_protocol_has_no_room_for_is_refused(folder: Path, said: dict[str, Any]) -> None:
    write(folder, a=collection("fa-1"))
    with pytest.raises(OptionError):
        index(folder, **said)
    assert indexed(folder).new == 1


def test_a_folder_that_is_none_and_an_index_that_is_none_are_told(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        index(tmp_path / "missing")
    for text in (b"nothing of the kind" * 100, b"x"):
        (tmp_path / "other").write_bytes(text)
        with pytest.raises(InputError, match="index"):
            index(folder, path=tmp_path / "other")
        assert (tmp_path / "other").read_bytes() == text
    strange = sqlite3.connect(tmp_path / "strange")
    strange.execute("CREATE TABLE mine (a)")
    strange.close()
    with pytest.raises(InputError, match="not a docmeta index"):
        index(folder, path=tmp_path / "strange")


def test_a_second_indexing_waits_and_then_says_who_is_at_work(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from docmeta.oai import store

    write(folder, a=collection("fa-1"))
    indexed(folder)
    monkeypatch.setattr(store, "_PATIENCE", 0.1)
    other = sqlite3.connect(folder / ".docmeta-oai.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(InputError, match="another process"):
        indexed(folder)
    assert Repository(folder).titles()  # readers do not wait
    other.execute("ROLLBACK")
    other.close()


def test_a_writer_that_fails_costs_its_own_form_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(nodes: Iterator[Any], out: Any, context: Any, /) -> None:
        for node in nodes:
            if node.unit.title == "To Ann":
                raise ZeroDivisionError("no")
            out.write(
                b'<?xml version="1.0"?>\n<mods xmlns="http://www.loc.gov/mods/v3"/>'
                if "Bob" in node.unit.title
                else b"<other/>"
            )

    class Plugin:
        @staticmethod
        @docmeta.hookimpl
        def docmeta_formats() -> Iterator[Format]:
            yield Format(name="mods-x", title="x", writer=broken)

    mine = Registry()
    mine.register(Plugin)
    monkeypatch.setattr(registry, "default", lambda: mine)
    table = (
        *(one for one in PREFIXES if one.name != "mods"),
        Prefix("mods", "mods-x", "mods", "http://www.loc.gov/mods/v3", "http://x/s.xsd"),
    )
    monkeypatch.setattr("docmeta.oai.prefixes.PREFIXES", table)
    write(folder, a=collection("fa-1", "To Ann", "To Bob"))
    done = indexed(folder)
    found = Repository(folder).harvest("mods")
    assert found["oai:archive.example.org:fa-1/1"] is None
    assert found["oai:archive.example.org:fa-1"] is None
    assert "http://www.loc.gov/mods/v3 http://x/s.xsd" in str(found["oai:archive.example.org:fa-1/2"])
    assert all(Repository(folder).harvest().values())
    assert done.report.count("error") == 2


# -- generations -------------------------------------------------------------------------------------------------------


def test_a_generation_is_never_older_than_the_moment_when_it_is_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = iter(range(1_800_000_000, 1_900_000_000))  # each look at the clock is a second later
    monkeypatch.setattr(writing.time, "time", lambda: next(ticks) // 3)
    write(folder, a=collection("fa-1"))
    indexed(folder)
    connection = sqlite3.connect(folder / ".docmeta-oai.sqlite")
    assert connection.execute("SELECT count(*) FROM generations WHERE NOT settled").fetchone() == (0,)
    connection.execute("UPDATE generations SET settled = 0, stamp = stamp - 50")  # as a kill leaves it
    connection.commit()
    connection.close()
    indexed(folder)
    connection = sqlite3.connect(folder / ".docmeta-oai.sqlite")
    stamp, settled = connection.execute("SELECT stamp, settled FROM generations").fetchone()
    connection.close()
    assert settled == 1
    assert stamp >= next(ticks) // 3 - 4


def test_a_clock_that_is_set_back_gives_no_earlier_datestamp(folder: Path, clock: Callable[[int], None]) -> None:
    write(folder, a=collection("fa-1"))
    indexed(folder)
    clock(-5_000)
    write(folder, b=collection("fa-2"))
    indexed(folder)
    stamps = {
        stamp for stamp, _ in Repository(folder).ask("ListIdentifiers", metadataPrefix="oai_dc").headers_of().values()
    }
    assert stamps == {"2027-01-15T08:00:00Z"}


def test_where_records_stood_is_forgotten_when_no_token_needs_it(folder: Path, clock: Callable[[int], None]) -> None:
    def superseded() -> int:
        connection = sqlite3.connect(folder / ".docmeta-oai.sqlite")
        try:
            return int(connection.execute("SELECT count(*) FROM superseded").fetchone()[0])
        finally:
            connection.close()

    write(folder, a=collection("fa-1", "To Ann"))
    indexed(folder)
    write(folder, a=collection("fa-1", "To Anne"))
    indexed(folder)
    assert superseded()
    clock(6 * 86_400)
    indexed(folder)
    assert superseded()
    clock(2 * 86_400)
    indexed(folder)
    assert not superseded()


SCRIPT = """
import sys
from docmeta.oai import index, writing
plain = writing.Book.publish
writing.Book.publish = lambda book: (print("publishing", flush=True), plain(book), print("published", flush=True))[1]
print("begun", flush=True)
index(sys.argv[1], repository="archive.example.org")
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_kill_at_any_moment_leaves_an_index_that_is_whole(folder: Path) -> None:
    write(folder, **{f"f{number}": collection(f"fa-{number}", "To Ann", "To Bob") for number in range(20)})
    indexed(folder)
    before = Repository(folder).harvest()
    write(folder, **{f"f{number}": collection(f"fa-{number}", "To Anne", "To Bob") for number in range(20)})
    after = {id: str(text).replace(">To Ann<", ">To Anne<") for id, text in before.items()}
    for word, wait in (
        ("begun", 0.05),
        ("begun", 0.15),
        ("begun", 0.4),
        ("publishing", 0),
        ("publishing", 0.002),
        ("published", 0),
    ):
        process = subprocess.Popen([sys.executable, "-c", SCRIPT, str(folder)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == word:
                break
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        found = Repository(folder).harvest()
        assert found in (before, after)
        connection = sqlite3.connect(folder / ".docmeta-oai.sqlite")
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
    indexed(folder)
    assert Repository(folder).harvest() == after


FULL = """
import resource, signal, sys
from docmeta.oai import index
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
try:
    index(sys.argv[1])
except OSError as error:
    print(type(error).__name__, error.errno)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of Linux")
def test_a_full_disk_is_one_error_and_leaves_the_index_whole(folder: Path) -> None:
    write(folder, a=collection("fa-1", "To Ann"))
    indexed(folder)
    before = Repository(folder).harvest()
    write(folder, b=collection("fa-2", *["Letter " + "x" * 2_000 + str(number) for number in range(400)]))
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(folder)], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("OSError")
    assert Repository(folder).harvest() == before
    assert indexed(folder).new == 401


def test_the_work_grows_with_what_changes(tmp_path: Path) -> None:
    def make(count: int) -> Path:
        made = tmp_path / str(len(list(tmp_path.iterdir())))
        made.mkdir()
        write(made, a=collection("fa-1", *[f"Letter {number}" for number in range(count)]))
        return made

    grows_with_input(make, indexed, 100)


def test_settings_are_kept_as_they_were_said(folder: Path) -> None:
    write(folder, a=collection("fa-1"))
    index(folder, repository=REPOSITORY, name="City Archive", admins=["a@example.org", "b@example.org"])
    index(folder)
    connection = sqlite3.connect(folder / ".docmeta-oai.sqlite")
    said = json.loads(connection.execute("SELECT value FROM facts WHERE key = 'settings'").fetchone()[0])
    connection.close()
    assert (said["name"], said["admins"]) == ("City Archive", ["a@example.org", "b@example.org"])
