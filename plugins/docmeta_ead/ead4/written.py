"""Converts what the writer writes as EAD3 to EAD 4.0, piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from docmeta.errors import DocmetaError
from docmeta.model import Extra, Unit
from docmeta.text import Element, parse
from docmeta.xml import FORBIDDEN, REPLACEMENT
from docmeta_ead.ead4 import to_control
from docmeta_ead.ead4.put_back import unheld
from docmeta_ead.ead4.to_unit import Units
from docmeta_ead.tables import losses
from docmeta_ead.tables.ead4 import SEPARATE

if TYPE_CHECKING:
    from docmeta_ead.write.state import Writing


class Ead4:
    """Converts the pieces of one file; what EAD 4.0 cannot hold is reported for the most specific field."""

    def __init__(self, writing: Writing, forbidden: Callable[[str], None]) -> None:
        self.writing = writing
        self.forbidden = forbidden
        self.units = Units(self._lost)
        self.attributes = self.units.prose.attributes

    def _lost(self, field: str, code: str, target: str, value: str, reason: str) -> None:
        self.writing.field = field
        self.writing.tell(code, target, value, reason)

    def header(self, markup: str, extras: Sequence[Extra]) -> str:
        """The header, and what follows it; *extras* are those of the record."""
        return to_control.header(self._legal(markup), self._lost, self._own(extras))

    def unit(self, unit: Unit, markup: str, name: str, apart: bool = False) -> str:
        """A unit up to its components."""
        own = self._own(unit.extras) if any(extra.format == "ead4" for extra in unit.extras) else ()
        return self.units.open(self._legal(markup), name, own, {SEPARATE: "true"} if apart else {})

    def list(self, markup: str, closed: bool = False) -> str:
        """The start of a list of components, or a whole one without any."""
        return self.units.list(self._legal(markup), closed)

    def _legal(self, markup: str) -> str:
        """A piece without characters that XML cannot hold."""
        if FORBIDDEN.search(markup) is None:
            return markup
        self.forbidden(markup)
        return FORBIDDEN.sub(REPLACEMENT, markup)

    def _own(self, extras: Sequence[Extra]) -> Iterator[tuple[str, Element]]:
        """What only EAD 4.0 has, unchanged, each with its place; an identifier already written is left out."""
        for extra in extras:
            if extra.format != "ead4":
                continue
            path, at, key = extra.place.partition("/@")
            try:
                pieces = [Element(path, {key: extra.content})] if at else parse(extra.content)
                found = [one for one in pieces if isinstance(one, Element)]
            except DocmetaError:
                found = []
            if len(found) == 1:
                self.writing.field = "extras"
                for one, key in unheld(found[0]):
                    value = one.attributes.pop(key)
                    self.writing.lose(losses.of_attribute(losses.VALUE, key, value), value, one.name, key[:20])
                self.writing.identify(found[0])
                yield extra.place, found[0]
            else:
                self.writing.field = "extras"
                self.writing.lose(losses.EXTRA_BROKEN, extra.content)
