"""One self-contained HTML page with the tree, a timeline, filters and search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from docmeta.crosswalk import Crosswalk
from docmeta.errors import MissingExtraError
from docmeta.model import Node
from docmeta.plugins import Context, Format, hookimpl
from docmeta_html.options import HtmlOptions


def _needed() -> None:
    """Raise an error that names the extra if it is not installed."""
    try:
        import jinja2  # noqa: F401
    except ImportError:
        raise MissingExtraError(
            "a page is made with jinja2, which is not installed: pip install 'docmeta[html]'"
        ) from None


def _write(nodes: Iterable[Node], out: BinaryIO, context: Context, /) -> None:
    _needed()
    from docmeta_html.writer import write

    write(nodes, out, context)


def _table() -> Crosswalk:
    _needed()
    from docmeta_html.crosswalk import PAGE

    return PAGE


@hookimpl
def docmeta_formats() -> Iterator[Format]:
    """The one format."""
    yield Format(
        name="html",
        title="A page to look at: HTML, self-contained",
        extensions=(".html", ".htm"),
        media_type="text/html",
        options=HtmlOptions,
        writer=_write,
        crosswalk=_table,
    )
