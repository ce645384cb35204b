"""Pixels from the engine: of the size that they say, or nothing; kept within bounds; cut to their place."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QTransform

from organic_p2p.api.value import changed
from tests.ui.family import pixels
from ui.photos.pixels import Pixels, PixelsProvider, filling, images_of

RED = pixels(8, 6, (255, 0, 0, 255))


def test_rows_of_pixels_become_a_picture() -> None:
    (image,) = images_of(RED)
    assert image.size() == QSize(8, 6)
    assert image.pixelColor(7, 5) == QColor("#ff0000")
    (half,) = images_of(changed(pixels(2, 2, (128, 0, 0, 128)), opaque=False))
    assert half.pixelColor(0, 0).alpha() == 128
    assert half.pixelColor(0, 0).red() == 255


@pytest.mark.parametrize(
    "fields",
    [
        {"width": 9},
        {"width": 0},
        {"height": -6},
        {"width": 48 * 1_000_000, "height": 1},
        {"frames": ()},
        {"frames": (b"",)},
        {"frames": RED.frames * 2},
        {"durations_ms": ()},
    ],
)
def test_what_is_not_as_large_as_it_says_is_no_picture(fields: dict[str, object]) -> None:
    assert images_of(changed(RED, **fields)) == []


def test_what_was_looked_at_longest_ago_makes_room() -> None:
    kept = Pixels(most_bytes=3 * 8 * 6 * 4)
    (image,) = images_of(RED)
    for key in "abc":
        kept.keep(key, image)
    assert not kept.get("a").isNull()
    kept.keep("d", image)
    assert [key in kept for key in "abcd"] == [True, False, True, True]


def test_of_a_picture_in_several_sizes_the_smallest_that_fills_a_place_is_found() -> None:
    kept = Pixels()
    (image,) = images_of(RED)
    for side in (600, 160, 320):
        kept.keep("a", image, side)
    found = [kept.find("a", side) for side in (1, 160, 161, 320, 600, 601)]
    assert found == ["a-160", "a-160", "a-320", "a-320", "a-600", ""]
    assert kept.largest("a") == "a-600"
    assert (kept.find("b"), kept.largest("b")) == ("", "")
    kept.drop("a-600")
    assert kept.largest("a") == "a-320"
    kept.keep("a", image, 320)
    kept.drop("a-320")
    assert (kept.find("a", 161), kept.largest("a")) == ("", "a-160")


def test_what_had_to_make_room_is_not_found() -> None:
    kept = Pixels(most_bytes=2 * 8 * 6 * 4)
    (image,) = images_of(RED)
    for side in (160, 320, 600):
        kept.keep("a", image, side)
    assert kept.find("a", 1) == "a-320"
    assert kept.get("a-160").isNull()


def test_a_picture_fills_its_place_and_is_round_at_the_corners() -> None:
    kept = Pixels()
    kept.keep("a", images_of(RED)[0])
    provider = PixelsProvider(kept)
    image = provider.requestImage("a/40x40/8", QSize(), QSize())
    assert image.size() == QSize(40, 40)
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(20, 20) == QColor("#ff0000")
    assert provider.requestImage("a", QSize(), QSize()).size() == QSize(8, 6)
    for name in ("", "b", "../a", "/etc/passwd", "b/1x1/1"):
        assert provider.requestImage(name, QSize(), QSize()).pixelColor(0, 0).alpha() == 0
    for shape in ("a/x/", "a/-1x5/0", "a/1e9x1/0", "a/40x40/x"):
        assert provider.requestImage(shape, QSize(), QSize()).size() == QSize(8, 6)


def test_the_middle_of_a_picture_is_shown() -> None:
    wide = QImage(30, 10, QImage.Format.Format_RGB32)
    wide.fill(QColor("#ff0000"))
    for x in range(10, 20):
        for y in range(10):
            wide.setPixelColor(x, y, QColor("#00ff00"))
    assert filling(wide, QSize(10, 10), 0).pixelColor(1, 5) == QColor("#00ff00")


def test_a_picture_of_one_row_fills_a_page_without_gigabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    scaled = QImage.scaled

    def counted(*args: Any) -> QImage:
        image = scaled(*args)
        made.append(image.width() * image.height())
        return image

    monkeypatch.setattr(QImage, "scaled", counted)
    row = QImage(8192, 1, QImage.Format.Format_RGB32)
    row.fill(QColor("#2d6a4f"))
    for image in (row, row.transformed(QTransform().rotate(90))):
        assert filling(image, QSize(600, 400), 12).size() == QSize(600, 400)
    assert made == [600 * 400] * 2


def test_a_picture_that_came_in_the_size_of_its_place_is_not_scaled(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any) -> QImage:
        raise AssertionError("scaled")

    monkeypatch.setattr(QImage, "scaled", never)
    picture = QImage(62, 41, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ff0000"))
    picture.setPixelColor(31, 20, QColor("#0000ff"))
    image = filling(picture, QSize(60, 40), 0)
    assert image.size() == QSize(60, 40)
    assert image.pixelColor(30, 20) == QColor("#0000ff")
    # As wide as its place, and taller: a strip is shown of it.
    assert filling(picture, QSize(62, 20), 0).pixelColor(31, 10) == QColor("#0000ff")


def test_on_a_ground_that_is_known_an_opaque_picture_stays_opaque() -> None:
    kept = Pixels()
    kept.keep("a", images_of(RED)[0])
    provider = PixelsProvider(kept)
    on_ground = provider.requestImage("a/40x40/8/f6f3ee", QSize(), QSize())
    assert not on_ground.hasAlphaChannel()
    assert on_ground.pixelColor(0, 0) == QColor("#f6f3ee")
    assert on_ground.pixelColor(20, 20) == QColor("#ff0000")
    (half,) = images_of(changed(pixels(40, 40, (128, 0, 0, 128)), opaque=False))
    kept.keep("half", half)
    through = provider.requestImage("half/40x40/8/f6f3ee", QSize(), QSize())
    assert (through.pixelColor(0, 0).alpha(), through.pixelColor(20, 20).alpha()) == (0, 128)
    # What is no colour is none.
    assert provider.requestImage("a/40x40/8/../x", QSize(), QSize()).size() == QSize(40, 40)
