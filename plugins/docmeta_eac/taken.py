"""Records what was read of a record, so that the rest can be carried along, and internal parts stay marked.

>>> from docmeta.xml import parse
>>> place = parse(b'<place localType="seat"><placeEntry latitude="50.9">Rye</placeEntry></place>')
>>> taken = Taken()
>>> taken.text(place[0]), taken.attribute(place, "localType")
('Rye', 'seat')
>>> [(extra.place, extra.content) for extra in taken.left(place)]
[('placeEntry/@latitude', '50.9')]
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, Final

from docmeta.languages import to_bcp47
from docmeta.model import Extra
from docmeta.text import Text
from docmeta.xml import XLINK, XML_NS, XSI, attributes, collapse, localname, namespace
from docmeta.xml.harvest import outer

if TYPE_CHECKING:
    from lxml.etree import _Element

FORMAT: Final = "eac-cpf"
_LANGUAGE: Final = (f"{{{XML_NS}}}lang", "languageOfElement", "lang")
_SCRIPT: Final = ("scriptCode", "scriptOfElement")
#: Elements with foreign content, or any content: set aside unchanged.
_FOREIGN: Final = frozenset(("objectxmlwrap", "objectbinwrap"))
#: Elements that versions name differently: the name in 2.0 or 3.0, and that of 2010, which is used for both here.
_ALIASES: Final = {
    "functionperformed": "function", "functionsperformed": "functions", "identityid": "entityid", "nameentryset": "nameentryparallel",
    "shortcode": "abbreviation", "placename": "placeentry", "writingsystem": "script",
}  # fmt: skip
#: Markup within words that the schema does not allow, but that sources have all the same.
_INLINE: Final = frozenset("span em i b u strong emph small sub sup abbr expan foreign q quote title a lb br".split())
#: What is not read: attributes of elements, or one of their values, each with the reason.
IGNORES: Final = {
    "@xlink:type": "only tells that a link is a link",
    "@xlink:actuate": "how a browser follows a link",
    "@xlink:show": "how a browser follows a link",
    "language/@languageCode=und": "an unknown language",
    "languageDeclaration/@languageCode=und": "an unknown language",
    "script/@scriptCode=Zyyy": "an unknown script",
}
_PLUMBING: Final = frozenset(place.replace("@xlink:", f"{{{XLINK}}}") for place in IGNORES)


def name_of(element: _Element) -> str:
    """The local name in lower case, by which all versions know it."""
    name = localname(element).rpartition(":")[2].lower()
    return _ALIASES.get(name, name)


def is_internal(element: _Element) -> bool:
    """Whether an element is marked as internal."""
    return (element.get("audience") or "").strip().lower() == "internal"


def children(element: _Element, *names: str, internal: bool = False) -> Iterator[_Element]:
    """The children with these names, in order; all children if no name is given. Internal ones only on request."""
    for child in element:
        if (
            isinstance(child.tag, str)
            and (not names or name_of(child) in names)
            and (internal or not is_internal(child))
        ):
            yield child


class Taken:
    """What was read of an element and its descendants."""

    def __init__(self) -> None:
        self.texts: set[_Element] = set()
        self.attributes: set[tuple[_Element, str]] = set()
        #: Elements whose tail was read.
        self.tails: set[_Element] = set()
        #: Elements that were read, or set aside, as a whole.
        self.whole: set[_Element] = set()

    def text(self, element: _Element | None) -> str:
        """The text of an element on one line, including marked-up words; it counts as read."""
        if element is None:
            return ""
        said: list[str] = []
        pending: list[_Element | str] = [element]
        while pending:
            at = pending.pop()
            if isinstance(at, str):
                said.append(at)
                continue
            self.texts.add(at)
            said.append(at.text or "")
            within: list[_Element | str] = []
            for child in at:  # neither a comment nor markup ends the words
                marked = isinstance(child.tag, str)
                if marked and (name_of(child) not in _INLINE or is_internal(child)):
                    continue
                if marked:
                    within += (" ", child) if name_of(child) in ("lb", "br") else (child,)
                if child.tail:
                    self.tails.add(child)
                    within.append(child.tail)
            pending += reversed(within)
        return collapse("".join(said))

    def first(self, element: _Element, *names: str) -> str:
        """The text of the first child with one of these names; '' without one."""
        return self.text(next(children(element, *names), None))

    def words(self, element: _Element) -> str:
        """The text of an element with its language, if given."""
        text = self.text(element)
        tag = self.language(element) if text else None
        return Text(text, None, tag) if tag else text

    def language(self, element: _Element) -> str | None:
        """The language and script of an element, as a tag if they are known."""
        code = self.attribute(element, *_LANGUAGE)
        if not code:
            return None
        script = next((element.get(key) for key in _SCRIPT if element.get(key)), None)
        tag = to_bcp47(code, script) if script else to_bcp47(code)
        if tag and script:
            self.attribute(element, *_SCRIPT)
        return tag or to_bcp47(code) or code

    def attribute(self, element: _Element, *names: str) -> str:
        """The first of some attributes that has a value; it counts as read."""
        for name in names:
            for key in (f"{{{XLINK}}}{name}", name) if name in ("href", "role", "arcrole", "title") else (name,):
                value = element.get(key)
                if value is not None:
                    self.attributes.add((element, key))
                    if value.strip():
                        return value.strip()
        return ""

    def forget(self, element: _Element, *, but: Container[_Element] = ()) -> None:
        """Count nothing of an element as read, except for the children *but*: it gives no value, whatever was looked at in it."""
        pending = [element]
        while pending:
            at = pending.pop()
            for read in (self.texts, self.tails, self.whole):
                read.discard(at)
            self.attributes.difference_update([(at, str(key)) for key in at.attrib])
            pending += [child for child in at if isinstance(child.tag, str) and child not in but]

    def unspoken(self, element: _Element) -> None:
        """Count the language of an element as unread: its value has another one, or none."""
        self.attributes.difference_update([(element, key) for key in (*_LANGUAGE, *_SCRIPT)])

    def left(self, element: _Element, place: str = "") -> tuple[Extra, ...]:
        """Everything that was not read, in document order, each with its path below the element; from then on it counts as read."""
        found: list[Extra] = []
        stack: list[tuple[_Element, str]] = [(element, place)]
        while stack:
            at, path = stack.pop()
            if at in self.whole:
                continue
            if (is_internal(at) and at is not element) or name_of(at) in _FOREIGN:
                self.whole.add(at)
                found.append(Extra(FORMAT, path, outer(at)))
                continue
            slash = f"{path}/" if path else ""
            for key, value in attributes(at).items():
                key = str(key)
                if (at, key) not in self.attributes and namespace(key) != XSI and key not in _PLUMBING:
                    self.attributes.add((at, key))
                    found.append(Extra(FORMAT, f"{slash}@{localname(key)}", str(value)))
            own = collapse(at.text or "") if at not in self.texts else ""
            if own:
                self.texts.add(at)
                found.append(Extra(FORMAT, path or "text()", own))
            for child in at:
                tail = collapse(child.tail or "")
                if tail and child not in self.tails:
                    self.tails.add(child)
                    found.append(Extra(FORMAT, f"{slash}text()", tail))
            stack.extend((child, slash + localname(child)) for child in reversed(at) if isinstance(child.tag, str))
        if not place:
            self.whole.add(element)
        return tuple(found)
