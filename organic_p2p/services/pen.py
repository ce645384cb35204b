"""Writes this computer's own operations: the next in its chain, knowing what it knows, under the right epoch."""

import os
from collections.abc import Callable, Iterable

from crypto.bodies import max_plaintext_bytes, seal_body
from crypto.sealing import seal
from organic_p2p.domain.epochs import Renew
from organic_p2p.domain.ids import DeviceId, OpId
from organic_p2p.errors import BadInputError, NotAllowedError
from organic_p2p.records import content, control
from organic_p2p.records.control import MAX_SLOTS, Slot, seal8
from organic_p2p.records.identity import Device
from organic_p2p.records.kinds import Kind
from organic_p2p.services.clock import HybridClock
from organic_p2p.services.keeper import Keeper, epoch_info
from organic_p2p.services.state import CircleState, check_may_write, commit_to
from organic_p2p.store.database import Transaction
from organic_p2p.store.me import Me
from sync.ops import (
    CONTENT_LANE,
    CONTROL_LANE,
    HAS_BODY,
    MAX_DEPS,
    ZERO_ID,
    Header,
    Op,
    hash_body,
    sign,
)
from sync.ports import Clock
from sync.runs import dev8

SECRET_BYTES = 32


class Pen:
    """Signs for one computer. Each method writes within the caller's transaction."""

    def __init__(self, me: Me, keeper: Keeper, stamps: HybridClock, clock: Clock) -> None:
        self._me = me
        self._keeper = keeper
        self._stamps = stamps
        self._clock = clock

    async def control(self, tx: Transaction, circle: CircleState, body: control.ControlBody) -> Op:
        """Write a control operation; whether the rules allow it was asked before."""
        check_may_write(circle, self._me.device, self._clock.monotonic_s())
        kind, encoded = control.write(body)
        op = sign(self._header(circle, kind, encoded), self._me.keys.signing, encoded)
        await self._keeper.keep_own(tx, circle, op)
        return op

    async def content(self, tx: Transaction, circle: CircleState, body: content.ContentBody) -> Op:
        """Write something to read, renewing the circle's secret first if the old one would reach the wrong people.

        Raises:
            BadInputError: It is longer than one operation can carry.
        """
        check_may_write(circle, self._me.device, self._clock.monotonic_s())
        plaintext = b"" if isinstance(body, content.UnknownContent) else body.encode()
        if len(plaintext) > max_plaintext_bytes():
            raise BadInputError(
                "too-long",
                f"This text is too long: it has {len(plaintext)} bytes, and a post can have "
                f"{max_text_bytes()}. Please divide it.",
            )
        epoch = await self.epoch_to_write(tx, circle)
        kind = content.KIND_OF[type(body)]
        # The body's place is known before its hash: the first header lends the place, the second is signed.
        draft = self._header(circle, kind, b"\0", epoch)
        sealed = seal_body(circle.secrets[epoch], content.place(draft), plaintext)
        op = sign(self._header(circle, kind, sealed, epoch, hlc=draft.hlc), self._me.keys.signing, sealed)
        await self._keeper.keep_own(tx, circle, op)
        return op

    async def epoch_to_write(self, tx: Transaction, circle: CircleState) -> OpId:
        """Return the epoch to write with, making a new one if none will do."""
        choice = circle.writing(self._me.device)
        if isinstance(choice, Renew):
            return await self.renew(tx, circle, choice.generation)
        return choice.epoch

    async def renew(self, tx: Transaction, circle: CircleState, generation: int) -> OpId:
        """Make a new secret for all present members; return its epoch."""
        devices = circle.devices(circle.members)
        secret = os.urandom(SECRET_BYTES)
        commit = commit_to(secret)
        draft = self.place_of_next(circle, Kind.EPOCH)
        slots = self._slots(circle, draft, commit, secret, devices[:MAX_SLOTS])
        op = await self.control(tx, circle, control.Epoch(commit, generation, slots))
        epoch = OpId(op.id)
        await self.grant(tx, circle, epoch, devices[MAX_SLOTS:])
        return epoch

    async def grant(self, tx: Transaction, circle: CircleState, epoch: OpId, devices: list[Device]) -> None:
        """Hand an epoch's secret to more devices."""
        for at in range(0, len(devices), MAX_SLOTS):
            draft = self.place_of_next(circle, Kind.GRANT)
            slots = self._slots(
                circle, draft, circle.commits[epoch], circle.secrets[epoch], devices[at : at + MAX_SLOTS]
            )
            await self.control(tx, circle, control.Grant(epoch, slots))

    def place_of_next(self, circle: CircleState, kind: Kind) -> Header:
        """Return a header with the place of this computer's next control operation, to bind boxes to it."""
        return self._header(circle, kind, b"\0")

    def _slots(
        self, circle: CircleState, header: Header, commit: bytes, secret: bytes, devices: list[Device]
    ) -> tuple[Slot, ...]:
        return slots_for(devices, lambda to: epoch_info(header, circle.id, commit, to), secret)

    def _header(
        self,
        circle: CircleState,
        kind: Kind,
        body: bytes | None,
        epoch: bytes = ZERO_ID,
        hlc: int | None = None,
    ) -> Header:
        lane = CONTENT_LANE if kind >= Kind.POST else CONTROL_LANE
        feed = circle.feed_of(self._me.device, lane)
        if lane == CONTENT_LANE and not circle.authority.heads():
            raise NotAllowedError("not-yet", "This circle has not arrived here yet.")
        return Header(
            kind=int(kind),
            scope=circle.id,
            author=self._me.device,
            seq=feed.hi if feed else 0,
            hlc=self._stamps.next() if hlc is None else hlc,
            backlink=feed.head if feed else ZERO_ID,
            body_hash=ZERO_ID if body is None else hash_body(body),
            body_len=0 if body is None else len(body),
            epoch=epoch,
            deps=self._deps(circle),
            flags=0 if body is None else HAS_BODY,
        )

    def _deps(self, circle: CircleState) -> tuple[bytes, ...]:
        heads = circle.authority.heads()
        if len(heads) <= MAX_DEPS:
            return heads
        # More than a header can name: keep our own last word in the past, and what we have to acknowledge,
        # and take the others in turn. Nobody need know what a device says that contradicts itself.
        own = circle.feed_of(self._me.device, CONTROL_LANE)
        first = {own.head} if own is not None else set()
        # A newcomer, or one who came back, must know that they were let in: else nobody would listen to them.
        since = circle.authority.state().since_op.get(self._me.person)
        if since is not None and not any(circle.authority.knew([head], since) for head in first):
            first.add(since)
        latest = circle.latest_act
        if latest is not None and not any(circle.authority.knew([head], latest) for head in first):
            first.add(latest)
        forked = circle.authority.forked_devices()
        others = [h for h in heads if h not in first and circle.authority.op(h).device not in forked]
        return tuple(sorted([*first, *others[: MAX_DEPS - len(first)]]) or heads[:MAX_DEPS])


def slots_for(
    devices: Iterable[Device], info: Callable[[DeviceId], bytes], secret: bytes
) -> tuple[Slot, ...]:
    """Return `secret`, 32 bytes, sealed for each of these computers; `info` binds a box to its place."""
    return tuple(
        Slot(dev8(device.id), seal8(device.sealing.raw), seal(device.sealing, info(device.id), secret))
        for device in devices
    )


def max_text_bytes() -> int:
    """Return how many bytes of UTF-8 every post, comment or edit may have: 64 KiB less what surrounds them."""
    # Three ids, up to 64 places, the keys of the map and the lengths: the longest frame is that of a comment's edit.
    return max_plaintext_bytes() - 768


def genesis_header(me: Me, stamps: HybridClock, body: bytes) -> Header:
    """Return the header of a new circle's or room's first operation; the scope's id is the digest of it."""
    return Header(
        kind=int(Kind.CIRCLE_GENESIS),
        scope=ZERO_ID,
        author=me.device,
        seq=0,
        hlc=stamps.next(),
        backlink=ZERO_ID,
        body_hash=hash_body(body),
        body_len=len(body),
    )
