"""Pictures and files travel with their posts, and come back from whatever a disk or a line does to them."""

import asyncio
import errno
import os
import random
import shutil
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.files import (
    PIECE_BYTES,
    digest_list,
    digest_piece,
    piece_count,
    sealed_bytes,
    sealed_piece_bytes,
)
from organic_p2p.api import requests as q
from organic_p2p.domain.ids import FileId
from organic_p2p.engine import Engine
from organic_p2p.records import content
from organic_p2p.records.attachments import Document, FileRef
from organic_p2p.services.vault import FOLDER, REST_S, Vault
from organic_p2p.store import files as file_table
from organic_p2p.store.filefolder import FileFolder
from organic_p2p.store.files import FileState
from sync.ports import Held, Put
from tests.organic_p2p.household import (
    FAMILY,
    Home,
    copy_of,
    every_op,
    hand_over,
    household,
    meet,
    newcomer,
    pass_on,
    scene,
    table,
)
from tests.organic_p2p.pictures import (
    Together,
    album,
    assert_tidy,
    damage,
    document,
    files_of,
    holds,
    in_list,
    in_piece,
    on_disk,
    panorama,
    pasted,
    photo,
    post_with,
    rows,
    saved,
    states,
    the_file,
    together,
)

SMALL, LARGE = 1000, 40 * PIECE_BYTES


class Counted:
    """Counts the pieces that the vault of a home keeps, and the lists that it takes."""

    def __init__(self, home: Home, patch: pytest.MonkeyPatch) -> None:
        self.pieces: list[tuple[FileId, int]] = []
        self.lists = 0
        vault = home.engine.vault
        put, begin = vault.put, vault.begin

        async def counted_put(file: bytes, pieces: Sequence[tuple[int, bytes]]) -> Put:
            self.pieces += [(FileId(file), index) for index, _ in pieces]
            return await put(file, pieces)

        async def counted_begin(file: bytes, pieces: bytes) -> Sequence[int] | None:
            self.lists += 1
            return await begin(file, pieces)

        patch.setattr(vault, "put", counted_put)
        patch.setattr(vault, "begin", counted_begin)


# -- travelling ----------------------------------------------------------------------------------


@scene
async def test_what_is_posted_arrives_and_is_saved_the_same(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as homes:
        anna, ben, cleo = homes
        family = Together(*homes)
        letter = os.urandom(LARGE + 77)
        post = await post_with(anna, "look", photo(1), document(tmp_path, "letter.bin", letter), pasted(b""))
        await family.talk()
        shown = await saved(anna, post, tmp_path / "a")
        assert shown[1:] == [letter, b""]
        for home in (ben, cleo):
            assert await states(home) == [FileState.HELD] * 3
            assert await saved(home, post, tmp_path / home.name) == shown
            await assert_tidy(home)
        assert await album(anna) == await album(ben) == await album(cleo)
        assert family.unbroken


@scene
async def test_who_has_what_is_known_to_all_and_shown(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        family = Together(anna, ben, cleo, pairs=[(anna, ben)])
        await post_with(anna, "look", pasted(b"x"))
        await family.talk()
        (seen,) = await ben.posts()
        (file,) = seen.files
        assert (file.file.state, file.file.percent, file.file.held, file.file.of) == ("here", 100, 2, 3)
        assert file.file.on == ("Anna",)
        await pass_on(ben, cleo)
        (seen,) = await cleo.posts()
        # Its author has it: nobody has told Cleo, and it is so all the same.
        assert (seen.files[0].file.state, seen.files[0].file.percent) == ("coming", 0)
        assert seen.files[0].file.on == ("Anna",)
        await Together(anna, ben, cleo).talk()
        for home in (anna, ben, cleo):
            (seen,) = await home.posts()
            assert (seen.files[0].file.held, seen.files[0].file.of) == (3, 3)


@scene
async def test_a_file_goes_by_way_of_somebody_when_its_author_is_away(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        post = await post_with(anna, "look", pasted(b"by way of Ben"))
        await together(anna, ben)
        await together(ben, cleo)
        assert await saved(cleo, post, tmp_path / "out") == [b"by way of Ben"]


@scene
async def test_originals_come_when_somebody_asks_for_them(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await post_with(anna, "", panorama())
        family = await together(anna, ben)
        assert await states(ben) == [FileState.HELD, FileState.ELSEWHERE]
        assert (await ben.posts())[0].pictures[0].original.file.state == "elsewhere"  # type: ignore[union-attr]
        assert await ben.refusal(q.Save(post.hex(), str(tmp_path / "o"), 0, True, 0)) == "elsewhere"
        await family.talk()
        assert await saved(ben, post, tmp_path / "o", original=True) == await saved(
            anna, post, tmp_path / "a", original=True
        )
        assert await states(ben) == [FileState.HELD] * 2


@scene
async def test_originals_come_by_themselves_where_the_reader_wants_them_all(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await post_with(anna, "", panorama())
        family = await together(anna, ben)
        await ben.ask(q.Storage(None, True))
        await family.talk()
        assert await states(ben) == [FileState.HELD] * 2
        await post_with(anna, "", panorama())
        await family.talk()
        assert await states(ben) == [FileState.HELD] * 4


@scene
async def test_a_newcomer_gets_the_old_pictures(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await post_with(anna, "long ago", photo(1), pasted(os.urandom(100_000)))
        await together(anna, ben)
        async with newcomer(tmp_path, anna) as nina:
            await pass_on(anna, ben)
            # Anna is away by now.
            family = Together(ben, nina)
            await family.pass_time(1.0)
            assert await saved(nina, post, tmp_path / "n") == await saved(anna, post, tmp_path / "a")
            assert await album(nina) == await album(anna)
            await assert_tidy(nina)


@scene
async def test_pictures_of_somebody_who_was_removed_stay_and_travel_on(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        post = await post_with(cleo, "before", pasted(b"Cleo's"))
        await together(anna, cleo)
        await anna.remove(cleo)
        await together(anna, ben)
        for home in (anna, ben):
            assert await saved(home, post, tmp_path / home.name) == [b"Cleo's"]
        # And what is posted from now on Cleo does not get, nor does she get a piece of it.
        await post_with(anna, "after", pasted(os.urandom(LARGE)))
        family = Together(anna, cleo)
        await family.talk()
        assert len(await rows(cleo)) == 1
        assert family.sent_bytes < PIECE_BYTES


# -- going ---------------------------------------------------------------------------------------


@scene
async def test_the_content_of_a_deleted_post_goes_from_all_computers(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        family = Together(anna, ben, cleo)
        gone = await post_with(anna, "", photo(1), pasted(os.urandom(SMALL)))
        stays = await post_with(anna, "", pasted(b"stays"))
        await family.talk()
        comment = (await ben.ask(q.Comment(stays.hex(), "", (pasted(b"a comment"),)))).post
        await family.talk()
        assert [len(await rows(home)) for home in (anna, ben, cleo)] == [4, 4, 4]
        await anna.delete(gone)
        await ben.delete(comment)
        await family.talk()
        for home in (anna, ben, cleo):
            assert len(await rows(home)) == 1
            await assert_tidy(home)
            assert await saved(home, stays, tmp_path / home.name) == [b"stays"]


@scene
async def test_a_post_that_is_deleted_while_its_file_is_on_its_way_leaves_nothing(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        family = await together(anna, ben)
        post = await post_with(anna, "", pasted(os.urandom(LARGE)))
        await family.some(LARGE // 4)
        assert [name for name in on_disk(ben) if name.endswith(".part")]
        await anna.delete(post)
        await family.pass_time(2.0)
        for home in (anna, ben):
            assert await rows(home) == {}
            assert on_disk(home) == {}
        assert family.unbroken


@scene
async def test_a_post_that_is_deleted_when_its_file_is_just_whole_leaves_nothing(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        family = await together(anna, ben)
        post = await post_with(anna, "", pasted(os.urandom(SMALL)))
        await family.some(LARGE)
        assert [row.state for row in (await rows(ben)).values()] == [FileState.WANTED]
        await ben.take(*await every_op(anna))
        await anna.delete(post)
        await hand_over(ben, ben.circle().id, await every_op(anna))
        await family.talk()
        for home in (anna, ben):
            assert await rows(home) == {}
            assert on_disk(home) == {}


@scene
async def test_a_post_that_is_deleted_between_the_look_and_the_write_leaves_nothing(tmp_path: Path) -> None:
    """The list of a file has come, the thread that writes it is slow, and meanwhile its post is deleted."""
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await post_with(anna, "", pasted(os.urandom(SMALL)))
        await pass_on(anna, ben)
        row, vault = await the_file(ben), ben.engine.vault
        list_ = anna.engine.vault.folder.list_of_part(row.id, row.ref.size)
        assert list_ is not None
        loop, there, go_on, real = (
            asyncio.get_running_loop(),
            asyncio.Event(),
            threading.Event(),
            FileFolder.begin,
        )

        def slow(self: FileFolder, *args: Any) -> None:
            loop.call_soon_threadsafe(there.set)
            assert go_on.wait(20)
            real(self, *args)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(FileFolder, "begin", slow)
            beginning = asyncio.create_task(vault.begin(row.id, list_))
            await there.wait()
            await anna.delete(post)
            await pass_on(anna, ben)
            await vault.settle()
            go_on.set()
            await beginning
        await vault.settle()
        assert await rows(ben) == {}
        assert on_disk(ben) == {}


@scene
async def test_a_deletion_and_the_power_cut_after_it_leave_nothing(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await post_with(anna, "", pasted(b"x"))
        await together(anna, ben)
        await anna.delete(post)
        await meet(anna, ben)
        assert len(on_disk(ben)) == 1  # or the test would prove nothing
        await ben.reopen()
        assert on_disk(ben) == {}


@scene
async def test_a_disk_that_does_not_let_go_of_a_deleted_file_is_asked_again(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        post = await post_with(anna, "", pasted(b"x"))
        await anna.delete(post)
        with pytest.MonkeyPatch.context() as patch:

            def fail(self: FileFolder, files: object) -> None:
                raise OSError(errno.EIO, "the disk")

            patch.setattr(FileFolder, "delete", fail)
            await anna.engine.vault.settle()
        anna.clock.advance(REST_S)
        await anna.engine.vault.settle()
        assert on_disk(anna) == {}


# -- edits ---------------------------------------------------------------------------------------


async def an_edit(home: Home, post: bytes, text: str, keep: Sequence[int]) -> None:
    """Write an edit that keeps these of the attachments, by their numbers."""
    home.clock.advance(1)
    (entry,) = [e for e in await home.engine.feed.feed(FAMILY, 100, "") if e.id == post]
    before = await table(home, "SELECT earlier, seq FROM edits WHERE target = ?", post)
    earlier = tuple(seq for _, seq in before)
    listed = tuple(entry.attachments[number - 1] for number in keep)
    await home.write(content.Edit(entry.id, entry.id, None, text, earlier, listed))


@scene
async def test_an_edit_keeps_the_pictures_and_fetches_nothing_again(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await post_with(anna, "first", photo(1), pasted(os.urandom(LARGE)))
        family = await together(anna, ben)
        before = family.sent_bytes
        await anna.edit(post, "second")
        await family.talk()
        assert family.sent_bytes - before < PIECE_BYTES
        for home in (anna, ben):
            assert await home.texts() == ["second"]
            assert await states(home) == [FileState.HELD] * 2
        assert await saved(anna, post, tmp_path / "a") == await saved(ben, post, tmp_path / "b")


@scene
async def test_an_edit_that_drops_a_picture_drops_its_file_everywhere(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await post_with(anna, "first", pasted(b"one"), pasted(b"two"))
        family = await together(anna, ben)
        await an_edit(anna, post, "second", [2])
        await family.talk()
        for home in (anna, ben):
            await assert_tidy(home)
            assert await saved(home, post, tmp_path / home.name) == [b"two"]
            assert len(on_disk(home)) == 1


@settings(max_examples=5)
@given(st.integers(0, 1 << 32))
def test_in_whatever_order_a_post_and_its_edits_arrive_all_see_the_same_pictures(seed: int) -> None:
    @scene
    async def play() -> None:
        chance = random.Random(seed)
        with tempfile.TemporaryDirectory() as base:
            async with household(Path(base), "Anna", "Ben", "Cleo") as (anna, ben, cleo):
                first = len(await every_op(anna))
                post = await post_with(anna, "0", *(pasted(b"%d" % n) for n in range(3)))
                numbers = [1, 2, 3]
                for text in ("1", "2"):
                    numbers = sorted(
                        chance.sample(range(1, len(numbers) + 1), chance.randint(1, len(numbers)))
                    )
                    await an_edit(anna, post, text, numbers)
                ops = (await every_op(anna))[first:]
                for home in (ben, cleo):
                    # The newest first, or the oldest, or one that stands alone in between.
                    shuffled = [*ops]
                    chance.shuffle(shuffled)
                    for op in shuffled:
                        await hand_over(home, anna.circle().id, [op])
                await (family := Together(anna, ben, cleo)).talk()
                assert await album(anna) == await album(ben) == await album(cleo)
                assert (await anna.posts())[0].text == "2"
                contents = [
                    await saved(home, post, Path(base) / f"o{home.name}") for home in (anna, ben, cleo)
                ]
                assert contents[0] == contents[1] == contents[2]
                for home in (anna, ben, cleo):
                    await assert_tidy(home)
                assert family.unbroken

    play()


@scene
async def test_somebody_elses_edit_changes_no_pictures(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await post_with(anna, "Anna's", pasted(b"x"))
        family = await together(anna, ben)
        await ben.write(content.Edit(post, post, None, "Ben's", (), ()))
        await family.talk()
        for home in (anna, ben):
            assert await home.texts() == ["Anna's"]
            assert await states(home) == [FileState.HELD]


# -- lines and disks that break ------------------------------------------------------------------


@scene
async def test_a_restart_in_the_middle_asks_for_nothing_again(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        with pytest.MonkeyPatch.context() as patch:
            counted = Counted(ben, patch)
            family = await together(anna, ben)
            post = await post_with(anna, "", pasted(os.urandom(LARGE)))
            await family.some(LARGE // 2)
            await family.cut()
            first = len(counted.pieces)
            assert 5 < first < piece_count(LARGE)
        await ben.reopen()
        with pytest.MonkeyPatch.context() as patch:
            counted = Counted(ben, patch)
            family = await together(anna, ben)
            assert len(counted.pieces) == piece_count(LARGE) - first
            assert counted.lists == 0
            assert family.sent_bytes < 1.2 * sealed_bytes(LARGE) * len(counted.pieces) / piece_count(LARGE)
        assert await saved(anna, post, tmp_path / "a") == await saved(ben, post, tmp_path / "b")


@scene
async def test_how_much_has_come_is_shown(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        family = await together(anna, ben)
        await post_with(anna, "", pasted(os.urandom(LARGE)))
        await family.some(LARGE // 2)
        (seen,) = await ben.posts()
        assert seen.files[0].file.state == "coming"
        assert 10 < seen.files[0].file.percent < 100


@scene
async def test_what_a_power_cut_took_from_a_part_is_fetched_again_and_nothing_else(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        family = await together(anna, ben)
        post = await post_with(anna, "", pasted(os.urandom(LARGE)))
        await family.some(LARGE // 2)
        await family.cut()
        row = await the_file(ben)
        part = ben.folder / FOLDER / f"{row.id.hex()}.part"
        held = part.stat().st_size
        os.truncate(part, held // 2)
        data = bytearray(part.read_bytes())
        data[in_piece(row, 1)] ^= 1
        part.write_bytes(data)
        await ben.reopen()
        with pytest.MonkeyPatch.context() as patch:
            counted = Counted(ben, patch)
            await together(anna, ben)
            assert len({index for _, index in counted.pieces}) == len(counted.pieces) < piece_count(LARGE)
            assert 1 in {index for _, index in counted.pieces}
        assert await saved(anna, post, tmp_path / "a") == await saved(ben, post, tmp_path / "b")


@scene
async def test_what_is_missing_at_the_start_is_wanted_again(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await post_with(anna, "", pasted(b"one"), pasted(b"two"))
        await together(anna, ben)
        for path in (ben.folder / FOLDER).iterdir():
            path.unlink()
        await ben.reopen()
        assert await states(ben) == [FileState.WANTED] * 2
        assert (await ben.posts())[0].files[0].file.state == "coming"
        await together(anna, ben)
        assert await saved(ben, post, tmp_path / "b") == [b"one", b"two"]


@scene
async def test_ones_own_file_that_is_missing_comes_back_from_others(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await post_with(anna, "", photo(1))
        before = await saved(anna, post, tmp_path / "before")
        await together(anna, ben)
        shutil.rmtree(anna.folder / FOLDER)
        await anna.reopen()
        await together(anna, ben)
        assert await saved(anna, post, tmp_path / "after") == before


@scene
async def test_a_home_put_back_from_an_older_copy_gets_its_own_pictures_back(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben), copy_of(ben, tmp_path / "backup") as old:
        post = await post_with(ben, "since then", photo(1), pasted(b"x" * SMALL))
        await together(anna, ben)
        assert await rows(old) == {}
        await together(anna, old)
        assert await saved(old, post, tmp_path / "old") == await saved(ben, post, tmp_path / "ben")
        assert [row.person for row in (await rows(old)).values()] == [ben.person] * 2


@scene
async def test_damage_that_the_reader_finds_is_mended_from_another_computer(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        letter = os.urandom(5 * PIECE_BYTES)
        post = await post_with(anna, "", pasted(letter))
        family = await together(anna, ben)
        damage(ben, await the_file(ben), in_piece(await the_file(ben), 3))
        assert await ben.refusal(q.Save(post.hex(), str(tmp_path / "x"), 0, False, 0)) == "file-damaged"
        assert not list((tmp_path / "x").iterdir())
        assert await ben.refusal(q.ReadFile(post.hex(), 1, 0, False)) == "elsewhere"
        with pytest.MonkeyPatch.context() as patch:
            counted = Counted(ben, patch)
            await family.talk()
            assert [index for _, index in counted.pieces] == [3]
        assert await saved(ben, post, tmp_path / "y") == [letter]


@scene
async def test_damage_that_a_peers_request_finds_is_mended_and_the_peer_is_not_blamed_nor_blames(
    tmp_path: Path,
) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        letter = os.urandom(5 * PIECE_BYTES)
        post = await post_with(anna, "", pasted(letter))
        await together(anna, ben)
        damage(ben, await the_file(ben), in_piece(await the_file(ben), 3))
        family = Together(ben, cleo)
        await family.talk()
        assert await states(ben) == await states(cleo) == [FileState.WANTED]
        assert family.unbroken
        family = Together(anna, ben, cleo)
        for _ in range(3):
            await family.pass_time(6.0)
        for home in (ben, cleo):
            assert await saved(home, post, tmp_path / home.name) == [letter]
        assert family.unbroken


@scene
async def test_a_file_of_which_nothing_was_missing_after_a_restart_is_fetched_again_when_it_is_damaged(
    tmp_path: Path,
) -> None:
    """Its last piece came, and the engine stopped before it was safe: then it is whole without another piece."""
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        letter = os.urandom(5 * PIECE_BYTES)
        family = await together(anna, ben)
        post = await post_with(anna, "", pasted(letter))
        await family.some(LARGE)
        await family.cut()
        await ben.reopen()
        family = await together(anna, ben)
        assert await states(ben) == [FileState.HELD]
        damage(ben, await the_file(ben), in_piece(await the_file(ben), 3))
        assert await ben.refusal(q.Save(post.hex(), str(tmp_path / "x"), 0, False, 0)) == "file-damaged"
        for _ in range(3):
            await family.pass_time(130.0)
        assert await saved(ben, post, tmp_path / "y") == [letter]


@scene
async def test_a_damaged_list_is_found_too_and_does_not_set_two_honest_computers_at_odds(
    tmp_path: Path,
) -> None:
    """One bit that a disk turned over must not end the conversation of those two, each time they meet."""
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        letter = os.urandom(5 * PIECE_BYTES)
        post = await post_with(anna, "", pasted(letter))
        await together(anna, ben)
        damage(ben, await the_file(ben), in_list(await the_file(ben), 4))
        family = Together(ben, cleo)
        await family.talk()
        assert family.unbroken
        assert await states(ben) == [FileState.WANTED]
        family = Together(anna, ben, cleo)
        for _ in range(3):
            await family.pass_time(6.0)
        for home in (ben, cleo):
            assert await saved(home, post, tmp_path / home.name) == [letter]
        assert family.unbroken


@scene
async def test_what_nobody_can_open_is_said_so_and_comes_over_the_line_once(tmp_path: Path) -> None:
    """Its author encrypted nonsense: the pieces are what the list says, and none of them opens."""
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await post_with(anna, "", pasted(b"x"))  # so that there is a folder
        piece = os.urandom(sealed_piece_bytes(SMALL, 0))
        list_ = digest_piece(piece)
        ref = FileRef(bytes(32), SMALL, digest_list(list_))
        file = ref.id_in(anna.circle().id, anna.person)
        (anna.folder / FOLDER / file.hex()).write_bytes(list_ + piece)
        op = await anna.write(content.Post("nonsense", (Document(ref, "file"),)))
        async with anna.engine.core.database.transaction() as tx:
            await file_table.set_state(tx, [file], FileState.HELD)
        family = await together(anna, ben)
        assert await holds(ben, file)
        with pytest.MonkeyPatch.context() as patch:
            counted = Counted(ben, patch)
            save = q.Save(op.id.hex(), str(tmp_path / "x"), 0, False, 0)
            assert await ben.refusal(save) == "file-damaged"
            await family.talk()
            assert await holds(ben, file)
            assert counted.pieces == []
        assert family.unbroken


@scene
async def test_a_disk_without_room_rests_and_goes_on_later(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        family = await together(anna, ben)
        post = await post_with(anna, "", pasted(os.urandom(LARGE)))
        await family.some(LARGE // 4)
        real = os.pwrite

        def full(*args: Any) -> int:
            raise OSError(errno.ENOSPC, "full")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("organic_p2p.store.filefolder.os.pwrite", full)
            await family.talk()
            assert await states(ben) == [FileState.WANTED]
            assert await ben.engine.vault.wishes() == []
        assert os.pwrite is real
        assert family.unbroken
        # Posts come all the while.
        await anna.post("meanwhile")
        await family.talk()
        assert await ben.texts() == ["", "meanwhile"]
        ben.clock.advance(REST_S)
        ben.engine.vault._wishes_changed()
        await family.pass_time(200.0)
        assert await saved(ben, post, tmp_path / "b") == await saved(anna, post, tmp_path / "a")


@scene
async def test_a_file_that_is_whole_and_cannot_be_made_safe_is_not_lost(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        family = await together(anna, ben)
        post = await post_with(anna, "", pasted(b"x" * SMALL))
        with pytest.MonkeyPatch.context() as patch:

            def fail(self: FileFolder, files: object) -> None:
                raise OSError(errno.EIO, "the disk")

            patch.setattr(FileFolder, "finish", fail)
            await family.talk()
            assert await states(ben) == [FileState.WANTED]
        with pytest.MonkeyPatch.context() as patch:
            counted = Counted(ben, patch)
            ben.clock.advance(REST_S)
            ben.engine.vault._wishes_changed()
            await family.pass_time(200.0)
            assert counted.pieces == []
        assert await saved(ben, post, tmp_path / "b") == [b"x" * SMALL]


@scene
async def test_of_a_file_that_is_here_nothing_is_missing_and_nothing_rests(tmp_path: Path) -> None:
    """A wish is read while the last piece of it is made safe: then a file is resumed that is whole already."""
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await post_with(anna, "", pasted(b"x"))
        await together(anna, ben)
        here = await the_file(ben)
        await post_with(anna, "", pasted(b"another"))
        await pass_on(anna, ben)
        vault = ben.engine.vault
        assert not await vault.resume(here.id)
        assert len(await vault.wishes()) == 1


@scene
async def test_a_start_with_something_strange_among_the_files_is_a_start(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        post = await post_with(anna, "", pasted(b"x"))
        (anna.folder / FOLDER / "@eaDir").mkdir()
        await anna.reopen()
        assert await saved(anna, post, tmp_path / "a") == [b"x"]


# -- limits --------------------------------------------------------------------------------------


@scene
async def test_what_has_no_room_is_elsewhere_until_there_is_some(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        ben.engine.vault.storage.limit = 100_000
        post = await post_with(anna, "", pasted(os.urandom(80_000)))
        family = await together(anna, ben)
        (seen,) = await ben.posts()
        assert seen.files[0].file.state == "elsewhere"
        assert on_disk(ben) == {}
        # The reader may have it all the same: that is more than Anna's share, and less than the limit.
        assert await ben.refusal(q.Save(post.hex(), str(tmp_path / "x"), 0, False, 0)) == "elsewhere"
        await family.talk()
        assert len(await saved(ben, post, tmp_path / "y")) == 1


@scene
async def test_a_limit_that_the_reader_raises_lets_in_what_waited(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        ben.engine.vault.storage.limit = 10
        await post_with(anna, "", pasted(os.urandom(80_000)))
        family = await together(anna, ben)
        assert on_disk(ben) == {}
        await ben.ask(q.Storage(1_000_000_000, None))
        await family.talk()
        assert await states(ben) == [FileState.HELD]
        await ben.reopen()
        assert ben.engine.vault.storage.limit == 1_000_000_000


@scene
async def test_a_disk_that_is_nearly_full_takes_no_more(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ben.engine.vault.folder, "free_bytes", lambda: 1_000_050_000)
            await post_with(anna, "", pasted(os.urandom(80_000)), pasted(b"small"))
            family = await together(anna, ben)
            assert sorted(await states(ben)) == [FileState.WANTED, FileState.HELD]

            def gone() -> int:
                raise OSError(errno.EIO, "the disk")

            patch.setattr(ben.engine.vault.folder, "free_bytes", gone)
            await post_with(anna, "", pasted(b"small, too"))
            await family.talk()
            assert (await states(ben)).count(FileState.HELD) == 1
        await family.pass_time(200.0)
        ben.engine.vault._wishes_changed()
        await family.talk()
        assert await states(ben) == [FileState.HELD] * 3


@scene
async def test_a_half_that_finds_no_room_after_a_restart_is_elsewhere_and_not_coming(tmp_path: Path) -> None:
    """Also when it is asked whether there is room at the very moment in which the half goes."""
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        family = await together(anna, ben)
        await post_with(anna, "", pasted(os.urandom(LARGE)))
        await family.some(LARGE // 2)
        await family.cut()
        await ben.reopen()
        with pytest.MonkeyPatch.context() as patch:
            vault, loop = ben.engine.vault, asyncio.get_running_loop()
            refused: list[FileId] = []
            delete = vault.folder.delete
            patch.setattr(vault.folder, "free_bytes", lambda: 900_000_000)

            def late(files: Sequence[FileId]) -> None:
                refused.extend(
                    file
                    for file in files
                    if not asyncio.run_coroutine_threadsafe(vault.admit(file), loop).result(10)
                )
                delete(files)

            patch.setattr(vault.folder, "delete", late)
            await vault.settle()
            assert len(refused) == 1
            (seen,) = await ben.posts()
            assert seen.files[0].file.state == "elsewhere"
            assert on_disk(ben) == {}


def test_a_home_without_a_person_settles(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """`organic status` on a new computer is nothing that a log should complain of."""

    async def settles() -> None:
        engine = await Engine.open(tmp_path)
        try:
            await engine.settle()
        finally:
            await engine.close()

    asyncio.run(settles())
    assert not caplog.records


@scene
async def test_what_the_reader_asks_for_comes_before_everything_else(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        for _ in range(3):
            await post_with(anna, "", pasted(b"old"))
        await pass_on(anna, ben)
        vault: Vault = ben.engine.vault
        wished = [wish.file for wish in await vault.wishes()]
        await vault.ask([FileId(wished[-1])])
        assert [wish.file for wish in await vault.wishes()] == [wished[-1], *wished[:-1]]


@scene
async def test_nothing_is_held_of_what_is_not_known(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        post = await post_with(anna, "", pasted(b"x"))
        (row,) = await files_of(anna, post)
        vault, scope = anna.engine.vault, anna.circle().id
        unknown = bytes(32)
        asked = [row.id, unknown, row.id]
        assert await vault.holding(scope, asked, keep=False) == [Held.WHOLE, Held.NONE, Held.WHOLE]
        assert await vault.holding(scope, asked, keep=True) == [Held.PROMISED, Held.NONE, Held.PROMISED]
        assert await vault.holding(bytes(32), asked, keep=True) == [Held.NONE] * 3
        assert await vault.read(scope, unknown, [0, 1]) == [None, None]
        assert await vault.read(bytes(32), row.id, [0, 1]) == [None, None]
        assert await vault.read(scope, row.id, [7, 1 << 40]) == [None, None]
        assert await vault.begin(unknown, b"") == []
        assert await vault.put(unknown, [(0, b"x")]) is Put.KEPT
        assert await vault.resume(unknown) is None
        assert await holds(anna, row.id)


@scene
async def test_what_was_begun_takes_room_until_it_is_given_up_for_something_newer(tmp_path: Path) -> None:
    """Also after a restart: otherwise a disk would fill with halves of what nobody has any more."""
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        family = await together(anna, ben)
        await post_with(anna, "", pasted(os.urandom(LARGE)))
        await family.some(LARGE // 2)
        await family.cut()
        await ben.reopen()
        (part,) = on_disk(ben)
        assert part.endswith(".part")
        ben.engine.vault.storage.limit = int(2.1 * sealed_bytes(LARGE))
        assert (await ben.engine.vault.storage.room()).total >= sealed_bytes(LARGE)
        await post_with(ben, "", pasted(os.urandom(LARGE // 2)))
        await post_with(cleo, "", pasted(os.urandom(LARGE)))
        family = await together(cleo, ben)
        await family.pass_time(30.0)
        # His own, and hers.
        assert len(on_disk(ben)) == 2
        assert not [name for name in on_disk(ben) if name.endswith(".part")]
        assert family.unbroken
