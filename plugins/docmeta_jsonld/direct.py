"""From the JSON of a unit to the unit, where a string is a string: most values are known by what they say.

A value that comes for the first time is expanded and taken as any other; what was made of it serves the next one.
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

#: How many values of each property are kept.
_ROOM: Final = 4_096
#: The form of `marshal` that gives the same bytes for the same values, and for no others.
_EXACT: Final = 2
_MANY: Final = frozenset(field.name for field in attrs.fields(Unit) if str(field.type).startswith("tuple["))
#: Properties whose values depend on each other.
_JOINED: Final = ("keywords", "collectionSize")


class _Property(NamedTuple):
    """A property.

    Attributes:
        known: What its values were read as, by what they say: the field and the part, and whether the field has room for it always.
        words: The field of its words, where they are the value itself; None where they are not.
    """

    known: dict[str | bytes, tuple[str, Any, bool]]
    words: str | None


class DirectReader:
    """Makes units of the objects of a flow.

    Args:
        reader: Takes what is not known yet.
        expander: Expands it.
        named: The nodes that are no units.
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
        """The unit of an object in its place; *thing* is the node, without properties."""
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
                    except ValueError:  # it nests too deep
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
        """Whether a value is a reference to what is not described here."""
        return len(value) == 1 and (not self.named or context.address(value["@id"]) not in self.named)

    def _new(
        self, draft: Draft, found: Found, thing: Thing, name: str, values: Any, value: Any, index: int
    ) -> tuple[str, Any] | None:
        """Take a value that is not known; give what was made of it where it serves again."""
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
        """Take what stands under a key that may mean anything, or whose values depend on each other."""
        props = self.expander.properties(key, value, found.context, found.path(), found.line)
        for name, values in props.items():
            self.reader.take(draft, thing, name, values)


def _flat(data: dict[str, Any], found: Found) -> Thing | None:
    """The node of an object that says words and numbers alone, under names of schema.org; None where it may be another one."""
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
