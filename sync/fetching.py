"""Which parts of which files to ask from whom. No I/O, no clock.

    what is wanted, in order ─┐
    who holds what ───────────┴─ plan() ──▶ [Request, ...]      each part is asked of one computer

A file travels in numbered parts: first the list of its pieces, cut into parts of 64 KiB, then the pieces. The list is
asked of one peer and must be whole before anything else of a long file is asked for; a short one is asked for all at
once, in this order. After that whoever holds the file gives a share of its pieces.

* What is wanted most comes first; a peer that does not hold it is asked for what comes next.
* A peer has at most `MAX_UNDER_WAY` parts to answer, on a slow line half of that.
* What a peer that gives nothing for `STALL_S` owes is asked of others, and it is asked for nothing until it answers.
* A peer that did not have a part is not asked for that file again for `AGAIN_S`, doubling.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from sync.messages import MAX_PARTS
from sync.ports import Held, Wish

LIST_PART_BYTES: Final = 64 * 1024
# Two requests: while one is answered the next is there already. On a line that answers at once it is up to four; on one
# that does not, a picture posted now need not wait behind four megabytes of a film.
MIN_UNDER_WAY: Final = 2 * MAX_PARTS
MAX_UNDER_WAY: Final = 4 * MAX_PARTS
QUICK_S: Final = 1.0
SLOW_S: Final = 4.0
# So many small files are asked of one peer at a time: a request for each.
MAX_REQUESTS: Final = 24
STALL_S: Final = 20.0
# Doubling: who says again and again that it has a file, and does not give it, is asked ever more rarely.
AGAIN_S: Final = 5.0
SELDOM_S: Final = 300.0
MAX_LACKED: Final = 2
# What finds no room is tried again after this long.
PUT_OFF_S: Final = 30.0


@dataclass(slots=True)
class Request:
    """A request to one peer. `number` is filled in when it has been sent."""

    session: int
    scope: bytes
    file: bytes
    parts: tuple[int, ...]
    open: set[int]
    asked_s: float
    progress_s: float
    number: int = 0
    stalled: bool = False


@dataclass(slots=True)
class _Peer:
    """What is known of one conversation."""

    holds: dict[bytes, Held] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    not_before_s: dict[bytes, float] = field(default_factory=dict)
    lacked: Counter[bytes] = field(default_factory=Counter)
    window: int = MIN_UNDER_WAY

    def room(self) -> int:
        """Return how many more parts this peer may be asked for now."""
        if len(self.requests) >= MAX_REQUESTS or any(request.stalled for request in self.requests):
            return 0
        return max(0, self.window - sum(len(request.open) for request in self.requests))

    def learn(self, request: Request, now_s: float) -> None:
        """Ask for more at a time where answers come quickly, for less where they do not."""
        if now_s - request.asked_s < QUICK_S:
            self.window = min(self.window + MAX_PARTS, MAX_UNDER_WAY)
        elif now_s - request.asked_s > SLOW_S:
            self.window = MIN_UNDER_WAY

    def may_give(self, file: bytes, now_s: float) -> bool:
        held = self.holds.get(file, Held.NONE)
        return held is not Held.NONE and now_s >= self.not_before_s.get(file, 0.0)


class Job:
    """One file on its way.

    Attributes:
        wish: What is wanted.
        list_parts: How many parts the list is cut into; part `list_parts` is piece 0.
        list_from: Who was asked for the list, until it is here.
    """

    def __init__(self, wish: Wish, missing: Sequence[int] | None) -> None:
        """Begin a file of which these pieces are missing; None: its list is, too."""
        self.wish = wish
        self.list_parts = list_part_count(wish.list_bytes)
        self.list_from: int | None = None
        self._list: dict[int, bytes] = {}
        self._list_free: deque[int] = deque()
        self._list_here = missing is not None
        # Parts that are neither here nor asked for: those that nobody was asked for yet, and those that did not come.
        # A film has sixty thousand, so they are not written down one by one.
        self._fresh = range(self.list_parts, self.list_parts + wish.pieces)
        self._back: deque[int] = deque()
        if missing is not None:
            self.begun(missing)

    @property
    def has_list(self) -> bool:
        """Whether pieces can be checked."""
        return self._list_here

    @property
    def left(self) -> int:
        """How many parts are neither here nor asked for."""
        return len(self._fresh) + len(self._back) + (0 if self._list_here else self.list_parts)

    def add_list_part(self, index: int, data: bytes) -> bytes | None:
        """Take a part of the list; return the list when it is whole."""
        self._list[index] = data
        if len(self._list) < self.list_parts:
            return None
        whole = b"".join(self._list[part] for part in range(self.list_parts))
        self._list.clear()
        return whole

    def begun(self, missing: Sequence[int]) -> None:
        """Note that the list is here, and which pieces are not."""
        self._list_here = True
        self.list_from = None
        if len(missing) < self.wish.pieces:
            wanted = {self.list_parts + piece for piece in missing}
            self._back = deque(part for part in (*self._back, *self._fresh) if part in wanted)
            self._fresh = range(0)

    def take(self, session: int, room: int) -> tuple[int, ...]:
        """Return the parts to ask of a peer that has room for so many."""
        room = min(room, MAX_PARTS)
        if self._list_here:
            return tuple(self._free(room))
        if self.list_from is None:
            self.list_from = session
            self._list.clear()
            self._list_free = deque(range(self.list_parts))
        if self.list_from != session:
            return ()
        parts = [self._list_free.popleft() for _ in range(min(room, len(self._list_free)))]
        if parts and parts[0] == 0 and len(parts) + len(self._back) + len(self._fresh) <= room:
            parts += self._free(room)
        return tuple(parts)

    def give_back(self, session: int, parts: Iterable[int]) -> None:
        """Note that these parts do not come from this peer."""
        self._back.extendleft(sorted((part for part in parts if part >= self.list_parts), reverse=True))
        if self.list_from == session:
            # Whose list it was can be told only if it comes from one peer: the next one is asked for all of it.
            self.list_from = None

    def _free(self, many: int) -> list[int]:
        parts = [self._back.popleft() for _ in range(min(many, len(self._back)))]
        fresh = self._fresh[: many - len(parts)]
        self._fresh = self._fresh[len(fresh) :]
        return [*parts, *fresh]


class Fetching:
    """Requests under way, and which ones to make next."""

    def __init__(self, shares: Callable[[int, bytes], bool]) -> None:
        """Begin with nothing wanted and nobody there; `shares(session, scope)` says who may be asked for what."""
        self.jobs: dict[bytes, Job] = {}
        self._shares = shares
        self._wishes: dict[bytes, Wish] = {}
        self._rank: dict[bytes, int] = {}
        self._put_off: dict[bytes, float] = {}
        self._peers: dict[int, _Peer] = {}

    def join(self, session: int) -> None:
        """Take in a conversation."""
        self._peers[session] = _Peer()

    def leave(self, session: int) -> None:
        """Forget a conversation; what it owes can be asked of others."""
        peer = self._peers.pop(session, None)
        for request in peer.requests if peer else ():
            self._free(request)
        for job in self.jobs.values():
            # Whoever was to give a list may have had no request open at this moment.
            job.give_back(session, ())

    def wish(self, wishes: Iterable[Wish]) -> None:
        """Want these files from now on, in this order, and no others."""
        self._wishes = {wish.file: wish for wish in wishes}
        self._rank = {file: rank for rank, file in enumerate(self._wishes)}
        self._put_off.clear()
        self._order(job for file, job in self.jobs.items() if file in self._wishes)
        for peer in self._peers.values():
            peer.holds = {file: held for file, held in peer.holds.items() if file in self._wishes}
            peer.lacked = Counter({f: many for f, many in peer.lacked.items() if f in self._wishes})
            peer.not_before_s = {f: at for f, at in peer.not_before_s.items() if f in self._wishes}

    def done(self, file: bytes) -> None:
        """Note that nothing of this file is missing any more."""
        self._wishes.pop(file, None)
        self.jobs.pop(file, None)

    @property
    def wishes(self) -> Iterable[Wish]:
        """What is wanted, most wanted first."""
        return self._wishes.values()

    def heard(self, session: int, held: Iterable[tuple[bytes, Held]]) -> None:
        """Note what a peer holds of files that are wanted; what else it says is nothing to us."""
        peer = self._peers.get(session)
        for file, state in held if peer else ():
            if peer is not None and file in self._wishes:
                peer.holds[file] = state
                if peer.lacked[file] < MAX_LACKED:
                    peer.not_before_s.pop(file, None)

    def wants(self, file: bytes) -> bool:
        """Whether this file is wanted."""
        return file in self._wishes

    def knows(self, session: int, file: bytes) -> bool:
        """Whether this peer has said what it holds of a file."""
        peer = self._peers.get(session)
        return peer is not None and file in peer.holds

    def next_to_begin(self, now_s: float) -> Wish | None:
        """Return the first wanted file that somebody with room could give and that has no job yet."""
        ready = [(session, peer) for session, peer in self._peers.items() if peer.room() >= MAX_PARTS]
        held = {file for _, peer in ready for file, state in peer.holds.items() if state is not Held.NONE}
        held -= {file for file, until_s in self._put_off.items() if now_s < until_s}
        if held <= self.jobs.keys():
            return None
        for file, wish in self._wishes.items():
            if file in held and file not in self.jobs:
                for session, peer in ready:
                    if peer.may_give(file, now_s) and self._shares(session, wish.scope):
                        return wish
        return None

    def put_off(self, file: bytes, now_s: float) -> None:
        """Begin this file later, or when wishes are looked at again: there is no room for it."""
        self._put_off[file] = now_s + PUT_OFF_S

    def add(self, wish: Wish, missing: Sequence[int] | None) -> None:
        """Begin a job: `missing` as for `Job`."""
        self._order([*self.jobs.values(), Job(wish, missing)])

    def plan(self, now_s: float) -> Iterator[Request]:
        """Yield the requests to send now. The caller sets their numbers."""
        for file, job in self.jobs.items():
            scope = job.wish.scope
            givers = [
                (session, peer)
                for session, peer in self._peers.items()
                if peer.may_give(file, now_s) and self._shares(session, scope)
            ]
            # Whoever has least to do gives most, and the parts of a long file spread over all that hold it.
            for session, peer in sorted(givers, key=lambda giver: -giver[1].room()):
                room = peer.room()
                # A request for every part that comes would cost more than the parts: a whole one, or the last one.
                parts = job.take(session, room) if room >= min(MAX_PARTS, max(1, job.left)) else ()
                if parts:
                    request = Request(session, scope, file, parts, set(parts), now_s, now_s)
                    peer.requests.append(request)
                    yield request

    def arrived(self, session: int, number: int, parts: Iterable[int], now_s: float) -> Request | None:
        """Note that a peer gave these parts; return the request they answer."""
        request = self._request(session, number)
        if request is not None:
            request.progress_s = now_s
            request.open.difference_update(parts)
            if not request.open:
                self._peers[session].learn(request, now_s)
            self._close(session, request)
        return request

    def lacking(self, session: int, number: int, parts: Sequence[int], now_s: float) -> None:
        """Note that a peer said it does not have these parts."""
        request = self._request(session, number)
        if request is None:
            return
        request.open.difference_update(parts)
        peer = self._peers[session]
        pause_s = min(AGAIN_S * 2.0 ** peer.lacked[request.file], SELDOM_S)
        peer.lacked[request.file] += 1
        peer.not_before_s[request.file] = now_s + pause_s
        job = self.jobs.get(request.file)
        if job is not None and not request.stalled:
            job.give_back(session, parts)
        self._close(session, request)

    def stalled(self, now_s: float) -> None:
        """Free what peers do not give."""
        for peer in self._peers.values():
            # Answers come in order: while one is coming, those behind it only wait.
            heard_s = max((request.progress_s for request in peer.requests), default=now_s)
            if now_s - heard_s > STALL_S:
                for request in peer.requests:
                    self._free(request)
                    request.stalled = True

    def _order(self, jobs: Iterable[Job]) -> None:
        # What is wanted most comes first, also when it was wanted last.
        wanted = [job for job in jobs if job.wish.file in self._wishes]
        ranked = sorted(wanted, key=lambda job: self._rank[job.wish.file])
        self.jobs = {job.wish.file: job for job in ranked}

    def _free(self, request: Request) -> None:
        job = self.jobs.get(request.file)
        if job is not None and not request.stalled:
            job.give_back(request.session, request.open)

    def _request(self, session: int, number: int) -> Request | None:
        peer = self._peers.get(session)
        return next((r for r in peer.requests if r.number == number), None) if peer else None

    def _close(self, session: int, request: Request) -> None:
        if not request.open:
            self._peers[session].requests.remove(request)


def list_part_count(list_bytes: int) -> int:
    """Return into how many parts a list of so many bytes is cut."""
    return -(-list_bytes // LIST_PART_BYTES)
