"""The options of the page."""

from __future__ import annotations

import attrs


@attrs.frozen
class HtmlOptions:
    """Options of the page.

    Attributes:
        title: The title of the page; that of the first unit where it is not said.
        thumbnails: Whether images of digital objects are shown. Only then does the page load anything from elsewhere.
        index: Whether the page is an index of several descriptions: each is closed, with its file, and every address names the file.
        static: How many units stand in the page for readers without JavaScript; above it the tree is virtual.
    """

    title: str | None = None
    thumbnails: bool = False
    index: bool = False
    static: int = attrs.field(default=2_000, validator=attrs.validators.in_(range(1, 1_000_001)))
