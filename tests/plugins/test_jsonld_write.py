"""How descriptions look in JSON-LD, how losses are reported, and that nothing breaks out of a page."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.plugins.jsonld_oracles import written

from docmeta import (
    Collection,
    Document,
    Extra,
    Family,
    InputError,
    Node,
    OptionError,
    Person,
    Report,
    Text,
    dump,
    read,
    walk,
)
from docmeta.model import (
    Agent,
    AgentLink,
    CorporateBody,
    Date,
    DigitalObject,
    Extent,
    Identifier,
    Language,
    Note,
    Record,
    Relation,
    Repository,
    RightsStatement,
    Term,
    nest,
)
from docmeta.text import of_markup
from docmeta_jsonld.fragments import SCRIPT, id_of, is_iri, name_of


def said(unit: Document | Collection, **options: Any) -> tuple[dict[str, Any], dict[tuple[str, str | None], int]]:
    """The output for a unit, and the losses by code and field."""
    report = Report()
    data = json.loads(written(walk(unit), report, **options))
    losses: Counter[tuple[str, str | None]] = Counter()
    for finding in report.findings:
        losses[finding.code, finding.field] += finding.count
    return data, dict(losses)


def of(**fields: Any) -> dict[str, Any]:
    """The output for a Collection with these fields, without what every unit has."""
    data, _ = said(Collection("c", title="Papers", **fields))
    return {name: value for name, value in data.items() if name not in ("@context", "@id", "@type", "name")}


def lost(**fields: Any) -> dict[tuple[str, str | None], int]:
    """The losses of these fields."""
    return said(Collection("c", title="Papers", **fields))[1]


def test_the_shape_of_a_tree() -> None:
    tree = Collection(
        "MS 12", title="Papers", level="fonds", members=(Document("a/b", title="Letter"), Document("c", title="Map"))
    )
    assert written(walk(tree)).decode() == (
        '{"@context": "https://schema.org", "@id": "#MS%2012", "@type": ["Collection", "ArchiveComponent"], '
        '"additionalType": "fonds", "name": "Papers", "hasPart": [\n'
        '{"@id": "#a%2Fb", "@type": ["CreativeWork", "ArchiveComponent"], "name": "Letter", "position": 1},\n'
        '{"@id": "#c", "@type": ["CreativeWork", "ArchiveComponent"], "name": "Map", "position": 2}\n'
        "]}\n"
    )


def test_a_flat_graph_names_the_parents() -> None:
    tree = Collection("a", members=(Collection("b", members=(Document("c"),)), Document("d")))
    graph = json.loads(written(walk(tree), form="graph"))["@graph"]
    assert [(one["@id"], one.get("isPartOf", {}).get("@id"), one.get("position")) for one in graph] == [
        ("#a", None, None),
        ("#b", "#a", 1),
        ("#c", "#b", 1),
        ("#d", "#a", 2),
    ]


def test_lines_are_json_ld_each() -> None:
    tree = Collection("a", members=(Document("b"),), minted=True)
    lines = [json.loads(line) for line in written(walk(tree), form="lines").splitlines()]
    assert [line["@context"] for line in lines] == ["https://schema.org"] * 2
    assert lines[1]["isPartOf"] == {"@id": lines[0]["@id"]}
    assert lines[0]["@id"].startswith("_:"), "a minted identifier is not passed off as the source's"


@pytest.mark.parametrize("indent", [0, 3])
def test_roots_without_parts_are_a_graph(indent: int) -> None:
    data = json.loads(
        written(walk(Document("a"), Document("b"), Collection("c", members=(Document("d"),))), indent=indent)
    )
    assert [one["@id"] for one in data["@graph"]] == ["#a", "#b", "#c"]
    assert [one["@id"] for one in data["@graph"][2]["hasPart"]] == ["#d"]


@pytest.mark.parametrize("indent", [0, 3])
def test_roots_after_parts_are_included(indent: int) -> None:
    roots = [Collection("a", members=(Document("b"),)), Collection("c", members=(Document("d"),)), Document("e")]
    data = json.loads(written(walk(*roots), indent=indent))
    assert data["hasPart"][0]["@id"] == "#b"
    assert [one["@id"] for one in data["@included"]] == ["#c", "#e"]
    assert data["@included"][0]["hasPart"][0]["@id"] == "#d"


@pytest.mark.parametrize("form", ["nested", "graph", "lines"])
def test_nothing_is_written_of_nothing(form: str) -> None:
    text = written(iter(()), form=form)
    assert text == b"" if form == "lines" else json.loads(text)["@graph"] == []


def test_any_depth_is_written() -> None:
    def deep(levels: int) -> Any:
        for depth in range(levels):
            yield Node(depth, Collection(f"c{depth}"))

    text = written(deep(20_000))
    assert text.count(b'"hasPart"') == 19_999
    assert text.endswith(b"}\n]}\n")


def test_options_are_checked() -> None:
    with pytest.raises(OptionError):
        written(walk(Document("a")), form="tree")
    with pytest.raises(OptionError):
        written(walk(Document("a")), indent=9)


# -- identifiers ---------------------------------------------------------------------------------------------------------


def test_base_uri_makes_addresses() -> None:
    data = json.loads(written(walk(Document("a b")), base_uri="https://archive.example/id/"))
    assert data["@id"] == "https://archive.example/id/a%20b"


@pytest.mark.parametrize(
    "id", ["a", "a b", "#x", "%41", "../..", "é", "javascript:alert(1)", "ark:/12345/x6", "MS:12", "\ud800"]
)
@pytest.mark.parametrize("base", [None, "https://archive.example/"])
def test_an_identifier_is_found_again_in_its_address(id: str, base: str | None) -> None:
    name = name_of(id, base)
    assert is_iri(name) or name.startswith("#")
    assert not SCRIPT.match(name)
    assert id_of(name, base) == id


# -- fields --------------------------------------------------------------------------------------------------------------


def test_dates() -> None:
    dates = (Date("December 20, 1965"), Date("1949-1991"), Date("circa 1950"), Date("1894-"), Date("1950s"))
    assert of(dates=dates) == {
        "dateCreated": "1965-12-20",
        "temporalCoverage": ["1949/1991", "circa 1950", "1894/..", "1950/1959"],
    }
    assert of(
        dates=(Date("1965", kind="publication"), Date("1966", kind="copyright"), Date("1967", kind="modified"))
    ) == {
        "datePublished": "1965",
        "dateModified": "1967",
        "copyrightYear": 1966,
    }


def test_dates_that_cannot_be_said_are_dropped_with_the_reason() -> None:
    report = Report()
    dates = (
        Date("1950-1952", type="bulk"),
        Date("n.d."),
        Date("1970", kind="digitisation"),
        Date("1970", kind="haunted"),
    )
    data = json.loads(written(walk(Document("d", dates=dates)), report))
    assert "1950" not in json.dumps(data)
    found = {finding.message: finding.count for finding in report.findings if finding.code == "dropped"}
    assert found == {
        "schema.org has no property for bulk dates, for undated material, nor for dates of this kind": 3,
        "schema.org has no property for when it was digitised": 1,
    }


def test_a_date_that_survives_is_not_reported() -> None:
    assert lost(dates=(Date("1951-11-19", kind="creation"), Date("1949/1991"), Date("circa 1950"))) == {}
    assert lost(dates=(Date("November 19, 1951", kind="creation"),)) == {("changed", "dates"): 1}


def test_extents() -> None:
    assert of(extents=(Extent("372 documents", "372", "documents"),)) == {"collectionSize": 372}
    assert of(extents=(Extent("1.5 linear feet", "1.5", "linear feet"), Extent("some boxes"))) == {
        "materialExtent": [{"@type": "QuantitativeValue", "value": 1.5, "unitText": "linear feet"}, "some boxes"]
    }
    many = Extent("1 1/2 m", "1 1/2", "m", facets=("ink",), approximate=True, label="Size")
    assert lost(extents=(many, Extent("372 documents", "372", "documents"))) == {}


def test_a_document_has_no_size_of_a_collection() -> None:
    data, losses = said(Document("d", title="File", extents=(Extent("3 documents", "3", "documents"),)))
    assert "collectionSize" not in data
    assert data["materialExtent"] == {"@type": "QuantitativeValue", "value": 3, "unitText": "documents"}
    assert losses == {}


def test_a_person_of_whom_only_dates_are_known_is_no_node() -> None:
    people = (Person(dates=Date("1912- 1994")), Person(dates=Date("-")))
    agents = tuple(AgentLink(one, role) for one in people for role in ("creator", "subject"))
    assert of(agents=agents) == {}
    assert lost(agents=agents) == {("dropped", "agents"): 4}
    known = Person(dates=Date("1912-1994"), identifiers=(Identifier("http://viaf.org/viaf/1", "uri"),))
    assert of(agents=(AgentLink(known),))["creator"]["sameAs"] == "http://viaf.org/viaf/1"


def test_agents_are_nodes_of_their_kind() -> None:
    agents = (
        Person("Kim"),
        CorporateBody("Ministry", dates=Date("1950-1991")),
        Agent("Someone"),
        Family("Smith family"),
    )
    assert of(agents=tuple(AgentLink(one) for one in agents))["creator"] == [
        {"@type": "Person", "name": "Kim"},
        {"@type": "Organization", "name": "Ministry", "foundingDate": "1950", "dissolutionDate": "1991"},
        {"name": "Someone"},
        {
            "@type": "Organization",
            "additionalType": "https://www.ica.org/standards/RiC/ontology#Family",
            "name": "Smith family",
        },
    ]
    assert lost(agents=tuple(AgentLink(one) for one in agents)) == {}


@pytest.mark.parametrize(
    ("role", "relator", "name"),
    [
        ("creator", None, "creator"), ("creator", "aut", "author"), ("creator", "Artist (art)", "creator"),
        ("contributor", "edt", "editor"), ("contributor", "trl", "translator"), ("contributor", "spn", "sponsor"),
        ("contributor", "fnd", "funder"), ("contributor", None, "contributor"), ("publisher", None, "publisher"),
        ("rights_holder", None, "copyrightHolder"), ("subject", None, "about"), ("addressee", None, "contributor"),
    ],
)  # fmt: skip
def test_roles(role: str, relator: str | None, name: str) -> None:
    link = AgentLink(Person("Kim"), role, relator)
    assert of(agents=(link,)) == {name: {"@type": "Person", "name": "Kim"}}
    kept = role != "addressee" and relator != "Artist (art)"
    assert lost(agents=(link,)) == ({} if kept else {("partial", "agents"): 1})


def test_an_editor_who_is_no_person_is_a_contributor() -> None:
    link = AgentLink(CorporateBody("Press"), "contributor", "edt")
    assert of(agents=(link,)) == {"contributor": {"@type": "Organization", "name": "Press"}}


def test_languages_are_tags() -> None:
    languages = (Language("rus"), Language("srp", "Cyrl"), Language(name="Russian"), Language("xx-unknown"))
    assert of(languages=languages)["inLanguage"][:3] == ["ru", "sr-Cyrl", "ru"]
    assert lost(languages=languages) == {("changed", "languages"): 1}
    assert lost(languages=(Language("rus", name="Russian"),)) == {("changed", "languages"): 1}


def test_prose_says_its_language_and_never_its_markup() -> None:
    letter = of_markup('<p>See <emph render="bold">this</emph> &amp; that.</p>')
    assert of(description=letter) == {"description": "See this & that."}
    assert lost(description=letter) == {("changed", "description"): 1}
    assert of(description=Text("Письмо", language="ru")) == {"description": {"@value": "Письмо", "@language": "ru"}}
    assert lost(description=Text("Письмо", language="ru")) == {}


def test_every_note_survives() -> None:
    kinds = (
        "access_conditions",
        "use_conditions",
        "abstract",
        "custodial_history",
        "originals",
        "copies",
        "related_units",
        "made up",
    )
    notes = tuple(Note(kind, f"Words on {kind}.") for kind in kinds)
    assert lost(notes=notes) == {}
    data = of(notes=notes)
    assert data["conditionsOfAccess"] == "Words on access_conditions."
    assert data["usageInfo"] == {"@type": "CreativeWork", "text": "Words on use_conditions."}
    assert [one["additionalType"] for one in data["subjectOf"]] == ["custodial_history", "made up"]
    assert lost(notes=(Note("access_conditions", "Open.", "Access"),)) == {("partial", "notes"): 1}


def test_the_record_is_a_work_about_the_unit() -> None:
    record = Record(
        id="x1",
        title="Guide",
        agency="State Archive",
        published=Date("1999", kind="publication"),
        rights=(RightsStatement(uri="https://creativecommons.org/publicdomain/zero/1.0/"),),
    )
    data = of(record=record)
    assert data["sdPublisher"] == {"@type": "Organization", "name": "State Archive"}
    assert data["sdLicense"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert data["sdDatePublished"] == "1999"
    assert data["subjectOf"]["name"] == "Guide"
    assert lost(record=record) == {}


def test_the_repository() -> None:
    repository = Repository(
        "State Archive", ("1 Main St", "Town"), (Identifier("US-X", "isil"),), "US", "https://x.example/"
    )
    assert of(repository=repository)["holdingArchive"] == {
        "@type": "ArchiveOrganization",
        "name": "State Archive",
        "address": {"@type": "PostalAddress", "streetAddress": "1 Main St\nTown", "addressCountry": "US"},
        "identifier": {"@type": "PropertyValue", "propertyID": "isil", "value": "US-X"},
        "url": "https://x.example/",
    }
    assert lost(repository=repository) == {}


def test_genres_give_types_to_documents() -> None:
    data, _ = said(Document("d", title="View", genres=(Term("Photographs"), Term("Minutes"))))
    assert data["@type"] == ["Photograph", "ArchiveComponent"]
    assert data["genre"] == ["Photographs", "Minutes"]


def test_references_and_parts_share_a_property() -> None:
    elsewhere = Relation("hasPart", "https://example.org/1")
    tree = Collection(
        "c", title="P", relations=(elsewhere,), members=(Document("d", title="D", relations=(elsewhere,)),)
    )
    for indent in (0, 2):
        data = json.loads(written(walk(tree), indent=indent), object_pairs_hook=_no_key_twice)
        assert [one["@id"] for one in data["hasPart"]] == ["https://example.org/1", "#d"]
        assert data["hasPart"][1]["hasPart"] == {"@id": "https://example.org/1"}
    whole = Collection(
        "c", title="P", members=(Document("d", relations=(Relation("isPartOf", "https://example.org/0"),)),)
    )
    graph = json.loads(written(walk(whole), form="graph"), object_pairs_hook=_no_key_twice)["@graph"]
    assert graph[1]["isPartOf"] == [{"@id": "#c"}, {"@id": "https://example.org/0"}]


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len({name for name, _ in pairs}) == len(pairs)
    return dict(pairs)


def test_a_title_is_supplied_and_said_so() -> None:
    data, losses = said(Document("d", dates=(Date("1965-12-20", kind="creation"),)))
    assert data["name"] == "[Document, 1965-12-20]"
    assert losses == {("supplied", "title"): 1}


def test_what_was_read_from_json_ld_is_put_back() -> None:
    extras = (Extra("jsonld", "duration", '"PT90M"'), Extra("ead3", "duration", "x"), Extra("jsonld", "x y", '"a"'))
    data, losses = said(Document("d", title="T", extras=extras))
    assert data["duration"] == "PT90M"
    assert losses == {("dropped", "extras"): 2}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JavaScript:alert(1)", " data:text/html,x", "vbscript:x"])
def test_addresses_of_scripts_are_data_and_said(address: str) -> None:
    report = Report()
    unit = Document("d", title="T", digital_objects=(DigitalObject(address),))
    data = json.loads(written(walk(unit), report))
    assert data["associatedMedia"]["identifier"]["value"] == address
    assert "contentUrl" not in data["associatedMedia"]
    assert [finding.code for finding in report.findings] == ["problem"]


# -- text that is dangerous ----------------------------------------------------------------------------------------------


def test_half_a_character_is_replaced_and_said() -> None:
    report = Report()
    data = json.loads(written(walk(Document("d", title="a\ud800b")), report))
    assert data["name"] == "a\ufffdb"
    assert [(finding.code, finding.severity) for finding in report.findings] == [("character", "loss")]


def strings(shared: Path) -> list[str]:
    payloads = json.loads((shared / "suites/html-vectors/payloads.json").read_text())
    naughty = json.loads((shared / "suites/naughty-strings/strings.json").read_text())
    return [one["payload"] for one in payloads] + [one["text"] for one in naughty]


def test_nothing_breaks_out_of_a_script_element(shared: Path) -> None:
    """Every payload stays data: the form for HTML has no character that the HTML parser looks for."""
    found = [text for text in strings(shared) if isinstance(text, str)]
    assert len(found) > 300
    unit = Collection(
        "c", title="T", members=tuple(Document(f"d{n}", title=text or "x") for n, text in enumerate(found))
    )
    text = written(walk(unit), html=True)
    assert not {char for char in "<>&\u2028\u2029" if char in text.decode()}
    assert [part["name"] for part in json.loads(text)["hasPart"]] == [str(text or "x") for text in found]
    plain = json.loads(written(walk(unit)))
    assert [part["name"] for part in plain["hasPart"]] == [str(text or "x") for text in found]


def test_a_page_with_it_is_read(tmp_path: Path) -> None:
    """The form for HTML, put into a page as it is."""
    from docmeta import read

    title = "</script><script>alert(1)</script><!-- & \u2028"
    text = written(walk(Document("d", title=title)), html=True)
    page = tmp_path / "page.html"
    page.write_bytes(
        b"<!DOCTYPE html><title>x</title>\n<script type='application/ld+json'>" + text + b"</script><p>y</p>"
    )
    nodes = list(read(page))
    assert [(str(node.unit.title), node.line) for node in nodes] == [(title, 2)]
    with pytest.raises(InputError, match="without a script"):
        list(read(b"<html><p>Log in</p></html>", format="jsonld"))


def test_the_tree_is_not_changed(tmp_path: Path) -> None:
    tree = Collection("c", title="T", members=(Document("d"),))
    before = nest(walk(tree))
    dump(tree, tmp_path / "a.jsonld")
    assert nest(walk(tree)) == before
    assert tree.members[0].title == ""


def test_units_of_one_identifier_are_nodes_of_their_own() -> None:
    tree = Collection("c", title="T", members=(Document("a b", title="A"), Document("a b", title="B"), Document("x")))
    data, losses = said(tree)
    assert [part["@id"] for part in data["hasPart"]] == ["#a%20b", "#a%20b%2F2", "#x"]
    assert losses["changed", "id"] == 1
    clash = Collection("c", members=(Document("x"), Document("https://example.org/x")))
    data, _ = said(clash, base_uri="https://example.org/")
    assert len({part["@id"] for part in data["hasPart"]}) == 2


@pytest.mark.parametrize(
    ("link", "name", "type_"),
    [
        (AgentLink(Agent("Roe, Ann"), "creator", "aut"), "author", "Person"),
        (AgentLink(Agent("Rye Harbour Board"), "contributor", "spn"), "sponsor", "Organization"),
        (AgentLink(Agent("Roe family"), "rights_holder"), "copyrightHolder", "Organization"),
        (AgentLink(Agent("Roe, Ann"), "creator"), "creator", None),
    ],
)
def test_who_of_unknown_kind_has_a_type_where_it_is_asked_for(link: AgentLink, name: str, type_: str | None) -> None:
    data, losses = said(Document("d", title="T", agents=link))
    assert data[name].get("@type") == type_
    assert losses.get(("supplied", "agents"), 0) == (type_ is not None)
    [again] = read(json.dumps(data).encode(), format="jsonld")
    assert again.unit.agents == (link,)
