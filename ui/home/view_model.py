"""State of the first page: the posts of all circles or of one, and what is done to them."""

from collections import ChainMap
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.clock import now_ms
from ui.drafts import Drafts
from ui.engine import Engine, LinkState
from ui.feed.links import safe_address
from ui.feed.reading import Reading
from ui.feed.rows import Row, names_in, post_row
from ui.feed.timeline import Timeline
from ui.gathering import Gathering
from ui.home.answers import Answers
from ui.images import PostImages
from ui.language import translate
from ui.second_thoughts import SecondThoughts
from ui.session import Session
from ui.trouble import Trouble
from ui.words import day_in_words

# Computers come and go in bursts; how far a post has travelled can wait.
_TRAVEL_MS: Final = 2000


class HomeViewModel(QObject):
    """The feed.

    Signals:
        changed: Something below is different.
        answers: Another text stands in a place to answer: one that was left there, or came back.
        unedited: A change was refused; carries what was to be changed, and the text.
    """

    changed = Signal()
    answers = Signal()
    unedited = Signal(str, str)

    def __init__(
        self,
        engine: Engine,
        session: Session,
        images: PostImages,
        drafts: Drafts,
        thoughts: SecondThoughts,
        parent: QObject | None = None,
        now_ms: Callable[[], int] = now_ms,
    ) -> None:
        """Show what `engine` holds, and follow it."""
        super().__init__(parent)
        self._engine, self._session, self._images = engine, session, images
        self._answers = Answers(engine, drafts, self)
        self._answers.changed.connect(self.answers)
        self._thoughts, self._now_ms = thoughts, now_ms
        self._timeline = Timeline(self._dress, lambda ms: day_in_words(ms, self._now_ms()), self)
        self._reading = Reading(engine, self._timeline, images, self)
        self._reading.changed.connect(self.changed)
        self._reading.troubled.connect(self._on_unread)
        self._circle = ""
        self._opened = False
        self._message = ""
        thoughts.changed.connect(self._timeline.redress)
        thoughts.gone.connect(self._look_at)
        self._names: dict[bytes, str] = {}
        self._stewarding: set[bytes] = set()
        self._introduced: set[bytes] = set()
        self._near = range(0)
        self._travelling = Gathering(self, _TRAVEL_MS, self._look_at_screen)
        engine.told.connect(self._on_event)
        engine.state_changed.connect(self._on_state)
        session.changed.connect(self._on_session)

    @property
    def model(self) -> Timeline:
        """The posts."""
        return self._timeline

    # -- reading -------------------------------------------------------------------------------------

    @Slot(str)
    def choose(self, circle: str) -> None:
        """Show one circle, by the hex of its id, or all of them if that is empty."""
        if circle != self._circle:
            self._circle = circle
            self._opened = False
            self._open()
            self.changed.emit()

    @Slot()
    def more(self) -> None:
        """Show older posts, too."""
        if self._timeline.more:
            self._timeline.wanted.emit()

    def refresh(self) -> None:
        """Look again, soon."""
        if self._opened:
            self._reading.look_again()

    @Slot(int, int, bool)
    def seen(self, first: int, last: int, top: bool) -> None:
        """Hear which posts are on the screen, and whether it is the very top."""
        self._near = range(max(0, first), last + 1)
        self._reading.seen(0 if top else max(1, last))

    def redress(self) -> None:
        """Say everything again: names, words or the day are different."""
        self._timeline.redress()

    # -- writing -------------------------------------------------------------------------------------

    @Slot(str, str, str)
    def comment(self, post: str, to: str, text: str) -> None:
        """Answer a post, or one of its comments."""
        if text.strip():
            self._answers.send(post, to, text, lambda: self._look_at(to), self._on_refused)

    @Slot(str, str)
    def keep_answer(self, post: str, text: str) -> None:
        """Remember an answer that is being written."""
        self._answers.keep(post, text)

    @Slot(str, result=str)
    def answer(self, post: str) -> str:
        """Return the answer that was being written to a post."""
        return self._answers.of(post)

    @Slot(str, str)
    def react(self, post: str, emoji: str) -> None:
        """React to a post or comment; an empty emoji takes it back."""
        self._engine.ask(q.React(post, emoji), lambda _: self._look_at(post), self._on_refused)

    @Slot(str, str)
    def edit(self, post: str, text: str) -> None:
        """Give one's own post or comment another text."""

        def refused(trouble: Trouble) -> None:
            self.unedited.emit(post, text)
            self._on_refused(trouble)

        self._engine.ask(q.Edit(post, text), lambda _: self._look_at(post), refused)

    @Slot()
    def hush(self) -> None:
        """Put the message away."""
        self._say("")

    @Slot(str)
    def copy(self, text: str) -> None:
        """Put a text where it can be pasted from."""
        QGuiApplication.clipboard().setText(text)
        self._say(translate("home", "Copied."))

    @Slot(str)
    def visit(self, address: str) -> None:
        """Have the browser open an address that stands in a post and that the reader has seen in full."""
        if safe_address(address) != address or not QDesktopServices.openUrl(QUrl(address)):
            self._say(translate("home", "This address could not be opened."))

    # -- within --------------------------------------------------------------------------------------

    def _open(self) -> None:
        if not self._opened and self._session.me and self._engine.state is LinkState.CONNECTED:
            self._opened = True
            self._reading.open(self._circle)

    def _dress(self, post: r.PostView) -> Row:
        row = post_row(
            post,
            me=self._session.me,
            now_ms=self._now_ms(),
            keep=self._kept,
            names=ChainMap(names_in((post,)), self._names),
            steward=post.circle in self._stewarding,
            hidden=self._thoughts.hidden,
        )
        # Not those of its answers: there may be more of them than are kept at all, and one would read without end.
        previews = [picture.preview for picture in post.pictures if picture.preview]
        previews += [file.film.preview for file in post.files if file.film is not None]
        if not all(self._kept(preview) for preview in previews):
            # So much was read since that its previews are no longer in memory.
            self._reading.look_at(post.id)
        return row

    def _kept(self, preview: bytes) -> str:
        key = preview.decode()
        return key if key in self._images else ""

    def _look_at(self, post: str) -> None:
        self._reading.look_at(bytes.fromhex(post))

    def _look_at_screen(self) -> None:
        posts = self._timeline.posts
        self._reading.look_at(*(posts[at].id for at in self._near if at < len(posts)))

    def _introduce(self) -> None:
        """Learn the names of those who may have reacted and written nothing."""
        for circle in self._session.circles:
            if circle.state == "member" and circle.circle not in self._introduced:
                self._introduced.add(circle.circle)
                self._ask_members(circle.circle)

    def _ask_members(self, circle: bytes) -> None:
        self._engine.ask(q.ListMembers(circle.hex()), lambda reply: self._on_members(circle, reply), _ignore)

    def _on_members(self, circle: bytes, reply: object) -> None:
        if isinstance(reply, r.MembersReply):
            self._names |= {former.person: former.name for former in reply.former}
            self._names |= {member.person: member.name for member in reply.members}
            stewards = {member.person for member in reply.members if member.role == "steward"}
            (self._stewarding.add if self._session.me in stewards else self._stewarding.discard)(circle)
            self._timeline.redress()

    def _on_unread(self, trouble: Trouble) -> None:
        if trouble.kind != "nobody":
            self._say(trouble.sentence)

    def _on_refused(self, trouble: Trouble) -> None:
        self._say(trouble.sentence)

    def _say(self, message: str) -> None:
        self._message = message
        self.changed.emit()

    def _on_event(self, event: object) -> None:
        if isinstance(event, e.CirclesChanged):
            self._introduced.clear()
            self._introduce()
            self.refresh()
        elif isinstance(event, e.NeighboursChanged):
            self._travelling.start()
        elif isinstance(event, e.FeedChanged) and self._opened:
            if not event.posts:
                self._reading.look_again()
            else:
                self._reading.look_at(*self._posts_of(event.posts))

    def _posts_of(self, entries: tuple[bytes, ...]) -> list[bytes]:
        """Return the posts that these are, or stand beneath as far as that is known here."""
        wanted = set(entries)
        above = {
            comment.id: post.id
            for post in self._timeline.posts
            for comment in post.comments
            if comment.id in wanted
        }
        # A comment that goes says no more where it stood.
        return list(dict.fromkeys(above.get(entry, entry) for entry in entries))

    def _on_state(self) -> None:
        self._open()
        if self._engine.state is LinkState.CONNECTED:
            self.refresh()

    def _on_session(self) -> None:
        self._open()
        self._introduce()
        self.changed.emit()

    def _get_circle_name(self) -> str:
        return (
            self._session.circle_name(bytes.fromhex(self._circle))
            if self._circle
            else translate("home", "Home")
        )

    def _get_settled(self) -> bool:
        return self._reading.loaded and self._reading.idle

    posts = Property(QObject, lambda self: self._timeline, constant=True)
    circle = Property(str, lambda self: self._circle, notify=changed)
    circleName = Property(str, _get_circle_name, notify=changed)  # noqa: N815 — QML's way of naming
    loaded = Property(bool, lambda self: self._reading.loaded, notify=changed)
    settled = Property(bool, _get_settled, notify=changed)
    caughtUp = Property(  # noqa: N815
        bool, lambda self: self._reading.loaded and not self._timeline.more, notify=changed
    )
    message = Property(str, lambda self: self._message, notify=changed)


def _ignore(_: Trouble) -> None:
    """Go on without names: a face then shows the reaction."""
