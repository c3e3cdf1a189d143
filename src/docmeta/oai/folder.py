"""The files of a folder: which of them docmeta may read, and which have changed."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from typing import Final

import attrs

from docmeta.plugins import registry
from docmeta.running.hidden import is_hidden

#: A file changed within this many nanoseconds may change again without a new time.
_TOO_NEW: Final = 2_000_000_000


@attrs.frozen
class File:
    """A file: its path, its path below the folder, and its size and time; None while these cannot tell a change."""

    path: str
    relative: bytes
    size: int
    changed: int | None


def files_in(folder: str, from_: str | None = None) -> Iterator[File]:
    """The files in a folder and below with an extension that a format reads, in order, without hidden ones."""
    extensions = _extensions(from_)
    for top, folders, names in os.walk(folder, onerror=_refused):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        for name in sorted(names):
            if not is_hidden(name) and name.lower().removesuffix(".gz").endswith(extensions):
                path = os.path.join(top, name)
                relative = os.fsencode(os.path.relpath(path, folder)).replace(os.fsencode(os.sep), b"/")
                try:
                    found = os.stat(path)
                except FileNotFoundError:  # it was just removed, or is a broken link
                    continue
                except OSError:  # it exists; the reader will report the error
                    yield File(path, relative, 0, None)
                    continue
                if stat.S_ISREG(found.st_mode):
                    # A copy may keep an older modification time, but not an older status change time.
                    changed = max(found.st_mtime_ns, found.st_ctime_ns)
                    new = changed > time.time_ns() - _TOO_NEW
                    yield File(path, relative, found.st_size, None if new else changed)


def _refused(error: OSError) -> None:
    raise error


def _extensions(from_: str | None) -> tuple[str, ...]:
    formats = [registry.default().get(from_)] if from_ else [one for one in registry.default() if one.can_read]
    return tuple({extension.lower() for one in formats for extension in one.extensions})
