"""METS files: the richest description is read, with its digital objects."""

from __future__ import annotations

import io

import pytest
from tests.growth import grows_with_input

import docmeta
from docmeta import Report
from docmeta.errors import LimitError
from docmeta.xml import mets

EAD = (
    '<ead xmlns="urn:isbn:1-931666-22-9"><eadheader><eadid>f1</eadid></eadheader><archdesc level="fonds"><did><unittitle>Harbour'
    ' papers</unittitle></did><dsc><c id="c1" level="file"><did><unittitle>Ships</unittitle></did></c></dsc></archdesc></ead>'
)
MODS = '<mods:mods xmlns:mods="http://www.loc.gov/mods/v3"><mods:titleInfo><mods:title>{}</mods:title></mods:titleInfo></mods:mods>'
MARC = (
    '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000cpc a2200000 a 4500</leader><datafield tag="245" ind1="0" ind2="0">'
    '<subfield code="a">Harbour papers (catalogue)</subfield></datafield></record>'
)
DC = '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Harbour</dc:title></oai_dc:dc>'


def section(name: str, body: str) -> str:
    return f'<dmdSec ID="{name}"><mdWrap MDTYPE="OTHER"><xmlData>{body}</xmlData></mdWrap></dmdSec>'


def wrapped(*sections: str, rest: str = "", version: str = "METS/") -> bytes:
    body = "".join(sections) + rest
    return (
        f'<mets xmlns="http://www.loc.gov/{version}" xmlns:xlink="http://www.w3.org/1999/xlink">{body}</mets>'.encode()
    )


def file(name: str, *, use: str = "", more: str = "") -> str:
    return f'<file ID="{name}" MIMETYPE="image/tiff" {more}><FLocat LOCTYPE="URL" xlink:href="https://example.org/{name}"/></file>'


@pytest.mark.parametrize(
    ("bodies", "format", "others"),
    [
        ((DC, MARC, EAD), "ead2002", "marcxml, dc"),
        ((EAD, DC), "ead2002", "dc"),
        ((MARC, MODS.format("A"), DC), "mods", "marcxml, dc"),
        ((DC, MARC), "marcxml", "dc"),
        ((DC,), "dc", ""),
    ],
)
def test_the_richest_description_is_read_and_the_others_are_named(
    bodies: tuple[str, ...], format: str, others: str
) -> None:
    source = wrapped(*(section(f"d{number}", body) for number, body in enumerate(bodies)))
    assert mets.richest(io.BytesIO(source)) == format
    report = Report()
    units = [node.unit for node in docmeta.read(source, report=report)]
    assert len([unit for unit in units if unit.title]) == (2 if format == "ead2002" else 1)
    said = [finding.example for finding in report.findings if finding.target == "dmdSec"]
    assert set(", ".join(said).split(", ")) == set(others.split(", "))


def test_a_description_far_from_the_beginning_counts() -> None:
    source = wrapped(section("d0", MARC.replace("catalogue", "x" * 300_000)), section("d1", EAD))
    assert [node.unit.title for node in docmeta.read(source)] == ["Harbour papers", "Ships"]


def test_another_description_is_read_on_request() -> None:
    source = wrapped(section("d0", MARC), section("d1", EAD))
    assert [node.unit.title for node in docmeta.read(source, format="marcxml")] == ["Harbour papers (catalogue)"]


def test_each_description_has_the_files_that_the_structure_gives_it() -> None:
    files = '<fileSec><fileGrp USE="Reference">' + "".join(map(file, ("a1", "a2", "b1", "x1"))) + "</fileGrp></fileSec>"
    struct = (
        '<structMap><div DMDID="m1"><div><fptr FILEID="a1"/></div><div><fptr><area FILEID="a2"/></fptr></div></div>'
        '<div DMDID="m2"><fptr FILEID="b1"/></div></structMap>'
    )
    source = wrapped(section("m1", MODS.format("A")), section("m2", MODS.format("B")), rest=files + struct)
    report = Report()
    units = [node.unit for node in docmeta.read(source, report=report)]
    found = {unit.title: [(one.id, one.role, one.media_type) for one in unit.digital_objects] for unit in units}
    assert found == {
        "A": [("a1", "reference", "image/tiff"), ("a2", "reference", "image/tiff"), ("x1", "reference", "image/tiff")],
        "B": [("b1", "reference", "image/tiff")],
    }
    assert units[1].digital_objects[0].uri == "https://example.org/b1"
    assert not report.findings


@pytest.mark.parametrize(
    ("divs", "names"),
    [
        ('<div ORDER="2"><fptr FILEID="a2"/></div><div ORDER="1"><fptr FILEID="a1"/></div>', ["a1", "a2"]),
        ('<div ORDER="10"><fptr FILEID="a2"/></div><div ORDER="9"><fptr FILEID="a1"/></div>', ["a1", "a2"]),
        ('<fptr FILEID="a3"/><div ORDER="2"><fptr FILEID="a2"/></div><div ORDER="1"><fptr FILEID="a1"/></div>', ["a3", "a1", "a2"]),
        ('<div><fptr FILEID="a2"/></div><div ORDER="1"><fptr FILEID="a1"/></div>', ["a2", "a1"]),
        ('<div ORDER="second"><fptr FILEID="a2"/></div><div ORDER="first"><fptr FILEID="a1"/></div>', ["a2", "a1"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("linked", [False, True])
def test_files_stand_in_the_order_that_the_structure_says(divs: str, names: list[str], linked: bool) -> None:
    files = "<fileSec><fileGrp>" + "".join(map(file, ("a2", "a1", "a3"))) + "</fileGrp></fileSec>"
    struct = f'<structMap><div DMDID="m1">{divs}</div></structMap>'
    if linked:
        named = divs.replace("<div", '<div ID="p"').split('ID="p"')
        pages = "".join(part + (f'ID="p{at}"' if at < len(named) - 1 else "") for at, part in enumerate(named))
        struct = f'<structMap><div ID="l" DMDID="m1"/></structMap><structMap><div ID="all">{pages}</div></structMap>'
        struct += (
            '<structLink><smLink xlink:from="l" xlink:to="p0"/><smLink xlink:from="l" xlink:to="p1"/></structLink>'
        )
        names = [name for name in names if name != "a3"]
    (unit,) = [node.unit for node in docmeta.read(wrapped(section("m1", MODS.format("A")), rest=files + struct))]
    assert [one.id for one in unit.digital_objects if one.id in names] == names


def test_links_between_a_logical_and_a_physical_structure() -> None:
    files = f"<fileSec><fileGrp>{file('p1')}{file('p2')}</fileGrp></fileSec>"
    struct = (
        '<structMap TYPE="LOGICAL"><div ID="l1" DMDID="m1"/><div ID="l2" DMDID="m2"/></structMap>'
        '<structMap TYPE="PHYSICAL"><div ID="s">'
        '<div ID="q1"><fptr FILEID="p1"/></div><div ID="q2"><fptr FILEID="p2"/></div></div></structMap>'
        '<structLink><smLink xlink:from="l1" xlink:to="q1"/><smLink xlink:from="l2" xlink:to="q2"/></structLink>'
    )
    source = wrapped(section("m1", MODS.format("A")), section("m2", MODS.format("B")), rest=files + struct)
    found = {node.unit.title: [one.id for one in node.unit.digital_objects] for node in docmeta.read(source)}
    assert found == {"A": ["p1"], "B": ["p2"]}


def test_files_of_a_finding_aid_go_to_it_and_to_the_components_that_are_named() -> None:
    files = f"<fileSec><fileGrp>{file('a')}{file('b')}</fileGrp></fileSec>"
    struct = '<structMap><div DMDID="d1"><fptr FILEID="a"/><div DMDID="c1"><fptr FILEID="b"/></div></div></structMap>'
    units = [node.unit for node in docmeta.read(wrapped(section("d1", EAD), rest=files + struct))]
    assert [[one.id for one in unit.digital_objects] for unit in units] == [["a"], ["b"]]


def test_checksums_and_files_without_an_address() -> None:
    inner = file("a", more='CHECKSUM="AB12" CHECKSUMTYPE="SHA-256"') + '<file ID="b"><FContent/></file>'
    report = Report()
    (node,) = docmeta.read(wrapped(section("m", MODS.format("A")), rest=f"<fileSec>{inner}</fileSec>"), report=report)
    assert [one.checksum for one in node.unit.digital_objects] == ["sha256:ab12"]
    assert [finding.target for finding in report.findings] == ["fileSec/file"]


def test_mets_2_and_other_xml() -> None:
    assert mets.is_mets(wrapped(version="METS/v2"))
    assert not mets.is_mets(b'<mods xmlns="http://www.loc.gov/mods/v3" xmlns:mets="http://www.loc.gov/METS/">')
    assert not mets.is_mets(b"\xff\xfe")


def test_many_files_cost_in_proportion() -> None:
    files = "".join(f'<file ID="f{n}"><FLocat xlink:href="https://example.org/{n}"/></file>' for n in range(5_000))
    divs = "".join(f'<div><fptr FILEID="f{n}"/></div>' for n in range(5_000))
    source = wrapped(
        section("m", MODS.format("A")),
        rest=f'<fileSec>{files}</fileSec><structMap><div DMDID="m">{divs}</div></structMap>',
    )
    (node,) = docmeta.read(source)
    assert len(node.unit.digital_objects) == 5_000


ARCHIVEMATICA = (
    '<dcterms:dublincore xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{}</dc:title><dcterms:isPartOf>AIC#4</dcterms:isPartOf></dcterms:dublincore>"
)


def test_the_descriptions_of_archivematica_are_read_and_those_that_are_replaced_are_left_out() -> None:
    old = section("d1", ARCHIVEMATICA.format("Old title")).replace("<dmdSec", '<dmdSec STATUS="original-superseded"', 1)
    new = section("d2", ARCHIVEMATICA.format("New title")).replace("<dmdSec", '<dmdSec STATUS="update"', 1)
    files = (
        f"<fileSec><fileGrp>{file('f1')}</fileGrp></fileSec>"
        '<structMap><div DMDID="d1 d2"><fptr FILEID="f1"/></div></structMap>'
    )
    report = Report()
    (unit,) = [node.unit for node in docmeta.read(wrapped(old, new, rest=files), report=report)]
    assert unit.title == "New title"
    assert [one.uri for one in unit.digital_objects] == ["https://example.org/f1"]
    assert [finding.example for finding in report.findings if "replaced" in finding.message] == ["original-superseded"]
    assert "Old title" not in str([finding.to_json() for finding in report.findings])


def test_a_description_among_administrative_metadata_is_not_of_the_thing() -> None:
    source = f'<amdSec><sourceMD ID="s1"><mdWrap MDTYPE="MODS"><xmlData>{MODS.format("Negative")}</xmlData></mdWrap></sourceMD></amdSec>'
    report = Report()
    (unit,) = [node.unit for node in docmeta.read(wrapped(section("d1", MODS.format("Print")), source), report=report)]
    assert unit.title == "Print"
    assert "Negative" in [finding.example for finding in report.findings if finding.code == "unread"]
    (unit,) = [node.unit for node in docmeta.read(wrapped(source))]
    assert unit.title == "Negative"  # where there is no other


def test_a_mets_file_without_a_description_says_so() -> None:
    with pytest.raises(docmeta.InputError, match="holds no description in EAD"):
        list(docmeta.read(wrapped("<fileSec/>")))


def test_a_mets_file_without_a_description_is_its_label_and_its_files() -> None:
    report = Report()
    inside = (
        '<metsHdr CREATEDATE="2016-12-16T19:11:50Z"><agent ROLE="CREATOR" TYPE="ORGANIZATION"><name>Rye</name></agent></metsHdr>'
        '<dmdSec ID="d"><mdWrap MDTYPE="OTHER"><xmlData><x xmlns="urn:x">Strange</x></xmlData></mdWrap></dmdSec>'
        '<fileSec><fileGrp><file ID="f1" MIMETYPE="image/jpeg"><FLocat xlink:href="https://x.example/1.jpg"/></file></fileGrp></fileSec>'
        '<structMap><div LABEL="Letters"><div LABEL="Page 1"><fptr FILEID="f1"/></div></div></structMap>'
    )
    (unit,) = [node.unit for node in docmeta.read(wrapped(inside), report=report)]
    assert unit.title == "Letters"
    assert [(one.uri, one.title, one.media_type) for one in unit.digital_objects] == [
        ("https://x.example/1.jpg", "Page 1", "image/jpeg")
    ]
    assert unit.record is not None
    assert (unit.record.agency, [one.date and one.date.edtf for one in unit.record.revisions]) == (
        "Rye",
        ["2016-12-16T19:11:50Z"],
    )
    assert [finding.example for finding in report.findings if finding.code == "unread"] == ["CREATOR", "Strange"]


def test_small_pictures_and_descriptions_elsewhere() -> None:
    report = Report()
    file = '<fileGrp USE="{0}"><file ID="{0}"><FLocat xlink:href="https://x.example/{0}"/></file></fileGrp>'
    inside = (
        '<dmdSec ID="d"><mdRef MDTYPE="MODS" LOCTYPE="URL" xlink:href="https://x.example/mods.xml"/></dmdSec>'
        f"<fileSec>{file.format('THUMBS')}{file.format('DEFAULT')}</fileSec>"
    )
    (unit,) = [node.unit for node in docmeta.read(wrapped(inside), report=report)]
    assert [one.role for one in unit.digital_objects] == ["thumbnail", "default"]
    assert "https://x.example/mods.xml" in [finding.example for finding in report.findings if finding.code == "unread"]


def test_dspace_writes_its_root_in_capitals_and_its_own_fields() -> None:
    data = (
        b'<METS xmlns="http://www.loc.gov/METS/"><dmdSec ID="d"><mdWrap><xmlData><dim:dim xmlns:dim="http://www.dspace.org/xmlns/dspace/dim">'
        b'<dim:field mdschema="dc" element="title">Bulletin</dim:field></dim:dim></xmlData></mdWrap></dmdSec></METS>'
    )
    assert [node.unit.title for node in docmeta.read(data)] == ["Bulletin"]


def test_descriptions_stand_below_each_other_as_the_divisions_do() -> None:
    struct = (
        '<structMap TYPE="LOGICAL"><div DMDID="m1"><div LABEL="1950"><div DMDID="m2"><div DMDID="m3"/></div></div><div DMDID="m4"/></div>'
        '</structMap><structMap TYPE="PHYSICAL"><div DMDID="m5"/></structMap>'
    )
    sections = [section(f"m{at}", MODS.format(at)) for at in range(1, 6)]
    report = Report()
    nodes = list(docmeta.read(wrapped(*sections, rest=struct), report=report))
    assert [(node.depth, node.unit.title) for node in nodes] == [(0, "1"), (1, "2"), (2, "3"), (1, "4"), (0, "5")]
    assert [type(node.unit).__name__ for node in nodes] == [
        "Collection",
        "Collection",
        "Document",
        "Document",
        "Document",
    ]
    assert "structMap/div" in [finding.target for finding in report.findings]
    nodes = list(docmeta.read(wrapped(*reversed(sections), rest=struct)))
    assert {node.depth for node in nodes} == {0}  # what precedes its own parent is at the top


def test_many_divisions_are_read_in_time_that_grows_with_them() -> None:
    def make(count: int) -> bytes:
        sections = "".join(section(f"m{at}", MODS.format(at)) for at in range(count))
        divs = "".join(f'<div DMDID="m{at}">' if at < 50 else f'<div DMDID="m{at}"/>' for at in range(count))
        return wrapped(sections, rest=f"<structMap>{divs}{'</div>' * min(count, 50)}</structMap>")

    grows_with_input(make, lambda data: list(docmeta.read(data)), 300)


def test_what_mets_calls_a_thing_names_it_where_nothing_else_does() -> None:
    rest = (
        f"<fileSec><fileGrp>{file('f1')}{file('f2')}</fileGrp></fileSec>"
        '<structMap><div DMDID="d1" LABEL="Of the division"><div DMDID="d2" LABEL="Second"><div LABEL="Page 1" ORDERLABEL="i">'
        '<fptr FILEID="f1"/></div><div ORDERLABEL="ii"><fptr FILEID="f2"/></div></div></div></structMap>'
    )
    untitled = MODS.format("").replace("<mods:title></mods:title>", "<mods:subTitle/>")
    report = Report()
    sections = section("d1", MODS.format("Own title")), section("d2", untitled)
    first, second = (node.unit for node in docmeta.read(wrapped(*sections, rest=rest), report=report))
    assert (first.title, second.title) == ("Own title", "Second")
    assert [one.title for one in second.digital_objects] == ["Page 1", "ii"]
    assert [finding.target for finding in report.findings if finding.field == "title"] == ["@LABEL"]
    assert not [finding for finding in report.findings if finding.target == "div/@LABEL"]


def test_the_descriptions_of_archivematica_stand_as_its_divisions_do() -> None:
    """It wraps them in `dcterms:dublincore`."""
    body = '<dcterms:dublincore xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></dcterms:dublincore>'
    rest = (
        f"<fileSec><fileGrp>{file('f1')}</fileGrp></fileSec>"
        '<structMap><div DMDID="d1"><div DMDID="d2"><fptr FILEID="f1"/></div></div></structMap>'
    )
    report = Report()
    sections = section("d1", body.format("Whole")), section("d2", body.format("Part"))
    nodes = list(docmeta.read(wrapped(*sections, rest=rest), report=report))
    assert [(node.depth, node.unit.title) for node in nodes] == [(0, "Whole"), (1, "Part")]
    assert [len(node.unit.digital_objects) for node in nodes] == [0, 1]
    assert not [finding for finding in report.findings if finding.target == "dmdSec"]


def test_the_record_of_an_audit_is_no_description() -> None:
    audit = '<audit:record xmlns:audit="info:fedora/fedora-system:def/audit#"><audit:date>2014-06-20</audit:date></audit:record>'
    source = wrapped(f'<amdSec><digiprovMD ID="a"><mdWrap MDTYPE="OTHER"><xmlData>{audit}</xmlData></mdWrap></digiprovMD></amdSec>',
                     section("d1", DC))  # fmt: skip
    (node,) = docmeta.read(source)
    assert node.unit.title == "Harbour"
    assert not node.unit.dates


@pytest.mark.parametrize(
    ("body", "title"), [(MARC, "Harbour papers (catalogue)"), (MODS.format("A"), "A"), (DC, "Harbour")]
)
def test_descriptions_in_the_answer_of_a_search_are_read(body: str, title: str) -> None:
    """SRU, searchRetrieveResponse (Library of Congress, version 1.2)."""
    answer = (
        '<zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:numberOfRecords>1</zs:numberOfRecords><zs:records>'
        f"<zs:record><zs:recordData>{body}</zs:recordData></zs:record></zs:records></zs:searchRetrieveResponse>"
    )
    (node,) = docmeta.read(answer.encode())
    assert node.unit.title == title


def test_files_of_a_description_outside_the_file_are_those_of_the_whole_file() -> None:
    rest = (
        f'<dmdSec ID="d1"><mdRef MDTYPE="DC"/></dmdSec><fileSec><fileGrp>{file("f1")}{file("f2")}</fileGrp></fileSec>'
        '<structMap><div DMDID="d1" LABEL="Letters"><div><fptr FILEID="f1"/><fptr FILEID="f2"/></div></div></structMap>'
    )
    report = Report()
    (unit,) = (node.unit for node in docmeta.read(wrapped(rest=rest), report=report))
    assert unit.title == "Letters"
    assert [one.uri for one in unit.digital_objects] == ["https://example.org/f1", "https://example.org/f2"]
    assert not [finding for finding in report.findings if finding.target == "@LABEL" and finding.severity == "loss"]


def test_files_of_what_is_described_in_no_format_that_is_read_are_lost() -> None:
    rest = (
        f"<fileSec><fileGrp>{file('f1')}{file('f2')}{file('f3')}</fileGrp></fileSec>"
        '<structMap><div><div DMDID="d1"><fptr FILEID="f1"/></div><div DMDID="d2"><fptr FILEID="f2"/></div>'
        '<div DMDID="d3"><fptr FILEID="f3"/></div></div></structMap>'
    )
    sections = section("d1", MODS.format("A")), section("d2", MODS.format("B")), section("d3", "<premis/>")
    report = Report()
    units = [node.unit for node in docmeta.read(wrapped(*sections, rest=rest), report=report)]
    assert [len(unit.digital_objects) for unit in units] == [1, 1]
    assert [one.example for one in report.findings if one.target == "FLocat/@xlink:href"] == ["https://example.org/f3"]


def many(count: int) -> str:
    names = [f"d{number}" for number in range(count)]
    return "".join(section(name, MODS.format(name)) for name in names)


def files_of(count: int) -> str:
    return f"<fileSec><fileGrp>{''.join(file(f'f{number}') for number in range(count))}</fileGrp></fileSec>"


def test_a_division_of_many_descriptions_and_many_files_is_limited() -> None:
    def shared(count: int) -> bytes:
        described = " ".join(f"d{number}" for number in range(count))
        shown = "".join(f'<fptr FILEID="f{number}"/>' for number in range(count))
        return wrapped(
            many(count), rest=f'{files_of(count)}<structMap><div DMDID="{described}">{shown}</div></structMap>'
        )

    def refused(data: bytes) -> None:
        with pytest.raises(LimitError, match="give its files"):
            list(docmeta.read(data, format="mods"))

    grows_with_input(shared, refused, 200)
    assert len([*docmeta.read(shared(20), format="mods")][-1].unit.digital_objects) == 20
    assert len([*docmeta.read(shared(200), format="mods", huge=True)][-1].unit.digital_objects) == 200


def test_many_links_of_a_division_and_many_descriptions_above_it_grow_with_them() -> None:
    def linked(count: int) -> bytes:
        above = " ".join(f"d{number}" for number in range(count // 2))
        below = "".join(f'<div DMDID="d{number}" ID="v{number}"/>' for number in range(count // 2, count))
        shown = "".join(f'<fptr FILEID="f{number}"/>' for number in range(count))
        link = f'<smLink xlink:from="v{count - 1}" xlink:to="files"/>'
        return wrapped(
            many(count),
            rest=f'{files_of(count)}<structMap><div DMDID="{above}">{below}</div><div ID="files">{shown}</div></structMap>'
            f"<structLink>{link * count}</structLink>",
        )

    def read(data: bytes) -> object:
        return mets.depths(mets.structure(io.BytesIO(data)).sections["mods"], mets.structure(io.BytesIO(data)).above)

    grows_with_input(linked, read, 300)
