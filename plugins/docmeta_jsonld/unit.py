"""From a node to a unit: every value of every property goes to its field in the crosswalk, or is carried along."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any, Final, Protocol

import attrs

from docmeta.crosswalk import Report, Rule
from docmeta.dates import Date, explain
from docmeta.errors import LimitError
from docmeta.model import (
    AgentLink,
    Draft,
    Extra,
    Identifier,
    Record,
    Unit,
    web_address,
)
from docmeta_jsonld.codec import JsonCodec
from docmeta_jsonld.crosswalk import SCHEMA_ORG
from docmeta_jsonld.expand import NOTHING
from docmeta_jsonld.fragments import SCRIPT, id_of
from docmeta_jsonld.parts import counted
from docmeta_jsonld.things import FORMAT, Left, Thing, Value, to_json, weight, words
from docmeta_jsonld.types import COLLECTIONS, GENERAL, WORKS, genre_of, type_of

_AGGREGATES: Final = frozenset("collection fonds recordgrp subgrp class subfonds series subseries".split())
#: A name that can be a property of schema.org's.
_PROPERTY: Final = re.compile(r"[a-z][A-Za-z0-9]{0,60}")


def _rules() -> dict[str, tuple[Rule, ...]]:
    """The rules that read each property, in order."""
    found: dict[str, list[Rule]] = {}
    for rule in SCHEMA_ORG.rules:
        if rule.reads and rule.target[0] != "@":
            found.setdefault(rule.target, []).append(rule)
    return {target: tuple(rules) for target, rules in found.items()}


RULES: Final = _rules()
_ROLES: Final = frozenset(("Role", "OrganizationRole", "PerformanceRole"))
_STRUCTURED_DATA: Final = ("sdPublisher", "sdLicense", "sdDatePublished")


#: Nodes that are named again and again: how many times the size of the source they may be, and the size that is never too large.
#: A writer repeats them at each place, so few kilobytes could become gigabytes, as with the entities of XML.
_GROWTH: Final = 20
_LITTLE: Final = 4_000_000

#: The most values that are kept, and the most properties of such a value.
_ROOM: Final = 8_192
_SMALL: Final = 8


def _key(name: str, value: Value) -> Any:
    """The whole content of a small node, if it is only words; else None."""
    if value.__class__ is not Thing or len(value.props) > _SMALL:
        return None
    said = []
    for prop, values in value.props.items():
        if len(values) != 1 or values[0].__class__ is not str:
            return None
        said.append((prop, values[0]))
    return name, value.types, tuple(said)


class Nodes(Protocol):
    """The nodes of a document, for resolving references."""

    used: set[int]

    def known(self, value: Value) -> Thing | None:
        """The node that a value is, or names; None if no such node is described."""

    def keeps(self, thing: Thing) -> bool:
        """Whether a node is kept, so that its identity is not reused."""

    def is_unit(self, thing: Thing) -> bool:
        """Whether a node is a unit."""


class UnitReader:
    """Makes units from nodes.

    Args:
        forest: The nodes, for resolving references.
        report: Receives what was carried along and what is doubtful.
        base: The base URI of the published records.
        size: The size of the source; None lifts the limit on what references repeat.
    """

    def __init__(self, forest: Nodes, report: Report, base: str | None, size: int | None = None) -> None:
        self.forest = forest
        self.report = report
        self.base = base
        self._room = None if size is None else _GROWTH * size + _LITTLE
        self._weights: dict[int, int] = {}
        self.carried: set[str] = set()
        #: The results for named nodes, by property: the forest keeps them all, so their identity holds.
        self.taken: dict[tuple[int, str], tuple[str, Any]] = {}
        #: The results for nodes without names, by content: people, places and terms repeat.
        self.alike: dict[Any, tuple[str, Any]] = {}

    def id(self, thing: Thing) -> str | None:
        """The identifier of a unit; None if it has none of its own."""
        if thing.id is None or thing.id.startswith("_:"):
            return None
        return id_of(thing.id, self.base) or None

    def unit(self, thing: Thing, id: str, *, minted: bool, holds: bool) -> Unit:
        """The unit of a node.

        Args:
            thing: The node; it is not changed.
            id: Its identifier.
            minted: Whether that was made up.
            holds: Whether it has parts.
        """
        draft = Draft(FORMAT, trusted=True)
        sizes = range(0)
        for name, values in thing.props.items():
            begun = len(draft.get("extents") or ())
            self.take(draft, thing, name, values)
            if name == "collectionSize":
                sizes = range(begun, len(draft.get("extents") or ()))
        return self.finished(draft, thing, id, minted=minted, holds=holds, sizes=sizes, doubtful=True)

    def take(self, draft: Draft, thing: Thing, name: str, values: list[Value]) -> None:
        """Take the values of a property."""
        if name in RULES:
            for value in self._divided(name, values):
                self.value(draft, thing, name, value)
        else:
            for value in values:
                self.carry(draft, thing, name, value)

    def finished(
        self, draft: Draft, thing: Thing, id: str, *, minted: bool, holds: bool, sizes: range, doubtful: bool
    ) -> Unit:
        """The unit, when all its values are taken.

        Args:
            draft, thing, id, minted, holds: As for `unit`.
            sizes: The extents that come from `collectionSize`.
            doubtful: Whether any value may be `is_doubtful`.
        """
        if sizes:
            self._sizes(draft, sizes)
        if "identifiers" in draft.fields:
            self._url(draft)
        self._types(draft, thing)
        if doubtful or _runs(id):
            self._doubts(draft, thing, id)
        collection = holds or self._is_collection(thing, draft)
        return draft.collection(id, minted=minted) if collection else draft.document(id, minted=minted)

    @staticmethod
    def _divided(name: str, values: list[Value]) -> list[Value]:
        """One string of keywords is a list of them, separated by commas, as schema.org defines."""
        if name == "keywords" and len(values) == 1 and values[0].__class__ is str:
            return [part.strip() for part in values[0].split(",") if part.strip()]
        return values

    def value(self, draft: Draft, thing: Thing, name: str, value: Value) -> tuple[str, Any] | None:
        """Take a value of a property; give the field and the part, if an equal value would have the same result."""
        named, value = value, self._followed(value)
        kept = isinstance(value, Thing) and value.id is not None
        shared = kept and self.forest.keeps(value)
        known = self.taken.get((id(value), name)) if shared else None
        if known is not None:  # many units may name one node: it is read once
            draft.add(*known)
            return None
        key = None if kept or named is not value else _key(name, value)
        if key is not None and (known := self.alike.get(key)) is not None:
            draft.add(*known)
            return known
        made = self.fresh(draft, thing, name, value)
        if made is None:
            return None
        if shared:
            self.taken[id(value), name] = made
            return None
        told = bool(_extras_of(made[1]))
        if key is not None and not told and len(self.alike) < _ROOM:
            self.alike[key] = made
        return None if told else made

    def fresh(self, draft: Draft, thing: Thing, name: str, value: Value) -> tuple[str, Any] | None:
        """Take an independent value; give the field and the part, unless they depend on what was taken before."""
        whole, value, role = value, *self._in_role(name, value)
        for rule in RULES[name]:
            codec = rule.codec
            found: Any = codec.take(value) if isinstance(codec, JsonCodec) else None
            if found is None:
                continue
            if role is not None and isinstance(found, AgentLink):
                relator = str(role.text("roleName") or role.text("namedPosition")) or found.relator
                found = attrs.evolve(found, relator=relator, extras=(*found.extras, *role.extras()))
            if name in _STRUCTURED_DATA and "record" in draft:
                if not self._recorded(draft, found):
                    self.carry(draft, thing, name, whole)
                return None
            if rule.name in ("level", "record") and rule.name in draft:
                continue
            self._note_extras(thing, name, found)
            draft.add(rule.name, found)
            return None if rule.name == "record" or name in _STRUCTURED_DATA else (rule.name, found)
        self.carry(draft, thing, name, whole)
        return None

    def _in_role(self, name: str, value: Value) -> tuple[Value, Left | None]:
        """The value inside a Role: the same property holds it, and the role adds to it (schema.org, Role)."""
        if value.__class__ is not Thing or not _ROLES.intersection(value.types) or len(value.props.get(name, ())) != 1:
            return value, None
        left = Left(value)
        left.is_a(*_ROLES)
        return self._followed(left.all(name)[0]), left

    def _followed(self, value: Value) -> Value:
        """The node that a value is or names, if it is described in the document and is not a unit itself."""
        if value.__class__ is Thing:
            if value.id is None:
                return value
        elif not isinstance(value, str):
            return value
        found = self.forest.known(value)
        if found is None or self.forest.is_unit(found):
            return value
        self.forest.used.add(id(found))
        if found is not value:
            self._repeat(found)
        return found

    def _repeat(self, thing: Thing) -> None:
        """Count a node at one more place. Raises `LimitError` if all of these are too large."""
        if self._room is None:
            return
        size = self._weights.get(id(thing))
        if size is None:
            size = self._weights[id(thing)] = weight(thing)
        self._room -= size
        if self._room < 0:
            raise LimitError(
                f"references repeat large nodes, such as {str(thing.id)[:80]!r}, until they are more than {_GROWTH} times the "
                "size of the source; lift the limit (--huge)",
                path=str(thing.path),
                line=thing.line,
            )

    def _recorded(self, draft: Draft, found: Record) -> bool:
        """Add data for search engines to the record; False if it says something else already."""
        known: Record = draft.get("record")
        changes: dict[str, Any] = {}
        for name, mine, same in (
            ("agency", known.agency, found.agency in (known.agency, known.publisher)),
            (
                "rights",
                known.rights,
                {one.uri or one.text for one in found.rights}
                <= {said for one in known.rights for said in (one.uri, one.text)},
            ),
            ("published", known.published, found.published == known.published),
        ):
            said = getattr(found, name)
            if said and not same and mine:
                return False
            if said and not same:
                changes[name] = said
        if changes:
            draft.fields["record"] = attrs.evolve(known, **changes)
        return True

    def carry(self, draft: Draft, thing: Thing, name: str, value: Value) -> None:
        name = name.removeprefix(NOTHING)
        draft.add("extras", Extra(FORMAT, name, to_json(value)))
        first = name not in self.carried
        if first and len(self.carried) < Report.LIMIT:
            self.carried.add(name)
        self.report.note(
            "carried", "no field of the model holds this property, or this value of it", target=name,
            value=None if isinstance(value, Thing) else words(value), line=thing.line,
            path=str(thing.path) if first else None,
        )  # fmt: skip
        if ":" not in name and not _PROPERTY.fullmatch(name):
            self.report.note(
                "problem", "schema.org cannot have a property with this name", target="a property", value=name, line=thing.line,
                path=str(thing.path),
            )  # fmt: skip

    def _note_extras(self, thing: Thing, name: str, part: Any) -> None:
        """Report what no field of a part holds."""
        for extra in _extras_of(part):
            self.report.note(
                "carried", "no field of the model holds this property", target=f"{name}/{extra.place}", value=extra.content,
                line=thing.line, path=str(thing.path),
            )  # fmt: skip

    @staticmethod
    def _sizes(draft: Draft, sizes: range) -> None:
        """A `collectionSize` that another extent repeats in more words is not an extent of its own."""
        extents = draft.get("extents")
        if not sizes or len(extents) == len(sizes):
            return
        said = Counter(counted(one) for number, one in enumerate(extents) if number not in sizes)
        for number in reversed(sizes):
            if said[extents[number].quantity] > 0:
                said[extents[number].quantity] -= 1
                del extents[number]

    @staticmethod
    def _url(draft: Draft) -> None:
        """A `url` that is the URL of another identifier, or of the finding aid, is no identifier of its own."""
        identifiers = draft.get("identifiers") or ()
        urls = [one for one in identifiers if one.kind == "uri"]
        if len(urls) != 1:
            return
        rest = [one for one in identifiers if one is not urls[0]]
        record = draft.get("record")
        others = (*rest, *(record.identifiers if record is not None else ()))
        if urls[0].value == next((address for one in others if (address := web_address(one))), None):
            draft.fields["identifiers"] = rest
            if not rest:
                del draft.fields["identifiers"]

    def _types(self, draft: Draft, thing: Thing) -> None:
        special = [name for name in thing.types if name not in GENERAL and name not in COLLECTIONS]
        said = {type_of(genre) for genre in draft.get("genres", ())} if special else ()
        for name in special:
            if name in said:
                continue
            if name in WORKS:
                draft.add("genres", genre_of(name))
            else:
                self.carry(draft, thing, "@type", name)

    @staticmethod
    def _is_collection(thing: Thing, draft: Draft) -> bool:
        if not COLLECTIONS.isdisjoint(thing.types):
            return True
        return draft.get("level") in _AGGREGATES and set(thing.types) <= {"ArchiveComponent"}

    # -- what is doubtful --------------------------------------------------------------------------------------------

    def _doubts(self, draft: Draft, thing: Thing, id: str) -> None:
        for date in draft.get("dates", ()):
            self._date(date, "dates", thing)
        for link in draft.get("agents", ()):
            if link.agent.dates is not None:
                self._date(link.agent.dates, "agents", thing)
        addresses = [("id", id)]
        addresses += [(name, _address(one)) for name in _ADDRESSED for one in draft.get(name, ())]
        for field, address in addresses:
            if _runs(address):
                self._doubt("a URI that runs or contains a script; it is kept as data", field, address, thing)

    def _date(self, date: Date, field: str, thing: Thing) -> None:
        if date.edtf is None:
            self._doubt(
                f"the date is kept as its words alone ({explain(str(date.text))})", field, str(date.text), thing
            )

    def _doubt(self, message: str, field: str, value: str, thing: Thing) -> None:
        self.report.note("problem", message, field=field, value=value, line=thing.line, path=str(thing.path))


def _extras_of(part: Any) -> tuple[Extra, ...]:
    """What no field of a part holds, or of the agent in it."""
    extras: tuple[Extra, ...] = getattr(part.agent if part.__class__ is AgentLink else part, "extras", ())
    return extras


#: Fields whose parts are URLs.
_ADDRESSED: Final = ("digital_objects", "identifiers")


def _address(part: Any) -> str:
    return (part.value if isinstance(part, Identifier) else part.uri) or ""


def _runs(address: str) -> bool:
    return address[:4] != "http" and SCRIPT.match(address) is not None


def is_doubtful(field: str, part: Any) -> bool:
    """Whether a part needs a report wherever it is: it carries extras, has words that are no date, or the URL of a script."""
    if _extras_of(part):
        return True
    if field == "dates":
        return part.edtf is None
    if field == "agents":
        return part.agent.dates is not None and part.agent.dates.edtf is None
    return field in _ADDRESSED and _runs(_address(part))


def types_of(things: list[Thing]) -> str:
    """The types of some nodes, for a message."""
    names = dict.fromkeys(name for thing in things for name in (thing.types or ("no type",)))
    shown = ", ".join(json.dumps(name, ensure_ascii=False)[1:61].rstrip('"') for name in list(names)[:5])
    return f"{shown} ..." if len(names) > 5 else shown
