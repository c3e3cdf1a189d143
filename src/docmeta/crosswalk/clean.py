"""Which text readers give back unchanged."""

from __future__ import annotations

from typing import Final

#: Text from this length on, if it is ASCII, is searched as bytes: that takes a third of the time.
_LONG: Final = 64
#: Characters that are not printable ASCII become another one.
_PRINTED: Final = bytes(code if 0x20 <= code < 0x7F else 0xFF for code in range(256))


def is_clean(text: str, marks: str = "", *, prose: bool = False) -> bool:
    """Whether a text is plain, on one line, without needless white space or *marks* at its end, so that no reader changes it.

    In *prose* readers keep the white space between words.

    >>> is_clean("Papers"), is_clean("Papers, ", ","), is_clean("Papers,", ","), is_clean("Two" + chr(10) + "lines")
    (True, False, False, False)
    """
    if marks and text[-1:] in marks:
        return False
    return is_clean_prose(text) and (prose or "  " not in text)


def is_clean_prose(text: str) -> bool:
    """The same for prose, whatever stands at its end."""
    if not text or text.__class__ is not str or text.strip() is not text:
        return False
    if len(text) < _LONG or not text.isascii():
        return text.isprintable()
    data = text.encode()
    return data.translate(_PRINTED) == data
