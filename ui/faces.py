"""Faces of people: the picture that somebody shows of themselves, or their letters on a colour that is theirs.

    Face.qml ── look(person) ──▶ Faces ── ListFaces, ReadFace ──▶ engine
             ◀── pictures ────── changed ◀── CirclesChanged ──

    image://face/<hex id>/<first letters>/<key>      round; the letters if the key is empty or not known any more

A picture comes from its person and may be anything: the engine decodes it, and what is none stays away.
"""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Property, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath
from PySide6.QtQuick import QQuickImageProvider

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.engine import Engine, LinkState
from ui.images import empty
from ui.trouble import Trouble

_FACE_PX: Final = 48
# Large enough for the largest face on the pages, and 64 KiB each; who is on the screen counts as used.
SIDE: Final = 128
_KEPT: Final = 200

# Far enough apart to be told from each other, and dark enough for white letters (4.5:1).
_FACE_COLOURS: Final = (
    "#2d6a4f", "#7a4b1f", "#3d5a80", "#8d3b4a", "#5b4a8a", "#46632a", "#7b3f73", "#2f6672", "#8a4a2b", "#4a5568",
)  # fmt: skip


class Faces(QObject):
    """The pictures of people, as far as somebody looked at them.

    Signals:
        changed: Somebody shows another picture, or one came.
    """

    changed = Signal()

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        """Ask who shows a picture; again whenever it may be different."""
        super().__init__(parent)
        self._engine = engine
        self._known: dict[str, str] = {}
        self._looked_at: set[str] = set()
        # What was asked for and has not come, or never will.
        self._asked: set[str] = set()
        self._pictures: OrderedDict[str, QImage] = OrderedDict()
        engine.told.connect(self._on_event)
        engine.state_changed.connect(self._on_state)
        self.refresh()

    def refresh(self) -> None:
        """Ask who shows a picture now."""
        self._engine.ask(q.ListFaces(), self._on_list, _ignore)

    @Slot(str)
    def look(self, person: str) -> None:
        """Have the picture of a person, by the hex of their id, here soon if they show one."""
        self._looked_at.add(person)
        face = self._known.get(person, "")
        if face in self._pictures:
            self._pictures.move_to_end(face)
        elif face and face not in self._asked:
            self._asked.add(face)
            self._engine.ask(q.ReadFace(person, SIDE), lambda reply: self._on_face(person, reply), _ignore)

    @property
    def known(self) -> Mapping[str, str]:
        """The key of the picture of everybody who shows one, by the hex of their id."""
        return self._known

    def picture(self, face: str) -> QImage | None:
        """Return a picture by its key; None if it is not here."""
        return self._pictures.get(face)

    def _get_pictures(self) -> Mapping[str, str]:
        return {person: face for person, face in self._known.items() if face in self._pictures}

    pictures = Property(dict, _get_pictures, notify=changed)

    def _on_list(self, reply: object) -> None:
        if isinstance(reply, r.FacesReply):
            known = {one.person.hex(): one.face.hex() for one in reply.faces}
            self._asked.intersection_update(known.values())
            if known != self._known:
                self._known = known
                self.changed.emit()
            for person in self._looked_at & known.keys():
                self.look(person)

    def _on_face(self, person: str, reply: object) -> None:
        if not isinstance(reply, r.FaceReply) or len(reply.pixels) != 4 * reply.width * reply.height:
            return
        face = reply.face.hex()
        self._asked.discard(face)
        self._known = {**self._known, person: face}
        kind = QImage.Format.Format_RGBA8888_Premultiplied
        self._pictures[face] = QImage(reply.pixels, reply.width, reply.height, 4 * reply.width, kind).copy()
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        self.changed.emit()

    def _on_event(self, event: object) -> None:
        if isinstance(event, e.CirclesChanged):
            self.refresh()

    def _on_state(self) -> None:
        if self._engine.state is LinkState.CONNECTED:
            self._asked.clear()
            self.refresh()


class FaceProvider(QQuickImageProvider):
    """Draws faces."""

    def __init__(self, faces: Faces | None = None) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._faces = faces

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803 — Qt's names
        """Return the face of the person with this id."""
        person, _, rest = id.partition("/")
        letters, _, face = rest.partition("/")
        image = empty(requestedSize, _FACE_PX)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(face_colour(person)))
        painter.drawEllipse(image.rect())
        picture = self._faces.picture(face) if self._faces is not None and face else None
        if picture is None:
            _draw_letters(painter, image, letters)
        else:
            _draw_picture(painter, image.rect().size(), picture)
        painter.end()
        return image


def face_colour(person: str) -> str:
    """Return the colour of a person, from the hex digits of their id."""
    digits = "".join(c for c in person if c in "0123456789abcdef") or "0"
    return _FACE_COLOURS[int(digits[:8], 16) % len(_FACE_COLOURS)]


def _draw_letters(painter: QPainter, image: QImage, letters: str) -> None:
    font = QFont("Inter")
    font.setWeight(QFont.Weight.DemiBold)
    font.setPixelSize(max(8, int(image.height() * 0.4)))
    painter.setFont(font)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(image.rect(), int(Qt.AlignmentFlag.AlignCenter), letters)


def _draw_picture(painter: QPainter, size: QSize, picture: QImage) -> None:
    """Draw the middle of a picture as large as the round."""
    round_ = QPainterPath()
    round_.addEllipse(QRectF(0, 0, size.width(), size.height()))
    painter.setClipPath(round_)
    side = min(picture.width(), picture.height())
    middle = QRectF((picture.width() - side) / 2, (picture.height() - side) / 2, side, side)
    painter.drawImage(QRectF(0, 0, size.width(), size.height()), picture, middle)


def _ignore(_: Trouble) -> None:
    """Go on with letters."""
