"""One peer's part in the exchange: what follows from its words.

    bytes ── receive() ──▶ Session ── events ──▶ Conversation ──▶ Shelf, Planner, BodyHunt, FileHunt, Answers

`receive` returns when the consequences are safe on the shelf, and parts of files written to the vault, so whoever reads
from the network waits for the disk.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from crypto.errors import CryptoError
from sync.answers import Answers
from sync.credits import Bucket
from sync.errors import RemoteProtocolError, ShelfError, SyncError
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
from sync.ops import HAS_BODY
from sync.ports import FeedKey, Peer, Vector
from sync.runs import Run
from sync.session import Session

if TYPE_CHECKING:
    from sync.exchange import Exchange

# A burst is a first synchronisation; what goes on like that is a flood, and is read more slowly.
UNITS_PER_S: Final = 5_000.0
UNITS_BURST: Final = 20_000.0
MAX_USELESS_ANSWERS: Final = 2
FEEDS_PER_UNIT: Final = 8
PROMISE_UNITS: Final = 50


class Conversation:
    """One peer's part in the exchange.

    Attributes:
        peer: Who it is.
        session: The protocol machine; the driver takes its outgoing bytes.
        number: Its name within the exchange.
        listen_port: Where the peer can be dialled; 0 if unknown or not wanted.
        news: Feeds that changed here and of which the peer was not told yet.
        closed: How it ended, or None.
        wake: Set by the driver: called when there may be something to send.
    """

    def __init__(self, exchange: "Exchange", number: int, peer: Peer, session: Session, now_s: float) -> None:
        """Made by `Exchange.begin`."""
        self.peer = peer
        self.session = session
        self.number = number
        self.listen_port = 0
        self.news: dict[bytes, set[FeedKey]] = {}
        self.was_in_step = False
        self.closed: Closed | None = None
        self.wake: Callable[[], None] = _nothing
        self._exchange, self._shelf = exchange, exchange.shelf
        self._answers = Answers(exchange.shelf, exchange.vault, session, self.entitled)
        self._bucket = Bucket(UNITS_PER_S, UNITS_BURST, now_s)
        self._useless: dict[bytes, int] = {}
        self._to_plan: dict[bytes, None] = {}
        self._to_look: dict[bytes, None] = {}
        self._to_look_for_files = False

    @property
    def in_step(self) -> bool:
        """Whether, as far as we know, the two hold the same of everything they share."""
        views = self.session.views
        return self.session.heard_scopes and all(
            scope in views and views[scope] == dict(self._shelf.vector(scope))
            for scope in self.session.mutual
        )

    def entitled(self, scope: bytes) -> bool:
        """Whether something of `scope` may be said to this peer now."""
        return self.session.shares(scope) and scope in self._shelf.shared_with(self.peer)

    async def receive(self, data: bytes, now_s: float) -> float:
        """Take in plaintext of the peer; return the seconds to wait before reading on, mostly 0."""
        work = self.session.work
        events = self.session.receive(data, now_s)
        units = self.session.work - work
        for event in _merged(events):
            units += _units(event)
            await self._on_event(event, now_s)
            self._note_end(self.session.check_unread())
            if self.closed is not None:
                break
        units += await self._follow_up(now_s)
        self._exchange.note_step(self)
        self.wake()
        return self._bucket.take(units, now_s)

    async def serve(self) -> bool:
        """Prepare one more piece of what the peer asked for; return whether there was something to do."""
        return await self._answers.step()

    async def offer(self, scopes: Mapping[bytes, Vector], now_s: float) -> None:
        """Name further scopes to the peer."""
        for event in self.session.offer(scopes):
            await self._on_event(event, now_s)
        await self._follow_up(now_s)
        self.wake()

    def tick(self, now_s: float) -> None:
        """Let time pass."""
        self._note_end(self.session.tick(now_s))
        if self.session.outgoing_bytes():
            self.wake()

    def close(self) -> None:
        """End the conversation in peace, on our wish or after the peer's goodbye."""
        self._note_end(self.session.close())
        self.wake()

    def fail(self, cause: SyncError) -> None:
        """End the conversation for a fault of the peer."""
        self._note_end(self.session.fail(cause))
        self.wake()

    async def _follow_up(self, now_s: float) -> int:
        """Ask for what is missing by now; return how much work that was, in operations.

        Once for everything that arrived together: the more feeds a peer claims, the longer it takes to think about
        them, and it could tell of one more in every few bytes.
        """
        plan, self._to_plan = self._to_plan, {}
        look, self._to_look = self._to_look, {}
        if self.closed is not None:
            return 0
        if plan:
            await self._exchange.replan(plan, now_s)
        for scope in look:
            await self._exchange.bodies.look(scope, now_s)
        if self._to_look_for_files:
            self._to_look_for_files = False
            await self._exchange.files.look(now_s)
        return sum(len(self.session.views.get(scope, ())) for scope in plan) // FEEDS_PER_UNIT

    async def _on_event(self, event: Event, now_s: float) -> None:
        match event:
            case Greeted(port):
                self.listen_port = port
            case Met(scope, in_step):
                self._on_met(scope, in_step)
                self._exchange.files.met()
                self._to_look_for_files = True
                self._to_plan[scope] = self._to_look[scope] = None
            case Lacks(scope):
                await self._introduce(scope)
            case Introduced(genesis):
                if await self._shelf.introduced(genesis, self.peer):
                    await self._exchange.refresh(now_s)
            case PeerHolds(scope, vector):
                self._useless.pop(scope, None)
                self._shelf.learned(self.peer, scope, vector)
                self._to_plan[scope] = None
            case Asked():
                self._answers.queue(event)
            case Arrived(scope, runs, cost):
                await self._take(scope, runs, cost, now_s)
            case Answered(number):
                scopes = self._exchange.planner.answered(self.number, number)
                self._to_plan.update(dict.fromkeys(scopes))
            case AskedBodies():
                self._answers.queue_bodies(event)
            case BodiesArrived(maybe_scope, number, bodies, cost):
                await self._exchange.bodies.arrived(self, maybe_scope, number, bodies, now_s)
                self.session.settle_bodies(cost)
            case Sought():
                await self._exchange.files.answer(self, event)
            case PeerHasFiles(scope, held):
                if held:
                    await self._exchange.files.heard(self, scope, held)
                    self._to_look_for_files = True
            case AskedParts():
                self._answers.queue_parts(event)
            case PartsArrived(cost=cost):
                await self._exchange.files.arrived(self, event, now_s)
                self.session.settle_files(cost)
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
        may_know = scope in self.session.offered and scope in self._shelf.shared_with(self.peer)
        if genesis is not None and may_know:
            self.session.introduce(scope, genesis)

    async def _take(self, scope: bytes, runs: Sequence[Run], cost: int, now_s: float) -> None:
        try:
            taken = await self._shelf.take(scope, runs, self.peer)
        except ShelfError:
            raise
        except (SyncError, CryptoError) as cause:
            self.fail(RemoteProtocolError(f"operations refused: {type(cause).__name__}"))
            return
        self.session.settle_ops(cost)
        self._exchange.planner.touch(self.number, scope, now_s)
        for feed in taken.conflicts:
            self._exchange.planner.dispute(self.number, scope, feed)
        if taken.deps_missing:
            self._exchange.planner.excuse(self.number, scope)
            self._on_useless(scope)
        if any(op.body is None and op.header.flags & HAS_BODY for run in runs for op in run.ops):
            self._to_look[scope] = None

    def _on_useless(self, scope: bytes) -> None:
        """Judge a peer whose content builds on control that it never showed."""
        planner = self._exchange.planner
        if planner.has_control_gap(self.number, scope) or planner.doubts_control(self.number, scope):
            return
        self._useless[scope] = self._useless.get(scope, 0) + 1
        if self._useless[scope] > MAX_USELESS_ANSWERS:
            self.fail(RemoteProtocolError("content that builds on nothing"))

    def _note_end(self, events: Iterable[Event]) -> None:
        for event in events:
            if isinstance(event, Closed) and self.closed is None:
                self.closed = event


def _merged(events: Iterable[Event]) -> Iterator[Event]:
    """Join what belongs together and arrived together: one transaction, or one trip to the disk, instead of several."""
    waiting: Arrived | PartsArrived | None = None
    for event in events:
        match waiting, event:
            case Arrived(scope, runs, cost), Arrived(same, more, further) if scope == same:
                waiting = Arrived(scope, runs + more, cost + further)
                continue
            case PartsArrived(scope, number, file, parts, cost), PartsArrived() if number == event.number:
                waiting = PartsArrived(
                    scope, number, file, parts + event.parts, cost + event.cost, event.last
                )
                continue
        if waiting is not None:
            yield waiting
            waiting = None
        if isinstance(event, Arrived | PartsArrived):
            waiting = event
        else:
            yield event
    if waiting is not None:
        yield waiting


def _units(event: Event) -> int:
    """Return how much work an event is, in operations."""
    match event:
        case Arrived(_, runs, _):
            return sum(len(run.ops) for run in runs)
        case PeerHolds(_, vector):
            return 1 + len(vector) // FEEDS_PER_UNIT
        case Asked(_, _, ranges):
            return 1 + len(ranges)  # each is looked up on its own
        case AskedBodies(_, _, ids):
            return 1 + len(ids)
        case Sought(_, keep, ids):
            # A promise is written down, and waits for the disk.
            return 1 + len(ids) + (PROMISE_UNITS if keep else 0)
        case PeerHasFiles(_, held):
            return 1 + len(held)
        case _:
            return 1


def _nothing() -> None:
    """Do nothing: nobody drives this conversation yet."""
