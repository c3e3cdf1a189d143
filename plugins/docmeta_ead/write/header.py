"""The description of the finding aid: `eadheader` of EAD 2002 and `control` of EAD3, from a `Record`.

What a schema requires and the description does not give is filled in from the conversion, and reported as supplied.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from docmeta.model import Extra, Record, Unit
from docmeta.text import Element, walk, words
from docmeta_ead.fit.pieces import BLANK
from docmeta_ead.tables import losses
from docmeta_ead.tables.values import LANGUAGES, language_code
from docmeta_ead.write.control import control
from docmeta_ead.write.eadheader import eadheader
from docmeta_ead.write.extras import Places, add_extra, find, parsed
from docmeta_ead.write.order import Order
from docmeta_ead.write.state import Writing, indented, serialised


def header(writing: Writing, root: Unit, wrapped: bool = False) -> tuple[str, list[Extra]]:
    """The header as it is written, and the extras of the record that belong to `ead` itself.

    *wrapped* means that *root* is only the first of several; then nothing identifies it.
    """
    writing.field = "record"
    record = root.record or Record()
    # What only EAD 4.0 has is put in when the header is.
    extras = [extra for extra in record.extras if extra.format != writing.dialect.name or extra.format != "ead4"]
    of_ead = [extra for extra in extras if extra.place.startswith("ead/@")]
    encoding = [extra.content for extra in extras if extra.place == "control/@langencoding" and extra.format == "ead3"]
    writing.fitter.language = LANGUAGES.get(encoding[0] if encoding else "", language_code)
    made = control(writing, record, root, wrapped) if writing.ead3 else eadheader(writing, record, root, wrapped)
    places = Places()
    for extra in extras:
        if not extra.place.startswith("ead/@") and not (writing.ead3 and extra.place == "control/maintenancestatus"):
            put(writing, made, extra, places)
    for extra in root.extras:
        # What precedes the description and has no element there: a title page in EAD3, a second header.
        if extra.place in ("eadheader", "control") or (extra.place == "frontmatter" and writing.ead3):
            kept = parsed(writing, extra) if extra.format in ("ead2002", "ead3") else None
            if kept is not None:
                as_note(writing, made, kept, places, extra.place)
    fitted = writing.fitter.fit(made, made.name)
    writing.identify(fitted)
    models = writing.fitter.models
    frames = frozenset(name for name, model in models.items() if not model.mixed and name != "objectxmlwrap")
    return indented(fitted, frames, 1), of_ead


# What both have.


def put(writing: Writing, made: Element, extra: Extra, places: Places) -> None:
    """Put what no field of the record holds at its place in the header; without one, its words become a note."""
    if extra.format not in ("ead2002", "ead3") or "@" in extra.place:
        add_extra(writing, made, extra, places)
        return
    kept = parsed(writing, extra)
    if kept is None:
        return
    if kept.name == "script" and _same_script(made, kept, places):
        return
    *steps, _ = extra.place.split("/")
    parent = _ensure(writing, made, steps, places)
    if parent is not None and insert(writing, parent, kept):
        places.added(parent, *(piece for piece in walk([kept]) if isinstance(piece, Element)))
        return
    as_note(writing, made, kept, places, extra.place.split("/")[0])


def _same_script(made: Element, kept: Element, places: Places) -> bool:
    """Give the script of a language that is already declared the words of its source."""
    if places.scripts is None:
        places.scripts = {}
        for piece in walk(made.children):
            if isinstance(piece, Element) and piece.name == "script" and not piece.children:
                places.scripts.setdefault(piece.attributes.get("scriptcode"), deque()).append(piece)
    bare = places.scripts.get(kept.attributes.get("scriptcode"))
    if not bare:
        return False
    bare[0].attributes, bare[0].children = kept.attributes, kept.children
    if kept.children:
        bare.popleft()
    return True


def as_note(writing: Writing, made: Element, kept: Element, places: Places, kind: str | None = None) -> None:
    """Keep the words of an element in a note on the finding aid."""
    if not words([kept]).strip(BLANK):
        writing.lose(losses.HEADER_WORDLESS, serialised(kept), kind or kept.name)
        return
    name = "controlnote" if writing.ead3 else "note"
    holder = Element(name, {"localtype": kind} if kind else {}, [kept])
    about = find(made, ("filedesc", "notestmt"), places)
    if about is None:
        about = Element("notestmt")
        filedesc = next(child for child in made.children if isinstance(child, Element) and child.name == "filedesc")
        # Nothing may follow it there.
        filedesc.children.append(about)
        places.added(filedesc, about)
    about.children.append(holder)
    places.added(about, holder)  # nothing is placed inside a note


def _ensure(writing: Writing, made: Element, steps: Sequence[str], places: Places) -> Element | None:
    """The element at a path, created if it is missing and allowed."""
    here = made
    for number, step in enumerate(steps):
        found = find(here, (step,), places) if number else made
        if found is None:
            found = Element(step)
            if step not in writing.fitter.models or not insert(writing, here, found):
                return None
            places.added(here, found)
        here = found
    return here


def insert(writing: Writing, parent: Element, child: Element) -> bool:
    """Put *child* where it is allowed among the children of *parent*, as late as possible; false if nowhere."""
    model = writing.fitter.models.get(writing.dialect.element(parent.name, parent.attributes))
    if model is None:
        return False
    if model.mixed:
        name = writing.dialect.element(child.name, child.attributes)
        if name in model.names:
            parent.children.append(child)
        return name in model.names
    if id(parent) not in writing.orders:
        writing.orders[id(parent)] = Order(model, parent, lambda one: writing.dialect.element(one.name, one.attributes))
    return writing.orders[id(parent)].insert(child)
