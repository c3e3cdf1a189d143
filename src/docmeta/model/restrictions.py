"""Time-limited restrictions on access: embargoes, closure periods (ISAD(G) 3.4.1, DACS 4.1).

Only `Note.dates` of the notes on access count: a note without dates ("Open for research") restricts nothing here.
Unless it is certain that a restriction has ended, it applies: an end that is open, unknown, approximate or uncertain,
or dates that are not understood, never end it.

>>> import datetime
>>> from docmeta.model import Date, Document, Note
>>> letter = Document("d1", notes=Note("access_conditions", "Closed.", dates=Date(edtf="../2031-12-31")))
>>> restricted(letter, on="2031-12-31") is letter.notes[0], restricted(letter, on=datetime.date(2032, 1, 1))
(True, None)
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Final

from docmeta.dates import Date, Day
from docmeta.dates.edtf import Point
from docmeta.errors import OptionError
from docmeta.model.parts import Note
from docmeta.model.stream import Node
from docmeta.model.units import Unit

#: The kinds of notes on access.
ACCESS: Final = "access_conditions"

#: An open or unknown end.
_OPEN: Final = ("", "..")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def restricted(unit: Unit | Node, *, on: datetime.date | str | None = None) -> Note | None:
    """The note that restricts access to a unit on a day, according to its dates; None if there is none.

    A restriction applies to everything below its unit: for a node, those of the units above are considered too, outermost first.

    Args:
        unit: A unit, or a node of `walk()` or `read()`, which knows the units above.
        on: The day, also as "2031-12-31"; None is today.

    Raises `OptionError` if *on* is not a day.

    >>> from docmeta.model import Collection, Document, walk
    >>> closed = Note("access_conditions", "Closed for 30 years.", dates="2010-2039")
    >>> *_, letter = walk(Collection("c1", notes=closed, members=(Document("d1"),)))
    >>> restricted(letter.unit, on="2026-11-30"), restricted(letter, on="2026-11-30").dates.text
    (None, '2010-2039')
    """
    day = day_of(on)
    units: Iterable[Unit] = (unit,) if isinstance(unit, Unit) else (*unit.ancestors, unit.unit)
    return next((found for one in units if (found := restriction(one, day)) is not None), None)


def restriction(unit: Unit, day: Day) -> Note | None:
    """The note of a unit that restricts access to it on a day."""
    for note in unit.notes:
        if note.dates is not None and note.kind == ACCESS and holds(note.dates, day):
            return note
    return None


def holds(dates: Date, day: Day) -> bool:
    """Whether a restriction with these dates applies, or may apply, on a day.

    >>> [holds(Date(edtf=edtf), (2031, 6, 1)) for edtf in ("2032/2040~", "../2030", "../2030~", "2020/", "XXXX")]
    [False, False, True, True, True]
    """
    meaning = None if dates.undated else dates.meaning
    if meaning is None:
        return True
    begin, end = dates.earliest, dates.latest
    if begin is not None and day < begin:
        return any(_doubtful(span.begin) for span in meaning.spans)
    return end is None or day <= end or any(_doubtful(span.end) for span in meaning.spans)


def _doubtful(point: Point | None) -> bool:
    return point is not None and (point.approximate or point.uncertain)


def opens(dates: Date) -> datetime.date | None:
    """The day on which a restriction has ended; None if no day is certain.

    >>> opens(Date(edtf="../2031-12-31")), opens(Date(edtf="2010/2039-05")), opens(Date(edtf="../2031~")), opens(Date(edtf="2010/.."))
    (datetime.date(2032, 1, 1), datetime.date(2039, 6, 1), None, None)
    """
    meaning, last = dates.meaning, dates.latest_date
    if meaning is None or last is None or last == datetime.date.max or meaning.shape in ("one", "all"):
        return None
    end = meaning.spans[-1].end
    return None if end is None or _doubtful(end) or end.masked else last + datetime.timedelta(1)


def day_of(on: datetime.date | str | None) -> Day:
    """A day as the model represents it; None is today.

    >>> day_of("2031-12-31"), day_of(datetime.date(2031, 12, 31))
    ((2031, 12, 31), (2031, 12, 31))
    """
    if isinstance(on, str):
        try:
            on = datetime.date.fromisoformat(on if _DAY.fullmatch(on) else "")
        except ValueError:
            raise OptionError("expected a day such as 2031-12-31", value=on) from None
    day = on or datetime.date.today()
    return day.year, day.month, day.day


def period(dates: Date) -> str:
    """The time of a restriction in words; those of the source, if it has any.

    >>> period(Date(edtf="../2031-12-31")), period(Date(edtf="2010/..")), period(Date(edtf="2010/2039"))
    ('until 2031 December 31', 'from 2010', '2010-2039')
    """
    begin, slash, end = (dates.edtf or "").partition("/")
    if dates.text or not slash or (begin in _OPEN) == (end in _OPEN):
        return dates.display
    return f"until {Date(edtf=end).display}" if begin in _OPEN else f"from {Date(edtf=begin).display}"
