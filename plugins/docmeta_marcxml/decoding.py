"""Reads fields, by their lines of the table; also the lines that the writer makes of a value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from docmeta.crosswalk import Rule
from docmeta.model import Draft
from docmeta_marcxml.builders import BUILDERS, NONPUBLIC, SPECIAL, nonpublic
from docmeta_marcxml.fields import Field, carry
from docmeta_marcxml.lines import fields

#: The line of the table for each tag; the table itself fills this.
RULES: Final[dict[str, Rule]] = {}
#: Fields that may have private notes.
_PRIVATE: Final = frozenset(("880", *NONPUBLIC))


def take(field: Field, draft: Draft) -> bool:
    """Read a field into a draft. A field that no line of the table names is carried along, and the result is False."""
    tag, known = field.tag, True
    private = nonpublic(field) if tag in _PRIVATE else ()
    rule = RULES.get(tag)
    if tag in SPECIAL:
        SPECIAL[tag](field, draft)
    elif rule is not None and (build := BUILDERS.get(rule.codec.name)) is not None:
        build(field, rule, draft)
    else:
        carry(field, draft)
        known = False
    for note in private:
        draft.add("notes", note)
    return known


def decoder(field: str) -> Callable[[str], Any]:
    """The codec's `decode` for a field of the model: the first value that a reader finds."""

    def decode(said: str) -> Any:
        found = read_back(said, described=field != "description").get(field)
        return found[0] if isinstance(found, list) else found

    return decode


def read_back(said: str, *, described: bool = True) -> Draft:
    """What the reader makes of some lines; by default, in a record that already has a description."""
    draft = Draft("marcxml")
    if described:
        draft.fields["description"] = "-"
    for field in fields(said):
        take(field, draft)
    return draft
