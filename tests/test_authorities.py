"""The URIs of names and terms in authority files, and of identifiers."""

from __future__ import annotations

import pytest

from docmeta.model import Identifier, authority_uri, own_address, web_address
from docmeta.model.authorities import FILES

LOC = "http://id.loc.gov/authorities"


@pytest.mark.parametrize(
    ("source", "number", "address"),
    [
        ("lcnaf", "n79-21164", f"{LOC}/names/n79021164"), ("naf", "no2001000001", f"{LOC}/names/no2001000001"),
        ("lcsh", "sh 85121662", f"{LOC}/subjects/sh85121662"), ("lcsh", "n79021164", f"{LOC}/names/n79021164"),
        ("lcgft", "gf2014026110", f"{LOC}/genreForms/gf2014026110"), ("gnd", "4015602-3", "https://d-nb.info/gnd/4015602-3"),
        ("viaf", "95216565", "http://viaf.org/viaf/95216565"), ("wikidata", "Q42", "http://www.wikidata.org/entity/Q42"),
        ("fast", "fst00912345", "http://id.worldcat.org/fast/912345"), ("ulan", "500115588", "http://vocab.getty.edu/ulan/500115588"),
        ("orcid", "0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"), (None, "(DLC)n 79021164", None),
        ("geonames", "6295630", "https://sws.geonames.org/6295630/"), (None, "(DE-588)118540238", "https://d-nb.info/gnd/118540238"),
        (None, "https://viaf.org/viaf/9", "https://viaf.org/viaf/9"), ("aat", "12", None), ("wikidata", "42", None),
        ("local", "n79021164", None), ("lcsh", "", None), ("lcsh", None, None), ("viaf", "javascript:alert(1)", None),
    ],
)  # fmt: skip
def test_a_number_makes_an_address_only_in_the_form_of_its_file(
    source: str | None, number: str | None, address: str | None
) -> None:
    assert authority_uri(source, number) == address


def test_each_code_stands_in_one_file() -> None:
    codes = [code for codes, _, _ in FILES for code in codes.split()]
    assert len(codes) == len(set(codes))


def test_words_are_no_address() -> None:
    assert web_address(Identifier("MS 12")) is None
    assert web_address(Identifier("https://example.org/a b", "uri")) is None
    assert web_address(Identifier("12/34", "unitid")) is None


def test_the_first_address_is_a_units_own() -> None:
    from docmeta.model import Document, Record

    record = Record(identifiers=(Identifier("https://example.org/fa", "url"),))
    assert own_address(Document("d", record=record)) == "https://example.org/fa"
    assert (
        own_address(Document("d", record=record, identifiers=(Identifier("ark:/1/x", "ark"),)))
        == "https://n2t.net/ark:/1/x"
    )
    assert own_address(Document("d")) is None
