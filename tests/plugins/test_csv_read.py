"""Reading tables: how their form is detected, how rows find their places, and errors line by line."""

from __future__ import annotations

import csv
import io
import threading
from typing import Any

import pytest

from docmeta import Collection, Document, InputError, Node, OptionError, Report, read, records, write
from docmeta.crosswalk import Finding
from docmeta.errors import LimitError
from docmeta.text import of_markup
from docmeta_csv.sniff import sniff_table
from docmeta_csv.table import reader as reading


def load(text: str | bytes, **options: Any) -> tuple[list[Node], Report]:
    data = text.encode() if isinstance(text, str) else text
    report = Report()
    return list(read(data, format=options.pop("format", "csv"), report=report, **options)), report


def said(report: Report, code: str) -> list[tuple[int | None, str | None]]:
    return [(finding.line, finding.target) for finding in report.findings if finding.code == code]


def shape(nodes: list[Node]) -> list[tuple[int, str]]:
    return [(node.depth, node.unit.id) for node in nodes]


# -- what decides how a table is read ----------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_gives_known_columns(delimiter: str) -> None:
    text = "id,title,date\na,One; two,1950\n".replace(",", delimiter)
    nodes, report = load(text)
    assert nodes[0].unit.title == ("One; two" if delimiter != ";" else "One")
    assert any(finding.code == "decided" for finding in report.findings)


def test_a_delimiter_inside_titles_does_not_mislead() -> None:
    nodes, _ = load('id;title;"a, b, c, d"\n1;"x, y, z";"1, 2, 3"\n')
    assert nodes[0].unit.title == "x, y, z"


def test_excel_says_the_delimiter_in_a_line_of_its_own() -> None:
    nodes, _ = load("sep=;\r\nid;title\r\na;One\r\n")
    assert (nodes[0].unit.id, nodes[0].unit.title, nodes[0].line) == ("a", "One", 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(encoding: str) -> None:
    nodes, _ = load("id,title\r\na,Письмо №1\r\n".encode(encoding))
    assert nodes[0].unit.title == "Письмо №1"


def test_bytes_that_are_not_utf8_are_named_by_byte_and_line() -> None:
    data = "id,title\r\na,fine\r\nb,Café\r\n".encode("cp1252")
    with pytest.raises(InputError) as error:
        load(data)
    assert error.value.line == 3
    place = data.index("é".encode("cp1252"))
    assert f"byte {place} " in str(error.value)
    assert "cp1252" in str(error.value)
    assert load(data, encoding="cp1252")[0][1].unit.title == "Café"


def test_a_bad_byte_far_into_a_large_file() -> None:
    good = b"id,title\n" + b"".join(b"%d,\xd0\x9f\xd0\xb8\n" % number for number in range(40_000))
    with pytest.raises(InputError) as error:
        load(good + b"x,\xff\n")
    assert error.value.line == 40_002
    assert f"byte {len(good) + 2} " in str(error.value)


def test_a_character_that_is_cut_off_at_the_end() -> None:
    with pytest.raises(InputError) as error:
        load("id,title\na,Письмо".encode()[:-1])
    assert error.value.line == 2


@pytest.mark.parametrize("encoding", ["utf-7", "rot13", "nonsense", "idna"])
def test_encodings_that_are_none(encoding: str) -> None:
    with pytest.raises(OptionError, match="encoding"):
        load("id,title\n", encoding=encoding)


def test_columns_are_known_in_any_case_and_with_blanks() -> None:
    nodes, _ = load(" ID , Title , Scope and Content \n1,One,About it\n")
    assert (nodes[0].unit.title, nodes[0].unit.description) == ("One", "About it")


def test_columns_that_the_user_names() -> None:
    nodes, report = load("Kolonne;Zeit\nBrief;1950\n", columns="Kolonne=title,Zeit=dates")
    assert (nodes[0].unit.title, nodes[0].unit.dates[0].edtf) == ("Brief", "1950")
    assert said(report, "carried") == []


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ("Kolonne=tittle", "there is no column 'tittle'; did you mean 'title'"),
        ("Spalte=title", "the table has no column 'Spalte'$"),
        ("Kolone=title", "the table has no column 'Kolone'; did you mean 'Kolonne'"),
    ],
)
def test_columns_that_the_user_names_wrongly(columns: str, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        load("Kolonne,id\nBrief,1\n", columns=columns)


def test_a_name_with_a_comma_is_said_without_it() -> None:
    nodes, _ = load('"Name, in full",id\nBrief,1\n', columns="Name in full=title")
    assert nodes[0].unit.title == "Brief"


def test_unknown_columns_are_carried_along_and_counted() -> None:
    every: list[Finding] = []
    text = "id,title,shoe size\na,One,42\nb,Two,\nc,Three,43\n"
    report = Report(each=every.append)
    nodes = list(read(text.encode(), format="csv", report=report))
    assert [extra.content for extra in nodes[0].unit.extras] == ["42"]
    found = {finding.target: finding for finding in report.findings if finding.code == "carried"}
    cell, column = found["shoe size"], found["unknown columns"]
    assert (cell.count, cell.line, cell.example) == (2, 2, "42")
    assert (column.count, column.line, column.example) == (1, 1, "shoe size"), "the header has its own line"
    places = [(finding.line, finding.example) for finding in every if finding.code == "carried"]
    assert places == [(1, "shoe size"), (2, "42"), (4, "43")], "each cell has the line of its own row"


@pytest.mark.parametrize(
    "text", ["a,b,c\n1,2,3\n", "Dear archivist,\nno data today.\n", "c1,,file,Letter,1965,en,text\n"]
)
def test_a_first_row_without_known_columns(text: str) -> None:
    with pytest.raises(InputError, match="no column that is known") as error:
        load(text)
    assert error.value.line == 1


def test_columns_of_one_name_are_further_values() -> None:
    nodes, report = load("id,title,dc.subject,dc.subject,title,id,Regal,Regal\na,One,War,Peace,Two,b,7,8\n")
    unit = nodes[0].unit
    assert (unit.id, unit.title, unit.other_titles) == ("a", "One", ("Two",))
    assert [term.term for term in unit.subjects] == ["War", "Peace"]
    assert [(extra.place, extra.content) for extra in unit.extras] == [("id", "b"), ("Regal", "7"), ("Regal", "8")]
    assert said(report, "carried")


def test_columns_of_one_number_stand_beside_each_other() -> None:
    nodes, _ = load("id,title,Place 1,Place 2,Latitude 2,Longitude 2\n1,a,Rye,Oslo,59.9,10.7\n")
    assert [(place.name, place.latitude) for place in nodes[0].unit.places] == [("Rye", None), ("Oslo", 59.9)]
    header = "ead,hierarchy,title,subject_1_term,subject_7_term,people_agent_header_6,people_agent_role_6,n_phystech,p_phystech\n"
    nodes, report = load(header + "x,1,A,War,Peace,Ann,Subject,Torn,0\n")
    unit = nodes[0].unit
    assert [term.term for term in unit.subjects] == ["War", "Peace"]
    assert [(link.agent.name, link.role) for link in unit.agents] == [("Ann", "subject")]
    assert [(note.kind, note.audience) for note in unit.notes] == [("physical_characteristics", "internal")]
    assert not said(report, "carried")


def test_numbered_columns_are_several_values() -> None:
    nodes, _ = load("id,title,Subject 1,Subject 2,creator_1,creator_2\n1,a,War,Peace,Kim,Lee\n")
    assert [term.term for term in nodes[0].unit.subjects] == ["War", "Peace"]
    assert [link.agent.name for link in nodes[0].unit.agents] == ["Kim", "Lee"]


# -- rows --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends(newline: str) -> None:
    nodes, _ = load(newline.join(["id,title", 'a,"x\ny\r\nz\rq"', "b,Two", ""]))
    assert [node.unit.title for node in nodes] == ["x\ny\r\nz\rq", "Two"]


def test_rows_that_are_too_short_or_too_long_are_named() -> None:
    nodes, report = load("id,title,date\na,One,1950\nb,Two\n\nc,Three,1951,and more,\n")
    assert [node.unit.id for node in nodes] == ["a", "b", "c"]
    assert nodes[2].unit.extras[0].content == "and more"
    assert (3, "short row") in said(report, "problem")
    assert (5, "long row") in said(report, "problem")


def test_rows_without_content_are_left_out_and_counted() -> None:
    nodes, report = load("id,title,date\na,One,\n,,\n,,\nb,Two,\n")
    assert len(nodes) == 2
    found = next(finding for finding in report.findings if finding.target == "empty row")
    assert (found.count, found.line) == (2, 3)


def test_an_open_quote_is_named_where_it_opens() -> None:
    rows = "".join(f"c{number},x\n" for number in range(20_000))
    with pytest.raises(InputError) as error:
        load('id,title\na,fine\nb,"open\n' + rows)
    assert error.value.line == 3
    assert "record 3" in str(error.value)


def test_an_open_quote_that_another_one_closes() -> None:
    with pytest.raises(InputError, match="opened on line 2") as error:
        load('id,title\nb,"open\nc,x\nd,"y"\n')
    assert error.value.line == 2


def test_text_after_a_closing_quote_below_a_cell_of_many_lines() -> None:
    with pytest.raises(InputError, match="record 3") as error:
        load('id,title\nc1,"a\nb\nc"\nc2,"x"y\n')
    assert error.value.line == 5


def test_cells_beyond_the_limit_of_csv_and_the_line_numbers_after_them() -> None:
    before = csv.field_size_limit()
    long = "wörd \n" * 30_000
    nodes, _ = load(f'id,title,description\na,One,"{long}"\nb,Two,"say ""hi"""\nc,,"{"x" * 200_000}"\nd,,\n')
    assert nodes[0].unit.description == long.strip()
    assert nodes[1].unit.description == 'say "hi"'
    assert [node.line for node in nodes] == [2, 30_003, 30_004, 30_005]
    assert csv.field_size_limit() == before


def test_a_low_limit_of_the_process_does_not_matter() -> None:
    before = csv.field_size_limit(5)
    try:
        nodes, _ = load('id,title\na,"A title, long"\nb,plain title\n')
        assert [node.unit.title for node in nodes] == ["A title, long", "plain title"]
        assert csv.field_size_limit() == 5
    finally:
        csv.field_size_limit(before)


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LimitError) as error:
        load("a," * 100_000 + "b\n")
    assert error.value.line == 1
    monkeypatch.setattr(records, "CELL", 200_000)
    with pytest.raises(LimitError) as error:
        load(f"id,title\na,One\nb,{'x' * 200_001}\n")
    assert error.value.line == 3


def test_control_characters_are_kept_and_named() -> None:
    nodes, report = load("id,title\na,One\nb,Let\x00ter\x0b\n")
    assert nodes[1].unit.title == "Let\x00ter\x0b"
    assert (3, "control characters") in said(report, "problem")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\n", "no table"),
        (b"\x00" * 5_000, "NUL"),
        (b"PK\x03\x04" + b"x" * 50, "office"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"),
    ],
)
def test_what_is_no_table(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        load(data)


# -- places ------------------------------------------------------------------------------------------------------------


@pytest.fixture(params=[True, False], ids=["small", "large"])
def small(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether rows wait in memory or in a file, the outcome is the same."""
    if not request.param:
        monkeypatch.setattr(reading, "IN_MEMORY", 0)
    return bool(request.param)


def test_rows_in_order(small: bool) -> None:
    nodes, _ = load("id,parent_id,title\na,,A\nb,a,B\nc,b,C\nd,a,D\ne,,E\n")
    assert shape(nodes) == [(0, "a"), (1, "b"), (2, "c"), (1, "d"), (0, "e")]
    assert [isinstance(node.unit, Collection) for node in nodes] == [True, True, False, False, False]


def test_parents_that_come_later(small: bool) -> None:
    nodes, report = load("id,parent_id,title\nc,b,C\nb,a,B\na,,A\nd,b,D\ne,,E\n")
    assert shape(nodes) == [(0, "a"), (1, "b"), (2, "c"), (2, "d"), (0, "e")]
    assert [node.line for node in nodes] == [4, 3, 2, 5, 6]
    found = next(finding for finding in report.findings if finding.target == "parent")
    assert (found.count, found.message.count("line 2"), found.message.count("line 3")) == (2, 1, 1)
    assert said(report, "problem") == []


def test_parts_that_come_when_their_parent_is_done(small: bool) -> None:
    nodes, _ = load("id,parent_id,title\na,,A\nb,,B\nc,a,C\n")
    assert shape(nodes) == [(0, "a"), (1, "c"), (0, "b")]


def test_parents_that_do_not_exist(small: bool) -> None:
    nodes, report = load("id,parent_id,title\na,,A\nb,nobody,B\nc,a,C\n")
    assert shape(nodes) == [(0, "a"), (1, "c"), (0, "b")]
    assert (3, "parent") in said(report, "problem")


def test_circles_are_named_by_their_rows(small: bool) -> None:
    with pytest.raises(InputError, match="lines 3, 4, 5") as error:
        load("id,parent_id,title\nx,,X\na,c,A\nb,a,B\nc,b,C\nd,c,D\n")
    assert error.value.line == 3
    with pytest.raises(InputError, match="itself") as error:
        load("id,parent_id,title\nx,,X\na,a,A\n")
    assert error.value.line == 3


def test_ids_that_stand_there_twice_are_named_by_both_lines(small: bool) -> None:
    nodes, report = load("id,parent_id,title\nsame,,One\nother,,X\nsame,,Two\n")
    assert [node.unit.title for node in nodes] == ["One", "X", "Two"]
    found = next(finding for finding in report.findings if finding.target == "id")
    assert found.line == 4
    assert "is already on line 2" in found.message


def test_depths_tell_units_of_one_id_apart(small: bool) -> None:
    text = "id,parent_id,depth,kind,title\na,,0,collection,A\na,a,1,collection,B\nb,a,1,document,C\nc,a,2,document,D\n"
    nodes, _ = load(text.replace("b,a,1,document,C\nc,a,2,document,D", "b,a,2,document,C\nc,a,1,document,D"))
    assert shape(nodes) == [(0, "a"), (1, "a"), (2, "b"), (1, "c")]


def test_ids_are_minted_where_there_are_none() -> None:
    nodes, _ = load("title\nOne\nTwo\n")
    assert [(node.unit.id, node.unit.minted) for node in nodes] == [("unit-1", True), ("unit-2", True)]


def test_ids_that_a_spreadsheet_took_for_numbers() -> None:
    nodes, _ = load("id,parent_id,title\n1,,One\n2,1,Two\n")
    assert shape(nodes) == [(0, "1"), (1, "2")]


@pytest.mark.parametrize("order", ["down", "up"])
def test_a_chain_of_many_levels(order: str, small: bool) -> None:
    count = 20_000
    rows = [f"c{number},{f'c{number - 1}' if number else ''},t\n" for number in range(count)]
    text = "id,parent_id,title\n" + "".join(rows if order == "down" else reversed(rows))
    depth = -1
    for node in read(text.encode(), format="csv"):
        assert node.depth == depth + 1
        depth = node.depth
    assert depth == count - 1


# -- values ------------------------------------------------------------------------------------------------------------


def test_dates_that_are_not_understood_are_kept_and_reported() -> None:
    nodes, report = load("id,title,date\na,A,1965-13-45\nb,B,December 32\nc,C,1950\n")
    assert [str(node.unit.dates[0].text) for node in nodes] == ["1965-13-45", "December 32", "1950"]
    found = next(finding for finding in report.findings if finding.field == "dates")
    assert (found.count, found.line) == (2, 2)


def test_cells_that_cannot_be_read_are_carried_along() -> None:
    header = "id,parent_id,depth,kind,title,places,places_latitude,dates,dates_edtf,agents,agents_kind"
    nodes, report = load(header + "\na,,0,document,T,Here,north,1950,no edtf,Kim,robot\n")
    extras = {extra.place: extra.content for extra in nodes[0].unit.extras}
    assert extras["places_latitude"] == "north"
    assert extras["dates_edtf"] == "no edtf"
    assert extras["agents"] == "Kim"
    assert {field for finding in report.findings if (field := finding.field)} >= {"places", "dates", "agents"}


def test_cells_that_say_nothing_alone_are_carried_along() -> None:
    nodes, _ = load("id,title,kind,minted\na,A,photograph,maybe\n")
    assert {extra.place: extra.content for extra in nodes[0].unit.extras} == {"kind": "photograph", "minted": "maybe"}
    nodes, _ = load("id,title,date,kind,minted,audience\na,A,,photograph,maybe,public\n")
    assert {extra.place: extra.content for extra in nodes[0].unit.extras} == {"kind": "photograph", "minted": "maybe"}
    assert nodes[0].unit.audience == "external"
    header = "ArchivesSpace field code,ead,hierarchy,title,portion,dates_label_1,n_abstract,p_abstract"
    nodes, _ = load(
        header + "\nField name,EAD,Hierarchy,Title,,,,\n,X,one,A,Whole,Creation,,TRUE\n", format="csv-aspace"
    )
    assert {extra.place for extra in nodes[0].unit.extras} == {"hierarchy", "portion", "dates_label", "p_abstract"}
    nodes, _ = load("legacyId,title,eventTypes,culture,languageOfDescription\n1,A,Creation,en,fr\n", format="csv-atom")
    assert {extra.place for extra in nodes[0].unit.extras} == {"eventTypes", "culture"}


def test_several_values_in_one_cell() -> None:
    nodes, _ = load("id,title,subjects,language\na,A,War | Peace,ru | English\n")
    unit = nodes[0].unit
    assert [term.term for term in unit.subjects] == ["War", "Peace"]
    assert [(language.code, language.name) for language in unit.languages] == [("ru", ""), (None, "English")]
    nodes, _ = load("id,title,subjects\na,A,War; Peace|and\n", separator=";")
    assert [term.term for term in nodes[0].unit.subjects] == ["War", "Peace|and"]


def test_a_coverage_may_be_a_date_or_a_place() -> None:
    nodes, _ = load("id,title,coverage,format\na,A,Seoul,image/jpeg\nb,B,1950-1953,3 pages\n")
    assert nodes[0].unit.places[0].name == "Seoul"
    assert nodes[0].unit.digital_objects[0].media_type == "image/jpeg"
    assert nodes[1].unit.dates[0].kind == "coverage"
    assert nodes[1].unit.extents[0].text == "3 pages"


def test_eight_threads_read_the_same() -> None:
    data = b"id,title,description\n" + b"".join(b'%d,T%d,"%s"\n' % (n, n, b"x" * 140_000) for n in range(8))
    expected = [node.unit for node in read(data, format="csv")]
    found: list[list[Any]] = []

    def run() -> None:
        found.append([node.unit for node in read(data, format="csv")])

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 8


def test_whoever_stops_early_may_close_the_stream() -> None:
    source = io.BytesIO(b"id,title\na,A\nb,B\n")
    nodes = read(source, format="csv")
    assert next(nodes).unit.id == "a"
    nodes.close()
    assert not source.closed
    source.close()


def test_recognised_without_being_told() -> None:
    assert sniff_table(b"PK\x03\x04") == sniff_table(b"{}") == sniff_table(b"<ead/>") == 0
    assert [node.unit.title for node in read(b"id,title,creator\n1,One,Kim\n")] == ["One"]
    out = io.BytesIO()
    write([Node(0, Document("d1", title="Telegram"))], out, format="csv")
    assert [node.unit for node in read(out.getvalue())] == [Document("d1", title="Telegram")]


# -- hierarchies that no column of parents says ------------------------------------------------------------------------


def tree(nodes: list[Node]) -> list[tuple[int, str]]:
    return [(node.depth, node.unit.title) for node in nodes]


def test_columns_of_levels_that_are_filled_one_at_a_time() -> None:
    nodes, _ = load("Level 1,Level 2,Level 3,Date\nLetters,,,1890\n,To Ann,,\n,,Page 1,1890\n,,Page 2,\nMaps,,,\n")
    assert tree(nodes) == [(0, "Letters"), (1, "To Ann"), (2, "Page 1"), (2, "Page 2"), (0, "Maps")]
    assert [date.text for date in nodes[2].unit.dates] == ["1890"]


def test_columns_of_levels_that_name_the_whole_path() -> None:
    nodes, _ = load("Level 1,Level 2,Level 3,Date\nA,B,x,1\nA,B,y,2\nA,C,,3\nA,C,z,4\nD,,,5\n")
    assert tree(nodes) == [(0, "A"), (1, "B"), (2, "x"), (2, "y"), (1, "C"), (2, "z"), (0, "D")]
    assert [len(node.unit.dates) for node in nodes] == [0, 0, 1, 1, 1, 1, 1]


def test_titles_below_columns_of_levels() -> None:
    nodes, _ = load("Series,Subseries,Title\nA,B,x\nA,,y\n,,z\n", hierarchy=("Series", "Subseries"))
    assert tree(nodes) == [(0, "A"), (1, "B"), (2, "x"), (1, "y"), (1, "z")]


def test_one_numbered_level_is_a_level_of_description() -> None:
    nodes, _ = load("id,title,Level 1\na,A,Series\n")
    assert nodes[0].unit.level == "series"


@pytest.mark.parametrize("small", [True, False])
def test_reference_codes_that_contain_each_other(small: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "IN_MEMORY", 10**9 if small else 0)
    text = "Ref,Title\nMS 1/2/3,c\nMS 1,a\nMS 1/2/,b\nMS 1/9/1,d\nMS 10,e\n,f\n"
    nodes, report = load(text, columns=("Ref=identifiers",), hierarchy=("Ref",))
    assert tree(nodes) == [(0, "a"), (1, "b"), (2, "c"), (1, "d"), (0, "e"), (0, "f")]
    assert (1, "Ref") in said(report, "decided")
    assert tree(load(text.replace("Ref,", "RefNo,"))[0]) == tree(nodes)
    assert {node.depth for node in load(text, columns=("Ref=identifiers",))[0]} == {0}


def test_parents_by_their_reference_codes() -> None:
    nodes, _ = load("Reference code,Parent reference,Title\nA/1,A,b\nA,,a\n")
    assert tree(nodes) == [(0, "a"), (1, "b")]


def test_a_hierarchy_of_a_column_that_there_is_not() -> None:
    with pytest.raises(OptionError, match="no column 'Ref'"):
        load("id,title\na,A\n", hierarchy=("Ref",))


# -- what people put into cells ----------------------------------------------------------------------------------------


def test_lists_by_line_breaks_and_separators_that_trail() -> None:
    nodes, report = load('id,title,subjects,identifiers\na,A,"Ships\nBoats\n",K 1|\nb,B,Sea; air;,"1\n2",,\nc,C\n')
    assert [[term.term for term in node.unit.subjects] for node in nodes] == [["Ships", "Boats"], ["Sea", "air"], []]
    assert [[one.value for one in node.unit.identifiers] for node in nodes] == [["K 1"], ["1", "2"], []]
    assert [target for _, target in said(report, "problem")] == ["short row"]


MARKED = (
    "id,title,description,dates\n1,<i>Tide</i> &amp; time,<p>One</p><p>Two<br>lines</p><ul><li>a<li>b</ul>,1900\n"
    "2,A < B & C > D,See http://example.org/?a=1&b=2,1901\n"
)


def test_markup_in_cells_is_doubtful_once_for_each_column() -> None:
    nodes, report = load(MARKED)
    assert nodes[0].unit.title == "<i>Tide</i> &amp; time"
    assert [(f.target, f.count, f.line) for f in report.findings if f.code == "problem"] == [
        ("HTML in 'title'", 1, 2), ("HTML in 'description'", 1, 2),
    ]  # fmt: skip


def test_markup_in_cells_is_prose_where_it_is_asked_for() -> None:
    nodes, report = load(MARKED, html=True)
    assert nodes[0].unit.title == of_markup('<emph render="italic">Tide</emph> &amp; time')
    assert nodes[0].unit.description == of_markup(
        '<p>One</p><p>Two<lb/>lines</p><list listtype="unordered"><item>a</item><item>b</item></list>'
    )
    assert (nodes[1].unit.title, nodes[1].unit.description) == ("A < B & C > D", "See http://example.org/?a=1&b=2")
    assert not said(report, "problem")
    nodes, _ = load("o:id,dcterms:title,dcterms:description ^^html\n1,A,<b>x</b>\n")
    assert nodes[0].unit.description == of_markup('<emph render="bold">x</emph>')


def test_the_order_of_day_and_month_is_that_of_the_other_dates() -> None:
    nodes, report = load("id,title,date\na,A,5/6/1951\nb,B,13/6/1951\n")
    assert [node.unit.dates[0].edtf for node in nodes] == ["1951-06-05", "1951-06-13"]
    assert (None, "order of dates") in said(report, "decided")
    assert load("id,title,date\na,A,5/6/1951\n")[0][0].unit.dates[0].edtf is None
    assert load("id,title,date\na,A,5/6/1951\n", dates="mdy")[0][0].unit.dates[0].edtf == "1951-05-06"


def test_what_a_pair_of_numbers_is_the_other_dates_show() -> None:
    def meant(dates: list[str], **options: str) -> str | None:
        rows = "".join(f"{number},A,{date}\n" for number, date in enumerate(dates))
        return load("id,title,date\n" + rows, **options)[0][0].unit.dates[0].edtf

    assert meant(["1901-02"]) is None
    assert meant(["1901-02", "1936-37"]) == "1901/1902"
    assert meant(["1901-02", "1910-02"]) == "1901-02"
    assert meant(["1901-02"], pairs="years") == "1901/1902"
    header = "id,field_model,field_edtf_date\n"
    assert load(header + "a,Image,1901-02\n")[0][0].unit.dates[0].edtf == "1901-02"
    assert load("id,dc.title[en],dc.date.issued\na,A,1901-02\n")[0][0].unit.dates[0].edtf == "1901-02"
    assert (
        load("o:id,dcterms:title,dcterms:date ^^numeric:timestamp\n1,A,1901-02\n")[0][0].unit.dates[0].edtf == "1901-02"
    )
