"""Each attribute of each field of the model, alone: it comes out of each writer, or the report names it."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

import docmeta
from alone import WORD, Alone, values
from docmeta.crosswalk import Report
from docmeta.plugins import default
from places import whole

VALUES = list(values())
#: Pages and workbooks cannot be searched for a word like this; they have tests of their own.
FORMATS = [format.name for format in default() if format.can_write and format.name not in ("html", "xlsx")]


def written(field: str, value: Any, format: str) -> tuple[str, set[str]]:
    """The output with every finding, and the findings."""
    base = {"title": "Papers", "agents": (docmeta.AgentLink(docmeta.Person("Roe"), "subject"),)}
    unit = docmeta.Document("u1", **{**base, field: value})
    said: list[str] = []
    report = Report(each=lambda one: said.append(f"{one.code} {one.field} {one.target} {one.message} {one.example}"))
    out = io.BytesIO()
    with mock.patch("docmeta.crosswalk.report.shown", whole):
        try:
            docmeta.dump(unit, out, format=format, report=report, include_internal=True)
        except docmeta.DocmetaError as error:
            return f"{WORD}: {error}", set()  # refused, which is no silence
    return "\n".join((out.getvalue().decode(), *said)), set(said)


def is_silent(one: Alone, format: str) -> bool:
    """Whether the word does not come out, and no finding comes from it or from a part that has it."""
    text, findings = written(one.field, one.value, format)
    return WORD not in text and all(not findings - written(one.field, other, format)[1] for other in one.without)


def test_there_are_values() -> None:
    assert len(VALUES) > 300
    assert {one.field for one in VALUES} > {"title", "agents", "record", "places", "containers", "extras"}


@pytest.mark.parametrize("format", FORMATS)
def test_each_attribute_alone(format: str) -> None:
    assert [one.path for one in VALUES if is_silent(one, format)] == []
