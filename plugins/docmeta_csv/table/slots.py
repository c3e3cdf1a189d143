"""A slot: the columns for the values of one field, side by side. A table is a row of slots, which is its crosswalk, too.

`agents`, `agents_role` and `agents_dates` are one slot: the third value of each cell belongs to the third agent.
A slot lists the attributes of a part that it holds; what it lacks is therefore known, and reported value by value.

>>> slot = slot_of("languages", Language, {"languages": "code", "languages_script": "script"})
>>> slot.take(Language("rus", "Cyrl")), slot.make(["rus", "Cyrl"])
(['rus', 'Cyrl'], Language(code='rus', script='Cyrl'))
>>> slot.loses(Language("rus")), slot.loses(Language("rus", name="Russian"))
(False, True)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, Final

import attrs

from docmeta.crosswalk import Codec, Crosswalk, Rule
from docmeta.errors import DocmetaError
from docmeta.model import FIELDS, Identifier, Language, Unit, degree
from docmeta.text import is_structured

#: Fields of a unit with several values.
MANY: Final = frozenset(field.name for field in attrs.fields(Unit) if str(field.type).startswith("tuple["))

#: The content of a column that the dialect's own code fills, for the printed table.
COLUMN: Final = Codec("own code", str)

#: The cells of one value, one for each column of the slot. A column that holds a list gives a list.
Cells = list[Any]


@attrs.frozen
class Slot:
    """The columns of one field.

    Attributes:
        field: The field, "title", or one kind of its values, "notes[arrangement]".
        columns: The names of the columns; the first is the main one.
        take: The cells of one value.
        make: The value of cells; None if they are empty. Raises `ModelError` or `ValueError` if they are invalid.
        loses: Whether `make(take(value))` is a different value.
        lists: The positions of the columns whose cells hold a list for each value.
        keeps: What it keeps of a value, in words.
        source: Where the mapping is published.
        note: What a reader of the table should know.
        codec: The name of the encoding, for the printed table.
        simple: A Python expression over `p`, a value: whether its cells are the texts of `quick` and nothing of it is lost.
        quick: For each column an expression over `p` that gives its text, or nothing; equal to `take` for simple values.
        whole: Whether a cell is one value, though the field holds several: prose, in which the separator has no meaning.
        between: The usual separator of several values in such a column, if it lacks the table's own.
        shared: The positions of the columns whose only value applies to each value of the main one.
    """

    field: str
    columns: tuple[str, ...]
    take: Callable[[Any], Cells]
    make: Callable[[Sequence[Any]], Any]
    loses: Callable[[Any], bool]
    lists: frozenset[int] = frozenset()
    keeps: str = ""
    source: str = ""
    note: str = ""
    codec: str = "cells"
    whole: bool = False
    between: str = ""
    shared: frozenset[int] = frozenset()
    simple: str = ""
    quick: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The field without its selector."""
        return self.field.partition("[")[0]

    @property
    def many(self) -> bool:
        """Whether the field holds several values."""
        return self.name in MANY

    def remade(self, value: Any) -> Any:
        """The value made from the cells of a value; None if there is none."""
        try:
            return self.make(self.take(value))
        except (DocmetaError, ValueError):
            return None


def text_slot(field: str, column: str | None = None, *, source: str = "", note: str = "") -> Slot:
    """A field of one text in one column."""
    return Slot(
        field, (column or field,), lambda value: [str(value)], lambda cells: cells[0] or None, is_structured,
        keeps="the words", source=source, note=note, codec="text",
    )  # fmt: skip


def texts_slot(field: str, column: str | None = None, *, source: str = "") -> Slot:
    """A field of several texts in one column."""
    return Slot(
        field, (column or field,), lambda value: [str(value)], lambda cells: cells[0], lambda value: is_structured(value) or not value,
        keeps="the words", source=source, codec="texts",
    )  # fmt: skip


def slot_of(
    field: str,
    cls: type[Any],
    columns: Mapping[str, str],
    *,
    blank: Mapping[str, str] | None = None,
    keeps: str = "",
    source: str = "",
    note: str = "",
) -> Slot:
    """A slot for parts of an attrs class, with the attribute of each column.

    Args:
        field: The field.
        cls: The class of the part.
        columns: Column by column, the attribute that it holds. "identifiers" and "identifiers.kind" hold a list each.
        blank: Attributes whose usual word is written as an empty cell.
        keeps, source, note: As for `Slot`.
    """
    shape = Shape(cls, tuple(columns.values()), blank or {})
    return Slot(
        field, tuple(columns), shape.take, shape.make, shape.loses, shape.lists, keeps or "what has a column", source, note, "parts",
        simple=shape.simple(), quick=tuple(shape.quick(name) for name in shape.names),
    )  # fmt: skip


class Shape:
    """Converts the attributes of an attrs class to cells, and cells to attributes.

    Args:
        cls: The class.
        names: The attributes held, in the order of the cells.
        blank: Attributes whose usual word is written as an empty cell.
    """

    def __init__(self, cls: type[Any], names: tuple[str, ...], blank: Mapping[str, str]) -> None:
        self.cls = cls
        self.names = names
        fields = {field.name: field for field in attrs.fields(cls)}
        held = [name for name in names if "." not in name]
        self.kinds = {name: _kind(fields[name].type) for name in held}
        self.blank = blank
        #: Values of an empty word when read, which are therefore written as an empty word.
        self.read_as = {
            name: fields[name].default
            for name in held
            if name not in blank and fields[name].default.__class__ is str and fields[name].default
        }
        texts = all(kind in ("text", "word") for kind in self.kinds.values())
        self.plain = texts and not blank and not self.read_as and len(names) > 1
        self.get_plain = attrgetter(*names) if self.plain else None
        self.get_prose = _getter([name for name, kind in self.kinds.items() if kind in ("text", "word")])
        words = [
            name for name, kind in self.kinds.items() if kind == "word" or (kind == "text" and fields[name].default)
        ]
        self.words = [name for name in words if fields[name].default is not attrs.NOTHING or name in blank]
        self.get_words = _getter(self.words)
        self.others = [name for name, kind in self.kinds.items() if kind not in ("text", "word", "flag", "number")]
        unheld = [field for field in fields.values() if field.name not in held]
        self.unheld = [field.name for field in unheld]
        self.get_unheld = _getter([field.name for field in unheld])
        self.usual = tuple(field.default for field in unheld)
        self.may_vanish = all(field.default is not attrs.NOTHING for field in fields.values()) and not hasattr(
            cls, "_demand"
        )
        self.required = [
            field.name for field in fields.values() if field.default is attrs.NOTHING and field.name in held
        ]
        self.lists = frozenset(
            index for index, name in enumerate(names) if "." in name or self.kinds[name] in ("list", "codes")
        )

    def take(self, part: Any) -> Cells:
        """The cells of a part."""
        if self.get_plain is not None:
            return [value or "" for value in self.get_plain(part)]
        return [self._cell(part, name) for name in self.names]

    def simple(self, value: str = "p") -> str:
        """An expression: only texts and words that are held are set, none of them is an empty word, and at least one is set."""
        tests = []
        for name, usual in zip(self.unheld, self.usual, strict=True):
            tests.append(f"{value}.{name} is {usual!r}" if usual in (None, True, False) else f"not {value}.{name}")
        tests += [f"not {value}.{name}" for name in self.others if "." not in name]
        tests += [
            f"{value}.{name} is {'None' if kind == 'number' else 'False'}"
            for name, kind in self.kinds.items()
            if kind in ("flag", "number")
        ]
        tests += [f'{value}.{name} != ""' for name in self.words]
        if self.may_vanish:
            tests.append("(" + " or ".join(f"{value}.{name}" for name in self.names if "." not in name) + ")")
        return " and ".join(tests) or "True"

    def quick(self, name: str, value: str = "p") -> str:
        """An expression for the text of a column of a simple part."""
        if "." in name or self.kinds[name] not in ("text", "word"):
            return '""'
        usual = self.blank.get(name)
        return f"{value}.{name}" if usual is None else f"({value}.{name} if {value}.{name} != {usual!r} else '')"

    def _cell(self, part: Any, name: str) -> Any:
        if name == "identifiers.kind":
            kinds = [identifier.kind for identifier in part.identifiers]
            return [] if all(kind == "unitid" for kind in kinds) else kinds
        value, kind = getattr(part, name), self.kinds[name]
        if kind == "flag":
            return "yes" if value else ""
        if kind == "number":
            return "" if value is None else repr(float(value))
        if kind == "list":
            return list(value)
        if kind == "codes":
            said = [item.value if isinstance(item, Identifier) else item.code for item in value]
            return [code for code in said if code]
        if not value:
            return self.read_as.get(name, "")
        return "" if self.blank.get(name) == value else value

    def fields(self, cells: Sequence[Any]) -> dict[str, Any]:
        """The attributes of cells, without those of empty cells."""
        found: dict[str, Any] = {}
        for name, cell in zip(self.names, cells, strict=True):
            if not cell:
                continue
            kind = self.kinds.get(name)
            if kind is None:
                continue
            if kind == "flag":
                found[name] = _flag(cell)
            elif kind == "number":
                found[name] = _number(cell)
            elif kind == "list":
                found[name] = tuple(cell)
            elif kind == "codes":
                found[name] = self._codes(name, cell, cells)
            else:
                found[name] = cell
        for name in self.required:
            found.setdefault(name, self.blank.get(name, ""))
        return found

    def _codes(self, name: str, cell: list[str], cells: Sequence[Any]) -> tuple[Any, ...]:
        if name != "identifiers":
            return tuple(Language(code) for code in cell if code)
        kinds: list[str] = []
        if "identifiers.kind" in self.names:
            kinds = list(cells[self.names.index("identifiers.kind")] or ())
        kinds += [""] * (len(cell) - len(kinds))
        return tuple(Identifier(value, kind or "unitid") for value, kind in zip(cell, kinds, strict=False) if value)

    def make(self, cells: Sequence[Any]) -> Any:
        """The part of cells; None if they are all empty."""
        if not any(cells):
            return None
        return self.cls(**self.fields(cells))

    def loses(self, part: Any) -> bool:
        """Whether the cells of a part make another part, because they lack an attribute, structure, or an empty word."""
        if self.get_unheld(part) != self.usual:
            return True
        for text in self.get_prose(part):
            if text.__class__ is not str and text is not None and is_structured(text):
                return True
        if "" in self.get_words(part):
            return True
        if self.others and any(self._loses_list(name, getattr(part, name)) for name in self.others):
            return True
        return self.may_vanish and not any(self.take(part))

    def _loses_list(self, name: str, values: tuple[Any, ...]) -> bool:
        if not values:
            return False
        if self.kinds[name] == "list":
            return values == ("",) or any(value.__class__ is not str and is_structured(value) for value in values)
        if values and isinstance(values[0], Identifier):
            kinds = "identifiers.kind" in self.names
            return any(
                value != Identifier(value.value, value.kind if kinds else "unitid") or not value.kind
                for value in values
            )
        return any(not value.code or value != Language(value.code) for value in values)


def _getter(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    if not names:
        return lambda _: ()
    if len(names) == 1:
        only = attrgetter(names[0])
        return lambda part: (only(part),)
    return attrgetter(*names)


def _kind(annotation: Any) -> str:
    """The form of an attribute: prose, a word, a flag, a number, a list of texts, a list of codes."""
    kinds = {
        "str": "text", "str | None": "word", "bool": "flag", "float | None": "number", "tuple[str, ...]": "list",
        "tuple[Identifier, ...]": "codes", "tuple[Language, ...]": "codes",
    }  # fmt: skip
    # cattrs replaces words by classes when it first meets a class of the model
    words = annotation.__name__ if isinstance(annotation, type) else str(annotation).replace("docmeta.model.parts.", "")
    return kinds[words]


def _flag(cell: str) -> bool:
    word = cell.strip().lower()
    if word in ("yes", "true", "1"):
        return True
    if word in ("no", "false", "0"):
        return False
    raise ValueError("expected yes or no")


def _number(cell: str) -> float:
    found = degree(cell)
    if found is None:
        raise ValueError("expected a number of degrees")
    return found


def crosswalk_of(
    name: str,
    title: str,
    slots: Sequence[Slot],
    *,
    before: Sequence[Rule] = (),
    drops: Mapping[str, str] | None = None,
    source: str = "",
) -> Crosswalk:
    """The crosswalk of a table: a rule for each column, in order; companion columns are rules that only write."""
    rules = list(before)
    for slot in slots:
        codec = Codec(slot.codec, _encode(slot.take, 0), None, slot.keeps, slot.loses)
        rules.append(Rule(slot.field, slot.columns[0], codec, slot.source, slot.note))
        for index, column in enumerate(slot.columns[1:], 1):
            beside = Codec("cell beside", _encode(slot.take, index))
            rules.append(
                Rule(slot.field, column, beside, slot.source, f"beside {slot.columns[0]}", options=(("also", True),))
            )
    unsaid = {field: "no column holds it" for field in FIELDS if field not in {rule.name for rule in rules}}
    unsaid = {field: why for field, why in unsaid.items() if field not in ("minted", "audience")}
    return Crosswalk(name, title, tuple(rules), {**unsaid, **(drops or {})}, source)


def _encode(take: Callable[[Any], Cells], at: int) -> Callable[[Any], str]:
    """The text of a value in one of the columns of its slot."""

    def encode(value: Any) -> str:
        cell = take(value)[at]
        return "|".join(cell) if isinstance(cell, list) else str(cell)

    return encode
