"""Tables with the headings of other institutions: other languages, libraries and museums, rows above the header."""

from __future__ import annotations

import pytest
from tests.growth import grows_with_input

from docmeta import Collection, read
from docmeta.crosswalk import Report
from docmeta.model import (
    Agent,
    AgentLink,
    Container,
    CorporateBody,
    Date,
    Extent,
    Identifier,
    Note,
    Place,
    Relation,
    Term,
    Unit,
)
from docmeta.text import Text
from docmeta_csv.others import plain
from docmeta_csv.table import headings, words
from docmeta_csv.table.dialect import plain_name


def units(text: str, *, report: Report | None = None) -> list[Unit]:
    return [node.unit for node in read(text.encode(), format="csv", report=report)]


@pytest.mark.parametrize(
    "text",
    [
        "Signatura;TITULO;Fecha inicial;Fecha final;Nivel de descripción;Productor;Alcance y contenido;Idioma;Notas\n"
        "K/1;Cartas;1890;1912;Serie;Junta;Recibidas;Español;Nota\n",
        "Cote;Intitulé;Dates extrêmes;Niveau de description;Producteur;Présentation du contenu;Langue;Observations\n"
        "K/1;Cartas;1890-1912;Série;Junta;Recibidas;Español;Nota\n",
        "Cód. de referência;Título;Datas de produção;Nível de descrição;Nome do produtor;Âmbito e conteúdo;Idioma;Notas gerais\n"
        "K/1;Cartas;1890-1912;Série;Junta;Recibidas;Español;Nota\n",
        "Segnatura;Titolo;Estremi cronologici;Livello;Soggetto produttore;Contenuto;Lingua;Note\n"
        "K/1;Cartas;1890-1912;serie;Junta;Recibidas;Español;Nota\n",
        "Signatur;Titel;Laufzeit;Verzeichnungsstufe;Provenienzstelle;Enthält;Sprache;Bemerkungen\n"
        "K/1;Cartas;1890-1912;Serie;Junta;Recibidas;Español;Nota\n",
        "Inventarisnummer;Titel;Datering;Niveau;Archiefvormer;Inhoud;Taal;Opmerkingen\n"
        "K/1;Cartas;1890-1912;serie;Junta;Recibidas;Español;Nota\n",
        "Sygnatura;Tytuł;Daty skrajne;Poziom opisu;Twórca;Zawartość;Język;Uwagi\nK/1;Cartas;1890-1912;seria;Junta;Recibidas;Español;Nota\n",
        "Signatura;Název;Datace;Úroveň popisu;Původce;Obsah;Jazyk;Poznámka\nK/1;Cartas;1890-1912;série;Junta;Recibidas;Español;Nota\n",
        "Шифр;Заголовок;Крайние даты;Уровень описания;Фондообразователь;Содержание;Язык;Примечание\n"
        "K/1;Cartas;1890-1912;серия;Junta;Recibidas;Español;Nota\n",
    ],
    ids=["Spanish", "French", "Portuguese", "Italian", "German", "Dutch", "Polish", "Czech", "Russian"],
)  # fmt: skip
def test_headings_of_other_languages_are_known(text: str) -> None:
    (unit,) = units(text)
    assert isinstance(unit, Collection)
    assert (unit.title, unit.level, unit.description) == ("Cartas", "series", "Recibidas")
    assert unit.identifiers[0].value == "K/1"
    assert unit.dates[0].edtf == "1890/1912"
    assert unit.agents[0].agent.name == "Junta"
    assert unit.languages[0].name == "Español"
    assert [(note.kind, note.text) for note in unit.notes] == [("general", "Nota")]
    assert not unit.extras


def test_every_heading_is_a_column_and_none_means_two() -> None:
    dialect = plain()
    found: dict[str, str] = {}
    for name, column in headings.synonyms().items():
        assert dialect.find(name) == plain_name(dialect.named.get(plain_name(column), column)), name
        assert found.setdefault(plain_name(name), column) == column, name
    assert "" not in found  # a column without a name would be one of it


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Betreff;Laufzeit;Karton\nBriefe;1901;7\n", "containers", Container("7", "Box")),
        ("Oggetto;Data;Busta;Carte\nLettere;1901;7;20\n", "containers", Container("7", "Bundle")),
        ("Oggetto;Data;Busta;Carte\nLettere;1901;7;20\n", "extents", Extent("20 carte", "20", "carte")),
        ("Título;Fechas;Nº de folios\nCartas;1901;20 y un mapa\n", "extents", Extent("20 y un mapa")),
        ("Cote;Objet;Ancienne cote\n1 J;Lettres;B 7\n", "identifiers", Identifier("B 7", "former")),
        ("Назва;Дата;Шифр\nЛисти;1901;7\n", "identifiers", Identifier("7")),
        ("Cím,Jelzet,Évkör\nLevelek,7,1901\n", "identifiers", Identifier("7")),
        ("タイトル,年代,請求記号\n手紙,1901年,7\n", "identifiers", Identifier("7")),
        ("Title,Series,Date\nLetters,Family,1901\n", "relations", Relation("isPartOf", label="Family")),
        ('Title,Coordinates\nHarbour,"46.7, -117.0"\n', "places", Place("", latitude=46.7, longitude=-117.0)),
        ("Titel;Sperrfrist bis\nBriefe;2030\n", "notes", words.closed_until("2030")),
        ("Title,Recipient,Date\nLetter,Ann,1901\n", "agents", AgentLink(Agent("Ann"), "contributor", "Addressee")),
        ("Title,People,Date\nBall,Ann,1901\n", "agents", AgentLink(Agent("Ann"), "subject")),
        ("Title,Organizations,Date\nBall,Club,1901\n", "agents", AgentLink(CorporateBody("Club"), "subject")),
        ("Collection No.,Caption,Covering dates\nMS 7,Ball,1901\n", "identifiers", Identifier("MS 7")),
        ("Collection No.,Caption,Covering dates\nMS 7,Ball,1901\n", "dates", Date("1901")),
        ("Title,Technique,Size\nBall,albumen print,20 x 30 cm\n", "extents", Extent(facets=("albumen print",))),
        (
            "Title,Transcript,Date\nTalk,Good evening.,1950\n",
            "notes",
            Note("general", "Good evening.", label="Transcript"),
        ),
    ],
)
def test_columns_of_archives_elsewhere(text: str, field: str, value: object) -> None:
    (unit,) = units(text)
    assert value in getattr(unit, field)
    assert unit.title


def test_what_is_not_published_is_internal_in_other_languages() -> None:
    for name, no in (("Publicado", "não"), ("Publié", "non"), ("Veröffentlicht", "nein"), ("Pubblicato", "no")):
        (unit,) = units(f"id,title,{name}\n1,Letters,{no}\n")
        assert unit.audience == "internal"


def test_the_language_behind_the_name_of_a_column() -> None:
    (unit,) = units(
        "id,Title (English),titre_fr,Extent (metres),Nombre del o de los productor(es)\n1,Letters,Lettres,2,Junta\n"
    )
    assert (unit.title, unit.other_titles) == (Text("Letters", language="en"), (Text("Lettres", language="fr"),))
    assert unit.extents == (Extent("2 metres", "2", "metres"),)  # what the bracket says is the measure
    assert unit.agents[0].agent.name == "Junta"


def test_a_column_says_which_dates_are_approximate() -> None:
    text = "objectid,title,date,date-is-approximate?\na,A,1925,yes\nb,B,1925,no\nc,C,1925,\nd,D,,yes\n"
    dates = [unit.dates[0].edtf if unit.dates else None for unit in units(text)]
    assert dates == ["1925~", "1925", "1925", None]


def test_the_dates_of_the_record_in_an_export_of_contentdm_are_not_those_of_the_thing() -> None:
    header = "Title,Date,OCLC number,Date created,Date modified,Reference URL,CONTENTdm number,CONTENTdm file name\n"
    (unit,) = units(header + "Letters,1951,,2018-05-15,2019-01-02,http://example.org/7,7,8.jp2\n")
    assert [(date.edtf, date.kind) for date in unit.dates] == [("1951", None)]
    assert {extra.place for extra in unit.extras} >= {"Date created", "Date modified"}
    (unit,) = units("Title,Date created,Date modified\nLetters,1951,2019\n")
    assert [(date.edtf, date.kind) for date in unit.dates] == [("1951", "creation"), ("2019", "modified")]


def test_a_row_of_data_with_known_words_is_no_header() -> None:
    text = (
        "source_identifier,model,title,parents\nc1,Collection,Collection 1,\nw1,Work,Work 1,c1\nf1,FileSet,File 1,w1\n"
    )
    (top,) = [unit for unit in units(text) if unit.id == "c1"]
    assert [unit.title for unit in units(text)] == ["Collection 1", "Work 1", "File 1"]
    assert isinstance(top, Collection)


def test_numbers_of_columns_above_the_header_are_left_out() -> None:
    header = "No,Title,Date(s),Colour of the folder,Shelf mark of the room,Found by,Seen by,Counted by"
    text = f"1,2,3,4a,4b,5,6,7\n{header}\n1,Deeds,1752,red,A,B,C,D\n"
    (unit,) = units(text)
    assert (unit.title, unit.dates[0].edtf) == ("Deeds", "1752")


@pytest.mark.parametrize(
    ("heading", "internal"),
    [
        ("admin_notes", True), ("Notes (internal)", True), ("Interne Bemerkungen", True), ("Notas internas", True),
        ("Staff comments", True), ("Confidential remarks", True), ("Administrative information", False), ("Staff", False),
    ],
)  # fmt: skip
def test_what_is_for_the_staff_is_internal(heading: str, internal: bool) -> None:
    (unit,) = units(f"id,title,{heading}\n1,Letters,He owes us money\n")
    assert [note.audience for note in unit.notes if "owes" in note.text] == (
        ["internal"] if internal else [None] * len(unit.notes)
    )
    assert not (internal and unit.extras)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("DISCOVERABLE", "N"),
        ("visibility status", "private"),
        ("Do not publish", "x"),
        ("Öffentlich", "nein"),
        ("accession_publish", "0"),
    ],
)
def test_what_is_not_to_be_published_is_internal(heading: str, cell: str) -> None:
    (unit,) = units(f"id,title,date,{heading}\n1,Letters,1951,{cell}\n")
    assert unit.audience == "internal"


def test_columns_of_libraries_museums_and_image_collections() -> None:
    (unit,) = units(
        "Call Number,Title,Publication Year,Place of Publication,ISBN,Photographer,Subject (LCSH),Subject - Names,"
        "Dimensions,Accession Number,Credit Line,Reference URL,Begin Date,End Date\n"
        'QA 1,Ships,c1984,Utrecht,9781234567897,"Kopp, A.",Harbors -- Delft; Ships,Kopp family,12 x 8 cm,1998.1,Gift of B.,'
        "http://example.org/22,1890,1912\n"
    )
    published, made = unit.dates
    assert (published.text, published.edtf, published.kind) == ("c1984", "1984", "publication")
    assert made.edtf == "1890/1912"
    assert [(one.value, one.kind) for one in unit.identifiers[1:]] == [
        ("9781234567897", "isbn"), ("1998.1", "accession"), ("http://example.org/22", "uri"),
    ]  # fmt: skip
    assert {(link.agent.name, link.role, link.relator) for link in unit.agents} == {
        ("Kopp family", "subject", None), ("Kopp, A.", "creator", "Photographer"),
    }  # fmt: skip
    assert unit.subjects == (Term("Harbors -- Delft", source="lcsh"), Term("Ships", source="lcsh"))
    assert unit.extents[0].dimensions == ("12 x 8 cm",)
    assert (unit.notes[0].kind, unit.notes[0].text) == ("acquisition", "Gift of B.")
    assert unit.places == (Place("Utrecht", relator="publication place"),)
    assert not unit.extras


@pytest.mark.parametrize(
    ("cells", "text", "edtf"),
    [
        (["1890", "1912"], "1890-1912", "1890/1912"),
        (["1890", "1890"], "1890", "1890"),
        (["1890", ""], "1890", "1890"),
        (["", "1912"], "1912", "/1912"),
        (["1890-05-01", "1891"], "1890-05-01 - 1891", "1890-05-01/1891"),
        (["3/5/1901", "1912"], "3/5/1901-1912", None),
    ],
)
def test_a_beginning_and_an_end_are_one_date(cells: list[str], text: str, edtf: str | None) -> None:
    date = words.span(cells)
    assert date is not None
    assert (date.text, date.edtf) == (text, edtf)
    assert words.span(["", ""]) is None


def test_values_are_parted_as_people_part_them() -> None:
    report = Report()
    (unit,) = units(
        "title,creator,subjects,tags,file,description\n"
        '"A; b","Kopp, A.; Bell, B.",Bell &amp; Co,"sea, ships","http://example.org/1.jpg, http://example.org/2.jpg",x; y\n',
        report=report,
    )
    assert (unit.title, unit.description) == ("A; b", "x; y")
    assert [link.agent.name for link in unit.agents] == ["Kopp, A.", "Bell, B."]
    assert [term.term for term in unit.subjects] == ["Bell &amp; Co", "sea", "ships"]
    assert [file.uri for file in unit.digital_objects] == ["http://example.org/1.jpg", "http://example.org/2.jpg"]
    assert [finding.target for finding in report if "is read as" in finding.message] == ["creator", "tags", "file"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_words_above_the_header_are_said_and_left_out(delimiter: str) -> None:
    report = Report()
    rows = [
        ["Inventory of the Kopp papers", "", "", ""],
        ["", "", "", ""],
        ["Box", "Folder", "Title", "Dates"],
        ["1", "2", "Letters", "1901"],
    ]
    text = "".join(delimiter.join(row) + "\n" for row in rows)
    (unit,) = [node.unit for node in read(text.encode(), report=report)]
    assert (unit.title, unit.dates[0].edtf, [one.value for one in unit.containers]) == ("Letters", "1901", ["1", "2"])
    (said,) = [finding for finding in report if finding.target == "row above the header"]
    assert (said.example, said.line) == ("Inventory of the Kopp papers", 1)


INVENTORY = (
    '"Kopp papers, a working list",,,,,,,\n'
    ",,,,,,,\n"
    "Ref No.,Part,Box #,What it is,Date (approx.),Maker(s),Restricted?,For us\n"
    "K/1,Letters,1,Letters of Ann,ca. 1912,Kopp,N,see below\n"
)


def test_a_header_of_odd_names_below_a_title_is_found() -> None:
    report = Report()
    (unit,) = [node.unit for node in read(INVENTORY.encode(), report=report)]
    assert (unit.identifiers[0].value, unit.dates[0].edtf, unit.containers[0].value) == ("K/1", "1912~", "1")
    carried = {extra.place: extra.content for extra in unit.extras}
    assert (carried["What it is"], carried["For us"]) == ("Letters of Ann", "see below")
    assert [finding.line for finding in report if finding.target == "row above the header"] == [1]


def test_odd_names_below_a_row_of_data_are_no_header() -> None:
    from docmeta import InputError

    text = "K/0,Letters,1,a\nRef No.,Part,Box #,b\nK/1,Letters,1,c\n".replace("a\n", "a,d,e,f\n").replace(
        "b\n", "b,g,h,i\n"
    )
    with pytest.raises(InputError, match="holds no column that is known"):
        units(text)


@pytest.mark.parametrize(
    ("head", "score"),
    [
        (INVENTORY, 4),
        ("A letter, with words.\nOne, two, three\n", 0),
        ("Dear Ann,,\nI came, I saw, I left,\n", 0),
        ("Dear Ann\nships, sails, ropes\n", 0),
    ],
)
def test_a_title_above_names_is_told_from_prose(head: str, score: int) -> None:
    from docmeta_csv.sniff import sniff_table

    assert sniff_table(head.encode()) == score


def test_a_table_without_a_known_header_is_still_refused() -> None:
    from docmeta import InputError

    with pytest.raises(InputError, match="the first row holds no column that is known"):
        units("alpha,beta\n1,2\n")


def test_atoms_columns_of_rad_and_of_older_versions() -> None:
    text = (
        "legacyId,title,levelOfDescription,creators,creatorHistories,creationDates,creationDatesStart,creationDatesEnd,"
        "radGeneralMaterialDesignation,radEdition,radStatementOfScaleCartographic,radTitleParallelTitles,referenceCode,eventPlaces\n"
        "1,Fonds A,Fonds,Ann|Ben,Hist A|Hist B,1950s|1970,1950|1970-01-01,1959|1970-12-31,Textual record|Object,2nd,"
        "1:500,Titre,CA F1,Paris|NULL\n"
    )
    (unit,) = units(text)
    assert [(link.agent.name, link.agent.history) for link in unit.agents] == [("Ann", "Hist A"), ("Ben", "Hist B")]
    assert [date.edtf for date in unit.dates] == ["195X", "1970"]
    assert [(term.term, term.source) for term in unit.genres] == [("Textual record", "rad"), ("Object", "rad")]
    assert [(note.kind, note.heading, note.text) for note in unit.notes] == [
        ("general", "Edition statement", "2nd"),
        ("material_specific", "Statement of scale (cartographic)", "1:500"),
    ]
    assert unit.other_titles == ("Titre",)
    assert (unit.identifiers[0].value, unit.identifiers[0].kind) == ("CA F1", "reference code")
    assert [place.name for place in unit.places] == ["Paris"]
    assert not unit.extras


def test_the_events_of_every_version_of_atoms_template_are_read() -> None:
    header = "legacyId,title,creators,creatorHistories,{dates},{dates}Start,{dates}End,{more},eventActors,eventTypes,eventDates\n"
    row = '1,A,"Roe, Ann|Quay Ltd|NULL",Life|,ca. 1901|NULL|1905,1901|NULL|1905-00-00,|NULL|,Accumulation|NULL|,New,Creation,1990\n'
    (unit,) = units(header.format(dates="creationDates", more="creationDatesType") + row)
    assert [(link.agent.name, link.agent.history, link.relator) for link in unit.agents] == [
        ("Roe, Ann", "Life", "Accumulation"), ("Quay Ltd", "", None), ("New", "", None),
    ]  # fmt: skip
    assert [(date.text, date.edtf, date.kind) for date in unit.dates] == [
        ("ca. 1901", "1901~", "accumulation"), ("1905", "1905", None), ("1990", "1990", "creation"),
    ]  # fmt: skip
    (unit,) = units(
        header.format(dates="creatorDates", more="creatorDateNotes") + row.replace("Accumulation|NULL|", "Probably")
    )
    assert [link.agent.name for link in unit.agents] == ["Roe, Ann", "Quay Ltd", "New"]
    assert [(note.heading, note.text) for note in unit.notes] == [("Event", "Probably")]
    assert not unit.extras


@pytest.mark.parametrize(
    ("status", "audience"),
    [("Draft", "internal"), ("published", "external"), ("Brouillon", "internal"), ("On hold", "internal"), ("", None)],
)
def test_only_what_atom_publishes_is_for_all(status: str, audience: str | None) -> None:
    (unit,) = units(f"legacyId,title,publicationStatus\n1,A,{status}\n")
    assert unit.audience == audience


@pytest.mark.parametrize("piece", ["word ", "e\u0301\u0316"])
def test_a_very_long_cell_is_not_looked_at_as_a_name(piece: str) -> None:
    def read_cell(text: str) -> None:
        (node,) = read(f'id,title,description\na,One,"{text}"\n'.encode(), format="csv")
        assert node.unit.description == text.strip()
        assert plain_name(text) == text

    grows_with_input(lambda count: "e" + piece * count, read_cell, 100_000)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_known_by_its_bytes(codec: str) -> None:
    (node,) = read("Title\tDate\nÄpfel\t1950\n".encode(codec))
    assert node.unit.title == "Äpfel"


def test_a_heading_of_two_lines_is_known() -> None:
    (node,) = read(b'"Scope and\ncontent",Title,"Date\n(s)"\nA,B,1950\n')
    assert (node.unit.description, node.unit.title, node.unit.dates[0].edtf) == ("A", "B", "1950")


def test_words_of_programs_for_no_value_are_none() -> None:
    report = Report()
    one, two = units("id,title,date,creator\n1,NULL,NaN,\\N\n2,Null,None,N/A\n", report=report)
    assert (one.title, one.dates, one.agents) == ("", (), ())
    assert (two.title, two.dates[0].text, two.agents[0].agent.name) == ("Null", "None", "N/A")  # words of people
    assert [(finding.count, finding.example) for finding in report if finding.target == "no value"] == [(3, "NULL")]


@pytest.mark.parametrize(
    ("text", "depths", "decided"),
    [
        ("Level,Ref,Title\nFonds,A,P\nSeries,A/2,B\nFile,A/1/1,I\nSeries,A/1,L\n", [0, 1, 1, 2], "Ref"),
        ("Stufe;Signatur;Titel\nBestand;A;P\nSerie;A 1;B\nAkte;A 1/1;E\n", [0, 1, 2], "Signatur"),
        ("Level,Title\nFonds,P\nSeries,L\nFile,I\nItem,S\nFile,O\nSeries,B\n", [0, 1, 2, 3, 2, 1], "Level"),
        ("Level,Ref,Title\nSeries,1,L\nFile,2,I\nSeries,3,B\nFile,4,O\n", [0, 1, 0, 1], "Level"),
        ("Level,Title\nItem,A\nItem,B\nFile,C\n", [0, 0, 0], None),
        ("Level,Title\nFile,A\nItem,B\nItem,C\n", [0, 0, 0], None),
        ("Level,Title\nSeries,A\nBox,B\n", [0, 0], None),
        ("Level,Title\nFile,A\nSeries,B\nFile,C\n", [0, 0, 0], None),
        ("id,parent_id,Level,Title\na,,Series,A\nb,,File,B\n", [0, 0], None),
    ],
)
def test_levels_and_the_codes_beside_them_say_where_rows_stand(
    text: str, depths: list[int], decided: str | None
) -> None:
    report = Report()
    assert [node.depth for node in read(text.encode(), format="csv", report=report)] == depths
    said = [finding.target for finding in report if "rows are nested by" in finding.message]
    assert said == ([decided] if decided else [])


def test_an_accession_of_archivesspace() -> None:
    (unit,) = units(
        "accession_title,accession_number_1,accession_number_2,accession_content_description,accession_publish,date_1_expression,"
        "extent_number,extent_type,extent_container_summary,agent_contact_email\n"
        "Kopp papers,2016,007,Letters,0,1901-1912,5.4,linear_feet,3 boxes,ann@example.org\n"
    )
    assert (unit.title, unit.description, unit.audience, unit.dates[0].edtf) == (
        "Kopp papers",
        "Letters",
        "internal",
        "1901/1912",
    )
    assert unit.identifiers == (Identifier("2016-007", "accession"),)
    assert unit.extents == (Extent("5.4 linear feet (3 boxes)", "5.4", "linear feet"),)
    assert [(note.text, note.audience) for note in unit.notes] == [("ann@example.org", "internal")]


def test_each_file_of_a_digital_object_says_whether_it_is_published() -> None:
    names = ",".join(f"file_version_file_uri_{at},file_version_publish_{at},file_version_caption_{at}" for at in (1, 2))
    (unit,) = units(
        f"digital_object_id,digital_object_title,{names}\nd1,Letters,http://a.example/1,TRUE,One,http://a.example/2,FALSE,Two\n"
    )
    assert [(file.uri, file.audience) for file in unit.digital_objects] == [
        ("http://a.example/1", None), ("http://a.example/2", "internal"),
    ]  # fmt: skip
    assert [(note.text, note.audience) for note in unit.notes] == [("Two", "internal")]


@pytest.mark.parametrize(
    "name", ["donorEmail", "donorTelephone", "Donor address", "donor_postal_code", "agent_contact_name"]
)
def test_how_a_donor_is_reached_is_internal(name: str) -> None:
    (unit,) = units(f"id,title,{name}\n1,Letters,12 Mill Lane\n")
    assert [(note.text, note.audience) for note in unit.notes] == [("12 Mill Lane", "internal")]
    assert not unit.extras


def test_elements_of_the_types_of_items_of_omeka() -> None:
    (unit,) = units(
        "Dublin Core:Title,Dublin Core:Date,Item Type Metadata:Text,Item Type Metadata:To,resource_class\n"
        "Letter,1901,Dear Ann,Ann,dctype:Text\n"
    )
    assert [(note.text, note.label) for note in unit.notes] == [("Dear Ann", "Transcript")]
    assert [(link.agent.name, link.relator) for link in unit.agents] == [("Ann", "Addressee")]
    assert unit.genres == (Term("Text", source="dcmitype"),)
