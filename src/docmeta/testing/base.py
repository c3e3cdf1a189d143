"""The base of all checks: what a subclass can set, and how to run its reader and writer."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, BinaryIO, ClassVar, Final, NoReturn, cast

from docmeta.crosswalk import BOOKKEEPING, Report
from docmeta.model import FIELDS, Collection, Node
from docmeta.plugins import Context, Format, registry
from docmeta.testing.samples import sample_collections

_SPACE: Final = re.compile("[ \t\r\n]+")
#: The modification time of a trial's input, which an output may contain.
MODIFIED: Final = datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC)
#: The page that failing checks refer to, with a section for each.
_PAGE: Final = "docs/reference/contract.md"


class Tried:
    """A format under test; `FormatContract` describes its attributes."""

    format: ClassVar[str]
    options: ClassVar[Mapping[str, Any]] = {}
    trials: ClassVar[Mapping[str, Iterable[Any]]] = {}
    depth: ClassVar[int] = 100_000
    many: ClassVar[int] = 3_000
    flat: ClassVar[bool] = False
    late: ClassVar[bool] = False

    # -- what a subclass may change ----------------------------------------------------------------------------------

    def collections(self) -> Iterable[Collection]:
        """The descriptions to test with; add your own."""
        return sample_collections()

    def text_of(self, output: bytes) -> str:
        """The text of an output; decompress it here if the format is compressed."""
        return output.decode("utf-8", "replace")

    def survives(self, field: str, value: Any, got: Any) -> bool:
        """Whether a written value survives: *got* is the field as read back.

        Allow here for what a format adds, such as the kind of every date.
        """
        return value in got if isinstance(got, tuple) else bool(value == got)

    # -- how -----------------------------------------------------------------------------------------------------------

    def _format(self) -> Format:
        return registry.default().get(self.format)

    def _options(self) -> Any:
        kind = self._format().options
        return kind(**self.options) if kind is not None else None

    def _writing(self) -> Iterable[Collection]:
        if not self._format().can_write:
            skip("it does not write")
        return self.collections()

    def _both(self) -> None:
        if not (self._format().can_read and self._format().can_write):
            skip("it does not read and write both")

    def _run(self, nodes: Iterable[Node], out: BinaryIO | io.RawIOBase, context: Context) -> None:
        writer = self._format().writer
        if writer is not None:
            writer(nodes, cast("BinaryIO", out), context)

    def _write(self, nodes: Iterable[Node], options: Any = None) -> tuple[bytes, Report]:
        out = io.BytesIO()
        context = Context(options=self._options() if options is None else options, modified=MODIFIED)
        self._run(nodes, out, context)
        return out.getvalue(), context.report

    def _read(self, data: bytes, context: Context | None = None) -> Iterator[Node]:
        reader = self._format().reader
        if reader is not None:
            yield from reader(io.BytesIO(data), context or Context(options=self._options()))

    def _compare(self, before: Node, after: Node, lost: set[str | None], *, fold: bool = False) -> None:
        """Every value of *before* is in *after*, or its field was reported.

        With *fold* all runs of white space are equal.
        """
        where = f"unit {before.unit.id!r}"
        if before.depth != after.depth and not self.flat and "members" not in lost:
            fail(f"{where}: it was written at depth {before.depth} and comes back at {after.depth}")
        for name in FIELDS:
            if name in BOOKKEEPING or name in lost or (name == "id" and before.unit.minted):
                continue
            value, got = getattr(before.unit, name), getattr(after.unit, name)
            if isinstance(value, tuple):
                missing = [one for one in value if not self.survives(name, one, got)]
                if missing:
                    fail(f"{where}: of {name}, {missing!r} was not reported as lost and did not come back: {got!r}")
            elif (
                value
                and not self.survives(name, value, got)
                and not (fold and _SPACE.sub(" ", str(value)) == _SPACE.sub(" ", str(got)))
            ):
                fail(f"{where}: {name} was not reported as lost and comes back as {got!r:.300}, not as {value!r:.300}")


class Sink(io.RawIOBase):
    """Counts bytes, and discards them."""

    def __init__(self) -> None:
        super().__init__()
        self.size = 0

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Any) -> int:
        """Count."""
        self.size += len(data)
        return len(data)


def drain(format: Format, source: BinaryIO, options: Any) -> None:
    """Read to the end."""
    if format.reader is not None:
        for _ in format.reader(source, Context(options=options)):
            pass


def fail(message: str) -> NoReturn:
    """Fail, with a reference to the section of the check."""
    frame = sys._getframe(1)
    while not frame.f_code.co_name.startswith("test_") and frame.f_back is not None:
        frame = frame.f_back
    raise AssertionError(f"{message} (see {_PAGE}, {frame.f_code.co_name})")


def skip(reason: str) -> NoReturn:
    """Skip the check, as pytest does."""
    import pytest

    pytest.skip(reason)
