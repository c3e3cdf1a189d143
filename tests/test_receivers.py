"""The receiving systems: their rules, and how each reads a file."""

from __future__ import annotations

import pytest

from docmeta import OptionError
from docmeta.receivers import SYSTEMS, Receiver, Rule, Verdict, receivers

EVERY = [each for system in SYSTEMS for each in receivers(system)]


@pytest.mark.parametrize("receiver", EVERY, ids=lambda each: each.name)
def test_every_rule_says_why_and_by_which_file(receiver: Receiver) -> None:
    assert receiver.takes
    for rule in receiver.rules:
        assert rule.why, rule.id
        assert rule.source, rule.id
        assert rule.advice or rule.outcome == "created", rule.id


def test_no_two_rules_have_one_id() -> None:
    ids = [rule.id for receiver in EVERY for rule in receiver.rules]
    assert len(set(ids)) == len(ids)


def test_a_system_has_ways_in_for_the_formats_that_it_takes() -> None:
    assert [each.name for each in receivers("archivesspace", takes="ead2002")] == ["archivesspace-ead"]
    assert receivers("archivesspace", takes="jsonl") == ()
    with pytest.raises(OptionError, match="did you mean 'archivesspace'"):
        receivers("archivespace")


def test_a_verdict_says_what_its_rule_says_unless_told() -> None:
    rule = Rule(
        "X-1", "ignored", "extents", "physdesc/extent", "an extent without a number becomes a note", "count it", "x.rb"
    )
    verdict = Verdict.of(rule, "extent", "boxes", line=3, reason="boxes are not counted")
    assert (verdict.outcome, verdict.place, verdict.field) == ("ignored", "physdesc/extent", "extents")
    assert (verdict.line, verdict.reason, verdict.rule) == (3, "boxes are not counted", rule)
