"""Writing MARCXML: the right fields, valid, with exactly the losses reported."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

import docmeta
from docmeta import Collection, Date, Document, Node, OptionError, Person, Report, Term, walk
from docmeta.model import (
    Agent,
    AgentLink,
    Container,
    CorporateBody,
    DigitalObject,
    Extent,
    Extra,
    Family,
    Identifier,
    Language,
    NamePart,
    Note,
    Place,
    Record,
    Relation,
    Repository,
    Revision,
    RightsStatement,
    Unit,
)
from growth import grows_with_input
from plugins.readback_oracles import PLAIN, misshapen, read, silent, unsure, written
from strategies import with_extras, words
from tokens import samples

MARC = "{http://www.loc.gov/MARC21/slim}"


def fields(data: bytes) -> list[list[str]]:
    """The fields of each record: "245 10 $aPapers", control fields and the leader as they are."""
    found = []
    for record in etree.fromstring(data).iter(f"{MARC}record"):
        lines = []
        for field in record:
            if field.tag == f"{MARC}datafield":
                subfields = "".join(f"${one.get('code')}{one.text}" for one in field)
                lines.append(f"{field.get('tag')} {field.get('ind1')}{field.get('ind2')} {subfields}")
            else:
                lines.append(f"{field.get('tag', 'leader')} {field.text}")
        found.append(lines)
    return found


def one(unit: Unit, **options: Any) -> list[str]:
    (record,) = fields(written([Node(0, unit)], "marcxml", **options))
    return record


def made(*tags: str, **values: Any) -> list[str]:
    """The fields with some tags, for a unit with some values."""
    return [line for line in one(Document("d", title="T", **values)) if line[:3] in tags]


PAPERS = Collection(
    "papers-1",
    title="Orlova family papers",
    level="fonds",
    identifiers=(Identifier("MS 12"), Identifier("ark:/99999/fk4", "ark")),
    dates=(Date("1890-1975", type="inclusive"), Date("1941-1953", type="bulk"), Date("1890-1900", type="inclusive")),
    extents=(Extent("12 photographs", "12", "photographs"), Extent("3 reels", facets=("nitrate",), dimensions=("35 mm",))),
    agents=(
        AgentLink(Person("Orlova, Anna, 1890-1975", dates=Date("1890-1975"))),
        AgentLink(Family("Orlova family")),
        AgentLink(CorporateBody("Harbour Board"), "contributor", "editor"),
        AgentLink(CorporateBody("Red Cross", source="lcsh"), "subject"),
        AgentLink(Agent("Strekoza"), "creator"),
    ),
    description="Letters & diaries.",
    notes=(
        Note("abstract", "Letters."),
        Note("arrangement", "By date."),
        Note("access_conditions", "Open."),
        Note("use_conditions", "Ask."),
        Note("acquisition", "Given in 1980."),
        Note("biography_or_history", "Born in Odesa."),
        Note("finding_aids", "Inventory."),
        Note("related_units", "Papers of her sister."),
        Note("separated_units", "Maps."),
        Note("appraisal", "Duplicates went."),
        Note("general", "Torn.", label="Binding"),
        Note("general", "Moscow, 1952.", label="Exhibitions"),
    ),
    languages=(Language("rus"), Language("fre")),
    subjects=(Term("World War, 1939-1945", source="lcsh"), Term("Nurses", "occupation", source="aat")),
    genres=(Term("diaries", source="aat", uri="http://vocab.getty.edu/aat/300026877"),),
    places=(Place("Odesa", source="tgn", identifier="7011974"),),
    repository=Repository("Example Library", address=("1 Main Street",)),
    digital_objects=(DigitalObject("https://example.org/1", "Front", "image/jpeg"),),
    record=Record(
        agency_code="XX-Ex",
        languages=(Language("eng"),),
        rules=("dacs",),
        identifiers=(Identifier("https://example.org/fa/1", "uri"),),
        revisions=(Revision(date=Date("2021-03-04T10:11:12"), kind="updated"), Revision(date=Date("2019-01-02"), kind="created")),
    ),
    members=(
        Document("letter-1", title="To Vera", level="item", dates=(Date("1942", kind="creation"),), containers=(Container("3", "Box"),)),
        Document("letter-2", title="To Ann", relations=(Relation("isPartOf", "(XX-Ex)papers-1", "Known"),)),
    ),
)  # fmt: skip


def test_a_collection_becomes_what_archival_control_asks_for() -> None:
    record, first, second = fields(written(walk(PAPERS), "marcxml"))
    assert record == [
        "leader 00000npcaa2200000 u 4500",
        "001 papers-1",
        "003 XX-Ex",
        "005 20210304101112.0",
        "008 190102i18901975xx                  rus d",
        "024 7  $aark:/99999/fk4$2ark",
        "040    $aXX-Ex$beng$cXX-Ex$edacs",
        "041    $arus$afre",
        "099    $aMS 12",
        "100 1  $aOrlova, Anna,$d1890-1975$4cre",
        "245 10 $aOrlova family papers$f1890-1975$g1941-1953",
        "264  0 $c1890-1900",
        "300    $a12$fphotographs",
        "300    $a3 reels$bnitrate$c35 mm",
        "351    $aBy date.",
        "351    $cfonds",
        "500    $3Binding$aTorn.",
        "506    $aOpen.",
        "520 2  $aLetters & diaries.",
        "520 3  $aLetters.",
        "540    $aAsk.",
        "541    $aGiven in 1980.",
        "544 1  $nPapers of her sister.",
        "544 0  $nMaps.",
        "545    $aBorn in Odesa.",
        "555 0  $aInventory.",
        "583    $aAppraisal$zDuplicates went.",
        "585    $aMoscow, 1952.",
        "610 20 $aRed Cross",
        "650  0 $aWorld War, 1939-1945",
        "651  7 $aOdesa$07011974$2tgn",
        "655  7 $adiaries$0http://vocab.getty.edu/aat/300026877$2aat",
        "656  7 $aNurses$2aat",
        "700 3  $aOrlova family$4cre",
        "710 2  $aHarbour Board,$eeditor",
        "720    $aStrekoza$4cre",
        "852    $aExample Library$e1 Main Street",
        "856 4  $uhttps://example.org/1$qimage/jpeg$yFront",
        "856 42 $3Finding aid$uhttps://example.org/fa/1",
    ]
    assert first == [
        "leader 00000npdaa2200000 u 4500",
        "001 letter-1",
        "003 XX-Ex",
        "008       s1942    xx                  ||| d",
        "040    $aXX-Ex$beng$cXX-Ex$edacs",
        "245 00 $aTo Vera",
        "264  0 $c1942",
        "351    $citem",
        "773 0  $tOrlova family papers$w(XX-Ex)papers-1",
        "852    $cBox 3",
    ]
    assert [line for line in second if line[:3] == "773"] == ["773 0  $tKnown$w(XX-Ex)papers-1"]


def test_what_catalogues_demand_is_supplied_and_said() -> None:
    report = Report()
    data = written([Node(0, Collection("unit-1", minted=True))], "marcxml", report)
    assert fields(data) == [
        [
            "leader 00000npcaa2200000 u 4500",
            "001 unit-1",
            "008       nuuuuuuuuxx                  ||| d",
            "245 00 $a[Untitled]",
        ]
    ]
    assert {(one.code, one.field) for one in report} == {
        ("supplied", "title"),
        ("supplied", "level"),
        ("supplied", "id"),
    }


def test_the_agency_is_that_of_the_option() -> None:
    record, member = fields(written(walk(Collection("c", members=(Document("d"),))), "marcxml", agency="XX-Ab"))
    assert {"003 XX-Ab", "040    $aXX-Ab$cXX-Ab"} <= set(record) & set(member)
    assert "773 0  $w(XX-Ab)c" in member


def test_components_say_what_they_owe_to_the_units_above() -> None:
    letter = Document("d", title="To Ann", languages=(Language("fre"),))
    series = Collection("s", title="Letters", members=(letter,))
    top = Collection(
        "c",
        title="Papers",
        notes=(Note("access_conditions", "Open."),),
        repository=Repository("City Archive"),
        languages=(Language("rus"),),
        members=(series,),
    )
    report = Report()
    *_, record = fields(written(walk(top), "marcxml", report, inherit=True))
    assert {"506    $aOpen.", "852    $aCity Archive", "041    $afre", "773 0  $tPapers > Letters$ws"} <= set(record)
    assert sorted(one.field or "" for one in report if one.target == "inherit") == ["languages", "notes", "repository"]
    assert not [line for line in fields(written(walk(top), "marcxml"))[2] if line[:3] in ("506", "852")]


def test_a_collection_or_one_record() -> None:
    node = Node(0, Document("d", title="T"))
    assert etree.fromstring(written([node], "marcxml")).tag == f"{MARC}collection"
    assert etree.fromstring(written([node], "marcxml", envelope="record")).tag == f"{MARC}record"
    assert etree.fromstring(written([], "marcxml", envelope="record")).tag == f"{MARC}collection"
    assert b"\n" not in written([node], "marcxml", indent=False).partition(b"\n")[2]
    with pytest.raises(OptionError, match="holds just one record"):
        written([node, node], "marcxml", envelope="record")
    with pytest.raises(OptionError, match="timestamp"):
        written([node], "marcxml", timestamp="yesterday")


@pytest.mark.parametrize(
    ("link", "line"),
    [
        (AgentLink(Person("Roe, Ann"), "contributor"), "700 1  $aRoe, Ann"),
        (AgentLink(Person("Ann"), "contributor", "photographer"), "700 0  $aAnn,$ephotographer$4ctb"),
        (AgentLink(Person("Roe, Ann"), "publisher"), "700 1  $aRoe, Ann$4pbl"),
        (AgentLink(Person("Roe, Ann"), "rights_holder", "cph"), "700 1  $aRoe, Ann,$erights_holder$4cph"),
        (AgentLink(CorporateBody("Rye"), "contributor", "trl; editor"), "710 2  $aRye$4trl$eeditor"),
        (
            AgentLink(Person("Roe, Ann", (NamePart("Roe, Ann,", "$a"), NamePart("Dame", "$c"))), "contributor"),
            "700 1  $aRoe, Ann,$cDame",
        ),
        (
            AgentLink(
                CorporateBody("Games (15th : 1988)", (NamePart("Games", "$a"), NamePart("(15th :", "$n"), NamePart("1988)", "$d"))),
                "contributor",
            ),
            "710 2  $aGames$n(15th :$d1988)",
        ),
    ],
)  # fmt: skip
def test_agents_and_their_roles(link: AgentLink, line: str) -> None:
    assert made("700", "710", "711", agents=(link,)) == [line]


def test_prose_that_is_no_note_of_its_own_kind_is_there_all_the_same() -> None:
    rights = RightsStatement("In copyright.", "http://rightsstatements.org/vocab/InC/1.0/", "The heirs")
    assert made("540", "542", rights=(rights,)) == [
        "540    $aIn copyright.$uhttp://rightsstatements.org/vocab/InC/1.0/",
        "542    $dThe heirs",
    ]
    assert made("534", source="AVP RF, fond 0102") == ["534    $nAVP RF, fond 0102"]
    assert made("500", notes=(Note("index", "Names."),)) == ["500    $aNames."]
    assert made("041", "546", languages=(Language("rus", "Cyrl", "Russian"),)) == [
        "041    $arus",
        "546    $aRussian$bCyrl",
    ]
    assert made("648", "500", dates=(Date("1950", kind="coverage"), Date("2001", kind="valid"))) == [
        "500    $avalid: 2001",
        "648  4 $a1950",
    ]


def test_a_fixed_field_says_the_years_that_are_known() -> None:
    def years(*dates: Date) -> str:
        return next(line for line in one(Document("d", title="T", dates=dates)) if line[:3] == "008")[10:19]

    assert years(Date("1950?")) == "s1950    "
    assert years(Date("n.d.")) == "nuuuuuuuu"
    assert years(Date(edtf="1950/..")) == "i19509999"
    assert years(Date(edtf="195X")) == "s195u    "
    assert years(Date("1950-1953", type="bulk")) == "k19501953"
    assert years(Date("1990", kind="publication"), Date("1950", kind="creation")) == "s1950    "
    assert years(Date("1990", kind="digitisation")) == "nuuuuuuuu"


def test_what_a_reader_of_marc_put_aside_is_put_back() -> None:
    record = (
        b'<record xmlns="http://www.loc.gov/MARC21/slim"><leader>01234cam a22003453i 4500</leader>'
        b'<controlfield tag="001">ocm1</controlfield><controlfield tag="007">cr</controlfield>'
        b'<controlfield tag="008">081112s1951    ru a          000 0 rus d</controlfield>'
        b'<datafield tag="040" ind1=" " ind2=" "><subfield code="a">DLC</subfield><subfield code="d">NIC</subfield></datafield>'
        b'<datafield tag="245" ind1="0" ind2="0"><subfield code="a">A</subfield><subfield code="h">[map]</subfield></datafield>'
        b'<datafield tag="500" ind1=" " ind2=" "><subfield code="a">B</subfield><subfield code="5">XX</subfield></datafield>'
        b'<datafield tag="650" ind1=" " ind2="7"><subfield code="a">C</subfield><subfield code="2">aat</subfield>'
        b'<subfield code="9">7</subfield></datafield>'
        b'<datafield tag="999" ind1="9" ind2=" "><subfield code="a">x</subfield><subfield code="a">y</subfield></datafield>'
        b'<datafield tag="999" ind1=" " ind2=" "><subfield code="a">z</subfield></datafield></record>'
    )
    nodes = read(record, "marcxml")
    (lines,) = fields(written(nodes, "marcxml"))
    assert lines == [
        "leader 01234cam a22003453i 4500",
        "001 ocm1",
        "007 cr",
        "008 081112s1951    ru a          000 0 rus d",
        "040    $aDLC$cDLC$dNIC",
        "041    $arus",
        "245 00 $aA$h[map]",
        "264  0 $c1951",
        "500    $aB$5XX",
        "650  7 $aC$2aat$97",
        "655  7 $aText$2dcmitype",
        "999 9  $ax$ay",
        "999    $az",
    ]
    assert silent(nodes, "marcxml") == {}


def test_internal_material_stays_inside() -> None:
    out = io.BytesIO()
    unit = Document("d", title="T", notes=(Note("acquisition", "The price.", audience="internal"),))
    docmeta.write([Node(0, unit)], out, format="marcxml")
    assert b"price" not in out.getvalue()
    assert one(unit)[-1] == "541 0  $aThe price."


#: Extras as a reader of MARC makes them, and as nobody does.
_ASIDE = st.builds(
    Extra,
    st.sampled_from(("marcxml", "marcxml", "dc")),
    st.one_of(
        st.builds("{}{}".format, st.sampled_from(("040", "245", "300", "500", "520", "540", "650",
                      "651", "700", "720", "787", "099", "852", "999", "00a", "001")),
                  st.sampled_from(("$a", "$9", "$d", "$h", "$ ", "/@ind1", "/@ind2", "/@ind3", "$ab"))),
        st.sampled_from(("leader", "001", "003", "005", "006", "008", "009", "text()", "record/@id")),
    ),
    st.one_of(words(), st.sampled_from(("1", "00000nam a2200000 u 4500", "081112s1951    ru a          000 0 rus d"))),
)  # fmt: skip


@given(nodes=with_extras(_ASIDE), inherit=st.booleans())
def test_each_value_comes_back_or_is_reported(nodes: list[Node], inherit: bool) -> None:
    assert silent(nodes, "marcxml", inherit=inherit) == {}


@given(unit=PLAIN)
def test_what_is_sure_of_a_value_is_what_reading_tells(unit: Document) -> None:
    nodes = [Node(0, unit)]
    assert unsure(nodes, "marcxml") == []
    assert misshapen(unit, "marcxml") == []
    assert silent(nodes, "marcxml") == {}


@given(nodes=with_extras(_ASIDE))
@example(nodes=[Node(0, Document("d", digital_objects=(DigitalObject(description="Plans\n::"),)))])
def test_what_was_read_is_written_alike(nodes: list[Node]) -> None:
    once = written(read(written(nodes, "marcxml"), "marcxml"), "marcxml")
    assert written(read(once, "marcxml"), "marcxml") == once


@given(nodes=with_extras(_ASIDE), indent=st.booleans())
def test_the_schema_of_the_library_of_congress_takes_it(shared: Any, nodes: list[Node], indent: bool) -> None:
    schema = _schema(shared)
    root = etree.fromstring(written(nodes, "marcxml", indent=indent))
    assert schema.validate(root), schema.error_log


def _schema(shared: Any) -> etree.XMLSchema:
    found = _SCHEMAS.get("marc")
    if found is None:
        found = _SCHEMAS["marc"] = etree.XMLSchema(etree.parse(str(shared / "schemas/marc/MARC21slim.xsd")))
    return found


_SCHEMAS: dict[str, etree.XMLSchema] = {}


def test_real_descriptions_come_back_or_are_reported(shared: Any) -> None:
    schema = _schema(shared)
    checked = 0
    for path in [*samples(shared, "marcxml", "mods", "dc"), *samples(shared, "ead2002", "ead3")[::8]]:
        try:
            nodes = list(docmeta.read(path))
        except docmeta.DocmetaError:
            continue
        if len(nodes) < 3_000:
            assert silent(nodes, "marcxml") == {}, path
            assert schema.validate(etree.fromstring(written(nodes, "marcxml"))), path
            checked += len(nodes)
    assert checked > 100


@pytest.mark.parametrize(
    "unit",
    [
        lambda count: Document("d", title="," * count),
        lambda count: Document("d", title=".;" * count),
        lambda count: Document("d", notes=tuple(Note("general", f"n {number}.") for number in range(count))),
        lambda count: Document("d", languages=tuple(Language("rus") for _ in range(count))),
        lambda count: Document("d", dates=tuple(Date("1950", type="inclusive") for _ in range(count))),
        lambda count: Document("d", extras=tuple(Extra("marcxml", "999$a", "x") for _ in range(count))),
        lambda count: Document("d", extras=tuple(Extra("marcxml", "245$9", "x") for _ in range(count)), title="T"),
    ],
)
def test_writing_takes_time_that_grows_with_the_record(unit: Any) -> None:
    grows_with_input(lambda count: [Node(0, unit(count))], lambda nodes: written(nodes, "marcxml"), 2_000)


def test_a_donor_is_no_creator() -> None:
    donor, maker = (
        AgentLink(Person("Roe, Ann"), "creator", relator="dnr"),
        AgentLink(Person("Poe, Bo"), "creator"),
    )
    assert made("100", "700", agents=(donor,)) == ["700 1  $aRoe, Ann$4dnr"]
    assert sorted(made("100", "700", agents=(donor, maker))) == ["100 1  $aPoe, Bo$4cre", "700 1  $aRoe, Ann$4dnr"]
    assert sorted(made("100", "700", agents=(AgentLink(Person("..."), "creator"), maker))) == ["700 1  $aPoe, Bo$4cre"]
    report = Report()
    docmeta.write([Node(0, Document("d", title="T", agents=(donor,)))], io.BytesIO(), format="marcxml", report=report)
    assert "agents" in {finding.field for finding in report.findings}


def test_a_reference_to_the_unit_above_is_not_its_place() -> None:
    letter = Document("d", title="L", relations=(Relation("references", "c", "See the fonds"),))
    _, record = fields(written(list(walk(Collection("c", title="Papers", members=(letter,)))), "marcxml"))
    assert any(line.startswith("773") for line in record)
    assert record[0].removeprefix("leader ")[7] == "d"


@pytest.mark.parametrize(
    ("date", "years"),
    [
        ("before 1950", "iuuuu1950"), ("after 1950", "i1950uuuu"), ("1912 or 1913", "q19121913"), ("1950-", "i19509999"),
        ("1950", "s1950    "), ("1949-1951", "i19491951"), ("undated", "nuuuuuuuu"), ("1950s", "s195u    "),
    ],
)  # fmt: skip
def test_the_type_of_the_date_says_what_is_known(date: str, years: str) -> None:
    (line,) = made("008", dates=(Date(date),))
    assert line[4 + 6 : 4 + 15] == years


@pytest.mark.parametrize(
    ("edtf", "day"),
    [
        ("../2031-12-31", "20320101"), ("../2031", "20320101"), ("2010/2039-05", "20390601"), ("../2024-02-28", "20240229"),
        ("2010/..", None), ("../2031~", None), ("../203X", None), ("[2030,2035]", None), ("../9999-12-31", None), ("XXXX", None),
    ],
)  # fmt: skip
def test_the_day_on_which_closed_material_becomes_available(edtf: str, day: str | None) -> None:
    note = Note("access_conditions", "Closed.", dates=Date(edtf=edtf))
    assert made("506", notes=(note,)) == ["506    $aClosed." + (f"$g{day}" if day else "")]
    report = Report()
    out = io.BytesIO()
    docmeta.write([Node(0, Document("d", title="T", notes=(note,)))], out, format="marcxml", report=report)
    back = next(docmeta.read(out.getvalue(), format="marcxml")).unit.notes[0]
    assert back.text == "Closed."
    kept = back.dates is not None and back.dates.edtf == edtf
    assert kept is (edtf in ("../2031-12-31", "../2024-02-28"))
    code = "changed" if edtf == "../2031" else "partial"
    assert [(one.code, one.message) for one in report if one.field == "notes"] == (
        [] if kept else [(code, "the period of the restriction")]
    )


@pytest.mark.parametrize(
    ("subfields", "edtf", "text"),
    [
        ('<subfield code="g">20320101</subfield>', "../2031-12-31", "Closed."),
        ('<subfield code="g">2032-01-01</subfield>', "../2031-12-31", "Closed."),
        ('<subfield code="g">00010101</subfield>', None, "Closed. 00010101"),
        ('<subfield code="g">20321301</subfield>', None, "Closed. 20321301"),
        ('<subfield code="g">soon</subfield>', None, "Closed. soon"),
    ],
)
def test_an_availability_date_is_read(subfields: str, edtf: str | None, text: str) -> None:
    data = (
        '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000npc a2200000 u 4500</leader>'
        '<datafield tag="245" ind1="0" ind2="0"><subfield code="a">T</subfield></datafield>'
        f'<datafield tag="506" ind1=" " ind2=" "><subfield code="a">Closed.</subfield>{subfields}</datafield></record>'
    ).encode()
    note = next(docmeta.read(data, format="marcxml")).unit.notes[0]
    assert (str(note.text), note.dates and note.dates.edtf) == (text, edtf)


@pytest.mark.parametrize(
    ("tag", "subfields"),
    [
        ("610", ("aWorld Cup (Soccer)", "d(1990 :", "cItaly)")),
        ("711", ("aSymposium on Boats", "n(2nd :", "d1988 :", "cRye, England).", "eOrganizing Committee")),
        ("710", ("aCatholic Church.", "bConcilium", "d(1899 :", "cRome, Italy)")),
        ("662", ("aUnited States", "bTexas", "hDallas", "2tgn")),
    ],
)
def test_headings_of_meetings_and_of_places_in_places_come_back_as_they_were(
    tag: str, subfields: tuple[str, ...]
) -> None:
    inner = "".join(f'<subfield code="{one[0]}">{one[1:]}</subfield>' for one in subfields)
    second = "0" if tag == "610" else " "
    field = f'<datafield tag="{tag}" ind1="2" ind2="{second}">{inner}</datafield>'
    record = f"<record><leader>00000npcaa2200000 u 4500</leader>{field}</record>"
    out = io.BytesIO()
    docmeta.convert(io.BytesIO(record.encode()), out, from_="marcxml", to="marcxml")
    found = etree.fromstring(out.getvalue()).find(f".//{{*}}datafield[@tag='{tag}']")
    assert found is not None
    assert [f"{one.get('code')}{one.text}" for one in found][: len(subfields)] == list(subfields)
