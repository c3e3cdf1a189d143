"""The fields of a unit that the page shows, and their headings: one line each.

`docmeta crosswalk html` prints it; the page, the report of what it does not show, and the documentation use it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from markupsafe import Markup, escape

from docmeta.crosswalk import Codec, Crosswalk, Rule
from docmeta.model import (
    RELATORS,
    AgentLink,
    Container,
    Date,
    DigitalObject,
    Extent,
    Identifier,
    Language,
    Note,
    Place,
    Relation,
    Repository,
    Term,
    period,
)
from docmeta.model import RightsStatement as Rights
from docmeta_html.prose import html, is_web, link

#: Attributes that hold a description together or repeat what is shown.
_CHANGES: Final = ("type", "kind", "certainty", "parts", "rules", "parallel", "id", "parent")


def _shown(name: str, encode: Callable[[Any], str], *keeps: str) -> Codec:
    """A codec that only writes, and shows what *keeps* names."""
    return Codec(name, encode, None, keeps, lambda value: False, changes=_CHANGES)


def _with(main: Markup | str, *more: object) -> Markup:
    said = {str(each).casefold(): str(each) for each in reversed(more) if each}.values()
    aside = Markup(' <span class="aside">{}</span>').format("; ".join(reversed(said))) if said else Markup("")
    return escape(main) + aside


def _relator(said: str) -> str:
    """A relator in words, if it is a code or a URI."""
    return RELATORS.get(said.rpartition("/")[2].strip(" .").lower(), said)


def _agent(part: AgentLink) -> Markup:
    agent = part.agent
    dates = agent.dates.display if agent.dates is not None else ""
    name = str(agent.name) or next((one.value for one in agent.identifiers), "") or dates
    address = next((one.value for one in agent.identifiers if is_web(one.value)), "")
    role = _relator(part.relator) if part.relator else "" if part.role in ("creator", "subject") else part.role
    numbers = [one.value for one in agent.identifiers if one.value not in (address, name)]
    shown = link(address, name) if address else escape(name)
    life = dates if dates not in name else ""
    # The heading says who created it.
    words = [word for word in (role, part.label) if word and (word.casefold(), part.role) != ("creator", "creator")]
    more = _with(shown, life, *words[:1], *agent.other_names, *words[1:], agent.source, *numbers)
    return more + Markup("<div>{}</div>").format(html(agent.history)) if agent.history else more


def _term(part: Term) -> Markup:
    shown = link(part.uri, part.term) if part.uri else escape(part.term or part.identifier or "")
    return _with(shown, part.source, part.identifier if part.term else "", part.relator, *part.headings)


def _place(part: Place) -> Markup:
    names, at = [], part.part_of
    while at is not None:
        names.append(str(at.name))
        at = at.part_of
    words = ", ".join([str(part.name or part.identifier or ""), *names])
    spot = ", ".join(str(each) for each in (part.latitude, part.longitude) if each is not None)
    shown = link(part.uri, words) if part.uri else escape(words)
    return _with(
        shown, part.kind, spot, part.source, part.identifier if part.name else "", part.relator, *part.headings
    )


def _extent(part: Extent) -> Markup:
    counted = " ".join(word for word in (part.quantity, part.unit) if word)
    words = str(part.text) or counted
    said = (counted, *part.facets, *part.dimensions)
    more = [each for each in said if str(each) not in words]
    return _with(
        html(words) if part.text else words, *more, part.label, "about" if part.approximate else "", part.coverage
    )


def _note(part: Note) -> Markup:
    kind = part.kind.replace("_", " ").capitalize()
    label = Markup(' <span class="aside">{}</span>').format(part.label) if part.heading and part.label else Markup("")
    when = Markup("<p>{}</p>").format(period(part.dates)) if part.dates is not None else ""
    return Markup('<h2 title="{}">{}{}</h2>{}{}').format(
        kind, html(part.heading or part.label or kind), label, html(part.text), when
    )


def _object(part: DigitalObject) -> Markup:
    words = str(part.title) or part.uri or "Digital object"
    shown = link(part.uri, words) if part.uri else escape(words)
    about = _with(shown, part.role, part.media_type, part.checksum)
    return about + Markup("<div>{}</div>").format(html(part.description)) if part.description else about


def _repository(part: Repository) -> Markup:
    shown = link(part.uri, str(part.name)) if part.uri else html(part.name)
    return _with(shown, *part.address, *(one.value for one in part.identifiers), part.country, part.label)


def _container(part: Container) -> Markup:
    kind = (part.kind or "").replace("_", " ")
    words = " ".join(word for word in (kind[:1].upper() + kind[1:], part.value) if word)
    return _with(
        words or part.label or part.barcode or part.id or part.parent or "", part.label if words else "", part.barcode
    )


def _identifier(part: Identifier) -> Markup:
    shown = link(part.value, part.value)
    return _with(shown, part.label or ("" if part.kind == "unitid" else part.kind), part.country, part.repository)


def _language(part: Language) -> Markup:
    words = str(part.name) or part.code or part.script or part.label or ""
    return _with(html(words), *(each for each in (part.code, part.script, part.label) if each and each != words))


def _rights(part: Rights) -> Markup:
    shown = html(part.text) if part.text else escape("")
    address = link(part.uri, part.uri) if part.uri else escape("")
    return shown + (Markup(" ") if shown and address else Markup("")) + _with(address, part.holder)


def _relation(part: Relation) -> Markup:
    words = str(part.label) or part.target or ""
    shown = link(part.target, words) if part.target and is_web(part.target) else html(words)
    aside = "" if is_web(part.target) or part.target == words else part.target
    return _with(shown, "" if part.kind == "relation" else part.kind, aside)


def _date(part: Date) -> Markup:
    meant = part.edtf if part.text and part.edtf != Date(str(part.text)).edtf else ""
    return _with(escape(part.display), meant, part.kind, part.label)


PROSE: Final = Codec("prose", html, None, "the words and their structure", lambda value: False)
WORD: Final = Codec("word", lambda value: value, None, "the word", lambda value: False)
DATE: Final = _shown("date", _date, "text", "edtf", "kind", "label")
AGENT: Final = _shown(
    "agent", _agent, "role", "relator", "label", "agent.name", "agent.dates", "agent.identifiers", "agent.other_names",
    "agent.history", "agent.source",
)  # fmt: skip
TERM: Final = _shown("term", _term, "term", "source", "identifier", "uri", "relator", "headings")
PLACE: Final = _shown(
    "place", _place, "name", "kind", "uri", "latitude", "longitude", "part_of", "source", "identifier", "relator", "headings",
)  # fmt: skip
EXTENT: Final = _shown(
    "extent", _extent, "text", "quantity", "unit", "facets", "dimensions", "label", "approximate", "coverage"
)
NOTE: Final = _shown("note", _note, "kind", "text", "heading", "label", "dates")
OBJECT: Final = _shown("digital object", _object, "uri", "title", "media_type", "role", "description", "checksum")
REPOSITORY: Final = _shown("repository", _repository, "name", "address", "identifiers", "country", "uri", "label")
CONTAINER: Final = _shown("container", _container, "value", "kind", "label", "barcode")
IDENTIFIER: Final = _shown("identifier", _identifier, "value", "kind", "label", "country", "repository")
LANGUAGE: Final = _shown("language", _language, "code", "script", "name", "label")
RIGHTS: Final = _shown("rights statement", _rights, "text", "uri", "holder")
RELATION: Final = _shown("relation", _relation, "kind", "target", "label")

_ISAD: Final = "ISAD(G)"

#: The page shows the title, dates and level of a unit in its line, the rest below it, in this order.
PAGE: Final = Crosswalk(
    "html",
    "A page to look at",
    (
        Rule("title", "Title", PROSE, _ISAD),
        Rule("level", "Level", WORD, _ISAD),
        Rule("identifiers", "Reference code", IDENTIFIER, _ISAD),
        Rule("other_titles", "Other title", PROSE, _ISAD),
        Rule("dates", "Date", DATE, _ISAD),
        Rule("extents", "Extent", EXTENT, _ISAD),
        Rule("agents[creator]", "Creator", AGENT, _ISAD),
        Rule("agents[subject]", "Name", AGENT, "DACS"),
        Rule("agents", "Contributor", AGENT, "DACS"),
        Rule("repository", "Repository", REPOSITORY, "DACS 2.2"),
        Rule("containers", "Container", CONTAINER, "EAD container"),
        Rule("languages", "Language", LANGUAGE, _ISAD),
        Rule("description", "Scope and content", PROSE, _ISAD),
        Rule("notes", "Notes", NOTE, _ISAD),
        Rule("subjects", "Subject", TERM, "DACS"),
        Rule("places", "Place", PLACE, "DACS"),
        Rule("genres", "Genre", TERM, "DACS"),
        Rule("rights", "Rights", RIGHTS, "DACS 4.4"),
        Rule("source", "Source", PROSE, "dcterms:source"),
        Rule("relations", "Related", RELATION, _ISAD),
        Rule("digital_objects", "Digital object", OBJECT, "EAD dao"),
        Rule("id", "id", WORD, note="the anchor of the unit in the page"),
    ),
    {
        "description_heading": "the page has one heading for scope and content",
        "record": "the page shows what is described, not who described it",
        "extras": "what no field holds is not shown",
    },
)
