"""Homes of people who know one another, made without a network and quickly: where most measurements begin.

    founder ── Doorkeeper ── guest      everybody is let in through the same door as over a network
    home ───── level() ───── home       operations go from shelf to shelf until all hold the same

Every word that follows from a join (hello, name, acknowledgement) is said, so that an engine which is started
in such a home finds nothing left to do.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from organic_p2p.domain.codes import to_code
from organic_p2p.domain.ids import CircleId
from organic_p2p.engine import Engine
from organic_p2p.records import content, control
from organic_p2p.services.core import Core
from organic_p2p.services.doorkeeper import Doorkeeper
from organic_p2p.store.home import prepare
from sync.ops import CONTROL_LANE
from sync.ports import Address, Peer
from sync.runs import runs_of

CIRCLE = "Family"
_READ_BYTES = 1 << 24
_NOWHERE = Address("10.99.99.99", 9)  # a remembered address that nobody has: found again is found by looking

# As often as in a language: few words are in most posts, most words are in few.
WORDS = [
    f"{a}{b}{c}" for a in "brstm" for b in ("ao", "ei", "u", "ya") for c in ("nk", "lo", "sta", "vi", "re")
]
_WEIGHTS = [1 / (rank + 2) for rank in range(len(WORDS))]


@asynccontextmanager
async def opened(folders: Sequence[Path]) -> AsyncIterator[list[Engine]]:
    """Open the homes in `folders`, making those that are new, without a network."""
    async with contextlib.AsyncExitStack() as stack:
        engines = []
        for folder in folders:
            prepare(folder)
            engine = await Engine.open(folder)
            stack.push_async_callback(engine.close)
            engines.append(engine)
        yield engines


async def gather(engines: Sequence[Engine]) -> CircleId:
    """Let the first of `engines` found a circle and let in all others, until nobody has anything left to say."""
    founder, *guests = engines
    circle = (await founder.circles.start(CIRCLE, "Person 0")).id
    for number, guest in enumerate(guests, 1):
        await _let_in(founder, guest, f"Person {number}")
    await level(engines, circle)
    for engine in engines:
        await engine.settle()
    await level(engines, circle)
    for engine in guests:
        async with engine.core.changing() as tx:
            await engine.core.pen.control(tx, engine.core.circle(circle), control.Ack())
    await level(engines, circle)
    return circle


async def level(engines: Sequence[Engine], circle: CircleId) -> None:
    """Give each of `engines` what the others hold."""
    hub, *others = engines
    for engine in others:
        await give(engine, hub, circle)
    for engine in others:
        await give(hub, engine, circle)


async def give(giver: Engine, taker: Engine, circle: CircleId) -> None:
    """Give what one home holds of a circle to another one."""
    held, has = giver.shelf.vector(circle), taker.shelf.vector(circle)
    first = {feed: has[feed].hi if feed in has else 0 for feed in held}
    source = Peer(giver.core.me.person, giver.core.me.device)
    after = {feed: lo for feed, lo in first.items() if feed.lane == CONTROL_LANE}
    ops = list(await giver.shelf.read_control(circle, after, _READ_BYTES))
    for feed, lo in first.items():
        if feed.lane != CONTROL_LANE and lo < held[feed].hi:
            ops += await giver.shelf.read(circle, feed, lo, held[feed].hi, _READ_BYTES)
    if ops:
        await taker.shelf.take(circle, runs_of(circle, ops), source)


async def write_posts(core: Core, circle: CircleId, count: int, seed: int) -> None:
    """Write many posts, a thousand in each transaction."""
    chance = random.Random(seed)
    for done in range(0, count, 1000):
        async with core.changing() as tx:
            state = core.circle(circle)
            for _ in range(min(1000, count - done)):
                await core.pen.content(tx, state, content.Post(text(chance)))


def text(chance: random.Random) -> str:
    """Return what somebody might write: 8 to 40 words."""
    return " ".join(chance.choices(WORDS, _WEIGHTS, k=chance.randint(8, 40)))


def make(folders: Sequence[Path]) -> CircleId:
    """Make the homes of one circle, one in each of `folders`; the first person founded it."""

    async def all_in() -> CircleId:
        async with opened(folders) as engines:
            return await gather(engines)

    return asyncio.run(all_in())


async def _let_in(host: Engine, guest: Engine, name: str) -> None:
    made = await host.invitations.invite(CIRCLE, 7, ask=False, hints=[])
    join = await guest.invitations.join(to_code(made.code), name)
    at_home, outside = Doorkeeper(host.core, host.roster), Doorkeeper(guest.core, guest.roster)
    handshake = os.urandom(32)
    greeting = await at_home.greeting(made.id)
    host_static = host.core.me.keys.transport.public
    request = await outside.request(join.id, host_static, handshake, greeting)
    assert request is not None, "the guest does not trust the host"
    guest_static = guest.core.me.keys.transport.public
    answer = await at_home.answer(made.id, guest_static, handshake, request)
    await outside.settle(join.id, answer, _NOWHERE)
