"""What the columns of tables are called: in catalogues of libraries and museums, and in other languages than English.

The names in other languages are those of the translations of ISAD(G) (3.1.1 to 3.6.1), of the templates that national archives
and archival systems give out, and of Dublin Core's translations. A name that means two things is not here.
"""

from __future__ import annotations

from typing import Final

#: In English: the column of docmeta, and the names that tables of libraries, museums and image collections have for it.
ENGLISH: Final[dict[str, str]] = {
    "title": "item title|object title|file title|folder title|unit title|title proper|main title",
    "other_titles": "other titles|variant title|subtitle|translated title|title translation|parallel title",
    "identifiers": (
        "object number|inventory number|item number|catalog number|catalogue number|catalogue reference|item id|"
        "local id|object identifier|record number|accession no|accession id|fonds number|ref no|ref number|"
        "reference no|reference number"
    ),
    "dates": (
        "year|years|date range|inclusive dates|dates of material|date(s)|date text|date expression|display date|"
        "date original|original date|approximate date|approximate dates|date approx|dates approx"
    ),
    "date issued": (
        "publication year|year of publication|date of publication|publication date|year published|date published"
    ),
    "extents": "physical description|physical extent|extent and format|volume and format|quantity and type",
    "creator": "creator name|creator names|creators names|originator|authors|author name",
    "institution": (
        "repository name|contributing institution|owning institution|institution name|data provider|held by|custodian"
    ),
    "description": (
        "scope note|scope and contents|contents|item description|description of contents|content description"
    ),
    "biography_or_history": (
        "biographical note|historical note|biographical or historical note|biography|history note|"
        "administrative biographical history|biographical historical note"
    ),
    "custodial_history": "custodial history|ownership history|provenance note",
    "acquisition": "acquisition information|source of acquisition|acquisition note|credit line|acquisition method",
    "arrangement": "arrangement note|organization and arrangement|system of arrangement",
    "access_conditions": (
        "access restrictions|access conditions|restrictions on access|conditions of access|closure status"
    ),
    "use_conditions": "use restrictions|use conditions|restrictions on use|terms of use|conditions of use",
    "physical_characteristics": "physical condition|condition|condition note|technical requirements",
    "related_units": "related materials|related records|associated material",
    "right": (
        "rights management|rights information|copyright|copyright status|usage rights|rights note|"
        "rights and permissions"
    ),
    "rights_uri": "standardized rights statement|rights statement uri|rights uri|rights url",
    "language": "language(s)|languages of material|language code|language name",
    "subjects": (
        "subject terms|subject headings|topics|topical subjects|subject topical|keyword|controlled subjects|subject(s)"
    ),
    "genres": (
        "genre form|form genre|genre(s)|object type|object name|document type|item type|resource type|"
        "material type|form"
    ),
    "places": (
        "place name|place names|geographic location|location depicted|place depicted|geographic subject|"
        "subject geographic|subject - geographic|geographic names|city|country|"
        "geographic coverage"
    ),
    "file": "file name|object file name|image url|download url|object url|digital object url|image file",
    "isPartOf": "collection|collection name|collection title|part of|is part of|parent collection",
    "preferred_citation": "citation|cite as",
    "physical location": "storage location|shelf location|current location|shelf",
    "general": "comments|remarks|general notes|other notes",
    "internal note": "internal notes|staff note|staff notes|private note|private notes|processing notes (internal)|notes (internal)",
}

#: In other languages, each with the column of docmeta and its names there. Diacritics do not matter.
FOREIGN: Final[dict[str, dict[str, str]]] = {
    "German": {
        "title": "Titel|Aktentitel|Bezeichnung|Objekttitel|Titel der Verzeichnungseinheit",
        "identifiers": (
            "Signatur|Archivaliensignatur|Signaturen|Archivsignatur|Bestellsignatur|Inventarnummer|"
            "Archivalien-Nr|Inv.-Nr."
        ),
        "dates": "Laufzeit|Datum|Datierung|Entstehungszeitraum|Entstehungszeitraum / Laufzeit|Zeitraum|Jahr",
        "date start": "Laufzeit von|Datum von|Anfangsdatum|Beginn|von",
        "date end": "Laufzeit bis|Datum bis|Enddatum|Ende|bis",
        "level of description": "Stufe|Verzeichnungsstufe|Erschliessungsstufe|Erschließungsstufe",
        "extents": "Umfang|Umfang (Menge und Abmessung)",
        "creator": "Provenienz|Provenienzstelle|Name der Provenienzstelle|Autor|Verfasser|Urheber|Künstler|Fotograf",
        "description": "Enthält|Inhalt|Beschreibung|Form und Inhalt|Inhaltsangabe",
        "biography_or_history": (
            "Verwaltungsgeschichte|Verwaltungsgeschichte / Biographische Angaben|Behördengeschichte"
        ),
        "custodial_history": "Bestandsgeschichte",
        "acquisition": "Abgebende Stelle|Unmittelbare Herkunft",
        "appraisal": "Bewertung und Kassation",
        "accruals": "Neuzugänge",
        "arrangement": "Ordnung und Klassifikation",
        "access_conditions": "Zugangsbestimmungen|Benutzungsbedingungen|Zugänglichkeit|Sperrfrist|Schutzfrist",
        "use_conditions": "Reproduktionsbestimmungen",
        "language": "Sprache|Sprachen|Sprache/Schrift",
        "finding_aids": "Findhilfsmittel|Findmittel",
        "physical_characteristics": "Physische Beschaffenheit|Erhaltungszustand",
        "related_units": "Verwandte Verzeichnungseinheiten",
        "general": "Bemerkung|Bemerkungen|Anmerkung|Anmerkungen|Allgemeine Anmerkungen",
        "publication": "Veröffentlichungen",
        "institution": "Archiv|Einrichtung|Institution|Museum",
        "subjects": "Schlagwort|Schlagwörter|Schlagworte|Stichwort|Stichwörter|Sachbegriff",
        "places": "Ort|Orte|Ortsname|Geografikum",
        "publisher": "Verlag|Herausgeber",
        "genres": "Archivalienart|Archivalientyp|Objektart",
        "right": "Rechte|Lizenz",
        "isPartOf": "Bestand|Bestandsname|Sammlung",
    },
    "French": {
        "title": "titre|intitulé|intitulé/analyse|analyse|titre propre",
        "identifiers": "cote|cotes|référence|code de référence|numéro d'inventaire|identifiant",
        "dates": "dates|dates extrêmes|date|datation|dates de création|période|année",
        "date start": "date de début|date début|date initiale|début",
        "date end": "date de fin|date fin|date finale|fin",
        "level of description": "niveau de description|niveau",
        "extents": (
            "importance matérielle|importance matérielle et support|étendue|étendue matérielle|volume|métrage|collation"
        ),
        "creator": "producteur|nom du producteur|auteur|auteurs|origine|créateur",
        "description": "présentation du contenu|portée et contenu|contenu|description",
        "biography_or_history": (
            "histoire administrative|histoire administrative / notice biographique|notice biographique|biographie"
        ),
        "custodial_history": "historique de la conservation|histoire de la conservation",
        "acquisition": "modalités d'entrée|source immédiate d'acquisition",
        "appraisal": "évaluation, tris et éliminations|évaluation",
        "accruals": "accroissements",
        "arrangement": "mode de classement|classement",
        "access_conditions": "conditions d'accès|modalités d'accès|communicabilité|accès",
        "use_conditions": "conditions de reproduction|modalités de reproduction",
        "language": "langue|langues|langue et écriture des documents|langue des documents",
        "finding_aids": "instruments de recherche",
        "physical_characteristics": (
            "caractéristiques matérielles|caractéristiques matérielles et contraintes techniques|état de conservation"
        ),
        "originals": "existence et lieu de conservation des originaux",
        "copies": "existence et lieu de conservation des copies",
        "related_units": "sources complémentaires|unités de description associées|sources associées",
        "publication": "bibliographie",
        "general": "notes|note|observations|remarques",
        "institution": "service d'archives|dépôt|institution|lieu de conservation",
        "subjects": "sujet|sujets|mots-clés|mot-clé|mots matières|indexation matière|thème|thèmes",
        "places": "lieu|lieux|nom de lieu|commune",
        "publisher": "éditeur",
        "contributor": "contributeur",
        "genres": "type de document|typologie|genre",
        "right": "droits|licence",
        "source": "source",
        "isPartOf": "fonds|collection",
        "file": "fichier|image|url",
    },
    "Spanish": {
        "title": "título|título original|nombre",
        "identifiers": (
            "código de referencia|código(s) de referencia|signatura|signaturas|número de inventario|código"
        ),
        "dates": "fecha|fechas|fecha(s)|fechas extremas|fecha crónica|fecha de creación|año|años",
        "date start": "fecha inicial|fecha de inicio|fecha inicio|fecha desde",
        "date end": "fecha final|fecha de fin|fecha fin|fecha hasta",
        "level of description": "nivel de descripción|nivel",
        "extents": (
            "volumen|volumen y soporte|volumen y soporte de la unidad de descripción|extensión|extensión y soporte"
        ),
        "creator": "productor|nombre del productor|nombre del o de los productor(es)|autor|autores|creador",
        "description": "alcance y contenido|contenido|descripción|resumen",
        "biography_or_history": ("historia institucional|historia institucional / reseña biográfica|reseña biográfica"),
        "custodial_history": "historia archivística",
        "acquisition": "forma de ingreso",
        "appraisal": "valoración, selección y eliminación|valoración",
        "accruals": "nuevos ingresos",
        "arrangement": "organización",
        "access_conditions": "condiciones de acceso|acceso",
        "use_conditions": "condiciones de reproducción|condiciones de uso",
        "language": "idioma|idiomas|lengua|lengua/escritura(s) de la documentación|lengua de los documentos",
        "physical_characteristics": (
            "características físicas|características físicas y requisitos técnicos|estado de conservación"
        ),
        "finding_aids": "instrumentos de descripción",
        "originals": "existencia y localización de los originales",
        "copies": "existencia y localización de copias",
        "related_units": "unidades de descripción relacionadas|documentación relacionada",
        "publication": "nota de publicaciones|notas de publicación",
        "general": "nota|notas|observaciones",
        "processing": "nota del archivero|notas del archivero",
        "institution": "archivo|repositorio|institución",
        "subjects": "materia|materias|tema|temas|palabras clave|descriptores|asunto",
        "places": "lugar|lugares|descriptores topográficos|topónimo|topónimos",
        "publisher": "editorial",
        "contributor": "colaborador|colaboradores",
        "genres": "tipo documental|tipología documental|tipo de documento|género",
        "right": "derechos|licencia",
        "isPartOf": "fondo|colección",
    },
    "Portuguese": {
        "title": "título",
        "identifiers": (
            "código de referência|cód. de referência|código(s) de referência|cota|número de inventário|código"
        ),
        "dates": (
            "data|datas|data(s)|datas de produção|data de produção|datas extremas|data-limite|datas-limite|período|ano"
        ),
        "date start": "data inicial|data de início|data início",
        "date end": "data final|data de fim|data fim",
        "level of description": "nível de descrição|nível",
        "extents": "dimensão e suporte|dimensão|extensão|suporte e dimensão",
        "creator": "produtor|nome do produtor|nome(s) do(s) produtor(es)|autor|autores",
        "description": "âmbito e conteúdo|conteúdo|descrição|resumo",
        "biography_or_history": "história administrativa|história administrativa/biografia|história biográfica",
        "custodial_history": "história custodial e arquivística|história arquivística|história custodial",
        "acquisition": "fonte imediata de aquisição ou transferência|procedência",
        "appraisal": "avaliação, seleção e eliminação|avaliação e temporalidade|avaliação",
        "accruals": "incorporações|ingressos adicionais",
        "arrangement": "sistema de organização|sistema de arranjo",
        "access_conditions": "condições de acesso",
        "use_conditions": "condições de reprodução",
        "language": "idioma|idiomas|língua|idioma/escrita|idioma e escrita",
        "physical_characteristics": (
            "características físicas e requisitos técnicos|características físicas|estado de conservação"
        ),
        "finding_aids": "instrumentos de pesquisa|instrumentos de descrição",
        "originals": "existência e localização de originais|existência e localização dos originais",
        "copies": "existência e localização de cópias",
        "related_units": "unidades de descrição relacionadas",
        "publication": "nota de publicação|notas de publicação",
        "general": "nota|notas|notas gerais|observações",
        "institution": "arquivo|entidade detentora|instituição",
        "subjects": "assunto|assuntos|palavras-chave|descritores|tema",
        "places": "local|lugar|locais",
        "publisher": "editora",
        "genres": "tipologia documental|tipologia|tipo documental|gênero",
        "right": "direitos",
        "isPartOf": "fundo|coleção",
    },
    "Italian": {
        "title": "titolo|intitolazione|denominazione",
        "identifiers": (
            "segnatura|codice di riferimento|segnature o codici identificativi|numero di inventario|collocazione|codice"
        ),
        "dates": "estremi cronologici|data|date|data/e|datazione|anno|anni",
        "date start": "data iniziale|data inizio|estremo remoto",
        "date end": "data finale|data fine|estremo recente",
        "level of description": "livello di descrizione|livello",
        "extents": "consistenza|consistenza e supporto",
        "creator": "soggetto produttore|soggetti produttori|autore|autori|produttore",
        "description": "contenuto|ambiti e contenuto|descrizione",
        "biography_or_history": "storia istituzionale/amministrativa|nota biografica|storia amministrativa",
        "custodial_history": "storia archivistica",
        "acquisition": "modalità di acquisizione o versamento|modalità di acquisizione",
        "appraisal": "procedure, tempi e criteri di valutazione e scarto",
        "accruals": "incrementi previsti",
        "arrangement": "criteri di ordinamento",
        "access_conditions": "condizioni di accesso|condizioni di accessibilità|consultabilità",
        "use_conditions": "condizioni di riproduzione",
        "language": "lingua|lingue|lingua/scrittura della documentazione",
        "physical_characteristics": "caratteristiche materiali e requisiti tecnici|stato di conservazione",
        "finding_aids": "strumenti di ricerca",
        "originals": "esistenza e localizzazione degli originali",
        "copies": "esistenza e localizzazione di copie",
        "related_units": "unità di descrizione collegate",
        "publication": "bibliografia",
        "general": "note|nota|osservazioni",
        "institution": "soggetto conservatore|archivio|istituto di conservazione",
        "subjects": "soggetto|soggetti|parole chiave|argomento",
        "places": "luogo|luoghi|toponimo",
        "publisher": "editore",
        "genres": "tipologia|tipologia documentaria",
        "right": "diritti",
        "isPartOf": "fondo|raccolta",
    },
    "Dutch": {
        "title": "titel|omschrijving|naam",
        "identifiers": (
            "inventarisnummer|inv.nr.|inventarisnr|archiefnummer|toegangsnummer|referentiecode|objectnummer|signatuur"
        ),
        "dates": "datering|datum|periode|data|jaar",
        "date start": "begindatum|datum begin|beginjaar|datum van",
        "date end": "einddatum|datum eind|eindjaar|datum tot",
        "level of description": "beschrijvingsniveau|niveau",
        "extents": "omvang|omvang en medium",
        "creator": "archiefvormer|naam van de archiefvormer|maker|vervaardiger|auteur",
        "description": "inhoud|bereik en inhoud|beschrijving|inhoud en structuur",
        "biography_or_history": "geschiedenis van de archiefvormer|institutionele geschiedenis/biografie",
        "custodial_history": "geschiedenis van het archief|archiefgeschiedenis",
        "acquisition": "verwerving|directe bron van verwerving",
        "appraisal": "selectie en vernietiging",
        "accruals": "aanvullingen",
        "arrangement": "ordeningsstelsel|ordening",
        "access_conditions": (
            "openbaarheid|voorwaarden voor raadpleging|raadpleging|openbaarheidsbeperking|openbaarheidsbeperkingen"
        ),
        "use_conditions": "voorwaarden voor reproductie|beperkingen aan het gebruik",
        "language": "taal|talen|taal en schrift",
        "physical_characteristics": "uiterlijke vorm|uiterlijke kenmerken|staat",
        "finding_aids": "toegangen|toegang",
        "general": "opmerking|opmerkingen|aantekeningen|notities",
        "institution": "archiefinstelling|archiefbewaarplaats|instelling|bewaarplaats",
        "subjects": "trefwoord|trefwoorden|onderwerp|onderwerpen",
        "places": "plaats|plaatsen|plaatsnaam|locatie",
        "publisher": "uitgever",
        "genres": "documenttype|objectsoort|objectnaam",
        "right": "rechten|licentie",
        "isPartOf": "collectie|archief",
    },
    "Polish": {
        "title": "tytuł|tytuł jednostki|tytuł teczki|nazwa",
        "identifiers": "sygnatura|sygn.|znak teczki|numer inwentarzowy",
        "dates": "daty skrajne|daty|data|datacja|rok",
        "date start": "data od|daty skrajne od|data początkowa",
        "date end": "data do|daty skrajne do|data końcowa",
        "level of description": "poziom opisu",
        "extents": "rozmiar|objętość",
        "creator": "twórca|autor|nazwa twórcy",
        "description": "zawartość|opis|zakres i zawartość",
        "access_conditions": "dostępność|warunki udostępniania",
        "language": "język|języki",
        "general": "uwagi|notatki",
        "institution": "archiwum|instytucja",
        "subjects": "hasła|słowa kluczowe|temat|indeks",
        "places": "miejsce|miejscowość",
        "publisher": "wydawca",
        "isPartOf": "zespół|kolekcja",
    },
    "Czech": {
        "title": "název|titul|obsah jednotky|regest",
        "identifiers": "signatura|referenční označení|referenční kód|inventární číslo|inv. č.|ukládací číslo",
        "dates": "datace|datum|časové rozmezí|časový rozsah|rok",
        "date start": "datace od|rok od",
        "date end": "datace do|rok do",
        "level of description": "úroveň popisu",
        "extents": "rozsah|množství",
        "creator": "původce|autor",
        "description": "obsah|popis",
        "access_conditions": "přístupnost|podmínky přístupu",
        "language": "jazyk|jazyky",
        "general": "poznámka|poznámky",
        "institution": "archiv|instituce",
        "subjects": "klíčová slova|předmět|rejstřík",
        "places": "místo",
        "publisher": "vydavatel",
        "isPartOf": "fond|archivní soubor",
    },
    "Scandinavian": {
        "title": "titel|tittel|rubrik|benämning",
        "identifiers": "referenskod|arkivreferanse|referencekode|signum|inventarienummer",
        "dates": "datering|tid|år|dato|tidsperiod|periode",
        "date start": "startdatum|startdato|fra år|från år",
        "date end": "slutdatum|sluttdato|slutdato|til år|till år",
        "level of description": "arkivnivå|beskrivningsnivå|beskrivelsesnivå",
        "extents": "omfång|omfang",
        "creator": "arkivbildare|arkivskaper|arkivskaber|upphovsman|ophavsmand",
        "description": "innehåll|innhold|indhold|beskrivning|beskrivelse",
        "access_conditions": "tillgänglighet|tilgjengelighet|tilgængelighed",
        "language": "språk|sprog",
        "general": "anmärkning|anmerkning|bemærkning|bemærkninger",
        "institution": "arkivinstitution|arkivinstitusjon|förvarande institution",
        "subjects": "ämne|ämnesord|emne|emneord|nyckelord",
        "places": "plats|ort|sted|stednavn",
        "publisher": "utgivare|forlag",
        "isPartOf": "arkiv|samling",
    },
    "Russian": {
        "title": "заголовок|название|наименование|заголовок дела",
        "identifiers": "шифр|архивный шифр|номер дела|инвентарный номер",
        "dates": "крайние даты|дата|даты|датировка|год",
        "date start": "начальная дата|дата начала",
        "date end": "конечная дата|дата окончания",
        "level of description": "уровень описания",
        "extents": "объем|объём",
        "creator": "фондообразователь|автор|создатель",
        "description": "содержание|описание|аннотация",
        "access_conditions": "условия доступа|доступ",
        "language": "язык|языки",
        "general": "примечание|примечания",
        "institution": "архив|учреждение",
        "subjects": "ключевые слова|тема|рубрика|тематика",
        "places": "место|география",
        "publisher": "издатель",
        "physical_characteristics": "физическое состояние",
    },
}

#: Levels of description in other languages (ISAD(G) 3.1.4 in its translations), those that mean one level only.
LEVELS: Final[dict[str, str]] = {
    "fonds": "fondo|fundo|fond|fons|zespół|фонд|arkistonmuodostaja",
    "subfonds": "subfondo|subfundo|sous-fonds|podzespół|dílčí fond|subfond",
    "series": "serie|série|seria|séries|Serien|серия",
    "subseries": "subserie|subsérie|sous-série|sottoserie|Unterserie|podseria|deelreeks|подсерия",
    "file": (
        "expediente|dossier|fascicolo|fascículo|Akte|Aktenstück|Dossiers|unidad documental compuesta|"
        "documento composto|документ дела|дело|jednostka aktowa|archiefbestanddeel"
    ),
    "item": (
        "unidad documental simple|documento simples|unità documentaria|pièce|Einzelstück|Schriftstück|"
        "jednotlivost|stuk|jednostka"
    ),
    "collection": "colección|coleção|collezione|raccolta|Sammlung|collectie|kolekcja|sbírka|samling|коллекция",
}


def synonyms() -> dict[str, str]:
    """Each name, and the column that it is; of a name that two languages use differently none."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for table in (ENGLISH, *FOREIGN.values()):
        for column, names in table.items():
            for name in names.split("|"):
                if found.setdefault(name, column) != column:
                    twice.add(name)
    return {name: column for name, column in found.items() if name not in twice}
