"""The options of `jsonld`."""

from __future__ import annotations

from typing import Literal

import attrs


@attrs.frozen
class JsonLdOptions:
    """Options of the format `jsonld`.

    Attributes:
        form: "nested" puts the members of a unit into its `hasPart`; "graph" writes a flat `@graph` whose units name
            their parents by `isPartOf`; "lines" the same, one JSON-LD object a line.
        html: Write `<`, `>`, `&` and the line separators U+2028 and U+2029 as escapes,
            so that the whole is safe inside an HTML `script` element.
        indent: The spaces of each level of indentation, with each property on its own line; 0 puts a unit on one line.
            JSON lines are never indented.
    """

    form: Literal["nested", "graph", "lines"] = "nested"
    html: bool = False
    indent: int = 0

    def __attrs_post_init__(self) -> None:
        if self.form not in ("nested", "graph", "lines"):
            raise ValueError(f"form: expected nested, graph or lines, got {self.form!r}")
        if not 0 <= self.indent <= 8:
            raise ValueError("indent: expected 0 to 8 spaces")
