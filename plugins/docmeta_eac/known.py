"""An agent in EAC-CPF 2010: the names of `identity`, `description`, `relations`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

import attrs

from docmeta.model import (
    Agent,
    AgentFact,
    AgentName,
    AgentRelation,
    CorporateBody,
    Family,
    Language,
    NamePart,
    Person,
    heading,
)
from docmeta.text import Element, tree
from docmeta.xml import attribute, escape
from docmeta_eac.markup import (
    Kept,
    address,
    dated,
    discourse,
    in_language,
    is_token,
    language,
    note,
    paragraphs,
    spoken,
    tag,
    token,
    wrapped,
)

_HEADINGS: Final = {Person: "person", CorporateBody: "corporate", Family: "family"}
_ELEMENTS: Final = {
    "place": "place", "legal_status": "legalStatus", "function": "function", "occupation": "occupation", "mandate": "mandate",
    "local": "localDescription",
}  # fmt: skip
_DISCOURSE: Final = {"structure": "structureOrGenealogy", "general_context": "generalContext"}
_RELATIONS: Final[dict[str, tuple[str, frozenset[str]]]] = {
    "agent": ("cpfRelation", frozenset(
        "identity hierarchical hierarchical-parent hierarchical-child temporal temporal-earlier temporal-later family associative".split()
    )),
    "resource": ("resourceRelation", frozenset(("creatorOf", "subjectOf", "other"))),
    "function": ("functionRelation", frozenset(("controls", "owns", "performs"))),
}  # fmt: skip


# -- names ---------------------------------------------------------------------------------------------------------------


def names_of(agent: Agent, kept: Kept) -> list[str]:
    """The names: the agent's own, then the others, with parallel ones together."""
    main, others = _forms(agent)
    found: list[str] = []
    sets = [(parallel, list(names)) for parallel, names in groupby(others, lambda name: name.kind == "parallel")]
    with_main = next((names for parallel, names in sets if parallel), [])
    alone = len(with_main) == 1 and not main.rules and main.dates is None
    own = [_entry(main, agent, kept, own=True)]
    if not alone:
        found += own
    for parallel, names in sets:
        together = parallel and (len(names) > 1 or (names is with_main and alone))
        entries = [_entry(name, agent, kept, together=together) for name in names]
        if not parallel:
            found += entries
        elif names is with_main and alone:
            found.append(tag("nameEntryParallel", own[0] + entries[0]))
        elif len(entries) > 1:
            found.append(tag("nameEntryParallel", "".join(entries)))
        else:
            found += entries
    return found


def _forms(agent: Agent) -> tuple[AgentName, list[AgentName]]:
    """The name shown for the agent, and all other forms with their details."""
    told = list(agent.about.names) if agent.about is not None else []
    name = (
        agent.name
        or next((str(one.value) for one in agent.identifiers), "")
        or (agent.dates and agent.dates.display)
        or "-"
    )
    main = AgentName(str(name) if not agent.name else agent.name, None, agent.parts, None, agent.rules)
    same = [one for one in told if one.name == agent.name]
    if len(same) > sum(other == agent.name for other in agent.other_names):
        told.remove(same[0])
        main = attrs.evolve(same[0], parts=agent.parts, rules=agent.rules or same[0].rules)
    waiting: dict[tuple[str, str | None], list[AgentName]] = {}
    for one in reversed(told):
        waiting.setdefault(_words(one.name), []).append(one)
    others = [
        waiting[_words(other)].pop() if waiting.get(_words(other)) else AgentName(other)
        for other in agent.other_names
        if other
    ]
    left = [one for names in waiting.values() for one in reversed(names)]
    return main, others + left


def _words(name: str) -> tuple[str, str | None]:
    return str(name), getattr(name, "language", None)


def _entry(name: AgentName, agent: Agent, kept: Kept, *, own: bool = False, together: bool = False) -> str:
    """One `nameEntry`."""
    parts: Iterable[NamePart] = name.parts
    joined = [(str(part.value), part.kind) for part in parts]
    if not joined or heading(_HEADINGS.get(type(agent), "agent"), joined) != str(name.name):
        parts = (NamePart(str(name.name)),)
    content = "".join(tag("part", escape(str(part.value)), address("localType", part.kind)) for part in parts)
    if not together:
        if name.dates is not None:
            content += tag("useDates", dated(name.dates))
        if name.rules and is_token(name.rules):
            form = (
                "authorizedForm"
                if (own and name.kind != "alternative") or name.kind == "authorized"
                else "alternativeForm"
            )
            content += tag(form, name.rules)
    elif name.rules and is_token(name.rules):
        content += tag("preferredForm", name.rules)
    extras = name.extras or (agent.extras if own else ())
    return tag("nameEntry", content, in_language(name.name) + kept.of(extras, "nameEntry", "" if name.extras else None))


# -- description -----------------------------------------------------------------------------------------------------------


def described(agent: Agent, kept: Kept) -> str:
    """`description`; '' if there is none."""
    facts = agent.about.facts if agent.about is not None else ()
    languages = agent.about.languages if agent.about is not None else ()
    parts: list[str] = []
    if agent.dates is not None:
        notes = "".join(paragraphs(fact.text) for fact in facts if fact.kind == "existence")
        parts.append(tag("existDates", dated(agent.dates) + (tag("descriptiveNote", notes) if notes else "")))
    parts += _used(languages, [fact for fact in facts if fact.kind == "language"])
    for fact in facts:
        known = (fact.kind == "existence" and agent.dates is not None) or (fact.kind == "language" and languages)
        if not known and fact.kind not in ("identity", "abstract"):
            parts.append(_fact(fact, kept))
    parts += _biography(agent.history, [fact for fact in facts if fact.kind == "abstract"])
    return tag("description", "\n" + "\n".join(parts) + "\n") if parts else ""


def _used(languages: tuple[Language, ...], facts: list[AgentFact]) -> list[str]:
    used = [tag("languageUsed", language(one)) for one in languages]
    notes = "".join(paragraphs(fact.text) for fact in facts)
    return [tag("languagesUsed", "".join(used) + tag("descriptiveNote", notes))] if used and notes else used


def _fact(fact: AgentFact, kept: Kept) -> str:
    """One element of `description`."""
    if fact.kind in _DISCOURSE and (content := discourse(fact.text)):
        return tag(_DISCOURSE[fact.kind], content, in_language(fact.text))
    name = _ELEMENTS.get(fact.kind, "localDescription")
    role = fact.role if name == fact.kind or fact.kind in _ELEMENTS else fact.role or fact.kind
    attributes = ""
    if name == "localDescription":
        attributes = address("localType", role or "local") or f' localType="{token(role or "local").replace(":", "-")}"'
    elif name != "place":
        attributes = address("localType", role)
    attributes += kept.of(fact.extras, name, "")
    if name == "place":
        head = spoken("placeRole", fact.role or "") + _entry_of(fact, "placeEntry", kept)
    else:
        head = _entry_of(fact, "term", kept) + spoken("placeEntry", fact.place)
    said = [fact.text, *fact.citations[1:]]
    notes = "".join(map(paragraphs, filter(None, said)))
    more = tag("descriptiveNote", notes, in_language(fact.text)) if notes else ""
    return tag(name, head + dated(fact.dates) + "".join(map(citation, fact.citations[:1])) + more, attributes)


def _entry_of(fact: AgentFact, name: str, kept: Kept) -> str:
    """The term, with its vocabulary or, without one, its URI, since one attribute serves both."""
    source = address("vocabularySource", fact.source) or address("vocabularySource", fact.uri)
    source += kept.of(fact.extras, name)
    if fact.term:
        return tag(name, escape(str(fact.term)), in_language(fact.term) + source)
    return tag(name, "", source) if source else ""


def _biography(history: str, abstracts: list[AgentFact]) -> list[str]:
    content = discourse(history) if history else ""
    heads = [spoken("abstract", " ".join(str(fact.text).split())) for fact in abstracts]
    if not heads:
        return [tag("biogHist", content, in_language(history))] if content else []
    return [
        tag("biogHist", head + (content if not number else ""), in_language(history))
        for number, head in enumerate(heads)
    ]


def citation(text: str) -> str:
    """A citation; a text that is a link as a whole becomes one."""
    words, link = linked(text)
    return tag("citation", escape(words), link)


def linked(text: str) -> tuple[str, str]:
    """The words of a text, and the attributes for its URL, if it is a link as a whole."""
    pieces = tree(text)
    target = None
    if len(pieces) == 1 and isinstance(only := pieces[0], Element) and only.name == "ref":
        target = only.attributes.get("href")
    elif text.startswith(("http://", "https://")):
        target = str(text)
    link = address("xlink:href", target)
    words = "" if link and target == str(text) else " ".join(str(text).split())
    return words, f' xlink:type="simple"{link}' if link else ""


# -- relations ---------------------------------------------------------------------------------------------------------------


def related(agent: Agent, kept: Kept) -> str:
    """`relations`: to agents, then to resources, then to functions."""
    relations = agent.about.relations if agent.about is not None else ()
    parts = [
        _relation(one, name, kinds, kept) for to, (name, kinds) in _RELATIONS.items() for one in _of(relations, to)
    ]
    return tag("relations", "\n" + "\n".join(parts) + "\n") if parts else ""


def _of(relations: Iterable[AgentRelation], to: str) -> Iterator[AgentRelation]:
    return (one for one in relations if one.to == to or (to == "resource" and one.to not in _RELATIONS))


def _relation(one: AgentRelation, name: str, kinds: frozenset[str], kept: Kept) -> str:
    attributes = f" {name}Type={attribute(one.kind)}" if one.kind in kinds else ""
    link = address("xlink:href", one.target) + address("xlink:arcrole", one.relator) + kept.of(one.extras, name, "")
    attributes += (' xlink:type="simple"' if "xlink:" in link else "") + link
    entry = (
        tag("relationEntry", escape(str(one.label)), in_language(one.label) + kept.of(one.extras, "relationEntry"))
        if one.label
        else ""
    )
    entry += wrapped(one.extras)
    return tag(name, entry + dated(one.dates) + spoken("placeEntry", one.place) + note(one.text), attributes)
