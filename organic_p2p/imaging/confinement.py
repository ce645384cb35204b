"""What a worker gives up before it looks at a picture: memory, files, others, and life without its parent.

    confine() ── what it needs is loaded ── seal() ── pictures

Each measure is taken where the system has it. None of them is needed for a picture to be prepared, so a
system that lacks one (Windows lacks most) still prepares pictures.
"""

import contextlib
import os
import signal
import sys

from organic_p2p.priority import PICTURES, lower_session

# libheif's libraries are loaded when the first HEIC comes, one after the other.
_OPEN_FILES = 32
_NICENESS = 5

# <linux/prctl.h>
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38


def confine(memory_bytes: int, parent: int | None = None) -> None:
    """Limit this process for good: no file can be written, nothing is left behind, memory is bounded.

    Args:
        memory_bytes: Address space, of which an interpreter with its decoders takes some 200 MB.
        parent: The process to die with; by default the present parent.
    """
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    lower_session(PICTURES)
    _limit("RLIMIT_CORE", 0)
    # Pipes are no files to this limit. Whoever writes a file all the same is ended by SIGXFSZ, or refused.
    _limit("RLIMIT_FSIZE", 0)
    _limit("RLIMIT_NOFILE", _OPEN_FILES)
    _limit("RLIMIT_AS", memory_bytes)
    if sys.platform == "linux":
        _bind_to_parent(os.getppid() if parent is None else parent)


def seal() -> None:
    """Give up for good all that computing does not need: other files than libraries, processes, and the network."""
    if sys.platform == "linux":
        with contextlib.suppress(ImportError, OSError, AttributeError):
            from organic_p2p.imaging import landlock, syscalls

            # In this order: the second refuses what the first asks for.
            landlock.fence()
            syscalls.fence()


def unsealed() -> tuple[str, ...]:
    """Return what of `seal` this system does not have."""
    try:
        from organic_p2p.imaging import landlock, syscalls

        return tuple(
            name
            for name, has in (("seccomp", syscalls.machine()), ("landlock", landlock.version()))
            if not has
        )
    except (ImportError, OSError, AttributeError, TypeError):
        return "seccomp", "landlock"


def allow_cpu(cpu_s: int) -> None:
    """Let this process compute for `cpu_s` more seconds; then SIGXCPU ends it."""
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used_s = int(usage.ru_utime + usage.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (used_s + cpu_s, hard))


def _limit(name: str, value: int) -> None:
    try:
        import resource
    except ImportError:
        return
    number = getattr(resource, name, None)
    if number is not None:
        # Some systems know the name and refuse the limit (RLIMIT_AS on macOS), or have a lower one already.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(number, (value, value))


def _bind_to_parent(parent: int) -> None:
    try:
        import ctypes

        prctl = ctypes.CDLL(None).prctl
    except (ImportError, OSError, AttributeError):
        return
    prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # No other process of this user may read this one's memory.
    prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:
        # It died before we asked to be told.
        os._exit(1)
