"""Opening and writing files: an error on the way leaves the old file or the new one, complete."""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import os
import random
import resource
import signal
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmeta import Collection, Document, Node, PluginError, Report, convert, dump, load, read, write
from docmeta.errors import DocmetaError, InputError, LimitError, OptionError
from docmeta.running.files import opened
from docmeta.running.folders import LONGEST, Names
from docmeta.running.spool import RATIO, UNPACKED_FREELY
from docmeta.running.targets import replacing

THOROUGH = bool(os.environ.get("DOCMETA_THOROUGH"))

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


# -- gzip --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (gzip.compress(b"words" * 1000, mtime=0)[:-20], "cut off|damaged"),
        (gzip.compress(b"words" * 1000, mtime=0)[:12], "cut off"),
        (gzip.compress(b"words" * 1000, mtime=0)[:-8] + b"12345678", "damaged"),
        (gzip.compress(b"words", mtime=0) + b"more that is not gzip", "damaged"),
        (b"\x1f\x8b", "cut off"),
        (b"\x1f\x8b\x00\x00nonsense", "damaged"),
        (b"<a/>", "named .gz but is not a gzip file"),
    ],
)
def test_a_bad_gzip_file_is_an_error_of_the_input(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xml.gz"
    path.write_bytes(content)
    with pytest.raises(InputError, match=says) as caught, opened(path) as file:
        file.stream.read()
    assert caught.value.source == str(path)


def test_gzip_files_of_several_members_and_padding_are_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b"one ") + b"\0" * 512 + gzip.compress(b"two") + b"\0" * 100)
    with opened(path) as file:
        assert file.stream.read() == b"one two"
        assert file.filename == str(tmp_path / "a")


@pytest.mark.parametrize(
    "format", ["csv", "dc", "ead2002", "ead3", "json", "jsonl", "jsonld", "listing", "mods", "xlsx", None]
)
def test_a_gzip_file_under_another_name_is_said_to_be_one(format: str | None, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(gzip.compress(b'<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"/>', mtime=0))
    with pytest.raises(DocmetaError, match=r"gzip|not a workbook"):
        list(read(path, format=format))


def test_a_gzip_bomb_is_refused_unless_it_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    packer = zlib.compressobj(9, wbits=31)
    megabyte = bytes(1 << 20)
    size = UNPACKED_FREELY + (8 << 20)
    path.write_bytes(b"".join(packer.compress(megabyte) for _ in range(size >> 20)) + packer.flush())
    assert path.stat().st_size * RATIO < size
    with pytest.raises(LimitError, match="looks like a decompression bomb"), opened(path):
        pass
    with opened(path, huge=True) as file:
        assert file.stream.seek(0, io.SEEK_END) >= UNPACKED_FREELY


def test_an_honest_large_gzip_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    words = random.Random(1).randbytes(200_000).hex().encode() * 30
    path.write_bytes(gzip.compress(words, 1))
    with opened(path) as file:
        assert hashlib.sha256(file.stream.read()).digest() == hashlib.sha256(words).digest()


@posix
def test_a_named_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = subprocess.Popen(["sh", "-c", f"printf 'words' > '{pipe}'"])
    with opened(pipe) as file:
        assert file.stream.read() == b"words"
        assert file.stream.seek(0) == 0
        assert file.modified is None
    assert writer.wait() == 0


@posix
def test_a_pipe_that_does_not_wait_is_read_to_its_end() -> None:
    """As some programs pass on their standard input: a pause is not the end."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)

    def feed() -> None:
        for word in (b"one ", b"two ", b"three"):
            time.sleep(0.02)
            os.write(writing, word)
        os.close(writing)

    feeder = threading.Thread(target=feed)
    feeder.start()
    with os.fdopen(reading, "rb") as pipe, opened(pipe) as file:
        assert file.stream.read() == b"one two three"
    feeder.join()


@pytest.mark.parametrize("change", ["grows", "shrinks", "is-rewritten"])
def test_a_file_that_is_changed_while_it_is_read_is_an_error(change: str, tmp_path: Path) -> None:
    path, target = tmp_path / "a.csv", tmp_path / "b.jsonl"
    rows = "".join(f"d{number},Letter\n" for number in range(30_000))
    path.write_text("id,title\n" + rows, encoding="utf-8")
    target.write_bytes(b"old")

    def changing() -> Iterator[Node]:
        for number, node in enumerate(read(path)):
            if number == 10:
                if change == "grows":
                    with path.open("ab") as file:
                        file.write(b"e,Letter\n")
                elif change == "shrinks":
                    os.truncate(path, 5_000)
                else:
                    path.write_text("id,title\n" + rows.replace("L", "B"), encoding="utf-8")
                    os.utime(path, ns=(1, 1))
            yield node

    with pytest.raises(InputError, match="changed while it was read") as caught:
        write(changing(), target, format="jsonl")
    assert caught.value.source == str(path)
    assert target.read_bytes() == b"old"


def test_a_file_that_is_replaced_while_it_is_read_is_read_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,title\nd1,Letter\nd2,Letter\n", encoding="utf-8")
    nodes = read(path)
    next(nodes)
    other = tmp_path / "b.csv"
    other.write_text("id,title\ne1,Map\n", encoding="utf-8")
    other.replace(path)
    assert [node.unit.id for node in nodes] == ["d2"]


@posix
def test_a_time_beyond_the_year_9999_is_no_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"words")
    real = os.fstat

    def far(descriptor: int) -> os.stat_result:
        status = list(real(descriptor))
        return os.stat_result(status, {"st_mtime": 1e15, "st_mtime_ns": 10**24})

    monkeypatch.setattr(os, "fstat", far)
    with opened(path) as file:
        assert file.modified is None


@pytest.mark.parametrize("name", ["a\0b", "\ud800.json"])
def test_what_cannot_be_the_name_of_a_file_is_an_error_of_ours(name: str) -> None:
    with pytest.raises(InputError, match="cannot be a file name"):
        load(name)
    with pytest.raises(OptionError, match="cannot be a file name"):
        dump(Document("d"), name, format="json")
    with pytest.raises((OptionError, OSError)):
        convert(b'{"depth": 0, "unit": {"kind": "document", "id": "d"}}', "a\0b", to="json", each=True)


def test_an_empty_name_is_an_error_that_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="the name of the file to read is empty"):
        load("")
    with pytest.raises(OptionError, match="the name of the file to write is empty"):
        dump(Document("d"), "", format="json")
    for each in (False, True):
        with pytest.raises(OptionError, match="is empty"):
            convert(ONE, "", to="json", each=each)
    assert left_in(tmp_path) == []


# -- targets -----------------------------------------------------------------------------------------------------------


def left_in(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


@posix
def test_permissions_of_the_old_file_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with replacing(path) as target:
        target.stream.write(b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert path.read_bytes() == b"new"


@posix
@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_a_new_file_has_the_permissions_that_any_new_file_gets(umask: int, tmp_path: Path) -> None:
    old = os.umask(umask)
    try:
        with replacing(tmp_path / "a") as target:
            target.stream.write(b"new")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o666 & ~umask


@posix
@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_file_or_folder_that_may_not_be_written_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(PermissionError), replacing(path):
        pass
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(PermissionError), replacing(tmp_path / "b"):
            pass
    finally:
        tmp_path.chmod(0o755)
    assert left_in(tmp_path) == ["a"]


@posix
def test_a_file_that_may_not_be_written_is_refused_also_where_its_folder_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(PermissionError) as caught, replacing(path):
        pass
    assert caught.value.filename == str(path)
    assert left_in(tmp_path) == ["a"]


@posix
def test_symbolic_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real = tmp_path / "real" / "a"
    real.write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to(real)
    dangling = tmp_path / "dangling"
    dangling.symlink_to(tmp_path / "real" / "b")
    for path in (link, dangling):
        with replacing(path) as target:
            target.stream.write(b"new")
        assert path.is_symlink()
    assert left_in(tmp_path / "real") == ["a", "b"]
    assert (real.read_bytes(), dangling.read_bytes()) == (b"new", b"new")


@posix
def test_of_several_hard_links_the_named_one_is_replaced(tmp_path: Path) -> None:
    path, other = tmp_path / "a", tmp_path / "b"
    path.write_bytes(b"old")
    os.link(path, other)
    with replacing(path) as target:
        target.stream.write(b"new")
    assert (path.read_bytes(), other.read_bytes()) == (b"new", b"old")


@posix
def test_extended_attributes_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    if not hasattr(os, "setxattr"):
        pytest.skip("no extended attributes on this system")
    # an access control list as Linux stores it: owner rw, user 65534 rw, group r, mask rw, others nothing
    entries = [(1, 6, -1), (2, 6, 65534), (4, 4, -1), (16, 6, -1), (32, 0, -1)]
    acl = struct.pack("<I", 2) + b"".join(struct.pack("<HHi", *entry) for entry in entries)
    kept = {"user.origin": b"scanner 4", "system.posix_acl_access": acl}
    for name, value in list(kept.items()):
        try:
            os.setxattr(path, name, value)
        except OSError:  # this file system has none
            del kept[name]
    if not kept:
        pytest.skip("no extended attributes in this file system")
    mode = path.stat().st_mode
    with replacing(path) as target:
        target.stream.write(b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode == mode
    assert {name: os.getxattr(path, name) for name in kept} == kept


@posix
@pytest.mark.parametrize(
    ("refused", "before", "after"),
    [
        ((), 0o6754, 0o6754),
        (("owner",), 0o6754, 0o2754),
        (("group",), 0o6754, 0o4744),
        (("owner", "group"), 0o6760, 0o0700),
    ],
)
def test_nobody_gains_a_right_where_owner_or_group_cannot_be_kept(
    refused: tuple[str, ...], before: int, after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fchown(descriptor: int, owner: int, group: int) -> None:
        if ("owner" if group == -1 else "group") in refused:
            raise PermissionError

    monkeypatch.setattr(os, "fchown", fchown)
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(before)
    with replacing(path) as target:
        target.stream.write(b"new")
    assert stat.S_IMODE(path.stat().st_mode) == after


@posix
def test_a_loop_of_symbolic_links_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "c").symlink_to(tmp_path / "none" / "c")
    for name in ("a", "c"):
        with pytest.raises(OSError, match=r"symbolic links|No such file"), replacing(tmp_path / name):
            pass
    assert left_in(tmp_path) == ["a", "b", "c"]


def test_names_of_255_bytes_can_be_written(tmp_path: Path) -> None:
    for name in ("x" * 250 + ".json", "é" * 125 + ".json", "line\nline.json", os.fsdecode(b"b\xff\xfe.json")):
        try:
            (tmp_path / name).touch()
        except OSError:
            continue  # this file system has no such names
        dump(Document("d", title="Letter"), tmp_path / name, format="json")
        assert load(tmp_path / name).members[0].title == "Letter"
    with pytest.raises(OSError, match=os.strerror(errno.ENAMETOOLONG)):
        dump(Document("d"), tmp_path / ("x" * 256), format="json")


@posix
@pytest.mark.parametrize("what", ["folder", "pipe", "the-target"])
def test_a_sidecar_that_cannot_take_its_place_leaves_the_target_as_it_was(what: str, tmp_path: Path) -> None:
    path, beside = tmp_path / "a", tmp_path / "a-more.json"
    path.write_bytes(b"old")
    if what == "folder":
        beside.mkdir()
    elif what == "pipe":
        os.mkfifo(beside)
    else:
        beside.symlink_to(path)
    with pytest.raises((OSError, PluginError)), replacing(path) as target:  # noqa: PT012
        target.stream.write(b"new")
        assert target.sidecar is not None
        with target.sidecar("-more.json") as more:
            more.write(b"more")
    assert path.read_bytes() == b"old"
    assert left_in(tmp_path) == ["a", "a-more.json"]


def test_a_folder_or_a_missing_folder_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError, match="it is a folder; name a file in it"), replacing(tmp_path):
        pass
    with pytest.raises(FileNotFoundError) as caught, replacing(tmp_path / "none" / "a"):
        pass
    assert caught.value.filename == str(tmp_path / "none" / "a")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotADirectoryError), replacing(tmp_path / "file" / "a"):
        pass


@pytest.mark.parametrize("error", [ValueError(), KeyboardInterrupt(), SystemExit(), OSError(errno.ENOSPC, "full")])
def test_whatever_is_raised_leaves_the_old_file_and_no_other(error: BaseException, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(type(error)), replacing(path) as target:  # noqa: PT012
        target.stream.write(b"x" * 100_000)
        assert target.sidecar is not None
        with target.sidecar("-more.json") as more:
            more.write(b"y" * 100_000)
        raise error
    assert left_in(tmp_path) == ["a"]
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("suffix", ["", "/../x", "/x", "..", "a b", "\0", "x" + os.sep])
def test_a_sidecar_stays_beside_the_target(suffix: str, tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="consists of letters, digits"), replacing(tmp_path / "a") as target:  # noqa: PT012
        assert target.sidecar is not None
        with target.sidecar(suffix):
            pass
    assert left_in(tmp_path) == []


def test_gzip_targets_have_the_same_bytes_each_time(tmp_path: Path) -> None:
    made = []
    for name in ("a.gz", "b.GZ"):
        with replacing(tmp_path / name) as target:
            target.stream.write(b"words" * 1000)
        made.append((tmp_path / name).read_bytes())
        time.sleep(0.01)
    assert made[0] == made[1]
    assert gzip.decompress(made[0]) == b"words" * 1000
    with pytest.raises(ValueError, match="stop"), replacing(tmp_path / "a.gz") as target:  # noqa: PT012
        target.stream.write(b"half")
        raise ValueError("stop")
    assert gzip.decompress((tmp_path / "a.gz").read_bytes()) == b"words" * 1000


@posix
def test_devices_and_pipes_are_written_straight(tmp_path: Path) -> None:
    with replacing("/dev/null") as target:
        target.stream.write(b"words")
        assert target.sidecar is None
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE)
    with replacing(pipe) as target:
        target.stream.write(b"words")
    assert reader.communicate()[0] == b"words"
    assert left_in(tmp_path) == ["pipe"]


@posix
@pytest.mark.parametrize("where", ["pipe", "file"])
def test_dev_stdout_is_written_straight(where: str, tmp_path: Path) -> None:
    code = "from docmeta.running.targets import replacing\nwith replacing('/dev/stdout') as t: t.stream.write(b'words')"
    if where == "pipe":
        found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=tmp_path).stdout
    else:
        with (tmp_path / "out").open("wb") as out:
            subprocess.run([sys.executable, "-c", code], stdout=out, check=True, cwd=tmp_path)
        found = (tmp_path / "out").read_bytes()
    assert found == b"words"


@posix
@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_what_was_written_to_standard_output_before_stays(name: str, tmp_path: Path) -> None:
    if not os.path.exists(name):
        pytest.skip(f"no {name}")
    code = f"from docmeta.running.targets import replacing\nwith replacing({name!r}) as t: t.stream.write(b'words')"
    with (tmp_path / "out").open("wb") as out:
        out.write(b"before ")
        out.flush()
        subprocess.run([sys.executable, "-c", code], stdout=out, check=True)
    assert (tmp_path / "out").read_bytes() == b"before words"


# -- faults ------------------------------------------------------------------------------------------------------------

#: Forks a process that writes repeatedly, kills it at a random point, checks the file, and repeats.
KILLER = """
import io, os, random, signal, sys, time
from docmeta import Collection, Document, convert, dump, load
way, format, target, kills = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])

def description(number):
    members = tuple(Document(f"d{n}", title="words " * 20 + "x" * number * 300) for n in range(30))
    return Collection("c", title="x" * number * 900, members=members)

sources = []
for number in range(4):
    source = io.BytesIO()
    dump(description(number), source, format="jsonl")
    sources.append(source.getvalue())

def write(number):
    if way == "file":
        dump(description(number), target, format=format)
    elif way == "gzip":
        dump(description(number), target + ".gz", format=format)
    elif way == "stream":
        convert(io.BytesIO(sources[number]), target, from_="jsonl", to=format)
    else:
        convert(sources[number], target, from_="jsonl", to=format, each=True)

def left():
    if way == "folder":
        names = [name for name in os.listdir(target) if not name.startswith(".")]
        return {name: open(os.path.join(target, name), "rb").read() for name in names}
    return {"": open(target + (".gz" if way == "gzip" else ""), "rb").read()}

whole = {}
for number in range(4):
    started = time.perf_counter()
    write(number)
    longest = time.perf_counter() - started
    for name, content in left().items():
        whole.setdefault(name, set()).add(content)
chance = random.Random(7)
torn = 0
for _ in range(kills):
    child = os.fork()
    if child == 0:
        while True:
            for number in range(4):
                write(number)
    time.sleep(chance.random() * longest * 3)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    now = left()
    torn += now.keys() != whole.keys() or any(content not in whole[name] for name, content in now.items())
print(torn)
"""

#: Every built-in format that writes.
WRITTEN = ["csv", "dc", "dcterms", "ead2002", "ead3", "ead4", "json", "jsonl", "jsonld"]


@pytest.mark.timeout(1800)  # a thousand kills are slow
@posix
@pytest.mark.parametrize(
    ("way", "format"),
    [
        *(("file", format) for format in WRITTEN),
        ("gzip", "json"),
        ("stream", "ead3"),
        ("folder", "dc"),
        ("folder", "jsonl"),
    ],
)
def test_a_kill_leaves_the_old_file_or_the_new_one(way: str, format: str, tmp_path: Path) -> None:
    target = str(tmp_path / f"a.{format}")
    kills = "1000" if THOROUGH else "12"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", KILLER, way, format, target, kills],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("0\n", "")


WRITER = """
import sys
from docmeta import Collection, Document, dump
members = tuple(Document(f"d{n}", title="words " * 20) for n in range(60))
for number in range(int(sys.argv[2])):
    dump(Collection("c", title="x" * (number % 7) * 900, members=members), sys.argv[1])
"""


def start_writer(path: Path, rounds: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-W", "ignore", "-c", WRITER, str(path), str(rounds)])


@posix
def test_eight_writers_never_mix(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    dump(Collection("c", title="first", members=tuple(Document(f"d{n}") for n in range(60))), path)
    rounds = 200 if THOROUGH else 10
    writers = [start_writer(path, rounds) for _ in range(8)]
    reads = 0
    while any(writer.poll() is None for writer in writers):
        assert len(load(path).members) == 60
        reads += 1
    assert [writer.wait() for writer in writers] == [0] * 8
    assert reads > 1
    assert left_in(tmp_path) == ["a.json"]


def _nodes() -> Iterator[Node]:
    yield Node(0, Collection("c"))
    for number in range(400):
        yield Node(1, Document(f"d{number}", title="words " * 10))


@posix
@pytest.mark.parametrize("format", ["json", "jsonl"])
@pytest.mark.parametrize("packed", ["", ".gz"])
def test_a_full_disk_at_any_byte_is_an_error_and_leaves_the_old_file(format: str, packed: str, tmp_path: Path) -> None:
    whole = tmp_path / f"whole.{format}{packed}"
    write(_nodes(), whole, format=format)
    size = whole.stat().st_size
    path = tmp_path / f"a.{format}{packed}"
    path.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        for missing in sorted({1, 2, 100, 1000, 5000, size - 1, size}):
            if missing > size:
                continue
            resource.setrlimit(resource.RLIMIT_FSIZE, (size - missing, hard))
            with pytest.raises(OSError, match=os.strerror(errno.EFBIG)):
                write(_nodes(), path, format=format)
            assert path.read_bytes() == b"old"
            assert left_in(tmp_path) == sorted([path.name, whole.name])
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        write(_nodes(), path, format=format)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert path.read_bytes() == whole.read_bytes()


@posix
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_dev_full_is_an_error() -> None:
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        write(_nodes(), "/dev/full", format="json")


#: A description of one unit.
ONE = b'{"depth": 0, "unit": {"kind": "document", "id": "d"}}'

# -- a folder of files -------------------------------------------------------------------------------------------------

HOSTILE = [
    "..", ".", "/", "\\", "../../etc/passwd", "..\\..\\x", "C:", "C:\\x", "a/b", "a_b", "a\\b", "con", "CON", "nul.txt",
    "com1", "LPT9", "aux.xml.xml", "x" * 400, "x" * 401, "é" * 300, "A", "a", "ﬁ", "fi", "e\u0301", "é", "\u202egpj",
    "%2e%2e", "$HOME", "`id`", "-rf", "--help", ".hidden", "~root", "a\0b", "a\nb", "tail ", "tail.", " tail", "東京",
    "\ud800", "😀", "a" * 255, "a:b", "a*b?", "com¹", "ς", "σ", "İ", "i̇", "_", "unit",
]  # fmt: skip


def test_hostile_ids_make_safe_names() -> None:
    names = Names(".ead3.xml")
    made = [names.of(id) for id in HOSTILE for _ in range(2)]
    assert len({name.casefold() for name in made}) == len(made)
    for name in made:
        stem = name.removesuffix(".ead3.xml")
        assert os.path.basename(name) == name
        assert not set('/\\:*?"<>|') & set(name)
        assert name.isprintable()
        assert len(name.encode()) <= 255
        assert not name.startswith(("-", ".", " "))
        assert not stem.endswith((".", " "))
        assert stem.partition(".")[0].lower() not in ("con", "nul", "aux", "com1", "lpt9", "com¹")


@given(st.lists(st.text(max_size=20)))
def test_no_two_names_are_alike(ids: list[str]) -> None:
    names = Names("")
    made = [names.of(id) for id in ids]
    assert len({name.casefold() for name in made}) == len(ids)
    assert all(len(name.encode()) <= LONGEST + 30 for name in made)
    again = Names("")
    assert [again.of(id) for id in ids] == made


def test_a_name_that_is_safe_is_the_id() -> None:
    names = Names(".xml")
    assert [names.of(id) for id in ("MS-12.3", "d_1", "дело-4")] == ["MS-12.3.xml", "d_1.xml", "дело-4.xml"]


@posix
def test_a_folder_export_stays_in_its_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"mine")
    folder = tmp_path / "folder"
    folder.mkdir()
    source = io.BytesIO()
    ids = [id for id in HOSTILE if id.isprintable()] + ["link"]
    dump(Collection("top", members=tuple(Document(id) for id in dict.fromkeys(ids))), source, format="json")
    (folder / "link.json").symlink_to(outside)
    report = convert(source.getvalue(), folder, from_="json", to="json", each=True)
    assert left_in(tmp_path) == ["folder", "outside"]
    assert outside.read_bytes() == b"mine"
    assert not (folder / "link.json").is_symlink()
    assert len(left_in(folder)) == report.units == len(dict.fromkeys(ids)) + 1
    read_back = {load(folder / name).id for name in left_in(folder)} | {"docmeta-roots"}
    assert read_back == {"top", "docmeta-roots"}


@posix
def test_a_folder_with_a_folder_in_the_way_gets_no_file(tmp_path: Path) -> None:
    (tmp_path / "b.json").mkdir()
    source = io.BytesIO()
    dump(Collection("a", members=(Document("b"),)), source, format="json")
    with pytest.raises(IsADirectoryError):
        convert(source.getvalue(), tmp_path, from_="json", to="json", each=True)
    assert left_in(tmp_path) == ["b.json"]


@posix
def test_a_folder_export_keeps_the_permissions_of_old_files(tmp_path: Path) -> None:
    old = tmp_path / "d.json"
    old.write_bytes(b"old")
    old.chmod(0o640)
    convert(ONE, tmp_path, to="json", each=True)
    assert load(old).members[0].id == "d"
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


@posix
def test_a_folder_export_refuses_a_file_that_may_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "d.json").write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(PermissionError):
        convert(ONE, tmp_path, to="json", each=True)
    assert (tmp_path / "d.json").read_bytes() == b"old"
    assert left_in(tmp_path) == ["d.json"]


@posix
def test_a_folder_export_that_cannot_begin_names_the_folder_and_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.mkdir

    def mkdir(path: str, mode: int = 0o777) -> None:
        if ".docmeta" in path:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        real(path, mode)

    folder = str(tmp_path / "new" / "deep")
    monkeypatch.setattr(os, "mkdir", mkdir)
    with pytest.raises(PermissionError) as caught:
        convert(ONE, folder, to="json", each=True)
    assert caught.value.filename == folder
    assert left_in(tmp_path) == []


def test_a_folder_export_needs_a_folder_not_a_stream_with_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Named(io.BytesIO):
        name = "somewhere"

    monkeypatch.chdir(tmp_path)
    with pytest.raises(OptionError, match="not a stream"):
        convert(ONE, Named(), to="json", each=True)
    assert left_in(tmp_path) == []


def test_a_unit_alone_says_what_it_is_part_of(tmp_path: Path) -> None:
    source = io.BytesIO()
    dump(Collection("a", title="Papers", members=(Document("b"),)), source, format="json")
    convert(source.getvalue(), tmp_path, from_="json", to="json", each=True)
    (relation,) = load(tmp_path / "b.json").members[0].relations
    assert (relation.kind, relation.target, relation.label) == ("isPartOf", "a", "Papers")


def test_temporary_files_go_with_what_was_spooled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    with opened(Pipe(b"x" * 9_000_000)) as file:
        assert len(file.stream.read()) == 9_000_000
        assert file.stream.seek(0) == 0
    assert file.stream.closed
    assert left_in(tmp_path) == []


@pytest.mark.parametrize(
    ("before", "encoding"), [(b"\n", "iso-8859-1"), (b" \r\n\t", "utf-8"), (b"\xef\xbb\xbf\n", "utf-8")]
)
def test_white_space_before_the_xml_declaration_is_read_past(before: bytes, encoding: str, tmp_path: Path) -> None:
    document = (
        f"<?xml version='1.0' encoding='{encoding}'?>\n<ead><archdesc level='fonds'><did>\n<unittitle>Café</unittitle></did>"
        "<dsc>\n<c><did><unittitle>x</unittitle></did></c></dsc></archdesc></ead>"
    ).encode(encoding)
    path = tmp_path / "late.xml"
    path.write_bytes(before + document)
    for source in (path, before + document, io.BytesIO(before + document)):
        report = Report()
        nodes = list(read(source, report=report))
        assert [node.unit.title for node in nodes] == ["Café", "x"]
        assert nodes[1].line == 4 + before.count(b"\n")
        assert [one.line for one in report.findings if one.target == "<?xml"] == [1 + before.count(b"\n")]


def test_an_error_after_white_space_before_the_declaration_has_its_line() -> None:
    with pytest.raises(InputError) as caught:
        list(read(b"\n\n<?xml version='1.0'?>\n<ead>\n<archdesc></ead>"))
    assert caught.value.line == 5
