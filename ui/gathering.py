"""A moment's wait, so that many changes at once are looked at once."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Gathering(QObject):
    """Does something once, so long after the first of the changes that call for it.

    After the first and not after the last: while others catch up, changes come all the time.
    """

    def __init__(self, parent: QObject, ms: int, act: Callable[[], None]) -> None:
        """Wait for a change."""
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ms)
        self._timer.timeout.connect(act)

    def start(self) -> None:
        """Hear of a change."""
        if not self._timer.isActive():
            self._timer.start()

    def isActive(self) -> bool:  # noqa: N802 — as Qt's timers have it
        """Return whether it is still to be done."""
        return self._timer.isActive()
