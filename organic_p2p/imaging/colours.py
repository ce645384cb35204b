"""Pixels of any kind to pixels in sRGB: grey, colour, or colour with transparency, 8 bits each.

    decoded ── simplified() ── shrink ── in_srgb() ──▶ L, RGB or RGBA

Shrinking comes between them, since it needs true colours rather than a palette, while a profile is cheaper
to apply to few pixels.
"""

from io import BytesIO

from PIL import Image, ImageCms

# Profiles of printers have about 2 MB; those of cameras less than one kilobyte.
_MAX_PROFILE_BYTES = 4 * 1024 * 1024

_PROFILE_MODES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}


def simplified(image: Image.Image) -> Image.Image:
    """Return `image` as L, RGB, RGBA or CMYK: what can be resized and has a kind of profile."""
    if image.mode == "I" or image.mode.startswith("I;16"):
        # 16 bits of grey. Pillow's own conversion cuts off whatever is brighter than 255.
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    if image.mode in ("L", "RGB", "CMYK"):
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Return the L, RGB, RGBA or CMYK `image` as L, RGB or RGBA in sRGB; opaque ones without alpha.

    Args:
        image: From `simplified`.
        profile: Bytes of an ICC profile; one that is broken, or for other pixels than these, is ignored.
    """
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    if alpha is not None:
        if alpha.getextrema() == (255, 255):
            alpha = None
        image = image.convert("RGB")
    if isinstance(profile, bytes) and 0 < len(profile) <= _MAX_PROFILE_BYTES:
        image = _by_profile(image, profile)
    if image.mode == "CMYK":
        image = image.convert("RGB")
    if alpha is not None:
        image = image.convert("RGB")
        image.putalpha(alpha)
    return image


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if _PROFILE_MODES.get(source.profile.xcolor_space) != image.mode:
            return image
        target = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
        converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB", inPlace=False)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    if converted is None:
        return image
    return converted.convert("L") if image.mode == "L" else converted
