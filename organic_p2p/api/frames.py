"""How requests, replies and events travel over the local socket: a length of four bytes (big-endian), then the codec's.

A client says first which version it speaks and the token from the file that only this user can read; the
server answers with its version. After that each request is answered in order; events may come in between.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

import msgpack

from organic_p2p.api.codec import MAX_FRAME_BYTES, CodecError

ENGINE_FILE = "engine"
TOKEN_BYTES = 32
LENGTH_BYTES = 4
_MAX_FILE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Door:
    """Where an engine listens and what opens it: the content of the file `engine` in its home."""

    socket: str
    token: bytes
    pid: int

    @classmethod
    def new(cls, socket: str, pid: int) -> "Door":
        """Return a door with a fresh token."""
        return cls(socket, secrets.token_bytes(TOKEN_BYTES), pid)

    def encode(self) -> bytes:
        """Return the content of the file."""
        packed: bytes = msgpack.packb([self.socket, self.token, self.pid], use_bin_type=True)
        return packed

    @classmethod
    def read(cls, path: Path) -> "Door | None":
        """Return the door that the file at `path` describes, or None if there is none."""
        try:
            data = path.read_bytes()
            match msgpack.unpackb(data[:_MAX_FILE_BYTES], raw=False):
                case [str(socket), bytes(token), int(pid)] if len(token) == TOKEN_BYTES:
                    return cls(socket, token, pid)
        # A half-written or foreign file is no door; msgpack has many ways to say so.
        except Exception:
            return None
        return None


def frame(data: bytes) -> bytes:
    """Return `data` with its length before it."""
    return len(data).to_bytes(LENGTH_BYTES, "big") + data


def greeting(version: int, token: bytes) -> bytes:
    """Return the first frame's content: who says it speaks `version` and knows the `token`."""
    packed: bytes = msgpack.packb([version, token], use_bin_type=True)
    return packed


def read_greeting(data: bytes) -> tuple[int, bytes]:
    """Return the version and token of a first frame.

    Raises:
        CodecError: It is none.
    """
    try:
        match msgpack.unpackb(data, raw=False):
            case [int(version), bytes(token)]:
                return version, token
    except Exception as cause:
        raise CodecError("a first frame that cannot be read") from cause
    raise CodecError("a first frame of the wrong shape")


class FrameCutter:
    """Cuts a stream that comes in pieces of any size into frames, for clients without asyncio."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes | memoryview) -> list[bytes]:
        """Take the next piece of the stream; return the frames that are whole now.

        Raises:
            CodecError: A frame is longer than any message.
        """
        self._held += data
        found = []
        while len(self._held) >= LENGTH_BYTES:
            length = int.from_bytes(self._held[:LENGTH_BYTES], "big")
            if length > MAX_FRAME_BYTES:
                raise CodecError(f"a frame of {length} bytes")
            end = LENGTH_BYTES + length
            if len(self._held) < end:
                break
            # A picture has a megabyte: it is copied once here, and not also on its way into another kind of bytes.
            with memoryview(self._held) as held:
                found.append(bytes(held[LENGTH_BYTES:end]))
            del self._held[:end]
        return found
