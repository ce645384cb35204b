"""What sync needs from the program around it.

`sync` moves operations by their signed headers and knows neither circles nor people: a *scope* is a set of feeds that
two devices may share, a *person* is 32 bytes. The outer package implements these protocols.

    Clock        what time it is
    Roster       whom we know, by which key they prove it, and where they were last seen
    Shelf        the operations this computer holds, and the judgement on those that arrive
    Vault        the pictures and files that operations speak of
    Doorkeeper   what is said to a guest with an invitation, and to a host
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum, auto
from typing import NamedTuple, Protocol

from sync.ops import Op
from sync.runs import Run


class Clock(Protocol):
    """Time, passed in so that tests can move it."""

    def wall_s(self) -> float:
        """Return Unix time in seconds; it may jump."""
        ...

    def monotonic_s(self) -> float:
        """Return seconds that never go back."""
        ...


class FeedKey(NamedTuple):
    """One chain of operations within a scope: the device's short name (8 bytes, `runs.dev8`) and the lane."""

    dev8: bytes
    lane: int


@dataclass(frozen=True, slots=True)
class Extent:
    """The part of a feed that a device holds: operations lo..hi-1 without a gap.

    Attributes:
        lo: First sequence number held; above 0 while the older part is still to come, or was pruned.
        hi: One more than the last sequence number held.
        head: First 8 bytes of the id of operation hi-1.
    """

    lo: int
    hi: int
    head: bytes


Vector = Mapping[FeedKey, Extent]


@dataclass(frozen=True, slots=True)
class Peer:
    """A device that proved who it is."""

    person: bytes
    device: bytes


@dataclass(frozen=True, slots=True)
class Member:
    """A contact by membership: somebody who shares a scope with us."""

    person: bytes


@dataclass(frozen=True, slots=True)
class Guest:
    """An invitation of ours that somebody may still use: whoever connects with it is a guest."""

    invitation: bytes


@dataclass(frozen=True, slots=True)
class Host:
    """An invitation that we want to use: whoever answers with it is a host."""

    invitation: bytes


ContactName = Member | Guest | Host


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who may connect, and the 32-byte key by which both sides recognise each other.

    Attributes:
        role: 0 or 1: which half of the pair this device is. The other side has the other one.
    """

    name: ContactName
    key: bytes
    role: int


class Address(NamedTuple):
    """Where a device listens: an IPv4 or IPv6 address in text form, and a TCP port."""

    host: str
    port: int


class Roster(Protocol):
    """Whom we know. All methods answer from memory, at once."""

    def contacts(self) -> Sequence[Contact]:
        """Return everybody who may connect now, in no particular order."""
        ...

    def device_of(self, person: bytes, static: bytes) -> bytes | None:
        """Return the id of the unrevoked device of `person` whose transport key is `static`, or None."""
        ...

    def addresses_of(self, name: ContactName) -> Sequence[Address]:
        """Return where this contact was last reached or is said to be, best first."""
        ...

    def remember_address(self, name: ContactName, address: Address) -> None:
        """Note that this contact was reached at `address`."""
        ...


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of runs that arrived.

    Attributes:
        deps_missing: Some operations were left out because they build on others that this device does not have;
            nothing of them was kept.
        refused: Operations that are well-formed but may never be kept (their author had no right): how many.
        conflicts: Feeds with which what arrived is at odds: further down their author signed two continuations. Asking
            the same peer for all it holds of such a feed shows where.
    """

    deps_missing: bool = False
    refused: int = 0
    conflicts: frozenset[FeedKey] = frozenset()


class Shelf(Protocol):
    """The operations this computer holds. `vector` and `shared_with` answer from memory, at once."""

    def shared_with(self, peer: Peer) -> Sequence[bytes]:
        """Return the scopes that `peer` has a right to, most important first: in our view it is a member."""
        ...

    def vector(self, scope: bytes) -> Vector:
        """Return what we hold of `scope`; empty for a scope that we know by name only."""
        ...

    async def read(self, scope: bytes, feed: FeedKey, lo: int, hi: int, max_bytes: int) -> Sequence[Op]:
        """Return operations lo.. of a content feed in order, at most to hi-1, stopping after `max_bytes` of them."""
        ...

    async def read_control(self, scope: bytes, after: Mapping[FeedKey, int], max_bytes: int) -> Sequence[Op]:
        """Return control operations that a peer lacks, each after everything it builds on.

        Args:
            scope: The circle or room.
            after: For each control feed the peer asks for, the first sequence number that it lacks.
            max_bytes: Stop after about this many bytes; the peer asks again.
        """
        ...

    async def take(self, scope: bytes, runs: Sequence[Run], source: Peer) -> Taken:
        """Judge, keep and acknowledge operations, in one transaction; listeners hear of it before this returns.

        Known operations are skipped quietly, so a run may overlap what is held.

        Raises:
            RemoteProtocolError: A fault that an honest peer cannot pass on; the session must end.
            ShelfError: This computer cannot keep anything now; nothing of it was kept.
        """
        ...

    async def read_bodies(self, scope: bytes, ids: Sequence[bytes]) -> Sequence[tuple[bytes, bytes | None]]:
        """Return the bodies asked for by operation id; None for each that is not, or no longer, held."""
        ...

    async def missing_bodies(self, scope: bytes, limit: int) -> Sequence[tuple[FeedKey, int, bytes]]:
        """Return (feed, seq, operation id) of kept operations whose body is wanted but not here, newest first."""
        ...

    async def take_bodies(self, scope: bytes, bodies: Sequence[tuple[bytes, bytes]], source: Peer) -> None:
        """Keep bodies whose hash fits the header held; others are ignored."""
        ...

    def learned(self, peer: Peer, scope: bytes, vector: Vector) -> None:
        """Note what `peer` says it holds of `scope`: for "saved on 4 of 5 computers" and for finding forks."""
        ...

    async def genesis(self, scope: bytes) -> Op | None:
        """Return the first operation of a scope, to introduce it to a member who has never heard of it."""
        ...

    async def introduced(self, genesis: Op, source: Peer) -> bool:
        """Hear of a scope that `source` says we belong to; True if we take it up (`shared_with` then names it)."""
        ...

    def on_advance(self, listener: Callable[[bytes, Vector], None]) -> None:
        """Call `listener(scope, extents that changed)` after each commit, ours or a peer's, on the event loop."""
        ...


class Held(IntEnum):
    """How much of a file a device holds; the numbers are those of the wire."""

    NONE = 0
    PARTLY = 1
    WHOLE = 2
    # Whole, and not given up for a day: whoever asked may rely on it.
    PROMISED = 3


class Put(Enum):
    """What became of pieces that arrived."""

    KEPT = auto()
    # Kept, and nothing of the file is missing any more.
    WHOLE = auto()
    # One of them is not what the list says: a fault of whoever sent it.
    SPOILT = auto()


@dataclass(frozen=True, slots=True)
class Wish:
    """A file that is wanted here.

    Attributes:
        scope: Where it belongs.
        file: Its id, 32 bytes.
        list_bytes: How long the list of its pieces is.
        pieces: How many pieces it has.
    """

    scope: bytes
    file: bytes
    list_bytes: int
    pieces: int


class Vault(Protocol):
    """The files this computer holds, encrypted, in pieces that can be checked one by one.

    A disk that is full or fails is this computer's own trouble: `put` and `begin` then say that the file is not wanted
    for now, and `wishes` names it again when there is reason to try.
    """

    async def wishes(self) -> Sequence[Wish]:
        """Return what is wanted now, most wanted first: thousands at the most."""
        ...

    async def admit(self, file: bytes) -> bool:
        """Return whether there is room for a wanted file that somebody near has; if so it is taken from then on."""
        ...

    async def resume(self, file: bytes) -> Sequence[int] | None:
        """Return which pieces are missing of a file whose list is here; None if it is not."""
        ...

    async def begin(self, file: bytes, pieces: bytes) -> Sequence[int] | None:
        """Take the list of a wanted file; return which pieces are missing, none if it is not wanted any more.

        Returns:
            None if this is not the list that the file's author vouched for.
        """
        ...

    async def put(self, file: bytes, pieces: Sequence[tuple[int, bytes]]) -> Put:
        """Check and keep pieces of a file that was begun. What is not wanted any more is passed over.

        A file that has all its pieces is made safe, and is news when that is done.
        """
        ...

    async def read(self, scope: bytes, file: bytes, parts: Sequence[int]) -> Sequence[bytes | None]:
        """Return parts of a file that belongs to `scope`; None for what is not here.

        First come the parts of its list, cut after every `fetching.LIST_PART_BYTES`, then its pieces.
        """
        ...

    async def holding(self, scope: bytes, files: Sequence[bytes], *, keep: bool) -> Sequence[Held]:
        """Return how much of these files is here; with `keep`, promise to keep what is here whole, if possible."""
        ...

    async def learned(self, peer: Peer, scope: bytes, held: Sequence[tuple[bytes, Held]]) -> None:
        """Note what `peer` says it holds of files that are known here."""
        ...

    def spare(self) -> Sequence[tuple[bytes, bytes]]:
        """Return (scope, file) of what would be given up here if enough others promised to keep it."""
        ...

    def take_news(self) -> Mapping[bytes, Mapping[bytes, Held]]:
        """Return, by scope and file, what came or went here since this was last asked."""
        ...

    def on_wishes(self, listener: Callable[[], None]) -> None:
        """Call `listener` on the event loop when something else is wanted; that a file became whole is no such case."""
        ...

    def on_news(self, listener: Callable[[], None]) -> None:
        """Call `listener` on the event loop when `take_news` has something to say."""
        ...


class Doorkeeper(Protocol):
    """Says what passes between a guest and a host. Payloads are opaque to sync, at most 512 KiB each."""

    async def greeting(self, invitation: bytes) -> bytes:
        """Return what we, the host, show to a guest who came with `invitation`."""
        ...

    async def request(
        self, invitation: bytes, static: bytes, handshake_hash: bytes, greeting: bytes
    ) -> bytes | None:
        """Return what we, the guest, answer to a host's greeting; None to go away.

        Args:
            invitation: Which of our pending invitations this is about.
            static: The host's 32-byte transport key, as the handshake proved it.
            handshake_hash: 32 bytes that both sides share and nobody else can choose.
            greeting: What the host said.
        """
        ...

    async def answer(self, invitation: bytes, static: bytes, handshake_hash: bytes, request: bytes) -> bytes:
        """Return what we, the host, answer to a guest's request."""
        ...

    async def settle(self, invitation: bytes, answer: bytes, address: Address) -> None:
        """Take in the host's answer, on the guest's side; `address` is where the host was reached."""
        ...
