"""The whole window over a double of the engine, without a complaint of QML, as a screen reader meets it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent
from pytestqt.qtbot import QtBot

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.access import Role, everything, find, names, press, write
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import (
    ANN,
    BEN,
    MILLERS,
    NOBODY,
    NOW_MS,
    a_circle,
    a_file,
    a_film,
    a_picture,
    a_post,
    a_status,
    knowing,
    pixels,
)
from tests.ui.waiting import until
from tests.ui.windows import Open, settled
from ui.app import Window
from ui.engine import LinkState
from ui.theme import Appearance
from ui.trouble import Trouble

QML = Path(__file__).resolve().parent.parent.parent / "ui" / "qml"
WRONG = r.CodeReply(
    "wrong", "mistyped", "Line 1, group 1 does not fit.", (r.CodeGroup("AAAB", "wrong"),), 0, 0, False, ""
)
POSTS = (
    a_post("In blossom", BEN, comments=(a_post("Ha!", ANN),), reactions=(r.ReactionView(BEN.person, "❤️"),)),
    a_post("Mine", ANN, pictures=tuple(a_picture(n + 1) for n in range(5))),
    a_post(
        "A file", BEN, files=(r.DocumentView(1, "pie.pdf", a_file()),), created_ms=NOW_MS - 9 * 86_400_000
    ),
)


def inside(
    open_window: Open, *posts: r.PostView, status: r.StatusReply | None = None
) -> tuple[Window, FakeEngine]:
    """Return a window that shows these posts, and the engine behind it."""
    engine = knowing(*(posts or POSTS), status=status)
    window = open_window(engine)
    settled(window, engine)
    # Drawing makes the posts, which ask for their pictures.
    assert window.root is not None
    assert not window.root.grabWindow().isNull()
    settled(window, engine)
    return window, engine


def go_to(window: Window, page: str) -> None:
    press(window, page)


def test_it_waits_for_the_engine_and_says_why_it_cannot(open_window: Open) -> None:
    engine = FakeEngine(LinkState.STARTING)
    window = open_window(engine)
    assert "Good to see you." in names(window, Role.StaticText)
    engine.become(LinkState.FAILED, Trouble("damaged", "The database is damaged."))
    assert "Organic could not start." in names(window, Role.StaticText)
    assert "The database is damaged." in names(window, Role.StaticText)
    press(window, "Try again")
    engine.become(LinkState.OTHER_VERSION)
    assert "Organic was updated while it ran." in names(window, Role.StaticText)
    press(window, "Start it anew")
    assert engine.pressed == ["try again", "replace"]


def test_a_window_that_is_older_than_the_engine_is_opened_anew(open_window: Open, qtbot: QtBot) -> None:
    engine = FakeEngine(LinkState.STARTING)
    window = open_window(engine)
    engine.newer = True
    engine.become(LinkState.OTHER_VERSION)
    with qtbot.waitSignal(window.waiting.reopen):
        press(window, "Open it anew")
    assert engine.pressed == []


def test_a_locked_home_is_unlocked_in_the_window(open_window: Open) -> None:
    engine = FakeEngine(LinkState.STARTING)
    window = open_window(engine)
    engine.become(LinkState.LOCKED)
    write(window, "Passphrase", "wrong words")
    press(window, "Unlock")
    assert engine.waiting(q.Unlock) == [q.Unlock("wrong words")]
    engine.refuse(q.Unlock, "…", "wrong-passphrase")
    assert any("not the passphrase" in said for said in names(window, Role.AlertMessage))


def test_a_newcomer_comes_in_with_a_code_and_a_name(open_window: Open) -> None:
    engine = knowing(status=NOBODY)
    whole = r.CodeReply("whole", "", "", (r.CodeGroup("AAAA", "right"),), 1, NOW_MS, False, "")
    engine.know(q.CheckCode, lambda asked: whole if asked.text == "ORG1C-AAAA" else WRONG)
    window = open_window(engine)
    press(window, "I have an invitation")
    write(window, "Invitation", "ORG1C-AAAB")
    engine.settle()
    assert window.root is not None
    window.root.grabWindow()  # a layout gives things their size when it is drawn
    assert "Group 1 does not fit" in names(window, Role.StaticText)
    assert "Line 1, group 1 does not fit." in names(window, Role.AlertMessage)
    press(window, "Go on")  # nothing happens without a whole code
    write(window, "Invitation", "ORG1C-AAAA")
    engine.settle()
    press(window, "Go on")
    write(window, "Your name", "Ben")
    press(window, "Come in")
    assert engine.waiting(q.Join) == [q.Join("ORG1C-AAAA", "Ben", 0)]
    engine.refuse(q.Join, "This invitation was used already.")
    assert "This invitation was used already." in names(window, Role.AlertMessage)
    press(window, "Come in")
    engine.know(q.Status, a_status())
    engine.answer(q.Join, r.CircleReply(MILLERS, "member"))
    until(lambda: "Home" in names(window, Role.Button), engine)


def test_whoever_is_on_the_way_is_on_the_familys_page_and_can_try_another_code(open_window: Open) -> None:
    way = r.JoinView(b"j" * 32, "refused", None, "", "", NOW_MS, "declined", "A steward declined.")
    engine = knowing(status=a_status(circles=(), neighbours=(), joins=(way,)))
    engine.know(q.ForgetJoin, r.Done())
    window = open_window(engine)
    assert any("A steward declined." in one for one in names(window, Role.ListItem))
    assert "Home" not in names(window, Role.Button)
    engine.know(q.Status, a_status(circles=(), neighbours=()))
    press(window, "Try another code")
    until(lambda: "I have an invitation" in names(window, Role.Button), engine)
    assert engine.all_of(q.ForgetJoin) == [q.ForgetJoin((b"j" * 32).hex())]


def test_somebody_who_lives_here_comes_into_another_circle(open_window: Open) -> None:
    window, engine = inside(open_window)
    press(window, "Another circle")
    press(window, "Start a circle")
    write(window, "Name of the circle", "Choir")
    press(window, "Go on")
    assert find(window, Role.EditableText, "Your name").object().property("text") == "Ann Miller"
    press(window, "Come in")
    engine.answer(q.StartCircle, r.CircleReply(b"2" * 32, "member"))
    until(lambda: "Posts" in names(window, Role.List), engine)


def test_an_engine_that_died_is_mentioned_quietly_and_the_page_stays(open_window: Open) -> None:
    window, engine = inside(open_window)
    write(window, "Share something with your people…", "Hello, all of")
    engine.become(LinkState.STARTING)
    assert any("starts again by itself" in said for said in names(window, Role.AlertMessage))
    engine.become(LinkState.CONNECTED)
    engine.settle()
    assert not names(window, Role.AlertMessage)
    field = find(window, Role.EditableText, "Share something with your people…")
    assert field.object().property("text") == "Hello, all of"


def words_shown(window: Window) -> list[str]:
    """Return the words that can be seen now, those of a hint included."""
    texts = [*names(window, Role.StaticText), *names(window, Role.Button), *names(window, Role.AlertMessage)]
    fields = [thing.object() for thing in everything(window) if thing.role() == Role.EditableText]
    texts += [str(field.property("hint")) for field in fields if not field.property("text")]
    return " ".join(dict.fromkeys(texts)).split()


@pytest.mark.parametrize("way", ["typed", "link"])
def test_a_guest_reads_fifty_words_at_most_on_the_way_in(open_window: Open, way: str) -> None:
    engine = knowing(status=NOBODY)
    engine.know(q.CheckCode, r.CodeReply("whole", "", "", (), 0, NOW_MS, True, ""))
    window = open_window(engine)
    seen = words_shown(window)
    if way == "typed":
        press(window, "I have an invitation")
        seen += words_shown(window)
        write(window, "Invitation", "ORG1C-AAAA")
        engine.settle()
        press(window, "Go on")
    else:
        window.welcome.offer("organic:ORG1C")
        engine.settle()
        seen += words_shown(window)
        press(window, "Join")
    seen += words_shown(window)
    assert "family," in seen
    assert "call" in seen
    assert len(seen) <= 50, " ".join(seen)


def test_a_founder_names_the_circle_and_themself(open_window: Open) -> None:
    engine = knowing(status=NOBODY)
    window = open_window(engine)
    press(window, "Start a circle")
    write(window, "Name of the circle", "The Millers")
    press(window, "Go on")
    press(window, "Back")
    press(window, "Go on")
    write(window, "Your name", "Ann")
    press(window, "Come in")
    assert engine.waiting(q.StartCircle) == [q.StartCircle("The Millers", "Ann")]


def test_each_post_is_an_item_that_says_all_of_it(open_window: Open) -> None:
    window, _ = inside(open_window)
    said = names(window, Role.ListItem)
    assert any("In blossom" in one and one.startswith("Ben, ") and "one answer" in one for one in said)
    assert any("Mine" in one and "Picture 5" in one for one in said)
    assert names(window, Role.List) == ["Posts"]


def test_a_heart_is_pressed_and_taken_back(open_window: Open) -> None:
    window, engine = inside(open_window, a_post("In blossom", BEN))
    press(window, "React with a heart")
    assert engine.waiting(q.React) == [q.React(a_post("In blossom", BEN).id.hex(), "❤️")]
    loved = a_post("In blossom", BEN, reactions=(r.ReactionView(ANN.person, "❤️"),))
    engine.know(q.ReadPosts, r.PostsReply((loved,)))
    engine.answer(q.React, r.Done())
    until(lambda: "Take your reaction back" in names(window, Role.Button), engine)
    press(window, "Take your reaction back")
    assert engine.waiting(q.React) == [q.React(loved.id.hex(), "")]


def test_something_is_written_and_posted(open_window: Open) -> None:
    window, engine = inside(open_window)
    writing = "Share something with your people…"
    assert "Post" not in names(window, Role.Button)
    write(window, writing, "Hello, all of you!")
    assert "Everybody in The Millers sees this: one other person and you." in names(window, Role.StaticText)
    press(window, "Post")
    assert find(window, Role.EditableText, writing).object().property("text") == ""
    press(window, "Send it now")
    (asked,) = engine.waiting(q.Post)
    assert (asked.circle, asked.text, asked.people) == (MILLERS.hex(), "Hello, all of you!", ())
    engine.answer(q.Post, r.PostReply(b"p", (), 0))
    assert find(window, Role.EditableText, writing).object().property("text") == ""


def test_the_very_first_post_is_awaited(open_window: Open) -> None:
    engine = knowing()
    window = open_window(engine)
    until(lambda: "Nothing here yet. Say hello!" in names(window, Role.StaticText), engine)
    write(window, "Share something with your people…", "Hello, all of you!")
    press(window, "Post")
    said = names(window, Role.StaticText)
    assert "Hello, all of you!" in said
    assert "Your first post here is about to leave." in said
    assert "Nothing here yet. Say hello!" not in said
    press(window, "Undo")
    assert "Nothing here yet. Say hello!" in names(window, Role.StaticText)


def test_a_post_is_deleted_and_taken_back(open_window: Open) -> None:
    window, _ = inside(open_window)
    press(window, "More about this post")
    press(window, "Delete from all computers", Role.MenuItem)
    until(lambda: not any("In blossom" in one for one in names(window, Role.ListItem)))
    assert "Deleted." in names(window, Role.AlertMessage)
    press(window, "Undo")
    until(lambda: any("In blossom" in one for one in names(window, Role.ListItem)))


def test_a_picture_is_looked_at_large(open_window: Open) -> None:
    window, engine = inside(open_window)
    press(window, "Look at picture 2")
    until(lambda: "Close" in names(window, Role.Button), engine)
    assert "2 of 5" in names(window, Role.StaticText)
    press(window, "The next picture")
    assert "3 of 5" in names(window, Role.StaticText)
    press(window, "Close")
    until(lambda: "Close" not in names(window, Role.Button), engine)


def test_a_film_is_a_card_with_a_picture_and_its_length(open_window: Open) -> None:
    engine = knowing(a_post("At last", BEN, files=(a_film(),)))
    red = (200, 30, 30, 255)
    engine.know(q.DrawPicture, pixels(416, 234, red))
    window = open_window(engine)
    root = window.root
    assert root is not None

    def reds() -> int:
        image = root.grabWindow()
        return sum(
            image.pixelColor(x, y).getRgb() == red
            for x in range(0, image.width(), 16)
            for y in range(0, image.height(), 16)
        )

    # A good part of the window, and as wide as the post.
    until(lambda: reds() > 200, engine)
    (name,) = (one for one in names(window, Role.Button) if "sea.mp4" in one)
    assert name == "Save sea.mp4. Film · 1 KB · 0:42"
    press(window, name)
    saver = root.findChild(QObject, "saver")
    assert saver is not None
    assert bool(saver.property("visible"))
    saver.setProperty("visible", False)


def test_with_two_circles_the_reader_chooses_who_sees_it(open_window: Open) -> None:
    circles = (a_circle(), a_circle("Choir", circle=b"2" * 32))
    window, engine = inside(open_window, status=a_status(circles=circles))
    press(window, "Choir")
    until(lambda: bool(engine.all_of(q.ReadFeed)), engine)
    write(window, "Share something with your people…", "La")
    press(window, "Post")
    press(window, "Send it now")
    assert engine.waiting(q.Post)[0].circle == (b"2" * 32).hex()
    go_to(window, "People")
    find(window, Role.ComboBox, "Which circle")


def test_every_button_has_a_name(open_window: Open) -> None:
    window, engine = inside(open_window)
    assert all(names(window, Role.Button))
    go_to(window, "People")
    engine.settle()
    assert all(names(window, Role.Button))


def test_it_is_the_same_dark_large_narrow_and_from_right_to_left(
    open_window: Open, qapp: QGuiApplication
) -> None:
    window, _ = inside(open_window)
    root = window.root
    assert root is not None
    try:
        for appearance in (Appearance.DARK, Appearance.LIGHT):
            window.theme.choose(appearance)
            window.theme.resize(1.6)
            root.setWidth(480)
            qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            assert not root.grabWindow().isNull()
            assert len(names(window, Role.ListItem)) >= 1
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_face_is_as_large_as_it_should_be_in_a_layout(open_window: Open) -> None:
    window, _ = inside(open_window)
    component = QQmlComponent(window.qml)
    code = b"import QtQuick.Layouts\nRowLayout { property real wide: f.width; Face { id: f; extent: 46 } }"
    component.setData(QByteArray(code), QUrl.fromLocalFile(str(QML / "Row.qml")))
    row = component.create(window.qml.rootContext())
    assert component.errors() == []
    assert (row.property("implicitWidth"), row.property("implicitHeight")) == (46, 46)
    assert row.property("wide") == 46
    row.deleteLater()
    QCoreApplication.sendPostedEvents(row, QEvent.Type.DeferredDelete)  # before its window goes


def test_a_draft_of_yesterday_is_in_the_composer(open_window: Open) -> None:
    engine = knowing(*POSTS)
    engine.know(q.ListDrafts, r.DraftsReply((r.Draft("post/", "Dear all"),)))
    window = open_window(engine)
    settled(window, engine)
    field = find(window, Role.EditableText, "Share something with your people…")
    assert field.object().property("text") == "Dear all"


def test_closing_it_is_quiet_also_in_the_middle_of_things(open_window: Open) -> None:
    window, _ = inside(open_window)
    window.deletions.delete(POSTS[1].id.hex())
    window.close()
    window.close()
    assert window.root is None


def test_this_qt_does_not_wear_out_python() -> None:
    # PySide 6.12.0 gives back one None too many at each call (PYSIDE-3474); some thousand calls end Python 3.11.
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) >= before - 100


def test_a_link_that_comes_before_the_engine_is_not_lost(open_window: Open) -> None:
    engine = FakeEngine(LinkState.STARTING)
    window = open_window(engine)
    window.welcome.offer("organic:j/95Q3SRJ07K2M")
    engine.become(LinkState.CONNECTED)
    engine.answer(q.Status, NOBODY)  # the page of welcome comes to be before the code is looked at
    until(lambda: "Start a circle" in names(window, Role.Button))
    engine.answer(q.CheckCode, r.CodeReply("whole", "", "", (), 1, NOW_MS, False, ""))
    until(lambda: "Join" in names(window, Role.Button))
