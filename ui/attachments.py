"""Pictures and files that go with what is being written: chosen, dropped or pasted, each with a small one of itself.

    image://attached/<key>      the small picture, once it was made

They are the reader's own files. Still only pictures of a reasonable size are decoded, and only to a small one; whatever
cannot be shown here goes along all the same, and the engine looks at it with care.
"""

import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageReader, QImageWriter
from PySide6.QtQuick import QQuickImageProvider

from organic_p2p.api import requests as q
from ui.images import empty
from ui.language import translate

MAX_PASTED_BYTES: Final = 40 << 20
_SIDE: Final = 192
_FORMATS: Final = (b"jpeg", b"png", b"webp")
# A JPEG is shrunk while it is read; anything else must be read as a whole first.
_MAX_PIXELS: Final = {b"jpeg": 100_000_000}
_MAX_PIXELS_OTHERS: Final = 25_000_000
_PICTURES: Final = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif", ".gif"}


@dataclass(frozen=True, slots=True)
class Attached:
    """A file, or a picture that has no file."""

    key: str
    name: str
    path: str
    data: bytes
    is_picture: bool

    @property
    def request(self) -> q.Attach:
        """What the engine is given."""
        return q.Attach(self.path, self.data, self.is_picture, False)


class Attachments(QObject):
    """What goes with one text.

    Signals:
        changed: Something came, went, or can be seen now.
        refused: Something could not be taken; carries why.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, shelf: "Thumbnails", parent: QObject | None = None) -> None:
        """Begin with none; small pictures are put on `shelf`."""
        super().__init__(parent)
        self._shelf = shelf
        self._items: list[Attached] = []
        shelf.changed.connect(self.changed)

    @property
    def items(self) -> Sequence[Attached]:
        """All of them, in the order in which they came."""
        return self._items

    def add(self, urls: Iterable[QUrl]) -> None:
        """Add files that were chosen or dropped."""
        self.add_paths([url.toLocalFile() for url in urls if url.isLocalFile()])

    def add_paths(self, paths: Iterable[str]) -> None:
        """Add files by their paths; each once."""
        known = {one.path for one in self._items}
        for path in paths:
            if path and path not in known:
                known.add(path)
                self._put(Attached(self._shelf.new_key(), Path(path).name, path, b"", is_picture(path)))
        self.changed.emit()

    def paste(self, mime: QMimeData | None = None) -> bool:
        """Add what is on the clipboard if it is a picture or files; return whether it was."""
        mime = QGuiApplication.clipboard().mimeData() if mime is None else mime
        files = [url for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []
        if files:
            self.add(files)
            return True
        # What is copied from an office program is text and a picture of it: the text is what was meant.
        if not mime.hasImage() or mime.hasText():
            return False
        image = mime.imageData()
        data = _png(image) if isinstance(image, QImage) else b""
        if not data or len(data) > MAX_PASTED_BYTES:
            self.refused.emit(
                translate("composer", "This picture cannot be pasted. Save it to a file, and add that.")
            )
            return True
        name = translate("composer", "Pasted picture")
        self._put(Attached(self._shelf.new_key(), name, "", data, True))
        self.changed.emit()
        return True

    def remove(self, key: str) -> None:
        """Take one out again."""
        self._items = [one for one in self._items if one.key != key]
        self.changed.emit()

    def take(self) -> tuple[Attached, ...]:
        """Take all of them out."""
        taken, self._items = tuple(self._items), []
        self.changed.emit()
        return taken

    def put_back(self, items: Iterable[Attached]) -> None:
        """Undo `take`."""
        self._items = [*items, *self._items]
        self.changed.emit()

    def remembered(self) -> str:
        """Return what can be remembered of them: where their files are. Nothing if there are none."""
        paths = [one.path for one in self._items if one.path]
        return json.dumps(paths, ensure_ascii=False) if paths else ""

    def recall(self, remembered: str) -> None:
        """Add what was remembered and is still there."""
        self.add_paths(path for path in paths_in(remembered) if Path(path).is_file())

    @property
    def rows(self) -> list[dict[str, object]]:
        """What QML shows."""
        return [
            {
                "key": one.key,
                "name": one.name,
                "picture": one.is_picture,
                "thumb": one.key if one.key in self._shelf else "",
            }
            for one in self._items
        ]

    def _put(self, one: Attached) -> None:
        self._items.append(one)
        if one.is_picture:
            self._shelf.want(one)


class Thumbnails(QObject):
    """Small pictures of what is attached, made one at a time while nothing else is to be done.

    Signals:
        changed: One more is made.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with none."""
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._images: dict[str, QImage] = {}
        self._waiting: list[Attached] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._make_one)

    def new_key(self) -> str:
        """Return a key that was never used."""
        return str(next(self._numbers))

    def want(self, one: Attached) -> None:
        """Have a small picture made soon."""
        self._waiting.append(one)
        self._timer.start(0)

    def get(self, key: str) -> QImage:
        """Return a small picture; one of nothing if there is none."""
        return self._images.get(key) or empty(QSize(), 1)

    def __contains__(self, key: str) -> bool:
        return key in self._images

    def _make_one(self) -> None:
        one = self._waiting.pop(0)
        image = thumbnail(one)
        if not image.isNull():
            self._images[one.key] = image
            self.changed.emit()
        if self._waiting:
            self._timer.start(0)


class ThumbnailProvider(QQuickImageProvider):
    """Small pictures for QML."""

    def __init__(self, shelf: Thumbnails) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._shelf = shelf

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803 — Qt's names
        """Return the small picture with this key."""
        return self._shelf.get(id)


def thumbnail(one: Attached) -> QImage:
    """Return a small picture of an attached one, upright; a null one if it cannot be shown here."""
    buffer = QBuffer()
    if one.path:
        reader = QImageReader(one.path)
    else:
        buffer.setData(QByteArray(one.data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    kind, size = bytes(reader.format().data()), reader.size()
    if kind not in _FORMATS or not size.isValid():
        return QImage()
    if size.width() * size.height() > _MAX_PIXELS.get(kind, _MAX_PIXELS_OTHERS):
        return QImage()
    reader.setAutoTransform(True)
    small = size.scaled(QSize(_SIDE, _SIDE), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    if small.width() < size.width():
        reader.setScaledSize(small)
    return reader.read()


def is_picture(path: str) -> bool:
    """Return whether a file goes as a picture: by its ending; the engine looks at what is in it."""
    return Path(path).suffix.lower() in _PICTURES


def paths_in(remembered: str) -> list[str]:
    """Return the paths that `Attachments.remembered` wrote down."""
    try:
        value = json.loads(remembered) if remembered else []
    except ValueError:
        return []
    return [path for path in value if isinstance(path, str)] if isinstance(value, list) else []


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return bytes(buffer.data().data()) if QImageWriter(buffer, QByteArray(b"png")).write(image) else b""
