"""Mappings as tables: rules, codecs, losses, and the report."""

from docmeta.crosswalk import codecs, sure
from docmeta.crosswalk.clean import is_clean, is_clean_prose
from docmeta.crosswalk.difference import difference
from docmeta.crosswalk.encoder import compile_encoder
from docmeta.crosswalk.extras import MARKUP, are_bookkeeping, extra_code
from docmeta.crosswalk.keeps import LINKS, WORDS, by_class, in_words, lost_links, others, part_class, says_more
from docmeta.crosswalk.owed import with_inherited
from docmeta.crosswalk.pooled import Pooled
from docmeta.crosswalk.readback import ReadBack
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
    "LINKS",
    "MARKUP",
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
    "are_bookkeeping",
    "by_class",
    "codecs",
    "compile_encoder",
    "difference",
    "extra_code",
    "in_words",
    "is_clean",
    "is_clean_prose",
    "lost_links",
    "others",
    "part_class",
    "says_more",
    "sure",
    "with_inherited",
]
