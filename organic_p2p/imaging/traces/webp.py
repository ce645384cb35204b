"""WebP: chunks of RIFF up to its length (RFC 9649 §2), and what may follow it."""

from collections.abc import Iterator

from organic_p2p.imaging.traces import exif, xmp
from organic_p2p.imaging.traces.trailing import traces_after

_MAX_CHUNKS = 65_536
_STRUCTURE = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ICCP"})
# Before the chunks of a frame: where, how large, how long.
_FRAME_HEADER_BYTES = 16


def traces(data: bytes) -> set[str]:
    """Return the words for the file `data`."""
    # The length counts from behind itself, and is even in what is well written.
    end = 8 + int.from_bytes(data[4:8], "little")
    return _of_chunks(data[12:end]) | traces_after(data[end + end % 2 :])


def _of_chunks(data: bytes, *, in_frame: bool = False) -> set[str]:
    found: set[str] = set()
    for name, body in _chunks(data):
        if name == b"EXIF":
            found |= exif.traces(body)
        elif name == b"XMP ":
            found |= xmp.traces(body)
        elif name == b"ANMF" and not in_frame:
            found |= _of_chunks(body[_FRAME_HEADER_BYTES:], in_frame=True)
        elif name not in _STRUCTURE:
            found.add("hidden data")
    return found


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    for _ in range(_MAX_CHUNKS):
        if len(data) < at + 8:
            return
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
