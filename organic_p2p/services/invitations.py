"""Inviting, joining, and deciding about guests."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from crypto.reach import INVITATION_SECRET_BYTES
from organic_p2p.domain import authority as rules
from organic_p2p.domain.codes import CodeError, Hint, Invitation, hints_that_fit, parse
from organic_p2p.domain.ids import CircleId, OpId
from organic_p2p.errors import BadInputError, NotAllowedError
from organic_p2p.records import control
from organic_p2p.records.control import MAX_SLOTS, Slot
from organic_p2p.records.identity import decode_identity
from organic_p2p.records.kinds import Kind
from organic_p2p.services import lookup
from organic_p2p.services.admission import admit
from organic_p2p.services.circles import cleaned, may
from organic_p2p.services.core import Core
from organic_p2p.services.doorkeeper import invitation_signing_key
from organic_p2p.services.events import GuestsChanged
from organic_p2p.services.keeper import invite_info
from organic_p2p.services.pen import slots_for
from organic_p2p.services.roster import Roster
from organic_p2p.services.state import CircleState, InviteRecord
from organic_p2p.store import guests as guest_table
from organic_p2p.store.circles import Status
from organic_p2p.store.guests import Join, JoinState, Request, RequestState

MAX_DAYS = 30
_DAY_MINUTES = 24 * 60
_MINUTE_MS = 60_000
# A box for an epoch secret holds 32 bytes; an invitation's 16 are padded, so that both boxes look alike.
_PADDING = bytes(16)

REFUSALS = {
    "invite-used": "This invitation was used already. Each one is for one person: ask for a new one.",
    "invite-revoked": "This invitation was taken back by the circle. Ask for a new one.",
    "declined": "A steward of the circle declined.",
    "too-many": "Too many people have asked with this invitation; it must have gone round. Ask for a new one.",
    "expired": "This invitation has expired. Ask for a new one.",
    "not-a-steward": "Whoever answered may not let anybody in any more. Ask a steward of the circle for a new code.",
}


def explain_refusal(reason: str) -> NotAllowedError:
    """Return why a host did not let us in; `reason` is its own word for it, of which only known ones are passed on."""
    sentence = REFUSALS.get(reason, "The circle did not let you in.")
    return NotAllowedError(reason if reason in REFUSALS else "refused", sentence)


@dataclass(frozen=True, slots=True)
class Made:
    """An invitation that was just made, with its secret code."""

    id: OpId
    code: Invitation


class Invitations:
    """What people do about guests, as inviters, stewards and guests."""

    def __init__(self, core: Core, roster: Roster) -> None:
        self._core = core
        self._roster = roster

    async def invite(self, typed_circle: str, days: int, *, ask: bool, hints: Sequence[Hint]) -> Made:
        """Make a one-time code for a circle, and share its secret with the other stewards."""
        circle = lookup.circle(self._core, typed_circle, mine=True)
        if not 1 <= days <= MAX_DAYS:
            raise BadInputError("days", f"An invitation is good for 1 to {MAX_DAYS} days.")
        secret = os.urandom(INVITATION_SECRET_BYTES)
        key = invitation_signing_key(secret).public.raw
        expiry = self._core.now_ms() // _MINUTE_MS + days * _DAY_MINUTES
        async with self._core.changing() as tx:
            circle = self._core.circle(circle.id)
            may(self._core, circle, rules.Invite())
            slots = self._slots(circle, key, secret)
            op = await self._core.pen.control(tx, circle, control.Invite(key, expiry, ask, slots))
            await guest_table.add_invitation(tx, OpId(op.id), circle.id, secret)
            tx.announce(GuestsChanged())
        await self._roster.refresh()
        code = Invitation(
            expiry_minutes=expiry,
            secret=secret,
            inviter=self._core.me.person[:16],
            hints=hints_that_fit(list(hints)),
            auto_approve=not ask,
        )
        return Made(OpId(op.id), code)

    async def revoke(self, typed: str) -> None:
        """Take an invitation back."""
        known = [(invite, (c.id, invite)) for c in self._core.registry for invite in c.invites]
        circle_id, invite = lookup.by_id(typed, known, "invitation")
        async with self._core.changing() as tx:
            circle = self._core.circle(circle_id)
            may(self._core, circle, rules.InviteRevoke(invite))
            await self._core.pen.control(tx, circle, control.InviteRevoke(invite))
            tx.announce(GuestsChanged())
        await self._roster.refresh()

    async def join(self, text: str, my_name: str) -> Join:
        """Begin to use a code; the network does the rest.

        Raises:
            BadInputError: The code is mistyped, expired, one's own, or was used here before.
        """
        name = cleaned(my_name)
        try:
            code = parse(text)
        except CodeError as fault:
            raise BadInputError(fault.kind, fault.sentence) from fault
        self.check_usable(code)
        key = invitation_signing_key(code.secret).public.raw
        await self._core.ensure_person(name)
        join = Join(key, code.encode(), name, JoinState.LOOKING)
        async with self._core.database.transaction() as tx:
            await guest_table.put_join(tx, join)
            tx.announce(GuestsChanged())
        await self._roster.refresh()
        return join

    def check_usable(self, code: Invitation) -> None:
        """Return quietly if a code can be used here.

        Raises:
            BadInputError: It is expired, one's own, or was used here before.
        """
        if code.expires_ms < self._core.now_ms():
            raise BadInputError("expired", REFUSALS["expired"])
        self._refuse_own(code)
        before = self._roster.join(invitation_signing_key(code.secret).public.raw)
        if before is not None and before.state is JoinState.JOINED:
            raise BadInputError("invite-used", "You have used this invitation already: you are in.")

    def state_of(self, join: Join) -> tuple[CircleId | None, str]:
        """Return the circle and how far a join has come, in the words of the API.

        Raises:
            NotAllowedError: It was refused; the sentence says why.
        """
        now = self._roster.join(join.id) or join
        if now.state is JoinState.REFUSED:
            raise explain_refusal(now.reason)
        if now.state is JoinState.JOINED:
            return now.circle, Status.MEMBER.value
        return now.circle, now.state.value

    async def approve(self, typed: str) -> None:
        """Let somebody in who asked."""
        request = await self._open_request(typed)
        async with self._core.changing() as tx:
            circle = self._core.circle(request.circle)
            identity = decode_identity(request.identity)
            await admit(
                self._core, tx, circle, request.invitation, identity, request.handshake_hash, request.proof
            )
            await guest_table.set_request(tx, request.id, RequestState.APPROVED)
            tx.announce(GuestsChanged())
        self._core.names.heard(request.circle, request.person, request.name, b"")
        await self._roster.refresh()

    async def decline(self, typed: str) -> None:
        """Do not let somebody in who asked."""
        request = await self._open_request(typed)
        async with self._core.database.transaction() as tx:
            await guest_table.set_request(tx, request.id, RequestState.DECLINED)
            tx.announce(GuestsChanged())
        await self._roster.refresh()

    async def requests(self, typed_circle: str) -> list[Request]:
        """Return who asked to come into a circle, oldest first."""
        circle = lookup.circle(self._core, typed_circle)
        return await guest_table.requests(self._core.database, circle.id)

    def state_of_invite(self, circle: CircleState, record: InviteRecord) -> str:
        """Return open, used, revoked or expired."""
        if circle.used_by(record.id) is not None:
            return "used"
        if record.id not in circle.authority.state().live_invites:
            return "revoked"
        return "expired" if record.body.expires_ms < self._core.now_ms() else "open"

    async def _open_request(self, typed: str) -> Request:
        requests = await guest_table.requests(self._core.database)
        request = lookup.by_id(typed, [(r.id, r) for r in requests], "request")
        if request.state is not RequestState.OPEN:
            raise NotAllowedError("already-decided", f"This request was {request.state.value} already.")
        return request

    def _slots(self, circle: CircleState, key: bytes, secret: bytes) -> tuple[Slot, ...]:
        place = self._core.pen.place_of_next(circle, Kind.INVITE)
        others = circle.devices(circle.stewards - {self._core.me.person})[:MAX_SLOTS]
        return slots_for(others, lambda to: invite_info(place, circle.id, key, to), secret + _PADDING)

    def _refuse_own(self, code: Invitation) -> None:
        key = invitation_signing_key(code.secret).public.raw
        for circle in self._core.registry:
            for record in circle.invites.values():
                if record.body.key == key and circle.status is Status.MEMBER:
                    whose = "your own" if record.author == self._core.me.person else "an"
                    raise BadInputError(
                        "own-code",
                        f"This is {whose} invitation to {circle.name}, where you are already. "
                        "Give it to the person you want to invite.",
                    )
