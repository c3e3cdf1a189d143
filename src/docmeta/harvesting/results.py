"""The results of a harvest: what arrived, what did not, and what a repository offers."""

from __future__ import annotations

import attrs

from docmeta.harvesting.answers import Offer


@attrs.frozen
class Kept:
    """A page that could not be read.

    Attributes:
        path: Where the page is kept, unchanged.
        why: What is wrong with it.
        missing: The identifiers of its records that could not be fetched one by one either.
    """

    path: str
    why: str
    missing: tuple[str, ...] = ()


@attrs.define
class Listed:
    """The result of one list.

    Attributes:
        prefix: The metadata prefix.
        set: The set; None for all.
        pages, records: The numbers received.
        new, changed, same: The numbers of records that were new, changed or unchanged.
        deleted: The number of records that the repository reports as deleted.
        gone: The number of records that a full harvest no longer found; they are deleted too.
        empty: The number of records with neither metadata nor a deletion mark.
        nameless: The number of records without an identifier; they are not kept.
        broken: The pages that could not be read.
        missing: The records that could not be fetched so far, each with the reason; the next harvest asks for them again.
        failed: Why the list broke off, or None. The next harvest resumes there.
        lacking: How many records are missing from the total that the server announced. It may have miscounted, or lost some.
        done: The date up to which the list is complete; the next harvest asks for what has changed since.
    """

    prefix: str
    set: str | None = None
    pages: int = 0
    records: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    deleted: int = 0
    gone: int = 0
    empty: int = 0
    nameless: int = 0
    broken: list[Kept] = attrs.field(factory=list)
    missing: dict[str, str] = attrs.field(factory=dict)
    failed: str | None = None
    lacking: int = 0
    done: str | None = None

    @property
    def whole(self) -> bool:
        """Whether all records arrived."""
        return not (self.missing or self.nameless or self.failed)


@attrs.define
class Harvest:
    """The result of a harvest.

    Attributes:
        base: The URL of the repository, without secrets.
        name: Its name.
        folder: The folder.
        keeps_deleted: Whether the repository tracks deleted records: "no", "transient" or "persistent".
        lists: The result of each list, in order.
    """

    base: str
    name: str
    folder: str
    keeps_deleted: str
    lists: list[Listed] = attrs.field(factory=list)

    @property
    def whole(self) -> bool:
        """Whether all records arrived."""
        return all(each.whole for each in self.lists)


@attrs.define
class Offered:
    """What a repository offers.

    Attributes:
        name: Its name.
        earliest: The earliest date of a record.
        granularity: The granularity of its dates: "YYYY-MM-DD" or "YYYY-MM-DDThh:mm:ssZ".
        keeps_deleted: As for `Harvest`.
        offers: Its formats.
        sets: Its sets, each with its name.
    """

    name: str
    earliest: str
    granularity: str
    keeps_deleted: str
    offers: list[Offer]
    sets: list[tuple[str, str]]
