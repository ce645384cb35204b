"""zeroconf, held to one network interface and kept from saying what is no longer true.

    GuardedZeroconf     asks its owner before each packet, and sends a bounded number of them
    service_info()      a beacon as the records that zeroconf announces
    is_whole()          whether the records of somebody else's are all there
    question(), instances_in()                the packet that asks who is there, and who answers
    hear_one_interface_only(), hush_log()     two habits of its that tell too much

Everything that depends on the inside of zeroconf is in this module; `sync.link` uses its public face.
"""

import asyncio
import contextlib
import logging
import socket
import sys
from collections.abc import Callable
from typing import Any

from typing_extensions import override
from zeroconf import ServiceInfo, Zeroconf
from zeroconf._dns import DNSPointer, DNSQuestion
from zeroconf._protocol.incoming import DNSIncoming
from zeroconf._protocol.outgoing import DNSOutgoing

from sync.beacon import Beacon

SERVICE_TYPE = "_organic._tcp.local."

# A beacon is renewed after 35 minutes at the latest, so its records may be forgotten sooner than the
# 75 minutes that are usual. zeroconf counts anything under 1125 s as that.
RECORD_TTL_S = 1200

# A question lists who is known already. After a wave of false names that list would be a wave itself; those
# left off it answer once more.
MAX_KNOWN_ANSWERS = 150

# Before each packet we look whether our addresses are still ours (0.5 ms). So a wave of questions is answered
# in part only, and cannot make this computer send more than a trickle either.
PACKETS_PER_S = 30

# What a socket can have queued by the time it is held to one interface, and more.
MAX_FORGOTTEN = 4096

_TYPE_A, _TYPE_PTR, _TYPE_TXT, _TYPE_AAAA, _TYPE_SRV, _CLASS_IN = 1, 12, 16, 28, 33, 1
# Linux, socket(7) and ip(7). Python has no name for the second, and for the first on Linux only.
_SO_BINDTODEVICE = 25
_IP_MULTICAST_ALL = 49


class Budget:
    """So many a second, and two seconds' worth at once."""

    def __init__(self, per_s: float) -> None:
        """Begin with the whole of it."""
        self._per_s, self._most = per_s, 2 * per_s
        self._left, self._then_s = self._most, float("-inf")

    def take(self, now_s: float) -> bool:
        """Take one if there is one left at `now_s`, a monotonic time."""
        self._left = min(self._most, self._left + (now_s - self._then_s) * self._per_s)
        self._then_s = now_s
        if self._left < 1:
            return False
        self._left -= 1
        return True


class GuardedZeroconf(Zeroconf):
    """Zeroconf on one interface, that asks before each packet whether it may be sent."""

    def __init__(self, interface: str, speaking: list[str], may_send: Callable[[str | None], bool]) -> None:
        """Open the sockets; they come to life with the event loop.

        Args:
            interface: The system's name of the interface.
            speaking: Our addresses on it to send from: one of each family.
            may_send: Whether a packet may go to this address, or to all if that is None.

        Raises:
            OSError: The interface has no multicast, or has just gone.
        """
        self._may_send = may_send
        self._packets = Budget(PACKETS_PER_S)
        super().__init__(interfaces=speaking)
        # Now, before anything is read from them: on a busy computer it takes seconds until somebody looks.
        opened = self.engine._listen_socket  # zeroconf has no public name for what is not read yet
        if opened is not None and sys.platform.startswith("linux"):
            hold_to(opened, interface)
            _forget_what_came(opened)

    def shut(self) -> None:
        """Close what is open. zeroconf leaves its sockets open if it is closed, or cancelled, before it has begun."""
        if self.engine.loop is not None:
            self.engine._async_shutdown()  # without waiting for anything, and once more does no harm

    @override
    def async_send(
        self,
        out: Any,
        addr: str | None = None,
        port: int = 5353,
        v6_flow_scope: Any = (),
        transport: Any = None,
    ) -> None:
        """Send `out`, to all on the link or to `addr` alone, unless it must not leave."""
        if len(out.answers) > MAX_KNOWN_ANSWERS and out.is_query():
            out.answers = out.answers[:MAX_KNOWN_ANSWERS]
        if self._packets.take(asyncio.get_running_loop().time()) and self._may_send(addr):
            super().async_send(out, addr, port, v6_flow_scope, transport)


def service_info(beacon: Beacon) -> ServiceInfo:
    """Return the records that announce `beacon`, and nothing besides."""
    return ServiceInfo(
        SERVICE_TYPE,
        f"{beacon.instance}.{SERVICE_TYPE}",
        port=beacon.port,
        properties=dict(beacon.txt),
        server=f"{beacon.host}.local.",  # or zeroconf makes one up from the name
        addresses=list(beacon.addresses),
        other_ttl=RECORD_TTL_S,
    )


def is_whole(conf: Zeroconf, name: str) -> bool:
    """Whether an advertisement's records have all come in; two microseconds, so it can be asked of each."""
    service = conf.cache.get_by_details(name, _TYPE_SRV, _CLASS_IN)
    if service is None or conf.cache.get_by_details(name, _TYPE_TXT, _CLASS_IN) is None:
        return False
    host = getattr(service, "server", "")
    return any(conf.cache.get_by_details(host, kind, _CLASS_IN) for kind in (_TYPE_A, _TYPE_AAAA))


def question() -> bytes:
    """Return the packet that asks who is there, as every browser of ours sends it."""
    out = DNSOutgoing(0)
    out.add_question(DNSQuestion(SERVICE_TYPE, _TYPE_PTR, _CLASS_IN))
    return out.packets()[0]


def instances_in(packet: bytes) -> set[str]:
    """Return the names of the instances of our service that a packet, from anybody, says are there."""
    message = DNSIncoming(packet)
    if not message.valid or message.is_query():
        return set()
    pointers = [a for a in message.answers() if isinstance(a, DNSPointer) and a.name == SERVICE_TYPE]
    # With no time left to live it is a goodbye.
    return {pointer.alias.partition(".")[0] for pointer in pointers if pointer.ttl}


def hear_one_interface_only(conf: Zeroconf, interface: str) -> None:
    """Make Linux deliver multicast of `interface` only.

    Unlike other systems it hands a socket what *any* socket of the machine has asked for, on whichever
    interface; so a link would learn names from one network and repeat them in its questions on another.
    """
    if not sys.platform.startswith("linux"):
        return
    for reader in conf.engine.readers:
        hold_to(reader.sock, interface)


def hold_to(listening: socket.socket, interface: str) -> None:
    """Hold a socket to one interface, on Linux; elsewhere a socket hears what it asked for and no more."""
    if not sys.platform.startswith("linux"):
        return
    try:
        listening.setsockopt(socket.SOL_SOCKET, _SO_BINDTODEVICE, interface.encode())
    except PermissionError:
        # Before Linux 5.7 that takes a privilege. This helps for IPv4, which is the better half.
        with contextlib.suppress(OSError):
            listening.setsockopt(socket.IPPROTO_IP, _IP_MULTICAST_ALL, 0)


def _forget_what_came(listening: socket.socket) -> None:
    """Throw away what arrived between the opening of a socket and its being held to one interface."""
    listening.setblocking(False)  # as the event loop will want it
    with contextlib.suppress(BlockingIOError):
        for _ in range(MAX_FORGOTTEN):
            listening.recv(1)


def hush_log() -> None:
    """Keep zeroconf from writing addresses and names of the home into the log.

    Its warnings carry them. Whoever debugs it sets a level by hand, after the start.
    """
    logging.getLogger("zeroconf").setLevel(logging.CRITICAL)
