"""Headings in parts: how to join the parts of a name or a term for display.

The source's own punctuation takes precedence: if a part ends, or the next one begins, with a mark, nothing is added.
Otherwise each kind of heading has one joint, and some kinds of part have their own
(MARC 21, X00, X10, X11, X30 and 6XX; LCSH H 1075; EAD3 tag library, `part`).

>>> heading("topic", [("Ships", None), ("Sussex", None), ("20th century", None)])
'Ships--Sussex--20th century'
>>> heading("person", [("Roe, Ann,", None), ("1900-1980", "dates")]), heading("corporate", [("Rye", None), ("Board", None)])
('Roe, Ann, 1900-1980', 'Rye. Board')
>>> heading("meeting", [("Olympic Winter Games", "$a"), ("15th", "$n"), ("1988", "$d"), ("Calgary", "$c")])
'Olympic Winter Games (15th : 1988 : Calgary)'
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

#: What kind of heading an EAD element with parts is.
HEADINGS: Final[dict[str, str]] = {
    "persname": "person",
    "corpname": "corporate",
    "famname": "family",
    "name": "agent",
    "geogname": "place",
    "subject": "topic",
    "function": "topic",
    "occupation": "topic",
    "genreform": "topic",
    "title": "title",
    "languageset": "languages",
}

#: Other elements with parts, and the kind of each part.
PARTS: Final[dict[str, str]] = {"part": "", "language": "language", "script": "script"}
#: The joint between two parts, by kind of heading.
JOINTS: Final[dict[str, str]] = {
    "person": ", ",
    "agent": ", ",
    "family": ", ",
    "corporate": ". ",
    "meeting": ". ",
    "title": ". ",
    "topic": "--",
    "place": "--",
    "languages": ", ",
}

_QUALIFIER: Final = " : "
_FULLER: Final = "()"
#: The separator of the parts inside a joint's bracket.
_BRACKETS: Final[dict[str, str]] = {_QUALIFIER: " : ", _FULLER: ", "}
#: Parts with their own joint: by the kind of the part, for the kinds of heading named; "" is any kind.
_OWN: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    **dict.fromkeys("v x y z".split(), (("", "--"),)),
    "t": (("person agent family corporate meeting", ". "),),
    "b": (("person agent", " "),),
    "q": (("person agent", _FULLER),),
    "script": (("languages", _FULLER),),
    **dict.fromkeys("n d c".split(), (("corporate meeting topic", _QUALIFIER),)),
}
#: Names in sources for the parts that have a MARC subfield code.
_WORDS: Final[dict[str, str]] = {
    **dict.fromkeys("subdivision generalsubdivision topicalsubdivision".split(), "x"),
    **dict.fromkeys("formsubdivision genreformsubdivision".split(), "v"),
    "chronologicalsubdivision": "y",
    "geographicsubdivision": "z",
    **dict.fromkeys("dates date existdates lifedates yearsofactivity".split(), "d"),
    **dict.fromkeys("numeration ordinal".split(), "b"),
    **dict.fromkeys("fullerform fullername fullerformofname".split(), "q"),
    **dict.fromkeys("surname family familyname lastname last primarypart primaryname".split(), "surname"),
    **dict.fromkeys("forename given givenname firstname first restofname".split(), "forename"),
}
_LETTERS: Final = re.compile("[^a-z0-9]+")
_WORD: Final = re.compile(r"\w+")
#: A MARC subfield with its field's tag: "100$a", "400q".
_TAGGED: Final = re.compile("[1-8][0-9]{2}([a-z])")
_ENDS: Final = ",;:"
_CLOSING: Final = ",.;:!?)]}"
#: A full stop that belongs to the word before it: an initial or an abbreviation.
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s.(\-])(?:[^\W\d_]|jr|sr|inc|co|ltd|corp|dept|etc|mrs|mr|dr|st|approx|ca|cm|mm|in|ft|ill|port|mss?|vol|v|pp?|ed)\.$",
    re.IGNORECASE,
)


def ends_in_abbreviation(text: str) -> bool:
    """Whether the full stop at the end of *text* belongs to its last word.

    >>> ends_in_abbreviation("Roe, A."), ends_in_abbreviation("Rye.")
    (True, False)
    """
    return _ABBREVIATION.search(text[-12:]) is not None


class Joiner:
    """Joins a heading part by part, for writing it piecemeal.

    Args:
        kind: The kind of heading: a key of `JOINTS`; any other is joined like the name of an agent.

    >>> joiner = Joiner("person")
    >>> joiner.before("Roe", "surname"), joiner.before("Ann", "forename"), joiner.end()
    ('', ', ', '')
    """

    __slots__ = ("_bracket", "_kind", "_last", "_left", "_open", "_work")

    def __init__(self, kind: str) -> None:
        self._kind = kind if kind in JOINTS else "agent"
        self._left = ""  # the last text
        self._last = ""  # the kind of the last part
        self._open = 0  # how many of the source's brackets are open
        self._bracket = ""  # the joint with an open bracket
        self._work = False  # whether the title of a work has begun: further parts belong to it

    @property
    def begun(self) -> bool:
        """Whether any text was added."""
        return bool(self._left)

    def before(self, words: str, kind: str | None = None) -> str:
        """The joint between the text so far and the *words* that begin a part of this kind."""
        kind = _LETTERS.sub("", (kind or "").lower())
        kind = _TAGGED.sub(r"\1", kind) if _TAGGED.fullmatch(kind) else kind
        kind = _WORDS.get(kind, kind)
        joint = self._joint(kind)
        close = ")" if self._bracket and joint != self._bracket else ""
        if close:
            self._bracket = ""
        found = close + self._between(joint, ")" if close else self._left, words)
        self._last = kind
        self._work = self._work or (kind == "t" and joint == ". ")
        self.add(words)
        return found

    def add(self, words: str) -> None:
        """Add more text of the same part."""
        self._left = words
        self._open += words.count("(") - words.count(")")

    def end(self) -> str:
        """The end of the heading: the closing bracket, if one is open."""
        return ")" if self._bracket else ""

    def _joint(self, kind: str) -> str:
        if self._work and kind not in ("v", "x", "y", "z"):
            return ". "
        if self._kind in ("person", "agent") and (self._last, kind) == ("forename", "surname"):
            return " "
        for kinds, joint in _OWN.get(kind, ()):
            if not kinds or self._kind in kinds.split():
                return joint
        return JOINTS[self._kind]

    def _between(self, joint: str, left: str, right: str) -> str:
        if not left or not right:
            return ""
        marked = self._marked(left, right)
        if marked is not None:
            return marked
        if joint in _BRACKETS:
            if self._bracket or (self._open > 0 and joint == _QUALIFIER):
                return _BRACKETS[joint]
            self._bracket = joint
            return " ("
        if self._kind == "family" and right[0].islower():
            return " "
        if joint != "--" and left[-1] == "." and (joint == ". " or not ends_in_abbreviation(left)):
            return " "
        return " " if joint == ". " and left[-1] in "?!" else joint

    @staticmethod
    def _marked(left: str, right: str) -> str | None:
        """The joint that the source's own marks leave between two parts; None if there are no marks."""
        if right[0] in _CLOSING or left[-1] in "([":
            return ""
        if right.startswith("--"):
            return " " if right[2:3].isspace() else ""
        if left.endswith("--"):
            return " " if left[-3:-2].isspace() else ""
        return " " if left[-1] in _ENDS or right[0] in "([" else None


def heading(kind: str, parts: Iterable[tuple[str, str | None]]) -> str:
    """Join the parts of a heading.

    Args:
        kind: The kind of heading: a key of `JOINTS`.
        parts: Each part with its kind: a MARC subfield code ("x", "$x") or the source's word ("dates").

    >>> heading("corporate", [("United States.", "a"), ("Army.", "b"), ("Infantry Regiment, 7th", "b")])
    'United States. Army. Infantry Regiment, 7th'
    >>> heading("person", [("Roe, A.", "a"), ("Ann", "q"), ("1900-1980", "d"), ("Letters", "x")])
    'Roe, A. (Ann), 1900-1980--Letters'
    >>> heading("person", [("Roe, Ann", "name"), ("Roe", "surname"), ("Ann", "forename")])
    'Roe, Ann'
    """
    named = [(words, part) for text, part in parts if (words := " ".join(text.split()))]
    if len(named) < 2:
        return named[0][0] if named else ""
    if (whole := _whole([words for words, _ in named])) is not None:
        return whole
    joiner = Joiner(kind)
    said: list[str] = []
    for words, part in named:
        said += (joiner.before(words, part), words)
    return "".join(said) + joiner.end()


def _whole(parts: list[str]) -> str | None:
    """The part that contains all the others, if they are its pieces."""
    if len(parts) < 3:
        return None
    words = [_WORD.findall(part.casefold()) for part in parts]
    half, odd = divmod(sum(map(len, words)), 2)
    for place, own in enumerate(words if half > 1 and not odd else ()):
        if len(own) == half:  # of at most two
            others = [word for number, piece in enumerate(words) if number != place for word in piece]
            if sorted(own) == sorted(others):
                return parts[place]
    return None
