"""Where operations that arrive belong in the chains that are held: on top, beneath, or on a branch.

A device writes one chain for each circle and lane. One that was copied, or lies, signs two continuations of the same
operation. Both are kept, because devices must hold equal sets to come to equal results: the chain then ends where the
continuations part, and each continuation is a feed of its own, named by its first operation. So no branch is more
true than another, and it does not matter which one a computer met first.

    before   main 0───────────7                after   main 0────4   (ends at the fork)
                                                              ├── branch x  5────7
                                                              └── branch y  5──6
"""

from dataclasses import dataclass, replace

from organic_p2p.domain.ids import DeviceId, OpId
from organic_p2p.services.state import CircleState
from organic_p2p.store import ops as op_table
from organic_p2p.store.database import Transaction
from organic_p2p.store.ops import MAIN, FeedRow
from sync.ops import CONTENT_LANE, Op
from sync.ports import FeedKey
from sync.runs import Run

# There is no limit to branches: one that computers reach at different moments would have them keep different sets.


@dataclass(frozen=True, slots=True)
class Place:
    """Where operations go.

    Attributes:
        feed: The chain, as it is held now; for a new one the empty chain that they begin.
        ops: Those of the run that are not held yet: they continue `feed` upwards, or end just beneath it.
        fork_of: The chain from which they part, if they begin a new branch of it.
    """

    feed: FeedRow
    ops: tuple[Op, ...]
    fork_of: FeedRow | None = None


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Nothing of it is new, or it does not meet what is held.

    Attributes:
        conflict: The chain with which it is at odds, if there must be a fork somewhere below.
    """

    conflict: FeedKey | None = None


async def find(tx: Transaction, circle: CircleState, run: Run) -> Place | Nowhere:
    """Return where the new part of `run` belongs. Changes nothing."""
    chains = circle.chains(DeviceId(run.author), run.lane)
    if not chains:
        # The newest window of content may come first; a control lane is always whole.
        if run.first_seq == 0 or run.lane == CONTENT_LANE:
            return Place(_empty(run.ops[0], MAIN), run.ops)
        return Nowhere()
    for feed in chains:
        place = _on_top(circle, feed, run) or _beneath(feed, run)
        if place is not None:
            return place
    return await _among(tx, circle, chains, run)


async def split(tx: Transaction, circle: CircleState, place: Place) -> None:
    """Part the chain from which `place` forks: what it holds from there on becomes a branch as well."""
    feed, seq = place.fork_of, place.ops[0].header.seq
    if feed is None or (feed.branch != MAIN and feed.lo == seq):
        return  # a further branch at a known fork: there is nothing left to part
    first = await op_table.id_at(tx, feed.feed, seq)
    if first is None:
        return  # the chain ended here already
    number = await op_table.add_feed(tx, circle.id, feed.author, feed.lane, first)
    await op_table.move(tx, feed.feed, seq, number)
    before = await op_table.id_at(tx, feed.feed, seq - 1) if seq > feed.lo else None
    circle.drop_feed(feed)
    if before is not None:
        circle.put_feed(replace(feed, hi=seq, head=before))
    backlink = place.ops[0].header.backlink
    circle.put_feed(FeedRow(number, feed.author, feed.lane, first, seq, feed.hi, feed.head, backlink))


def _on_top(circle: CircleState, feed: FeedRow, run: Run) -> Place | None:
    at = feed.hi - run.first_seq
    if not 0 <= at < len(run.ops) or run.ops[at].header.backlink != feed.head:
        return None
    if circle.is_fork(feed):
        # It is a continuation beside others. Those that are held were told apart by their first operation.
        if any(c.branch == run.ops[at].id for c in circle.chains(feed.author, feed.lane)):
            return None
        return Place(_empty(run.ops[at], OpId(run.ops[at].id)), run.ops[at:], fork_of=feed)
    return Place(feed, run.ops[at:])


def _beneath(feed: FeedRow, run: Run) -> Place | None:
    # A branch begins at its fork: what lies beneath it belongs to the chain it parts from.
    if feed.branch == MAIN and run.end_seq == feed.lo and run.ops[-1].id == feed.lowest_backlink:
        return Place(feed, run.ops)
    return None


async def _among(tx: Transaction, circle: CircleState, chains: list[FeedRow], run: Run) -> Place | Nowhere:
    """Look for the operation at which `run` parts from what is held."""
    conflict = None
    for feed in chains:
        held = await op_table.ids_between(tx, feed.feed, run.first_seq - 1, run.end_seq)
        for at, op in enumerate(run.ops):
            seq, known = op.header.seq, held.get(op.header.seq)
            if known == op.id:
                if at == len(run.ops) - 1:
                    return Nowhere()  # all of it is held
                continue
            before = feed.lowest_backlink if seq == feed.lo else held.get(seq - 1)
            if known is not None and before == op.header.backlink:
                if any(chain.branch == op.id for chain in chains):
                    break
                return Place(_empty(op, OpId(op.id)), run.ops[at:], fork_of=feed)
        if feed.branch == MAIN and feed.lo <= run.first_seq <= feed.hi:
            conflict = circle.key_of(feed.feed)
    return Nowhere(conflict)


def _empty(first: Op, branch: OpId) -> FeedRow:
    header = first.header
    author, backlink = DeviceId(header.author), OpId(header.backlink)
    return FeedRow(0, author, header.lane, branch, header.seq, header.seq, backlink, backlink)
