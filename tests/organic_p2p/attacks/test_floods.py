"""One member says too much, in one way or another."""

import asyncio
import os
from pathlib import Path

from organic_p2p import views
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.codec import MAX_FRAME_BYTES, encode
from organic_p2p.desk import Bounds
from organic_p2p.domain.ids import OpId
from organic_p2p.records import content
from organic_p2p.records.attachments import Document, FileRef, Film
from organic_p2p.services.admission import MAX_EPOCHS_AT_ONCE
from organic_p2p.store.entries import MAX_ATTACHED_BY_PERSON, MAX_COMMENTS_BY_PERSON
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


def text_of(post: OpId) -> content.Comment:
    return content.Comment(post, post, "a word")


def a_film(preview_bytes: int = 8100) -> Document:
    return Document(a_file(), "a.mp4", Film(os.urandom(preview_bytes), 100, 100, 1))


def a_file() -> FileRef:
    return FileRef(os.urandom(32), 1000, os.urandom(32))


async def a_page(home: Home, bounds: Bounds) -> r.PostView:
    """Return the only post as it is shown within these bounds."""
    entries = await home.engine.feed.home(20, "")
    (shown,) = (await views.posts(home.engine, entries, with_comments=True, bounds=bounds)).posts
    return shown


def files_in(post: r.PostView) -> int:
    return sum(len(comment.files) for comment in post.comments)


@scene
async def test_nobody_shows_so_much_that_a_feed_cannot_be_read(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        post = await anna.post("hello")
        await meet(anna, ben, eve)
        flood = 3 * MAX_ATTACHED_BY_PERSON // (7 * 8100)
        for _ in range(flood):
            await write_many(eve, content.Comment(post, post, "", tuple(a_film() for _ in range(7))))
        await write_many(eve, content.Comment(post, post, "Eve speaks, too"))
        await ben.comment(post, "Ben is heard")
        await meet(anna, ben, eve)
        reply = await anna.ask(q.ReadHome(20, ""))
        # A page has twenty posts: with this beneath each it is far from what a frame holds.
        assert len(encode(reply)) < MAX_ATTACHED_BY_PERSON < MAX_FRAME_BYTES // 60
        comments = reply.posts[0].comments
        assert 0 < sum(bool(comment.files) for comment in comments) < flood
        assert {"Ben is heard", "Eve speaks, too"} <= {comment.text for comment in comments}


@scene
async def test_of_a_page_only_so_many_files_and_bytes_are_shown(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        post = await anna.post("hello")
        for _ in range(5):
            said = (content.Comment(post, post, "", tuple(a_film(400) for _ in range(7))), text_of(post))
            await write_many(anna, *said)
        whole = await a_page(anna, Bounds())
        assert files_in(whole) == 35
        assert all(file.film for comment in whole.comments for file in comment.files)
        by_person = await a_page(anna, Bounds(files_by_person=20))
        assert (files_in(by_person), len(by_person.comments)) == (14, 2 + 5)
        assert files_in(await a_page(anna, Bounds(comment_files=20))) == 14
        # Who shows a lot is still seen to, in small letters.
        small = await a_page(anna, Bounds(preview_bytes_by_person=2 * 7 * 400))
        assert files_in(small) == 35
        assert sum(file.film is not None for comment in small.comments for file in comment.files) == 14
        size = len(encode(whole))
        for bounds in (Bounds(comment_bytes=size // 2), Bounds(bytes_in_all=size // 2)):
            half = await a_page(anna, bounds)
            assert 0 < len(half.comments) < len(whole.comments)
            assert len(encode(half)) <= size // 2


@scene
async def test_posts_beyond_some_room_come_without_small_pictures(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        for _ in range(3):
            anna.clock.advance(1)
            await write_many(anna, content.Post("look", (a_film(),)))
        entries = await anna.engine.feed.home(20, "")
        bounds = Bounds(post_bytes=9000)
        shown = (await views.posts(anna.engine, entries, with_comments=True, bounds=bounds)).posts
        assert [post.files[0].film is not None for post in shown] == [True, True, False]


@scene
async def test_others_go_on_while_a_page_with_thousands_of_files_is_made(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        post = await anna.post("hello")
        carried = tuple(Document(a_file(), "a") for _ in range(100))
        await write_many(anna, *(content.Comment(post, post, "", carried) for _ in range(10)))
        turns = 0

        async def beside() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        beneath = await anna.engine.albums.pictures(FAMILY, 20, "")
        other = asyncio.create_task(beside())
        try:
            shown = await views.posts(anna.engine, beneath, with_comments=False)
        finally:
            other.cancel()
        files = sum(len(post.files) for post in shown.posts)
        # Each is counted twice: when it is looked up, and when it is shown.
        assert files == 1000
        assert turns >= 2 * files // 50


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
