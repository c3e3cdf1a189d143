"""Starter: an outline of titles, a line for each unit.

What is not written is reported, so nothing is lost silently.
"""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import attrs

import docmeta
from docmeta.model import FIELDS
from docmeta.text import is_structured


@attrs.frozen
class Options:
    """What `-O` takes: `docmeta convert ... --to starter -O bullet="*"`.

    Attributes:
        bullet: The prefix of each title.
    """

    bullet: str = "-"


def write(nodes: Iterable[docmeta.Node], out: BinaryIO, context: docmeta.Context, /) -> None:
    """Write a line for each unit, indented by its depth."""
    options = context.options or Options()
    for node in nodes:
        title = " ".join((node.unit.title or "[untitled]").split())
        out.write(f"{'  ' * node.depth}{options.bullet} {title}\n".encode(errors="backslashreplace"))
        report(node.unit, context)


def report(unit: Any, context: docmeta.Context) -> None:
    """Say what the line does not hold."""
    if is_structured(unit.title):
        context.report.lose("title", "title", unit.title, reason="an outline has no emphasis")
    for field in FIELDS:
        value = getattr(unit, field)
        if field not in ("title", "minted", "audience"):
            for each in value if isinstance(value, tuple) else filter(None, [value]):
                context.report.lose(field, None, each, code="dropped", reason="an outline has only titles")


@docmeta.hookimpl
def docmeta_formats() -> Iterator[docmeta.Format]:
    """Announce the format."""
    yield docmeta.Format(name="starter", title="Starter", extensions=(".starter",), options=Options, writer=write)
