"""Descriptions as text in memory, and as rows: for notebooks, databases and data frames.

Rows use the table of the format `csv`: its columns, its column names in many languages, its separator.

>>> papers = from_dicts([{"Signatur": "a1", "Titel": "Letters", "Datum": "1951"}], id="Signatur", title="Titel", dates="Datum")
>>> papers.members[0].dates[0].edtf
'1951'
>>> to_dicts(papers)
[{'id': 'a1', 'depth': '0', 'kind': 'document', 'title': 'Letters', 'dates': '1951', 'dates_edtf': '1951'}]
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final, Literal

from docmeta.api import dump, load, write
from docmeta.crosswalk import Report
from docmeta.errors import InputError, OptionError
from docmeta.model import Collection, Node, Unit
from docmeta.records import records

__all__ = ["dumps", "from_dicts", "loads", "to_dataframe", "to_dicts"]

#: Possible separators of lists, which then are the only ones.
_SEPARATORS: Final = "\x1f\x1e\x1d\x1c" + "".join(map(chr, range(0x0E, 0x1C)))
_LIBRARIES: Final = ("pandas", "polars")
_SEVERAL: Final = (list, tuple, set, frozenset)
#: Shorter names of columns.
_NAMES: Final = {"parent": "parent_id"}
Library = Literal["pandas", "polars"]


def loads(text: str | bytes, *, format: str | None = None, **options: Any) -> Collection:
    """Read a description from a string. Arguments and errors are those of `docmeta.load()`.

    >>> loads('{"depth": 0, "unit": {"kind": "document", "id": "d1"}}', format="jsonl").members[0].id
    'd1'
    """
    try:
        source = text.encode() if isinstance(text, str) else text
    except UnicodeEncodeError as error:
        line = error.object.count("\n", 0, error.start) + 1
        raise InputError(_half(error), line=line) from None
    return load(source, format=format, **options)


def dumps(collection: Unit | Iterable[Unit], *, format: str, **options: Any) -> str:
    """Write a description to a string. Arguments and errors are those of `docmeta.dump()`.

    Raises `OptionError` for a binary format, such as a workbook.

    >>> from docmeta.model import Document
    >>> print(dumps(Document("d1", title="Telegram"), format="csv", columns="used").strip())
    id,depth,kind,title
    d1,0,document,Telegram
    """
    out = io.BytesIO()
    dump(collection, out, format=format, **options)
    try:
        return out.getvalue().decode()
    except UnicodeDecodeError:
        raise OptionError(f"{format} is not a text format: write it with docmeta.dump() to a file") from None


def to_dicts(source: Unit | Iterable[Node], **options: Any) -> list[dict[str, str]]:
    """The rows of a description, one for each unit, with the non-empty columns of `csv`.

    Args:
        source: A unit with everything below it, or nodes.
        options: Options of `docmeta.write()` and of the format `csv`; `columns` names the columns.

    >>> from docmeta.model import Document
    >>> to_dicts(Collection("c1", members=[Document("d1", title="Telegram")]))[1]["parent_id"]
    'c1'
    """
    options = {"columns": "used", **options}
    out = io.BytesIO()
    if isinstance(source, Unit):
        dump(source, out, format="csv", **options)
    else:
        write(source, out, format="csv", **options)
    header, *rows = (cells for _, cells in records(io.StringIO(out.getvalue().decode(), newline=""), ",", huge=True))
    return [dict(zip(header, row, strict=True)) for row in rows]


def to_dataframe(source: Unit | Iterable[Node], *, library: Library | None = None, **options: Any) -> Any:
    """The rows of `to_dicts()` as a data frame of pandas or polars, whichever is installed.

    Args:
        source, options: As for `to_dicts()`.
        library: "pandas" or "polars"; None prefers pandas.

    Raises `OptionError` if neither is installed, and for another library.
    """
    if library is not None and library not in _LIBRARIES:
        raise OptionError(f"library: expected {' or '.join(_LIBRARIES)}, got {library!r}")
    name = library or next((each for each in _LIBRARIES if find_spec(each)), None)
    if name is None or find_spec(name) is None:
        raise OptionError(f"a data frame needs {name or 'pandas or polars'}: pip install {name or 'pandas'}")
    rows = to_dicts(source, **options)
    return import_module(name).DataFrame(rows)


def from_dicts(
    rows: Iterable[Mapping[str, Any]], *, report: Report | None = None, format: str = "csv", **columns: str | None
) -> Collection:
    """Make a description from rows: dictionaries, the rows of a database, `frame.to_dict("records")`.

    Args:
        rows: One for each unit. A cell may be a string, a number, a date, None, or a list of these, also of pandas, polars and NumPy;
            if any cell is a list, nothing else separates values. A time of midnight is a date; missing values (NaN, NaT) are empty.
        report: Collects problems in the rows.
        format: The format of the columns: "csv" for docmeta's own names and common headings, or "csv-atom" and so on.
        columns: Your columns for docmeta's: `title="Titel"`, `parent="Akte"`. `docmeta crosswalk csv` lists docmeta's.

    Returns:
        The collection at the top; an empty one around several.

    Raises `InputError` if the rows are not a description or a cell is not text, with row and column.
    """
    ours = {theirs: _NAMES.get(name, name) for name, theirs in columns.items() if theirs is not None}
    kept = [dict(row) for row in rows]
    names = list(dict.fromkeys(name for row in kept for name in row))
    missing = [theirs for theirs in ours if theirs not in names]
    if missing:
        raise OptionError(f"no row has the column {missing[0]!r}; there are: {', '.join(map(str, names))}")
    cells = [[_cell(row.get(name), number, name) for name in names] for number, row in enumerate(kept, 1)]
    separator = _separator(cells)
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow([_sound(ours.get(name, str(name)), 0, name) for name in names])
    table.writerows([(separator or "").join(cell) if isinstance(cell, list) else cell for cell in row] for row in cells)
    lists: dict[str, Any] = {} if separator is None else {"separator": separator}
    return load(out.getvalue().encode(), format=format, report=report, **lists)


def _separator(rows: list[list[str | list[str]]]) -> str | None:
    """The separator of lists: a character that no cell contains; None if there are no lists."""
    cells = [cell for row in rows for cell in row]
    lists = [cell for cell in cells if isinstance(cell, list)]
    if not lists:
        return None
    texts = [*(cell for cell in cells if isinstance(cell, str)), *(text for cell in lists for text in cell)]
    held = {character for text in texts if not text.isprintable() for character in text}
    free = next((character for character in _SEPARATORS if character not in held), None)
    if free is None:
        raise InputError("the cells contain every control character, so none is left to separate the values of lists")
    return free


def _cell(value: Any, row: int, column: object) -> str | list[str]:
    """A cell as text; a list as the texts of its values."""
    value = _plain(value)
    if isinstance(value, _SEVERAL):
        several = [str(_cell(each, row, column)) for each in value if not isinstance(_plain(each), _SEVERAL)]
        if len(several) < len(value):
            raise InputError(_where("a list within a list", row, column))
        return sorted(several) if isinstance(value, (set, frozenset)) else several
    if isinstance(value, (Mapping, bytes, bytearray)):
        raise InputError(
            _where("expected a string, a number, a date or a list", row, column), value=type(value).__name__
        )
    return _sound(_text(value), row, column)


def _plain(value: Any) -> Any:
    """A NumPy, pandas or polars value as a Python one: an array or a series as a list."""
    kind = type(value).__name__
    if kind in ("NaTType", "NAType"):
        return None
    if kind == "datetime64":
        return value.astype("datetime64[us]").item()
    get = getattr(value, "tolist", None) or getattr(value, "to_list", None)
    return value if get is None else get()


def _text(value: Any) -> str:
    if value is None or (isinstance(value, (float, Decimal)) and value != value):  # NaN
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def _sound(text: str, row: int, column: object) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(_where(_half(error), row, column)) from None
    return text


def _half(error: UnicodeEncodeError) -> str:
    return f"half of a character (U+{ord(error.object[error.start]):04X}), which is not text"


def _where(what: str, row: int, column: object) -> str:
    return f"row {row}, column {ascii(column)[:80]}: {what}" if row else f"column {ascii(column)[:80]}: {what}"
