"""State of the program on its desktop: whether links open it, whether it stays in the tray, and how it is quit."""

import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QSystemTrayIcon

from organic_p2p.api import requests as q
from organic_p2p.api.program import program
from ui import desktop_entry
from ui.engine import Engine, LinkState
from ui.engine_link import STOP_AFTER_MS
from ui.language import fill, translate
from ui.preferences import Preferences

_TRAY: Final = "tray"
# An engine that does not answer must not keep anybody from leaving.
_STOP_PATIENCE_MS: Final = STOP_AFTER_MS + 3000


class DeskViewModel(QObject):
    """Closing the window leaves the engine at work; quitting ends both.

    Signals:
        changed: Something below is different.
        leaving: The engine is about to be ended: what was said last has to be said now.
        quit: The program is to end.
        closed: The window was closed, and nothing of it stays; the engine does.
        raised: The window is to be seen.
    """

    changed = Signal()
    leaving = Signal()
    quit = Signal()
    closed = Signal()
    raised = Signal()

    def __init__(
        self, engine: Engine, preferences: Preferences, folder: Path | None, parent: QObject | None = None
    ) -> None:
        """Read what was chosen; without a `folder` there is no home that a link could open."""
        super().__init__(parent)
        self._engine, self._preferences, self._folder = engine, preferences, folder
        self._trouble = ""
        self._quitting = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_STOP_PATIENCE_MS)
        self._patience.timeout.connect(self.quit)

    @property
    def stays(self) -> bool:
        """Whether closing the window leaves an icon in the tray; never where there is no tray to leave it in."""
        return self._preferences.get(_TRAY) == "yes" and QSystemTrayIcon.isSystemTrayAvailable()

    @Slot()
    def leave(self) -> None:
        """Quit: end the engine, once it has written everything down, and then the window."""
        if self._quitting:
            return
        self._quitting = True
        self.changed.emit()
        self.leaving.emit()
        if self._engine.state in (LinkState.CONNECTED, LinkState.LOCKED):
            self._patience.start()
            self._engine.ask(q.Stop(), lambda _: self.quit.emit(), lambda _: self.quit.emit())
        else:
            self.quit.emit()

    @Slot(bool)
    def stay(self, wanted: bool) -> None:
        """Keep an icon in the tray from now on, or no longer."""
        self._preferences.put(_TRAY, "yes" if wanted else "no")
        self.changed.emit()

    @Slot(bool)
    def open_links(self, wanted: bool) -> None:
        """Have the desktop open invitations with this program, or no longer."""
        self._trouble = ""
        try:
            if wanted and self._folder is not None:
                desktop_entry.introduce(program(self._folder))
            elif not wanted:
                desktop_entry.forget()
        except OSError as cause:
            self._trouble = fill(
                translate("desk", "The desktop could not be told: %1."), cause.strerror or os.strerror(0)
            )
        self.changed.emit()

    trayPossible = Property(  # noqa: N815 — QML's way of naming
        bool, lambda self: QSystemTrayIcon.isSystemTrayAvailable(), notify=changed
    )
    tray = Property(bool, lambda self: self.stays, notify=changed)
    linksPossible = Property(  # noqa: N815 — QML's way of naming
        bool, lambda self: desktop_entry.is_possible() and self._folder is not None, notify=changed
    )
    links = Property(bool, lambda self: desktop_entry.is_known(), notify=changed)
    trouble = Property(str, lambda self: self._trouble, notify=changed)
    quitting = Property(bool, lambda self: self._quitting, notify=changed)
