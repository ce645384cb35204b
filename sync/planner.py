"""What to ask from whom, decided once for all conversations of this device. No I/O, no clock.

    what each peer says it holds ─┐
    what we hold ─────────────────┴─ plan() ──▶ [Pull, ...]      one computer is asked for each operation

A newcomer with eleven neighbours must not fetch everything eleven times, and its first screen must not wait
for the oldest post. So:

* Control before content: while a peer is ahead of us in any control feed of a scope, it is asked for control,
  and for content only when level. One such request is under way for a scope at a time.
* Each range is asked of one peer. If that peer goes away, stalls or answers nothing, the range is free again; if it
  takes long, others are asked too, so that who only pretends to answer cannot hide what somebody else would give.
* Among peers that are equally busy the one that waited longest is asked.
* Of a feed that we hold nothing of we ask for the newest `WINDOW` operations. After that we go on at the top,
  and when nothing is missing there, downwards.
* A peer that twice answers nothing of what it claims is not asked for that feed again.
* Where a peer holds something else than we do at the same place, its device signed two continuations: we ask once for
  what lies below, to find where they part.

What we hold of a feed stays one piece without a gap: upwards each request begins where we end, downwards each
ends where we begin.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from sync.messages import MAX_FEEDS, Range
from sync.ops import CONTENT_LANE, CONTROL_LANE
from sync.ports import Extent, FeedKey, Vector

# About five screens of posts.
WINDOW: Final = 500
# Older operations arrive in slices from the top, each of which fits one message whole, so that each joins
# what is already here: 24 operations with bodies of 4 KiB are 113 KB.
SLICE: Final = 24
MAX_PULLS_PER_SESSION: Final = 2
STALL_S: Final = 20.0
# An answer that still goes on after this keeps nobody else from being asked the same: at worst it arrives twice.
PATIENCE_S: Final = 45.0
MAX_EMPTY_ANSWERS: Final = 2
# A feed has a handful of branches at most; a peer that names ever others makes them up.
MAX_FORK_QUESTIONS: Final = 32

Views = Mapping[bytes, Mapping[FeedKey, Extent]]


class Aim(Enum):
    """What a request is for."""

    FORK = auto()
    CONTROL = auto()
    NEWER = auto()
    OLDER = auto()


@dataclass(slots=True)
class Pull:
    """A request to one peer. `number` is filled in when it has been sent."""

    session: int
    scope: bytes
    ranges: tuple[Range, ...]
    aim: Aim
    before: Vector
    since_s: float
    progress_s: float
    number: int = 0
    slow: bool = False
    stalled: bool = False
    excused: bool = False


@dataclass(slots=True)
class _Peer:
    views: Views
    pulls: list[Pull] = field(default_factory=list)
    empty: dict[tuple[bytes, FeedKey, Aim], int] = field(default_factory=dict)
    at_odds: set[tuple[bytes, FeedKey]] = field(default_factory=set)
    fork_asked: dict[tuple[bytes, FeedKey], set[bytes]] = field(default_factory=dict)
    turn: int = 0

    @property
    def is_free(self) -> bool:
        """Whether it may be asked for more. A peer that owes us an answer for too long is asked for nothing."""
        return len(self.pulls) < MAX_PULLS_PER_SESSION and not any(pull.stalled for pull in self.pulls)

    def delivers(self, scope: bytes, feed: FeedKey, aim: Aim) -> bool:
        return self.empty.get((scope, feed, aim), 0) < MAX_EMPTY_ANSWERS

    def note_empty(self, scope: bytes, feed: FeedKey, aim: Aim) -> None:
        if len(self.empty) >= 4 * MAX_FEEDS:
            # Names that it does not use any more: it could go on inventing them for ever.
            self.empty = {key: n for key, n in self.empty.items() if key[1] in self.views.get(key[0], {})}
        self.empty[scope, feed, aim] = self.empty.get((scope, feed, aim), 0) + 1

    def owes_control(self, scope: bytes) -> bool:
        return any(pull.scope == scope and pull.aim is Aim.CONTROL for pull in self.pulls)


class _UnderWay:
    """Which ranges of a scope's feeds somebody has been asked for."""

    def __init__(self, peers: Mapping[int, _Peer], scope: bytes) -> None:
        self.control = False
        self._ranges: dict[FeedKey, list[tuple[int, Range]]] = {}
        self._slow: dict[FeedKey, list[tuple[int, Range]]] = {}
        for peer in peers.values():
            for pull in peer.pulls:
                if pull.scope == scope and not pull.stalled:
                    self.add(pull)

    def add(self, pull: Pull) -> None:
        if pull.aim is Aim.CONTROL:
            self.control |= not pull.slow
            return
        ranges = self._slow if pull.slow else self._ranges
        for wanted in pull.ranges:
            ranges.setdefault(wanted.feed, []).append((pull.session, wanted))

    def of(self, feed: FeedKey, session: int) -> list[tuple[int, Range]]:
        """Return what `session` need not be asked: what it owes us, and what others do who are not slow."""
        slow = [(by, wanted) for by, wanted in self._slow.get(feed, []) if by == session]
        return self._ranges.get(feed, []) + slow


class Planner:
    """Requests under way, and which ones to make next."""

    def __init__(self, vector: Callable[[bytes], Vector]) -> None:
        """Use `vector(scope)` to learn what we hold."""
        self._vector = vector
        self._peers: dict[int, _Peer] = {}
        # Scopes that found a peer with its hands full: looked at again when an answer is complete.
        self._waiting: dict[bytes, None] = {}
        self._turns = 0

    def join(self, session: int, views: Views) -> None:
        """Take in a conversation. `views` is live: what the peer says it holds of each scope."""
        self._peers[session] = _Peer(views)

    def leave(self, session: int) -> set[bytes]:
        """Forget a conversation; return the scopes that others should be asked for now."""
        peer = self._peers.pop(session, None)
        return {pull.scope for pull in peer.pulls} | self._waiting.keys() if peer else set()

    def plan(self, scopes: Iterable[bytes], now_s: float) -> list[Pull]:
        """Return the requests to send now. The caller sets their numbers."""
        pulls: list[Pull] = []
        for scope in dict.fromkeys(scopes):
            self._waiting.pop(scope, None)
            pulls += self._plan_scope(scope, now_s)
        return pulls

    def touch(self, session: int, scope: bytes, now_s: float) -> None:
        """Note that something of `scope` came from this peer, so it has not stalled."""
        for pull in self._pulls(session):
            if pull.scope == scope:
                pull.progress_s = now_s

    def dispute(self, session: int, scope: bytes, feed: FeedKey) -> None:
        """Note that what a peer sent of `feed` is at odds with what we hold of it."""
        peer = self._peers.get(session)
        if peer is not None:
            peer.at_odds.add((scope, feed))

    def excuse(self, session: int, scope: bytes) -> None:
        """Do not hold it against the peer if its answers bring nothing: they could not be used yet."""
        for pull in self._pulls(session):
            if pull.scope == scope:
                pull.excused = True

    def answered(self, session: int, number: int) -> list[bytes]:
        """Note the end of an answer and judge it by what we hold now; return the scopes to plan next."""
        peer = self._peers.get(session)
        pull = next((p for p in peer.pulls if p.number == number), None) if peer else None
        if peer is None or pull is None:
            return []
        peer.pulls.remove(pull)
        own = self._vector(pull.scope)
        feeds = {r.feed for r in pull.ranges}
        barren = {f for f in feeds if not _advanced(pull, f, own.get(f))}
        # An answer about control ends where its size does, so one advanced feed speaks for all of them.
        if not pull.excused and not (pull.aim is Aim.CONTROL and barren != feeds):
            for feed in barren:
                peer.note_empty(pull.scope, feed, pull.aim)
        # Those that waited come first, so that one long scope does not hold up the others.
        return [*(scope for scope in self._waiting if scope != pull.scope), pull.scope]

    def stalled(self, now_s: float) -> set[bytes]:
        """Free the ranges of requests that nothing comes for, or that take long; return the scopes concerned."""
        scopes: set[bytes] = set()
        for peer in self._peers.values():
            for pull in peer.pulls:
                if not pull.stalled and now_s - pull.progress_s > STALL_S:
                    pull.stalled = True
                    scopes.add(pull.scope)
                elif not pull.slow and now_s - pull.since_s > PATIENCE_S:
                    pull.slow = True
                    scopes.add(pull.scope)
        return scopes

    def has_control_gap(self, session: int, scope: bytes) -> bool:
        """Whether this peer is ahead of us in a control feed that we may still get from it."""
        peer = self._peers.get(session)
        return peer is not None and bool(self._control_gap(peer, scope, self._vector(scope)))

    def doubts_control(self, session: int, scope: bytes) -> bool:
        """Whether we gave up on a control feed of this peer, on which its content may build."""
        peer = self._peers[session]
        return any(
            feed.lane == CONTROL_LANE and not peer.delivers(scope, feed, Aim.CONTROL)
            for feed in peer.views.get(scope, {})
        )

    # -- one scope ---------------------------------------------------------------------------------

    def _plan_scope(self, scope: bytes, now_s: float) -> Iterator[Pull]:
        own = self._vector(scope)
        under_way = _UnderWay(self._peers, scope)
        sharing = [(session, peer) for session, peer in self._peers.items() if scope in peer.views]
        # The least busy first; among equals the one whose turn it is, or one that answers a little at a time would
        # be asked each time.
        sharing.sort(key=lambda entry: (len(entry[1].pulls), entry[1].turn))
        for session, peer in sharing:
            while peer.is_free:
                aim, ranges = self._next(session, peer, scope, own, under_way)
                if not ranges:
                    break
                before = {r.feed: own[r.feed] for r in ranges if r.feed in own}
                pull = Pull(session, scope, tuple(ranges), aim, before, now_s, now_s)
                self._turns += 1
                peer.turn = self._turns
                peer.pulls.append(pull)
                under_way.add(pull)
                yield pull
            else:
                self._waiting[scope] = None

    def _next(
        self, session: int, peer: _Peer, scope: bytes, own: Vector, under_way: _UnderWay
    ) -> tuple[Aim, list[Range]]:
        fork = _fork(peer, scope, own)
        if fork:
            return Aim.FORK, fork
        gap = self._control_gap(peer, scope, own)
        if gap:
            return Aim.CONTROL, [] if under_way.control or peer.owes_control(scope) else gap
        newer = self._newer(session, peer, scope, own, under_way)
        if newer:
            return Aim.NEWER, newer
        return Aim.OLDER, self._older(session, peer, scope, own, under_way)

    def _control_gap(self, peer: _Peer, scope: bytes, own: Vector) -> list[Range]:
        return [
            Range(feed, _hi(own, feed), theirs.hi)
            for feed, theirs in peer.views.get(scope, {}).items()
            if feed.lane == CONTROL_LANE
            and theirs.hi > _hi(own, feed)
            and peer.delivers(scope, feed, Aim.CONTROL)
        ]

    def _newer(
        self, session: int, peer: _Peer, scope: bytes, own: Vector, under_way: _UnderWay
    ) -> list[Range]:
        """Return what this peer has above what we hold or are getting, at most `WINDOW` operations in all."""
        ranges: list[Range] = []
        budget = WINDOW
        for feed, theirs in _content(peer, scope, Aim.NEWER):
            held, asked = own.get(feed), under_way.of(feed, session)
            if held is None and not asked and theirs.lo > 0:
                # A branch begins where it parts from its feed, and only from there does it meet what we hold.
                lo, hi = theirs.lo, min(theirs.hi, theirs.lo + budget)
            elif held is None and not asked:
                lo, hi = max(theirs.lo, theirs.hi - WINDOW), theirs.hi
                if hi - lo > budget and ranges:
                    # Half a window would leave the other half for later, behind everything that is newer.
                    break
            else:
                end = 0 if held is None else held.hi
                above = [(by, r) for by, r in asked if r.hi > end]
                # What continues a request to somebody else could arrive before what it continues.
                if any(by != session for by, _ in above):
                    continue
                lo = max([end, *(r.hi for _, r in above)])
                hi = min(theirs.hi, lo + budget)
            if theirs.lo <= lo < hi:
                ranges.append(Range(feed, lo, hi))
                budget -= hi - lo
            if budget <= 0:
                break
        return ranges

    def _older(
        self, session: int, peer: _Peer, scope: bytes, own: Vector, under_way: _UnderWay
    ) -> list[Range]:
        """Return what this peer has below that, newest first, at most `WINDOW` operations."""
        ranges: list[Range] = []
        budget = WINDOW
        for feed, theirs in _content(peer, scope, Aim.OLDER):
            held = own.get(feed)
            # A part that ends before ours begins would leave a gap between the two.
            if held is None or not theirs.lo < held.lo <= theirs.hi:
                continue
            below = [(by, r) for by, r in under_way.of(feed, session) if r.lo < held.lo]
            if any(by != session for by, _ in below):
                continue
            hi = min([held.lo, *(r.lo for _, r in below)])
            while hi > theirs.lo and budget > 0:
                lo = max(theirs.lo, hi - SLICE)
                ranges.append(Range(feed, lo, hi))
                budget -= hi - lo
                hi = lo
        return ranges

    def _pulls(self, session: int) -> list[Pull]:
        peer = self._peers.get(session)
        return peer.pulls if peer else []


def _content(peer: _Peer, scope: bytes, aim: Aim) -> Iterator[tuple[FeedKey, Extent]]:
    for feed, extent in peer.views.get(scope, {}).items():
        if feed.lane == CONTENT_LANE and peer.delivers(scope, feed, aim):
            yield feed, extent


def _fork(peer: _Peer, scope: bytes, own: Vector) -> list[Range]:
    """Return what to ask, once, of feeds of which this peer holds another continuation than we do."""
    ranges: list[Range] = []
    for feed, theirs in peer.views.get(scope, {}).items():
        held = own.get(feed)
        heads = peer.fork_asked.get((scope, feed), set())
        if held is None or theirs.head in heads or len(heads) >= MAX_FORK_QUESTIONS:
            continue
        if (scope, feed) in peer.at_odds or (held.hi == theirs.hi and held.head != theirs.head):
            peer.fork_asked.setdefault((scope, feed), set()).add(theirs.head)
            below = 0 if feed.lane == CONTROL_LANE else min(held.hi, theirs.hi) - WINDOW
            ranges.append(Range(feed, max(theirs.lo, below), theirs.hi))
    return [r for r in ranges if r.lo < r.hi]


def _hi(own: Vector, feed: FeedKey) -> int:
    held = own.get(feed)
    return 0 if held is None else held.hi


def _advanced(pull: Pull, feed: FeedKey, now: Extent | None) -> bool:
    before = pull.before.get(feed)
    if now is None:
        return False
    return before is None or now.hi > before.hi or now.lo < before.lo
