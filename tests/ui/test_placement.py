"""The window is again where it was, unless that is on no screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QWindow

from ui.placement import remember, restore
from ui.preferences import Preferences


@pytest.fixture
def window() -> QWindow:
    window = QWindow()
    window.setGeometry(5, 5, 500, 400)
    window.show()
    return window


def test_it_is_where_it_was(window: QWindow, tmp_path: Path) -> None:
    window.setGeometry(40, 60, 520, 430)
    remember(window, Preferences(tmp_path))
    another = QWindow()
    restore(another, Preferences(tmp_path))
    assert another.geometry() == QRect(40, 60, 520, 430)


@pytest.mark.parametrize(
    "kept", ["9000 9000 500 400", "-600 0 500 400", "0 0 -5 -5", "nonsense", "1 2 3", ""]
)
def test_it_is_never_where_nobody_can_reach_it(window: QWindow, kept: str) -> None:
    preferences = Preferences(None)
    preferences.put("place", kept)
    restore(window, preferences)
    assert window.geometry() == QRect(5, 5, 500, 400)


def test_it_is_no_larger_than_the_screen(window: QWindow) -> None:
    window.resize(5000, 5000)
    restore(window, Preferences(None))
    assert window.size() == QGuiApplication.primaryScreen().availableGeometry().size()


def test_it_fills_the_screen_again_if_it_did(window: QWindow) -> None:
    preferences = Preferences(None)
    window.showMaximized()
    remember(window, preferences)
    another = QWindow()
    restore(another, preferences)
    assert another.visibility() is QWindow.Visibility.Maximized
