"""EXIF: a TIFF with directories of tags (CIPA DC-008-2019 §4), as JPEG, PNG, WebP, HEIC and AVIF hold it."""

from collections.abc import Iterator
from typing import Literal

from organic_p2p.imaging.traces import iptc, xmp

# The deepest real file has five directories with less than a hundred tags each.
_MAX_DIRECTORIES = 16
_MAX_TAGS = 512
_MAX_VALUE_BYTES = 1024 * 1024

Order = Literal["little", "big"]

_GPS = 0x8825
# Exif, interoperability, and the directories below a TIFF's own.
_POINTERS = frozenset({0x8769, 0xA005, 0x014A})

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}

_WORDS: tuple[tuple[str, tuple[int, ...]], ...] = (
    # Make, model, software, host computer, processing software, maker note.
    ("device", (0x010F, 0x0110, 0x0131, 0x013C, 0x000B, 0x927C)),
    # Camera's owner, serial numbers, lens, settings of the device, unique ids, labels, programs.
    (
        "device",
        (*range(0xA430, 0xA436), 0xA40B, 0xA420, 0xC614, 0xC62F, 0xC65D, 0xFDE8, *range(0xA437, 0xA43B)),
    ),
    # Changed, taken, digitized; their time zones and fractions; hours from Greenwich.
    ("time", (0x0132, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0x9290, 0x9291, 0x9292, 0x882A)),
    # Description, artist, copyright, comment, names of document and page, title.
    ("description", (0x010E, 0x013B, 0x8298, 0x9286, 0x010D, 0x011D, 0xA436)),
    # Title, comment, author, keywords and subject of Windows.
    ("description", (0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F)),
    ("sound or video", (0xA004,)),
)
_WORD_OF = {tag: word for word, tags in _WORDS for tag in tags}

# How the pixels are to be read and how they were exposed: nothing of a person's.
_PLAIN = frozenset(
    {*range(0x00FE, 0x0108), 0x0111, 0x0112, 0x0115, 0x0116, 0x0117, 0x011A, 0x011B, 0x011C, 0x0128, 0x012D}
    | {0x013D, 0x013E, 0x013F, 0x0140, 0x0152, 0x0153, 0x0201, 0x0202, *range(0x0211, 0x0215)}
    | {0x0001, 0x0002, 0x1000, 0x1001, 0x1002, 0x828D, 0x828E, 0x829A, 0x829D, 0x8773, 0x8822, 0x8824, 0x8827}
    | {*range(0x8830, 0x8836), 0x9000, 0x9101, 0x9102, *range(0x9201, 0x920B), 0x9214, 0xA000, 0xA001, 0xA002}
    | {0xA003, 0xA20B, 0xA20C, 0xA20E, 0xA20F, 0xA210, 0xA214, 0xA215, 0xA217, 0xA300, 0xA301, 0xA302}
    | {*range(0xA401, 0xA40B), 0xA40C, 0xA460, 0xA461, 0xA462, 0xA500, 0x4746, 0x4749, 0xC4A5, 0xEA1C}
)


def traces(block: bytes) -> set[str]:
    """Return the words for the EXIF in `block`, with or without its six bytes of a name before it."""
    tiff = block[6:] if block.startswith(b"Exif\0\0") else block
    order: Order
    if tiff.startswith(b"II*\0"):
        order = "little"
    elif tiff.startswith(b"MM\0*"):
        order = "big"
    else:
        return {"hidden data"} if tiff.strip(b"\0 ") else set()
    first = _number(tiff, 4, 4, order)
    found: set[str] = set()
    # Where we were: a file may lead in circles.
    seen: set[int] = set()
    waiting = [(first, False)]
    while waiting and len(seen) < _MAX_DIRECTORIES:
        offset, is_gps = waiting.pop()
        if offset in seen or not 8 <= offset < len(tiff) - 2:
            continue
        seen.add(offset)
        for tag, value in _tags(tiff, offset, order):
            found |= {"place"} if is_gps else _of_tag(tag, value)
            if tag in _POINTERS or tag == _GPS:
                waiting.append((int.from_bytes(value[:4], order), tag == _GPS))
    if _number(tiff, first + 2 + 12 * _number(tiff, first, 2, order), 4, order):
        # The second directory is that of the thumbnail.
        found.add("preview")
    return found


def _of_tag(tag: int, value: bytes) -> set[str]:
    match tag:
        case 0x02BC:
            return xmp.traces(value)
        case 0x83BB:
            return iptc.traces_in_records(value)
        case 0x8649:
            return iptc.traces(value)
        case 0x0201:
            return {"preview"}
        case 0x8825:
            return set()
    if tag in _PLAIN or tag in _POINTERS or not value.strip(b"\0 "):
        # Cameras leave room for a description and fill it with blanks.
        return set()
    return {_WORD_OF.get(tag, "hidden data")}


def _tags(tiff: bytes, offset: int, order: Order) -> Iterator[tuple[int, bytes]]:
    """Yield the tags of the directory at `offset` with their raw values, as far as they are there."""
    for number in range(min(_number(tiff, offset, 2, order), _MAX_TAGS)):
        at = offset + 2 + 12 * number
        if at + 12 > len(tiff):
            return
        length = _SIZES.get(_number(tiff, at + 2, 2, order), 1) * _number(tiff, at + 4, 4, order)
        start = at + 8 if length <= 4 else _number(tiff, at + 8, 4, order)
        yield _number(tiff, at, 2, order), tiff[start : start + min(length, _MAX_VALUE_BYTES)]


def _number(tiff: bytes, offset: int, length: int, order: Order) -> int:
    return int.from_bytes(tiff[offset : offset + length], order)
