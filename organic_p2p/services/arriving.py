"""The way into circles, as it stands: codes that are being typed, and codes that have not led in yet."""

from dataclasses import dataclass

from organic_p2p.domain.codes import CodeError, Invitation, Progress, follow, parse
from organic_p2p.domain.ids import CircleId
from organic_p2p.errors import BadInputError, NotAllowedError, OrganicError
from organic_p2p.services import lookup
from organic_p2p.services.core import Core
from organic_p2p.services.events import GuestsChanged
from organic_p2p.services.invitations import REFUSALS, Invitations, explain_refusal
from organic_p2p.services.roster import Roster
from organic_p2p.store import guests as guest_table
from organic_p2p.store import me as me_table
from organic_p2p.store.guests import Join, JoinState


@dataclass(frozen=True, slots=True)
class Checked:
    """A code that was looked at: whole if `code` is there, of use if there is no `fault` either."""

    progress: Progress
    code: Invitation | None
    fault: OrganicError | None
    inviter: str


@dataclass(frozen=True, slots=True)
class Way:
    """A join that is under way, or came to nothing."""

    join: Join
    code: Invitation
    state: str
    name: str
    inviter: str
    fault: OrganicError | None


class Arriving:
    """What a guest sees of the door."""

    def __init__(self, core: Core, roster: Roster, invitations: Invitations) -> None:
        self._core, self._roster, self._invitations = core, roster, invitations

    def check(self, text: str) -> Checked:
        """Look at a code that may be incomplete. Nothing is kept of it."""
        so_far = follow(text)
        if so_far.fault is not None:
            return Checked(so_far, None, BadInputError(so_far.fault.kind, so_far.fault.sentence), "")
        if so_far.count == 0 or len(so_far.groups) < so_far.count:
            return Checked(so_far, None, None, "")
        try:
            code = parse(text)
        except CodeError as fault:
            return Checked(so_far, None, BadInputError(fault.kind, fault.sentence), "")
        try:
            self._invitations.check_usable(code)
        except OrganicError as refusal:
            return Checked(so_far, code, refusal, "")
        return Checked(so_far, code, None, self._inviter(code))

    def ways(self) -> list[Way]:
        """Return the joins that have not led into their circles, oldest first."""
        return [self._way(join) for join in self._roster.joins if join.state is not JoinState.JOINED]

    async def forget(self, typed: str) -> None:
        """Give up a join on which nobody let us in yet."""
        join = lookup.by_id(typed, [(way.join.id, way.join) for way in self.ways()], "invitation")
        if join.state is JoinState.ADMITTED:
            raise NotAllowedError(
                "admitted", "You were let in already. Leave the circle if you do not want to be there."
            )
        async with self._core.database.transaction() as tx:
            await guest_table.delete_join(tx, join.id)
            await me_table.delete_value(tx, guest_table.CIRCLE_NAME + join.id.hex())
            tx.announce(GuestsChanged())
        await self._roster.refresh()

    def _way(self, join: Join) -> Way:
        code = Invitation.decode(join.code)
        name = self._roster.circle_names.get(join.id, "")
        if join.circle is not None and (known := self._core.registry.get(CircleId(join.circle))) is not None:
            name = known.name or name
        state = join.state.value
        fault: OrganicError | None = None
        if join.state is JoinState.LOOKING and code.expires_ms < self._core.now_ms():
            state, fault = "expired", BadInputError("expired", REFUSALS["expired"])
        elif join.state is JoinState.REFUSED:
            fault = explain_refusal(join.reason)
        return Way(join, code, state, name, self._inviter(code), fault)

    def _inviter(self, code: Invitation) -> str:
        """Return what the inviter is called here; nothing for somebody who is not known, as in a new home."""
        for circle in self._core.registry:
            for person in circle.members:
                if person[: len(code.inviter)] == code.inviter:
                    return self._core.names.find(person, circle.id) or ""
        return ""
