"""How a value differs from what a reader makes of it again, by attribute.

>>> from docmeta.model import Term
>>> difference(Term("Ships", source="lcsh"), Term("Ships"), "Ships")
('partial', 'the vocabulary')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

from docmeta.crosswalk.extras import are_bookkeeping
from docmeta.crosswalk.keeps import LINKS, OTHERWISE, WORDS, attributes_of, called, lost_links
from docmeta.languages import to_639_2b
from docmeta.model import Date, Note

#: Attributes about a value's form in its source or its kind: not content if they come back different.
_FORM: Final = frozenset(
    "audience calendar certainty coverage era headings id kind label parallel parts role rules type".split()
)
_WORD: Final = re.compile(r"[^\W_]+")
#: What the report says of a value: its code and the reason; None if it comes back the same.
Verdict = tuple[str, str] | None


def difference(value: Any, back: Any, said: str) -> Verdict:
    """How a value differs from what comes back, where *said* is all the written text.

    "changed" if all its content is written, in whatever form; "partial" if not.

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
        if last == "dates" and isinstance(value, Note):  # machine-readable: words in the prose are not enough
            missing.append(called(value.__class__, name))
            kept = _at(back, name)
            partial = partial or kept is None or (kept.earliest, kept.latest) != (one.earliest, one.latest)
            continue
        own = [found.casefold() for text in _texts(one) for found in _WORD.findall(text)]
        if own and words.issuperset(own):
            continue
        if last == "edtf" and Date(_at(value, name[:-5]).display).edtf == one:
            continue
        if last == "extras" and are_bookkeeping(one):
            missing.append(WORDS[last])
            continue
        missing.append(called(value.__class__, name))
        partial = partial or last not in _FORM
    if lost_links(value, lambda _: said):
        missing.append(LINKS)
        partial = True
    reason = ", ".join(dict.fromkeys(missing)) or OTHERWISE
    return ("partial" if partial else "changed"), reason


def _at(part: Any, path: str) -> Any:
    """An attribute of a part at the end of a path, or None. The path of a text is empty."""
    for name in path.split(".") if path else ():
        part = getattr(part, name, None)
    return part


def _same(one: Any, other: Any) -> bool:
    return bool(one == other) or (isinstance(one, str) and isinstance(other, str) and str.__eq__(one, other))


def _texts(value: Any) -> Iterator[str]:
    """All text of a value that is content."""
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
