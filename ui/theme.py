"""Colours, sizes and type of the window, in one place: light and dark, and as large as the reader wants.

Tokens name what a colour is for, not what it looks like; a test holds text against its ground to 4.5:1 and borders of
what can be typed into to 3:1 (WCAG 2.2, 1.4.3 and 1.4.11). Light or dark is the program's own choice, since not every
system tells.
"""

from dataclasses import dataclass, fields
from enum import Enum
from typing import Final

from PySide6.QtCore import Property, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlPropertyMap

from ui.preferences import Preferences

SMALLEST_SCALE, LARGEST_SCALE = 0.9, 1.6


class Appearance(Enum):
    """Light, dark, or whatever the system says."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one appearance, as #rrggbb."""

    ground: str  # behind everything
    card: str  # what lies on it
    sunken: str  # what can be typed into
    border: str  # around cards: only to be felt
    outline: str  # around what can be typed into or pressed
    text: str
    muted: str  # times, hints
    accent: str  # the one green
    on_accent: str
    tint: str  # accent, hardly there: the chosen page, the state of things
    on_tint: str
    danger: str
    danger_tint: str
    scrim: str  # behind the viewer


LIGHT: Final = Tokens(
    ground="#f6f3ee",
    card="#ffffff",
    sunken="#f6f3ee",
    border="#e6e1d8",
    outline="#8b877f",
    text="#22211f",
    muted="#67635c",
    accent="#2d7d55",
    on_accent="#ffffff",
    tint="#dce6dd",
    on_tint="#1f6141",
    danger="#a8321f",
    danger_tint="#f9e6e1",
    scrim="#14130f",
)
DARK: Final = Tokens(
    ground="#171614",
    card="#211f1c",
    sunken="#2a2825",
    border="#35322d",
    outline="#86817a",
    text="#efece6",
    muted="#a9a49b",
    accent="#67bb8c",
    on_accent="#0d1f15",
    tint="#243a2d",
    on_tint="#9adbb5",
    danger="#f0907d",
    danger_tint="#3d241f",
    scrim="#0b0a08",
)


class Theme(QObject):
    """What QML binds to: colours as `theme.colours.text`, and `theme.scale` for sizes.

    Signals:
        changed: Colours or sizes are different.
    """

    changed = Signal()

    def __init__(self, preferences: Preferences | None = None, parent: QObject | None = None) -> None:
        """Begin as it was chosen, or as the system has it, at its usual size."""
        super().__init__(parent)
        self._preferences = preferences or Preferences(None)
        chosen = self._preferences.get("appearance")
        known = {one.value: one for one in Appearance}
        self._appearance = known.get(chosen, Appearance.SYSTEM)
        self._scale = min(LARGEST_SCALE, max(SMALLEST_SCALE, self._preferences.number("scale", 1.0)))
        # A hundred bindings of every post read a colour: from a map of Qt's own that costs no call of Python.
        self._colours = QQmlPropertyMap.create(self)
        self._paint()
        self.changed.connect(self._paint)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.changed)

    @property
    def appearance(self) -> Appearance:
        """What the reader chose."""
        return self._appearance

    def choose(self, appearance: Appearance) -> None:
        """Be light, dark, or as the system is."""
        self._appearance = appearance
        self._preferences.put("appearance", appearance.value)
        self.changed.emit()

    def resize(self, scale: float) -> None:
        """Make text this many times its usual size, from 0.9 to 1.6."""
        self._scale = min(LARGEST_SCALE, max(SMALLEST_SCALE, scale))
        self._preferences.put("scale", self._scale)
        self.changed.emit()

    @property
    def is_dark(self) -> bool:
        """Whether the window is dark now."""
        if self._appearance is Appearance.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._appearance is Appearance.DARK

    @property
    def tokens(self) -> Tokens:
        """The colours now."""
        return DARK if self.is_dark else LIGHT

    def _paint(self) -> None:
        for field in fields(Tokens):
            self._colours.insert(field.name, getattr(self.tokens, field.name))

    def _get_scale(self) -> float:
        return self._scale

    colours = Property(QObject, lambda self: self._colours, constant=True)
    scale = Property(float, _get_scale, notify=changed)
