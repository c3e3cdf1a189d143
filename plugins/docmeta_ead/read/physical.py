"""Extents and digital objects: `physdesc` and its structured forms, `dao` and its groups."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from docmeta.model import DigitalObject, Draft, Extent, Extra
from docmeta.model import counted as counted_words
from docmeta.text import Element, of_tree, structure, walk, words
from docmeta.xml import collapse
from docmeta_ead.read.state import Reading
from docmeta_ead.read.text import children_of, hides, prose, public_words, says, serialised, stray
from docmeta_ead.tables.audience import is_internal
from docmeta_ead.tables.dialect import BARE_EXTENT, GROUP_DESCRIPTION, IN_EXTENT, UNSPECIFIED

if TYPE_CHECKING:
    from lxml import etree

_PHYSDESC: Final[dict[str, str]] = {"label": "label", "audience": "audience"}
_EXTENT: Final[dict[str, str]] = {"audience": "audience", "unit": "unit"}
_STRUCTURED: Final[dict[str, str]] = {
    "physdescstructuredtype": "kind",
    "coverage": "coverage",
    "label": "label",
    "audience": "audience",
}
#: What EAD3 requires if nothing is known: an extent of the whole, of another type without a name.
_SAYS_NOTHING: Final = {"kind": "otherphysdescstructuredtype", "coverage": "whole"}
_DAO: Final[dict[str, str]] = {
    "href": "uri",
    "linktitle": "title",
    "linkrole": "role",
    "daotype": "kind",
    "id": "id",
    "audience": "audience",
}
#: Types of an extent that name no unit (EAD3, `@physdescstructuredtype`).
_KINDS_OF_EXTENT: Final = frozenset("carrier materialtype spaceoccupied extent quantity number".split())
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[0-9]*[\u00bc-\u00be\u2150-\u215e]|[0-9]+(?: [0-9]+)?/[0-9]+")


class _Extents:
    """The extents of one `physdesc` being read: each as the fields of its part."""

    def __init__(self) -> None:
        self.made: list[dict[str, Any]] = []

    def new(self, **fields: Any) -> dict[str, Any]:
        fields.setdefault("extras", [])
        self.made.append(fields)
        return fields

    def last(self) -> dict[str, Any]:
        """The extent that what follows belongs to: never an internal one."""
        return self.made[-1] if self.made and self.made[-1].get("audience") != "internal" else self.new()


def physdesc(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read `physdesc`: an extent for each `extent`; if prose stands beside them, the whole becomes the wording of one."""
    text = _single(reading, element)
    if text:
        bare = len(element) == 0
        made = reading.known((Extent, text, bare))
        if made is None:
            said = counted(text)
            form = (Extra(reading.format, BARE_EXTENT, "bare"),) if bare else ()
            made = Extent(text, **said, extras=form)
            made = reading.shared((Extent, text, bare), made)
        unit.add("extents", made)
        return
    fields, extras = reading.fields(element, _PHYSDESC)
    extents = _Extents()
    with reading.inside(element):
        handled = {reading.names[child.tag] in _HANDLED for child in element[:]}
        if stray(element) or False in handled or not handled:
            text = prose(reading, element)
            wrapped = [extra for extra in extras if (extra.place, extra.content) == ("@localtype", IN_EXTENT)]
            if True not in handled:
                extras = tuple(extra for extra in extras if extra not in wrapped)
            own = [] if wrapped or True in handled else [Extra(reading.format, BARE_EXTENT, "bare")]
            if text or len(element):
                extents.new(text=text, extras=own, **counted(text))
        else:
            hidden: list[Extra] = []
            for child in _extent_first(reading, element):
                name = reading.names[child.tag]
                if name != "extent" and is_internal(child):
                    hidden.append(Extra(reading.format, reading.local(child), serialised(reading, child)))
                else:
                    _HANDLED[name](reading, extents, child)
            extras = (*extras, *hidden)
        if not _add(reading, unit, extents, fields, extras) and (element.keys() or len(element)):
            reading.carry(unit, element, "did/physdesc")


def _extent_first(reading: Reading, element: etree._Element) -> list[etree._Element]:
    """The children of a `physdesc`, a single `extent` first: what precedes it describes it, too."""
    found = element[:]
    own = [child for child in found if reading.names[child.tag] == "extent"]
    if len(own) == 1 and not is_internal(own[0]):
        found.remove(own[0])
        found.insert(0, own[0])
    return found


def _single(reading: Reading, element: etree._Element) -> str:
    """The wording of a `physdesc` of words alone, or of one `extent` of words, the usual cases; "" for any other."""
    if element.keys() or reading.audience is not None:
        return ""
    if len(element) != 1:
        return "" if len(element) else collapse(element.text or "")
    child = element[0]
    if reading.names[child.tag] != "extent" or len(child) or child.keys():
        return ""
    if (element.text and not element.text.isspace()) or (child.tail and not child.tail.isspace()):
        return ""
    return collapse(child.text or "")


def _add(reading: Reading, unit: Draft, extents: _Extents, fields: dict[str, Any], extras: tuple[Extra, ...]) -> bool:
    """Add the extents to the unit, with what applies to all on the first one; false if there is none."""
    said = [one for one in extents.made if any(one.get(name) for name in ("text", "quantity", "facets", "dimensions"))]
    kept = set(map(id, said))
    for one in extents.made:
        if id(one) not in kept and said:
            said[0]["extras"] += one["extras"]
    for number, one in enumerate(said):
        own = (*extras, *one["extras"]) if not number else tuple(one["extras"])
        fields_of = {**one, "extras": own}
        if not number and "label" in fields:
            fields_of["label"] = fields["label"]
        if number:
            fields_of["parallel"] = True
        for name in ("facets", "dimensions"):
            if name in fields_of:
                fields_of[name] = tuple(fields_of[name])
        if "audience" in fields:
            fields_of.setdefault("audience", fields["audience"])
        if reading.audience is not None:
            fields_of["audience"] = reading.audience
        unit.add("extents", Extent(**fields_of))
    return bool(said)


def _extent(reading: Reading, extents: _Extents, element: etree._Element) -> None:
    text = prose(reading, element)
    fields, extras = reading.fields(element, _EXTENT, "extent/@")
    if "unit" in fields:
        # The form stays with the extent, for writers of EAD.
        extras = (*extras, Extra(reading.format, "extent/@unit", fields["unit"]))
        if _NUMBER.fullmatch(text):
            fields["quantity"] = text
            text = f"{text} {fields['unit']}"
        else:
            del fields["unit"]
    elif _NUMBER.fullmatch(text):
        # A number alone: older finding aids name what it counts as its type.
        kind = next((extra.content.strip() for extra in extras if extra.place == "extent/@type"), "")
        if kind and kind.lower() not in _KINDS_OF_EXTENT:
            fields |= {"quantity": text, "unit": kind}
            text = f"{text} {kind}"
    if "unit" not in fields:
        fields |= counted(text)
    if not text and not extras and not fields:
        return
    last = extents.made[-1] if extents.made else None
    mixed = last is not None and last.get("audience") != fields.get("audience")
    if (
        last is not None
        and not mixed
        and not last.get("text")
        and not last.get("facets")
        and not last.get("dimensions")
    ):
        last.update(text=text, **fields)
        last["extras"] += extras
        return
    extents.new(text=text, extras=list(extras), **fields)


def _characteristic(reading: Reading, extents: _Extents, element: etree._Element) -> None:
    _characterise(reading, extents.last(), element)


def _characterise(reading: Reading, extent: dict[str, Any], element: etree._Element) -> None:
    name = reading.names[element.tag]
    field = "facets" if name == "physfacet" else "dimensions"
    text = prose(reading, element)
    found = extent.setdefault(field, [])
    unit = element.get("unit")
    if says(text):
        found.append(f"{text} {unit}" if unit and text[-1:].isdigit() else text)
    if element.keys():
        at = f"{name}[{len(found)}]" if len(found) > 1 else name
        extent["extras"] += reading.fields(element, {}, f"{at}/@")[1]


_HANDLED: Final = {"extent": _extent, "physfacet": _characteristic, "dimensions": _characteristic}


def counted(text: str) -> dict[str, Any]:
    """The number and the unit of a wording that is exactly these two, or has one of its words marked as the extent.

    >>> counted("3 boxes"), counted("3 boxes (1 ft)")
    ({'quantity': '3', 'unit': 'boxes'}, {})
    """
    if text.__class__ is str:
        return counted_words(text)
    markup = getattr(text, "markup", None) or ""
    text = public_words(text)
    if "extent" in markup:
        own = [part for part in walk(structure(markup)) if isinstance(part, Element) and _is_extent(part)]
        text = words(own[0].children) if len(own) == 1 and words(own[0].children) in text else text
    return counted_words(text)


def _is_extent(part: Element) -> bool:
    return part.name == "extent" or (part.name == "emph" and part.attributes.get("altrender") == "extent")


def physdescstructured(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read EAD3's `physdescstructured`."""
    extents = _Extents()
    with reading.inside(element):
        _structured(reading, extents, element)
        if not _add(reading, unit, extents, {}, ()) and (element.keys() or len(element)):
            reading.carry(unit, element, "did/physdescstructured")


def once(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Leave out an extent in words that repeats a structured one beside it (EAD3 tag library, physdesc)."""
    extents = unit.get("extents", [])
    bare = [[extra.place for extra in extent.extras] == [BARE_EXTENT] and not extent.label for extent in extents]
    said = {str(extent.text) for extent, words in zip(extents, bare, strict=True) if not words}
    kept = [extent for extent, words in zip(extents, bare, strict=True) if not words or str(extent.text) not in said]
    if len(kept) < len(extents):
        extents[:] = kept
        message = "an extent in words that repeats a structured one was left out"
        reading.note("decided", message, field="extents", target="physdesc", line=reading.line(element))


def physdescset(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read EAD3's `physdescset`: the same material in different units."""
    extents = _Extents()
    with reading.inside(element):
        for child in element[:]:
            if reading.names[child.tag] == "physdescstructured":
                _structured(reading, extents, child)
            else:
                reading.carry(unit, child, f"did/physdescset/{reading.local(child)}")
        for words in stray(element):
            extents.new(text=words)
        extras = reading.fields(element, {}, "physdescset/@")[1]
        if not _add(reading, unit, extents, {}, extras) and (element.keys() or len(element)):
            reading.carry(unit, element, "did/physdescset")


def _of_a_part(element: etree._Element) -> bool:
    """Whether an extent stands in a set whose first extent covers a part: there, the whole must be stated."""
    parent = element.getparent()
    if parent is None or element.getprevious() is None:
        return False
    first = next(parent.iterchildren(str(element.tag)), element)
    return first is not element and first.get("coverage") == "part"


def _structured(reading: Reading, extents: _Extents, element: etree._Element) -> None:
    fields, extras = reading.fields(element, _STRUCTURED)
    for name, nothing in _SAYS_NOTHING.items():
        if fields.get(name) == nothing and not (name == "coverage" and _of_a_part(element)):
            del fields[name]
    kind, extras = _other_word(extras, "@otherphysdescstructuredtype", fields.get("kind"))
    if kind is not None and kind != UNSPECIFIED:
        fields["kind"] = kind
    made = extents.new(extras=list(extras), **fields)
    for child in reading.visible(element, made["extras"]):
        name = reading.names[child.tag]
        text = prose(reading, child)
        if name in ("quantity", "unittype") and hides(text):
            made["extras"].append(Extra(reading.format, name, serialised(reading, child)))
            continue
        if name == "quantity" and "quantity" not in made and text:
            made["quantity"] = text
            own = reading.fields(child, {}, "quantity/@")[1]
            if child.get("approximate") == "true":
                made["approximate"] = True
                own = tuple(extra for extra in own if extra.place != "quantity/@approximate")
            made["extras"] += own
        elif name == "unittype" and "unit" not in made and text:
            made["unit"] = text
            made["extras"] += reading.fields(child, {}, "unittype/@")[1]
        elif name in ("physfacet", "dimensions"):
            _characterise(reading, made, child)
        elif name not in ("quantity", "unittype") or len(child) or child.keys() or text:
            made["extras"].append(Extra(reading.format, name, serialised(reading, child)))
    words = [str(made[name]) for name in ("quantity", "unit") if name in made]
    if made.get("approximate") and words:
        words.insert(0, "approximately")
    if "quantity" not in made:
        # A wording that is not analysed becomes the unit.
        made.pop("unit", None)
    made["text"] = " ".join([*words, *stray(element)])


def _other_word(extras: tuple[Extra, ...], place: str, kind: str | None) -> tuple[str | None, tuple[Extra, ...]]:
    """The word beside an attribute that gives the value of another type, if the attribute refers to it."""
    if kind is not None and not kind.startswith("other"):
        return kind, extras
    for extra in extras:
        if extra.place == place:
            return extra.content, tuple(one for one in extras if one is not extra)
    return kind, extras


# Digital objects.


def dao(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read `dao`: a digital object and its description."""
    made = _digital(reading, element)
    if made is not None:
        unit.add("digital_objects", DigitalObject(**made))
    elif len(element):
        reading.carry(unit, element, "dao")


def _digital(reading: Reading, element: etree._Element) -> dict[str, Any] | None:
    fields, extras = reading.fields(element, _DAO)
    fields = reading.marked(fields)
    kind, extras = _other_word(extras, "@otherdaotype", fields.pop("kind", None))
    if kind is not None and kind != "unknown":
        fields["kind"] = kind
    described = [
        child
        for child in element[:]
        if reading.names[child.tag] in ("daodesc", "descriptivenote") and not is_internal(child)
    ]
    description = ""
    more: list[Extra] = []
    if described:
        description = prose(reading, described[0])
        name = reading.local(described[0])
        more += reading.fields(described[0], {}, f"{name}/@")[1]
    others = [child for child in element[:] if child not in described[:1]]
    for child in others:
        more.append(Extra(reading.format, reading.local(child), outside(reading, child)))
    words = stray(element)
    if words:
        description = of_tree(children_of(reading, element)) if described or others else " ".join(words)
    if not fields and not extras and not says(description) and not more and kind is None:
        return None
    return {**fields, "description": description, "extras": (*extras, *more)}


def outside(reading: Reading, element: etree._Element) -> str:
    """An element as markup; with its namespaces if it holds XML that is not EAD."""
    if reading.names[element.tag] != "objectxmlwrap":
        return serialised(reading, element)
    from lxml import etree

    text: str = etree.tostring(element, encoding=str, with_tail=False)
    return text


def daogrp(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read `daogrp` and EAD3's `daoset`: several digital objects; all but the first are marked as parallel."""
    name = reading.names[element.tag]
    made: list[dict[str, Any]] = []
    loose: list[Extra] = []
    described: etree._Element | None = None
    with reading.inside(element):
        for child in element[:]:
            inner = reading.names[child.tag]
            if inner in ("daoloc", "dao"):
                one = _digital(reading, child)
                if one is not None:
                    made.append(one)
            elif inner in ("daodesc", "descriptivenote") and described is None and not child.keys():
                described = child
            else:
                loose.append(Extra(reading.format, f"{name}/{reading.local(child)}", outside(reading, child)))
    if not made:
        if element.keys() or len(element) or stray(element):
            reading.carry(unit, element, name)
        return
    extras = (*reading.fields(element, {}, f"{name}/@")[1], *loose)
    words = stray(element)
    if words:
        extras = (*extras, Extra(reading.format, f"{name}/text", " ".join(words)))
    if described is not None:
        if made[0]["description"]:
            extras = (
                *extras,
                Extra(reading.format, f"{name}/{reading.local(described)}", serialised(reading, described)),
            )
        else:
            made[0]["description"] = prose(reading, described)
            if made[0]["description"]:
                extras = (*extras, Extra(reading.format, GROUP_DESCRIPTION, "group"))
    made[0]["extras"] += extras
    for number, one in enumerate(made):
        unit.add("digital_objects", DigitalObject(**one, parallel=bool(number)))
