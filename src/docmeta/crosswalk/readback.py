"""Writes by a table whose losses are what reading tells: each value is encoded, decoded again, and compared.

For formats whose values become fields of several parts, with punctuation that a reader takes away again: no list of what a
codec keeps would be as exact as the reader itself. Values that repeat are judged once.

>>> from docmeta.crosswalk import Codec, Crosswalk, Report, Rule
>>> from docmeta.model import Document, Note
>>> words = Codec("note", lambda note: str(note.text).rstrip("."), lambda text: Note("general", text))
>>> table = Crosswalk("demo", "Demonstration", (Rule("notes", "500", words),), drops={"containers": "no boxes"})
>>> report = Report()
>>> notes = (Note("general", "Torn"), Note("general", "Torn."), Note("general", "Torn", heading="Condition"))
>>> [text for _, text in ReadBack(table, report, {"id"}).pieces(Document("d", notes=notes))]
['Torn', 'Torn', 'Torn']
>>> [(one.code, one.message) for one in report]
[('changed', 'the same in another form'), ('partial', 'the heading')]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from typing import Any, Final

import attrs

from docmeta.crosswalk.keeps import OTHERWISE, WORDS, attributes_of
from docmeta.crosswalk.pooled import KNOWN_BY, ROOM
from docmeta.crosswalk.report import Report
from docmeta.crosswalk.table import BOOKKEEPING, SELECTORS, Crosswalk, Rule
from docmeta.languages import to_639_2b
from docmeta.model import FIELDS, Date, Inherited, Unit

#: Attributes that tell how a value stands in its source, or what kind of value it is: no content, where they come back otherwise.
_FORM: Final = frozenset(
    "audience calendar certainty coverage era headings id kind label parallel parts role rules type".split()
)
_WORD: Final = re.compile(r"[^\W_]+")
_FIELDS: Final = tuple(field for field in FIELDS if field not in BOOKKEEPING and field != "extras")
#: What the report says of a value: its code and the reason; None where it comes back as it is.
Verdict = tuple[str, str] | None
#: What a rule that is sure says.
_SURE: Final[dict[str, Verdict]] = {"same": None, "changed": ("changed", OTHERWISE)}


def is_clean(text: str, marks: str = "") -> bool:
    """Whether words are plain, of one line, without white space or *marks* at their ends, so that no reader changes them.

    >>> is_clean("Papers"), is_clean("Papers, ", ","), is_clean("Papers,", ","), is_clean("Two" + chr(10) + "lines")
    (True, False, False, False)
    """
    return (
        text.__class__ is str and text.isprintable() and text.strip() == text and bool(text) and text[-1] not in marks
    )


class ReadBack:
    """The encoder of one stream.

    A rule that is `otherwise` serves a value after all others of its field; without it the first rule that fits a value writes it.
    A rule may be `sure`: a function that gives "same" for a value that certainly comes back as it is, "changed" for one that comes
    back in another form and nothing else, and "" where only reading tells.

    Args:
        crosswalk: The table; the rules that write have codecs that decode what they encode, to anything at all.
        report: Where losses are told.
        own: Fields that the format's own code writes.
        plain: The words alone of what a codec encodes.
    """

    def __init__(
        self, crosswalk: Crosswalk, report: Report, own: Set[str] = frozenset(), plain: Callable[[str], str] = str
    ) -> None:
        self.crosswalk = crosswalk
        self.report = report
        self.plain = plain
        self.fields = tuple(name for name in _FIELDS if name not in own)
        self.several = frozenset(name for name in FIELDS if str(attrs.fields_dict(Unit)[name].type).startswith("tuple"))
        self.known: dict[tuple[str, Any], tuple[Rule | None, str, Verdict]] = {}
        self._sure = {id(rule): sure for rule in crosswalk.rules if (sure := rule.option("sure")) is not None}
        self._rules: dict[tuple[str, str | None], tuple[Rule, ...]] = {}

    def pieces(self, unit: Unit) -> list[tuple[Rule, str]]:
        """What the values of a unit become, each with its rule; what is lost is in the report."""
        found: list[tuple[Rule, str]] = []
        for field in self.fields:
            value = getattr(unit, field)
            if value:
                for one in value if field in self.several else (value,):
                    made = self.piece(field, one)
                    if made is not None:
                        found.append(made)
        return found

    def piece(self, field: str, value: Any, rules: tuple[Rule, ...] | None = None) -> tuple[Rule, str] | None:
        """What a value becomes by the first rule that fits; None where it cannot be said, which is in the report."""
        key = (field, value) if rules is None and field in KNOWN_BY else None
        made = self.known.get(key) if key is not None else None
        if made is None:
            made = self._made(field, value, self.rules(field, value) if rules is None else rules)
            if key is not None and len(self.known) < ROOM:
                self.known[key] = made
        rule, text, verdict = made
        if verdict is not None:
            code, reason = verdict
            self.report.lose(field, rule.target if rule is not None else None, value, code=code, reason=reason)
        return None if rule is None else (rule, text)

    def rules(self, field: str, value: Any) -> tuple[Rule, ...]:
        """The rules that a value may be written by, in the order in which they are tried."""
        word = getattr(value, SELECTORS[field]) if field in SELECTORS else None
        found = self._rules.get((field, word))
        if found is None:
            fit = [rule for rule in self.crosswalk.rules if rule.writes and rule.name == field]
            fit = [rule for rule in fit if rule.selector in (word, None)]
            fit.sort(key=lambda rule: (rule.selector is None, bool(rule.option("otherwise"))))
            found = tuple(fit)
            if len(self._rules) < ROOM:
                self._rules[field, word] = found
        return found

    def _made(self, field: str, value: Any, rules: tuple[Rule, ...]) -> tuple[Rule | None, str, Verdict]:
        for rule in rules:
            codec = rule.codec
            text = codec.encode(value)
            if text:
                sure = self._sure.get(id(rule))
                if sure is not None and (known := sure(value)):
                    return rule, text, _SURE[known]
                back = codec.decode(text) if codec.decode else None
                return rule, text, difference(value, back, self.plain(text)) if value != back else None
        drops = self.crosswalk.drops
        word = getattr(value, SELECTORS[field]) if field in SELECTORS else None
        why = drops.get(f"{field}[{word}]", drops.get(field))
        if why is None:
            why = next((rule.note for rule in rules if rule.note), "this value cannot be said there") if rules else ""
        return None, "", ("dropped" if why else "unmapped", why)


def difference(value: Any, back: Any, said: str) -> Verdict:
    """How a value differs from what comes back of it, where *said* is all that was written.

    It is "changed" where all that it says is said, in whatever form, and "partial" where content is not.

    >>> from docmeta.model import Person
    >>> difference(Person("Roe, Ann", history="A sailor."), Person("Roe"), "Roe, Ann")
    ('partial', 'the history')
    """
    if value == back:
        return None
    words: set[str] | None = None
    missing: list[str] = []
    partial = False
    for name, one in attributes_of(value):
        if _same(one, _at(back, name)):
            continue
        if words is None:
            words = {found.casefold() for found in _WORD.findall(said)}
        last = name.rpartition(".")[2]
        if last == "code" and to_639_2b(one) == to_639_2b(_at(back, name) or "-"):
            continue
        own = [found.casefold() for text in _texts(one) for found in _WORD.findall(text)]
        if own and words.issuperset(own):
            continue
        if last == "edtf" and Date(_at(value, name[:-5]).display).edtf == one:
            continue
        if last == "extras" and all(extra.place[:1] == "@" for extra in one):
            missing.append(WORDS[last])
            continue
        missing.append(WORDS.get(last, last))
        partial = partial or last not in _FORM
    reason = ", ".join(dict.fromkeys(missing)) or OTHERWISE
    return ("partial" if partial else "changed"), reason


def _at(part: Any, path: str) -> Any:
    """An attribute of a part, at the end of a path; None where there is none. The path of words is empty."""
    for name in path.split(".") if path else ():
        part = getattr(part, name, None)
    return part


def _same(one: Any, other: Any) -> bool:
    return bool(one == other) or (isinstance(one, str) and isinstance(other, str) and str.__eq__(one, other))


def _texts(value: Any) -> Iterator[str]:
    """All the words in a value that are content."""
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, (tuple, list)):
            stack.extend(one)
        elif attrs.has(type(one)):
            stack.extend(getattr(one, field.name) for field in attrs.fields(type(one)) if field.name not in _FORM)
        elif isinstance(one, (int, float)) and not isinstance(one, bool):
            yield str(one)


#: The field of a unit that each value of `Inherited` is a value of, where it has another name.
_INHERITED: Final = {"access": "notes", "use": "notes"}


def with_inherited(unit: Unit, owed: Inherited, report: Report) -> Unit:
    """The unit with what it owes to those above it, which the report counts as supplied; the titles above are no field of it.

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
