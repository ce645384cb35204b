"""GIF: blocks up to the trailer (GIF89a specification), and what may follow it."""

from organic_p2p.imaging.traces import xmp
from organic_p2p.imaging.traces.trailing import traces_after

_MAX_BLOCKS = 65_536

# How often it is played, and its colours.
_PLAIN = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")


def traces(data: bytes) -> set[str]:
    """Return the words for the file `data`."""
    found: set[str] = set()
    at = 13 + _table_bytes(data[10:11])
    for _ in range(_MAX_BLOCKS):
        match data[at : at + 1]:
            case b"\x2c":
                # Place and size, a table of colours, the size of the first code.
                at += 10 + _table_bytes(data[at + 9 : at + 10]) + 1
                at = _after(data, at)
            case b"\x21":
                label, start = data[at + 1 : at + 2], at + 2
                at = _after(data, start)
                found |= _of_extension(label, data[start:at])
            case b"\x3b":
                return found | traces_after(data[at + 1 :])
            case _:
                # The end of the file, or something that is no block.
                return found | traces_after(data[at:])
    return found


def _of_extension(label: bytes, blocks: bytes) -> set[str]:
    match label:
        case b"\xf9":
            return set()
        case b"\xfe" | b"\x01":
            return {"description"} if blocks.strip(b"\0 ") else set()
        case b"\xff":
            name = blocks[1:12]
            if name == b"XMP DataXMP":
                return xmp.traces(blocks[12:])
            return set() if name in _PLAIN else {"hidden data"}
    return {"hidden data"}


def _table_bytes(packed: bytes) -> int:
    return 3 << ((packed[0] & 7) + 1) if packed and packed[0] & 0x80 else 0


def _after(data: bytes, at: int) -> int:
    """Return where the blocks that begin at `at` end: each has its length before it, the last has none."""
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return min(at + 1, len(data))
