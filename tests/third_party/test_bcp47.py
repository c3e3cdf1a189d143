"""Well-formed language tags and their parts, as an independent parser splits them."""

from __future__ import annotations

import json
from pathlib import Path

from docmeta.languages import parse_tag


def test_the_suite_of_well_formed_tags(shared: Path) -> None:
    cases = json.loads((shared / "suites" / "bcp47" / "tags.json").read_text("utf-8"))
    assert len(cases) > 30
    for case in cases:
        tag, parts = case["tag"], case["parts"]
        found = parse_tag(tag)
        assert found is not None, tag
        assert str(found).lower() == tag.lower()
        assert (found.language or None) == parts["language"], tag
        assert list(found.extended) == parts["extendedLanguageSubtags"], tag
        script, region = parts["script"], parts["region"]
        assert (found.script, found.region) == (script and script.title(), region and region.upper()), tag
        assert list(found.variants) == parts["variants"], tag
        assert [{"singleton": one, "extensions": list(more)} for one, more in found.extensions] == parts[
            "extensions"
        ], tag
        assert list(found.private) == parts["privateuse"], tag
        assert (found.irregular, found.regular) == (parts["irregular"], parts["regular"]), tag


def test_what_is_not_well_formed() -> None:
    for text in (
        "",
        "-",
        "e",
        "en-",
        "en--us",
        "en us",
        "en_us",
        "1ab",
        "abcdefghi",
        "en-a",
        "en-x",
        "x",
        "aa-bbbb-cccc",
        "é",
    ):
        assert parse_tag(text) is None, text
    assert parse_tag("de-1901-1901") is None
    assert parse_tag("en-a-bb-a-cc") is None
