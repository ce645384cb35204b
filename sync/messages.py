"""Messages: what two devices say to each other inside a channel.

`PROTOCOL.md`, "Messages", tells when each is sent and what it means; here are their parts and limits, in `wire`
their bytes. Scopes never appear by their ids: a `token` is the sender's own name for a scope in this one
conversation.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final, NamedTuple, TypeAlias

from sync.omp1 import Value
from sync.ports import FeedKey, Held, Vector

VERSION: Final = 1
TOKEN_BYTES: Final = 16
DIGEST_BYTES: Final = 16
SHORT_BYTES: Final = 8
# A circle of a thousand computers has two thousand feeds.
MAX_FEEDS: Final = 4096
MAX_SCOPES: Final = 1024
MAX_RANGES: Final = 4096
MAX_IDS: Final = 256
MAX_RUNS: Final = 4096
# A megabyte: one request, and one trip to the disk of whoever answers it.
MAX_PARTS: Final = 16
MAX_PART_BYTES: Final = 64 * 1024 + 16
# What passes between guest and host in one piece.
MAX_PAIRING_BYTES: Final = 512 * 1024


class Kind(IntEnum):
    """The first item of every message. Numbers are for ever; 20 to 23 are kept for pictures and files.

    A goodbye is no message: it is the authenticated end of the channel.
    """

    GREET = 1
    SCOPES = 2
    OPEN = 3
    VECT = 4
    HAVE = 5
    PULL = 6
    OPS = 7
    DONE = 8
    WANT = 9
    BODY = 10
    CREDIT = 11
    PING = 12
    ERR = 13
    SEEK = 16
    HOLD = 17
    FETCH = 18
    PART = 19
    GREETING = 32
    REQUEST = 33
    ANSWER = 34


class Channel(IntEnum):
    """What credit is counted for."""

    OPS = 1
    BODIES = 2
    FILES = 3


class Fault(IntEnum):
    """Why a session is ended, as told to the peer."""

    MALFORMED = 1
    RULE = 2
    SILENCE = 3
    BUSY = 4


class Range(NamedTuple):
    """Operations lo..hi-1 of a feed."""

    feed: FeedKey
    lo: int
    hi: int


@dataclass(frozen=True, slots=True)
class Greet:
    """The first word of both sides.

    Attributes:
        listen_port: Where the sender can be dialled; 0 asks not to be remembered.
        caps: A set of bits; none is defined yet.
    """

    version: int
    listen_port: int
    caps: int = 0


@dataclass(frozen=True, slots=True)
class Scopes:
    """Scopes the sender would share, each (token, digest of what it holds), among random entries."""

    entries: Sequence[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Open:
    """An introduction: the first operation of a scope that the receiver belongs to and did not name."""

    token: bytes
    raw_header: bytes
    body: bytes | None


@dataclass(frozen=True, slots=True)
class Vect:
    """Everything that the sender holds of a scope."""

    token: bytes
    vector: Vector


@dataclass(frozen=True, slots=True)
class Have:
    """Feeds of a scope that changed at the sender, after it made them safe."""

    token: bytes
    vector: Vector


@dataclass(frozen=True, slots=True)
class Pull:
    """A request for operations; the answer ends with a `Done` of the same number."""

    token: bytes
    number: int
    ranges: Sequence[Range]


@dataclass(frozen=True, slots=True)
class Ops:
    """Operations, in an order in which they can be taken. Runs are decoded by whoever knows the scope."""

    token: bytes
    runs: Sequence[Value]
    cost: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Done:
    """The end of the answer to a `Pull`."""

    number: int


@dataclass(frozen=True, slots=True)
class Want:
    """A request for bodies by operation id; each id is answered once, by a `Body` of the same number."""

    token: bytes
    number: int
    ids: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Body:
    """Bodies asked for; None says that the sender does not hold this one."""

    number: int
    bodies: Sequence[tuple[bytes, bytes | None]]
    cost: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Seek:
    """A question which of these files the receiver holds; with `keep`, whether it promises to keep them for a day."""

    token: bytes
    keep: bool
    ids: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Hold:
    """What the sender holds of some files: the answer to a `Seek`, or unasked when it changed."""

    token: bytes
    held: Sequence[tuple[bytes, Held]]


@dataclass(frozen=True, slots=True)
class Fetch:
    """A request for parts of a file; each is answered once, by a `Part` of the same number, in this order."""

    token: bytes
    number: int
    file: bytes
    parts: Sequence[int]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file that was asked for; None says that the sender does not hold it."""

    number: int
    index: int
    data: bytes | None
    cost: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Credit:
    """The receiver may be sent this many bytes more."""

    channel: Channel
    amount: int


@dataclass(frozen=True, slots=True)
class Ping:
    """I am here."""


@dataclass(frozen=True, slots=True)
class Err:
    """The sender ends the session because of a fault of the receiver; see `Fault`."""

    code: int


@dataclass(frozen=True, slots=True)
class Greeting:
    """What a host shows to a guest."""

    payload: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """What a guest asks of a host."""

    payload: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answers."""

    payload: bytes


Message: TypeAlias = (
    Greet
    | Scopes
    | Open
    | Vect
    | Have
    | Pull
    | Ops
    | Done
    | Want
    | Body
    | Seek
    | Hold
    | Fetch
    | Part
    | Credit
    | Ping
    | Err
    | Greeting
    | Request
    | Answer
)
