"""Where a file marks something as internal: schemas and importers judge the file itself, and quote what they find there."""

from __future__ import annotations

from typing import Final

from docmeta.errors import InputError
from docmeta.running import is_internal
from docmeta.running.files import Opened
from docmeta.xml import line_of, pull, release

#: Attributes that say who may see an element, and what they say where not everybody may: EAD and EAC-CPF, MODS.
_MARKS: Final = (("audience", is_internal), ("shareable", lambda said: said == "no"))


def internal_lines(file: Opened) -> set[int]:
    """The lines of XML on which an element stands that is internal; none where the file is no XML, or not to its end.

    What else stands on such a line counts as internal, too: nobody can tell them apart by the line.
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
