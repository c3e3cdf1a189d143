"""The options of the format."""

from __future__ import annotations

from typing import Literal

import attrs


@attrs.frozen
class MarcOptions:
    """How records are packed, and what a catalogue wants of them that the source may not give.

    Attributes:
        envelope: `collection` writes a collection, which every reader of MARCXML accepts; `record` one bare record.
        agency: The code of the cataloguing agency, of the MARC code list or an ISIL, for fields 003 and 040;
            otherwise that of the description.
        inherit: Give the records of components what they owe to the units above: the titles in field 773, the repository,
            rights, conditions of access and use, languages and dates, if they give none themselves.
        timestamp: When the records entered the file (field 008), in ISO 8601, if the description does not give its date of creation;
            otherwise SOURCE_DATE_EPOCH, or the input's time.
        indent: Put each field on a line of its own.
    """

    envelope: Literal["collection", "record"] = "collection"
    agency: str | None = None
    inherit: bool = False
    timestamp: str | None = None
    indent: bool = True
