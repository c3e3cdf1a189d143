"""Strict JSON (RFC 8259): duplicate keys, invalid numbers and invalid characters are errors with their path.

For readers of formats that are JSON. The standard library's scanner does the work.
If it fails, or an escape is half a character, `Careful` reads the text again,
with the path of everything and without recursion.
"""

from __future__ import annotations

import codecs
import json
import math
import re
from collections.abc import Iterator
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import Any, Final, NoReturn

from docmeta.errors import InputError, LimitError

#: The deepest nesting of values. A unit needs about fifty levels; members of collections do not count.
MAX_DEPTH: Final = 500

_SPACE: Final = re.compile(r"[ \t\n\r]*")
_NUMBER: Final = re.compile(r"(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORDS: Final[tuple[tuple[str, Any], ...]] = (("true", True), ("false", False), ("null", None))
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
#: An escape of half a character; the two halves of one follow each other.
_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
#: Integers with more digits are rejected: no field of the model needs them.
_DIGITS: Final = 4_000


class Fault(Exception):
    """A problem in a text: the message, the position and the path."""

    def __init__(self, message: str, position: int, path: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.position = position
        self.path = path


class Incomplete(Exception):
    """The text ends before the value does."""


class _Doubtful(ValueError):
    """The quick scanner met something that needs a second look."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Doubtful
    return found


def _float(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise _Doubtful
    return value


def _constant(_: str) -> NoReturn:
    raise _Doubtful


_scan = json.JSONDecoder(object_pairs_hook=_pairs, parse_float=_float, parse_constant=_constant).scan_once  # type: ignore[attr-defined]


def scan(text: str, position: int, *, final: bool, depth: int = MAX_DEPTH) -> tuple[Any, int]:
    """The value that begins at *position*, and its end.

    Args:
        text: The text so far.
        position: Where the value begins.
        final: Whether *text* reaches the end of the input; if not, `Incomplete` asks for more.
        depth: The deepest nesting of values.

    Raises:
        Fault: There is no such value.
        Incomplete: The value may continue after the end of *text*.
    """
    try:
        value, end = _scan(text, position)
    except RecursionError:
        if depth <= MAX_DEPTH:
            raise Fault(f"values may nest at most {depth} deep", position) from None
        return Careful(text, position, final=final, depth=depth).value()
    except (StopIteration, JSONDecodeError) as error:
        if not final and _at_end(error, len(text)):
            raise Incomplete from None
        return Careful(text, position, final=final, depth=depth).value()
    except ValueError:
        return Careful(text, position, final=final, depth=depth).value()
    if not final and len(text) - end < 3:
        raise Incomplete  # a number may continue
    if _HALF.search(text, position, end):
        Careful(text, position, final=final, depth=depth).value()
    return value, end


def _at_end(error: Exception, length: int) -> bool:
    if isinstance(error, JSONDecodeError):
        return error.pos >= length - 16 or error.msg.startswith("Unterminated string")
    return bool(error.args) and error.args[0] >= length - 16


def skip(text: str, position: int) -> int:
    """The end of the white space that begins at *position*."""
    return _SPACE.match(text, position).end()  # type: ignore[union-attr]


def values(data: bytes, *, depth: int = MAX_DEPTH) -> Iterator[tuple[int, Any]]:
    """The values of a text that holds one, or several one after another (JSON lines), each with its first line.

    Args:
        data: The whole text, in UTF-8.
        depth: The deepest nesting of values.

    Raises:
        InputError: It is not JSON, with line, column and path.

    >>> list(values(b'{"a": 1}\\n{"a": 2}'))
    [(1, {'a': 1}), (2, {'a': 2})]
    """
    look(data[:64])
    text = decode(data)
    position, line, counted = skip(text, 0), 1, 0
    if position == len(text):
        raise InputError("the input is empty", line=1)
    while position < len(text):
        line += text.count("\n", counted, position)
        counted = position
        try:
            value, position = scan(text, position, final=True, depth=depth)
        except Fault as fault:
            raise error_of(fault, text, line, begin=counted) from None
        yield line, value
        position = skip(text, position)


_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"%PDF", "PDF"),
    (b"<", "XML or HTML"),
)


def look(head: bytes) -> None:
    """Reject, by its first bytes, what cannot be JSON in UTF-8. Raises `InputError`, which names what it looks like."""
    start = head.lstrip()
    for mark, what in _MARKS:
        if start.startswith(mark):
            raise InputError(f"expected JSON in UTF-8; this looks like {what}", line=1, value=head[:16])
    if b"\0" in head[:4]:
        raise InputError("expected JSON in UTF-8; this looks like UTF-16 or binary data", line=1, value=head[:16])


def loads(data: bytes, line: int = 1) -> Any:
    """The value of a whole JSON text in UTF-8, which begins at *line*.

    Raises:
        InputError: It is not JSON, with line, column and path.

    >>> loads(b'{"a": [1, 2.5, "x"]}')
    {'a': [1, 2.5, 'x']}
    >>> loads(b'{"a": [1, {"b": 1, "b": 2}]}')
    Traceback (most recent call last):
    docmeta.errors.InputError: line 1:20: $.a[1]: the key 'b' appears twice
    """
    text = decode(data, line)
    try:
        begin = skip(text, 0)
        if begin == len(text):
            raise Fault("expected a JSON value, but there is none", begin)
        value, end = scan(text, begin, final=True)
        end = skip(text, end)
        if end != len(text):
            raise Fault("expected the end of the text", end)
    except Fault as fault:
        raise error_of(fault, text, line) from None
    return value


def decode(data: bytes, line: int = 1) -> str:
    """UTF-8 as text, without a byte order mark. Raises `InputError` with line and byte."""
    data = data.removeprefix(b"\xef\xbb\xbf") if line == 1 else data
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = line + data.count(b"\n", 0, error.start)
        raise InputError(
            f"byte {error.start} is not UTF-8, the encoding of JSON", line=where, value=data[error.start :][:8]
        ) from None


def error_of(fault: Fault, text: str, line: int = 1, path: str = "$", begin: int = 0) -> InputError:
    """The error for a fault, with its line and column in *text*, where *begin* is on *line*."""
    line += text.count("\n", begin, fault.position)
    column = fault.position - text.rfind("\n", 0, fault.position)
    kind = LimitError if "may nest" in fault.message else InputError
    return kind(fault.message, line=line, column=column, path=path + fault.path)


class Careful:
    """Reads one value slowly, with its path, and reports exactly what is wrong with it.

    Args:
        text: The text.
        position: Where the value begins.
        final: Whether the text reaches the end of the input.
        depth: The deepest nesting of values.
    """

    def __init__(self, text: str, position: int, *, final: bool, depth: int = MAX_DEPTH) -> None:
        self.text = text
        self.depth = depth
        self.at = position
        self.final = final
        self.holders: list[Any] = []
        self.keys: list[Any] = []

    def value(self) -> tuple[Any, int]:
        """The value and its end. Raises as `scan` does."""
        while True:
            value = self._one()
            if value is _OPENED:
                continue
            while self.holders:
                self._put(value)
                if self._goes_on():
                    break
                value = self.holders.pop()
                self.keys.pop()
            else:
                return value, self.at

    def _one(self) -> Any:
        """A scalar, an empty container, or the opening of a container."""
        self._space()
        char = self._char()
        if char in "{[":
            self.at += 1
            self._space()
            closed = self._char() == "}]"["{[".index(char)]
            holder: Any = {} if char == "{" else []
            if closed:
                self.at += 1
                return holder
            if len(self.holders) >= self.depth:
                raise self._fault(f"values may nest at most {self.depth} deep")
            self.holders.append(holder)
            self.keys.append(0)
            if char == "{":
                self._key()
            return _OPENED
        if char == '"':
            return self._string()
        return self._word(char)

    def _key(self) -> None:
        self._space()
        self.keys[-1] = None
        if self._char() != '"':
            raise self._fault("expected a key in double quotes")
        begin = self.at
        key = self._string()
        if key in self.holders[-1]:
            self.at = begin
            raise self._fault(f"the key {key[:60]!r} appears twice")
        self.keys[-1] = key
        self._space()
        if self._char() != ":":
            raise self._fault("expected a colon")
        self.at += 1

    def _put(self, value: Any) -> None:
        holder = self.holders[-1]
        if isinstance(holder, dict):
            holder[self.keys[-1]] = value
        else:
            holder.append(value)

    def _goes_on(self) -> bool:
        """After a value in a container: whether another one follows."""
        self._space()
        char = self._char()
        holder = self.holders[-1]
        if char == ",":
            self.at += 1
            if isinstance(holder, dict):
                self._key()
            else:
                self.keys[-1] += 1
            return True
        if char == ("}" if isinstance(holder, dict) else "]"):
            self.at += 1
            return False
        raise self._fault(
            "expected a comma or the end of " + ("the object" if isinstance(holder, dict) else "the list")
        )

    def _string(self) -> str:
        begin = self.at
        try:
            value, self.at = scanstring(self.text, begin + 1, True)
        except JSONDecodeError as error:
            self.at = error.pos
            if not self.final and _at_end(error, len(self.text)):
                raise Incomplete from None
            unterminated = error.msg.startswith("Unterminated")
            raise self._fault(
                "the string does not end" if unterminated else error.msg[0].lower() + error.msg[1:]
            ) from None
        if _SURROGATE.search(value):
            self.at = begin
            raise self._fault("a string holds a lone surrogate")
        return str(value)

    def _word(self, char: str) -> Any:
        for word, value in _WORDS:
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        found = _NUMBER.match(self.text, self.at)
        if found is None:
            if not self.final and len(self.text) - self.at < 16:
                raise Incomplete
            shown = self.text[self.at : self.at + 20].split("\n")[0]
            raise self._fault(
                f"expected a value, got {shown!r}" if char.isprintable() else f"unexpected character {char!r}"
            )
        if not self.final and found.end() >= len(self.text) - 2:
            raise Incomplete
        value = self._number(found)
        self.at = found.end()
        return value

    def _number(self, found: re.Match[str]) -> int | float:
        if found[2] is None and found[3] is None:
            if len(found[1]) > _DIGITS:
                raise self._fault(f"a number of more than {_DIGITS} digits")
            return int(found[1])
        value = float(found[0])
        if math.isinf(value):
            raise self._fault(f"the number is too large: {found[0][:40]}")
        return value

    def _space(self) -> None:
        self.at = skip(self.text, self.at)

    def _char(self) -> str:
        if self.at < len(self.text):
            return self.text[self.at]
        if not self.final:
            raise Incomplete
        raise self._fault("the text ends in the middle of a value")

    def _fault(self, message: str) -> Fault:
        path = "".join(
            f"[{key}]" if isinstance(key, int) else (f".{key}" if key.isidentifier() else f"[{key[:60]!r}]")
            for key in self.keys[:40]
            if key is not None
        )
        return Fault(message, self.at, path)


_OPENED: Final = object()
_encode: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_encode_sorted: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True).encode


def dumps(value: Any, *, sort_keys: bool = False) -> str:
    """A value read from JSON as text again, at any depth.

    >>> deep: object = {"a": [1, "b"], "c": {}}
    >>> dumps(deep)
    '{"a": [1, "b"], "c": {}}'
    >>> for _ in range(50_000):
    ...     deep = [deep]
    >>> dumps(deep).count("[")
    50001
    """
    try:
        return (_encode_sorted if sort_keys else _encode)(value)
    except RecursionError:
        return "".join(_pieces(value, sort_keys))


def _pieces(value: Any, sort_keys: bool) -> Iterator[str]:
    stack: list[tuple[Iterator[tuple[str, Any]], str]] = [(iter([("", value)]), "")]
    first = True
    while stack:
        rest, end = stack[-1]
        found = next(rest, None)
        if found is None:
            yield end
            stack.pop()
            first = False
            continue
        name, one = found
        yield name if first else f", {name}"
        first = isinstance(one, (dict, list))
        if isinstance(one, dict):
            yield "{"
            items = sorted(one.items()) if sort_keys else one.items()
            stack.append((((f"{_encode(key)}: ", inner) for key, inner in items), "}"))
        elif isinstance(one, list):
            yield "["
            stack.append(((("", inner) for inner in one), "]"))
        else:
            yield _encode(one)
