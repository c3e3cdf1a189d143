"""Comparing two descriptions, value by value."""

from docmeta.comparing.diff import Difference, Differences, compare, match

__all__ = [
    "Difference",
    "Differences",
    "compare",
    "match",
]
