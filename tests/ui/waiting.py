"""Waiting for Qt: events are handled until something holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pytestqt.qtbot import QtBot

from tests.ui.fake_engine import FakeEngine

PATIENCE_MS: Final = 20_000


class _Waiting(QtBot):
    """What of pytest-qt's bot needs no test: people of tests wait, too, and so does a process that a test watches."""

    def __init__(self) -> None:
        pass


_waiting: Final = _Waiting()


def until(holds: Callable[[], bool], engine: FakeEngine | None = None) -> None:
    """Handle events until `holds` says yes, while `engine` answers what it knows."""

    def look() -> bool:
        if engine is not None:
            engine.settle()
        return holds()

    _waiting.waitUntil(look, timeout=PATIENCE_MS)
