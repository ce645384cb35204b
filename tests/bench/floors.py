"""What nobody who keeps these posts can do without: hashing them, and inserting their rows."""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from organic_p2p.domain.findable import folded
from organic_p2p.store import diskkey, home
from organic_p2p.store.database import Database
from organic_p2p.store.migrations import STEPS
from tests.bench.rivals import encrypted

# How many operations one transaction holds when they come over a network.
_POSTS_AT_ONCE = 200


class Post(NamedTuple):
    """A post as it lies in the database: its rows, and of them what is hashed or searched."""

    op: tuple[Any, ...]
    entry: tuple[Any, ...]
    arrival: int
    header: bytes
    body: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Floors:
    """Seconds for all posts of a home."""

    headers_s: float
    bodies_s: float
    inserts_s: float
    plain_inserts_s: float

    def rates(self, posts: int) -> str:
        """Return them in words, as posts a second."""
        hashing = self.headers_s + self.bodies_s
        return (
            f"floors: bare SQLCipher inserts {posts / self.inserts_s:,.0f} /s, without full-text index "
            f"{posts / self.plain_inserts_s:,.0f} /s, bare hashing {posts / hashing:,.0f} /s"
        )


def posts_of(folder: Path, limit: int) -> list[Post]:
    """Return the first posts of a home that no engine uses."""

    async def read() -> list[Post]:
        database = await Database.open(folder / home.DATABASE, diskkey.load(folder, None))
        try:
            read = "arrival IN (SELECT arrival FROM entries) ORDER BY arrival LIMIT ?"
            ops = await database.fetch_all(f"SELECT * FROM ops WHERE {read}", (limit,))
            entries = await database.fetch_all("SELECT * FROM entries ORDER BY arrival LIMIT ?", (limit,))
            hashed = await database.fetch_all(f"SELECT arrival, header, body FROM ops WHERE {read}", (limit,))
            texts = await database.fetch_all("SELECT text FROM entries ORDER BY arrival LIMIT ?", (limit,))
        finally:
            await database.close()
        rows = zip(ops, entries, hashed, texts, strict=True)
        return [Post(op, entry, at, header, body, text) for op, entry, (at, header, body), (text,) in rows]

    return asyncio.run(read())


def floors_of(posts: Sequence[Post]) -> Floors:
    """Measure the floors of these posts."""
    batches = [posts[at : at + _POSTS_AT_ONCE] for at in range(0, len(posts), _POSTS_AT_ONCE)]
    return Floors(
        _hashing_s([post.header for post in posts], b"org1/op"),
        _hashing_s([post.body for post in posts], b"org1/body"),
        inserts_s(batches),
        inserts_s(batches, search=False),
    )


def inserts_s(batches: Sequence[Sequence[Post]], *, search: bool = True) -> float:
    """Return how long it takes to insert the rows of posts, one transaction for each of `batches`."""
    with tempfile.TemporaryDirectory() as folder:
        database = encrypted(Path(folder, "bare.db"))
        database.create_function("folded", 1, folded, deterministic=True)
        database.executescript("".join(STEPS))
        first = batches[0][0]
        add_op = f"INSERT INTO ops VALUES ({_marks(first.op)})"
        add_entry = f"INSERT INTO entries VALUES ({_marks(first.entry)})"
        started_s = time.perf_counter()
        for posts in batches:
            database.execute("BEGIN IMMEDIATE")
            database.executemany(add_op, [post.op for post in posts])
            database.executemany(add_entry, [post.entry for post in posts])
            if search:
                words = [(post.arrival, folded(post.text), post.arrival) for post in posts]
                database.executemany("INSERT INTO words (rowid, text, arrival) VALUES (?, ?, ?)", words)
            database.execute("COMMIT")
        spent_s = time.perf_counter() - started_s
        database.close()
        return spent_s


def _marks(row: Sequence[object]) -> str:
    return ",".join("?" * len(row))


def _hashing_s(pieces: Sequence[bytes], label: bytes) -> float:
    started_s = time.perf_counter()
    for piece in pieces:
        hashlib.blake2b(piece, digest_size=32, person=label).digest()
    return time.perf_counter() - started_s
