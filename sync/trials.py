"""What was tried and heard lately, for the question why somebody is not here. In memory only; no I/O, no clock.

Nothing in sync decides by it: it is what a person is told who asks.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final, TypeVar

from sync.outcome import Outcome
from sync.ports import Address, ContactName

K = TypeVar("K")
V = TypeVar("V")

MAX_TRIALS: Final = 512
MAX_CALLERS: Final = 64
MAX_VERSIONS: Final = 512


@dataclass(frozen=True, slots=True)
class Trial:
    """One attempt to reach somebody at an address; `at_s` is monotonic time."""

    address: Address
    names: tuple[ContactName, ...]
    outcome: Outcome
    at_s: float


class Trials:
    """The last attempt at each address, who came to us, and which version somebody speaks."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._trials: dict[Address, Trial] = {}
        self._callers: dict[str, float] = {}
        self._versions: dict[bytes, int] = {}
        self._heard: dict[ContactName, float] = {}

    def tried(self, address: Address, names: Iterable[ContactName], outcome: Outcome, now_s: float) -> None:
        """Note what came of an attempt."""
        self._trials.pop(address, None)
        _make_room(self._trials, MAX_TRIALS)
        self._trials[address] = Trial(address, tuple(names), outcome, now_s)

    def last_s(self, address: Address) -> float:
        """Return when an address was tried last."""
        trial = self._trials.get(address)
        return float("-inf") if trial is None else trial.at_s

    def since(self, since_s: float) -> list[Trial]:
        """Return the attempts from a moment on, the oldest first."""
        return [trial for trial in self._trials.values() if trial.at_s >= since_s]

    def came(self, host: str, now_s: float) -> None:
        """Note that a connection came to us from `host`, whoever that is."""
        self._callers.pop(host, None)
        _make_room(self._callers, MAX_CALLERS)
        self._callers[host] = now_s

    def callers(self) -> Collection[str]:
        """Return from where connections came since the network changed."""
        return self._callers.keys()

    def heard(self, name: ContactName, wall_s: float) -> None:
        """Note that somebody's advertisement was heard."""
        self._heard.pop(name, None)
        _make_room(self._heard, MAX_VERSIONS)
        self._heard[name] = wall_s

    def heard_s(self, name: ContactName) -> float | None:
        """Return the Unix time at which somebody was heard last, since this program started."""
        return self._heard.get(name)

    def moved(self) -> None:
        """Forget what was true of the network that we were in."""
        self._trials.clear()
        self._callers.clear()

    def speaks(self, person: bytes, version: int) -> None:
        """Note which version of the protocol a person's computer says that it speaks."""
        self._versions.pop(person, None)
        _make_room(self._versions, MAX_VERSIONS)
        self._versions[person] = version

    def version_of(self, person: bytes) -> int | None:
        """Return the version that a person's computer spoke last, if it was here."""
        return self._versions.get(person)


def _make_room(entries: dict[K, V], most: int) -> None:
    if len(entries) >= most:
        del entries[next(iter(entries))]
