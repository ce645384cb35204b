"""State of one conversation: what these people and I wrote to each other, and what is done to it.

Which one it is, and all the others, is in `view_model`; what I am writing now is in `pen`.
"""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Property, QObject, Signal, Slot

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.acquaintances import Acquaintances
from ui.clock import now_ms
from ui.engine import Engine, LinkState
from ui.feed.model import PostsModel
from ui.feed.rows import Row, names_in, post_row
from ui.gathering import Gathering
from ui.images import PostImages
from ui.letters.rows import people_in
from ui.letters.view_model import LettersViewModel
from ui.one_at_a_time import OneAtATime
from ui.second_thoughts import SecondThoughts
from ui.session import Session
from ui.trouble import Trouble

PAGE: Final = 40
_GATHER_MS: Final = 80
# Computers come and go in bursts; how far a letter has travelled can wait.
_TRAVEL_MS: Final = 2000


class ConversationViewModel(QObject):
    """The letters of a conversation.

    Signals:
        changed: Something below is different.
        unedited: A change was refused; carries the letter, and the text.
    """

    changed = Signal()
    unedited = Signal(str, str)

    def __init__(
        self,
        engine: Engine,
        session: Session,
        known: Acquaintances,
        letters: LettersViewModel,
        images: PostImages,
        thoughts: SecondThoughts,
        parent: QObject | None = None,
        now_ms: Callable[[], int] = now_ms,
    ) -> None:
        """Show the conversation that `letters` reads."""
        super().__init__(parent)
        self._engine, self._session, self._known, self._chosen = engine, session, known, letters
        self._images, self._thoughts, self._now_ms = images, thoughts, now_ms
        self._model = PostsModel(self)
        self._letters: Sequence[r.PostView] = ()
        self._key = ""
        self._limit = PAGE
        self._question = OneAtATime()
        self._more = self._loaded = False
        self._looked_at = False
        self._marked = ""
        self._message = ""
        self._gather = Gathering(self, _GATHER_MS, self._load)
        self._travelling = Gathering(self, _TRAVEL_MS, self._load)
        engine.told.connect(self._on_event)
        engine.state_changed.connect(self._on_state)
        session.changed.connect(self.refresh)
        known.changed.connect(self._show)
        letters.moved.connect(self._on_moved)
        letters.came.connect(self._mark_read)
        thoughts.changed.connect(self._show)
        thoughts.gone.connect(self.refresh)

    @property
    def model(self) -> PostsModel:
        """The letters, newest first."""
        return self._model

    # -- reading -------------------------------------------------------------------------------------

    @Slot(bool)
    def look(self, looking: bool) -> None:
        """Hear that somebody looks at the conversation, or no longer: only then something is read."""
        self._looked_at = looking
        self._mark_read()

    @Slot()
    def more(self) -> None:
        """Show older letters, too."""
        if self._more and not self._question.under_way:
            self._limit += PAGE
            self._load()

    def redress(self) -> None:
        """Say it again: in another language, or with other times."""
        self._show()

    def refresh(self) -> None:
        """Look again, soon."""
        self._gather.start()

    # -- what is done to a letter ----------------------------------------------------------------------

    @Slot(str, str)
    def react(self, letter: str, emoji: str) -> None:
        """React to a letter; an empty emoji takes it back."""
        self._engine.ask(q.React(letter, emoji), lambda _: self.refresh(), self._on_trouble)

    @Slot(str, str)
    def edit(self, letter: str, text: str) -> None:
        """Give one's own letter another text."""

        def refused(trouble: Trouble) -> None:
            self.unedited.emit(letter, text)
            self._on_trouble(trouble)

        self._engine.ask(q.Edit(letter, text), lambda _: self.refresh(), refused)

    @Slot()
    def hush(self) -> None:
        """Put the message away."""
        self._say("")

    # -- within --------------------------------------------------------------------------------------

    def _on_moved(self) -> None:
        self._key, self._limit, self._letters = self._chosen.key, PAGE, ()
        self._loaded, self._message = not self._key, ""
        # A list of its own: one that stands on its end keeps some of what is taken out of it row by row.
        old, self._model = self._model, PostsModel(self)
        self.changed.emit()
        old.deleteLater()
        self._load()

    def _load(self) -> None:
        if not self._key or self._engine.state is not LinkState.CONNECTED or not self._session.me:
            self.changed.emit()
            return
        if not self._question.begin():
            return
        asked = self._key
        request = q.ReadConversation(people_in(asked), self._limit + 1, "")
        self._engine.ask(request, lambda got: self._on_letters(asked, got), self._on_unread)

    def _on_letters(self, asked: str, reply: object) -> None:
        if isinstance(reply, r.PostsReply) and asked == self._key:
            self._more = len(reply.posts) > self._limit
            self._letters = reply.posts[: self._limit]
            self._loaded = True
            # What came may be older than what was marked: it is as new to the reader.
            self._marked = ""
            self._show()
            self._mark_read()
        self._answered()

    def _on_unread(self, trouble: Trouble) -> None:
        if trouble.kind != "nobody":
            self._message = trouble.sentence
        self._answered()

    def _answered(self) -> None:
        again = self._question.end()
        self.changed.emit()
        if again:
            self._load()

    def _show(self) -> None:
        names = {bytes.fromhex(person): name for person, name in self._known.names.items()}
        names |= {bytes.fromhex(person): name for person, name in self._chosen.people}
        names |= names_in(self._letters)
        hidden = self._thoughts.hidden
        rows = [self._row(one, names) for one in self._letters if one.id.hex() not in hidden]
        for at, row in enumerate(rows, start=1):
            row["newDay"] = at == len(rows) or row["day"] != rows[at]["day"]
        self._model.show(rows)

    def _row(self, letter: r.PostView, names: dict[bytes, str]) -> Row:
        row = post_row(
            letter, me=self._session.me, now_ms=self._now_ms(), keep=self._images.keep, names=names
        )
        return row | {"audience": "", "everywhere": letter.copies.held >= letter.copies.of}

    def _mark_read(self) -> None:
        found = self._chosen.find()
        if self._looked_at and found is not None and found.unread and self._letters:
            newest = self._letters[0].id.hex()
            if newest == self._marked:
                return  # said already
            self._marked = newest
            self._engine.ask(
                q.MarkRead(people_in(self._key), newest), lambda _: self._chosen.refresh(), _ignore
            )

    def _on_trouble(self, trouble: Trouble) -> None:
        self._say(trouble.sentence)

    def _say(self, message: str) -> None:
        self._message = message
        self.changed.emit()

    def _on_event(self, event: object) -> None:
        if isinstance(event, e.FeedChanged | e.CirclesChanged):
            self.refresh()
        elif isinstance(event, e.NeighboursChanged):
            self._travelling.start()

    def _on_state(self) -> None:
        if self._engine.state is LinkState.CONNECTED:
            self.refresh()

    # -- for QML -------------------------------------------------------------------------------------

    letters = Property(QObject, lambda self: self._model, notify=changed)
    loaded = Property(bool, lambda self: self._loaded, notify=changed)
    settled = Property(
        bool, lambda self: not self._question.under_way and not self._gather.isActive(), notify=changed
    )
    message = Property(str, lambda self: self._message, notify=changed)


def _ignore(_: Trouble) -> None:
    """Leave it marked as new: it is read again."""
