"""Starter: records of lines, "tag: value", each field by a line of one table.

The table drives the writer, the reader, `docmeta crosswalk starter` and the report of what is lost.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import attrs

import docmeta
from docmeta.crosswalk import Crosswalk, Rule, codecs, compile_encoder
from docmeta.model import FIELDS, Minter
from docmeta.model.draft import Draft  # reader

RULES = (
    Rule("id", "id"),
    Rule("title", "title"),
    Rule("level", "level"),
    Rule("dates", "date", codecs.dates()),
    Rule("agents[creator]", "creator", codecs.names("creator")),
    Rule("extents", "extent", codecs.extents()),
    Rule("languages", "language", codecs.languages()),
    Rule("description", "description"),
    Rule("subjects", "subject", codecs.terms()),
    Rule("places", "place", codecs.places()),
    Rule("notes[access_conditions]", "access", codecs.notes("access_conditions")),
)
DROPS = {field: "starter has no tag for it" for field in FIELDS if field not in {rule.name for rule in RULES}}
TABLE = Crosswalk("starter", "Starter", RULES, DROPS)
#: A value stays on its line.
ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r"})
#: Begins each record, with its kind and depth.
BEGINS = "record"


@attrs.frozen
class Options:
    """What `-O` takes: `docmeta convert ... --to starter -O gap=no`.

    Attributes:
        gap: Write an empty line after each record.
    """

    gap: bool = True


def write(nodes: Iterable[docmeta.Node], out: BinaryIO, context: docmeta.Context, /) -> None:
    """Write a record for each unit."""

    def lose(code: str, field: str, target: str, value: object, why: str) -> None:
        context.report.lose(field, target or None, value, code=code, reason=why)

    encode, targets = compile_encoder(TABLE), TABLE.targets()
    end = "\n" if (context.options or Options()).gap else ""
    for node in nodes:
        kind = "collection" if isinstance(node.unit, docmeta.Collection) else "document"
        lines = [f"{BEGINS}: {kind} {node.depth}\n"]
        for target, texts in zip(targets, encode(node.unit, lose), strict=True):
            lines += [f"{target}: {text.translate(ESCAPES)}\n" for text in texts or ()]
        record = "".join([*lines, end])
        if not record.isascii() and record.encode(errors="ignore").decode() != record:
            context.report.note("character", "a lone surrogate, which UTF-8 cannot encode", target=BEGINS)
        out.write(record.encode(errors="backslashreplace"))


# reader begins
def read(source: BinaryIO, context: docmeta.Context, /) -> Iterator[docmeta.Node]:
    """Read the records one by one."""
    rules, minter = TABLE.by_target(), Minter()
    begun: tuple[str, int, int] | None = None
    draft = Draft("starter")
    for number, line in enumerate(source, 1):
        tag, value = tag_and_value(line, number)
        if tag == BEGINS:
            if begun is not None:
                yield node(draft, *begun, minter)
            kind, depth = kind_and_depth(value, number, begun[1] if begun is not None else -1)
            begun, draft = (kind, depth, number), Draft("starter")
        elif begun is None:
            if tag:
                raise docmeta.InputError(f"expected a line that begins with {BEGINS!r}", line=number, value=value)
        elif tag in rules and value:
            rule = rules[tag]
            draft.add(rule.name, rule.codec.decode(value) if rule.codec.decode is not None else value)
        elif tag:
            context.report.note("unread", "an unknown tag", target=tag, value=value, line=number)
    if begun is not None:
        yield node(draft, *begun, minter)


def tag_and_value(line: bytes, number: int) -> tuple[str, str]:
    """The tag and value of a line."""
    try:
        tag, _, value = line.decode().removesuffix("\n").partition(": ")
    except UnicodeDecodeError:
        raise docmeta.InputError("expected UTF-8", line=number) from None
    parts = value.split(r"\\")
    return tag.strip(), "\\".join(part.replace(r"\n", "\n").replace(r"\r", "\r") for part in parts)


def kind_and_depth(value: str, number: int, above: int) -> tuple[str, int]:
    """The kind and depth at the beginning of a record: "collection 0"."""
    kind, _, depth = value.partition(" ")
    known = kind in ("collection", "document") and depth.isascii() and depth.isdigit() and len(depth) < 9
    if not known or int(depth) > above + 1:
        raise docmeta.InputError('expected "collection" or "document" and a depth', line=number, value=value)
    return kind, int(depth)


def node(draft: Draft, kind: str, depth: int, line: int, minter: Minter) -> docmeta.Node:
    """The unit that a record describes; without an identifier, it gets one by position."""
    minted = minter.mint(depth)
    id = draft.fields.pop("id", None)
    make = draft.collection if kind == "collection" else draft.document
    return docmeta.Node(depth, make(id or minted, minted=id is None), line)


def sniff(head: bytes) -> int:
    """How likely an input is in this format, from 0 to 100."""
    return 90 if head.startswith(f"{BEGINS}: ".encode()) else 0


# reader ends
@docmeta.hookimpl
def docmeta_formats() -> Iterator[docmeta.Format]:
    """Announce the format."""
    yield docmeta.Format(
        name="starter",
        title="Starter",
        extensions=(".starter",),
        options=Options,
        writer=write,
        reader=read,  # reader
        sniffer=sniff,  # reader
        crosswalk=TABLE,
    )
