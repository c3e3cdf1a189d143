"""The contract of a format: what its reader and writer guarantee.

A subclass names the format; pytest runs the rest. Every failure says in its message what was expected.
"""

from __future__ import annotations

import copy
import gc
import io
import weakref
from collections.abc import Iterable, Iterator
from typing import Any, Final

from docmeta.crosswalk import BOOKKEEPING, SELECTORS, Finding, Report, Rule
from docmeta.errors import DocmetaError, excerpt
from docmeta.model import FIELDS, Document, Node, Unit, walk
from docmeta.plugins import Context
from docmeta.testing.base import Sink, drain, fail, skip
from docmeta.testing.faults import Faults
from docmeta.testing.samples import HOSTILE, deep, every_field, sample_collections, wide, words_of

_JUNK: Final[tuple[bytes, ...]] = (
    b"",
    b" \n",
    b"\x00\x01\x02\xff\xfe",
    b"\xff\xff\xff",
    b"<",
    b"{",
    b"[[[[",
    b'"',
    b"a,b\n1",
    b"\x1f\x8b\x08\x00",
    b"PK\x03\x04",
    b"\xef\xbb\xbf",
    "Ünïcödé".encode("latin-1"),
)


class FormatContract(Faults):
    """Subclass this and name the format; pytest does the rest.

    Attributes:
        format: The name of the format.
        options: Options for its reader and writer, as keyword arguments of its options class.
        depth: The depth of a tree that the writer must write, or refuse with a `DocmetaError`.
        many: The number of documents in the test for streaming.
        trials: For each option, values that make a difference, if the automatic ones do not;
            an empty tuple if no sample shows a difference, and you test the option yourself.
        flat: Whether the format cannot express hierarchy, so that depths need not survive a round trip.
        late: Whether the output can only be written at the end, as for a ZIP archive.
    """

    # -- the contract ------------------------------------------------------------------------------------------------

    def test_is_announced(self) -> None:
        """It is found by name, and all its options have defaults."""
        format = self._format()
        if format.options is not None:
            format.options()
        if format.title.strip() == "":
            fail(f"format {format.name!r} has no title")

    def test_writes_the_samples_alike_each_time(self) -> None:
        """The same input gives the same bytes, and at least one."""
        for collection in self._writing():
            first, _ = self._write(walk(collection))
            again, _ = self._write(walk(collection))
            if not first:
                fail(f"{collection.id}: nothing was written")
            if first != again:
                fail(
                    f"{collection.id}: two runs gave different bytes; take the time from context.timestamp(), and sort sets"
                )

    def test_writes_while_it_reads(self) -> None:
        """It pulls one node at a time, keeps none after writing it, and writes as it goes."""
        self._writing()
        alive: list[weakref.ref[Unit]] = []
        most = 0
        sink = Sink()
        early = 0

        def nodes() -> Iterator[Node]:
            nonlocal most, early
            for number, (depth, unit) in enumerate(wide(self.many, lambda unit: alive.append(weakref.ref(unit)))):
                yield Node(depth, unit)
                del unit
                if number % 250 == 249:
                    gc.collect()
                    most = max(most, sum(1 for one in alive[:-2] if one() is not None))
                if number == self.many * 9 // 10:
                    early = sink.size

        self._run(nodes(), sink, Context(options=self._options()))
        if most > 100:
            fail(f"it keeps units after writing them: {most} at once of {self.many}; consume the nodes in one loop")
        if not early and not self.late:
            fail("nothing was written before the last nodes were pulled; write as you go")

    def test_changes_no_unit(self) -> None:
        """The units belong to the caller: the writer must not modify them."""
        for collection in self._writing():
            before = copy.deepcopy(collection)
            self._write(walk(collection))
            if collection != before:
                fail(f"{collection.id}: the writer modified a unit; make a copy with attrs.evolve()")

    def test_leaves_the_streams_open(self) -> None:
        """It leaves streams open: whoever opened a stream closes it."""
        for collection in self._writing():
            sink = Sink()
            self._run(walk(collection), sink, Context(options=self._options()))
            if sink.closed:
                fail("the writer closed its stream; it must leave it open")
            if self._format().can_read:
                output, _ = self._write(walk(collection))
                source = io.BytesIO(output)
                drain(self._format(), source, self._options())
                if source.closed:
                    fail("the reader closed its stream; it must leave it open")
            break

    def test_writes_nothing_of_nothing(self) -> None:
        """It writes a stream without nodes, or raises a DocmetaError."""
        self._writing()
        try:
            self._write(iter(()))
        except DocmetaError:
            return

    def test_says_what_it_maps(self) -> None:
        """The crosswalk, if there is one, covers every field of the model."""
        table = self._format().table()
        if table is not None and table.unmapped():
            fail(f"the crosswalk does not cover {', '.join(table.unmapped())}: add a rule, or a line in drops")

    def test_codecs_know_their_losses(self) -> None:
        """A codec reports a loss exactly if decode(encode(value)) differs, or leaves that to the lines of `partial`."""
        table = self._format().table()
        units = [node.unit for collection in self.collections() for node in walk(collection)]
        for rule in table.rules if table is not None else ():
            if table is not None and rule.codec.reports and not table.partial:
                fail(
                    f"{rule.field} -> {rule.target}: the codec {rule.codec.name!r} reports its losses as it writes: "
                    "declare them in `Crosswalk.partial`"
                )
            if rule.codec.decode is None or not rule.writes or rule.name in BOOKKEEPING:
                continue
            for value in _values(rule, units):
                text = rule.codec.encode(value)
                if not text:
                    continue
                differs = rule.codec.decode(text) != value
                if rule.codec.loss(value) != differs:
                    said = "loses" if rule.codec.loss(value) else "keeps"
                    fail(f"{rule.field} -> {rule.target}: the codec {rule.codec.name!r} says that it {said} {value!r}")

    def test_reports_what_its_table_says(self) -> None:
        """Losses of a field whose codec reports as it writes are lines of `Crosswalk.partial`."""
        table = self._format().table()
        own = {rule.name for rule in table.rules if rule.codec.reports} if table is not None else set()
        if table is None or not own or not self._format().can_write:
            return
        for collection in (*self.collections(), every_field()):
            every: list[Finding] = []
            context = Context(options=self._options(), report=Report(each=every.append))
            self._run(walk(collection), io.BytesIO(), context)
            for one in every:
                if one.field not in own or one.code not in ("partial", "dropped"):
                    continue
                if not any(line.covers(one.code, one.field, one.target, one.message) for line in table.partial):
                    fail(
                        f"{one.field} -> {one.target}: {one.message!r} is reported, but is not a line of `Crosswalk.partial`"
                    )

    def test_loses_nothing_in_silence(self) -> None:
        """Each text of each field is in the output, or its loss is in the report."""
        self._writing()
        collection = every_field()
        output, report = self._write(walk(collection))
        text = self.text_of(output)
        reported = {finding.field for finding in report.findings}
        silent: dict[str, str] = {}
        for name in FIELDS:
            value = getattr(collection.members[0], name)
            missing = [word for word in words_of(value) if word not in text]
            if missing and name not in reported:
                silent[name] = f"{', '.join(missing[:8])}{' ...' if len(missing) > 8 else ''} of {excerpt(value)}"
        if silent:
            name, words = next(iter(silent.items()))
            fail(
                f"neither written nor reported by context.report.lose: {', '.join(silent)}. In {name}: {words}. "
                "A crosswalk reports what it drops: see Format.crosswalk and docmeta.crosswalk.compile_encoder"
            )

    def test_reads_what_it_writes(self) -> None:
        """What it writes comes back, field by field, or is reported as lost."""
        self._both()
        for collection in self.collections():
            nodes = list(walk(collection))
            output, report = self._write(iter(nodes))
            context = Context(options=self._options())
            back = list(self._read(output, context))
            lost = {finding.field for finding in report.findings} | {
                finding.field for finding in context.report.findings
            }
            if len(back) != len(nodes):
                fail(f"{collection.id}: {len(nodes)} units were written and {len(back)} read")
            for before, after in zip(nodes, back, strict=True):
                self._compare(before, after, lost)

    def test_writes_what_it_read_alike(self) -> None:
        """Writing what was read gives the same bytes again."""
        self._both()
        for collection in self.collections():
            output, _ = self._write(walk(collection))
            once, _ = self._write(self._read(output))
            twice, _ = self._write(self._read(once))
            if once != twice:
                fail(f"{collection.id}: write(read(x)) is not stable: the second round changes it again")

    def test_survives_hostile_words(self) -> None:
        """Any string can be a title or a description: it comes back, is reported, or raises a DocmetaError."""
        self._writing()
        for number, words in enumerate(HOSTILE):
            unit = Document(f"hostile-{number}", title=words, description=f"Before. {words} After.")
            try:
                output, report = self._write(iter([Node(0, unit)]))
            except DocmetaError:
                continue
            if not self._format().can_read:
                continue
            context = Context(options=self._options())
            back = list(self._read(output, context))
            if len(back) != 1:
                fail(f"one unit with the title {words[:40]!r} came back as {len(back)}")
            lost = {finding.field for finding in (*report.findings, *context.report.findings)}
            if any(finding.code == "character" for finding in report.findings):
                lost |= {"title", "description"}
            self._compare(Node(0, unit), back[0], lost, fold=True)

    def test_takes_any_depth(self) -> None:
        """It writes a very deep tree, or raises a DocmetaError, never a RecursionError."""
        self._writing()
        nodes = (Node(depth, unit) for depth, unit in deep(self.depth))
        try:
            self._run(nodes, Sink(), Context(options=self._options()))
        except DocmetaError:
            return

    def test_reads_any_depth(self) -> None:
        """It reads a very deep tree, or raises a DocmetaError."""
        self._both()
        try:
            output, _ = self._write(Node(depth, unit) for depth, unit in deep(min(self.depth, 3_000)))
            for _ in self._read(output):
                pass
        except DocmetaError:
            return

    def test_refuses_junk(self) -> None:
        """It reads bytes that are invalid or cut off, or raises a DocmetaError, never another exception."""
        format = self._format()
        if not format.can_read:
            skip("it does not read")
        pieces = list(_JUNK)
        if format.can_write:
            output, _ = self._write(walk(sample_collections()[0]))
            pieces += [output[: len(output) * tenth // 10] for tenth in range(1, 10)]
            pieces += [
                output[: len(output) // 2] + junk + output[len(output) // 2 :]
                for junk in (b"\x00", b"\xff", b"<", b'"', b"}")
            ]
        for piece in pieces:
            try:
                drain(format, io.BytesIO(piece), self._options())
            except DocmetaError:
                continue


def _values(rule: Rule, units: Iterable[Unit]) -> Iterator[Any]:
    """The values of a rule."""
    for unit in units:
        value = getattr(unit, rule.name)
        for one in value if isinstance(value, tuple) else (value,):
            if one and (rule.selector is None or getattr(one, SELECTORS[rule.name]) == rule.selector):
                yield one
