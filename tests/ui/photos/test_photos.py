"""Pictures as QML asks for them: what is wanted last comes first, what is refused has a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import ident, pixels, png
from tests.ui.waiting import until
from ui.engine import LinkState
from ui.images import PostImages
from ui.photos.view_model import Photos

POST = ident("a post").hex()


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def photos(engine: FakeEngine) -> Photos:
    return Photos(engine, PostImages())


def show(photos: Photos, number: int = 1, side: int = 300) -> str:
    return str(photos.show(POST, number, side, False))


def test_a_picture_is_asked_for_once_and_then_there(engine: FakeEngine, photos: Photos) -> None:
    came: list[tuple[str, int]] = []
    photos.came.connect(lambda post, number: came.append((post, number)))
    assert [show(photos), show(photos)] == ["", ""]
    assert engine.all_of(q.ReadPicture) == [q.ReadPicture(POST, 1, 320, 320, False, False)]
    engine.answer(q.ReadPicture, pixels(320))
    assert came == [(POST, 1)]
    key = show(photos)
    assert photos.pixels.get(key).width() == 320
    # A smaller place takes the same; a larger one shows it until a better one is there.
    assert show(photos, side=100) == key
    assert show(photos, side=900) == ""
    assert photos.any(POST, 1) == key
    assert photos.property("settled") is False


def filled(photos: Photos, side: int = 600, *, here: bool = True, preview: str = "") -> dict[str, object]:
    known: dict[str, object] = photos.fill(POST, 1, side, here, preview)
    return known


def test_a_picture_is_asked_for_in_the_size_of_its_place_with_something_to_spare(
    engine: FakeEngine, photos: Photos
) -> None:
    assert filled(photos) == {"key": "", "trouble": "", "coming": -1, "here": True}
    assert engine.waiting(q.ReadPicture) == [q.ReadPicture(POST, 1, 602, 602, False, False)]
    engine.answer(q.ReadPicture, pixels(602))
    key = filled(photos)["key"]
    assert photos.pixels.get(str(key)).width() == 602
    # A smaller place takes the same.
    assert filled(photos, 300)["key"] == key
    assert len(engine.all_of(q.ReadPicture)) == 1


def test_a_window_that_grows_asks_once_it_has_stopped(engine: FakeEngine, photos: Photos) -> None:
    filled(photos)
    engine.answer(q.ReadPicture, pixels(602))
    for side in range(601, 700):
        # What is there is shown meanwhile.
        assert filled(photos, side)["key"] != ""
    assert not engine.waiting(q.ReadPicture)
    assert photos.property("settled") is False
    until(lambda: bool(engine.waiting(q.ReadPicture)))
    assert [one.width for one in engine.waiting(q.ReadPicture)] == [701]
    engine.answer(q.ReadPicture, pixels(701))
    assert photos.pixels.get(str(filled(photos, 699)["key"])).width() == 701
    assert photos.property("settled") is True


def test_of_one_picture_one_size_is_under_way(engine: FakeEngine, photos: Photos) -> None:
    """Whoever needs it larger asks again when it has come: the place in the list, and the viewer in front of it."""
    filled(photos)
    assert show(photos, side=2000) == ""
    assert [one.width for one in engine.waiting(q.ReadPicture)] == [602]
    engine.answer(q.ReadPicture, pixels(602))
    assert show(photos, side=2000) == ""
    assert [one.width for one in engine.waiting(q.ReadPicture)] == [2048]
    engine.answer(q.ReadPicture, pixels(2048))
    # Both can be drawn now, and neither asks for anything more.
    assert (show(photos, side=2000), filled(photos)["key"]) == (f"{POST}-1-2048", f"{POST}-1-602")
    assert not engine.waiting(q.ReadPicture)


def test_a_place_whose_picture_is_elsewhere_has_its_preview(engine: FakeEngine) -> None:
    images = PostImages()
    photos = Photos(engine, images)
    key = images.keep(png(8))
    assert filled(photos, here=False, preview=key)["key"] == ""
    engine.answer(q.DrawPicture, pixels(8))
    assert filled(photos, here=False, preview=key)["key"] == photos.preview(key) != ""
    assert not engine.all_of(q.ReadPicture)
    engine.told.emit(e.FileComing(bytes.fromhex(POST), 1, False, 40))
    assert filled(photos, here=False, preview=key)["coming"] == 40
    engine.told.emit(e.FileComing(bytes.fromhex(POST), 1, False, 100))
    assert filled(photos, here=False, preview=key)["here"] is True
    assert engine.waiting(q.ReadPicture)
    engine.refuse(q.ReadPicture, "No.", "picture-damaged")
    damaged = filled(photos, preview=key)
    assert (damaged["key"], damaged["trouble"]) == ("", "This picture is damaged and is not shown.")


def test_a_picture_that_would_have_to_be_a_million_wide_is_not_asked_for_without_end(
    engine: FakeEngine, photos: Photos
) -> None:
    """A picture of one row is found again in the largest size there is, however large its place makes it."""
    assert show(photos, side=26_000_000) == ""
    engine.answer(q.ReadPicture, pixels(800))
    assert show(photos, side=26_000_000) != ""
    assert len(engine.all_of(q.ReadPicture)) == 1


def test_what_is_wanted_last_comes_first_and_of_many_the_oldest_are_let_go(
    engine: FakeEngine, photos: Photos
) -> None:
    for number in range(1, 201):
        show(photos, number)
    assert [one.number for one in engine.waiting(q.ReadPicture)] == [1, 2]
    engine.answer(q.ReadPicture, pixels(320))
    assert [one.number for one in engine.waiting(q.ReadPicture)] == [2, 200]
    engine.answer(q.ReadPicture, pixels(320))
    assert [one.number for one in engine.waiting(q.ReadPicture)] == [200, 199]
    engine.know(q.ReadPicture, pixels(320))
    engine.settle()
    asked = {one.number for one in engine.all_of(q.ReadPicture)}
    assert 80 not in asked
    assert {2, 81, 150, 200} <= asked


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("picture-damaged", "This picture is damaged and is not shown."),
        ("not-a-picture", "This picture is damaged and is not shown."),
        ("picture-too-large", "This picture is too large and is not shown."),
        ("picture-too-costly", "This picture is too large and is not shown."),
    ],
)
def test_a_refused_picture_has_a_sentence_and_is_not_asked_for_again(
    engine: FakeEngine, photos: Photos, word: str, sentence: str
) -> None:
    show(photos)
    engine.refuse(q.ReadPicture, "No.", word)
    assert photos.trouble(POST, 1) == sentence
    assert show(photos) == ""
    assert len(engine.all_of(q.ReadPicture)) == 1


def test_pixels_that_are_none_are_damage(engine: FakeEngine, photos: Photos) -> None:
    show(photos)
    engine.answer(q.ReadPicture, r.PixelsReply(320, 240, True, (0,), (b"short",)))
    assert photos.trouble(POST, 1) == "This picture is damaged and is not shown."


def test_what_is_only_not_here_can_be_asked_for_again_but_not_by_its_own_refusal(
    engine: FakeEngine, photos: Photos
) -> None:
    # As a picture on the screen does.
    photos.came.connect(lambda post, number: photos.show(post, number, 320, False))
    show(photos)
    engine.refuse(q.ReadPicture, "It is elsewhere.", "elsewhere")
    assert photos.trouble(POST, 1) == ""
    assert len(engine.all_of(q.ReadPicture)) == 1
    show(photos)
    assert len(engine.all_of(q.ReadPicture)) == 2


def test_nothing_is_asked_while_there_is_no_engine(engine: FakeEngine, photos: Photos) -> None:
    engine.become(LinkState.STARTING)
    show(photos)
    assert not engine.all_of(q.ReadPicture)
    engine.become(LinkState.CONNECTED)
    assert len(engine.all_of(q.ReadPicture)) == 1


def test_a_preview_is_drawn_by_the_engine(engine: FakeEngine) -> None:
    images = PostImages()
    photos = Photos(engine, images)
    good, bad = images.keep(png(8)), images.keep(b"\xff\xd8\xff evil")
    assert photos.preview(good) == photos.preview(bad) == photos.preview("unknown") == ""
    assert {one.data for one in engine.waiting(q.DrawPicture)} == {png(8), b"\xff\xd8\xff evil"}
    engine.answer(q.DrawPicture, pixels(8))
    engine.refuse(q.DrawPicture, "No.", "picture-damaged")
    assert photos.preview(good) in photos.pixels
    assert photos.preview(bad) == ""
    assert len(engine.all_of(q.DrawPicture)) == 2


def test_what_is_pressed_says_how_far_it_is_and_that_it_is_here(engine: FakeEngine, photos: Photos) -> None:
    assert photos.coming(POST, 2, False) == -1
    photos.fetch(POST, 2, False)
    assert photos.coming(POST, 2, False) == 0
    assert engine.waiting(q.Fetch) == [q.Fetch(POST, 2, False)]
    engine.answer(q.Fetch, r.Done())
    engine.told.emit(e.FileComing(ident("a post"), 2, False, 40))
    assert photos.coming(POST, 2, False) == 40
    assert not photos.here(POST, 2, False)
    engine.told.emit(e.FileComing(ident("a post"), 2, False, 100))
    assert photos.here(POST, 2, False)
    photos.fetch(POST, 3, True)
    engine.refuse(q.Fetch, "There is no number 3.")
    assert photos.coming(POST, 3, True) == -1
    assert photos.property("message") == "There is no number 3."


def test_a_picture_moves_while_it_is_played(engine: FakeEngine, photos: Photos) -> None:
    film = r.PixelsReply(1, 1, True, (1, 1), (b"\xff\0\0\xff", b"\0\xff\0\xff"))
    seen: set[str] = set()
    photos.frameShown.connect(lambda: seen.add(photos.pixels.get("film").pixelColor(0, 0).name()))
    photos.play(POST, 1, 500)
    assert engine.waiting(q.ReadPicture) == [q.ReadPicture(POST, 1, 640, 640, False, True)]
    engine.answer(q.ReadPicture, film)
    until(lambda: seen == {"#ff0000", "#00ff00"})
    photos.stop()
    assert "film" not in photos.pixels
    photos.play(POST, 1, 500)
    engine.refuse(q.ReadPicture, "No.", "picture-too-large")
    assert photos.property("message") == "This picture moves for too long and is shown still."
    assert photos.property("playing") == "-0"


def test_a_film_that_comes_too_late_is_not_played(engine: FakeEngine, photos: Photos) -> None:
    photos.play(POST, 1, 500)
    photos.stop()
    engine.answer(q.ReadPicture, pixels(4))
    assert "film" not in photos.pixels


def test_a_picture_is_saved_where_the_reader_says(engine: FakeEngine, photos: Photos, tmp_path: Path) -> None:
    name = photos.name_for(1_795_000_000_000.0, 2, "jpeg", True)
    assert name == "2026-11-18-2-original.jpg"
    assert photos.place_for(name).isLocalFile()
    photos.save(POST, 2, True, QUrl.fromLocalFile(str(tmp_path / "a<b>.jpg")))
    assert engine.waiting(q.SaveAs) == [q.SaveAs(POST, 2, True, str(tmp_path / "a<b>.jpg"))]
    engine.answer(q.SaveAs, r.Done())
    assert photos.property("message") == "Saved as “a<b>.jpg”."
    photos.save(POST, 2, True, QUrl("https://example.org/x"))
    assert len(engine.all_of(q.SaveAs)) == 1
    photos.hush()
    assert photos.property("message") == ""


def test_what_was_learnt_of_pictures_long_ago_makes_room(
    engine: FakeEngine, photos: Photos, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.lately.KEPT", 2)
    for number in (1, 2, 3):
        engine.told.emit(e.FileComing(bytes.fromhex(POST), number, False, 100))
    assert [photos.here(POST, number, False) for number in (1, 2, 3)] == [False, True, True]
    for number in (1, 2, 3):
        show(photos, number)
        engine.refuse(q.ReadPicture, "It is damaged.", "picture-damaged")
    assert [bool(photos.trouble(POST, number)) for number in (1, 2, 3)] == [False, True, True]
    # What is looked at again is asked for again, and refused again.
    show(photos, 1)
    engine.refuse(q.ReadPicture, "It is damaged.", "picture-damaged")
    assert photos.trouble(POST, 1) == "This picture is damaged and is not shown."
