"""Waiting for what happens in another process.

Tests must not assert how long something took, but they must end: each wait has a limit, far above what the
thing needs, and says on reaching it what it had been waiting for.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import IO

# Between two looks: short beside anything that crosses a network, long beside a look.
_PAUSE_S = 0.02


def until(condition: Callable[[], object], limit_s: float = 30.0, why: str | Callable[[], str] = "") -> None:
    """Return when `condition()` is true.

    Args:
        condition: Looked at about fifty times a second.
        limit_s: When to give up; choose it for the slowest machine.
        why: What did not happen, or a function that looks again and tells.

    Raises:
        AssertionError: The limit was reached.
    """
    end_s = time.monotonic() + limit_s
    while not condition():
        if time.monotonic() > end_s:
            reason = why() if callable(why) else why
            raise AssertionError(reason or f"it did not happen within {limit_s:g} s")
        time.sleep(_PAUSE_S)


class Lines:
    """What a program prints, collected line by line while it runs.

    A thread reads, so the program never blocks on a full pipe. Give it `process.stdout` of a text-mode
    process.
    """

    def __init__(self, stream: IO[str] | None) -> None:
        assert stream is not None, "start the process with stdout=subprocess.PIPE"
        self._lines: list[str] = []
        self._thread = threading.Thread(target=self._read, args=(stream,), daemon=True)
        self._thread.start()

    def all(self) -> list[str]:
        """Return the lines so far, without their ends."""
        return list(self._lines)

    def wait_for(self, part: str, limit_s: float = 30.0) -> str:
        """Return the first line, past or future, that contains `part`."""
        until(lambda: self._with(part) or not self._thread.is_alive(), limit_s, lambda: self._missing(part))
        found = self._with(part)
        assert found, self._missing(part)
        return found[0]

    def _with(self, part: str) -> list[str]:
        return [line for line in self.all() if part in line]

    def _missing(self, part: str) -> str:
        return f"no line with {part!r} among: {self.all()}"

    def _read(self, stream: IO[str]) -> None:
        try:
            for line in stream:
                self._lines.append(line.rstrip("\n"))
        except ValueError:  # the stream was closed under us: the LAN is being taken down
            return
