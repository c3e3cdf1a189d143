"""The table of DPLA's Metadata Application Profile: the path of each field of the model in a record.

Paths that begin with `.sourceResource` describe the object, the others the record of it (ore:Aggregation).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from docmeta.crosswalk import Codec, Crosswalk, Rule
from docmeta_dublincore import codecs as c
from docmeta_dublincore.dpla import codecs as d
from docmeta_dublincore.edm.crosswalk import NOTES, UNPLACED

_MAP: Final = "DPLA MAP 4.1 draft, ingestion3 1d1dbae5"
_EAD: Final = "EAD3 tag library and EAD 2002 Appendix A"
_OAI: Final = "practice of DPLA's mappings of Dublin Core"
_ALSO: Final = (("also", True),)
_OTHERWISE: Final = (("otherwise", True),)

#: The path of a note, by the EDM element for its kind.
_PATHS: Final = {
    "dc:description": "description", "dcterms:tableOfContents": "description", "dc:rights": "rights", "dc:source": "relation",
    "dcterms:hasFormat": "relation", "dcterms:isReferencedBy": "relation", "dc:relation": "relation", "dcterms:medium": "format",
    "dc:format": "format", "dcterms:provenance": "description",
}  # fmt: skip
_NO_PLACE: Final = "the profile has no property for it"
_DROPS: Final = {
    "containers": "the box and folder: the profile has no property for them",
    "record": "who described it, when and how: the profile has no property for the description itself",
    "extras": "what only the source's own format can hold",
    "description_heading": "the heading of the description: the profile has no place for it",
    "notes[biography_or_history]": "the history of an agent is not what the documents contain",
    "notes[location]": "where it is kept: the profile has no property for it",
    **{f"notes[{kind}]": _NO_PLACE for kind in UNPLACED},
}  # fmt: skip


def _thing(field: str, path: str, codec: Codec, source: str = _MAP, note: str = "", **more: object) -> Rule:
    return Rule(field, f".sourceResource.{path}", codec, source, note, **more)  # type: ignore[arg-type]


def _rules() -> Iterator[Rule]:
    yield Rule(
        "id", "._id", Codec("identifier", str, None, "", lambda id: False), _MAP, "behind the option `hub` and --"
    )
    yield _thing("title", "title", d.WORDS)
    yield _thing("other_titles", "alternative", d.WORDS)
    yield _thing("identifiers", "identifier", d.IDENTIFIER)
    yield _thing("description", "description", d.WORDS)
    yield _thing("agents[creator]", "creator", d.MAKER)
    yield _thing("agents[publisher]", "publisher", d.AGENT)
    yield _thing("agents[subject]", "subject", d.SUBJECT_AGENT)
    yield _thing("agents[rights_holder]", "rightsHolder", d.AGENT)
    for role in ("creator", "subject"):
        note = "donors, depositors, former owners, sellers and sponsors are not creators"
        yield _thing(f"agents[{role}]", "contributor", d.AGENT, "MARC relators", note, options=_OTHERWISE)
    yield _thing("agents", "contributor", d.AGENT, note="contributors, and roles of other kinds")
    yield _thing("subjects", "subject", d.CONCEPT)
    yield _thing("genres", "type", d.TYPE, note="a term of the DCMI Type Vocabulary")
    yield _thing("genres", "genre", d.GENRE, note="every other term", options=_OTHERWISE)
    yield _thing("level", "type", c.LEVEL, note="the DCMI type Collection, for aggregates")
    yield _thing("places", "spatial", d.PLACE)
    yield _thing("dates[coverage]", "temporal", d.dates("coverage"))
    yield _thing("dates", "date", d.dates(None), note="whatever happened then")
    yield _thing("languages", "language", d.LANGUAGE)
    yield _thing("extents", "format", d.MEDIUM, note="an extent that is one physical characteristic, nothing more")
    yield _thing("extents", "extent", d.EXTENT, options=_OTHERWISE)
    yield _thing("source", "relation", d.WORDS, _OAI)
    for kind, element in NOTES:
        yield _thing(f"notes[{kind}]", _PATHS[element], d.NOTES, _EAD)
    yield _thing("notes", "description", d.NOTES, _OAI, "kinds of the source's own")
    yield _thing("relations[isReplacedBy]", "isReplacedBy", d.RELATION)
    yield _thing("relations[replaces]", "replaces", d.RELATION)
    yield _thing("relations", "relation", d.RELATION)
    yield _thing("rights", "rights", d.RIGHTS)
    yield _thing(
        "rights", "rights", d.OTHER_RIGHTS, note="a URI that DPLA does not accept as edm:rights", options=_ALSO
    )
    yield _thing("rights", "rightsHolder", d.HOLDER, options=_ALSO)
    yield Rule(
        "rights",
        ".rights",
        d.EDM_RIGHTS,
        _MAP,
        "the first standard statement, in its normal form; further ones are words",
        options=_ALSO,
    )
    yield Rule("repository", ".dataProvider", c.REPOSITORY, _MAP, "by its name; required")
    yield Rule(
        "digital_objects", ".isShownAt", d.OBJECT, _MAP,
        "the first page; thumbnails are .object, files .mediaMaster, manifests .iiifManifest; it needs a URL",
    )  # fmt: skip


_WRITES: Final = tuple(attrs.evolve(rule, reads=False) for rule in _rules())
DPLA: Final = Crosswalk(
    "dpla",
    "DPLA Metadata Application Profile",
    _WRITES,
    _DROPS,
    _MAP,
)
