"""Joining headings in parts: by the source's punctuation first, then by one rule per kind."""

from __future__ import annotations

import pytest

from docmeta.model import heading
from docmeta.text import of_markup

Parts = list[tuple[str, str | None]]


def untyped(*parts: str) -> Parts:
    return [(part, None) for part in parts]


@pytest.mark.parametrize(
    ("kind", "parts", "shown"),
    [
        ("topic", untyped("Bridges", "Wales", "19th century"), "Bridges--Wales--19th century"),
        ("place", untyped("Wales", "Conwy"), "Wales--Conwy"),
        ("person", untyped("Lee, Jo", "1801-1877"), "Lee, Jo, 1801-1877"),
        ("corporate", untyped("Conwy (Wales)", "Bridge Office"), "Conwy (Wales). Bridge Office"),
        ("title", untyped("The tide", "Part 2"), "The tide. Part 2"),
        ("family", untyped("Lee", "family"), "Lee family"),
        ("family", [("Lee", None), ("1801-1877", "dates")], "Lee, 1801-1877"),
        ("another", untyped("Lee", "Jo"), "Lee, Jo"),
    ],
)
def test_each_kind_of_heading_has_one_joint(kind: str, parts: Parts, shown: str) -> None:
    assert heading(kind, parts) == shown


@pytest.mark.parametrize(
    ("kind", "parts", "shown"),
    [
        ("person", untyped("Lee, Jo,", "1801-1877"), "Lee, Jo, 1801-1877"),
        ("person", untyped("Lee, Jo", ", 1801-1877"), "Lee, Jo, 1801-1877"),
        ("person", untyped("Lee, J.", "1801-1877"), "Lee, J., 1801-1877"),
        ("person", untyped("Lee, Jo.", "1801-1877"), "Lee, Jo. 1801-1877"),
        ("corporate", untyped("Wales.", "Army.", "Regiment, 7th"), "Wales. Army. Regiment, 7th"),
        ("corporate", untyped("Ahoy!", "Harbour Office"), "Ahoy! Harbour Office"),
        ("topic", untyped("Wheat", "--Genetics"), "Wheat--Genetics"),
        ("topic", untyped("Wheat --", "Wales"), "Wheat -- Wales"),
        ("topic", untyped("Wheat", "-- Wales"), "Wheat -- Wales"),
        ("topic", untyped("Wales. Dept.", "History"), "Wales. Dept.--History"),
        ("topic", untyped("Conwy", "(Wales)"), "Conwy (Wales)"),
    ],
)
def test_the_sources_own_marks_are_kept_and_none_is_doubled(kind: str, parts: Parts, shown: str) -> None:
    assert heading(kind, parts) == shown


@pytest.mark.parametrize(
    ("kind", "parts", "shown"),
    [
        ("person", [("Lee", "surname"), ("Jo", "forename"), ("1801-1877", "dates")], "Lee, Jo, 1801-1877"),
        ("person", [("Jo", "forename"), ("Lee", "surname")], "Jo Lee"),
        ("person", [("Anne", "$a"), ("II", "$b"), ("Queen of Wales", "$c"), ("1801-", "$d")], "Anne II, Queen of Wales, 1801-"),
        ("person", [("Lee, J.", "a"), ("Jo", "q"), ("1801-1877", "d"), ("Art", "x")], "Lee, J. (Jo), 1801-1877--Art"),
        ("person", [("Lee, J.", "a"), ("Letters", "t"), ("Part 2", "n"), ("Index", "v")], "Lee, J. Letters. Part 2--Index"),
        ("meeting", [("Fair", "a"), ("15th", "n"), ("1888", "d"), ("Conwy", "c"), ("Art", "x")], "Fair (15th : 1888 : Conwy)--Art"),
        ("meeting", [("Fair", "a"), ("(15th :", "n"), ("1888 :", "d"), ("Conwy)", "c")], "Fair (15th : 1888 : Conwy)"),
        ("corporate", [("Church", "a"), ("Council", "b"), ("1888", "d")], "Church. Council (1888)"),
        ("corporate", [("Church", "110$a"), ("Council", "110 b"), ("1888", "410d")], "Church. Council (1888)"),
        ("person", [("Lee", "surname"), ("Jo", "forename"), ("Lee, Jo", None)], "Lee, Jo"),
        ("place", [("Conwy, Wales", None), ("Conwy", None), ("Wales", None)], "Conwy, Wales"),
        ("place", [("Conwy", None), ("Wales", None), ("Conwy", None)], "Conwy--Wales--Conwy"),
        ("place", [("York", None), ("York", None)], "York--York"),
    ],
)  # fmt: skip
def test_kinds_of_part_are_joined_in_their_own_way(kind: str, parts: Parts, shown: str) -> None:
    assert heading(kind, parts) == shown


def test_parts_without_words_leave_no_mark() -> None:
    assert heading("person", [("", "a"), ("Lee", "a"), (" ", "q"), ("1801-", "d")]) == "Lee, 1801-"
    assert heading("topic", []) == ""


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("<subject><part>Bridges</part><part>Wales</part></subject>, and Conwy", "Bridges--Wales, and Conwy"),
        ("By <persname><part>Lee</part> <part>Jo</part> </persname>. Then", "By Lee, Jo. Then"),
        ("<corpname><part>Fair</part><part localtype='d'>1888</part></corpname>; more", "Fair (1888); more"),
        ("<corpname>Office <subarea>Maps</subarea></corpname>, open", "Office Maps, open"),
        ("<corpname>Office<subarea>Maps</subarea></corpname> open", "Office Maps open"),
        ("<languageset><language>Urdu</language><script>Arabic</script><script>Latin</script></languageset>", "Urdu (Arabic, Latin)"),
        ("<language>Urdu</language> <language>Welsh</language>.", "Urdu, Welsh."),
        ("<language>Urdu</language> and <language>Welsh</language>", "Urdu and Welsh"),
        ("<subject><part>Brid<emph>ges</emph></part><part><emph>Wales</emph></part></subject>", "Bridges--Wales"),
    ],
)  # fmt: skip
def test_headings_in_prose_read_like_the_others(markup: str, plain: str) -> None:
    assert str(of_markup(markup)) == plain
