"""Fields in another script (880), joined to the values of the fields that they are linked to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from docmeta.crosswalk import Rule
from docmeta.dates import Date
from docmeta.model import AgentLink, Draft, Extra, Note, Place, Term
from docmeta_marcxml.builders import BUILDERS, nonpublic
from docmeta_marcxml.fields import Field


def parallel(field: Field, rule: Rule, draft: Draft, original: Mapping[str, int]) -> Iterator[tuple[str, int, Any]]:
    """880: what a linked field says in another script is the same fact (MARC 21, appendix A); it is kept with it.

    Args:
        original: The positions, in each field of the unit, where the values of the linked field begin.

    Yields each name, term or place in the other script with the value that it belongs to; the rest goes into the draft.
    """
    apart = Draft("marcxml")
    private = nonpublic(field)
    BUILDERS[rule.codec.name](field, rule, apart)
    for name, values in apart.fields.items():
        if name == "description" and name not in original and "notes" in original:
            name, values = "notes", [Note("scope_and_content", str(values))]
        at = original.get(name)
        for number, value in enumerate(values if isinstance(values, list) else [values]):
            if at is None or name == "extras" or _may_not_be_seen_beside(value, draft.get(name), at + number):
                draft.add(name, value)
            elif name == "extents":
                draft.add(name, attrs.evolve(value, parallel=True))
            else:
                yield name, at + number, value
    for note in private:
        draft.add("notes", note)


def _may_not_be_seen_beside(value: Any, values: Any, at: int) -> bool:
    """Whether a value is a private note whose other form is not."""
    return isinstance(value, Note) and value.audience is not None and at < len(values) and values[at].audience is None


def beside(value: Any, others: Sequence[Any]) -> Any:
    """A value with its forms in other scripts: names as other forms, prose below, the rest as in field 880."""
    if isinstance(value, str):
        return "\n\n".join((value, *others))
    if isinstance(value, Note):
        left = [extra for other in others for extra in other.extras if not extra.place.endswith("$6")]
        return attrs.evolve(
            value, text=beside(value.text, [other.text for other in others]), extras=(*value.extras, *left)
        )
    extras = [extra for other in others for extra in other.extras if not extra.place.endswith("$6")]
    if isinstance(value, AgentLink):
        agent = value.agent
        names = [other.agent.name for other in others if other.agent.name]
        agent = attrs.evolve(agent, other_names=(*agent.other_names, *names))
        return attrs.evolve(value, agent=agent, extras=(*value.extras, *extras))
    said = value.text if isinstance(value, Date) else ""
    words = [
        str(other.name if isinstance(other, Place) else other.term if isinstance(other, Term) else other.text)
        for other in others
    ]
    extras += [Extra("marcxml", "880", each) for each in words if each and each != said]
    return attrs.evolve(value, extras=(*value.extras, *extras))
