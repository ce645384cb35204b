"""Doubles that we own and trust: a clock that moves when told, a shelf in memory, a roster in memory.

`MemoryShelf` keeps real signed operations and has the simplest judgement that still tells right from wrong:
operations are taken from anybody, if signed and joined to what is held, and build on control operations that
are held; a scope's members are whom its control operations admit and do not expel.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from crypto.errors import BadSignatureError
from crypto.keys import AgreementKey, SecretKey
from sync.errors import RemoteProtocolError
from sync.ops import (
    CONTENT_LANE,
    CONTROL_LANE,
    HAS_BODY,
    ZERO_ID,
    Header,
    Op,
    hash_body,
    sign,
)
from sync.ports import Address, Contact, ContactName, Extent, FeedKey, Member, Peer, Taken, Vector
from sync.runs import Run, dev8

GENESIS, ADMIT, EXPEL, POST = 0x01, 0x04, 0x05, 0x80
EPOCH = b"e" * 32


class FakeClock:
    """Time that stands still until a test moves it."""

    def __init__(self, wall_s: float = 1_700_000_000.0, monotonic_s: float = 1_000.0) -> None:
        self._wall_s, self._monotonic_s = wall_s, monotonic_s

    def wall_s(self) -> float:
        return self._wall_s

    def monotonic_s(self) -> float:
        return self._monotonic_s

    def advance(self, seconds: float) -> None:
        self._wall_s += seconds
        self._monotonic_s += seconds


@dataclass
class _Feed:
    lo: int = 0
    ops: list[Op] = field(default_factory=list)

    @property
    def hi(self) -> int:
        return self.lo + len(self.ops)

    def extent(self) -> Extent:
        return Extent(self.lo, self.hi, self.ops[-1].id[:8])


class MemoryShelf:
    """A `Shelf` without a disk, for one device."""

    def __init__(self, name: str = "", key: SecretKey | None = None) -> None:
        self.name = name
        self.key = key or SecretKey.generate()
        self.peer = Peer(self.key.public.raw[::-1], self.key.public.raw)
        self.scopes: dict[bytes, dict[FeedKey, _Feed]] = {}
        self.members: dict[bytes, set[bytes]] = {}
        self.control_order: dict[bytes, list[Op]] = {}
        self.learnt: dict[tuple[Peer, bytes], dict[FeedKey, Extent]] = {}
        self.taken_ops = 0
        self.welcome: set[bytes] = set()
        self.erased: set[bytes] = set()
        self.pause: Callable[[], Awaitable[None]] | None = None
        self._vectors: dict[bytes, dict[FeedKey, Extent]] = {}
        self._listeners: list[Callable[[bytes, Vector], None]] = []

    # What a test does.

    def found(self, *persons: bytes) -> bytes:
        """Found a scope with these members besides ourselves; return its id."""
        genesis = self._sign(GENESIS, ZERO_ID, secrets.token_bytes(16), 0, ZERO_ID, ())
        scope = genesis.scope
        self._adopt(scope, self.peer.person)
        self._keep(scope, [genesis])
        for person in persons:
            self.admit(scope, person)
        return scope

    def admit(self, scope: bytes, person: bytes) -> Op:
        return self.write(scope, person, ADMIT)

    def expel(self, scope: bytes, person: bytes) -> Op:
        return self.write(scope, person, EXPEL)

    def post(self, scope: bytes, body: bytes = b"hello") -> Op:
        return self.write(scope, body, POST)

    def write(self, scope: bytes, body: bytes, kind: int) -> Op:
        return self.write_many(scope, [body], kind)[0]

    def write_many(self, scope: bytes, bodies: Sequence[bytes], kind: int = POST) -> list[Op]:
        """Write operations in one transaction; listeners hear of it once."""
        ops: list[Op] = []
        feed = self.scopes[scope].get(FeedKey(dev8(self.peer.device), kind >> 7))
        seq, head = (feed.hi, feed.ops[-1].id) if feed else (0, ZERO_ID)
        deps = tuple(sorted(op.id for op in self._heads(scope)))
        for body in bodies:
            op = self._sign(kind, scope, body, seq, head, () if deps == (head,) else deps)
            if kind >> 7 == CONTROL_LANE:
                deps = (op.id,)
            seq, head = seq + 1, op.id
            ops.append(op)
        self._keep(scope, ops)
        return ops

    def copy_scope(self, other: "MemoryShelf", scope: bytes) -> None:
        """Begin with everything that `other` holds of a scope, as after pairing."""
        self._adopt(scope, *other.members[scope])
        self._keep(scope, list(other.control_order[scope]))
        for key, feed in other.scopes[scope].items():
            if key.lane == CONTENT_LANE:
                self._keep(scope, list(feed.ops))

    def know(self, scope: bytes, *persons: bytes) -> None:
        """Know a scope by its name and members, and hold nothing of it."""
        self._adopt(scope, self.peer.person, *persons)

    def ids(self, scope: bytes) -> set[bytes]:
        """Return the ids of everything held of a scope."""
        return {op.id for feed in self.scopes.get(scope, {}).values() for op in feed.ops}

    def bodies(self, scope: bytes) -> dict[bytes, bytes | None]:
        """Return the body of each content operation held, by its id."""
        return {
            op.id: op.body
            for key, feed in self.scopes[scope].items()
            for op in feed.ops
            if key.lane == CONTENT_LANE
        }

    def drop_below(self, scope: bytes, key: FeedKey, lo: int) -> None:
        """Forget the beginning of a feed."""
        feed = self.scopes[scope][key]
        self.scopes[scope][key] = _Feed(lo, feed.ops[lo - feed.lo :])
        self._note(scope, {key})

    # What sync asks.

    def shared_with(self, peer: Peer) -> Sequence[bytes]:
        return [
            scope
            for scope, members in self.members.items()
            if peer.person in members and self.peer.person in members
        ]

    def vector(self, scope: bytes) -> Vector:
        return self._vectors.get(scope, {})

    async def read(self, scope: bytes, feed: FeedKey, lo: int, hi: int, max_bytes: int) -> Sequence[Op]:
        await self._wait()
        held = self.scopes.get(scope, {}).get(feed)
        if held is None or lo < held.lo:
            return []
        found: list[Op] = []
        for op in held.ops[lo - held.lo : hi - held.lo]:
            found.append(op)
            max_bytes -= 300 + len(op.body or b"")
            if max_bytes <= 0:
                break
        return found

    async def read_control(self, scope: bytes, after: Mapping[FeedKey, int], max_bytes: int) -> Sequence[Op]:
        await self._wait()
        found: list[Op] = []
        for op in self.control_order.get(scope, []):
            key = FeedKey(dev8(op.header.author), CONTROL_LANE)
            if key in after and op.header.seq >= after[key]:
                found.append(op)
                max_bytes -= 300 + len(op.body or b"")
                if max_bytes <= 0:
                    break
        return found

    async def take(self, scope: bytes, runs: Sequence[Run], source: Peer) -> Taken:
        await self._wait()
        missing = False
        changed: set[FeedKey] = set()
        for run in runs:
            try:
                run.check_signatures()
            except BadSignatureError as cause:
                raise RemoteProtocolError("a bad signature") from cause
            self.taken_ops += len(run.ops)
            advanced, lacking = self._join(scope, run)
            missing |= lacking
            if advanced:
                changed.add(FeedKey(dev8(run.author), run.lane))
        self._note(scope, changed)
        return Taken(deps_missing=missing)

    async def read_bodies(self, scope: bytes, ids: Sequence[bytes]) -> Sequence[tuple[bytes, bytes | None]]:
        await self._wait()
        held = self.bodies(scope)
        return [(op_id, held.get(op_id)) for op_id in ids]

    async def missing_bodies(self, scope: bytes, limit: int) -> Sequence[tuple[FeedKey, int, bytes]]:
        await self._wait()
        found = [
            (key, op.header.seq, op.id)
            for key, feed in self.scopes.get(scope, {}).items()
            for op in feed.ops
            if op.body is None and op.header.flags & HAS_BODY and op.id not in self.erased
        ]
        found.sort(key=lambda item: -item[1])
        return found[:limit]

    async def take_bodies(self, scope: bytes, bodies: Sequence[tuple[bytes, bytes]], source: Peer) -> None:
        await self._wait()
        wanted = dict(bodies)
        for feed in self.scopes.get(scope, {}).values():
            for at, op in enumerate(feed.ops):
                body = wanted.get(op.id)
                if body is not None and op.body is None and hash_body(body) == op.header.body_hash:
                    feed.ops[at] = Op(op.header, op.signature, op.id, body)

    def learned(self, peer: Peer, scope: bytes, vector: Vector) -> None:
        self.learnt.setdefault((peer, scope), {}).update(vector)

    async def genesis(self, scope: bytes) -> Op | None:
        return next(iter(self.control_order.get(scope, [])), None)

    async def introduced(self, genesis: Op, source: Peer) -> bool:
        if genesis.scope in self.members or genesis.scope not in self.welcome:
            return False
        self._adopt(genesis.scope, self.peer.person, source.person)
        return True

    def on_advance(self, listener: Callable[[bytes, Vector], None]) -> None:
        self._listeners.append(listener)

    # Within.

    def _sign(
        self, kind: int, scope: bytes, body: bytes, seq: int, backlink: bytes, deps: tuple[bytes, ...]
    ) -> Op:
        header = Header(
            kind=kind,
            scope=scope,
            author=self.key.public.raw,
            seq=seq,
            hlc=(1_700_000_000_000 + seq) << 16,
            backlink=backlink,
            body_hash=hash_body(body),
            body_len=len(body),
            epoch=EPOCH if kind >> 7 == CONTENT_LANE else ZERO_ID,
            deps=deps,
        )
        return sign(header, self.key, body)

    def _heads(self, scope: bytes) -> list[Op]:
        order = self.control_order.get(scope, [])
        below = {i for op in order for i in (*op.header.deps, op.header.backlink)}
        return [op for op in order if op.id not in below][:16]

    def _adopt(self, scope: bytes, *persons: bytes) -> None:
        self.scopes.setdefault(scope, {})
        self.control_order.setdefault(scope, [])
        self.members.setdefault(scope, set()).update(persons)

    def _keep(self, scope: bytes, ops: Sequence[Op]) -> None:
        for op in ops:
            key = FeedKey(dev8(op.header.author), op.header.lane)
            self._append(scope, self.scopes[scope].setdefault(key, _Feed(op.header.seq)), op)
        self._note(scope, {FeedKey(dev8(op.header.author), op.header.lane) for op in ops})

    def _append(self, scope: bytes, feed: _Feed, op: Op) -> None:
        feed.ops.append(op)
        if op.header.lane == CONTROL_LANE:
            self.control_order[scope].append(op)
            if op.header.kind == ADMIT:
                self.members[scope].add(op.body or b"")
            if op.header.kind == EXPEL:
                self.members[scope].discard(op.body or b"")

    def _join(self, scope: bytes, run: Run) -> tuple[bool, bool]:
        """Return whether the run advanced its feed, and whether something it builds on is missing."""
        feeds = self.scopes.setdefault(scope, {})
        key = FeedKey(dev8(run.author), run.lane)
        feed = feeds.get(key)
        known = {op.id for op in self.control_order.get(scope, [])}
        if feed is None:
            if run.lane == CONTROL_LANE and run.first_seq:
                return False, False
            feed = _Feed(run.first_seq)
        if run.first_seq < feed.lo <= run.end_seq:
            before = run.ops[: feed.lo - run.first_seq]
            if feed.ops[0].header.backlink != before[-1].id or any(
                set(op.header.deps) - known for op in before
            ):
                return False, False
            feed.ops[:0] = before
            feed.lo = run.first_seq
            return True, False
        start = feed.hi
        for op in run.ops:
            if op.header.seq < feed.hi:
                continue
            if op.header.seq > feed.hi or (feed.ops and op.header.backlink != feed.ops[-1].id):
                break
            if set(op.header.deps) - known:
                return feed.hi > start, True
            self._append(scope, feed, op)
            feeds[key] = feed
            if run.lane == CONTROL_LANE:
                known.add(op.id)
        return feed.hi > start, False

    def _note(self, scope: bytes, changed: set[FeedKey]) -> None:
        if not changed:
            return
        vector = self._vectors.setdefault(scope, {})
        vector.update({key: self.scopes[scope][key].extent() for key in changed})
        for listener in self._listeners:
            listener(scope, {key: vector[key] for key in changed})

    async def _wait(self) -> None:
        if self.pause is not None:
            await self.pause()


class MemoryRoster:
    """A `Roster` in memory."""

    def __init__(self) -> None:
        self.people: dict[ContactName, Contact] = {}
        self.statics: dict[tuple[bytes, bytes], bytes] = {}
        self.addresses: dict[ContactName, list[Address]] = {}

    def add(self, contact: Contact) -> None:
        self.people[contact.name] = contact

    def add_member(self, peer: Peer, static: bytes, key: bytes, role: int) -> None:
        self.add(Contact(Member(peer.person), key, role))
        self.statics[peer.person, static] = peer.device

    def remove(self, name: ContactName) -> None:
        self.people.pop(name, None)

    def contacts(self) -> Sequence[Contact]:
        return list(self.people.values())

    def device_of(self, person: bytes, static: bytes) -> bytes | None:
        return self.statics.get((person, static))

    def addresses_of(self, name: ContactName) -> Sequence[Address]:
        return self.addresses.get(name, [])

    def remember_address(self, name: ContactName, address: Address) -> None:
        known = self.addresses.setdefault(name, [])
        if address not in known:
            known.insert(0, address)


class NoDoorkeeper:
    """A `Doorkeeper` where nobody is expected."""

    async def greeting(self, invitation: bytes) -> bytes:
        return b""

    async def request(
        self, invitation: bytes, static: bytes, handshake_hash: bytes, greeting: bytes
    ) -> bytes | None:
        return None

    async def answer(self, invitation: bytes, static: bytes, handshake_hash: bytes, request: bytes) -> bytes:
        return b""

    async def settle(self, invitation: bytes, answer: bytes, address: Address) -> None:
        return None


def acquainted(
    a: MemoryRoster, a_peer: Peer, a_key: AgreementKey, b: MemoryRoster, b_peer: Peer, b_key: AgreementKey
) -> None:
    """Let two devices know each other, as after sharing a circle."""
    key = secrets.token_bytes(32)
    first = a_peer.person < b_peer.person
    a.add_member(b_peer, b_key.public, key, 0 if first else 1)
    b.add_member(a_peer, a_key.public, key, 1 if first else 0)


async def until(condition: Callable[[], object], *, seconds: float = 10.0) -> None:
    """Return once `condition()` holds; fail if that takes far too long."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 — a condition of the outside has nobody to set an event
            await asyncio.sleep(0.01)
