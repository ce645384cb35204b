"""Finding contacts on the local network without being recognised by anybody else there.

    keys ─────────▶ ┌───────────┐ ── Beacon ──────▶ Link ◀──▶ one network interface
    addresses ────▶ │ Discovery │                   Link ◀──▶ another one
    clock ────────▶ └───────────┘ ◀── Advertisement ──┘
                          └── Sightings ──▶ on_sighting(Sighting)

Once a second `Discovery` looks at the addresses that this computer has, at the clock and at the keys, and
does what follows from a change:

    addresses         the links of interfaces that changed fall silent at once; the caller may move its
                      listener; new links begin with everything fresh
    half hour over    everything that is announced is replaced: names, salt, tokens
    keys              the same, because a changed set of tokens under an old salt tells how many are real;
                      and what was seen before is looked at with the new keys
    woken up          a computer that slept, or whose clock was set, begins anew

No network at the start, or none for a week, is a state like any other. What is seen is a hint and nothing
more: that an advertisement is still there does not mean that anybody is.
"""

import asyncio
import contextlib
import logging
import random
import secrets
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial

import zeroconf

from sync import interfaces
from sync.beacon import PERIOD_S, BeaconKey, build, match, period_at, writing_of
from sync.interfaces import LocalAddress
from sync.link import Link
from sync.mdns import hush_log
from sync.ports import Clock
from sync.settling import Settling
from sync.sightings import Advertisement, Sighting, Sightings

POLL_S = 1.0

# Everything is renewed at a random moment of the first five minutes of each half hour, so every 25 to 35
# minutes. Near the boundary, because readers accept the half hours before and after their own: so a clock may
# be wrong by almost that much. Everybody's in the same minutes, because then new names are harder to match
# with old ones.
RENEWAL_SPREAD_S = 300.0

# Several contacts come at once when a circle is joined; they share one renewal.
KEYS_SETTLE_S = 0.3
MIN_RENEWAL_S = 1.0

# More interfaces than this are not a home computer's; each costs two sockets or three.
MAX_LINKS = 4
MAX_RESOLVES = 8

# Names of ours that may still be heard: of a round or two on each link.
OWN_NAMES = 64

# Advertisements of strangers, or of contacts whose clocks are wrong, that are puzzled over when somebody asks why.
MAX_PUZZLES = 64

# A tick this late, or clocks that part this far, mean that the computer slept or its clock was set.
NAP_S = 20.0
CLOCK_SET_S = 90.0

_log = logging.getLogger("organic.sync.discovery")


@dataclass(frozen=True, slots=True)
class Heard:
    """An advertisement that was heard, as somebody sees it who looks for faults.

    Attributes:
        instance: Its name.
        names: Contacts that it can be from, also if their clock is wrong.
        version: Of the beacon.
        clock_off_s: How far its writer's clock is ahead of ours, to half an hour; 0 if discovery can read it, and
            None if nobody can tell.
        sighting: Where it says that they are.
    """

    instance: str
    names: tuple[Hashable, ...]
    version: int
    clock_off_s: int | None
    sighting: Sighting


class Discovery:
    """Advertises this computer to its contacts, and reports theirs."""

    def __init__(
        self,
        *,
        keys: Callable[[], Sequence[BeaconKey]],
        on_sighting: Callable[[Sighting], None],
        clock: Clock,
        loopback_only: bool,
        quiet: bool = False,
        on_network_changed: Callable[[tuple[LocalAddress, ...]], Awaitable[int]] | None = None,
        scan: Callable[[], tuple[LocalAddress, ...]] | None = None,
        make_link: Callable[..., Link] = Link,
    ) -> None:
        """Prepare; `run` does the rest.

        Args:
            keys: Returns our contacts, those met last first; asked again after `refresh`.
            on_sighting: Called on the event loop for each contact's advertisement that is new or has changed.
            clock: Wall time for the beacons, monotonic time for pauses.
            loopback_only: Use no other interface than loopback.
            quiet: Look for others, but announce nothing.
            on_network_changed: Called with the new addresses after they changed; returns the port to
                advertise from then on.
            scan: Returns this computer's addresses; for tests.
            make_link: Makes links; for tests.
        """
        self._read_keys, self._on_sighting, self._clock, self._quiet = keys, on_sighting, clock, quiet
        self._on_network_changed = on_network_changed
        self._scan = scan or partial(interfaces.local_addresses, loopback_only=loopback_only)
        self._make_link = make_link
        self._port = 0
        self._keys: tuple[BeaconKey, ...] = ()
        self._addresses: tuple[LocalAddress, ...] | None = None
        self._links: dict[str, _Held] = {}
        self._settling: dict[str, Settling] = {}
        self._sightings = Sightings()
        self._own: deque[str] = deque(maxlen=OWN_NAMES)
        self._slots = asyncio.Semaphore(MAX_RESOLVES)
        self._wake = asyncio.Event()
        self._keys_changed_s: float | None = None
        self._renewed_s = float("-inf")
        self._renew_at_wall_s = 0.0
        self._last_tick = (0.0, 0.0)

    # For the caller.

    async def run(self, port: int) -> None:
        """Advertise `port` and look for contacts until cancelled. Lack of a network is no error."""
        hush_log()
        self._port = port
        self._keys = tuple(self._read_keys())
        self._sightings.set_keys(self._keys, self._clock.wall_s())
        self._plan_renewal()
        self._last_tick = self._clock.wall_s(), self._clock.monotonic_s()
        async with asyncio.TaskGroup() as tasks:
            while True:
                await self._tick(tasks)
                self._wake.clear()
                pause_s = POLL_S if self._keys_changed_s is None else min(POLL_S, KEYS_SETTLE_S)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(pause_s):
                        await self._wake.wait()

    def refresh(self) -> None:
        """Notice that the keys have changed: a second later others can read our beacon, and we theirs."""
        if self._keys_changed_s is None:
            self._keys_changed_s = self._clock.monotonic_s()
            self._wake.set()

    def port_changed(self, port: int) -> None:
        """Advertise another port, with everything else fresh, too."""
        if port != self._port:
            self._port = port
            self._renew()

    def known(self) -> tuple[Sighting, ...]:
        """Return the advertisements of contacts that have not been withdrawn, those seen last first."""
        return self._sightings.known()

    def look_around(self) -> tuple[tuple[str, int], ...]:
        """Return every (host, port) that is advertised by anybody, and ask the network for more.

        For the reader who misses somebody: a contact whose clock is wrong has a beacon that we cannot read,
        but still answers to the right hello.
        """
        for held in self._links.values():
            held.link.ask_again()
        return self._sightings.places()

    def is_own(self, instance: str) -> bool:
        """Whether an instance name is, or was lately, one of ours."""
        return instance in self._own

    def heard(self) -> list[Heard]:
        """Return what was heard and not withdrawn, also what is too old, too new or too strange to be believed."""
        wall_s = self._clock.wall_s()
        patience = MAX_PUZZLES
        found = []
        for _, instance, seen, names in self._sightings.entries():
            writing = writing_of(seen.txt, wall_s)
            if writing is None:
                continue
            off_s: int | None = 0 if names else None
            if not names and writing.periods and patience:
                patience -= 1
                names, off_s = self._puzzle_out(seen, writing.periods, wall_s)
            sighting = Sighting(names, seen.hosts[0], seen.port, seen.hosts)
            found.append(Heard(instance, names, writing.version, off_s, sighting))
        return found

    def _puzzle_out(
        self, seen: Advertisement, periods: Sequence[int], wall_s: float
    ) -> tuple[tuple[Hashable, ...], int | None]:
        """Return whose an advertisement is whose writer lives in another half hour, and how far away that is."""
        for period in periods:
            then_s = (period + 0.5) * PERIOD_S
            names = match(seen.txt, seen.port, seen.addresses, self._keys, then_s)
            if names:
                return tuple(names), (period - period_at(wall_s)) * PERIOD_S
        return (), None

    @property
    def links(self) -> int:
        """How many interfaces are in use; 0 without a network."""
        return len(self._links)

    # What happens each second.

    async def _tick(self, tasks: asyncio.TaskGroup) -> None:
        self._notice_nap()
        now_s = self._clock.monotonic_s()
        # Where the system cannot say, with too many files open perhaps, nothing is known to have changed.
        with contextlib.suppress(OSError):
            addresses = self._scan()
            if addresses != self._addresses:
                await self._move(addresses)
        self._open_links(tasks, now_s)
        due_s = self._keys_changed_s
        if due_s is not None and now_s >= max(due_s + KEYS_SETTLE_S, self._renewed_s + MIN_RENEWAL_S):
            self._take_keys()
        if self._clock.wall_s() >= self._renew_at_wall_s:
            self._renew()

    def _notice_nap(self) -> None:
        wall_s, monotonic_s = self._clock.wall_s(), self._clock.monotonic_s()
        then_wall_s, then_s = self._last_tick
        self._last_tick = wall_s, monotonic_s
        passed_s = monotonic_s - then_s
        if passed_s > NAP_S or abs(wall_s - then_wall_s - passed_s) > CLOCK_SET_S:
            _log.info("starting anew after a pause or a change of the clock")
            for held in list(self._links.values()):
                self._drop(held)
            self._plan_renewal()

    async def _move(self, addresses: tuple[LocalAddress, ...]) -> None:
        """Go from the old addresses to new ones: first silence, then the listener, then new links."""
        first, self._addresses = self._addresses is None, addresses
        groups = interfaces.by_interface(addresses)
        now_s = self._clock.monotonic_s()
        for held in list(self._links.values()):
            group = groups.get(held.link.name, ())
            if interfaces.advertised(group) == held.link.advertised:
                held.link.addresses = group
            else:
                held.link.fall_silent()
                self._drop(held)
        for name in groups.keys() | self._settling.keys():
            settling = self._settling.setdefault(name, Settling())
            settling.notice(interfaces.advertised(groups.get(name, ())), now_s)
        self._settling = {name: s for name, s in self._settling.items() if not s.is_forgotten(now_s)}
        if not first and self._on_network_changed is not None:
            _log.info("the network changed: %d interfaces", len(groups))
            self.port_changed(await self._on_network_changed(addresses))

    def _open_links(self, tasks: asyncio.TaskGroup, now_s: float) -> None:
        for name, group in interfaces.by_interface(self._addresses or ()).items():
            if name in self._links or len(self._links) >= MAX_LINKS:
                continue
            if not self._settling[name].is_over(now_s):
                continue
            link = self._make_link(
                group,
                scan=self._scan,
                is_own=self._own.__contains__,
                on_seen=self._seen,
                on_gone=self._gone,
                slots=self._slots,
            )
            self._announce(link)
            held = self._links[name] = _Held(link)
            held.task = tasks.create_task(self._keep(held))

    async def _keep(self, held: "_Held") -> None:
        """Run a link; when it fails, as on an interface that has just gone, let it be tried again later."""
        link = held.link
        try:
            await link.run()
        except* (OSError, zeroconf.Error, RuntimeError) as failed:
            _log.info("an interface is not usable: %s", type(failed.exceptions[0]).__name__)
            if settling := self._settling.get(link.name):
                settling.fail(self._clock.monotonic_s())
        finally:
            self._forget(held)

    def _drop(self, held: "_Held") -> None:
        self._forget(held)
        if held.task is not None:
            held.task.cancel()

    def _forget(self, held: "_Held") -> None:
        if self._links.get(held.link.name) is held:
            del self._links[held.link.name]
            self._sightings.forget(held.link.name)

    # What is announced.

    def _renew(self) -> None:
        """Replace everything that is announced."""
        self._renewed_s = self._clock.monotonic_s()
        self._plan_renewal()
        for held in self._links.values():
            self._announce(held.link)

    def _announce(self, link: Link) -> None:
        if self._quiet:
            return
        packed = [a.ip.packed for a in link.advertised]
        beacon = build(self._keys, self._port, packed, self._clock.wall_s(), secrets.token_bytes)
        self._own.append(beacon.instance)
        link.show(beacon)

    def _plan_renewal(self) -> None:
        next_period = period_at(self._clock.wall_s()) + 1
        spread_s = random.uniform(0, RENEWAL_SPREAD_S)  # noqa: S311
        self._renew_at_wall_s = next_period * PERIOD_S + spread_s

    # What is seen.

    def _take_keys(self) -> None:
        self._keys_changed_s = None
        old = {(k.key, k.role) for k in self._keys}
        self._keys = tuple(self._read_keys())
        if {(k.key, k.role) for k in self._keys} != old:
            self._renew()
        for sighting in self._sightings.set_keys(self._keys, self._clock.wall_s()):
            self._on_sighting(sighting)

    def _seen(self, link: Link, instance: str, advertisement: Advertisement) -> None:
        sighting = self._sightings.take(link.name, instance, advertisement, self._clock.wall_s())
        if sighting is not None:
            self._on_sighting(sighting)

    def _gone(self, link: Link, instance: str) -> None:
        self._sightings.forget(link.name, instance)


@dataclass(eq=False, slots=True)
class _Held:
    """A link and the task that runs it."""

    link: Link
    task: asyncio.Task[None] | None = None
