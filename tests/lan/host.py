"""One computer on the LAN: programs on it, its cable, and captures of what passes it.

A host shares this machine's files (its home is a folder of the test's) and nothing else of its network:
interfaces, addresses, routes, ports, neighbours and host name are its own.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from ipaddress import IPv6Address
from pathlib import Path
from typing import IO, Any, TypeAlias

from tests.lan import namespaces
from tests.lan.capture import Capture
from tests.lan.namespaces import HarnessError, Namespaces
from tests.lan.shape import PERFECT, Shape
from tests.lan.switch import Switch
from tests.lan.wire import Wire

Command: TypeAlias = Sequence[str | os.PathLike[str]]
Stream: TypeAlias = int | IO[Any] | None

# What would lead a program out of its host: to the developer's own keyring or screen.
_NOT_INHERITED = {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY"}

FIRST_NUMBER = 10  # host 0 is 10.77.<segment>.10


class Host:
    """One computer.

    Attributes:
        name: Its host name.
        ip: Its IPv4 address, or "" while it is unplugged; likewise `ip6`.
        segment: The segment it is plugged into, or None.
        home: Its home folder, kept as long as the LAN.
    """

    def __init__(self, index: int, name: str, spaces: Namespaces, switch: Switch, home: Path) -> None:
        self.index, self.name, self.home = index, name, home
        self.segment: str | None = None
        self.ip = self.ip6 = ""
        self.port = f"p{index}"
        self.mac = f"02:77:00:00:00:{index:02x}"
        self.spaces = spaces
        self.wire: Wire | None = None
        self.processes: list[subprocess.Popen[str]] = []
        self.captures: list[Capture] = []
        self._switch = switch
        self._ipv6 = True
        self._multicast_route = False
        self._neighbours: Sequence[Host] = ()
        for folder in (home, home / "run", home / "tmp"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def __repr__(self) -> str:
        return f"<Host {self.name} {self.ip or 'unplugged'} on {self.segment}>"

    # Programs

    def argv(self, command: Command) -> list[str]:
        """Return `command` as it is started to run on this host.

        It is killed when the *thread* that starts it ends, so start programs from the main thread.
        """
        started = namespaces.entering(self.spaces.net, self.spaces.uts)
        return [*started, "setpriv", "--pdeathsig", "KILL", "--", *(os.fspath(word) for word in command)]

    def env(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return the environment of programs here: this process's, the host's own folders, and `extra`."""
        home = str(self.home)
        own = {
            "HOME": home,
            "XDG_CONFIG_HOME": f"{home}/.config",
            "XDG_DATA_HOME": f"{home}/.local/share",
            "XDG_STATE_HOME": f"{home}/.local/state",
            "XDG_CACHE_HOME": f"{home}/.cache",
            "XDG_RUNTIME_DIR": f"{home}/run",
            "TMPDIR": f"{home}/tmp",
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONUNBUFFERED": "1",
        }
        inherited = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
        return {**inherited, **own, **(extra or {})}

    def popen(
        self,
        command: Command,
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        stdin: Stream = None,
        stdout: Stream = None,
        stderr: Stream = None,
    ) -> subprocess.Popen[str]:
        """Start a program on this host, in text mode, line by line; the LAN ends it when it closes.

        Args:
            command: The program and its arguments.
            env: What to add to, or change in, the host's environment.
            cwd: Where it starts; the host's home otherwise.
            stdin: As `subprocess.Popen` takes it; likewise `stdout` and `stderr`.
        """
        process = subprocess.Popen(
            self.argv(command),
            env=self.env(env),
            cwd=cwd or self.home,
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            start_new_session=True,
            text=True,
            bufsize=1,
        )
        self.processes.append(process)
        return process

    def run(
        self,
        command: Command,
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        stdin: str | None = None,
        limit_s: float = 60.0,
        check: bool = True,
    ) -> subprocess.CompletedProcess[str]:
        """Run a program on this host to its end and return what it printed.

        Raises:
            subprocess.CalledProcessError: It failed, and `check` was asked for.
            subprocess.TimeoutExpired: It was killed after `limit_s` seconds.
        """
        return subprocess.run(
            self.argv(command),
            env=self.env(env),
            cwd=cwd or self.home,
            input=stdin,
            timeout=limit_s,
            check=check,
            capture_output=True,
            text=True,
        )

    @contextlib.contextmanager
    def netns(self) -> Iterator[None]:
        """Let sockets that the calling thread opens in the block be this host's; never await inside."""
        with namespaces.inside(self.spaces.net):
            yield

    # The network

    def configure(
        self, *, ipv6: bool, multicast_route: bool, neighbours: Sequence[Host], wire: Wire | None
    ) -> None:
        """Tell the host what the LAN decided for all of them; the LAN calls this before the first `plug`."""
        self._ipv6, self._multicast_route, self.wire = ipv6, multicast_route, wire
        self._neighbours = [other for other in neighbours if other is not self]

    def plug(self, segment: str, number: int | None = None) -> None:
        """Put the cable in: the host gets a new address of that segment.

        Args:
            segment: Made when it is new.
            number: The last part of the address, for a host that shall take another's; its own otherwise.
        """
        net = self._switch.segment(segment)
        last = number or FIRST_NUMBER + self.index
        self.segment, self.ip = segment, f"10.77.{net}.{last}"
        self._switch.attach(self.port, segment)
        lines = [f"addr add {self.ip}/24 brd 10.77.{net}.255 dev eth0"]
        if self._ipv6:
            self.ip6 = str(IPv6Address(f"fd77:{net:x}::{last:x}"))
            lines.append(f"addr add {self.ip6}/64 dev eth0 nodad")
        lines.append("link set eth0 up")
        if self._multicast_route:
            lines.append("route replace 224.0.0.0/4 dev eth0")
        self._ip_here(*lines, *self._fixed_neighbours(net))

    def unplug(self, *, silent: bool = False) -> None:
        """Pull the cable out: carrier and addresses are lost. With `silent` neither is, packets just stop."""
        self._switch.detach(self.port, silent=silent)
        if not silent:
            # The cable of a wire is a TAP, which has no carrier to lose, so its interface goes down instead.
            self._ip_here("addr flush dev eth0 scope global", *(["link set eth0 down"] if self.wire else []))
            self.ip = self.ip6 = ""
        self.segment = None

    def replug(self, segment: str) -> None:
        """Put a silently unplugged cable back; the address is the same."""
        self._switch.attach(self.port, segment)
        self.segment = segment

    def multicast(self, *, allowed: bool) -> None:
        """Let the access point eat multicast from and to this host, as some do, or pass it again."""
        self._switch.deafen(self.port, deaf=not allowed)

    def shape(self, shape: Shape = PERFECT, *, both: bool = True) -> None:
        """Give this host's cable faults: on what it sends and, with `both`, on what it receives.

        Raises:
            HarnessError: The LAN was made without `wire=True`.
        """
        if self.wire is None:
            raise HarnessError("make the Lan with wire=True to shape its cables")
        self.wire.shape(self.port, shape, both=both)

    def capture(self, interface: str = "eth0", only: str = "") -> Capture:
        """Record every frame of an interface from now on ("lo": the host's talk with itself).

        Args:
            interface: "eth0" or "lo".
            only: A filter in tcpdump's language; it needs tcpdump and real root.
        """
        path = self.home / f"{interface}-{len(self.captures)}.pcap"
        capture = Capture(self.argv, interface, path, only)
        self.captures.append(capture)
        return capture

    def _ip_here(self, *lines: str) -> None:
        namespaces.ip(self.spaces.net, lines)

    def _fixed_neighbours(self, net: int) -> list[str]:
        # The kernel's neighbour table (1024 entries) is one for all namespaces: past about 31 hosts that all
        # speak to one another it overflows, and then even multicast fails to be sent. Permanent entries are
        # not counted.
        if len(self._neighbours) < 24:
            return []
        lines = []
        for other in self._neighbours:
            last, to = FIRST_NUMBER + other.index, f"lladdr {other.mac} nud permanent dev eth0"
            lines.append(f"neigh replace 10.77.{net}.{last} {to}")
            if self._ipv6:
                lines.append(f"neigh replace fd77:{net:x}::{last:x} {to}")
        return lines
