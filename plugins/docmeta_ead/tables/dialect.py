"""The two dialects as tables: the kind of note or term of each element, and the names of attributes.

Inside the model markup is canonical: EAD3's names of elements and attributes, without namespaces.
EAD 2002 differs from it in the names that this module lists (SAA, EAD2002toEAD3 migration stylesheet;
Tag Library for EAD3, "attributes that were renamed"); EAD3 itself is written unchanged.

>>> canonical_attribute("persname", "authfilenumber"), canonical_attribute("dao", "{http://www.w3.org/1999/xlink}title")
('identifier', 'linktitle')
>>> EAD2002.attribute("persname", "identifier"), EAD2002.attribute("dao", "linktitle")
('authfilenumber', 'xlink:title')
>>> EAD3.attribute("persname", "identifier")
'identifier'
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

import attrs

from docmeta.crosswalk import MARKUP
from docmeta.xml import XLINK
from docmeta_ead.sniff import EAD3_NS, EAD4_NS, EAD2002_NS

#: Elements of EAD 1.0 with other names in EAD 2002 (the conversion of the EAD Working Group, v1to02).
EAD1_NAMES: Final[dict[str, str]] = {
    "admininfo": "descgrp",
    "add": "descgrp",
    "organization": "arrangement",
    "unitloc": "physloc",
}


#: Namespaces of EAD 2002 and EAD3, including misspellings by tools. No namespace at all is EAD 2002 by its DTD.
NAMESPACES: Final[dict[str, str]] = {
    "": "ead2002",
    EAD2002_NS: "ead2002",
    "http://www.loc.gov/ead": "ead2002",
    "http://www.loc.gov/ead/": "ead2002",
    "http://www.loc.gov/ead/ead.xsd": "ead2002",
    EAD3_NS: "ead3",
    "http://ead3.archivists.org/schema": "ead3",
    "http://ead3.archivists.org/schema/undeprecated/": "ead3",
}

#: Elements beside `did` whose prose is a note, and its kind (ISAD(G) 3.2.2 to 3.7.1).
NOTES: Final[dict[str, str]] = {
    "bioghist": "biography_or_history",
    "custodhist": "custodial_history",
    "acqinfo": "acquisition",
    "scopecontent": "scope_and_content",
    "appraisal": "appraisal",
    "accruals": "accruals",
    "arrangement": "arrangement",
    "accessrestrict": "access_conditions",
    "legalstatus": "legal_status",
    "userestrict": "use_conditions",
    "phystech": "physical_characteristics",
    "otherfindaid": "finding_aids",
    "originalsloc": "originals",
    "altformavail": "copies",
    "relatedmaterial": "related_units",
    "separatedmaterial": "separated_units",
    "bibliography": "publication",
    "odd": "general",
    "processinfo": "processing",
    "prefercite": "preferred_citation",
    "fileplan": "file_plan",
    "index": "index",
}

#: Elements inside `did` whose prose is a note, and its kind.
DID_NOTES: Final[dict[str, str]] = {
    "abstract": "abstract",
    "physloc": "location",
    "materialspec": "material_specific",
    "note": "note",
    "didnote": "note",
}

#: Typed notes that are no notes: systems export the state of a description so (AtoM, object/config/import/ead.yml);
#: and the field of the unit or, after a point, of its record. "" keeps the type as the kind of the note.
STATED: Final[dict[str, str]] = {
    "publicationStatus": "audience",
    "statusDescription": "record.status",
    "institutionIdentifier": "record.agency_code",
    "descriptionIdentifier": "record.identifier",
    "levelOfDetail": "",
}
#: Words of systems for a public description, in the languages of AtoM's interface.
PUBLISHED: Final = frozenset(
    "published publié publiée publicado publicada publicat veröffentlicht gepubliceerd pubblicato pubblicata "
    "opublikowane opublikowany publicerad publisert julkaistu objavljeno publikováno".split()
)
#: Their words for one that is not public.
UNPUBLISHED: Final = frozenset(
    "draft ébauche brouillon borrador rascunho esborrany entwurf concept bozza szkic".split()
)

#: The place that records that the words of an extent stood in `physdesc` itself, not in an `extent`.
BARE_EXTENT: Final = "physdesc/text()"
#: The `@localtype` of a `physdesc` of EAD3 whose words stood in an `extent`.
IN_EXTENT: Final = "extent"
#: What EAD 2002 may name within the words of `physdesc`; EAD3 has an `emph` whose `@altrender` is the name.
MEASURES: Final = ("extent", "physfacet", "dimensions")
#: The `@localtype` of an `odd` of EAD3 that was a `note` beside the `did`, which EAD3 has not
#: (SAA, EAD2002ToEAD3schema.xsl of EAD2002toEAD3 f3546db, line 1785: it becomes `odd`).
IN_NOTE: Final = "note"
#: The place that records that the description of the first object of a group applied to all of them.
GROUP_DESCRIPTION: Final = "daogrp/daodesc/text()"

#: Access points that are terms: the field of the model, and the kind.
TERMS: Final[dict[str, tuple[str, str]]] = {
    "subject": ("subjects", "topic"),
    "function": ("subjects", "function"),
    "occupation": ("subjects", "occupation"),
    "title": ("subjects", "title"),
    "genreform": ("genres", "topic"),
    "geogname": ("places", ""),
}

#: Elements that name agents, and their classes in the model.
NAMES: Final[dict[str, str]] = {
    "persname": "Person",
    "corpname": "CorporateBody",
    "famname": "Family",
    "name": "Agent",
}

#: The values of `@level`; any other word goes to `@otherlevel`.
LEVELS: Final = frozenset(
    (
        "class",
        "collection",
        "file",
        "fonds",
        "item",
        "otherlevel",
        "recordgrp",
        "series",
        "subfonds",
        "subgrp",
        "subseries",
    )
)

#: Levels of aggregates: a unit of such a level is a `Collection` even without components.
AGGREGATES: Final = frozenset(
    ("collection", "fonds", "recordgrp", "subgrp", "class", "subfonds", "series", "subseries")
)

#: The type of a `dsc` whose components do not belong to the description around it:
#: a file holds one description, and this is how docmeta writes another beside it.
SEPARATE: Final = "separate"
#: The type of a `dsc` that describes the series before the list of their components, and of one that does both.
OVERVIEW: Final = "analyticover"
COMBINED: Final = "combined"

#: The place that records that components are numbered, c01 to c12: systems make URLs of their paths.
NUMBERED: Final = "dsc/c01"

#: The word for an "otherlevel" without a name: both dialects require a word beside it.
UNSPECIFIED: Final = "unspecified"

#: Attributes not about the material: identifiers of elements, fields of another format, looks and the forms of links.
BOOKKEEPING: Final = MARKUP

#: Values of `extent/@altrender` that ArchivesSpace writes, and their kinds of extent (EAD3 `@physdescstructuredtype`).
EXTENT_KINDS: Final[dict[str, str]] = {
    "materialtype spaceoccupied": "spaceoccupied",
    "materialtype": "materialtype",
    "carrier": "carrier",
}

#: Attributes that refer to another word beside them, with the value that does so (EAD3 1.1.1, Schematron, co-occurrence constraints).
OTHERS: Final = (
    ("level", "otherlevel", "otherlevel"),
    ("daotype", "otherdaotype", "otherdaotype"),
    ("dsctype", "otherdsctype", "otherdsctype"),
    ("physdescstructuredtype", "otherphysdescstructuredtype", "otherphysdescstructuredtype"),
    ("relationtype", "otherrelationtype", "otherrelationtype"),
)

#: Elements with the attributes of a link (XLink in EAD 2002).
LINKS: Final = frozenset(
    "archref bibref dao daogrp daoloc ptr extptr ptrloc extptrloc ref extref refloc extrefloc title arc resource linkgrp".split()
)

#: EAD 2002 elements with other names in the canonical markup.
TO_CANONICAL: Final[dict[str, str]] = {
    "extref": "ref",
    "extptr": "ptr",
    "eventgrp": "chronitemset",
    "note": "footnote",
}

#: Local names of XLink attributes, and their names in EAD3.
_XLINK: Final[dict[str, str]] = {
    "href": "href",
    "title": "linktitle",
    "role": "linkrole",
    "arcrole": "arcrole",
    "show": "show",
    "actuate": "actuate",
    "type": "linktype",
    "label": "linklabel",
    "from": "linkfrom",
    "to": "linkto",
}

_ACCESS: Final = frozenset(
    "persname corpname famname name geogname subject function occupation genreform title".split()
)

#: EAD 2002 elements whose `@type` becomes neither `@localtype` nor that name in EAD3.
_TYPES: Final[dict[str, str]] = {"list": "listtype", "unitdate": "unitdatetype", "dsc": "dsctype"}
#: Elements whose `@type` is only the form of the link.
_TYPED_LINKS: Final = LINKS - {"title"}


@cache
def canonical_attribute(element: str, name: str) -> str:
    """The canonical name of an EAD 2002 attribute; *name* in Clark notation, or bare.

    A link's attributes are taken with the XLink namespace and, as the DTD has them, without.

    >>> canonical_attribute("list", "type"), canonical_attribute("unitid", "type"), canonical_attribute("extref", "role")
    ('listtype', 'localtype', 'linkrole')
    >>> canonical_attribute("abstract", "{http://www.w3.org/XML/1998/namespace}lang")
    'lang'
    """
    space, _, local = name.rpartition("}")
    if space == "{" + XLINK:
        return _XLINK.get(local, local)
    if space:
        return local
    if local == "type":
        if element in _TYPED_LINKS:
            return "linktype"
        return _TYPES.get(element, "localtype")
    if element in LINKS and local in ("role", "title", "label", "from", "to"):
        return _XLINK[local]
    if element in _ACCESS:
        return {"role": "relator", "authfilenumber": "identifier"}.get(local, local)
    if local == "othertype" and element == "dsc":
        return "otherdsctype"
    if local == "langcode" and element == "abstract":
        return "lang"
    return local


def canonical_element(name: str, dialect: str = "ead2002") -> str:
    """The canonical name of an element inside prose.

    >>> canonical_element("extref"), canonical_element("note"), canonical_element("emph")
    ('ref', 'footnote', 'emph')
    """
    return TO_CANONICAL.get(name, name) if dialect == "ead2002" else name


@attrs.frozen
class Dialect:
    """What the writer must know of a dialect.

    Attributes:
        name: The name of the format.
        namespace: Its namespace.
        renames: Elements with other names than in the canonical markup; the reader undoes it.
        substitutes: Replacements for an element that is not allowed in its place, best first:
            "emph[render=italic]" is an `emph` with that attribute. Without any, an element is replaced by its content.
    """

    name: str
    namespace: str
    renames: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    substitutes: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, repr=False)

    def attribute(self, element: str, name: str) -> str:
        """The name of a canonical attribute in this dialect."""
        return _attribute_2002(element, name) if self.name == "ead2002" else name

    def element(self, name: str, attributes: Mapping[str, str]) -> str:
        """The name of a canonical element in this dialect, wherever it stands."""
        if self.name == "ead2002" and name in ("ref", "ptr"):
            return "ext" + name if "href" in attributes else name
        return self.renames.get(name, name)


_FROM_XLINK: Final = {canonical: f"xlink:{local}" for local, canonical in _XLINK.items()}


@cache
def _attribute_2002(element: str, name: str) -> str:
    if element in LINKS and name in _FROM_XLINK:
        return _FROM_XLINK[name]
    if name in ("localtype", _TYPES.get(element)):
        return "type"
    if element in _ACCESS and name in ("relator", "identifier"):
        return {"relator": "role", "identifier": "authfilenumber"}[name]
    if name == "otherdsctype":
        return "othertype"
    if name == "lang" and element == "abstract":
        return "langcode"
    return name


#: HTML written by people who know it better than EAD.
_HTML: Final[dict[str, tuple[str, ...]]] = {
    "a": ("ref",),
    "b": ("emph[render=bold]",),
    "br": ("lb",),
    "em": ("emph[render=italic]",),
    "i": ("emph[render=italic]",),
    "li": ("item",),
    "ol": ("list[listtype=ordered]",),
    "strong": ("emph[render=bold]",),
    "sub": ("emph[render=sub]",),
    "sup": ("emph[render=super]",),
    "u": ("emph[render=underline]",),
    "ul": ("list[listtype=unordered]",),
}

EAD2002: Final = Dialect(
    "ead2002",
    EAD2002_NS,
    renames={"chronitemset": "eventgrp", "footnote": "note", "controlnote": "note", "didnote": "note"},
    substitutes={
        **_HTML,
        "ref": ("extref", "ref"),
        "ptr": ("extptr", "ptr"),
        "title": ("emph",),
        "bibref": ("ref", "extref"),
        "archref": ("ref", "extref"),
        "quote": ("emph[render=doublequote]",),
        "foreign": ("emph",),
        "descriptivenote": ("daodesc", "note"),
        "daodesc": ("note",),
        "datesingle": ("date",),
        "fromdate": ("date",),
        "todate": ("date",),
        "daterange": ("date",),
        "dateset": ("date",),
        "unitdatestructured": ("unitdate", "date"),
        "unitdate": ("date",),
        "physdescstructured": ("physdesc",),
        "part": ("subarea",),
        "daoset": ("daogrp",),
        "dao": ("daoloc", "extref"),
        "daoloc": ("dao", "extref"),
        "extptrloc": ("extptr",),
        "ptrloc": ("ptr",),
        "refloc": ("ref",),
        "extrefloc": ("extref",),
        "head": ("p",),
        "address": ("p",),
        "blockquote": ("p",),
        "legalstatus": ("p",),
        "citation": ("bibref",),
        "agencyname": ("corpname",),
        "agent": ("name",),
    },
)

EAD3: Final = Dialect(
    "ead3",
    EAD3_NS,
    renames={"eventgrp": "chronitemset", "extref": "ref", "extptr": "ptr"},
    substitutes={
        **_HTML,
        "title": ("emph",),
        "bibref": ("ref",),
        "archref": ("ref",),
        "quote": ("emph[render=doublequote]",),
        "blockquote": ("quote", "p"),
        "note": ("footnote", "didnote", "controlnote"),
        "footnote": ("didnote", "controlnote"),
        "didnote": ("footnote",),
        "foreign": ("emph",),
        "daodesc": ("descriptivenote",),
        **{name: (f"emph[altrender={name}]",) for name in MEASURES},
        "date": ("datesingle",),
        "unitdate": ("date", "datesingle"),
        "unitdatestructured": ("date",),
        "datesingle": ("date",),
        "daterange": ("date",),
        "dateset": ("date",),
        "subarea": ("part[localtype=subarea]",),
        "dao": ("ref",),
        "daoloc": ("dao", "ref"),
        "refloc": ("ref",),
        "extrefloc": ("ref",),
        "ptrloc": ("ptr",),
        "extptrloc": ("ptr",),
        "head": ("p",),
        "address": ("p",),
        "legalstatus": ("p",),
    },
)

#: EAD 4.0 is written from the markup of EAD3 (`docmeta_ead.ead4`).
EAD4: Final = attrs.evolve(EAD3, name="ead4", namespace=EAD4_NS)
