"""Pictures and files that go with what is being written: chosen, dropped or pasted, each with a small one of itself.

    image://attached/<key>      the small picture, once it was made

They are the reader's own, but who knows from whom: no file and no picture is opened here. The engine has a worker make
the small picture, as it will the one that is posted; whatever cannot be shown goes along all the same.
"""

import itertools
import json
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QSize, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQuick import QQuickImageProvider

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui import pasted
from ui.engine import Engine
from ui.images import empty
from ui.language import translate
from ui.photos.kinds import symbol_of
from ui.photos.pixels import images_of
from ui.trouble import Trouble

_SIDE: Final = 192
# Each takes 150 KB; a post has at most a hundred.
_KEPT: Final = 200
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
    def symbol(self) -> str:
        """The drawing for it, as long as it is not seen itself."""
        return "images" if self.is_picture else symbol_of(self.name)

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
        if not pasted.is_picture(mime):
            return False
        data = pasted.picture_in(mime)
        if not data:
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
                "symbol": one.symbol,
                "moves": one.symbol == "film",
                "thumb": one.key if one.key in self._shelf else "",
            }
            for one in self._items
        ]

    def _put(self, one: Attached) -> None:
        self._items.append(one)
        if one.is_picture or one.symbol == "film":
            self._shelf.want(one)


class Thumbnails(QObject):
    """Small pictures of what is attached, made by the engine one at a time: what is read meanwhile comes first.

    Signals:
        changed: One more is made.
    """

    changed = Signal()

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        """Begin with none."""
        super().__init__(parent)
        self._engine = engine
        self._numbers = itertools.count(1)
        self._images: OrderedDict[str, QImage] = OrderedDict()
        self._waiting: list[Attached] = []
        self._making = False

    def new_key(self) -> str:
        """Return a key that was never used."""
        return str(next(self._numbers))

    def want(self, one: Attached) -> None:
        """Have a small picture made soon."""
        self._waiting.append(one)
        self._make_one()

    def get(self, key: str) -> QImage:
        """Return a small picture; one of nothing if there is none."""
        return self._images.get(key) or empty(QSize(), 1)

    def __contains__(self, key: str) -> bool:
        return key in self._images

    def _make_one(self) -> None:
        if self._making or not self._waiting:
            return
        self._making = True
        one = self._waiting.pop(0)
        self._engine.ask(
            q.DrawAttached(one.path, one.data, _SIDE),
            lambda reply: self._on_made(one.key, reply),
            lambda trouble: self._on_none(trouble),
        )

    def _on_made(self, key: str, reply: object) -> None:
        self._making = False
        images = images_of(reply) if isinstance(reply, r.PixelsReply) else []
        if images:
            self._images[key] = images[0]
            while len(self._images) > _KEPT:
                self._images.popitem(last=False)
            self.changed.emit()
        self._make_one()

    def _on_none(self, _: Trouble) -> None:
        # It is shown by its name, and whether it can be posted is said when it is.
        self._making = False
        self._make_one()


class ThumbnailProvider(QQuickImageProvider):
    """Small pictures for QML."""

    def __init__(self, shelf: Thumbnails) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._shelf = shelf

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803 — Qt's names
        """Return the small picture with this key."""
        return self._shelf.get(id)


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
