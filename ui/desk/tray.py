"""The icon in the tray, for whoever chose to have one: a click shows the window, its menu quits."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from ui.desk.view_model import DeskViewModel
from ui.language import translate

ICON: Final = Path(__file__).parent.parent / "icons" / "organic.svg"


class Tray(QObject):
    """Shows the icon while it is wanted."""

    def __init__(self, desk: DeskViewModel, parent: QObject | None = None) -> None:
        """Follow `desk`."""
        super().__init__(parent)
        self._desk = desk
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        desk.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Show the icon, or take it away."""
        if not self._desk.stays:
            if self._icon is not None:
                self._icon.hide()
            self._icon = None
            return
        if self._icon is None:
            self._menu = QMenu()
            self._icon = QSystemTrayIcon(QIcon(str(ICON)), self)
            self._icon.setToolTip("Organic")
            self._icon.setContextMenu(self._menu)
            self._icon.activated.connect(self._on_activated)
            self._icon.show()
        if self._menu is not None:
            self._menu.clear()
            self._menu.addAction(translate("tray", "Open Organic")).triggered.connect(self._desk.raised)
            self._menu.addAction(translate("tray", "Quit Organic")).triggered.connect(self._desk.leave)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self._desk.raised.emit()
