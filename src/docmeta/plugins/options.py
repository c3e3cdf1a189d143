"""Options of formats: from `-O key=value` or keyword arguments to the format's options class, with clear errors for typos.

>>> @attrs.frozen
... class Demo:
...     indent: int = 2
...     columns: tuple[str, ...] = ()
>>> structured(Demo, {"indent": "4", "columns": "id, title"}, "format 'demo'")
Demo(indent=4, columns=('id', 'title'))
>>> structured(Demo, {"ident": "4"}, "format 'demo'")
Traceback (most recent call last):
docmeta.errors.OptionError: format 'demo' has no option 'ident'; did you mean 'indent'? (there are: indent, columns)
"""

from __future__ import annotations

import difflib
import enum
import types
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints
from weakref import WeakKeyDictionary

import attrs

from docmeta.errors import DocmetaError, OptionError, PluginError
from docmeta.plugins.formats import Format
from docmeta.plugins.usual import Side, usual_options

if TYPE_CHECKING:
    import cattrs

_TRUE = frozenset({"true", "yes", "on", "1"})
_FALSE = frozenset({"false", "no", "off", "0"})


def pairs(given: Iterable[str]) -> dict[str, str]:
    """The options of a command line, each "key=value".

    >>> pairs(["columns=id,title"])
    {'columns': 'id,title'}
    """
    found: dict[str, str] = {}
    for pair in given:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise OptionError("expected -O key=value", value=pair)
        if key.strip() in found:
            raise OptionError(f"option {key.strip()!r} is given twice")
        found[key.strip()] = value
    return found


def split(
    given: Mapping[str, Any], reader: Format | None, writer: Format | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Which options are the reader's and which the writer's; an option that both have goes to both.

    "read.key" and "write.key" choose one. Raises `OptionError` for an option that neither has.
    """
    reading, writing = set(names_of(reader)), set(names_of(writer))
    for_reader: dict[str, Any] = {}
    for_writer: dict[str, Any] = {}
    for key, value in given.items():
        side, dot, name = key.partition(".")
        if dot and side in ("read", "write"):
            (for_reader if side == "read" else for_writer)[_plain(name)] = value
            continue
        name = _plain(key)
        if name not in reading and name not in writing:
            raise _unknown(name, [format for format in (reader, writer) if format is not None])
        if name in reading:
            for_reader[name] = value
        if name in writing:
            for_writer[name] = value
    return for_reader, for_writer


def of_side(given: Mapping[str, Any], side: str) -> dict[str, Any]:
    """The options of a reader ("read") or a writer ("write"), where "read.key" means "key".

    >>> of_side({"read.separator": ";", "columns": "id"}, "read")
    {'separator': ';', 'columns': 'id'}
    """
    return {key.removeprefix(f"{side}."): value for key, value in given.items()}


def names_of(format: Format | None) -> list[str]:
    """The names of a format's options."""
    if format is None or format.options is None:
        return []
    return [field.alias or field.name for field in attrs.fields(format.options) if field.init]


def options_of(format: Format, given: Mapping[str, Any], side: Side | None = None) -> Any:
    """An instance of the format's options class, or None. Raises `OptionError` as `structured()` does.

    Options not *given* have the default for the *side* (`docmeta.plugins.usual`).
    """
    if side is not None:
        given = {**usual_options(format.name, side), **given}
    if format.options is None:
        if given:
            raise _unknown(_plain(next(iter(given))), [format])
        return None
    return structured(format.options, given, f"format {format.name!r}")


def structured(cls: type[Any], given: Mapping[str, Any], owner: str) -> Any:
    """Build the options class *cls* from given values: strings, or values of the right type.

    Raises `OptionError`, which names the option and what it accepts.
    """
    fields = {field.alias or field.name: field for field in attrs.fields(cls) if field.init}
    hints = _hints(cls, owner)
    values: dict[str, Any] = {}
    for key, value in given.items():
        name = _plain(key)
        if name not in fields:
            raise no_such(name, owner, list(fields))
        kind = hints.get(fields[name].name, Any)
        try:
            values[name] = _converter().structure(value, kind)
        except Exception as error:  # cattrs raises groups, hooks raise anything
            raise OptionError(f"option {name!r} of {owner}: expected {_expected(kind)}", value=value) from error
    try:
        return cls(**values)
    except DocmetaError:
        raise
    except (TypeError, ValueError, LookupError) as error:
        raise OptionError(f"{owner}: {_first_line(error)}") from error
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a plugin's class may raise anything
        raise PluginError(f"{owner}: its options cannot be made: {type(error).__name__}") from error


#: Getting type hints compiles each annotation, which takes longer than reading a small file.
_HINTS: WeakKeyDictionary[type[Any], dict[str, Any]] = WeakKeyDictionary()


def _hints(cls: type[Any], owner: str) -> dict[str, Any]:
    known = _HINTS.get(cls)
    if known is None:
        try:
            known = _HINTS[cls] = get_type_hints(cls)
        except Exception as error:
            raise PluginError(f"{owner}: the annotations of its options are not types: {_first_line(error)}") from error
    return known


def described(format: Format) -> Iterator[tuple[str, str, str, str]]:
    """The options of a format, for people: name, accepted values, default, meaning."""
    if format.options is None:
        return
    hints = _hints(format.options, f"format {format.name!r}")
    meanings: dict[str, str] = {}
    for cls in reversed(format.options.__mro__):
        meanings |= _meanings(cls.__doc__ or "", hints)
    for field in attrs.fields(format.options):
        if not field.init:
            continue
        name = field.alias or field.name
        yield name, _expected(hints.get(field.name, Any)), _default(field.default), meanings.get(field.name, "")


def _default(value: Any) -> str:
    """The default of an option, in the form of `-O`."""
    if isinstance(value, attrs.Factory):  # type: ignore[arg-type]
        value = None if value.takes_self else _made(value.factory)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, Mapping):
        return ",".join(f"{key}={said}" for key, said in value.items())
    if isinstance(value, (tuple, list)):
        return ",".join(map(str, value))
    return "" if value is None else str(value)


def _made(factory: Callable[[], Any]) -> Any:
    try:
        return factory()
    except Exception:  # noqa: BLE001  # a plugin's; reported when the option is used
        return None


def _meanings(docstring: str, attributes: Collection[str]) -> dict[str, str]:
    """What a docstring says about each attribute under "Attributes:"."""
    found: dict[str, str] = {}
    names: list[str] = []
    for line in docstring.partition("Attributes:")[2].splitlines():
        text = line.strip()
        before, colon, after = text.partition(":")
        words = [word.strip() for word in before.split(",")]
        if colon and all(word in attributes for word in words):
            names = words
            found.update(dict.fromkeys(names, after.strip()))
        elif text and names:
            for name in names:
                found[name] += " " + text
        elif found:
            break
    return found


def _plain(key: str) -> str:
    return key.strip().replace("-", "_")


def _unknown(name: str, formats: list[Format]) -> OptionError:
    unique = list(dict.fromkeys(format.name for format in formats))
    owner = " and ".join(f"format {format!r}" for format in unique) or "this format"
    return no_such(name, owner, [option for format in formats for option in names_of(format)])


def no_such(name: str, owner: str, known: list[str]) -> OptionError:
    """The error for an unknown option: similar ones, and all that exist."""
    known = list(dict.fromkeys(known))
    near = difflib.get_close_matches(name, known, 1)
    verb = "have" if " and " in owner else "has"
    if not known:
        return OptionError(f"{owner} {verb} no options, got {name!r}")
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return OptionError(f"{owner} {verb} no option {name!r}{hint} (there are: {', '.join(known)})")


def _first_line(error: Exception) -> str:
    text = str(error.args[0]) if error.args else str(error)
    return (text.splitlines() or [type(error).__name__])[0][:300]


def _expected(kind: Any) -> str:
    """What an option accepts, in words."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return "one of " + ", ".join(str(argument) for argument in arguments)
    if origin in (Union, types.UnionType):
        return " or ".join(_expected(argument) for argument in arguments if argument is not type(None))
    if origin in (tuple, list, set, frozenset):
        inner = arguments[0] if arguments else str
        plural = {str: "words", int: "whole numbers", float: "numbers"}.get(inner, _expected(inner))
        return f"{plural}, with commas between"
    if origin in (dict, Mapping) or kind is dict:
        return "pairs as a=b,c=d"
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return "one of " + ", ".join(str(member.value) for member in kind)
    words = {bool: "yes or no", int: "a whole number", float: "a number", str: "a text"}
    return words.get(kind, getattr(kind, "__name__", str(kind)))


@cache
def _converter() -> cattrs.Converter:
    """A strict converter that also accepts strings from the command line."""
    import cattrs

    converter = cattrs.Converter(detailed_validation=False)
    converter.register_structure_hook(bool, _bool)
    converter.register_structure_hook(int, _int)
    converter.register_structure_hook(float, _float)
    converter.register_structure_hook(str, _str)
    converter.register_structure_hook_func(_is_list, lambda value, kind: _list(converter, value, kind))
    converter.register_structure_hook_func(_is_pairs, lambda value, kind: _pairs(converter, value, kind))
    converter.register_structure_hook_func(_is_union, lambda value, kind: _union(converter, value, kind))
    return converter


def _is_list(kind: Any) -> bool:
    return get_origin(kind) in (tuple, list, set, frozenset)


def _is_pairs(kind: Any) -> bool:
    return get_origin(kind) in (dict, Mapping)


def _is_union(kind: Any) -> bool:
    return get_origin(kind) in (Union, types.UnionType)


def _bool(value: Any, _: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in _TRUE | _FALSE:
        return value.strip().lower() in _TRUE
    raise ValueError("expected yes or no")


def _int(value: Any, _: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isascii() and value.removeprefix("-").isdigit() and len(value) < 19:
        return int(value)
    raise ValueError("expected a whole number")


def _float(value: Any, _: Any) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, str) and value.isascii():
        return float(value)
    raise ValueError("expected a number")


def _str(value: Any, _: Any) -> str:
    if isinstance(value, str):
        return value
    raise ValueError("expected a text")


def _list(converter: cattrs.Converter, value: Any, kind: Any) -> Any:
    arguments = get_args(kind)
    inner = arguments[0] if arguments else str
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",") if part.strip()]
    if isinstance(value, Mapping) and inner is str:
        value = [f"{_str(key, str)}={_str(said, str)}" for key, said in value.items()]  # as -O columns=theirs=ours
    elif isinstance(value, Mapping) or not isinstance(value, Iterable):
        raise ValueError("expected a list")
    origin = get_origin(kind)
    return origin(converter.structure(item, inner) for item in value)


def _pairs(converter: cattrs.Converter, value: Any, kind: Any) -> dict[Any, Any]:
    key_kind, value_kind = get_args(kind) or (str, str)
    if isinstance(value, str):
        found = {}
        for pair in filter(None, (part.strip() for part in value.split(","))):
            key, equals, said = pair.partition("=")
            if not equals:
                raise ValueError("expected pairs")
            found[key.strip()] = said.strip()
        value = found
    if not isinstance(value, Mapping):
        raise ValueError("expected pairs")
    return {converter.structure(key, key_kind): converter.structure(said, value_kind) for key, said in value.items()}


def _union(converter: cattrs.Converter, value: Any, kind: Any) -> Any:
    arguments = get_args(kind)
    if value is None and type(None) in arguments:
        return None
    chosen = [argument for argument in arguments if argument is not type(None)]
    # a string always fits "str", so the narrower types are tried first
    for argument in sorted(chosen, key=lambda argument: argument is str):
        try:
            return converter.structure(value, argument)
        except Exception:  # noqa: BLE001, S112  # nosec B112  # the next kind may fit
            continue
    raise ValueError("expected one of the kinds")
