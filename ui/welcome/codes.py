"""Where the code of an invitation can be found besides a keyboard: on the clipboard, in a picture, on the screen.

What is found is a secret and goes nowhere but to the engine.
"""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtGui import QGuiApplication, QImage

# The longest code has some 400 characters; the rest is room for a friendly letter around it.
MAX_CHARACTERS: Final = 4096
_LINK: Final = "organic:"
_OPENING: Final = "ORG1"

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


def codes_in(images: Iterable[QImage]) -> list[str]:
    """Return the texts of the square codes in these images; if some are invitations, only those."""
    import zxingcpp

    kind = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    texts: set[str] = set()
    for image in images:
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        texts |= {found.text for found in zxingcpp.read_barcodes(grey, formats=kind)}
    return sorted(text for text in texts if text.lower().startswith(_LINK)) or sorted(texts)
