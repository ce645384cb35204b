"""Starts the engine of a home as a process of its own, and knows why it ended if it did.

What it writes to its standard error goes into a small file in the home, new at each start: the sentence by which an
engine refuses to run is the last line of it.
"""

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from organic_p2p.api.program import program

LOG_FILE: Final = "engine.log"
_LAST_BYTES: Final = 64 * 1024


class EngineProcess:
    """An engine that this window started. It goes on when the window is closed."""

    def __init__(self, folder: Path, more_words: Sequence[str] = ()) -> None:
        """Start one in the home in `folder`.

        Raises:
            OSError: The folder or this Python cannot be used.
        """
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._log = folder / LOG_FILE
        descriptor = os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            self._process = subprocess.Popen(  # noqa: S603 — this very program
                program(folder, "--json", "node", *more_words),
                # It must not hold on to the terminal that the window came from, nor end with it.
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=descriptor,
                start_new_session=True,
            )
        finally:
            os.close(descriptor)

    @property
    def ended(self) -> bool:
        """Whether it runs no more."""
        return self._process.poll() is not None

    def last_words(self) -> tuple[str, str]:
        """Return the lasting word and the sentence with which it ended; both empty if it left none."""
        try:
            with self._log.open("rb") as file:
                file.seek(max(0, self._log.stat().st_size - _LAST_BYTES))
                lines = file.read().decode(errors="replace").splitlines()
        except OSError:
            return "", ""
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        try:
            match json.loads(last):
                case {"error": str(kind), "message": str(sentence)}:
                    return kind, sentence
        except ValueError:
            pass
        return ("crashed", last) if last else ("", "")

    def release(self) -> None:
        """Let it go on by itself."""
        if self._process.poll() is None:
            # Else Python warns that a process of ours was not waited for.
            self._process.returncode = 0
