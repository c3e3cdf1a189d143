"""Marks in the name of a column: a language, a type of data, a visibility.

Omeka S (Bulk Import) writes `dcterms:title @fra`, `dcterms:creator ^^uri`, `dcterms:rights §private`; DSpace `dc.title[en_US]`.

>>> heading_of("dcterms:rights ^^uri @fra §private")
Heading(name='dcterms:rights', marks=Marks(language='fr', types=('uri',), private=True))
>>> heading_of("dc.title[en_US]"), heading_of("Dimensions [cm]").name
(Heading(name='dc.title', marks=Marks(language='en-US', types=(), private=False)), 'Dimensions [cm]')

Bilingual tables put the language after the name: `Title (English)`, `title_fr`.

>>> heading_of("Title (English)"), heading_of("Titre_fr").marks.language, heading_of("Extent (metres)").name
(Heading(name='Title', marks=Marks(language='en', types=(), private=False)), 'fr', 'Extent (metres)')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import attrs

from docmeta.dates import Conventions
from docmeta.languages import find, is_name, to_bcp47
from docmeta.model import Agent, AgentLink, DigitalObject, Identifier, Note, Place, Relation, RightsStatement, Term
from docmeta.text import Text
from docmeta_csv.table.html import of_html
from docmeta_csv.table.slots import Slot
from docmeta_csv.table.words import conventional

_CODE: Final = r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}"
#: The marks of Omeka S: a type, a language, a visibility, a pattern.
_MARK: Final = re.compile(
    rf"\s*(?:\^\^\s*(?P<type>[\w:.+-]+(?:\"[^\"]*\")?)|@\s?(?P<language>{_CODE})(?!\w)|§\s*(?P<who>\w+)|~\s*(?P<pattern>.+))"
)
_BEGIN: Final = re.compile(rf"\^\^|§|(?<=\s)~|@\s?{_CODE}\s*(?:$|[\^§~@])")
_DSPACE: Final = re.compile(rf"(\w+(?:\.\w+)+)\[({_CODE}|\*|)\]")
#: A language after a name, and the codes accepted there; others are ambiguous.
_SHORT: Final = "en|fr|de|es|pt|it|nl|EN|FR|DE|ES|PT|IT|NL|En|Fr|De|Es|Pt|It|Nl"
_LONG: Final = (
    "[Ee]nglish|[Ff]rench|[Gg]erman|[Ss]panish|[Ii]talian|[Pp]ortuguese|[Dd]utch|[Rr]ussian|[Ww]elsh|[Ll]atin"
)
_BEHIND: Final = re.compile(
    rf"(.*[^\W_])(?:\s+\(\s*([^\W\d_]{{2,20}})\s*\)|\s*\[\s*([^\W\d_]{{2,20}})\s*\]|\s+[-\u2013/:]\s+([^\W\d_]{{4,20}})|"
    rf"[_ :./-]({_SHORT})|[_ ]({_LONG}))",
)
_CODES: Final = frozenset("en fr de es pt it nl".split())
#: The mark of a column of words for the staff.
_STAFF: Final = (
    "internal|private|confidential|staff|admin(?:istrative)?|non[ _-]?public|intern[aeo]?s?|interní|privad[ao]s?|privées?|"
    "vertrauliche?s?"
)
_WORDS: Final = (
    "notes?|comments?|remarks?|memos?|use(?: only)?|commentaires?|remarques?|notas?|observaciones|observações|comentarios?|"
    "osservazioni|bemerkung(?:en)?|notiz(?:en)?|anmerkung(?:en)?|vermerke?|opmerking(?:en)?|aantekening(?:en)?|notities?|poznámk[ay]"
)
_FOR_STAFF: Final = re.compile(
    r"donor[ _-]?(?:street|address|city|region|postal|country|e-?mail|telephone|phone|fax|contact|note)|agent_contact_|"
    rf"(?<![^\W_])(?:(?:{_STAFF})[\W_]{{1,3}}(?:{_WORDS})|(?:{_WORDS})[\W_]{{1,3}}(?:{_STAFF}))(?![^\W_])",
    re.IGNORECASE,
)
#: Anything longer is not the name of a column.
_NAME: Final = 100
#: A visibility, and one that cannot be a paragraph of a law.
_WHO: Final = re.compile(r"§\s*([^\W\d_]+)")
_CLOSE: Final = re.compile(r"§([^\W\d_]{3,})(?!\w)")
_PRIVATE: Final = frozenset(("private", "internal", "hidden", "draft", "unpublished", "staff", "closed", "restricted"))
_PUBLIC: Final = frozenset(("public", "published", "external", "open", "visible"))
_ADDRESS: Final = re.compile(r"(https?://\S+)(?:\s+(.*))?", re.DOTALL)
#: The types whose values are URLs, perhaps with a label, and those whose values name another row or record.
_URIS: Final = ("uri", "valuesuggest", "resource_uri")
_RESOURCES: Final = ("resource",)
_ISO: Final = ("numeric",)
#: The types whose values are markup.
MARKUP: Final = ("html", "xml")


class Marks(NamedTuple):
    """The marks of a column: the language of its values (BCP 47), their types, and whether they are private."""

    language: str | None = None
    types: tuple[str, ...] = ()
    private: bool = False

    def of_type(self, *names: str) -> bool:
        """Whether a type is one of these, or of their kinds: "resource:item" is a "resource"."""
        return any(re.split("[:-]", type_)[0] in names for type_ in self.types)


NONE: Final = Marks()


class Heading(NamedTuple):
    """The name of a column, and its marks."""

    name: str
    marks: Marks = NONE


@lru_cache(maxsize=4096)
def heading_of(column: str) -> Heading:
    """The name of a column and its marks; anything that only looks like a mark belongs to the name.

    A mark as private counts, whatever else the heading has.

    >>> heading_of("Notes (see § 5)").name, heading_of("dc:date ~ {year} §private").marks.private, heading_of("§private").name
    ('Notes (see § 5)', True, '')
    """
    private = _is_private(column)
    begin = _BEGIN.search(column)
    name = column if begin is None else column[: begin.start()].strip()
    if begin is None or (not name and not private):
        return _named(column, Marks(private=private))
    at, language, types = begin.start(), None, []
    while at < len(column.rstrip()):
        found = _MARK.match(column, at)
        if found is None:
            return Heading(column, Marks(private=private))
        at = found.end()
        language = _tag(found["language"] or "") or language
        types += [found["type"].casefold()] if found["type"] else []
    return _named(name, Marks(language, tuple(types), private))


def _is_private(column: str) -> bool:
    """Whether a visibility other than public is marked, which is no paragraph of a law; or the name is that of staff notes.

    >>> [_is_private(name) for name in ("Admin_notes", "Notes (internal)", "Interne Bemerkungen", "Administrative history")]
    [True, True, True, False]
    """
    if "§" not in column:
        return len(column) < _NAME and _FOR_STAFF.search(column) is not None
    words = [who.casefold() for who in _WHO.findall(column)]
    close = [who.casefold() for who in _CLOSE.findall(column)]
    return not _PRIVATE.isdisjoint(words) or any(who not in _PUBLIC for who in close)


def _named(name: str, marks: Marks) -> Heading:
    """A heading, with the language that DSpace puts in brackets."""
    dspace = _DSPACE.fullmatch(name.strip())
    if dspace is None:
        behind = _BEHIND.fullmatch(name.strip()) if len(name) < _NAME else None
        language = _said(next(filter(None, behind.groups()[1:]))) if behind is not None else None
        if behind is not None and language is not None:
            return Heading(behind[1], marks._replace(language=marks.language or language))
        return Heading(name, marks)
    return Heading(dspace[1], marks._replace(language=marks.language or _tag(dspace[2])))


def _said(word: str) -> str | None:
    """The language of a word after a name."""
    if word.casefold() in _CODES:
        return word.casefold()
    return to_bcp47(find(word) or "") if is_name(word) else None


def _tag(code: str) -> str | None:
    return (to_bcp47(code) or code.replace("_", "-")) if code.isascii() and code not in ("", "*") else None


def marked(slot: Slot, marks: Marks) -> Slot:
    """A slot whose values have the language and the type in the marks of its column."""
    make = slot.make
    if marks.of_type(*_URIS):
        make = labelled(make)
    elif marks.of_type(*_RESOURCES):
        make = _resources(make)
    elif marks.of_type(*_ISO):
        make = conventional(make, Conventions(pairs="months"))
    elif marks.of_type(*MARKUP):
        make = _marked_up(make)
    if marks.language is not None:
        make = _in(marks.language, make)
    return attrs.evolve(slot, make=make, codec="words")


def _in(language: str, make: Callable[[Sequence[Any]], Any]) -> Callable[[Sequence[Any]], Any]:
    """A maker of parts in a language."""

    def made(cells: Sequence[Any]) -> Any:
        part = make(cells)
        return None if part is None else _in_language(part, language)

    return made


def _in_language(part: Any, language: str) -> Any:
    """Prose in a language; for terms and names the model has none."""
    if isinstance(part, (Note, RightsStatement)):
        return attrs.evolve(part, text=Text(part.text, language=language)) if part.text else part
    return Text(part, language=language) if part.__class__ is str else part


def labelled(make: Callable[[Sequence[Any]], Any]) -> Callable[[Sequence[Any]], Any]:
    """A maker of parts that reads a cell "http://example.org/1 Label" as a label and the URI of what it names.

    >>> labelled(lambda cells: Term(cells[0]))(["http://example.org/1 Ships"]).uri
    'http://example.org/1'
    """

    def made(cells: Sequence[Any]) -> Any:
        first = cells[0]
        found = _ADDRESS.fullmatch(first) if first[:4] == "http" else None
        if found is None:
            return make(cells)
        address, label = found[1], (found[2] or "").strip()
        return addressed(make([label or address, *cells[1:]]), address, label)

    return made


def addressed(part: Any, address: str, label: str) -> Any:
    """A part made from a label, or from the URI without one, with the URI if its kind has a place for it."""
    if isinstance(part, Term):
        return attrs.evolve(part, term=label, uri=address)
    if isinstance(part, Place):
        return attrs.evolve(part, name=label, uri=address)
    if isinstance(part, AgentLink):
        return attrs.evolve(part, agent=_known(part.agent, label, Identifier(address, "uri")))
    if isinstance(part, RightsStatement):
        return RightsStatement(label, address)
    if isinstance(part, Relation):
        return Relation(part.kind, address, label)
    if isinstance(part, DigitalObject):
        return attrs.evolve(part, uri=address, title=label)
    return part


def _known(agent: Agent, name: str, identifier: Identifier) -> Agent:
    return attrs.evolve(agent, name=name, identifiers=(identifier, *agent.identifiers))


def _resources(make: Callable[[Sequence[Any]], Any]) -> Callable[[Sequence[Any]], Any]:
    """A maker of parts that reads a cell as the identifier of a separate record."""

    def made(cells: Sequence[Any]) -> Any:
        part = make(cells)
        if isinstance(part, Term):
            return attrs.evolve(part, term="", identifier=cells[0])
        if isinstance(part, AgentLink):
            return attrs.evolve(part, agent=_known(part.agent, "", Identifier(cells[0], "local")))
        return part

    return made


def _marked_up(make: Callable[[Sequence[Any]], Any]) -> Callable[[Sequence[Any]], Any]:
    """A maker of parts that reads a cell as markup."""
    return lambda cells: make([of_html(cells[0]), *cells[1:]])
