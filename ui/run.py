"""The program around the window: only one to a home, opened by links, remembered where it was, and quit on request."""

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QProcess, Qt, QTimer
from PySide6.QtGui import QIcon, QWindow

from organic_p2p.api.program import program
from ui.application import application
from ui.engine_link import EngineLink
from ui.one_window import OneWindow
from ui.placement import remember, restore
from ui.preferences import Preferences

# Python looks at its own signals only while it runs; Qt's loop runs in C++.
_LOOK_AT_SIGNALS_MS: Final = 200
_FAILED: Final = 1


class CannotOpenError(Exception):
    """There can be no window now; the message is a sentence for the reader."""


def run(folder: Path, link: str = "", place: str = "", *, shown: Callable[[], object] = lambda: None) -> int:
    """Show the window of the home in `folder` until it is closed; return the exit code.

    Args:
        folder: The home.
        link: An invitation to be offered, as text; or nothing.
        place: What to show, as `desk.leading` reads it; or nothing.
        shown: Called once, when the first frame is on the screen.

    Raises:
        CannotOpenError: The window of this home is open already and does not answer, or the folder cannot be used.
    """
    app = application(sys.argv[:1])
    one = OneWindow(folder)
    try:
        first = one.take()
    except OSError as cause:
        raise CannotOpenError(f"The folder {folder} cannot be used: {cause.strerror}.") from cause
    if not first:
        if one.call(link, place):
            return 0
        raise CannotOpenError(
            "Organic is open already, but its window does not answer. End it, or start the computer again."
        )
    engine = EngineLink(folder)
    # Now, before the pages are loaded: an engine that is started meanwhile loads itself on another core.
    engine.open()
    from ui.app import Window
    from ui.desk.tray import ICON, Tray

    app.setWindowIcon(QIcon(str(ICON)))
    preferences = Preferences(folder)
    window = Window(engine, preferences, folder=folder)
    root = window.root
    if root is None:
        return _FAILED
    restore(root, preferences)
    tray = Tray(window.desk, window)
    anew: list[int] = []

    def come(link: str = "", place: str = "") -> None:
        show(root)
        if link:
            window.welcome.offer(link)
        if place:
            window.leading.lead(place)

    def reopen() -> None:
        anew.append(1)
        app.quit()

    one.called.connect(come)
    window.desk.raised.connect(come)
    window.desk.quit.connect(app.quit)
    window.waiting.reopen.connect(reopen)
    window.language.changed.connect(tray.follow)
    # Whether it ends with its window is decided in `Main.qml`: with an icon in the tray it does not.
    app.setQuitOnLastWindowClosed(False)
    window.desk.closed.connect(app.quit)
    signal.signal(signal.SIGINT, lambda *_: app.quit())
    signal.signal(signal.SIGTERM, lambda *_: app.quit())
    looking = QTimer()
    looking.timeout.connect(lambda: None)
    looking.start(_LOOK_AT_SIGNALS_MS)
    if link:
        window.welcome.offer(link)
    if place:
        window.leading.lead(place)
    window.attention.follow(app)
    root.frameSwapped.connect(shown, Qt.ConnectionType.SingleShotConnection)
    code = app.exec()
    remember(root, preferences)
    window.say_last_words()
    engine.close()
    window.close()
    one.release()
    if anew:
        python, *words = program(folder)
        QProcess.startDetached(python, words)
    return code


def show(window: QWindow) -> None:
    """Bring a window before the eyes of whoever asked for it."""
    if window.visibility() is QWindow.Visibility.Minimized:
        window.showNormal()
    window.show()
    window.raise_()
    window.requestActivate()
