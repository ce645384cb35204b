"""TCP connections: the handshake over a stream, and the encrypted stream after it.

    open_connection / server ── shake(machine) ──▶ Established ──▶ Line ── receive(), send() ──▶ sessions

Everything that decides anything is in the machines of `crypto.handshake` and `crypto.channel`; here bytes are
moved, buffers bounded, and the errors of sockets become ours.
"""

import asyncio
import contextlib
import errno
import socket
from typing import Final

from crypto.errors import RecordError
from crypto.handshake import Established, Failed, Initiator, Responder
from sync.errors import UnreachableError
from sync.outcome import outcome_of
from sync.ports import Address, Clock

CONNECT_TIMEOUT_S: Final = 5.0
HANDSHAKE_TIMEOUT_S: Final = 10.0
CLOSE_TIMEOUT_S: Final = 2.0
# Reading stops at twice this; so much may wait in memory for each neighbour while the disk is busy.
BUFFER_BYTES: Final = 256 * 1024
# A cable pulled out shows only by silence. Without this the system would go on trying for a quarter of an
# hour.
UNANSWERED_MS: Final = 20_000


class Line:
    """One connection behind a finished handshake: plaintext in, plaintext out.

    Attributes:
        established: Who is on the other end, and the name of the session.
        remote: Where the other end is; its port says nothing about where it listens.
        local: Our own address on this connection.
    """

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        established: Established,
        clock: Clock,
    ) -> None:
        """Take over a connection from `shake`."""
        self.established = established
        self.remote = _address(writer.get_extra_info("peername"))
        self.local = _address(writer.get_extra_info("sockname"))
        self._reader, self._writer, self._clock = reader, writer, clock
        self._channel = established.channel
        self._pending = established.leftover

    @property
    def said_bye(self) -> bool:
        """Whether the peer ended the conversation properly, and nobody cut it."""
        return self._channel.said_bye

    async def receive(self) -> bytes | None:
        """Return what the peer said next; None when it has said goodbye or the connection was cut.

        Raises:
            UnreachableError: What arrived is not what the peer sent. Who is to blame nobody knows: anybody on the
                way can flip a bit, and should not be able to set two friends at odds by that.
        """
        while not self._channel.said_bye:
            data, self._pending = self._pending, b""
            if not data:
                try:
                    data = await self._reader.read(BUFFER_BYTES)
                except OSError:
                    return None
            if not data:
                return None
            try:
                pieces = self._channel.feed(data, self._clock.monotonic_s())
            except RecordError as cause:
                raise UnreachableError(str(cause)) from cause
            if pieces:
                return b"".join(pieces)
        return None

    async def send(self, data: bytes) -> None:
        """Send `data` and wait until the system has taken most of it.

        Raises:
            OSError: The connection is gone.
        """
        self._writer.write(self._channel.seal(data, self._clock.monotonic_s()))
        await self._writer.drain()

    def abort(self) -> None:
        """Drop the connection: nothing that is said on it can arrive."""
        self._writer.transport.abort()

    async def close(self, *, properly: bool) -> None:
        """End the connection, with a last record that says so if `properly`."""
        if properly:
            with contextlib.suppress(OSError, RecordError):
                self._writer.write(self._channel.bye(self._clock.monotonic_s()))
        await close_writer(self._writer)


async def connect(address: Address) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Return a new connection to `address`.

    Raises:
        UnreachableError: Nobody listens there, or not within five seconds.
    """
    loop = asyncio.get_running_loop()
    begun_s = loop.time()
    try:
        async with asyncio.timeout(CONNECT_TIMEOUT_S):
            reader, writer = await asyncio.open_connection(address.host, address.port, limit=BUFFER_BYTES)
    except (OSError, ValueError) as cause:
        outcome = outcome_of(cause, loop.time() - begun_s)
        raise UnreachableError(f"no connection: {type(cause).__name__}", outcome) from cause
    tune(writer)
    return reader, writer


async def shake(
    machine: Initiator | Responder, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> Established:
    """Run a handshake to its end.

    Raises:
        UnreachableError: The other end is none of our contacts, went away, or took longer than ten seconds.
    """
    try:
        async with asyncio.timeout(HANDSHAKE_TIMEOUT_S):
            while True:
                writer.write(machine.take_outgoing())
                await writer.drain()
                data = await reader.read(4096)
                if not data:
                    raise UnreachableError("the connection was closed during the handshake")
                for event in machine.receive(data):
                    writer.write(machine.take_outgoing())
                    match event:
                        case Established():
                            return event
                        case Failed(reason):
                            raise UnreachableError(reason)
    except OSError as cause:
        raise UnreachableError(f"no handshake: {type(cause).__name__}") from cause


async def discard(reader: asyncio.StreamReader, seconds: float) -> None:
    """Read and forget for a while, so that a stranger learns nothing from how we fall silent."""
    with contextlib.suppress(OSError):
        async with asyncio.timeout(seconds):
            while await reader.read(BUFFER_BYTES):
                pass


async def close_writer(writer: asyncio.StreamWriter) -> None:
    """Close a connection; what is not gone after two seconds is dropped."""
    writer.close()
    try:
        async with asyncio.timeout(CLOSE_TIMEOUT_S):
            await writer.wait_closed()
    except OSError:
        writer.transport.abort()


def tune(writer: asyncio.StreamWriter) -> None:
    """Bound what waits in memory, and how long the system waits for a peer that has gone."""
    writer.transport.set_write_buffer_limits(high=BUFFER_BYTES)
    sock = writer.get_extra_info("socket")
    with contextlib.suppress(OSError):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        option = getattr(socket, "TCP_USER_TIMEOUT", None)
        if option is not None:
            sock.setsockopt(socket.IPPROTO_TCP, option, UNANSWERED_MS)


def listening_sockets(port: int, *, loopback_only: bool) -> list[socket.socket]:
    """Return sockets bound to `port` for IPv4 and, where there is any, IPv6.

    Raises:
        OSError: The port is taken.
    """
    v4, v6 = ("127.0.0.1", "::1") if loopback_only else ("0.0.0.0", "::")  # noqa: S104 — the LAN is the point
    sockets = [_bound(socket.AF_INET, v4, port)]
    if socket.has_ipv6:
        try:
            sockets.append(_bound(socket.AF_INET6, v6, sockets[0].getsockname()[1]))
        except OSError as cause:
            if _is_taken(cause):
                sockets[0].close()
                raise
    return sockets


def is_ours(host: str) -> bool:
    """Whether `host` is an address of this computer at this moment."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        found = socket.getaddrinfo(host, 0, family, socket.SOCK_DGRAM, flags=socket.AI_NUMERICHOST)
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind(found[0][4])
    except OSError as cause:
        # Who has no room for one more socket has not lost an address.
        return cause.errno in (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
    return True


def _bound(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        sock.bind((host, port))
        sock.setblocking(False)
    except BaseException:
        sock.close()
        raise
    return sock


def _is_taken(cause: OSError) -> bool:
    return cause.errno in (errno.EADDRINUSE, errno.EACCES)


def _address(name: object) -> Address:
    """Return the address in a socket name: (host, port) or (host, port, flow, scope)."""
    match name:
        case (str(host), int(port), int(), int(scope)) if scope and "%" not in host:
            return Address(f"{host}%{scope}", port)
        case (str(host), int(port), *_):
            return Address(host, port)
        case _:
            return Address("", 0)
