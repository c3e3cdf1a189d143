"""Elements of a `did` that are words and attributes and nothing else, a line each: the reader makes parts of them by this table.

Whatever else stands in such an element in a file (elements of its own, an attribute that the line does not name) is read with more care.

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
        words: The attribute of the part that the words are.
        attributes: The attribute of the part that each attribute is, by its canonical name.
        fixed: What the element itself says.
        unique: Whether hardly two have the same words, so that none is remembered.
        nothing: The value of an attribute of the part that goes without saying.
        unsaid: Attributes of the part that are said elsewhere.
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
#: The attributes of access points; an identifier that is an address is a `uri`.
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


#: The same of access points that are terms and places; the groups that they stand in have the headings.
ACCESS_POINTS: Final = tuple(_access_points())
