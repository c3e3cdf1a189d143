"""Parts of workbooks in a form that the library fully reads: without CDATA sections, and with only the errors that it knows.

>>> mended(b'<v><![CDATA[a & b]]></v>'), mended(b'<c r="A1" t="e"><v>#ERROR!</v></c>')
(b'<v>a &amp; b</v>', b'<c r="A1" t="e"><v>#VALUE!</v></c>')
"""

from __future__ import annotations

import re
from typing import Final

#: CDATA sections, and what may contain their mark without being one; what never ends reaches to the end of the file.
_SECTIONS: Final = re.compile(rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[(?:(.*?)\]\]>|.*)", re.DOTALL)
#: An error in a cell that the library does not know, such as #ERROR! of Google Sheets; it would refuse the whole workbook.
_ERROR: Final = re.compile(
    rb"""(<(?:\w+:)?c\s(?>[^<>]*?\bt=["']e["'])[^<>]*+>\s*(?:<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*)?<(?:\w+:)?v>)"""
    rb"(?!\s*#(?:REF!|N/A|NAME\?|NULL!|DIV/0!|NUM!|VALUE!)\s*<)[^<]*"
)


def mended(data: bytes) -> bytes:
    """A part of a workbook in a form that the library fully reads."""
    data = _SECTIONS.sub(_written_out, data) if b"<![CDATA[" in data else data
    return _ERROR.sub(rb"\1#VALUE!", data) if b't="e"' in data or b"t='e'" in data else data


def _written_out(found: re.Match[bytes]) -> bytes:
    """The text of a CDATA section, as ordinary text."""
    section = found[1]
    if section is None:
        return found[0]
    return section.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
