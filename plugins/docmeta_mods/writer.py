"""Writes MODS records: one for each unit; those of components name the unit that they are part of (relatedItem of the type host)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import BinaryIO, Final

import attrs

from docmeta.crosswalk import ReadBack, Rule, difference, extra_code, is_clean_prose, with_inherited
from docmeta.errors import OptionError
from docmeta.languages import to_639_2b
from docmeta.model import Collection, Extra, Inherited, Language, Names, Node, Record, Unit, inheriting
from docmeta.plugins import Context
from docmeta.xml import DECLARATION, FORBIDDEN, REPLACEMENT, XLINK, XMLOut, escape
from docmeta.xml.harvest import words
from docmeta_mods.crosswalk import MODS
from docmeta_mods.elements import AGGREGATES
from docmeta_mods.encoders import encoder
from docmeta_mods.encoders import title as title_info
from docmeta_mods.fragments import SEPARATOR, el, plain, read_back
from docmeta_mods.options import ModsOptions

_NAMESPACE: Final = "http://www.loc.gov/mods/v3"
_SCHEMA: Final = "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"
_ROOT: Final = (
    f'xmlns="{_NAMESPACE}" xmlns:xlink="{XLINK}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    f'xsi:schemaLocation="{_NAMESPACE} {_SCHEMA}"'
)
_OWN: Final = frozenset(("id", "record", "level", "description_heading"))
_EXTRAS: Final = "what only the source's own format can hold"
#: The order of the elements, as in the outline of MODS.
_ORDER: Final = {
    name: number
    for number, name in enumerate(
        (
            "titleInfo", "name", "typeOfResource", "genre", "originInfo", "language", "physicalDescription", "abstract",
            "tableOfContents", "targetAudience", "note", "subject", "relatedItem", "identifier", "location", "accessCondition",
            "extension", "recordInfo",
        )
    )
}  # fmt: skip
_ABSTRACT: Final = _ORDER["abstract"]
_RECORD: Final = _ORDER["recordInfo"]
_by_place: Final = itemgetter(0)
_said: Final = itemgetter(1)
_COLLECTION: Final = _ORDER["typeOfResource"], '<typeOfResource collection="yes"/>'
_encode_level: Final = encoder("level")
#: How many records are written at once.
_CHUNK: Final = 16


def write(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    """Write a record for each unit."""
    _Writer(out, context).write(nodes)


def _text(text: str) -> str:
    """Words as an element gives them back."""
    return text if is_clean_prose(text) else words(FORBIDDEN.sub(REPLACEMENT, text))


@lru_cache(256)
def _level(level: str) -> tuple[tuple[int, str], bool]:
    """A level as a note with its place, and whether it comes back unchanged."""
    said = _encode_level(level)
    return (_place(said), said), bool(said) and read_back(said).get("level") == level


class _Writer:
    def __init__(self, out: BinaryIO, context: Context) -> None:
        self.report, self.huge = context.report, context.huge
        self.options = context.options if isinstance(context.options, ModsOptions) else ModsOptions()
        self.out = XMLOut(out, forbidden=self.forbidden, chunk=_CHUNK)
        self.table = ReadBack(MODS, context.report, _OWN, plain, _placed, escape)
        self.names = Names(context.source, _text)
        #: The open units: the identifier of the record, the unit, and the code of its agency.
        self.above: list[tuple[str, Unit, str | None]] = []

    def forbidden(self, around: str) -> None:
        self.report.lose("text", None, around, code="character", reason="XML cannot hold this character")

    def write(self, nodes: Iterable[Node]) -> None:
        first, nodes = self.report.ahead(nodes, 2)
        wanted = self.options.envelope
        if wanted == "mods" and len(first) > 1:
            raise OptionError("envelope=mods holds just one record; write a file for each (--each), or a collection")
        bare = bool(first) and (wanted == "mods" or (wanted == "auto" and len(first) == 1))
        end = "\n" if self.options.indent else ""
        outer = "" if bare or not end else "  "
        gap = f"{end}{outer}  " if end else ""
        start = f'{outer}<mods{f" {_ROOT}" if bare else ""} version="3.8">'
        self.out.write(DECLARATION if bare else f"{DECLARATION}<modsCollection {_ROOT}>{end}")
        start, stop = f"{start}{gap}", f"{end}{outer}</mods>{end}"
        try:
            for node, owed in inheriting(nodes, huge=self.huge) if self.options.inherit else zip(nodes, repeat(None)):
                self.out.write(f"{start}{gap.join(self.record(node, owed))}{stop}")
        finally:
            self.table.close()
        self.out.write("" if bare else f"</modsCollection>{end}")
        self.out.close()
        if self.names.supplied:
            why = "it has no unique identifier; one is made from the finding aid's and its position"
            self.report.note(
                "supplied", why, field="id", target="recordInfo/recordIdentifier", count=self.names.supplied
            )

    # -- one record --------------------------------------------------------------------------------------------------

    def record(self, node: Node, owed: Inherited | None) -> Iterable[str]:
        """The elements of a record, in order."""
        unit = node.unit
        self.names.name(node)
        number = self.names.said
        del self.above[node.depth :]
        host = self.above[-1] if self.above else None
        own = unit.record.agency_code if unit.record is not None else None
        code = self.options.agency or own or (host[2] if host else _agency_above(node))
        if owed is not None:
            unit = with_inherited(unit, owed, self.report)
        made = self.table.pieces(unit)
        if unit.description_heading and unit.description.strip():
            at = next(at for at, (place, _) in enumerate(made) if place == _ABSTRACT)
            made[at] = _ABSTRACT, self.headed(unit)
        elif not unit.description.strip():
            self.shifted(unit)
        made += self.level(unit)
        if host is not None:
            made += self.membership(node, host, owed)
        about = self.about(unit, number, code)
        if about:
            made.append((_RECORD, about))
        if unit.extras:
            made += self.restored(unit)
        if not unit.minted and number != unit.id:
            why = "the identifier of the record is another one"
            self.report.lose("id", "recordInfo/recordIdentifier", unit.id, code="changed", reason=why)
        self.above.append((number, node.unit, code))
        made.sort(key=_by_place)
        return map(_said, made)

    def headed(self, unit: Unit) -> str:
        """The description with its heading."""
        said = el("abstract", unit.description, displayLabel=str(unit.description_heading))
        if read_back(said).get("description_heading") != unit.description_heading:
            why = "the same in another form"
            self.report.lose(
                "description_heading", "abstract/@displayLabel", unit.description_heading, code="changed", reason=why
            )
        return said

    def shifted(self, unit: Unit) -> None:
        """Report a value that will be read as another field, because the one before it is empty."""
        if unit.description_heading:
            why = "the heading of nothing"
            self.report.lose(
                "description_heading", "abstract/@displayLabel", unit.description_heading, code="dropped", reason=why
            )
        first = next((note for note in unit.notes if note.kind == "abstract" and note.text.strip()), None)
        if first is not None:
            self.report.lose("notes", "abstract", first, code="changed", reason="read back as the description")

    def level(self, unit: Unit) -> list[tuple[int, str]]:
        """The level of description, and that it is a collection."""
        made = [_COLLECTION] if (unit.level in AGGREGATES if unit.level else isinstance(unit, Collection)) else []
        if unit.level and unit.level != "collection":
            said, kept = _level(unit.level)
            if not kept:
                self.report.lose("level", "note/@type", unit.level, code="changed", reason="the same in another form")
            if said[1]:
                made.append(said)
        elif made and not unit.level:
            self.report.note(
                "supplied", "read back as a collection", field="level", target="typeOfResource/@collection"
            )
        return made

    def membership(
        self, node: Node, host: tuple[str, Unit, str | None], owed: Inherited | None
    ) -> list[tuple[int, str]]:
        """The unit that it is part of, by title and identifier of that record; the tree itself and its order are lost."""
        number, above, _ = host
        why = "its place in the tree: the record says what it is part of"
        self.report.lose("members", "relatedItem", node.unit.id, code="changed", reason=why)
        if any(one.kind == "isPartOf" and one.target == number for one in node.unit.relations):
            return []
        title = owed.phrase if owed is not None and owed.phrase else str(above.title)
        identifier = el("recordInfo", "", el("recordIdentifier", number))
        said = el("relatedItem", "", title_info(" ".join(title.split())), identifier, type="host")
        return [(_place(said), said)]

    def about(self, unit: Unit, number: str, code: str | None) -> str:
        """recordInfo."""
        record = unit.record
        if record is None:
            if not number.strip():
                return ""
            if code:
                return f"<recordInfo>{el('recordIdentifier', number, source=code)}</recordInfo>"
            return f"<recordInfo><recordIdentifier>{escape(number)}</recordIdentifier></recordInfo>"
        dates = [
            el("recordCreationDate" if one.kind == "created" else "recordChangeDate", one.date.display)
            for one in record.revisions
            if one.date is not None
        ]
        languages = [self.language(one) for one in record.languages]
        inner = [
            el("recordContentSource", str(record.agency)),
            *dates,
            el("recordIdentifier", number, source=code),
            *languages,
            el("recordOrigin", str(record.creation)),
            *(el("descriptionStandard", str(rule)) for rule in record.rules),
            *(el("recordInfoNote", note.text) for note in record.notes),
        ]
        said = el("recordInfo", "", *inner)
        back = read_back(said).get("record", Record())
        verdict = difference(record, attrs.evolve(back, agency_code=back.agency_code or None), plain(said))
        if verdict is not None:
            self.report.lose("record", "recordInfo", record, code=verdict[0], reason=verdict[1])
        return said

    def language(self, language: Language) -> str:
        """languageOfCataloging."""
        code = language.code or ""
        list_ = "iso639-2b" if to_639_2b(code) == code else None
        terms = [
            el("languageTerm", code, type="code", authority=list_),
            el("languageTerm", str(language.name), type="text"),
        ]
        return el("languageOfCataloging", "", *terms)

    def restored(self, unit: Unit) -> list[tuple[int, str]]:
        """What the reader of MODS put aside, if it comes back unchanged."""
        made: list[tuple[int, str]] = []
        for extra in unit.extras:
            said = _template(extra)
            if said and read_back(said).fields == {"extras": [extra]}:
                made.append((_place(said), said))
            else:
                self.report.lose("extras", extra.place, extra.content, code=extra_code(extra), reason=_EXTRAS)
        return made


def _place(element: str) -> int:
    name = element[1:24].partition(">")[0].partition(" ")[0].rstrip("/")
    return _ORDER.get(name, len(_ORDER))


def _placed(rule: Rule, said: str) -> tuple[tuple[int, str], ...]:
    """The elements of a value, each with its place in the order."""
    return tuple([(_place(one), one) for one in said.split(SEPARATOR) if one])


#: Elements that the reader puts aside, and the values that the schema allows in some of them.
_ASIDE: Final[dict[str, tuple[str, ...]]] = {
    "originInfo/place/placeTerm": (),
    "originInfo/frequency": (),
    "originInfo/issuance": ("continuing", "monographic", "single unit", "multipart monograph", "serial", "integrating resource"),
    "physicalDescription/digitalOrigin": (
        "born digital", "reformatted digital", "digitized microfilm", "digitized other analog",
    ),
    "physicalDescription/reformattingQuality": ("access", "preservation", "replacement"),
}  # fmt: skip


def _template(extra: Extra) -> str:
    """The elements put aside; "" unless they may stand anywhere."""
    values = _ASIDE.get(extra.place) if extra.format == "mods" else None
    if values is None or (values and extra.content not in values):
        return ""
    said = extra.content
    names = extra.place.split("/")
    made = el(names[-1], said)
    for name in reversed(names[:-1]):
        made = el(name, "", made)
    return made


def _agency_above(node: Node) -> str | None:
    """The agency code of the units above, if the unit is written without them."""
    above = node.parent
    while above is not None:
        record = above.unit.record
        if record is not None and record.agency_code:
            return record.agency_code
        above = above.parent
    return None
