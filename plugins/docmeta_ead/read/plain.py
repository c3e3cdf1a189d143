"""The quick way through a unit: elements of words and known attributes, compiled from the table of plain elements.

Nearly all elements of finding aids are such, and most repeat earlier ones. The others are left to the careful way,
which has the same results for all: the quick way only recognises what needs no care.

>>> from lxml import etree
>>> from docmeta.crosswalk import Report
>>> quick = Quick(Reading(Report()))
>>> quick.leaf(etree.fromstring("<container type='box'>4</container>"))
('containers', Container(value='4', kind='box'))
>>> quick.leaf(etree.fromstring("<container xml:lang='fr'>4</container>")) is None
True
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from docmeta.dates import Date
from docmeta.model import Draft, Extra, trusted
from docmeta.text import BREAKS, Element, of_tree
from docmeta.xml import collapse
from docmeta_ead.read import access, dates, did, physical
from docmeta_ead.read.attributes import items_of
from docmeta_ead.read.state import Reading
from docmeta_ead.read.text import element_of
from docmeta_ead.tables.plain import PLAIN, Plain

if TYPE_CHECKING:
    from lxml import etree

#: A field of the unit and a value for it.
Said = tuple[str, Any]
#: Makes a value of the words and the attributes of an element, or None if that needs more care.
Maker = Callable[[str, "Items"], Said | None]
#: Attributes.
Items = list[tuple[str, str]]
#: Their content: fields, and what no field holds.
Told = tuple[dict[str, Any], tuple[Extra, ...]]
Handler = Callable[[Reading, Draft, "etree._Element"], None]
#: Reads an element into fields; false if it needs more care.
Read = Callable[[dict[str, Any], "etree._Element"], bool]

#: Attributes that need the careful way: the language of the words, and whether a link is one.
_CARE: Final = frozenset(("lang", "linktype"))
#: The most child elements of an element that is remembered.
_FEW: Final = 6
#: The most elements that are remembered.
_ROOM: Final = 8192
_LINES: Final[dict[str, Plain]] = {line.element: line for line in PLAIN}
#: Elements that are read in the careful way once, and remembered with their few children.
_REMEMBERED: Final[dict[str, Handler]] = {
    "physdesc": physical.physdesc,
    "langmaterial": did.langmaterial,
    "origination": access.origination,
}


class Quick:
    """Reads plain elements of one file, and remembers the results."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.memo: dict[Any, Any] = {}
        self.makers: dict[Any, tuple[Maker, bool] | None] = {}
        self.readers: dict[Any, Read | None] = {}

    def forget(self) -> None:
        """Start with another dialect."""
        self.memo.clear()
        self.makers.clear()
        self.readers.clear()

    def _keep(self, key: Any, value: Any) -> Any:
        if len(self.memo) >= _ROOM:
            self.memo.clear()
        self.memo[key] = value
        return value

    def reader(self, tag: Any) -> Read | None:
        """The function that reads an element of a `did`; None if it always needs care."""
        try:
            return self.readers[tag]
        except KeyError:
            found = self.readers[tag] = self._reader(tag)
            return found

    def _reader(self, tag: Any) -> Read | None:
        """The function that reads an element of a `did` of words and known attributes, or a small one."""
        name = self.reading.names[tag]
        handler = _REMEMBERED.get(name)
        if handler is not None:
            return partial(self.remembered, handler)
        if name == "unittitle":
            return self.title
        line = _LINES.get(name)
        if line is None and name != "unitdate":
            return None
        leaf = self.leaf

        def read(fields: dict[str, Any], element: etree._Element) -> bool:
            if len(element) and name != "unitid":
                return False
            said = leaf(element)
            if said is None:
                return False
            add(fields, *said)
            return True

        return read

    def title(self, fields: dict[str, Any], element: etree._Element) -> bool:
        """Read a title of words, dates and other elements of words; the dates become dates of the unit, too."""
        if element.keys() or "title" in fields:
            return False
        text = element.text
        if not len(element):
            words = collapse(text) if text else ""
            if words:
                fields["title"] = words
            return bool(words)
        reading = self.reading
        found = []
        for child in element[:]:
            if reading.names[child.tag] == "unitdate":
                said = self.leaf(child)
                if said is None or said[1].audience is not None:
                    return False
                found.append(said[1])
        title = self._mixed(element)
        if not title:
            return False
        fields["title"] = title
        for date in found:
            reading.again[len(fields.get("dates", ()))] = None
            add(fields, "dates", date)
        return True

    def _mixed(self, element: etree._Element) -> str | None:
        """Words with elements of words among them; None for any other content."""
        pieces: list[Element | str] = [element.text] if element.text else []
        for child in element[:]:
            if len(child) or self.reading.names[child.tag] in BREAKS:
                return None
            pieces.append(element_of(self.reading, child))
            if child.tail:
                pieces.append(child.tail)
        return of_tree(pieces)

    # Elements of words.

    def leaf(self, element: etree._Element) -> Said | None:
        """The field and the value of an element of words; None if it needs more care."""
        tag, text = element.tag, element.text
        try:
            found = self.makers[tag]
        except KeyError:
            found = self.makers[tag] = self._maker(tag)
        if found is None:
            return None
        maker, unique = found
        items = items_of(element)
        if len(element):
            text = self._mixed(element)
            return maker(text, items) if text else None
        if unique:
            return maker(collapse(text), items) if text else None
        key = (tag, text, *items) if items else (tag, text)
        said: Said | None = self.memo.get(key)
        if said is None and text:
            said = maker(collapse(text), items)
            if said is not None:
                self._keep(key, said)
        return said

    def _maker(self, tag: Any) -> tuple[Maker, bool] | None:
        name = self.reading.names[tag]
        if name == "unitdate":
            return self._date_maker(), False
        line = _LINES.get(name)
        return None if line is None else (self._part_maker(line), line.unique)

    def _part_maker(self, line: Plain) -> Maker:
        cls: Any = getattr(trusted, line.part)
        fixed, words, field, told = dict(line.fixed), line.words, line.field, self._told(line.element, line.attributes)

        def make(text: str, items: list[tuple[str, str]]) -> Said | None:
            if not text:
                return None
            if not items:
                return field, cls(**fixed, **{words: text})
            said = told(items)
            return said and (field, cls(**fixed, **{words: text}, **said[0], extras=said[1]))

        return make

    def _date_maker(self) -> Maker:
        told = self._told("unitdate", dates.UNITDATE)

        def make(text: str, items: list[tuple[str, str]]) -> Said | None:
            said = told(items) if text else None
            if said is None:
                return None
            fields, extras = said
            normal = fields.pop("normal", None)
            if normal is None:
                made = Date(text, **fields, extras=extras)
                return None if made.edtf is None else ("dates", made)
            text = " ".join(text.split()) if text.__class__ is str else text
            made, wrong = trusted.Date.from_normal(normal, text, **fields, extras=extras)
            return ("dates", made) if wrong is None and made.understood and dates.says(made, normal) else None

        return make

    def _told(self, element: str, known: Mapping[str, str]) -> Callable[[Items], Told | None]:
        """Separates attributes that are fields from those that are extras; None if they give the language of the words."""
        reading = self.reading
        names: dict[str, tuple[str | None, str]] = {}

        def told(items: Items) -> Told | None:
            fields: dict[str, Any] = {}
            extras: tuple[Extra, ...] = ()
            for key, value in items:
                if key not in names:
                    canonical, own = reading.attribute_names(element, key)
                    names[key] = known.get(canonical, canonical if canonical in _CARE else None), f"@{own}"
                field, place = names[key]
                if field in _CARE:
                    return None
                if field is not None and field not in fields:
                    if value:
                        fields[field] = value
                elif value:
                    extras += (reading.share(Extra, reading.format, place, value),)
            return fields, extras

        return told

    # Elements of a few elements.

    def remembered(self, handler: Handler, fields: dict[str, Any], element: etree._Element) -> bool:
        """Read an element with few children of words; false if it is larger."""
        if len(element) > _FEW:
            return False
        met: list[Any] = [element.tag, element.text]
        if element.keys():
            met += items_of(element)
        for child in element[:]:
            if len(child):
                return False
            met += (child.tag, child.text, child.tail)
            if child.keys():
                met += items_of(child)
        seen = tuple(met)
        found: tuple[Said, ...] | None = self.memo.get(seen)
        if found is None:
            reading = self.reading
            noted = reading.noted
            draft = Draft(reading.format)
            handler(reading, draft, element)
            found = tuple((field, value) for field, values in draft.fields.items() for value in values)
            if noted == reading.noted:
                self._keep(seen, found)
        for field, value in found:
            add(fields, field, value)
        return True

    # Notes and access points.

    def note(self, fields: dict[str, Any], element: etree._Element, kind: str) -> bool:
        """Read a note of plain paragraphs, with or without a heading; false if it needs more care."""
        if element.keys():
            return False
        text = element.text
        if text and not text.isspace():
            return False
        names = self.reading.names
        heading = ""
        said: list[str] = []
        for child in element[:]:
            tail = child.tail
            if len(child) or child.keys() or (tail and not tail.isspace()):
                return False
            text = child.text
            words = collapse(text) if text else ""
            name = names[child.tag]
            if not words or (name != "p" and (name != "head" or heading or said)):
                return False
            if name == "p":
                said.append(words)
            else:
                heading = words
        if not said:
            return False
        prose = said[0] if len(said) == 1 else "\n\n".join(said)
        if kind == "scope_and_content" and "description" not in fields:
            fields["description"] = prose
            if heading:
                fields["description_heading"] = heading
            return True
        key = (kind, heading, prose)
        made = self.memo.get(key)
        if made is None:
            made = self._keep(key, trusted.Note(kind, prose, heading))
        add(fields, "notes", made)
        return True

    def points(self, fields: dict[str, Any], element: etree._Element) -> bool:
        """Read a `controlaccess` of plain names and terms, with or without a heading; false if it needs more care."""
        text = element.text
        if element.keys() or (text and not text.isspace()):
            return False
        reading, memo = self.reading, self.memo
        path: tuple[str, ...] = ()
        found: list[Said] = []
        for child in element[:]:
            tail = child.tail
            if len(child) or (tail and not tail.isspace()):
                return False
            key = (child.tag, child.text, path, *items_of(child)) if child.keys() else (child.tag, child.text, path)
            said = memo.get(key)
            if said is None:
                said = access.point_of(reading, child, path)
                if said is None:
                    text = child.text
                    if found or path or child.keys() or not text or reading.names[child.tag] != "head":
                        return False
                    path = (collapse(text),) if collapse(text) else ()
                    continue
                self._keep(key, said)
            found.append(said)
        for field, value in found:
            add(fields, field, value)
        return bool(found)

    def point(self, element: etree._Element, path: tuple[str, ...]) -> Said | None:
        """An access point without child elements, under the headings of a path; None if it is none, or is empty."""
        key = (element.tag, element.text, path, *items_of(element))
        said: Said | None = self.memo.get(key)
        if said is None:
            said = access.point_of(self.reading, element, path)
            if said is not None:
                self._keep(key, said)
        return said


def add(fields: dict[str, Any], field: str, value: Any) -> None:
    """Append a value to a field of several."""
    said = fields.get(field)
    if said is None:
        fields[field] = [value]
    else:
        said.append(value)
