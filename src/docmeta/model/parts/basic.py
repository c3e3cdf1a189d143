"""What any part may hold: names in parts, identifiers, languages, notes, and what no field holds."""

from __future__ import annotations

import attrs
from attrs import field

from docmeta.dates import Date
from docmeta.errors import ModelError
from docmeta.model import given
from docmeta.model.checked import Checked, checked


@checked
@attrs.frozen(repr=False)
class Extra(Checked):
    """What the source says that no field holds, unchanged.

    Attributes:
        format: The format of the content, such as "ead2002".
        place: Its place, as a path in that format: "@encodinganalog", "did/note", "eadheader/filedesc".
        content: The value of an attribute, or the serialised element.

    >>> Extra("ead2002", "@altrender", "whole").place
    '@altrender'
    """

    format: str
    place: str
    content: str


@checked
@attrs.frozen(repr=False)
class NamePart(Checked):
    """One part of a heading: a surname, dates, a subdivision (EAD3 `part`, MARC subfields).

    >>> NamePart("Kim", "surname").value
    'Kim'
    """

    value: str
    kind: str | None = None


@checked
@attrs.frozen(repr=False)
class Identifier(Checked):
    """A reference code or another identifier: ISAD(G) 3.1.1, DACS 2.1.

    Attributes:
        value: The identifier, as the source writes it.
        kind: Its kind, a value of `IdentifierKind` or the source's own; "unitid" for the reference code.
        label: How the source labels it.
        country: ISO 3166-1 alpha-2 code of the country of the repository (DACS 2.1.5).
        repository: ISO 15511 (ISIL) code of the repository (DACS 2.1.4).

    >>> Identifier("MS 12").kind
    'unitid'
    """

    value: str
    kind: str = "unitid"
    label: str | None = None
    country: str | None = None
    repository: str | None = None
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)

    def _demand(self) -> None:
        if not self.value:
            raise ModelError(f"{type(self).__name__}.value: expected a non-empty value")


@checked
@attrs.frozen(repr=False)
class Language(Checked):
    """A language and its script: of the material (ISAD(G) 3.4.3, DACS 4.5), of the description, or of an agent's writings.

    Attributes:
        code: The code, as the source gives it: ISO 639-1, 639-2, 639-3 or BCP 47; `docmeta.languages` maps between them.
        script: ISO 15924 code of the script ("Cyrl").
        name: The wording, as the source writes it ("Russian").
        label: How the source labels it.

    >>> Language("rus", "Cyrl").script
    'Cyrl'
    """

    code: str | None = None
    script: str | None = None
    name: str = ""
    label: str | None = None
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)


@checked
@attrs.frozen(repr=False)
class Note(Checked):
    """Prose about a unit, of one kind: ISAD(G) 3.2.2 to 3.7.1.

    Attributes:
        kind: A value of `NoteKind`, or the source's own.
        text: The prose.
        heading: Its heading (EAD `head`).
        label: How the source labels it (EAD `@label`).
        dates: The period of a restriction on access or use (ISAD(G) 3.4.1, EAD 4 `dateRange`).
            `..` is an open beginning or end; "../2031-12-31" means closed until the end of 2031. None: not stated.

    >>> Note("access_conditions", "Open.").text
    'Open.'
    >>> Note("access_conditions", "Closed until 2032.", dates=Date(edtf="../2031-12-31")).dates.latest
    (2031, 12, 31)
    """

    kind: str
    text: str = ""
    heading: str = ""
    label: str | None = None
    dates: Date | None = field(default=None, converter=given.as_date)
    audience: str | None = None
    extras: tuple[Extra, ...] = field(default=(), converter=given.as_extras)
