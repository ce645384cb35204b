"""Who belongs to a circle and who may do what: a pure function of the set of its control operations.

Devices receive operations in different orders, some of them forged with an old past. Nothing here looks at a clock,
at the order of arrival or at who delivered what, so devices that hold equal sets agree, without a leader.

    ControlOp ── add() ──▶ Causality ──▶ Forks ──▶ StewardLayer ──▶ MemberLayer ──▶ CircleState
                            the past      rule F     majorities      single stewards

The rules are in the modules named; this one wires them, remembers answers, and answers the questions that the
services ask: may we (`may`), may they (`accepts_content`, `erase_is_valid`, `author_was_member`).
"""

from collections.abc import Iterable
from typing import assert_never

from organic_p2p.domain.authority_errors import (
    AuthorityError,
    MalformedOpError,
    MissingDepsError,
    NotAllowedError,
    Refusal,
)
from organic_p2p.domain.authority_members import MemberLayer
from organic_p2p.domain.authority_permissions import Permissions
from organic_p2p.domain.authority_stewards import StewardLayer, Stewards
from organic_p2p.domain.authority_values import (
    Ack,
    Act,
    Admit,
    CircleState,
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
    Standing,
    Tally,
    Vote,
)
from organic_p2p.domain.causality import Causality, numbers, union
from organic_p2p.domain.causality_forks import Forks
from organic_p2p.domain.ids import DeviceId, OpId, PersonId

__all__ = [
    "Ack", "Act", "Admit", "Authority", "AuthorityError", "CircleState", "ControlOp", "Epoch", "Erase", "EraseTarget",
    "Expel", "Genesis", "Grant", "Hello", "Invite", "InviteRevoke", "Leave", "MalformedOpError", "MissingDepsError",
    "Motion", "MotionKind", "NotAllowedError", "Other", "Refusal", "Standing", "Tally", "Vote",
]  # fmt: skip

# States are kept by set of operations; this many, then all are forgotten. One is about 100 B for each member.
_MAX_REMEMBERED = 256

_GENESIS = 0


class Authority:
    """The control operations of one circle or room, and what follows from them."""

    def __init__(self) -> None:
        self._dag = Causality()
        self._ops: list[ControlOp] = []
        self._stewards = StewardLayer(self._dag)
        self._forks = Forks(self._dag, self._members_at)
        self._members = MemberLayer(self._dag, self._forks.seen_without)
        self._permissions = Permissions(self._dag, self._stewards, self._members)
        self._fixed = False
        self._states: dict[int, CircleState] = {}

    def __len__(self) -> int:
        return len(self._ops)

    def add(self, op: ControlOp) -> None:
        """Add a verified operation. One that is known already changes nothing.

        An operation whose author had no right to it is kept and has no effect.

        Raises:
            MissingDepsError: Something it depends on has not been added yet; add that first.
            MalformedOpError: It is not the continuation of its device's feed, or it is neither the genesis nor
                built on one. No honest program writes that.
        """
        if op.id in self._dag:
            return
        self._check_place(op)
        previous = self._previous(op)
        number = self._dag.add(op.id, op.deps)
        self._ops.append(op)
        self._forks.add(number, op, previous)
        self._note(number, op)

    def known(self, op_id: OpId) -> bool:
        """Say whether this operation has been added."""
        return op_id in self._dag

    def op(self, op_id: OpId) -> ControlOp:
        """Return an operation that has been added.

        Raises:
            MissingDepsError: It has not.
        """
        return self._ops[self._number(op_id)]

    def heads(self) -> tuple[OpId, ...]:
        """Return what a new operation should depend on: those that no other depends on, sorted."""
        return self._dag.heads()

    def in_past(self, op_id: OpId, of: OpId) -> bool:
        """Say whether the author of `of` had seen `op_id` when they wrote it.

        Raises:
            MissingDepsError: One of the two is unknown.
        """
        return bool(self._dag.past(self._number(of)) >> self._number(op_id) & 1)

    def knew(self, deps: Iterable[OpId], op_id: OpId) -> bool:
        """Say whether somebody who names `deps` had seen `op_id`.

        Raises:
            MissingDepsError: Something of these is unknown.
        """
        return bool(self._dag.closure(deps) >> self._number(op_id) & 1)

    def state(self) -> CircleState:
        """Return what follows from everything known."""
        return self._state(self._dag.everything)

    def state_at(self, deps: Iterable[OpId]) -> CircleState:
        """Return what followed for somebody who knew `deps` and their past, and nothing else.

        Raises:
            MissingDepsError: Some of `deps` are unknown.
        """
        return self._state(self._dag.closure(deps))

    def forked_devices(self) -> frozenset[DeviceId]:
        """Return the devices that have signed two continuations of one feed: copied, or lying."""
        return self._forks.forked_devices()

    def void(self) -> frozenset[OpId]:
        """Return the operations that rule F leaves without a say (see `causality_forks`)."""
        everything = self._dag.everything
        return frozenset(self._dag.name(n) for n in numbers(everything & ~self._forks.standing(everything)))

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
        number = self._number(op_id)
        return self._belongs(self._ops[number].author, self._dag.past(number))

    def unaware(self, op_ids: Iterable[OpId]) -> frozenset[OpId]:
        """Return those operations whose author did not know of every removal and departure known here.

        Asked of EPOCHs: these are not to be written with, see `epochs.choose`.

        Raises:
            MissingDepsError: One of the operations is unknown.
        """
        ops = self._forks.standing(self._dag.everything)
        now = self._stewards.stewards(ops)
        removals = self._members.removals(ops, now)
        # Unseating a steward takes out whom they let in meanwhile, so it is a removal here, once decided.
        unseated = union(now.unseated.values())
        unaware = set()
        for op_id in op_ids:
            past = self._dag.past(self._number(op_id))
            decided = self._stewards.stewards(self._forks.standing(past)).passed
            if removals & ~past or unseated & ~decided:
                unaware.add(op_id)
        return frozenset(unaware)

    def erase_is_valid(self, op_id: OpId) -> bool:
        """Say whether an ERASE counts: everything it names is the author's own, or the author is a valid steward.

        Raises:
            MissingDepsError: The operation is unknown.
        """
        number = self._number(op_id)
        op = self._ops[number]
        if not isinstance(op.act, Erase):
            return False
        if all(target.person == op.author for target in op.act.targets):
            return True
        ops = self._forks.standing(self._dag.everything)
        return self._members.valid(number, ops, self._stewards.stewards(ops))

    def may(self, person: PersonId, act: Act, deps: Iterable[OpId] | None = None) -> None:
        """Return quietly if `person` may do `act` knowing `deps` (default: everything known here).

        Ask before writing an own operation. An act that would be kept without effect is refused.

        Raises:
            NotAllowedError: With the reason in `why`.
            MissingDepsError: Some of `deps` are unknown.
        """
        ops = self._dag.everything if deps is None else self._dag.closure(deps)
        self._permissions.check(person, act, self._state(ops), self._forks.standing(ops))

    def _number(self, op_id: OpId) -> int:
        number = self._dag.number(op_id)
        if number is None:
            raise MissingDepsError((op_id,))
        return number

    def _check_place(self, op: ControlOp) -> None:
        if not self._ops:
            if op.deps:
                raise MissingDepsError(op.deps)
            if not isinstance(op.act, Genesis) or op.seq != 0:
                raise MalformedOpError("the first operation is no genesis")
        elif not op.deps:
            raise MalformedOpError("built on nothing")

    def _previous(self, op: ControlOp) -> int:
        """Return the number of the operation that `op` follows in its feed, -1 if it is the first (rule C1)."""
        if op.seq == 0:
            return -1
        self._dag.closure(op.deps)  # What is missing must be named before anything else is held against it.
        before = [
            dep
            for dep in map(self.op, op.deps)
            if dep.device == op.device and dep.seq == op.seq - 1 and op.backlink in (None, dep.id)
        ]
        if len(before) != 1:
            raise MalformedOpError("does not follow one operation of its own feed")
        return self._number(before[0].id)

    def _note(self, number: int, op: ControlOp) -> None:
        """Sort an operation into the layer that cares, once and for ever: what is looked at is its own past."""
        match op.act:
            case Genesis(founders, members, fixed):
                if number == _GENESIS:
                    self._fixed = fixed
                    self._stewards.found(frozenset() if fixed else frozenset(founders))
                    self._members.found(frozenset(founders) | frozenset(members))
            case Leave():
                if not self._fixed:
                    self._stewards.depart(number, op.author)
                    self._members.depart(number, op.author)
            case Vote(motion, yes):
                self._note_vote(number, op, motion, yes=yes)
            case InviteRevoke(invite):
                self._note_revoke(number, op, invite)
            case Motion() | Admit() | Expel() | Invite() | Erase():
                past = self._forks.standing(self._dag.past(number))
                there = self._stewards.stewards(past)
                if op.author in there.people:
                    self._note_deed(number, op, past, there)
            case Hello() | Ack() | Epoch() | Grant() | Other():
                pass
            case _:
                assert_never(op.act)

    def _note_deed(self, number: int, op: ControlOp, past: int, there: Stewards) -> None:
        match op.act:
            case Motion(kind, target):
                if kind is not MotionKind.POLICY:
                    if (
                        target is None
                        or target == op.author
                        or not self._members.belongs(target, past, there)
                    ):
                        return
                    if (target in there.people) is (kind is MotionKind.PROMOTE):
                        return
                self._stewards.put(number, op.act, op.author, there)
                return
            case Admit(person, via):
                invite = None if via is None else self._dag.number(via)
                if via is None:
                    self._members.admit(number, person, None)
                elif invite is not None and past >> invite & 1 and self._members.inviter(invite) is not None:
                    self._members.admit(number, person, invite)
                else:
                    return
            case Expel(person):
                if person in there.people:
                    return
                self._members.expel(number, person)
            case Invite():
                self._members.invite(number, op.author)
            case _:
                pass
        self._members.deed(number, op.author, there)

    def _note_vote(self, number: int, op: ControlOp, motion: OpId, *, yes: bool) -> None:
        put = self._dag.number(motion)
        past = self._dag.past(number)
        if put is not None and past >> put & 1:
            there = self._stewards.stewards(self._forks.standing(past))
            self._stewards.vote(number, put, op.author, yes=yes, there=there)

    def _note_revoke(self, number: int, op: ControlOp, invite: OpId) -> None:
        published = self._dag.number(invite)
        past = self._dag.past(number)
        if published is None or not past >> published & 1 or self._members.inviter(published) is None:
            return
        there = self._stewards.stewards(self._forks.standing(past))
        if op.author in there.people:
            self._members.deed(number, op.author, there)
        elif self._members.inviter(published) != op.author:
            return
        self._members.revoke(number, op.author, published)

    def _members_at(self, ops: int) -> frozenset[PersonId]:
        return self._state(ops).members

    def _belongs(self, person: PersonId, ops: int) -> bool:
        standing = self._forks.standing(ops)
        return self._members.belongs(person, standing, self._stewards.stewards(standing))

    def _state(self, ops: int) -> CircleState:
        standing = self._forks.standing(ops)
        key = standing
        if not self._members.is_contested:
            key &= self._stewards.looked_at | self._members.looked_at
        state = self._states.get(key)
        if state is None:
            if len(self._states) >= _MAX_REMEMBERED:
                self._states.clear()
            state = self._states[key] = self._judge(standing)
        return state

    def _judge(self, ops: int) -> CircleState:
        there = self._stewards.stewards(ops)
        roll = self._members.roll(ops, there)
        name = self._dag.name
        return CircleState(
            members=frozenset(roll.since),
            stewards=there.people,
            passed=frozenset(name(n) for n in numbers(there.passed)),
            open_motions={name(n): tally for n, tally in self._stewards.open_motions(ops, there).items()},
            invited_by={person: self._inviter(number) for person, number in roll.since.items()},
            since_op={person: name(number) for person, number in roll.since.items()},
            former={person: tuple(sorted(map(name, takers))) for person, takers in roll.former.items()},
            live_invites=frozenset(map(name, roll.live_invites)),
            fixed=self._fixed,
        )

    def _inviter(self, admission: int) -> PersonId | None:
        op = self._ops[admission]
        match op.act:
            case Admit(via=via):
                return op.author if via is None else self.op(via).author
            case _:
                return None
