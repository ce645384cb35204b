"""What travels between the darkroom and a worker: msgpack values, each behind its length in four bytes.

    parent → worker   limits, once; then for each picture: a request, pieces of the file, an empty piece
    worker → parent   ``ready``, once; then for each picture: a reply, pieces of `shown`, original, preview

Of a film only a request is sent, and the worker asks for parts of it, one after the other (`asking.py`).

A worker may have been taken over by the picture it decoded, so the parent believes none of its lengths
beyond `MAX_FRAME_BYTES`, and narrows each value.
"""

from typing import BinaryIO, cast

import msgpack

PIECE_BYTES = 256 * 1024
# A piece and its header; a reply is far shorter.
MAX_FRAME_BYTES = PIECE_BYTES + 1024
LENGTH_BYTES = 4

READY = "ready"


class FrameError(ValueError):
    """The bytes are no frame."""


def pack(value: object) -> bytes:
    """Return the frame of a value of None, booleans, numbers, text, bytes, lists and dicts."""
    body = cast("bytes", msgpack.packb(value))
    return len(body).to_bytes(LENGTH_BYTES, "big") + body


def body_length(prefix: bytes) -> int:
    """Return how many bytes follow the four bytes `prefix`.

    Raises:
        FrameError: More than a frame may have.
    """
    length = int.from_bytes(prefix, "big")
    if length > MAX_FRAME_BYTES:
        raise FrameError("too long")
    return length


def unpack(body: bytes) -> object:
    """Return the value in `body`.

    Raises:
        FrameError: It is no msgpack.
    """
    try:
        return cast("object", msgpack.unpackb(body))
    except Exception as cause:
        raise FrameError("no msgpack") from cause


def read(stream: BinaryIO) -> object:
    """Wait for the next value, on the side of a worker.

    Raises:
        EOFError: The parent has closed its end.
        FrameError: This is no frame.
    """
    length = body_length(_exactly(stream, LENGTH_BYTES))
    return unpack(_exactly(stream, length))


def _exactly(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data
