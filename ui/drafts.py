"""What somebody was writing, kept across restarts by the engine: encrypted, like everything else that was written."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.engine import Engine
from ui.trouble import Trouble

# Each pause in typing is an occasion; a crash costs the words of one breath.
_KEEP_MS: Final = 700


class Drafts(QObject):
    """Unfinished texts by where they were begun.

    Signals:
        loaded: What an earlier window left is here.
    """

    loaded = Signal()

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        """Ask the engine what was being written."""
        super().__init__(parent)
        self._engine = engine
        self._texts: dict[str, str] = {}
        self._unsaved: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_MS)
        self._timer.timeout.connect(self.save)
        engine.ask(q.ListDrafts(), self._on_drafts, _ignore)

    def get(self, place: str) -> str:
        """Return what was begun there."""
        return self._texts.get(place, "")

    def places(self, beginning: str) -> list[str]:
        """Return where something was begun, of the places whose names begin so."""
        return [place for place, text in self._texts.items() if text and place.startswith(beginning)]

    def put(self, place: str, text: str) -> None:
        """Remember what is being written there; an empty text forgets it."""
        if self.get(place) != text:
            self._texts[place] = self._unsaved[place] = text
            self._timer.start()

    def save(self) -> None:
        """Have the engine keep what is not kept yet: after a pause, and before the window closes."""
        unsaved, self._unsaved = self._unsaved, {}
        for place, text in unsaved.items():
            self._engine.ask(q.PutDraft(place, text), _nothing, _ignore)

    def _on_drafts(self, reply: object) -> None:
        if isinstance(reply, r.DraftsReply):
            self._texts = {draft.place: draft.text for draft in reply.drafts} | self._texts
            self.loaded.emit()


def _nothing(_: object) -> None:
    """Have nothing to add."""


def _ignore(_: Trouble) -> None:
    """Disturb nobody who writes: a draft that cannot be kept now is kept at the next pause."""
