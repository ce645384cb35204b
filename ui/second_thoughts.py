"""State of what was deleted a moment ago, on whatever page: out of sight at once, gone when ten seconds are over.

delete() ──▶ hidden ──▶ ten seconds, or the window closes ──▶ the engine ──▶ gone, or back and why
              │ undo(): there again, as if nothing had been
"""

from collections.abc import Set
from typing import Final

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from organic_p2p.api import requests as q
from ui.engine import Engine
from ui.trouble import Trouble

# Long enough to see the mistake, and to find the button.
UNDO_S: Final = 10


class SecondThoughts(QObject):
    """Posts, comments and letters that are to go, by the hex of their ids.

    Signals:
        changed: Something else is hidden, or can be taken back.
        gone: One was deleted; carries its id.
    """

    changed = Signal()
    gone = Signal(str)

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        """Hide nothing yet."""
        super().__init__(parent)
        self._engine = engine
        # What waits, and what had its time and is being deleted.
        self._waiting: dict[str, QTimer] = {}
        self._going: set[str] = set()
        self._message = ""

    @property
    def hidden(self) -> Set[str]:
        """What is not to be seen: deleted, and perhaps not yet gone."""
        return self._waiting.keys() | self._going

    @Slot(str)
    def delete(self, thing: str) -> None:
        """Hide this now, and delete it in ten seconds."""
        if thing in self.hidden:
            return
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(UNDO_S * 1000)
        timer.timeout.connect(lambda: self._delete_now(thing))
        self._waiting[thing] = timer
        timer.start()
        self.changed.emit()

    @Slot()
    def undo(self) -> None:
        """Take back what was deleted last."""
        if self._waiting:
            self._waiting.popitem()[1].stop()
            self.changed.emit()

    def finish(self) -> None:
        """Do now what is only waiting: the window closes."""
        for thing in list(self._waiting):
            self._waiting[thing].stop()
            self._delete_now(thing)

    @Slot()
    def hush(self) -> None:
        """Put the message away."""
        self._message = ""
        self.changed.emit()

    def _delete_now(self, thing: str) -> None:
        self._waiting.pop(thing, None)
        # It stays out of sight until it is known to be gone.
        self._going.add(thing)

        def refused(trouble: Trouble) -> None:
            self._going.discard(thing)
            self._message = trouble.sentence
            self.changed.emit()

        self._engine.ask(q.Delete(thing), lambda _: self.gone.emit(thing), refused)
        self.changed.emit()

    possible = Property(bool, lambda self: bool(self._waiting), notify=changed)
    message = Property(str, lambda self: self._message, notify=changed)
