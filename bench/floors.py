"""The same work in hand-written programs for just these fields: no report, no checks, no other fields."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from docmeta import Date, Document, Node, Person, Term
from docmeta.model import AgentLink, Extent, Identifier, Language, Note, Place

EAD = "{urn:isbn:1-931666-22-9}"
DC = "{http://purl.org/dc/elements/1.1/}"


def write_ead(nodes: list[Node]) -> bytes:
    """EAD 2002 as a string for each unit."""
    out = io.BytesIO()
    out.write(b'<ead xmlns="urn:isbn:1-931666-22-9"><archdesc level="fonds"><dsc>')
    depth = -1
    for node in nodes:
        unit = node.unit
        text = ["</c>\n" * (depth - node.depth + 1), f'<c id="{unit.id}" level="{unit.level}"><did>']
        text += [f"<unitid>{escape(one.value)}</unitid>" for one in unit.identifiers]
        text.append(f"<unittitle>{escape(unit.title)}</unittitle>")
        text += [f'<unitdate normal="{date.normal}">{escape(date.text)}</unitdate>' for date in unit.dates]
        text += [f"<physdesc><extent>{escape(extent.text)}</extent></physdesc>" for extent in unit.extents]
        for link in unit.agents:
            if link.role == "creator":
                text.append(f"<origination><persname>{escape(link.agent.name)}</persname></origination>")
        text += [f'<langmaterial><language langcode="{one.code}"/></langmaterial>' for one in unit.languages]
        text.append(f"</did><scopecontent><p>{escape(unit.description)}</p></scopecontent>")
        text += [f"<userestrict><p>{escape(right.text)}</p></userestrict>" for right in unit.rights]
        text.append(f"<originalsloc><p>{escape(unit.source)}</p></originalsloc><controlaccess>")
        text += [f"<subject>{escape(term.term)}</subject>" for term in unit.subjects]
        text += [f"<geogname>{escape(place.name)}</geogname>" for place in unit.places]
        text += [f"<genreform>{escape(term.term)}</genreform>" for term in unit.genres]
        text.append("</controlaccess>")
        out.write("".join(text).encode())
        depth = node.depth
    out.write(b"</c>" * (depth + 1) + b"</dsc></archdesc></ead>")
    return out.getvalue()


def write_ead_tree(nodes: list[Node]) -> bytes:
    """The same with lxml: a tree, then `tostring`."""
    root = etree.Element("ead", nsmap={None: EAD[1:-1]})
    open_: list[Any] = [etree.SubElement(etree.SubElement(root, "archdesc", level="fonds"), "dsc")]

    def put(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
        made = etree.SubElement(parent, name, **attributes)
        if text:
            made.text = text
        return made

    for node in nodes:
        unit = node.unit
        del open_[node.depth + 1 :]
        component = put(open_[-1], "c", id=unit.id, level=unit.level)
        open_.append(component)
        did = put(component, "did")
        for one in unit.identifiers:
            put(did, "unitid", one.value)
        put(did, "unittitle", unit.title)
        for date in unit.dates:
            put(did, "unitdate", date.text, normal=date.normal)
        for extent in unit.extents:
            put(put(did, "physdesc"), "extent", extent.text)
        for link in unit.agents:
            if link.role == "creator":
                put(put(did, "origination"), "persname", link.agent.name)
        for language in unit.languages:
            put(put(did, "langmaterial"), "language", langcode=language.code)
        put(put(component, "scopecontent"), "p", unit.description)
        for right in unit.rights:
            put(put(component, "userestrict"), "p", right.text)
        put(put(component, "originalsloc"), "p", unit.source)
        access = put(component, "controlaccess")
        for term in unit.subjects:
            put(access, "subject", term.term)
        for place in unit.places:
            put(access, "geogname", place.name)
        for term in unit.genres:
            put(access, "genreform", term.term)
    return etree.tostring(root, encoding="UTF-8")


def write_dc(nodes: list[Node]) -> bytes:
    """Dublin Core as a string for each unit."""
    out = io.BytesIO()
    out.write(b'<records xmlns:dc="http://purl.org/dc/elements/1.1/">')
    for node in nodes:
        unit = node.unit
        pairs = [("title", unit.title), ("description", unit.description), ("source", unit.source)]
        pairs += [("identifier", one.value) for one in unit.identifiers]
        for link in unit.agents:
            name = link.agent.name
            life = getattr(link.agent, "dates", None)
            pairs.append((link.role, f"{name}, {life.text}" if life else name))
        pairs += [("subject", term.term) for term in unit.subjects]
        pairs += [("coverage", place.name) for place in unit.places]
        pairs += [("date", date.edtf or date.text) for date in unit.dates]
        pairs += [("type", term.term) for term in unit.genres]
        pairs += [("format", extent.text) for extent in unit.extents]
        pairs += [("language", language.code) for language in unit.languages]
        pairs += [("rights", right.text) for right in unit.rights]
        body = "".join([f"<dc:{name}>{escape(value)}</dc:{name}>" for name, value in pairs])
        out.write(f"<dc>{body}</dc>\n".encode())
    out.write(b"</records>")
    return out.getvalue()


def write_marcxml(nodes: list[Node]) -> bytes:
    """MARCXML as a string for each unit: the same values, without loss checks."""
    out = io.BytesIO()
    out.write(b'<collection xmlns="http://www.loc.gov/MARC21/slim">')
    for node in nodes:
        unit = node.unit
        fields = [("245", "00", "a", unit.title), ("520", "2 ", "a", unit.description), ("534", "  ", "n", unit.source)]
        fields += [("099", "  ", "a", one.value) for one in unit.identifiers]
        for number, link in enumerate(unit.agents):
            life = getattr(link.agent, "dates", None)
            name = f"{link.agent.name}, {life.text}" if life else link.agent.name
            fields.append(("700" if number else "100", "1 ", "a", name))
        fields += [("650", " 4", "a", term.term) for term in unit.subjects]
        fields += [("651", " 4", "a", place.name) for place in unit.places]
        fields += [("264", " 0", "c", date.text) for date in unit.dates]
        fields += [("655", " 4", "a", term.term) for term in unit.genres]
        fields += [("300", "  ", "a", extent.text) for extent in unit.extents]
        fields += [("041", "  ", "a", language.code or "") for language in unit.languages]
        fields += [("540", "  ", "a", right.text) for right in unit.rights]
        body = "".join(
            [
                f'<datafield tag="{tag}" ind1="{ind[0]}" ind2="{ind[1]}"><subfield code="{code}">{escape(value)}</subfield></datafield>'
                for tag, ind, code, value in sorted(fields)
            ]
        )
        head = f'<leader>00000npmaa2200000 u 4500</leader><controlfield tag="001">{escape(unit.id)}</controlfield>'
        out.write(f"<record>{head}{body}</record>\n".encode())
    out.write(b"</collection>")
    return out.getvalue()


def write_mods(nodes: list[Node]) -> bytes:
    """MODS as a string for each unit: the same values, without loss checks."""
    out = io.BytesIO()
    out.write(b'<modsCollection xmlns="http://www.loc.gov/mods/v3">')
    for node in nodes:
        unit = node.unit
        said = [
            f"<titleInfo><title>{escape(unit.title)}</title></titleInfo><abstract>{escape(unit.description)}</abstract>"
        ]
        said.append(f'<note type="original version">{escape(unit.source)}</note>')
        for link in unit.agents:
            life = getattr(link.agent, "dates", None)
            dates = f'<namePart type="date">{escape(life.text)}</namePart>' if life else ""
            said.append(
                f"<name><namePart>{escape(link.agent.name)}</namePart>{dates}<role><roleTerm>{link.role}</roleTerm></role></name>"
            )
        said += [f"<identifier>{escape(one.value)}</identifier>" for one in unit.identifiers]
        said += [f"<subject><topic>{escape(term.term)}</topic></subject>" for term in unit.subjects]
        said += [f"<subject><geographic>{escape(place.name)}</geographic></subject>" for place in unit.places]
        said += [f"<originInfo><dateCreated>{escape(date.text)}</dateCreated></originInfo>" for date in unit.dates]
        said += [f"<genre>{escape(term.term)}</genre>" for term in unit.genres]
        said += [
            f"<physicalDescription><extent>{escape(one.text)}</extent></physicalDescription>" for one in unit.extents
        ]
        said += [f'<language><languageTerm type="code">{one.code}</languageTerm></language>' for one in unit.languages]
        said += [f"<accessCondition>{escape(right.text)}</accessCondition>" for right in unit.rights]
        said.append(f"<recordInfo><recordIdentifier>{escape(unit.id)}</recordIdentifier></recordInfo>")
        out.write(f"<mods>{''.join(said)}</mods>\n".encode())
    out.write(b"</modsCollection>")
    return out.getvalue()


def write_jsonld(nodes: list[Node]) -> bytes:
    """schema.org from a dictionary for each unit, and `json.dumps`."""
    out = io.BytesIO()
    for node in nodes:
        unit = node.unit
        said = {
            "@id": unit.id, "@type": "ArchiveComponent", "name": unit.title, "identifier": [one.value for one in unit.identifiers],
            "dateCreated": [date.edtf for date in unit.dates], "materialExtent": [extent.text for extent in unit.extents],
            "creator": [
                {"@type": "Person", "name": link.agent.name, "birthDate": link.agent.dates.edtf}
                for link in unit.agents
                if link.role == "creator" and link.agent.dates is not None
            ],
            "description": unit.description, "inLanguage": [language.code for language in unit.languages],
            "about": [{"@type": "DefinedTerm", "name": term.term} for term in unit.subjects],
            "spatialCoverage": [{"@type": "Place", "name": place.name} for place in unit.places],
            "genre": [term.term for term in unit.genres], "usageInfo": [right.text for right in unit.rights], "isBasedOn": unit.source,
        }  # fmt: skip
        out.write(json.dumps(said, ensure_ascii=False).encode() + b"\n")
    return out.getvalue()


def write_csv(nodes: list[Node]) -> bytes:
    """A row for each unit by a function, and `csv.writer`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for node in nodes:
        unit = node.unit
        writer.writerow(
            (
                unit.id, unit.level, unit.title, "|".join([one.value for one in unit.identifiers]),
                "|".join([date.text for date in unit.dates]), "|".join([date.edtf or "" for date in unit.dates]),
                "|".join([extent.text for extent in unit.extents]),
                "|".join([link.agent.name for link in unit.agents if link.role == "creator"]),
                "|".join([link.agent.name for link in unit.agents if link.role == "publisher"]), unit.description,
                "|".join([language.code or "" for language in unit.languages]), "|".join([term.term for term in unit.subjects]),
                "|".join([place.name for place in unit.places]), "|".join([term.term for term in unit.genres]),
                "|".join([right.text for right in unit.rights]), unit.source,
            )
        )  # fmt: skip
    return out.getvalue().encode()


def read_ead(data: bytes) -> int:
    """docmeta's units from `iterparse` and a walk over the elements of these files."""
    count = 0
    for _, component in etree.iterparse(io.BytesIO(data), tag=EAD + "c"):
        said: dict[str, Any] = {}
        notes, subjects, places, genres = [], [], [], []
        for element in component:
            tag = element.tag
            if tag == EAD + "did":
                for part in element:
                    tag = part.tag
                    if tag == EAD + "unitid":
                        said["identifiers"] = (Identifier(part.text),)
                    elif tag == EAD + "unittitle":
                        said["title"] = part.text
                    elif tag == EAD + "unitdate":
                        said["dates"] = (Date.from_normal(part.get("normal"), part.text)[0],)
                    elif tag == EAD + "physdesc":
                        said["extents"] = (Extent(part[0].text),)
                    elif tag == EAD + "langmaterial":
                        said["languages"] = (Language(part[0].get("langcode")),)
                    elif tag == EAD + "origination":
                        said.setdefault("agents", []).append(AgentLink(Person(part[0].text)))
            elif tag == EAD + "scopecontent":
                said["description"] = element[0].text
            elif tag in (EAD + "userestrict", EAD + "originalsloc"):
                notes.append(Note(tag[len(EAD) :], element[0].text))
            elif tag == EAD + "controlaccess":
                for term in element:
                    if term.tag == EAD + "geogname":
                        places.append(Place(term.text))
                    else:
                        (subjects if term.tag == EAD + "subject" else genres).append(Term(term.text))
        agents = tuple(said.pop("agents", ()))
        unit = Document(
            component.get("id"), level=component.get("level"), agents=agents, notes=tuple(notes), subjects=tuple(subjects),
            places=tuple(places), genres=tuple(genres), **said,
        )  # fmt: skip
        count += bool(Node(1, unit, component.sourceline))
        component.clear()
        while component.getprevious() is not None:
            del component.getparent()[0]
    return count


def read_dc(data: bytes) -> int:
    """A page as a harvester reads it: a dictionary of lists for each record."""
    found = 0
    for record in etree.fromstring(data).iter("{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"):
        said: dict[str, list[str | None]] = {}
        for element in record.iter():
            if len(element) == 0:
                said.setdefault(etree.QName(element).localname, []).append(element.text)
        found += bool(said)
    return found


MARC = "{http://www.loc.gov/MARC21/slim}"


def read_marcxml(data: bytes) -> int:
    """A list of fields for each record: tag, indicators, and pairs of code and value."""
    found = 0
    for _, record in etree.iterparse(io.BytesIO(data), tag=MARC + "record"):
        fields: list[tuple[object, ...]] = []
        for field in record:
            if field.tag == MARC + "datafield":
                values = [(subfield.get("code"), subfield.text) for subfield in field]
                fields.append((field.get("tag"), field.get("ind1"), field.get("ind2"), values))
            else:
                fields.append((field.get("tag"), field.text))
        found += bool(fields)
        record.clear()
        while record.getprevious() is not None:
            del record.getparent()[0]
    return found


def parse(data: bytes) -> int:
    """Parse to a tree, and serialise it."""
    return len(etree.tostring(etree.fromstring(data)))
