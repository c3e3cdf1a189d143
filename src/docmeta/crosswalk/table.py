"""A crosswalk is data: one table says which field of the model is which element of a format.

The same table drives the writer, the reader, the printed documentation and the loss report.
A `Rule` is one line of it; a `Codec` turns a value into text and back; `drops` lists what the format cannot hold, and why;
a `Loss` names the part of a value that the target of a rule cannot express.

>>> table = Crosswalk(
...     "demo",
...     "Demonstration",
...     rules=(Rule("title", "dc:title", TEXT, source="DCMI Metadata Terms"),),
...     drops={"containers": "Dublin Core says nothing of boxes"},
... )
>>> [(row.field, row.target) for row in table.rows()][0]
('title', 'dc:title')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

import attrs

from docmeta.crosswalk.keeps import LINKS, OTHERWISE, in_words, loses_content, lost_links, others
from docmeta.model import FIELDS, Unit
from docmeta.model import parts as _classes
from docmeta.text import is_structured

#: The attribute that `field[word]` selects by.
SELECTORS: Final[dict[str, str]] = {
    "agents": "role",
    "dates": "kind",
    "identifiers": "kind",
    "notes": "kind",
    "relations": "kind",
    "subjects": "kind",
}

#: Fields of a unit that formats need not map: the core handles them.
BOOKKEEPING: Final = frozenset({"minted", "audience"})

#: The ISAD(G) element of each field, for the printed tables.
ISAD: Final[dict[str, str]] = {
    "identifiers": "3.1.1", "title": "3.1.2", "dates": "3.1.3", "level": "3.1.4", "extents": "3.1.5", "agents": "3.2.1",
    "description": "3.3.1", "languages": "3.4.3", "record": "3.7",
    "notes[biography_or_history]": "3.2.2", "notes[custodial_history]": "3.2.3", "notes[acquisition]": "3.2.4",
    "notes[scope_and_content]": "3.3.1", "notes[appraisal]": "3.3.2", "notes[accruals]": "3.3.3", "notes[arrangement]": "3.3.4",
    "notes[access_conditions]": "3.4.1", "notes[legal_status]": "3.4.1", "notes[use_conditions]": "3.4.2",
    "notes[language]": "3.4.3", "notes[physical_characteristics]": "3.4.4", "notes[finding_aids]": "3.4.5",
    "notes[originals]": "3.5.1", "notes[copies]": "3.5.2", "notes[related_units]": "3.5.3",
    "notes[separated_units]": "3.5.3", "notes[publication]": "3.5.4", "notes[general]": "3.6.1", "notes[note]": "3.6.1",
    "notes[processing]": "3.7.1",
}  # fmt: skip

_FIELD = re.compile(r"([a-z_]+)(?:\[([^\]]+)\])?$")


@attrs.frozen
class Codec:
    """How a value of the model becomes text, and text becomes a value.

    A value is lost, in whole or in part, if `decode(encode(value))` differs from it:
    if only names are kept, a name without dates loses nothing, a name with dates does.

    Attributes:
        name: Its name in the printed tables.
        encode: The text of a value; None or "" if the value cannot be expressed at all.
        decode: The value of a text; None if the codec only writes.
        keeps: The attributes of the part that it keeps ("agent.name" for those of an agent), or what it keeps, in words.
        loses: A faster equivalent of `decode(encode(value)) != value`, which the contract tests compare with it.
            If `keeps` names attributes, it is only called for values without any others.
        changes: Attributes that are not content, so that a value without them says the same (a date's `type`, a note's `kind`).
        misses: What is lost of the attributes that it otherwise keeps, in words ("the wording"); "" if nothing is.
        whole: Whether it keeps all words, so that a value that comes back different has only changed its form.
        reports: Whether the format's own code writes the value, as more than a text, and reports losses as it writes:
            the lines of `Crosswalk.partial`. Then `loss` cannot tell, and `encode` gives just the words.
    """

    name: str
    encode: Callable[[Any], str | None]
    decode: Callable[[str], Any] | None = None
    keeps: str | tuple[str, ...] = ""
    loses: Callable[[Any], bool] | None = None
    reports: bool = attrs.field(default=False, kw_only=True)
    changes: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    misses: Callable[[Any], str] | None = attrs.field(default=None, kw_only=True)
    whole: bool = attrs.field(default=False, kw_only=True)
    #: By class: whether a part has more than is kept, and more content than is kept.
    _more: dict[type, tuple[Callable[[Any], bool], Callable[[Any], bool]]] = attrs.field(
        factory=dict, init=False, eq=False, repr=False
    )

    def __attrs_post_init__(self) -> None:
        if self.reports and (self.loses is not None or self.decode is not None):
            raise ValueError(
                f"codec {self.name!r} reports what it loses as it writes: it has neither `decode` nor `loses`"
            )

    def loss(self, value: Any) -> bool:
        """Whether writing *value* with this codec loses any of it.

        Raises:
            ValueError: The codec `reports`: only writing the value tells what is lost.
        """
        if self.reports:
            raise ValueError(f"codec {self.name!r} reports what it loses as it writes: see `Crosswalk.partial`")
        if self.keeps.__class__ is tuple and (self._more.get(value.__class__) or self._tests(value.__class__))[0](
            value
        ):
            return True
        if self.loses is not None:
            return self.loses(value)
        text = self.encode(value)
        if not text or self.decode is None:
            return True
        return bool(self.decode(text) != value)

    def judge(self, value: Any) -> str | None:
        """How the report counts writing *value*: "partial" if content is lost, "changed" if just its form changes.

        >>> from docmeta.model import Date
        >>> words = Codec("words", lambda date: date.text, Date, ("text", "edtf"), changes=("type",))
        >>> [words.judge(date) for date in (Date("1950", label="Made"), Date("1950", type="bulk"), Date("1950"))]
        ['partial', 'changed', None]
        """
        if not self.loss(value):
            return None
        if lost_links(value, self.encode):
            return "partial"
        if not isinstance(self.keeps, tuple):
            return "changed" if self.whole else "partial"
        if self.misses is not None and self.misses(value):
            return "partial"
        more = (self._more.get(value.__class__) or self._tests(value.__class__))[1](value)
        return "partial" if more and loses_content(value, (*self.keeps, *self.changes)) else "changed"

    def _tests(self, cls: type) -> tuple[Callable[[Any], bool], Callable[[Any], bool]]:
        made = self._more[cls] = others(cls, *self.keeps), others(cls, *self.keeps, *self.changes)
        return made

    def why(self, value: Any) -> str:
        """What a value loses or changes, in words."""
        links = LINKS if lost_links(value, self.encode) else ""
        if not isinstance(self.keeps, tuple):
            return links or (OTHERWISE if self.whole else f"all but {self.keeps}" if self.keeps else "")
        lost = in_words(value.__class__, value, (*self.keeps, *self.changes))
        lost = f"{lost}, {links}" if lost and links else lost or links
        missed = self.misses(value) if self.misses is not None else ""
        if missed:
            lost = f"{lost}, {missed}" if lost and missed != lost else missed
        return lost or in_words(value.__class__, value, self.keeps) or OTHERWISE

    @property
    def kept(self) -> str:
        """What it keeps, for the printed tables."""
        return self.keeps if isinstance(self.keeps, str) else ", ".join(self.keeps)


#: Prose, as its plain words; structure and language are lost.
TEXT: Final = Codec("text", lambda value: str(value), lambda text: text, "the words", is_structured)


@attrs.frozen
class Rule:
    """One line of a crosswalk.

    Attributes:
        field: The field of the model, "title", or one kind of its values, "dates[publication]".
        target: The element, property or column of the format, in its own words.
        codec: How values become text, and text becomes values.
        source: Where the mapping is published.
        note: A remark for readers of the table.
        reads, writes: Whether the rule is used for reading, and for writing.
        options: What else the format's own code needs in this line, as (name, value) pairs.
    """

    field: str
    target: str
    codec: Codec = TEXT
    source: str = ""
    note: str = ""
    reads: bool = True
    writes: bool = True
    options: tuple[tuple[str, Any], ...] = ()

    #: The field without its selector.
    name: str = attrs.field(init=False, eq=False, repr=False)
    #: The word in brackets: the kind or role of the values that the rule is for.
    selector: str | None = attrs.field(init=False, eq=False, repr=False)

    @name.default
    def _name(self) -> str:
        return self.field.partition("[")[0]

    @selector.default
    def _selector(self) -> str | None:
        return self.field[:-1].partition("[")[2] or None if self.field.endswith("]") else None

    def option(self, name: str, default: Any = None) -> Any:
        """One of `options`."""
        for key, value in self.options:
            if key == name:
                return value
        return default


#: A placeholder in braces.
_NAME = re.compile(r"\{[A-Za-z]+\}")


def _several(parts: str | Iterable[str]) -> tuple[str, ...]:
    return (parts,) if isinstance(parts, str) else tuple(parts)


@attrs.frozen
class Loss:
    """One line of `Crosswalk.partial`: which part of a value the target of a rule cannot express.

    A writer with its own code for a value reports with these lines, so the printed table and the report agree:

    >>> held = Loss("places.part_of", "geogname", "a place does not say what it is part of")
    >>> number = Loss("agents.agent.identifiers", "{persname}/@identifier", "the attribute holds one number")
    >>> number.at("persname")
    'persname/@identifier'
    >>> number.covers("partial", "agents", "famname/@identifier", "the attribute holds one number")
    True
    >>> table = Crosswalk("demo", "Demonstration", (Rule("places", "geogname"),), partial=(held,))
    >>> [(line.parts, line.why) for line in table.partial]
    [(('places.part_of',), 'a place does not say what it is part of')]
    >>> Crosswalk("demo", "Demonstration", partial=(Loss("places.population", "geogname", "no numbers"),))
    Traceback (most recent call last):
    ValueError: crosswalk 'demo': 'places.population' is not part of the model

    Attributes:
        parts: What is lost, in the model's words: a field and the attributes that lead to the value, "places.part_of",
            "notes[language].heading"; several if the line applies to each. ``*`` is any prose, ``*.extras`` the extras of anything.
        target: The element, property or column that cannot express it; a name in braces stands for any of its kind.
        why: The reason, as reported; braces as in `target`.
        code: How it is reported, a key of `docmeta.crosswalk.report.CODES`: "partial", "dropped" if nothing of the value is written,
            "supplied" if the target requires something that the value lacks.
    """

    parts: tuple[str, ...] = attrs.field(converter=_several)
    target: str
    why: str
    code: str = "partial"
    _template: str = attrs.field(init=False, repr=False, eq=False)

    @_template.default
    def _bare(self) -> str:
        return _NAME.sub("{}", self.target)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the parts, "*" for any."""
        return tuple(dict.fromkeys(re.split(r"[\[.]", part, maxsplit=1)[0] for part in self.parts))

    def at(self, *names: str) -> str:
        """The target, with *names* in place of those in braces."""
        return self._template.format(*names) if names else self.target

    def covers(self, code: str, field: str | None, target: str | None, why: str) -> bool:
        """Whether a finding of the report belongs to this line."""
        if code != self.code or (field not in self.fields and "*" not in self.fields):
            return False
        return _matches(self.target, target or "") and _matches(self.why, why)


def _matches(pattern: str, text: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, _NAME.split(pattern))), text, re.DOTALL) is not None


_PART = re.compile(r"(\*|[a-z_]+(?:\[[^\]]+\])?)((?:\.[a-z_]+)*)$")


@cache
def _is_part(part: str) -> bool:
    """Whether *part* names a field of the model, one kind of its values, or what a value of it holds."""
    found = _PART.match(part)
    if found is None:
        return False
    if found[1] == "*":
        return found[2] in ("", ".extras")
    if found[1] == "members":
        return not found[2]
    field = found[1].partition("[")[0]
    if field not in FIELDS or ("[" in found[1] and field not in SELECTORS):
        return False
    kind: Any = Unit
    for name in (field, *found[2].split(".")[1:]):
        if not attrs.has(kind) or name not in attrs.fields_dict(kind):
            return False
        words = re.findall(r"[A-Z][A-Za-z]+", str(attrs.fields_dict(kind)[name].type))
        kind = next((getattr(_classes, word) for word in words if hasattr(_classes, word)), str)
    return True


@attrs.frozen
class Row:
    """One line of the printed table: where a field goes."""

    field: str
    isad: str
    target: str
    codec: str
    keeps: str
    direction: str
    source: str
    note: str


@attrs.frozen
class Crosswalk:
    """A complete mapping: rules, in the order of the output, and what is dropped, and why.

    Attributes:
        name: The name of the format or dialect.
        title: Its title, for people.
        rules: The lines. If several have the same field, the first one that fits a value writes it, or all of those marked `also`.
        drops: Fields (or one kind of a field, "notes[appraisal]") that the format cannot hold, each with the reason.
        source: Where the mapping is published.
        partial: Which part of a value the target of a rule cannot express, for values that the format's own code writes.
        ignores: What a reader ignores on purpose, since it tells people nothing, each with the reason: an attribute of an element,
            "list/@mark", or of any element, "@mark"; or just one value of it, "list/@mark=dot".
    """

    name: str
    title: str
    rules: tuple[Rule, ...] = ()
    drops: Mapping[str, str] = attrs.field(factory=dict)
    source: str = ""
    partial: tuple[Loss, ...] = ()
    ignores: Mapping[str, str] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for field in [*(rule.field for rule in self.rules), *self.drops]:
            found = _FIELD.match(field)
            if not found or found[1] not in FIELDS or (found[2] and found[1] not in SELECTORS):
                raise ValueError(f"crosswalk {self.name!r}: {field!r} is not a field of the model, nor a kind of one")
        for line in self.partial:
            for part in line.parts:
                if not _is_part(part):
                    raise ValueError(f"crosswalk {self.name!r}: {part!r} is not part of the model")

    def unmapped(self) -> list[str]:
        """Fields of the model that are in neither a rule nor a drop. A finished crosswalk has none."""
        said = {rule.name for rule in self.rules} | {field.partition("[")[0] for field in self.drops}
        return [name for name in FIELDS if name not in said and name not in BOOKKEEPING]

    def by_target(self) -> dict[str, Rule]:
        """The reading side: the rule of each target (the first that reads)."""
        found: dict[str, Rule] = {}
        for rule in self.rules:
            if rule.reads:
                found.setdefault(rule.target, rule)
        return found

    def targets(self) -> list[str]:
        """Every target that is written, once, in order: the columns of a table."""
        return list(dict.fromkeys(rule.target for rule in self.rules if rule.writes))

    def rows(self) -> Iterator[Row]:
        """The printed table: rules in order, then drops, then unmapped fields, then what is ignored."""
        for rule in self.rules:
            direction = {(True, True): "both", (True, False): "read", (False, True): "write"}[rule.reads, rule.writes]
            isad = ISAD.get(rule.field, ISAD.get(rule.name, ""))
            yield Row(
                rule.field, isad, rule.target, rule.codec.name, rule.codec.kept, direction, rule.source, rule.note
            )
        for field, why in self.drops.items():
            yield Row(field, ISAD.get(field, ISAD.get(field.partition("[")[0], "")), "", "", "", "dropped", "", why)
        for field in self.unmapped():
            yield Row(field, ISAD.get(field, ""), "", "", "", "unmapped", "", "")
        for place, why in self.ignores.items():
            yield Row("", "", place, "", "", "ignored", "", why)


#: The arguments of a reported loss: code, field, target, value, reason.
Lose = Callable[[str, str, str, Any, str], None]
#: Gives the values of a unit, target by target: `targets()[i]` returns the i-th list, or None if the unit has no value.
Encoder = Callable[[Unit, Lose], list[list[str] | None]]
