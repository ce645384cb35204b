"""Frames: where one message ends and the next begins.

A channel delivers a stream of bytes whose cuts mean nothing. A frame is a length of four bytes, big endian,
and that many bytes of payload. The reader refuses a length before it stores a single byte of what follows, so
a stranger's number never becomes our memory.
"""

from typing import Final

from sync.errors import LocalProtocolError, RemoteProtocolError

LENGTH_BYTES: Final = 4
# Operations travel in messages of about 64 KiB and bodies in messages below 256 KiB; a megabyte leaves room
# for both to grow and is little enough to hold for every neighbour at once.
MAX_FRAME_BYTES: Final = 1 << 20


def frame(payload: bytes) -> bytes:
    """Return `payload` with its length before it.

    Raises:
        LocalProtocolError: It is empty or longer than any receiver accepts.
    """
    if not 0 < len(payload) <= MAX_FRAME_BYTES:
        raise LocalProtocolError(f"a frame of {len(payload)} bytes")
    return len(payload).to_bytes(LENGTH_BYTES, "big") + payload


class FrameReader:
    """Cuts a stream into payloads. Holds at most one unfinished frame besides what it was just given."""

    def __init__(self, max_bytes: int = MAX_FRAME_BYTES) -> None:
        """Refuse payloads longer than `max_bytes`."""
        self._max_bytes = max_bytes
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """Return the payloads that `data` completes, oldest first.

        Raises:
            RemoteProtocolError: A length is zero or above the maximum. Payloads before it are lost with it:
            the
                session ends anyway.
        """
        self._buffer += data
        payloads: list[bytes] = []
        at = 0
        while len(self._buffer) - at >= LENGTH_BYTES:
            length = int.from_bytes(self._buffer[at : at + LENGTH_BYTES], "big")
            if not 0 < length <= self._max_bytes:
                raise RemoteProtocolError(f"a frame of {length} bytes")
            end = at + LENGTH_BYTES + length
            if len(self._buffer) < end:
                break
            payloads.append(bytes(self._buffer[at + LENGTH_BYTES : end]))
            at = end
        del self._buffer[:at]
        return payloads
