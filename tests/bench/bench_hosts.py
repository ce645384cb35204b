"""Families of three and of twelve on a LAN: found, told, met again, and at rest.

Each home is a host of its own with its own engine. Before each start everybody moves to a network where they
never were, so that nobody can be found at a remembered address.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.client import Client
from tests.bench import family
from tests.bench.engines import (
    ROOT,
    Running,
    ask,
    clients,
    cpu_s,
    resident_mb,
    sent_bytes,
    start,
    until,
    writes,
)
from tests.bench.figures import Figure, median
from tests.bench.rivals import tls_bytes
from tests.lan.host import Host
from tests.lan.lan import Lan
from tests.lan.namespaces import unavailable
from tests.lan.waiting import Lines

FOUND_S, TOLD_S, RECONNECT_BYTES = 5.0, 2.0, 2048
_POSTS = 20
# Longer than an engine gathers what it tells its peers and its window, so that each post is the first one.
_PAUSE_S = 0.3
# Addresses and what others hold are written down half a minute after they were learned.
_SETTLE_S = 40.0
_IDLE_S = 60.0
_RIVAL_PORT = 4711


def measure() -> Iterator[Figure]:
    """Measure both families, where this machine can make LANs."""
    if why := unavailable():
        print(f"no figures of hosts: {why}")
        return
    yield from _measure_home(3, moves=3)
    yield from _measure_home(12, moves=2)


def _measure_home(count: int, moves: int) -> Iterator[Figure]:
    # One more than is counted comes in the end: idle is measured with twelve neighbours.
    with Lan(count + 1) as lan:
        homes = [lan.directory / host.name / "organic" for host in lan.hosts]
        family.make(homes)
        for number in range(moves):
            lan.segment(f"place {number}")
        found, running = [], []
        for number in range(moves):
            for engine in running:
                engine.process.terminate()
            for engine in running:
                engine.stop()
            for host in lan.hosts:
                lan.move(host, f"place {number}")
            running = _started(lan.hosts[:count], homes)
            found.append(asyncio.run(_until_found(running)) - max(engine.ready_s for engine in running))
        together = f"{count} hosts: "
        rival = f"zeroconf alone, worst {_rival_found(lan.hosts[:count]):.2f} s"
        yield Figure(f"{together}all pairs connected after ready, worst of {moves}", max(found), "s", FOUND_S, beside=rival)
        told = asyncio.run(_tell(running))
        rival = f"1 kB by TCP and kept encrypted by all, worst {_rival_told(lan.hosts[:count]):.4f} s"
        yield Figure(f"{together}a post everywhere, worst of {len(told)}", max(told), "s", TOLD_S, beside=rival)
        yield Figure(f"{together}  the same, median", median(told), "s", TOLD_S)
        running.append(start(homes[count], lan.hosts[count]))
        running[-1].wait_until_ready()
        yield from _reconnect(lan.hosts[0], running, together)
        if count == 12:
            yield from _idle(running)


# -- found ---------------------------------------------------------------------------------------------------------


def _started(hosts: Sequence[Host], homes: Sequence[Path]) -> list[Running]:
    running = [start(home, host) for home, host in zip(homes, hosts, strict=False)]
    for engine in running:
        engine.wait_until_ready()
    return running


async def _until_found(running: Sequence[Running]) -> float:
    async with clients(running) as all_clients:
        return await until(all_clients, lambda now: len(now.neighbours) >= len(running) - 1)


async def _until_in_step(running: Sequence[Running]) -> float:
    async with clients(running) as all_clients:
        return await until(
            all_clients,
            lambda now: len(now.neighbours) == len(running) - 1 and all(n.in_step for n in now.neighbours),
        )


def _rival_found(hosts: Sequence[Host]) -> float:
    programs = [
        host.popen(
            [sys.executable, "-m", "tests.bench.rivals", "find", str(len(hosts) - 1), host.ip],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for host in hosts
    ]
    said = [Lines(program.stdout) for program in programs]
    for lines in said:
        lines.wait_for("ready")
    started_s = time.monotonic()
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    for lines in said:
        lines.wait_for("all")
    spent_s = time.monotonic() - started_s
    _end(programs)
    return spent_s


# -- told ----------------------------------------------------------------------------------------------------------


async def _tell(running: Sequence[Running]) -> list[float]:
    await _until_in_step(running)
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


def _rival_told(hosts: Sequence[Host]) -> float:
    rivals = [sys.executable, "-m", "tests.bench.rivals"]
    keepers = [
        host.popen([*rivals, "keep", str(host.home / "kept.db"), str(_RIVAL_PORT)], cwd=ROOT, stdout=subprocess.PIPE)
        for host in hosts[1:]
    ]
    for keeper in keepers:
        Lines(keeper.stdout).wait_for("ready")
    said = hosts[0].run([*rivals, "say", str(_RIVAL_PORT), *(host.ip for host in hosts[1:])], cwd=ROOT).stdout
    _end(keepers)
    return float(said)


# -- met again -----------------------------------------------------------------------------------------------------


def _reconnect(host: Host, running: list[Running], together: str) -> Iterator[Figure]:
    """Restart one engine that is in step with all others, and count what goes to and fro between two."""
    asyncio.run(_until_in_step(running))
    running[0].stop()
    capture = host.capture()
    running[0] = start(running[0].home, host)
    running[0].wait_until_ready()
    in_step_s = asyncio.run(_until_in_step(running))
    sent: Counter[str] = Counter()
    received: Counter[str] = Counter()
    for way, data in capture.stop(settle_s=1.0).streams().items():
        if way.src in (host.ip, host.ip6):
            sent[way.dst] += len(data)
        else:
            received[way.src] += len(data)
    to_server, to_client = tls_bytes()
    rival = f"TLS 1.3 with two certificates and nothing said {to_server} and {to_client}"
    most = max(sent.values()), max(received.values())
    yield Figure(f"{together}bytes sent to one peer, in step, most", most[0], "bytes", RECONNECT_BYTES, beside=rival)
    yield Figure(f"{together}  received from one peer, most", most[1], "bytes", RECONNECT_BYTES)
    yield Figure(f"{together}  in step with all after ready", in_step_s - running[0].ready_s, "s")


# -- at rest -------------------------------------------------------------------------------------------------------


def _idle(running: Sequence[Running]) -> Iterator[Figure]:
    time.sleep(_SETTLE_S)
    pids = [engine.pid for engine in running]
    memory = [resident_mb(pid) for pid in pids]
    before = [(cpu_s(pid), sent_bytes(pid), writes(pid)) for pid in pids]
    started_s = time.monotonic()
    time.sleep(_IDLE_S)
    spent_s = time.monotonic() - started_s
    after = [(cpu_s(pid), sent_bytes(pid), writes(pid)) for pid in pids]
    cpu = [100 * (b[0] - a[0]) / spent_s for a, b in zip(before, after, strict=True)]
    sent = [(b[1] - a[1]) / spent_s for a, b in zip(before, after, strict=True)]
    written = [b[2] - a[2] for a, b in zip(before, after, strict=True)]
    with_all = f"{len(running) - 1} neighbours: "
    yield Figure(f"{with_all}resident memory, most", max(memory), "MB", 120, beside=f"least {min(memory):.0f} MB")
    yield Figure(f"{with_all}idle, of a core, most", max(cpu), "%", 1.0, beside=f"median {median(cpu):.2f} %")
    rival = f"median {median(sent):.0f}; floor: an open TCP connection says nothing"
    yield Figure(f"{with_all}idle, on the wire, most", max(sent), "bytes/s", 2000, beside=rival)
    yield Figure(f"{with_all}idle, write() calls in a minute, all engines", sum(written), "", 0, beside="floor 0")


def _end(programs: Sequence[subprocess.Popen[str]]) -> None:
    for program in programs:
        program.terminate()
        program.wait()
