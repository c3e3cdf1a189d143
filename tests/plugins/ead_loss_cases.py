"""For each line of the table of losses, and each part that it names, the smallest unit that triggers it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from docmeta import Collection, Document, Text
from docmeta.crosswalk import Loss
from docmeta.model import (
    About,
    Agent,
    AgentFact,
    AgentLink,
    Container,
    Date,
    DigitalObject,
    Extent,
    Extra,
    Identifier,
    Language,
    NamePart,
    Note,
    Person,
    Place,
    Record,
    Relation,
    Repository,
    Revision,
    RightsStatement,
    Term,
    Unit,
)
from docmeta.text import of_markup
from docmeta_ead.tables import losses
from docmeta_ead.tables.crosswalk import EAD3, EAD2002

TABLES = {"ead2002": EAD2002, "ead3": EAD3}
DIALECTS = tuple(TABLES)
#: A record of which nothing is lost and for which nothing is supplied, in either dialect.
RECORD = Record(
    id="r1", title="Finding aid", agency="Archive", publisher="Archive", revisions=(Revision("Written.", Date("1999")),)
)


@attrs.frozen(kw_only=True)
class Case:
    """A unit, and what is reported of it.

    Attributes:
        line: The line of the table.
        part: Which of its parts is meant.
        units: The roots of the description.
        target, value: What is reported; *target* is a pair where the dialects differ.
        options: Options of the writer.
        beside: Other lines that are unavoidable.
    """

    line: Loss
    part: str
    units: tuple[Unit, ...]
    target: str | tuple[str, str]
    value: str
    options: Mapping[str, Any]
    beside: tuple[Loss, ...]
    dialects: tuple[str, ...]

    def dialect_target(self, dialect: str) -> str:
        return self.target if isinstance(self.target, str) else self.target[DIALECTS.index(dialect)]


def case(
    line: Loss,
    target: str | tuple[str, str],
    value: str,
    *units: Unit,
    part: str = "",
    beside: tuple[Loss, ...] = (),
    only: str = "",
    options: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Case:
    """A case of one root with some fields, unless *units* are given."""
    root = {"id": "c1", "title": "Papers", "level": "collection", "record": RECORD, **fields}
    return Case(
        line=line,
        part=part or line.parts[0],
        units=units or (Collection(**root),),
        target=target,
        value=value,
        options=options or {},
        beside=beside,
        dialects=tuple(name for name in DIALECTS if line in TABLES[name].partial and only in ("", name)),
    )


def of_record(line: Loss, target: str | tuple[str, str], value: str, part: str = "", **fields: Any) -> Case:
    """A case of a record with some fields."""
    return case(line, target, value, part=part, record=attrs.evolve(RECORD, **fields))


def extra(place: str, content: str, format: str = "ead2002") -> tuple[Extra, ...]:
    return (Extra(format, place, content),)


def identity() -> Iterator[Case]:
    """Cases of identifiers, levels, and descriptions without a root."""
    yield case(losses.ID_MENDED, "archdesc/@id", "1 a", id="1 a")
    yield case(losses.ID_TAKEN, "c/@id", "c1", members=(Document("c1"),))
    yield case(losses.PART_ID_TAKEN, "container/@id", "c1", containers=(Container("1", id="c1"),))
    yield case(
        losses.PART_ID_TAKEN, "dao/@id", "c1", part="digital_objects.id", digital_objects=(DigitalObject("x", id="c1"),)
    )
    prose = of_markup('<p id="c1">Words.</p>')
    yield case(losses.PART_ID_TAKEN, "p/@id", "c1", part="*", description=prose)
    noted = Note("general", "Words.", extras=extra("@id", "c1"))
    yield case(losses.PART_ID_TAKEN, "odd/@id", "c1", part="*.extras", notes=(noted,))
    yield case(losses.LEVEL_UNSAID, "archdesc/@level", "unspecified", level=None)
    below = case(losses.LEVEL_MISSING, "c/@otherlevel", "unknown", members=(Document("d", title="Letter"),))
    yield attrs.evolve(below, options={"missing_level": "unknown"})
    nobody = case(losses.KIND_UNSAID, "name", "Roe, Ann: persname", agents=(AgentLink(Agent("Roe, Ann")),))
    yield attrs.evolve(nobody, options={"name_kinds": True})
    untitled = case(losses.OBJECT_UNTITLED, "dao", "Papers", digital_objects=(DigitalObject("https://example.org/1"),))
    yield attrs.evolve(untitled, options={"object_titles": True})
    unnamed = case(
        losses.TITLE_DEVISED, "did/unittitle", "[Untitled]", members=(Document("d", containers=(Container("1"),)),)
    )
    yield attrs.evolve(unnamed, options={"devised_titles": True})
    nowhere = case(
        losses.OBJECT_NOWHERE, "dao", "text/plain", digital_objects=(DigitalObject(media_type="text/plain"),)
    )
    yield attrs.evolve(nowhere, options={"object_addresses": True})
    loose = (Container("1", "box", id="b1"), Container("2", "folder", id="f2"))
    yield attrs.evolve(
        case(losses.CONTAINER_NESTED, "container", "2", containers=loose), options={"nested_containers": True}
    )
    two = (Document("a", record=RECORD), Document("b"))
    yield case(losses.SEVERAL, "archdesc", "archdesc", *two)
    yield attrs.evolve(
        case(
            losses.NONE, "archdesc", "archdesc",
            beside=(losses.RECORD_TITLE, losses.RECORDID, losses.AGENCY_UNSAID, losses.EVENT_UNSAID),
        ),
        units=(),
    )  # fmt: skip


def titles() -> Iterator[Case]:
    """Cases of titles and headings without what they belong to."""
    yield case(losses.TITLE_UNSAID, "unittitle", "Also", title="", other_titles=("Also",))
    yield case(losses.HEADING_ALONE, "scopecontent/head", "Content", description_heading="Content")


def dates() -> Iterator[Case]:
    """Cases of dates."""
    yield case(losses.DATE_WORDS, "unitdate", "1951", dates=(Date("", "1951"),))
    yield case(losses.DATE_MEANING, "unitdate/@normal", "Y17000", dates=(Date("long ago", "Y17000"),))
    whole = "<unitdatestructured><datesingle>1951</datesingle></unitdatestructured>"
    yield case(
        losses.DATE_STRUCTURE, "unitdate/unitdatestructured", whole, only="ead2002",
        dates=(Date("1951", extras=extra("unitdatestructured", whole, "ead3")),),
    )  # fmt: skip
    yield case(
        losses.DATE_STRUCTURE, "unitdate/unitdatestructured", whole, only="ead3", options={"structured": False},
        dates=(Date("1951", extras=extra("unitdatestructured", whole, "ead3")),),
    )  # fmt: skip


def extents() -> Iterator[Case]:
    """Cases of extents."""
    first = Extent("2 boxes")
    words = of_markup("Some <genreform>letters</genreform>")
    mixed = Extent(words, parallel=True)
    yield case(losses.EXTENT_APART, "physdesc", str(words), extents=(first, mixed), beside=(losses.UNWRAPPED,))
    yield case(losses.EXTENT_FIRST, "physdesc", "2 boxes", extents=(attrs.evolve(first, parallel=True),))
    yield case(
        losses.EXTENT_LABEL,
        "physdesc/extent/@label",
        "Also",
        extents=(first, Extent("3 reels", label="Also", parallel=True)),
    )
    yield case(
        losses.EXTENT_AUDIENCE, "physdesc/extent/@audience", "external",
        extents=(first, Extent("3 reels", audience="external", parallel=True)),
    )  # fmt: skip
    yield case(
        losses.EXTENT_ATTRIBUTE, "physdesc/@altrender", "b",
        extents=(
            attrs.evolve(first, extras=extra("@altrender", "a")),
            Extent("3 reels", parallel=True, extras=extra("@altrender", "b")),
        ),
    )  # fmt: skip
    yield case(losses.EXTENT_QUANTITY, "physdesc/extent", "12", extents=(Extent("a dozen", quantity="12"),))
    yield case(losses.EXTENT_UNIT, "physdesc/extent", "boxes", extents=(Extent("a dozen", unit="boxes"),))
    yield case(losses.EXTENT_KIND, "physdesc/extent", "reels", extents=(Extent("a dozen", kind="reels"),))
    yield case(losses.EXTENT_COVERAGE, "physdesc/extent", "part", extents=(Extent("a dozen", coverage="part"),))
    yield case(losses.EXTENT_ESTIMATE, "physdesc/extent", "a dozen", extents=(Extent("a dozen", approximate=True),))
    told = of_markup("<emph>2 boxes</emph>")
    yield case(losses.EXTENT_MARKUP, "physdesc", "2 boxes", extents=(Extent(told),))
    red = {"facets": ("red",)}
    structured = (
        (losses.STRUCTURED_QUANTITY, "physdescstructured", "12", {"quantity": "12"}),
        (losses.STRUCTURED_UNIT, "physdescstructured", "boxes", {"unit": "boxes"}),
        (losses.STRUCTURED_ESTIMATE, "quantity/@approximate", "a dozen", {"approximate": True}),
    )
    for line, target, value, fields in structured:
        yield case(line, target, value, extents=(Extent("a dozen", **red, **fields),))


def agents() -> Iterator[Case]:
    """Cases of agents."""

    def of(line: Loss, target: str, value: str, part: str = "", role: str = "subject", **fields: Any) -> Case:
        agent = {"name": "Kim Il Sung", **fields.pop("agent", {})}
        return case(line, target, value, part=part, agents=(AgentLink(Person(**agent), role, **fields),))

    yield of(losses.AGENT_ROLE, "persname/@relator", "contributor", role="contributor")
    yield of(losses.AGENT_LABEL, "controlaccess/@label", "About", label="About")
    yield of(losses.AGENT_HEADINGS, "origination", "Names", role="creator", headings=("Names",))
    first, second = Identifier("1", "authority"), Identifier("2", "authority")
    yield of(losses.AGENT_IDENTIFIERS, "persname/@identifier", "2", agent={"identifiers": (first, second)})
    yield of(
        losses.AGENT_IDENTIFIER_KIND, "persname/@identifier", "3", agent={"identifiers": (Identifier("3", "viaf"),)}
    )
    yield of(losses.AGENT_OTHER_NAMES, "persname/part", "Kim", agent={"other_names": ("Kim",)})
    named = {"name": "Kim (1912-1994)", "dates": Date("1912-1994")}
    yield of(losses.AGENT_DATES_IN_NAME, "persname/part", "1912-1994", agent=named)
    yield of(losses.AGENT_DATES_BEHIND, "persname/part", "1912-1994", agent={"dates": Date("1912-1994")})
    yield of(losses.AGENT_HISTORY, "bioghist", "Born in 1912.", agent={"history": "Born in 1912."})
    known = About(facts=(AgentFact("occupation", "Printer"),))
    yield of(losses.AGENT_ABOUT, "persname", "Printer", agent={"about": known})
    yield of(losses.NAME_PARTS, "persname/part", "Kim", agent={"parts": (NamePart("Kim"),)})
    dated = '<date normal="1912/1994">1912-1994</date>'
    yield of(losses.NAME_PARTS, "persname/part", dated, agent={"parts": (NamePart(of_markup(dated)),)})


def _restrictions() -> Iterator[Case]:
    def closed(date: Date, text: str = "Closed.") -> tuple[Note, ...]:
        return (Note("access_conditions", text, dates=date),)

    later = Date("until the review", "../2031~")
    yield case(losses.RESTRICTION_MEANING, "accessrestrict/p/date/@normal", "../2031~", notes=closed(later))
    days = closed(Date("2020-2035", "2020-01-01/2035-12-31"))
    yield case(losses.RESTRICTION_DAYS, "accessrestrict/p/date/@normal", "2020-01-01/2035-12-31", notes=days)
    worded = closed(Date("2031", "../2031"), "Closed until 2031.")
    yield case(losses.RESTRICTION_WORDS, "accessrestrict/p/date", "2031", notes=worded)
    for name, value in (("kind", "valid"), ("type", "single"), ("label", "Until"), ("extras", "about")):
        more = extra("@altrender", "about") if name == "extras" else value
        date = attrs.evolve(Date("2010-2039"), **{name: more})
        yield case(
            losses.RESTRICTION_MORE, "accessrestrict/p/date", value, part=f"notes.dates.{name}", notes=closed(date)
        )


def notes() -> Iterator[Case]:
    """Cases of notes and languages."""
    yield case(losses.NOTE_EMPTY, "bioghist", "biography_or_history", notes=(Note("biography_or_history"),))
    yield case(losses.NOTE_WORDLESS, "controlaccess", "", notes=(Note("access_points", label="x"),))
    yield case(losses.NOTE_KIND, "odd/@localtype", "weather", notes=(Note("weather", "Rain."),))
    yield case(losses.NOTE_LABEL, "odd/@label", "About", notes=(Note("general", "Words.", label="About"),))
    yield case(losses.NOTE_DATES, "odd/p", "2031", notes=(Note("general", "Words.", dates="2031"),))
    yield from _restrictions()
    beside = (*extra("@type", "colophon"), Extra("ead3", "@localtype", "note"))
    yield case(losses.NOTE_TYPE, "odd/@localtype", "note", notes=(Note("general", "Words.", extras=beside),))
    group = '<descgrp type="admin"/>'
    grouped = Note("general", "Words.", extras=extra("descgrp", group))
    yield case(losses.NOTE_GROUP, "descgrp", group, notes=(grouped,))
    headed = Note("general", "Words.", extras=extra("descgrp", "<descgrp><head>Use</head></descgrp>"))
    yield case(losses.NOTE_GROUP_HEADING, "descgrp/head", "Use", notes=(headed,))
    access = Note("access_points", "Korea", audience="external")
    yield case(losses.ACCESS_AUDIENCE, "controlaccess/@audience", "external", notes=(access,))
    yield case(losses.LEGAL_STATUS, "accessrestrict/@type", "legal_status", notes=(Note("legal_status", "Public."),))
    spoken = Note("language", "Russian.", heading="Languages")
    yield case(losses.LANGUAGE_HEADING, "langmaterial", "Languages", notes=(spoken,))
    yield case(losses.LANGUAGE_EMPTY, "language", "", languages=(Language(),))
    yield case(losses.LANGUAGES_EMPTY, "langmaterial", "About", languages=(Language(label="About"),))
    script = Language("rus", "()")
    yield case(losses.SCRIPT_WORDS, "script/@scriptcode", "()", languages=(script,))
    runes = '<languageset><language langcode="non">Norse</language><script scriptcode="Runr">of Gotland</script></languageset>'
    carved = Note("language", of_markup(runes))
    yield case(losses.SCRIPT_NAME, "language/@scriptcode", "of Gotland", notes=(carved,))


def headings() -> Iterator[Case]:
    """Cases of terms and places."""
    for field, name, made in (
        ("subjects", "subject", Term("War")),
        ("genres", "genreform", Term("Letters")),
        ("places", "geogname", Place("Korea")),
    ):
        uri = f"{field}.uri"
        both = attrs.evolve(made, uri="http://example.org/1", identifier="1")
        yield case(losses.HEADING_SECOND, f"{name}/@identifier", both.uri, part=uri, **{field: (both,)})
        bare = attrs.evolve(made, uri="urn:x:1")
        yield case(losses.HEADING_ADDRESS, f"{name}/@identifier", "urn:x:1", part=uri, **{field: (bare,)})
        parted = attrs.evolve(made, parts=(NamePart("North"), NamePart("South")))
        yield case(losses.NAME_PARTS, f"{name}/part", "North | South", part=f"{field}.parts", **{field: (parted,)})
    yield case(
        losses.TERM_KIND,
        "subject/@localtype",
        "weather",
        subjects=(Term("Rain", "weather"),),
        beside=(losses.TERM_WORD,),
    )
    yield case(losses.GENRE_KIND, "genreform", "form", genres=(Term("Letters", "form"),))
    yield case(
        losses.PLACE_KIND,
        "geogname/@localtype",
        "region",
        places=(Place("Korea", "region"),),
        beside=(losses.PLACE_WORD,),
    )
    yield case(losses.PLACE_PART_OF, "geogname", "Korea", places=(Place("Seoul", part_of=Place("Korea")),))
    for name in ("latitude", "longitude"):
        where = Place("Seoul", **{name: 37.5})
        shown = f"{where.latitude}, {where.longitude}"
        yield case(losses.PLACE_COORDINATES, "geogname", shown, part=f"places.{name}", places=(where,))


def holdings() -> Iterator[Case]:
    """Cases of rights, repositories, sources, digital objects and relations."""
    yield case(losses.RIGHTS, "userestrict", "In copyright", rights=(RightsStatement("In copyright"),))
    for line, target, value, fields in (
        (losses.REPOSITORY_IDENTIFIERS, "identifier", "US-DLC", {"identifiers": (Identifier("US-DLC"),)}),
        (losses.REPOSITORY_COUNTRY, "countrycode", "US", {"country": "US"}),
        (losses.REPOSITORY_URI, "href", "http://example.org/", {"uri": "http://example.org/"}),
    ):
        yield case(line, f"repository/@{target}", value, repository=Repository("Archive", **fields))
    yield case(losses.SOURCE, "originalsloc", "AVP RF, fond 0102", source="AVP RF, fond 0102")
    yield case(losses.OBJECT_EMPTY, "dao", "", digital_objects=(DigitalObject(),))
    apart = DigitalObject("http://example.org/1", parallel=True)
    yield case(losses.OBJECT_FIRST, "dao", "http://example.org/1", digital_objects=(apart,))
    title = of_markup("A <emph>map</emph>")
    for line, target, value, fields in (
        (losses.OBJECT_TITLE, "dao/@title", "A map", {"title": title}),
        (losses.OBJECT_KIND, "dao/@daotype", "derived", {"kind": "derived"}),
        (losses.OBJECT_MEDIA_TYPE, "dao", "image/jpeg", {"media_type": "image/jpeg"}),
        (losses.OBJECT_CHECKSUM, "dao", "sha256:1", {"checksum": "sha256:1"}),
    ):
        yield case(line, target, value, digital_objects=(DigitalObject("http://example.org/1", **fields),))
    yield case(losses.RELATION, "relatedmaterial", "Letters", relations=(Relation(label="Letters"),))
    yield case(
        losses.RELATION_KIND, "relation/@arcrole", "isPartOf", relations=(Relation("isPartOf", "http://example.org/"),)
    )


def records() -> Iterator[Case]:
    """Cases of the record, in both dialects."""
    title = "the title of the unit"
    yield case(losses.RECORD_TITLE, "titleproper", title, title=title, record=attrs.evolve(RECORD, title=""))
    prose = Text("One.\n\nTwo.", language="en")
    yield of_record(losses.RECORD_STATEMENT, "editionstmt", r"One.\n\nTwo.", edition=prose)
    yield of_record(losses.RECORD_STATEMENT, "seriesstmt", r"One.\n\nTwo.", "record.series", series=prose)
    for line, target, value, fields in (
        (losses.PUBLISHED_LABEL, "date/@label", "Printed", {"label": "Printed"}),
        (losses.PUBLISHED_KIND, "date/@datechar", "publication", {"kind": "publication"}),
    ):
        yield of_record(line, target, value, published=Date("1951", **fields))
    yield of_record(
        losses.RECORD_NOTE_KIND, ("note/@type", "controlnote/@type"), "advice", notes=(Note("advice", "Words."),)
    )
    script = (Language("rus", "()"),)
    yield attrs.evolve(
        of_record(losses.SCRIPT_WORDS, "script/@scriptcode", "()", "record.languages.script", languages=script),
        beside=(losses.SCRIPT_UNSAID,),
    )


def headers() -> Iterator[Case]:
    """Cases of the header of EAD 2002."""
    yield case(losses.EADID, "eadid", "c1", record=attrs.evolve(RECORD, id=""))
    two = (Identifier("a", "url"), Identifier("b", "url"))
    yield of_record(losses.EADID_SECOND, "publicationstmt/num", "b", identifiers=two)
    for name, value in (
        ("label", "About"), ("country", "US"), ("repository", "US-DLC"), ("audience", "external"), ("extras", extra("@x", "y")),
    ):  # fmt: skip
        one = Identifier("a", "url", **{name: value})
        yield of_record(losses.EADID_VALUE, "eadid", "a", f"record.identifiers.{name}", identifiers=(one,))
    yield of_record(losses.AGENCY_PUBLISHER, "publisher", "Archive", publisher="")
    yield of_record(losses.AGENCY_NOTE, "notestmt/note", "Archive", publisher="Press")
    yield of_record(losses.RULES, "descrules", "RAD", rules=("DACS", "RAD"))
    yield of_record(losses.RECORD_RIGHTS, "notestmt/note", "Free", rights=(RightsStatement("Free"),))
    yield of_record(losses.RECORD_SOURCES, "notestmt/note", "A card index", sources=("A card index",))
    for line, target, value, fields in (
        (losses.CHANGE_DATE_LABEL, "date/@label", "On", {"date": Date("1951", label="On")}),
        (losses.CHANGE_DATE_KIND, "date/@datechar", "creation", {"date": Date("1951", kind="creation")}),
        (losses.CHANGE_AGENT, "change/item", "Pak", {"agent": "Pak", "date": Date("1999")}),
        (losses.CHANGE_KIND, "change", "revised", {"kind": "revised", "date": Date("1999")}),
        (losses.CHANGE_AGENT_KIND, "change", "human", {"agent_kind": "human", "date": Date("1999")}),
    ):
        yield of_record(line, target, value, revisions=(Revision("Revised.", **fields),))


def controls() -> Iterator[Case]:
    """Cases of the control section of EAD3."""
    yield case(losses.RECORDID, "recordid", "c1", record=attrs.evolve(RECORD, id=""))
    for name, value in (("label", "About"), ("country", "US"), ("repository", "US-DLC")):
        one = Identifier("a", "local", **{name: value})
        yield of_record(
            losses.OTHER_RECORD_ID, "otherrecordid", value, f"record.identifiers.{name}", identifiers=(one,)
        )
    yield of_record(losses.AGENCY_UNSAID, "agencyname", "Archive", agency="")
    yield attrs.evolve(
        of_record(losses.LANGUAGE_UNSAID, "languagedeclaration", "und", language_note="In Russian."),
        beside=(losses.SCRIPT_UNSAID,),
    )
    yield of_record(losses.SCRIPT_UNSAID, "script", "Zyyy", languages=(Language("rus"),))
    held = RightsStatement("Free", holder="The archive")
    yield of_record(losses.RIGHTS_HOLDER, "rightsdeclaration", "The archive", rights=(held,))
    yield of_record(losses.CREATION, "maintenanceevent", "Typed.", creation="Typed.")
    yield of_record(losses.CHANGE_UNDATED, "notestmt/note", "Revised.", revisions=(Revision("Revised."),))
    for name in ("calendar", "era", "type", "certainty", "label"):
        once = Revision("Revised.", Date("Spring", **{name: "word"}))
        made = of_record(
            losses.CHANGE_DATE_WORDS, "notestmt/note", "Spring", f"record.revisions.date.{name}", revisions=(once,)
        )
        yield attrs.evolve(made, beside=(losses.CHANGE_UNDATED,))
    yield of_record(losses.CHANGE_EMPTY, "change", "Spring", revisions=(Revision(date=Date("Spring")),))
    spoken = (Language("rus", name="Russian", label="In"),)
    yield of_record(losses.RECORD_LANGUAGE_LABEL, "langusage/language", "In", languages=spoken)
    own = Revision("Converted.", agent="docmeta", kind="derived")
    yield of_record(losses.CHANGE_OWN, "revisiondesc", "Converted.", revisions=(own,))
    status = '<publicationstatus value="approved"/>'
    kept = attrs.evolve(RECORD, extras=extra("control/publicationstatus", status, "ead3"))
    told = case(losses.HEADER_WORDLESS, "control", status, record=kept)
    yield attrs.evolve(told, dialects=("ead2002",))
    front = case(
        losses.HEADER_WORDLESS,
        "frontmatter",
        '<frontmatter altrender="x"/>',
        extras=extra("frontmatter", '<frontmatter altrender="x"/>'),
    )
    yield attrs.evolve(front, dialects=("ead3",))
    yield of_record(losses.EVENT_UNSAID, "maintenanceevent", "undated", revisions=())
    for line, target, value, fields in (
        (losses.EVENT_KIND, "eventtype/@value", "printed", {"kind": "printed"}),
        (losses.EVENT_AGENT_KIND, "agenttype/@value", "a committee", {"agent_kind": "a committee"}),
        (losses.EVENT_DATE, "eventdatetime/@standarddatetime", "1951-1952", {"date": Date("1951-1952")}),
        (losses.EVENT_DATE_LABEL, "eventdatetime/@label", "On", {"date": Date("1951", label="On")}),
        (losses.EVENT_DATE_KIND, "eventdatetime/@datechar", "creation", {"date": Date("1951", kind="creation")}),
        (losses.EVENT_DATE_CERTAINTY, "eventdatetime/@certainty", "low", {"date": Date("1951", certainty="low")}),
        (losses.EVENT_DATE_TYPE, "eventdatetime/@localtype", "inclusive", {"date": Date("1951", type="inclusive")}),
        (losses.EVENT_DATE_ERA, "eventdatetime/@era", "bce", {"date": Date("1951", "1951", era="bce")}),
        (losses.EVENT_DATE_CALENDAR, "eventdatetime/@calendar", "julian", {"date": Date("1951", calendar="julian")}),
    ):
        yield of_record(line, target, value, revisions=(Revision("Revised.", **fields),))
    wordless = Revision(of_markup('<date era="bce"/>'))
    markup = '<eventdescription><date era="bce"/></eventdescription>'
    yield of_record(losses.EVENT_WORDLESS, "eventdescription", markup, revisions=(wordless,))


def leftovers() -> Iterator[Case]:
    """Cases of source content that no field holds."""
    yield case(losses.UNIT_EXTRA_FOREIGN, "datafield", "words", extras=extra("datafield", "words", "marcxml"))
    yield case(losses.UNIT_EXTRA_FOREIGN, "Shelf no.", "4", extras=extra("Shelf no.[2]", "4", "csv"))
    yield case(losses.UNIT_EXTRA_HOMELESS, "dsc", "<head>Boxes</head>", extras=extra("dsc/head", "<head>Boxes</head>"))
    lone = extra("did/unittitle[3]/@altrender", "x")
    yield case(losses.UNIT_EXTRA_BOOKKEEPING, "did/@altrender", "x", extras=lone)
    two = (*extra("dsc", '<dsc altrender="a"/>'), *extra("dsc", '<dsc altrender="b"/>'))
    yield case(losses.DSC_ATTRIBUTE, "dsc/@altrender", "b", extras=two, members=(Document("d1"),))
    late = extra("dsc", "<dsc><c01><did/></c01></dsc>")
    yield case(losses.DSC_CONTENT, "dsc", "c01", extras=late, members=(Document("d1"),))

    def noted(line: Loss, target: str, value: str, extras: tuple[Extra, ...]) -> Case:
        return case(line, target, value, notes=(Note("general", "Words.", extras=extras),))

    yield noted(losses.EXTRA_FOREIGN, "extras", "words", extra("datafield", "words", "marcxml"))
    yield noted(losses.EXTRA_HOMELESS, "odd/list", "deflist", extra("list/@type", "deflist"))
    yield noted(losses.EXTRA_BOOKKEEPING, "odd/list", "x", extra("list/@altrender", "x"))
    yield noted(losses.EXTRA_BROKEN, "extras", "<p>", extra("p", "<p>"))
    said = Container("1", "Box", extras=extra("@type", "Folder"))
    yield case(losses.EXTRA_GAINSAID, "container/@localtype", "Folder", containers=(said,))
    held = Container("1", "Box", id="box1", extras=extra("@id", "box2"))
    yield case(losses.EXTRA_GAINSAID_BOOKKEEPING, "container/@id", "box2", containers=(held,))


def structures() -> Iterator[Case]:
    """Cases of what a content model does not allow."""
    yield case(losses.RENAMED, "p/other", "b", description=of_markup("<p>Very <b>old</b></p>"))
    yield case(losses.UNWRAPPED, "unittitle/head", "head", title=of_markup("<head>Papers</head>"))
    heading = of_markup('<subject><part>Mills</part><part localtype="z">Rye</part></subject>')
    joined, told = "subject/part", "Mills | z: Rye"
    yield case(losses.PARTS_JOINED, joined, told, title=heading, only="ead2002")
    yield case(
        losses.PARTS_JOINED,
        joined,
        told,
        identifiers=(Identifier(heading),),
        only="ead3",
        beside=(losses.UNWRAPPED,),
    )
    titled = of_markup('<head altrender="large">Papers</head>')
    beside = (losses.UNWRAPPED,)
    yield case(losses.GONE_BOOKKEEPING, "head/@altrender", "large", title=titled, beside=beside)
    gone = of_markup('<head althead="MSS">Papers</head>')
    yield case(losses.GONE_WITH_ELEMENT, "head/@althead", "MSS", title=gone, beside=beside)
    yield case(losses.ATTRIBUTE, "p/@made-up", "x", description=of_markup('<p made-up="x">Words.</p>'))
    yield case(losses.ATTRIBUTE_BOOKKEEPING, "p/@show", "new", description=of_markup('<p show="new">Words.</p>'))
    yield case(losses.VALUE, "p/@audience", "all", description=of_markup('<p audience="all">Words.</p>'))
    boxed = (Container("1", "map case"),)
    yield case(losses.VALUE_MENDED, "container/@type", "map case", containers=boxed, only="ead2002")
    linked = of_markup('<p><ref linkrole="http://x/100%">See.</ref></p>')
    yield case(losses.VALUE_MENDED, "ref/@linkrole", "http://x/100%", description=linked, only="ead3")


def content_models() -> Iterator[Case]:
    """Cases of fields that a content model lacks."""
    coded = Container("1", barcode="123")
    yield case(losses.CONTAINER_BARCODE, "container/@containerid", "123", containers=(coded,))
    drawn = Term("War", relator="depicted")
    yield case(losses.TERM_RELATOR, "subject/@relator", "depicted", subjects=(drawn,))
    yield case(losses.TERM_RELATOR, "genreform/@relator", "depicted", part="genres.relator", genres=(drawn,))
    rain, region = Term("Rain", "weather"), Place("Korea", "region")
    yield case(losses.TERM_WORD, "subject/@localtype", "weather", subjects=(rain,), beside=(losses.TERM_KIND,))
    yield case(losses.PLACE_WORD, "geogname/@localtype", "region", places=(region,), beside=(losses.PLACE_KIND,))
    for kind, name in (("abstract", "abstract"), ("location", "physloc"), ("material_specific", "materialspec")):
        headed = Note(kind, "Words.", heading="About")
        yield case(losses.NOTE_HEADING, f"{name}/head", "head", part=f"notes[{kind}].heading", notes=(headed,))
    notes = (Note("note", "Words.", heading="About"),)
    yield case(losses.DID_NOTE_HEADING_2002, "note/head", "head", notes=notes)
    yield case(losses.DID_NOTE_HEADING_3, "didnote/head", "head", notes=notes)
    yield of_record(losses.RECORD_NOTE_HEADING, ("note/head", "controlnote/head"), "head", notes=notes)
    labelled = (Note("note", "Words.", label="About"),)
    yield of_record(losses.RECORD_NOTE_LABEL, "controlnote/@label", "About", notes=labelled)
    held = (Note("note", "Words.", dates="2031"),)
    yield of_record(losses.RECORD_NOTE_DATES, ("note/p", "controlnote/p"), "2031", notes=held)


SOURCES = (
    identity,
    titles,
    dates,
    extents,
    agents,
    notes,
    headings,
    holdings,
    records,
    headers,
    controls,
    leftovers,
    structures,
    content_models,
)
CASES = [made for source in SOURCES for made in source()]
