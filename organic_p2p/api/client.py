"""A client's side of the local socket."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from organic_p2p.api import API_VERSION
from organic_p2p.api import requests as q
from organic_p2p.api.codec import CodecError, decode, encode
from organic_p2p.api.events import EVENTS
from organic_p2p.api.frames import ENGINE_FILE, Door, frame, greeting, read_greeting
from organic_p2p.api.streams import read_frame


class ClientError(Exception):
    """The engine cannot be talked to; the message is a sentence for the reader."""


class Client:
    """A connection to an engine that runs."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self.events: asyncio.Queue[object] = asyncio.Queue()

    async def ask(self, request: q.Request) -> object:
        """Return the reply to `request`; events that come first wait in `events`.

        Raises:
            ClientError: The engine stopped, or answered something that this client does not understand.
        """
        self._writer.write(frame(encode(request)))
        await self._writer.drain()
        while True:
            message = await self._read()
            if not isinstance(message, EVENTS):
                return message
            self.events.put_nowait(message)

    async def next_event(self) -> object:
        """Return the next event, after a `Follow`."""
        if not self.events.empty():
            return self.events.get_nowait()
        return await self._read()

    async def _read(self) -> object:
        try:
            data = await read_frame(self._reader)
            if data is None:
                raise ClientError(
                    "The engine stopped before it answered. Try again, or look at its messages."
                )
            return decode(data)
        except CodecError as cause:
            raise ClientError(
                "The engine answered something that this program does not understand."
            ) from cause


@asynccontextmanager
async def connected(folder: Path) -> AsyncGenerator[Client | None, None]:
    """Connect to the engine of the home in `folder`; None if none runs there.

    Raises:
        ClientError: One runs, of another version.
    """
    door = Door.read(folder / ENGINE_FILE)
    streams = None
    if door is not None:
        # What a killed engine left behind: a file that names a socket where nobody listens.
        with contextlib.suppress(OSError):
            streams = await asyncio.open_unix_connection(door.socket)
    if door is None or streams is None:
        yield None
        return
    reader, writer = streams
    try:
        writer.write(frame(greeting(API_VERSION, door.token)))
        first = await read_frame(reader)
        if first is None:
            yield None
            return
        if read_greeting(first)[0] != API_VERSION:
            raise ClientError("The engine that runs is of another version. Stop it and start it again.")
        yield Client(reader, writer)
    finally:
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()
