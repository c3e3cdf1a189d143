"""One generated check for each model class, instead of a validator for each field.

attrs' own validators make a unit several times dearer to build than one function that looks at every field in turn.
`checked` reads the annotations of an attrs class and generates that function; it runs when an object is built,
and, for the classes that can change, when a field is assigned.
It guards what cannot be represented at all, and nothing more: whether a unit ought to have a title is a rule of `docmeta.checking`.

The annotations that it knows: `str`, `bool`, `int`, `float`, a class, each also with `| None`, and `tuple[X, ...]`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import attrs

from docmeta.errors import ModelError

C = TypeVar("C", bound=type)

_TUPLE = re.compile(r"tuple\[([A-Za-z]+), \.\.\.\]$")
_EMPTY: tuple[()] = ()


class Checked:
    """The base of every model class: gives attrs a hook to call, which `checked` replaces by the generated check."""

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        """Check every field; replaced for each class."""


def checked(cls: C) -> C:
    """Generate and attach the check of an attrs class (see the module)."""
    lines = ["def check(self):"]
    singles: dict[str, tuple[str, type | None]] = {}
    names: dict[str, Any] = {"E": _EMPTY, "refuse": _refuse, "refuse_items": _refuse_items}
    for field in attrs.fields(cls):
        annotation = str(field.type)
        _annotations[cls, field.name] = annotation
        singles[field.name] = (annotation, None)
        lines += _lines(field.name, annotation, cls, names)
    if hasattr(cls, "_demand"):
        lines.append("    self._demand()")
    exec("\n".join(lines), names)  # noqa: S102  # nosec B102  # built from our own annotations only
    cls.__attrs_post_init__ = names["check"]  # type: ignore[attr-defined]
    return cls


def on_assignment(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> Any:
    """The attrs `on_setattr` hook of the classes that can change: checks the one field that is assigned."""
    assignment = _assignment(type(instance), attribute.name)
    assignment(value)
    return value


_assignments: dict[tuple[type, str], Callable[[Any], None]] = {}
#: The annotations as they were written: whoever resolves them, as cattrs does, replaces them in the class.
_annotations: dict[tuple[type, str], str] = {}


def _checked_base(cls: type) -> type:
    return next(base for base in cls.__mro__ if "__attrs_post_init__" in vars(base))


def _assignment(cls: type, name: str) -> Callable[[Any], None]:
    found = _assignments.get((cls, name))
    if found is None:
        annotation = _annotations[_checked_base(cls), name]
        names: dict[str, Any] = {"E": _EMPTY, "refuse": _refuse, "refuse_items": _refuse_items}
        body = _lines(name, annotation, cls, names)
        body[0] = body[0].replace(f"self.{name}", "value")
        source = "\n".join(["def check(value, self=owner):", *body])
        names["owner"] = cls
        exec(source, names)  # noqa: S102  # nosec B102  # built from our own annotations only
        found = _assignments[cls, name] = names["check"]
    return found


def _lines(name: str, annotation: str, cls: type, names: dict[str, Any]) -> list[str]:
    """The lines that check one field; the first one loads its value into `v`."""
    load = f"    v = self.{name}"
    many = _TUPLE.match(annotation)
    if many:
        kind = _class(many[1], cls, names)
        return [
            load,
            "    if v is not E:",
            "        if v.__class__ is not tuple:",
            f"            refuse(self, {name!r}, v, {annotation!r})",
            "        for i in v:",
            f"            if i.__class__ is not {kind} and not isinstance(i, {kind}):",
            f"                refuse_items(self, {name!r}, v, {kind})",
        ]
    optional = annotation.endswith(" | None")
    kind = _class(annotation.removesuffix(" | None"), cls, names)
    loose = "(int, float)" if kind == "float" else kind
    # bool is an int; a field that counts does not take it
    test = f"v.__class__ is not {kind} and not isinstance(v, {loose})"
    if kind in ("int", "float"):
        test = f"v.__class__ is not {kind} and (v.__class__ is bool or not isinstance(v, {loose}))"
    guard = f"v is not None and {test}" if optional else test
    return [load, f"    if {guard}:", f"        refuse(self, {name!r}, v, {annotation!r})"]


def _class(name: str, cls: type, names: dict[str, Any]) -> str:
    builtins = {"str": str, "bool": bool, "int": int, "float": float}
    if name in builtins:
        return name
    names[name] = cls if name == cls.__name__ else getattr(sys.modules[cls.__module__], name)
    return name


def _owner(self: Any) -> str:
    return self.__name__ if isinstance(self, type) else type(self).__name__


def _refuse(self: Any, name: str, value: Any, annotation: str) -> None:
    expected = annotation.replace("tuple[", "a tuple of ").replace(", ...]", "").replace(" | None", " or None")
    raise ModelError(f"{_owner(self)}.{name}: expected {expected}", value=value)


def _refuse_items(self: Any, name: str, value: tuple[Any, ...], kind: type) -> None:
    for index, item in enumerate(value):
        if not isinstance(item, kind):
            raise ModelError(f"{_owner(self)}.{name}[{index}]: expected {kind.__name__}", value=item)
