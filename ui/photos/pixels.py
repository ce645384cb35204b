"""Pixels of pictures, as far as they are in memory, and how QML gets them.

    image://pixels/<key>/<width>x<height>/<radius>      filling that many pixels, round at the corners
    image://pixels/<key>                                as they are

Nothing in here decodes anything: what comes from the engine are rows of pixels of a size that it names, and the size is
held against the number of bytes before Qt sees them.
"""

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPainterPath
from PySide6.QtQuick import QQuickImageProvider

from organic_p2p.api import replies as r

# The pictures of some screens. Each is at most a few megabytes, but for the one in the viewer.
KEPT_BYTES: Final = 22 << 20
# What an engine says of a picture that will not be shown however often one asks.
REFUSED: Final = ("picture-damaged", "picture-too-large", "picture-too-costly", "not-a-picture")
_PIXEL_BYTES: Final = 4
_MAX_SIDE: Final = 8192


class Pixels:
    """Pictures in memory, by keys; those that were looked at longest ago make room."""

    def __init__(self, most_bytes: int = KEPT_BYTES) -> None:
        """Begin with none."""
        self._kept: OrderedDict[str, QImage] = OrderedDict()
        self._bytes, self._most = 0, most_bytes

    def keep(self, key: str, image: QImage) -> None:
        """Take a picture."""
        self.drop(key)
        self._kept[key] = image
        self._bytes += image.sizeInBytes()
        while self._bytes > self._most and len(self._kept) > 1:
            self._bytes -= self._kept.popitem(last=False)[1].sizeInBytes()

    def drop(self, key: str) -> None:
        """Forget a picture."""
        if (image := self._kept.pop(key, None)) is not None:
            self._bytes -= image.sizeInBytes()

    def get(self, key: str) -> QImage:
        """Return a picture; a null one if it is not in memory."""
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key, QImage())

    def __contains__(self, key: str) -> bool:
        return key in self._kept


def images_of(reply: r.PixelsReply) -> list[QImage]:
    """Return the frames of a reply; none if it is not what it says."""
    width, height = reply.width, reply.height
    if not (0 < width <= _MAX_SIDE and 0 < height <= _MAX_SIDE):
        return []
    if not reply.frames or any(len(frame) != width * height * _PIXEL_BYTES for frame in reply.frames):
        return []
    if len(reply.durations_ms) != len(reply.frames):
        return []
    given, wanted = QImage.Format.Format_RGBA8888_Premultiplied, QImage.Format.Format_ARGB32_Premultiplied
    if reply.opaque:
        given, wanted = QImage.Format.Format_RGBX8888, QImage.Format.Format_RGB32
    # Converted at once, which is quick, rather than at each drawing; and so the bytes are no longer needed.
    return [
        QImage(frame, width, height, width * _PIXEL_BYTES, given).convertToFormat(wanted)
        for frame in reply.frames
    ]


class PixelsProvider(QQuickImageProvider):
    """Gives QML what is in memory."""

    def __init__(self, pixels: Pixels) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._pixels = pixels

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803 — Qt's names
        """Return a picture, or a transparent one."""
        del size, requestedSize
        key, _, shape = id.partition("/")
        image = self._pixels.get(key)
        if image.isNull():
            image = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(Qt.GlobalColor.transparent)
            return image
        box, _, radius = shape.partition("/")
        width, _, height = box.partition("x")
        if not (width.isdecimal() and height.isdecimal() and radius.isdecimal()):
            return image
        target = QSize(min(_MAX_SIDE, max(1, int(width))), min(_MAX_SIDE, max(1, int(height))))
        return filling(image, target, int(radius))


def filling(image: QImage, size: QSize, radius: int) -> QImage:
    """Return the middle of `image` that fills `size`, round at the corners."""
    # Cut before it is scaled: a picture of one row, scaled to fill a page, would take gigabytes.
    middle = size.scaled(image.size(), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    left, top = (image.width() - middle.width()) // 2, (image.height() - middle.height()) // 2
    cut = image.copy(left, top, middle.width(), middle.height()).scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    if radius <= 0:
        return cut
    rounded = cut.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    # Only the corners are painted, out of it: the whole through a path would take ten times as long.
    painter = QPainter(rounded)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
    corners = QPainterPath()
    corners.addRect(QRectF(rounded.rect()))
    corners.addRoundedRect(QRectF(rounded.rect()), radius, radius)
    painter.fillPath(corners, QBrush(Qt.GlobalColor.black))
    painter.end()
    return rounded
