"""Where to look for whom, and when. No I/O, no clock.

    sightings ────────────▶ ┐
    remembered addresses ─▶ ├─ due() ──▶ dial this address, for one of these contacts
    invitations ──────────▶ ┘

An address is a hint and can be wrong for hours, so each has its own patience: what was just seen is tried
again soon, what was good last month ever more rarely, a host whose answer a guest is waiting for every half
minute.
"""

import ipaddress
import random
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from sync.interfaces import IPNetwork
from sync.ports import Address, ContactName, Host

FIRST_PORT: Final = 1024
MAX_ADDRESSES: Final = 512
# As many as one hello can name.
MAX_NAMES: Final = 16
# Where clouds keep the credentials of the machine that asks.
_METADATA: Final = frozenset({ipaddress.ip_address("169.254.169.254"), ipaddress.ip_address("fd00:ec2::254")})
# IPv6 addresses with an IPv4 address inside would lead around every rule for IPv4.
_TRANSLATED: Final = tuple(
    ipaddress.IPv6Network(network)
    for network in ("::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16")
)
# Of the addresses of one contact. A dead one takes seconds to show it; the living one should not wait for all of them.
MAX_AT_ONCE: Final = 2


class Source(Enum):
    """Where an address comes from: first and longest pause between attempts, in seconds."""

    SIGHTED = (1.0, 60.0)
    REMEMBERED = (2.0, 300.0)
    INVITATION = (2.0, 30.0)

    @property
    def first_s(self) -> float:
        """The pause after the first failure; it doubles with each further one."""
        return self.value[0]

    @property
    def longest_s(self) -> float:
        """The pause at which doubling ends."""
        return self.value[1]


@dataclass(slots=True)
class _Place:
    source: Source
    next_s: float
    names: dict[ContactName, None] = field(default_factory=dict)
    failures: int = 0
    dialling: bool = False


class Dialing:
    """Addresses worth trying."""

    def __init__(self, jitter: Callable[[float, float], float] = random.uniform) -> None:
        """Spread attempts by `jitter(low, high)`: computers that woke together should not knock together."""
        self._jitter = jitter
        self._places: dict[Address, _Place] = {}
        self._networks: Sequence[IPNetwork] | None = None

    def hint(
        self, name: ContactName, address: Address, source: Source, now_s: float, delay_s: float = 0.0
    ) -> None:
        """Learn that `name` may be reached at `address`, to be tried `delay_s` from now."""
        if not may_dial(address, source):
            return
        place = self._places.get(address)
        if place is None:
            self._make_room()
            place = self._places[address] = _Place(source, now_s + delay_s)
        is_new = name not in place.names
        place.names.pop(name, None)
        while len(place.names) >= MAX_NAMES:
            del place.names[next(iter(place.names))]
        place.names[name] = None
        if source.longest_s <= place.source.longest_s:
            place.source = source
        if source is Source.SIGHTED:
            # It has just said that it is there.
            place.failures = 0
        if is_new or source is Source.SIGHTED:
            # To be reminded of an address is no reason to think that it works now.
            place.next_s = min(place.next_s, now_s + delay_s)

    def due(
        self, wanted: Container[ContactName], now_s: float
    ) -> list[tuple[Address, tuple[ContactName, ...]]]:
        """Return the addresses to dial now and for whom, and note that they are being dialled."""
        busy: dict[ContactName, int] = {}
        for place in self._places.values():
            if place.dialling:
                _count(busy, place.names)
        found = []
        ready = [
            (address, place)
            for address, place in self._places.items()
            if not place.dialling and place.next_s <= now_s and self._is_at_hand(address, place)
        ]
        ready.sort(key=_promise)
        for address, place in ready:
            names = tuple(n for n in place.names if n in wanted and busy.get(n, 0) < MAX_AT_ONCE)
            if names:
                place.dialling = True
                _count(busy, names)
                found.append((address, names))
        return found

    def failed(self, address: Address, now_s: float) -> None:
        """Note that nobody we look for answered there."""
        place = self._places.get(address)
        if place is not None:
            pause_s = min(place.source.first_s * 2.0 ** min(place.failures, 16), place.source.longest_s)
            place.failures += 1
            place.dialling = False
            place.next_s = now_s + self._jitter(0.7 * pause_s, 1.3 * pause_s)

    def reached(self, address: Address, now_s: float) -> None:
        """Note that somebody we look for answered there. Try again no sooner than in a second."""
        place = self._places.get(address)
        if place is not None:
            place.failures = 0
            place.dialling = False
            place.next_s = now_s + place.source.first_s

    def lost(self, name: ContactName, now_s: float, delay_s: float) -> None:
        """Note that a good connection to `name` is gone: it may still be where it was."""
        for place in self._places.values():
            if name in place.names:
                place.failures = 0
                place.next_s = now_s + delay_s

    def refused(self, name: ContactName, now_s: float) -> None:
        """Note that `name` was there and did not stay: be patient with all its addresses."""
        for address, place in self._places.items():
            if name in place.names and not place.dialling:
                self.failed(address, now_s)

    def move(self, now_s: float, networks: Sequence[IPNetwork] | None = None) -> None:
        """Note that the network changed: what failed here may work there.

        Args:
            now_s: Monotonic time.
            networks: Those that this computer is part of now; None if that is not known.
        """
        self._networks = networks
        for place in self._places.values():
            place.failures = 0
            place.next_s = min(place.next_s, now_s)

    def hurry(self, wanted: Container[ContactName], now_s: float) -> list[Address]:
        """Have all addresses at hand of those who are wanted tried at once; return these addresses."""
        hurried = []
        for address, place in self._places.items():
            if any(name in wanted for name in place.names) and self._is_at_hand(address, place):
                place.failures = 0
                place.next_s = min(place.next_s, now_s)
                hurried.append(address)
        return hurried

    def names_at(self, address: Address) -> tuple[ContactName, ...]:
        """Return who is looked for at an address."""
        place = self._places.get(address)
        return () if place is None else tuple(place.names)

    def forget(self, name: ContactName) -> None:
        """Look for `name` no longer."""
        for place in self._places.values():
            place.names.pop(name, None)
        self._places = {a: p for a, p in self._places.items() if p.names or p.dialling}

    def names(self) -> set[ContactName]:
        """Return everybody who is looked for somewhere."""
        return {name for place in self._places.values() for name in place.names}

    def _is_at_hand(self, address: Address, place: _Place) -> bool:
        """Whether an address can mean the same computer here as where it was learnt.

        A laptop that tried its home's private addresses in every other network would tell that network where it lives.
        Global addresses mean the same everywhere, and an invitation was given to be used from elsewhere.
        """
        if self._networks is None or place.source is Source.INVITATION:
            return True
        ip = ipaddress.ip_address(address.host.partition("%")[0])
        return ip.is_global or any(ip in network for network in self._networks)

    def _make_room(self) -> None:
        if len(self._places) >= MAX_ADDRESSES:
            idle = (a for a, p in self._places.items() if not p.dialling)
            worst = max(idle, key=lambda a: self._places[a].failures, default=None)
            if worst is not None:
                del self._places[worst]


def may_dial(address: Address, source: Source) -> bool:
    """Whether this program lets itself be sent to `address`.

    An advertisement can name anything, so what it names must be near; what was
    reached before, typed by the reader or printed in an invitation may be elsewhere. Never a system's port,
    never many at once.
    """
    try:
        ip = ipaddress.ip_address(address.host.partition("%")[0])
    except ValueError:
        return False
    if not FIRST_PORT <= address.port <= 0xFFFF:
        return False
    if ip.is_multicast or ip.is_unspecified or ip == ipaddress.IPv4Address("255.255.255.255"):
        return False
    if ip in _METADATA or any(ip in network for network in _TRANSLATED if network.version == ip.version):
        return False
    near = ip.is_private or ip.is_link_local or ip.is_loopback
    return near or (source is not Source.SIGHTED and ip.is_global)


def source_of(name: ContactName) -> Source:
    """Return the patience for an address that did not come from a sighting."""
    return Source.INVITATION if isinstance(name, Host) else Source.REMEMBERED


def _promise(item: tuple[Address, _Place]) -> tuple[float, int]:
    place = item[1]
    return place.source.longest_s, place.failures


def _count(busy: dict[ContactName, int], names: Iterable[ContactName]) -> None:
    for name in names:
        busy[name] = busy.get(name, 0) + 1
