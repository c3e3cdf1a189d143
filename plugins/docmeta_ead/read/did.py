"""The identification of a unit: the children of `did`, except its dates, extents, agents and digital objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docmeta.languages import is_name
from docmeta.model import Container, Draft, Extra, Identifier, Language, Note, Repository
from docmeta.text import Element, of_tree
from docmeta.xml import collapse, text_of
from docmeta_ead.read.attributes import items_of
from docmeta_ead.read.dates import read_date
from docmeta_ead.read.notes import add_note
from docmeta_ead.read.state import Reading
from docmeta_ead.read.text import children_of, element_of, prose, says, serialised, stray
from docmeta_ead.tables.audience import is_internal
from docmeta_ead.tables.dialect import DID_NOTES, NAMES
from docmeta_ead.tables.plain import CONTAINER, IDENTIFIER, NOTE

if TYPE_CHECKING:
    from lxml import etree

_LANGUAGE: Final[dict[str, str]] = {
    "langcode": "code",
    "languagecode": "code",
    "scriptcode": "script",
    "audience": "audience",
}


def unittitle(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read `unittitle`; the dates in it become dates of the unit, too, but stay in the title."""
    title = prose(reading, element)
    internal = is_internal(element)
    if internal or reading.audience is not None:
        said = {**(reading.attributes(element) if internal else {}), "audience": "internal"}
        title = of_tree([Element("unittitle", said, children_of(reading, element))])
    place = "did/unittitle"
    if title:
        number = ("title" in unit) + len(unit.get("other_titles", ()))
        if number:
            place = f"did/unittitle[{number + 1}]"
            unit.add("other_titles", title)
        else:
            unit.add("title", title)
    elif len(element):
        reading.carry(unit, element, place)
        return
    if len(element):
        with reading.inside(element):
            _dates_in(reading, unit, element)
    if not internal:
        reading.unit_attributes(unit, element, place)


def _dates_in(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read the dates in a title, except those in an internal element, which stay there."""
    work = [element]
    while work:
        for child in work.pop():
            if reading.names[child.tag] == "unitdate":
                made = read_date(reading, child)
                if made is not None:
                    reading.twice(unit, made, None)
            elif len(child) and not is_internal(child):
                work.append(child)


def unitid(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read `unitid`: a reference code, or another identifier of the kind that `@type` names."""
    value = prose(reading, element)
    if not value:
        if element.keys() or len(element):
            reading.carry(unit, element, "did/unitid")
        return
    fields, extras = reading.fields(element, IDENTIFIER)
    unit.add("identifiers", Identifier(value, extras=extras, **reading.marked(fields)))


def container(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read `container`: its number, its type, and its parent."""
    value = prose(reading, element)
    fields, extras = reading.fields(element, CONTAINER)
    if reading.audience is not None:
        fields = reading.marked(fields)
    if not value and not fields:
        if extras or len(element):
            reading.carry(unit, element, "did/container")
        return
    if not value and set(fields) <= {"audience"}:
        reading.carry(unit, element, "did/container")
        return
    key = (Container, value, *fields.items(), extras)
    unit.add("containers", reading.known(key) or reading.shared(key, Container(value, extras=extras, **fields)))


def did_note(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read `abstract`, `physloc`, `materialspec`, `note` and `didnote`."""
    add_note(reading, unit, element, DID_NOTES[reading.names[element.tag]])


def head(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Keep the heading of the `did`, which belongs to the layout, not to the unit."""
    unit.add("extras", Extra(reading.format, "did/head", serialised(reading, element)))


# Languages.


def langmaterial(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read `langmaterial`: each language; and, if there is prose beside them, the whole as a note."""
    with reading.inside(element):
        found = languages(reading, element)
        fields, extras = reading.fields(element, NOTE)
        fields = reading.marked(fields)
        named = prose(reading, element) if not len(element) else ""
        if named and is_name(named):
            found = [Language(name=named, audience=fields.pop("audience", None))]
        elif _is_prose(reading, element) or (not found and (extras or fields)):
            unit.add("notes", Note("language", prose(reading, element), extras=extras, **fields))
            for language in found:
                unit.add(
                    "languages", Language(language.code, language.script, language.name, audience=language.audience)
                )
            return
    for number, language in enumerate(found):
        if not number and (fields or extras):
            own = tuple(Extra(e.format, f"langmaterial/{e.place}", e.content) for e in extras)
            language = Language(
                language.code,
                language.script,
                language.name,
                fields.get("label"),
                language.audience,
                language.extras + own,
            )
        unit.add("languages", language)


def languages(reading: Reading, element: etree._Element) -> list[Language]:
    """The languages in an element, with their scripts."""
    found: list[Language] = []
    for child in element[:]:
        name = reading.names[child.tag]
        if name == "language":
            found += _language(reading, child, None)
        elif name == "languageset":
            with reading.inside(child):
                found += _languageset(reading, child)
    return found


def _languageset(reading: Reading, element: etree._Element) -> list[Language]:
    found: list[Language] = []
    names = reading.names
    scripts = [_script(reading, one) for one in element[:] if names[one.tag] == "script" and not is_internal(one)]
    named = [one for one in element[:] if names[one.tag] == "language"]
    for number, one in enumerate(named):
        found += _language(reading, one, scripts[min(number, len(scripts) - 1)] if scripts else None)
    if len(named) == 1 and found:
        # A language in several scripts; its wording is kept once.
        said = found[-1]
        found += [Language(said.code, script, audience=said.audience) for script in scripts[1:] if script]
    return found


def _language(reading: Reading, element: etree._Element, script: str | None) -> list[Language]:
    fields, extras = reading.fields(element, _LANGUAGE)
    fields = reading.marked(fields)
    if script and "script" not in fields:
        fields["script"] = script
    name = prose(reading, element)
    if not says(name) and not fields and not extras:
        return []
    key = (Language, name, *fields.items(), extras)
    return [reading.known(key) or reading.shared(key, Language(name=name, extras=extras, **fields))]


def _script(reading: Reading, element: etree._Element) -> str | None:
    for key, value in items_of(element):
        if reading.attribute_names("script", key)[0] in ("scriptcode", "script"):
            return value
    return None


def _is_prose(reading: Reading, element: etree._Element) -> bool:
    """Whether a `langmaterial` holds more than languages and what a writer can rebuild from them."""
    if stray(element):
        return True
    for child in element[:]:
        name = reading.names[child.tag]
        if name == "languageset":
            inner = [reading.names[one.tag] for one in child[:]]
            if (
                inner.count("language") != 1
                or inner.count("script") > 1
                or len(inner) > 2
                or stray(child)
                or child.keys()
            ):
                return True
            script = child.find("{*}script")
            if script is not None and (text_of(script) or set(script.keys()) - {"scriptcode"}):
                return True
        elif name != "language":
            return True
    return False


# The repository.


_HELD: Final = frozenset(("address", *NAMES))


def repository(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read `repository`: the name and the address of the holder; a second one is carried along."""
    if unit.get("repository") is not None:
        unit.add("extras", Extra(reading.format, "did/repository", serialised(reading, element)))
        return
    fields, extras = reading.fields(element, NOTE)
    more = list(extras)
    address: list[str] = []
    name = ""
    children = reading.visible(element, more)
    addresses = [child for child in children if reading.names[child.tag] == "address"]
    names = [child for child in children if reading.names[child.tag] in NAMES]
    for number, child in enumerate(addresses):
        if number:
            more.append(Extra(reading.format, "repository/address", serialised(reading, child)))
        else:
            address, own = address_lines(reading, child)
            more += own
    inline = [child for child in children if reading.names[child.tag] not in _HELD]
    if names and not stray(element):
        named = names[0]
        for child in (*names[1:], *inline):
            more.append(Extra(reading.format, f"repository/{reading.local(child)}", serialised(reading, child)))
        if reading.names[named.tag] == "corpname" and not len(named):
            name = prose(reading, named)
            more += reading.fields(named, {}, "corpname/@")[1]
        else:
            name = of_tree([element_of(reading, named)])
    elif len(children) > len(addresses) or stray(element):
        name = prose(reading, element, skip=set(addresses) | set(element).difference(children))
    if not name and not address:
        if len(element) or element.keys():
            reading.carry(unit, element, "did/repository")
        return
    unit.add("repository", Repository(name, tuple(address), extras=tuple(more), **reading.marked(fields)))


def address_lines(reading: Reading, element: etree._Element, place: str = "address") -> tuple[list[str], list[Extra]]:
    """The lines of an `address`, and those of its attributes that no field holds."""
    extras = list(reading.fields(element, {}, f"{place}/@")[1])
    lines: list[str] = []
    if element.text and not element.text.isspace():
        lines.append(collapse(element.text))
    for child in element[:]:
        if is_internal(child):
            extras.append(Extra(reading.format, f"{place}/{reading.local(child)}", serialised(reading, child)))
        elif reading.names[child.tag] != "addressline":
            lines.append(of_tree([element_of(reading, child)]))
        else:
            line = prose(reading, child)
            if says(line) or child.keys():
                lines.append(line)
            at = f"{place}/addressline" + (f"[{len(lines)}]" if len(lines) > 1 else "")
            extras += reading.fields(child, {}, f"{at}/@")[1]
        if child.tail and not child.tail.isspace():
            lines.append(collapse(child.tail))
    return lines, extras
