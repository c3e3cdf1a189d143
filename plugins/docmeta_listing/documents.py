"""Finds the documents of a page: where each begins, which line is its title, and what is its description.

A document begins with a line that holds only a date. A line of years with a dash, such as `1893-1976`,
is the date of a document if a description follows, else that of a life.
A title is a line that does not end like a sentence and was broken on purpose: the next word would still
have fitted on it. If most documents of a page have one, a short first line with a full stop counts as one too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import attrs

from docmeta_listing.page import SENTENCE_END, Line, lived
from docmeta_listing.words import LISTED, counted

_LONGEST_TITLE: Final = 300
_LABELS: Final = re.compile(
    r"(?P<label>title|description|summary|abstract|scope and content|content) ?: ?(?P<text>.+)", re.I
)


@attrs.define
class Entry:
    """A document of the page.

    Attributes:
        date: The line with its date.
        body: The lines that follow.
        title: The line with its title, if it precedes the date.
        counts: Lines of its extent ("3 pages").
    """

    date: Line
    body: list[Line] = attrs.field(factory=list)
    title: Line | None = None
    counts: list[Line] = attrs.field(factory=list)


@attrs.frozen
class Page:
    """A page taken apart: its documents, and the lines that are not theirs, in order."""

    entries: list[Entry]
    others: list[Line]


def take_apart(lines: Sequence[Line]) -> Page:
    """Separate the documents of a page from everything else on it."""
    starts: list[int] = []
    for index in range(len(lines)):
        if _starts(lines, index, first=not starts):
            starts.append(index)
    starts = _without_facets(lines, starts)
    if not starts:
        return Page([], list(lines))
    entries: list[Entry] = []
    others = list(lines[: starts[0]])
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        entry = Entry(lines[start])
        entries.append(entry)
        for line in lines[start + 1 : end]:
            found = counted(line.text) if line.kind == "count" else None
            if found is not None and not LISTED.search(found[1]):
                entry.counts.append(line)
            elif line.kind in ("navigation", "of-record", "range", "count") and not _is_odd_title(lines, start, line):
                others.append(line)
            else:
                entry.body.append(line)
    _cut_tail(entries, others, lines)
    _titles_before_dates(entries, others, lines[starts[0] - 1] if starts[0] else None)
    return Page(entries, sorted(others, key=lambda line: line.number))


def _is_odd_title(lines: Sequence[Line], start: int, line: Line) -> bool:
    """Whether a word of navigation stands in a title's place: between a date and a description ("Map")."""
    between = line is lines[start + 1] and start + 2 < len(lines) and lines[start + 2].kind == "words"
    return between and line.kind == "navigation" and line.text.isalpha()


def _starts(lines: Sequence[Line], index: int, *, first: bool) -> bool:
    line = lines[index]
    if line.kind not in ("date", "life"):
        return False
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    unbroken = before is not None and after is not None and not line.gap and not after.gap
    if unbroken and before.kind == "words" and not before.ends and after.text[0].islower():  # type: ignore[union-attr]
        return False  # a date inside a sentence that was broken into lines
    if line.kind == "date":
        return True
    if after is None or after.kind != "words":
        return False
    among_facets = first and not line.gap and before is not None and before.kind in ("life", "bare", "place", "count")
    return not lived(line.text) or (after.prose and not among_facets)


def _without_facets(lines: Sequence[Line], starts: list[int]) -> list[int]:
    """Leave out years that stand alone before the first document: they are facets."""
    for number, index in enumerate(starts):
        after = lines[index + 1] if index + 1 < len(lines) else None
        has_body = after is not None and after.kind in ("words", "place", "of-record") and index + 1 not in starts
        if has_body or not _is_vague(lines[index].text):
            return starts[number:]
    return starts


def _is_vague(text: str) -> bool:
    return not re.search("[0-9]{4}", text) or bool(re.fullmatch("[0-9]{4}(?:s|-[0-9]{2,4})?", text))


def _cut_tail(entries: list[Entry], others: list[Line], lines: Sequence[Line]) -> None:
    """Remove from the last document what follows the list.

    That is: facets, everything after navigation of the page, and short lines if it has more lines than any other document.
    """
    entry = entries[-1]
    body = entry.body
    most = max((len(other.body) for other in entries[:-1]), default=0) if len(entries) > 2 else 0
    last = lines[-1].number
    end = len(body)
    first = body[0].number if body else last
    for line in lines:
        behind = line.number > first and line.number > entry.date.number
        if behind and (line.kind == "heading" or (line.kind in ("navigation", "range") and line.number > first)):
            end = sum(1 for one in body if one.number < line.number)
            break
    kept, tail = body[:end], body[end:]
    while len(kept) > 1 and kept[-1].kind in ("life", "bare", "place", "heading"):
        tail.insert(0, kept.pop())
    if len(kept) == 1 and kept[0].kind in ("life", "bare"):
        tail.insert(0, kept.pop())
    while len(kept) > most > 0 and kept[most - 1].ends and kept[-1].kind == "words" and not kept[-1].prose:
        tail.insert(0, kept.pop())
    entry.body = kept
    others.extend(tail)


def _titles_before_dates(entries: list[Entry], others: list[Line], before_first: Line | None) -> None:
    """If every document has its title before the date rather than after it, move the titles to their documents."""
    if len(entries) < 2 or before_first is None or before_first.kind != "words" or before_first.ends:
        return
    if not all(
        len(entry.body) > 1 and entry.body[-1].kind == "words" and not entry.body[-1].ends for entry in entries[:-1]
    ):
        return
    if not all(entry.body[-2].ends or len(entry.body[-2].text) > len(entry.body[-1].text) for entry in entries[:-1]):
        return
    titles = [before_first, *(entry.body.pop() for entry in entries[:-1])]
    others.remove(before_first)
    for entry, title in zip(entries, titles, strict=True):
        entry.title = title


class Wording:
    """Tells titles from descriptions, by patterns that the documents of the page share.

    Args:
        entries: The documents of the page.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        pairs = [pair for entry in entries for pair in zip(entry.body, entry.body[1:], strict=False) if not pair[1].gap]
        run_on = sum(1 for one, two in pairs if not one.ends and two.text[0].islower())
        longest = max((len(line.text) for entry in entries for line in entry.body), default=0)
        #: The width at which lines were broken; 0 if they were not.
        self.width = longest if pairs and run_on * 4 >= len(pairs) and longest <= 160 else 0
        logical = [self.logical(entry.body) for entry in entries]
        several = [lines for lines in logical if len(lines) > 1]
        single = [lines[0] for lines in logical if len(lines) == 1]
        titled = sum(1 for lines in several if self._is_title(lines[0], lines[1]))
        #: Whether most documents with several lines have a title.
        self.titled = titled * 2 > len(several)
        sentences = sum(1 for line in single if SENTENCE_END.search(line))
        #: Whether a single line without a full stop is a title.
        self.single_titles = self.titled if several else sentences * 2 < len(single)

    def logical(self, body: Sequence[Line]) -> list[str]:
        """The lines before they were broken at the width of the page; a blank line before one is kept."""
        found: list[list[str]] = []
        before: Line | None = None
        for line in body:
            if before is None or line.gap or self._on_purpose(before.text, line.text):
                found.append([("\n" if line.gap and found else "") + line.text])
            else:
                found[-1].append(line.text)
            before = line
        return [" ".join(pieces) for pieces in found]

    def _on_purpose(self, line: str, following: str) -> bool:
        """Whether the break between two lines was intended."""
        if following[0].islower() and not SENTENCE_END.search(line):
            return False
        return not self.width or len(line) + 1 + len(following.split()[0]) <= self.width * 0.95

    def _is_title(self, line: str, following: str) -> bool:
        if len(line) > _LONGEST_TITLE or line[-1] in ",;:" or following.strip()[0].islower():
            return False
        return not SENTENCE_END.search(line) or line[-1] == "?"

    def split(self, entry: Entry) -> tuple[str, str]:
        """The title and the description of a document; each may be empty."""
        lines = self.logical(entry.body)
        title = entry.title.text if entry.title is not None else ""
        labelled = [(_LABELS.fullmatch(line.strip("\n")), line) for line in lines]
        if any(found for found, _ in labelled):
            words = [found["text"] for found, _ in labelled if found and found["label"].casefold() == "title"]
            rest = [
                found["text"] if found else line
                for found, line in labelled
                if not found or found["label"].casefold() != "title"
            ]
            return " ".join(words) or title, "\n".join(rest).strip("\n")
        if not title and lines and self._takes_title(lines):
            title, lines = lines[0], lines[1:]
        return title, "\n".join(lines).strip("\n")

    def _takes_title(self, lines: list[str]) -> bool:
        first = lines[0]
        if len(lines) == 1:
            return self.single_titles and len(first) <= _LONGEST_TITLE and not SENTENCE_END.search(first)
        if self._is_title(first, lines[1]):
            return True
        return self.titled and len(first) <= 150 and len(first) < len(lines[1]) and first.count(". ") == 0
