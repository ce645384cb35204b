"""State of the page of one post: the post as it is now, followed while it is looked at."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Property, QObject, Signal, Slot

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.clock import now_ms
from ui.engine import Engine, LinkState
from ui.feed.rows import Row, names_in, post_row, spoken
from ui.gathering import Gathering
from ui.images import PostImages
from ui.language import translate
from ui.second_thoughts import SecondThoughts
from ui.session import Session
from ui.trouble import Trouble

_GATHER_MS: Final = 80


class ReadingViewModel(QObject):
    """One post and its comments.

    Signals:
        changed: Something below is different.
    """

    changed = Signal()

    def __init__(
        self,
        engine: Engine,
        session: Session,
        images: PostImages,
        thoughts: SecondThoughts,
        parent: QObject | None = None,
        now_ms: Callable[[], int] = now_ms,
    ) -> None:
        """Show none yet."""
        super().__init__(parent)
        self._engine, self._session, self._images = engine, session, images
        self._thoughts, self._now_ms = thoughts, now_ms
        self._id = ""
        self._post: r.PostView | None = None
        self._names: dict[bytes, str] = {}
        self._message = ""
        self._shown: Row | None = None
        self._gather = Gathering(self, _GATHER_MS, self._load)
        engine.told.connect(self._on_event)
        engine.state_changed.connect(self._on_state)
        thoughts.changed.connect(self.changed)

    @Slot(str)
    def open(self, post: str) -> None:
        """Show the post with this id, or the one above the comment with this id."""
        if post != self._id:
            self._post = None
        self._id, self._message = post, ""
        self.changed.emit()
        self._load()

    def refresh(self) -> None:
        """Look again, soon."""
        self._gather.start()

    def redress(self) -> None:
        """Say everything again if it is different now: it is later."""
        if self._shown != self._dressed():
            self.changed.emit()

    # -- within --------------------------------------------------------------------------------------

    def _load(self) -> None:
        if self._id and self._engine.state is LinkState.CONNECTED:
            asked = self._id
            self._engine.ask(
                q.ReadPost(asked),
                lambda reply: self._on_post(asked, reply),
                lambda trouble: self._on_trouble(asked, trouble),
            )

    def _on_post(self, asked: str, reply: object) -> None:
        if asked != self._id or not isinstance(reply, r.PostsReply) or not reply.posts:
            return
        (self._post,) = reply.posts[:1]
        self._message = ""
        if self._session.circle_name(self._post.circle):
            self._engine.ask(q.ListMembers(self._post.circle.hex()), self._on_members, _ignore)
        self.changed.emit()

    def _on_trouble(self, asked: str, trouble: Trouble) -> None:
        if asked == self._id:
            self._post, self._message = None, trouble.sentence
            self.changed.emit()

    def _on_members(self, reply: object) -> None:
        if isinstance(reply, r.MembersReply):
            self._names |= {former.person: former.name for former in reply.former}
            self._names |= {member.person: member.name for member in reply.members}
            self.changed.emit()

    def _on_event(self, event: object) -> None:
        if isinstance(event, e.FeedChanged) and self._post is not None and event.circle == self._post.circle:
            self.refresh()

    def _on_state(self) -> None:
        if self._engine.state is LinkState.CONNECTED:
            self.refresh()

    def _get_post(self) -> Row | None:
        self._shown = self._dressed()
        return self._shown

    def _dressed(self) -> Row | None:
        if self._post is None or self._post.id.hex() in self._thoughts.hidden:
            return None
        return post_row(
            self._post,
            me=self._session.me,
            audience=self._session.circle_name(self._post.circle) or translate("search", "Letter"),
            now_ms=self._now_ms(),
            keep=self._images.keep,
            names=self._names | names_in([self._post]),
            hidden=self._thoughts.hidden,
        )

    def _get_beneath(self) -> bool:
        return self._post is not None and self._post.id.hex() != self._id

    def _get_spoken(self) -> str:
        row = self._get_post()
        return "" if row is None else spoken(row)

    present = Property(bool, lambda self: self._get_post() is not None, notify=changed)
    # What was opened is not the post itself but the comment `sought`.
    beneath = Property(bool, _get_beneath, notify=changed)
    sought = Property(str, lambda self: self._id, notify=changed)
    post = Property(dict, lambda self: self._get_post() or {}, notify=changed)
    spoken = Property(str, _get_spoken, notify=changed)
    message = Property(str, lambda self: self._message, notify=changed)


def _ignore(_: Trouble) -> None:
    """Go on without names: a face then shows the reaction."""
