"""What all aggregators require of a record: a type, a standard rights statement, URLs that show it.

Used by the checks of `docmeta check` and by the writers alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, TypeAlias
from urllib.parse import quote

import attrs

from docmeta.model.authorities import web_address
from docmeta.model.naming import own_address
from docmeta.model.parts import DigitalObject, RightsStatement
from docmeta.model.units import Unit

#: edm:type (Definition of the Europeana Data Model 5.2.8).
EdmType: TypeAlias = Literal["TEXT", "IMAGE", "SOUND", "VIDEO", "3D"]
EDM_TYPES: Final[tuple[EdmType, ...]] = ("TEXT", "IMAGE", "SOUND", "VIDEO", "3D")

_DCMI_TYPE: Final = "http://purl.org/dc/dcmitype/"
_MEDIA: Final[dict[str, EdmType]] = {
    "text": "TEXT",
    "image": "IMAGE",
    "audio": "SOUND",
    "video": "VIDEO",
    "model": "3D",
}
_GENRES: Final[dict[str, EdmType]] = {
    "text": "TEXT", "image": "IMAGE", "stillimage": "IMAGE", "sound": "SOUND", "movingimage": "VIDEO", "video": "VIDEO",
    "3d": "3D",
}  # fmt: skip
#: Media types (IANA) by file extension, for the files that archives digitise to.
_EXTENSIONS: Final = {
    **dict.fromkeys(("jpg", "jpeg", "jpe"), "image/jpeg"), **dict.fromkeys(("tif", "tiff"), "image/tiff"), "png": "image/png",
    "gif": "image/gif", "jp2": "image/jp2", "webp": "image/webp", "bmp": "image/bmp", "svg": "image/svg+xml",
    "mp3": "audio/mpeg", "wav": "audio/vnd.wave", "ogg": "audio/ogg", "oga": "audio/ogg", "flac": "audio/flac",
    "m4a": "audio/mp4", "aac": "audio/aac", "mp4": "video/mp4", "m4v": "video/mp4", "mov": "video/quicktime",
    "mpg": "video/mpeg", "mpeg": "video/mpeg", "ogv": "video/ogg", "webm": "video/webm", "mkv": "video/matroska",
    "pdf": "application/pdf", "txt": "text/plain", "epub": "application/epub+zip",
    "glb": "model/gltf-binary", "gltf": "model/gltf+json", "obj": "model/obj", "stl": "model/stl",
}  # fmt: skip
_TEXTS: Final = frozenset(("application/pdf", "application/epub+zip"))
_PAGES: Final = frozenset(("text/html", "application/xhtml+xml"))
_EXTENSION: Final = re.compile(r"https?://[^/?#]+/[^?#]*\.([A-Za-z0-9]{2,5})(?:[?#].*)?", re.DOTALL | re.IGNORECASE)


def media_type_of(one: DigitalObject) -> str | None:
    """The media type of a digital object: as given, or by the extension of its URL.

    >>> media_type_of(DigitalObject("https://example.org/1.JPG")), media_type_of(DigitalObject("https://example.org/1"))
    ('image/jpeg', None)
    """
    if one.media_type:
        return one.media_type.partition(";")[0].strip().lower()
    found = _EXTENSION.fullmatch(one.uri or "")
    return _EXTENSIONS.get(found[1].lower()) if found else None


def edm_types(unit: Unit) -> tuple[EdmType, ...]:
    """The edm:type values that follow from the genres of a unit, then from the media types of its digital objects.

    A genre counts if it is a term of the DCMI Type Vocabulary or its URI. The type that describes a record best comes first.

    >>> from docmeta.model.units import Document, Term
    >>> scan = DigitalObject("https://example.org/1.jpg")
    >>> edm_types(Document("d", genres=(Term("Telegrams"), Term("Text")), digital_objects=(scan,)))
    ('TEXT', 'IMAGE')
    """
    found: list[EdmType] = []
    for term in unit.genres:
        for word in (term.term, term.uri or ""):
            kind = _GENRES.get(word.removeprefix(_DCMI_TYPE).lower().replace(" ", ""))
            if kind:
                found.append(kind)
    for one in unit.digital_objects:
        media = media_type_of(one) or ""
        kind = "TEXT" if media in _TEXTS else None if media in _PAGES else _MEDIA.get(media.partition("/")[0])
        if kind:
            found.append(kind)
    return tuple(dict.fromkeys(found))


# -- rights --------------------------------------------------------------------------------------------------------------

#: The Creative Commons licences that Europeana accepts, by version: their jurisdictions (EDM-EXTERNAL-MAIN.xsd,
#: europeana/metis-schema a62d309). Version 2.1 exists only with a jurisdiction, version 4.0 only without.
_PORTS: Final = {
    "1.0": "fi|il|nl",
    "2.0": "au|at|be|br|ca|cl|hr|uk|fr|de|it|jp|nl|pl|kr|es|tw",
    "2.5": "ar|au|br|bg|ca|cn|co|hr|dk|hu|in|il|it|mk|my|mt|mx|nl|pe|pl|pt|scotland|si|za|es|se|ch|tw",
    "3.0": "au|at|br|cl|cn|cr|hr|cz|ec|eg|ee|fr|de|gr|gt|hk|igo|ie|it|lu|nl|nz|no|ph|pl|pt|pr|ro|rs|sg|za|es|ch|tw|th|ug|us|ve|vn",
}
_LICENCES: Final = "|".join(
    [*(rf"{version}/(?:(?:{ports})/)?" for version, ports in _PORTS.items()), "2.1/(?:au|es|jp)/", "4.0/"]
)
_EUROPEANA: Final = re.compile(
    r"http://(?:rightsstatements\.org/vocab/(?:NoC-NC|NoC-OKLR|InC|InC-EDU|InC-OW-EU|CNE)/1\.0/"
    rf"|creativecommons\.org/licenses/by(?:-sa|-nd|-nc|-nc-sa|-nc-nd|-nd-nc(?=/1\.0/))?/(?:{_LICENCES})"
    r"|creativecommons\.org/publicdomain/(?:zero|mark)/1\.0/)"
)
#: The twelve rights statements of rightsstatements.org, all accepted by DPLA (DplaMapData.scala, dpla/ingestion3 1d1dbae5).
_DPLA: Final = re.compile(
    r"http://(?:rightsstatements\.org/vocab/"
    r"(?:InC|InC-OW-EU|InC-EDU|InC-NC|InC-RUU|NoC-CR|NoC-NC|NoC-OKLR|NoC-US|CNE|UND|NKC)/1\.0/"
    r"|creativecommons\.org/licenses/by(?:-nc)?(?:-nd|-sa)?/[1-4]\.[05]/(?:[a-z]{2,8}/)?"
    r"|creativecommons\.org/publicdomain/(?:mark|zero)/1\.0/)"
)
_OF: Final = {"europeana": _EUROPEANA, "dpla": _DPLA}


def normal_rights(uri: str) -> str:
    """A rights URI in the form that DPLA and Europeana compare: http, no www, /vocab/, no query, a slash at the end.

    >>> normal_rights("https://www.rightsstatements.org/page/InC/1.0/?language=en")
    'http://rightsstatements.org/vocab/InC/1.0/'
    """
    if "rightsstatements.org" not in uri and "creativecommons.org" not in uri:
        return uri
    normal = (
        uri.strip().partition("?")[0].partition("#")[0].replace("https://", "http://", 1).replace("://www.", "://", 1)
    )
    if "rightsstatements.org" in normal:
        normal = normal.replace("/page/", "/vocab/").replace("/rdf/", "/vocab/").replace("/data/", "/vocab/")
    else:
        normal = re.sub(r"/(?:deed|legalcode)(?:\.[A-Za-z_-]{2,8})?$", "/", normal)
    return normal if normal.endswith("/") else f"{normal}/"


def standard_rights(statement: RightsStatement, aggregator: Literal["europeana", "dpla"]) -> str | None:
    """The normalised URI of a rights statement if the aggregator accepts it as edm:rights; else None.

    Europeana takes six of the twelve statements of rightsstatements.org, DPLA all twelve.

    >>> standard_rights(RightsStatement(uri="https://rightsstatements.org/vocab/NoC-US/1.0/"), "europeana") is None
    True
    >>> standard_rights(RightsStatement(uri="https://creativecommons.org/licenses/by/4.0/deed.de"), "europeana")
    'http://creativecommons.org/licenses/by/4.0/'
    """
    normal = normal_rights(statement.uri or "")
    return normal if _OF[aggregator].fullmatch(normal) else None


# -- URLs -----------------------------------------------------------------------------------------------------------------


@attrs.frozen
class Shown:
    """Where a unit can be seen.

    Attributes:
        page: The URL of the page that shows it in its context (edm:isShownAt), or None.
        files: Its digital objects as files (edm:isShownBy the first, edm:hasView the others), in their order.
        pages: Further pages that show it.
        thumbnail: A small image of it (edm:object, edm:preview).
        manifests: IIIF presentation manifests.
    """

    page: str | None = None
    files: tuple[DigitalObject, ...] = ()
    pages: tuple[DigitalObject, ...] = ()
    thumbnail: DigitalObject | None = None
    manifests: tuple[DigitalObject, ...] = ()


def where_shown(unit: Unit, page: str | None = None) -> Shown:
    """Where a unit can be seen: the URLs of its digital objects, then its own URL, then *page*.

    A digital object with a media type, or with an extension that implies one, is a file; any other is a page.

    >>> from docmeta.model.units import Document
    >>> objects = (DigitalObject("https://example.org/view/1"), DigitalObject("https://example.org/1.jpg"))
    >>> found = where_shown(Document("d", digital_objects=objects))
    >>> found.page, [one.uri for one in found.files]
    ('https://example.org/view/1', ['https://example.org/1.jpg'])
    """
    files: list[DigitalObject] = []
    spare: list[DigitalObject] = []  # further thumbnails, listed last
    pages: list[DigitalObject] = []
    manifests: list[DigitalObject] = []
    thumbnail = None
    for said in unit.digital_objects:
        one, address = said, is_web(said.uri)
        role = (one.role or "").lower()
        if not address:
            continue
        if address != one.uri:
            one = attrs.evolve(one, uri=address)
        if "thumb" in role or role == "preview":
            if thumbnail is None:
                thumbnail = one
            else:
                spare.append(one)
        elif "manifest" in role or address.partition("?")[0].rstrip("/").endswith(("/manifest", "/manifest.json")):
            manifests.append(one)
        elif (media := media_type_of(one)) and media not in _PAGES:
            files.append(one)
        else:
            pages.append(one)
    first = pages[0].uri if pages else own_address(unit) or page
    return Shown(first, (*files, *spare), tuple(pages[1:]), thumbnail, tuple(manifests))


def is_web(address: str | None) -> str:
    """A web URL with invalid characters percent-encoded, or "" if it is not a web URL.

    >>> is_web("https://example.org/1"), is_web("https://example.org/a b.jpg"), is_web("ftp://example.org/1"), is_web(None)
    ('https://example.org/1', 'https://example.org/a%20b.jpg', '', '')
    >>> is_web("https://example.org/100%"), is_web("https://example.org/a[1]#b#c"), is_web("http://[::1]/")
    ('https://example.org/100%25', 'https://example.org/a%5B1%5D#b%23c', '')
    """
    if not address:
        return ""
    address = _NEVER.sub(lambda sign: quote(sign[0], safe="", errors="replace"), address.strip())
    before, mark, fragment = address.partition("#")
    address = before + mark + fragment.replace("#", "%23")
    return address if _ADDRESS.fullmatch(address) else ""


#: Characters that a URL cannot contain (RFC 3987, section 2.2); brackets only enclose IP addresses, which are no URLs to show.
_NEVER: Final = re.compile(
    r"[\s<>\"{}|\\^`\[\]\x00-\x20\x7f-\x9f\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U0010ffff]|%(?![0-9A-Fa-f]{2})"
)
_ADDRESS: Final = re.compile(
    r"https?://(?:[^/?#@]*@)?[\w~-][\w.~-]*(?::[0-9]{1,5})?(?:[/?#].*)?", re.IGNORECASE | re.DOTALL
)


def web_addresses(unit: Unit) -> Iterator[str]:
    """The web URLs at which a unit can be seen: those of its digital objects, then of its identifiers."""
    for one in unit.digital_objects:
        if one.uri and one.uri.startswith(("http://", "https://")):
            yield one.uri
    for identifier in unit.identifiers:
        address = web_address(identifier)
        if address:
            yield address
