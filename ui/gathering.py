"""A moment's wait, so that many changes at once are looked at once."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def gathering(parent: QObject, ms: int, act: Callable[[], None]) -> QTimer:
    """Return a timer that, so long after it was last started, does `act` once."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    timer.timeout.connect(act)
    return timer
