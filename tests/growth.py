"""Does the work grow with the input? Four times the input may take about four times as long, never its square."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Final, TypeVar

Given = TypeVar("Given")

#: How many times as long four times the input may take. A square takes sixteen times as long.
MOST: Final = 8
#: What is too short to be measured, in seconds.
LEAST: Final = 0.01
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
    """Fail if `run` takes more than in proportion to the `count` that `make` is given, on every size tried.

    `largest` is the greatest count that `make` can be given, where the work has a limit.
    """
    tried: list[str] = []
    for _ in range(TRIES):
        small, large = _least(make, run, count), _least(make, run, 4 * count)
        if large < most * max(small, LEAST):
            return
        tried.append(f"{count:,}: {small:.3f} s, {4 * count:,}: {large:.3f} s")
        if largest is None or 8 * count <= largest:
            count *= 2
    raise AssertionError("the work outgrows its input: " + "; ".join(tried))


def _least(make: Callable[[int], Given], run: Callable[[Given], object], count: int) -> float:
    times = []
    for _ in range(3):
        given = make(count)
        gc.collect()
        began = time.process_time()
        run(given)
        times.append(time.process_time() - began)
    return min(times)
