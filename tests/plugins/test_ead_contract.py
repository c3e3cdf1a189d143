"""EAD keeps the contract of formats."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from docmeta import Collection, Document, Extent, Extra
from docmeta.model import Container, DigitalObject
from docmeta.testing import FormatContract


class EADContract(FormatContract):
    """What both dialects add: the number and the unit of an extent whose wording is exactly these two."""

    __test__ = False

    def collections(self) -> Iterable[Collection]:
        """The samples, and what options complete: objects without a title or an address, a folder beside its box."""
        untitled = Document("d", title="Mill", digital_objects=(DigitalObject(uri="https://a.example/mill.jpg"),))
        placeless = Document("e", title="Mill", digital_objects=(DigitalObject(title="A view of the mill"),))
        loose = Document("f", title="Mill", containers=(Container("1", "box"), Container("2", "folder", id="f2")))
        return [*super().collections(), Collection("untitled", title="Views", members=(untitled, placeless, loose))]

    def survives(self, field: str, value: Any, got: Any) -> bool:
        if isinstance(value, Extent) and value.quantity is None:
            return any(value == attrs.evolve(back, quantity=None, unit=None) for back in got)
        if isinstance(value, Extra):
            # Each dialect carries along what the other one did.
            return any((value.place, value.content) == (back.place, back.content) for back in got)
        return super().survives(field, value, got)


class TestEAD2002(EADContract):
    """EAD 2002."""

    __test__ = True
    format = "ead2002"


class TestEAD3(EADContract):
    """EAD3."""

    __test__ = True
    format = "ead3"


class TestEAD4(EADContract):
    """EAD 4.0."""

    __test__ = True
    format = "ead4"
