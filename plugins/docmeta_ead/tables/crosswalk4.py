"""The mapping of EAD 4.0 as a table: that of EAD3, if EAD 4.0 has the same.

>>> [rule.target for rule in EAD4.rules if rule.field == "notes[acquisition]"], EAD4.unmapped()
(['sourceOfAcquisition'], [])
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from docmeta.crosswalk import Crosswalk, Rule
from docmeta_ead.tables import losses, restrictions
from docmeta_ead.tables.crosswalk import rules
from docmeta_ead.tables.ead4 import FORMS, NARRATIVES, OTHER

_TS_EAS: Final = "TS-EAS, From EAD3 to EAD 4.0"
#: What EAD3 has in other elements than EAD 4.0 (TS-EAS, From EAD3 to EAD 4.0, as released in July 2026).
_TARGETS: Final = {
    "did/unitid": "identificationData/unitId",
    "did/unittitle": "identificationData/unitTitle",
    "did/unitdate": "identificationData/unitDate",
    "did/unitdatestructured": "identificationData/unitDate",
    "did/physdescstructured": "identificationData/extent",
    "did/physdesc": "identificationData/otherIdentificationData",
    "did/langmaterial": "identificationData/languageOfMaterial",
    "did/origination": "agents/agent",
    "did/repository": "agents/agent",
    "did/container": "identificationData/container",
    "did/dao": "formsAvailable/formAvailable",
    "did/abstract": "scopeContent/abstract",
    "did/physloc": "places/place",
    "did/materialspec": "recordTypeSpecificStatement",
    "did/didnote": "identificationData/otherIdentificationData",
    "scopecontent/head": "scopeContent/formattingExtension",
    "legalstatus": "identificationData/legalStatus",
    "index": OTHER,
    "controlaccess": "subjectHeadings",
    "controlaccess/persname": "agents/agent",
    "controlaccess/subject": "subjectHeadings/subject",
    "controlaccess/occupation": "subjectHeadings/subject",
    "controlaccess/title": "subjectHeadings/subject",
    "controlaccess/function": "functions/function",
    "controlaccess/genreform": "identificationData/genreForm",
    "controlaccess/geogname": "places/place",
    "relations/relation": "relatedMaterial/relations/relation",
    **dict.fromkeys(FORMS, "formsAvailable/formAvailable"),
    **NARRATIVES,
}


def _ead4() -> Iterator[Rule]:
    for rule in rules(True):
        target = _TARGETS.get(rule.target)
        keeps = str(rule.codec.keeps)
        keeps = keeps.replace("@normal", "@standardDate").replace(", in @otherlevel where EAD has none", "")
        made = attrs.evolve(rule, codec=attrs.evolve(rule.codec, keeps=keeps))
        if made.note == restrictions.NOTE:
            made = attrs.evolve(made, note="its time is a dateRange")
        yield made if target is None else attrs.evolve(made, target=target, source=_TS_EAS)


EAD4: Final = Crosswalk("ead4", "EAD 4.0", tuple(_ead4()), {}, "EAD 4.0.0 schema", losses.of_dialect("ead4"))
