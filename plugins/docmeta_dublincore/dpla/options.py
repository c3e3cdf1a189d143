"""The options of DPLA's records."""

from __future__ import annotations

from typing import Literal

import attrs


@attrs.frozen
class DplaOptions:
    """What DPLA requires and the source may not give, and how records are packed.

    Attributes:
        provider: The hub that delivers to DPLA (edm:provider); by default, the data provider itself.
        data_provider: The holder of the objects (edm:dataProvider), if the source names no repository.
        intermediate_provider: The organisation between the data provider and the hub.
        rights: The URI of the rights (edm:rights), if the source has none that DPLA accepts.
        hub: The short name of the hub, which DPLA puts before the identifiers of its records: hub--d1.
        records: `leaves` makes a record of each unit with nothing below it, `all` of every unit.
        incomplete: `write` keeps records that lack what DPLA requires, `leave_out` does not; the report names both.
        envelope: `lines` is one record per line, as DPLA's ingestion reads and its exports have it; `graph` is one JSON-LD document
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
