"""Qt's application: how it draws, what it is called, its fonts. Apart from `ui.app`, which loads every page."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

_FONTS: Final = Path(__file__).parent / "fonts"


def application(arguments: Sequence[str]) -> QApplication:
    """Return the Qt application with our fonts, made now if there is none."""
    # Without a graphics driver that can be trusted; the feed scrolls smoothly with it, too.
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    # Painting would be shared out among as many threads as there are processors, and each frame would wait for the
    # last of them to get one, beside an engine and its workers: that took longer than painting.
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    # Milliseconds that the collector of QML's garbage takes at a time: by itself it took five in the middle of a frame.
    os.environ.setdefault("QV4_GC_TIMELIMIT", "1")
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([*arguments] or ["organic"])
    app.setApplicationName("Organic")
    app.setDesktopFileName("organic")
    for font in sorted(_FONTS.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(font))
    app.setFont(QFont("Inter"))
    return app
