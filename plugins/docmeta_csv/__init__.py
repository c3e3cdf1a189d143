"""CSV: docmeta's own tables, and those of other systems."""

from collections.abc import Iterator

import docmeta


@docmeta.hookimpl
def docmeta_formats() -> Iterator[docmeta.Format]:
    yield from ()
