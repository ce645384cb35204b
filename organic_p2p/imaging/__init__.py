"""Pictures that a member wants to post: made upright, small and clean by processes of their own.

A picture may come from anywhere, and decoders have faults. So no picture is decoded in the engine: a worker
with little memory, no files and a deadline does it, and what it sends back is new pixels in a new file.

    file ── Darkroom.prepare() ── pipe ──▶ worker: judge, decode, turn, convert, shrink, encode
         ◀── Picture ──────────── pipe ──

Glossary
    darkroom    the queue and the few worker processes behind it
    shown       what the circle sees first, at most `MAX_SHOWN_SIDE_PX` on its longer side
    original    the same picture in full size, cleaned just the same
    pixels      what a window gets of a picture from anybody, decoded and shrunk by a worker (`Darkroom.show`)
    still       a picture out of a film, as a preview (`Darkroom.still`): the film itself goes as it is
    preview     some hundred bytes that travel with the post itself
    traces      what a file tells besides its pixels: place, people, device, time …
"""

from typing import TYPE_CHECKING

from organic_p2p.imaging.limits import (
    MAX_ANIMATION_SIDE_PX,
    MAX_FILE_BYTES,
    MAX_FRAMES,
    MAX_PIXELS,
    MAX_SHOWN_SIDE_PX,
)
from organic_p2p.imaging.picture import REMOVED, Encoded, Picture, Still
from organic_p2p.imaging.pixels import Pixels, Wanted
from organic_p2p.imaging.sniffing import named_like_film

if TYPE_CHECKING:
    from organic_p2p.imaging.darkroom import Darkroom
    from organic_p2p.imaging.source import Source

__all__ = [
    "MAX_ANIMATION_SIDE_PX",
    "MAX_FILE_BYTES",
    "MAX_FRAMES",
    "MAX_PIXELS",
    "MAX_SHOWN_SIDE_PX",
    "REMOVED",
    "Darkroom",
    "Encoded",
    "Picture",
    "Pixels",
    "Source",
    "Still",
    "Wanted",
    "named_like_film",
]


def __getattr__(name: str) -> object:
    # A worker imports this package too, and starts 60 ms sooner without asyncio, which it has no use for.
    if name == "Darkroom":
        from organic_p2p.imaging.darkroom import Darkroom

        return Darkroom
    if name == "Source":
        from organic_p2p.imaging.source import Source

        return Source
    raise AttributeError(name)
