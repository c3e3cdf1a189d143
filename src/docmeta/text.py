"""Prose: nearly always a plain string, or a `Text` if it has markup.

A field of prose takes any `str`.
In a plain string a blank line separates paragraphs and a single newline is a line break; there is no other structure.
A `Text` *is* a `str` (the plain rendering) that also carries `markup`, one small canonical form of
paragraphs, lists, tables, emphasis, titles, names and links, and perhaps a `language`.
So code that knows nothing of markup can use it as a plain string, without tags.

The canonical form is a well-formed XML fragment without namespaces, with the element names of EAD3
(tag library, "Text and formatting elements") and, for what EAD3 dropped, of EAD 2002.
White space is collapsed: a run of spaces, tabs and newlines is one word break.

>>> of_markup("<p>One.</p><p>Two<lb/>lines.</p>")
'One.\\n\\nTwo\\nlines.'
>>> note = of_markup('<p>See <emph render="italic">Pravda</emph>.</p>')
>>> note.plain
'See Pravda.'
>>> note.markup
'See <emph render="italic">Pravda</emph>.'
>>> of_markup("<subject><part>Ships</part><part>Sussex</part></subject>, and Rye").plain
'Ships--Sussex, and Rye'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import attrs

from docmeta.errors import LimitError, ModelError
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
_OWN_LINES: Final = frozenset(BREAKS) - _PIECES

_BLANK: Final = " \t\r\n"
_SPACE = re.compile("[ \t\r\n]+")
_NEWLINES = re.compile("\n\n+")


@attrs.define(slots=True)
class Element:
    """An element in the structure of a text: a name, its attributes in order, its children in order.

    >>> Element("emph", {"render": "bold"}, ["new"]).children
    ['new']
    """

    name: str
    attributes: dict[str, str] = attrs.field(factory=dict)
    children: list[Element | str] = attrs.field(factory=list)


class Text(str):
    """Prose with markup or with a language.

    Build it with `of_markup()` or `of_tree()`, which return a plain `str` if that is enough.

    Attributes:
        markup: The markup in canonical form, or None if the prose is plain.
        language: Its language, as the source gives it: a BCP 47 tag, or a code that `docmeta.languages` maps
            to one; None if not stated.

    >>> Text("Письмо", language="ru").language
    'ru'
    >>> Text("a") == "a", Text("a", language="en") == "a"
    (True, False)
    """

    __slots__ = ("language", "markup")
    markup: str | None
    language: str | None

    def __new__(cls, plain: str, markup: str | None = None, language: str | None = None) -> Text:
        """Take markup already in the canonical form, as `of_markup()` makes it."""
        self = super().__new__(cls, plain)
        self.markup = markup
        self.language = language
        return self

    @property
    def plain(self) -> str:
        """The text alone, as a plain string, for formats without markup."""
        return str.__str__(self)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Text):
            return str.__eq__(self, other) and self.markup == other.markup and self.language == other.language
        return self.markup is None and self.language is None and str.__eq__(self, other) is True

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        # Hash the markup too: texts that differ only in markup would collide, and make dictionaries slow.
        if self.markup is None and self.language is None:
            return str.__hash__(self)
        return hash((str.__hash__(self), self.markup, self.language))

    def __str__(self) -> str:
        return str.__str__(self)

    def __repr__(self) -> str:
        if self.markup is None:
            return f"Text({str.__repr__(self)}, language={self.language!r})"
        language = f", {self.language!r}" if self.language else ""
        return f"of_markup({self.markup!r}{language})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Text, (str.__str__(self), self.markup, self.language)


def is_structured(prose: str) -> bool:
    """Whether *prose* has more than its plain text: structure or a language.

    >>> is_structured("plain"), is_structured(of_markup("<emph>rich</emph>"))
    (False, True)
    """
    return (
        type(prose) is not str and isinstance(prose, Text) and (prose.markup is not None or prose.language is not None)
    )


def language_of(prose: str) -> str | None:
    """The language of *prose*, if given."""
    return prose.language if isinstance(prose, Text) else None


def links_of(prose: str) -> list[str]:
    """The URLs that prose links to, in order.

    >>> links_of(Text("Key", '<ref href="https://n2t.net/ark:/12345/x6">Key</ref>')), links_of("Key")
    (['https://n2t.net/ark:/12345/x6'], [])
    """
    if prose.__class__ is str or not isinstance(prose, Text) or prose.markup is None or "href" not in prose.markup:
        return []
    found = (one.attributes.get("href") for one in walk(tree(prose)) if isinstance(one, Element))
    return [address for address in found if address]


def of_markup(markup: str, language: str | None = None) -> str:
    """Read the canonical form: a `Text`, or a plain `str` without structure and language.

    Raises `ModelError` if *markup* is not a well-formed fragment, `LimitError` if it nests too deeply.

    >>> of_markup("just words")
    'just words'
    >>> of_markup("<p>broken")
    Traceback (most recent call last):
    docmeta.errors.ModelError: markup must be a well-formed XML fragment (mismatched tag), got '<p>broken'
    """
    if "<" not in markup and "&" not in markup:
        return _plain(_SPACE.sub(" ", markup).strip(), language)
    return of_tree(parse(markup), language)


def of_tree(children: Iterable[Element | str], language: str | None = None) -> str:
    """Convert a structure to the canonical form; a plain `str` without structure and language.

    >>> of_tree(["See  ", Element("emph", {}, [" here "]), "now."])
    of_markup('See <emph>here</emph> now.')
    """
    children = _out_of_one_paragraph(list(children))
    markup, plain = _Folder().fold(children)
    if _says_nothing_more(children):
        return _plain(plain, language)
    return Text(plain, markup, language)


def tree(prose: str) -> list[Element | str]:
    """The structure of any prose, for a writer: paragraphs of plain text become `p`, line breaks `lb`.

    >>> [child.name for child in tree("One.\\n\\nTwo.")]
    ['p', 'p']
    >>> tree("One.")
    ['One.']
    """
    markup = prose.markup if isinstance(prose, Text) else None
    if markup is not None:
        return parse(markup)
    if "\n" not in prose:
        return [str(prose)]
    paragraphs = [part for part in _NEWLINES.split(prose) if part.strip()]
    if len(paragraphs) == 1:
        return lines(paragraphs[0])
    return [Element("p", {}, lines(paragraph)) for paragraph in paragraphs]


def lines(plain: str) -> list[Element | str]:
    """Plain text with each newline as an `lb`.

    >>> lines("a\\nb")
    ['a', Element(name='lb', attributes={}, children=[]), 'b']
    """
    found: list[Element | str] = []
    for number, line in enumerate(plain.strip("\n").split("\n")):
        if number:
            found.append(Element("lb"))
        if line:
            found.append(line)
    return found


def paragraphs(plain: str) -> list[str]:
    """The paragraphs of plain text, without the blank lines between them."""
    return [part for part in _NEWLINES.split(plain) if part.strip()] if "\n\n" in plain else [plain]


def without_internal(prose: str) -> tuple[str, int]:
    """Remove every element marked `audience="internal"`; returns the rest and the number removed.

    >>> without_internal(of_markup('<p>Open.</p><p audience="internal">Shelf 4.</p>'))
    ('Open.', 1)
    """
    markup = prose.markup if isinstance(prose, Text) else None
    if markup is None or 'audience="internal"' not in markup:
        return prose, 0
    removed = 0
    top = Element("", {}, parse(markup))
    stack = [top]
    while stack:
        element = stack.pop()
        kept: list[Element | str] = []
        for child in element.children:
            if isinstance(child, Element):
                if child.attributes.get("audience") == "internal":
                    removed += 1
                    continue
                stack.append(child)
            kept.append(child)
        element.children = kept
    return of_tree(top.children, language_of(prose)), removed


def parse(markup: str, depth: float = MAX_DEPTH) -> list[Element | str]:
    """Parse a markup fragment into its top-level children, of at most *depth* levels. Raises as `of_markup()` does."""
    from xml.parsers import expat  # nosec B406  # a fragment inside a root cannot declare an entity or a DTD

    top = Element("")
    stack = [top]

    def start(name: str, attributes: list[str]) -> None:
        if len(stack) > depth + 1:  # the root and the level around it are not part of the text
            raise LimitError(f"a text can nest at most {depth} elements deep")
        element = Element(name, dict(zip(attributes[::2], attributes[1::2], strict=True)))
        stack[-1].children.append(element)
        stack.append(element)

    def end(_: str) -> None:
        stack.pop()

    def data(text: str) -> None:
        children = stack[-1].children
        if children and isinstance(children[-1], str):
            children[-1] += text
        else:
            children.append(text)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    try:
        parser.Parse(f"<text>{markup}</text>".encode(), True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise ModelError(f"markup must be a well-formed XML fragment ({reason})", value=markup) from None
    except UnicodeEncodeError:
        raise ModelError("markup must not contain lone surrogates", value=markup) from None
    root = top.children[0]
    assert isinstance(root, Element)  # noqa: S101  # the root put around the fragment
    return root.children


def walk(children: Iterable[Element | str]) -> Iterator[Element | str]:
    """Every element and string of a structure, parents first, in document order."""
    stack: list[Element | str] = list(children)[::-1]
    while stack:
        item = stack.pop()
        yield item
        if isinstance(item, Element):
            stack.extend(reversed(item.children))


def words(children: Iterable[Element | str]) -> str:
    """The plain rendering of a structure."""
    return _Folder().fold(list(children))[1]


def edit(children: list[Element | str], change: Callable[[Element], Element | None]) -> None:
    """Apply *change* to every element, parents first; None removes the element with its content."""
    top = Element("", {}, children)
    stack = [top]
    while stack:
        element = stack.pop()
        kept: list[Element | str] = []
        for child in element.children:
            if isinstance(child, Element):
                changed = change(child)
                if changed is None:
                    continue
                stack.append(changed)
                kept.append(changed)
            else:
                kept.append(child)
        element.children[:] = kept


def escape(text: str) -> str:
    """Escape the content of a markup fragment."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def _plain(plain: str, language: str | None) -> str:
    return Text(plain, None, language) if language else plain


def _out_of_one_paragraph(children: list[Element | str]) -> list[Element | str]:
    """A single paragraph is not structure, as in plain text: its content, if that is inline."""
    said = [child for child in children if not isinstance(child, str) or not child.isspace()]
    if len(said) != 1 or isinstance(said[0], str) or said[0].name != "p" or said[0].attributes or not said[0].children:
        return children
    inside = said[0].children
    if not any(isinstance(item, str) and not item.isspace() for item in inside):
        return children
    if any(isinstance(item, Element) and item.name in _OWN_LINES for item in walk(inside)):
        return children
    return inside


def _says_nothing_more(children: list[Element | str]) -> bool:
    """Whether a structure has only what newlines express in plain text: bare paragraphs and line breaks."""
    for child in children:
        if isinstance(child, str):
            continue
        if child.attributes or (child.name != "lb" and child.name != "p"):
            return False
        if child.name == "p" and any(
            not isinstance(part, str) and (part.name != "lb" or part.attributes or not _blank(part))
            for part in child.children
        ):
            return False
        if child.name == "lb" and not _blank(child):
            return False
    return True


def _blank(element: Element) -> bool:
    """Whether an element is empty, or has only white space, which is not written."""
    for one in element.children:  # noqa: SIM110  # called for each element, and a generator is slow
        if not isinstance(one, str) or one.strip(_BLANK):
            return False
    return True


class _Folder:
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
        stack: list[Element | str | tuple[str, str]] = [*reversed(children)]
        depth = 0
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                self.text(item)
            elif isinstance(item, tuple):
                if item[1] and self.plain and self.plain[-1][-1].isdigit():
                    self.plain.append(f" {item[1]}")
                self.close(item[0])
                depth -= 1
            else:
                if depth >= MAX_DEPTH:
                    raise LimitError(f"a text can nest at most {MAX_DEPTH} elements deep")
                if item.children and _blank(item):
                    # It comes out empty, so treat it as the empty element that will be read back.
                    self.open(Element(item.name, item.attributes))
                    self.text("".join(map(str, item.children)))
                    continue
                self.open(item)
                if item.children:
                    depth += 1
                    if len(stack) > 1_000_000:
                        raise LimitError("a text can have at most a million pieces")
                    stack.append((item.name, item.attributes.get("unit", "") if item.name in _COUNTED else ""))
                    stack.extend(reversed(item.children))
        return "".join(self.markup), "".join(self.plain)

    def text(self, text: str) -> None:
        folded = _spaced(text)
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
        self.word(body)
        self.markup.append(escape(body))

    def word(self, body: str) -> None:
        if self.headings:
            self.joined(body)
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

    def joined(self, body: str) -> None:
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

    def open(self, element: Element) -> None:
        name = element.name
        if name in HEADINGS and element.children:
            self.headings.append(Joiner(HEADINGS[name]))
        elif name in PARTS and element.children and self.headings:
            self.part = PARTS[name] or element.attributes.get("localtype", "")
        self.soft = False
        gap = BREAKS.get(name)
        if gap is not None:
            self.line(gap)
        elif name == "lb":
            self.line("\n" if self.gap != "\n" else "\n\n")
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

    def close(self, name: str) -> None:
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
            self.line(gap)
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

    def line(self, gap: str) -> None:
        self.space = False
        self.fresh = True
        if len(gap) > len(self.gap) or self.gap in ("", " "):
            self.gap = gap


def _spaced(text: str) -> str:
    """Text with one space for each run of white space."""
    if "\n" in text or "  " in text or "\t" in text or "\r" in text:
        return _SPACE.sub(" ", text)
    return text


def _quoted(value: str) -> str:
    value = escape(_spaced(value))
    return value.replace('"', "&quot;") if '"' in value else value
