"""Columns that belong together: a year, a month and a day; a height and a width; a name and the dates of a life.

And columns of numbers of places and pieces, which only their heading explains: a shelf, a page, a scale.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

import attrs

from docmeta.dates import Date
from docmeta.dates.edtf import Day
from docmeta.model import Agent, AgentLink, Container, CorporateBody, Extent, Family, Identifier, Note, Person, Place
from docmeta_csv.table.audience import NO, YES
from docmeta_csv.table.headings import MEASURES
from docmeta_csv.table.headings.parts import (
    AMOUNTS,
    COUNTED,
    HEADED,
    KNOWN_MAKERS,
    MAKERS,
    PIECES,
    SIDES,
    STORES,
    YEAR_MONTH_DAY,
)
from docmeta_csv.table.slots import Slot
from docmeta_csv.table.words import box, column, containers, extent, makers, measure, numbered, span

#: The parts of a reference in archives of the former Soviet Union.
_REFERENCE: Final = ("fond", "opis", "papka", "delo", "list")
#: Units of length in headings.
_UNITS: Final = ("", "cm", "mm", "m", "in", "inches", "ft")
_DIGITS: Final = re.compile(r"[0-9]{1,2}")
_BARE: Final = re.compile(r"[0-9]{1,5}[A-Za-z]?|[IVXLC]{1,7}", re.IGNORECASE)
#: Marks that make a heading with dates a personal name, or not.
_KINDS: Final[dict[str, type[Agent]]] = {
    "person": Person, "people": Person, "personal": Person, "individual": Person, "personal name": Person,
    "personne": Person, "persona": Person,
    "corporate": CorporateBody, "corporate body": CorporateBody, "corporate entity": CorporateBody, "organization": CorporateBody,
    "organisation": CorporateBody, "corporation": CorporateBody, "institution": CorporateBody, "collectivité": CorporateBody,
    "agent_person": Person, "agent_corporate_entity": CorporateBody, "agent_family": Family,
    "körperschaft": CorporateBody, "corporate name": CorporateBody,
    "family": Family, "famille": Family, "familie": Family, "familia": Family,
}  # fmt: skip


def of_parts(cells: Sequence[str]) -> Date | None:
    """A date with its year in one column, its month in one and its day in one.

    >>> of_parts(["1890", "5", "12"]), of_parts(["1890", "May", ""]), of_parts(["ca. 1890", "", ""])
    (Date('1890-05-12', edtf='1890-05-12'), Date('May 1890', edtf='1890-05'), Date('ca. 1890', edtf='1890~'))
    """
    year, month, day = (cell.strip() for cell in cells)
    if not year:
        said = " ".join(filter(None, (day, month)))
        return Date(said) if said else None
    day, month = (cell if cell.strip("0?.- ") else "" for cell in (day, month))  # 0 and ? are not days
    if not month:
        return Date(year)
    if not _DIGITS.fullmatch(month):
        return Date(" ".join(filter(None, (day, month, year))))
    if not day:
        return Date(f"{year}-{int(month):02}") if int(month) <= 12 and len(year) == 4 else Date(f"{month}/{year}")
    return Date(f"{year}-{int(month):02}-{int(day):02}" if _DIGITS.fullmatch(day) else f"{year}-{month}-{day}")


def sizes(unit: str) -> Slot:
    """Columns of the dimensions of an object, in one unit.

    >>> sizes("cm").make(["12", "9", "", "", ""]), sizes("").make(["12 in", "", "", "", ""])
    (Extent(dimensions=('12 x 9 cm',)), Extent(dimensions=('height 12 in',)))
    """
    sides = ("height", "width", "depth of thing", "length", "diameter")
    behind = f" {unit}" if unit else ""

    def make(cells: Sequence[str]) -> Extent | None:
        said = [(side.partition(" ")[0], cell) for side, cell in zip(sides, cells, strict=True) if cell]
        if not said:
            return None
        if len(said) == 1:
            return Extent(dimensions=(f"{said[0][0]} {said[0][1]}{behind}",))
        return Extent(dimensions=(" x ".join(cell for _, cell in said) + behind,))

    return _read_only("extents", tuple(f"{side}{behind}" for side in sides), make)


def _sized(unit: str, cell: str) -> Extent:
    """A size in the unit of the heading, unless the cell has one."""
    return Extent(
        dimensions=(cell if any(map(str.isalpha, cell.replace("x", ""))) or '"' in cell else f"{cell} {unit}",)
    )


def placed(kind: str) -> Slot:
    """A column of the numbers of places in a store.

    >>> placed("Shelf").make(["4"]).text, placed("Shelf").make(["Shelf 4"]).text
    ('Shelf 4', 'Shelf 4')
    """

    def make(cell: str) -> Note:
        return Note("location", cell if cell.casefold().startswith(kind.casefold()) else f"{kind} {cell}")

    return column("notes[location]", f"number of {kind.lower()}", make, source="", whole=True)


def _headed(kind: str, label: str, cell: str) -> Note:
    return Note(kind, cell, label=label)


def restricted(cell: str) -> Note:
    """A column "Restricted": yes or no, or the restriction itself.

    >>> [restricted(cell).text for cell in ("yes", "No", "until 2030")]
    ['Restricted', 'Not restricted', 'until 2030']
    """
    word = cell.casefold()
    return Note("access_conditions", "Restricted" if word in YES else "Not restricted" if word in NO else cell)


def volume(cell: str) -> Any:
    """A column "Volume": the number of a volume, or an amount.

    >>> volume("XII"), volume("3 boxes").quantity
    (Container(value='XII', kind='Volume'), '3')
    """
    return Container(cell, "Volume") if _BARE.fullmatch(cell) else extent(cell)


def _from_to(cells: Sequence[str]) -> Any:
    """Columns "From" and "To": the ends of a date, or the sender and the addressee.

    >>> _from_to(["1890", "1912"]), [link.relator for link in _from_to(["Ann", "Bob"])]
    (Date('1890-1912', edtf='1890/1912'), ['Sender', 'Addressee'])
    """
    said = [cell for cell in cells if cell]
    if all(Date(cell).edtf is not None or not any(map(str.isalpha, cell)) for cell in said):
        return span(cells)
    roles = (("creator", "Sender"), ("contributor", "Addressee"))
    return tuple(AgentLink(Agent(cell), *role) for cell, role in zip(cells, roles, strict=True) if cell)


def _of_container(cells: Sequence[str]) -> Any:
    """A container with its number in one column and its kind in another."""
    number, kind, barcode = cells
    if kind and number:
        return Container(number, kind, barcode=barcode or None)
    return Container(number, kind or None, barcode=barcode or None) if barcode or kind else containers(number)


def _boxed(cells: Sequence[str]) -> Any:
    """A box by its number, with a barcode."""
    number, barcode = cells
    found = numbered(number, "Box") if number else Container(kind="Box") if barcode else None
    return attrs.evolve(found, barcode=barcode) if barcode and isinstance(found, Container) else found


def _known(role: str, name: str) -> Slot:
    """A column of names, with columns of the dates of lives and other data beside it."""

    def make(cells: Sequence[str]) -> AgentLink | None:
        who, dates, relator, kind, born, died = cells
        if not who:
            return None
        cls = _KINDS.get(kind.casefold().strip(), Agent) if kind else Agent
        lived = Date(dates) if dates else of_life(born, died)
        known = cls(who, dates=lived) if lived is not None else cls(who)
        return AgentLink(known, role, relator or None)

    beside = ("dates", "role", "type", "born", "died")
    columns = (name, *(f"{name} {word}" for word in beside))
    return attrs.evolve(_read_only(f"agents[{role}]", columns, make), between=";", shared=frozenset((2, 3)))


def of_aspace(cells: Sequence[str]) -> AgentLink | None:
    """An agent of ArchivesSpace's templates for accessions and for digital objects (`accession_converter.rb`).

    >>> link = of_aspace(["Roe", "Ann", "1912-1994", "source", "Donor (dnr)", "agent_person"])
    >>> link.agent.name, link.role, link.relator
    ('Roe, Ann', 'contributor', 'Donor (dnr)')
    """
    primary, rest, dates, role, relator, kind = cells
    name = ", ".join(filter(None, (primary, rest)))
    if not name:
        return None
    cls = _KINDS.get(kind.casefold().strip(), Agent)
    known = cls(name, dates=Date(dates)) if dates else cls(name)
    word = role.casefold() or "creator"
    return AgentLink(
        known,
        word if word in ("creator", "subject") else "contributor",
        relator or (role if word == "source" else None) or None,
    )


def one_each(dates: Sequence[Date]) -> list[Date]:
    """Dates without those in figures that repeat another one in words: a beginning and an end in columns beside a date.

    Words that are not understood get the meaning of the only figures beside them.

    >>> one_each([Date("circa 1890"), Date("1890")]), one_each([Date("Reagan years"), Date("1981-1989")])
    ([Date('circa 1890', edtf='1890~')], [Date('Reagan years', edtf='1981/1989')])
    >>> len(one_each([Date("1890"), Date("1912")])), len(one_each([Date("May 1890"), Date("1890")]))
    (2, 1)
    """
    public = [at for at, date in enumerate(dates) if date.audience != "internal" and date.type is None]
    figures = {at for at in public if dates[at].edtf and not any(map(str.isalpha, dates[at].text))}
    words = [at for at in public if dates[at].text and at not in figures]
    if len(words) == len(figures) == 1:
        (word,), (figure,) = words, figures
        if dates[word].edtf is None and dates[word].kind == dates[figure].kind:
            known = attrs.evolve(dates[word], edtf=dates[figure].edtf)
            return [known if at == word else date for at, date in enumerate(dates) if at != figure]
    repeated = _repeated(dates, public, figures)
    return [date for at, date in enumerate(dates) if at not in repeated]


def _repeated(dates: Sequence[Date], public: Sequence[int], figures: set[int]) -> set[int]:
    """The dates in figures within which lies another one of the same kind; of equal ones, all but the first."""
    spans = []
    for at in public:
        begin, end = dates[at].earliest, dates[at].latest
        if begin is not None and end is not None:
            spans.append((tuple(-part for part in begin), end, at in figures, at))
    found: set[int] = set()
    ends: dict[str | None, Day] = {}  # of those that begin as late or later, the first end
    for _, end, figured, at in sorted(spans):
        kind = dates[at].kind
        first = ends.get(kind)
        if figured and first is not None and first <= end:
            found.add(at)
        ends[kind] = end if first is None else min(first, end)
    return found


def of_opis(cells: Sequence[str]) -> Identifier | None:
    """A reference of an archive of the former Soviet Union, each part in a column.

    >>> of_opis(["102", "12", "", "68", "4-7"]).value
    'fond 102, opis 12, delo 68, list 4-7'
    """
    said = [f"{part} {cell}" for part, cell in zip(_REFERENCE, cells, strict=True) if cell]
    return Identifier(", ".join(said)) if said else None


def of_life(born: str, died: str) -> Date | None:
    """The dates of a life, with the birth in one column and the death in another.

    >>> of_life("1912", "1994"), of_life("1912", ""), of_life("", "")
    (Date('1912-1994', edtf='1912/1994'), Date('b. 1912', edtf='1912/'), None)
    """
    if born and died:
        return span([born, died])
    return Date(f"b. {born}") if born else Date(f"d. {died}") if died else None


def _read_only(field: str, columns: tuple[str, ...], make: Callable[[Sequence[str]], Any]) -> Slot:
    """Columns that are only read."""
    rest = [""] * (len(columns) - 1)
    return Slot(field, columns, lambda value: [str(value), *rest], make, lambda _: True, codec="words")


SLOTS: Final = (
    _known("creator", "creator"),
    _known("contributor", "contributor"),
    _read_only(
        "agents",
        ("agent_name_primary_name", "agent_name_rest_of_name", "agent_name_dates", "agent_role", "agent_relator", "agent_type"),
        of_aspace,
    ),
    _read_only("identifiers", tuple(f"reference {part}" for part in _REFERENCE), of_opis),
    _read_only("dates", ("year", "month", "day"), of_parts),
    *(sizes(unit) for unit in _UNITS),
    *(column("extents", f"dimensions {unit}", partial(_sized, unit), source="") for unit in _UNITS if unit),
    _read_only("dates", ("from", "to"), _from_to),
    _read_only("containers", ("container number", "container type", "container barcode"), _of_container),
    _read_only("containers", ("box", "barcode"), _boxed),
    column("containers", "volume", volume, source=""),
    column("notes[access_conditions]", "restricted", restricted, source="", whole=True),
    *(measure(unit, f"number of {unit}") for unit in (*COUNTED, *AMOUNTS)),
    *(slot for role, names in MAKERS.items() for slot in makers(role, *names)),
    column("places", "place of publication", lambda cell: Place(cell, relator="publication place"), source=""),
    _read_only("dates", ("bulk start", "bulk end"), lambda cells: attrs.evolve(span(cells) or Date(), type="bulk") if any(cells) else None),
    *(box(kind, f"number of {kind.lower()}") for kind in PIECES),
    *(placed(kind) for kind in STORES),
    *(
        column(f"notes[{kind}]", f"note of {label.lower()}", partial(_headed, kind, label), source="", whole=True)
        for kind, label, _ in HEADED
    ),
)  # fmt: skip

#: Further names of the columns of these slots.
SYNONYMS: Final[dict[str, str]] = {
    **{name: f"number of {kind.lower()}" for table in (PIECES, STORES) for kind, names in table.items() for name in names.split("|")},
    **{name: f"note of {label.lower()}" for _, label, names in HEADED for name in names.split("|")},
    **{
        name: unit if unit in MEASURES else f"number of {unit}"
        for unit in (*COUNTED, "pages", "items", "boxes")
        for name in (f"no of {unit}", f"no {unit}", f"# of {unit}", f"{unit} count", f"{unit[:-1]} count", f"total {unit}",
                     f"total no of {unit}",
                     f"total number of {unit}", f"num {unit}", f"num of {unit}", f"number of {unit}",
                     f"quantity of {unit}", f"count of {unit}")
    },
    **{name: f"number of {unit}" for unit, names in AMOUNTS.items() for name in names.split("|")},
    **{
        name: maker
        for role, known in MAKERS.items()
        for maker, names in {**known, **dict.fromkeys(KNOWN_MAKERS, "")}.items()
        for name in (f"{maker}s", f"{maker}(s)", f"{maker} name", f"{maker} names", *filter(None, names.split("|")))
    },
    **dict.fromkeys("publication place|published at|place published|publisher location|publisher place".split("|"), "place of publication"),
    "bulk date start": "bulk start", "bulk begin": "bulk start", "bulk start date": "bulk start", "bulk date begin": "bulk start",
    "bulk date end": "bulk end", "bulk end date": "bulk end",
    **{name: part for part, names in zip(("year", "month", "day"), YEAR_MONTH_DAY, strict=True) for name in names.split("|")},
    **dict.fromkeys("is restricted|restrictions (y/n)|restricted (y/n)|access restricted|has restrictions".split("|"), "restricted"),
    **{f"{name} {unit}": f"dimensions {unit}" for name in ("size", "measurements") for unit in _UNITS if unit},
    **{f"depth {unit}": f"depth of thing {unit}" for unit in _UNITS if unit},
    **{name: side for side, names in SIDES.items() for name in names.split("|")},
    "box barcode": "barcode", "container barcode number": "barcode", "barcode number": "barcode", "box barcode number": "barcode",
    "top container barcode": "container barcode", "top container": "container number", "top container type": "container type",
    "top container indicator": "container number", "top container number": "container number", "container no": "container number",
    "container indicator": "container number", "container kind": "container type", "type of container": "container type",
    "container_1_type": "container type", "container_1_indicator": "container number", "container 1 number": "container number",
    **{
        f"{name}{word}": f"creator {ours}"
        for name in ("creator", "author", "creator's", "originator")
        for word, ours in (
            (" dates", "dates"), (" life dates", "dates"), (" date", "dates"), (" lifespan", "dates"), (" dates of existence", "dates"),
            (" role", "role"), (" relator", "role"), (" relationship", "role"), (" type", "type"), (" birth date", "born"),
            (" birth year", "born"), (" date of birth", "born"), (" death date", "died"), (" death year", "died"),
            (" date of death", "died"), (" born", "born"), (" died", "died"),
        )
    },
    # CONTENTdm's nicknames of the elements of Dublin Core (its API, dmQuery)
    "subjec": "subjects", "descri": "description", "creato": "creator", "publis": "publisher", "contri": "contributor",
    "covera": "coverage",
    "langua": "language", "identi": "identifiers", "relati": "relation", "transc": "transcript",
    "doc_date": "dates", "frontend_doc_date": "dates", "tecnica": "technique", "técnica": "technique",
    "dates of creator": "creator dates", "life dates": "creator dates", "dates of existence": "creator dates",
    "type of creator": "creator type", "role of creator": "creator role", "entity type": "creator type",
    "contributor type": "contributor type", "contributor relator": "contributor role",
}  # fmt: skip
