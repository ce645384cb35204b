"""What a measurement gives, and how rates are measured."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

# Long enough that the clock's resolution and one late wake-up do not show.
_MEASURED_S = 0.5


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number with its unit, and the bound that it must be at least or at most."""

    what: str
    value: float
    unit: str
    bound: float
    must_be: Literal["at least", "at most"]

    @property
    def is_met(self) -> bool:
        """Tell whether the number is on the right side of its bound."""
        return self.value >= self.bound if self.must_be == "at least" else self.value <= self.bound


def rate(what: str, floor_per_s: float, action: Callable[[], object]) -> Figure:
    """Return how often an action can be done in a second, after it was done once to warm up."""
    action()
    started_s = time.perf_counter()
    count = 0
    while (spent_s := time.perf_counter() - started_s) < _MEASURED_S:
        action()
        count += 1
    return Figure(what, count / spent_s, "/s", floor_per_s, "at least")


def duration(what: str, ceiling_s: float, action: Callable[[], object]) -> Figure:
    """Return how long an action takes when it is done once."""
    started_s = time.perf_counter()
    action()
    return Figure(what, time.perf_counter() - started_s, "s", ceiling_s, "at most")
