"""One member says too much, in one way or another."""

from pathlib import Path

from organic_p2p.api import requests as q
from organic_p2p.api.codec import MAX_FRAME_BYTES, encode
from organic_p2p.records import content
from organic_p2p.services.admission import MAX_EPOCHS_AT_ONCE
from organic_p2p.store.entries import MAX_COMMENTS_BY_PERSON
from tests.organic_p2p.household import (
    FAMILY,
    Home,
    a_code,
    household,
    knock,
    meet,
    scene,
    settle,
    strangers,
)


async def write_many(home: Home, *bodies: content.ContentBody) -> None:
    core = home.engine.core
    async with core.changing() as tx:
        circle = core.circle(home.circle().id)
        for body in bodies:
            await core.pen.content(tx, circle, body)


@scene
async def test_nobody_talks_so_much_that_a_feed_cannot_be_read(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        post = await anna.post("hello")
        await meet(anna, ben, eve)
        await write_many(eve, *(content.Comment(post, post, "x" * 60_000) for _ in range(50)))
        await write_many(eve, *(content.Comment(post, post, "x") for _ in range(MAX_COMMENTS_BY_PERSON)))
        await ben.comment(post, "Ben is heard")
        await meet(anna, ben, eve)
        reply = await anna.ask(q.ReadFeed(FAMILY, 20, ""))
        assert len(encode(reply)) < MAX_FRAME_BYTES // 100
        assert "Ben is heard" in [comment.text for comment in reply.posts[0].comments]


@scene
async def test_a_member_who_makes_secrets_all_day_holds_no_newcomer_up(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Eve") as (anna, eve),
        strangers(tmp_path / "out", "Nina", clock=anna.clock) as (nina,),
    ):
        core = eve.engine.core
        async with core.changing() as tx:
            for number in range(2 * MAX_EPOCHS_AT_ONCE):
                await core.pen.renew(tx, core.circle(eve.circle().id), number)
        await meet(anna, eve)
        await nina.ask(q.Join(await a_code(anna), "Nina", 0))
        before = len(anna.circle().authority)
        assert await knock(nina, anna) == "admitted"
        assert len(anna.circle().authority) - before == 1 + MAX_EPOCHS_AT_ONCE
        await settle(anna, nina)
        assert nina.circle().secrets.keys() == anna.circle().secrets.keys()
        await nina.post("hello")
