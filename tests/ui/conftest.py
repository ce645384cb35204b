"""Qt without a screen, for every test of the window: one application for the process, and no warning unheard."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
os.environ["ORGANIC_KEYRING"] = "off"
os.environ["LANG"] = os.environ["LC_ALL"] = "C.UTF-8"

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from tests.ui.fake_engine import FakeEngine
from ui.app import Window
from ui.application import application
from ui.language import choose


@pytest.fixture(scope="session")
def qt() -> QApplication:
    """Return the one Qt application of this process, in English wherever it runs."""
    app = application(["organic"])
    choose("en")
    return app


@pytest.fixture(autouse=True)
def unheard(qt: QApplication) -> Iterator[list[str]]:
    """Fail after a test in which Qt or QML complained."""
    said: list[str] = []

    def hear(kind: QtMsgType, _: QMessageLogContext, message: str | None) -> None:
        if kind is not QtMsgType.QtDebugMsg and "propagateSizeHints" not in (message or ""):
            said.append(message or "")

    before = qInstallMessageHandler(hear)
    yield said
    qInstallMessageHandler(before)
    assert said == []


@pytest.fixture
def open_window(qt: QApplication) -> Iterator[Callable[[FakeEngine], Window]]:
    """Open windows over engines; they are closed after the test."""
    opened: list[Window] = []
    # What an earlier test copied would be offered as an invitation.
    qt.clipboard().clear()

    def open_one(engine: FakeEngine) -> Window:
        opened.append(Window(engine))
        engine.settle()
        return opened[-1]

    yield open_one
    for window in opened:
        window.close()
    # Here and not in the middle of another test, when Python happens to look for what nobody holds any more.
    opened.clear()
    gc.collect()
