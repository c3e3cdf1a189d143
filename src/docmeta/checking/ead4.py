"""What the schema of EAD 4.0 cannot express: it accepts any attribute anywhere, and any token as a value.

The attributes of each element are read from the schema itself. The lists of values and the date profile are those of EAS (July 2026);
a value is checked against a list if `control` declares that its attribute follows that list.
Source: TS-EAS, EAD 4.0.0, schema and value lists (EASList).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from docmeta.checking.problem import Problem, Severity
from docmeta.dates import is_eas_date, read_normal
from docmeta.languages import COUNTRIES, is_script, parse_tag, to_639_1, to_639_2b, to_639_2t
from docmeta.xml import line_of, localname, namespace, parse

if TYPE_CHECKING:
    from lxml import etree

_STANDARD: Final = "EAD 4.0.0"
NAMESPACE: Final = "https://standards.openpreservation.org/ead/v4"
_XS: Final = "{http://www.w3.org/2001/XMLSchema}"
_ISIL: Final = re.compile(r"[A-Za-z]{1,4}-[A-Za-z0-9:/-]{1,11}\Z")
_THREE: Final = re.compile(r"[a-z]{3}\Z")
_LOCAL: Final = re.compile(r"q[a-t][a-z]\Z")

#: EASList values, by attribute.
EAS_LISTS: Final[dict[str, tuple[str, ...]]] = {
    name: tuple(values.split())
    for name, values in {
        "addressLineType": "county country district municipality postBox postalCode region street",
        "agentType": "corporateBody family group human mechanism person position unknown",
        "audience": "external internal",
        "contactLineType": "directions email fax homepage mobileNumber phoneNumber",
        "coverage": "part whole",
        "descriptionOfComponentsType": "analyticOverview combined inDepth",
        "detailLevel": "basic extended minimal",
        "extentType": "carrier materialType spaceOccupied",
        "formAvailableType": "analogOriginal analogDerived digitalOriginal digitalDerived",
        "functionType": "activity function",
        "level": "class collection file fonds item recordGroup series subfonds subgroup subseries",
        "maintenanceEventType": "cancelled created deleted derived revised unknown updated",
        "maintenanceStatus": "cancelled deleted deletedMerged deletedReplaced deletedSplit derived new revised",
        "placeType": "administrativeDivision area bodyOfWater landElevation populatedPlace roadOrRailroad spot undersea vegetation",
        "publicationStatus": "approved inProcess published",
        "referredEntityType": "corpName famName function genreForm geogName name occupation persName subject title",
        "relationType": "authority familialOrganizational hierarchical identity performance provenance related sequential spatial "
        "subject temporal",
        "status": "alternative authorized ongoing unknown",
        "targetType": "corporateBody family function group instantiation mechanism person place position record recordPart recordSet "
        "resource",
        "unitDateType": "bulk inclusive",
    }.items()
}
#: Attributes that refer to elements of one kind.
_POINTERS: Final = {
    "target": "",
    "conventionDeclarationReference": "conventionDeclaration",
    "localTypeDeclarationReference": "localTypeDeclaration",
    "maintenanceEventReference": "maintenanceEvent",
    "sourceReference": "source",
}
_ONE_DATE: Final = ("fromDate", "toDate")


def _in_639_2(code: str) -> bool:
    return code in (to_639_2b(code), to_639_2t(code)) or _LOCAL.match(code) is not None


#: The codes of each list, by the attribute of `control` that names the list, and its value.
_CODES: Final[dict[str, dict[str, Callable[[str], bool]]]] = {
    "languageEncoding": {
        "iso639-1": lambda code: to_639_1(code) == code,
        "iso639-2": _in_639_2,
        "iso639-2b": lambda code: to_639_2b(code) == code or _LOCAL.match(code) is not None,
        "iso639-2t": lambda code: to_639_2t(code) == code or _LOCAL.match(code) is not None,
        "iso639-3": lambda code: _THREE.match(code) is not None,
        "iso639-5": lambda code: _THREE.match(code) is not None,
        "ietf-bcp-47": lambda code: parse_tag(code) is not None,
    },
    "scriptEncoding": {"iso15924": is_script},
    "countryEncoding": {"iso3166-1-alpha-2": lambda code: code in COUNTRIES},
    "repositoryEncoding": {"iso15511": lambda code: _ISIL.match(code) is not None},
}
#: The attributes with such codes.
_CODED: Final = {
    "languageCode": "languageEncoding",
    "languageOfElement": "languageEncoding",
    "scriptCode": "scriptEncoding",
    "scriptOfElement": "scriptEncoding",
    "countryCode": "countryEncoding",
    "repositoryCode": "repositoryEncoding",
}


class _Breach(NamedTuple):
    rule: str
    message: str
    advice: str
    target: str
    value: str | None = None
    severity: Severity = "error"


@cache
def attributes_of(schema: bytes) -> Mapping[str, frozenset[str]]:
    """The attributes of each element, from the schema: its types are named after the elements, except `ead`."""
    root = parse(schema, name="ead.xsd")
    found: dict[str, frozenset[str]] = {}
    for kind in root:
        if isinstance(kind.tag, str) and kind.get("name"):
            found[str(kind.get("name"))] = frozenset(str(one.get("name")) for one in kind.iter(f"{_XS}attribute"))
    return found


def ead4_problems(root: etree._Element, schema: bytes, source: str | None) -> Iterator[Problem]:
    """Every violation of these rules in a document of EAD 4.0, in document order.

    Args:
        root: The document.
        schema: The published schema.
        source: The name of the file, for the problems.
    """
    known = attributes_of(schema)
    control = next((one for one in root.iter(f"{{{NAMESPACE}}}control")), None)
    lists = {} if control is None else {str(key): str(value) for key, value in control.attrib.items()}
    ids = {str(one.get("id")): localname(one) for one in root.iter(f"{{{NAMESPACE}}}*") if one.get("id")}
    for element in root.iter():
        if not isinstance(element.tag, str) or namespace(element) != NAMESPACE:
            continue
        name = localname(element)
        for breach in (
            *_unknown(element, name, known), *_values(element, name, lists), *_codes(element, name, lists),
            *_dates(element, name, lists), *_pointers(element, name, ids),
        ):  # fmt: skip
            yield Problem(
                f"ead4.{breach.rule}", breach.severity, breach.message, breach.advice, _STANDARD, source, line_of(element),
                value=breach.value, target=breach.target,
            )  # fmt: skip


def _unknown(element: etree._Element, name: str, known: Mapping[str, frozenset[str]]) -> Iterator[_Breach]:
    allowed = known.get(name)
    for key in element.attrib if allowed is not None else ():
        if "}" in str(key) or str(key) in (allowed or ()):
            continue
        near = difflib.get_close_matches(str(key)[:60], sorted(allowed or ()), 1)
        advice = f"write @{near[0]}" if near else "remove it, or put it into another namespace"
        message = f"{name} has no attribute @{str(key)[:60]}"
        yield _Breach("attribute", message, advice, f"{name}/@{str(key)[:60]}", str(element.get(key)))


def _values(element: etree._Element, name: str, lists: Mapping[str, str]) -> Iterator[_Breach]:
    for key, value in element.attrib.items():
        values = EAS_LISTS.get(str(key))
        if values is None or lists.get(f"{key}Encoding") != "EASList" or str(value).strip() in values:
            continue
        shown = str(value)[:60]
        near = difflib.get_close_matches(shown, values, 1)
        advice = f"write {near[0]!r}" if near else f"write one of {', '.join(values)}"
        advice += f", or declare another list in control/@{key}Encoding"
        message = f"@{key} of {name} is {shown!r}, which is not in EASList"
        yield _Breach("value", message, advice, f"{name}/@{key}", str(value))


def _codes(element: etree._Element, name: str, lists: Mapping[str, str]) -> Iterator[_Breach]:
    said = [(f"@{key} of {name}", f"{name}/@{key}", list_, element.get(key)) for key, list_ in _CODED.items()]
    if name == "agencyCode":
        said.append((name, name, "repositoryEncoding", element.text))
    for where, target, list_, value in said:
        code = (value or "").strip()
        is_code = _CODES[list_].get(lists.get(list_, ""))
        if code and is_code is not None and not is_code(code):
            message = f"{where} is {code[:60]!r}, which is not a code of {lists[list_]}"
            yield _Breach(
                "code", message, f"write a code of {lists[list_]}, as given by control/@{list_}", target, code
            )


def _dates(element: etree._Element, name: str, lists: Mapping[str, str]) -> Iterator[_Breach]:
    era = element.get("era")
    if era and era not in ("ce", "bce"):
        yield _Breach("era", f"@era of {name} is {era[:60]!r}", "write 'ce' or 'bce'", f"{name}/@era", era)
    if lists.get("dateEncoding", "iso8601") != "iso8601":
        return
    for key in ("standardDate", "notBefore", "notAfter", "standardDateTime"):
        value = (element.get(key) or "").strip()
        if not value:
            continue
        day = value.partition("T")[0] if key == "standardDateTime" else value
        wrong = None if is_eas_date(day) else "it is not a date of EAD 4.0"
        if wrong is None and "/" in day:
            reversed_ = (read_normal(day)[1] or "").startswith("reversed")
            wrong = "it ends before it begins" if reversed_ else None
            if key != "standardDate" or name in _ONE_DATE:
                wrong = "it is a range; a single date is expected"
        if wrong is not None:
            advice = "write it as 1951, 1951-11, 1951-11-19, 195X, 1951~, or two of these separated by a slash"
            yield _Breach("date", f"@{key} of {name} is {value[:60]!r}: {wrong}", advice, f"{name}/@{key}", value)
    if name == "dateRange":
        ends = {localname(one): one.get("standardDate", "") for one in element if isinstance(one.tag, str)}
        both = f"{ends.get('fromDate', '')}/{ends.get('toDate', '')}"
        if (read_normal(both)[1] or "").startswith("reversed"):
            yield _Breach(
                "date", f"dateRange is {both[:60]!r}: it ends before it begins", "swap begin and end", name, both
            )


def _pointers(element: etree._Element, name: str, ids: Mapping[str, str]) -> Iterator[_Breach]:
    for key, kind in _POINTERS.items():
        for id in (element.get(key) or "").split():
            found = ids.get(id)
            if found is None:
                message = f"@{key} of {name} refers to {id[:60]!r}, but no element has that identifier"
                yield _Breach(
                    "reference", message, "refer to the identifier of an existing element", f"{name}/@{key}", id
                )
            elif kind and found != kind:
                message = f"@{key} of {name} names {id[:60]!r}, which is a {found}"
                yield _Breach("reference", message, f"name a {kind}", f"{name}/@{key}", id)
