"""Time: the system's clock, and the hybrid clock that orders what this person writes."""

import time

from sync.ports import Clock

# A peer's clock may be wrong by days; only one that is nearly right may push ours forward.
_MAX_LEAD_MS = 5 * 60 * 1000
# Content dated further ahead than this is sorted by when it arrived.
MAX_FUTURE_MS = 24 * 3600 * 1000


class SystemClock:
    """The clock of this computer."""

    def wall_s(self) -> float:
        """Return Unix time in seconds."""
        return time.time()

    def monotonic_s(self) -> float:
        """Return seconds that never go back."""
        return time.monotonic()


def now_ms(clock: Clock) -> int:
    """Return Unix time in whole milliseconds; never negative, whatever the clock shows."""
    return max(0, int(clock.wall_s() * 1000))


class HybridClock:
    """Stamps that grow even when the clock is set back: 48 bits of Unix milliseconds, 16 bits of counter."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        """Return a stamp greater than every one before it."""
        self._last = max(now_ms(self._clock) << 16, self._last + 1)
        return self._last

    def lead_ms(self) -> int:
        """Return how far the newest stamp is ahead of the system's clock."""
        return (self._last >> 16) - now_ms(self._clock)

    def saw_own(self, stamp: int) -> None:
        """Take in a stamp of this computer's own, read from its database: the next one is greater."""
        self._last = max(self._last, stamp)

    def saw(self, stamp: int) -> None:
        """Take in somebody else's stamp, unless their clock runs far ahead."""
        if stamp >> 16 <= now_ms(self._clock) + _MAX_LEAD_MS:
            self._last = max(self._last, stamp)
