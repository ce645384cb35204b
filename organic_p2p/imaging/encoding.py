"""Pixels to a file: a photograph as JPEG, transparency as WebP, a drawing without loss where that is smaller.

A file written here holds the pixels, and from JFIF a header of constant bytes.
"""

from io import BytesIO

from PIL import Image

from organic_p2p.imaging.picture import Encoded

# No loss to be seen at the size of a screen; 80 shows in skies, 90 takes half as much again.
JPEG_QUALITY = 85
WEBP_QUALITY = 85

# The format ends at 14 bits a side, and its encoder holds three copies of the pixels.
_MAX_WEBP_SIDE_PX = 16_383
_MAX_WEBP_PIXELS = 40_000_000

# Of a sample, photographs have nearly as many colours as pixels; screenshots, charts and comics have few.
_SAMPLE_PX = 128
_DRAWING_COLOURS = _SAMPLE_PX * _SAMPLE_PX // 4


def encode(image: Image.Image, *, drawn: bool) -> Encoded:
    """Return a file of the fresh L, RGB or RGBA `image`.

    Args:
        image: From `fresh`, so that there is nothing beside the pixels.
        drawn: It may be a drawing or a screenshot; then it is also tried without loss.
    """
    fits_webp = max(image.size) <= _MAX_WEBP_SIDE_PX and image.width * image.height <= _MAX_WEBP_PIXELS
    if image.mode != "RGBA":
        lossy = _jpeg(image)
    elif fits_webp:
        lossy = _encoded(image, "webp", quality=WEBP_QUALITY, method=3)
    else:
        return _encoded(image, "png", compress_level=6)
    if drawn and fits_webp and _looks_drawn(image):
        exact = _encoded(image, "webp", lossless=True, quality=50, method=3)
        if len(exact.data) <= len(lossy.data):
            return exact
    return lossy


def _jpeg(image: Image.Image) -> Encoded:
    return _encoded(image, "jpeg", quality=JPEG_QUALITY, subsampling="4:2:0", progressive=True, optimize=True)


def _encoded(image: Image.Image, kind: str, **options: object) -> Encoded:
    file = BytesIO()
    image.save(file, format=kind.upper(), **options)
    return Encoded(file.getvalue(), kind, image.width, image.height)


def _looks_drawn(image: Image.Image) -> bool:
    size = (min(image.width, _SAMPLE_PX), min(image.height, _SAMPLE_PX))
    sample = image.resize(size, Image.Resampling.NEAREST)
    return sample.getcolors(_DRAWING_COLOURS) is not None
