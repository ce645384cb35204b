"""What a picture looks like afterwards: upright, in sRGB, of the right size, in the right format."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from organic_p2p.imaging import MAX_SHOWN_SIDE_PX
from tests.organic_p2p.imaging import planted
from tests.organic_p2p.imaging.planted import VECTORS
from tests.organic_p2p.imaging.rooms import colour_at, encoded, near, prepared, seen
from tests.organic_p2p.imaging.scene import a_drawing, a_photograph, an_arrow

CORNERS = ((0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75))
RED, GREEN, BLUE, YELLOW = (220, 20, 20), (20, 200, 20), (20, 20, 220), (220, 200, 20)

# How a camera holds the picture if its EXIF says so.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def orientation(number: int) -> bytes:
    block = Image.Exif()
    block[0x0112] = number
    return block.tobytes()


def wide_profile() -> bytes:
    """Return a profile in which the numbers of red and green stand for each other's colours."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * profile[131], 12)}
    red, green = tags[b"rXYZ"], tags[b"gXYZ"]
    profile[red + 4 : red + 12], profile[green + 4 : green + 12] = (
        profile[green + 4 : green + 12],
        profile[red + 4 : red + 12],
    )
    return bytes(profile)


def is_an_arrow(picture: Image.Image, tolerance: int = 40) -> bool:
    colours = [colour_at(picture, x, y) for x, y in CORNERS]
    return all(near(a, b, tolerance) for a, b in zip(colours, (RED, GREEN, BLUE, YELLOW), strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_any_orientation_is_turned_upright(kind: str) -> None:
    arrow = an_arrow().resize((240, 160), Image.Resampling.NEAREST)
    files = [
        encoded(arrow if turn is None else arrow.transpose(turn), kind, exif=orientation(number))
        for number, turn in STORED.items()
    ]
    for number, picture in zip(STORED, prepared(*files), strict=True):
        assert (picture.shown.width, picture.shown.height) == (240, 160), number
        assert is_an_arrow(seen(picture.shown.data)), number
        assert is_an_arrow(seen(picture.preview), 60), number


def test_a_heic_is_turned_once() -> None:
    clean, turned = prepared((VECTORS / "clean.heic").read_bytes(), planted.heic(6))
    assert is_an_arrow(seen(clean.shown.data))
    assert (turned.shown.width, turned.shown.height) == (640, 480)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_colours_are_those_that_the_profile_means(kind: str) -> None:
    arrow = an_arrow().resize((240, 160), Image.Resampling.NEAREST)
    (picture,) = prepared(encoded(arrow, kind, icc_profile=wide_profile()))
    shown = seen(picture.shown.data)
    assert near(colour_at(shown, *CORNERS[0]), (20, 220, 20), 40)
    assert near(colour_at(shown, *CORNERS[1]), (200, 20, 20), 40)
    assert near(colour_at(shown, *CORNERS[2]), BLUE, 40)


@pytest.mark.parametrize("profile", [b"nonsense" * 40, b"\0" * 128, wide_profile()[:200]])
def test_a_broken_profile_is_ignored(profile: bytes) -> None:
    arrow = an_arrow().resize((240, 160), Image.Resampling.NEAREST)
    (picture,) = prepared(encoded(arrow, "PNG", icc_profile=profile))
    assert is_an_arrow(seen(picture.shown.data))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "I;16"])
def test_pixels_of_any_kind_look_as_before(mode: str) -> None:
    kind = "JPEG" if mode in ("CMYK", "YCbCr") else "PNG"
    grey = Image.linear_gradient("L").resize((256, 256))
    if mode == "I;16":
        deep = Image.new("I", (256, 256))
        deep.putdata([257 * value for value in grey.tobytes()])
        picture = deep.convert(mode)
    else:
        picture = grey.convert(mode) if mode == "P" else grey.convert("RGB").convert(mode)
    (done,) = prepared(encoded(picture, kind))
    shown = seen(done.shown.data)
    for part in (0.1, 0.5, 0.9):
        value = 255 if mode == "1" and part > 0.5 else round(255 * part)
        if mode != "1":
            assert near(colour_at(shown, 0.5, part), (value,) * 3)
    assert near(colour_at(shown, 0.5, 0.0), (0, 0, 0))
    assert near(colour_at(shown, 0.5, 0.99), (253, 253, 253))


def test_deep_colour_is_brought_to_eight_bits() -> None:
    import struct
    import zlib

    row = b"\0" + struct.pack(">HHH", 0xDCDC, 0x1414, 0x8080) * 64
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", 64, 64, 16, 2, 0, 0, 0)), (b"IDAT", zlib.compress(row * 64)))
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in (*chunks, (b"IEND", b""))
    )
    (picture,) = prepared(data)
    assert near(colour_at(seen(picture.shown.data), 0.5, 0.5), (220, 20, 128))


def test_transparency_stays_and_becomes_webp() -> None:
    picture = a_photograph((400, 300)).convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize(picture.size))
    palette = Image.new("P", (40, 40), 1)
    palette.putpalette([10, 200, 10, 200, 10, 10])
    palette.paste(0, (0, 0, 40, 20))
    soft, hard = prepared(encoded(picture, "PNG"), encoded(palette, "GIF", transparency=0))
    assert soft.shown.format == hard.shown.format == "webp"
    assert colour_at(seen(soft.shown.data, "RGBA"), 0.5, 0.0)[3] < 10
    assert near(colour_at(seen(soft.shown.data, "RGBA"), 0.5, 0.5)[3:], (128,))
    assert colour_at(seen(soft.preview, "RGBA"), 0.5, 0.05)[3] < 40
    assert colour_at(seen(hard.shown.data, "RGBA"), 0.5, 0.2)[3] == 0
    assert near(colour_at(seen(hard.shown.data, "RGBA"), 0.5, 0.8), (200, 10, 10, 255))


def test_an_alpha_that_hides_nothing_is_dropped() -> None:
    (picture,) = prepared(encoded(a_photograph((400, 300)).convert("RGBA"), "PNG"))
    assert picture.shown.format == "jpeg"


def test_a_photograph_becomes_jpeg_and_a_drawing_stays_exact() -> None:
    drawing = a_drawing((800, 600))
    photo, drawn = prepared(encoded(a_photograph((800, 600)), "PNG"), encoded(drawing, "PNG"))
    assert photo.shown.format == "jpeg"
    assert drawn.shown.format == "webp"
    assert seen(drawn.shown.data).tobytes() == drawing.tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("size", [(3000, 2000), (1000, 2600), (2048, 1000), (16000, 3), (5000, 4100)])
def test_the_longer_side_has_at_most_2048_pixels(kind: str, size: tuple[int, int]) -> None:
    (picture,) = prepared(encoded(Image.linear_gradient("L").resize(size).convert("RGB"), kind))
    shown, longer = picture.shown, max(size)
    assert max(shown.width, shown.height) == min(longer, MAX_SHOWN_SIDE_PX)
    scale = max(shown.width, shown.height) / longer
    assert (shown.width, shown.height) == tuple(max(1, round(side * scale)) for side in size)
    assert seen(shown.data).size == (shown.width, shown.height)


def test_strips_that_are_shrunk_apart_show_no_seam() -> None:
    from organic_p2p.imaging.shaping import shrunk

    picture = a_photograph((2501, 1999))
    whole = picture.resize((640, round(640 * 1999 / 2501)), Image.Resampling.LANCZOS)
    parts = shrunk(picture, 640)
    assert parts.size == whole.size
    middle = whole.height // 2
    for y in range(middle - 2, middle + 2):
        for x in range(0, 640, 7):
            ours, theirs = parts.getpixel((x, y)), whole.getpixel((x, y))
            assert isinstance(ours, tuple)
            assert isinstance(theirs, tuple)
            assert near(ours, theirs, 6)


def test_the_original_comes_if_it_is_wanted_and_larger() -> None:
    large, small = encoded(a_photograph((3000, 2000)), "JPEG"), encoded(a_photograph((900, 700)), "JPEG")
    with_large, with_small = prepared(large, small, original=True)
    (without,) = prepared(large)
    assert with_small.original is None
    assert without.original is None
    assert with_large.original is not None
    assert (with_large.original.width, with_large.original.height) == (3000, 2000)
    assert seen(with_large.original.data).size == (3000, 2000)
    assert (with_large.shown.width, with_large.shown.height) == (2048, 1365)


@pytest.mark.parametrize("budget", [300, 500, 1000, 2048, 4096, 8192])
@pytest.mark.parametrize("size", [(4000, 3000), (300, 2000), (40, 30), (1, 1)])
def test_a_preview_fits_its_budget_and_has_the_shape_of_the_picture(
    budget: int, size: tuple[int, int]
) -> None:
    (picture,) = prepared(encoded(a_photograph(size, grain=25), "JPEG"), preview_bytes=budget)
    assert 0 < len(picture.preview) <= budget
    preview = seen(picture.preview)
    assert max(preview.size) <= 320
    assert abs(preview.width / preview.height - size[0] / size[1]) <= 0.35 * size[0] / size[1] or 1 in size
    if min(size) >= 1000:
        assert max(preview.size) >= 40


def test_a_larger_budget_gives_a_larger_preview() -> None:
    photo = encoded(a_photograph((1600, 1200), grain=25), "JPEG")
    sides = [max(seen(prepared(photo, preview_bytes=b)[0].preview).size) for b in (300, 1000, 8192)]
    assert sides == sorted(set(sides))


def test_without_room_there_is_no_preview() -> None:
    (picture,) = prepared(encoded(a_photograph((600, 400)), "JPEG"), preview_bytes=10)
    assert picture.preview == b""


def test_a_jpeg_with_the_colours_of_print_is_not_inverted() -> None:
    arrow = an_arrow().resize((240, 160), Image.Resampling.NEAREST)
    data = encoded(arrow.convert("CMYK"), "JPEG", quality=95)
    assert b"Adobe" in data
    with Image.open(BytesIO(data)) as there:
        assert there.mode == "CMYK"
    (picture,) = prepared(data)
    assert is_an_arrow(seen(picture.shown.data))
