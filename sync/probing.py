"""Asking a network who is there, to learn whether it lets computers find each other at all.

    ask_around() ── the question that discovery asks anyway ──▶ everybody on one interface
                 ◀── itself, as the system gives it back ── nothing else on this computer holds it up
                 ◀── answers, and whatever others say ───── the network carries it

The question is "who is `_organic._tcp` here?", byte for byte the one of `sync.link`, which every engine asks twice a
minute: it names nobody. What answers is only counted; `sync.link`, which hears the same, looks at what it says.
"""

import asyncio
import contextlib
import ipaddress
import socket
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from typing_extensions import override

from sync.interfaces import LocalAddress
from sync.mdns import hold_to, instances_in, question

LISTEN_S: Final = 2.0
# What is lost once is asked for again.
ASK_AT_S: Final = (0.0, 0.7)
MAX_PACKETS: Final = 300
MAX_HOSTS: Final = 64

_PORT: Final = 5353
_GROUP_4, _GROUP_6 = "224.0.0.251", "ff02::fb"
_HOPS: Final = 255


@dataclass(frozen=True, slots=True)
class Echo:
    """What came back on one interface.

    Attributes:
        interface: The system's name of it.
        came_back: Whether our own question did; None if this computer did not let us ask.
        hosts: Other computers of the network that said something.
        instances: Names under which programs like this one answered.
    """

    interface: str
    came_back: bool | None
    hosts: frozenset[str] = frozenset()
    instances: frozenset[str] = frozenset()


async def ask_around(addresses: Sequence[LocalAddress], *, is_own: Callable[[str], bool]) -> Echo:
    """Ask on one interface who is there, and listen for two seconds.

    Args:
        addresses: All our addresses on it; at least one.
        is_own: Whether an instance name is one of ours.
    """
    interface = addresses[0].interface
    asked = question()
    ear = _Ear(addresses, asked)
    try:
        sock, target = _open(addresses)
    except OSError:
        return Echo(interface, None)
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: ear, sock=sock)
    begun_s = loop.time()
    try:
        for at_s in ASK_AT_S:
            await asyncio.sleep(max(0.0, begun_s + at_s - loop.time()))
            transport.sendto(asked, target)
        await asyncio.sleep(max(0.0, begun_s + LISTEN_S - loop.time()))
    finally:
        transport.close()
    others = frozenset(name for name in ear.instances if not is_own(name))
    return Echo(interface, ear.came_back, frozenset(ear.hosts), others)


@dataclass(eq=False)
class _Ear(asyncio.DatagramProtocol):
    addresses: Sequence[LocalAddress]
    question: bytes
    came_back: bool = False
    hosts: set[str] = field(default_factory=set)
    instances: set[str] = field(default_factory=set)
    _left: int = MAX_PACKETS

    @override
    def datagram_received(self, data: bytes, addr: tuple[str | int, ...]) -> None:
        host = str(addr[0]).partition("%")[0]
        if self._left <= 0 or not self._is_near(host):
            return
        self._left -= 1
        if any(host == str(address.ip) for address in self.addresses):
            self.came_back |= data == self.question
        elif len(self.hosts) < MAX_HOSTS:
            self.hosts.add(host)
        self.instances.update(instances_in(data))

    @override
    def error_received(self, exc: Exception) -> None:
        """Pass over what the system says about a packet: that it does not come back says enough."""

    def _is_near(self, host: str) -> bool:
        try:
            ip = ipaddress.ip_address(host)
        except ValueError:
            return False
        return ip.is_link_local or any(ip in address.network for address in self.addresses)


def _open(addresses: Sequence[LocalAddress]) -> tuple[socket.socket, tuple[str, int]]:
    """Return a socket that hears one interface, and where to send.

    Raises:
        OSError: The port is held by somebody alone, or the interface has no multicast.
    """
    v4 = next((a for a in addresses if a.ip.version == 4), None)
    sock = socket.socket(socket.AF_INET6 if v4 is None else socket.AF_INET, socket.SOCK_DGRAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "SO_REUSEPORT"):
            with contextlib.suppress(OSError):
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        hold_to(sock, addresses[0].interface)
        if v4 is not None:
            sock.bind(("", _PORT))
            membership = socket.inet_aton(_GROUP_4) + v4.ip.packed
            sock.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, membership)
            sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, v4.ip.packed)
            sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, _HOPS)
        else:
            index = struct.pack("@I", addresses[0].index)
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            sock.bind(("", _PORT))
            group = socket.inet_pton(socket.AF_INET6, _GROUP_6)
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, group + index)
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, index)
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, _HOPS)
        sock.setblocking(False)
    except BaseException:
        sock.close()
        raise
    return sock, (_GROUP_6 if v4 is None else _GROUP_4, _PORT)
