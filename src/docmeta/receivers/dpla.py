"""DPLA's ingestion: the fate of records in its own format, one per line, by its harvest and the validations of its mapping."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from docmeta.model import RightsStatement, Seen, is_web, standard_rights
from docmeta.receivers.verdict import Outcome, Receiver, Rule, Verdict

_VERSION: Final = "dpla/ingestion3 1d1dbae5"
_MAPPER: Final = f"Mapper.scala, {_VERSION}"
_HARVEST: Final = f"DplaJsonlFileHarvester.scala, {_VERSION}"
_MAPPING: Final = f"JsonRetconMapping.scala, {_VERSION}"

#: Key; outcome; field of the model; place; why; what to do; source.
_RULES: Final[tuple[tuple[str, Outcome, str, str, str, str, str], ...]] = (
    ("LINE", "ignored", "", "", "a line is one record in JSON; any other is ignored", "write it with docmeta convert --to dpla",
     _HARVEST),
    ("ID", "ignored", "id", "._id", "a record without an _id is ignored", "give the unit an identifier", _HARVEST),
    ("DPLA-ID", "refused", "id", "._source.id", "a record needs the identifier that DPLA makes of its name (MD5)",
     "write it with docmeta convert --to dpla", _MAPPING),
    ("TWICE", "misread", "id", "._id", "two records with the same name become one", "give each unit a unique identifier",
     f"Mapping.scala, {_VERSION}"),
    ("TITLE", "refused", "title", ".sourceResource.title", "a record needs a title", "give the unit one", _MAPPER),
    ("RIGHTS", "refused", "rights", ".rights", "a record needs a standard rights statement, or a textual one",
     "add a URI of rightsstatements.org or Creative Commons, or use -O rights=URI", _MAPPER),
    ("STATEMENT", "ignored", "rights", ".rights", "DPLA accepts statements of rightsstatements.org and licences of Creative Commons",
     "use one of them, in its normal form", _MAPPER),
    ("HOLDER", "refused", "repository", ".dataProvider", "a record needs a data provider",
     "name the repository, or use -O data_provider=NAME", _MAPPER),
    ("HOLDER-WORDS", "misread", "repository", ".dataProvider", "each value of an object is read as a data provider",
     "give only the name", _MAPPING),
    ("SHOWN", "refused", "digital_objects", ".isShownAt", "a record needs a URL that shows it",
     "add a digital object with a web URL, or use --base-uri", _MAPPER),
    ("HOST", "refused", "digital_objects", ".isShownAt", "the host of the URL is a name, not a number",
     "use the name of the host", _MAPPER),
    ("PICTURE", "ignored", "digital_objects", ".object", "a thumbnail at a host without a name is ignored", "use the name of the host",
     _MAPPER),
    ("SHAPE", "ignored", "", ".sourceResource", "the ingestion reads other values here: text, or objects with a name or a date",
     "write it with docmeta convert --to dpla", _MAPPING),
)  # fmt: skip
RULES: Final = {
    key: Rule(f"DPLA-INGEST-{key}", outcome, field, place, why, advice, source)
    for key, outcome, field, place, why, advice, source in _RULES
}
#: What the ingestion reads of a thing: text, or objects by one of these names.
_WORDS: Final = "title alternative creator contributor publisher description extent format genre identifier relation rights type".split()
_OBJECTS: Final = {
    "collection": ("title",),
    "date": ("displayDate", "begin", "end"),
    "temporal": ("displayDate", "begin", "end"),
    "language": ("name",),
    "subject": ("name",),
    "spatial": ("name", "city", "county", "state", "country", "region", "coordinates"),
}
_NUMBER: Final = re.compile(
    r"https?://(?:[^/@]*@)?(?:\d{1,3}(?:\.\d{1,3}){3}|\[[^\]]*\])(?:[:/?#].*)?", re.IGNORECASE | re.DOTALL
)


def arriving(stream: BinaryIO, *, huge: bool = False) -> Iterator[Verdict]:
    """How the ingestion reads each line."""
    seen = Seen()
    for number, line in enumerate(stream, 1):
        text = line.strip().removeprefix(b"[").removeprefix(b",")
        if not text or text == b"]":
            continue
        try:
            record = json.loads(text)
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict):
            yield Verdict.of(RULES["LINE"], "line", line=number)
            continue
        yield from _record(record, number, seen)


def _record(record: dict[str, Any], line: int, seen: Seen) -> Iterator[Verdict]:
    name, source = record.get("_id"), record.get("_source")
    if not isinstance(name, str) or not name:
        yield Verdict.of(RULES["ID"], "record", line=line)
        return
    source = source if isinstance(source, dict) else {}
    thing = source.get("sourceResource")
    trouble = list(_demanded(source, thing if isinstance(thing, dict) else {}, name, line))
    if seen.add(name):
        trouble.append(Verdict.of(RULES["TWICE"], "record", name, line=line))
    if not any(one.outcome == "refused" for one in trouble):
        titles = _strings(thing.get("title")) if isinstance(thing, dict) else []
        yield Verdict("created", "record", titles[0] if titles else name, depth=0, line=line)
    yield from trouble


def _demanded(source: dict[str, Any], thing: dict[str, Any], name: str, line: int) -> Iterator[Verdict]:
    def verdict(key: str, said: str = "") -> Verdict:
        return Verdict.of(RULES[key], "record", said or name, line=line)

    if not isinstance(source.get("id"), str):
        yield verdict("DPLA-ID")
    if not _strings(thing.get("title")):
        yield verdict("TITLE")
    rights = _strings(source.get("rights"))
    for one in rights:
        if standard_rights(RightsStatement(uri=one), "dpla") != one:
            yield verdict("STATEMENT", one)
    if not _strings(thing.get("rights")) and all(
        standard_rights(RightsStatement(uri=one), "dpla") != one for one in rights
    ):
        yield verdict("RIGHTS")
    holder = source.get("dataProvider")
    if not _strings(holder):
        yield verdict("HOLDER")
    elif isinstance(holder, dict):
        yield verdict("HOLDER-WORDS", str(next(iter(holder.values()))))
    shown = _strings(source.get("isShownAt"))
    if not shown or not is_web(shown[0]):
        yield verdict("SHOWN", shown[0] if shown else "")
    elif _NUMBER.fullmatch(shown[0]):
        yield verdict("HOST", shown[0])
    for one in _strings(source.get("object")):
        if _NUMBER.fullmatch(one):
            yield verdict("PICTURE", one)
    for key in _misshapen(thing):
        yield Verdict.of(RULES["SHAPE"], key, line=line, place=f".sourceResource.{key}")


def _misshapen(thing: dict[str, Any]) -> Iterator[str]:
    """The names of values that the ingestion does not read."""
    for key, value in thing.items():
        for one in value if isinstance(value, list) else [value]:
            if key in _OBJECTS:
                read = isinstance(one, dict) and any(_strings(one.get(name)) for name in _OBJECTS[key])
            else:
                read = key not in _WORDS or bool(_strings(one))
            if not read:
                yield key


def _strings(value: Any) -> list[str]:
    """The texts of a value as the ingestion reads them: each text in a list, each value of an object."""
    values = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else [value]
    return [str(one) for one in values if isinstance(one, str | int | float) and str(one)]


RECEIVER: Final = Receiver(
    "dpla", "DPLA, ingestion of its own records", "ingestion3 1d1dbae5", ("dpla",), arriving, tuple(RULES.values())
)
