"""The ready codecs: what each keeps comes back, and what it loses is reported."""

from __future__ import annotations

from typing import Any

import pytest

from docmeta import Document, walk
from docmeta.crosswalk import Crosswalk, Rule, codecs, compile_encoder
from docmeta.model import FIELDS
from docmeta.testing import every_field, sample_collections

RULES = (
    Rule("title", "title"),
    Rule("identifiers[unitid]", "code", codecs.identifiers()),
    Rule("agents[creator]", "by", codecs.names("creator")),
    Rule("agents", "with", codecs.names()),
    Rule("dates", "date", codecs.dates()),
    Rule("extents", "extent", codecs.extents()),
    Rule("languages", "language", codecs.languages()),
    Rule("subjects", "subject", codecs.terms()),
    Rule("genres", "form", codecs.terms("genre")),
    Rule("places", "place", codecs.places()),
    Rule("notes[access_conditions]", "access", codecs.notes("access_conditions")),
    Rule("digital_objects", "url", codecs.addresses()),
    Rule("rights", "rights", codecs.rights()),
)
TABLE = Crosswalk(
    "cards", "Cards", RULES, {name: "no line" for name in FIELDS if name not in {rule.name for rule in RULES}}
)


@pytest.mark.parametrize("rule", RULES[1:], ids=lambda rule: rule.field)
def test_a_codec_loses_exactly_what_does_not_come_back(rule: Rule) -> None:
    units = [node.unit for collection in (*sample_collections(), every_field()) for node in walk(collection)]
    values = [value for unit in units for value in getattr(unit, rule.name)]
    assert values
    for value in values:
        text = rule.codec.encode(value)
        if text:
            assert rule.codec.decode is not None
            assert rule.codec.loss(value) == (rule.codec.decode(text) != value)


def test_a_table_of_ready_codecs_is_a_whole_format() -> None:
    lost: list[tuple[Any, ...]] = []
    document = Document(
        "d1",
        title="Telegram",
        dates="circa 1950",
        agents="Roe, Ann",
        subjects=["Ships", "Ports"],
        languages="rus",
        extents="2 leaves",
    )
    out = dict(zip(TABLE.targets(), compile_encoder(TABLE)(document, lambda *loss: lost.append(loss)), strict=True))
    assert {target: texts for target, texts in out.items() if texts} == {
        "title": ["Telegram"],
        "by": ["Roe, Ann"],
        "date": ["circa 1950"],
        "extent": ["2 leaves"],
        "language": ["ru"],
        "subject": ["Ships", "Ports"],
    }
    assert [loss[:2] for loss in lost] == [("dropped", "id")]
    assert TABLE.unmapped() == []
