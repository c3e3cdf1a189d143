"""Web URIs of names and terms in authority files, and of identifiers, made from the authority file and the number.

Nothing is guessed: a number that is malformed for its file gives no URI.

>>> authority_uri("lcnaf", "n 79021164"), authority_uri("gnd", "(DE-588)118540238")
('http://id.loc.gov/authorities/names/n79021164', 'https://d-nb.info/gnd/118540238')
>>> authority_uri("local", "12") is None
True
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from docmeta.model.parts import AgentLink, Identifier
from docmeta.text import links_of

if TYPE_CHECKING:
    from docmeta.model.units import Unit

#: The level of a unit that is not a description of material but the authority record of the agents that are its subjects (ISAAR(CPF)).
AUTHORITY: Final = "authority"

_LOC: Final = "http://id.loc.gov/"
#: The digits of a normalised Library of Congress control number: a year of two or four digits, six of a series.
_LCCN: Final = r"(?:\d{8}|\d{10})"

#: By authority file: its codes in sources (MARC source codes, common names), the form of its numbers, and the URI.
FILES: Final[tuple[tuple[str, str, str], ...]] = (
    ("lcnaf naf nacolcnaf lcna ingest_lcnaf", rf"n[a-z]{{0,2}}{_LCCN}", f"{_LOC}authorities/names/{{}}"),
    ("lcsh lcshac", rf"s[hj]{_LCCN}", f"{_LOC}authorities/subjects/{{}}"),
    ("lcgft", rf"gf{_LCCN}", f"{_LOC}authorities/genreForms/{{}}"),
    ("lcdgt", rf"dg{_LCCN}", f"{_LOC}authorities/demographicTerms/{{}}"),
    ("lctgm tgm lcgm tgm1", r"tgm\d{6}", f"{_LOC}vocabulary/graphicMaterials/{{}}"),
    ("marcgt", r"[a-z]{3}", f"{_LOC}vocabulary/marcgt/{{}}"),
    ("aat", r"(?:aat)?(3\d{8})", "http://vocab.getty.edu/aat/{}"),
    ("tgn gettytgn", r"(?:tgn)?([1-9]\d{6})", "http://vocab.getty.edu/tgn/{}"),
    ("ulan", r"(?:ulan)?(5\d{8})", "http://vocab.getty.edu/ulan/{}"),
    ("viaf", r"(?:viaf[ :]?)?([1-9]\d{0,21})", "http://viaf.org/viaf/{}"),
    ("gnd swd pnd gkd dnb de-588", r"1[0123]?\d{7}[0-9X]|[47]\d{6}-[0-9X]|[1-9]\d{0,7}-[0-9X]|3\d{7}[0-9X]", "https://d-nb.info/gnd/{}"),
    ("wikidata wd", r"Q[1-9]\d{0,11}", "http://www.wikidata.org/entity/{}"),
    ("isni", r"\d{15}[0-9X]", "https://isni.org/isni/{}"),
    ("orcid", r"\d{4}-\d{4}-\d{4}-\d{3}[0-9X]", "https://orcid.org/{}"),
    ("ror", r"0[a-z0-9]{6}\d{2}", "https://ror.org/{}"),
    ("geonames", r"[1-9]\d{0,8}", "https://sws.geonames.org/{}/"),
    ("fast", r"(?:fst)?0*([1-9]\d{0,7})", "http://id.worldcat.org/fast/{}"),
    ("mesh", r"[DC]\d{6,9}", "http://id.nlm.nih.gov/mesh/{}"),
    ("snac", r"[1-9]\d{0,9}", "https://snaccentral.org/view/{}"),
    ("idref", r"\d{8}[0-9X]", "https://www.idref.fr/{}/id"),
    ("bnf bnf-an", r"(?:FRBNF)?(cb\d{8}[0-9a-z])", "https://data.bnf.fr/ark:/12148/{}"),
    ("ndlna ndlsh", r"\d{8,9}", "http://id.ndl.go.jp/auth/entity/{}"),
    ("homoit", r"homoit\d{7}", "https://homosaurus.org/v3/{}"),
)  # fmt: skip
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]{3,2000}")
#: MARC's prefix of a number: the code of the organisation that assigns it.
_PREFIXED: Final = re.compile(r"\(([A-Za-z0-9-]{2,20})\) ?(.+)")
_PREFIXES: Final = {"dlc": "", "de-588": "gnd", "viaf": "viaf", "isni": "isni", "orcid": "orcid", "uri": ""}
#: Resolvers of identifiers that are not web URLs.
_RESOLVERS: Final = {"ark:": "https://n2t.net/ark:", "doi:": "https://doi.org/", "hdl:": "https://hdl.handle.net/"}
_BARE: Final = (
    ("doi", re.compile(r"10\.\d{4,9}/\S+"), "https://doi.org/"),
    ("handle", re.compile(r"[\w.]+/[^\s:]+"), "https://hdl.handle.net/"),
)
_BARE_KINDS: Final = frozenset(kind for kind, _, _ in _BARE)


@cache
def _files() -> dict[str, tuple[re.Pattern[str], str]]:
    return {code: (re.compile(form), address) for codes, form, address in FILES for code in codes.split()}


@lru_cache(maxsize=4096)
def authority_uri(source: str | None, number: str | None) -> str | None:
    """The web URI of a name or a term, from its authority file and its number there; a number that is a URI is returned as it is.

    Args:
        source: The authority file, as the source names it: "lcnaf", "lcsh", "aat", "viaf", "gnd" ... Case does not matter.
        number: The number, in any of its usual forms ("n 79021164", "n79-21164", "(DE-588)118540238").

    >>> authority_uri("LCSH", "sh85121662"), authority_uri("aat", "300028569"), authority_uri("isni", "0000 0001 2103 2683")
    ('http://id.loc.gov/authorities/subjects/sh85121662', 'http://vocab.getty.edu/aat/300028569', 'https://isni.org/isni/0000000121032683')
    >>> authority_uri(None, "http://viaf.org/viaf/9")
    'http://viaf.org/viaf/9'
    """
    if not number:
        return None
    number = str(number).strip()
    prefixed = _PREFIXED.fullmatch(number)
    if prefixed is not None and prefixed[1].lower() in _PREFIXES:
        source, number = _PREFIXES[prefixed[1].lower()] or source, prefixed[2].strip()
    if _ADDRESS.fullmatch(number):
        return number
    source = (source or "").strip().lower()
    if source in ("lcsh", "lcshac") and number[:1] == "n":  # names as subject headings are in the name file
        source = "lcnaf"
    found = _files().get(source)
    if found is None:
        return None
    form, address = found
    plain = _NORMAL.get(source, str)(number)
    matched = form.fullmatch(plain)
    return None if matched is None else address.format(matched[1] if form.groups else plain)


def _lccn(number: str) -> str:
    """A control number of the Library of Congress, normalised: no blanks, six digits after the hyphen (LCCN namespace, info:lccn)."""
    number = number.replace(" ", "").rstrip("/").lower()
    begin, hyphen, serial = number.partition("-")
    return f"{begin}{serial.zfill(6)}" if hyphen else number


def _digits(number: str) -> str:
    return re.sub(r"[ -]", "", number)


_NORMAL: Final[dict[str, Callable[[str], str]]] = {
    **dict.fromkeys(("lcnaf", "naf", "nacolcnaf", "lcna", "lcsh", "lcshac", "lcgft", "lcdgt"), _lccn),
    **dict.fromkeys(("lctgm", "tgm", "lcgm", "tgm1"), _lccn),
    "isni": _digits,
}


def web_address(identifier: Identifier) -> str | None:
    """The web URL that an identifier is, links to or resolves to, or None.

    >>> web_address(Identifier("ark:/12345/x6", "ark")), web_address(Identifier("10.1234/ab", "doi"))
    ('https://n2t.net/ark:/12345/x6', 'https://doi.org/10.1234/ab')
    >>> from docmeta.text import Text
    >>> web_address(Identifier(Text("ARK", '<ref href="https://n2t.net/ark:/12345/x6">ARK</ref>'), "ark"))
    'https://n2t.net/ark:/12345/x6'
    >>> web_address(Identifier("MS 12")) is None
    True
    """
    text = identifier.value
    if text.__class__ is not str:
        links = links_of(text)
        text = links[0] if len(links) == 1 else str(text)
    elif ":" not in text and ("/" not in text or identifier.kind not in _BARE_KINDS):
        return None
    resolver = _RESOLVERS.get(text[:4].lower())
    if resolver is not None:
        text = resolver + text[4:].lstrip()
    else:
        text = next((to + text for kind, form, to in _BARE if identifier.kind == kind and form.fullmatch(text)), text)
    return text if _ADDRESS.fullmatch(text) else None


def agents_described(unit: Unit) -> tuple[AgentLink, ...]:
    """The agents whose authority record a unit is; empty for a unit that describes material.

    >>> from docmeta.model import Document, Person
    >>> roe = AgentLink(Person("Roe, Ann"), "subject")
    >>> agents_described(Document("a1", level=AUTHORITY, agents=roe)) == (roe,), agents_described(Document("d1", agents=roe))
    (True, ())
    """
    return tuple(link for link in unit.agents if link.role == "subject") if unit.level == AUTHORITY else ()
