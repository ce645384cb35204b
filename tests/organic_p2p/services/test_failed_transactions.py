"""After a transaction that failed anywhere, what is in memory is what is in the database."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.handlers import handle
from organic_p2p.store.database import Transaction
from sync.errors import ShelfError
from tests.organic_p2p.household import (
    FAMILY,
    Home,
    a_code,
    anna_and_nina,
    every_op,
    hand_over,
    household,
    knock,
    meet,
    scene,
    settle,
    view,
)

FULL = dbapi2.OperationalError("database or disk is full")


@asynccontextmanager
async def a_disk_that_fills_up(after: int) -> AsyncGenerator[list[int], None]:
    """Let so many statements that write succeed, and then none; yields a list that says how many there were."""
    written = [0]

    def counted(real: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def write(self: Transaction, *args: Any) -> Any:
            written[0] += 1
            if written[0] > after:
                raise FULL
            return await real(self, *args)

        return write

    with pytest.MonkeyPatch.context() as patch:
        for name in ("execute", "execute_many", "insert"):
            patch.setattr(Transaction, name, counted(getattr(Transaction, name)))
        yield written


async def memory_of(home: Home) -> dict[str, Any]:
    """Return everything that is kept in memory about the circles of a home."""
    core = home.engine.core
    return {
        circle.id.hex(): (
            circle.row,
            circle.vector(),
            circle.authority.heads(),
            circle.members,
            circle.stewards,
            dict(circle.epochs),
            dict(circle.secrets),
            sorted(circle.invites),
            {device: list(spans) for device, spans in circle.erased.items()},
            sorted(circle.stamps.items()),
            {person: core.names.of(person, circle.id) for person in circle.members},
        )
        for circle in core.registry
    }


async def assert_memory_is_database(home: Home) -> None:
    before = await memory_of(home)
    await home.reopen()
    assert await memory_of(home) == before


ACTS: dict[str, Callable[[Home, Home, bytes], q.Request]] = {
    "post": lambda anna, ben, post: q.Post(FAMILY, "hello"),
    "comment": lambda anna, ben, post: q.Comment(post.hex(), "hello"),
    "edit": lambda anna, ben, post: q.Edit(post.hex(), "hello"),
    "react": lambda anna, ben, post: q.React(post.hex(), "🎉"),
    "delete": lambda anna, ben, post: q.Delete(post.hex()),
    "message": lambda anna, ben, post: q.Message((ben.person.hex(),), "hello"),
    "invite": lambda anna, ben, post: q.Invite(FAMILY, 7, False, ()),
    "remove": lambda anna, ben, post: q.Remove(ben.person.hex(), FAMILY, "a reason"),
    "promote": lambda anna, ben, post: q.Promote(ben.person.hex(), FAMILY),
    "start a circle": lambda anna, ben, post: q.StartCircle("Another", "Anna"),
}


@pytest.mark.parametrize("act", ACTS)
def test_whatever_fails_half_way_is_undone_and_succeeds_when_there_is_room(tmp_path: Path, act: str) -> None:
    @scene
    async def play() -> None:
        async with household(tmp_path, "Anna", "Ben") as (anna, ben):
            post = await anna.post("before")
            await meet(anna, ben)
            request = ACTS[act](anna, ben, post)
            for allowed in range(40):
                before = await memory_of(anna)
                async with a_disk_that_fills_up(allowed) as written:
                    reply = await handle(anna.engine, request)
                if not isinstance(reply, r.Refused):
                    assert written[0] <= allowed
                    break
                assert reply.error == "disk-full"
                assert await memory_of(anna) == before
                assert await anna.texts() == ["before"]
            else:
                raise AssertionError("it never succeeded")
            assert allowed > 0
            await assert_memory_is_database(anna)
            await meet(anna, ben)
            await assert_memory_is_database(ben)

    play()


@scene
async def test_what_arrives_and_cannot_be_kept_is_taken_the_next_time(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna", "Ben") as (anna, ben):
        post = await ben.post("one")
        await ben.edit(post, "two")
        await ben.comment(post, "three")
        await ben.ask(q.Leave(FAMILY, False))
        ops = [op for op in await every_op(ben) if op.header.author == ben.device]
        for allowed in range(60):
            before = await memory_of(anna)
            async with a_disk_that_fills_up(allowed):
                try:
                    await hand_over(anna, anna.circle().id, ops)
                except ShelfError:
                    assert await memory_of(anna) == before
                else:
                    break
        assert ben.person not in anna.circle().members
        assert await anna.texts() == ["two"]
        await assert_memory_is_database(anna)


@scene
async def test_an_admission_that_one_side_cannot_keep_is_made_up_for_the_next_time(tmp_path: Path) -> None:
    async with anna_and_nina(tmp_path) as (anna, nina):
        await nina.ask(q.Join(await a_code(anna), "Nina", 0))
        before = [await memory_of(home) for home in (anna, nina)]
        async with a_disk_that_fills_up(1):
            with pytest.raises(ShelfError):
                await knock(nina, anna)
        assert [await memory_of(home) for home in (anna, nina)] == before
        # Then the host finds room, and the guest does not.
        async with a_disk_that_fills_up(3):
            with pytest.raises(ShelfError):
                await knock(nina, anna)
        assert await memory_of(nina) == before[1]
        assert nina.person in anna.circle().members
        assert await knock(nina, anna) == "admitted"
        await settle(anna, nina)
        await assert_memory_is_database(anna)
        await assert_memory_is_database(nina)


@scene
async def test_nobody_hears_of_what_was_undone(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        heard: list[object] = []
        advanced: list[object] = []
        anna.engine.listen(heard.append)
        anna.engine.shelf.on_advance(lambda scope, vector: advanced.append((scope, vector)))
        async with a_disk_that_fills_up(2):
            assert await anna.refusal(q.Post(FAMILY, "hello")) == "disk-full"
        assert heard == advanced == []
        await anna.post("hello")
        assert len(advanced) == 1
        assert heard


@scene
async def test_a_mistake_in_the_middle_is_undone_too(tmp_path: Path) -> None:
    async with household(tmp_path, "Anna") as (anna,):
        before = await memory_of(anna)
        with pytest.MonkeyPatch.context() as patch:

            async def fail(*args: object) -> None:
                raise ZeroDivisionError

            patch.setattr(anna.engine.core.keeper, "_consequences", fail)
            with pytest.raises(ZeroDivisionError):
                await anna.ask(q.Invite(FAMILY, 7, False, ()))
        assert await memory_of(anna) == before
        await anna.ask(q.Invite(FAMILY, 7, False, ()))
        await anna.post("on we go")
        await assert_memory_is_database(anna)
        assert (await view(anna))["invitations"]
