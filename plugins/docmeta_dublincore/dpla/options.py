"""The options of DPLA's records."""

from __future__ import annotations

from typing import Literal

import attrs


@attrs.frozen
class DplaOptions:
    """What DPLA requires and the source may not say, and how records are packed.

    Attributes:
        provider: The hub that delivers to DPLA (edm:provider); otherwise the data provider itself.
        data_provider: Who holds the things (edm:dataProvider), where the source names no repository.
        intermediate_provider: Who stands between the data provider and the hub.
        rights: The URI of the rights (edm:rights), where the source has none that DPLA takes.
        hub: The short name of the hub, which DPLA puts before the identifiers of its records: hub--d1.
        records: `leaves` makes a record of each unit with nothing below it, `all` of every unit.
        incomplete: `write` keeps records that lack what DPLA demands, `leave_out` does not; the report names both.
        envelope: `lines` is a record a line, as DPLA's ingestion reads and its exports are; `graph` is one JSON-LD document
            with its context in it, for whoever reads linked data.
    """

    provider: str | None = None
    data_provider: str | None = None
    intermediate_provider: str | None = None
    rights: str | None = None
    hub: str | None = None
    records: Literal["leaves", "all"] = "leaves"
    incomplete: Literal["write", "leave_out"] = "write"
    envelope: Literal["lines", "graph"] = "lines"
