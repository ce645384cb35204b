"""The process that carries frames between each host's end of a cable and its switch port.

    host's eth0 (TAP) ── Pipe out ──▶ port pN (TAP)        one pair of TAP devices for each host
    host's eth0 (TAP) ◀── Pipe in ─── port pN (TAP)

`wire.Wire` starts it (``python -m tests.lan.relay``) with the namespaces' descriptors inherited, and speaks
one line of JSON each way: first the set-up, then shapes, each answered. It ends when its input does.
"""

from __future__ import annotations

import errno
import fcntl
import heapq
import json
import os
import select
import socket
import struct
import sys
import time
from collections.abc import Mapping
from typing import Any

from tests.lan.namespaces import inside
from tests.lan.shape import PERFECT, Pipe, Shape

_TUNSETIFF = 0x400454CA
_IFF_TAP, _IFF_NO_PI = 0x0002, 0x1000
_SIOCSIFHWADDR = 0x8924
_STDIN = 0
_READ_BYTES = 65_600  # above the largest frame that a TAP hands out
# Frames taken from one cable before the others have their turn.
_FRAMES_AT_ONCE = 64


class Relay:
    """All cables of one LAN."""

    def __init__(self, setup: Mapping[str, Any]) -> None:
        self._pipes: dict[int, Pipe] = {}  # by the descriptor that frames come from
        self._ends: dict[int, int] = {}  # from → to
        self._ports: dict[str, tuple[Pipe, Pipe]] = {}  # outward and inward
        self._waiting: list[tuple[float, int, int, bytes]] = []  # (arrival, order, source, frame)
        self._order = 0
        self._commands = b""
        for net, port, mac in setup["hosts"]:
            self._lay(int(net), int(setup["switch"]), str(port), str(mac), str(setup["seed"]))

    def run(self) -> None:
        """Carry frames until standard input closes."""
        poll = select.epoll()
        for fd in (_STDIN, *self._pipes):
            poll.register(fd, select.EPOLLIN)
        while True:
            self._deliver_due()
            wait_s = max(0.0, self._waiting[0][0] - time.monotonic()) if self._waiting else -1
            for fd, _ in poll.poll(wait_s):
                if fd != _STDIN:
                    self._carry(fd)
                elif not self._obey():
                    return

    def _lay(self, net: int, switch: int, port: str, mac: str, seed: str) -> None:
        with inside(net):
            host_end = _tap("eth0", mac)
        with inside(switch):
            port_end = _tap(port)
        outward, inward = Pipe(f"{seed}/{port}/out"), Pipe(f"{seed}/{port}/in")
        self._pipes |= {host_end: outward, port_end: inward}
        self._ends |= {host_end: port_end, port_end: host_end}
        self._ports[port] = (outward, inward)

    def _carry(self, source: int) -> None:
        pipe = self._pipes[source]
        for _ in range(_FRAMES_AT_ONCE):
            try:
                frame = os.read(source, _READ_BYTES)
            except OSError as error:
                if error.errno in (errno.EAGAIN, errno.EIO):  # nothing more, or the interface is down
                    return
                raise
            if pipe.shape == PERFECT:
                self._deliver(source, frame)
                continue
            for at_s, copy in pipe.fate(frame, time.monotonic()):
                self._order += 1
                heapq.heappush(self._waiting, (at_s, self._order, source, copy))

    def _deliver_due(self) -> None:
        now_s = time.monotonic()
        while self._waiting and self._waiting[0][0] <= now_s:
            _, _, source, frame = heapq.heappop(self._waiting)
            self._pipes[source].arrived(frame)
            self._deliver(source, frame)

    def _deliver(self, source: int, frame: bytes) -> None:
        pipe = self._pipes[source]
        try:
            os.write(self._ends[source], frame)
            pipe.sent += 1
        except OSError as error:
            if error.errno not in (errno.EIO, errno.EAGAIN, errno.ENOBUFS):  # interface down, or full
                raise
            pipe.dropped += 1

    def _obey(self) -> bool:
        data = os.read(_STDIN, _READ_BYTES)
        self._commands += data
        while b"\n" in self._commands:
            line, self._commands = self._commands.split(b"\n", 1)
            _say(self._answer(json.loads(line)))
        return bool(data)

    def _answer(self, message: Mapping[str, Any]) -> Mapping[str, Any]:
        if "port" in message:
            outward, inward = self._ports[message["port"]]
            for pipe in (outward, inward) if message["both"] else (outward,):
                pipe.reshape(Shape(**message["shape"]))
        return {port: [[p.sent, p.dropped] for p in pair] for port, pair in self._ports.items()}


def _tap(name: str, mac: str | None = None) -> int:
    fd = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(fd, _TUNSETIFF, struct.pack("16sH22x", name.encode(), _IFF_TAP | _IFF_NO_PI))
    if mac:
        with socket.socket() as any_socket:
            address = struct.pack("16sH6s16x", name.encode(), 1, bytes.fromhex(mac.replace(":", "")))
            fcntl.ioctl(any_socket, _SIOCSIFHWADDR, address)
    return fd


def _say(answer: Mapping[str, Any]) -> None:
    print(json.dumps(answer), flush=True)


def main() -> None:
    """Read the set-up line, lay the cables, and carry frames until the input ends."""
    setup = b""
    while not setup.endswith(b"\n"):  # the other side waits for the answer before it says more
        piece = os.read(_STDIN, _READ_BYTES)
        if not piece:
            return
        setup += piece
    relay = Relay(json.loads(setup))
    _say({})
    relay.run()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
