"""What aggregators and search engines ask of a record: DPLA, Europeana, OAI-PMH with Dublin Core, schema.org."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from docmeta.checking import Present, Profile, Rule, Scope, reversed_dates
from docmeta.model import Unit

_BARE_HOST: Final = re.compile(r"[0-9.]+$")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")
_EDM_RIGHTS: Final = re.compile(
    r"http://(rightsstatements\.org/vocab/[A-Za-z-]+/1\.0/|creativecommons\.org/(licenses/[a-z-]+/[0-9.]+|publicdomain/(mark|zero)/1\.0)/.*)$"
)
_MEDIA: Final = {"text": "TEXT", "image": "IMAGE", "audio": "SOUND", "video": "VIDEO", "model": "3D"}


def addresses(unit: Unit) -> list[str]:
    """The web addresses at which a unit can be seen: digital objects, then identifiers and relations."""
    found = [part.uri for part in unit.digital_objects if part.uri]
    found += [part.value for part in unit.identifiers]
    return [uri for uri in found if uri.startswith(("http://", "https://"))]


def no_address(scope: Scope) -> Iterator[str]:
    """A record leads somewhere: at least one identifier or digital object is an http(s) address."""
    if not addresses(scope.unit):
        yield "has no web address at which it is shown"


def bad_address(scope: Scope) -> Iterator[str]:
    """Addresses are absolute, and their host is a name."""
    for uri in addresses(scope.unit):
        host = _host(uri)
        if not host or _BARE_HOST.match(host):
            yield f"has an address without the name of a host: {uri[:80]!r}"


def _host(uri: str) -> str | None:
    try:
        return urlsplit(uri).hostname
    except ValueError:
        return None


def several_addresses(scope: Scope) -> Iterator[str]:
    """DPLA takes one isShownAt and keeps the first."""
    shown = [part.uri for part in scope.unit.digital_objects if part.uri]
    if len(shown) > 1:
        yield f"has {len(shown)} digital objects; the first one is taken"


def rights_form(scope: Scope) -> Iterator[str]:
    """edm:rights in its normal form: http, no www, /vocab/, no query, a slash at the end (DPLA MAP)."""
    for part in scope.unit.rights:
        uri = part.uri or ""
        if "rightsstatements.org" in uri or "creativecommons.org" in uri:
            normal = (
                uri.replace("https://", "http://")
                .replace("://www.", "://")
                .replace("/page/", "/vocab/")
                .replace("/rdf/", "/vocab/")
            )
            normal = normal.partition("?")[0]
            if not normal.endswith("/"):
                normal += "/"
            if uri != normal:
                yield f"has the rights URI {uri!r}; its normal form is {normal!r}"


def edm_rights(scope: Scope) -> Iterator[str]:
    """Europeana takes the rights statements of rightsstatements.org and Creative Commons."""
    uris = [part.uri for unit in (scope.unit, *scope.ancestors) for part in unit.rights if part.uri]
    if not uris:
        yield "has no rights URI"
    elif not any(_EDM_RIGHTS.match(uri) for uri in uris):
        yield f"has no rights URI that Europeana takes: {uris[0][:80]!r}"


def edm_type(scope: Scope) -> Iterator[str]:
    """edm:type is one of TEXT, IMAGE, SOUND, VIDEO, 3D: told by a genre of the DCMI type vocabulary or by a media type."""
    if not edm_types(scope.unit):
        yield "has no type from which edm:type follows"


def edm_types(unit: Unit) -> set[str]:
    """The edm:type values that follow from the genres and the media types of a unit."""
    words = {
        "text": "TEXT",
        "image": "IMAGE",
        "stillimage": "IMAGE",
        "sound": "SOUND",
        "movingimage": "VIDEO",
        "3d": "3D",
    }
    found = {
        words[term.term.lower().replace(" ", "")] for term in unit.genres if term.term.lower().replace(" ", "") in words
    }
    for part in unit.digital_objects:
        major = (part.media_type or "").partition("/")[0]
        if part.media_type == "application/pdf":
            major = "text"
        if major in _MEDIA:
            found.add(_MEDIA[major])
    return found


def edm_language(scope: Scope) -> Iterator[str]:
    """A text has a language."""
    if "TEXT" in edm_types(scope.unit) and not scope.has("languages", inherit=True):
        yield "is a text without a language"


def language_codes(scope: Scope) -> Iterator[str]:
    """Languages are codes of ISO 639 or BCP 47."""
    for language in scope.unit.languages:
        if language.code is None or not _LANGUAGE.match(language.code):
            yield f"has a language that is no code: {language.code or language.name!r}"


def dates_w3c(scope: Scope) -> Iterator[str]:
    """Dates can be said as W3CDTF, or as an interval of such."""
    for date in scope.unit.dates:
        if date.w3cdtf is None and date.iso_interval is None and not date.undated:
            yield f"has a date that W3CDTF cannot say: {date.display[:60]!r}"


def licence_is_iri(scope: Scope) -> Iterator[str]:
    """A licence is an address, never words."""
    for part in scope.unit.rights:
        if part.uri and not part.uri.startswith(("http://", "https://", "urn:")):
            yield f"has a licence that is no address: {part.uri[:80]!r}"


_TITLE: Final = "title"

OAI_DC = Profile(
    "oai-dc",
    "OAI-PMH with simple Dublin Core: what harvesters make use of",
    (
        Present(
            "OAIDC-1",
            _TITLE,
            says="a title",
            inherit=False,
            severity="warning",
            standard="OAI-PMH 2.0, Dublin Core practice",
        ),
        Present("OAIDC-2", "identifiers|digital_objects", says="an identifier", inherit=False, severity="warning"),
        Rule(
            "OAIDC-3",
            no_address,
            "an http(s) address",
            "warning",
            advice="add the address of the record or of the object",
        ),
        Rule("OAIDC-4", dates_w3c, "dates in W3CDTF", "warning", advice="give a normalised date", standard="DCMI date"),
        Rule(
            "OAIDC-5",
            language_codes,
            "languages as codes",
            "warning",
            advice="give the ISO 639 code",
            standard="DCMI language",
        ),
    ),
    source="Open Archives Initiative, guidelines for oai_dc; DCMI Metadata Terms",
)

DPLA = Profile(
    "dpla",
    "DPLA, Metadata Application Profile 4.1",
    (
        Present(
            "DPLA-TITLE", _TITLE, says="a title", inherit=False, where="leaf", standard="DPLA MAP 4.1, dcterms:title"
        ),
        Present(
            "DPLA-RIGHTS",
            "rights|notes[use_conditions]",
            says="a statement of rights",
            where="leaf",
            standard="DPLA MAP 4.1, dc:rights",
        ),
        Present(
            "DPLA-PROVIDER",
            "repository",
            says="a data provider",
            where="leaf",
            standard="DPLA MAP 4.1, edm:dataProvider",
        ),
        Rule(
            "DPLA-SHOWN",
            no_address,
            "an isShownAt",
            where="leaf",
            advice="add its address",
            standard="DPLA MAP 4.1, edm:isShownAt",
        ),
        Rule(
            "DPLA-HOST",
            bad_address,
            "absolute addresses",
            where="leaf",
            advice="write the whole address",
            standard="edm:isShownAt",
        ),
        Rule(
            "DPLA-ONE",
            several_addresses,
            "one isShownAt",
            "warning",
            "leaf",
            "put the one to show first",
            "edm:isShownAt",
        ),
        Rule(
            "DPLA-FORM",
            rights_form,
            "rights URIs in normal form",
            "warning",
            advice="write the normal form",
            standard="edm:rights",
        ),
        Present("DPLA-R1", "agents[creator]", says="a creator", severity="info", where="leaf", standard="recommended"),
        Present("DPLA-R2", "dates", says="a date", severity="info", where="leaf", standard="recommended"),
        Present("DPLA-R3", "languages", says="a language", severity="info", where="leaf", standard="recommended"),
        Present(
            "DPLA-R4",
            "subjects|agents[subject]",
            says="a subject",
            severity="info",
            where="leaf",
            standard="recommended",
        ),
        Present("DPLA-R5", "places", says="a place", severity="info", where="leaf", standard="recommended"),
        Present("DPLA-R6", "genres", says="a type", severity="info", where="leaf", standard="recommended"),
    ),
    source="Digital Public Library of America, MAP 4.1 draft, appendix B",
)

EUROPEANA = Profile(
    "europeana",
    "Europeana, EDM external: the mandatory elements",
    (
        Present(
            "EDM-1",
            "title|description",
            says="a title or a description",
            inherit=False,
            where="leaf",
            standard="edm:ProvidedCHO",
        ),
        Present(
            "EDM-2",
            "subjects|agents[subject]|genres|dates|places",
            says="a subject, a type, or a date or place that it is about",
            where="leaf",
            standard="edm:ProvidedCHO",
        ),
        Rule(
            "EDM-3",
            edm_type,
            "an edm:type",
            where="leaf",
            advice="add a genre of the DCMI type vocabulary",
            standard="edm:type",
        ),
        Rule(
            "EDM-4",
            edm_language,
            "a language, of a text",
            where="leaf",
            advice="add its language",
            standard="dc:language",
        ),
        Rule(
            "EDM-5",
            no_address,
            "an isShownAt or isShownBy",
            where="leaf",
            advice="add its address",
            standard="ore:Aggregation",
        ),
        Present("EDM-6", "repository", says="a data provider", where="leaf", standard="edm:dataProvider"),
        Rule(
            "EDM-7",
            edm_rights,
            "an allowed edm:rights",
            where="leaf",
            advice="add a rightsstatements.org URI",
            standard="edm:rights",
        ),
        Rule(
            "EDM-8",
            rights_form,
            "rights URIs in normal form",
            "warning",
            advice="write the normal form",
            standard="edm:rights",
        ),
    ),
    source="Europeana Data Model, external schema and its Schematron",
)

SCHEMA_ORG = Profile(
    "schema-org",
    "schema.org for archives: what a search engine can use",
    (
        Present("SCHEMA-1", _TITLE, says="a name", inherit=False, severity="warning", standard="schema.org/name"),
        Present(
            "SCHEMA-2",
            "repository",
            says="a holding archive",
            severity="warning",
            where="top",
            standard="schema.org/holdingArchive",
        ),
        Rule(
            "SCHEMA-3",
            reversed_dates,
            "dates that are intervals of ISO 8601",
            advice="exchange begin and end",
            standard="temporalCoverage",
        ),
        Rule(
            "SCHEMA-4",
            licence_is_iri,
            "a licence that is an address",
            advice="write its URI",
            standard="schema.org/license",
        ),
        Rule(
            "SCHEMA-5",
            dates_w3c,
            "dates that ISO 8601 can say",
            "info",
            advice="give a normalised date",
            standard="schema.org/Date",
        ),
    ),
    source="schema.org 30.0",
)
