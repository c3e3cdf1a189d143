"""The machine-readable description of a table: CSVW, Metadata Vocabulary for Tabular Data (W3C Recommendation 2015)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docmeta.crosswalk import Crosswalk
from docmeta_csv.options import CsvOptions


def description(
    columns: Sequence[str], crosswalk: Crosswalk, options: CsvOptions, separators: Mapping[str, str], url: str | None
) -> dict[str, Any]:
    """The metadata of a table (section 5.4): its dialect, its columns and their meaning, and its key.

    Args:
        columns: The header.
        crosswalk: The meaning of the columns.
        options: The dialect.
        separators: The columns with several values, and their separators.
        url: The name of the file; None if it is unknown.
    """
    fields = {rule.target: rule for rule in reversed(crosswalk.rules)}
    described: list[dict[str, Any]] = []
    for column in columns:
        rule = fields.get(column)
        one: dict[str, Any] = {"name": column, "titles": column, "datatype": "string"}
        if rule is not None:
            one["dc:description"] = rule.field + (f": {rule.note}" if rule.note else "")
        if column in separators:
            one["separator"] = separators[column]
        if column == "depth":
            one["datatype"] = "nonNegativeInteger"
        described.append(one)
    schema: dict[str, Any] = {"columns": described}
    if "id" in columns and crosswalk.name == "csv":
        described[columns.index("id")]["required"] = True
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": url or "",
        "dc:title": crosswalk.title,
        "dialect": {
            "delimiter": options.delimiter or ",",
            "encoding": "utf-8",
            "header": True,
            "lineTerminators": [options.newline],
            "quoteChar": '"',
            "doubleQuote": True,
        },
        "tableSchema": schema,
    }
