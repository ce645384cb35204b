"""State of the people page: who belongs to a circle, and an invitation that was just made."""

from collections.abc import Sequence

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.engine_link import Engine, Trouble
from ui.images import PostImages
from ui.language import fill, translate
from ui.names import letters_of
from ui.qr import drawn
from ui.session import Session
from ui.words import day_of

_DAYS = 7


class PeopleViewModel(QObject):
    """The members of one circle and its invitations.

    Signals:
        changed: Something below is different.
    """

    changed = Signal()

    def __init__(
        self, engine: Engine, session: Session, images: PostImages, parent: QObject | None = None
    ) -> None:
        """Show the first circle as soon as there is one."""
        super().__init__(parent)
        self._engine, self._session, self._images = engine, session, images
        self._circle = ""
        self._members: Sequence[r.MemberView] = ()
        self._made: r.InviteReply | None = None
        self._message = ""
        engine.told.connect(self._on_event)
        session.changed.connect(self._on_session)

    @Slot(str)
    def choose(self, circle: str) -> None:
        """Show this circle, by the hex of its id."""
        if circle != self._circle:
            self._circle, self._made, self._members = circle, None, ()
            self.changed.emit()
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Look again."""
        if self._circle:
            self._engine.ask(q.ListMembers(self._circle), self._on_members, self._on_trouble)

    @Slot(bool)
    def invite(self, ask_me: bool) -> None:
        """Make a code for one person."""
        self._engine.ask(q.Invite(self._circle, _DAYS, ask_me, ()), self._on_made, self._on_trouble)

    @Slot()
    def put_away(self) -> None:
        """Show the invitation no longer."""
        self._made, self._message = None, ""
        self.changed.emit()

    @Slot()
    def take_back(self) -> None:
        """Take the invitation back that is shown."""
        if self._made is not None:
            self._engine.ask(
                q.RevokeInvitation(self._made.id.hex()), lambda _: self.put_away(), self._on_trouble
            )

    @Slot()
    def copy_link(self) -> None:
        """Put the invitation's link on the clipboard."""
        if self._made is not None:
            QGuiApplication.clipboard().setText(self._made.uri)
            self._say(translate("people", "The link is copied. Send it to one person only."))

    # -- within --------------------------------------------------------------------------------------

    def _on_members(self, reply: object) -> None:
        if isinstance(reply, r.MembersReply):
            self._members = reply.members
            self.changed.emit()

    def _on_made(self, reply: object) -> None:
        if isinstance(reply, r.InviteReply):
            self._made, self._message = reply, ""
            self.changed.emit()

    def _on_trouble(self, trouble: Trouble) -> None:
        self._say(trouble.sentence)

    def _say(self, message: str) -> None:
        self._message = message
        self.changed.emit()

    def _on_event(self, event: object) -> None:
        if isinstance(event, e.CirclesChanged):
            self.refresh()

    def _on_session(self) -> None:
        if not self._circle and self._session.circles:
            self.choose(self._session.circles[0].circle.hex())
        self.changed.emit()

    def _get_members(self) -> list[dict[str, object]]:
        names = {member.person: member.name for member in self._members}
        status = self._session.status
        here = {neighbour.person for neighbour in status.neighbours} if status else set()
        rows: list[dict[str, object]] = []
        for member in self._members:
            is_me = member.person == self._session.me
            said = [
                translate("people", "founded this circle")
                if member.invited_by is None
                else fill(
                    translate("people", "invited by %1"),
                    names.get(member.invited_by, translate("people", "somebody who left")),
                )
            ]
            if member.role == "steward":
                said.insert(0, translate("people", "steward"))
            said.append(fill(translate("people", "since %1"), day_of(member.since_ms)))
            rows.append(
                {
                    "person": member.person.hex(),
                    "name": fill(translate("people", "%1 (you)"), member.name) if is_me else member.name,
                    "letters": letters_of(member.name),
                    "said": " · ".join(said),
                    "here": is_me or member.person in here,
                    "state": translate("people", "this computer")
                    if is_me
                    else translate("people", "reachable now")
                    if member.person in here
                    else translate("people", "not reachable now"),
                }
            )
        return rows

    def _get_code(self) -> str:
        return self._images.keep(drawn(self._made.uri.upper())) if self._made else ""

    members = Property(list, _get_members, notify=changed)
    circle = Property(str, lambda self: self._circle, notify=changed)
    circleName = Property(  # noqa: N815 — QML's way of naming
        str,
        lambda self: self._session.circle_name(bytes.fromhex(self._circle)) if self._circle else "",
        notify=changed,
    )
    code = Property(str, _get_code, notify=changed)
    typed = Property(str, lambda self: self._made.code if self._made else "", notify=changed)
    until = Property(str, lambda self: day_of(self._made.expires_ms) if self._made else "", notify=changed)
    message = Property(str, lambda self: self._message, notify=changed)
