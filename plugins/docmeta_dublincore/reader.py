"""Reads Dublin Core records: simple and qualified, with any namespaces, schemes and wrappers in use."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO, Final

from docmeta import languages
from docmeta.model import Draft, Minter, Node, Record, Unit, is_wording
from docmeta.plugins import Context
from docmeta.xml import line_of, namespace
from docmeta.xml.harvest import Harvested, Header, Kind, doubt_dates, harvest
from docmeta_dublincore.dspace import as_terms, is_dspace
from docmeta_dublincore.edm.graph import CHO, Graph, graph_of
from docmeta_dublincore.elements import ABOUT, Elements
from docmeta_dublincore.literal import Literal
from docmeta_dublincore.plain import LOCATED, Plain, Texts
from docmeta_dublincore.pools import ROOM, Pool, pools, put
from docmeta_dublincore.recognised import CONTAINERS, ROOTS, is_record

if TYPE_CHECKING:
    from lxml.etree import _Element

_LOCATED: Final = [LOCATED]
_BLANK: Final = " \t\r\n"


def read(source: BinaryIO, context: Context, format: str) -> Iterator[Node]:
    """Read the records of a file; the same for both formats, since real records mix them."""
    reader = _Reader(format, context)
    kind = Kind(format, "Dublin Core", is_record, CONTAINERS, Texts(format, reader.pools).read)
    minter = Minter()
    for found in harvest(source, kind, context.report, name=context.source, huge=context.huge):
        minter.step(0)
        yield Node(0, reader.unit(found, minter), found.line)


@lru_cache(maxsize=1024)
def _is_known(code: str) -> bool:
    return languages.to_bcp47(code) is not None


class _Reader:
    def __init__(self, format: str, context: Context) -> None:
        self.format = format
        self.report = context.report
        self.pools = pools()
        self.records: dict[str, Record] = {}
        self.elements = Elements(self.report, self.pools)
        self.graph: Graph | None = None

    def unit(self, found: Harvested, minter: Minter) -> Unit:
        if isinstance(found.plain, Plain):
            return self.plain(found, found.plain, minter)
        draft = Draft(self.format, trusted=True)
        record = found.element
        if record.tag == CHO:
            self.graph = graph_of(record, self.graph)
            if self.graph is not None:
                self.graph.describe(record, draft)
        elif record.tag not in ROOTS and is_dspace(record):
            record = as_terms(record, draft, self.report)
        inherited = None
        if keys := record.keys():
            if keys == _LOCATED:
                self.elements.located(record.get(_LOCATED[0]))
            else:
                inherited = self.elements.language(record)
                self.elements.attributes(record, draft)
        text = record.text
        if text and not text.isspace():
            self.elements.stray(text, draft, record)
        pool_of, fields = self.pools.get, draft.fields
        for child in record:
            pool = pool_of(child.tag)  # type: ignore[arg-type]
            if pool is None or inherited or len(child) or child.keys():
                self.elements.read(child, namespace(record), inherited, draft)
            elif raw := child.text:
                name, field, _, known = pool
                value = known.get(raw) if known is not None else None
                if value is not None:
                    several = fields.get(field)
                    if several is None:
                        fields[field] = [value]
                    else:
                        several.append(value)
                elif known is None and name not in fields and "\n" not in raw and "\r" not in raw:
                    if text := raw.strip(_BLANK):
                        fields[name] = text
                else:
                    self.fresh(child, raw, pool, draft)
            tail = child.tail
            if tail and not tail.isspace():
                self.elements.stray(tail, draft, record)
        return self.finished(draft, found, record.get(ABOUT) or "", minter)

    def fresh(self, child: _Element, raw: str, pool: Pool, draft: Draft) -> None:
        """A value without attributes that was not read before."""
        doubtful = put(pool, raw, draft)
        if doubtful is None:
            self.elements.literal(pool.name, Literal(raw), child, draft)
        elif doubtful:
            doubt_dates(doubtful, self.report, line_of(child))

    def plain(self, found: Harvested, record: Plain, minter: Minter) -> Unit:
        """A record that was read from its text."""
        if record.located is not None:
            self.elements.located(record.located)
        for date, lines in record.doubtful:
            doubt_dates((date,), self.report, None if found.line is None else found.line + lines)
        return self.finished(record.draft, found, "", minter)

    def finished(self, draft: Draft, found: Harvested, about: str, minter: Minter) -> Unit:
        if not draft.fields:
            self.report.note("problem", "an empty record", target="record", line=found.line)
        header, fields = found.header, draft.fields
        own = (header.identifier if header else "") or about
        if not own and "identifiers" in fields:
            own = next(
                (one.value for one in fields["identifiers"] if not (one.kind == "issn" or is_wording(one.value))), ""
            )
        if found.extras or (header is not None and header.sets):
            self.carried(draft, found)
        if header is not None and header.datestamp:
            fields["record"] = self.records.get(header.datestamp) or self.record(header)
        for language in fields.get("languages", ()):
            if language.code and not _is_known(language.code):
                self.report.note("problem", languages.UNKNOWN, field="languages", value=language.code, line=found.line)
        make = draft.collection if fields.get("level") == "collection" else draft.document
        return make(own or minter.here(), minted=not own)

    def carried(self, draft: Draft, found: Harvested) -> None:
        """The data around the record that no field holds."""
        for extra in (*found.extras, *(found.header.extras() if found.header else ())):
            draft.add("extras", extra)
            self.report.note(
                "carried",
                "from the envelope around the record",
                target=extra.place,
                value=extra.content,
                line=found.line,
            )

    def record(self, header: Header) -> Record:
        """The record information in a header: records of one day share it."""
        revision = header.revision()
        found = Record(revisions=(revision,) if revision is not None else ())
        if len(self.records) < ROOM:
            self.records[header.datestamp] = found
        return found
