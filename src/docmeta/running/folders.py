"""One file per unit in a folder: safe names, and either all files or none.

>>> names = Names(".xml")
>>> [names.of(id) for id in ("MS 12/3", "con", "b", "B", "../../etc/passwd")]
['MS_12_3-1b4530e8.xml', 'con-1143da2b.xml', 'b.xml', 'B-df7e70e5.xml', 'etc_passwd-3754d6cb.xml']
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import shutil
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any, BinaryIO, Final, TypeAlias

import attrs

from docmeta.errors import OptionError
from docmeta.model import Collection, Node, Relation, Unit
from docmeta.plugins import Context, Format, registry
from docmeta.remote import is_address, shown
from docmeta.running.files import Source
from docmeta.running.targets import Target, refuse_source, still_open, sync_folder, take_after

#: Runs a writer on nodes, so that its failures are attributed to the plugin.
Run: TypeAlias = Callable[[Iterable[Node], Format, BinaryIO, Context], None]

#: The most bytes of an id in a file name; file systems allow 255 in all.
LONGEST: Final = 180

_UNSAFE = re.compile(r"[^\w.-]+")
#: Windows device names, reserved with any extension.
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {device + digit for device in ("com", "lpt") for digit in "0123456789¹²³"}
)


class Names:
    """Makes file names from identifiers: safe on every system, and unique regardless of case.

    A name that differs from its id ends with part of the id's SHA-256, so an id always gets the same name.

    Args:
        extension: The ending of every name.
    """

    def __init__(self, extension: str) -> None:
        self._extension = extension
        self._taken: set[str] = set()
        #: The last number appended to a name, so that many units with the same id cost no more.
        self._numbers: dict[str, int] = {}

    def of(self, id: str) -> str:
        """The name for the next id."""
        stem = _stem(id)
        digest = hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        safe = stem == id and stem.partition(".")[0].casefold() not in _DEVICES
        hashed = (
            f"{stem if safe or stem.partition('.')[0].casefold() not in _DEVICES else stem.partition('.')[0]}-{digest}"
        )
        name, number = stem if safe and _key(stem) not in self._taken else hashed, self._numbers.get(_key(hashed), 1)
        while _key(name) in self._taken:
            number += 1
            name = f"{hashed}-{number}"
        self._taken.add(_key(name))
        if number > 1:
            self._numbers[_key(hashed)] = number
        return name + self._extension


def name_alone(id: str, extension: str) -> str:
    """The file name for one id alone: always the same, and unique to it.

    >>> name_alone("oai:example.org:MS/12", ".xml")
    'oai_example.org_MS_12-0f238f5379ee.xml'
    """
    digest = hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{_stem(id)}-{digest}{extension}"


def _stem(id: str) -> str:
    text = unicodedata.normalize("NFC", id.encode("utf-8", "replace").decode())
    text = _UNSAFE.sub("_", text).strip("._- ")
    return text.encode()[:LONGEST].decode("utf-8", "ignore").rstrip("._- ") or "unit"


def _key(name: str) -> str:
    """What two names share if some file system treats them as equal."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def write_each(
    nodes: Iterable[Node],
    target: Target,
    writer: Format,
    context: Context,
    *,
    run: Run,
    judge: Callable[[], None],
    source: Source | None = None,
) -> list[str]:
    """Write every node as a file of its own into the folder *target*, which is created if missing.

    The files are made in a temporary folder inside it and moved into place when all are done, so an error leaves none.
    A symbolic link in the place of a file is replaced, not followed.
    A relation to the unit above records a unit's place in the hierarchy.

    Args:
        nodes: The units.
        target: The folder.
        writer: The format to write.
        context: The context for its writer.
        run: Runs the writer, and attributes its errors.
        judge: Called when all is written, before the files are moved into place; an error from it ends the export.
        source: What the nodes are read from; no file may replace it.

    Returns:
        The names of the files, in the order of the nodes.
    """
    if not isinstance(target, (str, os.PathLike)):
        raise OptionError("one file per unit needs a folder, not a stream")
    folder = os.fspath(target)
    if not folder:
        raise OptionError("the name of the folder to write to is empty")
    if is_address(folder):
        raise OptionError("one file per unit needs a local folder, not a URL", value=shown(folder))
    if "\0" in folder:
        raise OptionError("it cannot be a folder name", value=folder)
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise NotADirectoryError(errno.ENOTDIR, "it is a file; a folder is needed", folder)
    missing = missing_folders(folder)
    staging = _staging(folder, missing)
    names = Names(extension_of(writer))
    made: list[str] = []
    try:
        for node in alone(nodes):
            name = names.of(node.unit.id)
            with _new(os.path.join(staging, name)) as file:
                run([node], writer, file, context)
            made.append(name)
        judge()
        _take_after_old(folder, staging, made, source)
        flush_to_disk([os.path.join(staging, name) for name in made])
        for name in made:
            os.replace(os.path.join(staging, name), os.path.join(folder, name))
        sync_folder(folder)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        remove_folders(missing)
        raise
    os.rmdir(staging)
    return made


def _staging(folder: str, missing: list[str]) -> str:
    """Make the folder, its *missing* parents, and a temporary folder in it."""
    staging = os.path.join(folder, f".docmeta-{os.getpid()}-{secrets.token_hex(8)}.tmp")
    try:
        make_folders(missing)
        os.mkdir(staging, 0o700)
    except OSError as error:
        remove_folders(missing)
        name = folder if error.filename == staging else error.filename
        raise type(error)(error.errno, error.strerror, name) from None
    return staging


_ROOT: ContextVar[str] = ContextVar("_ROOT", default="")


@contextmanager
def only_below(root: str) -> Iterator[None]:
    """Make folders only below *root*, which must exist: it may be removed while something still writes to it."""
    token = _ROOT.set(os.path.join(root, ""))
    try:
        yield
    finally:
        _ROOT.reset(token)


def make_folders(folders: Sequence[str]) -> None:
    """Make the folders that `missing_folders` names. Raises `FileNotFoundError` if `only_below` forbids it."""
    for folder in reversed(folders):
        if not folder.startswith(_ROOT.get()):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), folder)
        with suppress(FileExistsError):
            os.mkdir(folder)


def remove_folders(folders: Iterable[str]) -> None:
    """Remove the folders made here, deepest first."""
    for folder in folders:
        with suppress(OSError):  # it was not made, or someone else has used it
            os.rmdir(folder)


@contextmanager
def _new(path: str) -> Iterator[BinaryIO]:
    file = open(path, "xb")  # noqa: SIM115  # a writer may have detached it, and closing would fail
    try:
        yield file
        still_open(file)
    except BaseException:
        with suppress(OSError, ValueError):
            file.close()
        raise
    file.close()


def flush_to_disk(paths: list[str]) -> None:
    """Flush files to the disk, many at a time: the disk then writes them together, which is several times faster."""
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(32)
    try:
        for _ in pool.map(_flush_one, paths):
            pass
    finally:
        pool.shutdown(cancel_futures=True)


def _flush_one(path: str) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_parents(path: str) -> None:
    """Make the folders above a file that is to be written, unless its name is too long for any."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        make_folders(missing_folders(os.path.dirname(path)))


def missing_folders(folder: str) -> list[str]:
    """The missing folders of a path, deepest first."""
    missing = []
    while folder and not os.path.lexists(folder):
        missing.append(folder)
        folder = os.path.dirname(folder)
    return missing


def _take_after_old(folder: str, staging: str, names: Iterable[str], source: Source | None) -> None:
    """Give each file the permissions of the one it replaces; raise an error first if any cannot be replaced."""
    for name in names:
        path = os.path.join(folder, name)
        refuse_source(source, path)
        try:
            old = os.lstat(path)
        except FileNotFoundError:
            continue
        if stat.S_ISDIR(old.st_mode):
            raise IsADirectoryError(errno.EISDIR, "it is a folder; a file is needed", path)
        if stat.S_ISREG(old.st_mode):
            if not os.access(path, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
            with open(os.path.join(staging, name), "rb") as file:
                take_after(file.fileno(), path, old)


def extension_of(format: Format) -> str:
    """The extension of a format's files; a dialect without one uses that of another format with its media type."""
    if format.extensions:
        return format.extensions[0]
    for other in registry.default():
        if other.extensions and other.media_type is not None and other.media_type == format.media_type:
            return other.extensions[-1]
    return f".{format.name}"


def alone(nodes: Iterable[Node]) -> Iterator[Node]:
    """Each node as a root, with a relation to the unit above it."""
    above: list[Unit] = []
    for node in nodes:
        del above[node.depth :]
        unit = node.unit
        changes: dict[str, Any] = {}
        if above:
            relation = _is_part_of(above[-1])
            if relation is not None and relation not in unit.relations:
                changes["relations"] = (*unit.relations, relation)
        if isinstance(unit, Collection) and unit.members:
            changes["members"] = ()
        above.append(unit)
        yield Node(0, attrs.evolve(unit, **changes) if changes else unit, node.line, node.parent)


def _is_part_of(parent: Unit) -> Relation | None:
    target = None if parent.minted else parent.id
    label = parent.title or ("" if target else parent.source)
    return Relation("isPartOf", target, label) if target or label else None
