"""Founding circles, their people, removing, leaving, and who governs."""

import os

from organic_p2p.domain import authority as rules
from organic_p2p.domain.authority import MotionKind, Refusal
from organic_p2p.domain.authority import NotAllowedError as RuleError
from organic_p2p.domain.ids import CircleId, OpId, PersonId
from organic_p2p.domain.text import TextError, clean_name
from organic_p2p.errors import BadInputError, NotAllowedError
from organic_p2p.records import control
from organic_p2p.records.control import EraseTarget
from organic_p2p.services import lookup
from organic_p2p.services.core import Core
from organic_p2p.services.events import CircleAdded
from organic_p2p.services.pen import genesis_header
from organic_p2p.services.refusals import explain
from organic_p2p.services.state import CircleState
from organic_p2p.services.tending import say_hello
from organic_p2p.store import circles as circle_table
from organic_p2p.store.circles import CircleKind, CircleRow, Status
from organic_p2p.store.database import Transaction
from sync.ops import CONTENT_LANE, sign

_NONCE_BYTES = 16


class Circles:
    """What people do with circles as a whole."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def start(self, name: str, my_name: str) -> CircleState:
        """Found a circle called `name`, in which I am called `my_name`."""
        called, mine = cleaned(name), cleaned(my_name)
        me = await self._core.ensure_person(mine)
        body = control.CircleGenesis(called, me.identity, "all", os.urandom(_NONCE_BYTES))
        async with self._core.changing() as tx:
            state = await begin(self._core, tx, CircleKind.CIRCLE, body)
            await say_hello(self._core, tx, state, mine)
        return state

    async def remove(self, typed_person: str, typed_circle: str, reason: str) -> None:
        """Remove a member who is no steward, and renew the secret so that they can read nothing new."""
        circle = lookup.circle(self._core, typed_circle, mine=True)
        person = lookup.member(self._core, circle, typed_person)
        said = cleaned_reason(reason)
        if person == self._core.me.person:
            raise BadInputError("yourself", f"To go yourself: organic leave {circle.name}")
        async with self._core.changing() as tx:
            circle = self._core.circle(circle.id)
            may(self._core, circle, rules.Expel(person))
            await self._core.pen.control(tx, circle, control.Expel(person, said))
            await self._core.pen.epoch_to_write(tx, circle)

    async def leave(self, typed_circle: str, *, erase: bool) -> None:
        """Leave a circle; with `erase`, delete first everything that I wrote there."""
        circle = lookup.circle(self._core, typed_circle, mine=True)
        async with self._core.changing() as tx:
            circle = self._core.circle(circle.id)
            may(self._core, circle, rules.Leave())
            if circle.stewards == {self._core.me.person} and len(circle.members) > 1:
                raise NotAllowedError(
                    "last-steward",
                    f"You are the only steward of {circle.name}; without one nobody could invite or remove anybody. "
                    "Make somebody else a steward first: organic promote PERSON --in CIRCLE",
                )
            own = circle.feed_of(self._core.me.device, CONTENT_LANE)
            if erase and own is not None:
                target = EraseTarget(self._core.me.device, 0, own.hi)
                await self._core.pen.control(tx, circle, control.Erase((target,), "left"))
            await self._core.pen.control(tx, circle, control.Leave())

    async def promote(self, typed_person: str, typed_circle: str) -> tuple[OpId, bool, int]:
        """Propose that a member becomes a steward, or say yes if that is proposed already.

        Returns:
            The proposal, whether it has passed, and how many more stewards must agree.
        """
        circle = lookup.circle(self._core, typed_circle, mine=True)
        person = lookup.member(self._core, circle, typed_person)
        async with self._core.changing() as tx:
            circle = self._core.circle(circle.id)
            motion = _open_promotion(circle, person)
            if motion is None:
                may(self._core, circle, rules.Motion(MotionKind.PROMOTE, person))
                number = control.MOTION_NUMBERS[MotionKind.PROMOTE]
                op = await self._core.pen.control(tx, circle, control.Motion(number, person, ""))
                motion = OpId(op.id)
            else:
                may(self._core, circle, rules.Vote(motion, yes=True))
                await self._core.pen.control(tx, circle, control.Vote(motion, yes=True))
            state = circle.authority.state()
            tally = state.open_motions.get(motion)
            return motion, motion in state.passed, 0 if tally is None else tally.needed


async def begin(
    core: Core, tx: Transaction, kind: CircleKind, body: control.CircleGenesis | control.RoomGenesis
) -> CircleState:
    """Write the first operations of a circle or room: it exists, and the secret that its people share."""
    encoded = body.encode()
    op = sign(genesis_header(core.me, core.stamps, encoded), core.me.keys.signing, encoded)
    name = body.name if isinstance(body, control.CircleGenesis) else ""
    row = CircleRow(CircleId(op.scope), kind, name, Status.MEMBER)
    tx.touch(row.id)
    await circle_table.add(tx, row)
    state = CircleState(row)
    core.registry.add(state)
    await core.keeper.keep_own(tx, state, op)
    await core.pen.renew(tx, state, 0)
    tx.announce(CircleAdded(row.id))
    return state


def may(core: Core, circle: CircleState, act: rules.Act) -> None:
    """Return quietly if I may do `act` in `circle` now.

    Raises:
        NotAllowedError: With the reason as a sentence.
    """
    if circle.genesis is None:
        raise NotAllowedError("not-yet", f"{circle.name} has not arrived on this computer yet.")
    try:
        circle.authority.may(core.me.person, act)
    except RuleError as refusal:
        if refusal.why is Refusal.NOT_A_MEMBER:
            raise not_a_member(core, circle) from refusal
        raise explain(refusal.why, circle.name) from refusal


def not_a_member(core: Core, circle: CircleState) -> NotAllowedError:
    """Return why I, who do not belong (any more), can do nothing there."""
    match circle.status:
        case Status.LEFT:
            return NotAllowedError("left", f"You left {circle.name}. What you received stays here to read.")
        case Status.REMOVED:
            departure = circle.departure_of(core.me.person)
            how = (
                ""
                if departure is None
                else f" by {core.name_of(departure.by, circle.id)}, saying: {departure.reason}"
            )
            return NotAllowedError(
                "removed", f"You were removed from {circle.name}{how}. What you received stays here to read."
            )
        case _:
            return NotAllowedError("not-yet", f"You are not in {circle.name} yet.")


def cleaned(name: str) -> str:
    """Return a name as it will be written.

    Raises:
        BadInputError: It is empty, too long, or no text.
    """
    try:
        return clean_name(name)
    except TextError as fault:
        raise BadInputError(fault.kind, fault.sentence) from fault


def cleaned_reason(reason: str) -> str:
    """Return a reason as it will be written; it must say something."""
    said = reason.strip()
    if not said:
        raise BadInputError("empty", "Please say why: every member can read the reason.")
    if len(said.encode(errors="replace")) > control.MAX_REASON_BYTES:
        raise BadInputError("too-long", f"A reason has at most {control.MAX_REASON_BYTES} bytes.")
    return said


def _open_promotion(circle: CircleState, person: PersonId) -> OpId | None:
    for motion, tally in circle.authority.state().open_motions.items():
        if tally.kind is MotionKind.PROMOTE and tally.target == person:
            return motion
    return None
