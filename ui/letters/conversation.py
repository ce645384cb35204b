"""State of one conversation: what these people and I wrote to each other, and what I am writing to them.

Which one it is, and all the others, is in `view_model`.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.acquaintances import Acquaintances
from ui.attachments import Attachments, Thumbnails
from ui.clock import now_ms
from ui.drafts import Drafts
from ui.engine_link import Engine, LinkState, Trouble
from ui.feed.model import PostsModel
from ui.feed.rows import Row, names_in, post_row
from ui.gathering import gathering
from ui.images import PostImages
from ui.letters.rows import people_in
from ui.letters.view_model import LettersViewModel
from ui.one_at_a_time import OneAtATime
from ui.second_thoughts import SecondThoughts
from ui.session import Session

PAGE: Final = 40
_GATHER_MS: Final = 80
_DIGEST_BYTES: Final = 16


class ConversationViewModel(QObject):
    """The letters of a conversation.

    Signals:
        changed: Something below is different.
        sent: What was written is in the conversation; the place to write is empty again.
        moved: Another conversation is read now, and another draft stands in the place to write.
    """

    changed = Signal()
    sent = Signal()
    moved = Signal()

    def __init__(
        self,
        engine: Engine,
        session: Session,
        known: Acquaintances,
        letters: LettersViewModel,
        drafts: Drafts,
        images: PostImages,
        thumbnails: Thumbnails,
        thoughts: SecondThoughts,
        parent: QObject | None = None,
        now_ms: Callable[[], int] = now_ms,
    ) -> None:
        """Show the conversation that `letters` reads."""
        super().__init__(parent)
        self._engine, self._session, self._known, self._chosen = engine, session, known, letters
        self._drafts, self._images, self._thumbnails = drafts, images, thumbnails
        self._thoughts, self._now_ms = thoughts, now_ms
        self._model = PostsModel(self)
        self._attached: dict[str, Attachments] = {}
        self._letters: Sequence[r.PostView] = ()
        self._key = ""
        self._limit = PAGE
        self._question = OneAtATime()
        self._more = self._loaded = False
        self._looked_at = False
        self._marked = ""
        self._sending = ""
        self._message = ""
        self._gather = gathering(self, _GATHER_MS, self._load)
        engine.told.connect(self._on_event)
        engine.state_changed.connect(self._on_state)
        session.changed.connect(self.refresh)
        known.changed.connect(self._show)
        letters.moved.connect(self._on_moved)
        letters.came.connect(self._mark_read)
        thoughts.changed.connect(self._show)
        thoughts.gone.connect(self.refresh)
        drafts.loaded.connect(self.moved)

    @property
    def model(self) -> PostsModel:
        """The letters, newest first."""
        return self._model

    # -- reading -------------------------------------------------------------------------------------

    @Slot(bool)
    def look(self, looking: bool) -> None:
        """Hear that the page is on the screen, or no longer: only then something is read."""
        self._looked_at = looking
        self._mark_read()

    @Slot()
    def more(self) -> None:
        """Show older letters, too."""
        if self._more and not self._question.under_way:
            self._limit += PAGE
            self._load()

    def redress(self) -> None:
        """Say it in another language."""
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
        self._engine.ask(q.Edit(letter, text), lambda _: self.refresh(), self._on_trouble)

    # -- writing -------------------------------------------------------------------------------------

    @property
    def attachments(self) -> Attachments:
        """What goes with the letter."""
        key = self._key
        if key not in self._attached:
            one = self._attached[key] = Attachments(self._thumbnails, self)
            one.recall(self._drafts.get(self._place("with")))
            one.refused.connect(self._say)
            place = self._place("with")
            one.changed.connect(lambda: self._on_attached(place, one))
        return self._attached[key]

    @Slot(str)
    def keep_draft(self, text: str) -> None:
        """Remember what is being written."""
        if self._key:
            self._drafts.put(self._place("letter"), text)

    @Slot(result=str)
    def draft(self) -> str:
        """Return what was being written to these people."""
        return self._drafts.get(self._place("letter")) if self._key else ""

    @Slot("QVariantList")
    def attach(self, urls: list[QUrl]) -> None:
        """Add files that were chosen or dropped."""
        if self._key:
            self.attachments.add(urls)

    @Slot(result=bool)
    def paste(self) -> bool:
        """Add a picture or files from the clipboard; return whether there were any."""
        return bool(self._key) and self.attachments.paste()

    @Slot(str)
    def detach(self, key: str) -> None:
        """Take something out again."""
        self.attachments.remove(key)

    @Slot(str)
    def write(self, text: str) -> None:
        """Send what was written."""
        if self._sending or not self._key or not (text.strip() or self.attachments.items):
            return
        to = self._sending = self._key
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
        return f"{what}/{hashlib.blake2b(self._key.encode(), digest_size=_DIGEST_BYTES).hexdigest()}"

    def _on_moved(self) -> None:
        self._key, self._limit, self._letters = self._chosen.key, PAGE, ()
        self._loaded, self._message = not self._key, ""
        # A list of its own: one that stands on its end keeps some of what is taken out of it row by row.
        old, self._model = self._model, PostsModel(self)
        self.changed.emit()
        old.deleteLater()
        self.moved.emit()
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
        self._model.show([self._row(one, names) for one in self._letters if one.id.hex() not in hidden])

    def _row(self, letter: r.PostView, names: dict[bytes, str]) -> Row:
        return post_row(
            letter, me=self._session.me, now_ms=self._now_ms(), keep=self._images.keep, names=names
        ) | {"audience": ""}

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

    def _on_sent(self, to: str) -> None:
        self._sending = ""
        if to == self._key:
            self.attachments.take()
            self.keep_draft("")
            self.sent.emit()
        elif to in self._attached:
            self._attached[to].take()
        self.refresh()
        self.changed.emit()

    def _on_unsent(self, trouble: Trouble) -> None:
        self._sending = ""
        self._say(trouble.sentence)

    def _on_trouble(self, trouble: Trouble) -> None:
        self._say(trouble.sentence)

    def _say(self, message: str) -> None:
        self._message = message
        self.changed.emit()

    def _on_attached(self, place: str, attachments: Attachments) -> None:
        self._drafts.put(place, attachments.remembered())
        self.changed.emit()

    def _on_event(self, event: object) -> None:
        if isinstance(event, e.FeedChanged | e.CirclesChanged):
            self.refresh()

    def _on_state(self) -> None:
        if self._engine.state is LinkState.CONNECTED:
            self.refresh()

    # -- for QML -------------------------------------------------------------------------------------

    letters = Property(QObject, lambda self: self._model, notify=changed)
    attached = Property(list, lambda self: self.attachments.rows if self._key else [], notify=changed)
    sending = Property(bool, lambda self: bool(self._sending), notify=changed)
    loaded = Property(bool, lambda self: self._loaded, notify=changed)
    settled = Property(
        bool, lambda self: not self._question.under_way and not self._gather.isActive(), notify=changed
    )
    message = Property(str, lambda self: self._message, notify=changed)


def _ignore(_: Trouble) -> None:
    """Leave it marked as new: it is read again."""
