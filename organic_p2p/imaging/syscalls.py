"""What a worker may still ask of Linux once everything is loaded: a filter in the kernel, for good.

A list of what is allowed, since nobody can list all that is not: each system call that computing and reading need,
by its name, with its numbers on both machines we know. Any other is refused with EPERM: sockets of any kind,
processes and programs, signals, tracing, whatever makes, changes, renames or removes a file, mounts, namespaces,
io_uring, BPF, keyrings. Threads may be started, since decoders do.
"""

import ctypes
import errno
import os
import struct
import sys
from collections.abc import Iterator
from typing import Final, NamedTuple


class Only(NamedTuple):
    """The call is allowed only if its argument at `place`, of which `mask` counts, is one of `values`."""

    place: int
    mask: int
    values: tuple[int, ...]


class Call(NamedTuple):
    """A system call by its numbers; None where a machine has no such call."""

    name: str
    x86_64: int | None
    aarch64: int | None
    only: Only | None = None


_ALL: Final = 0xFFFFFFFF
# <asm-generic/fcntl.h>: O_ACCMODE, O_CREAT, O_TRUNC and O_TMPFILE, the same on both machines.
_WRITING: Final = 0o3 | 0o100 | 0o1000 | 0o20000000
# <linux/sched.h>: a thread, and whatever gives it namespaces of its own.
_THREAD: Final = 0x00010000
_NAMESPACES: Final = 0x7E020080

ALLOWED: Final = (
    # The pipes to the parent, and libraries that are loaded late.
    Call("read", 0, 63),
    Call("write", 1, 64),
    Call("readv", 19, 65),
    Call("writev", 20, 66),
    Call("pread64", 17, 67),
    Call("lseek", 8, 62),
    Call("close", 3, 57),
    Call("close_range", 436, 436),
    Call("dup", 32, 23),
    Call("open", 2, None, Only(1, _WRITING, (0,))),
    Call("openat", 257, 56, Only(2, _WRITING, (0,))),
    Call("getdents64", 217, 61),
    Call("fadvise64", 221, 223),
    # Whether there is such a file, and of what kind.
    Call("stat", 4, None),
    Call("lstat", 6, None),
    Call("fstat", 5, 80),
    Call("newfstatat", 262, 79),
    Call("statx", 332, 291),
    Call("access", 21, None),
    Call("faccessat", 269, 48),
    Call("faccessat2", 439, 439),
    Call("readlink", 89, None),
    Call("readlinkat", 267, 78),
    Call("getcwd", 79, 17),
    # To have a descriptor closed on exec, and to ask whether it is a terminal: no other word to a device.
    Call("ioctl", 16, 29, Only(1, _ALL, (0x5450, 0x5451, 0x5401))),
    # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC: not those by which signals are sent.
    Call("fcntl", 72, 25, Only(1, _ALL, (0, 1, 2, 3, 1030))),
    # Memory.
    Call("brk", 12, 214),
    Call("mmap", 9, 222),
    Call("mremap", 25, 216),
    Call("mprotect", 10, 226),
    Call("munmap", 11, 215),
    Call("madvise", 28, 233),
    # Threads, and how they wait for each other.
    Call("clone", 56, 220, Only(0, _THREAD | _NAMESPACES, (_THREAD,))),
    Call("futex", 202, 98),
    Call("set_robust_list", 273, 99),
    Call("rseq", 334, 293),
    Call("membarrier", 324, 283),
    Call("sched_yield", 24, 124),
    Call("sched_getaffinity", 204, 123),
    Call("sched_getscheduler", 145, 120),
    Call("sched_getparam", 143, 121),
    Call("sched_get_priority_max", 146, 125),
    Call("sched_get_priority_min", 147, 126),
    Call("getcpu", 309, 168),
    # PR_SET_NAME: decoders name their threads.
    Call("prctl", 157, 167, Only(0, _ALL, (15,))),
    # Signals that come from its own faults.
    Call("rt_sigaction", 13, 134),
    Call("rt_sigprocmask", 14, 135),
    Call("rt_sigreturn", 15, 139),
    Call("sigaltstack", 131, 132),
    Call("restart_syscall", 219, 128),
    # Clocks, chance, and what it has used; limits only of itself (0), never of another process.
    Call("clock_gettime", 228, 113),
    Call("clock_getres", 229, 114),
    Call("clock_nanosleep", 230, 115),
    Call("nanosleep", 35, 101),
    Call("gettimeofday", 96, 169),
    Call("time", 201, None),
    Call("times", 100, 153),
    Call("getrandom", 318, 278),
    Call("getrusage", 98, 165),
    Call("getrlimit", 97, 163),
    Call("prlimit64", 302, 261, Only(0, _ALL, (0,))),
    Call("sysinfo", 99, 179),
    Call("uname", 63, 160),
    # Who it is.
    Call("getpid", 39, 172),
    Call("gettid", 186, 178),
    Call("getppid", 110, 173),
    Call("getuid", 102, 174),
    Call("geteuid", 107, 175),
    Call("getgid", 104, 176),
    Call("getegid", 108, 177),
    # Its end.
    Call("exit", 60, 93),
    Call("exit_group", 231, 94),
)

# To these libraries must hear “there is no such call”, so that they use the older one: clone3 and openat2, whose
# flags lie in memory, where no filter can read them, and whatever is newer than this list.
_ABSENT: Final = (435, 437)
_NEWER: Final = 463

# <linux/audit.h>, <linux/seccomp.h>, <linux/filter.h>
_MACHINES: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _AND, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
_NUMBER_AT, _MACHINE_AT, _ARGUMENTS_AT = 0, 4, 16
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER_MODE = 38, 22, 2
_SET_FILTER, _ALL_THREADS = 1, 1
_SECCOMP: Final = {"x86_64": 317, "aarch64": 277}

Instruction = tuple[int, int, int, int]


def machine() -> str:
    """Return for which machine this interpreter speaks to Linux, or nothing where the filter is not known."""
    if sys.platform != "linux" or sys.maxsize < 2**32:
        return ""
    name = os.uname().machine
    return name if name in _MACHINES else ""


def program(name: str) -> list[Instruction]:
    """Return the filter for the machine `name`, as (code, jump if so, jump if not, value)."""
    instructions = [
        (_LOAD, 0, 0, _MACHINE_AT),
        (_EQUAL, 1, 0, _MACHINES[name]),
        # 32-bit programs number their calls differently.
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
    ]
    for call in ALLOWED:
        number = call.x86_64 if name == "x86_64" else call.aarch64
        if number is not None:
            rule = list(_judged(call.only))
            instructions += [(_EQUAL, 0, len(rule), number), *rule]
    for number in _ABSENT:
        instructions += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERRNO | errno.ENOSYS)]
    instructions += [(_AT_LEAST, 0, 1, _NEWER), (_RETURN, 0, 0, _ERRNO | errno.ENOSYS)]
    return [*instructions, (_RETURN, 0, 0, _ERRNO | errno.EPERM)]


def _judged(only: Only | None) -> Iterator[Instruction]:
    if only is None:
        yield _RETURN, 0, 0, _ALLOW
        return
    # Both machines put the low half of an argument first, and the kernel reads no more than that of these.
    yield _LOAD, 0, 0, _ARGUMENTS_AT + 8 * only.place
    yield _AND, 0, 0, only.mask
    for value in only.values:
        yield _EQUAL, 0, 1, value
        yield _RETURN, 0, 0, _ALLOW
    yield _RETURN, 0, 0, _ERRNO | errno.EPERM


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def fence() -> bool:
    """Lay the filter around this process and all its threads; tell whether the system has it."""
    name = machine()
    if not name:
        return False
    packed = b"".join(struct.pack("=HBBI", *one) for one in program(name))
    buffer = ctypes.create_string_buffer(packed, len(packed))
    whole = _Program(len(packed) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    syscall = libc.syscall
    syscall.restype = ctypes.c_long
    if syscall(_SECCOMP[name], _SET_FILTER, _ALL_THREADS, ctypes.byref(whole)) == 0:
        return True
    # Kernels before 3.17, and containers that know only the older way.
    return bool(libc.prctl(_PR_SET_SECCOMP, _FILTER_MODE, ctypes.byref(whole), 0, 0) == 0)
