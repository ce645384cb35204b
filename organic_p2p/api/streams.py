"""Frames out of a stream of asyncio. A window has no use for that, and opens sooner without (`frames.FrameCutter`)."""

import asyncio

from organic_p2p.api.codec import MAX_FRAME_BYTES, CodecError
from organic_p2p.api.frames import LENGTH_BYTES


async def read_frame(reader: asyncio.StreamReader) -> bytes | None:
    """Return the next frame, or None at the end of the stream.

    Raises:
        CodecError: The frame is longer than any message.
    """
    try:
        length = int.from_bytes(await reader.readexactly(LENGTH_BYTES), "big")
        if length > MAX_FRAME_BYTES:
            raise CodecError(f"a frame of {length} bytes")
        return await reader.readexactly(length)
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
