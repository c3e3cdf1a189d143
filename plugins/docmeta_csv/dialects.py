"""All the dialects, the most particular first."""

from __future__ import annotations

from functools import cache

from docmeta_csv import others
from docmeta_csv.dialect import Dialect
from docmeta_csv.own_dialect import own


@cache
def every() -> tuple[Dialect, ...]:
    """The dialects among which a header decides; the last takes what no other does."""
    return own(), others.collectionbuilder(), others.islandora(), others.omeka(), others.plain()
