"""Whether a network interface that changed has come to rest. No I/O, no clock.

A laptop that moves to another home must be found there in seconds, so a first change is acted on at once. A
cable with a loose contact must not make this computer announce a new name every second, so an interface that
keeps changing is waited for, longer each time.
"""

from collections import deque
from collections.abc import Sequence

from sync.interfaces import LocalAddress

# Plugged in, out and in again within a minute is a person; more is a fault.
FREE_CHANGES = 3
MEMORY_S = 60.0
MAX_HOLD_S = 15.0

# Link-local IPv6 alone is what each interface has before the router has answered.
LINK_LOCAL_HOLD_S = 5.0

# An interface that cannot be used is tried again, ever more rarely.
RETRY_S = (1.0, 2.0, 5.0, 15.0, 30.0)


class Settling:
    """The recent past of one interface."""

    def __init__(self) -> None:
        """Begin with an interface that was never seen."""
        self._now_has: tuple[LocalAddress, ...] = ()
        self._changes_s: deque[float] = deque(maxlen=32)
        self._failures = 0
        self._ready_s = 0.0

    def notice(self, advertised: Sequence[LocalAddress], now_s: float) -> None:
        """Take in what could be announced on the interface now; nothing if it has gone."""
        if tuple(advertised) == self._now_has:
            return
        self._now_has = tuple(advertised)
        self._failures = 0
        self._forget(now_s)
        self._changes_s.append(now_s)
        excess = len(self._changes_s) - FREE_CHANGES
        hold_s = min(MAX_HOLD_S, 2.0 ** (excess - 1)) if excess > 0 else 0.0
        if self._now_has and all(a.ip.version == 6 and a.ip.is_link_local for a in self._now_has):
            hold_s = max(hold_s, LINK_LOCAL_HOLD_S)
        self._ready_s = now_s + hold_s

    def fail(self, now_s: float) -> None:
        """Note that the interface could not be used."""
        self._ready_s = now_s + RETRY_S[min(self._failures, len(RETRY_S) - 1)]
        self._failures += 1

    def is_over(self, now_s: float) -> bool:
        """Whether the interface may be used."""
        return now_s >= self._ready_s

    def is_forgotten(self, now_s: float) -> bool:
        """Whether the interface has gone, and for so long that its past does not matter."""
        self._forget(now_s)
        return not self._now_has and not self._changes_s

    def _forget(self, now_s: float) -> None:
        while self._changes_s and self._changes_s[0] <= now_s - MEMORY_S:
            self._changes_s.popleft()
