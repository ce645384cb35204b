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
