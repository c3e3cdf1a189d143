"""Checks for faults that look like success: an option without effect, a lost value, text that becomes markup, a random order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum, StrEnum
from itertools import zip_longest
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import attrs

from docmeta.crosswalk import SELECTORS, Report
from docmeta.errors import DocmetaError
from docmeta.model import FIELDS, Collection, Document, Node, Unit, vocab, walk
from docmeta.plugins import Context
from docmeta.testing import values
from docmeta.testing.base import MODIFIED, Tried, fail, skip
from docmeta.testing.process import outputs_elsewhere
from docmeta.testing.samples import Filler, every_field
from docmeta.testing.structure import forged_lines, marks_up, structure

#: Values that a text option may react to: a delimiter, a time, a URL, an encoding, a word.
_TEXTS: Final = ("|", "2011-02-03T04:05:06Z", "https://example.org/tried", "utf-16", "tried", "id")
#: Text that is markup, or ends a string, in some format.
_MARKS: Final = (
    "A & B < C > D", "]]>", "</title><script>alert(1)</script>", "<!-- --><?pi?>", "&amp;&#60;", '"', "'", "\\", "a;b|c,d\te", "{", "}",
)  # fmt: skip
_KINDS: Final[dict[str, type[StrEnum]]] = {
    "agents": vocab.Role,
    "dates": vocab.DateKind,
    "identifiers": vocab.IdentifierKind,
    "notes": vocab.NoteKind,
    "relations": vocab.RelationKind,
    "subjects": vocab.TermKind,
}


class Faults(Tried):
    """The checks, included in `FormatContract`."""

    def test_hears_its_options(self) -> None:
        """Each option makes a difference to what is written, read or reported, or refuses a value."""
        self._writing()
        kind = self._format().options
        if kind is None:
            skip("it has no options")
        bases: list[Mapping[str, Any]] = [self.options, {}] if self.options else [{}]
        usual = [list(self._outcome(base)) for base in bases]
        hints = get_type_hints(kind)
        for field in attrs.fields(kind):
            name = field.alias or field.name
            if not field.init or (name in self.trials and not tuple(self.trials[name])):
                continue
            tried = list(self.trials.get(name, ())) or list(
                _others(hints[field.name], self.options.get(name, field.default))
            )
            each = (
                self._differs({**base, name: value}, said)
                for value in tried
                for base, said in zip(bases, usual, strict=True)
            )
            if not any(each):
                fail(
                    f"the option {name!r} makes no difference (tried: {', '.join(map(repr, tried))}): "
                    "use context.options, or name values that show what it does in `trials`"
                )

    def _differs(self, options: Mapping[str, Any], usual: list[Any]) -> bool:
        return any(one != other for one, other in zip_longest(self._outcome(options), usual))

    def _outcome(self, options: Mapping[str, Any]) -> Iterator[Any]:
        """What is written, read and reported with some options, or the error for them."""
        format = self._format()
        try:
            assert format.options is not None  # noqa: S101  # checked by the caller
            made = format.options(**options)
            for collection in (_sensitive(), every_field(), *self.collections()):
                output, report = self._write(walk(collection), made)
                yield output, report.findings
                if format.can_read:
                    usual, _ = self._write(walk(collection))
                    yield [(node.depth, node.unit) for node in self._read(usual, Context(options=made))]
        except (DocmetaError, ValueError, TypeError, LookupError) as error:
            yield f"{type(error).__name__}: {error}"

    def test_writes_every_value(self) -> None:
        """If a field has two values, both are written, or the loss of one is reported."""
        self._writing()
        for field, kind in self._fields_of_many():
            one, two = (values.plain(field, kind, number) for number in (0, 1))
            outputs, losses = zip(*(self._of(field, each) for each in ((one,), (two,), (one, two))), strict=True)
            if outputs[2] not in outputs[:2] or losses[2] > max(losses[:2]) or (outputs[0] == outputs[1] and losses[2]):
                continue
            said = f"{field}[{kind}]" if kind else field
            fail(f"of two values of {said} one is neither written nor reported: loop over unit.{field}")
        for field, one, two in values.nested():
            (first, _), (both, lost) = self._of(field, one), self._of(field, two)
            if both == first and not lost:
                fail(f"of {two!r} the second value is neither written nor reported")

    def test_keeps_the_order_of_values(self) -> None:
        """Values are written in their order, or sorted."""
        self._writing()
        for field, kind in self._fields_of_many():
            many = tuple(values.plain(field, kind, number) for number in range(len(values.WORDS)))
            text = self.text_of(self._of(field, many)[0])
            words = [word for word in (values.word(field, number) for number in range(len(many))) if word in text]
            order = sorted(words, key=text.index)
            if len(words) > 3 and order not in (words, words[::-1], sorted(words), sorted(words)[::-1]):
                fail(f"the order of {field} is lost ({', '.join(order)}): a set has none; use dict.fromkeys() or sort")

    def test_text_stays_text(self) -> None:
        """For a format without a reader: no text of a unit becomes markup, a record or a separate line."""
        self._writing()
        if self._format().can_read:
            skip("its round trip shows it")
        for name in FIELDS:
            plain = self._filled(name, "")
            for mark in _MARKS:
                marked = self._filled(name, f" {mark}")
                if plain is not None and marked is not None:
                    if structure(marked) != structure(plain):
                        fail(f"{name}: the words {mark!r} change the structure of the output: escape them")
                    if marks_up(self._format()) and marked.count(b"<script>") > plain.count(b"<script>"):
                        fail(f"{name}: the words {mark!r} are written as markup: escape them")
            self._refuse_forged(name)

    def _refuse_forged(self, name: str) -> None:
        """Text that looks like lines of the format, in one field."""
        lines = forged_lines(self._write(self._document(Filler("forged").unit()))[0])
        for end in ("\n", "\r", "\r\n"):
            output = self._filled(name, f"{end}{end.join(lines)}{end}") if lines else None
            found = next(
                (line for line in (output or b"").decode("utf-8", "replace").splitlines() if line in lines), ""
            )
            if found and structure(output or b"") is None:
                fail(f"{name}: the words {found!r} after a line break become a line of the format: fold or escape them")

    def test_writes_the_same_elsewhere(self) -> None:
        """Another process, with other hashes, on another day and in another time zone, writes the same bytes."""
        self._writing()
        said = b"".join(self._write(walk(collection))[0] for collection in self.collections())
        for today in (f"{date.today():%Y-%m-%d}", f"{date.today():%Y%m%d}"):
            if today.encode() in said:
                fail(f"it writes today's date, {today}: take the time from context.timestamp()")
        found = outputs_elsewhere(self._format(), self._options(), list(self.collections()), MODIFIED)
        if found is None:
            return
        usual, other_hashes, other_day = found
        if usual != other_hashes:
            fail("two processes write different bytes: sort sets, and use no random numbers, id() or hash()")
        if usual != other_day:
            fail("the output depends on the clock or the time zone: take the time from context.timestamp()")

    # -- how -----------------------------------------------------------------------------------------------------------

    def _fields_of_many(self) -> Iterator[tuple[str, str | None]]:
        """The multi-valued fields, with each kind named in the model or the crosswalk."""
        table = self._format().table()
        for field in values.MANY:
            kinds: dict[str | None, None] = dict.fromkeys([None])
            if field in SELECTORS:
                named = [rule.selector for rule in table.rules if rule.name == field] if table is not None else []
                kinds = dict.fromkeys([*(str(kind) for kind in _KINDS[field]), *(kind for kind in named if kind)])
            for kind in kinds:
                yield field, kind

    def _of(self, field: str, value: Any) -> tuple[bytes, int]:
        """The output for a document with one field, and the number of losses reported for it."""
        output, report = self._write(self._document({"title": "Tried", field: value}))
        return output, _counted(report, field)

    def _document(self, fields: dict[str, Any]) -> Iterable[Node]:
        fields = {"id": "tried", **fields}
        return walk(Collection("trial", title="Trial", level="collection", members=(Document(**fields),)))

    def _filled(self, name: str, more: str) -> bytes | None:
        """A document with one field, with *more* appended to each of its strings; None if it is invalid."""
        filler = Filler(more)
        field = attrs.fields_dict(Unit)[name]
        try:
            return self._write(self._document({"title": "Tried", name: filler.field("Unit", field, Unit)}))[0]
        except DocmetaError:
            return None


def _sensitive() -> Collection:
    """Text that options for escaping, quoting, defusing or reading dates react to."""
    titles = ("=1+1", *_MARKS)
    members = tuple(Document(f"h{number}", title=title, dates="5/6/1951") for number, title in enumerate(titles))
    return Collection("sensitive", title="Trial", dates="1901-02", members=members)


def _counted(report: Report, field: str) -> int:
    return sum(finding.count for finding in report.findings if finding.field == field)


def _others(kind: Any, default: Any) -> Iterator[Any]:
    """Non-default values for an option of a type."""
    default = None if isinstance(default, attrs.Factory) else default  # type: ignore[arg-type]
    origin, inner = get_origin(kind), [each for each in get_args(kind) if each is not type(None)]
    if origin is Literal:
        yield from (each for each in inner if each != default)
    elif origin in (tuple, list, set, frozenset):
        word = next(_others(inner[0] if inner else str, None), "tried")
        yield from (origin([word]), origin(["id", "title"]), origin(["title"]))
    elif origin is dict:
        yield {"title": "tried"}
    elif kind is bool:
        yield not default
    elif kind is int:
        yield from (each for each in (2, 0, 1, 5) if each != default)
    elif kind is float:
        yield from (each for each in (2.5, 0.0) if each != default)
    elif kind is str:
        yield from (each for each in _TEXTS if each != default)
    elif isinstance(kind, type) and issubclass(kind, Enum):
        yield from (each for each in kind if each != default)
    else:
        for each in inner:  # a union
            yield from (True, False) if each is bool else _others(each, default)
