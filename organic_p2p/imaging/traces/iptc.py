"""IPTC: captions of the press (IIM 4.2), in a list of Photoshop's resources, as JPEG and TIFF hold it."""

from collections.abc import Iterator

from organic_p2p.imaging.traces import exif, xmp

_MAX_RESOURCES = 1024
_MAX_RECORDS = 4096

_HEADER = b"Photoshop 3.0\0"

_PLACES = frozenset({26, 27, 90, 92, 95, 100, 101})
_TIMES = frozenset({30, 35, 37, 38, 47, 55, 60, 62, 63, 70})
_DEVICES = frozenset({65, 70})

# Sizes, colours, guides, checksums and settings for printing.
_PLAIN = frozenset(
    {*range(0x03E8, 0x0401), 0x0401, 0x0406, 0x0408, 0x040A, 0x040D, 0x0410, 0x0411, 0x0414, 0x0416, 0x0417}
    | {0x0419, 0x041A, 0x041C, 0x041E, 0x0421, 0x0425, 0x0426, 0x0428, 0x043A, 0x043B, 0x040F, 0x2710}
)


def traces(block: bytes) -> set[str]:
    """Return the words for the resources in `block`, with or without Photoshop's name before them."""
    found: set[str] = set()
    for number, body in _resources(block.removeprefix(_HEADER)):
        match number:
            case 0x0404:
                found |= traces_in_records(body)
            case 0x0409 | 0x040C:
                found.add("preview")
            case 0x0422 | 0x0423:
                found |= exif.traces(body)
            case 0x0424:
                found |= xmp.traces(body)
            case 0x040B:
                found.add("description")
            case _ if number not in _PLAIN and body.strip(b"\0 "):
                found.add("hidden data")
    return found


def traces_in_records(body: bytes) -> set[str]:
    """Return the words for the records of IIM in `body`."""
    found: set[str] = set()
    at = 0
    for _ in range(_MAX_RECORDS):
        if len(body) < at + 5 or body[at] != 0x1C:
            break
        record, number, length = body[at + 1], body[at + 2], int.from_bytes(body[at + 3 : at + 5], "big")
        if record == 2 and number > 0 and length:
            found.add(_word(number))
        at += 5 + (length & 0x7FFF)
    return found


def _word(number: int) -> str:
    if number in _PLACES:
        return "place"
    if number in _DEVICES:
        return "device"
    return "time" if number in _TIMES else "description"


def _resources(block: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    for _ in range(_MAX_RESOURCES):
        if block[at : at + 4] not in (b"8BIM", b"MeSa", b"8B64") or len(block) < at + 12:
            return
        number = int.from_bytes(block[at + 4 : at + 6], "big")
        # A name with its length before it, padded to an even number; then so is the body.
        at += 6 + (block[at + 6] + 2) // 2 * 2
        length = int.from_bytes(block[at : at + 4], "big")
        yield number, block[at + 4 : at + 4 + length]
        at += 4 + (length + 1) // 2 * 2
