"""Where the window was, and how large, so that it is there again."""

from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QWindow

from ui.preferences import Preferences

_NAME: Final = "place"
_MAXIMIZED: Final = "maximized"
# So much of it must be on some screen for a hand to reach it.
_REACHABLE_PX: Final = 80


def remember(window: QWindow, preferences: Preferences) -> None:
    """Keep where `window` is."""
    if window.visibility() is QWindow.Visibility.Maximized:
        preferences.put(_NAME, _MAXIMIZED)
    elif window.visibility() is QWindow.Visibility.Windowed:
        at = window.geometry()
        preferences.put(_NAME, f"{at.x()} {at.y()} {at.width()} {at.height()}")


def restore(window: QWindow, preferences: Preferences) -> None:
    """Put `window` where it was, if that is on a screen of today; and never make it larger than the screen."""
    kept = preferences.get(_NAME)
    if kept == _MAXIMIZED:
        window.showMaximized()
        return
    at = _read(kept)
    if at is not None and any(
        _reaches(screen.availableGeometry(), at) for screen in QGuiApplication.screens()
    ):
        window.setGeometry(at)
    screen = window.screen()
    if screen is not None:
        room = screen.availableGeometry().size()
        window.resize(window.size().boundedTo(room).expandedTo(window.minimumSize()))


def _read(kept: str) -> QRect | None:
    try:
        x, y, width, height = (int(number) for number in kept.split())
        return QRect(x, y, width, height) if width > 0 and height > 0 else None
    except (ValueError, OverflowError):
        return None


def _reaches(room: QRect, at: QRect) -> bool:
    # The upper edge is what one takes hold of.
    seen = room.intersected(QRect(at.x(), at.y(), at.width(), _REACHABLE_PX))
    return seen.width() >= _REACHABLE_PX and seen.height() > _REACHABLE_PX // 4
