"""What all pages share: who I am, my circles, and one true sentence about how things stand."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Property, QObject, QTimer, Signal

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.engine import Engine, LinkState
from ui.language import fill, translate
from ui.names import letters_of
from ui.one_at_a_time import OneAtATime
from ui.trouble import Trouble
from ui.words import listed

# So many people are named; of more only the number is said.
_NAMED: Final = 3
_SOON_MS: Final = 400


class Session(QObject):
    """Follows the engine's status.

    Signals:
        changed: Something below is different.
        circled: My circles are. A list of them is made anew only then: somebody may stand on it.
        answered: The engine was asked, and all below is as it said.
    """

    changed = Signal()
    circled = Signal()
    answered = Signal()

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        """Ask at once, and again at each event."""
        super().__init__(parent)
        self._engine = engine
        self._status: r.StatusReply | None = None
        self._question = OneAtATime()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        engine.state_changed.connect(self._on_state)
        engine.told.connect(self._on_event)
        self.refresh()

    @property
    def status(self) -> r.StatusReply | None:
        """What the engine said last; None before it said anything."""
        return self._status

    @property
    def me(self) -> bytes:
        """My id; no bytes while there is none."""
        return (self._status.person if self._status else None) or b""

    @property
    def circles(self) -> Sequence[r.CircleSummary]:
        """My circles, those that I am on my way into included."""
        return self._status.circles if self._status else ()

    @property
    def joins(self) -> Sequence[r.JoinView]:
        """Codes that have not led into their circles yet."""
        return self._status.joins if self._status else ()

    @property
    def is_arriving(self) -> bool:
        """Whether there is no circle to be in yet, only the way into one."""
        return all(circle.state == "joining" for circle in self.circles)

    def refresh(self) -> None:
        """Ask the engine how things stand, one question at a time."""
        if not self._question.begin():
            return
        self._engine.ask(q.Status(), self._on_status, self._on_failed)

    def circle_name(self, circle: bytes) -> str:
        """Return what a circle is called; empty for a conversation."""
        return next((c.name for c in self.circles if c.circle == circle), "")

    # -- for QML -------------------------------------------------------------------------------------

    def _get_page(self) -> str:
        if self._engine.state is LinkState.OTHER_VERSION:
            return "version"
        if self._engine.state is LinkState.FAILED:
            return "failed"
        if self._engine.state is LinkState.LOCKED:
            return "locked"
        if self._status is None:
            return "starting"
        somewhere = bool(self._status.circles or self._status.joins)
        return "inside" if self._status.person is not None and somewhere else "welcome"

    def _get_sentence(self) -> str:
        if self._engine.state is not LinkState.CONNECTED or self._status is None:
            return translate("session", "Waking up…")
        if self.is_arriving:
            return translate("session", "You are on your way in.")
        here = self._status.neighbours
        waiting = self._waited_for()
        if len(waiting) == 1:
            return fill(translate("session", "Waiting for %1's computer."), waiting[0])
        if waiting and len(waiting) <= _NAMED:
            return fill(
                translate("session", "Waiting for the computers of %1.", "two or three people"),
                listed(waiting),
            )
        if waiting:
            return translate("session", "Waiting for somebody's computer.")
        if not here:
            return translate("session", "Nobody's computer is on just now.")
        if all(n.in_step for n in here):
            return translate("session", "Everything is up to date.")
        return translate("session", "Catching up…")

    def _get_detail(self) -> str:
        if self._status is None:
            return ""
        reachable = self._reachable()
        waiting = len(self._waited_for())
        if waiting:
            sent = (
                translate(
                    "session", "It is sent by itself when that is on.", "what I wrote, somebody's computer"
                )
                if waiting == 1
                else translate("session", "It is sent by itself when one of them is on.", "what I wrote")
            )
            return f"{sent} {reachable}" if reachable else sent
        if self.is_arriving:
            return reachable
        return reachable or translate("session", "What you write waits here and is sent by itself.")

    def _reachable(self) -> str:
        """Say who is reachable; nothing if nobody is."""
        names = sorted({n.name for n in self._status.neighbours}) if self._status else []
        if len(names) > _NAMED:
            return translate("session", "%n of your people are reachable.", "", len(names))
        if len(names) == 1:
            return fill(translate("session", "%1 is reachable."), names[0])
        if names:
            return fill(translate("session", "%1 are reachable.", "two or three people"), listed(names))
        return ""

    def _waited_for(self) -> list[str]:
        """Return the names of those for whom something waits here."""
        return [someone.name for someone in self._status.waiting_for] if self._status else []

    def _get_well(self) -> bool:
        here = self._status.neighbours if self._status else ()
        return bool(here) and all(n.in_step for n in here) and not self._waited_for()

    def _get_name(self) -> str:
        return (self._status.name if self._status else None) or ""

    def _get_circles(self) -> list[dict[str, object]]:
        return [
            {
                "id": circle.circle.hex(),
                "name": circle.name or translate("session", "Your new circle"),
                "people": circle.members,
                "state": circle.state,
                "muted": circle.muted,
            }
            for circle in self.circles
        ]

    arriving = Property(bool, lambda self: self.is_arriving, notify=changed)
    page = Property(str, _get_page, notify=changed)
    sentence = Property(str, _get_sentence, notify=changed)
    detail = Property(str, _get_detail, notify=changed)
    well = Property(bool, _get_well, notify=changed)
    name = Property(str, _get_name, notify=changed)
    person = Property(str, lambda self: self.me.hex(), notify=changed)
    letters = Property(str, lambda self: letters_of(self._get_name()), notify=changed)
    votes = Property(int, lambda self: sum(one.votes for one in self.circles), notify=changed)
    circleList = Property(list, _get_circles, notify=circled)  # noqa: N815 — QML's way of naming

    # -- what the engine says ------------------------------------------------------------------------

    def _on_state(self) -> None:
        if self._engine.state is LinkState.CONNECTED:
            self.refresh()
        self.changed.emit()

    def _on_event(self, event: object) -> None:
        if isinstance(event, e.CirclesChanged | e.NeighboursChanged):
            self.refresh()
        elif isinstance(event, e.FeedChanged) and not self._soon.isActive():
            # What I wrote may wait for somebody now. A flood of posts should not become a flood of questions.
            self._soon.start(_SOON_MS)

    def _on_status(self, reply: object) -> None:
        if isinstance(reply, r.StatusReply):
            circles, before, self._status = self.circles, self._status, reply
            if reply.circles != circles:
                self.circled.emit()
            if reply != before:
                self.changed.emit()
        self._answered()

    def _on_failed(self, _: Trouble) -> None:
        self._answered()

    def _answered(self) -> None:
        again = self._question.end()
        self.answered.emit()
        if again:
            self.refresh()
