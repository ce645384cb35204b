"""Pictures from anybody: decoded only if they are of three kinds and of a reasonable size."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from tests.ui.family import png
from ui.faces import FaceProvider, face_colour
from ui.images import IconProvider, PostImages, PostProvider, decoded
from ui.qr import drawn


def encoded(kind: str, width: int = 40, height: int = 30) -> bytes:
    data = io.BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(data, kind)
    return data.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def one_bit_png(width: int, height: int, rows: int) -> bytes:
    """Return a PNG that says to be of this size and holds so many rows."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = zlib.compress((b"\0" + bytes(-(-width // 8))) * rows, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def is_nothing(image: QImage) -> bool:
    return image.size() == QSize(1, 1) and image.pixelColor(0, 0).alpha() == 0


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_three_kinds_are_shown_and_scaled_down(kind: str) -> None:
    assert decoded(encoded(kind), QSize()).size() == QSize(40, 30)
    assert decoded(encoded(kind), QSize(20, 20)).width() <= 28


def test_small_pictures_are_not_blown_up() -> None:
    assert decoded(encoded("PNG"), QSize(4000, 4000)).size() == QSize(40, 30)


HOSTILE = {
    "nothing": b"",
    "a bomb of 144 million pixels": one_bit_png(12_000, 12_000, 12_000),
    "one that is too long": one_bit_png(20_000, 8, 8),
    "one that lies about its size": one_bit_png(2**31 - 1, 2**31 - 1, 3),
    "one of no size": one_bit_png(0, 0, 1),
    "a drawing": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>',
    "an animation of an old kind": encoded("GIF"),
    "a bitmap": encoded("BMP"),
    "a page": b'<html><img src="http://127.0.0.1/x"></html>',
    "the beginning of a header": encoded("PNG")[:20],
    "the beginning of a JPEG": encoded("JPEG")[:12],
}


@pytest.mark.qt_log_level_fail("NO")  # the decoders say what is wrong with it
@pytest.mark.parametrize("name", HOSTILE)
def test_anything_else_is_an_empty_picture(name: str) -> None:
    assert is_nothing(decoded(HOSTILE[name], QSize(640, 640)))


@pytest.mark.qt_log_level_fail("NO")  # as above
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_half_a_picture_is_no_larger_than_a_whole_one(kind: str, share: float) -> None:
    data = encoded(kind)
    image = decoded(data[: int(len(data) * share)], QSize())
    assert image.size() in (QSize(40, 30), QSize(1, 1))


def test_a_picture_is_shown_by_its_key_and_by_nothing_else() -> None:
    images = PostImages()
    provider = PostProvider(images)
    key = images.keep_own(encoded("PNG"))
    theirs = images.keep(encoded("JPEG"))
    assert provider.requestImage(key, QSize(), QSize()).size() == QSize(40, 30)
    # What came from somebody else is for the engine to decode.
    for name in (theirs, "", "../../etc/passwd", "/etc/passwd", "http://127.0.0.1/x", key.upper()):
        assert is_nothing(provider.requestImage(name, QSize(), QSize()))


def test_what_was_kept_longest_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.images._KEPT_BYTES", 250)
    images = PostImages()
    keys = [images.keep(bytes([n]) * 100) for n in range(3)]
    assert [key in images for key in keys] == [False, True, True]


def test_only_our_own_drawings_are_drawn() -> None:
    def drawn_at_all(name: str) -> bool:
        image = IconProvider().requestImage(f"{name}/ff0000", QSize(), QSize(24, 24))
        return any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))

    assert drawn_at_all("heart")
    assert not any(drawn_at_all(name) for name in ("nothing", "../icons/heart", "", "."))


def test_a_face_is_as_large_as_it_was_asked_for_and_has_its_colour() -> None:
    image = FaceProvider().requestImage("ab12/AM", QSize(), QSize(88, 88))
    assert image.size() == QSize(88, 88)
    assert image.pixelColor(44, 8).name() == face_colour("ab12")


def test_the_square_code_can_be_read() -> None:
    import zxingcpp

    code = drawn("ORGANIC:J/95Q3SRJ07K2M")
    read = zxingcpp.read_barcodes(Image.open(io.BytesIO(code)))
    assert [one.text for one in read] == ["ORGANIC:J/95Q3SRJ07K2M"]
    assert decoded(code, QSize()).width() > 100
    assert png()
