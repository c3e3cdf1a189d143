"""What is wrong by any standard: the default profile of `docmeta check`."""

from __future__ import annotations

from collections.abc import Iterator

from docmeta.checking.profiles.common import (
    bulk_needs_inclusive,
    climbing_level,
    duplicate_ids,
    not_understood_dates,
    reversed_dates,
)
from docmeta.checking.profiles.restrictions import (
    ended_restrictions,
    reversed_restrictions,
    stated_ends,
    unreadable_restrictions,
)
from docmeta.checking.profiles.words import doubtful_languages, doubtful_level, doubtful_roles, doubtful_types
from docmeta.checking.rules import Profile, Rule, Scope


def nothing_to_show(scope: Scope) -> Iterator[str]:
    """A unit that cannot be recognised: no title, date, identifier or description."""
    unit = scope.unit
    if not (
        unit.title or unit.dates or unit.identifiers or unit.description or unit.agents or unit.containers or unit.notes
    ):
        yield "has nothing by which it could be recognised"


BASIC = Profile(
    "basic",
    "What is wrong by any standard",
    (
        Rule(
            "BASIC-1", nothing_to_show, "something to recognise the unit by",
            advice="give it a title or a date", standard="DACS 2.3, 2.4",
        ),
        Rule(
            "BASIC-2", duplicate_ids, "identifiers that are unique",
            advice="give each unit a unique identifier", standard="ISAD(G) 3.1.1",
        ),
        Rule(
            "BASIC-3", climbing_level, "levels that never climb",
            advice="correct the level of one of the two", standard="ISAD(G) 2.1",
        ),
        Rule(
            "BASIC-4", reversed_dates, "dates that end after they begin",
            advice="swap begin and end", standard="ISO 8601",
        ),
        Rule(
            "BASIC-5", not_understood_dates, "dates that can be understood", "warning",
            advice="write the date in full, or give its normalised form (EAD @normal)", standard="ISO 8601-2 (EDTF)",
        ),
        Rule(
            "BASIC-6", bulk_needs_inclusive, "an inclusive date beside a bulk date", "warning",
            advice="add the inclusive dates", standard="DACS 2.4.10",
        ),
        Rule(
            "BASIC-7", doubtful_level, "levels without typos", "warning",
            advice="correct it, or keep it as a level of your own", standard="EAD, level",
        ),
        Rule(
            "BASIC-8", doubtful_roles, "roles without typos", "warning",
            advice="correct it, or keep it as a role of your own", standard="MARC relators",
        ),
        Rule(
            "BASIC-9", doubtful_languages, "codes of languages, not names", "warning",
            advice="write the code of ISO 639", standard="ISO 639",
        ),
        Rule(
            "BASIC-10", doubtful_types, "types without typos", "warning",
            advice="correct it, or keep it as a type of your own", standard="DCMI Type Vocabulary",
        ),
        Rule(
            "BASIC-11", reversed_restrictions, "restrictions that end after they begin",
            advice="swap begin and end", standard="ISO 8601",
        ),
        Rule(
            "BASIC-12", unreadable_restrictions, "restrictions with a period that can be understood", "warning",
            advice="write it as EDTF, such as ../2031-12-31", standard="ISO 8601-2 (EDTF)",
        ),
        Rule(
            "BASIC-13", ended_restrictions, "restrictions that have not ended", "info",
            advice="state that it is open, and remove the restriction", standard="ISAD(G) 3.4.1",
        ),
        Rule(
            "BASIC-14", stated_ends, "the end of a restriction as a date, if the text states one", "info",
            advice="give the note its dates", standard="ISAD(G) 3.4.1, DACS 4.1",
        ),
    ),
)  # fmt: skip
