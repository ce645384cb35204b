"""State of the people page: who belongs to a circle, who was there, what is proposed, and what I do about it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.clock import now_ms
from ui.engine import Engine, LinkState
from ui.language import fill, translate
from ui.names import letters_of
from ui.one_at_a_time import OneAtATime
from ui.people import rows
from ui.people.rows import Around
from ui.people.tree import draw
from ui.rows_model import Row, RowsModel
from ui.second_thoughts import UNDO_S
from ui.session import Session
from ui.trouble import Trouble
from ui.words import listed

_NOBODY = r.MembersReply((), (), ())


@dataclass(frozen=True, slots=True)
class _Undone:
    """What is done in a moment: whom it is about, and what they and the circle are called, whichever is looked at."""

    request: q.Remove | q.Leave
    person: bytes
    name: str
    circle: str


class PeopleViewModel(QObject):
    """The people of one circle.

    Signals:
        changed: Something below is different.
        circleChosen: Another circle is shown.
    """

    changed = Signal()
    circleChosen = Signal()  # noqa: N815 — QML's way of naming

    def __init__(
        self,
        engine: Engine,
        session: Session,
        parent: QObject | None = None,
        now_ms: Callable[[], int] = now_ms,
    ) -> None:
        """Show the first circle as soon as there is one."""
        super().__init__(parent)
        self._engine, self._session, self._now_ms = engine, session, now_ms
        self._circle = ""
        self._people: r.MembersReply | None = None
        self._question = OneAtATime()
        self._chosen = ""
        self._columns = 5
        self._outline = False
        self._message = ""
        self._undone: _Undone | None = None
        self._members, self._former, self._proposals, self._spots = (RowsModel(self) for _ in range(4))
        self._thinking = QTimer(self, singleShot=True, interval=UNDO_S * 1000)
        self._thinking.timeout.connect(self.finish)
        engine.told.connect(self._on_event)
        engine.state_changed.connect(self.refresh)
        session.changed.connect(self._on_session)

    @property
    def circle_id(self) -> str:
        """The circle that is shown, by the hex of its id; empty if there is none."""
        return self._circle

    @property
    def i_am_steward(self) -> bool:
        """Whether I govern the circle that is shown."""
        return self._around().i_am_steward

    # -- what is shown -------------------------------------------------------------------------------

    @Slot(str)
    def choose(self, circle: str) -> None:
        """Show this circle, by the hex of its id."""
        if circle != self._circle:
            self._circle, self._people, self._chosen = circle, None, ""
            self._show()
            self.circleChosen.emit()
            self.refresh()

    def refresh(self) -> None:
        """Look again, one question at a time."""
        if not self._circle or self._engine.state is not LinkState.CONNECTED:
            return
        if not self._question.begin():
            return
        asked_for = self._circle

        def show(reply: object) -> None:
            if isinstance(reply, r.MembersReply) and asked_for == self._circle:
                self._people = reply
                self._show()
            self._answered()

        self._engine.ask(q.ListMembers(self._circle), show, self._on_unread)

    @Slot(str)
    def look_at(self, person: str) -> None:
        """Show all about one member; about nobody if that is empty."""
        self._chosen = person
        self.changed.emit()

    @Slot(int)
    def spread(self, columns: int) -> None:
        """Draw the tree so that it fits where so many faces fit beside each other."""
        if columns != self._columns:
            self._columns = max(1, columns)
            self._show()

    # -- what is done --------------------------------------------------------------------------------

    @Slot(str)
    def promote(self, person: str) -> None:
        """Propose that a member becomes a steward, or agree to it."""
        self._engine.ask(q.Promote(person, self._circle), self._on_decided, self._on_trouble)

    @Slot(str, str, str)
    def propose(self, what: str, person: str, reason: str) -> None:
        """Propose that a steward steps down (demote) or goes (remove)."""
        self._engine.ask(q.Propose(what, person, self._circle, reason), self._on_decided, self._on_trouble)

    @Slot(str, bool)
    def vote(self, proposal: str, yes: bool) -> None:
        """Answer what another steward proposed."""
        self._engine.ask(q.Vote(proposal, yes), self._on_decided, self._on_trouble)

    @Slot(str, str, result=bool)
    def remove(self, person: str, reason: str) -> bool:
        """Remove a member in ten seconds, unless it is taken back; return whether a reason was given."""
        if not reason.strip():
            return False
        self._later(q.Remove(person, self._circle, reason.strip()), bytes.fromhex(person))
        return True

    @Slot(bool)
    def leave(self, erase: bool) -> None:
        """Leave the circle in ten seconds, unless it is taken back; `erase` deletes first what I wrote there."""
        self._later(q.Leave(self._circle, erase), self._session.me)

    @Slot()
    def undo(self) -> None:
        """Take back what would be done in a moment."""
        self._thinking.stop()
        self._undone = None
        self._show()

    def finish(self) -> None:
        """Do now what only waits for second thoughts: they are over, or the window closes."""
        self._thinking.stop()
        if self._undone is not None:
            request, self._undone = self._undone.request, None
            self._engine.ask(request, self._on_done, self._on_trouble)
            self._show()

    @Slot(str)
    def say(self, message: str) -> None:
        """Tell the reader something; nothing if it is empty."""
        self._message = message
        self.changed.emit()

    def redress(self) -> None:
        """Say everything again: it is later."""
        self._show()

    def say_again(self) -> None:
        """Speak the language that was chosen just now."""
        self._show()

    # -- within --------------------------------------------------------------------------------------

    def _later(self, request: q.Remove | q.Leave, person: bytes) -> None:
        self.finish()
        self._undone = _Undone(request, person, self._around().name(person), self._get_circle_name())
        self._message = ""
        self._thinking.start()
        self._show()

    def _on_done(self, _: object) -> None:
        self.refresh()

    def _on_decided(self, reply: object) -> None:
        if isinstance(reply, r.MotionReply):
            self.say(
                translate("people", "It is decided.")
                if reply.passed
                else translate("people", "It is noted, and takes %n more steward(s).", "", reply.needed)
                if reply.needed
                else translate("people", "It is noted. The proposal can no longer pass.")
            )
        self.refresh()

    def _on_trouble(self, trouble: Trouble) -> None:
        self.say(trouble.sentence)
        self.refresh()

    def _on_unread(self, trouble: Trouble) -> None:
        self.say(trouble.sentence)
        self._answered()

    def _answered(self) -> None:
        if self._question.end():
            self.refresh()

    def _on_event(self, event: object) -> None:
        if isinstance(event, e.CirclesChanged | e.NeighboursChanged):
            self.refresh()

    def _on_session(self) -> None:
        circles = self._session.circles
        if self._circle not in [c.circle.hex() for c in circles]:
            mine = [c for c in circles if c.state == "member"] or circles
            self.choose(mine[0].circle.hex() if mine else "")
        self._show()

    def _around(self) -> Around:
        status = self._session.status
        here = frozenset(neighbour.person for neighbour in status.neighbours) if status else frozenset()
        undone = self._undone
        going = undone.person if undone is not None and undone.request.circle == self._circle else b""
        return Around(self._people or _NOBODY, self._session.me, here, self._now_ms(), going)

    def _show(self) -> None:
        around = self._around()
        self._members.show([rows.member_row(around, member) for member in around.people.members])
        self._former.show([rows.former_row(around, former) for former in around.people.former])
        self._proposals.show([rows.proposal_row(around, p) for p in around.people.proposals])
        self._spots.show(self._drawn(around))
        self.changed.emit()

    def _drawn(self, around: Around) -> list[Row]:
        """Return the faces of the tree; of those who went only who invited somebody that is here."""
        members = {member.person: member for member in around.people.members}
        invited_by = {member.person: member.invited_by for member in members.values()}
        gone = [by for by in dict.fromkeys(invited_by.values()) if by is not None and by not in members]
        tree = draw([*members, *gone], invited_by, self._columns)
        self._outline = tree.outline
        at = {spot.person: spot for spot in tree.spots}
        drawn: list[Row] = []
        for spot in tree.spots:
            member = members.get(spot.person)
            said = rows.member_row(around, member) if member is not None else _gone(around, spot.person)
            above = at[spot.parent] if spot.parent is not None else None
            level = fill(translate("people", "level %1", "of the tree of who invited whom"), spot.level + 1)
            drawn.append(
                {
                    **said,
                    "x": spot.x,
                    "y": spot.y,
                    "gone": member is None,
                    "parent": "" if above is None else above.person.hex(),
                    "px": -1.0 if above is None else above.x,
                    "py": -1 if above is None else above.y,
                    "spoken": ", ".join(
                        str(part) for part in (said["name"], level, said["said"], said["state"]) if part
                    ),
                }
            )
        return drawn

    def _get_details(self) -> Row:
        around = self._around()
        found = [m for m in around.people.members if m.person.hex() == self._chosen]
        return rows.details(around, found[0]) if found else {}

    def _get_summary(self) -> str:
        if self._people is None:
            return ""
        states = {circle.circle.hex(): circle.state for circle in self._session.circles}
        match states.get(self._circle):
            case "left":
                return translate("people", "You left this circle. What you received stays here to read.")
            case "removed":
                return translate(
                    "people", "You were removed from this circle. What you received stays here to read."
                )
            case "joining":
                return translate("people", "You are on your way in.")
        return rows.standing(self._people, self._around().stewards)

    def _get_mine(self) -> bool:
        return any(m.person == self._session.me for m in self._around().people.members)

    def _get_going(self) -> str:
        if self._undone is None:
            return ""
        if isinstance(self._undone.request, q.Leave):
            return fill(
                translate("people", "You leave “%1”, and everything you wrote there is deleted.", "a circle")
                if self._undone.request.erase
                else translate("people", "You leave “%1”.", "a circle"),
                self._undone.circle,
            )
        return fill(translate("people", "%1 is removed."), self._undone.name)

    def _get_circle_name(self) -> str:
        return self._session.circle_name(bytes.fromhex(self._circle)) if self._circle else ""

    def _get_stewards(self) -> str:
        names = [m.name for m in self._around().people.members if m.role == "steward"]
        return listed(names)

    members = Property(QObject, lambda self: self._members, constant=True)
    former = Property(QObject, lambda self: self._former, constant=True)
    proposals = Property(QObject, lambda self: self._proposals, constant=True)
    spots = Property(QObject, lambda self: self._spots, constant=True)
    outline = Property(bool, lambda self: self._outline, notify=changed)
    formerCount = Property(int, lambda self: len(self._former.rows), notify=changed)  # noqa: N815 — QML's way of naming
    details = Property(dict, _get_details, notify=changed)
    summary = Property(str, _get_summary, notify=changed)
    circle = Property(str, lambda self: self._circle, notify=changed)
    circleName = Property(str, _get_circle_name, notify=changed)  # noqa: N815 — QML's way of naming
    steward = Property(bool, lambda self: self.i_am_steward, notify=changed)
    stewards = Property(str, _get_stewards, notify=changed)
    mine = Property(bool, _get_mine, notify=changed)
    going = Property(str, _get_going, notify=changed)
    message = Property(str, lambda self: self._message, notify=changed)


def _gone(around: Around, person: bytes) -> Row:
    name = around.name(person)
    return {
        "id": person.hex(),
        "name": name,
        "letters": letters_of(name),
        "said": translate("people", "is here no longer"),
        "steward": False,
        "here": False,
        "state": "",
    }
