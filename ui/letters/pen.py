"""State of the letter that is being written: its text, what goes with it, and what came of it.

To whom it goes is in `view_model`; what was written before is in `conversation`, and what was sent in `under_way`.
"""

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot

from ui.attachments import Attachments, Thumbnails
from ui.drafts import Drafts
from ui.engine import Engine
from ui.language import fill, translate
from ui.letters.under_way import Sent, UnderWay, draft_place, joined
from ui.letters.view_model import LettersViewModel
from ui.words import listed


class PenViewModel(QObject):
    """What I am writing to those whom the page shows.

    Signals:
        changed: Something below is different.
        left: What was written is on its way: the place to write is empty again.
        sent: A letter is with the engine.
        moved: Another text stands in the place to write: that of another conversation, or one that came back.
    """

    changed = Signal()
    left = Signal()
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
        self._letters, self._drafts, self._thumbnails = letters, drafts, thumbnails
        self._attached: dict[str, Attachments] = {}
        self._under_way = UnderWay(engine, drafts, self)
        # Where something was not taken or came back, and why; and of these the one whose letter did last.
        self._messages: dict[str, str] = {}
        self._back = ""
        self._under_way.arrived.connect(self._on_arrived)
        self._under_way.returned.connect(self._on_returned)
        letters.moved.connect(self._on_moved)
        drafts.loaded.connect(self._on_drafts)

    @property
    def attachments(self) -> Attachments:
        """What goes with the letter."""
        return self._with(self._letters.key)

    @Slot(str)
    def keep(self, text: str) -> None:
        """Remember what is being written."""
        if self._letters.key:
            self._drafts.put(draft_place("letter", self._letters.key), text)

    @Slot(result=str)
    def text(self) -> str:
        """Return what was being written to these people."""
        return self._drafts.get(draft_place("letter", self._letters.key)) if self._letters.key else ""

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
        """Send what was written; one can write on at once."""
        to = self._letters.key
        if not to or not (text.strip() or self.attachments.items):
            return
        self.keep("")
        self._under_way.send(to, text, self.attachments.take())
        self._forgive(to)
        self.left.emit()

    def finish(self) -> None:
        """Send now what waits for another letter: the window closes."""
        self._under_way.hurry()

    @Slot()
    def hush(self) -> None:
        """Put the message of this conversation away."""
        self._forgive(self._letters.key)

    @Slot()
    def know(self) -> None:
        """Put away that a letter came back; why is still said beside it."""
        self._back = ""
        self.changed.emit()

    # -- within --------------------------------------------------------------------------------------

    def _with(self, key: str) -> Attachments:
        if key not in self._attached:
            one = self._attached[key] = Attachments(self._thumbnails, self)
            one.recall(self._drafts.get(draft_place("with", key)))
            one.refused.connect(lambda why: self._say(key, why))
            one.changed.connect(lambda: self._on_attached(key))
        return self._attached[key]

    def _on_moved(self) -> None:
        if self._back == self._letters.key:
            self._back = ""
        self._find_lost(self._letters.key)
        self.changed.emit()
        self.moved.emit()

    def _on_drafts(self) -> None:
        # A conversation may have been opened before, as by a click on a notification.
        for key, attachments in self._attached.items():
            attachments.recall(self._drafts.get(draft_place("with", key)))
        self._find_lost(self._letters.key)
        self.changed.emit()
        self.moved.emit()

    def _find_lost(self, key: str) -> None:
        if not key:
            return
        text, paths = self._under_way.recall(key)
        self._put_before(key, text)
        if paths:
            self._with(key).add_paths(paths)

    def _put_before(self, key: str, text: str) -> None:
        place = draft_place("letter", key)
        if text:
            self._drafts.put(place, joined(text, self._drafts.get(place)))

    def _on_arrived(self, _: str) -> None:
        self.sent.emit()
        self.changed.emit()

    def _on_returned(self, key: str, letters: list[Sent], why: str) -> None:
        self._put_before(key, joined(*(one.text for one in letters)))
        self._with(key).put_back(thing for one in letters for thing in one.attached)
        self._back = key
        self._say(key, why)
        if key == self._letters.key:
            self.moved.emit()

    def _on_attached(self, key: str) -> None:
        self._drafts.put(draft_place("with", key), self._attached[key].remembered())
        self.changed.emit()

    def _say(self, key: str, message: str) -> None:
        self._messages[key] = message
        self.changed.emit()

    def _forgive(self, key: str) -> None:
        self._messages.pop(key, None)
        if key == self._back:
            self._back = ""
        self.changed.emit()

    # -- for QML -------------------------------------------------------------------------------------

    def _get_came_back(self) -> str:
        if not self._back:
            return ""
        names = listed([name for _, name in self._letters.people_of(self._back)])
        said = translate(
            "letters", "%1 Your letter to %2 waits where you wrote it.", "why it was not sent; names"
        )
        return fill(said, self._messages.get(self._back, ""), names)

    attached = Property(list, lambda self: self.attachments.rows if self._letters.key else [], notify=changed)
    sending = Property(bool, lambda self: self._letters.key in self._under_way, notify=changed)
    message = Property(str, lambda self: self._messages.get(self._letters.key, ""), notify=changed)
    # The conversation to which a letter came back, and what is said of it to whoever is elsewhere.
    back = Property(str, lambda self: self._back, notify=changed)
    cameBack = Property(str, _get_came_back, notify=changed)  # noqa: N815 — QML's way of naming
