"""What follows from what arrives: first words, secrets handed on, acknowledgements; and then silence."""

import asyncio
from pathlib import Path

import pytest

from organic_p2p.api import requests as q
from organic_p2p.domain.ids import OpId
from organic_p2p.records.kinds import Kind
from organic_p2p.services.tending import GRANT_AFTER_S, NEW_SECRET_AFTER_S
from organic_p2p.store.circles import Status
from sync.ops import CONTROL_LANE
from tests.fakes import until
from tests.organic_p2p.household import (
    ANY_TIME_S,
    FAMILY,
    Home,
    a_code,
    anna_and_nina,
    every_op,
    hand_over,
    household,
    knock,
    meet,
    pass_on,
    scene,
    settle,
    strangers,
    vectors,
)


async def kinds_by(home: Home, author: Home) -> list[int]:
    return [op.header.kind for op in await every_op(home) if op.header.author == author.device]


@scene
async def test_a_newcomer_says_hello_and_a_name_once(tmp_path: Path) -> None:
    async with anna_and_nina(tmp_path) as (anna, nina):
        await nina.ask(q.Join(await a_code(anna), "Nina", 0))
        assert await knock(nina, anna) == "admitted"
        await pass_on(anna, nina)
        for _ in range(2):
            await nina.tend(ANY_TIME_S)
            await nina.reopen()
            nina.engine._tending.start()
        kinds = await kinds_by(nina, nina)
        assert kinds.count(Kind.HELLO) == kinds.count(Kind.PROFILE) == 1


@scene
async def test_a_newcomer_waits_for_the_secret_for_a_while_and_then_makes_one(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben") as (anna, ben),
        strangers(tmp_path, "Nina", clock=anna.clock) as (nina,),
    ):
        await nina.ask(q.Join(await a_code(anna), "Nina", 0))
        assert await knock(nina, anna) == "admitted"
        # Nina hears of her admission, and of no secret: whoever handed it over is away.
        ops = [op for op in await every_op(anna) if op.header.lane == CONTROL_LANE]
        last = max(number for number, op in enumerate(ops) if op.header.kind == Kind.ADMIT)
        await hand_over(nina, anna.circle().id, ops[: last + 1])
        await nina.tend()
        assert nina.circle().status is Status.MEMBER
        assert await kinds_by(nina, nina) == []
        nina.clock.advance(NEW_SECRET_AFTER_S + 1)
        await nina.tend()
        assert {Kind.EPOCH, Kind.PROFILE} <= set(await kinds_by(nina, nina))
        await settle(anna, ben, nina)
        members = (await ben.ask(q.ListMembers(FAMILY))).members
        assert {member.name for member in members} == {"Anna", "Ben", "Nina"}


@scene
async def test_anybody_hands_the_secret_on_to_whoever_lacks_it(tmp_path: Path) -> None:
    async with (
        household(tmp_path, "Anna", "Ben", "Cleo") as (anna, ben, cleo),
        strangers(tmp_path, "Nina", clock=anna.clock) as (nina,),
    ):
        # Cleo makes a secret without knowing of Nina, and is away; Ben hands it on.
        await nina.ask(q.Join(await a_code(anna), "Nina", 0))
        assert await knock(nina, anna) == "admitted"
        async with cleo.engine.core.changing() as tx:
            await cleo.engine.core.pen.renew(tx, cleo.circle(), 5)
        await cleo.post("under a secret of Cleo's")
        await pass_on(cleo, ben)
        await pass_on(anna, ben)
        await ben.tend(GRANT_AFTER_S[1])
        assert Kind.GRANT in await kinds_by(ben, ben)
        await pass_on(ben, anna)
        await pass_on(anna, nina)
        assert "under a secret of Cleo's" in await nina.texts()


@scene
async def test_stewards_say_that_they_have_heard_of_what_stewards_do(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben*", "Cleo") as (anna, ben, cleo):
        await anna.remove(cleo)
        await pass_on(anna, ben)
        (act,) = [op for op in await every_op(anna) if op.header.kind == Kind.EXPEL]
        before = (await kinds_by(ben, ben)).count(Kind.ACK)
        await ben.tend(2.0)
        assert (await kinds_by(ben, ben)).count(Kind.ACK) == before + 1
        head = [
            op for op in await every_op(ben) if op.header.author == ben.device and op.header.kind == Kind.ACK
        ][-1]
        assert ben.circle().authority.in_past(OpId(act.id), OpId(head.id))


@scene
async def test_words_of_ones_own_are_acknowledgement_enough(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben*", "Cleo") as (anna, ben, cleo):
        await anna.remove(cleo)
        await pass_on(anna, ben)
        await ben.ask(q.Invite(FAMILY, 7, False, ()))
        before = (await kinds_by(ben, ben)).count(Kind.ACK)
        await ben.tend(2.0)
        assert (await kinds_by(ben, ben)).count(Kind.ACK) == before


@scene
async def test_once_everything_is_said_nobody_says_anything_more(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben*", "Cleo*", "Dan") as homes:
        anna, ben, cleo, dan = homes
        await anna.remove(dan)
        await settle(anna, ben, cleo)
        before = [vectors(home) for home in (anna, ben, cleo)]
        for _ in range(3):
            for home in (anna, ben, cleo):
                home.engine._tending.start()
                await home.tend(ANY_TIME_S)
            await meet(anna, ben, cleo)
        assert [vectors(home) for home in (anna, ben, cleo)] == before


@scene
async def test_what_others_hold_and_where_they_were_is_remembered_across_a_restart(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await anna.post("hello")
        await meet(anna, ben)
        (post,) = await anna.posts()
        assert (post.copies.held, post.copies.of) == (2, 2)
        await anna.tend(ANY_TIME_S)
        await anna.reopen()
        (post,) = await anna.posts()
        assert (post.copies.held, post.copies.of) == (2, 2)


@scene
async def test_the_task_does_what_is_due_and_sleeps_until_then(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        tending = anna.engine._tending
        done: list[str] = []
        with pytest.MonkeyPatch.context() as patch:

            async def note(what: str, circle: object) -> None:
                done.append(what)

            patch.setattr(tending, "_do", note)
            running = asyncio.create_task(tending.run())
            tending._plan("later", None, 1_000.0)
            tending._plan("now", None, 0.0)
            await until(lambda: done == ["now"])
            tending._plan("at once", None, 0.0)
            await until(lambda: done == ["now", "at once"])
            assert ("later", None) in tending._due
            running.cancel()


@scene
async def test_a_mistake_while_tending_stops_nothing_else(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        await ben.ask(q.Leave(FAMILY, False))
        await meet(anna, ben)
        with pytest.MonkeyPatch.context() as patch:

            async def fail(circle: object) -> None:
                raise ZeroDivisionError

            patch.setattr(anna.engine._tending, "_tend", fail)
            anna.engine._tending.start()
            await anna.tend()
        assert "a mistake of this program" in caplog.text
        await anna.tend()
        await anna.post("on we go")
