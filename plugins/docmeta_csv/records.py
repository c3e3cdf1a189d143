"""Plain JSON: records of keys and values, as web APIs and scrapers give them, read as a table whose columns are the keys.

A nested value has its own column (`creator.born`), a value in several languages has one for each (`title@fr`), a list is several
values. Records are in a list, one per line, below a key of a response (`results`, `response.docs`), or alone; records in a record
(`children`, `documents`) become its members.

>>> list(flat({"title": {"en": "A", "fr": "B"}, "creator": [{"name": "Ann", "born": 1912}, "Ben"], "hidden": None}))
[('title@en', ['A']), ('title@fr', ['B']), ('creator', ['Ann', 'Ben']), ('creator.born', ['1912'])]
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any, BinaryIO, Final

import attrs

from docmeta import Context, Node
from docmeta.errors import InputError, LimitError
from docmeta.json import JsonStream
from docmeta.languages import find
from docmeta.records import Row
from docmeta_csv.options import RecordOptions
from docmeta_csv.table.dialect import Dialect, plain_name
from docmeta_csv.table.header import known_in
from docmeta_csv.table.reader import TableRows, read_rows
from docmeta_csv.workbook.sheets import text_of

#: The separator of several values in a cell; no value contains it.
BETWEEN: Final = RecordOptions.separator
#: The most different keys in the records of a file.
KEYS: Final = 2_000
#: The deepest nesting of records in records, and of values in values.
DEPTH: Final = 100
_IN_MEMORY: Final = 2_000_000

#: Keys of an object that hold its name, the likeliest first.
_NAMES: Final = (
    "@value", "name", "title", "label", "o:title", "o:label", "prefLabel", "display_name", "term", "value", "text", "#text",
)  # fmt: skip
#: Keys whose objects are files, and those of an object that hold its location; for a reference without a name, its target.
_FILES: Final = frozenset(("file", "files", "image", "images", "media", "digital_objects", "downloads"))
_PLACES: Final = ("url", "href", "src", "download_url")
_REFERENCES: Final = ("@id", "id", "uri")
#: Keys that make an object a record: they hold its name, or show that Omeka S made it.
_TITLES: Final = frozenset(
    ("title", "name", "label", "display_title", "headline", "dcterms:title", "dc:title", "dc.title", "o:id")
)
#: Keys of a value that tell who may see it, and internal data of an index or Omeka S (its REST API) about a value or a record.
_VISIBLE: Final = ("is_public", "isPublic", "public", "published", "publish")
_HIDDEN: Final = ("private", "is_private", "isPrivate", "internal", "hidden", "draft", "unpublished")
_STATES: Final = frozenset(("visibility", "audience", "status", "publication_status", "publicationStatus"))
_UNSEEN: Final = frozenset(("private", "internal", "hidden", "draft", "unpublished", "staff"))
_NO: Final = frozenset(("false", "0", "no"))
_YES: Final = frozenset(("true", "1", "yes"))
#: The mark of a private column.
_PRIVATE: Final = " §private"
_OF_INDEX: Final = frozenset(("_index", "_type", "_id", "_score", "_version", "sort", "highlight"))
_OF_OMEKA: Final = frozenset(("@context", "@type", "o:resource_class"))
_OF_PROPERTY: Final = frozenset(("type", "property_id", "property_label", "value_resource_id", "value_resource_name"))
#: Keys that hold the record itself, beside the data of an index.
_WRAPPERS: Final = frozenset(("_source", "attributes", "fields", "metadata", "record", "item"))
#: Keys that hold the members of a record, and those that hold the records of a response.
_BELOW: Final = frozenset(("children", "documents", "items", "members", "components", "records", "parts", "hasPart"))
_ANSWERS: Final = frozenset(("results", "docs", "hits", "rows", "entries", "data", "response"))
#: The meaning of keys in a record without another key of that meaning.
_MEANS: Final = {
    "title": ("o:title", "name", "label", "display_title", "display_name", "heading", "headline"),
    "abstract": ("short_description", "summary", "teaser", "snippet"),
    "dates": ("doc_date", "display_date", "date_display", "date_string"),
    "url": ("permalink", "html_url", "web_url", "canonical_url", "link"),
}  # fmt: skip


def read(source: BinaryIO, context: Context, dialects: Sequence[Dialect]) -> Iterator[Node]:
    """Read the units of records. Raises `InputError` if no key is known, and for anything but JSON."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", errors="surrogatepass") as kept:
        rows = RecordRows(kept, context)
        rows.keep_records(placed(JsonStream(source, context.source), context))
        knows = known_in(dialects, context.options.mapping())
        context = attrs.evolve(context, options=rows.meaning(context.options, dialects[-1]))
        if rows.keys and not knows(rows.keys):
            raise _no_keys(rows.keys)
        yield from read_rows(rows, context, dialects, "plain JSON, whose keys are columns", small=not rows.spooled)


class RecordRows(TableRows):
    """Records as rows, kept in a temporary file for repeated reading.

    Args:
        kept: The file.
        context: Has the report.
    """

    def __init__(self, kept: IO[str], context: Context) -> None:
        super().__init__(context.report)
        self.kept_records = kept
        self.keys: list[str] = []
        self.spooled = False

    def keep_records(self, records: Iterable[tuple[int, int, Mapping[str, Any]]]) -> None:
        """Write records, each with its line and its depth, to the file, and collect their keys."""
        places: dict[str, int] = {}
        nested = False
        for line, depth, record in records:
            nested = nested or depth > 0
            cells = {places.setdefault(key, len(places)): BETWEEN.join(said) for key, said in flat(record)}
            if len(places) > KEYS:
                raise LimitError(f"the records have more than {KEYS:,} different keys", line=line)
            self.kept_records.write(json.dumps([line, depth, list(cells.items())], ensure_ascii=False) + "\n")
        self.spooled = self.kept_records.tell() > _IN_MEMORY
        self.keys = [*places, *(["depth"] if nested else [])]
        self.nested = nested

    def meaning(self, options: Any, dialect: Dialect) -> Any:
        """The options, with the meaning of keys that no other key has."""
        known = {dialect.find(key) for key in self.keys} | {plain_name(ours) for ours in options.mapping().values()}
        said = {plain_name(theirs) for theirs in options.mapping()}
        means = [
            f"{key}={ours}"
            for ours, names in _MEANS.items()
            if plain_name(ours) not in known
            for key in [next((key for name in names for key in self.keys if plain_name(key) == plain_name(name)), None)]
            if key is not None and plain_name(key) not in said
        ]
        return attrs.evolve(options, columns=(*options.columns, *means))

    def header(self, knows: Any) -> Row:
        """The keys."""
        self.begin = 1
        return 1, self.keys

    def records(self) -> Iterator[Row]:
        yield 1, self.keys
        width = len(self.keys)
        self.kept_records.seek(0)
        for row in self.kept_records:
            line, depth, said = json.loads(row)
            cells = [""] * width
            for at, cell in said:
                cells[at] = cell
            if self.nested:
                cells[-1] = str(depth)
            yield line, cells


def _no_keys(keys: Sequence[str]) -> InputError:
    shown = ", ".join(key[:40] for key in keys[:8]) + (" ..." if len(keys) > 8 else "")
    return InputError(
        f"no key is known; name the keys with the option columns (columns=theirs=title): {shown or 'there are none'}",
        line=1,
    )


# -- records ---------------------------------------------------------------------------------------------------------------


def placed(text: JsonStream, context: Context) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """The records of a text, parents before members, each with its line and its depth."""
    for line, value in _values(text):
        for found in _in_answer(value, line, context):
            waiting = [(0, found)]
            while waiting:
                depth, record = waiting.pop()
                own, below, more = _apart(record)
                if more:
                    message = "internal data of an index or Omeka S about a record is not read"
                    context.report.note("decided", message, target="bookkeeping", line=line)
                yield line, depth, own
                waiting += [(depth + 1, one) for one in reversed(below)]


def _values(text: JsonStream) -> Iterator[tuple[int, Any]]:
    """The values of a list, or consecutive ones, each with its first line."""
    listed = text.peek() == "["
    if listed:
        text.at += 1
    number = 0
    while (char := text.peek()) and not (listed and char == "]"):
        if listed and number:
            text.take(",", "a comma or the end of the list")
            text.peek()
        line = text.line
        yield line, text.value()
        number += 1
    if listed:
        text.take("]", "the end of the list")
        if text.peek():
            text.fail("expected the end of the input")


def _in_answer(value: Any, line: int, context: Context) -> Iterator[dict[str, Any]]:
    """The records of a value: itself, or those in the longest list of a response that is not itself a record."""
    above: list[str] = []
    mapped = context.options.mapping().keys()
    while isinstance(value, dict) and not _is_record(value, mapped) and len(above) < DEPTH:
        inner = [(key, one) for key, one in value.items() if _holds_records(key, one)]
        if not inner:
            break
        key, value = max(inner, key=lambda pair: (pair[0] in _ANSWERS, isinstance(pair[1], list) and len(pair[1])))
        above.append(key)
    if above:
        message = f"the records are below {'.'.join(above)[:200]}; what is beside them is not read"
        context.report.note("decided", message, target="answer", line=line)
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield one
        elif one is not None:
            message = "expected a record, an object of keys and values; it was left out"
            context.report.note("problem", message, target="no record", value=str(one)[:200], line=line)


def _is_record(value: Mapping[str, Any], mapped: Iterable[str] = ()) -> bool:
    """Whether an object names something, itself or in a wrapper, and is no response."""
    if any(_records(value.get(key)) for key in _ANSWERS):
        return False
    inner = [one for key, one in value.items() if key in _WRAPPERS and isinstance(one, dict)]
    return any(not _TITLES.isdisjoint(one) for one in (value, *inner)) or any(key in value for key in mapped)


def _holds_records(key: str, value: Any) -> bool:
    inner = isinstance(value, dict) and (key in _ANSWERS or any(map(_records, value.values())))
    return inner or _records(value)


def _records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _first(value: Mapping[str, Any], keys: Iterable[str]) -> str | None:
    """The first key with a word or a number."""
    return next((key for key in keys if not isinstance(value.get(key), (dict, list, type(None)))), None)


def _apart(record: Mapping[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]], bool]:
    """The content of a record with wrappers opened, its members, and whether it has internal data of an index or Omeka S."""
    opened = [pair for key, value in record.items() for pair in _opened(key, value)]
    aside = _OF_INDEX if isinstance(record.get("_source"), dict) else _OF_OMEKA if "o:id" in record else frozenset()
    own: dict[str, Any] = {}
    below: list[dict[str, Any]] = []
    for wrapper, key, value in opened:
        if key in aside and not wrapper:
            if key == "@type":
                types = value if isinstance(value, list) else [value]
                own["o:resource_class"] = [str(one).partition(":")[2] for one in types if not str(one).startswith("o:")]
        elif key in _BELOW and _records(value) and (key == "children" or all(map(_describes, value))):
            below += value
        else:
            own[key if key not in own else f"{wrapper}.{key}" if wrapper else f"record.{key}"] = value
    if _is_hidden(own):
        own["is_public"] = False
    return own, below, not aside.isdisjoint(record)


def _opened(key: str, value: Any) -> list[tuple[str, str, Any]]:
    """A key of a record with its value; for a wrapper, its content, each with the name of the wrapper."""
    if key in _WRAPPERS and isinstance(value, dict):
        return [(key, name, one) for name, one in value.items()]
    return [("", key, value)]


def _describes(value: Mapping[str, Any]) -> bool:
    """Whether an object is a record, not a name with a number or a file: it has a date, a description, or members."""
    names = {plain_name(key) for key in value}
    return _is_record(value) and bool(names & _TELLING or any(_records(value.get(key)) for key in _BELOW))


_TELLING: Final = frozenset(
    "date dates docdate displaydate creationdates description scopeandcontent level levelofdescription referencecode "
    "creator creators abstract summary shortdescription".split()
)


def flat(record: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The columns of a record, each with its values; what belongs to one of several things keeps its place."""
    found: dict[str, list[str]] = {}
    waiting = list(record.items())[::-1]
    while waiting:
        key, value = waiting.pop()
        inner: list[tuple[str, Any]] = []
        for at, one in enumerate(value if isinstance(value, list) else [value]):
            for column, said in _columns(key, one) if isinstance(one, dict) else [(key, one)]:
                if isinstance(said, (dict, list)):
                    inner.append((column, said))
                elif said is not None and said != "":
                    cells = found.setdefault(column, [])
                    cells += [""] * (at - len(cells))
                    cells.append(text_of(said).replace(BETWEEN, " "))
        waiting += reversed(inner)
    yield from found.items()


def _columns(key: str, value: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The columns of an object: its name, or the location of a file, goes to the key itself."""
    key, hidden = key.removesuffix(_PRIVATE), key.endswith(_PRIVATE) or _is_hidden(value)
    mark = _PRIVATE if hidden else ""
    if value and all(isinstance(one, (str, list)) and _is_language(name) for name, one in value.items()):
        return [(f"{key}@{language}{mark}", one) for language, one in value.items()]
    main = _first(value, (*_PLACES, *_NAMES) if key in _FILES else _NAMES) or _first(value, _REFERENCES)
    aside = {main, "@language", *(name for name in (*_VISIBLE, *_HIDDEN) if isinstance(value.get(name), (bool, int)))}
    if hidden:
        aside |= _STATES
    if "property_id" in value:
        aside |= _OF_PROPERTY
        if isinstance(value.get("@id"), str):  # a URL and its label, as Omeka's tables have them
            label = value.get("o:label") or value.get("display_title") or ""
            return [(f"{key} ^^uri{mark}", f"{value['@id']} {label}".strip())]
    language = value.get("@language")
    if isinstance(language, str) and _is_language(language):
        key = f"{key}@{language}"
    own = [] if main is None else [(key + mark, value[main])]
    return own + [(f"{key}.{name}{mark}", one) for name, one in value.items() if name not in aside]


def _is_hidden(value: Mapping[str, Any]) -> bool:
    """Whether an object is marked as private."""

    def says(names: Iterable[str], words: frozenset[str]) -> bool:
        return any(str(value[name]).strip().casefold() in words for name in names if name in value)

    return says(_VISIBLE, _NO) or says(_HIDDEN, _YES) or says(_STATES, _UNSEEN)


def _is_language(tag: str) -> bool:
    return tag != "id" and _TAG.fullmatch(tag) is not None and find(tag) is not None


_TAG: Final = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4}){0,2}")
