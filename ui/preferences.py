"""What the reader chose for the window of one home: looks, size, language. Everything else the engine keeps.

It must be known before the engine answers, for the first frame, and tells nothing about anybody.
"""

import math
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings

PREFERENCES_FILE: Final = "window.ini"


class Preferences:
    """A few words by name; they are kept where the home is."""

    def __init__(self, folder: Path | None) -> None:
        """Read what was chosen in the home in `folder`; with None nothing is read or kept."""
        self._kept: dict[str, str] = {}
        self._settings: QSettings | None = None
        if folder is not None:
            self._settings = QSettings(str(folder / PREFERENCES_FILE), QSettings.Format.IniFormat)
            for name in self._settings.allKeys():
                value = self._settings.value(name)
                if isinstance(value, str):
                    self._kept[name] = value

    def get(self, name: str, otherwise: str = "") -> str:
        """Return what was chosen, or `otherwise`."""
        return self._kept.get(name, otherwise)

    def number(self, name: str, otherwise: float) -> float:
        """Return a number that was chosen; `otherwise` also if somebody has written something else into the file."""
        try:
            value = float(self._kept.get(name, ""))
        except ValueError:
            return otherwise
        return value if math.isfinite(value) else otherwise

    def put(self, name: str, value: object) -> None:
        """Keep a choice. That a disk is full is no reason to stop: it then holds until the window is closed."""
        self._kept[name] = str(value)
        if self._settings is not None:
            self._settings.setValue(name, str(value))
            self._settings.sync()
