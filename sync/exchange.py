"""What all conversations of this device do together: learn what peers hold, ask, take, answer and announce.

                         ┌── Conversation ── Session ── peer
    Shelf ── Exchange ───┼── Conversation ── Session ── peer
               Planner ──┘

An `Exchange` belongs to one shelf and has one `Conversation` for each peer. It opens no socket and reads no
clock; what it awaits is the shelf and nothing else. A driver feeds it bytes and time and carries away what
the sessions want to say:

    receive(bytes) …   the peer said something; returns when its consequences are safe serve()
    prepare one more piece of an answer; call while it returns True and the peer takes what we send announce()
    soon after `Exchange.due` is set: tell peers what is new here tick()             about once a second

Who may know what is asked of the shelf each time something is about to be said, so a person who was removed a
moment ago hears one thing more, the removal, and then nothing.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from crypto.errors import CryptoError
from sync.bodies import BodyHunt
from sync.credits import Bucket
from sync.errors import RemoteProtocolError, SyncError
from sync.messages import Range
from sync.ops import CONTENT_LANE, CONTROL_LANE, HAS_BODY, Op
from sync.planner import SLICE, Planner
from sync.ports import Extent, FeedKey, Peer, Shelf, Vector
from sync.runs import INLINE_BODY_BYTES, Run, dev8, runs_of
from sync.session import (
    Answered,
    Arrived,
    Asked,
    AskedBodies,
    BodiesArrived,
    Closed,
    CreditCame,
    Event,
    Greeted,
    Introduced,
    Lacks,
    Met,
    PeerHolds,
    Session,
    State,
)

# One message: a quarter of the credit, so that reading, sending and keeping overlap.
READ_BYTES: Final = 64 * 1024
# A slice is read whole, however long its bodies: only those that travel inside the operation count on the
# wire.
SLICE_BYTES: Final = SLICE * 70_000
BODIES_AT_ONCE: Final = 4
# Peers that get our own new operations at once; the others are told and ask. Beyond eight, somebody else is
# nearer.
EAGER_PEERS: Final = 8
# While this much waits to be sent, what is new can wait and be said in one word later.
BUSY_BYTES: Final = 64 * 1024
OPS_PER_S: Final = 5_000.0
OPS_BURST: Final = 20_000.0
MAX_USELESS_ANSWERS: Final = 2


@dataclass(slots=True)
class _OpsRequest:
    scope: bytes | None
    number: int
    control: dict[FeedKey, int]
    content: deque[Range]

    @property
    def open(self) -> bool:
        """Whether something may still be to come."""
        return bool(self.control or self.content)


@dataclass(slots=True)
class _Change:
    """What a feed was before the changes that were not announced yet, and what it is."""

    before: Extent | None
    now: Extent


@dataclass(slots=True)
class _BodiesRequest:
    scope: bytes | None
    number: int
    ids: deque[bytes]


class Conversation:
    """One peer's part in the exchange.

    Attributes:
        peer: Who it is.
        session: The protocol machine; the driver takes its outgoing bytes.
        listen_port: Where the peer can be dialled; 0 if unknown or not wanted.
        closed: How it ended, or None.
    """

    def __init__(self, exchange: "Exchange", number: int, peer: Peer, session: Session, now_s: float) -> None:
        """Made by `Exchange.begin`."""
        self.peer = peer
        self.session = session
        self.number = number
        self.listen_port = 0
        self.closed: Closed | None = None
        self.news: dict[bytes, set[FeedKey]] = {}
        self.was_in_step = False
        self._exchange = exchange
        self._shelf = exchange.shelf
        self._requests: deque[_OpsRequest] = deque()
        self._body_requests: deque[_BodiesRequest] = deque()
        self._blocked: tuple[bytes, list[Run]] | None = None
        self._bucket = Bucket(OPS_PER_S, OPS_BURST, now_s)
        self._useless: dict[bytes, int] = {}
        self.wake: Callable[[], None] = _nothing

    @property
    def in_step(self) -> bool:
        """Whether, as far as we know, the two hold the same of everything they share."""
        views = self.session.views
        return self.session.heard_scopes and all(
            scope in views and views[scope] == self._shelf.vector(scope) for scope in self.session.mutual
        )

    def entitled(self, scope: bytes) -> bool:
        """Whether something of `scope` may be said to this peer now."""
        return scope in self.session.mutual and scope in self._shelf.shared_with(self.peer)

    async def receive(self, data: bytes, now_s: float) -> float:
        """Take in plaintext of the peer; return the seconds to wait before reading on, mostly 0."""
        ops = 0
        for event in _merged(self.session.receive(data, now_s)):
            if isinstance(event, Arrived):
                ops += sum(len(run.ops) for run in event.runs)
            await self._on_event(event, now_s)
            if self.closed is not None:
                break
        self._exchange.note_step(self)
        self.wake()
        return self._bucket.take(ops, now_s)

    async def offer(self, scopes: Mapping[bytes, Vector]) -> None:
        """Name further scopes to the peer."""
        for event in self.session.offer(scopes):
            match event:
                case Met(scope, in_step):
                    self._on_met(scope, in_step)
                case Lacks(scope):
                    await self._introduce(scope)
                case _:
                    pass
        self.wake()

    def tick(self, now_s: float) -> None:
        """Let time pass."""
        self._note_end(self.session.tick(now_s))
        if self.session.outgoing_bytes():
            self.wake()

    def close(self) -> None:
        """Say goodbye."""
        self._note_end(self.session.close())
        self.wake()

    def fail(self, cause: SyncError) -> None:
        """End the conversation for a fault of the peer."""
        self._note_end(self.session.fail(cause))
        self.wake()

    async def serve(self) -> bool:
        """Prepare one more piece of what the peer asked for; return whether there was something to do."""
        if self.session.state is State.CLOSED:
            return False
        return await self._serve_ops() or await self._serve_bodies()

    # -- what the peer said ------------------------------------------------------------------------

    async def _on_event(self, event: Event, now_s: float) -> None:
        match event:
            case Greeted(port):
                self.listen_port = port
            case Met(scope, in_step):
                self._on_met(scope, in_step)
                await self._exchange.replan([scope], now_s)
                await self._exchange.bodies.look(scope, now_s)
            case Lacks(scope):
                await self._introduce(scope)
            case Introduced(genesis):
                if await self._shelf.introduced(genesis, self.peer):
                    await self._exchange.refresh()
            case PeerHolds(scope, vector):
                self._useless.pop(scope, None)
                self._shelf.learned(self.peer, scope, vector)
                await self._exchange.replan([scope], now_s)
            case Asked(asked_scope, number, ranges):
                self._queue(asked_scope, number, ranges)
            case Arrived(scope, runs, cost):
                await self._take(scope, runs, cost, now_s)
            case Answered(number):
                pull = self._exchange.planner.answered(self.number, number)
                if pull is not None:
                    await self._exchange.replan([pull.scope], now_s)
            case AskedBodies(asked_scope, number, ids):
                self._body_requests.append(_BodiesRequest(asked_scope, number, deque(ids)))
            case BodiesArrived(asked_scope, number, bodies, cost):
                await self._exchange.bodies.arrived(self, asked_scope, number, bodies, now_s)
                self.session.settle_bodies(cost)
            case CreditCame():
                pass
            case Closed():
                self._note_end([event])

    def _on_met(self, scope: bytes, in_step: bool) -> None:
        own = self._shelf.vector(scope)
        if not in_step:
            self.session.send_vector(scope, own)
            return
        snapshot = self.session.snapshot(scope)
        self._shelf.learned(self.peer, scope, snapshot)
        # What changed here since we named the scope, the peer cannot know from that.
        later = {feed for feed, extent in own.items() if snapshot.get(feed) != extent}
        if later:
            self.news.setdefault(scope, set()).update(later)
            self._exchange.due()

    async def _introduce(self, scope: bytes) -> None:
        genesis = await self._shelf.genesis(scope)
        if (
            genesis is not None
            and scope in self._shelf.shared_with(self.peer)
            and scope in self.session.offered
        ):
            self.session.introduce(scope, genesis)

    async def _take(self, scope: bytes, runs: Sequence[Run], cost: int, now_s: float) -> None:
        try:
            taken = await self._shelf.take(scope, runs, self.peer)
        except (SyncError, CryptoError) as cause:
            self.fail(RemoteProtocolError(f"operations refused: {type(cause).__name__}"))
            return
        self.session.settle_ops(cost)
        planner = self._exchange.planner
        planner.touch(self.number, scope, now_s)
        if taken.deps_missing:
            planner.excuse(self.number, scope)
            self._on_useless(scope)
        if any(op.body is None and op.header.flags & HAS_BODY for run in runs for op in run.ops):
            await self._exchange.bodies.look(scope, now_s)

    def _on_useless(self, scope: bytes) -> None:
        """Judge a peer whose content builds on control that it never showed."""
        planner = self._exchange.planner
        if planner.has_control_gap(self.number, scope) or planner.doubts_control(self.number, scope):
            return
        self._useless[scope] = self._useless.get(scope, 0) + 1
        if self._useless[scope] > MAX_USELESS_ANSWERS:
            self.fail(RemoteProtocolError("content that builds on nothing"))

    # -- what the peer asked for -------------------------------------------------------------------

    def _queue(self, scope: bytes | None, number: int, ranges: Sequence[Range]) -> None:
        control = {r.feed: r.lo for r in ranges if r.feed.lane == CONTROL_LANE}
        content = deque(r for r in ranges if r.feed.lane == CONTENT_LANE)
        self._requests.append(_OpsRequest(scope, number, control, content))

    async def _serve_ops(self) -> bool:
        if self._blocked is not None:
            scope, runs = self._blocked
            if self.entitled(scope) and not self.session.send_ops(scope, runs):
                return False
            self._blocked = None
            return True
        if not self._requests:
            return False
        request = self._requests[0]
        ops = await self._read(request)
        # The peer may have lost its right while the disk was busy.
        if request.scope is None or not self.entitled(request.scope) or not (ops or request.open):
            self._requests.popleft()
            self.session.send_done(request.number)
        elif ops:
            runs = runs_of(request.scope, ops)
            if not self.session.send_ops(request.scope, runs):
                self._blocked = request.scope, runs
        return True

    async def _read(self, request: _OpsRequest) -> list[Op]:
        if request.scope is None or not self.entitled(request.scope):
            return []
        if request.control:
            return await self._read_control(request.scope, request)
        return await self._read_content(request.scope, request)

    async def _read_control(self, scope: bytes, request: _OpsRequest) -> list[Op]:
        ops = list(await self._shelf.read_control(scope, request.control, READ_BYTES))
        fresh = [op for op in ops if op.header.seq >= request.control.get(_feed(op), 0)]
        for op in fresh:
            request.control[_feed(op)] = op.header.seq + 1
        if not fresh:
            request.control.clear()
        return fresh

    async def _read_content(self, scope: bytes, request: _OpsRequest) -> list[Op]:
        ops: list[Op] = []
        size = 0
        while request.content and size < READ_BYTES:
            wanted = request.content.popleft()
            whole = wanted.hi - wanted.lo <= SLICE
            if whole and ops and size + SLICE * INLINE_BODY_BYTES > 2 * READ_BYTES:
                request.content.appendleft(wanted)
                break
            room = SLICE_BYTES if whole else READ_BYTES - size
            part = await self._shelf.read(scope, wanted.feed, wanted.lo, wanted.hi, room)
            ops += part
            size += sum(_wire_bytes(op) for op in part)
            if part and part[-1].header.seq + 1 < wanted.hi:
                request.content.appendleft(wanted._replace(lo=part[-1].header.seq + 1))
        return ops

    async def _serve_bodies(self) -> bool:
        if not self._body_requests:
            return False
        request = self._body_requests[0]
        ids = [request.ids.popleft() for _ in range(min(BODIES_AT_ONCE, len(request.ids)))]
        bodies: Sequence[tuple[bytes, bytes | None]] = [(op_id, None) for op_id in ids]
        if request.scope is not None and self.entitled(request.scope):
            held = dict(await self._shelf.read_bodies(request.scope, ids))
            if self.entitled(request.scope):
                bodies = [(op_id, held.get(op_id)) for op_id in ids]
        if not self.session.send_bodies(request.number, bodies, last=not request.ids):
            request.ids.extendleft(reversed(ids))
            return False
        if not request.ids:
            self._body_requests.popleft()
        return True

    def _note_end(self, events: Iterable[Event]) -> None:
        for event in events:
            if isinstance(event, Closed) and self.closed is None:
                self.closed = event


class Exchange:
    """All conversations of one device over one shelf.

    Attributes:
        due: Called when there is something to announce; the driver then calls `announce` within 50 ms or so.
        changed: Called when a peer came in or out of step.
    """

    def __init__(
        self, me: Peer, shelf: Shelf, *, due: Callable[[], None], changed: Callable[[], None]
    ) -> None:
        """Serve `shelf`, which belongs to the device `me`."""
        self.shelf = shelf
        self.due = due
        self.changed = changed
        self.planner = Planner(shelf.vector)
        self.conversations: dict[int, Conversation] = {}
        self.bodies = BodyHunt(shelf, self.conversations)
        self._me8 = dev8(me.device)
        self._last = 0
        self._known: dict[bytes, dict[FeedKey, Extent]] = {}
        self._changes: dict[bytes, dict[FeedKey, _Change]] = {}
        shelf.on_advance(self.advanced)

    def begin(
        self, peer: Peer, *, initiator: bool, handshake_hash: bytes, listen_port: int, now_s: float
    ) -> Conversation:
        """Start a conversation with a device that proved who it is."""
        scopes = {scope: self._watch(scope) for scope in self.shelf.shared_with(peer)}
        session = Session(
            initiator=initiator,
            handshake_hash=handshake_hash,
            listen_port=listen_port,
            scopes=scopes,
            now_s=now_s,
        )
        self._last += 1
        conversation = Conversation(self, self._last, peer, session, now_s)
        self.conversations[self._last] = conversation
        self.planner.join(self._last, session.views)
        return conversation

    async def end(self, conversation: Conversation, now_s: float) -> None:
        """Forget a conversation that is over, and ask others for what it owed us."""
        if self.conversations.pop(conversation.number, None) is not None:
            scopes = self.planner.leave(conversation.number)
            self.bodies.forget(conversation.number)
            await self.replan(scopes, now_s)

    def advanced(self, scope: bytes, vector: Vector) -> None:
        """Hear from the shelf that feeds of `scope` changed. Says nothing yet: see `announce`."""
        known = self._known.get(scope)
        if known is None:
            # Nobody was ever told of this scope, so nobody has to be told that it changed.
            self.due()
            return
        changes = self._changes.setdefault(scope, {})
        for feed, extent in vector.items():
            if feed in changes:
                changes[feed].now = extent
            else:
                changes[feed] = _Change(known.get(feed), extent)
            known[feed] = extent
        self.due()

    async def announce(self, now_s: float) -> None:
        """Tell peers what changed: our own operations by sending them, everything else by saying so."""
        changes, self._changes = self._changes, {}
        for scope, changed in changes.items():
            await self._announce_scope(scope, changed)
        await self.refresh()
        for conversation in list(self.conversations.values()):
            self._say_news(conversation)
            self.note_step(conversation)
        await self.replan(changes, now_s)

    async def refresh(self) -> None:
        """Offer each peer the scopes it has a right to by now, and withdraw those it has no right to any
        more."""
        for conversation in list(self.conversations.values()):
            shared = self.shelf.shared_with(conversation.peer)
            session = conversation.session
            for scope in session.offered.difference(shared):
                # Withdrawn only once it has heard what ends its right.
                if scope not in self._changes:
                    session.retract(scope)
            new = {scope: self._watch(scope) for scope in shared if scope not in session.offered}
            await conversation.offer(new)

    async def replan(self, scopes: Iterable[bytes], now_s: float) -> None:
        """Ask peers for what is missing of `scopes`."""
        for pull in self.planner.plan(scopes, now_s):
            conversation = self.conversations[pull.session]
            pull.number = conversation.session.pull(pull.scope, pull.ranges)
            conversation.wake()

    async def tick(self, now_s: float) -> None:
        """Let time pass, about once a second."""
        for conversation in list(self.conversations.values()):
            conversation.tick(now_s)
        stalled = self.planner.stalled(now_s)
        if stalled:
            await self.replan(stalled, now_s)
        await self.bodies.tick(now_s)
        if any(conversation.news for conversation in self.conversations.values()):
            self.due()

    def note_step(self, conversation: Conversation) -> None:
        """Call `changed` if this peer came in or out of step."""
        in_step = conversation.in_step
        if in_step != conversation.was_in_step:
            conversation.was_in_step = in_step
            self.changed()

    # -- announcing --------------------------------------------------------------------------------

    async def _announce_scope(self, scope: bytes, changed: Mapping[FeedKey, _Change]) -> None:
        ours = {feed: change for feed, change in changed.items() if feed.dev8 == self._me8}
        fresh = await self._read_fresh(scope, ours)
        eager = 0
        for conversation in list(self.conversations.values()):
            if scope not in conversation.session.mutual:
                continue
            if not conversation.entitled(scope):
                await self._farewell(conversation, scope, changed)
                continue
            pushed = False
            if fresh and eager < EAGER_PEERS:
                eager += 1
                pushed = self._push(conversation, scope, ours, fresh)
            told = changed.keys() - (ours.keys() if pushed else set())
            if told:
                conversation.news.setdefault(scope, set()).update(told)

    async def _read_fresh(self, scope: bytes, ours: Mapping[FeedKey, _Change]) -> list[Op]:
        """Return our own operations behind `ours`, control first; nothing if they are many: then peers
        ask."""
        ops: list[Op] = []
        for feed, change in sorted(ours.items(), key=lambda item: item[0].lane):
            lo = change.before.hi if change.before is not None else 0
            if not change.now.lo <= lo < change.now.hi:
                return []
            if feed.lane == CONTROL_LANE:
                part = await self.shelf.read_control(scope, {feed: lo}, READ_BYTES)
            else:
                part = await self.shelf.read(scope, feed, lo, change.now.hi, READ_BYTES)
            ops += [op for op in part if _feed(op) == feed and lo <= op.header.seq < change.now.hi]
        expected = sum(c.now.hi - (c.before.hi if c.before is not None else 0) for c in ours.values())
        small = sum(_wire_bytes(op) for op in ops) <= 2 * READ_BYTES
        return ops if len(ops) == expected and small else []

    def _push(
        self, conversation: Conversation, scope: bytes, ours: Mapping[FeedKey, _Change], ops: Sequence[Op]
    ) -> bool:
        """Send new operations to a peer that lacks these and nothing before them."""
        session = conversation.session
        view = session.views.get(scope)
        if view is None or session.outgoing_bytes() > BUSY_BYTES:
            return False
        for feed, extent in self._known[scope].items():
            held = view.get(feed)
            if feed in ours:
                before = ours[feed].before
                if (held and (held.hi, held.head)) != (before and (before.hi, before.head)):
                    return False
            elif feed.lane == CONTROL_LANE and (held is None or held.hi < extent.hi):
                return False
        if not session.send_ops(scope, runs_of(scope, ops)):
            return False
        lo = {feed: held.lo for feed, held in view.items()}
        session.assume(scope, {f: Extent(lo.get(f, c.now.lo), c.now.hi, c.now.head) for f, c in ours.items()})
        conversation.wake()
        return True

    async def _farewell(
        self, conversation: Conversation, scope: bytes, changed: Mapping[FeedKey, _Change]
    ) -> None:
        """Send the control operations that end a peer's right to `scope`, and nothing of it ever after."""
        session = conversation.session
        view = session.views.get(scope)
        if view is not None and any(feed.lane == CONTROL_LANE for feed in changed):
            ends = {f: e.hi for f, e in self._known[scope].items() if f.lane == CONTROL_LANE}
            after = {f: view[f].hi if f in view else 0 for f in ends}
            while True:
                ops = [
                    op
                    for op in await self.shelf.read_control(scope, after, READ_BYTES)
                    if after.get(_feed(op), 0) <= op.header.seq < ends.get(_feed(op), 0)
                ]
                if not ops or not session.send_ops(scope, runs_of(scope, ops)):
                    break
                after.update({_feed(op): op.header.seq + 1 for op in ops})
        session.retract(scope)
        conversation.news.pop(scope, None)
        conversation.wake()

    def _say_news(self, conversation: Conversation) -> None:
        session = conversation.session
        if session.outgoing_bytes() > BUSY_BYTES:
            return
        news, conversation.news = conversation.news, {}
        for scope, feeds in news.items():
            if conversation.entitled(scope):
                own = self.shelf.vector(scope)
                session.send_have(scope, {feed: own[feed] for feed in feeds if feed in own})
        if news:
            conversation.wake()

    def _watch(self, scope: bytes) -> Vector:
        """Return what we hold of a scope, and note from now on how it changes."""
        vector = self.shelf.vector(scope)
        # `announce` compares with what was known before; what is not announced yet is not known yet.
        if scope not in self._known:
            self._known[scope] = dict(vector)
        return vector


@dataclass(slots=True)
class _Batch:
    scope: bytes
    runs: list[Run] = field(default_factory=list)
    cost: int = 0


def _merged(events: Iterable[Event]) -> Iterable[Event]:
    """Join operations of one scope that arrived together: one transaction instead of several."""
    batch: _Batch | None = None
    for event in events:
        if isinstance(event, Arrived) and (batch is None or batch.scope == event.scope):
            batch = batch or _Batch(event.scope)
            batch.runs += event.runs
            batch.cost += event.cost
            continue
        if batch is not None:
            yield Arrived(batch.scope, tuple(batch.runs), batch.cost)
            batch = None
        if isinstance(event, Arrived):
            batch = _Batch(event.scope, list(event.runs), event.cost)
            continue
        yield event
    if batch is not None:
        yield Arrived(batch.scope, tuple(batch.runs), batch.cost)


def _feed(op: Op) -> FeedKey:
    return FeedKey(dev8(op.header.author), op.header.lane)


def _wire_bytes(op: Op) -> int:
    body = len(op.body) if op.body is not None else 0
    inline = op.header.lane == CONTROL_LANE or body <= INLINE_BODY_BYTES
    return 130 + 34 * len(op.header.deps) + (body if inline else 40)


def _nothing() -> None:
    """Do nothing: nobody drives this conversation yet."""
