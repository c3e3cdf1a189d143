"""docmeta's own schemas, as files: they describe the formats that docmeta writes.

- `docmeta-1.schema.json`: JSON Schema of `json` and `jsonl`.
- `FORMAT.rng`: RELAX NG profiles of the XML that docmeta writes, narrower than the official schemas.

>>> path("json").name
'docmeta-1.schema.json'
>>> path("listing") is None
True
"""

from pathlib import Path
from typing import Final

__all__ = ["names", "path"]

_FOLDER: Final = Path(__file__).parent
_KNOWN: Final = {"json": "docmeta-1.schema.json", "jsonl": "docmeta-1.schema.json"}


def names() -> list[str]:
    """The names of the files.

    >>> "docmeta-1.schema.json" in names()
    True
    """
    return sorted(file.name for file in _FOLDER.iterdir() if file.suffix in (".json", ".jsonld", ".rng"))


def path(format: str) -> Path | None:
    """The schema file of a format, by the format's name; None if docmeta has none."""
    found = _FOLDER / _KNOWN.get(format, f"{format}.rng")
    return found if found.is_file() else None
