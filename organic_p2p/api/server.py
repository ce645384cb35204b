"""The engine's side of the local socket: a Unix socket that only this user can open. Never a TCP port."""

import asyncio
import contextlib
import hashlib
import hmac
import logging
import os
import tempfile
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from organic_p2p.api import API_VERSION
from organic_p2p.api import requests as q
from organic_p2p.api.codec import MAX_FRAME_BYTES, CodecError, decode, encode
from organic_p2p.api.frames import ENGINE_FILE, Door, frame, greeting, read_greeting
from organic_p2p.api.replies import Refused
from organic_p2p.api.streams import read_frame

Handler = Callable[[q.Request], Awaitable[object]]

# The length of a Unix socket's path is limited to about 104 bytes; a home folder may lie deeper.
_MAX_PATH_BYTES = 100
# A follower that does not read loses events rather than costing the engine memory.
_MAX_WAITING_BYTES = 1 << 20
_GREETING_S = 5.0
MAX_CLIENTS = 64

logger = logging.getLogger("organic.api")


class Server:
    """Answers clients, and sends events to those who follow."""

    def __init__(self, handle: Handler) -> None:
        self._handle = handle
        self._followers: set[asyncio.StreamWriter] = set()
        self._clients: set[asyncio.Task[None]] = set()
        self._token = b""
        self._answering = 0
        self._quiet = asyncio.Event()

    @asynccontextmanager
    async def listening(
        self, folder: Path, write_private: Callable[[Path, bytes], None]
    ) -> AsyncGenerator[None, None]:
        """Listen while the block runs. The caller holds the lock of the home in `folder`.

        Args:
            folder: The home.
            write_private: Writes a file that only this user can read.
        """
        path = _socket_path(folder)
        path.unlink(missing_ok=True)
        old_mask = os.umask(0o177)
        try:
            server = await asyncio.start_unix_server(self._serve, path)
        finally:
            os.umask(old_mask)
        door = Door.new(str(path), os.getpid())
        self._token = door.token
        write_private(folder / ENGINE_FILE, door.encode())
        try:
            yield
        finally:
            server.close()
            for client in tuple(self._clients):
                client.cancel()
            await asyncio.gather(*self._clients, return_exceptions=True)
            (folder / ENGINE_FILE).unlink(missing_ok=True)
            path.unlink(missing_ok=True)

    def publish(self, event: object) -> None:
        """Send an event to everybody who follows."""
        data = frame(encode(event))
        for writer in tuple(self._followers):
            if writer.transport.get_write_buffer_size() <= _MAX_WAITING_BYTES:
                writer.write(data)

    async def quiet(self, within_s: float) -> None:
        """Wait until no request is being answered, but not longer than so."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                while self._answering:
                    self._quiet.clear()
                    await self._quiet.wait()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None or len(self._clients) >= MAX_CLIENTS:
            writer.close()
            return
        self._clients.add(task)
        try:
            await self._converse(reader, writer)
        except (CodecError, ConnectionError, TimeoutError) as cause:
            logger.info("a client was turned away: %s", type(cause).__name__)
        except asyncio.CancelledError:
            pass  # the engine stops
        finally:
            self._clients.discard(task)
            self._followers.discard(writer)
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with asyncio.timeout(_GREETING_S):
            first = await read_frame(reader)
        version, token = read_greeting(first or b"")
        if not hmac.compare_digest(token, self._token):
            raise CodecError("a client without the token")
        writer.write(frame(greeting(API_VERSION, b"")))
        if version != API_VERSION:
            return
        while (data := await read_frame(reader)) is not None:
            request = decode(data)
            if type(request) not in q.REPLIES:
                raise CodecError("a message that is no request")
            if isinstance(request, q.Follow):
                self._followers.add(writer)
            writer.write(frame(_fitting(encode(await self._answer(request)))))
            await writer.drain()

    async def _answer(self, request: object) -> object:
        self._answering += 1
        try:
            return await self._handle(request)  # type: ignore[arg-type]  # _converse checked it against REPLIES
        except Exception:
            logger.exception("a mistake of this program while answering %s", type(request).__name__)
            return Refused(
                "internal",
                "Something went wrong inside Organic; that is our mistake, not yours. Nothing that was saved before is "
                "lost. The engine's messages say more.",
            )
        finally:
            self._answering -= 1
            self._quiet.set()


def _fitting(reply: bytes) -> bytes:
    """Return a reply that a client can take: a frame that is too long would end the line, and be asked for again."""
    if len(reply) <= MAX_FRAME_BYTES:
        return reply
    logger.warning("a reply of %d bytes was not sent", len(reply))
    return encode(Refused("too-much", "This is more than can be shown at once. Please ask for less of it."))


def _socket_path(folder: Path) -> Path:
    direct = folder / "engine.sock"
    if len(os.fsencode(direct)) <= _MAX_PATH_BYTES:
        return direct
    name = hashlib.blake2b(os.fsencode(folder.resolve()), digest_size=8).hexdigest()
    private = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.mkdtemp(prefix="organic-"))
    return private / f"organic-{name}.sock"
