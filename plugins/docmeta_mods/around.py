"""Languages, related items and the record information of a MODS record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from docmeta.dates import Date, is_edtf
from docmeta.languages import find, to_bcp47
from docmeta.model import Draft, Language, Note, Record, Relation, Revision
from docmeta_mods.builders import title_words
from docmeta_mods.names import FINER, RELATIONS
from docmeta_mods.taken import Taken, aside, children, leave, letters, name_of, own

if TYPE_CHECKING:
    from lxml.etree import _Element

#: A day, and a time of it, in the basic format of ISO 8601.
_STAMP: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T?([0-9]{2}):?([0-9]{2}):?([0-9]{2})(?:\.[0-9]+)?)?")
_TAG: Final = re.compile(r"[A-Za-z]{2,3}[-_][A-Za-z]{2,4}")
#: Lists of codes that need no mention: the code itself shows its list.
_LISTS: Final = frozenset(("iso639-2b", "iso639-2", "iso639-3", "rfc3066", "rfc4646", "rfc5646"))
#: Parts whose language is not that of the material (MARC 21, 041, $b to $n; MODS 3.8, language/@objectPart).
_APART: Final = frozenset((
    "summary", "abstract", "summaryorabstract", "summaryorsubtitle", "tableofcontents", "libretto", "accompanyingmaterial",
    "accompanyingmaterialotherthanlibrettos", "original", "subtitles", "captions", "subtitlesorcaptions", "intermediatetranslations",
))  # fmt: skip
_SCRIPTS: Final = frozenset(("iso15924",))


def language(element: _Element, draft: Draft, taken: Taken) -> None:
    """language."""
    if letters(element.get("objectPart") or "") in _APART:
        return leave(element, draft, taken)
    codes = [term for term in children(element, "languageTerm") if term.get("type") == "code" or term.get("authority")]
    several = len({term.text for term in codes}) == len(codes) > 1 == len({term.get("authority") for term in codes})
    for term in codes[1:] if several else ():
        taken.known(term, "type", ("code",))
        taken.known(term, "authority", _LISTS)
    others = [Language(taken.text(term)) for term in codes[1:]] if several else []
    found = read_language(element, taken)
    if found is None:
        return aside(element, draft, taken)
    for one in (found, *others):
        draft.add("languages", one)
    return None


def read_language(element: _Element, taken: Taken) -> Language | None:
    """The codes and words of a language, and its script."""
    code = script = listed = None
    words: list[str] = []
    for term in children(element, "languageTerm", "scriptTerm"):
        said = taken.known(term, "type", ("code", "text"))
        plain = (term.text or "").strip()
        kind = said or ("code" if len(plain) in (2, 3) or (_TAG.fullmatch(plain) and to_bcp47(plain)) else "text")
        text = "" if term in taken.texts else taken.text(term)
        if not text:
            continue
        if name_of(term) == "scriptterm":
            if kind == "code" and script is None:
                script = text
                taken.known(term, "authority", _SCRIPTS)
            else:
                taken.texts.discard(term)
        elif kind == "code" and code is None:
            code = text
            taken.known(term, "authority", _LISTS)
        else:
            words.append(text)
            listed = listed or find(term.get("valueURI") or "")
    own = taken.text(element)
    if own:
        words.append(own)
    code = code or listed
    if code is None and script is None and not words:
        return None
    return Language(code, script, "; ".join(words), extras=taken.left(element))


def related_item(element: _Element, draft: Draft, taken: Taken) -> None:
    """relatedItem, except constituents, which become members."""
    of = element.get("type") or ""
    kind = RELATIONS.get(letters(of))
    if kind and of not in FINER:
        taken.attribute(element, "type")
    elif not of:
        kind = taken.attribute(element, "otherType")
    label = ""
    for child in children(element, "titleInfo"):
        if not label:
            label = title_words(child, taken)
    target = taken.attribute(element, "xlink:href") or _address(element, taken)
    if not label and not len(element):
        label = taken.text(element)
    if not target:
        target = _number(element, taken, bool(label))
    if label or target:
        draft.add("relations", Relation(kind or of or "relation", target or None, label, extras=taken.left(element)))
    else:
        aside(element, draft, taken)


def _address(element: _Element, taken: Taken) -> str:
    for child in children(element, "identifier"):
        if (child.get("type") or "").lower() in ("uri", "url", "hdl", "doi", "ark"):
            taken.attribute(child, "type")
            return taken.text(child)
    for place in children(element, "location"):
        for child in children(place, "url"):
            return taken.text(child)
    return ""


def _number(element: _Element, taken: Taken, titled: bool) -> str:
    """The identifier of a related item (a typed one only if it has no title), or that of its record."""
    for child in children(element, "identifier"):
        if not (titled and child.get("type")):
            return taken.text(child)
    for info in children(element, "recordInfo"):
        for child in children(info, "recordIdentifier"):
            return taken.text(child)
    return ""


def _stamp(text: str, element: _Element) -> Date:
    """The time when a record was created or changed; MARC gives the day with two digits of the year, from 1968 on (008, 005)."""
    digits = (
        text if not (len(text) == 6 and element.get("encoding") == "marc") else ("19" if text >= "68" else "20") + text
    )
    found = _STAMP.fullmatch(digits)
    if not found or element.get("encoding") not in ("marc", "iso8601"):
        return Date(text)
    day, time = "-".join(found.groups()[:3]), ":".join(found.groups()[3:]) if found[4] else ""
    edtf = f"{day}T{time}" if time else day
    return Date(text, edtf if is_edtf(edtf) else None)


def record_info(element: _Element, draft: Draft, taken: Taken) -> None:
    """recordInfo: the description itself."""
    record: Record = draft.get("record", Record())
    for child in children(element):
        local, text = name_of(child), (child.text or "").strip()
        if local in ("recordcreationdate", "recordchangedate") and text:
            made = "created" if local == "recordcreationdate" else "revised"
            taken.record["revisions"].append(
                Revision(date=_stamp(taken.text(child), child), kind=made, extras=own(child, taken))
            )
        elif local == "recordidentifier" and text and not record.id:
            code = taken.attribute(child, "source") or record.agency_code
            record = attrs.evolve(record, id=taken.text(child), agency_code=code)
        elif local == "recordcontentsource" and text and not record.agency:
            record = attrs.evolve(record, agency=taken.text(child))
        elif local == "recordorigin" and text and not record.creation:
            record = attrs.evolve(record, creation=taken.text(child))
        elif local == "descriptionstandard" and text:
            taken.record["rules"].append(taken.text(child))
        elif local == "recordinfonote" and text:
            taken.record["notes"].append(
                Note("general", taken.text(child), audience=taken.audience(child), extras=own(child, taken))
            )
        elif local == "languageofcataloging":
            found = read_language(child, taken)
            if found is not None:
                taken.record["languages"].append(found)
                for at in child.iter("{*}*"):
                    taken.texts.add(at)
                    taken.attributes |= {(at, str(key)) for key in at.attrib}
    draft.fields["record"] = record
    leave(element, draft, taken)
