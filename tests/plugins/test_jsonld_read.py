"""JSON-LD as others write it, and input that is not JSON-LD."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.growth import grows_with_input

from docmeta import Collection, InputError, Node, Report, Text, read
from docmeta.errors import LimitError
from docmeta.model import Unit
from docmeta_jsonld.pages import scripts
from docmeta_jsonld.sniff import sniff

SCHEMA = "https://schema.org"


def nodes(data: Any, report: Report | None = None) -> list[Node]:
    """The nodes of a document; an object becomes JSON, with schema.org's context unless it has one."""
    if isinstance(data, dict):
        data = {"@context": SCHEMA, **data}
    text = data if isinstance(data, bytes) else json.dumps(data).encode()
    return list(read(text, format="jsonld", report=report))


def one(report: Report | None = None, **fields: Any) -> Unit:
    """The unit of a document with these properties."""
    return nodes({"@type": ["CreativeWork", "ArchiveComponent"], "name": "T", **fields}, report)[0].unit


def shape(found: list[Node]) -> list[tuple[int, str]]:
    """Depths and identifiers."""
    return [(node.depth, node.unit.id) for node in found]


def codes(report: Report) -> list[tuple[str, str | None]]:
    """What was reported: code and target, or field."""
    return [(finding.code, finding.target or finding.field) for finding in report.findings]


# -- hierarchy -----------------------------------------------------------------------------------------------------------

PART = {"@type": "ArchiveComponent", "@id": "p", "name": "Part"}
WHOLE = {"@type": "Collection", "@id": "w", "name": "Whole"}


@pytest.mark.parametrize(
    "document",
    [
        {**WHOLE, "hasPart": [PART]},
        {**WHOLE, "hasPart": PART},
        {"@graph": [{**WHOLE, "hasPart": {"@id": "p"}}, PART]},
        {"@graph": [PART, {**WHOLE, "hasPart": ["p"]}]},
        {"@graph": [{**PART, "isPartOf": {"@id": "w"}}, WHOLE]},
        {"@graph": [WHOLE, {**PART, "isPartOf": "w"}]},
        {"@graph": [{**WHOLE, "hasPart": {"@id": "p"}}, {**PART, "isPartOf": {"@id": "w"}}]},
        {**PART, "isPartOf": WHOLE},
        {**WHOLE, "@included": [{**PART, "isPartOf": {"@id": "w"}}]},
        {**WHOLE, "hasPart": {"@list": [PART]}},
        {**WHOLE, "hasPart": {"@set": [PART]}},
    ],
    ids=lambda document: "-".join(document)[:60],
)
def test_a_part_is_below_its_whole_however_it_is_said(document: dict[str, Any]) -> None:
    report = Report()
    found = nodes(document, report)
    assert shape(found) == [(0, "w"), (1, "p")]
    assert isinstance(found[0].unit, Collection)
    assert codes(report) == []


def test_positions_give_the_order() -> None:
    parts = [{**PART, "@id": f"p{n}", "position": n} for n in (3, 1, 2)]
    report = Report()
    assert shape(nodes({**WHOLE, "hasPart": parts}, report)) == [(0, "w"), (1, "p1"), (1, "p2"), (1, "p3")]
    assert codes(report) == []
    parts = [{**PART, "@id": f"p{n}", "position": n} for n in (30, 10)]
    assert shape(nodes({**WHOLE, "hasPart": parts}, report)) == [(0, "w"), (1, "p10"), (1, "p30")]
    assert codes(report) == [("decided", "position")]


def test_without_positions_the_order_of_the_file_holds() -> None:
    parts = [{**PART, "@id": name} for name in "cab"]
    assert [node.unit.id for node in nodes({**WHOLE, "hasPart": parts})] == ["w", "c", "a", "b"]


@pytest.mark.parametrize(
    "document",
    [
        {**WHOLE, "hasPart": {**PART, "hasPart": {"@id": "w"}}},
        {**WHOLE, "hasPart": {"@id": "w"}},
        {"@graph": [{**WHOLE, "isPartOf": {"@id": "p"}}, {**PART, "isPartOf": {"@id": "w"}}]},
    ],
    ids=("ancestor", "itself", "each other"),
)
def test_a_circle_is_named_and_broken(document: dict[str, Any]) -> None:
    report = Report()
    found = nodes(document, report)
    finding = next(iter(report.findings))
    assert finding.code == "problem"
    assert "cycle" in finding.message
    assert "'w'" in finding.message or "'p'" in finding.message
    kept = [relation.kind for node in found for relation in node.unit.relations]
    assert kept in (["hasPart"], ["isPartOf"])


def test_a_second_place_stays_a_relation() -> None:
    report = Report()
    document = {"@graph": [{**WHOLE, "hasPart": {"@id": "p"}}, {**WHOLE, "@id": "v", "hasPart": {"@id": "p"}}, PART]}
    found = nodes(document, report)
    assert shape(found) == [(0, "w"), (1, "p"), (0, "v")]
    assert found[2].unit.relations[0].target == "p"
    assert codes(report) == [("problem", "hasPart")]


def test_parts_described_elsewhere_are_relations() -> None:
    report = Report()
    unit = nodes({**WHOLE, "hasPart": ["https://example.org/1"], "isPartOf": {"@id": "https://example.org/0"}}, report)[
        0
    ].unit
    assert [(relation.kind, relation.target) for relation in unit.relations] == [
        ("hasPart", "https://example.org/1"),
        ("isPartOf", "https://example.org/0"),
    ] or [(relation.kind, relation.target) for relation in unit.relations] == [
        ("isPartOf", "https://example.org/0"),
        ("hasPart", "https://example.org/1"),
    ]
    assert codes(report) == [("problem", "hasPart")]


def test_deep_trees_are_read_or_refused() -> None:
    def document(levels: int) -> bytes:
        opening = (
            '{"@context": "https://schema.org", "@type": "Collection", "name": "n"'
            + ', "hasPart": [{"name": "n"' * levels
        )
        return (opening + "}]" * levels + "}").encode()

    assert nodes(document(3_000))[-1].depth == 3_000
    for data in (document(100_000), b"[" * 100_000, b'{"hasPart":' * 100_000 + b"1" + b"}" * 100_000):
        with pytest.raises(InputError, match="nest") as caught:
            nodes(data)
        assert caught.value.line == 1


def test_lines_are_one_description() -> None:
    lines = [{**WHOLE, "@context": SCHEMA}, {**PART, "@context": SCHEMA, "isPartOf": {"@id": "w"}}]
    found = nodes(b"\n".join(json.dumps(line).encode() for line in lines))
    assert [(node.depth, node.unit.id, node.line) for node in found] == [(0, "w", 1), (1, "p", 2)]


def test_a_unit_on_two_lines_is_an_error() -> None:
    line = json.dumps({**WHOLE, "@context": SCHEMA}).encode()
    with pytest.raises(InputError, match="appears twice; the first is on line 1") as caught:
        nodes(line + b"\n" + line)
    assert caught.value.line == 2


def test_an_archive_says_what_it_holds() -> None:
    found = nodes({"@type": "ArchiveOrganization", "name": "State Archive", "archiveHeld": "https://example.org/fonds"})
    assert shape(found) == [(0, "https://example.org/fonds")]
    assert found[0].unit.repository is not None
    assert found[0].unit.repository.name == "State Archive"


def test_a_page_leads_to_what_it_is_about() -> None:
    found = nodes({"@graph": [{"@type": "WebPage", "name": "Page", "mainEntity": {"@id": "w"}}, WHOLE]})
    assert shape(found) == [(0, "w")]
    assert [extra.place for extra in found[0].unit.extras] == ["mainEntityOfPage"]


# -- contexts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "context",
    [
        "http://schema.org", "https://schema.org/", "http://www.schema.org", "https://schema.org/docs/jsonldcontext.jsonld",
        ["https://schema.org", {"@language": None}], {"@vocab": "http://schema.org/"}, {"@vocab": "https://schema.org/"},
        [None, "https://schema.org"], {"name": "http://schema.org/name", "Collection": "https://schema.org/Collection"},
        {"s": "http://schema.org/", "name": "s:name", "Collection": {"@id": "s:Collection"}, "@version": 1.1},
    ],
    ids=str,
)  # fmt: skip
def test_contexts_that_mean_schema_org(context: Any) -> None:
    data = {"@context": context, "@type": "Collection", "name": "Papers"}
    unit = nodes(json.dumps(data).encode())[0].unit
    assert isinstance(unit, Collection)
    assert unit.title == "Papers"
    assert unit.extras == ()


def test_terms_may_be_called_anything() -> None:
    context = {
        "@vocab": "https://schema.org/", "@base": "https://archive.example/", "titre": {"@id": "name", "@language": "fr"},
        "genre": "@type", "nom": "@id", "parties": {"@id": "hasPart", "@container": "@list"},
        "noms": {"@id": "alternateName", "@container": "@language"}, "adresse": {"@id": "url", "@type": "@id"},
    }  # fmt: skip
    data = {
        "@context": context, "genre": "Collection", "nom": "fonds", "titre": "Papiers", "adresse": "page",
        "noms": {"en": "Papers", "de": ["Akten", "Unterlagen"]}, "parties": [{"titre": "Lettre"}],
    }  # fmt: skip
    found = nodes(json.dumps(data).encode())
    unit = found[0].unit
    assert unit.id == "https://archive.example/fonds"
    assert unit.title == Text("Papiers", language="fr")
    assert unit.other_titles == (
        Text("Papers", language="en"),
        Text("Akten", language="de"),
        Text("Unterlagen", language="de"),
    )
    assert unit.identifiers[0].value == "https://archive.example/page"
    assert found[1].unit.title == Text("Lettre", language="fr")


@pytest.mark.parametrize("name", ["http://schema.org/name", "https://schema.org/name", "schema:name", "name"])
def test_names_of_properties_in_full_prefixed_or_plain(name: str) -> None:
    data = {"@context": SCHEMA, "@type": "schema:Collection", name: [{"@value": "Papers", "@language": "en"}]}
    assert nodes(json.dumps(data).encode())[0].unit.title == Text("Papers", language="en")


def test_expanded_json_ld_needs_no_context() -> None:
    data = [{"@type": ["http://schema.org/Collection"], "http://schema.org/name": [{"@value": "Papers"}]}]
    assert nodes(json.dumps(data).encode())[0].unit.title == "Papers"


def test_a_default_language_is_that_of_the_words() -> None:
    data = {"@context": [SCHEMA, {"@language": "ru"}], "@type": "Collection", "name": "Письма"}
    assert nodes(json.dumps(data).encode())[0].unit.title == Text("Письма", language="ru")


@pytest.mark.parametrize(
    ("context", "message"),
    [
        ("https://example.org/context.jsonld", "never loads a remote"),
        ("file:///etc/passwd", "never loads a remote"),
        ("context.jsonld", "never loads a remote"),
        (["https://schema.org", "https://example.org/c"], "never loads a remote"),
        ({"@import": "https://example.org/c"}, "@import"),
        ({"@propagate": False}, "@propagate"),
        ({"x": {"@id": "https://x.example/", "@context": "https://example.org/c"}}, "@context in the definition"),
        ({"x": {"@reverse": "https://schema.org/citation"}}, "@reverse"),
        ({"x": {"@id": "https://x.example/", "@container": "@index"}}, "containers"),
        ({"x": {"@id": "https://x.example/", "@type": "@json"}}, "@json"),
        ({"a": "b:c", "b": "a:d"}, "cycle"),
        ({"@vocab": 7}, "expected a string"),
        (7, "expected a URL"),
        ({"x": 7}, "expected a string, an object or null"),
        ({"@foo": "x"}, "not supported"),
    ],
    ids=str,
)
def test_contexts_that_are_refused(context: Any, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        nodes(json.dumps({"@context": context, "@type": "Collection", "name": "x"}).encode())
    assert caught.value.line == 1


@pytest.mark.parametrize(("keyword", "value"), [("@reverse", [PART]), ("@nest", {"isPartOf": PART})])
def test_keywords_that_are_refused(keyword: str, value: object) -> None:
    with pytest.raises(InputError, match=keyword):
        nodes({**WHOLE, keyword: value})


# -- values --------------------------------------------------------------------------------------------------------------


def test_one_value_or_a_list_is_all_the_same() -> None:
    assert one(genre="Letters").genres == one(genre=["Letters"]).genres
    assert [agent.agent.name for agent in one(creator=["Kim", {"@type": "Person", "name": "Mao"}]).agents] == [
        "Kim",
        "Mao",
    ]


def test_agents_may_be_described_elsewhere() -> None:
    document = {"@graph": [{**WHOLE, "creator": {"@id": "#kim"}, "holdingArchive": "#a"}, {"@id": "#kim", "@type": "Person", "name": "Kim"},
                           {"@id": "#a", "@type": "ArchiveOrganization", "name": "State Archive"}]}  # fmt: skip
    report = Report()
    unit = nodes(document, report)[0].unit
    assert unit.agents[0].agent.name == "Kim"
    assert unit.repository is not None
    assert unit.repository.name == "State Archive"
    assert [code for code, _ in codes(report) if code not in ("carried",)] == []


def test_keywords_are_divided_at_commas() -> None:
    assert [term.term for term in one(keywords="Korea, War").subjects] == ["Korea", "War"]
    assert [term.term for term in one(keywords=["Korea, Republic of", "War"]).subjects] == ["Korea, Republic of", "War"]


def test_unknown_properties_are_carried_along_and_put_back() -> None:
    report = Report()
    unit = one(
        report,
        duration="PT90M",
        funding={"@type": "Grant", "name": "G"},
        **{"http://purl.org/dc/terms/accrualMethod": "1 box"},
    )
    assert {extra.place: extra.content for extra in unit.extras} == {
        "duration": '"PT90M"',
        "funding": '{"@type": "Grant", "name": "G"}',
        "http://purl.org/dc/terms/accrualMethod": '"1 box"',
    }
    assert {code for code, _ in codes(report)} == {"carried"}
    assert {target for _, target in codes(report)} == {"duration", "funding", "http://purl.org/dc/terms/accrualMethod"}


def test_unknown_properties_of_a_part_are_carried_with_it() -> None:
    report = Report()
    unit = one(report, creator={"@type": "Person", "name": "Kim", "jobTitle": "Premier"})
    assert [extra.place for extra in unit.agents[0].agent.extras] == ["jobTitle"]
    assert codes(report) == [("carried", "creator/jobTitle")]


def test_nodes_that_nothing_speaks_of_are_reported() -> None:
    report = Report()
    nodes({"@graph": [WHOLE, {"@type": "BreadcrumbList", "@id": "b", "itemListElement": []}]}, report)
    assert codes(report) == [("unread", "BreadcrumbList")]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"name": None}, ("problem", "name")),
        ({"name": {"a": 1}}, ("carried", "name")),
        ({"name": [[["a"]]]}, ("problem", "name")),
        ({"dateCreated": "December 32, 1965"}, ("problem", "dates")),
        ({"url": "javascript:alert(2)"}, ("problem", "identifiers")),
        ({"hasPart": 5}, ("problem", "hasPart")),
        ({"__proto__": "x"}, ("problem", "a property")),
        ({"description": "a\u0000b"}, ("problem", "string")),
    ],
)
def test_what_is_doubtful_is_said(fields: dict[str, Any], expected: tuple[str, str]) -> None:
    report = Report()
    one(report, **fields)
    assert expected in codes(report)


def test_words_of_a_date_are_kept() -> None:
    assert one(dateCreated="December 32, 1965").dates[0].text == "December 32, 1965"


def test_types_that_no_field_says_become_genres() -> None:
    unit = one()
    assert unit.genres == ()
    unit = nodes({"@type": ["AudioObject", "ArchiveComponent"], "name": "Song"})[0].unit
    assert [(genre.term, genre.uri) for genre in unit.genres] == [("AudioObject", "https://schema.org/AudioObject")]


# -- what is no such thing -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (b"", 1), (b" \n", 1), (b"[]", 1), (b"{}", 1), (b'"x"', 1), (b"5", 1), (b"null", 1), (b'{"a": 1}', 1),
        (b'{"@context": "https://schema.org",\n"@type": "Person", "name": "Kim"}', 1),
        (b'{"@context": "https://schema.org",\n"name": NaN}', 2), (b'{"a": 1,\n"a": 2}', 2), (b'{"a": 1e400}', 1),
        (b'{"a": "\xff"}', 1), (b'{"a": "\\ud800"}', 1), (b'{"a": 1}\nx', 2), (b"\xff\xfe{\x00", 1), (b"<ead/>", 1),
    ],
)  # fmt: skip
def test_what_is_refused(text: bytes, line: int | None) -> None:
    with pytest.raises(InputError) as caught:
        list(read(text, format="jsonld"))
    assert caught.value.line == line


@pytest.mark.parametrize("value", [5, ["a"], {"a": 1}, True])
def test_identifiers_and_types_are_strings(value: Any) -> None:
    for keyword in ("@id", "@type"):
        if isinstance(value, list) and keyword == "@type":
            continue
        with pytest.raises(InputError, match=keyword):
            nodes({"name": "x", keyword: value})


def test_it_is_told_from_other_json(tmp_path: Path) -> None:
    assert sniff(b'\xef\xbb\xbf [ {"@context": "http://schema.org/"') == 95
    assert sniff(b'{"@type": "Collection"') == 60
    assert sniff(b'{"type": "FeatureCollection"') == 0
    assert sniff(b"@context") == 0
    file = tmp_path / "guide.json"
    file.write_text(json.dumps({"@context": SCHEMA, **WHOLE}))
    assert [node.unit.title for node in read(file)] == ["Whole"]


def test_samples_of_others_are_read(shared: Path) -> None:
    for path in sorted((shared / "samples" / "jsonld").iterdir()):
        report = Report()
        found = list(read(path, report=report))
        assert found, path.name
        assert not report.losses, path.name


def test_what_says_nothing_is_not_carried_along() -> None:
    """A list without values, or a value null, in a property that is carried along."""
    unit = one(funding={"@type": "Grant", "funder": [{"name": None}], "name": "G", "sponsor": []})
    assert [extra.content for extra in unit.extras] == ['{"@type": "Grant", "name": "G"}']


@pytest.mark.parametrize("word", ["\u0000", "-", "x" * 200, "ru-", "123", "Klingon"])
def test_a_language_that_is_none_is_kept_as_words(word: str) -> None:
    assert [(language.code, language.name) for language in one(inLanguage=word).languages] in (
        [(None, word)],
        [("tlh", word)],
    )


def test_holders_that_hold_each_other_do_not_go_round() -> None:
    """An archive that describes, in passing, what another holds, and the reverse; and one that is held by what it holds."""
    found = nodes(
        [
            {
                "@context": SCHEMA,
                "@type": "ArchiveOrganization",
                "name": holder,
                "url": {"@id": f"urn:{passing}", "name": passing},
                "archiveHeld": f"urn:{held}",
            }
            for holder, passing, held in ("Ayx", "Bxy", "Czz")
        ]
    )
    assert [(node.unit.title, node.unit.repository and node.unit.repository.name) for node in found] == [
        ("x", "A"),
        ("y", "B"),
        ("z", "C"),
    ]


def test_every_unit_of_a_holder_has_it_and_the_first_all_of_it() -> None:
    found = nodes({"@type": "ArchiveOrganization", "name": "A", "founder": "F", "archiveHeld": ["urn:x", "urn:y"]})
    held = [node.unit.repository for node in found]
    assert [one and one.name for one in held] == ["A", "A"]
    assert [[extra.place for extra in one.extras if extra.place == "founder"] for one in held if one] == [
        ["founder"],
        [],
    ]


@pytest.mark.parametrize("depth", [3, 4_000])
def test_a_node_within_itself(depth: int) -> None:
    """Each of them repeats all of them: written out, a deep one would have no end."""
    inner = b'{"@id": "urn:a", "name": "n", "url": ' * depth + b'"u"' + b"}" * depth
    text = b'{"@context": "https://schema.org", "@type": "Collection", "@id": "urn:a", "url": ' + inner + b"}"
    if depth < 10:
        assert nodes(text)[0].unit.title == "n"
    else:
        with pytest.raises(LimitError, match="without limit"):
            nodes(text)


def test_a_name_that_thousands_of_nodes_have() -> None:
    people = [{"@id": "urn:p", "@type": "Person", "name": f"Name {number}"} for number in range(20_000)]
    assert nodes({"@graph": [{"@type": "Collection", "name": "C"}, *people]})[0].unit.title == "C"


@pytest.mark.parametrize(
    "value", ["[" * 990 + "]" * 990, '{"a":' * 990 + "1" + "}" * 990, '[{"a":' * 5_000 + "1" + "}]" * 5_000]
)
@pytest.mark.parametrize("key", ["name", "about", "schema:position", "zzz"])
def test_values_that_nest_deeply_are_read_and_reported(key: str, value: str) -> None:
    report = Report()
    text = f'{{"@context": "https://schema.org", "@type": "Collection", "@id": "c", "{key}": {value}}}'
    (node,) = read(text.encode(), format="jsonld", report=report)
    assert node.unit.extras or not value.endswith("}" * 9)
    assert report.findings


def test_control_characters_are_each_placed_in_time_that_grows_with_them() -> None:
    def make(count: int) -> tuple[int, bytes]:
        data = '{"@context": "https://schema.org", "@type": "Collection", "@id": "c", "name": ' + "\n" * count
        return count, (data + '"' + "\\u0001" * count + '"}').encode()

    def place(given: tuple[int, bytes]) -> None:
        count, data = given
        report = Report()
        list(read(data, format="jsonld", report=report))
        (found,) = [one for one in report.findings if one.target == "string"]
        assert (found.line, found.count) == (count + 1, count)

    grows_with_input(make, place, 10_000)


SCRIPT = '<script type="application/ld+json">'


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (f"<p>{SCRIPT}1</script>{SCRIPT}\n2</script>", [(1, b"1"), (1, b"\n2")]),
        ("<SCRIPT\n TYPE = 'Application/LD+JSON; charset=utf-8' async>\n1</Script >", [(2, b"\n1")]),
        ("<script async type=application/ld+json>1</script>", [(1, b"1")]),
        (f"<!-- {SCRIPT}0</script> -->\n{SCRIPT}1</script>", [(2, b"1")]),
        (f"<a title='{SCRIPT}0</script>'>{SCRIPT}1</script>", [(1, b"1")]),
        (f"<title>{SCRIPT}0</script></title><script>'{SCRIPT}0'</script>{SCRIPT}1</script>", [(1, b"1")]),
        (f'{SCRIPT}"a<b></scriptx>"</script>', [(1, b'"a<b></scriptx>"')]),
        (f"<!DOCTYPE html><?x?></p>< a>{SCRIPT}1", [(1, b"1")]),
    ],
)
def test_the_scripts_of_a_page(page: str, found: list[tuple[int, bytes]]) -> None:
    assert list(scripts(page.encode())) == found


@pytest.mark.parametrize(
    "piece",
    ["<a b='x", '<a b="', "<", "<a ", "<!--", "<![CDATA[", "<?x ", "</", "<a /", "<script></scrip", "<title></titl", "&#", "<a b= "],
)  # fmt: skip
def test_a_page_of_broken_markup_is_gone_through_once(piece: str) -> None:
    def read_page(page: bytes) -> None:
        with pytest.raises(InputError, match="without a script"):
            list(scripts(page))

    grows_with_input(lambda count: b"<html>" + piece.encode() * count, read_page, 5_000)


def test_contexts_one_after_another_are_read_in_time_that_grows_with_them() -> None:
    def make(count: int) -> list[object]:
        return [SCHEMA, *({f"t{number}": f"http://example.org/{number}"} for number in range(count))]

    def read_contexts(contexts: list[object]) -> None:
        assert one(**{"@context": contexts, f"t{len(contexts) - 2}": "x"}).extras

    grows_with_input(make, read_contexts, 4_000)


def test_contexts_of_too_many_terms_are_refused() -> None:
    around = {f"t{number}": f"http://example.org/{number}" for number in range(10_000)}
    parts = [{"@type": "ArchiveComponent", "@context": {f"p{number}": "x:y"}, "name": "n"} for number in range(10_000)]
    with pytest.raises(LimitError, match="terms"):
        nodes({"@context": [SCHEMA, around], "@type": "Collection", "name": "A", "hasPart": parts})


@pytest.mark.parametrize(
    "fields",
    [
        {"@included": "words"},
        {"@language": "words"},
        {"@base": "words"},
        {"@vocab": {"x": "words"}},
        {"@version": "words"},
        {"@none": "words"},
        {"@direction": "words"},
        {"creator": {"@type": "Person", "name": "Kim", "@protected": "words"}},
    ],
)
def test_keywords_that_mean_nothing_where_they_stand_are_reported(fields: dict[str, Any]) -> None:
    report = Report()
    one(report, **fields)
    assert [finding.example for finding in report.findings if "words" in str(finding.example)]


def test_doubts_about_parts_that_stand_very_deep_are_said_in_time_that_grows_with_them() -> None:
    part = ', "hasPart": {"@type": "Collection", "name": "n", "dateCreated": "odd"'

    def make(count: int) -> bytes:
        start = '{"@context": "https://schema.org", "@type": "Collection", "name": "A"'
        return (start + part * count + "}" * (count + 1)).encode()

    def read_deep(data: bytes) -> None:
        report = Report()
        assert sum(1 for _ in read(data, format="jsonld", report=report)) == data.count(b"Part") + 1
        assert max(len(finding.path or "") for finding in report.findings) < 500

    grows_with_input(make, read_deep, 1_000, largest=9_000)


@pytest.mark.parametrize(
    ("context", "before"),
    [
        ('"https://schema.org"', '"@reverse":{"isPartOf":[PART]}'),
        ('{"@vocab":"http://schema.org/","parts":{"@reverse":"isPartOf"}}', '"parts":[PART]'),
    ],
)
def test_what_says_that_it_is_part_of_a_unit_is_part_of_it(context: str, before: str) -> None:
    part = '{"@type":"ArchiveComponent","name":"File"}'
    data = f'{{"@context":{context},"@type":"ArchiveComponent","name":"Fonds",{before.replace("PART", part)}}}'
    found = list(read(data.encode(), format="jsonld"))
    assert [(node.depth, node.unit.title) for node in found] == [(0, "Fonds"), (1, "File")]


def test_a_reverse_property_without_an_inverse_is_said() -> None:
    report = Report()
    data = (
        '{"@context":"https://schema.org","@type":"ArchiveComponent","name":"A","@reverse":{"citation":{"name":"B"}}}'
    )
    list(read(data.encode(), format="jsonld", report=report))
    assert [finding.code for finding in report.findings] == ["unread"]


def test_a_role_stands_before_the_agent_that_has_it() -> None:
    role = '{"@type":"Role","roleName":"photographer","contributor":{"@type":"Person","name":"Roe"},"startDate":"1900"}'
    data = f'{{"@context":"https://schema.org","@type":"ArchiveComponent","name":"A","contributor":{role}}}'
    (node,) = read(data.encode(), format="jsonld")
    (link,) = node.unit.agents
    assert (link.agent.name, link.role, link.relator) == ("Roe", "contributor", "photographer")
    assert [extra.content for extra in link.extras] == ['"1900"']


def test_words_of_dublin_core_and_of_ric_mean_the_same() -> None:
    data = """{"@context":{"dcterms":"http://purl.org/dc/terms/","dc":"http://purl.org/dc/elements/1.1/"},"@id":"http://x.example/1",
        "dcterms:title":"Letters","dc:date":"1900","dcterms:creator":"Roe","dcterms:extent":"12 boxes","dc:subject":["Ships"],
        "dc:rights":"http://rightsstatements.org/vocab/InC/1.0/","dcterms:provenance":"Gift","dcterms:accessRights":"Open"}"""
    (node,) = read(data.encode(), format="jsonld")
    unit = node.unit
    assert (unit.title, [(date.edtf, date.kind) for date in unit.dates]) == ("Letters", [("1900", None)])
    assert [(link.agent.name, link.role) for link in unit.agents] == [("Roe", "creator")]
    assert [right.uri for right in unit.rights] == ["http://rightsstatements.org/vocab/InC/1.0/"]
    assert {(note.kind, str(note.text)) for note in unit.notes} == {
        ("custodial_history", "Gift"),
        ("access_conditions", "Open"),
    }
    assert not unit.extras
    ric = """{"@context":{"rico":"https://www.ica.org/standards/RiC/ontology#"},"@type":"rico:RecordSet","rico:title":"Fonds",
        "rico:hasOrHadPart":[{"@type":"rico:Record","rico:title":"File","rico:date":"1900-1910"}],"rico:scopeAndContent":"Scope",
        "rico:hasCreator":{"@type":"rico:Person","rico:name":"Roe"},
        "rico:hasOrHadHolder":{"@type":"rico:CorporateBody","rico:name":"Rye"}}"""
    fonds, file = (node.unit for node in read(ric.encode(), format="jsonld"))
    assert (fonds.title, fonds.description, fonds.repository and fonds.repository.name) == ("Fonds", "Scope", "Rye")
    assert [link.agent.name for link in fonds.agents] == ["Roe"]
    assert [date.edtf for date in file.dates] == ["1900/1910"]


def test_files_of_data_and_numbers_of_books() -> None:
    data = """{"@context":"https://schema.org","@type":"Dataset","name":"D","isbn":"978",
        "distribution":{"@type":"DataDownload","contentUrl":"http://x.example/d.csv","encodingFormat":"text/csv"}}"""
    (node,) = read(data.encode(), format="jsonld")
    assert [(one.uri, one.media_type) for one in node.unit.digital_objects] == [("http://x.example/d.csv", "text/csv")]
    assert [(one.value, one.kind) for one in node.unit.identifiers] == [("978", "isbn")]
