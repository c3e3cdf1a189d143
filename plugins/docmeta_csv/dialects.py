"""All the dialects, the most particular first."""

from __future__ import annotations

from functools import cache

from docmeta.crosswalk import Crosswalk
from docmeta_csv import aspace_table, atom_table, others, own_table
from docmeta_csv.dialect import Dialect
from docmeta_csv.own_dialect import own


@cache
def every() -> tuple[Dialect, ...]:
    """The dialects among which a header decides; the last takes what no other does."""
    return (
        own(),
        atom_table.dialect(),
        aspace_table.dialect(),
        others.collectionbuilder(),
        others.islandora(),
        others.omeka(),
        others.plain(),
    )


def named(name: str) -> Dialect:
    """The dialect of a name."""
    return next(dialect for dialect in every() if dialect.name == name)


def crosswalk(module: str, name: str) -> Crosswalk:
    """The crosswalk of a table."""
    if module == "others":
        return others.crosswalk(named(name))
    if module == "own_table":
        return own_table.crosswalk()
    return atom_table.crosswalk() if module == "atom_table" else aspace_table.crosswalk()
