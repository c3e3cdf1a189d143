"""Lists as archivists make them: boxes, extents, people, levels and dates in the columns and words of a working list."""

from __future__ import annotations

import pytest
from tests.growth import grows_with_input

from docmeta import Node, Report, read
from docmeta.model import Container, Extent, Note, Unit
from docmeta_csv.others import plain
from docmeta_csv.table import composed
from docmeta_csv.table.dialect import plain_name


def nodes(text: str) -> list[Node]:
    return list(read(text.encode(), format="csv"))


def units(text: str) -> list[Unit]:
    return [node.unit for node in nodes(text)]


def tree(text: str) -> list[str]:
    """The titles, each behind as many dots as it stands deep."""
    return ["." * node.depth + str(node.unit.title) for node in nodes(text)]


@pytest.mark.parametrize(
    ("cell", "extents"),
    [
        ("3 boxes, 2 folders", [("3", "boxes"), ("2", "folders")]),
        ("1.5 linear feet; 3 boxes", [("1.5", "linear feet"), ("3", "boxes")]),
        ("3 boxes and 1 oversize folder", [("3", "boxes"), ("1", "oversize folder")]),
        ("12.5 linear feet (25 boxes)", [("12.5", "linear feet"), ("25", "boxes")]),
        ("2 Kartons und 1 Mappe", [("2", "Kartons"), ("1", "Mappe")]),
        ("1 box, approx. 40 items", [("1", "box"), ("40", "items")]),
        ("(372) documents", [("372", "documents")]),
        ("1,200 photographs", [("1,200", "photographs")]),
        ("3 boxes (oversize)", [(None, None)]),
        ("20 x 30 cm", [(None, None)]),
        ("3 boxes and a map", [(None, None)]),
    ],
)
def test_each_extent_of_several_has_its_number_and_unit(cell: str, extents: list[tuple[str, str]]) -> None:
    (unit,) = units(f'Title,Extent\nA,"{cell}"\n')
    assert [(extent.quantity, extent.unit) for extent in unit.extents] == extents


def test_an_extent_in_brackets_measures_the_same_in_other_terms() -> None:
    (unit,) = units("Title,Extent\nA,2 m. (14 Kartons)\n")
    assert [(extent.text, extent.parallel) for extent in unit.extents] == [("2 m.", False), ("14 Kartons", True)]


@pytest.mark.parametrize(
    ("text", "containers"),
    [
        ("Title,Box,Folder\nA,Box 4,Folders 1-5\n", [("4", "Box"), ("1-5", "Folder")]),
        ("Title,Box,Folder\nA,Oversize Box 2,3\n", [("2", "Oversize Box"), ("3", "Folder")]),
        ("Title,Box,Folder\nA,1-3,\n", [("1-3", "Box")]),
        ("Title,Box,Folder\nA,B-12,4a\n", [("B-12", "Box"), ("4a", "Folder")]),
        ("Title,Container\nA,Boxes 1-3\n", [("1-3", "Box")]),
        ("Title,Container\nA,b. 1 f. 2\n", [("1", "Box"), ("2", "Folder")]),
        ("Title,Container\nA,Bx 1 Fd 2\n", [("1", "Box"), ("2", "Folder")]),
        ("Title,Container\nA,Box 1 and Box 2\n", [("1", "Box"), ("2", "Box")]),
        ("Title,Container\nA,\"Reel 1, frames 20-45\"\n", [("1", "Reel"), ("20-45", "frame")]),
        ("Title,Boxes\nA,1-3\n", [("1-3", "Box")]),
        ("Title,Container Type,Container Number\nA,Carton,12\n", [("12", "Carton")]),
        ("Title,Top Container,Container\nA,Box 7,Folder 2\n", [("7", "Box"), ("2", "Folder")]),
        ("Title,Volume,Page\nA,XII,34\n", [("XII", "Volume"), ("34", "Page")]),
        ("Title,Vol. No.,Folio\nA,3,12v\n", [("3", "Volume"), ("12v", "Folio")]),
    ],
)  # fmt: skip
def test_a_container_is_its_number_and_its_kind(text: str, containers: list[tuple[str, str]]) -> None:
    (unit,) = units(text)
    assert [(one.value, one.kind) for one in unit.containers] == containers


def test_a_barcode_belongs_to_the_box_beside_it() -> None:
    (unit,) = units("Title,Box,Box Barcode,Folder\nA,12,31142046,2\n")
    assert unit.containers == (Container("12", "Box", barcode="31142046"), Container("2", "Folder"))


def test_what_a_heading_counts_is_the_unit() -> None:
    (unit,) = units("Title,Number of Folders,Linear Feet,# of Photographs,Boxes,Size (GB)\nA,12,1.5,40,2,3.5\n")
    assert [extent.text for extent in unit.extents] == [
        "12 folders", "1.5 linear feet", "40 photographs", "2 boxes", "3.5 gigabytes",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "dimensions"),
    [
        ("Title,Height (cm),Width (cm),Depth\nA,12,9,3\n", "12 x 9 x 3 cm"),
        ("Title,Height,Width\nA,12 in,9 in\n", "12 in x 9 in"),
        ("Title,Höhe,Breite\nA,12,9\n", "12 x 9"),
        ("Title,Diameter (mm)\nA,40\n", "diameter 40 mm"),
        ("Title,Dimensions [cm]\nA,12 x 9\n", "12 x 9 cm"),
        ("Title,Size (cm)\nA,12 x 9 in\n", "12 x 9 in"),
    ],
)
def test_sides_of_a_thing_are_one_size(text: str, dimensions: str) -> None:
    (node,) = nodes(text)
    assert node.unit.extents == (Extent(dimensions=(dimensions,)),)
    assert node.depth == 0


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Title,Year,Month,Day\nA,1890,5,12\n", ["1890-05-12"]),
        ("Title,Year,Month,Day\nA,1890,May,\n", ["1890-05"]),
        ("Titel;Jahr;Monat;Anzahl\nA;1890;Mai;2\n", ["1890-05"]),
        ("Título;Año;Mes;Día\nA;1890;mayo;12\n", ["1890-05-12"]),
        ("Title,Year,Month,Day\nA,1890,5,0\n", ["1890-05"]),
        ("Title,From,To\nA,1890,1895\n", ["1890/1895"]),
        ("Title,Begin,End\nA,1890,1895\n", ["1890/1895"]),
        ("Title,Earliest Year,Latest Year\nA,1890,1895\n", ["1890/1895"]),
        ("Title,Date,Circa\nA,1890,yes\n", ["1890~"]),
        ("Title,Date,Date qualifier\nA,1890,ca.\n", ["1890~"]),
        ("Title,Date,EDTF\nA,about 1890,1890~\n", ["1890~"]),
        ("Title,Date,ISO Date\nA,12 May 1890,18900512\n", ["1890-05-12"]),
        ("Title,Dates,Bulk Start,Bulk End\nA,1880-1912,1890,1895\n", ["1880/1912", "1890/1895"]),
    ],
)
def test_columns_of_parts_of_dates_are_one_date(text: str, edtf: list[str]) -> None:
    (unit,) = units(text)
    assert [date.edtf for date in unit.dates] == edtf


def test_from_and_to_are_people_where_they_are_no_dates() -> None:
    (unit,) = units("Title,From,To,Date\nLetter,Ann Roe,Bob,1895\n")
    assert [(link.agent.name, link.role, link.relator) for link in unit.agents] == [
        ("Ann Roe", "creator", "Sender"), ("Bob", "contributor", "Addressee"),
    ]  # fmt: skip
    assert [date.edtf for date in unit.dates] == ["1895"]


@pytest.mark.parametrize(
    ("said", "edtf"),
    [("1912- 1994", "1912/1994"), ("b. 1912", "1912/"), ("(1912–1994)", "1912/1994"), ("d. 1994", "/1994")],
)
def test_the_dates_of_a_life_beside_a_name(said: str, edtf: str) -> None:
    (unit,) = units(f"Title,Creator,Creator Dates\nLetters,Kim Il Sung,{said}\n")
    (link,) = unit.agents
    assert link.agent.name == "Kim Il Sung"
    assert link.agent.dates is not None
    assert link.agent.dates.edtf == edtf


def test_a_role_and_a_type_hold_for_each_of_several_names() -> None:
    (unit,) = units(
        'Title,Author,Author Role,Author Type,Author Dates\nA,"Roe, Ann; Doe, Jo",author,Person,1912-1994; 1920-\n'
    )
    assert [(type(link.agent).__name__, link.agent.name, link.relator) for link in unit.agents] == [
        ("Person", "Roe, Ann", "author"), ("Person", "Doe, Jo", "author"),
    ]  # fmt: skip
    assert [link.agent.dates.edtf for link in unit.agents if link.agent.dates] == ["1912/1994", "1920/.."]


@pytest.mark.parametrize(
    ("word", "text"), [("Yes", "Restricted"), ("no", "Not restricted"), ("until 2040", "until 2040")]
)
def test_restricted_or_not(word: str, text: str) -> None:
    (unit,) = units(f"Title,Restricted?\nA,{word}\n")
    assert unit.notes == (Note("access_conditions", text),)


def test_notes_keep_the_heading_that_says_what_they_are() -> None:
    (unit,) = units("Title,Scale,Inscription,Bay,Cataloguer\nA,1:500,AR,3,Jo\n")
    assert [(note.kind, note.label, note.text) for note in unit.notes] == [
        ("material_specific", "Scale", "1:500"), ("general", "Inscription", "AR"), ("location", None, "Bay 3"),
        ("processing", "Described by", "Jo"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "heading",
    ["Titel / Title", "Title [en]", "Title (en)", "title:en", "Title - English", "title_en", "Title English"],
)
def test_a_heading_in_two_languages_or_with_one_behind_it(heading: str) -> None:
    (unit,) = units(f"{heading},Date\nLetters,1890\n")
    assert str(unit.title) == "Letters"


@pytest.mark.parametrize(
    "text",
    [
        "Title,Date\nFonds,1890\n  Letters,1891\n    To Ann,1892\n  Maps,1893\n",
        "Title,Date\nFonds,1890\n\tLetters,1891\n\t\tTo Ann,1892\n\tMaps,1893\n",
        "Title,Date\nFonds,1890\n. Letters,1891\n.. To Ann,1892\n. Maps,1893\n",
        "Title,Date\nFonds,1890\n- Letters,1891\n-- To Ann,1892\n- Maps,1893\n",
        "Level,Title\n1,Fonds\n2,Letters\n3,To Ann\n2,Maps\n",
        "Level,Title\nc01,Fonds\nc02,Letters\nc03,To Ann\nc02,Maps\n",
        "Title,Parent title\nFonds,\nLetters,Fonds\nTo Ann,Letters\nMaps,Fonds\n",
        "ID,Title,Parent\n1,Fonds,\n2,Letters,Fonds\n3,To Ann,Letters\n4,Maps,Fonds\n",
        "Title,Parent\nTo Ann,Letters\nLetters,Fonds\nMaps,Fonds\nFonds,\n",
        "Fonds,Series,Item,Date\nFonds,,,1890\nFonds,Letters,,1891\nFonds,Letters,To Ann,1892\nFonds,Maps,,1893\n",
    ],
)
def test_how_lists_say_what_is_part_of_what(text: str) -> None:
    found = tree(text)
    assert sorted(found) == ["..To Ann", ".Letters", ".Maps", "Fonds"]
    assert found.index("..To Ann") == found.index(".Letters") + 1
    assert found[0] == "Fonds"


def test_columns_called_like_levels_are_the_units_above_a_title() -> None:
    found = nodes(
        "Series,Sub-series,Box,Title\nLetters,Family,1,To Ann\nLetters,Family,1,To Bob\nLetters,Trade,1,Bills\nMaps,,2,Rye\n"
    )
    assert [(node.depth, str(node.unit.title), node.unit.level) for node in found] == [
        (0, "Letters", "series"), (1, "Family", "subseries"), (2, "To Ann", None), (2, "To Bob", None), (1, "Trade", "subseries"),
        (2, "Bills", None), (0, "Maps", "series"), (1, "Rye", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Series,Subseries,Title\nA,B,x\nC,D,y\nA,B,z\n",  # those of one series do not stand together
        "Series,Subseries,Title\nA,B,x\nC,D,y\nE,F,z\n",  # no two rows have the same
        "Title,Date\nFonds,1890\n  Letters,1891\nMaps,1892\nRye,1893\nBills,1894\nPlans,1895\n",  # a slip
        "Title,Date\nFonds,1890\n Letters,1891\n Maps,1892\n",  # one blank is a slip, too
        "Level,Title\n1,A\n3,B\n2,C\n",  # a level is left out
    ],
)
def test_what_does_not_say_what_is_part_of_what_stays_flat(text: str) -> None:
    assert [node.depth for node in nodes(text)] == [0] * len(nodes(text))


def test_the_report_says_how_rows_were_nested() -> None:
    report = Report()
    list(read(b"Title,Date\nFonds,1890\n  Letters,1891\n  Maps,1892\n", format="csv", report=report))
    assert "rows are nested by the indentation of their titles" in [finding.message for finding in report.findings]


def test_every_name_of_a_composed_column_is_known_and_none_means_two() -> None:
    dialect = plain()
    for name, column in composed.SYNONYMS.items():
        assert dialect.find(name) == plain_name(column), name


def test_lists_are_read_in_time_that_grows_with_them() -> None:
    def listed(count: int) -> bytes:
        rows = (f'{"  " * (at % 3)}Letter {at},Box {at} Folder 2,"3 boxes, 2 folders"\n' for at in range(count))
        return ("Title,Container,Extent\n" + "".join(rows)).encode()

    grows_with_input(listed, lambda data: list(read(data, format="csv")), 300)


@pytest.mark.parametrize(
    ("row", "edtf"),
    [
        ("circa 1890,1890,1890", ["1890~"]),
        ("1890-1895,1890,1895", ["1890/1895"]),
        ("Reagan years,1981,1989", ["1981/1989"]),
        ("12 May 1890,1890,", ["1890-05-12"]),
        ('"1890, 1912",1890,1912', ["{1890,1912}"]),
        ("1890,1912,1914", ["1890", "1912/1914"]),
        (",1890,1891", ["1890/1891"]),
    ],
)
def test_a_date_that_figures_say_again_is_one(row: str, edtf: list[str]) -> None:
    (unit,) = units(f"Title,Date,Start Date,End Date\nA,{row}\n")
    assert [date.edtf for date in unit.dates] == edtf


def test_templates_of_archivesspace_for_accessions_and_for_digital_objects() -> None:
    (unit,) = units(
        "accession_title,accession_number_1,accession_accession_date,accession_disposition,agent_role,agent_relator,agent_type,"
        "agent_name_primary_name,agent_name_rest_of_name,agent_contact_email\nPapers,2021,12 May 2021,Keep,source,dnr,agent_person,"
        "Roe,Ann,a@example.org\n"
    )
    (link,) = unit.agents
    assert (type(link.agent).__name__, link.agent.name, link.role, link.relator) == (
        "Person",
        "Roe, Ann",
        "contributor",
        "dnr",
    )
    assert [(note.kind, note.text, note.audience) for note in unit.notes] == [
        ("acquisition", "12 May 2021", None), ("appraisal", "Keep", None), ("general", "a@example.org", "internal"),
    ]  # fmt: skip
    (unit,) = units("digital_object_title,digital_object_id,digital_object_publish\nA map,do1,FALSE\n")
    assert (unit.title, unit.audience) == ("A map", "internal")


def test_accessions_of_atom_are_no_descriptions_of_its_template() -> None:
    (unit,) = units(
        "accessionNumber,acquisitionDate,locationInformation,title,scopeAndContent,eventTypes,eventDates,donorName,donorEmail\n"
        "2010-1,2010-01-29,Bay 3,Papers,Letters,Creation,1890,Jo,jo@example.org\n"
    )
    assert [(one.value, one.kind) for one in unit.identifiers] == [("2010-1", "accession")]
    assert [date.edtf for date in unit.dates] == ["1890"]
    assert [(note.kind, note.audience) for note in unit.notes] == [
        ("acquisition", None),
        ("location", None),
        ("general", "internal"),
    ]


def test_qualified_elements_without_their_prefix() -> None:
    (unit,) = units("title,title.alternative,format.extent,coverage.spatial,identifier.ark\nA,B,3 boxes,Rye,ark:/1/2\n")
    assert (unit.other_titles, unit.extents[0].unit, unit.places[0].name, unit.identifiers[0].kind) == (
        ("B",),
        "boxes",
        "Rye",
        "ark",
    )


@pytest.mark.parametrize(
    "header", ["Archive,Fond,Opis,Papka,Delo,Listy,Title", "Архив,Фонд,Опись,Папка,Дело,Листы,Заголовок"]
)
def test_a_fond_an_opis_and_a_delo_are_one_reference(header: str) -> None:
    (unit,) = units(f"{header}\nAVPRF,102,12,3,68,4-7,Telegram\n")
    assert [one.value for one in unit.identifiers] == ["fond 102, opis 12, papka 3, delo 68, list 4-7"]
    assert unit.repository is not None
    assert (unit.repository.name, unit.title, unit.description) == ("AVPRF", "Telegram", "")


def test_figures_that_are_private_say_nothing_of_the_public_date() -> None:
    (unit,) = units(
        "Title,Date,Start Date §private,End Date §private\nA,Reagan years,1981,1989\nB,circa 1890,1890,1891\n"
    )[:1]
    assert [(date.text, date.edtf, date.audience) for date in unit.dates] == [
        ("Reagan years", None, None), ("1981-1989", "1981/1989", "internal"),
    ]  # fmt: skip
    (unit,) = units("Title,Date §private,Start Date,End Date\nA,circa 1890,1890,1890\n")
    assert [(date.edtf, date.audience) for date in unit.dates] == [("1890~", "internal"), ("1890", None)]
