"""Ten thousand posts: written, received, found again."""

from __future__ import annotations

import asyncio
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.client import Client
from organic_p2p.domain.ids import CircleId
from organic_p2p.store import diskkey, home
from organic_p2p.store.database import Database
from tests.bench import family, watched
from tests.bench.engines import ORGANIC, ROOT, Running, ask, clients, resident_mb, start, until
from tests.bench.figures import Figure, median, percentile
from tests.bench.floors import Floors, floors_of, inserts_s, posts_of

POSTS = 10_000
_AUTHORS = 4
_ONE_BY_ONE = 500
_COMMANDS = 7
_SEARCHES = 300


def measure() -> Iterator[Figure]:
    """Write, receive and search in homes of one circle; the last one has nobody's posts yet."""
    with tempfile.TemporaryDirectory() as folder:
        homes = [Path(folder, f"home{number}") for number in range(_AUTHORS + 1)]
        circle = family.make(homes)
        full, empty = homes[0], homes[-1]
        yield from _write(full)
        asyncio.run(_fill(homes[:-1], circle))
        copy = Path(folder, "copy")
        shutil.copytree(empty, copy)
        floors = floors_of(posts_of(full, POSTS))
        sender = start(full, None, "--loopback")
        sender.wait_until_ready()
        yield from _receive(empty, floors)
        yield from watched.receive(copy, POSTS, floors)
        sender.stop()
        yield from _read(empty)


# -- writing -------------------------------------------------------------------------------------------------------


def _write(folder: Path) -> Iterator[Figure]:
    chance = random.Random(1)
    engine = start(folder, None, "--loopback")
    engine.wait_until_ready()
    spent_s = asyncio.run(_post(engine, [family.text(chance) for _ in range(_ONE_BY_ONE)]))
    running = median([_command_s(folder, family.text(chance)) for _ in range(_COMMANDS)])
    engine.stop()
    alone = median([_command_s(folder, family.text(chance)) for _ in range(_COMMANDS)])
    floor = _ONE_BY_ONE / inserts_s([[post] for post in posts_of(folder, _ONE_BY_ONE)])
    floor_text = f"floor: a bare SQLCipher commit of the same rows for each {floor:,.0f} /s"
    python = f"python alone {_python_s():.3f} s"
    yield Figure(
        "posts written one by one through the socket", _ONE_BY_ONE / spent_s, "/s", beside=floor_text
    )
    yield Figure("one `organic post` where an engine runs", running, "s", beside=python)
    yield Figure("one `organic post` where none runs", alone, "s", beside=python)


async def _post(engine: Running, texts: Sequence[str]) -> float:
    async with clients([engine]) as (client,):
        started_s = time.perf_counter()
        for text in texts:
            await ask(client, q.Post(family.CIRCLE, text), r.PostReply)
        return time.perf_counter() - started_s


def _command_s(folder: Path, text: str) -> float:
    command = [*ORGANIC, "--home", str(folder), "post", family.CIRCLE, text]
    started_s = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started_s


def _python_s() -> float:
    started_s = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - started_s


async def _fill(homes: Sequence[Path], circle: CircleId) -> None:
    """Have all authors write their share of `POSTS`, and give it all to the first of them."""
    async with family.opened(homes) as engines:
        for seed, engine in enumerate(engines):
            before = _ONE_BY_ONE + 2 * _COMMANDS if engine is engines[0] else 0
            await family.write_posts(engine.core, circle, POSTS // len(engines) - before, seed)
        for engine in engines[1:]:
            await family.give(engine, engines[0], circle)


# -- receiving -----------------------------------------------------------------------------------------------------


def _receive(empty: Path, floors: Floors) -> Iterator[Figure]:
    receiver = start(empty, None, "--loopback")
    receiver.wait_until_ready()
    spent_s, first_s = asyncio.run(_until_all_came(receiver))
    memory = resident_mb(receiver.pid)
    receiver.stop()
    received = f"receiving {POSTS:,} posts, once connected"
    yield Figure(received, POSTS / spent_s, "/s", 500, "at least", floors.rates(POSTS))
    yield Figure("  the newest post can be read after", first_s, "s")
    yield Figure("  resident memory of the receiver then", memory, "MB", 120)


async def _until_all_came(receiver: Running) -> tuple[float, float]:
    async with clients([receiver]) as (client,):
        connected_s = await until([client], lambda now: bool(now.neighbours))
        first_s = await _until_readable(client)
        done_s = await until([client], lambda now: all(neighbour.in_step for neighbour in now.neighbours))
    return done_s - connected_s, first_s - connected_s


async def _until_readable(client: Client) -> float:
    while True:
        page = await ask(client, q.ReadFeed(family.CIRCLE, 1, ""), r.PostsReply)
        if page.posts:
            return time.monotonic()
        await asyncio.sleep(0.02)


# -- reading -------------------------------------------------------------------------------------------------------


def _read(folder: Path) -> Iterator[Figure]:
    engine = start(folder, None, "--loopback")
    engine.wait_until_ready()
    searches, pages = asyncio.run(_look(engine))
    engine.stop()
    bare = asyncio.run(_bare_searches(folder))
    holding = f"holding {POSTS:,} posts: "
    yield Figure(f"{holding}engine ready", engine.ready_s - engine.started_s, "s", 1.5)
    beside = f"median {1000 * median(searches):.1f} ms; floor: bare MATCH, p95 {1000 * percentile(bare, 95):.1f} ms"
    yield Figure(
        f"{holding}search, p95 of {len(searches)}", 1000 * percentile(searches, 95), "ms", 100, beside=beside
    )
    yield Figure(f"{holding}a page of the feed, p95", 1000 * percentile(pages, 95), "ms", 100)


def _queries() -> list[str]:
    chance = random.Random(2)
    words = [family.text(chance).split() for _ in range(_SEARCHES)]
    # One word, two words, and what somebody has typed of a word so far.
    return [(found[0], " ".join(found[:2]), found[0][:3])[at % 3] for at, found in enumerate(words)]


async def _look(engine: Running) -> tuple[list[float], list[float]]:
    async with clients([engine]) as (client,):
        searches = [await _timed(client, q.Search(text, "", 20)) for text in _queries()]
        pages = [await _timed(client, q.ReadFeed(family.CIRCLE, 20, "")) for _ in range(100)]
    return searches, pages


async def _timed(client: Client, request: q.Request) -> float:
    started_s = time.perf_counter()
    await ask(client, request, r.PostsReply)
    return time.perf_counter() - started_s


async def _bare_searches(folder: Path) -> list[float]:
    database = await Database.open(folder / home.DATABASE, diskkey.load(folder, None))
    times = []
    try:
        for text in _queries():
            match = " ".join(f'"{word}"' for word in text.split()) + "*"
            started_s = time.perf_counter()
            await database.fetch_all("SELECT rowid FROM words WHERE words MATCH ? LIMIT 20", (match,))
            times.append(time.perf_counter() - started_s)
    finally:
        await database.close()
    return times
