"""State of the export: not begun, under way, done, or why not."""

from enum import Enum
from pathlib import Path

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from organic_p2p.api import events as e
from organic_p2p.api import requests as q
from ui.engine import Engine
from ui.export.words import words_of_pages
from ui.language import fill, translate
from ui.refusals import in_words
from ui.trouble import Trouble


class State(Enum):
    """How far it has come."""

    IDLE = "idle"
    GOING = "going"
    DONE = "done"
    FAILED = "failed"


class ExportViewModel(QObject):
    """One export at a time, made by the engine, also while the reader does other things.

    Signals:
        changed: Something below is different.
    """

    changed = Signal()

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        """Begin with none."""
        super().__init__(parent)
        self._engine = engine
        self._state = State.IDLE
        self._heard = e.ExportMoved("going", 0, 0, "", 0, 0, "", "")
        self._sentence = ""
        engine.told.connect(self._on_event)
        engine.state_changed.connect(self._on_state)

    @Slot(QUrl)
    def export(self, folder: QUrl) -> None:
        """Write everything into a new folder in this one."""
        if self._state is State.GOING or not folder.isLocalFile():
            return
        self._heard = e.ExportMoved("going", 0, 0, "", 0, 0, "", "")
        self._become(State.GOING)
        self._engine.ask(q.Export(folder.toLocalFile(), False, words_of_pages()), _nothing, self._on_trouble)

    @Slot()
    def stop(self) -> None:
        """Leave it: nothing of it stays."""
        if self._state is State.GOING:
            self._engine.ask(q.StopExport(), _nothing, self._on_trouble)

    @Slot()
    def look(self) -> None:
        """Open what was written with the browser."""
        if self._state is State.DONE:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._heard.path) / "index.html")))

    @Slot()
    def again(self) -> None:
        """Forget how the last one went."""
        if self._state is not State.GOING:
            self._become(State.IDLE)

    # -- within --------------------------------------------------------------------------------------

    def _on_event(self, event: object) -> None:
        if not isinstance(event, e.ExportMoved):
            return
        self._heard = event
        if event.state == "failed":
            self._become(State.FAILED, in_words(event.error, event.sentence, q.Export))
        elif event.state == "stopped":
            self._become(State.IDLE)
        else:
            self._become(State.DONE if event.state == "done" else State.GOING)

    def _on_trouble(self, trouble: Trouble) -> None:
        # One that another window began goes on.
        self._become(State.GOING if trouble.kind == "exporting" else State.FAILED, trouble.sentence)

    def _on_state(self) -> None:
        if self._state is State.GOING:
            self._become(
                State.FAILED,
                translate("export", "It was interrupted. Nothing of it is left; please start it again."),
            )

    def _become(self, state: State, sentence: str = "") -> None:
        self._state, self._sentence = state, sentence
        self.changed.emit()

    def _get_part(self) -> float:
        return self._heard.done / self._heard.of if self._heard.of else 0.0

    def _get_progress(self) -> str:
        if self._state is not State.GOING:
            return ""
        if not self._heard.of:
            return translate("export", "Collecting everything…")
        return fill(translate("export", "%1 of %2 posts and letters"), self._heard.done, self._heard.of)

    def _get_summary(self) -> str:
        if self._state is not State.DONE:
            return ""
        said = [
            translate("export", "%n post(s) and letter(s)", "", self._heard.done),
            translate("export", "%n picture(s) and file(s)", "", self._heard.files),
        ]
        if self._heard.missing:
            said.append(
                translate(
                    "export",
                    "%n of them not on this computer: the pages say who has it",
                    "",
                    self._heard.missing,
                )
            )
        return " · ".join(said)

    state = Property(str, lambda self: self._state.value, notify=changed)
    part = Property(float, _get_part, notify=changed)
    progress = Property(str, _get_progress, notify=changed)
    summary = Property(str, _get_summary, notify=changed)
    sentence = Property(str, lambda self: self._sentence, notify=changed)
    path = Property(str, lambda self: self._heard.path, notify=changed)


def _nothing(_: object) -> None:
    """Have nothing to add: events tell how it goes."""
