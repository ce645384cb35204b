"""The values of showing a picture: what a window asks for, and the pixels it gets. Without Pillow, for both sides."""

from dataclasses import dataclass, field

PIXEL_BYTES = 4
# One reply to a window has at most 64 MiB. A screen of 4K has 33.
MAX_SHOWN_BYTES = 48 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a window asks for.

    Attributes:
        width: The box that it must fit into; a smaller picture stays as it is.
        height: See there.
        promised: The width and height that the post promises; None where nothing is promised.
        moving: All frames rather than the first.
        most_pixels: Width times height of what is decoded at all; 0 for what any picture may have.
    """

    width: int
    height: int
    promised: tuple[int, int] | None = None
    moving: bool = False
    most_pixels: int = 0


@dataclass(frozen=True, slots=True)
class Pixels:
    """Pixels in sRGB, four bytes each, alpha multiplied already.

    Attributes:
        width: In pixels.
        height: In pixels.
        frames: One, or all of an animation.
        durations_ms: How long each frame is shown.
        opaque: Whether every pixel is.
    """

    width: int
    height: int
    frames: tuple[bytes, ...] = field(repr=False)
    durations_ms: tuple[int, ...]
    opaque: bool
