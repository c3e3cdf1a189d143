"""The names of the columns of tables: in catalogues of libraries and museums, and in other languages than English.

The names in other languages are those of the translations of ISAD(G) (3.1.1 to 3.6.1), of the templates of national archives
and archival systems, and of Dublin Core's translations. Ambiguous names are left out.
"""

from __future__ import annotations

from typing import Final

from docmeta_csv.table.headings.english import MORE_ENGLISH
from docmeta_csv.table.headings.lists import LISTS
from docmeta_csv.table.headings.others import OTHERS
from docmeta_csv.table.headings.romance import GERMAN_AND_ROMANCE

#: In English: docmeta's column, and its names in tables of libraries, museums and image collections.
ENGLISH: Final[dict[str, str]] = {
    "title": "item title|object title|file title|folder title|unit title|title proper|main title",
    "other_titles": "other titles|variant title|subtitle|translated title|title translation|parallel title",
    "identifiers": (
        "object number|inventory number|item number|catalog number|catalogue number|catalogue reference|item id|local id|"
        "object identifier|record number|fonds number|ref no|ref number|reference no|"
        "reference number|ref|ref code|reference id|unit identifier"
    ),
    "dates": (
        "years|date range|inclusive dates|dates of material|date(s)|date text|date expression|display date|"
        "date original|original date|approximate date|approximate dates|date approx|dates approx|"
        "inclusive date|date made|dates covered"
    ),
    "date issued": (
        "publication year|year of publication|date of publication|publication date|year published|date published"
    ),
    "date digitised": "date digital|date digitized|date of digitization|digitization date|digitisation date|date scanned|scan date",
    "dates_certainty": "date is approximate|is date approximate|date certainty|date is approximate (y/n)",
    "extent words": (
        "physical description|physical extent|extent and format|volume and format|quantity and type|format original|"
        "original format|physical description extent|quantity"
    ),
    "creator": "creator name|creator names|creators names|originator|authors|author name",
    "institution": (
        "repository name|contributing institution|owning institution|institution name|data provider|held by|custodian"
    ),
    "description": (
        "scope note|scope and contents|contents|item description|description of contents|content description"
    ),
    "biography_or_history": (
        "biographical note|historical note|biographical or historical note|biography|history note|"
        "administrative biographical history|biographical historical note"
    ),
    "custodial_history": "custodial history|ownership history|provenance note",
    "acquisition": "acquisition information|source of acquisition|acquisition note|credit line|acquisition method",
    "arrangement": "arrangement note|organization and arrangement|system of arrangement",
    "access_conditions": (
        "access restrictions|access conditions|restrictions on access|conditions of access|closure status"
    ),
    "use_conditions": "use restrictions|use conditions|restrictions on use|terms of use|conditions of use",
    "physical_characteristics": "physical condition|condition|condition note|technical requirements",
    "related_units": "related materials|related records|associated material",
    "right": (
        "rights management|rights information|copyright|copyright status|usage rights|rights note|"
        "rights and permissions"
    ),
    "rights_uri": "standardized rights statement|rights statement uri|rights uri|rights url",
    "language": "language(s)|languages of material|language of materials|language code|language name",
    "subjects": (
        "subject terms|subject headings|topics|topical subjects|subject topical|keyword|controlled subjects|subject(s)"
    ),
    "genres": (
        "physical description form|genre form|form genre|genre(s)|object type|object name|document type|item type|resource type|"
        "material type|form"
    ),
    "places": (
        "place name|place names|geographic location|location depicted|place depicted|geographic subject|"
        "subject geographic|subject - geographic|geographic names|city|country|"
        "geographic coverage"
    ),
    "file": "file name|object file name|image url|download url|object url|digital object url|image file",
    "isPartOf": (
        "collection|collection name|collection title|part of|is part of|parent collection|series|series title|"
        "series name|subseries|sub-series|record series|record group|fonds|fonds title"
    ),
    "preferred_citation": "citation|cite as",
    "physical location": "storage location|shelf location|current location|shelf",
    "general": "comments|remarks|general notes|other notes",
    "internal note": (
        "internal notes|staff note|staff notes|private note|private notes|processing notes (internal)|notes (internal)|"
        "admin note|admin notes|administrative note|administrative notes|confidential note|confidential notes"
    ),
    "box": "box number|box no|box no.|box #|box nr|carton",
    "folder": "folder number|folder no|folder no.|folder #|folder nr",
    "coordinates": "coordinate|gps|gps coordinates|geo coordinates|geolocation|lat long|lat/long|latitude longitude|lat lng|"
    "coordonnées|coordonnées gps|coordonnées géographiques|Koordinaten|Geokoordinaten|coordenadas|coordenadas geográficas|"
    "coordinate geografiche|coördinaten|współrzędne|souřadnice|координаты",
}

#: In other languages, each with docmeta's column and its names. Diacritics do not matter.
FOREIGN: Final = {**GERMAN_AND_ROMANCE, **OTHERS}

#: One angle of a place each, in several languages.
LATITUDE: Final = "lat|breitengrad|geographische breite|latitud|latitudine|breedtegraad|szerokość geograficzna|широта"
LONGITUDE: Final = (
    "lon|long|lng|längengrad|geographische länge|longitud|longitudine|lengtegraad|długość geograficzna|долгота"
)

#: Columns of numbers, with the unit of their values: the words for it, and the names of the column.
MEASURES: Final[dict[str, str]] = {
    "pages": "number of pages|page count|no of pages|nombre de pages|pages",
    "items": "number of items|item count|no of items",
    "boxes": "number of boxes|box count",
    "linear feet": "linear feet|linear ft|extent (linear feet)|extent in linear feet",
    "linear metres": "linear metres|extent (linear metres)|extent in linear metres|linear meters|extent (linear meters)",
    "Seiten": "Seitenzahl|Anzahl Seiten", "Blatt": "Blattzahl|Anzahl Blatt", "lfm": "Laufmeter|laufende Meter|lfm",
    "pièces": "nombre de pièces", "boîtes": "nombre de boîtes", "mètres linéaires": "mètres linéaires|ml",
    "folios": "folios|número de folios|nº de folios", "fojas": "fojas|número de fojas|nº de fojas",
    "páginas": "páginas|número de páginas|nº de páginas", "folhas": "folhas|número de folhas|nº de folhas",
    "metros lineales": "metros lineales", "carte": "carte|n. carte|numero carte", "kart": "liczba kart", "stron": "liczba stron",
    "listů": "počet listů", "stran": "počet stran", "листов": "количество листов|кол-во листов|листов",
    "аркушів": "кількість аркушів", "hyllemeter": "hyllemeter", "hyllmeter": "hyllmeter|hyllmeter (hm)", "页": "页数|頁數",
}  # fmt: skip

#: Levels of description in other languages (ISAD(G) 3.1.4 in its translations), only those of one meaning.
LEVELS: Final[dict[str, str]] = {
    "fonds": "Bestand|fondo|fundo|fond|fons|zespół|фонд|arkistonmuodostaja",
    "subfonds": "Teilbestand|subfondo|subfundo|sous-fonds|podzespół|dílčí fond|subfond",
    "series": "serie|série|seria|séries|Serien|серия",
    "subseries": "subserie|subsérie|sous-série|sottoserie|Unterserie|podseria|deelreeks|подсерия",
    "file": (
        "expediente|dossier|fascicolo|fascículo|Akte|Aktenstück|Dossiers|unidad documental compuesta|"
        "documento composto|документ дела|дело|jednostka aktowa|archiefbestanddeel"
    ),
    "item": (
        "unidad documental simple|documento simples|unità documentaria|pièce|Einzelstück|Schriftstück|"
        "jednotlivost|stuk|jednostka"
    ),
    "collection": "colección|coleção|collezione|raccolta|Sammlung|collectie|kolekcja|sbírka|samling|коллекция",
}


def synonyms() -> dict[str, str]:
    """Each name with its column; without names that two languages use differently."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for table in (ENGLISH, MORE_ENGLISH, LISTS, *FOREIGN.values()):
        for column, names in table.items():
            for name in names.split("|"):
                if found.setdefault(name, column) != column:
                    twice.add(name)
    return {name: column for name, column in found.items() if name not in twice}
