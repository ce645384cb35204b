"""JPEG: segments up to the end of the picture (ITU T.81 annex B), and what may follow it."""

import re
from collections.abc import Iterator

from organic_p2p.imaging.traces import exif, iptc, xmp
from organic_p2p.imaging.traces.trailing import traces_after

_MAX_SEGMENTS = 4096
# The pictures that a phone puts behind the first one: a gain map, a depth map, a smaller copy.
_MAX_PICTURES = 4

_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_MORE_XMP = b"http://ns.adobe.com/xmp/extension/\0"
# Behind its name: a digest of the whole, the length of the whole, the offset of this part.
_MORE_XMP_HEADER_BYTES = 32 + 4 + 4

# Tables, frames, intervals: the picture itself.
_STRUCTURE = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF})
_SOS, _EOI, _COM = 0xDA, 0xD9, 0xFE

# Within compressed pixels a marker is told by what follows 0xFF.
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


def traces(data: bytes) -> set[str]:
    """Return the words for the file `data`."""
    found: set[str] = set()
    for number in range(_MAX_PICTURES):
        more_xmp: list[bytes] = []
        end = 2
        for marker, body, end in _segments(data):  # noqa: B007
            found |= _of_segment(marker, body)
            if marker == 0xE1 and body.startswith(_MORE_XMP):
                more_xmp.append(body[len(_MORE_XMP) + _MORE_XMP_HEADER_BYTES :])
        found |= xmp.traces(b"".join(more_xmp))
        rest = data[end:]
        if number and rest.strip(b"\0") == b"":
            break
        if not rest.lstrip(b"\0").startswith(b"\xff\xd8\xff"):
            found |= traces_after(rest)
            break
        found.add("preview")
        data = rest.lstrip(b"\0")
    else:
        found.add("hidden data")
    return found


def _of_segment(marker: int, body: bytes) -> set[str]:
    if marker in _STRUCTURE or marker == _EOI:
        return set()
    if marker == _COM:
        return {"description"} if body.strip(b"\0 ") else set()
    match marker:
        case 0xE0 if body.startswith(b"JFIF\0"):
            return {"preview"} if any(body[12:14]) else set()
        case 0xE0 if body.startswith(b"JFXX\0"):
            return {"preview"}
        case 0xE1 if body.startswith(b"Exif\0"):
            return exif.traces(body)
        case 0xE1 if body.startswith(_XMP):
            return xmp.traces(body[len(_XMP) :])
        case 0xE1 if body.startswith(_MORE_XMP):
            # Read together with its other parts.
            return set()
        case 0xE2 if body.startswith(b"ICC_PROFILE\0"):
            return set()
        case 0xE2 if body.startswith((b"MPF\0", b"urn:iso:std:iso:ts:21496:-1")):
            return {"preview"}
        case 0xED if body.startswith(b"Photoshop 3.0\0"):
            return iptc.traces(body)
        case 0xEE if body.startswith(b"Adobe"):
            return set()
    return {"hidden data"} if body.strip(b"\0 ") else set()


def _segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Yield each segment as its marker, its body and where it ends; for a scan that is after its pixels."""
    at = 2
    for _ in range(_MAX_SEGMENTS):
        found = _MARKER.search(data, at)
        if found is None:
            return
        marker = data[found.end() - 1]
        at = found.end()
        if marker == _EOI:
            yield marker, b"", at
            return
        if marker in (0x01, 0xD8):
            continue
        length = max(2, int.from_bytes(data[at : at + 2], "big"))
        body = data[at + 2 : at + length]
        at = min(at + length, len(data))
        if marker == _SOS:
            after = _MARKER.search(data, at)
            at = len(data) if after is None else after.start()
        yield marker, body, at
