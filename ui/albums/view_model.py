"""State of the albums page: the pictures of one circle, newest first, by month."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Property, QObject, Signal, Slot

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.albums.model import LinesModel
from ui.albums.rows import lines_of, tiles_of
from ui.clock import now_ms
from ui.engine import Engine, LinkState
from ui.feed.rows import Row
from ui.gathering import Gathering
from ui.images import PostImages
from ui.session import Session
from ui.trouble import Trouble

# Posts and not pictures: a page of them fills a screen in any case.
PAGE: Final = 40
# What is read again after a change; older ones are as they were when the page was opened.
AGAIN: Final = 400
_A_SCREEN: Final = 12
_GATHER_MS: Final = 200


class AlbumsViewModel(QObject):
    """The pictures of a circle.

    Signals:
        changed: Something below is different.
    """

    changed = Signal()

    def __init__(
        self,
        engine: Engine,
        session: Session,
        images: PostImages,
        parent: QObject | None = None,
        now_ms: Callable[[], int] = now_ms,
    ) -> None:
        """Read nothing before somebody looks."""
        super().__init__(parent)
        self._engine, self._session, self._images, self._now_ms = engine, session, images, now_ms
        self._model = LinesModel(self)
        self._circle = ""
        self._columns = 4
        self._posts: list[r.PostView] = []
        self._tiles: list[Row] = []
        self._open = self._loaded = self._asked = self._more = False
        self._message = ""
        self._gather = Gathering(self, _GATHER_MS, self._again)
        engine.told.connect(self._on_event)
        engine.state_changed.connect(self._on_state)

    @Slot()
    def open(self) -> None:
        """Show a circle: the one that was looked at last, or the first."""
        self._open = True
        circles = [circle.circle.hex() for circle in self._session.circles]
        if self._circle not in circles:
            self._circle, self._posts, self._loaded = circles[0] if circles else "", [], False
        self._again()

    @Slot()
    def close(self) -> None:
        """Hear that nobody looks any more."""
        self._open = False

    @Slot(str)
    def choose(self, circle: str) -> None:
        """Show another circle, by the hex of its id."""
        if circle != self._circle:
            self._circle, self._posts, self._loaded, self._more = circle, [], False, False
            self._show()
            self._again()

    @Slot(int)
    def lay(self, columns: int) -> None:
        """Put so many tiles side by side."""
        if columns != self._columns and columns > 0:
            self._columns = columns
            self._show()

    @Slot()
    def more(self) -> None:
        """Show older ones, too."""
        if self._more and not self._asked and self._posts:
            self._ask(PAGE + 1, self._posts[-1].id.hex(), self._on_older)

    @Slot(result=list)
    def things(self) -> list[Row]:
        """Return every picture that was read, for the viewer."""
        return self._tiles

    @Slot(int, result=int)
    def row_of(self, at: int) -> int:
        """Return the row in which a picture stands."""
        lines = self._model.lines
        return next((n for n, line in enumerate(lines) if any(t["at"] == at for t in line["tiles"])), 0)

    @Slot(int, int, result=int)
    def below(self, at: int, rows: int) -> int:
        """Return the picture so many rows below another one, or as far as there are any; above it if negative."""
        filled = [line["tiles"] for line in self._model.lines if line["tiles"]]
        for n, tiles in enumerate(filled):
            if tiles[0]["at"] <= at <= tiles[-1]["at"]:
                column = at - int(tiles[0]["at"])
                target = filled[min(len(filled) - 1, max(0, n + rows))]
                return int(target[min(column, len(target) - 1)]["at"])
        return at

    def say_again(self) -> None:
        """Speak the language that was chosen just now."""
        self._show()

    # -- within --------------------------------------------------------------------------------------

    def _again(self) -> None:
        if self._circle and self._open and not self._asked:
            self._ask(min(AGAIN, max(PAGE, len(self._posts))) + 1, "", self._on_newest)
        elif self._asked:
            self._gather.start()

    def _ask(self, limit: int, before: str, done: Callable[[str, int, object], None]) -> None:
        circle, self._asked = self._circle, True
        self._engine.ask(
            q.ListPictures(circle, limit, before),
            lambda reply: done(circle, limit, reply),
            self._on_trouble,
        )

    def _on_newest(self, circle: str, limit: int, reply: object) -> None:
        self._asked = False
        if not isinstance(reply, r.PostsReply) or circle != self._circle:
            self._again()
            return
        newest, more = list(reply.posts[: limit - 1]), len(reply.posts) >= limit
        older = self._posts[limit - 1 :] if more else []
        known = {post.id for post in newest}
        self._posts = newest + [post for post in older if post.id not in known]
        if not older:
            self._more = more
        self._loaded, self._message = True, ""
        self._show()

    def _on_older(self, circle: str, limit: int, reply: object) -> None:
        self._asked = False
        if isinstance(reply, r.PostsReply) and circle == self._circle:
            known = {post.id for post in self._posts}
            self._posts += [post for post in reply.posts[: limit - 1] if post.id not in known]
            self._more = len(reply.posts) >= limit
            self._show()

    def _on_trouble(self, trouble: Trouble) -> None:
        self._asked, self._message = False, trouble.sentence
        self.changed.emit()

    def _show(self) -> None:
        self._tiles = tiles_of(self._posts, self._now_ms(), self._images.keep)
        self._model.show(lines_of(self._tiles, self._columns))
        self.changed.emit()
        if len(self._tiles) < _A_SCREEN:
            # Posts may carry files only: what is to be seen comes further down.
            self.more()

    def _on_state(self) -> None:
        # Nobody told what changed while there was no engine.
        if self._open and self._engine.state is LinkState.CONNECTED:
            self._gather.start()

    def _on_event(self, event: object) -> None:
        if isinstance(event, e.FeedChanged) and event.circle.hex() == self._circle and self._open:
            self._gather.start()

    def _get_count(self) -> int:
        return len(self._tiles)

    lines = Property(QObject, lambda self: self._model, constant=True)
    circle = Property(str, lambda self: self._circle, notify=changed)
    count = Property(int, _get_count, notify=changed)
    loaded = Property(bool, lambda self: self._loaded, notify=changed)
    message = Property(str, lambda self: self._message, notify=changed)
