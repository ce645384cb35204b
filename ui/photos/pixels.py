"""Pixels of pictures, as far as they are in memory, and how QML gets them.

    image://pixels/<key>/<width>x<height>/<radius>              filling that many pixels, round at the corners
    image://pixels/<key>/<width>x<height>/<radius>/<rrggbb>     the same on a ground of that colour
    image://pixels/<key>                                        as they are

Nothing in here decodes anything: what comes from the engine are rows of pixels of a size that it names, and the size is
held against the number of bytes before Qt sees them.
"""

from bisect import bisect_left, insort
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath
from PySide6.QtQuick import QQuickImageProvider

from organic_p2p.api import replies as r

# The pictures of some screens. Each is at most a few megabytes, but for the one in the viewer.
KEPT_BYTES: Final = 22 << 20
# A picture is asked for with so many pixels to spare: its place has fractions of them, and its other side is rounded.
SPARE_PX: Final = 2
# What an engine says of a picture that will not be shown however often one asks.
REFUSED: Final = ("picture-damaged", "picture-too-large", "picture-too-costly", "not-a-picture")
_PIXEL_BYTES: Final = 4
_MAX_SIDE: Final = 8192


@dataclass(frozen=True, slots=True)
class _Kept:
    name: str
    side: int
    image: QImage


class Pixels:
    """Pictures in memory, in the sizes in which they came; those that were looked at longest ago make room.

    A picture is found by its name and the side of the box for which it was asked for, and drawn by its key.
    """

    def __init__(self, most_bytes: int = KEPT_BYTES) -> None:
        """Begin with none."""
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._sides: dict[str, list[int]] = {}
        self._bytes, self._most = 0, most_bytes

    def keep(self, name: str, image: QImage, side: int = 0) -> None:
        """Take a picture, in place of another one of that name and size; of what has no size there is one of a name."""
        key = _key(name, side)
        self.drop(key)
        self._kept[key] = _Kept(name, side, image)
        insort(self._sides.setdefault(name, []), side)
        self._bytes += image.sizeInBytes()
        while self._bytes > self._most and len(self._kept) > 1:
            self.drop(next(iter(self._kept)))

    def drop(self, key: str) -> None:
        """Forget a picture."""
        if (kept := self._kept.pop(key, None)) is not None:
            self._bytes -= kept.image.sizeInBytes()
            self._sides[kept.name].remove(kept.side)
            if not self._sides[kept.name]:
                del self._sides[kept.name]

    def find(self, name: str, side: int = 0) -> str:
        """Return the key of the smallest picture that fills a box of this side; nothing if there is none."""
        sides = self._sides.get(name, [])
        place = bisect_left(sides, side)
        return _key(name, sides[place]) if place < len(sides) else ""

    def largest(self, name: str) -> str:
        """Return the key of the largest picture of this name; nothing if there is none."""
        sides = self._sides.get(name)
        return _key(name, sides[-1]) if sides else ""

    def get(self, key: str) -> QImage:
        """Return a picture; a null one if it is not in memory."""
        if (kept := self._kept.get(key)) is None:
            return QImage()
        self._kept.move_to_end(key)
        return kept.image

    def __contains__(self, key: str) -> bool:
        return key in self._kept


def _key(name: str, side: int) -> str:
    return f"{name}-{side}" if side else name


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
        box, _, rest = shape.partition("/")
        radius, _, ground = rest.partition("/")
        width, _, height = box.partition("x")
        if not (width.isdecimal() and height.isdecimal() and radius.isdecimal()):
            return image
        target = QSize(min(_MAX_SIDE, max(1, int(width))), min(_MAX_SIDE, max(1, int(height))))
        return filling(image, target, int(radius), QColor(f"#{ground}") if ground else None)


def filling(image: QImage, size: QSize, radius: int, ground: QColor | None = None) -> QImage:
    """Return the middle of `image` that fills `size`, round at the corners, through which one sees a ground.

    On a ground that is known an opaque picture stays opaque: it is drawn in half the time, and nothing below it is.
    """
    over = min(image.width() - size.width(), image.height() - size.height())
    # Cut before it is scaled: a picture of one row, scaled to fill a page, would take gigabytes.
    middle = size.scaled(image.size(), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    if 0 <= over <= SPARE_PX:
        # It was asked for as large as this: to scale it by two pixels would take as long as by a thousand.
        middle = size
    left, top = (image.width() - middle.width()) // 2, (image.height() - middle.height()) // 2
    cut = image.copy(left, top, middle.width(), middle.height())
    if middle != size:
        cut = cut.scaled(
            size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    if radius <= 0:
        return cut
    opaque = cut.format() == QImage.Format.Format_RGB32
    if opaque and ground is None:
        # Every pixel says already that it is opaque, so nothing needs to be converted.
        cut.reinterpretAsFormat(QImage.Format.Format_ARGB32_Premultiplied)
    # Only the corners are painted over: the whole through a path would take ten times as long.
    painter = QPainter(cut)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not opaque or ground is None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
    corners = QPainterPath()
    corners.addRect(QRectF(cut.rect()))
    corners.addRoundedRect(QRectF(cut.rect()), radius, radius)
    painter.fillPath(corners, QBrush(ground or Qt.GlobalColor.black))
    painter.end()
    return cut
