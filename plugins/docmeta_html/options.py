"""The options of the page."""

from __future__ import annotations

import attrs


@attrs.frozen
class HtmlOptions:
    """Options of the page.

    Attributes:
        title: The title of the page; by default, that of the first unit.
        thumbnails: Whether to show images of digital objects. Only then does the page load anything from elsewhere.
        index: Whether the page is an index of several descriptions: each is collapsed, with its file, and every anchor names the file.
        static: The number of units that the page shows without JavaScript; with more units, the tree is virtual.
    """

    title: str | None = None
    thumbnails: bool = False
    index: bool = False
    static: int = attrs.field(default=2_000, validator=attrs.validators.in_(range(1, 1_000_001)))
