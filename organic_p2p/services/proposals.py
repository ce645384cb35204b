"""What stewards decide together: proposing that one of them goes, and answering what is proposed.

Making somebody a steward is in `circles`, beside the other things that people do with members.
"""

from organic_p2p.domain import authority as rules
from organic_p2p.domain.authority import MotionKind
from organic_p2p.domain.authority import NotAllowedError as RuleError
from organic_p2p.domain.ids import OpId
from organic_p2p.errors import BadInputError, NotAllowedError
from organic_p2p.records import control
from organic_p2p.services import lookup
from organic_p2p.services.circles import cleaned_reason, may
from organic_p2p.services.core import Core
from organic_p2p.services.state import CircleState
from organic_p2p.store.database import Transaction

_ABOUT_STEWARDS = {kind.value: kind for kind in (MotionKind.DEMOTE, MotionKind.REMOVE)}
# Whom it is about has no vote, and of two one is no majority.
_TOO_FEW = 2


class Proposals:
    """Majorities of stewards."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def propose(
        self, what: str, typed_person: str, typed_circle: str, reason: str
    ) -> tuple[OpId, bool, int]:
        """Propose that a steward is one no longer, or goes; with the same proposal open, say yes to that.

        Returns:
            The proposal, whether it has passed, and how many more stewards must agree.
        """
        kind = _ABOUT_STEWARDS.get(what)
        if kind is None:
            raise BadInputError(
                "proposal", "Stewards can be proposed to step down (demote) or to go (remove)."
            )
        circle = lookup.circle(self._core, typed_circle, mine=True)
        person = lookup.member(self._core, circle, typed_person)
        said = cleaned_reason(reason)
        for motion, tally in circle.authority.state().open_motions.items():
            if tally.kind is kind and tally.target == person:
                return await self._answer(circle, motion, yes=True)
        async with self._core.changing() as tx:
            circle = self._core.circle(circle.id)
            may(self._core, circle, rules.Motion(kind, person))
            if len(circle.stewards) == _TOO_FEW:
                raise NotAllowedError(
                    "cannot-pass",
                    f"{circle.name} has two stewards, so neither can decide alone about the other. "
                    "Make somebody else a steward first.",
                )
            body = control.Motion(control.MOTION_NUMBERS[kind], person, said)
            motion = OpId((await self._core.pen.control(tx, circle, body)).id)
            return await self._outcome(tx, circle, motion)

    async def vote(self, typed: str, *, yes: bool) -> tuple[OpId, bool, int]:
        """Answer a proposal: the same as above comes back."""
        open_ones = [
            (motion, (circle, motion))
            for circle in self._core.registry
            if circle.genesis is not None
            for motion in circle.authority.state().open_motions
        ]
        circle, motion = lookup.by_id(typed, open_ones, "proposal")
        return await self._answer(circle, motion, yes=yes)

    def may_answer(self, circle: CircleState, motion: OpId) -> bool:
        """Return whether I have a vote on a proposal and have not used it."""
        try:
            circle.authority.may(self._core.me.person, rules.Vote(motion, yes=True))
        except RuleError:
            return False
        return True

    async def _answer(self, circle: CircleState, motion: OpId, *, yes: bool) -> tuple[OpId, bool, int]:
        async with self._core.changing() as tx:
            circle = self._core.circle(circle.id)
            may(self._core, circle, rules.Vote(motion, yes=yes))
            await self._core.pen.control(tx, circle, control.Vote(motion, yes=yes))
            return await self._outcome(tx, circle, motion)

    async def _outcome(self, tx: Transaction, circle: CircleState, motion: OpId) -> tuple[OpId, bool, int]:
        state = circle.authority.state()
        passed = motion in state.passed
        if passed and self._core.me.person in state.members:
            # Whoever has just been removed can read nothing new.
            await self._core.pen.epoch_to_write(tx, circle)
        tally = state.open_motions.get(motion)
        return motion, passed, 0 if tally is None else tally.needed
