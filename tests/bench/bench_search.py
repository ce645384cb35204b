"""Typing in search while a hundred thousand posts are stored: letter by letter, common words and rare ones."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.domain.findable import terms_of
from organic_p2p.domain.ids import CircleId
from organic_p2p.store import diskkey, home, words
from organic_p2p.store.database import Database
from tests.bench import family
from tests.bench.engines import Running, ask, clients, start
from tests.bench.figures import Figure, median, percentile

POSTS = 100_000
_TARGET_MS = 100
_TYPED = 60
_SHOWN = 20


def measure() -> Iterator[Figure]:
    """Type words letter by letter, once over the socket, and once into a bare index."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "home")
        circle = family.make([folder])
        asyncio.run(_fill(folder, circle))
        typed = _typed()
        engine = start(folder, None, "--loopback")
        engine.wait_until_ready()
        found = {kind: asyncio.run(_find(engine, texts)) for kind, texts in typed.items()}
        engine.stop()
        for kind, texts in typed.items():
            bare = asyncio.run(_bare(folder, texts))
            yield Figure(
                f"typing {kind} with {POSTS:,} posts, p95 of {len(texts)}",
                1000 * percentile(found[kind], 95),
                "ms",
                _TARGET_MS,
                beside=f"median {1000 * median(found[kind]):.1f} ms; floor: bare MATCH of the newest {_SHOWN}, "
                f"p95 {1000 * percentile(bare, 95):.1f} ms",
            )


async def _fill(folder: Path, circle: CircleId) -> None:
    async with family.opened([folder]) as (engine,):
        await family.write_posts(engine.core, circle, POSTS, 5)


def _typed() -> dict[str, list[str]]:
    """Return what a field holds after each letter, for words that are in many posts and for words that are in few."""
    chance = random.Random(7)
    ranked = list(family.WORDS)
    kinds = {
        "common words": ranked[: _TYPED // 6],
        "rare words": ranked[-_TYPED // 6 :],
        "two words": [f"{chance.choice(ranked[:10])} {chance.choice(ranked)}" for _ in range(_TYPED // 6)],
        "words that nobody wrote": [f"{word[:3]}q{word[3:]}" for word in ranked[: _TYPED // 6]],
    }
    return {
        kind: [text[:end] for text in texts for end in range(1, len(text) + 1)]
        for kind, texts in kinds.items()
    }


async def _find(engine: Running, texts: Sequence[str]) -> list[float]:
    times = []
    async with clients([engine]) as (client,):
        for text in texts:
            started_s = time.perf_counter()
            await ask(client, q.Find(text, _SHOWN), r.FindReply)
            times.append(time.perf_counter() - started_s)
    return times


async def _bare(folder: Path, texts: Sequence[str]) -> list[float]:
    database = await Database.open(folder / home.DATABASE, diskkey.load(folder, None))
    times = []
    try:
        for text in texts:
            match = words.match(terms_of(text), None)
            started_s = time.perf_counter()
            await database.fetch_all(
                "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?", (match, _SHOWN)
            )
            times.append(time.perf_counter() - started_s)
    finally:
        await database.close()
    return times
