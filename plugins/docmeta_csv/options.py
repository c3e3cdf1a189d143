"""The options of the CSV formats."""

from __future__ import annotations

import codecs
from typing import ClassVar, Final, Literal

import attrs

_DELIMITERS: Final = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", "\\t": "\t"}
_LINE_ENDS: Final = {"crlf": "\r\n", "lf": "\n"}


def _one_character(name: str, value: str) -> str:
    value = _DELIMITERS.get(value.lower(), value)
    if len(value) != 1 or value in '"\\\r\n\0' or value.isalnum():
        raise ValueError(f"{name}: expected one character such as , ; | or the word tab")
    return value


def _known_encoding(encoding: str) -> None:
    try:
        text = codecs.lookup(encoding)._is_text_encoding
    except (LookupError, ValueError):
        text = False
    if not text or encoding.lower().replace("-", "_") in (
        "utf_7",
        "utf7",
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
    ):
        raise ValueError(f"encoding: no text encoding is called {encoding!r}")


@attrs.frozen
class ReadOptions:
    """Options of formats that are only read from CSV.

    Attributes:
        encoding: The encoding of the file, such as cp1252, if it is not UTF-8 and has no byte order mark.
        delimiter: The separator of cells: one character, or comma, semicolon, tab or pipe. Read: detected. Written: a comma.
        separator: The separator of several values in one cell. Read: that of the dialect; a control character means that nothing
            else separates.
        columns: Read: the meaning of columns, as theirs=ours separated by commas, such as Kolonne=title. Written: the columns to write.
        html: Read: whether cells hold HTML, which is read as prose.
        hierarchy: Read: the column of reference codes that contain each other (MS 1, MS 1/2); or the columns of titles, one for
            each level.
        dates: Read: whether 5/6/1951 is 5 June (dmy) or 6 May (mdy); detected if other dates show it.
        pairs: Read: whether 1901-02 is two years (years) or a month (months); detected if other dates show it.
    """

    encoding: str | None = None
    delimiter: str | None = None
    separator: str | None = None
    columns: tuple[str, ...] = ()
    html: bool = False
    hierarchy: tuple[str, ...] = ()
    dates: Literal["dmy", "mdy"] | None = None
    pairs: Literal["years", "months"] | None = None

    def __attrs_post_init__(self) -> None:
        for name in ("delimiter", "separator"):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, _one_character(name, value))
        if self.encoding is not None:
            _known_encoding(self.encoding)

    def mapping(self) -> dict[str, str]:
        """The option `columns` for a reader."""
        pairs = [column.partition("=") for column in self.columns]
        return {theirs.strip(): ours.strip() for theirs, equals, ours in pairs if equals}

    def chosen(self) -> tuple[str, ...]:
        """The option `columns` for a writer."""
        return tuple(column for column in self.columns if "=" not in column)


@attrs.frozen
class CsvOptions(ReadOptions):
    """Options of formats that are read from CSV and written to it.

    Attributes:
        encoding: The encoding of the file to read, such as cp1252, if it is not UTF-8 and has no byte order mark.
        delimiter: The separator of cells: one character, or comma, semicolon, tab or pipe. Read: detected. Written: a comma.
        separator: The separator of several values in one cell. Read: that of the dialect; a control character means that nothing
            else separates.
        columns: Read: the meaning of columns, as theirs=ours separated by commas, such as Kolonne=title. Written: the columns to write.
        formulas: Written: keep cells that a spreadsheet would run, or defuse them with an apostrophe.
            Read: defuse removes such apostrophes.
        bom: Written: whether to begin with a byte order mark, which makes Excel read UTF-8.
        line_end: Written: crlf (RFC 4180) or lf.
        metadata: Written: whether to write a CSVW description beside the table, to NAME-metadata.json.
        html: Read: whether cells hold HTML, which is read as prose.
        hierarchy: Read: the column of reference codes that contain each other (MS 1, MS 1/2); or the columns of titles, one for
            each level.
        dates: Read: whether 5/6/1951 is 5 June (dmy) or 6 May (mdy); detected if other dates show it.
        pairs: Read: whether 1901-02 is two years (years) or a month (months); detected if other dates show it.
    """

    formulas: Literal["keep", "defuse"] = "keep"
    bom: bool = False
    line_end: Literal["crlf", "lf"] = "crlf"
    metadata: bool = False

    @property
    def newline(self) -> str:
        """The line end as characters."""
        return _LINE_ENDS[self.line_end]


@attrs.frozen
class AspaceOptions(CsvOptions):
    """Options of ArchivesSpace's bulk import template.

    Attributes:
        encoding: The encoding of the file to read, such as cp1252, if it is not UTF-8 and has no byte order mark.
        delimiter: The separator of cells: one character, or comma, semicolon, tab or pipe. Read: detected. Written: a comma.
        separator: The separator of several values in one cell. Read: that of the dialect; a control character means that nothing
            else separates.
        columns: Read: the meaning of columns, as theirs=ours separated by commas, such as Kolonne=title.
        formulas: Written: keep cells that a spreadsheet would run, or defuse them with an apostrophe.
            Read: defuse removes such apostrophes.
        bom: Written: whether to begin with a byte order mark, which makes Excel read UTF-8.
        line_end: Written: crlf (RFC 4180) or lf.
        metadata: Written: whether to write a CSVW description beside the table, to NAME-metadata.json.
        top: Written: resource leaves out the collection itself, since the importer makes archival objects below an existing
            resource; row writes it, and the importer makes an archival object of it.
        ead: Written: the EAD ID of the resource in ArchivesSpace, if the source does not give it.
        res_uri: Written: the URI of the resource in ArchivesSpace, such as /repositories/2/resources/7, in place of its EAD ID.
        html: Read: whether cells hold HTML, which is read as prose.
        hierarchy: Read: the column of reference codes that contain each other (MS 1, MS 1/2); or the columns of titles, one for
            each level.
        dates: Read: whether 5/6/1951 is 5 June (dmy) or 6 May (mdy); detected if other dates show it.
        pairs: Read: whether 1901-02 is two years (years) or a month (months); detected if other dates show it.
    """

    top: Literal["resource", "row"] = "resource"
    ead: str = ""
    res_uri: str = ""


@attrs.frozen
class TableOptions(CsvOptions):
    """Options of docmeta's own CSV.

    Attributes:
        encoding: The encoding of the file to read, such as cp1252, if it is not UTF-8 and has no byte order mark.
        delimiter: The separator of cells: one character, or comma, semicolon, tab or pipe. Read: detected. Written: a comma.
        separator: The separator of several values in one cell. Read: that of the dialect; a control character means that nothing
            else separates. Written: | by default.
        columns: Read: the meaning of columns, as theirs=ours separated by commas, such as Kolonne=title.
            Written: the columns to write, in this order; by default those that are filled; the word all writes every column.
        formulas: Written: keep cells that a spreadsheet would run, or defuse them with an apostrophe,
            which reading removes.
        bom: Written: whether to begin with a byte order mark, which makes Excel read UTF-8.
        line_end: Written: crlf (RFC 4180) or lf.
        metadata: Written: whether to write a CSVW description beside the table, to NAME-metadata.json.
        more: Written: whether the last column, more_json, holds what the others cannot: markup inside prose, and attributes of
            elements in the source.
        html: Read: whether cells hold HTML, which is read as prose.
        hierarchy: Read: the column of reference codes that contain each other (MS 1, MS 1/2); or the columns of titles, one for
            each level.
        dates: Read: whether 5/6/1951 is 5 June (dmy) or 6 May (mdy); detected if other dates show it.
        pairs: Read: whether 1901-02 is two years (years) or a month (months); detected if other dates show it.
    """

    more: bool = True


@attrs.frozen
class SheetOptions:
    """Options of spreadsheets.

    Attributes:
        sheet: The name of the sheet to read; by default, the first one. Written: the name of the sheet.
        separator: The separator of several values in one cell. Read: that of the dialect; a control character means that nothing
            else separates. Written: | by default.
        columns: Read: the meaning of columns, as theirs=ours separated by commas.
            Written: the columns to write; by default those that are filled; the word all writes every column.
        more: Written: whether the last column, more_json, holds what the others cannot: markup inside prose, and attributes of
            elements in the source.
        html: Read: whether cells hold HTML, which is read as prose.
        hierarchy: Read: the column of reference codes that contain each other (MS 1, MS 1/2); or the columns of titles, one for
            each level.
        dates: Read: whether 5/6/1951 is 5 June (dmy) or 6 May (mdy); detected if other dates show it.
        pairs: Read: whether 1901-02 is two years (years) or a month (months); detected if other dates show it.
    """

    sheet: str | None = None
    separator: str | None = None
    columns: tuple[str, ...] = ()
    more: bool = True
    html: bool = False
    hierarchy: tuple[str, ...] = ()
    dates: Literal["dmy", "mdy"] | None = None
    pairs: Literal["years", "months"] | None = None

    mapping = ReadOptions.mapping
    chosen = ReadOptions.chosen

    def __attrs_post_init__(self) -> None:
        if self.separator is not None:
            object.__setattr__(self, "separator", _one_character("separator", self.separator))


@attrs.frozen
class RecordOptions:
    """Options of records in plain JSON.

    Attributes:
        columns: The meaning of keys, as theirs=ours separated by commas, such as docket=identifiers; a key in a value as creator.name.
        html: Whether values hold HTML, which is read as prose.
        hierarchy: The key of reference codes that contain each other (MS 1, MS 1/2); or the keys of titles, one for each level.
        dates: Whether 5/6/1951 is 5 June (dmy) or 6 May (mdy); detected if other dates show it.
        pairs: Whether 1901-02 is two years (years) or a month (months); detected if other dates show it.
    """

    columns: tuple[str, ...] = ()
    html: bool = False
    hierarchy: tuple[str, ...] = ()
    dates: Literal["dmy", "mdy"] | None = None
    pairs: Literal["years", "months"] | None = None

    #: The separator of the values of a list; no value contains it.
    separator: ClassVar[str] = "\x1f"
    mapping = ReadOptions.mapping
