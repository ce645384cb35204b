"""Takes in what content operations say: opens bodies, fills the tables of entries, edits, reactions and names.

The result is the same in whatever order operations come. An edit carries everything that its post or comment needs,
because the body it replaces is erased on the computers that know the edit and never reaches the others.
"""

import logging
from dataclasses import dataclass, field, replace

from crypto.bodies import open_body
from crypto.errors import UnopenableError
from organic_p2p.domain.ids import DeviceId, OpId, PersonId
from organic_p2p.domain.notices import STALE_MS
from organic_p2p.records import content
from organic_p2p.records.attachments import pack
from organic_p2p.records.faces import face_key
from organic_p2p.records.kinds import Kind
from organic_p2p.services.clock import MAX_FUTURE_MS, now_ms
from organic_p2p.services.events import FeedChanged, NameChanged
from organic_p2p.services.state import CircleState
from organic_p2p.store import entries as entry_table
from organic_p2p.store import news as news_table
from organic_p2p.store import ops as op_table
from organic_p2p.store import profiles as profile_table
from organic_p2p.store.database import Transaction
from organic_p2p.store.entries import EditRow, Entry
from organic_p2p.store.me import Me
from organic_p2p.store.ops import BodyState, Kept
from sync.errors import MalformedError
from sync.omp1 import encode
from sync.ops import Op
from sync.ports import Clock

MARK_EPOCH = 2
"""Written under an epoch that its author should not have used: somebody outside may be able to read it."""

# Unread operations are read in portions when their secret comes, so that no single step takes long.
_PORTION = 500
_READABLE_KINDS = (Kind.POST, Kind.MESSAGE, Kind.COMMENT)

logger = logging.getLogger("organic.reader")


@dataclass(slots=True)
class Batch:
    """Rows that wait to be written together: one hop to the database thread for hundreds of operations."""

    ops: list[tuple[Kept, BodyState, bool]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    news: list[int] = field(default_factory=list)

    async def flush(self, tx: Transaction) -> None:
        """Write the rows; operations first, since what is read may have to erase one of their bodies again."""
        ops, self.ops = self.ops, []
        entries, self.entries = self.entries, []
        news, self.news = self.news, []
        if ops:
            await op_table.add(tx, ops)
        if entries:
            await entry_table.add(tx, entries)
        if news:
            await news_table.add(tx, news)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a post, message or comment says: in its own body, or in that of its edit."""

    person: PersonId
    post: OpId
    reply_to: OpId | None
    text: str
    packed: bytes


class Reader:
    """Reads content for one home."""

    def __init__(self, me: Me, clock: Clock) -> None:
        self._me = me
        self._clock = clock
        # Looking for the edit of each new post costs a query; while no edit is known it is saved.
        self._any_edits = True

    def can_read(self, circle: CircleState, op: Op) -> bool:
        """Return whether the secret of a content operation is here."""
        return OpId(op.header.epoch) in circle.secrets

    async def read(self, tx: Transaction, circle: CircleState, kept: Kept, batch: Batch) -> None:
        """Take in what a content operation says, if its secret is here. Its row is written, or is in `batch`."""
        op = kept.op
        secret = circle.secrets.get(OpId(op.header.epoch))
        if secret is None or op.body is None:
            return
        person = _author(circle, op)
        if person is None:
            return
        try:
            body = content.read(op.header.kind, open_body(secret, content.place(op.header), op.body))
        except (UnopenableError, MalformedError) as cause:
            logger.info("content of kind %#x that cannot be read: %s", op.header.kind, type(cause).__name__)
            return
        stamp = _stamp(op)
        place = (kept.feed, op.header.seq)
        changed: OpId | None = OpId(op.id)
        match body:
            case content.Post(text, attachments) | content.Message(text, attachments):
                said = _Said(person, OpId(op.id), None, text, pack(attachments))
                await self._add(tx, circle, kept, said, batch)
            case content.Comment(post, reply_to, text, attachments):
                said = _Said(person, post, reply_to, text, pack(attachments))
                await self._add(tx, circle, kept, said, batch)
            case content.Edit(target, post, reply_to, text, earlier, attachments):
                await batch.flush(tx)
                replaced, packed = encode(list(earlier)), pack(attachments)
                row = EditRow(
                    circle.id, target, person, stamp, *place, post, reply_to, text, replaced, packed
                )
                await self._edit(tx, circle, row, batch)
                changed = target
            case content.Reaction(target, emoji):
                await batch.flush(tx)
                await entry_table.react(tx, circle.id, target, person, stamp, place, emoji)
                changed = target
            case content.Profile(called, picture):
                face = face_key(picture)
                await profile_table.put(tx, circle.id, person, stamp, place, called, (face, picture))
                tx.announce(NameChanged(circle.id, person, called, stamp, face))
                changed = None  # it stands above all that this person wrote
            case content.UnknownContent():
                return
        tx.announce(FeedChanged(circle.id, changed))

    async def read_without_body(self, tx: Transaction, circle: CircleState, kept: Kept, batch: Batch) -> None:
        """Give a post or comment whose own body did not come the text of its edit, if one is known."""
        person = _author(circle, kept.op)
        if person is None:
            return
        edit = await self._known_edit(tx, circle, OpId(kept.op.id), person)
        if edit is not None and kept.op.header.kind in _READABLE_KINDS:
            batch.entries.append(self._edited_entry(circle, kept, edit))
            await self._drop_body(tx, kept, batch)
            tx.announce(FeedChanged(circle.id, OpId(kept.op.id)))

    async def read_waiting(self, tx: Transaction, circle: CircleState, epoch: OpId) -> None:
        """Read the operations of an epoch that came before its secret."""
        while waiting := await op_table.unread(tx, circle.id, epoch, _PORTION):
            batch = Batch()
            for kept in waiting:
                await self.read(tx, circle, kept, batch)
            await batch.flush(tx)
            await op_table.mark_read(tx, [kept.arrival for kept in waiting])

    async def _edit(self, tx: Transaction, circle: CircleState, row: EditRow, batch: Batch) -> None:
        self._any_edits = True
        original = await op_table.by_id(tx, row.target)
        if original is not None:
            header = original.op.header
            author = DeviceId(header.author)
            if circle.is_erased(author, header.seq):
                # Whoever edited did not know yet that it had been deleted: the edit goes the same way.
                await op_table.drop_bodies(tx, row.feed, row.seq, row.seq + 1)
                return
            if header.scope != circle.id or _author(circle, original.op) != row.person:
                return  # somebody else's: an edit counts only for one's own
            row = _at_home(row, original)
        # What it replaces was perhaps never received, and never will be.
        await op_table.give_up(tx, row.feed, Kind.EDIT, row.replaced())
        if not await entry_table.edit(tx, row) or original is None:
            return
        if not await entry_table.exists(tx, row.target) and original.op.header.kind in _READABLE_KINDS:
            batch.entries.append(self._edited_entry(circle, original, row))
            await self._drop_body(tx, original, batch)

    async def _add(
        self,
        tx: Transaction,
        circle: CircleState,
        kept: Kept,
        said: "_Said",
        batch: Batch,
    ) -> None:
        edit = await self._known_edit(tx, circle, OpId(kept.op.id), said.person)
        if said.person != self._me.person and self._is_recent(kept.op):
            batch.news.append(kept.arrival)
        if edit is None:
            batch.entries.append(self._entry(circle, kept, said, edited=False))
            return
        batch.entries.append(self._edited_entry(circle, kept, edit))
        await self._drop_body(tx, kept, batch)

    def _is_recent(self, op: Op) -> bool:
        return op.header.created_ms > now_ms(self._clock) - STALE_MS

    async def _known_edit(
        self, tx: Transaction, circle: CircleState, target: OpId, person: PersonId
    ) -> EditRow | None:
        if self._any_edits:
            self._any_edits = await entry_table.has_edits(tx)
        return await entry_table.edit_of(tx, circle.id, target, person) if self._any_edits else None

    async def _drop_body(self, tx: Transaction, kept: Kept, batch: Batch) -> None:
        await batch.flush(tx)
        await op_table.drop_bodies(tx, kept.feed, kept.op.header.seq, kept.op.header.seq + 1)

    def _edited_entry(self, circle: CircleState, kept: Kept, edit: EditRow) -> Entry:
        row = _at_home(edit, kept)
        said = _Said(row.person, row.post, row.reply_to, row.text, row.packed)
        return self._entry(circle, kept, said, edited=True)

    def _entry(self, circle: CircleState, kept: Kept, said: "_Said", *, edited: bool) -> Entry:
        header = kept.op.header
        now = now_ms(self._clock)
        fits = circle.epoch_fits(OpId(header.epoch), tuple(map(OpId, header.deps)))
        return Entry(
            arrival=kept.arrival,
            id=OpId(kept.op.id),
            circle=circle.id,
            person=said.person,
            feed=kept.feed,
            seq=header.seq,
            post=said.post,
            reply_to=said.reply_to,
            text=said.text,
            created_ms=header.created_ms if header.created_ms <= now + MAX_FUTURE_MS else now,
            stamp=_stamp(kept.op),
            edited=edited,
            mark=0 if fits else MARK_EPOCH,
            packed=said.packed,
            letter=circle.is_room and header.kind == Kind.MESSAGE,
        )


def _author(circle: CircleState, op: Op) -> PersonId | None:
    return circle.author_of(DeviceId(op.header.author), tuple(map(OpId, op.header.deps)))


def _stamp(op: Op) -> bytes:
    return op.header.hlc.to_bytes(8, "big") + op.id


def _at_home(edit: EditRow, original: Kept) -> EditRow:
    """Return an edit that leaves its post a post: only a comment stands where its edit says.

    An edit that told otherwise would look different to those who once had the original and those who never did.
    """
    if original.op.header.kind == Kind.COMMENT:
        return edit
    return replace(edit, post=edit.target, reply_to=None)
