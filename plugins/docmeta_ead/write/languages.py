"""The languages of a unit and the prose about them: `langmaterial`, with EAD3's sets of a language and its scripts."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from typing import Final

from docmeta.languages import find, find_script, is_name, to_639_2b
from docmeta.model import Extra, Language, Note
from docmeta.text import Element, walk, words
from docmeta_ead.fit.pieces import BLANK, Piece
from docmeta_ead.tables import losses
from docmeta_ead.tables.values import nearest
from docmeta_ead.write.extras import with_extras
from docmeta_ead.write.state import Writing, element, inline, says

_WORD: Final = re.compile(r"[^\W_]+")
#: The most words in the name of a language.
_LONGEST: Final = 5
#: A language without any content.
NO_LANGUAGE: Final = Language()


def says_language(part: Language) -> bool:
    """Whether a language has any content."""
    return bool(part.code or part.script or part.label or part.audience or part.extras) or says(part.name)


def languages(writing: Writing, parts: Sequence[Language]) -> Element | None:
    """Languages with the same label, as one `langmaterial`; None if nothing of them can be written."""
    made = Element("langmaterial", {"label": parts[0].label} if parts[0].label else {})
    for part in parts:
        made_of = language(writing, part)
        # Fitted at once, to see whether anything is left.
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


def language_groups(parts: Sequence[Language], *, apart: bool) -> Iterator[list[Language]]:
    """The languages in order, grouped by label; *apart* makes a group of each without a label."""
    group: list[Language] = []
    for part in parts:
        begins = part.label or any(extra.place.startswith("langmaterial/") for extra in part.extras)
        if group and (begins or (apart and not group[0].label)):
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
    if note.dates is not None:
        writing.lose(losses.NOTE_DATES, note.dates.display, "langmaterial")
    made.children = [piece for piece in made.children if not _says_no_language(piece)]
    if writing.ead3:
        _ead3_language_note(made)
    else:
        _lose_words_of_scripts(writing, made.children)
        made.children = _in_place(made.children)
    return with_extras(writing, made, note.extras)


def _says_no_language(piece: Piece) -> bool:
    """Whether a piece is a language without content."""
    return (
        isinstance(piece, Element)
        and piece.name in ("language", "languageset")
        and not any(one.attributes if isinstance(one, Element) else one.strip(BLANK) for one in walk((piece,)))
    )


def _in_place(children: list[Piece]) -> list[Piece]:
    """The languages of EAD3 at their names in the prose beside them; before it if one does not occur there."""
    *named, last = children or [""]
    prose = last.children if isinstance(last, Element) and last.name == "descriptivenote" else []
    only = prose[0] if len(prose) == 1 else None
    said = deque(only.children if isinstance(only, Element) and only.name == "p" else prose)
    found: list[Piece] = []
    for piece in named:
        if not isinstance(piece, Element):
            return _before(children)
        inner = {one.name: one for one in piece.children if isinstance(one, Element)}
        spoken = inner.get("language", piece)
        name = words(spoken.children)
        while said and not (isinstance(said[0], str) and name in said[0]):
            found.append(said.popleft())
        if not said or not name or (piece.name != "language" and _script_of(piece) is None):
            return _before(children)
        before, _, after = str(said.popleft()).partition(name)
        said.appendleft(after)
        script = inner["script"].attributes if "script" in inner else {}
        found += [before, Element("language", {**spoken.attributes, **script}, [name])]
    return [*found, *said] if named else _before(children)


def _before(children: list[Piece]) -> list[Piece]:
    """Languages before the prose, separate from one another; without a break if none of them has words."""
    out: list[Piece] = []
    worded = False
    for piece in children:
        if isinstance(piece, Element) and piece.name in ("language", "languageset"):
            if out and isinstance(out[-1], Element):
                out.append(" ")
            out.append(_with_script(piece))
            worded = worded or bool(words((piece,)))
        elif isinstance(piece, Element) and piece.name == "descriptivenote" and not piece.attributes and not worded:
            first, *rest = piece.children or [""]
            out += first.children if isinstance(first, Element) and first.name == "p" else [first]
            out += rest
            worded = True
        else:
            out.append(piece)
            worded = True
    return out


def _with_script(piece: Piece) -> Piece:
    """A `languageset` of one language and one script as a `language`; anything else unchanged."""
    script = _script_of(piece)
    if script is None:
        return piece
    spoken = next(one for one in piece.children if isinstance(one, Element))  # type: ignore[union-attr]
    return Element("language", {**spoken.attributes, "scriptcode": script.attributes["scriptcode"]}, spoken.children)


def _script_of(piece: Piece) -> Element | None:
    """The script of a `languageset` of one language and one script with a code, which EAD 2002 holds in one element."""
    if not isinstance(piece, Element) or piece.name != "languageset":
        return None
    inner = [one for one in piece.children if isinstance(one, Element)]
    if [one.name for one in inner] != ["language", "script"] or "scriptcode" not in inner[1].attributes:
        return None
    return inner[1]


def _lose_words_of_scripts(writing: Writing, children: list[Piece]) -> None:
    """Report the words of scripts that say more than the code, which is all that EAD 2002 holds."""
    for script in filter(None, map(_script_of, children)):
        said = words(script.children)
        if said and find_script(said) != script.attributes["scriptcode"].title():
            writing.lose(losses.SCRIPT_NAME, said)


def _ead3_language_note(made: Element) -> None:
    """Put the languages of the prose first, and the whole prose into a `descriptivenote`, as EAD3 requires."""
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
    """The languages that no note on languages names already, by its elements or, without a code, in its words."""
    prose = [note.text for note in notes if note.kind == "language"]
    named = Counter(
        (piece.attributes.get("langcode"), words(piece.children))
        for text in prose
        for piece in walk(inline(text))
        if isinstance(piece, Element) and piece.name == "language"
    )
    codes = Counter(code for code, _ in named.elements())
    known: frozenset[str] | None = None
    left = []
    for part in parts:
        name = str(part.name)
        if named[part.code, name]:
            named[part.code, name] -= 1
            codes[part.code] -= 1
            continue
        if part.label or part.extras:
            left.append(part)
            continue
        if part.code and name and codes[part.code] and _is_called(name, part.code):
            continue
        if not part.code and name:
            if known is None:
                known = frozenset(run for text in prose for run in _runs(str(text)))
            if " ".join(_WORD.findall(name)) in known:
                continue
        left.append(part)
    return left


def _is_called(name: str, code: str) -> bool:
    """Whether a name is one of a language with this code, which says the same."""
    return is_name(name) and find(name.rstrip(" .")) == to_639_2b(code)


def _runs(text: str) -> Iterator[str]:
    """All runs of a few consecutive words of a text."""
    said = _WORD.findall(text)
    for at in range(len(said)):
        for most in range(1, _LONGEST + 1):
            yield " ".join(said[at : at + most])
