"""Extents and digital objects: `physdesc` and its structured forms, `dao` and its groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

import attrs

from docmeta.model import DigitalObject, Extent, Extra
from docmeta.text import Element
from docmeta_ead.fit.pieces import Piece
from docmeta_ead.read.physical import counted
from docmeta_ead.tables import losses
from docmeta_ead.tables.dialect import BARE_EXTENT, EXTENT_KINDS, GROUP_DESCRIPTION, IN_EXTENT, MEASURES, UNSPECIFIED
from docmeta_ead.write.extras import with_extras
from docmeta_ead.write.state import Writing, element, inline, plain, said, says

P = TypeVar("P", Extent, DigitalObject)

#: Elements allowed beside words in a `physdesc`, but not in an `extent`.
_PHYSICAL: Final = frozenset(("extent", "physfacet", "dimensions", "genreform"))
_ORDER: Final = {"extent": 0, "physfacet": 1, "dimensions": 2}
_KINDS: Final = frozenset(("carrier", "materialtype", "spaceoccupied"))
_COVERAGES: Final = frozenset(("whole", "part"))
_OTHER: Final = "otherphysdescstructuredtype"
_DESCRIPTIONS: Final = ("daodesc", "descriptivenote")
_DAO_KINDS: Final = frozenset(("borndigital", "derived", "unknown", "otherdaotype"))


def sets(parts: Sequence[P]) -> Iterator[tuple[P, ...]]:
    """The parts in order, each with its parallel ones."""
    group: list[P] = []
    for part in parts:
        if group and not part.parallel:
            yield tuple(group)
            group = []
        group.append(part)
    if group:
        yield tuple(group)


# Extents.


def extents(writing: Writing, group: tuple[Extent, ...]) -> Element:
    """An extent, and its equivalents in other units."""
    return _ead3_extents(writing, group) if writing.ead3 else _physdesc(writing, group)


def extent_sets(writing: Writing, parts: Sequence[Extent]) -> Iterator[tuple[Extent, ...]]:
    """The sets of extents that fit into one element each."""
    for group in sets(parts):
        first = 0
        for number, part in enumerate(group):
            # In one physdesc, facets alone would be read as those of the extent before.
            if number > first and (
                _is_mixed(part) or _is_mixed(group[first]) or (not writing.ead3 and not _wording(part))
            ):
                yield group[first:number]
                writing.lose(losses.EXTENT_APART, part)
                first = number
        yield group[first:]


def _wording(part: Extent) -> str:
    return part.text or " ".join(filter(None, (part.quantity, part.unit)))


def _is_mixed(part: Extent) -> bool:
    """Whether the wording holds extents, facets or dimensions of its own."""
    markup = getattr(part.text, "markup", None)
    if markup is None:
        return False
    return any(isinstance(piece, Element) and piece.name in _PHYSICAL for piece in inline(part.text))


def _physdesc(writing: Writing, group: tuple[Extent, ...]) -> Element:
    first = group[0]
    made = Element("physdesc", said({"label": first.label, "audience": first.audience}))
    at = 0  # the position of the last extent
    for number, part in enumerate(group):
        if number and part.label:
            writing.lose(losses.EXTENT_LABEL, part.label)
        if number and part.audience != first.audience:
            writing.lose(losses.EXTENT_AUDIENCE, part.audience)
        begin = len(made.children)
        if _is_mixed(part) or (len(group) == 1 and is_bare(part)):
            made.children += inline(part.text)
        elif _wording(part):
            made.children.append(element(writing, "extent", _wording(part)))
        own = [one for one in made.children[begin:] if isinstance(one, Element) and one.name == "extent"]
        if own:
            at = begin
        _unsaid(writing, part)
        made.children += _characteristics(writing, part)
        _own_extras(writing, made, _content(part.extras), number, at)
        _kind(part, made, own)
    _extent_first(made)
    _units_apart(made)
    return made


def _extent_first(made: Element) -> None:
    """Put a single extent before its description, which is in the order in which it is read."""
    children = [child for child in made.children if isinstance(child, Element)]
    own = [child for child in children if child.name == "extent"]
    if len(own) == 1 and len(children) == len(made.children) and own[0].attributes.get("audience") != "internal":
        children.sort(key=lambda child: _ORDER.get(child.name, len(_ORDER)))
        made.children = [*children]


def is_bare(part: Extent) -> bool:
    """Whether the source gave an extent as words of `physdesc` itself."""
    return bool(part.extras) and any(extra.place == BARE_EXTENT for extra in part.extras)


def _measures(text: str) -> bool:
    """Whether the wording of an extent marks which of its words are the extent."""
    markup = getattr(text, "markup", None) or ""
    return any(f"<{name}" in markup for name in MEASURES)


def _content(extras: Sequence[Extra]) -> tuple[Extra, ...]:
    """The extras that are more than the form of the source."""
    return tuple(extra for extra in extras if extra.place != BARE_EXTENT)


def _units_apart(made: Element) -> None:
    """Take the unit out of the words if the source had it in an attribute."""
    for child in made.children:
        if isinstance(child, Element) and child.name in ("extent", "dimensions") and "unit" in child.attributes:
            last = child.children[-1:]
            unit = f" {child.attributes['unit']}"
            if last and isinstance(last[0], str) and last[0].endswith(unit):
                child.children[-1] = last[0].removesuffix(unit)


def _kind(part: Extent, made: Element, found: Sequence[Element]) -> None:
    """Write the kind and the coverage of an extent as ArchivesSpace does, unless the source had something else there."""
    if found and part.kind:
        word = next((word for word, kind in EXTENT_KINDS.items() if kind == part.kind), None)
        found[-1].attributes.setdefault(*(("altrender", word) if word else ("localtype", part.kind)))
    if part.coverage:
        made.attributes.setdefault("altrender", part.coverage)


def _characteristics(writing: Writing, part: Extent) -> list[Piece]:
    return [
        *(element(writing, "physfacet", facet) for facet in part.facets if says(facet)),
        *(element(writing, "dimensions", size) for size in part.dimensions if says(size)),
    ]


def _unsaid(writing: Writing, part: Extent) -> None:
    """Report what the wording of an extent does not contain."""
    found = counted(_wording(part))
    if part.quantity and found.get("quantity") != part.quantity:
        writing.lose(losses.EXTENT_QUANTITY, part.quantity)
    if part.unit and found.get("unit") != part.unit:
        writing.lose(losses.EXTENT_UNIT, part.unit)
    if part.kind and part.kind not in EXTENT_KINDS.values():
        writing.lose(losses.EXTENT_KIND, part.kind)
    if part.coverage:
        writing.lose(losses.EXTENT_COVERAGE, part.coverage)
    if part.approximate and not found.get("approximate"):
        writing.lose(losses.EXTENT_ESTIMATE, part)


def _own_extras(writing: Writing, made: Element, extras: Sequence[Extra], number: int, at: int) -> None:
    """Put the extras of the number-th extent of a set at that extent, which is the child *at*, or begins there."""
    if not number:
        with_extras(writing, made, extras)
        return
    last = Element("physdesc", {}, made.children[at:])
    with_extras(writing, last, extras)
    made.children[at:] = last.children
    for name, value in last.attributes.items():
        if made.attributes.setdefault(name, value) != value:
            writing.lose(losses.EXTENT_ATTRIBUTE, value, name[:20])


def _ead3_extents(writing: Writing, group: tuple[Extent, ...]) -> Element:
    if len(group) == 1 and _is_plain(group[0]):
        part = group[0]
        marked = part.text.__class__ is not str and not _measures(part.text) and not is_bare(part)
        found = counted(str(part.text)) if marked else {}
        if found:
            # The elements in the wording are not allowed; without them it is a number and its unit.
            writing.lose(losses.EXTENT_MARKUP, part.text)
            part = attrs.evolve(part, text="", quantity=found["quantity"], unit=found["unit"])
            return _structured(writing, part, part.extras)
        made = element(writing, "physdesc", part.text, label=part.label, audience=part.audience)
        _unsaid(writing, part)
        with_extras(writing, made, _content(part.extras))
        if not is_bare(part) and not _is_mixed(part):
            made.attributes.setdefault("localtype", IN_EXTENT)
        return made
    outer = frozenset(extra for extra in group[0].extras if extra.place.startswith("physdescset/"))
    if len(group) == 1:
        return _structured(writing, group[0], group[0].extras)
    coverage = _coverage(group[0])
    coverage = coverage if coverage in _COVERAGES else None
    inner: list[Piece] = [
        _structured(writing, part, tuple(extra for extra in part.extras if extra not in outer), coverage)
        for part in group
    ]
    return with_extras(
        writing, Element("physdescset", {}, inner), [extra for extra in group[0].extras if extra in outer]
    )


def _is_plain(part: Extent) -> bool:
    """Whether the wording holds everything, or cannot be analysed."""
    if part.facets or part.dimensions:
        return False
    if is_bare(part) and part.text and not part.kind:
        return True
    told = part.quantity and (not part.text or _exact(part))
    return bool(part.text) and not told and not part.kind


def _exact(part: Extent) -> bool:
    said = " ".join(filter(None, ("approximately" if part.approximate else "", part.quantity, part.unit)))
    return part.text in (said, f"{said}.")


def _coverage(part: Extent) -> str | None:
    """Whether an extent covers the whole, even if only ArchivesSpace's attribute of EAD 2002 tells."""
    said = {extra.content for extra in part.extras if extra.place == "@altrender"}
    return part.coverage or ("part" if "part" in said else None)


def _structured(writing: Writing, part: Extent, extras: Sequence[Extra], coverage: str | None = None) -> Element:
    """EAD3's `physdescstructured`: number and unit; if they are not separate, the wording becomes the unit."""
    told_by = (EXTENT_KINDS.get(extra.content) for extra in extras if extra.place == "extent/@altrender")
    own = part.kind or next(filter(None, told_by), None)
    kind = own if own in _KINDS else _OTHER
    covered = _coverage(part)
    if covered and covered not in _COVERAGES:
        writing.lose(losses.EXTENT_COVERAGE, covered)
        covered = None
    attributes = {
        "coverage": covered or coverage,
        "physdescstructuredtype": kind,
        _OTHER: (own if own != _OTHER else None) or UNSPECIFIED if kind == _OTHER else None,
        "label": part.label,
        "audience": part.audience,
    }
    quantity = Element("quantity")
    told = part.quantity and (not part.text or _exact(part))
    if part.approximate:
        if told:
            quantity.attributes["approximate"] = "true"
        else:
            writing.lose(losses.STRUCTURED_ESTIMATE, part)
    if told and part.quantity:
        quantity.children = [part.quantity]
        unit = Element("unittype", {}, [part.unit] if part.unit else [])
    else:
        unit = element(writing, "unittype", part.text)
        if part.quantity:
            writing.lose(losses.STRUCTURED_QUANTITY, part.quantity)
        if part.unit:
            writing.lose(losses.STRUCTURED_UNIT, part.unit)
    made = Element("physdescstructured", said(attributes), [quantity, unit, *_characteristics(writing, part)])
    said_by = ("extent/@unit", part.unit) if told else None
    with_extras(writing, made, [extra for extra in _content(extras) if (extra.place, extra.content) != said_by])
    _units_apart(made)
    return made


# Digital objects.


def says_nothing(part: DigitalObject) -> bool:
    """Whether nothing of an object could be written."""
    told = (part.uri, part.title, part.role, part.kind, part.description, part.id, part.audience, part.extras)
    return not any(told) and getattr(part.description, "markup", None) is None


def digital_objects(writing: Writing, group: tuple[DigitalObject, ...]) -> Element:
    """A digital object, or a set of them."""
    around = [extra for extra in group[0].extras if extra.place.startswith(("daogrp/", "daoset/"))]
    outer = frozenset(around)
    if len(group) == 1 and not outer:
        return digital_object(writing, group[0], "dao", group[0].extras)
    name = "dao" if writing.ead3 else "daoloc"
    made = [
        digital_object(writing, part, name, tuple(extra for extra in part.extras if extra not in outer))
        for part in group
    ]
    described: list[Piece] = []
    if any(extra.place == GROUP_DESCRIPTION for extra in around):
        first = made[0].children
        described += [one for one in first if isinstance(one, Element) and one.name in _DESCRIPTIONS][:1]
        made[0].children = [one for one in first if not described or one is not described[0]]
    about = with_extras(
        writing,
        Element("daoset" if writing.ead3 else "daogrp", {}, described),
        [extra for extra in around if extra.place != GROUP_DESCRIPTION],
    )
    inner: list[Piece] = [one for one in made if one.attributes or one.children]
    if len(inner) < 2 and (writing.ead3 or not outer):
        only = next((one for one in made if one.attributes or one.children), made[0])
        only.name = "dao"
        writing.fitter.gone(about)
        only.children += about.children
        return only
    return _group(writing, inner, about)


def _group(writing: Writing, objects: list[Piece], about: Element) -> Element:
    """A set of objects; its own description precedes them in EAD 2002, and follows them in EAD3."""
    prose: list[Piece] = []
    attributes: dict[str, str] = {}
    others: list[Piece] = []
    for child in about.children:
        if not isinstance(child, Element) or child.name not in (*_DESCRIPTIONS, "p"):
            others.append(child)
            continue
        prose += [child] if child.name == "p" else child.children
        if child.name in _DESCRIPTIONS and not attributes:
            attributes = child.attributes
        elif child.name in _DESCRIPTIONS:
            writing.fitter.gone(child)
    if prose and writing.ead3:
        prose, others = [*prose, *others], []  # a link has no other place there
    described = "descriptivenote" if writing.ead3 else "daodesc"
    description = [Element(described, attributes, prose)] if prose or attributes else []
    about.children = [*objects, *description, *others] if writing.ead3 else [*description, *objects, *others]
    return about


def digital_object(writing: Writing, part: DigitalObject, name: str, extras: Sequence[Extra]) -> Element:
    """One digital object: its URL, its title, its role for the unit."""
    kind = None
    if writing.ead3:
        kind = part.kind if part.kind in _DAO_KINDS else "otherdaotype" if part.kind else "unknown"
    elif part.kind:
        writing.lose(losses.OBJECT_KIND, part.kind, name)
    if part.media_type:
        writing.lose(losses.OBJECT_MEDIA_TYPE, part.media_type, name)
    if part.checksum:
        writing.lose(losses.OBJECT_CHECKSUM, part.checksum, name)
    attributes = {
        "href": part.uri,
        "linktitle": plain(writing, losses.OBJECT_TITLE, part.title, name),
        "linkrole": part.role,
        "daotype": kind,
        "otherdaotype": part.kind if kind == "otherdaotype" and part.kind != kind else None,
        "id": part.id,
        "audience": part.audience,
    }
    made = Element(name, said(attributes))
    if says(part.description):
        described = "descriptivenote" if writing.ead3 else "daodesc"
        made.children.append(element(writing, described, part.description, block=True))
    return with_extras(writing, made, extras)
