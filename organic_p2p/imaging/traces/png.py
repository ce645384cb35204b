"""PNG: chunks up to IEND (ISO 15948), and what may follow it. APNG is the same with more of them."""

import zlib
from collections.abc import Iterator

from organic_p2p.imaging.traces import exif, iptc, xmp
from organic_p2p.imaging.traces.trailing import traces_after

_MAX_CHUNKS = 65_536
# Text that unpacks to more than this is told by its keyword alone.
_MAX_TEXT_BYTES = 1024 * 1024

# The pixels, their colours, their size, their motion; iDOT is Apple's index of the rows.
_STRUCTURE = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD hIST pHYs sPLT cICP mDCV mDCv cLLI cLLi "
    b"acTL fcTL fdAT iDOT CgBI oFFs sCAL sTER vpAg".split()
)


def traces(data: bytes) -> set[str]:
    """Return the words for the file `data`."""
    found: set[str] = set()
    end = len(data)
    for name, body, end in _chunks(data):  # noqa: B007
        if name not in _STRUCTURE:
            found |= _of_chunk(name, body)
    return found | traces_after(data[end:])


def _of_chunk(name: bytes, body: bytes) -> set[str]:
    match name:
        case b"eXIf" | b"zxIf":
            return exif.traces(body)
        case b"tIME":
            return {"time"}
        case b"tEXt" | b"zTXt" | b"iTXt":
            keyword, _, rest = body.partition(b"\0")
            return _of_text(keyword, _text(name, rest))
    return {"hidden data"}


def _of_text(keyword: bytes, text: bytes) -> set[str]:
    lowered = keyword.lower()
    if lowered == b"xml:com.adobe.xmp":
        return xmp.traces(text)
    if lowered.startswith(b"raw profile type "):
        # The profile's name, its length, then its bytes as hexadecimal digits in lines.
        profile = _from_hex(text)
        match lowered.removeprefix(b"raw profile type "):
            case b"exif" | b"app1":
                return exif.traces(profile) if profile.startswith(b"Exif") else xmp.traces(profile)
            case b"xmp":
                return xmp.traces(profile)
            case b"iptc" | b"8bim":
                return iptc.traces(profile) or {"description"}
            case b"icc" | b"icm":
                return set()
        return {"hidden data"}
    if lowered in (b"software", b"source", b"make", b"model"):
        return {"device"}
    if "time" in lowered.decode("latin-1") or b"date" in lowered:
        return {"time"}
    if lowered.startswith(b"thumb::"):
        return {"preview"}
    return {"description"}


def _text(name: bytes, rest: bytes) -> bytes:
    if name == b"tEXt":
        return rest
    if name == b"zTXt":
        return _unpacked(rest[1:])
    # Whether it is packed, how; language; keyword in that language.
    text = rest[2:].split(b"\0", 2)[-1]
    return _unpacked(text) if rest[:1] == b"\1" else text


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _MAX_TEXT_BYTES)
    except zlib.error:
        return b""


def _from_hex(text: bytes) -> bytes:
    try:
        return bytes.fromhex(b"".join(text.split()[2:]).decode("latin-1"))
    except ValueError:
        return b""


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Yield each chunk as its name, its body and where it ends."""
    at = 8
    for _ in range(_MAX_CHUNKS):
        if len(data) < at + 8:
            return
        name, length = data[at + 4 : at + 8], int.from_bytes(data[at : at + 4], "big")
        end = min(at + 12 + length, len(data))
        # The pixels are many, and not looked at.
        yield name, b"" if name in _STRUCTURE else data[at + 8 : at + 8 + length], end
        at = end
        if name == b"IEND":
            return
