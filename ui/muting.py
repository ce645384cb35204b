"""Mutes circles and conversations, and says what came of it. What is muted is known from both lists."""

from PySide6.QtCore import Property, QObject, Signal, Slot

from organic_p2p.api import requests as q
from ui.engine import Engine
from ui.language import translate
from ui.letters.rows import people_in
from ui.trouble import Trouble


class Muting(QObject):
    """Whether notifications come from somewhere.

    Signals:
        changed: The message is different.
    """

    changed = Signal()

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        """Ask `engine`, which tells every window when it is done."""
        super().__init__(parent)
        self._engine = engine
        self._message = ""

    @Slot(str, bool)
    def circle(self, circle: str, on: bool) -> None:
        """Have no notifications from a circle, by the hex of its id, or some again."""
        self._ask(q.Mute(circle, (), on))

    @Slot(str, bool)
    def conversation(self, key: str, on: bool) -> None:
        """Have no notifications from a conversation, or some again."""
        self._ask(q.Mute("", people_in(key), on))

    @Slot()
    def hush(self) -> None:
        """Put the message away."""
        self._say("")

    def _ask(self, request: q.Mute) -> None:
        def done(_: object) -> None:
            self._say(
                translate("muting", "No notifications come from here any more. Everything still arrives.")
                if request.on
                else translate("muting", "Notifications come from here again.")
            )

        self._engine.ask(request, done, self._on_trouble)

    def _on_trouble(self, trouble: Trouble) -> None:
        self._say(trouble.sentence)

    def _say(self, message: str) -> None:
        self._message = message
        self.changed.emit()

    message = Property(str, lambda self: self._message, notify=changed)
