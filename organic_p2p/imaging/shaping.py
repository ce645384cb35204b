"""The shape of a picture: its size, which way is up, and a copy that holds pixels alone."""

from concurrent.futures import ThreadPoolExecutor

from PIL import Image

# LANCZOS takes half of the time of a large photograph, and Pillow computes it without the interpreter's lock.
_MIN_PIXELS_TO_SHARE = 4_000_000
_STRIPS = 2

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def fitted(size: tuple[int, int], side_px: int) -> tuple[int, int]:
    """Return `size`, shrunk so that its longer side has at most `side_px`; no side falls below 1."""
    longer = max(size)
    if longer <= side_px:
        return size
    width, height = size
    return max(1, round(width * side_px / longer)), max(1, round(height * side_px / longer))


def shrunk(image: Image.Image, side_px: int) -> Image.Image:
    """Return the L, RGB, RGBA or CMYK `image` with at most `side_px` on its longer side."""
    size = fitted(image.size, side_px)
    if size == image.size:
        return image
    if image.width * image.height < _MIN_PIXELS_TO_SHARE or image.mode == "RGBA":
        # With transparency Pillow multiplies first, by making copies of the whole.
        return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return _shared_out(image, size)


def _shared_out(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Resize in strips, each in a thread. The filter looks beyond a strip's edge, so no seam is made."""
    width, height = size
    edges = [height * number // _STRIPS for number in range(_STRIPS + 1)]
    scale = image.height / height

    def strip(top: int, bottom: int) -> Image.Image:
        box = (0, top * scale, image.width, bottom * scale)
        return image.resize((width, bottom - top), Image.Resampling.LANCZOS, box, reducing_gap=2.0)

    together = Image.new(image.mode, size)
    with ThreadPoolExecutor(_STRIPS) as threads:
        for top, part in zip(edges, threads.map(strip, edges, edges[1:]), strict=False):
            together.paste(part, (0, top))
    return together


def squared(image: Image.Image) -> Image.Image:
    """Return the middle of `image` as a square; of a tall one rather its upper part, where faces are."""
    width, height = image.size
    side = min(width, height)
    left, top = (width - side) // 2, (height - side) // 3
    return image.crop((left, top, left + side, top + side))


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """Return `image` as it is to be looked at, by an EXIF orientation of 1 to 8; others count as 1."""
    method = _UPRIGHT.get(orientation)
    return image if method is None else image.transpose(method)


def fresh(image: Image.Image) -> Image.Image:
    """Return the pixels of `image` in a picture that has never seen a file.

    Encoders write out what they find beside the pixels: profiles, comments, palettes, EXIF.
    """
    copy = Image.new(image.mode, image.size)
    copy.paste(image)
    return copy
