"""A timeline of units: the number of units in each year or decade, as SVG.

>>> line = Timeline()
>>> line.add(1950, 1951); line.add(1951, 1951)
>>> line.bars()
[(1950, 1950, 1), (1951, 1951, 2)]
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from markupsafe import Markup

_WIDTH: Final = 600
_HEIGHT: Final = 90
_FOOT: Final = 34
#: The most bars of a timeline, and the most years that a unit may cover to be counted.
_BARS: Final = 60
_FAR: Final = 10_000
_SPREAD: Final = 200
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 500, 1000)


class Timeline:
    """Counts units by year; memory grows with the years only."""

    def __init__(self) -> None:
        self.years: Counter[int] = Counter()

    def add(self, first: int, last: int) -> None:
        """Count a unit in each year that it covers; one that covers very many counts in none."""
        if 0 <= last - first <= _SPREAD and first > -_FAR and last < _FAR:
            self.years.update(range(first, last + 1))

    def bars(self) -> list[tuple[int, int, int]]:
        """First year, last year and number of units of each bar."""
        if not self.years:
            return []
        first, last = min(self.years), max(self.years)
        step = next((step for step in _STEPS if (last - first) // step < _BARS), (last - first) // _BARS + 1)
        counts: Counter[int] = Counter()
        for year, count in self.years.items():
            counts[year // step * step] = max(counts[year // step * step], count)
        return [
            (begin, begin + step - 1, counts[begin])
            for begin in range(first // step * step, last + 1, step)
            if counts[begin]
        ]

    def svg(self) -> Markup:
        """The timeline; empty if no unit has a date."""
        bars = self.bars()
        if not bars:
            return Markup("")
        begin, end, most = bars[0][0], bars[-1][1], max(count for _, _, count in bars)
        scale = _WIDTH / (end - begin + 1)
        drawn = Markup("").join(
            _bar((first - begin) * scale, max((last - first + 1) * scale - 1, 1.5), count / most, first, last, count)
            for first, last, count in bars
        )
        return Markup(
            '<svg class="timeline" viewBox="0 0 {w} {full}" role="img" aria-label="Units by year, {a} to {b}">{bars}'
            '<text x="0" y="{foot}">{a}</text><text x="{w}" y="{foot}" text-anchor="end">{b}</text></svg>'
        ).format(w=_WIDTH, full=_HEIGHT + _FOOT, a=begin, b=end, bars=drawn, foot=_HEIGHT + _FOOT - 6)


def _bar(x: float, width: float, share: float, first: int, last: int, count: int) -> Markup:
    return Markup(
        '<rect class="bar" data-from="{}" data-to="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}">'
        "<title>{}: {}</title></rect>"
    ).format(first, last, x, _HEIGHT * (1 - share), width, _HEIGHT * share, _span(first, last), count)


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}\u2013{last}"
