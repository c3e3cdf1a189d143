"""Pieces of content in the making: words, elements, and the places where something was taken away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from docmeta.model import HEADINGS, Joiner
from docmeta.text import Element, words

Piece = Element | str

#: What XML takes for white space; other spaces are words.
BLANK: Final = " \t\r\n"


#: Marks that stand at the word before them.
_CLOSING: Final = tuple(",.;:!?)]")
#: What headings are made of, and the kind of each such part; a `part` says its own.
_PARTS: Final = {"part": "", "language": "language", "script": "script"}


class Break:
    """The place where an element was dissolved: what was apart must stay apart."""

    __slots__ = ("gap",)

    def __init__(self, gap: str) -> None:
        self.gap = gap

    def put(self, out: list[Piece], most: int, then: object = None) -> None:
        """End a word, a line or a paragraph, by *most* line breaks, unless that was done, or nothing stands before.

        A mark that closes a word, with which *then* begins, stays at it.
        """
        if not self.gap or not out or (self.gap == " " and isinstance(then, str) and then[:1] in _CLOSING):
            return
        ended = 0
        while ended < len(out) and is_lb(out[-1 - ended]):
            ended += 1
        wanted = min(self.gap.count("\n"), most)
        if wanted > ended:
            out.extend(Element("lb") for _ in range(wanted - ended))
        elif not wanted and not ended:
            last = out[-1]
            if isinstance(last, Element):
                out.append(" ")
            elif not last.endswith(" "):
                out[-1] = last + " "


def is_lb(piece: Piece) -> bool:
    return isinstance(piece, Element) and piece.name == "lb"


def is_break(piece: Piece) -> bool:
    return not piece.strip(BLANK) if isinstance(piece, str) else piece.name == "lb"


def add(out: list[Piece], text: str) -> None:
    if not text:
        return
    last = out[-1] if out else None
    if isinstance(last, str):
        out[-1] = last[:-1] + text if last.endswith(" ") and text.startswith(" ") else last + text
    else:
        out.append(text)


def trim(out: list[Piece]) -> None:
    """Take away the breaks at the end, behind which nothing follows."""
    while out and is_lb(out[-1]):
        out.pop()
    if out and isinstance(out[-1], str):
        out[-1] = out[-1].rstrip(BLANK)


def tidy(out: list[Piece], whole: bool) -> None:
    """Take away the white space beside line breaks and, of a whole element, all breaks at its ends."""
    while whole and out and is_break(out[0]):
        del out[0]
    while whole and out and is_break(out[-1]):
        del out[-1]
    if len(out) > 2:
        # An empty line is an empty line; more of them say no more.
        kept = [
            at for at in range(len(out)) if not all(is_lb(piece) for piece in out[at : at + 3]) or at + 3 > len(out)
        ]
        if len(kept) < len(out):
            out[:] = [out[at] for at in kept]
    last = len(out) - 1
    for at, piece in enumerate(out):
        if isinstance(piece, str):
            if (at == 0 and whole) or (at and is_lb(out[at - 1])):
                piece = piece.lstrip(BLANK)
            if (at == last and whole) or (at < last and is_lb(out[at + 1])):
                piece = piece.rstrip(BLANK)
            out[at] = piece
    if "" in out:
        out[:] = [piece for piece in out if piece != ""]


def joined(element: Element) -> list[Piece | Break]:
    """The pieces of a range or of a quantity with what a reader expects between them."""
    between = " - " if element.name == "daterange" else " "
    out: list[Piece | Break] = []
    for child in element.children:
        if isinstance(child, Element):
            if out:
                out.append(between)
            out.extend(child.children)
        elif child.strip(BLANK):
            out.append(child)
    return out


def is_part(piece: Piece) -> bool:
    """Whether a piece is a part of a heading."""
    return isinstance(piece, Element) and piece.name in _PARTS


def is_in_parts(element: Element) -> bool:
    """Whether an element is a heading in parts."""
    return element.name in HEADINGS and any(map(is_part, element.children))


def whole(element: Element, stays: Callable[[Element], bool]) -> list[Piece | Break]:
    """The pieces of a heading in parts, joined as people read them; a part that *stays* is an element of its own."""
    joiner = Joiner(HEADINGS[element.name])
    out: list[Piece | Break] = []
    gap: str | None = ""  # what stands before what is no part; None directly behind a part
    for child in element.children:
        if isinstance(child, str):
            if child.strip(BLANK):
                out.append(child if gap is not None else f" {child.lstrip(BLANK)}")
                joiner.add(child.strip(BLANK))
                gap = ""
            elif gap is not None:
                gap = " "
        elif child.name in _PARTS:
            said = words(child.children)
            joint = joiner.before(said, _PARTS[child.name] or child.attributes.get("localtype")) if said else ""
            inner = list(child.children)
            if stays(child):
                out += [Break(" ") if child.name == "part" else joint, child]
            else:
                strip(inner)
                out += [joint, *inner]
            gap = None
        else:
            out += [Break(" ") if gap is None else gap, child]
            joiner.add(words([child]))
            gap = ""
    return [*out, joiner.end()]


def says(pieces: list[Piece]) -> bool:
    return any(isinstance(piece, Element) or piece.strip(BLANK) for piece in pieces)


def paragraphs(child: Element) -> list[Element]:
    """A paragraph of plain words, cut where an empty line stands in it, which means the same."""
    if child.name != "p" or not any(map(is_lb, child.children)):
        return [child]
    if any(isinstance(piece, Element) and piece.name != "lb" for piece in child.children):
        return [child]
    parts: list[Element] = []
    here = Element("p", child.attributes)
    for at, piece in enumerate(child.children):
        if is_lb(piece) and (is_lb(child.children[at - 1]) if at else True):
            if here.children and is_lb(here.children[-1]):
                here.children.pop()
            if here.children:
                parts.append(here)
                here = Element("p")
        else:
            here.children.append(piece)
    if here.children or not parts:
        parts.append(here)
    return parts


def strip(run: list[Piece]) -> None:
    """Take away the white space around the words."""
    if not run:
        return
    first, last = run[0], run[-1]
    if isinstance(first, str):
        run[0] = first.lstrip(BLANK)
    if isinstance(last, str):
        run[-1] = run[-1].rstrip(BLANK) if isinstance(run[-1], str) else last
