"""Telling peers what is new here.

Our own operations are sent at once to a few peers that lack nothing else, so that a post is everywhere a moment after
it was written. Everything else is said in a word ("we hold this now"), gathered for a moment, and whoever lacks it
asks. The same word tells the author that its post is safe on one more computer.

A peer that loses its right to a scope hears the operations that end it, and nothing of that scope ever after.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sync.answers import READ_BYTES
from sync.conversation import Conversation
from sync.feeds import feed_of, wire_bytes
from sync.ops import CONTROL_LANE, Op
from sync.ports import Extent, FeedKey, Shelf, Vector
from sync.runs import runs_of

# Beyond eight, somebody else is nearer.
EAGER_PEERS: Final = 8
# While this much waits to be sent, what is new can wait and be said in one word later.
BUSY_BYTES: Final = 64 * 1024


@dataclass(slots=True)
class _Change:
    """What a feed was before the changes that were not announced yet, and what it is."""

    before: Extent | None
    now: Extent

    @property
    def start(self) -> int:
        """Sequence number of the first new operation."""
        return 0 if self.before is None else self.before.hi


class Announcer:
    """What changed on the shelf and was not told yet."""

    def __init__(self, shelf: Shelf, own_dev8: bytes, conversations: Mapping[int, Conversation]) -> None:
        """Tell `conversations`, which is live, what changes on the shelf of the device `own_dev8`."""
        self._shelf, self._dev8, self._conversations = shelf, own_dev8, conversations
        self._known: dict[bytes, dict[FeedKey, Extent]] = {}
        self._changes: dict[bytes, dict[FeedKey, _Change]] = {}
        self._partings: dict[tuple[int, bytes], dict[FeedKey, int]] = {}

    def watch(self, scope: bytes) -> Vector:
        """Return what we hold of a scope, and note from now on how it changes."""
        vector = self._shelf.vector(scope)
        if scope not in self._known:
            self._known[scope] = dict(vector)
        return vector

    def note(self, scope: bytes, vector: Vector) -> None:
        """Hear from the shelf that feeds of `scope` changed."""
        known = self._known.get(scope)
        if known is None:
            # Nobody was ever told of this scope, so nobody has to be told that it changed.
            return
        changes = self._changes.setdefault(scope, {})
        for feed, extent in vector.items():
            if feed in changes:
                changes[feed].now = extent
            else:
                changes[feed] = _Change(known.get(feed), extent)
            known[feed] = extent
        self._note_partings(scope, known)

    def is_parting(self, conversation: Conversation, scope: bytes) -> bool:
        """Whether this peer has still to hear why it loses `scope`."""
        return (conversation.number, scope) in self._partings

    async def tell(self) -> set[bytes]:
        """Send or note for each peer what changed; return the scopes that did."""
        changes, self._changes = self._changes, {}
        partings, self._partings = self._partings, {}
        for (number, scope), ends in partings.items():
            conversation = self._conversations.get(number)
            if conversation is not None:
                await self._part(conversation, scope, ends)
        for scope, changed in changes.items():
            await self._tell_scope(scope, changed)
        return set(changes)

    def say_news(self, conversation: Conversation) -> None:
        """Tell a peer which feeds changed, unless it is busy with what it was told before."""
        session = conversation.session
        if not conversation.news or session.outgoing_bytes() > BUSY_BYTES:
            return
        news, conversation.news = conversation.news, {}
        for scope, feeds in news.items():
            if conversation.entitled(scope):
                own = self._shelf.vector(scope)
                session.send_have(scope, {feed: own[feed] for feed in feeds if feed in own})
        conversation.wake()

    def _note_partings(self, scope: bytes, known: Vector) -> None:
        for number, conversation in self._conversations.items():
            if (number, scope) in self._partings or not conversation.session.shares(scope):
                continue
            if not conversation.entitled(scope):
                # Fixed now: what others write about the scope from here on is not for this peer.
                ends = {feed: e.hi for feed, e in known.items() if feed.lane == CONTROL_LANE}
                self._partings[number, scope] = ends

    async def _part(self, conversation: Conversation, scope: bytes, ends: Mapping[FeedKey, int]) -> None:
        """Send the control operations that end a peer's right to `scope`, as far as its credit goes."""
        session = conversation.session
        view = session.views.get(scope)
        after = {feed: view[feed].hi if feed in view else 0 for feed in ends} if view is not None else {}
        while after and session.shares(scope):
            read = await self._shelf.read_control(scope, after, READ_BYTES)
            ops = [op for op in read if after.get(feed_of(op), 0) <= op.header.seq < ends.get(feed_of(op), 0)]
            if not ops or not session.send_ops(scope, runs_of(scope, ops)):
                break
            after.update({feed_of(op): op.header.seq + 1 for op in ops})
        session.retract(scope)
        conversation.news.pop(scope, None)
        conversation.wake()

    async def _tell_scope(self, scope: bytes, changed: Mapping[FeedKey, _Change]) -> None:
        ours = {feed: change for feed, change in changed.items() if feed.dev8 == self._dev8}
        fresh = await self._read_fresh(scope, ours)
        eager = 0
        for conversation in list(self._conversations.values()):
            if not conversation.entitled(scope):
                continue
            told = set(changed)
            if fresh and eager < EAGER_PEERS:
                eager += 1
                if self._push(conversation, scope, ours, fresh):
                    told -= ours.keys()
            if told:
                conversation.news.setdefault(scope, set()).update(told)

    async def _read_fresh(self, scope: bytes, ours: Mapping[FeedKey, _Change]) -> list[Op]:
        """Return our own operations behind `ours`, control first; none if they are many, then peers ask."""
        ops: list[Op] = []
        for feed, change in sorted(ours.items(), key=_lane):
            if not change.now.lo <= change.start < change.now.hi:
                return []
            if feed.lane == CONTROL_LANE:
                part = await self._shelf.read_control(scope, {feed: change.start}, READ_BYTES)
            else:
                part = await self._shelf.read(scope, feed, change.start, change.now.hi, READ_BYTES)
            ops += [
                op for op in part if feed_of(op) == feed and change.start <= op.header.seq < change.now.hi
            ]
        expected = sum(change.now.hi - change.start for change in ours.values())
        small = sum(map(wire_bytes, ops)) <= 2 * READ_BYTES
        return ops if len(ops) == expected and small else []

    def _push(
        self,
        conversation: Conversation,
        scope: bytes,
        ours: Mapping[FeedKey, _Change],
        ops: Sequence[Op],
    ) -> bool:
        """Send new operations to a peer that lacks these and nothing that they build on."""
        session = conversation.session
        view = session.views.get(scope)
        if view is None or session.outgoing_bytes() > BUSY_BYTES:
            return False
        for feed, extent in self._known[scope].items():
            held = view.get(feed)
            if feed in ours:
                if not _same_end(held, ours[feed].before):
                    return False
            elif feed.lane == CONTROL_LANE and (held is None or held.hi < extent.hi):
                return False
        if not session.send_ops(scope, runs_of(scope, ops)):
            return False
        for feed, change in ours.items():
            lo = view[feed].lo if feed in view else change.start
            session.assume(scope, {feed: Extent(lo, change.now.hi, change.now.head)})
        conversation.wake()
        return True


def _same_end(a: Extent | None, b: Extent | None) -> bool:
    if a is None or b is None:
        return a is b
    return (a.hi, a.head) == (b.hi, b.head)


def _lane(item: tuple[FeedKey, _Change]) -> int:
    return item[0].lane


def news_waits(conversations: Iterable[Conversation]) -> bool:
    """Whether some peer was too busy to be told what is new."""
    return any(conversation.news for conversation in conversations)
