"""What a check found, as a notebook card and an HTML page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from docmeta.checking import Problem
from docmeta.html import Html, card, cut, page, table, tag

#: The number of problems on a card.
_SHOWN: Final = 20
_ORDER: Final = ("error", "warning", "info")
_HEADS: Final = ("where", "severity", "problem", "rule")


def problems_card(problems: Sequence[Problem]) -> str:
    """The counts of some problems, and the first ones with advice."""
    first = problems[:_SHOWN]
    body = [
        (
            cut(place_of(problem), 40),
            problem.severity,
            _worded(problem),
            tag("span", cut(problem.rule, 40), class_="w"),
            cut(problem.advice, 200),
        )
        for problem in first
    ]
    return card(
        tag("div", counted(problems), class_="t"),
        table((*_HEADS, "what to do"), body) if body else "",
        tag("p", f"… {len(problems) - _SHOWN:,} more", class_="s") if len(problems) > _SHOWN else "",
    )


def counted(problems: Sequence[Problem]) -> str:
    """The number of problems of each severity.

    >>> counted([Problem("DACS-2.3", "error", "d1 has no title")])
    '1 error'
    """
    counts = Counter(problem.severity for problem in problems)
    said = [f"{counts[each]:,} {_PLURAL[each][counts[each] != 1]}" for each in _ORDER if counts[each]]
    return ", ".join(said) or "No problem found"


_PLURAL: Final = {"error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("remark", "remarks")}


def problems_page(
    results: Mapping[str, Sequence[Problem]], summary: str, *, title: str, most: int = 0
) -> Iterator[str]:
    """The problems of some files as a page: advice for each broken rule, then each file.

    Args:
        results: The problems of each source.
        summary: A line on what was checked and found.
        title: The title of the page.
        most: The most problems of one rule shown for a file; 0 shows all.

    >>> found = {"a.xml": [Problem("DACS-2.3", "error", "d1 has no title", "say it in title", "DACS 2.3", line=7)]}
    >>> html = "".join(problems_page(found, "1 file checked: 1 error", title="Check of a.xml"))
    >>> html.count("DACS-2.3"), "say it in title" in html
    (2, True)
    """
    return page(title, summary, _body(results, most))


def _body(results: Mapping[str, Sequence[Problem]], most: int) -> Iterator[Html]:
    every = [problem for problems in results.values() for problem in problems]
    if not every:
        yield tag("p", "No problem was found.", class_="good")
        return
    rules = Counter(problem.rule for problem in every)
    firsts = {problem.rule: problem for problem in reversed(every)}
    names = sorted(rules, key=lambda rule: (_ORDER.index(firsts[rule].severity), -rules[rule], rule))
    anchors = {rule: f"rule-{number}" for number, rule in enumerate(names, 1)}
    yield tag("h2", "What to do")
    body = [
        (
            tag("span", f"{rules[rule]:,}", class_="num"), _pill(firsts[rule]), tag("span", rule, class_="name", id=anchors[rule]),
            firsts[rule].advice, tag("span", firsts[rule].standard, class_="soft"),
        )
        for rule in names
    ]  # fmt: skip
    yield tag(
        "div", table(("count", "severity", "rule", "what to do", "standard"), body, label="rules"), class_="counts"
    )
    for source, problems in results.items():
        if problems:
            yield from _file(source, problems, anchors, most)


def _file(source: str, problems: Sequence[Problem], anchors: Mapping[str, str], most: int) -> Iterator[Html]:
    yield tag("h2", source, Html(" "), tag("span", f"{len(problems):,}", class_="n"))
    seen: Counter[str] = Counter()
    body: list[tuple[object, ...]] = []
    for problem in problems:
        seen[problem.rule] += 1
        if not most or seen[problem.rule] <= most:
            rule = tag("a", problem.rule, href=f"#{anchors[problem.rule]}")
            body.append((place_of(problem), _pill(problem), _worded(problem), rule))
    yield tag("div", table(_HEADS, body, label=f"problems of {source}"), class_="problems")
    for name, count in seen.items():
        if most and count > most:
            yield tag("p", f"… and {count - most:,} more of {name}", class_="about")


def _worded(problem: Problem) -> Html:
    words, value = tag("bdi", cut(problem.message, 1_000)), problem.value
    if not value or value in problem.message:
        return words
    return Html(f"{words} {tag('bdi', cut(value, 200), class_='soft')}")


def place_of(problem: Problem) -> str:
    """Where a problem is: its line, or else its path."""
    if problem.line is not None:
        return f"line {problem.line}" + (f", column {problem.column}" if problem.column else "")
    return (problem.path or "")[-80:]


def _pill(problem: Problem) -> Html:
    return tag("span", _PLURAL[problem.severity][0], class_=f"pill {problem.severity}")
