"""ArchivesSpace, its import of EAD 2002."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from docmeta.receivers.verdict import Receiver, Rule, Verdict
from docmeta.xml import line_of, localname, pull

_NO_LEVEL: Final = Rule(
    "ASPACE-EAD-LEVEL", "refused", "level", "c/@level",
    "ArchivesSpace refuses a component without a level, and the whole file with it",
    "give it a level", "common/validations.rb, ArchivesSpace 4.2.1",
)  # fmt: skip


def arriving(stream: BinaryIO) -> Iterator[Verdict]:
    """What the importer makes of a file of EAD 2002."""
    depth = 0
    for event, element in pull(stream, events=("start", "end")):
        name = localname(element)
        if name == "archdesc" and event == "start":
            yield Verdict("created", "resource", depth=0, line=line_of(element))
        elif name == "c" or (name[:1] == "c" and name[1:].isdigit()):
            depth += 1 if event == "start" else -1
            if event == "start" and not element.get("level"):
                yield Verdict.of(_NO_LEVEL, "archival_object", depth=depth, line=line_of(element))
            elif event == "start":
                yield Verdict("created", "archival_object", depth=depth, line=line_of(element))


RECEIVER: Final = Receiver(
    "archivesspace-ead", "ArchivesSpace, EAD import", "4.2.1", ("ead2002",), arriving, (_NO_LEVEL,)
)
