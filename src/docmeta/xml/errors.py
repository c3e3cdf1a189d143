"""lxml's errors as docmeta's errors."""

from __future__ import annotations

import re
from typing import Any

from docmeta.errors import InputError, LimitError

_MESSAGE = 300
_PLACE = re.compile(r", line [0-9]+, column [0-9]+\Z")
_HUGE_ADVICE = re.compile(r",? (?:use|try) XML_PARSE_HUGE(?: option)?")

# Error numbers of libxml2 (xmlerror.h).
_INVALID_CHAR = 9
_UNDECLARED_ENTITY = (26, 27)
_COMMENT_NOT_FINISHED = 45
_PI_NOT_FINISHED = 47
INVALID_ENCODING = 81
_NAME_TOO_LONG = 110
_RESOURCE_LIMIT = 114


def wrapped(error: Any, head: bytes, name: str | None, huge: bool, reached: int | None = None) -> InputError:
    """Turn an lxml error into one of docmeta: the line in the file, a short message, and a remedy.

    Args:
        error: The `XMLSyntaxError`.
        head: The beginning of the input.
        name: The name of the input.
        huge: Whether the limits are already raised.
        reached: The line of the last element read, if known.
    """
    line, column = error.position
    if reached is not None and (line or 0) < reached:
        # libxml2 counts from the start of the current entity; the last element is closer.
        line, column = reached, 0
    text = _PLACE.sub("", str(error.msg)).strip()
    limit = error.code in (_RESOURCE_LIMIT, _NAME_TOO_LONG)
    limit = limit or (error.code in (_COMMENT_NOT_FINISHED, _PI_NOT_FINISHED) and "too big" in text)
    text = _limit_said(text, huge) if limit else _said(error.code, text, head)
    if not text.isprintable():
        text = repr(text)[1:-1]
    if len(text) > _MESSAGE:
        text = text[:_MESSAGE] + "..."
    kind = LimitError if limit else InputError
    return kind(text, source=name, line=max(line or 1, 1), column=column if column and column > 0 else None)


def _limit_said(text: str, huge: bool) -> str:
    if "amplification" in text:
        return "the entities of this file expand to far more than the file holds"
    text = _HUGE_ADVICE.sub("", text)
    return text if huge else f"{text}; the option `huge` raises this limit"


def _said(code: int, text: str, head: bytes) -> str:
    """A helpful message, if libxml2's own is not."""
    begin = head.lstrip()
    if text.startswith("Start tag expected"):
        if head and not begin:
            return "the input contains only white space"
        if begin:
            return f"not readable as XML: it begins with {begin[:40].decode('utf-8', 'backslashreplace')!r}"
    if code == _INVALID_CHAR and "Incomplete" not in text:
        text = f"a character that XML cannot hold ({text})"
    elif code in _UNDECLARED_ENTITY:
        text += " in this file, and nothing outside it is opened"
    elif code == INVALID_ENCODING:
        text += ": the bytes are not in the encoding that the file declares, or in UTF-8 if it declares none"
    if begin[:14].lower().startswith((b"<!doctype html", b"<html")):
        text = f"this looks like an HTML page, and is not well-formed XML: {text}"
    return text
