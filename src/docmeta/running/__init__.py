"""Running readers and writers: sources, targets, and withholding."""

from docmeta.running.withhold import Withhold, is_internal, public, restricted_day, tracked

__all__ = [
    "Withhold",
    "is_internal",
    "public",
    "restricted_day",
    "tracked",
]
