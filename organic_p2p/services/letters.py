"""Conversations in rooms: who wrote last, what is new to me, and how far I have read. Writing is in `feed`."""

from collections.abc import Sequence
from dataclasses import dataclass

from organic_p2p.domain.ids import PersonId
from organic_p2p.services import lookup
from organic_p2p.services.core import Core
from organic_p2p.services.feed import limited
from organic_p2p.services.rooms import People, Rooms
from organic_p2p.store import entries as entry_table
from organic_p2p.store import me as me_table
from organic_p2p.store.entries import Entry

# By the room: the number of the last entry that the reader has seen, in digits, as step 5 of the database begins it.
# What came later has a higher one, however its author's clock goes.
_READ = "letters-read:"


@dataclass(frozen=True, slots=True)
class Conversation:
    """Some people and I.

    Attributes:
        people: The others.
        last: The newest letter.
        unread: Whether something of somebody else's came since I last read.
    """

    people: tuple[PersonId, ...]
    last: Entry
    unread: bool


class Letters:
    """What is read of rooms."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._rooms = Rooms(core)

    async def conversations(self) -> list[Conversation]:
        """Return all in which there is a letter, the latest first."""
        me, database = self._core.me.person, self._core.database
        read = await me_table.values_beginning(database, _READ)
        found = []
        for people in {c.members for c in self._core.registry if c.is_room and c.members}:
            rooms = [room.id for room in self._rooms.of(people)]
            last = await entry_table.newest(database, rooms, 1, None, letters=True)
            if not last:
                continue
            unread = False
            for room in rooms:
                seen = int(read.get(room.hex(), b"0"))
                unread = unread or await entry_table.letters_since(database, room, seen, me)
            found.append(Conversation(tuple(sorted(people - {me})), last[0], unread))
        return sorted(found, key=lambda one: (one.last.created_ms, one.last.stamp), reverse=True)

    async def conversation(self, typed_people: Sequence[str], limit: int, before: str) -> list[Entry]:
        """Return what these people and I wrote to each other, newest first."""
        start = await lookup.entry(self._core, before) if before else None
        rooms = [room.id for room in self._rooms.of(self._people(typed_people))]
        return await entry_table.newest(self._core.database, rooms, limited(limit), start, letters=True)

    async def mark_read(self, typed_people: Sequence[str], typed_letter: str) -> None:
        """Remember that I have read what these people wrote, up to a letter."""
        database, rooms = self._core.database, self._rooms.of(self._people(typed_people))
        upto = await lookup.entry(self._core, typed_letter)
        read = await me_table.values_beginning(database, _READ)
        async with database.transaction() as tx:
            for room in rooms:
                seen = await entry_table.latest_arrival(database, room.id, upto)
                if seen > int(read.get(room.id.hex(), b"0")):
                    await me_table.set_value(tx, _READ + room.id.hex(), b"%d" % seen)

    def _people(self, typed: Sequence[str]) -> People:
        return lookup.people(self._core, typed) | {self._core.me.person}
