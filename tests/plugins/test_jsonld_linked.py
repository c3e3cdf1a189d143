"""JSON-LD as linked data: IRIs of units, agents and terms; entities where they are meant; nothing made up."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

import docmeta
from docmeta import Collection, Document, walk
from docmeta.model import (
    AgentLink,
    CorporateBody,
    Date,
    Identifier,
    Person,
    Place,
    Record,
    RightsStatement,
    Term,
    Unit,
)
from docmeta.text import of_markup


def said(*roots: Unit, **options: Any) -> dict[str, Any]:
    out = io.BytesIO()
    docmeta.write(walk(*roots), out, format="jsonld", **options)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def back(*roots: Unit, **options: Any) -> Unit:
    out = io.BytesIO()
    docmeta.write(walk(*roots), out, format="jsonld", **options)
    return next(iter(docmeta.read(out.getvalue(), format="jsonld"))).unit


ARK = Identifier(of_markup('<ref href="https://n2t.net/ark:/1/x">Archival Resource Key</ref>'), "ark")
ABOUT = Record(id="fa-7", identifiers=(Identifier("https://example.org/fa/7", "url"),))


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({"identifiers": (Identifier("MSS 7"), ARK)}, "https://n2t.net/ark:/1/x"),
        ({"identifiers": (Identifier("doi:10.5072/x", "doi"),)}, "https://doi.org/10.5072/x"),
        ({"record": ABOUT}, "https://example.org/fa/7"),
    ],
)
def test_the_sources_own_address_is_the_name_of_the_top_unit(fields: dict[str, Any], address: str) -> None:
    top = said(Collection("unit-1", minted=True, title="Papers", **fields))
    assert (top["@id"], top["url"]) == (address, address)


def test_an_address_that_two_units_share_names_one_of_them() -> None:
    shared = (Identifier("https://example.org/x", "uri"),)
    member = Document("unit-1.1", minted=True, identifiers=shared)
    top = said(Collection("unit-1", minted=True, identifiers=shared, members=(member,)))
    assert "@id" not in top["hasPart"][0]


def test_every_unit_has_a_name_below_the_base() -> None:
    member = Document("unit-1.1", minted=True)
    top = said(
        Collection("unit-1", minted=True, record=Record(id="fa-7"), members=(member,)), base_uri="https://e.org/"
    )
    assert (top["@id"], top["hasPart"][0]["@id"]) == ("https://e.org/fa-7", "https://e.org/fa-7/1")


def test_units_that_share_an_identifier_have_names_of_their_own_below_the_base() -> None:
    twin = Collection(
        "a", title="A", members=(Document("x", title="X"), Document("x", title="Y"), Document("a", title="Z"))
    )
    top = said(twin, base_uri="https://e.org/")
    assert len({top["@id"], *(one["@id"] for one in top["hasPart"])}) == 4


def test_the_page_of_the_finding_aid_comes_back_as_such() -> None:
    unit = Collection("c", title="Papers", record=ABOUT)
    assert said(unit)["subjectOf"]["url"] == "https://example.org/fa/7"
    assert back(unit).record == ABOUT
    assert back(unit).identifiers == ()


def test_names_and_terms_have_the_addresses_of_their_authority_files() -> None:
    unit = Document(
        "d",
        title="A",
        agents=(AgentLink(Person("Twain", source="lcnaf", identifiers=(Identifier("n 79021164", "authority"),))),),
        subjects=(Term("Ships", source="lcsh", identifier="sh85121662"), Term("Boats", source="local", identifier="7")),
        genres=(Term("maps", source="aat", identifier="300028094"),),
        places=(Place("Rye", source="tgn", identifier="7011781"),),
    )
    found = said(unit)
    assert found["creator"]["sameAs"] == "http://id.loc.gov/authorities/names/n79021164"
    assert [one.get("sameAs") for one in found["about"]] == ["http://id.loc.gov/authorities/subjects/sh85121662", None]
    assert found["genre"]["sameAs"] == "http://vocab.getty.edu/aat/300028094"
    assert found["spatialCoverage"]["sameAs"] == "http://vocab.getty.edu/tgn/7011781"
    assert back(unit) == unit


def test_who_made_the_finding_aid_is_an_entity() -> None:
    record = Record(id="r", author="Finding aid prepared by Ann Roe", sponsor="The Doe Foundation")
    found = said(Document("d", title="A", record=record))["subjectOf"]
    assert found["author"] == {"@type": "Person", "name": "Ann Roe"}
    assert found["sponsor"] == {"@type": "Organization", "name": "The Doe Foundation"}
    assert back(Document("d", title="A", record=record)).record == record


def test_a_statement_that_is_more_than_a_name_is_a_note() -> None:
    record = Record(id="r", author="Processed in 1999. Revised by several hands.")
    found = said(Document("d", title="A", record=record))["subjectOf"]
    assert "author" not in found
    assert found["subjectOf"]["text"] == record.author
    assert back(Document("d", title="A", record=record)).record == record


def test_a_rights_holder_has_a_type() -> None:
    rights = (RightsStatement("All rights reserved.", holder="City Library"),)
    found = said(Document("d", title="A", rights=rights))["usageInfo"]
    assert found["copyrightHolder"] == {"@type": "Organization", "name": "City Library"}
    assert back(Document("d", title="A", rights=rights)).rights == rights


def test_who_gave_is_a_contributor() -> None:
    agents = (AgentLink(Person("Roe"), "creator", "dnr"), AgentLink(CorporateBody("Press"), "subject", "Donor (dnr)"))
    found = said(Document("d", title="A", agents=agents))
    assert [one["name"] for one in found["contributor"]] == ["Roe", "Press"]
    assert not {"creator", "about"} & set(found)


def test_an_estimate_is_no_date_of_creation() -> None:
    for date, words in ((Date("1900", "1900~"), "circa 1900"), (Date("1900", "1900", certainty="approximate"), "1900")):
        found = said(Document("d", title="A", dates=(date,)))
        assert "dateCreated" not in found
        assert found["temporalCoverage"] == words


def test_a_year_before_our_era_is_not_taken_for_one_in_it() -> None:
    dates = (Date("500", "-0499"), Date("44 BC", "-0043"))
    assert said(Document("d", title="A", dates=dates))["temporalCoverage"] == ["-0499", "44 BC"]


def test_the_tag_of_a_language_is_the_shortest() -> None:
    from docmeta import Text

    assert said(Document("d", title=Text("Lettres", language="fre")))["name"]["@language"] == "fr"
