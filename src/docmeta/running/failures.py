"""Errors of single sources, as one line; the other sources continue."""

from __future__ import annotations

from docmeta.errors import DocmetaError, of_any, of_os
from docmeta.remote import shown


def failure_of(error: Exception, source: str) -> str:
    """An error as a line that names the source.

    >>> failure_of(DocmetaError("it is empty"), "in/a.xml")
    'in/a.xml: it is empty'
    """
    name = shown(source)
    if isinstance(error, DocmetaError):
        text = str(error)
    elif isinstance(error, OSError):
        text = of_os(error)
    else:
        text = f"a fault of docmeta itself: {of_any(error)}"
    return text if name in text else f"{name}: {text}"
