"""The names of the columns of tables in German and the Romance languages: docmeta's column, and its names."""

from __future__ import annotations

from typing import Final

GERMAN_AND_ROMANCE: Final[dict[str, dict[str, str]]] = {
    "German": {
        "title": (
            "Titel|Aktentitel|Bezeichnung|Objekttitel|Titel der Verzeichnungseinheit|Betreff|Aktenbetreff|Titel/Betreff|"
            "Titel / Enthält"
        ),
        "identifiers": (
            "Signatur|Archivaliensignatur|Signaturen|Archivsignatur|Bestellsignatur|Inventarnummer|Archivalien-Nr|Inv.-Nr.|"
            "Bestellnummer|Bestellnr.|Bestell-Nr.|Archivnummer|Lfd. Nr.|Inventar-Nr.|Inv.-Nummer"
        ),
        "dates": (
            "Laufzeit|Datum|Datierung|Entstehungszeitraum|Entstehungszeitraum / Laufzeit|Zeitraum|Laufzeit/Datum|Zeit|"
            "Entstehungsdatum"
        ),
        "date start": (
            "laufzeit beginn|laufzeit anfang|datierung von|beginn laufzeit|laufzeitbeginn|zeitraum von|"
            "anfangsjahr|Laufzeit von|Datum von|Anfangsdatum|Beginn|von"
        ),
        "date end": "laufzeit ende|datierung bis|ende laufzeit|laufzeitende|zeitraum bis|endjahr|Laufzeit bis|Datum bis|Enddatum|Ende|bis",
        "level of description": "Stufe|Verzeichnungsstufe|Erschliessungsstufe|Erschließungsstufe",
        "extent words": "Umfang|Umfang (Menge und Abmessung)|Menge|Anzahl",
        "creator": (
            "Provenienz|Provenienzstelle|Name der Provenienzstelle|Autor|Verfasser|Urheber|Künstler|Fotograf|Aktenbildner|"
            "Registraturbildner|Bestandsbildner"
        ),
        "description": (
            "Enthält|Inhalt|Beschreibung|Form und Inhalt|Inhaltsangabe|Darin|Enthältvermerk|Enthält-Vermerk|"
            "Inhalt/Beschreibung"
        ),
        "biography_or_history": (
            "Verwaltungsgeschichte|Verwaltungsgeschichte / Biographische Angaben|Behördengeschichte"
        ),
        "custodial_history": "Bestandsgeschichte",
        "acquisition": "Abgebende Stelle|Unmittelbare Herkunft",
        "appraisal": "Bewertung und Kassation",
        "accruals": "Neuzugänge",
        "arrangement": "Ordnung und Klassifikation",
        "access_conditions": (
            "Zugangsbestimmungen|Benutzungsbedingungen|Zugänglichkeit|Sperrfrist|Schutzfrist|Benutzbarkeit"
        ),
        "use_conditions": "Reproduktionsbestimmungen|Nutzungsbedingungen",
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
        "other_titles": "Alternativer Titel|Untertitel|Titelzusatz",
        "physical location": "Lagerort|Lagerung|Standort|Magazin|Magazinstandort",
        "former identifier": "alte archivsignatur|frühere signatur|registratursignatur|Altsignatur|Alte Signatur|Vorsignatur|Altsignaturen",
        "box": "Karton|Schachtel|Archivkarton|Kartonnummer",
        "folder": "Mappe|Mappennummer|Faszikel",
    },
    "French": {
        "title": (
            "titre|intitulé|intitulé/analyse|analyse|titre propre|intitulé du dossier|intitulé de l'article|objet|"
            "titre du dossier|description sommaire"
        ),
        "identifiers": (
            "cote|cotes|référence|code de référence|numéro d'inventaire|identifiant|numéro d'article|n° d'article|n° article|"
            "numéro|n° d'inventaire|cote actuelle"
        ),
        "dates": "dates|dates extrêmes|date|datation|dates de création|période",
        "date start": "date de début|date début|date initiale|début",
        "date end": "date de fin|date fin|date finale|fin|date clôture",
        "level of description": "niveau de description|niveau",
        "extent words": (
            "importance matérielle|importance matérielle et support|étendue|étendue matérielle|métrage|collation|"
            "quantité|dimensions et quantité"
        ),
        "creator": "producteur|nom du producteur|auteur|auteurs|origine|créateur|service producteur|service versant|photographe",
        "description": "présentation du contenu|portée et contenu|contenu|description",
        "biography_or_history": (
            "histoire administrative|histoire administrative / notice biographique|notice biographique|biographie"
        ),
        "custodial_history": "historique de la conservation|histoire de la conservation",
        "acquisition": "modalités d'entrée|source immédiate d'acquisition",
        "appraisal": "évaluation, tris et éliminations|évaluation",
        "accruals": "accroissements",
        "arrangement": "mode de classement|classement",
        "access_conditions": (
            "conditions d'accès|modalités d'accès|communicabilité|accès|délai de communicabilité|délais de communicabilité|"
            "date de communicabilité"
        ),
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
        "subjects": (
            "sujet|sujets|mots-clés|mot-clé|mots matières|indexation matière|thème|thèmes|mots clés|mots-clefs|mots clefs|"
            "descripteurs"
        ),
        "places": "lieu|lieux|nom de lieu|commune",
        "publisher": "éditeur",
        "contributor": "contributeur",
        "genres": "type de document|typologie|genre",
        "right": "droits|licence|droits d'auteur|conditions d'utilisation",
        "source": "source",
        "isPartOf": "fonds|collection",
        "file": "fichier|image|url",
        "former identifier": "ancienne cote|cote ancienne|anciennes cotes",
        "box": "boîte|carton|n° de boîte|numéro de boîte",
        "folder": "chemise|pochette",
        "physical location": "localisation|emplacement|magasin|travée",
        "internal note": "note interne|notes internes|remarques internes",
    },
    "Spanish": {
        "title": "título|título original|nombre|título de la unidad documental|título del expediente|denominación",
        "identifiers": (
            "código de referencia|código(s) de referencia|signatura|signaturas|número de inventario|código|nº de inventario|"
            "n° de inventario|número de registro|nº de registro|nº|número"
        ),
        "dates": (
            "fecha|fechas|fecha(s)|fechas extremas|fecha crónica|fecha de creación|años|años extremos|data crónica|"
            "datación|fechas límite"
        ),
        "date start": "fecha inicial|fecha de inicio|fecha inicio|fecha desde|fecha extrema inicial",
        "date end": "fecha final|fecha de fin|fecha fin|fecha hasta|fecha término|fecha de término|fecha extrema final",
        "level of description": "nivel de descripción|nivel",
        "extent words": (
            "volumen|volumen y soporte|volumen y soporte de la unidad de descripción|extensión|extensión y soporte|"
            "cantidad|soporte"
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
            "características físicas|características físicas y requisitos técnicos|estado de conservación|estado|"
            "conservación|estado de la documentación"
        ),
        "finding_aids": "instrumentos de descripción",
        "originals": "existencia y localización de los originales",
        "copies": "existencia y localización de copias",
        "related_units": "unidades de descripción relacionadas|documentación relacionada",
        "publication": "nota de publicaciones|notas de publicación",
        "general": "nota|notas|observaciones",
        "processing": "nota del archivero|notas del archivero",
        "institution": "archivo|repositorio|institución",
        "subjects": "materia|materias|tema|temas|palabras clave|descriptores|asunto|palabras claves|descriptores onomásticos",
        "places": "lugar|lugares|descriptores topográficos|topónimo|topónimos",
        "publisher": "editorial",
        "contributor": "colaborador|colaboradores",
        "genres": "tipo documental|tipología documental|tipo de documento|género",
        "right": "derechos|licencia",
        "isPartOf": "fondo|colección",
        "box": "caja|nº caja|número de caja",
        "folder": "carpeta",
        "bundle": "legajo",
        "former identifier": "signatura antigua|antigua signatura",
        "internal note": "nota interna|notas internas|observaciones internas",
        "physical location": "ubicación|ubicación topográfica|localización",
    },
    "Portuguese": {
        "title": "título|título do dossiê|título da unidade",
        "identifiers": (
            "código de referência|cód. de referência|código(s) de referência|cota|número de inventário|código|notação|"
            "n° de registro|número de registro"
        ),
        "dates": (
            "data|datas|data(s)|datas de produção|data de produção|datas extremas|data-limite|datas-limite|período|"
            "datas limite|data limite|data crônica"
        ),
        "date start": "data inicial|data de início|data início",
        "date end": "data final|data de fim|data fim",
        "level of description": "nível de descrição|nível",
        "extent words": "dimensão e suporte|dimensão|extensão|suporte e dimensão|quantidade|suporte",
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
        "subjects": "assunto|assuntos|palavras-chave|descritores|tema|palavras chave",
        "places": "local|lugar|locais",
        "publisher": "editora",
        "genres": "tipologia documental|tipologia|tipo documental|gênero",
        "right": "direitos",
        "isPartOf": "fundo|coleção",
        "box": "caixa|nº da caixa",
        "folder": "pasta|dossiê|capilha",
        "internal note": "nota interna|notas internas|observações internas",
        "physical location": "localização|localização física|cota topográfica",
        "former identifier": "cota antiga|notação antiga",
    },
    "Italian": {
        "title": "titolo|intitolazione|denominazione|oggetto|titolo dell'unità|titolo del fascicolo",
        "identifiers": (
            "segnatura|codice di riferimento|segnature o codici identificativi|numero di inventario|collocazione|codice|"
            "n. inventario|numero d'ordine|n. unità"
        ),
        "dates": "estremi cronologici|data|date|data/e|datazione|anni|estremi|data cronica",
        "date start": "data iniziale|data inizio|estremo remoto",
        "date end": "data finale|data fine|estremo recente",
        "level of description": "livello di descrizione|livello",
        "extent words": "consistenza|consistenza e supporto|quantità",
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
        "folder": "fascicolo|cartella|camicia",
        "bundle": "busta|faldone|mazzo|filza",
        "former identifier": "segnatura precedente|segnature precedenti|antica segnatura",
        "internal note": "nota interna|note interne",
        "physical location": "ubicazione",
    },
    "Catalan": {
        "title": "títol",
        "identifiers": "codi de referència|topogràfic|número d'inventari",
        "dates": "data|dates|dates extremes",
        "date start": "data inicial|data inici",
        "date end": "data final|data fi",
        "level of description": "nivell de descripció|nivell",
        "extent words": "volum|volum i suport",
        "creator": "productor|nom del productor|autor",
        "description": "abast i contingut|contingut|descripció",
        "access_conditions": "condicions d'accés|accés",
        "language": "llengua|llengües|idioma",
        "general": "notes|observacions",
        "institution": "arxiu",
        "subjects": "matèries|paraules clau",
        "places": "lloc|llocs",
        "isPartOf": "fons|col·lecció|sèrie",
        "box": "capsa|caixa",
    },
}
