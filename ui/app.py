"""The window's beginning: Qt, fonts, what QML may ask, and the first page. `run` puts it on the screen."""

from pathlib import Path
from typing import Final

import shiboken6
from PySide6.QtCore import QObject, QUrl
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from ui.acquaintances import Acquaintances
from ui.albums.view_model import AlbumsViewModel
from ui.arriving.view_model import ArrivingViewModel
from ui.attachments import ThumbnailProvider, Thumbnails
from ui.attention import Attention
from ui.clock import Clock
from ui.composer.view_model import ComposerViewModel
from ui.desk.leading import Leading
from ui.desk.view_model import DeskViewModel
from ui.doctor.view_model import DoctorViewModel
from ui.drafts import Drafts
from ui.engine import Engine
from ui.export.view_model import ExportViewModel
from ui.faces import FaceProvider, Faces
from ui.home.view_model import HomeViewModel
from ui.images import IconProvider, PostImages, PostProvider
from ui.language import Language
from ui.letters.conversation import ConversationViewModel
from ui.letters.pen import PenViewModel
from ui.letters.rows import key_of, people_in
from ui.letters.view_model import LettersViewModel
from ui.muting import Muting
from ui.people.invitations import InvitationsViewModel
from ui.people.view_model import PeopleViewModel
from ui.photos.pixels import PixelsProvider
from ui.photos.view_model import Photos
from ui.preferences import Preferences
from ui.reading.view_model import ReadingViewModel
from ui.search.view_model import SearchViewModel
from ui.second_thoughts import SecondThoughts
from ui.session import Session
from ui.settings.disk import DiskLock
from ui.settings.engine_settings import EngineSettings
from ui.settings.view_model import SettingsViewModel
from ui.storage.view_model import StorageViewModel
from ui.theme import Theme
from ui.waiting.view_model import WaitingViewModel
from ui.welcome.view_model import WelcomeViewModel

_HERE: Final = Path(__file__).parent
# What QML knows by name.
_PARTS: Final = (
    "theme",
    "session",
    "drafts",
    "welcome",
    "arriving",
    "waiting",
    "desk",
    "leading",
    "composer",
    "home",
    "letters",
    "conversation",
    "pen",
    "deletions",
    "searching",
    "reading",
    "exporting",
    "people",
    "muting",
    "doctor",
    "invitations",
    "portraits",
    "settings",
    "doings",
    "disk",
    "photos",
    "albums",
    "storage",
)


class Window(QObject):
    """Everything behind one window: the view-models, and the QML that shows them."""

    def __init__(
        self,
        engine: Engine,
        preferences: Preferences | None = None,
        parent: QObject | None = None,
        *,
        folder: Path | None = None,
    ) -> None:
        """Build the window over `engine`.

        Args:
            engine: What it shows.
            preferences: What the reader chose; without them it looks as the system does and keeps nothing.
            parent: Who owns it.
            folder: The home, for links that are to open it.
        """
        super().__init__(parent)
        self.preferences = preferences or Preferences(None)
        self.language = Language(self.preferences.get("language"), self)
        self.theme = Theme(self.preferences, self)
        self.images = PostImages()
        self.photos = Photos(engine, self.images, self)
        self.session = Session(engine, self)
        self.drafts = Drafts(engine, self)
        self.clock = Clock(self)
        self.searching = SearchViewModel(engine, self.session, self)
        self.deletions = SecondThoughts(engine, self)
        self.reading = ReadingViewModel(engine, self.session, self.images, self.deletions, self)
        self.exporting = ExportViewModel(engine, self)
        self.portraits = Faces(engine, self)
        self.welcome = WelcomeViewModel(engine, self)
        self.albums = AlbumsViewModel(engine, self.session, self.images, self)
        self.storage = StorageViewModel(engine, self)
        self.known = Acquaintances(engine, self.session, self)
        self.thumbnails = Thumbnails(engine, self)
        self.composer = ComposerViewModel(
            engine, self.session, self.known, self.drafts, self.thumbnails, self
        )
        self.letters = LettersViewModel(engine, self.session, self.known, self.deletions, self)
        self.conversation = ConversationViewModel(
            engine,
            self.session,
            self.known,
            self.letters,
            self.images,
            self.deletions,
            self,
        )
        self.pen = PenViewModel(engine, self.letters, self.drafts, self.thumbnails, self)
        self.pen.sent.connect(self.conversation.refresh)
        self.home = HomeViewModel(engine, self.session, self.images, self.drafts, self.deletions, self)
        self.people = PeopleViewModel(engine, self.session, self)
        self.invitations = InvitationsViewModel(engine, self.session, self.people, self.images, self)
        self.muting = Muting(engine, self)
        self.doctor = DoctorViewModel(engine, self)
        self.arriving = ArrivingViewModel(engine, self.session, self)
        self.waiting = WaitingViewModel(engine, self)
        self.desk = DeskViewModel(engine, self.preferences, folder, self)
        self.desk.leaving.connect(self.say_last_words)
        self.leading = Leading(
            self.session,
            {"home": self.home.choose, "people": self._show_people, "letters": self._show_letters},
            self,
        )
        looks = (self.theme, self.language, self.preferences)
        self.settings = SettingsViewModel(engine, self.session, looks, self.portraits, self)
        self.doings = EngineSettings(engine, self)
        self.disk = DiskLock(engine, self.session, self)
        self.attention = Attention(engine, self.language, self)
        self.welcome.done.connect(self.session.refresh)
        self.composer.sent.connect(self.home.refresh)
        self.home.changed.connect(lambda: self.composer.go(self.home.property("circle")))
        self.qml = QQmlApplicationEngine(self)
        self.qml.addImageProvider("icon", IconProvider())
        self.qml.addImageProvider("face", FaceProvider(self.portraits))
        self.qml.addImageProvider("post", PostProvider(self.images))
        self.qml.addImageProvider("pixels", PixelsProvider(self.photos.pixels))
        self.qml.addImageProvider("attached", ThumbnailProvider(self.thumbnails))
        context = self.qml.rootContext()
        for name in _PARTS:
            context.setContextProperty(name, getattr(self, name))
        for page in (self.home, self.people, self.reading, self.searching, self.doctor):
            self.clock.ticked.connect(page.redress)
        for part in (self.letters, self.conversation):
            self.clock.ticked.connect(part.redress)
        self.language.changed.connect(self.home.redress)
        self.language.changed.connect(self.conversation.redress)
        self.language.changed.connect(self._say_it_again)
        self.qml.load(QUrl.fromLocalFile(str(_HERE / "qml" / "Main.qml")))

    @property
    def root(self) -> QQuickWindow | None:
        """The window on the screen; None if its QML could not be loaded."""
        roots = self.qml.rootObjects() if shiboken6.isValid(self) else []
        return roots[0] if roots and isinstance(roots[0], QQuickWindow) else None

    def say_last_words(self) -> None:
        """Have the engine keep what was begun, and do what could still be taken back."""
        self.composer.finish()
        self.pen.finish()
        self.drafts.save()
        self.deletions.finish()
        self.people.finish()
        self.attention.leave()

    def close(self) -> None:
        """Take the window off the screen, and let go of all that stands behind it.

        Here and now: its timers run as long as it lives, and what waits until Python finds that nobody holds it any
        more may be found by any thread. What is on the screen goes first, for it looks at the view-models; then
        these; last the engine of QML, which on its way forgets what it knew of them: another window's would be taken
        for them otherwise.
        """
        if shiboken6.isValid(self):
            for shown in self.qml.rootObjects():
                shiboken6.delete(shown)
            shiboken6.delete(self)

    def _show_people(self, circle: str) -> None:
        if circle in [one.circle.hex() for one in self.session.circles]:
            self.people.choose(circle)

    def _show_letters(self, people: str) -> None:
        if people:
            self.letters.choose(key_of(people_in(people)))

    def _say_it_again(self) -> None:
        self.qml.retranslate()
        for name in _PARTS:
            part = getattr(self, name)
            if hasattr(part, "say_again"):
                part.say_again()
            elif hasattr(part, "changed"):
                part.changed.emit()
