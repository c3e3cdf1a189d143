"""ISAD(G), 2nd edition: the elements that are essential for international exchange (I.12) and the multilevel rules (2.1 to 2.4)."""

from __future__ import annotations

from docmeta.checking import Present, Profile, Rule, climbing_level, dates_within, repeated_notes

ISADG = Profile(
    "isadg",
    "ISAD(G), the essential elements and the rules of multilevel description",
    (
        Present(
            "ISADG-3.1.1",
            "identifiers[unitid]|identifiers",
            says="a reference code",
            where="top",
            standard="ISAD(G) 3.1.1",
        ),
        Present("ISADG-3.1.2", "title", says="a title", inherit=False, standard="ISAD(G) 3.1.2"),
        Present("ISADG-3.1.3", "dates", says="a date", standard="ISAD(G) 3.1.3"),
        Present("ISADG-3.1.4", "level", says="a level of description", inherit=False, standard="ISAD(G) 3.1.4"),
        Present("ISADG-3.1.5", "extents", says="an extent", standard="ISAD(G) 3.1.5"),
        Present("ISADG-3.2.1", "agents[creator]", says="a creator", standard="ISAD(G) 3.2.1"),
        Rule(
            "ISADG-2.1",
            climbing_level,
            "description from the general to the specific",
            advice="correct the level of one of the two",
            standard="ISAD(G) 2.1",
        ),
        Rule(
            "ISADG-2.4",
            repeated_notes,
            "nothing repeated that was said higher up",
            "warning",
            advice="say it once, at the higher unit",
            standard="ISAD(G) 2.4",
        ),
        Rule(
            "ISADG-DATES",
            dates_within,
            "dates within those of the unit above",
            "warning",
            advice="correct the dates of one of the two",
            standard="ISAD(G) 2.2",
        ),
    ),
    source="International Council on Archives, ISAD(G), 2nd edition, 2000",
)
