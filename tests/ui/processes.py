"""Engines and windows as processes of their own, in homes that nobody but one test knows."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from organic_p2p.api.frames import ENGINE_FILE, Door
from tests.ui.waiting import until

ENVIRONMENT = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "ORGANIC_KEYRING": "off"}


def engines_of(folder: Path) -> set[int]:
    """Return the processes that run in this home, which nobody but this test knows."""
    found = set()
    for process in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            words = (process / "cmdline").read_bytes().split(b"\0")
            if process.name.isdigit() and str(folder).encode() in words:
                found.add(int(process.name))
    return found


def end_all_of(folder: Path) -> None:
    """End what runs in this home, and wait until it has."""
    for pid in engines_of(folder):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    until(lambda: not engines_of(folder))


@contextmanager
def program(folder: Path, *words: str, before: str = "") -> Iterator[subprocess.Popen[str]]:
    """Run `organic` in a home, after the Python in `before`; it is killed at the end if it still runs."""
    code = f"{before}\nimport sys\nfrom organic_p2p.__main__ import main\nsys.exit(main(sys.argv[1:]))"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "--home", str(folder), *words],
        env={**os.environ, **ENVIRONMENT},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def engine(folder: Path, *words: str, before: str = "") -> Iterator[subprocess.Popen[str]]:
    """Run an engine that speaks to no network, once it listens."""
    with program(folder, "node", "--loopback", *words, before=before) as process:
        until(lambda: _listens(folder, process))
        yield process
        process.terminate()
        process.wait(30)


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Return the exit code and what was said on standard error."""
    _, said = process.communicate(timeout=60)
    return process.returncode, said


def _listens(folder: Path, process: subprocess.Popen[str]) -> bool:
    door = Door.read(folder / ENGINE_FILE)
    assert process.poll() is None, "the engine ended"
    return door is not None and door.pid == process.pid
