"""The likely kind of an agent, judged by its name: for systems that require a kind if the source gives none.

>>> [likely_kind(name).__name__ for name in ("Roe, Ann", "Roe, Ann (1880-1950)", "J. S. Bach", "Roe family", "Rye Harbour Board")]
['Person', 'Person', 'Person', 'Family', 'CorporateBody']
"""

from __future__ import annotations

import re
from typing import Final

from docmeta.model.parts import Agent, CorporateBody, Family, Person

_FAMILY: Final = re.compile(
    r"\b(?:famil(?:y|ies|ie|ia|ias|le)|famille|família|família|rod(?:ina|zina)|семья)\b", re.IGNORECASE
)
#: Words in the names of corporate bodies, in the languages of common finding aids.
_BODY: Final = re.compile(
    r"""\b(?:academ\w+|administration|agenc\w+|archiv\w*|army|arsenal|assembly|associa\w+|asociaci\w+|ausschuss|authority|bank\w*|
    biblioth\w+|board|branch|brothers|bureau|cabinet|center|centre|centro|chamber|choir|church|city|club|college|collective|
    comit\w+|commi\w+|compan\w+|compagnie|conference|confedera\w+|congress|consul\w+|convent|corp|corporation|council|county|
    court|delegation|department|d[ée]partement|diocese|direct\w+|district|division|embassy|enterprise\w*|factory|federa\w+|
    fleet|force|foundation|front|fund|galler\w+|gesellschaft|government|group|guild|gmbh|headquarters|hospital|house|
    inc|industr\w+|institu\w+|kirche|komitee|kommission|laborator\w+|league|legation|librar\w+|llc|lodge|ltd|ministe\w+|
    mission|mus[ée]\w+|navy|network|office|orchestra|order|organi[sz]a\w+|parish|parliament|part(?:y|ei|i|ido)|plc|police|press|
    project|railway|regiment|republic|school|schule|secretariat|senate|service\w*|sociedad|societ\w+|soci[ée]t[ée]|sons|staff|state|
    states|studio\w*|synod|team|theat\w+|town|tribunal|trust|union|unit|universi\w+|verein|verlag|villag\w+|works)\b|&|\bCo\b""",
    re.IGNORECASE | re.VERBOSE,
)
#: Life dates at the end of a name: (1880-1950), 1880-1950, b. 1880, 1880-.
_LIFE: Final = re.compile(
    r"[\s,(]*\b(?:(?:b|d|fl)\. ?[0-9]{4}\??|(?:ca?\. ?)?([0-9]{4})\?? ?[-\u2013/] ?(?:(?:ca?\. ?)?([0-9]{4})\??)?)[)\s.]*\Z",
    re.IGNORECASE,
)
_YEARS: Final = 115
_LONG: Final = 200
_WORD: Final = r"(?:[^\W\d_a-z][\w'\u2019.-]*|d[aeiu]|del|dos|van|von|der|den|de|la|le|el|al|bin|ibn|y|ten|ter|zu)"
_INVERTED: Final = re.compile(
    rf"{_WORD}(?: {_WORD}){{0,3}}, ?{_WORD}(?: {_WORD}){{0,3}}(?: ?\([^()]*\))?(?:, [\w. ]{{1,20}})?\Z"
)
_INITIALS: Final = re.compile(rf"(?:[^\W\d_a-z][\w'-]* )?(?:[^\W\d_]\. ?){{1,3}}{_WORD}(?: {_WORD}){{0,2}}\Z")


def likely_kind(name: str) -> type[Agent]:
    """Person, family or corporate body, whichever is likeliest for a name.

    A person's name is inverted ("Roe, Ann"), has initials, or ends with life dates; a name that fits no rule is a corporate
    body, as importers assume. Use it only for guesses that are reported: it changes no kind given by the source.
    """
    plain = " ".join(name[: _LONG + 1].split())
    if _FAMILY.search(plain):
        return Family
    if len(plain) > _LONG or _BODY.search(plain):
        return CorporateBody
    life = _LIFE.search(plain)
    bare = plain[: life.start()] if life else plain
    lived = life is not None and not (life[1] and life[2] and not 0 <= int(life[2]) - int(life[1]) <= _YEARS)
    if bare and (_INVERTED.match(bare) or _INITIALS.match(bare) or (lived and " " in bare)):
        return Person
    return CorporateBody
