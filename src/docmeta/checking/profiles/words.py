"""Values that look like a typo, or like a code of another vocabulary: levels, roles, languages, types, each with the nearest.

>>> nearest("creater", RELATORS), nearest("photographer", RELATORS)
('creator', None)
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Final

from docmeta.checking.rules import Fault, Scope
from docmeta.languages import find, is_name, to_639_2b, to_bcp47
from docmeta.model import RELATORS as _CODES
from docmeta.model.vocab import DateKind, DateType, DCMIType, Level, Role

#: Levels of other vocabularies, which are not typos: those of EAD, AtoM, and of archives elsewhere.
_LEVELS: Final = frozenset(
    "otherlevel subsubseries subsubfonds subsubgroup part piece folder volume box collection subcollection sub-fonds sub-series "
    "recordgroup record-grp subgroup sub-group dossier sousfonds sous-fonds sousserie série serie bestand akte vorgang opis delo".split()
)
#: Terms for roles: MARC relator terms, and those of the model.
RELATORS: Final = frozenset(
    {term.lower() for term in _CODES.values()}
    | {role.value.replace("_", " ") for role in Role}
    | {"originator", "source", "donator"}
)
#: Roles in other languages, spelt almost like a MARC term, with its meaning or another ("editore": a publisher).
_ELSEWHERE: Final = frozenset(
    "producteur productrice photographe illustrateur illustratrice compositeur compositrice architecte auteur donateur donatrice "
    "éditeur narrateur autor autora autore autori editore editor editora illustratore compositor compositora architetto arquitecto "
    "ilustrador productor productora produttore arkitekt architekt illustrator".split()
)
_CODE: Final = re.compile(r"[a-z]{3}")
_WORD: Final = re.compile(r"[^\W\d_][\w' -]{3,40}")
#: How similar a word must be to one that may be meant.
_NEAR: Final = 0.84


@cache
def nearest(word: str, known: Collection[str]) -> str | None:
    """The term of a vocabulary that a word may be meant as; None if it is in the vocabulary, or similar to no term."""
    plain = " ".join(word.split()).lower()
    if plain in known or not _WORD.fullmatch(plain):
        return None
    near = difflib.get_close_matches(plain, sorted(known), 1, _NEAR)
    return near[0] if near and near[0] != plain else None


@cache
def _words(vocabulary: type[Level] | type[DCMIType] | type[DateKind] | type[DateType]) -> frozenset[str]:
    return frozenset(word.value.lower() for word in vocabulary)


def doubtful_level(scope: Scope) -> Iterator[Fault]:
    """A level one letter away from one of the vocabulary."""
    level = scope.unit.level
    if level and str(level).lower() not in _LEVELS:
        near = nearest(str(level), _words(Level))
        if near is not None:
            yield Fault(f"has the level {str(level)[:40]!r}; is {near!r} meant?", str(level))


def doubtful_roles(scope: Scope) -> Iterator[Fault]:
    """A role one letter away from a MARC relator, or an unknown code."""
    for link in scope.unit.agents:
        for said in dict.fromkeys(filter(None, (link.relator, str(link.role or "")))):
            word = re.sub(r"(?<!\s)\s*+\([a-z]{3}\)$", "", said).strip()
            if _CODE.fullmatch(word) and word not in _CODES and len(word) == 3:
                yield Fault(
                    f"has the role {said!r}, which looks like a MARC relator code, but is not one{_code_near(word)}",
                    said,
                )
                continue
            near = None if word.lower() in _ELSEWHERE else nearest(word.replace("_", " "), RELATORS)
            if near is not None:
                yield Fault(f"has the role {said[:40]!r}; is {near!r} meant?", said)


def _code_near(code: str) -> str:
    near = difflib.get_close_matches(code, sorted(_CODES), 1, 0.6)
    return f"; is {near[0]} ({_CODES[near[0]]}) meant?" if near else ""


def doubtful_languages(scope: Scope) -> Iterator[Fault]:
    """The name of a language instead of its code, or an unknown code."""
    record = scope.unit.record
    for language in (*scope.unit.languages, *(record.languages if record is not None else ())):
        code = language.code
        if not code or (to_bcp47(code) and to_639_2b(code.split("-")[0])):
            continue
        named = find(code) if is_name(code) else None
        said = f"; its code is {named}" if named else ", which is not a code of ISO 639"
        yield Fault(f"has the language code {code[:40]!r}{said}", code)


def doubtful_types(scope: Scope) -> Iterator[Fault]:
    """A type or the kind of a date one letter away from one of the vocabulary."""
    for genre in scope.unit.genres:
        joined = genre.term.replace(" ", "")
        near = nearest(joined, _words(DCMIType))
        if near is not None and genre.term.lower() not in (
            "images",
            "texts",
            "sounds",
            "events",
            "services",
            "collections",
            "datasets",
        ):
            right = next(word.value for word in DCMIType if word.value.lower() == near)
            yield Fault(f"has the type {genre.term[:40]!r}; is {right} meant?", genre.term)
    for date in scope.unit.dates:
        for word, known in ((date.kind, _words(DateKind)), (date.type, _words(DateType))):
            near = nearest(str(word), known) if word else None
            if near is not None:
                yield Fault(f"has a date of the kind {str(word)[:40]!r}; is {near!r} meant?", str(word))
