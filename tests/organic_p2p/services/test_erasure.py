"""What is deleted is gone: from every screen, from the search, from the disk and its log; and it does not come back."""

import asyncio
from pathlib import Path

import pytest

from organic_p2p.api import requests as q
from organic_p2p.domain.ids import DeviceId, OpId
from organic_p2p.records import content, control
from organic_p2p.records.control import EraseTarget
from organic_p2p.records.kinds import Kind
from organic_p2p.store import diskkey
from organic_p2p.store.ops import BodyState
from sync.ops import CONTENT_LANE, Op
from tests.organic_p2p.household import (
    FAMILY,
    Home,
    every_op,
    feed_key,
    hand_over,
    household,
    meet,
    newcomer,
    pass_on,
    scene,
    table,
    view,
)
from tests.organic_p2p.store.databases import every_page

SECRET = "Rumpelstilzchen"


async def on_disk(home: Home, word: str = SECRET) -> bool:
    """Return whether a word is anywhere in the database or its log: in rows, indexes, free pages, old pages."""
    key = await asyncio.to_thread(diskkey.load, home.folder, None)
    pages = await asyncio.to_thread(every_page, home.folder / "organic.db", key)
    return any(word.casefold().encode() in page.lower() for page in pages)


async def state_of(home: Home, op: Op) -> tuple[BodyState, bytes | None]:
    ((state, body),) = await table(home, "SELECT state, body FROM ops WHERE id = ?", op.id)
    return BodyState(state), body


async def content_of(home: Home, author: Home) -> list[Op]:
    held = [op for op in await every_op(home) if op.header.lane == CONTENT_LANE]
    return [op for op in held if op.header.author == author.device]


def place(home: Home, op: Op) -> EraseTarget:
    return EraseTarget(home.device, op.header.seq, op.header.seq + 1)


@scene
async def test_a_deleted_post_leaves_no_trace_anywhere(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await anna.post(f"Nobody knows that my name is {SECRET}")
        await meet(anna, ben)
        for home in (anna, ben):
            assert await on_disk(home)  # or the test would prove nothing
            assert (await home.ask(q.Search(SECRET, "", 5))).posts
        await anna.delete(post)
        await meet(anna, ben)
        for home in (anna, ben):
            assert await home.texts() == []
            assert (await home.ask(q.Search(SECRET, "", 5))).posts == ()
            assert not await on_disk(home)
            assert await home.refusal(q.Comment(post.hex(), "hm")) == "unknown-post"


@scene
async def test_what_an_edit_replaced_leaves_no_trace(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await anna.post(f"I am {SECRET}")
        await meet(anna, ben)
        for text in (f"I am not {SECRET}", "I am nobody"):
            await anna.edit(post, text)
        await meet(anna, ben)
        for home in (anna, ben):
            assert await home.texts() == ["I am nobody"]
            assert not await on_disk(home)
            held = [await state_of(home, op) for op in (await content_of(home, anna))[-3:]]
            assert [state for state, _ in held] == [BodyState.GONE, BodyState.GONE, BodyState.HELD]
            assert [body is None for _, body in held] == [True, True, False]


@scene
async def test_an_edit_that_met_a_deletion_on_the_way_leaves_no_trace(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben*", "Cleo") as (anna, ben, cleo):
        post = await anna.post("first")
        await meet(anna, ben, cleo)
        await ben.delete(post)
        await anna.edit(post, f"second, by {SECRET}")
        await pass_on(anna, cleo)
        assert await cleo.texts() == [f"second, by {SECRET}"]
        await meet(anna, ben, cleo)
        for home in (anna, ben, cleo):
            assert await home.texts() == []
            assert not await on_disk(home)


@scene
async def test_whoever_leaves_can_take_everything_with_them(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await anna.post("Anna's")
        await meet(anna, ben)
        await ben.post(f"{SECRET} one")
        await ben.comment(post, f"{SECRET} two")
        await ben.react(post, "🎉")
        await meet(anna, ben)
        await ben.ask(q.Leave(FAMILY, True))
        await meet(anna, ben)
        for home in (anna, ben):
            (seen,) = await home.posts()
            assert (seen.text, seen.comments, seen.reactions) == ("Anna's", (), ())
            assert not await on_disk(home)


@scene
async def test_whoever_comes_later_never_receives_what_was_deleted(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben*") as (anna, ben):
        post = await anna.post(SECRET)
        await anna.delete(post)
        await meet(anna, ben)
        async with newcomer(tmp_path, ben) as nina:
            await meet(ben, nina)
            assert await nina.texts() == []
            assert not await on_disk(nina)
            assert nina.circle().extent(feed_key(anna)) == anna.circle().extent(feed_key(anna))


@scene
async def test_what_is_deleted_does_not_come_back(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        post = await anna.post(SECRET)
        (op,) = (await content_of(anna, anna))[-1:]
        await pass_on(anna, cleo)
        await anna.delete(post)
        await pass_on(anna, ben)
        # Cleo has slept through it, and offers what she has: the operation itself, then its body by name.
        await hand_over(ben, ben.circle().id, [op])
        for home in (anna, ben):
            shelf, scope = home.engine.shelf, home.circle().id
            assert op.body is not None
            await shelf.take_bodies(scope, [(op.id, op.body)], cleo.peer)
            assert await shelf.missing_bodies(scope, 10) == []
            assert await shelf.read_bodies(scope, [op.id]) == [(op.id, None)]
            if home is anna:
                assert await state_of(home, op) == (BodyState.GONE, None)
            assert not await on_disk(home)
            await home.reopen()
            await hand_over(home, scope, [op])
            assert await home.texts() == []
            assert not await on_disk(home)
        # And when she hears of it, she forgets it, too.
        await pass_on(anna, cleo)
        assert not await on_disk(cleo)


@scene
async def test_a_comment_goes_alone_and_a_post_takes_its_reactions_along(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await anna.post("post")
        await meet(anna, ben)
        one, other = await ben.comment(post, "one"), await ben.comment(post, "other")
        await ben.react(post, "🎉")
        await ben.delete(one)
        await meet(anna, ben)
        (seen,) = await anna.posts()
        assert [comment.id for comment in seen.comments] == [other]
        await anna.delete(post)
        await meet(anna, ben)
        for home in (anna, ben):
            assert await home.texts() == []
            assert await table(home, "SELECT * FROM reactions") == []


@scene
async def test_an_edit_takes_nothing_along_but_earlier_edits(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        long, other = await ben.post("long " * 2000), await ben.post("other")
        places = tuple(op.header.seq for op in await content_of(ben, ben))
        await ben.write(content.Edit(other, other, None, "other words", places))
        # Anna hears of the edit before the long text itself has reached her.
        await hand_over(anna, anna.circle().id, await content_of(ben, ben))
        assert [op_id for _, _, op_id in await anna.engine.shelf.missing_bodies(anna.circle().id, 10)] == [
            long
        ]
        await meet(anna, ben)
        assert [text.split()[0] for text in await anna.texts()] == ["long", "other"]
        assert anna.engine.core.name_of(ben.person, anna.circle().id) == "Ben"


# -- by what right -------------------------------------------------------------------------------


@scene
async def test_a_steward_may_delete_anybodys_words_and_a_member_their_own(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        mine, yours = await ben.post("Ben's"), await cleo.post("Cleo's")
        await meet(anna, ben, cleo)
        assert await ben.refusal(q.Delete(yours.hex())) == "not-theirs"
        await ben.delete(mine)
        await anna.delete(yours)
        await meet(anna, ben, cleo)
        assert await cleo.texts() == await ben.texts() == []


@pytest.mark.parametrize("knowing", [True, False])
def test_the_erasure_by_a_member_of_what_is_not_theirs_has_no_effect(tmp_path: Path, knowing: bool) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
            if not knowing:  # they may erase first and write later: nothing is erased in advance either
                await ben.write(control.Erase((EraseTarget(cleo.device, 0, 100),), ""))
                await meet(anna, ben, cleo)
            await cleo.post("Cleo's")
            await meet(anna, ben, cleo)
            if knowing:
                await ben.write(control.Erase((EraseTarget(cleo.device, 0, 100),), ""))
                await meet(anna, ben, cleo)
            for home in (anna, ben, cleo):
                assert await home.texts() == ["Cleo's"]
                assert (await view(home))["erased"] == []

    play()


@scene
async def test_one_target_that_is_not_theirs_spoils_a_members_erasure(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await ben.post("Ben's")
        await cleo.post("Cleo's")
        await meet(anna, ben, cleo)
        both = (EraseTarget(ben.device, 0, 9), EraseTarget(cleo.device, 0, 9))
        await ben.write(control.Erase(both, ""))
        await meet(anna, ben, cleo)
        assert sorted(await anna.texts()) == ["Ben's", "Cleo's"]


@scene
async def test_a_removed_steward_erases_nothing(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben*", "Cleo*", "Dan") as (anna, ben, cleo, dan):
        await dan.post("Dan's")
        await meet(anna, ben, cleo, dan)
        motion = await anna.write(control.Motion(3, cleo.person, ""))
        await meet(anna, ben)
        await ben.write(control.Vote(OpId(motion.id), True))
        await meet(anna, ben, dan)
        assert cleo.person not in dan.circle().members
        await hand_over(cleo, cleo.circle().id, await every_op(anna))
        late = cleo.forge(
            cleo.circle(), Kind.ERASE, control.Erase((EraseTarget(dan.device, 0, 9),), "").encode()
        )
        for home in (anna, ben, dan):
            await home.take(late)
            assert await home.texts() == ["Dan's"]


@scene
async def test_control_operations_cannot_be_erased(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        before = await view(anna)
        await anna.write(
            control.Erase((EraseTarget(anna.device, 0, 1000), EraseTarget(ben.device, 0, 1000)), "")
        )
        await meet(anna, ben)
        for home in (anna, ben):
            after = await view(home)
            assert {m["person"] for m in after["members"]} == {m["person"] for m in before["members"]}
            held = [op for op in await every_op(home) if op.header.lane != CONTENT_LANE]
            assert all(op.body is not None for op in held if op.header.body_len)
            await home.reopen()


@scene
async def test_the_erasure_of_an_edit_alone_leaves_nobody_its_text(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await anna.post("first")
        await anna.edit(post, SECRET)
        await meet(anna, ben)
        (edit,) = (await content_of(anna, anna))[-1:]
        await anna.write(control.Erase((place(anna, edit),), ""))
        await meet(anna, ben)
        for home in (anna, ben):
            assert not await on_disk(home)
            assert SECRET not in await home.texts()


@scene
async def test_an_erasure_of_what_was_never_written_harms_nothing(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        targets = (EraseTarget(anna.device, 1 << 40, 1 << 41), EraseTarget(DeviceId(b"s" * 32), 0, 9))
        await anna.write(control.Erase(targets, ""))
        await anna.post("still here")
        await meet(anna, ben)
        assert await ben.texts() == ["still here"]
