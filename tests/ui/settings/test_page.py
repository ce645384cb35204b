"""The settings page as a screen reader meets it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF
from PySide6.QtGui import QAccessible

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.value import changed
from tests.ui.access import Role, everything, find, name_of, names, press, write
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import ANN, SETTINGS, a_status, knowing
from tests.ui.waiting import until
from tests.ui.windows import Open
from ui.app import Window
from ui.faces import face_colour
from ui.language import choose


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
    engine.know(q.ReadFace, r.FaceReply(b"f" * 16, 64, 48, bytes.fromhex("123456ff") * 64 * 48))
    window.portraits.refresh()
    until(lambda: bool(window.portraits.property("pictures")), engine)
    assert "Delete it" in names(window, Role.Button)
    assert middle_of_my_face(window) == "#123456"
    # Another one that the engine will not decode: asked for once.
    engine.know(q.ListFaces, r.FacesReply((r.FaceRef(ANN.person, b"g" * 16),)))
    engine.forget(q.ReadFace)
    window.portraits.refresh()
    engine.settle()
    engine.refuse(q.ReadFace, "This picture is damaged and is not shown.")
    window.portraits.refresh()
    engine.settle()
    assert not engine.waiting(q.ReadFace)
    assert middle_of_my_face(window) == face_colour(ANN.person.hex())


def middle_of_my_face(window: Window) -> str:
    """Return the colour at the top of my own face in the window: no letter reaches there."""
    root = window.root
    assert root is not None
    face = root.findChild(QObject, "myFace")
    assert face is not None
    shot = root.grabWindow()
    corner = face.mapToScene(QPointF(face.property("width") / 2, 6))  # type: ignore[attr-defined]  # a QQuickItem
    return shot.pixelColor(corner.toPoint()).name()


def details(window: Window) -> list[str]:
    """Return what a screen reader says of switches besides their names."""
    switches = [thing for thing in everything(window) if thing.role() == Role.CheckBox]
    return [thing.text(QAccessible.Text.Description) for thing in switches]


def test_notifications_are_chosen_on_the_page(open_window: Open) -> None:
    window, engine = settings_page(open_window)
    press(window, "Letters at once", Role.CheckBox)
    assert engine.waiting(q.PutNotices)[0].letters is False
    assert "They are told with everything else." in details(window)
    assert "Quiet from" in names(window, Role.ComboBox)
    engine.know(q.ReadSettings, changed(SETTINGS, notifies=False, autostart="not-yet"))
    window.doings.refresh()
    engine.settle()
    said = names(window, Role.StaticText)
    assert any(one.startswith("This computer has no notifications") for one in said)
    assert "This works on Linux only so far." in details(window)


def test_why_it_does_not_start_with_the_computer_is_said_on_the_page(open_window: Open) -> None:
    window, engine = settings_page(open_window)
    press(window, "Start with the computer", Role.CheckBox)
    engine.refuse(q.StartWithComputer, "The disk is full.")
    engine.settle()
    read = [name_of(thing) for thing in everything(window)]
    # Between its switch and the last words of the same card.
    (last,) = [at for at, said in enumerate(read) if said.startswith("When you close the window")]
    assert read.count("The disk is full.") == 1
    assert read.index("Start with the computer") < read.index("The disk is full.") < last
    assert not find(window, Role.CheckBox, "Start with the computer").state().checked


def test_a_passphrase_is_set_on_the_page_and_leaves_the_fields(open_window: Open) -> None:
    window, engine = settings_page(open_window)
    press(window, "Set a passphrase")
    write(window, "A new passphrase: a few words", "cherry tuesday kitchen violin ladder")
    assert "Very hard to guess." in names(window, Role.AlertMessage)
    write(window, "The same once more", "cherry tuesday kitchen violin ladder")
    press(window, "Lock with this")
    assert engine.waiting(q.Lock) == [q.Lock("cherry tuesday kitchen violin ladder", "")]
    engine.know(q.Status, a_status(disk="passphrase"))
    engine.answer(q.Lock, r.DiskReply("passphrase"))
    engine.settle()
    assert "Change the passphrase" in names(window, Role.Button)
    press(window, "Change the passphrase")
    for field in ("Your current passphrase", "A new passphrase: a few words", "The same once more"):
        assert find(window, Role.EditableText, field).object().property("text") == ""
