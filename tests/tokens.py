"""The token test: a unique word in each text and each attribute of a file; every one comes out, or is reported."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from docmeta import Context, DocmetaError, Node
from docmeta.model import FIELDS

Read = Callable[[BinaryIO, Context], Iterator[Node]]
#: Attributes about how to read a file, not about what it describes.
_FORMAL = ("schemaLocation", "noNamespaceSchemaLocation")


def samples(shared: Path, *folders: str) -> list[Path]:
    """The XML files of some folders of samples."""
    return sorted(path for folder in folders for path in (shared / "samples" / folder).rglob("*.xml"))


def said(read: Read, data: bytes) -> str:
    """The whole result of a reading: the units, and the report."""
    context = Context()
    parts: list[str] = []
    for node in read(io.BytesIO(data), context):
        parts += [repr(getattr(node.unit, name)) for name in FIELDS]
    parts += [f"{finding.target} {finding.example}" for finding in context.report]
    return "\n".join(parts)


def unaccounted(data: bytes, read: Read, inside: str | None = None, at_once: int = 40) -> list[str]:
    """The places whose word neither comes out nor is reported; none for a file that is refused.

    With *inside*, only the content of elements with that name is checked: of what surrounds records, the report shows
    only the first of each kind. Several places are changed in one reading, as long as the changes do not make the file be refused.
    """
    try:
        root = etree.fromstring(data)
        said(read, data)
    except (etree.XMLSyntaxError, DocmetaError):
        return []
    places = list(_places(root, inside))
    lost = []
    for begin in range(0, len(places), at_once):
        lost += _lost(data, read, inside, range(begin, min(begin + at_once, len(places))))
    return lost


def _lost(data: bytes, read: Read, inside: str | None, numbers: range) -> list[str]:
    root = etree.fromstring(data)
    fresh = list(_places(root, inside))
    words = {}
    for number in numbers:
        path, change = fresh[number]
        words[f"qqzz{number}qq"] = path
        change(f"qqzz{number}qq")
    try:
        found = said(read, etree.tostring(root))
    except DocmetaError:
        if len(numbers) == 1:
            return []
        half = numbers.start + len(numbers) // 2
        return _lost(data, read, inside, range(numbers.start, half)) + _lost(
            data, read, inside, range(half, numbers.stop)
        )
    missing = [path for word, path in words.items() if word not in found]
    if missing and len(numbers) > 1:
        # A finding shows the first of its kind alone, so what is missing is tried by itself.
        alone = [number for number in numbers if f"qqzz{number}qq" not in found]
        return [path for number in alone for path in _lost(data, read, inside, range(number, number + 1))]
    return missing


def _places(root: etree._Element, inside: str | None) -> Iterator[tuple[str, Callable[[str], None]]]:
    """Every text and every attribute, with a function to change it."""
    for element in root.iter("*"):
        if any(above.get("status") == "deleted" for above in (element, *element.iterancestors())):
            continue  # records that are marked so are left out, and counted
        path = str(element.tag).rpartition("}")[2]
        if inside is not None and next(element.iterancestors(f"{{*}}{inside}"), None) is None:
            continue
        if element.text and element.text.strip():
            yield path, lambda word, element=element: setattr(element, "text", word)  # type: ignore[misc]
        for key in element.attrib:
            if not str(key).endswith(_FORMAL):
                yield f"{path}/@{key}", lambda word, element=element, key=key: element.set(key, word)  # type: ignore[misc]
        if element.tail and element.tail.strip():
            yield f"{path}/tail", lambda word, element=element: setattr(element, "tail", word)  # type: ignore[misc]
