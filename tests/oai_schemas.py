"""The official schemas of OAI-PMH, for testing whether a response is valid."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

#: The guidelines for identifiers on the description in Identify, as our own schema.
IDENTIFIER = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
  targetNamespace="http://www.openarchives.org/OAI/2.0/oai-identifier">
  <xs:element name="oai-identifier"><xs:complexType><xs:sequence>
    <xs:element name="scheme" fixed="oai" type="xs:string"/>
    <xs:element name="repositoryIdentifier"><xs:simpleType><xs:restriction base="xs:string">
      <xs:pattern value="[a-zA-Z][a-zA-Z0-9\\-]*(\\.[a-zA-Z][a-zA-Z0-9\\-]*)+"/></xs:restriction></xs:simpleType></xs:element>
    <xs:element name="delimiter" fixed=":" type="xs:string"/>
    <xs:element name="sampleIdentifier"><xs:simpleType><xs:restriction base="xs:string">
      <xs:pattern value="oai:[a-zA-Z][a-zA-Z0-9\\-]*(\\.[a-zA-Z][a-zA-Z0-9\\-]*)+:[a-zA-Z0-9\\-_\\.!~\\*'\\(\\);/\\?:@&amp;=\\+$,%]+"/>
      </xs:restriction></xs:simpleType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>"""
#: The schema in the specification of static repositories (2004-04-23, A1.1), rewritten on the types of the protocol.
STATIC = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:oai="http://www.openarchives.org/OAI/2.0/"
  elementFormDefault="qualified" targetNamespace="http://www.openarchives.org/OAI/2.0/static-repository">
  <xs:import namespace="http://www.openarchives.org/OAI/2.0/" schemaLocation="{answers}"/>
  <xs:import namespace="http://www.openarchives.org/OAI/2.0/oai_dc/" schemaLocation="{oai_dc}"/>
  <xs:element name="Repository"><xs:complexType><xs:sequence>
    <xs:element name="Identify" type="oai:IdentifyType"/>
    <xs:element name="ListMetadataFormats" type="oai:ListMetadataFormatsType"/>
    <xs:element name="ListRecords" maxOccurs="unbounded"><xs:complexType><xs:complexContent>
      <xs:extension base="oai:ListRecordsType">
        <xs:attribute name="metadataPrefix" type="oai:metadataPrefixType" use="required"/>
      </xs:extension>
    </xs:complexContent></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>"""
_ANSWERS = ("http://www.openarchives.org/OAI/2.0/", "oai/OAI-PMH.xsd")
#: The schemas of metadata, in groups with the same schema for the elements of Dublin Core.
_METADATA = (
    (
        ("http://www.openarchives.org/OAI/2.0/oai_dc/", "oai/oai_dc.xsd"),
        ("http://www.loc.gov/MARC21/slim", "marc/MARC21slim.xsd"),
        ("urn:isbn:1-931666-22-9", "ead2002/ead.xsd"),
        ("http://ead3.archivists.org/schema/", "ead3/ead3.xsd"),
    ),
    (("http://worldcat.org/xmlschemas/qdc-1.0/", "oai/driver-oai_qdc.xsd"),),
    (("http://www.loc.gov/mods/v3", "mods/mods-3-8.lxml.xsd"),),
    (("https://standards.openpreservation.org/ead/v4", "ead4/ead.xsd"),),
)


class Valid:
    """Checks that responses are valid, with the metadata in them, as the protocol requires."""

    def __init__(self, shared: Path, folder: Path) -> None:
        (folder / "oai-identifier.xsd").write_text(IDENTIFIER, encoding="utf-8")
        self.schemas: list[tuple[bytes, etree.XMLSchema]] = []
        for number, group in enumerate(_METADATA):
            places = [(space, (shared / "schemas" / path).as_uri()) for space, path in (_ANSWERS, *group)]
            places.append(("http://www.openarchives.org/OAI/2.0/oai-identifier", "oai-identifier.xsd"))
            imports = "".join(f'<xs:import namespace="{space}" schemaLocation="{place}"/>' for space, place in places)
            driver = folder / f"driver{number}.xsd"
            driver.write_text(f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>')
            self.schemas.append((f'="{group[0][0]}"'.encode(), etree.XMLSchema(file=str(driver))))

    def check(self, answer: bytes) -> None:
        """Fail if a response is not valid."""
        schema = next((schema for space, schema in self.schemas[1:] if space in answer), self.schemas[0][1])
        schema.assertValid(etree.fromstring(answer).getroottree())


def static_schema(shared: Path) -> etree.XMLSchema:
    """The schema of a static repository with records of oai_dc."""
    oai = shared / "schemas" / "oai"
    text = STATIC.format(answers=(oai / "OAI-PMH.xsd").as_uri(), oai_dc=(oai / "oai_dc.xsd").as_uri())
    return etree.XMLSchema(etree.fromstring(text, base_url=(oai / "static-repository.xsd").as_uri()))
