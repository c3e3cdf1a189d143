"""One generated constructor and check for each model class, instead of a validator and a converter for each field.

attrs' own validators make a unit several times more expensive to build than one function that checks every field in turn, and its
way around a frozen class more expensive still. `checked` reads the annotations of an attrs class and generates two functions:
`__init__`, which converts values that are not of a field's own type and checks them, and the check of one assigned field.
It only rejects what cannot be represented: whether a unit ought to have a title is a rule of `docmeta.checking`.

Supported annotations: `str`, `bool`, `int`, `float`, a class, each also with `| None`, and `tuple[X, ...]`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
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

    def __repr__(self) -> str:
        """Without fields that hold their default."""
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__rich_repr__())})"

    def __rich_repr__(self) -> Iterator[tuple[str, Any]]:
        """The same, for rich."""
        for each in attrs.fields(type(self)):  # type: ignore[arg-type]  # every subclass is an attrs class
            value = getattr(self, each.name)
            if value != each.default:
                yield each.name, value


def checked(cls: C) -> C:
    """Generate and attach the constructor and the checks of an attrs class (see the module)."""
    lines = ["def check(self):"]
    names: dict[str, Any] = {"E": _EMPTY, "refuse": _refuse, "refuse_items": _refuse_items}
    for field in attrs.fields(cls):
        annotation = str(field.type)
        _annotations[cls, field.name] = annotation
        lines += _lines(field.name, annotation, cls, names)
    if hasattr(cls, "_demand"):
        lines.append("    self._demand()")
    exec("\n".join(lines), names)  # noqa: S102  # nosec B102  # built from our own annotations only
    cls.__attrs_post_init__ = names["check"]  # type: ignore[attr-defined]
    cls.__init__ = _constructor(cls, names)  # type: ignore[misc]
    return cls


def unfrozen(cls: type, init: Callable[..., None]) -> type:
    """A subclass with the same layout but plain slot assignment, which is several times cheaper than attrs' way.

    Setting `__class__` turns an object of it into one of *cls*.
    """
    plain = {name: getattr(object, name) for name in ("__setattr__", "__delattr__")}  # fast only if both are plain
    return type(
        cls.__name__, (cls,), {"__slots__": (), "__init__": init, "__doc__": f"`{cls.__name__}`, unchecked.", **plain}
    )


def signature(cls: type, names: dict[str, Any]) -> str:
    """The arguments of a constructor, with their defaults put into *names*."""
    arguments = []
    for field in attrs.fields(cls):
        if field.default is attrs.NOTHING:
            arguments.append(field.name)
        else:
            names[f"default_{field.name}"] = field.default
            arguments.append(f"{field.name}=default_{field.name}")
    return ", ".join(arguments)


def _constructor(cls: type, names: dict[str, Any]) -> Callable[..., None]:
    """The `__init__` of a class; a subclass defined elsewhere uses attrs' own, which calls the check."""
    usual = vars(cls)["__init__"]
    names = {**names, "base": cls, "usual": usual, "put": object.__setattr__, "bare": unfrozen(cls, object.__init__)}
    fields = attrs.fields(cls)
    passed = ", ".join(f"{field.name}={field.name}" for field in fields)
    lines = [
        f"def __init__(self, {signature(cls, names)}):",
        "    if self.__class__ is not base:",
        f"        return usual(self, {passed})",
    ]
    for field in fields:
        lines += _taken(field, cls, names)
    lines.append("    put(self, '__class__', bare)")
    lines += [f"    self.{field.name} = {field.name}" for field in fields]
    lines.append("    self.__class__ = base")
    if hasattr(cls, "_demand"):
        lines.append("    self._demand()")
    exec("\n".join(lines), names)  # noqa: S102  # nosec B102  # built from our own annotations only
    made: Callable[..., None] = names["__init__"]
    return made


def _itself(value: Any) -> Any:
    return value


def _taken(field: Any, cls: type, names: dict[str, Any]) -> list[str]:
    """The lines that take one argument: converted if it is not of the field's type, then checked."""
    name, annotation = field.name, str(field.type)
    checks = _lines(name, annotation, cls, names)[1:]
    convert = f"convert_{name}"
    names[convert] = field.converter or _itself
    many = _TUPLE.match(annotation)
    if many:
        kind = _class(many[1], cls, names)
        return [
            f"    if {name} is not E:",
            f"        if {name}.__class__ is not tuple:",
            f"            {name} = {convert}({name})",
            f"            if {name}.__class__ is not tuple:",
            f"                refuse(self, {name!r}, {name}, {annotation!r})",
            f"        for i in {name}:",
            f"            if i.__class__ is not {kind} and not isinstance(i, {kind}):",
            f"                {name} = {convert}({name})",
            f"                refuse_items(self, {name!r}, {name}, {kind})",
            "                break",
        ]
    taken = [line.replace(f"self.{name}", name) for line in checks]
    head = [f"    v = {name}"]
    if field.converter is not None:
        head = [f"    if {name}.__class__ is str:", f"        {name} = {convert}({name})", *head]
    return head + taken


def on_assignment(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> Any:
    """The attrs `on_setattr` hook of the mutable classes: checks the assigned field."""
    assignment = _assignment(type(instance), attribute.name)
    assignment(value)
    return value


_assignments: dict[tuple[type, str], Callable[[Any], None]] = {}
#: The annotations as written; tools that resolve them, such as cattrs, replace them in the class.
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
    # bool is an int; an integer field does not take it
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
