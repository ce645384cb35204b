"""Which files a worker may read once it is loaded: those of the interpreter and of libraries, on Linux 5.13 and later.

Whoever has taken over a worker reads no photograph, no letter and no key file of its user's, only what everybody's
computer has too. That a file is there, and its size, can still be asked.
"""

import contextlib
import ctypes
import errno
import os
import sys
from pathlib import Path
from typing import Final

# <linux/landlock.h>; these calls have the same numbers on all machines.
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_VERSION: Final = 1
_BENEATH: Final = 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
# How many of the rights to files each version knows.
_RIGHTS: Final = (0, 13, 14, 15, 15, 16)
# To talk over TCP (version 4), to abstract sockets, and signals to others (6).
_TCP, _SCOPE = 0b11, 0b11
# <linux/prctl.h>; without it a user is not let lock anything.
_PR_SET_NO_NEW_PRIVS = 38

_LIBRARIES: Final = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/nix/store", "/gnu/store")
_FILES: Final = ("/etc/ld.so.cache", "/etc/ld-musl-x86_64.path", "/etc/ld-musl-aarch64.path", "/proc/cpuinfo")
_FOLDERS: Final = ("/sys/devices/system/cpu",)


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("tcp", ctypes.c_uint64), ("scope", ctypes.c_uint64))


class _Path(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("parent", ctypes.c_int32))


def version() -> int:
    """Return which version of Landlock this system has; 0 if it has none."""
    if sys.platform != "linux":
        return 0
    return max(0, int(_libc().syscall(_CREATE, None, ctypes.c_size_t(0), _ASK_VERSION)))


def fence() -> bool:
    """Let this thread, and those it will start, read libraries only; tell whether the system has it."""
    known = version()
    if not known:
        return False
    libc = _libc()
    rules = _Ruleset((1 << _RIGHTS[min(known, len(_RIGHTS) - 1)]) - 1, 0, 0)
    size = 8
    if known >= 4:
        rules.tcp, size = _TCP, 16
    if known >= 6:
        rules.scope, size = _SCOPE, 24
    ruleset = libc.syscall(_CREATE, ctypes.byref(rules), ctypes.c_size_t(size), 0)
    if ruleset < 0:
        return False
    try:
        for path in _readable():
            with contextlib.suppress(OSError):
                _allow(libc, ruleset, path)
        return bool(
            libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 and libc.syscall(_RESTRICT, ruleset, 0) == 0
        )
    finally:
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str) -> None:
    beneath = os.open(path, os.O_RDONLY | getattr(os, "O_PATH", 0) | os.O_CLOEXEC)
    try:
        rights = _READ_FILE | (_READ_FOLDER if Path(path).is_dir() else 0)
        rule = _Path(rights, beneath)
        if libc.syscall(_ADD, ruleset, _BENEATH, ctypes.byref(rule), 0):
            raise OSError(ctypes.get_errno() or errno.EINVAL, "no such rule")
    finally:
        os.close(beneath)


def _readable() -> list[str]:
    """Return where modules and libraries of this interpreter lie."""
    prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    named = os.environ.get("LD_LIBRARY_PATH", "").split(":")
    folders = {
        *_LIBRARIES,
        *_FILES,
        *_FOLDERS,
        *sys.path,
        *(str(Path(prefix) / lib) for prefix in prefixes for lib in ("lib", "lib64")),
        *named,
        *_mapped(),
    }
    return sorted(folder for folder in folders if folder.startswith("/") and folder != "/")


def _mapped() -> set[str]:
    """Return the folders of the libraries that are loaded: others will be beside them."""
    with contextlib.suppress(OSError):
        lines = Path("/proc/self/maps").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        found = (line.split(maxsplit=5)[5] for line in lines if ".so" in line)
        return {str(Path(path).parent) for path in found if path.startswith("/")}
    return set()


def _libc() -> ctypes.CDLL:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return libc
