"""From `organic node` to "ready" on an empty home, and the memory that it then has."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.engines import ORGANIC, ROOT, cpu_s, resident_mb, start
from tests.bench.figures import Figure, median

_TIMES = 7
# The libraries without which there is no engine; what is ours comes on top.
_LIBRARIES = (
    "asyncio, logging, ssl, aiosqlite, appdirs, cryptography.hazmat.primitives.hpke, ifaddr, msgpack, nacl.bindings, "
    "sqlcipher3.dbapi2, zeroconf.asyncio"
)


def measure() -> Iterator[Figure]:
    """Measure starts, each on a home that is not there yet; commands against the running engine too."""
    ready, used, memory, command = [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        # The first one only leaves its bytecode behind.
        for number in range(_TIMES + 1):
            engine = start(Path(folder, str(number)))
            engine.wait_until_ready()
            ready.append(engine.ready_s - engine.started_s)
            used.append(cpu_s(engine.pid))
            memory.append(resident_mb(engine.pid))
            command.append(_timed([*ORGANIC, "--home", str(engine.home), "status"]))
            engine.stop()
    ready, used, command = ready[1:], used[1:], command[1:]
    bare = median([_timed([sys.executable, "-c", "pass"]) for _ in range(_TIMES)])
    libraries = median([_timed([sys.executable, "-c", f"import {_LIBRARIES}"]) for _ in range(_TIMES)])
    rivals = f"python alone {bare:.3f} s, with the same libraries {libraries:.3f} s"
    yield Figure("engine ready on an empty home", median(ready), "s", 1.5, beside=rivals)
    yield Figure(
        "  of a processor", median(used), "s", beside="does not depend on what else the machine does"
    )
    yield Figure("  resident memory then", median(memory), "MB", 120, beside=_library_memory())
    yield Figure(
        "a command (status) against a running engine",
        median(command),
        "s",
        beside=f"python alone {bare:.3f} s",
    )


def _library_memory() -> str:
    code = f"import {_LIBRARIES}; print(open('/proc/self/status').read().split('VmRSS:')[1].split()[0])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    return f"the same libraries alone {int(said) * 1024 / 1e6:.0f} MB"


def _timed(command: list[str]) -> float:
    return seconds(lambda: subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL))


def seconds(action: Callable[[], object]) -> float:
    """Return how long an action takes."""
    started_s = time.perf_counter()
    action()
    return time.perf_counter() - started_s
