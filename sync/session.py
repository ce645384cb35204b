"""One conversation with one peer, from greeting to goodbye, free of I/O.

A `Session` turns the peer's bytes into events and this device's wishes into bytes. It opens no socket, reads no clock
and touches no shelf: `sync.conversation` decides what to say, `sync.talks` moves the bytes, tests do both by hand.

    peer bytes ── receive() ──▶ Session ── events ──▶ caller
    caller ── offer(), pull(), send_ops() … ──▶ Session ── take_outgoing() ──▶ peer bytes

It keeps what belongs to the conversation alone: the tokens by which the two name scopes, what the peer says it holds
of each, credit on both sides, and when somebody has been silent for too long.

A mistake of the peer is an event (`Closed`), as is its silence; a mistake of the caller is an exception
(`LocalProtocolError`). Whatever the peer sends, there is one `Closed` and nothing after it.
"""

import random
import secrets
from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from typing import Final

from sync import messages, wire
from sync.credits import INITIAL, Credit, Window
from sync.errors import LocalProtocolError, MalformedError, RemoteProtocolError, SyncError, UnreachableError
from sync.events import (
    Answered,
    Arrived,
    Asked,
    AskedBodies,
    AskedParts,
    BodiesArrived,
    Closed,
    CreditCame,
    Event,
    Greeted,
    Introduced,
    Lacks,
    Met,
    PartsArrived,
    PeerHasFiles,
    PeerHolds,
    Sought,
)
from sync.frames import FrameReader, frame
from sync.messages import MAX_FEEDS, MAX_SCOPES, SHORT_BYTES, Channel, Fault, Message, Range
from sync.naming import Naming
from sync.omp1 import Value
from sync.ops import Op, parse
from sync.ports import Extent, FeedKey, Held, Vector
from sync.runs import Run, decode_run, dev8, encode_run

GREET_TIMEOUT_S: Final = 10.0
SILENCE_TIMEOUT_S: Final = 150.0
# Random, so that two conversations cannot be told apart by their rhythm; twice within the peer's patience.
PING_AFTER_S: Final = (45.0, 75.0)
MAX_OPENINGS: Final = 64
# Two requests of a kind are under way at a time; eight would be a queue in our memory instead of the peer's.
MAX_QUEUED_REQUESTS: Final = 8
# Parts of files are asked for in small requests, one for each file, of which many may be small.
MAX_QUEUED_FETCHES: Final = 32
# Answers wait for credit; everything else is small. So much unread means that the peer asks and does not listen.
MAX_UNREAD_BYTES: Final = 4 << 20
# What a message costs to read, measured against an operation: one by itself, and one for so many bytes more.
MESSAGE_WORK: Final = 4
BYTES_PER_WORK: Final = 128


class State(Enum):
    """How far the conversation is."""

    AWAIT_GREET = auto()
    OPEN = auto()
    CLOSED = auto()


class Session:
    """One conversation with one peer.

    Attributes:
        state: How far it is.
        views: What the peer says it holds, for each scope that both named and whose vector is known.
        work: What reading the peer's messages has cost so far, in operations; those that it was given credit for are
            left out.
    """

    def __init__(
        self,
        *,
        initiator: bool,
        handshake_hash: bytes,
        listen_port: int,
        scopes: Mapping[bytes, Vector],
        now_s: float,
        rng: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        """Greet the peer and name `scopes` to it; the bytes wait in `take_outgoing`.

        Args:
            initiator: Whether this device dialled. The two sides have different roles.
            handshake_hash: 32 bytes that both sides share and nobody else knows.
            listen_port: Where we can be dialled later; 0 to ask not to be remembered.
            scopes: What the peer has a right to, most important first, with what we hold of each.
            now_s: Monotonic time in seconds.
            rng: Returns that many random bytes, for padding.
        """
        self.state = State.AWAIT_GREET
        self.views: dict[bytes, dict[FeedKey, Extent]] = {}
        self.work = 0
        self._naming = Naming(0 if initiator else 1, handshake_hash, rng)
        self._reader = FrameReader()
        self._outgoing = bytearray()
        self._openings = self._openings_heard = 0
        self._credit = {channel: Credit(amount) for channel, amount in INITIAL.items()}
        self._window = {channel: Window(amount) for channel, amount in INITIAL.items()}
        self._number = 0
        self._pulls: set[int] = set()
        self._wants: dict[int, tuple[bytes, set[bytes]]] = {}
        self._queued_requests = 0
        self._fetches: dict[int, tuple[bytes, bytes, set[int]]] = {}
        self._queued_fetches = 0
        self._started_s = self._heard_s = now_s
        self._ping_at_s = now_s + random.uniform(*PING_AFTER_S)  # noqa: S311 — a rhythm, no secret
        self._send(messages.Greet(messages.VERSION, listen_port))
        self._name(scopes)

    # -- what the caller may know ----

    @property
    def is_closed(self) -> bool:
        """Whether it is over, for whatever reason."""
        return self.state is State.CLOSED

    @property
    def mutual(self) -> frozenset[bytes]:
        """The scopes that both sides named."""
        return frozenset(self._naming.mutual)

    @property
    def offered(self) -> frozenset[bytes]:
        """The scopes that we named to the peer."""
        return frozenset(self._naming.offers)

    @property
    def heard_scopes(self) -> bool:
        """Whether the peer has named its scopes, so that what both share is known."""
        return self._naming.heard

    def shares(self, scope: bytes) -> bool:
        """Whether both sides named `scope`."""
        return scope in self._naming.mutual

    def snapshot(self, scope: bytes) -> Vector:
        """Return what we held of an offered scope when we named it."""
        return self._naming.offers[scope].snapshot

    def outgoing_bytes(self) -> int:
        """Return how many bytes wait to be taken."""
        return len(self._outgoing)

    # -- what the caller may do ----

    def offer(self, scopes: Mapping[bytes, Vector]) -> list[Event]:
        """Name further scopes, and return what follows from that."""
        new = {scope: vector for scope, vector in scopes.items() if scope not in self._naming.offers}
        if self.is_closed or not new:
            return []
        self._name(new)
        events: list[Event] = []
        for scope in new:
            their_digest = self._naming.named_before(scope)
            if their_digest is not None:
                events.append(self._meet(scope, their_digest))
            elif self._naming.heard:
                events.append(Lacks(scope))
        return events

    def retract(self, scope: bytes) -> None:
        """Share `scope` no longer: the peer's words about it are those about a scope unknown."""
        self._naming.withdraw(scope)
        self.views.pop(scope, None)

    def introduce(self, scope: bytes, genesis: Op) -> None:
        """Tell the peer that it belongs to `scope`; not at all if it was told of too many."""
        if self._openings < MAX_OPENINGS:
            self._openings += 1
            self._send(messages.Open(self._token(scope), genesis.raw_header, genesis.body))

    def send_vector(self, scope: bytes, vector: Vector) -> None:
        """Tell the peer everything that we hold of a scope that both named."""
        self._send(messages.Vect(self._token(scope), vector))

    def send_have(self, scope: bytes, changed: Vector) -> None:
        """Tell the peer which feeds of a scope advanced here."""
        self._send(messages.Have(self._token(scope), changed))

    def pull(self, scope: bytes, ranges: Sequence[Range]) -> int:
        """Ask for operations; return the number that `Answered` will carry."""
        self._number += 1
        self._pulls.add(self._number)
        self._send(messages.Pull(self._token(scope), self._number, ranges))
        return self._number

    def want(self, scope: bytes, ids: Sequence[bytes]) -> int:
        """Ask for bodies; return the number that `BodiesArrived` will carry."""
        self._number += 1
        self._wants[self._number] = scope, set(ids)
        self._send(messages.Want(self._token(scope), self._number, ids))
        return self._number

    def send_ops(self, scope: bytes, runs: Sequence[Run]) -> bool:
        """Send operations if the peer's credit covers them; return whether they were sent."""
        values = [encode_run(run) for run in runs]
        return self._send_counted(messages.Ops(self._token(scope), values), Channel.OPS)

    def send_done(self, number: int) -> None:
        """End the answer to the peer's request `number`."""
        self._queued_requests -= 1
        self._send(messages.Done(number))

    def send_bodies(self, number: int, bodies: Sequence[tuple[bytes, bytes | None]], *, last: bool) -> bool:
        """Answer (part of) the peer's request if its credit covers that; return whether it was sent."""
        sent = self._send_counted(messages.Body(number, bodies), Channel.BODIES)
        if sent and last:
            self._queued_requests -= 1
        return sent

    def seek(self, scope: bytes, ids: Sequence[bytes], *, keep: bool) -> None:
        """Ask which of these files the peer holds, and with `keep` whether it promises to keep them for a day."""
        self._send(messages.Seek(self._token(scope), keep, ids))

    def send_hold(self, scope: bytes, held: Sequence[tuple[bytes, Held]]) -> None:
        """Tell the peer what we hold of some files."""
        self._send(messages.Hold(self._token(scope), held))

    def fetch(self, scope: bytes, file: bytes, parts: Sequence[int]) -> int:
        """Ask for parts of a file; return the number that `PartsArrived` will carry."""
        self._number += 1
        self._fetches[self._number] = scope, file, set(parts)
        self._send(messages.Fetch(self._token(scope), self._number, file, parts))
        return self._number

    def send_part(self, number: int, index: int, data: bytes | None, *, last: bool) -> bool:
        """Send a part of a file if the peer's credit covers it; return whether it was sent."""
        sent = self._send_counted(messages.Part(number, index, data), Channel.FILES)
        if sent and last:
            self._queued_fetches -= 1
        return sent

    def settle_files(self, cost: int) -> None:
        """Give back the credit of parts of files that are safe now."""
        self._settle(Channel.FILES, cost)

    def settle_ops(self, cost: int) -> None:
        """Give back the credit of operations that are safe now."""
        self._settle(Channel.OPS, cost)

    def settle_bodies(self, cost: int) -> None:
        """Give back the credit of bodies that are safe now."""
        self._settle(Channel.BODIES, cost)

    def assume(self, scope: bytes, changed: Vector) -> None:
        """Believe that the peer holds what was just sent to it, until it says otherwise."""
        self.views.setdefault(scope, {}).update(changed)

    def take_outgoing(self) -> bytes:
        """Return the bytes to write to the peer now, and forget them."""
        data = bytes(self._outgoing)
        self._outgoing.clear()
        return data

    def close(self) -> list[Event]:
        """End the conversation in peace, on our wish or after the peer's goodbye."""
        return [] if self.is_closed else [self._end(None)]

    def fail(self, cause: SyncError) -> list[Event]:
        """End the conversation because of a fault that the caller found: the peer's, unless it is unreachable."""
        fault = Fault.SILENCE if isinstance(cause, UnreachableError) else Fault.RULE
        return [] if self.is_closed else [self._blame(cause, fault)]

    def tick(self, now_s: float) -> list[Event]:
        """Return what the passing of time brings about. Call about once a second."""
        if self.is_closed:
            return []
        late = self.state is State.AWAIT_GREET and now_s - self._started_s > GREET_TIMEOUT_S
        if late or now_s - self._heard_s > SILENCE_TIMEOUT_S:
            # A computer that was put to sleep has done nothing wrong.
            return [self._blame(UnreachableError("silence"), Fault.SILENCE)]
        if now_s >= self._ping_at_s:
            self._ping_at_s = now_s + random.uniform(*PING_AFTER_S)  # noqa: S311
            self._send(messages.Ping())
        return []

    # -- what the peer says ----

    def receive(self, data: bytes, now_s: float) -> list[Event]:
        """Return the events that `data` completes, oldest first.

        Args:
            data: Any cut of the peer's stream: a fragment, or many frames.
            now_s: Monotonic time in seconds.
        """
        if self.is_closed:
            return []
        self._heard_s = now_s
        events: list[Event] = []
        try:
            for payload in self._reader.feed(data):
                message = wire.decode(payload)
                if not isinstance(message, messages.Ops | messages.Body | messages.Part):
                    # Also what means nothing to us has been read.
                    self.work += MESSAGE_WORK + len(payload) // BYTES_PER_WORK
                if message is not None:
                    events += self._on_message(message)
                if self.is_closed:
                    return events
            self._check_unread()
        except MalformedError as cause:
            events.append(self._blame(cause, Fault.MALFORMED))
        except RemoteProtocolError as cause:
            events.append(self._blame(cause, Fault.RULE))
        return events

    def check_unread(self) -> list[Event]:
        """Return the end of the conversation if too much waits for a peer that asks and does not listen."""
        try:
            self._check_unread()
        except RemoteProtocolError as cause:
            return self.fail(cause)
        return []

    def _check_unread(self) -> None:
        if len(self._outgoing) > MAX_UNREAD_BYTES:
            raise RemoteProtocolError(f"{len(self._outgoing)} bytes that the peer does not read")

    def _on_message(self, message: Message) -> list[Event]:
        if self.state is State.AWAIT_GREET and not isinstance(message, messages.Greet | messages.Err):
            raise RemoteProtocolError(f"{type(message).__name__} before a greeting")
        match message:
            case messages.Greet(listen_port=port):
                return self._on_greet(port)
            case messages.Scopes(entries):
                return self._on_scopes(entries)
            case messages.Open(token, raw_header, body):
                return self._on_open(token, raw_header, body)
            case messages.Vect(token, vector):
                return self._on_vector(token, vector, whole=True)
            case messages.Have(token, vector):
                return self._on_vector(token, vector, whole=False)
            case messages.Pull(token, number, ranges):
                self._count_request()
                return [Asked(self._naming.shared(token), number, ranges)]
            case messages.Ops(token, runs, cost):
                return self._on_ops(token, runs, cost)
            case messages.Done(number):
                return self._on_done(number)
            case messages.Want(token, number, ids):
                self._count_request()
                return [AskedBodies(self._naming.shared(token), number, ids)]
            case messages.Body(number, bodies, cost):
                return self._on_body(number, bodies, cost)
            case messages.Seek(token, keep, ids):
                return [Sought(self._naming.shared(token), keep, ids)]
            case messages.Hold(token, held):
                scope = self._naming.shared(token)
                return [] if scope is None else [PeerHasFiles(scope, held)]
            case messages.Fetch(token, number, file, parts):
                self._queued_fetches += 1
                if self._queued_fetches > MAX_QUEUED_FETCHES:
                    raise RemoteProtocolError("too many requests for files at once")
                return [AskedParts(self._naming.shared(token), number, file, parts)]
            case messages.Part(number, index, part, cost):
                return self._on_part(number, index, part, cost)
            case messages.Credit(channel, amount):
                self._credit[channel].add(amount)
                return [CreditCame()]
            case messages.Ping():
                return []
            case messages.Err(code):
                innocent = code in (Fault.SILENCE, Fault.BUSY)
                kind = UnreachableError if innocent else RemoteProtocolError
                return [self._end(kind(f"the peer found fault {code}"))]
            case messages.Greeting() | messages.Request() | messages.Answer():
                raise RemoteProtocolError(f"{type(message).__name__} in a session")

    def _on_greet(self, listen_port: int) -> list[Event]:
        if self.state is not State.AWAIT_GREET:
            raise RemoteProtocolError("a second greeting")
        self.state = State.OPEN
        return [Greeted(listen_port)]

    def _on_scopes(self, entries: Sequence[tuple[bytes, bytes]]) -> list[Event]:
        if len({token for token, _ in entries}) < len(entries):
            raise RemoteProtocolError("a scope that is named twice in one breath")
        events: list[Event] = []
        for scope, their_digest in self._naming.read(entries):
            if scope not in self._naming.mutual:
                events.append(self._meet(scope, their_digest))
            else:
                # The peer withdrew it and offers it again: begin anew.
                self.views.pop(scope, None)
                events.append(Met(scope, in_step=False))
        if not self._naming.heard:
            self._naming.heard = True
            events += [Lacks(scope) for scope in self._naming.offers if scope not in self._naming.mutual]
        return events

    def _on_open(self, token: bytes, raw_header: bytes, body: bytes | None) -> list[Event]:
        self._openings_heard += 1
        if self._openings_heard > MAX_OPENINGS:
            raise RemoteProtocolError("too many introductions")
        genesis = parse(raw_header, body)
        if token != self._naming.their_token(genesis.scope):
            raise RemoteProtocolError("an introduction under another scope's token")
        # Both may have learnt of it at the same time.
        return [] if genesis.scope in self._naming.offers else [Introduced(genesis)]

    def _on_vector(self, token: bytes, vector: Vector, *, whole: bool) -> list[Event]:
        scope = self._naming.shared(token)
        if scope is None:
            return []
        view = {} if whole else self.views.get(scope, {})
        for feed, extent in vector.items():
            # So many feeds only a liar makes, and the peer who passes them on is another: it is no fault of its own.
            if feed in view or len(view) < MAX_FEEDS:
                view[feed] = extent
        self.views[scope] = view
        return [PeerHolds(scope, vector)]

    def _on_ops(self, token: bytes, values: Sequence[Value], cost: int) -> list[Event]:
        self._window[Channel.OPS].arrived(cost)
        scope = self._naming.shared(token)
        if scope is None:
            # Sent before the peer learnt that it lost its right, or we ours.
            self._settle(Channel.OPS, cost)
            return []
        runs = tuple(decode_run(scope, value) for value in values)
        for run in runs:
            self._note_held(run)
        return [Arrived(scope, runs, cost)]

    def _note_held(self, run: Run) -> None:
        """Conclude from operations that the peer sends unasked that it holds them."""
        view = self.views.get(run.scope)
        if view is None or len(view) >= MAX_FEEDS:
            return
        feed = FeedKey(dev8(run.author), run.lane)
        held = view.get(feed)
        # What belongs to a branch of the feed the peer names by itself.
        if FeedKey(dev8(run.author, run.ops[0].id), run.lane) in view:
            return
        if held is None or (
            run.first_seq == held.hi and run.ops[0].header.backlink[:SHORT_BYTES] == held.head
        ):
            lo = run.first_seq if held is None else held.lo
            view[feed] = Extent(lo, run.end_seq, run.ops[-1].id[:SHORT_BYTES])

    def _on_done(self, number: int) -> list[Event]:
        if number not in self._pulls:
            raise RemoteProtocolError("an answer that nobody asked for")
        self._pulls.remove(number)
        return [Answered(number)]

    def _on_body(self, number: int, bodies: Sequence[tuple[bytes, bytes | None]], cost: int) -> list[Event]:
        self._window[Channel.BODIES].arrived(cost)
        scope, waiting = self._wants.get(number, (b"", set()))
        for op_id, _ in bodies:
            if op_id not in waiting:
                raise RemoteProtocolError("a body that nobody asked for")
            waiting.remove(op_id)
        if not waiting:
            self._wants.pop(number, None)
        return [BodiesArrived(scope if self.shares(scope) else None, number, bodies, cost)]

    def _on_part(self, number: int, index: int, data: bytes | None, cost: int) -> list[Event]:
        self._window[Channel.FILES].arrived(cost)
        scope, file, waiting = self._fetches.get(number, (b"", b"", set()))
        if index not in waiting:
            raise RemoteProtocolError("a part of a file that nobody asked for")
        waiting.remove(index)
        if not waiting:
            self._fetches.pop(number)
        shared = scope if self.shares(scope) else None
        return [PartsArrived(shared, number, file, ((index, data),), cost, last=not waiting)]

    # -- small things ----

    def _name(self, scopes: Mapping[bytes, Vector]) -> None:
        first = dict(list(scopes.items())[:MAX_SCOPES])
        self._send(messages.Scopes(self._naming.name(first)))

    def _meet(self, scope: bytes, their_digest: bytes) -> Met:
        self._naming.mutual.add(scope)
        offer = self._naming.offers[scope]
        in_step = their_digest == offer.digest
        if in_step:
            self.views[scope] = dict(offer.snapshot)
        return Met(scope, in_step)

    def _token(self, scope: bytes) -> bytes:
        offer = self._naming.offers.get(scope)
        if offer is None:
            raise LocalProtocolError("a scope that was not offered")
        return offer.token

    def _count_request(self) -> None:
        self._queued_requests += 1
        if self._queued_requests > MAX_QUEUED_REQUESTS:
            raise RemoteProtocolError("too many requests at once")

    def _settle(self, channel: Channel, cost: int) -> None:
        amount = self._window[channel].settled(cost)
        if amount:
            self._send(messages.Credit(channel, amount))

    def _send(self, message: Message) -> None:
        if not self.is_closed:
            self._outgoing += frame(wire.encode(message))

    def _send_counted(self, message: Message, channel: Channel) -> bool:
        payload = wire.encode(message)
        if self.is_closed or not self._credit[channel].covers(len(payload)):
            return False
        self._credit[channel].spend(len(payload))
        self._outgoing += frame(payload)
        return True

    def _blame(self, cause: SyncError, fault: Fault) -> Closed:
        self._send(messages.Err(fault))
        return self._end(cause)

    def _end(self, cause: SyncError | None) -> Closed:
        self.state = State.CLOSED
        return Closed(cause)
