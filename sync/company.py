"""Who is here: one good conversation with each device of each contact.

    a line whose handshake is finished ──▶ receive() ──▶ a conversation, a pairing, or nothing

Here it is decided which of two lines to one device stays, who is left alone for a while after breaking the rules, and
what a conversation's end means.
"""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from crypto.handshake import MAX_PAYLOAD_BYTES
from sync import omp1
from sync.conversation import Conversation
from sync.dialing import FIRST_PORT
from sync.errors import MalformedError, ShelfError, UnreachableError
from sync.exchange import Exchange
from sync.pairing import Side
from sync.ports import Address, Clock, ContactName, Doorkeeper, Guest, Host, Member, Peer, Roster
from sync.talks import converse, pair
from sync.tcp import Line
from sync.trials import Trials

# Of lines that were dialled from both ends at once the one with the smaller name stays: both ends know which that
# is, in whatever order the lines arrive. Later, another line means that the first is dead at the end that dialled.
SAME_MOMENT_S: Final = 3.0
# A conversation that ended sooner was not worth dialling for.
BRIEF_S: Final = 5.0
# A peer that broke the rules is left alone for this long, doubling.
FIRST_PENALTY_S: Final = 5.0
LONGEST_PENALTY_S: Final = 300.0
GOODBYE_S: Final = 3.0
# A code can go round. Whoever has it gets past the hello, and should not get all the room there is.
MAX_PAIRINGS: Final = 4

_log = logging.getLogger("organic.sync")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A device that we are connected to.

    Attributes:
        in_step: Whether both hold the same of everything they share, as far as we know.
        since_s: Unix time at which the connection began.
        address: Where it is; the port is that of this connection, not the one it listens on.
        dialled: Whether we went to it, and it did not come to us.
    """

    person: bytes
    device: bytes
    in_step: bool
    since_s: float
    address: Address
    dialled: bool = False


@dataclass(eq=False, slots=True)
class _Presence:
    peer: Peer
    line: Line
    conversation: Conversation
    since_s: float
    since_wall_s: float
    dialled: bool
    remembered: bool = False
    replaced: bool = False


class Company:
    """The devices that we are connected to."""

    def __init__(
        self,
        exchange: Exchange,
        roster: Roster,
        doorkeeper: Doorkeeper,
        clock: Clock,
        *,
        port: Callable[[], int],
        changed: Callable[[], None],
        parted: Callable[[Member, bool, bool], None],
        trials: Trials | None = None,
    ) -> None:
        """Receive contacts.

        Args:
            exchange: Where conversations take place.
            roster: Whose devices we know.
            doorkeeper: What is said to guests and hosts.
            clock: Time.
            port: Returns the port on which we listen, to tell others.
            changed: Called when somebody came or went.
            parted: Called when a contact has gone: whether it had stayed for a while, and whether it said goodbye.
            trials: Notes which version of the protocol somebody speaks.
        """
        self._trials = trials or Trials()
        self._exchange, self._roster, self._doorkeeper, self._clock = exchange, roster, doorkeeper, clock
        self._port, self._changed, self._parted = port, changed, parted
        self._present: dict[bytes, _Presence] = {}
        self._talks: set[asyncio.Task[None]] = set()
        self._penalties: dict[bytes, tuple[float, float]] = {}
        self._pairings: Counter[bytes] = Counter()

    def neighbours(self) -> list[Neighbour]:
        """Return the devices that are here, in the order of coming."""
        return [
            Neighbour(
                p.peer.person,
                p.peer.device,
                p.conversation.in_step,
                p.since_wall_s,
                p.line.remote,
                p.dialled,
            )
            for p in self._present.values()
        ]

    def persons(self) -> set[bytes]:
        """Return the people of whom a device is here."""
        return {p.peer.person for p in self._present.values()}

    def hang_up(self, device: bytes) -> None:
        """Cut the line to a device, so that it calls back: whether it can is what one wants to know."""
        presence = self._present.get(device)
        if presence is not None:
            presence.line.abort()

    def is_left_alone(self, person: bytes) -> bool:
        """Whether this contact broke the rules a moment ago."""
        until_s, _ = self._penalties.get(person, (0.0, 0.0))
        return self._clock.monotonic_s() < until_s

    async def receive(
        self, line: Line, tasks: asyncio.TaskGroup, address: Address, *, initiator: bool
    ) -> Peer | Host:
        """Take in a line whose handshake is finished; conversations go on as one of `tasks`.

        Args:
            line: Ours from here on, to be closed whatever happens.
            tasks: Where a conversation runs.
            address: Where the other end was dialled, or where it came from.
            initiator: Whether we dialled.

        Returns:
            The device that a conversation has begun with, or the host with whom everything was said.

        Raises:
            UnreachableError: It is nobody we talk to, or the host broke off, or it was a guest, who has gone again.
        """
        # A handshake takes a moment, and a contact can be removed in that moment.
        known = {contact.name for contact in self._roster.contacts()}
        match line.established.name:
            case Member(person) as member if member in known:
                return await self._welcome(line, person, tasks, initiator=initiator)
            case Host(invitation) as host if host in known:
                if await self._pair(line, Side.GUEST, invitation, address):
                    return host
                raise UnreachableError("the host broke off")
            case Guest(invitation) as guest if guest in known:
                await self._pair(line, Side.HOST, invitation, address)
                raise UnreachableError("a guest, who has gone again")
            case _:
                await line.close(properly=True)
                raise UnreachableError("no contact any more")

    def send_away(self, keep: set[ContactName]) -> None:
        """End all conversations with people who are not among `keep`."""
        for presence in list(self._present.values()):
            if Member(presence.peer.person) not in keep:
                presence.conversation.close()

    def drop_dead(self, is_ours: Callable[[str], bool]) -> None:
        """Drop the lines whose local address is not ours any more: nothing can arrive there."""
        for presence in list(self._present.values()):
            if not is_ours(presence.line.local.host):
                presence.line.abort()

    def remember(self) -> None:
        """Note where those who are here can be found again."""
        for presence in self._present.values():
            port, host = presence.conversation.listen_port, presence.line.remote.host
            # A link-local IPv6 address is good on one interface of one computer only.
            if not presence.remembered and port >= FIRST_PORT and "%" not in host:
                presence.remembered = True
                self._roster.remember_address(Member(presence.peer.person), Address(host, port))

    async def say_goodbye(self) -> None:
        """End all conversations in peace."""
        for presence in self._present.values():
            presence.conversation.close()
        if self._talks:
            await asyncio.wait(set(self._talks), timeout=GOODBYE_S)

    async def _pair(self, line: Line, side: Side, invitation: bytes, address: Address) -> bool:
        if self._pairings[invitation] >= MAX_PAIRINGS:
            await line.close(properly=True)
            return False
        self._pairings[invitation] += 1
        try:
            return await pair(line, side, invitation, self._doorkeeper, self._clock, address)
        finally:
            self._pairings[invitation] -= 1
            self._pairings += Counter()  # forgets those with nobody left

    async def _welcome(self, line: Line, person: bytes, tasks: asyncio.TaskGroup, *, initiator: bool) -> Peer:
        now_s = self._clock.monotonic_s()
        device = self._roster.device_of(person, line.established.remote_static)
        if device is None or self.is_left_alone(person):
            await line.close(properly=True)
            raise UnreachableError("a device that we do not talk to")
        peer = Peer(person, device)
        self._note_version(person, line.established.remote_payload)
        former = self._present.get(device)
        if former is not None:
            if now_s - former.since_s < SAME_MOMENT_S and _name(former.line) < _name(line):
                await line.close(properly=True)
                return peer
            former.replaced = True
            former.conversation.close()
        conversation = self._exchange.begin(
            peer,
            initiator=initiator,
            handshake_hash=_name(line),
            listen_port=self._port(),
            now_s=now_s,
        )
        presence = _Presence(peer, line, conversation, now_s, self._clock.wall_s(), initiator)
        self._present[device] = presence
        task = tasks.create_task(self._talk(presence))
        self._talks.add(task)
        task.add_done_callback(self._talks.discard)
        # Also when the task ends before it begins, because everything ends.
        task.add_done_callback(lambda _: line.abort())
        self._changed()
        return peer

    def _note_version(self, person: bytes, payload: bytes) -> None:
        # What a peer says of itself is only noted; whether we understand each other shows in the conversation.
        with contextlib.suppress(MalformedError):
            match omp1.decode(payload, max_bytes=MAX_PAYLOAD_BYTES):
                case [int(version), *_]:
                    self._trials.speaks(person, version)

    async def _talk(self, presence: _Presence) -> None:
        try:
            await converse(presence.line, presence.conversation, self._clock)
        except* ShelfError as trouble:
            _log.warning("a conversation waits: %s", trouble.exceptions[0])
        except* Exception:  # a mistake of ours: others go on
            _log.exception("a conversation broke off")
        finally:
            await self._part(presence)

    async def _part(self, presence: _Presence) -> None:
        now_s = self._clock.monotonic_s()
        closed = presence.conversation.closed
        if closed is not None and closed.cause is not None:
            _log.info("a conversation ended: %s", closed.cause)
            if not isinstance(closed.cause, UnreachableError):
                self._penalise(presence.peer.person, now_s)
        if self._present.get(presence.peer.device) is presence:
            del self._present[presence.peer.device]
        if not presence.replaced:
            self._parted(
                Member(presence.peer.person),
                now_s - presence.since_s >= BRIEF_S,
                presence.line.said_bye,
            )
            self._changed()
        await self._exchange.end(presence.conversation, now_s)

    def _penalise(self, person: bytes, now_s: float) -> None:
        until_s, last_s = self._penalties.get(person, (0.0, 0.0))
        again = last_s and now_s - until_s < LONGEST_PENALTY_S
        pause_s = min(2 * last_s, LONGEST_PENALTY_S) if again else FIRST_PENALTY_S
        self._penalties[person] = now_s + pause_s, pause_s


def _name(line: Line) -> bytes:
    return line.established.handshake_hash
