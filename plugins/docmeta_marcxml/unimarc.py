"""UNIMARC as MARC 21: the equivalent fields and subfields in MARC 21 of each field of UNIMARC.

UNIMARC has the same structure with other numbers: its title is in 200, its 100 is coded data. A record is read as the fields of
MARC 21 that the table names; what no line names is carried along as UNIMARC. The lines follow the UNIMARC Manual
(Bibliographic Format, 3rd edition) and the Library of Congress' UNIMARC to MARC 21 Conversion Specifications.

>>> fields, left = as_marc21([Field("200", "1", "", [("a", "Papiers"), ("e", "lettres"), ("f", "Ann Roe"), ("9", "x")])])
>>> [(field.tag, field.subfields) for field in fields]
[('245', [('a', 'Papiers'), ('b', 'lettres'), ('c', 'Ann Roe')])]
>>> [(extra.format, extra.place, extra.content) for extra in left]
[('unimarc', '200$9', 'x')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from docmeta.dates import Date
from docmeta.model import Extra
from docmeta_marcxml.fields import Field
from docmeta_marcxml.fixed import date_of


@attrs.frozen
class _Line:
    """The target of a field.

    Attributes:
        tag: The tag in MARC 21.
        codes: Pairs of letters: UNIMARC's, and that of MARC 21. A `+` appends the words to the previous subfield.
        first, second: The indicators in MARC 21; `=` copies UNIMARC's.
        more: Subfields implied by the tag.
    """

    tag: str
    codes: str
    first: str = ""
    second: str = ""
    more: tuple[tuple[str, str], ...] = ()

    def letters(self) -> dict[str, str]:
        return {pair[0]: pair[1] for pair in self.codes.split()}


_NAME: Final = "aa b+ cc db fd gq 44 30 o0"
_BODY: Final = "aa bb cc 44 30 o0"
_MEETING: Final = "aa be dn ec fd 44 30 o0"
_DIVIDED: Final = " jv xx yz zy 22 30"
_TITLE: Final = "aa eb hn ip"
_WORK: Final = "aa hn ip lk ml qs rm sn ur wo"
_IMPRINT: Final = "aa cb dc"
_LINKED: Final = "aa tt cd dd hg ig vg xx yz 0w uu"
_RELATED: Final = {
    "410": "830", "411": "830", "421": "770", "422": "772", "423": "777", "430": "780", "431": "780", "432": "780", "433": "780",
    "434": "780", "435": "780", "436": "780", "437": "780", "440": "785", "441": "785", "442": "785", "443": "785", "444": "785",
    "445": "785", "446": "785", "447": "785", "448": "785", "451": "775", "452": "776", "453": "775", "454": "765", "455": "775",
    "456": "776", "461": "773", "462": "773", "463": "773", "464": "774", "481": "777", "482": "777", "488": "787",
}  # fmt: skip
_NOTES: Final = {
    **dict.fromkeys("300 301 303 304 305 306 307 308 310 312 313 314 315 316".split(), "500"), "302": "546", "311": "580", "317": "561",
    "318": "583", "320": "504", "321": "510", "322": "508", "323": "511", "325": "533", "326": "310", "327": "505", "330": "520",
    "332": "524", "333": "521", "334": "586", "336": "516", "337": "538", "340": "545",
}  # fmt: skip
#: Each field that is read, by tag.
_TABLE: Final[Mapping[str, _Line]] = {
    "010": _Line("020", "aa"), "011": _Line("022", "aa"), "013": _Line("024", "aa", "2"), "017": _Line("024", "aa 22", "7"),
    "020": _Line("015", "ba"), "033": _Line("024", "aa", "7", "", (("2", "uri"),)), "035": _Line("035", "aa"),
    "073": _Line("024", "aa", "3"), "101": _Line("041", "aa"), "200": _Line("245", "aa db eb fc gc hn ip vn"),
    "205": _Line("250", "aa bb db fb gb"), "206": _Line("255", "aa bb cc dd ee ff"), "207": _Line("515", "aa zz"),
    "208": _Line("500", "aa dd"), "210": _Line("260", _IMPRINT), "214": _Line("264", _IMPRINT), "215": _Line("300", "aa cb dc ee"),
    "225": _Line("490", "aa dd ee hn ip vv xx"), "230": _Line("256", "aa"), "324": _Line("534", "an"),
    "328": _Line("502", "aa bb cc dd ee tt zz"), "345": _Line("037", "ba"),
    **{tag: _Line(to, "aa bb cc uu" if tag in ("318", "326") else "aa uu") for tag, to in _NOTES.items()},
    **{tag: _Line(to, _LINKED, "0") for tag, to in _RELATED.items()},
    **dict.fromkeys(("500", "503", "506"), _Line("240", _WORK)), "501": _Line("243", _WORK),
    **dict.fromkeys("510 512 513 514 515 516 517 518 532 540 560".split(), _Line("246", _TITLE)), "520": _Line("247", _TITLE),
    "530": _Line("222", "aa bb"), "531": _Line("210", "aa bb"), "541": _Line("242", _TITLE),
    "600": _Line("600", f"{_NAME} tt{_DIVIDED}", "1"), "601": _Line("610", f"{_BODY} tt{_DIVIDED}", "2"),
    "602": _Line("600", f"aa fd tt{_DIVIDED}", "3"), "605": _Line("630", f"aa hn ip lk ml qs{_DIVIDED}", "0"),
    **dict.fromkeys(("606", "615", "616"), _Line("650", f"aa{_DIVIDED}")), "607": _Line("651", f"aa{_DIVIDED}"),
    "608": _Line("655", f"aa{_DIVIDED}"), "610": _Line("653", "aa"), "620": _Line("752", "aa bb cc dd 22 30"),
    "675": _Line("080", "aa"), "676": _Line("082", "aa"), "680": _Line("050", "aa bb"), "686": _Line("084", "aa"),
    "700": _Line("100", _NAME, "1"), "701": _Line("700", _NAME, "1"), "702": _Line("700", _NAME, "1"),
    "710": _Line("110", _BODY, "2"), "711": _Line("710", _BODY, "2"), "712": _Line("710", _BODY, "2"),
    "720": _Line("100", "aa fd 44 30", "3"), "721": _Line("700", "aa fd 44 30", "3"), "722": _Line("700", "aa fd 44 30", "3"),
    "730": _Line("720", "aa 44"), "801": _Line("040", "ba ge"), "852": _Line("852", "aa bb jj xx zz"),
    "856": _Line("856", "uu qq yy zz", "=", "="),
}  # fmt: skip
#: Bodies that are meetings if the first indicator is 1.
_MEETINGS: Final = {"601": "611", "710": "111", "711": "711", "712": "711"}
#: The event, by the second indicators of 214 and of 264.
_EVENTS: Final = {"": "1", "0": "1", "1": "0", "2": "2", "3": "3", "4": "4"}
#: The ISBD punctuation that UNIMARC leaves to its codes.
_MARKS: Final = {("200", "d"): "= ", ("225", "d"): "= ", ("225", "e"): ": ", ("225", "v"): "; ", ("410", "v"): "; "}
#: Types of date: 100 $a, character 8, and 008, character 6.
_DATES: Final = {"a": "c", "b": "d", "c": "u", "d": "s", "e": "r", "f": "q", "g": "m", "h": "t", "i": "p", "j": "e"}
#: Types of record with different letters (leader, character 6).
_TYPES: Final = {"b": "t", "l": "m", "m": "o"}
#: Relators (UNIMARC Manual, appendix C; MARC code list for relators).
_RELATORS: Final[Mapping[str, str]] = {pair[:3]: pair[4:] for pair in (
    "010=adp 020=ann 030=arr 040=art 050=asg 060=asn 065=auc 070=aut 072=aqt 075=aft 080=aui 090=aud 100=ant 110=bnd 120=bdd 130=bkd "
    "140=bjd 150=bpd 160=bsl 170=cll 180=ctg 190=cns 200=chr 205=ctb 210=cwt 212=cwt 220=com 230=cmp 240=cmt 245=ccp 250=cnd 255=csp "
    "260=cph 270=crr 273=cur 275=dnc 280=dte 290=dto 295=dgg 300=drt 305=dis 310=dst 320=dnr 330=dub 340=edt 350=egr 360=etr 365=exp "
    "370=flm 380=frg 390=fmo 400=fnd 410=grt 420=hnr 430=ilu 440=ill 450=ins 460=ive 470=ivr 480=lbt 490=lse 500=lso 510=ltg 520=lyr "
    "530=mte 540=mon 545=mus 550=nrt 555=opn 557=orm 560=org 570=oth 580=ppm 582=pta 584=inv 587=pth 590=prf 600=pht 610=prt 620=pop "
    "630=pro 635=prg 640=pfr 650=pbl 651=pbd 660=rcp 670=rce 673=rth 675=rev 677=rtm 680=rbr 690=aus 695=sad 700=scr 705=scl 710=sec "
    "720=sgn 721=sng 723=spn 725=stn 727=ths 730=trl 740=tyd 750=tyg 755=voc 760=wde 770=wam"
).split()}  # fmt: skip


def is_unimarc(tags: Iterable[str | None], said: str | None = None) -> bool:
    """Whether a record with these fields is UNIMARC; its own attribute may tell, too (ISO 25577, `record/@format`)."""
    known = set(tags)
    return (said or "").upper() == "UNIMARC" or ("200" in known and "245" not in known)


def leader(unimarc: str) -> str:
    """A leader with the type of the record as in MARC 21."""
    return f"{unimarc[:6]}{_TYPES.get(unimarc[6:7], unimarc[6:7])}{unimarc[7:]}"


def coded_date(fields: Iterable[Field]) -> Date | None:
    """The date of the coded data (100 $a, characters 8 to 16)."""
    data = next((value for field in fields if field.tag == "100" for code, value in field.subfields if code == "a"), "")
    return date_of(f"{'':6}{_DATES.get(data[8:9], 'n')}{data[9:17]:8}{'':25}")


def as_marc21(fields: Sequence[Field]) -> tuple[list[Field], list[Extra]]:
    """The fields of MARC 21 equivalent to these of UNIMARC, and those without an equivalent."""
    made: list[Field] = []
    left: list[Extra] = []
    traced = any(field.tag in ("410", "411") for field in fields)
    agency = next((field for field in fields if field.tag == "801" and field.second in ("", "0")), None)
    for field in fields:
        line = _TABLE.get(field.tag)
        if line is None or (field.tag == "801" and agency not in (None, field)):
            left += _carried(field)
            continue
        tag, codes = line.tag, line.letters()
        if field.tag in _MEETINGS and field.first == "1":
            more = _DIVIDED if field.tag == "601" else ""
            tag, codes = _MEETINGS[field.tag], {pair[0]: pair[1] for pair in f"{_MEETING}{more}".split()}
        found, unknown = _subfields(field, codes)
        left += unknown
        left += _indicators(field, "0123456789|")
        first, second = line.first.replace("=", field.first), line.second.replace("=", field.second)
        if "22" in line.codes.split() and tag[0] == "6":
            second = "7" if any(code == "2" for code, _ in found) else "4"
        elif tag == "264":
            second = _EVENTS.get(field.second, "1")
        elif tag == "490":
            first = "1" if traced else "0"
        if found:
            made.append(Field(tag, first, second, [*found, *line.more]))
    return made, left


def _subfields(field: Field, codes: Mapping[str, str]) -> tuple[list[tuple[str, str]], list[Extra]]:
    """The subfields in MARC 21, and those without an equivalent."""
    found: list[tuple[str, str]] = []
    left: list[Extra] = []
    statements: list[str] = []  # of responsibility
    joined = False  # whether a forename was added to its surname
    embedded = ""  # the field that stands in a linking one (UNIMARC, the embedded fields technique)
    for code, value in field.subfields:
        if code == "1" and field.tag[0] == "4":
            embedded = value[:3]
            if embedded == "001":
                found.append(("w", value[3:].strip()))
            continue
        to = "t" if (embedded, code) == ("200", "a") else codes.get(code) if embedded in ("", "200") else None
        if to is None or not value:
            left.append(Extra("unimarc", f"{field.tag}${code}", value))
            continue
        if to == "4":
            value = _RELATORS.get(value, value)
        mark = _MARKS.get((field.tag, code), "")
        value = value if value.startswith(mark.strip() or "\0") else f"{mark}{value}"
        surname = next((at for at, (letter, _) in enumerate(found) if letter == "a"), None) if to == "+" else None
        if surname is not None and not joined:
            found[surname] = "a", f"{found[surname][1].rstrip(' ,')}, {value}"
            joined = True
        elif (field.tag, to) == ("200", "c"):
            statements.append(value.lstrip(" ;"))
        elif (field.tag, to) == ("200", "a") and found:
            found.append(("b", f"; {value}"))
        else:
            found.append(("a" if to == "+" else to, value))
    if statements:
        found.append(("c", " ; ".join(statements)))
    return found, left


def _carried(field: Field) -> Iterator[Extra]:
    for code, value in field.subfields:
        yield Extra("unimarc", f"{field.tag}${code}", value)
    yield from _indicators(field)


def _indicators(field: Field, known: str = "") -> Iterator[Extra]:
    """The indicators; a digit tells only how a field that is read is shown."""
    for name, indicator in (("ind1", field.first), ("ind2", field.second)):
        if indicator and indicator not in known:
            yield Extra("unimarc", f"{field.tag}/@{name}", indicator)
