"""Words that look like a typo or like another vocabulary's code are reported by `check`, with the nearest."""

from __future__ import annotations

from typing import Any

import pytest

import docmeta
from docmeta import AgentLink, Collection, Date, Document, Language, Person, Term


def said(**fields: Any) -> list[str]:
    """The findings of the basic profile on words; the unit has everything else that it requires."""
    unit = Collection("c", title="Papers", **fields)
    return [each.message for each in docmeta.check(unit) if each.rule in ("BASIC-7", "BASIC-8", "BASIC-9", "BASIC-10")]


@pytest.mark.parametrize(
    ("fields", "near"),
    [
        ({"level": "fond"}, "'fonds'"),
        ({"level": "serie s"}, "'series'"),
        ({"level": "colection"}, "'collection'"),
        ({"agents": (AgentLink(Person("Roe"), "creater"),)}, "'creator'"),
        ({"agents": (AgentLink(Person("Roe"), "contributor", relator="Photografer"),)}, "'photographer'"),
        ({"agents": (AgentLink(Person("Roe"), "contributor", relator="xqz"),)}, "MARC relator code"),
        ({"languages": (Language("English"),)}, "its code is eng"),
        ({"languages": (Language("qqqq"),)}, "not a code of ISO 639"),
        ({"genres": (Term("Still Imag"),)}, "StillImage"),
        ({"dates": (Date("1950", kind="creatoin"),)}, "'creation'"),
        ({"dates": (Date("1950", type="inclusve"), Date("1951", type="inclusive"))}, "'inclusive'"),
    ],
)
def test_a_doubtful_word_is_said_with_the_nearest(fields: dict[str, Any], near: str) -> None:
    [message] = said(**fields)
    assert near in message


@pytest.mark.parametrize(
    "fields",
    [
        {"level": "fonds"},
        {"level": "otherlevel"},
        {"level": "Aktenbestand"},
        {"level": "sub-series"},
        {"agents": (AgentLink(Person("Roe"), "creator", relator="Photographer (pht)"),)},
        {"agents": (AgentLink(Person("Roe"), "contributor", relator="pht"), AgentLink(Person("Roe"), "rights_holder"))},
        {"agents": (AgentLink(Person("Roe"), "contributor", relator="Weggefährtin"),)},
        {
            "agents": (
                AgentLink(Person("Roe"), "creator", relator="producteur"),
                AgentLink(Person("Roe"), "contributor", relator="Editore"),
            )
        },
        {"languages": (Language("eng"), Language("de"), Language("zh-Hant"), Language("srp", script="Cyrl"))},
        {"genres": (Term("photographs"), Term("Still Image"), Term("Text"), Term("texts"))},
        {"dates": (Date("1950", kind="creation", type="inclusive"),)},
    ],
)
def test_words_of_a_vocabulary_and_words_of_ones_own_are_not(fields: dict[str, Any]) -> None:
    assert said(**fields) == []


def test_of_many_units_each_is_looked_at_once() -> None:
    members = tuple(Document(f"d{number}", title="T", level="itemm") for number in range(50))
    assert (
        len([each for each in docmeta.check(Collection("c", title="P", members=members)) if each.rule == "BASIC-7"])
        == 50
    )
