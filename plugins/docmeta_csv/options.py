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
        encoding: The encoding of the file, where it is not UTF-8 and has no byte order mark; such as cp1252.
        delimiter: What stands between cells: one character, or comma, semicolon, tab or pipe. Read: found out. Written: a comma.
        separator: What stands between several values in one cell. Read: that of the dialect; a control character means that nothing
            else separates.
        columns: Read: what columns are, as theirs=ours with commas between, such as Kolonne=title. Written: the columns to write.
        html: Read: whether cells hold HTML, which is read as prose.
        hierarchy: Read: the column of reference codes that contain each other (MS 1, MS 1/2); or the columns of titles, one for
            each level.
        dates: Read: whether 5/6/1951 is the fifth of June (dmy) or the sixth of May (mdy); found out where other dates show it.
        pairs: Read: whether 1901-02 is two years (years) or a month (months); found out where other dates show it.
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
        """The option `columns` as a reader takes it."""
        pairs = [column.partition("=") for column in self.columns]
        return {theirs.strip(): ours.strip() for theirs, equals, ours in pairs if equals}

    def chosen(self) -> tuple[str, ...]:
        """The option `columns` as a writer takes it."""
        return tuple(column for column in self.columns if "=" not in column)


@attrs.frozen
class CsvOptions(ReadOptions):
    """Options of formats that are read from CSV and written to it.

    Attributes:
        encoding: The encoding of the file that is read, where it is not UTF-8 and has no byte order mark; such as cp1252.
        delimiter: What stands between cells: one character, or comma, semicolon, tab or pipe. Read: found out. Written: a comma.
        separator: What stands between several values in one cell. Read: that of the dialect; a control character means that nothing
            else separates.
        columns: Read: what columns are, as theirs=ours with commas between, such as Kolonne=title. Written: the columns to write.
        formulas: Written: keep cells that a spreadsheet would run as they are, or defuse them by an apostrophe.
            Read: defuse takes such apostrophes away again.
        bom: Written: whether a byte order mark stands first, which makes Excel read UTF-8.
        line_end: Written: crlf (RFC 4180) or lf.
        metadata: Written: whether a CSVW description is written beside the table, to NAME-metadata.json.
        html: Read: whether cells hold HTML, which is read as prose.
        hierarchy: Read: the column of reference codes that contain each other (MS 1, MS 1/2); or the columns of titles, one for
            each level.
        dates: Read: whether 5/6/1951 is the fifth of June (dmy) or the sixth of May (mdy); found out where other dates show it.
        pairs: Read: whether 1901-02 is two years (years) or a month (months); found out where other dates show it.
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
        encoding: The encoding of the file that is read, where it is not UTF-8 and has no byte order mark; such as cp1252.
        delimiter: What stands between cells: one character, or comma, semicolon, tab or pipe. Read: found out. Written: a comma.
        separator: What stands between several values in one cell. Read: that of the dialect; a control character means that nothing
            else separates.
        columns: Read: what columns are, as theirs=ours with commas between, such as Kolonne=title.
        formulas: Written: keep cells that a spreadsheet would run as they are, or defuse them by an apostrophe.
            Read: defuse takes such apostrophes away again.
        bom: Written: whether a byte order mark stands first, which makes Excel read UTF-8.
        line_end: Written: crlf (RFC 4180) or lf.
        metadata: Written: whether a CSVW description is written beside the table, to NAME-metadata.json.
        top: Written: resource leaves the collection itself out, since the importer makes archival objects below a resource
            that there is already; row writes it, and the importer makes an archival object of it.
        ead: Written: the EAD ID of the resource in ArchivesSpace, where the source does not say it.
        res_uri: Written: the address of the resource in ArchivesSpace, such as /repositories/2/resources/7, in place of its EAD ID.
        html: Read: whether cells hold HTML, which is read as prose.
        hierarchy: Read: the column of reference codes that contain each other (MS 1, MS 1/2); or the columns of titles, one for
            each level.
        dates: Read: whether 5/6/1951 is the fifth of June (dmy) or the sixth of May (mdy); found out where other dates show it.
        pairs: Read: whether 1901-02 is two years (years) or a month (months); found out where other dates show it.
    """

    top: Literal["resource", "row"] = "resource"
    ead: str = ""
    res_uri: str = ""


@attrs.frozen
class TableOptions(CsvOptions):
    """Options of docmeta's own CSV.

    Attributes:
        encoding: The encoding of the file that is read, where it is not UTF-8 and has no byte order mark; such as cp1252.
        delimiter: What stands between cells: one character, or comma, semicolon, tab or pipe. Read: found out. Written: a comma.
        separator: What stands between several values in one cell. Read: that of the dialect; a control character means that nothing
            else separates. Written: |.
        columns: Read: what columns are, as theirs=ours with commas between, such as Kolonne=title.
            Written: the columns to write, in this order; those that hold something where it is not said, and every one for the word all.
        formulas: Written: keep cells that a spreadsheet would run as they are, or defuse them by an apostrophe,
            which reading takes away again.
        bom: Written: whether a byte order mark stands first, which makes Excel read UTF-8.
        line_end: Written: crlf (RFC 4180) or lf.
        metadata: Written: whether a CSVW description is written beside the table, to NAME-metadata.json.
        more: Written: whether the last column, more_json, holds what the others cannot: markup inside prose, and what the source's
            elements said of themselves.
        html: Read: whether cells hold HTML, which is read as prose.
        hierarchy: Read: the column of reference codes that contain each other (MS 1, MS 1/2); or the columns of titles, one for
            each level.
        dates: Read: whether 5/6/1951 is the fifth of June (dmy) or the sixth of May (mdy); found out where other dates show it.
        pairs: Read: whether 1901-02 is two years (years) or a month (months); found out where other dates show it.
    """

    more: bool = True


@attrs.frozen
class SheetOptions:
    """Options of spreadsheets.

    Attributes:
        sheet: The name of the sheet to read; the first one where it is not said. Written: the name of the sheet.
        separator: What stands between several values in one cell. Read: that of the dialect; a control character means that nothing
            else separates. Written: |.
        columns: Read: what columns are, as theirs=ours with commas between.
            Written: the columns to write; those that hold something where it is not said, and every one for the word all.
        more: Written: whether the last column, more_json, holds what the others cannot: markup inside prose, and what the source's
            elements said of themselves.
        html: Read: whether cells hold HTML, which is read as prose.
        hierarchy: Read: the column of reference codes that contain each other (MS 1, MS 1/2); or the columns of titles, one for
            each level.
        dates: Read: whether 5/6/1951 is the fifth of June (dmy) or the sixth of May (mdy); found out where other dates show it.
        pairs: Read: whether 1901-02 is two years (years) or a month (months); found out where other dates show it.
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
        columns: What keys are, as theirs=ours with commas between, such as docket=identifiers; a key in a value as creator.name.
        html: Whether values hold HTML, which is read as prose.
        hierarchy: The key of reference codes that contain each other (MS 1, MS 1/2); or the keys of titles, one for each level.
        dates: Whether 5/6/1951 is the fifth of June (dmy) or the sixth of May (mdy); found out where other dates show it.
        pairs: Whether 1901-02 is two years (years) or a month (months); found out where other dates show it.
    """

    columns: tuple[str, ...] = ()
    html: bool = False
    hierarchy: tuple[str, ...] = ()
    dates: Literal["dmy", "mdy"] | None = None
    pairs: Literal["years", "months"] | None = None

    #: What stands between the values of a list; no value holds it.
    separator: ClassVar[str] = "\x1f"
    mapping = ReadOptions.mapping
