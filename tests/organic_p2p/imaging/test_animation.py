"""Pictures that move: they still do, with their times; what is too long is cut."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from tests.organic_p2p.imaging.rooms import colour_at, encoded, near, prepared, seen

COLOURS = [(220, 20, 20), (20, 200, 20), (20, 20, 220), (220, 200, 20)]
TIMES_MS = [50, 100, 150, 200]


def moving(kind: str, *, count: int = 4, size: tuple[int, int] = (120, 80), **options: Any) -> bytes:
    frames = [Image.new("RGB", size, COLOURS[number % 4]) for number in range(count)]
    times = [TIMES_MS[number % 4] for number in range(count)]
    return encoded(frames[0], kind, **{"duration": times, **options}, save_all=True, append_images=frames[1:])


def times_of(data: bytes) -> list[int]:
    times = []
    with Image.open(BytesIO(data)) as picture:
        for number in range(getattr(picture, "n_frames", 1)):
            picture.seek(number)
            picture.load()
            times.append(round(picture.info["duration"]))
    return times


def colours_of(data: bytes) -> list[tuple[int, ...]]:
    colours = []
    with Image.open(BytesIO(data)) as picture:
        for number in range(getattr(picture, "n_frames", 1)):
            picture.seek(number)
            colours.append(colour_at(picture.convert("RGB"), 0.5, 0.5))
    return colours


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP", "AVIF"])
def test_an_animation_stays_one_with_its_colours_and_times(kind: str) -> None:
    (picture,) = prepared(moving(kind))
    assert picture.shown.format == "webp"
    assert (picture.frames, picture.cut) == (4, False)
    assert picture.removed == ()
    assert times_of(picture.shown.data) == TIMES_MS
    for ours, theirs in zip(colours_of(picture.shown.data), COLOURS, strict=True):
        assert near(ours, theirs, 30)
    assert near(colour_at(seen(picture.preview), 0.5, 0.5), COLOURS[0], 30)


@pytest.mark.parametrize(
    ("kind", "loop", "plays"),
    [("GIF", None, 1), ("GIF", 0, 0), ("GIF", 2, 3), ("WEBP", 0, 0), ("WEBP", 3, 3), ("PNG", 2, 2)],
)
def test_it_is_played_as_often_as_before(kind: str, loop: int | None, plays: int) -> None:
    (picture,) = prepared(moving(kind) if loop is None else moving(kind, loop=loop))
    with Image.open(BytesIO(picture.shown.data)) as shown:
        assert shown.info["loop"] == plays


def test_a_frame_without_a_time_gets_the_one_that_browsers_give_it() -> None:
    (picture,) = prepared(moving("GIF", duration=[0, 0, 0, 0]))
    assert times_of(picture.shown.data) == [100] * 4


def test_an_animation_has_at_most_1024_pixels_on_its_longer_side() -> None:
    (picture,) = prepared(moving("WEBP", size=(1500, 300)))
    assert (picture.shown.width, picture.shown.height) == (1024, 205)
    assert picture.original is None


@pytest.mark.parametrize(
    ("limits", "frames"),
    [
        ({"frames": 3}, 3),
        ({"animation_ms": 150}, 2),
        ({"animation_pixels": 3 * 120 * 80}, 3),
        ({"frames": 1}, 1),
    ],
)
def test_an_animation_over_a_limit_is_cut(limits: dict[str, Any], frames: int) -> None:
    (picture,) = prepared(moving("GIF", count=9), **limits)
    assert (picture.frames, picture.cut) == (frames, True)
    assert len(colours_of(picture.shown.data)) == frames


def test_one_frame_is_a_still() -> None:
    (picture,) = prepared(moving("WEBP", count=1))
    assert (picture.frames, picture.cut) == (1, False)


def test_many_large_frames_are_shrunk_until_they_fit() -> None:
    from organic_p2p.imaging.animation import _side
    from organic_p2p.imaging.limits import Limits

    side = _side((1000, 1000), 300, Limits())
    assert 300 * side * side <= Limits().animation_shown_pixels
    assert _side((1000, 1000), 10, Limits()) == Limits().animation_side_px


def test_a_transparent_animation_stays_transparent() -> None:
    frames = [Image.new("RGBA", (60, 40), (*colour, 0)) for colour in COLOURS]
    for number, frame in enumerate(frames):
        frame.paste((*COLOURS[number], 255), (10 * number, 0, 10 * number + 20, 40))
    data = encoded(frames[0], "PNG", save_all=True, append_images=frames[1:], duration=80, disposal=1)
    (picture,) = prepared(data)
    assert picture.frames == 4
    with Image.open(BytesIO(picture.shown.data)) as shown:
        shown.seek(2)
        assert colour_at(shown.convert("RGBA"), 0.95, 0.5)[3] == 0
