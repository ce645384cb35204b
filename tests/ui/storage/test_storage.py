"""The storage page: how much, by whom, and a limit that can be changed or has a sentence against it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtQuick import QQuickItem

from organic_p2p.api import events as e
from organic_p2p.api import requests as q
from tests.ui.access import Role, find, names, press, write
from tests.ui.fake_engine import FakeEngine
from tests.ui.family import MILLERS, a_storage, knowing
from tests.ui.waiting import until
from tests.ui.windows import settled
from ui.app import Window
from ui.storage.view_model import GB, StorageViewModel


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def storage(engine: FakeEngine) -> StorageViewModel:
    view = StorageViewModel(engine)
    view.open()
    engine.answer(q.Storage, a_storage())
    return view


def test_it_says_how_much_and_whose(storage: StorageViewModel) -> None:
    assert storage.property("used") == "5 GB of 20 GB"
    assert storage.property("part") == 0.25
    assert storage.property("limitText") == "20"
    people = storage.property("people")
    assert [(one["name"], one["size"], one["part"]) for one in people] == [
        ("Ben", "4 GB", 1.0),
        ("Ann Miller", "1 GB", 0.25),
    ]
    assert [one["count"] for one in storage.property("elsewhere")] == ["12 files, 40 MB"]
    assert "100 GB" in storage.property("free")


@pytest.mark.parametrize(
    ("typed", "size"), [("30", 30 * GB), (" 0.5 ", GB // 2), ("30 GB", 30 * GB), ("1000", 1000 * GB)]
)
def test_a_limit_is_taken(engine: FakeEngine, storage: StorageViewModel, typed: str, size: int) -> None:
    storage.limit(typed)
    assert engine.waiting(q.Storage) == [q.Storage(size, None)]
    engine.answer(q.Storage, a_storage(limit_bytes=size))
    assert storage.property("message") != ""
    assert not storage.property("isTrouble")


@pytest.mark.parametrize("typed", ["", "much", "-5", "0", "1e99", "inf", "nan", "12 MB", "<b>5</b>"])
def test_what_is_no_limit_has_a_sentence_and_changes_nothing(
    engine: FakeEngine, storage: StorageViewModel, typed: str
) -> None:
    storage.limit(typed)
    assert engine.waiting(q.Storage) == []
    assert storage.property("isTrouble")
    assert storage.property("message").endswith(".")


def test_a_limit_too_large_is_told_the_largest_as_one_writes_it(storage: StorageViewModel) -> None:
    storage.limit("2000000")
    assert storage.property("message") == "It can be between 0.01 and 1,000,000 GB."


def test_a_large_limit_is_shown_as_it_can_be_typed_again(
    engine: FakeEngine, storage: StorageViewModel
) -> None:
    storage.limit("1000000")
    engine.answer(q.Storage, a_storage(limit_bytes=1_000_000 * GB))
    assert storage.property("limitText") == "1,000,000"
    storage.limit(storage.property("limitText"))
    assert engine.waiting(q.Storage) == [q.Storage(1_000_000 * GB, None)]


def test_a_limit_below_what_is_here_says_what_follows(engine: FakeEngine, storage: StorageViewModel) -> None:
    storage.limit("1")
    engine.answer(q.Storage, a_storage(limit_bytes=GB))
    assert "make room" in storage.property("message")
    assert storage.property("part") == 1.0


def test_it_looks_again_while_somebody_looks(engine: FakeEngine, storage: StorageViewModel) -> None:
    engine.told.emit(e.FeedChanged(MILLERS))
    until(lambda: bool(engine.waiting(q.Storage)))
    engine.answer(q.Storage, a_storage(used_bytes=6 * GB))
    assert storage.property("used") == "6 GB of 20 GB"
    storage.close()
    engine.told.emit(e.FeedChanged(MILLERS))
    assert engine.waiting(q.Storage) == []


def test_the_page_is_read_and_changed_by_name(open_window: Callable[[FakeEngine], Window]) -> None:
    engine = knowing()
    engine.know(q.Storage, lambda asked: a_storage(limit_bytes=asked.limit_bytes or 20 * GB))
    window = open_window(engine)
    settled(window, engine)
    root = window.root
    assert root is not None
    inside = root.findChild(QQuickItem, "inside")
    assert inside is not None
    inside.setProperty("current", "storage")
    until(lambda: bool(window.storage.property("known")), engine)
    assert not root.grabWindow().isNull()
    assert "Storage" in names(window, Role.Heading)
    assert {"Ben, 4 GB", "Ann Miller, 1 GB"} <= set(names(window, Role.ListItem))
    write(window, "Gigabytes", "lots")
    press(window, "Change")
    assert "Please write a number of gigabytes, such as 20." in names(window, Role.AlertMessage)
    write(window, "Gigabytes", "40")
    press(window, "Change")
    engine.settle()
    assert q.Storage(40 * GB, None) in engine.all_of(q.Storage)
    assert "5 GB of 40 GB" in names(window, Role.StaticText)
    press(window, "Keep pictures in full size, too", Role.CheckBox)
    assert engine.waiting(q.Storage) == [q.Storage(None, True)]
    assert find(window, Role.ProgressBar, "5 GB of 40 GB")
