"""All dialects, the most specific first."""

from __future__ import annotations

from functools import cache

from docmeta.crosswalk import Crosswalk
from docmeta_csv import islandora, others
from docmeta_csv.aspace import table as aspace
from docmeta_csv.atom import table as atom
from docmeta_csv.own import table as own_table
from docmeta_csv.own.dialect import own
from docmeta_csv.table.dialect import Dialect


@cache
def every() -> tuple[Dialect, ...]:
    """The dialects that are chosen by the header; the last takes what no other does."""
    return (
        own(),
        atom.dialect(),
        aspace.dialect(),
        others.collectionbuilder(),
        islandora.islandora(),
        others.dspace(),
        others.omeka(),
        others.plain(),
    )


def named(name: str) -> Dialect:
    """The dialect with a name."""
    return next(dialect for dialect in every() if dialect.name == name)


def crosswalk(name: str) -> Crosswalk:
    """The crosswalk of a table."""
    homes = {"": own_table.crosswalk, "atom": atom.crosswalk, "aspace": aspace.crosswalk}
    return homes[name]() if name in homes else others.crosswalk(named(name))
