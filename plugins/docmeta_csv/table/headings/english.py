"""The names of columns in English lists of boxes, letters, photographs and transfers, beside those of standards."""

from __future__ import annotations

from typing import Final

MORE_ENGLISH: Final[dict[str, str]] = {
    "identifiers": (
        "collection number|collection no|collection no.|manuscript number|ms number|ms no|ms no.|object no|object no.|"
        "item no|item no.|item #|record no|record no.|catalog no|catalog no.|catalogue no|catalogue no.|inventory no|inventory no.|inv no|"
        "inv. no.|"
        "file number|file no|file no.|file reference|file ref|piece reference|local identifier|unique id|unique identifier|uuid|guid|"
        "bib id|call no|call no.|identifier call number|original identifier|alt ref no|alternative reference"
    ),
    "accession number": "acc no|identifier accession number",
    "former identifier": "former reference|former reference (department)|previous number|previous reference|old reference|old number",
    "oclc number": "identifier oclc|identifier oclc/rlin",
    "isbn": "identifier isbn",
    "issn": "identifier issn",
    "title": "document title|title/description|title / description|title and description|caption",
    "other_titles": "original title|title (official language)|parallel forms of name",
    "dates": "covering dates|unit dates|dates of coverage",
    "temporal": "time period|decade|subject temporal",
    "creator": "created by|creator/accumulator|creator / accumulator|creator /accumulator|records creator|creator access point",
    "photographer": "photographer name|photographer(s)|photographers",
    "interviewee": "interviewees|interviewee(s)|interviewee name",
    "interviewer": "interviewers|interviewer(s)|interviewer name",
    "addressee": "addressees|addressee(s)|recipient|recipients|recipient(s)|letter recipient",
    "correspondent": "correspondents|correspondent(s)",
    "sender": "senders|sender(s)|letter writer",
    "narrator": "narrators",
    "publisher": "publisher name|publisher original",
    "extent words": "extent/physical description|duration|running time|length of recording|number and type",
    "dimensions": "size|physical dimensions|measurements",
    "technique": "techniques|material|materials|support",
    "format": "file format|mime type|mimetype|digital format|digital file format|media type",
    "genres": "type of document|type of material|genre/form|physical type",
    "description": "scope & content|full description|content summary|synopsis|content",
    "summary": "short description|brief description",
    "general": "comment|public note|public notes|remark|general remarks|date note",
    "internal note": "internal comments|internal comment|staff comments",
    "institution": "name of institution|name of institution (english)|name of repository|archival institution",
    "access_conditions": "access status",
    "rights holder": "copyright holder|rights owner|copyright owner",
    "right": "copyright notice|copyright note",
    "use_conditions": "reproduction rights|conditions of reproduction|conditions governing reproduction",
    "subjects": "index terms|access points: subject terms|access points: subjects",
    "subject names": (
        "people|persons|person(s)|people depicted|persons depicted|people mentioned|persons mentioned|people pictured|names mentioned|"
        "personal names|access points: persons|access points: persons/families|access points: persons/familes"
    ),
    "subject corporate": "corporate names|organizations|organisations|organizations mentioned|access points: corporate bodies",
    "places": "locations|geographic area|town|county|region|access points: locations|access points: places",
    "copies": "existence of copies|copies available|location of copies",
    "originals": "existence of originals",
    "related_units": "related items|see also",
    "finding_aids": "links to finding aids|link to finding aid",
    "publication": "bibliography|related publication|related publications",
    "received": "date acquired|accession date|date received|date of acquisition|acquisition date",
    "permalink": "item url|record url|digital collections url|digital collection url|catalogue url|catalog url",
    "file": "web link|weblink|digital file|file path",
    "thumbnail": "thumbnail url|image thumb|thumbnail image",
    "manifest": "iiif manifest|manifest url|iiif manifest url",
    "transcript": "transcription|full text|ocr text|object transcript",
    "reel": "reel number|reel no|reel no.",
    "container words": "box and folder number|container location|instance",
    "box and folder": "box/folder|box / folder|box & folder|box-folder|box/folder number|box folder",
    "drawer": "drawer number|drawer no.",
}
