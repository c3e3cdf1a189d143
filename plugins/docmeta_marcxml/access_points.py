"""How MARC's access points are read: names (1XX, 6XX, 7XX), subjects, genres and places."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from docmeta.crosswalk import Rule
from docmeta.dates import Date
from docmeta.model import (
    Agent,
    AgentLink,
    CorporateBody,
    Draft,
    Extra,
    Identifier,
    Person,
    Place,
    Relation,
    Term,
    distinct,
    trusted,
)
from docmeta_marcxml.fields import Field, bare, carry, unpunctuated
from docmeta_marcxml.headings import heading_of, joined

#: Vocabularies by the second indicator of the subject fields (MARC 21, 600-655).
VOCABULARIES: Final = {"0": "lcsh", "1": "lcshac", "2": "mesh", "3": "nal", "5": "cash", "6": "rvm"}
_CREATORS: Final = frozenset(
    "aut cre col com art cmp pht author creator collector compiler artist composer photographer".split()
)
_PUBLISHERS: Final = frozenset("pbl publisher".split())
#: Relators that give a role of the model and nothing finer.
OWN_ROLES: Final = {"cre": "creator", "ctb": "contributor", "pbl": "publisher"}
#: Subfields of a subject that name a work, and those that divide it.
_WORK: Final = "tklmoprsf"
_DIVISIONS: Final = "vxyz"
_SUBJECT: Final = _WORK + _DIVISIONS
#: Subfields of names: meetings, other bodies, persons and families.
_MEETING: Final = "acdegnq"
_BODY: Final = "abcdgn"
_PERSON: Final = "abcdqgn"
#: The length of a term or code that may be met again.
_SHORT: Final = 50
_ROLE_CODE: Final = re.compile(r"[a-z]{3}|.*\(([a-z]{3})\)")
#: The subfields of headings that differ from those of a topic; $c of 654 names the facet of a term.
_TERM_CODES: Final = {"752": "abcdefgh", "662": "abcdefgh", "654": "ab"}
#: How the parts of a heading are joined, unless it is a topic.
_KINDS: Final = {"630": "title", "651": "place", "662": "place", "751": "place", "752": "place"}
#: The kind of an uncontrolled term, by the second indicator of 653.
_UNCONTROLLED: Final = {"1": Person, "2": CorporateBody, "3": CorporateBody}


def name(field: Field, rule: Rule, draft: Draft) -> None:
    """1XX, 6XX and 7XX names."""
    kind, role = rule.option("agent"), rule.option("role")
    subject = role == "subject"
    if not subject and field.tag != "720" and any(code == "t" for code, _ in field.subfields):
        return related_work(field, draft)
    meeting = field.tag.endswith("11")
    codes = _MEETING if meeting else _BODY if kind == "corporate" else _PERSON
    said = field.pieces(codes + _SUBJECT if subject else codes)
    if subject:
        said.sort(key=lambda one: one[0] in _DIVISIONS)
    dates = [value for code, value in said if code == "d"] if kind != "corporate" else []
    if dates and said[-1][0] not in _SUBJECT:
        # Dates that end the heading are the agent's; those in its middle are read with it, too.
        said = [(code, value) for code, value in said if code != "d"]
    shown, parts = joined("meeting" if meeting else "agent" if kind == "unknown" else kind, said)
    relators = field.take("j4" if meeting else "e4")
    numbers = tuple(Identifier(value, "uri" if "://" in value else "authority") for value in authority_numbers(field))
    source = _source(field, subject)
    words = " ".join(dates)
    life = Date(bare(words), kind="existence") if words.strip() else None
    if not shown and life is None and not numbers:
        return carry(field, draft)
    agent = _class(kind, field)(shown, parts, dates=life, identifiers=numbers, source=source)
    known = "01234567" if subject else "0123"
    if relators:
        short = len(relators) == 1 and len(relators[0]) < _SHORT
        role, relator = (_known_roles if short else _roles)(role, *relators)
    else:
        relator = None
    draft.add("agents", trusted.AgentLink(agent, role, relator, extras=field.left(known)))
    return None


def _class(kind: str, field: Field) -> type[Agent]:
    if kind == "person":
        return trusted.Family if field.first == "3" else trusted.Person
    if kind == "unknown":
        return trusted.Person if field.first == "1" else trusted.Agent
    return trusted.CorporateBody


def _roles(role: str, *relators: str) -> tuple[str, str | None]:
    """The agent's role for the unit, and what its relators say that is more specific."""
    role, more = role_of(role, distinct(map(unpunctuated, relators)))
    return role, "; ".join(more) or None


#: The same, for few different relators.
_known_roles: Final = lru_cache(256)(_roles)


def role_of(role: str, relators: list[str]) -> tuple[str, list[str]]:
    """The agent's role for the unit, and the relators that are more specific."""
    own = [OWN_ROLES[relator] for relator in relators if relator in OWN_ROLES]
    if own and role != "subject":
        return own[0], [relator for relator in relators if relator not in OWN_ROLES]
    return _role(role, relators), relators


def _role(role: str, relators: list[str]) -> str:
    """The agent's role for the unit, by its relators (Library of Congress relator terms and codes)."""
    if role == "subject":
        return role
    for relator in relators:
        found = _ROLE_CODE.fullmatch(relator.strip().lower())
        words = {relator.strip().lower(), (found[1] or found[0]) if found else ""}
        words |= {word.rpartition("/")[2] for word in words}
        if words & _CREATORS:
            return "creator"
        if words & _PUBLISHERS:
            return "publisher"
        return role if role == "creator" and not words & {"ctb", "contributor"} else "contributor"
    return role


def related_work(field: Field, draft: Draft) -> None:
    """A name with a title: another work, not an agent of this one; a part of it if the second indicator tells so."""
    label = heading_of(field, "agent", "abcdfgnqtklmoprs")[0]
    kind = "hasPart" if field.second == "2" else "relation"
    draft.add("relations", Relation(kind, label=label, extras=field.left("0123456789")))


def _source(field: Field, by_indicator: bool) -> str | None:
    said = field.one("2")
    return said or (VOCABULARIES.get(field.second) if by_indicator else None)


def term(field: Field, rule: Rule, draft: Draft) -> None:
    """Subjects, places, genres."""
    kind = rule.option("kind")
    if field.tag == "653":
        return uncontrolled(field, draft)
    relators = distinct(field.take("4" if field.tag in ("654", "751", "752") else "e4"))
    shown, parts = heading_of(
        field,
        _KINDS.get(field.tag, "topic"),
        _TERM_CODES.get(field.tag, "abcdfgklmnoprst") + _DIVISIONS,
    )
    numbers = authority_numbers(field)
    uri = next((number for number in numbers if "://" in number), None)
    number = next((number for number in numbers if number != uri), None)
    source = _source(field, True)
    if not (shown or uri or number):
        return carry(field, draft)
    rest = tuple(Extra("marcxml", f"{field.tag}$0", more) for more in numbers if more not in (uri, number))
    extras = (*rest, *field.left("01234567"))
    relator = "; ".join(relators) or None
    of: dict[str, Any] = {"source": source, "identifier": number, "uri": uri, "relator": relator, "extras": extras}
    if rule.name == "places":
        draft.add("places", trusted.Place(shown, parts=parts, **of))
    else:
        draft.add(rule.name, trusted.Term(shown, kind, parts, **of))
    return None


def authority_numbers(field: Field) -> list[str]:
    """$0 and $1; the prefix of older records marks a URI (MARC 21, appendix A, $0)."""
    return [value.removeprefix("(uri)").strip() for value in field.take("01")]


def uncontrolled(field: Field, draft: Draft) -> None:
    """653: each $a is a term of its own; the second indicator gives its kind (MARC 21, 653)."""
    terms = [term for term in map(unpunctuated, field.take("a")) if term]
    if not terms:
        return carry(field, draft)
    number = (field.one("0") or None) if field.second not in _UNCONTROLLED else None
    extras = field.left("0123456")
    for each in terms:
        if field.second in _UNCONTROLLED:
            draft.add("agents", AgentLink(_UNCONTROLLED[field.second](each), "subject", extras=extras))
        elif field.second == "5":
            draft.add("places", Place(each, identifier=number, extras=extras))
        else:
            draft.add("genres" if field.second == "6" else "subjects", Term(each, identifier=number, extras=extras))
        extras, number = (), None
    return None
