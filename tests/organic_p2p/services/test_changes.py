"""What changed is named, so that a window looks at that and at nothing else."""

from __future__ import annotations

from pathlib import Path

from organic_p2p.api import requests as q
from organic_p2p.services.events import FeedChanged
from tests.organic_p2p.household import Home, household, meet, scene


def heard_by(home: Home) -> list[FeedChanged]:
    heard: list[FeedChanged] = []
    home.engine.listen(lambda event: heard.append(event) if isinstance(event, FeedChanged) else None)
    return heard


@scene
async def test_each_change_names_the_post_or_comment_that_it_concerns(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        heard = heard_by(ben)

        async def named(what: q.Request) -> set[bytes | None]:
            heard.clear()
            await anna.ask(what)
            await meet(anna, ben)
            return {event.entry for event in heard}

        post = await anna.post("In blossom")
        await meet(anna, ben)
        assert {event.entry for event in heard} == {post}
        comment = await ben.comment(post, "Ha")
        await meet(anna, ben)
        assert await named(q.React(comment.hex(), "❤️")) == {comment}
        assert await named(q.Edit(post.hex(), "In full blossom")) == {post}
        assert await named(q.Delete(post.hex())) == {post}


@scene
async def test_posts_are_read_by_their_ids_and_by_those_of_their_comments(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        old, new = await anna.post("old"), await anna.post("new")
        comment = await anna.comment(old, "Ha")
        answer = await anna.comment(comment, "Ho")
        reply = await anna.ask(q.ReadPosts((comment, new, bytes(32), answer), ""))
        assert [post.text for post in reply.posts] == ["new", "old"]
        assert [said.reply_to for said in reply.posts[1].comments] == [None, comment]
        assert (await anna.ask(q.ReadPosts((), ""))).posts == ()
