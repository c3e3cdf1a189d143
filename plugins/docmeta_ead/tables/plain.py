"""Elements of a `did` that hold only words and attributes, one per line: the reader makes parts of them by this table.

Such an element with anything else in it (child elements, an attribute that the line does not name) is read with more care.

>>> [line.part for line in PLAIN if line.element == "container"]
['Container']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from docmeta_ead.tables.dialect import DID_NOTES, TERMS


@attrs.frozen
class Plain:
    """One plain element.

    Attributes:
        element: Its canonical name.
        field: The field of the unit.
        part: The class of the model.
        words: The attribute of the part that holds the words.
        attributes: The attribute of the part for each attribute, by its canonical name.
        fixed: Values implied by the element itself.
        unique: Whether hardly two have the same words, so that none is remembered.
        nothing: The default value of an attribute of the part.
        unsaid: Attributes of the part that are given elsewhere.
    """

    element: str
    field: str
    part: str
    words: str
    attributes: Mapping[str, str]
    fixed: Mapping[str, str] = attrs.field(factory=dict)
    unique: bool = False
    nothing: Mapping[str, str] = attrs.field(factory=dict)
    unsaid: tuple[str, ...] = ()


IDENTIFIER: Final[dict[str, str]] = {
    "localtype": "kind",
    "label": "label",
    "countrycode": "country",
    "repositorycode": "repository",
    "audience": "audience",
}
CONTAINER: Final[dict[str, str]] = {
    "localtype": "kind",
    "label": "label",
    "containerid": "barcode",
    "id": "id",
    "parent": "parent",
    "audience": "audience",
}
NOTE: Final[dict[str, str]] = {"label": "label", "audience": "audience"}
#: The attributes of access points; an identifier that is a URI is a `uri`.
ACCESS: Final[dict[str, str]] = {
    "relator": "relator",
    "source": "source",
    "rules": "rules",
    "identifier": "identifier",
    "audience": "audience",
}


def _plain() -> Iterator[Plain]:
    yield Plain("unitid", "identifiers", "Identifier", "value", IDENTIFIER, unique=True, nothing={"kind": "unitid"})
    yield Plain("container", "containers", "Container", "value", CONTAINER)
    for name, kind in DID_NOTES.items():
        yield Plain(name, "notes", "Note", "text", NOTE, {"kind": kind})


PLAIN: Final = tuple(_plain())


def _access_points() -> Iterator[Plain]:
    for name, (field, kind) in TERMS.items():
        part, words = ("Place", "name") if field == "places" else ("Term", "term")
        yield Plain(name, field, part, words, ACCESS, {"kind": kind} if kind else {}, unsaid=("headings",))


#: The same for access points that are terms and places; their groups have the headings.
ACCESS_POINTS: Final = tuple(_access_points())
