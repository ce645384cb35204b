"""Many changes at once are looked at once, and soon, however many follow."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from tests.ui.waiting import until
from ui.gathering import Gathering


def test_changes_that_never_end_do_not_put_it_off() -> None:
    parent, seen = QObject(), [0, 0]

    def change() -> None:
        seen[0] += 1
        gathering.start()

    def act() -> None:
        seen[1] += 1

    gathering = Gathering(parent, 50, act)
    changes = QTimer(parent)
    changes.timeout.connect(change)
    changes.start(5)
    until(lambda: seen[1] >= 3)
    changes.stop()
    assert seen[0] > seen[1]
