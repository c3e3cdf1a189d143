"""Tells extras with content from bookkeeping of the source format.

>>> from docmeta.model import Extra
>>> extra_code(Extra("ead2002", "scopecontent/@id", "ref1")), extra_code(Extra("ead2002", "did/unittitle/@label", "Title:"))
('changed', 'dropped')
>>> extra_code(Extra("ead2002", "dsc", '<dsc type="combined"/>')), extra_code(Extra("ead2002", "dsc", "<dsc><head>Boxes</head></dsc>"))
('changed', 'dropped')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from docmeta.model import Extra

#: Attributes of EAD 2002, EAD3 and XLink for identifiers, links, layout and mappings;
#: "name=value" for a default value.
MARKUP: Final = frozenset(
    "id altrender encodinganalog relatedencoding tpattern render linktype linklabel linkfrom linkto show actuate arcrole "
    "align valign char charoff frame pgwide colsep rowsep colname colnum colwidth namest nameend "
    "mark numeration continuation placement schemaLocation audience=external era=ce calendar=gregorian "
    "type=inclusive unitdatetype=inclusive localtype=inclusive listtype=simple type=simple "
    "coverage=whole approximate=no".split()
)
#: Attributes that mean nothing on an element without words.
_OF_NOTHING: Final = MARKUP | {"type", "localtype", "dsctype"}
_TAG: Final = re.compile(r"<[^<>]*>")
_ATTRIBUTE: Final = re.compile(r"""(?<=[\s:])([^\s<>="'/:]++)\s*+=\s*+(?:"([^"<]*+)"|'([^'<]*+)')""")


def extra_code(extra: Extra) -> str:
    """The report code of a lost extra: "changed" for bookkeeping of the source format, "dropped" for content.

    Bookkeeping: the attributes in `MARKUP`, and elements that have neither words nor other attributes.
    """
    name = extra.place.rpartition("/")[2]
    if name[:1] == "@":
        return "changed" if name[1:] in MARKUP or f"{name[1:]}={extra.content}" in MARKUP else "dropped"
    if name == "text()":
        return "changed"
    content = extra.content
    return "changed" if content[:1] == "<" and content[-1:] == ">" and _says_nothing(content) else "dropped"


def are_bookkeeping(extras: Iterable[Extra]) -> bool:
    """Whether the extras of a part are attributes of its own element, or other bookkeeping.

    >>> from docmeta.model import Extra
    >>> are_bookkeeping([Extra("ead3", "@localtype", "x"), Extra("ead2002", "physdesc/text()", "bare")])
    True
    """
    return all(extra.place[:1] == "@" or extra_code(extra) == "changed" for extra in extras)


def _says_nothing(markup: str) -> bool:
    """Whether elements have neither words nor attributes with content."""
    if _TAG.sub("", markup).strip():
        return False
    return all(
        name in _OF_NOTHING or name == "xmlns" or not (one or other)
        for tag in _TAG.findall(markup)
        for name, one, other in _ATTRIBUTE.findall(tag)
    )
