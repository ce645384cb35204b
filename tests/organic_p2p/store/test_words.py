"""The full-text index: in the order of time, without a trace of what was dropped, and made anew from older versions."""

from pathlib import Path

from organic_p2p.domain.ids import CircleId
from organic_p2p.store import entries, words
from organic_p2p.store.database import Database
from organic_p2p.store.migrations import STEPS
from tests.organic_p2p.household import scene
from tests.organic_p2p.store.databases import KEY, a_database, every_page, raw_connection

CIRCLE, OTHER = CircleId(b"c" * 32), CircleId(b"d" * 32)


async def rows_for(database: Database, *terms: str, circle: CircleId | None = None) -> list[int]:
    """Return the arrivals of what holds these terms, as the index hands them out."""
    found = await database.fetch_all(
        "SELECT arrival FROM words WHERE words MATCH ? ORDER BY rowid DESC", (words.match(terms, circle),)
    )
    return [arrival for (arrival,) in found]


@scene
async def test_the_index_knows_time_circle_and_beginnings(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        async with database.transaction() as tx:
            rows = [(1, 900, CIRCLE, "apples"), (2, 1 << 50, CIRCLE, "apples pie"), (3, 100, OTHER, "Äpple!")]
            await words.add(tx, rows)
        assert await rows_for(database, "app") == [2, 1, 3]
        assert await rows_for(database, "app", circle=OTHER) == [3]
        assert await rows_for(database, "apples", "app") == [2, 1]
        assert await rows_for(database, "apples pi") == [2]
        assert words.match([], CIRCLE) == ""


@scene
async def test_what_is_dropped_or_changed_leaves_no_trace_in_it(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        async with database.transaction() as tx:
            await words.add(tx, [(at, at, CIRCLE, f"Geheimnis{at} und Zaubertrank") for at in range(1, 300)])
        async with database.transaction() as tx:
            for at in range(1, 299):
                await words.drop(tx, [(at, at)])
            await words.change(tx, 299, 299, CIRCLE, "nichts")
            tx.mark_erased()
        assert await rows_for(database, "zauber") == []
        assert await rows_for(database, "nichts") == [299]
        pages = b"".join(every_page(tmp_path / "organic.db", KEY)).lower()
        assert b"zauber" not in pages
        assert b"geheim" not in pages
        assert b"nichts" in pages
        await database.check()


@scene
async def test_two_entries_that_share_a_number_harm_nobody(tmp_path: Path) -> None:
    async with a_database(tmp_path) as database:
        later = 5 + (1 << 21)
        async with database.transaction() as tx:
            await words.add(tx, [(5, 7, CIRCLE, "first"), (later, 7, CIRCLE, "second")])
        assert await rows_for(database, "first") == [5]
        assert await rows_for(database, "second") == []
        async with database.transaction() as tx:
            await words.drop(tx, [(5, 7), (later, 7)])
        assert await rows_for(database, "first") == []


@scene
async def test_the_index_of_older_versions_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "organic.db"
    raw = raw_connection(path)
    before = next(at for at, step in enumerate(STEPS) if "folded(" in step)
    steps = "\n".join(STEPS[:before])
    raw.executescript(f"BEGIN;\n{steps}\nPRAGMA user_version = {before};\nCOMMIT;")
    raw.execute("INSERT INTO feeds (circle, author, lane, branch) VALUES (?, ?, 1, x'')", (CIRCLE, b"a" * 32))
    for arrival, text in enumerate(("Grüße", "天気", "grün"), 1):
        raw.execute(
            "INSERT INTO entries (arrival, id, circle, person, feed, seq, post, text, created_ms, stamp, edited, mark) "
            "VALUES (?1, ?2, ?3, ?3, 1, ?1, ?2, ?4, 1000 - ?1, ?5, 0, 0)",
            (arrival, bytes([arrival]) * 32, CIRCLE, text, b"s" * 40),
        )
        raw.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (arrival, text))
    raw.close()
    database = await Database.open(path, KEY)
    try:
        assert await rows_for(database, "gru", circle=CIRCLE) == [1, 3]
        assert [entry.text for entry in await entries.search(database, ["気"], None, 9)] == ["天気"]
        # What is new finds the places of what was there.
        async with database.transaction() as tx:
            await words.change(tx, 1, 999, CIRCLE, "Küsse")
            await words.drop(tx, [(3, 997)])
        assert await rows_for(database, "gru") == []
        assert await rows_for(database, "kuss") == [1]
        await database.check()
    finally:
        await database.close()
