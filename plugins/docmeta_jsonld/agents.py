"""Agents and repositories: `Person`, `Organization`, `ArchiveOrganization`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from docmeta.crosswalk import WORDS, others
from docmeta.dates import Date
from docmeta.model import (
    Agent,
    AgentLink,
    CorporateBody,
    Family,
    Identifier,
    NamePart,
    Person,
    Repository,
    authority_uri,
    likely_kind,
    made_it,
    trusted,
)
from docmeta_jsonld import known
from docmeta_jsonld.codec import JsonCodec, codec, lost_extras
from docmeta_jsonld.dates import ends, life
from docmeta_jsonld.fragments import Object, is_iri, is_said, listed, prose, quote
from docmeta_jsonld.parts import KINDS, address_of, identifier_text, take_identifier
from docmeta_jsonld.things import Left, Thing, Value, loads, of_json, words

_TYPES: Final[dict[type[Agent], str]] = {Person: "Person", CorporateBody: "Organization", Family: "Organization"}
#: schema.org has no word for a family; Records in Contexts has.
FAMILY: Final = "https://www.ica.org/standards/RiC/ontology#Family"
#: An agent of unknown kind, where a property expects a person or an organisation.
SOMEONE: Final = "https://www.ica.org/standards/RiC/ontology#Agent"
#: Types of schema.org that are organisations, apart from Organization itself.
_ORGANIZATIONS: Final = (
    "Organization", "ArchiveOrganization", "Corporation", "EducationalOrganization", "CollegeOrUniversity", "GovernmentOrganization",
    "LibrarySystem", "Library", "LocalBusiness", "Museum", "MusicGroup", "NGO", "NewsMediaOrganization", "PerformingGroup",
    "PoliticalParty", "ResearchOrganization", "School", "SportsOrganization", "TheaterGroup", "WorkersUnion",
)  # fmt: skip
_NAME_PARTS: Final = {"surname": "familyName", "forename": "givenName"}
#: The dates of existence if nothing is known (nothing for ISAAR(CPF) 5.2.1).
_UNKNOWN: Final = "-"


def agent_text(agent: Agent, *, typed: bool = False) -> str | None:
    """An agent by its name, or by another identification. One of unknown kind has no type.

    With *typed* it has the type that its name suggests, with a mark that it is an agent of some kind.

    An agent without either is not written: a node without a name identifies nobody.
    """
    if not is_said(agent.name) and not agent.identifiers:
        return None
    kind = _TYPES.get(agent.__class__)
    if agent.__class__ in _PLAIN and not (typed and kind is None) and not _says_more(agent):
        return _plain_text(agent, kind)
    made = Object(kind or (_TYPES[likely_kind(str(agent.name))] if typed else None))
    if agent.__class__ is Family:
        made.add("additionalType", quote(FAMILY))
    elif typed and not kind:
        made.add("additionalType", quote(SOMEONE))
    made.say("name", agent.name)
    if agent.__class__ is Person and agent.name:
        for part in agent.parts:
            if part.kind in _NAME_PARTS:
                made.say(_NAME_PARTS[part.kind], part.value)
    begin, end = ends(agent.dates) if kind else (None, None)
    names = _LIFE[kind == "Person"]
    if kind:
        made.add(names[0], begin and quote(begin)).add(names[1], end and quote(end))
    made.add("alternateName", listed(map(prose, agent.other_names))).say("description", agent.history)
    same = [one.value for one in agent.identifiers if _is_address(one)]
    same += [address for one in agent.identifiers if (address := _authority(one, agent.source)) and address not in same]
    made.add("sameAs", listed(map(quote, same)))
    if agent.about is not None and kind:
        known.say(made, agent)
    others = [one for one in agent.identifiers if not _is_address(one)]
    made.add("identifier", listed(_agent_identifier(one, agent.source) for one in others)).more(agent.extras)
    return made.text()


_says_more: Final = others(Agent, "name", "dates")
#: The classes whose plain agents are written, and judged, at once.
_PLAIN: Final = frozenset((Person, CorporateBody, Agent))
#: The properties of the beginning and the end of a body, and of a person.
_LIFE: Final = (("foundingDate", "dissolutionDate"), ("birthDate", "deathDate"))


def _plain_text(agent: Agent, kind: str | None) -> str:
    """The usual agent, who only has a name and perhaps dates."""
    if kind is None:
        return f'{{"name": {prose(agent.name)}}}'
    begin, end = ends(agent.dates)
    first, last = _LIFE[kind == "Person"]
    life = (f', "{first}": {quote(begin)}' if begin else "") + (f', "{last}": {quote(end)}' if end else "")
    return f'{{"@type": "{kind}", "name": {prose(agent.name)}{life}}}'


def _authority(one: Identifier, source: str | None) -> str | None:
    """The URI for a number in an authority file."""
    if one.kind in ("uri", "unitid"):
        return None
    return authority_uri(source if one.kind == "authority" else one.kind, one.value)


def _is_address(one: Identifier) -> bool:
    return one.kind == "uri" and not one.label and is_iri(one.value)


def _agent_identifier(one: Identifier, source: str | None) -> str:
    """A number in an authority file, with the file."""
    return identifier_text(one, source if source and one.kind == "authority" else None)


def take_agent(value: Value) -> Agent | None:
    """The agent of a name or of a node; None if the type of the node is no agent."""
    if not isinstance(value, Thing):
        said = words(value)
        if not said:
            return None
        return Agent(identifiers=(Identifier(str(said), "uri"),)) if is_iri(said) else Agent(said)
    plain = _take_plain(value)
    if plain is not None:
        return plain
    left = Left(value)
    cls = _class_of(left)
    if cls is None:
        return None
    name = left.text("name")
    parts = []
    for kind, prop in (("surname", "familyName"), ("forename", "givenName")):
        parts += [NamePart(text, kind) for text in left.texts(prop)] if cls is Person else []
    if not name and parts:
        name = " ".join(part.value for part in reversed(parts))
    dates = _take_life(left, cls)
    identifiers, source = _take_identifiers(left)
    if cls is Person and not name and dates is None and not identifiers:
        dates = Date(_UNKNOWN)
    if not name and dates is None and not identifiers:
        return None
    about = known.take(left, cls is Person) if cls is not Agent else None
    return cls(
        name, tuple(parts), left.texts("alternateName"), dates, identifiers, source, history=left.text("description"),
        extras=left.extras(), about=about,
    )  # fmt: skip


_LIVES: Final[dict[tuple[str, ...], tuple[type[Agent], str, str]]] = {
    ("Person",): (trusted.Person, "birthDate", "deathDate"),
    ("Organization",): (trusted.CorporateBody, "foundingDate", "dissolutionDate"),
}


def _take_plain(value: Thing) -> Agent | None:
    """The usual agent with only a name and the dates of a life, in words; None if it may have more."""
    known = _LIVES.get(value.types)
    if known is None or value.id is not None:
        return None
    cls, begin, end = known
    said = {"name": "", begin: "", end: ""}
    for name, values in value.props.items():
        if name not in said or len(values) != 1 or values[0].__class__ is not str:
            return None
        said[name] = values[0]
    return cls(said["name"], dates=life(said[begin], said[end])) if said["name"] else None


def _class_of(left: Left) -> type[Agent] | None:
    if left.is_a("Person"):
        return Agent if _is_also(left, SOMEONE) else Person
    if any(name in _ORGANIZATIONS for name in left.types):
        left.is_a("Organization")
        return Agent if _is_also(left, SOMEONE) else Family if _is_also(left, FAMILY) else CorporateBody
    return Agent if not left.types or left.is_a("Thing") else None


def _is_also(left: Left, type_: str) -> bool:
    """Whether a node has a further type, which is then read."""
    values = left.props.get("additionalType", [])
    if type_ not in values:
        return False
    rest = list(left.all("additionalType"))
    rest.remove(type_)
    if rest:
        left.props["additionalType"] = rest
    return True


def _take_life(left: Left, cls: type[Agent]) -> Date | None:
    names = _LIFE[cls is Person]
    begin, end = (str(left.text(name)) for name in names)
    return life(begin, end)


def _take_identifiers(left: Left) -> tuple[tuple[Identifier, ...], str | None]:
    found: list[Identifier] = []
    for value in left.all("sameAs"):
        address = address_of(value)
        if address:
            found.append(Identifier(address, "uri"))
        else:
            left.put_back("sameAs", value)
    if left.id is not None and is_iri(left.id):
        found.append(Identifier(left.id, "uri"))
        left.id = None
    numbered: list[Identifier] = []
    for value in left.all("identifier"):
        one = take_identifier(value)
        if one is None:
            left.put_back("identifier", value)
        else:
            numbered.append(one)
    source = None
    strange = {one.kind for one in numbered} - KINDS - {"authority"}
    if len(strange) == 1 and all(one.kind in strange for one in numbered):
        source = strange.pop()
        numbered = [Identifier(one.value, "authority", one.label, extras=one.extras) for one in numbered]
    made = {_authority(one, source) for one in numbered}
    return (*[one for one in found if one.value not in made], *numbered), source


_AGENT_KEEPS: Final = (
    "role", "agent.name", "agent.parts", "agent.other_names", "agent.dates", "agent.identifiers", "agent.source", "agent.history",
    "agent.extras", "agent.about",
)  # fmt: skip
_AGENT_CHANGES: Final = ("agent.rules", "label", "audience")


def _misses(one: AgentLink) -> str:
    """The dates of existence unless they are exact; and what only the format of the source holds."""
    agent = one.agent
    if agent.dates is not None and ends(agent.dates) == (None, None):
        return WORDS["dates"]
    if agent.about is not None:
        text = agent_text(agent)
        if known.misses(agent, take_agent(of_json(loads(text))) if text else None):
            return WORDS["about"]
    return lost_extras(agent)


def _loses(role: str, relator: str | None = None) -> Callable[[AgentLink], bool]:
    """Whether an agent comes back different; immediate for one with only a name and the dates of a life."""

    def loses(one: AgentLink) -> bool:
        agent = one.agent
        if one.role != role or one.relator != relator:
            return True
        if agent.__class__ in _PLAIN and agent.name.__class__ is str and not _says_more(agent):
            if agent.__class__ is Agent:
                return agent.dates is not None
            begin, end = ends(agent.dates)
            return life(begin or "", end or "") != agent.dates
        text = agent_text(agent)
        return text is None or take_agent(of_json(loads(text))) != agent

    return loses


def link(role: str, relator: str | None = None, others: tuple[str, ...] = (), *, person: bool = False) -> JsonCodec:
    """The codec of the agents of one role, or of those with one relator of MARC in that role.

    Args:
        role: The role.
        relator: The relator code of the property.
        others: Other words for that relator.
        person: Whether the property only takes persons.
    """
    accepted = {relator, *others}
    typed = relator is not None or role == "rights_holder"

    def encode(one: AgentLink) -> str | None:
        if one.role != role or (relator is not None and (one.relator or "").lower() not in accepted):
            return None
        if person and one.agent.__class__ not in (Person, Agent):
            return None
        if role == "creator" and not made_it(one):
            return None
        return agent_text(one.agent, typed=typed)

    def take(value: Value) -> AgentLink | None:
        agent = take_agent(value)
        return None if agent is None else AgentLink(agent, role, relator)

    more = () if relator is None else ("relator",)
    return codec(
        "agent", encode, take, (*_AGENT_KEEPS, *more), _loses(role, relator), changes=_AGENT_CHANGES, misses=_misses
    )


#: The relators whose properties expect a person or an organisation, by role.
_ASKING: Final = {
    "creator": ("aut", "author"),
    "contributor": ("edt", "editor", "trl", "translator", "spn", "sponsor", "fnd", "funder"),
}


def is_guessed(link: AgentLink) -> bool:
    """Whether an agent of unknown kind is written with the type that its name suggests."""
    if link.agent.__class__ is not Agent:
        return False
    return link.role == "rights_holder" or (link.relator or "").lower() in _ASKING.get(link.role, ())


def _take_about(value: Value) -> AgentLink | None:
    """An agent as a subject: bare words, and things without the name of a type, are other subjects."""
    if not isinstance(value, Thing) or value.is_reference:
        return None
    agent = take_agent(value)
    return None if agent is None else AgentLink(agent, "subject")


def _about(one: AgentLink) -> str | None:
    return agent_text(one.agent) if made_it(one) else None


ABOUT: Final = codec(
    "agent", _about, _take_about, _AGENT_KEEPS, _loses("subject"), changes=_AGENT_CHANGES, misses=_misses
)


def _no_one(text: str) -> None:
    """Decodes nothing: what is only written is read as something else."""


#: One who gave, kept or paid: never a creator, whatever the source has it under.
BESIDE: Final = attrs.evolve(
    ABOUT,
    encode=lambda one: agent_text(one.agent),
    decode=_no_one,
    loses=None,
    changes=(*_AGENT_CHANGES, "relator"),
)


# -- repositories --------------------------------------------------------------------------------------------------------


def address_text(lines: tuple[str, ...], country: str | None) -> str | None:
    """An address: its lines as words, or a `PostalAddress` if the country is known, too."""
    said = "\n".join(lines)
    said = said if said.strip() else ""  # no reader accepts white space as an address
    if not country:
        return quote(said) if said else None
    return Object("PostalAddress").say("streetAddress", said).say("addressCountry", country).text()


def take_address(left: Left) -> tuple[tuple[str, ...], str | None]:
    """The lines of an address, and its country."""
    values = left.all("address")
    for at, value in enumerate(values):
        lines, country, rest = _address(value)
        if lines or country:
            for other in [*([] if rest is None else [rest]), *values[at + 1 :]]:
                left.put_back("address", other)
            return lines, country
        left.put_back("address", value)
    return (), None


def _address(value: Value) -> tuple[tuple[str, ...], str | None, Thing | None]:
    """The lines of one address, its country, and what is left of it."""
    if not isinstance(value, Thing):
        said = words(value)
        return tuple(str(said).split("\n")) if said else (), None, None
    inner = Left(value)
    inner.is_a("PostalAddress")
    lines = str(inner.text("streetAddress")).split("\n")
    lines += [str(inner.text("postOfficeBoxNumber"))]
    town = [inner.text(name) for name in ("postalCode", "addressLocality", "addressRegion")]
    lines += [" ".join(part for part in town if part)]
    country = str(inner.text("addressCountry")) or None
    rest = Thing(value.id, value.types, inner.props, value.path) if inner.props or inner.types or value.id else None
    return tuple(line for line in lines if line), country, rest


def repository_text(repository: Repository) -> str | None:
    """The holder, as an `ArchiveOrganization`."""
    made = Object("ArchiveOrganization").say("name", repository.name)
    made.add("address", address_text(repository.address, repository.country))
    uri = repository.uri
    found = [identifier_text(one) for one in repository.identifiers]
    if uri and not is_iri(uri):
        found.append(identifier_text(Identifier(uri, "uri")))
    made.add("identifier", listed(found))
    if uri and is_iri(uri):
        made.add("url", quote(uri))
    return made.more(repository.extras).text() if len(made) > 1 else None


def take_repository(value: Value) -> Repository | None:
    """The repository of a name, an address or an organisation."""
    if not isinstance(value, Thing):
        said = words(value)
        if not said:
            return None
        return Repository(uri=str(said)) if is_iri(said) else Repository(said)
    if value.is_reference:
        return Repository(uri=value.id)
    left = Left(value)
    left.is_a("ArchiveOrganization", "Organization")
    name = left.text("name")
    lines, country = take_address(left)
    identifiers = []
    for one in left.all("identifier"):
        found = take_identifier(one)
        if found is None:
            left.put_back("identifier", one)
        else:
            identifiers.append(found)
    uri = _take_web_address(left)
    last = identifiers[-1] if identifiers else None
    if uri is None and last is not None and last == Identifier(last.value, "uri") and not is_iri(last.value):
        uri = identifiers.pop().value
    if not (name or lines or identifiers or uri):
        return None
    return Repository(name, lines, tuple(identifiers), country, uri, extras=left.extras())


def _take_web_address(left: Left) -> str | None:
    if address := left.first("url", address_of):
        return address
    if left.id is not None and is_iri(left.id):
        address, left.id = left.id, None
        return address
    return None


REPOSITORY: Final = codec(
    "repository",
    repository_text,
    take_repository,
    ("name", "address", "identifiers", "country", "uri", "extras"),
    changes=("label", "audience"),
    misses=lost_extras,
)
