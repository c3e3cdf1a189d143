"""Text that nearly matches a pattern, again and again: the search for it grows with the text, not with its square."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
from tests.growth import grows_with_input

from docmeta.checking.profiles.files import _NO_DAY
from docmeta.receivers.aspace_ead_parts import _BARCODE, _COUNTED
from docmeta.xml.harvested import words
from docmeta_csv.aspace.words import label_and_barcode
from docmeta_csv.table.private import _spoken_of
from docmeta_csv.workbook.mended import mended


def spoken_of(name: str) -> list[str]:
    return list(_spoken_of(name, {}))


#: What is read, and the text, by the number of repetitions.
TEXTS: Final[dict[str, tuple[Callable[[Any], object], Callable[[int], Any]]]] = {
    "blanks in a line": (words, lambda count: f"a{' ' * count}b\nc"),
    "digits of an extent": (_COUNTED.fullmatch, lambda count: "4" * count),
    "blanks in the label of a container": (_BARCODE.fullmatch, lambda count: f"a{' ' * count}b"),
    "brackets in the label of a container": (_BARCODE.fullmatch, lambda count: " (" * count + ")b"),
    "blanks in the cell of a container": (label_and_barcode, lambda count: f"a{' ' * count}b"),
    "days that are none": (lambda date: _NO_DAY.sub("", date), lambda count: "-00" * count + "x"),
    "a column of marks": (spoken_of, lambda count: f"a{'-' * count}"),
    "instructions that never end": (mended, lambda count: b"<![CDATA[" + b"<?a" * count),
    "comments that never end": (mended, lambda count: b"<![CDATA[" + b"<!--" * count),
    "sections that never end": (mended, lambda count: b"<![CDATA[" * count),
    "a type again and again": (mended, lambda count: b"<c " + b' t="e"' * count),
    "a type again and again, without a value": (mended, lambda count: b"<c " + b' t="e"' * count + b">"),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_near_matches_cost_no_more_than_others(kind: str) -> None:
    read, make = TEXTS[kind]
    grows_with_input(make, read, 4_000)


def test_what_these_patterns_find() -> None:
    extent, label = _COUNTED.fullmatch("1.5 linear feet"), _BARCODE.fullmatch("Mixed Materials (a) [123]")
    assert extent is not None
    assert extent.groups() == ("1.5", "linear feet")
    assert label is not None
    assert label[1] == "Mixed Materials (a)"
    assert _BARCODE.fullmatch("Mixed Materials (a) x") is None
    assert label_and_barcode("Box  [ 1234 ]") == ("Box", "1234")
    assert _NO_DAY.sub("", "1950-00-00") == "1950"
    assert words("a  \n  b\nc") == "a b\nc"
    assert spoken_of("scope note - public") == ["scope note"]
    assert mended(b"<a><![CDATA[x<y]]></a><!-- <![CDATA[z]]> -->") == b"<a>x&lt;y</a><!-- <![CDATA[z]]> -->"
    assert mended(b'<c r="A1" t="e" s="1"><v>#ERROR!</v></c>') == b'<c r="A1" t="e" s="1"><v>#VALUE!</v></c>'
