"""What a record format owes: each value comes back as it is, or a finding of the report says that it does not."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable
from typing import Any

from docmeta import Context, Node, Report
from docmeta.crosswalk import BOOKKEEPING
from docmeta.model import FIELDS
from docmeta.plugins import registry


def written(nodes: Iterable[Node], format: str, report: Report | None = None, **options: Any) -> bytes:
    """The output of a writer."""
    found = registry.default().get(format)
    assert found.writer is not None
    assert found.options is not None
    out = io.BytesIO()
    found.writer(nodes, out, Context(options=found.options(**options), report=report or Report()))
    return out.getvalue()


def read(data: bytes, format: str) -> list[Node]:
    """What its reader makes of it."""
    found = registry.default().get(format)
    assert found.reader is not None
    if b"<record" not in data and b"<mods " not in data:
        return []  # a reader refuses a file without records
    return list(found.reader(io.BytesIO(data), Context()))


def silent(nodes: list[Node], format: str, **options: Any) -> dict[str, Any]:
    """The fields of which more values come back otherwise than the report says, with an example of each."""
    told: Counter[str | None] = Counter()
    data = written(nodes, format, Report(each=lambda finding: told.update({finding.field: finding.count})), **options)
    found = read(data, format)
    assert len(found) == len(nodes)
    missing: dict[str, list[Any]] = {}
    for before, after in zip(nodes, found, strict=True):
        for name in FIELDS:
            if name in BOOKKEEPING or (name == "id" and before.unit.minted):
                continue
            value, got = getattr(before.unit, name), getattr(after.unit, name)
            if isinstance(value, tuple):
                missing.setdefault(name, []).extend((one, got) for one in value if one not in got)
            elif value and value != got:
                missing.setdefault(name, []).append((value, got))
    return {name: values[0] for name, values in missing.items() if len(values) > told[name]}
