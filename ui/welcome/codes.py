"""Where the code of an invitation can be found besides a keyboard: on the clipboard, in a picture, on the screen.

What is found is a secret and goes nowhere but to the engine.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

# The longest code has some 400 characters; the rest is room for a friendly letter around it.
MAX_CHARACTERS: Final = 4096
_LINK: Final = "organic:"
_OPENING: Final = "ORG1"
# Of 100; packs what a screen shows in a fraction of the time that the smallest file takes.
_QUICK: Final = 85

Grab = Callable[[], list[QImage]]


def may_hold_a_code(text: str) -> bool:
    """Tell whether a text is worth being looked at by the engine."""
    if len(text) > MAX_CHARACTERS:
        return False
    return _LINK in text.lower() or _OPENING in text.upper().replace("-", "").replace(" ", "")


def on_clipboard() -> str:
    """Return a text on the clipboard that may hold a code, or nothing."""
    text = QGuiApplication.clipboard().text()
    return text if may_hold_a_code(text) else ""


def screens() -> list[QImage]:
    """Return what is to be seen on each screen; nothing of those that the system does not show to programs."""
    shown = [screen.grabWindow(0).toImage() for screen in QGuiApplication.screens()]
    return [image for image in shown if not image.isNull()]


def as_png(image: QImage) -> bytes:
    """Return the file of a picture in shades of grey, in which a worker of the engine looks for codes."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setQuality(_QUICK)
    writer.write(image.convertToFormat(QImage.Format.Format_Grayscale8))
    return bytes(buffer.data().data())


def those_that_count(texts: set[str]) -> list[str]:
    """Return those that are invitations, or all if none is."""
    return sorted(text for text in texts if text.lower().startswith(_LINK)) or sorted(texts)
