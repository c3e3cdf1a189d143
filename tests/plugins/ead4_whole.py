"""A finding aid with everything that EAD 4.0 allows, each word unique: `tokens` gives the words of an element."""

from __future__ import annotations

import re
from itertools import count
from typing import Final

from lxml import etree

SPACE: Final = "https://standards.openpreservation.org/ead/v4"
_DATES: Final = "<dateSet><date>$</date><dateRange><fromDate standardDate='1950'>$</fromDate><toDate>$</toDate></dateRange></dateSet>"
_NOTE: Final = "<descriptiveNote><p>$ <span>$</span> <reference href='$U'>$</reference></p><p>$</p></descriptiveNote>"
_PLACE: Final = f"""<label>$</label><label valueURI='$U'>$</label>{_DATES}<role>$</role><role valueURI='$U'>$</role>
<relationship>$</relationship><relationship>$</relationship><address><addressLine>$</addressLine><addressLine>$</addressLine></address>
<address><addressLine>$</addressLine></address><contact><contactLine href='$U'>$</contactLine></contact>
<contact><contactLine>$</contactLine></contact><geographicCoordinates coordinateSystem='WGS84'>$</geographicCoordinates>{_NOTE}"""
_NAMED: Final = f"""<label>$</label><label valueURI='$U'>$</label>{_DATES}<placeName>$</placeName><placeName>$</placeName>
<role>$</role><role valueURI='$U'>$</role>"""
_XHTML: Final = (
    "<formattingExtension><h:h2>$</h:h2><h:p>$ <h:em>$</h:em></h:p><h:ul><h:li>$</h:li></h:ul></formattingExtension>"
)


def _agent(kind: str, *said: str) -> str:
    about = "".join(f"<relationship>{one}</relationship>" for one in said)
    return f"<agent agentType='{kind}' valueURI='$U'>{_NAMED}{about}{_NOTE}</agent>"


def _form(about: str, more: str = "") -> str:
    return f"""<formAvailable {about}><label>$</label><label>$</label>{_DATES}<relations><relation><label>$</label></relation></relations>
    <formAvailableId>$</formAvailableId><formAvailableId>$</formAvailableId><placeName>$</placeName><role>$</role><role>$U</role>{more}
    <container>$</container><physicalDescription><dimensions><quantity>$</quantity><unitOfMeasurement>$</unitOfMeasurement></dimensions>
    <physicalFacet>$</physicalFacet></physicalDescription><accessConditions><p>$</p></accessConditions>
    <physicalOrTechnicalRequirements><abstract>$</abstract><p>$</p></physicalOrTechnicalRequirements>{_NOTE}</formAvailable>"""


_RELATIONS: Final = f"""<relations><relation targetType='resource'><label valueURI='$U'>$</label><label valueURI='$U'>$</label>{_DATES}
<placeName>$</placeName><role>$</role>{_NOTE}</relation><descriptiveNote><p>$</p></descriptiveNote></relations>"""
_EVENT: Final = f"""<narrativeEvent><date>$</date><date>$</date><agent agentType='person'><label>$</label><label>$</label><date>$</date>
<role>$</role>{_NOTE}</agent><placeName>$</placeName><eventDescription>$ <span>$</span></eventDescription></narrativeEvent>"""
_SPANNED: Final = "<descriptiveNote><p><span localType='{}'>$</span></p><p>$</p></descriptiveNote>"

_CONTROL: Final = f"""<control><recordId>r1</recordId><otherRecordId>$</otherRecordId>
<maintenanceAgency><agencyCode>$</agencyCode><agencyName>$</agencyName><agencyName>$</agencyName><otherAgencyCode>$</otherAgencyCode>{_NOTE}
</maintenanceAgency><languageDeclaration languageCode='eng' scriptCode='Latn'>{_SPANNED.format("language")}</languageDeclaration>
<conventionDeclaration><reference href='$U'>$</reference><shortCode>$</shortCode>{_NOTE}</conventionDeclaration>
<rightsDeclaration><reference>$</reference><shortCode>$</shortCode>{_NOTE}</rightsDeclaration>
<maintenanceHistory><maintenanceEvent maintenanceEventType='created'><agent agentType='person'><label>$</label><label>$</label>
<date>$</date><role>$</role>{_NOTE}</agent><eventDateTime>$</eventDateTime><eventDescription>$</eventDescription></maintenanceEvent>
</maintenanceHistory><sources><source><reference>$</reference><reference>$</reference><citedRange>$</citedRange>{_NOTE}</source>
<descriptiveNote><p>$</p></descriptiveNote></sources></control>
<findAidDesc><title><part>$</part><part>$</part></title><agent><label>$</label><label>$</label><date>$</date><role>author</role>{_NOTE}</agent>
<agent><label>$</label><role>publisher</role></agent><citedRange>$</citedRange><date>$</date><place>{_PLACE}</place>{_XHTML}</findAidDesc>"""
_UNIT: Final = f"""<identificationData><head>$</head><unitTitle>$ <span>$</span> <referringString>$</referringString></unitTitle>
<unitId>$</unitId><container>$</container><otherIdentificationData>$</otherIdentificationData>
<unitDate><date standardDate='1950'>$</date><textualDate>$</textualDate></unitDate><unitDate>{_DATES}</unitDate>
<extent><quantity>$</quantity><unitOfMeasurement>$</unitOfMeasurement>{_SPANNED.format("dimensions")}</extent>
<languageOfMaterial><languageSet><language languageCode='eng'>$</language><writingSystem scriptCode='Latn'>$</writingSystem>{_NOTE}
</languageSet><language>$</language>{_NOTE}</languageOfMaterial><genreForm>$</genreForm>
<legalStatus><term>$</term><term>$</term>{_DATES}<placeName>$</placeName>{_NOTE}</legalStatus>{_NOTE}</identificationData>
<agents>{_agent("person", "Creation", "$")}{_agent("corporateBody", "Archiving")}{_agent("family", "Subject")}{_agent("person", "$")}{_NOTE}
</agents><formsAvailable>{_form("valueURI='$U'")}{_form("formAvailableType='analogOriginal'")}{_form("")}
<formAvailable><label>$</label><physicalOrTechnicalRequirements><abstract>$</abstract><p>$</p></physicalOrTechnicalRequirements></formAvailable>
{_NOTE}</formsAvailable><functions><function>{_NAMED}<relationship>$</relationship>{_NOTE}</function>{_NOTE}</functions>
<places><place>{_PLACE}</place><place placeType='repositoryLocation'>{_PLACE}</place><place placeType='storageLocation'>{_PLACE}</place>
{_NOTE}</places><accessConditions><abstract>$</abstract><dateRange><fromDate>$</fromDate><toDate>$</toDate></dateRange><p>$</p></accessConditions>
<biogHist><abstract>$</abstract><p>$</p>{_EVENT}</biogHist><relatedMaterial><p>$</p>{_RELATIONS}</relatedMaterial>
<scopeContent><abstract>$</abstract>{_XHTML}</scopeContent><otherDescriptiveInfo><p>$</p></otherDescriptiveInfo>
<recordTypeSpecificStatement><abstract>$</abstract><p>$</p></recordTypeSpecificStatement><subjectHeadings><abstract>$</abstract><p>$</p>
<subject><term>$</term><term>$</term>{_DATES}<placeName>$</placeName>{_NOTE}</subject></subjectHeadings>"""
_TEXT: Final = f"""<ead xmlns="{SPACE}" xmlns:h="http://www.w3.org/1999/xhtml">{_CONTROL}<archDesc level="fonds">{_UNIT}
<descriptionOfComponents><p>$</p><c level="file"><identificationData><unitTitle>$</unitTitle></identificationData></c>
</descriptionOfComponents></archDesc></ead>"""
_TOKEN: Final = re.compile("zq[0-9]+qz")


def whole() -> etree._Element:
    """The finding aid."""
    numbers = count()
    return etree.fromstring(
        re.sub(
            r"\$U?",
            lambda found: f"{'http://a.example/' if found[0] == '$U' else ''}zq{next(numbers)}qz",
            _TEXT,
        )
    )


def tokens(said: str) -> set[str]:
    """The words of a finding aid."""
    return set(_TOKEN.findall(said))


def path(element: etree._Element) -> str:
    """The place of an element."""
    return element.getroottree().getelementpath(element).replace(f"{{{SPACE}}}", "")
