"""The elements of METS 1.12.1 (Library of Congress): each with what may stand in it, and its attributes with some of their values."""

from __future__ import annotations

import io
from typing import Final

_LINK: Final = "xlink:type=simple xlink:href xlink:role xlink:arcrole xlink:title xlink:show=new|embed xlink:actuate=onLoad|onRequest"
_WHERE: Final = f"LOCTYPE=ARK|URL|OTHER OTHERLOCTYPE {_LINK}"
_SUM: Final = "SIZE CREATED CHECKSUM CHECKSUMTYPE=MD5|SHA-1|SHA-256"
_MD: Final = f"MDTYPE=MODS|EAD|OTHER OTHERMDTYPE MDTYPEVERSION MIMETYPE {_SUM} LABEL"
_ORDER: Final = "ORDER ORDERLABEL LABEL"
_SECTION: Final = "mdRef mdWrap : ID GROUPID ADMID CREATED STATUS"
OUTLINE: Final = f"""
mets : metsHdr dmdSec amdSec fileSec structMap structLink behaviorSec : ID OBJID LABEL TYPE PROFILE
metsHdr : agent altRecordID metsDocumentID : ID ADMID CREATEDATE LASTMODDATE RECORDSTATUS
agent : name note : ID ROLE=CREATOR|EDITOR|OTHER OTHERROLE TYPE=INDIVIDUAL|ORGANIZATION|OTHER OTHERTYPE
name : :
note : :
metsDocumentID : : ID TYPE
altRecordID : : ID TYPE
dmdSec : {_SECTION}
amdSec : techMD rightsMD sourceMD digiprovMD : ID
techMD : {_SECTION}
rightsMD : {_SECTION}
sourceMD : {_SECTION}
digiprovMD : {_SECTION}
mdWrap : binData xmlData : ID {_MD}
mdRef : : ID {_WHERE} {_MD} XPTR
binData : :
xmlData : :
fileSec : fileGrp : ID
fileGrp : fileGrp file : ID VERSDATE ADMID USE
file : FLocat FContent stream transformFile file : ID SEQ MIMETYPE {_SUM} OWNERID ADMID DMDID GROUPID USE BEGIN END BETYPE=BYTE
FLocat : : ID USE {_WHERE}
FContent : binData xmlData : ID USE
stream : : ID streamType OWNERID ADMID DMDID BEGIN END BETYPE=BYTE
transformFile : : ID TRANSFORMTYPE=decompression|decryption TRANSFORMALGORITHM TRANSFORMKEY TRANSFORMBEHAVIOR TRANSFORMORDER
structMap : div : ID TYPE LABEL
div : mptr fptr div : ID {_ORDER} DMDID ADMID TYPE CONTENTIDS xlink:label
mptr : : ID {_WHERE} CONTENTIDS
fptr : par seq area : ID FILEID CONTENTIDS
par : area seq : ID {_ORDER}
seq : area par : ID {_ORDER}
area : : ID FILEID SHAPE=RECT|CIRCLE COORDS BEGIN END BETYPE=BYTE|TIME EXTENT EXTTYPE=BYTE|TIME ADMID CONTENTIDS {_ORDER}
structLink : smLink smLinkGrp : ID
smLink : : ID xlink:arcrole xlink:title xlink:show=new|embed xlink:actuate=onLoad|onRequest xlink:to xlink:from
smLinkGrp : smLocatorLink smArcLink : ID ARCLINKORDER=ordered|unordered xlink:type=extended xlink:role xlink:title
smLocatorLink : : ID xlink:type=locator xlink:href xlink:role xlink:title xlink:label
smArcLink : : ID xlink:type=arc xlink:arcrole xlink:title xlink:show=new|embed xlink:from xlink:to ARCTYPE ADMID
behaviorSec : behaviorSec behavior : ID CREATED LABEL
behavior : interfaceDef mechanism : ID STRUCTID BTYPE CREATED LABEL GROUPID ADMID
interfaceDef : : ID LABEL {_WHERE}
mechanism : : ID LABEL {_WHERE}
"""


def schema() -> io.BytesIO:
    """The outline as an XML Schema."""
    said = []
    for line in OUTLINE.strip().splitlines():
        name, inner, attributes = (part.split() for part in line.split(" :", 2))
        children = "".join(f'<element ref="m:{child}"/>' for child in inner)
        said.append(f'<element name="{name[0]}"><complexType><sequence>{children}</sequence>')
        for attribute in attributes:
            key, _, values = attribute.partition("=")
            said.append(
                f'<attribute {"ref" if ":" in key else "name"}="{key}">' if not values else _listed(key, values)
            )
            said.append("</attribute>")
        said.append("</complexType></element>")
    names = 'xmlns:m="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink" targetNamespace="http://www.loc.gov/METS/"'
    whole = f'<schema xmlns="http://www.w3.org/2001/XMLSchema" {names} elementFormDefault="qualified">{"".join(said)}</schema>'
    return io.BytesIO(whole.encode())


def _listed(key: str, values: str) -> str:
    lines = "".join(f'<enumeration value="{value}"/>' for value in values.split("|"))
    said = "ref" if ":" in key else "name"
    return f'<attribute {said}="{key}"><simpleType><restriction base="string">{lines}</restriction></simpleType>'
