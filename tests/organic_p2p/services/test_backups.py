"""A home that was put back from an older copy fetches what it forgot before it writes: no place is signed twice."""

from pathlib import Path

from organic_p2p.api import requests as q
from organic_p2p.services.claims import BELIEVED_S
from organic_p2p.store.ops import MAIN
from sync.ops import CONTENT_LANE
from sync.ports import Extent
from tests.organic_p2p.household import (
    FAMILY,
    copy_of,
    every_op,
    feed_key,
    hand_over,
    household,
    meet,
    pass_on,
    scene,
    settle,
)


@scene
async def test_an_older_copy_writes_again_once_it_has_caught_up(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben), copy_of(ben, tmp_path / "backup") as old:
        for text in ("one", "two"):
            await ben.post(text)
        await meet(anna, ben)
        # The computer breaks; the folder is put back as it was, and meets Anna.
        old.engine.shelf.learned(anna.peer, old.circle().id, anna.engine.shelf.vector(old.circle().id))
        assert await old.refusal(q.Post(FAMILY, "three")) == "behind"
        assert await old.refusal(q.Leave(FAMILY, False)) == "behind"
        await pass_on(anna, old)
        assert await old.texts() == ["one", "two"]
        await old.post("three")
        await settle(anna, old)
        assert await anna.texts() == ["one", "two", "three"]
        assert not anna.circle().is_forked(ben.device)


@scene
async def test_what_was_only_said_is_believed_for_a_while_only(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        # Ben says that Anna has written far more than she has, to silence her.
        lie = {feed_key(anna): Extent(0, 1_000_000, b"whatever")}
        anna.engine.shelf.learned(ben.peer, anna.circle().id, lie)
        assert await anna.refusal(q.Post(FAMILY, "hello")) == "behind"
        anna.clock.advance(BELIEVED_S + 1)
        await anna.post("hello")
        # He is not believed again, and others are not doubted for his sake.
        anna.engine.shelf.learned(ben.peer, anna.circle().id, lie)
        await anna.post("hello again")
        await meet(anna, cleo)
        assert await cleo.texts() == ["hello", "hello again"]


@scene
async def test_a_copy_that_wrote_before_it_met_anybody_is_shown_with_the_other(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben), copy_of(ben, tmp_path / "backup") as old:
        await ben.post("by the first")
        await old.post("by the second")
        for home in (ben, old):
            await hand_over(anna, anna.circle().id, await every_op(home))
        assert sorted(await anna.texts()) == ["by the first", "by the second"]
        assert anna.circle().is_forked(ben.device)
        branches = [row.branch for row in anna.circle().chains(ben.device, CONTENT_LANE)]
        assert len([branch for branch in branches if branch != MAIN]) == 2
        await hand_over(old, anna.circle().id, await every_op(anna))
        assert await old.refusal(q.Post(FAMILY, "on we go")) == "copied"
        await old.reopen()
        assert await old.refusal(q.Post(FAMILY, "on we go")) == "copied"
