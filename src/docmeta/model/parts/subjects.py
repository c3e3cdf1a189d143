"""What a unit is about, and where: terms and places."""

from __future__ import annotations

import attrs
from attrs import field

from docmeta.errors import ModelError
from docmeta.model import given
from docmeta.model.checked import Checked, checked
from docmeta.model.parts.basic import Extra, NamePart


@checked
@attrs.frozen(repr=False)
class Term(Checked):
    """A subject, function, occupation, genre or form: DACS chapter on access points, EAD `controlaccess`.

    Attributes:
        term: The heading, as displayed.
        kind: For a subject, a value of `TermKind`: "topic", "function", "occupation", "title".
        parts: The parts of the heading, if the source separates them.
        source: The vocabulary, such as "lcsh" or "aat" (EAD `@source`).
        identifier: Its number in that vocabulary (EAD `@authfilenumber`, EAD3 `@identifier`).
        uri: Its URI.
        rules: The rules that it follows.
        relator: Its role, as the source writes it.
        headings: The headings of the groups that contain it, outermost first.

    >>> Term("Korean War, 1950-1953", source="lcsh").source
    'lcsh'
    """

    term: str
    kind: str = "topic"
    parts: tuple[NamePart, ...] = field(default=(), converter=given.as_name_parts)
    source: str | None = None
    identifier: str | None = None
    uri: str | None = None
    rules: str | None = None
    relator: str | None = None
    headings: tuple[str, ...] = field(default=(), converter=given.as_texts)
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)

    def _demand(self) -> None:
        if not self.term and not self.identifier and not self.uri:
            raise ModelError("Term: expected a term, an identifier or a URI")


@checked
@attrs.frozen(repr=False)
class Place(Checked):
    """A place: EAD `geogname`, schema.org Place.

    Attributes:
        name: The name, as displayed.
        kind: The kind of place, as the source says: "region", "city", "country".
        latitude: Degrees north, WGS 84.
        longitude: Degrees east, WGS 84.
        part_of: The larger place that contains it.
        parts, source, identifier, uri, rules, relator, headings: As for `Term`.

    >>> Place("East Asia", "region").kind
    'region'
    """

    name: str
    kind: str | None = None
    parts: tuple[NamePart, ...] = field(default=(), converter=given.as_name_parts)
    source: str | None = None
    identifier: str | None = None
    uri: str | None = None
    rules: str | None = None
    relator: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    part_of: Place | None = None
    headings: tuple[str, ...] = field(default=(), converter=given.as_texts)
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)

    def _demand(self) -> None:
        if not self.name and not self.identifier and not self.uri and self.latitude is None:
            raise ModelError("Place: expected a name, an identifier, a URI or coordinates")
        for name, limit in (("latitude", 90), ("longitude", 180)):
            value = getattr(self, name)
            if value is not None and not -limit <= value <= limit:
                raise ModelError(f"Place.{name}: expected degrees from -{limit} to {limit}", value=value)
        depth, place = 0, self.part_of
        while place is not None:
            depth, place = depth + 1, place.part_of
            if depth > 20:
                raise ModelError("Place.part_of: expected at most 20 nested places")
