"""The description of a table for machines: CSVW, Metadata Vocabulary for Tabular Data (W3C Recommendation 2015)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docmeta.crosswalk import Crosswalk
from docmeta_csv.options import CsvOptions


def description(
    columns: Sequence[str], crosswalk: Crosswalk, options: CsvOptions, separators: Mapping[str, str], url: str | None
) -> dict[str, Any]:
    """The metadata of a table (section 5.4): its dialect, its columns, what they are of, and its key.

    Args:
        columns: The header.
        crosswalk: What the columns are of.
        options: The dialect.
        separators: Which columns hold several values, and what stands between them.
        url: The name of the file; None where it is not known.
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
