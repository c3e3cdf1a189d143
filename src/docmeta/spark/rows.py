"""Descriptions as rows of a table: one for each unit, and one for what could not be read."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from docmeta.crosswalk import Finding, Report
from docmeta.dates.edtf import Day
from docmeta.errors import InputError
from docmeta.json import text, unit_from_data, unit_to_data
from docmeta.model import Collection, Node, Unit
from docmeta.plugins import Context, Limits
from docmeta.plugins import options as plugin_options
from docmeta.remote import shown
from docmeta.running.failures import failure_of
from docmeta.running.files import opened
from docmeta.running.run import nodes_of, not_empty, not_withheld, reader_for
from docmeta.running.withhold import tracked

Row = Mapping[str, Any]

_LIST: Final = "array<string>"

_JSON: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":"))

#: The columns about a unit: the Spark type of each, and how to get its value.
UNIT: Final[dict[str, tuple[str, Callable[[Unit], Any]]]] = {
    "id": ("string", lambda unit: unit.id),
    "kind": ("string", lambda unit: "collection" if isinstance(unit, Collection) else "document"),
    "level": ("string", lambda unit: unit.level),
    "title": ("string", lambda unit: str(unit.title) or None),
    "dates": (_LIST, lambda unit: [date.display for date in unit.dates]),
    "edtf": (_LIST, lambda unit: [date.edtf for date in unit.dates]),
    "earliest": ("date", lambda unit: _bound(min, [date.earliest_date for date in unit.dates])),
    "latest": ("date", lambda unit: _bound(max, [date.latest_date for date in unit.dates])),
    "identifiers": (_LIST, lambda unit: [one.value for one in unit.identifiers]),
    "extents": (_LIST, lambda unit: [str(extent.text) for extent in unit.extents]),
    "agents": (_LIST, lambda unit: [link.agent.name for link in unit.agents]),
    "languages": (_LIST, lambda unit: [one.code or one.name for one in unit.languages]),
    "subjects": (_LIST, lambda unit: [one.term for one in unit.subjects]),
    "genres": (_LIST, lambda unit: [one.term for one in unit.genres]),
    "places": (_LIST, lambda unit: [one.name for one in unit.places]),
    "description": ("string", lambda unit: str(unit.description) or None),
    "repository": ("string", lambda unit: unit.repository.name or None if unit.repository else None),
    "digital_objects": (_LIST, lambda unit: [one.uri for one in unit.digital_objects if one.uri]),
    "unit": ("string", lambda unit: _JSON.encode(unit_to_data(unit))),
}

#: All columns, in order, each with its type.
COLUMNS: Final[dict[str, str]] = {
    **dict.fromkeys(("source", "name", "modified"), "string"),
    **{"number": "bigint", "line": "int", "depth": "int", "parent_id": "string"},
    **{name: kind for name, (kind, _) in UNIT.items()},
    **dict.fromkeys(("findings", "problem"), "string"),
}

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def _bound(choose: Callable[..., datetime.date], days: list[datetime.date | None]) -> datetime.date | None:
    known = [day for day in days if day is not None]
    return choose(known) if known else None


@attrs.frozen(kw_only=True)
class Reading:
    """How sources are read.

    Attributes:
        from_: The name of the format; if None, detected for each source.
        include_internal: Whether to include material marked internal.
        restricted_on: Leave out units whose access is restricted on this day; if None, leave out none.
        huge: Whether to lift the default limits.
        limits: The limits of one source.
        options: Options of the format.
    """

    from_: str | None = None
    include_internal: bool = False
    restricted_on: Day | None = None
    huge: bool = False
    limits: Limits
    options: Mapping[str, Any] = attrs.field(factory=dict)


def rows_of(source: str, name: str, how: Reading, columns: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The rows of a source, in document order. An error becomes the last row, with a `problem`.

    Args:
        source: The path or URL.
        name: The name of its target, without extension.
        how: How to read it.
        columns: The columns to fill.
    """
    wanted = set(columns)
    of_unit = [(column, value) for column, (_, value) in UNIT.items() if column in wanted]
    about: dict[str, Any] = {**dict.fromkeys(wanted), "source": _sound(shown(source)), "name": _sound(name)}
    found: list[Finding] = []
    row: dict[str, Any] | None = None
    number = -1
    try:
        with opened(source, huge=how.huge, limits=how.limits) as file:
            about["modified"] = file.modified and file.modified.isoformat()
            for number, node in enumerate(_nodes(file, how, Report(each=found.append))):
                made = {**about, "number": number, "line": node.line, "depth": node.depth, "findings": _told(found)}
                made["parent_id"] = None if node.parent is None else node.parent.unit.id
                made.update([(column, value(node.unit)) for column, value in of_unit])
                if row is not None:
                    yield row
                row = made
            if row is not None:  # findings after the last unit go with it
                row["findings"] = _told(found, row["findings"])
                yield row
    except Exception as error:  # noqa: BLE001  # one bad file must not stop the others
        if row is not None:
            yield row
        problem = _sound(failure_of(error, source))
        yield {**about, "number": number + 1, "findings": _told(found), "problem": problem}


def _nodes(file: Any, how: Reading, report: Report) -> Iterator[Node]:
    """The nodes, without those that are withheld."""
    format = reader_for(file, how.from_, huge=how.huge)
    context = Context(
        options=plugin_options.options_of(format, how.options, "read"),
        report=report,
        source=file.name,
        modified=file.modified,
        huge=how.huge,
        limits=how.limits,
    )
    nodes = not_empty(nodes_of(format, file, context), file.name)
    seen = tracked(nodes, report, include_internal=how.include_internal, restricted_on=how.restricted_on)
    return not_withheld(seen, report)


def _told(found: list[Finding], before: str | None = None) -> str | None:
    """What was found since the last call, as JSON; empties the list."""
    every = json.loads(before) if before else []
    every += [
        attrs.asdict(finding, filter=lambda field, value: value is not None and field.name != "source")
        for finding in found
    ]
    found.clear()
    return json.dumps(every) if every else None


def node_of(row: Row) -> Node:
    """The node of a row. Raises `InputError` if the row holds none."""
    unit = row.get("unit")
    if not isinstance(unit, str):
        raise InputError("the column unit is empty; the rows of a source need it, and no other column replaces it")
    depth, line = row.get("depth") or 0, row.get("line")
    return Node(depth, unit_from_data(text.loads(unit.encode("utf-8", "surrogatepass")), "$.unit"), line)


def findings_of(row: Row) -> Iterator[Finding]:
    """The findings of reading a row."""
    for finding in json.loads(row.get("findings") or "[]"):
        yield Finding(source=row.get("source"), **finding)


def sound(row: dict[str, Any]) -> dict[str, Any]:
    """A row with lone surrogates replaced, since Arrow cannot hold them.

    >>> sound({"title": "a\\ud800", "dates": ["1951"], "depth": 1})
    {'title': 'a�', 'dates': ['1951'], 'depth': 1}
    """
    return {name: _whole(value) for name, value in row.items()}


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    return [_whole(one) for one in value] if isinstance(value, list) else value


def _sound(name: str) -> str:
    """A file name as text; bytes that are no text become escapes, so that names stay distinct."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
