"""A computer that was copied signs two continuations of one feed: everybody comes to hold both, in whatever order."""

import itertools
from pathlib import Path

from organic_p2p.api import requests as q
from organic_p2p.records import control
from organic_p2p.store.ops import MAIN
from sync.ops import CONTENT_LANE, CONTROL_LANE, Op
from tests.organic_p2p.household import (
    FAMILY,
    Home,
    copy_of,
    every_op,
    hand_over,
    household,
    scene,
    view,
)


async def ops_of(home: Home, author: Home) -> list[Op]:
    return [op for op in await every_op(home) if op.header.author == author.device]


@scene
async def test_two_continuations_end_as_the_same_branches_whichever_came_first(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo", "Dan") as (anna, ben, cleo, dan):
        async with copy_of(ben, tmp_path / "twin") as twin:
            for text in ("one", "two", "three"):
                await ben.post(text)
            for text in ("uno", "due"):
                await twin.post(text)
            ours, theirs = await ops_of(ben, ben), await ops_of(twin, ben)
        scope = anna.circle().id
        await hand_over(anna, scope, ours)
        await hand_over(anna, scope, theirs)
        await hand_over(cleo, scope, theirs)
        await hand_over(cleo, scope, ours)
        for op in [*theirs[::-1], *ours, *theirs]:
            await hand_over(dan, scope, [op])
        assert anna.circle().vector() == cleo.circle().vector() == dan.circle().vector()
        assert sorted(await anna.texts()) == ["due", "one", "three", "two", "uno"]
        assert await anna.texts() == await cleo.texts() == await dan.texts()
        lanes = anna.circle().chains(ben.device, CONTENT_LANE)
        assert sorted(row.branch == MAIN for row in lanes) == [False, False, True]
        for home in (anna, cleo, dan):
            before = home.circle().vector()
            await home.reopen()
            assert home.circle().vector() == before
            assert home.circle().is_forked(ben.device)


@scene
async def test_three_continuations_in_every_order_leave_the_same(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        scope = anna.circle().id
        branches: list[list[Op]] = []
        for number in range(3):
            async with copy_of(ben, tmp_path / f"twin{number}") as twin:
                await twin.post(f"first of {number}")
                await twin.post(f"second of {number}")
                branches.append(await ops_of(twin, ben))
        seen: list[tuple[object, object]] = []
        for order in itertools.permutations(branches):
            async with copy_of(anna, tmp_path / f"anna{len(seen)}") as reader:
                for ops in order:
                    await hand_over(reader, scope, ops)
                seen.append((reader.circle().vector(), await view(reader)))
        assert len(seen) == 6
        assert all(one == seen[0] for one in seen)


@scene
async def test_a_forked_control_feed_parts_nobody_from_the_others(tmp_path: Path) -> None:
    # Two acknowledgements at one place, each seen by half of the family: both halves must still understand each other.
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        scope = anna.circle().id
        async with copy_of(ben, tmp_path / "twin") as twin:
            twin.clock.advance(5)
            one, two = await ben.write(control.Ack()), await twin.write(control.Ack())
        assert one.id != two.id
        assert one.header.seq == two.header.seq
        await hand_over(anna, scope, [one])
        await hand_over(cleo, scope, [two])
        await anna.post("from Anna")
        await cleo.post("from Cleo")
        to_cleo, to_anna = await every_op(anna), await every_op(cleo)
        await hand_over(cleo, scope, to_cleo)
        await hand_over(anna, scope, to_anna)
        assert await anna.texts() == await cleo.texts() == ["from Anna", "from Cleo"]
        assert anna.circle().vector() == cleo.circle().vector()
        assert anna.circle().is_forked(ben.device)
        await anna.post("and on")
        await hand_over(cleo, scope, await every_op(anna))
        assert (await cleo.texts())[-1] == "and on"


@scene
async def test_what_is_at_odds_further_down_is_named_and_resolved_by_the_whole_feed(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        scope = anna.circle().id
        async with copy_of(ben, tmp_path / "twin") as twin:
            await ben.post("ours")
            for text in ("a", "b", "c"):
                await twin.post(text)
            ours, theirs = await ops_of(ben, ben), await ops_of(twin, ben)
        await hand_over(anna, scope, ours)
        feed = anna.circle().feed_of(ben.device, CONTENT_LANE)
        assert feed is not None
        above = [op for op in theirs if op.header.lane == CONTENT_LANE and op.header.seq >= feed.hi]
        taken = await hand_over(anna, scope, above)
        assert taken.conflicts == {anna.circle().key_of(feed.feed)}
        assert await anna.texts() == ["ours"]
        await hand_over(anna, scope, theirs)
        assert sorted(await anna.texts()) == ["a", "b", "c", "ours"]


@scene
async def test_a_home_that_meets_its_own_copy_writes_nothing_more(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        async with copy_of(ben, tmp_path / "twin") as twin:
            await ben.post("ours")
            await twin.post("theirs")
            theirs = await ops_of(twin, ben)
        await hand_over(ben, ben.circle().id, theirs)
        assert await ben.refusal(q.Post(FAMILY, "more")) == "copied"
        await ben.reopen()
        assert await ben.refusal(q.Post(FAMILY, "more")) == "copied"
        assert anna.circle().chains(ben.device, CONTROL_LANE)


@scene
async def test_what_is_deleted_is_deleted_on_every_branch(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        scope = anna.circle().id
        async with copy_of(ben, tmp_path / "twin") as twin:
            await ben.post("ours")
            await twin.post("theirs")
            for home in (ben, twin):
                await hand_over(anna, scope, await ops_of(home, ben))
        posts = {post.text: post.id for post in await anna.posts()}
        await anna.delete(posts["ours"])
        # Both stand at the same place of the feed, and a place is all that an erasure names.
        assert await anna.texts() == []
