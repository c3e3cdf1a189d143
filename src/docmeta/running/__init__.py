"""Running a reading or a writing: sources, targets, and what is withheld."""

from docmeta.running.withhold import is_internal, public, tracked

__all__ = [
    "is_internal",
    "public",
    "tracked",
]
