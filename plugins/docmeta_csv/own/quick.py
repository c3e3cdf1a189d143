"""Compiles the simple and usual case of a slot, values whose cells are texts, to straight-line code.

>>> from docmeta.model import Language
>>> from docmeta_csv.table.slots import slot_of
>>> slot = slot_of("languages", Language, {"languages": "code", "languages_script": "script"})
>>> fill = compiled(slot, (0, 1), "|")
>>> row = [""] * 2
>>> fill(row, (Language("rus"), Language("chi", "Hant"))), row
(True, ['rus|chi', '|Hant'])
>>> fill(row, (Language("rus", name="Russian"),))
False
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final, cast

from docmeta_csv.own import table
from docmeta_csv.table.cells import join
from docmeta_csv.table.slots import Slot

#: Fills the cells of a row with values; false if one is not simple, with no lasting effect.
Fill = Callable[[list[str], Sequence[Any]], bool]

_NOTHING: Final = ("''", '""')


@lru_cache(maxsize=16)
def fills(separator: str) -> dict[str, Fill]:
    """The functions of all slots with every column written, by field; compiled once in a process."""
    places = {column: index for index, column in enumerate(table.columns())}
    return {
        slot.field: compiled(slot, tuple(places[column] for column in slot.columns), separator)
        for slot in table.slots()
        if slot.simple
    }


def compiled(slot: Slot, indexes: Sequence[int], separator: str) -> Fill:
    """The function that fills the cells of simple values."""
    columns = [(index, text) for index, text in zip(indexes, slot.quick, strict=True) if text not in _NOTHING]
    # The test of a simple value has given names to its inner parts.
    for said, name in (("p.agent.dates", "d"), ("p.agent", "a")):
        if f"({name} := " in slot.simple:
            columns = [(index, text.replace(said, name)) for index, text in columns]
    lines = ["def fill(row, values):"]
    if slot.many:
        lines.append("    if len(values) == 1:")
        lines += _one(slot, columns, separator, "        ", "values[0]")
        lines += _several(slot, columns)
    else:
        lines += _one(slot, columns, separator, "    ", "values[0]")
    names: dict[str, Any] = {"KINDS": table.KIND_OF_AGENT, "STR": str, "join": separator.join, "SEP": separator}
    names["escape"] = lambda text: text.replace("\\", "\\\\").replace(separator, "\\" + separator)
    names["joined"] = lambda texts: join(texts, separator)
    exec("\n".join(lines), names)  # noqa: S102  # nosec B102  # built from our own table
    return cast("Fill", names["fill"])


def _one(slot: Slot, columns: Sequence[tuple[int, str]], separator: str, indent: str, value: str) -> list[str]:
    """One value: a field of one has no separator, so nothing to escape."""
    lines = [f"{indent}p = {value}", f"{indent}if not ({slot.simple}): return False"]
    for index, text in columns:
        lines += [f"{indent}v = {text}", f"{indent}if v:", f"{indent}    if v.__class__ is not STR: return False"]
        if slot.many:
            lines.append(f"{indent}    if {separator!r} in v or '\\\\' in v: v = escape(v)")
        lines.append(f"{indent}    row[{index}] = v")
    return [*lines, f"{indent}return True"]


def _several(slot: Slot, columns: Sequence[tuple[int, str]]) -> list[str]:
    """Several values: a column has a cell for each from the first that fills it."""
    lines = [
        f"    {' = '.join(f'c{number}' for number in range(len(columns)))} = None",
        "    n = 0",
        "    for p in values:",
    ]
    lines.append(f"        if not ({slot.simple}): return False")
    for number, (_, text) in enumerate(columns):
        lines += [
            f"        v = {text}",
            "        if v:",
            "            if v.__class__ is not STR: return False",
            f"            if c{number} is None: c{number} = [''] * n",
            f"            c{number}.append(v)",
            f"        elif c{number} is not None: c{number}.append('')",
        ]
    lines += ["        n += 1", "    apart = n - 1"]
    for number, (index, _) in enumerate(columns):
        lines += [
            f"    if c{number} is not None:",
            f"        v = join(c{number})",
            f"        if '\\\\' in v or v.count(SEP) != apart: v = joined(c{number})",
            f"        row[{index}] = v",
        ]
    return [*lines, "    return True"]
