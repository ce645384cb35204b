"""The listening side: a port that follows the network, and the hall in which strangers wait.

Whoever connects gets 32 random bytes and may prove to be a contact. Who does not is listened to for a while
and never answered. `sync.guard` counts them.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence

from crypto.handshake import Candidate, Established, Responder
from crypto.keys import AgreementKey
from sync.errors import UnreachableError
from sync.guard import Guard
from sync.interfaces import LocalAddress, listen_port
from sync.ports import Clock, Roster
from sync.tasks import quietly
from sync.tcp import BUFFER_BYTES, discard, listening_sockets, shake, tune

# Candidates for a port that another program may have; after that the system chooses.
PORT_ATTEMPTS = 8
SILENCE_S = (5.0, 30.0)

_log = logging.getLogger("organic.sync")

Arrived = Callable[[asyncio.StreamReader, asyncio.StreamWriter, Established], Awaitable[None]]


class Reception:
    """Listens, and hands over those who prove to be contacts."""

    def __init__(
        self,
        identity: AgreementKey,
        roster: Roster,
        clock: Clock,
        arrived: Arrived,
        *,
        payload: bytes,
        loopback_only: bool,
        listen_secret: bytes,
        came: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Prepare; `open` starts listening.

        Args:
            identity: This device's transport key.
            roster: Whose keys are recognised.
            clock: For counting who knocks how often.
            arrived: Called with each connection whose handshake is finished, and owns it.
            payload: What the handshake says about us.
            loopback_only: Listen on this computer only.
            listen_secret: 32 bytes from which the port of each network is derived.
            came: Called with the address from which somebody connected, whoever that is.
        """
        self.port = 0
        self._came = came
        self._identity, self._roster, self._clock, self._arrived = identity, roster, clock, arrived
        self._payload, self._loopback_only, self._secret = payload, loopback_only, listen_secret
        self._guard = Guard()
        self._hall: set[asyncio.StreamWriter] = set()
        # Whose places the guard counts, the oldest first: those who are being heard, and those who have failed.
        self._heard: dict[asyncio.StreamWriter, str] = {}
        self._silent: dict[asyncio.StreamWriter, str] = {}
        self._servers: list[asyncio.Server] = []
        self._tasks: asyncio.TaskGroup | None = None

    async def open(self, addresses: Sequence[LocalAddress], tasks: asyncio.TaskGroup) -> int:
        """Listen on the port of the network we are in; return it. What listened before is closed.

        Raises:
            OSError: This computer lets nobody listen at all, and nothing listened before.
        """
        self._tasks = tasks
        wanted = [listen_port(self._secret, addresses, attempt) for attempt in range(PORT_ATTEMPTS)]
        for port in [*wanted, 0]:
            if self._servers and port == self.port:
                return self.port
            try:
                sockets = listening_sockets(port, loopback_only=self._loopback_only)
            except OSError:
                if port != 0:
                    continue
                if self._servers:
                    return self.port  # better a port that strangers could recognise than none
                raise
            break
        former, self._servers = self._servers, []
        for sock in sockets:
            self._servers.append(await asyncio.start_server(self._connected, sock=sock, limit=BUFFER_BYTES))
        self.port = sockets[0].getsockname()[1]
        for server in former:
            server.close()
        return self.port

    def close(self) -> None:
        """Listen no longer."""
        for server in self._servers:
            server.close()
        self._servers = []

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._tasks is None:
            writer.close()
            return
        self._hall.add(writer)
        task = self._tasks.create_task(quietly(self._receive(reader, writer)))
        # Also when the task ends before it begins, because everything ends.
        task.add_done_callback(lambda _: self._show_out(writer))

    def _show_out(self, writer: asyncio.StreamWriter) -> None:
        if writer in self._hall:
            self._hall.remove(writer)
            writer.close()

    async def _receive(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer = writer.get_extra_info("peername")
        if peer:
            self._came(peer[0])
        established = await self._hello(reader, writer, peer[0] if peer else "")
        if established is not None:
            self._hall.remove(writer)
            await self._arrived(reader, writer, established)

    async def _hello(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str
    ) -> Established | None:
        now_s = self._clock.monotonic_s()
        if self._guard.full and self._guard.bears(host, now_s):
            self._make_room()
        if not self._guard.admit(host, now_s):
            return None
        self._heard[writer] = host
        try:
            tune(writer)
            candidates = [Candidate(contact.name, contact.key) for contact in self._roster.contacts()]
            machine = Responder(self._identity, candidates, self._payload)
            established = await shake(machine, reader, writer)
        except UnreachableError:
            self._guard.failed(host, self._clock.monotonic_s())
            _log.debug("a hello that was nobody's")
            if self._heard.pop(writer, None) is not None:
                self._silent[writer] = host
                await discard(reader, random.uniform(*SILENCE_S))  # noqa: S311
            return None
        finally:
            self._free(writer)
        self._guard.welcome(host)
        return established

    def _make_room(self) -> None:
        """Send away a stranger who has failed, or else who has been at it for longest: a contact takes a moment.

        Otherwise a computer that takes many addresses could fill the hall by saying nothing.
        """
        for strangers in (self._silent, self._heard):
            if strangers:
                stranger = next(iter(strangers))
                self._free(stranger)
                stranger.transport.abort()
                return

    def _free(self, writer: asyncio.StreamWriter) -> None:
        for strangers in (self._silent, self._heard):
            host = strangers.pop(writer, None)
            if host is not None:
                self._guard.release(host)
