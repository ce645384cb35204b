"""Receiving with a stop-watch on every part: what a post costs, and where."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from crypto import bodies
from crypto.channel import Channel
from organic_p2p.domain.authority import Authority
from organic_p2p.engine import Engine
from organic_p2p.records import content
from organic_p2p.services.state import CircleState
from sync import omp1, ops, runs
from sync.neighbours import Neighbour
from sync.ops import Op
from sync.planner import Planner
from sync.session import Session
from tests.bench.figures import Figure
from tests.bench.floors import Floors
from tests.bench.parts import Parts, Spent

# What is timed: functions and methods that do not await.
_WATCHED: Sequence[tuple[str, Any, str]] = (
    ("wire: records opened", Channel, "feed"),
    ("wire: messages read", Session, "receive"),
    ("wire: msgpack, and that it is canonical", omp1, "decode"),
    ("wire: runs taken apart", runs, "decode_run"),
    ("headers packed, checked, hashed into chains", ops, "assemble"),
    ("bodies hashed", ops, "hash_body"),
    ("signatures", Op, "check_signature"),
    ("bodies decrypted", bodies, "open_body"),
    ("bodies understood", content, "read"),
    ("rules: may this author write?", Authority, "accepts_content"),
    ("rules: was it the right secret?", CircleState, "epoch_fits"),
    ("asking for more", Planner, "plan"),
)
# Less than this share is not shown by itself.
_SHOWN = 0.005


def receive(folder: Path, posts: int, floors: Floors) -> Iterator[Figure]:
    """Receive everything from an engine on this computer's loopback into the home in `folder`."""
    with Parts() as parts:
        for part, owner, name in _WATCHED:
            parts.watch(part, owner, name)
        whole = asyncio.run(_receive(folder, parts))
    yield Figure("  watched: on the wall", whole.wall_s, "s", beside=f"{posts / whole.wall_s:,.0f} /s")
    besides = {
        "headers packed, checked, hashed into chains": f"floor: bare hashing of them {floors.headers_s:.3f} s",
        "bodies hashed": f"floor: bare hashing {floors.bodies_s:.3f} s",
        _SQL: f"floor: bare SQLCipher inserts of the same rows {floors.inserts_s:.3f} s",
    }
    spent = dict(parts.spent)
    spent[_SQL] = _sum([took for part, took in spent.items() if part.startswith("SQL:")])
    for part, took in sorted(spent.items(), key=lambda item: -item[1].wall_s):
        if took.wall_s >= _SHOWN * whole.wall_s:
            indent = "      " if part.startswith("SQL:") else "    "
            yield _share(indent + part, took.wall_s, whole, f"{took.calls:,} calls", besides.get(part, ""))
    watched = _sum(list(parts.spent.values()))
    # Waiting inside a part is the disk's; outside it is for the sender, or for a core that the sender has.
    yield _share(
        "    all else: asyncio, rows made ready, bookkeeping", max(0.0, whole.cpu_s - watched.cpu_s), whole
    )
    waiting_s = whole.wall_s - whole.cpu_s - (watched.wall_s - watched.cpu_s)
    yield _share("    waiting for the sender, or for a core", max(0.0, waiting_s), whole)


_SQL = "SQL together"


async def _receive(folder: Path, parts: Parts) -> Spent:
    engine = await Engine.open(folder)
    try:
        async with engine.running(loopback_only=True):
            await _until(lambda: bool(_neighbours(engine)))
            parts.spent.clear()
            wall_s, cpu_s = time.perf_counter(), time.process_time()
            await _until(lambda: all(neighbour.in_step for neighbour in _neighbours(engine)))
            return Spent(time.perf_counter() - wall_s, time.process_time() - cpu_s)
    finally:
        await engine.close()


def _neighbours(engine: Engine) -> list[Neighbour]:
    return engine.network.neighbours() if engine.network is not None else []


async def _until(condition: Callable[[], bool]) -> None:
    while True:
        if condition():
            return
        await asyncio.sleep(0.01)


def _share(what: str, spent_s: float, whole: Spent, *besides: str) -> Figure:
    beside = "; ".join([f"{100 * spent_s / whole.wall_s:.1f} %", *(beside for beside in besides if beside)])
    return Figure(what, spent_s, "s", beside=beside)


def _sum(parts: Sequence[Spent]) -> Spent:
    return Spent(sum(p.wall_s for p in parts), sum(p.cpu_s for p in parts), sum(p.calls for p in parts))
