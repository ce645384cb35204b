"""Near the limit what is old makes room for what is new, and nothing is lost by it."""

import asyncio
import os
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.domain.ids import FileId
from organic_p2p.domain.storage import RESERVE_BYTES
from organic_p2p.handlers import handle
from organic_p2p.services import attaching
from organic_p2p.services.storage import PROMISE_MS
from organic_p2p.store.files import FileState, stored_bytes
from sync.files import KEEP_AGAIN_S
from sync.ports import Held
from tests.organic_p2p.household import FAMILY, Home, household, scene, table
from tests.organic_p2p.pictures import (
    Together,
    assert_tidy,
    document,
    files_of,
    holds,
    on_disk,
    pasted,
    post_with,
    rows,
    saved,
    states,
    together,
)

SIZE = 60_000
STORED = stored_bytes(SIZE)
DAY_S = PROMISE_MS / 1000


def a_file() -> q.Attach:
    return pasted(os.urandom(SIZE))


async def posts_of(home: Home, count: int) -> list[bytes]:
    return [await post_with(home, str(number), a_file()) for number in range(count)]


async def the_only(home: Home, post: bytes) -> FileId:
    (row,) = await files_of(home, post)
    return row.id


async def says(home: Home, other: Home, file: FileId, held: Held) -> None:
    """Let `home` hear what another says of a file."""
    await home.engine.vault.learned(other.peer, home.circle().id, [(file, held)])


async def look(home: Home) -> set[bytes]:
    """Return what a home would give up, after it has looked."""
    await home.engine.vault.wishes()
    return {file for _, file in home.engine.vault.spare()}


# -- who gives way to what -----------------------------------------------------------------------


@scene
async def test_old_files_give_way_to_new_ones_and_come_back_when_asked_for(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        family = await together(anna, ben, cleo)
        ben.engine.vault.storage.limit = int(2.5 * STORED)
        old, _ = await posts_of(anna, 2)
        await family.pass_time(1.0)
        # Half of it is Anna's: one file has come.
        assert sorted(await states(ben)) == [FileState.WANTED, FileState.HELD]
        ben.engine.vault.storage.limit = int(4.1 * STORED)
        ben.engine.vault._wishes_changed()
        await family.pass_time(1.0)
        assert await states(ben) == [FileState.HELD] * 2
        new = await post_with(anna, "new", a_file())
        for _ in range(3):
            await family.pass_time(KEEP_AGAIN_S)
        assert await states(ben) == [FileState.GIVEN_UP, FileState.HELD, FileState.HELD]
        assert ben.engine.vault.storage.gave_way == 1
        for home in (anna, cleo):
            assert await states(home) == [FileState.HELD] * 3
        await assert_tidy(ben)
        seen = {post.id: post.files[0].file for post in await ben.posts()}
        assert (seen[old].state, seen[new].state) == ("elsewhere", "here")
        assert set(seen[old].on) == {"Anna", "Cleo"}
        assert (seen[old].held, seen[old].of) == (2, 3)
        # The reader wants it back: something else goes for it.
        assert await ben.refusal(q.Save(old.hex(), str(tmp_path / "x"), 0, False, 0)) == "elsewhere"
        for _ in range(3):
            await family.pass_time(KEEP_AGAIN_S)
        assert await saved(ben, old, tmp_path / "b") == await saved(anna, old, tmp_path / "a")
        assert family.unbroken


@scene
async def test_nothing_gives_way_before_two_others_have_promised(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        family = await together(anna, ben)
        await posts_of(anna, 2)
        await family.pass_time(1.0)
        await ben.engine.vault.set_limit(STORED)
        for _ in range(4):
            await family.pass_time(KEEP_AGAIN_S)
        assert len(await look(ben)) >= 1
        assert await states(ben) == [FileState.HELD] * 2
        # Cleo has it, too, by now.
        family = await together(anna, ben, cleo)
        for _ in range(4):
            await family.pass_time(KEEP_AGAIN_S)
        assert FileState.GIVEN_UP in await states(ben)
        assert await states(anna) == await states(cleo) == [FileState.HELD] * 2


@scene
async def test_a_lower_limit_is_reached_and_a_higher_one_changes_nothing(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        family = await together(anna, ben, cleo)
        await posts_of(anna, 6)
        await family.pass_time(1.0)
        await cleo.engine.vault.set_limit(3 * STORED)
        for _ in range(4):
            await family.pass_time(KEEP_AGAIN_S)
        room = await cleo.engine.vault.storage.room()
        assert room.total <= room.limit
        assert (await states(cleo)).count(FileState.GIVEN_UP) >= 3
        # The newest stay.
        kept = [state is FileState.HELD for state in await states(cleo)]
        assert kept == sorted(kept)
        gave_way = cleo.engine.vault.storage.gave_way
        await cleo.engine.vault.set_limit(100 * STORED)
        await family.pass_time(KEEP_AGAIN_S)
        assert cleo.engine.vault.storage.gave_way == gave_way
        assert await states(anna) == await states(ben) == [FileState.HELD] * 6


@scene
async def test_ones_own_files_never_give_way(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        family = await together(anna, ben, cleo)
        own = await post_with(ben, "Ben's", a_file())
        other = await post_with(anna, "Anna's", a_file())
        await family.pass_time(1.0)
        await ben.engine.vault.set_limit(1)
        for _ in range(4):
            await family.pass_time(KEEP_AGAIN_S)
        assert await holds(ben, await the_only(ben, own))
        assert not await holds(ben, await the_only(ben, other))
        assert await look(ben) == set()


@scene
async def test_a_disk_that_fills_up_makes_old_files_give_way(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        family = await together(anna, ben, cleo)
        await posts_of(anna, 3)
        await family.pass_time(1.0)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ben.engine.vault.folder, "free_bytes", lambda: RESERVE_BYTES - STORED)
            ben.engine.vault._wishes_changed()
            assert len(await look(ben)) == 1
            for _ in range(3):
                await family.pass_time(KEEP_AGAIN_S)
            assert FileState.GIVEN_UP in await states(ben)


# -- promises ------------------------------------------------------------------------------------


@scene
async def test_what_was_promised_does_not_give_way_for_a_day(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await posts_of(anna, 1)
        await together(anna, ben, cleo)
        file, vault = next(iter(await rows(ben))), ben.engine.vault
        assert await vault.holding(ben.circle().id, [file], keep=True) == [Held.PROMISED]
        await vault.set_limit(1)
        assert await look(ben) == set()
        ben.clock.advance(DAY_S - 1)
        assert await look(ben) == set()
        await ben.reopen()  # a promise outlives a restart
        assert await look(ben) == set()
        ben.clock.advance(2)
        assert await look(ben) == {file}


@scene
async def test_what_one_would_give_up_oneself_is_promised_to_nobody(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await posts_of(anna, 1)
        await together(anna, ben, cleo)
        file, vault = next(iter(await rows(ben))), ben.engine.vault
        await vault.set_limit(1)
        assert await look(ben) == {file}
        assert await vault.holding(ben.circle().id, [file], keep=True) == [Held.WHOLE]


@scene
async def test_two_promises_of_one_computer_are_one(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await posts_of(anna, 1)
        await together(anna, ben, cleo)
        file = next(iter(await rows(ben)))
        await ben.engine.vault.set_limit(1)
        await look(ben)
        for held in (Held.PROMISED, Held.PROMISED):
            await says(ben, anna, file, held)
        await says(ben, cleo, file, Held.WHOLE)
        await ben.engine.vault.settle()
        assert await holds(ben, file)
        await says(ben, cleo, file, Held.PROMISED)
        await ben.engine.vault.settle()
        assert not await holds(ben, file)
        assert on_disk(ben) == {}


@scene
async def test_a_promise_that_has_run_out_counts_for_nothing(tmp_path: Path) -> None:
    """Whoever made it may have given the file up since then: with another's promises, and in good faith."""
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await posts_of(anna, 1)
        await together(anna, ben, cleo)
        file = next(iter(await rows(ben)))
        await ben.engine.vault.set_limit(1)
        await look(ben)
        await says(ben, cleo, file, Held.PROMISED)
        ben.clock.advance(DAY_S + 1)
        await look(ben)
        await says(ben, anna, file, Held.PROMISED)
        await ben.engine.vault.settle()
        assert await holds(ben, file)


@scene
async def test_a_promise_is_over_when_its_computer_says_that_the_file_is_gone(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await posts_of(anna, 1)
        await together(anna, ben, cleo)
        file = next(iter(await rows(ben)))
        await ben.engine.vault.set_limit(1)
        await look(ben)
        await says(ben, cleo, file, Held.PROMISED)
        # A damaged disk, or a user who deleted it by hand.
        await says(ben, cleo, file, Held.NONE)
        await says(ben, anna, file, Held.PROMISED)
        await ben.engine.vault.settle()
        assert await holds(ben, file)


@scene
async def test_a_promise_is_forgotten_when_there_is_room_again(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await posts_of(anna, 1)
        await together(anna, ben, cleo)
        file, vault = next(iter(await rows(ben))), ben.engine.vault
        await vault.set_limit(1)
        await look(ben)
        await says(ben, cleo, file, Held.PROMISED)
        await vault.set_limit(100 * STORED)
        assert await look(ben) == set()
        # Meanwhile Ben is one of those on whom Cleo relies.
        assert await vault.holding(ben.circle().id, [file], keep=True) == [Held.PROMISED]
        ben.clock.advance(2 * DAY_S)
        await vault.set_limit(1)
        await look(ben)
        await says(ben, anna, file, Held.PROMISED)
        await vault.settle()
        assert await holds(ben, file)


@scene
async def test_over_the_days_two_computers_keep_what_its_author_cannot_keep_any_more(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo", "Dan") as (anna, ben, cleo, dan):
        await posts_of(anna, 1)
        await together(anna, ben, cleo, dan)
        file = next(iter(await rows(ben)))
        # Anna's computer breaks. Ben has little room, and Cleo alone is there to promise.
        await ben.engine.vault.set_limit(1)
        await Together(ben, cleo).pass_time(3 * KEEP_AGAIN_S)
        await ben.engine.vault.set_limit(100 * STORED)
        await look(ben)
        # Two days later it is Cleo who has little room, and Ben and Dan promise.
        ben.clock.advance(2 * DAY_S)
        await cleo.engine.vault.set_limit(1)
        await Together(ben, cleo, dan).pass_time(3 * KEEP_AGAIN_S)
        assert [await holds(home, file) for home in (ben, cleo, dan)] == [True, False, True]
        # And again two days later Ben.
        ben.clock.advance(2 * DAY_S)
        await ben.engine.vault.set_limit(1)
        await Together(ben, cleo, dan).pass_time(3 * KEEP_AGAIN_S)
        assert [await holds(home, file) for home in (ben, cleo, dan)] == [True, False, True]


@scene
async def test_a_promise_of_somebody_who_was_removed_counts_for_nothing(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await posts_of(anna, 1)
        family = await together(anna, ben, cleo)
        file = next(iter(await rows(ben)))
        await ben.engine.vault.set_limit(1)
        await look(ben)
        await says(ben, cleo, file, Held.PROMISED)
        await anna.remove(cleo)
        await family.talk()
        await look(ben)
        await says(ben, anna, file, Held.PROMISED)
        await ben.engine.vault.settle()
        assert await holds(ben, file)


@scene
async def test_what_is_promised_in_the_very_moment_in_which_it_was_to_go_stays(tmp_path: Path) -> None:
    """The promise waits for the database while the vault looks around for what may go."""
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await posts_of(anna, 1)
        await together(anna, ben, cleo)
        file, vault = next(iter(await rows(ben))), ben.engine.vault
        vault.storage.limit = 1
        async with ben.engine.core.database.transaction():
            promising = asyncio.create_task(vault.holding(ben.circle().id, [file], keep=True))
            for _ in range(50):
                await asyncio.sleep(0)
            await look(ben)
        (said,) = await promising
        for other in (anna, cleo):
            await says(ben, other, file, Held.PROMISED)
        await vault.settle()
        assert said is not Held.PROMISED or await holds(ben, file)


@scene
async def test_what_the_reader_deletes_or_damages_meanwhile_is_not_called_given_up(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        (post,) = await posts_of(anna, 1)
        family = await together(anna, ben, cleo)
        file = next(iter(await rows(ben)))
        await ben.engine.vault.set_limit(1)
        await look(ben)
        for other in (anna, cleo):
            await says(ben, other, file, Held.PROMISED)
        await anna.delete(post)
        await family.talk()
        assert await rows(ben) == {}
        assert on_disk(ben) == {}


@pytest.mark.parametrize("seed", [1, 2])
def test_four_homes_near_their_limits_never_drop_below_two_holders(tmp_path: Path, seed: int) -> None:
    @scene
    async def play() -> None:
        chance = random.Random(seed)
        async with household(tmp_path, "Anna", "Ben", "Cleo", "Dan") as homes:
            for home in homes:
                home.engine.vault.storage.limit = chance.randint(3, 9) * STORED
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(attaching, "_ROOM_WAIT_S", 0.0)
                family = Together(*homes)
                most: dict[bytes, int] = {}
                for _ in range(11):
                    home = chance.choice(homes)
                    home.clock.advance(1)
                    await handle(
                        home.engine, q.Post(FAMILY, "x", (pasted(os.urandom(chance.randint(1, SIZE))),))
                    )
                    if chance.random() < 0.3:
                        chance.choice(homes).engine.vault.storage.limit = chance.randint(2, 9) * STORED
                    if chance.random() < 0.3:
                        await family.cut()
                        family = Together(*chance.sample(homes, 3))
                    await family.pass_time(chance.choice((1.0, KEEP_AGAIN_S, 2 * KEEP_AGAIN_S)))
                    for other in homes:
                        await other.engine.vault.save()
                    if chance.random() < 0.2:
                        homes[0].clock.advance(DAY_S)
                        await family.cut()
                        family = Together(*homes)
                    await check(homes, most)
            assert sum(home.engine.vault.storage.gave_way for home in homes) > 0

    play()


async def check(homes: Sequence[Home], most: dict[bytes, int]) -> None:
    holders: dict[bytes, int] = {}
    for home in homes:
        await assert_tidy(home)
        for file, row in (await rows(home)).items():
            held = row.state is FileState.HELD
            holders[file] = holders.get(file, 0) + held
            assert held or row.person != home.person
    for name, count in holders.items():
        most[name] = max(most.get(name, 0), count)
        assert count >= min(2, most[name])


# -- room for one's own --------------------------------------------------------------------------


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nobody wait for room."""
    monkeypatch.setattr(attaching, "_ROOM_WAIT_S", 0.0)


@pytest.mark.usefixtures("at_once")
def test_what_is_more_than_the_limit_is_refused_with_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path, "Anna") as (anna,):
            anna.engine.vault.storage.limit = STORED - 1
            assert await anna.refusal(q.Post(FAMILY, "", (a_file(),))) == "storage-full"
            assert await anna.refusal(q.Post(FAMILY, "", (pasted(b"small"), a_file()))) == "storage-full"
            assert on_disk(anna) == {}
            anna.engine.vault.storage.limit = STORED
            await post_with(anna, "", a_file())

    play()


@pytest.mark.usefixtures("at_once")
def test_what_would_touch_the_reserve_of_the_disk_is_refused(tmp_path: Path) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path, "Anna") as (anna,):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(anna.engine.vault.folder, "free_bytes", lambda: RESERVE_BYTES + STORED - 1)
                assert await anna.refusal(q.Post(FAMILY, "", (a_file(),))) == "disk-nearly-full"
                assert on_disk(anna) == {}
                patch.setattr(anna.engine.vault.folder, "free_bytes", lambda: RESERVE_BYTES + STORED)
                await post_with(anna, "", a_file())

    play()


@pytest.mark.usefixtures("at_once")
def test_several_files_of_one_post_together_stay_within_the_limit(tmp_path: Path) -> None:
    """Each of them alone would fit; they are made at the same time."""

    @scene
    async def play() -> None:
        async with household(tmp_path, "Anna") as (anna,):
            anna.engine.vault.storage.limit = int(2.5 * STORED)
            reply = await handle(anna.engine, q.Post(FAMILY, "", tuple(a_file() for _ in range(4))))
            room = await anna.engine.vault.storage.room()
            assert room.total <= room.limit
            assert isinstance(reply, r.Refused)
            assert reply.error == "storage-full"
            assert on_disk(anna) == {}

    play()


@scene
async def test_others_old_files_give_way_to_ones_own_post_and_the_reply_says_so(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        family = await together(anna, ben, cleo)
        await posts_of(anna, 3)
        await family.pass_time(1.0)
        ben.engine.vault.storage.limit = int(3.2 * STORED)
        posting = asyncio.create_task(handle(ben.engine, q.Post(FAMILY, "Ben's", (a_file(),))))
        for _ in range(20):
            for _ in range(20):
                await asyncio.sleep(0)
            if posting.done():
                break
            await family.pass_time(KEEP_AGAIN_S + 1)
        reply = await posting
        assert isinstance(reply, r.PostReply), reply
        assert reply.gave_way >= 1
        room = await ben.engine.vault.storage.room()
        assert room.total <= room.limit
        assert await states(anna) == [FileState.HELD] * 3


@pytest.mark.usefixtures("at_once")
def test_how_much_room_is_taken_is_told(tmp_path: Path) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
            await post_with(anna, "", a_file(), document(tmp_path, "x", b"x"))
            await post_with(ben, "", pasted(b"Ben's"))
            await together(anna, ben, cleo)
            reply: r.StorageReply = await ben.ask(q.Storage(20_000_000_000, True))
            assert (reply.limit_bytes, reply.share_bytes, reply.keep_originals) == (
                20_000_000_000,
                10_000_000_000,
                True,
            )
            small = stored_bytes(1)
            assert reply.used_bytes == STORED + 2 * small == reply.here.size
            assert (reply.here.files, reply.waiting.files, reply.gave_way.files, reply.elsewhere.files) == (
                3,
                0,
                0,
                0,
            )
            assert [(p.name, p.size) for p in reply.people] == [("Anna", STORED + small), ("Ben", small)]
            assert reply.free_bytes > 0
            await ben.reopen()
            again: r.StorageReply = await ben.ask(q.Storage(None, None))
            assert (again.limit_bytes, again.keep_originals) == (20_000_000_000, True)
            assert await table(ben, "SELECT count(*) FROM files") == [(3,)]

    play()


@scene
async def test_a_limit_that_cannot_be_is_refused_and_the_old_one_stays(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        before = anna.engine.vault.storage.limit
        for limit in (-1, 0, 9_999_999, 1_000_000_000_000_001, (1 << 63) - 1):
            assert await anna.refusal(q.Storage(limit, True)) == "limit"
        assert anna.engine.vault.storage.limit == before
        assert not anna.engine.vault.storage.keep_originals
