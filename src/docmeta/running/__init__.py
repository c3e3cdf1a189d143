"""Running readers and writers: sources, targets, and withholding."""

from docmeta.running.concealed import CONCEALED
from docmeta.running.quicklook import is_internal
from docmeta.running.withhold import Withhold, public, restricted_day, tracked

__all__ = [
    "CONCEALED",
    "Withhold",
    "is_internal",
    "public",
    "restricted_day",
    "tracked",
]
