"""From the canonical markup to EAD 4.0: prose as words with references, or as XHTML if it has more structure.

XHTML stands in `formattingExtension`, in one piece: an element with an equivalent there becomes it, any other is named by its class;
attributes that XHTML does not have keep EAD3's namespace.  So nothing is lost on the way back.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from docmeta.dates import is_eas_date, read_normal
from docmeta.text import BREAKS, Element, words
from docmeta_ead.ead4.content import models
from docmeta_ead.steps import Steps, done
from docmeta_ead.tables import losses
from docmeta_ead.tables.ead4 import ATTRIBUTES, ENTITIES, WORDS
from docmeta_ead.tables.values import is_isil, is_uri

Piece = Element | str
#: Called for each loss: field, code, target, value, reason.
Lost = Callable[[str, str, str, str, str], None]

_BLANK: Final = " \t\r\n"
#: Attributes that hold dates, and the values of the era.
_DAYS: Final = frozenset(("standardDate", "notBefore", "notAfter"))
_ERAS: Final = frozenset(("ce", "bce"))
_COMPACT: Final = re.compile(r"(?<![0-9])([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])")
_ADDRESSES: Final = frozenset(("href", "valueURI", "linkRole", "vocabularySourceURI"))

#: Elements of XHTML with the same meaning.
HTML: Final[dict[str, str]] = {
    "p": "p", "blockquote": "blockquote", "item": "li", "label": "dt", "defitem": "div", "quote": "q", "lb": "br", "abbr": "abbr",
    "title": "cite", "table": "table", "thead": "thead", "tbody": "tbody", "row": "tr", "entry": "td", "ref": "a", "ptr": "a",
    "chronlist": "dl", "chronitem": "div", "event": "dd",
}  # fmt: skip
#: Inline elements; for any other the class gives the name.
_INLINE: Final = frozenset(
    (*ENTITIES, *WORDS, "abbr", "expan", "date", "num", "part", "datesingle", "fromdate", "todate", "edition", "geographiccoordinates")
)  # fmt: skip
#: The head of an entry of a chronology.
_DATED: Final = frozenset(("datesingle", "daterange", "dateset"))
#: Attributes of cells, which only EAD 4.0 has.
SPANS: Final = ("colspan", "rowspan")
RENDERED: Final[dict[str, str]] = {"bold": "b", "italic": "i", "sub": "sub", "super": "sup"}
#: Elements in which headings keep their level.
_FRAMES: Final = frozenset(("list", "item", "table", "tgroup"))
#: Names whose XHTML element could mean another one.
_SAID: Final = frozenset(
    ("p", "blockquote", "item", "quote", "lb", "abbr", "table", "thead", "tbody", "row", "entry", "ref", "label")
)


def eas_date(value: str, name: str = "date") -> str | None:
    """A normalised date as in EAD 4.0, with hyphens; None if an element of this name cannot hold it.

    >>> eas_date("19501231/1951"), eas_date("1950/1940"), eas_date("1950/1951", "fromDate")
    ('1950-12-31/1951', None, None)
    """
    written = _COMPACT.sub(r"\1-\2-\3", value)
    if not is_eas_date(written) or ("/" in written and name in ("fromDate", "toDate")):
        return None
    return None if (read_normal(written)[1] or "").startswith("reversed") else written


class Prose:
    """Converts prose and attributes to EAD 4.0; what cannot be expressed is reported to *lost*."""

    def __init__(self, lost: Lost) -> None:
        self._lost = lost
        #: The field that is being converted.
        self.field = "extras"

    def lost(self, code: str, target: str, value: str, reason: str) -> None:
        """Report a loss for the field that is being converted."""
        self._lost(self.field, code, target, value, reason)

    def attributes(
        self, element: Element, name: str, names: Mapping[str, str] = {}, skip: Iterable[str] = ()
    ) -> dict[str, str]:
        """The attributes of an element as those of *name*: under their own names, or in EAD3's namespace."""
        made: dict[str, str] = {}
        allowed = models()[name].attributes
        for key, value in element.attributes.items():
            if key in skip or key.startswith("xmlns"):
                continue
            new = names.get(key) or ATTRIBUTES.get(key, key)
            if new in _DAYS and (day := eas_date(value, name)) is not None:
                value = day
            elif (
                new in _DAYS
                or (new == "era" and value not in _ERAS)
                or (new == "repositoryCode" and not is_isil(value))
            ):
                # The header names the lists that these follow.
                new = ""
            if new in allowed and new not in made and (new not in _ADDRESSES or is_uri(value)):
                made[new] = value
            elif key == "label":
                made["xhtml:title"] = value
            else:
                made[f"ead3:{key}"] = value
        return made

    def element(self, source: Element, name: str, names: Mapping[str, str] = {}, skip: Iterable[str] = ()) -> Element:
        """An element of words, named *name*, with the attributes of its source; it becomes internal if it cannot mark an internal part."""
        made = Element(name, self.attributes(source, name, names, skip), self.words(source, name))
        if "span" not in models()[name].names and any(hides(child) for child in source.children):
            made.attributes["audience"] = "internal"
        return made

    # Words.

    def words(self, source: Element, name: str) -> list[Piece]:
        """The content of an element as inline content of *name*."""
        out: list[Piece] = []
        done(self._words(source, models()[name].names, name, out))
        if out and isinstance(out[0], str):
            out[0] = out[0].lstrip(_BLANK)
        if out and isinstance(out[-1], str):
            out[-1] = out[-1].rstrip(_BLANK)
        return [piece for piece in out if piece]

    def _words(self, source: Element, among: frozenset[str], name: str, out: list[Piece]) -> Steps[None]:
        broken = False
        for child in source.children:
            if isinstance(child, str):
                if broken and child.strip():
                    _gap(out)
                broken = False
                _add(out, child)
                continue
            block = child.name in BREAKS and child.name != "lb"
            if (broken or block) and words(out).strip():
                _gap(out)
            broken = block
            new = WORDS.get(child.name, "referringString")
            plain = not any(isinstance(one, Element) for one in child.children)
            if new in among and _is_inline(child) and (plain or new == "reference" or _is_whole(child)):
                out.append(made := self._among(child, new))
                yield self._words(_of_parts(child) or child, models()[new].names, new, made.children)
            elif child.name == "lb":
                _gap(out)
            else:
                self._unwrapped(child, name)
                if "span" in among and is_hidden(child):
                    out.append(span := Element("span", {"audience": "internal"}))
                    yield self._words(child, models()["span"].names, "span", span.children)
                else:
                    yield self._words(child, among, name, out)

    def _among(self, child: Element, new: str) -> Element:
        """An inline element, without its content."""
        names = {"normal": "normalizedForm"} if child.name != "date" else {}
        made = Element(new, self.attributes(child, new, names))
        entity = ENTITIES.get(child.name)
        if entity:
            made.attributes.setdefault("referredEntityType", entity)
        elif not (child.name == "emph" or child.name == "ref"):
            if "localType" in made.attributes:
                made.attributes["ead3:localtype"] = made.attributes.pop("localType")
            made.attributes["localType"] = child.name
        if child.name == "emph" and "ead3:render" in made.attributes:
            made.attributes["style"] = made.attributes.pop("ead3:render")
        return made

    def _unwrapped(self, child: Element, name: str) -> None:
        line = losses.UNWRAPPED
        self.lost(line.code, f"{name}/{child.name}", child.name, line.why)
        for key, value in child.attributes.items():
            gone = losses.of_attribute(losses.GONE_WITH_ELEMENT, key, value)
            self.lost(gone.code, f"{child.name}/@{key}", value, gone.why)

    # Blocks.

    def is_plain(self, children: Iterable[Piece]) -> bool:
        """Whether blocks are paragraphs of words, which need no XHTML."""
        for child in children:
            if isinstance(child, str):
                if child.strip():
                    return False
            elif child.name != "p" or not self._holds(child):
                return False
        return True

    def _holds(self, paragraph: Element) -> bool:
        for child in paragraph.children:
            if isinstance(child, Element):
                if child.name == "lb" or not _is_inline(child):
                    return False
                inner = [one for one in child.children if isinstance(one, Element)]
                if WORDS.get(child.name) == "reference":
                    if any(one.name in ("ref", "ptr", "lb") or not _is_inline(one) or _nests(one) for one in inner):
                        return False
                elif inner and not _is_whole(child):
                    return False
        return True

    def blocks(self, children: Iterable[Piece]) -> list[Piece]:
        """Blocks as `p`, or as one `formattingExtension`."""
        children = list(children)
        if not self.is_plain(children):
            return [Element("formattingExtension", {}, self.xhtml(children, 2))]
        return self.paragraphs(children)

    def paragraphs(self, children: Iterable[Piece]) -> list[Piece]:
        """Any blocks as paragraphs."""
        made: list[Piece] = []
        queue = deque(children)
        while queue:
            child = queue.popleft()
            if isinstance(child, str):
                if child.strip():
                    made.append(Element("p", {}, [child]))
            elif child.name == "p":
                made.append(self.element(child, "p"))
            else:
                self._unwrapped(child, "p")
                inner = [child] if _is_inline(child) else child.children
                if any(isinstance(one, Element) and one.name in BREAKS and one.name != "lb" for one in inner):
                    queue.extendleft(reversed(inner))
                else:
                    made.append(Element("p", {}, self.words(Element("p", {}, list(inner)), "p")))
        return made

    def xhtml(self, children: Iterable[Piece], level: int) -> list[Piece]:
        """Any structure as XHTML; only there do words among blocks become a paragraph."""
        return done(_xhtml(children, level))


def _xhtml(children: Iterable[Piece], level: int) -> Steps[list[Piece]]:
    made: list[Piece] = []
    for child in children:
        if isinstance(child, str):
            if level and child.strip():
                made.append(Element("xhtml:div", {"class": "words"}, [child]))
            elif not level:
                made.append(child)
        elif child.name == "objectxmlwrap":
            made.append(Element("xhtml:div", {"class": child.name, **_prefixed(child)}, child.children))
        else:
            made.append(html := _element(child, level))
            below = 0 if _holds_words(child) else (level or 1) + (child.name not in _FRAMES)
            html.children = yield _xhtml(child.children, below)
    return made


def _element(child: Element, level: int) -> Element:
    """The XHTML element for another one, without its content."""
    name, attributes = child.name, dict(child.attributes)
    if name == "emph":
        html = RENDERED.get(attributes.get("render", ""), "span" if attributes.get("render") else "em")
        if html in RENDERED.values():
            del attributes["render"]
    elif name == "list":
        kind = attributes.get("listtype")
        html = {"ordered": "ol", "deflist": "dl"}.get(kind or "", "ul")
        if kind in ("ordered", "deflist", "unordered"):
            del attributes["listtype"]
    elif name == "head":
        html = f"h{min(level or 2, 6)}"
    elif name in _DATED and level:
        html = "dt"
    else:
        html = HTML.get(name, "span" if name in _INLINE or not level else "div")
    made = Element(f"xhtml:{html}")
    # A list without a type is not the same as one without numbers.
    listed = name == "list" and bool(child.attributes.get("listtype"))
    if not (name in _SAID or name == "head" or listed or (name == "emph" and html != "span")):
        made.attributes["class"] = name
    for key, value in attributes.items():
        if key in ("id", "lang") or (key == "href" and html == "a") or (key in SPANS and html == "td"):
            made.attributes[key] = value
        elif not key.startswith("xmlns"):
            made.attributes[f"ead3:{key}"] = value
    return made


def _holds_words(element: Element) -> bool:
    return any(isinstance(child, str) and child.strip() for child in element.children) or element.name in _INLINE


def _prefixed(element: Element) -> dict[str, str]:
    return {key if key.startswith("xmlns") else f"ead3:{key}": value for key, value in element.attributes.items()}


def is_hidden(element: Element) -> bool:
    """Whether an element is marked as internal."""
    return element.attributes.get("audience", "").strip().lower() == "internal"


def hides(piece: Piece) -> bool:
    """Whether an element, or a descendant, is marked as internal."""
    stack = [piece]
    while stack:
        one = stack.pop()
        if isinstance(one, Element):
            if is_hidden(one):
                return True
            stack += one.children
    return False


def _is_inline(element: Element) -> bool:
    return element.name in _INLINE


def _nests(element: Element) -> bool:
    return any(isinstance(child, Element) for child in element.children) and not _is_whole(element)


def _is_whole(element: Element) -> bool:
    """Whether an element holds a single part of words alone, so that the part can be omitted."""
    return _of_parts(element) is not None


def _of_parts(element: Element) -> Element | None:
    children = [child for child in element.children if isinstance(child, Element) or child.strip()]
    if len(children) != 1 or not isinstance(children[0], Element):
        return None
    only = children[0]
    if only.name != "part" or only.attributes or any(isinstance(one, Element) for one in only.children):
        return None
    return only


def _add(out: list[Piece], text: str) -> None:
    if out and isinstance(out[-1], str):
        out[-1] += text
    else:
        out.append(text)


def _gap(out: list[Piece]) -> None:
    if not out or not isinstance(out[-1], str) or not out[-1].endswith(" "):
        _add(out, " ")
