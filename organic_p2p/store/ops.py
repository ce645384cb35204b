"""Operations as they are kept: in chains, with bodies that can go.

Functions that take a `Transaction` write; those that take a `Database` read what is committed.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from organic_p2p.domain.ids import CircleId, DeviceId, OpId
from organic_p2p.store.database import Database, Row, Transaction
from sync.ops import CONTROL_LANE, HAS_BODY, Op, parse


class BodyState(IntEnum):
    """Where an operation's body is."""

    NONE = 0  # it never had one
    HELD = 1
    WANTED = 2  # to be fetched
    GONE = 3  # erased, replaced or expired: never taken again


@dataclass(frozen=True, slots=True)
class Kept:
    """An operation and its row.

    Attributes:
        arrival: Number of the row.
        feed: Number of its feed's row.
    """

    arrival: int
    feed: int
    op: Op


MAIN = OpId(b"")
"""The branch of a device's own chain, before any fork."""


@dataclass(frozen=True, slots=True)
class FeedRow:
    """What is held of one feed: operations lo..hi-1.

    Attributes:
        feed: Number of its row; 0 for one that has none yet.
        branch: `MAIN`, or the id of the first operation after a fork.
    """

    feed: int
    author: DeviceId
    lane: int
    branch: OpId
    lo: int
    hi: int
    head: OpId
    lowest_backlink: bytes


async def add_feed(tx: Transaction, circle: CircleId, author: DeviceId, lane: int, branch: OpId) -> int:
    """Return the number of a feed's row, made now if there is none."""
    row = await tx.fetch_one(
        "SELECT feed FROM feeds WHERE circle = ? AND author = ? AND lane = ? AND branch = ?",
        (circle, author, lane, branch),
    )
    if row is not None:
        return int(row[0])
    return await tx.insert(
        "INSERT INTO feeds (circle, author, lane, branch) VALUES (?, ?, ?, ?)", (circle, author, lane, branch)
    )


async def move(tx: Transaction, feed: int, seq: int, to: int) -> None:
    """Move operations from `seq` on to another feed, and with them all that was read from them."""
    for table in ("ops", "entries", "edits", "reactions", "profiles"):
        await tx.execute(
            f"UPDATE {table} SET feed = ? WHERE feed = ? AND seq >= ?",  # noqa: S608 — five constants
            (to, feed, seq),
        )


async def next_arrival(database: Database) -> int:
    """Return the first number that no operation ever had."""
    row = await database.fetch_one("SELECT seq FROM sqlite_sequence WHERE name = 'ops'")
    return 1 if row is None else int(row[0]) + 1


async def add(tx: Transaction, rows: Sequence[tuple[Kept, BodyState, bool]]) -> None:
    """Keep operations; the last item of each row says whether its content was read."""
    await tx.execute_many(
        "INSERT INTO ops (arrival, id, feed, seq, header, body, state, epoch, read) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                kept.arrival,
                kept.op.id,
                kept.feed,
                kept.op.header.seq,
                kept.op.raw_header,
                kept.op.body if state is BodyState.HELD else None,
                int(state),
                None if kept.op.header.lane == CONTROL_LANE else kept.op.header.epoch,
                int(read),
            )
            for kept, state, read in rows
        ],
    )


async def feeds(database: Database, circle: CircleId) -> list[FeedRow]:
    """Return what is held of each feed of a circle that is not empty."""
    rows = await database.fetch_all(
        """
        SELECT f.feed, f.author, f.lane, f.branch, low.seq, high.seq + 1, high.id, low.header
        FROM feeds AS f
        JOIN ops AS low ON low.feed = f.feed AND low.seq = (SELECT min(seq) FROM ops WHERE feed = f.feed)
        JOIN ops AS high ON high.feed = f.feed AND high.seq = (SELECT max(seq) FROM ops WHERE feed = f.feed)
        WHERE f.circle = ?
        """,
        (circle,),
    )
    return [
        FeedRow(feed, DeviceId(author), lane, OpId(branch), lo, hi, OpId(head), parse(low).header.backlink)
        for feed, author, lane, branch, lo, hi, head, low in rows
    ]


async def control_ops(database: Database, circle: CircleId) -> list[Kept]:
    """Return the control operations of a circle in the order in which they were learned: a causal order."""
    rows = await database.fetch_all(
        """
        SELECT o.arrival, o.feed, o.header, o.body
        FROM ops AS o JOIN feeds AS f ON f.feed = o.feed
        WHERE f.circle = ? AND f.lane = 0
        ORDER BY o.arrival
        """,
        (circle,),
    )
    return [_kept(row) for row in rows]


async def read_feed(database: Database, feed: int, lo: int, hi: int, max_bytes: int) -> list[Op]:
    """Return operations lo.. of a feed, at most to hi-1, stopping after `max_bytes` of headers and bodies."""
    ops: list[Op] = []
    size = 0
    while lo < hi and size < max_bytes:
        rows = await database.fetch_all(
            "SELECT arrival, feed, header, body FROM ops "
            "WHERE feed = ? AND seq >= ? AND seq < ? ORDER BY seq LIMIT 128",
            (feed, lo, hi),
        )
        if not rows:
            break
        for row in rows:
            size += len(row[2]) + len(row[3] or b"")
            if ops and size > max_bytes:
                break
            ops.append(_kept(row).op)
        lo = ops[-1].header.seq + 1
    return ops


async def read_control(
    database: Database, circle: CircleId, after: Mapping[int, int], max_bytes: int
) -> list[Op]:
    """Return control operations in the order in which they were learned.

    Args:
        database: Where they are.
        circle: Whose.
        after: For each feed's row number the first sequence number that is asked for.
        max_bytes: Stop after about this much.
    """
    ops: list[Op] = []
    size = arrival = 0
    wanted = json.dumps(list(after.items()))
    while True:
        # A peer asks as often as it likes, and mostly for the last few: only those are looked at.
        rows = await database.fetch_all(
            """
            SELECT arrival, feed, header, body FROM ops WHERE arrival IN (
                SELECT o.arrival FROM json_each(?) AS w
                JOIN ops AS o ON o.feed = w.value ->> 0 AND o.seq >= w.value ->> 1
                JOIN feeds AS f ON f.feed = o.feed
                WHERE f.circle = ? AND f.lane = 0 AND o.arrival > ?
                ORDER BY o.arrival LIMIT 128)
            ORDER BY arrival
            """,
            (wanted, circle, arrival),
        )
        for kept in map(_kept, rows):
            size += len(kept.op.raw_header) + len(kept.op.body or b"")
            if ops and size > max_bytes:
                return ops
            ops.append(kept.op)
            arrival = kept.arrival
        if not rows:
            return ops


async def bodies(
    database: Database, circle: CircleId, ids: Sequence[bytes]
) -> list[tuple[bytes, bytes | None]]:
    """Return the bodies of operations of `circle`; None for each that is not held."""
    found: dict[bytes, bytes] = {}
    for at in range(0, len(ids), 500):
        some = ids[at : at + 500]
        marks = ",".join("?" * len(some))
        rows = await database.fetch_all(
            "SELECT o.id, o.body FROM ops AS o JOIN feeds AS f ON f.feed = o.feed "  # noqa: S608 — question marks only
            f"WHERE f.circle = ? AND o.state = 1 AND o.id IN ({marks})",
            (circle, *some),
        )
        found.update(rows)
    return [(op_id, found.get(op_id)) for op_id in ids]


async def wanted(database: Database, circle: CircleId, limit: int) -> list[tuple[int, int, OpId]]:
    """Return feed, sequence number and id of operations whose body is to be fetched, newest first."""
    # Mostly none are; left to itself SQLite begins with the circle's feeds and reads every operation there is.
    rows = await database.fetch_all(
        """
        SELECT o.feed, o.seq, o.id
        FROM ops AS o INDEXED BY ops_wanted CROSS JOIN feeds AS f ON f.feed = o.feed
        WHERE o.state = 2 AND f.circle = ?
        ORDER BY o.arrival DESC LIMIT ?
        """,
        (circle, limit),
    )
    return [(feed, seq, OpId(op_id)) for feed, seq, op_id in rows]


async def by_id(tx: Transaction, op_id: bytes) -> Kept | None:
    """Return an operation, with its body if that is held, or None."""
    row = await tx.fetch_one("SELECT arrival, feed, header, body FROM ops WHERE id = ?", (op_id,))
    return None if row is None else _kept(row)


async def get_wanted(tx: Transaction, op_id: bytes) -> Kept | None:
    """Return an operation whose body is to be fetched, or None."""
    row = await tx.fetch_one(
        "SELECT arrival, feed, header, NULL FROM ops WHERE id = ? AND state = 2", (op_id,)
    )
    return None if row is None else _kept(row)


async def put_body(tx: Transaction, kept: Kept, body: bytes, *, read: bool) -> None:
    """Keep a body that was fetched."""
    await tx.execute(
        "UPDATE ops SET body = ?, state = 1, read = ? WHERE arrival = ?", (body, int(read), kept.arrival)
    )


async def unread(tx: Transaction, circle: CircleId, epoch: OpId, limit: int) -> list[Kept]:
    """Return operations of an epoch whose secret came after them, oldest first.

    What stands in another circle and names this one's epoch is a lie, and stays unread.
    """
    rows = await tx.fetch_all(
        "SELECT o.arrival, o.feed, o.header, o.body FROM ops AS o JOIN feeds AS f ON f.feed = o.feed "
        "WHERE o.epoch = ? AND o.read = 0 AND o.state = 1 AND f.circle = ? ORDER BY o.arrival LIMIT ?",
        (epoch, circle, limit),
    )
    return [_kept(row) for row in rows]


async def mark_read(tx: Transaction, arrivals: Iterable[int]) -> None:
    """Note that the content of these operations stands in the tables of entries."""
    await tx.execute_many("UPDATE ops SET read = 1 WHERE arrival = ?", [(arrival,) for arrival in arrivals])


async def drop_bodies(tx: Transaction, feed: int, lo: int, hi: int) -> None:
    """Delete the bodies of operations lo..hi-1 of a feed, for ever."""
    await tx.execute(
        "UPDATE ops SET body = NULL, state = 3, read = 1 WHERE feed = ? AND seq >= ? AND seq < ? AND state IN (1, 2)",
        (feed, lo, hi),
    )
    tx.mark_erased()


async def give_up(tx: Transaction, feed: int, kind: int, places: Sequence[int]) -> None:
    """Look no longer for the bodies at these places of a feed, where operations of `kind` stand."""
    await tx.execute_many(
        # The kind is the fifth byte of a header.
        "UPDATE ops SET state = 3, read = 1 WHERE feed = ? AND seq = ? AND state = 2 AND substr(header, 5, 1) = ?",
        [(feed, place, bytes([kind])) for place in places],
    )


async def id_at(tx: Transaction, feed: int, seq: int) -> OpId | None:
    """Return the id of the operation held at a place, or None."""
    row = await tx.fetch_one("SELECT id FROM ops WHERE feed = ? AND seq = ?", (feed, seq))
    return None if row is None else OpId(row[0])


async def ids_between(tx: Transaction, feed: int, lo: int, hi: int) -> dict[int, OpId]:
    """Return the ids of the operations lo..hi-1 that a feed holds, by sequence number."""
    rows = await tx.fetch_all(
        "SELECT seq, id FROM ops WHERE feed = ? AND seq >= ? AND seq < ?", (feed, lo, hi)
    )
    return {seq: OpId(op_id) for seq, op_id in rows}


async def add_erased(tx: Transaction, circle: CircleId, author: DeviceId, lo: int, hi: int) -> None:
    """Note that nobody keeps the bodies lo..hi-1 of this device's content."""
    await tx.execute(
        "INSERT INTO erased (circle, author, lo, hi) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (circle, author, lo, hi),
    )


async def erased(database: Database, circle: CircleId) -> list[tuple[DeviceId, int, int]]:
    """Return device, lo and hi of everything erased in a circle."""
    rows = await database.fetch_all("SELECT author, lo, hi FROM erased WHERE circle = ?", (circle,))
    return [(DeviceId(author), lo, hi) for author, lo, hi in rows]


async def add_secret(tx: Transaction, circle: CircleId, epoch: OpId, secret: bytes) -> None:
    """Keep an epoch's secret."""
    await tx.execute(
        "INSERT INTO epochs (id, circle, secret) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (epoch, circle, secret),
    )


async def secrets(database: Database, circle: CircleId) -> dict[OpId, bytes]:
    """Return the secrets held for a circle by epoch."""
    rows = await database.fetch_all("SELECT id, secret FROM epochs WHERE circle = ?", (circle,))
    return {OpId(epoch): secret for epoch, secret in rows}


def body_state(op: Op, *, gone: bool) -> BodyState:
    """Return where the body of an operation that just arrived is."""
    if not op.header.flags & HAS_BODY:
        return BodyState.NONE
    if gone:
        return BodyState.GONE
    return BodyState.WANTED if op.body is None else BodyState.HELD


def _kept(row: Row) -> Kept:
    arrival, feed, header, body = row
    return Kept(arrival, feed, parse(header, body))
