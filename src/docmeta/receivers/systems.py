"""The systems by name, and the modules of their importers, each imported when it is asked for."""

from __future__ import annotations

import difflib
from importlib import import_module
from typing import Final

from docmeta.errors import OptionError
from docmeta.receivers.verdict import Receiver

#: The modules of each system here, each with a `RECEIVER`; the one that serves it best first.
SYSTEMS: Final[dict[str, tuple[str, ...]]] = {
    "archivesspace": ("aspace_ead", "aspace_bulk"),
    "arclight": ("arclight",),
}


def receivers(system: str, *, takes: str | None = None) -> tuple[Receiver, ...]:
    """The ways into a system, those that take the format *takes* if that is given. Raises `OptionError` for a name that is none."""
    if system not in SYSTEMS:
        near = difflib.get_close_matches(system, SYSTEMS, 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise OptionError(f"no receiving system is called {system!r}{hint} (there are: {', '.join(SYSTEMS)})")
    found = (import_module(f"docmeta.receivers.{module}").RECEIVER for module in SYSTEMS[system])
    return tuple(each for each in found if takes is None or takes in each.takes)
