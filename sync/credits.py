"""How much a peer may send: credit for what is under way, and a bucket for what comes in over time.

Credit is given by the receiver and spent by the sender. It comes back when the receiver has made safe what
arrived, so a fast sender waits for a slow disk instead of filling the memory in front of it.

    sender    Credit.spend() before a message, Credit.add() when CREDIT arrives
    receiver  Window.arrived() for a message (a sender that overdraws breaks the rules)
              Window.settled() once it is safe, which says how much to give back now

A `Bucket` bounds the work that one peer may cause in the long run: it never refuses, it says how long to wait
before reading on.
"""

from typing import Final

from sync.errors import LocalProtocolError, RemoteProtocolError
from sync.messages import Channel

# Four messages of operations under way, two of bodies, four requests for parts of files: enough for a wireless network,
# little for a small computer.
INITIAL: Final = {Channel.OPS: 256 * 1024, Channel.BODIES: 512 * 1024, Channel.FILES: 4352 * 1024}
# A peer has no reason to give more credit than this; a larger sum would only be a number to overflow.
_MOST: Final = 1 << 30


class Credit:
    """The sender's side of one channel: bytes that the peer is ready to take."""

    def __init__(self, initial: int) -> None:
        """Start with what both sides know from `INITIAL`."""
        self.left = initial

    def covers(self, cost: int) -> bool:
        """Whether a message of `cost` bytes may be sent now."""
        return cost <= self.left

    def spend(self, cost: int) -> None:
        """Note that a message of `cost` bytes is sent.

        Raises:
            LocalProtocolError: The credit does not cover it.
        """
        if not self.covers(cost):
            raise LocalProtocolError(f"{cost} bytes on a credit of {self.left}")
        self.left -= cost

    def add(self, amount: int) -> None:
        """Note that the peer takes `amount` bytes more."""
        self.left = min(self.left + amount, _MOST)


class Window:
    """The receiver's side of one channel."""

    def __init__(self, initial: int) -> None:
        """Start with what both sides know from `INITIAL`."""
        self._left = initial
        self._owed = 0
        # Giving back every message on its own would double the number of messages.
        self._step = initial // 4

    def arrived(self, cost: int) -> None:
        """Count a message of `cost` bytes.

        Raises:
            RemoteProtocolError: The peer sent more than it was allowed.
        """
        if cost > self._left:
            raise RemoteProtocolError(f"{cost} bytes on a credit of {self._left}")
        self._left -= cost

    def settled(self, cost: int) -> int:
        """Return how many bytes to give back now that a message of `cost` bytes is safe; often 0."""
        self._owed += cost
        if self._owed < self._step:
            return 0
        amount, self._owed = self._owed, 0
        self._left += amount
        return amount


class Bucket:
    """Fills at a steady rate; what is taken beyond its content has to be waited for."""

    def __init__(self, per_s: float, burst: float, now_s: float) -> None:
        """Start full: `burst` units, refilled with `per_s` units a second."""
        self._per_s = per_s
        self._burst = burst
        self._content = burst
        self._at_s = now_s

    def take(self, units: float, now_s: float) -> float:
        """Take `units` and return the seconds to wait before taking more; mostly 0."""
        self._content = min(self._burst, self._content + (now_s - self._at_s) * self._per_s)
        self._at_s = now_s
        self._content -= units
        return max(0.0, -self._content / self._per_s)
