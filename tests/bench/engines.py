"""Engines as programs of their own: started, asked through their sockets, and looked at through /proc."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.client import Client, connected
from tests.lan.host import Host

ORGANIC = [sys.executable, "-m", "organic_p2p"]
ROOT = Path(__file__).parents[2]
_TICK_S = 1 / os.sysconf("SC_CLK_TCK")
_LOOK_S = 0.02
_PATIENCE_S = 60.0

_Reply = TypeVar("_Reply")


@dataclass(slots=True)
class Running:
    """An engine that runs."""

    home: Path
    process: subprocess.Popen[str]
    started_s: float
    ready_s: float = 0.0

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self.process.pid

    def wait_until_ready(self) -> None:
        """Return when it has said that it listens; note when that was."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        self.ready_s = time.monotonic()
        assert line.strip() == "ready", f"an engine that said {line!r}"

    def go_last(self) -> None:
        """Let it have what others leave of the processor, where sessions share one."""
        with contextlib.suppress(OSError):
            Path(f"/proc/{self.pid}/autogroup").write_text("19")

    def stop(self) -> None:
        """Let it end as the system would."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(_PATIENCE_S)
        if self.process.stdout is not None:
            self.process.stdout.close()


def start(home: Path, host: Host | None = None, *options: str) -> Running:
    """Start an engine in `home`, on `host` if given; what it says on stderr is ours."""
    command = [*ORGANIC, "--home", str(home), "node", *options]
    started_s = time.monotonic()
    if host is not None:
        return Running(home, host.popen(command, cwd=ROOT, stdout=subprocess.PIPE), started_s)
    # In a session of its own, as the window starts it: among sessions the processor is shared.
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True)
    return Running(home, process, started_s)


@asynccontextmanager
async def clients(engines: Sequence[Running], *, follow: bool = False) -> AsyncIterator[list[Client]]:
    """Connect to the sockets of engines; with `follow`, hear their events."""
    async with AsyncExitStack() as stack:
        found = []
        for engine in engines:
            client = await stack.enter_async_context(connected(engine.home))
            assert client is not None, "an engine without a socket"
            if follow:
                await client.ask(q.Follow())
            found.append(client)
        yield found


async def ask(client: Client, request: q.Request, kind: type[_Reply]) -> _Reply:
    """Return the reply, which must be of this kind."""
    reply = await client.ask(request)
    assert isinstance(reply, kind), f"{type(request).__name__} was answered with {reply}"
    return reply


async def status(client: Client) -> r.StatusReply:
    """Ask how things stand."""
    return await ask(client, q.Status(), r.StatusReply)


async def until(
    watched: Sequence[Client], condition: Callable[[r.StatusReply], bool], limit_s: float = _PATIENCE_S
) -> float:
    """Return when (monotonic seconds) the status of each client has met `condition` once."""
    end_s = time.monotonic() + limit_s
    waiting = list(watched)
    while waiting:
        waiting = [client for client in waiting if not condition(await status(client))]
        if waiting:
            assert time.monotonic() < end_s, f"{len(waiting)} of {len(watched)} engines did not get there"
            await asyncio.sleep(_LOOK_S)
    return time.monotonic()


async def until_in_step(engines: Sequence[Running]) -> float:
    """Return when each of `engines` was connected to all others and held the same."""
    async with clients(engines) as all_clients:
        return await until(
            all_clients,
            lambda now: len(now.neighbours) == len(engines) - 1 and all(n.in_step for n in now.neighbours),
        )


def resident_mb(pid: int) -> float:
    """Return the resident memory of a process, in megabytes of 10^6 bytes."""
    return _status_kib(pid, "VmRSS:") * 1024 / 1e6


def cpu_s(pid: int) -> float:
    """Return the processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * _TICK_S


def writes(pid: int) -> int:
    """Return how often a process has called any form of write(): files and pipes, not sockets."""
    return _counter(Path(f"/proc/{pid}/io"), "syscw:")


def sent_bytes(pid: int, interface: str = "eth0") -> int:
    """Return how many bytes have left the host of a process through its cable."""
    for line in Path(f"/proc/{pid}/net/dev").read_text().splitlines():
        name, _, counters = line.partition(":")
        if name.strip() == interface:
            return int(counters.split()[8])
    raise AssertionError(f"no interface {interface}")


def _counter(path: Path, name: str) -> int:
    return next(int(line.split()[1]) for line in path.read_text().splitlines() if line.startswith(name))


def _status_kib(pid: int, name: str) -> int:
    return _counter(Path(f"/proc/{pid}/status"), name)
