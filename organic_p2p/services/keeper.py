"""Judges operations, keeps them, and reads what they say.

    run ──▶ attach to its feed ──▶ signatures ──▶ known author? deps? right to? ──▶ rows, entries, circle in memory

Everything happens inside the caller's transaction, for this computer's own operations as for those of others, so
there is one way in which anything comes to be believed. The circle in memory runs ahead of the commit: if the
transaction fails the caller has the registry build it again.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crypto import labels
from crypto.errors import BadSignatureError, CryptoError, UnopenableError
from organic_p2p.domain.authority import AuthorityError, MissingDepsError, Standing
from organic_p2p.domain.ids import CircleId, DeviceId, OpId
from organic_p2p.records import control
from organic_p2p.services.clock import HybridClock, now_ms
from organic_p2p.services.events import CircleChanged, FeedChanged
from organic_p2p.services.reader import Batch, Reader
from organic_p2p.services.state import CircleState, commit_to, slot_for
from organic_p2p.store import circles as circle_table
from organic_p2p.store import entries as entry_table
from organic_p2p.store import guests as guest_table
from organic_p2p.store import ops as op_table
from organic_p2p.store.circles import Status
from organic_p2p.store.database import Transaction
from organic_p2p.store.me import Me
from organic_p2p.store.ops import BodyState, FeedRow, Kept
from sync.errors import MalformedError, RemoteProtocolError
from sync.ops import CONTENT_LANE, CONTROL_LANE, Header, Op, hash_body
from sync.ports import Clock, FeedKey
from sync.runs import Run, dev8

logger = logging.getLogger("organic.keeper")


@dataclass(slots=True)
class Outcome:
    """What became of operations.

    Attributes:
        deps_missing: Some were left out because they build on others that are not here.
        refused: How many may never be kept.
        advanced: Feeds of which more is held now.
        control: Whether control operations were among what was kept.
    """

    deps_missing: bool = False
    refused: int = 0
    advanced: set[FeedKey] = field(default_factory=set)
    control: bool = False


class Keeper:
    """Keeps operations of every circle of this home."""

    def __init__(self, me: Me, clock: Clock, stamps: HybridClock, next_arrival: int) -> None:
        """Keep for `me`; rows are numbered from `next_arrival`."""
        self._me = me
        self._clock = clock
        self._stamps = stamps
        self._next_arrival = next_arrival
        self._reader = Reader(me, clock)

    async def keep_run(self, tx: Transaction, circle: CircleState, run: Run, outcome: Outcome) -> None:
        """Keep what is new and right of a run that a peer sent.

        Raises:
            RemoteProtocolError: A control operation is not its author's, which no honest peer passes on.
        """
        ops = await self._attached(tx, circle, run)
        if not ops:
            return
        try:
            run.check_signatures()
        except BadSignatureError as cause:
            if run.lane == CONTROL_LANE:
                raise RemoteProtocolError("a control operation that its author did not sign") from cause
            outcome.refused += len(ops)
            return
        if run.lane == CONTROL_LANE:
            for op in ops:
                if not await self._keep_control(tx, circle, op, outcome):
                    break
        else:
            await self._keep_content(tx, circle, ops, outcome)

    async def keep_own(self, tx: Transaction, circle: CircleState, op: Op) -> None:
        """Keep an operation that this computer just signed."""
        outcome = Outcome()
        if op.header.lane == CONTROL_LANE:
            await self._keep_control(tx, circle, op, outcome)
        else:
            await self._keep_content(tx, circle, [op], outcome)
        if outcome.deps_missing or outcome.refused:
            raise AssertionError(f"our own operation of kind {op.header.kind:#x} was not kept")

    async def keep_body(self, tx: Transaction, circle: CircleState, op_id: bytes, body: bytes) -> bool:
        """Keep a body that was fetched by name; return whether it was wanted and fits."""
        kept = await op_table.get_wanted(tx, op_id)
        if kept is None:
            return False
        header = kept.op.header
        if len(body) != header.body_len or hash_body(body) != header.body_hash:
            return False
        kept = replace(kept, op=replace(kept.op, body=body))
        await op_table.put_body(tx, kept, body, read=self._reader.can_read(circle, kept.op))
        batch = Batch()
        await self._reader.read(tx, circle, kept, batch)
        await batch.flush(tx)
        return True

    # -- attaching ----------------------------------------------------------------------------------

    async def _attached(self, tx: Transaction, circle: CircleState, run: Run) -> tuple[Op, ...]:
        """Return the part of a run that continues what is held, upward or downward; nothing if it does neither."""
        feed = circle.feed_of(DeviceId(run.author), run.lane)
        if feed is None:
            # The newest window of content may come first; a control lane is always whole.
            return run.ops if run.first_seq == 0 or run.lane == CONTENT_LANE else ()
        if run.end_seq <= feed.lo:
            last = run.ops[-1]
            attaches = run.end_seq == feed.lo and last.id == feed.lowest_backlink
            return run.ops if attaches else ()
        fresh = tuple(op for op in run.ops if op.header.seq >= feed.hi)
        if fresh and fresh[0].header.seq == feed.hi and fresh[0].header.backlink == feed.head:
            return fresh
        if run.first_seq < feed.hi:
            await self._look_for_fork(tx, feed, run)
        return ()

    async def _look_for_fork(self, tx: Transaction, feed: FeedRow, run: Run) -> None:
        overlap = next((op for op in reversed(run.ops) if feed.lo <= op.header.seq < feed.hi), None)
        if overlap is None:
            return
        held = await op_table.id_at(tx, feed.feed, overlap.header.seq)
        if held is not None and held != overlap.id:
            logger.warning("a feed of device %s continues in two ways", dev8(feed.author).hex())

    # -- control lane -------------------------------------------------------------------------------

    async def _keep_control(self, tx: Transaction, circle: CircleState, op: Op, outcome: Outcome) -> bool:
        """Keep one control operation; return False if it, and what follows it in its feed, was left out."""
        tx.touch(circle.id)
        try:
            body, judged = circle.read(op)
            circle.apply(op, body, judged)
        except MissingDepsError:
            outcome.deps_missing = True
            return False
        except (MalformedError, AuthorityError) as cause:
            known = circle.may_be_by(op) is not None or op.header.seq == 0
            logger.info("a control operation of kind %#x left out: %s", op.header.kind, type(cause).__name__)
            if known:
                outcome.refused += 1
            else:
                outcome.deps_missing = True
            return False
        kept = await self._place(tx, circle, op)
        await op_table.add(tx, [(kept, op_table.body_state(op, gone=False), True)])
        self._advance(circle, [op], outcome)
        outcome.control = True
        await self._consequences(tx, circle, kept.op, body)
        return True

    async def _consequences(
        self, tx: Transaction, circle: CircleState, op: Op, body: control.ControlBody
    ) -> None:
        op_id = OpId(op.id)
        match body:
            case control.CircleGenesis():
                await circle_table.set_name(tx, circle.id, circle.name)
            case control.Epoch():
                await self._unseal(tx, circle, op, op_id, body.slots)
            case control.Grant():
                await self._unseal(tx, circle, op, body.epoch, body.slots)
            case control.Invite():
                await self._unseal_invitation(tx, circle, op, body)
            case control.Erase():
                if circle.authority.erase_is_valid(op_id):
                    for target in body.targets:
                        await self._erase(tx, circle, target)
            case _:
                pass
        await self._stand(tx, circle)
        tx.announce(CircleChanged(circle.id))

    async def _stand(self, tx: Transaction, circle: CircleState) -> None:
        """Note how I stand to the circle now."""
        belongs = self._me.person in circle.members
        status = circle.status
        if belongs and status is not Status.MEMBER and status is not Status.LEFT:
            status = Status.MEMBER
        elif not belongs and status is Status.MEMBER:
            takers = circle.authority.state().former.get(self._me.person, ())
            gone = [circle.departures[taker] for taker in takers if taker in circle.departures]
            own = any(departure.by == self._me.person for departure in gone)
            status = Status.LEFT if own else Status.REMOVED
        if status is not circle.status:
            circle.status = status
            await circle_table.set_status(tx, circle.id, status)

    async def _unseal(
        self,
        tx: Transaction,
        circle: CircleState,
        op: Op,
        epoch: OpId,
        slots: Sequence[control.Slot],
    ) -> None:
        commit = circle.commits.get(epoch)
        slot = slot_for(slots, self._me.identity.device)
        if commit is None or slot is None or epoch in circle.secrets:
            return
        try:
            secret = self._me.keys.sealing.open(
                epoch_info(op.header, circle.id, commit, self._me.device), slot.box
            )
        except UnopenableError:
            logger.warning("a sealed secret that does not open")
            return
        if commit_to(secret) != commit:
            # Different people were given different secrets under one name: nobody writes with it now.
            circle.spoil(epoch)
            logger.warning("an epoch whose secret is not the promised one")
            return
        circle.secrets[epoch] = secret
        await op_table.add_secret(tx, circle.id, epoch, secret)
        await self._reader.read_waiting(tx, circle, epoch)

    async def _unseal_invitation(
        self, tx: Transaction, circle: CircleState, op: Op, body: control.Invite
    ) -> None:
        slot = slot_for(body.slots, self._me.identity.device)
        if slot is None:
            return
        try:
            info = invite_info(op.header, circle.id, body.key, self._me.device)
            secret = self._me.keys.sealing.open(info, slot.box)[:16]
        except UnopenableError:
            logger.warning("a sealed invitation that does not open")
            return
        await guest_table.add_invitation(tx, OpId(op.id), circle.id, secret)

    async def _erase(self, tx: Transaction, circle: CircleState, target: control.EraseTarget) -> None:
        circle.add_erased(target.device, target.lo, target.hi)
        await op_table.add_erased(tx, circle.id, target.device, target.lo, target.hi)
        feed = circle.feed_of(target.device, CONTENT_LANE)
        if feed is not None:
            gone = await entry_table.erase(tx, feed.feed, target.lo, target.hi)
            if gone:
                tx.announce(FeedChanged(circle.id))

    # -- content lane -------------------------------------------------------------------------------

    async def _keep_content(
        self, tx: Transaction, circle: CircleState, ops: Sequence[Op], outcome: Outcome
    ) -> None:
        author = DeviceId(ops[0].header.author)
        person = circle.person_of.get(author)
        if person is None:
            outcome.deps_missing = True
            return
        try:
            standings = {
                deps: circle.authority.accepts_content(person, map(OpId, deps))
                for deps in {op.header.deps for op in ops}
            }
        except MissingDepsError:
            outcome.deps_missing = True
            return
        rightful: list[Op] = []
        for op in ops:
            if not op.header.deps or standings[op.header.deps] is Standing.NOT_A_MEMBER:
                # What follows in this feed has an even later past, so the feed ends here for everybody alike.
                outcome.refused += len(ops) - len(rightful)
                break
            rightful.append(op)
        if len(rightful) < len(ops) and rightful:
            # The signature that vouched for these was on an operation that is not kept.
            try:
                rightful[-1].check_signature()
            except CryptoError:
                return
        feed = circle.feed_of(author, CONTENT_LANE)
        if feed is not None and rightful and rightful[-1].header.seq + 1 < feed.lo:
            return  # a window beneath that was cut short meets nothing
        batch = Batch()
        for op in rightful:
            kept = await self._place(tx, circle, op)
            gone = circle.is_erased(author, op.header.seq) or self._expired(op.header)
            state = op_table.body_state(op, gone=gone)
            # The row stands before its content is read: an edit may have to drop a body again at once.
            batch.ops.append((kept, state, state is not BodyState.HELD or self._reader.can_read(circle, op)))
            if state is BodyState.HELD:
                await self._reader.read(tx, circle, kept, batch)
            elif not circle.is_erased(author, op.header.seq):
                await self._reader.read_without_body(tx, circle, kept, batch)
        if rightful:
            self._advance(circle, rightful, outcome)
        await batch.flush(tx)

    # -- places -------------------------------------------------------------------------------------

    async def _place(self, tx: Transaction, circle: CircleState, op: Op) -> Kept:
        tx.touch(circle.id)
        author = DeviceId(op.header.author)
        feed = circle.feed_of(author, op.header.lane)
        number = feed.feed if feed else await op_table.add_feed(tx, circle.id, author, op.header.lane)
        arrival = self._next_arrival
        self._next_arrival += 1
        if author == self._me.device:
            self._stamps.saw_own(op.header.hlc)
        else:
            self._stamps.saw(op.header.hlc)
        if feed is None:
            seq = op.header.seq
            circle.put_feed(
                FeedRow(
                    number, author, op.header.lane, seq, seq, OpId(op.header.backlink), op.header.backlink
                )
            )
        return Kept(arrival, number, op)

    def _advance(self, circle: CircleState, ops: Sequence[Op], outcome: Outcome) -> None:
        """Note that these operations of one feed are held now, above or beneath what was held before."""
        first, last = ops[0].header, ops[-1]
        key = FeedKey(dev8(first.author), first.lane)
        feed = circle.feeds[key]
        if first.seq == feed.hi:
            circle.feeds[key] = replace(feed, hi=last.header.seq + 1, head=OpId(last.id))
        else:
            circle.feeds[key] = replace(feed, lo=first.seq, lowest_backlink=first.backlink)
        outcome.advanced.add(key)

    def _expired(self, header: Header) -> bool:
        return header.expiry != 0 and header.expiry * 60_000 <= now_ms(self._clock)


def epoch_info(header: Header, circle: CircleId, commit: bytes, recipient: DeviceId) -> bytes:
    """Return what binds a sealed epoch secret to its operation, its epoch and its one recipient."""
    return labels.EPOCH + circle + header.author + header.seq.to_bytes(8, "big") + commit + recipient


def invite_info(header: Header, circle: CircleId, key: bytes, recipient: DeviceId) -> bytes:
    """Return what binds a sealed invitation secret to its operation and its one recipient."""
    return labels.INV_SEAL + circle + header.author + header.seq.to_bytes(8, "big") + key + recipient
