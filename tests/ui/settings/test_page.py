"""The settings page as a screen reader meets it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.access import Role, find, names, press, write
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import ANN, a_status, knowing, pixels
from tests.ui.waiting import until
from ui.app import Window
from ui.language import choose

Open = Callable[[FakeEngine], Window]


def settings_page(open_window: Open) -> tuple[Window, FakeEngine]:
    engine = knowing()
    window = open_window(engine)
    press(window, "Settings")
    engine.settle()
    return window, engine


def test_every_part_has_a_heading_and_every_control_a_name(open_window: Open) -> None:
    window, _ = settings_page(open_window)
    assert names(window, Role.Heading)[:3] == ["Settings", "Your name and picture", "How it looks"]
    for role in (Role.Button, Role.RadioButton, Role.Slider, Role.EditableText, Role.CheckBox):
        assert all(names(window, role))


def test_a_name_is_changed(open_window: Open) -> None:
    window, engine = settings_page(open_window)
    assert "Save" not in names(window, Role.Button)
    write(window, "Your name", "Annie")
    press(window, "Save")
    engine.know(q.Status, a_status(name="Annie"))
    engine.know(q.Rename, r.Done())
    engine.settle()
    assert any(one.startswith("Done.") for one in names(window, Role.AlertMessage))
    assert find(window, Role.EditableText, "Your name").object().property("text") == "Annie"


def test_dark_and_a_language_are_chosen_and_hold_at_once(open_window: Open) -> None:
    window, _ = settings_page(open_window)
    try:
        press(window, "Dark", Role.RadioButton)
        assert window.theme.is_dark
        assert find(window, Role.RadioButton, "Dark").state().checked
        press(window, "العربية", Role.RadioButton)
        assert window.language.code == "ar"
        press(window, "English", Role.RadioButton)
        assert "Settings" in names(window, Role.Button)
    finally:
        choose("en")


def test_a_picture_of_somebody_is_shown_wherever_they_are_and_letters_where_it_is_none(
    open_window: Open,
) -> None:
    window, engine = settings_page(open_window)
    engine.know(q.ListFaces, r.FacesReply((r.FaceRef(ANN.person, b"f" * 16),)))
    engine.know(q.ReadFace, r.FaceReply(b"f" * 16, b"a picture"))
    engine.know(q.DrawPicture, pixels(64, 64, (0x12, 0x34, 0x56, 255)))
    window.portraits.refresh()
    until(lambda: bool(window.portraits.property("pictures")), engine)
    assert "Take it down" in names(window, Role.Button)
    assert middle_of_my_face(window) == "#123456"
    assert engine.all_of(q.DrawPicture)[-1].data == b"a picture"
    # Of what is no face, or none that the engine would decode, nothing is drawn.
    for number, hostile in enumerate((pixels(256, 1), r.PixelsReply(64, 64, True, (0,), (b"short",)))):
        face = bytes([number]) * 16
        engine.know(q.ListFaces, r.FacesReply((r.FaceRef(ANN.person, face),)))
        engine.know(q.ReadFace, r.FaceReply(face, face))
        engine.know(q.DrawPicture, hostile)
        window.portraits.refresh()
        engine.settle()
        assert face.hex() in window.portraits.property("pictures").values()
        assert middle_of_my_face(window) != "#123456"


def middle_of_my_face(window: Window) -> str:
    """Return the colour at the top of my own face in the window: no letter reaches there."""
    root = window.root
    assert root is not None
    face = root.findChild(QObject, "myFace")
    assert face is not None
    shot = root.grabWindow()
    corner = face.mapToScene(QPointF(face.property("width") / 2, 6))  # type: ignore[attr-defined]  # a QQuickItem
    return shot.pixelColor(corner.toPoint()).name()
