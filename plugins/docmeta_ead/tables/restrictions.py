"""The time of a restriction in the prose of a condition of access or use: `<date type="restriction" normal="2063-07-01">2063</date>`.

EAD 2002 and EAD3 have no element for it. This is how finding aids of the Bentley Historical Library (University of Michigan) mark it,
and what its plugin for ArchivesSpace makes of a restriction's end (bentley_access_restrictions, README); people read the words.
One date is the end, as there; two are the beginning and the end. The words stand in the prose if it contains them, or their year,
once; else in a paragraph of their own at its end, which is removed from the prose again.
EAD 4.0 has `dateRange` for it, which becomes a first paragraph of one date or two in the canonical markup: see `in_range`.

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
from docmeta.text import Element, language_of, of_tree, structure, tree, walk
from docmeta.xml import collapse
from docmeta_ead.tables.values import nearest

#: The kinds of notes with such a time.
KINDS: Final = frozenset(("access_conditions", "use_conditions"))
#: Its place, for the printed tables.
NOTE: Final = "its time is a date of the type restriction in a paragraph"
_TYPE: Final = "restriction"
_ENDS: Final = ("fromDate", "toDate")
_MARKS: Final = re.compile(rf'localtype="({"|".join((_TYPE, *_ENDS))})"')
#: The attributes of a date that become its fields.
_FIELDS: Final = ("era", "calendar", "certainty", "audience")
_ATTRIBUTES: Final = frozenset(("localtype", "normal", *_FIELDS))

Piece = Element | str


class _Found(NamedTuple):
    """A date of a restriction in a structure, and whether it is inside something internal."""

    element: Element
    around: Element
    hidden: bool


def taken(prose: str) -> tuple[str, Date | None]:
    """The prose and the time of its restriction: of several, the one that ends last, and all of them stay in the prose."""
    markup = getattr(prose, "markup", None)
    if markup is None or not _MARKS.search(markup):
        return prose, None
    top = Element("", {}, structure(markup))
    if (ranged := _in_range(prose, top)) is not None:
        return ranged
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
    """Whether two structures mark the same words, ignoring the form of normalised dates and the order of attributes."""
    return _bare(one) == _bare(other) and language_of(one) == language_of(other)


def _bare(prose: str) -> list[Piece]:
    children = list(tree(prose))
    for piece in walk(children):
        if isinstance(piece, Element) and piece.name == "date" and piece.attributes.get("localtype") in (_TYPE, *_ENDS):
            piece.attributes.pop("normal", None)
    return children


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
    """The prose without a date that stands alone in its last paragraph, or with only the words of the date."""
    if alone:
        return of_tree(top.children[:-1], language)
    if any(isinstance(child, Element) for child in mark.element.children):
        return None
    place = next(number for number, child in enumerate(mark.around.children) if child is mark.element)
    mark.around.children[place : place + 1] = mark.element.children
    return of_tree(top.children, language)


def _read(element: Element, hidden: bool) -> Date | None:
    """The time given by a date of a restriction, in its words; None if it is empty."""
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
    date = Date(words, edtf, **fields)
    made = edtf is not None and said != edtf and words == period(Date(edtf=edtf))
    return attrs.evolve(date, text="") if made else date


def _as_end(edtf: str) -> list[str]:
    """One date as the end of a time without a beginning."""
    begin, slash, end = edtf.partition("/")
    ended = f"../{end}" if slash and not begin else f"../{edtf}"
    return [ended] if is_edtf(ended) else []


def _normal(normal: str) -> str | None:
    """The time in `@normal`: one date is the end."""
    found = read_normal(normal)[0]
    if "/" in normal:
        return found or (normal if is_edtf(normal) else None)
    if found is None:
        return None
    return f"../{found}" if is_edtf(f"../{found}") else None


def _bounds(edtf: str) -> tuple[Any, Any]:
    date = Date(edtf=edtf)
    return date.earliest, date.latest


def marked(prose: str, date: Date) -> str:
    """The prose with the time of its restriction marked."""
    if (said := _says(prose, date)) is not None:
        return said
    prose = _unmarked(prose)
    made = _date(date, _TYPE, _written(date))
    children = list(tree(prose)) if prose else []
    if getattr(prose, "markup", None) is None and date.audience is None:
        for words in [str(date.text)] if date.text else _years(date):
            whole = str(prose).rpartition("\n\n")[2].strip() == words  # it would stand alone
            if (
                not whole
                and len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", prose)) == 1
                and _put(children, words, made)
            ):
                return of_tree(children, language_of(prose))
    made.children = [str(date.text) or period(date)]
    return of_tree([*_as_blocks(children), Element("p", {}, [made])], language_of(prose))


def _as_blocks(children: list[Piece]) -> list[Piece]:
    if not children or any(isinstance(child, Element) and child.name in _BLOCKS for child in children):
        return children
    return [Element("p", {}, children)]


def _date(date: Date, kind: str, normal: str | None, words: str = "") -> Element:
    about = {"localtype": kind, "normal": normal} | {name: getattr(date, name) for name in _FIELDS}
    return Element("date", {name: value for name, value in about.items() if value}, [words] if words else [])


def _says(prose: str, date: Date, *, ranged: bool = False) -> str | None:
    """The prose itself if it gives the time of the restriction in its own markup, which stays there."""
    markup = getattr(prose, "markup", None)
    if markup is None or not _MARKS.search(markup) or (ranged and not any(f'"{end}"' in markup for end in _ENDS)):
        return None
    rest, said = taken(prose)
    if rest is not prose or said is None or said.edtf != date.edtf:
        return None
    return prose if all(mark.around.name in _HOLDERS for mark in _marks(Element("", {}, structure(markup)))) else None


# The paragraph for EAD 4.0's `dateRange`.


def in_range(prose: str, date: Date) -> str:
    """The prose after a paragraph with the beginning and the end of its restriction.

    >>> in_range("Closed.", Date(edtf="2010/2039~")).markup[:98]
    '<p><date localtype="fromDate" normal="2010">2010</date><date localtype="toDate" normal="2039~">cir'
    >>> taken(in_range("Closed.", Date(edtf="2010/2039~")))[1].edtf
    '2010/2039~'
    """
    if (said := _says(prose, date, ranged=True)) is not None:
        return said
    prose = _unmarked(prose)
    begin, slash, end = (date.edtf or "").partition("/")
    single = date.meaning is not None and date.meaning.shape == "date" and not date.undated
    if not slash:
        begin, end = (begin, begin) if single else (one or "" for one in date.normal_ends)
    found = [(kind, one) for kind, one in zip(_ENDS, (begin, end), strict=True) if one not in ("", "..")]
    words = str(date.text).split("-") if len(found) == 2 else [str(date.text)] if date.text else []
    if single:
        words = [str(date.text) or date.display] * 2
    elif len(words) != len(found) or not all(words):
        words = [Date(edtf=one).display for _, one in found]
    ends: list[Piece] = [_date(date, kind, one, said) for (kind, one), said in zip(found, words, strict=True)]
    if not ends and Date(date.display).edtf is not None:
        return prose  # open at both ends, or no date at all, which no range can hold
    children = _as_blocks(list(tree(prose)) if prose else [])
    return of_tree(
        [Element("p", {}, ends or [_date(date, _ENDS[1], None, date.display)]), *children], language_of(prose)
    )


def _in_range(prose: str, top: Element) -> tuple[str, Date] | None:
    """The prose without such a first paragraph, and its time; None without one."""
    first = top.children[0]
    around, rest = (first, top.children[1:]) if isinstance(first, Element) and first.name == "p" else (top, [])
    ends = [child for child in around.children if isinstance(child, Element)]
    kinds = tuple(end.attributes.get("localtype", "") for end in ends)
    if kinds not in (_ENDS, _ENDS[:1], _ENDS[1:]) or any(end.name != "date" for end in ends):
        return None
    if any(isinstance(child, str) and child.strip() for child in around.children):
        return None
    hidden = any(one.attributes.get("audience") == "internal" for one in (around, *ends))
    fields: dict[str, Any] = {name: value for name in _FIELDS if (value := ends[0].attributes.get(name))}
    if hidden:
        fields["audience"] = "internal"
    words = [collapse("".join(child for child in walk(end.children) if isinstance(child, str))) for end in ends]
    meant = {kind: _end(end, said) for kind, end, said in zip(kinds, ends, words, strict=True)}
    begin, end = (meant.get(kind, "..") for kind in _ENDS)
    edtf = None if None in (begin, end) else str(begin) if begin == end else f"{begin}/{end}"
    text = words[0] if begin == end and len(set(words)) == 1 else "-".join(filter(None, words))
    if edtf is None or not is_edtf(edtf):
        candidates = [Date(text or "undated", **fields)]
    else:
        date, whole = Date("", edtf, **fields), Date(text, edtf, **fields)
        candidates = [whole, date] if text and Date(text).edtf == edtf else [date, whole]
    if not around.attributes and not any(end.attributes.keys() - _ATTRIBUTES for end in ends):
        left = of_tree(rest, language_of(prose))
        for candidate in candidates:
            if _alike(in_range(left, candidate), prose):
                return left, candidate
    return prose, candidates[0]


def _end(end: Element, words: str) -> str | None:
    """One end; None if it is not understood."""
    normal = end.attributes.get("normal", "").strip()
    said = (normal if is_edtf(normal) else read_normal(normal)[0]) if normal else Date(words).edtf if words else None
    return None if said is None or "/" in said or said == UNDATED else said


#: Elements that hold a date in every dialect; "" is the prose itself.
_HOLDERS: Final = frozenset(("", "p", "item", "entry", "event"))
#: What adds more than its days to a date.
_UNSURE: Final = re.compile(r"[?~%X\[{]")
#: Elements that stand beside paragraphs.
_BLOCKS: Final = frozenset(
    "p list chronlist table blockquote address head legalstatus accessrestrict userestrict bibliography".split()
)


def _unmarked(prose: str) -> str:
    """The prose with the marks of another time removed."""
    if not _MARKS.search(getattr(prose, "markup", None) or ""):
        return prose
    children = list(tree(prose))
    for piece in walk(children):
        if isinstance(piece, Element) and piece.name == "date" and piece.attributes.get("localtype") in (_TYPE, *_ENDS):
            del piece.attributes["localtype"]
    return of_tree(children, language_of(prose))


def _years(date: Date) -> list[str]:
    """The year in which a restriction ends, or the one in which it becomes open."""
    if date.latest is None or _UNSURE.search(date.edtf or ""):
        return []
    year, *day = date.latest
    return [str(year + 1), str(year)] if day == [12, 31] else [str(year)]


def _put(children: list[Piece], words: str, made: Element) -> bool:
    """Put an element around its words, which occur once in the prose."""
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
    """The `@normal` of a time, if both dialects can hold it."""
    begin, end = date.normal_ends
    if end is None:
        return None
    normal = end if begin is None else f"{begin}/{end}"
    return normal if nearest("NORMAL", normal) == (normal, True) else None
