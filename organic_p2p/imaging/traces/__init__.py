"""What a file tells besides its pixels, by reading its container: place, people, device, time.

Everything found here is gone from the files that are written, whether it was found or not: they are made of
pixels alone. So this is for telling the reader, and may err; it must be quick, bounded and never fail.

    __init__    the way in
    exif, xmp, iptc                     what is written into files of every kind
    jpeg, png, webp, gif, boxes         where it is written: one module per container
"""

from collections.abc import Callable

from organic_p2p.imaging.picture import REMOVED
from organic_p2p.imaging.sniffing import Kind
from organic_p2p.imaging.traces import boxes, gif, jpeg, png, webp

_SCANNERS: dict[Kind, Callable[[bytes], set[str]]] = {
    "jpeg": jpeg.traces,
    "png": png.traces,
    "webp": webp.traces,
    "gif": gif.traces,
    "heic": boxes.traces,
    "avif": boxes.traces,
}


def traces_in(data: bytes, kind: Kind) -> tuple[str, ...]:
    """Return the words of `REMOVED` for what the file `data` tells besides its pixels, in their order.

    Args:
        data: A whole file; it may be damaged in any way.
        kind: Its format, from `kind_of`.
    """
    found = _SCANNERS[kind](data)
    return tuple(word for word in REMOVED if word in found)
