"""What time it is, as the engine counts, and when "5 minutes ago" has to be said anew."""

import time
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

_TICK_MS: Final = 30_000


def now_ms() -> int:
    """Return the milliseconds since 1970."""
    return int(time.time() * 1000)


class Clock(QObject):
    """Ticks for every page alike.

    Signals:
        ticked: Times in words may be different.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin to tick."""
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.ticked)
        self._timer.start(_TICK_MS)
