"""From what was typed to the one thing it names; two that fit are never decided between."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.domain.ids import PersonId
from organic_p2p.errors import NotFoundError
from organic_p2p.handlers import handle
from organic_p2p.records import content
from organic_p2p.services.lookup import SHOWN_PREFIX, by_id
from tests.organic_p2p.household import (
    FAMILY,
    Home,
    anna_and_nina,
    bring_in,
    household,
    meet,
    scene,
    strangers,
)

IDS = [bytes([1, 2, 3]) + bytes(29), bytes([1, 2, 4]) + bytes(29), bytes([0xAB]) * 32]
THINGS = [(key, number) for number, key in enumerate(IDS)]


async def sentence(home: Home, request: q.Request) -> str:
    reply = await handle(home.engine, request)
    assert isinstance(reply, r.Refused)
    return reply.message


@pytest.mark.parametrize(
    ("typed", "found"),
    [("010203", 0), (" 010203 ", 0), (IDS[1].hex(), 1), ("ABAB", 2), ("abab", 2), ("ab" * 32, 2)],
)
def test_the_beginning_of_an_id_is_enough(typed: str, found: int) -> None:
    assert by_id(typed, THINGS, "thing") == found


@pytest.mark.parametrize(
    "typed", ["", " ", "aba", "0102x", "cdcd", "ab" * 33, "0x010203", "\u0660\u0661\u0662\u0663"]
)
def test_what_names_nothing_is_refused(typed: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        by_id(typed, THINGS, "thing")
    assert caught.value.kind == "unknown-thing"


def test_what_names_two_things_is_refused_with_both_ids() -> None:
    with pytest.raises(NotFoundError) as caught:
        by_id("0102", THINGS, "thing")
    assert caught.value.kind == "ambiguous"
    for key in IDS[:2]:
        assert key.hex()[:12] in caught.value.sentence


@given(st.text(max_size=200))
def test_anything_typed_is_a_thing_or_a_sentence_that_a_terminal_survives(typed: str) -> None:
    try:
        by_id(typed, THINGS, "thing")
    except NotFoundError as refused:
        shown = refused.sentence
    else:
        return
    assert not [
        character for character in shown if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
    ]
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f")
    assert len(shown) < 300


@scene
async def test_a_circle_is_named_by_its_name_in_any_case_or_by_its_id(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        for typed in (
            FAMILY,
            "family",
            "FAMILY",
            " Family ",
            anna.circle().id.hex(),
            anna.circle().id.hex()[:4],
        ):
            assert await anna.ask(q.ReadFeed(typed, 5, "")) == r.PostsReply(())
        assert await anna.refusal(q.ReadFeed("Famil", 5, "")) == "unknown-circle"
        assert "“Famil”" in await sentence(anna, q.ReadFeed("Famil", 5, ""))
        assert "“Family”" in await sentence(anna, q.ReadFeed("Famil", 5, ""))


@scene
async def test_two_circles_of_one_name_are_told_apart_by_id(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        other = await anna.ask(q.StartCircle(FAMILY, "Anna"))
        assert await anna.refusal(q.Post(FAMILY, "to which?")) == "ambiguous"
        await anna.ask(q.Post(other.circle.hex()[:16], "to this one"))
        assert await anna.refusal(q.Post("family", "to which?")) == "ambiguous"
        # What differs in case only is too easily mistaken for the other.
        for name in ("friends", "Friends"):
            await anna.ask(q.StartCircle(name, "Anna"))
        for typed in ("friends", "Friends", "FRIENDS"):
            assert await anna.refusal(q.Post(typed, "hello")) == "ambiguous"


@scene
async def test_two_people_of_one_name_are_told_apart_by_id(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        await cleo.write(content.Profile("Ben"))
        await meet(anna, ben, cleo)
        request = q.Message(("Ben",), "to whom?")
        assert await anna.refusal(request) == "ambiguous"
        for home in (ben, cleo):
            assert home.person.hex()[:12] in await sentence(anna, request)
        assert await anna.refusal(q.Remove("Ben", FAMILY, "which?")) == "ambiguous"
        await anna.ask(q.Message((cleo.person.hex()[:12],), "to Cleo"))


@scene
async def test_a_post_is_named_by_the_beginning_of_its_id_only(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        post = await anna.post("hello")
        for typed in (post.hex(), post.hex()[:4], post.hex().upper()[:8], f" {post.hex()[:8]} "):
            await anna.ask(q.React(typed, "🎉"))
        for typed in (
            "",
            "hello",
            "abc",
            post.hex()[:3],
            "xyz!",
            post.hex() + "0",
            "-1",
            "0x" + post.hex()[:8],
        ):
            assert await anna.refusal(q.React(typed, "🎉")) == "unknown-post"
        unknown = "0" * 8 if post.hex()[0] != "0" else "f" * 8
        assert await anna.refusal(q.ReadFeed(FAMILY, 5, unknown)) == "unknown-post"


@scene
async def test_two_posts_that_begin_alike_are_told_apart(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        posts = [await anna.post(str(number)) for number in range(3)]
        # Ids are digests; to have two begin alike the table is told so.
        async with anna.engine.core.database.transaction() as tx:
            for number, post in enumerate(posts):
                await tx.execute(
                    "UPDATE entries SET id = ?, post = ? WHERE id = ?",
                    (b"\xaa\xbb" + bytes([number]) * 30, b"\xaa\xbb" + bytes([number]) * 30, post),
                )
        assert await anna.refusal(q.React("aabb", "🎉")) == "ambiguous"
        await anna.ask(q.React("aabb0101", "🎉"))


@scene
async def test_nobody_gets_what_was_meant_for_another_by_being_called_as_their_id(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Eve") as (anna, ben, eve):
        shown = ben.person.hex()[:SHOWN_PREFIX]
        await ben.ask(q.Leave(FAMILY, False))
        await meet(anna, ben, eve)
        for name in (shown, shown.upper(), ben.person.hex()):
            eve.clock.advance(1)
            await eve.write(content.Profile(name))
            await meet(anna, eve)
            assert await anna.refusal(q.Remove(name, FAMILY, "a reason")) == "unknown-person"
        await anna.ask(q.StartCircle("0123456789ab", "Anna"))
        assert await anna.refusal(q.Post("0123456789ab", "hello")) == "unknown-circle"
        # What is no id names whoever is called so.
        await anna.ask(q.StartCircle("0123456789a", "Anna"))
        await anna.ask(q.Post("0123456789a", "hello"))


@scene
async def test_somebody_who_left_is_still_found_for_a_conversation(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await ben.ask(q.Leave(FAMILY, False))
        await meet(anna, ben)
        assert await anna.ask(q.ReadConversation(("Ben",), 5, "")) == r.PostsReply(())
        assert await anna.refusal(q.Remove("Ben", FAMILY, "a reason")) == "unknown-person"


@scene
async def test_names_of_others_are_quoted_as_a_terminal_survives_them(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await ben.write(content.Profile("\x1b[31mBen\u202e\x07"))
        await meet(anna, ben)
        said = await sentence(anna, q.Message(("\x1b[2J\u202eZoe" + "x" * 500,), "hello"))
        assert said.isprintable()
        assert len(said) < 300


# -- names ---------------------------------------------------------------------------------------


@scene
async def test_everybody_is_called_in_each_circle_as_they_ask_there(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben") as (anna, ben),
        strangers(tmp_path, "Nina", clock=anna.clock) as (nina,),
    ):
        await anna.ask(q.StartCircle("Choir", "Frau Schmidt"))
        await bring_in(anna, nina, "Choir")
        names = {home.name: home.engine.core.name_of(anna.person) for home in (ben, nina)}
        assert names == {"Ben": "Anna", "Nina": "Frau Schmidt"}
        for _ in range(2):
            core = anna.engine.core
            assert core.name_of(anna.person, anna.circle().id) == "Anna"
            assert core.name_of(anna.person, anna.circle("Choir").id) == "Frau Schmidt"
            await anna.reopen()


@scene
async def test_who_has_the_same_name_in_two_circles_is_known_in_both(tmp_path: Path) -> None:
    async with anna_and_nina(tmp_path) as (anna, nina):
        await anna.ask(q.StartCircle("Choir", "Anna"))
        await bring_in(anna, nina, "Choir")
        reply: r.MembersReply = await nina.ask(q.ListMembers("Choir"))
        assert {member.name for member in reply.members} == {"Anna", "Nina"}


@scene
async def test_the_latest_name_counts_in_whatever_order_names_arrive_and_after_a_restart(
    tmp_path: Path,
) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        ops = []
        for name in ("One", "Two", "Three"):
            ben.clock.advance(1)
            ops.append(await ben.write(content.Profile(name)))
        await meet(anna, ben)
        async with strangers(tmp_path, "Nina", clock=anna.clock) as (nina,):
            await bring_in(anna, nina)
            assert nina.engine.core.name_of(ben.person) == "Three"
        for _ in range(2):
            assert anna.engine.core.name_of(ben.person, anna.circle().id) == "Three"
            await anna.reopen()
        names = anna.engine.core.names
        names.heard(
            anna.circle().id, ben.person, "an older wish", ops[0].header.hlc.to_bytes(8, "big") + ops[0].id
        )
        assert anna.engine.core.name_of(ben.person, anna.circle().id) == "Three"


@scene
async def test_somebody_without_a_name_has_one_all_the_same(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        called = anna.engine.core.name_of(PersonId(b"z" * 32))
        assert "7a7a7a7a" in called
