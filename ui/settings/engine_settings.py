"""State of what the engine does by itself: notifications, and starting with the computer."""

from typing import Final

from PySide6.QtCore import Property, QObject, Signal, Slot

from organic_p2p.api import events as e
from organic_p2p.api import replies as r
from organic_p2p.api import requests as q
from organic_p2p.api.value import fields_of
from ui.engine import Engine, LinkState
from ui.trouble import Trouble
from ui.words import clock_of

_HOUR: Final = 60
_DAY: Final = 24 * _HOUR
_STEP: Final = 30


class EngineSettings(QObject):
    """What this computer's engine was told to do by itself.

    Signals:
        changed: Something below is different.
    """

    changed = Signal()

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        """Ask the engine when somebody looks; see `refresh`."""
        super().__init__(parent)
        self._engine = engine
        self._settings: r.SettingsReply | None = None
        self._trouble = self._start_trouble = ""
        engine.state_changed.connect(self._on_state)
        engine.told.connect(self._on_event)

    @Slot()
    def refresh(self) -> None:
        """Ask the engine what was chosen, and what this computer can do now."""
        self._engine.ask(q.ReadSettings(), self._on_settings, self._on_trouble)

    @Slot(str, bool)
    def switch(self, name: str, on: bool) -> None:
        """Switch `letters`, `digest` or `quiet` on or off."""
        if name in ("letters", "digest", "quiet"):
            self._put(name, value=on)

    @Slot(str, int)
    def set_time(self, name: str, minute: int) -> None:
        """Put `digest_minute`, `quiet_from` or `quiet_until` to a minute of the day."""
        if name in ("digest_minute", "quiet_from", "quiet_until"):
            self._put(name, value=minute)

    @Slot(bool)
    def start_with_computer(self, on: bool) -> None:
        """Have the engine start when somebody logs in, or no longer."""
        self._start_trouble = ""
        self._engine.ask(q.StartWithComputer(on), self._on_settings, self._on_not_started)

    def _put(self, name: str, *, value: int) -> None:
        if self._settings is not None:
            # Shown at once, and corrected by the answer.
            chosen = fields_of(self._settings) | {name: value}
            self._settings = r.SettingsReply(**chosen)
            del chosen["notifies"], chosen["autostart"]
            self._engine.ask(q.PutNotices(**chosen), self._on_settings, self._on_refused)
            self.changed.emit()

    def _on_settings(self, reply: object) -> None:
        if isinstance(reply, r.SettingsReply):
            self._settings, self._trouble = reply, ""
            self.changed.emit()

    def _on_trouble(self, trouble: Trouble) -> None:
        self._trouble = trouble.sentence
        self.changed.emit()

    def _on_refused(self, trouble: Trouble) -> None:
        self._on_trouble(trouble)
        self._look_again()

    def _on_not_started(self, trouble: Trouble) -> None:
        # It stands in another place than notifications: it is said beside its own switch.
        self._start_trouble = trouble.sentence
        self.changed.emit()
        self._look_again()

    def _look_again(self) -> None:
        # What was shown at once is not so.
        self._engine.ask(q.ReadSettings(), self._on_truth, self._on_trouble)

    def _on_truth(self, reply: object) -> None:
        if isinstance(reply, r.SettingsReply):
            self._settings = reply
            self.changed.emit()

    def _on_state(self) -> None:
        if self._engine.state is LinkState.CONNECTED and self._settings is not None:
            self.refresh()

    def _on_event(self, event: object) -> None:
        if isinstance(event, e.SettingsChanged) and self._settings is not None:
            self.refresh()

    def _of(self, name: str, otherwise: object) -> object:
        return otherwise if self._settings is None else getattr(self._settings, name)

    def _get_times(self) -> list[dict[str, object]]:
        minutes = set(range(0, _DAY, _STEP))
        if self._settings is not None:
            # One that was chosen elsewhere, to the minute.
            at = self._settings
            minutes |= {at.digest_minute, at.quiet_from, at.quiet_until}
        return [{"value": minute, "text": clock_of(minute)} for minute in sorted(minutes)]

    known = Property(bool, lambda self: self._settings is not None, notify=changed)
    letters = Property(bool, lambda self: self._of("letters", otherwise=True), notify=changed)
    digest = Property(bool, lambda self: self._of("digest", otherwise=True), notify=changed)
    quiet = Property(bool, lambda self: self._of("quiet", otherwise=True), notify=changed)
    digestTime = Property(int, lambda self: self._of("digest_minute", 0), notify=changed)  # noqa: N815 — QML's way
    quietFrom = Property(int, lambda self: self._of("quiet_from", 0), notify=changed)  # noqa: N815 — QML's way
    quietUntil = Property(int, lambda self: self._of("quiet_until", 0), notify=changed)  # noqa: N815 — QML's way
    # While it is not known, nobody is told that there are none.
    notifies = Property(bool, lambda self: self._of("notifies", otherwise=True) is not False, notify=changed)
    autostart = Property(str, lambda self: self._of("autostart", "off"), notify=changed)
    times = Property(list, _get_times, notify=changed)
    trouble = Property(str, lambda self: self._trouble, notify=changed)
    startTrouble = Property(str, lambda self: self._start_trouble, notify=changed)  # noqa: N815 — QML's way
