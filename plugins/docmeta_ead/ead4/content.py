# ruff: noqa: E501
"""The content models and attributes of EAD 4.0: a table of facts, from the schema of EAD 4.0.0 (July 2026).

The syntax is that of `docmeta_ead.tables.content`.  The XSD allows any attribute anywhere; these are the ones that it names.

>>> models()["unitId"].attributes.keys() >= {"countryCode", "localType"}, sorted(models()["extent"].names)
(True, ['descriptiveNote', 'quantity', 'unitOfMeasurement'])
"""

from __future__ import annotations

from functools import cache
from typing import Final

from docmeta_ead.fit.automaton import Model, expressions

TABLE: Final = """
%words = reference referringString span
%narratives = accessConditions accruals appraisal arrangement biogHist custodHist filePlan otherDescriptiveInfo otherDescription preferCite processInfo publicationNote recordTypeSpecificStatement relatedMaterial scopeContent separatedMaterial sourceOfAcquisition subjectHeadings useConditions
%identity = container extent genreForm languageOfMaterial legalStatus otherIdentificationData unitDate unitId unitTitle
%dates = date dateRange dateSet

%common = audience id:ID target:IDREFS languageOfElement scriptOfElement
%refs = conventionDeclarationReference:IDREFS maintenanceEventReference:IDREFS sourceReference:IDREFS
%vocabulary = vocabularySource vocabularySourceURI:URI valueURI:URI
%local = localType localTypeDeclarationReference:IDREFS
%link = href:URI linkRole:URI linkTitle
%day = calendar certainty era notAfter notBefore standardDate status
%encodings = addressLineTypeEncoding agentTypeEncoding audienceEncoding contactLineTypeEncoding countryEncoding coverageEncoding detailLevelEncoding descriptionOfComponentsTypeEncoding dateEncoding extentTypeEncoding formAvailableTypeEncoding functionTypeEncoding languageEncoding levelEncoding maintenanceEventTypeEncoding maintenanceStatusEncoding placeTypeEncoding publicationStatusEncoding referredEntityTypeEncoding relationTypeEncoding repositoryEncoding scriptEncoding statusEncoding targetTypeEncoding unitDateTypeEncoding

ead : control, findAidDesc*, archDesc : = audience id:ID languageOfElement scriptOfElement
control : recordId, maintenanceAgency, maintenanceHistory, sources?, (conventionDeclaration | languageDeclaration | localTypeDeclaration | otherRecordId | rightsDeclaration)* : detailLevel maintenanceStatus publicationStatus %encodings
recordId shortCode : text :
maintenanceAgency : ((agencyCode, agencyName*, otherAgencyCode*) | (agencyName+, otherAgencyCode*)), descriptiveNote? : countryCode %vocabulary
maintenanceHistory : maintenanceEvent+ :
maintenanceEvent : agent, eventDateTime, eventDescription* : maintenanceEventType
sources : source+, descriptiveNote? :
source : reference+, citedRange*, descriptiveNote?, objectXMLWrap? : %link %vocabulary
conventionDeclaration localTypeDeclaration rightsDeclaration : reference, shortCode?, descriptiveNote? : %vocabulary
languageDeclaration : descriptiveNote? : languageCode! scriptCode
otherRecordId : text : %local %vocabulary
agencyCode : text : status %vocabulary
agencyName : text : %vocabulary
otherAgencyCode : text : %local status %vocabulary
eventDateTime : text : standardDateTime
findAidDesc : (agent | citedRange | date | formattingExtension | place | title)+ : %refs %link
title : part+ : %refs %local %vocabulary style
part : text : %refs %local
citedRange : text : %refs unit

archDesc : identificationData, agents?, formsAvailable?, functions?, places?, (%narratives)*, descriptionOfComponents? : %refs %local %vocabulary level
c : head?, identificationData, agents?, formsAvailable?, functions?, places?, (%narratives)*, c* : %refs %vocabulary level
descriptionOfComponents : (formattingExtension? | p*), (c+ | c01+)? : %refs descriptionOfComponentsType
identificationData : head?, (%identity)+, descriptiveNote? : %refs
agents : agent+, descriptiveNote? : %refs %local
formsAvailable : formAvailable+, descriptiveNote? : %refs %local
functions : function+, descriptiveNote? : %refs %local
places : place+, descriptiveNote? : %refs %local

agent : label+, (%dates)?, placeName*, role*, relationship*, descriptiveNote? : %refs %vocabulary agentType
function : label+, (%dates)?, placeName*, role*, relationship*, descriptiveNote? : %refs %vocabulary functionType
place : label+, (%dates)?, role*, relationship*, (address | contact | geographicCoordinates)*, descriptiveNote? : %refs %vocabulary placeType
formAvailable : label+, (%dates)?, relations?, (formAvailableId | placeName | role)*, (container | physicalDescription)*, (accessConditions | accruals | arrangement | custodHist | physicalOrTechnicalRequirements | processInfo | separatedMaterial | sourceOfAcquisition | useConditions)*, descriptiveNote? : %refs %vocabulary coverage formAvailableType
address : addressLine+ : %refs %local
contact : contactLine+ : %refs %local
addressLine : text : %refs addressLineType
contactLine : text : %refs %link contactLineType
geographicCoordinates : text : %refs coordinateSystem!
label relationship : text : %refs %local %vocabulary
placeName : text : %refs %local %vocabulary countryCode
role unitOfMeasurement : text : %refs %vocabulary

accessConditions useConditions : abstract?, dateRange?, (formattingExtension? | p*) : %refs %local %vocabulary
accruals arrangement filePlan otherDescriptiveInfo preferCite scopeContent physicalOrTechnicalRequirements : abstract?, (formattingExtension? | p*) : %refs %local
appraisal biogHist custodHist processInfo sourceOfAcquisition : abstract?, (formattingExtension? | p*), narrativeEvent* : %refs %local
otherDescription publicationNote relatedMaterial separatedMaterial : abstract?, relations?, (formattingExtension? | p*) : %refs %local %vocabulary
recordTypeSpecificStatement : abstract?, (formattingExtension? | p*), objectXMLWrap? : %refs %local
subjectHeadings : abstract?, (formattingExtension? | p*), subject* : %refs %local
subject : term+, (%dates)?, placeName*, descriptiveNote? : %refs %local %vocabulary
narrativeEvent : date+, (agent | placeName | eventDescription)* : %refs %local
relations : relation+, descriptiveNote? : %refs
relation : label+, (%dates)?, (placeName | role)*, descriptiveNote?, objectXMLWrap? : %refs relationType targetType
descriptiveNote : p+, objectXMLWrap? : %refs

container : text & %words : %refs %local containerId %vocabulary
genreForm formAvailableId unitTitle physicalFacet : text & %words : %refs %local %vocabulary
unitId : text & %words : %refs %local %vocabulary countryCode repositoryCode
otherIdentificationData abstract : text & %words : %refs %local
head p eventDescription : text & %words : %refs
textualDate : text & %words : %refs status
extent : ((quantity, unitOfMeasurement?) | unitOfMeasurement), descriptiveNote? : %refs extentType coverage
quantity : text : %refs approximate:true|false
physicalDescription : ((extent, dimensions?, physicalFacet?) | (dimensions, physicalFacet?) | physicalFacet), descriptiveNote? : %refs
dimensions : (quantity, unitOfMeasurement?) | unitOfMeasurement : %refs %local
languageOfMaterial : (language | languageSet)+, descriptiveNote? : %refs
languageSet : ((language, writingSystem+) | (writingSystem, language+)), descriptiveNote? : %refs
language : text : %refs languageCode
writingSystem : text : %refs scriptCode
legalStatus : term+, (%dates)?, placeName*, descriptiveNote? : %refs %local %vocabulary
term : text : %refs
unitDate : (%dates)?, textualDate? : %refs unitDateType dateChar calendar certainty era
date fromDate toDate : text : %refs %local %day
dateRange : (fromDate, toDate?) | toDate : %refs %local
dateSet : (date | dateRange), (date | dateRange)+ : %refs %local

reference : text & referringString span : %refs %local %link
referringString : text : %refs %local %vocabulary normalizedForm referredEntityType referredEntityRelationship
span : text : %refs %local style
formattingExtension objectXMLWrap : - : = audience id:ID target:IDREFS
"""


@cache
def models() -> dict[str, Model]:
    """The models of all elements; the content of `formattingExtension` and `objectXMLWrap` has other namespaces."""
    return {line[0]: Model(*line) for line in expressions(TABLE)}
