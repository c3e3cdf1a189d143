"""The material: its extent, its containers, its digital objects."""

from __future__ import annotations

import attrs
from attrs import field

from docmeta.errors import ModelError
from docmeta.model import given
from docmeta.model.checked import Checked, checked
from docmeta.model.parts.basic import Extra


@checked
@attrs.frozen(repr=False)
class Extent(Checked):
    """The amount of material: ISAD(G) 3.1.5, DACS 2.5.

    Attributes:
        text: The whole statement: "30 boxes", "1.5 linear feet (3 boxes)".
        quantity: The number, as the source writes it ("1.5"); only if number and unit are clear.
        unit: The unit of measurement, as the source writes it ("linear feet").
        kind: What is measured: "carrier", "materialtype", "spaceoccupied" (EAD3 `@physdescstructuredtype`).
        coverage: "part" if it covers part of the unit; otherwise the whole (EAD3 `@coverage`).
        approximate: Whether the number is an estimate (EAD3 `quantity/@approximate`).
        facets: Physical characteristics: material, colour, technique (EAD `physfacet`).
        dimensions: Sizes (EAD `dimensions`).
        label: How the source labels it.
        parallel: Whether it measures the same material as the extent before it in other terms (EAD3 `physdescset`).

    >>> Extent("372 documents", quantity="372", unit="documents").unit
    'documents'
    """

    text: str = ""
    quantity: str | None = None
    unit: str | None = None
    kind: str | None = None
    coverage: str | None = None
    approximate: bool = False
    facets: tuple[str, ...] = field(default=(), converter=given.as_texts)
    dimensions: tuple[str, ...] = field(default=(), converter=given.as_texts)
    label: str | None = None
    parallel: bool = False
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)

    def _demand(self) -> None:
        if not (self.text or self.quantity or self.facets or self.dimensions):
            raise ModelError("Extent: expected a wording, a quantity, facets or dimensions")


@checked
@attrs.frozen(repr=False)
class Container(Checked):
    """A box, a folder, a reel: the container of the unit (EAD `container`).

    Attributes:
        value: Its number or name ("12").
        kind: What it is, as the source writes it ("Box", "folder", "map-case").
        label: How the source labels it.
        barcode: Its barcode.
        id: Its identifier in the source, to which `parent` of others refers.
        parent: The `id` of the container that contains it.

    >>> Container("12", "Box").value
    '12'
    """

    value: str = ""
    kind: str | None = None
    label: str | None = None
    barcode: str | None = None
    id: str | None = None
    parent: str | None = None
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)

    def _demand(self) -> None:
        if not (self.value or self.kind or self.label or self.barcode or self.id or self.parent):
            raise ModelError("Container: expected a value, a kind, a label or a barcode")


@checked
@attrs.frozen(repr=False)
class DigitalObject(Checked):
    """A digital object that shows the unit: EAD `dao`, schema.org MediaObject.

    Attributes:
        uri: Its URL, as the source writes it.
        title: Its title (EAD `@xlink:title`).
        media_type: Its IANA media type ("image/jpeg").
        role: Its role for the unit: "thumbnail", "master", a URI (EAD `@xlink:role`).
        kind: "borndigital", "derived", "unknown" or the source's own word (EAD3 `@daotype`).
        checksum: Its checksum, as "sha256:...".
        description: Prose about it (EAD `daodesc`).
        id: Its identifier in the source.
        parallel: Whether it forms a set with the object before it (EAD `daogrp`, EAD3 `daoset`).

    >>> DigitalObject("https://example.org/1.jpg", media_type="image/jpeg").role is None
    True
    """

    uri: str | None = None
    title: str = ""
    media_type: str | None = None
    role: str | None = None
    kind: str | None = None
    checksum: str | None = None
    description: str = ""
    id: str | None = None
    parallel: bool = False
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)
