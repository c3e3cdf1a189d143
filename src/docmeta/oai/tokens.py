"""Resumption tokens: all that is needed to go on stands in the token, so the server remembers nothing (OAI-PMH 2.0, section 3.5).

A token is signed with a secret of the index, since what a harvester sends back is input.

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
    """Where a list goes on.

    Attributes:
        verb: The request that it answers.
        prefix: The metadataPrefix; "" in a list of sets.
        list: The list.
        newest: The newest generation when the list began.
        last: The last generation that it goes to.
        generation, seq: The last record that was given.
        given: How many were given so far.
        size: How many there are in all; -1 where that is not known.
        began: When the list began, in seconds since 1970.
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
        """The token as it is sent."""
        data = json.dumps(attrs.astuple(self), separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(_signed(data, secret) + data).decode().rstrip("=")


def read(text: str, secret: bytes) -> Token | None:
    """The token of a text; None where this repository never gave it."""
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
