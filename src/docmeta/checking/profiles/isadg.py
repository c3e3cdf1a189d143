"""ISAD(G), 2nd edition: the elements that are essential for international exchange (I.12) and the multilevel rules (2.1 to 2.4)."""

from __future__ import annotations

from docmeta.checking.profiles.common import climbing_level, dates_within, repeated_notes
from docmeta.checking.rules import Present, Profile, Rule

ISADG = Profile(
    "isadg",
    "ISAD(G), the essential elements and the rules of multilevel description",
    (
        Present(
            "ISADG-3.1.1", "identifiers", says="a reference code", standard="ISAD(G) 3.1.1",
            advice="add the reference code (EAD unitid, with @countrycode and @repositorycode)",
        ),
        Present(
            "ISADG-3.1.2", "title", says="a title", inherit=False, standard="ISAD(G) 3.1.2",
            advice="take its formal title, or supply one (EAD unittitle)",
        ),
        Present(
            "ISADG-3.1.3", "dates", says="a date", standard="ISAD(G) 3.1.3",
            advice="give its dates, estimated if need be (EAD unitdate)",
        ),
        Present(
            "ISADG-3.1.4", "level", says="a level of description", inherit=False, standard="ISAD(G) 3.1.4",
            advice="state whether it is a fonds, series, file or item (EAD @level)",
        ),
        Present(
            "ISADG-3.1.5", "extents", says="an extent", standard="ISAD(G) 3.1.5",
            advice="state how much there is, and of what (EAD physdesc/extent)",
        ),
        Present(
            "ISADG-3.2.1", "agents[creator]", says="a creator", standard="ISAD(G) 3.2.1",
            advice="name who made or accumulated it (EAD origination)",
        ),
        Rule(
            "ISADG-2.1", climbing_level, "description from the general to the specific",
            advice="correct the level of one of the two", standard="ISAD(G) 2.1",
        ),
        Rule(
            "ISADG-2.2", dates_within, "dates within those of the unit above", "warning",
            advice="correct the dates of one of the two", standard="ISAD(G) 2.2, 3.1.3",
        ),
        Rule(
            "ISADG-2.4", repeated_notes, "nothing repeated from higher up", "warning",
            advice="state it once, at the highest unit to which it applies", standard="ISAD(G) 2.4",
        ),
    ),
    source="International Council on Archives, ISAD(G), 2nd edition, 2000",
)  # fmt: skip
