"""State of the place to write a post: where it goes, who sees it, what goes with it, and what came of it.

    write ──▶ post() ──▶ held for ten seconds ──▶ the engine ──▶ everybody
                          │ undo(): back as it was

It is held here and not taken back from others' computers, because only what nobody has yet can be taken back. A window
that closes sends what it holds; one that is killed finds it again as a draft.
"""

import secrets
from pathlib import Path
from typing import Final

from PySide6.QtCore import Property, QObject, QTimer, QUrl, Signal, Slot

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.acquaintances import Acquaintances
from ui.attachments import Attachments, Thumbnails
from ui.composer import audience as seen
from ui.composer import held as holding
from ui.composer.audience import Audience
from ui.composer.held import Held
from ui.drafts import Drafts
from ui.engine import Engine
from ui.language import fill, translate
from ui.photos.taken_out import cut_short, taken_out
from ui.second_thoughts import UNDO_S
from ui.session import Session
from ui.trouble import Trouble
from ui.words import listed

_SECOND_MS: Final = 1000
_HELD: Final = "held"


class ComposerViewModel(QObject):
    """The composer.

    `leaving` is the circle, by the hex of its id, for whose people something was posted that is not seen there yet.

    Signals:
        changed: Something below is different.
        posted: What was written is held or on its way: the place to write is empty again.
        sent: It is with the engine.
        moved: Another text stands here now: that of another place, or one that came back.
    """

    changed = Signal()
    posted = Signal()
    sent = Signal()
    moved = Signal()

    def __init__(
        self,
        engine: Engine,
        session: Session,
        known: Acquaintances,
        drafts: Drafts,
        thumbnails: Thumbnails,
        parent: QObject | None = None,
    ) -> None:
        """Write over `engine`, and keep what is unfinished in `drafts`."""
        super().__init__(parent)
        self._engine, self._session, self._known, self._drafts = engine, session, known, drafts
        self._thumbnails = thumbnails
        self._attached: dict[str, Attachments] = {}
        self._place = ""
        self._audience = Audience()
        self._held: Held | None = None
        self._leaving = ""
        self._left = 0
        # What the engine has, and has not said to be posted: the next may be on its way before that.
        self._sending: dict[str, Held] = {}
        self._ready = (0, 0)
        self._message = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND_MS)
        self._timer.timeout.connect(self._tick)
        drafts.loaded.connect(self._on_drafts)
        session.changed.connect(self.changed)
        known.changed.connect(self.changed)
        engine.told.connect(self._on_event)

    @property
    def attachments(self) -> Attachments:
        """What goes with what is being written here."""
        return self._with(self._place)

    @Slot(str)
    def go(self, place: str) -> None:
        """Write in the feed of one circle, by the hex of its id, or in that of all if that is empty."""
        if place != self._place:
            self._place = place
            self._recall()

    # -- writing -------------------------------------------------------------------------------------

    @Slot(str)
    def keep_draft(self, text: str) -> None:
        """Remember what is being written, across restarts."""
        self._drafts.put(f"post/{self._place}", text)

    @Slot(result=str)
    def draft(self) -> str:
        """Return what was being written here."""
        return self._drafts.get(f"post/{self._place}")

    @Slot("QVariantList")
    def attach(self, urls: list[QUrl]) -> None:
        """Add files that were chosen or dropped."""
        self.attachments.add(urls)

    @Slot(result=bool)
    def paste(self) -> bool:
        """Add a picture or files from the clipboard; return whether there were any."""
        return self.attachments.paste()

    @Slot(str)
    def detach(self, key: str) -> None:
        """Take something out again."""
        self.attachments.remove(key)

    # -- who sees it ---------------------------------------------------------------------------------

    @Slot(str)
    def choose_circle(self, circle: str) -> None:
        """Write for everybody in another circle."""
        self._see(Audience(circle))

    @Slot(str)
    def toggle(self, person: str) -> None:
        """Write for some people only: for this one, too, or no longer."""
        self._see(seen.toggled(self._target(), person, self._known))

    @Slot()
    def everybody(self) -> None:
        """Write for everybody in the circle."""
        self._see(Audience(self._target().circle))

    # -- posting -------------------------------------------------------------------------------------

    @Slot(str)
    def post(self, text: str) -> None:
        """Post what is written: it leaves in ten seconds, unless it is taken back."""
        if not (text.strip() or self.attachments.items):
            return
        self.send_now()
        target = self._target()
        people = tuple(one.person for one in seen.chosen(target, self._known))
        if target.people is not None and not people:
            gone = translate("composer", "Nobody of those you chose is here any more. Choose who sees it.")
            self._say(gone if target.people else seen.sentence(target, "", self._known))
            return
        draft = f"{_HELD}/{secrets.token_hex(8)}"
        self._held = Held(draft, self._place, target.circle, people, text, self.attachments.take())
        self._left = UNDO_S
        self._leaving = target.circle
        self._message = ""
        # A window that is killed now would have lost it.
        self._drafts.put(draft, self._held.remembered())
        self.keep_draft("")
        self._drafts.save()
        self._timer.start()
        self.posted.emit()
        self.changed.emit()

    @Slot()
    def undo(self) -> None:
        """Take back what is held: it stands where it was written, as it was."""
        if self._held is not None:
            held, self._held = self._held, None
            self._timer.stop()
            self._back(held)

    @Slot()
    def send_now(self) -> None:
        """Wait no longer."""
        if self._held is not None:
            held, self._held = self._held, None
            self._timer.stop()
            self._sending[held.draft] = held
            self._ready = (0, len(held.attached))
            attached = tuple(one.request for one in held.attached)
            self._engine.ask(
                q.Post(held.circle, held.text, attached, held.people, held.draft),
                lambda reply: self._on_posted(held, reply),
                lambda trouble: self._on_unposted(held, trouble),
            )
            self.changed.emit()

    @Slot()
    def arrived(self) -> None:
        """Hear that there are posts to be seen where what was posted belongs."""
        if self._leaving and self._held is None and not self._sending:
            self._leaving = ""
            self.changed.emit()

    def finish(self) -> None:
        """Send now what is held: the window closes."""
        self.send_now()

    @Slot()
    def hush(self) -> None:
        """Put the message away."""
        self._say("")

    # -- within --------------------------------------------------------------------------------------

    def _target(self) -> Audience:
        """Return who sees it: whom the reader chose, or else everybody here; nobody if what they chose is gone."""
        circles = [c.circle.hex() for c in self._session.circles if c.state == "member"]
        if self._place and self._audience.circle != self._place:
            return Audience(self._place)
        if self._audience.circle in circles:
            return self._audience
        first = circles[0] if circles else ""
        # What was meant for one circle never goes to everybody in another, as when the reader was removed from it.
        return Audience(first, frozenset()) if self._audience.circle and first else Audience(first)

    def _see(self, audience: Audience) -> None:
        self._audience = audience
        self._remember(self._place, audience)
        self.changed.emit()

    def _remember(self, place: str, audience: Audience) -> None:
        kept = audience.people is not None or not place
        self._drafts.put(f"for/{place}", audience.remembered() if kept else "")

    def _recall(self) -> None:
        self._audience = seen.recalled(self._drafts.get(f"for/{self._place}")) or Audience(self._place)
        self.changed.emit()
        self.moved.emit()

    def _with(self, place: str) -> Attachments:
        if place not in self._attached:
            one = self._attached[place] = Attachments(self._thumbnails, self)
            one.recall(self._drafts.get(f"with/{place}"))
            one.refused.connect(self._say)
            one.changed.connect(lambda: self._on_attached(place))
        return self._attached[place]

    def _back(self, held: Held) -> None:
        self._leaving = ""
        self._put_back(held.place, held.audience, held.text)
        self._with(held.place).put_back(held.attached)
        self._drafts.put(held.draft, "")
        self._drafts.save()
        self.moved.emit()
        self.changed.emit()

    def _put_back(self, place: str, audience: Audience, text: str) -> None:
        """Have a text stand where it was written, before what stands there now, for whom it was written."""
        there = self._drafts.get(f"post/{place}")
        before = seen.recalled(self._drafts.get(f"for/{place}"))
        if before is not None and (there.strip() or self._with(place).items):
            audience = seen.narrower(audience, before)
        self._drafts.put(f"post/{place}", _joined(text, there))
        self._remember(place, audience)
        if place == self._place:
            self._audience = audience

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self.send_now()
        self.changed.emit()

    def _on_posted(self, held: Held, reply: object) -> None:
        del self._sending[held.draft]
        # The engine has forgotten it already; a window that closes now would have to remember.
        self._drafts.put(held.draft, "")
        self._drafts.save()
        if isinstance(reply, r.PostReply):
            self._say(" ".join(filter(None, (taken_out(reply.attached), cut_short(reply.attached)))))
        self.sent.emit()

    def _on_unposted(self, held: Held, trouble: Trouble) -> None:
        del self._sending[held.draft]
        self._back(held)
        self._say(trouble.sentence)

    def _on_drafts(self) -> None:
        mine = {*self._sending, self._held.draft if self._held is not None else ""}
        for place in self._drafts.places(_HELD):
            lost = holding.recalled(self._drafts.get(place))
            if lost is not None and place not in mine:
                self._put_back(lost.place, lost.audience, lost.text)
                self._with(lost.place).add_paths(path for path in lost.paths if Path(path).is_file())
                self._drafts.put(place, "")
        self._audience = seen.recalled(self._drafts.get(f"for/{self._place}")) or self._audience
        for place, attachments in self._attached.items():
            attachments.recall(self._drafts.get(f"with/{place}"))
        self.changed.emit()
        self.moved.emit()

    def _on_attached(self, place: str) -> None:
        self._drafts.put(f"with/{place}", self._attached[place].remembered())
        self.changed.emit()

    def _on_event(self, event: object) -> None:
        if isinstance(event, e.PicturesPrepared) and self._sending:
            self._ready = (event.ready, event.of)
            self.changed.emit()

    def _say(self, message: str) -> None:
        self._message = message
        self.changed.emit()

    # -- for QML -------------------------------------------------------------------------------------

    def _get_progress(self) -> str:
        if not self._sending:
            return ""
        ready, of = self._ready
        if of > 1:
            return fill(translate("composer", "Getting your pictures ready: %1 of %2"), ready, of)
        return translate("composer", "Sending…")

    def _get_people(self) -> list[dict[str, object]]:
        target = self._target()
        some = target.people or frozenset()
        return [{**one.face, "chosen": one.person in some} for one in self._known.of(target.circle)]

    def _name_of(self, circle: str) -> str:
        return self._session.circle_name(bytes.fromhex(circle)) if circle else ""

    def _get_sentence(self) -> str:
        target = self._target()
        return seen.sentence(target, self._name_of(target.circle), self._known) if target.circle else ""

    def _get_label(self) -> str:
        target = self._target()
        if target.people is None:
            return self._name_of(target.circle)
        some = seen.chosen(target, self._known)
        return listed([one.name for one in some]) if some else translate("composer", "Nobody yet")

    def _get_circles(self) -> list[dict[str, object]]:
        if self._place:
            return []
        return [
            {"value": c.circle.hex(), "text": c.name, "symbol": "leaf"}
            for c in self._session.circles
            if c.state == "member"
        ]

    def _get_held(self) -> str:
        if self._held is None:
            return ""
        if self._held.people:
            names = self._known.names
            for_whom = listed([names.get(person, "") for person in self._held.people])
        else:
            for_whom = self._name_of(self._held.circle)
        return fill(
            translate("composer", "Goes to %1 in %2.", "people or a circle, a number of seconds"),
            for_whom,
            translate("composer", "%n second(s)", "", self._left),
        )

    progress = Property(str, _get_progress, notify=changed)
    message = Property(str, lambda self: self._message, notify=changed)
    attached = Property(list, lambda self: self.attachments.rows, notify=changed)
    held = Property(str, _get_held, notify=changed)
    heldText = Property(  # noqa: N815 — QML's way of naming
        str, lambda self: "" if self._held is None else self._held.said(), notify=changed
    )
    undoSeconds = Property(int, lambda self: UNDO_S, constant=True)  # noqa: N815 — QML's way of naming
    leaving = Property(str, lambda self: self._leaving, notify=changed)
    circle = Property(str, lambda self: self._target().circle, notify=changed)
    circles = Property(list, _get_circles, notify=changed)
    people = Property(list, _get_people, notify=changed)
    everyone = Property(bool, lambda self: self._target().people is None, notify=changed)
    audience = Property(str, _get_sentence, notify=changed)
    audienceName = Property(str, _get_label, notify=changed)  # noqa: N815 — QML's way of naming
    faces = Property(list, lambda self: seen.faces(self._target(), self._known), notify=changed)


def _joined(one: str, other: str) -> str:
    return "\n\n".join(text for text in (one, other) if text.strip())
