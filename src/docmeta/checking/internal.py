"""The internal lines of a file: schemas and importers judge the file itself, and quote it."""

from __future__ import annotations

from typing import Final

from docmeta.errors import InputError
from docmeta.running import is_internal
from docmeta.running.files import Opened
from docmeta.xml import line_of, pull, release

#: Attributes that mark an element as internal, each with the test of its value: EAD and EAC-CPF, MODS.
_MARKS: Final = (("audience", is_internal), ("shareable", lambda said: said == "no"))


def internal_lines(file: Opened) -> set[int]:
    """The lines on which internal elements begin; of broken XML, those before the error; of other files, none.

    Whatever else is on such a line counts as internal too, since a line number cannot tell them apart.
    """
    lines: set[int] = set()
    inside = 0
    file.stream.seek(0)
    try:
        for event, element in pull(file.stream, huge=True):
            if event == "end":
                inside -= inside > 0
                release(element)
            elif inside or any(test(said) for name, test in _MARKS if (said := element.get(name)) is not None):
                inside += 1
                lines.add(line_of(element) or 0)
    except InputError:
        pass
    finally:
        file.stream.seek(0)
    return lines
