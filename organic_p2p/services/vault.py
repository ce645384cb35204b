"""The pictures and files of this home as sync sees them: implements `sync.ports.Vault`.

    posts ── rows ──▶ wishes ──▶ admit, begin, put ──▶ every piece there ──▶ settling ──▶ held, told to everybody

What is fetched follows from the posts that are here, and from the room there is (`services.storage`). The content is on
the disk only encrypted (`store.filefolder`), and whatever touches the disk runs in a thread. One task, `run`, makes
complete files safe, several at a time, gives up what two other computers promised to keep, and deletes what went with
its post.
"""

import asyncio
import errno
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crypto.files import digest_list, list_bytes, piece_count
from organic_p2p.domain.ids import DeviceId, FileId
from organic_p2p.errors import OrganicError
from organic_p2p.services.core import Core
from organic_p2p.services.events import FeedChanged
from organic_p2p.services.giving import Giving, span_of
from organic_p2p.services.storage import Storage
from organic_p2p.store import files as file_table
from organic_p2p.store.filefolder import FileFolder
from organic_p2p.store.files import FileRow, FilesDropped, FileState, FilesWanted
from sync.fetching import list_part_count
from sync.ports import Held, Peer, Put, Wish

FOLDER: Final = "files"
# Beyond this many the rest waits its turn, and nobody's files fill more than a quarter of the list.
MAX_WISHES: Final = 4096
# After a full disk, or one that failed, fetching rests for so long.
REST_S: Final = 60.0
# Many small files come whole within a moment; they are made safe together, while others are still coming.
GATHER_S: Final = 0.02
GATHER_MANY_S: Final = 0.15
# Of what is complete and not yet safe on the disk.
_NEARLY: Final = 0.99

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
    """Pictures and files of one home.

    Attributes:
        folder: Where their content is.
        storage: How much room there is for it.
        on_heard: Called when something is known that `save` should write down at leisure.
    """

    def __init__(self, core: Core, home: Path) -> None:
        self._core = core
        self.folder = FileFolder(home / FOLDER)
        self.storage = Storage(core, self.folder)
        self.on_heard: Callable[[], None] = lambda: None
        self._incoming: dict[FileId, _Incoming] = {}
        self._whole: list[FileId] = []
        # Rows of what is wanted: looked up once, dropped with every change.
        self._wanted: dict[FileId, FileRow] = {}
        self._giving = Giving(core.database, self.folder)
        self._dropped: list[FileId] = []
        self._heard: dict[tuple[FileId, DeviceId], bool] = {}
        self._news: dict[bytes, dict[bytes, Held]] = {}
        self._drops = 0
        self._aside: set[FileId] = set()
        self._rests_until_s = 0.0
        self._work = asyncio.Event()
        self._settling = asyncio.Lock()
        self._on_wishes: list[Callable[[], None]] = []
        self._on_progress: Callable[[FileId, float], None] = lambda _file, _part: None
        self._on_news: list[Callable[[], None]] = []
        core.database.listen(self._hear)

    async def load(self) -> None:
        """Bring database and disk in line: a crash may have left too much, and a damaged disk too little."""
        database = self._core.database
        whole = await file_table.sizes(database, FileState.HELD)
        wanted = await file_table.sizes(database, FileState.WANTED)
        missing = await asyncio.to_thread(self.folder.prepare, whole, wanted)
        if missing:
            logger.warning("%d files are not here any more and will be fetched again", len(missing))
            async with database.transaction() as tx:
                await file_table.set_state(tx, missing, FileState.WANTED)
        await self.storage.load()

    async def run(self) -> None:
        """Do what waits to be done, until cancelled."""
        while True:
            rest_s = self._rests_until_s - self._core.clock.monotonic_s()
            try:
                async with asyncio.timeout(rest_s if rest_s > 0 else None):
                    await self._work.wait()
            except TimeoutError:
                self._wishes_changed()
                self._work.set()
                continue
            if self._whole:
                await asyncio.sleep(GATHER_MANY_S if len(self._incoming) > len(self._whole) else GATHER_S)
            await self.settle()

    async def settle(self) -> None:
        """Do at once what waits to be done."""
        async with self._settling:
            self._work.clear()
            try:
                await self._finish()
                await self._look_for_room()
                await self._give_up()
                await self._delete()
            except (OSError, OrganicError) as trouble:
                self._rest(trouble)

    async def save(self) -> None:
        """Write down what others hold; done at leisure, since it is only about what others have."""
        heard, self._heard = self._heard, {}
        if heard:
            async with self._core.database.transaction() as tx:
                await file_table.put_holders(tx, heard)

    # -- sync.ports.Vault ----------------------------------------------------------------------------

    async def wishes(self) -> Sequence[Wish]:
        """Return what is wanted; whether there is room is asked once somebody has it."""
        if not self._core.has_person:
            return []
        await self.storage.look()
        if self._core.clock.monotonic_s() < self._rests_until_s:
            return []
        dropped = -1
        while dropped != self._drops:
            # What went while the database was asked is not wanted any more.
            dropped = self._drops
            rows = await file_table.wanted(self._core.database, MAX_WISHES, MAX_WISHES // 4)
        aside, self._aside = self._aside, set()
        if aside:
            # Once it is not wanted, so that whoever fetches it forgets what came; then it is, from the beginning.
            self._wishes_changed()
        wanted = [
            row
            for row in rows
            if row.id not in aside and (row.id not in self._incoming or not self._incoming[row.id].whole)
        ]
        self._wanted = {row.id: row for row in wanted}
        return [
            Wish(row.circle, row.id, list_bytes(row.ref.size), piece_count(row.ref.size)) for row in wanted
        ]

    async def admit(self, file: bytes) -> bool:
        """Return whether there is room for a wanted file that somebody near has."""
        row = await self._row_of_wanted(file)
        if row is None:
            return False
        admitted = await self.storage.admit(row)
        if not admitted:
            # What could give way for it is looked for by the task: there may be thousands like it.
            self._work.set()
        return admitted

    async def resume(self, file: bytes) -> Sequence[int] | None:
        """Return which pieces are missing of a file that was begun, comparing what is here with its list."""
        incoming = self._incoming.get(FileId(file))
        if incoming is not None:
            return sorted(incoming.missing)
        row = await file_table.by_id(self._core.database, file) if file not in self._wanted else None
        if row is not None and row.state is FileState.HELD:
            return []
        row = row or self._wanted.get(FileId(file))
        if row is None or not self.folder.has_begun(row.id):
            return None
        try:
            pieces = await asyncio.to_thread(self.folder.list_of_part, row.id, row.ref.size)
        except OSError:
            return None  # it is fetched anew, and if the disk is in trouble that shows soon
        if pieces is None or digest_list(pieces) != row.ref.list_digest:
            return None
        return await self._receive(row, pieces)

    async def begin(self, file: bytes, pieces: bytes) -> Sequence[int] | None:
        """Take the list of a wanted file."""
        row = await self._row_of_wanted(file)
        if row is None:
            return []
        if len(pieces) != list_bytes(row.ref.size) or digest_list(pieces) != row.ref.list_digest:
            return None
        had_begun = self.folder.has_begun(row.id)
        try:
            await asyncio.to_thread(self.folder.begin, row.id, pieces)
        except OSError as trouble:
            self._rest(trouble)
            return []
        if await self._row_of_wanted(file) is None:
            # Its post was deleted while the disk was busy.
            self._dropped.append(row.id)
            self._work.set()
            return []
        if had_begun:
            # Its list was damaged, or never whole; some of its pieces may be good.
            return await self._receive(row, pieces)
        self._incoming[row.id] = _Incoming(row, pieces, set(range(piece_count(row.ref.size))))
        return sorted(self._incoming[row.id].missing)

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
        self.storage.progressed(row.id)
        before = incoming.whole
        incoming.missing.difference_update(index for index, _ in new)
        self._on_progress(row.id, min(_NEARLY, self.progress(row)))
        if not incoming.whole:
            return Put.KEPT
        if not before:
            self._whole.append(row.id)
            self._work.set()
        return Put.WHOLE

    async def read(self, scope: bytes, file: bytes, parts: Sequence[int]) -> Sequence[bytes | None]:
        """Return parts of a file for a peer. What the disk damaged is noticed here, and fetched again."""
        row = await self._giving.row(file)
        if row is None or row.circle != scope:
            return [None] * len(parts)
        if row.state is FileState.HELD:
            try:
                found = await self._giving.read(row, parts)
                if found is None:
                    await self.found_damaged(row)
            except (OSError, OrganicError) as trouble:
                logger.warning("a file cannot be read: %s", type(trouble).__name__)
                found = None
            return found or [None] * len(parts)
        incoming = self._incoming.get(row.id)
        first = list_part_count(list_bytes(row.ref.size))
        if incoming is None:
            return [None] * len(parts)
        here = [part < first or part - first not in incoming.missing for part in parts]
        spans = [span_of(row, part) for part in parts]
        try:
            read = await asyncio.to_thread(self.folder.read, row.id, spans)
        except OSError as trouble:
            self._rest(trouble)
            return [None] * len(parts)
        return [data if is_here else None for data, is_here in zip(read, here, strict=True)]

    async def holding(self, scope: bytes, files: Sequence[bytes], *, keep: bool) -> Sequence[Held]:
        """Return how much of these files is here; with `keep`, promise what can be promised."""
        rows = await file_table.by_ids(self._core.database, files)
        states = {file: self._held(scope, row) for file, row in rows.items()}
        if keep:
            whole = [file for file, state in states.items() if state is Held.WHOLE]
            try:
                states.update(dict.fromkeys(await self.storage.promise(whole), Held.PROMISED))
            except OrganicError:
                logger.info("no promise could be written down")
        return [states.get(FileId(file), Held.NONE) for file in files]

    async def learned(self, peer: Peer, scope: bytes, held: Sequence[tuple[bytes, Held]]) -> None:
        """Note what `peer` says it holds; with a second promise what may go goes."""
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
            if self.storage.heard(row.id, device, state):
                self._work.set()

    def spare(self) -> Sequence[tuple[bytes, bytes]]:
        """Return what would be given up here if enough others promised to keep it."""
        return [(row.circle, file) for file, row in self.storage.spare.items()]

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

    def on_progress(self, listener: Callable[[FileId, float], None]) -> None:
        """Call `listener` with a file and how much of it is here, from 0 to 1; at 1 it can be read."""
        self._on_progress = listener

    # -- for ourselves -------------------------------------------------------------------------------

    async def ask(self, files: Sequence[FileId]) -> None:
        """Fetch these, and now."""
        async with self._core.database.transaction() as tx:
            await file_table.ask(tx, files)

    async def set_limit(self, limit: int) -> None:
        """Let pictures and files take at most `limit` bytes here."""
        await self.storage.set_limit(limit)
        self._wishes_changed()

    async def make_room(self, needed: int, wait_s: float) -> int:
        """Take room for `needed` bytes of our own; return by how many bytes it is too much."""
        return await self.storage.make_room(needed, wait_s, self._wishes_changed)

    async def found_damaged(self, row: FileRow) -> None:
        """Fetch again what the disk has damaged; what is good of it stays."""
        logger.warning("a file on this disk is damaged and will be fetched again")
        # Before it is wanted again, so that nobody is given what was read a moment ago.
        self._giving.forget()
        async with self._core.database.transaction() as tx:
            current = await file_table.by_id(tx, row.id)
            if current is None or current.state is not FileState.HELD:
                return
            await file_table.set_state(tx, [row.id], FileState.WANTED)
            tx.announce(FilesWanted())
        self._giving.forget()
        self.storage.recount()
        await asyncio.to_thread(self.folder.take_apart, row.id)
        self._tell([row], Held.NONE)

    async def holders(self, files: Sequence[FileId]) -> dict[FileId, set[DeviceId]]:
        """Return which other computers are known to hold these files."""
        found = await file_table.holders(self._core.database, files)
        wanted = set(files)
        for (file, device), holds in self._heard.items():
            if file in wanted:
                devices = found.setdefault(file, set())
                (devices.add if holds else devices.discard)(device)
        return found

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
                self._drops += 1
                self._forget(files)
                self._giving.forget()
                self._dropped += files
                self._work.set()
                self._wishes_changed()

    def _wishes_changed(self) -> None:
        for listener in self._on_wishes:
            listener()

    def _forget(self, files: Iterable[FileId]) -> None:
        for file in files:
            self._incoming.pop(file, None)
            self._wanted.pop(file, None)
        self.storage.arrived_or_gone(files)

    async def _row_of_wanted(self, file: bytes) -> FileRow | None:
        row = self._wanted.get(FileId(file)) or await file_table.by_id(self._core.database, file)
        return row if row is not None and row.state is FileState.WANTED else None

    async def _receive(self, row: FileRow, pieces: bytes) -> Sequence[int]:
        try:
            missing = await asyncio.to_thread(self.folder.missing, row.id, row.ref.size, pieces)
        except FileNotFoundError:
            return []  # it was deleted at this moment
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
        try:
            await asyncio.to_thread(self.folder.finish, whole)
            try:
                async with self._core.database.transaction() as tx:
                    await file_table.set_state(tx, whole, FileState.HELD)
                    there = await file_table.by_ids(tx, whole)
                    for circle, entry in await file_table.shown_in(tx, whole):
                        tx.announce(FeedChanged(circle, entry))
            except OrganicError:
                for file in whole:
                    await asyncio.to_thread(self.folder.take_apart, file)
                raise
        finally:
            # After a failure they are looked at again, like everything that a crash left.
            self._forget(whole)
        # One whose post was deleted meanwhile is not there.
        self._tell(list(there.values()), Held.WHOLE)
        for file in there:
            self._on_progress(file, 1.0)

    async def _look_for_room(self) -> None:
        if not self._core.has_person:
            return
        idle = await self.storage.idle()
        if idle:
            self._aside.update(idle)
            for file in idle:
                self._incoming.pop(file, None)
            await asyncio.to_thread(self.folder.delete, idle)
            self.storage.let_go(idle)
            self._wishes_changed()
        if (again_s := await self.storage.look_again()) is not None:
            asyncio.get_running_loop().call_later(again_s, self._work.set)

    async def _give_up(self) -> None:
        if not self.storage.spare:
            return
        async with self._core.database.transaction() as tx:
            rows = await self.storage.give_up(tx)
            for circle, entry in await file_table.shown_in(tx, [row.id for row in rows]):
                tx.announce(FeedChanged(circle, entry))
        if rows:
            self._giving.forget()
            await asyncio.to_thread(self.folder.delete, [row.id for row in rows])
            self._tell(rows, Held.NONE)
            self.storage.went(rows)
            self._wishes_changed()

    async def _delete(self) -> None:
        if self._dropped:
            dropped = list(self._dropped)
            # A disk that does not let go of them is asked again.
            await asyncio.to_thread(self.folder.delete, dropped)
            self._dropped = self._dropped[len(dropped) :]

    def _tell(self, rows: Sequence[FileRow], held: Held) -> None:
        for row in rows:
            self._news.setdefault(row.circle, {})[row.id] = held
        for listener in self._on_news:
            listener()

    def _held(self, scope: bytes, row: FileRow) -> Held:
        if row.circle != scope:
            return Held.NONE
        if row.state is FileState.HELD:
            return Held.WHOLE
        return Held.PARTLY if row.id in self._incoming else Held.NONE

    def _rest(self, trouble: Exception) -> None:
        full = isinstance(trouble, OSError) and trouble.errno in (errno.ENOSPC, errno.EDQUOT)
        logger.warning("files wait: %s", "the disk is full" if full else type(trouble).__name__)
        self._rests_until_s = self._core.clock.monotonic_s() + REST_S
        self._incoming.clear()
        self.storage.nothing_comes()
        self._wishes_changed()
        if not self._settling.locked():
            self._work.set()  # wakes the task, which then knows how long to rest
