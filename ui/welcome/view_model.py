"""State of the way in: found a circle, or join one with a code that was typed, pasted, photographed or sent as a link.

    text ── check() ──▶ engine ──▶ what is right so far, which group is wrong ── whole ──▶ join(name) ──▶ done

A code lets one person in, so it is held here, in memory, until it is used, and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QGuiApplication

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui import pasted
from ui.engine_link import Engine, Trouble
from ui.language import fill, translate
from ui.refusals import code_in_words
from ui.welcome.codes import Grab, as_png, may_hold_a_code, on_clipboard, screens, those_that_count
from ui.words import day_of

# The family's page is there at once; the engine goes on trying, and the page says what it waits for.
_JOIN_WAIT_MS = 0


@dataclass(frozen=True, slots=True)
class Choosing:
    """Nothing is under way."""


@dataclass(frozen=True, slots=True)
class Working:
    """The engine was asked."""


@dataclass(frozen=True, slots=True)
class Refused:
    """It said no, in a sentence."""

    sentence: str


WelcomeState = Choosing | Working | Refused
_NOTHING = r.CodeReply("empty", "", "", (), 0, 0, False, "")


class WelcomeViewModel(QObject):
    """The first screens, and the same later for another circle.

    Signals:
        changed: `state`, or what is known of the code, is different.
        called: A code came by another way than the keyboard, and is being looked at.
        invited: A whole code came by another way than the keyboard; the question is whether to join.
        done: Somebody is in, or on the way in: there is a page to show.
    """

    changed = Signal()
    called = Signal()
    invited = Signal()
    done = Signal()

    def __init__(self, engine: Engine, parent: QObject | None = None, grab: Grab = screens) -> None:
        """Ask nothing yet."""
        super().__init__(parent)
        self._engine, self._grab = engine, grab
        self._state: WelcomeState = Choosing()
        self._text = ""
        # The text of which the reader is told: what `_code` is about.
        self._read = ""
        self._code = _NOTHING
        self._asked: str | None = None
        self._offering = False
        # Whether the one that is shown came in the place of another, which a page of a browser can bring about.
        self._replaced = False
        # What came while the engine was at work: the reader is told of it afterwards.
        self._later = ""
        self._clip = ""
        # Of the screens that the engine looks at: how many are left, what was found, and what was said of others.
        self._screens, self._seen, self._unseen = 0, set[str](), list[Trouble]()
        self._watching = False

    @property
    def state(self) -> WelcomeState:
        """What is under way."""
        return self._state

    # -- the code --------------------------------------------------------------------------------------

    @Slot(str)
    def check(self, text: str) -> None:
        """Look at a code as it is being typed."""
        self._offering = False
        self._look_at(text)

    @Slot(str)
    def offer(self, text: str) -> None:
        """Take a code that came as a link, from the clipboard or in a picture."""
        if isinstance(self._state, Working):
            self._later = text
            return
        self._offering = True
        self.called.emit()
        self._look_at(text.strip())

    @Slot(bool)
    def watch_clipboard(self, wanted: bool) -> None:
        """Look at the clipboard, now and whenever it changes: who has just copied a link need not paste it."""
        clipboard = QGuiApplication.clipboard()
        if wanted and not self._watching:
            clipboard.dataChanged.connect(self.look_at_clipboard)
            self.look_at_clipboard()
        elif not wanted and self._watching:
            clipboard.dataChanged.disconnect(self.look_at_clipboard)
        self._watching = wanted

    @Slot()
    def look_at_clipboard(self) -> None:
        """Offer what is on the clipboard if it is an invitation."""
        text = on_clipboard()
        if text and text != self._clip:
            self._clip = text
            self._engine.ask(q.CheckCode(text), lambda reply: self._on_clip(text, reply), _ignore)

    @Slot("QVariantList")
    def open(self, urls: Sequence[QUrl]) -> None:
        """Read the code in a picture that was chosen or dropped."""
        path = next((url.toLocalFile() for url in urls if url.isLocalFile()), "")
        if path and not isinstance(self._state, Working):
            self._set(Working())
            self._engine.ask(q.ReadCodePicture(path, b""), self._on_picture, self._on_failed)

    @Slot(str)
    def dropped(self, text: str) -> None:
        """Take a text that was dropped."""
        if may_hold_a_code(text):
            self.offer(text)

    @Slot()
    def read_screen(self) -> None:
        """Have the engine look for a square code on all screens: what is shown there may be anything."""
        if isinstance(self._state, Working):
            return
        shown = self._grab()
        if not shown:
            self._set(
                Refused(
                    translate(
                        "welcome",
                        "This computer does not let programs see the screen. Take a picture of the code with the "
                        "computer's own screenshot, and drop it here.",
                    )
                )
            )
            return
        self._set(Working())
        self._screens, self._seen, self._unseen = len(shown), set(), []
        for screen in shown:
            self._engine.ask(q.ReadCodePicture("", as_png(screen)), self._on_screen, self._on_unread)

    @Slot(result=bool)
    def paste_picture(self) -> bool:
        """Read the code in a picture on the clipboard; return whether there is one."""
        mime = QGuiApplication.clipboard().mimeData()
        if mime is None or not pasted.is_picture(mime):
            return False
        if not isinstance(self._state, Working):
            self._set(Working())
            self._engine.ask(
                q.ReadCodePicture("", pasted.picture_in(mime)), self._on_picture, self._on_failed
            )
        return True

    @Slot()
    def begin(self) -> None:
        """Forget what was typed here once and left. What came as a link may still be looked at: it stays."""
        if not self._offering:
            self.drop_code()

    @Slot()
    def drop_code(self) -> None:
        """Forget the code."""
        self._clear()
        self._set(Choosing())
        self.changed.emit()

    # -- coming in -------------------------------------------------------------------------------------

    @Slot(str, str)
    def found(self, circle: str, name: str) -> None:
        """Found a circle."""
        self._ask(q.StartCircle(circle, name))

    @Slot(str)
    def join(self, name: str) -> None:
        """Join with the code of which the reader was told, never with one that came only now."""
        self._ask(q.Join(self._read.strip(), name, _JOIN_WAIT_MS))

    @Slot()
    def forget(self) -> None:
        """Take back what was refused: the reader types again."""
        self._set(Choosing())

    def _ask(self, request: q.Request) -> None:
        if not isinstance(self._state, Working):
            self._set(Working())
            used = request.code if isinstance(request, q.Join) else ""
            self._engine.ask(request, lambda reply: self._on_done(used, reply), self._on_failed)

    def _clear(self) -> None:
        self._text, self._read, self._code, self._offering = "", "", _NOTHING, False

    def _look_at(self, text: str) -> None:
        self._text = text
        if isinstance(self._state, Refused):
            self._set(Choosing())
        if not text.strip():
            self._read, self._code = "", _NOTHING
            self.changed.emit()
        elif self._asked is None:
            self._asked = text
            self._engine.ask(q.CheckCode(text), self._on_checked, self._on_unchecked)

    # -- what the engine says --------------------------------------------------------------------------

    def _on_checked(self, reply: object) -> None:
        asked, self._asked = self._asked, None
        if asked != self._text:
            # It was typed on meanwhile.
            self._look_at(self._text)
            return
        if isinstance(self._state, Working) and self._offering:
            # It came just before the reader joined with another one.
            self._text, self._later = self._read, self._later or asked or ""
        elif isinstance(reply, r.CodeReply):
            self._replaced = self._offering and self._code.state == "whole" and asked != self._read
            self._read, self._code = asked, reply
            self.changed.emit()
            if self._offering and reply.state == "whole":
                self.invited.emit()
            elif self._offering:
                sentence = code_in_words(reply) or translate(
                    "welcome", "This is not an invitation to a circle."
                )
                self._set(Refused(sentence))

    def _on_unchecked(self, trouble: Trouble) -> None:
        self._asked = None
        self._set(Refused(trouble.sentence))

    def _on_clip(self, text: str, reply: object) -> None:
        if isinstance(reply, r.CodeReply) and reply.state == "whole" and not self._text:
            self._text, self._read, self._code = text, text, reply
            self.changed.emit()
            self.invited.emit()

    def _on_screen(self, reply: object) -> None:
        if isinstance(reply, r.CodeTextReply):
            self._seen.add(reply.text)
        self._screen_done()

    def _on_unread(self, trouble: Trouble) -> None:
        self._unseen.append(trouble)
        self._screen_done()

    def _screen_done(self) -> None:
        self._screens -= 1
        if self._screens:
            return
        said = {trouble.kind: trouble.sentence for trouble in self._unseen}
        several = translate("welcome", "There are several square codes to be seen. Leave only yours.")
        if self._seen and "several-qr" not in said:
            texts = those_that_count(self._seen)
            self._set(Choosing() if len(texts) == 1 else Refused(several))
            if len(texts) == 1:
                self.offer(texts[0])
        elif "several-qr" in said:
            self._set(Refused(several))
        else:
            none = translate("welcome", "No square code is to be seen on the screen.")
            self._set(Refused(next((said[kind] for kind in said if kind != "no-qr"), none)))

    def _on_picture(self, reply: object) -> None:
        self._set(Choosing())
        if isinstance(reply, r.CodeTextReply):
            self.offer(reply.text)
        self._offer_later()

    def _on_done(self, used: str, reply: object) -> None:
        if self._offering and self._text.strip() != used:
            self._later = self._later or self._text
        self._clear()
        self._set(Choosing())
        self.changed.emit()
        if isinstance(reply, r.CircleReply):
            self.done.emit()
        self._offer_later()

    def _on_failed(self, trouble: Trouble) -> None:
        self._set(Refused(trouble.sentence))
        self._offer_later()

    def _offer_later(self) -> None:
        later, self._later = self._later, ""
        if later:
            self.offer(later)

    def _set(self, state: WelcomeState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit()

    # -- for QML ---------------------------------------------------------------------------------------

    def _get_title(self) -> str:
        if self._code.inviter:
            return fill(translate("welcome", "%1 invites you."), self._code.inviter)
        return translate("welcome", "You are invited.")

    def _get_about(self) -> str:
        if self._code.state != "whole":
            return ""
        until = day_of(self._code.expires_ms)
        if self._code.ask:
            about = fill(translate("welcome", "Good until %1. Somebody there says yes first."), until)
        else:
            about = fill(translate("welcome", "Into a private circle. Good until %1."), until)
        if self._replaced:
            return translate("welcome", "This is another invitation than the one before.") + " " + about
        return about

    def _get_groups(self) -> list[dict[str, str]]:
        shown = [{"text": group.text, "state": group.state} for group in self._code.groups]
        return shown + [{"text": "", "state": "open"}] * (self._code.count - len(shown))

    busy = Property(bool, lambda self: isinstance(self._state, Working), notify=changed)
    refusal = Property(
        str, lambda self: self._state.sentence if isinstance(self._state, Refused) else "", notify=changed
    )
    offered = Property(bool, lambda self: self._offering, notify=changed)
    whole = Property(bool, lambda self: self._code.state == "whole", notify=changed)
    wrong = Property(bool, lambda self: self._code.state in ("wrong", "refused"), notify=changed)
    sentence = Property(str, lambda self: code_in_words(self._code), notify=changed)
    groups = Property(list, _get_groups, notify=changed)
    title = Property(str, _get_title, notify=changed)
    about = Property(str, _get_about, notify=changed)


def _ignore(_: Trouble) -> None:
    """Say nothing of a clipboard that nobody asked about."""
