"""What a harvest gives back: what came, what did not, and what a repository has."""

from __future__ import annotations

import attrs

from docmeta.harvesting.answers import Offer


@attrs.frozen
class Kept:
    """A page that could not be read.

    Attributes:
        path: Where it is kept, as it came.
        why: What is wrong with it.
        missing: The identifiers of its records that could not be had one by one, either.
    """

    path: str
    why: str
    missing: tuple[str, ...] = ()


@attrs.define
class Listed:
    """What has become of one list.

    Attributes:
        prefix: The metadata prefix.
        set: The set; None for all.
        pages, records: How many came.
        new, changed, same: How many of the records were not there, were there in another form, or as they are.
        deleted: How many records the repository says it has deleted.
        gone: How many records a full harvest has not found any more; they are deleted, too.
        empty: How many records had neither metadata nor the mark of deletion.
        nameless: How many records had no identifier; they are not kept.
        broken: The pages that could not be read.
        missing: The records that could not be had until now, each with the reason; the next harvest asks for them again.
        failed: Why it ended before its end; None where it did not. The next harvest goes on there.
        lacking: How many records fewer came than the server has spoken of. It may have counted badly, or have lost some.
        done: The date to which all of it is here; the next harvest asks for what has changed since.
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
        """Whether every record came."""
        return not (self.missing or self.nameless or self.failed)


@attrs.define
class Harvest:
    """What a harvest has brought.

    Attributes:
        base: The address of the repository, as messages say it.
        name: What it calls itself.
        folder: The folder.
        keeps_deleted: Whether it keeps account of deleted records: "no", "transient" or "persistent".
        lists: What has become of each list, in order.
    """

    base: str
    name: str
    folder: str
    keeps_deleted: str
    lists: list[Listed] = attrs.field(factory=list)

    @property
    def whole(self) -> bool:
        """Whether every record came."""
        return all(each.whole for each in self.lists)


@attrs.define
class Offered:
    """What a repository has.

    Attributes:
        name: What it calls itself.
        earliest: The earliest date of a record.
        granularity: How finely it tells dates: "YYYY-MM-DD" or "YYYY-MM-DDThh:mm:ssZ".
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
