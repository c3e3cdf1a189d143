"""ArchivesSpace's table: its bulk import accepts what is written."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given, settings
from tests import strategies

from docmeta import Collection, Date, Document, Node, Report, dump, load, read, write
from docmeta.model import (
    Agent,
    AgentLink,
    Container,
    CorporateBody,
    DigitalObject,
    Extent,
    Extra,
    Identifier,
    Language,
    Note,
    Person,
    Place,
    Record,
    Relation,
    Term,
)
from docmeta.receivers import Verdict, aspace_bulk, aspace_lists
from docmeta.text import of_markup
from docmeta_csv.aspace import columns, words

SOME = max(20, settings.default.max_examples // 4)


def written(unit: Any, **options: Any) -> tuple[list[dict[str, str]], Report, list[Verdict]]:
    """The rows with their filled cells, the report, and what the importer makes of them."""
    out = io.BytesIO()
    report = dump(unit, out, format="csv-aspace", **options)
    found = list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))
    verdicts = list(aspace_bulk.arriving(io.BytesIO(out.getvalue())))
    return [{column: cell for column, cell in row.items() if cell} for row in found[1:]], report, verdicts


def row(**fields: Any) -> tuple[dict[str, str], Report]:
    """The row of one file below a collection, without any loss."""
    papers = Collection("c", level="collection", record=Record(id="quay"), members=(Document("d", **fields),))
    (cells,), report, verdicts = written(papers)
    assert {verdict.outcome for verdict in verdicts} == {"created"}
    return cells, report


def losses(report: Report, field: str) -> dict[str, str]:
    return {finding.code: finding.message for finding in report.findings if finding.field == field}


QUAY = Collection(
    "quay",
    title="Quay company records",
    level="collection",
    record=Record(id="quay"),
    dates=(Date("1901-1910"),),
    members=(Collection("s", title="Letters", level="series", members=(Document("f", title="A-C", level="file"),)),),
)


def test_the_header_is_that_of_the_released_template() -> None:
    out = io.BytesIO()
    dump(QUAY, out, format="csv-aspace")
    header = next(csv.reader(io.StringIO(out.getvalue().decode())))
    assert tuple(header) == columns.TEMPLATE
    assert len(header) == len(set(header)) == 187
    assert {"begin", "end", "dates_label", "expression", "date_type", "t_accessrestrict", "begin_2"} <= set(header)
    assert not {"begin_1", "date_era", "accession_uri_1"} & set(header)


def test_the_collection_is_the_resource_and_its_children_stand_at_hierarchy_1() -> None:
    (series, file), report, verdicts = written(QUAY)
    assert (series["hierarchy"], series["ead"], file["hierarchy"]) == ("1", "quay", "2")
    assert {"title", "level", "dates", "record"} <= {
        finding.field for finding in report.findings if finding.code == "dropped"
    }
    assert {verdict.outcome for verdict in verdicts} == {"created"}


def test_a_collection_within_its_wrapper_is_the_resource_too() -> None:
    letters = Collection("s", title="Letters", level="series", members=(Document("f", title="A-C", level="file"),))
    inner = Collection("c", title="Records", level="collection", identifiers=("Q 1",), dates="1901", members=(letters,))
    aside = Collection(
        "o", title="Maps", level="collection", identifiers=("Q 2",), members=(Document("m", title="Map"),)
    )
    wrapper = Collection(
        "w", level="collection", record=Record(id="quay"), identifiers=("Q 1",), members=(inner, aside)
    )
    rows, report, verdicts = written(wrapper)
    assert [(cells["title"], cells["hierarchy"]) for cells in rows] == [
        ("Letters", "1"), ("A-C", "2"), ("Maps", "1"), ("Map", "2"),
    ]  # fmt: skip
    assert {verdict.outcome for verdict in verdicts} == {"created"}
    assert any(one.field == "dates" and "resource" in one.message for one in report.findings)


def test_an_option_writes_the_collection_and_says_what_happens_then() -> None:
    (papers, series, _), report, verdicts = written(QUAY, top="row")
    assert (papers["title"], papers["hierarchy"], series["hierarchy"]) == ("Quay company records", "1", "2")
    assert any("archival object of the collection" in finding.message for finding in report.findings)
    assert [verdict.rule.id for verdict in verdicts if verdict.rule] == ["ASPACE-BULK-COLLECTION"]


def test_units_below_no_collection_are_rows() -> None:
    series = Collection(
        "s", title="S", level="series", relations=(Relation("isPartOf", "quay"),), members=(Document("f", title="F"),)
    )
    found, _, verdicts = written(series)
    assert [(cells["hierarchy"], cells["ead"]) for cells in found] == [("1", "quay"), ("2", "quay")]
    assert {verdict.outcome for verdict in verdicts} == {"created"}


def test_no_ead_is_made_up_and_an_option_says_it() -> None:
    papers = Collection("c", level="fonds", members=(Document("d", title="D"),))
    (cells,), report, verdicts = written(papers)
    assert "ead" not in cells
    assert any("ead or res_uri" in finding.message for finding in report.findings if finding.code == "problem")
    assert [verdict.rule.id for verdict in verdicts if verdict.rule] == ["ASPACE-BULK-RESOURCE"]
    (cells,), _, _ = written(papers, ead="quay")
    assert cells["ead"] == "quay"
    (cells,), _, _ = written(papers, res_uri="/repositories/2/resources/7")
    assert (cells["res_uri"], cells.get("ead")) == ("/repositories/2/resources/7", None)


@pytest.mark.parametrize(
    ("words_", "cells"),
    [
        ("1912-1994", {"begin": "1912", "end": "1994", "date_type": "inclusive"}),
        ("before 1867", {"end": "1867", "date_type": "inclusive"}),
        ("after 1894", {"begin": "1894", "date_type": "inclusive"}),
        ("1920-present", {"begin": "1920", "date_type": "inclusive"}),
        ("circa 1950", {"begin": "1950", "date_type": "single"}),
        ("1950s", {"begin": "1950", "end": "1959", "date_type": "inclusive"}),
        ("undated", {"date_type": "inclusive"}),
    ],
)
def test_open_dates_have_no_end_made_up(words_: str, cells: dict[str, str]) -> None:
    found, _ = row(title="T", dates=(Date(words_),))
    assert {name: found[name] for name in ("begin", "end", "date_type") if name in found} == cells
    assert (found["expression"], found["dates_label"]) == (words_, "creation")


def test_dates_keep_one_set_each_as_many_as_there_are() -> None:
    found, report = row(title="T", dates=tuple(Date(str(1900 + number)) for number in range(4)))
    assert [found[name] for name in ("begin", "begin_2", "begin_3", "begin_4")] == ["1900", "1901", "1902", "1903"]
    assert report.losses == losses(report, "").__len__() + sum(
        finding.count for finding in report.findings if finding.code == "dropped"
    )


def test_words_of_a_date_are_those_of_the_lists() -> None:
    found, report = row(
        title="T", dates=(Date("1950", kind="digitisation", certainty="circa", calendar="gregorian", era="ce"),)
    )
    assert (found["dates_label"], found["date_certainty"]) == ("digitized", "approximate")
    assert "dates" not in {finding.field for finding in report.findings if finding.code == "partial"}
    _, report = row(title="T", dates=(Date("1950", calendar="julian"),))
    assert losses(report, "dates")["partial"].startswith("the calendar")


@pytest.mark.parametrize(
    ("extent", "cells"),
    [
        (Extent("2.5 Linear feet", "2.5", "Linear feet"), {"number": "2.5", "extent_type": "linear_feet"}),
        (Extent("3 lin. ft.", "3", "lin. ft."), {"number": "3", "extent_type": "linear_feet"}),
        (Extent("3 cu. ft. (5 boxes)", "3", "cu. ft."), {"extent_type": "cubic_feet", "container_summary": "5 boxes"}),
        (
            Extent("40 photographs", "40", "photographs", facets=("albumen",)),
            {"extent_type": "photographic_prints", "physical_details": "albumen"},
        ),
        (Extent("several sheets"), {"n_physdesc": "several sheets"}),
        (Extent("3 boxes", "3", "boxes"), {"n_physdesc": "3 boxes"}),
        (Extent(dimensions=("9 x 12 cm",)), {"n_dimensions": "9 x 12 cm"}),
        (Extent("ca. 3 <b> feet"), {"n_physdesc": "ca. 3 &lt;b&gt; feet"}),
    ],
)
def test_extents_are_read_or_stand_where_they_are_read(extent: Extent, cells: dict[str, str]) -> None:
    found, _ = row(title="T", extents=(extent,))
    assert {name: found.get(name) for name in cells} == cells


def test_a_summary_without_a_number_belongs_to_the_first_extent() -> None:
    found, report = row(
        title="T", extents=(Extent("(25 boxes)", parallel=True), Extent("12 linear feet", "12", "linear feet"))
    )
    assert (found["number"], found["container_summary"]) == ("12", "25 boxes")
    assert "dropped" not in losses(report, "extents")


@pytest.mark.parametrize(
    ("containers", "cells"),
    [
        (
            (Container("1", "box"), Container("2", "folder")),
            {
                "cont_instance_type": "mixed_materials",
                "type_1": "box",
                "indicator_1": "1",
                "type_2": "folder",
                "indicator_2": "2",
            },
        ),
        (
            (Container("1", "Boxes", "Mixed Materials [31142046889808]"),),
            {"cont_instance_type": "mixed_materials", "type_1": "box", "barcode": "31142046889808"},
        ),
        (
            (Container("1", "box", "(31142046889807)"),),
            {"cont_instance_type": "mixed_materials", "barcode": "31142046889807"},
        ),
        ((Container("Box 7"),), {"type_1": "box", "indicator_1": "7"}),
        ((Container("2:5"),), {"type_1": "container", "indicator_1": "2:5"}),
        ((Container("1", "box", "Audio"),), {"cont_instance_type": "audio"}),
        (
            (Container("1", "box"), Container("2", "folder"), Container("3", "folder"), Container("4", "box")),
            {"type_2": "folder", "indicator_1_2": "1", "indicator_2_2": "3", "indicator_1_3": "4"},
        ),
    ],
)
def test_containers_have_an_instance_type_a_type_and_their_barcode(
    containers: tuple[Container, ...], cells: dict[str, str]
) -> None:
    found, _ = row(title="T", containers=containers)
    assert {name: found.get(name) for name in cells} == cells


def test_what_is_supplied_of_containers_is_reported() -> None:
    _, report = row(title="T", containers=(Container("1", "box", "Correspondence"),))
    assert "mixed_materials" in losses(report, "containers")["supplied"]
    assert losses(report, "containers")["partial"].startswith("its label")


@pytest.mark.parametrize(
    ("link", "role", "relator"),
    [
        (AgentLink(Person("Doe, Jane"), "creator", "photographer"), "creator", "pht"),
        (AgentLink(Person("Doe, Jane"), "creator", "Creator (cre)"), "creator", "cre"),
        (AgentLink(Person("Doe, Jane"), "creator", "com; aut"), "creator", "com"),
        (AgentLink(Person("Doe, Jane"), "contributor", "Donor"), "source", "dnr"),
        (AgentLink(Person("Doe, Jane"), "publisher"), "creator", "pbl"),
        (AgentLink(Person("Doe, Jane"), "subject"), "subject", None),
        (AgentLink(Person("Doe, Jane"), "creator", "landlord"), "creator", None),
    ],
)
def test_roles_are_words_of_the_lists(link: AgentLink, role: str, relator: str | None) -> None:
    found, report = row(title="T", agents=(link,))
    assert (found["people_agent_role_1"], found.get("people_agent_relator_1")) == (role, relator)
    assert ("partial" in losses(report, "agents")) == (link.relator == "landlord")


def test_agents_have_no_limit_but_need_a_name() -> None:
    links = tuple(AgentLink(CorporateBody(f"Firm {number}")) for number in range(5))
    found, report = row(
        title="T", agents=(*links, AgentLink(Agent("Quay")), AgentLink(Person(dates=Date("1912- 1994"))))
    )
    assert found["corporate_entities_agent_header_6"] == "Quay"
    assert "without a name" in losses(report, "agents")["dropped"]
    assert "corporate body" in losses(report, "agents")["supplied"]


def test_ten_subjects_are_read() -> None:
    terms = tuple(Term(f"S{number}", source="lcsh") for number in range(8))
    found, report = row(
        title="T", subjects=terms, genres=(Term("Maps", source="x"),), places=(Place("Rye"), Place("Hull"))
    )
    assert (found["subject_8_term"], found["subject_8_source"]) == ("S7", "lcsh")
    assert (found["subject_9_type"], found["subject_10_type"], found["subject_10_term"]) == (
        "genre_form",
        "geographic",
        "Rye",
    )
    assert "reads 10" in losses(report, "places")["dropped"]
    assert losses(report, "genres")["partial"].startswith("the source of the heading")


def test_notes_of_every_type_have_their_column() -> None:
    notes = tuple(Note(kind, f"About {kind}.") for kind in words.NOTES)
    found, _ = row(title="T", notes=notes, description="Scope.")
    assert found["n_appraisal"] == "About appraisal."
    assert found["n_scopecontent"] == "Scope.\n\nAbout scope_and_content."
    assert {f"n_{code}" for code in words.NOTES.values()} <= set(found)


def test_notes_of_one_type_share_a_cell_with_their_headings() -> None:
    notes = (
        Note("general", "One.", "First"),
        Note("general", "Two.", "Second"),
        Note("index", "A <i>b", audience="internal"),
    )
    found, report = row(title="T", notes=notes[:2])
    assert (found["n_odd"], found["l_odd"]) == ("One.\n\nSecond\n\nTwo.", "First")
    assert set(losses(report, "notes")) == {"changed"}


def test_a_note_without_words_is_reported_under_the_field_that_holds_it() -> None:
    cells, report = row(title="T", description=" \n")
    assert "n_scopecontent" not in cells
    assert set(losses(report, "description")) == {"dropped"}
    assert not losses(report, "description_heading")
    _, report = row(title="T", description_heading="Scope")
    assert set(losses(report, "description_heading")) == {"dropped"}
    assert not losses(report, "description")


def test_whatever_kind_an_identifier_has_it_is_the_unit_id() -> None:
    found, report = row(
        title="T", identifiers=(Identifier("https://x.org/1", "uri"), Identifier("MSS 7", "call number"))
    )
    assert found["unit_id"] == "MSS 7"
    assert {"dropped", "changed"} <= set(losses(report, "identifiers"))


def test_titles_are_not_followed_by_their_dates_twice_and_are_there() -> None:
    found, report = row(title="Records, 1953-2001", dates=(Date("1953-2001"),))
    assert found["title"] == "Records"
    assert set(losses(report, "title")) == {"changed", "dropped"} - {"dropped"}
    found, report = row(level="file", dates=(Date("1960"),))
    assert found["title"] == "[File]"
    assert "supplied" in losses(report, "title")


def test_a_cell_is_no_longer_than_the_system_stores() -> None:
    found, report = row(title="T" * 9_000, dates=(Date("1950, " + "x" * 300),), notes=(Note("general", "n" * 66_000),))
    assert (len(found["title"]), len(found["expression"]), len(found["n_odd"])) == (8_192, 255, 65_000)
    assert "8,192" in losses(report, "title")["partial"]


def test_identifiers_that_archivesspace_refuses_are_left_to_it() -> None:
    papers = Collection("c", level="fonds", record=Record(id="q"), members=(Document("a b", title="T"),))
    (cells,), report, _ = written(papers)
    assert "ref_id" not in cells
    assert "letters, digits" in losses(report, "id")["dropped"]


def test_one_digital_object_in_two_versions_in_the_words_of_the_lists() -> None:
    first = DigitalObject("https://x.org/1.jpg", "View", "image/jpeg", checksum="SHA-256:ab", id="do1")
    thumb = DigitalObject("https://x.org/t.gif", role="thumbnail", parallel=True)
    found, report = row(title="T", digital_objects=(first, thumb, DigitalObject("https://x.org/2.jpg")))
    assert (found["rep_file_format"], found["rep_checksum_method"], found["digital_object_id"]) == (
        "jpeg",
        "sha-256",
        "do1",
    )
    assert (found["nonrep_file_uri"], found["nonrep_use_statement"]) == ("https://x.org/t.gif", "image-thumbnail")
    assert "a further digital object" in losses(report, "digital_objects")["dropped"]


def test_languages_by_code_and_prose() -> None:
    languages = (Language("ru", "Cyrl"), Language(name="Dutch"), Language(name="Old Quayish"))
    found, report = row(title="T", languages=languages, notes=(Note("language", "In Russian."),))
    assert (found["l_lang"], found["l_langscript"], found["l_lang_2"]) == ("rus", "Cyrl", "dut")
    assert (found["n_langmaterial_3"], found["n_langmaterial"]) == ("Old Quayish", "In Russian.")
    assert set(losses(report, "languages")) == {"changed"}


def test_what_a_table_of_archivesspace_carried_along_is_put_back_where_it_is_taken() -> None:
    extras = (
        Extra("csv-aspace", "restrictions_flag", "TRUE"),
        Extra("csv-aspace", "rep_use_statement", "no such use"),
        Extra("csv-aspace", columns.MARKER, "x"),
    )
    found, report = row(title="T", extras=extras)
    assert found["restrictions_flag"] == "TRUE"
    assert [finding.count for finding in report.findings if finding.field == "extras"] == [1, 1]


def test_an_identifier_that_stands_twice_is_written_once_and_its_row_is_not_refused() -> None:
    scan = DigitalObject(id="s1")
    members = (Document("d", title="A", digital_objects=(scan,)), Document("d", title="B", digital_objects=(scan,)))
    papers = Collection("c", level="fonds", record=Record(id="q"), members=members)
    (first, second), report, _ = written(papers)
    assert (first["ref_id"], first["digital_object_id"]) == ("d", "s1")
    assert not second.get("ref_id")
    assert not second.get("digital_object_id")
    assert {losses(report, "id")["dropped"], losses(report, "digital_objects")["dropped"]} == {
        "the identifier: a row above has the same, and ArchivesSpace refuses the second"
    }


def test_the_words_of_the_tables_are_in_the_lists() -> None:
    for table, name in (
        (words.EXTENTS, "extent_extent_type"), (words.CONTAINERS, "container_type"), (words.INSTANCES, "instance_instance_type"),
        (words.RELATORS, "linked_agent_archival_record_relators"), (words.MEDIA, "file_version_file_format_name"),
        (words.TERMS, "subject_term_type"), (words.SOURCES, "subject_source"), (words.LEVELS, "archival_record_level"),
    ):  # fmt: skip
        assert set(table.values()) <= set(aspace_lists.LISTS[name])
    assert set(words.DATES.values()) <= set(aspace_lists.LISTS["date_label"])
    assert set(words.NOTES.values()) <= aspace_lists.NOTES


def test_markup_and_internal_notes() -> None:
    notes = (Note("access_conditions", "Open."), Note("access_conditions", "Closed.", audience="internal"))
    papers = Collection(
        "c",
        level="fonds",
        record=Record(id="q"),
        members=(Document("d", title=of_markup("<emph>T</emph>"), notes=notes),),
    )
    (cells,), report, _ = written(papers, include_internal=True)
    assert cells["n_accessrestrict"] == "Open."
    assert "another audience" in losses(report, "notes")["dropped"]
    assert losses(report, "title")["changed"].startswith("the markup")


@pytest.mark.parametrize("parallel", [True, False])
def test_a_digital_object_without_a_title_has_that_of_its_row(parallel: bool) -> None:
    scan = DigitalObject("https://example.org/1", parallel=parallel)
    papers = Collection("c", members=[Document("d", title="Letters", digital_objects=(scan,))])
    (cells,), report, _ = written(papers, ead="quay")
    assert cells["digital_object_title"] == "Letters"
    assert [finding.count for finding in report.findings if finding.target == "digital_object_title"] == [1]


def test_the_second_time_the_table_is_the_same() -> None:
    out, again = io.BytesIO(), io.BytesIO()
    dump(QUAY, out, format="csv-aspace", top="row")
    dump(load(out.getvalue(), format="csv-aspace"), again, format="csv-aspace", top="row")
    assert again.getvalue() == out.getvalue()


@settings(max_examples=SOME)
@given(strategies.streams())
def test_no_cell_of_any_description_is_refused_or_ignored(nodes: list[Node]) -> None:
    """Except for a collection in a collection."""
    out = io.BytesIO()
    write(nodes, out, format="csv-aspace", include_internal=True, ead="quay")
    known = set()
    if any(node.depth and node.unit.level == "collection" for node in nodes):
        known.add("ASPACE-BULK-COLLECTION")
    wrong = [verdict for verdict in aspace_bulk.arriving(io.BytesIO(out.getvalue())) if verdict.outcome != "created"]
    assert [verdict for verdict in wrong if not verdict.rule or verdict.rule.id not in known] == []


def test_no_cell_of_the_samples_is_refused_or_ignored(shared: Any) -> None:
    wrong = []
    for path in sorted((shared / "samples" / "ead2002").glob("*.xml"))[:12]:
        out = io.BytesIO()
        write(read(path), out, format="csv-aspace", include_internal=True, ead="quay")
        wrong += [one for one in aspace_bulk.arriving(io.BytesIO(out.getvalue())) if one.outcome != "created"]
    assert {one.rule.id for one in wrong if one.rule} <= {
        "ASPACE-BULK-COLLECTION"
    }  # one has a collection in its collection


def test_a_relation_of_a_row_without_a_resource_is_a_loss() -> None:
    (cells,), report, _ = written(
        Document("d", title="Letters", relations=(Relation("hasPart", "https://example.org/1"),))
    )
    assert cells["title"] == "Letters"
    assert list(losses(report, "relations")) == ["dropped"]


def restricted(date: Date, **more: Any) -> tuple[dict[str, str], Report, Note]:
    """The row of a note with dates, the report, and the note that is read back."""
    out = io.BytesIO()
    note = Note("access_conditions", "Closed.", dates=date, **more)
    report = dump(Collection("c", title="Papers", level="series", notes=note), out, format="csv-aspace")
    rows = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"))))
    names = next(row for row in rows if "n_accessrestrict" in row)
    return dict(zip(names, rows[-1], strict=True)), report, load(out.getvalue(), format="csv-aspace").notes[0]


@pytest.mark.parametrize(
    ("edtf", "begin", "end", "code"),
    [
        ("../2031-12-31", "", "2031-12-31", ""),
        ("2010-01-01/2039-12-31", "2010-01-01", "2039-12-31", ""),
        ("2010-01-01/..", "2010-01-01", "", ""),
        ("2031-05-06", "2031-05-06", "2031-05-06", ""),
        ("../2031", "", "2031-12-31", "changed"),
        ("/2031-12-31", "", "2031-12-31", "changed"),
        ("2010/2039", "2010-01-01", "2039-12-31", "changed"),
        ("../2030~", "", "2030-12-31", "partial"),
        ("[2030,2035]", "2030-01-01", "2035-12-31", "partial"),
        ("../..", "", "", "partial"),
        ("-0499/-0449", "", "", "partial"),
        ("XXXX", "", "", "partial"),
    ],
)
def test_the_days_of_a_restriction(edtf: str, begin: str, end: str, code: str) -> None:
    row, report, back = restricted(Date(edtf=edtf))
    assert (row.get("b_accessrestrict", ""), row.get("e_accessrestrict", "")) == (begin, end)
    assert {one.code for one in report if one.field == "notes"} == ({code} if code else set())
    if not code:
        assert back.dates == Date(edtf=edtf)
    assert back.text == "Closed."


@pytest.mark.parametrize(
    ("begin", "end", "edtf"),
    [
        ("", "2031", "../2031"),
        ("2010-05", "2031-05-06", "2010-05/2031-05-06"),
        ("soon", "2031", None),
        ("2031", "2010", None),
    ],
)
def test_begin_and_end_of_a_restriction_are_read(begin: str, end: str, edtf: str | None) -> None:
    line = "hierarchy,title,level,n_accessrestrict,b_accessrestrict,e_accessrestrict"
    data = f"{line}\n1,Papers,series,Closed.,{begin},{end}\n".encode()
    note = load(data, format="csv-aspace").notes[0]
    assert note.dates == (Date(edtf=edtf) if edtf else None)
    assert len(note.extras) == (0 if edtf else 2)


def test_of_two_restrictions_in_one_cell_the_second_is_reported() -> None:
    notes = tuple(
        Note("access_conditions", text, dates=Date(edtf=f"../{text}")) for text in ("2031-01-01", "2041-01-01")
    )
    out = io.BytesIO()
    report = dump(Collection("c", title="Papers", level="series", notes=notes), out, format="csv-aspace")
    assert "partial" in {one.code for one in report if one.field == "notes"}


def test_of_the_resource_bookkeeping_is_not_lost() -> None:
    extras = (Extra("ead2002", "@relatedencoding", "MARC"), Extra("ead2002", "odd", "<odd><p>Mouldy.</p></odd>"))
    papers = Collection(
        "c", level="fonds", title="T", audience="external", extras=extras, members=(Document("d", title="D"),)
    )
    _, report, _ = written(papers)
    assert set(losses(report, "extras")) == {"changed", "dropped"}
    assert set(losses(report, "audience")) == {"changed"}
