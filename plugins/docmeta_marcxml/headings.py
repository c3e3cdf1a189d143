"""Headings and titles of several subfields: marks between the subfields belong to the heading, the mark at its end does not.

>>> field = Field("110", "1", "", [("a", "United States."), ("b", "Army."), ("4", "aut")])
>>> shown, parts = heading_of(field, "corporate", "ab")
>>> shown, [part.value for part in parts]
('United States. Army', ['United States.', 'Army'])
"""

from __future__ import annotations

from typing import Final

from docmeta.model import NamePart, heading
from docmeta_marcxml.fields import Field, unpunctuated

#: The kinds of the subdivisions of a subject, as parts.
SUBDIVISIONS: Final = {
    "v": "form subdivision",
    "x": "general subdivision",
    "y": "chronological subdivision",
    "z": "geographic subdivision",
}
#: The ISBD punctuation before a subfield of a title, if the source has none (MARC 21, 245).
_TITLE_JOINTS: Final = {"b": " : ", "n": ". ", "p": ". "}
_MARKS: Final = ",.;:/="


def heading_of(field: Field, kind: str, codes: str) -> tuple[str, tuple[NamePart, ...]]:
    """The heading that some subfields make, as displayed, and its parts if it has several."""
    return joined(kind, field.pieces(codes))


def joined(kind: str, said: list[tuple[str, str]]) -> tuple[str, tuple[NamePart, ...]]:
    """The same, for subfields already taken."""
    if len(said) == 1:
        return unpunctuated(heading(kind, [(said[0][1], None)])), ()
    said = [(code, value) for code, value in said if unpunctuated(value)]
    said.sort(key=lambda one: one[0] in SUBDIVISIONS)  # they follow what they divide, wherever they stand
    for at, (code, _) in enumerate(said[1:]):
        if code in SUBDIVISIONS:  # no mark stands before its dashes
            said[at] = said[at][0], unpunctuated(said[at][1])
    shown = unpunctuated(heading(kind, [(value, f"${code}") for code, value in said]))
    if len(said) < 2:
        return shown, ()
    last = len(said) - 1
    return shown, tuple(
        NamePart(unpunctuated(value) if at == last else value, SUBDIVISIONS.get(code, f"${code}"))
        for at, (code, value) in enumerate(said)
    )


def title_of(field: Field, codes: str) -> str:
    """The title that some subfields make."""
    title, before = "", ""
    for code, value in field.pieces(codes):
        if title:
            marked = title[-1] in _MARKS or value[:1] in _MARKS
            joint = ", " if (before, code) == ("n", "p") else _TITLE_JOINTS.get(code, " ")
            title += " " if marked else joint
        title, before = title + value, code
    return unpunctuated(title)
