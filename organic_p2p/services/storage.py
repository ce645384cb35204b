"""How much room pictures and files take here, and what gives way. The rules are in `domain.storage`.

    somebody has a wanted file ── admit() ──▶ room is taken for it, or it waits and older ones may have to go
    what was begun, and stands still ── idle() ──▶ let_go()
    what may go ── spare ──▶ others are asked to keep it ── heard() ──▶ give_up() ──▶ went()

Room is taken only for what somebody near really has: a post that speaks of pictures which do not exist takes nobody's
room and makes nothing give way. A promise counts for an hour, from a member, and until its giver says otherwise; the
file goes in the transaction that looks once more whether it was promised to somebody meanwhile.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from organic_p2p.domain.ids import DeviceId, FileId, PersonId
from organic_p2p.domain.storage import (
    DEFAULT_LIMIT_BYTES,
    Item,
    Room,
    admit,
    excess,
    give_way,
    is_over_share,
    shortage,
)
from organic_p2p.services.core import Core
from organic_p2p.store import files as file_table
from organic_p2p.store import me as me_table
from organic_p2p.store.database import Transaction
from organic_p2p.store.filefolder import FileFolder
from organic_p2p.store.files import FileRow, FileState
from sync.ports import Held

# Something goes only if so many others keep it.
KEEPERS: Final = 2
# How long others may rely on us, and how long we rely on others: they may be asked again at any time.
PROMISE_MS: Final = 24 * 3600 * 1000
FRESH_S: Final = 3600.0
# A file of which nothing comes any more takes no room, or only as much as is on the disk, and gives way before others.
IDLE_S: Final = 60.0
# How much the disk has left is looked up this often: a thousand pictures come within seconds.
MEASURE_S: Final = 0.5
MAX_SPARE: Final = 256
# One look considers so many that find no room, and so many that could go: what went makes the next look see others.
_MAX_TURNED_AWAY: Final = 64
_MAX_CANDIDATES: Final = 512
# Every file that finds no room is an occasion to look what could go, and there may be thousands.
LOOK_AGAIN_S: Final = 1.0
LIMIT_NAME, ORIGINALS_NAME = "storage-limit", "keep-originals"


class Storage:
    """Room on this computer.

    Attributes:
        limit: Bytes that pictures and files may take.
        keep_originals: Whether originals are fetched like everything else.
        spare: What may go, by its id.
        turned_away: What could be fetched and finds no room.
        gave_way: How many files have gone since this engine started.
    """

    def __init__(self, core: Core, folder: FileFolder) -> None:
        self._core = core
        self._folder = folder
        self.limit = DEFAULT_LIMIT_BYTES
        self.keep_originals = False
        self.spare: dict[FileId, FileRow] = {}
        self.turned_away: dict[FileId, Item] = {}
        self.gave_way = 0
        self._admitted: dict[FileId, tuple[Item, float]] = {}
        self._promises: dict[FileId, dict[DeviceId, float]] = {}
        self._making = self._pressing = 0
        self._gone = asyncio.Event()
        self._stale = False
        self._looked_s = -LOOK_AGAIN_S
        self._measured = (0.0, 0)
        self._usage: Mapping[PersonId, int] | None = None

    async def load(self) -> None:
        """Read what the reader decided."""
        limit = await me_table.get_value(self._core.database, LIMIT_NAME)
        self.limit = int.from_bytes(limit, "big") if limit is not None else DEFAULT_LIMIT_BYTES
        originals = await me_table.get_value(self._core.database, ORIGINALS_NAME)
        self.keep_originals = originals is not None
        # What was begun before this engine started takes room, too, though perhaps nobody has it any more.
        rows = await file_table.by_ids(self._core.database, list(self._folder.begun))
        self._admitted = {file: (item_of(row), -IDLE_S) for file, row in rows.items()}

    async def set_limit(self, limit: int) -> None:
        """Let pictures and files take at most `limit` bytes here."""
        async with self._core.database.transaction() as tx:
            await me_table.set_value(tx, LIMIT_NAME, limit.to_bytes(8, "big"))
        self.limit = limit

    async def set_keep_originals(self, *, keep: bool) -> None:
        """Fetch all originals from now on, or only those that somebody asks for."""
        async with self._core.database.transaction() as tx:
            if keep:
                await me_table.set_value(tx, ORIGINALS_NAME, b"yes")
            else:
                await me_table.delete_value(tx, ORIGINALS_NAME)
            await file_table.want_originals(tx, wanted=keep)
        self.keep_originals = keep

    def recount(self) -> None:
        """Note that files came or went: what each person's take is looked up again."""
        self._usage = None

    async def room(self) -> Room:
        """Return how much is taken, what is on its way included, and how much is left."""
        if self._usage is None:
            self._usage = await file_table.usage(self._core.database)
        used = dict(self._usage)
        free = await self._free()
        me = self._core.me.person
        if self._making:
            used[me] = used.get(me, 0) + self._making
        on_its_way = [
            item
            for item, at_s in self._admitted.values()
            if not self._is_idle(at_s) or self._folder.has_begun(item.id)
        ]
        for item in on_its_way:
            used[item.person] = used.get(item.person, 0) + item.stored
        return Room(me, self.limit, used, free - sum(i.stored for i in on_its_way) - self._making)

    async def _free(self) -> int:
        now_s = self._core.clock.monotonic_s()
        measured_s, free = self._measured
        if not measured_s <= now_s < measured_s + MEASURE_S:
            try:
                free = await asyncio.to_thread(self._folder.free_bytes)
            except OSError:
                free = 0
            self._measured = now_s, free
        return free

    # -- what comes ----------------------------------------------------------------------------------

    async def admit(self, row: FileRow) -> bool:
        """Return whether there is room to fetch a file that somebody near has; it counts as taken from then on."""
        item = item_of(row)
        # Measured without what this file has taken already.
        self._admitted.pop(row.id, None)
        room = await self.room()
        if admit([item], room)[0]:
            self._admitted[row.id] = item, self._core.clock.monotonic_s()
            self.turned_away.pop(row.id, None)
            return True
        self.turned_away[row.id] = item
        self._stale = True
        return False

    def progressed(self, file: FileId) -> None:
        """Note that something of a file came: what promises a file and gives nothing takes nobody's room for long."""
        if file in self._admitted:
            self._admitted[file] = self._admitted[file][0], self._core.clock.monotonic_s()

    def arrived_or_gone(self, files: Iterable[FileId]) -> None:
        """Note that these are not on their way any more: they are here, or not wanted."""
        self.recount()
        for file in files:
            self._admitted.pop(file, None)
            self.turned_away.pop(file, None)

    def let_go(self, files: Iterable[FileId]) -> None:
        """Note that of these nothing is on the disk any more; what found no room still finds none."""
        for file in files:
            self._admitted.pop(file, None)

    def nothing_comes(self) -> None:
        """Note that everything that was on its way begins anew."""
        self._admitted = {
            file: (item, at_s)
            for file, (item, at_s) in self._admitted.items()
            if self._folder.has_begun(file)
        }

    async def idle(self) -> list[FileId]:
        """Return what was begun, of which nothing comes any more, and whose room is needed."""
        room = await self.room()
        _, turned_away = admit(self.turned_away.values(), room)
        # What is too much of one person's costs nobody else what was begun.
        waiting = [item for item in turned_away[:_MAX_TURNED_AWAY] if not is_over_share(item, room)]
        needed = shortage(self._pressing, room) + sum(item.stored for item in waiting)
        going: list[FileId] = []
        for file, (item, at_s) in sorted(self._admitted.items(), key=lambda admitted: admitted[1][1]):
            if needed > 0 and self._is_idle(at_s) and not item.asked and self._folder.has_begun(file):
                going.append(file)
                needed -= item.stored
        return going

    def _is_idle(self, progress_s: float) -> bool:
        return progress_s < self._core.clock.monotonic_s() - IDLE_S

    async def make_room(self, needed: int, wait_s: float, look: Callable[[], None]) -> int:
        """Take room for `needed` bytes of our own, letting older files give way; return by how many it is too much.

        If that is none, the room is taken until `made`.
        """
        deadline = asyncio.get_running_loop().time() + wait_s
        self._pressing += needed
        try:
            while True:
                room = await self.room()
                short, left = excess(needed, room), deadline - asyncio.get_running_loop().time()
                if short <= 0:
                    self._making += needed
                    return 0
                if left <= 0:
                    return short
                self._gone.clear()
                look()
                try:
                    async with asyncio.timeout(left):
                        await self._gone.wait()
                except TimeoutError:
                    continue
        finally:
            self._pressing -= needed

    def made(self, needed: int) -> None:
        """Give back room that `make_room` took: what it was for is counted by now, or will not come."""
        self._making -= needed
        self.recount()

    # -- what goes -----------------------------------------------------------------------------------

    async def look_again(self) -> float | None:
        """Look, if something found no room since the last look, but not all the time; return when to come back."""
        wait_s = self._looked_s + LOOK_AGAIN_S - self._core.clock.monotonic_s()
        if not self._stale:
            return None
        if wait_s > 0:
            return wait_s
        await self.look()
        return None

    async def look(self) -> None:
        """Find out what may go to make room, if room is short."""
        self._stale, self._looked_s = False, self._core.clock.monotonic_s()
        room = await self.room()
        # What has found room meanwhile, but has not been asked for again yet, makes nothing else go.
        _, turned_away = admit(self.turned_away.values(), room)
        self.turned_away = {item.id: item for item in turned_away}
        going: Sequence[Item] = ()
        rows: Mapping[FileId, FileRow] = {}
        if self.turned_away or shortage(self._pressing, room):
            now_ms, me = self._core.now_ms(), self._core.me.person
            candidates = await file_table.oldest(self._core.database, me, now_ms, _MAX_CANDIDATES)
            rows = {row.id: row for row in candidates}
            oldest = [item_of(row) for row in candidates]
            going = give_way(oldest, turned_away[:_MAX_TURNED_AWAY], self._pressing, room)
        self.spare = {item.id: rows[item.id] for item in going[:MAX_SPARE]}
        self._promises = {file: promises for file, promises in self._promises.items() if file in self.spare}

    def heard(self, file: FileId, device: DeviceId, state: Held) -> bool:
        """Note what a computer says of a file; return whether enough others promise to keep one that may go."""
        if file not in self.spare:
            return False
        promises = self._promises.setdefault(file, {})
        if state is Held.PROMISED:
            promises[device] = self._core.clock.monotonic_s()
        elif state is not Held.WHOLE:
            promises.pop(device, None)
        return len(self._keepers(self.spare[file])) >= KEEPERS

    async def give_up(self, tx: Transaction) -> list[FileRow]:
        """Note that files are given up which enough others promised to keep; return them."""
        due = [row for row in self.spare.values() if len(self._keepers(row)) >= KEEPERS]
        current = await file_table.by_ids(tx, [row.id for row in due])
        now_ms = self._core.now_ms()
        # What was promised to somebody meanwhile stays.
        going = [row for row in current.values() if row.state is FileState.HELD and row.keep_ms < now_ms]
        await file_table.set_state(tx, [row.id for row in going], FileState.GIVEN_UP)
        return going

    def went(self, rows: Sequence[FileRow]) -> None:
        """Hear that files were given up, and are off the disk."""
        for row in rows:
            self.spare.pop(row.id, None)
            self._promises.pop(row.id, None)
        self.recount()
        self.gave_way += len(rows)
        self._gone.set()

    async def promise(self, files: Sequence[FileId]) -> set[FileId]:
        """Promise to keep those of these files that are here and need not go; return them."""
        wanted = [file for file in files if file not in self.spare]
        if not wanted:
            return set()
        until_ms = self._core.now_ms() + PROMISE_MS
        async with self._core.database.transaction() as tx:
            await file_table.promise(tx, wanted, until_ms)
            rows = await file_table.by_ids(tx, wanted)
        # Of two that want the same at the same moment the database decides who was first.
        kept = {file for file, row in rows.items() if row.state is FileState.HELD and row.keep_ms >= until_ms}
        for file in kept:
            self.spare.pop(file, None)
        return kept

    def _keepers(self, row: FileRow) -> set[DeviceId]:
        oldest_s = self._core.clock.monotonic_s() - FRESH_S
        circle = self._core.registry.get(row.circle)
        if circle is None:
            return set()
        members = {device.id for device in circle.devices(circle.members)}
        promises = self._promises.get(row.id, {})
        return {device for device, at in promises.items() if at >= oldest_s and device in members}


def item_of(row: FileRow) -> Item:
    """Return a file as the rules look at it."""
    return Item(row.id, row.person, row.stored, int(row.rank), row.created_ms, row.asked)
