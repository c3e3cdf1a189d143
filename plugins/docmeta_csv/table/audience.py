"""Columns for the audience of a unit: `o:is_public`, `Visibility`, `published`, `private`.

An unknown word means internal, and is reported: what is published by accident cannot be called back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import attrs

from docmeta.dates import Date
from docmeta_csv.table.slots import Slot

if TYPE_CHECKING:
    from docmeta.model import Draft

#: Words for yes and no.
YES: Final = frozenset("1 true t yes y on ja oui sí si sim".split())
NO: Final = frozenset("0 false f no n off nein non não nee".split())
_PUBLIC: Final = frozenset(
    (
        *("public", "published", "external", "open", "visible", "online", "everyone", "all", "discoverable"),
        *(
            "öffentlich",
            "veröffentlicht",
            "publié",
            "publique",
            "público",
            "publicado",
            "pubblico",
            "pubblicato",
            "openbaar",
        ),
    )
)
_INTERNAL: Final = frozenset(
    (
        "private",
        "internal",
        "draft",
        "hidden",
        "unpublished",
        "not published",
        "staff",
        "staff only",
        "closed",
        "restricted",
        "embargo",
        "embargoed",
        "confidential",
        *(
            "privat",
            "privé",
            "privado",
            "privato",
            "intern",
            "interne",
            "interno",
            "vertraulich",
            "entwurf",
            "brouillon",
        ),
        *(
            "borrador",
            "bozza",
            "rascunho",
            "concept",
            "nicht öffentlich",
            "non publié",
            "no publicado",
            "niet openbaar",
        ),
    )
)

#: Columns that hold yes, or a word for it, if the unit is public; and those that do if it is not.
SHOWN: Final = (
    "o:is_public", "is_public", "public", "is published", "publish", "publication status", "publish status", "visibility", "visible",
    "audience", "discoverable", "visibility status", "is visible", "publish online", "publish to web", "publish on web",
    "published online", "web publish", "show online", "display online", "ok to publish", "accession_publish",
    "digital_object_publish", "öffentlich",
    "visible en ligne",    "público", "pubblico",
)  # fmt: skip
HIDDEN: Final = (
    "private",
    "is_private",
    "hidden",
    "is hidden",
    "suppressed",
    "suppress",
    "unpublished",
    "internal only",
    "staff only",
    "do not publish",
    "not for publication",
    "withheld",
    "embargoed",
    "confidential",
)


#: The report about an unknown word.
DOUBT: Final = "the word does not say who may see the unit, so it is internal"


@attrs.frozen
class Audience:
    """The audience of a unit.

    Attributes:
        value: "internal" or "external".
        doubt: The word of the source if it is unknown; the unit is then internal.
    """

    value: str
    doubt: str | None = None


def audience(cell: str, *, hides: bool = False) -> Audience:
    """The audience given in a cell.

    Args:
        cell: A word, not empty.
        hides: Whether yes means that nobody may.

    >>> audience("1").value, audience("FALSE").value, audience("yes", hides=True).value, audience("campus")
    ('external', 'internal', 'internal', Audience(value='internal', doubt='campus'))
    """
    word = cell.strip().casefold()
    if word in _PUBLIC or word in (NO if hides else YES):
        return Audience("external")
    known = word in _INTERNAL or word in (YES if hides else NO)
    return Audience("internal", None if known else cell)


def published(cell: str) -> Audience | Date:
    """A column "published": the audience of the unit, or its date of publication.

    >>> published("0").value, published("1951").edtf
    ('internal', '1951')
    """
    found = audience(cell)
    if found.doubt is None:
        return found
    date = Date.imprint(cell, kind="publication")
    return found if date.edtf is None else date


def put(draft: Draft, value: str) -> None:
    """Set the audience of a unit; if two columns differ, the stricter one wins."""
    if draft.get("audience") != "internal":
        draft.fields["audience"] = value


def column(name: str, make: Callable[[str], Any], field: str = "audience") -> Slot:
    """A column for the audience of a unit."""
    return Slot(
        field, (name,), lambda value: [str(value)], lambda cells: make(cells[0]) if cells[0] else None, lambda _: True,
        note="an unknown word means internal", codec="words", whole=True,
    )  # fmt: skip


SLOTS: Final = (
    *(column(name, audience) for name in SHOWN),
    *(column(name, lambda cell: audience(cell, hides=True)) for name in HIDDEN),
    *(
        column(name, published)
        for name in ("published", "publicado", "publié", "veröffentlicht", "pubblicato", "gepubliceerd")
    ),
)
