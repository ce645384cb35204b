"""Pictures from others as pixels for a screen: of the promised size, shrunk, and refused when anything is odd."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from PIL import Image

from organic_p2p.errors import BadInputError
from organic_p2p.imaging import Darkroom, Pixels, Wanted
from organic_p2p.imaging.limits import MAX_FRAMES
from tests.organic_p2p.imaging.rooms import encoded, in_a_loop, needs_linux
from tests.organic_p2p.imaging.scene import a_photograph
from tests.organic_p2p.imaging.test_hostile import KINDS, png_of, with_size_of_jpeg

LARGE = Wanted(4000, 4000)


def shown(*asked: tuple[bytes, Wanted], **limits: Any) -> list[Pixels | str]:
    """Return the pixels of each, or the kind of its refusal."""

    async def one(room: Darkroom, data: bytes, wanted: Wanted) -> Pixels | str:
        try:
            return await room.show(data, wanted)
        except BadInputError as refusal:
            return refusal.kind

    async def go() -> list[Pixels | str]:
        room = Darkroom(**limits)
        try:
            return await asyncio.gather(*(one(room, *each) for each in asked))
        finally:
            await room.close()

    return asyncio.run(go())


def one(data: bytes, wanted: Wanted) -> Pixels:
    (pixels,) = shown((data, wanted))
    assert isinstance(pixels, Pixels)
    return pixels


def moving(count: int, size: tuple[int, int] = (16, 12)) -> bytes:
    frames = [Image.new("RGB", size, (n % 256, 255 - n % 256, n // 256 * 90)) for n in range(count)]
    return encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=40, lossless=True)


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_picture_fits_the_box_and_is_never_blown_up(kind: str) -> None:
    data = encoded(a_photograph((400, 300)), kind.upper())
    small, whole = (one(data, Wanted(side, side, (400, 300))) for side in (100, 4000))
    assert (small.width, small.height) == (100, 75)
    assert (whole.width, whole.height) == (400, 300)
    assert len(whole.frames[0]) == 400 * 300 * 4
    assert whole.opaque
    assert set(whole.frames[0][3::4]) == {255}


def test_colours_and_transparency_are_kept() -> None:
    red = one(encoded(Image.new("RGB", (2, 1), "#ff0000"), "PNG"), LARGE)
    assert red.frames == (b"\xff\0\0\xff" * 2,)
    # Multiplied already, as a screen wants it.
    half = one(encoded(Image.new("RGBA", (1, 1), (255, 0, 0, 128)), "PNG"), LARGE)
    assert half.frames == (bytes((128, 0, 0, 128)),)
    assert not half.opaque


def test_a_picture_that_is_not_as_large_as_was_promised_is_refused() -> None:
    data = encoded(a_photograph((400, 300)), "JPEG")
    assert (
        shown((data, Wanted(100, 100, (300, 400))), (data, Wanted(100, 100, (401, 300))))
        == ["picture-damaged"] * 2
    )


def test_kinds_that_no_post_may_carry_are_refused() -> None:
    others = [(KINDS[kind], LARGE) for kind in ("gif", "avif", "heic")]
    assert shown(*others, (b"<svg/>", LARGE)) == ["not-a-picture"] * 4


def test_bombs_liars_and_halves_are_refused() -> None:
    photograph = encoded(a_photograph((160, 120)), "JPEG")
    bombs = [png_of(12_000, 12_000), png_of(65_535, 65_535), with_size_of_jpeg(photograph, 65_000, 65_000)]
    assert shown(*((bomb, LARGE) for bomb in bombs)) == ["picture-too-large"] * 3
    halves = [KINDS[kind][: len(KINDS[kind]) // 2] for kind in ("jpeg", "png", "webp")]
    assert shown(*((half, LARGE) for half in halves)) == ["picture-damaged"] * 3
    assert shown((with_size_of_jpeg(photograph, 8000, 8000), Wanted(640, 640, (160, 120)))) == [
        "picture-damaged"
    ]


def test_an_animation_is_a_still_until_it_is_asked_to_move() -> None:
    data = moving(3)
    assert len(one(data, LARGE).frames) == 1
    film = one(data, Wanted(4000, 4000, (16, 12), moving=True))
    assert len(film.frames) == 3
    assert len(set(film.frames)) == 3
    assert film.durations_ms == (40, 40, 40)


def test_a_thousand_frames_are_shown_still_and_not_moving() -> None:
    data = moving(1000)
    (still, film) = shown((data, LARGE), (data, Wanted(640, 640, None, moving=True)))
    assert isinstance(still, Pixels)
    assert len(still.frames) == 1
    assert film == "picture-too-large"
    assert isinstance(shown((moving(MAX_FRAMES), Wanted(640, 640, None, moving=True)))[0], Pixels)


@needs_linux
@in_a_loop
async def test_a_worker_that_met_a_bad_picture_is_not_used_again() -> None:
    room = Darkroom(1)
    await room.show(KINDS["png"], LARGE)
    (before,) = room.pids
    with pytest.raises(BadInputError):
        await room.show(KINDS["png"][:200], LARGE)
    await room.show(KINDS["png"], LARGE)
    assert room.pids.isdisjoint({before})
    await room.close()
