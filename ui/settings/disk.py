"""State of the disk lock: what protects this disk now, and setting a passphrase."""

from PySide6.QtCore import Property, QObject, Signal, Slot

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.engine import Engine
from ui.language import translate
from ui.session import Session
from ui.settings.strength import Strength, strength_of
from ui.trouble import Trouble


class DiskLock(QObject):
    """What protects this computer's disk. No passphrase stays in here.

    Signals:
        changed: Something below is different.
        locked: A passphrase was set.
    """

    changed = Signal()
    locked = Signal()

    def __init__(self, engine: Engine, session: Session, parent: QObject | None = None) -> None:
        """Follow what the engine says of the disk."""
        super().__init__(parent)
        self._engine, self._session = engine, session
        self._busy = False
        self._message = self._trouble = ""
        session.changed.connect(self.changed)

    @Slot(str, result=str)
    def strength(self, passphrase: str) -> str:
        """Return in words how hard a passphrase is to guess; nothing of nothing."""
        if not passphrase:
            return ""
        match strength_of(passphrase):
            case Strength.SHORT:
                return translate("disk", "Too short: at least eight letters.")
            case Strength.WEAK:
                return translate(
                    "disk", "Easy to guess. Take several words that have nothing to do with each other."
                )
            case Strength.FAIR:
                return translate("disk", "Hard to guess. One more word makes it very hard.")
            case Strength.GOOD:
                return translate("disk", "Very hard to guess.")

    @Slot(str, result=bool)
    def is_long_enough(self, passphrase: str) -> bool:
        """Return whether the engine would take it."""
        return strength_of(passphrase) is not Strength.SHORT

    @Slot(str, str, str)
    def lock(self, passphrase: str, again: str, current: str) -> None:
        """Protect the disk by a passphrase from now on; `current` is the one that protects it now, or empty."""
        if self._busy:
            return
        if passphrase != again:
            self._say(trouble=translate("disk", "The two are not the same. Please type them once more."))
            return
        self._busy = True
        self._say()
        self._engine.ask(q.Lock(passphrase, current), self._on_locked, self._on_trouble)

    @Slot()
    def forget(self) -> None:
        """Say nothing more of what was done before."""
        self._say()

    def _on_locked(self, reply: object) -> None:
        self._busy = False
        if isinstance(reply, r.DiskReply):
            self._session.refresh()
            self._say(translate("disk", "Done. Organic asks for it whenever it starts on this computer."))
            self.locked.emit()

    def _on_trouble(self, trouble: Trouble) -> None:
        self._busy = False
        self._say(trouble=trouble.sentence)

    def _say(self, message: str = "", trouble: str = "") -> None:
        self._message, self._trouble = message, trouble
        self.changed.emit()

    def _get_kind(self) -> str:
        return self._session.status.disk if self._session.status is not None else ""

    def _get_said(self) -> str:
        said = {
            "keyring": translate(
                "disk",
                "What is on this disk is locked, and your computer's own keyring opens it when you log in. A thief who "
                "cannot log in as you can read nothing.",
            ),
            "passphrase": translate(
                "disk",
                "What is on this disk is locked, and only your passphrase opens it. Organic asks for it at its start.",
            ),
            "file": translate(
                "disk",
                "This disk is not locked: this computer has no keyring, so whoever takes the disk can read what is on "
                "it. A passphrase locks it.",
            ),
        }
        return said.get(self._get_kind(), "")

    kind = Property(str, _get_kind, notify=changed)
    said = Property(str, _get_said, notify=changed)
    busy = Property(bool, lambda self: self._busy, notify=changed)
    message = Property(str, lambda self: self._message, notify=changed)
    trouble = Property(str, lambda self: self._trouble, notify=changed)
