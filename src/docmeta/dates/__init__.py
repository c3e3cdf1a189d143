"""Dates: what was written, and what it means in EDTF (ISO 8601-2).

`date` holds the type; `edtf` reads and writes the standard; the other modules read dates in words."""

from docmeta.dates.alone import words_alone
from docmeta.dates.date import UNDATED, Date
from docmeta.dates.eas import is_eas_date
from docmeta.dates.edtf import Day
from docmeta.dates.forms import StandardDate, StandardRange, read_normal
from docmeta.dates.questions import (
    Conventions,
    day_order,
    explain,
    is_activity,
    is_edtf,
    life_dates,
    parse_edtf,
    split,
    year_pairs,
)

__all__ = [
    "UNDATED",
    "Conventions",
    "Date",
    "Day",
    "StandardDate",
    "StandardRange",
    "day_order",
    "explain",
    "is_activity",
    "is_eas_date",
    "is_edtf",
    "life_dates",
    "parse_edtf",
    "read_normal",
    "split",
    "words_alone",
    "year_pairs",
]
