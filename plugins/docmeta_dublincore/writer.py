"""Writes Dublin Core records: simple (`dc`) and qualified (`dcterms`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import repeat
from typing import Any, BinaryIO, Final
from urllib.parse import quote

import attrs

from docmeta.crosswalk import Crosswalk, extra_code
from docmeta.errors import OptionError
from docmeta.model import Identifier, Names, Node, Note, Record, Unit, inheriting, is_wording
from docmeta.plugins import Context
from docmeta.xml import DECLARATION, XMLOut
from docmeta.xml.harvest import words
from docmeta_dublincore.codecs import NOTE_AS_WORDS, PROSE, DateForm, notes, only_names
from docmeta_dublincore.compiled import Program
from docmeta_dublincore.crosswalk import QUALIFIED, SIMPLE, in_form
from docmeta_dublincore.envelopes import Bare, Envelope, OaiPmh, Rdf, Wrapper
from docmeta_dublincore.links import identifier_text, is_plain
from docmeta_dublincore.literal import Literal, element, is_address, is_blank
from docmeta_dublincore.options import DublinCoreOptions
from docmeta_dublincore.owed import Owed
from docmeta_dublincore.static import Static

#: The number of records written at once: one letter of another script doubles the size of a whole chunk in memory.
_CHUNK: Final = 16
#: Characters that need no escape in a URL.
_SAFE: Final = "/:@!$&'()*+,;=~"
_BIOGRAPHY: Final = "notes[biography_or_history]"
#: The kind of note that a second description, and a second source, become when read.
_NEXT: Final = {kind: notes(kind) for kind in ("scope_and_content", "originals")}


@attrs.frozen
class _Dialect:
    """The differences between the two formats."""

    crosswalk: Crosswalk
    part_of: str
    identifier: str
    first: tuple[str, ...]


_SIMPLE: Final = _Dialect(SIMPLE, "dc:relation", "dc:identifier", ("dc:description", "dc:source"))
_QUALIFIED: Final = _Dialect(
    QUALIFIED, "dcterms:isPartOf", "dcterms:identifier", ("dcterms:description", "dcterms:source")
)


def write_simple(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Write simple Dublin Core (oai_dc)."""
    _Writer(_SIMPLE, out, context).write(nodes)


def write_qualified(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Write qualified Dublin Core, in the elements of the DCMI terms (oai_qdc)."""
    _Writer(_QUALIFIED, out, context).write(nodes)


@cache
def _program(simple: bool, rdf: bool, separator: str, biography: bool, dates: DateForm) -> Program:
    crosswalk = in_form(SIMPLE if simple else QUALIFIED, dates)
    if biography:
        target = "dc:description" if simple else "dcterms:description"
        drops = {field: why for field, why in crosswalk.drops.items() if field != _BIOGRAPHY}
        rule = attrs.evolve(crosswalk.rules[0], field=_BIOGRAPHY, target=target, codec=NOTE_AS_WORDS, reads=False)
        crosswalk = attrs.evolve(crosswalk, rules=(*crosswalk.rules, rule), drops=drops)
    return Program(crosswalk, rdf=rdf, separator=separator)


class _Writer:
    def __init__(self, dialect: _Dialect, out: BinaryIO, context: Context) -> None:
        self.dialect = dialect
        self.context = context
        self.lose = context.report.lose
        self.options = context.options if isinstance(context.options, DublinCoreOptions) else DublinCoreOptions()
        self.out = XMLOut(out, forbidden=self.forbidden, chunk=_CHUNK)
        self.above: list[tuple[str | None, Unit]] = []
        self.targets = self._targets()
        rules = dialect.crosswalk.rules
        self.encode = next(rule.codec.encode for rule in rules if rule.name == "identifiers" and rule.writes)
        self.titles, self.rights = (
            tuple({f"<{rule.target}" for rule in rules if rule.name in fields and rule.writes})
            for fields in (("title", "other_titles"), ("rights",))
        )
        self.base = context.base_uri.rstrip("/#") + "/" if context.base_uri else None

    def forbidden(self, around: str) -> None:
        self.lose("text", None, around, code="character", reason="XML cannot hold this character")

    def write(self, nodes: Iterable[Node]) -> None:
        first, nodes = self.context.report.ahead(nodes, 2)
        envelope = self.envelope(len(first))
        self.out.write(DECLARATION + envelope.head(bool(first)))
        self.records(nodes, envelope)
        self.out.write(envelope.tail(bool(first)))
        self.out.close()

    def envelope(self, count: int) -> Envelope:
        """The envelope for the options, for a *count* of 0, 1, or 2 for more."""
        wanted = self.options.envelope
        simple = self.dialect is _SIMPLE
        if wanted == "none" and count > 1:
            raise OptionError(
                "envelope=none holds just one record; write a file for each (--each), or use another envelope"
            )
        if wanted == "none" or (wanted == "auto" and count == 1):
            return Bare(simple, self.options, self.context)
        if wanted == "static":
            return Static(simple, self.options, self.context)
        kinds: dict[str, type[Envelope]] = {"auto": OaiPmh, "oai": OaiPmh, "rdf": Rdf, "records": Wrapper}
        return kinds[wanted](simple, self.options, self.context)

    def records(self, nodes: Iterator[Node], envelope: Envelope) -> None:
        """Write the records, with the function compiled from the table."""
        separator = "\n" + "  " * envelope.level if self.options.indent else ""
        asked = (
            self.dialect is _SIMPLE,
            isinstance(envelope, Rdf),
            separator,
            self.options.biography,
            self.options.dates,
        )
        program = _program(*asked)
        make, counts = program.record, [0] * len(program.losses)
        write, join, wrap = self.out.write, separator.join, envelope.record

        def told(number: int, value: Any) -> None:
            """Report the first loss of its kind as it comes; every one, if the report wants them all."""
            loss = program.losses[number]
            counts[number] = 1 if self.context.report.each is None else 0
            self.lose(loss.field, loss.target, value, code=loss.code, reason=loss.why(value))

        form = envelope.header if envelope.names else self.address
        names = Names(self.context.source, form) if envelope.names or self.base else None
        owed = Owed(program, self.dialect.part_of, self.context.report) if self.options.inherit else None
        rdf, carries = isinstance(envelope, Rdf), envelope.carries
        name = said = ""
        try:
            for node, inherited in (
                inheriting(nodes, huge=self.context.huge) if owed is not None else zip(nodes, repeat(None))
            ):
                unit = node.unit
                pieces: list[str] = []
                odd = make(unit, pieces.append, counts, told)
                for one in unit.identifiers if odd else ():
                    if is_wording(one.value):
                        wordings = sum(is_wording(identifier_text(one)) for one in unit.identifiers)
                        _put_last(pieces, "<dc:description", wordings)
                        break
                if owed is not None and inherited is not None:
                    pieces += owed.pieces(inherited)
                if names is not None:
                    name, said = names.name(node), names.said
                if not unit.minted and not carries(unit):
                    changed = self.identity(unit, pieces, rdf, odd, program)
                    if changed >= 0 and counts[changed]:
                        counts[changed] += 1
                    elif changed >= 0:
                        told(changed, unit.id)
                address = self.beside(node, name, pieces, envelope, rdf)
                write(wrap(unit, said, address, join(pieces)))
        finally:
            self.counted(program, counts)
            envelope.close()
            if names is not None and names.supplied:
                why = "it has no unique identifier; one is made from the finding aid's and its position"
                self.context.report.note(
                    "supplied", why, field="id", target=envelope.names or None, count=names.supplied
                )
            if owed is not None:
                owed.close()

    def counted(self, program: Program, counts: list[int]) -> None:
        """Report the number of further losses of each kind."""
        for loss, count in zip(program.losses, counts, strict=True):
            if count > 1:
                self.lose(loss.field, loss.target, code=loss.code, reason=loss.reason, count=count - 1)

    def beside(self, node: Node, name: str, pieces: list[str], envelope: Envelope, rdf: bool) -> str | None:
        """What a record takes from more than one field; gives the URI of the unit if it is known."""
        unit, depth, above = node.unit, node.depth, self.above
        if not (unit.title and unit.description and unit.source):
            self.shifted(unit)
        address = None
        if self.base is not None:
            address = self.address(name)
            self.addressed(unit, address, pieces, rdf)
        if depth:
            self.membership(unit, *above[depth - 1], pieces, rdf)
            del above[depth:]
        else:
            above.clear()
            envelope.begins_tree()
        if unit.extras:
            self.extras(unit, envelope)
        if unit.record is not None and not envelope.says(unit.record):
            self.record(unit, unit.record, pieces, rdf)
        above.append((address, unit))
        return address

    def address(self, name: str) -> str:
        """The URI of a record below the base."""
        return f"{self.base}{quote(name, safe=_SAFE, errors='replace')}"

    def record(self, unit: Unit, record: Record, pieces: list[str], rdf: bool) -> None:
        """Write the URLs of the finding aid; the rest of the record information is lost."""
        addresses = [one for one in record.identifiers if is_address(identifier_text(one))]
        known = {identifier_text(one) for one in unit.identifiers}
        for one in addresses:
            if identifier_text(one) not in known:
                pieces.append(element(self.dialect.identifier, self.encode(one) or "", rdf))
        numbers = attrs.evolve(record, id="", identifiers=())
        code = "changed" if len(addresses) == len(record.identifiers) and numbers == Record() else "dropped"
        self.lose("record", None, record, code=code, reason=self.dialect.crosswalk.drops["record"])

    def addressed(self, unit: Unit, address: str, pieces: list[str], rdf: bool) -> None:
        """Write the URI as an identifier, unless it is one already."""
        if all(one.value != address for one in unit.identifiers):
            scheme = "URI" if self.dialect is not _SIMPLE and is_address(address) else None
            pieces.append(element(self.dialect.identifier, Literal(address, scheme=scheme), rdf))

    def identity(self, unit: Unit, pieces: list[str], rdf: bool, odd: bool, program: Program) -> int:
        """Write the identifier of the unit if nothing else in the record gives it; the number of its change, or -1."""
        own, tag = unit.identifiers, self.dialect.identifier
        if own and own[0].value == unit.id and (not odd or is_plain(own[0])):
            return -1
        said = [text for one in own if not is_wording(text := identifier_text(one))] if odd else [own[0].value]
        if is_wording(unit.id):
            self.lose("id", tag, unit.id, code="changed", reason="a sentence: the record has it in words")
            return -1
        if not said and not is_blank(unit.id):
            # The first identifier is the one that a reader takes for the record's own; it goes where identifiers are.
            at = next((at for at, piece in enumerate(pieces) if not piece.startswith(self.titles)), len(pieces))
            pieces.insert(at, element(tag, self.encode(Identifier(unit.id)) or unit.id, rdf))
        first = said[0] if said else identifier_text(Identifier(unit.id))
        if first == unit.id and words(first) == unit.id:
            return -1
        return program.other if said else program.address

    def membership(self, unit: Unit, address: str | None, above: Unit, pieces: list[str], rdf: bool) -> None:
        """Write what the unit is part of, among its relations; the tree itself and its order are lost."""
        tag, parent = self.dialect.part_of, address or _reference(above)
        if is_blank(parent):
            self.lose(
                "members", tag, unit.id, code="dropped", reason="the unit above has neither an identifier nor a title"
            )
            return
        if all(relation.target != parent for relation in unit.relations):
            uri = self.dialect is not _SIMPLE and is_address(parent)
            at = len(pieces)
            while at and pieces[at - 1].startswith(self.rights):
                at -= 1
            pieces.insert(at, element(tag, Literal(parent, scheme="URI" if uri else None), rdf))
        self.lose(
            "members",
            tag,
            unit.id,
            code="changed",
            reason="its place in the tree: the record says what it is part of",
        )

    def shifted(self, unit: Unit) -> None:
        """Report the first of several values if it will be read as another field, because the one before it is empty."""
        if self.dialect is _SIMPLE and not unit.title:
            other = next((title for title in unit.other_titles if not is_blank(title)), None)
            if other is not None and not PROSE.loss(other):
                self.lose("other_titles", "dc:title", other, reason="read back as the title")
        for field, kind, tag in zip(("description", "source"), _NEXT, self.dialect.first, strict=True):
            if is_blank(getattr(unit, field)):
                first = next((note for note in unit.notes if self.is_written(note, unit, tag)), None)
                if first is not None and first.kind == kind and not _NEXT[kind].loss(first):
                    self.lose("notes", tag, first, reason=f"read back as the {field}")

    def is_written(self, note: Note, unit: Unit, tag: str) -> bool:
        """Whether a note is written as an element with this name."""
        if is_blank(note.text) or (note.kind == "language" and only_names(note, unit.languages)):
            return False
        return self.targets.get(note.kind, self.targets.get(None)) == tag

    def _targets(self) -> dict[str | None, str | None]:
        """The element of each kind of note: None for those that are dropped; the entry for None is for every other kind."""
        table = self.dialect.crosswalk
        dropped = [field.removeprefix("notes[").rstrip("]") for field in table.drops if field.startswith("notes[")]
        found: dict[str | None, str | None] = dict.fromkeys(dropped)
        found |= {rule.selector: rule.target for rule in reversed(table.rules) if rule.name == "notes" and rule.writes}
        if self.options.biography:
            found["biography_or_history"] = self.dialect.first[0]
        return found

    def extras(self, unit: Unit, envelope: Envelope) -> None:
        for extra in unit.extras:
            if not envelope.restores(extra):
                reason = self.dialect.crosswalk.drops["extras"]
                self.lose("extras", None, f"{extra.place}: {extra.content}", code=extra_code(extra), reason=reason)


def _put_last(pieces: list[str], begin: str, count: int) -> None:
    """Move the first elements that begin so behind all others: the first description is read as the description."""
    moved = [piece for piece in pieces if piece.startswith(begin)][:count]
    for piece in moved:
        pieces.remove(piece)
    pieces += moved


def _reference(unit: Unit) -> str:
    """The reference of a member to the unit above it: its URI, its reference code, its identifier or its title."""
    values = [identifier_text(one) for one in unit.identifiers]
    address = next((value for value in values if value.startswith(("http://", "https://"))), None)
    return address or (values[0] if values else "" if unit.minted else unit.id) or str(unit.title)
