"""Limits on what is read from a source, for services that take files from strangers.

>>> Limits(units=1_000).units
1000
>>> Limits.none().size is None
True
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from operator import attrgetter
from typing import Final, TypeAlias

import attrs

from docmeta.errors import LimitError, OptionError
from docmeta.model import Node, Unit

#: Takes the current line, and raises `LimitError` once the time is up.
Tick: TypeAlias = Callable[[int | None], None]
#: The fields of a unit that hold several values.
_SEVERAL: Final = tuple(field.name for field in attrs.fields(Unit) if str(field.type).startswith("tuple["))
#: The characters of an identifier of a unit, which those below it name.
_LONGEST_ID: Final = 10_000
_values = attrgetter(*_SEVERAL)


@attrs.frozen(kw_only=True)
class Limits:
    """Limits on what is read from one source; None means no limit. Exceeding one raises a `LimitError` that names it.

    The defaults keep a laptop usable and let every real finding aid through. A service that takes files from strangers should
    set lower ones (see SECURITY.md); `huge` lifts those not set.

    Attributes:
        units: The number of units.
        depth: The number of levels.
        text: The number of characters in a title, a description, a note or the history of an agent;
            that of a unit's identifier is 10,000 at most, unless this limit is lifted.
        values: The number of values in a field of a unit, or of one kind in `about` of an agent.
        size: The number of bytes in the source, also when unpacked.
        seconds: The seconds of processor time for reading and everything done with the result;
            checked between units, so a single unit may take longer.
        wait: The seconds that a download may take.

    >>> Limits(units=100_000, size=50_000_000).depth is None
    True
    """

    units: int | None = 50_000_000
    depth: int | None = None
    text: int | None = 100_000_000
    values: int | None = 5_000_000
    size: int | None = 8_000_000_000
    seconds: float | None = None
    wait: float | None = 3_600

    def __attrs_post_init__(self) -> None:
        for name, value in attrs.asdict(self).items():
            kind, words = (int | float, "number") if name in ("seconds", "wait") else (int, "whole number")
            if value is not None and (isinstance(value, bool) or not isinstance(value, kind) or not value > 0):
                raise OptionError(f"the limit of {name} is a {words} above 0, or None for no limit", value=value)

    @classmethod
    def none(cls) -> Limits:
        """No limits."""
        return cls(**dict.fromkeys(attrs.fields_dict(cls)))

    def meter(self, source: str | None) -> Callable[[Node], None]:
        """A function to call with each node in turn; it raises `LimitError` at the first one that exceeds a limit.

        >>> from docmeta import Document
        >>> count = Limits(units=1).meter("a.jsonl")
        >>> count(Node(0, Document("a"), 1))
        >>> count(Node(0, Document("b"), 2))
        Traceback (most recent call last):
        docmeta.errors.LimitError: a.jsonl:2: more than 1 unit, the limit of units; raise it (--max-units, limits=) or lift it (--huge)
        """
        units, depth, within = self.units, self.depth, self._within
        tick = None if self.seconds is None else self.clock(source)
        count = 0

        def take(node: Node) -> None:
            nonlocal count
            count += 1
            broken = within(node.unit)
            if units is not None and count > units:
                broken = "units", f"more than {units:,} {'unit' if units == 1 else 'units'}"
            elif depth is not None and node.depth >= depth:
                broken = "depth", f"deeper than {depth:,} {'level' if depth == 1 else 'levels'}"
            if broken is not None:
                raise breach(*broken, source, node.line)
            if tick is not None:
                tick(node.line)

        return take

    def clock(self, source: str | None) -> Tick:
        """Start the clock.

        >>> Limits.none().clock("a.jsonl")(1)
        """
        seconds = math.inf if self.seconds is None else self.seconds
        until = time.process_time() + seconds

        def tick(line: int | None) -> None:
            if time.process_time() > until:
                raise breach("seconds", f"more than {seconds:,} seconds of processor time", source, line)

        return tick

    def _within(self, unit: Unit) -> tuple[str, str] | None:
        """Which limit a unit breaks, and how; None if none."""
        several = _values(unit)
        if self.values is not None and max(map(len, several)) > self.values:
            name, value = next(
                (name, value) for name, value in zip(_SEVERAL, several, strict=True) if len(value) > self.values
            )
            return "values", f"{len(value):,} values in {name}, more than {self.values:,}"
        text = self.text
        if text is not None:
            if len(unit.id) > _LONGEST_ID:
                return "text", f"an identifier of more than {_LONGEST_ID:,} characters, which every unit below repeats"
            if len(unit.title) > text or len(unit.description) > text:
                return "text", f"a text of more than {text:,} characters"
            for note in unit.notes:
                if len(note.text) > text:
                    return "text", f"a note of more than {text:,} characters"
        for link in unit.agents:
            if text is not None and len(link.agent.history) > text:
                return "text", f"a history of more than {text:,} characters"
            about = link.agent.about
            if about is not None and self.values is not None:
                count = max(len(about.names), len(about.facts), len(about.relations))
                if count > self.values:
                    return "values", f"{count:,} values in the description of an agent, more than {self.values:,}"
        return None


def breach(limit: str, what: str, source: str | None, line: int | None = None) -> LimitError:
    """The error of an exceeded limit."""
    how = f"raise it (--max-{limit}, limits=) or lift it (--huge)"
    return LimitError(f"{what}, the limit of {limit}; {how}", source=source, line=line)


#: The default limits.
DEFAULT: Final = Limits()


def limits_of(limits: Limits | None, *, huge: bool) -> Limits:
    """The limits that apply: those given, none if *huge*, else the defaults."""
    return limits if limits is not None else Limits.none() if huge else DEFAULT
