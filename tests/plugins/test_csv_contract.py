"""Every table keeps the contract of formats."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import attrs

from docmeta import Date
from docmeta.testing import FormatContract

#: Options for other people's tables; docmeta's own gives the meaning of its dates in columns.
OF_OTHERS: dict[str, tuple[Any, ...]] = {"dates": (), "pairs": ()}


class TestCsv(FormatContract):
    """The filled columns are known at the end."""

    format = "csv"
    late = True
    trials = OF_OTHERS
    depth = 20_000


class TestCsvOfAllColumns(FormatContract):
    format = "csv"
    trials = OF_OTHERS
    options = {"columns": ("all",)}
    depth = 2_000


class TestCsvBySemicolons(FormatContract):
    format = "csv"
    trials = OF_OTHERS
    options = {"delimiter": ";", "separator": "#", "line_end": "lf", "bom": True}
    late = True
    depth = 2_000


class TestCsvDefused(FormatContract):
    format = "csv"
    trials = OF_OTHERS
    options = {"formulas": "defuse"}
    late = True
    depth = 2_000


class _Dated(FormatContract):
    """Dates that systems require are supplied."""

    def survives(self, field: str, value: Any, got: Any) -> bool:
        if isinstance(value, Date):
            value = attrs.evolve(value, kind=value.kind or "creation")
            got = tuple(attrs.evolve(date, kind=date.kind or "creation") for date in got)
        return super().survives(field, value, got)


class TestAtom(_Dated):
    format = "csv-atom"
    trials = OF_OTHERS
    depth = 5_000
    many = 1_000


class TestAspace(_Dated):
    """With a row for the collection, so that as many units are read as are written; its columns are known at the end."""

    format = "csv-aspace"
    options = {"top": "row", "ead": "papers"}
    late = True
    depth = 5_000
    many = 1_000


class TestXlsx(FormatContract):
    format = "xlsx"
    trials = OF_OTHERS
    late = True
    depth = 500
    many = 500

    def text_of(self, output: bytes) -> str:
        with zipfile.ZipFile(io.BytesIO(output)) as archive:
            return archive.read("xl/worksheets/sheet1.xml").decode()


class TestOmeka(FormatContract):
    format = "csv-omeka"


class TestIslandora(FormatContract):
    format = "csv-islandora"


class TestCollectionBuilder(FormatContract):
    format = "csv-collectionbuilder"


class TestDSpace(FormatContract):
    format = "csv-dspace"
