"""State of the page of private letters: with whom there are any, and to whom a new one goes.

What was written to these people is in `conversation`, and what is being written in `pen`.
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
from ui.gathering import Gathering
from ui.language import translate
from ui.letters.rows import conversation_row, faces, key_of, people_in, who_reads
from ui.one_at_a_time import OneAtATime
from ui.second_thoughts import SecondThoughts
from ui.session import Session
from ui.trouble import Trouble
from ui.words import listed

_GATHER_MS: Final = 80


class LettersViewModel(QObject):
    """The conversations, and which of them is read.

    Signals:
        changed: Something below is different.
        relisted: The list of conversations is different: it is made anew only then.
        moved: Another conversation is read now.
        came: The conversations were read again.
    """

    changed = Signal()
    relisted = Signal()
    moved = Signal()
    came = Signal()

    def __init__(
        self,
        engine: Engine,
        session: Session,
        known: Acquaintances,
        thoughts: SecondThoughts,
        parent: QObject | None = None,
        now_ms: Callable[[], int] = now_ms,
    ) -> None:
        """Follow the conversations of `engine`, so that something new is marked before the page is looked at."""
        super().__init__(parent)
        self._engine, self._session, self._known = engine, session, known
        self._thoughts, self._now_ms = thoughts, now_ms
        self._conversations: Sequence[r.ConversationView] = ()
        self._rows: list[dict[str, object]] = []
        self._current = ""
        self._question = OneAtATime()
        self._choosing = False
        self._chosen: set[str] = set()
        self._filter = ""
        self._message = ""
        self._gather = Gathering(self, _GATHER_MS, self._load)
        engine.told.connect(self._on_event)
        engine.state_changed.connect(self._on_state)
        session.changed.connect(self._on_session)
        known.changed.connect(self.changed)
        thoughts.changed.connect(self.changed)
        self.changed.connect(self.redress)

    @property
    def key(self) -> str:
        """The key of the conversation that is read; empty if none is."""
        return self._current

    @property
    def people(self) -> list[tuple[str, str]]:
        """Those whom it is with: the hex of their ids, and their names."""
        return self.people_of(self._current)

    def people_of(self, key: str) -> list[tuple[str, str]]:
        """Return with whom a conversation is: the hex of their ids, and their names."""
        if (found := self._find(key)) is not None:
            return [(person.person.hex(), person.name) for person in found.people]
        names = self._known.names
        return [(person, names.get(person, "")) for person in people_in(key)]

    def find(self) -> r.ConversationView | None:
        """Return what the list knows of the conversation that is read; None if nothing was written there yet."""
        return self._find(self._current)

    def redress(self) -> None:
        """Say the list again: times in words are different, or what is in it."""
        me, now_ms, hidden = self._session.me, self._now_ms(), self._thoughts.hidden
        rows = [conversation_row(one, me, now_ms, hidden) for one in self._conversations]
        if rows != self._rows:
            self._rows = rows
            self.relisted.emit()

    # -- reading -------------------------------------------------------------------------------------

    @Slot(str)
    def choose(self, key: str) -> None:
        """Read a conversation; none if `key` is empty."""
        self._choosing = False
        moves = key != self._current
        self._current = key
        self.changed.emit()
        if moves:
            self.moved.emit()

    @Slot(str)
    def write_to(self, person: str) -> None:
        """Write to one person, by the hex of their id."""
        self.choose(person)

    @Slot()
    def hush(self) -> None:
        """Put the message away."""
        self._say("")

    def refresh(self) -> None:
        """Look again, soon."""
        self._gather.start()

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

    # -- within --------------------------------------------------------------------------------------

    def _find(self, key: str) -> r.ConversationView | None:
        return next((one for one in self._conversations if _key(one) == key), None)

    def _load(self) -> None:
        if self._engine.state is not LinkState.CONNECTED or not self._session.me:
            return
        if not self._question.begin():
            return
        self._engine.ask(q.ListConversations(), self._on_conversations, self._on_unread)

    def _on_conversations(self, reply: object) -> None:
        if isinstance(reply, r.ConversationsReply):
            self._conversations = reply.conversations
        self._answered()
        self.came.emit()

    def _on_unread(self, trouble: Trouble) -> None:
        self._answered()
        if trouble.kind != "nobody":
            self._say(trouble.sentence)

    def _answered(self) -> None:
        again = self._question.end()
        self.changed.emit()
        if again:
            self._load()

    def _say(self, message: str) -> None:
        self._message = message
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

    def _get_muted(self) -> bool:
        found = self.find()
        return found is not None and found.muted

    def _names(self) -> list[str]:
        return [name for _, name in self.people]

    def _get_offered(self) -> list[dict[str, object]]:
        return [
            {**one.face, "chosen": one.person in self._chosen}
            for one in self._known.everybody
            if self._filter in one.name.casefold()
        ]

    def _get_chosen_words(self) -> str:
        names = [one.name for one in self._known.everybody if one.person in self._chosen]
        return who_reads(names) if names else translate("letters", "Choose one or several people.")

    conversations = Property(list, lambda self: self._rows, notify=relisted)
    # What is muted calls nobody, and is marked in the list alone.
    unread = Property(
        bool, lambda self: any(one.unread and not one.muted for one in self._conversations), notify=changed
    )
    current = Property(str, lambda self: self._current, notify=changed)
    name = Property(str, lambda self: listed(self._names()), notify=changed)
    faces = Property(list, lambda self: faces(self.people), notify=changed)
    begun = Property(bool, lambda self: self.find() is not None, notify=changed)
    muted = Property(bool, _get_muted, notify=changed)
    several = Property(bool, lambda self: len(people_in(self._current)) > 1, notify=changed)
    who = Property(str, lambda self: who_reads(self._names()) if self._current else "", notify=changed)
    choosing = Property(bool, lambda self: self._choosing, notify=changed)
    offered = Property(list, _get_offered, notify=changed)
    ready = Property(bool, lambda self: bool(self._chosen), notify=changed)
    chosen = Property(str, _get_chosen_words, notify=changed)
    settled = Property(
        bool, lambda self: not self._question.under_way and not self._gather.isActive(), notify=changed
    )
    message = Property(str, lambda self: self._message, notify=changed)


def _key(one: r.ConversationView) -> str:
    return key_of(person.person.hex() for person in one.people)
