"""What a table marks as private, in any column, is in no output; it is if somebody asks for it."""

from __future__ import annotations

import csv
import io
import re

import attrs
import pytest

import docmeta
from docmeta import Collection
from docmeta.model import Document, Extent
from docmeta_csv import islandora, others
from docmeta_csv.aspace import table as aspace
from docmeta_csv.aspace import template
from docmeta_csv.atom import table as atom
from docmeta_csv.own import dialect as own
from docmeta_csv.table.dialect import plain_name
from docmeta_csv.table.outline import outlined, unseen

#: A word that every column accepts, and that is in no table of words.
SECRET = "Zaphodia"
FORMATS = ("csv", "csv-aspace", "csv-atom", "ead2002", "ead3", "dc", "dcterms", "jsonld", "json", "jsonl")


def as_table(rows: list[dict[str, str]]) -> str:
    """Rows as the text of a table."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(dict.fromkeys(name for row in rows for name in row)), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def outputs(text: str, *, include_internal: bool = False) -> dict[str, str]:
    """The output of every format for a table."""
    papers = docmeta.loads(text, format="csv")
    assert isinstance(papers, Collection)
    return {
        name: docmeta.dumps(papers, format=name, include_internal=include_internal, **({"columns": "all"} if name == "csv" else {}))
        for name in FORMATS
    }  # fmt: skip


def assert_withheld(text: str, *, placing: bool = False) -> None:
    """The secret is in no output by default, and in docmeta's own where internal material is included."""
    shown = [name for name, said in outputs(text).items() if re.search(SECRET, said, re.IGNORECASE)]
    assert not shown, f"{', '.join(shown)} show what is private:\n{text}"
    kept = re.search(SECRET, outputs(text, include_internal=True)["jsonl"], re.IGNORECASE)
    assert kept or placing, f"lost:\n{text}"


# -- ArchivesSpace: each column beside which another one says whether it is published ----------------------------------

_ROW = {"ead": "e1", "hierarchy": "1", "title": "Letters", "level": "file"}
_NOTES = [name[2:] for name in template.COLUMNS if name.startswith("n_")] + list(template.MORE_NOTES)


@pytest.mark.parametrize("word", ["FALSE", "0", "no", "staff only"])
@pytest.mark.parametrize("name", _NOTES)
def test_a_note_that_archivesspace_does_not_publish(name: str, word: str) -> None:
    assert_withheld(as_table([_ROW | {f"n_{name}": SECRET, f"p_{name}": word}]))


@pytest.mark.parametrize("name", template.EXTENT_NOTES)
def test_notes_about_extents_keep_whether_they_are_published(name: str) -> None:
    table = as_table([_ROW | {f"n_{name}": "12 x 8 cm", f"p_{name}": word} for word in ("FALSE", "TRUE", "")])
    units = docmeta.loads(table, format="csv").members
    assert [unit.extents[0].audience for unit in units] == ["internal", "external", None]
    written = docmeta.dumps(Collection("c", members=units), format="csv-aspace", include_internal=True)
    again = docmeta.loads(written, format="csv")
    assert [unit.extents for unit in again.members] == [unit.extents for unit in units]


@pytest.mark.parametrize(
    "extent", [Extent(SECRET), Extent("3 linear feet", "3", "linear feet"), Extent(dimensions=(SECRET,)), Extent(facets=(SECRET,))]
)  # fmt: skip
def test_an_internal_extent_stands_where_its_column_says_that_it_is_not_published(extent: Extent) -> None:
    internal = attrs.evolve(extent, audience="internal")
    papers = Collection("c", members=[Document("d", title="Letters", extents=(Extent("2 boxes"), internal))])
    (_, row) = csv.DictReader(io.StringIO(docmeta.dumps(papers, format="csv-aspace", include_internal=True)))
    said = [name[2:] for name in ("n_physdesc", "n_physfacet", "n_dimensions") if row[name] not in ("", "2 boxes")]
    assert all(row[f"p_{name}"] == "FALSE" for name in said)
    assert (row["number"], row["container_summary"]) == ("", "")
    assert row["n_physdesc"] in ("2 boxes", "")


@pytest.mark.parametrize(
    "column", [name for name in template.COLUMNS if name.startswith(("digital_object_", "rep_", "nonrep_")) and "publish" not in name]
)  # fmt: skip
def test_a_digital_object_that_archivesspace_does_not_publish(column: str) -> None:
    others = {
        "digital_object_title": "Scan",
        "rep_file_uri": "https://example.org/1",
        "nonrep_file_uri": "https://example.org/2",
    }
    assert_withheld(as_table([_ROW | others | {column: SECRET, "digital_object_publish": "FALSE"}]))
    assert_withheld(as_table([_ROW | {column: SECRET, "digital_object_publish": "FALSE"}]))
    if column.startswith("nonrep"):
        table = as_table(
            [_ROW | others | {column: SECRET, "digital_object_publish": "TRUE", "nonrep_publish": "FALSE"}]
        )
        assert_withheld(table)
        assert "example.org/1" in outputs(table)["jsonl"]


# -- every column of every dialect -------------------------------------------------------------------------------------

#: The minimum for a table of each dialect.
ROWS: dict[str, dict[str, str]] = {
    "own": {"id": "a", "depth": "0", "kind": "document", "title": "Letters"},
    "plain": {"id": "a", "title": "Letters"},
    "omeka": {"o:id": "a", "dcterms:title": "Letters", "dcterms:type": "Text"},
    "dspace": {"id": "a", "dc.title": "Letters", "dc.contributor.author": "Roe, Ann"},
    "islandora": {"id": "a", "title": "Letters", "field_model": "Paged Content"},
    "collectionbuilder": {"objectid": "a", "title": "Letters"},
    "atom": {"legacyId": "1", "title": "Letters", "culture": "en"},
    "aspace": _ROW,
}
DIALECTS = {
    "own": own.own, "plain": others.plain, "omeka": others.omeka, "dspace": others.dspace, "islandora": islandora.islandora,
    "collectionbuilder": others.collectionbuilder, "atom": atom.dialect, "aspace": aspace.dialect,
}  # fmt: skip
#: What people may write into any column.
SAID = (SECRET, f"http://{SECRET.lower()}.example/1 {SECRET}", f"x|{SECRET}; {SECRET}\n{SECRET}", f"1951 {SECRET} 12,5")


def columns_of(name: str) -> list[str]:
    """The columns that a dialect knows, except those for the audience of the unit, and some unknown ones."""
    dialect = DIALECTS[name]()
    frame = [*dialect.id, *dialect.parent, dialect.depth or "", dialect.kind or "", *dialect.other]
    slots = [column for slot in dialect.slots for column in slot.columns]
    names = [*frame, *slots, *dialect.template, *(() if name == "own" else dialect.synonyms), "n_foo", "Geheim"]
    speaking = re.compile(r"p_.+|.*publish|ArchivesSpace field code.*")
    return [
        column
        for column in dict.fromkeys(names)
        if column and dialect.find(column) not in dialect.speaking and not speaking.fullmatch(column)
    ]


@pytest.mark.parametrize(
    "mark", [" §private", "§Private", " @fra § internal", " ^^uri @de §hidden", " §private ^^html", " ~ {x} §private"]
)
@pytest.mark.parametrize("name", ROWS)
def test_a_private_heading_hides_its_column(name: str, mark: str) -> None:
    """A row for each column: it fills that one, and the required ones."""
    columns = [column for column in columns_of(name) if column not in ROWS[name]]
    first = next(iter(ROWS[name]))
    rows = []
    for number, column in enumerate(columns):
        said = SAID[number % len(SAID)].replace(SECRET, f"{SECRET}{number}x")
        rows.append(ROWS[name] | {first: f"{ROWS[name][first]}{number}", f"{column}{mark}": said})
    table = as_table(rows)
    for said in outputs(table).values():
        shown = set(re.findall(rf"{SECRET}([0-9]*)", said, re.IGNORECASE))
        assert [columns[int(number or 0)] for number in shown] == []
    kept = set(re.findall(rf"{SECRET}([0-9]+)x", outputs(table, include_internal=True)["jsonl"], re.IGNORECASE))
    lost = {column for number, column in enumerate(columns) if str(number) not in kept}
    assert lost <= {*DIALECTS[name]().parent, "hierarchy"}


@pytest.mark.parametrize("name", ROWS)
def test_a_private_heading_hides_what_says_where_a_row_stands(name: str) -> None:
    dialect = DIALECTS[name]()
    for column in filter(None, [*dialect.id, *dialect.parent, dialect.depth, dialect.kind, "title"]):
        base = {theirs: cell for theirs, cell in ROWS[name].items() if theirs != column}
        table = as_table([base | {f"{column} §private": SECRET}])
        assert_withheld(table, placing=column in (*dialect.parent, "hierarchy"))


@pytest.mark.parametrize("name", ["own", "plain", "aspace"])
def test_a_private_column_hides_nothing_else_than_what_is_said_of_it(name: str) -> None:
    places = DIALECTS[name]().places
    slots = {id(slot): slot for slot, _ in places.values() if len(slot.columns) > 1}
    for slot in slots.values():
        ours = [column for column in slot.columns if places[plain_name(column)][0] is slot]
        for column in ours if not any(re.match("p_|.*publish", one) for one in ours) else ():
            beside = {other: "1951" for other in ours if other not in (column, *ROWS[name])}
            table = as_table([ROWS[name] | beside | {f"{column} §private": SECRET}])
            assert_withheld(table)
            shown = "1951" in outputs(table)["jsonl"]
            assert shown == (column != slot.columns[0] and bool(beside)), table


@pytest.mark.parametrize(
    "column", ["title", "scopeAndContent", "generalNote", "eventActors", "subjectAccessPoints", "Geheim"]
)
def test_a_translation_keeps_private_what_its_heading_says(column: str) -> None:
    rows = [
        ROWS["atom"] | {f"{column} §private": "Other"},
        ROWS["atom"] | {"culture": "fr", f"{column} §private": SECRET},
    ]
    assert_withheld(as_table(rows))


def test_a_translation_that_is_a_draft_hides_its_unit() -> None:
    rows = [
        ROWS["atom"] | {"publicationStatus": "Published"},
        ROWS["atom"] | {"culture": "fr", "title": SECRET, "publicationStatus": "Draft"},
    ]
    with pytest.raises(docmeta.DocmetaError, match="everything in it is marked internal"):
        outputs(as_table(rows))


@pytest.mark.parametrize(
    "status", ["o:is_public", "Visibility", "private", "published", "publish", "audience", "suppressed"]
)
@pytest.mark.parametrize(
    "mark", ["", " §private", " @fra", " ^^uri", " ^^resource:item", " ^^numeric:integer", " ^^html"]
)
@pytest.mark.parametrize("name", ROWS)
def test_what_says_who_may_see_a_unit_says_so_under_any_heading(name: str, mark: str, status: str) -> None:
    word = "yes" if status in ("private", "suppressed") else "FALSE"
    table = as_table([ROWS[name] | {f"{status}{mark}": word}])
    (unit,) = [node.unit for node in docmeta.read(table.encode(), format="csv")]
    assert unit.audience == "internal", table


@pytest.mark.parametrize("name", ROWS)
def test_columns_of_one_name_say_the_stricter(name: str) -> None:
    says = next(iter(DIALECTS[name]().audience), "is_public")
    for words in (("Published", "internal"), ("internal", "Published")):
        header = ",".join([*ROWS[name], says, says])
        (unit,) = [
            node.unit
            for node in docmeta.read(f"{header}\n{','.join([*ROWS[name].values(), *words])}\n".encode(), format="csv")
        ]
        assert unit.audience == "internal"


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ({"n_foo": SECRET, "p_foo": "FALSE"}, False),
        ({"l_foo": SECRET, "p_foo": "0"}, False),
        ({"n_foo": SECRET, "p_foo": "TRUE"}, True),
        ({"Scan": SECRET, "Scan is public": "no"}, False),
        ({"scan_label": SECRET, "scan_publish": "not yet"}, False),
        ({"Creator": SECRET, "creator_visibility": "staff only"}, False),
        ({"Creator": SECRET, "creator_visibility": "public"}, True),
        ({"Date": f"1951 {SECRET}", "Date published": "n.d."}, True),
        ({"n_foo": SECRET, "p_foo §private": "FALSE"}, False),
    ],
)
@pytest.mark.parametrize("name", [name for name in ROWS if name != "own"])
def test_a_column_beside_says_whether_it_is_published(name: str, row: dict[str, str], shown: bool) -> None:
    table = as_table([ROWS[name] | row])
    if not shown:
        assert_withheld(table)
    else:
        assert SECRET in outputs(table)["jsonl"]


def test_media_that_islandora_does_not_publish() -> None:
    assert_withheld(as_table([ROWS["islandora"] | {"file": f"{SECRET}.tif", "media_published": "0"}]))


def test_each_of_several_notes_is_published_by_its_own_column() -> None:
    header = [*_ROW, "n_odd", "p_odd", "n_odd", "p_odd"]
    (unit,) = [
        node.unit
        for node in docmeta.read(
            f"{','.join(header)}\n{','.join([*_ROW.values(), 'Open', 'TRUE', SECRET, 'FALSE'])}\n".encode(),
            format="csv",
        )
    ]
    assert [(note.text, note.audience) for note in unit.notes] == [("Open", "external"), (SECRET, "internal")]


@pytest.mark.parametrize("heading", ["Rechte § 5", "Schutzfrist §§ 11 und 12", "Notes §public", "Notes §Public @de"])
def test_a_paragraph_of_a_law_hides_nothing(heading: str) -> None:
    assert SECRET in outputs(as_table([ROWS["plain"] | {heading: SECRET}]))["jsonl"]


def test_private_notes_of_our_own_table_keep_their_kind_and_their_place() -> None:
    row = ROWS["own"] | {
        "scope_and_content §private": SECRET, "general": "Open", "notes_order": "general|scope_and_content",
        "notes_headings": f"Remarks|{SECRET}",
    }  # fmt: skip
    table = as_table([row])
    assert_withheld(table)
    (unit,) = [node.unit for node in docmeta.read(table.encode(), format="csv")]
    assert [(note.kind, note.heading, note.audience) for note in unit.notes] == [
        ("general", "Remarks", None), ("scope_and_content", SECRET, "internal"),
    ]  # fmt: skip


# -- hierarchies -------------------------------------------------------------------------------------------------------

_LEVELS = ("Level 1", "Level 2", "Level 3")


@pytest.mark.parametrize("status", [{"is_public": "0"}, {"Visibility": "private"}, {"suppressed": "yes"}])
@pytest.mark.parametrize("levels", [_LEVELS, ("Ebene 1", "Ebene 2", "Ebene 3"), ("A", "B", "C")])
@pytest.mark.parametrize("titled", [False, True])
def test_a_path_that_only_private_rows_name_is_private(
    status: dict[str, str], levels: tuple[str, ...], titled: bool
) -> None:
    paths = [
        (SECRET, f"{SECRET} 2", "Letter"),
        (SECRET, f"{SECRET} 2", "Card"),
        ("Maps", f"{SECRET} 3", "Map"),
        ("Maps", "Shown", "Plan"),
    ]
    rows = [
        dict(zip(levels, path, strict=True))
        | ({} if path[1] == "Shown" else status)
        | ({"title": f"{path[2]} itself"} if titled else {})
        for path in paths
    ]
    table = as_table([dict.fromkeys((*levels, *status), ""), *rows])
    options = {} if levels[0] != "A" else {"hierarchy": ",".join(levels)}
    papers = docmeta.loads(table, format="csv", **options)
    for format in FORMATS:
        assert SECRET not in docmeta.dumps(papers, format=format), format
    shown = [node.unit.title for node in docmeta.read(docmeta.dumps(papers, format="jsonl").encode(), format="jsonl")]
    assert shown == ["Maps", "Shown", "Plan", "Plan itself"][: 4 if titled else 3]
    every = docmeta.dumps(papers, format="jsonl", include_internal=True)
    assert every.count(f'"{SECRET}"') == 1
    assert every.count(f'"{SECRET} 2"') == 1


@pytest.mark.parametrize("level", range(3))
def test_a_private_column_of_levels_hides_what_it_names(level: int) -> None:
    levels = [f"{name} §private" if number == level else name for number, name in enumerate(_LEVELS)]
    words = ["Papers", "Letters", "Card"]
    words[level] = SECRET
    assert_withheld(as_table([{"title": "Shown"}, dict(zip(levels, words, strict=True))]))


def test_a_table_of_paths_is_looked_through_in_linear_time() -> None:
    def steps(count: int) -> int:
        rows = [(number, [f"S{number // 2}", f"F{number}", "0"]) for number in range(count)]
        asked = 0

        def hides(cells: object) -> bool:
            nonlocal asked
            asked += 1
            return True

        assert sum(unseen(outlined(iter(rows), (0, 1)), hides)) == count // 2
        return asked

    assert steps(4000) == 10 * steps(400)


@pytest.mark.parametrize("column", ["Year published", "Date published", "Scan audience", "Scan is public"])
def test_what_says_more_than_whether_others_are_published_may_be_private(column: str) -> None:
    beside = {column.split()[0]: "1951"}
    assert_withheld(as_table([ROWS["plain"] | beside | {f"{column} §private": f"1951 {SECRET}"}]))


# -- what the report says ----------------------------------------------------------------------------------------------

#: Cells that cause a finding, in private rows and columns.
DOUBTFUL: dict[str, list[dict[str, str]]] = {
    "a date": [{"id": "1", "title": "T", "date §private": SECRET}],
    "a date of Omeka": [{"o:id": "1", "dcterms:title": "T", "dcterms:type": "Text", "dcterms:date §private": SECRET}],
    "markup": [{"id": "1", "title": "T", "Internal notes": f"<p>{SECRET}</p>"}],
    "a place": [{"id": "1", "title": "T", "coordinates §private": SECRET, "languages §private": SECRET}],
    "a parent that is missing": [
        {"id": "1", "title": "T", "parent": "", "Visibility": "public"},
        {"id": "2", "title": "U", "parent": SECRET, "Visibility": "private"},
    ],
    "a parent that comes later": [
        {"id": "2", "title": "T", "parent": SECRET, "Visibility": "public"},
        {"id": SECRET, "title": "U", "parent": "", "Visibility": "private"},
        {"id": "3", "title": "V", "parent": "", "Visibility": "public"},
    ],
    "an id that stands twice": [
        {"id": "1", "title": "T", "parent": "", "Visibility": "public"},
        {"id": SECRET, "title": "U", "parent": "", "Visibility": "private"},
        {"id": SECRET, "title": "V", "parent": "1", "Visibility": "private"},
    ],
    "an unpublished row that nothing is understood of": [
        {"legacyId": "1", "title": "T", "culture": "en", "publicationStatus": "Published"},
        {"legacyId": "2", "parentId": SECRET, "title": "U", "culture": "en", "publicationStatus": "Draft", "eventDates": SECRET,
         "language": SECRET, "levelOfDescription": SECRET},
    ],
}  # fmt: skip


@pytest.mark.parametrize("kind", DOUBTFUL)
def test_the_report_quotes_nothing_that_is_private(kind: str) -> None:
    report, every = docmeta.Report(), []
    report.each = every.append
    docmeta.convert(as_table(DOUBTFUL[kind]).encode(), io.BytesIO(), from_="csv", to="jsonl", report=report)
    assert report.count("withheld")
    said = [f"{one.message} {one.example} {one.title} {one.target}" for one in (*report.findings, *every)]
    assert SECRET.lower() not in str(said).lower()
