"""Where the files of a schema are: in a folder, by name, or by an OASIS XML catalog (XML Catalogs 1.1).

A catalog is the user's own, so it may point anywhere on the machine; its entries for remote URLs are not followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urljoin, urlsplit

from docmeta.errors import InputError
from docmeta.xml import XML_NS, localname, parse

if TYPE_CHECKING:
    from lxml import etree

_CATALOG: Final = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
#: Catalog entries, and the attribute with what each stands for.
_NAMES: Final = {"uri": "name", "system": "systemId", "uriSuffix": "uriSuffix", "systemSuffix": "systemIdSuffix"}
_CATALOGS: Final = 20


class SchemaFiles:
    """The schema files of a folder, or of a catalog; nothing else is ever opened.

    Args:
        chosen: A folder, or a catalog. Files in a catalog's own folder are also found by name.
    """

    def __init__(self, chosen: Path) -> None:
        self.chosen = chosen
        self.entries: dict[str, Path] = {}
        self.paths: dict[str, Path] = {}
        folder = chosen
        if chosen.is_file():
            folder = chosen.parent
            self.entries = dict(_entries(chosen))
            for path in self.entries.values():
                self.paths.setdefault(path.name, path)
        if folder.is_dir():
            for path in sorted(folder.rglob("*.xsd")):
                self.paths.setdefault(path.name, path)
                self.paths.setdefault(f"{path.parent.name}/{path.name}", path)

    def find(self, file: str, *names: str | None) -> Path | None:
        """The path of a file, by its URL or namespace in a catalog, else by its name, with or without its folder."""
        for name in names:
            if name in self.entries and self.entries[name].is_file():
                return self.entries[name]
        found = self.paths.get(file)
        return found if found is not None else next((self.paths[name] for name in names if name in self.paths), None)

    def read(self, file: str, *names: str | None) -> bytes | None:
        """The content of a file; None if it is missing."""
        path = self.find(file, *names)
        return path.read_bytes() if path is not None and path.is_file() else None


def _entries(catalog: Path) -> Iterator[tuple[str, Path]]:
    """The entries of a catalog, and of its next catalogs, for local files."""
    waiting, done = [catalog.resolve()], set[Path]()
    while waiting:
        at = waiting.pop(0)
        if at in done or len(done) == _CATALOGS:
            continue
        done.add(at)
        root = parse(at.read_bytes(), name=str(at))
        if root.tag != f"{{{_CATALOG}}}catalog":
            raise InputError("expected a folder of schemas or an XML catalog", source=str(at))
        for element in root.iter():
            kind = localname(element)
            path = _path(element, element.get("uri") or element.get("catalog"), at)
            if path is None:
                continue
            if kind == "nextCatalog":
                waiting.append(path)
            elif kind in _NAMES and (name := element.get(_NAMES[kind])):
                yield name, path


def _path(element: etree._Element, target: str | None, catalog: Path) -> Path | None:
    """The file that an entry points to, resolved with every xml:base; None if it is not local."""
    if not target:
        return None
    around: list[str] = [target]
    above: Any = element
    while above is not None:
        base = above.get(f"{{{XML_NS}}}base")
        if base:
            around.append(base)
        above = above.getparent()
    uri = catalog.as_uri()
    for part in reversed(around):
        uri = urljoin(uri, part)
    parts = urlsplit(uri)
    return Path(unquote(parts.path)) if parts.scheme == "file" else None
