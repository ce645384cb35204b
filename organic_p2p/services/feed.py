"""Writing and reading: posts, comments, reactions, edits, deletions, letters, search."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from organic_p2p.domain import authority as rules
from organic_p2p.domain.authority import Standing
from organic_p2p.domain.findable import terms_of
from organic_p2p.domain.ids import CircleId, OpId
from organic_p2p.domain.text import TextError, clean_post, for_display
from organic_p2p.errors import BadInputError, NotAllowedError
from organic_p2p.records import content, control
from organic_p2p.records.attachments import Attachment
from organic_p2p.services import lookup
from organic_p2p.services.attaching import Attached, Attaching, Offered
from organic_p2p.services.circles import may, not_a_member
from organic_p2p.services.core import Core
from organic_p2p.services.pen import max_text_bytes
from organic_p2p.services.rooms import People, Rooms
from organic_p2p.services.state import CircleState
from organic_p2p.services.tending import say_hello
from organic_p2p.store import entries as entry_table
from organic_p2p.store import ops as op_table
from organic_p2p.store.circles import Status
from organic_p2p.store.database import Transaction
from organic_p2p.store.entries import Entry

MAX_LIMIT = 500
# Where a letter without pictures goes that opens its own room.
_NOWHERE = CircleId(bytes(32))


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and what it carries."""

    id: OpId
    attached: tuple[Attached, ...]


class Feed:
    """What people write and read."""

    def __init__(self, core: Core, attaching: Attaching) -> None:
        self._core = core
        self._attaching = attaching
        self._rooms = Rooms(core)

    async def post(
        self, typed_circle: str, text: str, offered: Sequence[Offered] = (), typed_people: Sequence[str] = ()
    ) -> Written:
        """Write for everybody in a circle, or for some of its people only, with pictures and files."""
        circle = lookup.circle(self._core, typed_circle, mine=True)
        if not typed_people:
            return await self._write_with(circle, text, offered, content.Post)
        if circle.status is not Status.MEMBER:
            raise not_a_member(self._core, circle)
        people = frozenset(lookup.member(self._core, circle, typed) for typed in typed_people)
        return (await self._write_among(people, text, offered, content.Post))[1]

    async def comment(self, typed_post: str, text: str, offered: Sequence[Offered] = ()) -> Written:
        """Answer a post or a comment; comments stand beneath the post, in the order in which they were written."""
        entry = await lookup.entry(self._core, typed_post)
        return await self._write_with(
            self._core.circle(entry.circle), text, offered, partial(content.Comment, entry.post, entry.id)
        )

    async def react(self, typed_post: str, emoji: str) -> None:
        """React to a post, comment or letter; an empty `emoji` takes it back."""
        entry = await lookup.entry(self._core, typed_post)
        sign = cleaned_emoji(emoji)
        async with self._core.changing() as tx:
            await self._write(tx, self._core.circle(entry.circle), content.Reaction(entry.id, sign))

    async def edit(self, typed_post: str, text: str) -> OpId:
        """Give one's own post or comment a new text; the old one is erased."""
        entry = await lookup.entry(self._core, typed_post)
        if entry.person != self._core.me.person:
            raise NotAllowedError("not-yours", "Only who wrote it can change it.")
        said = cleaned_text(text, alone=not entry.packed)
        earlier = await entry_table.earlier_edits(self._core.database, entry)
        places = earlier[-content.MAX_EARLIER :]
        body = content.Edit(entry.id, entry.post, entry.reply_to, said, places, entry.attachments)
        async with self._core.changing() as tx:
            await self._write(tx, self._core.circle(entry.circle), body)
        return entry.id

    async def delete(self, typed_post: str) -> None:
        """Delete a post, comment or letter from all computers: one's own, or as a steward anybody's."""
        entry = await lookup.entry(self._core, typed_post)
        places = await entry_table.places_of(self._core.database, entry)
        async with self._core.changing() as tx:
            circle = self._core.circle(entry.circle)
            authors = {feed.feed: feed.author for feed in circle.feeds.values()}
            targets = tuple(control.EraseTarget(authors[feed], seq, seq + 1) for feed, seq in places)
            act = rules.Erase(tuple(rules.EraseTarget(entry.person, t.device, t.lo, t.lo) for t in targets))
            may(self._core, circle, act)
            await self._core.pen.control(tx, circle, control.Erase(targets, ""))

    async def message(
        self, typed_people: Sequence[str], text: str, offered: Sequence[Offered] = ()
    ) -> tuple[CircleState, Written]:
        """Write to one or several people, in the room that we have, or in a new one."""
        people = lookup.people(self._core, typed_people)
        return await self._write_among(people, text, offered, content.Message)

    async def feed(self, typed_circle: str, limit: int, before: str) -> list[Entry]:
        """Return a circle's posts, and those for some of its people that I may see, newest first."""
        circle = lookup.circle(self._core, typed_circle)
        return await self._page([circle, *self._rooms.within(circle.members)], limit, before)

    async def home(self, limit: int, before: str) -> list[Entry]:
        """Return the posts of all circles, and those for some people that I may see, newest first."""
        return await self._page(list(self._core.registry), limit, before)

    async def posts(self, ids: Sequence[OpId], typed_circle: str) -> list[Entry]:
        """Return these posts, and those that these comments answer, as far as `feed` or `home` would, newest first."""
        limited(max(1, len(ids)))
        among = list(self._core.registry)
        if typed_circle:
            circle = lookup.circle(self._core, typed_circle)
            among = [circle, *self._rooms.within(circle.members)]
        found = await entry_table.posts_of(self._core.database, ids)
        return [entry for entry in found if entry.circle in {circle.id for circle in among}]

    async def search(self, text: str, typed_circle: str, limit: int) -> list[Entry]:
        """Return posts and comments that hold all words of `text`, newest first."""
        if not text.strip():
            raise BadInputError("empty", "Please say which words to look for.")
        circle = lookup.circle(self._core, typed_circle).id if typed_circle else None
        return await entry_table.search(self._core.database, terms_of(text), circle, limited(limit))

    async def note(self, entry: Entry) -> str | None:
        """Return what the reader of an entry should know about it, or None.

        "exposed": written under a secret that somebody who was removed may hold. "removed": its author was removed
        by somebody whom they did not know to have done so when they wrote it.
        """
        if entry.mark:
            return "exposed"
        circle = self._core.circle(entry.circle)
        # The clocks are asked first: nearly all of it was written before, and a feed asks this of every post.
        if entry.person in circle.members or _before_removal(circle, entry):
            return None
        ops = await op_table.read_feed(self._core.database, entry.feed, entry.seq, entry.seq + 1, 1)
        if ops:
            standing = circle.authority.accepts_content(entry.person, map(OpId, ops[0].header.deps))
            if standing is Standing.REMOVED_CONCURRENTLY:
                return "removed"
        return None

    async def _write_with(
        self,
        circle: CircleState,
        text: str,
        offered: Sequence[Offered],
        body: Callable[[str, tuple[Attachment, ...]], content.ContentBody],
    ) -> Written:
        said = cleaned_text(text, alone=not offered)
        if circle.status is not Status.MEMBER:
            # Asked again when it is written; but nobody should wait for pictures that cannot be posted.
            raise not_a_member(self._core, circle)
        async with (
            self._attaching.prepared(circle.id, offered, said) as attached,
            self._core.changing() as tx,
        ):
            attachments = tuple(one.attachment for one in attached)
            post = await self._write(tx, self._core.circle(circle.id), body(said, attachments))
            await self._attaching.keep(tx, attached)
        return Written(post, attached)

    async def _write_among(
        self,
        others: People,
        text: str,
        offered: Sequence[Offered],
        body: Callable[[str, tuple[Attachment, ...]], content.ContentBody],
    ) -> tuple[CircleState, Written]:
        people = others | {self._core.me.person}
        if len(people) < 2:
            raise BadInputError("nobody", "Please say to whom.")
        said = cleaned_text(text, alone=not offered)
        known = self._rooms.of(people)
        if not known:
            self._rooms.check(people)
            if offered:
                # What is encrypted for a room is bound to its id.
                async with self._core.changing() as tx:
                    known = [await self._rooms.open(tx, people)]
        place = known[0].id if known else _NOWHERE
        async with self._attaching.prepared(place, offered, said) as attached, self._core.changing() as tx:
            if known:
                room = self._core.circle(place)
            else:
                rooms = self._rooms.of(people)
                room = rooms[0] if rooms else await self._rooms.open(tx, people)
            if self._core.names.of(self._core.me.person, room.id) is None:
                await say_hello(self._core, tx, room, self._core.me.name)
            post = await self._write(tx, room, body(said, tuple(one.attachment for one in attached)))
            await self._attaching.keep(tx, attached)
        return room, Written(post, attached)

    async def _write(self, tx: Transaction, circle: CircleState, body: content.ContentBody) -> OpId:
        if circle.status is not Status.MEMBER:
            raise not_a_member(self._core, circle)
        op = await self._core.pen.content(tx, circle, body)
        return OpId(op.id)

    async def _page(self, circles: Sequence[CircleState], limit: int, before: str) -> list[Entry]:
        start = await lookup.entry(self._core, before) if before else None
        ids = [circle.id for circle in circles]
        return await entry_table.newest(self._core.database, ids, limited(limit), start)


def _before_removal(circle: CircleState, entry: Entry) -> bool:
    """Return whether, by the clocks of both, an entry was written before its author was removed.

    What a removal knew of is no part of it, so only the clocks can tell years of posts from those of the last hour.
    They may lie; that costs no more than a note.
    """
    takers = circle.authority.state().former.get(entry.person, ())
    return entry.created_ms < max((circle.stamps.get(taker, 0) for taker in takers), default=0)


def cleaned_text(text: str, *, alone: bool = True) -> str:
    """Return the text of a post or comment as it will be written; without one only if it does not stand `alone`.

    Raises:
        BadInputError: It is empty, too long, or no text.
    """
    try:
        return clean_post(text, max_text_bytes())
    except TextError as fault:
        if fault.kind == "empty" and not alone:
            return ""
        raise BadInputError(fault.kind, fault.sentence) from fault


def cleaned_emoji(emoji: str) -> str:
    """Return a reaction as it will be written: a sign or a short word, or nothing."""
    sign = emoji.strip()
    try:
        size = len(sign.encode())
    except UnicodeEncodeError as cause:
        raise BadInputError("not-text", "This is no text.") from cause
    # What would act instead of being seen is no sign; emoji of several parts are whole here.
    if size > content.MAX_EMOJI_BYTES or for_display(sign, multiline=False) != sign:
        raise BadInputError("emoji", "A reaction is one emoji or one short word.")
    return sign


def limited(limit: int) -> int:
    """Return how many posts are shown at once.

    Raises:
        BadInputError: None, or too many.
    """
    if not 1 <= limit <= MAX_LIMIT:
        raise BadInputError("limit", f"Between 1 and {MAX_LIMIT} posts can be shown at once.")
    return limit
