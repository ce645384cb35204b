"""The first page on the screen: reading by keyboard, nothing moves under the reader's eyes, what one can do."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessibleActionInterface
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.value import changed
from tests.ui import hands
from tests.ui.access import Role, descriptions, everything, find, name_of, names, press, write
from tests.ui.family import ANN, BEN, MILLERS, NOW_MS, a_film, a_picture, a_post, ident, knowing
from tests.ui.waiting import until
from tests.ui.windows import Open, settled


class Feed:
    """A window on the first page, over posts that can change."""

    def __init__(self, open_window: Open, *posts: r.PostView) -> None:
        self.posts = list(posts)
        self.engine = knowing()
        self.engine.know(q.ReadHome, lambda asked: r.PostsReply(tuple(self._page(asked))))
        self.engine.know(
            q.ReadPosts, lambda asked: r.PostsReply(tuple(p for p in self.posts if p.id in asked.posts))
        )
        self.window = open_window(self.engine)
        assert self.window.root is not None
        self.root = self.window.root
        self.settle()
        found = self.root.findChild(QObject, "posts")
        assert isinstance(found, QQuickItem)
        self.list = found

    def _page(self, asked: q.ReadHome) -> list[r.PostView]:
        at = next((i + 1 for i, post in enumerate(self.posts) if post.id.hex() == asked.before), 0)
        return self.posts[at : at + asked.limit]

    def settle(self) -> None:
        settled(self.window, self.engine)
        assert not self.root.grabWindow().isNull()

    def changes(self, *posts: r.PostView) -> None:
        """Let posts come, or be different."""
        known = {post.id: post for post in self.posts} | {post.id: post for post in posts}
        self.posts = sorted(known.values(), key=lambda post: -post.created_ms)
        self.engine.told.emit(e.FeedChanged(MILLERS, tuple(post.id for post in posts)))
        self.settle()

    def of(self, name: str) -> Any:
        return self.list.property(name)

    def scroll(self, to: float) -> None:
        self.list.setProperty("contentY", self.of("contentY") + to)
        self.settle()

    def at_the_eyes(self) -> tuple[str, float]:
        """Return what is at the top of the window, and where it is."""
        anchor = self.of("anchor")
        return anchor.property("spoken"), round(anchor.property("y") - self.of("contentY"))

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.root, key)
        self.settle()


def some(count: int) -> list[r.PostView]:
    return [a_post(f"Post {n}", id=ident(f"p{n}"), created_ms=NOW_MS - n * 60_000) for n in range(count)]


@pytest.fixture
def feed(open_window: Open) -> Feed:
    """Return a page with many posts."""
    return Feed(open_window, *some(30))


def test_new_posts_simply_appear_at_the_top(feed: Feed) -> None:
    feed.changes(a_post("Hello!", created_ms=NOW_MS + 1))
    until(lambda: bool(feed.of("atTop")))
    assert feed.of("above") == 0
    assert any("Hello!" in said for said in names(feed.window, Role.ListItem))


def test_nothing_moves_under_the_readers_eyes(feed: Feed) -> None:
    feed.scroll(1500)
    before = feed.at_the_eyes()
    feed.changes(*(a_post(f"New {n}", created_ms=NOW_MS + n) for n in range(3)))
    assert feed.at_the_eyes() == before
    # A post just above grows by its answers, and another one goes.
    answers = tuple(a_post(f"Answer {n}", BEN) for n in range(3))
    place = feed.window.home.model.index_of(ident("p2"))
    feed.changes(a_post("Post 2", id=ident("p2"), created_ms=NOW_MS - 120_000, comments=answers))
    assert feed.window.home.model.index_of(ident("p2")) == place
    assert feed.at_the_eyes() == before
    feed.window.theme.resize(1.3)
    feed.settle()
    assert feed.at_the_eyes()[0] == before[0]
    press(feed.window, "3 new posts above")
    assert feed.of("atTop")
    assert not any("new posts above" in name for name in names(feed.window, Role.Button))


def test_posts_are_read_by_keyboard_alone(feed: Feed) -> None:
    feed.list.forceActiveFocus()
    feed.key(Qt.Key.Key_J)
    assert feed.of("currentIndex") == 1
    feed.key(Qt.Key.Key_Down)
    feed.key(Qt.Key.Key_K)
    assert feed.of("currentIndex") == 1
    focused = find(feed.window, Role.ListItem, feed.of("currentItem").property("spoken"))
    assert focused.state().focused
    feed.key(Qt.Key.Key_Return)
    assert not focused.state().focused
    feed.key(Qt.Key.Key_Escape)
    assert focused.state().focused
    for _ in range(60):
        feed.key(Qt.Key.Key_J)
    assert feed.of("currentIndex") == 29
    assert "You're all caught up." in names(feed.window, Role.StaticText)


def test_the_closed_field_shows_what_was_begun_and_nothing_once_it_is_sent(open_window: Open) -> None:
    post = a_post("Cake!", BEN)
    feed = Feed(open_window, post)
    press(feed.window, "Answer Ben")
    write(feed.window, "Answer Ben", "Is there any left?")
    feed.key(Qt.Key.Key_Escape)
    assert descriptions(feed.window, "Answer Ben") == ["Is there any left?"]
    press(feed.window, "Answer Ben")
    feed.key(Qt.Key.Key_Return)
    assert feed.engine.waiting(q.Comment) == [q.Comment(post.id.hex(), "Is there any left?")]
    assert descriptions(feed.window, "Answer Ben") == [""]
    # What an earlier window left comes later than the posts.
    feed.window.drafts.put(f"answer/{post.id.hex()}", "Two pieces?")
    feed.window.drafts.loaded.emit()
    assert descriptions(feed.window, "Answer Ben") == ["Two pieces?"]


def test_one_reacts_with_another_sign_or_a_word_of_ones_own(open_window: Open) -> None:
    feed = Feed(open_window, a_post("Cake!", BEN))
    press(feed.window, "React in another way")
    press(feed.window, "Party")
    press(feed.window, "React in another way")
    word = "Another sign, or one short word"
    write(feed.window, word, "yum")
    field = find(feed.window, Role.EditableText, word).object()
    assert isinstance(field, QQuickItem)
    field.forceActiveFocus()
    QTest.keyClick(feed.root, Qt.Key.Key_Return)
    assert [asked.emoji for asked in feed.engine.all_of(q.React)] == ["🎉", "yum"]


def test_ones_own_text_is_changed_in_its_place(open_window: Open) -> None:
    feed = Feed(open_window, a_post("Cake!", ANN))
    press(feed.window, "More about this post")
    press(feed.window, "Change the text", Role.MenuItem)
    feed.settle()
    write(feed.window, "The new text", "Apple cake!")
    press(feed.window, "Keep the change")
    assert feed.engine.all_of(q.Edit) == [q.Edit(feed.posts[0].id.hex(), "Apple cake!")]


def test_a_refused_change_loses_no_word(open_window: Open) -> None:
    feed = Feed(open_window, a_post("Cake!", ANN), a_post("Tea!", ANN))
    cake = feed.posts[0].id.hex()

    def change(number: int) -> None:
        more = [thing for thing in everything(feed.window) if name_of(thing) == "More about this post"]
        actions = more[number].actionInterface()
        assert actions is not None
        actions.doAction(QAccessibleActionInterface.pressAction())
        press(feed.window, "Change the text", Role.MenuItem)
        feed.settle()

    def there() -> str:
        return str(find(feed.window, Role.EditableText, "The new text").object().property("text"))

    change(0)
    write(feed.window, "The new text", "Apple cake!")
    press(feed.window, "Keep the change")
    assert "The new text" not in names(feed.window, Role.EditableText)
    feed.engine.refuse(q.Edit, "The disk is full.")
    feed.settle()
    assert there() == "Apple cake!"
    assert "The disk is full." in names(feed.window, Role.AlertMessage)
    press(feed.window, "Keep the change")
    # Meanwhile something else is being changed: that stays as it is, and the other waits for its turn.
    change(1)
    write(feed.window, "The new text", "Green tea!")
    feed.engine.refuse(q.Edit, "The disk is full.")
    feed.settle()
    assert there() == "Green tea!"
    press(feed.window, "Keep the change")
    change(0)
    assert there() == "Apple cake!"
    assert [asked.post for asked in feed.engine.all_of(q.Edit)][:2] == [cake, cake]


def test_others_texts_are_not_changed(open_window: Open) -> None:
    feed = Feed(open_window, a_post("Cake!", BEN))
    press(feed.window, "More about this post")
    feed.settle()
    assert "Copy the text" in names(feed.window, Role.MenuItem)
    assert "Change the text" not in names(feed.window, Role.MenuItem)


def test_whoever_points_at_the_place_to_write_writes_there(open_window: Open) -> None:
    feed = Feed(open_window, a_post("Cake!", BEN))
    hands.Mouse().write(feed.window, "Share something with your people…", "Me, too")
    assert feed.window.composer.draft() == "Me, too"


def test_a_comment_is_answered(open_window: Open) -> None:
    said = a_post("Which one?", ANN)
    feed = Feed(open_window, a_post("Cake!", BEN, comments=(said,)))
    press(feed.window, "Answer Ann Miller")
    feed.settle()
    write(feed.window, "Answer Ann Miller", "Apple")
    press(feed.window, "Send the answer")
    assert feed.engine.all_of(q.Comment) == [q.Comment(said.id.hex(), "Apple")]
    assert feed.window.home.answer(feed.posts[0].id.hex()) == ""


def test_an_answer_shows_its_pictures_and_files(open_window: Open) -> None:
    """With its preview it would have broken the whole feed: a preview of an answer is like that of a post."""
    shown = a_post("", ANN, pictures=(a_picture(), a_picture(2, state="elsewhere", on=("Cleo",))))
    filed = a_post("The film", ANN, files=(a_film(1, "sea.mp4"),))
    feed = Feed(open_window, a_post("Cake!", BEN, comments=(shown, filed)))
    buttons = names(feed.window, Role.Button)
    assert "Look at picture 1" in buttons
    assert "Look at picture 2. It is on Cleo's computer. Press to fetch it." in buttons
    assert any(name.startswith("Save sea.mp4") for name in buttons)
    until(lambda: bool(feed.engine.all_of(q.ReadPicture)), feed.engine)
    assert {one.post for one in feed.engine.all_of(q.ReadPicture)} == {shown.id.hex()}


def test_the_keyboard_stays_in_an_answer_while_the_post_changes(open_window: Open) -> None:
    said = a_post("Which one?", ANN)
    feed = Feed(open_window, a_post("Cake!", BEN, comments=(said,)))
    name = "More about what Ann Miller said"
    button = find(feed.window, Role.Button, name).object()
    assert isinstance(button, QQuickItem)
    button.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    more = a_post("Apple!", BEN, created_ms=NOW_MS + 1)
    feed.changes(changed(feed.posts[0], comments=(said, more)))
    assert "Apple!" in names(feed.window, Role.StaticText)
    focused = [name_of(one) for one in everything(feed.window) if one.state().focused]
    assert name in focused


def test_a_refused_answer_stands_there_again(open_window: Open) -> None:
    feed = Feed(open_window, a_post("Cake!", BEN))
    post = feed.posts[0].id.hex()

    def shown() -> list[str]:
        texts = [name_of(thing) for thing in everything(feed.window) if thing.role() == Role.EditableText]
        return [text for text in texts if text.startswith("Answer")]

    def closed() -> str:
        (draft,) = descriptions(feed.window, "Answer Ben")
        return draft

    press(feed.window, "Answer Ben")
    feed.settle()
    write(feed.window, "Answer Ben", "Apple")
    press(feed.window, "Send the answer")
    feed.settle()
    assert (shown(), closed(), feed.window.home.answer(post)) == ([], "", "")
    # The next one is begun before it is known that there was no room for the first.
    press(feed.window, "Answer Ben")
    feed.settle()
    write(feed.window, "Answer Ben", "Or pear")
    feed.engine.refuse(q.Comment, "The disk is full.")
    feed.settle()
    field = find(feed.window, Role.EditableText, "Answer Ben").object()
    assert field.property("text") == "Apple\n\nOr pear"
    QTest.keyClick(feed.root, Qt.Key.Key_Escape)
    feed.settle()
    assert closed() == "Apple\n\nOr pear"
    press(feed.window, "Answer Ben")
    feed.settle()
    press(feed.window, "Send the answer")
    feed.engine.answer(q.Comment, r.PostReply(b"c", (), 0))
    feed.settle()
    feed.window.drafts.save()
    assert closed() == ""
    assert feed.engine.all_of(q.PutDraft)[-1] == q.PutDraft(f"answer/{post}", "")


def test_many_answers_and_long_texts_are_folded(open_window: Open) -> None:
    answers = tuple(a_post(f"Answer {n}", BEN) for n in range(12))
    feed = Feed(open_window, a_post("word " * 2000, ANN, comments=answers))

    def shown(text: str) -> bool:
        return text in names(feed.window, Role.StaticText)

    assert shown("Answer 11")
    assert not shown("Answer 0")
    press(feed.window, "Show all 12 answers")
    assert shown("Answer 0")
    press(feed.window, "Read on")
    assert "Show less" in names(feed.window, Role.Button)


def test_a_long_text_without_a_space_is_laid_out_when_it_is_read_and_not_before(open_window: Open) -> None:
    """A page of them took Qt five seconds, in which nothing else was drawn."""
    feed = Feed(open_window, a_post("x" * 65_000, ANN))

    def longest() -> int:
        return max(map(len, names(feed.window, Role.StaticText)))

    assert longest() <= 4000
    press(feed.window, "Read on")
    assert longest() == 65_000


def test_an_address_is_shown_in_full_before_it_is_opened(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "ui.home.view_model.QDesktopServices.openUrl", lambda url: opened.append(url.toString())
    )
    address = "https://example.org/cake?a=b"
    feed = Feed(open_window, a_post(f"Look: {address}", BEN))
    press(feed.window, f"Open {address}")
    feed.settle()
    assert address in names(feed.window, Role.StaticText)
    assert opened == []
    press(feed.window, "Open")
    assert opened == [address]
