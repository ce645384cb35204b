"""Real networks over loopback: homes that know each other, and a cable between two that counts and can be cut."""

import asyncio
import contextlib
import secrets
import time
from collections.abc import AsyncIterator
from typing import Any

from crypto.keys import AgreementKey
from sync.neighbours import Network
from sync.ports import Address, Doorkeeper
from tests.fakes import MemoryRoster, MemoryShelf, NoDoorkeeper, acquainted, until
from tests.memory_vault import MemoryVault


class SystemClock:
    """The time of the system."""

    def wall_s(self) -> float:
        return time.time()

    def monotonic_s(self) -> float:
        return time.monotonic()


class Home:
    """One device with everything that a network needs; the network exists while it is on."""

    def __init__(self, name: str = "") -> None:
        self.shelf = MemoryShelf(name)
        self.vault = MemoryVault()
        self.roster = MemoryRoster()
        self.key = AgreementKey.generate()
        self.doorkeeper: Doorkeeper = NoDoorkeeper()
        self.secret = secrets.token_bytes(32)
        self.changes = 0
        self.network: Network
        self._task: asyncio.Task[None] | None = None

    @property
    def address(self) -> Address:
        return Address("127.0.0.1", self.network.port)

    @property
    def persons(self) -> set[bytes]:
        """The people who are here."""
        return {neighbour.person for neighbour in self.network.neighbours()}

    def knows(self, other: "Home") -> None:
        """Let the two be contacts of each other."""
        acquainted(self.roster, self.shelf.peer, self.key, other.roster, other.shelf.peer, other.key)

    async def switch_on(self, **settings: Any) -> None:
        self.network = Network(
            self.key,
            self.shelf.peer,
            self.roster,
            self.shelf,
            self.vault,
            self.doorkeeper,
            SystemClock(),
            loopback_only=True,
            listen_secret=self.secret,
            on_change=self._changed,
            **{"quiet": True, **settings},
        )
        self._task = asyncio.create_task(self.network.run())
        await self.network.ready.wait()

    async def switch_off(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    def _changed(self) -> None:
        self.changes += 1


@contextlib.asynccontextmanager
async def homes(count: int, **settings: Any) -> AsyncIterator[list[Home]]:
    """Return so many homes that are on and know each other."""
    found = [Home(str(n)) for n in range(count)]
    for n, home in enumerate(found):
        for other in found[:n]:
            home.knows(other)
    try:
        for home in found:
            await home.switch_on(**settings)
        yield found
    finally:
        for home in found:
            await home.switch_off()


def shared_scope(found: list[Home]) -> bytes:
    """Return a scope that all know and only the first one holds something of."""
    everybody = [home.shelf.peer.person for home in found]
    scope = found[0].shelf.found(*everybody[1:])
    for home in found[1:]:
        home.shelf.know(scope, *everybody)
    return scope


async def in_step(found: list[Home], scope: bytes) -> None:
    """Wait until all hold the same and know it."""

    def ready() -> bool:
        first = found[0].shelf.bodies(scope)
        return all(
            home.shelf.bodies(scope) == first
            and len(home.network.neighbours()) == len(found) - 1
            and all(neighbour.in_step for neighbour in home.network.neighbours())
            for home in found
        )

    await until(ready)


class Cable:
    """A relay in front of an address. It counts, and can break what passes."""

    def __init__(self, to: Address) -> None:
        self.to = to
        self.there_bytes = self.back_bytes = 0
        self.flip_at: int | None = None
        self._server: asyncio.Server | None = None
        self._writers: list[asyncio.StreamWriter] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> "Cable":
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.cut()
        assert self._server is not None
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def address(self) -> Address:
        assert self._server is not None
        return Address(*self._server.sockets[0].getsockname()[:2])

    def cut(self) -> None:
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there_writer = await asyncio.open_connection(*self.to)
        self._writers += [writer, there_writer]
        for source, sink, back in ((reader, there_writer, False), (there_reader, writer, True)):
            task = asyncio.create_task(self._carry(source, sink, back))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, back: bool) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(65_536):
                if back:
                    self.back_bytes += len(data)
                else:
                    self.there_bytes += len(data)
                    if self.flip_at is not None and self.there_bytes > self.flip_at:
                        data = data[:-1] + bytes([data[-1] ^ 1])
                        self.flip_at = None
                sink.write(data)
                await sink.drain()
        sink.close()
