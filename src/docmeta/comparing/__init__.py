"""Comparing two descriptions, value by value."""

from docmeta.comparing.diff import Difference, compare, match

__all__ = [
    "Difference",
    "compare",
    "match",
]
