"""May we? The question a service asks before it writes an operation of our own.

The rules ignore an operation that oversteps; nobody is told. A person at a button deserves a reason instead, so this
module says no beforehand, with the one `Refusal` that a sentence on the screen can be made of. It never allows what
the rules would ignore, and it refuses some acts that they would let pass without effect.
"""

from typing import assert_never

from organic_p2p.domain.authority_acts import (
    Ack,
    Act,
    Admit,
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
from organic_p2p.domain.authority_errors import NotAllowedError, Refusal
from organic_p2p.domain.authority_members import MemberLayer
from organic_p2p.domain.authority_state import CircleState
from organic_p2p.domain.authority_stewards import StewardLayer
from organic_p2p.domain.causality import Causality
from organic_p2p.domain.ids import OpId, PersonId


class Permissions:
    """Judges the wishes of our own people over the same layers that judge operations."""

    def __init__(self, dag: Causality, stewards: StewardLayer, members: MemberLayer) -> None:
        self._dag = dag
        self._stewards = stewards
        self._members = members

    def check(self, person: PersonId, act: Act, state: CircleState, ops: int) -> None:
        """Return quietly if `person` may do `act` where `state` follows from `ops`.

        Raises:
            NotAllowedError: With the reason.
        """
        match act:
            case Erase(targets) if all(target.person == person for target in targets):
                return  # Whoever goes may always take their own content with them.
            case Genesis():
                _refuse_if(ops != 0, Refusal.SECOND_GENESIS)
            case Hello() | Ack() | Epoch() | Grant() | Other():
                _refuse_if(person not in state.members, Refusal.NOT_A_MEMBER)
            case Leave():
                _refuse_if(person not in state.members, Refusal.NOT_A_MEMBER)
                _refuse_if(state.fixed, Refusal.FIXED)
            case Erase():
                _refuse_if(person not in state.stewards, Refusal.NOT_THEIRS)
            case InviteRevoke(invite):
                self._check_revoke(person, invite, state, ops)
            case Vote(motion):
                self._check_vote(person, motion, state, ops)
            case Admit() | Expel() | Invite() | Motion():
                _check_office(person, state)
                self._check_deed(person, act, state, ops)
            case _:
                assert_never(act)

    def _check_deed(
        self, person: PersonId, act: Admit | Expel | Invite | Motion, state: CircleState, ops: int
    ) -> None:
        match act:
            case Admit(newcomer, via):
                _refuse_if(newcomer in state.members, Refusal.ALREADY_A_MEMBER)
                if via is not None:
                    # Nor does it bring back the one whom it let in once: who was removed would only have to knock.
                    _refuse_if(bool(self._check_invite(via, ops)), Refusal.INVITE_USED)
            case Expel(target):
                _refuse_if(target not in state.members, Refusal.TARGET_NOT_A_MEMBER)
                _refuse_if(target in state.stewards, Refusal.TARGET_IS_A_STEWARD)
            case Invite():
                pass
            case Motion(MotionKind.POLICY):
                pass
            case Motion(kind, target):
                _refuse_if(target == person, Refusal.ABOUT_ONESELF)
                _refuse_if(target not in state.members, Refusal.TARGET_NOT_A_MEMBER)
                if kind is MotionKind.PROMOTE:
                    _refuse_if(target in state.stewards, Refusal.TARGET_IS_A_STEWARD)
                else:
                    _refuse_if(target not in state.stewards, Refusal.TARGET_NOT_A_STEWARD)

    def _check_invite(self, invite: OpId, ops: int) -> frozenset[PersonId]:
        """Return whom a code has let in so far, or refuse it."""
        number = self._dag.number(invite)
        if number is None or not ops >> number & 1 or self._members.invites.inviter(number) is None:
            raise NotAllowedError(Refusal.UNKNOWN_INVITE)
        there = self._stewards.stewards(ops)
        _refuse_if(self._members.invites.revoked(number, ops, there), Refusal.INVITE_REVOKED)
        return self._members.invites.users(number, ops, there)

    def _check_revoke(self, person: PersonId, invite: OpId, state: CircleState, ops: int) -> None:
        users = self._check_invite(invite, ops)
        number = self._dag.number(invite)
        if person not in state.stewards and (
            number is None or self._members.invites.inviter(number) != person
        ):
            raise NotAllowedError(Refusal.NOT_A_STEWARD)
        _refuse_if(bool(users), Refusal.INVITE_USED)

    def _check_vote(self, person: PersonId, motion: OpId, state: CircleState, ops: int) -> None:
        _check_office(person, state)
        number = self._dag.number(motion)
        tally = None if number is None or not ops >> number & 1 else self._stewards.tally(number, ops)
        if tally is None:
            raise NotAllowedError(Refusal.UNKNOWN_MOTION)
        _refuse_if(person not in tally.electorate, Refusal.NO_VOTE)
        _refuse_if(person == tally.target, Refusal.ABOUT_ONESELF)
        _refuse_if(person in tally.yes | tally.no, Refusal.ALREADY_VOTED)
        _refuse_if(motion not in state.open_motions, Refusal.ALREADY_DECIDED)


def _check_office(person: PersonId, state: CircleState) -> None:
    _refuse_if(state.fixed, Refusal.FIXED)
    _refuse_if(person not in state.members, Refusal.NOT_A_MEMBER)
    _refuse_if(person not in state.stewards, Refusal.NOT_A_STEWARD)


def _refuse_if(condition: bool, why: Refusal) -> None:
    if condition:
        raise NotAllowedError(why)
