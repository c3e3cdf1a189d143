"""Nothing of EAD 4.0 is lost silently: a token in each text and each attribute of each element is found again, or reported."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Final

import pytest
from lxml import etree
from tests.plugins.ead4_whole import SPACE, path, tokens, whole

import docmeta
from docmeta import Report
from docmeta.model import Unit
from docmeta_ead.ead4.content import models

#: Attributes about the audience, which other tests cover.
_ELSEWHERE: Final = frozenset(("audience",))
#: Attributes whose values determine how an element is read; existing ones stay.
_DECIDING: Final = frozenset(
    "level placeType formAvailableType agentType targetType languageCode scriptCode localType extentType".split()
)
ATTRIBUTES: Final = sorted({name for model in models().values() for name in model.attributes} - _ELSEWHERE)
WAYS: Final = ((), ("ead4",), ("ead3", "ead4"), ("ead2002", "ead4"))
_LINK: Final = "http://a.example/"


class Every(Report):
    """A report that remembers each value that was lost or changed, whole."""

    def __init__(self) -> None:
        super().__init__(each=lambda finding: None)
        self.said: list[str] = []

    def lose(self, field: str, target: str | None, value: object = None, **more: Any) -> None:
        self.said.append(str(value))
        super().lose(field, target, value, **more)

    def note(self, code: str, message: str, *, value: object = None, **more: Any) -> None:
        if code != "carried":
            self.said.append(str(value))
        super().note(code, message, value=value, **more)


def over(data: bytes, way: tuple[str, ...]) -> tuple[Unit, Every]:
    """What is read after a finding aid was written in several formats in turn, and what was reported."""
    report = Every()
    unit = docmeta.load(data, format="ead4", report=report)
    for format in way:
        out = io.BytesIO()
        docmeta.dump(unit, out, format=format, include_internal=True, report=report)
        unit = docmeta.load(out.getvalue(), format=format, report=report)
    return unit, report


def spots(root: etree._Element) -> dict[str, str]:
    """The place of each token."""
    found: dict[str, str] = {}
    for element in root.iter(etree.Element):
        found |= dict.fromkeys(tokens(f"{element.text} {element.tail}"), path(element))
        for key, value in element.attrib.items():
            found |= dict.fromkeys(tokens(str(value)), f"{path(element)}/@{key}")
    return found


def missing(data: bytes, way: tuple[str, ...]) -> list[str]:
    """Tokens that are neither in the model nor reported, by themselves or with the text of their element."""
    unit, report = over(data, way)
    lost = tokens(" ".join(report.said))
    there = tokens(docmeta.dumps(unit, format="json", include_internal=True)) | lost
    found = spots(etree.fromstring(data))
    reported = {spot for token, spot in found.items() if token in lost}
    return [spot for token, spot in found.items() if token not in there and spot.partition("/@")[0] not in reported]


def attributed(name: str) -> bytes:
    """A finding aid in which each element has every allowed attribute, each with a unique value."""
    root = whole()
    number = 10_000
    for element in root.iter(etree.Element):
        space, _, local = element.tag.rpartition("}")
        kind = models()[local].attributes.get(name) if space == f"{{{SPACE}" else None
        there = element.get(name)
        if kind is None or isinstance(kind, frozenset) or (there and (name in _DECIDING or tokens(there))):
            continue
        # The kind of an end of a period is the type of the date that stands for it.
        if (
            name == "localType"
            and local in ("fromDate", "toDate")
            and path(element.getparent()).endswith("accessConditions/dateRange")
        ):
            continue
        number += 1
        element.set(name, f"{_LINK if kind == 'URI' else ''}zq{number}qz")
    return etree.tostring(root)


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_no_word_is_lost_silently(way: tuple[str, ...]) -> None:
    assert missing(etree.tostring(whole()), way) == []


@pytest.mark.parametrize("way", WAYS, ids="-".join)
@pytest.mark.parametrize("start", range(8))
def test_no_attribute_is_lost_silently(start: int, way: tuple[str, ...]) -> None:
    found = {name: missing(attributed(name), way) for name in ATTRIBUTES[start::8]}
    assert {name: lost for name, lost in found.items() if lost} == {}


@pytest.mark.parametrize("start", range(8))
def test_what_was_written_is_valid_and_written_again_in_the_same_bytes(start: int, shared: Path) -> None:
    schema = etree.XMLSchema(etree.parse(shared / "schemas" / "ead4" / "ead.xsd"))
    for data in (etree.tostring(whole()), *map(attributed, ATTRIBUTES[start::8])):
        once = docmeta.dumps(over(data, ())[0], format="ead4", include_internal=True).encode()
        assert docmeta.dumps(over(once, ())[0], format="ead4", include_internal=True).encode() == once
        assert schema.validate(etree.fromstring(once)), schema.error_log[0]
