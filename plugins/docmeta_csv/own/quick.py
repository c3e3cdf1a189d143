"""Compiles the simple case of a slot, one value whose cells are texts, to straight-line code: it is nearly every case.

>>> from docmeta.model import Language
>>> from docmeta_csv.table.slots import slot_of
>>> slot = slot_of("languages", Language, {"languages": "code", "languages_script": "script"})
>>> row = [""] * 2
>>> fill = compiled(slot, (0, 1), "|")
>>> fill(row, Language("rus")), row, fill(row, Language("rus", name="Russian"))
(True, ['rus', ''], False)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from docmeta_csv.own.table import KIND_OF_AGENT
from docmeta_csv.table.slots import Slot

#: Fills the cells of a row with a value; false where the value is not simple, and nothing that matters was done.
Fill = Callable[[list[str], Any], bool]
#: The cells of a value, escaped; None where it is not simple.
Take = Callable[[Any], list[str] | None]


def compiled(slot: Slot, indexes: Sequence[int], separator: str) -> Fill:
    """The function that fills the cells of one simple value."""
    if not slot.simple:
        return lambda row, value: False
    lines = ["def fill(row, p):", f"    if not ({slot.simple}): return False"]
    for index, expression in zip(indexes, slot.quick, strict=True):
        if expression in _NOTHING:
            continue
        lines += [f"    v = {expression}", "    if v:", "        if v.__class__ is not str: return False"]
        lines += _escaping(slot, separator)
        lines.append(f"        row[{index}] = v")
    lines.append("    return True")
    return cast("Fill", _made(lines, separator)["fill"])


def compiled_take(slot: Slot, separator: str) -> Take:
    """The function that gives the cells of one of several simple values."""
    if not slot.simple:
        return lambda value: None
    lines = ["def take(p):", f"    if not ({slot.simple}): return None", f"    cells = [''] * {len(slot.columns)}"]
    for index, expression in enumerate(slot.quick):
        if expression in _NOTHING:
            continue
        lines += [f"    v = {expression}", "    if v:", "        if v.__class__ is not str: return None"]
        lines += _escaping(slot, separator)
        lines.append(f"        cells[{index}] = v")
    lines.append("    return cells")
    return cast("Take", _made(lines, separator)["take"])


_NOTHING = ("''", '""')


def _escaping(slot: Slot, separator: str) -> list[str]:
    """A field of one value has nothing that would separate, so nothing to escape."""
    return [f"        if {separator!r} in v or '\\\\' in v: v = escape(v)"] if slot.many else []


def _made(lines: list[str], separator: str) -> dict[str, Any]:
    names: dict[str, Any] = {
        "KINDS": KIND_OF_AGENT,
        "escape": lambda text: text.replace("\\", "\\\\").replace(separator, "\\" + separator),
    }
    exec("\n".join(lines), names)  # noqa: S102  # nosec B102  # built from our own table
    return names
