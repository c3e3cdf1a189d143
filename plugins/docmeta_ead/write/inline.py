"""Words with dates, links and other inline elements, as strings.

Titles of older finding aids contain dates, identifiers are links. The fitter is asked once for each such start tag.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

from docmeta.dates import Date
from docmeta.text import BREAKS, Element, language_of
from docmeta_ead.fit.automaton import models
from docmeta_ead.fit.fitter import Fitter
from docmeta_ead.fit.markup import serialised
from docmeta_ead.tables.values import is_uri
from docmeta_ead.write.attributes import DIALECTS
from docmeta_ead.write.did import NESTED, is_nested
from docmeta_ead.write.state import ENTRIES
from docmeta_ead.write.words import words

_ATTRIBUTE: Final = re.compile(r' ([A-Za-z]+)="([^"]*)"')
_LEAF: Final = re.compile(r'<([a-z0-9]+)((?: [A-Za-z]+="[^"<&\t\r\n]*")*)>([^<&>]+)</\1>')
#: URLs, hardly two of which are equal; one stands for all of them.
_ADDRESS: Final = re.compile(r' href="(https?://[^">]+)"')
_ANY_ADDRESS: Final = "http://any.example/"
#: Elements beside paragraphs, unless words precede them.
_ENTRY: Final = re.compile(f"<(?:{'|'.join(ENTRIES)})[ />]")
#: Stands for the words of an element.
_WORDS: Final = "\uf8ff"
#: The longest start tag that is remembered.
_LONG: Final = 400


def inline(dialect: str, around: str, prose: str, dates: Sequence[Date] = ()) -> str | None:
    """The content of an element, if it is words and elements of words; None if it is more, or if anything is lost.

    *dates* are those of the unit, which have another name in an EAD3 title.

    >>> from docmeta.text import of_markup
    >>> inline("ead3", "unittitle", of_markup('Log, <unitdate era="ce">1901</unitdate>'), [Date("1901")])
    'Log, <date era="ce" localtype="unitdate">1901</date>'
    >>> inline("ead2002", "unitid", of_markup('<ref href="https://n2t.net/1">A 1</ref>'))
    '<extref xlink:href="https://n2t.net/1">A 1</extref>'
    """
    markup = getattr(prose, "markup", None)
    if markup is None or language_of(prose):
        return None
    return _inline(dialect, around, markup, {str(part.text) for part in dates})


def inline_paragraphs(dialect: str, prose: str) -> str | None:
    """The same for prose in an element that holds paragraphs.

    >>> from docmeta.text import of_markup
    >>> inline_paragraphs("ead3", of_markup("<p>One.</p><p>The <title>Star</title>.</p>"))
    '<p>One.</p><p>The <title><part>Star</part></title>.</p>'
    """
    markup = getattr(prose, "markup", None)
    if markup is None or language_of(prose):
        return None
    if "<p>" not in markup:
        if markup[:1] == "<" and _ENTRY.search(markup):
            return None
        said = _inline(dialect, "p", markup, ())
        return said and f"<p>{said}</p>"
    if not markup.startswith("<p>") or not markup.endswith("</p>"):
        return None
    out = []
    for part in markup[3:-4].split("</p><p>"):
        said = _inline(dialect, "p", part, ())
        if not said:
            return None
        out.append(f"<p>{said}</p>")
    return "".join(out)


def _inline(dialect: str, around: str, markup: str, known: Collection[str]) -> str | None:
    if "\n" in markup or "  " in markup:
        return None
    pieces = _LEAF.split(markup)
    if pieces[0][:1] == " " or pieces[-1][-1:] == " " or "<" in pieces[0]:
        return None
    out = [pieces[0]]
    for at in range(1, len(pieces), 4):
        name, written, said, after = pieces[at : at + 4]
        if words(said) is None or "<" in after or len(written) > _LONG:
            return None
        address = _ADDRESS.search(written)
        if address is not None:
            if not is_uri(address[1]) or _ANY_ADDRESS in written:
                return None
            written = written[: address.start(1)] + _ANY_ADDRESS + written[address.end(1) :]
        tags = _tags(dialect, around, name, written, said in known)
        if tags is None:
            return None
        start, end = tags
        out += [start if address is None else start.replace(_ANY_ADDRESS, address[1]), said, end, after]
    return "".join(out)


@lru_cache(4096)
def _tags(dialect: str, around: str, name: str, written: str, is_known: bool) -> tuple[str, str] | None:
    """The markup before and after the words of an element; None if the dialect does not accept it unchanged."""
    made = Element(name, dict(_ATTRIBUTE.findall(written)), [_WORDS])
    if "id" in made.attributes or name == around or name in BREAKS or "  " in written:
        return None
    if is_known and is_nested(made):
        if dialect != "ead2002":
            own = models(dialect)["date"].attributes
            made.name = "date"
            made.attributes = {key: value for key, value in made.attributes.items() if key in own}
            made.attributes["localtype"] = NESTED
        elif name == "date":
            return None
    told: list[str] = []
    fitter = Fitter(DIALECTS[dialect], lambda *loss: told.append(loss[0]))
    fitter.language = lambda code: (None, False)  # the codes depend on the file
    fitted = fitter.fit(Element(around, {}, ["a ", made, " b"]), around).children
    if told or len(fitted) != 3 or fitted[::2] != ["a ", " b"] or not isinstance(fitted[1], Element):
        return None
    start, mark, end = serialised(fitted[1]).partition(_WORDS)
    return (start, end) if mark and _WORDS not in end else None
