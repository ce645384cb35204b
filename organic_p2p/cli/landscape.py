"""Paints landscapes for demonstrations: a sky, a sun, hills behind hills. Each number is another one, always alike."""

import colorsys
import math
import random
from pathlib import Path

from PIL import ExifTags, Image, ImageDraw

# Hue of the sky above, of the sky at the horizon, of the hills.
_MOODS = ((0.58, 0.53, 0.33), (0.03, 0.08, 0.30), (0.60, 0.12, 0.42), (0.55, 0.50, 0.25), (0.92, 0.06, 0.36))
_HILLS = 5
_FILM_SIZE, _FILM_RATE = (960, 540), 12


def photograph(path: Path, number: int, size: tuple[int, int] = (1600, 1200)) -> Path:
    """Write a picture that tells, as those of telephones do, where and with what it was taken."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "A telephone", "with a name"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (41.0, 15.0, 0.0), 3: "W", 4: (96.0, 0.0, 0.0)})
    landscape(number, size).save(path, exif=exif, quality=90)
    return path


def film(path: Path, number: int, seconds: int = 14) -> Path | None:
    """Write a film that looks along a landscape; nothing where films cannot be made."""
    try:
        import av
    except ImportError:
        return None
    whole = landscape(number, (_FILM_SIZE[0] + seconds * _FILM_RATE, _FILM_SIZE[1]))
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=_FILM_RATE)
        stream.width, stream.height = _FILM_SIZE
        stream.bit_rate = 1_500_000
        for at in range(seconds * _FILM_RATE):
            seen = whole.crop((at, 0, at + _FILM_SIZE[0], _FILM_SIZE[1]))
            frame = av.VideoFrame.from_image(seen)  # type: ignore[no-untyped-call]  # av
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def landscape(number: int, size: tuple[int, int]) -> Image.Image:
    """Return the landscape of this number."""
    chance = random.Random(number)  # noqa: S311 — a picture, no secret
    width, height = size
    above, horizon, hills = _MOODS[number % len(_MOODS)]
    # Painted at twice the size and made smaller, which smooths the edges.
    wide, high = 2 * width, 2 * height
    painted = Image.new("RGB", (1, 256))
    for y in range(256):
        painted.putpixel((0, y), _mixed(_colour(above, 0.55, 0.88), _colour(horizon, 0.30, 0.97), y / 255))
    painted = painted.resize((wide, high))
    draw = ImageDraw.Draw(painted)
    sun_x, sun_y, radius = wide * chance.uniform(0.25, 0.8), high * chance.uniform(0.14, 0.3), high * 0.065
    sun = (sun_x - radius, sun_y - radius, sun_x + radius, sun_y + radius)
    draw.ellipse(sun, fill=_colour(0.13, 0.22, 1.0))
    for hill in range(_HILLS):
        depth = hill / (_HILLS - 1)
        shade = _mixed(_colour(hills, 0.22, 0.80), _colour(hills, 0.60, 0.26), depth)
        ridge = _ridge(chance, wide, high * (0.46 + 0.13 * hill), high * (0.05 + 0.02 * depth))
        draw.polygon([(0, high), *ridge, (wide, high)], fill=shade)
    return painted.resize(size, Image.Resampling.LANCZOS)


def _ridge(chance: random.Random, wide: int, middle: float, swing: float) -> list[tuple[float, float]]:
    waves = [
        (chance.uniform(0.6, 2.2) * (n + 1), chance.uniform(0, math.tau), swing / (n + 1)) for n in range(4)
    ]
    return [
        (
            x,
            middle
            + sum(tall * math.sin(often * x / wide * math.tau + begin) for often, begin, tall in waves),
        )
        for x in range(0, wide + 8, 8)
    ]


def _colour(hue: float, saturation: float, value: float) -> tuple[int, int, int]:
    red, green, blue = colorsys.hsv_to_rgb(hue % 1.0, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


def _mixed(one: tuple[int, int, int], other: tuple[int, int, int], part: float) -> tuple[int, int, int]:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue
