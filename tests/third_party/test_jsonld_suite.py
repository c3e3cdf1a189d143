"""The W3C's tests of JSON-LD: docmeta's expansion agrees with them; what it does not support it refuses.

The suite covers all of RDF; docmeta reads only descriptions in schema.org's terms.
So its expansion is compared below that of an independent processor, property by property, and every file,
also those for pages, must end in a result or in a `DocmetaError`.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from docmeta import DocmetaError, InputError, read
from docmeta_jsonld.context import long
from docmeta_jsonld.expand import Expander
from docmeta_jsonld.things import Thing
from docmeta_jsonld.vocabularies import SAME

#: Tests of unsupported or deliberately ignored features: each ends in a refusal or in other nodes, by decision.
DEVIATIONS: dict[str, str] = {
    "0038": "a property that is a blank node (obsolete in JSON-LD 1.1) is carried along as a key that means nothing",
    "0068": "the same",
    "0077": "its context is an option of the test, which docmeta has not",
    "0092": "names of properties relative to the base are carried along as keys that mean nothing",
}


def files(shared: Path, folder: str, ending: str) -> list[Path]:
    found = sorted((shared / "suites" / "json-ld-api" / folder).glob(f"*{ending}"))
    assert len(found) > 10
    return found


def test_every_file_ends_in_a_result_or_a_typed_error(shared: Path) -> None:
    tried = 0
    for folder in ("expand", "html"):
        for path in (shared / "suites" / "json-ld-api" / folder).rglob("*.*"):
            tried += 1
            error = outcome(path)
            assert error is None or len(str(error)) < 2_000
            if isinstance(error, InputError) and path.stat().st_size:
                assert error.line is not None, (path.name, str(error))
    assert tried > 300


def outcome(path: Path) -> DocmetaError | None:
    try:
        list(read(path, format="jsonld"))
    except DocmetaError as error:
        return error
    return None


def known_as(name: str) -> str:
    """The IRI of a property for docmeta, which reads words of other vocabularies as those of schema.org that mean the same."""
    return long(SAME.get(name, name)).replace("https://schema.org/", "http://schema.org/")


def expected_literals(data: Any) -> Counter[str]:
    """The literals of an expanded document, each with its property."""
    found: Counter[str] = Counter()
    stack: list[tuple[Any, str]] = [(data, "")]
    while stack:
        one, name = stack.pop()
        if isinstance(one, list):
            stack.extend((value, name) for value in one)
        elif isinstance(one, dict):
            if "@value" in one:
                found[f"{known_as(name)} {json.dumps(one['@value'])}"] += 1
            for key, value in one.items():
                if key in ("@list", "@set"):
                    stack.append((value, name))
                elif key[0] != "@" or key in ("@graph", "@included"):
                    stack.append((value, key))
    return found


def own_literals(things: list[Thing], known: set[str]) -> Counter[str]:
    """Those of docmeta's expansion, at properties of the expected result."""
    found: Counter[str] = Counter()
    for thing in things:
        for name, values in thing.props.items():
            for value in values:
                iri = known_as(name)
                if not isinstance(value, Thing) and iri in known:
                    found[f"{iri} {json.dumps(str(value) if isinstance(value, str) else value)}"] += 1
    return found


def test_literals_are_expanded_as_the_suite_says(shared: Path) -> None:
    """No literal of the suite's results is missing, in every test whose input is not refused."""
    agreed, refused, differing = 0, 0, {}
    for path in files(shared, "expand", "-out.jsonld"):
        source = path.with_name(path.name.replace("-out", "-in"))
        if not source.exists():
            continue
        expander = Expander(lambda *_: None)
        try:
            data = json.loads(source.read_text())
            expander.add(data, 1)
        except DocmetaError:
            refused += 1
            continue
        expected = expected_literals(json.loads(path.read_text()))
        known = {name.partition(" ")[0] for name in expected}
        missing = expected - own_literals(expander.things, known)
        if missing:
            differing[path.name.partition("-")[0]] = sorted(missing)[:3]
        else:
            agreed += 1
    assert {name: why for name, why in differing.items() if name not in DEVIATIONS} == {}
    assert sorted(set(DEVIATIONS) - set(differing)) == [], "these agree by now"
    assert agreed > 100
    assert refused > 20
