"""Transactions happen whole or not at all, and nobody hears of them before they are safe."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from organic_p2p.errors import DeviceTroubleError, HomeError, OrganicError
from organic_p2p.store import database as module
from organic_p2p.store.database import Database
from organic_p2p.store.migrations import STEPS
from tests.organic_p2p.household import scene
from tests.organic_p2p.store.databases import KEY, a_database, digest, every_page, raw_connection

OUR_MISTAKE = ZeroDivisionError()
INSERT = "INSERT INTO meta (name, value) VALUES (?, ?)"


async def names(database: Database) -> set[str]:
    return {row[0] for row in await database.fetch_all("SELECT name FROM meta")}


async def write_in_vain(database: Database, cause: Exception = OUR_MISTAKE, *touched: bytes) -> None:
    async with database.transaction() as tx:
        await tx.execute(INSERT, ("in vain", b""))
        tx.announce("never")
        for circle in touched:
            tx.touch(circle)
        raise cause


def hold_back(database: Database) -> Callable[[], None]:
    """Keep SQLite from going on with anything that is written until the returned function is called."""
    held = threading.Event()
    waiting = asyncio.ensure_future(database._writer._execute(held.wait, 10))  # type: ignore[no-untyped-call]  # aiosqlite has no types inside

    def release() -> None:
        assert not waiting.done(), "nobody was held back"
        held.set()

    return release


async def break_a_rule(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.execute(INSERT, ("in vain", b""))
        await tx.execute("INSERT INTO epochs (id, circle, secret) VALUES (x'00', x'00', x'00')")


async def open_and_check(path: Path) -> None:
    opened = await Database.open(path, KEY)
    try:
        await opened.check()
    finally:
        await opened.close()


@scene
async def test_a_transaction_is_committed_when_its_block_ends(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        async with database.transaction() as tx:
            await tx.execute(INSERT, ("a", b""))
            assert await names(database) == set()
            assert await tx.fetch_all("SELECT name FROM meta") == [("a",)]
        assert await names(database) == {"a"}


@scene
async def test_a_transaction_whose_block_raises_leaves_nothing_behind(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        with pytest.raises(ZeroDivisionError):
            await write_in_vain(database)
        async with database.transaction() as tx:
            await tx.execute(INSERT, ("b", b""))
        assert await names(database) == {"b"}


@scene
async def test_a_cancelled_writer_leaves_nothing_behind_and_blocks_nobody(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        begun = asyncio.Event()

        async def write() -> None:
            async with database.transaction() as tx:
                await tx.execute(INSERT, ("a", b""))
                begun.set()
                await asyncio.Event().wait()

        writer = asyncio.create_task(write())
        await begun.wait()
        writer.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await writer
        async with database.transaction() as tx:
            await tx.execute(INSERT, ("b", b""))
        assert await names(database) == {"b"}


@scene
async def test_whoever_is_cancelled_while_a_transaction_begins_blocks_nobody(tmp_path: Path) -> None:
    """SQLite begins all the same, a moment later, when nobody waits for it any more."""
    async with a_database(tmp_path) as database:
        release = hold_back(database)
        writer = asyncio.create_task(write_in_vain(database))
        await asyncio.sleep(0.05)
        writer.cancel()
        await asyncio.sleep(0.05)
        release()
        with contextlib.suppress(asyncio.CancelledError):
            await writer
        async with database.transaction() as tx:
            await tx.execute(INSERT, ("b", b""))
        assert await names(database) == {"b"}


@scene
async def test_whoever_is_cancelled_while_a_transaction_ends_has_it_told_all_the_same(tmp_path: Path) -> None:
    """Otherwise a post could be deleted, and its pictures stay because nobody heard of it."""
    async with a_database(tmp_path) as database:
        told: list[object] = []
        database.listen(told.append)
        release: list[Callable[[], None]] = []

        async def write() -> None:
            async with database.transaction() as tx:
                await tx.execute(INSERT, ("a", b""))
                tx.announce("news")
                release.append(hold_back(database))

        writer = asyncio.create_task(write())
        await asyncio.sleep(0.1)
        for _ in range(2):
            writer.cancel()
            await asyncio.sleep(0.02)
        release[0]()
        with pytest.raises(asyncio.CancelledError):
            await writer
        assert await names(database) == {"a"}
        assert told == ["news"]


@scene
async def test_writers_take_turns(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:

        async def count_up() -> None:
            async with database.transaction() as tx:
                row = await tx.fetch_one("SELECT value FROM meta WHERE name = 'n'")
                await asyncio.sleep(0)
                number = 1 if row is None else row[0][0] + 1
                await tx.execute(
                    "INSERT OR REPLACE INTO meta (name, value) VALUES ('n', ?)", (bytes([number]),)
                )

        await asyncio.gather(*(count_up() for _ in range(20)))
        assert await database.fetch_one("SELECT value FROM meta") == (bytes([20]),)


@scene
async def test_events_are_told_after_the_commit_in_order_and_not_at_all_after_a_rollback(
    tmp_path: Path,
) -> None:
    async with a_database(tmp_path) as database:
        heard: list[tuple[object, bool]] = []
        raw = raw_connection(tmp_path / "organic.db")

        def listen(event: object) -> None:
            # What is told can be read by anybody who opens the file now.
            rows = raw.execute("SELECT name FROM meta").fetchall()
            heard.append((event, rows == [("a",)]))

        database.listen(listen)
        async with database.transaction() as tx:
            tx.announce("first")
            await tx.execute(INSERT, ("a", b""))
            tx.announce("second")
            assert heard == []
        assert heard == [("first", True), ("second", True)]
        with pytest.raises(ZeroDivisionError):
            await write_in_vain(database)
        assert len(heard) == 2
        raw.close()


@scene
async def test_after_a_failure_what_ran_ahead_is_undone_before_anybody_else_may_write(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        undone: list[set[bytes]] = []

        async def undo(touched: Iterable[bytes]) -> None:
            await asyncio.sleep(0)
            undone.append(set(touched))

        database.on_rollback(undo)
        with pytest.raises(ZeroDivisionError):
            await write_in_vain(database, OUR_MISTAKE, b"one", b"two")
        async with database.transaction():
            assert undone == [{b"one", b"two"}]


@scene
async def test_a_statement_that_a_rule_of_the_tables_forbids_undoes_the_transaction(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        with pytest.raises(dbapi2.IntegrityError):
            await break_a_rule(database)
        assert await names(database) == set()


@scene
async def test_the_reader_cannot_write(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        with pytest.raises(OrganicError):
            await database.fetch_all("DELETE FROM meta")


@scene
async def test_the_settings_that_everything_rests_on_are_on(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database, database.transaction() as tx:
        expected = {
            "journal_mode": "wal",
            "synchronous": 2,
            "secure_delete": 1,
            "foreign_keys": 1,
            "temp_store": 2,
        }
        for name, value in expected.items():
            assert await tx.fetch_one(f"PRAGMA {name}") == (value,), name
        tables = await tx.fetch_all(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        )
        assert all(strict for name, strict in tables if not name.startswith("sqlite_"))


@scene
async def test_nothing_readable_lies_on_the_disk(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        async with database.transaction() as tx:
            await tx.execute(INSERT, ("secret", b"the hidden treasure"))
        on_disk = await asyncio.to_thread(lambda: b"".join(path.read_bytes() for path in tmp_path.iterdir()))
        assert not [word for word in (b"treasure", b"SQLite format", b"CREATE TABLE") if word in on_disk]
        # The negative control: with the key it is found.
        assert any(b"the hidden treasure" in page for page in every_page(tmp_path / "organic.db", KEY))


@scene
async def test_what_is_erased_leaves_no_trace_in_the_file_or_its_log(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        async with database.transaction() as tx:
            await tx.execute(INSERT, ("secret", b"the hidden treasure" * 500))
        async with database.transaction() as tx:
            await tx.execute("DELETE FROM meta")
            tx.mark_erased()
        assert not any(b"treasure" in page for page in every_page(tmp_path / "organic.db", KEY))
        assert (tmp_path / "organic.db-wal").stat().st_size == 0


# -- opening -------------------------------------------------------------------------------------


async def refusal(path: Path, key: bytes = KEY) -> OrganicError:
    """Return why a database does not open, after checking that nothing was changed."""
    before = digest(path.parent)
    with pytest.raises(OrganicError) as caught:
        await Database.open(path, key)
    after = digest(path.parent)
    assert {name: after.get(name) for name in before} == before
    assert caught.value.sentence.endswith(".")
    return caught.value


@scene
async def test_a_wrong_key_is_a_sentence(tmp_path: Path) -> None:
    async with a_database(tmp_path):
        pass
    assert (await refusal(tmp_path / "organic.db", bytes(32))).kind == "damaged"


@scene
async def test_a_missing_file_is_no_new_home(tmp_path: Path) -> None:
    refused = await refusal(tmp_path / "organic.db")
    assert refused.kind == "damaged"
    assert "is missing" in refused.sentence
    assert not (tmp_path / "organic.db").exists()


@pytest.mark.parametrize("content", [b"", b"hello", bytes(4096), b"SQLite format 3\0" + bytes(4080)])
def test_a_file_that_is_no_database_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    async def attempt() -> None:
        path = tmp_path / "organic.db"
        path.write_bytes(content)
        assert (await refusal(path)).kind == "damaged"

    asyncio.run(attempt())


@scene
async def test_a_home_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database, database.transaction() as tx:
        await tx.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    refused = await refusal(tmp_path / "organic.db")
    assert refused.kind == "newer"
    assert "update" in refused.sentence


@pytest.mark.parametrize("at", range(0, 50_000, 5_000))
def test_a_damaged_page_is_noticed(tmp_path: Path, at: int) -> None:
    async def attempt() -> None:
        async with a_database(tmp_path) as database, database.transaction() as tx:
            await tx.execute_many(INSERT, [(str(n), bytes(500)) for n in range(200)])
        path = tmp_path / "organic.db"
        data = bytearray(path.read_bytes())
        data[at + 100] ^= 1
        path.write_bytes(data)
        with pytest.raises(HomeError) as caught:
            await open_and_check(path)
        assert caught.value.kind == "damaged"

    asyncio.run(attempt())


@scene
async def test_a_whole_database_passes_the_check(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        await database.check()


@scene
async def test_an_older_database_is_brought_up_to_date_step_by_step(
    tmp_path: Path,
) -> None:
    # Steps of the future stand in for those that will come.
    steps = (*STEPS, "CREATE TABLE hats (size INTEGER NOT NULL) STRICT;", "INSERT INTO hats VALUES (7);")
    async with a_database(tmp_path) as database, database.transaction() as tx:
        await tx.execute(INSERT, ("a", b""))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "STEPS", steps)
        opened = await Database.open(tmp_path / "organic.db", KEY)
        assert await opened.fetch_all("SELECT size FROM hats") == [(7,)]
        assert await opened.fetch_one("PRAGMA user_version") == (len(steps),)
        assert await names(opened) == {"a"}
        await opened.close()


@scene
async def test_a_step_that_fails_changes_nothing_and_is_tried_again(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database, database.transaction() as tx:
        await tx.execute(INSERT, ("a", b""))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            module, "STEPS", (*STEPS, "CREATE TABLE hats (size INTEGER) STRICT; INSERT INTO hat VALUES (7);")
        )
        with pytest.raises(dbapi2.OperationalError):
            await Database.open(tmp_path / "organic.db", KEY)
    opened = await Database.open(tmp_path / "organic.db", KEY)
    assert await opened.fetch_one("PRAGMA user_version") == (len(STEPS),)
    assert await opened.fetch_all("SELECT name FROM sqlite_master WHERE name = 'hats'") == []
    await opened.close()


# -- trouble -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "error", "kind"),
    [
        ("database or disk is full", DeviceTroubleError, "disk-full"),
        ("attempt to write a readonly database", DeviceTroubleError, "read-only"),
        ("unable to open database file", DeviceTroubleError, "read-only"),
        ("disk I/O error", DeviceTroubleError, "disk-error"),
        ("file is not a database", HomeError, "damaged"),
        ("database disk image is malformed", HomeError, "damaged"),
    ],
)
def test_what_sqlite_says_becomes_a_sentence(
    tmp_path: Path, message: str, error: type[OrganicError], kind: str
) -> None:
    async def attempt() -> None:
        async with a_database(tmp_path) as database:
            with pytest.raises(error) as caught:
                await write_in_vain(database, dbapi2.OperationalError(message))
            assert caught.value.kind == kind
            assert caught.value.sentence.endswith(".")

    asyncio.run(attempt())


@scene
async def test_a_full_disk_costs_the_transaction_and_nothing_more(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        async with database.transaction() as tx:
            await tx.execute(INSERT, ("before", b""))
        pages = await database.fetch_one("PRAGMA page_count")
        assert pages is not None
        async with database.transaction() as tx:
            await tx.execute(f"PRAGMA max_page_count = {pages[0]}")
        with pytest.raises(DeviceTroubleError) as caught:
            async with database.transaction() as tx:
                await tx.execute(INSERT, ("large", bytes(1 << 20)))
        assert caught.value.kind == "disk-full"
        async with database.transaction() as tx:
            await tx.execute("PRAGMA max_page_count = 1000000")
            await tx.execute(INSERT, ("large", bytes(1 << 20)))
        assert await names(database) == {"before", "large"}


@scene
async def test_after_an_error_of_the_disk_nothing_is_promised_any_more(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        with pytest.raises(DeviceTroubleError):
            await write_in_vain(database, dbapi2.OperationalError("disk I/O error"))
        with pytest.raises(DeviceTroubleError) as caught:
            async with database.transaction() as tx:
                await tx.execute(INSERT, ("a", b""))
        assert caught.value.kind == "disk-error"
        assert await names(database) == set()
    opened = await Database.open(tmp_path / "organic.db", KEY)
    async with opened.transaction() as tx:
        await tx.execute(INSERT, ("a", b""))
    await opened.close()


@scene
async def test_a_mistake_of_this_program_stays_one(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        with pytest.raises(dbapi2.OperationalError, match="no such table"):
            await database.fetch_all("SELECT * FROM hats")
