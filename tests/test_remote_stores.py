"""Stores with real servers on loopback, if these are installed, else with servers that behave like them."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

import docmeta
from docmeta import InputError, OptionError
from docmeta.remote import found, is_address, shown

LINE = b'{"depth": 0, "unit": {"kind": "document", "id": "d1", "title": "Telegram"}}\n'
SECRET = "hidden0word"


def used(base: str, put: Any) -> None:
    """What holds for every store: *put* stores a file behind docmeta's back."""
    put("in/a.jsonl", LINE)
    put("in/sub/b.jsonl", LINE)
    put("in/c d.jsonl", LINE)
    assert docmeta.load(f"{base}/in/a.jsonl").members
    assert sorted(below for _, below in found(f"{base}/in/")) == ["a.jsonl", "c d.jsonl", "sub/b.jsonl"]
    assert sorted(below for _, below in found(f"{base}/in/*.jsonl")) == ["a.jsonl", "c d.jsonl"]
    put("in/new.jsonl", LINE)
    assert docmeta.load(f"{base}/in/new.jsonl").members  # what was listed before did not know it
    assert "new.jsonl" in {below for _, below in found(f"{base}/in/")}
    for _ in range(2):  # the second time there is one to be replaced
        assert docmeta.convert(f"{base}/in/a.jsonl", f"{base}/out/deep/a.csv").units == 1
    assert [below for _, below in found(f"{base}/out/")] == ["deep/a.csv"]
    assert [str(node.unit.title) for node in docmeta.read(f"{base}/out/deep/a.csv")] == ["Telegram"]
    put("in/bad.jsonl", LINE + b'{"depth": 0,')
    with pytest.raises(InputError):
        docmeta.convert(f"{base}/in/bad.jsonl", f"{base}/out/deep/a.csv", on_error="raise")
    assert [str(node.unit.title) for node in docmeta.read(f"{base}/out/deep/a.csv")] == ["Telegram"]
    assert [below for _, below in found(f"{base}/out/")] == ["deep/a.csv"]
    for name, error in (("in/no.jsonl", FileNotFoundError), ("in", IsADirectoryError)):
        with pytest.raises(error) as caught:
            docmeta.load(f"{base}/{name}")
        assert SECRET not in str(caught.value)


@pytest.fixture
def quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.mark.usefixtures("quiet")
def test_a_server_of_s3(monkeypatch: pytest.MonkeyPatch) -> None:
    server = pytest.importorskip("moto.server", reason="moto is not installed")
    boto3 = pytest.importorskip("boto3")
    pytest.importorskip("s3fs")
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    said = {
        "ACCESS_KEY_ID": "AKIA0",
        "SECRET_ACCESS_KEY": SECRET,
        "DEFAULT_REGION": "us-east-1",
        "ENDPOINT_URL": f"http://{host}:{port}",
    }
    for name, value in said.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    try:
        client = boto3.client("s3")
        client.create_bucket(Bucket="box")
        used("s3://box", lambda name, data: client.put_object(Bucket="box", Key=name, Body=data))
        with pytest.raises(FileNotFoundError, match="no such folder or bucket"):
            docmeta.convert("s3://box/in/a.jsonl", "s3://nobox/a.csv")
    finally:
        running.stop()
        fsspec.get_filesystem_class("s3").clear_instance_cache()
    with pytest.raises(InputError, match="the store failed") as caught:
        docmeta.load("s3://box/in/a.jsonl")
    assert SECRET not in str(caught.value)


def put_below(root: Path) -> Any:
    def put(name: str, data: bytes) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)

    return put


@pytest.mark.usefixtures("quiet")
def test_a_server_of_ftp(tmp_path: Path) -> None:
    pytest.importorskip("pyftpdlib", reason="pyftpdlib is not installed")
    from pyftpdlib.authorizers import DummyAuthorizer
    from pyftpdlib.handlers import FTPHandler
    from pyftpdlib.servers import ThreadedFTPServer

    users = DummyAuthorizer()
    users.add_user("ann", SECRET, str(tmp_path), perm="elradfmwMT")
    users.add_user("bob", SECRET, str(tmp_path), perm="elr")
    server = ThreadedFTPServer(("127.0.0.1", 0), type("Handler", (FTPHandler,), {"authorizer": users}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"127.0.0.1:{server.address[1]}"
    used(f"ftp://ann:{SECRET}@{base}", put_below(tmp_path))
    for address, said in ((f"ftp://ann:{SECRET}x@{base}", "530"), (f"ftp://bob:{SECRET}@{base}", "550")):
        with pytest.raises(InputError, match=said) as caught:
            docmeta.convert(f"{address}/in/a.jsonl", f"{address}/out/b.csv")
        assert SECRET not in str(caught.value)
    server.close_all()


@pytest.mark.usefixtures("quiet")
def test_a_server_of_webdav(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = pytest.importorskip("wsgidav.wsgidav_app", reason="WsgiDAV is not installed")
    pytest.importorskip("webdav4.fsspec")
    wsgi = pytest.importorskip("cheroot.wsgi")
    users = {"*": {"ann": {"password": SECRET}}}
    settings = {
        "provider_mapping": {"/": str(tmp_path)},
        "simple_dc": {"user_mapping": users},
        "logging": {"enable": False},
    }
    server = wsgi.Server(("127.0.0.1", 0), app.WsgiDAVApp(settings))
    server.prepare()
    threading.Thread(target=server.serve, daemon=True).start()
    from fsspec.config import conf

    monkeypatch.setitem(
        conf, "webdav", {"base_url": f"http://127.0.0.1:{server.bind_addr[1]}", "auth": ("ann", SECRET)}
    )
    used("webdav:/", put_below(tmp_path))
    server.stop()


# -- stores that behave so ---------------------------------------------------------------------------------------------


class Odd(MemoryFileSystem):
    """A store of the scheme odd://."""

    protocol = "odd"

    @classmethod
    def _strip_protocol(cls, path: Any) -> Any:
        return super()._strip_protocol(path.replace("odd://", "memory://") if isinstance(path, str) else path)


@contextmanager
def behaving(kind: type[Odd], monkeypatch: pytest.MonkeyPatch) -> Iterator[Odd]:
    """A store of a kind."""
    monkeypatch.setattr(kind, "store", {}, raising=False)
    monkeypatch.setattr(kind, "pseudo_dirs", [""], raising=False)
    fsspec.register_implementation("odd", kind, clobber=True)
    kind.clear_instance_cache()
    yield kind()


def test_a_store_that_replaces_nothing_on_renaming(monkeypatch: pytest.MonkeyPatch) -> None:
    class Careful(Odd):
        broken = False

        def mv(self, path1: str, path2: str, **_: Any) -> None:
            if self.exists(path2):
                raise FileExistsError(path2)
            if self.broken and path2.endswith(".csv") and not path1.endswith("-old.tmp"):
                raise OSError("it is full")
            self.store[self._strip_protocol(path2)] = self.store.pop(self._strip_protocol(path1))

    with behaving(Careful, monkeypatch) as store:
        store.pipe("/in/a.jsonl", LINE)
        for _ in range(2):
            docmeta.convert("odd://in/a.jsonl", "odd://out/a.csv")
        before = store.cat("/out/a.csv")
        Careful.broken = True
        with pytest.raises(OSError, match="it is full"):
            docmeta.convert("odd://in/a.jsonl", "odd://out/a.csv", columns="title")
        assert store.cat("/out/a.csv") == before
        assert sorted(store.store) == ["/in/a.jsonl", "/out/a.csv"]


def test_a_store_that_remembers_what_it_has_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Remembering(Odd):
        known: set[str] | None = None

        def invalidate_cache(self, path: str | None = None) -> None:
            type(self).known = None

        def exists(self, path: str, **how: Any) -> bool:
            if self.known is None:
                type(self).known = set(self.store)
            return self._strip_protocol(path) in self.known

    with behaving(Remembering, monkeypatch) as store:
        store.pipe("/in/a.jsonl", LINE)
        assert len(list(found("odd://in/"))) == 1
        assert store.exists("/in/a.jsonl")
        store.pipe("/in/b.jsonl", LINE)
        assert docmeta.load("odd://in/b.jsonl").members


def test_what_a_store_says_of_its_own_making_is_not_taken_for_an_unknown_one(monkeypatch: pytest.MonkeyPatch) -> None:
    class Refusing(Odd):
        def __init__(self, **_: Any) -> None:
            raise ValueError(f"530 no login with {SECRET}")

    fsspec.register_implementation("odd", Refusing, clobber=True)
    with pytest.raises(InputError, match="the store failed: ValueError: 530 no login with") as caught:
        docmeta.load(f"odd://ann:{SECRET}@box/in/a.jsonl")
    assert SECRET not in str(caught.value)
    with pytest.raises(InputError, match="unknown kind of store: nowhere://"):
        docmeta.load("nowhere://box/a.jsonl")


@pytest.mark.parametrize("scheme", ["simplecache::ftp", "filecache::sftp", "zip::https", "blockcache::simplecache::s3"])
def test_one_address_in_another_is_refused_without_its_password(scheme: str) -> None:
    address = f"{scheme}://ann:{SECRET}@example.org/a.jsonl"
    assert is_address(address)
    assert SECRET not in shown(address)
    with pytest.raises(OptionError, match="chained URLs") as caught:
        docmeta.load(address)
    assert SECRET not in str(caught.value)
