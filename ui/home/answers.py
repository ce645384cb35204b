"""Answers to posts: being written, on their way, and back with their words when they were refused.

    keep() ──▶ draft ──▶ send() ──▶ the engine ──▶ forgotten
                 ▲                      └──▶ refused ──┐
                 └─────────────────────────────────────┘

What is on its way is still kept as a draft, for a window that is killed; but nobody sees it in the place to write.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from organic_p2p.api import requests as q
from ui.drafts import Drafts
from ui.engine_link import Engine, Trouble


class Answers(QObject):
    """What is written beneath posts, by the hex of their ids.

    Signals:
        changed: Another text stands in a place to write.
    """

    changed = Signal()

    def __init__(self, engine: Engine, drafts: Drafts, parent: QObject | None = None) -> None:
        """Keep what is unfinished in `drafts`."""
        super().__init__(parent)
        self._engine, self._drafts = engine, drafts
        self._under_way: dict[str, list[str]] = {}
        drafts.loaded.connect(self.changed)

    def of(self, post: str) -> str:
        """Return what is being written beneath a post."""
        text = self._drafts.get(_place(post))
        return "" if text in self._under_way.get(post, ()) else text

    def keep(self, post: str, text: str) -> None:
        """Remember what is being written there."""
        self._drafts.put(_place(post), text)

    def send(
        self, post: str, to: str, text: str, done: Callable[[], None], failed: Callable[[Trouble], None]
    ) -> None:
        """Answer `to`, the post itself or one of its comments; a text that is refused stands there again."""

        def arrived(_: object) -> None:
            self._under_way[post].remove(text)
            if self._drafts.get(_place(post)) == text:
                self.keep(post, "")
                # A window that closes now would have to remember that it was said.
                self._drafts.save()
            done()

        def refused(trouble: Trouble) -> None:
            self._under_way[post].remove(text)
            since = self.of(post)
            self.keep(post, text if since in ("", text) else f"{text}\n\n{since}")
            self._drafts.save()
            self.changed.emit()
            failed(trouble)

        self._under_way.setdefault(post, []).append(text)
        self.keep(post, text)
        self._drafts.save()
        self._engine.ask(q.Comment(to, text), arrived, refused)
        self.changed.emit()


def _place(post: str) -> str:
    return f"answer/{post}"
