"""State of inviting: a code that was just made, those that are still out, and who waits to be let in."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.clipboard import copy_secret
from ui.clock import now_ms
from ui.engine import Engine, LinkState
from ui.images import PostImages
from ui.language import fill, translate
from ui.names import letters_of
from ui.people import pdf
from ui.people.card import Card, Paper, preview
from ui.people.view_model import PeopleViewModel
from ui.qr import drawn
from ui.rows_model import Row, RowsModel
from ui.session import Session
from ui.trouble import Trouble
from ui.words import day_of, time_in_words

DAYS, LONGEST_DAYS = 7, 30
_SYMBOLS = {"open": "mail", "used": "circle-check", "revoked": "x", "expired": "clock"}


class InvitationsViewModel(QObject):
    """Invitations to the circle that the people page shows.

    Signals:
        changed: Something below is different.
    """

    changed = Signal()

    def __init__(
        self,
        engine: Engine,
        session: Session,
        people: PeopleViewModel,
        images: PostImages,
        parent: QObject | None = None,
        now_ms: Callable[[], int] = now_ms,
    ) -> None:
        """Follow the circle that `people` shows."""
        super().__init__(parent)
        self._engine, self._session, self._people, self._images = engine, session, people, images
        self._now_ms = now_ms
        self._writing = self._making = False
        self._made: r.InviteReply | None = None
        self._asks = False
        self._drawn: dict[object, str] = {}
        self._paper: Paper | None = None
        self._size = Paper.usual()
        self._outstanding: tuple[r.InvitationSummary, ...] = ()
        self._waiting: dict[str, tuple[r.RequestSummary, ...]] = {}
        self._circles: list[str] = []
        self._list, self._requests, self._elsewhere = RowsModel(self), RowsModel(self), RowsModel(self)
        engine.told.connect(self._on_event)
        engine.state_changed.connect(self.refresh)
        people.circleChosen.connect(self._on_circle)
        people.changed.connect(self._on_people)

    def refresh(self) -> None:
        """Look again."""
        circle = self._people.circle_id
        if not circle or self._engine.state is not LinkState.CONNECTED:
            return

        def invitations(reply: object) -> None:
            if isinstance(reply, r.InvitationsReply) and circle == self._people.circle_id:
                self._outstanding = reply.invitations
                self._show()

        self._engine.ask(q.ListInvitations(circle), invitations, self._on_unread)
        # Of all circles: whoever waits must not depend on which of them is looked at.
        self._circles = self._mine()
        self._waiting = {one: asking for one, asking in self._waiting.items() if one in self._circles}
        for one in self._circles:
            self._look_who_waits(one)

    # -- making one ----------------------------------------------------------------------------------

    @Slot()
    def begin(self) -> None:
        """Let the reader choose what the invitation is to be."""
        self._writing, self._made = True, None
        self._say("")

    @Slot(int, bool)
    def make(self, days: int, ask_me: bool) -> None:
        """Make a code for one person, one at a time."""
        if self._making:
            return
        circle, self._making = self._people.circle_id, True

        def made(reply: object) -> None:
            self._making = False
            # It is shown and printed under the name of the circle that is looked at.
            if isinstance(reply, r.InviteReply) and circle == self._people.circle_id:
                self._made, self._asks, self._writing = reply, ask_me, False
                self._drawn.clear()
                self._say("")
                self.refresh()
            self.changed.emit()

        def refused(trouble: Trouble) -> None:
            self._making = False
            self._on_trouble(trouble)

        self._engine.ask(q.Invite(circle, days, ask_me, ()), made, refused)
        self.changed.emit()

    @Slot()
    def put_away(self) -> None:
        """Show the invitation no longer."""
        self._made, self._writing, self._paper = None, False, None
        self._say("")

    @Slot(str)
    def take_back(self, invitation: str) -> None:
        """Take an invitation back; the one that is shown if none is named."""
        taken = invitation or self._shown()

        def done(_: object) -> None:
            if taken == self._shown():
                self.put_away()
            self._say(translate("people", "The invitation is taken back. It lets nobody in any more."))
            self.refresh()

        self._engine.ask(q.RevokeInvitation(taken), done, self._on_trouble)

    @Slot()
    def copy_link(self) -> None:
        """Put the invitation's link on the clipboard."""
        if self._made is not None:
            copy_secret(self._made.uri)
            self._say(translate("people", "The link is copied. Send it to one person only."))

    # -- those who wait ------------------------------------------------------------------------------

    @Slot(str)
    def approve(self, request: str) -> None:
        """Let somebody in who asked."""
        self._engine.ask(q.Approve(request), lambda _: self.refresh(), self._on_trouble)

    @Slot(str)
    def decline(self, request: str) -> None:
        """Do not let somebody in who asked."""
        self._engine.ask(q.Decline(request), lambda _: self.refresh(), self._on_trouble)

    # -- on paper ------------------------------------------------------------------------------------

    @Slot()
    def show_card(self) -> None:
        """Show the invitation as a page to be printed."""
        if self._made is not None:
            self._paper = self._size
            self.changed.emit()

    @Slot()
    def hide_card(self) -> None:
        """Show the page no longer."""
        if self._paper is not None:
            self._paper = None
            self.changed.emit()

    @Slot(str)
    def choose_paper(self, name: str) -> None:
        """Print on this size of paper."""
        self._paper = self._size = Paper(name)
        self.changed.emit()

    @Slot()
    def print_card(self) -> None:
        """Ask which printer it is to be, and print the page."""
        from ui.people import printer

        if (card := self._card()) is not None and not printer.ask(card, self._size, self._say):
            self._say(
                translate("people", "No printer is set up on this computer. Save the page as a PDF instead.")
            )

    @Slot(QUrl)
    def save_card(self, place: QUrl) -> None:
        """Write the page as a PDF."""
        if (card := self._card()) is not None:
            self._say(pdf.save(card, self._size, place.toLocalFile()))

    def say_again(self) -> None:
        """Speak the language that was chosen just now."""
        self._show()

    def _shown(self) -> str:
        return self._made.id.hex() if self._made is not None else ""

    def _card(self) -> Card | None:
        if self._made is None:
            return None
        name = self._session.property("name")
        circle = self._people.property("circleName")
        return Card(circle, name, self._made.uri, self._made.code, day_of(self._made.expires_ms), self._asks)

    # -- within --------------------------------------------------------------------------------------

    def _on_trouble(self, trouble: Trouble) -> None:
        self._say(trouble.sentence)
        self.refresh()

    def _on_unread(self, trouble: Trouble) -> None:
        self._say(trouble.sentence)

    def _say(self, message: str) -> None:
        self._people.say(message)
        self.changed.emit()

    def _on_event(self, event: object) -> None:
        if isinstance(event, e.CirclesChanged):
            self.refresh()

    def _on_circle(self) -> None:
        self._made, self._writing, self._paper = None, False, None
        self._outstanding = ()
        self._show()
        self.refresh()

    def _mine(self) -> list[str]:
        return [one.circle.hex() for one in self._session.circles if one.state == "member"]

    def _look_who_waits(self, circle: str) -> None:
        def show(reply: object) -> None:
            if isinstance(reply, r.RequestsReply):
                self._waiting[circle] = tuple(one for one in reply.requests if one.state == "open")
                self._show()

        self._engine.ask(q.ListRequests(circle), show, self._on_unread)

    def _on_people(self) -> None:
        self._show()
        if self._circles != self._mine():
            self.refresh()

    def _show(self) -> None:
        self._list.show([self._row(one) for one in sorted(self._outstanding, key=_open_and_newest_first)])
        shown = self._waiting.get(self._people.circle_id, ())
        self._requests.show([self._request(one) for one in shown])
        asked = {circle for circle, asking in self._waiting.items() if asking}
        self._elsewhere.show(
            [
                {"id": one.circle.hex(), "text": fill(text, one.name)}
                for one in self._session.circles
                if one.circle.hex() != self._people.circle_id
                for text in [
                    translate("people", "Somebody asks to come into %1")
                    if one.circle.hex() in asked
                    else translate("people", "A vote in %1 waits for you")
                    if one.votes
                    else ""
                ]
                if text
            ]
        )
        self.changed.emit()

    def _row(self, one: r.InvitationSummary) -> Row:
        until = day_of(one.expires_ms)
        titles = {
            "used": fill(translate("people", "Used by %1"), one.used_by or ""),
            "revoked": translate("people", "Taken back"),
            "expired": fill(translate("people", "Expired on %1"), until),
        }
        said = [fill(translate("people", "from %1"), one.by)]
        if one.ask:
            said.append(translate("people", "a steward is asked first"))
        return {
            "id": one.id.hex(),
            "title": titles.get(one.state, fill(translate("people", "Open until %1"), until)),
            "said": " · ".join(said),
            "symbol": _SYMBOLS.get(one.state, "mail"),
            "open": one.state == "open",
            "mayTakeBack": one.state == "open" and self._people.i_am_steward,
        }

    def _request(self, one: r.RequestSummary) -> Row:
        asked = time_in_words(one.asked_ms, self._now_ms())
        return {
            "id": one.id.hex(),
            "person": one.person.hex(),
            "letters": letters_of(one.name),
            "name": one.name,
            "said": fill(translate("people", "invited by %1 · asked %2"), one.invited_by, asked),
            "mayAnswer": self._people.i_am_steward,
        }

    def _kept(self, what: object, draw: Callable[[], bytes]) -> str:
        """Return the key of a picture that is drawn once, and again if others have pushed it out of memory."""
        if self._drawn.get(what, "") not in self._images:
            self._drawn[what] = self._images.keep_own(draw())
        return self._drawn[what]

    def _get_code(self) -> str:
        made = self._made
        return self._kept(made.uri, lambda: drawn(made.uri.upper())) if made else ""

    def _get_page(self) -> str:
        card, paper = self._card(), self._paper
        return self._kept((card, paper), lambda: preview(card, paper)) if card and paper else ""

    def _get_page_said(self) -> str:
        card = self._card()
        return " ".join(card.said()) if card and self._paper else ""

    rows = Property(QObject, lambda self: self._list, constant=True)
    requests = Property(QObject, lambda self: self._requests, constant=True)
    openCount = Property(int, lambda self: sum(bool(x["open"]) for x in self._list.rows), notify=changed)  # noqa: N815 — QML's way of naming
    elsewhere = Property(QObject, lambda self: self._elsewhere, constant=True)
    waiting = Property(int, lambda self: sum(map(len, self._waiting.values())), notify=changed)
    writing = Property(bool, lambda self: self._writing, notify=changed)
    making = Property(bool, lambda self: self._making, notify=changed)
    code = Property(str, _get_code, notify=changed)
    typed = Property(str, lambda self: self._made.code if self._made else "", notify=changed)
    until = Property(str, lambda self: day_of(self._made.expires_ms) if self._made else "", notify=changed)
    page = Property(str, _get_page, notify=changed)
    pageSaid = Property(str, _get_page_said, notify=changed)  # noqa: N815 — QML's way of naming
    paper = Property(str, lambda self: self._size.value, notify=changed)
    ratio = Property(float, lambda self: self._size.ratio, notify=changed)


def _open_and_newest_first(one: r.InvitationSummary) -> tuple[bool, int]:
    return one.state != "open", -one.expires_ms
