"""Searching, looking at what was found, and taking everything along: the pages, as a screen reader meets them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.access import Role, find, names, press
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import ANN, BEN, a_post, knowing
from tests.ui.search.test_view_model import a_find, a_hit
from tests.ui.waiting import until
from tests.ui.windows import Open, settled
from ui.app import Window

EVIL = '<img src="file:///etc/passwd"><b>apple</b>'
FIELD = "Search people, posts and letters"


def searching(open_window: Open) -> tuple[Window, FakeEngine]:
    """Return a window that searches, with its field focused from the keyboard."""
    engine = knowing(a_post("Hello"))
    ben = r.FoundPerson(BEN.person, EVIL, (EVIL,), ())
    engine.know(q.Find, lambda asked: a_find(asked.text, a_hit(EVIL, "app"), a_hit(), people=(ben,)))
    engine.know(q.ReadPost, r.PostsReply((a_post(EVIL, BEN, comments=(a_post("Ha!", ANN),)),)))
    window = open_window(engine)
    settled(window, engine)
    root = window.root
    assert root is not None
    root.requestActivate()
    until(lambda: root.isActive(), engine)
    QTest.keyClick(root, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    until(lambda: FIELD in names(window, Role.EditableText), engine)
    return window, engine


def go(window: Window, page: str) -> None:
    """Show a page that no entry at the side leads to."""
    root = window.root
    assert root is not None
    inside = root.findChild(QObject, "inside")
    assert inside is not None
    inside.setProperty("current", page)


def test_from_the_keyboard_alone_to_what_was_found_and_back(open_window: Open) -> None:
    window, engine = searching(open_window)
    root = window.root
    assert root is not None
    assert find(window, Role.EditableText, FIELD).state().focused
    for key in (Qt.Key.Key_A, Qt.Key.Key_P, Qt.Key.Key_P):
        QTest.keyClick(root, key)
    until(lambda: window.searching.property("state") == "found", engine)
    assert not root.grabWindow().isNull()
    found = names(window, Role.ListItem)
    assert any(one.startswith("Ben. The Millers, ") and EVIL in one for one in found)
    assert any(EVIL in one for one in names(window, Role.Button))
    QTest.keyClick(root, Qt.Key.Key_Down)
    QTest.keyClick(root, Qt.Key.Key_Return)
    until(lambda: "Back to the search" in names(window, Role.Button), engine)
    assert engine.all_of(q.ReadPost) == [q.ReadPost(a_hit(EVIL, "app").id.hex())]
    until(lambda: any(EVIL in one for one in names(window, Role.ListItem)), engine)
    assert not root.grabWindow().isNull()
    press(window, "Back to the search")
    assert find(window, Role.EditableText, FIELD).object().property("text") == "app"


def test_what_is_deleted_on_the_page_of_a_post_is_out_of_sight_until_that_is_taken_back(
    open_window: Open,
) -> None:
    window, engine = searching(open_window)
    go(window, "post")
    post = a_hit(EVIL, "app").id.hex()
    window.reading.open(post)
    until(lambda: any("Ha!" in one for one in names(window, Role.StaticText)), engine)
    (answer,) = window.reading.property("post")["comments"]
    window.deletions.delete(answer["id"])
    until(lambda: not any("Ha!" in one for one in names(window, Role.StaticText)), engine)
    window.deletions.delete(window.reading.property("post")["id"])
    assert window.reading.property("present") is False
    for _ in range(2):
        press(window, "Undo")
    until(lambda: any("Ha!" in one for one in names(window, Role.StaticText)), engine)


def test_the_search_says_what_it_does_when_there_is_nothing(open_window: Open) -> None:
    window, engine = searching(open_window)
    assert "What are you looking for?" in names(window, Role.AlertMessage)
    engine.know(q.Find, lambda asked: a_find(asked.text))
    window.searching.look(EVIL)
    until(lambda: f"Nothing found for “{EVIL}”." in names(window, Role.AlertMessage), engine)


def test_a_post_that_is_gone_leaves_a_sentence(open_window: Open) -> None:
    window, engine = searching(open_window)
    window.reading.open("ab" * 32)
    engine.refuse(q.ReadPost, "It may have been deleted.")
    go(window, "post")
    assert "It may have been deleted." in names(window, Role.AlertMessage)


def test_the_export_is_told_from_beginning_to_end(open_window: Open) -> None:
    window, engine = searching(open_window)
    go(window, "export")
    assert "The folder is not locked: whoever has it can read it." in names(window, Role.StaticText)
    find(window, Role.Button, "Choose where to put it")
    engine.told.emit(e.ExportMoved("going", 5, 20, "", 0, 0, "", ""))
    assert "Stop" in names(window, Role.Button)
    engine.told.emit(e.ExportMoved("done", 20, 20, EVIL, 3, 1, "", ""))
    assert EVIL in names(window, Role.StaticText)
    press(window, "Done")
    assert "Choose where to put it" in names(window, Role.Button)
