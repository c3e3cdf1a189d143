"""The rules of EAD3's Schematron that no schema language of libxml2 can run, as rules of ours.

Each is a line of `RULES`: an identifier, the elements and the attribute that it is about, what it demands, and a test of the value.
Source: SAA, EAD3 1.1.1 tag library and its Schematron.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from docmeta.checking import Problem
from docmeta.dates import read_normal
from docmeta.languages import find, is_script
from docmeta.xml import localname

if TYPE_CHECKING:
    from lxml import etree

_ISIL: Final = re.compile(r"[A-Za-z]{1,4}-[A-Za-z0-9:/-]{1,11}$|[A-Za-z]{2}-[A-Za-z0-9:/-]{1,13}$")
_COUNTRY: Final = re.compile(r"[A-Z]{2}$")
_DATES: Final = ("standarddate", "notbefore", "notafter", "normal", "standarddatetime")

#: An attribute that must be there when another one has a value: element (None: any), attribute, its value, what it demands.
NEEDS: Final = (
    (None, "level", "otherlevel", "otherlevel"),
    ("dao", "daotype", "otherdaotype", "otherdaotype"),
    ("dsc", "dsctype", "otherdsctype", "otherdsctype"),
    ("physdescstructured", "physdescstructuredtype", "otherphysdescstructuredtype", "otherphysdescstructuredtype"),
    ("relation", "relationtype", "otherrelationtype", "otherrelationtype"),
    ("list", "listtype", "unordered", "mark"),
    ("list", "listtype", "ordered", "numeration"),
)


def ead3_problems(root: etree._Element, source: str | None) -> Iterator[Problem]:
    """Every breach of the rules in an EAD3 document, in document order."""
    encoding = "iso639-2b"
    repository = False
    for element in root.iter():
        name = localname(element)
        if not name:
            continue
        if name == "control":
            encoding = element.get("langencoding", encoding)
            repository = element.get("repositoryencoding") == "iso15511"
        for rule, message in _breaches(element, name, encoding, repository):
            yield Problem(f"ead3.{rule}", "error", message, "", "EAD3 Schematron", source, element.sourceline)


def _breaches(element: etree._Element, name: str, encoding: str, repository: bool) -> Iterator[tuple[str, str]]:
    attributes = element.attrib
    for attribute in ("lang", "langcode"):
        code = attributes.get(attribute)
        if code and encoding in ("iso639-1", "iso639-2b", "iso639-3") and not _language(code, encoding):
            yield "language", f"@{attribute} of {name} is {code!r}, which is no code of {encoding}"
    for attribute in ("script", "scriptcode"):
        code = attributes.get(attribute)
        if code and not is_script(code):
            yield "script", f"@{attribute} of {name} is {code!r}, which is no code of ISO 15924"
    country = attributes.get("countrycode")
    if country and not _COUNTRY.match(country):
        yield "country", f"@countrycode of {name} is {country!r}, which is no code of ISO 3166-1"
    if repository:
        code = (element.text or "").strip() if name == "agencycode" else attributes.get("repositorycode")
        if code and not _ISIL.match(code):
            yield "repository", f"{name} has the code {code!r}, which is no ISIL (ISO 15511)"
    for owner, attribute, value, needed in NEEDS:
        if (owner is None or owner == name) and attributes.get(attribute) == value and not attributes.get(needed):
            yield f"{needed}", f"{name} with @{attribute}={value!r} must have @{needed}"
    for attribute in _DATES:
        date = attributes.get(attribute)
        if date:
            problem = read_normal(date.partition("T")[0])[1]
            if problem:
                yield "date", f"@{attribute} of {name} is {date!r}: {problem}"
    if name == "dsc" and element.getparent() is not None:
        before = element.getprevious()
        if before is not None and localname(before) == "dsc":
            yield "dsc", "there are several dsc; one is enough"


def _language(code: str, encoding: str) -> bool:
    if encoding == "iso639-3":
        return len(code) == 3 and code.isascii() and code.isalpha()
    found = find(code)
    if found is None:
        return False
    return len(code) == (2 if encoding == "iso639-1" else 3)
