"""What aggregators and search engines require of a record: DPLA, Europeana, OAI-PMH with Dublin Core, schema.org.

A record is a unit with nothing below it. What a harvested record repeats from the units above counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

import attrs

from docmeta.checking.answers import RULES as ANSWER
from docmeta.checking.answers import answer_file
from docmeta.checking.profiles.common import duplicate_ids, reversed_dates
from docmeta.checking.profiles.files import OAI_DC_FILE, oai_dc_file
from docmeta.checking.repository import RULES as REPOSITORY
from docmeta.checking.rules import Fault, Present, Profile, Rule, Scope
from docmeta.languages import to_bcp47
from docmeta.model import Unit, edm_types, normal_rights, standard_rights, web_addresses

_BARE_HOST: Final = re.compile(r"[0-9.]+\Z|.*:")


def no_address(scope: Scope) -> Iterator[str]:
    """A record has a link: at least one identifier or digital object is an http(s) URL."""
    if not any(web_addresses(scope.unit)):
        yield "has no web address at which it is shown"


def bad_address(scope: Scope) -> Iterator[Fault]:
    """URLs are absolute, and their host is a name."""
    for uri in web_addresses(scope.unit):
        host = _host(uri)
        if not host or _BARE_HOST.match(host):
            yield Fault(f"has a URL without a host name: {uri[:80]!r}", uri)


def _host(uri: str) -> str | None:
    try:
        return urlsplit(uri).hostname
    except ValueError:
        return None


def several_addresses(scope: Scope) -> Iterator[str]:
    """DPLA accepts one isShownAt and keeps the first."""
    shown = {part.uri for part in scope.unit.digital_objects if part.uri}
    if len(shown) > 1:
        yield f"has {len(shown)} digital objects; the first one is taken"


def rights_form(scope: Scope) -> Iterator[Fault]:
    """edm:rights in its normal form: http, no www, /vocab/, no query, a slash at the end (DPLA MAP)."""
    for part in scope.unit.rights:
        uri = part.uri or ""
        normal = normal_rights(uri)
        if uri != normal:
            yield Fault(f"has the rights URI {uri[:120]!r}; its normal form is {normal[:120]!r}", uri)


def no_rights_uri(scope: Scope) -> Iterator[str]:
    """edm:rights, a standard statement besides the text (DPLA MAP 4.1 requires it; the ingestion warns)."""
    if not _rights_uris(scope.unit) and scope.nearest(_rights_uris) is None:
        yield "has no rights URI"


def _rights_uris(unit: Unit) -> list[str]:
    return [part.uri for part in unit.rights if part.uri]


def _has_edm_rights(unit: Unit) -> bool:
    return any(standard_rights(part, "europeana") for part in unit.rights)


def edm_rights(scope: Scope) -> Iterator[str | Fault]:
    """Europeana accepts the rights statements of rightsstatements.org and Creative Commons."""
    saying = scope.unit if _rights_uris(scope.unit) else scope.nearest(_rights_uris)
    if saying is None:
        yield "has no rights URI"
    elif not _has_edm_rights(scope.unit) and scope.nearest(_has_edm_rights) is None:
        uris = _rights_uris(saying)
        yield Fault(f"has no rights URI that Europeana accepts: {uris[0][:80]!r}", uris[0])


def edm_type(scope: Scope) -> Iterator[str]:
    """edm:type is one of TEXT, IMAGE, SOUND, VIDEO, 3D: given by a genre of the DCMI Type Vocabulary or a media type."""
    if not edm_types(scope.unit):
        yield "has no type from which edm:type follows"


def edm_language(scope: Scope) -> Iterator[str]:
    """A text has a language."""
    if "TEXT" in edm_types(scope.unit) and not scope.has("languages", inherit=True):
        yield "is a text without a language"


def language_codes(scope: Scope) -> Iterator[Fault]:
    """Languages are codes of ISO 639 or BCP 47."""
    for language in scope.unit.languages:
        if language.code is None or to_bcp47(language.code) is None:
            said = language.code or language.name
            yield Fault(f"has a language that is not a code: {said[:60]!r}", said)


def dates_w3c(scope: Scope) -> Iterator[Fault]:
    """Dates can be expressed in W3CDTF, or as an interval of it."""
    for date in scope.unit.dates:
        if date.w3cdtf is None and date.iso_interval is None and not date.undated:
            yield Fault(f"has a date that W3CDTF cannot express: {date.display[:60]!r}", date.display)


def licence_is_iri(scope: Scope) -> Iterator[Fault]:
    """A licence is a URI, not text."""
    for part in scope.unit.rights:
        if part.uri and not part.uri.startswith(("http://", "https://", "urn:")):
            yield Fault(f"has a licence that is not a URI: {part.uri[:80]!r}", part.uri)


_SHOWN: Final = "add the URL of its page as a digital object or an identifier (EAD dao, dc:identifier)"
_NORMAL: Final = "write the normal form"
_MAP: Final = "DPLA MAP 4.1"

OAI_DC = Profile(
    "oai-dc",
    "OAI-PMH with simple Dublin Core: what harvesters use",
    (
        Present(
            "OAIDC-1", "title", says="a title", inherit=False, severity="warning",
            standard="DCMI title; practice of harvesters", advice="add a dc:title",
        ),
        Present(
            "OAIDC-2", "identifiers|digital_objects", says="an identifier", inherit=False, severity="warning",
            standard="DCMI identifier; practice of harvesters", advice="add a dc:identifier",
        ),
        Rule(
            "OAIDC-3", no_address, "an http(s) URL", "warning",
            advice="add the URL of the record or of the object as a dc:identifier",
            standard="DPLA and Europeana, isShownAt",
        ),
        Rule(
            "OAIDC-4", dates_w3c, "dates in W3CDTF", "warning",
            advice="write 1951, 1951-11 or 1951-11-19", standard="DCMI date; W3CDTF",
        ),
        Rule(
            "OAIDC-5", language_codes, "languages as codes", "warning",
            advice="write the code of ISO 639 or BCP 47: 'ko'", standard="DCMI language; BCP 47",
        ),
    ),
    source="Open Archives Initiative, guidelines for oai_dc; DCMI Metadata Terms",
    file=oai_dc_file,
    file_rules=OAI_DC_FILE,
)  # fmt: skip

OAI_PMH = Profile(
    "oai-pmh",
    "OAI-PMH: how harvesters read the records",
    tuple(attrs.evolve(rule, id=rule.id.replace("OAIDC", "OAIPMH")) for rule in OAI_DC.rules),
    source=OAI_DC.source,
    file=answer_file,
    file_rules=(*ANSWER, *REPOSITORY),
    system="aggregator",
)

DPLA = Profile(
    "dpla",
    "DPLA, Metadata Application Profile 4.1",
    (
        Present(
            "DPLA-TITLE", "title", says="a title", inherit=False, where="leaf",
            standard=f"{_MAP}, dcterms:title", advice="add a title",
        ),
        Present(
            "DPLA-RIGHTS", "rights|notes[use_conditions]", says="a statement of rights", where="leaf",
            standard=f"{_MAP}, dc:rights, edm:rights",
            advice="state it once at the top, or in each record: a rightsstatements.org URI (EAD userestrict, dc:rights)",
        ),
        Rule(
            "DPLA-EDM-RIGHTS", no_rights_uri, "an edm:rights", "warning", "leaf",
            "add a URI of rightsstatements.org or Creative Commons", f"{_MAP}, edm:rights",
        ),
        Present(
            "DPLA-PROVIDER", "repository", says="a data provider", where="leaf",
            standard=f"{_MAP}, edm:dataProvider",
            advice="name who holds it, once at the top or in each record (EAD repository)",
        ),
        Rule(
            "DPLA-SHOWN", no_address, "an isShownAt", where="leaf",
            advice=_SHOWN, standard=f"{_MAP}, edm:isShownAt",
        ),
        Rule(
            "DPLA-HOST", bad_address, "absolute addresses", where="leaf",
            advice="write the complete URL, with its host name", standard=f"{_MAP}, edm:isShownAt",
        ),
        Rule(
            "DPLA-ONE", several_addresses, "one isShownAt", "warning", "leaf",
            "put the one to show first", f"{_MAP}, edm:isShownAt",
        ),
        Rule(
            "DPLA-FORM", rights_form, "rights URIs in normal form", "warning",
            advice=_NORMAL, standard=f"{_MAP}, edm:rights",
        ),
        Rule(
            "DPLA-ID", duplicate_ids, "identifiers that are unique", "warning",
            advice="give each record a unique identifier", standard=f"{_MAP}, dpla:originalRecord",
        ),
        *(
            Present(
                f"DPLA-R{number}", need, says=says, severity="info", where="leaf", advice=f"add it as {element}",
                standard=f"{_MAP}, recommended: {element}",
            )
            for number, (need, says, element) in enumerate(
                (
                    ("agents[creator]", "a creator", "dcterms:creator"),
                    ("dates", "a date", "dc:date"),
                    ("languages", "a language", "dcterms:language"),
                    ("subjects|agents[subject]", "a subject", "dcterms:subject"),
                    ("places", "a place", "dcterms:spatial"),
                    ("genres", "a type", "dcterms:type"),
                    ("extents|genres", "a format", "dc:format"),
                    ("agents[publisher]", "a publisher", "dcterms:publisher"),
                ),
                1,
            )
        ),
    ),
    source="Digital Public Library of America, MAP 4.1 draft, appendix B",
    system="dpla",
)  # fmt: skip

_EDM: Final = "EDM external"

EUROPEANA = Profile(
    "europeana",
    "Europeana, EDM external: the mandatory elements",
    (
        Present(
            "EDM-1", "title|description", says="a title or a description", inherit=False, where="leaf",
            standard=f"{_EDM}, dc:title or dc:description", advice="add one of them",
        ),
        Present(
            "EDM-2", "subjects|agents[subject]|genres|dates[coverage]|places",
            says="a subject, a type, or a time or place that it is about", where="leaf",
            standard=f"{_EDM}, dc:subject, dc:type, dcterms:temporal or dcterms:spatial", advice="add one of them",
        ),
        Rule(
            "EDM-3", edm_type, "an edm:type", where="leaf",
            advice="add a type of the DCMI vocabulary: Text, Still Image, Sound, Moving Image", standard=f"{_EDM}, edm:type",
        ),
        Rule(
            "EDM-4", edm_language, "a language, of a text", where="leaf",
            advice="add its language, or zxx if it has none", standard=f"{_EDM}, dc:language",
        ),
        Rule(
            "EDM-5", no_address, "an isShownAt or isShownBy", where="leaf",
            advice=_SHOWN, standard=f"{_EDM}, edm:isShownAt or edm:isShownBy",
        ),
        Present(
            "EDM-6", "repository", says="a data provider", where="leaf", standard=f"{_EDM}, edm:dataProvider",
            advice="name who holds it, once at the top or in each record (EAD repository)",
        ),
        Rule(
            "EDM-7", edm_rights, "an allowed edm:rights", where="leaf",
            advice="add one of rightsstatements.org or Creative Commons, once at the top or in each record",
            standard=f"{_EDM}, edm:rights",
        ),
        Rule(
            "EDM-8", rights_form, "rights URIs in normal form",
            advice=_NORMAL, standard=f"{_EDM}, edm:rights",
        ),
    ),
    source="Europeana Data Model, external schema and its Schematron",
    system="europeana",
)  # fmt: skip

SCHEMA_ORG = Profile(
    "schema-org",
    "schema.org for archives: what a search engine can use",
    (
        Present(
            "SCHEMA-1", "title", says="a name", inherit=False, severity="warning", standard="schema.org/name",
            advice="add a title",
        ),
        Present(
            "SCHEMA-2", "repository", says="a holding archive", severity="warning", where="top",
            standard="schema.org/holdingArchive", advice="name the archive that holds it (EAD repository)",
        ),
        Rule(
            "SCHEMA-3", reversed_dates, "dates that are intervals of ISO 8601",
            advice="swap begin and end", standard="schema.org/temporalCoverage; ISO 8601",
        ),
        Rule(
            "SCHEMA-4", licence_is_iri, "a licence that is a URI",
            advice="write its URI", standard="schema.org/license",
        ),
        Rule(
            "SCHEMA-5", dates_w3c, "dates that ISO 8601 can express", "info",
            advice="give a normalised date", standard="schema.org/Date",
        ),
        Rule(
            "SCHEMA-6", duplicate_ids, "an @id of its own",
            advice="give each unit a unique identifier", standard="JSON-LD 1.1, node identifiers",
        ),
    ),
    source="schema.org 30.0",
    system="schema-org",
)  # fmt: skip
