"""Photographs of a telephone made ready to be posted, and whether the engine still answers meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.client import Client
from organic_p2p.imaging import Darkroom
from tests.bench import family
from tests.bench.engines import Running, ask, clients, cpu_s, start, status
from tests.bench.figures import Figure, median, percentile
from tests.bench.file_floors import bare_s
from tests.organic_p2p.imaging.scene import a_photograph

_SIZE, _QUALITY, _GRAIN = (4000, 3000), 92, 14.0
_TOGETHER, _ONE_BY_ONE = 12, 4
_ASK_S = 0.005
_READY_S, _LATENCY_MS = 0.6, 50.0
_PREVIEW_BYTES = 1024


def measure() -> Iterator[Figure]:
    """Prepare photographs in a darkroom of our own, then in a running engine, one by one and together."""
    with tempfile.TemporaryDirectory() as folder:
        photos = [_photo(Path(folder), number) for number in range(_TOGETHER)]
        home = Path(folder, "home")
        family.make([home])
        floor = [bare_s(photos[:_ONE_BY_ONE])]
        alone = asyncio.run(_in_a_darkroom(photos))
        floor.append(bare_s(photos[:_ONE_BY_ONE]))
        engine = start(home, None, "--loopback")
        engine.wait_until_ready()
        posted, calm, together = asyncio.run(_in_an_engine(engine, photos))
        engine.stop()
        floor.append(bare_s(photos[:_ONE_BY_ONE]))
        size_mb = sum(photo.stat().st_size for photo in photos) / len(photos) / 1e6
    what = f"a photo of 12 megapixels, {size_mb:.1f} MB: "
    bare = f"floor: Pillow alone {min(floor):.2f} to {max(floor):.2f} s"
    for where, (cold_s, warm_s) in (("prepared", alone), ("posted", posted)):
        yield Figure(f"{what}{where}, the first", cold_s, "s", _READY_S, beside=bare)
        yield Figure(f"{what}{where}, each later one", warm_s, "s", _READY_S, beside=bare)
    yield from _together(together, calm, sum(floor) / len(floor))


def _photo(folder: Path, number: int) -> Path:
    path = folder / f"IMG_{number:04}.jpg"
    a_photograph(_SIZE, number, grain=_GRAIN).save(path, format="JPEG", quality=_QUALITY)
    return path


async def _in_a_darkroom(photos: Sequence[Path]) -> tuple[float, float]:
    darkroom = Darkroom()
    times = []
    try:
        for photo in photos[: 1 + _ONE_BY_ONE]:
            started_s = time.perf_counter()
            await darkroom.prepare(photo, original=False, preview_bytes=_PREVIEW_BYTES)
            times.append(time.perf_counter() - started_s)
    finally:
        await darkroom.close()
    return times[0], median(times[1:])


# -- in an engine --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Asked:
    """How long the answers to somebody took who asks all the time, and how late that one was woken up, in ms."""

    answers_ms: list[float]
    late_ms: list[float]

    def __str__(self) -> str:
        answers, late = self.answers_ms, self.late_ms
        return (
            f"median {median(answers):.1f}, p99 {percentile(answers, 99):.1f}, max {max(answers):.1f} ms; "
            f"a sleeper beside it late by p99 {percentile(late, 99):.1f}, max {max(late):.1f} ms"
        )


@dataclass(frozen=True, slots=True)
class _Import:
    """Many photographs in one post: seconds on the wall and of processors, and what somebody noticed who asked."""

    seconds: float
    cpu_s: float
    asked: _Asked


async def _in_an_engine(
    engine: Running, photos: Sequence[Path]
) -> tuple[tuple[float, float], _Asked, _Import]:
    async with clients([engine] * 2) as (writer, reader):
        times = [await _posted_s(writer, [photo]) for photo in photos[: 1 + _ONE_BY_ONE]]
        async with _asking(reader) as calm:
            await asyncio.sleep(2)
        before_s = _cpu_s(engine)
        async with _asking(reader) as asked:
            spent_s = await _posted_s(writer, photos)
        together = _Import(spent_s, _cpu_s(engine) - before_s, asked)
    return (times[0], median(times[1:])), calm, together


async def _posted_s(client: Client, photos: Sequence[Path]) -> float:
    attached = tuple(q.Attach(str(photo), b"", True, False) for photo in photos)
    started_s = time.perf_counter()
    await ask(client, q.Post(family.CIRCLE, "", attached), r.PostReply)
    return time.perf_counter() - started_s


@asynccontextmanager
async def _asking(client: Client) -> AsyncIterator[_Asked]:
    """Ask for the status all the time while the block runs."""
    asked, end = _Asked([], []), asyncio.Event()

    async def go_on() -> None:
        while not end.is_set():
            started_s = time.perf_counter()
            await status(client)
            answered_s = time.perf_counter()
            await asyncio.sleep(_ASK_S)
            asked.answers_ms.append(1000 * (answered_s - started_s))
            asked.late_ms.append(1000 * (time.perf_counter() - answered_s - _ASK_S))

    task = asyncio.create_task(go_on())
    try:
        yield asked
    finally:
        end.set()
        await task


def _cpu_s(engine: Running) -> float:
    """Return the processor time of an engine and of the processes that it has started and that still run."""
    children = Path(f"/proc/{engine.pid}/task/{engine.pid}/children").read_text().split()
    spent_s = cpu_s(engine.pid)
    for child in children:
        with contextlib.suppress(FileNotFoundError):
            spent_s += cpu_s(int(child))
    return spent_s


def _together(together: _Import, calm: _Asked, floor_s: float) -> Iterator[Figure]:
    what = f"{_TOGETHER} such photos in one post: "
    floor = f"floor: Pillow alone, one after the other {floor_s:.2f} s"
    yield Figure(f"{what}each", together.seconds / _TOGETHER, "s", beside=floor)
    yield Figure(
        "  processors busy", together.cpu_s / together.seconds, "", beside="the engine and its workers"
    )
    answers = together.asked.answers_ms
    meanwhile = f"{together.asked}; before, at rest: {calm}"
    yield Figure(
        f"  meanwhile the engine answers, p99 of {len(answers)}",
        percentile(answers, 99),
        "ms",
        _LATENCY_MS,
        beside=meanwhile,
    )
    yield Figure("  meanwhile the engine answers, at worst", max(answers), "ms", _LATENCY_MS)
