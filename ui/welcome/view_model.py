"""State of the way in: found a circle, or join one with a code."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.engine_link import Engine, Trouble

# The family's page is there long before; the engine goes on trying after that.
_JOIN_WAIT_MS = 1500


@dataclass(frozen=True, slots=True)
class Choosing:
    """Nothing is under way."""


@dataclass(frozen=True, slots=True)
class Working:
    """The engine was asked."""


@dataclass(frozen=True, slots=True)
class Refused:
    """It said no, in a sentence."""

    sentence: str


WelcomeState = Choosing | Working | Refused


class WelcomeViewModel(QObject):
    """The first screens.

    Signals:
        changed: `state` has a new value.
        done: Somebody is in, or on the way in: there is a page to show.
    """

    changed = Signal()
    done = Signal()

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        """Ask nothing yet."""
        super().__init__(parent)
        self._engine = engine
        self._state: WelcomeState = Choosing()

    @property
    def state(self) -> WelcomeState:
        """What is under way."""
        return self._state

    @Slot(str, str)
    def found(self, circle: str, name: str) -> None:
        """Found a circle."""
        self._ask(q.StartCircle(circle, name))

    @Slot(str, str)
    def join(self, code: str, name: str) -> None:
        """Join with a code that was typed, pasted, or came as a link."""
        self._ask(q.Join(code.strip(), name, _JOIN_WAIT_MS))

    @Slot()
    def forget(self) -> None:
        """Take back what was refused: the reader types again."""
        self._set(Choosing())

    def _ask(self, request: q.Request) -> None:
        if not isinstance(self._state, Working):
            self._set(Working())
            self._engine.ask(request, self._on_done, self._on_failed)

    def _on_done(self, reply: object) -> None:
        self._set(Choosing())
        if isinstance(reply, r.CircleReply):
            self.done.emit()

    def _on_failed(self, trouble: Trouble) -> None:
        self._set(Refused(trouble.sentence))

    def _set(self, state: WelcomeState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit()

    busy = Property(bool, lambda self: isinstance(self._state, Working), notify=changed)
    refusal = Property(
        str, lambda self: self._state.sentence if isinstance(self._state, Refused) else "", notify=changed
    )
