"""The names of the columns of box lists, transfer lists, photo lists and databases of collections in English."""

from __future__ import annotations

from typing import Final

LISTS: Final[dict[str, str]] = {
    "identifiers": (
        "item ref|item reference|piece number|piece no|catalogue ref|catalog ref|catalogue entry number|archival reference|"
        "archive reference|archival reference code|archival reference number|call #|callno|"
        "local number|museum number|asset number|asset id|bib number|bib no|other number|other numbers|other id|"
        "other identifier|other identifiers|other ref|alternate id|alternate identifier|alternative number|alternative identifiers|"
        "alternative identifier|alternative id|alt id|alt number|additional identifier|image number|image no|image id|"
        "photo number|photo no|photo id|photograph number|photograph no|negative number|negative no|neg number|neg no|"
        "slide number|slide no|print number|plate number|plate no|drawing number|drawing no|map number|map no|recording number|"
        "tape id|interview number|letter number|letter no|document number|document no|doc no|doc number|doc id|digital id|"
        "digital identifier|system id|record no|id number|id no|file code|component id|component identifier|"
        "control number|no|no.|number|nr|nr.|num"
    ),
    "accession number": (
        "accession no|accession num|accession id|accession code|accn no|acc number|acc #|accession/donation number"
    ),
    "former identifier": (
        "legacy id|legacy number|legacy identifier|old id|old ref|old no|old reference number|old box number|former ref|"
        "former number|former id|previous ref|previous id|previous identifier|original reference|original ref|original number|"
        "former call number|creator's reference|original file number"
    ),
    "title": (
        "supplied title|formal title|devised title|transcribed title|given title|assigned title|full title|display title|"
        "title of item|title of document|title of unit|title of file|item name|document name|unit name|record title|"
        "photo title|photograph title|image title|map title|drawing title|interview title|letter title|book title|folder name|"
        "folder label|folder heading|file heading|component title|archival object title|title or description|title/name|"
        "name/title|work title"
    ),
    "other_titles": "short title|uniform title|alt title|other name|former title|previous title|secondary title",
    "dates": (
        "date span|dates span|span dates|span of dates|span date|creation dates|creation year|year created|year of creation|"
        "date of item|date of items|date of document|document date|document dates|date of letter|letter date|date written|"
        "date sent|date taken|date photographed|date of photograph|date of photo|photo date|date of record|date of records|"
        "record dates|records dates|date of recording|recording date|date recorded|date of interview|interview date|"
        "interview dates|date of event|event date|event dates|date of work|date or date range|date/date range|date/year|year/date|"
        "date (year)|date or year|full date|date covered|coverage dates|inclusive years|years covered|file dates|folder dates|"
        "item date|unit date|dates of records|dates of content|date of content|production date|date of production|"
        "date produced|year made|date painted|date drawn|date surveyed|date signed|date of signature|date compiled|"
        "date of original|date(s) of material"
    ),
    "dates_certainty": (
        "circa|ca.|circa date|is circa|approximate|approx|date estimated|estimated date|date approximate|date qualifier|"
        "certainty of date|date uncertain"
    ),
    "dates_edtf": (
        "edtf|edtf date|date (edtf)|dates (edtf)|edtf dates|date edtf|normalized date|normalised date|date normalized|"
        "date normalised|normal date|date normal|iso date|date (iso)|date iso|machine readable date|standardized date"
    ),
    "date issued": "date of issue|issue date|year of issue|pub date|pub year|publication dates|imprint date",
    "date copyrighted": "copyright date|copyright year|date of copyright",
    "date digitised": (
        "date of digitisation|date of scan|date of scanning|digitized date|digitised date|digitization year|date imaged"
    ),
    "date start": (
        "begin|event start dates|start|date begins|first date|first year|earliest|earliest year|date early|date earliest|"
        "earliest date of creation|from year|year start|year begin|year of start|start of date range|date range start|"
        "date range begin|inclusive start|inclusive dates start|inclusive date start|inclusive begin|date opened|opened|"
        "covering date start|coverage start|date created start|date created from|date created begin|date 1 begin|"
        "normalized start date|start date (yyyy)|production date from|production date start|lower date|date min"
    ),
    "date end": (
        "end|event end dates|date ends|last date|last year|latest|latest year|date late|date latest|"
        "latest date of creation|to year|year end|"
        "year of end|end of date range|date range end|inclusive end|inclusive dates end|inclusive date end|close date|"
        "date closed|covering date end|coverage end|date created end|date created to|date 1 end|normalized end date|"
        "end date (yyyy)|production date to|production date end|upper date|date max"
    ),
    "bulk dates": "bulk|predominant dates|predominant date|bulk date range|bulk dates range",
    "temporal": "period|century|era|historical period|time span|temporal subject|chronological term|time coverage",
    "extent words": (
        "physical desc|physdesc|phys desc|phys. desc.|physical description note|extent/format|extent & medium|extent and form|"
        "extent/medium|extent statement|extent of material|extent & format|extent (summary)|extent summary|extent description|"
        "received extent units|qty|count|pagination|amount|size/extent|volume/extent|run time|runtime|"
        "playing time|length (time)|number & type|quantity/type|"
        "extent of unit of description|total extent|physical quantity"
    ),
    "extent_number": "extent quantity|extent value|extent amount|extent count|extent no|quantity of extent",
    "extent_type": (
        "extent unit|extent units|unit of extent|units of extent|extent unit type|extent measure|unit of measure|"
        "unit of measurement|measurement unit"
    ),
    "technique": (
        "photographic process|photo process|printing process|printing technique|colour|color|colour/bw|color/bw|b&w/color|"
        "b&w or color|color or b&w|physical format|carrier|carrier type|emulsion|binding"
    ),
    "dimensions": ("image size|sheet size|photo size|print size|plate size|map size"),
    "creator": (
        "author(s)/creator(s)|creator/author|author/creator|creating person|main author|name of author|author of letter|"
        "creator 1 name|principal author|record creator|agent name|creator heading|creator(s) name(s)|provenance (creator)|"
        "author or creator|authors/creators|maker name|maker(s)|makers"
    ),
    "corporate body": (
        "originating office|office of origin|originating department|originating agency|transferring agency|"
        "transferring department|transferring office|creating agency|creating office|creating department|agency of origin|"
        "creator agency|creating organisation|creating organization|creator (corporate)|creating body|creating institution"
    ),
    "person": "creator (person)|creator (personal)|personal creator",
    "photographer": "photographed by|photo by|photographs by|photographer/studio|name of photographer",
    "donor": "donated by|donor name|name of donor|gift of|given by",
    "sender": "letter from|sent by|sent from|name of sender|sender name|from (name)|from (sender)",
    "addressee": (
        "letter to|sent to|addressed to|name of recipient|recipient name|to (name)|to (recipient)|addressee name"
    ),
    "contributor": ("contributor name|other contributors|contributor(s)|secondary author|other authors|other author"),
    "publisher": "publishers|publisher(s)|published by|name of publisher|publisher/printer",
    "subject names": (
        "people in image|people in photo|people in photograph|persons pictured|persons in photo|person depicted|people shown|"
        "individuals|sitter|sitters|sitter(s)|sitter name|personal name|subject person|subject people|subject persons|"
        "subject personal|subject - person|subjects - people|subject (person)|subjects (people)|subjects (persons)|"
        "subject personal name|name subject|names of people|person mentioned|person(s) depicted|related people|related persons|"
        "associated people|portrait of"
    ),
    "subject corporate": (
        "corporate name|subject corporate name|subject organization|subject organisation|subject organizations|"
        "subject - organization|subject (corporate)|subjects (organizations)|organizations depicted|related organizations|"
        "related organisations|related organization|organization name|organisation name|corporate subject|corporate subjects"
    ),
    "subjects": (
        "subject heading|subject term|subject (topical)|subject (topic)|subjects (topical)|subject topic|subject - topic|"
        "subject - topical|topical subject|topical term|topical terms|topic(s)|theme(s)|keyword(s)|subject keywords|"
        "subject keyword|key word|key terms|subject access points|subject tags|subject matter|descriptors|descriptor|"
        "search terms|local subject|local subjects|event depicted|events depicted"
    ),
    "subject lcsh": (
        "subject heading (lcsh)|subject headings (lcsh)|library of congress subject headings|lc subject|lc subject headings|"
        "subject lc"
    ),
    "genres": (
        "type of record|type of records|record type|type of object|type of item|photo type|photograph type|image type|"
        "type (genre)|genre term|genre terms|genre (aat)|type (aat)|genre/format|document genre|form of material|document form|"
        "kind of document|kind of material|type of resource|material genre|aat genre|type(s)|genre/type|resource type (dcmi)|"
        "dcmi type|type (dcmi)"
    ),
    "places": (
        "place(s)|place created|place of creation|place of origin|place of production|place made|place of recording|"
        "place written|place taken|place of writing|place of interview|location of interview|interview location|"
        "location of photograph|photo location|state|state/province|province|continent|parish|village|district|neighborhood|"
        "neighbourhood|municipality|site|site name|geographic|geographic name|geographic place|geographic term|"
        "geographic terms|geographic heading|geographical name|geographical area|geography|place subject|place (subject)|"
        "subject place|subject places|subject (geographic)|subject (place)|subjects (geographic)|subject location|location(s)|"
        "location name|location created|locality|town/city|city/town|city or town|places depicted|place mentioned|"
        "places mentioned|spatial subject|country of origin|county/state|origin place|original location of creation"
    ),
    "description": (
        "desc|descriptions|content note|contents note|content notes|scope and content note|scope & content note|"
        "scope and content notes|scope/content|details|description/notes|description & notes|description note|"
        "detailed description|long description|description/contents|contents description|description of item|"
        "description of items|physical contents|file contents|folder contents|box contents|item details|image description|"
        "photo description|subject/description|description of photograph|narrative description|letter summary|"
        "content/description|content of letter"
    ),
    "summary": ("summary note|summary description|summary of contents|interview summary|abstract note|brief summary"),
    "general": (
        "notes/comments|date notes|date comments|comments/notes|notes & comments|note(s)|comment(s)|additional info|additional information|"
        "additional notes|additional note|additional comments|other information|other info|further information|further notes|"
        "misc notes|miscellaneous notes|general comments|general comment|cataloguer's notes|cataloguing notes|user notes|"
        "research notes|odd|other descriptive data"
    ),
    "biography_or_history": (
        "bio|bio note|bioghist|biog/hist|bio/hist|bio/history|biog hist|biographical info|biographical information|"
        "biographical details|admin history|admin/biog history|admin/biographical history|admin/bio history|"
        "administrative/biographical history|biographical/historical note|historical/biographical note|"
        "biographical/administrative history|historical information|history of creator|agency history|organizational history"
    ),
    "custodial_history": (
        "provenance information|history of ownership|provenance/custodial history|previous owners|custody history"
    ),
    "acquisition": (
        "acquisition info|acquisition source|acquired from|how acquired|received from|transferred from|method of acquisition|"
        "acquisition type|acquisition details|source of material|accession information|gift/purchase|donor/source|terms of gift"
    ),
    "received": (
        "date of accession|accession year|year acquired|year received|date of receipt|receipt date|transfer date|"
        "date transferred|date of transfer|date of donation|donation date"
    ),
    "appraisal": (
        "appraisal note|appraisal information|appraisal notes|retention|retention period|retention schedule|retention note|"
        "disposition|disposal|disposal action|disposition note|disposal note|final disposition|weeding notes"
    ),
    "accruals": "accrual|accrual note|accruals note|expected accruals",
    "arrangement": (
        "organization/arrangement|organisation/arrangement|arrangement and organization|order of materials|arrangement/order|"
        "original order"
    ),
    "access_conditions": (
        "access note|access notes|access category|access level|access code|access rights note|accessibility|access information|"
        "access statement|restriction|restriction note|restriction notes|restriction type|restriction reason|"
        "reason for closure|reason for restriction|restrictions note|restriction details|open/closed|open or closed|"
        "open/restricted|closure|closure code|closure period|closure reason|closure type|sensitivity|access/restrictions|"
        "restrictions/access|availability"
    ),
    "closed until": (
        "restriction end date|restriction end|restriction expires|restriction expiry|closure end date|closure expiry date|"
        "closure until|embargo end date|embargo date|embargo"
    ),
    "open from": (
        "date open|date opens|opens on|open date|opening year|date of opening|available from|record opening date"
    ),
    "use_conditions": (
        "usage|use note|use notes|use and reproduction|use and reproduction conditions|reproduction|reproduction note|"
        "permission to publish|permissions|usage conditions|use statement"
    ),
    "physical_characteristics": (
        "condition notes|condition report|condition description|condition comments|physical state|state of preservation|"
        "conservation notes|conservation note|conservation|preservation note|preservation notes|physical condition note|"
        "conservation needs|physical characteristics note|preservation condition"
    ),
    "right": (
        "rights notes|rights/access|copyright statement|copyright information|copyright info|copyright and use|rights details|"
        "rights/copyright"
    ),
    "rights holder": "rightsholder|rights holders|copyright holders|copyright owners|copyright held by",
    "rights_uri": (
        "rights statement url|rightsstatements.org|rights statement (uri)|license uri|license url|creative commons url|"
        "cc license url"
    ),
    "language": (
        "lang|language(s) of material|languages of materials|language/script|language (iso)|document language|language of item|"
        "original language|text language|iso language|language of document"
    ),
    "finding_aids": (
        "finding aid link|finding aid url|url of finding aid|link to the finding aid|finding aid location|finding aid note|"
        "finding aids note|other finding aids|other finding aid"
    ),
    "originals": (
        "original location|location of original|originals note|originals held|originals at|holder of original|held (original)|"
        "existence & location of originals"
    ),
    "copies": (
        "copies held|digital copies|digital copy|copy location|location of copy|available copies|alternative format|"
        "alternate format|alternative formats|alternative form available|alternate form available|microfilm copy|surrogates|"
        "surrogate|existence & location of copies"
    ),
    "related_units": (
        "associated materials|associated records|related|related resources|related collections|related documents|related files|"
        "cross reference|cross references|cross-reference|cross-references|related units note|related material note|"
        "related archival materials|related objects"
    ),
    "separated_units": (
        "separated material|separated materials|separated items|separation note|materials separated|removed to"
    ),
    "publication": (
        "publications|publication info|publication information|published in|works cited|published sources|publications about"
    ),
    "preferred_citation": (
        "citation note|preferred citation note|suggested citation|how to cite|recommended citation|credit|courtesy of"
    ),
    "processing": (
        "archivist note|archivist notes|processing note|processing notes|processing information|processing info|"
        "processing history"
    ),
    "institution": (
        "archives|library|holder|archive name|name of archive|name of archives|name of library|owning repository|"
        "location of collection|holding repository|holding library|holding archive|institution (holding)|museum name|"
        "source institution|current repository|provider|holding location"
    ),
    "isPartOf": (
        "subgroup|sub-group|subfonds|sub-fonds|sous-fonds|subfonds title|subseries title|subseries name|sub-series title|"
        "sub-series name|sub-subseries|sub-sub-series|belongs to|host|host item|collection/series|series/subseries|"
        "record group title|source collection|larger work|journal title|newspaper title"
    ),
    "level of description": (
        "description level|level of unit|unit level|hierarchical level|hierarchy level|hierarchy|level type|component level|"
        "archival level|level/type"
    ),
    "file": (
        "digital file name|image filename|image file name|file names|scan file|scan filename|scan file name|digital filename|"
        "digital files|digital file url|media file|media link|jpg|jpeg|pdf|pdf file|pdf link|pdf url|audio file|video file|"
        "audio url|video url|links|hyperlink|web address|digital image|scanned file|link to file|link to image|"
        "link to digital object|digital object link|digital surrogate url|image link|access file|master file"
    ),
    "permalink": (
        "persistent identifier|persistent uri|catalogue link|catalog link|record link|stable url|online record|object page|"
        "link to record|link to catalogue|online catalogue"
    ),
    "thumbnail": "thumbnail link|thumb|thumbnail file|thumbnail uri",
    "transcript": (
        "transcription text|transcribed text|transcribed by text|extracted text|ocr|full transcript|transcript text"
    ),
    "physical location": (
        "shelf location code|storage|storage area|location information|storage note|store|location code|location note|permanent location|"
        "location in store|shelving location|storage place|storage site|warehouse location|stack location|physical storage|"
        "home location|shelf mark location|shelving|strongroom"
    ),
    "container words": (
        "container list|containers|container(s)|container info|container information|box/item|box/volume|"
        "container label|container summary|carton/folder"
    ),
    "box": (
        "box num|box no(s)|box nos|box nos.|box numbers|box number(s)|box id number|box identifier|bx|bx no|archive box|"
        "box ref|box reference|box-number|boxno|boxnum|carton number|carton no|ctn"
    ),
    "folder": (
        "folder num|folder no(s)|folder nos|folder numbers|folder number(s)|fldr|fldr no|folder identifier|folderno|"
        "foldernum|file folder|folder(s)"
    ),
    "drawer": "map drawer|drawer no|flat file drawer",
    "reel": "reel #|reel numbers|microfilm reel|microfilm reel number|reel(s)",
    "bundle": "bundle number|bundle no",
    "box and folder": "boxes/folders|box, folder|box no/folder no|box #/folder #",
}
