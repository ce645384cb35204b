"""A picture on the clipboard, as bytes into which nobody here has looked: the engine has a worker for that.

    other program ── image/png, image/jpeg, … ──▶ those bytes, as they are
                  ── pixels, as the system has them ──▶ the bytes of a PNG that is made of them

Qt would decode the first kind in here, whoever put it on the clipboard. Of the second kind there are no bytes to give.
"""

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter

MAX_BYTES: Final = 40 << 20
# What the engine reads; what loses nothing first.
_KINDS: Final = ("image/png", "image/webp", "image/jpeg", "image/heic", "image/avif", "image/gif")


def is_picture(mime: QMimeData) -> bool:
    """Return whether a picture was copied. Of text and a picture of it, as from an office program, the text was."""
    return (mime.hasImage() or bool(_given(mime))) and not mime.hasText()


def picture_in(mime: QMimeData) -> bytes:
    """Return a picture that was copied; nothing if it is too large, or of a kind that is not read here."""
    given = _given(mime)
    if not given:
        return _fitting(_png(mime.imageData()))
    found = (_fitting(bytes(mime.data(kind).data())) for kind in _KINDS if kind in given)
    return next(filter(None, found), b"")


def _given(mime: QMimeData) -> list[str]:
    return [kind for kind in mime.formats() if kind.startswith("image/")]


def _fitting(data: bytes) -> bytes:
    return data if len(data) <= MAX_BYTES else b""


def _png(image: object) -> bytes:
    if not isinstance(image, QImage):
        return b""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return bytes(buffer.data().data()) if QImageWriter(buffer, QByteArray(b"png")).write(image) else b""
