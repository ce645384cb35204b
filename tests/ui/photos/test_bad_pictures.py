"""Bad pictures of somebody else, in a real home with its real engine: calm tiles with a sentence in the window.

They were posted by a program that is not ours: it says of each what it likes, and sends the bytes that it likes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from organic_p2p.api import requests as q
from organic_p2p.imaging import Encoded, Picture
from organic_p2p.imaging.darkroom import Darkroom
from tests.organic_p2p.household import FAMILY, Home, household
from tests.organic_p2p.imaging.rooms import encoded
from tests.organic_p2p.imaging.scene import a_photograph
from tests.organic_p2p.imaging.test_hostile import png_of, with_size_of_jpeg
from tests.organic_p2p.imaging.test_showing import moving
from tests.ui.access import Role, names, press
from tests.ui.processes import end_all_of
from tests.ui.seats import Seat
from tests.ui.waiting import until
from ui.app import Window

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="engines are found as on Linux")

DAMAGED = "This picture is damaged and is not shown."
TOO_LARGE = "This picture is too large and is not shown."
GOOD = encoded(a_photograph((400, 300)), "JPEG")
SMALL = encoded(a_photograph((40, 30)), "JPEG")

# What the post says of it, what comes, and what the reader is told.
PICTURES: dict[str, tuple[tuple[str, int, int], bytes, str]] = {
    "a good one": (("jpeg", 400, 300), GOOD, ""),
    "a bomb": (("png", 12_000, 12_000), png_of(12_000, 12_000, 12_000), TOO_LARGE),
    "one that lies in its header": (("jpeg", 400, 300), with_size_of_jpeg(GOOD, 65_000, 65_000), TOO_LARGE),
    "one that is not what was promised": (("jpeg", 640, 480), GOOD, DAMAGED),
    "half a file": (("jpeg", 400, 300), GOOD[: len(GOOD) // 2], DAMAGED),
    "a page": (("png", 400, 300), b'<html><img src="http://127.0.0.1/x"></html>', DAMAGED),
    "a thousand frames": (("webp", 16, 12), moving(1000), ""),
}


async def post_all(home: Home) -> None:
    room = home.engine.attaching
    for name, ((kind, width, height), data, _) in PICTURES.items():

        class Lying(Darkroom):
            async def prepare(self, *_: Any, **__: Any) -> Picture:
                shown = Encoded(data, kind, width, height)  # noqa: B023 — used before the next round
                # Its preview is as bad as itself.
                return Picture(shown, None, data[:4000], 1000 if kind == "webp" else 1, (), False)  # noqa: B023

        room._darkroom = Lying()
        await home.ask(q.Post(FAMILY, name, (q.Attach("", SMALL, True, False),)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home in which all of them are."""

    async def make(path: Path) -> Path:
        async with household(path, "Anna") as (anna,):
            await post_all(anna)
            return anna.folder

    return asyncio.run(make(tmp_path_factory.mktemp("bad")))


@pytest.fixture
def window(folder: Path) -> Iterator[Window]:
    seat = Seat(folder)
    yield seat.window
    seat.close()
    end_all_of(folder)


def test_what_is_bad_is_a_sentence_and_what_is_good_is_a_picture(window: Window) -> None:
    until(lambda: bool(window.home.property("settled")) and window.session.property("page") == "inside")
    root = window.root
    assert root is not None
    root.setHeight(6000)
    expected = sorted(said for _, _, said in PICTURES.values())

    def tiles() -> list[str]:
        return [one for one in names(window, Role.Button) if one.startswith("Look at picture 1")]

    root.grabWindow()
    until(lambda: sorted(one.removeprefix("Look at picture 1").lstrip(". ") for one in tiles()) == expected)
    # Nothing of it has harmed the engine or the window, and what moves for too long stands still.
    press(window, "Albums")
    until(lambda: bool(window.albums.property("loaded")))
    film = next(tile for tile in window.albums.things() if tile["text"] == "a thousand frames")
    window.photos.play(film["post"], 1, 320)
    until(lambda: window.photos.property("message") != "")
    assert window.photos.property("message") == "This picture moves for too long and is shown still."
