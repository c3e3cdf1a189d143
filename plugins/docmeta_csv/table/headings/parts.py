"""The names of columns for parts of one thing: numbers of containers and places, counts, makers, notes explained by their heading."""

from __future__ import annotations

from typing import Final

#: Containers, and the names of the columns of their numbers.
PIECES: Final[dict[str, str]] = {
    "Volume": "volume number|volume no|vol|vol no|vol number|bound volume",
    "Page": "page|page no|page number|page numbers|page nos|page #|seite|página|pagina",
    "Folio": "folio|folio no|folio number|folio numbers|fol no",
    "Frame": "frame|frame no|frame number|frame numbers",
    "Roll": "roll|roll no|roll number|film roll|film no|film number",
    "Tape": "tape|tape no|tape number",
    "Cassette": "cassette|cassette no|cassette number",
    "Disc": "disc|disc no|disc number|disk|disk no|disk number",
    "Envelope": "envelope|envelope no|envelope number|umschlag",
    "Album": "album|album no|album number",
    "Binder": "binder|binder no|binder number",
    "Packet": "packet|packet no|packet number",
    "Parcel": "parcel|parcel no|parcel number",
    "Portfolio": "portfolio|portfolio no|portfolio number",
    "Crate": "crate|crate no|crate number",
    "Tray": "tray|tray no|tray number",
    "Tube": "tube|tube no|tube number",
    "Sheet": "sheet|sheet no|sheet number",
    "Flat file": "flat file|flat file no|flat file number|oversize folder",
}
#: Places in a store, from the largest, and the names of the columns of their numbers.
STORES: Final[dict[str, str]] = {
    "Room": "room|room no|room number",
    "Aisle": "aisle|aisle no|aisle number",
    "Bay": "bay|bay no|bay number",
    "Stack": "stack|stack no",
    "Cabinet": "cabinet|cabinet no|cabinet number|filing cabinet",
    "Rack": "rack|rack no|rack number",
    "Shelf": "shelf no|shelf number|shelf id|shelf nr|shelf code",
}
#: Things that columns count.
COUNTED: Final = (
    "folders files photographs photos images volumes letters documents maps drawings sheets leaves objects negatives "
    "slides reels tapes records envelopes albums prints pieces"
).split()
#: Lengths and amounts, and the names of their columns.
AMOUNTS: Final[dict[str, str]] = {
    "linear feet": "lin. ft.|lin ft|linear foot|linear footage|lf|l.f.|size (linear feet)|size in linear feet|extent (linear ft.)|"
    "extent (linear ft)|extent (lf)|total linear feet|quantity (linear feet)|volume (linear feet)",
    "linear metres": "shelf metres|shelf meters|linear m|lin. m|lin m|size (linear metres)|shelf metre",
    "metres": "extent (metres)|extent (m)|extent in metres|metres|meters|extent (meters)",
    "cubic feet": "cubic feet|cubic foot|cubic ft|cubic ft.|cu. ft.|cu ft|extent (cubic feet)|extent in cubic feet|"
    "size (cubic feet)|volume (cubic feet)|"
    "total cubic feet|cubic footage",
    "cubic metres": "cubic metres|cubic meters|cu. m|extent (cubic metres)",
    "gigabytes": "gb|gigabytes|size (gb)|extent (gb)|extent in gb|extent (gigabytes)",
    "megabytes": "mb|megabytes|size (mb)|extent (mb)|file size (mb)",
    "minutes": "minutes|duration (minutes)|duration (min)|duration (mins)|length (minutes)|running time (minutes)|length in minutes",
}
#: Agents by their activity, and the names of their columns besides their plurals.
MAKERS: Final[dict[str, dict[str, str]]] = {
    "creator": {
        "cartographer": "mapmaker|map maker", "surveyor": "", "designer": "", "draftsman": "draughtsman|drafter", "engineer": "",
        "writer": "written by", "manufacturer": "", "lithographer": "", "printmaker": "",
        "compiler": "compiled by", "collector": "collected by",
        "speaker": "", "performer": "", "lyricist": "", "conductor": "", "videographer": "", "cinematographer": "", "producer": "",
        "studio": "photographic studio|photography studio", "witness": "", "signatory": "signed by",
    },
    "contributor": {"printer": "printed by", "former owner": "previous owner", "depositor": "deposited by", "vendor": "seller"},
}  # fmt: skip
#: Notes explained by their heading: the kind of note, the heading, and the names of its columns.
HEADED: Final[tuple[tuple[str, str, str], ...]] = (
    ("material_specific", "Scale", "scale|map scale|scale of map|cartographic scale"),
    ("material_specific", "Projection", "projection|map projection"),
    ("general", "Inscription", "inscription|inscriptions|inscription(s)|inscription note|inscriptions and markings|marks and inscriptions|"
     "inscription/markings"),
    ("general", "Markings", "markings|marks|annotations|annotation"),
    ("general", "Verso", "verso|verso note|text on verso|back of photo|back of photograph|reverse"),
    ("general", "Signature", "signed|signature note|signature and date"),
    ("general", "Watermark", "watermark|watermarks"),
    ("general", "Seal", "seal|seals"),
    ("general", "Translation", "translation|english translation|translated text"),
    ("general", "Statement of responsibility", "statement of responsibility"),
    ("general", "Edition", "edition|edition statement"),
    ("general", "Exhibitions", "exhibition history|exhibitions|exhibited"),
    ("general", "First line", "first line|incipit"),
    ("processing", "Described by", "cataloguer|cataloger|catalogued by|cataloged by|described by|cataloguer name|cataloger name|"
     "description by|author of description|listed by|indexed by|inventoried by|bearbeiter|rédacteur|catalogador"),
    ("processing", "Processed by", "processed by|processor|archivist|arranged by|arranged and described by"),
    ("processing", "Date of description", "date catalogued|date cataloged|catalogued date|cataloged date|cataloguing date|cataloging date|"
     "date of description|dates of description|date of descriptions|date described|date of cataloguing|date listed|"
     "dates of creation revision and deletion"),
    ("processing", "Date processed", "date processed|processing date|date of processing|processed date"),
)  # fmt: skip
#: Those that already have a column.
KNOWN_MAKERS: Final = (
    "artist photographer composer architect painter sculptor director editor translator illustrator interviewer interviewee engraver "
    "narrator"
).split()
#: Columns of one part of a date: a year, a month, a day.
YEAR_MONTH_DAY: Final = (
    "jahr|année|año|ano|anno|jaar|rok|år|год|рік",
    "month|months|monat|mois|mes|mês|mese|maand|miesiąc|měsíc|månad|måned|месяц|місяць",
    "day|day of month|jour|día|giorno|dag|dzień|день",
)
#: The dimensions of an object in other languages.
SIDES: Final = {
    "height": "höhe|hauteur|alto|altura|altezza|hoogte|высота",
    "width": "breite|largeur|ancho|anchura|largura|larghezza|breedte|ширина",
    "diameter": "durchmesser|diamètre|diámetro|diâmetro|diametro|диаметр",
    "height cm": "höhe (cm)|hauteur (cm)|alto (cm)|altura (cm)|hoogte (cm)",
    "width cm": "breite (cm)|largeur (cm)|ancho (cm)|largura (cm)|breedte (cm)",
}  # fmt: skip
