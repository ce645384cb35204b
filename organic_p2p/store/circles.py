"""The circles and rooms of this home."""

from dataclasses import dataclass
from enum import StrEnum

from organic_p2p.domain.ids import CircleId
from organic_p2p.store.database import Database, Transaction


class CircleKind(StrEnum):
    """A circle changes its people; a room never does."""

    CIRCLE = "circle"
    ROOM = "room"


class Status(StrEnum):
    """How I stand to a circle."""

    JOINING = "joining"
    MEMBER = "member"
    LEFT = "left"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class CircleRow:
    """A circle as it is kept."""

    id: CircleId
    kind: CircleKind
    name: str
    status: Status


async def all_circles(database: Database) -> list[CircleRow]:
    """Return every circle and room, in the order in which they came to this home."""
    rows = await database.fetch_all("SELECT id, kind, name, status FROM circles ORDER BY number")
    return [CircleRow(CircleId(row[0]), CircleKind(row[1]), row[2], Status(row[3])) for row in rows]


async def add(tx: Transaction, row: CircleRow) -> None:
    """Keep a circle that is new here."""
    await tx.execute(
        "INSERT INTO circles (id, kind, name, status) VALUES (?, ?, ?, ?)",
        (row.id, row.kind.value, row.name, row.status.value),
    )


async def set_status(tx: Transaction, circle: CircleId, status: Status) -> None:
    """Note how I stand to a circle now."""
    await tx.execute("UPDATE circles SET status = ? WHERE id = ?", (status.value, circle))


async def set_name(tx: Transaction, circle: CircleId, name: str) -> None:
    """Note what a circle is called."""
    await tx.execute("UPDATE circles SET name = ? WHERE id = ?", (name, circle))
