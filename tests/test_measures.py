"""The number and the unit of an extent, and whether the number is an estimate, in every format."""

from __future__ import annotations

import io

import pytest

import docmeta
from docmeta.model import Container, boxes, counted

EAD = '<ead xmlns="urn:isbn:1-931666-22-9"><archdesc level="fonds"><did>{}</did></archdesc></ead>'
EAD3 = '<ead xmlns="http://ead3.archivists.org/schema/"><archdesc level="fonds"><did>{}</did></archdesc></ead>'
MARC = (
    '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000npcaa2200000 a 4500</leader>'
    '<datafield tag="300" ind1=" " ind2=" "><subfield code="a">{}</subfield></datafield></record>'
)
MODS = '<mods xmlns="http://www.loc.gov/mods/v3"><physicalDescription><extent>{}</extent></physicalDescription></mods>'


@pytest.mark.parametrize(
    ("wording", "quantity", "unit", "approximate"),
    [
        ("3 boxes.", "3", "boxes", False),
        (".5 linear feet", ".5", "linear feet", False),
        ("ca. 30 items", "30", "items", True),
        ("approximately 2 linear feet", "2", "linear feet", True),
        ("30 items (approx.)", "30", "items", True),
        ("c. 1,200 photographs", "1,200", "photographs", True),
        ("environ 4,5 mètres", "4,5", "mètres", True),
        ("12 Bände.", "12", "Bände", False),
        ("2 linear ft.", "2", "linear ft.", False),
        ("7 Fasz.", "7", "Fasz.", False),
        ("1 item(s)", "1", "item(s)", False),
    ],
)
def test_a_number_and_what_it_counts(wording: str, quantity: str, unit: str, approximate: bool) -> None:
    found = counted(wording)
    assert (found["quantity"], found["unit"], found.get("approximate", False)) == (quantity, unit, approximate)


@pytest.mark.parametrize(
    "wording", ["", "3 boxes (1 ft)", "3 boxes, 2 folders", "3 boxes and one folder", "about that much", "x" * 9000]
)
def test_what_is_more_than_that_stays_words(wording: str) -> None:
    assert counted(wording) == {}


@pytest.mark.parametrize(
    ("source", "format"),
    [
        (EAD.format("<physdesc><extent>ca. 30 items</extent></physdesc>"), "ead2002"),
        (EAD3.format("<physdesc>ca. 30 items</physdesc>"), "ead3"),
        (MARC.format("ca. 30 items"), "marcxml"),
        (MODS.format("ca. 30 items"), "mods"),
        ("Title,Extent\nLetters,ca. 30 items\n", "csv"),
        ("Titel,Umfang\nBriefe,ca. 30 items\n", "csv"),
        ("legacyId,parentId,title,levelOfDescription,extentAndMedium,culture\n1,,a,File,ca. 30 items,en\n", "csv-atom"),
    ],
)
def test_an_estimate_is_one_in_every_format(source: str, format: str) -> None:
    units = [node.unit for node in docmeta.read(io.BytesIO(source.encode()), format=format)]
    (extent,) = [extent for unit in units for extent in unit.extents]
    assert (extent.text, extent.quantity, extent.unit, extent.approximate) == ("ca. 30 items", "30", "items", True)


def test_an_estimate_of_ead3_is_said_in_the_words_of_other_formats() -> None:
    """Without a word for it, the number would seem exact there."""
    structured = (
        '<physdescstructured coverage="whole" physdescstructuredtype="carrier"><quantity approximate="true">30</quantity>'
        "<unittype>items</unittype></physdescstructured>"
    )
    source = EAD3.format(structured)
    dc, again = io.BytesIO(), io.BytesIO()
    for to, target in (("dc", dc), ("ead3", again)):
        docmeta.convert(io.BytesIO(source.encode()), target, from_="ead3", to=to)
    assert "approximately 30 items" in dc.getvalue().decode()
    assert '<quantity approximate="true">30</quantity>' in again.getvalue().decode()


def test_the_words_of_an_estimate_outlast_a_migration() -> None:
    source = EAD.format("<physdesc><extent>ca. 30 items</extent></physdesc>").encode()
    third, back = io.BytesIO(), io.BytesIO()
    docmeta.convert(io.BytesIO(source), third, from_="ead2002", to="ead3")
    docmeta.convert(io.BytesIO(third.getvalue()), back, from_="ead3", to="ead2002")
    assert "<extent>ca. 30 items</extent>" in back.getvalue().decode()


def test_a_unit_in_an_attribute_of_mods_is_the_unit() -> None:
    source = MODS.format("2").replace("<extent>", '<extent unit="linear feet">')
    (node,) = docmeta.read(io.BytesIO(source.encode()), format="mods")
    (extent,) = node.unit.extents
    assert (extent.text, extent.quantity, extent.unit) == ("2 linear feet", "2", "linear feet")


TWO = (Container("4", "Box"), Container("2", "Folder"))


@pytest.mark.parametrize(
    "words", ["Box 4, Folder 2", "Box 4/Folder 2", "Box 4; Folder 2", "Box 4 Folder 2", "Box no. 4: Folder #2"]
)
def test_a_box_and_a_folder_in_words(words: str) -> None:
    assert boxes(words) == TWO


@pytest.mark.parametrize(
    "words", ["", "Box of letters", "MSS 45, Box 4", "Folder 2 of box 4", "QA76.9 .D3", "Box 4, " * 90]
)
def test_words_that_say_more_are_no_boxes(words: str) -> None:
    assert boxes(words) == ()


@pytest.mark.parametrize(
    ("source", "format"),
    [
        ('Title,Container\nLetter,"Box 4, Folder 2"\n', "csv"),
        ("Title,Box/Folder\nLetter,4/2\n", "csv"),
        ("Title,Box & Folder\nLetter,Box 4/Folder 2\n", "csv"),
        (
            '<mods xmlns="http://www.loc.gov/mods/v3"><location><shelfLocator>Box 4, Folder 2</shelfLocator></location></mods>',
            "mods",
        ),
    ],
)
def test_boxes_and_folders_are_containers_in_every_format(source: str, format: str) -> None:
    (node,) = docmeta.read(io.BytesIO(source.encode()), format=format)
    assert node.unit.containers == TWO
    assert not node.unit.identifiers
