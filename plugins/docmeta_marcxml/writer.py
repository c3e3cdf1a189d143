"""Writes MARC 21 bibliographic records in XML: one for each unit; those of components name the unit that they are part of (773)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from itertools import repeat
from operator import itemgetter
from typing import BinaryIO, Final

from docmeta.crosswalk import ReadBack, Rule, difference, extra_code, is_clean, with_inherited
from docmeta.dates import Date
from docmeta.errors import OptionError
from docmeta.languages import to_639_2b
from docmeta.model import (
    Inherited,
    Language,
    Names,
    Node,
    Record,
    Relation,
    Revision,
    Unit,
    inheriting,
    made_it,
    web_address,
)
from docmeta.plugins import Context
from docmeta.xml import DECLARATION, FORBIDDEN, REPLACEMENT, XMLOut, collapse, escape
from docmeta.xml.harvest import words
from docmeta_marcxml.crosswalk import MARC
from docmeta_marcxml.decoding import read_back
from docmeta_marcxml.fixed_fields import general, is_aggregate, leader
from docmeta_marcxml.lines import FIRST_AT, TAG_AT, TERMINATOR, Elements, line, plain, put, tag_of
from docmeta_marcxml.options import MarcOptions
from docmeta_marcxml.restoring import Restored, sort

_NAMESPACE: Final = "http://www.loc.gov/MARC21/slim"
_SCHEMA: Final = "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd"
_ROOT: Final = f'xmlns="{_NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="{_NAMESPACE} {_SCHEMA}"'
_OWN: Final = frozenset(("id", "record", "level", "dates"))
_EXTRAS: Final = "what only the source's own format can hold"
_UNTITLED: Final = "[Untitled]"
_MOMENT: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:Z|[+-][0-9:]{5})?)?"
)
_UNKNOWN: Final = Record()
#: The beginning of a field of language codes.
_CODES: Final = '<datafield tag="041" ind1=" " ind2=" ">'
_NOTHING: Final = Restored()
_TITLED: Final = {"inclusive": "f", "bulk": "g"}
_tag: Final = itemgetter(0)
#: An element behind its tag.
_Tagged = tuple[str, str]
#: How many records are written at once.
_CHUNK: Final = 16


def _number(name: str) -> str:
    """An identifier as a control field gives it back."""
    return name if is_clean(name) else collapse(FORBIDDEN.sub(REPLACEMENT, name))


def _words(text: str) -> str:
    """Words as a subfield gives them back."""
    return words(FORBIDDEN.sub(REPLACEMENT, text))


def write(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Write a record for each unit."""
    _Writer(out, context).write(nodes)


_Ready = Callable[[Rule, str], tuple[_Tagged, ...]]


@cache
def _elements(gap: str) -> tuple[Elements, _Ready]:
    """The functions that make elements of fields, and of a value, each behind its tag."""
    element = Elements(gap)
    return element, lambda rule, said: tuple([(one[:3], element(one)) for one in said.split(TERMINATOR)])


@lru_cache(256)
def _level(level: str, gap: str) -> tuple[list[_Tagged], bool]:
    """A level as an element, and whether it comes back unchanged."""
    said = line("351", "  ", ("c", level))
    return [("351", _elements(gap)[0](said))] if said else [], read_back(said).get("level") == level


def _control(tag: str, content: str) -> str:
    """A control field."""
    return f'<controlfield tag="{tag}">{escape(content)}</controlfield>'


class _Writer:
    def __init__(self, out: BinaryIO, context: Context) -> None:
        self.report, self.huge = context.report, context.huge
        self.options = context.options if isinstance(context.options, MarcOptions) else MarcOptions()
        self.out = XMLOut(out, forbidden=self.forbidden, chunk=_CHUNK)
        bare, end = self.options.envelope == "record", "\n" if self.options.indent else ""
        self.gap = f"{end}{'  ' * (1 if bare else 2)}" if end else ""
        self.element, ready = _elements(self.gap)
        self.table = ReadBack(MARC, context.report, _OWN, plain, ready, escape, "agents")
        self.names = Names(context.source, _number)
        self.entered = self.day(context)
        #: The open units: the number of the record, the unit, and the record information that holds for it.
        self.above: list[tuple[str, Unit, Record | None]] = []

    def forbidden(self, around: str) -> None:
        self.report.lose("text", None, around, code="character", reason="XML cannot hold this character")

    def day(self, context: Context) -> str:
        """The day on which the records entered the file, unless the description gives it; blank if unknown."""
        try:
            moment = context.timestamp(self.options.timestamp)
        except ValueError:
            raise OptionError(
                "option 'timestamp': expected a date and time in ISO 8601", value=self.options.timestamp
            ) from None
        return f"{moment:%y%m%d}" if moment.year > 1970 else ""

    def write(self, nodes: Iterable[Node]) -> None:
        first, nodes = self.report.ahead(nodes, 2)
        bare = self.options.envelope == "record"
        if bare and len(first) > 1:
            raise OptionError("envelope=record holds just one record; write a file for each (--each), or a collection")
        line_end = "\n" if self.options.indent else ""
        outer = "" if bare else "  " * self.options.indent
        start, end = f"{outer}<record{f' {_ROOT}' if bare else ''}>", f"{line_end}{outer}</record>{line_end}"
        self.out.write(DECLARATION if bare and first else f"{DECLARATION}<collection {_ROOT}>{line_end}")
        try:
            for node, owed in inheriting(nodes, huge=self.huge) if self.options.inherit else zip(nodes, repeat(None)):
                self.out.write(f"{start}{self.record(node, owed)}{end}")
        finally:
            self.table.close()
        self.out.write("" if bare and first else f"</collection>{line_end}")
        self.out.close()
        if self.names.supplied:
            why = "it has no unique identifier; its number is made from the finding aid's and its position"
            self.report.note("supplied", why, field="id", target="001", count=self.names.supplied)

    # -- one record --------------------------------------------------------------------------------------------------

    def record(self, node: Node, owed: Inherited | None) -> str:
        """The content of a record."""
        unit = node.unit
        self.names.name(node)
        number = self.names.said
        del self.above[node.depth :]
        host = self.above[-1] if self.above else None
        about = unit.record or (host[2] if host else _record_above(node))
        if owed is not None:
            unit = with_inherited(unit, owed, self.report)
        made = self.fields(unit)
        hosts = self.membership(node, host, owed)
        made += hosts
        part = bool(hosts or unit.relations) and "773" in map(_tag, made)
        changed = self.changed(unit.record) if unit.record is not None else ""
        aside = sort(unit.extras, {"040", *map(_tag, made)}, changed) if unit.extras else _NOTHING
        self.level(unit, part, made)
        if not unit.description.strip():
            self.shifted(unit)
        code = self.options.agency or (about.agency_code if about else None)
        cataloguing = self.cataloguing(about or _UNKNOWN, code, aside) if about or code or aside.beside else []
        made += [(one[:3], self.element(one)) for one in (*cataloguing, *self.addresses(unit), *aside.lines)]
        if unit.record is not None or self.options.agency:
            self.described(unit, number, code, cataloguing, changed)
        if not unit.minted and number != unit.id:
            self.report.lose("id", "001", unit.id, code="changed", reason="the number of the record is another one")
        for extra in aside.lost:
            self.report.lose("extras", extra.place, extra.content, code=extra_code(extra), reason=_EXTRAS)
        self.above.append((number, node.unit, about))
        made.sort(key=_tag)
        elements = [one for _, one in made]
        if len(unit.languages) > 1 or aside.lines:
            elements = self.languages_joined(elements)
        if aside.beside:
            elements = [self.element.restored(one, aside.beside.pop(tag_of(one), ())) for one in elements]
        return self.serialised(unit, number, code, changed, part, aside, elements)

    def fields(self, unit: Unit) -> list[_Tagged]:
        """The elements of all values that are self-contained, with the main entry among them."""
        made = self.table.pieces(unit)
        entered = self.enter(unit, made)
        if not made or made[0][0] != "245":  # the title is the first field of a unit
            made.insert(0, ("245", self.element(line("245", "00", ("a", _UNTITLED)))))
            self.report.note("supplied", "a record must have a title", field="title", target="245", value=_UNTITLED)
        if entered:
            made[0] = "245", put(made[0][1], FIRST_AT, "1")
        self.date(unit, made)
        return made

    def enter(self, unit: Unit, made: list[_Tagged]) -> bool:
        """Make the first creator the main entry; false if there is none, or its kind of agent is not given."""
        for number, (link, at) in enumerate(zip(unit.agents, self.table.begins, strict=True), 1):
            if link.role == "creator" and made_it(link):
                end = self.table.begins[number] if number < len(unit.agents) else len(made)
                tag, said = made[at] if at < end else ("", "")
                if tag[:1] != "7" or tag[:2] == "72":
                    return False
                made[at] = f"1{tag[1:]}", put(said, TAG_AT, "1")
                return True
        return False

    def shifted(self, unit: Unit) -> None:
        """Report that a note on scope and content will be read as the description, since there is none."""
        first = next((note for note in unit.notes if note.kind == "scope_and_content" and note.text.strip()), None)
        if first is not None and not first.label:
            self.report.lose("notes", "520", first, code="changed", reason="read back as the description")

    def date(self, unit: Unit, made: list[_Tagged]) -> None:
        """Add the dates: the first inclusive and the first bulk dates belong to the title."""
        taken: dict[str, str] = {}
        for date in unit.dates:
            code = _TITLED.get(date.type or "", "")
            rules = self.table.rules("dates", date) if code in taken else None
            for one in self.table.piece("dates", date, rules and tuple(rule for rule in rules if rule.target != "245")):
                if one[0] == "245":
                    taken[code] = self.element.inner(one[1])
                else:
                    made.append(one)
        if taken:
            made[0] = "245", self.element.joined(made[0][1], *[taken[code] for code in sorted(taken)])

    def level(self, unit: Unit, part: bool, made: list[_Tagged]) -> None:
        """351 holds the level if the leader cannot; a leader that says "collection" of a unit without a level supplies one."""
        collection = is_aggregate(unit) and not part
        if not unit.level:
            if collection:
                self.report.note("supplied", "read back as a collection", field="level", target="leader/07")
        elif unit.level != "collection" or not collection:
            said, kept = _level(unit.level, self.gap)
            if not kept:
                self.report.lose("level", "351", unit.level, code="changed", reason="the same in another form")
            made += said

    def membership(
        self, node: Node, host: tuple[str, Unit, Record | None] | None, owed: Inherited | None
    ) -> list[_Tagged]:
        """773: what the unit is part of, by title and number of that record; the tree itself and its order are lost."""
        if host is None:
            return []
        number, above, about = host
        code = self.options.agency or (about.agency_code if about else None)
        target = f"({code}){number}" if code else number
        self.report.lose(
            "members",
            "773",
            node.unit.id,
            code="changed",
            reason="its place in the tree: the record says what it is part of",
        )
        if any(one.kind == "isPartOf" and one.target == target for one in node.unit.relations):
            return []
        title = owed.phrase if owed is not None and owed.phrase else str(above.title)
        relation = Relation("isPartOf", target, " ".join(title.split()))
        said = [rule.codec.encode(relation) for rule in self.table.rules("relations", relation)[:1]]
        return [(one[:3], self.element(one)) for one in said if one]

    def cataloguing(self, about: Record, code: str | None, aside: Restored) -> list[str]:
        """040: who made the description, in which language, by which rules."""
        agency = str(about.agency) or code
        languages = [to_639_2b(one.code) if one.code else None for one in about.languages]
        subfields = [
            ("a", agency),
            *(("b", one) for one in languages[:1]),
            ("c", agency),
            *(("e", str(rule)) for rule in about.rules),
        ]
        said = line("040", "  ", *subfields)
        if not said:
            aside.lost += aside.beside.pop("040", [])
        return [said] if said else []

    def addresses(self, unit: Unit) -> list[str]:
        """856: the URLs of the finding aid."""
        if unit.record is None:
            return []
        found = map(web_address, unit.record.identifiers)
        return [line("856", "42", ("3", "Finding aid"), ("u", one)) for one in found if one]

    def changed(self, record: Record) -> str:
        """005: the latest revision, if it is known to the second, or to the day."""
        dates = [one.date for one in record.revisions if one.date is not None]
        stamps = [found for date in dates if (found := _MOMENT.fullmatch(date.edtf or ""))]
        if not stamps:
            return ""
        year, month, day, *clock = max(stamps, key=lambda found: found[0]).groups()
        return f"{year}{month}{day}{''.join(one or '00' for one in clock)}.0"

    def described(self, unit: Unit, number: str, code: str | None, cataloguing: list[str], changed: str) -> None:
        """Report what the record does not hold of the information on the description."""
        record = unit.record
        if record is None:
            return
        said = " ".join(map(plain, cataloguing))
        agency = _words(str(record.agency) or code or "")
        languages = tuple(Language(to_639_2b(one.code)) for one in record.languages[:1] if one.code)
        edtf = f"{changed[:4]}-{changed[4:6]}-{changed[6:8]}T{changed[8:10]}:{changed[10:12]}:{changed[12:14]}"
        revisions = (Revision(date=Date(edtf), kind="updated"),) if changed else ()
        back = Record(
            number,
            agency=agency,
            agency_code=code,
            languages=languages,
            rules=tuple(map(_words, record.rules)),
            revisions=revisions,
        )
        addresses = " ".join([one.value for one in record.identifiers if web_address(one)])
        verdict = difference(record, back, f"{said} {number} {code or ''} {edtf} {edtf[:10]} {addresses}")
        if verdict is not None:
            self.report.lose("record", "040", record, code=verdict[0], reason=verdict[1])

    def languages_joined(self, made: list[str]) -> list[str]:
        """The fields of language codes, as one field."""
        codes = [one for one in made if one.startswith(_CODES) and one.count("<subfield ") == 1]
        if len(codes) < 2:
            return made
        first = made.index(codes[0])
        alike = frozenset(codes)
        made = [one for one in made if one not in alike]
        made.insert(first, self.element.joined(codes[0], *map(self.element.inner, codes[1:])))
        return made

    def serialised(
        self, unit: Unit, number: str, code: str | None, changed: str, part: bool, aside: Restored, made: list[str]
    ) -> str:
        """The record as XML."""
        fixed = ["", f"<leader>{aside.leader or leader(unit, part)}</leader>"]
        entered = general(unit, self.created(unit) or self.entered)
        if code or changed or aside.control or not number:
            control = [("001", number), ("003", code), ("005", changed), ("008", entered)]
            kept = {"005", "008"}.intersection(map(_tag, aside.control))
            control = [*(one for one in control if one[0] not in kept), *aside.control]
            control.sort(key=_tag)
            fixed += [_control(tag, content) for tag, content in control if content]
        else:
            fixed += _control("001", number), _control("008", entered)
        return self.gap.join(fixed + made)

    def created(self, unit: Unit) -> str:
        """The day on which the description was created, as in field 008."""
        for one in unit.record.revisions if unit.record is not None else ():
            found = _MOMENT.fullmatch(one.date.edtf or "") if one.kind == "created" and one.date is not None else None
            if found is not None:
                return f"{found[1][2:]}{found[2]}{found[3]}"
        return ""


def _record_above(node: Node) -> Record | None:
    """The record information of the units above, if the unit is written without them."""
    above = node.parent
    while above is not None and above.unit.record is None:
        above = above.parent
    return above.unit.record if above is not None else None
