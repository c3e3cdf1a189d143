"""URLs as sources and targets: what is requested, what is reported, and what is never accessed."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import string
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem
from hypothesis import given
from hypothesis import strategies as st

import docmeta
from conftest import Cli
from docmeta import InputError, Limits, LossError, OptionError, remote
from docmeta.cli.main import run
from docmeta.errors import LimitError, MissingExtraError
from docmeta.remote import found, is_address, opening, pace, shown
from docmeta.remote.web import BrokenOff, _moved
from docmeta.running.files import opened
from growth import grows_with_input
from loopback import Loopback, Request, serving

LINE = b'{"depth": 0, "unit": {"kind": "document", "id": "d1", "title": "Telegram"}}\n'
SECRET = "hidden0word"


def titles(source: Any, **how: Any) -> list[str]:
    return [str(node.unit.title) for node in docmeta.read(source, **how)]


def give(body: bytes, **how: Any) -> Callable[[Request], None]:
    return lambda request: request.give(body, **how)


@pytest.fixture
def memory() -> Iterator[MemoryFileSystem]:
    store: MemoryFileSystem = fsspec.filesystem("memory")
    store.store.clear()
    store.pseudo_dirs[:] = [""]
    yield store
    store.store.clear()


# -- the web -----------------------------------------------------------------------------------------------------------


def test_an_address_of_the_web_is_read_and_dated() -> None:
    with serving(give(LINE, Last_Modified="Mon, 25 Jun 1990 04:00:00 GMT")) as server:
        assert titles(server.at("a.jsonl")) == ["Telegram"]
        with opened(server.at("a.jsonl")) as file:
            assert (file.name, file.filename, file.modified and file.modified.year) == (
                server.at("a.jsonl"), "a.jsonl", 1990,
            )  # fmt: skip


@pytest.mark.parametrize(("name", "headers"), [("a.jsonl.gz", {}), ("a.jsonl", {"Content_Encoding": "gzip"})])
def test_what_is_packed_is_unpacked_once(name: str, headers: dict[str, str]) -> None:
    with serving(give(gzip.compress(LINE), **headers)) as server:
        assert titles(server.at(name)) == ["Telegram"]
    with serving(give(gzip.compress(LINE), Content_Encoding="x-gzip")) as server:
        assert titles(server.at("a.jsonl.gz")) == ["Telegram"]


@pytest.mark.parametrize("said", ['attachment; filename="../a.csv"', "attachment; filename*=UTF-8''b%20c.csv"])
def test_the_name_that_a_server_gives_tells_the_format(said: str) -> None:
    table = b"title,date\nTelegram,1950\n"
    with serving(give(table, Content_Disposition=said)) as server:
        assert titles(server.at("export?id=5")) == ["Telegram"]
    with (
        serving(give(table, Content_Disposition="attachment; filename*=odd''b%FFc.csv")) as server,
        opened(server.at("x")) as file,
    ):
        assert file.stream.read() == table


def test_credentials_are_sent_and_never_said(tmp_path: Path) -> None:
    def answer(request: Request) -> None:
        known = request.headers["Authorization"] == "Basic YW5uOmhpZGRlbjB3b3Jk"
        request.give(LINE if known and "no" not in request.path else b"", 200 if "no" not in request.path else 403)

    with serving(answer) as server:
        report = docmeta.convert(server.at(f"a.jsonl?key={SECRET}", f"ann:{SECRET}"), tmp_path / "a.csv", from_="jsonl")
        assert report.units == 1
        assert SECRET not in json.dumps(report.to_json())
        with pytest.raises(PermissionError) as caught:
            docmeta.load(server.at(f"no.jsonl?key={SECRET}", f"ann:{SECRET}"))
    assert SECRET not in f"{caught.value}{caught.value.filename}"


@given(
    path=st.text(string.ascii_letters + "/@.-_", max_size=20),
    scheme=st.sampled_from(["http", "https", "ftp", "sftp", "s3"]),
    query=st.booleans(),
    name=st.text(string.ascii_letters, min_size=1, max_size=5),
    more=st.text(string.ascii_letters + "/?@:#", max_size=4),
)
def test_no_password_is_shown(path: str, scheme: str, query: bool, name: str, more: str) -> None:
    address = f"{scheme}://{name}:{SECRET}{more}@example.org/{path}"
    if scheme.startswith("http") and query:
        address += f"?token={SECRET}"
    assert is_address(address)
    assert SECRET not in shown(address)


@pytest.mark.parametrize(
    ("status", "error"), [(404, FileNotFoundError), (401, PermissionError), (500, InputError), (204, InputError)]
)
def test_an_answer_that_is_no_file_says_so(status: int, error: type[Exception]) -> None:
    with serving(give(b"<html/>", status=status)) as server, pytest.raises(error):
        docmeta.load(server.at("a.xml"))


def test_a_redirect_is_followed_at_home_alone() -> None:
    def answer(request: Request) -> None:
        if request.path == "/old.jsonl":
            request.give(b"", 302, Location="/new.jsonl")
        elif request.path == "/round.jsonl":
            request.give(b"", 301, Location="/round.jsonl")
        elif request.path == "/away.jsonl":
            request.give(b"", 302, Location=f"http://user:{SECRET}@elsewhere.invalid/?t={SECRET}")
        elif request.path == "/odd.jsonl":
            request.give(b"", 302, Location="file:///etc/passwd")
        else:
            request.give(LINE)

    with serving(answer) as server:
        assert titles(server.at("old.jsonl", "a:b")) == ["Telegram"]
        assert server.asked[-1].headers["Authorization"]
        with pytest.raises(InputError, match="more than 5 times"):
            docmeta.load(server.at("round.jsonl"))
        with pytest.raises(
            InputError, match=r"http://elsewhere\.invalid/\?\.\.\., which docmeta does not follow"
        ) as caught:
            docmeta.load(server.at("away.jsonl"))
        assert SECRET not in str(caught.value)
        with pytest.raises(InputError, match="not a web URL"):
            docmeta.load(server.at("odd.jsonl"))


def test_where_a_redirect_may_lead() -> None:
    assert _moved("http://a.org/x", "https://a.org/y") == "https://a.org/y"
    assert _moved("https://u:p@a.org:443/x", "/y") == "https://u:p@a.org:443/y"
    for address, where in [
        ("https://a.org/x", "http://a.org/x"), ("http://a.org/x", "http://a.org:81/x"), ("http://a.org/x", "//b.org/x"),
        ("http://a.org/x", "https://a.org:8443/x"), ("http://a.org/x", "http://a.org.b.org/"), ("http://a.org/", "http://a.org@b.org/"),
        ("http://a.org/x", "http://[::1"),
    ]:  # fmt: skip
        with pytest.raises(InputError):
            _moved(address, where)


def endless(request: Request) -> None:
    request.send_response(200)
    request.end_headers()
    with contextlib.suppress(OSError):
        while True:
            request.wfile.write(b" " * 100_000)


@pytest.mark.parametrize("answer", [give(b" " * 300_000), endless], ids=["announced", "endless"])
def test_a_giant_answer_breaks_the_limit_of_size(answer: Callable[[Request], None]) -> None:
    with serving(answer) as server, pytest.raises(LimitError, match="the limit of size"):
        docmeta.load(server.at("a.jsonl"), limits=Limits(size=200_000))


@pytest.mark.parametrize("bombs", [1, 3])
def test_a_packed_bomb_breaks_the_limit_of_size(bombs: int) -> None:
    body = gzip.compress(b" " * 3_000_000) * bombs
    with serving(give(body, Content_Encoding="gzip")) as server, pytest.raises(LimitError, match="the limit of size"):
        docmeta.load(server.at("a.jsonl"), limits=Limits(size=1_000_000))


def drip(request: Request) -> None:
    if "head" not in request.path:
        request.send_response(200)
        request.end_headers()
    with contextlib.suppress(OSError):
        for _ in range(400):
            request.wfile.write(b"X")
            time.sleep(0.02)


@pytest.mark.parametrize("name", ["head.xml", "body.xml"])
def test_a_slow_drip_breaks_the_limit_of_waiting(name: str) -> None:
    before = threading.active_count()
    with (
        serving(drip) as server,
        pytest.raises(LimitError, match=r"within 0\.2 seconds, the limit of wait; raise it \(--max-wait"),
    ):
        docmeta.load(server.at(name), limits=Limits(wait=0.2))
    assert threading.active_count() <= before + 1


def half(request: Request) -> None:
    request.send_response(200)
    request.send_header("Content-Length", str(len(LINE) * 2))
    request.end_headers()
    request.wfile.write(LINE)


def half_a_chunk(request: Request) -> None:
    request.send_response(200)
    request.send_header("Transfer-Encoding", "chunked")
    request.end_headers()
    request.wfile.write(b"ff\r\n" + LINE)


@pytest.mark.parametrize(
    "answer",
    [
        half,
        half_a_chunk,
        give(gzip.compress(LINE)[:-9], Content_Encoding="gzip"),
        lambda request: request.wfile.write(b"hello\r\n"),
    ],
)
def test_an_answer_that_breaks_off_is_no_file(answer: Callable[[Request], None]) -> None:
    with serving(answer) as server, pytest.raises(BrokenOff):
        docmeta.load(server.at("a.jsonl"))


def test_what_is_no_address_of_the_web_is_an_error() -> None:
    for odd in (
        "http://",
        "http://:80/",
        "http://a:b:c/",
        "http:///x",
        "https://exa mple/",
        "http://a\nb/",
        "http://xn--\udcff/",
    ):
        with pytest.raises((InputError, OSError)):
            docmeta.load(odd)
    with pytest.raises(OSError, match="refused"):
        docmeta.load("http://127.0.0.1:1/a.xml")


PAGE = b"""<html><a href="a.jsonl">a</a> <a href='/in/b%20c.jsonl'>b</a> <a href="c.txt">c</a><a href="sub/d.jsonl">d</a>
<a href="http://elsewhere.invalid/in/e.jsonl">e</a><a href="../f.jsonl">f</a><a href="//[">g</a><a>h</a>
<a href=".h.jsonl">h</a><a href="%2e%2e%2fi.jsonl">i</a>"""


def test_a_pattern_finds_what_the_page_of_the_folder_names(tmp_path: Path, cli: Cli) -> None:
    with serving(lambda request: request.give(PAGE if request.path == "/in/" else LINE)) as server:
        names = [below for _, below in found(server.at("in/*.jsonl"))]
        assert names == ["a.jsonl", "b c.jsonl"]
        done = cli("convert", server.at("in/*.jsonl", f"a:{SECRET}"), "--to", "csv", "-o", "out/", "--report", "r.json")
        assert done.returncode == 0, done.stderr
        assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.csv", "b c.csv"]
        assert SECRET.encode() not in done.stderr + (tmp_path / "r.json").read_bytes()
        assert {request.path for request in server.asked} == {"/in/", "/in/a.jsonl", "/in/b%20c.jsonl"}
        with pytest.raises(InputError, match="only the last part"):
            list(found(server.at("*/a.jsonl")))


@pytest.mark.parametrize("piece", ["<a ", "<a href=", '<a href="', "<a href='x", "<a x=y ", "<!--", "<", "&amp;"])
def test_looking_for_links_grows_with_the_page(piece: str) -> None:
    grows_with_input(lambda count: piece * count, lambda page: list(opening._LINK.finditer(page)), 20_000)


@pytest.mark.parametrize("command", ["show", "check", "view --no-open -o v.html", "diff", "plan --for arclight"])
def test_every_command_that_reads_takes_an_address(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with serving(give(LINE)) as server:
        secret = server.at(f"a.jsonl?k={SECRET}", f"a:{SECRET}")
        assert run([*command.split(), secret, *([secret] if command == "diff" else [])]) in (0, 1)
        assert SECRET not in "".join(capsys.readouterr())
        assert server.asked


def test_an_address_in_an_input_is_never_followed(tmp_path: Path) -> None:
    with serving(give(LINE)) as server:
        at = server.at("x")
        ead = f"""<!DOCTYPE ead SYSTEM "{at}.dtd" [<!ENTITY e SYSTEM "{at}.ent"><!ENTITY % p SYSTEM "{at}.p">]>
        <?xml-stylesheet href="{at}.xsl"?><ead xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:a {at}.xsd">
        <eadheader><eadid url="{at}">f</eadid></eadheader><archdesc level="fonds"><did><unittitle>T</unittitle>
        <dao href="{at}.jpg"/></did></archdesc></ead>"""
        linked = json.dumps({"@context": at, "@id": at, "@type": "ArchiveComponent", "name": "T"})
        for number, text in enumerate([ead, linked]):
            with contextlib.suppress(docmeta.DocmetaError):
                docmeta.convert(text.encode(), tmp_path / f"{number}.json")
        assert not server.asked


# -- stores ------------------------------------------------------------------------------------------------------------


def test_a_store_is_written_and_read(memory: MemoryFileSystem) -> None:
    docmeta.convert(LINE, "memory://box/a.jsonl", from_="jsonl")
    assert titles("memory://box/a.jsonl") == ["Telegram"]
    docmeta.convert("memory://box/a.jsonl", "memory://box/b.csv.gz")
    assert gzip.decompress(memory.cat("/box/b.csv.gz")).startswith(b"kind,") or memory.exists("/box/b.csv.gz")
    assert titles("memory://box/b.csv.gz") == ["Telegram"]
    assert [below for _, below in found("memory://box/*.jsonl")] == ["a.jsonl"]
    assert [below for _, below in found("memory://box/")] == ["a.jsonl", "b.csv.gz"]
    with pytest.raises(FileNotFoundError):
        docmeta.load("memory://box/c.jsonl")
    with pytest.raises(IsADirectoryError):
        docmeta.load("memory://box")
    with pytest.raises(IsADirectoryError):
        docmeta.convert(LINE, "memory://box/", from_="jsonl", to="json")


def test_files_beside_a_target_go_to_the_store_too(memory: MemoryFileSystem) -> None:
    docmeta.convert(LINE, "memory://a.csv", from_="jsonl", metadata=True)
    assert set(memory.store) == {"/a.csv", "/a.csv-metadata.json"}


def test_a_target_that_fails_leaves_the_old_one(memory: MemoryFileSystem) -> None:
    memory.pipe("/a.xml", b"old")
    lossy = docmeta.Document("d", extras=(docmeta.Extra("odd", "place", "words"),))
    with pytest.raises(LossError):
        docmeta.dump(lossy, "memory://a.xml", format="dc", strict=True)
    with pytest.raises(InputError):
        docmeta.convert(b"{", "memory://a.xml", from_="jsonl", to="dc")
    with pytest.raises(OptionError, match="source itself"):
        docmeta.convert("memory://a.xml", "memory://a.xml", from_="dc", to="dc")
    with pytest.raises(OptionError, match="not a URL"):
        docmeta.convert(LINE, "memory://out", from_="jsonl", to="dc", each=True)
    with pytest.raises(OptionError, match="docmeta cannot write to web URLs"):
        docmeta.convert(LINE, "https://example.org/a.xml", from_="jsonl", to="dc")
    assert memory.store.keys() == {"/a.xml"}
    assert memory.cat("/a.xml") == b"old"


class Renaming(MemoryFileSystem):
    """A store that cannot take a file at once; its disk is full after some bytes."""

    protocol = "renaming"
    store: dict[str, Any] = {}
    pseudo_dirs: list[str] = [""]
    room = 10**9
    seen: list[str] = []

    @classmethod
    def _strip_protocol(cls, path: Any) -> Any:
        return super()._strip_protocol(path.replace("renaming://", "memory://") if isinstance(path, str) else path)

    def _open(self, path: str, mode: str = "rb", **how: Any) -> Any:
        file = super()._open(path, mode, **how)
        if "w" in mode:
            self.seen.append(path)
            write = file.write

            def limited(block: bytes) -> int:
                if file.tell() + len(block) > Renaming.room:
                    write(block[:5])
                    raise RuntimeError(f"full at renaming://a:{SECRET}@x{path}")
                return int(write(block))

            file.write = limited
        return file


def test_a_store_that_only_renames_never_has_half_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    fsspec.register_implementation("renaming", Renaming, clobber=True)
    store = fsspec.filesystem("renaming")
    docmeta.convert(LINE, "renaming://box/a.jsonl", from_="jsonl")
    old = store.cat("/box/a.jsonl")
    assert store.seen[0].startswith("/box/.docmeta-")
    monkeypatch.setattr(Renaming, "room", 20)
    with pytest.raises(InputError, match="the store failed") as caught:
        docmeta.convert(LINE * 2, "renaming://box/a.jsonl", from_="jsonl", to="json")
    assert SECRET not in str(caught.value)
    assert store.cat("/box/a.jsonl") == old
    assert list(Renaming.store) == ["/box/a.jsonl"]


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    with pytest.raises(MissingExtraError, match="s3fs"):
        docmeta.load(f"s3://k:{SECRET}@box/a.xml")
    with pytest.raises(InputError, match="unknown kind of store: nonesuch://"):
        docmeta.load("nonesuch://a")
    with pytest.raises(OptionError, match="chained URLs"):
        docmeta.load(
            "simplecache::memory://a.xml" if is_address("simplecache::memory://a") else "memory://a::memory://b"
        )
    for name in [name for name in sys.modules if name.partition(".")[0] == "fsspec"]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingExtraError, match=r"^memory:// needs the extra remote: pip install 'docmeta\[remote\]'$"):
        docmeta.load("memory://a.xml")
    with serving(give(LINE)) as server:
        assert titles(server.at("a.jsonl")) == ["Telegram"]


def test_files_of_stores_go_to_a_folder_of_a_store(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.jsonl", "b.jsonl", ".c.jsonl", "d.odd"):
        (tmp_path / "in" / name).write_bytes(LINE)
    done = cli("convert", f"file://{tmp_path}/in/", "--to", "csv", "-o", f"file://{tmp_path}/out/", "-j", "2")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.csv", "b.csv"]
    assert b"2 of 2 files converted" in done.stderr


def test_a_source_is_not_replaced_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(LINE)
    for source, target in (
        (str(path), f"file://{path}"),
        (f"file://{path}", str(path)),
        (f"file://{path}", f"local://{path}"),
    ):
        with pytest.raises(OptionError, match="source itself"):
            docmeta.convert(source, target)
    assert path.read_bytes() == LINE


def test_what_is_beside_a_conversion_stays_on_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.jsonl").write_bytes(LINE)
    for option in ("--report", "--findings"):
        assert run(["convert", "a.jsonl", "-o", "a.json", option, f"https://ann:{SECRET}@example.org/r.csv"]) == 2
        assert SECRET not in capsys.readouterr().err
    with serving(give(LINE)) as server:
        assert run(["view", "--no-open", "-o", "v.html", server.at(f"a.jsonl?key={SECRET}"), "a.jsonl"]) == 0
    assert SECRET not in (tmp_path / "v.html").read_text()


def test_a_stream_is_read_as_before() -> None:
    assert titles(io.BytesIO(LINE), format="jsonl") == ["Telegram"]
    assert isinstance(Loopback("http://a", []).at("b"), str)


def test_an_answer_of_several_packed_members_is_read_whole() -> None:
    body = gzip.compress(b"id,title\n1,One\n") + gzip.compress(b"2,Two\n")
    with serving(give(body, Content_Encoding="gzip", Content_Type="text/csv")) as server:
        assert titles(server.at("a.csv")) == ["One", "Two"]


def test_what_a_server_echoes_hides_what_the_address_hides() -> None:
    def echo(request: Request) -> None:
        request.wfile.write(request.raw_requestline)

    with serving(echo) as server, pytest.raises(docmeta.InputError) as caught:
        titles(server.at("a.csv?token=SEKRET", "ann:pw12"))
    assert "SEKRET" not in str(caught.value)


def test_a_password_with_a_wildcard_is_no_pattern(cli: Cli, tmp_path: Path) -> None:
    def answer(request: Request) -> None:
        request.give(b'<a href="a.csv">a</a>' if request.path.endswith("/") else b"id,title\n1,One\n")

    with serving(answer) as server:
        cli("convert", server.at("in/*.csv", "ann:p*SEKRET"), "--to", "json", "-o", f"{tmp_path}/out/")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.json"]
    for query in ("?token=SEKRET",):
        done = cli("convert", server.at(f"in/*.csv{query}"), "--to", "json", "-o", f"{tmp_path}/out/")
        assert b"SEKRET" not in done.stderr
        assert b"cannot have a query string" in done.stderr
    done = cli("convert", "a.csv", "b.csv", "--to", "ead3", "-o", "sftp://ann:SEKRET@h.example/out.xml")
    assert b"SEKRET" not in done.stderr


# -- the pace ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses requested, by a clock that only they advance."""
    pauses: list[float] = []
    monkeypatch.setattr(pace, "_sleep", pauses.append)
    monkeypatch.setattr(pace, "_clock", lambda: 1000.0 + sum(pauses))
    monkeypatch.setattr(pace, "_ended", {})
    return pauses


def test_between_two_requests_to_a_server_lies_the_pause_that_is_wished(waited: list[float], tmp_path: Path) -> None:
    def answer(request: Request) -> None:
        request.give(PAGE if request.path == "/in/" else LINE)

    with serving(answer) as server, serving(answer) as other:
        docmeta.load(server.at("a.jsonl"))
        with remote.paced(3):
            docmeta.load(server.at("a.jsonl"))
            with remote.paced(None):
                docmeta.load(server.at("b.jsonl", "ann:secret"))
            docmeta.load(other.base.replace("127.0.0.1", "localhost") + "/a.jsonl")
            assert waited == [3]
            assert len(list(found(server.at("in/*.jsonl")))) == 2
        docmeta.load(server.at("a.jsonl"))
    assert waited == [3, 3]
    for odd in (-1, float("nan"), True, "3", 1e9):
        with pytest.raises(OptionError), remote.paced(odd):  # type: ignore[arg-type]
            pass


def test_those_who_ask_at_once_wait_for_their_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[float] = []
    monkeypatch.setattr(pace, "_sleep", turns.append)
    monkeypatch.setattr(pace, "_clock", lambda: 1000.0)
    monkeypatch.setattr(pace, "_ended", {})

    def ask() -> None:
        with remote.paced(2), pace.in_turn("example.org"):
            pass

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(turns) == [2, 4, 6]


def test_the_command_line_keeps_the_pace_of_its_option_its_variable_and_its_file(
    waited: list[float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with serving(lambda request: request.give(PAGE if request.path == "/in/" else LINE)) as server:
        files = [server.at("a.jsonl"), server.at("b.jsonl")]
        assert run(["convert", *files, "--to", "csv", "-o", "out/", "-q", "--jobs", "2", "--pace", "5"]) == 0
        assert waited == [5]
        monkeypatch.setenv("DOCMETA_PACE", "4")
        assert run(["check", *files, "-q"]) in (0, 1)
        assert waited == [5, 4, 4]
        monkeypatch.delenv("DOCMETA_PACE")
        (tmp_path / "docmeta.toml").write_text("pace = 2\n")
        assert run(["show", files[0]]) == 0
        assert waited[3:] == [2]
        (tmp_path / "docmeta.toml").write_text("pace = -2\n")
        assert run(["show", files[0]]) == 2
        (tmp_path / "docmeta.toml").write_text("pace = 'slow'\n")
        assert run(["show", files[0]]) == 2
