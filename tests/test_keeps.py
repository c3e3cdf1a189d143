"""A codec keeps exactly the attributes that it declares: any other that is set is a loss, and is named."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plugins.test_jsonld_codecs import MAKERS

from docmeta.crosswalk import SELECTORS, WORDS, Crosswalk, Rule, part_class, says_more
from docmeta.model import Extra
from docmeta.plugins import registry

TABLES = {name: registry.default().get(name).table() for name in ("dc", "dcterms", "jsonld")}
RULES = [
    pytest.param(rule, id=f"{name}-{rule.field}-{rule.target}")
    for name, table in TABLES.items()
    if isinstance(table, Crosswalk)
    for rule in table.rules
    if rule.writes and isinstance(rule.codec.keeps, tuple) and rule.name in MAKERS
]

#: There are many rules: each is tried less often than one test would be.
EXAMPLES = max(10, settings.default.max_examples // 10)


def of_rule(rule: Rule, value: Any) -> Any:
    return attrs.evolve(value, **{SELECTORS[rule.name]: rule.selector}) if rule.selector is not None else value


@pytest.mark.parametrize("rule", RULES)
def test_what_is_kept_names_attributes_of_the_part(rule: Rule) -> None:
    cls = part_class(rule.name)
    assert cls is not None
    for name in (*rule.codec.keeps, *rule.codec.changes):
        assert f"v.{name}" not in says_more(cls, name).replace(f"v.{name}.", "").split(" ")
        assert name.partition(".")[0] in attrs.fields_dict(cls)
        assert name.rpartition(".")[2] in WORDS


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_an_attribute_that_is_not_kept_is_lost(rule: Rule, data: st.DataObject) -> None:
    codec = rule.codec
    value = of_rule(rule, data.draw(MAKERS[rule.name]))
    if not codec.encode(value):
        return
    if "relator" in attrs.fields_dict(value.__class__) and "relator" not in (*codec.keeps, *codec.changes):
        changed = attrs.evolve(value, relator="Curator of moths")
        if codec.encode(changed):
            assert codec.judge(changed) == "partial"
            assert WORDS["relator"] in codec.why(changed)
    bookkeeping = attrs.evolve(value, extras=(Extra("ead3", "@altrender", "x"),))
    if codec.encode(bookkeeping) and codec.judge(value) is None:
        assert codec.judge(bookkeeping) in (None, "changed")
    content = attrs.evolve(value, extras=(Extra("ead3", "odd", "<odd>x</odd>"),))
    if codec.encode(content):
        assert codec.judge(content) == "partial" or "extras" in codec.changes


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_a_value_that_comes_back_is_in_no_class(rule: Rule, data: st.DataObject) -> None:
    codec = rule.codec
    value = of_rule(rule, data.draw(MAKERS[rule.name]))
    text = codec.encode(value)
    if not text or codec.decode is None:
        return
    assert (codec.judge(value) is None) == (codec.decode(text) == value)
