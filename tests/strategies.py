"""Strategies for whole descriptions: every field, every part, structured prose, hostile words, extras of both EADs.

`units()` makes one unit, `collections()` a tree, `streams()` a list of nodes in order.
They make anything that the model can hold, and no more; a format that cannot hold some of it must report that.
`plain=True` leaves out structured prose and extras, for formats that have neither.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st

from docmeta import Collection, Document, Node, walk
from docmeta.model import (
    About,
    Agent,
    AgentFact,
    AgentLink,
    AgentName,
    AgentRelation,
    Container,
    CorporateBody,
    Date,
    DateKind,
    DateType,
    DigitalObject,
    Extent,
    Extra,
    FactKind,
    Family,
    Identifier,
    IdentifierKind,
    Language,
    Level,
    NamePart,
    Note,
    NoteKind,
    Person,
    Place,
    Record,
    Relation,
    RelationKind,
    Repository,
    Revision,
    RightsStatement,
    Role,
    Term,
    TermKind,
    Unit,
)
from docmeta.text import Element, of_tree

#: Words that have broken an exporter.
NASTY = (
    "A & B <c> \"d\" 'e'", "]]>", "<!--", "&amp;", "&#0;", "=1+1", "@SUM(A1)", "a;b|c,d", "\u202eabc", "é", "e\u0301", "日本語",
    "Письмо", "\ufeff", "a\u00a0b", "\u2028", "😀", "\x07", "\x00", "\ufffe", "100%", "a b", "1", "-1", "0", "null", "true",
    "http://example.org/a b?c=d&e=f#g", "mailto:", "::", "#", "[", "\\", "a\tb", "c:\\d", "ark:/12345/x6", "%zz", "http://[",
    "يونيو", "שלום", "ﬁ", "\u0661\u0662", "x" * 300, "@id", "{}", "<script>alert(1)</script>", "`", "--", "?>",
)  # fmt: skip

_LETTERS = st.characters(exclude_categories=("Cs", "Cc"), max_codepoint=0x2FFFF)


@cache
def words() -> st.SearchStrategy[str]:
    """One line, not empty, without white space at its ends."""
    return st.one_of(
        st.sampled_from(NASTY),
        st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=20),
        st.text(_LETTERS, min_size=1, max_size=12),
    ).map(_line)


def _line(text: str) -> str:
    return " ".join(text.split()) or "x"


@cache
def tokens() -> st.SearchStrategy[str]:
    """A word as in vocabularies and identifiers."""
    return st.from_regex(r"[A-Za-z_][A-Za-z0-9._-]{0,12}", fullmatch=True)


def either(*values: Any) -> st.SearchStrategy[Any]:
    """One of a vocabulary's words, or another word."""
    return st.one_of(st.sampled_from([str(value) for value in values]), tokens(), words())


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """None, or something."""
    return st.one_of(st.none(), strategy)


def some(strategy: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    """A tuple of a few."""
    return st.lists(strategy, max_size=most).map(tuple)


AUDIENCE = st.sampled_from((None, None, None, "external", "internal"))

_INLINE = (
    "emph title persname corpname famname geogname subject genreform name function occupation date num unitdate abbr expan ref "
    "ptr lb footnote quote foreign bibref archref imprint edition bibseries extent part subarea publisher language unknown"
).split()
_BLOCK = (
    "p list chronlist table blockquote head footnote address index indexentry bibliography scopecontent odd arrangement "
    "legalstatus dao daogrp controlaccess item label defitem chronitem event datesingle daterange row entry tgroup tbody div li ul"
).split()
_ATTRIBUTES = (
    "id", "audience", "altrender", "render", "href", "target", "linktitle", "linkrole", "show", "actuate", "source", "identifier",
    "normal", "relator", "localtype", "encodinganalog", "listtype", "numeration", "cols", "standarddate", "unitdatetype", "label",
    "lang", "langcode", "role", "xpointer", "entityref", "linktype", "made-up",
)  # fmt: skip
_VALUES = (
    "internal",
    "external",
    "italic",
    "bold",
    "onLoad",
    "onrequest",
    "embed",
    "ordered",
    "simple",
    "1950",
    "1950/1960",
    "2",
)


@cache
def elements(depth: int = 3) -> st.SearchStrategy[Element]:
    """One element of a text's structure, sensible or not."""
    attributes = st.dictionaries(
        st.sampled_from(_ATTRIBUTES), st.one_of(st.sampled_from(_VALUES), tokens(), words().filter(_legal)), max_size=2
    )
    children = st.lists(
        st.one_of(words().filter(_legal), st.just(" "), *([elements(depth - 1)] if depth else [])), max_size=3
    )
    return st.builds(Element, st.sampled_from(_INLINE + _BLOCK), attributes, children)


def _legal(text: str) -> bool:
    """Whether markup, which is XML, can hold the words."""
    return not any(ord(char) < 32 or char in "\ufffe\uffff" or 0xD800 <= ord(char) < 0xE000 for char in text)


@cache
def structured() -> st.SearchStrategy[str]:
    """Prose with structure, perhaps with a language: a `Text`, or a plain string if that is equivalent."""
    sensible = st.lists(
        st.one_of(
            words().filter(_legal).map(lambda text: Element("p", {}, [text])),
            st.lists(words().filter(_legal), min_size=1, max_size=3).map(
                lambda items: Element("list", {"listtype": "ordered"}, [Element("item", {}, [text]) for text in items])
            ),
            st.tuples(words().filter(_legal), words().filter(_legal)).map(
                lambda pair: Element(
                    "p", {}, ["See ", Element("emph", {"render": "italic"}, [pair[0]]), " of ", pair[1]]
                )
            ),
        ),
        min_size=1,
        max_size=3,
    )
    wild = st.lists(st.one_of(words().filter(_legal), elements()), min_size=1, max_size=3)
    return st.builds(of_tree, st.one_of(sensible, wild), st.sampled_from((None, None, None, "ru", "zh-Hant")))


@cache
def prose(plain: bool = False) -> st.SearchStrategy[str]:
    """Prose, not empty: a line, some lines or paragraphs, or structure."""
    lines = st.one_of(
        words(),
        st.lists(words(), min_size=2, max_size=3).map("\n".join),
        st.lists(words(), max_size=3).map("\n\n".join),
    )
    return (lines if plain else st.one_of(lines, structured())).filter(lambda text: bool(str(text).strip()))


@cache
def text_or_nothing(plain: bool = False) -> st.SearchStrategy[str]:
    """Prose, or the empty string."""
    return st.one_of(st.just(""), prose(plain))


EDTF = ("1951-11-19", "1951", "1951-11", "1949/1991", "195X", "1950~", "1950?", "../1950", "1949/..", "XXXX", "-0044", "[1950,1952]",
        "1968-21", "Y17000", "1951-11-19T10:00:00Z", "1949~/1951?", "3000", "2001-02-28/2001-03-01")  # fmt: skip
DATE_WORDS = (
    "November 19, 1951",
    "circa 1950s",
    "n.d.",
    "1912- 1994",
    "undated",
    "Laufzeit",
    "5/6/1951",
    "before 1950",
    "Spring 1968",
)


@cache
def dates(plain: bool = False) -> st.SearchStrategy[Date]:
    """Dates with words, with EDTF, or with both."""
    fields = {
        "kind": maybe(either(*DateKind)),
        "type": maybe(either(*DateType)),
        "certainty": maybe(words()),
        "calendar": maybe(either("gregorian", "julian")),
        "era": maybe(either("ce", "bce")),
        "label": maybe(words()),
        "audience": AUDIENCE,
        "extras": st.just(()) if plain else extras(),
    }
    return st.one_of(
        st.builds(Date, st.one_of(st.sampled_from(DATE_WORDS), words()), **fields),
        st.builds(Date, st.just(""), st.sampled_from(EDTF), **fields),
        st.builds(Date, words(), st.sampled_from(EDTF), **fields),
    )


@cache
def extras(elements: bool = False) -> st.SearchStrategy[tuple[Extra, ...]]:
    """What no field holds of some format: attributes of both EADs and of nobody, and whole *elements*."""
    formats = st.sampled_from(("ead2002", "ead3", "elsewhere"))
    attribute = st.builds(
        Extra,
        formats,
        st.sampled_from([f"@{name}" for name in _ATTRIBUTES] + ["@xlink:show", "@type", "@parent", "@a b"]),
        st.one_of(st.sampled_from(_VALUES), tokens(), words()),
    )
    element = st.builds(
        lambda format, name, inner: Extra(
            format, name, f"<{name.rpartition('/')[2]}>{inner}</{name.rpartition('/')[2]}>"
        ),
        formats,
        st.sampled_from(
            ("odd", "did/abstract", "did/note", "frontmatter", "runner", "dsc/head", "thead", "index", "x")
        ),
        words().filter(lambda text: _legal(text) and "<" not in text and "&" not in text),
    )
    broken = st.builds(Extra, formats, st.sampled_from(("odd", "did/x", "@", "descgrp")), words())
    return some(st.one_of(attribute, element, broken) if elements else attribute)


@cache
def _extras(plain: bool) -> st.SearchStrategy[tuple[Extra, ...]]:
    return st.just(()) if plain else st.one_of(st.just(()), extras())


@cache
def identifiers(plain: bool = False) -> st.SearchStrategy[Identifier]:
    """Reference codes and others."""
    return st.builds(
        Identifier, words(), kind=either(*IdentifierKind), label=maybe(words()), country=maybe(either("US", "de")),
        repository=maybe(words()), audience=AUDIENCE, extras=_extras(plain),
    )  # fmt: skip


@cache
def name_parts() -> st.SearchStrategy[tuple[NamePart, ...]]:
    """The parts of a heading."""
    return some(st.builds(NamePart, words(), maybe(either("surname", "dates"))), 3)


@cache
def about(plain: bool = False) -> st.SearchStrategy[About]:
    """The content of an authority record on an agent."""
    names = st.builds(
        AgentName, words(), kind=maybe(either("authorized", "alternative", "parallel")), parts=name_parts(),
        dates=maybe(dates(plain)), rules=maybe(either("dacs")), audience=AUDIENCE, extras=_extras(plain),
    )  # fmt: skip
    facts = st.builds(
        AgentFact, either(*FactKind), words(), role=maybe(words()), text=text_or_nothing(plain), dates=maybe(dates(plain)),
        place=st.one_of(st.just(""), words()), citations=some(prose(plain)), source=maybe(either("aat")),
        uri=maybe(st.just("https://example.org/term")), audience=AUDIENCE, extras=_extras(plain),
    )  # fmt: skip
    relations = st.builds(
        AgentRelation, st.sampled_from(("agent", "resource", "function")), kind=maybe(either("family", "creatorOf", "owns")),
        target=maybe(st.just("https://example.org/other")), label=words(), relator=maybe(words()), dates=maybe(dates(plain)),
        place=st.one_of(st.just(""), words()), text=text_or_nothing(plain), audience=AUDIENCE, extras=_extras(plain),
    )  # fmt: skip
    return st.builds(About, some(names), st.tuples(facts), some(relations), some(languages(plain)))


@cache
def agents(plain: bool = False) -> st.SearchStrategy[Agent]:
    """Agents with a name, or with only dates or an identifier."""
    rest = {
        "parts": name_parts(), "other_names": some(words()), "source": maybe(either("lcnaf", "viaf")), "rules": maybe(either("dacs")),
        "history": text_or_nothing(plain), "extras": _extras(plain),
    }  # fmt: skip
    kinds = st.sampled_from((Agent, Person, CorporateBody, Family))
    named = {"name": prose(plain), "dates": maybe(dates(plain)), "identifiers": some(identifiers(plain))}
    return kinds.flatmap(
        lambda kind: st.one_of(
            st.builds(kind, **named, **rest),
            st.builds(kind, dates=dates(plain), **rest),
            st.builds(kind, identifiers=st.tuples(identifiers(plain)), **rest),
        )
    )


@cache
def told_agents(plain: bool = False) -> st.SearchStrategy[Agent]:
    """Agents with more data from an authority record."""
    return st.builds(lambda agent, told: attrs.evolve(agent, about=told), agents(plain), about(plain))


@cache
def agent_links(plain: bool = False) -> st.SearchStrategy[AgentLink]:
    """Agents in their roles."""
    return st.builds(
        AgentLink, agents(plain), role=either(*Role), relator=maybe(either("aut", "Artist (art)")), label=maybe(words()),
        headings=some(words()), audience=AUDIENCE, extras=_extras(plain),
    )  # fmt: skip


@cache
def extents(plain: bool = False) -> st.SearchStrategy[Extent]:
    """Extents in words, in numbers, or with only facets."""
    rest = {
        "kind": maybe(either("carrier", "materialtype", "spaceoccupied")), "coverage": maybe(either("whole", "part")),
        "approximate": st.booleans(), "facets": some(prose(plain)), "dimensions": some(prose(plain)), "label": maybe(words()),
        "parallel": st.booleans(), "audience": AUDIENCE, "extras": _extras(plain),
    }  # fmt: skip
    exact = st.tuples(st.sampled_from(("372", "1.5", "2")), st.sampled_from(("documents", "linear feet", "boxes")))
    return st.one_of(
        exact.flatmap(
            lambda pair: st.builds(Extent, st.just(" ".join(pair)), st.just(pair[0]), st.just(pair[1]), **rest)
        ),
        st.builds(Extent, text=prose(plain), **rest),
        st.builds(Extent, text=text_or_nothing(plain), quantity=words(), unit=maybe(words()), **rest),
        st.builds(Extent, **{**rest, "facets": st.tuples(prose(plain))}),
    )


@cache
def notes(plain: bool = False) -> st.SearchStrategy[Note]:
    """Notes of every kind."""
    return st.builds(
        Note, either(*NoteKind), text_or_nothing(plain), heading=text_or_nothing(plain), label=maybe(words()),
        dates=maybe(dates(plain)), audience=AUDIENCE, extras=_extras(plain),
    )  # fmt: skip


@cache
def languages(plain: bool = False) -> st.SearchStrategy[Language]:
    """Languages, known and unknown."""
    return st.builds(
        Language, maybe(either("rus", "en", "zh-Hant", "und")), maybe(either("Cyrl", "Latn")), text_or_nothing(plain), maybe(words()),
        audience=AUDIENCE, extras=_extras(plain),
    )  # fmt: skip


@cache
def _vocabulary(plain: bool) -> dict[str, st.SearchStrategy[Any]]:
    return {
        "parts": name_parts(), "source": maybe(either("lcsh", "aat")), "identifier": maybe(words()), "uri": maybe(words()),
        "rules": maybe(either("aacr2")), "relator": maybe(words()), "headings": some(words()), "audience": AUDIENCE,
        "extras": _extras(plain),
    }  # fmt: skip


@cache
def terms(plain: bool = False) -> st.SearchStrategy[Term]:
    """Subjects and genres."""
    rest = _vocabulary(plain)
    return st.one_of(
        st.builds(Term, prose(plain), kind=either(*TermKind), **rest),
        st.builds(Term, st.just(""), kind=either(*TermKind), **{**rest, "uri": words()}),
    )


@cache
def places(plain: bool = False) -> st.SearchStrategy[Place]:
    """Places, nested, with coordinates."""
    rest = {
        **_vocabulary(plain), "kind": maybe(either("region", "city")), "latitude": maybe(st.floats(-90, 90)),
        "longitude": maybe(st.floats(-180, 180)),
    }  # fmt: skip
    simple = st.builds(Place, prose(plain), **rest)
    return st.one_of(simple, st.builds(Place, prose(plain), part_of=simple, **rest))


@cache
def rights(plain: bool = False) -> st.SearchStrategy[RightsStatement]:
    """Statements of rights."""
    uri = st.sampled_from(
        ("http://rightsstatements.org/vocab/InC/1.0/", "https://creativecommons.org/licenses/by/4.0/")
    )
    rest = {"audience": AUDIENCE, "extras": _extras(plain)}
    return st.one_of(
        st.builds(RightsStatement, prose(plain), maybe(st.one_of(uri, words())), text_or_nothing(plain), **rest),
        st.builds(RightsStatement, st.just(""), uri, **rest),
    )


@cache
def repositories(plain: bool = False) -> st.SearchStrategy[Repository]:
    """Repositories."""
    rest = {
        "address": some(words(), 3), "identifiers": some(identifiers(plain)), "country": maybe(either("US")), "uri": maybe(words()),
        "label": maybe(words()), "audience": AUDIENCE, "extras": _extras(plain),
    }  # fmt: skip
    return st.one_of(
        st.builds(Repository, prose(plain), **rest), st.builds(Repository, st.just(""), **{**rest, "uri": words()})
    )


@cache
def containers(plain: bool = False) -> st.SearchStrategy[Container]:
    """Boxes, folders and others, nested."""
    return st.builds(
        Container, words(), maybe(either("Box", "folder", "map case")), maybe(words()), maybe(words()), maybe(tokens()), maybe(tokens()),
        audience=AUDIENCE, extras=_extras(plain),
    )  # fmt: skip


@cache
def digital_objects(plain: bool = False) -> st.SearchStrategy[DigitalObject]:
    """Digital objects, alone or in sets, also empty ones."""
    return st.builds(
        DigitalObject, maybe(words()), text_or_nothing(plain), maybe(either("image/jpeg")), maybe(either("thumbnail")),
        maybe(either("borndigital", "derived")), maybe(words()), text_or_nothing(plain), maybe(tokens()), st.booleans(),
        audience=AUDIENCE, extras=_extras(plain),
    )  # fmt: skip


@cache
def relations(plain: bool = False) -> st.SearchStrategy[Relation]:
    """Relations to other resources."""
    return st.builds(
        Relation, either(*RelationKind), words(), text_or_nothing(plain), audience=AUDIENCE, extras=_extras(plain)
    )


@cache
def revisions(plain: bool = False) -> st.SearchStrategy[Revision]:
    """Events in the life of a description."""
    return st.builds(
        Revision, text_or_nothing(plain), maybe(dates(plain)), text_or_nothing(plain), maybe(either("created", "revised")),
        maybe(either("human", "machine")), extras=_extras(plain),
    )  # fmt: skip


@cache
def records(plain: bool = False) -> st.SearchStrategy[Record]:
    """Information about the description itself."""
    text = text_or_nothing(plain)
    return st.builds(
        Record, id=st.one_of(st.just(""), words()), identifiers=some(identifiers(plain)), title=text, other_titles=some(prose(plain)),
        subtitle=text, author=text, sponsor=text, agency=text, agency_code=maybe(words()), country=maybe(either("US")),
        publisher=text, address=some(words()), published=maybe(dates(plain)), publication=text, edition=text, series=text,
        notes=some(notes(plain)), languages=some(languages(plain)), language_note=text, creation=text,
        revisions=some(revisions(plain)), rules=some(prose(plain)), rights=some(rights(plain)), sources=some(prose(plain)),
        status=maybe(either("completed")), audience=AUDIENCE, extras=_extras(plain),
    )  # fmt: skip


#: Every field of a unit except its identifier, and the strategy of its values.
FIELDS: dict[str, Any] = {
    "title": text_or_nothing,
    "level": lambda plain=False: maybe(either(*Level)),
    "identifiers": lambda plain=False: some(identifiers(plain)),
    "other_titles": lambda plain=False: some(prose(plain)),
    "dates": lambda plain=False: some(dates(plain)),
    "extents": lambda plain=False: some(extents(plain), 3),
    "agents": lambda plain=False: some(agent_links(plain), 3),
    "description": text_or_nothing,
    "description_heading": text_or_nothing,
    "notes": lambda plain=False: some(notes(plain), 3),
    "languages": lambda plain=False: some(languages(plain)),
    "subjects": lambda plain=False: some(terms(plain)),
    "genres": lambda plain=False: some(terms(plain)),
    "places": lambda plain=False: some(places(plain)),
    "rights": lambda plain=False: some(rights(plain)),
    "repository": lambda plain=False: maybe(repositories(plain)),
    "source": text_or_nothing,
    "containers": lambda plain=False: some(containers(plain), 3),
    "digital_objects": lambda plain=False: some(digital_objects(plain), 3),
    "relations": lambda plain=False: some(relations(plain)),
    "record": lambda plain=False: maybe(records(plain)),
    "audience": lambda plain=False: AUDIENCE,
    "minted": lambda plain=False: st.booleans(),
    "extras": lambda plain=False: st.just(()) if plain else extras(True),
}


@cache
def _field(name: str, plain: bool) -> st.SearchStrategy[Any]:
    made: st.SearchStrategy[Any] = FIELDS[name](plain)
    return made


_CHOSEN = st.lists(st.sampled_from(sorted(FIELDS)), max_size=5, unique=True)
_IDS = st.one_of(tokens(), words())
_KINDS = st.sampled_from((Document, Collection))


@st.composite
def units(draw: st.DrawFn, plain: bool = False, kind: type[Unit] | None = None) -> Unit:
    """One unit with a few of its fields; without members."""
    chosen = draw(_CHOSEN)
    cls = kind or draw(_KINDS)
    return cls(draw(_IDS), **{name: draw(_field(name, plain)) for name in chosen})


@st.composite
def collections(draw: st.DrawFn, plain: bool = False, depth: int = 3, wide: int = 3) -> Collection:
    """A tree whose root is a collection. Identifiers may clash, as they do in real files."""
    root = draw(units(plain, Collection))
    assert isinstance(root, Collection)
    if depth:
        root.members = tuple(draw(_below(plain, depth - 1, wide)))
    return root


@cache
def _below(plain: bool, depth: int, wide: int) -> st.SearchStrategy[list[Unit]]:
    leaves: st.SearchStrategy[Unit] = units(plain, Document)
    return st.lists(st.one_of(leaves, leaves, collections(plain, depth, wide)), max_size=wide)


@cache
def streams(plain: bool = False, depth: int = 2, roots: int = 2) -> st.SearchStrategy[list[Node]]:
    """The nodes of one description, or of several, in order; possibly none."""
    kinds = st.one_of(units(plain), collections(plain, depth))
    return st.lists(kinds, max_size=roots).map(lambda found: list(walk(*found)))


@st.composite
def with_extras(draw: st.DrawFn, aside: st.SearchStrategy[Extra]) -> list[Node]:
    """Descriptions in which some units and values have extras of a format."""
    nodes = draw(streams())
    for number, extras in draw(st.lists(st.tuples(st.integers(0, 5), st.lists(aside, max_size=4)), max_size=3)):
        if nodes:
            unit = nodes[number % len(nodes)].unit
            unit.extras = (*unit.extras, *extras)
            for name in ("notes", "agents", "relations", "subjects", "places", "identifiers", "rights", "extents"):
                values = getattr(unit, name)
                if values:
                    setattr(unit, name, (attrs.evolve(values[0], extras=tuple(extras)), *values[1:]))
    return nodes
