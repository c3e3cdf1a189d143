"""Search engines and linked-data processors that read schema.org as JSON-LD: what they keep, and what they misread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from docmeta.json import text as jsontext
from docmeta.receivers.verdict import Outcome, Receiver, Rule, Verdict

_RELEASE: Final = "schema.org 30.0"
_JSONLD: Final = "JSON-LD 1.1"

#: Key; outcome; field of the model; property; why; what to do; source.
_RULES: Final[tuple[tuple[str, Outcome, str, str, str, str, str], ...]] = (
    ("NAME", "ignored", "title", "name", "a description without a name is not shown", "give the unit a title", f"{_RELEASE}, name"),
    ("ID", "ignored", "id", "@id", "a top node without an @id and a url cannot be linked to",
     "use --base-uri, or give the unit its URL", f"{_JSONLD}, section 3.3"),
    ("TWICE", "misread", "id", "@id", "nodes with the same @id are merged into one",
     "give each unit a unique identifier", f"{_JSONLD}, section 3.3; JSON-LD 1.1 Processing Algorithms, section 7"),
    ("ENTITY", "misread", "agents", "creator", "the property takes an agent, but has text",
     "write a Person or an Organization with a name", f"{_RELEASE}, range of the property"),
    ("NAMELESS", "ignored", "agents", "creator", "an agent with neither a name nor a URI is ignored",
     "give the name", f"{_RELEASE}, Person and Organization"),
    ("UNTYPED", "misread", "agents", "author", "the agent has no type",
     "write a Person or an Organization", f"{_RELEASE}, range of the property"),
    ("DATE", "ignored", "dates", "dateCreated", "the property takes an ISO 8601 date",
     "write it as temporalCoverage, as text", f"{_RELEASE}, Date"),
    ("SCRIPT", "refused", "", "url", "a URL that runs a script is not a link", "remove it", "WHATWG URL; CSP level 3"),
    ("EMPTY", "ignored", "", "", "an empty value is ignored", "remove it", f"{_JSONLD}, section 4.1"),
)  # fmt: skip
RULES: Final = {
    key: Rule(f"SCHEMAORG-{key}", outcome, field, place, why, advice, source)
    for key, outcome, field, place, why, advice, source in _RULES
}

#: Properties that take an agent, and those that take a date.
_SOMEONE: Final = frozenset(
    "author creator contributor editor translator sponsor funder publisher maintainer copyrightHolder holdingArchive sdPublisher".split()
)
_DAYS: Final = frozenset(
    "dateCreated datePublished dateModified sdDatePublished birthDate deathDate foundingDate dissolutionDate".split()
)
_UNTYPED_MAY: Final = frozenset(("creator", "contributor", "publisher"))
_ISO: Final = re.compile(
    r"-?\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T[\d:.]{5,15}(?:Z|[+-]\d\d:?\d\d)?)?)?)?"
)
_SCRIPT: Final = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data)[\x00-\x20]*:", re.IGNORECASE)
_LINKS: Final = frozenset(("@id", "url", "sameAs", "contentUrl", "thumbnailUrl", "license"))


def arriving(stream: BinaryIO, *, huge: bool = False) -> Iterator[Verdict]:
    """How a processor reads a document, or JSON lines."""
    seen: set[str] = set()
    for line, value in jsontext.values(stream.read(), depth=20_000):
        for top in value if isinstance(value, list) else [value]:
            if isinstance(top, dict):
                tops = [one for key in ("@graph", "@included") for one in _listed(top.get(key))]
                yield from _units(tops if "@graph" in top else [top, *tops], line, seen)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _units(tops: list[Any], line: int, seen: set[str]) -> Iterator[Verdict]:
    stack = [(top, 0) for top in reversed(tops) if isinstance(top, dict)]
    while stack:
        unit, depth = stack.pop()
        if depth and set(unit) <= {"@id"}:
            continue  # it is described elsewhere
        name = unit.get("name")
        yield Verdict("created", "work", _said(name), depth=depth, line=line)
        if not name:
            yield Verdict.of(RULES["NAME"], "name", str(unit.get("@id", "")), line=line)
        own = unit.get("@id")
        if own in seen:
            yield Verdict.of(RULES["TWICE"], "@id", str(own), line=line)
        elif isinstance(own, str):
            seen.add(own)
        elif not depth and not unit.get("url"):
            yield Verdict.of(RULES["ID"], "@id", _said(name), line=line)
        yield from _properties(unit, line)
        stack.extend((part, depth + 1) for part in reversed(_listed(unit.get("hasPart"))) if isinstance(part, dict))


def _said(value: Any) -> str:
    first = _listed(value)[:1]
    return str(first[0].get("@value", "")) if first and isinstance(first[0], dict) else str(first[0]) if first else ""


def _properties(unit: dict[str, Any], line: int) -> Iterator[Verdict]:
    """The fate of all properties of a unit, of its agents and of the works about it."""
    stack = [(unit, "")]
    while stack:
        node, path = stack.pop()
        for name, value in node.items():
            if name in ("hasPart", "@graph", "@included", "@context", "@type"):
                continue
            place = f"{path}{name}"
            for one in _listed(value):
                key = _broken(name, one)
                if key is not None:
                    yield Verdict.of(
                        RULES[key], name, _said(one) if not isinstance(one, dict) else "", line=line, place=place
                    )
                elif not path:
                    yield Verdict("created", name, _said(one)[:80], line=line, place=place)
                if isinstance(one, dict):
                    stack.append((one, f"{place}/"))


def _broken(name: str, value: Any) -> str | None:
    """The key of the rule that a value breaks; None if it is imported."""
    if value in ("", {}, []):
        return "EMPTY"
    if name in _LINKS and isinstance(value, str) and _SCRIPT.match(value):
        return "SCRIPT"
    if name in _DAYS and not (isinstance(value, str) and _ISO.fullmatch(value)):
        return "DATE"
    if name not in _SOMEONE:
        return None
    if not isinstance(value, dict):
        return None if isinstance(value, str) and value.startswith(("http://", "https://")) else "ENTITY"
    if not any(value.get(key) for key in ("@id", "name", "sameAs", "identifier", "url")):
        return "NAMELESS"
    return None if "@type" in value or set(value) <= {"@id"} or name in _UNTYPED_MAY else "UNTYPED"


RECEIVER: Final = Receiver(
    "schema-org", "schema.org, JSON-LD processors", "30.0", ("jsonld",), arriving, tuple(RULES.values())
)
