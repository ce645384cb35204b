"""All circles of this home, in memory as they are in the database."""

from collections.abc import Iterator

from organic_p2p.domain.authority import AuthorityError
from organic_p2p.domain.ids import CircleId, OpId, PersonId
from organic_p2p.errors import HomeError
from organic_p2p.records.identity import Identity
from organic_p2p.services.state import CircleState
from organic_p2p.store import circles as circle_table
from organic_p2p.store import ops as op_table
from organic_p2p.store.circles import CircleRow, Status
from organic_p2p.store.database import Database
from sync.errors import MalformedError


class Registry:
    """The circles and rooms that this home knows, each as a `CircleState`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._circles: dict[CircleId, CircleState] = {}

    def __iter__(self) -> Iterator[CircleState]:
        return iter(tuple(self._circles.values()))

    def get(self, circle: CircleId) -> CircleState | None:
        """Return a circle, or None if this home has never heard of it."""
        return self._circles.get(circle)

    def add(self, state: CircleState) -> None:
        """Take up a circle that is new here."""
        self._circles[state.id] = state

    async def load(self) -> None:
        """Build every circle from the database, in place of what was in memory."""
        rows = await circle_table.all_circles(self._database)
        self._circles = {row.id: await self._build(row) for row in rows}

    async def reload(self, circle: CircleId) -> None:
        """Build one circle again: what was in memory may be ahead of a transaction that failed."""
        rows = {row.id: row for row in await circle_table.all_circles(self._database)}
        if circle in rows:
            self._circles[circle] = await self._build(rows[circle])
        else:
            self._circles.pop(circle, None)

    def identity(self, person: PersonId) -> Identity | None:
        """Return what is known of a person, from any circle."""
        return next((c.identities[person] for c in self if person in c.identities), None)

    def active(self) -> list[CircleState]:
        """Return the circles and rooms to which I belong."""
        return [circle for circle in self if circle.status is Status.MEMBER]

    def rooms_by(self, author: PersonId) -> list[CircleState]:
        """Return the rooms that a person opened."""
        rooms = [c for c in self if c.is_room and c.genesis is not None]
        return [
            c for c in rooms if c.genesis is not None and c.authority.op(OpId(c.genesis.id)).author == author
        ]

    async def _build(self, row: CircleRow) -> CircleState:
        state = CircleState(row)
        try:
            for kept in await op_table.control_ops(self._database, row.id):
                body, judged = state.read(kept.op)
                state.apply(kept.op, body, judged)
        except (MalformedError, AuthorityError) as cause:
            # All of it was checked when it came, so the file itself has changed since.
            raise HomeError(
                "damaged",
                f"The database {self._database.path} is damaged: an operation in it no longer fits its signature. "
                "Organic leaves it as it is. Put the folder back from a copy, or move it away and join again.",
            ) from cause
        state.status = row.status
        for device, lo, hi in await op_table.erased(self._database, row.id):
            state.add_erased(device, lo, hi)
        for feed in await op_table.feeds(self._database, row.id):
            state.put_feed(feed)
        state.take_advanced()  # none of it is news
        state.secrets = await op_table.secrets(self._database, row.id)
        return state
