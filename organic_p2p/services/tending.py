"""What follows from what arrived: a first word, secrets handed on, acknowledgements, joins completed.

Everything here could be done by several computers at once and does no harm if it is; waiting a random while
lets one do it and the others see that it is done. One task sleeps until the next thing is due, so an idle
engine does nothing.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace

from organic_p2p.domain import authority as rules
from organic_p2p.domain.epochs import WriteWith
from organic_p2p.domain.ids import CircleId
from organic_p2p.errors import OrganicError
from organic_p2p.records import content, control
from organic_p2p.records.control import EraseTarget
from organic_p2p.records.faces import face_key
from organic_p2p.services.admission import grant_missing, is_steward, lacking
from organic_p2p.services.core import Core
from organic_p2p.services.events import CircleAdded, CircleChanged, GuestsChanged
from organic_p2p.services.roster import Roster
from organic_p2p.services.shelf import Shelf
from organic_p2p.services.state import CircleState
from organic_p2p.services.vault import Vault
from organic_p2p.store import guests as guest_table
from organic_p2p.store import profiles as profile_table
from organic_p2p.store.circles import Status
from organic_p2p.store.database import Transaction
from organic_p2p.store.guests import JoinState
from sync.ops import CONTENT_LANE, CONTROL_LANE

# A newcomer waits this long for somebody to hand over the present secret before making a new one.
NEW_SECRET_AFTER_S = 60.0
# Members who did not let the newcomer in give the one who did this long (at random) to hand over secrets.
GRANT_AFTER_S = (5.0, 30.0)
# Stewards acknowledge each other's acts at once, because history for newcomers waits for it; members when quiet.
STEWARD_ACK_S = (0.5, 2.0)
MEMBER_ACK_S = (300.0, 600.0)
# Addresses and what others hold are written down at leisure: losing them costs a little time, not a post.
SAVE_AFTER_S = 30.0
# What could not be done, on a full disk say, is tried again after this long.
AGAIN_AFTER_S = 60.0

logger = logging.getLogger("organic.tending")


class Tending:
    """Does what is due, when it is due."""

    def __init__(
        self, core: Core, roster: Roster, shelf: Shelf, vault: Vault, chance: random.Random | None = None
    ) -> None:
        self._core = core
        self._roster = roster
        self._shelf = shelf
        self._vault = vault
        self._chance = chance or random.SystemRandom()
        self._due: dict[tuple[str, CircleId | None], float] = {}
        self._waited: set[CircleId] = set()
        self._changed = asyncio.Event()
        self._roster_changed: Callable[[], None] = lambda: None
        core.database.listen(self._hear)
        roster.on_remember = lambda: self._plan("save", None, SAVE_AFTER_S)
        vault.on_heard = roster.on_remember
        core.on_advance(lambda _scope, _vector: self._plan("save", None, SAVE_AFTER_S))

    def on_roster_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` when contacts or circles may have changed."""
        self._roster_changed = listener

    def start(self) -> None:
        """Look at every circle once: the engine may have stopped between an arrival and what follows from it."""
        for circle in self._core.registry:
            self._plan("tend", circle.id, 0.0)

    async def run(self) -> None:
        """Do what is due, until cancelled."""
        while True:
            self._changed.clear()
            now = self._core.clock.monotonic_s()
            due = [key for key, at in self._due.items() if at <= now]
            for key in due:
                del self._due[key]
                await self._do(*key)
            if due:
                continue
            wait = min(self._due.values(), default=None)
            try:
                async with asyncio.timeout(None if wait is None else max(0.0, wait - now)):
                    await self._changed.wait()
            except TimeoutError:
                continue

    async def settle(self) -> None:
        """Do at once what need not wait: before a command that opened the home by itself closes it again."""
        for circle in self._core.registry:
            await self._do("tend", circle.id)
        await self.save()

    async def save(self) -> None:
        """Write down addresses and what others hold."""
        await self._roster.save()
        await self._shelf.save()
        await self._vault.save()

    def _plan(self, what: str, circle: CircleId | None, after_s: float) -> None:
        at = self._core.clock.monotonic_s() + after_s
        if at < self._due.get((what, circle), float("inf")):
            self._due[what, circle] = at
            self._changed.set()

    def _hear(self, event: object) -> None:
        match event:
            case CircleChanged(circle) | CircleAdded(circle):
                self._plan("tend", circle, 0.0)
            case GuestsChanged():
                self._plan("roster", None, 0.0)
            case _:
                pass

    async def _do(self, what: str, circle: CircleId | None) -> None:
        steps: dict[str, Callable[[CircleState], Awaitable[None]]] = {
            "tend": self._tend,
            "grant": self._grant,
            "renew": self._renew,
            "ack": self._acknowledge,
            "begin": self._begin,
        }
        try:
            if what == "save":
                await self.save()
            elif what == "roster":
                await self._roster.refresh()
                self._roster_changed()
            elif circle is not None and (state := self._core.registry.get(circle)) is not None:
                await steps[what](state)
        except OrganicError as trouble:
            logger.warning("%s was put off: %s", what, trouble.kind)
            self._plan(what, circle, AGAIN_AFTER_S)
        except Exception:
            # What arrives is made by others. If something in it finds a mistake of ours, the engine must outlive it:
            # it would meet the same again at the next start, and never run again.
            logger.exception("a mistake of this program in %s", what)

    async def _tend(self, circle: CircleState) -> None:
        if not self._core.has_person:
            return
        await self._complete_join(circle)
        self._roster.relist()
        self._roster_changed()
        if circle.status is not Status.MEMBER or circle.genesis is None:
            return
        if not circle.is_room and not self._spoke(circle):
            await self._begin(circle)
        own = self._core.me.device
        if lacking(circle, own):
            self._plan("grant", circle.id, self._chance.uniform(*GRANT_AFTER_S))
        if circle.is_shut_out(own):
            self._plan("renew", circle.id, self._chance.uniform(*GRANT_AFTER_S))
        if self._owes_acknowledgement(circle):
            span = STEWARD_ACK_S if is_steward(self._core, circle) else MEMBER_ACK_S
            self._plan("ack", circle.id, self._chance.uniform(*span))

    async def _complete_join(self, circle: CircleState) -> None:
        if circle.status is not Status.MEMBER:
            return
        for join in self._roster.joins:
            if join.circle == circle.id and join.state is JoinState.ADMITTED:
                async with self._core.database.transaction() as tx:
                    await guest_table.put_join(tx, replace(join, state=JoinState.JOINED))
                    tx.announce(GuestsChanged())
                await self._roster.refresh()

    def _spoke(self, circle: CircleState) -> bool:
        """Return whether this computer has said hello, and its person's name and picture."""
        called = self._core.names.of(self._core.me.person, circle.id)
        asked = self._asked_name(circle)
        shown = self._core.names.face_in(self._core.me.person, circle.id) == face_key(self._core.face)
        return greeted(self._core, circle) and called is not None and asked in (None, called) and shown

    async def _begin(self, circle: CircleState) -> None:
        """Say hello, and under which name: as soon as somebody has handed over the secret, or has not for long."""
        choice = circle.writing(self._core.me.device)
        if not isinstance(choice, WriteWith) and circle.epochs and circle.id not in self._waited:
            self._waited.add(circle.id)
            self._plan("begin", circle.id, NEW_SECRET_AFTER_S)
            return
        async with self._core.changing() as tx:
            state = self._core.circle(circle.id)
            if state.status is Status.MEMBER and not self._spoke(state):
                await say_hello(self._core, tx, state, self._name_in(state))

    def _name_in(self, circle: CircleState) -> str:
        known = self._core.names.of(self._core.me.person, circle.id)
        return self._asked_name(circle) or known or self._core.me.name

    def _asked_name(self, circle: CircleState) -> str | None:
        """Return under which name I last came in; None where I have been from the start."""
        came = (JoinState.ADMITTED, JoinState.JOINED)
        names = [j.name for j in self._roster.joins if j.circle == circle.id and j.state in came]
        return names[-1] if names else None

    async def _grant(self, circle: CircleState) -> None:
        if circle.status is Status.MEMBER and lacking(circle, self._core.me.device):
            async with self._core.changing() as tx:
                await grant_missing(self._core, tx, self._core.circle(circle.id))

    async def _renew(self, circle: CircleState) -> None:
        if circle.status is Status.MEMBER and circle.is_shut_out(self._core.me.device):
            async with self._core.changing() as tx:
                await self._core.pen.epoch_to_write(tx, self._core.circle(circle.id))

    async def _acknowledge(self, circle: CircleState) -> None:
        if circle.status is Status.MEMBER and self._owes_acknowledgement(circle):
            async with self._core.changing() as tx:
                await self._core.pen.control(tx, self._core.circle(circle.id), control.Ack())

    def _owes_acknowledgement(self, circle: CircleState) -> bool:
        """Return whether somebody else acted and this computer's last word does not know of it yet."""
        latest = circle.latest_act
        own = circle.feed_of(self._core.me.device, CONTROL_LANE)
        if circle.is_room or latest is None or own is None:
            return False
        if circle.authority.op(latest).author == self._core.me.person or latest == own.head:
            return False
        return not circle.authority.in_past(latest, own.head)


def greeted(core: Core, circle: CircleState) -> bool:
    """Return whether this computer has spoken since its person was let in."""
    since = circle.authority.state().since_op.get(core.me.person)
    own = circle.feed_of(core.me.device, CONTROL_LANE)
    # Whoever comes back after leaving says hello again: the earlier one knew nothing of the return.
    return own is not None and (
        since is None or own.head == since or circle.authority.in_past(since, own.head)
    )


async def say_hello(core: Core, tx: Transaction, circle: CircleState, name: str) -> None:
    """Write this computer's first words in a circle: that it is here, and what its person is called."""
    if not greeted(core, circle):
        await core.pen.control(tx, circle, control.Hello())
    await introduce(core, tx, circle, name)


async def introduce(core: Core, tx: Transaction, circle: CircleState, name: str) -> None:
    """Say what this computer's person is called in a circle and what they look like, unless it is known there."""
    me, face = core.me.person, face_key(core.face)
    if core.names.of(me, circle.id) == name and core.names.face_in(me, circle.id) == face:
        return
    before = await profile_table.place_of(tx, circle.id, me)
    await core.pen.content(tx, circle, content.Profile(name, core.face))
    if before is not None and before[2] not in (b"", face):
        await _erase_picture(core, tx, circle, before[0], before[1])


async def _erase_picture(core: Core, tx: Transaction, circle: CircleState, feed: int, seq: int) -> None:
    """Delete an earlier profile of mine from all computers: somebody who takes a picture down means it."""
    own = circle.feed_of(core.me.device, CONTENT_LANE)
    if own is None or own.feed != feed:
        return
    me = core.me
    circle.authority.may(me.person, rules.Erase((rules.EraseTarget(me.person, me.device, seq, seq),)))
    await core.pen.control(tx, circle, control.Erase((EraseTarget(me.device, seq, seq + 1),), ""))
