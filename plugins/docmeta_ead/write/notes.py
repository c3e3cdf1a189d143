"""The notes of a unit, beside its `did`: prose of each kind in its element, in groups as the source had them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from docmeta.model import AgentLink, Date, Extra, Note, Relation, RightsStatement, Unit
from docmeta.text import Element
from docmeta.text import words as words_of
from docmeta.xml import attribute, collapse
from docmeta_ead.fit.pieces import Piece, tidy
from docmeta_ead.tables import losses, restrictions
from docmeta_ead.tables.dialect import IN_NOTE, NOTES
from docmeta_ead.tables.values import nearest
from docmeta_ead.write.did import DID_ELEMENTS
from docmeta_ead.write.extras import parsed, with_extras
from docmeta_ead.write.plain import PlainWriter
from docmeta_ead.write.state import Writing, element, link, said, says, serialised, start_tag
from docmeta_ead.write.words import words

#: The element of each kind of note beside the `did`.
ELEMENTS: Final[dict[str, str]] = {
    **{kind: name for name, kind in NOTES.items()},
    "access_points": "controlaccess",
}
#: Kinds of notes in the `did`.
IN_DID: Final = frozenset((*DID_ELEMENTS, "language"))


def note(writing: Writing, part: Note) -> Element | None:
    """A note: the element of its kind with its heading and its prose; None if it is empty."""
    if not says(part.text) and not (part.heading or part.label or part.dates or part.audience or part.extras):
        writing.lose(losses.NOTE_EMPTY, part.kind, ELEMENTS.get(part.kind, "odd"))
        return None
    name = ELEMENTS.get(part.kind, "odd")
    if stood_in_note(part) and not (writing.ead3 and _only_type(part)):
        part = attrs.evolve(part, extras=tuple(extra for extra in part.extras if not _is_note(extra)))
        if writing.ead3:
            writing.lose(losses.NOTE_TYPE, IN_NOTE)
        else:
            name = "note"
    attributes: dict[str, str | None] = {"audience": part.audience, "label": part.label if name == "note" else None}
    if name == "controlaccess" and part.audience == "external":
        attributes["audience"] = None
        writing.lose(losses.ACCESS_AUDIENCE, part.audience)
    if part.kind not in ELEMENTS:
        attributes["localtype"] = part.kind
        writing.lose(losses.NOTE_KIND, part.kind)
    if name == "legalstatus" and not writing.ead3:
        name = "accessrestrict"
        attributes["localtype"] = "legalstatus"
        writing.lose(losses.LEGAL_STATUS, part.kind)
    text = _with_time(writing, part, name) if part.dates is not None else part.text
    made = element(writing, name, text, block=True, **attributes)
    if part.heading:
        made.children[:0] = head(writing, part.heading)
    if part.label and name != "note":
        writing.lose(losses.NOTE_LABEL, part.label, name)
    return with_extras(writing, made, part.extras)


def _with_time(writing: Writing, part: Note, name: str) -> str:
    """The prose of a condition with its time; what will not be read back is reported."""
    dates = part.dates
    assert dates is not None  # noqa: S101  # the caller asked
    if part.kind not in restrictions.KINDS:
        writing.lose(losses.NOTE_DATES, dates.display, name)
        return part.text
    text = (restrictions.in_range if writing.dialect.name == "ead4" else restrictions.marked)(part.text, dates)
    found = restrictions.taken(text)[1]
    if found is None or found.edtf != dates.edtf:
        same = found is not None and _same_days(found, dates)
        writing.lose(losses.RESTRICTION_DAYS if same else losses.RESTRICTION_MEANING, dates.edtf or dates.display, name)
    elif found.text != dates.text:
        writing.lose(losses.RESTRICTION_WORDS, dates.display, name)
    for more in (dates.kind, dates.type, dates.label, *(extra.content for extra in dates.extras)):
        if more:
            writing.lose(losses.RESTRICTION_MORE, more, name)
    return text


def _same_days(one: Date, other: Date) -> bool:
    """Whether two dates mean the same days, both without doubt."""
    if one.approximate or one.uncertain or other.approximate or other.uncertain:
        return False
    return one.meaning is not None and (one.earliest, one.latest) == (other.earliest, other.latest)


def stood_in_note(part: Note) -> bool:
    """Whether a general note was a `note` beside the `did`, and EAD 2002 allows that: the element has no heading."""
    return bool(part.extras) and part.kind == "general" and not part.heading and any(map(_is_note, part.extras))


def _only_type(part: Note) -> bool:
    return sum(extra.place in ("@localtype", "@type") for extra in part.extras) == 1


def _is_note(extra: Extra) -> bool:
    return extra.place == "@localtype" and extra.content == IN_NOTE and extra.format != "ead2002"


def head(writing: Writing, heading: str) -> list[Piece]:
    """A heading, unless it is empty."""
    if not heading and heading.__class__ is str:
        return []
    if heading.__class__ is str and "\n" not in heading and not heading.isspace():
        return [Element("head", {}, [heading])]
    return [element(writing, "head", heading)] if says(heading) else []


def scope(writing: Writing, unit: Unit) -> Element:
    """The description of a unit as `scopecontent`."""
    made = element(writing, "scopecontent", unit.description, block=True)
    made.children[:0] = head(writing, unit.description_heading)
    return made


def in_order(notes: Sequence[Note], described: bool) -> list[Note]:
    """The notes beside the `did`, in order; without a description of the unit, the note that will be read as one comes first."""
    found = [part for part in notes if part.kind not in IN_DID]
    if not described:
        for number, part in enumerate(found):
            if describes(part):
                return [part, *found[:number], *found[number + 1 :]]
    return found


def describes(part: Note) -> bool:
    """Whether a note will be read as the description of a unit that has none."""
    return part.kind == "scope_and_content" and part.audience != "internal" and says(part.text)


# Groups.


def groups_of(part: Note) -> tuple[str, ...]:
    """The starts of the groups around a note, the outermost first."""
    if not part.extras:
        return ()
    return tuple(
        extra.content for extra in part.extras if extra.place == "descgrp" and extra.format in ("ead2002", "ead3")
    )


class Groups:
    """Opens and closes `descgrp` around consecutive notes; EAD3 has no groups."""

    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        self.open: tuple[str, ...] = ()
        self.out: list[str] = []

    def add(self, groups: tuple[str, ...], text: str) -> None:
        """Write a note of *groups*."""
        if groups != self.open:
            self.turn(groups)
        self.out.append(text)

    def turn(self, groups: tuple[str, ...]) -> None:
        """Close the groups that end, open those that begin."""
        same = 0
        while same < len(groups) and same < len(self.open) and groups[same] == self.open[same]:
            same += 1
        if not self.writing.ead3:
            self.out += ["</descgrp>"] * (len(self.open) - same)
        for content in groups[same:]:
            self.out.append(self.start(content))
        self.open = groups

    def start(self, content: str) -> str:
        writing = self.writing
        writing.field = "notes"
        made = parsed(writing, Extra("ead2002", "descgrp", content))
        if made is None:
            return "" if writing.ead3 else "<descgrp>"
        heads = [child for child in made.children if isinstance(child, Element) and child.name == "head"]
        if writing.ead3:
            heading = words_of(heads)
            if heading:
                writing.lose(losses.NOTE_GROUP_HEADING, heading)
            if made.attributes or not heading:
                writing.lose(losses.NOTE_GROUP, content)
            return ""
        made.children = list(heads[:1])
        made.name = "descgrp"
        fitted = writing.fitter.fit(made, "descgrp")
        writing.identify(fitted)
        head = fitted.children[0] if heads else None
        return start_tag(fitted) + (serialised(head) if isinstance(head, Element) and head.name == "head" else "")


def is_internal(groups: tuple[str, ...]) -> bool:
    """Whether notes are internal because their group is."""
    return any('audience="internal"' in content.partition(">")[0] for content in groups)


# What has no element of its own.


def relation(writing: Writing, part: Relation) -> Element:
    """A relation to another resource: in EAD3 `relation`, in EAD 2002 a link among the related materials."""
    if writing.ead3:
        made = Element(
            "relation",
            said({"href": part.target, "audience": part.audience}),
            [element(writing, "relationentry", part.label)] if says(part.label) else [],
        )
        if part.kind != "relation":
            made.attributes["arcrole"] = part.kind
            writing.lose(losses.RELATION_KIND, part.kind)
        with_extras(writing, made, part.extras)
        made.attributes.setdefault("relationtype", "resourcerelation")
        return made
    kind = collapse(part.kind) if part.kind != "relation" else None
    where = collapse(part.target or "")
    made = element(writing, "ref", part.label if says(part.label) else where, href=where, linkrole=kind)
    tidy(made.children, True)  # a paragraph has no white space at its beginning
    writing.lose(losses.RELATION, part)
    made = Element("relatedmaterial", said({"audience": part.audience}), [Element("p", {}, [made])])
    return with_extras(writing, made, part.extras)


def rights(writing: Writing, part: RightsStatement) -> Element:
    """A statement of rights as a condition of use: the wording, the URL as a link, the holder."""
    made = element(writing, "userestrict", part.text, block=True, audience=part.audience)
    made.children += link(part.uri)
    if says(part.holder):
        made.children.append(element(writing, "p", part.holder))
    writing.lose(losses.RIGHTS, part)
    return with_extras(writing, made, part.extras)


def plain_rights(writing: Writing, plain: PlainWriter, part: RightsStatement) -> str | None:
    """A statement of rights with only words; None for any other."""
    if part.uri is not None or part.holder or part.audience is not None or part.extras:
        return None
    text = plain.rights(part.text)
    if text:
        writing.lose(losses.RIGHTS, part)
    return text


def plain_relation(writing: Writing, part: Relation) -> str | None:
    """A relation of EAD 2002 with only a URL; None for any other."""
    where = part.target
    if part.label or part.kind != "relation" or part.audience is not None or part.extras or not where:
        return None
    text = words(where)
    if not text or nearest("URI", where) != (where, True) or getattr(part.label, "markup", None) is not None:
        return None
    writing.lose(losses.RELATION, part)
    return f"<relatedmaterial><p><extref xlink:href={attribute(where)}>{text}</extref></p></relatedmaterial>"


def source(writing: Writing, prose: str) -> Element:
    """The citation of the original as a note on the location of originals."""
    writing.lose(losses.SOURCE, prose)
    return element(writing, "originalsloc", prose, block=True)


def history(writing: Writing, link: AgentLink) -> Element:
    """The history of an agent as a biographical note of the unit."""
    writing.lose(losses.AGENT_HISTORY, link.agent.history)
    return element(writing, "bioghist", link.agent.history, block=True, audience=link.audience)
