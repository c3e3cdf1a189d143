"""docmeta's own schemas of what it writes, by the name of the format. The official schemas are not here: see `docmeta.schemas`.

>>> path("ead3").name
'ead3.rng'
>>> path("markdown") is None
True
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

__all__ = ["FOLDER", "names", "path"]

#: Where they lie: RELAX NG profiles (.rng), JSON Schemas (.schema.json).
FOLDER: Final = Path(__file__).resolve().parent


def names() -> list[str]:
    """The formats that have a schema here."""
    return sorted(file.name.partition(".")[0] for file in FOLDER.iterdir() if file.suffix in (".rng", ".json"))


def path(format: str) -> Path | None:
    """The schema of a format; None where it has none."""
    candidates = (FOLDER / f"{format}{ending}" for ending in (".rng", ".schema.json"))
    return next((file for file in candidates if file.is_file()), None)
