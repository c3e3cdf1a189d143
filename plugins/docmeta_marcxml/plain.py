"""Reads the fields of a plain record from its text, which is several times quicker than to ask each element.

A plain record has fields of a tag, two indicators and subfields of mere text, as nearly all records have. Fields that repeat,
such as subjects and terms of use, are read once.

>>> from docmeta.xml import fragment
>>> said = '<datafield tag="650" ind1=" " ind2="0"><subfield code="a">Ships &amp; ports</subfield></datafield>'
>>> fixed, fields = fields_of(fragment(f"<record><controlfield tag='001'>u1</controlfield>{said}</record>")[0])
>>> fixed
{'001': 'u1'}
>>> [(field.tag, field.second, field.subfields) for field in fields]
[('650', '0', [('a', 'Ships & ports')])]
>>> fields_of(fragment(f'<record>{said.replace("code", "no")}</record>')[0]) is None
True
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from docmeta.model import Draft
from docmeta.xml.harvest import outer, words
from docmeta_marcxml.builders import NONPUBLIC, PRIVATE
from docmeta_marcxml.decoding import take
from docmeta_marcxml.fields import Field

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The marks of non-sorting words, which MARC leaves in the text (ISO 6630; U+0088 and U+0089, U+0098 and U+009C).
_NONSORTING: Final = re.compile("(?:\x88([^\x80-\x9f]+)\x89|\x98([^\x80-\x9f]+)\x9c)")
_ATTRIBUTE: Final = re.compile(r'(tag|ind1|ind2)="([^"&]*)"(?: |$)')
#: A field of one subfield.
_ALONE: Final = re.compile(
    r'([^>]*)>[ \t\r\n]*<subfield code="([^"&])">([^<]*)</subfield>[ \t\r\n]*</datafield>[ \t\r\n]*'
)
_SUBFIELD: Final = re.compile(r'<subfield code="([^"&])"(?:/>|>([^<]*)</subfield>)')
_FIXED: Final = re.compile(r'<(?:leader|controlfield tag="(00[1358])")>([^<]*)</(?:leader|controlfield)>')
_OPEN: Final = "<datafield "
_BLANK: Final = " \t\r\n"
#: Fields that are read together with others of the record.
_DEPENDENT: Final = frozenset(("040", "046", "245", "490", "520", "852"))
#: Fields that may be private, or have private subfields.
_ASKED: Final = frozenset(("880", *PRIVATE, *NONPUBLIC))
#: How many fields of one tag and of all tags are kept, and the longest text of one. Repeated fields come early;
#: keeping more costs more than it saves.
_ROOM: Final = 512
_MOST: Final = 4096
_LONG: Final = 400

#: The fields read before, by their text: those of the process, since a harvest is many files with the same values.
_KNOWN: Final[dict[str, Field]] = {}
#: The tags and indicators of start tags.
_STARTS: Final[dict[str, tuple[str, str, str]]] = {}
#: How many fields that are kept have each tag.
_COUNTS: Final[dict[str, int]] = {}


def sorted_words(raw: str) -> str:
    """The words of a subfield, without the marks of non-sorting ones."""
    return words(_NONSORTING.sub(r"\1\2", raw) if "\x88" in raw or "\x98" in raw else raw)


def begin() -> None:
    """Begin a file, with room for its own fields."""
    if max(len(_KNOWN), len(_STARTS)) >= _MOST or _ROOM in _COUNTS.values():
        for kept in (_KNOWN, _COUNTS, _STARTS):
            kept.clear()


def fields_of(record: _Element) -> tuple[dict[str, str] | None, list[Field]] | None:
    """The fields of a record, if it is plain: the leader and the control fields by tag, if they are plain, too, and the data fields.

    Those with `made` are shared between records.
    """
    text = outer(record)
    if record.prefix is not None:
        text = text.replace(f"<{record.prefix}:", "<").replace(f"</{record.prefix}:", "</")
    text, end, _ = text.rpartition("</record>")
    if not end or "&#" in text:
        return None
    head, *rest = text.split(_OPEN)
    if "datafield" in head:
        return None
    found = []
    for one in rest:
        field = _KNOWN.get(one) or _field(one)
        if field is None:
            return None
        found.append(field)
    return _fixed(head), found


def _fixed(head: str) -> dict[str, str] | None:
    pieces = _FIXED.split(head[head.find(">") + 1 :])
    found = {tag or "leader": _unescaped(said) for tag, said in zip(pieces[1::3], pieces[2::3], strict=True)}
    return None if len(found) != len(pieces) // 3 or "".join(pieces[0::3]).strip(_BLANK) else found


def _field(text: str) -> Field | None:
    alone = _ALONE.fullmatch(text)
    if alone is not None:
        start, code, raw = alone.groups()
        coded = [(code, raw)]
    else:
        start, _, inner = text.partition(">")
        said, end, after = inner.partition("</datafield>")
        pieces = _SUBFIELD.split(said)
        if not end or after.strip(_BLANK) or "".join(pieces[0::3]).strip(_BLANK):
            return None
        coded = [*zip(pieces[1::3], pieces[2::3], strict=True)]
    names = _STARTS.get(start) or _start(start)
    if names is None:
        return None
    tag, first, second = names
    if tag in _ASKED:
        subfields = _asked(tag, first, [(code, _unescaped(raw or "")) for code, raw in coded])
    else:
        subfields = [(code, value) for code, raw in coded if raw and (value := sorted_words(_unescaped(raw)))]
    field = Field(tag, first, second, subfields)
    if len(text) <= _LONG and tag not in _DEPENDENT and len(_KNOWN) < _MOST and (count := _COUNTS.get(tag, 0)) < _ROOM:
        draft, copy = Draft("marcxml"), Field(tag, first, second, subfields)
        if not take(copy, draft):
            field.unnamed = copy.words()
        field.made = tuple(draft.fields.items())
        _COUNTS[tag] = count + 1
        _KNOWN[text] = field
    return field


def _indicator(said: str) -> str:
    """An indicator; a blank one, which some write as a sign, is ""."""
    return said.strip(" #\\")


def _start(text: str) -> tuple[str, str, str] | None:
    """The tag and the indicators in a start tag."""
    pieces = _ATTRIBUTE.split(text)
    if "".join(pieces[0::3]):
        return None
    said = dict(zip(pieces[1::3], pieces[2::3], strict=True))
    names = said.get("tag", ""), _indicator(said.get("ind1", "")), _indicator(said.get("ind2", ""))
    if len(_STARTS) < _MOST and len(text) < _LONG:
        _STARTS[text] = names
    return names


def _asked(tag: str, first: str, subfields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The subfields of a field that may be private, or have private ones, whose words stay as they are."""
    about = next((value.strip()[:3] for code, value in subfields if code == "6"), "") if tag == "880" else tag
    if first == "0" and about in PRIVATE:
        return [(code, said) for code, value in subfields if (said := words(value))]
    hidden = "x" if about in NONPUBLIC else ""
    return [
        (code, said)
        for code, value in subfields
        if (said := words(value) if code == hidden else sorted_words(value)) or code == hidden
    ]


def _unescaped(raw: str) -> str:
    return raw.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") if "&" in raw else raw
