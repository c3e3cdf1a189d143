"""Dates: `unitdate`, `unitdatestructured`, and the dates of headers and of titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import attrs

from docmeta.dates import UNDATED, Date, StandardDate, StandardRange, explain, is_edtf, read_normal
from docmeta.errors import ModelError
from docmeta.model import Draft, Extra
from docmeta_ead.read.attributes import items_of
from docmeta_ead.read.state import Reading
from docmeta_ead.read.text import hides, prose, public_words, serialised, stray
from docmeta_ead.tables.audience import is_internal

if TYPE_CHECKING:
    from lxml import etree

#: Attributes of a date, by their canonical names, and their fields.
KNOWN: Final[dict[str, str]] = {
    "normal": "normal",
    "standarddate": "normal",
    "standarddatetime": "normal",
    "datechar": "kind",
    "unitdatetype": "type",
    "localtype": "type",
    "certainty": "certainty",
    "calendar": "calendar",
    "era": "era",
    "label": "label",
    "audience": "audience",
}
#: The same for `unitdate` and `unitdatestructured`, whose type is in another attribute than that of the dates in them.
UNITDATE: Final = {name: field for name, field in KNOWN.items() if name != "localtype"}

#: A `@normal` that is EDTF already, and is written the same way: none of its years has another meaning.
_PLAIN: Final = re.compile(
    r"(?!0000|2999)[0-2][0-9]{3}(?:-[0-9]{2}){0,2}(?:/(?!0000|2999)[0-2][0-9]{3}(?:-[0-9]{2}){0,2})?\Z"
)
#: Words beside a `@normal` of one date that leave no end open, unlike "after 1951": a day, a year, or none.
_CLOSED: Final = re.compile(r"(?:[0-9]{1,2} \w+ [0-9]{4}|\w+ [0-9]{1,2}, [0-9]{4}|[0-9]{4}(?:-[0-9]{2}){0,2})?")

_STRUCTURED: Final = frozenset(("datesingle", "daterange", "dateset", "date"))


def unitdate(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read `unitdate`: the words, `@normal`, and the kind of date."""
    if len(element) and any(reading.names[child.tag] in _STRUCTURED for child in element[:]) and not stray(element):
        # EAD 4 has its structured dates in unitdate.
        inner = [reading.names[child.tag] for child in element[:]]
        if "textualdate" in inner or inner != ["date"] or element[0].get("standardDate"):
            structured(reading, unit, element)
            return
    made = read_date(reading, element)
    if made is not None:
        unit.add("dates", made)
    elif element.keys() or len(element):
        reading.carry(unit, element, "did/unitdate")


def _known(reading: Reading, element: etree._Element) -> dict[str, str]:
    return UNITDATE if reading.names[element.tag].startswith("unitdate") else KNOWN


def read_date(reading: Reading, element: etree._Element) -> Date | None:
    """The date of an element; None if it is empty."""
    text = prose(reading, element)
    fields, extras = reading.fields(element, _known(reading, element))
    if not text and "normal" not in fields:
        return None
    if reading.audience is not None:
        fields = reading.marked(fields)
    key = (Date, text, *fields.items(), extras)
    found: Date | None = reading.known(key)
    if found is not None and found.understood:
        return found
    noted = reading.noted
    if hides(text):
        return _partly_hidden(reading, element, text, fields, extras)
    made = _date(reading, element, text, fields, extras)
    # A problematic date is read again the next time, so that each one is reported.
    return made if reading.noted != noted else reading.shared(key, made)


def _partly_hidden(
    reading: Reading, element: etree._Element, text: str, fields: dict[str, Any], extras: tuple[Extra, ...]
) -> Date:
    """A date with something internal in its words: its normalised form must not reveal that."""
    words = public_words(text)
    if not words and "normal" not in fields:
        before, reading.audience = reading.audience, "internal"
        made = _date(reading, element, text, {**fields, "audience": "internal"}, extras)
        reading.audience = before
        return made
    return attrs.evolve(_date(reading, element, words, fields, extras), text=text)


def _date(
    reading: Reading, element: etree._Element, text: str, fields: dict[str, Any], extras: tuple[Extra, ...]
) -> Date:
    name = reading.local(element)
    normal = fields.pop("normal", None)
    if normal is None:
        order, pairs = reading.conventions
        made = Date.parse(text, order=order, pairs=pairs, extras=extras, **fields)
        if made.edtf is None:
            why = explain(text, order=order, pairs=pairs, calendar=made.calendar, era=made.era)
            _not_understood(reading, element, text, why)
        return made
    own = _normal_name(reading, element)
    made, wrong = Date.from_normal(normal, text, extras=extras, **fields)
    if wrong is not None:
        reading.problem(
            element,
            f"a normalised date cannot be read; it is kept unchanged: {reading.quoted(element, wrong) or 'internal'}",
            field="dates",
            target=f"{name}/@{own}",
            value=normal,
        )
    if wrong is not None or not says(made, normal):
        extras = (*extras, reading.share(Extra, reading.format, f"@{own}", normal))
        made = Date(made.text, made.edtf, extras=extras, **fields)
    return made


def _not_understood(reading: Reading, element: etree._Element, words: str, why: str | None) -> None:
    shown = reading.quoted(element, why or "not a date")
    message = "a date is not understood; its text is kept" + (f": {shown}" if shown else "")
    reading.problem(element, message, field="dates", target=reading.local(element), value=words)


def _normal_name(reading: Reading, element: etree._Element) -> str:
    for key in element.keys():  # noqa: SIM118 - an lxml element is not a mapping
        canonical = reading.attribute_names(reading.local(element), key)[0]
        if KNOWN.get(canonical) == "normal":
            return canonical
    return "normal"


def says(made: Date, normal: str) -> bool:
    """Whether a date that is written back from the model will mean the same days."""
    simple = "/" not in normal and made.era in (None, "ce") and _PLAIN.match(normal)
    if simple and _CLOSED.fullmatch(made.text):
        return True  # read without a problem, so the words need no check
    written = made.normal
    if written == normal or (made.edtf == normal and _PLAIN.match(normal)):
        return True
    if written is None:
        return False
    # A range of one day stays a range: systems read it as one.
    return read_normal(written)[0] == read_normal(normal)[0] and ("/" in written) == ("/" in normal)


def once(reading: Reading, unit: Draft) -> None:
    """Remove from a unit those dates of titles, and structured ones, that repeat a date beside them.

    The words of a title stay in it. What else a structured date holds is kept or reported.
    """
    dates: list[Date] = unit.fields["dates"]
    if len(reading.again) == len(dates):
        return  # no date stands beside them
    first: dict[str, list[int]] = {}
    for number, date in enumerate(dates):
        if number not in reading.again:
            first.setdefault(said_days(date), []).append(number)
    gone: set[int] = set()
    for number, element in reading.again.items():
        date = dates[number]
        place = next((n for n in first.get(said_days(date), ())[:_FEW] if _agree(dates[n], date)), None)
        if place is None:
            continue
        gone.add(number)
        one = dates[place]
        more: dict[str, Any] = {
            name: getattr(date, name) for name in _MORE if getattr(one, name) is None and getattr(date, name)
        }
        if "certainty" in more:
            more["edtf"] = date.edtf
        if element is not None:
            own = _left_over(reading, unit, element, one, date)
            more |= {"extras": one.extras + own} if own else {}
        if more:
            dates[place] = attrs.evolve(one, **more)
    if gone:
        dates[:] = [date for number, date in enumerate(dates) if number not in gone]


def _left_over(reading: Reading, unit: Draft, element: etree._Element, kept: Date, date: Date) -> tuple[Extra, ...]:
    """What a structured date that is removed adds to the one that is kept; different words are kept or reported."""
    words = str(date.text)
    if words == str(kept.text):
        return date.extras
    inner = [extra for extra in date.extras if not extra.place.startswith("@")]
    own = tuple(extra for extra in date.extras if extra not in inner)
    for extra in inner:
        unit.add("extras", Extra(extra.format, f"did/{extra.place}", extra.content))
    if inner or (date.edtf == kept.edtf and words in ("", date.edtf, date.normal)):
        return own
    reading.note(
        "decided",
        "a date and a structured date beside it mean the same days; it is one date, in the words of the first",
        field="dates",
        target=reading.local(element),
        value=reading.quoted(element, words),
        line=reading.line(element),
    )
    return own


#: The most dates of the same days that are compared.
_FEW: Final = 8
_MORE: Final = ("kind", "type", "certainty", "calendar", "era", "label")


def said_days(date: Date) -> str:
    """The days of a date; if it is not understood, its words."""
    said = date.normal or date.edtf
    return str(date.text) if said is None or said == UNDATED else said


def _agree(one: Date, other: Date) -> bool:
    """Whether two dates of the same days may share a kind, a type, and an audience."""
    if one.audience != other.audience:
        return False
    pairs = ((getattr(one, name), getattr(other, name)) for name in ("kind", "type"))
    return all(None in pair or pair[0] == pair[1] for pair in pairs)


# EAD3's structured dates (EAD3 tag library, `unitdatestructured`, `datesingle`, `daterange`, `dateset`).


def unitdatestructured(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read `unitdatestructured`: one date, a range or a set of both."""
    structured(reading, unit, element)


def structured(reading: Reading, unit: Draft, element: etree._Element) -> None:
    """Read a date in elements: its words joined, its meaning as EDTF; the elements are kept if they hold more."""
    fields, extras = reading.fields(element, _known(reading, element))
    fields = reading.marked(fields)
    fields.pop("normal", None)
    pieces = [child for child in _shown(reading, element) if reading.names[child.tag] in (*_STRUCTURED, "textualdate")]
    words = "; ".join(filter(None, (_words(reading, piece) for piece in pieces)))
    said = [
        part for piece in pieces if reading.names[piece.tag] != "textualdate" for part in _standards(reading, piece)
    ]
    standards = [part for part in said if part not in (_NO_STANDARD, *_NO_RANGE)]
    if not words and not standards:
        if element.keys() or len(element) or stray(element):
            reading.carry(unit, element, "did/unitdatestructured")
        return
    for piece in pieces:
        _judge(reading, piece)
    made = _structured_date(said if len(standards) == len(said) else [], words, fields)
    if made is None:
        reading.carry(unit, element, "did/unitdatestructured")
        return
    if made.edtf is None and not any(_said_standard(reading, piece) for piece in pieces):
        _not_understood(reading, element, words, explain(words))
    if not _simple(reading, pieces, made) or stray(element) or len(pieces) != len(element):
        inner = Extra(reading.format, reading.local(element), serialised(reading, element))
        extras = (inner,)
    whole = Date(made.text, made.edtf, extras=extras, **fields)
    reading.twice(unit, whole, element)


def _dates_of(reading: Reading, element: etree._Element) -> Iterator[etree._Element]:
    """The public date or range, or those in a set: not a range with an internal end."""
    stack = [element]
    while stack:
        one = stack.pop()
        if reading.names[one.tag] == "dateset":
            stack += reversed(list(_shown(reading, one)))
        else:
            yield one


def _shown(reading: Reading, element: etree._Element) -> Iterator[etree._Element]:
    for child in element[:]:
        if not is_internal(child) and (reading.names[child.tag] != "daterange" or not any(map(is_internal, child))):
            yield child


def _structured_date(said: list[StandardDate | StandardRange], words: str, fields: dict[str, Any]) -> Date | None:
    """The date of structured dates; problems with their attributes are reported elsewhere, and the words decide.

    None if there are no words, and no attribute is understood.
    """
    if not said:
        return Date(words, **fields) if words else Date(edtf=UNDATED, **fields)
    try:
        return Date.from_standard(said, words, **fields)[0]
    except ModelError:
        return None


def _judge(reading: Reading, element: etree._Element) -> None:
    """Report impossible dates in the attributes of a structured date, and a range that ends before it begins."""
    ends: dict[str, str] = {}
    stack = [element]
    while stack:
        piece = stack.pop()
        stack.extend(reversed(piece))
        name = reading.names[piece.tag]
        for key, value in items_of(piece):
            own = reading.attribute_names("datesingle", key)[0]
            if own not in ("standarddate", "notbefore", "notafter") or not value.strip():
                continue
            wrong = None if is_edtf(value) else read_normal(value)[1]
            if wrong is not None:
                message = f"a normalised date cannot be read; it is kept unchanged: {reading.quoted(piece, wrong) or 'internal'}"
                reading.problem(piece, message, field="dates", target=f"{name}/@{own}", value=value)
            elif own == "standarddate":
                ends[name] = value
        if name == "todate" and "fromdate" in ends and "todate" in ends:
            begin, end = ends.pop("fromdate"), ends.pop("todate")
            if (read_normal(f"{begin}/{end}")[1] or "").startswith("reversed"):
                message = "a range of normalised dates ends before it begins; it is kept unchanged"
                reading.problem(piece, message, field="dates", target="daterange", value=f"{begin}/{end}")


def _words(reading: Reading, element: etree._Element) -> str:
    return ", ".join(filter(None, (_words_of(reading, one) for one in _dates_of(reading, element))))


def _words_of(reading: Reading, element: etree._Element) -> str:
    if reading.names[element.tag] == "daterange":
        ends = [public_words(prose(reading, child)) for child in element[:]]
        if not any(ends):
            return ""
        return "-".join(ends) if len(ends) == 2 else " ".join(ends)
    return public_words(prose(reading, element))


def _standards(reading: Reading, element: etree._Element) -> list[StandardDate | StandardRange]:
    """The attributes of a structured date, part by part; nothing if there are none."""
    said: list[StandardDate | StandardRange] = []
    for one in _dates_of(reading, element):
        if reading.names[one.tag] == "daterange":
            ends = {reading.names[child.tag]: _standard(reading, child) for child in one}
            said.append(StandardRange(ends.get("fromdate"), ends.get("todate")))
        else:
            said.append(_standard(reading, one))
    return said


_NO_STANDARD: Final = StandardDate()
_NO_RANGE: Final = (StandardRange(_NO_STANDARD, _NO_STANDARD), StandardRange(None, None))
_BOUNDS: Final = ("standarddate", "notbefore", "notafter")


def _standard(reading: Reading, element: etree._Element) -> StandardDate:
    found: dict[str, str] = {}
    for key, value in items_of(element):
        own = reading.attribute_names("datesingle", key)[0]
        if own in _BOUNDS and value.strip():
            found.setdefault(own, value.strip())
    return StandardDate(*map(found.get, _BOUNDS)) if found else _NO_STANDARD


def _said_standard(reading: Reading, element: etree._Element) -> bool:
    """Whether a structured date, or one of its ends, has a normalised date; one that cannot be read is reported."""
    return any(
        reading.attribute_names("datesingle", key)[0] in _BOUNDS for one in element.iter() for key, _ in items_of(one)
    )


def _simple(reading: Reading, pieces: list[etree._Element], made: Date) -> bool:
    """Whether a writer of EAD3 makes the same elements from the words and the EDTF."""
    if len(pieces) != 1:
        return False
    piece = pieces[0]
    name = reading.names[piece.tag]
    ends = list(piece)
    parts = made.standarddate_parts
    if name == "datesingle" and not ends:
        standard = piece.get("standarddate")
        return (
            set(piece.keys()) <= {"standarddate"} and (standard is None or made.normal == standard) and len(parts) < 2
        )
    if name != "daterange" or [reading.names[end.tag] for end in ends] != ["fromdate", "todate"] or piece.keys():
        return False
    if any(len(end) or set(end.keys()) - {"standarddate"} for end in ends) or stray(piece):
        return False
    standards = [end.get("standarddate") for end in ends]
    return all(standards) and made.normal == "/".join(filter(None, standards))
