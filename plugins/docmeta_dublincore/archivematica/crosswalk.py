"""The tables of Archivematica's metadata.csv: those of Dublin Core as columns, with the file of each row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote

import attrs

from docmeta.crosswalk import Codec, Crosswalk, Rule
from docmeta.model import DigitalObject
from docmeta_dublincore import links
from docmeta_dublincore.codecs import PROSE
from docmeta_dublincore.crosswalk import QUALIFIED, SIMPLE
from docmeta_dublincore.dpla.codecs import WORDS, plain
from docmeta_dublincore.literal import Literal

_DOCS: Final = "Archivematica 1.16, Import metadata"
_WEB: Final = re.compile(r"(?:https?|ftp)://[^/?#]*/?([^?#]*)(?:[?#].*)?", re.IGNORECASE | re.DOTALL)
_FILE: Final = re.compile(r"file://[^/]*/", re.IGNORECASE)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,40}:")


def path_of(one: DigitalObject) -> str | None:
    """The path of a file below `objects`: for a URL, only the name of the file; None if it has none.

    >>> path_of(DigitalObject("scans/1.tif")), path_of(DigitalObject("objects\\\\scans\\\\1.tif"))
    ('scans/1.tif', 'scans/1.tif')
    >>> path_of(DigitalObject("https://example.org/files/letter%201.jpg?size=full")), path_of(DigitalObject("../1.tif"))
    ('letter 1.jpg', None)
    """
    said = (one.uri or "").strip()
    web = _WEB.fullmatch(said)
    if web is not None:
        name = unquote(web[1].rpartition("/")[2])
        return name if "." in name.strip(".") and "/" not in name and name not in (".", "..") else None
    local = _FILE.match(said)
    said = unquote(said[local.end() :]) if local else said
    if _SCHEME.match(said) and not re.match(r"[A-Za-z]:[\\/]", said):
        return None
    parts = [
        part for part in re.sub(r"^[A-Za-z]:(?=[\\/])", "", said).replace("\\", "/").split("/") if part not in ("", ".")
    ]
    if parts[:1] == ["objects"]:
        parts = parts[1:]
    return None if ".." in parts else "/".join(parts) or None


FILE: Final = Codec(
    "path",
    path_of,
    None,
    ("uri", "role"),
    lambda one: path_of(one) != one.uri,
    changes=("kind", "id", "parallel", "audience"),
)


def _tongue(codec: Codec, value: Any) -> str:
    text = codec.encode(value)
    return "the language of the words" if isinstance(text, Literal) and text.language else ""


def _in_cells(codec: Codec) -> Codec:
    """A codec of Dublin Core in a table, whose cells have no language."""
    if codec is PROSE:
        return WORDS

    def misses(value: Any) -> str:
        known = codec.misses(value) if codec.misses is not None else ""
        return known or _tongue(codec, value)

    return attrs.evolve(
        codec,
        encode=plain(codec.encode),
        decode=None,
        loses=lambda value: codec.loss(value) or bool(_tongue(codec, value)),
        misses=misses,
    )


_ADDRESSES: Final = (links.DIGITAL_OBJECT, links.TYPED_DIGITAL_OBJECT, links.OBJECT_IN_WORDS)


def _rules(table: Crosswalk) -> Iterator[Rule]:
    note = "its path below objects/, or the file name at the end of its URL; one with neither has no row"
    yield Rule("digital_objects", "filename", FILE, _DOCS, note, reads=False)
    for rule in sorted(table.rules, key=lambda rule: rule.codec is links.WORDING):  # the columns stay in their order
        if rule.writes and rule.codec not in _ADDRESSES:
            note = "if the unit has no other identifier" if rule.name == "id" else rule.note
            target = rule.target.replace(":", ".")
            yield attrs.evolve(rule, target=target, codec=_in_cells(rule.codec), note=note, reads=False)


def _table(table: Crosswalk, title: str) -> Crosswalk:
    return Crosswalk("archivematica", title, tuple(_rules(table)), table.drops, _DOCS)


#: Columns for the fifteen elements, and for the DCMI terms.
ELEMENTS: Final = _table(SIMPLE, "Archivematica's metadata.csv")
TERMS: Final = _table(QUALIFIED, "Archivematica's metadata.csv, in the DCMI terms")
