"""Checking: rules, profiles, inheritance, and problems of reading."""

from __future__ import annotations

import json

import pytest

import docmeta
from docmeta import (
    AgentLink,
    Collection,
    Date,
    Document,
    Extent,
    Identifier,
    Language,
    Note,
    Person,
    Record,
    Repository,
)
from docmeta.checking import Present, Problem, Profile, Rule, problems
from docmeta.errors import OptionError
from docmeta.parts import RightsStatement
from docmeta.profiles import PROFILES, profile
from docmeta.sarif import to_sarif
from docmeta.stream import walk


def rules_of(unit: docmeta.Collection | docmeta.Document, name: str) -> list[tuple[str | None, str]]:
    """The rules that a tree breaks, each with the unit's identifier."""
    return [(problem.unit, problem.rule) for problem in problems(walk(unit), profile(name))]


def good_fonds(**changes: object) -> Collection:
    """A fonds that breaks no required rule of ISAD(G) or DACS."""
    letter = Document("d1", title="Letter", level="item", dates=(Date("19 November 1951"),))
    fields: dict[str, object] = {
        "title": "Papers of an embassy",
        "level": "fonds",
        "identifiers": (Identifier("F 1", country="KR", repository="KR-Na"),),
        "dates": (Date("1950-1953"),),
        "extents": (Extent("3 boxes", quantity="3", unit="boxes"),),
        "agents": (AgentLink(Person("Kim"), "creator"),),
        "description": "Telegrams.",
        "notes": (Note("access_conditions", "Open."),),
        "languages": (Language("kor"),),
        "repository": Repository("National Archives"),
        "record": Record(rights=(RightsStatement("CC0"),)),
        "members": (letter,),
    }
    return Collection("c1", **{**fields, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["basic", "isadg", "dacs"])
def test_a_complete_description_has_no_problem(name: str) -> None:
    """Values that a unit inherits count, so the letter needs no extent and no creator of its own."""
    assert rules_of(good_fonds(), name) == []


@pytest.mark.parametrize(
    ("field", "isadg", "dacs"),
    [
        ("title", "ISADG-3.1.2", "DACS-2.3"),
        ("dates", None, "DACS-2.4"),
        ("identifiers", "ISADG-3.1.1", "DACS-2.1"),
        ("extents", "ISADG-3.1.5", "DACS-2.5"),
        ("agents", "ISADG-3.2.1", "DACS-2.6"),
        ("level", "ISADG-3.1.4", None),
        ("repository", None, "DACS-2.2"),
        ("languages", None, "DACS-4.5"),
        ("notes", None, "DACS-4.1"),
        ("record", None, "DACS-8.2"),
    ],
)
def test_each_missing_element_is_named_by_its_rule(field: str, isadg: str | None, dacs: str | None) -> None:
    """Taking one element away from a complete description breaks the rule of that element, in each standard that has it."""
    empty: object = "" if field == "title" else None if field in ("level", "repository", "record") else ()
    fonds = good_fonds(**{field: empty})
    if isadg:
        assert ("c1", isadg) in rules_of(fonds, "isadg")
    if dacs:
        assert ("c1", dacs) in rules_of(fonds, "dacs")


def test_dates_of_a_part_lie_within_those_of_the_whole() -> None:
    """A part with dates outside those of the unit above it is named, with both."""
    stray = Document("d9", title="Late", level="item", dates=(Date("1960"),))
    found = [
        problem
        for problem in problems(walk(good_fonds(members=(stray,))), profile("dacs"))
        if problem.rule == "DACS-2.4.9"
    ]
    assert [problem.message for problem in found] == ["d9 has dates (1960) outside those of c1 (1950-1953)"]


def test_levels_never_climb() -> None:
    """A series within an item is an error, a series within a fonds is none."""
    series = Collection("s", title="Series", level="series", dates=(Date("1951"),))
    item = Collection("i", title="Item", level="item", dates=(Date("1951"),), members=(series,))
    assert ("s", "ISADG-2.1") in rules_of(good_fonds(members=(item,)), "isadg")
    assert ("s", "ISADG-2.1") not in rules_of(good_fonds(members=(series,)), "isadg")


def test_bulk_needs_inclusive() -> None:
    """A bulk date alone is an error by DACS 2.4.10."""
    assert ("c1", "DACS-2.4.10") in rules_of(good_fonds(dates=(Date("1951", type="bulk"),)), "dacs")


def test_duplicate_identifiers_are_found_and_minted_ones_are_not() -> None:
    """Two units with one identifier; identifiers that docmeta made up are nobody's mistake."""
    twice = (Document("x", title="a"), Document("x", title="b"), Document("m", title="c", minted=True))
    assert ("x", "BASIC-2") in rules_of(Collection("c", title="t", members=twice), "basic")


def test_dates_that_are_not_understood_say_why() -> None:
    """An ambiguous date is a warning with the reason."""
    [found] = list(problems(walk(Document("d", title="t", dates=(Date("5/6/1951"),))), profile("basic")))
    assert (found.rule, found.severity) == ("BASIC-5", "warning")
    assert "ambiguous" in found.message


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_says_what_it_demands_and_finds_something_in_an_empty_unit(name: str) -> None:
    """Rules are data with words; a unit that says nothing breaks at least one rule of each profile."""
    rules = profile(name)
    assert all(rule.says for rule in rules.rules)
    empty = Collection("c", minted=True, members=(Document("d", minted=True),))
    assert list(problems(walk(empty), rules))


def test_unknown_profile_lists_those_that_there_are() -> None:
    """A typo gets the name that was meant."""
    with pytest.raises(OptionError, match="did you mean 'isadg'"):
        profile("isagd")


def test_a_rule_for_an_unknown_field_is_refused_when_it_is_made() -> None:
    """Profiles are data, so their mistakes show when they are loaded."""
    with pytest.raises(ValueError, match="not the name of a field"):
        Present("X", "Title!", says="a title")
    with pytest.raises(ValueError, match="two rules have one id"):
        Profile("p", "P", (Rule("X", lambda scope: ()), Rule("X", lambda scope: ())))


def test_sarif_has_rules_and_places() -> None:
    """The log is plain JSON, its results point to their rules."""
    found = [Problem("A", "error", "m", source="a b.xml", line=3), Problem("B", "info", "n", path="$.members[0]")]
    log = json.loads(json.dumps(to_sarif(found, "1")))
    run = log["runs"][0]
    assert [run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] for result in run["results"]] == ["A", "B"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.xml"
    assert run["results"][1]["level"] == "note"


def test_check_gives_the_problems_of_a_file_and_what_broke_it_off() -> None:
    """What was found before the error is kept, and the error is a problem of the rule "unreadable" with its line."""
    good = b'{"depth": 0, "unit": {"kind": "document", "id": "d1", "schema": "docmeta/1"}}\n'
    found = docmeta.check(good + b"{broken\n", format="jsonl")
    assert {problem.rule for problem in found} == {"BASIC-1", "unreadable"}
    assert next(problem for problem in found if problem.rule == "unreadable").line == 2
