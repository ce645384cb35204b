"""Where each operation goes, and what follows from a set of them: the wiring under `authority`.

An operation is sorted once, by what its own past says: whether its author held office there never changes. What
follows from a set is then asked of the layers in turn, and remembered.

    add(op) ──▶ Causality ──▶ Forks ──▶ StewardLayer, MemberLayer
    state(ops) ◀── standing ◀── stewards ◀── roll of members
"""

from typing import assert_never

from organic_p2p.domain.authority_acts import (
    Ack,
    Admit,
    ControlOp,
    Epoch,
    Erase,
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
from organic_p2p.domain.authority_errors import MalformedOpError, MissingDepsError
from organic_p2p.domain.authority_members import MemberLayer
from organic_p2p.domain.authority_state import CircleState
from organic_p2p.domain.authority_stewards import StewardLayer, Stewards
from organic_p2p.domain.causality import Causality, numbers
from organic_p2p.domain.causality_forks import Forks
from organic_p2p.domain.ids import OpId, PersonId

# States are kept by set of operations; this many, then all are forgotten. One is about 300 B for each member.
_MAX_REMEMBERED = 256

_GENESIS = 0


class Layers:
    """All operations of one circle or room, sorted."""

    def __init__(self) -> None:
        self.dag = Causality()
        self.ops: list[ControlOp] = []
        """By number."""
        self.stewards = StewardLayer(self.dag)
        self.forks = Forks(self.dag, lambda ops: self.state(ops).members)
        self.members = MemberLayer(self.dag, self.forks.seen_without)
        self._fixed = False
        self._states: dict[int, CircleState] = {}

    def add(self, op: ControlOp) -> None:
        """Sort in an operation that is not known yet. For what is raised see `Authority.add`."""
        self._check_place(op)
        previous = self._previous(op)
        number = self.dag.add(op.id, op.deps)
        self.ops.append(op)
        self.forks.add(number, op, previous)
        self._note(number, op)

    def number(self, op_id: OpId) -> int:
        """Return the number of an operation.

        Raises:
            MissingDepsError: It is unknown.
        """
        number = self.dag.number(op_id)
        if number is None:
            raise MissingDepsError((op_id,))
        return number

    def state(self, ops: int) -> CircleState:
        """Return what follows from a closed set of operations."""
        standing = self.forks.standing(ops)
        key = standing
        if not self.members.is_contested:
            key &= self.stewards.looked_at | self.members.looked_at
        state = self._states.get(key)
        if state is None:
            if len(self._states) >= _MAX_REMEMBERED:
                self._states.clear()
            state = self._states[key] = self._judge(standing)
        return state

    def _check_place(self, op: ControlOp) -> None:
        if not self.ops:
            if op.deps:
                raise MissingDepsError(op.deps)
            if not isinstance(op.act, Genesis) or op.seq != 0:
                raise MalformedOpError("the first operation is no genesis")
        elif not op.deps:
            raise MalformedOpError("built on nothing")

    def _previous(self, op: ControlOp) -> int:
        """Return the number of the operation that `op` follows in its feed, -1 if it is the first."""
        if op.seq == 0:
            return -1
        self.dag.closure(op.deps)  # What is missing must be named before anything else is held against it.
        before = [
            dep
            for dep in (self.ops[self.number(dep)] for dep in op.deps)
            if dep.device == op.device and dep.seq == op.seq - 1 and op.backlink in (None, dep.id)
        ]
        if len(before) != 1:
            raise MalformedOpError("does not follow one operation of its own feed")
        return self.number(before[0].id)

    def _note(self, number: int, op: ControlOp) -> None:
        """Sort an operation into the layer that cares, once and for ever: what is looked at is its own past."""
        match op.act:
            case Genesis(founders, members, fixed):
                if number == _GENESIS:
                    self._fixed = fixed
                    self.stewards.found(frozenset() if fixed else frozenset(founders))
                    self.members.found(frozenset(founders) | frozenset(members))
            case Leave():
                if not self._fixed:
                    self.stewards.depart(number, op.author)
                    self.members.depart(number, op.author)
            case Vote(motion, yes):
                self._note_vote(number, op, motion, yes=yes)
            case InviteRevoke(invite):
                self._note_revoke(number, op, invite)
            case Motion() | Admit() | Expel() | Invite() | Erase():
                past = self.forks.standing(self.dag.past(number))
                there = self.stewards.stewards(past)
                if op.author in there.people:
                    self._note_deed(number, op, past, there)
            case Hello() | Ack() | Epoch() | Grant() | Other():
                pass
            case _:
                assert_never(op.act)

    def _note_deed(self, number: int, op: ControlOp, past: int, there: Stewards) -> None:
        match op.act:
            case Motion():
                if self._is_admissible(op.author, op.act, past, there):
                    self.stewards.put(number, op.act, op.author, there)
                return
            case Admit(person, via):
                invite = None if via is None else self.dag.number(via)
                if via is None:
                    self.members.admit(number, person, None)
                elif (
                    invite is not None
                    and past >> invite & 1
                    and self.members.invites.inviter(invite) is not None
                ):
                    self.members.admit(number, person, invite)
                else:
                    return
            case Expel(person):
                if person in there.people:
                    return
                self.members.expel(number, person)
            case Invite():
                self.members.invites.publish(number, op.author)
            case _:
                pass
        self.members.deed(number, op.author, there)

    def _is_admissible(self, author: PersonId, motion: Motion, past: int, there: Stewards) -> bool:
        """Say whether a motion by a steward may be put (A1)."""
        if motion.kind is MotionKind.POLICY:
            return True
        if motion.target is None or motion.target == author:
            return False
        if motion.kind is MotionKind.PROMOTE:
            return motion.target not in there.seats and self.members.belongs(motion.target, past, there)
        # Who is no steward yet is no target, or a motion from before a promotion could undo it.
        return motion.target in there.seats

    def _note_vote(self, number: int, op: ControlOp, motion: OpId, *, yes: bool) -> None:
        put = self.dag.number(motion)
        past = self.dag.past(number)
        if put is not None and past >> put & 1:
            there = self.stewards.stewards(self.forks.standing(past))
            self.stewards.vote(number, put, op.author, yes=yes, there=there)

    def _note_revoke(self, number: int, op: ControlOp, invite: OpId) -> None:
        published = self.dag.number(invite)
        past = self.dag.past(number)
        if published is None or not past >> published & 1 or self.members.invites.inviter(published) is None:
            return
        there = self.stewards.stewards(self.forks.standing(past))
        if op.author in there.people:
            self.members.deed(number, op.author, there)
        elif self.members.invites.inviter(published) != op.author:
            return
        self.members.revoke(number, op.author, published)

    def _judge(self, ops: int) -> CircleState:
        there = self.stewards.stewards(ops)
        roll = self.members.roll(ops, there)
        name = self.dag.name
        return CircleState(
            members=frozenset(roll.since),
            stewards=there.people,
            passed=frozenset(name(n) for n in numbers(there.passed)),
            open_motions={name(n): tally for n, tally in self.stewards.open_motions(ops, there).items()},
            invited_by={person: self._inviter(number) for person, number in roll.since.items()},
            since_op={person: name(number) for person, number in roll.since.items()},
            former={person: tuple(sorted(map(name, takers))) for person, takers in roll.former.items()},
            live_invites=frozenset(map(name, roll.live_invites)),
            fixed=self._fixed,
        )

    def _inviter(self, admission: int) -> PersonId | None:
        op = self.ops[admission]
        match op.act:
            case Admit(via=via):
                return op.author if via is None else self.ops[self.number(via)].author
            case _:
                return None
