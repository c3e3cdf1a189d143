"""What a check finds: problems, each with its rule and its place.

>>> str(Problem("DACS-2.3", "error", "d1 has no title", "give it one", line=7))
'line 7: error DACS-2.3: d1 has no title'
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final, Literal

import attrs

from docmeta.errors import InputError, excerpt
from docmeta.running.concealed import CONCEALED

Severity = Literal["error", "warning", "info"]

#: The rule of problems for input that cannot be read, or not to its end.
UNREADABLE: Final = "unreadable"


@attrs.frozen
class Problem:
    """One problem of one unit.

    Attributes:
        rule: The rule's identifier, such as "DACS-2.3". Reading problems have "unreadable" (nothing after this
            place was read), or "read-" and a code of the report: "read-problem", "read-error", "read-unread",
            "read-partial", "read-carried". Those of a schema begin with the schema's name: "ead3.date".
        severity: "error", "warning" or "info".
        message: What is wrong, naming the unit.
        advice: What to do about it.
        standard: The standard and section that require it.
        source, line, column, path: Where it is.
        unit: The identifier of the unit.
        value: The value in question, if any.
        target: The column of the table, or the element or attribute, that holds the value, if known.
        internal: Whether it is about material marked internal.
    """

    rule: str
    severity: Severity
    message: str
    advice: str = ""
    standard: str = ""
    source: str | None = None
    line: int | None = None
    column: int | None = None
    path: str | None = None
    unit: str | None = None
    value: str | None = None
    target: str | None = None
    internal: bool = False

    def for_all(self) -> Problem:
        """The problem as anybody may read it: of what is internal only the rule, and where it is broken.

        >>> print(Problem("DACS-2.3", "error", "'Sealed letters' has no date", line=7, internal=True).for_all())
        line 7: error DACS-2.3: (internal) breaks this rule
        """
        if not self.internal:
            return self
        return attrs.evolve(self, message=f"{CONCEALED} breaks this rule", unit=None, value=None)

    def __str__(self) -> str:
        place = self.source or ""
        if self.line is not None:
            place += f":{self.line}" if place else f"line {self.line}"
        parts = [part for part in (place, self.path) if part]
        return ": ".join([*parts, f"{self.severity} {self.rule}: {self.message}"])

    def _repr_html_(self) -> str:
        return Problems([self])._repr_html_()

    def __rich__(self) -> Any:
        return Problems([self]).__rich__()


class Problems(list[Problem]):
    """A list of problems, displayed as a table in notebooks.

    >>> print(Problems([Problem("DACS-2.3", "error", "d1 has no title", line=7)]))
    line 7: error DACS-2.3: d1 has no title
    """

    def __str__(self) -> str:
        return "\n".join(map(str, self)) or "no problem found"

    def _repr_html_(self) -> str:
        return str(import_module("docmeta.cards").problems_card(self))

    def __rich__(self) -> Any:
        return import_module("docmeta.cli.display").problems_display(self)


def unreadable(error: InputError) -> Problem:
    """A read error as a problem: the source is not usable as it is."""
    message = error.message if not error.has_value else f"{error.message}, got {excerpt(error.value)}"
    advice = "correct this first: nothing after it was read or checked"
    return Problem(UNREADABLE, "error", message, advice, "", error.source, error.line, error.column, error.path)
