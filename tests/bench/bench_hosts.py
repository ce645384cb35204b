"""Families of three and of twelve on a LAN: found, told, met again, and at rest.

Each home is a host of its own with its own engine. Before each start everybody moves to a network where they
never were, so that nobody can be found at a remembered address.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.client import Client
from tests.bench import family, rivals
from tests.bench.engines import Running, ask, clients, start, until, until_in_step
from tests.bench.figures import Figure, median
from tests.bench.rest import at_rest, met_again
from tests.lan.host import Host
from tests.lan.lan import Lan
from tests.lan.namespaces import unavailable

_FOUND_S, _TOLD_S = 5.0, 2.0
_POSTS = 20
# Longer than an engine gathers what it tells its peers and its window, so that each post is the first one.
_PAUSE_S = 0.3


def measure() -> Iterator[Figure]:
    """Measure both families, where this machine can make LANs."""
    if why := unavailable():
        print(f"no figures of hosts: {why}")
        return
    yield from _measure_home(3, moves=3)
    yield from _measure_home(12, moves=2)


def _measure_home(count: int, moves: int) -> Iterator[Figure]:
    # One more than is counted comes in the end: who rests has twelve neighbours.
    with Lan(count + 1) as lan:
        homes = [lan.directory / host.name / "organic" for host in lan.hosts]
        family.make(homes)
        counted = lan.hosts[:count]
        found: list[float] = []
        whole: list[float] = []
        running: list[Running] = []
        for number in range(moves):
            _stop(running)
            lan.segment(f"place {number}")
            for host in lan.hosts:
                lan.move(host, f"place {number}")
            running = _started(counted, homes)
            found_s = asyncio.run(_until_found(running))
            found.append(found_s - max(engine.ready_s for engine in running))
            whole.append(found_s - min(engine.started_s for engine in running))
        together = f"{count} hosts: "
        beside = f"from the first start {max(whole):.1f} s; zeroconf alone {rivals.found_s(counted):.2f} s"
        yield Figure(
            f"{together}all pairs connected, worst of {moves}", max(found), "s", _FOUND_S, beside=beside
        )
        told = asyncio.run(_tell(running))
        beside = f"median {median(told):.3f} s; 1 kB by TCP, kept by all {rivals.told_s(counted):.4f} s"
        yield Figure(
            f"{together}a post everywhere, worst of {_POSTS}", max(told), "s", _TOLD_S, beside=beside
        )
        running += _started(lan.hosts[count:], homes[count:])
        yield from met_again(lan.hosts, running, together, times=3 if count == 3 else 1)
        if count == 12:
            yield from at_rest(running)


def _started(hosts: Sequence[Host], homes: Sequence[Path]) -> list[Running]:
    running = [start(home, host) for home, host in zip(homes, hosts, strict=False)]
    for engine in running:
        engine.wait_until_ready()
    return running


def _stop(running: Sequence[Running]) -> None:
    for engine in running:
        engine.process.terminate()
    for engine in running:
        engine.stop()


async def _until_found(running: Sequence[Running]) -> float:
    async with clients(running) as all_clients:
        return await until(all_clients, lambda now: len(now.neighbours) >= len(running) - 1)


async def _tell(running: Sequence[Running]) -> list[float]:
    """Return how long after `post` returned each of several posts was in everybody's feed."""
    await until_in_step(running)
    times = []
    async with clients(running) as writers, clients(running, follow=True) as readers:
        for number in range(_POSTS):
            text = f"post {number} of {time.time()}"
            author = number % len(running)
            others = [reader for at, reader in enumerate(readers) if at != author]
            waiting = [asyncio.create_task(_seen(reader, text)) for reader in others]
            await ask(writers[author], q.Post(family.CIRCLE, text), r.PostReply)
            written_s = time.monotonic()
            times.append(max(await asyncio.gather(*waiting)) - written_s)
            await asyncio.sleep(_PAUSE_S)
    return times


async def _seen(reader: Client, text: str) -> float:
    async with asyncio.timeout(30):
        while True:
            event = await reader.next_event()
            if isinstance(event, e.FeedChanged):
                newest = await ask(reader, q.ReadFeed(family.CIRCLE, 1, ""), r.PostsReply)
                if newest.posts and newest.posts[0].text == text:
                    return time.monotonic()
