"""Whatever the order and the company in which operations arrive, a home comes to believe the same.

A family lives for a while, partly apart. A newcomer who has only been admitted so far is then given its operations in
every order that Hypothesis thinks of, one by one or in portions, some of them twice.
"""

import asyncio
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from organic_p2p.api import requests as q
from organic_p2p.records import content, control
from organic_p2p.services.state import CircleState
from organic_p2p.store.circles import Status
from sync.ops import CONTENT_LANE, Op
from tests.fakes import FakeClock
from tests.organic_p2p.household import (
    ANY_TIME_S,
    FAMILY,
    Home,
    a_code,
    every_op,
    hand_over,
    household,
    knock,
    meet,
    pass_on,
    settle,
    strangers,
    table,
    view,
)


@dataclass(frozen=True)
class Past:
    """What a family did, and a home of somebody who was admitted and knows nothing of it yet."""

    newcomer: Path
    circle: bytes
    ops: tuple[Op, ...]
    seen: dict[str, Any]
    wall_s: float


@cache
def a_past() -> Past:
    return asyncio.run(_live())


_SHELF = tempfile.TemporaryDirectory(prefix="organic-past-")


async def _live() -> Past:
    folder = Path(_SHELF.name)
    async with household(folder, "Anna", "Ben*", "Cleo*", "Dan", "Eve") as homes:
        anna, ben, cleo, dan, eve = homes
        async with strangers(folder, "Nina", clock=anna.clock) as (nina,):
            await nina.ask(q.Join(await a_code(anna), "Nina", 0))
            assert await knock(nina, anna) == "admitted"
            await _fill(anna, ben, cleo, dan, eve)
            circle = anna.circle().id
            # Nina listens to a twin of what the others hold and says nothing herself.
            ops = {op.id: op for home in homes for op in await every_op(home)}
            seen = await view(anna)
            for home in homes:
                assert await view(home) == seen or home.circle().status is not Status.MEMBER
            await nina.close()
            shutil.copytree(folder / "Nina", folder / "newcomer")
            await nina.reopen()
            return Past(folder / "newcomer", circle, tuple(ops.values()), seen, anna.clock.wall_s())


async def _fill(anna: Home, ben: Home, cleo: Home, dan: Home, eve: Home) -> None:
    everybody = (anna, ben, cleo, dan, eve)
    await settle(*everybody)
    first = await anna.post("first")
    await meet(*everybody)
    answer = await ben.comment(first, "an answer")
    await cleo.comment(answer, "an answer to the answer")
    await dan.react(first, "🎉")
    await meet(*everybody)
    await dan.react(first, "❤")
    await eve.react(answer, "👍")
    await eve.react(answer, "")
    # Two edits, and a post that two people delete without knowing of each other.
    await anna.edit(first, "first, better")
    await anna.edit(first, "first, best")
    gone = await dan.post("to be deleted")
    await meet(*everybody)
    await dan.edit(gone, "to be deleted, in other words")
    await anna.delete(gone)
    await dan.delete(gone)
    await ben.comment(gone, "a comment on what is gone")
    long = await eve.post("long " * 2000)
    await meet(*everybody)
    # Apart: Ben removes Dan, who writes on; Cleo invites; Anna takes an invitation back.
    code = await a_code(cleo)
    assert code
    taken_back = await anna.ask(q.Invite(FAMILY, 3, False, ()))
    await anna.ask(q.RevokeInvitation(taken_back.id.hex()))
    await ben.remove(dan)
    await dan.post("while being removed")
    await dan.comment(first, "while being removed, too")
    await ben.post("without Dan")
    await pass_on(dan, eve)
    await eve.comment(long, "Eve has heard Dan")
    await meet(anna, ben, cleo, eve)
    # Two renew the secret side by side; somebody leaves; somebody writes by the old epoch meanwhile.
    await anna.ask(q.Leave(FAMILY, False)) if False else None
    await eve.ask(q.Leave(FAMILY, True))
    await cleo.post("did not know that Eve left")
    await meet(anna, ben, cleo)
    await pass_on(eve, anna)
    await settle(anna, ben, cleo)
    await anna.post("after everything")
    await meet(anna, ben, cleo)
