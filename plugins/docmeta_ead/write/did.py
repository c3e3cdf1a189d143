"""The parts of a unit in its `did`, each as an element of the canonical markup or of the dialect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docmeta.dates import Date, is_eas_date, read_normal
from docmeta.model import Container, Extra, Identifier, Note, Repository
from docmeta.text import Element, walk, words
from docmeta_ead.fit.pieces import BLANK, Piece
from docmeta_ead.tables import losses
from docmeta_ead.tables.dialect import NAMES
from docmeta_ead.tables.values import nearest
from docmeta_ead.write.extras import parsed, with_extras
from docmeta_ead.write.state import Writing, element, inline, said, says

#: The `@localtype` of a `date` in an EAD3 title that is a date of the unit.
NESTED: Final = "unitdate"
#: The notes in the `did`, and their elements; `note` is `didnote` in EAD3.
DID_ELEMENTS: Final = {
    "abstract": "abstract",
    "location": "physloc",
    "material_specific": "materialspec",
    "note": "didnote",
}


def title(writing: Writing, prose: str, dates: Sequence[Date]) -> Element:
    """The title; each of several titles becomes an element. A date of the unit inside it is written only once."""
    made = element(writing, "unittitle", prose)
    if "date" in (getattr(prose, "markup", None) or ""):
        known = {str(part.text): part for part in dates}
        stack = [made]
        while stack:
            around = stack.pop()
            for at, child in enumerate(around.children):
                if isinstance(child, Element):
                    part = known.get(words(child.children))
                    if part is not None and is_nested(child):
                        around.children[at] = _nested(writing, part, child)
                    stack.append(child)
    return made


def is_nested(piece: Element) -> bool:
    """Whether an element in a title may be a date of the unit."""
    return piece.name == "unitdate" or (piece.name == "date" and piece.attributes.get("localtype") == NESTED)


def _nested(writing: Writing, part: Date, piece: Element) -> Element:
    """A date of the unit within the title: EAD3 only has `date` there, so the rest goes outside."""
    if not writing.ead3:
        return piece if piece.name == "unitdate" else date(writing, part)
    own = writing.fitter.models["date"].attributes
    kept = {name: value for name, value in piece.attributes.items() if name in own}
    return Element("date", {**kept, "localtype": NESTED}, piece.children)


def identifier(writing: Writing, part: Identifier) -> Element:
    """A reference code or another identifier: `unitid` with its kind as the type."""
    made = element(
        writing,
        "unitid",
        part.value,
        localtype=part.kind if part.kind != "unitid" else None,
        label=part.label,
        countrycode=part.country,
        repositorycode=part.repository,
        audience=part.audience,
    )
    return with_extras(writing, made, part.extras)


# Dates.


def in_title(prose: str) -> list[str]:
    """The words of the dates in a title."""
    markup = getattr(prose, "markup", None)
    if markup is None or "unitdate" not in markup:
        return []
    return [words(piece.children) for piece in walk(inline(prose)) if isinstance(piece, Element) and is_nested(piece)]


def date(writing: Writing, part: Date) -> Element:
    """A date: in EAD3 as `unitdatestructured` if that is equivalent, else as `unitdate` with `@normal`."""
    if writing.ead3 and getattr(writing.options, "structured", True) and not _says_more(writing, part):
        made = _structured(writing, part)
        if made is not None:
            if not part.text:
                writing.lose(losses.DATE_WORDS, part.display)
            return made
    return unitdate(writing, part)


def _says_more(writing: Writing, part: Date) -> bool:
    """Whether EAD 4.0 can hold more of a date than EAD3's structure."""
    if writing.dialect.name != "ead4" or part.edtf is None or part.edtf == part.normal:
        return False
    return is_eas_date(part.edtf) and not any(extra.place == "unitdatestructured" for extra in part.extras)


def unitdate(writing: Writing, part: Date) -> Element:
    """A date in words, with `@normal`."""
    if not part.text:
        writing.lose(losses.DATE_WORDS, part.display)
    made = element(writing, "unitdate", part.text or part.display)
    made.attributes |= said(_about(part))
    normal = part.normal
    if writing.dialect.name == "ead4" and part.edtf and is_eas_date(part.edtf):
        normal = part.edtf
    if normal is not None:
        made.attributes["normal"] = normal
    _meaning(writing, part, normal)
    rest = []
    for extra in part.extras:
        if extra.place == "unitdatestructured":
            _of_structured(writing, made, extra)
        else:
            rest.append(extra)
    return with_extras(writing, made, rest)


def _of_structured(writing: Writing, made: Element, extra: Extra) -> None:
    """Copy what a structured date has beside its words, which are those of the date."""
    found = parsed(writing, extra)
    if found is None:
        return
    writing.lose(losses.DATE_STRUCTURE, extra.content)
    allowed = writing.fitter.models["unitdate"].attributes
    for name, value in found.attributes.items():
        if writing.dialect.attribute("unitdate", name) in allowed:
            made.attributes.setdefault(name, value)


def _about(part: Date) -> dict[str, str | None]:
    return {
        "label": part.label,
        "unitdatetype": part.type,
        "datechar": part.kind,
        "era": part.era,
        "calendar": part.calendar,
        "certainty": part.certainty,
        "audience": part.audience,
    }


def _meaning(writing: Writing, part: Date, normal: str | None) -> None:
    """Report the part of the meaning that a reader will not find in the words and in `@normal`."""
    if part.edtf is None:
        return
    text = str(part.text or part.display)
    about = {name: value for name in ("certainty", "era", "calendar") if (value := getattr(part, name))}
    again = Date(text, **about) if normal is None else Date.from_normal(normal, text, **about)[0]
    if again.edtf != part.edtf:
        writing.lose(losses.DATE_MEANING, part.edtf)


def _structured(writing: Writing, part: Date) -> Element | None:
    """EAD3's structured form; None if it cannot hold the words, or would be more exact than the source."""
    inner = [extra for extra in part.extras if extra.format == "ead3" and extra.place == "unitdatestructured"]
    if inner:
        found = parsed(writing, inner[0])
        if found is not None and found.name == "unitdatestructured":
            return with_extras(writing, found, tuple(extra for extra in part.extras if extra is not inner[0]))
    text, normal = part.text or part.display, part.normal
    if normal is None:
        return _one_ended(part, text)
    if type(text) is not str or any(_says_normal(writing, extra, normal) for extra in part.extras):
        return None
    # The form in which it will be read again decides, so that it is then written the same.
    again = Date.from_normal(normal, text)[0]
    if not again.exact or Date(text).normal not in (None, normal):
        return None
    certainty = nearest("NMTOKEN", part.certainty)[0] if part.certainty is not None else None
    if certainty is not None and Date(text, certainty=certainty).edtf != part.edtf:
        return None
    _meaning(writing, part, normal)
    about = said(_about(part))
    begin, slash, end = normal.partition("/")
    if not slash:
        if again.edtf != begin:
            return None
        single = Element("datesingle", {"standarddate": begin}, [text])
        return with_extras(writing, Element("unitdatestructured", about, [single]), part.extras)
    left, hyphen, right = text.partition("-")
    if (
        not hyphen
        or "-" in right
        or part.edtf != normal
        or not left.strip(BLANK)
        or not right.strip(BLANK)
        or left != left.strip(BLANK)
        or right != right.strip(BLANK)
    ):
        return None
    if Date(left).edtf != begin or Date(right).edtf != end:
        return None
    ends: list[Piece] = [
        Element("fromdate", {"standarddate": begin}, [left]),
        Element("todate", {"standarddate": end}, [right]),
    ]
    made = Element("unitdatestructured", about, [Element("daterange", {}, ends)])
    return with_extras(writing, made, part.extras)


def _one_ended(part: Date, text: str) -> Element | None:
    """A range with one open end, which EAD3 omits."""
    begin, slash, end = (part.edtf or "").partition("/")
    if not slash or ".." not in (begin, end) or type(text) is not str or part.extras:
        return None
    name, day = ("fromdate", begin) if end == ".." else ("todate", end)
    if day not in part.normal_ends or Date(text).edtf != part.edtf:
        return None
    ends: list[Piece] = [Element(name, {"standarddate": day}, [text])]
    return Element("unitdatestructured", said(_about(part)), [Element("daterange", {}, ends)])


def _says_normal(writing: Writing, extra: Extra, normal: str) -> bool:
    """Whether an extra is a normalised date other than *normal*, and is allowed in the attribute of `unitdate`."""
    if extra.place not in ("@normal", "@standarddate", "@standarddatetime") or extra.format not in ("ead2002", "ead3"):
        return False
    if read_normal(extra.content)[0] == read_normal(normal)[0] and ("/" in extra.content) == ("/" in normal):
        return False
    kind = writing.fitter.models["unitdate"].attributes.get(extra.place[1:])
    return kind is not None and nearest(kind, extra.content) == (extra.content, True)


# Containers.


def container(writing: Writing, part: Container) -> Element:
    """A container: its number, with its kind as the type."""
    made = element(
        writing,
        "container",
        part.value,
        id=part.id,
        localtype=part.kind,
        label=part.label,
        parent=part.parent,
        containerid=part.barcode,
        audience=part.audience,
    )
    return with_extras(writing, made, part.extras)


# The repository and the notes of the `did`.


def address_lines(writing: Writing, lines: Sequence[str], extras: Sequence[Extra]) -> list[Piece]:
    """The lines of an address; an empty one only if something refers to it by its number."""
    numbered = any("addressline" in extra.place for extra in extras)
    return [element(writing, "addressline", line) for line in lines if numbered or says(line)]


def repository(writing: Writing, part: Repository) -> Element | None:
    """The holder of the unit: the name as `corpname`, the address line by line."""
    for line, value in (
        (losses.REPOSITORY_IDENTIFIERS, part.identifiers),
        (losses.REPOSITORY_COUNTRY, part.country),
        (losses.REPOSITORY_URI, part.uri),
    ):
        if value:
            writing.lose(line, value)
    lines = address_lines(writing, part.address, part.extras)
    if not says(part.name) and not lines:
        return None
    made = element(writing, "repository", part.name, label=part.label, audience=part.audience)
    naming = frozenset(NAMES) & writing.fitter.models["repository"].names
    if made.children and all(isinstance(child, str) or child.name not in naming for child in made.children):
        made.children = [Element("corpname", {}, made.children)]
    elif lines and not made.children and writing.ead3:
        made.children = [Element("corpname")]
    if lines:
        made.children.append(Element("address", {}, lines))
    return with_extras(writing, made, part.extras)


def did_note(writing: Writing, note: Note) -> Element | None:
    """A note in the `did`; None if it is empty."""
    markup = getattr(note.text, "markup", None)
    if not note.text and markup is None and not (note.heading or note.label or note.audience or note.extras):
        writing.lose(losses.NOTE_EMPTY, note.kind, DID_ELEMENTS[note.kind])
        return None
    name = DID_ELEMENTS[note.kind]
    block = name == "didnote" and not writing.ead3
    name = writing.dialect.element(name, {})
    made = element(writing, name, note.text, block, label=note.label, audience=note.audience)
    if says(note.heading):
        made.children.insert(0, element(writing, "head", note.heading))
    if note.dates is not None:
        writing.lose(losses.NOTE_DATES, note.dates.display, name)
    return with_extras(writing, made, note.extras)
