"""Who belongs to a circle and who may do what: a pure function of the set of its control operations.

Devices receive operations in different orders, some of them forged with an old past. Nothing here looks at a clock,
at the order of arrival or at who delivered what, so devices that hold equal sets agree, without a leader.

    ControlOp ── add() ──▶ Causality ──▶ Forks ──▶ StewardLayer ──▶ MemberLayer ──▶ CircleState
                            the past      rule F     majorities      single stewards

The rules are in the modules named, `authority_layers` wires them, and this one answers the questions that services
ask: may we (`may`), may they (`accepts_content`, `erase_is_valid`, `author_was_member`).
"""

from collections.abc import Iterable

from organic_p2p.domain.authority_acts import (
    Ack,
    Act,
    Admit,
    ControlOp,
    Epoch,
    Erase,
    EraseTarget,
    Expel,
    Genesis,
    Grant,
    Hello,
    Invite,
    InviteRevoke,
    Leave,
    Motion,
    MotionKind,
    Other,
    Vote,
)
from organic_p2p.domain.authority_errors import (
    AuthorityError,
    MalformedOpError,
    MissingDepsError,
    NotAllowedError,
    Refusal,
)
from organic_p2p.domain.authority_layers import Layers
from organic_p2p.domain.authority_permissions import Permissions
from organic_p2p.domain.authority_state import CircleState, Standing, Tally
from organic_p2p.domain.causality import numbers, union
from organic_p2p.domain.ids import DeviceId, OpId, PersonId

__all__ = [
    "Ack", "Act", "Admit", "Authority", "AuthorityError", "CircleState", "ControlOp", "Epoch", "Erase",
    "EraseTarget", "Expel", "Genesis", "Grant", "Hello", "Invite", "InviteRevoke", "Leave", "MalformedOpError",
    "MissingDepsError", "Motion", "MotionKind", "NotAllowedError", "Other", "Refusal", "Standing", "Tally", "Vote",
]  # fmt: skip


class Authority:
    """The control operations of one circle or room, and what follows from them."""

    def __init__(self) -> None:
        self._layers = Layers()
        self._permissions = Permissions(self._layers.dag, self._layers.stewards, self._layers.members)

    def __len__(self) -> int:
        return len(self._layers.ops)

    def add(self, op: ControlOp) -> None:
        """Add a verified operation. One that is known already changes nothing.

        An operation whose author had no right to it is kept and has no effect.

        Raises:
            MissingDepsError: Something it depends on has not been added yet; add that first.
            MalformedOpError: It is not the continuation of its device's feed, or it is neither the genesis nor
                built on one. No honest program writes that.
        """
        if op.id not in self._layers.dag:
            self._layers.add(op)

    def known(self, op_id: OpId) -> bool:
        """Say whether this operation has been added."""
        return op_id in self._layers.dag

    def op(self, op_id: OpId) -> ControlOp:
        """Return an operation that has been added.

        Raises:
            MissingDepsError: It has not.
        """
        return self._layers.ops[self._layers.number(op_id)]

    def heads(self) -> tuple[OpId, ...]:
        """Return what a new operation should depend on: those that no other depends on, sorted."""
        return self._layers.dag.heads()

    def in_past(self, op_id: OpId, of: OpId) -> bool:
        """Say whether the author of `of` had seen `op_id` when they wrote it.

        Raises:
            MissingDepsError: One of the two is unknown.
        """
        return bool(self._layers.dag.past(self._layers.number(of)) >> self._layers.number(op_id) & 1)

    def knew(self, deps: Iterable[OpId], op_id: OpId) -> bool:
        """Say whether somebody who names `deps` had seen `op_id`.

        Raises:
            MissingDepsError: Something of these is unknown.
        """
        return bool(self._layers.dag.closure(deps) >> self._layers.number(op_id) & 1)

    def state(self) -> CircleState:
        """Return what follows from everything known."""
        return self._layers.state(self._layers.dag.everything)

    def state_at(self, deps: Iterable[OpId]) -> CircleState:
        """Return what followed for somebody who knew `deps` and their past, and nothing else.

        Raises:
            MissingDepsError: Some of `deps` are unknown.
        """
        return self._layers.state(self._layers.dag.closure(deps))

    def forked_devices(self) -> frozenset[DeviceId]:
        """Return the devices that have signed two continuations of one feed: copied, or lying."""
        return self._layers.forks.forked_devices()

    def void(self) -> frozenset[OpId]:
        """Return the operations that rule F leaves without a say (see `causality_forks`)."""
        everything = self._layers.dag.everything
        return frozenset(
            self._layers.dag.name(n) for n in numbers(everything & ~self._layers.forks.standing(everything))
        )

    def accepts_content(self, author: PersonId, deps: Iterable[OpId]) -> Standing:
        """Say how to take content that `author` wrote knowing `deps` (B4).

        Args:
            author: The person whose device signed it.
            deps: The control heads that the content names.

        Raises:
            MissingDepsError: Some of `deps` are unknown: wait for them.
        """
        if author not in self.state_at(deps).members:
            return Standing.NOT_A_MEMBER
        now = self.state()
        if author in now.members:
            return Standing.MEMBER
        takers = now.former.get(author, ())
        # Whoever only left was not removed, and what they wrote before stays theirs.
        if takers and all(isinstance(self.op(taker).act, Leave) for taker in takers):
            return Standing.MEMBER
        return Standing.REMOVED_CONCURRENTLY

    def author_was_member(self, op_id: OpId) -> bool:
        """Say whether an operation's author belonged as far as the operation knows: asked of EPOCH and GRANT.

        Raises:
            MissingDepsError: The operation is unknown.
        """
        number = self._layers.number(op_id)
        past = self._layers.forks.standing(self._layers.dag.past(number))
        there = self._layers.stewards.stewards(past)
        return self._layers.members.belongs(self._layers.ops[number].author, past, there)

    def unaware(self, op_ids: Iterable[OpId]) -> frozenset[OpId]:
        """Return those operations whose author did not know of every removal and departure known here.

        Asked of EPOCHs: these are not to be written with, see `epochs.choose`.

        Raises:
            MissingDepsError: One of the operations is unknown.
        """
        ops = self._layers.forks.standing(self._layers.dag.everything)
        now = self._layers.stewards.stewards(ops)
        removals = self._layers.members.removals(ops, now)
        # Unseating a steward takes out whom they let in meanwhile, so it is a removal here, once decided.
        unseated = union(now.unseated.values())
        unaware = set()
        for op_id in op_ids:
            past = self._layers.dag.past(self._layers.number(op_id))
            decided = self._layers.stewards.stewards(self._layers.forks.standing(past)).passed
            if removals & ~past or unseated & ~decided:
                unaware.add(op_id)
        return frozenset(unaware)

    def is_invitation(self, op_id: OpId) -> bool:
        """Say whether an operation publishes a code, by somebody who was a steward as far as it knows.

        Raises:
            MissingDepsError: The operation is unknown.
        """
        return self._layers.members.invites.inviter(self._layers.number(op_id)) is not None

    def is_admission(self, op_id: OpId) -> bool:
        """Say whether an operation lets somebody in, by somebody who was a steward as far as it knows.

        The answer is the same at all times and on all devices, whatever becomes of the admission.

        Raises:
            MissingDepsError: The operation is unknown.
        """
        return self._layers.members.admitted(self._layers.number(op_id)) is not None

    def used_by(self, invite: OpId) -> PersonId | None:
        """Return whom a code has let in, or None: whether they are still there or not.

        Raises:
            MissingDepsError: The operation is unknown.
        """
        number = self._layers.number(invite)
        ops = self._layers.forks.standing(self._layers.dag.everything)
        return next(
            iter(self._layers.members.invites.users(number, ops, self._layers.stewards.stewards(ops))), None
        )

    def erase_is_valid(self, op_id: OpId) -> bool:
        """Say whether an ERASE counts: everything it names is the author's own, or the author is a valid steward.

        Raises:
            MissingDepsError: The operation is unknown.
        """
        number = self._layers.number(op_id)
        op = self._layers.ops[number]
        if not isinstance(op.act, Erase):
            return False
        if all(target.person == op.author for target in op.act.targets):
            return True
        ops = self._layers.forks.standing(self._layers.dag.everything)
        return self._layers.members.valid(number, ops, self._layers.stewards.stewards(ops))

    def may(self, person: PersonId, act: Act, deps: Iterable[OpId] | None = None) -> None:
        """Return quietly if `person` may do `act` knowing `deps` (default: everything known here).

        Ask before writing an own operation. An act that would be kept without effect is refused.

        Raises:
            NotAllowedError: With the reason in `why`.
            MissingDepsError: Some of `deps` are unknown.
        """
        ops = self._layers.dag.everything if deps is None else self._layers.dag.closure(deps)
        self._permissions.check(person, act, self._layers.state(ops), self._layers.forks.standing(ops))
