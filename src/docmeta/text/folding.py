"""The structure of prose, and its two renderings: canonical markup and plain text.

`docmeta.text` has what callers use of this.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from docmeta.errors import LimitError
from docmeta.headings import HEADINGS, PARTS, Joiner

#: The deepest nesting of a text: about as deep as libxml2 reads elements at all.
MAX_DEPTH: Final = 250

#: Block elements, with the text before them in the plain rendering.
#: Every other element is inline: white space beside it is a word break and is kept.
BREAKS: Final[dict[str, str]] = {
    **dict.fromkeys(
        "p blockquote list chronlist table index bibliography head note footnote address descgrp div legalstatus "
        "scopecontent bioghist custodhist acqinfo appraisal accruals arrangement accessrestrict userestrict phystech "
        "otherfindaid originalsloc altformavail relatedmaterial separatedmaterial processinfo prefercite odd fileplan "
        "controlaccess descriptivenote daodesc dao daogrp daoset linkgrp ptrgrp titlepage relations sources".split(),
        "\n\n",
    ),
    **dict.fromkeys(
        "item defitem label chronitem eventgrp chronitemset event row thead tbody tgroup listhead head01 head02 head03 "
        "indexentry namegrp addressline datesingle daterange dateset citation colspec".split(),
        "\n",
    ),
    **dict.fromkeys(("entry", "fromdate", "todate"), "\t"),
    "part": " ",
}

#: Inline elements separated from the words beside them, but not from a following mark.
_PIECES: Final = frozenset(("part", "subarea"))
#: Those of a title and of a measure, which sources set close to other words: a bracket or a dash may join them.
_CLOSE: Final = frozenset(("unitdate", "extent", "physfacet", "dimensions"))
_HOLDING: Final = "([{<-\u2013\u2014/\u201c\u2018\"'"
#: Those that name one thing each: two in succession are two words.
_NAMING: Final = frozenset(
    "persname corpname famname geogname name subject genreform function occupation title date unitdate "
    "ref archref bibref imprint publisher edition bibseries num container unitid unittitle".split()
)
#: Elements whose number counts what an attribute names.
_COUNTED: Final = frozenset(("extent", "dimensions"))
_MARKS: Final = ",.;:!?)]"
_HELD: Final = _MARKS + "}>-\u2013\u2014/\u201d\u2019\"'s"
#: Elements that read as a list if they follow one another.
_LISTED: Final = frozenset(("language", "languageset"))
#: Elements that cannot be inline.
OWN_LINES: Final = frozenset(BREAKS) - _PIECES
#: Elements that change more in the plain rendering than the gap before them.
_NOT_SIMPLE: Final = frozenset(("lb", *BREAKS, *_PIECES, *_COUNTED, *_LISTED, *HEADINGS, *PARTS))

_BLANK: Final = " \t\r\n"
_SPACE = re.compile("[ \t\r\n]+")


@attrs.define(slots=True)
class Element:
    """An element in the structure of a text: a name, its attributes in order, its children in order.

    >>> Element("emph", {"render": "bold"}, ["new"]).children
    ['new']
    """

    name: str
    attributes: dict[str, str] = attrs.field(factory=dict)
    children: list[Element | str] = attrs.field(factory=list)


def escape(text: str) -> str:
    """Escape the content of a markup fragment."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def is_blank(element: Element) -> bool:
    """Whether an element is empty, or has only white space, which is not written."""
    for one in element.children:  # noqa: SIM110  # called for each element, and a generator is slow
        if not isinstance(one, str) or one.strip(_BLANK):
            return False
    return True


class Folder:
    """Collapses white space and writes a structure twice at once: as canonical markup and as plain text."""

    def __init__(self) -> None:
        self.markup: list[str] = []
        self.plain: list[str] = []
        self.space = False  # whether a word break is pending
        self.fresh = True  # whether the line is still empty, so that a word break is dropped
        self.gap = ""  # what the plain rendering needs before its next word
        self.soft = False  # whether a mark needs no gap
        self.named = False  # whether a naming element has just ended
        self.held = False  # whether a mark or a dash needs no gap
        self.listed = False  # whether a list element has just ended
        self.headings: list[Joiner] = []  # the open headings
        self.part: str | None = None  # the kind of a heading part that has begun, and is still empty

    def fold(self, children: list[Element | str]) -> tuple[str, str]:
        """The markup, and the plain text. Raises `LimitError` if the structure is too deep or too large."""
        stack: list[Element | str | tuple[str, str]] = [*reversed(children)]
        depth = 0
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                self._text(item)
            elif isinstance(item, tuple):
                if item[1] and self.plain and self.plain[-1][-1].isdigit():
                    self.plain.append(f" {item[1]}")
                self._close(item[0])
                depth -= 1
            else:
                if depth >= MAX_DEPTH:
                    raise LimitError(f"a text can nest at most {MAX_DEPTH} elements deep")
                if len(item.children) == 1 and item.name not in _NOT_SIMPLE and self._simple(item, item.children[0]):
                    continue
                if item.children and is_blank(item):
                    # It comes out empty, so treat it as the empty element that will be read back.
                    self._open(Element(item.name, item.attributes))
                    self._text("".join(map(str, item.children)))
                    continue
                self._open(item)
                if item.children:
                    depth += 1
                    if len(stack) > 1_000_000:
                        raise LimitError("a text can have at most a million pieces")
                    stack.append((item.name, item.attributes.get("unit", "") if item.name in _COUNTED else ""))
                    stack.extend(reversed(item.children))
        return "".join(self.markup), "".join(self.plain)

    def _simple(self, element: Element, words: Element | str) -> bool:
        """Do what `_open()`, `_text()` and `_close()` do for a simple element of words; false for any other."""
        if not isinstance(words, str) or self.headings:
            return False
        folded = spaced(words)
        body = folded.strip(" ")
        if not body:
            return False
        name, plain, gap = element.name, self.plain, self.gap
        naming, close = name in _NAMING, name in _CLOSE
        if self.space and not self.fresh:
            self.markup.append(" ")
            self.space, self.fresh = False, True
            gap = gap or " "
        if (naming and self.named) or (close and plain and plain[-1][-1] not in _HOLDING):
            gap = gap or " "
        start = name
        for key, value in element.attributes.items():
            start += f' {key}="{value if value.isalnum() else _quoted(value)}"'
        before = ""
        if (self.space or folded[0] == " ") and not self.fresh:
            before = " "
            gap = gap or " "
        self.space = folded[-1] == " "
        if gap and plain and not (self.held and body[0] in _HELD and not body[:2].isalpha()):
            plain.append(gap)
        plain.append(body)
        self.markup.append(f"<{start}>{before}{escape(body)}</{name}>")
        self.gap = " " if close else ""
        self.soft = self.listed = self.fresh = False
        self.held, self.named = close, naming
        return True

    def _text(self, text: str) -> None:
        folded = spaced(text)
        if not folded:
            return
        if folded == " ":
            self.space = True
            return
        if folded[0] == " ":
            self.space = True
        if self.space and not self.fresh:
            self.markup.append(" ")
            if not self.gap:
                self.gap = " "
        self.space = folded[-1] == " "
        body = folded.strip(" ")
        self._word(body)
        self.markup.append(escape(body))

    def _word(self, body: str) -> None:
        if self.headings:
            self._joined(body)
        if (
            self.gap
            and self.plain
            and not ((self.soft and body[0] in _MARKS) or (self.held and body[0] in _HELD and not body[:2].isalpha()))
        ):
            self.plain.append(self.gap)
        self.gap = ""
        self.soft = self.held = self.named = self.listed = False
        self.plain.append(body)
        self.fresh = False

    def _joined(self, body: str) -> None:
        """Take the text of a heading: at the beginning of a part, the joint comes first."""
        joiner = self.headings[-1]
        if self.part is None:
            joiner.add(body)
            return
        if joiner.begun:
            self.gap = joiner.before(body, self.part)
            self.soft = False
        else:
            joiner.before(body, self.part)
        self.part = None

    def _open(self, element: Element) -> None:
        name = element.name
        if name in HEADINGS and element.children:
            self.headings.append(Joiner(HEADINGS[name]))
        elif name in PARTS and element.children and self.headings:
            self.part = PARTS[name] or element.attributes.get("localtype", "")
        self.soft = False
        gap = BREAKS.get(name)
        if gap is not None:
            self._line(gap)
        elif name == "lb":
            self._line("\n" if self.gap != "\n" else "\n\n")
        elif self.space and not self.fresh:
            self.markup.append(" ")
            self.space = False
            self.fresh = True
            if not self.gap:
                self.gap = " "
        if self.listed and name in _LISTED and self.part is None:
            self.gap = ", "
        elif (
            name in _PIECES
            or (self.named and name in _NAMING)
            or (name in _CLOSE and self.plain and self.plain[-1][-1] not in _HOLDING)
        ):
            self.gap = self.gap or " "
        attributes = ""
        for key, value in element.attributes.items():
            attributes += f' {key}="{value if value.isalnum() else _quoted(value)}"'
        self.markup.append(f"<{name}{attributes}>" if element.children else f"<{name}{attributes}/>")
        if not element.children and gap is None and name != "lb":
            self.fresh = False

    def _close(self, name: str) -> None:
        self.markup.append(f"</{name}>")
        self.listed = name in _LISTED
        self.named = name in _NAMING
        if name in PARTS:
            self.part = None
        if name in HEADINGS:
            last = self.markup[-2]
            if last.startswith("</") and last[2:-1] in PARTS:
                self.space = False  # white space before the end of a heading is no word break
            end = self.headings.pop().end()
            if end:
                self.plain.append(end)
        gap = BREAKS.get(name)
        if gap is not None:
            self.soft = name in _PIECES and self.gap in ("", " ")
            self._line(gap)
        elif name in _PIECES:
            self.soft = not self.gap
            self.gap = self.gap or " "
            self.fresh = False
        elif name in _CLOSE:
            self.held = not self.gap
            self.gap = self.gap or " "
            self.fresh = False
        elif name != "lb":
            self.fresh = False

    def _line(self, gap: str) -> None:
        self.space = False
        self.fresh = True
        if len(gap) > len(self.gap) or self.gap in ("", " "):
            self.gap = gap


def spaced(text: str) -> str:
    """Text with one space for each run of white space."""
    if "\n" in text or "  " in text or "\t" in text or "\r" in text:
        return _SPACE.sub(" ", text)
    return text


def _quoted(value: str) -> str:
    value = escape(spaced(value))
    return value.replace('"', "&quot;") if '"' in value else value
