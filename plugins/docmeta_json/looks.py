"""Guesses what a JSON object of another kind is, for the error message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_KNOWN: Final[tuple[tuple[frozenset[str], str], ...]] = (
    (frozenset({"@context"}), "it looks like JSON-LD; read it with --from jsonld"),
    (frozenset({"@graph"}), "it looks like JSON-LD; read it with --from jsonld"),
    (frozenset({"depth", "unit"}), "it looks like docmeta's JSON lines; read it with --from jsonl"),
    (frozenset({"counts", "findings"}), "it looks like a report of docmeta"),
    (frozenset({"jsonmodel_type"}), "it looks like a record of ArchivesSpace's own interface"),
    (frozenset({"type", "features"}), "it looks like GeoJSON"),
    (frozenset({"type", "geometry"}), "it looks like GeoJSON"),
    (frozenset({"o:id"}), "it looks like a record of Omeka S; read it with --from json-records"),
    (frozenset({"tableSchema"}), "it looks like a description of CSV files (CSVW)"),
    (frozenset({"$schema", "properties"}), "it looks like a JSON Schema"),
)


def what_it_is(data: Mapping[str, Any]) -> str:
    """What an object looks like, by its keys.

    >>> what_it_is({"type": "FeatureCollection", "features": []})
    'it looks like GeoJSON'
    >>> what_it_is({"name": "x"})
    "its first unit has no 'kind'; its keys are 'name'; records of any keys are read with --from json-records"
    """
    keys = set(data)
    for known, said in _KNOWN:
        if known <= keys:
            return said
    if "kind" in data:
        return "the 'kind' of its first unit is neither 'collection' nor 'document'"
    shown = ", ".join(repr(key[:40]) for key in list(data)[:5])
    said = f"its first unit has no 'kind'; its keys are {shown}; records of any keys are read with --from json-records"
    return said if shown else "its first unit is empty"
