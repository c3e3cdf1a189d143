"""What a record inherits from the units above."""

from __future__ import annotations

from typing import Any, Final

import attrs

from docmeta.crosswalk.report import Report
from docmeta.model import Inherited, Unit

#: The field of a unit for each value of `Inherited` with another name.
_INHERITED: Final = {"access": "notes", "use": "notes"}


def with_inherited(unit: Unit, owed: Inherited, report: Report) -> Unit:
    """The unit with its inherited values, which the report counts as supplied; the titles above are not included.

    >>> from docmeta.model import Collection, Document, Language, inherited, walk
    >>> top = Collection("c", languages="rus", members=(Document("d"),))
    >>> *_, node = walk(top)
    >>> [one.code for one in with_inherited(node.unit, inherited(node), Report()).languages]
    ['rus']
    """
    changes: dict[str, Any] = {}
    for name, source in owed:
        field = _INHERITED.get(name, name)
        before = changes.get(field, getattr(unit, field)) if field == "notes" else ()
        changes[field] = (*before, *source.value) if field == "notes" else source.value
        why = f"inherited from the unit above: {source.unit.id}"
        report.note("supplied", why, field=field, target="inherit", value=source.value)
    return attrs.evolve(unit, **changes) if changes else unit
