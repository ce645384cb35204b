"""The values that preparing a picture gives. Bytes in them are whole files, ready to be stored and sent."""

from dataclasses import dataclass, field

# What can be found in a file besides its pixels, in the order in which a reader wants to hear of it.
REMOVED = (
    "place",
    "people",
    "device",
    "time",
    "description",
    "preview",
    "sound or video",
    "hidden data",
)

FORMATS = ("jpeg", "png", "webp")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A file with one picture: pixels in sRGB and nothing else.

    Attributes:
        data: The file.
        format: ``jpeg``, ``png`` or ``webp``.
        width: In pixels, as it is looked at.
        height: In pixels.
    """

    data: bytes = field(repr=False)
    format: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is ready to be posted.

    Attributes:
        shown: At most 2048 px on its longer side; an animation at most 1024 px.
        original: The full size. None if it was not asked for, if it is the size of `shown`, or for an
            animation, which comes in one size only.
        preview: A WebP within the budget; empty if nothing fits.
        frames: 1, or more for an animation.
        removed: What the file told besides its pixels: some of `REMOVED`, in that order.
        cut: The animation was longer than the limit, and its end is missing.
    """

    shown: Encoded
    original: Encoded | None
    preview: bytes = field(repr=False)
    frames: int
    removed: tuple[str, ...]
    cut: bool


@dataclass(frozen=True, slots=True)
class Still:
    """A picture out of a film, to be shown for it.

    Attributes:
        preview: A WebP within the budget; never empty.
        width: Of the film as it is looked at, in pixels.
        height: See there.
        seconds: How long it is; 0 if that is not known.
    """

    preview: bytes = field(repr=False)
    width: int
    height: int
    seconds: int
