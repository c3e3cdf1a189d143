"""The quick way through a unit: elements of words and known attributes, compiled from the table of plain elements.

Nearly all elements of finding aids are such, and most repeat earlier ones. The others are left to the careful way,
which has the same results for all: the quick way only recognises what needs no care.

>>> from lxml import etree
>>> from docmeta.crosswalk import Report
>>> quick, fields = Quick(Reading(Report())), {}
>>> quick.readers["container"](fields, etree.fromstring("<container type='box'>4</container>")), fields
(True, {'containers': [Container(value='4', kind='box')]})
>>> quick.readers["container"](fields, etree.fromstring("<container xml:lang='fr'>4</container>"))
False
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
#: Makes a part of the words and the attributes of an element, or None if that needs more care.
Maker = Callable[[str, "Items"], Any]
#: Attributes.
Items = list[tuple[str, str]]
#: Their content: fields, and what no field holds.
Told = tuple[dict[str, Any], tuple[Extra, ...]]
Handler = Callable[[Reading, Draft, "etree._Element"], None]
#: An element of words among others, whether it is a date, and which, unless that needs more care.
Among = tuple[Element, bool, Date | None]
#: Reads an element into fields; false if it needs more care.
Read = Callable[[dict[str, Any], "etree._Element"], bool]

#: Attributes that need the careful way: the language of the words, and whether a link is one.
_CARE: Final = frozenset(("lang", "linktype"))
#: The most child elements of an element that is remembered.
_FEW: Final = 6
#: The most elements of one kind that are remembered.
_ROOM: Final = 8192
_LINES: Final[dict[str, Plain]] = {line.element: line for line in PLAIN}
#: Elements that are read in the careful way once, and remembered with their few children.
_REMEMBERED: Final[dict[str, Handler]] = {
    "physdesc": physical.physdesc,
    "langmaterial": did.langmaterial,
    "origination": access.origination,
}


class _Readers(dict[Any, Read | None]):
    """The function that reads an element of a `did`, by its tag; None if it always needs care."""

    def __init__(self, quick: Quick) -> None:
        super().__init__()
        self.quick = quick

    def __missing__(self, tag: Any) -> Read | None:
        found = self[tag] = self.quick.reader(tag)
        return found


class Quick:
    """Reads plain elements of one file, and remembers the results."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.memo: dict[Any, Any] = {}
        self.among: dict[Any, Among | None] = {}
        self.readers = _Readers(self)

    def forget(self) -> None:
        """Start with another dialect."""
        self.memo.clear()
        self.among.clear()
        self.readers.clear()

    def reader(self, tag: Any) -> Read | None:
        """The function that reads an element of a `did` of words and known attributes, or a small one."""
        name = self.reading.names[tag]
        handler = _REMEMBERED.get(name)
        if handler is not None:
            return self._small(handler)
        if name == "unittitle":
            return self.title
        if name == "unitdate":
            return _known("dates", self._date_maker())
        line = _LINES.get(name)
        if line is None:
            return None
        return self._unlike(line) if line.unique else _known(line.field, self._part_maker(line))

    # Elements of words, and those with elements of words among them.

    def title(self, fields: dict[str, Any], element: etree._Element) -> bool:
        """Read a title of words, dates and other elements of words; the dates become dates of the unit, too."""
        if "title" in fields or element.keys():
            return False
        if not len(element):
            text = element.text
            words = collapse(text) if text else ""
            if words:
                fields["title"] = words
            return bool(words)
        title, said = self._mixed(element, self._remembered)
        if not title or None in said:
            return False
        fields["title"] = title
        for date in said:
            self.reading.again[len(fields.get("dates", ()))] = None
            add(fields, "dates", date)
        return True

    def _mixed(
        self, element: etree._Element, among: Callable[[etree._Element], Among | None]
    ) -> tuple[str, list[Date | None]]:
        """Words with elements of words among them, and the dates of these; "" for any other content."""
        text = element.text
        pieces: list[Element | str] = [text] if text else []
        dates: list[Date | None] = []
        for child in element[:]:
            found = None if len(child) else among(child)
            if found is None:
                return "", dates
            pieces.append(found[0])
            if found[1]:
                dates.append(found[2])
            tail = child.tail
            if tail:
                pieces.append(tail)
        return of_tree(pieces), dates

    def _remembered(self, element: etree._Element) -> Among | None:
        among = self.among
        key = (element.tag, element.text, *items_of(element))
        try:
            return among[key]
        except KeyError:
            if len(among) >= _ROOM:
                among.clear()
            found = among[key] = self._among(element)
            return found

    def _among(self, element: etree._Element) -> Among | None:
        reading = self.reading
        name, items = reading.names[element.tag], items_of(element)
        if name in BREAKS:
            return None
        if len(items) > 1:
            local = reading.local(element)
            if len({reading.attribute_names(local, key)[0] for key, _ in items}) < len(items):
                return None
        fields: dict[str, Any] = {}
        read = self.readers[element.tag] if name == "unitdate" else None
        date = fields["dates"][0] if read is not None and read(fields, element) else None
        return element_of(reading, element), name == "unitdate", None if date is None or date.audience else date

    def _unlike(self, line: Plain) -> Read:
        """A reader of elements of which hardly two have the same words."""
        field, make = line.field, self._part_maker(line)

        def read(fields: dict[str, Any], element: etree._Element) -> bool:
            text = self._mixed(element, self._among)[0] if len(element) else element.text
            made = make(text if len(element) else collapse(text), items_of(element)) if text else None
            if made is None:
                return False
            add(fields, field, made)
            return True

        return read

    def _part_maker(self, line: Plain) -> Maker:
        cls: Any = getattr(trusted, line.part)
        fixed, words, told = dict(line.fixed), line.words, self._told(line.element, line.attributes)

        def make(text: str, items: list[tuple[str, str]]) -> Any:
            if not text:
                return None
            if not items:
                return cls(**fixed, **{words: text})
            said = told(items)
            return said and cls(**fixed, **{words: text}, **said[0], extras=said[1])

        return make

    def _date_maker(self) -> Maker:
        told = self._told("unitdate", dates.UNITDATE)

        def make(text: str, items: list[tuple[str, str]]) -> Date | None:
            said = told(items) if text else None
            if said is None:
                return None
            fields, extras = said
            normal = fields.pop("normal", None)
            if normal is None:
                made = Date(text, **fields, extras=extras)
                return None if made.edtf is None else made
            made, wrong = trusted.Date.from_normal(normal, " ".join(text.split()), **fields, extras=extras)
            return made if wrong is None and made.understood and dates.says(made, normal) else None

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

    def _small(self, handler: Handler) -> Read:
        """A reader of elements with few children of words; larger ones need more care."""
        reading = self.reading
        known: dict[Any, tuple[Said, ...]] = {}

        def read(fields: dict[str, Any], element: etree._Element) -> bool:
            children = element[:]
            if len(children) > _FEW:
                return False
            key: Any = (element.text, *items_of(element)) if element.keys() else (element.text,)
            for child in children:
                if len(child):
                    return False
                key += (child.tag, child.text, child.tail)
                if child.keys():
                    key += (*items_of(child),)
            found = known.get(key)
            if found is None:
                noted = reading.noted
                draft = Draft(reading.format)
                handler(reading, draft, element)
                found = tuple((field, value) for field, values in draft.fields.items() for value in values)
                if noted == reading.noted:
                    if len(known) >= _ROOM:
                        known.clear()
                    known[key] = found
            for field, value in found:
                add(fields, field, value)
            return True

        return read

    # Notes and access points.

    def _keep(self, key: Any, value: Any) -> Any:
        if len(self.memo) >= _ROOM:
            self.memo.clear()
        self.memo[key] = value
        return value

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


def _known(field: str, make: Maker) -> Read:
    """A reader of elements of which many have the same words."""
    known: dict[Any, Any] = {}

    def read(fields: dict[str, Any], element: etree._Element) -> bool:
        if len(element):
            return False
        text = element.text
        items = items_of(element)
        key = (text, *items) if items else text
        made = known.get(key)
        if made is None:
            made = make(collapse(text), items) if text else None
            if made is None:
                return False
            if len(known) >= _ROOM:
                known.clear()
            known[key] = made
        said = fields.get(field)
        if said is None:
            fields[field] = [made]
        else:
            said.append(made)
        return True

    return read


def add(fields: dict[str, Any], field: str, value: Any) -> None:
    """Append a value to a field of several."""
    said = fields.get(field)
    if said is None:
        fields[field] = [value]
    else:
        said.append(value)
