"""The errors that docmeta raises.

Everything that leaves docmeta because of bad input, bad values or bad options is a `DocmetaError`.
The place of an error is data: `source`, `line`, `column`, `path` and `value` are attributes, rendered by `str()`.
`OSError` and `KeyboardInterrupt` are never wrapped.

>>> error = InputError("month must be 1..12", source="finding-aid.xml", line=214, path="$.dates[0]", value="1965-13")
>>> str(error)
"finding-aid.xml:214: $.dates[0]: month must be 1..12, got '1965-13'"
"""

from __future__ import annotations

import os
from typing import Any

#: The longest excerpt of an input in a message, in characters.
EXCERPT = 200

_NOTHING: Any = object()


def excerpt(value: object, limit: int = EXCERPT) -> str:
    """Show a value safely: unprintable characters escaped as by `ascii()`, and cut at *limit* characters.

    >>> excerpt("a" * 300)[-6:]
    'aaa...'
    >>> excerpt("tab" + chr(9))
    "'tab\\\\t'"
    """
    if isinstance(value, str):
        shown = repr(str(value[: limit + 1]))
    elif isinstance(value, (bytes, bytearray)):
        shown = repr(bytes(value[: limit + 1]))
    else:
        shown = described(value)
    return shown if len(shown) <= limit + 2 else shown[:limit] + "..."


def described(value: object) -> str:
    """The `repr` of a value, or its type if it nests too deeply.

    >>> deep: list[object] = []
    >>> for _ in range(100_000):
    ...     deep = [deep]
    >>> described(deep), described([1])
    ('<list that nests too deeply to be shown>', '[1]')
    """
    try:
        return repr(value)
    except RecursionError:
        return f"<{type(value).__name__} that nests too deeply to be shown>"


class DocmetaError(Exception):
    """The base class of all docmeta errors.

    Args:
        message: What is wrong and what was expected, in one line.
        source: The name of the input, usually a path.
        line: The line of the input, from 1.
        column: The column of the input, from 1.
        path: The place in the document or the model, as `$.members[14].dates[0]`.
        value: The rejected value; the message shows an excerpt.

    >>> error = DocmetaError("month must be 1..12", source="aid.xml", line=214, value="1965-13")
    >>> str(error), error.line
    ("aid.xml:214: month must be 1..12, got '1965-13'", 214)
    """

    def __init__(
        self,
        message: str,
        *,
        source: str | None = None,
        line: int | None = None,
        column: int | None = None,
        path: str | None = None,
        value: Any = _NOTHING,
    ) -> None:
        message = message if isinstance(message, str) else str(message)  # plugins raise these too
        super().__init__(message)
        self.message = message
        self.source = source
        self.line = line
        self.column = column
        self.path = path
        self.has_value = value is not _NOTHING
        self.value = value if self.has_value else None

    def __str__(self) -> str:
        place = self.source or ""
        if self.line is not None:
            place += f":{self.line}" if place else f"line {self.line}"
            if self.column is not None:
                place += f":{self.column}"
        parts = [part for part in (place, _short(self.path)) if part]
        text = ": ".join([*parts, self.message])
        return f"{text}, got {excerpt(self.value)}" if self.has_value else text

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.message, dict(self.__dict__))


def _short(path: str | None) -> str | None:
    """A path for display: of a very deep one, the beginning and the end."""
    if path is None or len(path) <= 400:
        return path
    return f"{path[:200]}...{path[-190:]}"


def _restore(kind: type[DocmetaError], message: str, state: dict[str, Any]) -> DocmetaError:
    error = kind.__new__(kind)
    Exception.__init__(error, message)
    error.__dict__.update(state)
    return error


class InputError(DocmetaError, ValueError):
    """An input cannot be read, or cannot be read further.

    >>> import docmeta
    >>> try:
    ...     docmeta.load(b"<ead><eadheader>", format="ead2002")
    ... except InputError as error:
    ...     print(error.line)
    1
    """


class LimitError(InputError):
    """An input is deeper, longer or larger than docmeta reads.

    >>> import docmeta
    >>> try:
    ...     docmeta.loads("id,title\\na,A\\nb,B\\n", format="csv", limits=docmeta.Limits(units=1))
    ... except LimitError as error:
    ...     print("units" in error.message)
    True
    """


class ModelError(DocmetaError, ValueError, TypeError):
    """A value does not fit the model: it has the wrong type, or comes in the wrong order.

    >>> import docmeta
    >>> try:
    ...     docmeta.Document("d1", level=3)
    ... except ModelError as error:
    ...     print(error)
    Document.level: expected str or None, got 3
    """


class OptionError(DocmetaError, ValueError):
    """An option is unknown, or the format does not accept its value.

    >>> import docmeta
    >>> try:
    ...     docmeta.dumps(docmeta.Document("d1"), format="json", indnt=2)
    ... except OptionError as error:
    ...     print(error)
    format 'json' has no option 'indnt'; did you mean 'indent'? (there are: indent)
    """


class UnknownFormatError(DocmetaError, LookupError):
    """No format with that name exists, or the format was not recognised.

    >>> import docmeta
    >>> try:
    ...     docmeta.dumps(docmeta.Document("d1"), format="ead33")
    ... except UnknownFormatError as error:
    ...     print(error.message.partition(" (")[0])
    there is no format 'ead33'; did you mean 'ead3'?
    """


class PluginError(DocmetaError, RuntimeError):
    """A plugin failed; the message names it, its distribution and the cause.

    >>> from docmeta.plugins import Registry
    >>> class Empty:
    ...     pass
    >>> try:
    ...     Registry().register(Empty)
    ... except PluginError as error:
    ...     print(error)
    plugin Empty failed: PluginError: it has no hook docmeta_formats
    """


class MissingExtraError(DocmetaError, ImportError):
    """A feature needs an optional dependency that is not installed; the message says which extra has it."""


class LossError(DocmetaError, ValueError):
    """A strict conversion would lose something; nothing was written.

    >>> import io
    >>> import docmeta
    >>> try:
    ...     docmeta.dump(docmeta.Document("d1", title="Letter", level="item"), io.BytesIO(), format="dc", strict=True)
    ... except LossError as error:
    ...     print(error)
    1 value would be lost (level); nothing was written
    """


class OutputError(DocmetaError, ValueError):
    """A value cannot be written in the target format at all, such as a character that XML cannot hold."""


def of_os(error: OSError) -> str:
    """An error of the operating system, as "name: what is wrong"."""
    name = error.filename
    shown = os.fsdecode(name) if isinstance(name, (str, bytes)) else ""
    what = error.strerror or str(error) or type(error).__name__
    what = what[:1].lower() + what[1:]
    return f"{shown}: {what}" if shown else what


def of_any(error: BaseException) -> str:
    """An error for a message: its type and text; works for any exception class.

    >>> of_any(KeyError("title"))
    "KeyError: 'title'"
    """
    try:
        text = str(error)[:500]
    except Exception:  # noqa: BLE001  # its own __str__ fails
        text = ""
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
