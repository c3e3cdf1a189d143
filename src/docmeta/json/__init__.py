"""docmeta's JSON: text read with positions, and units as JSON data."""

from docmeta.json.converter import AGENT_TYPES, UNIT_KINDS, Problem, problems, unit_from_data, unit_to_data
from docmeta.json.stream import JsonStream
from docmeta.json.text import Fault, Incomplete, error_of, look, scan, skip

__all__ = [
    "AGENT_TYPES",
    "UNIT_KINDS",
    "Fault",
    "Incomplete",
    "JsonStream",
    "Problem",
    "error_of",
    "look",
    "problems",
    "scan",
    "skip",
    "unit_from_data",
    "unit_to_data",
]
