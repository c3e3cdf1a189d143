"""Finds the installed plugins: the entry points of docmeta's group, each with its distribution."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

import attrs

from docmeta.errors import of_any
from docmeta.plugins.formats import PROJECT, Format, Transform


@attrs.define
class Plugin:
    """A plugin and its state.

    Attributes:
        name: The name of its entry point, or of the module registered by hand.
        distribution: Its distribution, "docmeta 0.1.0"; None if registered by hand.
        formats: Its formats.
        error: Why it failed; None if it did not.
        transforms: Its transforms.
    """

    name: str
    distribution: str | None = None
    formats: list[Format] = attrs.field(factory=list)
    error: str | None = None
    transforms: list[Transform] = attrs.field(factory=list)

    @property
    def owner(self) -> str:
        """The plugin, for messages."""
        return f"{self.name} ({self.distribution})" if self.distribution else self.name


def installed() -> Iterator[tuple[Any, Plugin]]:
    """The entry points of docmeta's group, each with its distribution; of a distribution, the first on the path.

    A distribution with unreadable entry points becomes a plugin that failed, if it seems to be one of docmeta.
    """
    from importlib.metadata import distributions

    above: dict[str, Any] = {}
    for distribution in distributions():
        key = _key(distribution)
        first = above.setdefault(key, distribution)
        try:
            entries = [entry for entry in distribution.entry_points if entry.group == PROJECT]
            error = None
        except Exception as problem:  # noqa: BLE001  # whatever a damaged file leads to
            entries, error = [], problem
        if not entries and (error is None or not _seems_ours(distribution)):
            continue
        # Metadata is long, and there may be hundreds of distributions: only that of plugins is read.
        if first is not distribution and _name(first) is not None:
            continue
        owner = _owner(distribution)
        if error is not None:
            yield None, Plugin(key, owner, error=f"its entry points cannot be read: {of_any(error)}")
        for entry in entries:
            yield entry, Plugin(entry.name, owner)


def _folder(distribution: Any) -> str:
    """The name of the folder of its metadata, without the extension: "docmeta_marc-1.0"."""
    return os.path.basename(str(getattr(distribution, "_path", ""))).rpartition(".")[0]


def _key(distribution: Any) -> str:
    """A key that equal names share (PyPA, name normalization), from the folder if that has the name."""
    folder = _folder(distribution)
    return re.sub("[-_.]+", "-", folder.partition("-")[0] or _name(distribution) or "").lower()


def _name(distribution: Any) -> str | None:
    """The name in its metadata; None if that is damaged."""
    try:
        return str(distribution.metadata["Name"] or "") or None
    except Exception:  # noqa: BLE001  # whatever a damaged file leads to
        return None


def _owner(distribution: Any) -> str:
    """The name and the version, for messages."""
    name = _name(distribution)
    if name is None:
        return f"{_folder(distribution) or 'unknown'}, whose metadata is damaged"
    try:
        return f"{name} {distribution.version or ''}".strip()
    except Exception:  # noqa: BLE001  # the version is missing
        return name


def _seems_ours(distribution: Any) -> bool:
    """Whether a file of entry points that cannot be parsed names docmeta's group."""
    try:
        with open(os.path.join(distribution._path, "entry_points.txt"), "rb") as file:
            return f"[{PROJECT}]".encode() in file.read(1 << 20)
    except Exception:  # noqa: BLE001  # not a folder, or not readable
        return False
