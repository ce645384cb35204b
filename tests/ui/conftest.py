"""Qt without a screen, for every test of the window: one application for the process, and no warning unheard."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
os.environ["ORGANIC_KEYRING"] = "off"
os.environ["LANG"] = os.environ["LC_ALL"] = "C.UTF-8"

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from tests.ui.fake_engine import FakeEngine
from tests.ui.processes import end_all_of
from tests.ui.seats import Seat
from ui.app import Window
from ui.application import application
from ui.language import choose

_HERE = Path(__file__).parent


@pytest.fixture(scope="session", autouse=True)
def qapp() -> QApplication:
    """Return the one Qt application of this process, made as the program makes it, in English wherever it runs."""
    app = application(["organic"])
    choose("en")
    return app


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Look for what nobody holds any more when a test of the window is over, in this thread, and not meanwhile in any.

    What has a timer and goes in another thread ends the process, sooner or later. All that the test made is young.
    """
    if _HERE not in item.path.parents:
        return (yield)
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect(1)
        gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Fail a test also for what Qt says while its windows close: pytest-qt has stopped listening by then."""
    said: list[str] = []

    def hear(_: QtMsgType, __: QMessageLogContext, message: str | None) -> None:
        said.append(message or "")

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
    usual = item.config.getini("qt_log_ignore")
    assert [one for one in said if not any(re.search(part, one) for part in usual)] == []


@pytest.fixture
def open_window(qapp: QApplication) -> Iterator[Callable[[FakeEngine], Window]]:
    """Open windows over engines; they are closed after the test."""
    opened: list[Window] = []
    # What an earlier test copied would be offered as an invitation.
    qapp.clipboard().clear()

    def open_one(engine: FakeEngine) -> Window:
        opened.append(Window(engine))
        engine.settle()
        return opened[-1]

    yield open_one
    for window in opened:
        window.close()


@pytest.fixture
def seats() -> Iterator[list[Seat]]:
    """Hold windows over real engines; both are ended after the test."""
    seats: list[Seat] = []
    yield seats
    for seat in seats:
        seat.close()
    for folder in {seat.folder for seat in seats}:
        end_all_of(folder)
