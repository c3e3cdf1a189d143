"""docmeta's JSON: units to plain data and back, with cattrs.

Defaults are left out; plain prose is a JSON string, structured prose an object of `markup` and `language`;
a date is an object with its text and EDTF, or a string if there is only text;
an agent has a `type`.
The members of a collection are not part of it: they are separate nodes.

Reading is strict: no `"abc"` becomes a tuple, no 7 becomes "7", and an unknown key is an error that names
the nearest known one. All the problems of a unit are found in one pass.

>>> from docmeta.model import Document
>>> unit_to_data(Document("d1", title="Telegram", dates=(Date("1951"),)))
{'kind': 'document', 'id': 'd1', 'title': 'Telegram', 'dates': [{'text': '1951', 'edtf': '1951'}]}
>>> unit_from_data({"kind": "document", "id": "d1", "titel": "Telegram", "dates": "1951"})
Traceback (most recent call last):
docmeta.errors.InputError: $.dates: expected a list (and 1 more problem: $.titel), got '1951'
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple, TypeVar, cast, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from docmeta.dates import Date
from docmeta.errors import DocmetaError, InputError, ModelError
from docmeta.json.direct import AGENT_TYPES, UNIT_KINDS, read_unit
from docmeta.model import Agent, Collection, Document, Extra, Unit
from docmeta.text import Text, is_structured, of_markup

__all__ = ["AGENT_TYPES", "UNIT_KINDS", "Problem", "problems", "unit_from_data", "unit_to_data"]

T = TypeVar("T")
Data = dict[str, Any]

_KIND_OF: Final = {cls: kind for kind, cls in UNIT_KINDS.items()}
_TYPE_OF: Final = {cls: name for name, cls in AGENT_TYPES.items()}


class Problem(NamedTuple):
    """One problem in plain data.

    Attributes:
        path: The place, such as `.dates[0]` below the unit.
        message: What was expected.
        value: The value there; `...` if there is none.
    """

    path: str
    message: str
    value: Any


class _Refused(ValueError):
    """A value has the wrong type; it is kept for the message."""

    def __init__(self, message: str, value: Any = ...) -> None:
        super().__init__(message)
        self.value = value


def unit_to_data(unit: Unit) -> Data:
    """A unit as plain data, ready for `json`; without its members."""
    cls = type(unit)
    data: Data = {"kind": _KIND_OF.get(cls) or _kind(cls)}
    data.update(_writers()[_base(cls)](unit))
    return data


def unit_from_data(data: Any, path: str = "$") -> Unit:
    """The unit in plain data from `unit_to_data`.

    Args:
        data: The result of `json`; not modified.
        path: Its place, for messages.

    Raises:
        InputError: The data is not a unit. The message has the first problem and the places of the others.
    """
    try:
        return read_unit(data)
    except Exception:  # noqa: BLE001  # the careful way reports it in full
        unit, found = _carefully(data)
    if unit is None:
        raise _error(found, path)
    return unit


def problems(data: Any) -> list[Problem]:
    """All problems in the plain data of a unit; none if it can be read.

    >>> problems({"kind": "document", "id": 7})
    [Problem(path='.id', message='expected a string', value=7)]
    """
    return _carefully(data)[1]


def _carefully(data: Any) -> tuple[Unit | None, list[Problem]]:
    """The unit in plain data, or all its problems."""
    if not isinstance(data, Mapping):
        return None, [Problem("", "expected an object with the fields of a unit", data)]
    kind = data.get("kind", ...)
    if not isinstance(kind, str) or kind not in UNIT_KINDS:
        message = "expected 'collection' or 'document'" if kind is not ... else "expected the key 'kind'"
        return None, [Problem(".kind" if kind is not ... else "", message, kind)]
    body = {key: value for key, value in data.items() if key != "kind"}
    try:
        return _readers()[UNIT_KINDS[kind]](body), []
    except Exception as error:  # noqa: BLE001  # the tree of errors is flattened below
        return None, list(_flatten(error, body))


def _error(found: list[Problem], path: str) -> InputError:
    first, more = found[0], found[1:]
    message = first.message
    if more:
        shown = ", ".join(path + problem.path for problem in more[:3])
        message += (
            f" (and {len(more)} more problem{'s' if len(more) > 1 else ''}: {shown}{', ...' if len(more) > 3 else ''})"
        )
    if first.value is ...:
        return InputError(message, path=path + first.path)
    return InputError(message, path=path + first.path, value=first.value)


def _kind(cls: type) -> str:
    return "collection" if issubclass(cls, Collection) else "document"


def _base(cls: type[Unit]) -> type[Unit]:
    return cls if cls in _KIND_OF else (Collection if issubclass(cls, Collection) else Document)


# -- the converters ------------------------------------------------------------------------------------------------------


# Each is compiled on first use, since that takes some milliseconds: the readers only for invalid data.


@cache
def _writers() -> dict[type, Callable[[Any], Data]]:
    converter = _converter()
    return {cls: converter.get_unstructure_hook(cls) for cls in _KIND_OF}


@cache
def _readers() -> dict[type, Callable[[Any], Any]]:
    converter = _converter()
    return {cls: _bound(converter, cls) for cls in _KIND_OF}


def _bound(converter: cattrs.Converter, cls: type) -> Callable[[Any], Any]:
    hook = converter.get_structure_hook(cls)
    return lambda value: hook(value, cls)


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_structure_hook(str, _structure_str)
    converter.register_structure_hook(bool, _structure_bool)
    converter.register_structure_hook(float, _structure_float)
    converter.register_unstructure_hook(str, _unstructure_str)
    converter.register_structure_hook_factory(_is_tuple, lambda kind: _tuple_reader(converter, kind))
    converter.register_unstructure_hook_factory(_is_tuple, lambda kind: _tuple_writer(converter, kind))
    converter.register_structure_hook_factory(attrs.has, lambda cls: _class_reader(converter, cls))
    converter.register_unstructure_hook_factory(attrs.has, lambda cls: _class_writer(converter, cls))
    converter.register_structure_hook_factory(lambda kind: kind is Agent, lambda _: _agent_reader(converter))
    converter.register_unstructure_hook_factory(lambda kind: kind is Agent, lambda _: _agent_writer(converter))
    converter.register_structure_hook(Date, _date_reader(converter))
    converter.register_unstructure_hook(Date, _date_writer(converter))
    return converter


def _overrides(cls: type) -> dict[str, Any]:
    # `extras` of a date is declared loosely, since the parts import dates
    return {"extras": override()} if cls is Date else {"members": override(omit=True)}


def _class_reader(converter: cattrs.Converter, cls: Any) -> Callable[[Any, Any], Any]:
    names = {field.name for field in attrs.fields(cls)}
    known = {name: value for name, value in _overrides(cls).items() if name in names}
    inner = make_dict_structure_fn(cls, converter, **known)

    def read(value: Any, kind: Any) -> Any:
        if value.__class__ is not dict:
            raise _Refused("expected an object", value)
        return inner(value, kind)

    return read


def _class_writer(converter: cattrs.Converter, cls: Any) -> Callable[[Any], Data]:
    names = {field.name for field in attrs.fields(cls)}
    known = {name: value for name, value in _overrides(cls).items() if name in names}
    return make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True, **known)


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _tuple_reader(converter: cattrs.Converter, kind: Any) -> Callable[[Any, Any], Any]:
    item = get_args(kind)[0]
    item = Extra if item is Any else item
    read = converter.get_structure_hook(item)

    def careful(value: Any, _: Any) -> Any:
        if value.__class__ is not list:
            raise _Refused("expected a list", value)
        found: list[Any] = []
        errors: list[Exception] = []
        for index, one in enumerate(value):
            try:
                found.append(read(one, item))
            except Exception as error:  # noqa: BLE001  # collected, with its index
                notes = [*getattr(error, "__notes__", []), IterableValidationNote("item", index, item)]
                error.__notes__ = notes
                errors.append(error)
        if errors:
            raise IterableValidationError("several items", errors, kind)
        return tuple(found)

    return careful


def _tuple_writer(converter: cattrs.Converter, kind: Any) -> Callable[[Any], Any]:
    item = get_args(kind)[0]
    write = converter.get_unstructure_hook(Extra if item is Any else item)
    return lambda value: [write(one) for one in value]


# -- prose, numbers ------------------------------------------------------------------------------------------------------


def _unstructure_str(value: str) -> Any:
    if value.__class__ is str:
        return value
    if not is_structured(value):
        return str.__str__(value)
    prose = cast("Text", value)
    data: Data = {"text": prose.plain} if prose.markup is None else {"markup": prose.markup}
    if prose.language is not None:
        data["language"] = prose.language
    return data


def _structure_str(value: Any, _: Any) -> str:
    if isinstance(value, str):
        return value
    if value.__class__ is dict and ("markup" in value or "text" in value):
        return _prose(value)
    raise _Refused("expected a string", value)


def _prose(value: Data) -> str:
    for key, one in value.items():
        if key not in ("markup", "text", "language"):
            raise _Refused(f"expected only markup, text and language, not the key {key!r}", value)
        if one.__class__ is not str:
            raise _Refused(f"expected a string as {key}", one)
    if "markup" in value and "text" in value:
        raise _Refused("expected markup or text, not both", value)
    language = value.get("language") or None
    if "markup" in value:
        return of_markup(value["markup"], language)
    return Text(value["text"], None, language) if language else cast("str", value["text"])


def _structure_bool(value: Any, _: Any) -> bool:
    if not isinstance(value, bool):
        raise _Refused("expected true or false", value)
    return value


def _structure_float(value: Any, _: Any) -> float:
    if value.__class__ is not float and value.__class__ is not int:
        raise _Refused("expected a number", value)
    return cast("float", value)


# -- agents, dates -------------------------------------------------------------------------------------------------------


def _agent_reader(converter: cattrs.Converter) -> Callable[[Any, Any], Agent]:
    readers = {name: _class_reader(converter, cls) for name, cls in AGENT_TYPES.items()}

    def read(value: Any, _: Any) -> Agent:
        if value.__class__ is not dict:
            raise _Refused("expected an object", value)
        body = dict(value)
        name = body.pop("type", ...)
        if name.__class__ is not str or name not in readers:
            raise _Refused(f"expected the key 'type' with one of {', '.join(readers)}", name)
        return cast("Agent", readers[name](body, AGENT_TYPES[name]))

    return read


def _agent_writer(converter: cattrs.Converter) -> Callable[[Any], Data]:
    writers = {cls: _class_writer(converter, cls) for cls in _TYPE_OF}

    def write(agent: Agent) -> Data:
        cls = type(agent)
        if cls not in writers:
            cls = next(base for base in cls.__mro__ if base in writers)
        data = {"type": _TYPE_OF[cls]}
        data.update(writers[cls](agent))
        return data

    return write


def _date_reader(converter: cattrs.Converter) -> Callable[[Any, Any], Date]:
    read_object = _class_reader(converter, Date)

    def read(value: Any, kind: Any) -> Date:
        if value.__class__ is str:
            return Date(value)
        if value.__class__ is not dict:
            raise _Refused("expected a date: a string, or an object", value)
        if len(value) == 2 and value.get("text").__class__ is value.get("edtf").__class__ is str:
            return Date(value["text"], value["edtf"])
        return cast("Date", read_object(value, kind))

    return read


_DATE_REST: Final = tuple(
    (field.name, field.default) for field in attrs.fields(Date) if field.name not in ("text", "edtf", "extras")
)


def _date_writer(converter: cattrs.Converter) -> Callable[[Date], Any]:
    write_extras = _tuple_writer(converter, tuple[Extra, ...])

    def write(date: Date) -> Any:
        text = date.text
        data: Data = {"text": _unstructure_str(text)} if text else {}
        if date.edtf is not None:
            data["edtf"] = date.edtf
        for name, default in _DATE_REST:
            value = getattr(date, name)
            if value != default:
                data[name] = _unstructure_str(value)
        if date.extras:
            data["extras"] = write_extras(date.extras)
        return data["text"] if len(data) == 1 and data.get("text").__class__ is str else data

    return write


# -- the tree of errors --------------------------------------------------------------------------------------------------


def _flatten(error: BaseException, body: Any) -> Iterator[Problem]:
    """The problems in a tree of cattrs errors, in the order of the data."""
    stack: list[tuple[BaseException, str]] = [(error, "")]
    while stack:
        one, path = stack.pop()
        if isinstance(one, BaseValidationError):
            stack.extend((child, path + _step(child)) for child in reversed(one.exceptions))
        else:
            yield from _said(one, path, body)


def _step(error: BaseException) -> str:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, IterableValidationNote):
            return f"[{note.index}]"
        if isinstance(note, AttributeValidationNote):
            return f".{note.name}"
    return ""


#: The number of unknown keys of an object for which a similar one is suggested.
_HINTS: Final = 20


def _said(error: BaseException, path: str, body: Any) -> Iterator[Problem]:
    if isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl) if field.name != "members"]
        for number, key in enumerate(sorted(error.extra_fields)):
            near = difflib.get_close_matches(key, known, 1) if number < _HINTS and len(key) < 100 else []
            hint = f"; did you mean {near[0]!r}?" if near else ""
            yield Problem(f"{path}.{key}" if key.isidentifier() else f"{path}[{key[:60]!r}]", f"unknown key{hint}", ...)
    elif isinstance(error, _Refused):
        yield Problem(path, str(error), error.value)
    elif isinstance(error, KeyError):
        yield Problem(path.rpartition(".")[0], f"expected the key {error.args[0]!r}", ...)
    elif isinstance(error, ModelError | DocmetaError):
        yield Problem(path, error.message, error.value if error.has_value else ...)
    else:
        yield Problem(path, f"{type(error).__name__}: {str(error)[:200]}", ...)
