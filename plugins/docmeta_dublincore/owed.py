"""What a component's record inherits from the units above it: the option `inherit`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docmeta.crosswalk import Report
from docmeta.model import Document, Inherited
from docmeta.xml import escape

if TYPE_CHECKING:
    from docmeta_dublincore.compiled import Program

#: The field of each value of `Inherited`.
_FIELDS: Final = {"access": "notes", "use": "notes"}


class Owed:
    """Gives the elements that a record inherits, and counts them in the report as supplied."""

    def __init__(self, program: Program, part_of: str, report: Report) -> None:
        self.make = program.record
        self.lost = [1] * len(program.losses)  # losses of inherited values are counted where the unit above is written
        self.part_of = part_of
        self.report = report
        self.counts: dict[str, int] = {}

    def pieces(self, owed: Inherited) -> list[str]:
        """The elements of what a record inherits."""
        found: list[str] = []
        if owed.phrase:
            found.append(f"<{self.part_of}>{escape(owed.phrase)}</{self.part_of}>")
            self._count("title", owed.titles[-1].unit.id, owed.phrase)
        values: dict[str, Any] = {}
        for name, source in owed:
            field = _FIELDS.get(name, name)
            values[field] = (*values[field], *source.value) if field in values else source.value
            self._count(field, source.unit.id, source.value)
        if values:
            self.make(Document("inherited", **values), found.append, self.lost, _nothing)
        return found

    def _count(self, field: str, unit: str, value: object) -> None:
        if self.report.each is not None or field not in self.counts:
            why = f"inherited from the unit above: {unit}" if field != "title" else "the titles of the units above"
            self.report.note("supplied", why, field=field, target="inherit", value=value)
        else:
            self.counts[field] += 1
        self.counts.setdefault(field, 0)

    def close(self) -> None:
        """Report how many more values were inherited."""
        for field, count in self.counts.items():
            if count:
                self.report.note("supplied", "inherited from a unit above", field=field, target="inherit", count=count)


def _nothing(number: int, value: Any) -> None:
    """Reports nothing: all kinds of losses count as already reported."""
