"""A throw-away LAN of several computers, for tests.

    with Lan(["ann", "bob", "cat"]) as lan:
        ann, bob, cat = lan.hosts
        capture = bob.capture()
        node = ann.popen([sys.executable, "-m", "organic_p2p", ...])
        lan.partition([ann], [bob, cat]);  ...;  lan.heal()
        lan.move(ann, "away")                               # a laptop goes to another home
        assert not capture.stop().find({"name": "Aunt Ann"})

Every host is a pair of anonymous namespaces, joined by a `Switch` in a further one, so the machine's own
network is never touched and nothing is left behind. Needs Linux, root (or `unshare -rnm`), iproute2, nftables
and util-linux; `namespaces.unavailable()` gives the reason when the machine does not permit it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from tests.lan import namespaces
from tests.lan.host import Host
from tests.lan.switch import Switch
from tests.lan.wire import Cable, Wire

MAX_HOSTS = 240  # the last part of an address
_PATIENCE_S = 3.0  # for programs to end by themselves when the LAN closes


class Lan:
    """Hosts joined by a switch. A context manager; `close()` is safe to call twice."""

    def __init__(
        self,
        hosts: int | Sequence[str] = 3,
        segment: str = "home",
        *,
        wire: bool = False,
        seed: int = 0,
        ipv6: bool = True,
        multicast_route: bool = False,
        directory: Path | None = None,
    ) -> None:
        """Make the hosts and plug them all into one segment.

        Args:
            hosts: Their names, or how many.
            segment: Where they start.
            wire: Use cables that can be shaped; they cost a process and some speed.
            seed: Decides all chance of the cables.
            ipv6: Give the hosts IPv6 addresses too.
            multicast_route: Give them a route for multicast, as a default route would be; off by default,
                because a home without a router has none.
            directory: Where homes and captures go; a folder that is deleted with the LAN otherwise. Set
                LAN_KEEP in the environment to keep that one.

        Raises:
            HarnessError: The machine does not permit it.
        """
        names = [f"h{i}" for i in range(hosts)] if isinstance(hosts, int) else list(hosts)
        if len(names) > MAX_HOSTS or len(set(names)) != len(names):
            raise ValueError(f"hosts need different names and are at most {MAX_HOSTS}")
        self._owns_directory = directory is None
        self.directory = directory or Path(tempfile.mkdtemp(prefix="lan-"))
        self.hosts: list[Host] = []
        self._fds: list[int] = []
        self._wire: Wire | None = None
        self._closed = False
        try:
            made = namespaces.make(["switch", *names], ipv6=ipv6)
            self._fds += [fd for pair in made for fd in pair]
            self.switch = Switch(made[0].net)
            for index, (name, spaces) in enumerate(zip(names, made[1:], strict=True)):
                self.hosts.append(Host(index, name, spaces, self.switch, self.directory / name))
            self._lay_cables(wire=wire, seed=seed)
            for host in self.hosts:
                host.configure(
                    ipv6=ipv6, multicast_route=multicast_route, neighbours=self.hosts, wire=self._wire
                )
                host.plug(segment)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __getitem__(self, name: str) -> Host:
        return next(host for host in self.hosts if host.name == name)

    def segment(self, name: str) -> None:
        """Make a further segment, another home; segments are not joined."""
        self.switch.segment(name)

    def move(self, host: Host, segment: str, *, offline_s: float = 0.5) -> float:
        """Take a laptop to another home: its carrier goes, and comes with a new address there.

        Returns the Unix time by which it was off: what its own capture holds of earlier was said at the old home.

        Nobody is faster than half a second from one socket to the other. A process that the system pauses between
        looking at its addresses and sending can be slower than that only on a machine that is busier still.
        """
        host.unplug()
        off_s = time.time()
        time.sleep(offline_s)
        host.plug(segment)
        return off_s

    def partition(self, *groups: Iterable[Host]) -> None:
        """Split a segment silently: no carrier changes, packets just stop, as with a dead access point."""
        for number, group in enumerate(groups):
            for host in group:
                host.replug(f"{_whole(host.segment)}/{number}")

    def heal(self) -> None:
        """Undo `partition` everywhere."""
        for host in self.hosts:
            if host.segment and "/" in host.segment:
                host.replug(_whole(host.segment))

    def cut(self, sender: Host, receiver: Host) -> None:
        """Drop what `sender` sends to `receiver`; the way back stays open."""
        self.switch.cut(sender.port, receiver.port)

    def mend(self, sender: Host, receiver: Host) -> None:
        """Undo `cut`."""
        self.switch.mend(sender.port, receiver.port)

    def isolate(self, hosts: Iterable[Host], *, on: bool = True) -> None:
        """Put hosts on a guest Wi-Fi, where they cannot reach one another, or take them off."""
        for host in hosts:
            self.switch.isolate(host.port, on=on)

    def close(self) -> None:
        """End all captures, programs and cables; then nothing holds the namespaces, and they vanish."""
        if self._closed:
            return
        self._closed = True
        for host in self.hosts:
            for capture in host.captures:
                with contextlib.suppress(Exception):
                    capture.stop(settle_s=0)
        _end([process for host in self.hosts for process in host.processes])
        if self._wire:
            self._wire.close()
        for fd in self._fds:
            os.close(fd)
        if self._owns_directory and not os.environ.get("LAN_KEEP"):
            shutil.rmtree(self.directory, ignore_errors=True)

    def _lay_cables(self, *, wire: bool, seed: int) -> None:
        if wire:
            cables = [Cable(host.spaces.net, host.port, host.mac) for host in self.hosts]
            self._wire = Wire(self.switch.net, cables, seed)
            return
        lines = []
        here = f"/proc/{os.getpid()}/fd"
        for host in self.hosts:
            far_end = f"eth0 address {host.mac} netns {here}/{host.spaces.net}"
            lines.append(f"link add {host.port} type veth peer name {far_end}")
        self.switch.ip(*lines)


class MakeLan(Protocol):
    """The type of the fixture `make_lan`: makes LANs that end with the test."""

    def __call__(
        self,
        hosts: int | Sequence[str] = 3,
        segment: str = "home",
        *,
        wire: bool = False,
        seed: int = 0,
        ipv6: bool = True,
        multicast_route: bool = False,
    ) -> Lan:
        """Make one, or skip the test with the reason why this machine cannot."""
        ...


def _whole(segment: str | None) -> str:
    """Return the segment that a partitioned one is a part of."""
    if segment is None:
        raise ValueError("an unplugged host is on no segment")
    return segment.split("/", 1)[0]


def _end(processes: Iterable[subprocess.Popen[str]]) -> None:
    started = list(processes)
    for process in started:
        _signal_group(process, signal.SIGTERM)
    end_s = time.monotonic() + _PATIENCE_S
    for process in started:
        try:
            process.wait(max(0.0, end_s - time.monotonic()))
        except subprocess.TimeoutExpired:
            _signal_group(process, signal.SIGKILL)
            process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()


def _signal_group(process: subprocess.Popen[str], number: signal.Signals) -> None:
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
