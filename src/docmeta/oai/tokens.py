"""Resumption tokens: they contain everything needed to continue, so the server keeps no state (OAI-PMH 2.0, section 3.5).

A token is signed with a secret of the index, since harvesters send it back as input.

>>> token = Token("ListRecords", "oai_dc", 0, 7, 7, 3, 99, 100, 250, 1_800_000_000)
>>> read(token.text(b"secret"), b"secret") == token, read(token.text(b"secret"), b"other")
(True, None)
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from typing import Final

import attrs

_LONGEST: Final = 1_000
_SIGNATURE: Final = 16


@attrs.frozen
class Token:
    """Where a list continues.

    Attributes:
        verb: The verb of the request.
        prefix: The metadataPrefix; "" in a list of sets.
        list: The list.
        newest: The newest generation when the list began.
        last: The last generation included.
        generation, seq: The last record served.
        given: The number of records served so far.
        size: The number of all records; -1 if unknown.
        began: The start of the list, in seconds since 1970.
    """

    verb: str
    prefix: str
    list: int
    newest: int
    last: int
    generation: int
    seq: int
    given: int
    size: int
    began: int

    def text(self, secret: bytes) -> str:
        """The token as text."""
        data = json.dumps(attrs.astuple(self), separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(_signed(data, secret) + data).decode().rstrip("=")


def read(text: str, secret: bytes) -> Token | None:
    """The token in a text; None if this repository did not issue it."""
    if len(text) > _LONGEST or not text.isascii():
        return None
    try:
        found = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
    signature, data = found[:_SIGNATURE], found[_SIGNATURE:]
    if not hmac.compare_digest(signature, _signed(data, secret)):
        return None
    return Token(*json.loads(data))


def _signed(data: bytes, secret: bytes) -> bytes:
    return hmac.digest(secret, data, hashlib.sha256)[:_SIGNATURE]
