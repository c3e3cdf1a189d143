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
from typing import Any

from docmeta.errors import LimitError, ModelError
from docmeta.text.folding import BREAKS, MAX_DEPTH, OWN_LINES, Element, Folder, escape, is_blank, spaced

__all__ = [
    "BREAKS",
    "MAX_DEPTH",
    "Element",
    "Text",
    "edit",
    "escape",
    "is_structured",
    "language_of",
    "lines",
    "links_of",
    "of_markup",
    "of_tree",
    "paragraphs",
    "parse",
    "structure",
    "tree",
    "walk",
    "without_internal",
    "words",
]

_NEWLINES = re.compile("\n\n+")


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
        return _plain(spaced(markup).strip(), language)
    return of_tree(parse(markup), language)


def of_tree(children: Iterable[Element | str], language: str | None = None) -> str:
    """Convert a structure to the canonical form; a plain `str` without structure and language.

    >>> of_tree(["See  ", Element("emph", {}, [" here "]), "now."])
    of_markup('See <emph>here</emph> now.')
    """
    children = _out_of_one_paragraph(list(children))
    markup, plain = Folder().fold(children)
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
        return structure(markup)
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

    def shown(element: Element) -> Element | None:
        nonlocal removed
        hidden = element.attributes.get("audience") == "internal"
        removed += hidden
        return None if hidden else element

    children = structure(markup)
    edit(children, shown)
    return of_tree(children, language_of(prose)), removed


#: A character that no XML 1.0 document can hold, not even as a reference (XML 1.0, section 2.2, production 2).
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Where such characters stand while a parser reads the rest: the last private plane.
_AWAY = 0x100000


def structure(markup: str) -> list[Element | str]:
    r"""Parse canonical markup made of plain words, which may hold characters that XML cannot: they are judged when written.

    >>> structure("<p>a\x07</p>")[0].children
    ['a\x07']
    """
    try:
        return parse(markup)
    except ModelError:
        away = {ord(char): chr(_AWAY + ord(char)) for char in FORBIDDEN.findall(markup)}
        if not away:
            raise
    back = {ord(there): here for here, there in away.items()}
    children = parse(markup.translate(away))
    for piece in walk(children):
        if isinstance(piece, Element):
            piece.children = [one.translate(back) if isinstance(one, str) else one for one in piece.children]
            piece.attributes = {name: value.translate(back) for name, value in piece.attributes.items()}
    return [one.translate(back) if isinstance(one, str) else one for one in children]


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
            last: Any = children.pop()  # with no other reference, Python extends it in place
            last += text
            children.append(last)
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
    return Folder().fold(list(children))[1]


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
    if any(isinstance(item, Element) and item.name in OWN_LINES for item in walk(inside)):
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
            not isinstance(part, str) and (part.name != "lb" or part.attributes or not is_blank(part))
            for part in child.children
        ):
            return False
        if child.name == "lb" and not is_blank(child):
            return False
    return True
