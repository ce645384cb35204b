"""State of the first page: the posts of all circles or of one, and what may be taken back."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.engine_link import Engine, LinkState, Trouble
from ui.feed.model import PostsModel
from ui.feed.rows import names_in, post_row
from ui.images import PostImages
from ui.language import translate
from ui.session import Session

PAGE: Final = 30
# Long enough to see the mistake, and to find the button.
UNDO_S: Final = 10
# A burst of events is one look.
_GATHER_MS: Final = 80
_FILE_BYTES: Final = 64 << 20


class HomeViewModel(QObject):
    """The feed.

    Signals:
        changed: Something below is different.
        pictureCame: A whole picture can be shown in place of its preview.
    """

    changed = Signal()
    pictureCame = Signal(str, int)  # noqa: N815 — QML's way of naming

    def __init__(
        self,
        engine: Engine,
        session: Session,
        images: PostImages,
        parent: QObject | None = None,
        now_ms: Callable[[], int] = lambda: int(time.time() * 1000),
    ) -> None:
        """Show what `engine` holds, and follow it."""
        super().__init__(parent)
        self._engine, self._session, self._images = engine, session, images
        self._now_ms = now_ms
        self._model = PostsModel(self)
        self._circle = ""
        self._limit = PAGE
        self._more = False
        self._loaded = self._asked = self._stale = False
        self._message = ""
        self._hidden: dict[str, QTimer] = {}
        self._wanted: set[tuple[str, int]] = set()
        self._whole: dict[tuple[str, int], str] = {}
        self._last: tuple[r.PostView, ...] = ()
        self._names: dict[bytes, str] = {}
        self._introduced: set[bytes] = set()
        self._fetching = 0
        self._asked_for = ""
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self._load)
        engine.told.connect(self._on_event)
        engine.state_changed.connect(self._on_state)
        session.changed.connect(self._on_session)

    @property
    def model(self) -> PostsModel:
        """The posts."""
        return self._model

    # -- reading -------------------------------------------------------------------------------------

    @Slot(str)
    def choose(self, circle: str) -> None:
        """Show one circle, by the hex of its id, or all of them if that is empty."""
        if circle != self._circle:
            self._circle, self._limit = circle, PAGE
            self.changed.emit()
            self._load()

    @Slot()
    def more(self) -> None:
        """Show older posts, too."""
        if self._more and not self._asked:
            self._limit += PAGE
            self._load()

    @Slot()
    def refresh(self) -> None:
        """Look again, soon."""
        self._gather.start()

    @Slot(str, int)
    def want(self, post: str, number: int) -> None:
        """Bring a picture that is here to the screen: the whole picture instead of its preview."""
        if (post, number) not in self._wanted:
            self._wanted.add((post, number))
            self._fetching += 1
            _Fetch(self, self._engine, post, number).start()

    @Slot(str, int, result=str)
    def picture(self, post: str, number: int) -> str:
        """Return the key of a whole picture that is in memory, or nothing."""
        key = self._whole.get((post, number), "")
        return key if key in self._images else ""

    def arrived(self, post: str, number: int, data: bytes) -> None:
        """Take a whole picture from the engine."""
        self._whole[post, number] = self._images.keep(data)
        self._fetching -= 1
        self.pictureCame.emit(post, number)
        self.changed.emit()

    def missed(self, post: str, number: int) -> None:
        """Hear that a picture could not be had: it can be asked for again."""
        self._wanted.discard((post, number))
        self._fetching -= 1
        self.changed.emit()

    def too_large(self) -> None:
        """Hear that a picture is not to be shown whole: its preview stays."""
        self._fetching -= 1
        self.changed.emit()

    # -- writing -------------------------------------------------------------------------------------

    @Slot(str, str)
    def comment(self, post: str, text: str) -> None:
        """Answer a post."""
        if text.strip():
            self._engine.ask(q.Comment(post, text), lambda _: self.refresh(), self._on_refused)

    @Slot(str, str)
    def react(self, post: str, emoji: str) -> None:
        """React to a post or comment; an empty emoji takes it back."""
        self._engine.ask(q.React(post, emoji), lambda _: self.refresh(), self._on_refused)

    @Slot(str)
    def delete(self, post: str) -> None:
        """Delete one's own post: hidden at once, gone in ten seconds unless it is taken back."""
        if post not in self._hidden:
            timer = QTimer(self)
            timer.setSingleShot(True)
            timer.setInterval(UNDO_S * 1000)
            timer.timeout.connect(lambda: self._delete_now(post))
            self._hidden[post] = timer
            timer.start()
            self._show()

    @Slot()
    def undo(self) -> None:
        """Take back what was deleted last."""
        if self._hidden:
            self._hidden.popitem()[1].stop()
            self._show()

    def finish(self) -> None:
        """Do now what is only waiting for second thoughts: the window closes."""
        for post in list(self._hidden):
            self._hidden[post].stop()
            self._delete_now(post)

    @Slot()
    def hush(self) -> None:
        """Put the message away."""
        self._say("")

    # -- within --------------------------------------------------------------------------------------

    def _load(self) -> None:
        if self._engine.state is not LinkState.CONNECTED or not self._session.me:
            return
        if self._asked:
            self._stale = True
            return
        self._asked, self._asked_for = True, self._circle
        # One more than is shown tells whether there is more.
        request: q.Request = q.ReadHome(self._limit + 1, "")
        if self._circle:
            request = q.ReadFeed(self._circle, self._limit + 1, "")
        self._engine.ask(request, self._on_posts, self._on_unread)

    def _on_posts(self, reply: object) -> None:
        self._asked, self._loaded = False, True
        if isinstance(reply, r.PostsReply) and self._asked_for == self._circle:
            self._more = len(reply.posts) > self._limit
            self._last = reply.posts[: self._limit]
            self._show()
        self._again()

    def _on_unread(self, trouble: Trouble) -> None:
        self._asked = False
        if trouble.kind != "nobody":
            self._say(trouble.sentence)
        self._again()

    def _again(self) -> None:
        if self._stale:
            self._stale = False
            self._load()

    def _introduce(self) -> None:
        """Learn the names of those who may have reacted and written nothing."""
        for circle in self._session.circles:
            if circle.state == "member" and circle.circle not in self._introduced:
                self._introduced.add(circle.circle)
                self._engine.ask(q.ListMembers(circle.circle.hex()), self._on_members, _ignore)

    def _on_members(self, reply: object) -> None:
        if isinstance(reply, r.MembersReply):
            self._names |= {former.person: former.name for former in reply.former}
            self._names |= {member.person: member.name for member in reply.members}
            self._show()

    def _show(self) -> None:
        now_ms = self._now_ms()
        names = self._names | names_in(self._last)
        self._model.show(
            [
                post_row(
                    post,
                    me=self._session.me,
                    audience=self._session.circle_name(post.circle),
                    now_ms=now_ms,
                    keep=self._images.keep,
                    names=names,
                )
                for post in self._last
                if post.id.hex() not in self._hidden
            ]
        )
        self.changed.emit()

    def _delete_now(self, post: str) -> None:
        self._hidden.pop(post, None)
        self._engine.ask(q.Delete(post), lambda _: self.refresh(), self._on_refused)

    def _on_refused(self, trouble: Trouble) -> None:
        self._say(trouble.sentence)

    def _say(self, message: str) -> None:
        self._message = message
        self.changed.emit()

    def _on_event(self, event: object) -> None:
        if isinstance(event, e.CirclesChanged):
            self._introduced.clear()
            self._introduce()
        if isinstance(event, e.FeedChanged | e.CirclesChanged):
            self.refresh()

    def _on_state(self) -> None:
        if self._engine.state is LinkState.CONNECTED:
            self.refresh()

    def _on_session(self) -> None:
        if not self._loaded:
            self.refresh()
        self._introduce()
        self.changed.emit()

    def _get_circle_name(self) -> str:
        return (
            self._session.circle_name(bytes.fromhex(self._circle))
            if self._circle
            else translate("home", "Home")
        )

    posts = Property(QObject, lambda self: self._model, constant=True)
    circle = Property(str, lambda self: self._circle, notify=changed)
    circleName = Property(str, _get_circle_name, notify=changed)  # noqa: N815 — QML's way of naming
    loaded = Property(bool, lambda self: self._loaded, notify=changed)
    settled = Property(
        bool, lambda self: self._loaded and not self._asked and not self._fetching, notify=changed
    )
    caughtUp = Property(bool, lambda self: self._loaded and not self._more, notify=changed)  # noqa: N815
    message = Property(str, lambda self: self._message, notify=changed)
    canUndo = Property(bool, lambda self: bool(self._hidden), notify=changed)  # noqa: N815


class _Fetch(QObject):
    """Reads one picture from the engine, about a megabyte at a time."""

    def __init__(self, home: HomeViewModel, engine: Engine, post: str, number: int) -> None:
        super().__init__(home)
        self._home, self._engine, self._post, self._number = home, engine, post, number
        self._data = bytearray()

    def start(self) -> None:
        """Ask for the next part."""
        self._engine.ask(
            q.ReadFile(self._post, self._number, len(self._data), False), self._on_data, self._on_failed
        )

    def _on_data(self, reply: object) -> None:
        if not isinstance(reply, r.FileReply) or reply.size > _FILE_BYTES:
            self._home.too_large()
            self.deleteLater()
            return
        self._data += reply.data
        if reply.data and len(self._data) < reply.size:
            self.start()
            return
        self._home.arrived(self._post, self._number, bytes(self._data))
        self.deleteLater()

    def _on_failed(self, _trouble: Trouble) -> None:
        self._home.missed(self._post, self._number)
        self.deleteLater()


def _ignore(_: Trouble) -> None:
    """Go on without names: a face then shows the reaction."""
