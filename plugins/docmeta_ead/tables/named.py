"""Names of EAD 4.0 for the places that the tables, the reader and the writer name as EAD3 does: for reports and printed tables.

>>> named("unitdate/@normal"), named("{persname}/part"), named("physdescstructured")
('unitDate/@standardDate', '{agent}/{label}', 'extent')
>>> named("unitTitle/emph"), named("list/item"), named("did/unitid/@countrycode")
('unitTitle/emph', 'formattingExtension/item', 'identificationData/unitId/@countryCode')
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from docmeta_ead.tables.ead4 import AGENTS, ATTRIBUTES, EAD3_ELEMENTS, ELEMENTS, FORMS, NARRATIVES, OTHER, WORDS

#: Elements of EAD3 and their equivalents in EAD 4.0, apart from those in tables of their own.
_ELEMENTS: Final[dict[str, str]] = (
    dict.fromkeys(AGENTS, "agent")
    | dict.fromkeys(FORMS, "formAvailable")
    | dict.fromkeys(("origination", "repository", "author", "publisher", "sponsor", "agenttype"), "agent")
    | dict.fromkeys(("physdescstructured", "physdescset"), "extent")
    | dict.fromkeys(("physdesc", "didnote"), "otherIdentificationData")
    | dict.fromkeys(("unitdate", "unitdatestructured"), "unitDate")
    | dict.fromkeys(("dao", "daoset", "daogrp", "daoloc"), "formAvailable")
    | {
        "did": "identificationData",
        "physloc": "place",
        "geogname": "place",
        "materialspec": "recordTypeSpecificStatement",
    }
    | {"legalstatus": "legalStatus", "physfacet": "physicalFacet", "genreform": "genreForm", "occupation": "subject"}
    | {"controlaccess": "subjectHeadings", "index": OTHER, "titleproper": "title", "eventtype": "maintenanceEvent"}
    | {"filedesc": "findAidDesc", "head": "formattingExtension", "citedrange": "citedRange"}
    | NARRATIVES
    | ELEMENTS
)
_ATTRIBUTES: Final = ATTRIBUTES | {"normal": "standardDate", "otherlevel": "level"}
#: Places that become another element of EAD 4.0, or another attribute.
_PLACES: Final = {
    "scopecontent/head": "scopeContent/formattingExtension",
    "unitdate/unitdatestructured": "unitDate/date",
    "eventtype/@value": "maintenanceEvent/@maintenanceEventType",
    "agenttype/@value": "agent/@agentType",
    "{persname}/part": "{agent}/{label}",
    "{element}/part": "{element}/{label}",
}
#: The parts of a heading, by its kind.
_PARTS: Final = {"agent": "label", "place": "label", "function": "label", "subject": "term"}
#: Names shared by both.
_ALIKE: Final = frozenset(
    "abstract accruals address appraisal arrangement agent container control date dimensions ead function language p part place quantity "
    "relation relations role source sources subject term title c archdesc".split()
)
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*")


@lru_cache(maxsize=4096)
def named(place: str) -> str:
    """A place by its EAD 4.0 name: its container, and the element if EAD 4.0 has one for it."""
    known = _PLACES.get(place)
    if known is not None:
        return known
    path, at, attribute = place.partition("@")
    steps = path.split("/")
    found = [
        _NAME.sub(_element, steps[0]),
        *(_NAME.sub(lambda one: _ELEMENTS.get(one[0], one[0]), step) for step in steps[1:]),
    ]
    if found[1:] == ["part"]:
        found[1] = _PARTS.get(found[0], "part")
    return "/".join(found) + at + _ATTRIBUTES.get(attribute, attribute)


def _element(found: re.Match[str]) -> str:
    name = found[0]
    known = _ELEMENTS.get(name) or WORDS.get(name)
    if known is not None or name in _ALIKE or name not in EAD3_ELEMENTS:
        return known or name
    return "formattingExtension"
