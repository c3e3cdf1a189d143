"""The options of Archivematica's metadata.csv."""

from __future__ import annotations

from typing import Literal

import attrs


@attrs.frozen
class ArchivematicaOptions:
    """How the rows name the files, and with which elements they describe them.

    Attributes:
        elements: `simple` fills columns `dc.*`, the fifteen elements; `qualified` columns `dcterms.*`, the DCMI terms.
        folder: The folder below `objects` that contains the files.
        several: `files` writes a row for each file of a unit, `folder` one row for their common folder.
        top: Whether the unit at the top, if it has no files itself, describes the whole transfer, as the row `objects`.
        inherit: Give rows what their units owe to the units above: the repository, rights, conditions of access and use, languages.
    """

    elements: Literal["simple", "qualified"] = "simple"
    folder: str = ""
    several: Literal["files", "folder"] = "files"
    top: bool = True
    inherit: bool = False
