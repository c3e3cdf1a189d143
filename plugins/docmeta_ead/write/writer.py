"""Writes EAD 2002 and EAD3, one unit at a time: what was written is never touched again.

A unit opens its component and leaves it open for the units below it; the next unit closes what is not above it.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, Final

import attrs

from docmeta.model import Collection, Extra, Node, Unit
from docmeta.plugins import Context
from docmeta.text import Element
from docmeta.xml import DECLARATION, XLINK, XMLOut, attribute
from docmeta_ead.tables import losses
from docmeta_ead.tables.dialect import EAD3, EAD4, EAD2002, NUMBERED, SEPARATE, UNSPECIFIED, Dialect
from docmeta_ead.tables.ead4 import XHTML
from docmeta_ead.write.header import header
from docmeta_ead.write.state import READABLE, Writing
from docmeta_ead.write.unit import UnitWriter

if TYPE_CHECKING:
    from docmeta_ead.ead4.written import Ead4

_DEEPEST: Final = 12
_NUMBERED = re.compile(rb"<(/?)c(?:0[1-9]|1[0-2])(?=[ >])")
_BLOCK: Final = 1 << 16
_PROGRESS: Final = 1000


def write_ead2002(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Write nodes as EAD 2002."""
    write(nodes, out, context, EAD2002)


def write_ead3(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Write nodes as EAD3."""
    write(nodes, out, context, EAD3)


def write_ead4(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Write nodes as EAD 4.0."""
    write(nodes, out, context, EAD4)


def write(nodes: Iterable[Node], out: BinaryIO, context: Context, dialect: Dialect) -> None:
    """Write nodes in a dialect; reads one node at a time, and one more at the beginning."""
    writing = Writing(dialect, context)
    head, stream = context.report.ahead(nodes, 2)
    numbered = writing.options.numbered
    if not (is_numbered(head) if numbered is None else numbered):
        _Document(writing, out, numbered=False).write(head, stream)
        writing.finish()
        return
    # Only at the end is it known whether twelve numbers were enough.
    with tempfile.SpooledTemporaryFile(max_size=1 << 20) as spool:
        document = _Document(writing, spool, numbered=True)  # type: ignore[arg-type]
        document.write(head, stream)
        writing.finish()
        spool.seek(0)
        if document.deepest > _DEEPEST:
            writing.field = "members"
            message = "there are numbers for twelve levels; the file is written with c"
            context.report.note("decided", message, field="members", target="c", value=document.deepest)
        for block in _unnumbered(spool) if document.deepest > _DEEPEST else iter(lambda: spool.read(_BLOCK), b""):  # type: ignore[arg-type]
            out.write(block)


def is_numbered(head: Sequence[Node]) -> bool:
    """Whether the source of a description had numbered components."""
    return bool(head) and any(extra.place == NUMBERED for extra in head[0].unit.extras)


def _unnumbered(source: BinaryIO) -> Iterator[bytes]:
    """The file with `c` for every numbered component; only tags can begin with the searched bytes."""
    rest = b""
    while block := source.read(_BLOCK):
        data = rest + block
        cut = data.rfind(b"<")
        if cut < 0 or len(data) - cut > 8:
            cut = len(data)
        rest = data[cut:]
        yield _NUMBERED.sub(rb"<\1c", data[:cut])
    yield _NUMBERED.sub(rb"<\1c", rest)


class _Document:
    """One finding aid being written."""

    def __init__(self, writing: Writing, out: BinaryIO, numbered: bool) -> None:
        self.writing = writing
        self.numbered = numbered
        self.deepest = 0
        self.xml = XMLOut(out, forbidden=self.forbidden)
        self.units = UnitWriter(writing)
        self.ead4: Ead4 | None = None
        if writing.dialect.name == "ead4":
            from docmeta_ead.ead4.written import Ead4

            self.ead4 = Ead4(writing, self.forbidden)
        self.open: list[str] = []  # end tags still to be written
        self.apart = False  # whether the current units do not belong to the first description
        self.line = "\n" if writing.options.indent else ""

    def forbidden(self, piece: str) -> None:
        """Report a character that XML cannot hold."""
        self.writing.context.report.lose(
            "text", "XML", piece, code="character", reason="XML cannot hold the character; U+FFFD replaces it"
        )

    def write(self, head: Sequence[Node], stream: Iterator[Node]) -> None:
        """Write the nodes of one description, or of several; *head* are the first two."""
        self.xml.write(DECLARATION)
        if not head or (len(head) == 2 and head[1].depth == 0):
            self.wrapper(head[0] if head else None)
            shift = 1
        else:
            self.root(next(stream).unit, len(head) > 1)
            shift = 0
        for number, node in enumerate(stream):
            if node.depth + shift == 0:
                self.another()
                shift = 1
            self.component(node.unit, node.depth + shift)
            if number % _PROGRESS == 0:
                self.writing.context.progress(number)
        self.close(0)
        self.xml.close()

    def root(self, unit: Unit, below: bool) -> None:
        """Write what precedes the components, from the unit at the top."""
        if not unit.title and self.writing.options.title:
            unit = attrs.evolve(unit, title=self.writing.options.title)
        head, extras = header(self.writing, unit)
        self.start(head, unit, extras)
        self.archdesc(unit, below)

    def wrapper(self, first: Node | None) -> None:
        """Write a wrapper around several descriptions, or around none."""
        writing = self.writing
        writing.field = "members"
        said = writing.options
        unit = Collection(
            "descriptions", level=UNSPECIFIED, minted=True, title=said.title or "", identifiers=said.record_id or ()
        )
        if first is not None and first.unit.record is not None:
            unit.record = first.unit.record
        writing.supply(losses.SEVERAL if first is not None else losses.NONE, "archdesc")
        head, extras = header(writing, unit, wrapped=True)
        self.start(head, unit, extras)
        self.archdesc(unit, first is not None)

    def start(self, head: str, unit: Unit, extras: Iterable[Extra]) -> None:
        """Write the start of the file and the header."""
        writing = self.writing
        of_ead = Element("ead", {}, [])
        for extra in chain(extras, (one for one in unit.extras if one.place.startswith("ead/@"))):
            name = extra.place[5:]
            if name != "xmlns" and not name.startswith("xmlns:"):
                of_ead.attributes.setdefault(name, extra.content)
        attributes = writing.fitter.attributes(writing.fitter.models["ead"], of_ead)
        id = attributes.get("id")
        # An identifier occurs once in a file, and that of the unit is kept.
        if id is not None and (id == (None if unit.minted else unit.id) or not writing.taken.take(id)):
            writing.field = "extras"
            writing.lose(losses.PART_ID_TAKEN, attributes.pop("id"), "ead")
        spaces = {"xmlns": writing.dialect.namespace}
        if self.ead4 is not None:
            spaces |= {"xmlns:xhtml": XHTML, "xmlns:ead3": EAD3.namespace}
            attributes = self.ead4.attributes(Element("ead", attributes), "ead")
            head = self.ead4.header(head, unit.record.extras if unit.record is not None else ())
        elif not writing.ead3:
            spaces["xmlns:xlink"] = XLINK
        said = "".join(f" {name}={attribute(value)}" for name, value in {**spaces, **attributes}.items())
        self.xml.write(f"<ead{said}>\n  {head}\n")
        self.open = ["</ead>\n"]

    def archdesc(self, unit: Unit, below: bool) -> None:
        """Write the description of the whole, and open the list of components if there are any."""
        for text in self.units.before(unit):
            self.xml.write(text + "\n")
        ead4 = self.ead4
        text = self.units.start(unit, "archdesc")
        self.xml.write(text if ead4 is None else ead4.unit(unit, text, "archdesc"))
        self.open.append(f"</{'archdesc' if ead4 is None else 'archDesc'}>{self.line}")
        if below:
            text = self.units.dsc(unit)
            self.xml.write(text if ead4 is None else ead4.list(text))
            self.open.append(f"{self.line}</{'dsc' if ead4 is None else 'descriptionOfComponents'}>")
        else:
            text = self.units.without_dsc(unit)
            self.xml.write(text if ead4 is None or not text else ead4.list(text, closed=True))

    def another(self) -> None:
        """Begin a list for descriptions that are no components of the first one."""
        self.close(2 if self.ead4 is None else 3)
        writing = self.writing
        writing.field = "members"
        message = "a file holds one description; what does not belong to the first goes into a separate list"
        writing.context.report.note("decided", message, field="members", target="dsc")
        if self.ead4 is not None:
            # There is one list; separate parts of it are marked.
            if len(self.open) == 2:
                self.xml.write("<descriptionOfComponents>")
                self.open.append(f"{self.line}</descriptionOfComponents>")
            self.apart = True
            return
        names = ("dsctype", "otherdsctype", "otherdsctype") if writing.ead3 else ("type", "othertype", "othertype")
        self.xml.write(f'{self.line}<dsc {names[0]}="{names[1]}" {names[2]}="{SEPARATE}">')
        self.open.append(f"{self.line}</dsc>")

    def component(self, unit: Unit, depth: int) -> None:
        """Write a component, and leave it open."""
        pieces = []
        keep = depth + 2
        while len(self.open) > keep:
            pieces.append(self.open.pop())
        if depth > self.deepest:
            self.deepest = depth
        self.writing.depth = depth
        if depth > READABLE:
            self.writing.field = "members"
            self.writing.nests()
        name = f"c{depth:02}" if self.numbered and depth <= _DEEPEST else "c"
        pieces.append(self.line)
        text = self.units.start(unit, name)
        pieces.append(text if self.ead4 is None else self.ead4.unit(unit, text, name, self.apart and depth == 1))
        self.xml.write("".join(pieces))
        self.open.append(f"</{name}>")

    def close(self, keep: int) -> None:
        """Close everything but the outermost *keep*."""
        while len(self.open) > keep:
            self.xml.write(self.open.pop())
