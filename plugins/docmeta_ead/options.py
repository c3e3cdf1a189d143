"""The options of the two formats."""

from __future__ import annotations

from typing import Literal

import attrs


@attrs.frozen
class EADOptions:
    """The options of an export. Every fact given here is used only if the description does not give it.

    Attributes:
        numbered: Write components as c01 to c12 (true) or as c (false); by default, as in the source.
            Beyond twelve levels, the whole file is written with c.
        missing_level: The word, in `@otherlevel`, for components without a level; by default, they have none.
        name_kinds: Write an agent of unknown kind as the person, family or corporate body that its name suggests;
            by default, as `name`, which ArchivesSpace ignores.
        object_titles: Give a digital object without a title that of its unit; ArchivesSpace refuses a file otherwise.
        object_addresses: Leave out a digital object without a URL; ArchivesSpace refuses a file otherwise.
        nested_containers: Put a folder with an identifier but no parent into the box before it; ArchivesSpace otherwise takes it
            for a box of its own.
        devised_titles: Devise a title, in brackets (DACS 2.3), for a component with neither title nor date, and for a whole
            without a title; ArchivesSpace refuses a file otherwise, ArcLight skips the unit.
        record_id: The identifier of the finding aid (`eadid`, `recordid`), from which systems make its URL.
        title: The title of the description at the top, or of one that encloses several.
        agency_name: The agency responsible for the finding aid (EAD 2002 publisher, EAD3 agencyname).
        agency_code: Its ISO 15511 (ISIL) code.
        country_code: Its ISO 3166-1 alpha-2 code.
        indent: Put each component on a line of its own.
        dates: Read: whether 5/6/1951 is 5 June (dmy) or 6 May (mdy); by default, it is kept as words.
        pairs: Read: whether 1901-02 is two years (years) or a month (months); by default, it is kept as words.
    """

    numbered: bool | None = None
    missing_level: str | None = None
    name_kinds: bool = False
    object_titles: bool = False
    object_addresses: bool = False
    nested_containers: bool = False
    devised_titles: bool = False
    record_id: str | None = None
    title: str | None = None
    agency_name: str | None = None
    agency_code: str | None = None
    country_code: str | None = None
    indent: bool = True
    dates: Literal["dmy", "mdy"] | None = None
    pairs: Literal["years", "months"] | None = None


@attrs.frozen
class EAD3Options(EADOptions):
    """The options of EAD 2002, and those that only EAD3 has.

    Attributes:
        timestamp: The time of the export, in ISO 8601; by default SOURCE_DATE_EPOCH, or the input's time.
        structured: Write dates and extents that are understood as `unitdatestructured` and `physdescstructured`, too.
    """

    timestamp: str | None = None
    structured: bool = True
