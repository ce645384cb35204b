"""What a `Session` tells its caller."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sync.errors import SyncError
from sync.messages import Range
from sync.ops import Op
from sync.ports import Held, Vector
from sync.runs import Run


@dataclass(frozen=True, slots=True)
class Greeted:
    """The peer is there and listens on `listen_port`; 0 if it does not want to be remembered."""

    listen_port: int


@dataclass(frozen=True, slots=True)
class Met:
    """Both sides named `scope`.

    Attributes:
        in_step: Whether the peer holds what we held when we named it. If not, it waits for our vector.
    """

    scope: bytes
    in_step: bool


@dataclass(frozen=True, slots=True)
class Lacks:
    """The peer did not name `scope`, which we think it shares."""

    scope: bytes


@dataclass(frozen=True, slots=True)
class Introduced:
    """The peer says that we belong to the scope of `genesis`."""

    genesis: Op


@dataclass(frozen=True, slots=True)
class PeerHolds:
    """The peer told what it holds of `scope`, all or what changed; `Session.views` has the sum."""

    scope: bytes
    vector: Vector


@dataclass(frozen=True, slots=True)
class Asked:
    """The peer wants operations.

    Attributes:
        scope: None if it named one that we do not share with it: the answer is then empty.
    """

    scope: bytes | None
    number: int
    ranges: Sequence[Range]


@dataclass(frozen=True, slots=True)
class Arrived:
    """Operations of `scope` came in. Call `Session.settle_ops(cost)` when they are safe."""

    scope: bytes
    runs: tuple[Run, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to our request `number` is complete."""

    number: int


@dataclass(frozen=True, slots=True)
class AskedBodies:
    """The peer wants bodies; `scope` as in `Asked`."""

    scope: bytes | None
    number: int
    ids: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class BodiesArrived:
    """Bodies came in for our request `number`. Call `Session.settle_bodies(cost)` when they are safe."""

    scope: bytes | None
    number: int
    bodies: Sequence[tuple[bytes, bytes | None]]
    cost: int


@dataclass(frozen=True, slots=True)
class Sought:
    """The peer asks which of these files we hold; `scope` as in `Asked`."""

    scope: bytes | None
    keep: bool
    ids: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class PeerHasFiles:
    """The peer told what it holds of some files of `scope`."""

    scope: bytes
    held: Sequence[tuple[bytes, Held]]


@dataclass(frozen=True, slots=True)
class AskedParts:
    """The peer wants parts of a file; `scope` as in `Asked`."""

    scope: bytes | None
    number: int
    file: bytes
    parts: Sequence[int]


@dataclass(frozen=True, slots=True)
class PartsArrived:
    """Parts of `file` came in for our request `number`. Call `Session.settle_files(cost)` when they are safe.

    Attributes:
        scope: None if the two do not share it any more.
        last: Whether the request is answered in full.
    """

    scope: bytes | None
    number: int
    file: bytes
    parts: tuple[tuple[int, bytes | None], ...]
    cost: int
    last: bool


@dataclass(frozen=True, slots=True)
class CreditCame:
    """Something that waited for credit may go on."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The conversation is over: None for a goodbye, else why."""

    cause: SyncError | None


Event: TypeAlias = (
    Greeted
    | Met
    | Lacks
    | Introduced
    | PeerHolds
    | Asked
    | Arrived
    | Answered
    | AskedBodies
    | BodiesArrived
    | Sought
    | PeerHasFiles
    | AskedParts
    | PartsArrived
    | CreditCame
    | Closed
)
