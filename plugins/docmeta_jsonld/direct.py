"""From the JSON of a unit to the unit, if a string is a string: most values are recognised by their content.

A new value is expanded and read like any other; the result is reused for equal ones.
"""

from __future__ import annotations

import marshal
from typing import Any, Final, NamedTuple

import attrs

from docmeta.model import Draft, Unit
from docmeta_jsonld.codec import PROSE
from docmeta_jsonld.context import Context
from docmeta_jsonld.expand import Expander, Path
from docmeta_jsonld.flow import Found
from docmeta_jsonld.survey import Named
from docmeta_jsonld.things import FORMAT, Thing
from docmeta_jsonld.unit import RULES, UnitReader, is_doubtful

#: The most values of each property that are kept.
_ROOM: Final = 4_096
#: The version of `marshal` that gives the same bytes for the same values, and for no others.
_EXACT: Final = 2
_MANY: Final = frozenset(field.name for field in attrs.fields(Unit) if str(field.type).startswith("tuple["))
#: Properties whose values depend on each other.
_JOINED: Final = ("keywords", "collectionSize")


class _Property(NamedTuple):
    """A property.

    Attributes:
        known: The results for its values, by content: the field, the part, and whether the field always has room for it.
        words: The field of its words, if they are the value itself; else None.
    """

    known: dict[str | bytes, tuple[str, Any, bool]]
    words: str | None


class DirectReader:
    """Makes units from the objects of a flow.

    Args:
        reader: Reads values that are new.
        expander: Expands it.
        named: The nodes that are not units.
    """

    def __init__(self, reader: UnitReader, expander: Expander, named: Named) -> None:
        self.reader = reader
        self.expander = expander
        self.named = named.index
        self._properties = {
            name: _Property({}, rules[0].name if rules[0].codec is PROSE else None)
            for name, rules in RULES.items()
            if name not in _JOINED
        }

    def unit(self, found: Found, thing: Thing, id: str, *, minted: bool, holds: bool) -> Unit:
        """The unit of an object at its place; *thing* is the node, without properties."""
        draft = Draft(FORMAT, trusted=True)
        fields, named, properties = draft.fields, self.named, self._properties
        sizes, doubtful = range(0), False
        for name, value in found.data.items():
            about = properties.get(name)
            if about is None:
                if name != "@id" and name != "@type":
                    begun = len(draft.get("extents", ()))
                    self._any(draft, found, thing, name, value)
                    doubtful = True
                    if name == "collectionSize":
                        sizes = range(begun, len(draft.get("extents", ())))
                continue
            for index, one in enumerate(value if value.__class__ is list else (value,)):
                key: str | bytes | None = None
                if one.__class__ is str:
                    if not named or one not in named:
                        if one and about.words is not None:
                            draft.add(about.words, one)
                            continue
                        key = one
                elif one.__class__ is dict and ("@id" not in one or self._is_strange(one, found.context)):
                    try:
                        key = marshal.dumps(one, _EXACT)
                    except ValueError:  # too deeply nested
                        key = None
                known = about.known.get(key) if key is not None else None
                if known is not None:
                    field, part, many = known
                    held = fields.get(field)
                    if held is None:
                        fields[field] = [part] if many else part
                        continue
                    if many:
                        held.append(part)
                        continue
                made = self._new(draft, found, thing, name, value, one, index)
                if made is None or is_doubtful(*made):
                    doubtful = True
                elif key is not None and len(about.known) < _ROOM:
                    about.known[key] = *made, made[0] in _MANY
        return self.reader.finished(draft, thing, id, minted=minted, holds=holds, sizes=sizes, doubtful=doubtful)

    def _is_strange(self, value: dict[str, Any], context: Context) -> bool:
        """Whether a value is a reference to something not described here."""
        return len(value) == 1 and (not self.named or context.address(value["@id"]) not in self.named)

    def _new(
        self, draft: Draft, found: Found, thing: Thing, name: str, values: Any, value: Any, index: int
    ) -> tuple[str, Any] | None:
        """Read a new value; give the result if it can be reused."""
        if value.__class__ is str and value not in self.named:
            return self.reader.fresh(draft, thing, name, value)
        if value.__class__ is dict and (flat := _flat(value, found)) is not None:
            return self.reader.fresh(draft, thing, name, flat)
        path, nested = Path(found.path(), f".{name}"), value is not values
        if nested:
            path = Path(path, f"[{index}]")
        made = None
        expanded = self.expander.values(name, value, found.context, path, found.line, nested=nested)
        for one in expanded:
            made = self.reader.value(draft, thing, name, one)
        return made if len(expanded) == 1 else None

    def _any(self, draft: Draft, found: Found, thing: Thing, key: str, value: Any) -> None:
        """Read a key of several meanings, or with values that depend on each other."""
        props = self.expander.properties(key, value, found.context, found.path(), found.line)
        for name, values in props.items():
            self.reader.take(draft, thing, name, values)


def _flat(data: dict[str, Any], found: Found) -> Thing | None:
    """The node of an object with only words and numbers, under names of schema.org; None if it may be another one."""
    types: tuple[str, ...] = ()
    props: dict[str, list[Any]] = {}
    context = found.context
    for name, value in data.items():
        kind = value.__class__
        if kind is not str and kind is not int:
            return None
        if name == "@type":
            if kind is not str:
                return None
            types = (context.name(value) or value,)
        elif name[:1] != "@" and context.term(name).name == name:
            props[name] = [value]
        else:
            return None
    return Thing(None, types, props, found, found.line)
