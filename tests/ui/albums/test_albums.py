"""The albums page: pictures of one circle by month, read as far as somebody scrolls, walked through by the arrows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from tests.ui.access import Role, find, names, press
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import ANN, BEN, MILLERS, NOW_MS, a_circle, a_picture, a_post, a_status, knowing
from tests.ui.models import watch
from tests.ui.waiting import until
from tests.ui.windows import settled
from ui.albums.view_model import PAGE, AlbumsViewModel
from ui.app import Window
from ui.images import PostImages
from ui.session import Session

DAY_MS = 86_400_000
OTHERS = b"2" * 32


def shown(text: str, count: int, days_ago: int, author: r.PersonRef = BEN) -> r.PostView:
    pictures = tuple(a_picture(n + 1) for n in range(count))
    return a_post(text, author, pictures=pictures, created_ms=NOW_MS - days_ago * DAY_MS)


@pytest.fixture
def engine() -> FakeEngine:
    return knowing(circles=(a_circle(), a_circle("Others", circle=OTHERS)))


@pytest.fixture
def albums(engine: FakeEngine) -> AlbumsViewModel:
    session = Session(engine)
    engine.settle()
    view = AlbumsViewModel(engine, session, PostImages(), now_ms=lambda: NOW_MS)
    watch(view.property("lines"))
    view.lay(3)
    return view


def lines(albums: AlbumsViewModel) -> list[str | int]:
    return [line["heading"] or len(line["tiles"]) for line in albums.property("lines").lines]


def test_nothing_is_read_before_somebody_looks(engine: FakeEngine, albums: AlbumsViewModel) -> None:
    engine.told.emit(e.FeedChanged(MILLERS))
    assert engine.all_of(q.ListPictures) == []
    albums.open()
    assert engine.waiting(q.ListPictures) == [q.ListPictures(MILLERS.hex(), PAGE + 1, "")]


def test_pictures_stand_in_lines_below_their_months(engine: FakeEngine, albums: AlbumsViewModel) -> None:
    albums.open()
    engine.answer(
        q.ListPictures,
        r.PostsReply((shown("new", 4, 0), shown("same month", 1, 3, ANN), shown("old", 2, 40))),
    )
    assert lines(albums) == ["November 2026", 3, 2, "October 2026", 2]
    assert albums.property("count") == 7
    tiles = albums.things()
    assert [tile["number"] for tile in tiles] == [1, 2, 3, 4, 1, 1, 2]
    assert tiles[4]["said"].startswith("Picture by Ann Miller, ")
    albums.lay(5)
    assert lines(albums) == ["November 2026", 5, "October 2026", 2]


def test_arrows_go_to_what_stands_below_and_above(engine: FakeEngine, albums: AlbumsViewModel) -> None:
    albums.open()
    engine.answer(q.ListPictures, r.PostsReply((shown("new", 5, 0), shown("old", 2, 40))))
    # 0 1 2 / 3 4 / 5 6
    assert [albums.below(at, 1) for at in (0, 2, 4, 6)] == [3, 4, 6, 6]
    assert [albums.below(at, -1) for at in (0, 3, 6)] == [0, 0, 4]
    assert [albums.row_of(at) for at in (0, 3, 6, 99)] == [1, 2, 4, 0]


def test_older_ones_are_read_when_the_end_is_near(engine: FakeEngine, albums: AlbumsViewModel) -> None:
    albums.open()
    first = tuple(shown(f"post {n}", 1, 0) for n in range(PAGE + 1))
    engine.answer(q.ListPictures, r.PostsReply(first))
    assert albums.property("count") == PAGE
    albums.more()
    albums.more()
    assert engine.waiting(q.ListPictures) == [
        q.ListPictures(MILLERS.hex(), PAGE + 1, first[PAGE - 1].id.hex())
    ]
    engine.answer(q.ListPictures, r.PostsReply((*first[PAGE:], shown("the last", 2, 0))))
    assert albums.property("count") == PAGE + 3
    albums.more()
    assert engine.waiting(q.ListPictures) == []


def test_posts_that_carry_only_files_do_not_end_the_page(engine: FakeEngine, albums: AlbumsViewModel) -> None:
    albums.open()
    engine.answer(q.ListPictures, r.PostsReply(tuple(shown(f"post {n}", 0, 0) for n in range(PAGE + 1))))
    assert len(engine.waiting(q.ListPictures)) == 1


def test_what_came_and_what_was_deleted_is_seen(engine: FakeEngine, albums: AlbumsViewModel) -> None:
    albums.open()
    old, new = shown("old", 1, 9), shown("new", 1, 0)
    engine.answer(q.ListPictures, r.PostsReply((old,)))
    engine.told.emit(e.FeedChanged(OTHERS))
    engine.told.emit(e.FeedChanged(MILLERS))
    until(lambda: bool(engine.waiting(q.ListPictures)))
    engine.answer(q.ListPictures, r.PostsReply((new,)))
    assert [tile["text"] for tile in albums.things()] == ["new"]


def test_another_circle_shows_its_own(engine: FakeEngine, albums: AlbumsViewModel) -> None:
    albums.open()
    albums.choose(OTHERS.hex())
    # The answer for the circle before is not shown.
    engine.answer(q.ListPictures, r.PostsReply((shown("Millers", 1, 0),)))
    assert albums.property("count") == 0
    until(lambda: bool(engine.waiting(q.ListPictures)))
    assert engine.waiting(q.ListPictures)[0].circle == OTHERS.hex()
    engine.refuse(q.ListPictures, "You left this circle.")
    assert albums.property("message") == "You left this circle."


# -- the page --------------------------------------------------------------------------------------


def on_the_page(open_window: Callable[[FakeEngine], Window], *posts: r.PostView) -> tuple[Window, FakeEngine]:
    engine = knowing(status=a_status())
    engine.know(q.ListPictures, r.PostsReply(posts))
    window = open_window(engine)
    settled(window, engine)
    press(window, "Albums")
    until(lambda: bool(window.albums.property("loaded")), engine)
    root = window.root
    assert root is not None
    assert not root.grabWindow().isNull()
    engine.settle()
    return window, engine


def test_the_page_is_read_by_name_and_walked_by_keyboard(
    open_window: Callable[[FakeEngine], Window],
) -> None:
    window, engine = on_the_page(open_window, shown("In blossom", 3, 0), shown("The lake", 1, 40))
    assert {"Albums", "November 2026", "October 2026"} <= set(names(window, Role.Heading))
    assert sum(one.startswith("Picture by Ben") for one in names(window, Role.Button)) == 4
    root = window.root
    assert root is not None
    pictures = find(window, Role.List, "Pictures").object()
    assert isinstance(pictures, QQuickItem)
    pictures.forceActiveFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(root, key)
    engine.settle()
    said = [one for one in names(window, Role.Graphic) if one.startswith("Picture ")]
    assert said == ["Picture 4 of 4, by Ben"]
    QTest.keyClick(root, Qt.Key.Key_Left)
    assert "Picture 3 of 4, by Ben" in names(window, Role.Graphic)
    QTest.keyClick(root, Qt.Key.Key_Escape)
    until(lambda: bool(find(window, Role.List, "Pictures").state().focused), engine)


def test_an_empty_page_says_what_will_stand_here(open_window: Callable[[FakeEngine], Window]) -> None:
    window, _ = on_the_page(open_window)
    assert "No pictures yet" in names(window, Role.StaticText)
