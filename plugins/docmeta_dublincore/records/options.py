"""What the options of all formats for aggregators have in common."""

from __future__ import annotations

from typing import Protocol


class Handing(Protocol):
    """What is said once for all records of a delivery."""

    @property
    def records(self) -> str:
        """Which units are records: `leaves` or `all`."""

    @property
    def incomplete(self) -> str:
        """What becomes of records that the aggregator refuses: `write` or `leave_out`."""

    @property
    def provider(self) -> str | None:
        """Who hands the records to the aggregator."""

    @property
    def data_provider(self) -> str | None:
        """Who holds the things, where the source does not say it."""

    @property
    def intermediate_provider(self) -> str | None:
        """Who stands between the two."""

    @property
    def rights(self) -> str | None:
        """The URI of the rights, where the source says none that is taken."""
