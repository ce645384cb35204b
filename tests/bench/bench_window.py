"""The window over ten thousand posts, two thousand of them with photos: its first frame, its scrolling, its weight.

Everything runs as a program of its own, drawn without a screen by the software renderer.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageFilter

from organic_p2p.domain.ids import CircleId
from organic_p2p.engine import Engine
from organic_p2p.records import content
from organic_p2p.records.attachments import Attachment
from organic_p2p.services.attaching import Offered
from tests.bench import family
from tests.bench.engines import ROOT, cpu_s, start
from tests.bench.figures import Figure, median, percentile

PLAIN, WITH_PHOTOS = 8_000, 2_000
RECEIVED = 10_000
_PHOTOS = 80
_PHOTO_PX = (1600, 1200)
_TIMES = 5
FIRST_WARM_S, FIRST_COLD_S, FRAME_MS, MEMORY_MB = 1.0, 2.0, 16.0, 200.0


def measure() -> Iterator[Figure]:
    """Open the window warm and cold, and scroll through it at rest and while posts pour in."""
    with tempfile.TemporaryDirectory() as folder:
        reader, writer = Path(folder, "reader"), Path(folder, "writer")
        circle = family.make([reader, writer])
        asyncio.run(_fill(reader, writer, circle))
        yield from _first(reader)
        yield from _scroll(reader)
        yield from _flood(reader, writer)


# -- the first frame -----------------------------------------------------------------------------------------------


def _first(home: Path) -> Iterator[Figure]:
    bare = median([_probe(home, "bare")["first_s"] for _ in range(_TIMES)])
    python = median([_python_s() for _ in range(_TIMES)])
    engine = start(home, None, "--loopback")
    engine.wait_until_ready()
    # The first one only leaves its bytecode and Qt's compiled pages behind.
    warm = [_probe(home, "first") for _ in range(_TIMES + 1)][1:]
    engine.stop()
    beside = f"floor: a bare window with the same parts of Qt {bare:.2f} s, python alone {python:.2f} s"
    yield Figure(
        "first painted frame with posts, the engine runs",
        median([said["posts_s"] for said in warm]),
        "s",
        FIRST_WARM_S,
        beside=beside,
    )
    yield Figure(
        "  the frame before that, of an empty window", median([said["first_s"] for said in warm]), "s"
    )
    yield Figure("  resident memory then", median([said["resident_mb"] for said in warm]), "MB", MEMORY_MB)
    cold = []
    for _ in range(_TIMES):
        cold.append(_probe(home, "first"))
        _stop_engine(home)
    yield Figure(
        "first painted frame with posts, no engine yet",
        median([said["posts_s"] for said in cold]),
        "s",
        FIRST_COLD_S,
        beside=beside,
    )


# -- scrolling -----------------------------------------------------------------------------------------------------


def _scroll(home: Path) -> Iterator[Figure]:
    empty = _probe(home, "empty", str(WITH_PHOTOS))
    engine = start(home, None, "--loopback")
    engine.wait_until_ready()
    said = _probe(home, "scroll", str(WITH_PHOTOS))
    engine.stop()
    yield from _frames(f"scrolling through {said['posts']:,} posts with photos", said, empty)
    yield Figure("  most resident memory meanwhile", said["most_mb"], "MB", MEMORY_MB)


def _flood(home: Path, other: Path) -> Iterator[Figure]:
    engine = start(home, None, "--loopback")
    engine.wait_until_ready()
    sender = start(other, None, "--loopback")
    sender.wait_until_ready()
    # It stands for another computer, and should not have ours compute for it.
    sender.go_last()
    before_s = cpu_s(engine.pid)
    said = _probe(home, "scroll", str(WITH_PHOTOS))
    busy_s = cpu_s(engine.pid) - before_s
    sender.stop()
    engine.stop()
    yield from _frames(f"the same while the engine receives {RECEIVED:,} posts", said, None)
    yield Figure("  processor time of the engine meanwhile", busy_s, "s")
    yield Figure("  most resident memory meanwhile", said["most_mb"], "MB", MEMORY_MB)


def _frames(what: str, said: dict[str, Any], empty: dict[str, Any] | None) -> Iterator[Figure]:
    late, cost = [1000 * s for s in said["late_s"]], [1000 * s for s in said["cost_s"]]
    beside = f"median {median(late):.1f} ms of {len(late):,} frames"
    if empty is not None:
        floor = [1000 * s for s in empty["late_s"]]
        beside += f"; floor: a list of empty boxes, p99 {percentile(floor, 99):.1f} ms"
    yield Figure(f"{what}: p99", percentile(late, 99), "ms", FRAME_MS, beside=beside)
    yield Figure(
        "  of a processor, p99",
        percentile(cost, 99),
        "ms",
        beside="does not depend on what else the machine does",
    )


# -- around it -----------------------------------------------------------------------------------------------------


async def _fill(reader: Path, writer: Path, circle: CircleId) -> None:
    async with family.opened([reader]) as (engine,):
        await family.write_posts(engine.core, circle, PLAIN, 1)
        await _write_photos(engine, circle)
    async with family.opened([writer]) as (engine,):
        await family.write_posts(engine.core, circle, RECEIVED, 2)


async def _write_photos(engine: Engine, circle: CircleId) -> None:
    chance = random.Random(3)
    photos: list[Attachment] = []
    for _ in range(_PHOTOS // 10):
        offered = [Offered(None, _photo(chance), True) for _ in range(10)]
        written = await engine.feed.post(family.CIRCLE, family.text(chance), offered)
        photos += [one.attachment for one in written.attached]
    for done in range(0, WITH_PHOTOS, 500):
        async with engine.core.changing() as tx:
            state = engine.core.circle(circle)
            for at in range(done, done + 500):
                # Each is a picture of its own to the window; the engine keeps eighty of them.
                shown = tuple(
                    photos[(at + k) % len(photos)] for k in range(chance.choice((1, 1, 1, 2, 3, 4)))
                )
                await engine.core.pen.content(tx, state, content.Post(family.text(chance), shown))


def _photo(chance: random.Random) -> bytes:
    small = Image.new("RGB", (8, 6))
    small.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(48)])
    photo = small.resize(_PHOTO_PX, Image.Resampling.BICUBIC)
    grain = Image.effect_noise(_PHOTO_PX, 24).filter(ImageFilter.GaussianBlur(1)).convert("RGB")
    data = io.BytesIO()
    Image.blend(photo, grain, 0.15).save(data, "JPEG", quality=85)
    return data.getvalue()


def _probe(home: Path, mode: str, *more: str) -> dict[str, Any]:
    words = [sys.executable, "-m", "tests.bench.window_probe", str(home), str(time.monotonic()), mode, *more]
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def _python_s() -> float:
    started_s = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - started_s


def _stop_engine(home: Path) -> None:
    """End the engine that a window started in `home`: the one that has its folder open."""
    for process in Path("/proc").iterdir():
        if process.name.isdecimal():
            try:
                words = (process / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if str(home).encode() in words and b"node" in words:
                os.kill(int(process.name), signal.SIGTERM)
                while process.exists() and "Z" not in (process / "stat").read_text().rpartition(")")[2]:
                    time.sleep(0.02)
