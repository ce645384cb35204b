"""The pictures and files of this home as sync sees them: implements `sync.ports.Vault`.

    posts ── rows ──▶ wishes ──▶ begin, put ──▶ every piece there ──▶ finishing ──▶ held, told to everybody

What is fetched follows from the posts that are here and from the room there is (`domain.storage`). The content is on
the disk only encrypted (`store.filefolder`), and whatever touches the disk runs in a thread. One task, `run`, makes
complete files safe, several at a time, and lets go of what two other computers promised to keep.
"""

import asyncio
import errno
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crypto.files import digest_list, digest_piece, list_bytes, piece_count
from organic_p2p.domain.ids import DeviceId, FileId
from organic_p2p.domain.storage import DEFAULT_LIMIT_BYTES, Item, Room, admit, excess, give_way, shortage
from organic_p2p.errors import OrganicError
from organic_p2p.services.core import Core
from organic_p2p.services.events import FeedChanged
from organic_p2p.store import files as file_table
from organic_p2p.store import me as me_table
from organic_p2p.store.filefolder import DIGEST_BYTES, FileFolder, piece_span
from organic_p2p.store.files import FileRow, FilesDropped, FileState, FilesWanted
from sync.fetching import LIST_PART_BYTES, list_part_count
from sync.ports import Held, Peer, Put, Wish

FOLDER: Final = "files"
# Beyond this many the rest waits its turn: what comes first is there long before that matters.
MAX_WISHES: Final = 2048
MAX_SPARE: Final = 256
PROMISE_MS: Final = 24 * 3600 * 1000
# Something lets go only of what so many others keep.
KEEPERS: Final = 2
# After a full disk, or one that failed, fetching rests for so long.
REST_S: Final = 60.0
# Many small files come whole within a moment; they are made safe together.
GATHER_S: Final = 0.02
LIMIT_NAME, ORIGINALS_NAME = "storage-limit", "keep-originals"

logger = logging.getLogger("organic.vault")


@dataclass(slots=True)
class _Incoming:
    """A file that is being fetched."""

    row: FileRow
    pieces: bytes
    missing: set[int]

    @property
    def whole(self) -> bool:
        return not self.missing


class Vault:
    """Pictures and files of one home."""

    def __init__(self, core: Core, home: Path) -> None:
        self._core = core
        self.folder = FileFolder(home / FOLDER)
        self.limit = DEFAULT_LIMIT_BYTES
        self.keep_originals = False
        # What is wanted and finds no room.
        self.turned_away: frozenset[FileId] = frozenset()
        # How many files have given way since this engine started.
        self.gave_way = 0
        self._incoming: dict[FileId, _Incoming] = {}
        self._whole: list[FileId] = []
        self._spare: dict[FileId, FileRow] = {}
        self._promises: dict[FileId, set[DeviceId]] = {}
        self._let_go: list[FileId] = []
        self._dropped: list[FileId] = []
        self._pressing = 0
        self._given_up = asyncio.Event()
        self._heard: dict[tuple[FileId, DeviceId], bool] = {}
        self.on_heard: Callable[[], None] = lambda: None
        self._news: dict[bytes, dict[bytes, Held]] = {}
        self._rests_until_s = 0.0
        self._work = asyncio.Event()
        self._settling = asyncio.Lock()
        self._on_wishes: list[Callable[[], None]] = []
        self._on_news: list[Callable[[], None]] = []
        core.database.listen(self._hear)

    async def load(self) -> None:
        """Bring database and disk in line: a crash may have left too much, and a damaged disk too little."""
        database = self._core.database
        whole, known = await file_table.held(database), await file_table.known(database)
        missing = await asyncio.to_thread(self.folder.prepare, whole, known)
        if missing:
            logger.warning("%d files are not here any more and will be fetched again", len(missing))
            async with database.transaction() as tx:
                await file_table.set_state(tx, missing, FileState.WANTED)
        limit = await me_table.get_value(database, LIMIT_NAME)
        self.limit = int.from_bytes(limit, "big") if limit is not None else DEFAULT_LIMIT_BYTES
        self.keep_originals = await me_table.get_value(database, ORIGINALS_NAME) is not None

    async def run(self) -> None:
        """Do what waits to be done, until cancelled."""
        while True:
            rest_s = self._rests_until_s - self._core.clock.monotonic_s()
            try:
                async with asyncio.timeout(rest_s if rest_s > 0 else None):
                    await self._work.wait()
            except TimeoutError:
                self._wishes_changed()
                continue
            if self._whole and not self._dropped and not self._let_go:
                await asyncio.sleep(GATHER_S)
            await self.settle()

    async def settle(self) -> None:
        """Do at once what waits to be done."""
        async with self._settling:
            self._work.clear()
            try:
                await self._finish()
                given_up = await self._give_up()
                await self._delete()
            except (OSError, OrganicError) as trouble:
                self._rest(trouble)
                return
        if given_up:
            self._given_up.set()
            self._wishes_changed()

    async def save(self) -> None:
        """Write down what others hold; done at leisure, since it is only about what others have."""
        heard, self._heard = self._heard, {}
        if heard:
            async with self._core.database.transaction() as tx:
                await file_table.put_holders(tx, heard)

    async def holders(self, files: Sequence[FileId]) -> dict[FileId, set[DeviceId]]:
        """Return which other computers are known to hold these files."""
        found = await file_table.holders(self._core.database, files)
        wanted = set(files)
        for (file, device), holds in self._heard.items():
            if file in wanted:
                devices = found.setdefault(file, set())
                (devices.add if holds else devices.discard)(device)
        return found

    # -- sync.ports.Vault ----------------------------------------------------------------------------

    async def wishes(self) -> Sequence[Wish]:
        """Return what is wanted and what there is room for; note what would have to give way for the rest."""
        self._spare = {}
        if self._core.clock.monotonic_s() < self._rests_until_s:
            return []
        wanted = await file_table.wanted(self._core.database, MAX_WISHES)
        rows = {
            row.id: row for row in wanted if row.id not in self._incoming or not self._incoming[row.id].whole
        }
        room = await self.room()
        admitted, turned_away = admit(map(_item, rows.values()), room)
        self.turned_away = frozenset(item.id for item in turned_away)
        if turned_away or shortage(self._pressing, room):
            await self._look_for_spare(turned_away, room)
        return [
            Wish(row.circle, row.id, list_bytes(row.ref.size), piece_count(row.ref.size))
            for row in (rows[item.id] for item in admitted)
        ]

    async def resume(self, file: bytes) -> Sequence[int] | None:
        """Return which pieces are missing of a file that was begun, comparing what is here with its list."""
        incoming = self._incoming.get(FileId(file))
        if incoming is not None:
            return sorted(incoming.missing)
        row = await file_table.by_id(self._core.database, file)
        if row is None:
            return None
        pieces = await asyncio.to_thread(self.folder.list_of_part, row.id, row.ref.size)
        if pieces is None or digest_list(pieces) != row.ref.list_digest:
            return None
        return await self._receive(row, pieces)

    async def begin(self, file: bytes, pieces: bytes) -> Sequence[int] | None:
        """Take the list of a wanted file."""
        row = await file_table.by_id(self._core.database, file)
        if row is None or row.state is not FileState.WANTED:
            return []
        if len(pieces) != list_bytes(row.ref.size) or digest_list(pieces) != row.ref.list_digest:
            return None
        try:
            await asyncio.to_thread(self.folder.begin, row.id, pieces)
        except OSError as trouble:
            self._rest(trouble)
            return []
        return await self._receive(row, pieces)

    async def put(self, file: bytes, pieces: Sequence[tuple[int, bytes]]) -> Put:
        """Check pieces and write them to the disk."""
        incoming = self._incoming.get(FileId(file))
        if incoming is None:
            return Put.KEPT
        new = [(index, piece) for index, piece in pieces if index in incoming.missing]
        row = incoming.row
        try:
            good = await asyncio.to_thread(self.folder.put, row.id, row.ref.size, incoming.pieces, new)
        except FileNotFoundError:
            return Put.KEPT  # it was deleted at this moment
        except OSError as trouble:
            self._rest(trouble)
            return Put.KEPT
        if not good:
            return Put.SPOILT
        before = incoming.whole
        incoming.missing.difference_update(index for index, _ in new)
        if not incoming.whole:
            return Put.KEPT
        if not before:
            self._whole.append(row.id)
            self._work.set()
        return Put.WHOLE

    async def read(self, scope: bytes, file: bytes, parts: Sequence[int]) -> Sequence[bytes | None]:
        """Return parts of a file for a peer. What the disk damaged is noticed here, and fetched again."""
        row = await file_table.by_id(self._core.database, file)
        if row is None or row.circle != scope:
            return [None] * len(parts)
        size, first = row.ref.size, list_part_count(list_bytes(row.ref.size))
        spans = [
            (part * LIST_PART_BYTES, min(LIST_PART_BYTES, list_bytes(size) - part * LIST_PART_BYTES))
            if part < first
            else piece_span(size, part - first)
            if part - first < piece_count(size)
            else (0, 0)
            for part in parts
        ]
        if row.state is FileState.HELD:
            found = await asyncio.to_thread(self._read_whole, row, spans, parts)
            if found is None:
                await self.found_damaged(row)
            return found or [None] * len(parts)
        incoming = self._incoming.get(row.id)
        if incoming is None:
            return [None] * len(parts)
        here = [part < first or part - first not in incoming.missing for part in parts]
        read = await asyncio.to_thread(self.folder.read, row.id, spans)
        return [data if is_here else None for data, is_here in zip(read, here, strict=True)]

    async def holding(self, scope: bytes, files: Sequence[bytes], *, keep: bool) -> Sequence[Held]:
        """Return how much of these files is here; with `keep`, promise what can be promised."""
        rows = await file_table.by_ids(self._core.database, files)
        states = {file: self._held(scope, row) for file, row in rows.items()}
        if keep:
            whole = [f for f, state in states.items() if state is Held.WHOLE and f not in self._spare]
            try:
                async with self._core.database.transaction() as tx:
                    await file_table.promise(tx, whole, self._core.now_ms() + PROMISE_MS)
                states.update(dict.fromkeys(whole, Held.PROMISED))
            except OrganicError:
                logger.info("no promise could be written down")
        return [states.get(FileId(file), Held.NONE) for file in files]

    async def learned(self, peer: Peer, scope: bytes, held: Sequence[tuple[bytes, Held]]) -> None:
        """Note what `peer` says it holds; with a second promise what is to be spared goes."""
        device = DeviceId(peer.device)
        rows = await file_table.by_ids(self._core.database, [name for name, _ in held])
        holders = await self.holders(list(rows))
        for name, state in held:
            row = rows.get(FileId(name))
            if row is None or row.circle != scope:
                continue
            holds = state in (Held.WHOLE, Held.PROMISED)
            if holds != (device in holders.get(row.id, ())):
                self._heard[row.id, device] = holds
                self.on_heard()
            if state is Held.PROMISED and row.id in self._spare:
                promises = self._promises.setdefault(row.id, set())
                promises.add(device)
                if len(promises) >= KEEPERS:
                    self._let_go.append(row.id)
                    self._work.set()

    def spare(self) -> Sequence[tuple[bytes, bytes]]:
        """Return what would be given up here if enough others promised to keep it."""
        return [(row.circle, file) for file, row in self._spare.items()]

    def take_news(self) -> Mapping[bytes, Mapping[bytes, Held]]:
        """Return what came or went here since this was last asked."""
        news, self._news = self._news, {}
        return news

    def on_wishes(self, listener: Callable[[], None]) -> None:
        """Call `listener` when something else may be wanted."""
        self._on_wishes.append(listener)

    def on_news(self, listener: Callable[[], None]) -> None:
        """Call `listener` when `take_news` has something to say."""
        self._on_news.append(listener)

    # -- for ourselves -------------------------------------------------------------------------------

    async def room(self) -> Room:
        """Return how much is taken, and how much is left."""
        used = await file_table.usage(self._core.database)
        try:
            free = await asyncio.to_thread(self.folder.free_bytes)
        except OSError:
            free = 0
        return Room(self._core.me.person, self.limit, used, free)

    async def make_room(self, needed: int, wait_s: float) -> int:
        """Let what is old give way to `needed` bytes of our own; return how many bytes more would have to go."""
        deadline = asyncio.get_running_loop().time() + wait_s
        self._pressing += needed
        try:
            while True:
                room = await self.room()
                short, left = excess(needed, room), deadline - asyncio.get_running_loop().time()
                if short <= 0 or left <= 0:
                    return short
                self._given_up.clear()
                self._wishes_changed()
                try:
                    async with asyncio.timeout(left):
                        await self._given_up.wait()
                except TimeoutError:
                    continue
        finally:
            self._pressing -= needed

    async def ask(self, files: Sequence[FileId]) -> None:
        """Fetch these, and now."""
        async with self._core.database.transaction() as tx:
            await file_table.ask(tx, files)

    async def set_limit(self, limit: int) -> None:
        """Let pictures and files take at most `limit` bytes here."""
        async with self._core.database.transaction() as tx:
            await me_table.set_value(tx, LIMIT_NAME, limit.to_bytes(8, "big"))
        self.limit = limit
        self._wishes_changed()

    async def set_keep_originals(self, *, keep: bool) -> None:
        """Fetch all originals from now on, or only those that somebody asks for."""
        async with self._core.database.transaction() as tx:
            if keep:
                await me_table.set_value(tx, ORIGINALS_NAME, b"yes")
            else:
                await me_table.delete_value(tx, ORIGINALS_NAME)
            await file_table.want_originals(tx, wanted=keep)
        self.keep_originals = keep

    def progress(self, row: FileRow) -> float:
        """Return how much of a file is here, from 0 to 1."""
        if row.state is FileState.HELD:
            return 1.0
        incoming = self._incoming.get(row.id)
        return 0.0 if incoming is None else 1.0 - len(incoming.missing) / piece_count(row.ref.size)

    # -- within --------------------------------------------------------------------------------------

    def _hear(self, event: object) -> None:
        match event:
            case FilesWanted():
                self._wishes_changed()
            case FilesDropped(files):
                for file in files:
                    self._incoming.pop(file, None)
                self._dropped += files
                self._work.set()
                self._wishes_changed()

    def _wishes_changed(self) -> None:
        for listener in self._on_wishes:
            listener()

    async def _receive(self, row: FileRow, pieces: bytes) -> Sequence[int]:
        try:
            missing = await asyncio.to_thread(self.folder.missing, row.id, row.ref.size, pieces)
        except OSError as trouble:
            self._rest(trouble)
            return []
        incoming = self._incoming.setdefault(row.id, _Incoming(row, pieces, missing))
        if incoming.whole:
            self._whole.append(row.id)
            self._work.set()
        return sorted(incoming.missing)

    async def _finish(self) -> None:
        whole = [file for file in dict.fromkeys(self._whole) if file in self._incoming]
        self._whole = []
        if not whole:
            return
        rows = [self._incoming[file].row for file in whole]
        try:
            await asyncio.to_thread(self.folder.finish, whole)
            async with self._core.database.transaction() as tx:
                await file_table.set_state(tx, whole, FileState.HELD)
                for circle in {row.circle for row in rows}:
                    tx.announce(FeedChanged(circle))
        finally:
            # After a failure they are looked at again, like everything that a crash left.
            for file in whole:
                self._incoming.pop(file, None)
        self._tell(rows, Held.WHOLE)

    async def _give_up(self) -> bool:
        files, self._let_go = self._let_go, []
        rows = [
            row for row in (self._spare.pop(file, None) for file in dict.fromkeys(files)) if row is not None
        ]
        if not rows:
            return False
        gone = [row.id for row in rows]
        async with self._core.database.transaction() as tx:
            await file_table.set_state(tx, gone, FileState.GIVEN_UP)
            for circle in {row.circle for row in rows}:
                tx.announce(FeedChanged(circle))
        self._dropped += gone
        self.gave_way += len(gone)
        for file in gone:
            self._promises.pop(file, None)
        self._tell(rows, Held.NONE)
        return True

    async def _delete(self) -> None:
        dropped, self._dropped = self._dropped, []
        if dropped:
            await asyncio.to_thread(self.folder.delete, dropped)

    def _tell(self, rows: Sequence[FileRow], held: Held) -> None:
        for row in rows:
            self._news.setdefault(row.circle, {})[row.id] = held
        for listener in self._on_news:
            listener()

    def _read_whole(
        self, row: FileRow, spans: Sequence[tuple[int, int]], parts: Sequence[int]
    ) -> list[bytes | None] | None:
        """Return parts of a file that is here whole, or None if the disk has damaged it. In a thread."""
        first, count = list_part_count(list_bytes(row.ref.size)), len(parts)
        digests = [(max(0, part - first) * DIGEST_BYTES, DIGEST_BYTES) for part in parts]
        found = self.folder.read(row.id, [*spans, *digests])
        for part, data, digest in zip(parts, found[:count], found[count:], strict=True):
            if data is None or (data and part >= first and digest_piece(data) != digest):
                return None
        return [data or None for data in found[:count]]

    async def found_damaged(self, row: FileRow) -> None:
        """Fetch again what the disk has damaged; what is good of it stays."""
        logger.warning("a file on this disk is damaged and will be fetched again")
        async with self._core.database.transaction() as tx:
            current = await file_table.by_id(tx, row.id)
            if current is None or current.state is not FileState.HELD:
                return
            await file_table.set_state(tx, [row.id], FileState.WANTED)
            tx.announce(FilesWanted())
        await asyncio.to_thread(self.folder.take_apart, row.id)
        self._tell([row], Held.NONE)

    def _held(self, scope: bytes, row: FileRow) -> Held:
        if row.circle != scope:
            return Held.NONE
        if row.state is FileState.HELD:
            return Held.WHOLE
        return Held.PARTLY if row.id in self._incoming else Held.NONE

    async def _look_for_spare(self, turned_away: Sequence[Item], room: Room) -> None:
        database, now_ms = self._core.database, self._core.now_ms()
        rows = {
            row.id: row for row in await file_table.oldest(database, self._core.me.person, now_ms, MAX_WISHES)
        }
        going = give_way([_item(row) for row in rows.values()], turned_away[:MAX_SPARE], self._pressing, room)
        self._spare = {item.id: rows[item.id] for item in going[:MAX_SPARE]}
        self._promises = {file: promises for file, promises in self._promises.items() if file in self._spare}

    def _rest(self, trouble: Exception) -> None:
        full = isinstance(trouble, OSError) and trouble.errno in (errno.ENOSPC, errno.EDQUOT)
        logger.warning("files wait: %s", "the disk is full" if full else type(trouble).__name__)
        self._rests_until_s = self._core.clock.monotonic_s() + REST_S
        self._incoming.clear()
        self._wishes_changed()
        self._work.set()


def _item(row: FileRow) -> Item:
    return Item(row.id, row.person, row.stored, int(row.rank), row.created_ms, row.asked)
