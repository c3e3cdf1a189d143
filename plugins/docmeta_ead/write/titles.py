"""Titles in which nothing stands but words and dates, as strings: EAD has them in most of its older finding aids."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from docmeta.dates import Date
from docmeta.text import language_of
from docmeta_ead.fit.automaton import models
from docmeta_ead.write.attributes import attributes_of
from docmeta_ead.write.did import NESTED
from docmeta_ead.write.taken import Taken
from docmeta_ead.write.words import words

_ATTRIBUTE: Final = re.compile(r' ([A-Za-z]+)="([^"<&]*)"')
_DATE: Final = re.compile(r'<(unitdate|date)((?: [A-Za-z]+="[^"<&]*")*)>([^<&>]+)</\1>')


def dated_title(dialect: str, prose: str, dates: Sequence[Date]) -> str | None:
    """A title with dates in it; None where it is more than that, or where a date of EAD 2002 has no place in EAD3.

    >>> from docmeta.text import of_markup
    >>> title = of_markup('Log, <unitdate era="ce">1901</unitdate>')
    >>> dated_title("ead3", title, [Date("1901")])
    '<unittitle>Log, <date era="ce" localtype="unitdate">1901</date></unittitle>'
    """
    markup = getattr(prose, "markup", None)
    if markup is None or language_of(prose):
        return None
    pieces = _DATE.split(markup)
    if len(pieces) < 2 or pieces[0][:1] == " " or pieces[-1][-1:] == " ":
        return None
    known = {str(part.text) for part in dates}
    out = [pieces[0]]
    for at in range(1, len(pieces), 4):
        name, attributes, said, after = pieces[at : at + 4]
        start = None if words(said) is None else _start(dialect, name, attributes, said in known)
        if start is None or "<" in after or "\n" in after:
            return None
        out += [start, said, f"</{name if dialect == 'ead2002' else 'date'}>", after]
    if "<" in pieces[0] or "\n" in pieces[0]:
        return None
    return f"<unittitle>{''.join(out)}</unittitle>"


@lru_cache(1024)
def _start(dialect: str, name: str, written: str, is_known: bool) -> str | None:
    """The start tag of a date in a title, which is one of the unit's where *is_known*."""
    attributes = dict(_ATTRIBUTE.findall(written))
    if "id" in attributes:
        return None
    nested = is_known and (name == "unitdate" or attributes.get("localtype") == NESTED)
    if dialect != "ead2002":
        if nested:
            own = models(dialect)["date"].attributes
            attributes = {key: value for key, value in attributes.items() if key in own and key != "localtype"}
            attributes["localtype"] = NESTED
        elif name == "unitdate":
            return None
        name = "date"
    elif nested and name == "date":
        return None
    about = attributes_of(dialect, name).told(attributes, (), Taken()) if attributes else ""
    return None if about is None else f"<{name}{about}>"
