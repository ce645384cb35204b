"""Runs an engine until it is told to stop.

A home behind a passphrase that nobody has given yet is served all the same: every request but one is answered
with "locked", and `organic unlock` brings it up.
"""

import asyncio
import contextlib
import ctypes
import logging
import signal
import subprocess
import sys
import threading
from pathlib import Path

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.frames import ENGINE_FILE
from organic_p2p.api.program import program
from organic_p2p.api.server import Server
from organic_p2p.cli import passphrase
from organic_p2p.engine import Engine
from organic_p2p.errors import HomeError, OrganicError
from organic_p2p.handlers import handle
from organic_p2p.priority import ENGINE, lower_session
from organic_p2p.services import events
from organic_p2p.store.home import HomeLock, prepare, write_private

# Another engine may be stopping; one that runs is told apart at once by its lock.
_LOCK_S = 2.0
# Events are told at most this often: a window redraws for each.
_TELL_S = 0.1
# What is being done when somebody says “stop” is finished, unless it takes longer than this.
_FINISH_S = 60.0
# <linux/prctl.h>
_PR_SET_DUMPABLE = 4
# Of more posts at once a window is told only that there are many.
MAX_NAMED = 50


logger = logging.getLogger("organic.node")


class Node:
    """One engine, its socket, and its way from locked to running."""

    def __init__(self, folder: Path, *, loopback_only: bool) -> None:
        self._folder = folder
        self._loopback_only = loopback_only
        self._server = Server(self._answer)
        self._engine: Engine | None = None
        self._unlocked: asyncio.Future[Engine] | None = None
        self._opening = asyncio.Lock()
        self._broke_off = False
        # By what they are about: of what comes step by step only the last step is told.
        self._news: dict[object, object] = {}
        self._told = asyncio.Event()
        self._stop: asyncio.Event | None = None
        self._ending: asyncio.Task[None] | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set.

        Raises:
            HomeError: The home cannot be opened, or another engine runs in it.
        """
        self._stop = stop
        prepare(self._folder)
        lock = HomeLock(self._folder)
        lock.acquire(_LOCK_S)
        with lock:
            # What an engine leaves behind that was killed, or lost its power.
            self._broke_off = (self._folder / ENGINE_FILE).exists()
            self._unlocked = asyncio.get_running_loop().create_future()
            try:
                self._engine = await self._open(passphrase.given())
            except HomeError as trouble:
                if trouble.kind != "locked":
                    raise
            async with self._server.listening(self._folder, write_private):
                engine = self._engine or await self._wait_for_unlock(stop)
                if engine is None:
                    return
                try:
                    await self._serve(engine, stop)
                finally:
                    self._engine = None
                    await engine.close()

    async def _open(self, secret: str | None) -> Engine:
        """Open the home; if the engine before broke off, read all of it once before anything is built on it."""
        engine = await Engine.open(self._folder, secret)
        if self._broke_off:
            try:
                await engine.core.database.check()
            except BaseException:
                await engine.close()
                raise
        return engine

    async def _serve(self, engine: Engine, stop: asyncio.Event) -> None:
        engine.listen(self._hear)
        if sys.platform.startswith("linux"):
            # Imported here: other systems have no such bus.
            from organic_p2p.desktop.notifier import DesktopNotifier

            engine.notices.notifier = DesktopNotifier(self._open_window)
        async with engine.running(loopback_only=self._loopback_only):
            # Not sooner: whoever opened a window waits for us to begin.
            lower_session(ENGINE)
            print("ready", flush=True)  # noqa: T201 — promised to whoever starts this
            telling = asyncio.create_task(self._tell())
            try:
                await stop.wait()
            finally:
                telling.cancel()

    async def _wait_for_unlock(self, stop: asyncio.Event) -> Engine | None:
        print("This home is locked. Give its passphrase with: organic unlock", file=sys.stderr, flush=True)  # noqa: T201
        stopping = asyncio.create_task(stop.wait())
        assert self._unlocked is not None  # noqa: S101 — set before the socket listens
        await asyncio.wait((stopping, self._unlocked), return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        return self._unlocked.result() if self._unlocked.done() else None

    async def _answer(self, request: q.Request) -> object:
        if isinstance(request, q.Stop) and self._stop is not None:
            self._ending = asyncio.create_task(self._end(self._stop))
            return r.Done()
        if self._engine is not None:
            return await handle(self._engine, request)
        if isinstance(request, q.Unlock):
            return await self._unlock(request)
        return r.Refused("locked", "This home is locked. Give its passphrase with: organic unlock")

    async def _unlock(self, request: q.Unlock) -> object:
        async with self._opening:
            if self._engine is None:
                try:
                    self._engine = await self._open(request.passphrase)
                except OrganicError as trouble:
                    return r.Refused(trouble.kind, trouble.sentence)
                if self._unlocked is not None and not self._unlocked.done():
                    self._unlocked.set_result(self._engine)
            return r.DiskReply(self._engine.protection.value)

    def _open_window(self, place: str) -> None:
        """Open a window at this place, or have the one that is open come to the front: it is told apart at its start.

        The place names people, and everybody here can read the command line of a program; so it goes by its input.
        """
        words = program(self._folder, "open", "--at", "-")
        try:
            window = subprocess.Popen(  # noqa: S603 — our own program
                words,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            assert window.stdin is not None  # noqa: S101 — as was asked for
            with window.stdin:
                window.stdin.write(place.encode())
            # It may outlive us, and should not stay in the list of processes when it does not.
            threading.Thread(target=window.wait, daemon=True).start()
        except OSError as cause:
            logger.warning("the window could not be opened: %s", cause.strerror)

    async def _end(self, stop: asyncio.Event) -> None:
        # Somebody may be waiting for a post of twelve pictures; what was begun is done.
        await self._server.quiet(_FINISH_S)
        stop.set()

    def _hear(self, event: object) -> None:
        match event:
            case events.FeedChanged(circle, entry):
                self._tell_of(self._changed_with(circle, entry), (e.FeedChanged, circle))
            case events.SettingsChanged():
                self._tell_of(e.SettingsChanged())
            case events.NeighboursChanged():
                self._tell_of(e.NeighboursChanged())
            case events.FileComing(post, number, original, percent):
                self._tell_of(e.FileComing(post, number, original, percent), (post, number, original))
            case events.ExportMoved(state, done, of, path, files, missing, error, sentence):
                moved = e.ExportMoved(state, done, of, path, files, missing, error, sentence)
                self._tell_of(moved, e.ExportMoved)
            case events.PicturesPrepared(ready, of):
                self._tell_of(e.PicturesPrepared(ready, of), e.PicturesPrepared)
            case (
                events.CircleAdded()
                | events.CircleChanged()
                | events.NameChanged()
                | events.NameErased()
                | events.GuestsChanged()
                | events.MutingChanged()
            ):
                self._tell_of(e.CirclesChanged())

    def _tell_of(self, event: object, about: object = None) -> None:
        self._news[event if about is None else about] = event
        self._told.set()

    def _changed_with(self, circle: bytes, entry: bytes | None) -> e.FeedChanged:
        """Return what is to be told of a circle, this change included."""
        before = self._news.get((e.FeedChanged, circle))
        if not isinstance(before, e.FeedChanged):
            return e.FeedChanged(circle, () if entry is None else (entry,))
        if not before.posts or entry is None or len(before.posts) >= MAX_NAMED:
            return e.FeedChanged(circle)
        return before if entry in before.posts else e.FeedChanged(circle, (*before.posts, entry))

    async def _tell(self) -> None:
        while True:
            await self._told.wait()
            self._told.clear()
            news, self._news = self._news, {}
            for event in news.values():
                self._server.publish(event)
            await asyncio.sleep(_TELL_S)


def keep_memory_private() -> None:
    """Refuse other programs of this user our keys, and keep these out of what a crash would leave on the disk."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def run(folder: Path, *, loopback_only: bool, verbose: bool) -> None:
    """Run the engine of the home in `folder` until SIGTERM or SIGINT.

    Raises:
        OrganicError: The home cannot be opened.
    """
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING,
        format="%(asctime)s %(name)s %(levelname)s %(message)s",
        stream=sys.stderr,
    )
    keep_memory_private()

    async def main() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        await Node(folder, loopback_only=loopback_only).run(stop)

    asyncio.run(main())
