"""Descriptions as text in memory, and as rows: for notebooks, databases and data frames.

Rows go by the table of the format `csv`: its columns, its headings in many languages, its separator.

>>> papers = from_dicts([{"Signatur": "a1", "Titel": "Letters", "Datum": "1951"}], id="Signatur", title="Titel", dates="Datum")
>>> papers.members[0].dates[0].edtf
'1951'
>>> to_dicts(papers)
[{'id': 'a1', 'depth': '0', 'kind': 'document', 'title': 'Letters', 'dates': '1951', 'dates_edtf': '1951'}]
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final, Literal

from docmeta.api import dump, load, write
from docmeta.crosswalk import Report
from docmeta.errors import OptionError
from docmeta.model import Collection, Node, Unit

__all__ = ["dumps", "from_dicts", "loads", "to_dataframe", "to_dicts"]

#: What no cell holds.
_SEPARATOR: Final = "\x1f"
#: Shorter names of columns.
_NAMES: Final = {"parent": "parent_id"}
Library = Literal["pandas", "polars"]


def loads(text: str | bytes, *, format: str | None = None, **options: Any) -> Collection:
    """Read a description from a string. Arguments and errors are those of `docmeta.load()`.

    >>> loads('{"depth": 0, "unit": {"kind": "document", "id": "d1"}}', format="jsonl").members[0].id
    'd1'
    """
    return load(text.encode() if isinstance(text, str) else text, format=format, **options)


def dumps(collection: Unit, *, format: str, **options: Any) -> str:
    """Write a description to a string. Arguments and errors are those of `docmeta.dump()`.

    Raises `OptionError` for a format that is no text, such as a workbook.

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
        raise OptionError(f"{format} is no text: write it with docmeta.dump() to a file") from None


def to_dicts(source: Unit | Iterable[Node], **options: Any) -> list[dict[str, str]]:
    """The rows of a description, one for each unit: the columns of `csv` that hold something.

    Args:
        source: A unit with all below it, or nodes.
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
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))


def to_dataframe(source: Unit | Iterable[Node], *, library: Library | None = None, **options: Any) -> Any:
    """The rows of `to_dicts()` as a data frame of pandas or polars, whichever is installed.

    Args:
        source, options: As for `to_dicts()`.
        library: "pandas" or "polars"; None takes pandas where both are there.

    Raises `OptionError` where neither is installed.
    """
    name = library or next((each for each in ("pandas", "polars") if find_spec(each)), None)
    if name is None or find_spec(name) is None:
        raise OptionError(f"a data frame needs {name or 'pandas or polars'}: pip install {name or 'pandas'}")
    rows = to_dicts(source, **options)
    return import_module(name).DataFrame(rows)


def from_dicts(
    rows: Iterable[Mapping[str, Any]], *, report: Report | None = None, format: str = "csv", **columns: str | None
) -> Collection:
    """Make a description of rows: dictionaries, the rows of a database, `frame.to_dict("records")`.

    Args:
        rows: One for each unit. A cell may be a string, a number, a date, None, or a list of these;
            where there is a list, nothing else separates values.
        report: Where doubts about the rows are said.
        format: Whose columns these are: "csv" for docmeta's own names and headings that people use, or "csv-atom" and so on.
        columns: Which of their columns one of ours is: `title="Titel"`, `parent="Akte"`. `docmeta crosswalk csv` lists ours.

    Returns:
        The collection at the top; a bare one around several.

    Raises `InputError` for rows that make no description.
    """
    ours = {theirs: _NAMES.get(name, name) for name, theirs in columns.items() if theirs is not None}
    kept = [dict(row) for row in rows]
    names = list(dict.fromkeys(name for row in kept for name in row))
    missing = [theirs for theirs in ours if theirs not in names]
    if missing:
        raise OptionError(f"no row has the column {missing[0]!r}; there are: {', '.join(map(str, names))}")
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow([ours.get(name, name) for name in names])
    table.writerows([_cell(row.get(name)) for name in names] for row in kept)
    text = out.getvalue()
    lists: dict[str, Any] = {"separator": _SEPARATOR} if _SEPARATOR in text else {}
    return load(text.encode(), format=format, report=report, **lists)


def _cell(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple, set, frozenset)):
        several = sorted(map(_cell, value)) if isinstance(value, (set, frozenset)) else map(_cell, value)
        return _SEPARATOR.join(several)
    return str(value)
