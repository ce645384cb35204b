"""What came from others and nobody was told of yet: not by a notification, and not by a window that was looked at.

A row goes when somebody was told. So a restart repeats nothing and loses nothing, whatever the clock shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from organic_p2p.domain.ids import CircleId, PersonId
from organic_p2p.store.database import Database, Transaction

_MOST = 500


@dataclass(frozen=True, slots=True)
class News:
    """Something to be told of."""

    arrival: int
    circle: CircleId
    person: PersonId
    created_ms: int
    letter: bool


async def add(tx: Transaction, arrivals: Iterable[int]) -> None:
    """Note that entries came."""
    await tx.execute_many("INSERT OR IGNORE INTO news (arrival) VALUES (?)", [(one,) for one in arrivals])


async def waiting(database: Database) -> list[News]:
    """Return what nobody was told of, letters first, oldest first; what was deleted meanwhile is not among it."""
    rows = await database.fetch_all(
        """
        SELECT arrival, circle, person, created_ms, letter FROM news JOIN entries USING (arrival)
        ORDER BY letter DESC, arrival LIMIT ?
        """,
        (_MOST,),
    )
    return [
        News(arrival, CircleId(circle), PersonId(person), created, bool(letter))
        for arrival, circle, person, created, letter in rows
    ]


async def newest(database: Database) -> int:
    """Return the arrival of the newest that nobody was told of; 0 if there is none."""
    row = await database.fetch_one("SELECT max(arrival) FROM news")
    return 0 if row is None or row[0] is None else int(row[0])


async def told(tx: Transaction, arrivals: Iterable[int]) -> None:
    """Note that somebody was told of these."""
    await tx.execute_many("DELETE FROM news WHERE arrival = ?", [(one,) for one in arrivals])


async def told_until(tx: Transaction, arrival: int) -> None:
    """Note that somebody was told of all that came until then."""
    await tx.execute("DELETE FROM news WHERE arrival <= ?", (arrival,))


async def tidy(tx: Transaction, before_ms: int) -> None:
    """Forget what is too old to be told of, and what was deleted."""
    await tx.execute(
        "DELETE FROM news WHERE arrival NOT IN (SELECT arrival FROM entries WHERE created_ms >= ?)",
        (before_ms,),
    )
