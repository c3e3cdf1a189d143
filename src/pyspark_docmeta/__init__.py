"""The entry point for Apache Spark, which looks on the path for `pyspark_*` packages with a `DefaultSource`.

(`pyspark/sql/worker/lookup_data_sources.py` of Spark 4.) Spark does so in every session that uses any Python data source,
so this imports nothing, and offers nothing if something is missing.
"""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    if name == "DefaultSource":
        try:
            from docmeta.spark.source import DefaultSource
        except ImportError as error:  # no Spark, or one before 4
            raise AttributeError(f"docmeta has no data source here: {error}") from None
        return DefaultSource
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
