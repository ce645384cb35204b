"""Pictures that move: every frame shrunk and in sRGB, its time kept, written as an animated WebP."""

from dataclasses import dataclass
from io import BytesIO
from math import sqrt

from PIL import Image
from PIL.ImageFile import ImageFile

from organic_p2p.imaging.colours import in_srgb, simplified
from organic_p2p.imaging.encoding import encode
from organic_p2p.imaging.limits import Limits
from organic_p2p.imaging.picture import Encoded
from organic_p2p.imaging.shaping import fresh, shrunk
from organic_p2p.imaging.sniffing import Kind

_QUALITY = 75
# Trying both ways for each frame takes twice as long, and pays for what has few colours.
_MIXED: tuple[Kind, ...] = ("gif", "png")
_MAX_MIXED_PIXELS = 30_000_000

# What browsers show for a frame that has no time of its own.
_DEFAULT_MS = 100


@dataclass(frozen=True, slots=True)
class Animation:
    """What `animate` gives; `first` is the first frame, fresh."""

    shown: Encoded
    first: Image.Image
    frames: int
    cut: bool


def is_animation(image: ImageFile, kind: Kind) -> bool:
    """Tell whether `image` moves. The pictures in one HEIC are a burst, and the first of them is meant."""
    return kind in ("gif", "png", "webp", "avif") and _count(image) > 1


def animate(image: ImageFile, kind: Kind, limits: Limits) -> Animation:
    """Return `image` as an animated WebP, or as a still if one frame remains.

    Raises:
        RefusedError: A frame is TOO_LARGE.
        Exception: A frame is damaged.
    """
    count, start = _count(image), _first(image)
    within = max(1, min(count, limits.frames, limits.animation_pixels // (image.width * image.height)))
    side_px = _side(image.size, within, limits)
    loop = _plays(image, kind)
    frames: list[Image.Image] = []
    durations_ms: list[int] = []
    for number in range(start, start + within):
        image.seek(number)
        image.load()
        limits.judge(*image.size)
        pixels = shrunk(simplified(image), side_px)
        if frames and pixels.size != frames[0].size:
            pixels = pixels.resize(frames[0].size)
        frames.append(fresh(in_srgb(pixels, image.info.get("icc_profile"))))
        durations_ms.append(min(round(image.info.get("duration") or _DEFAULT_MS), limits.animation_ms))
        if sum(durations_ms) >= limits.animation_ms:
            break
    cut = len(frames) < count
    if len(frames) == 1:
        return Animation(encode(frames[0], drawn=True), frames[0], 1, cut)
    shown = _webp(frames, durations_ms, loop, kind)
    return Animation(shown, frames[0], _frames_in(shown.data), cut)


def _count(image: ImageFile) -> int:
    return int(getattr(image, "n_frames", 1)) - _first(image)


def _first(image: ImageFile) -> int:
    # A PNG may begin with a still for programs that know no animation.
    return 1 if image.info.get("default_image") and getattr(image, "n_frames", 1) > 1 else 0


def _plays(image: ImageFile, kind: Kind) -> int:
    """Return how often it is played, 0 for ever. GIF counts repetitions, and without a count plays once."""
    loop = image.info.get("loop")
    if kind == "gif":
        return 1 if loop is None else loop + 1 if 0 < loop < 0xFFFF else 0
    return min(loop, 0xFFFF) if isinstance(loop, int) and loop > 0 else 0


def _side(size: tuple[int, int], frames: int, limits: Limits) -> int:
    width, height = size
    affordable = sqrt(limits.animation_shown_pixels / frames / (width * height)) * max(size)
    return max(1, min(limits.animation_side_px, int(affordable)))


def _webp(frames: list[Image.Image], durations_ms: list[int], loop: int, kind: Kind) -> Encoded:
    file, (width, height) = BytesIO(), frames[0].size
    mixed = kind in _MIXED and len(frames) * width * height <= _MAX_MIXED_PIXELS
    frames[0].save(
        file,
        format="WEBP",
        save_all=True,
        append_images=frames[1:],
        duration=durations_ms,
        loop=loop,
        quality=_QUALITY,
        method=2,
        allow_mixed=mixed,
        background=(0, 0, 0, 0),
    )
    return Encoded(file.getvalue(), "webp", width, height)


def _frames_in(data: bytes) -> int:
    # The encoder joins frames that look the same.
    from PIL.WebPImagePlugin import WebPImageFile

    with WebPImageFile(BytesIO(data)) as image:
        return int(image.n_frames)
