"""A wall clock that a test sets, and moves while programs run; libfaketime does it.

Only the wall clock is false. The monotonic clock is left alone, so asyncio's timers run as ever. (The
kernel's own time namespaces do the opposite, and are of no use here.)
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


def library() -> Path | None:
    """Return where libfaketime is, or None where Debian's package `faketime` is not installed."""
    found = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
    return found[0] if found else None


class Clock:
    """Gives a program `env()` by which its wall clock is the real one plus an offset."""

    def __init__(self, path: Path, offset_s: float = 0.0, rate: float = 1.0) -> None:
        """Keep the setting in the file `path`, which running programs look at again and again."""
        self.path = path
        self.set(offset_s, rate)

    def set(self, offset_s: float, rate: float = 1.0) -> None:
        """Move the clock, also of programs that run; with a `rate` of 1.01 it gains a hundredth."""
        speed = "" if rate == 1.0 else f" x{rate}"
        fresh = self.path.with_suffix(".new")
        fresh.write_text(f"{offset_s:+.3f}{speed}\n")
        fresh.replace(self.path)  # at once, so that no program reads half a number

    def env(self) -> dict[str, str]:
        """Return the variables for `Host.popen(env=...)`."""
        return {
            "LD_PRELOAD": str(library() or ""),
            "FAKETIME_TIMESTAMP_FILE": str(self.path),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",  # the name in older versions
            # Without this every wait of a thread for another one spins instead (libfaketime 0.9.10).
            "FAKETIME_FORCE_MONOTONIC_FIX": "0",
        }


class MakeClock(Protocol):
    """The type of the fixture `make_clock`."""

    def __call__(self, offset_s: float = 0.0, rate: float = 1.0) -> Clock:
        """Make one, or skip the test with the reason why this machine cannot."""
        ...
