"""What people do in a circle, as plain values.

A `ControlOp` is what remains of a verified operation once its bytes, signature and body have been checked by the
records: who did what, after what. Each act is a small class of its own, so that a `match` over `Act` covers them all.
"""

from dataclasses import dataclass
from enum import Enum

from organic_p2p.domain.ids import DeviceId, OpId, PersonId


@dataclass(frozen=True, slots=True)
class Genesis:
    """The first operation of a circle or room."""

    founders: tuple[PersonId, ...]
    """Stewards and members from the start."""
    members: tuple[PersonId, ...] = ()
    """Further people who belong from the start."""
    fixed: bool = False
    """A room: founders and members belong for ever, nobody else does, nobody is a steward."""


@dataclass(frozen=True, slots=True)
class Hello:
    """A device's first operation here."""


@dataclass(frozen=True, slots=True)
class Ack:
    """Says nothing but: I have seen what I depend on."""


@dataclass(frozen=True, slots=True)
class Admit:
    """A steward lets a person in."""

    person: PersonId
    via: OpId | None = None
    """The INVITE whose code the person brought."""


@dataclass(frozen=True, slots=True)
class Expel:
    """A steward removes a person who is no steward."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class Leave:
    """The author goes."""


class MotionKind(Enum):
    """What stewards decide by majority."""

    PROMOTE = "promote"
    DEMOTE = "demote"
    REMOVE = "remove"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Motion:
    """A steward proposes; the proposer's own vote is yes."""

    kind: MotionKind
    target: PersonId | None = None
    """The person it is about; None for POLICY, whose content the records keep."""


@dataclass(frozen=True, slots=True)
class Vote:
    """A steward answers a motion. The first answer binds."""

    motion: OpId
    yes: bool


@dataclass(frozen=True, slots=True)
class Invite:
    """A steward publishes the public half of a one-time code."""


@dataclass(frozen=True, slots=True)
class InviteRevoke:
    """A code is dead from here on."""

    invite: OpId


@dataclass(frozen=True, slots=True)
class Epoch:
    """New keys; who may read is judged in `epochs`."""


@dataclass(frozen=True, slots=True)
class Grant:
    """Keys handed to further devices."""

    epoch: OpId


@dataclass(frozen=True, slots=True)
class EraseTarget:
    """A stretch of one device's content lane in this circle."""

    person: PersonId
    """Whose device it is: looked up by the caller, never taken from the operation."""
    device: DeviceId
    first_seq: int
    last_seq: int
    """Included."""


@dataclass(frozen=True, slots=True)
class Erase:
    """Content goes, for ever, everywhere."""

    targets: tuple[EraseTarget, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """A kind that has no say in who belongs, or that this version does not know."""


Act = (
    Genesis
    | Hello
    | Ack
    | Admit
    | Expel
    | Leave
    | Motion
    | Vote
    | Invite
    | InviteRevoke
    | Epoch
    | Grant
    | Erase
    | Other
)


@dataclass(frozen=True, slots=True)
class ControlOp:
    """A verified operation of a control lane, reduced to what the rules look at."""

    id: OpId
    author: PersonId
    device: DeviceId
    seq: int
    """Position in the device's control lane, from 0."""
    deps: tuple[OpId, ...]
    """What the author had seen. From seq 1 on it includes the backlink: the device's operation before this one."""
    act: Act
    backlink: OpId | None = None
    """Needed only if `deps` name two operations of the device with the number before: then it is a fork."""
