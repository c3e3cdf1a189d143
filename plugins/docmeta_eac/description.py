"""The description of an agent: `description` and `relations`.

The table at the end names the function for each element.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from docmeta.model import AgentFact, AgentRelation, Date, Language
from docmeta.text import Element, language_of, of_tree, tree
from docmeta_eac.dates import read_date
from docmeta_eac.prose import prose, proses
from docmeta_eac.taken import Taken, children, is_internal, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element


@attrs.define
class Known:
    """The content of `description` and `relations`, on its way into an agent."""

    dates: Date | None = None
    histories: list[str] = attrs.field(factory=list)
    told: list[_Element] = attrs.field(factory=list)
    facts: list[AgentFact] = attrs.field(factory=list)
    relations: list[AgentRelation] = attrs.field(factory=list)
    languages: list[Language] = attrs.field(factory=list)


Read: TypeAlias = Callable[["_Element", Taken, Known], None]


def read_description(element: _Element, taken: Taken, known: Known) -> None:
    """Read `description`: the elements in any order, alone or in groups."""
    for child in children(element, internal=True):
        name = name_of(child)
        read = ELEMENTS.get(name)
        if read is not None and (name in _MARKED or not is_internal(child)):
            read(child, taken, known)


def read_relations(element: _Element, taken: Taken, known: Known) -> None:
    """Read `relations`."""
    for child in children(element, internal=True):
        if name_of(child) in _RELATIONS:
            known.relations += _relation(child, taken)


def _exist(element: _Element, taken: Taken, known: Known) -> None:
    if known.dates is None:
        known.dates = read_date(element, taken, "existence")
    for note in children(element, "descriptivenote"):
        if text := prose(note, taken):
            known.facts.append(AgentFact("existence", text=text))


def _history(element: _Element, taken: Taken, known: Known) -> None:
    aside = list(children(element, "abstract"))
    for one in aside:
        if text := prose(one, taken):
            known.facts.append(AgentFact("abstract", text=text))
    if text := prose(element, taken, but=aside):
        known.histories.append(text)
        known.told.append(element)


def _prose_of(kind: str) -> Read:
    def read(element: _Element, taken: Taken, known: Known) -> None:
        audience = taken.attribute(element, "audience") or None
        if text := prose(element, taken):
            known.facts.append(AgentFact(kind, text=text, audience=audience))
        else:
            taken.forget(element)

    return read


def _fact(kind: str) -> Read:
    """The reader of a place, a function, an occupation, a mandate ..."""

    def read(element: _Element, taken: Taken, known: Known) -> None:
        audience = taken.attribute(element, "audience") or None
        heads = ("placeentry", "label") if kind == "place" else ("term",)
        terms = list(children(element, *heads))
        term = terms[0] if terms else None
        sources = [term, element] if term is not None else [element]
        made = {
            "term": taken.words(term) if term is not None else "",
            "role": taken.first(element, "placerole", "role")
            or taken.attribute(element, "localType", "placeType")
            or None,
            "text": proses(children(element, "descriptivenote"), taken),
            "dates": read_date(element, taken),
            "place": "" if kind == "place" else taken.first(element, "placeentry"),
            "citations": tuple(filter(None, (_citation(one, taken) for one in children(element, "citation")))),
            "uri": next(filter(None, (taken.attribute(one, "valueURI") for one in sources)), None),
            "source": next(
                filter(None, (taken.attribute(one, "vocabularySource", "vocabularySourceURI") for one in sources)), None
            ),
        }
        source = made["source"]
        if isinstance(source, str) and not made["uri"] and source.startswith(("http://", "https://")):
            made["uri"], made["source"] = source, None  # 2010 has no other attribute for it
        if any(made[name] for name in ("term", "text", "dates", "place", "citations", "uri")):
            known.facts.append(AgentFact(kind, audience=audience, extras=taken.left(element), **made))  # type: ignore[arg-type]
        else:
            taken.forget(element)

    return read


def _group(kind: str) -> Read:
    """The reader of `places`, `functions` ...: their facts, and their own prose."""
    inner = _fact(kind)

    def read(element: _Element, taken: Taken, known: Known) -> None:
        singles = list(children(element, _SINGULAR[name_of(element)], internal=True))
        for child in singles:
            inner(child, taken, known)
        known_ones = frozenset(singles)
        rest = [child for child in children(element) if child not in known_ones]
        if rest and (text := prose(element, taken, but=singles)):
            known.facts.append(AgentFact(kind, text=text))

    return read


def _citation(element: _Element, taken: Taken) -> str:
    """The words of a citation, as a link if it is one."""
    address = taken.attribute(element, "href")
    words = prose(element, taken)
    return link(words, address)


def link(words: str, address: str) -> str:
    """Words that link to a URL.

    >>> link("Decree", "https://example.org/1"), link("", "https://example.org/1"), link("Decree", "")
    (of_markup('<ref href="https://example.org/1">Decree</ref>'), 'https://example.org/1', 'Decree')
    """
    if not address or not words:
        return words or address
    return of_tree([Element("ref", {"href": address}, tree(words))], language_of(words))


def _languages(element: _Element, taken: Taken, known: Known) -> None:
    """`languageUsed`, alone or in `languagesUsed`."""
    for one in [element, *children(element, "languageused")]:
        known.languages += languages(one, taken)
    if text := proses(children(element, "descriptivenote"), taken):
        known.facts.append(AgentFact("language", text=text))


def languages(element: _Element, taken: Taken) -> list[Language]:
    """The languages of an element, each with its script."""
    scripts = list(children(element, "script"))
    found = []
    for number, child in enumerate(children(element, "language")):
        code: str | None = taken.attribute(child, "languageCode")
        script: str | None = taken.attribute(scripts[number], "scriptCode") if number < len(scripts) else None
        code, script = (None if one in UNDETERMINED else one for one in (code, script))
        name = taken.text(child)
        if code or script or name:
            found.append(Language(code, script, name))
        else:
            taken.forget(child)
    return found


# -- relations -----------------------------------------------------------------------------------------------------------

#: Codes for "unknown" where one is required (ISO 639-2, ISO 15924).
UNDETERMINED: Final = ("", "und", "Zyyy")
_RELATIONS: Final = {
    "cpfrelation": "agent",
    "resourcerelation": "resource",
    "functionrelation": "function",
    "relation": None,
}
#: The values of `targetType` in 2.0 and 3.0 for agents.
_TARGETS: Final = {
    "agent": "agent",
    "corporatebody": "agent",
    "person": "agent",
    "family": "agent",
    "function": "function",
}


def _relation(element: _Element, taken: Taken) -> Iterator[AgentRelation]:
    end = next(children(element, "targetentity"), element)
    to = _RELATIONS[name_of(element)]
    kind: str | None = None
    if to is None:
        word = end.get("targetType") or ""
        to = _TARGETS.get(word.lower(), "resource")
        if word.lower() in ("agent", "function", "resource"):
            taken.attribute(end, "targetType")
        kind = taken.attribute(element, "relationType") or None
    else:
        kind = taken.attribute(element, f"{to if to != 'agent' else 'cpf'}RelationType") or None
    labels = [*children(element, "relationentry", "label"), *(children(end, "part") if end is not element else ())]
    label = taken.words(labels[0]) if labels else ""
    if len(labels) > 1 and end is not element:
        label = ", ".join(filter(None, map(taken.text, labels)))
        taken.unspoken(labels[0])
    relators = [taken.attribute(element, "arcrole")] if element is end else []
    relators += [taken.text(one) for one in children(element, "relationtype", "role", "targetrole")]
    notes = list(children(element, "descriptivenote"))
    text = prose(notes[0], taken) if notes else ""
    target = taken.attribute(end, "href", "valueURI") or next((taken.attribute(one, "valueURI") for one in labels), "")
    if not (target or label or text):
        taken.forget(element)
        return
    audience = taken.attribute(element, "audience") or None
    dates, place = read_date(element, taken), ""
    for spot in children(element, "placeentry", "place"):
        place = place or taken.text(spot) or taken.first(spot, "placeentry")
    relator = "; ".join(filter(None, relators)) or None
    yield AgentRelation(to, kind, target or None, label, relator, dates, place, text, audience, taken.left(element))


_KINDS: Final = {
    "place": ("place", "places"), "legal_status": ("legalstatus", "legalstatuses"), "function": ("function", "functions"),
    "occupation": ("occupation", "occupations"), "mandate": ("mandate", "mandates"),
    "local": ("localdescription", "localdescriptions"), "demographic": ("demographicdescription", "demographicdescriptions"),
}  # fmt: skip
_SINGULAR: Final = {group: single for single, group in _KINDS.values()}
#: The function for each element of `description`, by its name in lower case.
ELEMENTS: Final[dict[str, Read]] = {
    "existdates": _exist, "bioghist": _history, "structureorgenealogy": _prose_of("structure"),
    "generalcontext": _prose_of("general_context"), "languageused": _languages, "languagesused": _languages,
    **{single: _fact(kind) for kind, (single, _) in _KINDS.items()}, **{group: _group(kind) for kind, (_, group) in _KINDS.items()},
}  # fmt: skip
#: Elements whose facts record who may see them; internal parts of the others are set aside unchanged, with their mark.
_MARKED: Final = frozenset((*_SINGULAR.values(), "structureorgenealogy", "generalcontext"))
