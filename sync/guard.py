"""Who may knock, and how often. No I/O, no clock.

Anybody on the network can connect; only contacts get past the hello. Until then a connection costs us a slot
and a few kilobytes, and the slots are shared out so that one computer cannot take them all.
"""

from dataclasses import dataclass
from typing import Final

MAX_HALF_OPEN: Final = 200
MAX_HALF_OPEN_PER_HOST: Final = 20
# A relative with an old key, or somebody's printer, fails now and then; a guesser fails all the time.
FREE_FAILURES: Final = 5
FAILURES_FORGOTTEN_S: Final = 60.0
PAUSE_S: Final = 1.0
_MAX_HOSTS: Final = 1024


@dataclass(slots=True)
class _Host:
    half_open: int = 0
    failures: int = 0
    failed_s: float = float("-inf")
    admitted_s: float = float("-inf")


class Guard:
    """Counts connections that have not proved anything yet."""

    def __init__(self) -> None:
        """Begin with an empty hall."""
        self._hosts: dict[str, _Host] = {}
        self._half_open = 0

    @property
    def full(self) -> bool:
        """Whether all slots are taken."""
        return self._half_open >= MAX_HALF_OPEN

    def bears(self, host: str, now_s: float) -> bool:
        """Return whether `host` itself has left us room to hear it once more, however full the hall is."""
        known = self._hosts.get(host)
        if known is None:
            return True
        if now_s - known.failed_s > FAILURES_FORGOTTEN_S:
            known.failures = 0
        too_often = known.failures >= FREE_FAILURES and now_s - known.admitted_s < PAUSE_S
        return not too_often and known.half_open < MAX_HALF_OPEN_PER_HOST

    def admit(self, host: str, now_s: float) -> bool:
        """Return whether a connection from `host` may say hello; if so, `release` it in the end."""
        if self.full or not self.bears(host, now_s):
            return False
        if host not in self._hosts:
            self._make_room(now_s)
        known = self._hosts.setdefault(host, _Host())
        known.half_open += 1
        known.admitted_s = now_s
        self._half_open += 1
        return True

    def release(self, host: str) -> None:
        """Note that a connection that was admitted is over, or has proved itself."""
        self._hosts[host].half_open -= 1
        self._half_open -= 1

    def failed(self, host: str, now_s: float) -> None:
        """Note that a hello from `host` was nobody's."""
        known = self._hosts.get(host)
        if known is not None:
            known.failures += 1
            known.failed_s = now_s

    def welcome(self, host: str) -> None:
        """Note that somebody from `host` proved to be a contact."""
        known = self._hosts.get(host)
        if known is not None:
            known.failures = 0

    def _make_room(self, now_s: float) -> None:
        if len(self._hosts) < _MAX_HOSTS:
            return
        idle = [h for h, k in self._hosts.items() if not k.half_open]
        idle.sort(key=lambda host: self._hosts[host].failed_s)
        for host in idle[: _MAX_HOSTS // 2]:
            del self._hosts[host]
