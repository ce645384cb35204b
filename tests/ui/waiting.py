"""Waiting for Qt: events are handled until something holds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QTimer

from tests.ui.fake_engine import FakeEngine

PATIENCE_MS = 20_000
_EVERYTHING = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def until(holds: Callable[[], bool], engine: FakeEngine | None = None) -> None:
    """Handle events until `holds` says yes, while `engine` answers what it knows."""
    pulse = QTimer()
    pulse.start(10)
    limit = QDeadlineTimer(PATIENCE_MS)
    while not holds():
        assert not limit.hasExpired(), "it did not come to hold"
        QCoreApplication.processEvents(_EVERYTHING)
        if engine is not None:
            engine.settle()
    pulse.stop()
