"""Running a reading or a writing: sources, targets, and what is withheld."""

from docmeta.running.withhold import Withhold, is_internal, public, restricted_day, tracked

__all__ = [
    "Withhold",
    "is_internal",
    "public",
    "restricted_day",
    "tracked",
]
