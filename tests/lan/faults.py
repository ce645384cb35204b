"""System calls that fail, are slow, or are the last ones a program makes; strace does it.

    calls = count_calls(command, "pwrite64", folder)               which calls of that name are worth spoiling
    host.popen([*inject(f"pwrite64:signal=SIGKILL:when={calls[3]}"), *command])

Killing a program proves nothing about power cuts, as the page cache survives it; for those see `powerloss`.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.lan.clock import library

_QUIET = ["-f", "-qq"]


@functools.cache
def why_not(need: str) -> str | None:
    """Return why a kind of fault cannot be made here, in words for `pytest.skip`, or None when it can.

    Args:
        need: "strace", "faketime" or "mount".
    """
    match need:
        case "strace":
            if not shutil.which("strace"):
                return "needs strace"
            tried = subprocess.run(
                ["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False
            )
            return "tracing (ptrace) is not permitted here" if tried.returncode else None
        case "faketime":
            return None if library() else "needs libfaketime (Debian: faketime)"
        case "mount":
            return "mounting needs root" if os.geteuid() else None
        case _:
            raise ValueError(need)


def inject(*rules: str) -> list[str]:
    """Return the command prefix that spoils system calls of the program behind it.

    Args:
        rules: In strace's words: ``fdatasync:error=EIO:when=3``, ``pwrite64:error=ENOSPC:when=20+``,
            ``fdatasync:delay_enter=200000`` (microseconds), ``pwrite64:signal=SIGKILL:when=14``. The count is
            of each thread from its start, and Python itself makes calls too: find it with `count_calls`.
    """
    calls = ",".join(rule.split(":", 1)[0] for rule in rules)
    injections = [word for rule in rules for word in ("-e", f"inject={rule}")]
    return ["strace", *_QUIET, "-o", "/dev/null", "-e", f"trace={calls}", *injections, "--"]


def count_calls(command: Sequence[str], call: str, under: Path, *, limit_s: float = 120.0) -> list[int]:
    """Run a command and return which of its calls (as in ``when=``) touch files below a folder.

    Args:
        command: What to run; what it prints is thrown away.
        call: The name of the system call, whose descriptor tells the file.
        under: The folder.
        limit_s: When to give up.
    """
    seen: Counter[str] = Counter()
    positions = []
    with tempfile.NamedTemporaryFile("r") as log:
        trace = ["strace", *_QUIET, "-y", "-s", "0", "-o", log.name, "-e", f"trace={call}", "--", *command]
        subprocess.run(trace, stdout=subprocess.DEVNULL, timeout=limit_s, check=False)
        for line in log:
            made = re.match(rf"(\d+)\s+{call}\(", line)
            if made:
                seen[made[1]] += 1
                if f"<{under.resolve()}/" in line:
                    positions.append(seen[made[1]])
    return positions
