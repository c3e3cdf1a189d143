"""The JSON Schema: made from the model, current, and true of what is written; what it refuses, the reader refuses."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest

import docmeta
import docmeta_schemas
from docmeta.testing import sample_collections
from docmeta_json.schema import json_schema, text

SCHEMA = json_schema()


def problems(value: Any, schema: dict[str, Any], path: str = "$") -> Iterator[str]:
    """The parts of draft 2020-12 that the schema uses."""
    if "$ref" in schema:
        yield from problems(value, SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")], path)
    for word, judge in JUDGES.items():
        if word in schema:
            yield from judge(value, schema, path)


def of_type(value: Any, schema: dict[str, Any], path: str) -> Iterator[str]:
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    known: dict[str, tuple[type, ...]] = {
        "object": (dict,), "array": (list,), "string": (str,), "boolean": (bool,), "integer": (int,), "number": (int, float),
        "null": (type(None),),
    }  # fmt: skip
    if not any(isinstance(value, known[name]) and (name == "boolean" or not isinstance(value, bool)) for name in types):
        yield f"{path}: not {types}"


def of_object(value: Any, schema: dict[str, Any], path: str) -> Iterator[str]:
    for key, one in value.items() if isinstance(value, dict) else ():
        if key in schema["properties"]:
            yield from problems(one, schema["properties"][key], f"{path}.{key}")
        elif schema.get("additionalProperties") is False:
            yield f"{path}.{key}: unknown"


def of_any(value: Any, schema: dict[str, Any], path: str) -> Iterator[str]:
    found = [list(problems(value, one, path)) for one in schema["anyOf"]]
    if all(found):
        yield min(found, key=len)[0]


def of_items(value: Any, schema: dict[str, Any], path: str) -> Iterator[str]:
    for index, one in enumerate(value if isinstance(value, list) else ()):
        yield from problems(one, schema["items"], f"{path}[{index}]")


def of_required(value: Any, schema: dict[str, Any], path: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{path}: lacks {key}" for key in schema["required"] if key not in value)


def of_condition(value: Any, schema: dict[str, Any], path: str) -> Iterator[str]:
    if not list(problems(value, schema["if"], path)) and not list(problems(value, schema["then"]["not"], path)):
        yield f"{path}: what must not be is"


def simple(word: str) -> Any:
    tests = {
        "const": lambda value, said: value == said,
        "enum": lambda value, said: value in said,
        "minLength": lambda value, said: not isinstance(value, str) or len(value) >= said,
        "minimum": lambda value, said: not isinstance(value, int | float) or value >= said,
        "maximum": lambda value, said: not isinstance(value, int | float) or value <= said,
    }

    def judge(value: Any, schema: dict[str, Any], path: str) -> Iterator[str]:
        if not tests[word](value, schema[word]):
            yield f"{path}: {word} {schema[word]}"

    return judge


JUDGES: dict[str, Any] = {
    "type": of_type, "properties": of_object, "anyOf": of_any, "items": of_items, "required": of_required, "if": of_condition,
    **{word: simple(word) for word in ("const", "enum", "minLength", "minimum", "maximum")},
}  # fmt: skip


def test_the_file_is_current() -> None:
    path = docmeta_schemas.path("json")
    assert path is not None
    assert path.name in docmeta_schemas.names()
    assert path.read_text(encoding="utf-8") == text(), "run: python -m docmeta_json.schema > " + path.name


def test_it_uses_only_what_is_judged_here() -> None:
    said = {"$ref", "$schema", "$id", "$defs", "title", "description", "additionalProperties", "then", "not"}
    stack: list[Any] = [SCHEMA]
    while stack:
        one = stack.pop()
        if isinstance(one, list):
            stack += one
        elif isinstance(one, dict):
            names = one.keys() - {"properties", "$defs"}
            assert names <= {*said, *JUDGES}
            stack += [value for key, value in one.items() if key not in ("properties", "$defs")]
            for group in ("properties", "$defs"):
                stack += list(one.get(group, {}).values())


def test_every_reference_leads_somewhere() -> None:
    for name in {part.partition('"')[0] for part in text().split("#/$defs/")[2:]}:
        assert name in SCHEMA["$defs"]


@pytest.mark.parametrize("collection", sample_collections(), ids=lambda one: one.id)
def test_what_is_written_is_valid(collection: docmeta.Collection) -> None:
    out = io.BytesIO()
    docmeta.dump(collection, out, format="json", include_internal=True)
    assert list(problems(json.loads(out.getvalue()), SCHEMA)) == []
    out = io.BytesIO()
    docmeta.dump(collection, out, format="jsonl", include_internal=True)
    for line in out.getvalue().splitlines():
        assert list(problems(json.loads(line), SCHEMA["$defs"]["line"])) == []


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "document"},
        {"id": "d"},
        {"kind": "file", "id": "d"},
        {"kind": "document", "id": ""},
        {"kind": "document", "id": "d", "titel": "x"},
        {"kind": "document", "id": "d", "title": 7},
        {"kind": "document", "id": "d", "dates": "1951"},
        {"kind": "document", "id": "d", "dates": [{}]},
        {"kind": "document", "id": "d", "members": []},
        {"kind": "collection", "id": "c", "members": [{"kind": "document"}]},
        {"kind": "document", "id": "d", "agents": [{"agent": {"name": "A"}}]},
        {"kind": "document", "id": "d", "agents": [{"agent": {"type": "person"}}]},
        {"kind": "document", "id": "d", "places": [{"name": "A", "latitude": 91}]},
        {"kind": "document", "id": "d", "minted": 1},
        {"kind": "document", "id": "d", "title": {"markup": "a", "text": "b"}},
        {"schema": "docmeta/9", "kind": "document", "id": "d"},
    ],
    ids=lambda data: json.dumps(data)[:60],
)
def test_what_it_refuses_the_reader_refuses(data: Any) -> None:
    assert list(problems(data, SCHEMA)) != []
    with pytest.raises(docmeta.InputError):
        list(docmeta.read(json.dumps(data).encode(), format="json"))
