"""Mappings as tables: rules, codecs, losses, and the report that they feed."""

from docmeta.crosswalk.encoder import compile_encoder
from docmeta.crosswalk.report import CLASSES, CODES, SCHEMA, Class, Finding, Place, Report
from docmeta.crosswalk.table import (
    BOOKKEEPING,
    ISAD,
    SELECTORS,
    TEXT,
    Codec,
    Crosswalk,
    Encoder,
    Loss,
    Row,
    Rule,
)

__all__ = [
    "BOOKKEEPING",
    "CLASSES",
    "CODES",
    "ISAD",
    "SCHEMA",
    "SELECTORS",
    "TEXT",
    "Class",
    "Codec",
    "Crosswalk",
    "Encoder",
    "Finding",
    "Loss",
    "Place",
    "Report",
    "Row",
    "Rule",
    "compile_encoder",
]
