"""The network as the program sees it: contacts that are there, and one good connection to each of their
devices.

    Roster ─ whom we know ─▶ ┌─────────┐ ◀── Discovery    who is on this LAN
    Shelf ── what we hold ─▶ │ Network │ ◀── Reception    who comes to us
    Doorkeeper ─ guests ───▶ └─────────┘ ──▶ Dialing      whom we go to
                                  │
                              Exchange ── one Conversation for each neighbour

`Network.run` owns everything beneath it: cancelling it says goodbye to everybody and ends every task.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Final

from crypto.handshake import MAX_CANDIDATES, Candidate, Established, Initiator
from crypto.keys import AgreementKey
from sync import omp1, tcp
from sync.beacon import BeaconKey
from sync.dialing import FIRST_PORT, Dialing, Source, may_dial, source_of
from sync.discovery import Discovery
from sync.errors import SyncError, UnreachableError
from sync.exchange import Conversation, Exchange
from sync.interfaces import LocalAddress, local_addresses
from sync.messages import VERSION
from sync.pairing import Side
from sync.ports import (
    Address,
    Clock,
    Contact,
    ContactName,
    Doorkeeper,
    Guest,
    Host,
    Member,
    Peer,
    Roster,
    Shelf,
)
from sync.reception import Reception
from sync.sightings import Sighting
from sync.talks import converse, pair

# News that come within this time are told in one breath.
ANNOUNCE_PAUSE_S: Final = 0.05
TICK_S: Final = 1.0
# Of two that see each other the one with the smaller id dials, and the other one if nothing came of that.
SECOND_DIALS_AFTER_S: Final = 2.0
# Two connections this close together were dialled from both sides at once; later the second means that the
# first is dead at the other end.
SAME_MOMENT_S: Final = 5.0
MAX_DIALS: Final = 16
MAX_REMEMBERED: Final = 8
MAX_LOOK_AROUND: Final = 64
# A peer that broke the rules is left alone for this long, doubling.
PENALTY_S: Final = (5.0, 300.0)
GOODBYE_S: Final = 2.0

_log = logging.getLogger("organic.sync")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A device that we are connected to.

    Attributes:
        in_step: Whether both hold the same of everything they share, as far as we know.
        since_s: Unix time at which the connection began.
    """

    person: bytes
    device: bytes
    in_step: bool
    since_s: float
    address: Address


@dataclass(eq=False, slots=True)
class _Live:
    peer: Peer
    line: tcp.Line
    conversation: Conversation
    since_s: float
    since_wall_s: float
    remembered: bool = False


class Network:
    """Everything between this device and its contacts' devices."""

    def __init__(
        self,
        identity: AgreementKey,
        me: Peer,
        roster: Roster,
        shelf: Shelf,
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
            doorkeeper: What is said to guests and hosts.
            clock: Time.
            loopback_only: Use no other interface than loopback.
            listen_secret: 32 bytes from which the port of each network is derived.
            on_change: Called on the event loop when `neighbours()` has something new to say.
            quiet: Announce nothing on the local network; others are found all the same.
        """
        self.ready = asyncio.Event()
        self._identity, self._me, self._roster, self._clock = identity, me, roster, clock
        self._doorkeeper, self._on_change = doorkeeper, on_change
        self._loopback_only = loopback_only
        self._payload = omp1.encode([VERSION])
        self._news = asyncio.Event()
        self._roster_moved = False
        self._dial_now = asyncio.Event()
        self._exchange = Exchange(me, shelf, due=self._news.set, changed=on_change)
        self._reception = Reception(
            identity,
            roster,
            clock,
            self._arrived,
            payload=self._payload,
            loopback_only=loopback_only,
            listen_secret=listen_secret,
        )
        self._discovery = Discovery(
            keys=self._beacon_keys,
            on_sighting=self._sighted,
            clock=clock,
            loopback_only=loopback_only,
            quiet=quiet,
            on_network_changed=self._network_changed,
        )
        self._dialing = Dialing()
        self._dials = asyncio.Semaphore(MAX_DIALS)
        self._live: dict[bytes, _Live] = {}
        self._penalties: dict[bytes, tuple[float, float]] = {}
        self._tasks: asyncio.TaskGroup | None = None

    # -- for the program ---------------------------------------------------------------------------

    @property
    def port(self) -> int:
        """The TCP port on which we listen; 0 before `ready`."""
        return self._reception.port

    async def run(self) -> None:
        """Listen, look for contacts and talk to them, until cancelled."""
        try:
            async with asyncio.TaskGroup() as tasks:
                self._tasks = tasks
                addresses = local_addresses(loopback_only=self._loopback_only)
                port = await self._reception.open(addresses, tasks)
                self._remember_all()
                tasks.create_task(self._discovery.run(port))
                tasks.create_task(self._announcing())
                tasks.create_task(self._ticking())
                tasks.create_task(self._dialling())
                self.ready.set()
                try:
                    await asyncio.get_running_loop().create_future()
                finally:
                    self._reception.close()
                    await self._say_goodbye()
        finally:
            self._tasks = None
            self.ready.clear()

    def neighbours(self) -> list[Neighbour]:
        """Return the devices that we are connected to now."""
        return [
            Neighbour(
                live.peer.person,
                live.peer.device,
                live.conversation.in_step,
                live.since_wall_s,
                live.line.remote,
            )
            for live in self._live.values()
        ]

    async def connect(self, address: Address) -> Peer | Host:
        """Look for any contact at an address that the reader typed.

        Returns:
            The device that answered and with which a conversation has begun, or the invitation whose host
            answered.

        Raises:
            UnreachableError: Nobody who knows us answers there.
        """
        if not may_dial(address, Source.REMEMBERED):
            raise UnreachableError("an address that is not dialled")
        contacts = [c for c in self._roster.contacts() if not isinstance(c.name, Guest)]
        # Those we miss first: they are whom the reader means.
        contacts.sort(key=lambda c: self._is_connected(c.name))
        failure: UnreachableError | None = None
        for start in range(0, len(contacts), MAX_CANDIDATES):
            try:
                return await self._dial(address, contacts[start : start + MAX_CANDIDATES])
            except UnreachableError as cause:
                failure = cause
        raise failure or UnreachableError("there is nobody to look for yet")

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
        for host, port in self._discovery.look_around()[:MAX_LOOK_AROUND]:
            address = Address(host, port)
            if may_dial(address, Source.SIGHTED):
                self._spawn(self._try(address))

    # -- who is where ------------------------------------------------------------------------------

    def _beacon_keys(self) -> list[BeaconKey]:
        return [BeaconKey(contact.key, contact.role, contact.name) for contact in self._roster.contacts()]

    def _sighted(self, sighting: Sighting) -> None:
        now_s = self._clock.monotonic_s()
        for name in sighting.names:
            if isinstance(name, Member | Host):
                delay_s = SECOND_DIALS_AFTER_S if self._dials_second(name) else 0.0
                for host in sighting.hosts or (sighting.host,):
                    self._dialing.hint(name, Address(host, sighting.port), Source.SIGHTED, now_s, delay_s)
        self._dial_now.set()

    def _remember_all(self) -> None:
        now_s = self._clock.monotonic_s()
        for contact in self._roster.contacts():
            if not isinstance(contact.name, Guest) and not self._is_connected(contact.name):
                for address in list(self._roster.addresses_of(contact.name))[:MAX_REMEMBERED]:
                    self._dialing.hint(contact.name, address, source_of(contact.name), now_s)
        self._dial_now.set()

    async def _network_changed(self, addresses: tuple[LocalAddress, ...]) -> int:
        for live in list(self._live.values()):
            if not tcp.is_ours(live.line.local.host):
                # Nothing can arrive there any more, and nobody would tell us.
                live.line.abort()
        if self._tasks is not None:
            await self._reception.open(addresses, self._tasks)
        self._dialing.move(self._clock.monotonic_s())
        self._remember_all()
        return self.port

    def _dials_second(self, name: ContactName) -> bool:
        return isinstance(name, Member) and name.person < self._me.person

    def _is_connected(self, name: ContactName) -> bool:
        return isinstance(name, Member) and any(
            live.peer.person == name.person for live in self._live.values()
        )

    # -- going to others ---------------------------------------------------------------------------

    async def _dialling(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(TICK_S):
                    await self._dial_now.wait()
            self._dial_now.clear()
            now_s = self._clock.monotonic_s()
            wanted = {c.name: c for c in self._roster.contacts() if self._is_wanted(c.name, now_s)}
            for address, names in self._dialing.due(wanted, now_s):
                self._spawn(self._try_hint(address, [wanted[name] for name in names]))

    def _is_wanted(self, name: ContactName, now_s: float) -> bool:
        if isinstance(name, Guest) or self._is_connected(name):
            return False
        return not isinstance(name, Member) or not self._is_penalised(name.person, now_s)

    async def _try_hint(self, address: Address, contacts: Sequence[Contact]) -> None:
        async with self._dials:
            try:
                found = await self._dial(address, contacts)
            except UnreachableError as cause:
                _log.debug("not reached: %s", cause)
                self._dialing.failed(address, self._clock.monotonic_s())
                return
        if isinstance(found, Host) and any(c.name == found for c in self._roster.contacts()):
            # The host wants to be asked again later, and patience grows as with a failure.
            self._dialing.failed(address, self._clock.monotonic_s())
        else:
            self._dialing.reached(address, self._clock.monotonic_s())

    async def _try(self, address: Address) -> None:
        async with self._dials:
            with contextlib.suppress(UnreachableError):
                await self.connect(address)

    async def _dial(self, address: Address, contacts: Sequence[Contact]) -> Peer | Host:
        reader, writer = await tcp.connect(address)
        try:
            candidates = [Candidate(contact.name, contact.key) for contact in contacts]
            machine = Initiator(self._identity, candidates, self._payload)
            established = await tcp.shake(machine, reader, writer)
            line = tcp.Line(reader, writer, established, self._clock)
        except BaseException:
            await tcp.close_writer(writer)
            raise
        match established.name:
            case Host() as host:
                if not await pair(line, Side.GUEST, host.invitation, self._doorkeeper, self._clock, address):
                    raise UnreachableError("the host broke off")
                return host
            case Member(person):
                live, is_new = await self._welcome(line, person, initiator=True)
                if is_new:
                    self._spawn(self._talk(live))
                return live.peer
            case _:
                await line.close(properly=True)
                raise UnreachableError("somebody whom we do not look for")

    # -- others coming to us -----------------------------------------------------------------------

    async def _arrived(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, established: Established
    ) -> None:
        line = tcp.Line(reader, writer, established, self._clock)
        match established.name:
            case Guest(invitation):
                await pair(line, Side.HOST, invitation, self._doorkeeper, self._clock, line.remote)
            case Host(invitation):
                await pair(line, Side.GUEST, invitation, self._doorkeeper, self._clock, line.remote)
            case Member(person):
                with contextlib.suppress(UnreachableError):
                    live, is_new = await self._welcome(line, person, initiator=False)
                    if is_new:
                        await self._talk(live)

    async def _welcome(self, line: tcp.Line, person: bytes, *, initiator: bool) -> tuple[_Live, bool]:
        """Return a conversation with somebody who holds a contact's key, and whether it begins on this line.

        Raises:
            UnreachableError: It is no device of theirs, or one that broke the rules a moment ago.
        """
        now_s = self._clock.monotonic_s()
        device = self._roster.device_of(person, line.established.remote_static)
        if device is None or self._is_penalised(person, now_s):
            await line.close(properly=True)
            raise UnreachableError("a device that we do not talk to")
        former = self._live.get(device)
        if former is not None:
            ours_is_better = former.line.established.handshake_hash < line.established.handshake_hash
            if now_s - former.since_s < SAME_MOMENT_S and ours_is_better:
                await line.close(properly=True)
                return former, False
            former.conversation.close()
        peer = Peer(person, device)
        conversation = self._exchange.begin(
            peer,
            initiator=initiator,
            handshake_hash=line.established.handshake_hash,
            listen_port=self.port,
            now_s=now_s,
        )
        live = _Live(peer, line, conversation, now_s, self._clock.wall_s())
        self._live[device] = live
        self._on_change()
        return live, True

    async def _talk(self, live: _Live) -> None:
        try:
            await converse(live.line, live.conversation, self._clock)
        finally:
            await self._part(live)

    async def _part(self, live: _Live) -> None:
        now_s = self._clock.monotonic_s()
        closed = live.conversation.closed
        if closed is not None and closed.cause is not None:
            _log.info("a conversation ended: %s", closed.cause)
            self._penalise(live.peer.person, now_s)
        await self._exchange.end(live.conversation, now_s)
        if self._live.get(live.peer.device) is live:
            del self._live[live.peer.device]
            member = Member(live.peer.person)
            self._dialing.lost(
                member, now_s, SECOND_DIALS_AFTER_S + 1.0 if self._dials_second(member) else 1.0
            )
            self._on_change()

    # -- in the course of time ---------------------------------------------------------------------

    async def _announcing(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            await self._guarded(self._exchange.announce(self._clock.monotonic_s()))
            if self._roster_moved:
                # Only now: who was removed has heard of it.
                self._roster_moved = False
                self._follow_roster()
            await asyncio.sleep(ANNOUNCE_PAUSE_S)

    def _follow_roster(self) -> None:
        names = {contact.name for contact in self._roster.contacts()}
        for live in list(self._live.values()):
            if Member(live.peer.person) not in names:
                live.conversation.close()
        for name in self._dialing.names() - names:
            self._dialing.forget(name)
        self._remember_all()

    async def _ticking(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            await self._guarded(self._exchange.tick(self._clock.monotonic_s()))
            for live in self._live.values():
                self._remember(live)

    def _remember(self, live: _Live) -> None:
        port = live.conversation.listen_port
        if live.remembered or port < FIRST_PORT:
            return
        live.remembered = True
        # A link-local address is good on one interface of one computer only.
        if "%" not in live.line.remote.host:
            self._roster.remember_address(Member(live.peer.person), Address(live.line.remote.host, port))

    def _is_penalised(self, person: bytes, now_s: float) -> bool:
        until_s, _ = self._penalties.get(person, (0.0, 0.0))
        return now_s < until_s

    def _penalise(self, person: bytes, now_s: float) -> None:
        shortest_s, longest_s = PENALTY_S
        until_s, last_s = self._penalties.get(person, (0.0, 0.0))
        again = now_s - until_s < longest_s
        pause_s = min(2 * last_s, longest_s) if last_s and again else shortest_s
        self._penalties[person] = now_s + pause_s, pause_s

    async def _say_goodbye(self) -> None:
        for live in self._live.values():
            live.conversation.close()
        deadline_s = self._clock.monotonic_s() + GOODBYE_S
        while self._live and self._clock.monotonic_s() < deadline_s:
            await asyncio.sleep(0.02)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        if self._tasks is not None:
            self._tasks.create_task(self._guarded(work))

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except (SyncError, OSError) as cause:
            _log.info("ended: %s", type(cause).__name__)
        except Exception:
            _log.exception("a connection failed by a mistake of ours")
