"""Europeana: what its ingestion accepts of a file in the Europeana Data Model, by its schema for providers and its Schematron rules.

The content of the classes is that of EDM external: which elements, in which order, how often, and with text or a reference.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

from docmeta.model import EDM_TYPES, RightsStatement, Seen, standard_rights
from docmeta.receivers.verdict import Outcome, Receiver, Rule, Verdict
from docmeta.xml import XML_NS, line_of, localname, pull, release

if TYPE_CHECKING:
    from lxml.etree import _Element

_XSD: Final = "europeana/metis-schema a62d309"
_SCHEMATRON: Final = f"schematron.xsl, {_XSD}"
_EXTERNAL: Final = f"EDM-EXTERNAL-MAIN.xsd, {_XSD}"
_RDF_XSD: Final = f"RDF.xsd, {_XSD}"

#: Key; outcome; field of the model; place; why; what to do; source.
_RULES: Final[tuple[tuple[str, Outcome, str, str, str, str, str], ...]] = (
    ("NONE", "refused", "", "rdf:RDF", "a file needs at least one edm:ProvidedCHO", "write it with docmeta convert --to edm", _EXTERNAL),
    ("TITLE", "refused", "title", "dc:title", "a thing needs a title or a description", "give the unit one of them", _EXTERNAL),
    ("ABOUT", "refused", "subjects", "dc:subject", "a thing needs a subject, a type, or a place or time as its subject",
     "add one of them, or use -O genre=WORD", _EXTERNAL),
    ("TYPE", "refused", "genres", "edm:type", "a thing needs one edm:type: TEXT, IMAGE, SOUND, VIDEO or 3D",
     "add a genre of the DCMI Type Vocabulary, or use -O type=TEXT", _EXTERNAL),
    ("LANGUAGE", "refused", "languages", "dc:language", "a text needs a language", "add its language, zxx if it has no linguistic content",
     _EXTERNAL),
    ("SHOWN", "refused", "digital_objects", "edm:isShownAt", "an aggregation needs an edm:isShownAt or edm:isShownBy with a URL",
     "add a digital object with a web URL, or use --base-uri", f"ORE.xsd, {_XSD}"),
    ("PROVIDER", "refused", "repository", "edm:provider", "an aggregation needs an edm:provider", "use -O provider=NAME",
     f"ORE.xsd, {_XSD}"),
    ("HOLDER", "refused", "repository", "edm:dataProvider", "an aggregation needs an edm:dataProvider",
     "name the repository, or use -O data_provider=NAME", _SCHEMATRON),
    ("RIGHTS", "refused", "rights", "edm:rights", "an aggregation needs one edm:rights with a URI",
     "add a URI of rightsstatements.org or Creative Commons, or use -O rights=URI", f"ORE.xsd, {_XSD}"),
    ("STATEMENT", "refused", "rights", "edm:rights",
     "Europeana accepts six statements of rightsstatements.org, and the licences and tools of Creative Commons",
     "use one of them, or describe your own licence as cc:License", _EXTERNAL),
    ("PAIR", "refused", "id", "ore:Aggregation", "each edm:ProvidedCHO needs one ore:Aggregation that names it",
     "write both: docmeta convert --to edm", _EXTERNAL),
    ("TWICE", "misread", "id", "rdf:about", "two things with the same URI become one", "give each unit a unique identifier",
     "RDF 1.1 Concepts, section 3.2"),
    ("NO-ADDRESS", "refused", "id", "rdf:about", "each resource needs a non-empty rdf:about", "give it a URI", _RDF_XSD),
    ("CLASS", "refused", "", "rdf:RDF", "a record only has the classes of EDM external", "remove it", _EXTERNAL),
    ("ELEMENT", "refused", "", "", "the class does not have this element", "remove it", _EXTERNAL),
    ("ORDER", "refused", "", "", "the elements of a class are in the order of the schema", "write it with docmeta convert --to edm",
     _EXTERNAL),
    ("ONCE", "refused", "", "", "the element occurs at most once", "keep one of them", _EXTERNAL),
    ("WORDS", "refused", "", "", "the element holds text, not a reference", "write it as text", _RDF_XSD),
    ("REFERENCE", "refused", "", "", "the element holds a reference, not text", "give the URI as rdf:resource", _RDF_XSD),
    ("BOTH", "refused", "", "", "an element holds a reference or text, not both", "keep one of them", _RDF_XSD),
    ("LANG", "refused", "", "@xml:lang", "xml:lang must not be empty", "remove it", _RDF_XSD),
    ("EMPTY", "ignored", "", "", "an empty element is ignored", "remove it", _SCHEMATRON),
)  # fmt: skip
RULES: Final = {
    key: Rule(f"EDM-{key}", outcome, field, place, why, advice, source)
    for key, outcome, field, place, why, advice, source in _RULES
}

_NAMESPACES: Final = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf", "http://www.europeana.eu/schemas/edm/": "edm",
    "http://www.openarchives.org/ore/terms/": "ore", "http://purl.org/dc/elements/1.1/": "dc", "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/2004/02/skos/core#": "skos", "http://www.w3.org/2002/07/owl#": "owl",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "wgs84_pos", "http://rdvocab.info/ElementsGr2/": "rdaGr2",
    "http://xmlns.com/foaf/0.1/": "foaf", "http://rdfs.org/sioc/services#": "svcs", "http://usefulinc.com/ns/doap#": "doap",
    "http://creativecommons.org/ns#": "cc", "http://www.w3.org/ns/odrl/2/": "odrl", "http://www.w3.org/2000/01/rdf-schema#": "rdfs",
    "http://www.ebu.ch/metadata/ontologies/ebucore/ebucore#": "ebucore",
    "https://schema.org/": "schema", "http://www.w3.org/ns/dqv#": "dqv",
}  # fmt: skip
_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DUBLIN_CORE: Final = (
    "dc:contributor dc:coverage dc:creator dc:date dc:description dc:format dc:identifier dc:language dc:publisher dc:relation dc:rights "
    "dc:source dc:subject dc:title dc:type dcterms:alternative dcterms:conformsTo dcterms:created dcterms:extent dcterms:hasFormat "
    "dcterms:hasPart dcterms:hasVersion dcterms:isFormatOf dcterms:isPartOf dcterms:isReferencedBy dcterms:isReplacedBy "
    "dcterms:isRequiredBy dcterms:issued dcterms:isVersionOf dcterms:medium dcterms:provenance dcterms:references dcterms:replaces "
    "dcterms:requires dcterms:spatial dcterms:tableOfContents dcterms:temporal"
)
#: By class: its elements in order, with a group in any order in brackets; "!" means at most one.
_CLASSES: Final = {
    "edm:ProvidedCHO": f"[{_DUBLIN_CORE}] edm:currentLocation! edm:hasMet edm:hasType edm:incorporates edm:isDerivativeOf "
    "edm:isNextInSequence edm:isRelatedTo edm:isRepresentationOf! edm:isSimilarTo edm:isSuccessorOf edm:realizes edm:pid edm:type! "
    "owl:sameAs",
    "ore:Aggregation": "edm:aggregatedCHO! edm:dataProvider! edm:hasView edm:isShownAt! edm:isShownBy! edm:object! edm:provider! "
    "dc:rights edm:rights! edm:ugc! edm:intermediateProvider dqv:hasQualityAnnotation dcterms:created! dcterms:modified!",
    "edm:Agent": "skos:prefLabel skos:altLabel skos:note dc:date dc:identifier dcterms:hasPart dcterms:isPartOf edm:begin! edm:end! "
    "edm:hasMet edm:isRelatedTo foaf:name rdaGr2:biographicalInformation rdaGr2:dateOfBirth! rdaGr2:dateOfDeath! "
    "rdaGr2:dateOfEstablishment! rdaGr2:dateOfTermination! rdaGr2:gender! rdaGr2:placeOfBirth rdaGr2:placeOfDeath "
    "rdaGr2:professionOrOccupation owl:sameAs",
    "edm:Place": "wgs84_pos:lat! wgs84_pos:long! wgs84_pos:alt! skos:prefLabel skos:altLabel skos:note dcterms:hasPart dcterms:isPartOf "
    "edm:isNextInSequence! owl:sameAs",
    "edm:TimeSpan": "skos:prefLabel skos:altLabel skos:note dcterms:hasPart dcterms:isPartOf edm:begin! edm:end! "
    "edm:isNextInSequence! owl:sameAs skos:hiddenLabel skos:notation!",
    "skos:Concept": "[skos:prefLabel skos:altLabel skos:broader skos:narrower skos:related skos:broadMatch skos:narrowMatch "
    "skos:relatedMatch skos:exactMatch skos:closeMatch skos:note skos:notation skos:inScheme]",
    "edm:WebResource": "edm:pid dc:creator dc:description dc:format dc:rights dc:source dc:type dc:title dc:language dcterms:conformsTo "
    "dcterms:created dcterms:extent dcterms:hasPart dcterms:isFormatOf dcterms:isPartOf dcterms:issued dcterms:temporal "
    "edm:isNextInSequence! edm:rights! owl:sameAs rdf:type! edm:codecName! ebucore:hasMimeType! ebucore:fileByteSize! "
    "ebucore:duration! ebucore:width! ebucore:height! edm:spatialResolution! ebucore:sampleSize! ebucore:sampleRate! ebucore:bitRate! "
    "ebucore:frameRate! edm:hasColorSpace! edm:componentColor edm:pointCount! edm:polygonCount! edm:vertexCount! rdfs:seeAlso "
    "ebucore:orientation! ebucore:audioChannelNumber! dcterms:isReferencedBy edm:preview! svcs:has_service edm:type! "
    "schema:digitalSourceType! edm:intendedUsage",
    "cc:License": "odrl:inheritFrom! cc:deprecatedOn!",
    "svcs:Service": "dcterms:conformsTo doap:implements",
}
_WORDS: Final = frozenset(
    "dc:identifier dc:language dc:title dcterms:alternative edm:begin edm:end edm:type edm:pid skos:prefLabel skos:altLabel skos:note "
    "skos:hiddenLabel skos:notation wgs84_pos:lat wgs84_pos:long wgs84_pos:alt".split()
)
_REFERENCES: Final = frozenset(
    "edm:aggregatedCHO edm:hasView edm:isShownAt edm:isShownBy edm:object edm:rights skos:broader skos:narrower skos:related "
    "skos:broadMatch skos:narrowMatch skos:relatedMatch skos:exactMatch skos:closeMatch skos:inScheme svcs:has_service "
    "odrl:inheritFrom".split()
)


def _ranks(content: str) -> dict[str, tuple[int, bool]]:
    """The place of each element in the order, and whether it occurs at most once."""
    ranks: dict[str, tuple[int, bool]] = {}
    rank, within = 0, False
    for word in content.split():
        within = within or word.startswith("[")
        rank += not within or word.startswith("[")
        name = word.strip("[]!")
        ranks[name] = rank, word.endswith("!")
        within = within and not word.endswith("]")
    return ranks


_CONTENT: Final = {name: _ranks(content) for name, content in _CLASSES.items()}


def arriving(stream: BinaryIO, *, huge: bool = False) -> Iterator[Verdict]:
    """How Europeana reads each thing and each aggregation of a file, alone or in an OAI-PMH response."""
    yield from _File().judged(stream, huge=huge)


class _File:
    def __init__(self) -> None:
        self.things = Seen()
        self.named = Seen()
        self.licences: set[str] = set()
        self.some = False
        #: Things whose aggregation has not come yet, and vice versa; usually one at a time.
        self.waiting: dict[str, tuple[str, int | None]] = {}

    def judged(self, stream: BinaryIO, *, huge: bool) -> Iterator[Verdict]:
        for _, element in pull(stream, events=("end",), huge=huge):
            above = element.getparent()
            if above is not None and above.tag == f"{_RDF}RDF":
                yield from self.one(element)
                release(element)
            elif element.tag == f"{_RDF}RDF" and above is not None:
                release(element)
        if not self.some:
            yield Verdict.of(RULES["NONE"], "file")
        for uri, (name, line) in self.waiting.items():
            yield Verdict.of(RULES["PAIR"], name, uri, line=line)

    def one(self, element: _Element) -> Iterator[Verdict]:
        name, line = _name(element.tag), line_of(element)
        uri = element.get(f"{_RDF}about") or ""
        if name not in _CONTENT:
            yield Verdict.of(RULES["CLASS"], name, uri, line=line, place=name)
            return
        found: dict[str, list[_Element]] = {}
        for child in element:
            if isinstance(child.tag, str):
                found.setdefault(_name(child.tag), []).append(child)
        trouble = [*_content(name, element), *([] if uri else [Verdict.of(RULES["NO-ADDRESS"], name, line=line)])]
        if name == "edm:ProvidedCHO":
            trouble += self.thing(uri, found, line)
        elif name == "ore:Aggregation":
            trouble += self.aggregation(found, line)
        elif name == "cc:License":
            self.licences |= {uri}
        said = (
            next((str(one.text) for one in found.get("dc:title", found.get("skos:prefLabel", [])) if one.text), "")
            or uri
        )
        if not any(one.outcome == "refused" for one in trouble):
            yield Verdict("created", name, said, depth=0 if name == "edm:ProvidedCHO" else None, line=line)
        yield from trouble

    def thing(self, uri: str, found: dict[str, list[_Element]], line: int | None) -> Iterator[Verdict]:
        def verdict(key: str, said: str = "") -> Verdict:
            return Verdict.of(RULES[key], "edm:ProvidedCHO", said or uri, line=line)

        self.some = True
        if uri and self.things.add(uri):
            yield verdict("TWICE")
        yield from self.paired(uri, "edm:ProvidedCHO", line)
        if not _says(found, "dc:title", "dc:description"):
            yield verdict("TITLE")
        if not _says(found, "dc:subject", "dc:type", "dcterms:temporal", "dcterms:spatial"):
            yield verdict("ABOUT")
        kinds = [(one.text or "").strip() for one in found.get("edm:type", [])]
        if len(kinds) != 1 or kinds[0] not in EDM_TYPES:
            yield verdict("TYPE", ", ".join(kinds))
        if kinds == ["TEXT"] and "dc:language" not in found:
            yield verdict("LANGUAGE")

    def aggregation(self, found: dict[str, list[_Element]], line: int | None) -> Iterator[Verdict]:
        def verdict(key: str, said: str = "") -> Verdict:
            return Verdict.of(RULES[key], "ore:Aggregation", said or uri, line=line)

        uri = _reference(found, "edm:aggregatedCHO")
        if not uri or self.named.add(uri):
            yield verdict("PAIR")
        else:
            yield from self.paired(uri, "ore:Aggregation", line)
        if not _reference(found, "edm:isShownAt") and not _reference(found, "edm:isShownBy"):
            yield verdict("SHOWN")
        if not _says(found, "edm:provider"):
            yield verdict("PROVIDER")
        if not _says(found, "edm:dataProvider"):
            yield verdict("HOLDER")
        rights = _reference(found, "edm:rights")
        if not rights:
            yield verdict("RIGHTS")
        elif rights not in self.licences and standard_rights(RightsStatement(uri=rights), "europeana") != rights:
            yield verdict("STATEMENT", rights)

    def paired(self, uri: str, name: str, line: int | None) -> tuple[()]:
        """Pair a thing and its aggregation; those left at the end have none."""
        known = self.waiting.get(uri)
        if known is not None and known[0] != name:
            del self.waiting[uri]
        elif uri:
            self.waiting[uri] = name, line
        return ()


def _content(name: str, element: _Element) -> Iterator[Verdict]:
    """The problems in the elements of one class: which, where, how often, and their content."""
    content, last, seen = _CONTENT[name], 0, set()
    for child in element:
        if not isinstance(child.tag, str):
            continue
        tag, line = _name(child.tag), line_of(child)

        def verdict(key: str, said: str = "", tag: str = tag, line: int | None = line) -> Verdict:
            return Verdict.of(RULES[key], tag, said, line=line, place=f"{name}/{tag}")

        if tag not in content:
            yield verdict("ELEMENT")
            continue
        rank, once = content[tag]
        if rank < last:
            yield verdict("ORDER")
        last = max(last, rank)
        if once and tag in seen:
            yield verdict("ONCE")
        seen.add(tag)
        reference, words = child.get(f"{_RDF}resource"), (child.text or "").strip()
        if reference is not None and tag in _WORDS:
            yield verdict("WORDS", reference)
        elif not reference and (tag in _REFERENCES or reference is not None):
            yield verdict("REFERENCE", words)
        elif reference and child.text:
            yield verdict("BOTH", words)
        elif not reference and not words:
            yield verdict("EMPTY")
        if child.get(f"{{{XML_NS}}}lang") == "":
            yield verdict("LANG", words)


def _name(tag: object) -> str:
    """The name of an element with the prefix used in the schemas."""
    uri, _, local = str(tag).rpartition("}")
    prefix = _NAMESPACES.get(uri.lstrip("{"))
    return f"{prefix}:{local}" if prefix else localname(str(tag))


def _says(found: dict[str, list[_Element]], *names: str) -> bool:
    return any(one.get(f"{_RDF}resource") or (one.text or "").strip() for name in names for one in found.get(name, ()))


def _reference(found: dict[str, list[_Element]], name: str) -> str:
    return next((uri for one in found.get(name, ()) if (uri := one.get(f"{_RDF}resource"))), "")


RECEIVER: Final = Receiver(
    "europeana",
    "Europeana, EDM external",
    "metis-schema a62d309",
    ("edm",),
    arriving,
    tuple(RULES.values()),
)
