"""State of the page of private letters: the conversations, the one that is read, and what is being written in it."""

import hashlib
import time
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.acquaintances import Acquaintances
from ui.attachments import Attachments, Thumbnails
from ui.drafts import Drafts
from ui.engine_link import Engine, LinkState, Trouble
from ui.feed.model import PostsModel
from ui.feed.rows import names_in, post_row
from ui.gathering import gathering
from ui.images import PostImages
from ui.language import translate
from ui.letters.rows import conversation_row, faces, key_of, people_in, who_reads
from ui.session import Session
from ui.words import listed

PAGE: Final = 40
_GATHER_MS: Final = 80
_DIGEST_BYTES: Final = 16


class LettersViewModel(QObject):
    """The letters.

    Signals:
        changed: Something below is different.
        listed: The list of conversations is different: it is made anew only then.
        sent: What was written is in the conversation; the place to write is empty again.
        moved: Another conversation is read now, and another draft stands in the place to write.
    """

    changed = Signal()
    listed = Signal()
    sent = Signal()
    moved = Signal()

    def __init__(
        self,
        engine: Engine,
        session: Session,
        known: Acquaintances,
        drafts: Drafts,
        images: PostImages,
        thumbnails: Thumbnails,
        parent: QObject | None = None,
        now_ms: Callable[[], int] = lambda: int(time.time() * 1000),
    ) -> None:
        """Follow the conversations of `engine`, so that something new is marked before the page is looked at."""
        super().__init__(parent)
        self._engine, self._session, self._known, self._drafts = engine, session, known, drafts
        self._images, self._thumbnails, self._now_ms = images, thumbnails, now_ms
        self._model = PostsModel(self)
        self._attached: dict[str, Attachments] = {}
        self._conversations: Sequence[r.ConversationView] = ()
        self._rows: list[dict[str, object]] = []
        self._letters: Sequence[r.PostView] = ()
        self._current = ""
        self._limit = PAGE
        self._more = self._loaded = self._asked = self._stale = False
        self._looked_at = False
        self._marked = ""
        self._choosing = False
        self._chosen: set[str] = set()
        self._filter = ""
        self._sending = ""
        self._message = ""
        self._gather = gathering(self, _GATHER_MS, self._load)
        engine.told.connect(self._on_event)
        engine.state_changed.connect(self._on_state)
        session.changed.connect(self._on_session)
        known.changed.connect(self.changed)
        self.changed.connect(self._list)
        drafts.loaded.connect(self.moved)

    @property
    def model(self) -> PostsModel:
        """The letters of the conversation that is read, newest first."""
        return self._model

    # -- reading -------------------------------------------------------------------------------------

    @Slot(bool)
    def look(self, looking: bool) -> None:
        """Hear that the page is on the screen, or no longer: only then something is read."""
        self._looked_at = looking
        if looking:
            self._mark_read()

    @Slot(str)
    def choose(self, key: str) -> None:
        """Read a conversation; none if `key` is empty."""
        self._choosing = False
        if key != self._current:
            self._current, self._limit, self._letters = key, PAGE, ()
            self._loaded, self._message = not key, ""
            # A list of its own: one that stands on its end keeps some of what is taken out of it row by row.
            old, self._model = self._model, PostsModel(self)
            self.changed.emit()
            old.deleteLater()
            self.moved.emit()
            self._load()
        else:
            self.changed.emit()

    @Slot()
    def more(self) -> None:
        """Show older letters, too."""
        if self._more and not self._asked:
            self._limit += PAGE
            self._load()

    def redress(self) -> None:
        """Say it in another language."""
        self._show()

    # -- a new letter --------------------------------------------------------------------------------

    @Slot()
    def begin(self) -> None:
        """Choose to whom a new letter goes."""
        self._choosing, self._chosen, self._filter = True, set(), ""
        self.changed.emit()

    @Slot()
    def cancel(self) -> None:
        """Write no new letter."""
        self._choosing = False
        self.changed.emit()

    @Slot(str)
    def filter(self, typed: str) -> None:
        """Offer only people whose names contain this."""
        self._filter = typed.strip().casefold()
        self.changed.emit()

    @Slot(str)
    def toggle(self, person: str) -> None:
        """Write to this person, too, or no longer."""
        self._chosen ^= {person}
        self.changed.emit()

    @Slot()
    def start(self) -> None:
        """Write to those who were chosen."""
        if self._chosen:
            self.choose(key_of(self._chosen))

    @Slot(str)
    def write_to(self, person: str) -> None:
        """Write to one person, by the hex of their id."""
        self.choose(person)

    # -- writing -------------------------------------------------------------------------------------

    @property
    def attachments(self) -> Attachments:
        """What goes with the letter."""
        key = self._current
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
        if self._current:
            self._drafts.put(self._place("letter"), text)

    @Slot(result=str)
    def draft(self) -> str:
        """Return what was being written to these people."""
        return self._drafts.get(self._place("letter")) if self._current else ""

    @Slot("QVariantList")
    def attach(self, urls: list[QUrl]) -> None:
        """Add files that were chosen or dropped."""
        if self._current:
            self.attachments.add(urls)

    @Slot(result=bool)
    def paste(self) -> bool:
        """Add a picture or files from the clipboard; return whether there were any."""
        return bool(self._current) and self.attachments.paste()

    @Slot(str)
    def detach(self, key: str) -> None:
        """Take something out again."""
        self.attachments.remove(key)

    @Slot(str)
    def write(self, text: str) -> None:
        """Send what was written."""
        if self._sending or not self._current or not (text.strip() or self.attachments.items):
            return
        to = self._sending = self._current
        attached = tuple(one.request for one in self.attachments.items)
        self._message = ""
        self.changed.emit()
        self._engine.ask(
            q.Message(people_in(to), text, attached), lambda _: self._on_sent(to), self._on_unsent
        )

    @Slot(str)
    def delete(self, letter: str) -> None:
        """Delete one of one's own letters from all computers."""
        self._engine.ask(q.Delete(letter), lambda _: self.refresh(), self._on_trouble)

    @Slot()
    def hush(self) -> None:
        """Put the message away."""
        self._say("")

    @Slot()
    def refresh(self) -> None:
        """Look again, soon."""
        self._gather.start()

    # -- within --------------------------------------------------------------------------------------

    def _place(self, what: str) -> str:
        # The ids of many people are longer than the name of a draft may be.
        return f"{what}/{hashlib.blake2b(self._current.encode(), digest_size=_DIGEST_BYTES).hexdigest()}"

    def _load(self) -> None:
        if self._engine.state is not LinkState.CONNECTED or not self._session.me:
            return
        if self._asked:
            self._stale = True
            return
        self._asked = True
        self._engine.ask(q.ListConversations(), self._on_conversations, self._on_unread)

    def _on_conversations(self, reply: object) -> None:
        if isinstance(reply, r.ConversationsReply):
            self._conversations = reply.conversations
            self.changed.emit()
        asked = self._current
        if not asked:
            self._answered()
            return
        request = q.ReadConversation(people_in(asked), self._limit + 1, "")
        self._engine.ask(request, lambda got: self._on_letters(asked, got), self._on_unread)

    def _on_letters(self, asked: str, reply: object) -> None:
        if isinstance(reply, r.PostsReply) and asked == self._current:
            self._more = len(reply.posts) > self._limit
            self._letters = reply.posts[: self._limit]
            self._loaded = True
            self._show()
            self._mark_read()
        self._answered()

    def _answered(self) -> None:
        self._asked = False
        self.changed.emit()
        if self._stale:
            self._stale = False
            self._load()

    def _on_unread(self, trouble: Trouble) -> None:
        if trouble.kind != "nobody":
            self._message = trouble.sentence
        self._answered()

    def _show(self) -> None:
        now_ms = self._now_ms()
        names = names_in(self._letters)
        self._model.show(
            [
                post_row(
                    letter,
                    me=self._session.me,
                    audience="",
                    now_ms=now_ms,
                    keep=self._images.keep,
                    names=names,
                )
                | {"audience": ""}
                for letter in self._letters
            ]
        )

    def _mark_read(self) -> None:
        unread = self._found()
        if self._looked_at and unread is not None and unread.unread and self._letters:
            newest = self._letters[0].id.hex()
            if newest == self._marked:
                return  # said already
            self._marked = newest
            self._engine.ask(q.MarkRead(people_in(self._current), newest), lambda _: self.refresh(), _ignore)

    def _on_sent(self, to: str) -> None:
        self._sending = ""
        if to == self._current:
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

    def _on_session(self) -> None:
        self.refresh()
        self.changed.emit()

    # -- for QML -------------------------------------------------------------------------------------

    @staticmethod
    def _key(one: r.ConversationView) -> str:
        return key_of(person.person.hex() for person in one.people)

    def _found(self) -> r.ConversationView | None:
        """Return the conversation that is read; None while nothing was written in it."""
        return next((one for one in self._conversations if self._key(one) == self._current), None)

    def _get_muted(self) -> bool:
        found = self._found()
        return found is not None and found.muted

    def _people(self) -> list[tuple[str, str]]:
        """Return those whom the conversation is with: ids and names."""
        found = self._found()
        if found is not None:
            return [(person.person.hex(), person.name) for person in found.people]
        names = self._known.names
        return [(person, names.get(person, "")) for person in people_in(self._current)]

    def _get_conversations(self) -> list[dict[str, object]]:
        now_ms = self._now_ms()
        return [conversation_row(one, self._session.me, now_ms) for one in self._conversations]

    def _list(self) -> None:
        rows = self._get_conversations()
        if rows != self._rows:
            self._rows = rows
            self.listed.emit()

    def _get_name(self) -> str:
        return listed([name for _, name in self._people()])

    def _get_who(self) -> str:
        return who_reads([name for _, name in self._people()]) if self._current else ""

    def _get_offered(self) -> list[dict[str, object]]:
        return [
            {**one.face, "chosen": one.person in self._chosen}
            for one in self._known.everybody
            if self._filter in one.name.casefold()
        ]

    def _get_chosen_words(self) -> str:
        names = [one.name for one in self._known.everybody if one.person in self._chosen]
        return who_reads(names) if names else translate("letters", "Choose one or several people.")

    letters = Property(QObject, lambda self: self._model, notify=changed)
    conversations = Property(list, lambda self: self._rows, notify=listed)
    # What is muted calls nobody, and is marked in the list alone.
    unread = Property(
        bool, lambda self: any(one.unread and not one.muted for one in self._conversations), notify=changed
    )
    current = Property(str, lambda self: self._current, notify=changed)
    name = Property(str, _get_name, notify=changed)
    faces = Property(list, lambda self: faces(self._people()), notify=changed)
    begun = Property(bool, lambda self: self._found() is not None, notify=changed)
    muted = Property(bool, _get_muted, notify=changed)
    several = Property(bool, lambda self: len(people_in(self._current)) > 1, notify=changed)
    who = Property(str, _get_who, notify=changed)
    choosing = Property(bool, lambda self: self._choosing, notify=changed)
    offered = Property(list, _get_offered, notify=changed)
    ready = Property(bool, lambda self: bool(self._chosen), notify=changed)
    chosen = Property(str, _get_chosen_words, notify=changed)
    attached = Property(list, lambda self: self.attachments.rows if self._current else [], notify=changed)
    sending = Property(bool, lambda self: bool(self._sending), notify=changed)
    loaded = Property(bool, lambda self: self._loaded, notify=changed)
    settled = Property(bool, lambda self: not self._asked and not self._gather.isActive(), notify=changed)
    message = Property(str, lambda self: self._message, notify=changed)


def _ignore(_: Trouble) -> None:
    """Leave it marked as new: it is read again."""
