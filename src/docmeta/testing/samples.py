"""Sample descriptions: rich ones, a sparse one, one with every field, and text that breaks exporters."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

from docmeta.dates import Date
from docmeta.model import (
    Agent,
    AgentLink,
    Collection,
    Container,
    CorporateBody,
    DigitalObject,
    Document,
    Extent,
    Extra,
    Family,
    Identifier,
    Language,
    Note,
    Person,
    Place,
    Record,
    Relation,
    Repository,
    Revision,
    RightsStatement,
    Term,
    Unit,
    parts,
)
from docmeta.text import Text, of_markup

#: Text that has broken real exporters, without white space at either end.
HOSTILE: Final[tuple[str, ...]] = (
    "A & B < C > D \"E\" 'F'", "]]>", "<!-- --><?pi?>", "&amp;&#60;&nbsp;", "</title><script>alert(1)</script>", "{{7*7}}",
    "=1+1", "+1", "-1", "@SUM(A1:A9)", "a;b|c,d\te", "a\\b\\;c", '"', "'", "''", "\\", "/", "../../etc/passwd", "C:\\con", "%00%zz",
    "# heading", "* item", "| cell |", "[link](javascript:alert(1))", "null", "true", "0", "1e400", "NaN", "[]", "{}", "_:b0", "@id",
    "http://example.org/a b?c=d&e=f#g", "mailto:", "http://[", "urn:x", "\u202eright to left\u202c", "e\u0301\u0328", "\u00e9",
    "日本語", "Письмо", "שלום", "\U0001f600", "\u2028a\u2029b", "\u00a0x", "a\u200bb", "\ufeffb", "\x00", "\x07bell", "\x1b[31mred",
    "\x85", "\ufffe", "\ud800", "a\rb", "x" * 70_000,
)  # fmt: skip


def sample_collections() -> tuple[Collection, ...]:
    """New sample collections: rich papers, a sparse listing, a fonds in many scripts, and one with every field.

    Some material is marked internal; the core removes it before a writer sees it, but the contract tests do not.

    >>> papers, listing, fonds, every = sample_collections()
    >>> papers.members[0].level, listing.minted, fonds.title
    ('series', True, 'Фонд посольства')
    """
    return _papers(), _listing(), _fonds(), every_field()


def _papers() -> Collection:
    """Personal papers with series and files, as in a full finding aid."""
    record = Record(
        id="papers-finding-aid",
        title="A Guide to the Orlova Family Papers",
        author="Prepared by the staff",
        agency="Example University Library",
        agency_code="XX-ExU",
        country="XX",
        languages=(Language("eng", "Latn"),),
        rules=("dacs",),
        rights=(RightsStatement(uri="https://creativecommons.org/publicdomain/zero/1.0/"),),
        revisions=(Revision("Containers were added.", Date("2021-03-04"), "J. Doe", "revised", "human"),),
        creation="Encoded by hand.",
    )
    return Collection(
        "papers",
        title="Orlova family papers",
        level="collection",
        identifiers=(Identifier("MS 12", country="XX", repository="XX-ExU"), Identifier("ark:/99999/fk4abc", "ark")),
        other_titles=("Papiers de la famille Orlova",),
        dates=(Date("1890-1975", type="inclusive"), Date("bulk 1941-1953", type="bulk")),
        extents=(Extent("4.5 linear feet (9 boxes)"), Extent("12 photographs", "12", "photographs")),
        agents=(
            AgentLink(
                Person(
                    "Orlova, Anna, 1890-1975", dates=Date("1890-1975"), identifiers=(Identifier("n 12345678", "lcnaf"),)
                ),
                relator="collector",
            ),
            AgentLink(Family("Orlova family"), "creator"),
            AgentLink(CorporateBody("Red Cross", source="lcnaf"), "subject"),
        ),
        description=of_markup(
            "<p>Letters, diaries and <title>The Harbour</title>, a novel in <emph>two</emph> versions.</p>"
            "<list><item>letters home</item><item>diaries, 1941-1945</item></list>"
        ),
        notes=(
            Note("biography_or_history", "Born in a port.\n\nMoved often.", "Biographical note"),
            Note("access_conditions", "Open, except box 9."),
            Note("use_conditions", of_markup('See <ref href="https://example.org/use">the rules</ref>.')),
            Note("preferred_citation", "Orlova family papers, MS 12, Example University Library."),
            Note("processing", "The donor's address is in the case file.", audience="internal"),
        ),
        languages=(Language("rus", "Cyrl", "Russian"), Language("fre")),
        subjects=(Term("World War, 1939-1945", source="lcsh"), Term("Nursing", "occupation")),
        genres=(Term("diaries", source="aat", uri="http://vocab.getty.edu/aat/300026877"),),
        places=(Place("Odesa", "city", part_of=Place("Ukraine")), Place("Black Sea", latitude=43.0, longitude=34.0)),
        rights=(RightsStatement("In copyright.", "http://rightsstatements.org/vocab/InC/1.0/", "The heirs"),),
        repository=Repository("Example University Library", ("1 Main Street", "Example"), country="XX"),
        relations=(Relation("relation", "https://example.org/fonds/3", "Papers of a friend"),),
        record=record,
        members=(_letters(), _diaries()),
    )


def _letters() -> Collection:
    letters = (
        Document(
            "letter-1",
            title="Letter to Vera",
            level="item",
            dates=(Date("December 20, 1942", kind="creation"),),
            containers=(Container("3", "Box", id="c3"), Container("17", "Folder", parent="c3")),
            digital_objects=(DigitalObject("https://example.org/l/1.jpg", "Front", "image/jpeg", "thumbnail"),),
            languages=(Language("rus"),),
        ),
        Document("letter-2", title="Letter to N. N.", level="item", dates=(Date("circa 1943"), Date("n.d."))),
        Document(
            "letter-3", level="item", dates=(Date("5/6/1944"),), description="Without a title.", audience="internal"
        ),
    )
    file = Collection("file-1", title="Letters home", level="file", dates=(Date("1941-1945"),), members=letters)
    return Collection("series-1", title="Correspondence", level="series", extents=(Extent("3 boxes"),), members=(file,))


def _diaries() -> Collection:
    diary = Document(
        "diary-1",
        title=of_markup('Diary of <persname relator="author">Anna</persname>'),
        level="file",
        dates=(Date("1941 June-1942 May"),),
        source="Archive of the port, fond 7, file 3",
        rights=(RightsStatement(holder="Museum of the port"),),
        notes=(
            Note("physical_characteristics", "Water damage."),
            Note("copies", "A microfilm is in the reading room."),
        ),
    )
    return Collection("series-2", title="Diaries", level="series", members=(diary,))


def _listing() -> Collection:
    """A page of search results: no titles, no names, minted identifiers."""
    documents = (
        Document("unit-1.1", dates=(Date("June 06, 1944"),), description="A talk about the weather.", minted=True),
        Document("unit-1.2", dates=(Date("1974"),), description="A longer talk, with a list.", minted=True),
    )
    people = (Person(dates=Date("1893-1976")), Person(dates=Date("-")), Person("Nam Il", dates=Date("1913-1976")))
    return Collection(
        "unit-1",
        level="collection",
        extents=(Extent("372 documents", "372", "documents"),),
        agents=tuple(AgentLink(person, "subject") for person in people),
        places=(Place("Eastern Europe"), Place("East Asia")),
        minted=True,
        members=documents,
    )


def _fonds() -> Collection:
    """Several scripts and languages, unusual levels and kinds, extras, a branch without members."""
    item = Document(
        "дело/1",
        title=Text("Дело № 1", language="ru"),
        level="дело",
        dates=(Date("20 déc. 1965", label="Datum"), Date("昭和20年")),
        identifiers=(Identifier("ф. 7, оп. 1, д. 1"),),
        notes=(Note("general", 'Says "yes" & <no>; a\nline break.'), Note("local-kind", "Of a kind of its own.")),
        extras=(Extra("ead2002", "@altrender", "whole"),),
    )
    return Collection(
        "fonds-7",
        title="Фонд посольства",
        level="fonds",
        other_titles=("大使館文書", "أوراق السفارة"),
        description="First paragraph.\n\nSecond paragraph; with = signs, | bars and \\ strokes.",
        agents=(AgentLink(Agent("Посольство"), "creator"), AgentLink(Person("O'Brien & Sons <x>"), "contributor")),
        members=(Collection("empty", title="Nothing yet", level="subfonds"), item),
    )


# -- one unit that fills every field ---------------------------------------------------------------------------------------

#: Values of fields with codes or vocabulary terms, for which a random word would be no test.
_WORDS: Final[dict[tuple[str, str], Any]] = {
    ("Unit", "level"): "series",
    ("Identifier", "kind"): "unitid",
    ("Identifier", "country"): "US",
    ("AgentLink", "role"): "creator",
    ("Note", "kind"): "arrangement",
    ("Language", "code"): "rus",
    ("Language", "script"): "Cyrl",
    ("Term", "kind"): "topic",
    ("Extent", "kind"): "carrier",
    ("Extent", "coverage"): "whole",
    ("Extent", "quantity"): "17",
    ("DigitalObject", "media_type"): "image/jpeg",
    ("DigitalObject", "kind"): "derived",
    ("Relation", "kind"): "relation",
    ("Revision", "kind"): "revised",
    ("Revision", "agent_kind"): "human",
    ("Record", "country"): "US",
    ("Record", "status"): "completed",
    ("Repository", "country"): "US",
    ("Place", "latitude"): 12.5,
    ("Place", "longitude"): -7.25,
    ("Extra", "format"): "other",
    ("Container", "parent"): None,
}


def every_field() -> Collection:
    """A collection with one document in which every field of every part holds a unique word.

    A format that neither writes the word nor reports the loss of its field loses something silently.

    >>> from docmeta.model import FIELDS
    >>> document = every_field().members[0]
    >>> [name for name in FIELDS if not getattr(document, name)]
    ['audience', 'minted']
    """
    fields = Filler().unit()
    return Collection("every-field", title="Every field", level="fonds", members=(Document(**fields),))


class Filler:
    """Fills the fields of a class by type, each string a new word: "word1a", "word2a" ..., followed by *more*."""

    def __init__(self, more: str = "") -> None:
        self.more = more
        self.numbers = itertools.count(1)
        self.years = itertools.count(1801)

    def unit(self) -> dict[str, Any]:
        """The fields of a unit."""
        return {field.name: self.field("Unit", field, Unit) for field in attrs.fields(Unit)}

    def part(self, cls: type[Any]) -> Any:
        """A part with every field."""
        if cls is Date:
            return Date(str(next(self.years)))
        if cls is Agent:
            cls = Person
        return cls(**{field.name: self.field(cls.__name__, field, cls) for field in attrs.fields(cls)})

    def field(self, owner: str, field: attrs.Attribute[Any], cls: type[Any]) -> Any:
        """The value of one field."""
        name, kind = field.name, _plain(field.type)
        if (owner, name) in _WORDS:
            return _WORDS[owner, name]
        if name in ("audience", "minted", "part_of", "parallel", "approximate"):
            return field.default
        if kind.startswith("tuple["):
            return (self.value(kind[len("tuple[") :].partition(",")[0], name),)
        return self.value(kind.removesuffix(" | None"), name)

    def value(self, kind: str, name: str) -> Any:
        """A value of a class, by its name."""
        if kind == "str":
            word = f"word{next(self.numbers)}a"
            return f"https://example.org/{word}" if name in ("uri", "target") else word + self.more
        if kind == "Date":
            return self.part(Date)
        return self.part(getattr(parts, kind))


def _plain(annotation: Any) -> str:
    """An annotation as text, resolved or not."""
    said = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))
    if not isinstance(annotation, str) and ("[" in str(annotation) or "|" in str(annotation)):
        said = str(annotation)
    for prefix in ("docmeta.model.parts.", "docmeta.model.units.", "docmeta.dates.date."):
        said = said.replace(prefix, "")
    return said


def words_of(value: Any) -> Iterator[str]:
    """The words that `every_field` put into a value, parts of parts included.

    >>> list(words_of(Note("arrangement", "word7a")))
    ['word7a']
    """
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            found = str(one).rpartition("/")[2]
            if found.startswith("word") and found.endswith("a") and found[4:-1].isdigit():
                yield found
        elif isinstance(one, Date):
            yield one.text
        elif isinstance(one, tuple):
            stack.extend(one)
        elif attrs.has(type(one)):
            stack.extend(getattr(one, field.name) for field in attrs.fields(type(one)))


def deep(depth: int) -> Iterator[tuple[int, Unit]]:
    """Collections nested *depth* deep, one in another, generated lazily."""
    for level in range(depth):
        yield level, Collection(f"level-{level}", title=f"Level {level}")


def wide(count: int, made: Callable[[Unit], None]) -> Iterator[tuple[int, Unit]]:
    """A collection of *count* documents, generated lazily; *made* is called with each."""
    root: Unit = Collection("wide", title="Many documents", level="collection")
    made(root)
    yield 0, root
    del root
    for number in range(count):
        unit = Document(
            f"d{number}", title=f"Document {number}", dates=(Date("1951"),), description="Some words. " * 20
        )
        made(unit)
        yield 1, unit
        del unit
