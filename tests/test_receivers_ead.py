"""ArchivesSpace and ArcLight on files of EAD 2002: each rule on the smallest file that breaks it, and on one that does not."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

import docmeta
from docmeta.model import Record, Revision
from docmeta.receivers import Receiver, Verdict, receivers

[ASPACE] = receivers("archivesspace", takes="ead2002")
[ARCLIGHT] = receivers("arclight")


def finding_aid(
    did: str = "", part: str = "", *, header: str = "", top: str = "", component: str = 'level="file" id="c1"',
    title: str = "<unittitle>Letters</unittitle>", top_title: str = "<unittitle>Papers</unittitle>",
    top_id: str = "<unitid>MS 1</unitid>", eadid: str = "<eadid>ms-1</eadid>",
) -> bytes:  # fmt: skip
    """A finding aid of one component, which every receiver accepts unchanged."""
    return (
        f'<ead xmlns:xlink="http://www.w3.org/1999/xlink"><eadheader>{eadid}{header}</eadheader><archdesc level="fonds">'
        f'<did>{top_id}{top_title}<unitdate normal="1950/1953">1950-1953</unitdate><physdesc><extent>4 reels</extent></physdesc>'
        f'<langmaterial><language langcode="eng">English</language></langmaterial>{top}</did>'
        f"<dsc><c {component}><did>{title}{did}</did>{part}</c></dsc></archdesc></ead>"
    ).encode()


def verdicts(receiver: Receiver, source: bytes) -> list[Verdict]:
    return list(receiver.arriving(io.BytesIO(source)))


def broken(receiver: Receiver, source: bytes) -> Iterator[str]:
    """The broken rules, without the prefix of their system."""
    for verdict in verdicts(receiver, source):
        if verdict.rule is not None:
            yield verdict.rule.id.removeprefix("ASPACE-EAD-").removeprefix("ARCLIGHT-")


def test_a_plain_finding_aid_arrives_whole() -> None:
    source = finding_aid("<unitid>1</unitid>", "<scopecontent><p>Letters from Moscow.</p></scopecontent>")
    for receiver in (ASPACE, ARCLIGHT):
        found = verdicts(receiver, source)
        assert {verdict.outcome for verdict in found} == {"created"}
        assert [verdict.said.partition(",")[0] for verdict in found if verdict.depth is not None] == [
            "Papers",
            "Letters",
        ]
        assert all(verdict.line == 1 for verdict in found)


LONG = "x" * 256

ASPACE_CASES = {
    "TITLE": finding_aid(top_title="<unittitle><unitdate>1950</unitdate></unittitle>"),
    "ID": finding_aid(top_id='<unitid type="ark">ark:/1/2</unitid>'),
    "TITLE-OR-DATE": finding_aid(title=""),
    "LEVEL": finding_aid(component='level="otherlevel"'),
    "TITLE-LONG": finding_aid(title=f"<unittitle>{LONG * 33}</unittitle>"),
    "REF-ID": finding_aid(component='level="file" id="caf\u00e9"'),
    "REF-ID-TWICE": finding_aid(part='<c level="item" id="c1"><did><unittitle>Letter</unittitle></did></c>'),
    "ID-LONG": finding_aid(f"<unitid>{LONG}</unitid>"),
    "ID-EMPTY": finding_aid('<unitid type="local"/>'),
    "EADID-LONG": finding_aid(eadid=f'<eadid url="http://example.org/{LONG}">ms-1</eadid>'),
    "CHANGE": finding_aid(header="<revisiondesc><change><date/><item>Revised.</item></change></revisiondesc>"),
    "DATE-TYPE": finding_aid('<unitdate type="created">1950</unitdate>'),
    "DATE-EMPTY": finding_aid('<unitdate type="bulk"/>'),
    "DATE-LONG": finding_aid(f"<unitdate>{LONG}</unitdate>"),
    "DATE-ORDER": finding_aid('<unitdate normal="1953/1950">1950-1953</unitdate>'),
    "CONTAINER-EMPTY": finding_aid('<container type="box"/>'),
    "CONTAINER-TYPE": finding_aid('<container type="box">4</container><container>2</container>'),
    "NOTE-EMPTY": finding_aid(part="<odd><head>Remark</head><p/></odd>"),
    "NOTE-LONG": finding_aid(part=f"<odd><p>{LONG * 254}</p></odd>"),
    "DEFITEM": finding_aid(part='<odd><list type="deflist"><defitem><item>A word</item></defitem></list></odd>'),
    "INDEXENTRY": finding_aid(part="<index><indexentry><namegrp><name>N</name></namegrp></indexentry></index>"),
    "PHYSDESC-EMPTY": finding_aid("<physdesc><extent/></physdesc>"),
    "DIMENSIONS-LONG": finding_aid(f"<physdesc><extent>1 reel</extent><dimensions>{LONG}</dimensions></physdesc>"),
    "DAO-HREF": finding_aid('<dao href="http://example.org/1" xlink:title="Scan"/>'),
    "DAO-TITLE": finding_aid('<dao xlink:href="http://example.org/1"/>'),
    "DAODESC-EMPTY": finding_aid('<dao xlink:href="http://example.org/1" xlink:title="Scan"><daodesc id="d"/></dao>'),
    "TERM-EMPTY": finding_aid(part='<controlaccess><subject source="lcsh"/></controlaccess>'),
    "TERM-LONG": finding_aid(part=f"<controlaccess><geogname>{LONG}</geogname></controlaccess>"),
    "NAME-LONG": finding_aid(part=f"<controlaccess><persname>{LONG}</persname></controlaccess>"),
    "TITLE-SECOND": finding_aid("<unittitle>Briefe</unittitle>"),
    "ID-SECOND": finding_aid("<unitid>1</unitid><unitid>2</unitid>"),
    "NORMAL": finding_aid('<unitdate normal="19500101">1 January 1950</unitdate>'),
    "CONTAINER-FOURTH": finding_aid("".join(f'<container type="{each}">1</container>' for each in ("box", "reel", "page", "frame"))),
    "CONTAINER-PARENT": finding_aid('<container type="box" id="b">4</container><container type="folder" parent="z">2</container>'),
    "ORIGINATION": finding_aid("<origination>Soviet embassy</origination>"),
    "NAME": finding_aid(part="<controlaccess><name>Soviet embassy</name></controlaccess>"),
    "CONTROLACCESS": finding_aid(part="<controlaccess><list><item><subject>War</subject></item></list></controlaccess>"),
    "REPOSITORY": finding_aid(top="<repository>AVP RF</repository>"),
    "PHYSDESC-WORDS": finding_aid("<physdesc>about <extent>3 reels</extent></physdesc>"),
    "DESCGRP": finding_aid(part="<descgrp><p>A remark.</p><odd><p>Another.</p></odd></descgrp>"),
    "DAOGRP-TITLE": finding_aid('<daogrp xlink:title="Scans"><daoloc xlink:href="http://example.org/1"/></daogrp>'),
    "NO-CODE": finding_aid("<langmaterial><language>Russian</language></langmaterial>"),
    "CONTAINER-ID": finding_aid('<container type="box" id="a">4</container><container type="folder" id="b">2</container>'),
    "PROSE": finding_aid(part="<scopecontent><p>Letters of <unitdate>1950</unitdate></p></scopecontent>"),
    "NEW-TERM": finding_aid(component='level="volume"'),
}  # fmt: skip


@pytest.mark.parametrize("rule", ASPACE_CASES)
def test_archivesspace(rule: str) -> None:
    found = list(broken(ASPACE, ASPACE_CASES[rule]))
    assert rule in found
    assert set(found) - {rule} <= {"NEW-TERM"}


ARCLIGHT_CASES = {
    "EADID": finding_aid(eadid=""),
    "TITLE": finding_aid(title=""),
    "NORMAL": finding_aid('<unitdate normal="1953/1950">1950-1953</unitdate>'),
    "REF": finding_aid(component='level="file"'),
    "DOT": finding_aid(component='level="file" id="ms.1"'),
    "DATE-TYPE": finding_aid('<unitdate type="single" normal="1950">1950</unitdate>'),
    "NO-NORMAL": finding_aid("<unitdate>1950</unitdate><unitdate>undated</unitdate>"),
    "LEVEL": finding_aid(component='id="c1"'),
    "DSC": finding_aid(part='<dsc><c level="item" id="c2"><did><unittitle>Letter</unittitle></did></c></dsc>'),
    "DESCGRP": finding_aid(part="<descgrp><odd><p>A remark.</p></odd><acqinfo><p>A gift.</p></acqinfo></descgrp>"),
    "NOTE": finding_aid(part="<fileplan2><p>A remark.</p></fileplan2>"),
    "NOTE-TEXT": finding_aid(part="<odd>A remark.</odd>"),
    "HEAD": finding_aid(part="<acqinfo><head>Source</head><p>A gift.</p></acqinfo>"),
    "PLACE": finding_aid(part="<controlaccess><controlaccess><geogname>Seoul</geogname></controlaccess></controlaccess>"),
    "TERM": finding_aid(part="<controlaccess><title>Pravda</title></controlaccess>"),
    "DAOGRP": finding_aid('<daogrp><daoloc href="http://example.org/1"/></daogrp>'),
    "DAO": finding_aid('<dao title="Scan"/>'),
    "CONTAINER": finding_aid(top='<container type="box">4</container>'),
    "REPOSITORY": finding_aid(top="<repository>AVP RF</repository>"),
    "PHYSDESC": finding_aid("<physdesc><genreform>maps</genreform></physdesc>"),
}  # fmt: skip


@pytest.mark.parametrize("rule", ARCLIGHT_CASES)
def test_arclight(rule: str) -> None:
    assert list(broken(ARCLIGHT, ARCLIGHT_CASES[rule])) == [rule]


@pytest.mark.parametrize(("receiver", "cases"), [(ASPACE, ASPACE_CASES), (ARCLIGHT, ARCLIGHT_CASES)])
def test_every_rule_has_a_case(receiver: Receiver, cases: dict[str, bytes]) -> None:
    known = {rule.id.removeprefix("ASPACE-EAD-").removeprefix("ARCLIGHT-") for rule in receiver.rules}
    assert known - set(cases) <= {"DATE", "EXTENT", "UND", "DSC"}  # the next test


def test_what_a_collection_lacks_for_archivesspace_is_said_of_it() -> None:
    source = b"<ead><archdesc level='fonds'><did><unittitle>T</unittitle><unitid>1</unitid></did><dsc><p>List</p></dsc></archdesc></ead>"
    found = verdicts(ASPACE, source)
    assert next((each.outcome, each.what, each.depth) for each in found) == ("refused", "resource", 0)
    assert set(broken(ASPACE, source)) == {"DATE", "EXTENT", "UND", "DSC"}


def test_arclight_calls_a_document_by_its_title_and_its_dates() -> None:
    dates = '<unitdate type="bulk" normal="1951">1951</unitdate><unitdate normal="1950">circa 1950</unitdate>'
    found = verdicts(ARCLIGHT, finding_aid(dates, title="<unittitle>Letters ,</unittitle>"))
    assert [each.said for each in found if each.depth == 1] == ["Letters, circa 1950, bulk 1951"]


def test_a_container_may_stand_in_one_that_is_named() -> None:
    boxes = (
        '<container id="a" type="box">1</container><container id="b" parent="a" type="folder">2</container>'
        '<container id="c" type="box">3</container>'
    )
    found = [each for each in verdicts(ASPACE, finding_aid(boxes)) if each.field == "containers" and each.rule is None]
    assert [(each.what, each.said) for each in found] == [
        ("top_container", "box 1"),
        ("sub_container", "folder 2"),
        ("top_container", "box 3"),
    ]


def sent(source: bytes, system: str, **options: str) -> set[str]:
    """The rules by which a file converted for a system is refused or partly ignored."""
    out = io.BytesIO()
    docmeta.convert(source, out, for_=system, **options)
    [receiver] = receivers(system, takes="ead2002")
    passed = {one.rule for one in verdicts(receiver, out.getvalue()) if one.outcome != "created"}
    return {rule.id.removeprefix("ASPACE-EAD-").removeprefix("ARCLIGHT-") for rule in passed if rule is not None}


UNNAMED = finding_aid(
    '<container type="box">1</container>', "<dao/>", title="<unittitle/>", top_title="", eadid="<eadid>ms-1</eadid>"
)


@pytest.mark.parametrize("system", ["archivesspace", "arclight"])
def test_what_has_no_name_gets_one_where_it_would_be_refused(system: str) -> None:
    [receiver] = receivers(system, takes="ead2002")
    assert any(rule.startswith("TITLE") for rule in broken(receiver, UNNAMED))
    assert not sent(UNNAMED, system)


def test_a_dated_component_needs_no_title() -> None:
    out = io.BytesIO()
    dated = finding_aid('<unitdate normal="1951/1951">1951</unitdate>', title="")
    docmeta.convert(dated, out, for_="archivesspace")
    assert b"[" not in out.getvalue()


def test_descriptions_that_have_no_whole_get_one_that_is_named() -> None:
    table = b"title,date_created\nQuay,1951\nFerry,1952\n"
    assert sent(table, "arclight") == {"EADID"}
    assert not sent(table, "arclight", record_id="photographs", title="Photographs of the port")
    assert not {"ID", "TITLE"} & sent(table, "archivesspace", record_id="photographs", title="Photographs of the port")
    own = finding_aid()
    out = io.BytesIO()
    docmeta.convert(own, out, for_="arclight", record_id="another", title="Another")
    assert b"nother" not in out.getvalue()


@pytest.mark.parametrize("profile", ["archivesspace", "arclight"])
def test_a_list_of_components_outside_a_description(profile: str) -> None:
    loose = (
        b"<ead><dsc><head>x</head></dsc><archdesc level='fonds'><did/></archdesc><dsc><p>y</p><c><did/></c></dsc></ead>"
    )
    assert docmeta.check(loose, profile=profile, format="ead2002")


def test_a_change_says_what_was_done() -> None:
    """ArchivesSpace refuses a file with a change that does not."""
    changed = Record(id="ms-1", revisions=Revision(date="2019-08-29", kind="updated"))
    papers = docmeta.Collection("c", title="Papers", record=changed)
    out = io.BytesIO()
    report = docmeta.dump(papers, out, format="ead2002")
    assert b"<item>updated</item>" in out.getvalue()
    assert "CHANGE" not in set(broken(ASPACE, out.getvalue()))
    assert not [one for one in report if (one.target or "").startswith("change")]
    [again] = [node.unit.record for node in docmeta.read(out.getvalue())]
    assert again is not None
    assert [(one.kind, one.text) for one in again.revisions] == [("updated", "")]


def test_archivesspace_reads_addresses_without_a_prefix_where_xlink_is_not_declared() -> None:
    plain = finding_aid('<dao href="http://example.org/1" title="Scan"/>').replace(
        b' xmlns:xlink="http://www.w3.org/1999/xlink"', b""
    )
    found = [each for each in verdicts(ASPACE, plain) if each.field == "digital_objects"]
    assert [(each.outcome, each.said) for each in found] == [("created", "Scan")]
