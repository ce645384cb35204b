"""What an engine does when a guest joins: ask at the door, and wait a while for what comes of it.

What became of those that are still under way is in `arriving`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.engine import Engine
from organic_p2p.services.events import CircleChanged, GuestsChanged
from organic_p2p.store.guests import Join

MAX_WAIT_S: Final = 120.0


async def _join(engine: Engine, request: q.Join) -> r.CircleReply:
    changed = asyncio.Event()

    def hear(event: object) -> None:
        if isinstance(event, GuestsChanged | CircleChanged):
            changed.set()

    engine.listen(hear)
    try:
        join = await engine.invitations.join(request.code, request.my_name)
        await engine.ensure_network()
        if engine.network is not None:
            engine.network.roster_changed()
        return await _until_in(engine, join, changed, min(request.wait_ms / 1000, MAX_WAIT_S))
    finally:
        engine.unlisten(hear)


async def _until_in(engine: Engine, join: Join, changed: asyncio.Event, wait_s: float) -> r.CircleReply:
    deadline = asyncio.get_running_loop().time() + wait_s
    while True:
        changed.clear()
        # Events come with the commit, before the roster has read what was committed.
        await engine.roster.refresh()
        circle, state = engine.invitations.state_of(join)
        left = deadline - asyncio.get_running_loop().time()
        # "asked" can last for days: only a person at the other end ends it.
        if state in ("member", "asked") or left <= 0 or not engine.is_running:
            return r.CircleReply(circle, state)
        try:
            async with asyncio.timeout(left):
                await changed.wait()
        except TimeoutError:
            continue


HANDLERS: Mapping[type, Callable[[Engine, Any], Awaitable[object]]] = {q.Join: _join}
