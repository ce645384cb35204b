"""What it costs to meet again when nothing has happened, and to stay together while nothing happens."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence

from tests.bench.engines import Running, cpu_s, resident_mb, sent_bytes, start, until_in_step, writes
from tests.bench.figures import Figure, median
from tests.bench.rivals import tls_bytes
from tests.lan.host import Host

_RECONNECT_BYTES = 2048
# So long conversations count as having been worth while, and are taken up again at leisure.
_TOGETHER_S = 6.0
# Addresses and what others hold are written down half a minute after they were learned.
_SETTLE_S = 40.0
_IDLE_S = 60.0


def met_again(
    hosts: Sequence[Host], running: list[Running], together: str, *, times: int
) -> Iterator[Figure]:
    """Restart engines that are in step with all others, and count what goes to and fro between two."""
    sent: list[int] = []
    received: list[int] = []
    took: list[float] = []
    for number in range(times):
        asyncio.run(until_in_step(running))
        time.sleep(_TOGETHER_S)
        running[number].stop()
        capture = hosts[number].capture()
        running[number] = start(running[number].home, hosts[number])
        running[number].wait_until_ready()
        took.append(asyncio.run(until_in_step(running)) - running[number].ready_s)
        ways = capture.stop(settle_s=1.0).streams()
        own = (hosts[number].ip, hosts[number].ip6)
        to, back = Counter[str](), Counter[str]()
        for way, data in ways.items():
            if way.src in own:
                to[way.dst] += len(data)
            else:
                back[way.src] += len(data)
        sent += to.values()
        received += back.values()
    to_server, to_client = tls_bytes()
    beside = f"median {median(sent):.0f}; TLS 1.3 with two certificates, nothing said {to_server}"
    yield Figure(
        f"{together}restart in step, sent to one peer", max(sent), "bytes", _RECONNECT_BYTES, beside=beside
    )
    beside = f"median {median(received):.0f}; TLS 1.3 {to_client}"
    yield Figure(
        f"{together}restart in step, received from one",
        max(received),
        "bytes",
        _RECONNECT_BYTES,
        beside=beside,
    )
    yield Figure(f"{together}restart, ready to in step with all", max(took), "s")


def at_rest(running: Sequence[Running]) -> Iterator[Figure]:
    """Leave all engines alone for a minute."""
    time.sleep(_SETTLE_S)
    pids = [engine.pid for engine in running]
    memory = [resident_mb(pid) for pid in pids]
    before = [(cpu_s(pid), sent_bytes(pid), writes(pid)) for pid in pids]
    started_s = time.monotonic()
    time.sleep(_IDLE_S)
    spent_s = time.monotonic() - started_s
    after = [(cpu_s(pid), sent_bytes(pid), writes(pid)) for pid in pids]
    pairs = list(zip(before, after, strict=True))
    cpu = [100 * (now[0] - then[0]) / spent_s for then, now in pairs]
    sent = [(now[1] - then[1]) / spent_s for then, now in pairs]
    written = [now[2] - then[2] for then, now in pairs]
    idle = f"{len(running) - 1} neighbours: "
    yield Figure(f"{idle}resident memory, most", max(memory), "MB", 120, beside=f"least {min(memory):.0f}")
    yield Figure(
        f"{idle}idle, of a core, most", max(cpu), "%", 1.0, beside=f"median {median(cpu):.2f}; floor 0"
    )
    beside = (
        f"median {median(sent):.0f}, with headers of Ethernet; floor: an open TCP connection says nothing"
    )
    yield Figure(f"{idle}idle, sent on the wire, most", max(sent), "bytes/s", 2000, beside=beside)
    yield Figure(
        f"{idle}idle, calls of write(), all engines, a minute", sum(written), "", 0, beside="floor 0"
    )
