"""Letting somebody in: the one place where ADMIT and the secrets that go with it are written."""

from organic_p2p.domain import authority as rules
from organic_p2p.domain.authority import NotAllowedError as RuleError
from organic_p2p.domain.epochs import WriteWith
from organic_p2p.domain.ids import DeviceId, OpId, PersonId
from organic_p2p.errors import NotAllowedError
from organic_p2p.records import control
from organic_p2p.records.identity import Identity
from organic_p2p.services.core import Core
from organic_p2p.services.refusals import explain
from organic_p2p.services.state import CircleState
from organic_p2p.store.database import Transaction
from sync.ops import CONTROL_LANE
from sync.runs import dev8

# Any member can make new secrets, and each costs a newcomer one operation: so many are handed on in one transaction.
MAX_EPOCHS_AT_ONCE = 64


async def admit(
    core: Core,
    tx: Transaction,
    circle: CircleState,
    invite: OpId,
    identity: Identity,
    handshake_hash: bytes,
    proof: bytes,
) -> None:
    """Admit a person who redeemed `invite`, and hand over the secrets that the house rules allow.

    Raises:
        NotAllowedError: The rules of the circle forbid it; the kind says why.
    """
    try:
        circle.authority.may(core.me.person, rules.Admit(identity.person, invite))
    except RuleError as refusal:
        raise explain(refusal.why, circle.name) from refusal
    if circle.is_taken(identity):
        raise NotAllowedError(
            "taken", "This computer is known here as somebody else's, so it cannot come in."
        )
    await core.pen.control(tx, circle, control.Admit(identity, invite, handshake_hash, proof))
    # If somebody went since the last secret was made, none will do any more: the newcomer gets the new one at once.
    await core.pen.epoch_to_write(tx, circle)
    await grant_missing(core, tx, circle)


async def grant_missing(core: Core, tx: Transaction, circle: CircleState) -> None:
    """Hand the secrets that we hold to members' computers that lack them, as far as the house rules allow.

    The present one first, then the newest; of very many the rest is left for the next time.
    """
    choice = circle.writing(core.me.device)
    now = choice.epoch if isinstance(choice, WriteWith) else None
    granted = 0
    present = {dev8(device.id): device for device in circle.devices(circle.members)}
    settled = _may_have_history(circle)
    newest = sorted(circle.secrets, key=lambda e: (e == now, circle.epochs[e].generation, e), reverse=True)
    for epoch in newest:
        missing = present.keys() - circle.epochs[epoch].recipients
        devices = [present[short] for short in sorted(missing) if epoch == now or short in settled]
        if devices:
            await core.pen.grant(tx, circle, epoch, devices)
            granted += 1
        if granted >= MAX_EPOCHS_AT_ONCE:
            return


def lacking(circle: CircleState, own: DeviceId) -> bool:
    """Return whether some member's computer lacks a secret that we hold and may hand over."""
    choice = circle.writing(own)
    present = {dev8(device.id): device for device in circle.devices(circle.members)}
    settled = _may_have_history(circle)
    for epoch in circle.secrets:
        missing = present.keys() - circle.epochs[epoch].recipients
        if isinstance(choice, WriteWith) and choice.epoch == epoch and missing:
            return True
        if missing & settled:
            return True
    return False


def _may_have_history(circle: CircleState) -> frozenset[bytes]:
    """Return the short names of the computers to which older secrets may be handed."""
    people = [person for person in circle.members if may_have_history(circle, person)]
    return frozenset(dev8(device.id) for device in circle.devices(people))


def may_have_history(circle: CircleState, person: PersonId) -> bool:
    """Return whether a member may be given secrets older than the present one.

    A steward who is just being removed could otherwise admit a friend and hand him everything at once. So
    history waits until the admission is settled: at least half of the other stewards have seen it.
    """
    if circle.history != "all":
        return False
    since = circle.authority.state().since_op.get(person)
    if since is None:
        return False
    admitter = circle.authority.op(since).author
    others = [steward for steward in circle.stewards if steward != admitter]
    seen = 0
    for steward in others:
        feed = circle.feed_of(circle.identities[steward].device.id, CONTROL_LANE)
        if feed is not None and circle.authority.in_past(since, feed.head):
            seen += 1
    return 2 * seen >= len(others)


def is_steward(core: Core, circle: CircleState) -> bool:
    """Return whether this home's person governs `circle` now."""
    return core.me.person in circle.stewards
