"""State of the search page: what is typed, and what was found for it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.clock import now_ms
from ui.engine import Engine, LinkState
from ui.feed.model import PostsModel
from ui.search.rows import person_row, post_row
from ui.session import Session
from ui.trouble import Trouble

PAGE: Final = 20
MOST: Final = 200
# More than this is nothing that somebody looks for.
MAX_TYPED: Final = 200
# A breath between two letters: whoever types fast asks once.
_PAUSE_MS: Final = 120
_GATHER_MS: Final = 500


class SearchViewModel(QObject):
    """Looks for what is typed; only one question is under way at a time, and only the last answer is shown.

    Signals:
        changed: Something below is different.
        summoned: The reader wants to type: the field is to have the focus.
    """

    changed = Signal()
    summoned = Signal()

    def __init__(
        self,
        engine: Engine,
        session: Session,
        parent: QObject | None = None,
        now_ms: Callable[[], int] = now_ms,
    ) -> None:
        """Begin with nothing typed."""
        super().__init__(parent)
        self._engine, self._session, self._now_ms = engine, session, now_ms
        self._text = ""
        self._limit = PAGE
        self._asked: q.Find | None = None
        self._reply: r.FindReply | None = None
        self._message = ""
        self._model = PostsModel(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask)
        engine.told.connect(self._on_event)
        engine.state_changed.connect(self._on_state)

    @Slot(str)
    def look(self, text: str) -> None:
        """Look for what is typed so far."""
        wanted = " ".join(text[:MAX_TYPED].split())
        if wanted == self._text:
            return
        self._text, self._limit, self._message = wanted, PAGE, ""
        if not wanted:
            self._reply = None
            self._pause.stop()
            self._show()
        else:
            self._pause.start(_PAUSE_MS)
        self.changed.emit()

    @Slot()
    def more(self) -> None:
        """Find older ones, too."""
        if self._reply is not None and self._reply.more and self._limit < MOST:
            self._limit = min(MOST, self._limit + 2 * PAGE)
            self._ask()

    @Slot()
    def summon(self) -> None:
        """Put the focus where one types."""
        self.summoned.emit()

    def redress(self) -> None:
        """Say everything again: it is later."""
        self._show()

    def say_again(self) -> None:
        """Speak the language that was chosen just now."""
        self._show()
        self.changed.emit()

    # -- within --------------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self._asked is not None or not self._text or self._engine.state is not LinkState.CONNECTED:
            return
        self._asked = q.Find(self._text, self._limit)
        self.changed.emit()
        self._engine.ask(self._asked, self._on_found, self._on_trouble)

    def _on_found(self, reply: object) -> None:
        # While somebody types on, an answer for the beginning of it is better than none.
        if isinstance(reply, r.FindReply) and self._text and self._text.startswith(reply.text):
            self._reply, self._message = reply, ""
            self._show()
        self._answered()

    def _on_trouble(self, trouble: Trouble) -> None:
        self._message = trouble.sentence
        self._answered()

    def _answered(self) -> None:
        asked, self._asked = self._asked, None
        if asked is not None and self._text and asked != q.Find(self._text, self._limit):
            self._ask()
        self.changed.emit()

    def _on_event(self, event: object) -> None:
        if isinstance(event, e.FeedChanged | e.CirclesChanged) and self._text and not self._pause.isActive():
            self._pause.start(_GATHER_MS)

    def _on_state(self) -> None:
        if self._engine.state is LinkState.CONNECTED and self._text:
            self._pause.start(_PAUSE_MS)

    def _get_people(self) -> list[dict[str, object]]:
        if self._reply is None:
            return []
        return [person_row(person, self._session.me) for person in self._reply.people]

    def _show(self) -> None:
        now_ms, me = self._now_ms(), self._session.me
        self._model.show([post_row(post, me, now_ms) for post in (self._reply.posts if self._reply else ())])

    def _get_state(self) -> str:
        if not self._text:
            return "idle"
        if self._message:
            return "trouble"
        if self._reply is None:
            return "looking"
        if self._reply.people or self._reply.posts:
            return "found"
        # Nothing is only nothing when it was looked for in full.
        return "nothing" if self._reply.text == self._text else "looking"

    text = Property(str, lambda self: self._text, notify=changed)
    people = Property(list, _get_people, notify=changed)
    posts = Property(QObject, lambda self: self._model, constant=True)
    state = Property(str, _get_state, notify=changed)
    message = Property(str, lambda self: self._message, notify=changed)
