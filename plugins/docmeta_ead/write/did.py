"""The parts of a unit that stand in its `did`, each as an element of the canonical markup or of the dialect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from docmeta.dates import Date, read_normal
from docmeta.model import Container, Extra, Identifier, Language, Note, Repository
from docmeta.text import Element, walk, words
from docmeta_ead.fit.pieces import BLANK, Piece
from docmeta_ead.tables import losses
from docmeta_ead.tables.dialect import NAMES
from docmeta_ead.tables.values import nearest
from docmeta_ead.write.extras import parsed, with_extras
from docmeta_ead.write.state import Writing, element, inline, said, says

#: What a `date` in a title of EAD3 is called that is a date of the unit.
_NESTED: Final = "unitdate"
#: A language of which nothing is said.
NO_LANGUAGE: Final = Language()


def says_language(part: Language) -> bool:
    """Whether anything is said of a language."""
    return bool(part.code or part.script or part.label or part.audience or part.extras) or says(part.name)


#: The notes that stand in the `did`, and their elements; `note` is `didnote` in EAD3.
DID_ELEMENTS: Final = {
    "abstract": "abstract",
    "location": "physloc",
    "material_specific": "materialspec",
    "note": "didnote",
}


def title(writing: Writing, prose: str, dates: Sequence[Date]) -> Element:
    """The title; of several titles each is an element. A date of the unit that stands in it is said once."""
    made = element(writing, "unittitle", prose)
    if "date" in (getattr(prose, "markup", None) or ""):
        known = {str(part.text): part for part in dates}
        stack = [made]
        while stack:
            around = stack.pop()
            for at, child in enumerate(around.children):
                if isinstance(child, Element):
                    part = known.get(words(child.children))
                    if part is not None and _is_nested(child):
                        around.children[at] = _nested(writing, part, child)
                    stack.append(child)
    return made


def _is_nested(piece: Element) -> bool:
    return piece.name == "unitdate" or (piece.name == "date" and piece.attributes.get("localtype") == _NESTED)


def _nested(writing: Writing, part: Date, piece: Element) -> Element:
    """A date of the unit where it stands in the title: EAD3 has but a `date` there, and says the rest outside of it."""
    if not writing.ead3:
        return piece if piece.name == "unitdate" else date(writing, part)
    own = writing.fitter.models["date"].attributes
    kept = {name: value for name, value in piece.attributes.items() if name in own}
    return Element("date", {**kept, "localtype": _NESTED}, piece.children)


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
    """The words of the dates that stand in a title."""
    markup = getattr(prose, "markup", None)
    if markup is None or "unitdate" not in markup:
        return []
    return [words(piece.children) for piece in walk(inline(prose)) if isinstance(piece, Element) and _is_nested(piece)]


def date(writing: Writing, part: Date) -> Element:
    """A date: in EAD3 as `unitdatestructured` where that says the same, else as `unitdate` with `@normal`."""
    if not part.text:
        writing.lose(losses.DATE_WORDS, part.display)
    if writing.ead3 and getattr(writing.options, "structured", True):
        made = _structured(writing, part)
        if made is not None:
            return made
    made = element(writing, "unitdate", part.text or part.display)
    made.attributes |= said(_about(part))
    normal = part.normal
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
    """Take over what a structured date says beside its words, which are those of the date."""
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
    """Report what of the meaning a reader will not find again in the words and in `@normal`."""
    if part.edtf is None:
        return
    text = str(part.text or part.display)
    again = Date(text) if normal is None else Date.from_normal(normal, text)[0]
    if again.edtf != part.edtf:
        writing.lose(losses.DATE_MEANING, part.edtf)


def _structured(writing: Writing, part: Date) -> Element | None:
    """EAD3's structured form; None where it cannot say the words, or would say more than is known."""
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
    # What will be read again decides, so that it is written in the same way then.
    again = Date.from_normal(normal, text)[0]
    if not again.exact or Date(text).normal not in (None, normal):
        return None
    if part.certainty is not None and Date(text, certainty=part.certainty).edtf != part.edtf:
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
    """A range of which one end is open: EAD3 leaves it out."""
    begin, slash, end = (part.edtf or "").partition("/")
    if not slash or ".." not in (begin, end) or type(text) is not str or part.extras:
        return None
    name, day = ("fromdate", begin) if end == ".." else ("todate", end)
    if day not in part.normal_ends or Date(text).edtf != part.edtf:
        return None
    ends: list[Piece] = [Element(name, {"standarddate": day}, [text])]
    return Element("unitdatestructured", said(_about(part)), [Element("daterange", {}, ends)])


def _says_normal(writing: Writing, extra: Extra, normal: str) -> bool:
    """Whether an extra is a normalised date other than *normal*, and may stand in the attribute of `unitdate`."""
    if extra.place not in ("@normal", "@standarddate", "@standarddatetime") or extra.format not in ("ead2002", "ead3"):
        return False
    if read_normal(extra.content)[0] == read_normal(normal)[0] and ("/" in extra.content) == ("/" in normal):
        return False
    kind = writing.fitter.models["unitdate"].attributes.get(extra.place[1:])
    return kind is not None and nearest(kind, extra.content) == (extra.content, True)


# Containers.


def container(writing: Writing, part: Container) -> Element:
    """A container: its number, its kind as the type."""
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


# Languages.


def languages(writing: Writing, parts: Sequence[Language]) -> Element | None:
    """Languages that stand under one label, as one `langmaterial`; None where nothing of them can be said."""
    made = Element("langmaterial", {"label": parts[0].label} if parts[0].label else {})
    for part in parts:
        made_of = language(writing, part)
        # Fitted at once, to see whether anything is left of it.
        found = writing.fitter.fit(made_of, made_of.name)
        if not found.attributes and not found.children:
            continue
        if made.children and not writing.ead3:
            made.children.append(" ")
        made.children.append(found)
    if not made.children:
        writing.lose(losses.LANGUAGES_EMPTY, parts[0].label or "")
        return None
    return _langmaterial_extras(writing, made, parts[0].extras)


def _langmaterial_extras(writing: Writing, made: Element, extras: Sequence[Extra]) -> Element:
    outer = tuple(extra for extra in extras if extra.place.startswith("langmaterial/"))
    return with_extras(writing, made, outer) if outer else made


def language(writing: Writing, part: Language) -> Element:
    """A language with its code; in EAD3 with its script as a `languageset`."""
    made = element(writing, "language", part.name, langcode=part.code, audience=part.audience)
    own = tuple(extra for extra in part.extras if not extra.place.startswith("langmaterial/"))
    made = with_extras(writing, made, own)
    script = part.script
    if script and nearest("SCRIPT" if writing.ead3 else "NMTOKEN", script)[0] is None:
        writing.lose(losses.SCRIPT_WORDS, script)
        script = None
    if script and writing.ead3:
        return Element("languageset", {}, [made, Element("script", {"scriptcode": script})])
    if script:
        made.attributes["scriptcode"] = script
    return made


def language_groups(parts: Sequence[Language]) -> Iterator[list[Language]]:
    """The languages in order, those of one label together."""
    group: list[Language] = []
    for part in parts:
        begins = part.label or any(extra.place.startswith("langmaterial/") for extra in part.extras)
        if group and begins:
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def language_note(writing: Writing, note: Note) -> Element:
    """Prose about the languages of the material, as `langmaterial`."""
    made = element(writing, "langmaterial", note.text, label=note.label, audience=note.audience)
    if note.heading:
        made.children[:0] = [*inline(note.heading), " "]
        writing.lose(losses.LANGUAGE_HEADING, note.heading)
    if writing.ead3:
        _ead3_language_note(made)
    else:
        made.children = _in_place(made.children)
    return with_extras(writing, made, note.extras)


def _in_place(children: list[Piece]) -> list[Piece]:
    """The languages of EAD3 where their names stand in the prose beside them; as they are where one does not stand there."""
    *named, last = children or [""]
    prose = last.children if isinstance(last, Element) and last.name == "descriptivenote" else []
    only = prose[0] if len(prose) == 1 else None
    said = only.children if isinstance(only, Element) and only.name == "p" else prose
    if not named or len(said) != 1 or not isinstance(said[0], str):
        return [_with_script(piece) for piece in children]
    found: list[Piece] = []
    rest = said[0]
    for piece in named:
        if not isinstance(piece, Element):
            return [_with_script(piece) for piece in children]
        inner = {one.name: one for one in piece.children if isinstance(one, Element)}
        spoken = inner.get("language", piece)
        name = words(spoken.children)
        before, there, rest = rest.partition(name) if name else ("", "", rest)
        if not there or piece.name not in ("language", "languageset") or len(inner) > 2:
            return [_with_script(piece) for piece in children]
        script = inner["script"].attributes if "script" in inner else {}
        found += [before, Element("language", {**spoken.attributes, **script}, [name])]
    return [*found, rest]


def _with_script(piece: Piece) -> Piece:
    """A `languageset` of one language and one script as a `language`; anything else as it is."""
    if not isinstance(piece, Element) or piece.name != "languageset":
        return piece
    inner = [one for one in piece.children if isinstance(one, Element)]
    if [one.name for one in inner] != ["language", "script"] or "scriptcode" not in inner[1].attributes:
        return piece
    return Element(
        "language", {**inner[0].attributes, "scriptcode": inner[1].attributes["scriptcode"]}, inner[0].children
    )


def _ead3_language_note(made: Element) -> None:
    """Put the languages of the prose first, and the prose whole into a `descriptivenote`, as EAD3 demands."""
    names = [child.name for child in made.children if isinstance(child, Element)]
    loose = any(isinstance(child, str) and child.strip(BLANK) for child in made.children)
    if names and not loose and set(names) <= {"language", "languageset", "descriptivenote"}:
        return
    found: list[Piece] = [
        Element("language", dict(piece.attributes), list(piece.children))
        for piece in walk(made.children)
        if isinstance(piece, Element) and piece.name == "language"
    ]
    for number, one in enumerate(found):
        script = one.attributes.pop("scriptcode", None) if isinstance(one, Element) else None
        if script:
            found[number] = Element("languageset", {}, [one, Element("script", {"scriptcode": script})])
    prose = [
        piece if not isinstance(piece, Element) or piece.name != "language" else _words_of(piece)
        for piece in made.children
    ]
    made.children = [*(found or [Element("language")]), Element("descriptivenote", {}, prose)]


def _words_of(piece: Element) -> Piece:
    return words(piece.children)


def not_in_notes(parts: Sequence[Language], notes: Sequence[Note]) -> list[Language]:
    """The languages that no note on languages names already, by its elements or, where they have no code, in its words."""
    named: list[tuple[str | None, str]] = []
    prose = [str(note.text) for note in notes if note.kind == "language"]
    for note in notes:
        if note.kind == "language":
            for piece in walk(inline(note.text)):
                if isinstance(piece, Element) and piece.name == "language":
                    named.append((piece.attributes.get("langcode"), words(piece.children)))
    left = []
    for part in parts:
        name = str(part.name)
        if (part.code, name) in named:
            named.remove((part.code, name))
        elif not (part.code and not name and any(code == part.code for code, _ in named)) and not (
            not part.code and name and any(name in text for text in prose)
        ):
            left.append(part)
    return left


# The repository and the notes of the `did`.


def address_lines(writing: Writing, lines: Sequence[str], extras: Sequence[Extra]) -> list[Piece]:
    """The lines of an address; an empty one only where something else is said of a line by its number."""
    numbered = any("addressline" in extra.place for extra in extras)
    return [element(writing, "addressline", line) for line in lines if numbered or says(line)]


def repository(writing: Writing, part: Repository) -> Element | None:
    """Who holds the unit: the name as `corpname`, the address line by line."""
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
    """A note that stands in the `did`; None where it says nothing."""
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
    return with_extras(writing, made, note.extras)
