"""What this computer writes: by right, in its place, knowing what it knows, and fit to be read."""

from pathlib import Path

import pytest

from organic_p2p.api import requests as q
from organic_p2p.domain.ids import OpId
from organic_p2p.errors import BadInputError, HomeError
from organic_p2p.records import control
from organic_p2p.records.identity import new_identity
from organic_p2p.records.kinds import Kind
from organic_p2p.services.feed import cleaned_emoji
from sync.ops import CONTROL_LANE, MAX_DEPS
from sync.ports import Guest, Host, Member
from tests.organic_p2p.household import (
    AN_ADDRESS,
    FAMILY,
    a_code,
    anna_and_nina,
    every_op,
    hand_over,
    household,
    knock,
    meet,
    newcomer,
    scene,
    settle,
    strangers,
)

FAMILY_OF_THREE = "👨\u200d👩\u200d👧"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    "emoji", ["🎉", "❤️", "👍🏽", FAMILY_OF_THREE, ENGLAND, "🇩🇪", "ja", "haha!", "", "  🎉  "]
)
def test_a_reaction_is_a_sign_or_a_short_word(emoji: str) -> None:
    assert cleaned_emoji(emoji) == emoji.strip()


@pytest.mark.parametrize(
    "emoji",
    [
        "x" * 65,
        "🎉" * 17,
        "\x1b[31m",
        "a\nb",
        "\u202ea",
        "\u200b",
        "🎉\u200d\x1b[2J",
        "\x07",
        "\ud800",
        "a\tb",
    ],
)
def test_what_acts_instead_of_being_seen_is_no_reaction(emoji: str) -> None:
    with pytest.raises(BadInputError):
        cleaned_emoji(emoji)


@scene
async def test_somebody_who_heard_of_more_than_a_header_can_name_loses_nothing(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        names = [str(number) for number in range(MAX_DEPS + 4)]
        async with strangers(tmp_path, *names, clock=anna.clock) as guests:
            for guest in guests:
                await guest.ask(q.Join(await a_code(anna), guest.name, 0))
                assert await knock(guest, anna) == "admitted"
                await hand_over(guest, anna.circle().id, await every_op(anna))
            await meet(anna, ben)
            # All say hello without knowing of each other.
            for guest in guests:
                await guest.tend()
                await hand_over(ben, anna.circle().id, await every_op(guest))
        assert len(ben.circle().authority.heads()) > MAX_DEPS
        own = ben.circle().feed_of(ben.device, CONTROL_LANE)
        assert own is not None
        op = await ben.write(control.Ack())
        assert len(op.header.deps) <= MAX_DEPS
        assert own.head in op.header.deps or ben.circle().authority.in_past(own.head, OpId(op.id))
        for text in ("one", "two", "three"):
            await ben.post(text)
        await settle(anna, ben)
        assert await anna.texts() == ["one", "two", "three"]
        heads = len(ben.circle().authority.heads())
        while heads > 1:
            await ben.write(control.Ack())
            assert len(ben.circle().authority.heads()) < heads
            heads = len(ben.circle().authority.heads())


@scene
async def test_nothing_is_written_in_a_circle_that_is_still_on_its_way(tmp_path: Path) -> None:
    async with anna_and_nina(tmp_path) as (anna, nina):
        await nina.ask(q.Join(await a_code(anna), "Nina", 0))
        assert await knock(nina, anna) == "admitted"
        for request in (
            q.Post(FAMILY, "hello"),
            q.Invite(FAMILY, 7, False, ()),
            q.Leave(FAMILY, False),
            q.Remove("Anna", FAMILY, "a reason"),
            q.Promote("Anna", FAMILY),
        ):
            assert await nina.refusal(request) in ("not-yet", "unknown-person")
        assert await nina.posts() == ()
        assert (await nina.ask(q.ListMembers(FAMILY))).members == ()
        assert (await nina.ask(q.Status())).circles[0].state == "joining"


@scene
async def test_in_a_home_of_nobody_there_is_nothing_to_write(tmp_path: Path) -> None:
    async with strangers(tmp_path, "Nina") as (nina,):
        for request in (
            q.Post(FAMILY, "x"),
            q.ReadFeed(FAMILY, 5, ""),
            q.Message(("Anna",), "x"),
            q.Connect("[::1]:4711"),
        ):
            assert await nina.refusal(request) in ("unknown-circle", "unknown-person", "nobody")
        assert (await nina.ask(q.Search("x", "", 5))).posts == ()
        assert nina.engine.roster.contacts() == []


@scene
async def test_one_computer_shown_as_two_people_is_let_in_once(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        me = ben.engine.core.me
        other = new_identity(me.keys, me.reach, bytes(16), 1)
        assert anna.circle().is_taken(other)
        assert not anna.circle().is_taken(me.identity)


@scene
async def test_an_operation_that_changed_on_the_disk_is_damage(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, _):
        async with anna.engine.core.database.transaction() as tx:
            row = await tx.fetch_one(
                "SELECT arrival, body FROM ops WHERE body IS NOT NULL ORDER BY arrival LIMIT 1"
            )
            assert row is not None
            await tx.execute("UPDATE ops SET body = ? WHERE arrival = ?", (b"\xc1" + row[1][1:], row[0]))
        with pytest.raises(HomeError) as caught:
            await anna.engine.core.registry.load()
        assert caught.value.kind == "damaged"


@scene
async def test_whom_one_knows_is_whom_one_shares_something_with(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo):
        members = {c.name for c in anna.engine.roster.contacts() if isinstance(c.name, Member)}
        assert members == {Member(ben.person), Member(cleo.person)}
        by_name = {contact.name: contact for contact in ben.engine.roster.contacts()}
        mine = next(c for c in anna.engine.roster.contacts() if c.name == Member(ben.person))
        theirs = by_name[Member(anna.person)]
        assert mine.key == theirs.key
        assert {mine.role, theirs.role} == {0, 1}
        transport = ben.engine.core.me.keys.transport.public
        assert anna.engine.roster.device_of(ben.person, transport) == ben.device
        assert anna.engine.roster.device_of(ben.person, bytes(32)) is None
        assert anna.engine.roster.device_of(cleo.person, transport) is None
        await anna.remove(cleo)
        await anna.tend()
        assert Member(cleo.person) not in {contact.name for contact in anna.engine.roster.contacts()}


@scene
async def test_where_a_code_says_that_the_host_is_is_tried(tmp_path: Path) -> None:
    async with anna_and_nina(tmp_path) as (anna, nina):
        made = await anna.ask(
            q.Invite(FAMILY, 7, False, (f"{AN_ADDRESS.host}:{AN_ADDRESS.port}", "[fd00::1]:5000"))
        )
        await nina.ask(q.Join(made.code, "Nina", 0))
        (sought,) = [c.name for c in nina.engine.roster.contacts() if isinstance(c.name, Host)]
        assert nina.engine.roster.addresses_of(sought) == [AN_ADDRESS, ("fd00::1", 5000)]
        (offered,) = [c.name for c in anna.engine.roster.contacts() if isinstance(c.name, Guest)]
        assert anna.engine.roster.addresses_of(offered) == []


@scene
async def test_a_newcomer_has_no_part_in_what_was_before_them_but_the_reading(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,), newcomer(tmp_path, anna) as nina:
        first = [op for op in await every_op(anna) if op.header.kind == Kind.ADMIT]
        early = nina.forge(nina.circle(), Kind.ACK, None, deps=(anna.circle().id,))
        assert first
        taken = await anna.take(early)
        assert taken.deps_missing or taken.refused
