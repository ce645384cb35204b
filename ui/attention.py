"""Tells the engine when this window has the reader's attention, and in which words to speak while it has not.

The engine shows notifications, since it runs with the window closed. It knows neither the reader's language nor what
is being looked at; both are told from here.
"""

from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from organic_p2p.api import requests as q
from ui.engine import Engine, LinkState
from ui.language import Language, translate
from ui.trouble import Trouble

# The engine believes it for a minute and a half.
AGAIN_MS: Final = 60_000


class Attention(QObject):
    """Follows whether some window of this program is the one that is being used."""

    def __init__(self, engine: Engine, language: Language, parent: QObject | None = None) -> None:
        """Say in which words to speak; that somebody looks is told to `look`."""
        super().__init__(parent)
        self._engine = engine
        self._looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(AGAIN_MS)
        self._timer.timeout.connect(self._say_looking)
        engine.state_changed.connect(self._on_state)
        language.changed.connect(self._say_words)
        self._say_words()

    def follow(self, app: QGuiApplication) -> None:
        """Follow which program of this computer is being used."""
        app.applicationStateChanged.connect(self.look)
        self.look(app.applicationState())

    def look(self, state: Qt.ApplicationState) -> None:
        """Take note of the state of the whole program."""
        looking = state is Qt.ApplicationState.ApplicationActive
        if looking != self._looking:
            self._looking = looking
            self._say_looking()
        if looking:
            self._timer.start()
        else:
            self._timer.stop()

    def leave(self) -> None:
        """Say that nobody looks any more: the window is being closed."""
        self.look(Qt.ApplicationState.ApplicationInactive)

    def _say_looking(self) -> None:
        self._engine.ask(q.Look(self._looking), _nothing, _ignore)

    def _say_words(self) -> None:
        words = q.PutNoticeWords(
            letter=translate("notices", "A letter from %1", "a name, or several"),
            open_letter=translate("notices", "It is waiting for you in Organic."),
            digest=translate("notices", "News from your people"),
            wrote=translate("notices", "%1 in %2", "names of people, the name of a circle"),
            both=translate("words", "%1 and %2"),
            comma=translate("words", ", ", "between the names of a list"),
            others=translate("notices", "%1 and others", "a list of names"),
            asks=translate("notices", "Somebody asks to come into %1", "the name of a circle"),
            vote=translate("notices", "A vote in %1 waits for you", "the name of a circle"),
            open_vote=translate("notices", "You can answer in Organic."),
        )
        self._engine.ask(words, _nothing, _ignore)

    def _on_state(self) -> None:
        # Another engine knows nothing of this window yet.
        if self._engine.state is LinkState.CONNECTED and self._looking:
            self._say_looking()


def _nothing(_: object) -> None:
    """Have nothing to add."""


def _ignore(_: Trouble) -> None:
    """Go on: it is said again soon."""
