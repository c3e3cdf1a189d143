"""Reads Dublin Core records: simple and qualified, with any namespaces, schemes and wrappers in use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple

import attrs

from docmeta import languages
from docmeta.crosswalk import Codec, Crosswalk
from docmeta.languages import parse_tag
from docmeta.model import Date, DigitalObject, Draft, Minter, Node, Note, Place, Record, Unit, is_wording
from docmeta.plugins import Context
from docmeta.text import language_of
from docmeta.xml import XML_NS, XSI, attributes, collapse, line_of, localname, namespace
from docmeta.xml.harvest import Harvested, Header, Kind, doubt_dates, harvest, outer, words
from docmeta_dublincore import access_points as points
from docmeta_dublincore.codecs import says_a_date
from docmeta_dublincore.crosswalk import QUALIFIED, SIMPLE
from docmeta_dublincore.dspace import as_terms, is_dspace
from docmeta_dublincore.links import read_identifier
from docmeta_dublincore.literal import Literal, is_blank, prose
from docmeta_dublincore.private import PRIVATE, is_private, says_who
from docmeta_dublincore.schemes import is_period, read_box, read_period, read_point, scheme_of, takes
from docmeta_dublincore.vocabulary import ELEMENTS, OAI_DC, OAI_DCTERMS, OAI_QDC, RDF, TERMS

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Several codes of languages in one element, as many systems export them.
_CODES: Final = re.compile(r"[A-Za-z]{2,3}(?: ?[;,|] ?[A-Za-z]{2,3}){1,50} ?[;,|]?")
_CODE: Final = re.compile("[A-Za-z]{2,3}")
_ABOUT: Final = f"{{{RDF}}}about"
_LANG: Final = f"{{{XML_NS}}}lang"
#: The one attribute that nearly all records have.
_LOCATED: Final = [f"{{{XSI}}}schemaLocation"]
_NAMES: Final = frozenset((*ELEMENTS, *TERMS))
_CONTAINERS: Final = (
    *(
        "dc",
        "qualifieddc",
        "dcterms",
        "simpledc",
        "dublincore",
        "Description",
        "metadata",
        "record",
        "qdc",
        "thesis",
        "dublin_core",
        "dim",
    ),
)
#: Containers in a record with other content: the record of an audit has a date, too.
_TELLING: Final = frozenset(("title", "identifier", "creator", "description", "subject"))
#: The elements that hold the values of an element with children, as in RDF/XML.
_VALUES: Final = frozenset(("li", "value", "label", "prefLabel", "name"))
_RIGHT_NS: Final = frozenset(("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"))


#: Elements that are only used for records.
_ROOTS: Final = frozenset((f"{{{OAI_DC}}}dc", f"{{{OAI_QDC}}}qualifieddc", f"{{{OAI_DCTERMS}}}dcterms"))
#: Namespaces of EDM: its contextual resources are records, the rest describes who provides and shows the objects.
_BESIDE: Final = frozenset(("http://www.europeana.eu/schemas/edm/", "http://www.openarchives.org/ore/terms/"))
#: Elements whose first value goes to another field than the following ones.
_IN_TURN: Final = frozenset(("title", "description", "source"))
_BLANK: Final = " \t\r\n"
#: How many values of an element are shared between records. Repeated values come early; keeping more costs more than it saves.
_ROOM: Final = 1024
#: The longest text that is kept from one file to the next.
_LONG: Final = 200


class _Pool(NamedTuple):
    """An element, and its values without attributes.

    Attributes:
        name: Its local name.
        field: The field of its values.
        read: The decoder of texts without "=", if the field is certain; otherwise None.
        known: The values read before; None if they hardly ever repeat.
    """

    name: str
    field: str
    read: Callable[[str], Any] | None
    known: dict[str, Any] | None


#: Those of the process: a harvest is many files with the same values.
_POOLS: Final[dict[str, _Pool]] = {}


def _pools() -> dict[str, _Pool]:
    """The pools, with full ones emptied: each file begins with room for its own values."""
    for pool in _POOLS.values():
        if pool.known is not None and len(pool.known) >= _ROOM:
            pool.known.clear()
    return _POOLS


def _pool(name: str) -> _Pool:
    field, codec = _DECODERS[name]
    alone = name not in _ASKED and attrs.fields_dict(Unit)[field].default == ()
    return _Pool(name, field, codec.decode if alone else None, None if name in _IN_TURN else {})


def _decoders(crosswalk: Crosswalk) -> dict[str, tuple[str, Codec]]:
    return {target.partition(":")[2]: (rule.name, rule.codec) for target, rule in crosswalk.by_target().items()}


_DECODERS: Final = {**_decoders(SIMPLE), **_decoders(QUALIFIED)}
_DECODERS["coverage"] = ("places", points.PLACE)
_DECODERS["format"] = ("extents", points.EXTENT)
#: Elements whose field depends on the text.
_ASKED: Final = frozenset(("title", "description", "source", "type", "format", "coverage", "language"))


def _is_dublin_core(uri: str, container: str) -> bool:
    """Whether a namespace is one of Dublin Core, in any form that files use."""
    return uri in _RIGHT_NS or "purl.org/dc/" in uri or "purl.org/DC/" in uri or uri in ("", container)


def _is_record(element: _Element) -> bool:
    """Whether an element has Dublin Core children."""
    if element.tag in _ROOTS or is_dspace(element):
        return True
    name, uri = localname(element), namespace(element)
    if name in ("dc", "qualifieddc", "simpledc") and (not uri or "purl.org/dc" in uri):
        return True
    if uri in _BESIDE:
        return name == "ProvidedCHO"
    if name == "Description" and uri == RDF and len(element) == 0:
        return True
    for child in element:
        tag = child.tag
        if isinstance(tag, str):
            bare = localname(tag).rpartition(":")[2]
            if bare in _NAMES and (
                _is_right(namespace(tag), tag)
                or (name in _CONTAINERS and _plain(child, uri) and (not uri or bare in _TELLING))
            ):
                return True
    return False


def _is_right(uri: str, tag: str) -> bool:
    return "purl.org/dc/" in uri or tag.startswith(("dc:", "dcterms:"))


def _plain(child: _Element, uri: str) -> bool:
    """An element without a namespace of its own, with nothing but text in it."""
    return namespace(child) in ("", uri) and len(child) == 0


def read(source: BinaryIO, context: Context, format: str) -> Iterator[Node]:
    """Read the records of a file; the same for both formats, since real records mix them."""
    kind = Kind(format, "Dublin Core", _is_record, _CONTAINERS)
    minter = Minter()
    reader = _Reader(format, context)
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
        self.pools = _pools()
        self.records: dict[str, Record] = {}
        self.special: dict[str, Callable[[Draft, str], bool]] = {
            "title": self.title,
            "description": self.description,
            "source": self.source,
            "type": self.type,
            "format": self.media,
            "coverage": self.coverage,
        }

    def unit(self, found: Harvested, minter: Minter) -> Unit:
        draft = Draft(self.format, trusted=True)
        record = found.element
        if record.tag not in _ROOTS and is_dspace(record):
            record = as_terms(record, draft, self.report)
        inherited = None
        if keys := record.keys():
            if keys == _LOCATED:
                self.located(record.get(_LOCATED[0]))
            else:
                inherited = self.language(record)
                self.attributes(record, draft)
        text = record.text
        if text and not text.isspace():
            self.stray(text, draft, record)
        pools, fields = self.pools, draft.fields
        for child in record:
            pool = pools.get(child.tag)  # type: ignore[arg-type]
            if pool is None or inherited or len(child) or child.keys():
                self.child(child, namespace(record), inherited, draft)
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
                    self.plain(child, raw, pool, draft)
            tail = child.tail
            if tail and not tail.isspace():
                self.stray(tail, draft, record)
        return self.finished(draft, found, record, minter)

    def plain(self, child: _Element, raw: str, pool: _Pool, draft: Draft) -> None:
        """A value without attributes, the usual case: equal ones are read once, and shared."""
        name, field, read, known = pool
        if is_blank(raw):
            return
        if name == "identifier":
            draft.add(field, read_identifier(raw))
            return
        if known is None:
            if name in draft.fields:
                self.special[name](draft, raw)
            else:
                draft.fields[name] = words(raw)
            return
        value = read(raw) if read is not None and "=" not in raw else None
        if value is None:
            one = Draft(self.format)
            self.literal(name, Literal(raw), child, one)
            for other, values in one.fields.items():
                for each in values if isinstance(values, list) else (values,):
                    draft.add(other, each)
            found = one.fields.get(field)
            if len(one.fields) > 1 or not isinstance(found, list) or len(found) > 1:
                return
            value = found[0]
        else:
            draft.add(field, value)
            if field == "dates" and value.edtf is None:
                doubt_dates((value,), self.report, line_of(child))
        if len(raw) <= _LONG and len(known) < _ROOM and not (field == "dates" and value.edtf is None):
            known[raw] = value

    def finished(self, draft: Draft, found: Harvested, record: _Element, minter: Minter) -> Unit:
        if not draft.fields:
            self.report.note("problem", "an empty record", target="record", line=found.line)
        header, fields = found.header, draft.fields
        own = (header.identifier if header else "") or record.get(_ABOUT) or ""
        if not own and "identifiers" in fields:
            own = next(
                (one.value for one in fields["identifiers"] if not (one.kind == "issn" or is_wording(one.value))), ""
            )
        if found.extras or (header is not None and header.sets):
            self.carried(draft, found)
        if header is not None and header.datestamp:
            fields["record"] = self.record(header)
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
        found = self.records.get(header.datestamp)
        if found is None:
            revision = header.revision()
            found = Record(revisions=(revision,) if revision is not None else ())
            if len(self.records) < _ROOM:
                self.records[header.datestamp] = found
        return found

    # -- one element -----------------------------------------------------------------------------------------------

    def child(self, child: _Element, container: str, inherited: str | None, draft: Draft) -> None:
        tag = child.tag
        if not isinstance(tag, str):
            return
        if child.keys() or len(child):
            if is_private(child):
                self.hide(child, draft)
                return
            if any(map(is_private, child.iterdescendants("{*}*"))):
                self.hide(child, draft)
                return
        uri = namespace(tag)
        name = localname(tag).rpartition(":")[2]
        if name not in _NAMES or not _is_dublin_core(uri, container):
            self.carry(child, draft)
            return
        if uri in _RIGHT_NS:
            self.pools.setdefault(tag, _pool(name))
        elif uri or ":" in localname(tag):
            self.report.note("problem", "a Dublin Core element in another namespace; it is read by its name",
                             target=name, value=uri or tag, line=line_of(child))  # fmt: skip
        values = [child] if len(child) == 0 else self.nested(child, draft)
        for element in values:
            self.value(name, element, child, inherited, draft)

    def nested(self, child: _Element, draft: Draft) -> list[_Element]:
        """The elements that hold the values of an element with children, as in RDF/XML; all of it is carried along."""
        found = [
            element
            for element in child.iter("{*}*")
            if len(element) == 0
            and localname(element) in _VALUES
            and (not is_blank(element.text) or element.get(f"{{{RDF}}}resource"))
        ]
        self.carry(child, draft)
        return found

    def value(self, name: str, element: _Element, child: _Element, inherited: str | None, draft: Draft) -> None:
        raw = element.text or ""
        resource = element.get(f"{{{RDF}}}resource")
        scheme = scheme_of(element)
        if resource and is_blank(raw):
            raw, scheme = resource, "URI"
        elif resource:
            draft.extra(f"{name}/@rdf:resource", resource)
        own = self.language(element) or (self.language(child) if element is not child else None)
        self.leftover(name, element, draft)
        if is_blank(raw):
            if own or scheme:
                draft.extra(name, outer(element))
            return
        before = {field: len(values) for field, values in draft.fields.items() if isinstance(values, list)}
        self.literal(name, Literal(raw, own or inherited, scheme), element, draft)
        kind = element.get("type")
        if name == "identifier" and kind and not scheme and draft.get("identifiers", [])[-1:]:
            numbers = draft.fields["identifiers"]
            numbers[-1] = attrs.evolve(
                numbers[-1], kind=kind if numbers[-1].kind in (None, "unitid") else numbers[-1].kind
            )
        if own and not self.said(draft, own, before):
            draft.extra(f"{name}/@xml:lang", own)
        if scheme and not takes(name, scheme):
            draft.extra(f"{name}/@xsi:type", scheme)

    def literal(self, name: str, literal: Literal, element: _Element, draft: Draft) -> None:
        """Put the content of an element into its field, or beside all fields."""
        dates = len(draft.get("dates", ()))
        if not self.placed(name, literal, draft):
            draft.extra(name, words(literal))
            self.report.note(
                "carried",
                "a value that its element does not allow",
                target=name,
                value=collapse(literal),
                line=line_of(element),
            )
        if found := draft.get("dates", ())[dates:]:
            doubt_dates(found, self.report, line_of(element))

    def placed(self, name: str, literal: Literal, draft: Draft) -> bool:
        special = self.special.get(name)
        if special is not None and special(draft, literal):
            return True
        if literal.scheme in ("Period", "Point", "Box") and words(literal).strip():
            read: Any = {"Period": read_period, "Point": read_point, "Box": read_box}[literal.scheme](literal)
            draft.add("dates" if isinstance(read, Date) else "places", read)
            return True
        field, codec = _DECODERS[name]
        if codec.decode is None:
            return False
        if name == "language" and _CODES.fullmatch(literal.strip()):
            for code in _CODE.findall(literal):
                draft.add(field, codec.decode(Literal(code, literal.language, literal.scheme)))
            return True
        value = codec.decode(literal)
        if value is None:
            return False
        if isinstance(value, (Date, Place)) and is_period(literal):
            period = read_period(literal)
            kind = value.kind if isinstance(value, Date) else period.kind
            field, value = "dates", Date(period.text, period.edtf, kind=kind)
        draft.add(field, value)
        return True

    # -- elements that go to more than one field ---------------------------------------------------------------------

    def title(self, draft: Draft, literal: str) -> bool:
        draft.add("title" if "title" not in draft else "other_titles", prose(literal))
        return True

    def description(self, draft: Draft, literal: str) -> bool:
        if "description" in draft:
            draft.add("notes", Note("scope_and_content", prose(literal)))
        else:
            draft.add("description", prose(literal))
        return True

    def source(self, draft: Draft, literal: str) -> bool:
        if "source" in draft:
            draft.add("notes", Note("originals", prose(literal)))
        else:
            draft.add("source", prose(literal))
        return True

    def type(self, draft: Draft, literal: str) -> bool:
        if words(literal) != "Collection":
            return False
        draft.fields["level"] = "collection"
        return True

    def media(self, draft: Draft, literal: str) -> bool:
        said = words(literal)
        if not points.is_media_type(said):
            draft.add("extents", points.read_extent(literal))
        else:
            draft.add("digital_objects", DigitalObject(media_type=said))
        return True

    def coverage(self, draft: Draft, literal: str) -> bool:
        said = words(literal)
        scheme = literal.scheme if isinstance(literal, Literal) else None
        if scheme in ("Period", "Point", "Box"):
            return False
        if (scheme == "W3CDTF" and said.strip()) or says_a_date(said):
            draft.add("dates", Date(prose(literal), kind="coverage"))
            return True
        return False

    # -- what is not a value -----------------------------------------------------------------------------------------

    def language(self, element: _Element) -> str | None:
        tag = element.get(_LANG)
        if not tag:
            tag = element.get("lang")  # as in DSpace's exports
            return tag if tag and parse_tag(tag) is not None else None
        if parse_tag(tag) is None:
            self.report.note("problem", "xml:lang is not a language tag (BCP 47); it is kept as it is",
                             target="@xml:lang", value=tag, line=line_of(element))  # fmt: skip
        return tag

    def said(self, draft: Draft, language: str, before: dict[str, int]) -> bool:
        """Whether the values added last have a language."""
        for field, values in draft.fields.items():
            if not isinstance(values, list):
                if isinstance(values, str) and language_of(values) == language:
                    return True
                continue
            for value in values[before.get(field, 0) :]:
                texts = [value] if isinstance(value, str) else _texts(value)
                if any(language_of(text) == language for text in texts):
                    return True
        return False

    def attributes(self, record: _Element, draft: Draft) -> None:
        for key, value in attributes(record).items():
            name = str(key)
            if namespace(name) == XSI:
                self.located(value)
            elif name in (_LANG, _ABOUT):
                continue
            elif says_who(localname(name)):
                if is_private(record):
                    draft.fields["audience"] = "internal"
                    self.report.note(
                        "decided", PRIVATE, field="audience", target=f"@{localname(name)}", line=line_of(record)
                    )
            else:
                draft.extra(f"@{localname(name)}", value)
                self.report.note(
                    "carried",
                    "an attribute of a record",
                    target=f"@{localname(name)}",
                    value=value,
                    line=line_of(record),
                )

    def located(self, value: str | None) -> None:
        """Report that a schema location is not followed."""
        self.report.note("decided", "a schema location is not followed", target="@xsi:schemaLocation", value=value)

    def leftover(self, name: str, element: _Element, draft: Draft) -> None:
        """Attributes of a value other than its language and its scheme."""
        for key, value in attributes(element).items():
            key = str(key)
            if key in (_LANG, f"{{{XSI}}}type", f"{{{RDF}}}resource", f"{{{RDF}}}datatype"):
                continue
            if (key in ("type", "scheme") and (scheme_of(element) or (key, name) == ("type", "identifier"))) or (
                key == "lang" and self.language(element) == value
            ):
                continue
            draft.extra(f"{name}/@{localname(key)}", value)
            self.report.note("carried", "an attribute that Dublin Core does not have", target=f"{name}/@{localname(key)}", value=value,
                             line=line_of(element))  # fmt: skip

    def carry(self, child: _Element, draft: Draft) -> None:
        """Put aside, unchanged, an element that no field holds."""
        name = localname(child)
        whole = outer(child)
        draft.extra(name, whole)
        message = "an element that is not Dublin Core, or holds elements; it is carried along unchanged"
        self.report.note("carried", message, target=name, value=whole, line=line_of(child))

    def hide(self, child: _Element, draft: Draft) -> None:
        """Make a value that is private, or contains something private, an internal note."""
        said = words(" ".join(child.itertext()))
        if said:
            draft.add("notes", Note("general", said, label=localname(child), audience="internal"))
            self.report.note("decided", PRIVATE, target=localname(child), line=line_of(child))

    def stray(self, text: str | None, draft: Draft, record: _Element) -> None:
        if text and not is_blank(text):
            draft.extra("text()", collapse(text))
            self.report.note(
                "carried", "text between elements", target="text()", value=collapse(text), line=line_of(record)
            )


def _texts(value: Any) -> list[str]:
    """The strings in a part, one level down and in its agent."""
    found = []
    for name in getattr(value, "__attrs_attrs__", ()):
        item = getattr(value, name.name)
        if isinstance(item, str):
            found.append(item)
        elif name.name == "agent":
            found += _texts(item)
        elif isinstance(item, tuple):
            found += [part for part in item if isinstance(part, str)]
    return found
