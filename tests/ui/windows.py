"""Windows over an engine that a test speaks for: see `open_window` in `conftest`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from tests.ui.fake_engine import FakeEngine
from tests.ui.waiting import until
from ui.app import Window

Open: TypeAlias = Callable[[FakeEngine], Window]


def settled(window: Window, engine: FakeEngine) -> None:
    """Wait until the first page shows what the engine knows."""
    until(lambda: bool(window.home.property("settled")), engine)
