"""Reports what is read as nothing: elements and text beside the records of a file."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from docmeta.crosswalk import Report
from docmeta.xml import XSI, attributes, collapse, line_of, localname, namespace
from docmeta.xml.mets import is_read

if TYPE_CHECKING:
    from lxml.etree import _Element


def unread(element: _Element, report: Report, taken: Container[_Element] = (), code: str = "unread") -> None:
    """Report all content of an element besides what was *taken*."""
    stack = [element]
    while stack:
        at = stack.pop()
        if at in taken or not isinstance(at.tag, str):
            continue
        local, line = localname(at), line_of(at)
        for key, value in attributes(at).items():
            if namespace(str(key)) != XSI and not is_read(at, str(key)):
                target = f"{local}/@{localname(str(key))}"
                report.note(code, "beside the records", target=target, value=value, line=line)
        if at.text and collapse(at.text):
            report.note(code, "beside the records", target=local, value=collapse(at.text), line=line)
        for child in reversed(at):
            stray(child.tail, child, report)
            stack.append(child)


def stray(text: str | None, element: _Element, report: Report) -> None:
    """Report text between the records, after or in an element."""
    if text and not text.isspace():
        report.note(
            "unread", "text between records", target=localname(element), value=collapse(text), line=line_of(element)
        )
