"""Searching, looking at what was found, and taking everything along: the pages, as a screen reader meets them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.access import Role, everything, find, name_of, names, press
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import ANN, BEN, a_circle, a_post, a_status, ident, knowing, members, person
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


def focused_post(window: Window) -> QQuickItem:
    root = window.root
    assert root is not None
    (post,) = [
        one for one in root.findChildren(QQuickItem) if one.metaObject().className().startswith("Post_QML")
    ]
    post.forceActiveFocus()
    return post


def test_escape_leads_from_a_post_back_to_the_search_and_letters_scroll(open_window: Open) -> None:
    window, engine = searching(open_window)
    answers = tuple(a_post(f"{n} " + "and so on. " * 90, ANN) for n in range(3))
    engine.know(q.ReadPost, r.PostsReply((a_post("Question", comments=answers),)))
    go(window, "post")
    window.reading.open("ab" * 32)
    until(lambda: bool(window.reading.property("present")), engine)
    root = window.root
    assert root is not None
    root.setHeight(420)
    assert not root.grabWindow().isNull()
    post = focused_post(window)
    before = post.mapToScene(QPointF(0, 0)).y()
    QTest.keyClick(root, Qt.Key.Key_J)
    until(lambda: post.mapToScene(QPointF(0, 0)).y() < before, engine)
    QTest.keyClick(root, Qt.Key.Key_Escape)
    until(lambda: FIELD in names(window, Role.EditableText), engine)


def test_a_comment_that_was_found_is_in_sight_and_not_folded_away(open_window: Open) -> None:
    window, engine = searching(open_window)
    comments = tuple(a_post(f"Answer {n} " + "and so on. " * 40, ANN) for n in range(20))
    post = a_post("Question", comments=comments)
    engine.know(q.ReadPost, r.PostsReply((post,)))
    go(window, "post")
    window.reading.open(post.id.hex())
    until(lambda: "Show all 20 answers" in names(window, Role.Button), engine)
    go(window, "search")
    window.reading.open(comments[9].id.hex())
    go(window, "post")
    root = window.root
    assert root is not None

    def in_sight() -> bool:
        found = [one for one in everything(window) if name_of(one).startswith("Answer 9 ")]
        return any(0 < one.rect().top() - root.y() < root.height() - 80 for one in found)

    until(in_sight, engine)
    assert "Show all 20 answers" not in names(window, Role.Button)


def test_somebody_who_was_found_is_shown_where_they_are(open_window: Open) -> None:
    choir = b"2" * 32
    window, engine = searching(open_window)
    engine.know(q.Status, a_status(circles=(a_circle(), a_circle("Choir", circle=choir))))
    engine.know(q.ListInvitations, r.InvitationsReply(()))
    engine.know(q.ListRequests, r.RequestsReply(()))
    window.session.refresh()
    engine.settle()
    dan = r.FoundPerson(ident("Dan"), "Dan", ("Choir",), (), (choir,))
    engine.know(q.Find, lambda asked: a_find(asked.text, people=(dan,)))
    engine.forget(q.ListMembers)
    window.searching.look("dan")
    until(lambda: "Dan. Choir" in names(window, Role.Button), engine)
    press(window, "Dan. Choir")
    assert find(window, Role.ComboBox, "Which circle").object().property("displayText") == "Choir"
    engine.know(q.ListMembers, members(ANN, person("Dan")))
    until(lambda: "Write a letter" in names(window, Role.Button), engine)
    assert window.people.property("details")["name"] == "Dan"


def test_what_was_found_is_said_in_another_language_at_once(open_window: Open) -> None:
    window, engine = searching(open_window)
    window.searching.look("app")
    until(lambda: window.searching.property("state") == "found", engine)
    rows = window.searching.property("posts").rows
    english = [row["when"] for row in rows]
    try:
        window.language.choose("de")
        german = [row["when"] for row in window.searching.property("posts").rows]
        assert all(ours != theirs for ours, theirs in zip(german, english, strict=True))
    finally:
        window.language.choose("en")


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
