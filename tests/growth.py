"""Does the work grow with the input? Four times the input may take about four times as long, never its square."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Final, TypeVar

Given = TypeVar("Given")

#: The limit for four times the input: how many times as long it may take. A square takes sixteen times as long.
MOST: Final = 8
#: Times too short to be measured, in seconds.
LEAST: Final = 0.006
#: How often a measurement is repeated on twice the input before it counts.
#: A busy machine, or a cache that fills once, spoils one measurement; a square spoils all of them.
TRIES: Final = 4


def grows_with_input(
    make: Callable[[int], Given],
    run: Callable[[Given], object],
    count: int,
    *,
    most: float = MOST,
    largest: int | None = None,
) -> None:
    """Fail if the time of `run` grows more than in proportion to the `count` that `make` is given, at every size tried.

    `largest` is the greatest count for `make`, if the work has a limit.
    """
    tried: list[str] = []
    for _ in range(TRIES):
        large = _once(make, run, 4 * count)
        if large < most * LEAST:
            return
        gc.collect()
        small = min(_once(make, run, count) for _ in range(3))
        large = min(large, *(_once(make, run, 4 * count) for _ in range(2)))
        if large < most * small:
            return
        tried.append(f"{count:,}: {small:.3f} s, {4 * count:,}: {large:.3f} s")
        if largest is None or 8 * count <= largest:
            count *= 2
    raise AssertionError("the work outgrows its input: " + "; ".join(tried))


def _once(make: Callable[[int], Given], run: Callable[[Given], object], count: int) -> float:
    given = make(count)
    began = time.process_time()
    run(given)
    return time.process_time() - began
