"""Constructors for readers, which make only what is right: the classes of the model, built without a check.

`trusted.Term("Korea")` is a `Term` like any other, immutable and equal to the one that `Term("Korea")` makes;
it costs a third, since nothing is converted and nothing is looked at.
Use one where the code itself sees to types and demands: tuples in fields of several values, an `edtf` that docmeta read,
a value where the class demands one. Whatever comes from a caller goes through the public classes.

>>> term = Term("Korea", source="lcsh")
>>> type(term), term == parts.Term("Korea", source="lcsh")
(<class 'docmeta.model.parts.Term'>, True)
>>> term.term = "Japan"
Traceback (most recent call last):
attr.exceptions.FrozenInstanceError: can't set attribute
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from docmeta.model import parts, units

__all__ = [
    "Agent", "AgentLink", "Collection", "Container", "CorporateBody", "Date", "DigitalObject", "Document", "Extent", "Extra",
    "Family", "Identifier", "Language", "NamePart", "Note", "Person", "Place", "Record", "Relation", "Repository", "Revision",
    "RightsStatement", "Term",
]  # fmt: skip

if TYPE_CHECKING:
    from docmeta.model.parts import (
        Agent,
        AgentLink,
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


def _trusted(cls: type) -> type:
    """A subclass with a bare constructor; what it builds turns into *cls* itself, which has the same layout.

    Plain assignment to slots is several times cheaper than attrs' way around a frozen class.
    """
    names: dict[str, Any] = {"_class": cls}
    arguments, lines = [], []
    for field in attrs.fields(cls):
        lines.append(f"    self.{field.name} = {field.name}")
        if field.default is attrs.NOTHING:
            arguments.append(field.name)
        else:
            names[f"_{field.name}"] = field.default
            arguments.append(f"{field.name}=_{field.name}")
    source = "\n".join([f"def __init__(self, {', '.join(arguments)}):", *lines, "    self.__class__ = _class"])
    exec(source, names)  # noqa: S102  # nosec B102  # built from our own fields only
    plain = {name: getattr(object, name) for name in ("__setattr__", "__delattr__")}  # both, or neither is the fast one
    return type(
        cls.__name__,
        (cls,),
        {"__slots__": (), "__init__": names["__init__"], "__doc__": f"`{cls.__name__}`, unchecked.", **plain},
    )


for _name in __all__:
    globals()[_name] = _trusted(getattr(parts, _name, None) or getattr(units, _name))
