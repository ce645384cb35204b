"""State of the letter that is being written: its text, what goes with it, and what came of it.

To whom it goes is in `view_model`; what was written before is in `conversation`.
"""

import hashlib
from typing import Final

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot

from organic_p2p.api import requests as q
from ui.attachments import Attachments, Thumbnails
from ui.drafts import Drafts
from ui.engine_link import Engine, Trouble
from ui.letters.rows import people_in
from ui.letters.view_model import LettersViewModel

_DIGEST_BYTES: Final = 16


class PenViewModel(QObject):
    """What I am writing to those whom the page shows.

    Signals:
        changed: Something below is different.
        sent: What was written is in the conversation; the place to write is empty again.
        moved: Another draft stands in the place to write.
    """

    changed = Signal()
    sent = Signal()
    moved = Signal()

    def __init__(
        self,
        engine: Engine,
        letters: LettersViewModel,
        drafts: Drafts,
        thumbnails: Thumbnails,
        parent: QObject | None = None,
    ) -> None:
        """Write to those whose conversation `letters` reads, and keep what is unfinished in `drafts`."""
        super().__init__(parent)
        self._engine, self._letters, self._drafts, self._thumbnails = engine, letters, drafts, thumbnails
        self._attached: dict[str, Attachments] = {}
        self._sending = ""
        self._message = ""
        letters.moved.connect(self._on_moved)
        drafts.loaded.connect(self.moved)

    @property
    def attachments(self) -> Attachments:
        """What goes with the letter."""
        key = self._letters.key
        if key not in self._attached:
            place = self._place("with")
            one = self._attached[key] = Attachments(self._thumbnails, self)
            one.recall(self._drafts.get(place))
            one.refused.connect(self._say)
            one.changed.connect(lambda: self._on_attached(place, one))
        return self._attached[key]

    @Slot(str)
    def keep(self, text: str) -> None:
        """Remember what is being written."""
        if self._letters.key:
            self._drafts.put(self._place("letter"), text)

    @Slot(result=str)
    def text(self) -> str:
        """Return what was being written to these people."""
        return self._drafts.get(self._place("letter")) if self._letters.key else ""

    @Slot("QVariantList")
    def attach(self, urls: list[QUrl]) -> None:
        """Add files that were chosen or dropped."""
        if self._letters.key:
            self.attachments.add(urls)

    @Slot(result=bool)
    def paste(self) -> bool:
        """Add a picture or files from the clipboard; return whether there were any."""
        return bool(self._letters.key) and self.attachments.paste()

    @Slot(str)
    def detach(self, key: str) -> None:
        """Take something out again."""
        self.attachments.remove(key)

    @Slot(str)
    def send(self, text: str) -> None:
        """Send what was written."""
        if self._sending or not self._letters.key or not (text.strip() or self.attachments.items):
            return
        to = self._sending = self._letters.key
        attached = tuple(one.request for one in self.attachments.items)
        self._message = ""
        self.changed.emit()
        self._engine.ask(
            q.Message(people_in(to), text, attached), lambda _: self._on_sent(to), self._on_unsent
        )

    @Slot()
    def hush(self) -> None:
        """Put the message away."""
        self._say("")

    # -- within --------------------------------------------------------------------------------------

    def _place(self, what: str) -> str:
        # The ids of many people are longer than the name of a draft may be.
        key = hashlib.blake2b(self._letters.key.encode(), digest_size=_DIGEST_BYTES)
        return f"{what}/{key.hexdigest()}"

    def _on_moved(self) -> None:
        self._message = ""
        self.changed.emit()
        self.moved.emit()

    def _on_sent(self, to: str) -> None:
        self._sending = ""
        if to == self._letters.key:
            self.attachments.take()
            self.keep("")
            self.sent.emit()
        elif to in self._attached:
            self._attached[to].take()
        self.changed.emit()

    def _on_unsent(self, trouble: Trouble) -> None:
        self._sending = ""
        self._say(trouble.sentence)

    def _on_attached(self, place: str, attachments: Attachments) -> None:
        self._drafts.put(place, attachments.remembered())
        self.changed.emit()

    def _say(self, message: str) -> None:
        self._message = message
        self.changed.emit()

    # -- for QML -------------------------------------------------------------------------------------

    attached = Property(list, lambda self: self.attachments.rows if self._letters.key else [], notify=changed)
    sending = Property(bool, lambda self: bool(self._sending), notify=changed)
    message = Property(str, lambda self: self._message, notify=changed)
