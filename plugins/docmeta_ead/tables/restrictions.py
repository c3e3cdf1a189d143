"""The time of a restriction in the prose of a condition of access or use: `<date type="restriction" normal="2063-07-01">2063</date>`.

EAD 2002 and EAD3 have no element for it. This is how finding aids of the Bentley Historical Library (University of Michigan) say it,
and what its plugin for ArchivesSpace makes of a restriction's end (bentley_access_restrictions, README); people read the words.
One date is the end, as there; two are the beginning and the end. The words stand in the prose where it says them, or its year,
once; else in a paragraph of their own at its end, which is taken out of the prose again.

>>> from docmeta.text import of_markup
>>> prose, dates = taken(of_markup('Restricted until <date localtype="restriction" normal="2063-07-01">2063</date>.'))
>>> prose, dates.edtf
('Restricted until 2063.', '../2063-07-01')
>>> marked("Closed.", Date(edtf="2010/2039")).markup
'<p>Closed.</p><p><date localtype="restriction" normal="2010/2039">2010-2039</date></p>'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import attrs

from docmeta.dates import UNDATED, Date, is_edtf, read_normal
from docmeta.model import period
from docmeta.text import Element, language_of, of_tree, parse, tree, walk
from docmeta.xml import collapse
from docmeta_ead.tables.values import nearest

#: The kinds of notes that have such a time.
KINDS: Final = frozenset(("access_conditions", "use_conditions"))
_TYPE: Final = "restriction"
_MARK: Final = f'localtype="{_TYPE}"'
#: The attributes of a date that are fields of it.
_FIELDS: Final = ("era", "calendar", "certainty", "audience")
_ATTRIBUTES: Final = frozenset(("localtype", "normal", *_FIELDS))

Piece = Element | str


class _Found(NamedTuple):
    """A date of a restriction in a structure, and whether it stands in something internal."""

    element: Element
    around: Element
    hidden: bool


def taken(prose: str) -> tuple[str, Date | None]:
    """The prose and the time of the restriction in it: of several the one that ends last, and all of them stay in the prose."""
    markup = getattr(prose, "markup", None)
    if markup is None or _MARK not in markup:
        return prose, None
    top = Element("", {}, parse(markup))
    found = list(_marks(top))
    dates = [(one, date) for one in found if (date := _read(one.element, one.hidden)) is not None]
    if not dates:
        return prose, None
    mark, whole = max(dates, key=lambda each: each[1].latest or _NEVER)
    date = attrs.evolve(whole, text="") if whole.edtf is not None else whole
    if len(found) == 1 and not mark.element.attributes.keys() - _ATTRIBUTES:
        alone = _alone(top, mark)
        rest = _without(top, mark, alone, language_of(prose))
        for candidate in (whole, date) if alone else (date, whole):
            if rest is not None and _alike(marked(rest, candidate), prose):
                return rest, candidate
    return prose, date


_NEVER: Final = (10**6, 0, 0)


def _alike(one: str, other: str) -> bool:
    """Whether two structures are the same but for the order of attributes."""
    return list(tree(one)) == list(tree(other)) and language_of(one) == language_of(other)


def _marks(top: Element) -> Iterator[_Found]:
    stack = [(top, False)]
    while stack:
        around, hidden = stack.pop()
        for child in around.children:
            if isinstance(child, Element):
                inner = hidden or child.attributes.get("audience") == "internal"
                if child.name == "date" and child.attributes.get("localtype") == _TYPE:
                    yield _Found(child, around, inner)
                stack.append((child, inner))


def _alone(top: Element, mark: _Found) -> bool:
    """Whether a date stands alone in the last paragraph."""
    last = top.children[-1]
    if len(top.children) == 1 and last is mark.element:
        return True
    return mark.around is last and last.name == "p" and not last.attributes and len(last.children) == 1


def _without(top: Element, mark: _Found, alone: bool, language: str | None) -> str | None:
    """The prose without a date that stands alone in its last paragraph, or with its words in its place."""
    if alone:
        return of_tree(top.children[:-1], language)
    if any(isinstance(child, Element) for child in mark.element.children):
        return None
    place = next(number for number, child in enumerate(mark.around.children) if child is mark.element)
    mark.around.children[place : place + 1] = mark.element.children
    return of_tree(top.children, language)


def _read(element: Element, hidden: bool) -> Date | None:
    """The time that a date of a restriction says, in its words; None where it says nothing."""
    words = collapse("".join(child for child in walk(element.children) if isinstance(child, str)))
    fields: dict[str, Any] = {name: element.attributes[name] for name in _FIELDS if element.attributes.get(name)}
    if hidden:
        fields["audience"] = "internal"
    said = Date(words, **fields).edtf if words else None
    spoken = [] if said is None or said == UNDATED else [*_as_end(said), said]
    normal = element.attributes.get("normal", "").strip()
    meant = _normal(normal) if normal else None
    if meant is None:
        edtf = spoken[0] if spoken else None
    else:
        bounds = _bounds(meant)
        edtf = next((one for one in spoken if _bounds(one) == bounds), meant)
    if not words and edtf is None:
        return None
    date = Date(words, edtf, **fields) if edtf is not None else attrs.evolve(Date(words, UNDATED, **fields), edtf=None)
    made = edtf is not None and said != edtf and words == period(Date(edtf=edtf))
    return attrs.evolve(date, text="") if made else date


def _as_end(edtf: str) -> list[str]:
    """One date as the end of a time without a beginning."""
    begin, slash, end = edtf.partition("/")
    ended = f"../{end}" if slash and not begin else f"../{edtf}"
    return [ended] if is_edtf(ended) else []


def _normal(normal: str) -> str | None:
    """What `@normal` says: one date is the end."""
    if "/" in normal and is_edtf(normal):
        begin, _, end = normal.partition("/")
        return begin if begin == end else normal
    found = read_normal(normal)[0]
    if found is None or "/" in normal:
        return found
    return f"../{found}" if is_edtf(f"../{found}") else None


def _bounds(edtf: str) -> tuple[Any, Any]:
    date = Date(edtf=edtf)
    return date.earliest, date.latest


def marked(prose: str, date: Date, *, apart: bool = False) -> str:
    """The prose with the time of its restriction marked; with *apart* in a paragraph of its own, in EDTF."""
    markup = getattr(prose, "markup", None)
    if markup is not None and _MARK in markup:
        old = taken(prose)
        if old[0] is prose and old[1] is not None and old[1].edtf == date.edtf and not apart:
            return prose
        prose = _unmarked(prose)
        markup = getattr(prose, "markup", None)
    about = {"localtype": _TYPE, "normal": date.edtf if apart else _written(date)}
    about |= {name: getattr(date, name) for name in _FIELDS}
    made = Element("date", {name: value for name, value in about.items() if value})
    children = list(tree(prose)) if prose else []
    if markup is None and date.audience is None and not apart:
        for words in [str(date.text)] if date.text else _years(date):
            if len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", prose)) == 1 and _put(children, words, made):
                return of_tree(children, language_of(prose))
    made.children = [str(date.text) or period(date)]
    if children and not any(isinstance(child, Element) and child.name in _BLOCKS for child in children):
        children = [Element("p", {}, children)]
    return of_tree([*children, Element("p", {}, [made])], language_of(prose))


#: What makes of a date more than its days.
_UNSURE: Final = re.compile(r"[?~%X\[{]")
#: Elements that stand beside paragraphs.
_BLOCKS: Final = frozenset(
    "p list chronlist table blockquote address head legalstatus accessrestrict userestrict bibliography".split()
)


def _unmarked(prose: str) -> str:
    """The prose with what it says of another time as plain words."""
    children = list(tree(prose))
    for piece in walk(children):
        if isinstance(piece, Element) and piece.name == "date" and piece.attributes.get("localtype") == _TYPE:
            del piece.attributes["localtype"]
    return of_tree(children, language_of(prose))


def _years(date: Date) -> list[str]:
    """The year in which a restriction ends, or the one in which all is open."""
    if date.latest is None or _UNSURE.search(date.edtf or ""):
        return []
    year, *day = date.latest
    return [str(year + 1), str(year)] if day == [12, 31] else [str(year)]


def _put(children: list[Piece], words: str, made: Element) -> bool:
    """Put an element around its words, which stand in the prose once."""
    for around in [children, *(piece.children for piece in walk(children) if isinstance(piece, Element))]:
        for number, piece in enumerate(around):
            if isinstance(piece, str) and (found := re.search(rf"(?<!\w){re.escape(words)}(?!\w)", piece)):
                made.children = [words]
                around[number : number + 1] = [
                    one for one in (piece[: found.start()], made, piece[found.end() :]) if one
                ]
                return True
    return False


def _written(date: Date) -> str | None:
    """The `@normal` of a time, where both dialects may say it."""
    begin, end = date.normal_ends
    if end is None:
        return None
    normal = end if begin is None else f"{begin}/{end}"
    return normal if nearest("NORMAL", normal) == (normal, True) else None
