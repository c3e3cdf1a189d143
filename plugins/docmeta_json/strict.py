"""The strict JSON of `docmeta.jsontext`, under the name that the modules here know it by."""

from docmeta.jsontext import (
    MAX_DEPTH,
    Careful,
    Fault,
    Incomplete,
    decode,
    error_of,
    loads,
    scan,
    skip,
)

__all__ = ["MAX_DEPTH", "Careful", "Fault", "Incomplete", "decode", "error_of", "loads", "scan", "skip"]
