"""EAD is read as intended: headings in parts, the same fact twice, drafts, overviews, units of measurement."""

from __future__ import annotations

import io

import pytest

import docmeta
from docmeta import Report
from docmeta.model import AgentLink, Collection, Date, Document, Language, Person, Unit, undated_title
from docmeta_ead.read.overview import MOST

EAD3 = "http://ead3.archivists.org/schema/"


def ead(inside: str, *, space: str = "", header: str = "<eadheader><eadid>f1</eadid></eadheader>") -> bytes:
    return f'<ead xmlns="{space}">{header}<archdesc level="fonds">{inside}</archdesc></ead>'.encode()


def units(inside: str, *, space: str = "", report: Report | None = None) -> list[Unit]:
    return [node.unit for node in docmeta.read(ead(inside, space=space), format="ead2002", report=report)]


def unit(did: str, more: str = "", *, space: str = "") -> Unit:
    return units(f"<did>{did}</did>{more}", space=space)[0]


def written(data: bytes, to: str) -> str:
    out = io.BytesIO()
    docmeta.convert(io.BytesIO(data), out, from_="ead2002", to=to)
    return out.getvalue().decode()


# Names and headings.


def test_headings_of_parts_are_joined_as_people_read_them() -> None:
    found = unit(
        "<origination><persname><part localtype='surname'>Lee</part><part localtype='dates'>1801-1877</part></persname>"
        "<corpname><part>Wales.</part><part>Tide Office</part></corpname></origination>",
        "<controlaccess><subject><part>Tides</part><part>Wales</part></subject>"
        "<geogname><part>Conwy</part></geogname></controlaccess>",
        space=EAD3,
    )
    assert [link.agent.name for link in found.agents] == ["Lee, 1801-1877", "Wales. Tide Office"]
    assert [term.term for term in found.subjects] == ["Tides--Wales"]
    assert [place.name for place in found.places] == ["Conwy"]


def test_headings_in_prose_are_joined_alike_and_marks_stand_at_once_behind_them() -> None:
    found = unit(
        "", "<scopecontent><p>On <subject><part>Tides</part><part>Wales</part></subject>, 1801.</p></scopecontent>"
    )
    assert str(found.description) == "On Tides--Wales, 1801."


def test_a_language_in_two_scripts_is_said_twice_in_codes_and_once_in_words() -> None:
    found = unit(
        "<langmaterial><languageset><language langcode='urd'>Urdu</language><script scriptcode='Arab'>Arabic</script>"
        "<script scriptcode='Latn'>Latin</script></languageset></langmaterial>",
        space=EAD3,
    )
    assert found.languages == (Language("urd", "Arab", "Urdu"), Language("urd", "Latn"))
    assert [str(note.text) for note in found.notes] == ["Urdu (Arabic, Latin)"]


def test_the_name_of_a_repository_keeps_its_element_and_the_blank_before_a_part() -> None:
    data = ead("<did><repository><corpname>Town Library <subarea>Maps</subarea></corpname></repository></did>")
    (node,) = docmeta.read(data, format="ead2002")
    assert node.unit.repository is not None
    assert str(node.unit.repository.name) == "Town Library Maps"
    assert "<repository><corpname>Town Library <subarea>Maps</subarea></corpname></repository>" in written(
        data, "ead2002"
    )


# What systems say in notes.


@pytest.mark.parametrize(
    ("said", "audience", "reported"),
    [("Draft", "internal", 0), ("published", "external", 0), ("Entwurf", "internal", 0), ("Embargo", "internal", 1)],
)
def test_a_publication_status_is_who_may_see_the_unit(said: str, audience: str, reported: int) -> None:
    report = Report()
    found = units(f'<did/><odd type="publicationStatus"><p>{said}</p></odd>', report=report)[0]
    assert (found.audience, found.notes) == (audience, ())
    assert sum(finding.field == "audience" for finding in report.findings) == reported


def test_a_draft_is_withheld_with_all_below_it() -> None:
    draft = '<odd type="publicationStatus"><p>Draft</p></odd>'
    data = ead(
        f"<did/><dsc><c><did><unittitle>Secret</unittitle></did>{draft}<c><did><unittitle>Below</unittitle></did></c></c></dsc>"
    )
    for to in ("ead2002", "csv", "dc", "json"):
        text = written(data, to)
        assert "Secret" not in text
        assert "Below" not in text


def test_the_state_of_a_description_goes_to_its_record() -> None:
    odd = "".join(
        f'<odd type="{name}"><p>{value}</p></odd>'
        for name, value in (
            ("statusDescription", "Final"), ("institutionIdentifier", "GB-1"), ("descriptionIdentifier", "d7"), ("levelOfDetail", "Full"),
        )
    )  # fmt: skip
    found = unit("", odd)
    assert found.record is not None
    assert (found.record.id, found.record.status, found.record.agency_code) == ("f1", "Final", "GB-1")
    assert [(one.kind, one.value) for one in found.record.identifiers] == [("identifier", "d7")]
    assert [(note.kind, note.text) for note in found.notes] == [("levelOfDetail", "Full")]


def test_a_state_whose_field_is_taken_stays_a_note() -> None:
    found = unit("", "".join(f'<odd type="statusDescription"><p>{word}</p></odd>' for word in ("Final", "Revised")))
    assert found.record is not None
    assert found.record.status == "Final"
    assert [note.text for note in found.notes] == ["Revised"]


@pytest.mark.parametrize("to", ["ead2002", "ead3", "json"])
def test_a_header_that_is_internal_still_identifies_the_finding_aid(to: str) -> None:
    header = (
        '<eadheader audience="internal"><eadid url="http://example.org/f1" mainagencycode="GB-1">f1</eadid>'
        "<filedesc><titlestmt><titleproper>Inner</titleproper><author>Staff</author></titlestmt></filedesc></eadheader>"
    )
    text = written(ead("<did><unittitle>Tides</unittitle></did>", header=header), to)
    assert "f1" in text
    assert "http://example.org/f1" in text
    assert "GB-1" in text
    assert "Inner" not in text
    assert "Staff" not in text


# The same fact twice.


@pytest.mark.parametrize(
    "did",
    [
        '<unittitle>Tides, <unitdate normal="1801/1877">1801-1877</unitdate></unittitle><unitdate>1801-1877</unitdate>',
        "<unittitle>Tides, <unitdate>1801</unitdate></unittitle><unitdate type='inclusive'>1801</unitdate>",
        "<unitdate normal='1801/1877'>1801-1877</unitdate><unitdatestructured><daterange><fromdate standarddate='1801'>1801"
        "</fromdate><todate standarddate='1877'>1877</todate></daterange></unitdatestructured>",
        "<unitdatestructured unitdatetype='inclusive'><datesingle standarddate='1801'>1801</datesingle></unitdatestructured>"
        "<unitdate>1801</unitdate>",
    ],
)  # fmt: skip
def test_a_date_that_is_said_twice_is_one_date(did: str) -> None:
    assert len(unit(did).dates) == 1


@pytest.mark.parametrize(
    "did",
    [
        "<unittitle>Tides, <unitdate>1801</unitdate></unittitle><unitdate>1802</unitdate>",
        "<unitdate type='bulk'>1801</unitdate><unitdatestructured unitdatetype='inclusive'>"
        "<datesingle standarddate='1801'>1801</datesingle></unitdatestructured>",
        "<unitdate>1801</unitdate><unitdate>1801</unitdate>",
    ],
)
def test_dates_that_say_different_things_are_both_kept(did: str) -> None:
    assert len(unit(did).dates) == 2


def test_what_only_one_of_two_equal_dates_says_is_kept() -> None:
    found = unit(
        "<unitdate>1801</unitdate><unitdatestructured unitdatetype='inclusive' certainty='approximate'>"
        "<datesingle standarddate='1801'>1801</datesingle></unitdatestructured>"
    )
    assert [(date.text, date.type, date.certainty) for date in found.dates] == [("1801", "inclusive", "approximate")]


def test_a_date_in_a_title_is_a_date_and_the_title_can_do_without() -> None:
    found = unit("<unittitle>Tides, <unitdate>1801-1877</unitdate></unittitle>")
    assert [date.edtf for date in found.dates] == ["1801/1877"]
    assert undated_title(found.title) == "Tides"


OVERVIEW = (
    '<did/><dsc type="analyticover"><head>Series</head><c01 level="series"><did><unittitle><ref target="s1">Tides.</ref></unittitle>'
    '</did><scopecontent><p>All of them.</p></scopecontent></c01><c01 level="series"><did><unittitle>Only here</unittitle></did></c01>'
    "</dsc>"
)
LIST = (
    '<dsc type="in-depth"><c01 level="series" id="s1"><did><unittitle>Tides</unittitle></did><c02 level="file"><did>'
    "<unittitle>1801</unittitle></did></c02></c01></dsc>"
)


def test_the_series_of_an_overview_are_not_units_twice() -> None:
    report = Report()
    found = units(OVERVIEW + LIST, report=report)
    assert [(one.title, str(one.description)) for one in found[1:]] == [
        ("Tides", "All of them."),
        ("1801", ""),
        ("Only here", ""),
    ]
    assert found[1].id == "s1"
    assert any(finding.code == "decided" and finding.field == "members" for finding in report.findings)


def test_an_overview_alone_is_read_in_its_order() -> None:
    assert [str(one.title) for one in units(OVERVIEW)[1:]] == ["Tides.", "Only here"]


def test_an_overview_longer_than_any_is_handed_on_as_it_comes() -> None:
    components = "".join(f"<c><did><unittitle>{n}</unittitle></did></c>" for n in range(MOST + 10))
    found = units(f'<did/><dsc type="analyticover">{components}</dsc>')
    assert [one.title for one in found[1:]] == [str(n) for n in range(MOST + 10)]


# Extents and dates.


@pytest.mark.parametrize(
    ("markup", "text", "quantity", "measured"),
    [
        ('<extent unit="linear feet">12</extent>', "12 linear feet", "12", "linear feet"),
        ('<extent unit="linear feet">12 1/2</extent>', "12 1/2 linear feet", "12 1/2", "linear feet"),
        ('<extent unit="boxes">about 3</extent>', "about 3", None, None),
    ],
)
def test_a_unit_in_an_attribute_is_part_of_the_wording(
    markup: str, text: str, quantity: str | None, measured: str | None
) -> None:
    (found,) = unit(f"<physdesc>{markup}</physdesc>").extents
    assert (found.text, found.quantity, found.unit) == (text, quantity, measured)


@pytest.mark.parametrize(
    "form",
    [
        '<extent unit="linear feet">12</extent>',
        '<extent>3 v.</extent><dimensions unit="cm">20 x 30</dimensions>',
        "12 boxes",
    ],
)
def test_the_form_of_an_extent_is_kept_in_ead2002(form: str) -> None:
    data = ead(f"<did><physdesc>{form}</physdesc></did>")
    assert f"<physdesc>{form}</physdesc>" in written(data, "ead2002")


def test_sizes_have_their_unit_in_every_format() -> None:
    data = ead('<did><physdesc><extent>3 v.</extent><dimensions unit="cm">20 x 30</dimensions></physdesc></did>')
    (node,) = docmeta.read(data, format="ead2002")
    assert node.unit.extents[0].dimensions == ("20 x 30 cm",)
    mixed = unit('<physdesc>In <genreform>vellum</genreform>, <dimensions unit="cm">20 x 30</dimensions></physdesc>')
    assert str(mixed.extents[0].text) == "In vellum, 20 x 30 cm"


def test_a_normal_date_with_a_beginning_and_an_end_keeps_both() -> None:
    data = ead(
        "<did><unitdate normal='1801/1801'>1801</unitdate><unitdate normal='1801-02-03/1801-02-03'>3 Feb. 1801</unitdate></did>"
    )
    text = written(data, "ead2002")
    assert 'normal="1801/1801"' in text
    assert 'normal="1801-02-03/1801-02-03"' in text


@pytest.mark.parametrize(
    ("inner", "edtf"),
    [
        ("<datesingle notbefore='1801' notafter='1877'>then</datesingle>", "[1801..1877]"),
        ("<daterange><fromdate notbefore='1801'>A</fromdate><todate standarddate='1877'>B</todate></daterange>", "1801/1877"),
        ("<daterange><fromdate standarddate='1801'>A</fromdate><todate>today</todate></daterange>", "1801/"),
    ],
)  # fmt: skip
def test_bounds_of_structured_dates_are_read(inner: str, edtf: str) -> None:
    (date,) = unit(f"<unitdatestructured>{inner}</unitdatestructured>", space=EAD3).dates
    assert date.edtf == edtf


def test_a_component_without_a_level_has_none() -> None:
    leaf = units("<did/><dsc><c><did><unittitle>A</unittitle></did></c></dsc>")[1]
    assert isinstance(leaf, Document)
    assert leaf.level is None


@pytest.mark.parametrize("format", ["ead2002", "ead3"])
@pytest.mark.parametrize("life", ["1912- 1994", "1879-1953", "-", "1894-"])
def test_a_person_of_whom_only_the_life_dates_survive_has_no_name(format: str, life: str) -> None:
    person = Person(dates=Date(life))
    out = io.BytesIO()
    docmeta.dump(Collection("c", title="Papers", agents=[AgentLink(person, "subject")]), out, format=format)
    (link,) = next(docmeta.read(out.getvalue())).unit.agents
    assert (link.agent, link.role) == (person, "subject")
    harvested = io.BytesIO()
    docmeta.write(docmeta.read(out.getvalue()), harvested, format="dc")
    assert b"dc:subject" not in harvested.getvalue()


@pytest.mark.parametrize("name", ["Roe, Ann, 1912-1994", "1912", "50 Cent", "III"])
def test_a_name_with_figures_is_a_name(name: str) -> None:
    out = io.BytesIO()
    docmeta.dump(Collection("c", title="Papers", agents=[Person(name)]), out, format="ead2002")
    assert next(docmeta.read(out.getvalue())).unit.agents[0].agent.name == name


@pytest.mark.parametrize("format", ["ead2002", "ead3"])
@pytest.mark.parametrize("name", ["1912- 1994", "]]>", "-", "1894-"])
def test_a_name_that_is_read_as_the_dates_of_a_life_is_written_as_such(format: str, name: str) -> None:
    once, twice = io.BytesIO(), io.BytesIO()
    docmeta.dump(Collection("c", title="Papers", agents=[Person(name)]), once, format=format)
    docmeta.write(docmeta.read(once.getvalue()), twice, format=format)
    assert once.getvalue() == twice.getvalue()


def _c(inside: str, more: str = "", attributes: str = 'level="series"') -> str:
    return f"<c {attributes}><did>{inside}</did>{more}</c>"


def _twice(overview: str, full: str) -> list[tuple[str, str | None, str]]:
    """The units of a finding aid with an overview and a list: the content of each, after its depth."""
    found = docmeta.read(ead(f'<did/><dsc type="analyticover">{overview}</dsc><dsc type="in-depth">{full}</dsc>'))
    return [
        (f"{node.depth} {node.unit.title}", node.unit.audience, str(node.unit.description))
        for node in found
        if node.depth
    ]


_SAID = "<scopecontent><p>From the overview.</p></scopecontent>"


@pytest.mark.parametrize(
    ("overview", "full"),
    [
        (_c("<unittitle>A</unittitle>", _SAID, 'audience="internal"'), _c("<unittitle>A</unittitle>")),
        (_c("<unittitle>A</unittitle>", _SAID), _c("<unittitle>A</unittitle>", "", 'audience="internal"')),
        (
            _c("<unitid>1</unitid><unittitle>A</unittitle>", _SAID),
            _c("<unitid>2</unitid><unittitle>A</unittitle>"),
        ),
        (_c("<unittitle>A</unittitle>", _SAID, 'level="file"'), _c("<unittitle>A</unittitle>")),
        (
            '<c audience="internal"><did audience="internal"><unittitle>A</unittitle></did></c>'
            + _c("<unittitle>B</unittitle>", _c("<unittitle>A</unittitle>", _SAID)),
            _c("<unittitle>C</unittitle>", _c("<unittitle>A</unittitle>")),
        ),
    ],
    ids=["internal overview", "internal list", "other code", "other level", "other parent"],
)
def test_a_unit_of_the_overview_is_another_where_anything_says_so(overview: str, full: str) -> None:
    found = _twice(overview, full)
    said = [one for one in found if one[2]]
    assert [one[2] for one in said] == ["From the overview."]
    assert len(found) == overview.count("<c ") + full.count("<c ")
    out = io.BytesIO()
    docmeta.write(
        docmeta.read(ead(f'<did/><dsc type="analyticover">{overview}</dsc><dsc>{full}</dsc>')), out, format="ead3"
    )
    assert (b"From the overview." in out.getvalue()) == (not overview.startswith('<c audience="internal"><did><'))


def test_what_only_the_overview_has_stays_below_its_unit() -> None:
    overview = _c("<unittitle>A</unittitle>", _c("<unittitle>A1</unittitle>") + _c("<unittitle>A2</unittitle>", _SAID))
    full = _c("<unittitle>A</unittitle>", _c("<unittitle>A1</unittitle>")) + _c("<unittitle>B</unittitle>")
    assert [one[0] for one in _twice(overview, full)] == ["1 A", "2 A1", "2 A2", "1 B"]
    assert [one[0] for one in _twice(overview, _c("<unittitle>A</unittitle>"))] == ["1 A", "2 A1", "2 A2"]


def test_two_that_say_other_things_are_one_with_both_in_words() -> None:
    held = "<repository{}><corpname>{}</corpname><address><addressline>{}</addressline></address></repository>"
    both = [
        _c(
            "<unittitle>A</unittitle>"
            + held.format(' audience="internal"' if n else "", f"Archive {n}", f"Street {n}"),
            _SAID,
        )
        for n in (0, 1)
    ]
    (unit,) = [
        node.unit for node in docmeta.read(ead(f'<did/><dsc type="analyticover">{both[1]}</dsc><dsc>{both[0]}</dsc>'))
    ][1:]
    said = [one.content for one in unit.extras if one.place == "repository"]
    assert unit.repository is not None
    assert said == ['<repository audience="internal">Archive 1; Street 1</repository>']
    out = io.BytesIO()
    docmeta.dump(Collection("c", title="Papers", members=[unit]), out, format="jsonl")
    assert b"Street 0" in out.getvalue()
    assert b"Street 1" not in out.getvalue()


# The same days twice.


@pytest.mark.parametrize("audience", [None, "internal"])
@pytest.mark.parametrize("format", ["ead2002", "ead3"])
@pytest.mark.parametrize(
    "words",
    [
        ("[1950?]", "1950"),
        ("1950", "[1950?]"),
        ("ca. 1950", "1950", "[1950]"),
        ("1950-", "1950 to date"),
        ("1950", "1950"),
    ],
)
def test_dates_of_the_same_days_all_come_back(words: tuple[str, ...], format: str, audience: str | None) -> None:
    dates = tuple(Date(one, audience=audience if not number else None) for number, one in enumerate(words))
    out = io.BytesIO()
    docmeta.dump(Collection("c", title="Papers", dates=dates), out, format=format, include_internal=True)
    found = next(docmeta.read(out.getvalue())).unit.dates
    assert [(one.text, one.edtf, one.audience) for one in found] == [
        (one.text, one.edtf, one.audience) for one in dates
    ]


_STRUCTURED = '<unitdatestructured{}><datesingle standarddate="1950"{}>{}</datesingle></unitdatestructured>'


@pytest.mark.parametrize(
    ("structured", "silent"),
    [
        (_STRUCTURED.format("", "", "1950"), True),
        (_STRUCTURED.format("", "", ""), True),
        (_STRUCTURED.format("", "", "circa 1950"), False),
        (_STRUCTURED.format(' certainty="approximate"', "", "c. 1950"), False),
        (_STRUCTURED.format(' altrender="kept"', "", "1950"), True),
        (_STRUCTURED.format("", ' localtype="kept"', "1950"), True),
    ],
)
def test_what_a_structured_date_says_beside_another_is_kept_or_reported(structured: str, silent: bool) -> None:
    report = Report()
    data = ead(
        f"<did><unitdate>1950</unitdate>{structured}</did>",
        space=EAD3,
        header="<control><recordid>f</recordid></control>",
    )
    (node,) = docmeta.read(data, report=report)
    (date,) = node.unit.dates
    assert (str(date.text), date.edtf) == ("1950", "1950~" if "certainty" in structured else "1950")
    said = [finding for finding in report.findings if finding.field == "dates"]
    assert [finding.code for finding in said] == ([] if silent else ["decided"])
    assert ("kept" in structured) == ("kept" in str((date.extras, node.unit.extras)))
    out = io.BytesIO()
    docmeta.write([node], out, format="ead3")
    assert next(docmeta.read(out.getvalue())).unit.dates == node.unit.dates


def test_a_date_for_everybody_stays_beside_an_internal_one() -> None:
    did = '<did><unitdate audience="internal">1950</unitdate>' + _STRUCTURED.format("", "", "1950") + "</did>"
    found = units(did, space=EAD3)[0].dates
    assert [date.audience for date in found] == ["internal", None]


def test_a_script_without_a_language_is_what_the_finding_aid_is_written_in() -> None:
    ead = (
        '<ead xmlns="http://ead3.archivists.org/schema/"><control><recordid>a</recordid><languagedeclaration>'
        '<language/><script scriptcode="{}"/></languagedeclaration></control><archdesc level="fonds"><did/></archdesc></ead>'
    )

    def languages(script: str) -> list[str | None]:
        record = next(docmeta.read(ead.format(script).encode(), format="ead3")).unit.record
        return [language.script for language in record.languages] if record else []

    assert languages("Cyrl") == ["Cyrl"]
    assert languages("Zyyy") == ["Zyyy"]  # undetermined, and said
    assert languages("") == []


# What systems put where no schema has it.


@pytest.mark.parametrize(
    "before", ["<note label='personal-name'><p>Lee</p></note>", "<note>Lee</note>", "<ptr href='x'/>"]
)
def test_a_heading_behind_what_is_set_beside_the_prose_is_the_heading(before: str) -> None:
    [note] = unit("<unittitle>T</unittitle>", f"<bioghist>{before}<head>Life</head><p>Born.</p></bioghist>").notes
    assert note.heading == "Life"
    assert "Born." in str(note.text)
    assert "Life" not in str(note.text)


def test_a_heading_within_the_prose_is_no_heading_of_the_note() -> None:
    [note] = unit("<unittitle>T</unittitle>", "<bioghist><p>Born.</p><head>Later</head><p>Died.</p></bioghist>").notes
    assert note.heading is None or note.heading == ""
    assert "Later" in str(note.text)


@pytest.mark.parametrize(
    "to", ["csv", "jsonl", "ead2002", "ead3", "ead4", "dc", "jsonld", "marcxml", "mods", "csv-atom"]
)
def test_scope_and_content_without_words_is_written_or_reported(to: str) -> None:
    report = Report()
    out = io.BytesIO()
    picture = "<scopecontent><p><extptr href='https://example.org/map.jpg'/></p></scopecontent>"
    docmeta.convert(io.BytesIO(ead(f"<did><unittitle>T</unittitle></did>{picture}")), out, to=to, report=report)
    assert b"map.jpg" in out.getvalue() or any(
        finding.field == "notes" and finding.class_ == "lost" for finding in report
    )


@pytest.mark.parametrize(
    "level", ["level='otherlevel' otherlevel='unspecified'", "level='otherlevel' otherlevel='volym'"]
)
def test_a_level_that_the_source_names_comes_back_by_way_of_ead4(level: str) -> None:
    data = ead(f"<did><unittitle>T</unittitle></did><dsc><c {level}><did><unittitle>A</unittitle></did></c></dsc>")
    through = written(data, "ead4").encode()
    before, after = ([node.unit.level for node in docmeta.read(one)] for one in (data, through))
    assert after == before


@pytest.mark.parametrize("to", ["ead3", "ead4"])
def test_a_date_beside_its_structured_form_is_one_date_when_it_is_read_again(to: str) -> None:
    structured = "<daterange><fromdate>1979</fromdate><todate>1979</todate></daterange>"
    did = f"<did><unittitle>T</unittitle><unitdate>1979</unitdate><unitdatestructured>{structured}</unitdatestructured></did>"
    data = ead(did, space=EAD3, header="<control><recordid>f</recordid></control>")
    (node,) = docmeta.read(written(data, to).encode())
    assert [(str(date.text), date.edtf) for date in node.unit.dates] == [("1979", "1979")]
    if to == "ead3":
        assert node.unit.extras == next(docmeta.read(data)).unit.extras


@pytest.mark.parametrize("to", ["ead3", "ead4"])
def test_words_with_an_end_that_only_the_attribute_says(to: str) -> None:
    data = ead("<did><unittitle>T</unittitle><unitdate normal='1950/1955'>1950-</unitdate></did>")
    [date] = next(docmeta.read(written(data, to).encode())).unit.dates
    assert (str(date.text), date.edtf) == ("1950-", "1950/1955")


def test_access_points_in_a_list_are_access_points() -> None:
    report = Report()
    inside = "<controlaccess><head>H</head><list type='simple'><item><subject source='lcsh'>Ships</subject></item>{}</list></controlaccess>"
    [found] = units(f"<did/>{inside.format('<item><persname>Lee</persname></item>')}", report=report)
    assert [(term.term, term.source, term.headings) for term in found.subjects] == [("Ships", "lcsh", ("H",))]
    assert [(link.agent.name, link.role) for link in found.agents] == [("Lee", "subject")]
    assert not found.notes
    assert [finding.target for finding in report if finding.code == "decided"] == ["controlaccess/list"]


@pytest.mark.parametrize(
    "item", ["<item>Also <subject>Tides</subject></item>", "<item><emph>x</emph></item>", "<item/>", "<item>a</item>"]
)
def test_a_list_that_says_more_than_access_points_stays_prose(item: str) -> None:
    [found] = units(f"<did/><controlaccess><list><item><subject>Ships</subject></item>{item}</list></controlaccess>")
    assert not found.subjects
    assert [note.kind for note in found.notes] == ["access_points"]


# The same fact twice, lists of access points, and words between names.


@pytest.mark.parametrize("words_first", [True, False])
def test_an_extent_in_words_and_in_parts_is_one(words_first: bool) -> None:
    parts = "<physdescstructured><quantity>12</quantity><unittype>boxes</unittype></physdescstructured>"
    said = "<physdesc>12 boxes</physdesc>"
    more = "<physdesc>3 maps</physdesc>"
    found = unit((said + parts if words_first else parts + said) + more, space=EAD3)
    assert sorted(str(extent.text) for extent in found.extents) == ["12 boxes", "3 maps"]


def test_access_points_in_lists_and_paragraphs_are_access_points() -> None:
    found = unit(
        "",
        "<controlaccess><head>H</head><p><subject>A</subject>; <subject>B</subject>.</p>"
        "<list><item><subject>C</subject>, <geogname>D</geogname></item></list><p>See <subject>E</subject></p></controlaccess>",
    )
    assert [(term.term, term.headings) for term in found.subjects] == [("A", ("H",)), ("B", ("H",)), ("C", ("H",))]
    assert [place.name for place in found.places] == ["D"]
    assert [(note.kind, str(note.text)) for note in found.notes] == [("access_points", "See E")]


@pytest.mark.parametrize(
    ("between", "notes"), [(" and ", []), (", et ", []), (" &amp; ", []), (" (heirs of) ", ["(heirs of)"])]
)
def test_words_that_only_join_two_names_are_no_note(between: str, notes: list[str]) -> None:
    found = unit(f"<origination><persname>Roe</persname>{between}<persname>Doe</persname></origination>")
    assert [link.agent.name for link in found.agents] == ["Roe", "Doe"]
    assert [str(note.text) for note in found.notes] == notes


def test_a_series_is_found_again_without_its_number_and_one_that_is_not_is_said() -> None:
    report = Report()
    series = "<c01 level='series'><did><unittitle>{}</unittitle></did></c01>"
    found = units(
        "<did><unittitle>T</unittitle></did>"
        f"<dsc type='analyticover'>{series.format('Letters')}{series.format('Other')}</dsc>"
        f"<dsc type='in-depth'>{series.format('Series 1: Letters')}{series.format('Maps')}</dsc>",
        report=report,
    )
    assert [one.title for one in found] == ["T", "Series 1: Letters", "Maps", "Other"]
    (doubtful,) = [finding for finding in report.findings if "overview was not found" in finding.message]
    assert (doubtful.count, doubtful.example) == (1, "Other")


@pytest.mark.parametrize(
    ("element", "audience"),
    [
        ("<odd type='internal'><p>Secret</p></odd>", "internal"),
        ("<note type='mnesysinternal'><p>Secret</p></note>", "internal"),
        ("<processinfo type='Staff note'><head>H</head><p>Secret</p></processinfo>", "internal"),
        ("<odd type='internal' audience='external'><p>Secret</p></odd>", "external"),
        ("<odd type='international'><p>Secret</p></odd>", None),
        ("<odd type='admininfo'><p>Secret</p></odd>", None),
    ],
)
def test_a_note_whose_type_says_that_it_is_internal_is(element: str, audience: str | None) -> None:
    (note,) = unit("<unittitle>T</unittitle>", element).notes
    assert (str(note.text), note.audience) == ("Secret", audience)
    data = ead(f"<did><unittitle>T</unittitle></did>{element}")
    assert ("Secret" in written(data, "dc")) is (audience != "internal")


@pytest.mark.parametrize(("kind", "text"), [("cubic feet", "12 cubic feet"), ("carrier", "12")])
def test_the_type_of_a_number_alone_says_what_it_counts(kind: str, text: str) -> None:
    (extent,) = unit(f"<physdesc><extent type='{kind}'>12</extent></physdesc>").extents
    assert str(extent.text) == text
