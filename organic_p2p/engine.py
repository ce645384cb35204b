"""One opened home: the database, the services over it, and the network, started and stopped together.

    Engine.open(home)  ──▶  engine.handle(request) ──▶ reply        with or without a network
                            async with engine.running():            network and tending

A home that nobody has used yet has no keys, so its network begins when its first circle is founded or joined.
"""

import asyncio
import contextlib
import os
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from organic_p2p.errands import Errands
from organic_p2p.errors import HomeError
from organic_p2p.services.albums import Albums
from organic_p2p.services.arriving import Arriving
from organic_p2p.services.asking import Asking
from organic_p2p.services.attaching import Attaching
from organic_p2p.services.circles import Circles
from organic_p2p.services.clock import SystemClock
from organic_p2p.services.core import Core
from organic_p2p.services.doctor import Doctor
from organic_p2p.services.doorkeeper import Doorkeeper
from organic_p2p.services.drafts import Drafts
from organic_p2p.services.events import NeighboursChanged
from organic_p2p.services.feed import Feed
from organic_p2p.services.fetching import Fetching
from organic_p2p.services.finding import Finding
from organic_p2p.services.invitations import Invitations
from organic_p2p.services.letters import Letters
from organic_p2p.services.muting import Muting
from organic_p2p.services.notices import Notices
from organic_p2p.services.profile import Profiles
from organic_p2p.services.proposals import Proposals
from organic_p2p.services.roster import Roster
from organic_p2p.services.shelf import Shelf
from organic_p2p.services.showing import Showing
from organic_p2p.services.tending import Tending
from organic_p2p.services.vault import Vault
from organic_p2p.store import diskkey, home
from organic_p2p.store import me as me_table
from organic_p2p.store.database import Database
from organic_p2p.store.diskkey import Protection
from sync.neighbours import Network
from sync.ports import Clock, Peer

_LISTEN_SECRET_BYTES = 32


class Engine:
    """The services of one home."""

    def __init__(self, folder: Path, key: bytes, database: Database, clock: Clock) -> None:
        self.folder = folder
        self.core = Core(database, clock)
        self.roster = Roster(self.core)
        self.shelf = Shelf(self.core, self.roster)
        self.circles = Circles(self.core)
        self.proposals = Proposals(self.core)
        self.invitations = Invitations(self.core, self.roster)
        self.arriving = Arriving(self.core, self.roster, self.invitations)
        self.vault = Vault(self.core, folder)
        self.albums = Albums(self.core, self.vault)
        self.finding = Finding(self.core)
        self.errands = Errands()
        self._listeners: list[Callable[[object], None]] = []
        self.showing = Showing(self.albums)
        self.fetching = Fetching(self.albums, self.vault, self._tell)
        self.attaching = Attaching(self.core, self.vault, self._tell)
        self.feed = Feed(self.core, self.attaching)
        self.doctor = Doctor(self.core, self.roster)
        self.letters = Letters(self.core)
        self.asking = Asking(self.core, self.roster, self.proposals)
        self.muting = Muting(self.core)
        self.drafts = Drafts(self.core)
        self.notices = Notices(self.core, self.asking, self.muting, self._tell)
        self.profiles = Profiles(self.core, self.roster, self.attaching)
        self.network: Network | None = None
        self._key = key
        self._tending = Tending(self.core, self.roster, self.shelf, self.vault)
        self._doorkeeper = Doorkeeper(self.core, self.roster)
        self._tasks: asyncio.TaskGroup | None = None
        self._network_task: asyncio.Task[None] | None = None
        self.loopback_only = False
        database.listen(self._tell)
        database.listen(self.fetching.hear)
        self._tending.on_roster_change(self._roster_changed)

    @classmethod
    async def open(cls, folder: Path, passphrase: str | None = None, clock: Clock | None = None) -> "Engine":
        """Open the home in `folder`, making it if it is new. The caller holds the home's lock.

        Raises:
            HomeError: Locked, damaged, or of a newer version.
            DeviceTroubleError: The disk is full or refuses to write.
        """
        key = await _key(folder, passphrase)
        database = await Database.open(folder / home.DATABASE, key)
        engine = cls(folder, key, database, clock or SystemClock())
        try:
            await engine.core.load()
            await engine.shelf.load()
            await engine.vault.load()
            await engine.muting.load()
            await engine.notices.memory.load()
            await engine.roster.refresh()
        except BaseException:
            await database.close()
            raise
        return engine

    @property
    def protection(self) -> Protection:
        """What protects this computer's disk."""
        return diskkey.protection(self.folder)

    @property
    def is_running(self) -> bool:
        """Whether the network is up, or comes up with the first person."""
        return self._tasks is not None

    def listen(self, listener: Callable[[object], None]) -> None:
        """Have `listener` called with every event, after its commit."""
        self._listeners.append(listener)

    def unlisten(self, listener: Callable[[object], None]) -> None:
        """Stop calling `listener`."""
        self._listeners.remove(listener)

    @asynccontextmanager
    async def running(self, *, loopback_only: bool = False) -> AsyncGenerator[None, None]:
        """Keep the network up while the block runs."""
        self.loopback_only = loopback_only
        async with asyncio.TaskGroup() as tasks:
            self._tasks = tasks
            owned = [tasks.create_task(self._tending.run()), tasks.create_task(self.vault.run())]
            owned.append(tasks.create_task(self.notices.run()))
            self._tending.start()
            await self.ensure_network()
            try:
                yield
            finally:
                self._tasks = None
                for task in owned:
                    task.cancel()
                if self._network_task is not None:
                    self._network_task.cancel()

    async def ensure_network(self) -> None:
        """Start the network if this engine runs and its home has a person by now."""
        if self._tasks is None or self.network is not None or not self.core.has_person:
            return
        me = self.core.me
        network = Network(
            me.keys.transport,
            Peer(me.person, me.device),
            self.roster,
            self.shelf,
            self.vault,
            self._doorkeeper,
            self.core.clock,
            loopback_only=self.loopback_only,
            listen_secret=await self._listen_secret(),
            on_change=self._neighbours_changed,
        )
        self.network = network
        self._network_task = self._tasks.create_task(network.run())
        await network.ready.wait()

    async def protect(self, passphrase: str, current: str) -> Protection:
        """Protect this computer's disk by a passphrase from now on.

        Raises:
            HomeError: `current` is not the passphrase that protects it now.
            BadInputError: The new one is too short or too long.
        """
        if self.protection is Protection.PASSPHRASE:
            await asyncio.to_thread(diskkey.check_passphrase, self.folder, current)
        await asyncio.to_thread(diskkey.set_passphrase, self.folder, self._key, passphrase)
        return self.protection

    async def check_passphrase(self, passphrase: str) -> None:
        """Return quietly if `passphrase` is the one that protects this home.

        Raises:
            HomeError: It is not.
            BadInputError: No passphrase protects it.
        """
        await asyncio.to_thread(diskkey.check_passphrase, self.folder, passphrase)

    async def settle(self) -> None:
        """Do at once what follows from a command; for an engine that is closed right after it."""
        await self._tending.settle()
        await self.vault.settle()

    async def close(self) -> None:
        """Write down what waits to be, and close the database."""
        try:
            await self.errands.close()
            await self.attaching.close()
            await self.showing.close()
            # A disk that fills up in the last moment costs only addresses and hints, never a post.
            with contextlib.suppress(Exception):
                await self._tending.save()
            await asyncio.to_thread(self.vault.folder.close)
        finally:
            await self.core.database.close()

    def _roster_changed(self) -> None:
        if self.network is not None:
            self.network.roster_changed()
            self.network.scopes_changed()

    def _neighbours_changed(self) -> None:
        if self.network is not None:
            self.roster.present(neighbour.person for neighbour in self.network.neighbours())
        self._tell(NeighboursChanged())

    def tell(self, event: object) -> None:
        """Let everybody who listens hear of `event`."""
        self._tell(event)

    def _tell(self, event: object) -> None:
        for listener in self._listeners:
            listener(event)

    async def _listen_secret(self) -> bytes:
        secret = await me_table.get_value(self.core.database, "listen")
        if secret is None:
            secret = os.urandom(_LISTEN_SECRET_BYTES)
            async with self.core.database.transaction() as tx:
                await me_table.set_value(tx, "listen", secret)
        return secret


async def _key(folder: Path, passphrase: str | None) -> bytes:
    """Return the key of the home in `folder`, setting the home up if nobody has.

    The order of steps is such that a power cut between any two leaves either no home or a whole one: the
    database is made under another name, then its key is kept, then it gets its name. A database without its
    key, or a key without its database, is therefore never the beginning of a home but damage, and nothing new
    is made in its place.
    """
    final, fresh = folder / home.DATABASE, folder / (home.DATABASE + ".new")
    if diskkey.exists(folder):
        if not final.exists() and fresh.exists():
            fresh.replace(final)
            home.sync_folder(folder)
        return await asyncio.to_thread(diskkey.load, folder, passphrase)
    if final.exists():
        raise HomeError(
            "damaged",
            f"The key file in {folder} is missing, so the database there cannot be opened. Nothing was changed. "
            "Put the folder back from a copy if you have one.",
        )
    home.remove_leftovers(folder, home.DATABASE + ".new")
    key = os.urandom(diskkey.KEY_BYTES)
    await Database.create(fresh, key)
    await asyncio.to_thread(diskkey.create, folder, key)
    fresh.replace(final)
    home.sync_folder(folder)
    return key
