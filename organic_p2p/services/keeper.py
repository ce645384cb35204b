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
from crypto.errors import BadSignatureError, UnopenableError
from organic_p2p.domain.authority import AuthorityError, MissingDepsError, Standing
from organic_p2p.domain.ids import CircleId, DeviceId, OpId
from organic_p2p.records import control
from organic_p2p.services import chains
from organic_p2p.services.chains import Nowhere, Place
from organic_p2p.services.clock import HybridClock, now_ms
from organic_p2p.services.events import CircleChanged, FeedChanged, GuestsChanged, NameErased
from organic_p2p.services.reader import Batch, Reader
from organic_p2p.services.state import CircleState, commit_to, slot_for
from organic_p2p.store import circles as circle_table
from organic_p2p.store import entries as entry_table
from organic_p2p.store import guests as guest_table
from organic_p2p.store import ops as op_table
from organic_p2p.store import profiles as profile_table
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
        refused: How many count for nothing: control that is not kept, content that nobody reads.
        conflicts: Feeds with which something that arrived is at odds: there is a fork further down.
    """

    deps_missing: bool = False
    refused: int = 0
    conflicts: set[FeedKey] = field(default_factory=set)


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
        place = await chains.find(tx, circle, run)
        if isinstance(place, Nowhere):
            if place.conflict is not None:
                outcome.conflicts.add(place.conflict)
            return
        try:
            run.check_signatures()
        except BadSignatureError as cause:
            if run.lane == CONTROL_LANE:
                raise RemoteProtocolError("a control operation that its author did not sign") from cause
            outcome.refused += len(place.ops)
            return
        await self._keep(tx, circle, place, outcome)

    async def keep_own(self, tx: Transaction, circle: CircleState, op: Op) -> None:
        """Keep an operation that this computer just signed."""
        outcome = Outcome()
        place = await chains.find(tx, circle, Run(circle.id, (op,)))
        if isinstance(place, Nowhere):
            raise AssertionError(f"our own operation of kind {op.header.kind:#x} fits nowhere")
        await self._keep(tx, circle, place, outcome)
        if outcome.deps_missing or outcome.refused:
            raise AssertionError(f"our own operation of kind {op.header.kind:#x} was not kept")

    async def keep_body(self, tx: Transaction, circle: CircleState, op_id: bytes, body: bytes) -> bool:
        """Keep a body that was fetched by name; return whether it was wanted and fits."""
        kept = await op_table.get_wanted(tx, op_id)
        if kept is None or kept.op.header.scope != circle.id:
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

    async def _keep(self, tx: Transaction, circle: CircleState, place: Place, outcome: Outcome) -> None:
        if place.ops[0].header.lane == CONTENT_LANE:
            await self._keep_content(tx, circle, place, outcome)
            return
        # Each operation may change what the next one means, so each is kept before the next is looked at.
        feed = place.feed
        for op in place.ops:
            kept = await self._keep_control(tx, circle, replace(place, feed=feed, ops=(op,)), outcome)
            if kept is None:
                break
            feed, place = kept, replace(place, fork_of=None)

    # -- control lane -------------------------------------------------------------------------------

    async def _keep_control(
        self, tx: Transaction, circle: CircleState, place: Place, outcome: Outcome
    ) -> FeedRow | None:
        """Keep one control operation and return its feed; None if it, and what follows it there, was left out."""
        (op,) = place.ops
        tx.touch(circle.id)
        try:
            body, judged = circle.read(op)
            circle.apply(op, body, judged)
        except MissingDepsError:
            outcome.deps_missing = True
            return None
        except (MalformedError, AuthorityError) as cause:
            logger.info("a control operation of kind %#x left out: %s", op.header.kind, type(cause).__name__)
            outcome.refused += 1
            return None
        feed = await self._open(tx, circle, place)
        kept = self._number(feed, op)
        await op_table.add(tx, [(kept, op_table.body_state(op, gone=False), True)])
        feed = self._advance(circle, feed, place.ops)
        await self._consequences(tx, circle, kept.op, body)
        return feed

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
            # Somebody was given another secret under the same name. Whoever does not hold the promised one writes
            # with a new epoch, which everybody prefers, so the fault heals by itself.
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
        # From now on the guest may knock here, too.
        tx.announce(GuestsChanged())

    async def _erase(self, tx: Transaction, circle: CircleState, target: control.EraseTarget) -> None:
        circle.add_erased(target.device, target.lo, target.hi)
        await op_table.add_erased(tx, circle.id, target.device, target.lo, target.hi)
        for feed in circle.chains(target.device, CONTENT_LANE):
            for entry in await entry_table.erase(tx, feed.feed, target.lo, target.hi):
                tx.announce(FeedChanged(circle.id, entry))
            for person in await profile_table.erase(tx, feed.feed, target.lo, target.hi):
                tx.announce(NameErased(circle.id, person))

    # -- content lane -------------------------------------------------------------------------------

    async def _keep_content(
        self, tx: Transaction, circle: CircleState, place: Place, outcome: Outcome
    ) -> None:
        ops = place.ops
        author = DeviceId(ops[0].header.author)
        if not circle.knows(author):
            outcome.deps_missing = True
            return
        try:
            standings = {deps: circle.standing(author, deps) for deps in {op.header.deps for op in ops}}
        except MissingDepsError:
            outcome.deps_missing = True
            return
        feed = await self._open(tx, circle, place)
        batch = Batch()
        for op in ops:
            kept = self._number(feed, op)
            # Written without a right to it: it stands in its chain, which would otherwise end at another place on
            # a computer that got the newest part first, but nobody reads its body.
            void = standings[op.header.deps] is Standing.NOT_A_MEMBER
            outcome.refused += void
            gone = void or circle.is_erased(author, op.header.seq) or self._expired(op.header)
            state = op_table.body_state(op, gone=gone)
            # The row stands before its content is read: an edit may have to drop a body again at once.
            batch.ops.append((kept, state, state is not BodyState.HELD or self._reader.can_read(circle, op)))
            if state is BodyState.HELD:
                await self._reader.read(tx, circle, kept, batch)
            elif not void and not circle.is_erased(author, op.header.seq):
                await self._reader.read_without_body(tx, circle, kept, batch)
        self._advance(circle, feed, ops)
        await batch.flush(tx)

    # -- places -------------------------------------------------------------------------------------

    async def _open(self, tx: Transaction, circle: CircleState, place: Place) -> FeedRow:
        """Return the feed that operations are about to enter, with its row, made now if it is new."""
        tx.touch(circle.id)
        if place.fork_of is not None:
            if not circle.is_forked(place.feed.author):  # once: a liar would fill the log
                logger.warning("a feed of device %s continues in two ways", dev8(place.feed.author).hex())
            await chains.split(tx, circle, place)
            if place.feed.author == self._me.device:
                circle.copied = True
        if place.feed.feed:
            return place.feed
        feed = place.feed
        number = await op_table.add_feed(tx, circle.id, feed.author, feed.lane, feed.branch)
        return replace(feed, feed=number)

    def _number(self, feed: FeedRow, op: Op) -> Kept:
        arrival = self._next_arrival
        self._next_arrival += 1
        if feed.author == self._me.device:
            self._stamps.saw_own(op.header.hlc)
        else:
            self._stamps.saw(op.header.hlc)
        return Kept(arrival, feed.feed, op)

    def _advance(self, circle: CircleState, feed: FeedRow, ops: Sequence[Op]) -> FeedRow:
        """Note that these operations of a feed are held now, above or beneath what was held before."""
        first, last = ops[0].header, ops[-1]
        if first.seq == feed.hi:
            feed = replace(feed, hi=last.header.seq + 1, head=OpId(last.id))
        else:
            feed = replace(feed, lo=first.seq, lowest_backlink=first.backlink)
        circle.put_feed(feed)
        return feed

    def _expired(self, header: Header) -> bool:
        return header.expiry != 0 and header.expiry * 60_000 <= now_ms(self._clock)


def epoch_info(header: Header, circle: CircleId, commit: bytes, recipient: DeviceId) -> bytes:
    """Return what binds a sealed epoch secret to its operation, its epoch and its one recipient."""
    return labels.EPOCH + circle + header.author + header.seq.to_bytes(8, "big") + commit + recipient


def invite_info(header: Header, circle: CircleId, key: bytes, recipient: DeviceId) -> bytes:
    """Return what binds a sealed invitation secret to its operation and its one recipient."""
    return labels.INV_SEAL + circle + header.author + header.seq.to_bytes(8, "big") + key + recipient
