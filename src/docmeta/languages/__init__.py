"""Languages, scripts and countries: names and codes (ISO 639, ISO 15924, ISO 3166, BCP 47)."""

from docmeta.languages.codes import (
    UNKNOWN,
    english_name,
    find,
    find_script,
    is_name,
    is_script,
    parse_tag,
    shortest_tag,
    to_639_1,
    to_639_2b,
    to_639_2t,
    to_bcp47,
)
from docmeta.languages.countries import COUNTRIES

__all__ = [
    "COUNTRIES",
    "UNKNOWN",
    "english_name",
    "find",
    "find_script",
    "is_name",
    "is_script",
    "parse_tag",
    "shortest_tag",
    "to_639_1",
    "to_639_2b",
    "to_639_2t",
    "to_bcp47",
]
