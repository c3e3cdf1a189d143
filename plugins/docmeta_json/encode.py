"""Units as JSON text; also what happens to characters that no file can hold."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from docmeta import Context, Node
from docmeta.json import unit_to_data
from docmeta_json.versions import schema_name

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Encoder:
    """Turns units into text; the first one gives the version.

    Args:
        context: Where characters that cannot be written are reported.
        separators: The separators of items, and of keys and values.
        indent: The indent of a field, or None for one line.
    """

    def __init__(self, context: Context, separators: tuple[str, str], indent: int | None = None) -> None:
        self.context = context
        self.first = True
        self.text = json.JSONEncoder(
            ensure_ascii=False, allow_nan=False, check_circular=False, separators=separators, indent=indent
        ).encode

    def data(self, node: Node) -> dict[str, Any]:
        """The plain data of a node's unit."""
        data = unit_to_data(node.unit)
        if self.first:
            self.first = False
            data = {"schema": schema_name(), **data}
        return data

    def bytes(self, text: str) -> bytes:
        """The text in UTF-8. Half a character (a lone surrogate) becomes U+FFFD and is reported."""
        try:
            return text.encode()
        except UnicodeEncodeError:
            for half in _SURROGATE.findall(text):
                self.context.report.lose("text", "string", half, code="character", reason="a lone surrogate")
            return _SURROGATE.sub("\ufffd", text).encode()
