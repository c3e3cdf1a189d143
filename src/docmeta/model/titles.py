"""Titles for formats that need them in another form: supplied ones, and ones without their dates.

Units without a title get one, in formats that require it, by DACS 2.3 (supplied titles).

A supplied title is in square brackets (DACS 2.3.2, ISBD(G) 1.1) and uses only what the description says:
what kind of thing it is, whose, and when. Nothing is taken from the prose, and nothing is guessed.

>>> from docmeta.model import AgentLink, Date, Document, Person
>>> devised_title(Document("d1", dates=(Date("December 20, 1965"),)))
'[Document, December 20, 1965]'
>>> devised_title(Document("d2", level="item", agents=(AgentLink(Person("Gromyko, Andrei")),)))
'[Item of Gromyko, Andrei]'
>>> devised_title(Document("d3"))
'[Untitled]'
"""

from __future__ import annotations

from typing import Final

from docmeta.model.units import Collection, Date, Unit
from docmeta.text import Element, Text, language_of, of_tree, tree

_LEVELS: Final[dict[str, str]] = {
    "collection": "Collection", "fonds": "Fonds", "recordgrp": "Record group", "subgrp": "Subgroup", "class": "Class",
    "subfonds": "Subfonds", "series": "Series", "subseries": "Subseries", "file": "File", "item": "Item",
}  # fmt: skip
_OTHER_DATES: Final = frozenset(
    {"digitisation", "modified", "available", "valid", "accepted", "submitted", "record-keeping"}
)

#: Elements in a title that are also dates of the unit.
_DATES: Final = frozenset(("unitdate", "unitdatestructured"))
#: Characters between a title and its dates, between the dates, and around them.
_AROUND: Final = " \t\r\n,.;:([])-\u2013\u2014"
_BEFORE: Final = " \t\r\n,;:([-\u2013\u2014"


def undated_title(title: str) -> str:
    """The title without the dates at its end, for formats that show title and dates side by side.

    EAD 2002 allows `unitdate` in `unittitle`. Dates in the middle of a title stay.

    >>> from docmeta.text import of_markup
    >>> undated_title(of_markup("Doe papers, <unitdate>1953-2001</unitdate>"))
    'Doe papers'
    >>> undated_title(of_markup("Minutes, <unitdate>1901</unitdate> and later, volumes")).plain
    'Minutes, 1901 and later, volumes'
    """
    if not isinstance(title, Text) or title.markup is None or "<unitdate" not in title.markup:
        return title
    children = tree(title)
    return of_tree(children, language_of(title)) if _cut_dates(children) else title


def _cut_dates(children: list[Element | str]) -> bool:
    """Take the dates off the end of a structure; false if it ends with something else."""
    found = False
    path = [children]  # the content of the last elements, each inside the one before
    while path:
        here = path[-1]
        if not here:
            path.pop()
            if path:
                path[-1].pop()
            continue
        last = here[-1]
        if isinstance(last, str):
            words = last.strip(_AROUND)
            if words and not (found and words in ("and", "&")):
                break
            here.pop()
        elif last.name in _DATES:
            found = True
            here.pop()
        elif last.children:
            path.append(last.children)
        else:
            break
    if found and path and isinstance(path[-1][-1], str):
        path[-1][-1] = path[-1][-1].rstrip(_BEFORE)
    return found


def devised_title(unit: Unit) -> str:
    """Devise a title for a unit that has none, from its genre or level, its creators and its dates (DACS 2.3).

    Always in square brackets, one line, never empty; "[Untitled]" if the description has nothing to use.
    The caller reports it as "supplied".

    >>> from docmeta.model import Term
    >>> devised_title(Collection("c", level="series", dates=(Date("1949-1991"),)))
    '[Series, 1949-1991]'
    >>> devised_title(Collection("c", genres=(Term("Telegrams"),), dates=(Date("n.d."),)))
    '[Telegrams, undated]'
    """
    nature, creators, date = _nature(unit), _creators(unit), _date(unit)
    if not nature and not creators and not date:
        return "[Untitled]"
    title = nature or ("Collection" if isinstance(unit, Collection) else "Document")
    if creators:
        title += f" of {creators}"
    if date:
        title += f", {date}"
    return f"[{' '.join(title.split())}]"


def _nature(unit: Unit) -> str:
    terms = [str(genre.term) for genre in unit.genres if genre.term.strip()]
    if len(terms) == 1:
        return terms[0]
    level = (unit.level or "").strip()
    if level in ("otherlevel", "unspecified"):  # EAD's values for other or unknown levels
        return ""
    return _LEVELS.get(level, level[:1].upper() + level[1:])


def _creators(unit: Unit) -> str:
    names = [str(link.agent.name) for link in unit.agents if link.role == "creator" and link.agent.name.strip()]
    if len(names) > 2:
        return f"{names[0]} and others"
    return " and ".join(names)


def _date(unit: Unit) -> str:
    dates = [date for date in unit.dates if date.kind not in _OTHER_DATES]
    chosen = next((date for date in dates if date.type != "bulk"), dates[0] if dates else None)
    if chosen is None:
        return ""
    return "undated" if chosen.undated else _shown(chosen)


def _shown(date: Date) -> str:
    if date.kind in ("publication", "copyright", "coverage", "broadcast"):
        return f"{date.kind} {date.display}"
    return date.display
