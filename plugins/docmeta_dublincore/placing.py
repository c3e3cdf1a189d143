"""Where the content of an element goes: its field in the model, which for some elements depends on the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from docmeta.crosswalk import Codec, Crosswalk
from docmeta.model import Date, DigitalObject, Draft, Note, Place
from docmeta.xml.harvest import words
from docmeta_dublincore import access_points as points
from docmeta_dublincore.codecs import says_a_date
from docmeta_dublincore.crosswalk import QUALIFIED, SIMPLE
from docmeta_dublincore.literal import Literal, prose
from docmeta_dublincore.schemes import is_period, read_box, read_period, read_point


def _decoders(crosswalk: Crosswalk) -> dict[str, tuple[str, Codec]]:
    return {target.partition(":")[2]: (rule.name, rule.codec) for target, rule in crosswalk.by_target().items()}


DECODERS: Final = {**_decoders(SIMPLE), **_decoders(QUALIFIED)}
DECODERS["coverage"] = ("places", points.PLACE)
DECODERS["format"] = ("extents", points.EXTENT)
#: Elements whose field depends on the text.
ASKED: Final = frozenset(("title", "description", "source", "type", "format", "coverage", "language"))


def placed(name: str, literal: Literal, draft: Draft) -> bool:
    """Put the content of an element into its field; False if no field takes it."""
    special = SPECIAL.get(name)
    if special is not None and special(draft, literal):
        return True
    if literal.scheme in ("Period", "Point", "Box") and words(literal).strip():
        read: Any = {"Period": read_period, "Point": read_point, "Box": read_box}[literal.scheme](literal)
        draft.add("dates" if isinstance(read, Date) else "places", read)
        return True
    field, codec = DECODERS[name]
    if codec.decode is None:
        return False
    if name == "language" and (several := points.several_languages(words(literal).strip())):
        for one in several:
            draft.add(field, codec.decode(Literal(one, literal.language, literal.scheme)))
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


def _title(draft: Draft, literal: str) -> bool:
    draft.add("title" if "title" not in draft else "other_titles", prose(literal))
    return True


def _description(draft: Draft, literal: str) -> bool:
    if "description" in draft:
        draft.add("notes", Note("scope_and_content", prose(literal)))
    else:
        draft.add("description", prose(literal))
    return True


def _source(draft: Draft, literal: str) -> bool:
    if "source" in draft:
        draft.add("notes", Note("originals", prose(literal)))
    else:
        draft.add("source", prose(literal))
    return True


def _type(draft: Draft, literal: str) -> bool:
    if words(literal) != "Collection":
        return False
    draft.fields["level"] = "collection"
    return True


def _media(draft: Draft, literal: str) -> bool:
    said = words(literal)
    if not points.is_media_type(said):
        draft.add("extents", points.read_extent(literal))
    else:
        draft.add("digital_objects", DigitalObject(media_type=said))
    return True


def _coverage(draft: Draft, literal: str) -> bool:
    said = words(literal)
    scheme = literal.scheme if isinstance(literal, Literal) else None
    if scheme in ("Period", "Point", "Box"):
        return False
    if (scheme == "W3CDTF" and said.strip()) or says_a_date(said):
        draft.add("dates", Date(prose(literal), kind="coverage"))
        return True
    return False


#: Elements whose field depends on what the record has so far, or on the text.
SPECIAL: Final[dict[str, Callable[[Draft, str], bool]]] = {
    "title": _title, "description": _description, "source": _source, "type": _type, "format": _media, "coverage": _coverage,
}  # fmt: skip
