"""Pictures that QML asks for by name. Nothing in here opens a file that somebody else named, or fetches anything.

    image://icon/<name>/<colour>                 one of our own drawings, in a colour
    image://post/<key>                           a picture that we have drawn ourselves: the code of an invitation

What came from somebody else is never decoded in here: its pixels come from the engine (`ui.photos`).
"""

import hashlib
from collections import OrderedDict
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

ICONS: Final = Path(__file__).with_name("icons")
MAX_PIXELS: Final = 50_000_000
MAX_SIDE: Final = 16_384
_FORMATS: Final = (b"jpeg", b"png", b"webp")
_ICON_PX: Final = 24
# Of what came from others: some thousand previews and the pictures of a few screens.
_KEPT_BYTES: Final = 12 << 20


class IconProvider(QQuickImageProvider):
    """Our own drawings."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803 — Qt's names
        """Return a drawing in the wanted size and colour; nothing for a name that we do not have."""
        name, _, colour = id.partition("/")
        image = empty(requestedSize, _ICON_PX)
        path = ICONS / f"{name}.svg"
        if name.replace("-", "").isalnum() and path.is_file():
            drawing = path.read_text(encoding="utf-8").replace("currentColor", QColor(f"#{colour}").name())
            painter = QPainter(image)
            QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(image.rect()))
            painter.end()
        return image


class PostImages:
    """Encoded pictures, as far as they are in memory, by a key that QML knows: our own, and previews of others."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._own: set[str] = set()
        self._bytes = 0

    def keep_own(self, data: bytes) -> str:
        """Take an encoded picture that we made ourselves; return the key by which QML can show it."""
        key = self.keep(data)
        self._own.add(key)
        return key

    def own(self, key: str) -> bytes:
        """Return a picture that we made ourselves; no bytes for any other."""
        return self.get(key) if key in self._own else b""

    def keep(self, data: bytes) -> str:
        """Take an encoded picture from anybody; return the key by which it is known."""
        key = hashlib.blake2b(data, digest_size=16).hexdigest()
        if key not in self._kept:
            self._bytes += len(data)
            self._kept[key] = data
        self._kept.move_to_end(key)
        while self._bytes > _KEPT_BYTES and len(self._kept) > 1:
            self._bytes -= len(self._kept.popitem(last=False)[1])
        return key

    def get(self, key: str) -> bytes:
        """Return an encoded picture; no bytes if it is not in memory."""
        return self._kept.get(key, b"")

    def __contains__(self, key: str) -> bool:
        return key in self._kept


class PostProvider(QQuickImageProvider):
    """Pictures of our own from `PostImages`."""

    def __init__(self, images: PostImages) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._images = images

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803 — Qt's names
        """Return a picture no larger than asked for; an empty one if it is none."""
        return decoded(self._images.own(id), requestedSize)


def decoded(data: bytes, wanted: QSize) -> QImage:
    """Return an encoded picture of our own, scaled down to fit `wanted` if that is a size; empty if it is none."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    # The content decides, and only these three decoders may run.
    reader.setDecideFormatFromContent(True)
    kind = bytes(reader.format().data())
    size = reader.size()
    pixels = size.width() * size.height()
    if (
        kind not in _FORMATS
        or not size.isValid()
        or pixels > MAX_PIXELS
        or max(size.width(), size.height()) > MAX_SIDE
    ):
        return empty(QSize(), 1)
    # Ours are upright and carry no orientation; another program's must not turn in the viewer only.
    reader.setAutoTransform(False)
    if wanted.width() > 0 or wanted.height() > 0:
        box = QSize(wanted.width() or MAX_SIDE, wanted.height() or MAX_SIDE)
        scaled = size.scaled(box, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        if scaled.width() < size.width():
            reader.setScaledSize(scaled)
    image = reader.read()
    return empty(QSize(), 1) if image.isNull() else image


def empty(wanted: QSize, otherwise: int) -> QImage:
    """Return a picture of nothing, `otherwise` pixels wide and high where `wanted` says nothing."""
    side = QSize(
        wanted.width() if wanted.width() > 0 else otherwise,
        wanted.height() if wanted.height() > 0 else otherwise,
    )
    image = QImage(side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image
