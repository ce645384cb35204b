"""Network and host-name namespaces that have no name and so leave nothing behind.

A namespace made here lives exactly as long as a descriptor to it is open: when the test process ends, in
whatever way, the kernel takes the interfaces, addresses and routes away. Programs are put inside with
`nsenter`, and the calling thread itself with `setns()`.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_TOOLS = ("ip", "bridge", "nft", "nsenter", "unshare", "setpriv")

# Interfaces that every harness run needs. A kernel that cannot make them says so here, not in the middle of a
# test.
_PROBE = "ip link set lo up && ip link add kb0 type bridge && ip link add kv0 type veth peer name kv1"

# Namespaces started at once: each costs a short-lived shell, and hundreds at a time would only queue for the
# cores.
_AT_ONCE = 32


class HarnessError(Exception):
    """A tool of the harness failed: the machine, not the program under test, is at fault."""


class Namespaces(NamedTuple):
    """Open descriptors of one host's namespaces."""

    net: int
    uts: int


@functools.cache
def unavailable(*, wire: bool = False) -> str | None:
    """Return why no LAN can be made here, in words for `pytest.skip`, or None when one can.

    Args:
        wire: Also ask for what shaped cables need.
    """
    if not sys.platform.startswith("linux"):
        return "the LAN harness needs Linux network namespaces"
    missing = [tool for tool in _TOOLS if not shutil.which(tool)]
    if missing:
        return f"the LAN harness needs {', '.join(missing)} (Debian: iproute2, nftables, util-linux)"
    probe = ["unshare", "--net", "--uts", "--", "sh", "-c", _PROBE]
    got = subprocess.run(probe, capture_output=True, text=True, timeout=20, check=False)
    if got.returncode:
        why = (got.stderr.strip().splitlines() or ["no reason given"])[-1]
        return f"network namespaces are not permitted here (uid {os.geteuid()}): {why}"
    if wire:
        try:
            os.close(os.open("/dev/net/tun", os.O_RDWR))
        except OSError as error:
            return f"shaped links need /dev/net/tun: {error.strerror}"
    return None


def setns(fd: int) -> None:
    """Move the calling *thread* into the network namespace behind `fd` (`os.setns` came with Python 3.12)."""
    # Loaded here and not above, so that other systems can import this module and be told the reason.
    if ctypes.CDLL(None, use_errno=True).setns(fd, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def own_network() -> int:
    """Return a new descriptor of the calling thread's network namespace."""
    return os.open("/proc/thread-self/ns/net", os.O_RDONLY | os.O_CLOEXEC)


@contextlib.contextmanager
def inside(fd: int) -> Iterator[None]:
    """Let the calling thread open sockets in the namespace behind `fd`; never await in the block."""
    home = own_network()
    try:
        setns(fd)
        try:
            yield
        finally:
            setns(home)
    finally:
        os.close(home)


def entering(fd: int, uts: int | None = None) -> list[str]:
    """Return the command prefix that starts a program inside the namespaces behind the descriptors."""
    at = f"/proc/{os.getpid()}/fd"
    names = [f"--uts={at}/{uts}"] if uts is not None else []
    return ["nsenter", f"--net={at}/{fd}", *names, "--"]


def run_in(fd: int, command: Sequence[str], text: str = "") -> None:
    """Run a tool inside the namespace behind `fd`, with `text` as its input.

    Raises:
        HarnessError: The tool failed; the message carries what it said and what it was given.
    """
    got = subprocess.run([*entering(fd), *command], input=text, capture_output=True, text=True, check=False)
    if got.returncode:
        raise HarnessError(f"{' '.join(command)}: {got.stderr.strip()} in:\n{text}")


def ip(fd: int, lines: Iterable[str]) -> None:
    """Run lines such as ``link set lo up`` through one `ip -batch` inside the namespace behind `fd`."""
    run_in(fd, ["ip", "-batch", "-"], "\n".join(lines))


def make(names: Sequence[str], *, ipv6: bool) -> list[Namespaces]:
    """Make a pair of namespaces for each host name; the caller closes the descriptors."""
    made: list[Namespaces] = []
    try:
        for at in range(0, len(names), _AT_ONCE):
            made += _make_some(names[at : at + _AT_ONCE], ipv6=ipv6)
    except BaseException:
        for pair in made:
            os.close(pair.net)
            os.close(pair.uts)
        raise
    return made


def _make_some(names: Sequence[str], *, ipv6: bool) -> list[Namespaces]:
    made: list[Namespaces] = []
    shells = [_shell(name, ipv6=ipv6) for name in names]
    try:
        for shell in shells:
            assert shell.stdout is not None
            assert shell.stderr is not None
            if shell.stdout.readline().strip() != b"ok":
                raise HarnessError(f"cannot make a namespace: {shell.stderr.read().decode().strip()}")
            at = f"/proc/{shell.pid}/ns"
            net, uts = (os.open(f"{at}/{kind}", os.O_RDONLY | os.O_CLOEXEC) for kind in ("net", "uts"))
            made.append(Namespaces(net, uts))
    finally:
        for shell in shells:
            shell.communicate()
    return made


def _shell(name: str, *, ipv6: bool) -> subprocess.Popen[bytes]:
    # The shell waits at `read` until its namespaces are held open by us. Duplicate address detection and
    # router solicitations only cost seconds on a LAN without strangers; 20 multicast memberships (the
    # kernel's default) are too few for a busy host. In a container /proc/sys may be read-only: then the
    # defaults stay.
    script = (
        'hostname "$1" 2>/dev/null; cd /proc/sys/net; w() { echo $1 > $2; } 2>/dev/null; '
        "for c in all default; do w 0 ipv6/conf/$c/accept_dad; "
        f"w {0 if ipv6 else 1} ipv6/conf/$c/disable_ipv6; w 0 ipv6/conf/$c/router_solicitations; done; "
        "w 1024 ipv4/igmp_max_memberships; ip link set lo up; echo ok; read _"
    )
    command = ["unshare", "--net", "--uts", "--", "sh", "-c", script, "sh", name]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)
