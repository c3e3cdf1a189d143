"""Plain dates as they are written: their words, and the attributes beside them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, cast

from docmeta.dates import Date, read_normal
from docmeta_ead.fit.automaton import models
from docmeta_ead.tables.values import nearest
from docmeta_ead.write.attributes import Values
from docmeta_ead.write.words import words

#: Words that equal the EDTF: "1951", "1951-06", "1951-06-05", "1949-1953".
_DAY: Final = re.compile(r"[12][0-9]{3}(?:-[01][0-9](?:-[0-3][0-9])?)?")
#: A day, a month or a year, or a range of two.
PLAIN_MEANING: Final = re.compile(
    r"[12][0-9]{3}(?:-[01][0-9](?:-[0-3][0-9])?)?(?:/[12][0-9]{3}(?:-[01][0-9](?:-[0-3][0-9])?)?)?"
)
#: What no normalised date holds: sets, and qualifiers.
_INEXACT: Final = re.compile(r"[\[{~?%X]")
_YEARS: Final = re.compile(r"[12][0-9]{3}-[12][0-9]{3}")
#: The attributes of a date by its fields, except the normalised date.
DATE: Final = {
    "label": "label",
    "type": "unitdatetype",
    "kind": "datechar",
    "era": "era",
    "calendar": "calendar",
    "audience": "audience",
}


def date_about(dialect: str, name: str) -> Callable[[Date, str | None], str | None]:
    """The function that writes the attributes of a date without extras whose meaning is checked."""
    found = {field: Values(dialect, name, canonical) for field, canonical in DATE.items()}
    fields = {values.name: f"{{{field}}}" for field, values in found.items()} | {"normal": "{normal}"}
    order = [fields[one] for one in models(dialect)[name].attributes if one in fields]
    rare = [field for field in found if field not in ("type", "kind")]
    code = ["def about(part, normal):", "    type, kind = type_of[part.type], kind_of[part.kind]"]
    code += [f"    if {' is '.join(f'part.{field}' for field in rare)} is None:", f"        {' = '.join(rare)} = ''"]
    code += ["    else:", *(f"        {field} = {field}_of[part.{field}]" for field in rare)]
    code += [f"    if {' or '.join(f'{field} is None' for field in found)}:", "        return None"]
    code += ["    normal = f' normal=\"{normal}\"' if normal else ''", f"    return f'{''.join(order)}'"]
    names: dict[str, Any] = {f"{field}_of": values for field, values in found.items()}
    exec("\n".join(code), names)  # noqa: S102  # nosec B102  # built from the table, by us
    return cast("Callable[[Date, str | None], str | None]", names["about"])


def understood(part: Date, said: str, meaning: str, structured: bool) -> tuple[str | None, str] | None:
    """The elements of a date in words, if they give its structure, and its normalised date; None if it needs care."""
    if PLAIN_MEANING.fullmatch(meaning):
        told = Date(part.text).edtf
        if told is not None and told != meaning:
            return None
        return (_structured(part.text, said, meaning) if structured else None), meaning
    normal = part.normal
    # The structures of EAD3 are decided with more care.
    if normal is None or (structured and _INEXACT.search(meaning) is None):
        return None
    if not nearest("NORMAL", normal)[1] or Date.from_normal(normal, part.text)[0].edtf != meaning:
        return None
    return None, normal


def says_other(normal: str, other: str) -> bool:
    """Whether two normalised dates mean different days, or a range and a date."""
    return read_normal(normal)[0] != read_normal(other)[0] or ("/" in normal) != ("/" in other)


def of_meaning(said: str, meaning: str) -> str:
    """The elements of a date whose words equal its EDTF."""
    begin, _, end = meaning.partition("/")
    if not end:
        return f'<datesingle standarddate="{begin}">{said}</datesingle>'
    return _range(begin, begin, end, end)


def _range(begin: str, first: str, end: str, last: str) -> str:
    ends = f'<fromdate standarddate="{begin}">{first}</fromdate><todate standarddate="{end}">{last}</todate>'
    return f"<daterange>{ends}</daterange>"


def _structured(text: str, said: str, meaning: str) -> str | None:
    """The elements of a date in words; None if the two ends cannot be told apart."""
    begin, slash, end = meaning.partition("/")
    if not slash:
        return f'<datesingle standarddate="{begin}">{said}</datesingle>'
    left, hyphen, right = text.partition("-")
    first, last = words(left), words(right)
    if not hyphen or "-" in right or not first or not last or Date(left).edtf != begin or Date(right).edtf != end:
        return None
    return _range(begin, first, end, last)


def is_meaning(text: str, edtf: str | None) -> bool:
    """Whether the words of a date equal its EDTF, so that they are read back so."""
    if text == edtf:
        return _DAY.fullmatch(text) is not None and text[4:].count("-") != 1
    return edtf is not None and len(edtf) == 9 and _YEARS.fullmatch(text) is not None and text.replace("-", "/") == edtf
