"""What people are called and what they look like: one wish of each person in each circle, the latest.

Every row follows from an operation, and the result does not depend on the order in which they came.
"""

from dataclasses import dataclass

from organic_p2p.domain.ids import CircleId, PersonId
from organic_p2p.store.database import Database, Transaction


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to be called in a circle.

    Attributes:
        stamp: 40 bytes, clock and id: the greatest counts.
        face: The key of their picture; no bytes if they have none.
    """

    stamp: bytes
    name: str
    face: bytes = b""


async def put(
    tx: Transaction,
    circle: CircleId,
    person: PersonId,
    stamp: bytes,
    place: tuple[int, int],
    called: str,
    face: tuple[bytes, bytes],
) -> None:
    """Take in what a person wants to be called in a circle, with key and content of their picture."""
    await tx.execute(
        """
        INSERT INTO profiles (circle, person, stamp, feed, seq, name, face, picture) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (circle, person) DO UPDATE
        SET stamp = excluded.stamp, feed = excluded.feed, seq = excluded.seq, name = excluded.name,
            face = excluded.face, picture = excluded.picture
        WHERE excluded.stamp > stamp
        """,
        (circle, person, stamp, *place, called, *face),
    )


async def erase(tx: Transaction, feed: int, lo: int, hi: int) -> list[PersonId]:
    """Delete the wishes that stand in operations lo..hi-1 of a feed; return whose."""
    place = (feed, lo, hi)
    rows = await tx.fetch_all("SELECT person FROM profiles WHERE feed = ? AND seq >= ? AND seq < ?", place)
    await tx.execute("DELETE FROM profiles WHERE feed = ? AND seq >= ? AND seq < ?", place)
    return [PersonId(person) for (person,) in rows]


async def every(database: Database) -> dict[tuple[CircleId, PersonId], Wish]:
    """Return what everybody wants to be called, by circle and person."""
    rows = await database.fetch_all("SELECT circle, person, stamp, name, face FROM profiles")
    return {
        (CircleId(circle), PersonId(person)): Wish(stamp, called, face)
        for circle, person, stamp, called, face in rows
    }


async def picture(database: Database, person: PersonId, face: bytes) -> bytes:
    """Return somebody's picture by its key; no bytes if it is not here any more."""
    row = await database.fetch_one(
        "SELECT picture FROM profiles WHERE person = ? AND face = ? LIMIT 1", (person, face)
    )
    return b"" if row is None else bytes(row[0])


async def place_of(tx: Transaction, circle: CircleId, person: PersonId) -> tuple[int, int, bytes] | None:
    """Return where somebody's wish stands, feed and number there, and the key of its picture."""
    row = await tx.fetch_one(
        "SELECT feed, seq, face FROM profiles WHERE circle = ? AND person = ?", (circle, person)
    )
    return None if row is None else (row[0], row[1], bytes(row[2]))
