"""Ready-made codecs for the values of nearly every format: a table of ten lines makes a useful format.

Each function returns a `Codec` that writes a value as one text, reads it back, and declares what it keeps:
anything else in a value is reported. With a role or a kind, it reads back that role or kind:

>>> from docmeta.crosswalk import Crosswalk, Rule
>>> table = Crosswalk(
...     "cards",
...     "Catalogue cards",
...     (
...         Rule("title", "heading"),
...         Rule("agents[creator]", "by", names("creator")),
...         Rule("dates", "date", dates()),
...         Rule("subjects", "about", terms()),
...         Rule("notes[access_conditions]", "access", notes("access_conditions")),
...     ),
... )
>>> [rule.codec.kept for rule in table.rules][1:3]
['agent.name, role', 'text, edtf']
"""

from __future__ import annotations

from functools import cache

from docmeta import languages as codes
from docmeta.crosswalk.keeps import WORDS
from docmeta.crosswalk.table import Codec
from docmeta.dates import Date
from docmeta.languages.codes import english_name
from docmeta.model import (
    Agent,
    AgentLink,
    DigitalObject,
    Extent,
    Identifier,
    Language,
    Note,
    Place,
    RightsStatement,
    Term,
)

__all__ = ["addresses", "dates", "extents", "identifiers", "languages", "names", "notes", "places", "rights", "terms"]

#: Attributes about a value's form in its source, which are not content.
_STANDING = ("parts", "rules", "headings", "audience")


@cache
def names(role: str | None = None) -> Codec:
    """The name of an agent (ISAD(G) 3.2.1).

    >>> names("contributor").decode("Roe, Ann").role
    'contributor'
    >>> from docmeta.model import Person
    >>> names().why(AgentLink(Person("Roe, Ann", dates=Date("1900-1980"))))
    'the dates of existence'
    """
    keeps = ("agent.name", "role") if role else ("agent.name",)
    return Codec(
        "name",
        lambda link: link.agent.name,
        lambda text: AgentLink(Agent(text), role or "creator"),
        keeps,
        changes=("label", "agent.parts", "agent.rules", "headings", "audience"),
    )


@cache
def terms(kind: str = "topic") -> Codec:
    """The heading of a subject, a genre or a form, or its URI if it has none.

    >>> terms().encode(Term("Ships")), terms("occupation").decode("Pilots").kind
    ('Ships', 'occupation')
    """
    return Codec(
        "term", lambda term: term.term or term.uri, lambda text: Term(text, kind), ("term", "kind"), changes=_STANDING
    )


@cache
def places() -> Codec:
    """The name of a place, or its URI if it has none.

    >>> places().judge(Place("Rye", latitude=50.9, longitude=0.7)), places().judge(Place("Rye"))
    ('partial', None)
    """
    return Codec("place", lambda place: place.name or place.uri, Place, ("name",), changes=("kind", *_STANDING))


@cache
def dates(kind: str | None = None) -> Codec:
    """The words of a date, or plain words for a date without any (ISAD(G) 3.1.3).

    >>> dates().encode(Date(edtf="1950~")), dates("publication").decode("1951").kind
    ('circa 1950', 'publication')
    >>> dates().judge(Date("Spring term", edtf="1951-21"))
    'partial'
    """
    return Codec(
        "date",
        lambda date: date.display,
        lambda text: Date(text, kind=kind),
        ("text", "edtf", "kind") if kind else ("text", "edtf"),
        changes=("type", "label", "audience"),
        misses=lambda date: "" if Date(date.display).edtf == date.edtf else WORDS["edtf"],
    )


@cache
def languages() -> Codec:
    """The language and its script as one BCP 47 tag; the name if there is no code.

    >>> languages().encode(Language("rus", "Cyrl")), languages().decode("fr").code
    ('ru-Cyrl', 'fre')
    >>> languages().encode(Language(name="Old Harbour dialect"))
    'Old Harbour dialect'
    """

    def encode(language: Language) -> str | None:
        tag = codes.to_bcp47(language.code, language.script) if language.code else None
        return tag or language.name or language.code

    def decode(text: str) -> Language:
        tag = codes.parse_tag(text)
        code = codes.to_639_2b(tag.language) if tag is not None else None
        return Language(code, tag.script) if tag is not None and code else Language(name=text)

    def says_more(language: Language) -> str:
        more = bool(language.code and language.name) and english_name(language.code or "") != language.name
        return "the wording" if more else ""

    return Codec(
        "language", encode, decode, ("code", "script"), changes=("name", "label", "audience"), misses=says_more
    )


@cache
def extents() -> Codec:
    """The text of an extent, or its number and unit (ISAD(G) 3.1.5).

    >>> extents().encode(Extent(quantity="12", unit="reels"))
    '12 reels'
    >>> extents().judge(Extent("12 reels", "12", "reels")), extents().judge(Extent("12 reels", facets=("nitrate",)))
    ('changed', 'partial')
    """

    def encode(extent: Extent) -> str:
        return extent.text or " ".join(filter(None, (extent.quantity, extent.unit)))

    def says_more(extent: Extent) -> str:
        lost = [name for name in ("quantity", "unit") if (getattr(extent, name) or "") not in encode(extent)]
        return ", ".join(WORDS[name] for name in lost)

    counted = ("quantity", "unit", "kind", "label", "parallel", "audience")
    return Codec("extent", encode, Extent, ("text",), changes=counted, misses=says_more)


@cache
def notes(kind: str = "general") -> Codec:
    """The text of notes of one kind.

    >>> notes("access_conditions").decode("Open.").kind
    'access_conditions'
    """
    return Codec(
        "note",
        lambda note: str(note.text),
        lambda text: Note(kind, text),
        ("text", "kind"),
        changes=("label", "audience"),
    )


@cache
def identifiers(kind: str = "unitid") -> Codec:
    """The value of an identifier of one kind (ISAD(G) 3.1.1).

    >>> identifiers("ark").decode("ark:/99999/fk4").kind
    'ark'
    """
    return Codec(
        "identifier",
        lambda one: one.value,
        lambda text: Identifier(text, kind),
        ("value", "kind"),
        changes=("label", "audience"),
    )


@cache
def addresses() -> Codec:
    """The URL of a digital object.

    >>> addresses().encode(DigitalObject("https://example.org/1.jpg"))
    'https://example.org/1.jpg'
    """
    return Codec("address", lambda one: one.uri, DigitalObject, ("uri",), changes=("id", "parallel", "audience"))


@cache
def rights() -> Codec:
    """The text of a rights statement, or its URI, or the holder.

    >>> rights().encode(RightsStatement("In copyright.")), rights().judge(RightsStatement("In copyright.", holder="The heirs"))
    ('In copyright.', 'partial')
    """
    return Codec(
        "rights", lambda one: str(one.text) or one.uri or one.holder, RightsStatement, ("text",), changes=("audience",)
    )
