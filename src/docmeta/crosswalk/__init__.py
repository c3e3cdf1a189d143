"""Mappings as tables: rules, codecs, losses, and the report."""

from docmeta.crosswalk import codecs, sure
from docmeta.crosswalk.encoder import compile_encoder
from docmeta.crosswalk.keeps import WORDS, by_class, in_words, others, part_class, says_more
from docmeta.crosswalk.owed import with_inherited
from docmeta.crosswalk.pooled import Pooled
from docmeta.crosswalk.readback import ReadBack, difference, is_clean
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
    "WORDS",
    "Class",
    "Codec",
    "Crosswalk",
    "Encoder",
    "Finding",
    "Loss",
    "Place",
    "Pooled",
    "ReadBack",
    "Report",
    "Row",
    "Rule",
    "by_class",
    "codecs",
    "compile_encoder",
    "difference",
    "in_words",
    "is_clean",
    "others",
    "part_class",
    "says_more",
    "sure",
    "with_inherited",
]
