"""Answering what one peer asks for, one message at a time and only as fast as it gives credit.

Requests are answered in the order in which they came, operations before bodies before files. Whether the peer may have
something is asked of the shelf before it is read and again before it is sent: a person can be removed while the disk is
busy.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from sync.events import Asked, AskedBodies, AskedParts
from sync.feeds import feed_of, wire_bytes
from sync.messages import Range
from sync.ops import CONTENT_LANE, CONTROL_LANE, Op
from sync.planner import SLICE
from sync.ports import FeedKey, Shelf, Vault
from sync.runs import INLINE_BODY_BYTES, Run, runs_of
from sync.session import Session

# One message: a quarter of the credit, so that reading, sending and keeping overlap.
READ_BYTES: Final = 64 * 1024
# A slice is read whole however long its bodies, of which only the short ones travel with it.
_SLICE_ROOM: Final = SLICE * 70_000
_SLICE_WIRE_BYTES: Final = SLICE * (INLINE_BODY_BYTES + 700)
BODIES_AT_ONCE: Final = 4
# One trip to the disk. What waits behind it, a new post say, waits for so many parts at the most.
PARTS_AT_ONCE: Final = 16


@dataclass(slots=True)
class _OpsRequest:
    scope: bytes | None
    number: int
    control: dict[FeedKey, int]
    content: deque[Range]
    sent: set[bytes] = field(default_factory=set)


@dataclass(slots=True)
class _BodiesRequest:
    scope: bytes | None
    number: int
    ids: deque[bytes]
    ready: dict[bytes, bytes | None] | None = None


@dataclass(slots=True)
class _PartsRequest:
    scope: bytes | None
    number: int
    file: bytes
    parts: deque[int]
    ready: deque[bytes | None] = field(default_factory=deque)


class Answers:
    """The requests of one peer."""

    def __init__(
        self, shelf: Shelf, vault: Vault, session: Session, entitled: Callable[[bytes], bool]
    ) -> None:
        """Answer from `shelf` and `vault` through `session` what the peer is `entitled` to at that moment."""
        self._shelf, self._vault, self._session, self._entitled = shelf, vault, session, entitled
        self._parts: deque[_PartsRequest] = deque()
        self._ops: deque[_OpsRequest] = deque()
        self._bodies: deque[_BodiesRequest] = deque()
        self._unsent: tuple[bytes, list[Run]] | None = None

    def queue(self, asked: Asked) -> None:
        """Note a request for operations."""
        control = {r.feed: r.lo for r in asked.ranges if r.feed.lane == CONTROL_LANE}
        content = deque(r for r in asked.ranges if r.feed.lane == CONTENT_LANE)
        self._ops.append(_OpsRequest(asked.scope, asked.number, control, content))

    def queue_bodies(self, asked: AskedBodies) -> None:
        """Note a request for bodies."""
        self._bodies.append(_BodiesRequest(asked.scope, asked.number, deque(asked.ids)))

    def queue_parts(self, asked: AskedParts) -> None:
        """Note a request for parts of a file."""
        self._parts.append(_PartsRequest(asked.scope, asked.number, asked.file, deque(asked.parts)))

    async def step(self) -> bool:
        """Prepare one more message, or a few; return whether there was something to do that could be done now."""
        if self._session.is_closed:
            return False
        return await self._step_ops() or await self._step_bodies() or await self._step_parts()

    async def _step_ops(self) -> bool:
        if self._unsent is not None:
            scope, runs = self._unsent
            if self._entitled(scope) and not self._session.send_ops(scope, runs):
                return False
            self._unsent = None
            return True
        if not self._ops:
            return False
        request = self._ops[0]
        ops = await self._read(request)
        if request.scope is None or not self._entitled(request.scope):
            ops = []
            request.control.clear()
            request.content.clear()
        elif ops:
            runs = runs_of(request.scope, ops)
            if not self._session.send_ops(request.scope, runs):
                self._unsent = request.scope, runs
        if not ops and not request.control and not request.content:
            self._ops.popleft()
            self._session.send_done(request.number)
        return True

    async def _read(self, request: _OpsRequest) -> list[Op]:
        if request.scope is None or not self._entitled(request.scope):
            return []
        if request.control:
            return await self._read_control(request.scope, request.control, request.sent)
        return await self._read_content(request.scope, request.content)

    async def _read_control(self, scope: bytes, after: dict[FeedKey, int], sent: set[bytes]) -> list[Op]:
        fresh = [op for op in await self._shelf.read_control(scope, after, READ_BYTES) if op.id not in sent]
        sent.update(op.id for op in fresh)
        for op in fresh:
            # Branches of a feed have names that an operation does not tell: of these the peer asks again.
            if feed_of(op) in after:
                after[feed_of(op)] = max(after[feed_of(op)], op.header.seq + 1)
        if not fresh:
            after.clear()
        return fresh

    async def _read_content(self, scope: bytes, ranges: deque[Range]) -> list[Op]:
        ops: list[Op] = []
        size = 0
        while ranges and size < READ_BYTES:
            wanted = ranges[0]
            is_slice = wanted.hi - wanted.lo <= SLICE
            if is_slice and ops and size + _SLICE_WIRE_BYTES > 2 * READ_BYTES:
                break
            ranges.popleft()
            room = _SLICE_ROOM if is_slice else READ_BYTES - size
            part = await self._shelf.read(scope, wanted.feed, wanted.lo, wanted.hi, room)
            ops += part
            size += sum(wire_bytes(op) for op in part)
            if part and part[-1].header.seq + 1 < wanted.hi:
                ranges.appendleft(wanted._replace(lo=part[-1].header.seq + 1))
        return ops

    async def _step_bodies(self) -> bool:
        if not self._bodies:
            return False
        request = self._bodies[0]
        ids = [request.ids.popleft() for _ in range(min(BODIES_AT_ONCE, len(request.ids)))]
        bodies: Sequence[tuple[bytes, bytes | None]] = [(op_id, None) for op_id in ids]
        if request.scope is not None and self._entitled(request.scope):
            if request.ready is None:
                # Kept until they are sent: a peer without credit could have the same read again with every word.
                request.ready = dict(await self._shelf.read_bodies(request.scope, ids))
            if self._entitled(request.scope):
                bodies = [(op_id, request.ready.get(op_id)) for op_id in ids]
        if not self._session.send_bodies(request.number, bodies, last=not request.ids):
            request.ids.extendleft(reversed(ids))
            return False
        request.ready = None
        if not request.ids:
            self._bodies.popleft()
        return True

    async def _step_parts(self) -> bool:
        if not self._parts:
            return False
        request = self._parts[0]
        if request.scope is None or not self._entitled(request.scope):
            request.ready = deque([None] * len(request.parts))
        elif not request.ready:
            some = [request.parts[at] for at in range(min(PARTS_AT_ONCE, len(request.parts)))]
            # Kept until they are sent, as bodies are.
            request.ready = deque(await self._vault.read(request.scope, request.file, some))
            if not self._entitled(request.scope):
                request.ready = deque([None] * len(some))
        sent = False
        while request.ready:
            index, last = request.parts[0], len(request.parts) == 1
            if not self._session.send_part(request.number, index, request.ready[0], last=last):
                return sent
            sent = True
            request.parts.popleft()
            request.ready.popleft()
        if not request.parts:
            self._parts.popleft()
        return True
