"""Content of an authority record with a schema.org property: places, occupations, languages, relations.

>>> from docmeta.model import Person
>>> roe = Person("Roe, Ann", about=About(facts=(AgentFact("place", "Rye", "birth"), AgentFact("occupation", "Pilot"))))
>>> say(Object("Person"), roe).text()
'{"@type": "Person", "birthPlace": {"@type": "Place", "name": "Rye"}, "hasOccupation": {"@type": "Occupation", "name": "Pilot"}}'
"""

from __future__ import annotations

from typing import Final

from docmeta.languages import to_639_2b, to_bcp47
from docmeta.model import About, Agent, AgentFact, AgentRelation, Language, Person
from docmeta_jsonld.fragments import Object, is_iri, is_said, listed, quote
from docmeta_jsonld.things import Left, Thing, Value, words

#: The property of a fact, and the type of its value: by its kind and its role, for persons and for others.
_FACTS: Final[dict[bool, dict[tuple[str, str | None], tuple[str, str]]]] = {
    True: {
        ("place", "birth"): ("birthPlace", "Place"), ("place", "death"): ("deathPlace", "Place"),
        ("occupation", None): ("hasOccupation", "Occupation"),
    },
    False: {("place", "foundation"): ("foundingLocation", "Place"), ("place", "seat"): ("location", "Place")},
}  # fmt: skip
#: The property of a relation to another agent, and the type of that agent.
_RELATIONS: Final[dict[bool, dict[str, tuple[str, str]]]] = {
    True: {"family": ("relatedTo", "Person"), "associative": ("knows", "Person")},
    False: {
        "hierarchical-parent": ("parentOrganization", "Organization"), "hierarchical-child": ("subOrganization", "Organization"),
    },
}  # fmt: skip
#: Words for birth and death in sources, in the main languages of such records.
_ROLES: Final = {
    **dict.fromkeys("birth birthplace born geburtsort geburt naissance nascita nacimiento".split(), "birth"),
    **dict.fromkeys(("place of birth", "lieu de naissance", "luogo di nascita", "lugar de nacimiento"), "birth"),
    **dict.fromkeys("death deathplace died sterbeort tod décès morte muerte".split(), "death"),
    **dict.fromkeys(("place of death", "lieu de décès", "luogo di morte", "lugar de fallecimiento"), "death"),
    **dict.fromkeys("seat headquarters siege siège sitz sede".split(), "seat"),
    **dict.fromkeys("foundation founding gründung fondation".split(), "foundation"),
}  # fmt: skip


def say(made: Object, agent: Agent) -> Object:
    """Add what is known of an agent to its object."""
    about = agent.about
    if about is None:
        return made
    found: dict[str, list[str]] = {}
    person = isinstance(agent, Person)
    for fact in about.facts:
        role = _ROLES.get((fact.role or "").lower(), fact.role)
        property_ = _FACTS[person].get((fact.kind, role if fact.kind == "place" else None))
        if property_ is not None and is_said(fact.term):
            found.setdefault(property_[0], []).append(_node(property_[1], fact.term, fact.uri))
    for one in about.relations:
        property_ = _RELATIONS[person].get(one.kind or "") if one.to == "agent" else None
        if property_ is not None and is_said(one.label):
            found.setdefault(property_[0], []).append(_node(property_[1], one.label, one.target))
    tags = [tag for one in about.languages if (tag := to_bcp47(one.code, one.script) if one.code else None)]
    if tags:
        found["knowsLanguage"] = [quote(tag) for tag in tags]
    for name, values in found.items():
        made.add(name, listed(values))
    return made


def _node(kind: str, name: str, uri: str | None) -> str:
    made = Object(kind).say("name", name)
    return made.add("sameAs", quote(uri) if uri and is_iri(uri) else None).text()


def take(left: Left, person: bool) -> About | None:
    """What is known of an agent; values with more than a name and a URI are left."""
    facts: list[AgentFact] = []
    relations: list[AgentRelation] = []
    for (kind, role), (name, type_) in _FACTS[person].items():
        facts += [AgentFact(kind, term, role, uri=uri) for term, uri in _named(left, name, type_)]
    for kind, (name, type_) in _RELATIONS[person].items():
        relations += [AgentRelation("agent", kind, uri, label) for label, uri in _named(left, name, type_)]
    languages = []
    for value in left.all("knowsLanguage"):
        code = to_639_2b(str(value)) if isinstance(value, str) else None
        if code:
            languages.append(Language(code))
        else:
            left.put_back("knowsLanguage", value)
    if not (facts or relations or languages):
        return None
    return About((), tuple(facts), tuple(relations), tuple(languages))


def _named(left: Left, name: str, kind: str) -> list[tuple[str, str | None]]:
    found = []
    for value in left.all(name):
        said = _name_of(value, kind)
        if said is None:
            left.put_back(name, value)
        else:
            found.append(said)
    return found


def _name_of(value: Value, kind: str) -> tuple[str, str | None] | None:
    """The name and the URI of a node with nothing else, or of a word."""
    if not isinstance(value, Thing):
        text = words(value)
        return (text, None) if text and not is_iri(str(text)) else None
    inner = Left(value)
    inner.is_a(kind)
    name, same = inner.text("name"), inner.all("sameAs")
    uri = same[0] if len(same) == 1 and isinstance(same[0], str) else None
    if not name or inner.types or inner.props or inner.id or (same and uri is None):
        return None
    return name, uri


def misses(agent: Agent, back: Agent | None) -> bool:
    """Whether any of what is known of an agent does not come back."""
    about, found = agent.about, back.about if back is not None else None
    if about is None:
        return False
    named = {str(name) for name in (agent.name, *agent.other_names)}
    if found is None:
        return bool(about.facts or about.relations or about.languages) or any(
            str(one.name) not in named for one in about.names
        )
    lost = (
        set(about.facts) - set(found.facts), set(about.relations) - set(found.relations), set(about.languages) - set(found.languages),
        {one for one in about.names if str(one.name) not in named},
    )  # fmt: skip
    return any(lost)
