"""DSpace's own XML is read as Dublin Core: its archives, DIM and XOAI."""

from __future__ import annotations

import io

import docmeta
from docmeta import Report
from docmeta.model import Unit

ARCHIVE = """<dublin_core schema="dc">
<dcvalue element="title" qualifier="none" language="fr">Lettres</dcvalue>
<dcvalue element="contributor" qualifier="author">Roe, Ann</dcvalue>
<dcvalue element="contributor" qualifier="advisor">Lee, Bob</dcvalue>
<dcvalue element="date" qualifier="issued">1950-05</dcvalue>
<dcvalue element="description" qualifier="provenance" language="en">Submitted by bob@example.org</dcvalue>
<dcvalue element="description" qualifier="abstract" language="en_US">Of Ann.</dcvalue>
<dcvalue element="relation" qualifier="ispartofseries">Papers of Rye</dcvalue>
<dcvalue element="subject" qualifier="lcsh">Harbors</dcvalue>
<dcvalue element="rights" qualifier="uri">https://creativecommons.org/licenses/by/4.0/</dcvalue>
</dublin_core>"""
ENVELOPE = (
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><GetRecord><record><header><identifier>oai:x:1/2</identifier>'
    "<datestamp>2020-01-01</datestamp></header><metadata>{}</metadata></record></GetRecord></OAI-PMH>"
)
DIM = ENVELOPE.format(
    '<dim:dim xmlns:dim="http://www.dspace.org/xmlns/dspace/dim"><dim:field mdschema="dc" element="title" lang="fr">Lettres</dim:field>'
    '<dim:field mdschema="dc" element="contributor" qualifier="author">Roe, Ann</dim:field>'
    '<dim:field mdschema="dc" element="date" qualifier="issued">1950-05</dim:field>'
    '<dim:field mdschema="local" element="shelf">7</dim:field></dim:dim>'
)


def leaf(name: str, text: str, language: str = "none") -> str:
    inner = f'<element name="{language}"><field name="value">{text}</field></element>'
    for part in reversed(name.split(".")):
        inner = f'<element name="{part}">{inner}</element>'
    return inner


XOAI = ENVELOPE.format(
    '<metadata xmlns="http://www.lyncode.com/xoai"><element name="dc">'
    + leaf("title", "Lettres", "fr")
    + leaf("contributor.author", "Roe, Ann")
    + leaf("date.issued", "1950-05")
    + '</element><element name="bundles"><element name="bundle"><field name="name">ORIGINAL</field><element name="bitstreams">'
    '<element name="bitstream"><field name="name">a.pdf</field><field name="format">application/pdf</field>'
    '<field name="url">https://x.example/a.pdf</field></element></element></element></element></metadata>'
)


def unit(data: str, report: Report | None = None) -> Unit:
    (node,) = docmeta.read(io.BytesIO(data.encode()), report=report or Report())
    return node.unit


def test_each_form_says_the_same() -> None:
    for data in (ARCHIVE, DIM, XOAI):
        found = unit(data)
        assert (str(found.title), getattr(found.title, "language", None)) == ("Lettres", "fr")
        assert ("Roe, Ann", "creator") in [(link.agent.name, link.role) for link in found.agents]
        assert [(date.edtf, date.kind) for date in found.dates] == [("1950-05", "publication")]


def test_qualifiers_say_what_a_value_is() -> None:
    found = unit(ARCHIVE)
    assert ("Lee, Bob", "contributor", "advisor") in [(one.agent.name, one.role, one.relator) for one in found.agents]
    assert [(term.term, term.source) for term in found.subjects] == [("Harbors", "lcsh")]
    assert [(one.kind, one.label or one.target) for one in found.relations] == [("isPartOf", "Papers of Rye")]
    assert found.rights[0].uri == "https://creativecommons.org/licenses/by/4.0/"


def test_who_submitted_it_is_not_for_the_public() -> None:
    out = io.BytesIO()
    docmeta.convert(io.BytesIO(ARCHIVE.encode()), out, to="dc")
    assert b"bob@example.org" not in out.getvalue()
    assert [note.audience for note in unit(ARCHIVE).notes if note.label == "provenance"] == ["internal"]


def test_other_schemas_are_carried_along_and_reported() -> None:
    report = Report()
    assert [(extra.place, extra.content) for extra in unit(DIM, report).extras if extra.format != "oai"] == [
        ("local.shelf", "7")
    ]
    assert "local.shelf" in [finding.target for finding in report.findings]


def test_files_of_a_record_are_its_digital_objects() -> None:
    (file,) = unit(XOAI).digital_objects
    assert (file.uri, file.title, file.media_type) == ("https://x.example/a.pdf", "a.pdf", "application/pdf")


def test_languages_and_kinds_in_attributes_without_a_namespace() -> None:
    """As the qualified exports of repositories have them; a citation, and the number of a journal, name no record."""
    found = unit(
        '<qualifieddc xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title lang="fi">Kirjeet</dc:title>'
        '<dc:identifier type="citation">Roe, Ann (2001). The herring fleet of Rye. Harbour Studies</dc:identifier>'
        '<dc:identifier type="issn">2432-5058</dc:identifier><dc:identifier>MS 7</dc:identifier></qualifieddc>'
    )
    assert getattr(found.title, "language", None) == "fi"
    assert [(one.value[:9], one.kind) for one in found.identifiers][1:] == [("2432-5058", "issn"), ("MS 7", "unitid")]
    assert found.id == "MS 7"


def test_records_and_values_that_are_not_public_are_internal() -> None:
    """Omeka S marks them by an attribute (`o:is_public`)."""
    data = (
        '<resources xmlns:o="http://omeka.org/s/vocabs/o#" xmlns:dcterms="http://purl.org/dc/terms/"><resource o:is_public="false">'
        '<dcterms:title>Hidden</dcterms:title></resource><resource o:is_public="1"><dcterms:title>Shown</dcterms:title>'
        '<dcterms:description o:is_public="0">Secret</dcterms:description><o:media><o:media o:is_public="false">Secret</o:media></o:media>'
        "</resource></resources>"
    )
    hidden, shown = (node.unit for node in docmeta.read(io.BytesIO(data.encode()), format="dcterms"))
    assert (hidden.audience, shown.audience, shown.description) == ("internal", None, "")
    assert {note.audience for note in shown.notes} == {"internal"}
    for to in ("dcterms", "jsonl", "csv"):
        out = io.BytesIO()
        docmeta.convert(io.BytesIO(data.encode()), out, from_="dcterms", to=to)
        assert b"Hidden" not in out.getvalue()
        assert b"Secret" not in out.getvalue()
        assert b"Shown" in out.getvalue()
