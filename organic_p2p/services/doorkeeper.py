"""What a host and a guest say to each other over an invitation. Implements `sync.ports.Doorkeeper`.

    host                                             guest
      GREETING  circle and INVITE, inviter, host  ──▶  is it the circle and the inviter of my code?
      is the code still good?  ◀── REQUEST  who I am, what I am called, proof that I hold the code
      ANSWER    admitted | asked | refused, why   ──▶  fetch the circle, wait, or tell the reader

Whoever holds the code can start this conversation, so each side checks the other. The guest: the INVITE must
carry the key that follows from the code, be signed by a computer of the inviter named in the code, and stand
in that circle; and the host must be the inviter, or one of the stewards for whom the inviter sealed the code.
The host: the proof must be made with the code's key, for this circle, this person and this very handshake.
"""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace

from crypto import labels
from crypto.errors import CryptoError
from crypto.hashing import derive, equal
from crypto.keys import PublicKey, SecretKey
from organic_p2p.domain.codes import Invitation
from organic_p2p.domain.ids import CircleId, OpId, PersonId
from organic_p2p.domain.text import TextError, clean_name
from organic_p2p.errors import NotAllowedError
from organic_p2p.records import control
from organic_p2p.records.fields import get_bytes, get_text
from organic_p2p.records.identity import Identity, encode_identity, pack_identity, read_identity
from organic_p2p.services.admission import admit, is_steward
from organic_p2p.services.core import Core
from organic_p2p.services.events import CircleAdded, GuestsChanged
from organic_p2p.services.roster import Roster
from organic_p2p.services.state import CircleState, InviteRecord, check_may_write, slot_for
from organic_p2p.store import circles as circle_table
from organic_p2p.store import guests as guest_table
from organic_p2p.store import me as me_table
from organic_p2p.store.circles import CircleKind, CircleRow, Status
from organic_p2p.store.guests import Join, JoinState, Request, RequestState
from sync.errors import MalformedError, RemoteProtocolError, ShelfError
from sync.omp1 import Value, decode, encode
from sync.ops import Op, parse
from sync.ports import Address, Host, Member

MAX_PAYLOAD_BYTES = 512 * 1024
MAX_REQUESTS_BY_INVITATION = 16

logger = logging.getLogger("organic.doorkeeper")


@dataclass(frozen=True, slots=True)
class _Greeting:
    """What a host showed, checked against the code."""

    circle: CircleId
    name: str
    host: Identity


def invitation_signing_key(secret: bytes) -> SecretKey:
    """Return the key that redeems an invitation, from the 16 secret bytes of its code."""
    return SecretKey.from_seed(derive(secret, labels.INV_SIGN, b""))


class Doorkeeper:
    """Speaks for this home at the door, as host and as guest."""

    def __init__(self, core: Core, roster: Roster) -> None:
        self._core = core
        self._roster = roster
        self._greetings: dict[bytes, _Greeting] = {}

    # -- host ---------------------------------------------------------------------------------------

    async def greeting(self, invitation: bytes) -> bytes:
        """Return what we show to a guest."""
        circle, record = self._invite(OpId(invitation))
        if circle.genesis is None:
            raise RemoteProtocolError("an invitation to a circle that has not arrived")
        return encode(
            {
                "circle": _pack(circle.genesis),
                "invite": _pack(record.op),
                "inviter": pack_identity(circle.identities[record.author]),
                "host": pack_identity(self._core.me.identity),
            }
        )

    async def answer(self, invitation: bytes, static: bytes, handshake_hash: bytes, request: bytes) -> bytes:
        """Return what we answer to a guest's request: in, wait, or why not."""
        invite = OpId(invitation)
        circle, record = self._invite(invite)
        try:
            fields = _map(request)
            identity = read_identity(fields.get("identity"))
            proof = get_bytes(fields, "proof", 64)
            message = control.redeem_message(circle.id, identity.person, handshake_hash)
            PublicKey(record.body.key).verify(labels.REDEEM, message, proof)
            name = clean_name(get_text(fields, "name", control.MAX_NAME_BYTES))
        except (MalformedError, CryptoError, TextError) as cause:
            raise RemoteProtocolError("a request that does not hold") from cause
        if identity.device.transport != static:
            raise RemoteProtocolError("a guest who shows somebody else's identity")
        state, reason = await self._decide(circle.id, invite, identity, name, handshake_hash, proof)
        await self._roster.refresh()
        return encode({"state": state, "reason": reason})

    async def _decide(
        self,
        circle_id: CircleId,
        invite: OpId,
        identity: Identity,
        name: str,
        handshake_hash: bytes,
        proof: bytes,
    ) -> tuple[str, str]:
        async with self._core.taking() as tx:
            circle, record = self._invite(invite)
            state = circle.authority.state()
            if identity.person in state.members:
                return "admitted", ""
            if (reason := self._refusal(circle, record, identity.person)) is not None:
                return "refused", reason
            known = [
                r for r in self._roster.requests if r.invitation == invite and r.person == identity.person
            ]
            if record.body.ask and not any(r.state is RequestState.APPROVED for r in known):
                if any(r.state is RequestState.DECLINED for r in known):
                    return "refused", "declined"
                request = Request(
                    os.urandom(16),
                    circle_id,
                    invite,
                    identity.person,
                    encode_identity(identity),
                    name,
                    handshake_hash,
                    proof,
                    self._core.now_ms(),
                    RequestState.OPEN,
                )
                await guest_table.add_request(tx, request)
                tx.announce(GuestsChanged())
                return "asked", ""
            try:
                check_may_write(circle, self._core.me.device, self._core.clock.monotonic_s())
            except NotAllowedError as trouble:
                # Not now is no refusal: the guest would take it for the last word and never come again.
                raise ShelfError(trouble.kind) from trouble
            try:
                await admit(self._core, tx, circle, invite, identity, handshake_hash, proof)
            except NotAllowedError as refusal:
                return "refused", refusal.kind
            tx.announce(GuestsChanged())
            # Until the newcomer's own words arrive, this is what the inviter's family calls them.
            self._core.names.heard(circle_id, identity.person, name, b"")
            return "admitted", ""

    def _refusal(self, circle: CircleState, record: InviteRecord, person: PersonId) -> str | None:
        if not is_steward(self._core, circle):
            return "not-a-steward"
        # Whoever came in with it and is no member now was removed, or left: it takes a new one to come back.
        if circle.used_by(record.id) is not None:
            return "invite-used"
        if record.id not in circle.authority.state().live_invites:
            return "invite-revoked"
        asked = [r for r in self._roster.requests if r.invitation == record.id]
        mine = [r for r in asked if r.person == person]
        approved = any(r.state is RequestState.APPROVED for r in mine)
        if record.body.expires_ms < self._core.now_ms() and not approved:
            return "expired"
        # A code that went round would otherwise fill the steward's list with people who cost nothing to invent.
        if not mine and len(asked) >= MAX_REQUESTS_BY_INVITATION:
            return "too-many"
        return None

    def _invite(self, invite: OpId) -> tuple[CircleState, InviteRecord]:
        known = self._roster.invitations.get(invite)
        circle = self._core.registry.get(known[0]) if known is not None else None
        if circle is None or invite not in circle.invites:
            raise RemoteProtocolError("an invitation that is not known here")
        return circle, circle.invites[invite]

    # -- guest --------------------------------------------------------------------------------------

    async def request(
        self, invitation: bytes, static: bytes, handshake_hash: bytes, greeting: bytes
    ) -> bytes | None:
        """Return what we answer to a host's greeting; None if this is not who invited us."""
        join = self._roster.join(invitation)
        if join is None:
            return None
        try:
            seen = _check_greeting(Invitation.decode(join.code), static, greeting)
        except (MalformedError, CryptoError) as cause:
            logger.warning("a host whose greeting does not fit the code: %s", type(cause).__name__)
            return None
        self._greetings[invitation] = seen
        key = invitation_signing_key(Invitation.decode(join.code).secret)
        message = control.redeem_message(seen.circle, self._core.me.person, handshake_hash)
        return encode(
            {
                "identity": pack_identity(self._core.me.identity),
                "name": join.name,
                "proof": key.sign(labels.REDEEM, message),
            }
        )

    async def settle(self, invitation: bytes, answer: bytes, address: Address) -> None:
        """Take in the host's answer."""
        try:
            fields = _map(answer)
            state, reason = get_text(fields, "state", 32), get_text(fields, "reason", 64)
        except MalformedError as cause:
            raise RemoteProtocolError("an answer that cannot be read") from cause
        join, seen = self._roster.join(invitation), self._greetings.pop(invitation, None)
        if join is None or seen is None or join.state not in (JoinState.LOOKING, JoinState.ASKED):
            return
        match state:
            case "admitted":
                await self._admitted(join, seen)
                self._roster.remember_address(Member(seen.host.person), address)
            case "asked":
                await self._note(replace(join, state=JoinState.ASKED, circle=seen.circle), seen.name)
                self._roster.remember_address(Host(invitation), address)
            case "refused":
                await self._note(
                    replace(join, state=JoinState.REFUSED, reason=reason, circle=seen.circle), seen.name
                )
            case _:
                raise RemoteProtocolError("an answer of an unknown kind")
        await self._roster.refresh()

    async def _admitted(self, join: Join, seen: _Greeting) -> None:
        async with self._core.taking() as tx:
            known = self._core.registry.get(seen.circle)
            if known is None:
                row = CircleRow(seen.circle, CircleKind.CIRCLE, seen.name, Status.JOINING)
                tx.touch(seen.circle)
                await circle_table.add(tx, row)
                self._core.registry.add(CircleState(row))
                tx.announce(CircleAdded(seen.circle))
            elif known.status in (Status.LEFT, Status.REMOVED):
                tx.touch(known.id)
                known.status = Status.JOINING
                await circle_table.set_status(tx, known.id, Status.JOINING)
            host = encode_identity(seen.host)
            await guest_table.put_join(
                tx, replace(join, state=JoinState.ADMITTED, circle=seen.circle, host=host)
            )
            await me_table.delete_value(tx, guest_table.CIRCLE_NAME + join.id.hex())
            tx.announce(GuestsChanged())

    async def _note(self, join: Join, circle_name: str) -> None:
        async with self._core.taking() as tx:
            await guest_table.put_join(tx, join)
            await me_table.set_value(tx, guest_table.CIRCLE_NAME + join.id.hex(), circle_name.encode())
            tx.announce(GuestsChanged())


def _check_greeting(code: Invitation, static: bytes, greeting: bytes) -> _Greeting:
    fields = _map(greeting)
    genesis, invite = _unpack(fields.get("circle")), _unpack(fields.get("invite"))
    inviter, host = read_identity(fields.get("inviter")), read_identity(fields.get("host"))
    genesis.check_signature()
    invite.check_signature()
    begun, invited = control.read(genesis), control.read(invite)
    if not isinstance(begun, control.CircleGenesis) or not isinstance(invited, control.Invite):
        raise MalformedError("a greeting without a circle or an invitation")
    if not equal(inviter.person[:16], code.inviter) or invite.header.author != inviter.device.id:
        raise MalformedError("an invitation by somebody else")
    if invited.key != invitation_signing_key(code.secret).public.raw or invite.header.scope != genesis.scope:
        raise MalformedError("an invitation of another code, or to another circle")
    if host.device.transport != static:
        raise MalformedError("a host who shows somebody else's identity")
    # Whoever got hold of the code can show all of the above. The inviter's signature says who may speak for it.
    if host.device.id != inviter.device.id and slot_for(invited.slots, host.device) is None:
        raise MalformedError("a host who was not given the code by the inviter")
    return _Greeting(CircleId(genesis.scope), begun.name, host)


def _map(payload: bytes) -> Mapping[str, Value]:
    value = decode(payload, max_bytes=MAX_PAYLOAD_BYTES)
    if not isinstance(value, Mapping):
        raise MalformedError("a message that is no map")
    return value


def _pack(op: Op) -> Value:
    return [op.raw_header, op.body]


def _unpack(value: Value) -> Op:
    match value:
        case [bytes(raw), bytes(body)]:
            return parse(raw, body)
        case _:
            raise MalformedError("an operation of the wrong shape")
