"""The options of `listing`."""

from __future__ import annotations

import codecs

import attrs


@attrs.frozen
class ListingOptions:
    """Options of the format `listing`.

    Attributes:
        encoding: The encoding of the text, such as "windows-1252"; by default, that of its byte order mark, else UTF-8.
    """

    encoding: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.encoding is not None:
            try:
                codecs.lookup(self.encoding).incrementaldecoder  # noqa: B018  # only looked whether it is there
            except LookupError:
                raise ValueError(f"encoding: Python knows no encoding {self.encoding!r}") from None
