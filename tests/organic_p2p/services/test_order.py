"""Whatever the order and the company in which operations arrive, a home comes to believe the same.

A family lives for a while, partly apart. A newcomer who has only been admitted so far is then given its operations in
every order that Hypothesis thinks of, one by one or in portions, some of them twice.
"""

import asyncio
import json
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from organic_p2p.api import requests as q
from sync.ops import Op
from tests.fakes import FakeClock
from tests.organic_p2p.household import (
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
    folder = Path(tempfile.mkdtemp(dir=_SHELF.name))
    async with household(folder, "Anna", "Ben*", "Cleo*", "Dan", "Eve") as homes:
        anna, ben, cleo, dan, eve = homes
        async with strangers(folder, "Nina", clock=anna.clock) as (nina,):
            await nina.ask(q.Join(await a_code(anna), "Nina", 0))
            assert await knock(nina, anna) == "admitted"
            await _fill(anna, ben, cleo, dan, eve)
            circle = anna.circle().id
            # Nina listens to a twin of what the others hold and says nothing herself.
            ops = {op.id: op for home in homes for op in await every_op(home)}
            seen = await view(ben)
            assert await view(cleo) == seen
            seen = json.loads(json.dumps(seen).replace(f"somebody ({nina.person[:4].hex()})", "Nina"))
            assert await view(anna) == seen
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
    await meet(*everybody)
    await cleo.comment(answer, "an answer to the answer")
    for emoji in ("🎉", "❤"):
        await dan.react(first, emoji)
    for emoji in ("👍", ""):
        await eve.react(answer, emoji)
    for text in ("first, better", "first, best"):
        await anna.edit(first, text)
    long = await eve.post("long " * 2000)
    gone = await dan.post("to be deleted")
    await meet(*everybody)
    # Apart: the author, who changes the text once more, and a steward delete the same; somebody answers it.
    await dan.edit(gone, "to be deleted, in other words")
    await anna.delete(gone)
    await dan.delete(gone)
    await ben.comment(gone, "a comment on what is gone")
    await meet(*everybody)
    # Apart: Ben removes Dan, who writes on, and Eve hears him; Cleo invites; Anna takes an invitation back.
    await a_code(cleo)
    taken_back = await anna.ask(q.Invite(FAMILY, 3, False, ()))
    await anna.ask(q.RevokeInvitation(taken_back.id.hex()))
    await ben.remove(dan)
    late = await dan.post("while being removed")
    await dan.comment(first, "while being removed, too")
    await ben.post("without Dan")
    await pass_on(dan, eve)
    await eve.comment(late, "Eve has heard Dan")
    await meet(anna, ben, cleo, eve)
    # Apart: Eve leaves and takes something with her; Cleo writes with a secret that Eve knows.
    await eve.delete(long)
    await eve.ask(q.Leave(FAMILY, False))
    await cleo.post("did not know that Eve left")
    await meet(anna, ben, cleo)
    await pass_on(eve, anna)
    # Apart: two of them make a new secret.
    await ben.comment(long, "before Ben knew that it is gone")
    await anna.post("with a new secret")
    await ben.post("with a secret that Eve still knows")
    await settle(anna, ben, cleo)
    await anna.post("after everything")
    await meet(anna, ben, cleo)


async def read_all(portions: list[list[int]]) -> dict[str, Any]:
    """Let the newcomer take these portions, again and again until nothing new comes of it; return what is seen."""
    past = a_past()
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(past.newcomer, Path(place) / "home")
        nina = await Home.open("Nina", Path(place) / "home", FakeClock(past.wall_s))
        try:
            await take_all(nina, portions)
            return await view(nina)
        finally:
            await nina.close()


async def take_all(home: Home, portions: list[list[int]]) -> None:
    past = a_past()
    left = [[past.ops[number] for number in portion] for portion in portions]
    before = -1
    while before != (before := sum(map(len, left))):
        for portion in left:
            await hand_over(home, past.circle, portion)
        kept = {row[0] for row in await table(home, "SELECT id FROM ops")}
        left = [[op for op in portion if op.id not in kept] for portion in left]
    shelf = home.engine.shelf
    bodies = {op.id: op.body for op in past.ops}
    wanted = [op_id for _, _, op_id in await shelf.missing_bodies(past.circle, 1000)]
    found = [(op_id, body) for op_id in wanted if (body := bodies[op_id]) is not None]
    await shelf.take_bodies(past.circle, found, home.peer)


@st.composite
def deliveries(draw: st.DrawFn) -> list[list[int]]:
    """Every operation at least once, by its number, in any order and cut into any portions."""
    every = range(len(a_past().ops))
    numbers = [*draw(st.permutations(every)), *draw(st.lists(st.sampled_from(every), max_size=10))]
    cuts = sorted(draw(st.sets(st.integers(1, len(numbers) - 1), max_size=12)))
    return [numbers[a:b] for a, b in zip([0, *cuts], [*cuts, len(numbers)], strict=True)]


@settings(max_examples=15)
@given(deliveries())
def test_any_order_of_delivery_gives_the_same_circle_and_the_same_feed(portions: list[list[int]]) -> None:
    assert asyncio.run(read_all(portions)) == a_past().seen
