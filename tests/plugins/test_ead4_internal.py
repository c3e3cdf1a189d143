"""Each element of EAD 4.0, marked as internal, stays inside, whatever the way that it takes."""

from __future__ import annotations

import pytest
from tests.plugins.ead4_whole import SPACE, path, tokens, whole
from lxml import etree

import docmeta

FORMATS = ("ead4", "ead3", "ead2002", "json")
NUMBERS = range(len(list(whole().iter())))


def marked(number: int) -> tuple[bytes, etree._Element]:
    """A finding aid of which one element is internal, and that element."""
    root = whole()
    element = list(root.iter())[number]
    element.set("audience", "internal")
    return etree.tostring(root), element


def leaks(start: int, step: int, way: str) -> list[str]:
    """What is shown of the elements from *start* on that should not be."""
    found = []
    for number in NUMBERS[start::step]:
        data, element = marked(number)
        space, _, name = element.tag.rpartition("}")
        if name in ("ead", "control", "archDesc") or space != f"{{{SPACE}":
            continue
        secret = tokens(etree.tostring(element, with_tail=False).decode())
        unit = docmeta.load(data, format="ead4")
        if way:
            unit = docmeta.load(docmeta.dumps(unit, format=way, include_internal=True).encode(), format=way)
        for format in FORMATS:
            shown = secret & tokens(docmeta.dumps(unit, format=format))
            if shown:
                texts = {one for one in element.iter() if tokens(f"{one.text} {one.attrib}") & shown}
                found.append(f"{format}: {path(element)}: {sorted({path(one) for one in texts})}")
    return found


@pytest.mark.parametrize("way", [""])
@pytest.mark.parametrize("start", range(8))
def test_no_element_that_is_marked_is_shown(start: int, way: str) -> None:
    assert leaks(start, 8, way) == []
