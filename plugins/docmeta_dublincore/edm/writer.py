"""Writes records of the Europeana Data Model as RDF/XML, in the order of Europeana's schema for providers (EDM external).

A record is an edm:ProvidedCHO, its edm:WebResources, the contextual resources it refers to, and an ore:Aggregation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from docmeta.crosswalk import compile_encoder
from docmeta.errors import OptionError
from docmeta.languages import shortest_tag
from docmeta.model import DigitalObject, Names, Node, Shown, Unit, edm_types, is_web, media_type_of, where_shown
from docmeta.plugins import Context
from docmeta.xml import DECLARATION, XMLOut, attribute, escape
from docmeta_dublincore.edm.codecs import reference
from docmeta_dublincore.edm.crosswalk import EDM, as_fragment
from docmeta_dublincore.edm.envelope import ROOT, EdmOai
from docmeta_dublincore.edm.options import EdmOptions
from docmeta_dublincore.edm.things import ORDER, Thing, things
from docmeta_dublincore.literal import Literal, is_blank, literal
from docmeta_dublincore.records.demands import Demands
from docmeta_dublincore.records.stream import Item, items

#: How many records are written at once.
_CHUNK: Final = 16
_TARGETS: Final = EDM.targets()
#: The elements about the object; the writer itself handles the rest of the table.
_DESCRIBES: Final = tuple(target for target in _TARGETS if target.startswith(("dc:", "dcterms:")))
#: At least one of these is required.
_ABOUT: Final = ("dc:subject", "dc:type", "dcterms:temporal", "dcterms:spatial")
#: Elements of words in some language.
_IN_WORDS: Final = frozenset(
    ("dc:title", "dcterms:alternative", "dc:description", "dc:subject", "dc:type", "dc:format", "dc:source", "dc:rights",
     "dcterms:medium", "dcterms:provenance", "dcterms:tableOfContents", "dcterms:extent", "skos:prefLabel")
)  # fmt: skip

#: An element and its value.
Said = tuple[str, str]


def write(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Write a record for each unit without members, or for all."""
    _Writer(out, context).write(nodes)


class _Writer:
    def __init__(self, out: BinaryIO, context: Context) -> None:
        self.context = context
        self.options = context.options if isinstance(context.options, EdmOptions) else EdmOptions()
        self.report = context.report
        self.demands = Demands("europeana", self.options, context.report)
        self.demands.check_options()
        for name in ("lang", "language"):
            tag = getattr(self.options, name)
            if tag and shortest_tag(tag) is None:
                raise OptionError(f"option {name!r}: expected the code of a language, such as 'de'", value=tag)
        self.out = XMLOut(out, forbidden=self.forbidden, chunk=_CHUNK)
        self.encode = compile_encoder(EDM)
        self.base = context.base_uri.rstrip("/#") + "/" if context.base_uri else ""
        self.above: list[str] = []
        oai = self.options.envelope == "oai"
        self.oai = EdmOai(self.options, context) if oai else None
        self.line = "\n" if self.options.indent else ""
        self.level = 5 if oai else 1

    def forbidden(self, around: str) -> None:
        self.report.lose("text", None, around, code="character", reason="XML cannot hold this character")

    def write(self, nodes: Iterable[Node]) -> None:
        """Write all the records."""
        first, nodes = self.report.ahead(nodes, 1)
        oai, some = self.oai, bool(first)
        self.out.write(DECLARATION + (oai.head(some) if oai else f"<{ROOT}>{self.line}"))
        names = Names(self.context.source, oai.header if oai else as_fragment)
        for item in items(nodes, self.context, self.options.records, names):
            record = self.record(item)
            if record and oai:
                oai.below(item.node)
                record = oai.record(item.unit, item.said, None, record)
            if record:
                self.out.write(record)
        self.out.write(oai.tail(some) if oai else f"</rdf:RDF>{self.line}")
        self.out.close()
        if oai:
            oai.close()

    # -- a record ------------------------------------------------------------------------------------------------------

    def record(self, item: Item) -> str:
        """The elements of one record; "" if it is left out."""
        unit, demands = item.unit, self.demands
        demands.begin()
        found = self.encode(unit, self.lose)
        said = {target: list(found[at] or ()) for at, target in enumerate(_TARGETS)}
        address = as_fragment(item.name)
        page = f"{self.base}{address}" if self.base else None
        thing, aggregation = (
            (f"{page}#cho", f"{page}#aggregation") if page else (f"#cho/{address}", f"#aggregation/{address}")
        )
        self.membership(item, said, thing)
        rights = demands.rights(str(said["edm:rights"][0]) if said["edm:rights"] else "", item.node)
        said["dc:rights"] += said["edm:rights"][1:]
        describes = self.describing(unit, said)
        shown = where_shown(unit, page)
        provides = self.providing(unit, shown, rights, thing)
        if demands.leaves_out(unit, "edm:ProvidedCHO"):
            return ""
        parts = [
            self.element("edm:ProvidedCHO", thing, describes),
            *self.web_resources(unit, shown),
            *[self.element(one.name, one.uri, _said_of(one)) for one in things(unit)],
            self.element("ore:Aggregation", aggregation, provides),
        ]
        return "".join(parts)

    def lose(self, code: str, field: str, target: str, value: object, reason: str) -> None:
        self.report.lose(field, target or None, value, code=code, reason=reason)

    def membership(self, item: Item, said: dict[str, list[str]], thing: str) -> None:
        """Write what the unit is part of: the record of the unit above, or the titles above as a phrase."""
        depth = item.node.depth
        if self.options.records == "all":
            del self.above[depth:]
            above = self.above[depth - 1] if depth and len(self.above) == depth else ""
            self.above.append(thing)
            part_of: str = reference(above) if above else item.owed.phrase
        else:
            part_of = item.owed.phrase
        if not depth:
            return
        if is_blank(part_of):
            why = "the units above have no titles"
            self.report.lose("members", "dcterms:isPartOf", item.unit.id, code="dropped", reason=why)
            return
        if part_of not in said["dcterms:isPartOf"]:
            said["dcterms:isPartOf"].append(part_of)
        why = "its place in the tree: the record says what it is part of"
        self.report.lose("members", "dcterms:isPartOf", item.unit.id, code="changed", reason=why)

    def describing(self, unit: Unit, said: dict[str, list[str]]) -> list[Said]:
        """The description of the object, with the requirements for it."""
        demands, options = self.demands, self.options
        if not said["dc:title"] and not said["dc:description"]:
            said["dc:title"] = [title] if (title := demands.title(unit)) else []
        if not said["dc:title"] and not said["dc:description"]:
            demands.missing("title", "dc:title", "a title or a description", "give the unit one of them")
        kinds = edm_types(unit)
        kind = kinds[0] if kinds else options.type
        if kind is None:
            advice = (
                "give it a genre of the DCMI Type Vocabulary (Text, Still Image, Sound, Moving Image) or its digital objects a "
                "media type, or use -O type=TEXT"
            )
            demands.missing("genres", "edm:type", "a type (edm:type)", advice)
        elif not kinds:
            demands.supplied("genres", "edm:type", "the option type", kind)
        if kind == "TEXT" and not said["dc:language"]:
            if options.language:
                demands.supplied("languages", "dc:language", "the option language", options.language)
                said["dc:language"].append(options.language)
            else:
                advice = "give its language, zxx if it has no words, or use -O language=CODE"
                demands.missing("languages", "dc:language", "the language of a text (dc:language)", advice)
        if not any(said[target] for target in _ABOUT):
            if options.genre:
                demands.supplied("genres", "dc:type", "the option genre", options.genre)
                said["dc:type"].append(options.genre)
            else:
                what = "a subject, a type, or a place or time that it is about"
                demands.missing("subjects", "dc:subject", what, "add one of them, or use -O genre=WORD")
        found = [(target, value) for target in _DESCRIBES for value in dict.fromkeys(said[target])]
        return [*found, ("edm:type", kind)] if kind else found

    def providing(self, unit: Unit, shown: Shown, rights: str, thing: str) -> list[Said]:
        """The provider of the object, where it is shown, and its rights, in the order of ORE.xsd."""
        demands, options = self.demands, self.options
        holder = demands.data_provider(unit)
        provider = demands.provider(holder)
        first = shown.files[0].uri if shown.files else None
        if not shown.page and not first:
            advice = "give it a digital object or an identifier with a URL, or use --base-uri if its page is below that"
            demands.missing("digital_objects", "edm:isShownAt", "a URL at which it is shown (edm:isShownAt)", advice)
        if not rights:
            advice = (
                "give a URI of rightsstatements.org or Creative Commons that Europeana accepts, at the top or in each unit, "
                "or use -O rights=URI"
            )
            demands.missing("rights", "edm:rights", "a standard statement of rights (edm:rights)", advice)
        views = dict.fromkeys(one.uri or "" for one in (*shown.files[1:], *shown.pages))
        said: list[tuple[str, str | None]] = [
            ("edm:aggregatedCHO", reference(thing)),
            ("edm:dataProvider", _named(holder)),
            *[("edm:hasView", reference(uri)) for uri in views if uri not in (first, shown.page)],
            ("edm:isShownAt", reference(shown.page) if shown.page else None),
            ("edm:isShownBy", reference(first) if first else None),
            ("edm:object", reference(shown.thumbnail.uri or "") if shown.thumbnail else None),
            ("edm:provider", _named(provider)),
            ("edm:rights", reference(rights) if rights else None),
            ("edm:intermediateProvider", _named(options.intermediate_provider or "")),
        ]
        return [(element, value) for element, value in said if value]

    def web_resources(self, unit: Unit, shown: Shown) -> Iterator[str]:
        """The digital objects of the object, each once."""
        found: dict[str, list[Said]] = {}
        manifests = {one.uri for one in shown.manifests}
        for one in unit.digital_objects:
            uri = is_web(one.uri)
            if uri and uri not in manifests:
                known = found.setdefault(uri, [])
                known += [said for said in _web_resource(one) if said not in known]
        shows = (shown.files[0].uri if shown.files else None) or shown.page
        for manifest in shown.manifests:
            found.setdefault(shows or manifest.uri or "", []).append(
                ("dcterms:isReferencedBy", reference(manifest.uri or ""))
            )
            for words in (manifest.title, manifest.description):
                if not is_blank(str(words)):
                    found[shows or manifest.uri or ""].insert(0, ("dc:description", literal(words)))
        for uri, said in found.items():
            order = ("dc:description", "dc:format", "dc:title", "dcterms:isReferencedBy")
            yield self.element("edm:WebResource", uri, sorted(said, key=lambda each: order.index(each[0])))

    # -- elements ------------------------------------------------------------------------------------------------------

    def element(self, name: str, about: str, said: Iterable[Said]) -> str:
        """A contextual resource with its properties."""
        line = self.line
        pad, inner = ("  " * self.level, "  " * (self.level + 1)) if line else ("", "")
        start = f"{pad}<{name} rdf:about={attribute(self.resolved(about))}"
        body = "".join([f"{inner}{self.property(element, value)}{line}" for element, value in said])
        return f"{start}>{line}{body}{pad}</{name}>{line}" if body else f"{start}/>{line}"

    def property(self, element: str, value: str) -> str:
        """One property: a reference, or words with their language."""
        language = None
        if value.__class__ is Literal and isinstance(value, Literal):
            if value.scheme == "URI":
                return f"<{element} rdf:resource={attribute(self.resolved(value))}/>"
            if value.scheme:
                return f"<{element} rdf:datatype={attribute(value.scheme)}>{escape(str(value))}</{element}>"
            language = value.language
        if language is None and self.options.lang and element in _IN_WORDS:
            language = self.options.lang
        tag = f" xml:lang={attribute(language)}" if language else ""
        return f"<{element}{tag}>{escape(str(value))}</{element}>"

    def resolved(self, uri: str) -> str:
        """A URI; one within the file is resolved against the base if that is known."""
        return f"{self.base}{uri}" if uri[:1] == "#" and self.base else str(uri)


def _named(text: str) -> str | None:
    return reference(text) if is_web(text) else text or None


def _web_resource(one: DigitalObject) -> Iterator[Said]:
    for element, words in (("dc:description", one.description), ("dc:title", one.title)):
        if not is_blank(str(words)):
            yield element, literal(words)
    media = one.media_type or media_type_of(one)
    if media:
        yield "dc:format", media


def _said_of(thing: Thing) -> list[Said]:
    return [(element, value) for element in ORDER[thing.name] for value in thing.said.get(element, ())]
