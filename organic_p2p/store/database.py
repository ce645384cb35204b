"""The encrypted database: one writer, one reader, events after the commit.

    async with database.transaction() as tx:      serialised: all of it is kept, or nothing
        await tx.execute(…)
        tx.announce(event)                         heard by listeners once the data is safe on the disk

SQLCipher encrypts every page; WAL with ``synchronous=FULL`` makes a commit survive a power cut;
``secure_delete`` overwrites what is deleted, and after an erasure the WAL is emptied, where old pages
would otherwise linger. SQLite's errors become sentences here; nothing above this module sees one.
"""

import asyncio
import logging
import os
import shutil
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Iterable, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, TypeAlias, cast

import aiosqlite
from sqlcipher3 import dbapi2

from organic_p2p.domain.findable import folded
from organic_p2p.errors import DeviceTroubleError, HomeError, OrganicError
from organic_p2p.store.migrations import STEPS
from organic_p2p.store.shielding import wait_out

Row: TypeAlias = tuple[Any, ...]
Parameters: TypeAlias = Sequence[object]

# Pages in memory for each connection, in KiB: enough for a family's working set, far below 120 MB.
_CACHE_KIB = 8 * 1024
_BUSY_MS = 5_000
# SQLite makes its shared memory in pieces of 32 KiB; a disk with less room than this is as good as full.
_ROOM_BYTES = 64 * 1024

_SETTINGS = f"""
PRAGMA cipher_log_level = NONE;   -- it would write to standard error; what it has to say comes as an error, too
PRAGMA key = "x'{{key}}'";        -- the raw key skips SQLCipher's own derivation: ours is random or stretched
PRAGMA busy_timeout = {_BUSY_MS};
PRAGMA cache_size = -{_CACHE_KIB};
PRAGMA temp_store = MEMORY;
PRAGMA secure_delete = ON;
PRAGMA foreign_keys = ON;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
"""

logger = logging.getLogger("organic.store")


class Transaction:
    """Reads and writes that happen together or not at all."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self.announcements: dict[object, None] = {}
        self.touched: set[bytes] = set()
        self.erased = False

    async def execute(self, sql: str, parameters: Parameters = ()) -> int:
        """Run one statement; return how many rows it changed."""
        cursor = await self._connection.execute(sql, parameters)
        count = cursor.rowcount
        await cursor.close()
        return count

    async def insert(self, sql: str, parameters: Parameters) -> int:
        """Run one INSERT; return the number of the new row."""
        cursor = await self._connection.execute(sql, parameters)
        row = cursor.lastrowid
        await cursor.close()
        return row or 0

    async def execute_many(self, sql: str, parameters: Iterable[Parameters]) -> None:
        """Run one statement for each of `parameters`: one hop to the database thread for all of them."""
        await self._connection.executemany(sql, parameters)

    async def fetch_all(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return all rows, the transaction's own writes included."""
        return cast(list[Row], list(await self._connection.execute_fetchall(sql, parameters)))

    async def fetch_one(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """Return the first row, or None."""
        rows = await self.fetch_all(sql, parameters)
        return rows[0] if rows else None

    def announce(self, event: object) -> None:
        """Tell listeners of `event` once this transaction is committed."""
        # Once each: a run of five hundred posts is one change of the feed.
        self.announcements[event] = None

    def touch(self, circle: bytes) -> None:
        """Note that what is in memory about `circle` runs ahead of the database until the commit."""
        self.touched.add(circle)

    def mark_erased(self) -> None:
        """Have the write-ahead log emptied after the commit, so that nothing of the deleted remains in it."""
        self.erased = True


class Database:
    """One home's database, open."""

    def __init__(self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self.path = path
        self._writer = writer
        self._reader = reader
        self._writing = asyncio.Lock()
        self._listeners: list[Callable[[object], None]] = []
        self._undo: Callable[[Iterable[bytes]], Awaitable[None]] | None = None
        self._trouble: DeviceTroubleError | None = None

    @classmethod
    async def open(cls, path: Path, key: bytes) -> "Database":
        """Open the database at `path`, bringing an older one up to date.

        Raises:
            HomeError: Damaged, of a newer version, or not opened by this key.
            DeviceTroubleError: The disk is full or refuses to write.
        """
        if not os.path.exists(path):  # noqa: ASYNC240, PTH110 — one look, before anything runs
            raise _damaged(path, "is missing")
        # SQLite takes an empty file for the beginning of a new database; here it is one that lost its content.
        if os.path.getsize(path) == 0:  # noqa: ASYNC240, PTH202 — as above
            raise _damaged(path, "is empty")
        os.umask(0o077)
        with _sentences(path):
            writer = await _connect(path, key)
            try:
                await _migrate(writer)
                reader = await _connect(path, key)
            except BaseException:
                await writer.close()
                raise
            await reader.execute("PRAGMA query_only = ON")
        return cls(path, writer, reader)

    @classmethod
    async def create(cls, path: Path, key: bytes) -> None:
        """Make an empty database of today's version at `path`, durable when this returns."""
        os.umask(0o077)
        with _sentences(path):
            connection = await _connect(path, key)
            try:
                await _migrate(connection)
                await connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                await connection.close()

    async def close(self) -> None:
        """Close both connections; SQLite folds the write-ahead log into the file."""
        await self._reader.close()
        await self._writer.close()

    def listen(self, listener: Callable[[object], None]) -> None:
        """Have `listener` called with each announced event, after its commit, in order."""
        self._listeners.append(listener)

    def unlisten(self, listener: Callable[[object], None]) -> None:
        """Stop calling `listener`."""
        self._listeners.remove(listener)

    def on_rollback(self, undo: Callable[[Iterable[bytes]], Awaitable[None]]) -> None:
        """Have `undo` called with the circles that a failed transaction touched, before anybody else may write."""
        self._undo = undo

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Transaction, None]:
        """Commit when the block ends, roll back when it raises, then announce.

        Raises:
            DeviceTroubleError: The disk is full or refuses to write; nothing of the block was kept.
        """
        async with self._writing:
            if self._trouble is not None:
                raise self._trouble
            with self._latching(), _sentences(self.path):
                tx = Transaction(self._writer)
                try:
                    # Within: who is cancelled here does not wait for it any more, and SQLite begins all the same.
                    await self._writer.execute("BEGIN IMMEDIATE")
                    yield tx
                    # Once it has begun it may succeed, and then everybody has to hear of it.
                    cancelled = await self._in_full("COMMIT")
                except BaseException:
                    # A cancelled writer that left its transaction open would block all later ones.
                    await wait_out(asyncio.ensure_future(self._rollback(tx.touched)))
                    raise
                if tx.erased:
                    cancelled |= await self._in_full("PRAGMA wal_checkpoint(TRUNCATE)")
        for event in tx.announcements:
            for listener in tuple(self._listeners):
                listener(event)
        if cancelled:
            raise asyncio.CancelledError

    async def fetch_all(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return all rows of committed data, without waiting for a writer."""
        with _sentences(self.path):
            return cast(list[Row], list(await self._reader.execute_fetchall(sql, parameters)))

    async def fetch_one(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """Return the first row of committed data, or None."""
        rows = await self.fetch_all(sql, parameters)
        return rows[0] if rows else None

    async def check(self) -> None:
        """Read every page.

        Raises:
            HomeError: SQLite or SQLCipher finds damage.
        """
        # SQLCipher looks at the file alone: pages that a power cut tore there are whole in the write-ahead log.
        async with self._writing:
            with _sentences(self.path):
                await self._writer.execute("PRAGMA wal_checkpoint(FULL)")
        for pragma in ("cipher_integrity_check", "integrity_check"):
            rows = await self.fetch_all(f"PRAGMA {pragma}")
            if any(row[0] != "ok" for row in rows):
                raise _damaged(self.path, "is damaged")

    async def _in_full(self, statement: str) -> bool:
        """Execute a statement of ours to its end; return whether the caller was cancelled meanwhile."""
        execution = asyncio.ensure_future(self._writer.execute(statement))
        cancelled = await wait_out(execution)
        execution.result()
        return cancelled

    async def _rollback(self, touched: Iterable[bytes]) -> None:
        try:
            await self._writer.execute("ROLLBACK")
        except dbapi2.Error as cause:
            # SQLite rolls back by itself after some errors; then there is nothing left to do.
            logger.debug("rollback: %s", type(cause).__name__)
        if touched and self._undo is not None:
            await self._undo(touched)

    @contextmanager
    def _latching(self) -> Generator[None, None, None]:
        """After a failed write of the device itself nothing more is promised until the engine starts again.

        A full disk is no such failure: SQLite undoes the transaction, and later ones succeed when there is
        room.
        """
        try:
            yield
        except DeviceTroubleError as trouble:
            if trouble.kind == "disk-error":
                self._trouble = trouble
            raise


class _Unopened:
    """Stands in for a connection that did not come about, until it is used and closed.

    aiosqlite leaves its thread running for a moment when a connector raises, and the thread then complains on standard
    error that the event loop has gone; one that is closed in order does not.
    """

    def __init__(self, cause: dbapi2.Error) -> None:
        self._cause = cause

    def executescript(self, script: str) -> None:
        """Say why there is no connection."""
        raise self._cause

    def close(self) -> None:
        """Have nothing to close."""


async def _connect(path: Path, key: bytes) -> aiosqlite.Connection:
    def connect() -> Any:
        try:
            return dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
        except dbapi2.Error as cause:
            return _Unopened(cause)

    # aiosqlite names the standard library's types; SQLCipher's connection has the same methods.
    connection = await aiosqlite.Connection(connect, 64)
    try:
        await connection.executescript(_SETTINGS.format(key=key.hex()))
        # Steps of the past say how the index is filled by this name.
        await connection.create_function("folded", 1, folded, deterministic=True)
    except BaseException:
        await connection.close()
        raise
    return connection


async def _migrate(connection: aiosqlite.Connection) -> None:
    rows = list(await connection.execute_fetchall("PRAGMA user_version"))
    version = int(rows[0][0])
    if version > len(STEPS):
        raise HomeError(
            "newer",
            f"This home was written by a newer Organic (version {version} of its database; this program knows "
            f"{len(STEPS)}). Please update the program; nothing was changed.",
        )
    for number, step in enumerate(STEPS[version:], version + 1):
        # executescript would commit first; the version number must change together with the tables.
        await connection.executescript(f"BEGIN IMMEDIATE;\n{step}\nPRAGMA user_version = {number};\nCOMMIT;")


@contextmanager
def _sentences(path: Path) -> Generator[None, None, None]:
    try:
        yield
    except dbapi2.Error as cause:
        raise _translate(path, cause) from cause


def _translate(path: Path, cause: dbapi2.Error) -> OrganicError:
    text = str(cause)
    # SQLite calls it an I/O error when there is no room even for its shared memory.
    if "full" in text or ("disk I/O error" in text and _is_full(path.parent)):
        return DeviceTroubleError(
            "disk-full",
            "The disk is full, so this was not saved. Make some room and try again; nothing earlier is lost.",
        )
    if "readonly" in text or "unable to open" in text:
        return DeviceTroubleError(
            "read-only", f"The disk does not let Organic write in {path.parent}. Nothing was saved."
        )
    if "disk I/O error" in text:
        return DeviceTroubleError(
            "disk-error",
            "The disk reports an error, so this was not saved. Organic writes nothing more until it is started "
            "again. Please check the disk.",
        )
    if "not a database" in text or "malformed" in text or "corrupt" in text:
        return _damaged(path, "is damaged, or belongs to another key")
    raise cause


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _ROOM_BYTES
    except OSError:
        return False


def _damaged(path: Path, how: str) -> HomeError:
    return HomeError(
        "damaged",
        f"The database {path} {how}. Organic leaves it as it is. Put the folder back from a copy, or move it away "
        "and join your circles again: the others still have what they received.",
    )
