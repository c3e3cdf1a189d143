"""What differs between two descriptions, as a notebook card and an HTML page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

from docmeta.comparing import Difference
from docmeta.comparing.fields import without_kinds
from docmeta.html import Html, card, cut, field_name, page, table, tag, text

#: The differences on a card; the characters of a value on a page, and those before the first difference.
_SHOWN, _VALUE, _BEFORE = 20, 2_000, 80


def summary(differences: Iterable[Difference]) -> str:
    """The number of differences of each kind.

    >>> summary([Difference("removed", "d1", "Letter", "$")])
    '1 difference: 1 removed'
    """
    counts = Counter(difference.kind for difference in differences)
    total = sum(counts.values())
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in counts.most_common())
    return f"{total:,} {'difference' if total == 1 else 'differences'}: {kinds}" if total else "no difference"


def differences_card(differences: Sequence[Difference]) -> str:
    """The number of differences, and the first of them."""
    body = [
        (
            each.kind,
            tag("bdi", cut(each.title or each.unit, 80)),
            cut(each.field or "", 80),
            *_marked(each.old, each.new, 200),
        )
        for each in differences[:_SHOWN]
    ]
    more = len(differences) - _SHOWN
    return card(
        tag("div", summary(differences), class_="t"),
        table(("", "unit", "field", "before", "after"), body) if body else "",
        tag("p", f"… {more:,} more", class_="s") if more > 0 else "",
    )


def differences_page(
    differences: Sequence[Difference], one: str, two: str, *, most: int = 0, hidden: int = 0
) -> Iterator[str]:
    """The differences as a page, by unit, with the differing words marked.

    Args:
        differences: The differences.
        one, two: The names of the two descriptions.
        most: How many are shown; 0 shows all.
        hidden: The number of further differences in internal material, which is not shown.

    >>> found = [Difference("changed", "d1", "Letter", "$", "dates", "May 1950", "May 1951")]
    >>> "<del>1950</del>" in "".join(differences_page(found, "a.xml", "b.xml"))
    True
    """
    said = summary(differences) if differences or not hidden else ""
    more = f"{hidden:,} in internal material, not shown" if hidden else ""
    body = _body(differences, one, two, most) if differences or not hidden else ()
    return page(f"{one} and {two} compared", "; ".join(filter(None, (said, more))), body)


def _body(differences: Sequence[Difference], one: str, two: str, most: int) -> Iterator[Html]:
    if not differences:
        yield tag("p", "The two are the same.", class_="good")
        return
    fields = Counter(without_kinds(each.field) for each in differences if each.field is not None)
    if fields:
        said = ", ".join(f"{name} {count:,}" for name, count in fields.most_common())
        yield tag("p", "Fields that differ: ", said, class_="about")
    shown = islice(differences, most or None)
    for _, group in groupby(shown, key=lambda each: (each.unit, each.path)):
        yield from _unit(list(group), one, two)
    if most and len(differences) > most:
        yield tag("p", f"… and {len(differences) - most:,} more", class_="about")


def _unit(differences: list[Difference], one: str, two: str) -> Iterator[Html]:
    first = differences[0]
    kind = next((each.kind for each in differences if each.kind != "changed"), "changed")
    pill = Html(" ") + tag("span", kind, class_=f"pill {kind}")
    yield tag("h2", tag("bdi", cut(first.title or first.unit, 300)), Html(pill))
    moved = next((each.new for each in differences if each.kind == "moved"), None)
    named = Html(f"{tag('bdi', cut(first.unit, 300))} · ") if first.title else ""
    yield tag("p", named, first.path, f" · now {moved}" if moved else "", class_="path")
    body = [
        (field_name(each.field), *_marked(each.old, each.new, _VALUE)) for each in differences if each.field is not None
    ]
    if body:
        yield tag("div", table(("field", one, two), body, label="fields that differ"), class_="differences")


def _marked(old: str | None, new: str | None, most: int) -> tuple[Html, Html]:
    """Two values with the differing words marked; long ones are cut so that the first difference shows.

    >>> _marked("May 1950, Moscow", "May 1951, Moscow", 100)
    ('<bdi>May <del>1950,</del> Moscow</bdi>', '<bdi>May <ins>1951,</ins> Moscow</bdi>')
    """
    before, after = (old or "").split(" "), (new or "").split(" ")
    least = min(len(before), len(after))
    start = next((at for at in range(least) if before[at] != after[at]), least)
    end = next((at for at in range(least - start) if before[-1 - at] != after[-1 - at]), least - start)
    return _side(before, start, end, "del", most, old), _side(after, start, end, "ins", most, new)


def _side(words: list[str], start: int, end: int, name: str, most: int, value: str | None) -> Html:
    if value is None:
        return Html("")
    stop = len(words) - end
    head, middle, tail = (" ".join(part) for part in (words[:start], words[start:stop], words[stop:]))
    if len(head) > most // 2:
        head = f"…{head[-_BEFORE:]}"
    said = [head, tag(name, cut(middle, most)) if middle else "", cut(tail, most // 2)]
    return tag("bdi", Html(" ".join(text(piece) for piece in said if piece)))
