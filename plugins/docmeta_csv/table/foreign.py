"""Shared by the writers of other systems' tables."""

from __future__ import annotations

from docmeta import Context
from docmeta.errors import OptionError


def no_options(context: Context) -> None:
    """Raise `OptionError` for options of docmeta's own table that another system's table does not have."""
    if context.options.chosen():
        raise OptionError("columns: this table has the columns that its system requires; they cannot be chosen")
    if context.options.separator is not None:
        raise OptionError("separator: this table has the separator that its system requires")
