"""Pictures of posts for QML: whole ones and previews as they are wanted, what is wrong with them, fetching and saving.

    Photo.qml ── fill(post, number, …) ──▶ in memory: its key
                                           not yet:   what there is of it, and `came` when it is there

What is wanted last comes first, since it is what the reader looks at now; of many that flew by the oldest are let go.
A picture that fills a place is asked for in that very size, so that nothing is left to scale for a window that scrolls.
"""

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Property, QDateTime, QObject, QStandardPaths, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QImage

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.engine import Engine, LinkState
from ui.images import PostImages
from ui.language import fill, translate
from ui.lately import Lately
from ui.photos.film import Film
from ui.photos.pixels import REFUSED, SPARE_PX, Pixels, images_of
from ui.trouble import Trouble

# The longer sides in which pictures are asked for that can be looked at more and more closely.
SIDES: Final = (160, 320, 480, 640, 960, 1280, 2048, 3072)
FILM: Final = "film"
# That of a film is as large.
PREVIEW_SIDE: Final = 416
# A picture that is there in another size waits until the window has stopped to change its own.
_SETTLE_MS: Final = 150
# More that come at once would all be drawn in one frame of whoever scrolls by.
_AT_ONCE: Final = 2
_WAITING: Final = 120

_Want = tuple[str, q.Request]


class Photos(QObject):
    """Pictures, by the hex of a post's id and their number in it.

    Signals:
        changed: Something below is different.
        came: A picture can be shown, or something else is known of it.
        drawn: A preview can be shown, by its key.
        frameShown: What is played shows another frame, called `film`.
    """

    changed = Signal()
    came = Signal(str, int)
    drawn = Signal(str)
    frameShown = Signal()  # noqa: N815 — QML's way of naming

    def __init__(self, engine: Engine, images: PostImages, parent: QObject | None = None) -> None:
        """Ask `engine` for pixels; `images` holds the previews that came with posts, as they came."""
        super().__init__(parent)
        self._engine, self._images = engine, images
        self.pixels = Pixels()
        self._waiting: OrderedDict[str, Callable[[], None]] = OrderedDict()
        self._unsettled: dict[str, Callable[[], None]] = {}
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(self._settle)
        self._asked: set[str] = set()
        self._troubles: Lately[str, str] = Lately()
        self._coming: dict[tuple[str, int, bool], int] = {}
        self._came: Lately[tuple[str, int, bool], bool] = Lately()
        self._film = Film(self._show_frame, self)
        self._playing = ("", 0)
        self._frame = 0
        self._message = ""
        engine.told.connect(self._on_event)
        engine.state_changed.connect(self._on_state)

    # -- looking -------------------------------------------------------------------------------------

    @Slot(str, int, int, bool, str, result="QVariantMap")
    def fill(self, post: str, number: int, side: int, here: bool, preview: str) -> dict[str, object]:
        """Return what is known of a picture for a place of which it fills `side` pixels, and ask for what is not here.

        Args:
            post: The id of its post, in hex.
            number: Its place in the post.
            side: Its longer side once it fills the place, in pixels of the screen.
            here: Whether it was on this computer when the post was read.
            preview: The key of its preview; may be empty.

        Returns:
            `key` of what can be drawn, `trouble` as a sentence, `coming` and `here` as the functions of these names.
        """
        trouble, here = self.trouble(post, number), here or self.here(post, number, False)
        key = ""
        if trouble == "":
            key = (self._filling(post, number, side + SPARE_PX) if here else "") or self.any(post, number)
            if key == "" and not here and preview != "":
                key = self.preview(preview)
        return {
            "key": key,
            "trouble": trouble,
            "coming": self.coming(post, number, False),
            "here": here,
        }

    @Slot(str, int, int, bool, result=str)
    def show(self, post: str, number: int, side: int, original: bool) -> str:
        """Return the key of a picture that is large enough, if it is in memory; if not, ask for it."""
        # A picture of one row would have to be a million wide to fill its place: nobody asks for more than the largest,
        # again and again.
        side = min(side, SIDES[-1])
        name = _name(post, number, original)
        if (key := self.pixels.find(name, side)) == "" and self.trouble(post, number) == "":
            wanted = SIDES[bisect_left(SIDES, side)]
            request = q.ReadPicture(post, number, wanted, wanted, original, False)
            self._want(name, partial(self._read, name, request))
        return key

    @Slot(str, int, result=str)
    def any(self, post: str, number: int) -> str:
        """Return the key of a picture in whatever size is in memory, to be shown until a better one is there."""
        return self.pixels.largest(_name(post, number, False))

    @Slot(str, result=str)
    def preview(self, key: str) -> str:
        """Return the key of the pixels of a preview, if they are in memory; if not, ask for them."""
        name = f"preview-{key}"
        if name in self.pixels:
            return name
        if key in self._images and name not in self._troubles:
            self._want(name, lambda: self._draw(name, key))
        return ""

    @Slot(str, int, result=str)
    def trouble(self, post: str, number: int) -> str:
        """Return why a picture is not shown, in a sentence; nothing if all is well."""
        match self._troubles.get(f"{post}-{number}", ""):
            case "":
                return ""
            case "picture-too-large" | "picture-too-costly":
                return translate("photos", "This picture is too large and is not shown.")
            case _:
                return translate("photos", "This picture is damaged and is not shown.")

    @Slot(str, int, int)
    def play(self, post: str, number: int, side: int) -> None:
        """Let a picture move; it does so until `stop`, or until another one is played."""
        self.stop()
        self._playing = (post, number)
        wanted = SIDES[bisect_left(SIDES, min(side, SIDES[-1]))]
        self._engine.ask(
            q.ReadPicture(post, number, wanted, wanted, False, True),
            lambda reply: self._on_film(post, number, reply),
            lambda trouble: self._on_no_film(post, number, trouble),
        )
        self.changed.emit()

    @Slot()
    def stop(self) -> None:
        """Let nothing move."""
        self._film.stop()
        self.pixels.drop(FILM)
        self._playing = ("", 0)
        self._frame = 0
        self.changed.emit()

    # -- fetching and saving -------------------------------------------------------------------------

    @Slot(str, int, bool)
    def fetch(self, post: str, number: int, original: bool) -> None:
        """Bring a picture or file here as soon as somebody who has it is reachable."""
        self._coming.setdefault((post, number, original), 0)
        self.came.emit(post, number)
        self._engine.ask(
            q.Fetch(post, number, original),
            _done,
            lambda trouble: self._on_unfetched(post, number, original, trouble),
        )

    @Slot(str, int, bool, result=int)
    def coming(self, post: str, number: int, original: bool) -> int:
        """Return how many percent of what was asked for are here; -1 if it was not asked for."""
        return self._coming.get((post, number, original), -1)

    @Slot(str, int, bool, result=bool)
    def here(self, post: str, number: int, original: bool) -> bool:
        """Return whether what was asked for came; the post itself may not have been read again yet."""
        return (post, number, original) in self._came

    @Slot(str, int, bool, QUrl)
    def save(self, post: str, number: int, original: bool, place: QUrl) -> None:
        """Write a picture or file to a place that the reader chose."""
        path = place.toLocalFile()
        if not path:
            self._say(translate("photos", "Please choose a place on this computer."))
            return
        name = place.fileName()
        self._engine.ask(
            q.SaveAs(post, number, original, path),
            lambda _: self._say(fill(translate("photos", "Saved as “%1”."), name)),
            lambda trouble: self._say(trouble.sentence),
        )

    @Slot(str, result=QUrl)
    def place_for(self, name: str) -> QUrl:
        """Return where a file of this name may be saved: among the reader's pictures."""
        places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.PicturesLocation)
        folder = Path(places[0]) if places else Path.home()
        return QUrl.fromLocalFile(str((folder if folder.is_dir() else Path.home()) / name))

    @Slot(float, int, str, bool, result=str)
    def name_for(self, created_ms: float, number: int, kind: str, original: bool) -> str:
        """Return what a picture is called when it is saved: by its day, its place in the post, and its kind."""
        day = QDateTime.fromMSecsSinceEpoch(int(created_ms)).toString("yyyy-MM-dd")
        suffix = {"jpeg": "jpg", "png": "png", "webp": "webp"}.get(kind, "jpg")
        return f"{day}-{number}{'-original' if original else ''}.{suffix}"

    @Slot()
    def hush(self) -> None:
        """Put the message away."""
        self._say("")

    # -- within --------------------------------------------------------------------------------------

    def _filling(self, post: str, number: int, side: int) -> str:
        side, name = min(side, SIDES[-1]), _name(post, number, False)
        if (key := self.pixels.find(name, side)) == "":
            read = partial(self._read, name, q.ReadPicture(post, number, side, side, False, False))
            if self.pixels.largest(name) == "":
                self._want(name, read)
            else:
                self._unsettled[name] = read
                self._settling.start()
        return key

    def _settle(self) -> None:
        unsettled, self._unsettled = self._unsettled, {}
        for name, read in unsettled.items():
            self._want(name, read)

    def _want(self, name: str, ask: Callable[[], None]) -> None:
        # Whoever needs it in another size looks again when it has come.
        if name in self._asked:
            return
        self._waiting[name] = ask
        self._waiting.move_to_end(name)
        while len(self._waiting) > _WAITING:
            self._waiting.popitem(last=False)
        self._next()

    def _next(self) -> None:
        while self._waiting and len(self._asked) < _AT_ONCE and self._engine.state is LinkState.CONNECTED:
            name, ask = self._waiting.popitem()
            self._asked.add(name)
            ask()

    def _read(self, name: str, request: q.ReadPicture) -> None:
        picture = _name(request.post, request.number, False)

        def read(reply: object) -> None:
            self._arrived(name, reply, picture, request.width)
            self.came.emit(request.post, request.number)

        def refused(trouble: Trouble) -> None:
            self._refused(name, trouble, picture)
            # Of any other trouble nothing is to be seen; and who hears of it asks again, and again.
            if trouble.kind in REFUSED:
                self.came.emit(request.post, request.number)

        self._engine.ask(request, read, refused)

    def _draw(self, name: str, key: str) -> None:
        def read(reply: object) -> None:
            self._arrived(name, reply, name)
            self.drawn.emit(key)

        request = q.DrawPicture(self._images.get(key), PREVIEW_SIDE, PREVIEW_SIDE)
        self._engine.ask(request, read, lambda trouble: self._refused(name, trouble, name))

    def _arrived(self, name: str, reply: object, picture: str, side: int = 0) -> None:
        self._asked.discard(name)
        images = images_of(reply) if isinstance(reply, r.PixelsReply) else []
        if images:
            self.pixels.keep(name, images[0], side)
        else:
            self._troubles[picture] = "picture-damaged"
        self._next()
        self.changed.emit()

    def _refused(self, name: str, trouble: Trouble, picture: str) -> None:
        self._asked.discard(name)
        if trouble.kind in REFUSED:
            self._troubles[picture] = trouble.kind
        self._next()
        self.changed.emit()

    def _on_film(self, post: str, number: int, reply: object) -> None:
        if self._playing != (post, number):
            return
        images = images_of(reply) if isinstance(reply, r.PixelsReply) else []
        if isinstance(reply, r.PixelsReply) and images:
            self._film.play(images, reply.durations_ms)

    def _on_no_film(self, post: str, number: int, trouble: Trouble) -> None:
        if self._playing != (post, number):
            return
        self.stop()
        if trouble.kind == "picture-too-large":
            self._say(translate("photos", "This picture moves for too long and is shown still."))
        elif trouble.kind in REFUSED:
            self._say(translate("photos", "This picture is damaged and is not shown."))
        else:
            self._say(trouble.sentence)

    def _show_frame(self, image: QImage) -> None:
        self.pixels.keep(FILM, image)
        self._frame += 1
        self.frameShown.emit()

    def _on_unfetched(self, post: str, number: int, original: bool, trouble: Trouble) -> None:
        self._coming.pop((post, number, original), None)
        self._say(trouble.sentence)
        self.came.emit(post, number)

    def _on_event(self, event: object) -> None:
        if isinstance(event, e.FileComing):
            place = (event.post.hex(), event.number, event.original)
            if event.percent >= 100:
                self._coming.pop(place, None)
                self._came[place] = True
                self._troubles.pop(f"{event.post.hex()}-{event.number}", None)
            else:
                self._coming[place] = event.percent
            self.came.emit(event.post.hex(), event.number)

    def _on_state(self) -> None:
        if self._engine.state is LinkState.CONNECTED:
            self._next()

    def _say(self, message: str) -> None:
        self._message = message
        self.changed.emit()

    playing = Property(str, lambda self: f"{self._playing[0]}-{self._playing[1]}", notify=changed)
    frame = Property(int, lambda self: self._frame, notify=frameShown)
    message = Property(str, lambda self: self._message, notify=changed)
    settled = Property(
        bool, lambda self: not self._asked and not self._waiting and not self._unsettled, notify=changed
    )


def _name(post: str, number: int, original: bool) -> str:
    return f"{post}-{number}{'-original' if original else ''}"


def _done(_: object) -> None:
    """Wait for `FileComing`."""
