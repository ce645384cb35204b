"""A picture in some hundred bytes, to be seen before the picture itself is here.

Few sharp pixels look worse than fewer good ones, so the size follows from the budget, at about one bit a
pixel; then the quality gives way a little; then the size.
"""

from io import BytesIO
from math import sqrt

from PIL import Image

from organic_p2p.imaging.shaping import fresh, shrunk

_SIDES_PX = (416, 384, 352, 320, 288, 256, 224, 192, 160, 136, 112, 96, 80, 64, 56, 48, 40, 32, 24, 16, 8)
# Of a picture, which takes the place of its preview soon. A film never does.
LONGEST_SIDE_PX, FILM_SIDE_PX = 320, 416
_QUALITIES = (75, 55, 40, 28)
# For a stamp's size, blocks are better than half the pixels.
_TINY_SIDE_PX, _LAST_QUALITY = 64, 12
_BITS_PER_PIXEL = 0.7
# Up to this side the encoder may take its time; above, the best method costs 30 ms a try for 3 % of size.
_THOROUGH_SIDE_PX = 112


def preview_of(image: Image.Image, budget_bytes: int, side_px: int = LONGEST_SIDE_PX) -> bytes:
    """Return a WebP of the fresh, upright `image` of at most `budget_bytes`, or ``b""`` if none fits.

    Args:
        image: The picture.
        budget_bytes: The room that there is.
        side_px: Its longer side is no longer.
    """
    # By whole pixels first, which is quick and not to be seen at this size.
    factor = max(1, max(image.size) // (2 * side_px))
    small, area = image.reduce(factor) if factor > 1 else image, image.width * image.height
    # The longer side of a picture of this shape that has the budget's number of pixels.
    affordable = budget_bytes * 8 / _BITS_PER_PIXEL
    longest = min(side_px, sqrt(affordable * max(image.size) ** 2 / area))
    for side in _SIDES_PX:
        if side > longest and side != _SIDES_PX[-1]:
            continue
        pixels = fresh(shrunk(small, side))
        method = 6 if max(pixels.size) <= _THOROUGH_SIDE_PX else 4
        for quality in (*_QUALITIES, *((_LAST_QUALITY,) if side <= _TINY_SIDE_PX else ())):
            data = _webp(pixels, quality, method)
            if len(data) <= budget_bytes:
                return data
            if len(data) > 3 * budget_bytes:
                # No quality of the list makes up for that.
                break
    return b""


def _webp(pixels: Image.Image, quality: int, method: int) -> bytes:
    file = BytesIO()
    pixels.save(file, format="WEBP", quality=quality, alpha_quality=min(quality, 50), method=method)
    return file.getvalue()
