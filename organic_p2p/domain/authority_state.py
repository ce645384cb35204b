"""What a circle is, as plain values: the answers of `authority.Authority`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from organic_p2p.domain.authority_acts import MotionKind
from organic_p2p.domain.ids import OpId, PersonId


@dataclass(frozen=True, slots=True)
class Tally:
    """How an open motion stands."""

    kind: MotionKind
    target: PersonId | None
    proposer: PersonId
    electorate: frozenset[PersonId]
    """Stewards where it was put; the target counts here although they have no vote."""
    yes: frozenset[PersonId]
    no: frozenset[PersonId]

    @property
    def needed(self) -> int:
        """How many further yes votes it takes to pass."""
        return max(0, len(self.electorate) // 2 + 1 - len(self.yes))


@dataclass(frozen=True, slots=True)
class CircleState:
    """What a set of operations amounts to: a pure function of the set, the same on every device."""

    members: frozenset[PersonId]
    """Everybody who belongs, stewards included."""
    stewards: frozenset[PersonId]
    passed: frozenset[OpId]
    """Motions that have their majority."""
    open_motions: Mapping[OpId, Tally]
    """Motions that can still pass."""
    invited_by: Mapping[PersonId, PersonId | None]
    """For each member: whose INVITE brought them, else who admitted them; None for those there from the start."""
    since_op: Mapping[PersonId, OpId]
    """For each member: the operation that let them in."""
    former: Mapping[PersonId, tuple[OpId, ...]]
    """People who were let in once and are no members: the operations that took them out, sorted. Empty if their
    admission itself has fallen, because the steward who admitted them had been unseated by then."""
    live_invites: frozenset[OpId]
    """Valid INVITEs that are neither revoked nor used. Their expiry is the business of whoever approves."""
    fixed: bool
    """A room, whose people never change."""


class Standing(Enum):
    """How content of a person is to be taken."""

    MEMBER = "member"
    REMOVED_CONCURRENTLY = "removed-concurrently"
    """They belonged as far as the content knows, and do not now: show it with a mark."""
    NOT_A_MEMBER = "not-a-member"
    """Reject it."""
