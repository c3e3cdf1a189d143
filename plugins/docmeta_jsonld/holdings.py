"""Holdings of the unit: digital objects that show it, containers and places."""

from __future__ import annotations

import re
from typing import Any, Final

from docmeta.crosswalk import others
from docmeta.model import Container, DigitalObject, Identifier, Note
from docmeta_jsonld.codec import codec, lost_extras
from docmeta_jsonld.fragments import Object, is_iri, listed, quote
from docmeta_jsonld.parts import address_of, take_identifier
from docmeta_jsonld.things import Left, Thing, Value, words
from docmeta_jsonld.works import plain_note

# -- digital objects -----------------------------------------------------------------------------------------------------

_MEDIA: Final = {"image": "ImageObject", "audio": "AudioObject", "video": "VideoObject"}
_MEDIA_TYPES: Final = (
    "MediaObject",
    "ImageObject",
    "AudioObject",
    "VideoObject",
    "DataDownload",
    "3DModel",
    "TextObject",
)
_SHA256: Final = re.compile(r"sha256:([0-9A-Fa-f]{64})")


def _media_type(media_type: str | None) -> str:
    return _MEDIA.get((media_type or "").partition("/")[0], "MediaObject")


def media_text(one: DigitalObject) -> str | None:
    """A digital object, as a `MediaObject`."""
    made = Object(_media_type(one.media_type))
    found = []
    if one.uri:
        if is_iri(one.uri):
            made.add("contentUrl", quote(one.uri))
        else:
            found.append(_numbered("uri", one.uri))
    made.say("name", one.title).say("encodingFormat", one.media_type).say("description", one.description)
    made.say("additionalType", one.role).say("genre", one.kind)
    digest = _SHA256.fullmatch(one.checksum) if one.checksum else None
    if digest:
        made.say("sha256", digest[1])
    elif one.checksum:
        found.append(_numbered("checksum", one.checksum))
    if one.id:
        found.append(_numbered("id", one.id))
    return made.add("identifier", listed(found)).more(one.extras).text() if len(made) > 1 or found else None


def _numbered(kind: str, value: str) -> str:
    return Object("PropertyValue").say("propertyID", kind).say("value", value).text()


def take_media(value: Value) -> DigitalObject | None:
    """The digital object of a URL or of a `MediaObject`."""
    address = address_of(value)
    if address is not None:
        return DigitalObject(address)
    if not isinstance(value, Thing):
        return None
    left = Left(value)
    media_type = str(left.text("encodingFormat")) or None
    if left.types == [_media_type(media_type)]:
        left.types = []
    fields: dict[str, Any] = {"uri": _take_content(left)}
    for one in left.all("identifier"):
        found = take_identifier(one)
        if found is None or found.kind not in ("uri", "checksum", "id") or fields.get(found.kind):
            left.put_back("identifier", one)
        elif found == Identifier(found.value, found.kind):
            fields[found.kind] = found.value
    digest = str(left.text("sha256"))
    if digest:
        fields["checksum"] = f"sha256:{digest}"
    title, description = left.text("name"), left.text("description")
    role, kind = str(left.text("additionalType")) or None, str(left.text("genre")) or None
    return DigitalObject(
        title=title,
        media_type=media_type,
        role=role,
        kind=kind,
        description=description,
        extras=left.extras(),
        **fields,
    )


def _take_content(left: Left) -> str | None:
    for name in ("contentUrl", "url"):
        if address := left.first(name, address_of):
            return address
    if left.id is not None and is_iri(left.id):
        address, left.id = left.id, None
        return address
    return None


_MEDIA_KEEPS: Final = ("uri", "title", "media_type", "role", "kind", "checksum", "description", "id")
MEDIA: Final = codec(
    "media", media_text, take_media, (*_MEDIA_KEEPS, "extras"), changes=("parallel", "audience"), misses=lost_extras
)


_more_than_thumbnail: Final = others(DigitalObject, "uri", "role", "audience", "extras", "parallel")


def _thumbnail(one: DigitalObject) -> str | None:
    if not one.uri or one.role != "thumbnail" or not is_iri(one.uri) or _more_than_thumbnail(one):
        return None
    return quote(one.uri)


def _take_thumbnail(value: Value) -> DigitalObject | None:
    address = address_of(value)
    return DigitalObject(address, role="thumbnail") if address else None


THUMBNAIL: Final = codec(
    "address", _thumbnail, _take_thumbnail, ("uri", "role"), changes=("parallel", "audience"), misses=lost_extras
)


# -- containers ----------------------------------------------------------------------------------------------------------

_DETAILS: Final = ("label", "barcode", "id", "parent")
#: The `additionalType` of a container without a type.
_ANY: Final = "container"


def container_text(container: Container) -> str | None:
    """A container, as a `Place` named after its label: "Box 12"."""
    kind, value = container.kind, container.value
    made = Object("Place").say("name", " ".join(part for part in (kind, value) if part))
    made.say("additionalType", kind or _ANY)
    details = [
        Object("PropertyValue").say("name", name).say("value", getattr(container, name)).text()
        for name in _DETAILS
        if getattr(container, name)
    ]
    return made.add("additionalProperty", listed(details)).more(container.extras).text()


def take_container(value: Value) -> Container | None:
    """The container of a `Place`."""
    if not isinstance(value, Thing) or "additionalType" not in value.props:
        return None
    left = Left(value)
    left.is_a("Place")
    kind, name = str(left.text("additionalType")), left.text("name")
    fields: dict[str, Any] = {}
    for thing in left.things("additionalProperty"):
        one = Left(thing)
        one.is_a("PropertyValue")
        said = str(one.text("name"))
        text = str(one.text("value"))
        if said in _DETAILS and text and said not in fields and not one.props:
            fields[said] = text
        else:
            left.put_back("additionalProperty", thing)
    known = None if kind == _ANY else kind
    if known is not None and (name == known or name.startswith(f"{known} ")):
        name = name[len(known) + 1 :]
    return Container(name, known, extras=left.extras(), **fields) if name or known or fields else None


CONTAINER: Final = codec(
    "container",
    container_text,
    take_container,
    ("value", "kind", *_DETAILS, "extras"),
    changes=("audience",),
    misses=lost_extras,
)


def _take_location(value: Value) -> Note | None:
    if not isinstance(value, Thing):
        said = words(value)
        return Note("location", said) if said else None
    left = Left(value)
    left.is_a("Place")
    name = left.text("name") or (left.id if value.is_reference else "") or ""
    if not name:
        return None
    if value.is_reference:
        left.id = None
    return Note("location", name, extras=left.extras())


_plain_location: Final = plain_note("location")
LOCATION: Final = codec(
    "note",
    _plain_location.encode,
    _take_location,
    ("kind", "text"),
    _plain_location.loses,
    changes=("label", "audience"),
)
