"""How values are written as MARC: for each builder of `builders`, its reverse.

Each gives the lines of `lines`; "" if the field cannot hold the value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from docmeta.dates import Date, words_alone
from docmeta.languages import to_639_2b
from docmeta.model import (
    ACCESS,
    Agent,
    AgentLink,
    Container,
    CorporateBody,
    DigitalObject,
    Extent,
    Family,
    Identifier,
    Language,
    NamePart,
    Note,
    Place,
    Relation,
    Repository,
    RightsStatement,
    Term,
    made_it,
    opens,
)
from docmeta_marcxml.access_points import OWN_ROLES, VOCABULARIES, role_of
from docmeta_marcxml.builders import PRIVATE
from docmeta_marcxml.headings import SUBDIVISIONS, joined
from docmeta_marcxml.lines import TERMINATOR, line, restored

_CODES: Final = {kind: code for code, kind in SUBDIVISIONS.items()}
_INDICATORS: Final = {source: indicator for indicator, source in VOCABULARIES.items()}
_ROLE_CODES: Final = {role: code for code, role in OWN_ROLES.items()}
_CODE: Final = re.compile(r"[a-z]{3}|https?://\S+")
_SAYS: Final = re.compile(r"[^\W_]")
#: The subfields of a name in parts.
_PERSON: Final = "abcdqgntklmoprsfvxyz"
_CORPORATE: Final = f"{_PERSON}e"
#: Kinds of identifier with an indicator of field 024 (MARC 21, 024).
_NUMBERS: Final = {"isrc": "0", "upc": "1", "ismn": "2", "ean": "3", "sici": "4", "standard number": "8"}


def title(value: str, tag: str, indicators: str) -> str:
    """245 and 246."""
    return line(tag, indicators, ("a", str(value)))


# -- names, terms, places -------------------------------------------------------------------------------------------------


def _parts(parts: tuple[NamePart, ...], codes: str) -> list[tuple[str, str]]:
    """The subfields of a heading, if its parts are those of MARC."""
    found = []
    for part in parts:
        kind = part.kind or ""
        code = kind[1:] if kind[:1] == "$" else _CODES.get(kind, "")
        if len(code) != 1 or code not in codes:
            return []
        found.append((code, part.value))
    return found


#: Subfields preceded by a comma: dates of people, terms of relation (MARC 21, X00, X10 and X11).
_COMMAS: Final = {"00": "de", "10": "e", "11": "j", "20": "e"}


def _apart(subfields: list[tuple[str, str | None]], tag: str) -> list[tuple[str, str | None]]:
    """With the comma before dates and before terms of relation."""
    found: list[tuple[str, str | None]] = []
    for code, value in subfields:
        before, words = found[-1] if found else ("", None)
        if code in _COMMAS[tag[1:]] and value and words and before != "4" and words[-1] not in ",-:;":
            found[-1] = before, f"{words},"
        found.append((code, value))
    return found


def _numbers(values: tuple[Identifier, ...]) -> list[tuple[str, str | None]]:
    return [("0", one.value) for one in values]


def _relators(link: AgentLink, letter: str) -> list[tuple[str, str | None]]:
    """Relators as codes or terms, with the code of the role if they give a different one."""
    said = [word for word in (link.relator or "").split("; ") if word]
    known = said or [] if link.role in _ROLE_CODES else [link.role, *said]
    subfields: list[tuple[str, str | None]] = [("4" if _CODE.fullmatch(word) else letter, word) for word in known]
    says = role_of("contributor", [word for _, word in subfields if word])[0] == link.role
    if link.role in _ROLE_CODES and not says and (link.role != "creator" or made_it(link)):
        subfields.append(("4", _ROLE_CODES[link.role]))
    return subfields


def name(value: AgentLink, tag: str) -> str:
    """7XX names; the writer makes one of them the main entry."""
    agent = value.agent
    if (agent.name and not _SAYS.search(agent.name)) or tag != _tag(agent, "7"):
        return ""
    if tag == "720":
        return restored(
            line(tag, "  ", *_apart([("a", _with_dates(agent)), *_relators(value, "e")], tag)), value.extras
        )
    indicator, subfields = _heading(agent)
    subfields += _relators(value, "j" if tag == "711" else "e")
    subfields += [*_numbers(agent.identifiers), ("2", agent.source)]
    return _beside(restored(line(tag, f"{indicator} ", *_apart(subfields, tag)), value.extras), agent)


def subject_name(value: AgentLink, tag: str) -> str:
    """6XX names; 653 if the kind of the agent is not given."""
    agent = value.agent
    if (agent.name and not _SAYS.search(agent.name)) or tag != _tag(agent, "6"):
        return ""
    if tag == "653":
        return restored(line("653", "  ", ("a", _with_dates(agent)), *_numbers(agent.identifiers[:1])), value.extras)
    indicator, subfields = _heading(agent)
    second, source = _vocabulary(agent.source)
    subfields += [*_relation(value.relator, "j" if tag == "611" else "e"), *_numbers(agent.identifiers), ("2", source)]
    return _beside(restored(line(tag, indicator + second, *_apart(subfields, tag)), value.extras), agent)


def _with_dates(agent: Agent) -> str:
    dates = _words(agent.dates) if agent.dates is not None else ""
    return f"{agent.name}, {dates}" if dates and agent.name else str(agent.name) or dates


def _tag(agent: Agent, hundred: str) -> str:
    """The tag of an agent in one hundred of the access points."""
    if agent.__class__ is Agent:
        return "653" if hundred == "6" else "720"
    if not isinstance(agent, CorporateBody):
        return f"{hundred}00"
    parts = _parts(agent.parts, _CORPORATE)
    meeting = any(code == "e" for code, _ in parts)  # a unit of a meeting; of a body it is a relator
    return f"{hundred}11" if meeting or (parts and joined("corporate", parts)[0] != agent.name) else f"{hundred}10"


def _heading(agent: Agent) -> tuple[str, list[tuple[str, str | None]]]:
    """The first indicator and the subfields of a heading."""
    if isinstance(agent, CorporateBody):
        return "2", [*(_parts(agent.parts, _CORPORATE) or [("a", str(agent.name))])]
    parts = _parts(agent.parts, _PERSON)
    indicator = "3" if isinstance(agent, Family) else "1" if "," in agent.name else "0"
    dates = _words(agent.dates) if agent.dates is not None else ""
    own: list[tuple[str, str | None]] = [*(parts or [("a", str(agent.name).removesuffix(f", {dates}"))])]
    if dates and not any(code == "d" for code, _ in parts):
        own.append(("d", dates))
    return indicator, own


def _beside(said: str, agent: Agent) -> str:
    """A name, and the history of the agent as a note (545)."""
    if not said or not agent.history:
        return said
    history = line("545", "  ", ("a", str(agent.history)))
    return f"{said}{TERMINATOR}{history}" if history else said


def _vocabulary(source: str | None) -> tuple[str, str | None]:
    """The second indicator of a subject, and its `$2`."""
    if not source:
        return "4", None
    return (_INDICATORS[source], None) if source in _INDICATORS else ("7", source)


def term(value: Term, tag: str) -> str:
    """Subjects and genres."""
    second, source = _vocabulary(value.source)
    if tag in ("656", "657") and second != "7":
        second, source = "7", value.source or "local"
    parts = _parts(value.parts, "abcdfghklmnoprstvxyz")
    said: list[tuple[str, str | None]] = [*(parts or [("a", str(value.term))]), *_relation(value.relator)]
    said += [("0", value.identifier), ("0", value.uri), ("2", source)]
    first = "0" if tag == "630" else " "
    return restored(line(tag, first + second, *said), value.extras)


#: The parts of 662 that 651 lacks (MARC 21, 662).
_LARGER: Final = frozenset(("$b", "$c", "$d", "$f", "$h"))


def place(value: Place) -> str:
    """651; 662 for a place within larger ones."""
    if any(part.kind in _LARGER for part in value.parts) and (levels := _parts(value.parts, "abcdfgh")):
        numbers = (("0", value.identifier), ("0", value.uri), ("2", value.source))
        return restored(line("662", "  ", *levels, *_relation(value.relator), *numbers), value.extras)
    second, source = _vocabulary(value.source)
    parts = _parts(value.parts, "abcdefghklmnoprstvxyz")
    said: list[tuple[str, str | None]] = [*(parts or [("a", str(value.name))]), *_relation(value.relator)]
    said += [("0", value.identifier), ("0", value.uri), ("2", source)]
    return restored(line("651", f" {second}", *said), value.extras)


def _relation(relator: str | None, letter: str = "e") -> list[tuple[str, str | None]]:
    return [("4" if _CODE.fullmatch(word) else letter, word) for word in (relator or "").split("; ") if word]


# -- prose ----------------------------------------------------------------------------------------------------------------


def note(value: Note, tag: str, label: str | None, first: str, code: str) -> str:
    """5XX; a field that stands for a label serves only the notes with that label."""
    if label is not None and value.label != label:
        return ""
    indicator = "0" if value.audience == "internal" and tag in PRIVATE else first
    day = opens(value.dates) if value.dates is not None and (tag, value.kind) == ("506", ACCESS) else None
    available = day.isoformat().replace("-", "") if day is not None else None
    about = ("3", value.label if label is None else None)
    said = line(tag, f"{indicator} ", about, (code, str(value.text)), ("g", available))
    return restored(said, value.extras) if value.text.strip() or available else ""


def appraisal(value: Note) -> str:
    """583: the action is the appraisal."""
    return note(value, "583", None, " ", "z").replace("583  ", "583  \x1faAppraisal", 1) if value.text.strip() else ""


def description(value: str) -> str:
    """520."""
    return line("520", "2 ", ("a", str(value)))


def original(value: str) -> str:
    """534: the citation of the original."""
    return line("534", "  ", ("n", str(value)))


def rights(value: RightsStatement) -> str:
    """540, and the holder in 542."""
    terms = line("540", "  ", ("a", str(value.text)), ("u", value.uri))
    holder = line("542", "  ", ("d", str(value.holder)))
    return TERMINATOR.join(filter(None, (terms, holder)))


# -- numbers, dates, extents ----------------------------------------------------------------------------------------------


def identifier(value: Identifier, tag: str, indicators: str) -> str:
    """0XX of a kind of their own."""
    return restored(line(tag, indicators, ("a", value.value)), value.extras)


def number(value: Identifier) -> str:
    """024: any other kind."""
    first = _NUMBERS.get(value.kind, "7")
    kind = {"handle": "hdl"}.get(value.kind, value.kind) if first == "7" else None
    return restored(line("024", f"{first} ", ("a", value.value), ("2", kind)), value.extras)


def _words(value: Date) -> str:
    """The words of a date, with the attribute beside them that changes their meaning."""
    usual = value.calendar in (None, "gregorian") and value.era in (None, "ce")
    if value.certainty or not usual or (value.edtf or "")[:1] == "-":
        return words_alone(value)
    return value.display


def title_date(value: Date) -> str:
    """245: inclusive and bulk dates of creation."""
    code = {"inclusive": "f", "bulk": "g"}.get(value.type or "") if value.kind in (None, "creation") else None
    return line("245", "00", (code, _words(value))) if code and not value.extras else ""


def date(value: Date, second: str) -> str:
    """264; a date without a kind counts as one of creation."""
    if second == "0" and value.kind not in (None, "creation"):
        return ""
    return restored(line("264", f" {second}", ("c", _words(value))), value.extras)


def chronological(value: Date) -> str:
    """648: a date that the unit is about."""
    return line("648", " 4", ("a", _words(value)))


def other_date(value: Date) -> str:
    """500: a date of any other kind, in words."""
    return line("500", "  ", ("a", f"{value.kind}: {_words(value)}"))


def extent(value: Extent) -> str:
    """300."""
    counted = value.quantity and value.unit and (not value.text or value.text == f"{value.quantity} {value.unit}")
    said: list[tuple[str, str | None]] = [("3", value.label)]
    if counted:
        said += [("a", value.quantity), ("f", value.unit)]
    else:
        said.append(("a", str(value.text) or " ".join(filter(None, (value.quantity, value.unit)))))
    said += [("b", str(facet)) for facet in value.facets]
    said += [("c", str(size)) for size in value.dimensions]
    return restored(line("300", "  ", *said), value.extras)


def language(value: Language) -> str:
    """041, and 546 for what has no code."""
    code = to_639_2b(value.code) if value.code else None
    said = restored(line("041", "  ", ("a", code)), value.extras)
    words = str(value.name) or (value.code if value.code and not code else "")
    prose = line("546", "  ", ("a", words), ("b", value.script))
    return TERMINATOR.join(filter(None, (said, prose)))


# -- where it is ----------------------------------------------------------------------------------------------------------


def repository(value: Repository) -> str:
    """852."""
    country = value.country if value.country and value.country.islower() else None
    said = line("852", "  ", ("a", str(value.name)), *(("e", str(one)) for one in value.address), ("n", country))
    return restored(said, value.extras) if said else ""


def shelf(value: Note) -> str:
    """852: the shelf."""
    return restored(line("852", "  ", ("c", str(value.text))), value.extras)


def container(value: Container) -> str:
    """852: the box and folder, in words."""
    said = " ".join(filter(None, (value.kind, str(value.value) or value.label)))
    return line("852", "  ", ("c", said), ("p", value.barcode))


def digital_object(value: DigitalObject) -> str:
    """856."""
    second = {"resource": "0", "version": "1"}.get(value.role or "", " ")
    first = "4" if (value.uri or "").startswith(("http://", "https://")) else " "
    titles: list[tuple[str, str | None]] = [("y", str(value.title)), ("z", str(value.description))]
    said = line("856", first + second, ("u", value.uri), ("q", value.media_type), *titles)
    return restored(said, value.extras)


def relation(value: Relation, tag: str, indicators: str, kind: str) -> str:
    """Linking entries: the URL, or the number of a record, and a title."""
    address = "://" in (value.target or "")
    said: list[tuple[str, str | None]] = [("i", value.kind if value.kind != kind else None), ("t", str(value.label))]
    said += [("o" if address else "w", value.target)]
    return restored(line(tag, indicators, *said), value.extras)


#: The encoders that the table names.
ENCODERS: Final[dict[str, Callable[..., str]]] = {
    "title": title, "name": name, "subject name": subject_name, "term": term, "place": place, "note": note, "appraisal": appraisal,
    "description": description, "original": original, "rights": rights, "identifier": identifier, "number": number,
    "title date": title_date, "date": date, "chronological": chronological, "other date": other_date, "extent": extent,
    "language": language, "repository": repository, "shelf": shelf, "container": container, "digital object": digital_object,
    "relation": relation,
}  # fmt: skip


def encoder(name: str, **options: Any) -> Callable[[Any], str]:
    """The encoder for a line of the table."""
    encode = ENCODERS[name]
    return (lambda value: encode(value, **options)) if options else encode
