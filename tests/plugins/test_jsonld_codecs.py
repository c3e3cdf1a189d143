"""Every codec of the crosswalk is exact about what it loses, and its text is JSON."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import strategies

from docmeta.crosswalk import SELECTORS, Rule
from docmeta.model import Extra, Language
from docmeta_jsonld.codec import JsonCodec
from docmeta_jsonld.crosswalk import SCHEMA_ORG, SCHEMA_ORG_DOCUMENT
from docmeta_jsonld.parts import LANGUAGE

MAKERS: dict[str, st.SearchStrategy[Any]] = {
    "id": strategies.words(),
    "level": strategies.words(),
    "title": strategies.prose(),
    "description": strategies.prose(),
    "source": strategies.prose(),
    "other_titles": strategies.prose(),
    "identifiers": strategies.identifiers(),
    "dates": strategies.dates(),
    "extents": strategies.extents(),
    "agents": strategies.agent_links(),
    "notes": strategies.notes(),
    "languages": strategies.languages(),
    "subjects": strategies.terms(),
    "genres": strategies.terms(),
    "places": strategies.places(),
    "rights": strategies.rights(),
    "repository": strategies.repositories(),
    "containers": strategies.containers(),
    "digital_objects": strategies.digital_objects(),
    "relations": strategies.relations(),
    "record": strategies.records(),
}
#: There are many codecs: each is tried less often than one test would be, except in a thorough run.
EXAMPLES = (
    settings.default.max_examples if settings.default.max_examples > 1_000 else min(settings.default.max_examples, 60)
)

#: The rules that write, one for each codec.
RULES = list(
    {id(rule.codec): rule for rule in reversed((*SCHEMA_ORG.rules, *SCHEMA_ORG_DOCUMENT.rules)) if rule.writes}.values()
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.field}-{rule.target}")
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_a_codec_is_exact_about_what_it_loses(rule: Rule, data: st.DataObject) -> None:
    """`loss` is exactly whether reading what was written gives another value."""
    codec = rule.codec
    assert isinstance(codec, JsonCodec)
    value = data.draw(MAKERS[rule.name])
    if rule.selector is not None:
        value = attrs.evolve(value, **{SELECTORS[rule.name]: rule.selector})
    text = codec.encode(value)
    if text is None:
        return
    json.loads(text)
    assert codec.decode is not None
    again = codec.decode(text)
    assert again is not None or not rule.reads, "what is written must be known again"
    assert codec.loss(value) == (again != value)


def test_the_table_speaks_of_every_field() -> None:
    assert SCHEMA_ORG.unmapped() == []
    assert SCHEMA_ORG_DOCUMENT.unmapped() == []


def test_every_rule_says_where_its_mapping_is_published() -> None:
    assert [rule.field for rule in SCHEMA_ORG.rules if not rule.source] == []


@pytest.mark.parametrize(
    ("code", "name", "judged"), [("zzq9", "Old Elvish", "changed"), ("eng", "mostly English", "partial")]
)
def test_the_wording_of_a_language_is_lost_only_where_a_tag_stands_for_it(code: str, name: str, judged: str) -> None:
    bookkeeping = (Extra("ead3", "@altrender", "x"),)
    assert LANGUAGE.judge(Language(code, name=name, extras=bookkeeping)) == judged
