"""Looking for the reason why somebody is not here: a few seconds of tests, and what they showed.

    survey() ── ways out of this computer ────── `interfaces.tunnels`, nothing is sent
             ── who is there? ────────────────── `probing.ask_around`, on each interface
             ── every address at hand ────────── `Caller.test`, the silent hello as ever
             ── does anybody come in? ────────── one line is cut, and whoever was on it calls back

Nothing is sent that is not sent on any other day, and to nobody else. What it means is for the caller to judge
(`organic_p2p.domain.diagnosis`).
"""

import asyncio
import contextlib
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from sync.caller import Caller
from sync.company import Company, Neighbour
from sync.discovery import Discovery, Heard
from sync.interfaces import LocalAddress, Tunnels, by_interface, local_addresses, tunnels
from sync.ports import Clock
from sync.probing import Echo, ask_around
from sync.tcp import is_ours
from sync.trials import Trial, Trials

# A connection that nobody takes is given up after five seconds; whoever is cut off waits for one, and for two more if
# it is the second of the pair, and its program may be an older one, which takes two to notice.
LONGEST_S: Final = 8.0
CALLS_BACK_S: Final = 7.0
# Only a line that stood for a while is called back at once, and at the address that its end remembers.
STOOD_S: Final = 6.0
LOOK_S: Final = 0.1


class Door(Enum):
    """Whether others get in at the port on which we listen."""

    OPEN = "open"
    SHUT = "shut"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Survey:
    """What a survey showed.

    Attributes:
        addresses: Ours, on networks that a family shares.
        tunnels: Ways that lead elsewhere.
        echoes: What came back on each interface.
        heard: Programs like this one that were heard and answered just now, or are known to answer.
        trials: What came of each address that was tried.
        neighbours: Who is here.
        door: Whether others get in.
        port: On which we listen.
        loopback_only: Whether we were told to stay on this computer.
    """

    addresses: tuple[LocalAddress, ...]
    tunnels: Tunnels
    echoes: tuple[Echo, ...]
    heard: tuple[Heard, ...]
    trials: tuple[Trial, ...]
    neighbours: tuple[Neighbour, ...]
    door: Door
    port: int
    loopback_only: bool

    @property
    def has_network(self) -> bool:
        """Whether there is anything but this computer.

        An address that an interface gave itself is no proof: it keeps it when its cable has been pulled out.
        """
        found = any(echo.hosts for echo in self.echoes) or bool(self.neighbours)
        given = any(not (a.ip.is_loopback or a.ip.is_link_local) for a in self.addresses)
        return self.loopback_only or given or found

    def is_near(self, neighbour: Neighbour) -> bool:
        """Whether somebody who is here is on a network of ours."""
        return _is_on(neighbour.address.host, self.addresses)


class Surveyor:
    """Runs the tests, one survey at a time."""

    def __init__(
        self,
        discovery: Discovery,
        caller: Caller,
        company: Company,
        trials: Trials,
        clock: Clock,
        *,
        loopback_only: bool,
    ) -> None:
        """Look at the parts of one network."""
        self._discovery, self._caller, self._company = discovery, caller, company
        self._trials, self._clock, self._loopback_only = trials, clock, loopback_only
        self._turn = asyncio.Lock()

    async def survey(self, port: int) -> Survey:
        """Test everything once more; it takes eight seconds at most, mostly three."""
        async with self._turn:
            since_s = self._clock.monotonic_s()
            addresses: tuple[LocalAddress, ...] = ()
            with contextlib.suppress(OSError):
                addresses = local_addresses(loopback_only=self._loopback_only)
            hosts = [n.address.host for n in self._company.neighbours()]
            ways = Tunnels()
            with contextlib.suppress(OSError):
                ways = tunnels(addresses, [h for h in hosts if _is_on(h, addresses)])
            for heard in self._discovery.heard():
                self._meet(heard)
            echoes: list[Echo] = []
            door = Door.UNKNOWN
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LONGEST_S):
                    testing = asyncio.create_task(self._test(addresses, echoes))
                    opening = asyncio.create_task(self._door(addresses))
                    try:
                        door = await opening
                        await testing
                    finally:
                        for task in (testing, opening):
                            task.cancel()
                        await asyncio.gather(testing, opening, return_exceptions=True)
            answered = {instance for echo in echoes for instance in echo.instances}
            return Survey(
                addresses,
                ways,
                tuple(echoes),
                tuple(h for h in self._discovery.heard() if h.instance in answered),
                tuple(self._trials.since(since_s)),
                tuple(self._company.neighbours()),
                door,
                port,
                self._loopback_only,
            )

    async def _test(self, addresses: Sequence[LocalAddress], echoes: list[Echo]) -> None:
        trying = asyncio.create_task(self._caller.test())
        asking = [
            ask_around(group, is_own=self._discovery.is_own) for group in by_interface(addresses).values()
        ]
        try:
            echoes += await asyncio.gather(*asking)
            # Who was heard only now is tried, too.
            for heard in self._discovery.heard():
                self._meet(heard)
            await trying
            await self._caller.test()
        finally:
            trying.cancel()
            await asyncio.gather(trying, return_exceptions=True)

    def _meet(self, heard: Heard) -> None:
        """Go to somebody whose clock is so wrong that discovery passes over what it hears of them."""
        if heard.clock_off_s and heard.names:
            self._caller.sighted(heard.sighting)

    async def _door(self, addresses: Sequence[LocalAddress]) -> Door:
        """Find out whether anybody gets in: if nobody has come so far, have somebody call back."""
        if any(not is_ours(host) for host in self._trials.callers()):
            return Door.OPEN
        now = self._clock.wall_s()
        near = [
            n
            for n in self._company.neighbours()
            if n.dialled
            and now - n.since_s >= STOOD_S
            and not is_ours(n.address.host)
            and _is_on(n.address.host, addresses)
        ]
        if not near:
            return Door.UNKNOWN
        chosen = near[0]
        self._caller.hold_back(chosen.person, self._clock.monotonic_s() + CALLS_BACK_S)
        self._company.hang_up(chosen.device)
        loop = asyncio.get_running_loop()
        end_s = loop.time() + CALLS_BACK_S
        while loop.time() < end_s:
            await asyncio.sleep(LOOK_S)
            if any(not is_ours(host) for host in self._trials.callers()):
                return Door.OPEN
        return Door.SHUT


def _is_on(host: str, addresses: Sequence[LocalAddress]) -> bool:
    """Whether a host is on one of our networks."""
    try:
        ip = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return any(ip in address.network for address in addresses)
