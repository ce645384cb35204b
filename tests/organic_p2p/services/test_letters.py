"""Letters to one or several people, posts for some of a circle, and how far one has read."""

from pathlib import Path

import pytest

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.services import rooms as module
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
from tests.organic_p2p.pictures import photo


def ids(*people: Home) -> tuple[str, ...]:
    return tuple(person.person.hex() for person in people)


async def write(home: Home, text: str, *people: Home) -> None:
    home.clock.advance(1)
    await home.ask(q.Message(ids(*people), text))


async def letters(home: Home, *people: Home) -> list[str]:
    reply: r.PostsReply = await home.ask(q.ReadConversation(ids(*people), 50, ""))
    return [post.text for post in reversed(reply.posts)]


async def conversations(home: Home) -> list[tuple[list[str], str, bool]]:
    reply: r.ConversationsReply = await home.ask(q.ListConversations())
    return [([p.name for p in one.people], one.text, one.unread) for one in reply.conversations]


async def home_texts(home: Home) -> list[str]:
    reply: r.PostsReply = await home.ask(q.ReadHome(50, ""))
    return [post.text for post in reversed(reply.posts)]


@scene
async def test_three_write_to_each_other_and_the_fourth_hears_nothing(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo", "Dora") as homes:
        anna, ben, cleo, dora = homes
        await write(anna, "to both", ben, cleo)
        await write(anna, "to Ben alone", ben)
        await meet(*homes)
        await write(cleo, "from Cleo", ben, anna)
        await meet(*homes)
        for home, others in ((anna, (ben, cleo)), (ben, (cleo, anna)), (cleo, (anna, ben))):
            assert await letters(home, *others) == ["to both", "from Cleo"]
        assert await letters(ben, anna) == ["to Ben alone"]
        assert dora.rooms() == []
        assert await conversations(dora) == []
        # A letter stands in no feed.
        assert await home_texts(ben) == []


@scene
async def test_all_three_may_open_it_at_once_and_read_one_conversation(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as homes:
        anna, ben, cleo = homes
        await write(anna, "one", ben, cleo)
        await write(ben, "two", cleo, anna)
        await write(cleo, "three", anna, ben)
        await meet(*homes)
        assert len(anna.rooms()) == 3
        await write(ben, "four", anna, cleo)
        await meet(*homes)
        assert len(cleo.rooms()) == 3
        for home, others in ((anna, (ben, cleo)), (ben, (cleo, anna)), (cleo, (anna, ben))):
            assert await letters(home, *others) == ["one", "two", "three", "four"]
            assert len(await conversations(home)) == 1


@scene
async def test_what_came_is_new_until_it_was_read(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as homes:
        anna, ben, cleo = homes
        await write(anna, "one", ben)
        await write(cleo, "hello", ben)
        await meet(*homes)
        assert await conversations(anna) == [(["Ben"], "one", False)]
        assert await conversations(ben) == [(["Cleo"], "hello", True), (["Anna"], "one", True)]
        first = (await ben.ask(q.ReadConversation(ids(anna), 5, ""))).posts[0].id.hex()
        await ben.ask(q.MarkRead(ids(anna), first))
        await ben.reopen()
        assert await conversations(ben) == [(["Cleo"], "hello", True), (["Anna"], "one", False)]
        await write(anna, "two", ben)
        await meet(*homes)
        await ben.ask(q.MarkRead(ids(anna), first))
        assert await conversations(ben) == [(["Anna"], "two", True), (["Cleo"], "hello", True)]
        # An answer of one's own is nothing new.
        second = (await ben.ask(q.ReadConversation(ids(anna), 5, ""))).posts[0].id.hex()
        await ben.ask(q.MarkRead(ids(anna), second))
        await write(ben, "three", anna)
        assert (await conversations(ben))[0] == (["Anna"], "three", False)


@scene
async def test_a_letter_that_took_long_is_new_though_its_clock_is_old(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as homes:
        anna, ben, cleo = homes
        await write(anna, "begin", ben, cleo)
        await meet(*homes)
        await write(cleo, "from far away", anna, ben)
        await write(anna, "later", ben, cleo)
        await meet(anna, ben)
        newest = (await ben.ask(q.ReadConversation(ids(anna, cleo), 5, ""))).posts[0].id.hex()
        await ben.ask(q.MarkRead(ids(anna, cleo), newest))
        assert (await conversations(ben))[0][2] is False
        await meet(*homes)
        assert await letters(ben, anna, cleo) == ["begin", "from far away", "later"]
        assert (await conversations(ben))[0][2] is True


@scene
async def test_a_post_for_some_stands_in_their_feed_and_in_nobody_elses(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo", "Dora") as homes:
        anna, ben, cleo, dora = homes
        await anna.post("for all")
        anna.clock.advance(1)
        sent = await anna.ask(q.Post(FAMILY, "for two", (photo(1),), ids(ben, cleo)))
        await ben.post("for all, too")
        await meet(*homes)
        for home in (anna, ben, cleo):
            assert await home_texts(home) == await home.texts() == ["for all", "for two", "for all, too"]
        assert await home_texts(dora) == await dora.texts() == ["for all", "for all, too"]
        assert await conversations(ben) == []
        seen: r.PostView = (await ben.ask(q.ReadHome(5, ""))).posts[1]
        assert (seen.audience.circle, seen.audience.count) == ("", 3)
        assert [person.name for person in seen.audience.people] == ["Anna", "Ben", "Cleo"]
        assert len(seen.pictures) == 1
        # It is answered, loved, changed and deleted like any other.
        await cleo.comment(sent.post, "ha")
        await ben.react(sent.post, "❤️")
        await anna.edit(sent.post, "for you two")
        await meet(*homes)
        seen = (await cleo.ask(q.ReadHome(5, ""))).posts[1]
        assert (seen.text, seen.comments[0].text, seen.reactions[0].emoji) == ("for you two", "ha", "❤️")
        assert len(seen.pictures) == 1
        assert await cleo.refusal(q.Delete(sent.post.hex())) == "not-theirs"
        await anna.delete(sent.post)
        await meet(*homes)
        assert await home_texts(ben) == ["for all", "for all, too"]


@scene
async def test_the_audience_of_a_circle_is_its_name_and_the_first_of_its_people(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, _):
        await anna.post("hello")
        (post,) = await anna.posts()
        assert (post.audience.circle, post.audience.count) == (FAMILY, 2)
        assert {person.name for person in post.audience.people} == {"Anna", "Ben"}


@scene
async def test_to_nobody_to_oneself_or_to_a_stranger_is_refused(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        assert await anna.refusal(q.Message((), "hello")) == "nobody"
        assert await anna.refusal(q.ReadConversation((), 5, "")) == "nobody"
        assert await anna.refusal(q.Post(FAMILY, "hello", (), ids(anna))) == "nobody"
        assert await anna.refusal(q.Post(FAMILY, "hello", (), (*ids(ben), "Zoe"))) == "unknown-person"
        assert anna.rooms() == []


@scene
async def test_two_who_share_no_circle_are_not_brought_together(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben") as (anna, ben),
        strangers(tmp_path, "Otto", clock=anna.clock) as (otto,),
    ):
        await anna.ask(q.StartCircle("Choir", "Anna"))
        await otto.ask(q.Join(await a_code(anna, "Choir"), "Otto", 0))
        assert await knock(otto, anna) == "admitted"
        await settle(anna, otto)
        assert await anna.refusal(q.Message(ids(ben, otto), "hello")) == "strangers"
        assert anna.rooms() == []
        await write(anna, "hello", otto)
        assert await letters(anna, otto) == ["hello"]


@scene
async def test_more_rooms_than_others_take_up_are_not_begun(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MAX_ROOMS_BY_PERSON", 1)
        async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
            await write(anna, "hello", ben)
            await write(anna, "hello again", ben)
            await write(anna, "hello", cleo)
            assert await anna.refusal(q.Message(ids(ben, cleo), "hello")) == "too-many-rooms"


@scene
async def test_a_letter_is_reacted_to_and_a_deleted_one_goes_everywhere(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as homes:
        anna, ben, cleo = homes
        await write(anna, "one", ben, cleo)
        await write(anna, "two", ben, cleo)
        await meet(*homes)
        two, one = (await ben.ask(q.ReadConversation(ids(anna, cleo), 5, ""))).posts
        await ben.ask(q.React(one.id.hex(), "🎉"))
        await cleo.ask(q.React(two.id.hex(), "❤️"))
        await anna.ask(q.Delete(two.id.hex()))
        await meet(*homes)
        for home, others in ((anna, (ben, cleo)), (ben, (cleo, anna)), (cleo, (anna, ben))):
            (left,) = (await home.ask(q.ReadConversation(ids(*others), 5, ""))).posts
            assert (left.text, left.reactions) == ("one", (r.ReactionView(ben.person, "🎉"),))
