"""What sources refer to: files, folders, patterns, archives, URLs; and the names of several targets."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from docmeta.errors import OptionError
from docmeta.plugins import registry
from docmeta.remote import is_address, is_archive, named, opening, shown
from docmeta.running.archives import inside, joined, leads_out
from docmeta.running.files import archive_at
from docmeta.running.hidden import is_hidden
from docmeta.running.targets import file_id

_WILD = "*?["


@attrs.frozen
class File:
    """One file of an argument.

    Attributes:
        path: Its path or URL.
        relative: Its path below the given folder or the fixed part of the pattern.
        named: Whether the user named it, itself or by a pattern, and it was not just found in a folder.
        plain: Whether it is a file; links and devices in archives are never read.
    """

    path: str
    relative: str
    named: bool
    plain: bool = True

    def fits(self, extensions: tuple[str, ...]) -> bool:
        """Whether its name ends with one of the extensions, ignoring ".gz"."""
        return self.plain and named(self.path).lower().removesuffix(".gz").endswith(extensions)


def is_pattern(source: str) -> bool:
    """Whether an argument is a pattern that the shell did not expand."""
    if is_address(source):
        return opening.is_pattern(source)
    return any(char in source for char in _WILD) and not os.path.lexists(source)


def same_file(path: str) -> object:
    """A key shared by all paths of one file, through links or other spellings, and by no other file."""
    return file_id(path) or (path if is_address(path) or inside(path) else os.path.realpath(path))


def files_of(source: str, *, but_not: str | None = None) -> Iterator[File]:
    """The files of one argument, in order. Hidden files in folders and the folder *but_not* are left out."""
    if os.path.isdir(source):
        for path in _walk(source, os.path.realpath(but_not) if but_not else None):
            yield File(path, os.path.relpath(path, source), False)
    elif is_folder(source):
        yield from _in_archive(source)
    elif is_address(source):
        yield from _at_address(source)
    elif is_pattern(source):
        matched = [path for path in sorted(glob.glob(source, recursive=True)) if not os.path.isdir(path)]
        if not matched:
            raise OptionError(f"no file matches {source!r}")
        root = _fixed_part(source)
        for path in matched:
            yield File(path, _inside(os.path.relpath(path, root) if root else path), True)
    elif source == "-":
        raise OptionError("standard input cannot be one of several sources")
    else:
        yield File(source, os.path.basename(source), True)


def is_folder(source: str) -> bool:
    """Whether a source is a folder, or an archive, which is treated as one."""
    return os.path.isdir(source) or (is_archive(source) and (is_address(source) or os.path.isfile(source)))


def _in_archive(source: str) -> Iterator[File]:
    with archive_at(source) as archive:
        members = list(archive.members())
    for member in members:
        relative = _inside(member.name.replace("\\", "/"))
        if leads_out(member.name):  # refused later; until then it must not point elsewhere
            relative = os.path.basename(relative).replace(":", "_")
        yield File(joined(source, member.name), relative, False, member.plain)


def _at_address(source: str) -> Iterator[File]:
    if not opening.is_pattern(source):
        yield File(source, named(source), True)
        return
    several = False
    for address, relative in opening.found(source):
        several = True
        yield File(address, relative, not source.endswith("/"))
    if not several:
        raise OptionError(f"no file matches {shown(source)!r}")


def _walk(top: str, target: str | None) -> Iterator[str]:
    for folder, folders, files in os.walk(top):
        folders[:] = sorted(
            name for name in folders if not is_hidden(name) and os.path.realpath(os.path.join(folder, name)) != target
        )
        for name in sorted(files):
            if not is_hidden(name):
                yield os.path.join(folder, name)


def _inside(relative: str) -> str:
    """A relative path that never leads above its start."""
    parts = [part for part in os.path.normpath(relative).split(os.sep) if part not in ("", os.curdir, os.pardir)]
    return os.path.join(*parts) if parts else os.path.basename(relative)


def _fixed_part(pattern: str) -> str:
    """The folder of a pattern before any wildcard."""
    parts = pattern.replace(os.sep, "/").split("/")
    fixed = []
    for part in parts[:-1]:
        if any(char in part for char in _WILD):
            break
        fixed.append(part)
    return "/".join(fixed) or ("/" if pattern.startswith("/") else "")


def reading_extensions(from_: str | None) -> tuple[str, ...]:
    """The extensions that can be read, or those of one format, longest first."""
    formats = [registry.default().get(from_)] if from_ else [format for format in registry.default() if format.can_read]
    found = {extension.lower() for format in formats for extension in format.extensions}
    return tuple(sorted(found, key=lambda extension: (-len(extension), extension)))


def targets_of(found: Sequence[str], extensions: tuple[str, ...], added: str = "") -> Iterator[str]:
    """The name of each target: that of the source with its extension replaced by *added*, longer if two would be the same.

    >>> list(targets_of(["a/b.xml", "a/c.xml", "a/c.csv", "d.xml.gz"], (".csv", ".xml"), ".json"))
    ['a/b.json', 'a/c.xml.json', 'a/c.csv.json', 'd.json']
    """
    short = [_without_extension(relative, extensions) + added for relative in found]
    counts = Counter(name.casefold() for name in short)
    taken: set[str] = set()
    for relative, name in zip(found, short, strict=True):
        chosen = name if counts[name.casefold()] == 1 else relative + added
        number = 2
        while chosen.casefold() in taken:
            chosen = f"{relative}-{number}{added}"
            number += 1
        taken.add(chosen.casefold())
        yield chosen


def _without_extension(relative: str, extensions: tuple[str, ...]) -> str:
    name = relative[:-3] if relative.lower().endswith(".gz") else relative
    for extension in extensions:
        if name.lower().endswith(extension) and len(os.path.basename(name)) > len(extension):
            return name[: -len(extension)]
    stem, dot, _ = os.path.basename(name).rpartition(".")
    return os.path.join(os.path.dirname(name), stem) if dot and stem else name
