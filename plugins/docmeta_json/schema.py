"""The JSON Schema of docmeta's JSON, made from the model, so that the two agree.

`python -m docmeta_json.schema` prints it; a test compares the copy in `docmeta_schemas` with it.
The schema itself describes `json`; `#/$defs/line` describes a line of `jsonl`.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

import attrs

from docmeta.dates import Date
from docmeta.json import AGENT_TYPES, UNIT_KINDS
from docmeta.model import Agent, Unit, parts
from docmeta_json.versions import schema_name

Schema = dict[str, Any]

ID: Final = "https://docmeta.example/schemas/docmeta-1.schema.json"

_PROSE: Final = {"$ref": "#/$defs/prose"}
#: Parts that need at least one of these keys.
_DEMANDS: Final[dict[str, tuple[str, ...]]] = {
    "Agent": ("name", "dates", "identifiers"),
    "AgentFact": ("term", "text", "dates", "place", "citations", "uri"),
    "AgentRelation": ("target", "label", "text"),
    "About": ("names", "facts", "relations", "languages", "extras"),
    "Extent": ("text", "quantity", "facets", "dimensions"),
    "Term": ("term", "identifier", "uri"),
    "Place": ("name", "identifier", "uri", "latitude"),
    "RightsStatement": ("text", "uri", "holder"),
    "Repository": ("name", "address", "identifiers", "uri"),
    "Container": ("value", "kind", "label", "barcode", "id", "parent"),
    "Relation": ("target", "label"),
    "Date": ("text", "edtf"),
}
_LIMITS: Final = {"latitude": 90, "longitude": 180}


def json_schema() -> Schema:
    """The schema, in draft 2020-12.

    >>> schema = json_schema()
    >>> schema["$defs"]["Extra"]["required"]
    ['format', 'place', 'content']
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "Archival descriptions in docmeta's JSON",
        "description": "One description or a list of them. Keys with nothing to say are left out. "
        "The lines of the format jsonl are described by #/$defs/line.",
        "anyOf": [{"$ref": "#/$defs/root"}, {"type": "array", "items": {"$ref": "#/$defs/root"}}],
        "$defs": _definitions(),
    }


def _definitions() -> Schema:
    found: Schema = {
        "root": _unit(root=True),
        "unit": _unit(root=False),
        "line": _line(),
        "prose": _prose(),
        "Date": {
            "description": _summary(Date),
            "anyOf": [
                {
                    "type": "string",
                    "description": "The words alone, where their meaning is not known, and in older files.",
                },
                _object(Date),
            ],
        },
    }
    for name in sorted(parts.__all__):
        cls = getattr(parts, name)
        if name not in found and not (issubclass(cls, Agent) and cls is not Agent):
            found[name] = _agent() if cls is Agent else _object(cls)
    return found


def _unit(*, root: bool) -> Schema:
    schema = _object(Unit)
    head: Schema = (
        {"schema": {"const": schema_name(), "description": "The version, in the first unit."}} if root else {}
    )
    head["kind"] = {"enum": list(UNIT_KINDS), "description": "A collection has members, a document has none."}
    members: Schema = {
        "type": "array",
        "items": {"$ref": "#/$defs/unit"},
        "description": "The units that it is made of.",
    }
    tail: Schema = {"members": members}
    if root:
        tail["siblings"] = {
            "type": "array",
            "items": {"$ref": "#/$defs/unit"},
            "description": "Further roots, where the first of them was already written when it showed that there are several.",
        }
    schema["properties"] = {**head, **schema["properties"], **tail}
    schema["properties"]["id"] = {
        "type": "string",
        "minLength": 1,
        "description": schema["properties"]["id"]["description"],
    }
    schema["required"] = ["kind", "id"]
    schema["if"] = {"properties": {"kind": {"const": "document"}}}
    schema["then"] = {"not": {"required": ["members"]}}
    return schema


def _line() -> Schema:
    return {
        "type": "object",
        "description": "A line of jsonl: one unit, and where it stands.",
        "properties": {
            "depth": {"type": "integer", "minimum": 0, "description": "How many units stand above it."},
            "line": {"type": ["integer", "null"], "description": "The line of the source that it was first read from."},
            "unit": {"$ref": "#/$defs/root"},
        },
        "required": ["depth", "unit"],
        "additionalProperties": False,
    }


def _prose() -> Schema:
    language = {"type": "string", "description": "BCP 47 tag."}
    return {
        "description": "Plain prose is a string: a blank line separates paragraphs. Prose with structure is an object.",
        "anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "properties": {
                    "markup": {"type": "string", "description": "A fragment of XML in the elements of EAD3."},
                    "language": language,
                },
                "required": ["markup"],
                "additionalProperties": False,
            },
            {
                "type": "object",
                "properties": {"text": {"type": "string"}, "language": language},
                "required": ["text"],
                "additionalProperties": False,
            },
        ],
    }


def _agent() -> Schema:
    schema = _object(Agent)
    types = {"enum": list(AGENT_TYPES), "description": "What it is; agent where the source does not say."}
    schema["properties"] = {"type": types, **schema["properties"]}
    schema["required"] = ["type"]
    return schema


def _object(cls: type[Any]) -> Schema:
    said = _attributes(cls)
    fields = [field for field in attrs.fields(cls) if field.name != "members"]
    schema: Schema = {"type": "object", "description": _summary(cls), "properties": {}}
    for field in fields:
        schema["properties"][field.name] = _field(cls, field, said.get(field.name))
    required = [field.name for field in fields if field.default is attrs.NOTHING]
    if required:
        schema["required"] = required
    if cls.__name__ in _DEMANDS:
        schema["anyOf"] = [{"required": [name]} for name in _DEMANDS[cls.__name__]]
    schema["additionalProperties"] = False
    return schema


def _field(cls: type[Any], field: attrs.Attribute[Any], said: str | None) -> Schema:
    kind = re.sub(r"docmeta\.[\w.]+\.|typing\.|<class '|'>", "", str(field.type))
    optional = kind.endswith(" | None")
    kind = kind.removesuffix(" | None")
    if kind.startswith("tuple["):
        item = kind[len("tuple[") :].partition(",")[0]
        schema: Schema = {"type": "array", "items": _value("Extra" if item == "Any" else item)}
    else:
        schema = _value(kind)
    if field.name in _LIMITS:
        schema |= {"minimum": -_LIMITS[field.name], "maximum": _LIMITS[field.name]}
    if optional:
        schema = {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "description": said} if said else schema


def _value(kind: str) -> Schema:
    if kind == "str":
        return dict(_PROSE)
    if kind in ("bool", "float"):
        return {"type": "boolean" if kind == "bool" else "number"}
    return {"$ref": f"#/$defs/{kind}"}


# -- what the docstrings of the model say ----------------------------------------------------------------------------------


def _summary(cls: type[Any]) -> str:
    return (cls.__doc__ or "").strip().split("\n", 1)[0]


def _attributes(cls: type[Any]) -> dict[str, str]:
    """The description of each field in the section "Attributes" (or "Args") of the docstrings, including base classes."""
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        doc = base.__doc__ or ""
        section = re.search(r"^ *(?:Attributes|Args):\n(.*?)(?:\n\n|\Z)", doc, re.M | re.S)
        if section is None or not attrs.has(base):
            continue
        names = ""
        for line in section[1].split("\n"):
            entry = re.match(r"        ([a-z_, ]+): (.*)", line)
            if entry:
                names = entry[1]
                found.update(dict.fromkeys(names.split(", "), entry[2].strip()))
            elif names:
                for name in names.split(", "):
                    found[name] += " " + line.strip()
    return found


def text() -> str:
    """The schema as in the file."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    print(text(), end="")
