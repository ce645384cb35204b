"""Private conversations: exactly these people, for ever; opened by and with people we know, and not too many."""

import os
from pathlib import Path

import pytest

from organic_p2p.api import requests as q
from organic_p2p.records import control
from organic_p2p.records.identity import Identity
from organic_p2p.services import shelf as module
from organic_p2p.store.circles import Status
from sync.ops import Op, sign
from tests.organic_p2p.household import (
    FAMILY,
    Home,
    every_op,
    hand_over,
    household,
    meet,
    pass_on,
    scene,
    settle,
    strangers,
    table,
)


def a_room(by: Home, *people: Home, **fields: object) -> Op:
    """Return the first operation of a room that `by` opens with these people."""
    identities: tuple[Identity, ...] = tuple(home.engine.core.me.identity for home in (by, *people))
    body = control.RoomGenesis(identities, os.urandom(16)).encode()
    changes = {"scope": bytes(32), "seq": 0, "backlink": bytes(32), "deps": (), **fields}
    header = by.draft(by.circle(), 0x01, body, **changes)
    return sign(header, by.engine.core.me.keys.signing, body)


async def texts(home: Home, person: Home) -> list[str]:
    reply = await home.ask(q.ReadConversation((person.person.hex(),), 50, ""))
    return [post.text for post in reversed(reply.posts)]


async def say(home: Home, person: Home, text: str) -> None:
    home.clock.advance(1)
    await home.ask(q.Message((person.person.hex(),), text))


@scene
async def test_two_talk_and_nobody_else_hears_of_it(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await say(anna, ben, "just for you")
        await meet(anna, ben, cleo)
        await say(ben, anna, "thank you")
        await meet(anna, ben, cleo)
        assert await texts(anna, ben) == await texts(ben, anna) == ["just for you", "thank you"]
        assert cleo.rooms() == []
        (room,) = anna.rooms()
        assert room.id not in cleo.engine.shelf.shared_with(anna.peer)
        assert room.id not in anna.engine.shelf.shared_with(cleo.peer)
        assert await texts(cleo, anna) == []


@scene
async def test_a_conversation_does_not_stand_among_the_circles(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await say(anna, ben, "hello")
        assert [circle.name for circle in (await anna.ask(q.Status())).circles] == [FAMILY]
        assert await anna.texts() == []
        assert [post.text for post in (await anna.ask(q.Search("hello", "", 5))).posts] == ["hello"]


@scene
async def test_both_may_open_it_at_once_and_read_one_conversation(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await say(anna, ben, "one")
        await say(ben, anna, "two")
        await meet(anna, ben)
        assert len(anna.rooms()) == len(ben.rooms()) == 2
        await say(anna, ben, "three")
        await say(ben, anna, "four")
        await meet(anna, ben)
        assert await texts(anna, ben) == await texts(ben, anna) == ["one", "two", "three", "four"]
        assert len(anna.rooms()) == 2


@scene
async def test_nobody_comes_into_a_room_or_goes(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await say(anna, ben, "hello")
        await meet(anna, ben)
        (room,) = anna.rooms()
        for body in (control.Leave(), control.Expel(ben.person, ""), control.Invite(bytes(32), 1, False, ())):
            kind, encoded = control.write(body)
            await hand_over(ben, room.id, [anna.forge(room, kind, encoded)])
            assert ben.rooms()[0].members == {anna.person, ben.person}
        assert await anna.refusal(q.Invite(room.id.hex(), 7, False, ())) == "unknown-circle"
        assert await anna.refusal(q.Leave(room.id.hex(), False)) == "unknown-circle"
        # Whoever is not in it writes nothing into it, with every key of it in hand.
        intruder = cleo.forge_content(room, 0x88, b"", epoch=anna.epoch(room))
        assert (await hand_over(ben, room.id, [intruder])).deps_missing


@scene
async def test_a_message_to_oneself_or_to_nobody_is_refused(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, _):
        for person in ("Anna", anna.person.hex(), "Zoe", "abcdef12", ""):
            assert await anna.refusal(q.Message((person,), "hello")) == "unknown-person"
            assert await anna.refusal(q.ReadConversation((person,), 20, "")) == "unknown-person"
        assert anna.rooms() == []


@scene
async def test_words_in_a_room_can_be_changed_and_deleted_by_their_author_only(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await say(ben, anna, "frist")
        await meet(anna, ben)
        (message,) = (await anna.ask(q.ReadConversation(("Ben",), 5, ""))).posts
        # Anna is a steward of the circle; a room has none.
        assert await anna.refusal(q.Delete(message.id.hex())) == "not-theirs"
        await ben.edit(message.id, "first")
        await meet(anna, ben)
        assert await texts(anna, ben) == ["first"]
        await ben.delete(message.id)
        await meet(anna, ben)
        assert await texts(anna, ben) == []


# -- introductions -------------------------------------------------------------------------------


async def takes_up(home: Home, genesis: Op, source: Home) -> bool:
    """Return whether `home` takes up a room, after checking that it keeps all of it or nothing."""
    before = len(home.rooms())
    rows = await table(home, "SELECT id FROM circles")
    taken = await home.engine.shelf.introduced(genesis, source.peer)
    assert (
        len(home.rooms()) - before
        == len(await table(home, "SELECT id FROM circles")) - len(rows)
        == int(taken)
    )
    return taken


@scene
async def test_a_room_is_taken_up_from_one_of_its_people_once(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        room = a_room(anna, ben)
        assert not await takes_up(ben, room, cleo)
        assert await takes_up(ben, room, anna)
        assert await ben.engine.shelf.introduced(room, anna.peer)
        assert len(ben.rooms()) == 1
        assert ben.rooms()[0].status is Status.MEMBER
        await ben.reopen()
        assert len(ben.rooms()) == 1


@scene
async def test_a_room_without_us_or_with_strangers_is_not_taken_up(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo),
        strangers(tmp_path, "Mallory", clock=anna.clock) as (mallory,),
    ):
        await mallory.ask(q.StartCircle(FAMILY, "Mallory"))
        assert not await takes_up(ben, a_room(anna, cleo), anna)
        assert not await takes_up(ben, a_room(mallory, ben), mallory)
        assert not await takes_up(ben, a_room(mallory, ben, anna), anna)
        assert not await takes_up(ben, a_room(anna, ben, mallory), anna)
        assert await takes_up(ben, a_room(anna, ben, cleo), cleo)


@scene
async def test_a_room_of_somebody_who_was_removed_is_not_taken_up(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await anna.remove(cleo)
        await meet(anna, ben)
        assert not await takes_up(ben, a_room(cleo, ben), cleo)


@scene
async def test_what_is_no_beginning_of_a_room_is_not_taken_up(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        room = a_room(anna, ben)
        wrong = [
            Op(room.header, bytes(64), room.id, room.body),
            a_room(anna, ben, deps=(bytes(31) + b"\1",)),
            a_room(anna, ben, author=ben.device),
            anna.circle().genesis,
            anna.forge(anna.circle(), 0x03, None),
            sign(
                anna.draft(anna.circle(), 0x01, b"x", scope=bytes(32), seq=0, backlink=bytes(32), deps=()),
                anna.engine.core.me.keys.signing,
                b"x",
            ),
        ]
        for genesis in wrong:
            assert genesis is not None
            assert not await takes_up(ben, genesis, anna)


@scene
async def test_one_person_opens_a_few_rooms_and_no_more(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MAX_ROOMS_BY_PERSON", 3)
        async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
            assert [await takes_up(ben, a_room(anna, ben), anna) for _ in range(5)] == [
                True,
                True,
                True,
                False,
                False,
            ]
            assert await takes_up(ben, a_room(cleo, ben), cleo)


@scene
async def test_a_circle_is_never_introduced(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        assert await anna.engine.shelf.genesis(anna.circle().id) is None
        assert await anna.engine.shelf.genesis(bytes(32)) is None
        await say(anna, ben, "hello")
        genesis = await anna.engine.shelf.genesis(anna.rooms()[0].id)
        assert genesis is not None
        assert genesis.scope == anna.rooms()[0].id


@scene
async def test_a_conversation_goes_on_when_the_two_share_no_circle_any_more(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await say(anna, ben, "one")
        await settle(anna, ben)
        await ben.ask(q.Leave(FAMILY, False))
        await meet(anna, ben)
        await say(ben, anna, "two")
        await pass_on(ben, anna)
        assert await texts(anna, ben) == ["one", "two"]
        assert len(await every_op(anna)) > 0
