"""What the schemas of EAD cannot express: the rules of EAD3's Schematron, which libxml2 cannot run, and impossible dates.

Each EAD3 rule is named after its Schematron pattern. What the Schematron requires, or takes from a code list, is an error;
what it discourages or suggests is a warning.
Source: SAA, EAD3 1.1.1, tag library and Schematron; EAD 2002, tag library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from docmeta.checking.problem import Problem, Severity
from docmeta.dates import read_normal
from docmeta.languages import is_script, to_639_1, to_639_2b
from docmeta.languages.countries import COUNTRIES
from docmeta.xml import line_of, localname

if TYPE_CHECKING:
    from lxml import etree

_ISIL: Final = re.compile(r"[A-Za-z]{1,4}-[A-Za-z0-9:/-]{1,11}\Z")
_LOCAL_LANGUAGE: Final = re.compile(r"q[a-t][a-z]\Z")
_ISO_639_3: Final = re.compile(r"[a-z]{3}\Z")
_DATES: Final = ("standarddate", "notbefore", "notafter", "normal", "standarddatetime")
_EAD3: Final = "EAD3 1.1.1, Schematron"
_EAD2002: Final = "EAD 2002, tag library"

#: An attribute required if another one has a value: attribute, its value, the required one, severity.
NEEDS: Final[tuple[tuple[str, str, str, Severity], ...]] = (
    ("level", "otherlevel", "otherlevel", "error"),
    ("daotype", "otherdaotype", "otherdaotype", "error"),
    ("dsctype", "otherdsctype", "otherdsctype", "error"),
    ("physdescstructuredtype", "otherphysdescstructuredtype", "otherphysdescstructuredtype", "error"),
    ("relationtype", "otherrelationtype", "otherrelationtype", "error"),
    ("listtype", "unordered", "mark", "warning"),
    ("listtype", "ordered", "numeration", "warning"),
)


class _Breach(NamedTuple):
    rule: str
    message: str
    advice: str
    pattern: str
    target: str
    value: str | None = None
    severity: Severity = "error"


def ead3_problems(root: etree._Element, source: str | None) -> Iterator[Problem]:
    """Every violation of the rules in an EAD3 document, in document order."""
    encoding, repository, lists = "iso639-2b", False, 0
    for element in root.iter():
        name = localname(element)
        if not name:
            continue
        if name == "control":
            encoding = element.get("langencoding", encoding)
            repository = element.get("repositoryencoding") == "iso15511"
        breaches = [
            *_codes(element, name, encoding), *_agencies(element, name, repository), *_needs(element, name), *_dates(element, name)
        ]  # fmt: skip
        if name == "dsc":
            lists += 1
            if lists > 1:
                advice = "join them into one"
                breaches.append(_Breach("dsc", "there are several dsc", advice, "cardinality", "dsc", None, "warning"))
        for breach in breaches:
            yield _problem("ead3", breach, f"{_EAD3}: {breach.pattern}", element, source)


def ead2002_problems(root: etree._Element, source: str | None) -> Iterator[Problem]:
    """What the schema of EAD 2002 accepts: impossible and reversed dates, and otherlevel without @otherlevel."""
    for element in root.iter():
        name = localname(element)
        if name:
            for breach in (*_needs(element, name), *_dates(element, name)):
                yield _problem("ead2002", breach, f"{_EAD2002}: {breach.target}", element, source)


def _problem(schema: str, breach: _Breach, standard: str, element: etree._Element, source: str | None) -> Problem:
    return Problem(
        f"{schema}.{breach.rule}", breach.severity, breach.message, breach.advice, standard, source, line_of(element),
        value=breach.value, target=breach.target,
    )  # fmt: skip


def _codes(element: etree._Element, name: str, encoding: str) -> Iterator[_Breach]:
    for attribute in ("lang", "langcode"):
        code = (element.get(attribute) or "").strip()
        if code and not _language(code, encoding):
            message = f"@{attribute} of {name} is {code[:60]!r}, which is not a code of {encoding}"
            advice = f"write the code of {encoding}, as given by control/@langencoding"
            if _language(to_639_2b(code) or "", encoding):
                advice = f"write {to_639_2b(code)!r}"
            yield _Breach("language", message, advice, "langcodes", f"{name}/@{attribute}", code)
    for attribute in ("script", "scriptcode"):
        code = (element.get(attribute) or "").strip()
        if code and not is_script(code):
            message = f"@{attribute} of {name} is {code[:60]!r}, which is not a code of ISO 15924"
            yield _Breach("script", message, "write four letters: 'Latn'", "scriptcode", f"{name}/@{attribute}", code)
    country = (element.get("countrycode") or "").strip()
    if country and country not in COUNTRIES:
        message = f"@countrycode of {name} is {country[:60]!r}, which is not a code of ISO 3166-1"
        yield _Breach("country", message, "write two capitals: 'KR'", "countrycode", f"{name}/@countrycode", country)
    era = element.get("era")
    if era and era not in ("ce", "bce"):
        message = f"@era of {name} is {era[:60]!r}; the suggested values are 'ce' and 'bce'"
        yield _Breach("era", message, "write 'ce' or 'bce'", "suggested values", f"{name}/@era", era, "warning")


def _language(code: str, encoding: str) -> bool:
    if encoding == "iso639-1":
        return to_639_1(code) == code
    if encoding == "iso639-3":
        return _ISO_639_3.match(code) is not None
    return to_639_2b(code) == code or _LOCAL_LANGUAGE.match(code) is not None


def _agencies(element: etree._Element, name: str, repository: bool) -> Iterator[_Breach]:
    said = [("agencycode", "agencycode", (element.text or "").strip())] if name == "agencycode" else []
    if repository:
        said.append(("repositorycode", f"{name}/@repositorycode", element.get("repositorycode") or ""))
    for rule, target, code in said:
        if code and not _ISIL.match(code):
            message = f"{target} is {code[:60]!r}, which is not an ISIL (ISO 15511)"
            advice = "write the code of the country, a hyphen, and that of the institution: 'US-DLC'"
            yield _Breach("repository" if rule == "repositorycode" else rule, message, advice, rule, target, code)


def _needs(element: etree._Element, name: str) -> Iterator[_Breach]:
    for attribute, value, needed, severity in NEEDS:
        if element.get(attribute) == value and not (element.get(needed) or "").strip():
            message = f"{name} with @{attribute}={value!r} must have @{needed}"
            if severity == "warning":
                message = f"{name} with @{attribute}={value!r} should have @{needed}"
            yield _Breach(
                needed, message, f"add @{needed}", "co-occurrence constraints", f"{name}/@{attribute}", None, severity
            )  # fmt: skip


def _dates(element: etree._Element, name: str) -> Iterator[_Breach]:
    for attribute in _DATES:
        date = (element.get(attribute) or "").strip()
        # Names and terms also have an @normal, which is a name.
        if not date or (attribute == "normal" and name not in ("unitdate", "date")):
            continue
        wrong = read_normal(date.partition("T")[0])[1]
        if wrong:
            message = f"@{attribute} of {name} is the date {date[:60]!r}: {wrong}"
            advice = "swap begin and end" if wrong.startswith("reversed") else "write a day that exists"
            yield _Breach("date", message, advice, "dates", f"{name}/@{attribute}", date)
