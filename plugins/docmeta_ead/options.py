"""The options of the two formats."""

from __future__ import annotations

from typing import Literal

import attrs


@attrs.frozen
class EADOptions:
    """What an export may be told. Every fact given here is used only where the description itself does not say it.

    Attributes:
        numbered: Write components as c01 to c12 (true) or as c (false); otherwise as the source had them.
            Deeper than twelve, the whole file is written with c.
        missing_level: The word, in `@otherlevel`, of components that have no level; otherwise they stay without.
        name_kinds: Write an agent of whom no kind is said as the person, family or corporate body that its name suggests;
            otherwise as `name`, which ArchivesSpace ignores.
        object_titles: Give a digital object without a title that of its unit; ArchivesSpace refuses a file for one without.
        object_addresses: Leave out a digital object without an address; ArchivesSpace refuses a file for one.
        nested_containers: Say that a folder with an identifier and without a parent is in the box before it; ArchivesSpace takes it
            for a box of its own.
        devised_titles: Devise a title, in brackets (DACS 2.3), for a component with neither title nor date, and for a whole
            without a title; ArchivesSpace refuses a file for one, ArcLight passes over the unit.
        record_id: The identifier of the finding aid (`eadid`, `recordid`), of which systems make its address.
        title: The title of the description at the top, or of the one that stands around several.
        agency_name: Who is responsible for the finding aid (EAD 2002 publisher, EAD3 agencyname).
        agency_code: Its ISO 15511 (ISIL) code.
        country_code: Its ISO 3166-1 alpha-2 code.
        indent: Put each component on a line of its own.
        dates: Read: whether 5/6/1951 is the fifth of June (dmy) or the sixth of May (mdy); otherwise it stays words.
        pairs: Read: whether 1901-02 is two years (years) or a month (months); otherwise it stays words.
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
    """The options of EAD 2002, and what only EAD3 can say.

    Attributes:
        timestamp: When the export is said to be made, ISO 8601; otherwise SOURCE_DATE_EPOCH, or the input's time.
        structured: Write dates and extents that are understood as `unitdatestructured` and `physdescstructured` also.
    """

    timestamp: str | None = None
    structured: bool = True
