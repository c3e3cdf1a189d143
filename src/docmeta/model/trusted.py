"""Constructors for readers: the classes of the model, built without checks.

`trusted.Term("Korea")` is a `Term` like any other, immutable and equal to `Term("Korea")`;
it costs half, since nothing is converted or checked.
Use one only if the code ensures valid values: tuples in fields of several values, an `edtf` that docmeta read,
a value if the class requires one. Values from callers go through the public classes.

>>> term = Term("Korea", source="lcsh")
>>> type(term), term == parts.Term("Korea", source="lcsh")
(<class 'docmeta.model.parts.Term'>, True)
>>> term.term = "Japan"
Traceback (most recent call last):
attr.exceptions.FrozenInstanceError: can't set attribute
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs

from docmeta.model import parts, units
from docmeta.model.checked import signature, unfrozen

__all__ = [
    "About", "Agent", "AgentFact", "AgentLink", "AgentName", "AgentRelation", "Collection",
    "Container", "CorporateBody", "Date", "DigitalObject", "Document", "Extent", "Extra",
    "Family", "Identifier", "Language", "NamePart", "Note", "Person", "Place", "Record", "Relation", "Repository", "Revision",
    "RightsStatement", "Term",
]  # fmt: skip

if TYPE_CHECKING:
    from docmeta.model.parts import (
        About,
        Agent,
        AgentFact,
        AgentLink,
        AgentName,
        AgentRelation,
        Container,
        CorporateBody,
        Date,
        DigitalObject,
        Extent,
        Extra,
        Family,
        Identifier,
        Language,
        NamePart,
        Note,
        Person,
        Place,
        Record,
        Relation,
        Repository,
        Revision,
        RightsStatement,
        Term,
    )
    from docmeta.model.units import Collection, Document


U = TypeVar("U", bound=units.Unit)


def _trusted(cls: type) -> type:
    """A bare constructor: it assigns the fields, then sets the class to *cls*."""
    names: dict[str, Any] = {"base": cls}
    lines = [f"def __init__(self, {signature(cls, names)}):"]
    lines += [f"    self.{field.name} = {field.name}" for field in attrs.fields(cls)]
    exec("\n".join([*lines, "    self.__class__ = base"]), names)  # noqa: S102  # nosec B102  # built from our own fields only
    return unfrozen(cls, names["__init__"])


def unit_maker(cls: type[U]) -> Callable[[str, bool, dict[str, Any]], U]:
    """A function that builds a unit of *cls* from its id, whether that is minted, and its other fields, several values in a list.

    >>> term = Term("Treaties")
    >>> unit_maker(units.Document)("d1", False, {"title": "Telegram", "subjects": [term]}).subjects == (term,)
    True
    """
    names: dict[str, Any] = {"new": object.__new__, "bare": globals()[cls.__name__], "base": cls}
    lines = ["def make(id, minted, fields):", "    pop = fields.pop", "    self = new(bare)"]
    for field in attrs.fields(cls):
        name = field.name
        names[f"default_{name}"] = field.default
        if name in ("id", "minted"):
            lines.append(f"    self.{name} = {name}")
        elif str(field.type).startswith("tuple["):
            lines += [f"    v = pop({name!r}, None)", f"    self.{name} = () if v is None else tuple(v)"]
        else:
            lines.append(f"    self.{name} = pop({name!r}, default_{name})")
    lines += ["    if fields:", "        raise TypeError(f'no fields of a unit: {list(fields)}')"]
    lines += ["    self.__class__ = base", "    return self"]
    exec("\n".join(lines), names)  # noqa: S102  # nosec B102  # built from our own fields only
    return cast("Callable[[str, bool, dict[str, Any]], U]", names["make"])


for _name in __all__:
    globals()[_name] = _trusted(getattr(parts, _name, None) or getattr(units, _name))
