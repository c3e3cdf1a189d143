"""DSpace's own XML, converted to Dublin Core terms: `dublin_core/dcvalue` of its archives, DIM, and the format of XOAI.

Elements and qualifiers are those of DSpace's registry (DSpace 7.6, `config/registries/dublin-core-types.xml`); the forms are those of
its Simple Archive Format, of `crosswalks/oai/metadataFormats/dim.xsl` and of the `xoai` format of its OAI server.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from docmeta.crosswalk import Report
from docmeta.model import Agent, AgentLink, DigitalObject, Draft, Identifier, Note
from docmeta.xml import XML_NS, XSI, attributes, line_of, localname, namespace
from docmeta.xml.harvest import words
from docmeta_dublincore.literal import is_blank
from docmeta_dublincore.vocabulary import DCTERMS, ELEMENTS, TERMS

if TYPE_CHECKING:
    from lxml.etree import _Element

DIM: Final = "http://www.dspace.org/xmlns/dspace/dim"
XOAI: Final = "http://www.lyncode.com/xoai"
#: The terms of the qualified elements; for others, the qualifier itself is looked up among the terms.
_TERMS: Final = {
    "contributor.author": "creator", "date.copyright": "dateCopyrighted", "date.submitted": "dateSubmitted",
    "description.tableofcontents": "tableOfContents", "format.mimetype": "format", "identifier.citation": "bibliographicCitation",
    "identifier.uri": "identifier", "language.iso": "language", "language.rfc3066": "language", "relation.ispartof": "isPartOf",
    "relation.ispartofseries": "isPartOf", "relation.haspart": "hasPart", "relation.isversionof": "isVersionOf",
    "relation.hasversion": "hasVersion", "relation.isformatof": "isFormatOf", "relation.hasformat": "hasFormat",
    "relation.isreferencedby": "isReferencedBy", "relation.isreplacedby": "isReplacedBy", "relation.isrequiredby": "isRequiredBy",
    "relation.uri": "relation", "relation.isbasedon": "source", "rights.uri": "rights", "rights.license": "license",
    "rights.holder": "rightsHolder", "rights.accessrights": "accessRights", "source.uri": "source",
}  # fmt: skip
#: Qualifiers of subjects that are Dublin Core schemes.
_SCHEMES: Final = {"ddc": "DDC", "lcc": "LCC", "lcsh": "LCSH", "mesh": "MESH"}
#: What is not read, with the reason.
IGNORES: Final = {"dim:field/@confidence": "a number of DSpace's own: how sure it is of the authority number"}
#: Attributes of a value that are read, or ignored.
_READ: Final = frozenset("mdschema element qualifier lang language authority confidence name".split())
#: What DSpace writes for a value without a language, or without a qualifier.
_NOTHING: Final = frozenset(("", "none", "*"))


class Value(NamedTuple):
    """One value, its name in DSpace's parts, its language, and its place."""

    schema: str
    element: str
    qualifier: str
    language: str
    text: str
    source: _Element
    authority: str = ""


def is_dspace(element: _Element) -> bool:
    """Whether an element is a record in one of DSpace's own formats."""
    name, uri = localname(element), namespace(element)
    if name == "dublin_core":
        return any(localname(child) == "dcvalue" for child in element.iterchildren("{*}*"))
    return (name == "dim" and uri == DIM) or (name == "metadata" and uri == XOAI)


def as_terms(record: _Element, draft: Draft, report: Report) -> _Element:
    """A record of the terms that DSpace's values mean; what has no term goes into the draft, or is carried along there."""
    from lxml import etree

    made = etree.Element(f"{{{DCTERMS}}}dcterms")
    values = _of_xoai(record, draft, report) if namespace(record) == XOAI else _flat(record)
    for value in values:
        term = _term(value) if not is_blank(value.text) else None
        name = ".".join(filter(None, (value.schema, value.element, value.qualifier)))
        more = [(key, said) for key, said in attributes(value.source).items() if key not in _READ]
        if term is not None:
            child = etree.SubElement(made, f"{{{DCTERMS}}}{term}")
            child.text = value.text
            child.sourceline = value.source.sourceline  # type: ignore[misc]  # so that findings name the line
            if value.language:
                child.set(f"{{{XML_NS}}}lang", value.language.replace("_", "-"))
            if term == "subject" and value.qualifier in _SCHEMES:
                child.set(f"{{{XSI}}}type", f"dcterms:{_SCHEMES[value.qualifier]}")
            elif value.qualifier and (
                value.schema == "dcterms" or (term == "subject" and f"subject.{value.qualifier}" not in _TERMS)
            ):
                more.append(("qualifier", value.qualifier))
            if value.authority:
                child.set("authority", value.authority)
        else:
            more += [(key, said) for key, said in (("lang", value.language), ("authority", value.authority)) if said]
            if not _beside(value, draft) and (more or not is_blank(value.text)):
                draft.extra(name, words(value.text))
                message = "a field of DSpace that is not Dublin Core; it is carried along unchanged"
                report.note("carried", message, target=name, value=words(value.text), line=line_of(value.source))
        for key, said in more:
            message = "an attribute of a field of DSpace"
            draft.extra(f"{name}/@{localname(key)}", str(said))
            report.note("carried", message, target=f"{name}/@{localname(key)}", value=said, line=line_of(value.source))
    return made


def _term(value: Value) -> str | None:
    if value.schema == "dcterms":
        return value.element if value.element in TERMS or value.element in ELEMENTS else None
    if value.schema != "dc":
        return None
    name = f"{value.element}.{value.qualifier}"
    if not value.qualifier or name in _TERMS:
        return _TERMS.get(name) or (value.element if value.element in ELEMENTS else None)
    if (
        value.qualifier in TERMS and value.element not in ("description", "identifier")
    ) or name == "description.abstract":
        return value.qualifier
    return "subject" if value.element == "subject" else None


def _beside(value: Value, draft: Draft) -> bool:
    """Values without a term: the parts of a contributor, numbers, and notes, of which those on the provenance are private."""
    text = words(value.text)
    if value.schema != "dc" or not text:
        return False
    if value.element == "contributor":
        draft.add("agents", AgentLink(Agent(text), "contributor", value.qualifier))
    elif value.element == "identifier":
        draft.add("identifiers", Identifier(text, value.qualifier))
    elif value.element == "description":
        hidden = "internal" if value.qualifier == "provenance" else None
        draft.add("notes", Note("general", text, label=value.qualifier, audience=hidden))
    else:
        return False
    return True


def _flat(record: _Element) -> Iterator[Value]:
    """The values of a Simple Archive, and of DIM."""
    schema = record.get("schema") or "dc"
    for child in record.iterchildren("{*}*"):
        language = child.get("language") or child.get("lang") or ""
        element, qualifier = child.get("element") or localname(child), child.get("qualifier") or ""
        yield _value(child.get("mdschema") or schema, element, qualifier, language, child, child.get("authority") or "")


def _value(schema: str, element: str, qualifier: str, language: str, source: _Element, authority: str = "") -> Value:
    qualifier, language = ("" if word in _NOTHING else word for word in (qualifier, language))
    text = "".join(map(str, source.itertext())) if len(source) else source.text or ""
    return Value(schema, element, qualifier, language, text, source, authority)


def _of_xoai(record: _Element, draft: Draft, report: Report) -> Iterator[Value]:
    """The values of XOAI: nested elements, of which the outermost is the schema and the innermost the language."""
    for outer in record.iterchildren(f"{{{XOAI}}}element"):
        schema = outer.get("name") or ""
        if schema == "bundles":
            _files(outer, draft)
            continue
        for field in outer.iter(f"{{{XOAI}}}field"):
            path = [one.get("name") or "" for one in field.iterancestors(f"{{{XOAI}}}element")][::-1][1:]
            kind = field.get("name")
            if kind == "value" and len(path) > 1:
                after = field.getnext()
                authority = after.text or "" if after is not None and after.get("name") == "authority" else ""
                yield _value(schema, path[0], path[1] if len(path) > 2 else "", path[-1], field, authority)
            elif schema == "others" and kind == "handle":
                draft.add("identifiers", Identifier(words(field.text or ""), "handle"))
            elif kind not in ("authority", "confidence"):
                name = ".".join(filter(None, (schema, *path, kind)))
                message = "a field of DSpace that is not Dublin Core; it is carried along unchanged"
                report.note("carried", message, target=name, value=words(field.text or ""), line=line_of(field))
                draft.extra(name, words(field.text or ""))


def _files(bundles: _Element, draft: Draft) -> None:
    """The files of a record: those of the bundle ORIGINAL; derivatives are left to DSpace."""
    for bundle in bundles.iterchildren(f"{{{XOAI}}}element"):
        names = [field.text for field in bundle.iterchildren(f"{{{XOAI}}}field") if field.get("name") == "name"]
        for bitstream in bundle.iter(f"{{{XOAI}}}element"):
            said = {field.get("name") or "": field.text or "" for field in bitstream.iterchildren(f"{{{XOAI}}}field")}
            if bitstream.get("name") != "bitstream" or not said.get("url") or names[:1] == ["LICENSE"]:
                continue
            role = {"ORIGINAL": None, "THUMBNAIL": "thumbnail"}.get(names[0] or "" if names else "", "derivative")
            method, checksum = said.get("checksumAlgorithm", ""), said.get("checksum", "")
            draft.add(
                "digital_objects",
                DigitalObject(
                    words(said["url"]), title=said.get("name", ""), media_type=said.get("format") or None, role=role,
                    checksum=f"{method.replace('-', '').lower()}:{checksum}" if method and checksum else None,
                ),
            )  # fmt: skip
