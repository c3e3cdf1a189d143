"""Records of EDM in RDF/XML, read with what stands around the object: proxies, aggregation, contextual resources."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

import docmeta
from docmeta.crosswalk import Report
from docmeta.model import Collection, Document, Identifier, Person, Place, Term

sys.path.insert(0, str(Path(__file__).parents[1]))

from growth import grows_with_input

_ROOT = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:edm="http://www.europeana.eu/schemas/edm/"'
    ' xmlns:ore="http://www.openarchives.org/ore/terms/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:skos="http://www.w3.org/2004/02/skos/core#"'
    ' xmlns:wgs84_pos="http://www.w3.org/2003/01/geo/wgs84_pos#" xmlns:ebucore="http://www.ebu.ch/metadata/ontologies/ebucore/ebucore#"'
    ' xmlns:o="http://example.org/o">'
)
_SAID = (
    "<dc:title>Letter from Seoul</dc:title>"
    '<dc:creator rdf:resource="http://example.org/roe"/><dc:subject rdf:resource="#ships"/>'
    '<dcterms:spatial rdf:resource="http://example.org/seoul"/><dcterms:created rdf:resource="#span"/><edm:type>TEXT</edm:type>'
)
_THINGS = (
    '<edm:WebResource rdf:about="http://example.org/1.jpg"><ebucore:hasMimeType>image/jpeg</ebucore:hasMimeType>'
    "<dc:rights>Free</dc:rights></edm:WebResource>"
    '<edm:Agent rdf:about="http://example.org/roe"><skos:prefLabel xml:lang="ko">로</skos:prefLabel>'
    '<skos:prefLabel xml:lang="en">Roe, Ann</skos:prefLabel></edm:Agent>'
    '<edm:Place rdf:about="http://example.org/seoul"><wgs84_pos:lat>37.56</wgs84_pos:lat><wgs84_pos:long>126.97</wgs84_pos:long>'
    "<skos:prefLabel>Seoul</skos:prefLabel></edm:Place>"
    '<edm:TimeSpan rdf:about="#span"><edm:begin>1950</edm:begin><edm:end>1953</edm:end></edm:TimeSpan>'
    '<skos:Concept rdf:about="#ships"><skos:prefLabel>Ships</skos:prefLabel></skos:Concept>'
    '<ore:Aggregation rdf:about="#a"><edm:aggregatedCHO rdf:resource="#1"/><edm:dataProvider>Example Archive</edm:dataProvider>'
    '<edm:isShownBy rdf:resource="http://example.org/1.jpg"/><edm:object rdf:resource="http://example.org/t.jpg"/>'
    '<edm:rights rdf:resource="http://rightsstatements.org/vocab/InC/1.0/"/><edm:provider>Example Archive</edm:provider></ore:Aggregation>'
)
_EXTERNAL = f'{_ROOT}<edm:ProvidedCHO rdf:about="#1">{_SAID}</edm:ProvidedCHO>{_THINGS}</rdf:RDF>'
_INTERNAL = (
    f'{_ROOT}<edm:ProvidedCHO rdf:about="#1"/><ore:Proxy rdf:about="#p"><edm:europeanaProxy>false</edm:europeanaProxy>'
    f'<ore:proxyFor rdf:resource="#1"/><ore:proxyIn rdf:resource="#a"/>{_SAID}</ore:Proxy>'
    f'<ore:Proxy rdf:about="#e"><edm:europeanaProxy>true</edm:europeanaProxy><ore:proxyFor rdf:resource="#1"/>'
    f"<edm:year>1950</edm:year></ore:Proxy>{_THINGS}</rdf:RDF>"
)


def read(data: str) -> tuple[list[docmeta.Node], dict[str, str]]:
    """The nodes, and what is lost, by target."""
    report = Report()
    nodes = list(docmeta.read(data.encode(), report=report))
    return nodes, {str(one.target): str(one.example) for one in report.findings if one.severity == "loss"}


@pytest.mark.parametrize("data", [_EXTERNAL, _INTERNAL])
def test_an_object_has_what_stands_around_it(data: str) -> None:
    ((node,), lost) = read(data)
    unit = node.unit
    assert (unit.id, unit.title) == ("#1", "Letter from Seoul")
    (link,) = unit.agents
    assert (str(link.agent.name), link.role, link.agent.identifiers) == (
        "Roe, Ann",
        "creator",
        (Identifier("http://example.org/roe"),),
    )
    assert unit.subjects == (Term("Ships"),)
    assert unit.places == (Place("Seoul", uri="http://example.org/seoul", latitude=37.56, longitude=126.97),)
    assert [(date.edtf, date.kind) for date in unit.dates] == [("1950/1953", "creation")]
    assert [genre.term for genre in unit.genres] == ["TEXT"]
    assert [(one.uri, one.media_type, one.role) for one in unit.digital_objects] == [
        ("http://example.org/1.jpg", "image/jpeg", None),
        ("http://example.org/t.jpg", None, "thumbnail"),
    ]
    assert [one.uri for one in unit.rights] == ["http://rightsstatements.org/vocab/InC/1.0/"]
    assert unit.repository is not None
    assert unit.repository.name == "Example Archive"
    left = {"prefLabel": "로", "prefLabel/@lang": "ko", "rights": "Free"}
    europeana = {"Proxy/@about": "#e", "europeanaProxy": "true", "proxyFor/@resource": "#1", "year": "1950"}
    assert lost == (left if data is _EXTERNAL else left | europeana)


def test_a_resource_inside_a_value_and_one_that_objects_share() -> None:
    objects = "".join(
        f'<edm:ProvidedCHO rdf:about="#{n}"><dc:subject rdf:resource="#s"/></edm:ProvidedCHO>' for n in "12"
    )
    nested = (
        '<edm:ProvidedCHO rdf:about="#3"><dc:subject><skos:Concept rdf:about="urn:x:1"><skos:prefLabel>Maps</skos:prefLabel>'
        "<skos:altLabel>Charts</skos:altLabel></skos:Concept></dc:subject></edm:ProvidedCHO>"
    )
    shared = '<skos:Concept rdf:about="#s"><skos:prefLabel>Ships</skos:prefLabel></skos:Concept>'
    nodes, lost = read(f"{_ROOT}{objects}{shared}{nested}</rdf:RDF>")
    assert [[(one.term, one.uri) for one in node.unit.subjects] for node in nodes] == [
        [("Ships", None)],
        [("Ships", None)],
        [("Maps", "urn:x:1")],
    ]
    assert not lost
    assert "Charts" in str(nodes[2].unit.extras)


def test_what_is_private_around_an_object_stays_inside() -> None:
    concept = '<skos:Concept rdf:about="#s" o:is_public="false"><skos:prefLabel>Secret</skos:prefLabel></skos:Concept>'
    object_ = '<edm:ProvidedCHO rdf:about="#1"><dc:subject rdf:resource="#s"/></edm:ProvidedCHO>'
    out = io.BytesIO()
    docmeta.convert(f"{_ROOT}{object_}{concept}</rdf:RDF>".encode(), out, to="csv")
    assert "Secret" not in out.getvalue().decode()


def test_what_docmeta_writes_is_read() -> None:
    document = Document(
        "1",
        title="Telegram",
        agents=(Person("Roe, Ann", identifiers=("https://viaf.org/viaf/1",)),),
        subjects=(Term("Ships", uri="http://example.org/ships"),),
        dates="1950-1953",
        places=(Place("Seoul", latitude=37.56, longitude=126.97),),
    )
    out = io.BytesIO()
    docmeta.dump(Collection("c", title="Papers", members=(document,)), out, format="edm")
    (unit,) = [node.unit for node in docmeta.read(out.getvalue()) if node.unit.title == "Telegram"]
    assert [link.agent.name for link in unit.agents] == ["Roe, Ann"]
    assert [(one.term, one.uri) for one in unit.subjects] == [("Ships", "http://example.org/ships")]
    assert [(one.name, one.latitude) for one in unit.places] == [("Seoul", 37.56)]
    assert [date.edtf for date in unit.dates] == ["1950/1953"]


def test_many_objects_in_one_file_take_time_in_proportion() -> None:
    def make(count: int) -> bytes:
        one = '<edm:ProvidedCHO rdf:about="#{0}"><dc:subject rdf:resource="#s{0}"/></edm:ProvidedCHO>'
        thing = '<skos:Concept rdf:about="#s{0}"><skos:prefLabel>{0}</skos:prefLabel></skos:Concept>'
        return f"{_ROOT}{''.join((one + thing).format(n) for n in range(count))}</rdf:RDF>".encode()

    def alike(count: int) -> bytes:
        object_ = '<edm:ProvidedCHO rdf:about="#1"/>'
        proxy = '<ore:Proxy><ore:proxyFor rdf:resource="#1"/><dc:title>A</dc:title></ore:Proxy>'
        return "".join((_ROOT, object_ * count, proxy * count, "</rdf:RDF>")).encode()

    grows_with_input(make, lambda data: sum(1 for _ in docmeta.read(data)), 500)
    grows_with_input(alike, lambda data: sum(1 for _ in docmeta.read(data)), 200)


def test_a_place_outside_the_world_has_no_coordinates() -> None:
    place = (
        '<edm:Place rdf:about="#p"><wgs84_pos:lat>999</wgs84_pos:lat><wgs84_pos:long>5</wgs84_pos:long>'
        "<skos:prefLabel>Atlantis</skos:prefLabel></edm:Place>"
    )
    object_ = '<edm:ProvidedCHO rdf:about="#1"><dc:coverage rdf:resource="#p"/></edm:ProvidedCHO>'
    ((node,), lost) = read(f"{_ROOT}{object_}{place}</rdf:RDF>")
    assert node.unit.places == (Place("Atlantis"),)
    assert lost == {"lat": "999", "long": "5"}
