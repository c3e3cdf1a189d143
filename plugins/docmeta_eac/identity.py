"""The identity of an agent: `identity`, with all forms of the name and the identifiers."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import attrs

from docmeta.model import (
    Agent,
    AgentFact,
    AgentName,
    CorporateBody,
    Date,
    Extra,
    Family,
    Identifier,
    NamePart,
    Person,
    heading,
)
from docmeta.text import Text, language_of
from docmeta_eac.dates import DATES, date_of, read_date
from docmeta_eac.prose import prose
from docmeta_eac.taken import FORMAT, Taken, children, is_internal, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

CLASSES: Final[dict[str, type[Agent]]] = {"person": Person, "corporatebody": CorporateBody, "family": Family}
_HEADINGS: Final = {Person: "person", CorporateBody: "corporate", Family: "family", Agent: "agent"}
#: Local types of an identifier of the entity itself, beside those of its record.
ENTITY: Final = "entity"


@attrs.define
class Identity:
    """The content of `identity`, on its way into an agent."""

    cls: type[Agent] = Agent
    names: list[AgentName] = attrs.field(factory=list)
    identifiers: list[Identifier] = attrs.field(factory=list)
    facts: list[AgentFact] = attrs.field(factory=list)


def read_identity(element: _Element, taken: Taken) -> Identity:
    """Read `identity`; the name shown for the agent comes first."""
    found = Identity()
    for kind in islice(children(element, "entitytype"), 1):
        word = (taken.attribute(kind, "value") or taken.text(kind)).replace(" ", "").lower()
        found.cls = CLASSES.get(word, Agent)
        if word and found.cls is Agent:
            taken.texts.discard(kind)
            taken.attributes.discard((kind, "value"))
    for child in children(element, internal=True):
        name = name_of(child)
        if name == "nameentry":
            found.names += _name(child, taken, found.cls)
        elif name == "nameentryparallel":
            found.names += _set(child, taken, found.cls)
        elif name == "entityid":
            found.identifiers += identifier(child, taken, ENTITY)
        elif name == "descriptivenote" and not is_internal(child) and (text := prose(child, taken)):
            found.facts.append(AgentFact("identity", text=text))
    main = _main(found.names)
    if main:
        found.names.remove(main)
        found.names.insert(0, main)
    return found


def identifier(element: _Element, taken: Taken, kind: str) -> list[Identifier]:
    """An identifier; a URL is always one, whatever its type."""
    value = taken.text(element) or taken.attribute(element, "valueURI")
    if not value:
        return []
    label = taken.attribute(element, "localType") or None
    audience = taken.attribute(element, "audience") or None
    if value.startswith(("http://", "https://")) and kind != ENTITY:
        kind = "uri"
    return [Identifier(value, kind, label, audience=audience, extras=taken.left(element))]


def _main(names: list[AgentName]) -> AgentName | None:
    """The name shown for the agent: the preferred one, else the authorized one, else the first."""
    public = [name for name in names if name.audience != "internal"] or names
    for kind in ("preferred", "authorized"):
        for name in public:
            if name.kind == kind:
                return name
    return public[0] if public else None


def _name(element: _Element, taken: Taken, cls: type[Agent], kind: str | None = None) -> list[AgentName]:
    """One `nameEntry`."""
    parts = [
        NamePart(words, taken.attribute(part, "localType") or None)
        for part in children(element, "part")
        if (words := taken.words(part))
    ]
    if not parts:
        taken.forget(element)
        return []
    own = {language_of(part.value) for part in parts}
    tag = own.pop() if len(own) == 1 else None
    if not tag:
        tag = taken.language(element)
        for part in children(element, "part"):
            taken.unspoken(part)
    parts = [attrs.evolve(part, value=str(part.value)) for part in parts]
    said = parts[0].value if len(parts) == 1 else heading(_HEADINGS[cls], [(part.value, part.kind) for part in parts])
    keep = tuple(parts) if len(parts) > 1 or parts[0].kind else ()
    form, rules = _form(element, taken)
    dates = _use(element, taken)
    audience = taken.attribute(element, "audience") or None
    words = Text(said, None, tag) if tag else said
    return [AgentName(words, form or kind, keep, dates, rules, audience, taken.left(element))]


def _form(element: _Element, taken: Taken) -> tuple[str | None, str | None]:
    """The kind of a form of the name, and its rules, or the agency for which it is the form."""
    for name in ("preferredForm", "authorizedForm", "alternativeForm"):
        for child in children(element, name.lower()):
            return name.removesuffix("Form"), taken.text(child) or None
    if (element.get("preferredForm") or "").strip() in ("true", "1"):
        taken.attribute(element, "preferredForm")
        return "preferred", None
    return taken.attribute(element, "status") or None, None


def _use(element: _Element, taken: Taken) -> Date | None:
    """The dates of use of a name: the first `useDates` (one in 2010, several in 2.0)."""
    for child in children(element, "usedates"):
        if any(True for _ in children(child, *DATES)):
            return read_date(child, taken) if len(list(children(child, *DATES))) == 1 else date_of(child, taken)
    return None


def _set(element: _Element, taken: Taken, cls: type[Agent]) -> list[AgentName]:
    """The names of a `nameEntryParallel`, or of a `nameEntrySet`: parallel forms of one name."""
    names = [
        name for child in children(element, "nameentry", internal=True) for name in _name(child, taken, cls, "parallel")
    ]
    if not names:
        taken.forget(element)
        return []
    if sum(name.kind == "preferred" for name in names) != 1:
        names = [
            attrs.evolve(name, kind="parallel", extras=(*name.extras, Extra(FORMAT, "@status", name.kind)))
            if name.kind and name.kind != "parallel"
            else attrs.evolve(name, kind="parallel")
            for name in names
        ]
    shared: dict[str, Any] = {}
    if is_internal(element):
        taken.attribute(element, "audience")
        shared["audience"] = "internal"
    if any(name.rules is None for name in names):
        shared["rules"] = _form(element, taken)[1]
        for key in ("status", "preferredForm"):
            taken.attributes.discard((element, key))
    if any(name.dates is None for name in names):
        shared["dates"] = _use(element, taken)
    names = [
        attrs.evolve(name, **{key: value for key, value in shared.items() if getattr(name, key) is None})
        for name in names
    ]
    extras = taken.left(element)
    if extras:
        names[0] = attrs.evolve(names[0], extras=(*names[0].extras, *extras))
    return names
