"""The options of `json`."""

import attrs


@attrs.frozen
class JsonOptions:
    """Options of the format `json`.

    Attributes:
        indent: The spaces of each level of indentation, with each field on its own line; 0 puts a unit on one line.
    """

    indent: int = 0

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.indent <= 8:
            raise ValueError("indent: expected 0 to 8 spaces")
