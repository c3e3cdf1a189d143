"""Pieces of content being fitted: words, elements, and places where something was removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from docmeta.model import HEADINGS, Joiner
from docmeta.text import Element, words

Piece = Element | str

#: White space in XML; other spaces are words.
BLANK: Final = " \t\r\n"


#: Marks that stay with the word before them.
_CLOSING: Final = tuple(",.;:!?)]")
#: Elements of headings, and the kind of each part; a `part` gives its own.
_PARTS: Final = {"part": "", "language": "language", "script": "script"}


class Break:
    """The place where an element was dissolved: its content must stay separate."""

    __slots__ = ("gap",)

    def __init__(self, gap: str) -> None:
        self.gap = gap

    def put(self, out: list[Piece], most: int, then: object = None) -> None:
        """End a word, a line or a paragraph, with at most *most* line breaks, unless that was done, or nothing precedes.

        A closing mark at the beginning of *then* stays with its word.
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
    if out and isinstance(out[-1], str):
        last: Any = out.pop()  # with no other reference, Python extends it in place
        last += text[1:] if last.endswith(" ") and text.startswith(" ") else text
        out.append(last)
    else:
        out.append(text)


def trim(out: list[Piece]) -> None:
    """Remove line breaks at the end."""
    while out and is_lb(out[-1]):
        out.pop()
    if out and isinstance(out[-1], str):
        out[-1] = out[-1].rstrip(BLANK)


def tidy(out: list[Piece], whole: bool) -> None:
    """Remove white space beside line breaks and, for a whole element, all breaks at its ends."""
    while whole and out and is_break(out[0]):
        del out[0]
    while whole and out and is_break(out[-1]):
        del out[-1]
    if len(out) > 2:
        # Several empty lines mean the same as one.
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
    """The pieces of a range or of a quantity, with the separators that readers expect."""
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
    """The pieces of a heading in parts, joined for people to read; a part that *stays* remains an element."""
    joiner = Joiner(HEADINGS[element.name])
    out: list[Piece | Break] = []
    gap: str | None = ""  # what precedes something that is no part; None directly after a part
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
    """A paragraph of plain words, split at empty lines, which means the same."""
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
    """Remove the white space around the words."""
    if not run:
        return
    first, last = run[0], run[-1]
    if isinstance(first, str):
        run[0] = first.lstrip(BLANK)
    if isinstance(last, str):
        run[-1] = run[-1].rstrip(BLANK) if isinstance(run[-1], str) else last
