"""Options that all formats for aggregators share."""

from __future__ import annotations

from typing import Protocol


class Handing(Protocol):
    """The options that hold for all records of a delivery."""

    @property
    def records(self) -> str:
        """Which units are records: `leaves` or `all`."""

    @property
    def incomplete(self) -> str:
        """incomplete: What to do with records that the aggregator refuses: `write` or `leave_out`."""

    @property
    def provider(self) -> str | None:
        """provider: The organisation that delivers the records to the aggregator."""

    @property
    def data_provider(self) -> str | None:
        """data_provider: The holder of the objects, if the source does not give it."""

    @property
    def intermediate_provider(self) -> str | None:
        """intermediate_provider: The organisation between the two."""

    @property
    def rights(self) -> str | None:
        """rights: The URI of the rights, if the source gives none that is accepted."""
