"""The columns and terms that AtoM's CSV import uses: those of AtoM 2.9 and its development branch.

A column in no list of the import task is ignored (`lib/task/import/csvImportTask.class.php`).
Terms are looked up in the culture of the row, and added if missing; the translations are those that AtoM installs
(`data/fixtures/taxonomyTerms.yml`).

>>> term("level", "Series", "fr"), term("status", "Draft", "de"), term("level", "Class", "fr")
('Série', 'Entwurf', None)
>>> english("level", "Sous-série"), english("event", "Creación")
('Subseries', 'Creation')
"""

from __future__ import annotations

from functools import cache
from typing import Final

#: The English terms of each taxonomy, in the order of `_TERMS`.
TERMS: Final[dict[str, tuple[str, ...]]] = {
    "level": (
        "Fonds", "Subfonds", "Collection", "Series", "Subseries", "File", "Item", "Part", "Record group",
    ),
    "event": (
        "Creation", "Custody", "Publication", "Contribution", "Collection", "Accumulation", "Reproduction",
        "Distribution", "Broadcasting", "Manufacturing", "Record-keeping activity",
    ),
    "type": (
        "Location", "Container", "Artefact", "Box", "Cardboard box", "Hollinger box", "Folder", "Filing cabinet",
        "Map cabinet", "Shelf",
    ),
    "status": (
        "Draft", "Published",
    ),
}  # fmt: skip
#: By culture: the terms of levels; events; types of physical objects; publication statuses. An empty one is not translated.
_TERMS: Final = r"""
en: Fonds|Subfonds|Collection|Series|Subseries|File|Item|Part|Record group ; Creation|Custody|Publication|Contribution|\
Collection|Accumulation|Reproduction|Distribution|Broadcasting|Manufacturing|Record-keeping activity ; Location|Container|\
Artefact|Box|Cardboard box|Hollinger box|Folder|Filing cabinet|Map cabinet|Shelf ; Draft|Published
bs: Fondovi|Podfondovi|Zbirka|Serije|Podserije|Spis|Stavka|Dio|Grupa zapisa ; Stvaranje|Čuvanje|Publikacija|Doprinos|Zbirka|\
Akumulacija|Reprodukcija|Distribucija|Emitiranje|Proizvodnja|Aktivnost vođenja evidencije ; Mjesto|Spremnik|Artefakt|Kutija|\
Kartonska kutija|Arhivska kutija|Mapa/folder|Kartoteka|Kartoteka|Polica ; Nacrt|Objavljeno
ca: Fons|Subfons|Col·lecció|Sèrie|Subsèrie|Unitat documental composta|Unitat documental simple|Part| ; Creació|Custòdia|\
Publicació|Col·laboració|Col·lecció|Agregació|Reproducció|Distribució|Emissió|Fabricació|Activitats de manteniment dels \
documents ; Localització|Contenidor|Artefacte|Capsa|Caixa de cartró|Caixa estàndard de documents|Carpeta|Armari arxivador|\
Planera|Prestatgeria ; Esborrany|Publicat
cy: Fonds|Is-fonds|Casgliad|Cyfres|Is-gyfres|Ffeil|Eitem|Rhan|Grŵp cofnod ; Creadigaeth|Gwarchodaeth|Cyhoeddiad|Cyfraniad|\
Casgliad|Crynhoad|Atgynhyrchiad|Dosbarthiad|Darlledu|Gweithgynhyrchu|Gweithgaredd cadw cofnodion ; Lleoliad|Bocs|Arteffact|Bocs|\
Bocs cardbord|Bocs Hollinger|Ffolder|Cwpwrdd ffeilio|Cabinet mapiau|Silff ; Drafft|Cyhoeddwyd
de: Fonds|Teilbestand|Sammlung|Serie|Teilserie|Akt(e)|Objekt|Teil| ; Anlage|Verwahrung|Veröffentlichung|Beitrag|Sammlung|\
Bildung|Reproduktion|Verbreitung|Sendung|Herstellung| ; Standort|Behältnis|Gegenstand|Schachtel|Pappkarton|Hollinger Schachtel|\
Umschlag/Mappe|Aktenschrank|Planschrank|Regal ; Entwurf|Veröffentlicht
es: Fondo|Subfondo|Colección|Serie|Subserie|Unidad documental compuesta|Unidad documental simple|Parte| ; Creación|Custodia|\
Publicación|Contribución|Colección|Acumulación|Reproducción|Difusión|Emisión|Fabricación|Actividad de mantenimiento de \
registros ; Localización|Contenedor|Artefacto|Caja|Caja tipo contenedor|Caja estándar de documentos|Carpeta|Compacto o \
archivador|Planero|Estantería ; Borrador|Publicado
eu: Fondoak|Azpifondoak|Bilduma|Serieak|Azpiserie|Fitxategia|Itema|Parte| ; Sorkuntza|Kustodia|Argitalpena|Ekarpena|Bilduma|\
Pilaketa|Erreprodukzioa|Banaketa|Broadcasting-a|Fabrikazioa|Erregistroen mantenimendurako aktibitatea ; Kokapena|Edukitzailea|\
Artefaktua|Kaxa|Kartoizko kutxa|Hollinger kutxa|Karpeta|Artxibadorea|Mapa kabinetea| ; Zirriborroa|Argitaratua
fr: Fonds|Sous-fonds|Collection|Série|Sous-série|Dossier|Pièce|Partie|Regroupement de documents ; Création/Production|\
Conservation|Publication|Contribution|Collection|Accumulation|Reproduction|Distribution|Diffusion générale|Fabrication|\
activités de gestion des documents ; Localisation|Contenant|Artefact|Boîte|Boîte en carton|Boîte Hollinger|Chemise|Classeur|\
Classeur à plan|Tablette ; Ébauche|Publié
gl: Fondos|Sub-fondo|Colección|Series|Sub-series|Dossier|Item|Parte| ; Creación|Custódia|Publicación|Contribución|Colección|\
Acumulación|Reproducción|Distribución||Industrial| ; Ubicación|Contenedor|Artefacto|Caixa||Caixa "Hollinger"|Carpeta|Arquivador|\
|Anaquel ; Borrador|Publicado
hr: Fondovi|Podfondovi|Zbirka|Serije|Podserije|Datoteka|Stavka|Dio|Grupa zapisa ; Stvaranje|Čuvanje|Publikacija|Doprinos|Zbirka|\
Akumulacija|Reprodukcija|Distribucija|Emitiranje|Proizvodnja|Aktivnost vođenja evidencije ; Mjesto|Spremnik|Artefakt|Kutija|\
Kartonska kutija|Arhivska kutija|Mapa|Kartoteka|Kartoteka|Polica ; Nacrt|Objavljeno
hu: Fond|Állagok|Gyűjtemény|Sorozat|Alsorozat|Fájl|Iratdarab|Rész| ; Keletkezés|Megőrzés|Közzététel|Hozzászólás/hozzájárulás|\
Gyűjtemény|Gyűjtés|Másolatkészítés|(F)elosztás/Osztályozás|(Rádió/Tv) Közvetítés|Gyári|Nyilvántartás készítés ; Hely|Tároló|\
Tárgyi lelet|Doboz|Kartondoboz|Hollinger doboz|Mappa|Irattartó szekrény|Térkép szekrény|Polc ; Vázlat|Közzétett
id: Fonds|Subfonds|Koleksi|Seri|Subseri|Berkas|Item|Bagian| ; Penciptaan|Kustodi|Publikasi|Kontribusi|Koleksi|Akumulasi|\
Reproduksi|Distribusi|Penyiaran|Manufaktur|Aktivitas pengelolaan arsip ; Lokasi|Tempat penyimpanan|Artefak|Boks|Kotak kardus|\
Boks Hollinger|Folder|Lemari berkas|Kabinet peta|Rak ; Draf|Terpublikasi
is: Safn|Undirsafn|Sýndarsafn|Skjalaflokkur|Undirskjalaflokkur|Málaflokkur|Eining|Hluti| ; Sköpun|Varðveisla|Útgáfa|Framlag|\
Sýndarsafn|Söfnun|Endurgerð|Dreifing|Útsending|Framleiðsla| ; Staðsetning|Hylki|Gripur|Askja|Pappakassi|Hollinger box|Mál|\
Skjalaskápur|Kortaskápur|Hilla ; Uppkast|Útgefið
it: Fondo|Sub-fondo|Raccolta|Serie|Sottoserie|Unità archivistica|Unità documentaria|Parte| ; Creazione|Conservazione|\
Pubblicazione|Contributo|Raccolta|Accumulazione|Riproduzione|Distribuzione|Trasmissione|Fabbricazione|Tenuta documentale ; \
Ubicazione|Contenitore|Manufatto|Scatola|Scatola di cartone|Scatola Hollinger|Busta|Classificatore|Cassettiera per mappe|\
Scaffale ; Bozza|Pubblicato
ja: フォンド|サブフォンド|コレクション|シリーズ|サブシリーズ|ファイル|アイテム|一部|レコードグループ ; 作成|\
収蔵状況|出版物|貢献|コレクション|蓄積|複製|頒布|放送|製作する|レコードキーピング活動 ; 所在|保存ボックス|\
モノ資料|ボックス|ダンボール箱|保存箱|フォルダー|ファイリングキャビネット|地図のキャビネット|シェルフ ; 下書き|\
公表
ka: ფონდები|ქვეფონდები|კოლექცია|სერიები|ქვე სერიები|ფაილი, საქმე|პუნქტი|ნაწილი| ; შემოქმედება|დაცვა საცავში|პუბლიკაცია|\
დახმარება, ხელშეწყობა|კოლექცია|აკუმულირება|რეპროდუქცია|დისტრიბუცია|მაუწყებლობა , რადიომაუწყებლობა|კეთება, დამუშავება| ; ადგილი, \
ადგილმდებარეობა|კონტეინერი ,სათავსი|არტეფაქტი|ყუთი|კარდონის, მუყაოს ყუთი|საარქივო მასალებისთვის|ფოლდერი|კარადა|კარადა|თარო ; \
დრაფტი|გამოქვეყნებული
ko: 퐁|하위 퐁|컬렉션|기록 시리즈|서브시리즈|파일|건|부분| ; 생성|보관권|출판|기여|컬렉션|축적|복사|\
배포|방송|제조|기록되는 동작 ; 보관 위치|보존 용기|가공물|상자|종이 상자|Hollinger 박스|철|파일 \
캐비닛|지도 캐비닛|선반 ; 초안|출판된
mk: Фондови|Подфондови|Збирка|Серии|Подсерија|Датотека/досие|Предмет/единица|Дел|Група на записи ; Креирање/создавање|Чување|\
Публикација|Придонес|Збирка|Акумулација/собирање|Репродукција|Дистрибуција|Емитување|Производство|Активност за водење \
евиденција ; Локација|Меморија|Артефакт|Кутија|Картонска кутија|Arhivska кутија|Папка|Картотека|Ормар за картотека|Полица ; \
Нацрт|Објавено
nl: Archief|Deelarchief|Collectie|Reeks|Deelreeks|Bestanddeel|Stuk|Deel| ; Vervaardig|Beheer|Publicatie|Bijdrage|Collectie||\
Reproduktie|Distribueren||| ; Lokatie|Verpakking|Artefact|Doos|Kaartenbak|Ponskaartendoos|Map|Dossierkast|Kaartenkast|Plank ; \
Concept|Gepubliceerd
pt: Arquivo|Subarquivo|Coleção|Série|Subsérie|Documento|Item|Parte|Gravar grupo ; Produção|Custódia|Publicação|Contribuição|\
Coleção|Acumulação|Reprodução|Distribuição|Radiodifusão|Fabricação|Gestão documental ; Localização|Unidade de instalação|Objeto \
tridimensional|Caixa|Caixa de papelão|Caixa Hollinger|Pasta|Armário|Mapoteca|Prateleira ; Preliminar|Publicado
pt_BR: Fundos|Seção|Coleção|Séries|Subséries|Dossiê|Item|Parte|Grupo de documentos/arquivos ; Produção|Custódia|Publicação|\
Contribuição|Coleção|Acumulação|Reprodução|Distribuição|Emissão|Produção|Atividade de manutenção de registros ; Localização|\
Caixa|Artefato|Caixa|Caixa de papelão|Caixa de arquivo|Pasta|Armário de arquivo|Mapoteca|Prateleira ; Rascunho|Publicado
sl: Fondi|Podfondi|Zbirka|Serija|Podserija|Datoteka|Dokument|Del| ; Ustvarjanje|Skrbništvo|Objava|Prispevek|Zbirka|Zbiranje|\
Reprodukcija|Distribuiranje|Oddajanje (radio)|Proizveden|Zapisi o nedavnih dejanjih ; Lokacija|Tehnična enota|Artefakt|Škatla|\
Kartonasta škatla|Hollingerjeva škatla|Mapa|Kartotečni predalnik|Predalnik za zemljevide|Polica ; Osnutek|Objavljeno
sr: Фондови|Подфонд|Збирка|Серија|Подсерија|Досије|Јединица|Део| ; Стварање|Старање|Публикација|Прилог|Збирка|Сакупљање|\
Умножавање|Дистрибуција|Емитовање|Производити|Чување архивске грађе ; Локација|Контејнер|Артефакт|Кутија|Картонска кутија|\
Архивска кутија|Директоријум|Картотека|Орман за карте|Полица ; Нацрт|Објављено
sv: Arkiv|Delarkiv|Samling|Serie|Underserie|Fil|Objekt|Del| ; Skapande|Förvaringsansvar|Publicering|Bidrag|Samling|\
Arkivbildning|Reproduktion|Fördelning|Utsändning|Tillverkning|Journalföringsaktivitet ; Plats|Behållare|Föremål|Låda|Kartong|\
Arkivbox|Mapp|Aktskåp|Kartskåp|Hylla ; Utkast|Publicerad
vi: Các phông|Subfonds|Collection|Series|Subseries|Tập tin|Item|Một phần| ; Năm tạo|Lưu giữ|ý công bố|Góp phần|Collection|\
Tích lũy|Sao lại|phân phối|phát thanh truyền hình|Sự đặc ra|Hoạt động Record-keeping ; Một vị trí|Bao hàm|Artefact|Hộp|Hộp \
các tông|Hộp Hollinger|Thư mục|nội các nộp đơn|Tủ bản đồ|Kệ tủ ; Dự thảo|Xuất bản
zh: 宗卷|次宗卷|收藏集|系列|次系列|文件|物件|部分| ; 创建|保管|发布|贡献|收藏集|累计|复制|分配|广播|\
制造|记录-保存活动 ; 位置|容器|手工艺品|框|纸箱|档案盒|文件夹|档案柜|地图柜|架 ; 草稿|已发布
"""
CULTURES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    culture: dict(zip(TERMS, (tuple(words.split("|")) for words in said.split(" ; ")), strict=True))
    for culture, said in (line.split(": ", 1) for line in _TERMS.replace("\\\n", "").strip().splitlines())
}
#: Single-valued cells; `|` in them makes a list of it (`contentFilterLogic`).
WHOLE: Final = frozenset(
    "accessConditions accruals acquisition alternateTitle appraisal archivalHistory arrangement descriptionIdentifier extentAndMedium "
    "findingAids identifier locationOfCopies locationOfOriginals physicalCharacteristics relatedUnitsOfDescription "
    "reproductionConditions revisionHistory rules scopeAndContent sources title institutionIdentifier radEdition "
    "radOtherTitleInformation radTitleStatementOfResponsibility radStatementOfProjection radStatementOfCoordinates "
    "radStatementOfScaleArchitectural radStatementOfScaleCartographic radPublishersSeriesNote radIssuingJurisdiction "
    "radEditionStatementOfResponsibility radTitleProperOfPublishersSeries radParallelTitlesOfPublishersSeries "
    "radOtherTitleInformationOfPublishersSeries radStatementOfResponsibilityRelatingToPublishersSeries "
    "radNumberingWithinPublishersSeries radStandardNumber".split()
)
#: Cells with several notes, each separate.
NOTES: Final = frozenset(
    "languageNote publicationNote generalNote archivistNote radNoteCast radNoteCredits radNoteSignaturesInscriptions "
    "radNoteConservation radNoteGeneral radNotePhysicalDescription radNotePublishersSeries radNoteRights radNoteAccompanyingMaterial "
    "radNoteAlphaNumericDesignation radNoteEdition radTitleStatementOfResponsibilityNote radTitleParallelTitles "
    "radTitleSourceOfTitleProper radTitleVariationsInTitle radTitleAttributionsAndConjectures radTitleContinues "
    "radTitleNoteContinuationOfTitle".split()
)
#: The events of a row, side by side.
EVENTS: Final = (
    "eventTypes", "eventDates", "eventStartDates", "eventEndDates", "eventActors", "eventActorHistories", "eventDescriptions",
    "eventPlaces", "creators", "creatorHistories", "creatorDates", "creatorDatesStart", "creatorDatesEnd", "creatorDateNotes",
    "creationDates", "creationDatesStart", "creationDatesEnd", "creationDateNotes", "creationDatesType",
)  # fmt: skip
ACCESS_POINTS: Final = ("subjectAccessPoints", "placeAccessPoints", "nameAccessPoints", "genreAccessPoints")
#: Other columns that the importer reads.
OTHERS: Final = frozenset(
    "legacyId parentId qubitParentSlug culture copyrightStatus copyrightExpires copyrightHolder descriptionStatus publicationStatus "
    "levelOfDetail levelOfDescription repository physicalObjectName physicalObjectLocation physicalObjectType digitalObjectPath "
    "digitalObjectURI digitalObjectChecksum accessionNumber alternativeIdentifiers alternativeIdentifierLabels "
    "nameAccessPointHistories subjectAccessPointScopes radGeneralMaterialDesignation language script languageOfDescription "
    "scriptOfDescription updatedAt createdAt".split()
)
#: Every column that is read.
READ: Final = WHOLE | NOTES | OTHERS | frozenset(EVENTS) | frozenset(ACCESS_POINTS)
#: Columns of at most 1,024 characters (`config/schema.yml`); others have 65,535 bytes.
SHORT: Final = frozenset(
    "title alternateTitle identifier descriptionIdentifier institutionIdentifier radEdition repository eventDates eventActors "
    "eventTypes physicalObjectName physicalObjectType levelOfDescription descriptionStatus levelOfDetail alternativeIdentifiers "
    "alternativeIdentifierLabels accessionNumber".split()
) | frozenset(ACCESS_POINTS)  # fmt: skip


def term(taxonomy: str, english: str, culture: str) -> str | None:
    """AtoM's translation of an English term into a culture; None if it installs none."""
    try:
        return CULTURES[culture][taxonomy][TERMS[taxonomy].index(english)] or None
    except (KeyError, ValueError):
        return None


@cache
def _everywhere() -> dict[tuple[str, str], str]:
    return {
        (taxonomy, said.casefold()): english
        for terms in reversed(CULTURES.values())
        for taxonomy, words in terms.items()
        for english, said in zip(TERMS[taxonomy], words, strict=True)
        if said
    }


def english(taxonomy: str, said: str) -> str | None:
    """The English term for one in any culture; None if AtoM installs none."""
    return _everywhere().get((taxonomy, said.casefold()))
