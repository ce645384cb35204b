"""One picture from bytes to `Picture`, inside a worker: the order of the steps, and why it is that one.

    kind ── decoder ── judge the size ── decode ── shrink ── sRGB ── upright ── new pixels ── encode
                                  └─ an animation ── animation.py

Raises `RefusedError` for a reason it knows, and anything else for a file that is damaged.
"""

import warnings
from io import BytesIO
from typing import cast

from PIL import Image
from PIL.ImageFile import ImageFile

from organic_p2p.imaging.animation import animate, is_animation
from organic_p2p.imaging.colours import in_srgb, simplified
from organic_p2p.imaging.encoding import encode
from organic_p2p.imaging.limits import NOT_A_PICTURE, TOO_LARGE, Limits, RefusedError
from organic_p2p.imaging.picture import Encoded, Picture
from organic_p2p.imaging.previews import preview_of
from organic_p2p.imaging.shaping import fitted, fresh, shrunk, squared, upright
from organic_p2p.imaging.sniffing import SNIFF_BYTES, Kind, kind_of
from organic_p2p.imaging.traces import traces_in

# Each has a stack and pictures of its own, so not one for every processor.
_THREADS = 2

_NEARLY = 0.97

# Files that hold what they show without loss, where a drawing can be told from a photograph.
_LOSSLESS: tuple[Kind, ...] = ("png", "gif", "webp")


def warm_up() -> None:
    """Load what nearly every picture needs, so that the first one finds it loaded."""
    from PIL import WebPImagePlugin  # noqa: F401

    # What Pillow would load at the first file it reads or writes.
    Image.preinit()


def develop(
    data: bytes, limits: Limits, *, original: bool, preview_bytes: int, face: bool = False
) -> Picture:
    """Return the picture in the file `data`, with nothing of the file but its pixels.

    Args:
        data: A whole file, of any origin.
        limits: What it may cost.
        original: Whether the full size is wanted too.
        preview_bytes: Room for the preview.
        face: It will stand for a person: all is made of a small square of it, and of an animation's first frame.

    Raises:
        RefusedError: NOT_A_PICTURE, or TOO_LARGE.
        MemoryError: There is not enough for it.
        Exception: A decoder stumbled.
    """
    kind = kind_of(data[:SNIFF_BYTES])
    if kind is None:
        raise RefusedError(NOT_A_PICTURE)
    # Pillow warns of broken metadata, which is unread here, and of sizes, which are judged here.
    warnings.simplefilter("ignore")
    # Pillow refuses above twice this on its own, which matters where a decoder allocates as it opens.
    Image.MAX_IMAGE_PIXELS = max(1, limits.pixels // 2)
    try:
        return _developed(data, kind, limits, original=original, preview_bytes=preview_bytes, face=face)
    except Image.DecompressionBombError:
        raise RefusedError(TOO_LARGE) from None


def _developed(
    data: bytes, kind: Kind, limits: Limits, *, original: bool, preview_bytes: int, face: bool
) -> Picture:
    with opened(data, kind) as image:
        limits.judge(*image.size)
        if face:
            frames, cut, full = 1, False, None
            first = shrunk(squared(_small(image, limits)), limits.face_side_px)
            shown = encode(fresh(first), drawn=False)
        elif is_animation(image, kind):
            animation = animate(image, kind, limits)
            shown, first, frames, cut = animation.shown, animation.first, animation.frames, animation.cut
            full = None
        else:
            frames, cut = 1, False
            full, shown, first = _still(image, limits, original=original, drawn=kind in _LOSSLESS)
    return Picture(shown, full, preview_of(first, preview_bytes), frames, traces_in(data, kind), cut)


def _still(
    image: ImageFile, limits: Limits, *, original: bool, drawn: bool
) -> tuple[Encoded | None, Encoded, Image.Image]:
    """Return the full size if it is wanted and differs, the shown one, and its pixels."""
    side_px = limits.shown_side_px
    original = original and max(image.size) > side_px
    if not original:
        shown = _small(image, limits)
        return None, encode(shown, drawn=drawn), shown
    image.load()
    limits.judge(*image.size)
    profile, orientation = image.info.get("icc_profile"), _orientation(image)
    pixels = fresh(upright(in_srgb(simplified(image), profile), orientation))
    shown = shrunk(pixels, side_px)
    return encode(pixels, drawn=drawn), encode(shown, drawn=drawn), shown


def _small(image: ImageFile, limits: Limits) -> Image.Image:
    """Return the pixels of a picture, or of the first frame of an animation, in the size that is shown."""
    side_px = limits.shown_side_px
    # A decoder of JPEG can halve as it decodes, in a quarter of the time; it keeps both sides at least as large as
    # asked for. A hair less is asked for, so that the 4000 px of most telephones become 2000 that way.
    image.draft(image.mode, fitted(image.size, int(side_px * _NEARLY)))
    image.load()
    limits.judge(*image.size)
    profile, orientation = image.info.get("icc_profile"), _orientation(image)
    return fresh(upright(in_srgb(shrunk(simplified(image), side_px), profile), orientation))


def _orientation(image: Image.Image) -> int:
    # libheif has turned the picture already, and its reader has cleared the tag; libavif has not, and its
    # reader has set it.
    try:
        return int(image.getexif().get(0x0112, 1))
    except Exception:
        return 1


def opened(data: bytes, kind: Kind) -> ImageFile:
    """Return the picture unread, in the hands of the one decoder for its kind.

    By class rather than `Image.open`, which would pass a JPEG with several pictures on to another decoder.
    """
    file = BytesIO(data)
    match kind:
        case "jpeg":
            from PIL.JpegImagePlugin import JpegImageFile

            return JpegImageFile(file)
        case "png":
            from PIL.PngImagePlugin import PngImageFile

            return PngImageFile(file)
        case "webp":
            from PIL.WebPImagePlugin import WebPImageFile

            return WebPImageFile(file)
        case "gif":
            from PIL.GifImagePlugin import GifImageFile

            return GifImageFile(file)
        case "avif":
            from PIL import AvifImagePlugin
            from PIL.AvifImagePlugin import AvifImageFile

            AvifImagePlugin.DEFAULT_MAX_THREADS = _THREADS
            return AvifImageFile(file)
        case "heic":
            # It ships no types; its class is one of Pillow's.
            from pi_heif import HeifImageFile, options

            options.THUMBNAILS = options.DEPTH_IMAGES = options.AUX_IMAGES = False
            options.DECODE_THREADS = _THREADS
            return cast("ImageFile", HeifImageFile(file))
