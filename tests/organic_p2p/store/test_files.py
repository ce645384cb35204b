"""Which entries show which files: rows come with the first entry that shows a file and go with the last."""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from organic_p2p.domain.ids import CircleId, DeviceId, FileId, PersonId
from organic_p2p.records.attachments import Attachment, Document, FileRef, Format, Image, Picture
from organic_p2p.store import files as file_table
from organic_p2p.store import me as me_table
from organic_p2p.store.database import Database
from organic_p2p.store.files import FilesDropped, FileState, FilesWanted, Rank, refer, refer_anew, release
from organic_p2p.store.migrations import STEPS
from tests.organic_p2p.household import scene
from tests.organic_p2p.pictures import a_document, a_ref
from tests.organic_p2p.store.databases import KEY, a_database, raw_connection

CIRCLE, ANNA, BEN = CircleId(b"c" * 32), PersonId(b"a" * 32), PersonId(b"b" * 32)
ONE, OTHER = a_document(1), a_document(2)


def a_picture(seed: int, *, original: bool = False) -> Picture:
    whole = Image(a_ref(seed + 100), Format.JPEG, 9, 9) if original else None
    return Picture(Image(a_ref(seed), Format.JPEG, 3, 3), whole, b"")


def id_of(attachment: Attachment, at: int = 0, person: PersonId = ANNA) -> FileId:
    return attachment.files[at].id_in(CIRCLE, person)


@asynccontextmanager
async def a_shelf(folder: Path) -> AsyncGenerator[tuple[Database, list[object]], None]:
    """Open a new database, and hear what it announces."""
    async with a_database(folder) as database:
        heard: list[object] = []
        database.listen(heard.append)
        yield database, heard


async def show(
    database: Database,
    arrival: int,
    *attachments: Attachment,
    person: PersonId = ANNA,
    ms: int = 1000,
    anew: bool = False,
) -> None:
    async with database.transaction() as tx:
        await (refer_anew if anew else refer)(tx, arrival, CIRCLE, person, ms, attachments)


async def gone(database: Database, *arrivals: int) -> None:
    async with database.transaction() as tx:
        await release(tx, arrivals)


async def set_state(database: Database, state: FileState, *files: FileId) -> None:
    async with database.transaction() as tx:
        await file_table.set_state(tx, files, state)


async def states(database: Database) -> dict[FileId, FileState]:
    rows = await database.fetch_all("SELECT id, state FROM files")
    return {FileId(file): FileState(state) for file, state in rows}


def dropped(heard: Sequence[object]) -> list[FileId]:
    return [file for event in heard if isinstance(event, FilesDropped) for file in event.files]


@scene
async def test_what_an_entry_shows_is_wanted_with_all_that_was_said_of_it(tmp_path: Path) -> None:
    async with a_shelf(tmp_path) as (database, heard):
        await show(database, 7, a_picture(1, original=True), ONE, ms=1234)
        assert FilesWanted() in heard
        picture = await file_table.by_id(database, id_of(a_picture(1)))
        original = await file_table.by_id(database, id_of(a_picture(1, original=True), 1))
        document = await file_table.by_id(database, id_of(ONE))
        assert picture is not None
        assert document is not None
        assert original is not None
        # ONE and the picture name the same key, size and list: one file, and its first mention counts.
        assert picture == document
        assert (picture.rank, picture.state) == (Rank.PICTURE, FileState.WANTED)
        assert (original.rank, original.state) == (Rank.ORIGINAL, FileState.ELSEWHERE)
        assert (picture.ref, picture.created_ms, picture.person) == (a_ref(1), 1234, ANNA)
        assert picture.stored == file_table.stored_bytes(1000) > 1000


@scene
async def test_a_file_goes_with_the_last_entry_that_shows_it(tmp_path: Path) -> None:
    async with a_shelf(tmp_path) as (database, heard):
        await show(database, 1, ONE)
        await show(database, 2, ONE, OTHER)
        await set_state(database, FileState.HELD, id_of(ONE))
        await gone(database, 1)
        assert await states(database) == {id_of(ONE): FileState.HELD, id_of(OTHER): FileState.WANTED}
        assert dropped(heard) == []
        await gone(database, 2)
        assert await states(database) == {}
        assert sorted(dropped(heard)) == sorted([id_of(ONE), id_of(OTHER)])
        assert await database.fetch_all("SELECT * FROM file_refs") == []


@scene
async def test_an_entry_that_shows_the_same_file_twice_counts_once(tmp_path: Path) -> None:
    async with a_shelf(tmp_path) as (database, heard):
        await show(database, 1, ONE, ONE)
        await gone(database, 1)
        assert await states(database) == {}
        assert dropped(heard) == [id_of(ONE)]


@scene
async def test_entries_that_go_together_are_counted_one_by_one(tmp_path: Path) -> None:
    async with a_shelf(tmp_path) as (database, heard):
        for arrival in (1, 2, 3):
            await show(database, arrival, ONE)
        await gone(database, 1, 2, 9)
        assert dropped(heard) == []
        await gone(database, 3, 3)
        assert dropped(heard) == [id_of(ONE)]


@scene
async def test_two_people_never_share_a_file_even_if_they_say_the_same_of_it(tmp_path: Path) -> None:
    async with a_shelf(tmp_path) as (database, heard):
        await show(database, 1, ONE)
        await set_state(database, FileState.HELD, id_of(ONE))
        await show(database, 2, ONE, person=BEN)
        assert await states(database) == {
            id_of(ONE): FileState.HELD,
            id_of(ONE, person=BEN): FileState.WANTED,
        }
        await gone(database, 1)
        assert dropped(heard) == [id_of(ONE)]


@scene
async def test_an_edit_keeps_what_stays_and_drops_what_does_not(tmp_path: Path) -> None:
    async with a_shelf(tmp_path) as (database, heard):
        await show(database, 1, ONE, OTHER)
        await set_state(database, FileState.HELD, id_of(ONE), id_of(OTHER))
        await show(database, 1, ONE, a_document(3), anew=True)
        assert await states(database) == {
            id_of(ONE): FileState.HELD,
            id_of(a_document(3)): FileState.WANTED,
        }
        assert dropped(heard) == [id_of(OTHER)]
        await show(database, 1, anew=True)
        assert await states(database) == {}


@scene
async def test_an_edit_leaves_alone_what_another_entry_shows(tmp_path: Path) -> None:
    async with a_shelf(tmp_path) as (database, heard):
        await show(database, 1, ONE)
        await show(database, 2, ONE)
        await show(database, 1, anew=True)
        assert list(await states(database)) == [id_of(ONE)]
        assert dropped(heard) == []


@pytest.mark.parametrize("state", FileState)
def test_a_second_mention_changes_nothing_about_where_it_is(tmp_path: Path, state: FileState) -> None:
    @scene
    async def play() -> None:
        async with a_shelf(tmp_path) as (database, _):
            await show(database, 1, ONE, ms=5000)
            await set_state(database, state, id_of(ONE))
            await show(database, 2, ONE, ms=9000)
            await show(database, 1, ONE, ms=9000, anew=True)
            assert await states(database) == {id_of(ONE): state}

    play()


@scene
async def test_nobody_hears_of_what_was_undone_and_everybody_of_what_was_kept(tmp_path: Path) -> None:
    async with a_shelf(tmp_path) as (database, heard):
        await show(database, 1, ONE)
        heard.clear()

        async def fail() -> None:
            async with database.transaction() as tx:
                await release(tx, [1])
                assert tx.erased
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await fail()
        assert heard == []
        assert list(await states(database)) == [id_of(ONE)]
        async with database.transaction() as tx:
            await release(tx, [1])
            assert heard == []
        assert dropped(heard) == [id_of(ONE)]


@scene
async def test_what_others_hold_is_kept_only_of_what_is_known_and_goes_with_it(tmp_path: Path) -> None:
    async with a_shelf(tmp_path) as (database, _):
        await show(database, 1, ONE)
        there, elsewhere = DeviceId(b"d" * 32), DeviceId(b"e" * 32)
        async with database.transaction() as tx:
            said = {(id_of(ONE), there): True, (id_of(OTHER), there): True, (id_of(ONE), elsewhere): False}
            await file_table.put_holders(tx, said)
            await file_table.put_holders(tx, said)
        assert await database.fetch_all("SELECT file, device FROM file_holders") == [(id_of(ONE), there)]
        assert await file_table.holders(database, [id_of(ONE)]) == {id_of(ONE): {there}}
        async with database.transaction() as tx:
            await file_table.put_holders(tx, {(id_of(ONE), there): False, (id_of(ONE), elsewhere): True})
        assert await file_table.holders(database, [id_of(ONE)]) == {id_of(ONE): {elsewhere}}
        await gone(database, 1)
        assert await database.fetch_all("SELECT * FROM file_holders") == []


@scene
async def test_what_is_asked_for_comes_first_then_pictures_then_files_the_newest_first(
    tmp_path: Path,
) -> None:
    async with a_shelf(tmp_path) as (database, _):
        for at in range(4):
            await show(database, at, a_picture(10 + at, original=True), a_document(20 + at), ms=at)
        asked = id_of(a_picture(10, original=True), 1)
        async with database.transaction() as tx:
            await file_table.ask(tx, [asked, id_of(a_document(99))])
        wanted = await file_table.wanted(database, 100)
        expected = [asked, *(id_of(a_picture(10 + at)) for at in (3, 2, 1, 0))]
        expected += [id_of(a_document(20 + at)) for at in (3, 2, 1, 0)]
        assert [row.id for row in wanted] == expected
        assert [row.id for row in await file_table.wanted(database, 3)] == expected[:3]
        await set_state(database, FileState.HELD, asked)
        row = await file_table.by_id(database, asked)
        assert row is not None
        assert not row.asked


@scene
async def test_asking_for_what_is_here_changes_nothing(tmp_path: Path) -> None:
    async with a_shelf(tmp_path) as (database, _):
        await show(database, 1, ONE)
        await set_state(database, FileState.HELD, id_of(ONE))
        async with database.transaction() as tx:
            await file_table.ask(tx, [id_of(ONE)])
        row = await file_table.by_id(database, id_of(ONE))
        assert row is not None
        assert (row.state, row.asked) == (FileState.HELD, False)


@scene
async def test_what_gives_way_first_is_originals_then_files_then_pictures_the_oldest_first(
    tmp_path: Path,
) -> None:
    async with a_shelf(tmp_path) as (database, _):
        for at in range(2):
            await show(database, at, a_picture(10 + at, original=True), a_document(20 + at), ms=at)
        await show(database, 9, a_document(30), person=BEN, ms=0)
        everything = list(await states(database))
        await set_state(database, FileState.HELD, *everything)
        oldest = await file_table.oldest(database, BEN, 1000, 100)
        assert [row.id for row in oldest] == [
            *(id_of(a_picture(10 + at, original=True), 1) for at in (0, 1)),
            *(id_of(a_document(20 + at)) for at in (0, 1)),
            *(id_of(a_picture(10 + at)) for at in (0, 1)),
        ]
        promised = oldest[0].id
        async with database.transaction() as tx:
            await file_table.promise(tx, [promised, id_of(a_document(99))], 5000)
            await file_table.promise(tx, [promised], 2000)  # an earlier end takes nothing back
        assert promised not in [row.id for row in await file_table.oldest(database, BEN, 5000, 100)]
        assert promised in [row.id for row in await file_table.oldest(database, BEN, 5001, 100)]


@scene
async def test_only_what_is_here_can_be_promised(tmp_path: Path) -> None:
    async with a_shelf(tmp_path) as (database, _):
        await show(database, 1, ONE)
        async with database.transaction() as tx:
            await file_table.promise(tx, [id_of(ONE)], 5000)
        row = await file_table.by_id(database, id_of(ONE))
        assert row is not None
        assert row.keep_ms == 0


@scene
async def test_how_much_is_here_is_counted_by_person_and_by_state(tmp_path: Path) -> None:
    async with a_shelf(tmp_path) as (database, _):
        await show(database, 1, ONE, OTHER)
        await show(database, 2, a_document(3, size=70_000), person=BEN)
        held = id_of(ONE), id_of(a_document(3, size=70_000), person=BEN)
        await set_state(database, FileState.HELD, *held)
        one, large = file_table.stored_bytes(1000), file_table.stored_bytes(70_000)
        assert await file_table.usage(database) == {ANNA: one, BEN: large}
        assert await file_table.sizes(database, FileState.HELD) == {held[0]: one, held[1]: large}
        assert await file_table.counts(database) == {
            FileState.HELD: (2, one + large),
            FileState.WANTED: (1, one),
        }


@scene
async def test_originals_are_wanted_when_the_reader_says_so_before_or_after(tmp_path: Path) -> None:
    async with a_shelf(tmp_path) as (database, heard):
        first, second = (a_picture(at, original=True) for at in (1, 2))
        await show(database, 1, first)
        heard.clear()
        async with database.transaction() as tx:
            await me_table.set_value(tx, "keep-originals", b"yes")
            await file_table.want_originals(tx, wanted=True)
        assert heard == [FilesWanted()]
        await show(database, 2, second)
        assert set((await states(database)).values()) == {FileState.WANTED}
        async with database.transaction() as tx:
            await file_table.ask(tx, [id_of(first, 1)])
            await me_table.delete_value(tx, "keep-originals")
            await file_table.want_originals(tx, wanted=False)
        found = await states(database)
        # What somebody asked for is still on its way.
        assert found[id_of(first, 1)] is FileState.WANTED
        assert found[id_of(second, 1)] is FileState.ELSEWHERE
        assert found[id_of(second)] is FileState.WANTED


@scene
async def test_many_files_are_looked_up_at_once(tmp_path: Path) -> None:
    async with a_shelf(tmp_path) as (database, _):
        listed = [a_document(at) for at in range(1, 1203)]
        await show(database, 1, *listed)
        found = await file_table.by_ids(database, [id_of(one) for one in listed] + [FileId(bytes(32))])
        assert len({row.id for row in found.values()}) == len(found) == 1202
        assert await file_table.by_ids(database, []) == {}


@pytest.mark.parametrize(
    "broken",
    [
        lambda ref: replace(ref, key=ref.key[:-1]),
        lambda ref: replace(ref, size=-1),
        lambda ref: replace(ref, list_digest=b""),
    ],
)
def test_the_database_takes_no_row_that_cannot_be(
    tmp_path: Path, broken: Callable[[FileRef], FileRef]
) -> None:
    @scene
    async def play() -> None:
        async with a_shelf(tmp_path) as (database, heard):
            with pytest.raises(Exception, match=r"constraint|32 bytes|convert"):
                await show(database, 1, Document(broken(a_ref()), "x"))
            assert await states(database) == {}
            assert not any(isinstance(event, FilesWanted) for event in heard)

    play()


@scene
async def test_a_database_of_version_1_learns_of_pictures(tmp_path: Path) -> None:
    path = tmp_path / "organic.db"
    raw = raw_connection(path)
    raw.executescript(f"BEGIN;\n{STEPS[0]}\nPRAGMA user_version = 1;\nCOMMIT;")
    raw.execute("INSERT INTO feeds (circle, author, lane, branch) VALUES (?, ?, 1, x'')", (CIRCLE, ANNA))
    raw.execute(
        "INSERT INTO entries (arrival, id, circle, person, feed, seq, post, text, created_ms, stamp, edited, mark) "
        "VALUES (1, ?, ?, ?, 1, 0, ?, 'hello', 5, ?, 0, 0)",
        (b"o" * 32, CIRCLE, ANNA, b"o" * 32, b"s" * 40),
    )
    raw.close()
    database = await Database.open(path, KEY)
    try:
        assert await database.fetch_all("SELECT text, attachments FROM entries") == [("hello", b"")]
        await show(database, 1, ONE)
        assert list(await states(database)) == [id_of(ONE)]
        await database.check()
        assert await database.fetch_all("PRAGMA user_version") == [(len(STEPS),)]
    finally:
        await database.close()
