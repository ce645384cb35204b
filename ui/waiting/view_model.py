"""State of the pages that are shown while the engine cannot be talked to: locked, of another version, failed."""

from PySide6.QtCore import Property, QObject, Signal, Slot

from organic_p2p.api import requests as q
from ui.engine import Engine, LinkState
from ui.language import translate
from ui.trouble import Trouble

# The engine's sentence for terminals names a command; a window has a field.
_WRONG = "wrong-passphrase"


class WaitingViewModel(QObject):
    """Why there is nothing to show yet, and the one button that helps.

    Signals:
        changed: It is something else now.
        reopen: This window is the older one: it is to be closed and opened anew.
    """

    changed = Signal()
    reopen = Signal()

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        """Follow `engine`."""
        super().__init__(parent)
        self._engine = engine
        self._busy = False
        self._refusal = ""
        self._was_there = engine.state is LinkState.CONNECTED
        engine.state_changed.connect(self._on_state)

    @Slot(str)
    def unlock(self, passphrase: str) -> None:
        """Give the passphrase of a locked home."""
        if passphrase and not self._busy:
            self._busy, self._refusal = True, ""
            self.changed.emit()
            self._engine.ask(q.Unlock(passphrase), self._on_unlocked, self._on_locked)

    @Slot()
    def again(self) -> None:
        """Try to start once more."""
        self._engine.try_again()

    @Slot()
    def settle(self) -> None:
        """Bring window and engine to the same version: the older of the two goes."""
        if self._engine.newer:
            self.reopen.emit()
        else:
            self._engine.replace()

    def _on_unlocked(self, _: object) -> None:
        self._busy = False
        self.changed.emit()

    def _on_locked(self, trouble: Trouble) -> None:
        self._busy = False
        if trouble.kind == _WRONG:
            self._refusal = translate("waiting", "That is not the passphrase. Look at capitals and language.")
        else:
            self._refusal = trouble.sentence
        self.changed.emit()

    def _on_state(self) -> None:
        self._was_there = self._was_there or self._engine.state is LinkState.CONNECTED
        self.changed.emit()

    def _get_reason(self) -> str:
        trouble = self._engine.trouble
        return trouble.sentence if trouble is not None else ""

    busy = Property(bool, lambda self: self._busy, notify=changed)
    refusal = Property(str, lambda self: self._refusal, notify=changed)
    reason = Property(str, _get_reason, notify=changed)
    newer = Property(bool, lambda self: self._engine.newer, notify=changed)
    comingBack = Property(  # noqa: N815 — QML's way of naming
        bool,
        lambda self: self._was_there and self._engine.state is LinkState.STARTING,
        notify=changed,
    )
