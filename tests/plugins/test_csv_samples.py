"""Tables of real systems and institutions: read, placed, and written again."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from docmeta import Collection, InputError, Node, Report, dump, load, read, write
from docmeta.model import FIELDS

TABLES = {
    "atom/example_information_objects_isad.csv": (2, "AtoM"),
    "atom/example_information_objects_rad.csv": (2, "AtoM"),
    "aspace/bulk_import_VFIRST01_test01.csv": (2, "ArchivesSpace"),
    "aspace/bulk_import_VFIRST01_test01.xlsx": (2, "ArchivesSpace"),
    "aspace/bulk_import_date_era_calendar_test.csv": (1, "ArchivesSpace"),
    "aspace/bulk_import_multi_date_test.csv": (1, "ArchivesSpace"),
    "collectionbuilder/demo-compoundobjects-metadata.csv": (34, "CollectionBuilder"),
    "collectionbuilder/demo-metadata.csv": (7, "CollectionBuilder"),
    "islandora/header_column_mismatch.csv": (5, "Islandora"),
    "islandora/metadata.csv": (5, "Islandora"),
    "islandora/non_latin.csv": (3, "Islandora"),
    "islandora/parents_bad.csv": (21, "Islandora"),
    "islandora/parents_good.csv": (21, "Islandora"),
    "islandora/test_excel_file.xlsx": (5, "Islandora"),
    "omeka-s/test.csv": (3, "plain"),
    "omeka-s/test_automap_columns.csv": (3, "Omeka"),
    "omeka-s/test_column_in_excess.csv": (3, "plain"),
    "omeka-s/test_column_missing.csv": (2, "plain"),
    "omeka-s/test_many_rows_url.tsv": (30, "Omeka"),
    "omeka-s/test_resources.tsv": (7, "Omeka"),
    "omeka-s/test_resources_heritage.ods": (20, "Omeka"),
    "omeka-s/test_uri_label.tsv": (3, "Omeka"),
}


@pytest.mark.parametrize("name", TABLES)
def test_each_is_recognised_and_read(name: str, shared: Path) -> None:
    count, system = TABLES[name]
    report = Report()
    nodes = list(read(shared / "samples" / "csv" / name, report=report))
    assert len(nodes) == count
    assert system in next(finding.message for finding in report.findings if finding.target == "table")
    assert sum(1 for node in nodes if node.unit.title) >= count - 2


@pytest.mark.parametrize("name", TABLES)
def test_what_was_read_is_in_the_own_table_or_reported(name: str, shared: Path) -> None:
    nodes = list(read(shared / "samples" / "csv" / name))
    out = io.BytesIO()
    report = write(nodes, out, format="csv", include_internal=True)
    lost = {finding.field for finding in report.findings if finding.severity == "loss"}
    assert lost <= {"extras", "record", "notes"}  # the revisions of a record, and the audience of notes
    for was, now in zip(nodes, read(out.getvalue(), format="csv"), strict=True):
        for field in FIELDS:
            if field not in lost:
                assert getattr(was.unit, field) == getattr(now.unit, field), field


def test_every_cell_of_a_table_is_in_the_model(shared: Path) -> None:
    """Nothing of a cell vanishes: its words are in the unit, or carried along."""
    import csv

    for name in TABLES:
        path = shared / "samples" / "csv" / name
        if path.suffix != ".csv" or "aspace" in name or name == "omeka-s/test.csv":
            continue
        nodes = list(read(path))
        said = "\n".join(repr(getattr(node.unit, field)) for node in nodes for field in FIELDS).casefold()
        with path.open(newline="", encoding="utf-8-sig") as file:
            header, *rows = list(csv.reader(file))
        ids = {"objectid", "parentid", "parent_id", "id", "legacyId", "parentId", "eventStartDates", "eventEndDates"}
        for row in rows:
            for column, cell in zip(header, row, strict=False):
                if column in ids | {"qubitParentSlug", "culture", "publicationStatus"}:
                    continue
                for part in cell.replace(";", "|").split("|"):
                    word = "approximate" if column == "date-is-approximate?" and part == "yes" else part.strip()
                    word = word.removeprefix("dctype:")  # a term of DCMI, which is named as its vocabulary
                    if word and word != "NULL" and column not in ("levelOfDescription", "latitude", "longitude"):
                        assert repr(word)[1:-1].casefold() in said, (name, column, word)


def test_the_hierarchy_of_islandora(shared: Path) -> None:
    collection = load(shared / "samples" / "csv" / "islandora" / "parents_good.csv")
    parents = [member for member in collection.members if isinstance(member, Collection)]
    assert [(parent.id, len(parent.members)) for parent in parents] == [("p1", 4), ("p2", 4), ("p3", 4)]
    # one part of the second parent stands among those of the first
    assert sorted(member.id for member in parents[1].members) == ["c1p2", "c2p2", "c3p2", "c4p2"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("omeka-s/empty.csv", "no table"),
        ("omeka-s/test_cyrillic.csv", "not UTF-8"),
        ("melbourne/64463_australian_foremen_stevedores_association.csv", "no column that is known"),
    ],
)
def test_those_that_cannot_be_read_say_why(name: str, message: str, shared: Path) -> None:
    with pytest.raises(InputError, match=message):
        list(read(shared / "samples" / "csv" / name, format="csv"))


def test_columns_of_no_known_name_are_mapped(shared: Path) -> None:
    path = shared / "samples" / "csv" / "melbourne" / "64463_australian_foremen_stevedores_association.csv"
    columns = "text_value=title,finding_aid_reference_raw_value=identifiers,start_date_formatted_value=dates"
    nodes = list(read(path, format="csv", columns=columns))
    assert len(nodes) > 100
    assert nodes[1].unit.title == "Minute Books 1945-1965."
    assert nodes[1].unit.identifiers[0].value == "1/1"


def test_atom_to_archivesspace_and_back(shared: Path) -> None:
    nodes = list(read(shared / "samples" / "csv" / "atom" / "example_information_objects_isad.csv"))
    out = io.BytesIO()
    write(nodes, out, format="csv-aspace", include_internal=True, top="row")
    back = list(read(out.getvalue()))
    assert [(node.depth, node.unit.title, node.unit.level) for node in back] == [
        (0, "Example fonds", "fonds"),
        (1, "Example Item", "item"),
    ]


def test_a_collection_of_rows_written_twice_gives_the_same_bytes(shared: Path) -> None:
    for format, name in (
        ("csv-atom", "atom/example_information_objects_isad.csv"),
        ("csv-aspace", "aspace/bulk_import_VFIRST01_test01.csv"),
    ):
        nodes: list[Node] = list(read(shared / "samples" / "csv" / name))
        first = io.BytesIO()
        write(nodes, first, format=format, include_internal=True)
        second = io.BytesIO()
        dump(load(first.getvalue()), second, format=format, include_internal=True)
        assert first.getvalue() == second.getvalue()
