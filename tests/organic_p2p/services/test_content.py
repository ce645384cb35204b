"""What is believed of what people write: theirs, in its place, by right; and the same in whatever order it comes."""

from pathlib import Path

import pytest

from organic_p2p.api import requests as q
from organic_p2p.records import content, control
from organic_p2p.records.kinds import Kind
from organic_p2p.services.clock import MAX_FUTURE_MS
from sync.errors import RemoteProtocolError
from sync.omp1 import encode
from sync.ops import CONTENT_LANE, EXPIRES, HAS_BODY, Op
from sync.ports import FeedKey
from sync.runs import INLINE_BODY_BYTES, dev8
from tests.organic_p2p.household import (
    Home,
    every_op,
    feed_key,
    hand_over,
    household,
    kept,
    knock,
    meet,
    newcomer,
    pass_on,
    scene,
    settle,
    strangers,
)

A_POST = content.Post("hello").encode()


async def content_of(home: Home, author: Home) -> list[Op]:
    """Return the content of `author` that `home` holds, oldest first."""
    held = [op for op in await every_op(home) if op.header.lane == CONTENT_LANE]
    return [op for op in held if op.header.author == author.device]


# -- whose it is ---------------------------------------------------------------------------------


@scene
async def test_what_a_member_writes_is_read_by_all(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await anna.post("hello")
        await pass_on(anna, ben)
        await pass_on(ben, cleo)
        assert await cleo.texts() == ["hello"]
        (post,) = await cleo.posts()
        assert (post.author.name, post.author.person) == ("Anna", anna.person)


@scene
async def test_what_a_stranger_writes_is_kept_by_nobody(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben") as (anna, ben),
        strangers(tmp_path, "Mallory", clock=anna.clock) as (mallory,),
    ):
        await mallory.ask(q.StartCircle("Elsewhere", "Mallory"))
        # Even one who knows everything about the circle, its secret included.
        op = mallory.forge_content(anna.circle(), Kind.POST, A_POST, epoch=anna.epoch(anna.circle()))
        taken = await ben.take(op)
        assert taken.deps_missing
        assert not await kept(ben, op)
        assert await ben.texts() == []


@scene
async def test_content_that_its_author_did_not_sign_is_kept_by_nobody(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        ops = [ben.forge_content(ben.circle(), Kind.POST, A_POST)]
        forged = Op(ops[0].header, bytes(64), ops[0].id, ops[0].body)
        taken = await anna.take(forged)
        assert taken.refused == 1
        assert await anna.texts() == []
        assert not (await anna.take(*ops)).refused
        assert await anna.texts() == ["hello"]


@scene
async def test_one_signature_at_the_end_vouches_for_a_whole_run(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        first = feed_hi(anna, ben)
        for number in range(5):
            await ben.post(str(number))
        ops = [op for op in await content_of(ben, ben) if op.header.seq >= first]
        changed = [*ops[:2], Op(ops[2].header, bytes(64), ops[2].id, ops[2].body), *ops[3:]]
        # A signature is part of the id, so the chain no longer holds where one was changed.
        assert (await hand_over(anna, anna.circle().id, changed)).refused or await anna.texts() == ["0", "1"]
        await hand_over(anna, anna.circle().id, ops)
        assert await anna.texts() == ["0", "1", "2", "3", "4"]


def feed_hi(home: Home, of: Home) -> int:
    return home.circle().feeds[feed_key(of)].hi


@scene
async def test_a_body_means_nothing_in_another_place(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await anna.post("mine")
        await meet(anna, ben, cleo)
        (original,) = (await content_of(ben, anna))[-1:]
        copied = ben.forge(ben.circle(), Kind.POST, original.body)
        assert not (await cleo.take(copied)).refused
        assert await kept(cleo, copied)
        assert await cleo.texts() == ["mine"]
        assert (await cleo.posts())[0].author.name == "Anna"


@pytest.mark.parametrize(
    "plaintext",
    [
        b"",
        b"\xc1",
        b"\xff" * 100,
        encode(None),
        encode({"t": "post"}),
        encode({"t": "post", "text": b"bytes"}),
        encode({"t": "message", "text": "of another kind"}),
        encode({"t": "comment", "post": bytes(31), "to": bytes(32), "text": ""}),
        b"\x82\xa4text\xa1a\xa1t\xa4post",  # out of order
    ],
)
def test_content_that_cannot_be_read_is_passed_on_and_hides_nothing_else(
    tmp_path: Path, plaintext: bytes
) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
            op = ben.forge_content(ben.circle(), Kind.POST, plaintext)
            await hand_over(ben, ben.circle().id, [op])
            await ben.post("after it")
            await pass_on(ben, anna)
            await pass_on(anna, cleo)
            assert await kept(cleo, op)
            assert await cleo.texts() == ["after it"]
            await cleo.reopen()
            assert await cleo.texts() == ["after it"]

    play()


@scene
async def test_a_body_that_is_no_ciphertext_hides_nothing_else(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        for body in (b"x", b"\1" + bytes(300), b"\2" + bytes(300)):
            op = ben.forge(ben.circle(), Kind.POST, body)
            await hand_over(ben, ben.circle().id, [op])
        await ben.post("after it")
        await meet(anna, ben)
        assert await anna.texts() == ["after it"]


@scene
async def test_kinds_of_later_versions_are_kept_and_passed_on(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        poll = ben.forge_content(ben.circle(), Kind.POLL, encode({"t": "poll"}))
        await hand_over(ben, ben.circle().id, [poll])
        picnic = ben.forge(ben.circle(), 0x7E, b"\xc1 control of the future")
        await hand_over(ben, ben.circle().id, [picnic])
        await ben.post("after it")
        await meet(anna, ben)
        await pass_on(anna, cleo)
        for op in (poll, picnic):
            assert await kept(cleo, op)
        assert await cleo.texts() == ["after it"]


@scene
async def test_content_that_builds_on_nothing_is_not_read(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        op = ben.forge_content(ben.circle(), Kind.POST, A_POST, deps=())
        await anna.take(op)
        assert await anna.texts() == []


@scene
async def test_content_that_builds_on_what_is_not_here_waits(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await anna.ask(q.Invite("Family", 7, False, ()))
        await pass_on(anna, ben)
        await ben.post("after the invitation")
        (op,) = (await content_of(ben, ben))[-1:]
        taken = await cleo.take(op)
        assert taken.deps_missing
        assert not await kept(cleo, op)
        await pass_on(anna, cleo)
        assert not (await cleo.take(op)).deps_missing
        assert await cleo.texts() == ["after the invitation"]


@scene
async def test_a_control_operation_that_its_author_did_not_sign_ends_the_session_and_changes_nothing(
    tmp_path: Path,
) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        good = ben.forge(ben.circle(), Kind.ACK, None)
        bad = Op(good.header, bytes(64), good.id)
        before = anna.circle().vector()
        with pytest.raises(RemoteProtocolError):
            await anna.take(ben.forge_content(ben.circle(), Kind.POST, A_POST), bad)
        assert anna.circle().vector() == before
        assert await anna.texts() == []
        await anna.take(good)
        assert await kept(anna, good)


# -- members who go ------------------------------------------------------------------------------


@scene
async def test_what_somebody_wrote_before_the_removal_stays(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await cleo.post("before")
        await meet(anna, ben, cleo)
        await anna.remove(cleo)
        await meet(anna, ben)
        for home in (anna, ben):
            (post,) = await home.posts()
            assert (post.text, post.note) == ("before", None)


@scene
async def test_what_somebody_wrote_without_knowing_of_the_removal_is_shown_with_a_mark(
    tmp_path: Path,
) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await anna.remove(cleo)
        await cleo.post("meanwhile")
        # Ben hears Cleo first, Anna hears her last.
        await pass_on(cleo, ben)
        await meet(anna, ben)
        for home in (anna, ben):
            (post,) = await home.posts()
            assert (post.text, post.note) == ("meanwhile", "removed")


@scene
async def test_what_somebody_wrote_knowing_of_the_removal_is_never_shown(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await anna.remove(cleo)
        await hand_over(cleo, anna.circle().id, await every_op(anna))
        assert await cleo.refusal(q.Post("Family", "still here")) == "removed"
        op = cleo.forge_content(cleo.circle(), Kind.POST, A_POST)
        await pass_on(anna, ben)
        assert (await ben.take(op)).refused == 1
        assert await ben.texts() == []


@scene
async def test_whoever_left_wrote_what_they_wrote(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await ben.post("before")
        await ben.ask(q.Leave("Family", False))
        await meet(anna, ben)
        assert [(post.text, post.note) for post in await anna.posts()] == [("before", None)]
        assert await ben.refusal(q.Post("Family", "again")) == "left"
        assert await ben.texts() == ["before"]


# -- eligibility ---------------------------------------------------------------------------------


@scene
async def test_whoever_was_removed_cannot_open_what_is_written_next(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await anna.remove(cleo)
        await anna.post("without Cleo")
        await meet(anna, ben)
        await ben.post("Ben, too")
        await meet(anna, ben)
        # Somebody gives Cleo every byte of it all the same.
        await hand_over(cleo, anna.circle().id, await every_op(anna))
        assert await cleo.texts() == []
        assert anna.epoch(anna.circle()) not in cleo.circle().secrets
        assert await anna.texts() == await ben.texts() == ["without Cleo", "Ben, too"]


@scene
async def test_whoever_hears_of_a_removal_writes_with_a_new_secret_at_once(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo", "Dan") as (anna, ben, cleo, dan):
        old = ben.epoch(ben.circle())
        await anna.ask(q.Remove(dan.person.hex(), "Family", "a reason"))
        # Ben hears of the removal from Anna's first operation alone, without her new secret.
        (expulsion,) = [op for op in await every_op(anna) if op.header.kind == Kind.EXPEL]
        await ben.take(expulsion)
        await ben.post("with a secret of my own")
        assert ben.epoch(ben.circle()) != old
        await meet(anna, ben, cleo)
        assert await cleo.texts() == ["with a secret of my own"]
        await hand_over(dan, anna.circle().id, await every_op(anna))
        assert await dan.texts() == []


@scene
async def test_a_post_under_a_secret_that_the_removed_know_says_so(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        old = ben.epoch(ben.circle())
        await anna.remove(cleo)
        await meet(anna, ben)
        # An old program, or a lying one: it knows of the removal and writes with the old secret.
        op = ben.forge_content(ben.circle(), Kind.POST, A_POST, epoch=old)
        for home in (anna, ben):
            await home.take(op)
            assert [(post.text, post.note) for post in await home.posts()] == [("hello", "exposed")]


@scene
async def test_two_new_secrets_side_by_side_part_nobody(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben*", "Cleo", "Dan") as (anna, ben, cleo, dan):
        await anna.remove(dan)
        await ben.remove(dan)
        await anna.post("from Anna")
        await ben.post("from Ben")
        await settle(anna, ben, cleo)
        assert sorted(await cleo.texts()) == ["from Anna", "from Ben"]
        for home in (anna, ben, cleo):
            await home.post(f"by {home.name}")
        await meet(anna, ben, cleo)
        epochs = {
            op.header.epoch
            for op in await every_op(cleo)
            if op.header.kind == Kind.POST and op.header.seq > 1
        }
        assert len(epochs) <= 2
        newest = {home.circle().writing(home.device) for home in (anna, ben, cleo)}
        assert len(newest) == 1


# -- order ---------------------------------------------------------------------------------------


@scene
async def test_an_edit_before_its_post_a_reaction_and_a_comment_too(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo", "Dan") as (anna, ben, cleo, dan):
        post = await anna.post("first")
        await meet(anna, ben)
        await ben.comment(post, "a comment")
        await ben.react(post, "🎉")
        # Cleo has Ben's words about a post that she has never seen.
        await hand_over(cleo, anna.circle().id, await content_of(ben, ben))
        assert await cleo.texts() == []
        await anna.edit(post, "second")
        await hand_over(dan, anna.circle().id, (await content_of(anna, anna))[-1:])
        assert await dan.texts() == []
        for home in (cleo, dan):
            await meet(anna, ben, home)
            (seen,) = await home.posts()
            assert (seen.text, seen.edited) == ("second", True)
            assert [comment.text for comment in seen.comments] == ["a comment"]
            assert [(reaction.person, reaction.emoji) for reaction in seen.reactions] == [(ben.person, "🎉")]


@scene
async def test_the_newest_window_may_come_first_and_what_is_beneath_later(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await ben.post("0")
        for number in range(1, 9):
            await ben.post(str(number))
        for text in ("0, better", "0, best"):
            await ben.edit(post, text)
        await meet(anna, ben)
        ops = await content_of(anna, ben)
        async with newcomer(tmp_path, anna) as nina:
            for part in (ops[8:], ops[3:8], ops[:3]):
                await hand_over(nina, anna.circle().id, part)
            for _ in range(2):
                assert await nina.texts() == ["0, best", *map(str, range(1, 9))]
                assert nina.circle().extent(feed_key(ben)) == anna.circle().extent(feed_key(ben))
                await nina.reopen()


@scene
async def test_a_window_that_does_not_meet_what_is_held_is_not_kept(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        for number in range(8):
            await ben.post(str(number))
        await meet(anna, ben)
        ops = await content_of(anna, ben)
        async with newcomer(tmp_path, anna) as nina:
            await hand_over(nina, anna.circle().id, ops[4:6])
            held = nina.circle().vector()
            for part in (ops[:3], ops[1:3], ops[7:]):
                await hand_over(nina, anna.circle().id, part)
                assert nina.circle().vector() == held
            await hand_over(nina, anna.circle().id, ops[2:])
            await hand_over(nina, anna.circle().id, ops[:4])
            assert await nina.texts() == await anna.texts()


@scene
async def test_the_posts_of_one_millisecond_stand_in_the_order_of_their_author(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        for number in range(6):
            await ben.ask(q.Post("Family", str(number)))
        await meet(anna, ben)
        ops = await content_of(anna, ben)
        async with newcomer(tmp_path, anna) as nina:
            await hand_over(nina, anna.circle().id, ops[4:])
            await hand_over(nina, anna.circle().id, ops[:4])
            assert await nina.texts() == await anna.texts() == list("012345")


@scene
async def test_pages_follow_one_another_without_gap_or_repetition(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        for number in range(10):
            await anna.ask(q.Post("Family", str(number)))
            anna.clock.advance(number % 2)
        seen: list[str] = []
        before = ""
        while page := (await anna.ask(q.ReadFeed("Family", 3, before))).posts:
            assert len(page) <= 3
            seen += [post.text for post in page]
            before = page[-1].id.hex()
        assert seen == [str(number) for number in range(9, -1, -1)]


@scene
async def test_a_long_text_is_fetched_by_name(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        text = "long " * INLINE_BODY_BYTES
        await anna.post(text)
        ops = (await content_of(anna, anna))[-1:]
        await hand_over(ben, anna.circle().id, ops)
        assert await ben.texts() == []
        shelf = ben.engine.shelf
        ((key, seq, op_id),) = await shelf.missing_bodies(anna.circle().id, 10)
        assert (key, seq, op_id) == (FeedKey(dev8(anna.device), CONTENT_LANE), ops[0].header.seq, ops[0].id)
        body = ops[0].body
        assert body is not None
        await shelf.take_bodies(anna.circle().id, [(op_id, body[:-1] + b"\0"), (bytes(32), body)], anna.peer)
        assert await ben.texts() == []
        await shelf.take_bodies(anna.circle().id, [(op_id, body)], anna.peer)
        assert await ben.texts() == [text.strip()]
        assert await shelf.missing_bodies(anna.circle().id, 10) == []
        assert await shelf.read_bodies(anna.circle().id, [op_id, bytes(32)]) == [
            (op_id, body),
            (bytes(32), None),
        ]


@scene
async def test_what_came_before_its_secret_is_read_when_the_secret_comes(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await anna.remove(cleo)
        post = await anna.post("one")
        await anna.edit(post, "one, edited")
        await anna.comment(post, "two")
        secrets = [op for op in await every_op(anna) if op.header.kind == Kind.EPOCH][-1:]
        await meet(anna, ben)
        async with newcomer(tmp_path, anna) as nina:
            # The grant by which Nina got the secret is held back: a fresh home that hears of it last.
            everything = await every_op(anna)
            assert [op for op in everything if op.id == secrets[0].id]
            await hand_over(nina, anna.circle().id, everything)
            (seen,) = await nina.posts()
            assert (seen.text, [comment.text for comment in seen.comments]) == ("one, edited", ["two"])


# -- clocks --------------------------------------------------------------------------------------


@pytest.mark.parametrize("created_ms", [0, 1, (1 << 48) - 1])
def test_any_date_is_shown_and_none_moves_the_clock_of_another(tmp_path: Path, created_ms: int) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path, "Anna", "Ben") as (anna, ben):
            now_ms = anna.engine.core.now_ms()
            await anna.take(ben.forge_content(ben.circle(), Kind.POST, A_POST, hlc=created_ms << 16))
            (post,) = await anna.posts()
            assert post.created_ms == (created_ms if created_ms <= now_ms else now_ms)
            await anna.post("after it")
            assert (await anna.posts())[0].created_ms <= anna.engine.core.now_ms()

    play()


@scene
async def test_a_date_a_little_ahead_is_believed(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        ahead = anna.engine.core.now_ms() + MAX_FUTURE_MS
        for created_ms in (ahead, ahead + 1):
            op = ben.forge_content(ben.circle(), Kind.POST, A_POST, hlc=created_ms << 16)
            await hand_over(ben, ben.circle().id, [op])
        await meet(anna, ben)
        assert [post.created_ms for post in await anna.posts()] == [ahead, anna.engine.core.now_ms()]


@scene
async def test_what_expired_on_the_way_is_not_shown(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        now = anna.engine.core.now_ms() // 60_000
        for expiry, text in ((now - 1, "too late"), (now + 10, "in time")):
            said = content.Post(text).encode()
            fields = {"flags": HAS_BODY | EXPIRES, "expiry": expiry}
            op = ben.forge_content(ben.circle(), Kind.POST, said, **fields)
            await hand_over(ben, ben.circle().id, [op])
            await anna.take(op)
        assert await anna.texts() == ["in time"]


# -- one's own and others' -----------------------------------------------------------------------


@scene
async def test_nobody_changes_what_somebody_else_wrote(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await anna.post("Anna's")
        await meet(anna, ben)
        assert await ben.refusal(q.Edit(post.hex(), "Ben's")) == "not-yours"
        assert await ben.refusal(q.Delete(post.hex())) == "not-theirs"
        await ben.write(content.Edit(post, post, None, "Ben's"))
        feed = ben.circle().feed_of(anna.device, CONTENT_LANE)
        assert feed is not None
        await ben.write(control.Erase((control.EraseTarget(anna.device, 0, feed.hi),), ""))
        await meet(anna, ben)
        for home in (anna, ben):
            assert [(seen.text, seen.edited) for seen in await home.posts()] == [("Anna's", False)]
            await home.reopen()
            assert [(seen.text, seen.edited) for seen in await home.posts()] == [("Anna's", False)]


@scene
async def test_an_edit_by_somebody_else_that_comes_before_the_post_changes_nothing(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        post = await anna.post("Anna's")
        await meet(anna, ben)
        await ben.write(content.Edit(post, post, None, "Ben's"))
        await pass_on(ben, cleo)
        await meet(anna, cleo)
        assert await cleo.texts() == ["Anna's"]


@scene
async def test_the_latest_reaction_of_each_counts(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        post = await anna.post("hello")
        await meet(anna, ben, cleo)
        for home, emoji in ((ben, "🎉"), (cleo, "👍"), (ben, "❤"), (cleo, "")):
            await home.react(post, emoji)
        await meet(anna, ben, cleo)
        for home in (anna, ben, cleo):
            (seen,) = await home.posts()
            assert [(reaction.person, reaction.emoji) for reaction in seen.reactions] == [(ben.person, "❤")]


@scene
async def test_what_stands_in_one_circle_says_nothing_about_what_stands_in_another(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await anna.post("in the family")
        await ben.ask(q.StartCircle("Others", "Ben"))
        await meet(anna, ben)
        # Ben writes in his own circle about a post of the family. Anna belongs to both.
        code = (await ben.ask(q.Invite("Others", 7, False, ()))).code
        await anna.ask(q.Join(code, "Anna", 0))
        assert await knock(anna, ben) == "admitted"
        await settle(anna, ben)
        await ben.write(content.Comment(post, post, "smuggled"), "Others")
        await ben.write(content.Reaction(post, "💩"), "Others")
        await anna.write(content.Edit(post, post, None, "other words"), "Others")
        await meet(anna, ben)
        for home in (anna, ben):
            (seen,) = await home.posts()
            assert (seen.text, seen.comments, seen.reactions) == ("in the family", (), ())


@scene
async def test_a_comment_beneath_a_comment_stands_beneath_the_post(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await anna.post("post")
        await meet(anna, ben)
        first = await ben.comment(post, "one")
        second = await ben.comment(first, "two")
        await meet(anna, ben)
        (seen,) = await anna.posts()
        assert [(c.id, c.text) for c in seen.comments] == [(first, "one"), (second, "two")]
        await ben.edit(second, "two, edited")
        await meet(anna, ben)
        (seen,) = await anna.posts()
        assert [(c.text, c.edited) for c in seen.comments] == [("one", False), ("two, edited", True)]


@scene
async def test_a_post_says_on_how_many_computers_it_is(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        post = await anna.post("hello")
        copies = []
        for other in (None, ben, cleo):
            if other is not None:
                await pass_on(anna, other)
                await pass_on(other, anna)
            (seen,) = await anna.posts()
            assert seen.id == post
            copies.append((seen.copies.held, seen.copies.of))
        assert copies == [(1, 3), (2, 3), (3, 3)]


@scene
async def test_a_newcomer_does_not_look_for_ever_for_the_words_that_later_ones_replaced(
    tmp_path: Path,
) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await anna.post("one")
        for text in ("two", "three", "four", "five"):
            await anna.edit(post, text)
        await meet(anna, ben)
        assert await ben.texts() == ["five"]
        assert await ben.engine.shelf.missing_bodies(ben.circle().id, 100) == []
