"""What a measurement gives: a number, the target it should reach, and something else measured beside it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

# Long enough that the clock's resolution and one late wake-up do not show.
_MEASURED_S = 0.5


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number.

    Attributes:
        target: What it must be at least or at most; None where no target is set.
        beside: In words, what the same machine did in the same run that this is to be compared with: a floor
            that nothing can pass, or a rival that does less.
    """

    what: str
    value: float
    unit: str
    target: float | None = None
    must_be: Literal["at least", "at most"] = "at most"
    beside: str = ""

    @property
    def is_met(self) -> bool:
        """Tell whether the number is on the right side of its target."""
        if self.target is None:
            return True
        return self.value >= self.target if self.must_be == "at least" else self.value <= self.target

    def line(self) -> str:
        """Return the figure as one line of the table."""
        sign = {"at least": "≥", "at most": "≤"}[self.must_be]
        target = "" if self.target is None else f"{sign} {self.target:,.6g} {self.unit}"
        verdict = "" if self.is_met else "MISSED"
        columns = f"{self.what:<58} {_shown(self.value):>9} {self.unit:<8} {target:<15} {verdict:<6}"
        return f"{columns} {self.beside}".rstrip()


def rate(what: str, floor_per_s: float, action: Callable[[], object], beside: str = "") -> Figure:
    """Return how often an action can be done in a second, after it was done once to warm up."""
    action()
    started_s = time.perf_counter()
    count = 0
    while (spent_s := time.perf_counter() - started_s) < _MEASURED_S:
        action()
        count += 1
    return Figure(what, count / spent_s, "/s", floor_per_s, "at least", beside)


def duration(what: str, ceiling_s: float, action: Callable[[], object]) -> Figure:
    """Return how long an action takes when it is done once."""
    started_s = time.perf_counter()
    action()
    return Figure(what, time.perf_counter() - started_s, "s", ceiling_s, "at most")


def median(values: Sequence[float]) -> float:
    """Return the value in the middle."""
    return percentile(values, 50)


def percentile(values: Sequence[float], per_cent: float) -> float:
    """Return the smallest value that so many per cent of all do not exceed."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * per_cent / 100))]


def _shown(value: float) -> str:
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.2f}" if value >= 1 else f"{value:.4f}"
