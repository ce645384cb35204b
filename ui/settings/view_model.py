"""State of the settings page: who I am for others, how the window looks, and what it says of itself."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot

from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from ui.engine import Engine
from ui.faces import Faces
from ui.language import LANGUAGES, Language, fill, system_language, translate
from ui.photos.taken_out import trace_in_words
from ui.preferences import Preferences
from ui.session import Session
from ui.theme import LARGEST_SCALE, SMALLEST_SCALE, Appearance, Theme
from ui.trouble import Trouble
from ui.words import listed

_PERCENT: Final = 100
_STEP: Final = 10


class SettingsViewModel(QObject):
    """Name, picture, appearance, size and language.

    Signals:
        changed: Something below is different.
    """

    changed = Signal()

    def __init__(
        self,
        engine: Engine,
        session: Session,
        looks: tuple[Theme, Language, Preferences],
        faces: Faces,
        parent: QObject | None = None,
    ) -> None:
        """Follow who I am and how the window looks."""
        super().__init__(parent)
        self._engine, self._session, self._faces = engine, session, faces
        self._theme, self._language, self._preferences = looks
        self._busy = False
        self._message = self._trouble = ""
        for follows in (session.changed, faces.changed, self._theme.changed):
            follows.connect(self.changed)

    # -- who I am ------------------------------------------------------------------------------------

    @Slot(str)
    def rename(self, name: str) -> None:
        """Be called something else everywhere."""
        if name.strip() != self._session.property("name"):
            self._do(q.Rename(name), self._on_renamed)

    @Slot(QUrl)
    def show_picture(self, url: QUrl) -> None:
        """Show a picture of me everywhere, from a file of this computer."""
        if not url.isLocalFile():
            self._say(
                trouble=translate("settings", "This is no file of this computer. Save the picture first.")
            )
            return
        self._do(q.SetPicture(url.toLocalFile(), b""), self._on_picture)

    @Slot()
    def hide_picture(self) -> None:
        """Show no picture of me any more."""
        self._do(q.SetPicture("", b""), self._on_hidden)

    def _do(self, request: q.Request, done: Callable[[object], None]) -> None:
        if not self._busy:
            self._busy = True
            self._say()
            self._engine.ask(request, done, self._on_trouble)

    def _on_renamed(self, _: object) -> None:
        self._busy = False
        self._session.refresh()
        self._say(translate("settings", "Done. Everybody sees your new name, also on what you wrote before."))

    def _on_picture(self, reply: object) -> None:
        self._busy = False
        removed = (
            [trace_in_words(word) for word in reply.removed] if isinstance(reply, r.RemovedReply) else []
        )
        said = translate("settings", "Done. Everybody in your circles sees it.")
        if removed:
            taken = fill(translate("settings", "Taken out of it before it left: %1."), listed(removed))
            said = f"{said} {taken}"
        self._faces.refresh()
        self._say(said)

    def _on_hidden(self, _: object) -> None:
        self._busy = False
        self._faces.refresh()
        self._say(translate("settings", "Done. Your picture is deleted from all computers."))

    def _on_trouble(self, trouble: Trouble) -> None:
        self._busy = False
        self._say(trouble=trouble.sentence)

    def _say(self, message: str = "", trouble: str = "") -> None:
        self._message, self._trouble = message, trouble
        self.changed.emit()

    # -- how the window looks ------------------------------------------------------------------------

    @Slot(str)
    def appear(self, appearance: str) -> None:
        """Be light, dark, or as the system is."""
        self._theme.choose(Appearance(appearance))

    @Slot(int)
    def resize(self, percent: int) -> None:
        """Make text so many percent of its usual size."""
        self._theme.resize(percent / _PERCENT)

    @Slot(str)
    def speak(self, code: str) -> None:
        """Speak a language from now on, or with an empty code that of this computer."""
        self._preferences.put("language", code)
        self._language.choose(code)

    def _get_appearances(self) -> list[dict[str, object]]:
        said = (
            (Appearance.SYSTEM, translate("settings", "As the computer"), "sun-moon"),
            (Appearance.LIGHT, translate("settings", "Light"), "sun"),
            (Appearance.DARK, translate("settings", "Dark"), "moon"),
        )
        return [{"value": one.value, "text": text, "symbol": symbol} for one, text, symbol in said]

    def _get_languages(self) -> list[dict[str, object]]:
        own = fill(
            translate("settings", "As the computer (%1)", "a language's name"), LANGUAGES[system_language()]
        )
        named: Sequence[tuple[str, str]] = (("", own), *LANGUAGES.items())
        return [{"value": code, "text": text, "symbol": ""} for code, text in named]

    def _get_language(self) -> str:
        chosen = self._preferences.get("language")
        return chosen if chosen in LANGUAGES else ""

    busy = Property(bool, lambda self: self._busy, notify=changed)
    message = Property(str, lambda self: self._message, notify=changed)
    trouble = Property(str, lambda self: self._trouble, notify=changed)
    hasPicture = Property(  # noqa: N815 — QML's way of naming
        bool, lambda self: self._session.me.hex() in self._faces.known, notify=changed
    )
    appearances = Property(list, _get_appearances, notify=changed)
    appearance = Property(str, lambda self: self._theme.appearance.value, notify=changed)
    languages = Property(list, _get_languages, notify=changed)
    language = Property(str, _get_language, notify=changed)
    percent = Property(int, lambda self: round(self._theme.property("scale") * _PERCENT), notify=changed)
    smallest = Property(int, lambda _: round(SMALLEST_SCALE * _PERCENT), constant=True)
    largest = Property(int, lambda _: round(LARGEST_SCALE * _PERCENT), constant=True)
    step = Property(int, lambda _: _STEP, constant=True)
    version = Property(
        str, lambda self: self._session.status.version if self._session.status else "", notify=changed
    )
