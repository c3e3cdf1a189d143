"""Identifiers, extents, languages."""

from __future__ import annotations

import re
from typing import Any, Final

from docmeta import languages
from docmeta.crosswalk import others
from docmeta.model import Extent, Identifier, IdentifierKind, Language, trusted, web_address
from docmeta_jsonld.codec import codec, lost_extras
from docmeta_jsonld.fragments import Object, is_iri, listed, number, prose, quote
from docmeta_jsonld.things import Left, Thing, Value, loads, of_json, words

# -- identifiers ---------------------------------------------------------------------------------------------------------

#: The kinds that docmeta knows.
KINDS: Final = frozenset(kind.value for kind in IdentifierKind)


def identifier_text(one: Identifier, kind: str | None = None) -> str:
    """An identifier: plain words for a reference code, else a `PropertyValue` with its kind."""
    kind = kind or one.kind or "unitid"
    value = one.value
    if value.__class__ is not str:  # a link is written as its URL
        value = web_address(one) or value
    if kind == "unitid" and not one.label:
        return quote(value)
    return Object("PropertyValue").say("propertyID", kind).say("value", value).say("name", one.label).text()


def take_identifier(value: Value) -> Identifier | None:
    """The identifier of a word or a `PropertyValue`."""
    if not isinstance(value, Thing):
        said = words(value)
        return trusted.Identifier(str(said)) if said else None
    left = Left(value)
    left.is_a("PropertyValue")
    said = left.text("value")
    if not said and left.id:
        said, left.id = left.id, None
    if not said:
        return None
    kind, label = left.text("propertyID"), left.text("name")
    return Identifier(str(said), str(kind) or "unitid", str(label) or None, extras=left.extras())


_IDENTIFIER_CHANGES: Final = ("country", "repository", "audience")


def _identifier_loses(one: Identifier) -> bool:
    if one.value.__class__ is str and one.kind == "unitid" and one.label is None:
        return bool(one.extras)
    return bool(take_identifier(of_json(loads(identifier_text(one)))) != one)


IDENTIFIER: Final = codec(
    "identifier",
    identifier_text,
    take_identifier,
    ("value", "kind", "label", "extras"),
    _identifier_loses,
    changes=_IDENTIFIER_CHANGES,
    misses=lost_extras,
)


def _url(one: Identifier) -> str | None:
    return quote(one.value) if one.kind == "uri" and not one.label and is_iri(one.value) else None


def address_of(value: Value) -> str | None:
    """A URI: a word, or a node that only names something."""
    if isinstance(value, Thing):
        return value.id if value.is_reference else None
    return str(value) if isinstance(value, str) and value else None


def _take_url(value: Value) -> Identifier | None:
    address = address_of(value)
    return Identifier(address, "uri") if address else None


def _loses_url(one: Identifier) -> bool:
    return one.value.__class__ is not str


URL: Final = codec("address", _url, _take_url, ("value", "kind"), _loses_url, changes=_IDENTIFIER_CHANGES)


# -- extents -------------------------------------------------------------------------------------------------------------

_COUNT: Final = re.compile(r"(?:0|[1-9][0-9]{0,14})")
_COUNTED: Final = frozenset(("document", "documents", "item", "items"))
_DETAILS: Final = ("kind", "coverage")
_more_in_extent: Final = others(Extent, "text", "quantity", "unit")


def _documents(count: str) -> Extent:
    return Extent(f"{count} documents", count, "documents")


def counted(extent: Extent) -> str | None:
    """The number of documents or items that an extent counts exactly; None if it counts anything else."""
    quantity, unit = extent.quantity, extent.unit
    if quantity is None or unit not in _COUNTED or extent.approximate or extent.coverage == "part":
        return None
    return quantity if _COUNT.fullmatch(quantity) else None


def _size(value: Value) -> Extent | None:
    return _documents(str(value)) if value.__class__ is int and 0 <= value < 10**15 else None


def extent_text(extent: Extent) -> str | None:
    """An extent: words, or a `QuantitativeValue` with its number, unit and all the rest."""
    quantity, unit = extent.quantity, extent.unit
    if not quantity and not unit and extent.text and not _more_in_extent(extent):
        return prose(extent.text)
    if quantity and unit and extent.text == f"{quantity} {unit}" and not _more_in_extent(extent):
        value = number(quantity) or quote(quantity)
        return f'{{"@type": "QuantitativeValue", "value": {value}, "unitText": {prose(unit)}}}'
    made = Object("QuantitativeValue")
    if quantity:
        made.add("value", number(quantity) or quote(quantity))
    made.say("unitText", unit)
    if extent.text != _said(quantity, unit):
        made.say("description", extent.text)
    made.say("name", extent.label)
    details = [_detail(name, getattr(extent, name)) for name in _DETAILS if getattr(extent, name)]
    details += [_detail("facet", facet) for facet in extent.facets]
    details += [_detail("dimensions", size) for size in extent.dimensions]
    details += [_detail(name, "yes") for name in ("approximate", "parallel") if getattr(extent, name)]
    made.add("additionalProperty", listed(details)).more(extent.extras)
    return prose(extent.text) if made.fields.keys() == {"@type", "description"} else made.text()


def _said(quantity: str | None, unit: str | None) -> str:
    return f"{quantity} {unit}" if quantity and unit else quantity or ""


def _detail(name: str, value: str) -> str:
    return Object("PropertyValue").say("name", name).say("value", value).text()


def take_extent(value: Value) -> Extent | None:
    """The extent of words or of a `QuantitativeValue`."""
    if not isinstance(value, Thing):
        said = words(value)
        return Extent(said) if said else None
    left = Left(value)
    left.is_a("QuantitativeValue")
    fields: dict[str, Any] = {"facets": [], "dimensions": []}
    _take_details(left, fields)
    quantity, unit = str(left.text("value")) or None, str(left.text("unitText")) or None
    text = left.text("description") or _said(quantity, unit)
    if not (text or quantity or fields["facets"] or fields["dimensions"]):
        return None
    facets, dimensions = tuple(fields.pop("facets")), tuple(fields.pop("dimensions"))
    label = str(left.text("name")) or None
    return Extent(
        text, quantity, unit, facets=facets, dimensions=dimensions, label=label, extras=left.extras(), **fields
    )


def _take_details(left: Left, fields: dict[str, Any]) -> None:
    for thing in left.things("additionalProperty"):
        one = Left(thing)
        one.is_a("PropertyValue")
        name, value = str(one.text("name")), one.text("value")
        if one.props or not value:
            left.put_back("additionalProperty", thing)
        elif name in ("facet", "dimensions"):
            fields["facets" if name == "facet" else name].append(value)
        elif name in _DETAILS and name not in fields:
            fields[name] = str(value)
        elif name in ("approximate", "parallel") and value == "yes":
            fields[name] = True
        else:
            left.put_back("additionalProperty", thing)


def _is_size(extent: Extent) -> bool:
    """Whether a size is only the number of documents, which `collectionSize` holds in full."""
    if extent.unit != "documents" or counted(extent) is None or _more_than_size(extent):
        return False
    return extent.text == f"{extent.quantity} documents"


_more_than_size: Final = others(Extent, "text", "quantity", "unit", "audience", "extras")


def _size_alone(extent: Extent) -> str | None:
    return extent.quantity if _is_size(extent) else None


def _size_beside(extent: Extent) -> str | None:
    return None if _is_size(extent) else counted(extent)


def _extent_loses(extent: Extent) -> bool:
    plain = extent.text.__class__ is str and extent.quantity.__class__ in _PLAIN and extent.unit.__class__ in _PLAIN
    if plain and extent.text and extent.quantity != "" and extent.unit != "" and not _more_in_extent(extent):
        return False
    text = extent_text(extent)
    return not text or take_extent(of_json(loads(text))) != extent


_PLAIN: Final = (str, type(None))


_EXTENT: Final = (
    "text",
    "quantity",
    "unit",
    "facets",
    "dimensions",
    "label",
    "extras",
    *_DETAILS,
    "approximate",
    "parallel",
)
EXTENT: Final = codec(
    "extent", extent_text, take_extent, _EXTENT, _extent_loses, changes=("audience",), misses=lost_extras
)
SIZE: Final = codec("count", _size_alone, _size, ("text", "quantity", "unit"), changes=("audience",))
SIZE_BESIDE: Final = codec("count", _size_beside, _size, ("quantity", "unit"))


# -- languages -----------------------------------------------------------------------------------------------------------

_SCRIPT: Final = re.compile(r"(.+)-([A-Z][a-z]{3})")


def language_text(language: Language) -> str | None:
    """A language: its BCP 47 tag, or a `Language` if there is only a name, or an unknown code."""
    if (tag := _tag(language)) is not None:
        return quote(tag)
    made = Object("Language").say("name", language.name).say("alternateName", language.code)
    return made.text() if len(made) > 1 else None


def _tag(language: Language) -> str | None:
    if language.code:
        return languages.to_bcp47(language.code, language.script) or languages.to_bcp47(language.code)
    return languages.shortest_tag(language.name, language.script) if language.name else None


def take_language(value: Value) -> Language | None:
    """The language of a tag, a name or a `Language`."""
    if isinstance(value, Thing):
        left = Left(value)
        left.is_a("Language")
        name, code = left.text("name"), str(left.text("alternateName")) or None
        return Language(code, name=name, extras=left.extras()) if name or code else None
    said = str(value).strip() if isinstance(value, str) else ""
    if not said:
        return None
    found = _SCRIPT.fullmatch(languages.to_bcp47(said) or "")
    script = found[2] if found else None
    code = languages.find(found[1] if found else said)
    if code is None:
        return Language(name=value)
    name = "" if languages.to_bcp47(said) is not None else value
    return Language(code, script, name)


def _says_more_than_the_code(language: Language) -> str:
    """The wording beside a code with a tag, unless it is the name of the language, or of the script."""
    name = str(language.name)
    named = not name or not language.code or languages.is_name(name) or languages.find_script(name)
    said = named or _tag(language) is None
    return lost_extras(language) if said else "the wording"


LANGUAGE: Final = codec(
    "language",
    language_text,
    take_language,
    ("code", "script", "name", "extras"),
    changes=("label", "audience"),
    misses=_says_more_than_the_code,
)
