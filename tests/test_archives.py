"""Archives as folders of sources, and what an archive may do to its readers."""

from __future__ import annotations

import gzip
import io
import os
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import docmeta
from conftest import Cli
from docmeta import InputError, Limits
from docmeta.errors import LimitError
from docmeta.running import archives
from docmeta.running.archives import Archive, inside, leads_out
from docmeta.running.files import keeping, opened
from growth import grows_with_input
from loopback import serving

LINE = b'{"depth": 0, "unit": {"kind": "document", "id": "d1", "title": "Telegram"}}\n'
FILES = {
    "a.jsonl": LINE,
    "sub/b.jsonl": LINE,
    "sub/c.jsonl.gz": gzip.compress(LINE),
    "d.odd": b"x",
    ".hidden.jsonl": b"",
    "~$locked.jsonl": b"",
    "__MACOSX/a.jsonl": b"",
}


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sub/", b"")
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        folder = tarfile.TarInfo("sub")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(content), 646_286_400
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


MAKERS: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "in.zip": zipped,
    "in.tar": tarred,
    "in.tar.gz": lambda files: gzip.compress(tarred(files)),
    "in.TGZ": lambda files: gzip.compress(tarred(files)),
}


@pytest.mark.parametrize(("name", "jobs"), [*((name, "1") for name in MAKERS), ("in.tar.gz", "2")])
def test_an_archive_is_a_folder(name: str, jobs: str, tmp_path: Path, cli: Cli) -> None:
    (tmp_path / name).write_bytes(MAKERS[name](FILES))
    done = cli("convert", name, "--to", "csv", "-o", "out/", "-j", jobs)
    assert done.returncode == 0, done.stderr
    made = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.csv")}
    assert made == {"a.csv", "sub/b.csv", "sub/c.csv"}
    assert b"3 of 3 files converted to out/; 1 of other kinds skipped" in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {name, "out"}


@pytest.mark.parametrize("name", MAKERS)
def test_a_file_in_an_archive_is_a_source(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(MAKERS[name](FILES))
    for member in ("a.jsonl", "sub/c.jsonl.gz"):
        assert [node.unit.id for node in docmeta.read(f"{path}/{member}")] == ["d1"]
    with opened(f"{path}/a.jsonl") as file:
        assert file.filename == "a.jsonl"
        assert file.modified is not None
        assert name == "in.zip" or file.modified.year == 1990
    with pytest.raises(InputError, match="the archive contains no such file"):
        docmeta.load(f"{path}/nope.jsonl")
    with pytest.raises(InputError, match="it is an archive: name a file in it"):
        docmeta.load(str(path))


def test_an_archive_at_an_address_comes_once(tmp_path: Path, cli: Cli) -> None:
    with serving(lambda request: request.give(zipped(FILES))) as server:
        done = cli("convert", server.at("in.zip", "ann:hidden0word"), "--to", "csv", "-o", "out/")
        assert done.returncode == 0, done.stderr
        assert len(server.asked) == 1
        assert len(list((tmp_path / "out").rglob("*.csv"))) == 3
        assert docmeta.load(f"{server.at('in.zip')}#sub/b.jsonl").members[0].id == "d1"
        with pytest.raises(InputError, match=r"in\.zip#nope: the archive contains no such file"):
            docmeta.load(f"{server.at('in.zip')}#nope")


@pytest.mark.parametrize("command", ["check", "view --no-open -o v.html"])
def test_other_commands_take_an_archive_for_a_folder(command: str, tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "in.zip").write_bytes(zipped(FILES))
    done = cli(*command.split(), "in.zip")
    assert done.returncode == 0, done.stderr
    assert b"3 files checked" in done.stdout or (tmp_path / "v.html").exists()


# -- traps -------------------------------------------------------------------------------------------------------------

OUT = {
    "../up.jsonl": LINE,
    "/abs.jsonl": LINE,
    "C:/drive.jsonl": LINE,
    "..\\back.jsonl": LINE,
    "sub/../../twice.jsonl": LINE,
}


@pytest.mark.parametrize("name", ["in.zip", "in.tar"])
def test_names_that_lead_out_are_not_read_and_lead_nowhere(name: str, tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "box").mkdir()
    (tmp_path / "up.jsonl").write_bytes(LINE)
    (tmp_path / "box" / name).write_bytes(MAKERS[name]({**OUT, "a.jsonl": LINE}))
    done = cli("convert", f"box/{name}", "--to", "csv", "-o", "out/")
    assert done.returncode == 1
    assert done.stderr.count(b"its name points outside the archive; docmeta does not read it") == len(OUT)
    assert b"1 of 6 files converted" in done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.csv"]
    assert {path.name for path in tmp_path.iterdir()} == {"box", "out", "up.jsonl"}


@given(st.lists(st.sampled_from(["..", ".", "", "a", "C:", "b\\..", "~"]), min_size=1, max_size=6).map("/".join))
def test_a_name_that_does_not_lead_out_stays_within(name: str) -> None:
    if not leads_out(name):
        for path in (os.path, __import__("ntpath"), __import__("posixpath")):
            assert not path.normpath(path.join("box", name)).startswith("..")
            assert not path.isabs(name)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_name_longer_than_any_path_is_an_error_and_leaves_no_folder(jobs: str, tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "in.zip").write_bytes(zipped({"d/" * 12_000 + "a.jsonl": LINE, "b/c/d.jsonl": LINE}))
    done = cli("convert", "in.zip", "--to", "csv", "-o", "out/", "--jobs", jobs)
    assert done.returncode == 1
    assert b"file name too long" in done.stderr.lower()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["b"]
    assert (tmp_path / "out" / "b" / "c" / "d.csv").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_and_devices_are_not_followed(kind: bytes, tmp_path: Path, cli: Cli) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("link.jsonl")
        info.type, info.linkname = kind, "/etc/passwd"
        archive.addfile(info)
        good = tarfile.TarInfo("a.jsonl")
        good.size = len(LINE)
        archive.addfile(good, io.BytesIO(LINE))
    (tmp_path / "in.tar").write_bytes(out.getvalue())
    with pytest.raises(InputError, match="a link or a device"):
        docmeta.load(f"{tmp_path}/in.tar/link.jsonl")
    assert (
        b"1 of 1 files converted to out/; 1 of other kinds skipped"
        in cli("convert", "in.tar", "--to", "csv", "-o", "out/").stderr
    )


def test_a_link_in_a_zip_is_not_followed(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        info = zipfile.ZipInfo("link.jsonl")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(InputError, match="a link or a device"):
        docmeta.load(f"{tmp_path}/in.zip/link.jsonl")


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "UNPACKED_FREELY", 1_000_000)
    (tmp_path / "in.zip").write_bytes(zipped({f"{number}.jsonl": b" " * 1_000_000 for number in range(5)}))
    with pytest.raises(LimitError, match="looks like a decompression bomb"):
        docmeta.load(f"{tmp_path}/in.zip/0.jsonl")
    with opened(f"{tmp_path}/in.zip/0.jsonl", huge=True) as file:
        assert file.stream.seek(0, io.SEEK_END) == 1_000_000
    (tmp_path / "in.tar.gz").write_bytes(gzip.compress(tarred({"a.jsonl": b" " * 100_000})))
    (tmp_path / "few.zip").write_bytes(zipped({"a.jsonl": b" " * 100_000}))
    for name in ("few.zip/a.jsonl", "in.tar.gz/a.jsonl"):
        with pytest.raises(LimitError, match="the limit of size"):
            docmeta.load(f"{tmp_path}/{name}", limits=Limits(size=50_000))


def test_files_that_overlap_are_refused(tmp_path: Path) -> None:
    """As in a ZIP whose list names one packed file many times."""
    plain = zipped({"a.jsonl": os.urandom(10_000)})
    at = plain.rindex(b"PK\x01\x02")
    end = plain.rindex(b"PK\x05\x06")
    entry, tail = plain[at:end], bytearray(plain[end:])
    entries = b"".join(entry.replace(b"a.jsonl", b"%07d" % number) for number in range(500))
    head = plain[: plain.index(b"PK\x01\x02")]
    struct.pack_into("<HHII", tail, 8, 500, 500, len(entries), len(head))
    (tmp_path / "in.zip").write_bytes(head + entries + tail)
    with pytest.raises(LimitError, match="decompression bomb"):
        docmeta.load(f"{tmp_path}/in.zip/0000001")


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("in.zip", "in.tar"):
        (tmp_path / name).write_bytes(MAKERS[name]({f"{number}.jsonl": LINE for number in range(20)}))
        with monkeypatch.context() as patch:
            patch.setattr(archives, "MEMBERS", 10)
            with pytest.raises(LimitError, match="more than 10 files"):
                docmeta.load(f"{tmp_path}/{name}/0.jsonl")
        assert docmeta.load(f"{tmp_path}/{name}/0.jsonl", huge=True).members
    monkeypatch.setattr(archives, "_DIRECTORY", 100)
    with pytest.raises(LimitError, match="more than 200,000 files"):
        docmeta.load(f"{tmp_path}/in.zip/0.jsonl")


def test_a_header_of_a_tar_that_is_too_long_is_refused() -> None:
    info = tarfile.TarInfo("././@PaxHeader")
    info.type, info.size = tarfile.XHDTYPE, 2_000_000
    with pytest.raises(LimitError, match="a header of the archive"):
        Archive(io.BytesIO(info.tobuf() + b" " * 2_000_000), "in.tar", huge=False, most=None)


def test_what_is_encrypted_or_packed_otherwise_is_named(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.jsonl": LINE}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "in.zip").write_bytes(data)
    with pytest.raises(InputError, match="encrypted"):
        docmeta.load(f"{tmp_path}/in.zip/a.jsonl")
    with zipfile.ZipFile(tmp_path / "in.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.jsonl", LINE)
    with pytest.raises(InputError, match="unsupported method"):
        docmeta.load(f"{tmp_path}/in.zip/a.jsonl")


@given(name=st.sampled_from(list(MAKERS)), at=st.integers(0, 10_000), byte=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_archive_is_an_error_or_well(
    tmp_path_factory: pytest.TempPathFactory, name: str, at: int, byte: int, cut: bool
) -> None:
    whole = bytearray(MAKERS[name](FILES))
    at %= len(whole)
    whole[at] = byte
    path = tmp_path_factory.mktemp("damaged") / name
    path.write_bytes(whole[:at] if cut else whole)
    try:
        with keeping(False, None):
            for member in ("a.jsonl", "sub/b.jsonl"):
                list(docmeta.read(f"{path}/{member}"))
    except docmeta.DocmetaError:
        pass


def test_what_is_only_named_like_an_archive_is_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "in.zip").mkdir()
    (tmp_path / "in.zip" / "a.jsonl").write_bytes(LINE)
    assert docmeta.load(f"{tmp_path}/in.zip/a.jsonl").members
    (tmp_path / "b.tar").write_bytes(LINE)
    assert docmeta.load(f"{tmp_path}/b.tar", format="jsonl").members
    assert inside(f"{tmp_path}/b.tar/x/y") == (f"{tmp_path}/b.tar", "x/y")
    with pytest.raises(InputError):
        docmeta.load(f"{tmp_path}/b.tar/x")


@pytest.mark.parametrize("name", ["in.tar.gz", "in.zip"])
def test_the_work_grows_with_the_number_of_files(name: str, tmp_path: Path) -> None:
    def make(count: int) -> str:
        path = tmp_path / str(count)
        path.mkdir(exist_ok=True)
        (path / name).write_bytes(MAKERS[name]({f"{number}.jsonl": LINE for number in range(count)}))
        return f"{path}/{name}"

    def read(path: str) -> None:
        count = int(Path(path).parent.name)
        with keeping(False, None):
            for number in range(count):
                assert len(list(docmeta.read(f"{path}/{number}.jsonl"))) == 1

    grows_with_input(make, read, 50)
