"""Pictures with the look of photographs and of drawings, made from a number."""

import random

from PIL import Image, ImageChops, ImageDraw


def a_photograph(size: tuple[int, int], seed: int = 0, *, grain: float = 10) -> Image.Image:
    """Return smooth light, some shapes and the grain of a sensor, different for each `seed`."""
    chance = random.Random(seed)
    width, height = size
    bands = []
    for band in range(3):
        cells = Image.new("L", (12, 9))
        cells.putdata([chance.randrange(30, 226) for _ in range(12 * 9)])
        smooth = cells.resize(size, Image.Resampling.BICUBIC)
        # One tile of noise, laid side by side: chance for every pixel of a large picture takes a second.
        tile = Image.effect_noise((512, 512), grain)
        noise = Image.new("L", size)
        for x in range(-(37 * band) % 512 - 512, width, 512):
            for y in range(0, height, 512):
                noise.paste(tile, (x, y))
        bands.append(ImageChops.add(smooth, noise, 1, -128))
    picture = Image.merge("RGB", bands)
    draw = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y, r = chance.randrange(width), chance.randrange(height), chance.randrange(4, 8 + width // 8)
        colour = tuple(chance.randrange(256) for _ in range(3))
        draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)
    return picture


def a_drawing(size: tuple[int, int], seed: int = 0) -> Image.Image:
    """Return a screenshot's kind of picture: flat areas, thin lines, six colours."""
    chance = random.Random(seed)
    width, height = size
    picture = Image.new("RGB", size, (250, 250, 245))
    draw = ImageDraw.Draw(picture)
    for _ in range(60):
        x, y = chance.randrange(width), chance.randrange(height)
        colour = chance.choice([(0, 0, 0), (200, 30, 30), (30, 90, 200), (120, 120, 120), (240, 200, 60)])
        draw.rectangle((x, y, x + chance.randrange(4, 120), y + chance.randrange(1, 40)), outline=colour)
    return picture


def an_arrow() -> Image.Image:
    """Return a picture of 60 by 40 whose four corners have four colours, so that any turn is seen."""
    picture = Image.new("RGB", (60, 40), (255, 255, 255))
    for box, colour in zip(
        ((0, 0, 30, 20), (30, 0, 60, 20), (0, 20, 30, 40), (30, 20, 60, 40)),
        ((220, 20, 20), (20, 200, 20), (20, 20, 220), (220, 200, 20)),
        strict=True,
    ):
        picture.paste(colour, box)
    return picture
