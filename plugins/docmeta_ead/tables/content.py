# ruff: noqa: E501
"""The content models and attributes of EAD 2002 and EAD3, as a table of facts.

A line is `names : content : attributes`. Content is one of

- `-`, nothing;
- `text`, words and nothing else;
- `text & a b`, words and any of these elements, in any order;
- a sequence such as `head?, (p | list)+`, where `.` is the element itself.

`%x` stands for a class of elements or a group of attributes defined before with `%x = ...`.
An attribute is `name`, `name:TYPE` or `name:one|two`; a `!` after the name makes it required.
Every element has the attributes of `%common`, except those whose attributes begin with `=`.

The facts are those of the official schemas (EAD 2002, version of 2002 as amended 2008; EAD3 1.1).
"""

from __future__ import annotations

from typing import Final

EAD2002_TABLE: Final = """
%render = emph lb
%refs = ref extref linkgrp bibref title archref
%access = corpname famname geogname name occupation persname subject genreform function
%data = %access date num origination repository unitdate unittitle
%bare = ptr extptr %render
%norefs = %bare abbr expan
%basic = %norefs %refs
%phrase = %norefs %data %refs
%noquote = address chronlist list note table
%inter = %noquote blockquote
%blocks = %inter p
%para = %phrase %inter
%links = ptrloc extptrloc refloc extrefloc
%did = abstract container dao daogrp langmaterial materialspec note origination physdesc physloc repository unitdate unitid unittitle
%desc = accessrestrict accruals acqinfo altformavail appraisal arrangement bibliography bioghist controlaccess custodhist descgrp fileplan index odd originalsloc otherfindaid phystech prefercite processinfo relatedmaterial scopecontent separatedmaterial userestrict
%full = %desc dsc dao daogrp note

%common = id:ID altrender audience:external|internal
%analog = encodinganalog
%terms = source:NMTOKEN rules:NMTOKEN authfilenumber normal
%simple = xlink:type:simple xlink:href:URI xlink:role xlink:arcrole xlink:title xlink:show:new|replace|embed|other|none xlink:actuate:onLoad|onRequest|other|none
%locator = xlink:type:locator xlink:href!:URI xlink:role xlink:title xlink:label
%extended = xlink:type:extended xlink:role xlink:title
%inner = target:IDREF xpointer
%outer = entityref:ENTITY xpointer
%looks = render:altrender|bold|bolddoublequote|bolditalic|boldsinglequote|boldsmcaps|boldunderline|doublequote|italic|nonproport|singlequote|smcaps|sub|super|underline
%calendar = era:NMTOKEN calendar:NMTOKEN normal:NORMAL certainty
%levels = class|collection|file|fonds|item|otherlevel|recordgrp|series|subfonds|subgrp|subseries
%component = otherlevel:NMTOKEN encodinganalog
%align = align:left|right|center|justify|char
%valign = valign:top|middle|bottom

ead : eadheader, frontmatter?, archdesc : relatedencoding
eadheader : eadid, filedesc, profiledesc?, revisiondesc? : langencoding:NMTOKEN scriptencoding:NMTOKEN dateencoding:NMTOKEN countryencoding:NMTOKEN repositoryencoding:NMTOKEN relatedencoding findaidstatus:NMTOKEN %analog
eadid : text : = publicid urn url countrycode:NMTOKEN mainagencycode:NMTOKEN identifier %analog
filedesc : titlestmt, editionstmt?, publicationstmt?, seriesstmt?, notestmt? : %analog
titlestmt : titleproper+, subtitle*, author?, sponsor? : %analog
editionstmt : (edition | p)+ : %analog
publicationstmt : (publisher | date | address | num | p)+ : %analog
seriesstmt : (titleproper | num | p)+ : %analog
notestmt : note+ : %analog
profiledesc : creation?, langusage?, descrules? : %analog
creation : text & %basic date : %analog
langusage : text & %basic language : %analog
descrules : text & %basic : %analog
revisiondesc : list | change+ : %analog
change : date, item+ : %analog
frontmatter : titlepage?, div* :
titlepage : (%blocks | author | date | edition | num | publisher | bibseries | sponsor | titleproper | subtitle)+ :
div : head?, (%blocks)*, div* :
titleproper : text & %bare abbr date expan num : type %looks %analog
subtitle : text & %bare abbr date expan num : %analog
author sponsor publisher edition : text & %bare : %analog
runner : text & %bare : placement:header|footer|watermark role

archdesc : runner*, did, (%full)* : level!:%levels type:NMTOKEN relatedencoding %component
dsc : (head?, (%blocks)*), ((thead?, ((c, thead?)+ | (c01, thead?)+)) | dsc*) : type:analyticover|combined|in-depth|othertype othertype:NMTOKEN tpattern:NMTOKEN %analog
c : head?, did, (%full)*, (thead?, c+)* : level:%levels tpattern:NMTOKEN %component
did : head?, (%did)+ : %analog
abstract : text & %basic : label type langcode:NMTOKEN %analog
container : text & %basic : label type:NMTOKEN parent:IDREFS %analog
langmaterial : text & %basic language : label %analog
language : text & %bare : langcode:NMTOKEN scriptcode:NMTOKEN %analog
materialspec : text & %basic num materialspec : label type %analog
origination : text & %basic corpname famname name persname : label %analog
physdesc : text & %basic dimensions physfacet extent date %access : label source:NMTOKEN rules:NMTOKEN %analog
physfacet : text & %basic %access date : label type unit source:NMTOKEN rules:NMTOKEN %analog
extent : text & %basic : label type unit %analog
dimensions : text & %basic dimensions : label type unit %analog
physloc : text & %basic : label type parent:IDREFS %analog
repository : text & %basic address corpname name subarea : label %analog
subarea : text & %bare : %analog
unitdate : text & %basic : label type:bulk|inclusive datechar %calendar %analog
unitid : text & %basic : label type countrycode:NMTOKEN repositorycode:NMTOKEN identifier %analog
unittitle : text & %basic %access unitdate num date bibseries edition imprint : label type %analog

accruals acqinfo appraisal arrangement prefercite fileplan : head?, (%blocks | .)+ : %analog
altformavail originalsloc phystech processinfo userestrict : head?, (%blocks | .)+ : type %analog
accessrestrict : head?, (%blocks | legalstatus | .)+ : type %analog
legalstatus : text & %bare date : type:NMTOKEN
custodhist : head?, (%blocks | . | acqinfo)+ : %analog
bioghist : head?, (%blocks | . | dao | daogrp)+ : %analog
odd : head?, (%blocks | . | dao | daogrp)+ : type %analog
scopecontent : head?, (%blocks | arrangement | . | dao | daogrp)+ : %analog
bibliography otherfindaid : head?, (%blocks | %refs | .)+ : %analog
relatedmaterial separatedmaterial : head?, (%blocks | %refs | .)+ : type %analog
controlaccess : head?, (%blocks | %access | title | .)+ : %analog
descgrp : head?, (%blocks | %desc)+ : type %analog
index : head?, (%blocks)*, ((listhead?, indexentry+) | .+) : %analog
indexentry : (namegrp | %access | title), (ptrgrp | ptr | ref)?, .* :
namegrp : (%access | title | note)+ :
ptrgrp : (ptr | ref)+ :
note : (%blocks)+ : type label show:embed|new actuate:onload|onrequest %analog

corpname : text & %bare subarea : %terms role %analog
famname geogname name persname : text & %bare : %terms role %analog
occupation subject function : text & %bare : %terms %analog
genreform : text & %bare : type %terms %analog
title : text & %bare date num : type %looks %terms %outer %simple %analog
date : text & %bare : type %calendar %analog
num : text & %bare : type %analog
bibseries : text & %bare title num : %analog
imprint : text & %bare publisher geogname date : %analog

p event item : text & %para :
label : text & %phrase :
blockquote : (%noquote | p)+ :
emph : text & %basic : = id:ID altrender %looks
lb : - : =
abbr : text : expan
expan : text : abbr
head : text & %bare : althead
address : addressline+ :
addressline head01 head02 : text & %bare :
list : head?, (item+ | (listhead?, defitem+)) : type:simple|deflist|marked|ordered mark numeration:arabic|upperalpha|loweralpha|upperroman|lowerroman continuation:continues|starts
defitem : label, item :
listhead : head01?, head02? :
chronlist : head?, listhead?, chronitem+ : %analog
chronitem : date, (event | eventgrp) :
eventgrp : event+ :
table : head?, tgroup+ : frame:top|bottom|topbot|all|sides|none colsep:NMTOKEN rowsep:NMTOKEN pgwide:NMTOKEN
tgroup : colspec*, thead?, tbody : cols!:NMTOKEN colsep:NMTOKEN rowsep:NMTOKEN %align
colspec : - : = colnum:NMTOKEN colname:NMTOKEN colwidth colsep:NMTOKEN rowsep:NMTOKEN char charoff:NMTOKEN %align
thead tbody : row+ : %valign
row : entry+ : rowsep:NMTOKEN %valign
entry : text & %phrase address list note : colname:NMTOKEN namest:NMTOKEN nameend:NMTOKEN morerows:NMTOKEN colsep:NMTOKEN rowsep:NMTOKEN char charoff:NMTOKEN %align %valign

ptr : - : %inner %simple
extptr : - : %outer %simple
ref : text & %norefs %data %inter bibref title extref archref : %inner %simple
extref : text & %norefs %data %inter bibref title archref ref : %outer %simple
archref : text & %norefs bibref ref title extref %did : %outer %simple
bibref : text & %norefs edition imprint name num bibseries ref title famname persname corpname extref archref : %outer %simple %analog
dao : daodesc? : %outer %simple
daodesc : head?, (%blocks)+ :
daogrp : daodesc?, (daoloc | resource | arc | %links)+ : %extended
daoloc : daodesc? : %outer %locator
linkgrp : (resource | arc | %links)+ : %extended
resource : text & %render : xlink:type:resource xlink:role xlink:title xlink:label
arc : - : xlink:type:arc xlink:arcrole xlink:title xlink:show:new|replace|embed|other|none xlink:actuate:onLoad|onRequest|other|none xlink:from xlink:to
ptrloc : - : %inner %locator
extptrloc : - : %outer %locator
refloc : text & %norefs %data %inter : %inner %locator
extrefloc : text & %norefs %data %inter : %outer %locator
"""

EAD3_TABLE: Final = """
%names = persname corpname famname name
%access = %names geogname occupation subject genreform function title
%basic = abbr emph expan foreign lb ptr ref
%plus = %basic date footnote num quote
%rich = %plus %access
%para = %rich list
%noquote = chronlist list table
%inter = %noquote blockquote
%blocks = %inter p
%dates = datesingle daterange dateset
%did = abstract container dao daoset didnote langmaterial materialspec origination physdescset physdesc physdescstructured physloc repository unitdate unitdatestructured unitid unittitle
%desc = accessrestrict accruals acqinfo altformavail appraisal arrangement bibliography bioghist controlaccess custodhist fileplan index legalstatus odd originalsloc otherfindaid phystech prefercite processinfo relatedmaterial relations scopecontent separatedmaterial userestrict

%empty = id:ID altrender audience:external|internal
%common = %empty lang:LANGUAGE script:SCRIPT
%analog = encodinganalog
%local = localtype encodinganalog
%shows = show:new|replace|embed|other|none actuate:onload|onrequest|other|none
%link = href linkrole:URI arcrole:URI linktitle %shows
%terms = source rules:NMTOKEN identifier
%looks = render:altrender|bold|bolddoublequote|bolditalic|boldsinglequote|boldsmcaps|boldunderline|doublequote|italic|nonproport|singlequote|smcaps|sub|super|underline
%calendar = era:NMTOKEN calendar:NMTOKEN normal:DAYS certainty:NMTOKEN
%levels = class|collection|file|fonds|item|otherlevel|recordgrp|series|subfonds|subgrp|subseries
%component = base:URI otherlevel encodinganalog
%covers = coverage:whole|part
%align = align:left|right|center|justify|char
%valign = valign:top|middle|bottom
%rules = colsep:true|false rowsep:true|false

ead : control, archdesc : relatedencoding base:URI
control : recordid, otherrecordid*, representation*, filedesc, maintenancestatus, publicationstatus?, maintenanceagency, languagedeclaration*, conventiondeclaration*, rightsdeclaration*, localtypedeclaration*, localcontrol*, maintenancehistory, sources? : relatedencoding base:URI langencoding:iso639-1|iso639-2b|iso639-3|otherlangencoding scriptencoding:iso15924|otherscriptencoding dateencoding:iso8601|otherdateencoding countryencoding:iso3166-1|othercountryencoding repositoryencoding:iso15511|otherrepositoryencoding %analog
recordid : text : instanceurl:URI %analog
otherrecordid agencycode otheragencycode agencyname eventdescription : text : %local
representation : text : %link %local
filedesc : titlestmt, editionstmt?, publicationstmt?, seriesstmt?, notestmt? : %analog
titlestmt : titleproper+, subtitle*, author*, sponsor* : %analog
editionstmt : (edition | p)+ : %analog
publicationstmt : (publisher | date | address | num | p)+ : %analog
seriesstmt : (titleproper | num | p)+ : %analog
notestmt : controlnote+ : %analog
titleproper : text & %basic : %looks %local
subtitle author sponsor edition publisher : text & %basic : %local
controlnote : (%blocks)+ : %local
maintenancestatus : text : value!:revised|deleted|new|deletedsplit|deletedmerged|deletedreplaced|cancelled|derived %analog
publicationstatus : text : value!:inprocess|approved|published %analog
maintenanceagency : agencycode?, otheragencycode*, agencyname+, descriptivenote? : countrycode:COUNTRY %analog
languagedeclaration : language, script, descriptivenote? : %analog
conventiondeclaration rightsdeclaration : abbr?, citation, descriptivenote? : %local
localtypedeclaration : abbr?, citation, descriptivenote? : %analog
citation : text & %basic : %link lastdatetimeverified:DATETIME %analog
localcontrol : term?, (datesingle | daterange)? : %local
term : text : transliteration:NMTOKEN lastdatetimeverified:DATETIME %terms %analog
maintenancehistory : maintenanceevent+ : %analog
maintenanceevent : eventtype, eventdatetime, agenttype, agent, eventdescription* : %analog
eventtype : text : value!:created|revised|deleted|cancelled|derived|updated|unknown %analog
eventdatetime : text : standarddatetime:DATETIME %analog
agenttype : text : value!:human|machine|unknown %analog
agent : text : %analog
sources : source+ : base:URI %local
source : sourceentry*, objectxmlwrap?, descriptivenote? : lastdatetimeverified:DATETIME %link %analog
sourceentry : text : transliteration:NMTOKEN %analog
objectxmlwrap : - :

archdesc : did, (%desc | dsc)* : level!:%levels localtype relatedencoding %component
dsc : (head?, (%blocks)*), thead?, (c+ | c01+)? : dsctype:analyticover|combined|in-depth|otherdsctype otherdsctype %analog
c : head?, did, (%desc)*, (thead?, c+)* : level:%levels %component
did : head?, (%did)+ : %analog
abstract : text & %rich : label %local
container : text & %basic : label parent:IDREFS containerid %local
dao : descriptivenote? : label identifier xpointer entityref:ENTITY daotype!:borndigital|derived|unknown|otherdaotype otherdaotype %covers %link %local
daoset : dao, dao+, descriptivenote? : label base:URI %covers %local
didnote materialspec physdesc : text & %basic : label %local
langmaterial : (language | languageset)+, descriptivenote? : label %analog
languageset : language+, script+, descriptivenote? : %analog
language : text : label langcode:LANGUAGE %analog
script : text : label scriptcode:SCRIPT %analog
physdescset : physdescstructured, physdescstructured+ : label parallel:true|false %covers %analog
physdescstructured : quantity, unittype, (physfacet | dimensions)*, descriptivenote? : label physdescstructuredtype!:carrier|materialtype|spaceoccupied|otherphysdescstructuredtype otherphysdescstructuredtype coverage!:whole|part %analog
quantity : text : approximate:true|false %analog
unittype : text : %terms %analog
physfacet : text & %rich : %terms %local
dimensions : text & %basic dimensions : unit %local
physloc : text & %basic : label parent:IDREFS %local
origination : (%names)+ : label %local
repository : (%names)+, address? : label %local
unitdate : text & %basic : label unitdatetype:bulk|inclusive datechar %calendar %analog
unitdatestructured : datesingle | daterange | dateset : label unitdatetype:bulk|inclusive datechar certainty:NMTOKEN era:NMTOKEN calendar:NMTOKEN %analog
unitid : text & %basic : label countrycode:COUNTRY repositorycode identifier %local
unittitle : text & %rich : label normal %local

accessrestrict accruals acqinfo altformavail appraisal arrangement bioghist custodhist fileplan legalstatus odd originalsloc phystech prefercite processinfo scopecontent userestrict : head?, (%blocks | .)+ : %local
bibliography otherfindaid relatedmaterial separatedmaterial : head?, (%blocks | . | archref | bibref)+ : %local
controlaccess : head?, (%blocks | %access | .)+ : %local
index : head?, (%blocks)*, ((listhead?, indexentry+) | .+) : %local
indexentry : (namegrp | %access), (ptrgrp | ptr | ref)?, .* :
namegrp : (%access)+ :
ptrgrp : (ptr | ref)+ :
relations : relation+ : base:URI %local
relation : relationentry*, objectxmlwrap?, (%dates)?, geogname?, descriptivenote? : relationtype!:cpfrelation|resourcerelation|functionrelation|otherrelationtype otherrelationtype lastdatetimeverified:DATETIME %link %analog
relationentry : text : transliteration:NMTOKEN %local

corpname famname function genreform name occupation persname subject : part+ : normal relator %terms %local
geogname : part+, geographiccoordinates* : normal relator %terms %local
geographiccoordinates : text : coordinatesystem!
title : part+ : normal relator %looks %terms %local
part : text & %basic date : %terms %local

p : text & %para :
item : text & %para :
event : text & %para : localtype
label head01 head02 head03 : text & %basic :
blockquote : (%noquote | p)+ :
chronlist : head?, listhead?, chronitem+ : %local
chronitem : (%dates), ((geogname?, event) | chronitemset+) : localtype
chronitemset : geogname*, event+ :
list : head?, (item+ | (listhead?, defitem+)) : listtype:deflist|unordered|ordered mark:disc|circle|square|none|inherit numeration:decimal|decimal-leading-zero|lower-roman|upper-roman|lower-greek|lower-latin|upper-latin|armenian|georgian|lower-alpha|upper-alpha|inherit
defitem : label, item :
listhead : head01?, head02?, head03? :
table : head?, tgroup+ : frame:top|bottom|topbot|all|sides|none pgwide:true|false %rules
tgroup : colspec*, thead?, tbody : cols!:NMTOKEN %rules %align
colspec : - : = colnum:NMTOKEN colname:NMTOKEN colwidth char charoff:NMTOKEN %rules %align
thead tbody : row+ : %valign
row : entry+ : rowsep:true|false %valign
entry : text & %para : colname:NMTOKEN namest:NMTOKEN nameend:NMTOKEN morerows:NMTOKEN char charoff:NMTOKEN %rules %align %valign
address : addressline+ :
addressline : text & %basic : localtype
archref bibref : text & %rich : %analog
descriptivenote : p+ : %analog
footnote : (%blocks)+ : localtype %shows
head : text & %basic : althead
datesingle fromdate todate : text & %basic : standarddate:DAYS notbefore:DAYS notafter:DAYS localtype
daterange : fromdate?, todate? : localtype
dateset : (datesingle | daterange), (datesingle | daterange)+ : localtype
abbr : text : expan
expan : text : abbr
emph : text & %basic : %looks
foreign : text : %looks
lb : - : =
num : text & %basic : %local
date : text & %basic : %calendar %local
quote : text & %basic : localtype %looks
ptr : - : = %empty target:IDREF xpointer entityref:ENTITY %link
ref : text & abbr expan emph foreign lb ptr quote num footnote date %access : target:IDREF xpointer entityref:ENTITY %link
"""

# EAD 4.0 is written from what EAD3 can hold, with the attributes that only EAD 4.0 has, or has there.
_OWN: Final = (
    "conventionDeclarationReference maintenanceEventReference sourceReference localTypeDeclarationReference "
    "vocabularySourceURI:URI status referredEntityRelationship referredEntityType functionType agentType formAvailableType "
    "source identifier href:URI linkrole:URI linktitle target:IDREFS calendar certainty era notafter notbefore localtype coverage"
)
#: Where the lists of values come from that EAD3 lacks.
_ENCODINGS: Final = " ".join(
    f"{name}Encoding:EASList|other{name[0].upper()}{name[1:]}Encoding"
    for name in (
        "addressLineType agentType audience contactLineType coverage descriptionOfComponentsType detailLevel extentType "
        "formAvailableType functionType level maintenanceEventType maintenanceStatus placeType publicationStatus "
        "referredEntityType relationType status targetType unitDateType"
    ).split()
)
TABLES: Final = {
    "ead2002": EAD2002_TABLE,
    "ead3": EAD3_TABLE,
    "ead4": EAD3_TABLE.replace("%empty = id:ID", f"%empty = id:ID {_OWN}")
    .replace(": relatedencoding base:URI langencoding", f": {_ENCODINGS} relatedencoding base:URI langencoding")
    .replace("entry : text & %para : ", "entry : text & %para : colspan rowspan "),
}
