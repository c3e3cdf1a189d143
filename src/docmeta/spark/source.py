"""The data source of Spark 4: `spark.read.format("docmeta")` and `df.write.format("docmeta")`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa
from pyspark import TaskContext
from pyspark.sql import datasource
from pyspark.sql.pandas.types import to_arrow_schema
from pyspark.sql.types import StructType

from docmeta.errors import OptionError
from docmeta.plugins import options as plugin_options
from docmeta.running.files import keeping
from docmeta.spark.options import read_options, write_options
from docmeta.spark.packing import packed, pieces
from docmeta.spark.rows import COLUMNS, rows_of, sound
from docmeta.spark.target import Done, Job
from docmeta.spark.writing import NEEDED, write_rows

#: How many rows, and how many characters of units, go to Spark at a time.
_ROWS: Final = 1_000
_CHARACTERS: Final = 4_000_000
#: Spark 4.1 passes rows in Arrow batches; earlier versions pass them one by one.
_DataSourceWriter: Any = getattr(datasource, "DataSourceArrowWriter", datasource.DataSourceWriter)


class DefaultSource(datasource.DataSource):
    """Descriptions as rows, and rows as descriptions."""

    @classmethod
    def name(cls) -> str:
        """The name for `format("docmeta")`."""
        return "docmeta"

    def schema(self) -> str:
        """All columns."""
        return ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())

    def reader(self, schema: StructType) -> Reader:
        """The reader; Spark asks for it on the driver."""
        return Reader(dict(self.options), schema)

    def writer(self, schema: StructType, overwrite: bool) -> Writer:
        """The writer; Spark asks for it on the driver."""
        return Writer(dict(self.options), schema, overwrite)


class Reader(datasource.DataSourceReader):
    """Reads the sources in parts, one per task."""

    def __init__(self, options: dict[str, str], schema: StructType) -> None:
        self.said, self.sources, self.how = read_options(options)
        self.schema = schema
        for field in schema.fields:
            kind = COLUMNS.get(field.name)
            if kind is None:
                raise plugin_options.no_such(field.name, "a table of descriptions", list(COLUMNS))
            if field.dataType.simpleString() != kind:
                raise OptionError(f"column {field.name!r} is of the type {kind}", value=field.dataType.simpleString())

    def partitions(self) -> list[Any]:
        """The sources, packed."""
        found = pieces(self.sources, self.how.from_, self.how.limits, huge=self.how.huge)
        return [datasource.InputPartition(part) for part in packed(found, self.said.partition_bytes)]

    def read(self, partition: Any) -> Iterator[Any]:
        """The rows of a part, in batches. Without sources, Spark asks for the part None."""
        columns = self.schema.fieldNames()
        arrow = to_arrow_schema(self.schema)
        batch: list[dict[str, Any]] = []
        characters = 0
        with keeping(self.how.huge, self.how.limits):
            for piece in partition.value or ():
                for row in rows_of(piece.path, piece.name, self.how, columns):
                    batch.append(row)
                    characters += len(row.get("unit") or "")
                    if len(batch) == _ROWS or characters > _CHARACTERS:
                        yield _batch(batch, arrow)
                        batch, characters = [], 0
        if batch:
            yield _batch(batch, arrow)


def _batch(rows: list[dict[str, Any]], schema: Any) -> Any:
    try:
        return pa.RecordBatch.from_pylist(rows, schema)
    except UnicodeEncodeError:
        return pa.RecordBatch.from_pylist([sound(row) for row in rows], schema)


class Message(datasource.WriterCommitMessage):
    """What an attempt tells the driver."""

    def __init__(self, done: Done) -> None:
        self.done = done


class Writer(_DataSourceWriter):
    """Writes the rows of each task; the driver then moves the files to their places."""

    def __init__(self, options: dict[str, str], schema: StructType, overwrite: bool) -> None:
        folder, self.how = write_options(options)
        there = schema.fieldNames()
        for name in ("unit",) if self.how.records else ("unit", "source"):
            if name not in there:
                raise OptionError(f"there is no column {name!r}, which is required (there are: {', '.join(there)})")
        self.columns = [name for name in NEEDED if name in there]
        self.job = Job.begin(folder, "overwrite" if overwrite else "append")

    def write(self, iterator: Iterator[Any]) -> Message:
        """Write the rows of a task."""
        part = f"part-{TaskContext.get().partitionId():05}"
        if self.job.mode == "append":
            part += f"-{self.job.name}"
        return Message(write_rows(self._rows(iterator), self.job.attempt(), self.how, part))

    def _rows(self, iterator: Iterator[Any]) -> Iterator[dict[str, Any]]:
        for some in iterator:
            if isinstance(some, pa.RecordBatch):
                some = some.select(self.columns)
                for start in range(0, some.num_rows, _ROWS):
                    yield from some.slice(start, _ROWS).to_pylist()
            else:
                yield some.asDict()

    def commit(self, messages: list[Any]) -> None:
        """Move all files to their places."""
        self.job.commit(message.done for message in messages if message is not None)

    def abort(self, messages: list[Any]) -> None:
        """Remove what was written."""
        self.job.abort()
