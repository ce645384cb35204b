"""What can be read: posts, comments and reactions, with full-text search.

Every row follows from operations, and the result does not depend on the order in which they came: an edit
that arrives before its post waits in `edits`, a reaction before its post in `reactions`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from organic_p2p.domain.ids import CircleId, OpId, PersonId
from organic_p2p.records.attachments import Attachment, unpack
from organic_p2p.store import files as file_table
from organic_p2p.store import words as words_table
from organic_p2p.store.database import Database, Row, Transaction
from organic_p2p.store.ops import drop_bodies
from sync.omp1 import decode

_MAX_EARLIER_BYTES = 1024
_COLUMNS = (
    "arrival, id, circle, person, feed, seq, post, reply_to, text, created_ms, stamp, edited, mark, attachments, "
    "letter"
)
_EDIT_COLUMNS = "circle, target, person, stamp, feed, seq, post, reply_to, text, earlier, attachments"

MAX_COMMENTS_BY_PERSON = 500
MAX_COMMENT_CHARACTERS_BY_PERSON = 1 << 18
MAX_ATTACHED_BY_PERSON = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A post or a comment, as it can be read.

    Attributes:
        arrival: Number of its operation here.
        feed: Number of its feed's row.
        post: The post it belongs to; its own id for a post.
        stamp: 40 bytes, clock and id: entries of one millisecond stand in the same order on all computers.
        mark: 0, or why the reader should know (see the schema).
        packed: Its pictures and files, packed (`records.attachments`).
        letter: Whether it is a message in a room, which stands in a conversation and in no feed.
    """

    arrival: int
    id: OpId
    circle: CircleId
    person: PersonId
    feed: int
    seq: int
    post: OpId
    reply_to: OpId | None
    text: str
    created_ms: int
    stamp: bytes
    edited: bool
    mark: int
    packed: bytes = b""
    letter: bool = False

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """Its pictures and files."""
        return unpack(self.packed)


@dataclass(frozen=True, slots=True)
class EditRow:
    """A new text for an entry, and all that the entry needs if its own body never comes.

    Attributes:
        circle: Where the edit stands. It counts for an entry of that circle only.
        stamp: 40 bytes, clock and id, that put edits in an order that all devices agree on.
        feed: Number of the row of the edit's own feed; `seq` is its place there.
    """

    circle: CircleId
    target: OpId
    person: PersonId
    stamp: bytes
    feed: int
    seq: int
    post: OpId
    reply_to: OpId | None
    text: str
    earlier: bytes
    packed: bytes

    def replaced(self) -> list[int]:
        """Return the sequence numbers of the edits that this one replaces."""
        places = decode(self.earlier, max_bytes=_MAX_EARLIER_BYTES)
        return [place for place in places if isinstance(place, int)] if isinstance(places, list) else []


async def add(tx: Transaction, entries: Sequence[Entry]) -> None:
    """Keep new entries and make them findable."""
    await tx.execute_many(
        f"INSERT INTO entries ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 — a constant
        [
            (
                e.arrival,
                e.id,
                e.circle,
                e.person,
                e.feed,
                e.seq,
                e.post,
                e.reply_to,
                e.text,
                e.created_ms,
                e.stamp,
                int(e.edited),
                e.mark,
                e.packed,
                int(e.letter),
            )
            for e in entries
        ],
    )
    for e in entries:
        if e.packed:
            await file_table.refer(tx, e.arrival, e.circle, e.person, e.created_ms, e.attachments)
    await words_table.add(tx, [(e.arrival, e.created_ms, e.circle, e.text) for e in entries])


async def edit_of(
    source: Database | Transaction, circle: CircleId, target: OpId, person: PersonId
) -> EditRow | None:
    """Return the edit that counts for an entry of `person` in `circle`, or None."""
    row = await source.fetch_one(
        f"SELECT {_EDIT_COLUMNS} FROM edits WHERE circle = ? AND target = ? AND person = ?",  # noqa: S608 — a constant
        (circle, target, person),
    )
    return None if row is None else EditRow(*row)


async def exists(tx: Transaction, op_id: OpId) -> bool:
    """Return whether an entry is kept."""
    return await tx.fetch_one("SELECT 1 FROM entries WHERE id = ?", (op_id,)) is not None


async def has_edits(tx: Transaction) -> bool:
    """Return whether any edit is known: while none is, new posts need not look for theirs."""
    return await tx.fetch_one("SELECT 1 FROM edits LIMIT 1") is not None


async def edit(tx: Transaction, row: EditRow) -> bool:
    """Take in an edit, and erase what it replaces; return False, and drop its own body, if a later one is known."""
    before = await edit_of(tx, row.circle, row.target, row.person)
    if before is not None:
        older = row if before.stamp >= row.stamp else before
        await drop_bodies(tx, older.feed, older.seq, older.seq + 1)
        if older is row:
            return False
    await tx.execute(
        f"""
        INSERT INTO edits ({_EDIT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (circle, target, person) DO UPDATE
        SET stamp = excluded.stamp, feed = excluded.feed, seq = excluded.seq, post = excluded.post,
            reply_to = excluded.reply_to, text = excluded.text, earlier = excluded.earlier,
            attachments = excluded.attachments
        """,  # noqa: S608 — a constant
        (
            row.circle,
            row.target,
            row.person,
            row.stamp,
            row.feed,
            row.seq,
            row.post,
            row.reply_to,
            row.text,
            row.earlier,
            row.packed,
        ),
    )
    original = await tx.fetch_one(
        "SELECT arrival, feed, seq, attachments, created_ms FROM entries WHERE id = ? AND person = ? AND circle = ?",
        (row.target, row.person, row.circle),
    )
    if original is not None:
        arrival, feed, seq, packed, created_ms = original
        await tx.execute(
            "UPDATE entries SET text = ?, post = ?, reply_to = ?, edited = 1, attachments = ? WHERE arrival = ?",
            (row.text, row.post, row.reply_to, row.packed, arrival),
        )
        if packed != row.packed:
            attachments = unpack(row.packed)
            await file_table.refer_anew(tx, arrival, row.circle, row.person, created_ms, attachments)
        await words_table.change(tx, arrival, created_ms, row.circle, row.text)
        await drop_bodies(tx, feed, seq, seq + 1)
    return True


async def react(
    tx: Transaction,
    circle: CircleId,
    post: OpId,
    person: PersonId,
    stamp: bytes,
    place: tuple[int, int],
    emoji: str,
) -> None:
    """Take in a reaction; the latest of a person for a post counts, for an entry of the circle in which it stands."""
    await tx.execute(
        """
        INSERT INTO reactions (circle, post, person, stamp, feed, seq, emoji) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (circle, post, person) DO UPDATE
        SET stamp = excluded.stamp, feed = excluded.feed, seq = excluded.seq, emoji = excluded.emoji
        WHERE excluded.stamp > stamp
        """,
        (circle, post, person, stamp, *place, emoji),
    )


async def erase(tx: Transaction, feed: int, lo: int, hi: int) -> list[OpId]:
    """Delete whatever can be read of operations lo..hi-1 of a feed; return the ids of entries that went."""
    # An entry goes with its own operation, and with the edit that gave it its text.
    rows = await tx.fetch_all(
        """
        SELECT arrival, created_ms, circle, id FROM entries WHERE feed = ?1 AND seq >= ?2 AND seq < ?3
        UNION
        SELECT e.arrival, e.created_ms, e.circle, e.id
        FROM edits AS d JOIN entries AS e ON e.id = d.target AND e.circle = d.circle AND e.person = d.person
        WHERE d.feed = ?1 AND d.seq >= ?2 AND d.seq < ?3
        """,
        (feed, lo, hi),
    )
    for _, _, circle, target in rows:
        edits = await tx.fetch_all(
            "SELECT feed, seq FROM edits WHERE circle = ? AND target = ?", (circle, target)
        )
        for edit_feed, edit_seq in edits:
            await drop_bodies(tx, edit_feed, edit_seq, edit_seq + 1)
    arrivals, places = [row[:1] for row in rows], [row[2:] for row in rows]
    await words_table.drop(tx, [row[:2] for row in rows])
    await file_table.release(tx, [arrival for (arrival,) in arrivals])
    await tx.execute_many("DELETE FROM entries WHERE arrival = ?", arrivals)
    await tx.execute_many("DELETE FROM edits WHERE circle = ? AND target = ?", places)
    await tx.execute_many("DELETE FROM reactions WHERE circle = ? AND post = ?", places)
    for table in ("edits", "reactions"):
        await tx.execute(
            f"DELETE FROM {table} WHERE feed = ? AND seq >= ? AND seq < ?",  # noqa: S608 — two constants
            (feed, lo, hi),
        )
    await drop_bodies(tx, feed, lo, hi)
    return [OpId(op_id) for _, _, _, op_id in rows]


async def places_of(database: Database, entry: Entry) -> list[tuple[int, int]]:
    """Return feed and sequence number of every operation that carries text of an entry: itself and its edit."""
    last = await edit_of(database, entry.circle, entry.id, entry.person)
    own = (entry.feed, entry.seq)
    return [own] if last is None else [own, (last.feed, last.seq)]


async def earlier_edits(database: Database, entry: Entry) -> tuple[int, ...]:
    """Return the sequence numbers of all edits of an entry so far, the latest last."""
    last = await edit_of(database, entry.circle, entry.id, entry.person)
    return () if last is None else (*last.replaced(), last.seq)


async def newest(
    database: Database,
    circles: Sequence[CircleId],
    limit: int,
    before: Entry | None,
    *,
    letters: bool = False,
) -> list[Entry]:
    """Return posts of these circles, or the letters of these rooms, newest first; older than `before` if given."""
    if not circles:
        return []
    marks = ",".join("?" * len(circles))
    older = "" if before is None else "AND (created_ms, stamp) < (?, ?)"
    at: tuple[int | bytes, ...] = () if before is None else (before.created_ms, before.stamp)
    # Exactly what the two indexes say: they are used only then.
    kind = "letter = 1" if letters else "id = post AND letter = 0"
    rows = await database.fetch_all(
        f"SELECT {_COLUMNS} FROM entries WHERE circle IN ({marks}) AND {kind} {older} "  # noqa: S608 — marks
        "ORDER BY created_ms DESC, stamp DESC LIMIT ?",
        (*circles, *at, limit),
    )
    return [_entry(row) for row in rows]


async def writers_since(database: Database, since_ms: int) -> dict[PersonId, int]:
    """Return who wrote something since a moment, and when they did last, by their own clocks."""
    rows = await database.fetch_all(
        "SELECT person, max(created_ms) FROM entries WHERE created_ms >= ? GROUP BY person", (since_ms,)
    )
    return {PersonId(person): created_ms for person, created_ms in rows}


async def posts_of(database: Database, ids: Sequence[OpId]) -> list[Entry]:
    """Return these posts, and those that these comments answer, newest first."""
    marks = ",".join("?" * len(ids))
    rows = await database.fetch_all(
        f"SELECT {_COLUMNS} FROM entries WHERE id = post AND letter = 0 "  # noqa: S608 — marks
        f"AND id IN (SELECT post FROM entries WHERE id IN ({marks})) ORDER BY created_ms DESC, stamp DESC",
        tuple(ids),
    )
    return [_entry(row) for row in rows]


async def letters_since(database: Database, room: CircleId, arrival: int, me: PersonId) -> bool:
    """Return whether somebody else's letter came to a room after the entry with this number."""
    row = await database.fetch_one(
        "SELECT 1 FROM entries WHERE circle = ? AND letter = 1 AND arrival > ? AND person <> ? LIMIT 1",
        (room, arrival, me),
    )
    return row is not None


async def latest_arrival(database: Database, room: CircleId, upto: Entry) -> int:
    """Return the highest number of a room's letters up to `upto`, in the order in which they are read; 0 if none."""
    row = await database.fetch_one(
        "SELECT max(arrival) FROM entries WHERE circle = ? AND letter = 1 AND (created_ms, stamp) <= (?, ?)",
        (room, upto.created_ms, upto.stamp),
    )
    return 0 if row is None or row[0] is None else int(row[0])


async def with_attachments(
    database: Database, circle: CircleId, limit: int, before: Entry | None
) -> list[Entry]:
    """Return posts and comments of a circle that show pictures or files, newest first; older than `before` if given."""
    older = "" if before is None else "AND (created_ms, stamp) < (?, ?)"
    at: tuple[int | bytes, ...] = () if before is None else (before.created_ms, before.stamp)
    rows = await database.fetch_all(
        f"SELECT {_COLUMNS} FROM entries INDEXED BY entries_attached "  # noqa: S608 — constants
        f"WHERE circle = ? AND attachments <> x'' {older} ORDER BY created_ms DESC, stamp DESC LIMIT ?",
        (circle, *at, limit),
    )
    return [_entry(row) for row in rows]


async def beneath(
    database: Database, posts: Sequence[OpId], attached_by_person: int = MAX_ATTACHED_BY_PERSON
) -> dict[OpId, list[Entry]]:
    """Return the comments of these posts, oldest first, by post.

    A comment counts in the circle of its post only. Of one person's beneath one post no more than a few hundred
    kilobytes of text are returned, the first ones, and of those with pictures or files no more than the first
    `attached_by_person` bytes: nobody makes a post unreadable by talking, or by showing.
    """
    columns = ", ".join(f"e.{column}" for column in _COLUMNS.split(", "))
    found: dict[OpId, list[Entry]] = {}
    for at in range(0, len(posts), 500):
        some = posts[at : at + 500]
        marks = ",".join("?" * len(some))
        # Numbers only are sorted and summed up; what is large is read of those that are left.
        rows = await database.fetch_all(
            f"SELECT {columns} FROM (SELECT c.arrival AS arrival, length(c.attachments) AS attached, "  # noqa: S608 — marks
            "row_number() OVER said AS number, sum(length(c.text)) OVER said AS size, "
            "sum(length(c.attachments)) OVER said AS weight FROM entries AS c JOIN entries AS p ON p.id = c.post "
            f"WHERE c.post IN ({marks}) AND c.id <> c.post AND c.circle = p.circle "
            "WINDOW said AS (PARTITION BY c.post, c.person ORDER BY c.created_ms, c.stamp)) AS s "
            "CROSS JOIN entries AS e ON e.arrival = s.arrival WHERE s.number <= ? AND s.size <= ? "
            "AND (s.attached = 0 OR s.weight <= ?) ORDER BY e.created_ms, e.stamp",
            (*some, MAX_COMMENTS_BY_PERSON, MAX_COMMENT_CHARACTERS_BY_PERSON, attached_by_person),
        )
        for row in rows:
            entry = _entry(row)
            found.setdefault(entry.post, []).append(entry)
    return found


async def reactions_to(database: Database, posts: Sequence[OpId]) -> dict[OpId, list[tuple[PersonId, str]]]:
    """Return who reacted how to these entries, earliest first, by entry."""
    found: dict[OpId, list[tuple[PersonId, str]]] = {}
    for at in range(0, len(posts), 500):
        some = posts[at : at + 500]
        marks = ",".join("?" * len(some))
        rows = await database.fetch_all(
            "SELECT r.post, r.person, r.emoji FROM reactions AS r JOIN entries AS e ON e.id = r.post "  # noqa: S608
            f"WHERE e.id IN ({marks}) AND r.circle = e.circle AND r.emoji <> '' ORDER BY r.stamp",
            tuple(some),
        )
        for post, person, emoji in rows:
            found.setdefault(OpId(post), []).append((PersonId(person), emoji))
    return found


async def by_id(database: Database, op_id: OpId) -> Entry | None:
    """Return one entry, or None."""
    row = await database.fetch_one(f"SELECT {_COLUMNS} FROM entries WHERE id = ?", (op_id,))  # noqa: S608
    return None if row is None else _entry(row)


async def timeline(database: Database, circles: Sequence[CircleId]) -> list[tuple[int, int]]:
    """Return arrival and creation time of all posts and letters of these circles, oldest first."""
    marks = ",".join("?" * len(circles))
    found: list[tuple[int, bytes, int]] = []
    # Each kind has an index of its own.
    for kind in ("letter = 1", "id = post AND letter = 0"):
        found += await database.fetch_all(
            f"SELECT created_ms, stamp, arrival FROM entries WHERE circle IN ({marks}) AND {kind}",  # noqa: S608
            tuple(circles),
        )
    return [(arrival, created_ms) for created_ms, _, arrival in sorted(found)]


async def by_arrivals(database: Database, arrivals: Sequence[int]) -> list[Entry]:
    """Return the entries that are still here of those that arrived so, oldest first."""
    marks = ",".join("?" * len(arrivals))
    rows = await database.fetch_all(
        f"SELECT {_COLUMNS} FROM entries WHERE arrival IN ({marks}) ORDER BY created_ms, stamp",  # noqa: S608
        tuple(arrivals),
    )
    return [_entry(row) for row in rows]


async def by_prefix(database: Database, low: bytes, high: bytes, limit: int) -> list[Entry]:
    """Return entries whose id lies between `low` and `high`, both included."""
    rows = await database.fetch_all(
        f"SELECT {_COLUMNS} FROM entries WHERE id >= ? AND id <= ? ORDER BY id LIMIT ?",  # noqa: S608
        (low, high, limit),
    )
    return [_entry(row) for row in rows]


async def search(
    database: Database, terms: Sequence[str], circle: CircleId | None, limit: int
) -> list[Entry]:
    """Return entries of a circle, or of all, that hold all of `terms` (see `findable`), newest first."""
    match = words_table.match(terms, circle)
    if not match:
        return []
    # The index hands out the newest first and is asked for no more than are shown: how many entries hold a common
    # word does not matter. CROSS keeps SQLite from beginning with the entries.
    columns = ", ".join(f"e.{column}" for column in _COLUMNS.split(", "))
    rows = await database.fetch_all(
        f"SELECT {columns} FROM words CROSS JOIN entries AS e ON e.arrival = words.arrival "  # noqa: S608 — constants
        "WHERE words MATCH ? ORDER BY words.rowid DESC LIMIT ?",
        (match, limit),
    )
    found = [entry for entry in map(_entry, rows) if circle in (None, entry.circle)]
    return sorted(found, key=lambda entry: (entry.created_ms, entry.stamp), reverse=True)


def _entry(row: Row) -> Entry:
    (
        arrival,
        op_id,
        circle,
        person,
        feed,
        seq,
        post,
        reply_to,
        text,
        created_ms,
        stamp,
        edited,
        mark,
        packed,
        letter,
    ) = row
    return Entry(
        arrival,
        OpId(op_id),
        CircleId(circle),
        PersonId(person),
        feed,
        seq,
        OpId(post),
        None if reply_to is None else OpId(reply_to),
        text,
        created_ms,
        stamp,
        bool(edited),
        mark,
        packed,
        bool(letter),
    )
