"""What the cells of a value do not hold, in the model's words, for the report of a conversion.

>>> from docmeta.model import AgentLink, Extra, Language, Note, Person
>>> link = AgentLink(Person("Ann", extras=(Extra("ead3", "@id", "a1"),)), audience="internal")
>>> unheld(link, AgentLink(Person("Ann")))
['agent.extras', 'audience']
>>> unheld(Language("rus", extras=(Extra("ead3", "@id", "l1"),)), Language("rus"))
['extras']
>>> from docmeta.text import of_markup
>>> unheld_of_note(Note("general", of_markup("<emph>Words</emph>"), audience="internal"))
['the markup', 'audience']
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from docmeta.model import Note
from docmeta.text import is_structured


def unheld(value: Any, made: Any) -> list[str]:
    """The attributes in which a value differs from what its cells make; those of nested parts after a dot."""
    if value.__class__ is not made.__class__:
        return []
    names: list[str] = []
    for field in attrs.fields(value.__class__):
        said, kept = getattr(value, field.name), getattr(made, field.name)
        if said == kept:
            names += _structures(field.name, said)
            continue
        deeper = unheld(said, kept) if attrs.has(said.__class__) else []
        names += [f"{field.name}.{name}" for name in deeper] or [field.name]
    return names


def unheld_of_note(note: Note) -> list[str]:
    """The attributes of a note without a column, and those whose structure a table does not hold."""
    names = [said for name in ("text", "heading", "label") for said in _structures(name, getattr(note, name))]
    return names + [said for name, said in _SAID.items() if getattr(note, name)]


#: The attributes of a note that no column, or not every column, holds, and their names.
_SAID: Final = {"dates": "when it holds", "audience": "audience", "extras": "extras"}


def _structures(name: str, said: Any) -> list[str]:
    """The attribute, if its prose is more than words."""
    texts = said if isinstance(said, tuple) else (said,)
    rich = any(isinstance(text, str) and text.__class__ is not str and is_structured(text) for text in texts)
    return ["the markup"] if rich else []
