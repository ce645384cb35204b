"""HEIC and AVIF: boxes (ISO 14496-12) with a list of items (ISO 23008-12), and what may follow them."""

from collections.abc import Iterator

from organic_p2p.imaging.traces import exif, xmp
from organic_p2p.imaging.traces.trailing import traces_after

_MAX_BOXES = 4096
_MAX_ITEMS = 1024
_MAX_PIECES = 4096
_MAX_ITEM_BYTES = 4 * 1024 * 1024

_TOP = frozenset({b"ftyp", b"meta", b"mdat", b"moov", b"styp", b"sidx"})
_PADDING = frozenset({b"free", b"skip", b"wide"})
_PICTURES = frozenset({b"hvc1", b"hev1", b"av01", b"grid", b"iden", b"iovl", b"tmap", b"lhv1", b"unci"})
# Items that belong to another one, and what they are to it.
_ALPHA = (b"urn:mpeg:hevc:2015:auxid:1", b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")


def traces(data: bytes) -> set[str]:
    """Return the words for the file `data`."""
    found: set[str] = set()
    end = 0
    for name, body, end in _boxes(data):  # noqa: B007
        if name == b"meta":
            found |= _of_meta(data, body[4:])
        elif name == b"moov":
            found |= _of_movie(body)
        elif name in _PADDING:
            found |= {"hidden data"} if body.strip(b"\0") else set()
        elif name not in _TOP:
            found |= xmp.traces(body) | {"hidden data"}
    return found | traces_after(data[end:])


def _of_movie(body: bytes) -> set[str]:
    # A sequence of pictures has the handler "pict"; a film that came along has others.
    found = {"sound or video"} if any(kind in body for kind in (b"soun", b"vide")) else set()
    return found | ({"description"} if b"udta" in body else set())


def _of_meta(data: bytes, meta: bytes) -> set[str]:
    """Return the words for the list of items in `meta`, whose contents lie anywhere in `data`."""
    parts = {name: body for name, body, _ in _boxes(meta)}
    places = _places(parts.get(b"iloc", b""))
    found: set[str] = set()
    for number, kind, about in _items(parts.get(b"iinf", b"")):
        if kind not in _PICTURES:
            found |= _of_item(kind, about, _content(places.get(number, []), data, parts.get(b"idat", b"")))
    found |= {"preview"} if b"thmb" in parts.get(b"iref", b"") else set()
    return found | _of_properties(parts.get(b"iprp", b""))


def _of_item(kind: bytes, about: bytes, content: bytes) -> set[str]:
    if kind == b"Exif":
        # The offset of the TIFF comes first.
        return exif.traces(content[4 + int.from_bytes(content[:4], "big") :])
    if kind == b"mime" and b"rdf+xml" in about:
        return xmp.traces(content)
    return {"hidden data"}


def _of_properties(iprp: bytes) -> set[str]:
    found: set[str] = set()
    for name, body, _ in _boxes(iprp):
        for kind, content, _ in _boxes(body) if name == b"ipco" else ():
            if kind in (b"udes", b"altt"):
                found.add("description")
            elif kind in (b"crtt", b"mdft"):
                found.add("time")
            elif kind == b"auxC" and not content[4:].startswith(_ALPHA):
                # A map of depth, of brightness, of skin: made for programs, and telling.
                found.add("hidden data")
    return found


def _items(iinf: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield the number and the kind of each item, and what else is said about it."""
    for name, body, _ in _boxes(iinf[6 if iinf[:1] == b"\0" else 8 :]):
        if name == b"infe" and body[:1] in (b"\2", b"\3"):
            wide = 2 if body[:1] == b"\2" else 4
            # Behind the version: number, protection, kind.
            yield int.from_bytes(body[4 : 4 + wide], "big"), body[6 + wide : 10 + wide], body[10 + wide :]


def _content(pieces: list[tuple[bool, int, int]], data: bytes, idat: bytes) -> bytes:
    """Return the bytes of an item that lies in `pieces`, as many as are worth a look."""
    content = b""
    for in_idat, start, length in pieces:
        room = _MAX_ITEM_BYTES - len(content)
        # Without a length it goes to the end.
        content += (idat if in_idat else data)[start : start + min(length or room, room)]
    return content


def _places(iloc: bytes) -> dict[int, list[tuple[bool, int, int]]]:
    """Return where each item lies (ISO 14496-12 §8.11.3): whether in ``idat``, from where, how much."""
    if len(iloc) < 8:
        return {}
    version, reader = iloc[0], _Reader(iloc, 6)
    offset_size, length_size, base_size = iloc[4] >> 4, iloc[4] & 15, iloc[5] >> 4
    index_size = iloc[5] & 15 if version else 0
    wide = 4 if version == 2 else 2
    places: dict[int, list[tuple[bool, int, int]]] = {}
    left = _MAX_PIECES
    for _ in range(min(reader.number(wide), _MAX_ITEMS)):
        number = reader.number(wide)
        in_idat = version > 0 and reader.number(2) & 15 == 1
        reader.number(2)
        base, count = reader.number(base_size), min(reader.number(2), left)
        left -= count
        pieces = places.setdefault(number, [])
        for _ in range(count):
            reader.number(index_size)
            pieces.append((in_idat, base + reader.number(offset_size), reader.number(length_size)))
    return places


class _Reader:
    """Numbers one after the other; zeros behind the end."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data, self._at = data, at

    def number(self, length: int) -> int:
        self._at += length
        return int.from_bytes(self._data[self._at - length : self._at], "big")


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Yield each box as its name, its body and where it ends; a box without a length goes to the end."""
    at = 0
    for _ in range(_MAX_BOXES):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        header = 8
        if length == 1:
            length, header = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        elif length == 0:
            length = len(data) - at
        if len(name) < 4 or length < header or at + length > len(data):
            return
        yield name, data[at + header : at + length], at + length
        at += length
