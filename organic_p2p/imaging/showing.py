"""A picture from anybody to plain pixels for a screen, inside a worker: no bytes of its file ever reach the window.

    kind ── header: the size that was promised? ── decode ── shrink ── sRGB ──▶ rows of red, green, blue, alpha

Only what a post may carry is opened: JPEG, PNG and WebP. A picture that is not as large as its post says is refused
before it is decoded, and so is one that moves for too long.

Raises `RefusedError` for a reason it knows, and anything else for a file that is damaged.
"""

import warnings
from math import sqrt

from PIL import Image
from PIL.ImageFile import ImageFile

from organic_p2p.imaging.colours import in_srgb, simplified
from organic_p2p.imaging.developing import opened
from organic_p2p.imaging.limits import DAMAGED, NOT_A_PICTURE, TOO_LARGE, Limits, RefusedError
from organic_p2p.imaging.pixels import MAX_SHOWN_BYTES, PIXEL_BYTES, Pixels, Wanted
from organic_p2p.imaging.shaping import fitted, shrunk
from organic_p2p.imaging.sniffing import SNIFF_BYTES, kind_of

_SHOWN = ("jpeg", "png", "webp")
_DEFAULT_MS = 100
_SHORTEST_MS, _LONGEST_MS = 20, 60_000


def show(data: bytes, limits: Limits, wanted: Wanted) -> Pixels:
    """Return the pixels of the file `data`.

    Args:
        data: A whole file, of any origin.
        limits: What it may cost.
        wanted: How large, and how much of it.

    Raises:
        RefusedError: NOT_A_PICTURE, TOO_LARGE, or DAMAGED if it is not what was promised.
        MemoryError: There is not enough for it.
        Exception: A decoder stumbled.
    """
    kind = kind_of(data[:SNIFF_BYTES])
    if kind is None or kind not in _SHOWN:
        raise RefusedError(NOT_A_PICTURE)
    warnings.simplefilter("ignore")
    with opened(data, kind) as image:
        limits.judge(*image.size)
        if 0 < wanted.most_pixels < image.width * image.height:
            raise RefusedError(TOO_LARGE)
        if wanted.promised is not None and image.size != wanted.promised:
            raise RefusedError(DAMAGED)
        if wanted.moving:
            return _all_frames(image, limits, wanted)
        side_px = _side(image.size, wanted, MAX_SHOWN_BYTES)
        # A decoder of JPEG shrinks as it decodes, in a fraction of the time.
        image.draft(image.mode, fitted(image.size, side_px))
        frame = _frame(image, side_px)
    return _pixels([frame], [0])


def _all_frames(image: ImageFile, limits: Limits, wanted: Wanted) -> Pixels:
    count = int(getattr(image, "n_frames", 1))
    if count > limits.frames or count * image.width * image.height > limits.animation_pixels:
        raise RefusedError(TOO_LARGE)
    side_px = _side(image.size, wanted, MAX_SHOWN_BYTES // count)
    frames, durations_ms = [], []
    for number in range(count):
        image.seek(number)
        # Pillow puts the next frame into the same picture.
        frames.append(_frame(image, side_px).copy())
        durations_ms.append(
            min(_LONGEST_MS, max(_SHORTEST_MS, round(image.info.get("duration") or _DEFAULT_MS)))
        )
        if frames[-1].size != frames[0].size:
            raise RefusedError(DAMAGED)
    return _pixels(frames, durations_ms)


def _side(size: tuple[int, int], wanted: Wanted, most_bytes: int) -> int:
    """Return the longer side of a picture of this size that fits the box and the reply."""
    width, height = size
    scale = min(1.0, max(1, wanted.width) / width, max(1, wanted.height) / height)
    affordable = sqrt(most_bytes / PIXEL_BYTES / (width * height))
    return max(1, int(max(size) * min(scale, affordable)))


def _frame(image: ImageFile, side_px: int) -> Image.Image:
    image.load()
    return in_srgb(shrunk(simplified(image), side_px), image.info.get("icc_profile"))


def _pixels(frames: list[Image.Image], durations_ms: list[int]) -> Pixels:
    opaque = all(frame.mode != "RGBA" for frame in frames)
    width, height = frames[0].size
    return Pixels(
        width, height, tuple(_rows(frame, opaque=opaque) for frame in frames), tuple(durations_ms), opaque
    )


def _rows(frame: Image.Image, *, opaque: bool) -> bytes:
    if opaque:
        # Pillow pads with nothing, and whoever takes that byte for alpha sees nothing.
        return frame.convert("RGB").convert("RGBA").tobytes()
    return frame.convert("RGBA").convert("RGBa").tobytes("raw", "RGBa")
