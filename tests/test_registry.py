"""Finding formats: discovery, look-up, detection, and every kind of broken plugin."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import attrs
import pytest

import docmeta
from docmeta import Format, PluginError, UnknownFormatError, hookimpl
from docmeta.plugins import Registry, registry

GOOD = """
import docmeta
def write(nodes, out, context, /):
    for node in nodes:
        out.write(node.unit.id.encode() + b"\\n")
@docmeta.hookimpl
def docmeta_formats():
    yield docmeta.Format(name="{name}", title="Good", writer=write)
"""

HEAD = """
import attrs, docmeta
def write(nodes, out, context, /):
    for node in nodes:
        pass
def made(name="broken", **fields):
    return docmeta.Format(name=name, **{"title": "Broken", "writer": write, **fields})
"""

#: Each kind of plugin that fails to load: its module (None: there is none), its entry point, and the message.
BROKEN = {
    "needs-what-is-not-there": ("import no_such_package_anywhere", "{}", "no_such_package_anywhere"),
    "syntax-error": ("def broken(:", "{}", "SyntaxError"),
    "exits": ("import sys\nsys.exit(3)", "{}", "SystemExit"),
    "raises-when-imported": ("1 / 0", "{}", "ZeroDivisionError"),
    "raises-no-exception": ("class Stop(BaseException): pass\nraise Stop('deep')", "{}", "Stop: deep"),
    "lacks-the-attribute": ("x = 1", "{}:plugin", "plugin"),
    "lacks-the-module": (None, "{}", "No module named"),
    "has-no-hook": ("x = 1", "{}", "no hook docmeta_formats"),
    "hook-takes-arguments": (HEAD + "@docmeta.hookimpl\ndef docmeta_formats(extra):\n    yield made()", "{}", "extra"),
    "unknown-hook": (
        HEAD
        + "@docmeta.hookimpl\ndef docmeta_writers(): pass\n@docmeta.hookimpl\ndef docmeta_formats():\n    yield made()",
        "{}",
        "unknown hook 'docmeta_writers'",
    ),
    "hook-raises": (HEAD + "@docmeta.hookimpl\ndef docmeta_formats():\n    raise KeyError('x')", "{}", "KeyError"),
    "hook-raises-half-way": (
        HEAD + "@docmeta.hookimpl\ndef docmeta_formats():\n    yield made()\n    raise OSError('half')",
        "{}",
        "OSError: half",
    ),
    "hook-never-ends": (
        HEAD + "@docmeta.hookimpl\ndef docmeta_formats():\n"
        "    for number in __import__('itertools').count():\n        yield made(f'broken-{number}')",
        "{}",
        "never stops yielding",
    ),
    "hook-gives-something-else": (
        HEAD + "@docmeta.hookimpl\ndef docmeta_formats():\n    yield 'markdown'",
        "{}",
        "yielded str",
    ),
    "name-with-capitals": (
        HEAD + "@docmeta.hookimpl\ndef docmeta_formats():\n    yield made('BROKEN')",
        "{}",
        "'BROKEN'",
    ),
    "neither-reads-nor-writes": (
        HEAD + "@docmeta.hookimpl\ndef docmeta_formats():\n    yield made(writer=None)",
        "{}",
        "a reader or a writer",
    ),
    "writer-takes-other-arguments": (
        HEAD + "@docmeta.hookimpl\ndef docmeta_formats():\n    yield made(writer=lambda nodes: None)",
        "{}",
        "docmeta cannot call its writer",
    ),
    "reader-takes-other-arguments": (
        HEAD + "@docmeta.hookimpl\ndef docmeta_formats():\n    yield made(reader=lambda: None)",
        "{}",
        "docmeta cannot call its reader",
    ),
    "one-name-twice": (
        HEAD + "@docmeta.hookimpl\ndef docmeta_formats():\n    yield made()\n    yield made()",
        "{}",
        "two formats with the name 'broken'",
    ),
    "its-error-cannot-be-told": (
        "class Mute(Exception):\n    def __str__(self):\n        raise ValueError\nraise Mute",
        "{}",
        "failed: Mute",
    ),
    "ends-the-generator": ("raise GeneratorExit", "{}", "GeneratorExit"),
    "hook-gives-one-format": (
        HEAD + "@docmeta.hookimpl\ndef docmeta_formats():\n    return made()",
        "{}",
        "not iterable",
    ),
    "title-is-no-text": (
        HEAD + "@docmeta.hookimpl\ndef docmeta_formats():\n    yield made(title=None)",
        "{}",
        "expected a title",
    ),
    "aliases-are-one-text": (
        HEAD + "@docmeta.hookimpl\ndef docmeta_formats():\n    yield made(aliases='json')",
        "{}",
        "as a tuple, got 'json'",
    ),
    "extension-is-a-path": (
        HEAD + "@docmeta.hookimpl\ndef docmeta_formats():\n    yield made(extensions=('./../x',))",
        "{}",
        "an extension consists of a dot",
    ),
    "sniffer-is-no-function": (
        HEAD + "@docmeta.hookimpl\ndef docmeta_formats():\n    yield made(sniffer=100)",
        "{}",
        "its sniffer is not a function",
    ),
    "profiles-are-no-function": (
        HEAD + "@docmeta.hookimpl\ndef docmeta_formats():\n    yield made(profiles=[1])",
        "{}",
        "its profiles is not a function",
    ),
    "options-are-no-class": (
        HEAD + "@docmeta.hookimpl\ndef docmeta_formats():\n    yield made(options={'a': 1})",
        "{}",
        "not an attrs class",
    ),
    "options-lack-defaults": (
        HEAD + "@attrs.define\nclass Options:\n    width: int\n"
        "@docmeta.hookimpl\ndef docmeta_formats():\n    yield made(options=Options)",
        "{}",
        "need defaults: width",
    ),
}

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put a distribution with one plugin on the path, as an installer would; only folders and text files."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))

    def add(distribution: str, module: str, source: str | None, *, entry: str = "{}", point: str | None = None) -> None:
        if source is not None:
            (folder / f"{module}.py").write_text(source, encoding="utf-8")
        info = folder / f"{distribution.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n", encoding="utf-8")
        points = f"[docmeta]\n{point or module} = {entry.format(module)}\n"
        (info / "entry_points.txt").write_text(points, encoding="utf-8")

    return add


def loaded() -> tuple[Registry, list[str]]:
    """A fresh registry with everything installed, and the warnings that the project did not cause itself."""
    found = Registry()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found.plugins()
    return found, [str(one.message) for one in caught if "(docmeta 0" not in str(one.message)]


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_plugin_is_named_and_hurts_nobody(kind: str, install: Install) -> None:
    source, entry, cause = BROKEN[kind]
    module = f"dm_broken_{kind.replace('-', '_')}"
    install("aaa-first", f"{module}_first", GOOD.format(name="first"))
    install("mmm-broken", module, source, entry=entry)
    install("zzz-last", f"{module}_last", GOOD.format(name="last"))
    found, warned = loaded()
    assert len(warned) == 1, warned
    assert warned[0].startswith(f"docmeta plugin {module} (mmm-broken 1.0) failed: ")
    assert cause in warned[0]
    assert {"first", "last", "json"} <= {format.name for format in found}
    with pytest.raises(PluginError) as raised:
        found.get(module)
    assert cause in str(raised.value)
    assert "mmm-broken 1.0" in str(raised.value)
    with pytest.raises(UnknownFormatError, match="mmm-broken"):
        found.get("broken")
    assert found.get("json").can_read


@pytest.mark.parametrize("kind", ["exits", "hook-raises-half-way"])
def test_a_broken_plugin_alone(kind: str, install: Install) -> None:
    source, entry, cause = BROKEN[kind]
    install("mmm-alone", f"dm_alone_{kind.replace('-', '_')}", source, entry=entry)
    found, warned = loaded()
    assert cause in warned[0]
    assert found.get("json").can_read
    record = next(plugin for plugin in found.plugins() if plugin.error and plugin.distribution == "mmm-alone 1.0")
    assert record.formats == []


def test_an_interrupt_passes_and_the_next_look_finds_everything(install: Install, tmp_path: Path) -> None:
    flag = tmp_path / "again"
    source = f"import pathlib\nif not pathlib.Path({str(flag)!r}).exists():\n    raise KeyboardInterrupt\n"
    install("mmm-interrupt", "dm_interrupt", source + GOOD.format(name="interrupted"))
    found = Registry()
    with pytest.raises(KeyboardInterrupt):
        found.get("json")
    flag.touch()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert found.get("interrupted").title == "Good"
        assert found.get("json").can_read


def test_one_name_with_two_owners_names_both(install: Install) -> None:
    install("aaa-own", "dm_twice_a", GOOD.format(name="twice"))
    install("bbb-own", "dm_twice_b", GOOD.format(name="twice"))
    install("ccc-own", "dm_twice_c", GOOD.format(name="json"))
    found, warned = loaded()
    assert warned == []
    with pytest.raises(PluginError, match=r"dm_twice_a \(aaa-own 1.0\) and dm_twice_b \(bbb-own 1.0\)"):
        found.get("twice")
    with pytest.raises(PluginError, match=r"'json' has several owners: .*ccc-own 1.0.* and json .docmeta "):
        found.get("json")
    assert found.get("jsonl").can_read


def test_one_entry_point_name_in_two_distributions(install: Install) -> None:
    install("aaa-same", "dm_same_a", GOOD.format(name="same-a"), point="same")
    install("bbb-same", "dm_same_b", GOOD.format(name="same-b"), point="same")
    found, _ = loaded()
    assert found.get("same-a").can_write
    assert found.get("same-b").can_write


def test_of_one_distribution_the_first_on_the_path_counts(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("old-new", "dm_old_new", GOOD.format(name="old-new"))
    older = tmp_path / "older" / "old_new-0.1.dist-info"
    older.mkdir(parents=True)
    (older / "METADATA").write_text("Metadata-Version: 2.1\nName: Old_New\nVersion: 0.1\n", encoding="utf-8")
    (older / "entry_points.txt").write_text("[docmeta]\ngone = dm_is_gone\n", encoding="utf-8")
    monkeypatch.setattr("sys.path", [*__import__("sys").path, str(older.parent)])
    found, warned = loaded()
    assert warned == []
    assert found.owner(found.get("old-new")).distribution == "old-new 1.0"


@pytest.mark.parametrize(
    ("metadata", "points", "owner", "says"),
    [
        (None, "[docmeta]\nlost = dm_lost\n", r"lost \(mmm_lost-1.0, whose metadata is damaged\)", None),
        (b"\xff\xfe\x00", "[docmeta]\nlost = dm_lost\n", r"lost \(mmm_lost-1.0, whose metadata is damaged\)", None),
        (b"Version: 1.0\n", "[docmeta]\nlost = dm_lost\n", r"lost \(mmm_lost-1.0, whose metadata is damaged\)", None),
        (b"Name: mmm-lost\nVersion: 1.0\n", "[docmeta]\nlost dm_lost [[\n= x\n", r"mmm-lost 1.0", "entry points"),
    ],
)
def test_a_damaged_distribution_is_still_named(
    metadata: bytes | None, points: str, owner: str, says: str | None, install: Install, tmp_path: Path
) -> None:
    install("mmm-lost", "dm_lost", GOOD.format(name="lost") if says else "1 / 0")
    info = tmp_path / "site" / "mmm_lost-1.0.dist-info"
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
    (info / "METADATA").unlink()
    if metadata is not None:
        (info / "METADATA").write_bytes(metadata)
    found, warned = loaded()
    assert len(warned) == 1, warned
    assert re.search(owner, warned[0])
    assert (says or "ZeroDivisionError") in warned[0]
    assert found.get("json").can_read


def test_a_module_that_two_distributions_share_is_taken_once(install: Install) -> None:
    install("aaa-shared", "dm_shared", GOOD.format(name="shared"), point="shared")
    install("bbb-shared", "dm_shared", None, point="again")
    found, warned = loaded()
    assert len(warned) == 1
    assert "again (bbb-shared 1.0)" in warned[0]
    assert found.owner(found.get("shared")).distribution == "aaa-shared 1.0"


def test_an_error_that_lists_very_many_formats_is_cut() -> None:
    found = Registry(discover=False)
    many = [Format(f"format-{number}", "Many", writer=breaks_off) for number in range(900)]
    found.register(SimpleNamespace(__name__="many", docmeta_formats=lambda: many))
    with pytest.raises(UnknownFormatError, match=r"format-0, .* \.\.\.\)") as raised:
        found.get("nothing")
    assert len(str(raised.value)) < 2_000


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_process_does_not_wait_for_a_thread_that_it_lacks(install: Install) -> None:
    """A thread holds the lock of the registry, while it imports plugins, when the process forks."""
    install("mmm-slow", "dm_fork", "import time\ntime.sleep(1)\n" + GOOD.format(name="slow"))
    code = """
import os, threading, time
import docmeta
from docmeta.plugins import registry
thread = threading.Thread(target=registry.default().plugins)
thread.start()
time.sleep(0.3)
child = os.fork()
if child == 0:
    unlocked = registry.default()._lock.acquire(timeout=5)
    os._exit(0 if unlocked and not registry.default()._loading else 1)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
thread.join()
print(registry.default().get("slow").name)
"""
    site = next(path for path in sys.path if path.endswith("site"))
    environment = {**os.environ, "PYTHONPATH": site}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=False, env=environment
    )
    assert (done.stdout, done.stderr) == ("0\nslow\n", "")


def test_what_only_looks_like_a_distribution_is_passed_over(install: Install, tmp_path: Path) -> None:
    for number, content in enumerate((b"\xff\xfe\x00", b"[docmeta\nx = y", b"[docmeta]\n= nothing\n")):
        info = tmp_path / "site" / f"odd{number}-1.0.dist-info"
        info.mkdir()
        (info / "entry_points.txt").write_bytes(content)
    found, _ = loaded()
    assert found.get("json").can_read


def test_threads_that_come_at_once_all_find_everything(install: Install) -> None:
    install("mmm-slow", "dm_slow", "import time\ntime.sleep(0.05)\n" + GOOD.format(name="slow"))
    found = Registry()
    names: list[object] = []

    def look() -> None:
        try:
            names.append(found.get("slow").name)
        except BaseException as error:  # noqa: BLE001  # shown by the assertion below
            names.append(error)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        threads = [threading.Thread(target=look) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert names == ["slow"] * 8


# -- plugins that break when they are used ---------------------------------------------------------------------------------


def plugin(**fields: object) -> SimpleNamespace:
    @hookimpl
    def docmeta_formats() -> Iterator[Format]:
        yield Format(**{"name": "used", "title": "Used", "extensions": (".used",), **fields})  # type: ignore[arg-type]

    return SimpleNamespace(__name__="used_plugin", docmeta_formats=docmeta_formats)


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Registry]:
    """Register a plugin beside the built-in ones, for one test."""

    def register(**fields: object) -> Registry:
        found, _ = loaded()
        found.register(plugin(**fields))
        monkeypatch.setattr(registry, "_default", found)
        return found

    return register


PAPERS = docmeta.Collection("c", title="Papers", members=(docmeta.Document("d", title="Letter"),))


class Stop(BaseException):
    """An exception that a plugin may raise though it should not."""


class Mute(Exception):
    """An error that fails even to describe itself."""

    def __str__(self) -> str:
        raise ValueError("no words")


def breaks_off(nodes: object, out: object, context: object) -> None:
    return


def raises(nodes: Iterator[docmeta.Node], out: object, context: object) -> None:
    next(nodes)
    out.write(b"half of it")  # type: ignore[attr-defined]
    raise ValueError("half-way")


def exits(nodes: Iterator[docmeta.Node], out: object, context: object) -> None:
    list(nodes)
    raise SystemExit(4)


def closes(nodes: Iterator[docmeta.Node], out: object, context: object) -> None:
    list(nodes)
    out.close()  # type: ignore[attr-defined]


def recurses(nodes: Iterator[docmeta.Node], out: object, context: object) -> None:
    list(nodes)
    recurses(iter(()), out, context)


def raises_no_exception(nodes: Iterator[docmeta.Node], out: object, context: object) -> None:
    next(nodes)
    raise Stop("deep")


def ends_the_generator(nodes: Iterator[docmeta.Node], out: object, context: object) -> None:
    raise GeneratorExit


def mute(nodes: Iterator[docmeta.Node], out: object, context: object) -> None:
    raise Mute


def detaches(nodes: Iterator[docmeta.Node], out: object, context: object) -> None:
    list(nodes)
    out.detach()  # type: ignore[attr-defined]


def wraps(nodes: Iterator[docmeta.Node], out: object, context: object) -> None:
    text = io.TextIOWrapper(out)  # type: ignore[type-var]
    for node in nodes:
        text.write(node.unit.id)


def writes_text(nodes: Iterator[docmeta.Node], out: object, context: object) -> None:
    for node in nodes:
        out.write(node.unit.id)  # type: ignore[attr-defined]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # of the streams that were left open
@pytest.mark.parametrize(
    ("writer", "says"),
    [
        (breaks_off, "stopped before the last unit"),
        (raises, "ValueError: half-way"),
        (exits, "SystemExit: 4"),
        (raises_no_exception, "Stop: deep"),
        (ends_the_generator, "GeneratorExit"),
        (mute, "Mute"),
        (closes, "closed the stream"),
        (detaches, "closed the stream"),
        (wraps, "closed the stream"),
        (recurses, "RecursionError"),
        (writes_text, "TypeError"),
    ],
)
def test_a_writer_that_breaks_leaves_the_old_file(
    writer: object, says: str, use: Callable[..., Registry], tmp_path: Path
) -> None:
    use(writer=writer)
    target = tmp_path / "papers.used"
    target.write_bytes(b"old")
    with pytest.raises(PluginError, match=says):
        docmeta.dump(PAPERS, target, format="used")
    assert target.read_bytes() == b"old"
    with pytest.raises(PluginError, match=says):
        docmeta.convert(b'{"depth": 0, "unit": {"kind": "document", "id": "d"}}', tmp_path, to="used", each=True)
    assert [path.name for path in tmp_path.iterdir() if path.name != "site"] == ["papers.used"]


D = docmeta.Document("d")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["not a node"], "str"),
        ([None], "NoneType"),
        ([D], "Document"),
        ([docmeta.Node(0, None)], "a node of NoneType"),  # type: ignore[arg-type]
        ([docmeta.Node("0", D)], "a node of depth '0'"),  # type: ignore[arg-type]
        ([docmeta.Node(-1, D)], "a node of depth -1"),
        ([docmeta.Node(1, D)], r"a node of depth 1 \(at most 0 is valid"),
        ([docmeta.Node(0, docmeta.Collection("c")), docmeta.Node(2, D)], r"a node of depth 2 \(at most 1 is valid"),
    ],
)
def test_a_reader_that_gives_something_else_is_named(
    given: list[object], says: str, use: Callable[..., Registry]
) -> None:
    use(reader=lambda source, context: iter(given))
    with pytest.raises(PluginError, match=rf"'used' of plugin used_plugin.* yielded {says}"):
        docmeta.load(b"x", format="used")


@pytest.mark.parametrize("error", [Stop("deep"), GeneratorExit(), Mute(), SystemExit(3), StopIteration()])
@pytest.mark.parametrize("after", [0, 1])
def test_whatever_a_reader_raises_is_its_fault(error: BaseException, after: int, use: Callable[..., Registry]) -> None:
    def read(source: object, context: object) -> Iterator[docmeta.Node]:
        for _ in range(after):
            yield docmeta.Node(0, D)
        raise error

    use(reader=read)
    with pytest.raises(PluginError, match=r"'used' of plugin used_plugin.* failed while reading: \w+"):
        list(docmeta.read(b"x", format="used"))


@pytest.mark.parametrize("how", ["close", "detach"])
def test_a_reader_that_does_away_with_its_stream_hurts_nobody(
    how: str, use: Callable[..., Registry], tmp_path: Path
) -> None:
    def read(source: object, context: object) -> Iterator[docmeta.Node]:
        yield docmeta.Node(0, D)
        raw = getattr(source, how)()
        if raw is not None:
            raw.close()

    use(reader=read)
    path = tmp_path / "a.used"
    path.write_bytes(b"words")
    assert [node.unit.id for node in docmeta.read(path, format="used")] == ["d"]


def test_what_the_caller_raises_while_reading_is_not_the_plugins_fault(use: Callable[..., Registry]) -> None:
    use(reader=lambda source, context: iter([docmeta.Node(0, D), docmeta.Node(0, D)]))
    nodes = docmeta.read(b"x", format="used")
    next(nodes)
    with pytest.raises(Stop):
        nodes.throw(Stop())  # type: ignore[attr-defined]
    again = docmeta.read(b"x", format="used")
    next(again)
    again.close()  # type: ignore[attr-defined]


def test_options_of_a_plugin_that_cannot_be_made_name_it(use: Callable[..., Registry]) -> None:
    wrong = attrs.make_class("Wrong", {"width": attrs.field(default=1, type="NoSuchType")})
    fails = attrs.make_class("Fails", {"width": attrs.field(factory=lambda: 1 // 0, type=int)})
    for options, says in ((wrong, "annotations of its options"), (fails, "options cannot be made: ZeroDivisionError")):
        use(writer=breaks_off, options=options)
        with pytest.raises(PluginError, match=rf"format 'used': .*{says}"):
            docmeta.dump(PAPERS, io.BytesIO(), format="used")


def test_profiles_and_crosswalks_that_are_none_name_the_plugin(use: Callable[..., Registry]) -> None:
    for profiles in (lambda: [7], lambda: None, lambda: 1 // 0):
        found = use(writer=breaks_off, profiles=profiles, crosswalk=7)
        with pytest.raises(PluginError, match="the profiles of format 'used' of plugin used_plugin"):
            docmeta.check(b"{}", format="json", profile="of-nobody")
        with pytest.raises(PluginError, match="crosswalk of format 'used' is int"):
            found.get("used").table()
    assert docmeta.check(b'{"schema": "docmeta/1", "kind": "document", "id": "d"}', format="json", profile="oai-dc")


def test_a_message_that_is_no_text_can_be_told() -> None:
    assert str(PluginError(7)) == "7"  # type: ignore[arg-type]


@pytest.mark.parametrize("answer", [ZeroDivisionError, SystemExit, None, "sure"])
def test_a_sniffer_that_breaks_knows_nothing(answer: object, use: Callable[..., Registry]) -> None:
    def sniff(head: bytes) -> object:
        if isinstance(answer, type):
            raise answer
        return answer

    found = use(reader=lambda source, context: iter(()), sniffer=sniff)
    assert found.detect(b'{"schema": "docmeta/1", "kind": "document", "id": "d"}').name == "json"


def test_a_sniffer_cannot_be_surer_than_certain(use: Callable[..., Registry]) -> None:
    found = use(reader=lambda source, context: iter(()), sniffer=lambda head: 10**9, extensions=(".json",))
    head = b'{"schema": "docmeta/1", "kind": "document", "id": "d"}'
    assert found.detect(head, "x.json").name == "used"
    found.register(SimpleNamespace(__name__="rival", docmeta_formats=lambda: [certain("rival")]))
    with pytest.raises(UnknownFormatError, match="any of"):
        found.detect(head, "x.json")


def certain(name: str) -> Format:
    return Format(
        name=name, title=name, extensions=(".json",), reader=lambda source, context: iter(()), sniffer=lambda head: 100
    )


# -- looking up ------------------------------------------------------------------------------------------------------------


def empty() -> Registry:
    return Registry(discover=False)


def test_register_by_hand_is_seen_at_once_and_fails_at_once() -> None:
    found = empty()
    found.register(plugin(writer=breaks_off))
    assert [format.name for format in found] == ["used"]
    assert found.owner(found.get("used")).owner == "used_plugin"
    with pytest.raises(PluginError, match="no hook"):
        found.register(SimpleNamespace(__name__="nothing"))
    assert [record.error is None for record in found.plugins()] == [True, False]


def test_an_unknown_name_lists_what_there_is() -> None:
    found = empty()
    found.register(plugin(name="markdown", writer=breaks_off))
    with pytest.raises(UnknownFormatError, match=r"'markdwon'; did you mean 'markdown'\? \(there are: markdown\)"):
        found.get("markdwon")


def test_a_name_goes_before_an_alias() -> None:
    found = empty()
    found.register(plugin(name="one", aliases=("two",), writer=breaks_off))
    assert found.get("two").name == "one"
    found.register(SimpleNamespace(__name__="b", docmeta_formats=lambda: [Format("two", "Two", writer=breaks_off)]))
    assert found.get("two").name == "two"


@pytest.mark.parametrize(
    ("filename", "name"),
    [("a.used", "used"), ("A.USED", "used"), ("a.used.gz", "used"), ("b.tar.used", "used"), ("c:\\d\\e.used", "used")],
)
def test_a_target_goes_by_its_extension(filename: str, name: str) -> None:
    found = empty()
    found.register(plugin(writer=breaks_off))
    assert found.for_target(filename).name == name


def test_the_longest_extension_says_which_format_a_target_is() -> None:
    found = empty()
    for name, extensions in (("wide", (".xml",)), ("narrow", (".narrow.xml", ".xml"))):
        found.register(SimpleNamespace(__name__=name, docmeta_formats=lambda name=name, extensions=extensions: [
            Format(name, name, extensions=extensions, writer=breaks_off)
        ]))  # fmt: skip
    assert found.for_target("a.narrow.xml").name == "narrow"
    with pytest.raises(UnknownFormatError, match=r"could be .*narrow"):
        found.for_target("a.xml")


@pytest.mark.parametrize("filename", ["a", "a.txt", "used", ".used/a", ""])
def test_a_target_of_no_known_extension_is_refused(filename: str) -> None:
    found = empty()
    found.register(plugin(writer=breaks_off))
    with pytest.raises(UnknownFormatError, match="--to"):
        found.for_target(filename)


def test_detection_prefers_bytes_then_the_name() -> None:
    found = empty()
    reader = lambda source, context: iter(())  # noqa: E731
    formats = [
        Format(
            "by-bytes", "A", extensions=(".a",), reader=reader, sniffer=lambda head: 50 if head.startswith(b"x") else 0
        ),
        Format("by-name", "B", extensions=(".b",), reader=reader),
        Format("both", "C", extensions=(".c",), reader=reader, sniffer=lambda head: 50 if head.startswith(b"x") else 0),
    ]
    found.register(SimpleNamespace(__name__="three", docmeta_formats=lambda: formats))
    assert found.detect(b"xyz", "f.a").name == "by-bytes"
    assert found.detect(b"xyz", "f.c").name == "both"
    assert found.detect(b"abc", "f.b").name == "by-name"
    with pytest.raises(UnknownFormatError, match="both, by-bytes"):
        found.detect(b"xyz", "f.z")
    with pytest.raises(
        UnknownFormatError, match="not recognised; name it with --from, such as --from by-bytes, got 'abc'"
    ):
        found.detect(b"abc", "f.a")
    with pytest.raises(UnknownFormatError, match="with --from, got 'abc'"):
        found.detect(b"abc", "f.z")


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        (b"", "got ''"),
        ("x" * 59 + "é", "got '" + "x" * 59 + "'"),
        (b"\xff\xfe\x00", "got b'\\xff\\xfe\\x00'"),
        (b"a\xff" + b"b" * 80, "got b'a\\xffbbb"),
    ],
)
def test_what_is_not_recognised_is_shown_as_words_where_it_is_text(head: bytes | str, shown: str) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        empty().detect(head if isinstance(head, bytes) else head.encode())
    assert shown in str(caught.value)


def test_a_format_is_known_in_small_letters_and_large() -> None:
    found = empty()
    found.register(plugin(writer=breaks_off, aliases=("spent",)))
    assert found.get("USED") is found.get("Spent") is found.get("used")
    with pytest.raises(UnknownFormatError, match="did you mean 'spent'"):
        found.get("Spend")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": "Bad Name"}, "lower-case"),
        ({"name": "a", "aliases": ("B",)}, "lower-case"),
        ({"name": "a", "extensions": ("txt",)}, "consists of a dot"),
        ({"name": "a", "writer": None}, "a reader or a writer"),
    ],
)
def test_a_format_checks_itself(fields: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Format(**{"title": "T", "writer": breaks_off, **fields})  # type: ignore[arg-type]


def test_options_of_a_format_are_an_attrs_class_with_defaults() -> None:
    @attrs.frozen
    class Options:
        width: int = 3

    found = empty()
    found.register(plugin(writer=breaks_off, options=Options))
    assert found.get("used").options is Options
