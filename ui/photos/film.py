"""A picture that moves, while somebody plays it: one at a time, and never by itself."""

from collections.abc import Callable, Sequence
from itertools import cycle

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage


class Film(QObject):
    """Shows frames one after the other until it is stopped."""

    def __init__(self, show: Callable[[QImage], None], parent: QObject | None = None) -> None:
        """Call `show` with each frame when its time has come."""
        super().__init__(parent)
        self._show = show
        self._frames = iter(cycle([(QImage(), 0)]))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)

    def play(self, frames: Sequence[QImage], durations_ms: Sequence[int]) -> None:
        """Begin with the first frame."""
        self._frames = cycle(list(zip(frames, durations_ms, strict=True)))
        self._next()

    def stop(self) -> None:
        """Stay where it is, and forget the frames."""
        self._timer.stop()
        self._frames = iter(cycle([(QImage(), 0)]))

    def _next(self) -> None:
        image, duration_ms = next(self._frames)
        self._show(image)
        self._timer.start(duration_ms)
