"""Files between two engines: a thousand photographs, one film, and a cable that is cut again and again."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from crypto.files import padded_bytes
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.client import Client
from tests.bench import family
from tests.bench.engines import ORGANIC, ROOT, Running, ask, clients, cpu_s, start, until, until_in_step
from tests.bench.figures import Figure
from tests.bench.file_floors import kept_s, sent_s
from tests.lan.host import Host
from tests.lan.lan import Lan
from tests.lan.namespaces import unavailable
from tests.lan.shape import Shape

_PHOTOS, _PHOTO_BYTES, _AT_ONCE = 1000, 300_000, 100
_FILM_BYTES = 1_000_000_000
_CARRIED_BYTES = 100_000_000
_LOSS, _CUTS = 0.05, (0.2, 0.45, 0.7)
# A cable that somebody stumbled over.
_UNPLUGGED_S, _SEGMENT = 1.0, "home"
# An Ethernet frame as long as they come, and what of it is TCP's to carry, with timestamps.
_FRAME_BYTES, _SEGMENT_BYTES = 1514, 1448
_SHARE_PER_CENT, _MEMORY_MB, _SURPLUS = 60.0, 150.0, 1.1
_LOOK_S = 0.05
# Ten times what it takes on a computer with nothing else to do.
_PATIENCE_S = 120.0
_MB = 1e6


def measure() -> Iterator[Figure]:
    """Send files to homes that have none yet, each time after and before the floor has carried the same."""
    # Beside the homes that an engine makes, on a disk: a folder in memory would make any fsync free.
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        sender, *receivers = homes = [place / f"home{number}" for number in range(3)]
        family.make(homes)
        yield from _photos(place, sender, receivers)
        yield from _film(place, sender, receivers[0])
    if why := unavailable(wire=True):
        print(f"no figures of a bad cable: {why}")
        return
    yield from _bad_cable()


# -- what is sent --------------------------------------------------------------------------------------------------


def noise(path: Path, size: int) -> Path:
    """Write a file that nothing can shorten, and have it on the disk before anything is measured."""
    block = bytearray(os.urandom(min(size, 16 << 20)))
    with path.open("wb") as target:
        for at in range(0, size, len(block)):
            block[:8] = at.to_bytes(8, "big")
            target.write(memoryview(block)[: size - at])
        target.flush()
        os.fsync(target.fileno())
    return path


# -- a thousand photographs ----------------------------------------------------------------------------------------


def _photos(place: Path, sender: Path, receivers: Sequence[Path]) -> Iterator[Figure]:
    source = place / "photos"
    source.mkdir()
    photos = [noise(source / f"{number:04}.jpg", _PHOTO_BYTES) for number in range(_PHOTOS)]
    total = _PHOTOS * _PHOTO_BYTES
    giver = start(sender, None, "--loopback")
    giver.wait_until_ready()
    posted_s = asyncio.run(_post(giver, photos))
    floors = [_floor(photos, place)]
    came: list[_Came] = []
    for receiver in receivers:
        came.append(_receive(giver, receiver))
        floors.append(_floor(photos, place))
    giver.stop()
    shutil.rmtree(source)
    what = f"{_PHOTOS:,} photos of {_PHOTO_BYTES // 1000} kB"
    yield Figure(f"{what}: posted", total / _MB / posted_s, "MB/s", beside=f"{_AT_ONCE} in each post")
    yield from _compared(what, total, came, floors)


async def _post(engine: Running, files: Sequence[Path]) -> float:
    async with clients([engine]) as (client,):
        started_s = time.perf_counter()
        for at in range(0, len(files), _AT_ONCE):
            attached = tuple(q.Attach(str(file), b"", False, False) for file in files[at : at + _AT_ONCE])
            await ask(client, q.Post(family.CIRCLE, "", attached), r.PostReply)
        return time.perf_counter() - started_s


# -- one film ------------------------------------------------------------------------------------------------------


def _film(place: Path, sender: Path, receiver: Path) -> Iterator[Figure]:
    film = noise(place / "film.mp4", _FILM_BYTES)
    giver = start(sender, None, "--loopback")
    giver.wait_until_ready()
    kept = [_kept(film, place)]
    posted_s = _post_by_command(sender, film)
    kept.append(_kept(film, place))
    floors = [_floor([film], place)]
    came = [_receive(giver, receiver)]
    floors.append(_floor([film], place))
    giver.stop()
    floor_mb_s = [_FILM_BYTES / _MB / spent_s for spent_s in kept]
    beside = f"floor: read, encrypted, kept by one thread {_each(floor_mb_s)} MB/s"
    what = f"one file of {_FILM_BYTES / 1e9:g} GB"
    yield Figure(
        f"{what}: `organic post --file`", _FILM_BYTES / _MB / posted_s, "MB/s", None, "at least", beside
    )
    yield from _compared(what, _FILM_BYTES, came, floors)


def _post_by_command(home: Path, file: Path) -> float:
    command = [*ORGANIC, "--home", str(home), "post", family.CIRCLE, "film", "--file", str(file)]
    started_s = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started_s


def _kept(film: Path, place: Path) -> float:
    with tempfile.TemporaryDirectory(dir=place) as folder:
        return kept_s(film, Path(folder, "kept"))


# -- both ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Came:
    """How files came: seconds once connected, processor seconds and peak memory of both engines."""

    seconds: float
    giver_cpu_s: float
    taker_cpu_s: float
    giver_mb: float
    taker_mb: float


def _receive(giver: Running, home: Path) -> _Came:
    """Start an engine that lacks what `giver` has, let it fetch everything, and stop it."""
    taker = start(home, None, "--loopback")
    taker.wait_until_ready()
    try:
        return asyncio.run(_until_held(giver, taker))
    finally:
        taker.stop()


async def _until_held(giver: Running, taker: Running) -> _Came:
    async with clients([giver, taker]) as (there, here):
        wanted = await _here(there)
        connected_s = await until([here], lambda now: bool(now.neighbours))
        before_s = [cpu_s(engine.pid) for engine in (giver, taker)]
        while await _here(here) < wanted:
            assert time.monotonic() < connected_s + _PATIENCE_S, "files that do not come"
            await asyncio.sleep(_LOOK_S)
        spent_s = time.monotonic() - connected_s
        giver_s, taker_s = (cpu_s(engine.pid) - s for engine, s in zip((giver, taker), before_s, strict=True))
    return _Came(spent_s, giver_s, taker_s, _peak_mb(giver), _peak_mb(taker))


async def _here(client: Client) -> int:
    return (await ask(client, q.Storage(None, None), r.StorageReply)).here.files


def _floor(files: Sequence[Path], place: Path) -> float:
    with tempfile.TemporaryDirectory(dir=place) as folder:
        return sent_s(files, Path(folder, "taken"))


def _compared(what: str, total: int, came: Sequence[_Came], floors: Sequence[float]) -> Iterator[Figure]:
    rates, floor_rates = [[total / _MB / s for s in spent] for spent in ([c.seconds for c in came], floors)]
    rate = sum(rates) / len(rates)
    floor = sum(floor_rates) / len(floor_rates)
    cpu = "; ".join(
        f"processor: sender {c.giver_cpu_s / c.seconds:.0%}, receiver {c.taker_cpu_s / c.seconds:.0%}"
        for c in came
    )
    yield Figure(f"{what}: received", rate, "MB/s", beside=f"each {_each(rates)}; {cpu}")
    yield Figure(
        "  of the floor",
        100 * rate / floor,
        "%",
        _SHARE_PER_CENT,
        "at least",
        f"floor: encrypted once, carried by TCP, each made safe: {_each(floor_rates)} MB/s",
    )
    yield Figure("  peak memory of the sender", max(c.giver_mb for c in came), "MB", _MEMORY_MB)
    yield Figure("  peak memory of the receiver", max(c.taker_mb for c in came), "MB", _MEMORY_MB)


def _peak_mb(engine: Running) -> float:
    """Return the most memory that a process has had so far."""
    status = Path(f"/proc/{engine.pid}/status").read_text()
    return (
        int(next(line for line in status.splitlines() if line.startswith("VmHWM:")).split()[1]) * 1024 / _MB
    )


def _each(rates: Sequence[float]) -> str:
    return ", ".join(f"{rate:.0f}" for rate in rates)


# -- a bad cable ---------------------------------------------------------------------------------------------------


def _bad_cable() -> Iterator[Figure]:
    with Lan(2, wire=True) as lan:
        homes = [lan.directory / host.name / "organic" for host in lan.hosts]
        family.make(homes)
        file = noise(lan.directory / "file", _CARRIED_BYTES)
        engines = [start(home, host) for home, host in zip(homes, lan.hosts, strict=True)]
        for engine in engines:
            engine.wait_until_ready()
        asyncio.run(until_in_step(engines))
        lan.hosts[1].shape(Shape(loss=_LOSS))
        before = _received_bytes(engines[1])
        _post_by_command(homes[0], file)
        spent_s = asyncio.run(_until_carried(lan.hosts[1], engines[1]))
        received = _received_bytes(engines[1]) - before
    what = f"{_CARRIED_BYTES // 10**6} MB, {_LOSS:.0%} of frames lost, cable out {len(_CUTS)} times"
    away = f"without a cable {len(_CUTS) * _UNPLUGGED_S:g} s of these"
    yield Figure(what, spent_s, "s", beside=f"{_CARRIED_BYTES / _MB / spent_s:.1f} MB/s; {away}")
    # What the cable lost never arrived and is not counted; what TCP sent twice and came twice is.
    floor = padded_bytes(_CARRIED_BYTES) / _CARRIED_BYTES
    yield Figure(
        "  frames that arrived, over the file",
        received / _CARRIED_BYTES,
        "times",
        _SURPLUS,
        beside=f"all bytes of eth0; floor: with padding and headers {floor * _FRAME_BYTES / _SEGMENT_BYTES:.3f}",
    )


async def _until_carried(host: Host, taker: Running) -> float:
    """Return how long the file takes, while the cable of `host` is pulled out and put back."""
    began = _received_bytes(taker)
    cuts = [began + share * _CARRIED_BYTES for share in _CUTS]
    started_s = time.monotonic()
    async with clients([taker]) as (here,):
        while not await _here(here):
            assert time.monotonic() < started_s + _PATIENCE_S, "a file that does not come"
            await asyncio.sleep(_LOOK_S)
            if cuts and _received_bytes(taker) > cuts[0]:
                del cuts[0]
                host.unplug()
                await asyncio.sleep(_UNPLUGGED_S)
                host.plug(_SEGMENT)
    assert not cuts, "the file came before the cable was out"
    return time.monotonic() - started_s


def _received_bytes(engine: Running) -> int:
    """Return how many bytes have come to the host of an engine through its cable, with all headers."""
    for line in Path(f"/proc/{engine.pid}/net/dev").read_text().splitlines():
        name, _, counters = line.partition(":")
        if name.strip() == "eth0":
            return int(counters.split()[0])
    raise AssertionError("a host without a cable")
