"""The engine processes that windows of tests have started."""

from __future__ import annotations

import contextlib
from pathlib import Path


def engines_of(folder: Path) -> set[int]:
    """Return the processes that run in this home, which nobody but this test knows."""
    found = set()
    for process in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            words = (process / "cmdline").read_bytes().split(b"\0")
            if process.name.isdigit() and str(folder).encode() in words:
                found.add(int(process.name))
    return found
