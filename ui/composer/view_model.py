"""State of the place to write a post: where it goes, what goes with it, and what came of it."""

from pathlib import Path

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.drafts import Drafts
from ui.engine_link import Engine, Trouble
from ui.language import fill, translate
from ui.words import listed


class ComposerViewModel(QObject):
    """The composer.

    Signals:
        changed: Something below is different.
        posted: What was written is on its way.
        moved: It stands in another place now, where something else was being written.
    """

    changed = Signal()
    posted = Signal()
    moved = Signal()

    def __init__(self, engine: Engine, drafts: Drafts, parent: QObject | None = None) -> None:
        """Write over `engine`, and keep unfinished texts in `drafts`."""
        super().__init__(parent)
        self._engine, self._drafts = engine, drafts
        self._place = ""
        self._attached: list[str] = []
        self._sending = False
        self._message = ""

    @Slot(str)
    def go(self, place: str) -> None:
        """Write in the feed of one circle, by the hex of its id, or in that of all if that is empty."""
        if place != self._place:
            self._place = place
            self.changed.emit()
            self.moved.emit()

    @Slot(str)
    def keep_draft(self, text: str) -> None:
        """Remember what is being written, across restarts."""
        self._drafts.put(self._draft_key(), text)

    @Slot(result=str)
    def draft(self) -> str:
        """Return what was being written here."""
        return self._drafts.get(self._draft_key())

    @Slot("QVariantList")
    def attach(self, urls: list[QUrl]) -> None:
        """Add files that were chosen or dropped."""
        paths = [url.toLocalFile() for url in urls if url.isLocalFile()]
        self._attached += [path for path in paths if path and path not in self._attached]
        self.changed.emit()

    @Slot(str)
    def detach(self, path: str) -> None:
        """Take a file out again."""
        self._attached = [other for other in self._attached if other != path]
        self.changed.emit()

    @Slot(str, str)
    def post(self, text: str, circle: str) -> None:
        """Write for a circle, by the hex of its id."""
        if self._sending or not (text.strip() or self._attached):
            return
        self._sending = True
        self.changed.emit()
        attached = tuple(q.Attach(path, b"", is_picture(path), False) for path in self._attached)
        self._engine.ask(q.Post(circle, text, attached), self._on_posted, self._on_unposted)

    @Slot()
    def hush(self) -> None:
        """Put the message away."""
        self._say("")

    # -- within --------------------------------------------------------------------------------------

    def _draft_key(self) -> str:
        return f"post/{self._place}"

    def _on_posted(self, reply: object) -> None:
        self._sending = False
        self._drafts.put(self._draft_key(), "")
        self._attached = []
        if isinstance(reply, r.PostReply):
            self._say(_taken_out(reply))
        self.posted.emit()

    def _on_unposted(self, trouble: Trouble) -> None:
        self._sending = False
        self._say(trouble.sentence)

    def _say(self, message: str) -> None:
        self._message = message
        self.changed.emit()

    def _get_attached(self) -> list[dict[str, object]]:
        return [
            {"path": path, "name": Path(path).name, "picture": is_picture(path)} for path in self._attached
        ]

    place = Property(str, lambda self: self._place, notify=changed)
    sending = Property(bool, lambda self: self._sending, notify=changed)
    message = Property(str, lambda self: self._message, notify=changed)
    attached = Property(list, _get_attached, notify=changed)


def is_picture(path: str) -> bool:
    """Return whether a file goes as a picture: by its ending; the engine looks at what is in it."""
    return Path(path).suffix.lower() in {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif", ".gif"}


def _taken_out(reply: r.PostReply) -> str:
    words = list(dict.fromkeys(word for one in reply.attached for word in one.removed))
    return fill(translate("composer", "Taken out of your pictures: %1."), listed(words)) if words else ""
