"""The options of the format."""

from __future__ import annotations

from typing import Literal

import attrs


@attrs.frozen
class ModsOptions:
    """How records are packed, and what aggregators want of them that the source may not give.

    Attributes:
        envelope: `auto` writes one record bare and several in a modsCollection; `mods` one bare record, `collection` a modsCollection.
        agency: The code of the agency whose record identifiers these are, of the MARC code list or an ISIL;
            otherwise that of the description.
        inherit: Give the records of components what they owe to the units above: the titles in relatedItem, the repository,
            rights, conditions of access and use, languages and dates, if they give none themselves.
        indent: Put each element on a line of its own.
    """

    envelope: Literal["auto", "mods", "collection"] = "auto"
    agency: str | None = None
    inherit: bool = False
    indent: bool = True
