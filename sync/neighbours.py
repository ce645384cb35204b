"""The network as the program sees it: contacts that are there, and what reaches them.

    Roster ─ whom we know ──▶ ┌─────────┐ ◀─ Discovery    who is on this LAN
    Shelf, Vault ─ we hold ─▶ │ Network │ ◀─ Reception    who comes to us
    Doorkeeper ─ guests ────▶ └─────────┘ ◀─ Caller       whom we go to
                                   │
                    Company ── Exchange ── one Conversation for each neighbour

`Network.run` owns everything beneath it: cancelling it says goodbye to everybody and ends every task.
"""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Final

from crypto.handshake import Established
from crypto.keys import AgreementKey
from sync import omp1, tcp
from sync.beacon import BeaconKey
from sync.caller import Caller
from sync.company import Company, Neighbour
from sync.dialing import Source, may_dial
from sync.discovery import Discovery
from sync.errors import UnreachableError
from sync.exchange import Exchange
from sync.interfaces import LocalAddress, local_addresses
from sync.messages import VERSION
from sync.ports import Address, Clock, Doorkeeper, Host, Member, Peer, Roster, Shelf, Vault
from sync.reception import Reception
from sync.survey import Survey, Surveyor
from sync.tasks import quietly
from sync.trials import Trials

__all__ = ["Neighbour", "Network"]

# News that come within this time are told in one breath.
ANNOUNCE_PAUSE_S: Final = 0.05
TICK_S: Final = 1.0
MAX_LOOK_AROUND: Final = 64


class Network:
    """Everything between this device and its contacts' devices.

    Attributes:
        ready: Set while we listen.
    """

    def __init__(
        self,
        identity: AgreementKey,
        me: Peer,
        roster: Roster,
        shelf: Shelf,
        vault: Vault,
        doorkeeper: Doorkeeper,
        clock: Clock,
        *,
        loopback_only: bool,
        listen_secret: bytes,
        on_change: Callable[[], None],
        quiet: bool = False,
    ) -> None:
        """Bring the parts together; `run` starts them.

        Args:
            identity: This device's transport key.
            me: This device and its person.
            roster: Whom we know.
            shelf: What we hold.
            vault: The files that belong to it.
            doorkeeper: What is said to guests and hosts.
            clock: Time.
            loopback_only: Use no other interface than loopback.
            listen_secret: 32 bytes from which the port of each network is derived.
            on_change: Called on the event loop when `neighbours()` has something new to say.
            quiet: Announce nothing on the local network; others are found all the same.
        """
        self.ready = asyncio.Event()
        self._roster, self._clock, self._loopback_only = roster, clock, loopback_only
        self._news = asyncio.Event()
        self._roster_moved = False
        self._tasks: asyncio.TaskGroup | None = None
        payload = omp1.encode([VERSION])
        self._trials = Trials()
        self._exchange = Exchange(me, shelf, vault, due=self._news.set, changed=on_change)
        self._reception = Reception(
            identity,
            roster,
            clock,
            self._arrived,
            payload=payload,
            loopback_only=loopback_only,
            listen_secret=listen_secret,
            came=lambda host: self._trials.came(host, clock.monotonic_s()),
        )
        self._company = Company(
            self._exchange,
            roster,
            doorkeeper,
            clock,
            port=lambda: self._reception.port,
            changed=on_change,
            parted=lambda member, stayed, said_goodbye: self._caller.parted(
                member, stayed=stayed, said_goodbye=said_goodbye
            ),
            trials=self._trials,
        )
        self._caller = Caller(
            identity, me, roster, self._company, clock, payload=payload, trials=self._trials
        )
        self._discovery = Discovery(
            keys=self._beacon_keys,
            on_sighting=self._caller.sighted,
            clock=clock,
            loopback_only=loopback_only,
            quiet=quiet,
            on_network_changed=self._network_changed,
        )
        self._surveyor = Surveyor(
            self._discovery,
            self._caller,
            self._company,
            self._trials,
            clock,
            loopback_only=loopback_only,
        )

    @property
    def port(self) -> int:
        """The TCP port on which we listen; 0 before `ready`."""
        return self._reception.port

    async def run(self) -> None:
        """Listen, look for contacts and talk to them, until cancelled.

        Raises:
            OSError: This computer lets nobody listen at all.
        """
        try:
            async with asyncio.TaskGroup() as tasks:
                self._tasks = tasks
                addresses: tuple[LocalAddress, ...] = ()
                with contextlib.suppress(OSError):
                    addresses = local_addresses(loopback_only=self._loopback_only)
                port = await self._reception.open(addresses, tasks)
                self._caller.moved([address.network for address in addresses])
                tasks.create_task(self._discovery.run(port))
                tasks.create_task(self._caller.run())
                tasks.create_task(self._announcing())
                tasks.create_task(self._ticking())
                self.ready.set()
                try:
                    await asyncio.Event().wait()
                finally:
                    self._reception.close()
                    await self._company.say_goodbye()
        finally:
            self._tasks = None
            self.ready.clear()

    def neighbours(self) -> list[Neighbour]:
        """Return the devices that we are connected to now."""
        return self._company.neighbours()

    async def connect(self, address: Address) -> Peer | Host:
        """Look for any contact at an address that the reader typed.

        Returns:
            The device that answered and with which a conversation has begun, or the invitation whose host answered.

        Raises:
            UnreachableError: Nobody who knows us answers there, or it is no address that is ever dialled.
        """
        if self._tasks is None or not may_dial(address, Source.REMEMBERED):
            raise UnreachableError("an address that is not dialled")
        return await self._caller.connect(address, self._tasks)

    async def survey(self) -> Survey:
        """Test, for some seconds, what could keep us from our contacts."""
        return await self._surveyor.survey(self.port)

    def heard_s(self, person: bytes) -> float | None:
        """Return the Unix time at which somebody was heard on a network last, since this program started."""
        return self._trials.heard_s(Member(person))

    def version_of(self, person: bytes) -> int | None:
        """Return which version of the protocol somebody's computer spoke last, if it was here."""
        return self._trials.version_of(person)

    def roster_changed(self) -> None:
        """Hear that contacts came or went."""
        self._roster_moved = True
        self._discovery.refresh()
        self._news.set()

    def scopes_changed(self) -> None:
        """Hear that scopes came or went, or who has a right to them."""
        self._news.set()

    def look_around(self) -> None:
        """Try every computer on the local network that runs this program, for contacts that we miss."""
        places = self._discovery.look_around()[:MAX_LOOK_AROUND]
        if self._tasks is not None:
            self._tasks.create_task(quietly(self._caller.look_around(places, self._tasks)))

    def _beacon_keys(self) -> list[BeaconKey]:
        return [BeaconKey(contact.key, contact.role, contact.name) for contact in self._roster.contacts()]

    async def _arrived(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, established: Established
    ) -> None:
        line = tcp.Line(reader, writer, established, self._clock)
        if self._tasks is not None:
            with contextlib.suppress(UnreachableError):
                await self._company.receive(line, self._tasks, line.remote, initiator=False)

    async def _network_changed(self, addresses: tuple[LocalAddress, ...]) -> int:
        self._trials.moved()
        self._company.drop_dead(tcp.is_ours)
        if self._tasks is not None:
            await self._reception.open(addresses, self._tasks)
        self._caller.moved([address.network for address in addresses])
        return self.port

    async def _announcing(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            await quietly(self._exchange.announce(self._clock.monotonic_s()))
            if self._roster_moved:
                # Only now: who was removed has heard of it.
                self._roster_moved = False
                self._company.send_away({contact.name for contact in self._roster.contacts()})
                self._caller.remember()
            await asyncio.sleep(ANNOUNCE_PAUSE_S)

    async def _ticking(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            await quietly(self._exchange.tick(self._clock.monotonic_s()))
            self._company.remember()
