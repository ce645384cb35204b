"""The page of letters as a screen reader meets it, and the audience of a post."""

from __future__ import annotations

import itertools
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QWindow
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.access import (
    Role,
    descriptions,
    everything,
    find,
    name_of,
    names,
    press,
    write,
)
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import ANN, BEN, MILLERS, NOW_MS, a_film, a_picture, a_post, knowing, members, person
from tests.ui.letters.test_view_model import a_conversation
from tests.ui.waiting import until
from tests.ui.windows import Open, settled
from ui.app import Window

CLEO = person("Cleo")
LETTERS = (
    a_post("See you", BEN),
    a_post("Look", ANN, pictures=(a_picture(1),)),
)


def an_engine(*conversations: r.ConversationView) -> FakeEngine:
    engine = knowing(a_post("In blossom"))
    engine.know(q.ListMembers, members(ANN, BEN, CLEO))
    engine.know(q.ListConversations, r.ConversationsReply(conversations))
    engine.know(q.ReadConversation, r.PostsReply(LETTERS))
    engine.know(q.MarkRead, r.Done())
    engine.know(q.Message, r.MessageReply(b"r" * 32, b"l" * 32, (), 0))
    return engine


def rest(window: Window, engine: FakeEngine) -> None:
    until(
        lambda: all(bool(page.property("settled")) for page in (window.letters, window.conversation)), engine
    )
    assert window.root is not None
    assert not window.root.grabWindow().isNull()


def walk_to_the_letters(root: QQuickWindow) -> None:
    """Go from where one writes back to the newest letter, by keyboard."""
    for _ in range(8):
        QTest.keyClick(root, Qt.Key.Key_Backtab)
        if root.activeFocusItem().property("spoken"):
            return


def test_something_new_is_said_beside_the_page_and_read_there(open_window: Open) -> None:
    engine = an_engine(a_conversation(BEN, unread=True))
    window = open_window(engine)
    rest(window, engine)
    item = find(window, Role.Button, "Letters")
    assert item.text(QAccessible.Text.Description) == "Something new is here."
    press(window, "Letters")
    press(
        window, "Ben. new. hello. " + str(window.letters.property("conversations")[0]["when"]), Role.ListItem
    )
    rest(window, engine)
    assert "Only Ben and you can read this." in names(window, Role.StaticText)
    assert any("See you" in name for name in names(window, Role.ListItem))
    assert "Look at picture 1" in names(window, Role.Button)
    assert engine.all_of(q.MarkRead) == [q.MarkRead((BEN.person.hex(),), LETTERS[0].id.hex())]
    write(window, "Write to Ben", "Soon!")
    press(window, "Send")
    (asked,) = engine.all_of(q.Message)
    assert (asked.people, asked.text, asked.attached) == ((BEN.person.hex(),), "Soon!", ())
    until(lambda: find(window, Role.EditableText, "Write to Ben").object().property("text") == "", engine)
    assert all(names(window, Role.Button))


def test_an_answer_to_a_letter_shows_its_pictures_and_files(open_window: Open) -> None:
    """The window has no such answers to letters; the command line has, and so may other programs."""
    engine = an_engine(a_conversation(BEN))
    answer = a_post("", ANN, pictures=(a_picture(),), files=(a_film(2, "sea.mp4"),))
    engine.know(q.ReadConversation, r.PostsReply((a_post("See you", BEN, comments=(answer,)),)))
    window = open_window(engine)
    rest(window, engine)
    press(window, "Letters")
    window.letters.choose(BEN.person.hex())
    rest(window, engine)
    buttons = names(window, Role.Button)
    assert "Look at picture 1" in buttons
    assert any(name.startswith("Save sea.mp4") for name in buttons)


def test_a_letter_as_long_as_a_book_is_folded(open_window: Open) -> None:
    engine = an_engine(a_conversation(BEN))
    engine.know(q.ReadConversation, r.PostsReply((a_post("\n".join("x" * 30_000), BEN),)))
    window = open_window(engine)
    press(window, "Letters")
    rest(window, engine)
    window.letters.choose(window.letters.property("conversations")[0]["key"])
    rest(window, engine)
    assert max(map(len, names(window, Role.StaticText))) <= 4000
    press(window, "Read on")
    assert max(map(len, names(window, Role.StaticText))) == 59_999
    press(window, "Show less")


def test_a_new_letter_to_two(open_window: Open) -> None:
    engine = an_engine()
    window = open_window(engine)
    press(window, "Letters")
    rest(window, engine)
    press(window, "New letter")
    for name in ("Ben", "Cleo"):
        rest(window, engine)
        press(window, name, Role.CheckBox)
    assert "Only Ben, Cleo and you can read this." in names(window, Role.StaticText)
    press(window, "Write")
    rest(window, engine)
    assert any(name.startswith("Write to ") for name in names(window, Role.EditableText))


def test_a_narrow_window_shows_one_of_the_two(open_window: Open) -> None:
    engine = an_engine(a_conversation(BEN))
    window = open_window(engine)
    assert window.root is not None
    window.root.setWidth(480)
    press(window, "Letters")
    rest(window, engine)
    assert "Conversations" in names(window, Role.List)
    window.letters.choose(BEN.person.hex())
    rest(window, engine)
    assert "Conversations" not in names(window, Role.List)
    press(window, "All letters")
    assert "Conversations" in names(window, Role.List)


def test_some_of_a_circle_are_chosen_to_see_a_post(open_window: Open) -> None:
    engine = an_engine()
    window = open_window(engine)
    settled(window, engine)
    write(window, "Share something with your people…", "psst")
    press(window, "Who sees it: The Millers", Role.ButtonMenu)
    until(lambda: "Ben" in names(window, Role.CheckBox), engine)
    press(window, "Ben", Role.CheckBox)
    press(window, "Done")
    assert "Only Ben and you see this." in names(window, Role.StaticText)
    press(window, "Post")
    press(window, "Undo")
    press(window, "Post")
    press(window, "Send it now")
    (asked,) = engine.waiting(q.Post)
    assert (asked.circle, asked.text, asked.people) == (MILLERS.hex(), "psst", (BEN.person.hex(),))


def test_a_post_for_few_says_for_whom(open_window: Open) -> None:
    engine = an_engine()
    few = r.AudienceView("", (ANN, BEN, CLEO), 3)
    engine.know(q.ReadHome, r.PostsReply((a_post("psst", BEN, audience=few, circle=b"r" * 32),)))
    window = open_window(engine)
    settled(window, engine)
    rest(window, engine)
    said = names(window, Role.ListItem)
    assert any("for Ben, Cleo and you" in name for name in said), said


def test_a_letter_is_reacted_to_from_the_keyboard_and_deleted_and_taken_back(open_window: Open) -> None:
    mine = a_post("Soon", ANN, reactions=(r.ReactionView(BEN.person, "👍"),))
    engine = an_engine(a_conversation(BEN))
    engine.know(q.ReadConversation, r.PostsReply((mine, LETTERS[0])))
    window = open_window(engine)
    root = window.root
    assert root is not None
    press(window, "Letters")
    rest(window, engine)
    window.letters.choose(BEN.person.hex())
    rest(window, engine)
    assert "Ben reacted" in descriptions(window, "React with a heart")
    # Only one letter is on the way of the Tab key, with its buttons.
    reached = [name_of(one) for one in everything(window) if one.object().property("activeFocusOnTab")]
    assert reached.count("React to this letter") == 1
    # Whoever opens a conversation writes next.
    assert root.activeFocusItem().objectName() == "letter"
    walk_to_the_letters(root)
    assert "Soon" in root.activeFocusItem().property("spoken")
    QTest.keyClick(root, Qt.Key.Key_Up)
    assert "See you" in root.activeFocusItem().property("spoken")
    QTest.keyClick(root, Qt.Key.Key_Return)
    QTest.keyClick(root, Qt.Key.Key_Space)
    until(lambda: "Laughing" in names(window, Role.Button), engine)
    press(window, "Laughing")
    assert engine.waiting(q.React) == [q.React(LETTERS[0].id.hex(), "😂")]
    press(window, "More about this letter")
    until(lambda: "Delete from all computers" in names(window, Role.MenuItem), engine)
    press(window, "Delete from all computers", Role.MenuItem)
    until(lambda: not any("Soon" in name for name in names(window, Role.ListItem)), engine)
    press(window, "Undo")
    until(lambda: any("Soon" in name for name in names(window, Role.ListItem)), engine)
    assert not engine.all_of(q.Delete)


def test_nothing_that_is_said_in_passing_hides_anything(open_window: Open) -> None:
    engine = an_engine(a_conversation(BEN))
    window = open_window(engine)
    press(window, "Letters")
    rest(window, engine)
    window.letters.choose(BEN.person.hex())
    rest(window, engine)
    window.composer.post("In blossom")
    window.home.copy("x")
    window.deletions.delete(LETTERS[1].id.hex())
    window.photos.save("", 1, False, QUrl())
    rest(window, engine)
    said = [one for one in everything(window) if one.role() == Role.AlertMessage]
    # The newest stands lowest, and all of them above the place to write.
    assert [name_of(one) for one in sorted(said, key=lambda one: one.rect().y())] == [
        "Your post is about to leave.",
        "Copied.",
        "Deleted.",
        "Please choose a place on this computer.",
    ]
    things = [one.rect() for one in (*said, find(window, Role.EditableText, "Write to Ben"))]
    assert not [(a, b) for a, b in itertools.combinations(things, 2) if a.intersects(b)]
    # What was posted is taken back where it was written.
    press(window, "Undo")
    until(lambda: "Post" in names(window, Role.Button), engine)
    writing = find(window, Role.EditableText, "Share something with your people…")
    assert writing.object().property("text") == "In blossom"


def test_whoever_reads_older_letters_stays_there_and_is_told_of_a_new_one(open_window: Open) -> None:
    engine = an_engine(a_conversation(BEN))
    older = tuple(a_post(f"Letter {n}", created_ms=NOW_MS - n * 60_000) for n in range(30))
    engine.know(q.ReadConversation, r.PostsReply(older))
    window = open_window(engine)
    root = window.root
    assert root is not None
    press(window, "Letters")
    rest(window, engine)
    window.letters.choose(BEN.person.hex())
    rest(window, engine)
    until(lambda: any("Letter 0" in name for name in names(window, Role.ListItem)), engine)
    until(lambda: bool(root.activeFocusItem()) and root.activeFocusItem().objectName() == "letter", engine)
    walk_to_the_letters(root)
    for _ in range(20):
        QTest.keyClick(root, Qt.Key.Key_Up)
    assert "Letter 20" in root.activeFocusItem().property("spoken")
    assert "To the newest letter" in names(window, Role.Button)
    engine.know(q.ReadConversation, r.PostsReply((a_post("Just now"), *older)))
    engine.told.emit(e.FeedChanged(b"r" * 32))
    until(lambda: "1 new letter below" in names(window, Role.Button), engine)
    assert "Letter 20" in root.activeFocusItem().property("spoken")
    press(window, "1 new letter below")
    until(lambda: not any(name.endswith("below") for name in names(window, Role.Button)), engine)
    assert root.activeFocusItem().objectName() == "letter"


def test_one_writes_on_while_a_letter_is_on_its_way_and_hears_of_it_elsewhere_if_it_comes_back(
    open_window: Open,
) -> None:
    engine = an_engine(a_conversation(BEN))
    engine.forget(q.Message)
    window = open_window(engine)
    root = window.root
    assert root is not None
    press(window, "Letters")
    rest(window, engine)
    window.letters.choose(BEN.person.hex())
    rest(window, engine)

    def written() -> object:
        return find(window, Role.EditableText, "Write to Ben").object().property("text")

    write(window, "Write to Ben", "Soon!")
    QTest.keyClick(root, Qt.Key.Key_Return)
    assert (written(), "Sending…" in names(window, Role.StaticText)) == ("", True)
    QTest.keyClick(root, Qt.Key.Key_P)
    engine.answer(q.Message, r.MessageReply(b"r" * 32, b"l" * 32, (), 0))
    assert written() == "p"
    QTest.keyClick(root, Qt.Key.Key_Return)
    press(window, "Home")
    rest(window, engine)
    engine.refuse(q.Message, "The disk is full.")
    assert names(window, Role.AlertMessage) == [
        "The disk is full. Your letter to Ben waits where you wrote it."
    ]
    press(window, "Letters")
    rest(window, engine)
    assert names(window, Role.AlertMessage) == ["The disk is full."]
    assert written() == "p"


def test_a_letter_that_comes_while_nobody_looks_stays_new(open_window: Open) -> None:
    engine = an_engine(a_conversation(BEN, unread=True))
    window = open_window(engine)
    root = window.root
    assert root is not None
    press(window, "Letters")
    until(root.isActive, engine)
    # As another program would be.
    other = QWindow()
    other.show()
    other.requestActivate()
    until(lambda: not root.isActive(), engine)
    window.letters.choose(BEN.person.hex())
    rest(window, engine)
    assert any("See you" in name for name in names(window, Role.ListItem))
    assert not engine.all_of(q.MarkRead)
    other.close()
    root.requestActivate()
    until(lambda: bool(engine.all_of(q.MarkRead)), engine)
    window.letters.begin()
    engine.know(q.ReadConversation, r.PostsReply((a_post("More", BEN), *LETTERS)))
    engine.told.emit(e.FeedChanged(b"r" * 32))
    rest(window, engine)
    assert len(engine.all_of(q.MarkRead)) == 1


def drop(root: QQuickWindow, path: Path) -> None:
    """Drop a file in the middle of the window, as a file manager would."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    middle = QPoint(root.width() // 2, root.height() // 2)
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(middle, Qt.DropAction.CopyAction, mime, left, plain),
        QDropEvent(QPointF(middle), Qt.DropAction.CopyAction, mime, left, plain),
    ):
        QCoreApplication.sendEvent(root, event)


def test_what_is_dropped_goes_with_the_letter_that_is_seen_or_nowhere(
    open_window: Open, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    for path in (one, two):
        path.write_text("x")
    engine = an_engine(a_conversation(BEN))
    window = open_window(engine)
    root = window.root
    assert root is not None
    press(window, "Letters")
    window.letters.choose(BEN.person.hex())
    rest(window, engine)
    drop(root, one)
    assert [row["name"] for row in window.pen.property("attached")] == ["one.txt"]
    press(window, "New letter")
    rest(window, engine)
    drop(root, two)
    press(window, "Cancel")
    assert [row["name"] for row in window.pen.property("attached")] == ["one.txt"]


def test_a_conversation_with_pictures_is_left_without_a_word_of_complaint(open_window: Open) -> None:
    """Qt warned of pictures that were to be looked for when their list had let go of them."""
    engine = an_engine(a_conversation(BEN), a_conversation(BEN, CLEO))
    window = open_window(engine)
    press(window, "Letters")
    rest(window, engine)
    for one in (0, 1, 0):
        window.letters.choose(window.letters.property("conversations")[one]["key"])
        rest(window, engine)
        assert "Look at picture 1" in names(window, Role.Button)
